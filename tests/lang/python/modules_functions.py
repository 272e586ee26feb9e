import functools
import operator
from functools import (cache, cached_property, cmp_to_key, lru_cache, partial, reduce, singledispatch, total_ordering,
    wraps)

print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(operator.mul, range(1, 6), 10))
try:
    reduce(operator.add, [])
except TypeError as e:
    print(e)
two = partial(pow, 2)
print(two(5), partial(int, base=2)("101"))


def f(a, b, c=0):
    "Doc of f."
    return (a, b, c)


g = partial(f, 1, c=3)
print(g(2), g(2, c=9), g.args, g.keywords, g.func is f, partial(g, 5)())


@lru_cache(maxsize=2)
def square(x):
    print("computing", x)
    return x * x


print(square(2), square(2), square(3), square(4), square(2))
print(square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info(), fib.__name__)


@lru_cache
def h(*args, **kw):
    return len(args) + len(kw)


print(h(1), h(1.0), h(1, a=2), h(a=2), h("a"), h.cache_info())
try:
    h([])
except TypeError as e:
    print(e)


def decorate(fn):
    @wraps(fn)
    def inner(*args):
        return fn(*args)
    return inner


df = decorate(f)
print(df.__name__, df.__doc__, df.__wrapped__ is f, df(1, 2))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))


@total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n

    def __lt__(self, o):
        return self.n < o.n


print(V(1) < V(2), V(1) <= V(1), V(2) > V(1), V(1) >= V(2), max(V(1), V(3)).n)


@singledispatch
def show(x):
    return "other"


@show.register(int)
def _(x):
    return "int"


@show.register(list)
def _(x):
    return "list of " + show(x[0])


print(show(1), show([2]), show("s"), show(True), show.dispatch(int)(3))


class C:
    calls = 0

    @cached_property
    def value(self):
        C.calls += 1
        return 42


c = C()
print(c.value, c.value, C.calls, "value" in c.__dict__)
print(operator.itemgetter(1)([5, 6]), operator.itemgetter("a", "b")({"a": 1, "b": 2}), operator.attrgetter("n")(V(4)))
print(operator.methodcaller("split", ",")("a,b"), operator.itemgetter(1, 2), operator.attrgetter("a.b"))
print(operator.abs(-2), operator.neg(3), operator.concat([1], [2]), operator.contains([1, 2], 2), operator.truth([]))
print(operator.countOf([1, 2, 1], 1), operator.indexOf([4, 5], 5), operator.index(7), operator.floordiv(7, 2))
a = [1]
print(operator.iadd(a, [2]), a, operator.is_(a, a), operator.not_(a), operator.xor(5, 1), operator.inv(4))
