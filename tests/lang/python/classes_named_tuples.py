from collections import namedtuple
from typing import NamedTuple
P=namedtuple('P','x y',defaults=[5])
p=P(1); print(p,p.x,p.y,P(y=2,x=3),P._make([7,8]),p._replace(x=9),p._asdict(),*p)
x,y=p; a,*b=P(1,2); print(x,y,a,b,[i for i in p],list(p),sum(p),p+(1,),p==(1,5),hash(p)==hash((1,5)),p[0],p[-1],p[0:1],len(p),1 in p)
try: P()
except TypeError as e: print(e)
try: P(1,2,3)
except TypeError as e: print(e)
try: P(1,z=2)
except TypeError as e: print(e)
try: p.x=3
except AttributeError as e: print(type(e).__name__)
try: p.z
except AttributeError as e: print(e)
class Q(NamedTuple):
    a:int
    b:str='q'
    def both(self): return f"{self.a}{self.b}"
    @property
    def dbl(self): return self.a*2
print(Q(1),Q(1,'z').both(),Q(4).dbl,isinstance(Q(1),tuple),Q._fields,Q.a.__doc__)
class R(P):
    def __new__(cls,x): return super().__new__(cls,x,x*2)
    def norm(self): return self.x+self.y
r=R(3); print(r,r.norm(),type(r).__name__,isinstance(r,P))
class S(P):
    def __init__(self,*a): self.n=len(a)
s=S(1,2); print(s.n,s.x,s)
class Single:
    _i=None
    def __new__(cls,*a):
        if cls._i is None: cls._i=super().__new__(cls)
        return cls._i
print(Single() is Single(1,2))
class N:
    def __new__(cls,v): return v
print(N(3))
class M(type):
    def __call__(cls,*a): return ('meta',super().__call__(*a))
class O(metaclass=M):
    def __new__(cls,a): return object.__new__(cls)
print(O(1)[0])
class I(int):
    def __new__(cls,v): return super().__new__(cls,v*2)
print(I(4)+1,type(I(1)).__name__)
class L(list):
    def __new__(cls,*a): return super().__new__(cls)
    pass
print(L([1,2]))
class Tp(tuple):
    def __iter__(self): return iter('zz')
t=Tp((1,2)); print(list(t),[*t],tuple(t)==t); a,b=t; print(a,b)
class E(Exception):
    def __new__(cls,*a): return super().__new__(cls,*a)
print(repr(E(1,2)))
from enum import Enum,IntEnum,Flag
class Co(Enum): A=1;B=2
class In(IntEnum): A=1
class St(str,Enum): A='a'
d={Co.A:1,Co.B:2,In.A:3,St.A:4}; print(d[Co.B],d[1],d['a'],hash(In.A)==hash(1),Co.A in d,{Co.A,Co.A})
class St2(P): pass
print(St2(1,2),St2(1,2).x)
print(sorted([P(2,1),P(1,2)]),max(P(1,2),P(1,3)),dict([P(1,2)]))
