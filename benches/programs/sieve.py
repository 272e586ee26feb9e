# Counting the primes below n with a list of marks.
n = 200000


def sieve():
    composite = [False] * n
    count = 0
    i = 2
    while i != n:
        if not composite[i]:
            k = i + i
            while k < n:
                composite[k] = True
                k = k + i
            count = count + 1
        i = i + 1
    return count


print(sieve())
