# Texts

def _is_any(v, classes, instance):
    if instance is None:
        # What an object says that its class is.
        c = v.__class__
        return c is not _type(v) and isinstance(c, type) and issubclass(c, classes)
    for c in classes:
        if isinstance(v, c) if instance else issubclass(v, c):
            return True
    return False


def _ascii_of(v):
    return repr(v).encode("ascii", "backslashreplace").decode("ascii")


# Containers whose texts are being made: what is in one of them again is not shown anew.
_open = []


def _repr_of(v):
    depth = len(_open)
    try:
        return _shown(v, _open)
    finally:
        del _open[depth:]


def _shown(v, open):
    t = _type(v)
    if t is list or t is tuple or t is dict or t is set or t is frozenset:
        for o in open:
            if o is v:
                return "[...]" if t is list else "(...)" if t is tuple else "{...}" if t is dict else t.__name__ + "(...)"
        _append(open, v)
        # What the texts' functions add or take away counts.
        parts, i = [], 0
        if t is dict:
            all = list(v.items())
            while i < len(all):
                _append(parts, _shown(all[i][0], open) + ": " + _shown(all[i][1], open))
                i += 1
                if i == len(all) < len(v):
                    all = list(v.items())
        else:
            all = v if t is list else list(v)
            while i < len(all):
                _append(parts, _shown(all[i], open))
                i += 1
        del open[-1]
        text = ", ".join(parts)
        if t is list:
            return "[" + text + "]"
        if t is tuple:
            return "(" + text + ("," if len(parts) == 1 else "") + ")"
        if t is frozenset:
            return "frozenset({" + text + "})"
        return "{" + text + "}"
    f = _lookup(t, "__repr__")
    if f is not _MISSING:
        r = f(v)
        if not isinstance(r, str):
            raise TypeError(f"__repr__ returned non-string (type {_type_name(r)})")
        return r
    p = _payload(v)
    if p is not _MISSING:
        if isinstance(p, (set, frozenset)):
            for o in open:
                if o is p:
                    return t.__name__ + "(...)"
            _append(open, p)
            parts = [_shown(x, open) for x in p]
            del open[-1]
            return f"{t.__name__}({{{', '.join(parts)}}})" if parts else t.__name__ + "()"
        return _shown(p, open)
    if t is _dict_keys:
        return "dict_keys(" + _shown(list(v), open) + ")"
    if t is _dict_values:
        return "dict_values(" + _shown(list(v), open) + ")"
    if t is _dict_items:
        return "dict_items(" + _shown(list(v), open) + ")"
    if t is _method_type:
        return f"<bound method {v.__func__.__qualname__} of {_shown(v.__self__, open)}>"
    if isinstance(v, BaseException):
        return t.__name__ + "(" + ", ".join([_shown(x, open) for x in v.args]) + ")"
    return repr(v)


def _str_of(v):
    t = _type(v)
    f = _lookup(t, "__str__")
    if f is _MISSING:
        p = _payload(v)
        if p is not _MISSING and _lookup(t, "__repr__") is _MISSING and not isinstance(p, (set, frozenset)):
            return str(p)
        if isinstance(v, BaseException):
            if len(v.args) == 1:
                return _repr_of(v.args[0]) if isinstance(v, KeyError) else str(v.args[0])
            return "" if not v.args else _repr_of(v.args)
        return _repr_of(v)
    r = f(v)
    if not isinstance(r, str):
        raise TypeError(f"__str__ returned non-string (type {_type_name(r)})")
    return r


def _exception_text(v, given, as_str):
    if not as_str:
        return _type(v).__name__ + "(" + ", ".join([repr(x) for x in given]) + ")"
    if len(given) == 1:
        return repr(given[0]) if isinstance(v, KeyError) else str(given[0])
    return repr(given) if given else ""


def _format_of(v, spec):
    f = _lookup(_type(v), "__format__")
    if f is not _MISSING:
        r = f(v, spec)
        if not isinstance(r, str):
            raise TypeError(f"__format__ must return a str, not {_type_name(r)}")
        return r
    p = _payload(v)
    if p is not _MISSING and spec:
        return format(p, spec)
    if spec:
        raise TypeError(f"unsupported format string passed to {_type_name(v)}.__format__")
    return str(v)


def _join_of(parts):
    return "".join([format(x) for x in parts])


def _uncaught(e):
    _note_text(None, "")
    _note_texts(e, [])
    raise e


