# What sites remember of classes: constants by objects and by the class, and what may change them.
class A:
    limit = 10
    names = ["a"]

    def seen(self):
        return self.limit, self.names, self.__class__.__name__


class B(A):
    limit = 20


class Meta(type):
    kind = "meta"

    @property
    def title(cls):
        return "title of " + cls.__name__


class C(metaclass=Meta):
    kind = "class"
    title = "own"


class Got:
    def __get__(self, obj, cls):
        return "got", obj is None


class D:
    limit = Got()

    def seen(self):
        return self.limit


class Hooked:
    limit = 1

    def __getattribute__(self, name):
        return "hooked " + name


def look(x):
    return x.limit


a, b, d = A(), B(), D()
for turn in range(3):
    print([look(x) for x in (a, b, A, B, d, D, Hooked())])
print(a.seen(), b.seen())

# An object's own comes first; and goes again.
for step in range(4):
    if step == 1:
        a.limit = 11
    if step == 2:
        del a.limit
    if step == 3:
        A.limit = 12
    print(look(a), look(b), look(A), a.seen()[0])

# Plain values of a class that follow each other.
for i in range(3):
    A.limit = i
    print(look(a), look(A), look(b))
A.limit = property(lambda self: "property")
print(look(a), type(look(A)))
A.limit = Got()
print(look(a), look(A))
A.limit = lambda self: "called"
print(a.limit(), A.limit(a))
del A.limit
try:
    look(a)
except AttributeError as e:
    print(e)
A.limit = 13
print(look(a))
del B.limit
print(look(b), look(B))


def of(c):
    return c.kind, c.title, c.__name__


class E(metaclass=Meta):
    pass


for c in (C, C, E, E, C):
    try:
        print(of(c))
    except AttributeError as e:
        print(e)
C.__name__ = "Renamed"
print(of(C))

# The class of an object, and another one.
for x in (a, b, a):
    print(x.__class__.__name__, x.__class__ is type(x))
b.__class__ = A
print(b.__class__.__name__, look(b), b.seen())


class Claims:
    @property
    def __class__(self):
        return int


def class_of(x):
    return x.__class__


print([class_of(x).__name__ for x in (a, Claims(), a, 1, A)])

# Other bases.
class P:
    kind = "P"


class Q:
    kind = "Q"

    def said(self):
        return "Q says"


class R(P):
    pass


class S(R):
    pass


def kind(x):
    return x.kind


for turn in range(2):
    print(kind(S()), kind(S), kind(R()), issubclass(S, Q))
R.__bases__ = (Q,)
print(kind(S()), kind(S), kind(R()), issubclass(S, Q), S().said(), [k.__name__ for k in S.__mro__], R.__bases__)
R.__bases__ = (P, Q)
print(kind(S()), S().said(), Q.__subclasses__() == [R])
for wrong in ((), [P], (P, 1), (S,), (P, object, Q)):
    try:
        R.__bases__ = wrong
    except TypeError as e:
        print(e)
print(kind(S()), S().said())


# Classes with a metaclass are called as others are, unless it says otherwise.
class Counted(type):
    made = 0

    def __call__(cls, *args):
        Counted.made += 1
        return super().__call__(*args)


class F(metaclass=Counted):
    def __init__(self, x):
        self.x = x


class G(metaclass=Meta):
    def __new__(cls, x):
        self = super().__new__(cls)
        self.y = x
        return self

    def __init__(self, x):
        self.x = x + 1


class H(metaclass=Meta):
    pass


for i in range(3):
    f, g, h = F(i), G(i), H()
    print(f.x, g.x, g.y, type(h).__name__, F.made)
for wrong in (lambda: H(1), lambda: G(), lambda: F()):
    try:
        wrong()
    except TypeError as e:
        print(e)

# Bound methods as values, with all kinds of arguments.
class K:
    def m(self, a, b=2, *c, **d):
        return a, b, c, d

    @classmethod
    def n(cls, *a):
        return cls.__name__, a

    def __call__(self, *a, **k):
        return "called", a, k


m, n, k = K().m, K.n, K()
for i in range(2):
    print(m(1), m(1, 3, 4), m(a=5), m(1, *[6, 7], **{"z": 8}), n(1, 2), k(1, x=2))
append = [].append
for i in range(3):
    append(i)
print(append.__self__)
try:
    append(1, 2)
except TypeError as e:
    print(e)
get = {1: 2}.get
print(get(1), get(2), get(2, 3))


# `Counter` of what a generator gives.
from collections import Counter


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 2

    def __eq__(self, other):
        return self.n % 3 == other.n % 3


c = Counter((x, y) for x in range(5) for y in (1, 2) if x != y)
print(c, c.total())
c = Counter(Key(i) for i in range(12))
print(sorted(c.values()))


def failing():
    yield 1
    yield 1
    raise ValueError("stop")


c = Counter()
try:
    c.update(failing())
except ValueError as e:
    print(e, c)
c[1] = 2.5
c.update(x for x in (1, 2))
print(c)
try:
    c.update([] for i in range(2))
except TypeError as e:
    print(e)
