from collections.abc import (Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence, Sequence,
    Set, Sized)

for kind in (Callable, Hashable, Iterable, Iterator, Mapping, MutableSequence, Sequence, Set, Sized):
    print(kind.__name__, [isinstance(v, kind) for v in ([], (), {}, set(), "", 3, len, iter([]), (x for x in []), range(3))])


class Bag(MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


b = Bag()
b["a"] = 1
b.update(c=3, d=4)
print(list(b), "a" in b, b.get("z", 9), list(b.items()), list(b.values()), b.pop("a"), b.setdefault("q", 7), len(b))
print(b == {"c": 3, "d": 4, "q": 7}, isinstance(b, Mapping), isinstance(b, Iterable), b.popitem())


class Three(Sequence):
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * 10


t = Three()
print(list(t), 20 in t, t.index(10), t.count(0), list(reversed(t)), isinstance(t, Sequence))


class Fails(Sequence):
    pass


try:
    Fails()
except TypeError as e:
    print(e)


class Has:
    def __iter__(self):
        return iter([])


print(isinstance(Has(), Iterable), isinstance(Has(), Sized), issubclass(Has, Iterable))
