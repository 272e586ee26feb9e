# What the prelude leaves to a module, as few programs need it.

def complex_of(a, b):
    for name in ("__complex__",) if a is not _MISSING else ():
        f = _lookup(_type(a), name)
        if f is not _MISSING:
            a = f(a)
            if _type(a) is not complex:
                raise TypeError(f"__complex__ returned non-complex (type {_type_name(a)})")
            return complex(a) if b is _MISSING else complex(a, b)
    a, b = _complex_part_of(a, "first argument must be a string or a"), _complex_part_of(b, "second argument must be a")
    return complex(a) if b is _MISSING else complex(a, b)


def _complex_part_of(v, what):
    p = v if v is _MISSING else _payload(v)
    if p is not _MISSING or v is _MISSING:
        return p
    for name in ("__float__", "__index__"):
        f = _lookup(_type(v), name)
        if f is not _MISSING:
            return float(f(v))
    if _type(v) is complex or isinstance(v, (int, float)):
        return v
    raise TypeError(f"complex() {what} number, not '{_type_name(v)}'")


def import_star(m, module):
    into = _module(module)
    names = getattr(m, "__all__", None)
    for name in _compile(m, None) if names is None else names:
        if names is not None or name[0] != "_":
            _compile(into, (name, getattr(m, name)))


def bytes_percent(a, values):
    def plain(v):
        return v.decode("latin-1") if isinstance(v, (bytes, bytearray)) else v
    text = a.decode("latin-1").replace("%b", "%s")
    if isinstance(values, tuple):
        values = tuple([plain(v) for v in values])
    elif isinstance(values, dict):
        values = {plain(k): plain(values[k]) for k in values}
    else:
        values = plain(values)
    r = (text % values).encode("latin-1")
    return bytearray(r) if isinstance(a, bytearray) else r


# `v.__dict__.method(...)`: what an instance's dictionary is changed to, the instance has
def dict_change(v, method, /, *args, **named):
    d = v.__dict__
    if isinstance(v, type) or _type(v) is _module_type:
        return getattr(d, method)(*args, **named)
    before = d.copy()
    r = getattr(d, method)(*args, **named)
    for k in d:
        if k not in before or before[k] is not d[k]:
            _set_plain(v, k, d[k])
    for k in before:
        if k not in d:
            object.__delattr__(v, k)
    return r


def dict_store(v, k, x):
    if isinstance(v, type):
        raise TypeError("'mappingproxy' object does not support item assignment")
    if _type(v) is _module_type:
        _compile(v, (k, x))
    else:
        _set_plain(v, k, x)


def dict_remove(v, k):
    if k not in v.__dict__:
        raise KeyError(k)
    object.__delattr__(v, k)


def no_package():
    raise ImportError("attempted relative import with no known parent package")


def union(a, b):
    u = UnionType((a, b))
    return u if len(u.__args__) > 1 else u.__args__[0]


class UnionType:
    __module__ = "types"

    def __init__(self, parts):
        args = {}
        for p in parts:
            for a in p.__args__ if _type(p) is UnionType else (type(None) if p is None else p,):
                args[a] = None
        self.__args__ = tuple(args)

    def __or__(self, other):
        return self._with(self, other)

    def __ror__(self, other):
        return self._with(other, self)

    def _with(self, a, b):
        for x in (a, b):
            if x is not None and not isinstance(x, type) and _type(x) is not UnionType:
                return NotImplemented
        return union(a, b)

    def __instancecheck__(self, v):
        return isinstance(v, self.__args__)

    def __subclasscheck__(self, c):
        return issubclass(c, self.__args__)

    def __eq__(self, other):
        return set(self.__args__) == set(other.__args__) if _type(other) is UnionType else NotImplemented

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        return " | ".join(["None" if a is type(None) else a.__qualname__ if a.__module__ == "builtins" else
            f"{a.__module__}.{a.__qualname__}" for a in self.__args__])


def iter_call(args, named):
    if named:
        raise TypeError("iter() takes no keyword arguments")
    if len(args) != 2:
        raise TypeError(f"iter expected at {'most 2 arguments' if args else 'least 1 argument'}, got {len(args)}")
    if not callable(args[0]):
        raise TypeError("iter(v, w): v must be callable")
    return callable_iterator(*args)


class callable_iterator:
    __module__ = "builtins"

    def __init__(self, f, sentinel):
        self._parts = f, sentinel

    def __iter__(self):
        return self

    def __next__(self):
        if self._parts is not None:
            f, sentinel = self._parts
            try:
                x = f()
            except StopIteration:
                self._parts = None
                raise
            if self._parts is not None and not x == sentinel:
                return x
            self._parts = None
        raise StopIteration
