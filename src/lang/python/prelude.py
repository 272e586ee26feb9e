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


# Keys whose hash or equality the program decides

def _key(d, k):
    if _is_set(_type(d)) and isinstance(k, set) and _lookup(_type(k), "__hash__") in (None, _MISSING):
        k = frozenset(k)
    h = hash(k)
    all, i = _candidates(d, h), 0
    while i < len(all):
        other = all[i]
        if other is k or other == k:
            return h, other
        i += 1
        if i == len(all):
            # Comparing may have added some.
            all = _candidates(d, h)
    return h, _MISSING


def _dict_get(d, k):
    h, other = _key(d, k)
    if other is _MISSING:
        raise KeyError(k)
    return _key_get(d, h, other)


def _dict_get_or(d, k, usual):
    h, other = _key(d, k)
    return usual if other is _MISSING else _key_get(d, h, other)


def _dict_set_default(d, k, usual):
    h, other = _key(d, k)
    if other is not _MISSING:
        return _key_get(d, h, other)
    _key_set(d, h, k, usual)
    return usual


def _dict_pop(d, k, usual):
    h, other = _key(d, k)
    if other is not _MISSING:
        return _key_del(d, h, other)
    if usual is _MISSING:
        raise KeyError(k)
    return usual


def _dict_merge(a, b, in_place):
    if not in_place:
        a = a.copy()
    for k in b:
        a[k] = b[k]
    return a


def _dict_from_keys(cls, *args):
    if len(args) != 1 and len(args) != 2:
        raise TypeError(f"fromkeys expected at {'most 2 arguments' if args else 'least 1 argument'}, got {len(args)}")
    d = cls()
    iterable, value = args if len(args) == 2 else (args[0], None)
    for k in iterable:
        d[k] = value
    return d


def _list_index(l, x, i, end):
    while i < end and i < len(l):
        if l[i] is x or l[i] == x:
            return i
        i += 1
    raise ValueError("tuple.index(x): x not in tuple" if _type(l) is tuple else f"{x!r} is not in list")


def _list_count(l, x):
    n = 0
    for y in l:
        if y is x or y == x:
            n += 1
    return n


def _list_remove(l, x):
    i = 0
    while i < len(l):
        if l[i] is x or l[i] == x:
            del l[i:i + 1]
            return
        i += 1
    raise ValueError("list.remove(x): x not in list")


def _dict_has(d, k):
    return _key(d, k)[1] is not _MISSING


def _dict_set(d, k, v):
    h, other = _key(d, k)
    _key_set(d, h, k if other is _MISSING else other, v)


def _dict_del(d, k):
    h, other = _key(d, k)
    if other is _MISSING:
        raise KeyError(k)
    return _key_del(d, h, other)


def _set_add(s, k):
    h, other = _key(s, k)
    if other is _MISSING:
        _key_set(s, h, k, None)


def _set_del(s, k):
    h, other = _key(s, k)
    if other is _MISSING:
        return False
    return _key_del(s, h, other)


def _set_from(s, items):
    for x in items:
        _add(s, x)
    return s


def _merge_of(d, other):
    keys = getattr(other, "keys", _MISSING)
    if keys is _MISSING:
        raise TypeError(f"'{_type_name(other)}' object is not a mapping")
    for k in other.keys():
        d[k] = other[k]


# Iteration

def _iter_of(v):
    f = _lookup(_type(v), "__iter__")
    if f is not _MISSING and f is not None:
        it = f(v)
        if _lookup(_type(it), "__next__") is _MISSING and not _is_iterator(it):
            raise TypeError(f"iter() returned non-iterator of type '{_type_name(it)}'")
        return it
    p = _payload(v)
    if p is not _MISSING:
        return _iter(p)
    if _lookup(_type(v), "__getitem__") is not _MISSING and f is _MISSING:
        return _iter_items(v)
    raise TypeError(f"'{_type_name(v)}' object is not iterable")


def _is_iterator(it):
    return _type(it) is _generator_type or _type(it) in _iterator_types


def _iter_items(v):
    i = 0
    while True:
        try:
            x = v[i]
        except (IndexError, StopIteration):
            return
        yield x
        i += 1


def _next_of(it):
    try:
        return _lookup(_type(it), "__next__")(it)
    except StopIteration:
        return _MISSING


def _list_of(v, into=None):
    all = []
    for x in v:
        _append(all, x)
    if into is None:
        return all
    _extend(into, all)


def _tuple_of(v):
    return tuple(_list_of(v))


def _set_of(v):
    s = _set()
    for x in v:
        _add(s, x)
    return s


def _frozenset_of(v):
    return frozenset(_list_of(v))


def _unpack_of(v, n, star):
    if not _goes_on(v):
        raise TypeError(f"cannot unpack non-iterable {_type_name(v)} object")
    if star < 0:
        all = []
        it = _iter(v)
        while len(all) <= n:
            x = _next(it)
            if x is _MISSING:
                break
            _append(all, x)
        return _unpack(all, n, star) if len(all) <= n else _too_many(n)
    return _unpack(list(v), n, star)


def _too_many(n):
    raise ValueError(f"too many values to unpack (expected {n})")


