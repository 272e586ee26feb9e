from math import *
from itertools import *
from operator import add, mul
print(pi, floor(2.7), pow(2, 3), list(islice(count(3), 2)))
class P:
    def __init__(self, **kw):
        self.__dict__.update(kw)
p = P(a=1, b=2)
print(p.a, p.b, p.__dict__)
p.__dict__["c"] = 3; vars(p)["d"] = 4
print(p.c, p.d, p.__dict__.pop("a"), hasattr(p, "a"), p.__dict__.setdefault("e", 9), p.e)
del p.__dict__["b"]; print(p.__dict__)
def f(x: int, *, y: "str" = 3) -> list:
    "doc"
f.attr = 1
print(f.__dict__, f.__annotations__, (lambda: 0).__annotations__, f.__doc__)
class A: pass
class B(A): pass
class C(A): pass
print(A.__subclasses__(), B.__subclasses__())
class M(type):
    def __setattr__(c, n, v):
        print("set", n); super().__setattr__(n, v)
    def __getattr__(c, n):
        return "got " + n
class K(metaclass=M): z = 1
K.x = 5
print(K.x, K.nope, K.z)
import io, contextlib, sys
buf = io.StringIO()
with contextlib.redirect_stdout(buf):
    print("hidden", 1, sep="-")
print(repr(buf.getvalue()))
old = sys.stdout; sys.stdout = buf; print("more"); sys.stdout = old; print(buf.getvalue())
class I:
    def __init__(self): return 3
try: I()
except TypeError as e: print(e)
class J:
    def __init__(self, v):
        if v: return None
        return
J(1)
print(b"%s=%d %r" % (b"ab", 5, "x"), b"%b" % b"q", bytearray(b"%x") % 255)
class S(A):
    def t(self): return repr(super())
print(S().t())
setattr(sys, "mine", 7); print(sys.mine)
def g():
    x: int = 3
    return x
print(g())
@contextlib.contextmanager
def cm(): yield
print(cm.__name__)
def deco(fn):
    import functools
    @functools.wraps(fn)
    def w(*a): return fn(*a)
    return w
@deco
def named(): "d"
print(named.__name__, named.__doc__, named.__wrapped__.__name__)
