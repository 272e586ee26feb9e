# Building a linked list of pairs, mapping over it and adding it up.
import sys

n = 5000
sys.setrecursionlimit(100000)


def build(k):
    acc = None
    while k != 0:
        acc = (k, acc)
        k = k - 1
    return acc


def map1(f, l):
    if l is None:
        return None
    return (f(l[0]), map1(f, l[1]))


def sum_list(l):
    s = 0
    while l is not None:
        s = s + l[0]
        l = l[1]
    return s


def run(rounds):
    r = 0
    total = 0
    while r != rounds:
        total = total + sum_list(map1(lambda x: x + r, build(n)))
        r = r + 1
    return total


print(run(40))
