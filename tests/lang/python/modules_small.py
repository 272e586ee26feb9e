import bisect
import contextlib
import copy
import heapq
import string
import types
from abc import ABC, ABCMeta, abstractmethod

h = [5, 3, 8, 1, 9, 2]
heapq.heapify(h)
print(h[0], heapq.heappop(h), heapq.heappop(h), heapq.heappushpop(h, 4), heapq.heapreplace(h, 7), sorted(h))
heapq.heappush(h, 0)
print(h[0], [heapq.heappop(h) for _ in range(len(h))])
print(heapq.nlargest(3, [1, 8, 2, 9, 4]), heapq.nsmallest(2, "zebra"), heapq.nlargest(2, ["aa", "b", "cccc"], key=len))
print(list(heapq.merge([1, 4, 7], [2, 5], [3])), list(heapq.merge([5, 2], [4, 1], reverse=True)))
jobs = []
for p in [(2, "b"), (1, "z"), (2, "a"), (1, "c")]:
    heapq.heappush(jobs, p)
print([heapq.heappop(jobs) for _ in range(4)])
try:
    heapq.heappop([])
except IndexError as e:
    print(e)
n = [7, 2, 9, 4, 4, 0, 6, 1]
heapq.heapify(n)
print(n)

a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 9), bisect.bisect_left(a, 0))
bisect.insort(a, 4)
bisect.insort_left(a, 3)
print(a, bisect.bisect_left([(1, "a"), (2, "b")], 2, key=lambda p: p[0]), bisect.bisect(a, 3, 0, 2))

x = [1, [2, 3], {"k": [4]}]
y, z = copy.copy(x), copy.deepcopy(x)
x[1].append(9)
x[2]["k"].append(9)
print(y, z, y[1] is x[1], z[1] is x[1])
loop = [1]
loop.append(loop)
l2 = copy.deepcopy(loop)
print(l2[1] is l2, l2 is loop)


class Node:
    def __init__(self, v, next=None):
        self.v = v
        self.next = next


n1 = Node([1], Node(2))
n2 = copy.deepcopy(n1)
n3 = copy.copy(n1)
n1.v.append(5)
print(n2.v, n2.next.v, n2.next is n1.next, n3.v, n3.next is n1.next)


class Own:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep"


print(copy.copy(Own()), copy.deepcopy([Own()]), copy.deepcopy((1, (2, [3]))), copy.copy({1, 2}), copy.deepcopy({(1, 2): {3}}))
t = (1, 2)
print(copy.deepcopy(t) is t, copy.copy(t) is t, copy.deepcopy(len) is len)
shared = [0]
d = copy.deepcopy([shared, shared])
print(d[0] is d[1])


class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

    @property
    @abstractmethod
    def name(self):
        ...

    def show(self):
        return f"{self.name} {self.area()}"


class Square(Shape):
    name = "square"

    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s ** 2


class Half(Shape):
    def area(self):
        return super().area()


for c in (Shape, Half):
    try:
        c()
    except TypeError as e:
        print(e)
print(Square(3).show(), isinstance(Square(1), Shape), issubclass(Square, Shape), type(Shape) is ABCMeta)
Shape.register(int)
print(isinstance(3, Shape), isinstance("x", Shape), sorted(Shape.__abstractmethods__))


@contextlib.contextmanager
def tag(name):
    print("<" + name + ">")
    try:
        yield name.upper()
    except ValueError as e:
        print("caught", e)
    finally:
        print("</" + name + ">")


with tag("a") as v:
    print(v)
with tag("b"):
    raise ValueError("inside")
try:
    with tag("c"):
        raise KeyError("out")
except KeyError as e:
    print("KeyError", e)


@tag("d")
def within():
    return 5


print(within(), within())
with contextlib.suppress(ZeroDivisionError, KeyError):
    1 / 0
print("after")


class Door:
    def close(self):
        print("closed")


with contextlib.closing(Door()) as door:
    print(type(door).__name__)
with contextlib.nullcontext(4) as v:
    print(v)
with contextlib.ExitStack() as stack:
    stack.enter_context(tag("x"))
    stack.callback(print, "callback", 1)
    stack.enter_context(tag("y"))
with contextlib.ExitStack() as stack:
    stack.push(lambda *exc: True)
    raise OSError
print("swallowed")

ns = types.SimpleNamespace(a=1, b="x")
ns.c = [1]
print(ns, ns.a, ns == types.SimpleNamespace(a=1, b="x", c=[1]))
print(isinstance(len, types.BuiltinFunctionType), isinstance(within, types.FunctionType), isinstance(ns, types.SimpleNamespace))
m = types.MappingProxyType({"a": 1})
print(m, m["a"], len(m), "a" in m, list(m.items()))
try:
    m["b"] = 2
except TypeError as e:
    print(e)

print(string.ascii_letters, string.digits, string.hexdigits, string.punctuation, repr(string.whitespace))
print(string.capwords("hello big  world"), string.Template("$who likes ${what} $$5").substitute(who="tim", what="x"))
print(string.Template("$who $x").safe_substitute(who=1), string.Template("$a b").get_identifiers() if hasattr(string.Template, "get_identifiers") else ["a"])
for bad in ["$who", "a $ b"]:
    try:
        string.Template(bad).substitute(x=1)
    except (KeyError, ValueError) as e:
        print(type(e).__name__, e)
