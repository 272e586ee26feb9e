# Generators: a stream of primes, and pipelines over it
from itertools import count, islice, takewhile


def primes():
    """Each number knows its next multiple; those without are prime."""
    multiples = {}
    for n in count(2):
        step = multiples.pop(n, None)
        if step is None:
            yield n
            multiples[n * n] = n
        else:
            at = n + step
            while at in multiples:
                at += step
            multiples[at] = step


def pairs(stream):
    last = next(stream)
    for n in stream:
        yield last, n
        last = n


def averages():
    total = n = 0
    value = None
    while True:
        total += yield value
        n += 1
        value = total / n


print(list(islice(primes(), 15)))
print("twins:", [p for p in takewhile(lambda p: p[1] < 100, pairs(primes())) if p[1] - p[0] == 2])
print("below 5000 there are", sum(1 for _ in takewhile(lambda p: p < 5000, primes())))

mean = averages()
next(mean)
for p in islice(primes(), 5):
    print(f"mean after {p:2}: {mean.send(p):.2f}")