def iter(*args, **named):
    if len(args) == 1 and not named:
        return _iter(args[0])
    return __import__("_rare").iter_call(args, named)


def next(it, default=_MISSING, /):
    x = _next(it)
    if x is _MISSING:
        if default is _MISSING:
            r = _result_of(it)
            if r is None:
                raise StopIteration
            raise StopIteration(r)
        return default
    return x


def aiter(it, /):
    return __import__("_async").aiter(it)


def anext(it, default=_MISSING, /):
    return __import__("_async").anext(it, default)


def _delegate_step(it, sent, thrown):
    made = _type(it) is _generator_type or _type(it) is _coroutine_type
    # First what each step of a chain of generators is.
    if made and thrown is _MISSING:
        return _next(it) if sent is None else _resume(it, sent, False)
    if sent is None and thrown is _MISSING and _type(it) in (_map_type, _filter_type, _zip_type, _enumerate_type, _reversed_type):
        return _next(it)
    if thrown is not _MISSING:
        if made:
            if isinstance(thrown, GeneratorExit):
                it.close()
                raise thrown
            return _resume(it, thrown, True)
        if isinstance(thrown, GeneratorExit):
            f = getattr(it, "close", None)
            if f is not None:
                f()
            raise thrown
        f = getattr(it, "throw", None)
        if f is None:
            raise thrown
        try:
            return f(thrown)
        except StopIteration as e:
            _stash(e.value)
            return _MISSING
    f = _lookup(_type(it), "__next__")
    if sent is None and (f is _MISSING or _type(it) in _iterator_types):
        return _next(it)
    try:
        return f(it) if sent is None else it.send(sent)
    except StopIteration as e:
        _stash(e.value)
        return _MISSING


def _generator_send(g, value):
    if _generator_state(g) == 3 and value is not None:
        raise TypeError("can't send non-None value to a just-started generator")
    return _generator_value(g, _resume(g, value, False))


def _generator_value(g, x):
    if x is _MISSING:
        r = _result_of(g)
        _finish(g, None)
        if r is None:
            raise StopIteration
        raise StopIteration(r)
    return x


def _generator_throw(g, e, value=None, tb=None):
    return _generator_value(g, _resume(g, _thrown(e, value), True))


# The exception that `throw` is told of
def _thrown(e, value):
    if isinstance(e, type) and issubclass(e, BaseException):
        given = e
        e = e() if value is None else value if isinstance(value, e) else e(*value) if isinstance(value, tuple) else e(value)
        if not isinstance(e, BaseException):
            # The generator is told.
            return TypeError(f"calling {given!r} should have returned an instance of BaseException, not {_type_name(e)}")
    elif not isinstance(e, BaseException):
        raise TypeError("exceptions must be classes or instances deriving from BaseException, "
            f"not {_type_name(e)}")
    elif value is not None:
        raise TypeError("instance exception may not have a separate value")
    return e


def _generator_close(g):
    if _generator_state(g) >= 2:
        _finish(g, None)
        return
    try:
        x = _resume(g, GeneratorExit(), True)
    except (GeneratorExit, StopIteration):
        return
    if x is not _MISSING:
        raise RuntimeError("generator ignored GeneratorExit")


def _generator_next(g):
    return _generator_value(g, _next(g))


def _lazy_next(g):
    p = _payload(g)
    return next(g if p is _MISSING else p)


def _next_of_native(it):
    return next(it)


def _self(x):
    return x


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


# Numbers

def _round_of(v, places):
    f = _lookup(_type(v), "__round__")
    if f is _MISSING:
        if _payload(v) is not _MISSING:
            return round(_payload(v)) if places is _MISSING else round(_payload(v), places)
        raise TypeError(f"type {_type_name(v)} doesn't define __round__ method")
    return f(v) if places is _MISSING else f(v, places)


def _int_from_bytes(cls, bytes, byteorder="big", *, signed=False):
    bytes = bytes if isinstance(bytes, (_bytes_type, bytearray)) else _bytes_of(_bytes_type, bytes)
    n = _from_bytes(bytes, byteorder, signed)
    return n if cls is int else cls(n)


def _bytes_of(f, v):
    g = _lookup(_type(v), "__buffer__")
    if g is not _MISSING:
        return f(g(v, 0))
    if f is _bytes_type:
        g = _lookup(_type(v), "__bytes__")
        if g is not _MISSING:
            r = g(v)
            if not isinstance(r, bytes):
                raise TypeError(f"__bytes__ returned non-bytes (type {_type_name(r)})")
            return r
    if isinstance(v, int) or _lookup(_type(v), "__index__") is not _MISSING:
        return f(_index(v))
    if isinstance(v, str) or isinstance(v, float) or _type(v) is complex:
        raise TypeError(f"cannot convert '{_type_name(v)}' object to {f.__name__}")
    return f([x if _type(x) is int else _index(x) for x in v])


_bytes_type = bytes


def _bytes_of_hex(cls, text, /):
    b = _bytes_from_hex(issubclass(cls, bytearray), text)
    return b if cls is bytes or cls is bytearray else cls(b)


