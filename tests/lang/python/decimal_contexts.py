# Numbers of many sizes under contexts of many kinds; what is signalled is told too.
from decimal import *

seed = 7


def pick(n):
    global seed
    seed = (seed * 1103515245 + 12345) % 2**31
    return (seed >> 8) % n


ROUNDINGS = [
    ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP,
]
SIZES = [0, 1, 2, 3, 5, 9, 15, 18, 19, 20, 27, 28, 29, 38, 40, 60]


def number():
    k = SIZES[pick(len(SIZES))]
    n = [0, 1, 5, 25, 10**k, 10**k - 1, 10**k + 5, 5 * 10**k, pick(10**6) * pick(10**6)][pick(9)]
    exp = [0, 0, -1, -2, -2, -3, 1, 2, -10, -28][pick(10)]
    if pick(40) == 0:
        return Decimal(["NaN", "Infinity", "-Infinity", "sNaN"][pick(4)])
    return Decimal((pick(2), tuple(map(int, str(n))), exp))


def shown(f):
    try:
        r = f()
    except ArithmeticError as e:
        return type(e).__name__
    except (ValueError, TypeError) as e:
        return str(e)
    return str(r)


FORMATS = ["", ".2f", ",.2f", "12.3f", ".0f", "15,.1f", ".10f", "+.2f", "012.2f", "<12.2f", ".3e"]
c = getcontext()
for i in range(120):
    if i % 6 == 0:
        c.prec = [3, 5, 9, 28, 28, 50][pick(6)]
        c.rounding = ROUNDINGS[pick(8)]
        c.clear_flags()
        c.traps[Inexact] = pick(12) == 0
        c.traps[Rounded] = pick(12) == 0
        print(c.prec, c.rounding)
    a, b = number(), number()
    k = [0, 1, 3, -7, 100, 10**20][pick(6)]
    spec, power, rounding = FORMATS[pick(len(FORMATS))], 1 + pick(4), ROUNDINGS[pick(8)]
    for f in [
        lambda: a + b, lambda: a - b, lambda: a * b, lambda: a / b, lambda: a // b, lambda: a % b, lambda: k + a,
        lambda: k - a, lambda: a * k, lambda: k / a, lambda: a < b, lambda: a <= b, lambda: a == b, lambda: a > k,
        lambda: -a, lambda: +a, lambda: abs(a), lambda: a.quantize(b), lambda: a.quantize(Decimal("0.01"), rounding),
        lambda: a, lambda: a.is_nan() or hash(a), lambda: int(a), lambda: float(a), lambda: round(a, 2),
        lambda: a**power, lambda: format(a, spec), lambda: bool(a), lambda: a.compare(b),
    ]:
        print(shown(f), end=" ")
    print([s.__name__ for s in c.flags if c.flags[s]])


class Money(Decimal):
    def __str__(self):
        return "$" + super().__str__()


m = Money("1.50")
print(m, repr(m), m + 1, type(m + m).__name__, m == Decimal("1.5"), m < 2, f"{m:.1f}", hash(m) == hash(1.5))
print({Decimal("1.0"): "one"}[1], Decimal("0.5") == 0.5, Decimal(3) > 2.5, Decimal(1) == True, Decimal("1") == "1")
for wrong in (lambda: Decimal("1") + 0.5, lambda: Decimal("x"), lambda: Decimal(1) < "2", lambda: m.quantize(m, "up")):
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, e)
c.clear_flags()
c.traps[Underflow] = c.traps[Inexact] = c.traps[Rounded] = False
Decimal(1) / 3
print(repr(c)[:30], list(f.__name__ for f in c.flags))
with localcontext(prec=5, traps=[]) as small:
    print(Decimal(2).sqrt(), small)


# What a context takes
for make in (
        lambda: Context(Emin=1), lambda: Context(Emax=-1), lambda: Context(clamp=2), lambda: Context(prec=0),
        lambda: Context(prec=1.5), lambda: Context(Emin="a"), lambda: Context(Emax=10**30), lambda: Context(capitals=3),
        lambda: Context(rounding="x"), lambda: Context(traps=5), lambda: Context(flags=[1]), lambda: Context(clamp=True),
        lambda: Context(prec=None, rounding=None, Emin=None, clamp=None), lambda: Context(traps={}),
        lambda: Context(flags={s: 0 for s in Context().flags}), lambda: Context(flags=(Inexact,)),
        lambda: setattr(Context(), "Emin", 5), lambda: setattr(Context(), "flags", {}), lambda: delattr(Context(), "prec"),
        lambda: setattr(Context(), "other", 1)):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)


class Own(Context):
    pass


own = Own(prec=4)
own.other = 3
print(own.other, own.divide(Decimal(1), 3))
