"""JSON, packed bytes, dates."""

import json
import struct
from datetime import date, datetime, time, timedelta, timezone

from table import group, op


@op
def json_loads(text, strict):
    return json.loads(text, strict=strict, object_pairs_hook=lambda found: ["object", *[list(pair) for pair in found]])


@op
def json_dumps(v, ascii, indent, separators, nan):
    return json.dumps(v, ensure_ascii=ascii, indent=indent, separators=separators and tuple(separators), allow_nan=nan)


def some_json(r, depth=0):
    kind = r.randint(0, 9 if depth < 4 else 5)
    if kind < 2:
        return r.choice([None, True, False, 0, -1, 12345678901234567890123, 1.5, -0.0, 1e300, 1e-7, float("inf"), float("nan")])
    if kind < 6:
        return "".join(r.choice("ab \"\\/\n\t\x00\x1f\x7f\x80é\u2028\U0001f600") for _ in range(r.randint(0, 5)))
    if kind < 8:
        return [some_json(r, depth + 1) for _ in range(r.randint(0, 3))]
    return {some_json(r, 9) if r.random() < 0.2 else "k%d" % i: some_json(r, depth + 1) for i in range(r.randint(0, 3))}


@group
def jsons(r):
    v = some_json(r)
    if r.random() < 0.4:
        return [
            "json_dumps", v, r.random() < 0.5, r.choice([None, None, 0, 1, 2, "\t", ""]),
            r.choice([None, None, [",", ":"], ["; ", " = "]]), r.random() < 0.9,
        ]
    text = json.dumps(v, ensure_ascii=r.random() < 0.5, indent=r.choice([None, 1]))
    for _ in range(r.choice([0, 1, 1, 2])):
        at = r.randint(0, len(text))
        piece = r.choice(list("[]{},:\"\\u0123456789abcdef-+.eE \n\tnulltrue\x01é\ufeff") + ["\\ud83d\\ude00", "\\ud83d", "\\u00", "NaN", "-Infinity", "01", "1.", "-", "null", ""])
        text = text[:at] + piece + text[at + r.choice([0, 0, 1]):]
    return ["json_loads", text, r.random() < 0.8]


@op
def struct_pack(form, values):
    return struct.pack(form, *values)


@op
def struct_unpack(form, data):
    return struct.unpack(form, data)


@op
def struct_size(form):
    return struct.calcsize(form)


@op
def struct_times(form, data):
    return [list(values) for values in struct.iter_unpack(form, data)]


@op
def struct_place(form, offset, length):
    """Where values are found and put, or why not."""
    size = struct.calcsize(form)
    struct.unpack_from(form, bytes(length), offset)
    return size


@op
def struct_put(form, offset, length):
    values = struct.unpack(form, bytes(struct.calcsize(form)))
    struct.pack_into(form, bytearray(length), offset, *values)
    return struct.calcsize(form)


@group
def structs(r):
    codes = r.choice(["bBhHiIlLqQ?", "efd", "cspx", "bBhHiIlLqQnNPefd?cspx", "bBhHiIlLqQnNPefd?cspxz5<é"])
    form = r.choice(["", "", "@", "<", ">", "=", "!"])
    for _ in range(r.randint(0, 4)):
        form += r.choice(["", "", "", " ", "2", "0", "3", "12"]) + r.choice(codes)
    # CPython stumbles over texts of no length.
    form = form.replace("0p", "p")
    kind = r.randint(0, 9)
    if kind < 1:
        return ["struct_size", form]
    try:
        size = struct.calcsize(form)
    except Exception:
        return ["struct_size", form]
    if kind < 2:
        return [r.choice(["struct_place", "struct_put"]), form, r.randint(-30, 30), r.randint(0, 40)]
    data = lambda n: bytes(r.choice([r.randrange(256), 0, 255, 127, 128]) for _ in range(n))
    if kind < 5:
        return ["struct_unpack", form, data(size + r.choice([0] * 9 + [1]))]
    if kind < 6:
        return ["struct_times", form, data(size * 2 + r.choice([0] * 5 + [1]))]
    values = []
    for old in struct.unpack(form, bytes(size)):
        if r.random() < 0.03:
            old = r.choice([0, 1.5, b"", "x", True])
        if isinstance(old, bytes):
            old = data(r.choice([len(old), len(old), r.randint(0, 5)]))
        elif isinstance(old, float):
            old = r.choice([r.uniform(-10, 10), r.uniform(-1, 1) * 10 ** r.randint(-320, 300), 0.0, -0.0, float("inf"), 65519.99, 65520.0, 6.1e-5, 5.9e-8, 2.9e-8, 2**-25, 3.4028235677973366e38, 3.4e38, 2049.0, 2051.0, 3])
        elif not isinstance(old, (bool, str)):
            bits = r.choice([7, 8, 15, 16, 31, 32, 63, 64, 70])
            old = r.choice([r.getrandbits(bits), -r.getrandbits(bits), 1 << bits, (1 << bits) - 1, -(1 << bits), 5, 5, -1])
        values.append(old)
    if r.random() < 0.03:
        values.append(1)
    return ["struct_pack", form, values]


