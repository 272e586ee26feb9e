# Values are known while the body of the class runs; what is a member, and what is refused
import datetime
import enum
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, member, nonmember, unique


def tried(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
    ALL = RW | X


print(list(Perm), Perm.RW, Perm.ALL.value, ~Perm.R, list(Perm.RW), Perm(5), Perm.R in Perm.RW)


class Labelled(int, Enum):
    def __new__(cls, value, label):
        self = int.__new__(cls, value)
        self._value_ = value
        self.label = label
        return self


class Payment(Labelled):
    OPEN = 1, "open"
    DONE = 2, "done"


print(Payment(2).label, Payment.OPEN + 1, repr(Payment.DONE), list(Payment))


class AutoNumber(Enum):
    def __new__(cls):
        self = object.__new__(cls)
        self._value_ = len(cls.__members__) + 1
        return self


class Colour(AutoNumber):
    red = ()
    green = ()


print(list(Colour), Colour(2))


class Loud(StrEnum):
    def _generate_next_value_(name, start, count, last):
        return name.upper()
    quiet = auto()


print(list(Loud))


class Day(datetime.date, Enum):
    first = 2021, 12, 25
    second = 2020, 3, 14


print(repr(Day.first), str(Day.second), Day.first.year, Day.first > Day.second)


class Base(Enum):
    @enum.property
    def first(self):
        return "first of " + self.name


class Made(Base):
    first = 1
    other = 2


print(Made.first.first, Made.other.first, Made.first.other, Made["first"], Made.first.value)


class Odd(Enum):
    name = 3
    value = 4


print(list(Odd), Odd.name.name, Odd.value.value)


class Mixed(Enum):
    kind = int
    loose = nonmember(5)
    also = member(len)

    def method(self):
        return self.name


print(list(Mixed), Mixed.loose, Mixed.kind.method(), dir(Mixed), [n for n in dir(Mixed.kind) if n[0] != "_"])
print(Enum("Made2", "a b c").b, list(IntEnum("Made3", ["x", "y"], start=5)), list(Enum("T", {"p": 1, "q": 2})))
print(Enum("N", "a", module="m", qualname="o.N").a.__class__.__qualname__, type(Perm.__members__).__name__)


def twice():
    class E(Enum):
        a = 1
        a = 2


def reserved():
    class E(Enum):
        _bad_ = 1


def late():
    class E(Enum):
        a = auto()

        def _generate_next_value_(name, start, count, last):
            return name


def two_kinds():
    class E(str, int, Enum):
        a = 1


def ordered():
    class E(Enum):
        _order_ = "a c b"
        a = 1
        b = 2
        c = 3


def empty():
    class E(Enum):
        def __new__(cls, v):
            return super().__new__(cls, v)
        a = 1


def extends():
    class E(Perm):
        b = 1


def no_text():
    class E(StrEnum):
        a = 1


for f in (twice, reserved, late, two_kinds, ordered, empty, extends, no_text):
    print(f.__name__, tried(f))
print(tried(lambda: Perm(9)), tried(lambda: Colour(7)), tried(lambda: Perm.R | 1), tried(lambda: Colour.zz))


class Missing(Enum):
    a = 1

    @classmethod
    def _missing_(cls, value):
        if value == "one":
            return cls.a
        if value == "odd":
            return 5
        if value == "wrong":
            raise KeyError(value)


print(Missing("one"), tried(lambda: Missing(3)), tried(lambda: Missing("odd")), tried(lambda: Missing("wrong")))
try:
    Missing("wrong")
except KeyError as e:
    print(repr(e.__context__))


class Bits(IntFlag):
    X = 1
    W = 2
    R = 4


print(repr(Bits(7)), Bits.R | 8, repr(~Bits.R), str(Bits.R | Bits.X), f"{Bits.R:03}", Bits(3) & 2)


class Shout(IntFlag):
    R = 4
    X = 1

    def __str__(self):
        return "!" + self._name_


print(f"{Shout.R}", str(Shout(5)), repr(Shout(0)))


class Short(bytes, Enum):
    a = b"x"
    b = b"y"


print(repr(Short.a), Short.a == b"x", Short(b"y").name)


class Wide(float, Enum):
    half = 0.5

    @classmethod
    def of(cls, text):
        return cls.fromhex(text)


class Num(int, Enum):
    three = 3


print(Wide.of((0.5).hex()) is Wide.half, Num.from_bytes(b"\0\3", "big") is Num.three)
