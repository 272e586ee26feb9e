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
