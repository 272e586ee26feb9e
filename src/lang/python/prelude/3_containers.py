# Keys whose hash or equality the program decides

def _key(d, k):
    if _is_set(_type(d)) and isinstance(k, set) and _lookup(_type(k), "__hash__") in (None, _MISSING):
        k = frozenset(k)
    h = hash(k)
    all, i = _candidates(d, h), 0
    while i < len(all):
        other = all[i]
        if other is k:
            return h, other
        if other == k:
            # Comparing may have changed what is there.
            now = _candidates(d, h)
            return (h, other) if i < len(now) and now[i] is other else _key(d, k)
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
