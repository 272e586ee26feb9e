# Exceptions raised, caught, passed on and cleaned up after.
COUNT = 120000


class Refused(Exception):
    def __init__(self, amount):
        super().__init__(amount)
        self.amount = amount


def check(n):
    if n % 3 == 0:
        raise Refused(n)
    if n % 3 == 1:
        raise ValueError("one")
    return n


def run(count):
    refused = wrong = right = closed = 0
    for n in range(count):
        try:
            try:
                right += check(n) % 2
            except ValueError:
                wrong += 1
            finally:
                closed += 1
        except Refused as e:
            refused += e.amount % 2
    return refused, wrong, right, closed


print(*run(COUNT))