# Notes the texts of exceptions and of those behind them, for tracebacks
def _note_texts(e, seen):
    while e is not None and len(seen) < 1000:
        for s in seen:
            if s is e:
                return
        _append(seen, e)
        try:
            text = str(e)
        except BaseException:
            text = "<exception str() failed>"
        _note_text(e, text)
        if isinstance(e, BaseExceptionGroup):
            for member in e.exceptions:
                _note_texts(member, seen)
        e = e.__context__ if e.__cause__ is None else e.__cause__


def _joined(sep, parts):
    return sep.join(list(parts))


# `str.format` and `%` of values whose texts the program makes

def _str_format(self, /, *args, **named):
    return _format_fields(self, args, named)


def _str_format_map(self, mapping, /):
    return _format_fields(self, None, mapping)


def _format_parts(text, args, named):
    return _format_filled(text, args, named, 2, [0])


def _format_filled(text, args, named, depth, count):
    if depth == 0:
        raise ValueError("Max string recursion exceeded")
    parts = []
    for literal, name, conversion, spec, nested in _format_pieces(text):
        _append(parts, literal)
        if name is None:
            continue
        first, steps, count[0] = _format_name(name, count[0])
        if isinstance(first, str):
            v = named[first]
        elif args is None:
            raise ValueError("Format string contains positional fields")
        elif first >= len(args):
            raise IndexError(f"Replacement index {first} out of range for positional args tuple")
        else:
            v = args[first]
        for attribute, key in steps:
            v = getattr(v, key) if attribute else v[key]
        if conversion == "s":
            v = str(v)
        elif conversion == "r":
            v = repr(v)
        elif conversion == "a":
            v = ascii(v)
        elif conversion:
            raise ValueError("Unknown conversion specifier "
                + (conversion if "!" <= conversion <= "~" else f"\\x{ord(conversion):x}"))
        if nested:
            spec = _format_filled(spec, args, named, depth - 1, count)
        _append(parts, format(v, spec))
    return "".join(parts)


def _percent_of(text, values):
    parts, mapping = _percent_parts(text, values)
    given = list(values) if isinstance(values, tuple) else [values]
    at = 0
    ready = []
    for key, sizes, letter in parts:
        if key is not None:
            given = [values[key]]
            at = 0
        i = 0
        while i <= sizes:
            if at >= len(given):
                raise TypeError("not enough arguments for format string")
            v = given[at]
            at += 1
            _append(ready, _percent_value(letter, v) if i == sizes else v)
            i += 1
    if at < len(given) and not mapping:
        raise TypeError("not all arguments converted during string formatting")
    return _percent_ready(text, ready)


def _percent_value(letter, v):
    if letter == "s":
        return str(v)
    if letter == "r":
        return repr(v)
    if letter == "a":
        return ascii(v)
    if isinstance(v, (int, float, str)):
        return v
    if letter in "eEfFgG":
        return float(v)
    for name in ("__index__",) if letter in "oxXc" else ("__int__", "__index__"):
        f = _lookup(_type(v), name)
        if f is not _MISSING:
            return f(v)
    if letter == "c":
        raise TypeError("%c requires int or char")
    what = "an integer" if letter in "oxX" else "a real number"
    raise TypeError(f"%{letter} format: {what} is required, not {_type_name(v)}")


def _str_translate(s, table):
    parts = []
    for c in s:
        try:
            v = table[ord(c)]
        except LookupError:
            v = c
        if v is not None:
            _append(parts, chr(v) if isinstance(v, int) else v)
    return "".join(parts)


def _bytes_maketrans(frm, to, /):
    if len(frm) != len(to):
        raise ValueError("maketrans arguments must have same length")
    table = bytearray(range(256))
    for a, b in zip(bytes(frm), bytes(to)):
        table[a] = b
    return bytes(table)


def _str_maketrans(x, y=_MISSING, z=_MISSING, /):
    table = _dict()
    if y is _MISSING:
        if not isinstance(x, dict):
            raise TypeError("if you give only one argument to maketrans it must be a dict")
        for k in x:
            table[_trans_key(k)] = x[k]
        return table
    if len(x) != len(y):
        raise ValueError("the first two maketrans arguments must have equal length")
    for a, b in zip(x, y):
        table[ord(a)] = ord(b)
    if z is not _MISSING:
        for c in z:
            table[ord(c)] = None
    return table
