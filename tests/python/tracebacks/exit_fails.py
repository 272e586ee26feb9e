def even(n):
    if n == 0: raise LookupError(3)
    odd(n - 1)
def odd(n):
    even(n - 1)
class Ctx:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        raise TypeError("from exit")
with Ctx():
    even(4)
