WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _MISSING)
        if value is not _MISSING:
            setattr(wrapper, name, value)
    for name in updated:
        own = getattr(wrapped, name, None)
        if own:
            for key in [k for k in own if isinstance(k, str)]:
                setattr(wrapper, key, own[key])
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)
    return decorate


def reduce(function, iterable, initial=_MISSING, /):
    it = _iter(iterable)
    value = initial
    if value is _MISSING:
        value = _next(it)
        if value is _MISSING:
            raise TypeError("reduce() of empty iterable with no initial value")
    for x in it:
        value = function(value, x)
    return value


class partial:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if _type(func) is partial:
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        if keywords or self.keywords:
            return self.func(*self.args, *args, **{**self.keywords, **keywords})
        return self.func(*self.args, *args)

    def __reduce__(self):
        return _type(self), (self.func,), self.__dict__

    def __repr__(self):
        parts = [repr(self.func)] + [repr(a) for a in self.args]
        parts += [f"{k}={v!r}" for k, v in self.keywords.items()]
        return f"functools.partial({', '.join(parts)})"


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        func, given, named = self.func, self.args, self.keywords
        if hasattr(func, "__get__"):
            bound = func.__get__(obj, cls)
            if bound is not func:
                return partial(bound, *given, **named)

        def method(self, /, *args, **keywords):
            return func(self, *given, *args, **{**named, **keywords})
        return method if obj is None else partial(method, obj)


class _CacheInfo(tuple):
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return f"CacheInfo(hits={self[0]}, misses={self[1]}, maxsize={self[2]}, currsize={self[3]})"


def _cache_key(args, named, typed):
    if not named and not typed:
        # A lone number or text is its own key; 1 and 1.0 are two keys then.
        return args[0] if len(args) == 1 and (_type(args[0]) is int or _type(args[0]) is str) else args
    key = args
    if named:
        key = args + (_CacheInfo,)
        for pair in named.items():
            key += pair
    if typed:
        key += tuple([_type(a) for a in args]) + tuple([_type(v) for v in named.values()])
    return key


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _cached(maxsize, 128, False)
    if isinstance(maxsize, int):
        maxsize = 0 if maxsize < 0 else maxsize
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        return _cached(user_function, maxsize, typed)
    return decorating_function


def cache(user_function, /):
    return _cached(user_function, None, False)


def _cached(function, maxsize, typed):
    if not callable(function):
        raise TypeError("the first argument must be callable")
    found = {}
    hits = misses = 0

    if maxsize is None and not typed:
        def wrapper(*args, **named):
            nonlocal hits, misses
            key = _cache_key(args, named, False)
            value = found.get(key, _NEVER)
            if value is not _NEVER:
                hits += 1
                return value
            misses += 1
            value = function(*args, **named)
            found[key] = value
            return value
    elif maxsize == 0:
        def wrapper(*args, **named):
            nonlocal misses
            misses += 1
            return function(*args, **named)
    else:
        def wrapper(*args, **named):
            nonlocal hits, misses
            key = _cache_key(args, named, typed)
            value = found.get(key, _NEVER)
            if value is not _NEVER:
                hits += 1
                if maxsize is not None:
                    # The most recent one is the last.
                    del found[key]
                    found[key] = value
                return value
            misses += 1
            value = function(*args, **named)
            if maxsize is not None and key not in found and len(found) >= maxsize:
                del found[_next(_iter(found))]
            found[key] = value
            return value

    def cache_info():
        return _CacheInfo((hits, misses, maxsize, len(found)))

    def cache_clear():
        nonlocal hits, misses
        found.clear()
        hits = misses = 0

    def cache_parameters():
        return {"maxsize": maxsize, "typed": typed}

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = cache_parameters
    return update_wrapper(wrapper, function)


class _Key:
    __slots__ = ("obj", "compare")
    __hash__ = None

    def __init__(self, obj, compare):
        self.obj = obj
        self.compare = compare

    def __lt__(self, other):
        return self.compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self.compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self.compare(self.obj, other.obj) == 0

    def __le__(self, other):
        return self.compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self.compare(self.obj, other.obj) >= 0


