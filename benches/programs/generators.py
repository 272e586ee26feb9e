# Generators: alone, in chains, and recursive ones.
COUNT = 120000


def count(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def evens(numbers):
    for n in numbers:
        if n % 2 == 0:
            yield n


def tree(depth):
    if depth > 0:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


def averages():
    total = seen = 0
    value = 0
    while True:
        value = yield total / seen if seen else 0.0
        total += value
        seen += 1


def run(limit):
    total = sum(count(limit)) + sum(evens(count(limit)))
    total += sum(n * 3 for n in count(limit) if n % 5 == 0)
    total += sum(tree(13))
    mean = averages()
    next(mean)
    for n in count(limit // 4):
        last = mean.send(n)
    return total, last


print(*run(COUNT))
