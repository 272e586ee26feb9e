class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y
        self.l = [10, 20]
        self.d = {"k": "v"}

    def __str__(self):
        return f"P<{self.x}>"

    def __repr__(self):
        return f"P({self.x}, {self.y})"

    def __format__(self, spec):
        return f"[{spec}]{self.x}"

    def __getitem__(self, k):
        return f"item-{k}"

    @property
    def prop(self):
        return self.x + self.y


class S:
    def __str__(self):
        return "S!"


p = P(1, 2)
print("{} {}".format(1, "a"), "{1} {0}".format(1, 2), "{a} {b}".format(a=1, b=2), "{0} {x} {0}".format(5, x=6))
print("{:>5}|{:<5}|{:^5}|{:05d}|{:,}|{:.2f}|{:x}|{:#x}|{:b}|{:e}|{:%}|{:+}".format("a", "b", "c", 42, 1234567, 3.14159, 255, 255, 5, 12345.6789, 0.25, 3))
print("{0[0]} {0[1]} {1[k]} {2.x}".format([1, 2], {"k": "v"}, p))
print("{:{}}|{:{w}.{p}f}|{:{fill}{align}10}".format("a", 5, 3.14159, "z", w=8, p=3, fill="*", align="^"))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{{}} {{{}}}".format(1))
print("{} {:abc} {!r} {!s} {!r:>10}".format(p, p, p, p, p), "{0.l[1]} {0.d[k]} {0.prop} {0[z]}".format(p))
print("{} {:>6} {!s:*^8}".format(S(), str(S()), S()), "{s}".format(s=S()))
print(f"{p} {p:q} {p!r} {p!s:>6} {S()}", format(p, "x"), format(S()), str(p), repr(p))
print("{x} {y}".format_map({"x": 1, "y": 2}))


class M(object):
    def __getitem__(self, k):
        return k.upper()


print("{abc} {d}".format_map(M()))
for f in (lambda: "{} {}".format(1), lambda: "{x}".format(), lambda: "{0} {}".format(1, 2), lambda: "{".format(), lambda: "}".format(), lambda: "{0.zz}".format(1), lambda: "{:d}".format("a"), lambda: "{:s}".format(1), lambda: "{!z}".format(1), lambda: "{:{:{}}}".format(1, 2, 3), lambda: format(S(), "x"), lambda: "{}".format_map({}), lambda: "{0[k]}".format([1]), lambda: format([], "5")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print("%s %r %d" % (p, p, 3), "%s" % S(), "%s|%10s" % (S(), S()), "%(a)s %(b)r" % {"a": p, "b": p})


class N:
    def __index__(self):
        return 12

    def __int__(self):
        return 13

    def __float__(self):
        return 1.5


print("%d %x %f %s" % (N(), N(), N(), S()), "%*d" % (4, N()))
try:
    print("%d" % S())
except TypeError as e:
    print(e)
print([p, S].__len__ if False else [p], (p,), {"a": p}, {p.x: p}, str([p]), f"{[p]}")
print("{}".format([1, "a"]), "{}".format(None), "{:>8}".format(True), "{:d}".format(True), "{}".format(1.0), "{:g}".format(1e10), "{:.3}".format("abcdef"), "{:n}".format(5))
