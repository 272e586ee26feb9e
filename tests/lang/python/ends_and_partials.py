# What natives do of deques, partial functions and named tuples, beside what classes of the program change of them.
from collections import deque, namedtuple
from functools import partial


class Late(deque):
    def __init__(self, items, name):
        self.name = [name]
        self.number = 3
        super().__init__(items)

    def append(self, x):
        super().append(x * 2)


q = Late([1, 2], "late")
q.append(3)
print(q, q.name, q.number, q.popleft(), len(q), bool(q))
q.clear()
try:
    q.popleft()
except IndexError as e:
    print(e)
short = deque([1, 2, 3], maxlen=3)
short.append(4)
print(short, short.popleft(), short)
raw = deque.__new__(deque)
raw.append(1)
print(raw, len(raw))

q, out = deque(range(100)), []
while q:
    x = q.popleft()
    out.append(x)
    if x % 3 == 0 and x < 60:
        q.append(x + 100)
print(len(out), sum(out), out[-3:])
q = deque([1, 2, 3])
try:
    for x in q:
        q.append(x)
except RuntimeError as e:
    print(e)
try:
    for x in q:
        q.popleft()
except RuntimeError as e:
    print(e)


def show(*args, **named):
    return args, named


p = partial(show, 1, 2)
print(p(), p(3), p(3, a=4), p(*[3, 4], **{"b": 5}))
p = partial(p, 3, c=6)
print(p(4), p(c=7), p.func is show, p.args, p.keywords, vars(p))
p.note = "x"
print(vars(p), p.note, repr(p)[:18])


class Named(partial):
    def __call__(self, *args):
        return "called", super().__call__(*args)


print(Named(show, 1)(2), isinstance(Named(show), partial))
for wrong in (lambda: partial(), lambda: partial(3), lambda: partial(len)(), lambda: partial(len, [1])(2)):
    try:
        print(wrong())
    except TypeError as e:
        print(e)
print([*map(partial(pow, 2), range(5))], partial(int, base=2)("101"), sorted([3, -4, 1], key=partial(abs)))


class Point(namedtuple("Point", "x y")):
    @property
    def size(self):
        return abs(self.x) + abs(self.y)


class Shifted(Point):
    x = property(lambda self: self[0] + 10)


def both(all):
    return [(p.x, p.y, p.size) for p in all]


print(both([Point(1, 2), Shifted(1, 2), Point(3, -4), Shifted(3, -4)] * 2))
try:
    Point(1, 2).x = 3
except AttributeError as e:
    print(type(e).__name__)
Point.x = 7
print(both([Point(1, 2), Shifted(1, 2)]))


class Empty:
    def __len__(self):
        return 0


class Odd:
    def __init__(self, said):
        self.said = said

    def __bool__(self):
        return self.said


def truths(all):
    said = []
    for x in all:
        try:
            said.append("yes" if x else "no")
        except TypeError as e:
            said.append(str(e))
    return said


print(truths([Empty(), Odd(True), Odd(False), Odd(1), deque(), deque([0]), object(), Point(0, 0)] * 2))
print(dict(zip("abc", [1, 2, 3])), dict([["a", 1], ("b", 2), ("a", 3)]), dict(("ab", "cd")))
for wrong in ([(1,)], [1], [([], 1)], ["abc"]):
    try:
        print(dict(wrong))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
for wrong in (lambda: 1j * "a", lambda: [1] * 1j, lambda: 1j + [1], lambda: [1] + 1j, lambda: b"a" + 1, lambda: "a" * "b"):
    try:
        print(wrong())
    except TypeError as e:
        print(e)
print(1j * 2, 2 * 1j, 1j + 1.5, (1 + 2j) * (3 - 1j))


# What changes a deque, and what it is told of its size
d = deque([1, 2, 3])
for change in (lambda: d.rotate(0), lambda: d.rotate(3), lambda: d.extendleft([]), lambda: d.extend(()), lambda: d.rotate(1)):
    it = iter(d)
    next(it)
    change()
    try:
        print(next(it))
    except RuntimeError as e:
        print(e)
for f in (
        lambda: deque([1], "a"), lambda: deque([1], -1), lambda: deque([1, 2], True), lambda: deque([1], 10**30),
        lambda: d.rotate("a"), lambda: d.rotate(None), lambda: d.rotate(10**30), lambda: d.rotate(1.5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
