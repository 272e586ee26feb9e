import enum
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def shout(self):
        return self.name + "!"

    @classmethod
    def default(cls):
        return cls.GREEN


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color.CRIMSON is Color.RED, Color(2), Color["BLUE"])
print(list(Color), len(Color), Color, Color.RED in Color, Color.RED == 1, Color.RED is Color.RED, Color.RED.shout())
print(Color.default(), type(Color.RED), isinstance(Color.RED, Color), f"{Color.RED}", f"{Color.RED:>12}|", [Color.RED])
print({Color.RED: 1}[Color(1)], list(Color.__members__), Color.RED != Color.BLUE, [c.value for c in reversed(Color)])
for bad in [lambda: Color(9), lambda: Color["X"], lambda: Color.RED < Color.BLUE]:
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
try:
    class More(Color):
        X = 1
except TypeError as e:
    print(e)


class A(Enum):
    X = auto()
    Y = auto()
    Z = 10
    W = auto()


print([a.value for a in A])


class N(IntEnum):
    ONE = 1
    TWO = 2


print(N.ONE, repr(N.ONE), N.ONE + 1, N.ONE == 1, N.TWO > N.ONE, N(2), f"{N.TWO:03}", int(N.TWO), [10, 20, 30][N.ONE], sorted([N.TWO, N.ONE]))


class S(StrEnum):
    A_B = auto()
    C = "see"


print(S.A_B, repr(S.C), S.C == "see", S.C.upper(), S("see"), f"{S.C!s:>5}", len(S.C))


class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(P.R, P.R | P.X, repr(P.R | P.W), P.RW, P.R & P.W, bool(P.R & P.W), P.R in P.RW, list(P.RW), list(P), ~P.R, P.R ^ P.RW)
print(P(0), repr(P(0)), repr(P(5)), P.R.value, len(P.RW))
try:
    P(16)
except ValueError as e:
    print(e)


class I(IntFlag):
    A = 1
    B = 2


print(I.A | I.B, repr(I.A | I.B), repr(I.A | 8), I.A | 8, repr(I(0)), I.A + 1, repr(~I.A), I.A == 1, bool(I.A & I.B))


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def density(self):
        return round(self.mass / self.radius, 3)


print(Planet.EARTH, Planet.EARTH.mass, Planet.MARS.density, Planet.EARTH.value, Planet((0.64, 3.39)))


class Coin(str, Enum):
    H = "heads"


print(Coin.H, repr(Coin.H), Coin.H == "heads", Coin("heads"), f"{Coin.H}", Coin.H.upper())


@unique
class U(Enum):
    A = 1


try:
    @unique
    class V(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
F = Enum("F", "a b c")
print(list(F), F.a.value)


class Op(Enum):
    ADD = "+"
    SUB = "-"

    @classmethod
    def _missing_(cls, value):
        for m in cls:
            if m.name.lower() == value:
                return m

    def __str__(self):
        return self.value


print(Op("add"), Op("-"), Op.ADD)


class Level(Enum):
    LOW = 1
    HIGH = 2

    def __lt__(self, other):
        return self.value < other.value


print(max(Level), Level.LOW < Level.HIGH)
match Color.GREEN:
    case Color.RED:
        print("red")
    case Color.GREEN:
        print("green")
print(Color.RED.__class__.__name__, enum.EnumMeta is type(Color), hash(Color.RED) == hash(Color["RED"]))


# Members of a class of the program, also through a class in between
class Whole:
    def __new__(cls, a, b):
        self = object.__new__(cls)
        self.a, self.b = a, b
        return self

    def __eq__(self, other):
        return isinstance(other, Whole) and (self.a, self.b) == (other.a, other.b)

    def __hash__(self):
        return hash((self.a, self.b))

    def __repr__(self):
        return f"Whole({self.a}, {self.b})"


class Base(Whole, enum.Enum):
    def total(self):
        return self.a + self.b


class Made(Base):
    first = 1, 2
    second = 3, 4


print(Made.first.total(), Made.second == Whole(3, 4), Made.first.name, list(Made) == [Made.first, Made.second])


@enum.verify(enum.UNIQUE)
class Once(enum.IntEnum):
    a = 1
    b = 2


for check, values in ((enum.UNIQUE, {"a": 1, "b": 1}), (enum.CONTINUOUS, {"a": 1, "b": 4})):
    try:
        enum.verify(check)(enum.Enum("E", values))
    except ValueError as e:
        print(e)
print(enum.show_flag_values(11), enum.FlagBoundary.KEEP, list(enum.FlagBoundary) == [enum.STRICT, enum.CONFORM, enum.EJECT, enum.KEEP])
