import math

ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING = "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING"
ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP = "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP"
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - MAX_PREC + 1
HAVE_THREADS = HAVE_CONTEXTVAR = False
# Digits that a number may get here.
_MOST = 1000000


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class InvalidContext(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_SIGNALS = [InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped]
_SHOWN = [Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow]


class Context:
    # What natives read of a context comes first.
    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        object.__setattr__(self, "_limits", [None] * 7 + [_alike])
        self.prec = 28 if prec is None else prec
        self.rounding = ROUND_HALF_EVEN if rounding is None else rounding
        self.Emin = -999999 if Emin is None else Emin
        self.Emax = 999999 if Emax is None else Emax
        self.capitals = 1 if capitals is None else capitals
        self.clamp = 0 if clamp is None else clamp
        self.flags = _signals([] if flags is None else flags)
        self.traps = _signals([InvalidOperation, DivisionByZero, Overflow] if traps is None else traps)

    def __setattr__(self, name, value):
        if name in _RANGES:
            least, most, words = _RANGES[name]
            if not isinstance(value, int):
                raise TypeError("an integer is required")
            if not -1 << 63 <= value < 1 << 63:
                raise OverflowError("Python int too large to convert to C ssize_t")
            if not least <= value <= most:
                raise ValueError(f"valid {words}")
            value = int(value)
        elif name == "rounding":
            if value not in _ROUNDINGS:
                raise TypeError(_NO_ROUNDING)
        elif name in ("flags", "traps"):
            if not isinstance(value, dict):
                raise TypeError("argument must be a signal dict")
            value = _signals(value)
        elif _type(self) is Context:
            raise AttributeError(f"'decimal.Context' object has no attribute '{name}'")
        object.__setattr__(self, name, value)
        if name in _LIMITS:
            self._limits[_LIMITS[name]] = _ROUNDINGS.index(value) if name == "rounding" else value

    def __delattr__(self, name):
        raise AttributeError("context attributes cannot be deleted")

    def __repr__(self):
        flags = ", ".join([s.__name__ for s in _SHOWN if self.flags[s]])
        traps = ", ".join([s.__name__ for s in _SHOWN if self.traps[s]])
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
            f"capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])")

    def copy(self):
        c = Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp)
        c.flags, c.traps = dict(self.flags), dict(self.traps)
        return c

    __copy__ = copy

    def clear_flags(self):
        for s in self.flags:
            self.flags[s] = False

    def clear_traps(self):
        for s in self.traps:
            self.traps[s] = False

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def create_decimal(self, num="0"):
        return _fixed(Decimal(num), self)

    def create_decimal_from_float(self, f):
        return _fixed(Decimal.from_float(f), self)

    def plus(self, a):
        return _operand(a).__pos__(self)

    def minus(self, a):
        return _operand(a).__neg__(self)

    def abs(self, a):
        return _operand(a).__abs__(self)

    def add(self, a, b):
        return _add(_operand(a), _operand(b), self)

    def subtract(self, a, b):
        return _add(_operand(a), _negated(_operand(b)), self)

    def multiply(self, a, b):
        return _multiply(_operand(a), _operand(b), self)

    def divide(self, a, b):
        return _divide(_operand(a), _operand(b), self)

    def divide_int(self, a, b):
        return _divmod(_operand(a), _operand(b), self)[0]

    def remainder(self, a, b):
        return _divmod(_operand(a), _operand(b), self)[1]

    def remainder_near(self, a, b):
        return _operand(a).remainder_near(b, self)

    def divmod(self, a, b):
        return _divmod(_operand(a), _operand(b), self)

    def power(self, a, b, modulo=None):
        return pow(_operand(a), _operand(b), modulo) if modulo is not None else _power(_operand(a), _operand(b), self)

    def quantize(self, a, b):
        return _operand(a).quantize(b, context=self)

    def compare(self, a, b):
        return _operand(a).compare(_operand(b), self)

    def sqrt(self, a):
        return _operand(a).sqrt(self)

    def exp(self, a):
        return _operand(a).exp(self)

    def ln(self, a):
        return _operand(a).ln(self)

    def log10(self, a):
        return _operand(a).log10(self)

    def max(self, a, b):
        return _operand(a).max(b, self)

    def min(self, a, b):
        return _operand(a).min(b, self)

    def normalize(self, a):
        return _operand(a).normalize(self)

    def fma(self, a, b, c):
        return _operand(a).fma(b, c, self)

    def _number(self, a):
        if isinstance(a, Decimal):
            return a
        if not isinstance(a, int):
            raise TypeError(f"conversion from {_type_name(a)} to Decimal is not supported")
        return Decimal(a)

    def to_sci_string(self, a):
        return str(_operand(a))

    def to_eng_string(self, a):
        return _operand(a).to_eng_string(self)

    def to_integral_value(self, a):
        return _operand(a).to_integral_value(context=self)


_ROUNDINGS = (ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP)
_LIMITS = {name: i for i, name in enumerate(("prec", "rounding", "Emin", "Emax", "clamp", "flags", "traps"))}


_RANGES = {
    "prec": (1, MAX_PREC, "range for prec is [1, MAX_PREC]"),
    "Emin": (MIN_EMIN, 0, "range for Emin is [MIN_EMIN, 0]"),
    "Emax": (0, MAX_EMAX, "range for Emax is [0, MAX_EMAX]"),
    "capitals": (0, 1, "values for capitals are 0 or 1"),
    "clamp": (0, 1, "values for clamp are 0 or 1"),
}


# The place of a way of rounding, if one is given.
def _rounding(name):
    if name is None:
        return None
    if name not in _ROUNDINGS:
        raise TypeError(_NO_ROUNDING)
    return _ROUNDINGS.index(name)


_NO_ROUNDING = """valid values for rounding are:
  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,
   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
   ROUND_05UP]"""


def _signals(of):
    if isinstance(of, dict):
        if len(of) != len(_SIGNALS) or not all([s in of for s in _SIGNALS]):
            raise KeyError("invalid signal dict")
        return {s: bool(of[s]) for s in _SIGNALS}
    if not isinstance(of, list):
        raise TypeError("argument must be a signal dict")
    if not all([s in _SIGNALS for s in of]):
        raise KeyError("""valid values for signals are:
  [InvalidOperation, FloatOperation, DivisionByZero,
   Overflow, Underflow, Subnormal, Inexact, Rounded,
   Clamped]""")
    return {s: s in of for s in _SIGNALS}