def _float_of_hex(cls, text, /):
    x = _float_from_hex(text)
    return x if cls is float else cls(x)


def _complex_of(a, b):
    return __import__("_rare").complex_of(a, b)


def _complex_real(x):
    return _complex_part(x, 0)


def _complex_imaginary(x):
    return _complex_part(x, 1)


def _number_itself(x):
    return +x


def _int_imaginary(x):
    return 0


def _float_imaginary(x):
    return 0.0


def _int_denominator(x):
    return 1


def _print_line(values, sep, end):
    _print_native(sep, end, *[str(x) for x in values])


def _print(*values, sep=" ", end="\n", file=None, flush=False, **others):
    if others:
        raise TypeError(f"'{list(others)[0]}' is an invalid keyword argument for print()")
    if file is None:
        _print_native(sep, end, *[str(x) for x in values])
    else:
        for name, v in (("sep", sep), ("end", end)):
            if v is not None and not isinstance(v, str):
                raise TypeError(f"{name} must be None or a string, not {_type_name(v)}")
        file.write((" " if sep is None else sep).join([str(x) for x in values]) + ("\n" if end is None else end))
        if flush:
            file.flush()


def _print_native(sep, end, *values):
    _spread(_print_function, [sep, end] + list(values), {})


# What patterns ask of values of the program's classes

def _match_of(what, *args):
    return getattr(__import__("_rare"), what)(*args)


# Calls and classes

def _call_method(v, name, /, *args, **named):
    return getattr(v, name)(*args, **named)


def _construct(c, /, *args, **named):
    v = _created(c, args, named)
    if isinstance(v, c):
        f = _lookup(_type(v), "__init__")
        if f is not _MISSING and f is not _object_init:
            f(v, *args, **named)
    return v


def _named_of(values, function):
    named = {}
    _merge_named(named, values, function)
    return named


def _abstract(c):
    names = sorted(c.__abstractmethods__)
    s = "s" if len(names) > 1 else ""
    raise TypeError(f"Can't instantiate abstract class {c.__name__} with abstract method{s} {', '.join(names)}")


# What `__new__` gives; that of objects leaves the arguments to `__init__`.
def _created(c, args, named):
    if _lookup(c, "__new__") is not _object_new:
        return c.__new__(c, *args, **named)
    if (args or named) and _lookup(c, "__init__") is _object_init:
        raise TypeError(f"{c.__name__}() takes no arguments")
    return _object_new(c)


def _construct_native(c, /, *args, **named):
    f = _lookup(c, "__new__")
    if f is not _MISSING and f is not _object_new:
        v = c.__new__(c, *args, **named)
    else:
        v = _new_native(c, *args, **named)
    if isinstance(v, c):
        f = _lookup(c, "__init__")
        if f is not _MISSING and f is not _object_init:
            f(v, *args, **named)
    return v


def _new_native(c, /, *args, **named):
    base = _native_base(c)
    if base is c or c is bool:
        return c(*args, **named)
    v = _instance(c)
    if base is list or base is dict or base is set or base is bytearray:
        _set_payload(v, base())
    elif _lookup(c, "__init__") is _MISSING or _lookup(c, "__init__") is _object_init:
        _set_payload(v, base(*args, **named))
    else:
        _set_payload(v, base(*args))
    return v


def _list_init(self, iterable=(), /, **named):
    if named and _type(self).__new__ is list.__new__:
        raise TypeError("list() takes no keyword arguments")
    p = _payload(self)
    p = self if p is _MISSING else p
    p[:] = iterable


def _dict_init(self, /, *args, **named):
    p = _payload(self)
    _dict_update(self if p is _MISSING else p, *args, **named)


def _set_init(self, iterable=(), /, **named):
    if named and _type(self).__new__ is set.__new__:
        raise TypeError("set() takes no keyword arguments")
    p = _payload(self)
    p = self if p is _MISSING else p
    all = list(iterable)
    p.clear()
    for x in all:
        _add(p, x)


def _bytearray_init(self, *args, **named):
    p = _payload(self)
    p = self if p is _MISSING else p
    p[:] = bytearray(*args, **named)


def _get_or_missing(f, args, default=_MISSING):
    try:
        v = f(*args)
    except AttributeError:
        return False if default is _NEVER else default
    return True if default is _NEVER else v


# What a class's body fills; bases that are no classes give way to those that they stand for.
def _class_space(name, bases, named):
    space = {}
    for b in bases:
        if not isinstance(b, type):
            given = tuple(bases)
            bases.clear()
            for b in given:
                f = _MISSING if isinstance(b, type) else _lookup(_type(b), "__mro_entries__")
                if f is _MISSING:
                    _append(bases, b)
                else:
                    bases.extend(f(b, given))
            space["__orig_bases__"] = given
            break
    if _is_plain_class(bases, named):
        return space
    return __import__("_rare").class_space(name, bases, named, space)


def _is_plain_class(bases, named):
    if "metaclass" in named:
        return False
    for b in bases:
        if _type(b) is not type:
            return False
    return True


# An entry of what a class's body fills, or a dictionary of variables, if that is none of the plain ones
def _member_of(members, name):
    try:
        return members[name]
    except KeyError:
        return _MISSING


