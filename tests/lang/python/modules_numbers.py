# Numbers to the last digit, of different kinds, and by chance
import decimal
import fractions
import math
import random


def tried(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


print(math.hypot(1025906489.6997133, 1451494456.3886702), math.hypot(3, 4, 12), math.hypot(1e308, 1e308), math.hypot(1e-320, 1e-320),
    math.remainder(-4.0, 1), math.remainder(1e300, 7), math.remainder(5, 2), math.acosh(1.0000000000000002))
print(fractions.Fraction(1, 3) + 1j, fractions.Fraction(1, 2) == 0.5 + 0j, decimal.Decimal("0.25") == 0.25 + 0j,
    decimal.Decimal("1") < fractions.Fraction(3, 2), fractions.Fraction(1, 2) > decimal.Decimal("0.5"),
    decimal.Decimal("0.5") == fractions.Fraction(1, 2))
random.seed(1)
print(tried(lambda: random.randrange(1000, step=10)), tried(lambda: random.choices([1, 2], k=2.5)), random.choices([1], k=-1))
