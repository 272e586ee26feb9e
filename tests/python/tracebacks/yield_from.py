def f(a, b):
    return (a.x +
            b.y)
class P: x = 1
def gen():
    yield from inner()
def inner():
    yield 1
    f(P(), P())
print(list(gen()))
