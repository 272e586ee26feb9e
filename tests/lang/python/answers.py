# What the program's functions give where an instruction wants it: comparisons that decide
# branches, getters that are builtins, classes that change behind the caches.
class Odd:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        return self.v

    def __eq__(self, other):
        return self.v

    __hash__ = None


class Falsy:
    def __bool__(self):
        return False


for v in ([], [1], "", "x", 0, 1, None, Falsy(), Falsy):
    taken = "yes" if Odd(v) < 1 else "no"
    kept = Odd(v) < 1
    both = Odd(v) < 1 and "and"
    n = 0
    while Odd(v) == 1 and n < 2:
        n += 1
    print(taken, type(kept).__name__, both if type(both) in (int, str, list) else type(both).__name__, n)


class Sized:
    size = property(len)
    text = property(repr)
    hashed = property(hash)

    def __len__(self):
        return 7

    def __repr__(self):
        return "sized"

    def __hash__(self):
        return 11


s = Sized()
print(s.size, s.text, s.hashed, [s.size for _ in range(3)])


class Changing:
    def m(self):
        return 1


c = Changing()


def call():
    return c.m()


out = []
for i in range(4):
    out.append(call())
    if i == 1:
        setattr(Changing, "m", lambda self: 2)
    if i == 2:
        Changing.m = lambda self: 3
print(out)
delattr(Changing, "m")
try:
    call()
except AttributeError as e:
    print(e)
