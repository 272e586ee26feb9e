# Fibonacci: calls, and what makes them fast


def fib(k):
    if k < 2:
        return k
    return fib(k - 1) + fib(k - 2)


print([fib(k) for k in range(12)])
print("fib(20) =", fib(20))
