from itertools import (accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile,
    filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest)

print(list(islice(count(), 3)), list(islice(count(5, 3), 3)), list(islice(count(0.5, 0.25), 3)))
print(repr(count(3)), repr(count(1, 2)), next(count()))
c = count(10)
next(c)
print(c)
for i in c:
    if i > 13:
        break
print(next(c))
print(list(islice(cycle("ab"), 5)), list(cycle([])))
print(list(repeat(7, 3)), repeat(1), repeat("x", 2), list(map(pow, [1, 2, 3], repeat(2))))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 4], max)), list(accumulate([1, 2], initial=10)),
    list(accumulate([])), list(accumulate([], initial=0)))
print(list(chain([1], (2, 3), "ab")), list(chain.from_iterable([[1], [2, 3]])), list(chain()))
print(list(compress("abcdef", [1, 0, 1, 0, 1, 1])))
print(list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, "", "a"])))
print(list(starmap(pow, [(2, 3), (3, 2)])))
print(list(islice("abcdef", 2)), list(islice("abcdef", 2, 4)), list(islice("abcdef", 1, None, 2)), list(islice("ab", 5)))
it = iter(range(10))
print(list(islice(it, 0, 5, 3)), next(it))
for bad in [(-1,), (1, -1), (0, 5, 0), ("a",)]:
    try:
        islice([], *bad)
    except ValueError as e:
        print(e)
print(list(pairwise("abcd")), list(pairwise("a")))
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a))
print(list(zip_longest("ab", [1, 2, 3], fillvalue="-")), list(zip_longest()), list(zip_longest([1], [])))
for k, g in groupby("aabbbc"):
    print(k, list(g), end=" ")
print()
print([(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
print([k for k, g in groupby("aabbcc")])
groups = list(groupby("aab"))
print([(k, list(g)) for k, g in groups])
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product("a", [])))
print(list(permutations("abc")) == [tuple(x) for x in ("abc", "acb", "bac", "bca", "cab", "cba")])
print(list(permutations(range(4), 2)), list(permutations([1, 2], 3)), list(permutations([], 0)))
print(list(combinations("abcd", 2)), list(combinations([1], 2)), list(combinations([1, 2], 0)))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement([], 1)))
print(len(list(permutations(range(6)))), len(list(combinations(range(10), 5))))
print(sum(x * y for x, y in product(range(10), range(10))))
