WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _MISSING)
        if value is not _MISSING:
            setattr(wrapper, name, value)
    for name in updated:
        own = getattr(wrapped, name, None)
        if name != "__dict__":
            getattr(wrapper, name).update(own or {})
        elif own:
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
    __slots__ = ("func", "args", "keywords", "_rest", "__dict__", "__weakref__")

    def __new__(cls, /, *args, **keywords):
        if not args:
            raise TypeError("type 'partial' takes at least one argument")
        func, args = args[0], args[1:]
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial) and not func.__dict__:
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = _instance(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        self._rest = _call_named
        return self

    __call__ = __called__

    def __reduce__(self):
        return _type(self), (self.func,), (self.func, self.args, self.keywords or None, self.__dict__ or None)

    def __setstate__(self, state):
        func, args, named, own = state if isinstance(state, tuple) and len(state) == 4 else (None,) * 4
        if not callable(func) or not isinstance(args, tuple) or named is not None and not isinstance(named, dict):
            raise TypeError("invalid partial state")
        self.func, self.args = func, args
        self.keywords = named or {}
        self.__dict__.update(own or {})

    def __repr__(self):
        parts = [repr(self.func)] + [repr(a) for a in self.args]
        parts += [f"{k}={v!r}" for k, v in self.keywords.items()]
        t = _type(self)
        return f"{'functools.partial' if t is partial else t.__qualname__}({', '.join(parts)})"


def _call_named(p, args, named):
    return p.func(*p.args, *args, **{**p.keywords, **(named or {})})


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        parts = [repr(self.func)] + [repr(a) for a in self.args]
        parts += [f"{k}={v!r}" for k, v in self.keywords.items()]
        return f"functools.partialmethod({', '.join(parts)})"

    def __get__(self, obj, cls=None):
        func, given, named = self.func, self.args, self.keywords
        # What is no plain function decides itself what it is a method of.
        if _type(func) is not _function_type and hasattr(func, "__get__"):
            bound = func.__get__(obj, cls)
            if bound is not func:
                made = partial(bound, *given, **named)
                if hasattr(bound, "__self__"):
                    made.__self__ = bound.__self__
                return made

        def method(self, /, *args, **keywords):
            return func(self, *given, *args, **{**named, **keywords})
        method._partialmethod = self
        return method if obj is None else _method(method, obj)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)


class CacheInfo(tuple):
    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return f"CacheInfo(hits={self[0]}, misses={self[1]}, maxsize={self[2]}, currsize={self[3]})"


_NAMED = object()


class _lru_cache_wrapper:
    __slots__ = ("_parts", "__dict__", "__weakref__")

    # The parts: what was found where the native may look for keys, hits, misses, how many there may be,
    # the function, whether types count, all that was found, what goes on for the native, and the
    # root of a ring of links, the one that was not used for longest first. Where there may be so
    # many and no more, what was found is in links: the one before, the one behind, key and value.
    def __init__(self, function, maxsize, typed):
        found, most = {}, None if maxsize is None else int(maxsize)
        self._parts = [None if typed or most == 0 else found, 0, 0, most, function, typed, found, _missed, _asked, _passed, _ring()]
        self.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}

    __call__ = __cached__

    def __get__(self, obj, cls=None):
        return self if obj is None else _method(self, obj)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__qualname__

    def cache_info(self, /, *args):
        _take_none("info", args)
        _, hits, misses, most, _, _, found, *_ = self._parts
        return CacheInfo(hits, misses, most, len(found))

    def cache_clear(self, /, *args):
        _take_none("clear", args)
        self._parts[1] = self._parts[2] = 0
        self._parts[6].clear()
        self._parts[10] = _ring()


def _take_none(name, args):
    if args:
        raise TypeError(f"_lru_cache_wrapper.cache_{name}() takes no arguments ({len(args)} given)")


def _ring():
    root = [None, None, None, None]
    root[0] = root[1] = root
    return root


def _take_out(link):
    before, behind, *_ = link
    before[1], behind[0] = behind, before


def _make_last(link, root):
    last = root[0]
    last[1] = root[0] = link
    link[0], link[1] = last, root


# Calls the function whose result was not found.
def _missed(parts, key, args, named=None):
    parts[2] += 1
    function, found, most = parts[4], parts[6], parts[3]
    value = function(*args, **named) if named else function(*args)
    if most is None:
        found[key] = value
        return value
    if most == 0 or key in found:
        return value
    root = parts[10]
    link = root[1]
    if len(found) < most or link is root:
        link = [None, None, key, value]
    else:
        _take_out(link)
        # Keys that are compared may have thrown it out.
        if found.pop(link[2], None) is None:
            return value
        link[2], link[3] = key, value
    found[key] = link
    _make_last(link, root)
    return value


