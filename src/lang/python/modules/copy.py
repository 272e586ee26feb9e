class Error(Exception):
    pass


error = Error
_SAME = {int, float, bool, str, bytes, type, range, slice, _function_type, _builtin_type, _method_type, _none_type,
    type(NotImplemented), type(...), property, _module_type}


def copy(x):
    t = _type(x)
    if t in _SAME or t is tuple or t is frozenset or isinstance(x, type):
        return x
    if t is list or t is dict or t is set or t is bytearray:
        return x.copy()
    f = _lookup(t, "__copy__")
    if f is not _MISSING:
        return x.__copy__()
    return _made_again(x, None)


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
        y = memo[at] = {deepcopy(e, memo) for e in x}
    elif t is frozenset:
        y = frozenset([deepcopy(e, memo) for e in x])
    elif t is bytearray:
        y = x.copy()
    elif isinstance(x, type):
        return x
    elif _lookup(t, "__deepcopy__") is not _MISSING:
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
    f = _lookup(t, "__reduce__")
    if f is not _MISSING:
        made = x.__reduce__()
        if isinstance(made, str):
            return x
        args = made[1] if memo is None else deepcopy(made[1], memo)
        y = made[0](*args)
        state = made[2] if len(made) > 2 else None
    else:
        if _type(x) is _generator_type or _type(x) is _iterator_type:
            raise TypeError(f"cannot pickle '{t.__name__}' object")
        p = _payload(x)
        args = _lookup(t, "__getnewargs__")
        if isinstance(x, BaseException):
            y = t.__new__(t, *x.args)
            y.args = x.args if memo is None else deepcopy(x.args, memo)
        elif p is not _MISSING:
            y = _instance(t)
            _set_payload(y, copy(p) if memo is None or not isinstance(p, (list, dict, set)) else _type(p)())
        else:
            y = t.__new__(t) if args is _MISSING else t.__new__(t, *x.__getnewargs__())
        state = x.__getstate__() if _lookup(t, "__getstate__") is not _MISSING else _state(x)
        if memo is not None:
            memo[id(x)] = y
            if isinstance(p, list):
                _payload(y).extend([deepcopy(e, memo) for e in p])
            elif isinstance(p, dict):
                for k in p:
                    _payload(y)[deepcopy(k, memo)] = deepcopy(p[k], memo)
            elif isinstance(p, set):
                _payload(y).update([deepcopy(e, memo) for e in p])
            elif isinstance(p, tuple):
                _set_payload(y, deepcopy(p, memo))
    if memo is not None:
        memo[id(x)] = y
        state = deepcopy(state, memo)
    if state is not None:
        if _lookup(t, "__setstate__") is not _MISSING:
            y.__setstate__(state)
        else:
            for k in state:
                object.__setattr__(y, k, state[k])
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
