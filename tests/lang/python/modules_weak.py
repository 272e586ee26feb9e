# What weak dictionaries, sets and proxies do besides
import copy
import weakref


class A:
    def __init__(self, n):
        self.n = n

    def __floordiv__(self, other):
        return "floor", other

    def __index__(self):
        return 1


x, y = A(1), A(2)
w = weakref.WeakValueDictionary(x=x)
w |= {"y": y}
k = weakref.WeakKeyDictionary({x: 1, y: 2})
s, t = weakref.WeakSet([x]), weakref.WeakSet([x, y])
print(sorted(w), w == {"x": x, "y": y}, len(w | {"z": x}), copy.copy(k) == k, copy.deepcopy(k) == k, w.popitem()[0])
print(s <= t, sorted(e.n for e in t - s), s | t == t, s.isdisjoint([y]), weakref.proxy(x) // 2, [7, 8][weakref.proxy(x)])
r = weakref.ref(x)
print(copy.copy(r) is r, type(r))
