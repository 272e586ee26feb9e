def check(x):
    assert isinstance(x, int), f"bad {x!r}"
    return [check(y)
            for y in ("a",)]
check(1)
