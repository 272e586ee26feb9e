def a():
    try:
        1 / 0
    except ZeroDivisionError as e:
        try:
            int("x")
        except ValueError as v:
            raise KeyError("third") from None
try:
    a()
except KeyError as k:
    raise k
