# Parameters of every kind, defaults, closures, decorators.
def f(a, b=2, *c, d=4, **e):
    return (a, b, c, d, e)


print(f(1), f(1, 2, 3, d=5, x=6), f(*[1, 2], **{"d": 9}))
print(f(b=1, a=0))


def only(a, /, b, *, c):
    return a, b, c


print(only(1, 2, c=3), only(1, b=2, c=3))
for call in (
    lambda: only(1, 2),
    lambda: only(1, 2, 3),
    lambda: only(a=1, b=2, c=3),
    lambda: only(1, 2, c=3, d=4),
    lambda: only(),
    lambda: f(),
    lambda: f(1, a=2),
    lambda: len(),
    lambda: (lambda x, y=1: x)(1, 2, 3),
    lambda: f(1, **{"b": 1}, **{"b": 2}),
):
    try:
        call()
    except TypeError as e:
        print(str(e).replace("len() takes exactly one argument (0 given)", "len"))


def default(x=[]):
    x.append(len(x))
    return x


print(default(), default(), default([7]))


def counter():
    n = 0

    def up(by=1):
        nonlocal n
        n += by
        return n

    return up


a, b = counter(), counter()
print(a(), a(5), b(), a())
total = 0


def add(n):
    global total
    total += n


add(3)
add(4)
print(total)


def twice(g):
    def inner(*args, **named):
        return g(*args, **named) * 2

    return inner


def times(n):
    return lambda g: lambda *args: g(*args) * n


@twice
@times(10)
def value(x):
    return x + 1


print(value(1))
fs = [lambda i=i: i * i for i in range(4)]
print([g() for g in fs])
gs = [lambda: i for i in range(3)]
print([g() for g in gs])


def early(x):
    if x:
        y = 1
    return y


print(early(1))
try:
    early(0)
except UnboundLocalError as e:
    print(type(e).__name__, e)
try:
    print(nowhere)
except NameError as e:
    print(e)


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


print(fact(25), fact.__name__, counter.__qualname__, a.__qualname__)
print((lambda *a, **k: (a, k))(1, 2, x=3))
x = 5
del x
try:
    x
except NameError as e:
    print(e)
print([y := 3, y + 1], y)


def documented():
    "What it does."
    return documented.__doc__


def maker():
    def inner():
        """Inner."""

    return inner


print(documented(), maker().__doc__, (lambda: 1).__doc__, len.__name__)
documented.__doc__ = "Other."
documented.calls = 3
print(documented(), documented.calls)
it = iter([1, 2, 3])
next(it)
print(list(it), list(it), tuple(iter("ab")), set(iter([1])), ",".join(iter("xy")), [*iter((1, 2))])
