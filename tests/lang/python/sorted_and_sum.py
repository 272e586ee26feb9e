def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
t(lambda: sum(5)); t(lambda: sum([1,2],start=3)); t(lambda: sum([1,2],3)); t(lambda: sum([1,2],3,4)); t(lambda: sum(["a"])); t(lambda: sum([],"")); t(lambda: sum([],b"")); t(lambda: sum([[1],[2]],[])); t(lambda: sum(x*.5 for x in range(4))); t(lambda: sum([1],foo=2)); t(lambda: sum([0.1]*10)); t(lambda: sum({1:2,3:4})); t(lambda: sum([True,False,True])); t(lambda: sum([2**60,2**60])); t(lambda: sum([1,2],start="a"))
t(lambda: sorted()); t(lambda: sorted(3)); t(lambda: sorted([3,1,2],reverse=True)); t(lambda: sorted("hello")); t(lambda: sorted([1,"a"])); t(lambda: sorted({3:1,1:2})); t(lambda: sorted([3,1],key=lambda x:-x)); t(lambda: sorted([1],[2])); t(lambda: sorted([1],foo=2)); t(lambda: sorted((x for x in [3,1,2]))); t(lambda: sorted([1.5,1,True,0.5])); t(lambda: sorted([[2],[1]])); t(lambda: sorted([(1,"b"),(1,"a")],reverse=1)); t(lambda: sorted([3,1,2],key=None,reverse=False))
class A:
    def __init__(s,v): s.v=v
    def __lt__(s,o): return s.v<o.v
    def __repr__(s): return f"A{s.v}"
t(lambda: sorted([A(2),A(1)])); t(lambda: sorted([A(2),A(1)],reverse=True)); t(lambda: sum([A(1)])); t(lambda: sorted(zip([2,1],[3,4]))); t(lambda: sorted(range(5,0,-1))); t(lambda: sorted(enumerate("ba"),key=lambda p:p[1])); t(lambda: sorted({"b","a"})); t(lambda: sorted("ñandú"));print(sorted,sum,sorted.__name__)
s=iter([3,1,2]); t(lambda: sorted(s)); t(lambda: list(map(sum,[[1,2],[3]]))); t(lambda: sorted(map(str,[3,10,2]))); t(lambda: list("añb")); t(lambda:tuple("xyz")); t(lambda: set("aab")=={"a","b"})
