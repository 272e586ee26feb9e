print([1, 2].__len__(), "abc".__len__(), {}.__len__(), (1,).__getitem__(0), [1].__contains__(1), {"a": 1}.__contains__("a"), (5).__add__(3), (5).__add__("a"), "a".__add__("b"), [1].__add__([2]), (3).__eq__(3), (3).__eq__("x"), "a".__lt__("b"), (1).__lt__("a"), [1].__eq__([1]), (7).__mod__(4), (7).__floordiv__(2), (2).__pow__(3), (5).__neg__(), (5).__radd__(3), (5).__rsub__(3), True.__bool__(), (0).__bool__(), (5).__hash__() == hash(5), "a".__hash__() == hash("a"), (3).__repr__(), (3).__str__(), "a".__repr__(), "a".__str__(), (3).__format__("05d"), (3.5).__int__() if hasattr(3.5, "__int__") else 3)
print(list([1, 2].__iter__()), next([1].__iter__()), {1, 2}.__contains__(1), {1}.__or__({2}), {1}.__or__([2]), {"a": 1}.__getitem__("a"), {}.__eq__({}), (1, 2).__hash__() == hash((1, 2)))
class A:
    pass
a = A()
print(a.__eq__(a), a.__eq__(1), a.__ne__(1), a.__hash__() == hash(a), a.__class__ is A, a.__repr__() == repr(a), a.__str__() == str(a), object.__repr__(a) == repr(a), a.__format__("") == str(a))
class B:
    def __init__(self):
        self.v = 1
    def __repr__(self):
        return "B!" + str(super().__repr__().startswith("<__main__.B object at 0x"))
    def __eq__(self, o):
        r = super().__eq__(o)
        return True if r is NotImplemented else r
    def __hash__(self):
        return super().__hash__()
    def __setattr__(self, n, v):
        super().__setattr__(n, v + 1)
    def __getattribute__(self, n):
        if n == "w":
            return "W"
        return super().__getattribute__(n)
b = B()
print(b, [b], b == 5, hash(b) == hash(b), b.v, b.w, B() == B(), b != 5, str(b))
class C(Exception):
    def __str__(self):
        return "C:" + super().__str__()
    def __repr__(self):
        return "R:" + super().__repr__()
c = C("m", 1)
print(c, repr(c), Exception.__str__(c), Exception.__repr__(c))
l = [1]
l.__setitem__(0, 9)
l.__iadd__([3])
l.__delitem__(0)
d = {}
d.__setitem__("a", 1)
d.__delitem__("a")
print(l, d, list.__len__([1, 2]), str.__len__("ab"), list.__getitem__([5], 0), dict.__getitem__({"q": 1}, "q"), int.__add__(1, 2), str.__add__("a", "b"), list.__eq__([1], [1]), list(map(int.__neg__, [1, 2])), sorted([3, 1], key=int.__neg__))
print(object.__eq__(1, 2), object().__eq__(3), object.__ne__(a, a), type(object().__hash__()) is int, hasattr(a, "__eq__"), hasattr(a, "__len__"), hasattr([], "__len__"), callable(a.__eq__), a.__dir__ is None if hasattr(a, "zz") else 1, (3).__class__, "a".__class__.__name__, [].__class__ is list, a.__getattribute__("__class__") is A)
class V:
    def __init__(self, x): self.x = x
    def __radd__(self, o): return ("radd", o)
    def __add__(self, o): return ("add", o)
    def __eq__(self, o): return True
    def __lt__(self, o): return True
    def __or__(self, o): return "or"
    def __ror__(self, o): return "ror"
v = V(1)
print(1 + v, v + 1, [1] + v, "a" + v, {1} | v, {} | v, v | {1}, 1 == v, [] == v, 3 > v, [1] > v, "x" != v, 2.5 + v, (1,) + v, sum([v, 1]) if False else 0)
x = [1]
x += [2]
print(x, (5).__divmod__(3) if hasattr(5, "__divmod__") else 0, abs(-3), (3).__lt__(4), (3.0).__ge__(2), (3).__ge__(2.5), (5).__index__(), (2.5).__trunc__(), (2.5).__floor__(), (2.5).__ceil__(), (2.5).__round__(), (7).__invert__(), (-7).__abs__(), (1).__lshift__(3), (6).__and__(3), (6).__xor__(3), (1).__truediv__(2), (3).__float__(), (2.5).__int__())
