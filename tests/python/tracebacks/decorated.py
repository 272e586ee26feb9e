import functools
def deco(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kw):
        return fn(*args, **kw)
    return wrapper
@deco
def add(a, b):
    return a + b
print(add(1, 2))
data = {"k": [1, 2, {"z": None}]}
print(add(data["k"][0], b=data["k"][2]["z"]))