def _build_class(name, bases, members, named):
    if _is_plain_class(bases, named):
        return _type_new(type, name, tuple(bases), members, **named)
    meta = __import__("_rare").metaclass(bases, named)
    named.pop("metaclass", None)
    return meta(name, tuple(bases), members, **named)


def _type_new(meta, name, bases, members, /, **named):
    members = dict(members)
    cell = members.pop("__classcell__", None)
    if "__eq__" in members and "__hash__" not in members:
        members["__hash__"] = None
    for special in ("__init_subclass__", "__class_getitem__"):
        if special in members and _type(members[special]) is _function_type:
            members[special] = classmethod(members[special])
    if "__new__" in members and _type(members["__new__"]) is _function_type:
        members["__new__"] = staticmethod(members["__new__"])
    c = _new_class(name, bases, members, meta)
    if cell is not None:
        cell(c)
    for key in list(members):
        v = members[key]
        if _lookup(_type(v), "__set_name__") is not _MISSING:
            try:
                v.__set_name__(c, key)
            except Exception as e:
                raise RuntimeError(f"Error calling __set_name__ on '{_type_name(v)}' instance {key!r} in {name!r}") from e
    if len(c.__mro__) > 1:
        f = super(c, c).__init_subclass__
        f(**named)
    return c


def _object_init_subclass(cls, **named):
    for name in named:
        raise TypeError(f"{cls.__name__}.__init_subclass__() takes no keyword arguments")


def _type_call(cls, /, *args, **named):
    if cls is type:
        if len(args) == 1:
            if named:
                raise TypeError("type() takes no keyword arguments")
            return _type(args[0])
        if len(args) != 3:
            raise TypeError("type() takes 1 or 3 arguments")
        for i, t in enumerate((str, tuple, dict), 1):
            x = args[i - 1]
            if not isinstance(x, t):
                got = "None" if x is None else _type_name(x)
                raise TypeError(f"type.__new__() argument {i} must be {t.__name__}, not {got}")
        for b in args[1]:
            if _type(b) is not type:
                meta = __import__("_rare").metaclass(args[1], {})
                return _type_new(meta, *args, **named) if meta is type else meta(*args, **named)
        return _type_new(type, *args, **named)
    v = _created(cls, args, named)
    if isinstance(v, cls):
        f = _lookup(_type(v), "__init__")
        if f is not _MISSING and (f is not _object_init or _lookup(cls, "__new__") is _object_new):
            f(v, *args, **named)
    return v


def _type_maker(*args, **named):
    return _type_call(type, *args, **named)


def _type_init(cls, *args, **named):
    pass


def _type_prepare(meta, name=None, bases=None, /, **named):
    return {}


def _order_of(cls):
    return list(cls.__mro__)


def _base_of(cls):
    return cls.__bases__[0] if cls.__bases__ else None


def _called(f, /, *args, **named):
    return f(*args, **named)


def _classmethod_get(m, v, t=None):
    f = m.__func__
    t = _type(v) if t is None else t
    return _method(f, t) if _type(f) is _function_type else f.__get__(t)


def _staticmethod_get(m, v, t=None):
    return m.__func__


# For classes made of `property`
def _property_init(p, fget=None, fset=None, fdel=None, doc=None):
    p.fget, p.fset, p.fdel, p._doc = fget, fset, fdel, doc
    p.__doc__ = getattr(fget, "__doc__", None) if doc is None else doc


def _property_with(p, *parts):
    return _type(p)(*parts, _part(p, 3) if _type(p) is property else p._doc)


def _property_setter(p, f):
    return _property_with(p, p.fget, f, p.fdel)


def _property_getter(p, f):
    return _property_with(p, f, p.fset, p.fdel)


def _property_deleter(p, f):
    return _property_with(p, p.fget, p.fset, f)


def _property_get(p, v, t=None):
    return p if v is None else p.fget(v) if p.fget is not None else _property_does(None, "getter", v)


def _property_set(p, v, x):
    _property_does(p.fset, "setter", v, x)


def _property_delete(p, v):
    _property_does(p.fdel, "deleter", v)


def _property_does(*args):
    return __import__("_rare").property_does(*args)


def _is_abstract(p):
    return __import__("_rare").is_abstract(p)


def _function_get(f, v, t=None):
    if v is None:
        return f
    return _method(f, v)


def _module_get(m, name):
    v = _compile(m, name)
    if v is _MISSING:
        v = _modules.get(f"{m.__name__}.{name}", _MISSING)
    if v is _MISSING:
        if name == "__dict__":
            return __import__("_eval").take_globals(m.__name__)
        if name in ("__doc__", "__package__", "__spec__", "__loader__"):
            return m.__name__.rpartition(".")[0] if name == "__package__" else None
        if name == "abc" and m.__name__ == "collections":
            return __import__("collections.abc")
        f = _compile(m, "__getattr__")
        if f is not _MISSING:
            return f(name)
        raise AttributeError(f"module '{m.__name__}' has no attribute '{name}'")
    return v


def _function_part(name):
    return property(lambda f: __import__("_rare").function_part(f, name))


