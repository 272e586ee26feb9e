from abc import *
import collections.abc as ca
class A(ABC):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def p(self): ...
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
t(A)
class B(A):
    def f(self): return 1
t(B)
class C(B):
    p=3
    def __init__(self,x=0): self.x=x
t(lambda: C(5).x); t(lambda: [C(i).x for i in range(3)])
class D(A,dict): 
    pass
t(lambda: type(D()).__name__)
class E(Exception,metaclass=ABCMeta):
    @abstractmethod
    def q(self): ...
t(lambda: E().__class__.__name__)
class F(A):
    def __new__(cls,*a): return super().__new__(cls)
t(F)
t(lambda: object.__new__(A))
class S(ca.Sequence):
    def __len__(self): return 2
t(S)
class S2(S):
    def __getitem__(self,i):
        if i<2: return i
        raise IndexError
t(lambda: list(S2())); t(lambda: list(reversed(S2()))); t(lambda: S2().index(1))
print(A.__abstractmethods__==frozenset({"f","p"}), sorted(S.__abstractmethods__))
c=C(); 
class G(B):
    p=4
g=G(); g.__class__=C; print(type(g).__name__)
t(lambda: A.__call__())
class M(ABCMeta):
    def __call__(cls,*a,**k):
        print("making",cls.__name__); return super().__call__(*a,**k)
class H(metaclass=M):
    def __init__(self,v): self.v=v
t(lambda: H(3).v)
import copy
t(lambda: copy.copy(C(9)).x)
B.f=None
A.__abstractmethods__=frozenset()
t(lambda: type(A()).__name__)
