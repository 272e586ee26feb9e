# Calls by name, with defaults, and of what needs names: by the same places again and again.
def f(a, b=2):
    return a + b
class P:
    def m(self, x, y=None):
        return x
def named(n):
    s = 0
    p = P()
    for i in range(n):
        s += f(i, b=4) + f(a=i, b=3) + p.m(i, y=3)
    return s
print(named(600))
def g(*, a=1, b): return a - b
class Q:
    def __init__(self, x, *, y=3): self.x, self.y = x, y
    def __call__(self, a, b=1): return a + b + self.x
class R(Q):
    def m(self, x, y=None, *, z=0): return (x, y, z)
def more(n):
    s = 0
    for i in range(n):
        s += g(b=i) + g(b=i, a=2)
        q = Q(i, y=2); s += q.y + q.x + q(1, b=2)
        r = R(i); s += r.y + r.m(1, z=4)[2] + r.m(y=3, x=i)[0] + r.m(i)[0]
        h = r.m
        s += h(z=5, x=1)[2]
        if i == n // 2:
            R.m = lambda self, x, y=2, *, z=1: (x + 1, y, z + 1)
    return s
print(more(600))
for bad in (lambda: g(), lambda: g(1), lambda: g(b=1, c=2), lambda: R(1).m(1, x=2), lambda: R(1).m(), lambda: R(1).m(1, 2, 3)):
    for _ in range(3):
        try: bad()
        except TypeError as e: print(e)
