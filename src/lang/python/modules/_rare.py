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


# A key with its value, of what a dictionary is made of
def pair_of(pair, i):
    try:
        pair = tuple(pair)
    except TypeError:
        raise TypeError(f"cannot convert dictionary update sequence element #{i} to a sequence") from None
    if len(pair) != 2:
        raise ValueError(f"dictionary update sequence element #{i} has length {len(pair)}; 2 is required")
    return pair


def property_does(f, what, v, *more):
    if f is None:
        raise AttributeError(f"property of {_type(v).__qualname__!r} object has no {what}")
    return f(v, *more)


def is_abstract(p):
    parts = (p.fget, p.fset, p.fdel) if isinstance(p, property) else (p.__func__,)
    return True in [True for f in parts if getattr(f, "__isabstractmethod__", False)]


def names_of(v):
    names = {"__class__", "__doc__"}
    if _type(v) is _module_type:
        return list(v.__dict__)
    if not isinstance(v, type) and hasattr(v, "__dict__"):
        names.update(v.__dict__)
    for c in (v if isinstance(v, type) else _type(v)).__mro__:
        own = c.__dict__
        names.update(own)
        if "__module__" in own:
            slots = own.get("__slots__", ("__dict__", "__weakref__"))
            names.update((slots,) if isinstance(slots, str) else slots)
    return list(names)


# The class of errors of the system with a number
def os_error_class(number):
    known = {1: PermissionError, 2: FileNotFoundError, 3: ProcessLookupError, 4: InterruptedError, 10: ChildProcessError,
        11: BlockingIOError, 13: PermissionError, 17: FileExistsError, 20: NotADirectoryError, 21: IsADirectoryError,
        32: BrokenPipeError, 103: ConnectionAbortedError, 104: ConnectionResetError, 108: BrokenPipeError,
        110: TimeoutError, 111: ConnectionRefusedError, 114: BlockingIOError, 115: BlockingIOError}
    return known.get(number, OSError) if isinstance(number, int) else OSError


# `pow` of three arguments that are not all integers
def power(base, exp, mod):
    if _lookup(_type(base), "__pow__") is not _MISSING:
        r = base.__pow__(exp, mod)
        if r is not NotImplemented:
            return r
    if isinstance(base, int) and isinstance(exp, int) and isinstance(mod, int):
        return pow(_index(base), _index(exp), _index(mod))
    if isinstance(base, (int, float)) and isinstance(exp, (int, float)) and isinstance(mod, (int, float)):
        raise TypeError("pow() 3rd argument not allowed unless all arguments are integers")
    names = ", ".join([f"'{_type_name(x)}'" for x in (base, exp, mod)])
    raise TypeError(f"unsupported operand type(s) for ** or pow(): {names}")


def import_star(m, module):
    into = _module(module)
    if module[0] == "<":
        into = _compile(into, "%globals")
    names = getattr(m, "__all__", None)
    for name in _compile(m, None) if names is None else names:
        if names is not None or name[0] != "_":
            if module[0] == "<":
                into[name] = getattr(m, name)
            else:
                _compile(into, (name, getattr(m, name)))


def bytes_percent(a, values):
    def plain(v):
        if not isinstance(v, (bytes, bytearray)) and _lookup(_type(v), "__bytes__") is not _MISSING:
            v = bytes(v)
        return v.decode("latin-1") if isinstance(v, (bytes, bytearray)) else v
    text = a.decode("latin-1")
    i = text.find("b") if "%" in text else -1
    while i >= 0:
        # The letter of a conversion is `s` in the words of texts.
        j = i - 1
        while j >= 0 and (text[j] in "0123456789.*#- +" or text[j] == ")" and text.rfind("(", 0, j) > 0):
            j = text.rfind("(", 0, j) - 1 if text[j] == ")" else j - 1
        n = j
        while n >= 0 and text[n] == "%":
            n -= 1
        if (j - n) % 2:
            text = text[:i] + "s" + text[i + 1:]
        i = text.find("b", i + 1)
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


def function_part(f, name):
    if name == "__code__":
        return code(f)
    if name == "__globals__":
        return __import__("_eval").take_globals(f.__module__)
    said, values = _compile(f, None), _compile(f, "defaults")
    pairs = list(zip(values[::2], values[1::2]))
    if name == "__defaults__":
        return tuple([v for i, v in pairs if i < said[4]]) or None
    return {said[2][i]: v for i, v in pairs if i >= said[4]} or None


# What is known of a function's code
class code:
    def __init__(self, f):
        self.co_name, self.co_qualname = f.__name__, f.__qualname__
        (self.co_filename, self.co_firstlineno, self.co_varnames, _, self.co_argcount, self.co_posonlyargcount,
            self.co_kwonlyargcount, self.co_flags) = _compile(f, None)
        self.co_nlocals = len(self.co_varnames)

    def __repr__(self):
        return f'<code object {self.co_name} at {hex(id(self))}, file "{self.co_filename}", line {self.co_firstlineno}>'

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if _type(other) is code else NotImplemented

    def __hash__(self):
        return hash((self.co_name, self.co_firstlineno))


# `list[int]`
def alias(v, at):
    generic = (list, tuple, dict, set, frozenset, type, enumerate, BaseExceptionGroup)
    if not any([c in generic for c in v.__mro__]):
        # Classes of modules that come with Python may take any.
        m = _modules.get(v.__module__)
        if m is None or hasattr(m, "__file__"):
            raise TypeError(f"type '{v.__name__}' is not subscriptable")
    return GenericAlias(v, at)


