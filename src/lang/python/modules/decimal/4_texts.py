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
