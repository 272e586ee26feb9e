from time import struct_time, time as _clock

__all__ = ["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC"]

MINYEAR = 1
MAXYEAR = 9999
_DAY = 86400000000
_EPOCH = 719163


class timedelta:
    __slots__ = ("_us",)

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        return _delta(_span(microseconds, milliseconds, seconds, minutes, hours, days, weeks), cls)

    def __repr__(self):
        parts = _span_parts(self._us)
        names = ("days", "seconds", "microseconds")
        given = [f"{name}={n}" for name, n in zip(names, parts) if n]
        cls = _type(self)
        name = "datetime.timedelta" if cls is timedelta else cls.__qualname__
        return f"{name}({', '.join(given) or 0})"

    def __str__(self):
        return _span_text(self._us)

    days = property(lambda self: _span_parts(self._us)[0])
    seconds = property(lambda self: _span_parts(self._us)[1])
    microseconds = property(lambda self: _span_parts(self._us)[2])

    def total_seconds(self):
        return _span_ratio(self._us, 1000000)

    def __add__(self, other):
        return _delta(self._us + other._us) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return _delta(self._us - other._us) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return _delta(other._us - self._us) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _delta(-self._us)

    def __pos__(self):
        return _delta(self._us)

    def __abs__(self):
        return _delta(abs(self._us))

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(self._us * other)
        if isinstance(other, float):
            return _delta(_span_times(self._us, *other.as_integer_ratio()))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            if not other._us:
                raise ZeroDivisionError("division by zero")
            return _span_ratio(self._us, other._us)
        if isinstance(other, (int, float)):
            if not other:
                raise ZeroDivisionError("integer division or modulo by zero")
            above, below = other.as_integer_ratio()
            if above < 0:
                above, below = -above, -below
            return _delta(_span_times(self._us, below, above))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        return _delta(self._us // other) if isinstance(other, int) else NotImplemented

    def __mod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        if not other._us:
            raise ZeroDivisionError("integer modulo by zero")
        return _delta(self._us % other._us)

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        q, r = divmod(self._us, other._us)
        return q, _delta(r)

    def __eq__(self, other):
        return self._us == other._us if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us < other._us if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us <= other._us if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us > other._us if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us >= other._us if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(_span_parts(self._us))

    def __bool__(self):
        return self._us != 0

    def __reduce__(self):
        return timedelta, _span_parts(self._us)


def _delta(us, cls=timedelta):
    d = _like_span(_delta_like, us)
    if cls is timedelta:
        return d
    own = _instance(cls)
    own._us = us
    return own


# What others of the same class are made like
_delta_like = _instance(timedelta)
_delta_like._us = 0
timedelta.min = _delta(-999999999 * _DAY)
timedelta.max = _delta(1000000000 * _DAY - 1)
timedelta.resolution = _delta(1)


class tzinfo:
    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc() requires a non-None utcoffset() result")
        dst = dt.dst()
        if dst is None:
            raise ValueError("fromutc() requires a non-None dst() result")
        delta = offset - dst
        if delta:
            dt += delta
            dst = dt.dst()
            if dst is None:
                raise ValueError("fromutc(): dt.dst gave inconsistent results; cannot convert")
        return dt + dst


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {_type_name(offset)}")
        if name is not None and not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {_type_name(name)}")
        _zone_name(offset._us)
        self._offset = offset
        self._name = name

    def utcoffset(self, dt):
        self._check(dt, "utcoffset")
        return self._offset

    def tzname(self, dt):
        self._check(dt, "tzname")
        return _zone_name(self._offset._us) if self._name is None else self._name

    def dst(self, dt):
        self._check(dt, "dst")
        return None

    def _check(self, dt, name):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError(f"{name}(dt) argument must be a datetime instance or None, not {_type_name(dt)}")

    def fromutc(self, dt):
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return f"datetime.timezone({self._offset!r})"
        return f"datetime.timezone({self._offset!r}, {self._name!r})"

    def __str__(self):
        return self.tzname(None)

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __deepcopy__(self, memo):
        return self


UTC = timezone.utc = timezone(timedelta(0))
timezone.min = timezone(timedelta(hours=-23, minutes=-59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


def _zone(offset):
    if offset is None:
        return None
    return timezone(_delta(offset)) if offset else timezone.utc


def _check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{_type_name(zone)}'")
    return zone


def _offset_of(zone, dt, name="utcoffset"):
    if zone is None:
        return None
    offset = getattr(zone, name)(dt)
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{name}() must return None or a timedelta, not '{_type_name(offset)}'")
    _zone_name(offset._us)
    return offset


def _needs(year, month):
    name, at = ("year", 1) if year is None else ("month", 2) if month is None else ("day", 3)
    raise TypeError(f"function missing required argument '{name}' (pos {at})")


class IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return "datetime.IsoCalendarDate(year={}, week={}, weekday={})".format(*self)


class date:
    __slots__ = ("year", "month", "day")

    def __new__(cls, year=None, month=None, day=None):
        if day is None or month is None or year is None:
            _needs(year, month)
        _ordinal(year, month, day)
        return _dated(cls, year, month, day)

    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls(*_from_ordinal(int(timestamp // 86400) + _EPOCH))

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_clock())

    @classmethod
    def fromisoformat(cls, date_string):
        return cls(*_read_date(date_string)[:3])

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_from_iso_calendar(year, week, day))

    def replace(self, year=None, month=None, day=None):
        return _type(self)(self.year if year is None else year, self.month if month is None else month,
            self.day if day is None else day)

    def toordinal(self):
        return _ordinal(self.year, self.month, self.day)

    def weekday(self):
        return (_ordinal(self.year, self.month, self.day) + 6) % 7

    def isoweekday(self):
        return (_ordinal(self.year, self.month, self.day) + 6) % 7 + 1

    def isocalendar(self):
        return IsoCalendarDate(_iso_calendar(self.year, self.month, self.day))

    def isoformat(self):
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        cls = _type(self)
        name = "datetime.date" if cls is date else cls.__qualname__
        return f"{name}({self.year}, {self.month}, {self.day})"

    def ctime(self):
        return self.strftime("%a %b ") + self.strftime("%d").lstrip("0").rjust(2) + self.strftime(" %H:%M:%S %Y")

    def strftime(self, format):
        return _format([self.year, self.month, self.day, 0, 0, 0, 0], None, None, format)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def timetuple(self):
        return _tuple_of(self, 0, 0, 0, -1)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        if _type(self) is _day:
            return _moved(self, other._us, 1)
        n = self.toordinal() + other.days
        if not 1 <= n <= 3652059:
            raise OverflowError("date value out of range")
        return _type(self)(*_from_ordinal(n))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + _delta(-(other._us // _DAY) * _DAY)
        if not isinstance(other, date) or isinstance(other, datetime):
            return NotImplemented
        n = _between(self, other)
        return _delta(self._compared(other, None) if n is _MISSING else n)

    # Microseconds from the other one on, which is of another class; moments are told what to say if they differ too much
    def _compared(self, other, words):
        return (self.toordinal() - other.toordinal()) * _DAY if isinstance(other, date) else NotImplemented

    def __eq__(self, other):
        n = _between(self, other)
        if n is _MISSING:
            n = self._compared(other, None)
        return n if n is NotImplemented else n == 0

    def __lt__(self, other):
        n = _between(self, other)
        if n is _MISSING:
            n = self._compared(other, _MIXED)
        return n if n is NotImplemented else n < 0

    def __le__(self, other):
        n = _between(self, other)
        if n is _MISSING:
            n = self._compared(other, _MIXED)
        return n if n is NotImplemented else n <= 0

    def __gt__(self, other):
        n = _between(self, other)
        if n is _MISSING:
            n = self._compared(other, _MIXED)
        return n if n is NotImplemented else n > 0

    def __ge__(self, other):
        n = _between(self, other)
        if n is _MISSING:
            n = self._compared(other, _MIXED)
        return n if n is NotImplemented else n >= 0

    def __hash__(self):
        return hash((self.year, self.month, self.day))

    def __reduce__(self):
        return _type(self), (self.year, self.month, self.day)


def _dated(cls, year, month, day):
    if cls is _day:
        return _like(_day_like, year, month, day)
    d = _instance(cls)
    d.year = year
    d.month = month
    d.day = day
    return d


def _tuple_of(d, hour, minute, second, dst):
    n = d.toordinal()
    return struct_time((d.year, d.month, d.day, hour, minute, second, (n + 6) % 7, n - _ordinal(d.year, 1, 1) + 1, dst))


class time:
    __slots__ = ("hour", "minute", "second", "microsecond", "tzinfo", "fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond)
        return _timed(_instance(cls), hour, minute, second, microsecond, _check_zone(tzinfo), fold)

    @classmethod
    def fromisoformat(cls, time_string):
        r = _read_time(time_string)
        return cls(*r[3:7], _zone(r[7]))

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return _type(self)(*_replaced(self, hour, minute, second, microsecond, tzinfo),
            fold=self.fold if fold is None else fold)

    def isoformat(self, timespec="auto"):
        text = _time_text(self.hour, self.minute, self.second, self.microsecond, timespec)
        offset = self.utcoffset()
        return text if offset is None else text + _offset_text(offset._us)

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        parts = [self.hour, self.minute]
        if self.second or self.microsecond:
            parts.append(self.second)
        if self.microsecond:
            parts.append(self.microsecond)
        cls = _type(self)
        return _shown("datetime.time" if cls is time else cls.__qualname__, parts, self)

    def strftime(self, format):
        return _formatted(self, (1900, 1, 1), None, format)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def utcoffset(self):
        return _offset_of(self.tzinfo, None)

    def dst(self):
        return _offset_of(self.tzinfo, None, "dst")

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(None)

    # Microseconds since midnight, of UTC if the offset is known.
    def _compared(self, other, for_order):
        if not isinstance(other, time):
            return None
        a, b = self.utcoffset(), other.utcoffset()
        if (a is None) != (b is None):
            if for_order:
                raise TypeError("can't compare offset-naive and offset-aware times")
            return 0, 1
        a, b = (0, 0) if a is None else (a._us, b._us)
        return _micros(self) - a, _micros(other) - b

    def __eq__(self, other):
        p = self._compared(other, False)
        return NotImplemented if p is None else p[0] == p[1]

    def __lt__(self, other):
        p = self._compared(other, True)
        return NotImplemented if p is None else p[0] < p[1]

    def __le__(self, other):
        p = self._compared(other, True)
        return NotImplemented if p is None else p[0] <= p[1]

    def __gt__(self, other):
        p = self._compared(other, True)
        return NotImplemented if p is None else p[0] > p[1]

    def __ge__(self, other):
        p = self._compared(other, True)
        return NotImplemented if p is None else p[0] >= p[1]

    def __hash__(self):
        offset = self.utcoffset()
        return hash(_micros(self) - (0 if offset is None else offset._us))


def _micros(t):
    return ((t.hour * 60 + t.minute) * 60 + t.second) * 1000000 + t.microsecond


def _timed(t, hour, minute, second, microsecond, zone, fold):
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    t.hour = hour
    t.minute = minute
    t.second = second
    t.microsecond = microsecond
    t.tzinfo = zone
    t.fold = fold
    return t


def _replaced(t, hour, minute, second, microsecond, zone):
    return (t.hour if hour is None else hour, t.minute if minute is None else minute,
        t.second if second is None else second, t.microsecond if microsecond is None else microsecond,
        t.tzinfo if zone is True else zone)


def _shown(name, parts, t):
    named = [] if t.tzinfo is None else [f"tzinfo={t.tzinfo!r}"]
    if t.fold:
        named.insert(0 if isinstance(t, date) else 1, "fold=1")
    return f"{name}({', '.join([str(p) for p in parts] + named)})"


def _formatted(t, day, dt, format):
    offset = _offset_of(t.tzinfo, dt)
    name = None if t.tzinfo is None else t.tzinfo.tzname(dt)
    parts = [*day, t.hour, t.minute, t.second, t.microsecond]
    return _format(parts, None if offset is None else offset._us, name, format)


class datetime(date):
    __slots__ = ("hour", "minute", "second", "microsecond", "tzinfo", "fold")

    def __new__(cls, year=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if day is None or month is None or year is None:
            _needs(year, month)
        _ordinal(year, month, day)
        _check_time(hour, minute, second, microsecond)
        if cls is datetime and type(year) is type(hour) is int and fold == 0:
            return _like(_moment_like, year, month, day, hour, minute, second, microsecond, _check_zone(tzinfo), 0)
        return _timed(_dated(cls, year, month, day), hour, minute, second, microsecond, _check_zone(tzinfo), fold)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        new = cls.utcfromtimestamp(timestamp)
        return new if tz is None else tz.fromutc(new.replace(tzinfo=tz))

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        if not -62135596800 <= timestamp <= 253402300799:
            year = timestamp // 31556952 + 1970
            if not -2 ** 55 < timestamp < 2 ** 55:
                raise OverflowError("timestamp out of range for platform time_t")
            raise ValueError(f"year {int(year)} is out of range")
        whole = timestamp // 1
        us = round((timestamp - whole) * 1000000)
        return _moment(cls, (int(whole) + 719163 * 86400) * 1000000 + us, None)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_clock(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_clock())

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        for i, v, kind in ((1, date, _day), (2, time, _time)):
            if not isinstance(v, kind):
                raise TypeError(f"combine() argument {i} must be datetime.{kind.__name__}, not {_type(v).__name__}")
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
            time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string):
        r = _read_moment(date_string)
        return cls(*r[:7], _zone(r[7]))

    @classmethod
    def strptime(cls, date_string, format):
        r = _parse(date_string, format)
        return cls(*r[:7], _zone(r[7]))

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
            tzinfo=True, *, fold=None):
        d = date.replace(_date_of(self), year, month, day)
        return _type(self)(d.year, d.month, d.day, *_replaced(self, hour, minute, second, microsecond, tzinfo),
            fold=self.fold if fold is None else fold)

    def date(self):
        return _date_of(self)

    def time(self):
        return _time(self.hour, self.minute, self.second, self.microsecond, fold=self.fold)

    def timetz(self):
        return _time(self.hour, self.minute, self.second, self.microsecond, self.tzinfo, fold=self.fold)

    def timetuple(self):
        dst = self.dst()
        return _tuple_of(self, self.hour, self.minute, self.second, -1 if dst is None else 1 if dst else 0)

    def utctimetuple(self):
        offset = self.utcoffset()
        d = self if offset is None else self - offset
        return _tuple_of(d, d.hour, d.minute, d.second, 0)

    def timestamp(self):
        offset = self.utcoffset()
        us = _since(self) - (0 if offset is None else offset._us) - _EPOCH * _DAY
        return _span_ratio(us, 1000000)

    def utcoffset(self):
        return _offset_of(self.tzinfo, self)

    def dst(self):
        return _offset_of(self.tzinfo, self, "dst")

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(self)

    def astimezone(self, tz=None):
        tz = timezone.utc if tz is None else _check_zone(tz)
        if self.tzinfo is tz:
            return self
        offset = self.utcoffset()
        utc = self if offset is None else self - offset
        return tz.fromutc(utc.replace(tzinfo=tz))

    def isoformat(self, sep="T", timespec="auto"):
        text = _moment_text(self, sep, timespec)
        if self.tzinfo is None:
            return text
        offset = self.utcoffset()
        return text if offset is None else text + _offset_text(offset._us)

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self.year, self.month, self.day, self.hour, self.minute]
        if self.second or self.microsecond:
            parts.append(self.second)
        if self.microsecond:
            parts.append(self.microsecond)
        cls = _type(self)
        return _shown("datetime.datetime" if cls is datetime else cls.__qualname__, parts, self)

    def strftime(self, format):
        return _formatted(self, (self.year, self.month, self.day), self, format)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _moved(self, other._us, 1) if _type(self) is datetime else self._moved(other._us)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _moved(self, other._us, -1) if _type(self) is datetime else self._moved(-other._us)
        if not isinstance(other, datetime):
            return NotImplemented
        n = _between(self, other)
        return _delta(self._compared(other, _SUBTRACTED) if n is _MISSING else n)

    def _moved(self, us):
        return _moment(_type(self), _since(self) + us, self.tzinfo)

    # The same, of UTC if their offsets are known
    def _compared(self, other, words):
        if not isinstance(other, datetime):
            if not isinstance(other, date):
                return NotImplemented
            if words is not None:
                raise TypeError(f"can't compare {_type_name(self)} to {_type_name(other)}")
            return -1
        if self.tzinfo is other.tzinfo:
            return _since(self) - _since(other)
        a, b = self.utcoffset(), other.utcoffset()
        if (a is None) != (b is None):
            if words is not None:
                raise TypeError(words)
            return -1
        return _since(self) - _since(other) - (0 if a is None else a._us - b._us)

    def __hash__(self):
        offset = None if self.tzinfo is None else self.utcoffset()
        return hash(_since(self) - (0 if offset is None else offset._us))

    def __reduce__(self):
        return _type(self), (self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond, self.tzinfo)


_SUBTRACTED = "can't subtract offset-naive and offset-aware datetimes"
_MIXED = "can't compare offset-naive and offset-aware datetimes"
_day, _time = date, time
_day_like, _moment_like = _instance(date), _timed(_dated(datetime, 1, 1, 1), 0, 0, 0, 0, None, 0)
_day_like.year = _day_like.month = _day_like.day = 1


def _date_of(d):
    return _dated(date, d.year, d.month, d.day)


# Microseconds since the day before the first
def _since(d):
    return _ordinal(d.year, d.month, d.day) * _DAY + _micros(d)


def _moment(cls, us, zone):
    days, us = divmod(us, _DAY)
    if not 1 <= days <= 3652059:
        raise OverflowError("date value out of range")
    seconds, us = divmod(us, 1000000)
    return cls(*_from_ordinal(days), seconds // 3600, seconds // 60 % 60, seconds % 60, us, zone)


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)
time.min, time.max, time.resolution = time(0), time(23, 59, 59, 999999), timedelta(microseconds=1)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
