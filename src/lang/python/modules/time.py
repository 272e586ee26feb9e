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


def gmtime(secs=None):
    days, rest = divmod(int((time() if secs is None else secs) // 1), 86400)
    try:
        y, m, d = _from_ordinal(days + 719163)
    except ValueError:
        raise OverflowError("timestamp out of range for platform time_t") from None
    yday = days + 719163 - _ordinal(y, 1, 1) + 1
    return struct_time((y, m, d, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7, yday, 0, "GMT", 0))


# Programs know no other zone.
localtime = gmtime


def mktime(t):
    y, m, d, hour, minute, second = t[:6]
    y, m = y + (m - 1) // 12, (m - 1) % 12 + 1
    return float((_ordinal(y, m, 1) - 719163 + d - 1) * 86400 + hour * 3600 + minute * 60 + second)


def strftime(format, t=None):
    t = gmtime() if t is None else t
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if not 1 <= t[1] <= 12:
        raise ValueError("month out of range")
    if not 1 <= t[2] <= 31:
        raise ValueError("day of month out of range")
    if not 0 <= t[3] <= 23:
        raise ValueError("hour out of range")
    if not 0 <= t[4] <= 59:
        raise ValueError("minute out of range")
    if not 0 <= t[5] <= 61:
        raise ValueError("seconds out of range")
    return _format([*t[:6], 0], 0, getattr(t, "tm_zone", None) or "UTC", format)


def strptime(string, format="%a %b %d %H:%M:%S %Y"):
    y, m, d, hour, minute, second, micros, offset = _parse(string, format)
    n = _ordinal(y, m, d)
    yday = n - _ordinal(y, 1, 1) + 1
    return struct_time((y, m, d, hour, minute, second, (n - 1) % 7, yday, -1, None, None if offset is None else offset // 1000000))


def asctime(t=None):
    t = gmtime() if t is None else t
    return f"{_format([*t[:6], 0], None, None, '%a %b')} {t[2]:2d} {t[3]:02d}:{t[4]:02d}:{t[5]:02d} {t[0]}"


def ctime(secs=None):
    return asctime(gmtime(secs))


def process_time_ns():
    return perf_counter_ns()


def thread_time():
    return perf_counter()


def get_clock_info(name):
    from types import SimpleNamespace
    return SimpleNamespace(implementation=name, monotonic=name != "time", adjustable=name == "time", resolution=1e-09)
