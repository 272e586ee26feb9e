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
