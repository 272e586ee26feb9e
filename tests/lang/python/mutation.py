# Containers that change while something goes through them.
from collections import Counter, deque


def said(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


# Dictionaries and sets in loops
def exchanged(view):
    d = dict.fromkeys("abcd")
    seen = []
    try:
        for k in view(d):
            seen.append(k)
            if len(seen) == 2:
                del d["a"]
                d["z"] = 9
    except RuntimeError as e:
        print(e)
    print(seen, list(d))


for view in (iter, dict.keys, dict.values, dict.items):
    exchanged(view)
d = {"a": 1, "b": 2}
it = iter(d)
print(next(it))
d["c"] = 1
said(next, it)
del d["c"]
said(next, it)
d = {"a": 1, "b": 2}
it = iter(d)
next(it)
del d["a"]
d["z"] = 0
print(next(it))
said(next, it)
print(list(it))
s = {1, 2, 3}
it = iter(s)
next(it)
s.add(4)
said(next, it)
s.remove(4)
said(next, it)
d = {}
for i in range(30):
    d[i] = i
for i in range(30):
    if i % 3:
        del d[i]
for i in range(100, 140):
    d[i] = i
print(list(d), len(d), all(d[i] == i for i in d))


# Keys whose comparison changes the container
class Key:
    def __init__(self, text, then=None):
        self.text = text
        self.then = then

    def __hash__(self):
        return 7

    def __eq__(self, other):
        if self.then:
            then, self.then = self.then, None
            then()
        return isinstance(other, Key) and self.text == other.text

    def __repr__(self):
        return self.text


d = {}
d[Key("first", lambda: d.__setitem__(Key("wanted"), "late"))] = "early"
print(d.get(Key("wanted"), "none"))
s = set()
s.add(Key("first", lambda: s.add(Key("wanted"))))
print(Key("wanted") in s)

# Sets keep the hashes of their elements
asks = []


class Asks:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        asks.append(self.n)
        return self.n

    def __eq__(self, other):
        return self.n == other.n


a, b = {Asks(1)}, frozenset([Asks(1), Asks(2)])
asks.clear()
print(a < b, a <= b, b > a, a == b, a.issubset(b), b.issuperset(a), b.issubset(a), asks)
items = {1: []}.items()
print(set() >= items, {(1, 2)} <= items, {1}.__le__({1: 2}.keys()))
print({1: 2}.keys() == {1}, {1: 2}.items() == {(1, 2)}, {1} == {1: 2}.keys(), {1: 2}.keys() == [1])


# Lists
class Clears:
    def __init__(self, l):
        self.l = l

    def __eq__(self, other):
        self.l.clear()
        return True


l = [1, 2, 3]
l.remove(Clears(l))
print(l)
l = [3, 1, 2]
said(l.sort)
seen = []
l.sort(key=lambda x: (seen.append(list(l)), -x))
print(l, seen)
l = [3, 1, 2]


def adds(x):
    l.append(9)
    return x


try:
    l.sort(key=adds)
except ValueError as e:
    print(e, l)


def fails(x):
    raise KeyError(x)


try:
    l.sort(key=fails)
except KeyError as e:
    print(repr(e), l)
l = [3, "a", 2]
said(l.sort)
print(sorted(l, key=str))


# Texts
class Shows:
    def __init__(self, f):
        self.f = f

    def __repr__(self):
        self.f()
        return "X"


l = []
l.extend([Shows(l.pop) for _ in range(3)])
print(l)
l = [Shows(lambda: len(l) < 4 and l.append("more"))]
print(l)
d = {}
d["a"] = Shows(lambda: d.update(b=1))
print(d)
s = set()
s.add(Shows(lambda: s.add(1)))
print(s)


# Deques
def changing(answer):
    q = deque()

    class Changes:
        def __eq__(self, other):
            q.append(1)
            return answer

        __lt__ = __eq__

    q.append(Changes())
    return q


for answer in (True, False):
    for call in (lambda q: q.index(0), lambda q: q.count(0), lambda q: q.remove(0), lambda q: 0 in q,
            lambda q: q == deque([5]), lambda q: q < deque([5]), lambda q: q >= deque([5])):
        said(call, changing(answer))
print(deque([1, 2]) < deque([1, 3]), deque([1]) < deque([1, 2]), deque([1]) >= deque([1, 2]), deque() == deque(),
    deque([1]) != deque([1]))


# Counters
class Evil:
    def __eq__(self, other):
        c.clear()
        return True


for n in (None, 5, 2, 1, 0):
    c = Counter({"a": (Evil(),), "b": (Evil(),), "c": (Evil(),)})
    said(lambda: [k for k, _ in c.most_common(n)])
