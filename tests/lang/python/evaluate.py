x = 10
def f(a):
    b = 2
    print(eval("a + b + x"), sorted(locals()))
    exec("c = a * 5\nprint(c)")
    return eval("[i * 2 for i in range(3)]")
print(f(3), eval("1 + 2"), eval("x"), eval("len([1,2])"))
exec("y = x + 1\ndef g(n): return n + y")
print(y, g(5), globals()["y"], "g" in globals())
d = {"q": 5}
exec("r = q * 2\nimport math\ns = math.floor(2.5)", d)
print(d["r"], d["s"], sorted(k for k in d if not k.startswith("__")))
print(eval("q + r", d), eval("q + z", d, {"z": 100}), eval("x + 1", {"x": 1}))
c = compile("1 + x", "<string>", "eval"); print(eval(c), type(c).__name__)
exec(compile("print('hi', x)", "file.py", "exec"))
for src in ("1 +", "x = 3", "a b", "(", "1 1"):
    try: eval(src)
    except SyntaxError as e: print(type(e).__name__, e, e.lineno, repr(e.text), e.msg)
try: exec("def f(:\n  pass")
except SyntaxError as e: print(e, e.lineno, e.offset)
try: eval("undefined")
except NameError as e: print(e)
globals()["dyn"] = 7
print(dyn)
class K:
    z = 1
    print(sorted(k for k in locals() if not k.startswith("__")))
l = {}
exec("m = 1; n = x", globals(), l); print(l)
print(vars().get("x"), eval("lambda v: v + x")(1))
sum = lambda *a: "mine"
print(eval("sum(1)"))
import sys
print(vars(sys)["maxsize"] > 0)
exec("1/0")
