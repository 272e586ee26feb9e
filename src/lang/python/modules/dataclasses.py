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
        self._metadata = None if metadata is None else __import__("types").MappingProxyType(metadata)
        self.kw_only = kw_only
        self._kind = "field"

    @property
    def metadata(self):
        return __import__("types").MappingProxyType({}) if self._metadata is None else self._metadata

    def __set_name__(self, owner, name):
        f = _lookup(_type(self.default), "__set_name__")
        if f is not _MISSING:
            f(self.default, owner, name)

    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
            f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},"
            f"_field_type={None if self.name is None else '_FIELD'})")


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
        kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
        match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def decorate(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    return decorate if cls is None else decorate(cls)


def _leading_name(text):
    n = 0
    while n < len(text) and text[:n + 1].isidentifier():
        n += 1
    return text[:n]


def _kind(note, module=None):
    if isinstance(note, str):
        # What its name stands for where the class is
        head = [_leading_name(part.strip()) for part in note.split(".")[:2]]
        at = _modules.get(module)
        if at is None:
            return {"ClassVar": "class", "InitVar": "init"}.get(head[-1], "field")
        for name in head:
            at = getattr(at, name, None) if name else at
        return "field" if isinstance(at, str) else _kind(at)
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
    separated = False
    for name in notes:
        note = notes[name]
        if note is KW_ONLY or isinstance(note, str) and note.strip().rpartition(".")[2] == "KW_ONLY":
            if separated:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            kw_only = separated = True
            continue
        default = _default_of(cls, name)
        f = default if isinstance(default, Field) else field(default=default)
        f.name = name
        f.type = note
        f._kind = _kind(note, cls.__module__)
        if f.kw_only is MISSING:
            f.kw_only = kw_only if f._kind != "class" else False
        elif f._kind == "class":
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
        if f._kind != "field" and f.default_factory is not MISSING:
            raise TypeError(f"field {name} cannot have a default factory")
        if f._kind == "field" and f.default is not MISSING and (
                _lookup(_type(f.default), "__hash__") is None or isinstance(f.default, (list, dict, set, bytearray))):
            raise ValueError(f"mutable default {_type(f.default)} for field {name} is not allowed: use default_factory")
        _append(own, f)
    for name in list(cls.__dict__):
        if isinstance(cls.__dict__[name], Field) and name not in notes:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return own


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
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
            if name == "__init__":
                made[name].__module__ = cls.__module__
                made[name].__annotations__ = {f.name: f.type for f in _given(fields)} | {"return": None}
            setattr(cls, name, made[name])
    if unsafe_hash and has_hash:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if eq and not (frozen or unsafe_hash or has_hash):
        cls.__hash__ = None
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in real if f.init and not f.kw_only])
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if not cls.__dict__.get("__doc__"):
        cls.__doc__ = f"{cls.__name__}({', '.join(_shown_params(fields))})"
    if slots:
        return _with_slots(cls, [f.name for f in real], weakref_slot)
    return cls


# The fields that are parameters
def _given(fields):
    return [f for f in fields.values() if f._kind == "init" or f._kind == "field" and f.init]


# The parameters of a class, as they are shown in its text
def _shown_params(fields):
    given = _given(fields)
    named = [f for f in given if f.kw_only]
    for f in [f for f in given if not f.kw_only] + ([None] if named else []) + named:
        if f is None:
            yield "*"
            continue
        usual = f.default if f.default is not MISSING else _factory if f.default_factory is not MISSING else MISSING
        note = f.type
        if not isinstance(note, type):
            note = repr(note).replace("typing.", "")
        else:
            note = note.__qualname__ if note.__module__ == "builtins" else f"{note.__module__}.{note.__qualname__}"
        yield f"{f.name}: {note}" + ("" if usual is MISSING else f" = {usual!r}")


class _Factory:
    def __repr__(self):
        return "<factory>"


_factory = _Factory()


class _Params:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen


def _with_slots(cls, names, weakref_slot):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = []
    for b in cls.__mro__[1:]:
        given = b.__dict__.get("__slots__", ())
        if _lookup(_type(given), "__next__") is not _MISSING:
            raise TypeError(f"Slots of '{b.__name__}' cannot be determined")
        inherited += [given] if isinstance(given, str) else given
    members = {k: cls.__dict__[k] for k in list(cls.__dict__) if k not in names and k not in ("__dict__", "__weakref__")}
    if weakref_slot:
        names = names + ["__weakref__"]
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
    given = _given(fields)
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
    keywords = __import__("keyword").kwlist
    for f in fields:
        f = (f, "typing.Any") if isinstance(f, str) else f
        if len(f) not in (2, 3):
            raise TypeError(f"Invalid field: {f!r}")
        name, *rest = f
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in keywords:
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in notes:
            raise TypeError(f"Field name duplicated: {name!r}")
        notes[name] = rest[0]
        if len(rest) == 2:
            members[name] = rest[1]
    members["__annotations__"] = notes
    members["__module__"] = "types" if module is None else module
    made = __import__("types").new_class(cls_name, bases, {}, lambda space: space.update(members))
    return dataclass(made, **params)
