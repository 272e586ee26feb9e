# Comparison

def _equal(a, b, refused=False):
    if a is b:
        f = _lookup(_type(a), "__eq__")
        # No number does not equal itself.
        if f is _MISSING and not isinstance(a, (float, complex)):
            return True
    ta, tb = _type(a), _type(b)
    if ta is list and tb is list or ta is tuple and tb is tuple:
        if len(a) != len(b):
            return False
        i = 0
        while i < len(a) and i < len(b):
            x, y = a[i], b[i]
            if x is not y and not x == y:
                return False
            i += 1
        return len(a) == len(b)
    if ta is dict and tb is dict:
        if len(a) != len(b):
            return False
        for k in list(a):
            if k not in b:
                return False
            x, y = a[k], b[k]
            if x is not y and not x == y:
                return False
        return True
    if _is_set(ta) and _is_set(tb):
        if _is_view(tb) and not _is_view(ta):
            a, b = b, a
        return len(a) == len(b) and _all_in(a, b)
    r = _asked(a, b, "__eq__", "__eq__", True, refused)
    if r is not NotImplemented:
        return r
    both = _plain(a, b, "__eq__", "__eq__")
    return a is b if both is None else both[0] == both[1]


# Elements of sets keep their hashes.
def _all_in(a, b):
    if _is_view(_type(a)) or _is_view(_type(b)):
        for x in a:
            if x not in b:
                return False
        return True
    for h, x in _hashed(a):
        for other in _candidates(b, h):
            if other is x or other == x:
                break
        else:
            return False
    return True


def _is_set(t):
    return t is set or t is frozenset or t is _dict_keys or t is _dict_items


# What a class says of `!=`, be it that it says something of `==`
def _differs(a, b):
    t = _type(a)
    f = _lookup(t, "__ne__")
    if f is not _MISSING:
        return _said(f, a, b)
    # Builtin classes have one, which asks no `__eq__`.
    if _payload(a) is not _MISSING:
        return NotImplemented
    f = _lookup(t, "__eq__")
    r = NotImplemented if f is _MISSING else _said(f, a, b)
    return r if r is NotImplemented else not r


def _not_equal(a, b, refused=False):
    ta, tb = _type(a), _type(b)
    if _lookup(ta, "__eq__") is _lookup(tb, "__eq__") is _lookup(ta, "__ne__") is _lookup(tb, "__ne__") is _MISSING:
        return not a == b
    first = ta is not tb and issubclass(tb, ta)
    r = _differs(b, a) if first else NotImplemented
    if r is NotImplemented and not refused:
        r = _differs(a, b)
    if r is NotImplemented and not first:
        r = _differs(b, a)
    if r is not NotImplemented:
        return r
    both = _plain(a, b, "__eq__", "__eq__")
    return a is not b if both is None else not both[0] == both[1]


_ORDER = (("__lt__", "__gt__", "<"), ("__le__", "__ge__", "<="), ("__gt__", "__lt__", ">"), ("__ge__", "__le__", ">="))


def _order(a, b, op, refused=False):
    ta, tb = _type(a), _type(b)
    if ta is list and tb is list or ta is tuple and tb is tuple:
        i = 0
        while i < len(a) and i < len(b):
            x, y = a[i], b[i]
            if x is not y and not x == y:
                return _ordered(x, y, op)
            i += 1
        return _ordered(len(a), len(b), op)
    if _is_set(ta) and _is_set(tb):
        if op >= 2:
            a, b = b, a
        return len(a) + (op == 0 or op == 2) <= len(b) and _all_in(a, b)
    names = _ORDER[op]
    r = _asked(a, b, names[0], names[1], True, refused)
    if r is not NotImplemented:
        return r
    both = _plain(a, b, names[0], names[1])
    if both is not None:
        x, y = both
        try:
            return _ordered(x, y, op)
        except TypeError as e:
            # That names the classes of what is inside.
            if str(e) != _no_order(names[2], x, y):
                raise
    raise TypeError(_no_order(names[2], a, b))


