def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
def f(*a,**k): return a,k
def g(x,y=2,*,z=3): return x,y,z
class M:
    def keys(self): return ["z","y"]
    def __getitem__(self,k): return k*2
class It:
    def __iter__(self): yield 1; yield 2
class Seq:
    def __getitem__(self,i):
        if i>1: raise IndexError
        return i*10
t(lambda: f(*(1,2),**{"a":1})); t(lambda: f(*[1,2])); t(lambda: f(**{"q":5})); t(lambda: g(*"ab")); t(lambda: g(*(1,),**M())); t(lambda: f(*It())); t(lambda: f(*Seq())); t(lambda: f(*{1:2,3:4})); t(lambda: f(*range(3),**{})); t(lambda: f(*(x for x in "ab")))
t(lambda: f(*5)); t(lambda: f(**5)); t(lambda: f(*None,**{})); t(lambda: f(**{1:2})); t(lambda: g(**{"y":1})); t(lambda: g(*(1,2,3))); t(lambda: g(*(1,),**{"x":4})); t(lambda: g(*(1,),**{"w":4})); t(lambda: f(**[("a",1)])); t(lambda: print(*[1,2],**{"sep":"-"})); t(lambda: max(*[3,4])); t(lambda: max(*[[3,4]],**{"default":1})); t(lambda: dict(**{"a":1})); t(lambda: "{}{}".format(*"ab")); t(lambda: [].append(*[1])); t(lambda: int(*["12"],**{"base":8}))
d={"a":1}
def mut(**k): k["a"]=9; return k
t(lambda: (mut(**d),d)); 
def w(fn):
    def inner(*a,**k): return fn(*a,**k)
    return inner
t(lambda: w(g)(1,z=5)); t(lambda: w(w(f))(1,2,b=3)); t(lambda: w(M)().keys())
class B:
    def __init__(self,*a,**k): self.v=(a,k)
class C(B):
    def __init__(self,*a,**k): super().__init__(*a,**k)
t(lambda: C(1,2,q=3).v)
a=[1,2]
t(lambda: f(*a,**(a.append(3) or {}))); t(lambda: f(*(lambda: 1/0)()))
class D(dict): pass
t(lambda: f(**D(x=1))); from collections import OrderedDict, ChainMap
t(lambda: f(**OrderedDict(b=1,a=2))); t(lambda: f(**ChainMap({"a":1},{"b":2})))
def bad():
    yield 1
    raise TypeError("object is not iterable")
t(lambda: f(*bad()))