def _module_set(m, name, v):
    _compile(m, (name, v))


def _import_star(m, module):
    __import__("_rare").import_star(m, module)


def _print_to(file, text):
    file.write(text)


def _bytes_percent(a, values):
    return __import__("_rare").bytes_percent(a, values)


def _dict_change(v, method, /, *args, **named):
    return __import__("_rare").dict_change(v, method, *args, **named)


def _dict_store(v, k, x):
    __import__("_rare").dict_store(v, k, x)


def _dict_remove(v, k):
    __import__("_rare").dict_remove(v, k)


def _subclasses_of(c):
    return _subclasses(c)


def _import_failed(m, name, e):
    if not isinstance(e, AttributeError):
        raise e
    try:
        return __import__(m.__name__ + "." + name)
    except ModuleNotFoundError:
        pass
    file = getattr(m, "__file__", "unknown location")
    raise ImportError(f"cannot import name '{name}' from '{m.__name__}' ({file})")


_modules = {"__main__": _module("__main__")}


def __import__(name):
    if name in _modules:
        return _modules[name]
    if name == "builtins":
        return _module(name)
    code = _compile(name, None)
    m = _module(name)
    parent = name.rpartition(".")[0]
    if parent and (code is None or hasattr(m, "__file__")):
        package = __import__(parent)
        if name in _modules:
            return _modules[name]
        if not hasattr(package, "__path__"):
            _not_found(name, f"; '{parent}' is not a package")
    if code is None:
        _not_found(name, "")
    m.__name__ = name
    _modules[name] = m
    try:
        code()
    except BaseException:
        del _modules[name]
        raise
    return m


def _not_found(name, more):
    e = ModuleNotFoundError(f"No module named '{name}'{more}")
    e.name = name
    raise e


# Builtins with arguments by name

def _sorted(args, key, reverse):
    if len(args) != 1:
        raise TypeError(f"sorted expected 1 argument, got {len(args)}")
    all = list(args[0])
    _list_sort(all, key=key, reverse=reverse)
    return all


def _list_sort(self, *, key=None, reverse=False):
    reverse = True if reverse else False
    if key is None and _sort_plain(self, reverse):
        return
    # Meanwhile it is empty.
    items = done = list(self)
    _replace(self, ())
    try:
        done = _merge_sort(items, reverse) if key is None else _sorted_by(items, key, reverse)
    finally:
        changed = len(self) > 0
        _replace(self, done)
    if changed:
        raise ValueError("list modified during sort")


def _sorted_by(items, key, reverse):
    keys = [key(x) for x in items]
    plain = _sort_order(keys, reverse)
    if plain is not None:
        return [items[i] for i in plain]
    pairs = _merge_sort_pairs([(keys[i], i) for i in range(len(items))], reverse)
    return [items[p[1]] for p in pairs]


def _merge_sort(a, reverse):
    pairs = _merge_sort_pairs([(x, None) for x in a], reverse)
    return [p[0] for p in pairs]


# Merges runs, as long as they are in order already, from the bottom up.
def _merge_sort_pairs(a, reverse):
    if reverse:
        a.reverse()
    n = len(a)
    width = 1
    while width < n:
        b = []
        i = 0
        while i < n:
            j = i + width
            mid = j if j < n else n
            end = j + width if j + width < n else n
            j = mid
            while i < mid and j < end:
                if a[j][0] < a[i][0]:
                    _append(b, a[j])
                    j += 1
                else:
                    _append(b, a[i])
                    i += 1
            while i < mid:
                _append(b, a[i])
                i += 1
            while j < end:
                _append(b, a[j])
                j += 1
            i = end
        a = b
        width *= 2
    if reverse:
        a.reverse()
    return a


def _replace(l, items):
    l[:] = items


def _extreme(name, args, key, default, greatest):
    if not args:
        raise TypeError(f"{name} expected at least 1 argument, got 0")
    if len(args) > 1 and default is not _MISSING:
        raise TypeError(f"Cannot specify a default for {name}() with multiple positional arguments")
    it = _iter(args[0] if len(args) == 1 else args)
    best = _next(it)
    if best is _MISSING:
        if default is _MISSING:
            raise ValueError(f"{name}() arg is an empty sequence")
        return default
    if key is None:
        for x in it:
            if (x > best) if greatest else (x < best):
                best = x
        return best
    value = key(best)
    for x in it:
        v = key(x)
        if (v > value) if greatest else (v < value):
            best, value = x, v
    return best


def _sum_of(iterable, start):
    if isinstance(start, (str, bytes, bytearray)):
        name, empty = ("strings", "''") if isinstance(start, str) else (_type(start).__name__, "b''")
        raise TypeError(f"sum() can't sum {name} [use {empty}.join(seq) instead]")
    for x in iterable:
        start = start + x
    return start


def any(iterable, /):
    for x in iterable:
        if x:
            return True
    return False


def all(iterable, /):
    for x in iterable:
        if not x:
            return False
    return True


def enumerate(iterable, start=0):
    it, n = _iter(iterable), _index(start)
    done = _enumerated(it, n)
    if done is not _MISSING:
        return done
    return _enumerate(it, n)


