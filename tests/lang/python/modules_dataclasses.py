import dataclasses
from dataclasses import FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, replace


@dataclass
class Point:
    x: int
    y: int = 0

    def norm(self):
        return abs(self.x) + abs(self.y)


p = Point(1, 2)
print(p, p == Point(1, 2), p != Point(2), p.norm(), Point(x=5), Point(1) == (1, 0))
for bad in [lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, z=3), lambda: Point(1, x=2), lambda: p < p]:
    try:
        bad()
    except TypeError as e:
        print(e)
try:
    hash(p)
except TypeError as e:
    print(e)
p.x = 10
print(p, asdict(p), astuple(p), replace(p, y=7), [f.name for f in fields(p)], Point.__match_args__)


@dataclass(order=True)
class Version:
    major: int
    minor: int = field(default=0)
    tags: list = field(default_factory=list, compare=False, repr=False)


print(Version(1, 2) < Version(1, 3), max(Version(3), Version(2, 9)), sorted([Version(2), Version(1, 5)]))
a, b = Version(1), Version(1)
a.tags.append("x")
print(a.tags, b.tags, a == b, a >= b)


@dataclass(frozen=True)
class Key:
    name: str
    n: int = 1


k = Key("a")
print(k, hash(k) == hash(Key("a")), {k: 1}[Key("a")], len({Key("a"), Key("a"), Key("b")}))
for bad in ["name", "other"]:
    try:
        setattr(k, bad, 5)
    except FrozenInstanceError as e:
        print(type(e).__name__, e)
try:
    del k.name
except AttributeError as e:
    print(e)


@dataclass
class Rect:
    w: float
    h: float
    area: float = field(init=False)
    scale: InitVar[float] = 1.0

    def __post_init__(self, scale):
        self.area = self.w * self.h * scale


print(Rect(2, 3), Rect(2, 3, 10).area, Rect(1, 1, scale=0.5))


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Derived(Base):
    c: int = 3
    a: int = 9


print(Derived(), Derived(1, 2, 4), [f.name for f in fields(Derived)], isinstance(Derived(), Base), Derived() == Base(9))


@dataclass(kw_only=True)
class Options:
    width: int
    height: int = 5


print(Options(width=3))
try:
    Options(3)
except TypeError as e:
    print(e)


@dataclass
class Mixed:
    x: int
    _: dataclasses.KW_ONLY
    y: int = 1
    z: int


print(Mixed(1, z=3))
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e:
    print(e)
try:
    @dataclass
    class Bad2:
        x: int = 0
        y: int
except TypeError as e:
    print(e)


@dataclass
class Tree:
    value: int
    left: "Tree" = None
    right: "Tree" = None
    kids: list = field(default_factory=list)


t = Tree(1, Tree(2), Tree(3, kids=[Tree(4)]))
print(t)
print(asdict(t))
t.kids.append(t)
print(repr(t)[:60], is_dataclass(t), is_dataclass(Tree), is_dataclass(3))
match Point(3, 4):
    case Point(x, y=4):
        print("x is", x)


@dataclass(eq=False)
class Thing:
    n: int

    def __repr__(self):
        return f"<{self.n}>"


print(Thing(1), Thing(1) == Thing(1))
C = dataclasses.make_dataclass("C", [("x", int), ("y", int, 5)])
print(C(1), C.__name__)


@dataclass(slots=True)
class Small:
    a: int
    b: str = "x"


s = Small(1)
print(s)
try:
    s.q = 1
except AttributeError as e:
    print(e)


def outer():
    @dataclass
    class Inner:
        v: int
    return Inner(1)


print(outer())
