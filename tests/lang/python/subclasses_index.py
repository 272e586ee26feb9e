# Subclasses of numbers that say what they are as an integer, in terms of `int` itself.
import operator


class I(int):
    def __index__(self):
        return int(self) + 100


class Loop(int):
    def __index__(self):
        return int(self)


class T(int):
    def __int__(self):
        return 7


class F(float):
    def __index__(self):
        return 3

    def __trunc__(self):
        return 9


class S(str):
    def __index__(self):
        return 4


class P:
    def __index__(self):
        return 2


for x in (I(5), Loop(5), T(5), F(2.5), S("12"), P()):
    for f in (int, lambda x: "abcdefgh"[x], hex, operator.index, lambda x: list(range(x)), lambda x: chr(97 + operator.index(x)), float, round, bin, lambda x: (1).__lshift__(x), lambda x: x.__index__()):
        try:
            print(type(x).__name__, repr(f(x)))
        except (TypeError, AttributeError) as e:
            print(type(x).__name__, type(e).__name__)
print(type(operator.index(I(3))), int("12"), int(S("12"), 8), [0] * I(2))


# Functions that CPython has in C are no methods where a class has them.
import bisect
import functools
import heapq


class A:
    push = heapq.heappush
    fold = functools.reduce
    add = operator.add
    place = bisect.bisect_left
    ordered = sorted
    following = next
    largest = heapq.nlargest


a, heap = A(), [2]
a.push(heap, 1)
print(heap, a.fold(lambda x, y: x - y, [9, 2, 1]), a.add(1, 2), a.place([1, 2], 2), a.ordered("ba"), a.following(iter([5])))
A.later = heapq.heappop
print(a.later(heap), A().later(heap), A.push(heap, 4), heap, heapq.heappush)
try:
    a.largest(1, [1])
except TypeError as e:
    print("is one")
it = iter([1, 2])
print(it.__next__(), (x for x in "a").__next__(), map(str, [3]).__next__())
