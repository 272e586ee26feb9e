# Inheritance, super, properties, protocols of operators and containers.
class Animal:
    kind = "animal"
    count = 0

    def __init__(self, name):
        self.name = name
        Animal.count += 1

    def speak(self):
        return f"{self.name} makes a sound"

    @classmethod
    def make(cls, name):
        return cls(name)

    @staticmethod
    def twice(x):
        return x * 2

    @property
    def loud(self):
        return self.speak().upper() if hasattr("", "upper") else self.speak()

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"


class Dog(Animal):
    kind = "dog"

    def speak(self):
        return super().speak() + ": woof"


d = Dog.make("Rex")
print(d, d.speak(), d.kind, Animal.kind, Animal.count, Dog.twice(4), d.twice(5))
print(isinstance(d, Animal), isinstance(d, Dog), issubclass(Dog, Animal), issubclass(Animal, Dog))
print(Dog.__mro__, Dog.__name__, type(d) is Dog)
speak = d.speak
print(speak())
d.speak = lambda: "own"
print(d.speak(), Dog.speak(d))


class Celsius:
    def __init__(self, t):
        self.t = t

    @property
    def f(self):
        return self.t * 9 / 5 + 32

    @f.setter
    def f(self, value):
        self.t = (value - 32) * 5 / 9


c = Celsius(100)
print(c.f)
c.f = 32
print(c.t)
try:
    d.loud = 1
except AttributeError as e:
    print(e)


class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, o):
        return Vector(self.x + o.x, self.y + o.y)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __eq__(self, o):
        return isinstance(o, Vector) and (self.x, self.y) == (o.x, o.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __lt__(self, o):
        return self.x < o.x

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __bool__(self):
        return bool(self.x or self.y)

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __contains__(self, v):
        return v == self.x or v == self.y

    def __call__(self, *args):
        return args

    def __repr__(self):
        return f"<{self.x}, {self.y}>"

    def __iadd__(self, o):
        self.x += o.x
        return self


v, w = Vector(1, 2), Vector(3, 4)
print(v + w, v * 3, 3 * v, -v, v == Vector(1, 2), v != w, v < w, v > w, w[1], list(w), 3 in w, 9 in w)
print(bool(Vector(0, 0)), len(v), v(1, 2), {v: "a"}[Vector(1, 2)], v in [w, Vector(1, 2)])
same = v
v += w
print(v, same is v, sorted([w, Vector(0, 0), v]))
try:
    v + 1
except AttributeError as e:
    print(e)
try:
    1 + v
except TypeError as e:
    print(e)


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [k.__name__ for k in D.__mro__])
try:
    class E(A, B):
        pass
except TypeError as e:
    print(str(e).split("\n")[0])


class Missing:
    def __getattr__(self, name):
        if name.startswith("x"):
            return name * 2
        raise AttributeError(name)

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value + 1)


m = Missing()
m.a = 1
print(m.a, m.xy)
try:
    m.other
except AttributeError as e:
    print("no", e)
print(getattr(m, "zzz", "default"), hasattr(m, "xq"), hasattr(m, "q"))


class Slots:
    __slots__ = ("a", "b")


s = Slots()
s.a = 1
try:
    s.c = 2
except AttributeError as e:
    print(e)


class Meta(type):
    def __new__(meta, name, bases, members):
        members["made"] = name.lower()
        return super().__new__(meta, name, bases, members)


class Made(metaclass=Meta):
    pass


print(Made.made, type(Made).__name__, Made().made)


class Base:
    found = []

    def __init_subclass__(cls, tag=None, **named):
        super().__init_subclass__(**named)
        Base.found.append((cls.__name__, tag))


class One(Base, tag=1):
    pass


class Two(Base):
    pass


print(Base.found)


class Field:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner=None):
        return self if obj is None else getattr(obj, self.name, "unset")

    def __set__(self, obj, value):
        setattr(obj, self.name, value * 2)


class Holder:
    f = Field()


h = Holder()
print(h.f)
h.f = 21
print(h.f, h._f)
T = type("T", (A,), {"z": 3})
print(T.z, T().who(), T.__name__)


class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next

    def __iter__(self):
        n = self
        while n:
            yield n.value
            n = n.next


print(list(Node(1, Node(2, Node(3)))), sum(Node(4, Node(5))), max(Node(4, Node(5))))


class Range:
    def __init__(self, n):
        self.n, self.i = n, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i


print([x for x in Range(4)], list(Range(3)), tuple(Range(2)))


class Stack(list):
    def push(self, x):
        self.append(x)

    def top(self):
        return self[-1]


st = Stack([1])
st.push(2)
print(st, st.top(), len(st), st + [3], isinstance(st, list))


class Text(str):
    def shout(self):
        return self + "!"


print(Text("hi").shout(), Text("a") == "a", {Text("k"): 1}["k"])
del d.speak
print(d.speak())
print(d.__dict__, d.__class__.__name__)
