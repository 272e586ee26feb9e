# What of Python is written in Python. Names that begin with an underscore and are those
# of natives (`_iter` for `%iter`) are calls of these.

# Operators

_NAMES = (("__add__", "__radd__", "__iadd__"), ("__sub__", "__rsub__", "__isub__"),
    ("__mul__", "__rmul__", "__imul__"), ("__truediv__", "__rtruediv__", "__itruediv__"),
    ("__mod__", "__rmod__", "__imod__"), ("__floordiv__", "__rfloordiv__", "__ifloordiv__"),
    ("__pow__", "__rpow__", "__ipow__"), ("__lshift__", "__rlshift__", "__ilshift__"),
    ("__rshift__", "__rrshift__", "__irshift__"), ("__and__", "__rand__", "__iand__"),
    ("__or__", "__ror__", "__ior__"), ("__xor__", "__rxor__", "__ixor__"),
    ("__matmul__", "__rmatmul__", "__imatmul__"))


# What the classes of two operands say of an operation; the right one's goes first if it
# is made of the left one's and, but for comparisons, says something else. With `refused`
# the left one's has given NotImplemented, or the right one's where only that is there.
def _asked(a, b, name, other, compares, refused):
    ta, tb = _type(a), _type(b)
    f, g = _lookup(ta, name), _lookup(tb, other)
    if refused:
        asks = f is not _MISSING and g is not _MISSING and (compares or ta is not tb)
        return _said(g, b, a) if asks else NotImplemented
    if ta is tb:
        if not compares:
            g = _MISSING
    elif g is not _MISSING and issubclass(tb, ta) and (compares or _lookup(ta, other) is not g):
        r = _said(g, b, a)
        if r is not NotImplemented:
            return r
        g = _MISSING
    if f is not _MISSING:
        r = _said(f, a, b)
        if r is not NotImplemented:
            return r
    return NotImplemented if g is _MISSING else _said(g, b, a)


# Two operands as the builtin values that they are made of, if one is; None if the other
# one's class says more of the operation, and so has been asked.
def _plain(a, b, name, other):
    p, q = _payload(a), _payload(b)
    if p is q is _MISSING:
        return None
    if p is _MISSING and _lookup(_type(a), name) is not _MISSING:
        return None
    if q is _MISSING and _lookup(_type(b), other) is not _MISSING:
        return None
    return a if p is _MISSING else p, b if q is _MISSING else q


def _said(f, a, b):
    return f(a, b) if _type(f) is _function_type else _bound(f, a, _type(a))(b)


def _binary(a, b, op, refused=False):
    names = _NAMES[op]
    r = _asked(a, b, names[0], names[1], False, refused)
    if r is not NotImplemented:
        return r
    ta, tb = _type(a), _type(b)
    if _is_view(ta) or _is_view(tb):
        r = _view_operator(a, b, op)
        if r is not NotImplemented:
            return r
    both = _plain(a, b, names[0], names[1])
    if both is not None:
        try:
            return _operate(both[0], both[1], op)
        except TypeError as e:
            # Those name the classes of what is inside.
            if str(e)[:7] not in ("unsuppo", "can't m"):
                raise
        return _operator(a, b, op)
    if op == 2 and _repeats(a, b):
        return a * _index(b)
    if op == 2 and _repeats(b, a):
        return b * _index(a)
    if op == 10 and (a is None or isinstance(a, type)) and (b is None or isinstance(b, type)):
        return __import__("_rare").union(a, b)
    return _operator(a, b, op)


def _repeats(a, n):
    return isinstance(a, (str, bytes, bytearray, list, tuple)) and _lookup(_type(n), "__index__") is not _MISSING


def _is_view(t):
    return t is _dict_keys or t is _dict_items


def _view_operator(a, b, op):
    if op != 1 and op < 9 or op > 11:
        return NotImplemented
    if op == 9:
        if not _is_view(_type(a)):
            a, b = b, a
        r = _set()
        for x in b:
            if x in a:
                _add(r, x)
        return r
    r = set(a)
    _set_method(("difference_update", "", "update", "symmetric_difference_update")[op - 8 if op > 8 else 0], r, [b])
    return r


# Sets whose elements' equality the program decides, and views

