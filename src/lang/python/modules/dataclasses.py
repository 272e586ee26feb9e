class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


class _KwOnly:
    pass


MISSING = _Missing()
KW_ONLY = _KwOnly()
_made = 0


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        return f"dataclasses.InitVar[{self.type.__name__ if isinstance(self.type, type) else self.type!r}]"


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._kind = "field"

    def __set_name__(self, owner, name):
        f = _lookup(_type(self.default), "__set_name__")
        if f is not _MISSING:
            f(self.default, owner, name)

    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
            f"compare={self.compare!r},metadata=mappingproxy({self.metadata!r}),kw_only={self.kw_only!r},"
            f"_field_type=_FIELD)")


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
        kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
        match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def decorate(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)
    return decorate if cls is None else decorate(cls)


def _kind(note):
    if isinstance(note, str):
        if note.startswith(("ClassVar", "typing.ClassVar")):
            return "class"
        return "init" if note.startswith(("InitVar", "dataclasses.InitVar")) else "field"
    if isinstance(note, InitVar) or note is InitVar:
        return "init"
    return "class" if getattr(note, "_name", None) == "ClassVar" else "field"


# What the class or one of those it is made of has under the name of a field
def _default_of(cls, name):
    for c in cls.__mro__:
        if name in c.__dict__:
            # What a slot has for a descriptor is no default.
            return MISSING if "__slots__" in c.__dict__ and name in c.__slots__ else getattr(cls, name, MISSING)
    return MISSING


def _own_fields(cls, kw_only):
    own = []
    notes = cls.__dict__["__annotations__"] if "__annotations__" in cls.__dict__ else {}
    for name in notes:
        note = notes[name]
        if note is KW_ONLY or note == "KW_ONLY":
            kw_only = True
            continue
        default = _default_of(cls, name)
        f = default if isinstance(default, Field) else field(default=default)
        f.name = name
        f.type = note
        f._kind = _kind(note)
        if f.kw_only is MISSING:
            f.kw_only = kw_only if f._kind != "class" else False
        if f._kind != "field" and f.default_factory is not MISSING:
            raise TypeError(f"field {name} cannot have a default factory")
        if f._kind == "field" and f.default is not MISSING and _lookup(_type(f.default), "__hash__") is None or isinstance(
                f.default, (list, dict, set)):
            raise ValueError(f"mutable default {_type(f.default)} for field {name} is not allowed: use default_factory")
        _append(own, f)
    for name in list(cls.__dict__):
        if isinstance(cls.__dict__[name], Field) and name not in notes:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return own


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    fields = {}
    any_frozen = has_base = False
    for b in reversed(cls.__mro__[1:]):
        if "__dataclass_fields__" in b.__dict__:
            has_base = True
            for name in b.__dataclass_fields__:
                fields[name] = b.__dataclass_fields__[name]
            if b.__dataclass_params__.frozen:
                any_frozen = True
    own = _own_fields(cls, kw_only)
    for f in own:
        fields[f.name] = f
        if isinstance(cls.__dict__[f.name] if f.name in cls.__dict__ else None, Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    if has_base:
        if any_frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if frozen and not any_frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = _Params(init, repr, eq, order, unsafe_hash, frozen)
    real = [f for f in fields.values() if f._kind == "field"]
    has_hash = "__hash__" in cls.__dict__ and not (cls.__dict__["__hash__"] is None and "__eq__" in cls.__dict__)
    hashes = (unsafe_hash or eq and frozen) and not has_hash
    made = _methods(cls, fields, real, slots, init, repr and "__repr__" not in cls.__dict__, eq, order, frozen, hashes)
    for name in made:
        if name in ("__lt__", "__le__", "__gt__", "__ge__", "__setattr__", "__delattr__") and name in cls.__dict__:
            if name in ("__setattr__", "__delattr__"):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                "Consider using functools.total_ordering")
        if name not in ("__eq__", "__init__") or name not in cls.__dict__:
            made[name].__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, made[name])
    if unsafe_hash and has_hash:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if eq and not (frozen or unsafe_hash or has_hash):
        cls.__hash__ = None
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in real if f.init and not f.kw_only])
    if slots:
        return _with_slots(cls, [f.name for f in real])
    return cls


class _Params:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen


def _with_slots(cls, names):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = [name for b in cls.__mro__[1:] for name in getattr(b, "__slots__", ())]
    members = {k: cls.__dict__[k] for k in list(cls.__dict__) if k not in names and k not in ("__dict__", "__weakref__")}
    members["__slots__"] = tuple([name for name in names if name not in inherited])
    qualname = cls.__qualname__
    cls = _type(cls)(cls.__name__, cls.__bases__, members)
    cls.__qualname__ = qualname
    return cls


