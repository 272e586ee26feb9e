# What a class's body fills and who gets it; classes that are used before they have their name.

class Ordered(dict):
    def __init__(self, log):
        super().__init__()
        self.log = log

    def __setitem__(self, key, value):
        if not key.startswith("__"):
            self.log.append(key)
        super().__setitem__(key, value)


class Meta(type):
    log = []

    @classmethod
    def __prepare__(mcs, name, bases, **named):
        print("prepare", name, [b.__name__ for b in bases], named)
        space = Ordered(Meta.log)
        space["given"] = 10
        return space

    def __new__(mcs, name, bases, space, **named):
        print("new", name, type(space).__name__, named)
        return super().__new__(mcs, name, bases, dict(space))

    def __init__(cls, name, bases, space, **named):
        super().__init__(name, bases, space)


class A(metaclass=Meta, option=3):
    one = given + 1
    two: int = one + 1

    def method(self):
        return __class__.__name__, super().__repr__()[:1]


class B(A):
    three = given + 2
    names = [n for n in ("x", "y")]


print(A.one, A.two, B.three, B.given, A.__annotations__, Meta.log)
print(A().method(), B().method())


# Functions of a class may be called while it is made.
class Early(type):
    def __new__(mcs, name, bases, space):
        cls = super().__new__(mcs, name, bases, space)
        cls.made = cls.create()
        return cls


class Base:
    @classmethod
    def create(cls):
        return ["base", cls.__name__]


class Child(Base, metaclass=Early):
    @classmethod
    def create(cls):
        return super().create() + [__class__ is cls]


print(Child.made)


class Noted:
    def __set_name__(self, owner, name):
        self.at = owner.label(), name


class Owner:
    noted = Noted()

    @classmethod
    def label(cls):
        return __class__.__name__ + "!"


print(Owner.noted.at)


# Bases and arguments by stars
bases, named = (int,), {"metaclass": type}


class Starred(*bases, **named):
    pass


print(Starred.__bases__, Starred(3) + 1)


class Stands:
    def __mro_entries__(self, bases):
        return (list,)


class Through(Stands()):
    pass


print(Through.__bases__, len(Through.__orig_bases__), Through([1, 2]))


class Bad(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        return 5


try:
    class C(metaclass=Bad):
        pass
except TypeError as e:
    print(e)

try:
    class D(A, metaclass=Early):
        pass
except TypeError as e:
    print(e)


# A module's own types of variables
count: int = 1
later: "str"
print(__annotations__)

print(type.mro(bool), bool.__base__, bool.mro() == list(bool.__mro__))
try:
    object().x = 1
except AttributeError as e:
    print(e)


# A function is what its class says as soon as it is asked for an object.
def f(self, n=1):
    return self, n


print(f.__get__(3)(), f.__get__(None, int) is f, f.__call__(1, n=2))


class With:
    @property
    def only_read(self):
        """What it is."""
        return 1

    def _set(self, v):
        pass
    only_set = property(None, _set)


for use in (lambda: With().only_set, lambda: setattr(With(), "only_read", 1), lambda: delattr(With(), "only_read")):
    try:
        use()
    except AttributeError as e:
        print(e)
print(With.only_read.__doc__, With.only_set.__doc__)
