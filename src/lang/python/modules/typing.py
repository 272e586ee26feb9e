TYPE_CHECKING = False


class _Form:
    __iter__ = None

    def __init__(self, name, origin=None):
        self._name = name
        self.__origin__ = origin

    def __getitem__(self, args):
        return _Alias(self, args if isinstance(args, tuple) else (args,))

    def __call__(self, *args, **named):
        if self.__origin__ is None:
            raise TypeError(f"Cannot instantiate {self!r}")
        return self.__origin__(*args, **named)

    def __mro_entries__(self, bases):
        return () if self.__origin__ is None else (self.__origin__,)

    def __instancecheck__(self, v):
        return isinstance(v, self.__origin__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        return "typing." + self._name


def _text(t):
    if isinstance(t, type):
        return t.__qualname__ if t.__module__ in ("builtins", None) else f"{t.__module__}.{t.__qualname__}"
    if t is ...:
        return "..."
    if isinstance(t, (list, tuple)):
        return "[" + ", ".join([_text(x) for x in t]) + "]"
    return t.__name__ if _type(t) is _function_type else repr(t)


class _Alias:
    def __init__(self, form, args):
        self._form = form
        self._name = form._name
        self.__origin__ = form if form.__origin__ is None else form.__origin__
        if self._name == "Optional":
            args = (args[0], type(None))
            self.__origin__ = Union
        elif self._name == "Union":
            args = tuple(dict.fromkeys([type(None) if a is None else a for a in args]))
        self.__args__ = args

    # `*Alias[...]` among arguments
    def __iter__(self):
        yield Unpack[self]

    def __getitem__(self, args):
        return self

    def __call__(self, *args, **named):
        return self.__origin__(*args, **named)

    def __mro_entries__(self, bases):
        return self._form.__mro_entries__(bases)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __eq__(self, other):
        return isinstance(other, _Alias) and self._form is other._form and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self._name, self.__args__))

    def __repr__(self):
        args = self.__args__
        if self._name in ("Optional", "Union") and len(args) == 2 and type(None) in args:
            return f"typing.Optional[{_text(args[0] if args[1] is type(None) else args[1])}]"
        if self._name == "Callable" and len(args) == 2 and isinstance(args[0], list):
            return f"typing.Callable[[{', '.join([_text(a) for a in args[0]])}], {_text(args[1])}]"
        shown = [repr(a) if self._name == "Literal" else "None" if a is type(None) else _text(a) for a in args]
        return f"typing.{self._name}[{', '.join(shown)}]"


Any = _Form("Any")
Union = _Form("Union")
Optional = _Form("Optional")
Literal = _Form("Literal")
ClassVar = _Form("ClassVar")
Final = _Form("Final")
Annotated = _Form("Annotated")
Callable = _Form("Callable")
NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
TypeAlias = _Form("TypeAlias")
Concatenate = _Form("Concatenate")
TypeGuard = _Form("TypeGuard")
Required = _Form("Required")
NotRequired = _Form("NotRequired")
Unpack = _Form("Unpack")
List = _Form("List", list)
Dict = _Form("Dict", dict)
Set = _Form("Set", set)
FrozenSet = _Form("FrozenSet", frozenset)
Tuple = _Form("Tuple", tuple)
Type = _Form("Type", type)
Iterable, Iterator, Generator, Sequence, MutableSequence, Mapping, MutableMapping, Collection, Container = [
    _Form(name) for name in ("Iterable", "Iterator", "Generator", "Sequence", "MutableSequence", "Mapping",
        "MutableMapping", "Collection", "Container")]
AbstractSet, MutableSet, Hashable, Sized, Reversible, Awaitable, Coroutine, AsyncIterator, AsyncIterable = [
    _Form(name) for name in ("AbstractSet", "MutableSet", "Hashable", "Sized", "Reversible", "Awaitable", "Coroutine",
        "AsyncIterator", "AsyncIterable")]
AsyncGenerator, KeysView, ValuesView, ItemsView, ByteString, ContextManager, AsyncContextManager = [
    _Form(name) for name in ("AsyncGenerator", "KeysView", "ValuesView", "ItemsView", "ByteString", "ContextManager",
        "AsyncContextManager")]
Pattern, Match, IO, TextIO, BinaryIO = [_Form(name) for name in ("Pattern", "Match", "IO", "TextIO", "BinaryIO")]
SupportsInt, SupportsFloat, SupportsAbs, SupportsIndex, SupportsBytes, SupportsRound, SupportsComplex = [
    _Form(name) for name in ("SupportsInt", "SupportsFloat", "SupportsAbs", "SupportsIndex", "SupportsBytes",
        "SupportsRound", "SupportsComplex")]
Text = str


