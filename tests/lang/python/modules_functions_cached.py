# `functools.lru_cache` and `cache`: what wraps a function, its keys, and what it says of itself.
import copy
import inspect
import re
import traceback
from functools import cache, lru_cache, wraps


def said(f, *args, **named):
    try:
        print(f(*args, **named))
    except Exception as e:
        print(type(e).__name__, e)


def shown(v):
    print(re.sub("0x[0-9a-f]+", "0x", repr(v)))


@lru_cache(maxsize=3)
def area(width, height=1, *more, **named):
    """What a box has."""
    print("area", width, height, more, named)
    return width * height


area.unit = "m"
print(area(2, 3), area(2, 3), area(2, height=3), area(height=3, width=2), area(2, 3, 4, a=5), area(2, 3))
print(area.cache_info(), area.cache_parameters(), area.__wrapped__(1))
print(type(area), type(area).__name__, type(area).__module__, callable(area), inspect.isfunction(area), inspect.signature(area))
print(area.__name__, area.__qualname__, area.__doc__, area.unit, sorted(vars(area)), area == area, area is copy.copy(area))
print(copy.deepcopy([area])[0] is area, hash(area) == hash(area), isinstance(area, type(cache(len))))
shown(area)
area.cache_clear()
print(area.cache_info(), area.cache_info().currsize, area(2, 3))

# What is wrong
for f, args in ((area.cache_info, (1,)), (area.cache_clear, (1, 2)), (area, ([1],)), (area, ()), (lru_cache(2), ()),
        (lru_cache(2), (int, str)), (lru_cache(2), (5,)), (lru_cache, ("x",)), (lru_cache, (1.5,)), (cache, (3,)),
        (cache, ()), (cache, (int, 1))):
    said(f, *args)
said(cache, user_function=int)
said(lru_cache, size=3)
said(area, 1, width=2)
said(lambda: area.nothing)
said(lambda: area.cache_info().nothing)
said(lru_cache()(user_function=int), "7")

# Keys
kinds = cache(lambda *args: [type(a).__name__ for a in args])
print(kinds(1), kinds(1.0), kinds(True), kinds("1"), kinds(2**70), kinds(2**70), kinds(None), kinds(), kinds((1,)), kinds.cache_info())
print(kinds(1, 2), kinds(1.0, 2), kinds(True, 2.0), kinds.cache_info())
typed = lru_cache(typed=True)(lambda *args, **named: [type(a).__name__ for a in (*args, *named.values())])
print(typed(1), typed(1.0), typed(True), typed(1, a=2), typed(1, a=2.0), typed(1), typed.cache_info(), typed.cache_parameters())


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 2

    def __eq__(self, other):
        return self.n == other.n


numbers = lru_cache(maxsize=2)(lambda key: key.n)
print([numbers(Key(n)) for n in (1, 3, 1, 5, 3, 1)], numbers.cache_info())
pairs = cache(lambda a, b=0: (a.n, b))
print(pairs(Key(1), 2), pairs(Key(1), 2), pairs(Key(1), b=2), pairs(Key(1), b=2), pairs(Key(3)), pairs.cache_info())


class Wrong:
    def __hash__(self):
        raise ValueError("no hash")


said(numbers, Wrong())

# Size
for size in (0, -1, 1, 2, True):
    f = lru_cache(size)(lambda n: n * n)
    print(size, [f(n) for n in (1, 2, 1, 1, 3, 2, 1)], f.cache_info())
bare = lru_cache(lambda n: -n)
print(bare(2), bare.cache_parameters(), lru_cache(0)(len)([1, 2]))


@lru_cache(maxsize=2)
def inner(n):
    if n == 1 and inner.cache_info().misses < 3:
        inner(1)
        return "first"
    return "other"


print(inner(1), inner(1), inner.cache_info())


# Methods
class Shape:
    def __init__(self, side):
        self.side = side

    @lru_cache
    def grown(self, by):
        return self.side + by

    @classmethod
    @cache
    def named(cls, n):
        return cls.__name__, n

    @staticmethod
    @cache
    def double(n):
        return n + n

    @property
    @lru_cache()
    def size(self):
        return self.side * self.side


s = Shape(4)
print(s.grown(1), s.grown(1), s.grown(by=1), Shape.grown(s, 1), s.grown.cache_info(), Shape.grown.cache_info().hits)
print(s.named(1), Shape.named(1), Shape.named.cache_info(), s.double(2), Shape.double(2), Shape.double.cache_info(), s.size, s.size)
print(s.grown.__name__, s.grown.__self__ is s, s.grown.__func__ is Shape.grown, type(s.grown).__name__, Shape.size.fget.cache_info())
print(re.sub("0x[0-9a-f]+", "0x", repr(s.grown)), s.grown == s.grown)
said(lambda: s.grown.nothing)
s.other = cache(lambda n: n)
print(s.other(3), s.other.cache_info())


@cache
def fails(n):
    return 1 // n


def outer():
    return fails(0)


for _ in range(2):
    try:
        outer()
    except ZeroDivisionError as e:
        print([f.name for f in traceback.extract_tb(e.__traceback__)], fails.cache_info())


@wraps(area)
def wrapper(*args):
    return area(*args)


print(wrapper.__wrapped__ is area, wrapper.__name__, wrapper.unit, hasattr(wrapper, "cache_info"), wrapper.cache_parameters())
twice = cache(cache(lambda n: [n]))
print(twice(1) is twice(1), twice.cache_info(), twice.__wrapped__.cache_info())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(60), fib.cache_info())


# Slots are no part of what an object has besides.
class Slotted:
    __slots__ = ("a", "__dict__")


class More(Slotted):
    pass


for c in (Slotted, More):
    o = c()
    o.a, o.b = 1, 2
    print(vars(o), o.a, o.__dict__)


# What is thrown out is looked for, and what it is compared with may call again.
class Colliding:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return 1

    def __eq__(self, other):
        if armed[0] and (self.v, other.v) == (1, 2):
            armed[0] = False
            kept(Colliding(5))
        return self.v == other.v


armed, called = [False], []


@lru_cache(maxsize=3)
def kept(k, **named):
    called.append(k.v)
    return k.v


for v in (1, 2, 3, 1):
    kept(Colliding(v))
armed[0] = True
print(kept(Colliding(4)), called, kept.cache_info())


@lru_cache(maxsize=2)
def named(k, **named):
    called.append((k, *named))
    return k


called.clear()
for k in (1, 2, 1, 3, 1, 2):
    named(k)
    named(k, j=1)
    named(k, j=1)
print(called, named.cache_info())
named.cache_clear()
print(named(1), named(2), named(3), named(2), named.cache_info())
