from fractions import Fraction as F
import math
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for s in ["3/4", "-1.5e3", " 7 ", "1_0/3", "x", "1/0", "1/", "+.5", "2e-3", "-3/9", "1e", "", "--1"]:
    t(lambda: F(s))
for f in [lambda: F(6, -4), lambda: F(0.1), lambda: F(1, 0), lambda: F(1.5, 2), lambda: F([]), lambda: F(1, 3) + F(1, 6), lambda: F(1, 3) - 1, lambda: 1 - F(1, 3), lambda: F(2, 3) * 1.5, lambda: F(2, 3) / F(4, 3), lambda: 1 / F(3, 2), lambda: F(7, 2) // 1, lambda: F(7, 2) % 2, lambda: divmod(F(7, 2), F(3, 4)), lambda: F(2, 3) ** -2, lambda: F(2, 3) ** 0.5, lambda: 2 ** F(3), lambda: 2 ** F(1, 2), lambda: F(1, 3) < 0.5, lambda: F(1, 2) == 0.5, lambda: F(1, 2) in (0.5,), lambda: hash(F(1, 2)) == hash(0.5), lambda: hash(F(5)) == hash(5), lambda: hash(F(-1, 3)), lambda: round(F(7, 2)), lambda: round(F(22, 7), 2), lambda: round(F(1234), -2), lambda: math.floor(F(-7, 2)), lambda: math.ceil(F(-7, 2)), lambda: int(F(-7, 2)), lambda: float(F(1, 3)), lambda: str(F(4, 2)) + str(F(1, 3)), lambda: F(math.pi).limit_denominator(1000), lambda: F("3.1415926535897932").limit_denominator(), lambda: F(1, 2) + "a", lambda: F(3, 4).as_integer_ratio(), lambda: sum([F(1, 10)] * 10), lambda: max(F(1, 2), F(2, 3)), lambda: F(1, 2) / 0, lambda: F(1, 3) > F(1, 4), lambda: F(1, 2) < "a", lambda: abs(F(-1, 2)), lambda: bool(F(0)), lambda: F(F(1, 2)), lambda: F(F(1, 2), F(3, 4)), lambda: F(1, 2).numerator, lambda: F(1,2) == math.inf, lambda: F(1,2) < math.inf, lambda: F.from_float(0.25), lambda: F(0) ** -1]:
    t(f)