# The parameters of `__init__` are the fields, so the methods are a text that is compiled.
def _methods(cls, fields, real, slots, init, repr, eq, order, frozen, hashes):
    global _made
    _made += 1
    name = f"{cls.__name__}#dataclass{_made}"
    m = _module(name)
    m._dc_missing = MISSING
    m._dc_fields = fields
    m._dc_setattr = object.__setattr__
    m._dc_frozen = FrozenInstanceError
    m._dc_class = cls
    text = []
    if init:
        text += _init_text(cls, fields, frozen, slots or "__slots__" in cls.__dict__)
    if repr:
        m._dc_repr, m._dc_shown = _repr_fields, [f.name for f in real if f.repr]
        text += ["    def __repr__(self):", "        return _dc_repr(self, _dc_shown)"]
    if hashes:
        parts = "".join([f"self.{f.name}, " for f in real if (f.compare if f.hash is None else f.hash)])
        text += ["    def __hash__(self):", f"        return hash(({parts}))"]
    for op, sign in (("eq", "=="), ("lt", "<"), ("le", "<="), ("gt", ">"), ("ge", ">=")):
        if eq and op == "eq" or order and op != "eq":
            compared = [f.name for f in real if f.compare]
            a, b = ["(" + "".join([f"{of}.{n}, " for n in compared]) + ")" for of in ("self", "other")]
            text += [f"    def __{op}__(self, other):", "        if other.__class__ is not self.__class__:",
                "            return NotImplemented", f"        return {a} {sign} {b}"]
    if frozen:
        names = tuple([f.name for f in real])
        for method, params, word in (("set", "self, name, value", "assign to"), ("del", "self, name", "delete")):
            text += [f"    def __{method}attr__({params}):",
                f"        if self.__class__ is _dc_class or name in {names!r}:",
                f"            raise _dc_frozen(f'cannot {word} field {{name!r}}')",
                f"        super(_dc_class, self).__{method}attr__({params[6:]})"]
    if not text:
        return {}
    code = _compile(name, "\n".join([f"class {cls.__name__}:"] + text + [f"_made = {cls.__name__}", ""]))
    code()
    made = m._made
    return {k: made.__dict__[k] for k in list(made.__dict__) if k in ("__init__", "__repr__", "__hash__", "__eq__",
        "__lt__", "__le__", "__gt__", "__ge__", "__setattr__", "__delattr__") and made.__dict__[k] is not None}


def _init_text(cls, fields, frozen, slots):
    given = [f for f in fields.values() if f._kind == "init" or f._kind == "field" and f.init]
    usual = None
    for f in given:
        if not f.kw_only:
            if f.default is not MISSING or f.default_factory is not MISSING:
                usual = f
            elif usual is not None:
                raise TypeError(f"non-default argument {f.name!r} follows default argument")
    self = "self" if "self" not in fields else "__dataclass_self__"
    params = [self] + [_param(f) for f in given if not f.kw_only]
    named = [_param(f) for f in given if f.kw_only]
    if named:
        params += ["*"] + named
    body = []
    for f in fields.values():
        if f._kind != "field":
            continue
        if f.default_factory is not MISSING:
            value = f"_dc_fields[{f.name!r}].default_factory()"
            if f.init:
                value = f"{value} if {f.name} is _dc_missing else {f.name}"
        elif f.init:
            value = f.name
        elif f.default is not MISSING and slots:
            value = f"_dc_fields[{f.name!r}].default"
        else:
            continue
        body.append(f"        _dc_setattr({self}, {f.name!r}, {value})" if frozen else f"        {self}.{f.name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append(f"        {self}.__post_init__({', '.join([f.name for f in fields.values() if f._kind == 'init'])})")
    return [f"    def __init__({', '.join(params)}):"] + (body or ["        pass"])


def _param(f):
    if f.default_factory is not MISSING:
        return f"{f.name}=_dc_missing"
    return f.name if f.default is MISSING else f"{f.name}=_dc_fields[{f.name!r}].default"


_open = []


def _repr_fields(self, names):
    for o in _open:
        if o is self:
            return "..."
    _append(_open, self)
    try:
        parts = [f"{name}={getattr(self, name)!r}" for name in names]
    finally:
        del _open[-1]
    return f"{_type(self).__qualname__}({', '.join(parts)})"


def fields(class_or_instance):
    all = getattr(class_or_instance, "__dataclass_fields__", None)
    if all is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple([f for f in all.values() if f._kind == "field"])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else _type(obj), "__dataclass_fields__")


def asdict(obj, *, dict_factory=dict):
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _inner(obj, dict_factory, False)


def astuple(obj, *, tuple_factory=tuple):
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _inner(obj, tuple_factory, True)


def _inner(obj, factory, is_tuple):
    t = _type(obj)
    if t in (int, str, float, bool, bytes, type(None)):
        return obj
    if hasattr(t, "__dataclass_fields__"):
        values = [(f.name, _inner(getattr(obj, f.name), factory, is_tuple)) for f in fields(obj)]
        return factory([v[1] for v in values]) if is_tuple else factory(values)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return t(*[_inner(x, factory, is_tuple) for x in obj])
    if isinstance(obj, (list, tuple)):
        return t([_inner(x, factory, is_tuple) for x in obj])
    if isinstance(obj, dict):
        pairs = [(_inner(k, factory, is_tuple), _inner(v, factory, is_tuple)) for k, v in obj.items()]
        return t(obj.default_factory, pairs) if hasattr(t, "default_factory") else t(pairs)
    from copy import deepcopy
    return deepcopy(obj)


def replace(obj, /, **changes):
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in obj.__dataclass_fields__.values():
        if f._kind == "class":
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
        elif f.name not in changes:
            if f._kind == "init" and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return _type(obj)(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **params):
    members = dict(namespace or {})
    notes = {}
    for f in fields:
        if isinstance(f, str):
            notes[f] = "typing.Any"
        else:
            notes[f[0]] = f[1]
            if len(f) == 3:
                members[f[0]] = f[2]
    members["__annotations__"] = notes
    members["__module__"] = "types" if module is None else module
    return dataclass(_build_class(cls_name, list(bases), members, {}), **params)
