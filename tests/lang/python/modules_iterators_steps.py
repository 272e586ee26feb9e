# `itertools`: what is chosen from pools in all sizes, groups that are gone through in any order, slices of iterators.
import itertools as it


def said(f, *args, **named):
    try:
        print(f(*args, **named))
    except Exception as e:
        print(type(e).__name__, e)


for n in range(4):
    for r in range(4):
        for f in (it.combinations, it.combinations_with_replacement, it.permutations):
            print(n, r, list(f("abc"[:n], r)))
        print(list(it.product("ab"[:n], range(r), "x")), list(it.product(range(n), repeat=r))[:9])
print(list(it.permutations("abcd"))[7:11], list(it.permutations([])), list(it.permutations([], 1)), list(it.product()))
print(len(list(it.permutations(range(5), 3))), [sum(c) for c in it.combinations(range(6), 4)])
c = it.combinations([1, 2, 3], 2)
print(next(c), next(c), next(c), next(c, "over"), next(c, "over"))
p = it.product([[1], [2]], [3])
a = next(p)
a[0].append(9)
print(a, next(p), list(p), list(p))
for f, args in ((it.combinations, ("ab", -1)), (it.permutations, ("ab", -1)), (it.permutations, ("ab", "x")),
        (it.combinations_with_replacement, ("ab", -1)), (it.combinations, (3, 1))):
    said(f, *args)
said(it.product, "ab", repeat=-1)

# Groups
g = it.groupby([1, 1, 2, 2, 2, 3], lambda x: x)
k, one = next(g)
print(k, next(one))
k2, two = next(g)
print(k2, list(one), next(two), next(two))
print([(k, list(v)) for k, v in g], list(two))
g = it.groupby("aabbbc")
held = list(g)
print([(k, list(v)) for k, v in held])
read = []
g = it.groupby(map(lambda x: read.append(x) or x, [1, 1, 2, 2]))
k, v = next(g)
print(read, next(v), read, next(v), read, next(v, "over"), read, next(g)[0], read)
nan = float("nan")
print([len(list(v)) for _, v in it.groupby([nan, nan, 1.0, 1])])


def by(x):
    if x == 3:
        raise ValueError("three")
    return x // 2


g = it.groupby([0, 1, 2, 3, 4], by)
k, v = next(g)
print(list(v))
k, v = next(g)
said(list, v)
said(it.groupby, 3)

# Slices take of the iterator what lies before their end.
for args in ((3,), (0,), (2, 5), (4, 2), (1, 6, 2), (1, 7, 3), (5, 1, 2), (None,), (3, None), (1, None, 4), (2, 20)):
    source = iter(range(8))
    print(args, list(it.islice(source, *args)), list(source))


class Three:
    def __index__(self):
        return 3


print(list(it.islice("abcdefgh", Three())), list(it.islice("abcdefgh", 1, None, Three())))
