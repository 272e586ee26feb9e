from decimal import Decimal, Context, Inexact, ROUND_HALF_UP, ROUND_UP, getcontext, setcontext, localcontext
import decimal
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
D = Decimal
for f in [lambda: D("1.10") + D("2.2"), lambda: D(1) / D(3), lambda: D("abc"), lambda: D(1) / 0, lambda: D(0) / 0, lambda: D(0.1), lambda: D("3.14159").quantize(D("0.01")), lambda: D("2.5").quantize(D("1"), rounding=ROUND_HALF_UP), lambda: D(2).sqrt(), lambda: D(2) ** 100, lambda: D(2) ** -2, lambda: D("1.5") ** D("0.5"), lambda: D(1).exp(), lambda: D(2).ln(), lambda: D(200).log10(), lambda: D("1E+5"), lambda: D("123456789.123").to_eng_string(), lambda: f"{D('1234567.891'):,.2f} {D('0.5'):%} {D(5):>6} {D('1e10')} {D('1.23'):e}", lambda: D("1.0") == 1, lambda: D("1.5") == 1.5, lambda: hash(D("2.0")) == hash(2), lambda: D(3) < 4.5, lambda: D("NaN") == D("NaN"), lambda: D("NaN") < 1, lambda: D(7) // 2, lambda: D(-7) // 2, lambda: D(-7) % 3, lambda: divmod(D(7), D("0.3")), lambda: round(D("2.675"), 2), lambda: round(D("2.5")), lambda: int(D("-2.9")), lambda: float(D("0.1")), lambda: D((1, (1, 2, 3), -2)), lambda: D("1.23").as_tuple(), lambda: D("-0.00"), lambda: -D(0), lambda: abs(D("-1.5")), lambda: D("1.000").normalize(), lambda: sum([D("0.1")] * 10), lambda: max(D(1), D(2)), lambda: D("Infinity") - D("Infinity"), lambda: D("1e1000000"), lambda: D("0.25").as_integer_ratio(), lambda: D([]), lambda: D("1.5").is_finite(), lambda: sorted([D("2"), D("1.5"), D("-3")]), lambda: D("123.456").adjusted(), lambda: 3 - D("0.5"), lambda: 1 / D(8), lambda: D(5).compare(D(3)), lambda: D("10").quantize(D("1e30"))]:
    t(f)
getcontext().prec = 6
print(D(1) / D(7), D("123456789") + 0, +D("1.23456789"))
with localcontext() as c:
    c.prec = 50
    print(D(1) / D(7), D(2).sqrt())
with localcontext(prec=3, rounding=ROUND_UP) as c:
    print(D("1.2341") + 0)
print(getcontext().prec, getcontext().flags[Inexact], Context(prec=4).divide(D(2), D(3)), Context(prec=4).create_decimal("1.23456"))
setcontext(Context(prec=5, traps=[])); print(D(1) / 0, D("x"), D(0) / 0)
