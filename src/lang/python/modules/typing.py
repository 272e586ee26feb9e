TYPE_CHECKING = False


# What is written as a type and is no class. An origin that is a text is imported when somebody asks.
class _Form:
    __iter__ = None

    def __init__(self, name, origin=None):
        self._name = name
        self._origin = origin

    @property
    def __origin__(self):
        if isinstance(self._origin, str):
            module, _, name = self._origin.rpartition(".")
            self._origin = getattr(__import__(module), name)
        return self._origin

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        name = self._name
        if name in ("Any", "NoReturn", "Never", "Self", "LiteralString", "TypeAlias"):
            raise TypeError(f"{self!r} is not subscriptable")
        if name in ("ClassVar", "Final", "Required", "NotRequired", "TypeGuard", "Unpack") and len(args) != 1:
            raise TypeError(f"{self!r} accepts only single type. Got {args!r}.")
        if name == "Literal":
            args = tuple(_flat(args, "Literal"))
            try:
                args = tuple({(_type(a), a): a for a in args}.values())
            except TypeError:
                pass
            return _Alias(self, args)
        if name == "Annotated":
            if len(args) < 2:
                raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
            return _Alias(self, (_checked(args[0]),) + args[1:])
        if name == "Callable" and len(args) == 2 and isinstance(args[0], (list, tuple)):
            args = tuple(args[0]) + args[1:]
        elif name == "Tuple" and args == ((),):
            args = ()
        args = tuple([_checked(a) for a in args])
        if name == "Optional":
            if len(args) != 1:
                raise TypeError(f"typing.Optional requires a single type. Got {args!r}.")
            args += (type(None),)
        if name in ("Optional", "Union"):
            if not args:
                raise TypeError("Cannot take a Union of no types.")
            args = tuple(dict.fromkeys(_flat(args, "Union")))
            return _Alias(Union, args) if len(args) > 1 else args[0]
        return _Alias(self, args)

    def __call__(self, *args, **named):
        origin = self.__origin__
        if origin is None:
            raise TypeError(f"Cannot instantiate {self!r}")
        if origin.__module__ == "builtins":
            raise TypeError(f"Type {self._name} cannot be instantiated; use {origin.__name__}() instead")
        return origin(*args, **named)

    def __mro_entries__(self, bases):
        if self.__origin__ is not None:
            return (self.__origin__,)
        if self._name != "Any" and self._name[-2:] != "IO" and self._name[:8] != "Supports":
            raise TypeError(f"Cannot subclass {self!r}")
        return ()

    def __instancecheck__(self, v):
        return self.__subclasscheck__(_type(v), "isinstance")

    def __subclasscheck__(self, c, asked="issubclass"):
        if self._name[:8] == "Supports":
            return hasattr(c, f"__{self._name[8:].lower()}__")
        if self.__origin__ is None:
            raise TypeError(f"{self!r} cannot be used with {asked}()")
        return issubclass(c, self.__origin__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    @property
    def __name__(self):
        return self._name

    def __repr__(self):
        return "typing." + self._name


# Arguments with those of inner unions or literals in their places
def _flat(args, name):
    for a in args:
        inner = _type(a) is _Alias and a._name == name or name == "Union" and _type(a).__name__ == "UnionType"
        if inner:
            yield from a.__args__
        else:
            yield a


def _checked(a):
    return type(None) if a is None else ForwardRef(a) if isinstance(a, str) else a


class ForwardRef:
    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            compile(arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_module__ = module

    def __eq__(self, other):
        return self.__forward_arg__ == other.__forward_arg__ if isinstance(other, ForwardRef) else NotImplemented

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


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
        self.__args__ = args
        if form is Annotated:
            self.__metadata__ = args[1:]

    @property
    def __origin__(self):
        return self.__args__[0] if self._name == "Annotated" else self._form.__origin__ or self._form

    @property
    def __parameters__(self):
        return () if self._name == "Literal" else __import__("_rare").type_variables(self.__args__)

    # `*Alias[...]` among arguments
    def __iter__(self):
        yield Unpack[self]

    def __getitem__(self, args):
        args = __import__("_rare").with_types(self, args)
        if self._name == "Callable" and len(args) != 2:
            args = (list(args[:-1]), args[-1])
        return self._form[args]

    def __call__(self, *args, **named):
        return self.__origin__(*args, **named)

    def __mro_entries__(self, bases):
        if self._name == "Union":
            raise TypeError(f"Cannot subclass {self!r}")
        return self._form.__mro_entries__(bases)

    def __instancecheck__(self, v):
        return self.__subclasscheck__(_type(v))

    def __subclasscheck__(self, c):
        if self._name != "Union":
            raise TypeError("Subscripted generics cannot be used with class and instance checks")
        return issubclass(c, self.__args__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __eq__(self, other):
        if self._name == "Union" and _type(other).__name__ == "UnionType":
            return set(self.__args__) == set(other.__args__)
        return isinstance(other, _Alias) and self._form is other._form and self._said() == other._said()

    def __hash__(self):
        return hash((self._name, self._said()))

    def _said(self):
        args = self.__args__
        if self._name == "Literal":
            args = [(_type(a), a) for a in args]
        return frozenset(args) if self._name in ("Union", "Literal") else args

    def __repr__(self):
        args = self.__args__
        if self._name == "Union" and len(args) == 2 and type(None) in args:
            return f"typing.Optional[{_text(args[0] if args[1] is type(None) else args[1])}]"
        if self._name == "Callable" and args[0] is not ...:
            return f"typing.Callable[[{', '.join([_text(a) for a in args[:-1]])}], {_text(args[-1])}]"
        shown = [repr(a) if self._name == "Literal" else _text(a) for a in args[:1]]
        shown += [repr(a) if self._name in ("Literal", "Annotated") else _text(a) for a in args[1:]]
        return f"typing.{self._name}[{', '.join(shown) or '()'}]"


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
(Iterable, Iterator, Generator, Sequence, MutableSequence, Mapping, MutableMapping, Collection, Container, MutableSet,
    Hashable, Sized, Reversible, Awaitable, Coroutine, AsyncIterator, AsyncIterable, AsyncGenerator, MappingView, KeysView,
    ValuesView, ItemsView, ByteString) = [
    _Form(name, "collections.abc." + name) for name in ("Iterable", "Iterator", "Generator", "Sequence", "MutableSequence",
        "Mapping", "MutableMapping", "Collection", "Container", "MutableSet", "Hashable", "Sized", "Reversible", "Awaitable",
        "Coroutine", "AsyncIterator", "AsyncIterable", "AsyncGenerator", "MappingView", "KeysView", "ValuesView",
        "ItemsView", "ByteString")]
Callable._origin = "collections.abc.Callable"
AbstractSet = _Form("AbstractSet", "collections.abc.Set")
ContextManager = _Form("ContextManager", "contextlib.AbstractContextManager")
AsyncContextManager = _Form("AsyncContextManager", "contextlib.AbstractAsyncContextManager")
Pattern, Match = _Form("Pattern", "re.Pattern"), _Form("Match", "re.Match")
IO, TextIO, BinaryIO = [_Form(name) for name in ("IO", "TextIO", "BinaryIO")]
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
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
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


T, KT, VT = TypeVar("T"), TypeVar("KT"), TypeVar("VT")
AnyStr = TypeVar("AnyStr", bytes, str)


def _generic(cls, args):
    args = args if isinstance(args, tuple) else (args,)
    if cls is Generic or cls is Protocol:
        for a in args:
            if not isinstance(a, (TypeVar, _Alias)):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter "
                    "specification variables.")
        if len(set(args)) != len(args):
            raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
    elif not cls.__parameters__:
        raise TypeError(f"{cls!r} is not a generic class")
    return __import__("_rare").GenericAlias(cls, tuple([_checked(a) for a in args]))


# The variables of a class are those of `Generic[...]` or else all that its bases have.
def _note_variables(cls):
    bases = cls.__dict__.get("__orig_bases__", ())
    said = [b for b in bases if getattr(b, "__origin__", None) in (Generic, Protocol)]
    cls.__parameters__ = __import__("_rare").type_variables(said or bases) if bases else ()


class Generic:
    __slots__ = ()
    __parameters__ = ()

    def __class_getitem__(cls, args):
        return _generic(cls, args)

    def __init_subclass__(cls, **named):
        super().__init_subclass__(**named)
        _note_variables(cls)


class Protocol:
    __slots__ = ()
    __parameters__ = ()

    def __init_subclass__(cls, **named):
        super().__init_subclass__(**named)
        cls._is_protocol = Protocol in cls.__bases__
        _note_variables(cls)

    def __class_getitem__(cls, args):
        return _generic(cls, args)


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
        notes, needed, free = {}, set(), set()
        for b in bases:
            notes.update(getattr(b, "__annotations__", {}))
            needed.update(getattr(b, "__required_keys__", ()))
            free.update(getattr(b, "__optional_keys__", ()))
        for key, note in members.get("__annotations__", {}).items():
            notes[key] = note = _checked(note)
            said = getattr(note, "_name", None)
            (needed if said == "Required" or total and said != "NotRequired" else free).add(key)
        c.__annotations__ = notes
        c.__total__ = total
        c.__required_keys__, c.__optional_keys__ = frozenset(needed), frozenset(free)
        return c

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__

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
        self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = __import__("sys")._getframe().f_globals.get("__name__", "__main__")

    def __call__(self, x):
        return x

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


# Annotations with what their texts stand for
def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    take = __import__("_eval").take_globals
    hints = {}
    if isinstance(obj, type):
        sources = [(c, c.__dict__.get("__annotations__", {}), c.__module__) for c in reversed(obj.__mro__)]
    else:
        f = obj
        while hasattr(f, "__wrapped__"):
            f = f.__wrapped__
        notes = getattr(obj, "__annotations__", None)
        if notes is None and not callable(obj) and not hasattr(obj, "__file__"):
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        sources = [(f, notes or {}, getattr(f, "__module__", None) or getattr(f, "__name__", None))]
    for of, notes, module in sources:
        outer = globalns if globalns is not None else take(module) if module in _modules else {}
        inner = localns if localns is not None else dict(of.__dict__) if isinstance(of, type) and globalns is None else outer
        for name, note in notes.items():
            note = _evaluated(type(None) if note is None else note, outer, inner)
            hints[name] = note if include_extras else _plain(note)
    return hints


def _evaluated(t, outer, inner):
    if isinstance(t, ForwardRef):
        t = t.__forward_arg__
    if isinstance(t, str):
        t = eval(t, outer, inner)
        return _evaluated(type(None) if t is None else t, outer, inner)
    return _rebuilt(t, lambda a: _evaluated(a, outer, inner) if isinstance(a, ForwardRef) or not isinstance(a, str) else a)


# Without what `Annotated` and the like say besides
def _plain(t):
    while _type(t) is _Alias and t._name in ("Annotated", "Required", "NotRequired"):
        t = t.__args__[0]
    return _rebuilt(t, _plain)


def _rebuilt(t, f):
    old = () if isinstance(t, type) else getattr(t, "__args__", ())
    if not old or getattr(t, "_name", None) == "Literal":
        return t
    new = tuple([f(a) for a in old])
    if [a for a, b in zip(old, new) if a is not b]:
        if _type(t) is not _Alias:
            return __import__("_rare").union(*new) if _type(t).__name__ == "UnionType" else t.__origin__[new]
        return t._form[(list(new[:-1]), new[-1]) if t._name == "Callable" and new[0] is not ... else new]
    return t


def get_origin(tp):
    if isinstance(tp, type):
        return None
    if _type(tp) is _Alias and tp._name == "Annotated":
        return Annotated
    if _type(tp).__name__ == "UnionType":
        return _type(tp)
    return Generic if tp is Generic else getattr(tp, "__origin__", None)


def get_args(tp):
    if isinstance(tp, (type, _Form)):
        return ()
    args = getattr(tp, "__args__", ())
    if get_origin(tp) is __import__("collections.abc").Callable and args and args[0] is not ...:
        return list(args[:-1]), args[-1]
    return args


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)
