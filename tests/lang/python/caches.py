# What sites remember of classes, and that it is forgotten when classes change.


class P:
    def __init__(self, x):
        self.x = x


def make(n):
    return P(n)


def other_init(self, x):
    self.x = x * 10
    self.more = True


print([make(i).x for i in range(4)])
P.__init__ = other_init
print([make(i).x for i in range(4)], make(1).more)


class Q:
    def __init__(self):
        self.y = 1
        self.z = 2


def make_q():
    return Q()


print([make_q().y for _ in range(3)])
Q.y = property(lambda self: "got", lambda self, v: print("set", v))
print(make_q().y, make_q().z)


class R:
    def __init__(self):
        self.a = 1
        self.b = 2


def make_r():
    return R()


def hook(self, name, value):
    print("hook", name)
    object.__setattr__(self, name, value)


print([make_r().b for _ in range(3)])
R.__setattr__ = hook
r = make_r()
print(r.a, r.b)
del R.__setattr__
print(make_r().a)


class S(R):
    def __init__(self):
        super().__init__()
        self.c = 3


for cls in (R, S, R, S, S, R):
    o = cls()
    print(sorted(vars(o)))


class M(type):
    pass


class T(metaclass=M):
    def __init__(self):
        self.t = 1


def make_t():
    return T()


print([make_t().t for _ in range(3)])
M.__call__ = lambda cls: "made by the metaclass"
print(make_t())


class U:
    def __init__(self):
        self.u = 1


def make_u():
    return U()


print([make_u().u for _ in range(3)])
U.__new__ = lambda cls: "new"
print(make_u())


class V:
    __slots__ = ("v", "w")

    def __init__(self, v):
        self.v = v


def put(o, value):
    o.w = value


for i in range(3):
    v = V(i)
    put(v, i)
    print(v.v, v.w)
try:
    v.x = 1
except AttributeError as e:
    print(e)


class Refused(ValueError):
    def __init__(self, code):
        self.code = code


for i in range(3):
    try:
        raise Refused(i)
    except Refused as e:
        print(e.code, e.args)


class Many:
    def __init__(self, n):
        for i in range(n):
            setattr(self, f"a{i}", i)
        self.last = n


print([(m.last, len(vars(m))) for m in (Many(n) for n in (0, 3, 12, 30, 12, 0))])


def again(o):
    o.x = 1
    del o.x
    o.x = 2
    return o.x


print([again(make(1)) for _ in range(3)])

# Keys that are tuples.
print(sorted([(2, "b"), (1, "z"), (2, "a"), (1, "a", 0), (1, "a")]))
print(sorted(["x", "y", "z"], key=lambda c: (c != "y", c), reverse=True))
print(sorted([(1.5, 2), (1, 3), (True, 2), (1, 2.5)]))
print(sorted([((1, 2), "b"), ((1, 2), "a"), ((0, 9), "c")]))
for bad in ([(1, "a"), (1, 2)], [(1,), 1], [(None,), (None,)], [(None, 1), (None, 0)]):
    try:
        print(sorted(bad))
    except TypeError as e:
        print(e)


class Backwards:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n > other.n


print([k[1].n for k in sorted([(1, Backwards(1)), (1, Backwards(3)), (0, Backwards(2))])])

# Integers a little too large for a value, and much.
for a in (2**50 - 1, -(2**50), 2**62 + 3, -(2**90), 2**125, -(2**126) + 1, 2**126, 7**100):
    for b in (1, -1, 3, -7, 2**40, -(2**64) + 1, 2**125 + 5):
        print(a + b, a - b, a * b, a // b, a % b)
