# Mappings, lists, texts and sets of `collections`
import collections
import collections.abc
import copy


def tried(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


d = collections.ChainMap({1: 2}, {3: 4})
print(d | {5: 6}, {5: 6} | d, collections.ChainMap.fromkeys("ab"), d.keys(), sorted(d.items()))
u = collections.UserDict(a=1)
u.more = 2
v = copy.copy(u)
v["b"] = 3
print(u, v, v.more, u | {"c": 1}, {"c": 1} | u, collections.UserDict.fromkeys("xy", 0), u.values(), u.items())
print(collections.UserList([1]) + (2,), [0] + collections.UserList([1]), collections.UserString("ab").upper() + "c",
    type(collections.UserString("ab").replace("a", "b")).__name__, collections.UserString("abc").find(collections.UserString("c")))
o = collections.OrderedDict(a=1)
o.tag = "t"
print(copy.copy(o).tag, o.pop(key="a", default=3), o.pop("z", default=4), o.setdefault(key="k", default=5), o)
P = collections.namedtuple("P", "x property")
P.x.__doc__ = "the first"
print(P(1, 2), P.x.__doc__, P.__module__)


class ListSet(collections.abc.Set):
    def __init__(self, elements=()):
        self.data = list(dict.fromkeys(elements))

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, x):
        return x in self.data

    def __len__(self):
        return len(self.data)


a, b = ListSet("abc"), {"b", "c", "d"}
print([sorted(x) for x in (a - b, b - a, a ^ b, b ^ a, a & b, a | b)], tried(lambda: a & 5), a._hash() == hash(frozenset("abc")))