def _enumerate(it, n):
    for x in it:
        yield (n, x)
        n += 1


def zip(*iterables, strict=False):
    its = [_iter(x) for x in iterables]
    if not strict:
        z = _zipped(its)
        if z is not _MISSING:
            return z
        if len(its) == 2:
            return _zip2(its[0], its[1])
    return _zip(its, strict)


def _zip2(a, b):
    for x in a:
        y = _next(b)
        if y is _MISSING:
            return
        yield (x, y)


def _zip(its, strict):
    if not its:
        return
    while True:
        all = []
        for i, it in _enumerate(_iter(its), 0):
            x = _next(it)
            if x is _MISSING:
                if strict:
                    if i > 0:
                        s = " " if i == 1 else "s 1-"
                        raise ValueError(f"zip() argument {i + 1} is shorter than argument{s}{i}")
                    for j, other in _enumerate(_iter(its), 0):
                        if j > 0 and _next(other) is not _MISSING:
                            s = " " if j == 1 else "s 1-"
                            raise ValueError(f"zip() argument {j + 1} is longer than argument{s}{j}")
                return
            _append(all, x)
        yield tuple(all)


def map(f=_MISSING, /, *iterables):
    if len(iterables) == 1:
        return _map1(f, _iter(iterables[0]))
    if not iterables:
        raise TypeError("map() must have at least two arguments.")
    return _map(f, _zip([_iter(x) for x in iterables], False))


def _map1(f, it):
    for x in it:
        yield f(x)


def _map(f, it):
    for args in it:
        yield f(*args)


def filter(f, iterable, /):
    return _filter(f, _iter(iterable))


def _filter(f, it):
    for x in it:
        if (f(x) if f is not None else x):
            yield x


def reversed(v, /):
    it = _turned(v)
    if it is not _MISSING:
        return it
    f = _lookup(_type(v), "__reversed__")
    if f is not _MISSING:
        return f(v)
    if _type(v) is dict or _type(v) is _dict_keys or _type(v) is _dict_values or _type(v) is _dict_items:
        return _iter(list(v)[::-1])
    if isinstance(_payload(v), dict):
        return reversed(_payload(v))
    if not _is_plain(v) and _lookup(_type(v), "__getitem__") is _MISSING:
        raise TypeError(f"'{_type_name(v)}' object is not reversible")
    return _reversed(v, len(v))


def _reversed(v, n):
    while n > 0:
        n -= 1
        yield v[n]


_map_maker, map = map, _map_type
_filter_maker, filter = filter, _filter_type
_zip_maker, zip = zip, _zip_type
_enumerate_maker, enumerate = enumerate, _enumerate_type
_reversed_maker, reversed = reversed, _reversed_type


def pow(base, exp, mod=None):
    if mod is None:
        return base ** exp
    if not _type(base) is _type(exp) is _type(mod) is int:
        return __import__("_rare").power(base, exp, mod)
    if mod == 0:
        raise ValueError("pow() 3rd argument cannot be 0")
    if exp < 0:
        base = _inverse(base, mod)
        exp = -exp
    result = _pow_mod(base, exp, mod)
    if result is not _MISSING:
        return result
    result = 1 % mod
    base = base % mod
    while exp > 0:
        if exp & 1:
            result = result * base % mod
        base = base * base % mod
        exp >>= 1
    return result


def _inverse(a, n):
    r, s, x, y = n, a % n, 0, 1
    while s:
        q = r // s
        r, s = s, r - q * s
        x, y = y, x - q * y
    if r not in (1, -1):
        raise ValueError("base is not invertible for the given modulus")
    return x * r % n


def _dict_maker(*args, **named):
    if len(args) > 1:
        raise TypeError(f"dict expected at most 1 argument, got {len(args)}")
    d = _dict()
    if args:
        _dict_update(d, args[0])
    for k in named:
        d[k] = named[k]
    return d


def _dict_update(self, /, *args, **named):
    if len(args) > 1:
        raise TypeError(f"update expected at most 1 argument, got {len(args)}")
    for other in args:
        if isinstance(other, dict) or hasattr(other, "keys"):
            _merge(self, other)
        else:
            i = 0
            for pair in other:
                if not _put_pair(self, pair):
                    if _type(pair) is not tuple and _type(pair) is not list or len(pair) != 2:
                        pair = __import__("_rare").pair_of(pair, i)
                    self[pair[0]] = pair[1]
                i += 1
    for k in named:
        self[k] = named[k]


def _int_maker(x=0, /, base=_MISSING):
    if base is _MISSING:
        return int(x)
    return int(x, base)


def input(prompt=""):
    if prompt != "":
        _write(str(prompt), False)
    line = _read_line()
    if not line:
        raise EOFError("EOF when reading a line")
    return line[:-1] if line[-1] == "\n" else line


def open(*args, **named):
    return __import__("io").open(*args, **named)


def _display(v):
    __import__("sys").displayhook(v)


def eval(source, globals=None, locals=None, /):
    return __import__("_eval").run_eval("__main__", None, source, globals, locals)


