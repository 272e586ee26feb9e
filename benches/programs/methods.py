# Calls of methods of one class.
COUNT = 400000


class Counter:
    def __init__(self, start):
        self.value = start
        self.turns = 0

    def add(self, amount):
        self.value += amount
        self.turns += 1
        return self.value

    def wrapped(self, limit):
        if self.value > limit:
            self.value -= limit
        return self.value


def run(count):
    counter = Counter(1)
    for i in range(count):
        counter.add(i)
        counter.wrapped(1000)
    return counter


counter = run(COUNT)
print(counter.value, counter.turns)
