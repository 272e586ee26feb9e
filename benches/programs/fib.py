# Recursive Fibonacci: calls, comparisons and small-integer arithmetic.
n = 30


def fib(k):
    if k < 2:
        return k
    return fib(k - 1) + fib(k - 2)


print(fib(n))
