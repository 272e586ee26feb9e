d = {"a": 1, "b": 2}
print(d.get("a"), d.get("x"), d.get("x", 5))
print(d.setdefault("a", 9), d.setdefault("c", 3), d)
print(d.pop("a"), d.pop("zz", None), d)
try:
    d.pop("zz")
except KeyError as e:
    print("KeyError", e)
print(d.popitem(), d)
d.update({"k": 1}, m=4)
d.update([("p", 1), ("q", 2)])
print(d, list(d.keys()), list(d.values()), list(d.items()))
print(d.keys(), d.values(), d.items())
e = d.copy()
e["z"] = 1
print(d == e, len(d), len(e))
print({"a": 1} | {"b": 2, "a": 3})
f = {"a": 1}
g = f
f |= {"b": 2}
print(f, g is f)
f |= [("c", 3)]
print(g)
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0))
print(d.keys() & {"k", "zz"}, sorted(d.keys() | {"zz"}), sorted(d.keys() - {"k"}), sorted({"k", "zz"} ^ d.keys()))
print(d.items() & {("k", 1)}, "k" in d.keys(), ("k", 1) in d.items(), 4 in d.values())
print(d.keys() == {"b", "k", "m", "p", "q"}, d.keys().isdisjoint([1]))
d.clear()
print(d)
try:
    d.popitem()
except KeyError as e:
    print(e)


class K:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n % 3)

    def __eq__(self, other):
        return isinstance(other, K) and self.n == other.n

    def __repr__(self):
        return f"K({self.n})"


d = {}
for i in range(8):
    d[K(i)] = i
print(d[K(3)], d.get(K(7)), d.get(K(9)), d.get(K(9), "no"), K(5) in d, K(50) in d)
print(d.setdefault(K(1), "x"), d.setdefault(K(10), "ten"), d.pop(K(0)), d.pop(K(0), None), len(d))
del d[K(1)]
print(d)
print(d | {K(2): "two"}, d == dict(d))
t = {(K(1), 2): "t"}
print(t[(K(1), 2)], t.get((K(1), 3)), hash((K(1), 2)) == hash((K(1), 2)))
s = {K(1), K(2), K(1)}
print(len(s), K(2) in s, K(3) in s)
s.add(K(3))
s.discard(K(1))
print(sorted(k.n for k in s), len(s | {K(2), K(9)}), len(s & {K(2), K(9)}), len(s - {K(2)}), len(s ^ {K(2), K(9)}))
s |= {K(11)}
print(len(s))
try:
    s.remove(K(44))
except KeyError as e:
    print(repr(e))
n = 0
big = {i: i for i in range(5000)}
while big:
    k, v = big.popitem()
    n += k
    if k % 7 == 0 and k > 10:
        big[k - 5] = 1
print(n)
try:
    {}.get()
except TypeError as e:
    print(e)
try:
    {}[[]]
except TypeError as e:
    print(e)
try:
    {}.get([])
except TypeError as e:
    print(e)
