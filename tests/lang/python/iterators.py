# `map`, `filter`, `zip`, `enumerate` and `reversed` are classes.
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

for made, c in ((map(str, [1]), map), (filter(None, [1]), filter), (zip([1]), zip), (enumerate([1]), enumerate)):
    print(type(made).__name__, isinstance(made, c), iter(made) is made, list(made), list(made), hasattr(made, "send"))
print(map, filter, zip, enumerate, reversed, map.__name__, callable(map), isinstance(map, type))
print(repr(map(str, [])).startswith("<map object at 0x"), repr(zip()).startswith("<zip object at"))


class Double(map):
    def __next__(self):
        return super().__next__() * 2


class Named(enumerate):
    name = "n"


class Pairs(zip):
    def __init__(self, *args):
        self.count = 0

    def __next__(self):
        self.count += 1
        return super().__next__()


print(list(Double(int, "123")), list(Named("ab", 1)), Named("x").name, next(Named("x")), list(Named("ab", start=5)))
p = Pairs("ab", "cd")
print(list(p), p.count, isinstance(p, zip), issubclass(Double, map), Double.__mro__[1:])


class Even(filter):
    pass


class Back(reversed):
    pass


print(list(Even(lambda x: x % 2 == 0, range(6))), list(Back([1, 2])), next(Even(None, [0, 3])))
for base in (range, slice, bool, type(None), type(lambda: 0), memoryview):
    try:
        type("X", (base,), {})
    except TypeError as e:
        print(e)


def stop(x):
    if x == 3:
        raise StopIteration
    return x


print([x for x in map(stop, [1, 2, 3, 4])], [x for x in filter(stop, [1, 2, 3])])
show(lambda: next(map(stop, [3])))


def through():
    got = yield from map(str, [1, 2])
    yield got


print(list(through()), list(zip([1, 2], map(str, [3, 4]), strict=True)))
show(lambda: list(zip([1], [1, 2], strict=True)))
show(lambda: map())
show(lambda: map(str))
show(lambda: enumerate([1], start="x"))
show(lambda: zip(1))
show(lambda: reversed({1}))
f = zip
print(list(f([1, 2], [3, 4])), list(map(max, [1, 5], [3, 2])), [list(g) for g in (map(str, [1]), zip([1]))])
print({type(x) for x in (map(str, []), map(int, []))} == {map}, enumerate[int])
kinds = [map, filter, zip, enumerate]
print([k.__name__ for k in kinds], list(map(lambda k: k.__name__, kinds)))
x = map(str, [1, 2, 3])
print(2 in map(int, "123"), sum(map(int, "123")), max(map(int, "123")), tuple(zip("ab", "cd")), dict(zip("ab", "cd")), "".join(map(str, [1, 2])))
a, *b = map(int, "123")
print(a, b, next(x), next(x), list(x), next(x, None))