# Looks for a key that the program compares.
def _asked(parts, key, args, named=None):
    found = parts[6]
    value = found.get(key, _NEVER)
    if value is _NEVER:
        return _missed(parts, key, args, named)
    parts[1] += 1
    if parts[3] is None:
        return value
    _take_out(value)
    _make_last(value, parts[10])
    return value[3]


# Arguments of which some are passed by name, or whose types count
def _passed(parts, args, named):
    if parts[3] == 0:
        return _missed(parts, None, args, named)
    key = args
    if named:
        key += (_NAMED,)
        for pair in named.items():
            key += pair
    if parts[5]:
        key += tuple([_type(a) for a in args])
        if named:
            key += tuple([_type(v) for v in named.values()])
        elif len(args) == 1 and (_type(args[0]) is int or _type(args[0]) is str):
            key = args[0]
    return _asked(parts, key, args, named)


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize) and isinstance(typed, bool):
        return _wrapped(maxsize, 128, typed)
    if isinstance(maxsize, int):
        maxsize = 0 if maxsize < 0 else maxsize
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        return _wrapped(user_function, maxsize, typed)
    return decorating_function


def cache(user_function, /):
    return _wrapped(user_function, None, False)


def _wrapped(function, maxsize, typed):
    if not callable(function):
        raise TypeError("the first argument must be callable")
    return update_wrapper(_lru_cache_wrapper(function, maxsize, typed), function)


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
    # What a builtin class says of its own order counts as well.
    have = [name for name in _ORDERS if any([name in c.__dict__ for c in cls.__mro__ if c is not object])]
    if not have:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = have[0]
    rest = _ORDERS[root]
    for name in rest:
        if name not in have:
            setattr(cls, name, rest[name])
    return cls


def _is_union(c):
    typing = _modules.get("typing")
    return _type(c) is _type(int | None) or typing is not None and typing.get_origin(c) is typing.Union


def _is_class_or_union(c):
    return isinstance(c, type) or _is_union(c) and all([isinstance(a, type) for a in c.__args__])


# The function for a class: that of the first class of its order or of those that say that it
# is one of theirs.
def _dispatched(cls, registry):
    for c in cls.__mro__:
        if c in registry and c is not object:
            return registry[c]
    best = None
    for c in registry:
        if c is not object and issubclass(cls, c):
            if best is None or issubclass(c, best):
                best = c
            elif not issubclass(best, c):
                raise RuntimeError(f"Ambiguous dispatch: {best} or {c}")
    return registry[object if best is None else best]


def singledispatch(func):
    registry = {}
    funcname = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        return _dispatched(cls, registry)

    def register(cls, func=None):
        if _is_class_or_union(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            func = cls
            inner = func
            while isinstance(inner, (classmethod, staticmethod)):
                inner = inner.__func__
            types = getattr(inner, "__annotations__", None)
            if not types:
                raise TypeError(f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` on an annotated function.")
            if any([isinstance(t, str) for t in types.values()]):
                types = __import__("typing").get_type_hints(inner)
            argname = _next(_iter(types))
            cls = types[argname]
            cls = _type(None) if cls is None else cls
            if not _is_class_or_union(cls):
                if _is_union(cls):
                    raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} not all arguments are classes.")
                raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} is not a class.")
        for c in cls.__args__ if _is_union(cls) else (cls,):
            registry[c] = func
        return func

    def wrapper(*args, **named):
        if not args:
            raise TypeError(f"{funcname} requires at least 1 positional argument")
        return _dispatched(_type(args[0]), registry)(*args, **named)

    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = lambda: None
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **named):
            if not args:
                raise TypeError(f"{getattr(self.func, '__name__', 'singledispatchmethod method')} "
                    "requires at least 1 positional argument")
            f = self.dispatcher.dispatch(_type(args[0]))
            if _type(f) is _function_type:
                return f(*args, **named) if obj is None else f(obj, *args, **named)
            get = _lookup(_type(f), "__get__")
            if get is not _MISSING:
                f = get(f, obj, cls)
            elif isinstance(f, classmethod):
                return f.__func__(cls, *args, **named)
            elif isinstance(f, staticmethod):
                f = f.__func__
            return f(*args, **named)
        method.register = self.register
        inner = self.func
        while isinstance(inner, (classmethod, staticmethod)):
            inner = inner.__func__
        return update_wrapper(method, inner)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(f"Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        value = self.func(instance)
        try:
            setattr(instance, self.attrname, value)
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {_type(instance).__name__!r} instance to cache "
                f"{self.attrname!r} property.") from None
        return value

    def __class_getitem__(cls, item):
        return _type(list[int])(cls, item)