class GenericAlias:
    __module__ = "types"

    def __init__(self, origin, args):
        self.__origin__ = origin
        self.__args__ = args if _type(args) is tuple else (args,)

    @property
    def __parameters__(self):
        return type_variables(self.__args__)

    def __getitem__(self, args):
        return GenericAlias(self.__origin__, with_types(self, args))

    def __call__(self, /, *args, **named):
        r = self.__origin__(*args, **named)
        try:
            r.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return r

    # `*list[...]` among arguments
    def __iter__(self):
        yield __import__("typing").Unpack[self]

    def __getattr__(self, name):
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, v):
        raise TypeError("isinstance() argument 2 cannot be a parameterized generic")

    def __subclasscheck__(self, c):
        raise TypeError("issubclass() argument 2 cannot be a parameterized generic")

    def __or__(self, other):
        return _united(self, other)

    def __ror__(self, other):
        return _united(other, self)

    def __eq__(self, other):
        if _type(other) is not GenericAlias:
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash(self.__origin__) ^ hash(self.__args__)

    def __repr__(self):
        return f"{_type_text(self.__origin__)}[{', '.join([_type_text(a) for a in self.__args__]) or '()'}]"


# Variables of types, for which others may be put in.
def type_variables(args):
    found = {}
    for a in args:
        for p in (a,) if _is_variable(a) else () if isinstance(a, type) else getattr(a, "__parameters__", ()):
            found[p] = None
    return tuple(found)


def _is_variable(a):
    return _type(a).__name__ in ("TypeVar", "ParamSpec", "TypeVarTuple")


# The arguments of a type with others for its variables
def with_types(t, args):
    names = t.__parameters__
    if not names:
        raise TypeError(f"{t!r} is not a generic class")
    args = args if _type(args) is tuple else (args,)
    if len(args) != len(names):
        raise TypeError(f"Too {'many' if len(args) > len(names) else 'few'} arguments for {t!r}; "
            f"actual {len(args)}, expected {len(names)}")
    given = dict(zip(names, [type(None) if a is None else a for a in args]))

    def put(a):
        if _is_variable(a):
            return given[a]
        inner = () if isinstance(a, type) else getattr(a, "__parameters__", ())
        return a[tuple([given[p] for p in inner])] if inner else a
    return tuple([put(a) for a in t.__args__])


def _type_text(t):
    if t is ...:
        return "..."
    if isinstance(t, list):
        return f"[{', '.join([_type_text(a) for a in t])}]"
    if isinstance(t, type):
        return t.__qualname__ if t.__module__ == "builtins" else f"{t.__module__}.{t.__qualname__}"
    return repr(t)


def _united(a, b):
    for x in (a, b):
        if x is not None and not isinstance(x, type) and _type(x) is not UnionType and _type(x) is not GenericAlias:
            return NotImplemented
    return union(a, b)


def union(a, b):
    u = UnionType((a, b))
    return u if len(u.__args__) > 1 else u.__args__[0]


class UnionType:
    __module__ = "types"

    def __init__(self, parts):
        args = []
        for p in parts:
            for a in p.__args__ if _type(p) is UnionType else (type(None) if p is None else p,):
                if a not in args:
                    _append(args, a)
        self.__args__ = tuple(args)

    def __or__(self, other):
        return _united(self, other)

    def __ror__(self, other):
        return _united(other, self)

    def __instancecheck__(self, v):
        return isinstance(v, self.__args__)

    def __subclasscheck__(self, c):
        return issubclass(c, self.__args__)

    def __eq__(self, other):
        return set(self.__args__) == set(other.__args__) if _type(other) is UnionType else NotImplemented

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        return " | ".join(["None" if a is type(None) else _type_text(a) for a in self.__args__])


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


# What patterns ask of values of the program's classes

def is_sequence(v, n, exact):
    p = _payload(v)
    if not isinstance(p, (list, tuple)):
        if p is not _MISSING or not isinstance(v, __import__("collections.abc").Sequence):
            return False
    return len(v) == n if exact else len(v) >= n


def sequence_rest(v, before, behind):
    return [v[i] for i in range(before, len(v) - behind)]


def is_mapping(v):
    p = _payload(v)
    return isinstance(p, dict) or p is _MISSING and isinstance(v, __import__("collections.abc").Mapping)


def mapping_get(v, key):
    x = v.get(key, _NEVER)
    return _MISSING if x is _NEVER else x


def mapping_rest(v, *keys):
    rest = dict(v)
    for k in keys:
        del rest[k]
    return rest


# What a class's body fills, as the metaclass wants it
def class_space(name, bases, named, plain):
    meta = named["metaclass"] = metaclass(bases, named)
    f = getattr(meta, "__prepare__", _MISSING)
    if f is _MISSING:
        return plain
    space = f(name, tuple(bases), **{k: named[k] for k in named if k != "metaclass"})
    if not isinstance(space, dict) and _lookup(_type(space), "__getitem__") is _MISSING:
        meta = meta.__name__ if isinstance(meta, type) else "<metaclass>"
        raise TypeError(f"{meta}.__prepare__() must return a mapping, not {_type_name(space)}")
    for k in plain:
        space[k] = plain[k]
    return space


def metaclass(bases, named):
    meta = named["metaclass"] if "metaclass" in named else _type(bases[0]) if bases else type
    if isinstance(meta, type):
        for b in bases:
            t = _type(b)
            if t is not meta and issubclass(t, meta):
                meta = t
            elif not issubclass(meta, t):
                raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                    "subclass of the metaclasses of all its bases")
    return meta