def _no_order(sign, a, b):
    return f"'{sign}' not supported between instances of '{_type_name(a)}' and '{_type_name(b)}'"


def _ordered(x, y, op):
    if op == 0:
        return x < y
    if op == 1:
        return x <= y
    if op == 2:
        return x > y
    return x >= y


# Protocols

def _truth_of(a):
    f = _lookup(_type(a), "__bool__")
    if f is not _MISSING:
        return _checked(f(a), 1)
    return len(a) != 0


# What `__len__`, `__bool__`, `__str__` or `__repr__` gives; -1 for whether `__len__` gives any.
def _checked(r, kind):
    if kind == 1:
        if _type(r) is not bool:
            raise TypeError(f"__bool__ should return bool, returned {_type_name(r)}")
        return r
    if kind > 1:
        raise TypeError(f"__{'str' if kind == 2 else 'repr'}__ returned non-string (type {_type_name(r)})")
    n = _index(r)
    if n < 0:
        raise ValueError("__len__() should return >= 0")
    if n > 9223372036854775807:
        raise OverflowError("cannot fit 'int' into an index-sized integer")
    return n if kind == 0 else n != 0


def _len_of(a):
    f = _lookup(_type(a), "__len__")
    if f is _MISSING:
        return len(_payload(a))
    return _checked(f(a), 0)


def _hash_of(a, f):
    if f is None:
        return _mix_hashes([hash(x) for x in a])
    h = f(a)
    if not isinstance(h, int):
        raise TypeError("__hash__ method should return an integer")
    return int(h) if -9223372036854775808 <= h <= 9223372036854775807 and h != -1 else hash(h)


def _index_of(a):
    p = _payload(a)
    if isinstance(p, int):
        return p
    f = _lookup(_type(a), "__index__")
    if f is _MISSING:
        raise TypeError(f"'{_type_name(a)}' object cannot be interpreted as an integer")
    r = f(a)
    if not isinstance(r, int):
        raise TypeError(f"__index__ returned non-int (type {_type_name(r)})")
    return r


def _with_index(native, v, *args):
    f = _lookup(_type(v), "__buffer__")
    if f is not _MISSING:
        data = f(v, 0)
        return native(*[data if x is v else x for x in args])
    i = _index(v)
    return native(*[i if x is v else _place(x) if _type(x) is slice else x for x in args])


# A native that needs floats, with what else it got as floats
def _with_floats(native, v, *args):
    if not _is_real(v):
        raise TypeError(f"must be real number, not {_type_name(v)}")
    return native(*[_as_float(a) for a in args])


def _is_real(v):
    t = _type(v)
    return isinstance(v, (int, float)) or _lookup(t, "__float__") is not _MISSING or _lookup(t, "__index__") is not _MISSING


def _as_float(v):
    if _type(v) is list or _type(v) is tuple:
        return [_as_float(x) for x in v]
    return float(v) if _is_real(v) else v


def _int_of(a, *base):
    p = _payload(a)
    for name in () if base else ("__int__", "__index__", "__trunc__"):
        f = _lookup(_type(a), name)
        if f is not _MISSING:
            r = f(a)
            if not isinstance(r, int):
                raise TypeError(f"{name} returned non-int (type {_type_name(r)})")
            return r
        # Numbers have an `__int__` of their own, and a `__float__`.
        if isinstance(p, (int, float)):
            break
    if p is not _MISSING:
        return int(p, *base)
    f = _lookup(_type(a), "__buffer__")
    if f is not _MISSING:
        return int(f(a, 0), *base)
    raise TypeError("int() argument must be a string, a bytes-like object or a real number, "
        f"not '{_type_name(a)}'")