def exec(source, globals=None, locals=None, /):
    __import__("_eval").run_exec("__main__", None, source, globals, locals)


def compile(*args, **named):
    return __import__("_eval").compile(*args, **named)


def globals():
    return __import__("_eval").take_globals("__main__")


locals = globals


def vars(v):
    if _type(v) is _module_type:
        return __import__("_eval").take_globals(v.__name__)
    if not hasattr(v, "__dict__"):
        raise TypeError("vars() argument must have __dict__ attribute")
    return v.__dict__


def dir(v):
    f = _lookup(_type(v), "__dir__")
    return sorted(f(v) if _type(f) is _function_type else _bound(f, v, _type(v))())


def _names_of(v):
    return __import__("_rare").names_of(v)


def _with_traceback(self, tb):
    return self


def _get_traceback(self):
    return __import__("traceback")._traceback_of(self)


def _set_traceback(self, tb):
    if tb is None:
        _compile(self, None)


def _raise_again():
    e = _compile(None, None)
    if e is None:
        raise RuntimeError("No active exception to reraise")
    raise e


def _add_note(self, note):
    if not isinstance(note, str):
        raise TypeError(f"note must be a str, not '{_type_name(note)}'")
    notes = getattr(self, "__notes__", None)
    if notes is None:
        self.__notes__ = [note]
    else:
        notes.append(note)


def _errno(self):
    return self.args[0] if len(self.args) > 1 else None


def _strerror(self):
    return self.args[1] if len(self.args) > 1 else None


def _file_of(self):
    return self.args[2] if len(self.args) > 2 else getattr(self, "_filename", None)


# The class is that of the number, and what follows the message is no argument.
def _os_error(cls, *args, **named):
    if cls is OSError and len(args) > 1:
        cls = __import__("_rare").os_error_class(args[0])
    return _object_new(cls, *args)


def _os_error_init(self, *args):
    if 2 < len(args) < 6 and args[2] is not None:
        self._filename = args[2]
        args = args[:2]
    self.args = args


def _syntax_part(i):
    def part(self):
        return self.args[1][i] if len(self.args) > 1 else None
    return part


def _unicode_part(i):
    def set_part(self, v):
        self.args = self.args[:i] + (v,) + self.args[i + 1:]
    return property(lambda self: self.args[i] if len(self.args) > i else None, set_part)


# The name that an error is about: what the program says, or what the message says
def _name_said(self):
    name = getattr(self, "_name", _MISSING)
    if name is _MISSING:
        text = self.args[0] if len(self.args) == 1 else None
        if not isinstance(text, str):
            return None
        for before, behind in ((" has no attribute '", "'"), ("name '", "' is not defined"), ("local variable '", "'"),
                ("free variable '", "'")):
            i = text.find(before)
            j = text.find(behind, i + len(before))
            if i >= 0 and j > 0:
                return text[i + len(before):j]
        return None
    return name


def _set_name_said(self, name):
    _set_plain(self, "_name", name)


def _attribute_error(self, *args, name=None, obj=None):
    self.args = args
    if name is not None:
        self.name = name
    if obj is not None:
        self.obj = obj


def _name_error(self, *args, name=None):
    self.args = args
    if name is not None:
        self.name = name


def _import_error(self, *args, name=None, path=None):
    self.args = args
    if name is not None:
        self.name = name
    if path is not None:
        self.path = path


def _message_of(self):
    return self.args[0] if len(self.args) == 1 else None


def _view_mapping(view):
    return __import__("types").MappingProxyType(_part(view, 0))


def _stop_value(self):
    return self.args[0] if self.args else None


_attach(object, "__init_subclass__", classmethod(_object_init_subclass))
_attach(object, "__dir__", _names_of)
_attach(type, "__call__", _type_call)
_attach(type, "__new__", staticmethod(_type_new))
_attach(type, "__init__", _type_init)
_attach(type, "__prepare__", classmethod(_type_prepare))
_attach(type, "__subclasses__", _subclasses_of)
_attach(type, "mro", _order_of)
_attach(type, "__base__", property(_base_of))
_attach(_function_type, "__get__", _function_get)
_attach(_function_type, "__call__", _called)
_attach(classmethod, "__get__", _classmethod_get)
_attach(staticmethod, "__get__", _staticmethod_get)
_attach(list, "sort", _list_sort)
_attach(list, "__init__", _list_init)
_attach(dict, "__init__", _dict_init)
_attach(set, "__init__", _set_init)
_attach(bytearray, "__init__", _bytearray_init)
for _c in (list, dict, set, bytearray, int, float, str, tuple, frozenset, bytes):
    _attach(_c, "__new__", staticmethod(_new_native))
