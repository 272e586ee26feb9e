timezone = altzone = daylight = 0
tzname = ("UTC", "UTC")


class struct_time(tuple):
    __match_args__ = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0

    def __new__(cls, sequence, dict=None):
        items = tuple(sequence)
        if not 9 <= len(items) <= 11:
            most = "at least 9" if len(items) < 9 else "at most 11"
            raise TypeError(f"time.struct_time() takes an {most}-sequence ({len(items)}-sequence given)")
        self = tuple.__new__(cls, items[:9])
        self.tm_zone = items[9] if len(items) > 9 else None
        self.tm_gmtoff = items[10] if len(items) > 10 else None
        return self

    def __repr__(self):
        names = self.__match_args__
        return "time.struct_time(" + ", ".join([f"{n}={v!r}" for n, v in zip(names, self)]) + ")"

    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])


def sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    end = monotonic() + seconds
    while monotonic() < end:
        pass


def _seconds(name, args, named):
    if named:
        raise TypeError(f"{name}() takes no keyword arguments")
    if len(args) > 1:
        raise TypeError(f"{name}() takes at most 1 argument ({len(args)} given)")
    secs = args[0] if args and args[0] is not None else time()
    if isinstance(secs, float):
        if secs != secs:
            raise ValueError("Invalid value NaN (not a number)")
        secs = int(secs // 1) if abs(secs) < 1e19 else 1 << 64
    days, rest = divmod(_index(secs), 86400)
    try:
        y, m, d = _from_ordinal(days + 719163)
    except (ValueError, OverflowError):
        raise OverflowError("timestamp out of range for platform time_t") from None
    yday = days + 719163 - _ordinal(y, 1, 1) + 1
    return struct_time((y, m, d, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7, yday, 0, "GMT", 0))


def gmtime(*args, **named):
    return _seconds("gmtime", args, named)


# Programs know no other zone.
def localtime(*args, **named):
    return _seconds("localtime", args, named)


def ctime(*args, **named):
    return asctime(_seconds("ctime", args, named))


def mktime(*args):
    if len(args) != 1:
        raise TypeError(f"time.mktime() takes exactly one argument ({len(args)} given)")
    y, m, d, hour, minute, second = _nine("mktime", args[0])[:6]
    y, m = y + (m - 1) // 12, (m - 1) % 12 + 1
    return float((_ordinal(y, m, 1) - 719163 + d - 1) * 86400 + hour * 3600 + minute * 60 + second)


def _nine(name, t):
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if len(t) != 9:
        raise TypeError(f"{name}(): illegal time tuple argument")
    return [_index(x) for x in t]


# What `strftime` and `asctime` show of a tuple; some zeros stand for the first.
def _checked(name, t):
    t = _nine(name, t)
    t[1:3] = t[1] or 1, t[2] or 1
    t[7] = t[7] or 1
    for i, least, most, what in ((1, 1, 12, "month"), (2, 1, 31, "day of month"), (3, 0, 23, "hour"),
            (4, 0, 59, "minute"), (5, 0, 61, "seconds"), (7, 1, 366, "day of year")):
        if not least <= t[i] <= most:
            raise ValueError(what + " out of range")
    if t[6] < -1:
        raise ValueError("day of week out of range")
    return t[:6] + [0, t[6] % 7, t[7]]


def strftime(*args):
    if not 1 <= len(args) <= 2:
        most = "most 2 arguments" if args else "least 1 argument"
        raise TypeError(f"strftime() takes at {most} ({len(args)} given)")
    t = args[1] if len(args) > 1 else gmtime()
    if not isinstance(args[0], str):
        raise TypeError(f"strftime() argument 1 must be str, not {_type_name(args[0])}")
    return _format(_checked("strftime", t), 0, getattr(t, "tm_zone", None) or "UTC", args[0])


def _strptime_time(data_string, format="%a %b %d %H:%M:%S %Y"):
    y, m, d, hour, minute, second, micros, offset = _parse(data_string, format)
    n = _ordinal(y, m, d)
    yday = n - _ordinal(y, 1, 1) + 1
    return struct_time((y, m, d, hour, minute, second, (n - 1) % 7, yday, -1, None, None if offset is None else offset // 1000000))


strptime = _strptime_time


def asctime(*args):
    if len(args) > 1:
        raise TypeError(f"asctime expected at most 1 argument, got {len(args)}")
    t = _checked("asctime", args[0] if args else gmtime())
    return f"{_format(t, None, None, '%a %b')} {t[2]:2d} {t[3]:02d}:{t[4]:02d}:{t[5]:02d} {t[0]}"


def process_time_ns():
    return perf_counter_ns()


def thread_time():
    return perf_counter()


def get_clock_info(name):
    from types import SimpleNamespace
    return SimpleNamespace(implementation=name, monotonic=name != "time", adjustable=name == "time", resolution=1e-09)
