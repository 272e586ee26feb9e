# What functions, modules and classes tell of themselves.
def f(a, b=1, /, c=2, *rest, d, e=3, **named):
    x = a
    return x


def plain(x, y):
    z = x + y
    return z


class C:
    def method(self, n):
        total = n
        return total


async def waits():
    pass

c = f.__code__
print(c.co_name, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_firstlineno, c.co_flags, c.co_filename.endswith("functions_code.py"))
print(sorted(c.co_varnames), c.co_varnames[:5], c.co_nlocals)
p = plain.__code__
print(p.co_name, p.co_varnames, p.co_argcount, p.co_flags, p.co_qualname, p == plain.__code__, hash(p) == hash(plain.__code__))
m = C.method.__code__
print(m.co_name, m.co_qualname, m.co_varnames, m.co_argcount, (lambda q: q).__code__.co_name, (lambda q, r: q).__code__.co_varnames)
print(bool(waits.__code__.co_flags & 128), repr(p).startswith("<code object plain at 0x"))
g = 7
print(f.__globals__["g"], "plain" in f.__globals__, f.__globals__["__name__"])
import math, bisect, statistics
print("pi" in math.__dict__, math.__dict__["pi"] == math.pi, bisect.__dict__["bisect_left"] is bisect.bisect_left)
print(math.__package__, math.__doc__ is None or isinstance(math.__doc__, str), f.__module__, statistics.mean.__module__, C.method.__module__)
it = None
depth = [0]


def again():
    depth[0] += 1
    if depth[0] == 1:
        return next(it) + 100
    return depth[0] if depth[0] < 4 else 0


it = iter(again, 0)
print(list(it), list(it), type(it).__name__)
try:
    iter(1, 2)
except TypeError as e:
    print(e)


class Source:
    def __init__(self):
        self.calls = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.calls += 1
        if self.calls == 1:
            next(joined)
            return [1]
        if self.calls == 2:
            return [2, 3]
        raise StopIteration


import itertools
joined = itertools.chain.from_iterable(Source())
print(list(joined), list(itertools.chain([1], "ab", range(2))), list(itertools.chain.from_iterable(["ab", [1]])))
import sys
sys.setrecursionlimit(60)
print(sys.getrecursionlimit())


def deep(n):
    return 0 if n == 0 else deep(n - 1) + 1


print(deep(40))
for _ in range(3):
    try:
        deep(200)
    except RecursionError as e:
        print(e)
for bad in (0, "x"):
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
sys.setrecursionlimit(10000)
print(deep(5000))
import random
r = random.Random(7)
state = r.getstate()
a = [r.random() for _ in range(3)], r.gauss(0, 1)
print(state[0], len(state[1]), state[1][:2], state[1][-1], state[2])
r.setstate(state)
print(a == ([r.random() for _ in range(3)], r.gauss(0, 1)), r.getstate()[2] == r.getstate()[2])
for bad in ((1, 2, 3), (3, [1], None), (3, (1, 2), None)):
    try:
        r.setstate(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
t = ()
print(tuple() is t, (1, 2)[2:] is t, (1, 2) * 0 is t, tuple([]) is t, id(()) == id(tuple()))
print(() * 2 ** 40, [] * 2 ** 40, "" * 2 ** 40, b"" * 2 ** 40)
print(id(1.0) != id(2.0), id(1) != id(2), id("a") != id("b"), id(True) != id(1), id(0) > 0)
import dataclasses


@dataclasses.dataclass(unsafe_hash=True)
class P:
    x: int
    y: int = dataclasses.field(default=2, repr=False, compare=False)


for call in (lambda: P.__repr__(), lambda: P.__hash__(), lambda: P.__eq__(P(1)), lambda: P(1, x=1)):
    try:
        call()
    except TypeError as e:
        print(e)
P.__dataclass_fields__ = {}
print(P(1), hash(P(1)) == hash((1,)), P(1, 3) == P(1, 4), P.__repr__.__qualname__)
class Base:
    a: int


class Sub(Base):
    pass


print(Base.__annotations__, Sub.__annotations__, Sub().__annotations__)
print(list[[1, 2]] | None)
import collections


class Deque(collections.deque):
    pass


for v in (collections.deque(), Deque(), collections.defaultdict(), collections.OrderedDict(), sys.version_info):
    try:
        v.nope
    except AttributeError as e:
        print(e)
import decimal
try:
    decimal.Decimal(1) + 1.5
except TypeError as e:
    print(e)
with decimal.localcontext(decimal.Context(traps=[decimal.Inexact, decimal.Rounded, decimal.Overflow])) as ctx:
    for a, b in (("1E-999999", "3E+30"), ("1", "3"), ("9E+999999", "0.1")):
        try:
            decimal.Decimal(a) / decimal.Decimal(b)
        except decimal.DecimalException as e:
            print(type(e).__name__, e)
print(decimal.Context(prec=4).remainder_near(decimal.Decimal(17), 5), collections.Counter("aab").most_common(0), collections.Counter("aab").most_common(-1))
print(len({hash(f) for f in (len, print, ord, oct, list, repr, sum, any)}))
import datetime, re, functools
for f in (lambda: datetime.datetime.combine("x", datetime.time()), lambda: datetime.datetime.combine(datetime.date(1, 1, 1), 5),
        lambda: re.compile("a", "b"), lambda: functools.cache(5), lambda: functools.lru_cache()(5), lambda: functools.lru_cache(2)()):
    try:
        print(f())
    except TypeError as e:
        print(e)
