# The limit of recursion: how deep it lets calls go, by which ways, and what it is afterwards.
import sys

reached = 0


def to(n):
    global reached
    reached = n


def limit_of(name, call):
    try:
        call()
    except RecursionError as e:
        print(name, reached, e)


def plain(n):
    to(n)
    return plain(n + 1)


def through_map(n):
    to(n)
    return list(map(through_map, [n + 1]))


def generator(n):
    to(n)
    yield from generator(n + 1)


def cleaned(n):
    to(n)
    try:
        cleaned(n + 1)
    finally:
        pass


def through_lambda(n):
    to(n)
    return (lambda: through_lambda(n + 1))()


class Added:
    def __add__(self, other):
        to(reached + 1)
        return self + other


def methods(n):
    return Methods(n).go()


class Methods:
    def __init__(self, n):
        self.n = n

    def go(self):
        to(self.n)
        self.n += 1
        return self.go()


def deep(n):
    if n:
        return deep(n - 1)
    sys.setrecursionlimit(50)


def total(n):
    return n + total(n - 1) if n else 0


print(sys.getrecursionlimit())
for turn in range(2):
    limit_of("plain", lambda: plain(0))
    limit_of("map", lambda: through_map(0))
    limit_of("generator", lambda: list(generator(0)))
    limit_of("cleaned", lambda: cleaned(0))
    limit_of("lambda", lambda: through_lambda(0))
    to(0)
    limit_of("added", lambda: Added() + 1)
    limit_of("methods", lambda: methods(0))

print(sum(total(900) for turn in range(200)))
sys.setrecursionlimit(200)
print(sys.getrecursionlimit())
limit_of("plain", lambda: plain(0))
try:
    deep(100)
except RecursionError as e:
    print(e)
print(sys.getrecursionlimit())
sys.setrecursionlimit(5000)
limit_of("plain", lambda: plain(0))
print(total(4000))


# What calls on the way that a builtin function makes may go as deep as without it.
def sorted_on_the_way(n):
    if n == 0:
        return 0
    return sorted([n, 0], key=lambda x: x and sorted_on_the_way(n - 1))[0]


sys.setrecursionlimit(1000)
print(sorted_on_the_way(300))