def cmp_to_key(mycmp):
    def key(obj):
        return _Key(obj, mycmp)
    return key


# Each of the four orders from each other one.
def _gt_from_lt(self, other):
    r = _type(self).__lt__(self, other)
    return r if r is NotImplemented else not r and self != other


def _le_from_lt(self, other):
    r = _type(self).__lt__(self, other)
    return r if r is NotImplemented else r or self == other


def _not_lt(self, other):
    r = _type(self).__lt__(self, other)
    return r if r is NotImplemented else not r


def _ge_from_le(self, other):
    r = _type(self).__le__(self, other)
    return r if r is NotImplemented else not r or self == other


def _lt_from_le(self, other):
    r = _type(self).__le__(self, other)
    return r if r is NotImplemented else r and self != other


def _not_le(self, other):
    r = _type(self).__le__(self, other)
    return r if r is NotImplemented else not r


def _lt_from_gt(self, other):
    r = _type(self).__gt__(self, other)
    return r if r is NotImplemented else not r and self != other


def _ge_from_gt(self, other):
    r = _type(self).__gt__(self, other)
    return r if r is NotImplemented else r or self == other


def _not_gt(self, other):
    r = _type(self).__gt__(self, other)
    return r if r is NotImplemented else not r


def _le_from_ge(self, other):
    r = _type(self).__ge__(self, other)
    return r if r is NotImplemented else not r or self == other


def _gt_from_ge(self, other):
    r = _type(self).__ge__(self, other)
    return r if r is NotImplemented else r and self != other


def _not_ge(self, other):
    r = _type(self).__ge__(self, other)
    return r if r is NotImplemented else not r


_ORDERS = {
    "__lt__": {"__gt__": _gt_from_lt, "__le__": _le_from_lt, "__ge__": _not_lt},
    "__le__": {"__ge__": _ge_from_le, "__lt__": _lt_from_le, "__gt__": _not_le},
    "__gt__": {"__lt__": _lt_from_gt, "__ge__": _ge_from_gt, "__le__": _not_gt},
    "__ge__": {"__le__": _le_from_ge, "__gt__": _gt_from_ge, "__lt__": _not_ge},
}


def total_ordering(cls):
    for root in ("__lt__", "__le__", "__gt__", "__ge__"):
        if _lookup(cls, root) is not _MISSING:
            break
    else:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    rest = _ORDERS[root]
    for name in rest:
        if _lookup(cls, name) is _MISSING:
            setattr(cls, name, rest[name])
    return cls


class _SingleDispatch:
    def __init__(self, func):
        self.registry = {object: func}
        update_wrapper(self, func)

    def dispatch(self, cls):
        for c in cls.__mro__:
            if c in self.registry:
                return self.registry[c]
        # Abstract classes are in no order of the class.
        best = None
        for c in self.registry:
            if issubclass(cls, c) and (best is None or issubclass(c, best)):
                best = c
        return self.registry[best]

    def register(self, cls, func=None):
        if func is not None:
            self.registry[cls] = func
            return func
        if isinstance(cls, type):
            return lambda f: self.register(cls, f)
        func = cls
        types = getattr(func, "__annotations__", None)
        if not types:
            raise TypeError(f"Invalid first argument to `register()`: {func!r}. "
                "Use either `@register(some_class)` or plain `@register` on an annotated function.")
        for name in types:
            self.registry[types[name]] = func
            break
        return func

    def __call__(self, /, *args, **named):
        if not args:
            raise TypeError(f"{self.__name__} requires at least 1 positional argument")
        return self.dispatch(_type(args[0]))(*args, **named)


def singledispatch(func):
    return _SingleDispatch(func)


class singledispatchmethod:
    def __init__(self, func):
        self.func = func
        self.dispatcher = _SingleDispatch(func)

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def method(*args, **named):
            f = self.dispatcher.dispatch(_type(args[0]))
            if hasattr(f, "__get__"):
                f = f.__get__(obj, cls)
            return f(*args, **named)
        return method


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        value = self.func(instance)
        setattr(instance, self.attrname, value)
        return value