_attach(str, "format", _str_format)
_attach(str, "format_map", _str_format_map)
_attach(str, "maketrans", staticmethod(_str_maketrans))
_attach(int, "from_bytes", classmethod(_int_from_bytes))
_attach(bytes, "maketrans", staticmethod(_bytes_maketrans))
_attach(bytearray, "maketrans", staticmethod(_bytes_maketrans))
_attach(bytes, "fromhex", classmethod(_bytes_of_hex))
_attach(bytearray, "fromhex", classmethod(_bytes_of_hex))
_attach(int, "real", property(_number_itself))
_attach(int, "imag", property(_int_imaginary))
_attach(int, "numerator", property(_number_itself))
_attach(int, "denominator", property(_int_denominator))
_attach(complex, "real", property(_complex_real))
_attach(complex, "imag", property(_complex_imaginary))
_attach(int, "conjugate", _number_itself)
_attach(float, "conjugate", _number_itself)
_attach(float, "real", property(_number_itself))
_attach(float, "imag", property(_float_imaginary))
_attach(float, "fromhex", classmethod(_float_of_hex))
_attach(dict, "update", _dict_update)
for _c in (_dict_keys, _dict_values, _dict_items):
    _attach(_c, "mapping", property(_view_mapping))
_attach(dict, "fromkeys", classmethod(_dict_from_keys))
for _n in ("__code__", "__globals__", "__defaults__", "__kwdefaults__"):
    _attach(_function_type, _n, _function_part(_n))
_attach(_generator_type, "send", _generator_send)
_attach(_generator_type, "throw", _generator_throw)
_attach(_generator_type, "close", _generator_close)
_attach(_generator_type, "__next__", _generator_next)
_attach(_generator_type, "__iter__", _self)
for _c in _iterator_types:
    _attach(_c, "__next__", _next_of_native)
    _attach(_c, "__iter__", _self)
_attach(property, "setter", _property_setter)
_attach(property, "getter", _property_getter)
_attach(property, "deleter", _property_deleter)
_attach(property, "__get__", _property_get)
_attach(property, "__set__", _property_set)
_attach(property, "__delete__", _property_delete)
_attach(property, "__init__", _property_init)
for _c in (property, staticmethod, classmethod):
    _attach(_c, "__isabstractmethod__", property(_is_abstract))
_attach(BaseException, "with_traceback", _with_traceback)
_attach(BaseException, "add_note", _add_note)
_attach(BaseException, "__cause__", None)
_attach(BaseException, "__context__", None)
_attach(BaseException, "__suppress_context__", False)
_attach(BaseException, "__traceback__", property(_get_traceback, _set_traceback))
for _c in ("filename", "lineno", "offset", "text", "end_lineno", "end_offset"):
    _attach(SyntaxError, _c, property(_syntax_part(("filename", "lineno", "offset", "text", "end_lineno", "end_offset").index(_c))))
_attach(SyntaxError, "msg", property(_stop_value))
_n = ("encoding", "object", "start", "end", "reason")
for _c in _n:
    _attach(UnicodeDecodeError, _c, _unicode_part(_n.index(_c)))
    _attach(UnicodeEncodeError, _c, _unicode_part(_n.index(_c)))
_attach(StopIteration, "value", property(_stop_value))
_attach(AttributeError, "__init__", _attribute_error)
_attach(NameError, "__init__", _name_error)
_attach(ImportError, "__init__", _import_error)
for _c in (AttributeError, NameError):
    _attach(_c, "name", property(_name_said, _set_name_said))
_attach(AttributeError, "obj", None)
for _c in ("name", "path"):
    _attach(ImportError, _c, None)
_attach(ImportError, "msg", property(_message_of))
_attach(OSError, "__new__", staticmethod(_os_error))
_attach(OSError, "__init__", _os_error_init)
_attach(OSError, "errno", property(_errno))
_attach(OSError, "strerror", property(_strerror))
_attach(OSError, "filename", property(_file_of))
_attach(SystemExit, "code", property(_stop_value))
_maker(type, _type_maker)
_maker(dict, _dict_maker)
_maker(int, _int_maker)
for _c, _f in ((map, _map_maker), (filter, _filter_maker), (zip, _zip_maker), (enumerate, _enumerate_maker),
        (reversed, _reversed_maker)):
    _maker(_c, _f)
    _attach(_c, "__new__", staticmethod(_new_native))
    _attach(_c, "__next__", _lazy_next)
    _attach(_c, "__iter__", _self)

_ready(_binary, _in_place_of, _unary, _equal, _order, _truth_of, _len_of, _hash_of, _repr_of, _str_of, _format_of,
    _join_of, _print_line, _contains_of, _get_item, _set_item, _del_item_of, _dict_get, _dict_set, _dict_has,
    _dict_del, _set_add, _dict_has, _set_del, _iter_of, _next_of, _list_of, _tuple_of, _set_of, _frozenset_of,
    _range_of, _divmod, _call_method, _construct, _index_of, _int_of, _float_of, _merge_of, _set_from, _unpack_of,
    _not_equal, _get_or_missing, _construct_native, _joined, _uncaught, _module_get, _with_lists, _set_method, _set_remove,
    _dict_get_or, _dict_set_default, _dict_pop, _dict_merge, _list_index, _list_count, _list_remove, _format_parts,
    _percent_of, _round_of, _str_translate, _exception_text, _bytes_of, _complex_of,
    _module_set, _print_to, _bytes_percent, _ascii_of, _is_any, _with_index, _call_found, _match_of,
    _member_of, _with_floats, _checked, _extreme, _sorted, _sum_of, _abstract, _named_of)
