# Lists, sums and sets of what map and filter give, whole or in part.
from itertools import count


def odd(n):
    return n % 2


m = map(str, range(5))
print(next(m), list(m), list(m))
print(list(map(odd, [1, 2, 3])), list(filter(odd, [1, 2, 3])), list(filter(None, [0, 1, "", "a"])))
print(sum(map(odd, range(10))), sum(filter(odd, (1, 2, 3))), set(map(odd, range(9))), tuple(map(str, "ab")))
print(" ".join(map(str, [1, 2, 3])), sorted(map(lambda n: -n, [1, 3, 2])), dict(map(lambda n: (n, n * n), [1, 2])))
print(list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), [*map(odd, [1, 2])], max(map(abs, [-3, 2])))


def stops(n):
    if n == 2:
        raise ValueError("at two")
    return n


m = map(stops, [1, 2, 3])
try:
    list(m)
except ValueError as e:
    print(e)
m = map(odd, count())
print(any(m), next(m), next(m))
m = map(odd, [1, 3, 2, 5])
print(all(m), list(m))


class Own(list):
    pass


print(Own(map(odd, [1, 2])), list(zip(map(str, [1]), [2])))


def _map1(f, it):
    yield "own"


print(list(_map1(1, 2)))
both = filter(odd, map(lambda n: n + 1, range(6)))
print(list(both), list(both))

# Sums.
print(sum([]), sum([], 5), sum([1, 2.5]), sum((0.1,) * 10), sum([1, 2], 0.5), sum([True, 2]), sum([2**50] * 4), sum([2**62, 2**62]))
print(sum([[1], [2]], []), sum(range(5)), sum({1, 2}), sum([1, 2j]), sum([-1e308, -1e308]), sum([float("inf"), 1]))
for wrong in ([1, "a"], ["a"], 5):
    try:
        sum(wrong)
    except TypeError as e:
        print(e)

# Hashes of small integers.
print(hash(-1), hash(-2), hash(0), hash(2**50), hash(-(2**50)), len({-1, -2, 2**61 - 1, 0}), {-1: "a", -2: "b"}[-2])
