# Moments that are moved, compared and told apart: classes made of others, zones, limits; formats read again and again.
import operator
from datetime import date, datetime, time, timedelta, timezone
from decimal import ROUND_UP, Decimal, Inexact, localcontext


class Moment(datetime):
    pass


class Day(date):
    pass


EAST = timezone(timedelta(hours=2))
LIST = [datetime(2020, 2, 29, 23, 59, 59, 999999), datetime(2020, 3, 1, fold=1), Moment(2020, 2, 29), datetime(2020, 3, 1, tzinfo=EAST),
    datetime(2020, 2, 29, 22, tzinfo=timezone.utc), date(2020, 2, 29), Day(2020, 3, 1), timedelta(days=1, microseconds=-1), 5]
for a in LIST:
    for b in LIST:
        shown = []
        for f in (operator.sub, operator.add, operator.lt, operator.ge, operator.eq):
            try:
                r = f(a, b)
                shown.append(r if isinstance(r, bool) else f"{type(r).__name__} {r}")
            except Exception as e:
                shown.append(str(e))
        print(a, b, *shown, sep="; ")
for a in LIST[:5]:
    moved = a + timedelta(hours=7)
    print(repr(moved), moved.fold, moved - timedelta(hours=7) == a, repr(a), a.isoformat(" ", "milliseconds"), hash(a) == hash(a.replace()))
print(datetime(1, 1, 1) + timedelta.resolution, datetime.max - timedelta.resolution, datetime.max - datetime.min)
for f in (lambda: datetime.min - timedelta.resolution, lambda: datetime.max + timedelta.resolution, lambda: date.max + timedelta(1),
        lambda: datetime(2020), lambda: datetime(month=1, day=2), lambda: date(day=3), lambda: datetime(2020, 2, 30), lambda: datetime(2020, 1, 1, 24),
        lambda: datetime(2020, 1, 1, fold=2), lambda: datetime(2020, 1, 1, tzinfo=3), lambda: timedelta.max + timedelta.resolution):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(repr(datetime(2020, 1, 2, tzinfo=EAST, fold=1)), repr(time(3, fold=1, tzinfo=EAST)), datetime(True, 1, True))
m = Moment(2020, 1, 1)
m.note = "kept"
print(type(m + timedelta(1)).__name__, m.note, vars(m), type(m.date()).__name__, type(Day(2020, 1, 1) + timedelta(1)).__name__)
for i in range(20):
    form = ["%Y-%m-%d", "%d.%m.%y", "%H:%M", "%j %Y", "%b %d %Y"][i % 5] + " " * (i // 10)
    text = datetime(2021, 5, 6, 7, 8).strftime(form)
    print(datetime.strptime(text, form), end="\n" if i % 5 == 4 else "; ")
for text, form in (("2020", "%Y-"), ("x", "%Q"), ("2020-02-30", "%Y-%m-%d"), ("2020-02-3x", "%Y-%m-%d"), ("2020-02-03", "%Y-%m-%d")):
    try:
        print(datetime.strptime(text, form))
    except Exception as e:
        print(type(e).__name__, e)

# Digits of decimals
for text in ("0", "9", "10", "99999999999999999999", "100000000000000000000", "1" + "0" * 99, "9" * 100, "1" + "0" * 130, "3.", "00.10", " 7.5 ", "-1_0.5"):
    d = Decimal(text)
    print(d.adjusted(), len(d.as_tuple().digits), d + 0, d / 7, d < Decimal("10.0"), d == Decimal(10))
with localcontext() as c:
    c.prec, c.rounding = 3, ROUND_UP
    print(Decimal("1.0001") + 0, Decimal(2) / 3, sorted(f.__name__ for f in c.flags if c.flags[f]), Decimal(-5) / Decimal("Infinity"))
    c.traps[Inexact] = True
    try:
        print(Decimal(1) / 3)
    except Inexact as e:
        print(type(e).__name__)


# Attributes of a class of one's own say nothing of the day.
class Tagged(date):
    def __new__(cls, y, m, d, tag=0, other=0, third=0):
        self = super().__new__(cls, y, m, d)
        self.tag, self.other, self.third = tag, other, third
        return self


a, b = Tagged(2020, 1, 1, 5, 6, 7), Tagged(2020, 1, 1, 6, 7, 8)
print(a == b, a < b, a <= b, hash(a) == hash(b), b - a, a == date(2020, 1, 1), a.tag, b + timedelta(3))


class Moment(datetime):
    pass


t, u = Moment(2020, 1, 1, 3), Moment(2020, 1, 1, 4)
t.note, u.note = 1, 2
print(t == u, t < u, u - t, t + timedelta(hours=1) == u)
