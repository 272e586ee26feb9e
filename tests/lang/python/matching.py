# `match` with values of classes of modules and of the program, and names in patterns that fail.
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict, deque, namedtuple
from collections.abc import Mapping, Sequence


class Pairs(Mapping):
    def __init__(self, **named):
        self.named = named

    def __getitem__(self, key):
        return self.named[key]

    def __iter__(self):
        return iter(self.named)

    def __len__(self):
        return len(self.named)


class Row(Sequence):
    def __init__(self, *values):
        self.values = values

    def __getitem__(self, at):
        return self.values[at]

    def __len__(self):
        return len(self.values)


class Neither:
    def __getitem__(self, at):
        return at

    def __len__(self):
        return 2


Point = namedtuple("Point", "x y")


class Tagged(list):
    pass


def kind(v):
    match v:
        case {"k": k, **rest}:
            return "mapping", k, rest
        case {}:
            return "other mapping", len(v)
        case Point(x=0, y=y):
            return "on the axis", y
        case [a, b] if a == b:
            return "twice", a
        case [first, *middle, last]:
            return first, middle, last
        case [] | [_]:
            return "short"
        case int(n) | float(n):
            return "number", n
        case str() as s:
            return "text", s
        case _:
            return None


for v in ({"k": 1, "z": 2}, defaultdict(int, k=3), OrderedDict(a=1), Counter("aab"), UserDict(k=4, l=5), ChainMap({"k": 6}),
        Pairs(k=7, m=8), Pairs(), [1, 1], (2, 3, 4), Point(0, 5), Point(6, 6), Point(7, 8), deque([1, 2, 3]), Tagged("ab"),
        UserList([1]), Row(1, 2, 3), Row(), range(4), Neither(), 5, 2.5, True, "text", b"ab", bytearray(b"ab"), {1, 2}, None):
    print(type(v).__name__, kind(v))


# A default dictionary gets no entries by being asked.
d = defaultdict(list)
match d:
    case {"a": _}:
        print("has it")
    case {}:
        print("has it not", dict(d))


# Names of patterns that fail keep what they had.
x = "before"
match (1, 2, 3):
    case (x, y, 4):
        print("no")
    case (1, x, 3, *_):
        print("x", x)
try:
    print(y)
except NameError as e:
    print(e)


def alternatives(v):
    match v:
        case (a, b, 9) | (b, a, 10) | {"a": a, "b": b}:
            return a, b
    return sorted(locals())


print(alternatives((1, 2, 9)), alternatives((1, 2, 10)), alternatives({"a": 3, "b": 4}), alternatives((1, 2, 11)))


def guarded(v):
    match v:
        case [n, m] if n > m:
            return "falls", n, m
        case [n, m]:
            return "grows", n, m


print(guarded([2, 1]), guarded([1, 2]))


class Whole(int):
    pass


class Named:
    __match_args__ = ("a", "b")

    def __init__(self, a, b):
        self.a, self.b = a, b


class Odd:
    __match_args__ = "ab"


class Numbers:
    __match_args__ = (1,)


match Whole(3):
    case int(n):
        print("whole", n)
match Named(1, [2, 3]):
    case Named(a, [b, *c]):
        print(a, b, c)


def wrong(v, which):
    match v:
        case Named(1, 2, 3) if which == 0:
            pass
    match v:
        case Named(_, a=1):
            pass


def of(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


def odd(v):
    match v:
        case Odd(_):
            return 1


def numbers(v):
    match v:
        case Numbers(_):
            return 1


def error(v):
    match v:
        case ValueError(_):
            return 1


def no_class(v, c):
    match v:
        case c():
            return 1


of(wrong, Named(1, 2), 0)
of(odd, Odd())
of(numbers, Numbers())
of(error, ValueError(1))
of(no_class, 1, int)
of(no_class, 1, 5)


def again(v):
    match v:
        case Named(_, a=1):
            return "matched"


of(again, Named(1, 2))
