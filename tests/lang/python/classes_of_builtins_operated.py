# Operators on objects of classes made of builtin ones: with nothing said they are those of the builtin
# values, and each thing that a class says counts, when it is said later too.
import operator
from collections import OrderedDict, namedtuple
from enum import IntEnum, IntFlag
from fractions import Fraction

OPERATORS = [operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne, operator.add, operator.sub,
    operator.mul, operator.truediv, operator.floordiv, operator.and_, operator.or_, operator.xor,
    operator.pow, operator.lshift]


class I(int):
    pass


class S(str):
    pass


class F(float):
    pass


class L(list):
    pass


class T(tuple):
    pass


class D(dict):
    pass


class E(set):
    pass


class B(bytes):
    pass


class Loud(int):
    def __lt__(self, other):
        return f"lt {int(self)} {other!r}"

    def __radd__(self, other):
        return f"radd {int(self)} {other!r}"

    def __imul__(self, other):
        return f"imul {other!r}"


class Never(int):
    def __eq__(self, other):
        return "never"

    __hash__ = int.__hash__


class Shown(str):
    def __str__(self):
        return "shown"

    def __repr__(self):
        return "Shown()"


class Less(I):
    def __gt__(self, other):
        return f"gt {int(self)}"


class Color(IntEnum):
    RED = 1
    BLUE = 3


class Bits(IntFlag):
    A = 1
    B = 2


P = namedtuple("P", "x y")


def tried(f, *args):
    try:
        r = f(*args)
        return f"{type(r).__name__} {sorted(r) if isinstance(r, (set, frozenset)) else r!r}"
    except Exception as e:
        return f"{type(e).__name__}: {e}" if "<" in str(e) or ">" in str(e) else type(e).__name__


def values():
    return [I(5), 3, S("ab"), "b", F(1.5), 2.5, L([1, 2]), [1], T((1, 2)), (1, 3), P(1, 2), D(a=1), {"b": 2}, E([1]), {1, 2},
        B(b"x"), b"xy", Loud(4), Shown("%s!"), Less(2), Color.BLUE, Bits.A, True, None]


# A part of all pairs, another one for each operator
all_values = values()
for k, f in enumerate(OPERATORS):
    row = []
    for i, a in enumerate(all_values):
        for j in range((i * 7 + k) % 12, len(all_values), 12):
            row.append(f"{i} {j} " + tried(f, a, all_values[j]))
    print(f.__name__, "; ".join(row))

# In places where it is not an operator that compares
same = [P(1, 2), (1, 2), T((1, 2)), I(1), 1, True, Color.RED, F(1), S("a"), "a", Shown("a"), L([1]), [1]]
print([[same.index(v), same.count(v), v in same] for v in same])
print(sorted([P(2, 1), P(1, 5), (1, 4)]), sorted([I(3), 1, Color.BLUE, F(0.5)]), sorted([S("b"), "a", Shown("c")]))
print(sorted([[3, 1], [2, [5]], [2, [4, 4]]]), sorted([L([2]), [1, 1]]), sorted([(Color.BLUE, 1), (Color.RED, 2)]))
print(max(P(1, 2), P(2, 1)), min([I(4), I(2)]), max([Color.RED, Color.BLUE]), max([Less(1), Less(2)]), sum([I(1), I(2)]))
print(tried(sorted, [I(1), S("a")]), tried(sorted, [P(1, "a"), P(1, 2)]), tried(max, [L([1]), 3]))
print(tried(sorted, [Loud(1), Loud(2), Loud(0)]), tried(sorted, [Less(3), Less(1), 2]))
print({P(1, 2): 1, (1, 2): 2, T((1, 2)): 3}, {I(1): 1, 1.0: 2, Color.RED: 3}, len({S("a"), "a", Shown("a")}))
d = {(P(1, 2), S("k")): 1}
print(d[((1, 2), "k")], d.get((P(1, 2), "k")), (T((1, 2)), "k") in d)

# Indices
items = ["a", "b", "c", "d"]
print(items[Color.RED], items[I(-1)], items[Bits.A:Color.BLUE], "abc"[Color.RED], (1, 2, 3)[True], range(9)[I(4)], b"ab"[I(1)])
items[I(0)] = "z"
del items[Color.BLUE]
print(items, tried(lambda: items[F(1)]), tried(lambda: items[I(9)]), chr(I(65)), list(range(I(2), Color.BLUE)))


class Keyed(dict):
    def __getitem__(self, key):
        return type(key).__name__

    def __setitem__(self, key, value):
        print("set", type(key).__name__, value)


k = Keyed()
k[I(1)] = 2
print(k[Color.RED], k[I(1)])

never = Never(1)
print(never == 1, 1 == never, never != 1, 1 != never, never in [1], [never] == [1], never == never, never != never)
items = L([1])
kept = items
items *= 2
items += (3,)
print(items is kept, items, type(items).__name__)

# Said later, and taken back
x, y = I(1), I(1)
print(x == y, x < y, x + y, x != y)
I.__eq__ = lambda a, b: False
I.__lt__ = lambda a, b: True
I.__add__ = lambda a, b: "added"
print(x == y, x < y, x + y, x != y, sorted([I(1), I(2), I(3)]), [x] == [y], [x] == [x])
del I.__eq__, I.__lt__, I.__add__
print(x == y, x < y, x + y, x != y, sorted([I(3), I(2)]), [x] == [y])

# What is filled into a template is shown as its class says.
print("%s %s" % (Shown("a"), P(1, 2)), "%s" % Shown("a"), "%s" % Color.RED, S("<%s>") % Shown("b"), "%d" % Color.BLUE, "%s-%s" % P(1, 2))


class Counted(OrderedDict):
    pass


a, b = Counted(x=1, y=2), Counted(y=2, x=1)
print(a == b, a == dict(b), OrderedDict(a) == a, a != b)
total = 0
for c in (Color.RED, I(4), F(0.5), Fraction(1, 2)):
    total += c
print(total, [pow(Fraction(3, 7).denominator, -1, m) for m in (5, 10, 2**61 - 1)], tried(pow, 2, -1, 4), pow(3, -2, 7), pow(3, -1, -7))
