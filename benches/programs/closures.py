# Making closures, calling them, and changing a variable they share.
n = 300000


def make_counter(step):
    count = 0

    def next():
        nonlocal count
        count = count + step
        return count

    return next


def compose(f, g):
    return lambda x: f(g(x))


def adder(k):
    return lambda x: x + k


def run():
    one = make_counter(1)
    three = make_counter(3)
    i = 0
    sum = 0
    while i < n:
        sum = (sum + compose(adder(i), adder(one()))(three())) % 65521
        i = i + 1
    return sum


print(run())
