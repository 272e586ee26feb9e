# Names of builtins that a module gives values, names of the prelude that are not the program's,
# attributes of modules by computed names.
import math

print(max(1, 2))
max = min
print(max(1, 2))
abs = abs
print(abs(-3))

try:
    _print("x")
except NameError as e:
    print(e)
print(getattr(math, "pi") == math.pi, hasattr(math, "tau"), hasattr(math, "nothing"), getattr(math, "nothing", 5))
try:
    getattr(math, "nothing")
except AttributeError as e:
    print(e)


def len(x):
    return "mine"


print(len([]))
