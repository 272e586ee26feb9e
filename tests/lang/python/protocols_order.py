# Who is asked first, and what is said of what goes wrong.
log = []


class Says:
    def __init__(self, name, answer):
        self.name, self.answer = name, answer

    def __eq__(self, other):
        log.append(self.name)
        return self.answer

    __hash__ = None


left, right = Says("left", NotImplemented), Says("right", True)
print(left in [right], log)
log.clear()
print(left == right, left != right, log)
log.clear()


class Differs(Says):
    def __ne__(self, other):
        log.append(self.name + "!")
        return NotImplemented


print(Differs("a", False) != Differs("b", False), log)
log.clear()
print(Says("base", NotImplemented) != Differs("derived", NotImplemented), log)


class Closed:
    __contains__ = None

    def __iter__(self):
        return iter([1])


try:
    1 in Closed()
except TypeError as e:
    print(e)


# Texts of what contains itself by way of the program's classes
class Holds:
    def __init__(self):
        self.all = None

    def __repr__(self):
        return f"Holds({self.all!r})"

    def __hash__(self):
        return 1


for make in (lambda h: [h], lambda h: (h,), lambda h: {1: h}, lambda h: {h}, lambda h: frozenset([h])):
    h = Holds()
    h.all = make(h)
    print(h)


class Some(set):
    pass


print(Some([1]), Some())


# Exceptions know the names they are about.
def of(f):
    try:
        f()
    except Exception as e:
        return e


print(of(lambda: nothing).name, of(lambda: (1).nothing).name, of(lambda: __import__("nothing")).name)
e = AttributeError("said", name="n", obj=5)
print(e.name, e.obj, e.args, AttributeError("x").name, NameError("y", name="z").name, ImportError("m", name="a", path="b").path)


# What `throw` takes
def gives():
    yield 1


class Strange(Exception):
    def __new__(cls, *args):
        return 5


for args in ((Strange,), (5,), (int,), (ValueError(1), 2), (ValueError, (1, 2)), (KeyError, "k"), (ValueError,)):
    try:
        gives().throw(*args)
    except Exception as e:
        print(type(e).__name__, e)


# Code as a session runs it
exec(compile("if True:\n    1 + 1\n    None\n    'shown'\n    x = 5\n    x\n", "session", "single"))
exec("def g():\n    global made\n    return made\nmade = 9\nprint(g())")


def inside():
    exec("""
def first():
    global y
    return y
def second():
    return y + 1
y = 9
print(first(), second())
""", {})


inside()

# Bytes
b = same = bytearray(b"ab")
b *= 2
b += b"c"
print(same, list(reversed(b"abc")), b"a\tb".expandtabs(4), b"Ab Cd".istitle(), b"aB".istitle(), b"hello".translate(None, delete=b"l"))
print(b"%5b|%b|%%b" % (b"ab", b"c"), b"-".join([b"a", bytearray(b"b")]), bytes.fromhex("61 62"))


class Byte:
    def __index__(self):
        return 65


print(bytes([Byte(), 66]), bytearray(Byte())[:2])


class More(bytes):
    pass


print(type(More.fromhex("61")).__name__, b",".join([More(b"x")]))
for wrong in (lambda: bytes("a"), lambda: bytes(1.5), lambda: bytes(["a"])):
    try:
        wrong()
    except TypeError as e:
        print(e)

# Builtin classes in the way of their subclasses
print(bool.__new__(bool), int.__new__(int, "5"), str.__new__(str, 5), list.__new__(list))
s = {1, 2}
s.__init__([3])
print(s)
d = {1: 2}
print(d.__ior__({3: 4}), d.keys().mapping, {frozenset([1])} >= {frozenset([1])}, Some([1]) in {frozenset([1])})

# Functions of `math` of what can be a float
import math
from decimal import Decimal
from fractions import Fraction


class Half:
    def __float__(self):
        return 2.5


class Seven:
    def __index__(self):
        return 7


print(math.sqrt(Fraction(1, 4)), math.sqrt(Decimal(4)), math.hypot(Fraction(3), 4), math.isnan(Decimal(1)), math.pow(Fraction(1, 2), 2))
print(math.floor(Half()), math.ceil(Half()), math.copysign(1, Half()), math.sin(Half()) == math.sin(2.5), math.sqrt(Seven()) == math.sqrt(7))
print(math.fsum([Fraction(1, 2), Decimal("0.5"), Half()]), math.fsum([math.inf, 1]), math.floor(Decimal("-2.5")), math.dist([Fraction(3)], [0]))
print(math.log10(10 ** 1000), math.log2(2 ** 3000), math.log(2 ** 3000) == 3000 * math.log(2), math.log2(2 ** 1023))
for wrong in (lambda: math.sqrt(object()), lambda: math.sqrt("4"), lambda: math.fsum([math.inf, -math.inf]), lambda: math.isnan([])):
    try:
        wrong()
    except (TypeError, ValueError) as e:
        print(e)

# Texts with escapes as bytes
print(rb"a\n\x41\u00e9\101\\n".decode("unicode_escape"), "a\né\u0416\\".encode("unicode_escape"), br"\u0416\n\\u".decode("raw-unicode-escape"))
try:
    rb"a\x4".decode("unicode-escape")
except UnicodeDecodeError as e:
    print(e)


# What takes no arguments by name
class Empty:
    pass


for wrong in (lambda: Empty(a=1), lambda: Empty(1), lambda: ValueError(a=1), lambda: KeyError("k", b=2)):
    try:
        wrong()
    except TypeError as e:
        print(e)

import sys
old = sys.get_int_max_str_digits()
sys.set_int_max_str_digits(640)
try:
    str(10 ** 640)
except ValueError as e:
    print("too long")
sys.set_int_max_str_digits(0)
print(old, len(str(10 ** 5000)))
sys.set_int_max_str_digits(old)
for at in ("a", 1.5, None):
    for v in ("text", b"bytes", [1], (1,), range(2), bytearray(2)):
        try:
            v[at]
        except TypeError as e:
            print(e)
