# Lists by comprehensions, by map and by filter.
ROUNDS = 120
SIZE = 2000


def run(rounds):
    total = 0
    numbers = list(range(SIZE))
    for i in range(rounds):
        squares = [n * n for n in numbers if n % 3 == i % 3]
        pairs = [(a, b) for a in range(20) for b in range(a)]
        odd = list(filter(lambda n: n % 2 == 1, numbers))
        halves = list(map(lambda n: n // 2, odd))
        total += len(squares) + len(pairs) + sum(halves)
        total += len({n % 17 for n in numbers}) + sum(n for n in squares)
    return total


print(run(ROUNDS))
