# Records: making them, reading and setting fields, two types at the same site.
n = 200000


class Body:
    __slots__ = ("x", "v", "mass")

    def __init__(self, x, v, mass):
        self.x = x
        self.v = v
        self.mass = mass


class Wall:
    __slots__ = ("x",)

    def __init__(self, x):
        self.x = x


def position(thing):
    return thing.x


def step(b, left, right):
    b.x = b.x + b.v
    if position(b) < position(left) or position(b) > position(right):
        b.v = -b.v


def run():
    b = Body(0, 3, 2)
    left = Wall(-50)
    right = Wall(70)
    i = 0
    energy = 0
    while i != n:
        step(b, left, right)
        copy = Body(b.x, b.v, b.mass)
        energy = energy + copy.mass * copy.v
        i = i + 1
    return energy + b.x


print(run())
