# What classes made of builtin ones say beside others, and what is nested deep or changed while it is compared.
x = [1]
for _ in range(18): x = [x]*10
print(sorted([[x, 2], [x, 1]])[0][1])
class L(list): pass
def mk(n, w):
    x = L([0])
    for i in range(n): x = L([x]*(1+w))
    return x
print(mk(300, 0) < mk(300, 1))
from collections import namedtuple
N = namedtuple('N', 'v n')
def link(n):
    x = None
    for i in range(n): x = N(i, x)
    return x
print(link(230) == link(230), len({link(230), link(230)}), [link(230)].index(link(230)))
class FR(float):
    def __radd__(s,o): return "radd"
    def __rsub__(s,o): return "rsub"
    def __gt__(s,o): return "gt"
class I(int): pass
class IR(int):
    def __rmul__(s,o): return "rmul"
class LR(list):
    def __rmul__(s,o): return "lrmul"
    def __radd__(s,o): return "lradd"
class CR(complex):
    def __radd__(s,o): return "cradd"
class BA(bytearray):
    def __radd__(s,o): return "baradd"
class S(str): pass
class SR(str):
    def __radd__(s,o): return "sradd"
class TR(tuple):
    def __radd__(s,o): return "tradd"
class T(tuple): pass
print(1+FR(2.5), I(1)-FR(2.5), 1<FR(2.5), [1]*IR(2), "ab"*IR(2), 2*LR([1]))
print(1+CR(2), b"a"+BA(b"b"), S("x")+SR("y"), [1]+LR([2]), T([1])+TR([2]))
class It(list):
    def __iter__(s): return iter([7,8])
a = L([1]); a += It("ab"); print(a)
try:
    a = L([1]); a *= 10**30
except OverflowError as e: print(e)
class E:
    hook = None
    def __init__(s,v): s.v = v
    def __hash__(s): return 1
    def __eq__(s,o):
        if E.hook: h, E.hook = E.hook, None; h()
        return s.v == o.v
for op in (lambda d: d.get(E(1), 'def'), lambda d: E(1) in d, lambda d: d.pop(E(1), 'none'), lambda d: d.setdefault(E(1), 's'), lambda d: d[E(1)]):
    d = {E(1): 'one', E(2): 'two'}
    E.hook = lambda: d.clear()
    try: print(op(d))
    except KeyError as e: print('KeyError')
import functools
@functools.lru_cache(maxsize=2)
def f(e): return e.v
f(E(1)); f(E(2)); E.hook = f.cache_clear; print(f(E(1)), f.cache_info())
class LI(int): __len__ = lambda s: 0
print(bool(LI(1)), bool(LI(0)))
class IX(int):
    def __radd__(s, o): return 'rx'
print(I(1) + IX(2), 1 + IX(2), 1.5 + IX(2), True + IX(2), (1+2j) + IX(1))
