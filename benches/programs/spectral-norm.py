# The largest singular value of a matrix that is never stored.
import math

SIZE = 90


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(v):
    n = len(v)
    return [sum([element(i, j) * v[j] for j in range(n)]) for i in range(n)]


def transposed(v):
    n = len(v)
    return [sum([element(j, i) * v[j] for j in range(n)]) for i in range(n)]


def norm(n):
    u = [1.0] * n
    for _ in range(6):
        v = transposed(times(u))
        u = transposed(times(v))
    uv = sum([a * b for a, b in zip(u, v)])
    vv = sum([b * b for b in v])
    return math.sqrt(uv / vv)


print(f"{norm(SIZE):.9f}")
