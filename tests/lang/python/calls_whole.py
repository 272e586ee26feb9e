# Calls that pass on all arguments: tuples, lists, iterators and dictionaries behind `*` and `**`; `max` and `min`.
def said(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def seen(*args, **named):
    return args, named


def two(a, b=2):
    return a, b


def passes(*args, **named):
    return seen(*args, **named)


t, l, d = (1, 2), [3, 4], {"x": 5, "y": 6}
print(seen(*t), seen(*l), seen(**d), seen(*t, **d), seen(*l, **d), seen(*"ab"), seen(*range(3)), seen(*iter(l)), seen(*d))
print(seen(*t, *l), seen(0, *t), seen(*t, 0), seen(**d, z=1), seen(z=1, **d), seen(*()), seen(**{}), seen(*(), **{}))
print(passes(), passes(1, *l, k=2, **d), two(*t), two(*[7]), two(**{"b": 1, "a": 0}), max(*t), max(*l, 9), print(*t, **{"sep": "-"}))
got = seen(**d)[1]
got["x"] = 0
print(d, got is d, seen(*t)[0] == t)


class Names:
    def keys(self):
        return ["p", "q"]

    def __getitem__(self, key):
        return key * 2


class Own(dict):
    pass


class Point(tuple):
    def __iter__(self):
        return iter("own")


print(seen(**Names()), seen(**Own(a=1)), seen(*Point((1, 2))), seen(*(i for i in "gen"), **Names()))
for f in (lambda: seen(*3), lambda: seen(**3), lambda: two(*t, **{"a": 3}), lambda: two(**{"c": 1}), lambda: two(*[1, 2, 3]),
        lambda: seen(**{1: 2}), lambda: two(**{1: 2}), lambda: seen(*None, **None), lambda: len(*l), lambda: seen(**d, x=1),
        lambda: two(1, *[2], **{"b": 3})):
    said(f)


def noisy(name, value):
    print(name, end=" ")
    return value


noisy("f", seen)(*noisy("a", l), **noisy("n", {"k": 1}))
print()


def changing():
    l.append(99)
    return {}


print(seen(*l, **changing()), l)

# The first of those that are the greatest
print(max(1, 2), min(1, 2), max(1, 1.0), max(1.0, 1), min(True, 1), max("a", "b", "ab"), min((1, 2), (1, 1)), max([3], [2, 5]), max(2**70, 1))
print(max([4, 9, 2]), min((4, 9, 2)), max("hello"), min({3: 1, 2: 5}), max({1, 5}), max(x * x for x in (-3, 2)), max([], default=7), min([5], default=7))
print(max([1.5, 2, True]), max(3, 4, key=lambda n: -n), min([[2], [1, 5]]), max(float("nan"), 1), max(1, float("nan")))


class Len:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __gt__(self, other):
        return self.n > other.n


print(max(Len(1), Len(3)).n, min(Len(3), Len(1), Len(2)).n, max([Len(1), Len(3), Len(2)]).n, max((0, Len(1)), (0, Len(2)))[1].n)
for f in (lambda: max(1, "a"), lambda: min(None, 1), lambda: max([1, "a"]), lambda: max(), lambda: max([]), lambda: max(1, 2, default=3),
        lambda: max(3), lambda: min(1j, 2j)):
    said(f)

# Pairs
print(dict(zip("ab", [1, 2])), dict([(1, 2), [3, 4], "xy", iter("pq")]), dict(a=1, **d))
for wrong in ([1], [(1, 2, 3)], ["a"], [None], 5, [(1, 2), ()]):
    said(lambda: dict(wrong))
said(lambda: dict([([], 1)]))
