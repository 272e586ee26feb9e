import functools
import numbers
from functools import cached_property, partialmethod, singledispatch, singledispatchmethod, total_ordering


@singledispatch
def show(v, more=""):
    """What it is."""
    return f"object {v!r}{more}"


@show.register
def _(v: int, more=""):
    return f"int {v}{more}"


@show.register(list)
@show.register(tuple)
def several(v, more=""):
    return f"several {len(v)}{more}"


@show.register
def _(v: str | bytes):
    return f"text {v!r}"


@show.register(type(None))
def _(v):
    return "nothing"


print(show(1), show(True), show([1, 2]), show((1,), more="!"), show("a"), show(b"a"), show(None), show(1.5))
print(show.__name__, show.__doc__, show.dispatch(bool)(2), show.registry[list] is several, sorted(c.__name__ for c in show.registry))
show.register(numbers.Real, lambda v: "real")
print(show(1.5), show(2j))
for wrong in (lambda: show(), lambda: show.register(5), lambda: show.register(lambda v: v), lambda: show.register(5, print)):
    try:
        wrong()
    except TypeError as e:
        print(str(e)[:60])


class Printer:
    def __init__(self, mark):
        self.mark = mark

    @singledispatchmethod
    def put(self, v):
        return self.mark + "other"

    @put.register
    def _(self, v: int):
        return self.mark + "int"

    @put.register(str)
    def _(self, v):
        return self.mark + "str"

    @singledispatchmethod
    @classmethod
    def make(cls, v):
        return cls.__name__

    @make.register
    @classmethod
    def _(cls, v: int):
        return cls.__name__ + " of int"

    @singledispatchmethod
    @staticmethod
    def plain(v):
        return "static"

    @plain.register(int)
    @staticmethod
    def _(v):
        return "static int"

    def _set(self, name, value, *, mark=""):
        return name, value, mark + self.mark

    set_a = partialmethod(_set, "a")
    set_b = partialmethod(set_a, 5, mark="?")


p = Printer(">")
print(p.put(1), p.put("a"), p.put(None), Printer.make(1), p.make("x"), Printer.plain(1), p.plain("a"), p.put.__name__)
print(p.set_a(1), p.set_b(), Printer.set_a(p, 2), Printer.__dict__["set_b"].args)


class Lazy:
    @cached_property
    def value(self):
        print("computed")
        return 42


o = Lazy()
print(o.value, o.value, o.__dict__, Lazy.value.attrname)
try:
    class Two:
        a = b = cached_property(lambda self: 1)
except (RuntimeError, TypeError) as e:
    print(type(e).__name__)


class Slots:
    __slots__ = ()
    value = cached_property(lambda self: 1)


try:
    Slots().value
except TypeError as e:
    print(e)


@total_ordering
class Size:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n


print(Size(10) < Size(9), Size(9) <= Size(10), Size(10) > Size(9), Size(9) >= Size(10))


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n=n - 1) + fib(n=n - 2)


print(fib(n=20), fib.cache_info(), functools.reduce(lambda a, b: a * b, range(1, 6)))