def _set_method(name, s, others, give=False):
    if name == "isdisjoint":
        for x in others[0]:
            if x in s:
                return False
        return True
    if name == "issuperset":
        if _is_set(_type(others[0])):
            return _all_in(others[0], s)
        for x in others[0]:
            if x not in s:
                return False
        return True
    if name == "issubset":
        return _all_in(s, others[0] if _is_set(_type(others[0])) else set(others[0]))
    r = set(s)
    for other in others:
        if name[:2] == "up" or name == "union":
            for x in other:
                _add(r, x)
        elif name[0] == "i":
            both = _set()
            for x in other:
                if x in r:
                    _add(both, x)
            r = both
        elif name[0] == "d":
            for x in other:
                _set_del(r, x)
        else:
            for x in set(other):
                if not _set_del(r, x):
                    _add(r, x)
    if name[-6:] == "update":
        s.clear()
        s.update(r)
        return s if give else None
    return frozenset(r) if _type(s) is frozenset else r


def _set_remove(s, x, needed):
    if not _set_del(s, x) and needed:
        raise KeyError(x)


def _with_lists(f, s, others):
    return f(s, *[x if _is_set(_type(x)) or _type(x) is dict else list(x) for x in others])


def _in_place_of(a, b, op, refused=False):
    names = _NAMES[op]
    f = _lookup(_type(a), names[2])
    if f is not _MISSING:
        r = NotImplemented if refused else f(a, b)
        if r is not NotImplemented:
            return r
    elif refused:
        r = _asked(a, b, names[0], names[1], False, True)
        return _operator(a, b, op, True) if r is NotImplemented else r
    if op == 0 and _type(a) is list:
        _list_of(b, a)
        return a
    if op == 0 and _type(a) is bytearray and isinstance(b, (bytes, bytearray)):
        a.extend(b)
        return a
    if op == 2 and _type(a) is bytearray and _lookup(_type(b), "__rmul__") is _MISSING:
        a[:] = a * b
        return a
    if op == 10 and _type(a) is dict:
        _dict_update(a, b)
        return a
    p = _payload(a)
    if op == 0 and isinstance(p, list):
        p.extend(b)
        return a
    if op == 10 and isinstance(p, dict):
        _dict_update(p, b)
        return a
    if isinstance(p, set) and op in (1, 9, 10, 11):
        _in_place(p, b, op)
        return a
    return _operate(a, b, op)


def _operate(a, b, op):
    if op == 0:
        return a + b
    if op == 1:
        return a - b
    if op == 2:
        return a * b
    if op == 3:
        return a / b
    if op == 4:
        return a % b
    if op == 5:
        return a // b
    if op == 6:
        return a ** b
    if op == 7:
        return a << b
    if op == 8:
        return a >> b
    if op == 9:
        return a & b
    if op == 10:
        return a | b
    if op == 11:
        return a ^ b
    return a @ b


def _bound(f, a, t):
    get = _lookup(_type(f), "__get__")
    if get is not _MISSING:
        return get(f, a, t)

    def call(*args):
        return f(a, *args)
    return call


def _call_found(f, v, /, *args, **named):
    get = _lookup(_type(f), "__get__")
    if get is not _MISSING:
        f = get(f, v, _type(v))
    elif _type(f) is classmethod:
        return f.__func__(_type(v), *args, **named)
    return f(*args, **named)


_UNARY = ("__neg__", "__pos__", "__invert__", "__abs__")


def _unary(a, op):
    f = _lookup(_type(a), _UNARY[op])
    if f is not _MISSING:
        return f(a)
    p = _payload(a)
    if isinstance(p, (int, float, complex)):
        return -p if op == 0 else +p if op == 1 else ~p if op == 2 else abs(p)
    if op == 3:
        raise TypeError(f"bad operand type for abs(): '{_type_name(a)}'")
    raise TypeError(f"bad operand type for unary {('-', '+', '~')[op]}: '{_type_name(a)}'")


def _divmod(a, b):
    f = _lookup(_type(a), "__divmod__")
    if f is not _MISSING:
        r = f(a, b)
        if r is not NotImplemented:
            return r
    f = _lookup(_type(b), "__rdivmod__")
    if f is not _MISSING:
        r = f(b, a)
        if r is not NotImplemented:
            return r
    raise TypeError(f"unsupported operand type(s) for divmod(): '{_type_name(a)}' and '{_type_name(b)}'")
