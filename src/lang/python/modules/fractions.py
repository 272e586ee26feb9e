import math

__all__ = ["Fraction"]


class Fraction:
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if _type(numerator) is int:
                return _made(numerator, 1, cls)
            if isinstance(numerator, str):
                return _made(*_read(numerator), cls)
            if isinstance(numerator, Fraction):
                return _made(numerator._numerator, numerator._denominator, cls)
            if isinstance(numerator, float) or hasattr(numerator, "as_integer_ratio"):
                return _made(*numerator.as_integer_ratio(), cls)
            raise TypeError("argument should be a string or a Rational instance")
        if not (isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction))):
            raise TypeError("both arguments should be Rational instances")
        n = numerator.numerator * denominator.denominator
        d = denominator.numerator * numerator.denominator
        if d == 0:
            raise ZeroDivisionError(f"Fraction({n}, 0)")
        return _reduced(n, d, cls)

    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (int, float)):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({_type_name(f)})")
        return _made(*f.as_integer_ratio(), cls)

    @classmethod
    def from_decimal(cls, dec):
        return _made(*dec.as_integer_ratio(), cls)

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)
    real = property(lambda self: self)
    imag = property(lambda self: 0)

    def conjugate(self):
        return self

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        n, d = self._numerator, self._denominator
        if d <= max_denominator:
            return _made(n, d)
        # Steps of the continued fraction, up to the last that is small enough.
        p0, q0, p1, q1 = 0, 1, 1, 0
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return _made(p1, q1)
        return _reduced(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return f"{_type(self).__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def __add__(self, other):
        if _type(other) is Fraction:
            d, e = self._denominator, other._denominator
            return _reduced(self._numerator * e + other._numerator * d, d * e)
        if _type(other) is int:
            return _made(self._numerator + other * self._denominator, self._denominator)
        if isinstance(other, (Fraction, int)):
            n, d = other.numerator, other.denominator
            return _reduced(self._numerator * d + n * self._denominator, self._denominator * d)
        return float(self) + other if isinstance(other, (float, complex)) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if _type(other) is Fraction:
            d, e = self._denominator, other._denominator
            return _reduced(self._numerator * e - other._numerator * d, d * e)
        if isinstance(other, (Fraction, int)):
            n, d = other.numerator, other.denominator
            return _reduced(self._numerator * d - n * self._denominator, self._denominator * d)
        return float(self) - other if isinstance(other, (float, complex)) else NotImplemented

    def __rsub__(self, other):
        if isinstance(other, int):
            return _made(other * self._denominator - self._numerator, self._denominator)
        return other - float(self) if isinstance(other, (float, complex)) else NotImplemented

    def __mul__(self, other):
        if _type(other) is Fraction:
            return _reduced(self._numerator * other._numerator, self._denominator * other._denominator)
        if isinstance(other, (Fraction, int)):
            return _reduced(self._numerator * other.numerator, self._denominator * other.denominator)
        return float(self) * other if isinstance(other, (float, complex)) else NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, (Fraction, int)):
            return _quotient(self, other)
        return float(self) / other if isinstance(other, (float, complex)) else NotImplemented

    def __rtruediv__(self, other):
        if isinstance(other, int):
            return _quotient(other, self)
        return other / float(self) if isinstance(other, (float, complex)) else NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, (Fraction, int)):
            return self._numerator * other.denominator // (self._denominator * other.numerator)
        return float(self) // other if isinstance(other, float) else NotImplemented

    def __rfloordiv__(self, other):
        if isinstance(other, int):
            return other * self._denominator // self._numerator
        return other // float(self) if isinstance(other, float) else NotImplemented

    def __mod__(self, other):
        if isinstance(other, (Fraction, int)):
            return self - other * (self // other)
        return float(self) % other if isinstance(other, float) else NotImplemented

    def __rmod__(self, other):
        if isinstance(other, int):
            return other - self * (other // self)
        return other % float(self) if isinstance(other, float) else NotImplemented

    def __divmod__(self, other):
        if isinstance(other, (Fraction, int)):
            q = self // other
            return q, self - other * q
        return divmod(float(self), other) if isinstance(other, float) else NotImplemented

    def __rdivmod__(self, other):
        if isinstance(other, int):
            q = other // self
            return q, other - self * q
        return divmod(other, float(self)) if isinstance(other, float) else NotImplemented

    def __pow__(self, other):
        if isinstance(other, (int, Fraction)) and other.denominator == 1:
            n = other.numerator
            if n >= 0:
                return _made(self._numerator ** n, self._denominator ** n)
            if self._numerator == 0:
                raise ZeroDivisionError(f"Fraction({self._denominator ** -n}, 0)")
            a, b = self._denominator ** -n, self._numerator ** -n
            return _made(a, b) if b > 0 else _made(-a, -b)
        if isinstance(other, (Fraction, float)):
            return float(self) ** float(other)
        return NotImplemented

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other ** self._numerator
        return other ** float(self)

    def __neg__(self):
        return _made(-self._numerator, self._denominator)

    def __pos__(self):
        return _made(self._numerator, self._denominator)

    def __abs__(self):
        return _made(abs(self._numerator), self._denominator)

    def __int__(self):
        n, d = self._numerator, self._denominator
        return n // d if n >= 0 else -(-n // d)

    __trunc__ = __int__

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            q, r = divmod(self._numerator, self._denominator)
            twice = 2 * r
            return q if twice < self._denominator or twice == self._denominator and q % 2 == 0 else q + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __float__(self):
        return self._numerator / self._denominator

    def __bool__(self):
        return self._numerator != 0

    # As for the equal integer or float.
    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        try:
            inverse = pow(self._denominator, -1, 2305843009213693951)
        except ValueError:
            h = 314159
        else:
            h = hash(hash(abs(self._numerator)) * inverse)
        h = h if self._numerator >= 0 else -h
        return -2 if h == -1 else h

    def __eq__(self, other):
        if _type(other) is Fraction:
            return self._numerator == other._numerator and self._denominator == other._denominator
        if isinstance(other, (int, Fraction)):
            return self._numerator == other.numerator and self._denominator == other.denominator
        if isinstance(other, float):
            return 0.0 == other if other != other or other in (math.inf, -math.inf) else self == Fraction(other)
        if isinstance(other, complex):
            return other.imag == 0 and self == other.real
        return NotImplemented

    # The difference, times what is positive.
    def _beside(self, other):
        if _type(other) is Fraction:
            return self._numerator * other._denominator - self._denominator * other._numerator
        if isinstance(other, (int, Fraction)):
            return self._numerator * other.denominator - self._denominator * other.numerator
        if isinstance(other, float):
            if other != other or other in (math.inf, -math.inf):
                return 0.0 - other
            return self._beside(Fraction(other))
        return None

    def __lt__(self, other):
        d = self._beside(other)
        return NotImplemented if d is None else d < 0

    def __le__(self, other):
        d = self._beside(other)
        return NotImplemented if d is None else d <= 0

    def __gt__(self, other):
        d = self._beside(other)
        return NotImplemented if d is None else d > 0

    def __ge__(self, other):
        d = self._beside(other)
        return NotImplemented if d is None else d >= 0

    def __reduce__(self):
        return _type(self), (self._numerator, self._denominator)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _made(n, d, cls=Fraction):
    f = _instance(cls)
    f._numerator = n
    f._denominator = d
    return f


def _reduced(n, d, cls=Fraction):
    g = math.gcd(n, d)
    if d < 0:
        g = -g
    return _made(n // g, d // g, cls)


def _quotient(a, b):
    n, d = a.numerator * b.denominator, a.denominator * b.numerator
    if d == 0:
        raise ZeroDivisionError(f"Fraction({n}, 0)")
    return _reduced(n, d)


# Numerator and denominator of a text: "3/4", "-1.5e3".
def _read(text):
    s = text.strip()
    sign = -1 if s[:1] == "-" else 1
    rest = s[1:] if s[:1] in ("-", "+") else s
    n, slash, d = rest.partition("/")
    if slash:
        n, d = _digits(text, n), _digits(text, d)
        if d == 0:
            raise ZeroDivisionError(f"Fraction({sign * n}, 0)")
        g = math.gcd(n, d)
        return sign * n // g, d // g
    body, e, exponent = rest.lower().partition("e")
    whole, point, behind = body.partition(".")
    if not (whole or behind):
        _invalid(text)
    n = _digits(text, whole or "0")
    if behind:
        n = n * 10 ** len(behind.replace("_", "")) + _digits(text, behind)
    d = 10 ** len(behind.replace("_", ""))
    if e:
        negative = exponent[:1] == "-"
        k = _digits(text, exponent[1:] if exponent[:1] in ("-", "+") else exponent)
        if negative:
            d *= 10 ** k
        else:
            n *= 10 ** k
    g = math.gcd(n, d)
    return sign * n // g, d // g


def _digits(text, s):
    if not s.replace("_", "").isdecimal() or s[:1] == "_" or s[-1:] == "_" or "__" in s:
        _invalid(text)
    return int(s)


def _invalid(text):
    raise ValueError(f"Invalid literal for Fraction: {text!r}")