def __getattr__(name):
    if name in ("DefaultDict", "OrderedDict", "Counter", "Deque", "ChainMap"):
        import collections
        return {"DefaultDict": _Form(name, collections.defaultdict), "OrderedDict": _Form(name, collections.OrderedDict),
            "Counter": _Form(name, collections.Counter), "Deque": _Form(name, collections.deque),
            "ChainMap": _Form(name, collections.ChainMap)}[name]
    raise AttributeError(f"module 'typing' has no attribute {name!r}")


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__


class ParamSpec(TypeVar):
    args = kwargs = None


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield self


class Generic:
    def __class_getitem__(cls, args):
        return cls


class Protocol:
    def __init_subclass__(cls, **named):
        cls._is_protocol = Protocol in cls.__bases__

    def __class_getitem__(cls, args):
        return cls


class _Checked(type):
    def __instancecheck__(cls, v):
        return isinstance(v, cls.__mro__[0]) if not cls._names else all([hasattr(v, name) for name in cls._names])


def runtime_checkable(cls):
    names = []
    for c in cls.__mro__:
        if c is not object and c is not Protocol and getattr(c, "_is_protocol", False):
            names += [n for n in c.__dict__ if n not in names and (not n.startswith("_") or n in _METHODS)]
            names += [n for n in c.__dict__.get("__annotations__", ()) if n not in names]
    members = {k: cls.__dict__[k] for k in list(cls.__dict__) if k not in ("__dict__", "__weakref__")}
    members["_names"] = names
    return _Checked(cls.__name__, cls.__bases__, members)


_METHODS = ("__len__", "__iter__", "__next__", "__call__", "__getitem__", "__contains__", "__lt__", "__eq__", "__hash__",
    "__enter__", "__exit__", "__int__", "__float__", "__index__", "__abs__", "__add__")


class _NamedTupleMeta(type):
    def __new__(mcls, name, bases, members, /):
        from collections import namedtuple
        notes = members.get("__annotations__", {})
        defaults = []
        for f in notes:
            if f in members:
                defaults.append(members[f])
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {f} cannot follow default field "
                    f"{[x for x in notes if x in members][-1]}")
        c = namedtuple(name, list(notes), defaults=defaults)
        for k in members:
            if k in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make",
                    "_replace", "_asdict"):
                raise AttributeError(f"Cannot overwrite NamedTuple attribute {k}")
            if k not in notes and k != "__qualname__":
                setattr(c, k, members[k])
        c.__annotations__ = notes
        c.__qualname__ = members.get("__qualname__", name)
        return c


class _TypedDictMeta(type):
    def __new__(mcls, name, bases, members, /, total=True):
        c = _type_new(mcls, name, (dict,), {k: members[k] for k in members})
        notes = {}
        for b in bases:
            notes.update(getattr(b, "__annotations__", {}))
        notes.update(members.get("__annotations__", {}))
        c.__annotations__ = notes
        c.__total__ = total
        return c

    def __call__(cls, /, *args, **named):
        return dict(*args, **named)


class _Maker:
    def __init__(self, base, make):
        self._base = base
        self._make = make

    def __mro_entries__(self, bases):
        return (self._base,)

    def __call__(self, *args, **named):
        return self._make(*args, **named)


def _named_tuple(typename, fields=None, /, **named):
    from collections import namedtuple
    pairs = list(fields) if fields is not None else list(named.items())
    c = namedtuple(typename, [f[0] for f in pairs])
    c.__annotations__ = dict(pairs)
    return c


def _typed_dict(typename, fields=None, /, *, total=True):
    return _TypedDictMeta(typename, (), {"__annotations__": dict(fields or {})}, total=total)


# The classes that programs derive from, with nothing of their own.
NamedTuple = _Maker(_type_new(_NamedTupleMeta, "NamedTuple", (), {}), _named_tuple)
TypedDict = _Maker(_type_new(_TypedDictMeta, "TypedDict", (), {}), _typed_dict)


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def override(f):
    return f


def no_type_check(arg):
    return arg


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    return obj


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def dataclass_transform(**named):
    return lambda cls: cls


def get_overloads(func):
    return []


class NewType:
    def __init__(self, name, tp):
        self.__name__ = name
        self.__supertype__ = tp

    def __call__(self, x):
        return x

    def __repr__(self):
        return f"__main__.{self.__name__}"


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    notes = {}
    for c in reversed(obj.__mro__) if isinstance(obj, type) else (obj,):
        notes.update(getattr(c, "__annotations__", {}))
    return notes


def get_origin(tp):
    if isinstance(tp, type) or isinstance(tp, _Form):
        return None
    if _type(tp).__name__ == "UnionType":
        return _type(tp)
    return getattr(tp, "__origin__", None)


def get_args(tp):
    return () if isinstance(tp, type) else getattr(tp, "__args__", ())
