# Ackermann's function of 3 and n: deep recursion.
import sys

n = 8
sys.setrecursionlimit(100000)


def ack(m, k):
    if m == 0:
        return k + 1
    if k == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, k - 1))


print(ack(3, n))