def getcontext():
    return _current


def setcontext(context):
    global _current
    _current = context.copy() if context in (DefaultContext, BasicContext, ExtendedContext) else context


class _Local:
    def __init__(self, new):
        self._new = new

    def __enter__(self):
        self._old = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *exc):
        setcontext(self._old)


def localcontext(ctx=None, **kwargs):
    new = (getcontext() if ctx is None else ctx).copy()
    for name in kwargs:
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        setattr(new, name, _signals(kwargs[name]) if name in ("flags", "traps") else kwargs[name])
    return _Local(new)


# Notes what happened; raises it if that is wanted, else gives what stands for it.
def _signal(context, what, instead=None):
    kind = what
    while kind not in context.flags:
        kind = kind.__bases__[0]
    context.flags[kind] = True
    if context.traps[kind]:
        raise kind([what])
    return instead


# What goes wrong at once: what is trapped of it is raised together.
def _signal_all(context, *all):
    for what in all:
        context.flags[what] = True
    trapped = [s for s in all if context.traps[s]]
    if trapped:
        raise trapped[0](trapped)


# Natives do what can be done of finite numbers without a signal, and give `None` for all else.
class Decimal:
    __slots__ = ("_sign", "_int", "_exp")

    def __new__(cls, value="0", context=None):
        if cls is Decimal:
            d = _made(value, _alike)
            if d is not None:
                return d
        t = _type(value)
        if t is int or isinstance(value, int):
            value = int(value)
            return _dec(1 if value < 0 else 0, abs(value), 0, cls)
        if isinstance(value, str):
            d = _parse(value, cls)
            return _signal(context or _current, ConversionSyntax, _NAN) if d is None else d
        if isinstance(value, Decimal):
            return _dec(value._sign, value._int, value._exp, cls)
        if isinstance(value, float):
            context = context or _current
            context.flags[FloatOperation] = True
            if context.traps[FloatOperation]:
                raise FloatOperation([FloatOperation])
            return cls.from_float(value)
        if isinstance(value, (tuple, list)):
            if len(value) != 3:
                raise ValueError("argument must be a sequence of length 3")
            sign, digits, exp = value
            if sign not in (0, 1):
                raise ValueError("sign must be an integer with the value 0 or 1")
            if exp == "F":
                return _dec(sign, 0, "F", cls)
            n = 0
            for d in digits:
                if not isinstance(d, int) or not 0 <= d <= 9:
                    raise ValueError("coefficient must be a tuple of digits")
                n = n * 10 + d
            if exp not in ("n", "N") and not isinstance(exp, int):
                raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
            return _dec(sign, n, exp, cls)
        raise TypeError(f"conversion from {t.__name__} to Decimal is not supported")

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        if f != f or f in (math.inf, -math.inf):
            return cls(repr(f))
        n, d = abs(f).as_integer_ratio()
        k = d.bit_length() - 1
        return _dec(1 if math.copysign(1.0, f) < 0 else 0, n * 5 ** k, -k, cls)

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def conjugate(self):
        return self

    # What kind of number it is

    def is_nan(self):
        return self._exp in ("n", "N")

    def is_qnan(self):
        return self._exp == "n"

    def is_snan(self):
        return self._exp == "N"

    def is_infinite(self):
        return self._exp == "F"

    def is_finite(self):
        return _type(self._exp) is int

    def is_zero(self):
        return _type(self._exp) is int and self._int == 0

    def is_signed(self):
        return self._sign == 1

    def is_canonical(self):
        return True

    def is_normal(self, context=None):
        return self.is_finite() and self._int != 0 and (context or _current).Emin <= self.adjusted()

    def is_subnormal(self, context=None):
        return self.is_finite() and self._int != 0 and self.adjusted() < (context or _current).Emin

    def adjusted(self):
        return self._exp + _count(self._int) - 1 if _type(self._exp) is int else 0

    def as_tuple(self):
        exp = self._exp
        digits = () if exp in ("n", "N") and not self._int else tuple([int(c) for c in str(self._int)])
        return DecimalTuple((self._sign, digits, exp))

    def as_integer_ratio(self):
        if self.is_nan():
            raise ValueError("cannot convert NaN to integer ratio")
        if self._exp == "F":
            raise OverflowError("cannot convert Infinity to integer ratio")
        n = -self._int if self._sign else self._int
        if self._exp >= 0:
            return n * _ten(self._exp), 1
        d = _ten(-self._exp)
        g = math.gcd(n, d)
        return n // g, d // g

    def number_class(self, context=None):
        if self._exp == "N":
            return "sNaN"
        if self._exp == "n":
            return "NaN"
        sign = "-" if self._sign else "+"
        if self._exp == "F":
            return sign + "Infinity"
        return sign + ("Zero" if not self._int else "Subnormal" if self.is_subnormal(context) else "Normal")

    # Texts

    def __repr__(self):
        return f"Decimal('{_plain_text(self) or _text(self, False, _current.capitals)}')"

    def __str__(self):
        return _plain_text(self) or _text(self, False, _current.capitals)

    def to_eng_string(self, context=None):
        return _text(self, True, (context or _current).capitals)

    def __format__(self, spec):
        return (_shaped(self, spec, _current) if spec else _plain_text(self)) or _formatted(self, spec)

    # Comparison

    def __eq__(self, other):
        c = _compared(self, other)
        if c is not None:
            return c == 0
        if isinstance(other, complex):
            return other.imag == 0 and self == other.real
        self, other = _comparable(self, other)
        if other is NotImplemented:
            return NotImplemented
        if self.is_nan() or other.is_nan():
            if self.is_snan() or other.is_snan():
                _signal(_current, InvalidOperation)
            return False
        return _order(self, other) == 0

    def __lt__(self, other):
        c = _compared(self, other)
        return _holds(self, other, (-1,)) if c is None else c < 0

    def __le__(self, other):
        c = _compared(self, other)
        return _holds(self, other, (-1, 0)) if c is None else c <= 0

    def __gt__(self, other):
        c = _compared(self, other)
        return _holds(self, other, (1,)) if c is None else c > 0

    def __ge__(self, other):
        c = _compared(self, other)
        return _holds(self, other, (0, 1)) if c is None else c >= 0

    def __hash__(self):
        h = _hash(self)
        if h is not None:
            return h
        if self._exp == "N":
            raise TypeError("Cannot hash a signaling NaN value")
        if self._exp == "n":
            return object.__hash__(self)
        if self._exp == "F":
            return -314159 if self._sign else 314159
        p = 2305843009213693951
        scale = pow(10, self._exp, p) if self._exp >= 0 else pow(pow(10, -1, p), -self._exp, p)
        h = self._int * scale % p
        h = -h if self._sign else h
        return -2 if h == -1 else h

    def compare(self, other, context=None):
        other = _operand(other)
        nan = _nans(self, other, context or _current)
        return Decimal(_order(self, other)) if nan is None else nan

    compare_signal = compare

    def compare_total(self, other, context=None):
        other = _operand(other)
        a, b = self._sign, other._sign
        if a != b:
            return Decimal(-1 if a else 1)
        rank = {"n": 3, "N": 2, "F": 1}
        x, y = (rank.get(self._exp, 0), self._int), (rank.get(other._exp, 0), other._int)
        if x[0] or y[0]:
            c = (x > y) - (x < y)
        else:
            c = _order(self.copy_abs(), other.copy_abs()) or (self._exp > other._exp) - (self._exp < other._exp)
        return Decimal(-c if a else c)

    def max(self, other, context=None):
        return _extreme(self, _operand(other), context or _current, 1)

    def min(self, other, context=None):
        return _extreme(self, _operand(other), context or _current, -1)

    def same_quantum(self, other, context=None):
        other = _operand(other)
        if not (self.is_finite() and other.is_finite()):
            return self.is_nan() and other.is_nan() or self.is_infinite() and other.is_infinite()
        return self._exp == other._exp

    # Arithmetic

    def __bool__(self):
        return self._int != 0 or _type(self._exp) is not int

    def __neg__(self, context=None):
        context = context or _current
        d = _fitted_negated(self, context)
        if d is not None:
            return d
        nan = _nans(self, None, context)
        if nan is not None:
            return nan
        if not self and context.rounding != ROUND_FLOOR:
            return _fixed(self.copy_abs(), context)
        return _fixed(self.copy_negate(), context)

    def __pos__(self, context=None):
        context = context or _current
        d = _fitted(self, context)
        if d is not None:
            return d
        nan = _nans(self, None, context)
        if nan is not None:
            return nan
        if not self and context.rounding != ROUND_FLOOR:
            return _fixed(self.copy_abs(), context)
        return _fixed(self, context)

    def __abs__(self, context=None):
        return self.__neg__(context) if self._sign else self.__pos__(context)

    def __add__(self, other):
        d = _sum(self, other, _current)
        if d is not None:
            return d
        other = _other(other)
        return other if other is NotImplemented else _add(self, other, _current)

    __radd__ = __add__

    def __sub__(self, other):
        d = _difference(self, other, _current)
        if d is not None:
            return d
        other = _other(other)
        return other if other is NotImplemented else _add(self, _negated(other), _current)

    def __rsub__(self, other):
        d = _difference_turned(self, other, _current)
        if d is not None:
            return d
        other = _other(other)
        return other if other is NotImplemented else _add(other, _negated(self), _current)

    def __mul__(self, other):
        d = _product(self, other, _current)
        if d is not None:
            return d
        other = _other(other)
        return other if other is NotImplemented else _multiply(self, other, _current)

    __rmul__ = __mul__

    def __truediv__(self, other):
        d = _quotient(self, other, _current)
        if d is not None:
            return d
        other = _other(other)
        return other if other is NotImplemented else _divide(self, other, _current)

    def __rtruediv__(self, other):
        d = _quotient_turned(self, other, _current)
        if d is not None:
            return d
        other = _other(other)
        return other if other is NotImplemented else _divide(other, self, _current)

    def __floordiv__(self, other):
        d = _whole_quotient(self, other, _current)
        if d is not None:
            return d
        other = _other(other)
        return other if other is NotImplemented else _divmod(self, other, _current, "q")[0]

    def __rfloordiv__(self, other):
        other = _other(other)
        return other if other is NotImplemented else _divmod(other, self, _current, "q")[0]

    def __mod__(self, other):
        d = _rest(self, other, _current)
        if d is not None:
            return d
        other = _other(other)
        return other if other is NotImplemented else _divmod(self, other, _current, "r")[1]

    def __rmod__(self, other):
        other = _other(other)
        return other if other is NotImplemented else _divmod(other, self, _current, "r")[1]

    def __divmod__(self, other):
        other = _other(other)
        return other if other is NotImplemented else _divmod(self, other, _current)

    def __rdivmod__(self, other):
        other = _other(other)
        return other if other is NotImplemented else _divmod(other, self, _current)

    def __pow__(self, other, modulo=None):
        if modulo is None:
            d = _powered(self, other, _current)
            if d is not None:
                return d
        other = _other(other)
        if other is NotImplemented:
            return other
        if modulo is not None:
            return Decimal(pow(int(self), int(other), int(modulo)))
        return _power(self, other, _current)

    def __rpow__(self, other):
        other = _other(other)
        return other if other is NotImplemented else _power(other, self, _current)

    def fma(self, other, third, context=None):
        context = context or _current
        other, third = _operand(other), _operand(third)
        if not (self.is_finite() and other.is_finite()):
            return _add(_multiply(self, other, context), third, context)
        return _add(_dec(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp), third, context)

    def remainder_near(self, other, context=None):
        context = context or _current
        other = _operand(other)
        nan = _nans(self, other, context)
        if nan is not None:
            return nan
        if self.is_infinite() or not other:
            undefined = self.is_finite() and not self
            return _signal(context, DivisionUndefined if undefined else InvalidOperation, _NAN)
        if other.is_infinite():
            return _fixed(self, context)
        exp = min(self._exp, other._exp)
        a, b = self._int * _ten(self._exp - exp), other._int * _ten(other._exp - exp)
        q, r = divmod(a, b)
        if _count(q) > context.prec:
            return _signal(context, DivisionImpossible, _NAN)
        sign = self._sign
        if 2 * r + (q & 1) > b:
            r = b - r
            sign ^= 1
        return _fixed(_dec(sign if r else self._sign, r, exp), context)

    def copy_abs(self):
        return _dec(0, self._int, self._exp)

    def copy_negate(self):
        return _dec(1 - self._sign, self._int, self._exp)

    def copy_sign(self, other, context=None):
        return _dec(_operand(other)._sign, self._int, self._exp)

    def normalize(self, context=None):
        context = context or _current
        nan = _nans(self, None, context)
        if nan is not None:
            return nan
        d = _fixed(self, context)
        if not d.is_finite():
            return d
        if not d._int:
            return _dec(d._sign, 0, 0)
        n, exp = d._int, d._exp
        while n % 10 == 0:
            n //= 10
            exp += 1
        return _dec(d._sign, n, exp)

    def quantize(self, exp, rounding=None, context=None):
        context = context or _current
        exp = _operand(exp)
        d = _quantized(self, exp, _rounding(rounding), context)
        if d is not None:
            return d
        nan = _nans(self, exp, context)
        if nan is not None:
            return nan
        if self.is_infinite() or exp.is_infinite():
            if self.is_infinite() and exp.is_infinite():
                return self
            return _signal(context, InvalidOperation, _NAN)
        n, changed = _rescaled(self, exp._exp, rounding or context.rounding, context)
        if n is None or _count(n) > min(context.prec, context.Emax - exp._exp + 1) or not context.Etiny() <= exp._exp <= context.Emax:
            return _signal(context, InvalidOperation, _NAN)
        d = _dec(self._sign, n, exp._exp)
        if exp._exp > self._exp and self._int:
            if changed:
                _signal(context, Inexact)
            _signal(context, Rounded)
        return _fixed(d, context)

    def to_integral_value(self, rounding=None, context=None):
        context = context or _current
        nan = _nans(self, None, context)
        if nan is not None:
            return nan
        if not self.is_finite() or self._exp >= 0:
            return self
        return _dec(self._sign, _rescaled(self, 0, rounding or context.rounding, context)[0], 0)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        d = self.to_integral_value(rounding, context)
        if d != self:
            _signal(context or _current, Inexact)
        return d

    def scaleb(self, other, context=None):
        context = context or _current
        nan = _nans(self, None, context)
        if nan is not None:
            return nan
        if self.is_infinite():
            return self
        return _fixed(_dec(self._sign, self._int, self._exp + int(other)), context)

    def logb(self, context=None):
        context = context or _current
        if self.is_infinite():
            return self.copy_abs()
        if not self:
            return _signal(context, DivisionByZero, _dec(1, 0, "F"))
        return Decimal(self.adjusted())

    def sqrt(self, context=None):
        context = context or _current
        nan = _nans(self, None, context)
        if nan is not None:
            return nan
        if not self:
            return _fixed(_dec(self._sign, 0, self._exp >> 1), context)
        if self._sign:
            return _signal(context, InvalidOperation, _NAN)
        if self.is_infinite():
            return self
        # A digit more than wanted, odd in its place if the root is not exact.
        exp = self._exp >> 1
        n = self._int * (10 if self._exp & 1 else 1)
        shift = context.prec + 1 - (_count(n) + 1 >> 1)
        exact = True
        if shift >= 0:
            n *= _ten(2 * shift)
        else:
            n, rest = divmod(n, _ten(-2 * shift))
            exact = rest == 0
        root = math.isqrt(n)
        exact = exact and root * root == n
        exp -= shift
        if exact:
            ideal = self._exp >> 1
            while exp < ideal and root % 10 == 0:
                root //= 10
                exp += 1
        elif root % 5 == 0:
            root += 1
        rounding = context.rounding
        context = context.copy() if rounding != ROUND_HALF_EVEN else context
        context.rounding = ROUND_HALF_EVEN
        return _fixed(_dec(0, root, exp), context)

    def exp(self, context=None):
        context = context or _current
        nan = _nans(self, None, context)
        if nan is not None:
            return nan
        if self.is_infinite():
            return _dec(0, 0, 0) if self._sign else self
        if not self:
            return Decimal(1)
        if self.adjusted() > 8:
            return _fixed(_dec(0, 1, context.Etiny() - 9 if self._sign else context.Emax + 1), context)
        return _rounded_even(*_exp_of(self, context.prec + 10), context)

    def ln(self, context=None):
        context = context or _current
        nan = _nans(self, None, context)
        if nan is not None:
            return nan
        if not self:
            return _dec(1, 0, "F")
        if self._sign:
            return _signal(context, InvalidOperation, _NAN)
        if self.is_infinite():
            return self
        if self == 1:
            return Decimal(0)
        places = _ln_places(self, context.prec)
        return _of_fixed(_ln_of(self, places), places, context)

    def log10(self, context=None):
        context = context or _current
        nan = _nans(self, None, context)
        if nan is not None:
            return nan
        if not self:
            return _dec(1, 0, "F")
        if self._sign:
            return _signal(context, InvalidOperation, _NAN)
        if self.is_infinite():
            return self
        text = str(self._int)
        if text.rstrip("0") == "1":
            return _fixed(Decimal(self.adjusted()), context)
        places = _ln_places(self, context.prec)
        return _of_fixed(_ln_of(self, places) * _ten(places) // _ln10(places), places, context)

    # Other kinds of numbers

    def __int__(self):
        n = _integer(self)
        if n is not None:
            return n
        if self.is_nan():
            raise ValueError("cannot convert NaN to integer")
        if self.is_infinite():
            raise OverflowError("cannot convert Infinity to integer")
        n = self._int * _ten(self._exp) if self._exp >= 0 else self._int // _ten(-self._exp)
        return -n if self._sign else n

    __trunc__ = __int__

    def __float__(self):
        if self.is_snan():
            raise ValueError("cannot convert signaling NaN to float")
        return float(str(self))

    def __floor__(self):
        return self._whole(ROUND_FLOOR)

    def __ceil__(self):
        return self._whole(ROUND_CEILING)

    def _whole(self, rounding):
        if self.is_finite() and self._exp < 0:
            n = _rescaled(self, 0, rounding, _current)[0]
            return -n if self._sign else n
        return int(self)

    def __round__(self, n=None):
        if n is None:
            return self._whole(ROUND_HALF_EVEN)
        d = _quantized(self, -n, None, _current)
        return self.quantize(_dec(0, 1, -n)) if d is None else d

    def __complex__(self):
        return complex(float(self))

    def __reduce__(self):
        return _type(self), (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class DecimalTuple(tuple):
    sign = property(lambda self: self[0])
    digits = property(lambda self: self[1])
    exponent = property(lambda self: self[2])

    def __repr__(self):
        return "DecimalTuple(sign={!r}, digits={!r}, exponent={!r})".format(*self)


# What others of the class are made like
_alike = _instance(Decimal)
_alike._sign = 0
_alike._int = _alike._exp = 0


def _dec(sign, n, exp, cls=Decimal):
    if cls is Decimal:
        return _like(_alike, sign, n, exp)
    d = _instance(cls)
    d._sign = sign
    d._int = n
    d._exp = exp
    return d


_NAN = _dec(0, 0, "n")

DefaultContext = Context()
BasicContext = Context(9, ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=[])
_current = Context()


def _negated(d):
    return d if d._exp in ("n", "N") else d.copy_negate()


_TENS = [10 ** n for n in range(100)]


def _ten(n):
    if n < 100:
        return _TENS[n]
    if n > _MOST:
        raise MemoryError
    return 10 ** n


def _count(n):
    k = n.bit_length() * 30103 // 100000
    if k < 100:
        return k + (n >= _TENS[k]) or 1
    k = (n.bit_length() - 1) * 30103 // 100000
    return k + 1 if n >= 10 ** k and n < 10 ** (k + 1) else k + 2 if n >= 10 ** (k + 1) else k


def _parse(text, cls):
    s = text.strip().replace("_", "")
    sign = 0
    if s[:1] in ("-", "+"):
        sign = 1 if s[0] == "-" else 0
        s = s[1:]
    low = s.lower()
    if low in ("inf", "infinity"):
        return _dec(sign, 0, "F", cls)
    for name, exp in (("snan", "N"), ("nan", "n")):
        if low.startswith(name):
            rest = s[len(name):]
            return _dec(sign, int(rest or "0"), exp, cls) if not rest or rest.isdecimal() else None
    body, e, exponent = low.partition("e")
    whole, point, behind = body.partition(".")
    digits = whole + behind
    if not digits.isdecimal():
        return None
    exp = -len(behind)
    if e:
        k = exponent[1:] if exponent[:1] in ("-", "+") else exponent
        if not k.isdecimal():
            return None
        exp += -int(k) if exponent[0] == "-" else int(k)
    return _dec(sign, int(digits), exp, cls)


def _other(v, floats=False):
    if isinstance(v, Decimal):
        return v
    if isinstance(v, int):
        return Decimal(v)
    if floats and isinstance(v, float):
        return Decimal.from_float(v)
    return NotImplemented


# Two numbers in the same order as one and any other: beside a fraction both are multiplied by its denominator.
def _comparable(a, v):
    b = _other(v, True)
    if b is NotImplemented and hasattr(v, "denominator"):
        b = Decimal(v.numerator)
        if a.is_finite():
            a = _dec(a._sign, a._int * v.denominator, a._exp)
    return a, b


def _operand(v):
    d = _other(v)
    if d is NotImplemented:
        raise TypeError(f"conversion from {_type_name(v)} to Decimal is not supported")
    return d


def _nans(a, b, context):
    for d in (a, b):
        if d is not None and d._exp == "N":
            return _signal(context, InvalidOperation, _dec(d._sign, d._int, "n"))
    for d in (a, b):
        if d is not None and d._exp == "n":
            return d
    return None


# -1, 0 or 1; neither is NaN.
def _order(a, b):
    if a._exp == "F" or b._exp == "F":
        x = 0 if a._exp != "F" else -1 if a._sign else 1
        y = 0 if b._exp != "F" else -1 if b._sign else 1
        return (x > y) - (x < y)
    if not a._int or not b._int:
        x = 0 if not a._int else -1 if a._sign else 1
        y = 0 if not b._int else -1 if b._sign else 1
        return (x > y) - (x < y)
    if a._sign != b._sign:
        return -1 if a._sign else 1
    x, y = a.adjusted(), b.adjusted()
    if x == y:
        exp = min(a._exp, b._exp)
        x, y = a._int * _ten(a._exp - exp), b._int * _ten(b._exp - exp)
    c = (x > y) - (x < y)
    return -c if a._sign else c


# Whether the order is one of those, where the native does not know it.
def _holds(a, b, orders):
    if _type(b) is not Decimal:
        a, b = _comparable(a, b)
        if b is NotImplemented:
            return NotImplemented
    if a.is_nan() or b.is_nan():
        _signal(_current, InvalidOperation)
        return False
    return _order(a, b) in orders


def _extreme(a, b, context, sign):
    if a.is_nan() or b.is_nan():
        if a.is_qnan() and not b.is_nan():
            return _fixed(b, context)
        if b.is_qnan() and not a.is_nan():
            return _fixed(a, context)
        return _nans(a, b, context)
    c = _order(a, b) or int(a.compare_total(b))
    return _fixed(a if c * sign >= 0 else b, context)


# Whether what is cut off has the last digit rise: twice what is cut off beside its unit.
def _rises(rounding, sign, last, rest, beside):
    if rest == 0 or rounding == ROUND_DOWN:
        return False
    if rounding == ROUND_HALF_EVEN:
        return beside > 0 or beside == 0 and last & 1 == 1
    if rounding == ROUND_HALF_UP:
        return beside >= 0
    if rounding == ROUND_HALF_DOWN:
        return beside > 0
    if rounding == ROUND_UP:
        return True
    if rounding == ROUND_CEILING:
        return sign == 0
    if rounding == ROUND_FLOOR:
        return sign == 1
    return last % 5 == 0


# Without the last digits; and whether that changed it.
def _cut(n, digits, sign, rounding):
    if digits > _count(n) + 1:
        q, rest, beside = 0, n, -1
    else:
        unit = _ten(digits)
        q, rest = divmod(n, unit)
        beside = 2 * rest - unit
    if _rises(rounding, sign, q % 10, rest, beside):
        q += 1
    return q, rest != 0


def _rescaled(d, exp, rounding, context):
    if not d._int:
        return 0, False
    if d._exp >= exp:
        if d._exp - exp > context.prec + 1:
            return None, False
        return d._int * _ten(d._exp - exp), False
    return _cut(d._int, exp - d._exp, d._sign, rounding)


# As precise as the context wants.
def _fixed(d, context):
    if _type(d._exp) is not int:
        return d
    n, exp, sign = d._int, d._exp, d._sign
    tiny, top = context.Etiny(), context.Emax
    if not n:
        most = context.Etop() if context.clamp else top
        new = min(max(exp, tiny), most)
        if new != exp:
            _signal(context, Clamped)
        return d if new == exp and _type(d) is Decimal else _dec(sign, 0, new)
    count = _count(n)
    if exp + count - 1 > top:
        return _too_large(sign, context)
    least = exp + count - context.prec
    subnormal = least < tiny
    if subnormal:
        least = tiny
    if exp < least:
        n, changed = _cut(n, least - exp, sign, context.rounding)
        exp = least
        if _count(n) > context.prec:
            n //= 10
            exp += 1
        if exp + context.prec > top and exp + _count(n) - 1 > top:
            return _too_large(sign, context)
        traps = context.traps
        if changed and n and not subnormal and not traps[Inexact] and not traps[Rounded]:
            flags = context.flags
            flags[Inexact] = flags[Rounded] = True
            return _dec(sign, n, exp)
        said = [Underflow] if subnormal and changed else []
        if subnormal:
            _append(said, Subnormal)
        if changed:
            _append(said, Inexact)
        _append(said, Rounded)
        if not n:
            _append(said, Clamped)
        _signal_all(context, *said)
        return _dec(sign, n, exp)
    if subnormal:
        _signal(context, Subnormal)
    if context.clamp and exp > context.Etop():
        _signal(context, Clamped)
        return _dec(sign, n * _ten(exp - context.Etop()), context.Etop())
    return d if _type(d) is Decimal else _dec(sign, n, exp)


def _too_large(sign, context):
    r = context.rounding
    _signal_all(context, Overflow, Inexact, Rounded)
    if r in (ROUND_DOWN, ROUND_05UP) or r == ROUND_CEILING and sign or r == ROUND_FLOOR and not sign:
        return _dec(sign, _ten(context.prec) - 1, context.Etop())
    return _dec(sign, 0, "F")


def _add(a, b, context):
    if _type(a._exp) is not int or _type(b._exp) is not int:
        nan = _nans(a, b, context)
        if nan is not None:
            return nan
        if a._exp == "F":
            if b._exp == "F" and a._sign != b._sign:
                return _signal(context, InvalidOperation, _NAN)
            return a
        return b
    exp = min(a._exp, b._exp)
    negative = 1 if a._sign and b._sign or context.rounding == ROUND_FLOOR and a._sign != b._sign else 0
    if not a._int and not b._int:
        return _fixed(_dec(negative, 0, exp), context)
    if not a._int or not b._int:
        d = b if not a._int else a
        exp = max(exp, d._exp - context.prec - 1)
        return _fixed(_dec(d._sign, _rescaled(d, exp, ROUND_DOWN, Context(MAX_PREC))[0], exp), context)
    x, y = a._int, b._int
    if a._exp != b._exp:
        # What is far below the last digit counts for its being there.
        high, low = (a, b) if a._exp > b._exp else (b, a)
        least = high._exp + min(-1, _count(high._int) - context.prec - 2)
        n, e = low._int, low._exp
        if _count(n) + e - 1 < least:
            n, e = 1, least
        m = high._int * _ten(high._exp - e)
        exp = e
        x, y = (m, n) if high is a else (n, m)
    n = (-x if a._sign else x) + (-y if b._sign else y)
    if not n:
        return _fixed(_dec(negative, 0, exp), context)
    return _fixed(_dec(1 if n < 0 else 0, abs(n), exp), context)


def _multiply(a, b, context):
    sign = a._sign ^ b._sign
    if _type(a._exp) is not int or _type(b._exp) is not int:
        nan = _nans(a, b, context)
        if nan is not None:
            return nan
        if not a or not b:
            return _signal(context, InvalidOperation, _NAN)
        return _dec(sign, 0, "F")
    return _fixed(_dec(sign, a._int * b._int, a._exp + b._exp), context)


def _divide(a, b, context):
    sign = a._sign ^ b._sign
    if _type(a._exp) is not int or _type(b._exp) is not int:
        nan = _nans(a, b, context)
        if nan is not None:
            return nan
        if a._exp == "F":
            return _signal(context, InvalidOperation, _NAN) if b._exp == "F" else _dec(sign, 0, "F")
        return _signal(context, Clamped, _dec(sign, 0, context.Etiny()))
    if not b._int:
        if not a._int:
            return _signal(context, DivisionUndefined, _NAN)
        return _signal(context, DivisionByZero, _dec(sign, 0, "F"))
    ideal = a._exp - b._exp
    if not a._int:
        return _fixed(_dec(sign, 0, ideal), context)
    shift = _count(b._int) - _count(a._int) + context.prec + 1
    exp = ideal - shift
    if shift >= 0:
        q, r = divmod(a._int * _ten(shift), b._int)
    else:
        q, r = divmod(a._int, b._int * _ten(-shift))
    if r:
        # Not exact, and so no half.
        if q % 5 == 0:
            q += 1
    else:
        while exp < ideal and q % 10 == 0:
            q //= 10
            exp += 1
    return _fixed(_dec(sign, q, exp), context)


def _divmod(a, b, context, want="qr"):
    sign = a._sign ^ b._sign
    nan = _nans(a, b, context)
    if nan is not None:
        return nan, nan
    if a._exp == "F":
        if b._exp == "F" or "r" in want:
            invalid = _signal(context, InvalidOperation, _NAN)
            return (invalid if b._exp == "F" else _dec(sign, 0, "F")), invalid
        return _dec(sign, 0, "F"), None
    if b._exp != "F" and not b._int:
        if not a._int:
            d = _signal(context, DivisionUndefined, _NAN)
            return d, d
        if want == "qr" and context.traps[InvalidOperation] and context.traps[DivisionByZero]:
            context.flags[InvalidOperation] = context.flags[DivisionByZero] = True
            raise InvalidOperation([InvalidOperation, DivisionByZero])
        infinite = _signal(context, DivisionByZero, _dec(sign, 0, "F")) if "q" in want else None
        return infinite, _signal(context, InvalidOperation, _NAN) if "r" in want else None
    if b._exp == "F" or not a._int or a.adjusted() - b.adjusted() <= -2:
        exp = a._exp if b._exp == "F" else min(a._exp, b._exp)
        r = a if b._exp == "F" else _dec(a._sign, a._int * _ten(min(a._exp - exp, _MOST)), exp)
        return _dec(sign, 0, 0), _fixed(r, context) if "r" in want else r
    exp = min(a._exp, b._exp)
    if a.adjusted() - b.adjusted() > context.prec:
        d = _signal(context, DivisionImpossible, _NAN)
        return d, d
    q, r = divmod(a._int * _ten(a._exp - exp), b._int * _ten(b._exp - exp))
    if _count(q) > context.prec:
        d = _signal(context, DivisionImpossible, _NAN)
        return d, d
    q = _dec(sign, q, 0)
    return _fixed(q, context) if "q" in want else q, _fixed(_dec(a._sign, r, exp), context)


def _power(a, b, context):
    nan = _nans(a, b, context)
    if nan is not None:
        return nan
    if not b:
        return Decimal(1) if a else _signal(context, InvalidOperation, _NAN)
    whole = b.is_finite() and (b._exp >= 0 or b._int % _ten(min(-b._exp, _count(b._int) + 1)) == 0)
    sign = 0
    if a._sign:
        if whole:
            sign = 1 if int(b) & 1 else 0
        elif a:
            return _signal(context, InvalidOperation, _NAN)
    if not a:
        return _dec(sign, 0, 0) if not b._sign else _dec(sign, 0, "F")
    if a.is_infinite():
        return _dec(sign, 0, "F") if not b._sign else _dec(sign, 0, 0)
    if b.is_infinite():
        c = _order(a.copy_abs(), Decimal(1))
        if c == 0:
            return _fixed(_dec(0, _ten(context.prec - 1), 1 - context.prec), context)
        return _dec(0, 0, "F") if (c > 0) != (b._sign == 1) else _dec(0, 0, 0)
    if whole:
        k = int(b)
        if abs(k) * _count(a._int) <= 20000:
            return _product_of(a, k, context)
    if a.adjusted() * (int(b) if b.adjusted() < 20 else 0) > 10 * context.Emax or b.adjusted() >= 20:
        big = (_order(a.copy_abs(), Decimal(1)) > 0) != (b._sign == 1)
        return _fixed(_dec(sign, 1, context.Emax + 1 if big else context.Etiny() - 9), context)
    if not whole and 2 * b == int(2 * b) and b == Decimal("0.5"):
        root = a.sqrt(context)
        if root * root == a:
            n = _count(root._int)
            return root if n >= context.prec else _dec(0, root._int * _ten(context.prec - n), root._exp - context.prec + n)
    places = context.prec + 20 + max(0, a.adjusted().bit_length() + b.adjusted())
    ln = _ln_of(a.copy_abs(), places + max(0, b.adjusted()))
    product = _dec(1 if ln < 0 else 0, abs(ln), -(places + max(0, b.adjusted())))
    exponent = _dec(product._sign ^ b._sign, product._int * b._int, product._exp + b._exp)
    n, exp = _exp_of(exponent, context.prec + 10)
    r = _rounded_even(n, exp, context)
    return _dec(sign, r._int, r._exp)


# A power that is a whole number, by products with a few more digits.
def _product_of(a, k, context):
    work = Context(context.prec + len(str(abs(k))) + 2 + (k < 0), Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
    d = base = a if k > 0 else _divide(Decimal(1), a, work)
    for bit in bin(abs(k))[3:]:
        d = _multiply(d, d, work)
        if bit == "1":
            d = _multiply(d, base, work)
    d = _fixed(d, context)
    _signal_all(context, *[s for s in (Inexact, Rounded) if work.flags[s]])
    return d


# Fixed-point arithmetic: integers with so many places.

_ln10s = {}


def _ln10(places):
    if places not in _ln10s:
        _ln10s.clear()
        _ln10s[places] = _log_of(10 * _ten(places + 10), places + 10) // _ten(10)
    return _ln10s[places]


# The logarithm of what is not far from 1.
def _log_of(x, places):
    unit = _ten(places + 10)
    x *= _ten(10)
    k = 0
    while abs(x - unit) * 1024 > unit:
        x = math.isqrt(x * unit)
        k += 1
    y = (x - unit) * unit // (x + unit)
    square = y * y // unit
    total = term = y
    i = 3
    while term:
        term = term * square // unit
        total += term // i
        i += 2
    return (total * 2 << k) // _ten(10)


def _ln_places(d, prec):
    # Near 1 the first digits are zeros.
    near = d - 1
    lost = -near.adjusted() if near and near.adjusted() < 0 else 0
    return prec + lost + 12


def _ln_of(d, places):
    e = d.adjusted()
    shift = places + d._exp - e
    x = d._int * _ten(shift) if shift >= 0 else d._int // _ten(-shift)
    log = _log_of(x, places)
    return log + e * _ln10(places) if e else log


# Digits and exponent of a power of e.
def _exp_of(d, digits):
    places = digits + max(0, d.adjusted()) + 10
    shift = d._exp + places
    x = d._int * _ten(shift) if shift >= 0 else d._int // _ten(-shift)
    if d._sign:
        x = -x
    e, r = divmod(x, _ln10(places))
    unit = 1 << 12
    r //= unit
    one = _ten(places)
    total = term = one
    i = 1
    while term:
        term = term * r // (one * i)
        total += term
        i += 1
    for _ in range(12):
        total = total * total // one
    return total, e - places


def _of_fixed(n, places, context):
    d = _rounded_even(abs(n), -places, context)
    return _dec(1 if n < 0 else 0, d._int, d._exp)


def _rounded_even(n, exp, context):
    context = context.copy()
    context.rounding = ROUND_HALF_EVEN
    return _fixed(_dec(0, n * 10 + 1, exp - 1), context)


# Texts

def _text(d, engineering, capitals):
    sign = "-" if d._sign else ""
    exp = d._exp
    if exp == "F":
        return sign + "Infinity"
    if _type(exp) is not int:
        return sign + ("NaN" if exp == "n" else "sNaN") + (str(d._int) if d._int else "")
    digits = str(d._int)
    left = exp + len(digits)
    if exp <= 0 and left > -6:
        point = left
    elif not engineering:
        point = 1
    elif digits == "0":
        point = (left + 1) % 3 - 1
    else:
        point = (left - 1) % 3 + 1
    if point <= 0:
        body = "0." + "0" * -point + digits
    elif point >= len(digits):
        body = digits + "0" * (point - len(digits))
    else:
        body = digits[:point] + "." + digits[point:]
    if left == point:
        return sign + body
    return f"{sign}{body}{'E' if capitals else 'e'}{left - point:+d}"


def _formatted(d, spec):
    fill, align, sign, zero, comma, width, prec, code = _read_spec(spec)
    if d._exp in ("n", "N", "F"):
        body = _text(d.copy_abs(), False, 1)
        zero = False
        comma = ""
        if code == "%":
            body += "%"
    else:
        body = _body(d.copy_abs(), d._sign, prec, code, comma)
    mark = "-" if d._sign else sign if sign in ("+", " ") else ""
    if zero and not align:
        fill, align = "0", "="
    lacking = width - len(mark) - len(body)
    if lacking <= 0:
        return mark + body
    if align == "=":
        if fill == "0" and comma:
            whole = body
            while len(mark) + len(whole) < width:
                i = _leading(whole)
                whole = ("0" + comma if i % 4 == 3 else "0") + whole
            return mark + whole
        return mark + fill * lacking + body
    if align == "<":
        return mark + body + fill * lacking
    if align == "^":
        return fill * (lacking // 2) + mark + body + fill * (lacking - lacking // 2)
    return fill * lacking + mark + body


def _leading(text):
    for i, c in enumerate(text):
        if not (c.isdigit() or c in ",_"):
            return i
    return len(text)


def _body(d, sign, prec, code, comma):
    rounding = _current.rounding
    upper = code in ("E", "G")
    kind = code.lower() if code else ""
    if kind == "%":
        d = _dec(0, d._int, d._exp + 2)
    n, exp = d._int, d._exp
    if prec is not None:
        if kind == "e":
            cut = _count(n) - prec - 1
        elif kind in ("f", "%"):
            cut = -prec - exp
        else:
            cut = _count(n) - (prec or 1)
        if kind in ("f", "%") and cut < 0:
            n, exp = n * _ten(-cut), -prec
        elif kind == "e" and cut < 0:
            if n:
                n, exp = n * _ten(-cut), exp + cut
        elif cut > 0:
            n, _ = _cut(n, cut, sign, rounding)
            exp += cut
            if kind not in ("f", "%") and _count(n) > max(prec + (kind == "e"), 1):
                n //= 10
                exp += 1
    digits = str(n)
    left = exp + len(digits)
    if kind in ("f", "%"):
        point = left
        if exp > 0 and not n:
            point = 1
        elif exp > 0:
            digits += "0" * exp
            point = len(digits)
    elif kind == "e":
        point = 1
        if not n and prec is not None:
            point = 1 - prec
    elif exp <= 0 and left > -6:
        point = left
    else:
        point = 1
    if point <= 0:
        whole, behind = "0", "0" * -point + digits
    elif point >= len(digits):
        whole, behind = digits + "0" * (point - len(digits)), ""
    else:
        whole, behind = digits[:point], digits[point:]
    if comma:
        whole = f"{int(whole):{comma}d}"
    body = whole + ("." + behind if behind else "")
    if kind not in ("f", "%") and (left != point or kind == "e"):
        e = "E" if upper or not code and _current.capitals else "e"
        body += f"{e}{left - point:+d}"
    return body + "%" if kind == "%" else body


def _read_spec(spec):
    s = spec
    fill, align, sign, zero, comma, width, prec = " ", "", "-", False, "", 0, None
    if len(s) > 1 and s[1] in "<>=^":
        fill, align, s = s[0], s[1], s[2:]
    elif s[:1] in ("<", ">", "=", "^"):
        align, s = s[0], s[1:]
    if s[:1] in ("+", "-", " "):
        sign, s = s[0], s[1:]
    if s[:1] == "#":
        s = s[1:]
    if s[:1] == "0":
        zero, s = True, s[1:]
    i = 0
    while i < len(s) and s[i].isdigit():
        i += 1
    if i:
        width, s = int(s[:i]), s[i:]
    if s[:1] == ",":
        comma, s = s[0], s[1:]
    if s[:1] == ".":
        i = 1
        while i < len(s) and s[i].isdigit():
            i += 1
        if i == 1:
            raise ValueError("invalid format string")
        prec, s = int(s[1:i]), s[i:]
    if len(s) > 1 or s and s not in "eEfFgGn%":
        raise ValueError("invalid format string")
    if max(width, prec or 0) > _MOST:
        raise MemoryError
    return fill, align, sign, zero, comma, width, prec, "g" if s == "n" else s


# Methods of contexts that are those of numbers under another name or the same
def _by_number(name, given):
    method = getattr(Decimal, name)

    def call(self, a, *others):
        a = a if isinstance(a, Decimal) else self._number(a)
        return method(a, *others, context=self) if given else method(a, *others)
    call.__name__ = name
    return call


for _names, _given in (("is_nan is_qnan is_snan is_infinite is_finite is_zero is_signed is_canonical copy_abs copy_negate", False),
        ("is_normal is_subnormal number_class compare_total same_quantum copy_sign to_integral_exact scaleb logb", True)):
    for _name in _names.split():
        setattr(Context, _name, _by_number(_name, _given))
Context.copy_decimal = Context._number
