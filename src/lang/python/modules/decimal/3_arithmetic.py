# Arithmetic

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
