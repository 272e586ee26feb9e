# `__index__` wherever an integer is taken.
import bisect
import collections
import math


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


class Whole(int):
    pass


class Text:
    def __index__(self):
        return "1"


class Fails:
    def __index__(self):
        raise KeyError("no")


def said(f):
    try:
        r = f()
    except Exception as e:
        print(type(e).__name__, e)
    else:
        print(r)


def calls(n):
    yield lambda: "x".center(n)
    yield lambda: "x".ljust(n, "-") + "x".rjust(n) + "7".zfill(n)
    yield lambda: "a\tb".expandtabs(n)
    yield lambda: "a b c d".split(" ", n)
    yield lambda: "a b c d".rsplit(None, n)
    yield lambda: "abcabc".find("c", n)
    yield lambda: "abcabc".count("a", 0, n)
    yield lambda: "abcabc".startswith("c", n)
    yield lambda: "aaaa".replace("a", "b", n)
    yield lambda: b"x".center(n)
    yield lambda: b"abcabc".find(b"c", n)
    yield lambda: b"a b c d".split(b" ", n)
    yield lambda: [1, 2, 3, 4].pop(n)
    yield lambda: [1, 2, 3, 2].index(2, n)
    yield lambda: (1, 2, 3, 2).index(2, n)
    yield lambda: [].insert(n, 1)
    yield lambda: chr(n)
    yield lambda: (bin(n), oct(n), hex(n))
    yield lambda: round(1.23456, n)
    yield lambda: int("101", n)
    yield lambda: list(range(n))
    yield lambda: slice(n, None).indices(5)
    yield lambda: slice(1, None).indices(n)
    yield lambda: [1, 2, 3, 4][n]
    yield lambda: "abcd"[n:]
    yield lambda: [0] * n
    yield lambda: collections.deque([1]) * n
    yield lambda: (5).to_bytes(n, "big")
    yield lambda: bytearray(b"abcd").pop(n)
    yield lambda: bytearray(b"abcd").insert(n, n)
    yield lambda: math.comb(5, n)
    yield lambda: math.factorial(n)
    yield lambda: bisect.bisect([1, 2, 3, 4], 9, n)
    yield lambda: bisect.bisect_left([1, 2, 3, 4], 9, 0, n)


for n in (Index(2), Whole(3), Index(-1), Text(), Fails(), "2", 1.5):
    print(type(n).__name__)
    for call in calls(n):
        said(call)
big = Index(10 ** 30)
print(bytes(Index(2)), bytes(Whole(3)), bytearray(Index(1)))
for call in (lambda: "a".center(big), lambda: "a\t".expandtabs(big), lambda: [1][big], lambda: [1][10 ** 30],
        lambda: [1].__setitem__(10 ** 30, 1), lambda: [1].__delitem__(10 ** 30), lambda: [1][:big],
        lambda: bisect.bisect([1], 1, big), lambda: bisect.bisect([1], 1, 0, big), lambda: [1].pop(big)):
    said(call)
print(len(range(-(2 ** 62), 2 ** 62 - 1)), bisect.bisect_left(range(-(2 ** 62), 2 ** 62 - 1), 0))
print(hash(range(0)) == hash(range(5, 5, 7)), hash(range(0, 1, 1)) == hash(range(0, 2, 2)))
