# One call site that meets objects of many classes, builtin ones and the program's.


def count(values, what):
    found = []
    for v in values:
        try:
            found.append(v.count(what))
        except (TypeError, AttributeError, ValueError) as e:
            found.append(type(e).__name__)
    return found


class Own:
    def count(self, what):
        return "own " + str(what)


class More(list):
    def count(self, what):
        return -super().count(what)


class Plain(list):
    pass


values = ["a", "a longer text, a really long one", ["a", "b", "a"], ("a",), Own(), More("aaa"), Plain("aab")]
for _ in range(4):
    print(count(values, "a"))
print(count([b"abca", bytearray(b"aa"), range(3), {1}, 5, {"a": 1}.keys()], "a"))
print(count([b"abca", bytearray(b"aa"), "x"], b"a"))


def add(sets, what):
    for s in sets:
        try:
            s.add(what)
        except (AttributeError, TypeError) as e:
            print(type(s).__name__, e)
    return [sorted(s, key=str) for s in sets]


for _ in range(3):
    print(add([{1}, frozenset([1]), {2, 3}], 4))
print(add([{1}], [1]))


def wrong(v):
    return v.pop(1, 2, 3)


for v in ([1, 2], {1: 2}, {3}, bytearray(b"x")):
    for _ in range(2):
        try:
            wrong(v)
        except TypeError as e:
            print(e)


def pop(v, at):
    return v.pop(at)


print(pop([1, 2, 3], 0), pop({0: "zero"}, 0), pop(bytearray(b"xyz"), 0), pop([4, 5], 1))
for v in ([], {}, bytearray()):
    try:
        print(pop(v, 0))
    except (IndexError, KeyError) as e:
        print(type(e).__name__, e)

# Methods of classes that change are looked up again.
site = lambda o: o.count("z")
o = Own()
print(site(o), site([1]), site(o))
Own.count = lambda self, what: "changed"
print(site(o), site([1]))
o.count = lambda what: "its own"
print(site(o), site(Own()), site("zz"))
del o.count
del Own.count
try:
    site(o)
except AttributeError as e:
    print(e)
print(site("zzz"), site(("z",)))


# Sorting keys, formats and joins call from natives.
class Key:
    def __init__(self, n):
        self.n = n

    def upper(self):
        return "KEY%d" % self.n


print([v.upper() for v in ["a", Key(1), "b" * 9, Key(2), "c"]])

# Numbers just above what fits in a value.
state, seen = 7, []
for i in range(6):
    state = (state * 1103515245 + 12345) % 2147483648
    seen.append((state * state * state) // -7 % 1000003)
big = 2**50
print(seen, big * big - 1, (big * 4 - 1) % -big, -big * 8 // 3, (big * big) % 1000, -(big * big) // 7 % 13, big + big - 1)
