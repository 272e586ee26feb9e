# What `exec` and `eval` run in dictionaries that they are given.
def show(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

ns = {}
exec("x = 1\ndef f(): return x\ndef put(v):\n    global x, y\n    x = y = v", ns)
print(ns["x"], ns["f"](), sorted(k for k in ns if k[0] != "_"))
ns["x"] = 5
print(ns["f"]())
ns["put"]("set")
print(ns["x"], ns["y"], ns["f"]())
del ns["x"]
show(ns["f"])
exec("x = [i * y for i in range(2)]\nclass C:\n    z = y\n    def get(self): return y, self.z", ns)
print(ns["x"], ns["C"]().get(), ns["C"].__module__)
exec("import math\nfrom itertools import count as c, chain\ndef area(r): return round(math.pi * r, 3)", ns)
print(ns["area"](2), next(ns["c"](7)), ns["math"].__name__)
exec("from bisect import *", ns)
print(ns["insort"].__name__)
exec("exec('inner = y')\nprint(eval('inner + inner'), 'y' in globals(), globals() is locals())\nglobals()['late'] = 9\nprint(late)", ns)
print(ns["inner"], ns["late"])
exec("def outer(a):\n    def inner(): return a + late\n    late2 = 1\n    return inner() + eval('a + late')", ns)
print(ns["outer"](1))

g, l = {"k": "global"}, {}
exec("a = k\nglobal b\nb = 2\ndef f(): return k\nr = f()\nk = 'local'\nprint(k, f())\ndel a", g, l)
print({k: v for k, v in l.items() if k != "f"}, {k: v for k, v in g.items() if k[0] != "_"})
show(exec, "print(nope)", {})
show(exec, "del nope", {})
show(eval, "nope", {})
show(eval, "len", {"len": 3})
show(eval, "len('ab')", {"len": lambda x: "mine"})
show(eval, "x + y", {"x": 1}, {"y": 2})
show(eval, "[x for _ in range(2)]", {"x": 1})
show(eval, "(lambda v: v + x)(1)", {"x": 1})
show(eval, "__name__", {})
show(eval, "__name__", {"__name__": "mine"})
outside = 1
show(eval, "outside", {})
show(eval, "outside")
exec("outside = outside + 1")
print(outside)


def inside():
    v = 10
    exec("v = 11; w = v + outside")
    print(v, eval("v + outside"), eval("v + x", {"x": 1}, {"v": 2}))
    exec("global made; made = 'by exec'")
    d = {}
    exec("def g(n): return n if n < 2 else g(n - 1) + g(n - 2)\nprint(g(15))", d)
    return d["g"](10)


print(inside(), made)


class Mapping(dict):
    def __missing__(self, key):
        return key.upper()


exec("class A:\n    def __init__(self): self.v = super().__init__()\nclass B(A):\n    def __init__(self):\n        super().__init__()\n        self.w = 1\nprint(B().w, B.__mro__[1].__name__)", {})
exec("try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    print(e)\nfor i in range(3): total = i\nwith open_() as f: print(f)", {"open_": lambda: __import__("contextlib").nullcontext("f")})
two = {}
exec("n = 0\ndef step():\n    global n\n    n += 1\n    return n", two)
print([two["step"]() for _ in range(3)], two["n"])
spaces = [{} for _ in range(60)]
for i, d in enumerate(spaces):
    exec("def me(): return i", d)
    d["i"] = i
print(sum(d["me"]() for d in spaces), eval("i", spaces[3]))
code = compile("q = 1\nprint(q + p)", "<text>", "exec")
exec(code, {"p": 2})
exec(code, {"p": 3}, {})
