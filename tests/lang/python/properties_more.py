# Properties that are subclassed, copied and documented; what classes and instances say of themselves
class Traced(property):
    "a kind of property"

    def twice(self, v):
        return [self.__get__(v), self.__get__(v)]


class C:
    @Traced
    def x(self):
        "the text of x"
        return self._x

    @x.setter
    def x(self, v):
        self._x = v

    y = property(lambda self: 1, doc="given")
    z = y.setter(lambda self, v: None)
    w = z.getter(lambda self: 2)


def tried(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


c = C()
c.x = 4
print(c.x, C.x.twice(c), C.x.__doc__, type(C.x).__name__, C.y.__doc__, C.z.__doc__, C.w.__doc__, c.w)
print(tried(lambda: setattr(c, "y", 1)), C.y.__isabstractmethod__, C.x.fset is not None)
C.y.__doc__ = "another"
print(C.y.__doc__, property.__get__(C.y, c), C.y.__get__(None, C) is C.y)


class Documented:
    "its own text"


class Bare(Documented):
    pass


print(Documented.__doc__, Bare.__doc__, Bare().__doc__)


class Proxy:
    def __init__(self, of):
        self.of = of

    @property
    def __class__(self):
        return type(self.of)


print(isinstance(Proxy(1), int), isinstance(Proxy(1), Proxy), isinstance(Proxy("a"), (list, str)), isinstance(Proxy(1), str))


class Plain:
    pass


class Other:
    def hello(self):
        return "other " + str(self.a)


class Slots:
    __slots__ = ("a", "__private")

    def __init__(self):
        self.__private = 7

    def get(self):
        return self.__private


p = Plain()
p.a = 1
p.__class__ = Other
print(p.hello(), type(p).__name__, tried(lambda: setattr(p, "__class__", int)), tried(lambda: setattr(p, "__class__", Slots)))
p.__dict__ = {"b": 2, "a": 3}
print(p.__dict__, p.hello(), tried(lambda: setattr(p, "__dict__", 3)))
s = Slots()
print(s.get(), tried(lambda: s.a), tried(lambda: s.__dict__), tried(lambda: setattr(s, "get", 1)), tried(lambda: delattr(s, "get")))


def conflict():
    class X:
        __slots__ = ("a",)
        a = 1


def two():
    class X(list, dict):
        pass


def open_slots():
    class X:
        __slots__ = ["a", "__dict__"]
    x = X()
    x.b = 3
    return x.__dict__


class Took:
    def __init__(self, x):
        super().__init__(x)


class Made:
    def __new__(cls, x):
        return super().__new__(cls, x)


for f in (conflict, two, open_slots, lambda: Took(1), lambda: Made(1), lambda: Plain(1), lambda: Plain.__new__(Plain, 1)):
    print(tried(f))


class Shown:
    def __dir__(self):
        return ["b", "a"]


class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **named):
        space = super().__prepare__(name, bases, **named)
        space["extra"] = name
        return space


class WithMeta(metaclass=Meta):
    pass


print(dir(Shown()), WithMeta.extra, [n for n in dir(p) if n[0] != "_"], "__class__" in dir(p), type("Q", (), {}).__module__)


class Odd:
    def __float__(self):
        return None

    def __bytes__(self):
        return 3


for f in (float, bytes):
    print(tried(lambda: f(Odd())))
for f in (lambda: max(1, 2, default=3), lambda: pow(2.0, 3, 5), lambda: [pow(a, -1, m) for a in (3, -3) for m in (7, -7)],
        lambda: vars(1), lambda: 1 in Plain(), lambda: [*Plain()], lambda: tried(*Plain())):
    print(tried(f))


def unpack():
    a, b = Plain()


print(tried(unpack))


class Dicts(dict):
    def __or__(self, other):
        return "or"


d = e = Dicts(a=1)
d |= {"b": 2}
print(d is e, d, d | {})


def gen():
    x = yield 1
    return x


g = gen()
print(g.__name__, g.__qualname__)
made = (lambda: (yield 1))()
next(made)
try:
    made.send(5)
except StopIteration as e:
    print(e.value)
