# Elements appended, numbers of ranges, truth, rounded quotients and builtins in hot code.


def squares(n):
    out = []
    for i in range(n):
        out.append(i * i)
    return out


def mixed(n):
    out = []
    for i in range(n):
        out.append(i if i % 3 else str(i))
    return out


print(len(squares(150)), squares(150)[-1], mixed(130)[-4:])
print([(a, b) for a in range(12) for b in range(a)][-1], len([x for x in range(130) if x]))


def refilled(n):
    out = []
    for i in range(n):
        if len(out) > 5:
            out.clear()
        out.append(i if i < 100 else i / 2)
    return out


print(refilled(120))


def backwards(n):
    t = 0
    for k in range(12):
        t += sum([j for j in range(n, -n, -3)])
    return t


print(backwards(40), [k for k in range(2**62, 2**62 + 3)], list(range(0)), [k for k in range(5, 0, -2)])


# What counts as true, of one kind after the other.
def trues(values):
    n = 0
    for v in values:
        if v:
            n += 1
        while not v and n < 3:
            n += 1
    return n


class Even:
    def __init__(self, n):
        self.n = n

    def __bool__(self):
        return self.n % 2 == 0


print(trues([i % 2 == 0 for i in range(120)]), trues([None, True] * 60), trues(range(120)))
print(trues([[], [1]] * 60), trues(["", "x", 0.0, 0.5, {}, {1: 2}, None, ()] * 15), trues([Even(i) for i in range(120)]))


# Quotients of both signs, of larger numbers, of floats, and by zero.
def quotients(numbers, d):
    t = 0
    for n in numbers:
        t += n // d + n // 8 - n // 7
    return t


print(quotients(range(-70, 70), 3), quotients(range(-70, 70), -3), quotients(range(110), 1))
print(quotients([float(n) for n in range(-60, 60)], 4), quotients([2**70 + n for n in range(110)], 2**40))
print(quotients([-(2**50) + n for n in range(110)], 2), quotients([True, False] * 55, 2))


def divided(n):
    t = 0
    for i in range(n):
        t += 1000 // (n - 1 - i)
    return t


try:
    divided(130)
except ZeroDivisionError as e:
    print(e)


# Lists that are further classes, and methods that are not those of lists.
class Counted(list):
    def append(self, v):
        super().append((len(self), v))


def fill(target, n):
    for i in range(n):
        target.append(i)
    return target


import collections

print(fill([], 110)[-1], fill(Counted(), 110)[-1], fill(collections.deque(maxlen=3), 110))


def fails(n):
    out = []
    try:
        for i in range(n):
            out.append(int("1" if i < n - 1 else "x"))
    except ValueError as e:
        print(e, len(out))
    try:
        for i in range(n):
            len(i if i == n - 1 else out)
    except TypeError as e:
        print(e)


fails(130)