def _float_of(a):
    p = _payload(a)
    for name in ("__float__", "__index__"):
        f = _lookup(_type(a), name)
        if f is not _MISSING:
            r = f(a)
            if not isinstance(r, int if name == "__index__" else float):
                raise TypeError(f"{_type_name(a)}.{name} returned non-{name[2:-2]} (type {_type_name(r)})")
            return float(_index(r)) if name == "__index__" else r if _type(r) is float else _payload(r)
        if isinstance(p, (int, float)):
            break
    if p is not _MISSING:
        return float(p)
    f = _lookup(_type(a), "__buffer__")
    if f is not _MISSING:
        return float(f(a, 0))
    raise TypeError(f"float() argument must be a string or a real number, not '{_type_name(a)}'")


def _range_of(args):
    return range(*[_index(x) for x in args])


# Whether a class of the program's says how to go through its objects
def _goes_on(v):
    t = _type(v)
    return (_lookup(t, "__iter__") is not _MISSING or _lookup(t, "__getitem__") is not _MISSING
        or _payload(v) is not _MISSING or t.__module__ == "builtins")


def _contains_of(x, v):
    f = _lookup(_type(v), "__contains__")
    if f is None:
        raise TypeError(f"'{_type_name(v)}' object is not a container")
    if f is not _MISSING:
        return True if f(v, x) else False
    p = _payload(v)
    if p is not _MISSING and not isinstance(p, (int, float, complex)):
        return x in p
    it = None
    try:
        it = _iter(v)
    except TypeError as e:
        if str(e)[-24:] != "' object is not iterable":
            raise
    if it is None:
        raise TypeError(f"argument of type '{_type_name(v)}' is not iterable")
    for y in it:
        if x is y or y == x:
            return True
    return False


def _get_item(v, at):
    if isinstance(v, type):
        f = _lookup(_type(v), "__getitem__")
        if f is not _MISSING:
            return f(v, at)
        f = _lookup(v, "__class_getitem__")
        if f is not _MISSING:
            return v.__class_getitem__(at)
        return __import__("_rare").alias(v, at)
    f = _lookup(_type(v), "__getitem__")
    if f is not _MISSING:
        return f(v, at)
    p = _payload(v)
    if p is not _MISSING and not isinstance(p, (int, float, complex)):
        if _type(p) is dict:
            f = _lookup(_type(v), "__missing__")
            if f is not _MISSING and at not in p:
                return f(v, at)
        return p[at]
    if _is_plain(v):
        return v[_place(at, v)]
    raise TypeError(f"'{_type_name(v)}' object is not subscriptable")


def _set_item(v, at, x):
    f = _lookup(_type(v), "__setitem__")
    if f is not _MISSING:
        f(v, at, x)
    elif _payload(v) is not _MISSING:
        _payload(v)[at] = x
    elif _is_plain(v):
        if isinstance(at, slice):
            v[_place(at, v)] = list(x)
        else:
            v[_place(at, v)] = x
    else:
        raise TypeError(f"'{_type_name(v)}' object does not support item assignment")


def _del_item_of(v, at):
    f = _lookup(_type(v), "__delitem__")
    if f is not _MISSING:
        f(v, at)
    elif _payload(v) is not _MISSING:
        del _payload(v)[at]
    elif _is_plain(v):
        del v[_place(at, v)]
    else:
        raise TypeError(f"'{_type_name(v)}' object doesn't support item deletion")


def _is_plain(v):
    return isinstance(v, (list, tuple, str, range, bytes, bytearray))


def _place(at, v=None):
    if isinstance(at, slice):
        return slice(_place_part(at.start), _place_part(at.stop), _place_part(at.step))
    if not isinstance(at, int) and _lookup(_type(at), "__index__") is _MISSING:
        if isinstance(v, str):
            raise TypeError(f"string indices must be integers, not '{_type_name(at)}'")
        kind = "byte" if isinstance(v, bytes) else "list" if v is None else _type_name(v)
        raise TypeError(f"{kind} indices must be integers or slices, not {_type_name(at)}")
    i = _index(at)
    if not -1 << 63 <= i < 1 << 63:
        raise IndexError(f"cannot fit '{_type_name(at)}' into an index-sized integer")
    return i


def _place_part(x):
    return x if x is None else _index(x)
