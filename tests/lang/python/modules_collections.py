from collections import ChainMap, Counter, OrderedDict, UserDict, defaultdict, deque, namedtuple

P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._fields, p._asdict(), p._replace(x=5), P._make([3, 4]))
x, y = p
print(x + y, len(p), hash(p) == hash((1, 2)), isinstance(p, tuple), P.__name__, P.__doc__)
for bad in [lambda: P(1), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: p._replace(q=1), lambda: P._make([1])]:
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    p.x = 3
except AttributeError as e:
    print("AttributeError")
Q = namedtuple("Q", ["a", "b", "c"], defaults=[7, 8])
print(Q(1), Q(1, 2), Q._field_defaults, sorted([Q(3), Q(1)]))
print(namedtuple("R", "a, def, a, _x", rename=True)._fields)
for bad in ["a a", "1a", "_a", "class"]:
    try:
        namedtuple("B", bad)
    except ValueError as e:
        print(e)


class Point(namedtuple("Point", "x y")):
    __slots__ = ()

    def norm(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


print(Point(3, 4).norm(), Point(1, 2) + Point(3, 4))
match p:
    case P(x=1, y=q):
        print("matched", q)

d = defaultdict(list)
d["a"].append(1)
d["a"].append(2)
d["b"]
print(d, dict(d), len(d), "c" in d, d.get("c"), sorted(d))
n = defaultdict(int)
for c in "hello":
    n[c] += 1
print(n, n == {"h": 1, "e": 1, "l": 2, "o": 1}, isinstance(n, dict))
try:
    defaultdict(None)["k"]
except KeyError as e:
    print("KeyError", e)
try:
    defaultdict(3)
except TypeError as e:
    print(e)
print(defaultdict(None, a=1), defaultdict(int, {"x": 2}).copy()["x"])

o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a")
print(o, list(o))
o.move_to_end("c", last=False)
print(list(o), o.popitem(), o.popitem(last=False), o, OrderedDict())
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1))

c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], c.total(), sorted(c.elements()))
c.update("aaa")
c.subtract(["b", "r", "q"])
print(c, +c, c + Counter(a=1), Counter(a=3, b=1) - Counter(a=1, b=2), Counter(a=3) | Counter(a=1, b=2), Counter(a=3) & Counter(a=1, b=2))
print(Counter(), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), Counter({"x": 4, "y": 2}))
c["new"] += 5
del c["missing"]
print(c["new"], Counter([1, 1, 2]).most_common())

q = deque([1, 2, 3])
q.append(4)
q.appendleft(0)
print(q, q.pop(), q.popleft(), len(q), q[0], q[-1], 2 in q, list(reversed(q)))
q.extend([5, 6])
q.extendleft([9, 8])
q.rotate(2)
print(q, q.index(9), q.count(5))
q.rotate(-1)
q.remove(9)
q.insert(1, "x")
q.reverse()
print(q, q == deque(list(q)), deque([1]) < deque([2]), q.copy())
m = deque(maxlen=3)
for i in range(6):
    m.append(i)
print(m, m.maxlen)
m.appendleft("l")
print(m, deque("abcdef", 2), bool(deque()), deque([1]) + deque([2]), deque([1, 2]) * 2)
for bad in [lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[3], lambda: deque([1]).remove(5)]:
    try:
        bad()
    except (IndexError, ValueError) as e:
        print(type(e).__name__, e)
q = deque([1, 2])
try:
    for x in q:
        q.append(x)
except RuntimeError as e:
    print(e)
q.append(q)
print(len(q))
big = deque()
total = 0
for i in range(2000):
    big.append(i)
    if i % 3 == 0:
        total += big.popleft()
print(total, len(big))
for i in range(2000):
    big.appendleft(i)
print(big[0], big[1999], big[2000], len(big))

m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], len(m), sorted(m), m, m.new_child({"c": 4})["c"], m.parents)
m["z"] = 1
print(m.maps[0], "b" in m, m.get("q", 5))


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


u = Lower(A=1)
u["B"] = 2
print(u, u["b"], len(u), "a" in u, list(u), u.get("x"))

from collections import OrderedDict, UserList
o = OrderedDict(a=1)
o["self"] = o
print(o)
u = same = UserList([1])
u += [2]
u *= 2
print(same, u is same)
