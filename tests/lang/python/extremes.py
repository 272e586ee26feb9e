print(max(1,2),min(1,2),max(1.5,2,0),min("b","a"),max([3,1,2]),min((3,1,2)),max([],default=7),max([1,-5,3],key=abs),min({3,1}),max({"a":1,"b":2}),max("hello"))
print(max(x*x for x in range(5)), max((1,2),(1,3)), min([[1],[0,5]]))
class A:
    def __init__(self,v): self.v=v
    def __lt__(self,o): return self.v<o.v
    def __gt__(self,o): return self.v>o.v
    def __repr__(self): return f"A({self.v})"
print(max(A(1),A(3),A(2)),min([A(5),A(4)]))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
t(lambda: max())
t(lambda: max([]))
t(lambda: max(1))
t(lambda: max(1,"a"))
t(lambda: min(1,2,default=3))
t(lambda: min(1,2,foo=3))
t(lambda: max(key=len))
t(lambda: max(["a","bbb"],key=len,default=1))
t(lambda: max(None,key=len))
t(lambda: max(3,float("nan")))
t(lambda: max(float("nan"),3))
print(max, type(max), max.__name__, (lambda f: f([2,9,4]))(min))
print(list(map(max,[1,5],[2,3])))
t(lambda: max(*[4,5],key=lambda x:-x))
t(lambda: max([1,2],key=None))
t(lambda: max([],default=None))
