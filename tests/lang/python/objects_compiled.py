# Attributes, methods and new instances in hot loops, while what is known of them changes.
import math
import sys


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def sum(self):
        return self.x + self.y

    def moved(self, by):
        return Point(self.x + by, self.y + by)


class Other:
    def __init__(self, y):
        self.y = y
        self.x = 100

    def sum(self):
        return self.y


def walk(count):
    p = Point(0, 1)
    total = 0
    for i in range(count):
        p = p.moved(1)
        p.x -= 1
        total += p.sum()
    return total, p.x, p.y


print(walk(170))


# A method is replaced in the midst of the loop that calls it.
def replaced(count):
    p = Point(1, 2)
    total = 0
    for i in range(count):
        if i == count // 2:
            Point.sum = lambda self: 1000 * self.x
        total += p.sum()
    return total


before = Point.sum
print(replaced(200))
Point.sum = before


# The same by what the loop calls, and with an attribute that becomes a property.
def change(i):
    if i == 100:
        Point.sum = lambda self: -1
    if i == 133:
        Point.x = property(lambda self: 7, lambda self, value: None)
    return i


def changed(count):
    p = Point(1, 2)
    seen = []
    for i in range(count):
        change(i)
        p.x = i
        if i in (1, 99, 100, 132, 133, 170):
            seen.append((p.x, p.sum()))
    return seen


print(changed(200))
del Point.x
Point.sum = before


# By a builtin: setattr and delattr.
def by_builtin(count):
    p = Point(3, 4)
    total = 0
    for i in range(count):
        if i == 117:
            setattr(Point, "sum", lambda self: 0.5)
        if i == 150:
            delattr(Point, "sum")
            Point.sum = before
        total += p.sum()
    return total


print(by_builtin(200))


# Objects of several classes at the same places.
def several(count):
    things = [Point(1, 2), Other(3), Point(5, 6), Other(7)]
    total = 0
    for i in range(count):
        for t in things:
            t.y += 1
            total += t.sum() + t.x
    return total


print(several(70))


# Attributes that come later, are taken away, and are more than an object has room for.
class Bag:
    def fill(self, i):
        self.a = i
        if i % 3 == 0:
            self.b = i
        self.c = self.a + 1


def bags(count):
    total = 0
    missing = 0
    for i in range(count):
        b = Bag()
        b.fill(i)
        b.d = b.e = b.f = b.g = b.h = i
        total += b.c + b.h + b.a
        if i % 7 == 0:
            del b.a
        try:
            total += b.a + b.b
        except AttributeError:
            missing += 1
    return total, missing


print(bags(233))


# Initialisers that call their own class, give up, or are inherited.
class Tree:
    count = 0

    def __init__(self, depth):
        Tree.count += 1
        self.depth = depth
        self.left = self.right = None
        if depth > 0:
            self.left = Tree(depth - 1)
            self.right = Tree(depth - 1)

    def size(self):
        return 1 + (self.left.size() + self.right.size() if self.left else 0)


print(Tree(7).size(), Tree.count)


class Checked:
    def __init__(self, n):
        if n % 5 == 0:
            raise ValueError(n)
        self.n = n


class Doubled(Checked):
    def __init__(self, n):
        super().__init__(n)
        self.twice = 2 * n


def checked(count):
    made = refused = 0
    for i in range(count):
        try:
            made += Doubled(i).twice + Checked(i + 1).n
        except ValueError as e:
            refused += e.args[0]
    return made, refused


print(checked(200))


# The class behind a name is another one from some turn on.
def rebound(count):
    global Thing
    total = 0
    for i in range(count):
        if i == 133:
            Thing = Other
        total += Thing(i).y
    return total


class Thing:
    def __init__(self, n):
        self.y = -n


print(rebound(200))


# Elements by index and one after the other.
def elements(count):
    numbers = list(range(10))
    pair = (3, 4)
    grid = [[0] * 4 for _ in range(4)]
    total = 0
    for i in range(count):
        numbers[i % 10] += pair[i % 2]
        grid[i % 4][i // 4 % 4] = numbers[-1]
        for n in numbers:
            total += n
        for n in pair:
            total -= n
        if i == 100:
            numbers[5] = 2.5
        if i == 117:
            numbers.append(1)
        if i == 127:
            numbers = tuple(numbers)
            break
    try:
        for i in range(133):
            total += numbers[i % 20]
    except IndexError as e:
        print(e)
    return total, grid


print(elements(170))


def shrinks(count):
    total = 0
    for i in range(count):
        rest = list(range(8))
        for n in rest:
            total += n
            if n == i % 8:
                rest.pop()
    return total


print(shrinks(100))


# Functions of modules, one of which is replaced.
def roots(count):
    total = 0.0
    for i in range(count):
        total += math.sqrt(i * 0.25) + math.sqrt(i) + math.floor(i / 2)
        if i == 133:
            math.sqrt = lambda x: -1.0
    return round(total, 6)


kept = math.sqrt
print(roots(200))
math.sqrt = kept


def bad_roots(count):
    wrong = 0
    for i in range(count):
        try:
            math.sqrt(100.0 - i)
        except ValueError as e:
            wrong += 1
    return wrong, math.sqrt(-0.0), math.sqrt(float("inf"))


print(bad_roots(200))


# Errors in the midst, with their places.
def failing(count):
    p = Point(1, 2)
    for i in range(count):
        if i == 150:
            p.y = "text"
        p.x = p.sum()


try:
    failing(200)
except TypeError as e:
    frames, at = [], e.__traceback__
    while at:
        frames.append((at.tb_frame.f_code.co_name, at.tb_lineno))
        at = at.tb_next
    print(e, frames)


class Deep:
    def __init__(self, n):
        self.inner = Deep(n + 1)


sys.setrecursionlimit(200)
try:
    Deep(0)
except RecursionError:
    print("too deep")