def shown_date(d):
    return [d.year, d.month, d.day]


def shown_moment(m):
    offset = m.utcoffset()
    return [m.year, m.month, m.day, m.hour, m.minute, m.second, m.microsecond, None if offset is None else offset // timedelta(microseconds=1)]


def made_moment(parts, offset):
    return datetime(*parts, tzinfo=None if offset is None else timezone(timedelta(microseconds=offset)))


@op
def date_facts(year, month, day, later):
    d = date(year, month, day)
    return [d.toordinal(), d.weekday(), list(d.isocalendar()), d.timetuple().tm_yday, d.isoformat(), shown_date(d + timedelta(later))]


@op
def date_from(ordinal):
    return shown_date(date.fromordinal(ordinal))


@op
def date_from_week(year, week, day):
    return shown_date(date.fromisocalendar(year, week, day))


@op
def delta_facts(parts):
    names = ["microseconds", "milliseconds", "seconds", "minutes", "hours", "days", "weeks"]
    d = timedelta(**dict(zip(names, parts)))
    return [d.days, d.seconds, d.microseconds, str(d), repr(d), d.total_seconds()]


@op
def delta_times(micros, by):
    return timedelta(microseconds=micros) * by // timedelta(microseconds=1)


@op
def time_iso(parts, spec, offset):
    t = made_moment([2000, 1, 1] + parts, offset)
    return [t.timetz().isoformat(spec), t.tzname()]


@op
def date_read(text):
    return shown_date(date.fromisoformat(text))


@op
def time_read(text):
    t = time.fromisoformat(text)
    return shown_moment(datetime.combine(date(1, 1, 2), t))[3:]


@op
def moment_read(text):
    return shown_moment(datetime.fromisoformat(text))


@op
def moment_format(parts, offset, form):
    return made_moment(parts, offset).strftime(form)


@op
def moment_parse(text, form):
    return shown_moment(datetime.strptime(text, form))


def some_moment(r):
    year = r.choice([r.randint(1, 9999), r.randint(1900, 2100), 1, 9999])
    d = date(year, 1, 1) + timedelta(r.choice([0, 1, 2, 3, 58, 59, 60, 361, 362, 363, 364, r.randint(0, 364)]))
    return [d.year, d.month, d.day, r.randint(0, 23), r.randint(0, 59), r.randint(0, 59), r.choice([0, 0, 5, 123000, 999999, r.randrange(10**6)])]


def some_offset(r):
    day = 86400 * 10**6
    return r.choice([None, None, 0, 3600 * 10**6, -19800 * 10**6, r.randrange(-day + 1, day), 60 * 10**6 * r.randint(-1439, 1439)])


DIRECTIVES = ["%" + c for c in "aAbBdeHIjmMpSuUVwWyYzZGfcxX%"]


@group
def dates(r):
    kind = r.randint(0, 13)
    moment, offset = some_moment(r), some_offset(r)
    if kind == 0:
        return ["date_facts", *moment[:3], r.choice([0, 1, -1, 400, -40000, r.randint(-4000000, 4000000)])]
    if kind == 1:
        return r.choice([["date_facts", r.randint(-1, 10001), r.randint(-1, 14), r.randint(-1, 33), 0], ["date_from", r.choice([r.randint(-2, 3652061), 0, 1, 3652059, 3652060])]])
    if kind == 2:
        return ["date_from_week", r.choice([r.randint(0, 10000), r.randint(2000, 2030), 1, 9999]), r.randint(0, 54), r.randint(0, 8)]
    if kind == 3:
        some = lambda: r.choice([0, 0, 0, 1, -1, r.randint(-100, 100), r.uniform(-10, 10), r.uniform(-1e9, 1e9), 0.5, 1.5e-6, 2.5e-6, 5e-7, r.randint(-(10**9), 10**9)])
        return ["delta_facts", [some() for _ in range(7)]]
    if kind == 4:
        return ["delta_times", r.randint(-(10**15), 10**15), r.choice([r.uniform(-3, 3), 0.5, 2.5, r.randint(-9, 9), 1e-5, r.randint(-(10**9), 10**9)])]
    if kind == 5:
        return ["time_iso", moment[3:], r.choice(["auto", "auto", "hours", "minutes", "seconds", "milliseconds", "microseconds", "x"]), offset]
    if kind < 9:
        made = made_moment(moment, offset)
        text = r.choice([
            made.isoformat(), made.isoformat("_", "minutes"), made.strftime("%G-W%V-%u") + "T" + made.time().isoformat(), made.strftime("%G-W%V") + " " + made.time().isoformat(),
            made.isoformat().replace("-", "").replace(":", ""), made.strftime("%GW%V%u") + "é" + made.timetz().isoformat(), made.strftime("%GW%V"), made.isoformat().replace(".", ","), made.isoformat() + "Z",
        ])
        name = r.choice(["date_read", "time_read", "moment_read"])
        if r.random() < 0.9 and name != "moment_read":
            cut = text.find("T") if "T" in text else len(text)
            text = text[:cut] if name == "date_read" else text[cut:][r.randint(0, 1):]
        for _ in range(r.choice([0, 0, 1, 1, 2])):
            at = r.randint(0, len(text))
            text = text[:at] + r.choice(list("0123456789-:.,TWZ+ ") + [""]) + text[at + r.choice([0, 1, 1]):]
        return [name, text]
    form = r.choice(["", "x "]) + "".join(r.choice(DIRECTIVES) + r.choice(["", " ", "-", ":", "."]) for _ in range(r.randint(1, 5)))
    if kind < 11:
        form += r.choice(["", "", "", "é", "%-d", "%_d", "%5Y", "%^a", "%q", "%", "%e", "%D", "%T", "%F", "%n", "%h", "%C", "%k", "%l", "%P", "%g", "%r", "%R"])
        return ["moment_format", moment, offset, form]
    if r.random() < 0.6:
        form = r.choice(["%Y-%m-%d", "%d/%m/%y %H:%M", "%Y-%m-%dT%H:%M:%S.%f%z", "%b %d %Y", "%A, %d. %B %Y", "%I:%M %p", "%j %Y", "%U %w %Y", "%W %a %Y", "%G-W%V-%u", "%G %V", "%V %Y %a", "%G %j", "%H%M%S", "%c", "%x %X", "%d %b", "%m-%d", "(%Y) [%m]", "%Y %Z %z", "%d.%m.%Y  %H"])
    if len({form[i + 1 : i + 2] for i in range(len(form)) if form[i] == "%"}) < form.count("%") or "%x" in form or "%e" in form:
        form = "%Y-%m-%d"
    text = made_moment(moment, offset).strftime(form)
    if r.random() < 0.3:
        text = text.swapcase()
    if r.random() < 0.3:
        at = r.randint(0, len(text))
        text = text[:at] + r.choice(list("0123456789-:. a\u0663") + [""]) + text[at + r.choice([0, 1, 1]):]
    if r.random() < 0.05:
        form += r.choice(["%", "%q", "%é", "% "])
    return ["moment_parse", text, form]
