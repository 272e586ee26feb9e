# What classes have that is no function: called without the object.
class Calls:
    def __init__(self, name):
        self.name = name

    def __call__(self, *args, **named):
        return self.name, args, named

    def method(self, *args):
        return "method of " + self.name, args


class Descriptor:
    def __get__(self, v, t=None):
        return lambda *args: ("got", type(v).__name__, args)


calls = Calls("it")


class Bound:
    __call__ = calls.method
    __getitem__ = calls.method
    __add__ = calls.method
    __lt__ = calls.method
    __len__ = lambda self: 3
    __contains__ = calls


class Static:
    @staticmethod
    def __call__(*args):
        return "static", args

    @staticmethod
    def __getitem__(*args):
        return "static", args

    @classmethod
    def __add__(cls, *args):
        return cls.__name__, args

    __iter__ = [1, 2].__iter__


class Native:
    __call__ = len
    __getitem__ = str
    __add__ = int


class Got:
    __call__ = Descriptor()
    __getitem__ = Descriptor()
    __add__ = Descriptor()


for cls in (Bound, Static, Native, Got):
    v = cls()
    print(v("ab") if cls is not Native else v("ab"), v["1"], v + "7")
print(Bound() < 2, len(Bound()), 5 in Bound(), list(Static()))


# A handler's name is gone for functions in it once the function has returned.
def handled():
    try:
        raise ValueError("x")
    except ValueError as e:
        return "done", lambda: e


def handled_finally():
    try:
        try:
            raise ValueError("x")
        except ValueError as e:
            return str(e), lambda: e
    finally:
        pass


def handled_loop():
    for _ in range(3):
        try:
            raise ValueError("y")
        except ValueError as e:
            return e, lambda: e


def generated():
    try:
        raise ValueError("z")
    except ValueError as e:
        yield lambda: e
        return lambda: e


for f in (handled, handled_finally, handled_loop):
    value, probe = f()
    try:
        print(repr(value), probe())
    except NameError as e:
        print(repr(value), e)
g = generated()
print(repr(next(g)()))
try:
    next(g)
except StopIteration as e:
    try:
        e.value()
    except NameError as e:
        print(e)
