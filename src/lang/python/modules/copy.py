class Error(Exception):
    pass


error = Error
_SAME = {int, float, bool, complex, str, bytes, type, range, slice, _function_type, _builtin_type, _none_type,
    type(NotImplemented), type(...), property}


def copy(x):
    t = _type(x)
    if t in _SAME or t is tuple or t is frozenset or t is _method_type or isinstance(x, type):
        return x
    if t is list or t is dict or t is set or t is bytearray:
        return x.copy()
    if not _none_of(t, "__copy__"):
        return x.__copy__()
    return _made_again(x, None)


# Whether a class has no such method, or says that it wants none.
def _none_of(t, name):
    f = _lookup(t, name)
    return f is _MISSING or f is None


def deepcopy(x, memo=None, _nil=[]):
    t = _type(x)
    if t in _SAME:
        return x
    if memo is None:
        memo = {}
    at = id(x)
    if at in memo:
        return memo[at]
    if t is list:
        y = memo[at] = []
        for e in x:
            _append(y, deepcopy(e, memo))
    elif t is dict:
        y = memo[at] = {}
        for k in x:
            y[deepcopy(k, memo)] = deepcopy(x[k], memo)
    elif t is tuple:
        y = tuple([deepcopy(e, memo) for e in x])
        # A tuple may be part of itself.
        if at in memo:
            return memo[at]
        for a, b in zip(x, y):
            if a is not b:
                break
        else:
            y = x
    elif t is set:
        y = memo[at] = {deepcopy(e, memo) for e in list(x)}
    elif t is frozenset:
        y = frozenset([deepcopy(e, memo) for e in x])
    elif t is bytearray:
        y = x.copy()
    elif isinstance(x, type):
        return x
    elif t is _method_type:
        made = _type(x.__func__) is _function_type
        y = _method(x.__func__, deepcopy(x.__self__, memo)) if made else x
    elif not _none_of(t, "__deepcopy__"):
        y = x.__deepcopy__(memo)
    else:
        y = _made_again(x, memo)
    if y is not x:
        memo[at] = y
        # What was copied must live as long as its number is remembered.
        memo.setdefault(id(memo), []).append(x)
    return y


# An object of the class with the same attributes.
def _made_again(x, memo):
    t = _type(x)
    again = _lookup(t, "__reduce_ex__") is not _MISSING
    if again or _lookup(t, "__reduce__") is not _MISSING:
        made = x.__reduce_ex__(4) if again else x.__reduce__()
        if isinstance(made, str):
            return x
        if len(made) > 5:
            raise TypeError(f"{made[5]!r} is more than a copy can be made of")
        args = made[1] if memo is None else deepcopy(made[1], memo)
        y = made[0](*args)
        state, items, pairs = (*made[2:5], None, None, None)[:3]
        own = False
    else:
        if (t is _generator_type or t in _iterator_types or t is _module_type
                or isinstance(x, (map, filter, zip, enumerate, reversed))):
            raise TypeError(f"cannot pickle '{t.__name__}' object")
        p = _payload(x)
        items = pairs = None
        args = _lookup(t, "__getnewargs__")
        if isinstance(x, BaseException):
            y = t.__new__(t, *x.args)
            y.args = x.args if memo is None else deepcopy(x.args, memo)
        elif p is not _MISSING:
            y = _instance(t)
            if isinstance(p, list):
                items, p = iter(p), []
            elif isinstance(p, dict):
                pairs, p = iter(p.items()), {}
            elif isinstance(p, set):
                items, p = iter(list(p)), set()
            elif isinstance(p, bytearray):
                p = copy(p)
            elif memo is not None:
                p = deepcopy(p, memo)
            _set_payload(y, p)
        else:
            y = t.__new__(t) if args is _MISSING else t.__new__(t, *x.__getnewargs__())
        own = _lookup(t, "__getstate__") is _MISSING
        state = _state(x) if own else x.__getstate__()
    if memo is not None:
        memo[id(x)] = y
        if state is not None:
            size = len(state) if own else 0
            state = deepcopy(state, memo)
            if own and len(_state(x)) != size:
                raise RuntimeError("dictionary changed size during iteration")
    if state is not None:
        if _lookup(t, "__setstate__") is not _MISSING:
            y.__setstate__(state)
        else:
            for k in state:
                object.__setattr__(y, k, state[k])
    for e in () if items is None else items:
        e = e if memo is None else deepcopy(e, memo)
        y.add(e) if isinstance(y, set) else y.append(e)
    for k, v in () if pairs is None else pairs:
        if memo is not None:
            k, v = deepcopy(k, memo), deepcopy(v, memo)
        y[k] = v
    return y


def _state(x):
    state = dict(getattr(x, "__dict__", ()))
    for c in _type(x).__mro__:
        slots = c.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            v = getattr(x, name, _MISSING)
            if v is not _MISSING:
                state[name] = v
    return state
