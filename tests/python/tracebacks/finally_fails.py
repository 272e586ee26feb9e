def f():
    try:
        raise ValueError("one")
    finally:
        undefined_name
def g():
    for i in [1]:
        try:
            f()
        except TypeError:
            pass
g()
