# Generators that are let go on often enough to be compiled, and what can end that.
import sys

sys.setrecursionlimit(300)


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def evens(numbers):
    for n in numbers:
        if n % 2 == 0:
            yield n


def two(n):
    for i in range(n):
        yield i
        yield -i


def total(numbers):
    t = 0
    for n in numbers:
        t += n
    return t


print(total(count(150)), total(evens(count(150))), total(two(80)))
print([total(count(k)) for k in range(130)][-3:])


# What is yielded changes its type, overflows, or is of several types in turn.
def mixed(n):
    x = 1
    for i in range(n):
        yield x
        if i == 100:
            x = 2.5
        elif i == 120:
            x = 1 << 60
    yield "end"


seen = {}
for v in mixed(140):
    seen[type(v).__name__] = seen.get(type(v).__name__, 0) + 1
print(seen)


# An exception from inside, one that is caught inside, and `finally`.
def fails(n):
    try:
        for i in range(n):
            try:
                if i % 10 == 9:
                    raise ValueError(i)
                yield i
            except ValueError as e:
                yield -e.args[0]
        raise KeyError("over")
    finally:
        print("left")


got = 0
try:
    for v in fails(130):
        got += v
except KeyError as e:
    print("KeyError", e, got)


# It is closed, thrown into, or let go on by others in between.
def endless():
    n = 0
    try:
        while True:
            try:
                n += 1
                yield n
            except LookupError:
                n = 0
    finally:
        print("closed at", n)


g = endless()
for n in g:
    if n == 120:
        break
print(next(g), next(g))
print(g.throw(IndexError()))
for n in g:
    if n == 110:
        break
g.close()
print(list(g))


# A generator that goes through itself, and one that runs already.
def self_reading():
    yield 1
    for v in me:
        yield v


me = self_reading()
try:
    for v in me:
        print(v)
except ValueError as e:
    print(e)


# Generators in generators, deep ones, and with variables that closures share.
def tree(depth):
    if depth > 0:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


print(total(tree(6)), [v for v in tree(4)])


def chain(n):
    g = count(60)
    for k in range(n):
        g = (v + 1 for v in g)
    return g


print(total(chain(12)))


def deep(n):
    g = count(2)
    for k in range(n):
        g = evens(g)
    return g


try:
    print(total(deep(400)))
except RecursionError:
    print("too deep")


def shares():
    n = 0

    def more():
        nonlocal n
        n += 1
        return n

    for i in range(130):
        yield more() + n


print(total(shares()))


# Sending, and steps of a delegation to what is no generator.
def averages():
    total = seen = 0
    value = 0
    while True:
        value = yield total / seen if seen else 0.0
        total += value
        seen += 1


mean = averages()
next(mean)
for n in count(130):
    last = mean.send(n)
print(last)


def delegates(parts):
    for p in parts:
        yield from p


print(total(delegates([range(60), [1, 2, 3], count(60), (4, 5)])))


def gives():
    yield 1
    return "result"


def wants():
    r = yield from gives()
    yield r


print([list(wants()) for i in range(3)])
