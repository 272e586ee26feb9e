# Calendars, and numbers that name things everywhere.
import calendar
import datetime
import uuid


def tried(f, *args, **named):
    try:
        print(f(*args, **named))
    except Exception as e:
        print(type(e).__name__, e)


print(calendar.month(2024, 2))
print(calendar.month(1999, 12, w=4, l=2))
print(calendar.calendar(2023))
print(calendar.calendar(2000, w=3, l=1, c=2, m=4))
print(calendar.TextCalendar(6).formatmonth(2021, 8))
calendar.prmonth(2022, 10)
calendar.prcal(2011, m=5)
print(calendar.weekheader(2), calendar.weekheader(3), calendar.weekheader(10), sep="|")
print(calendar.monthcalendar(2024, 9), calendar.monthrange(2024, 2), calendar.monthrange(2023, 2), calendar.weekday(2024, 2, 29), calendar.weekday(10000, 1, 1))
print([y for y in (1900, 2000, 2023, 2024) if calendar.isleap(y)], calendar.leapdays(1900, 2001))
print(list(calendar.month_name), list(calendar.day_abbr), calendar.month_abbr[3], calendar.day_name[-1], len(calendar.month_name), calendar.month_name[1:3])
print(calendar.MONDAY, calendar.SUNDAY, calendar.firstweekday())
calendar.setfirstweekday(calendar.SUNDAY)
print(calendar.month(2024, 1), calendar.firstweekday())
calendar.setfirstweekday(0)
tried(calendar.setfirstweekday, 7)
tried(calendar.monthrange, 2024, 13)
tried(calendar.monthrange, 2024, 0)
tried(calendar.month, 2024, 13)
c = calendar.Calendar(3)
print(list(c.iterweekdays()), list(c.itermonthdays(2024, 2)), list(c.itermonthdays2(2024, 2))[:3], list(c.itermonthdays3(2024, 1))[:3], list(c.itermonthdays4(2024, 12))[-3:])
print(c.monthdatescalendar(2024, 2)[0], c.monthdayscalendar(2024, 2)[-1], c.monthdays2calendar(2024, 2)[1], len(c.yeardayscalendar(2024)), len(c.yeardatescalendar(2024, 4)[0]), c.getfirstweekday())
print(next(iter(c.itermonthdates(2024, 5))), c.yeardays2calendar(2024, 6)[1][5][-1])
h = calendar.HTMLCalendar()
print(h.formatmonth(2024, 2), h.formatyear(2024)[:400], h.formatyearpage(2024)[:500])
print(calendar.timegm((2024, 2, 29, 12, 30, 15, 0, 0, 0)), calendar.timegm(datetime.datetime(1970, 1, 2).timetuple()))
print(issubclass(calendar.IllegalMonthError, ValueError), calendar.IllegalWeekdayError(9))

u = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(u, repr(u), u.int, u.hex, u.urn, u.bytes, u.bytes_le, u.fields, u.version, u.variant, u.node, u.time, u.clock_seq, int(u), hash(u) == hash(u.int))
for text in ("{12345678-1234-5678-1234-567812345678}", "urn:uuid:12345678-1234-5678-1234-567812345678", "12345678123456781234567812345678"):
    print(uuid.UUID(text) == u)
print(uuid.UUID(bytes=b"\x01" * 16), uuid.UUID(bytes_le=u.bytes_le) == u, uuid.UUID(fields=u.fields) == u, uuid.UUID(int=5), uuid.UUID(int=5, version=4), uuid.UUID(int=1) < u, u != 3)
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "http://python.org/"), uuid.NAMESPACE_X500, uuid.NAMESPACE_OID)
r = uuid.uuid4()
print(type(r).__name__, r.version, r.variant, len(str(r)), r != uuid.uuid4(), sorted([u, uuid.UUID(int=0)])[0])
o = uuid.uuid1()
print(o.version, o.node == uuid.getnode(), uuid.uuid1(node=1, clock_seq=2).fields[3:], o.is_safe in list(uuid.SafeUUID), uuid.uuid1().time > 0)
for wrong in (dict(hex="12"), dict(bytes=b"x"), dict(), dict(int=-1), dict(int=1 << 128), dict(fields=(1,)), dict(fields=(1 << 32, 0, 0, 0, 0, 0)), dict(fields=(0, 0, 0, 256, 0, 0)), dict(int=1, version=9),
        dict(hex="g" * 32), dict(int=1, hex="x")):
    tried(uuid.UUID, **wrong)
tried(setattr, u, "int", 3)
tried(lambda: u < 3)
print({u: 1}[uuid.UUID(int=u.int)], [uuid.UUID(int=i << 61).variant for i in (0, 4, 6, 7)])
