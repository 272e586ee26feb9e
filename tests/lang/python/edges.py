# Unions of classes, names of handlers, operations on constants, and other corners.
import sys
import types


def attempt(f):
    try:
        return repr(f())
    except Exception as e:
        return f"{type(e).__name__}: {e}"


# Unions
print(int | None, None | str, int | str | None, int | int)
print(isinstance(3, int | str), isinstance(None, int | None), isinstance(1.5, int | None))
print(isinstance(1.5, (int | str, float)), isinstance(b"", (int | str, (float, bytes | None))), isinstance([], (int | str, float)))
print(issubclass(float, (int | str, float)), issubclass(list, (int | str, float)))
print(issubclass(bool, int | str), issubclass(float, int | str))
print((int | str) == (str | int), hash(int | str) == hash(str | int), (int | None).__args__)
print(isinstance(int | str, types.UnionType), attempt(lambda: int | 3))


class Own:
    pass


print(Own | int, isinstance(Own(), Own | int))


# A handler's name has no value behind it, however it is left
def left(how):
    for _ in range(2):
        try:
            raise ValueError("x")
        except ValueError as e:
            if how == "break":
                break
            if how == "continue":
                continue
            if how == "return":
                try:
                    return str(e)
                finally:
                    pass
    try:
        return e
    except NameError as error:
        return type(error).__name__


print(left("break"), left("continue"), left("return"), left(""))


def thrown():
    try:
        try:
            raise ValueError("x")
        except ValueError as e:
            try:
                try:
                    pass
                finally:
                    raise KeyError("k")
            except KeyError:
                print("still", e)
            raise TypeError("t")
    except TypeError:
        try:
            return e
        except NameError as error:
            return type(error).__name__


print(thrown())
for _ in range(1):
    try:
        raise ValueError("x")
    except ValueError as caught:
        break
print(attempt(lambda: caught))
print(attempt(lambda: 1.0 / 0.0), attempt(lambda: 0.0 / 0.0))
try:
    1.0 / 0.0
except ZeroDivisionError as e:
    print(e)



def quotient(a, b):
    return a / b


def inverse(values):
    total = 0.0
    for v in values:
        total += 1.0 / v
        total -= 2 / v
    return total


for b in (2.0, 4.0, 0.0, 1.0, -0.0, 0, 3, False):
    print(attempt(lambda: quotient(1.0, b)), attempt(lambda: quotient(3, b)))
for _ in range(150):
    quotient(1.5, 2.5)
    inverse([1.5, 2.5])
print(attempt(lambda: quotient(1.0, 0.0)), attempt(lambda: inverse([1.0] * 200 + [0.0, 2.0])))
print(attempt(lambda: [attempt(lambda: quotient(1.0, v)) for v in [0.0] * 20 + [2.0]][-2:]))

try:
    try:
        raise TypeError()
    except (TypeError, (ValueError,)):
        print("not here")
except TypeError as e:
    print(e)

# Numbers
for a, b in [(True, float("-inf")), (-5.0, float("inf")), (5.0, float("inf")), (-7.5, 2.0), (7.5, -2.0), (-0.0, 3.0)]:
    print(a // b, a % b, divmod(a, b))
for a, b in [(-(2**63), -1), (2**63 + 1, -2), (-(2**63) - 1, 2**63), (1, 2**63), (-(2**90), -(2**60) + 1)]:
    print(a / b)


class Hashed:
    def __init__(self, h):
        self.h = h

    def __hash__(self):
        return self.h


for h in (0, -1, 2**61 - 1, 2**61, -(2**61), 2**63 - 1, -(2**63), 2**63, 2**70, True):
    print(hash(Hashed(h)))


class Umlaut:
    def __repr__(self):
        return "r\xe4"


print(ascii(Umlaut()), "%r %a" % (Umlaut(), Umlaut()), f"{Umlaut()!a}", "{0!a}".format([Umlaut()]))

# What is told of wrong arguments
for f in (
    lambda: getattr("s", 1),
    lambda: hasattr("s", 1),
    lambda: map(),
    lambda: map(len),
    lambda: format(1, 2),
    lambda: sum([], ""),
    lambda: sum([], b""),
    lambda: print(foo=1),
    lambda: print(1, sep=1),
    lambda: print(1, end=b""),
    lambda: [].pop("x"),
    lambda: [1][2**70],
    lambda: (1,)[-(2**70)],
    lambda: "ab" * 2**70,
    lambda: [1] * 2**70,
    lambda: [1] * 1.5,
    lambda: 1.5 * "ab",
    lambda: None * (1, 2),
    lambda: [1] * "ab",
    lambda: int[str],
    lambda: str[0],
):
    print(attempt(f))


class Documented:
    "what it is"
    doc = __doc__
    where = __module__, __qualname__

    class Inner:
        path = __qualname__


print(Documented.doc, Documented.where, Documented.Inner.path)
print(sys.version_info[:2] >= (3, 8), sys.version_info.major, sys.version_info >= (3, 11))
try:
    from . import nothing
except ImportError as e:
    print(e)
try:
    exec("match 1:\n    case {1: a, True: b}:\n        pass\n")
except SyntaxError as e:
    print(e.msg)
