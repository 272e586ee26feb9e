# What is wrong with a call, and names of classes, in CPython's words.
import bisect
import collections
import datetime
import functools
import sys
import time


def said(f, *args, **named):
    try:
        r = f(*args, **named)
    except Exception as e:
        print(type(e).__name__, e)
    else:
        print("gave", r)


def f(a, /, b=0, *, k=0):
    return a, b, k


class C:
    def m(self, a):
        return a

    def __call__(self, *args, **named):
        return args, named


# What stands behind * and **
for call in (f, len, list, C, C().m, "".join, ValueError, sorted, functools.partial, bool):
    said(lambda: call(**5))
    said(lambda: call(*5))
    said(lambda: call(1, *5))
    said(lambda: call(**{"a": 1}, **{"a": 2}))
said(lambda: f(1, **C()))
said(lambda: [*5])
said(lambda: (*5,))
said(lambda: {*5})
said(lambda: {**5})

# Names before numbers
said(f, 1, 2, 3, bad=1)
said(f, 1, 2, 3, b=1)
said(f, 1, 2, 3, k=1)
said(f, 1, 2, 3)
said(f, a=1)
said(f)

# Builtin functions that are not C in this implementation
for call in (iter, sorted, dict.fromkeys):
    said(call)
said(sorted, 1, 2)
said(iter, [], 1, 2)
said(iter, [], 1)
said(iter, x=1)
said(dict.fromkeys, 1, 2, 3)
print(min, sorted, zip.__name__, sorted.__module__)

# Classes of C modules are named with the module
values = [collections.deque([1]), collections.defaultdict(int), collections.OrderedDict(), datetime.date(2024, 1, 2),
    datetime.timedelta(1), functools.partial(int), sys.version_info, time.gmtime(0), collections.Counter()]
for v in values:
    said(lambda: v.nonsense)
    said(lambda: v + C())
    said(lambda: -v)
    said(lambda: C() < v)
    said(lambda: len(v) and v < 5)
said(lambda: datetime.date.nonsense)
said(lambda: collections.OrderedDict.nonsense)


class Numbers(list):
    pass


said(lambda: Numbers([1]) < 5)
said(lambda: Numbers([1]) + 5)
said(lambda: Numbers([1]) * "a")
said(lambda: Numbers([1]) @ 5)

# Sequences times what is no number
for s in ("ab", b"ab", [1], (1,), collections.deque([1])):
    for n in (1.5, None, C(), "x", [2], (3,), collections.deque()):
        said(lambda: s * n)
        said(lambda: n * s)
said(lambda: "a" + C())
said(lambda: [1] + C())
said(lambda: (1,) + C())
said(lambda: b"a" + C())

# type
said(type, 1, x=1)
said(type, 1, 2)
said(type, 1, (), {})
said(type, None, (), {})
said(type, "A", [], {})
said(type, "A", (), [])
said(type, "A", (), {}, x=1)
said(format, 1, None)
said(format, 1, 2)


# The name of a class is that of the class
class Named:
    __name__ = "other"


print(Named.__name__, Named().__name__)
Named.__name__ = "third"
print(Named.__name__, Named().__name__)

# Iterators
for v in ([], (), "a", "\xe9", b"", bytearray(), range(3), range(2**70), {}, {}.keys(), {}.values(), {}.items(), set(),
        frozenset()):
    it = iter(v)
    print(type(it).__name__, repr(it).split(" at ")[0])
    for _ in it:
        break
    print(type(it).__name__)
said(reversed, iter([]))
said(lambda: iter([]).nonsense)
it = iter([1, 2].pop, 1)
print(type(it).__name__, list(it), list(it))


def stops():
    raise StopIteration


print(list(iter(stops, 1)))

for source in ("match 1:\n case {1: 2, 1.0: 3}: pass", "match 1:\n case {-0.0: 2, 0j: 3}: pass",
        "match 1:\n case {2j: 2, -2j: 3, 0+2j: 4}: pass", "match 1:\n case {1 - 2j: 2, 1.0 - 2j: 3}: pass",
        "match 1:\n case {2**2: 3}: pass" if 0 else "match 1:\n case {10000000000000000000000: 2, 1e22: 3}: pass",
        "match 1:\n case {-1: 2, -1.0: 3}: pass", "match 1:\n case {'a': 2, None: 1, 'a': 3}: pass",
        "def f():\n import os\n global os", "def f():\n from os import path as p\n global p", "import os\nglobal os",
        "def f():\n os = 1\n global os"):
    try:
        compile(source, "here", "exec")
        print("fine")
    except SyntaxError as e:
        print(e.msg, e.lineno)
