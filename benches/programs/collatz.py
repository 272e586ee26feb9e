# The longest chain of Collatz below a limit.
LIMIT = 30000


def steps(n):
    count = 0
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        count += 1
    return count


def longest(limit):
    best, at = 0, 1
    for n in range(1, limit):
        count = steps(n)
        if count > best:
            best, at = count, n
    return at, best


print(*longest(LIMIT))
