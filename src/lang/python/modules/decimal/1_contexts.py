# Signals and contexts

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
