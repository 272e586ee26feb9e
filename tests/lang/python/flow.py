# Exceptions, finally, with, generators, match, loops.
def tries(n):
    out = []
    try:
        out.append("try")
        if n == 0:
            return out
        if n == 1:
            raise ValueError("one")
        if n == 2:
            {}["key"]
        if n == 3:
            [][1]
    except ValueError as e:
        out.append(f"value {e}")
    except (KeyError, IndexError) as e:
        out.append(f"{type(e).__name__} {e}")
    else:
        out.append("else")
    finally:
        out.append("finally")
    return out


print([tries(n) for n in range(5)])


def leaves():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("turn", i)
        finally:
            print("leave", i)
    else:
        print("never")
    while True:
        try:
            return "value"
        finally:
            print("last")


print(leaves())


def nested():
    try:
        try:
            raise KeyError("inner")
        finally:
            print("cleanup")
    except KeyError as e:
        try:
            raise RuntimeError("outer") from e
        except RuntimeError as r:
            return repr(r), repr(r.__cause__), r.__context__ is e


print(nested())
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise TypeError("while handling")
except TypeError as e:
    print(repr(e.__context__), e.__cause__)


class Own(Exception):
    def __init__(self, code, *more):
        super().__init__(code, *more)
        self.code = code

    def __str__(self):
        return f"own {self.code}"


try:
    raise Own(7, "x")
except Own as e:
    print(e, repr(e), e.args, e.code)


def again():
    try:
        raise ValueError("first")
    except ValueError:
        raise


try:
    again()
except ValueError as e:
    print("again", e)
try:
    raise 5
except TypeError as e:
    print(e)
try:
    assert 1 > 2, "no"
except AssertionError as e:
    print("assert", e)


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__)
        return self.swallow


with Manager("a") as x, Manager("b") as y:
    print(x, y)
with Manager("c", True):
    raise ValueError("gone")


def inside():
    with Manager("d"):
        return "out"


print(inside())


def numbers(n):
    for i in range(n):
        got = yield i
        if got:
            print("got", got)
    return "done"


g = numbers(3)
print(next(g), g.send("x"), next(g))
try:
    next(g)
except StopIteration as e:
    print("end", e.value)


def outer():
    value = yield from numbers(2)
    print("inner gave", value)
    yield "last"


print(list(outer()))


def closing():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("closed")
        raise
    finally:
        print("finally")


c = closing()
next(c)
c.close()


def catching():
    while True:
        try:
            x = yield "ready"
            print("received", x)
        except ValueError as e:
            print("thrown", e)


k = catching()
next(k)
k.send(1)
print(k.throw(ValueError("v")))
print(sum(i * i for i in range(10)), list(zip("ab", range(5))), list(map(lambda a, b: a + b, [1, 2], [3, 4])))
print({i: i * i for i in range(3)}, {i % 2 for i in range(5)}, [(a, b) for a in "xy" for b in (1, 2) if b > 1 or a == "x"])
print([x for x in range(20) if x % 3 == 0 if x % 2], any(x > 2 for x in [1, 2, 3]), all([]))
gen = (x for x in [1, 2, 3])
print(next(gen), list(gen), list(gen))


def kind(v):
    match v:
        case 0:
            return "zero"
        case int() | float() if v < 0:
            return "negative"
        case int(n):
            return f"int {n}"
        case str() as s:
            return f"text {s}"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [first, *rest]:
            return f"{first} then {rest}"
        case {"type": "point", "x": x, **more}:
            return f"point {x} {more}"
        case None | True:
            return "constant"
        case Own(code=c):
            return f"own {c}"
        case _:
            return "other"


for v in (0, -1, 5, "s", [], [1], [1, 2, 3], {"type": "point", "x": 4, "y": 5}, None, Own(3), {}, 2.5, (7, 8)):
    print(kind(v))
a, *b, c = range(6)
print(a, b, c)
(p, q), r = (1, 2), [3]
print(p, q, r)
for i, (m, n) in enumerate([(1, 2), (3, 4)], 1):
    print(i, m, n)
else:
    print("loop ended")
try:
    a, b = [1, 2, 3]
except ValueError as e:
    print(e)
try:
    a, b, c = 1, 2
except ValueError as e:
    print(e)
print(1 < 2 < 3, 1 < 3 < 2, not 1, 1 and 0, 0 or "x", "a" if [] else "b", None is None, 1 is not None)
n = 0
while n < 10:
    n += 1
    if n % 2:
        continue
    if n > 6:
        break
else:
    print("no")
print(n)
raise Own("uncaught")
