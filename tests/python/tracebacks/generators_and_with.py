import contextlib
class M:
    def __enter__(self): return self
    def __exit__(self, *a):
        print("exit", a[0].__name__)
        return False
def g():
    with M() as m:
        for i in range(3):
            yield i
            if i == 1:
                raise RuntimeError("in generator")
def h():
    for x in g():
        print(x)
def k():
    try:
        h()
    except RuntimeError:
        print("again")
        raise
k()
