import sys
import types
from collections import OrderedDict, namedtuple
from enum import IntEnum as _IntEnum

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 128, 256, 512
TPFLAGS_IS_ABSTRACT = 1 << 20
_code = type((lambda: None).__code__)


# What kind of thing something is

def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType) and isfunction(object.__func__)


# Those of builtin values are natives, or stand for some.
def isfunction(object):
    return type(object) is types.FunctionType and object.__module__ != "builtins"


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType) or isinstance(object, types.MethodType) and not ismethod(object)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object) or isinstance(object, types.BuiltinFunctionType):
        return False
    t = type(object)
    return hasattr(t, "__get__") and not hasattr(t, "__set__") and t is not property or t in (classmethod, staticmethod)


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    t = type(object)
    return t is property or hasattr(t, "__set__") or hasattr(t, "__delete__")


def isgetsetdescriptor(object):
    return False


ismemberdescriptor = isgetsetdescriptor


def _inner(f):
    while True:
        if isinstance(f, types.MethodType):
            f = f.__func__
        elif type(f).__name__ == "partial" and hasattr(f, "func"):
            f = f.func
        else:
            return f


def _has_flag(f, flag):
    f = _inner(f)
    return isfunction(f) and bool(f.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    return _has_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    return iscoroutine(object) or hasattr(type(object), "__await__")


def istraceback(object):
    return type(object).__name__ == "traceback" and hasattr(object, "tb_frame")


def isframe(object):
    return hasattr(object, "f_code") and hasattr(object, "f_lineno")


def iscode(object):
    return isinstance(object, _code)


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", None))


# Members

def _members(object, predicate, get):
    results = []
    for name in dir(object):
        try:
            value = get(object, name)
        except AttributeError:
            # Such as abstract attributes of a class
            holders = [c for c in object.__mro__ if name in c.__dict__] if isclass(object) else []
            if not holders:
                continue
            value = holders[0].__dict__[name]
        if not predicate or predicate(value):
            results.append((name, value))
    return sorted(results, key=lambda pair: pair[0])


def getmembers(object, predicate=None):
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    return _members(object, predicate, getattr_static)


_nothing = object()


def getattr_static(obj, attr, default=_nothing):
    own = getattr(obj, "__dict__", {}) if not isclass(obj) else {}
    for c in (obj if isclass(obj) else type(obj)).__mro__:
        if attr in c.__dict__:
            found = c.__dict__[attr]
            if attr in own and not isdatadescriptor(found):
                return own[attr]
            return found
    if attr in own:
        return own[attr]
    if isclass(obj):
        for c in type(obj).__mro__:
            if attr in c.__dict__:
                return c.__dict__[attr]
    if default is not _nothing:
        return default
    raise AttributeError(attr)


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    f, seen = func, {id(func)}
    while hasattr(f, "__wrapped__") and not (stop is not None and stop(f)):
        f = f.__wrapped__
        if id(f) in seen:
            raise ValueError(f"wrapper loop when unwrapping {func!r}")
        seen.add(id(f))
    return f


# Texts

def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = min([len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()], default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


# The text of what a class overrides counts where there is no own one.
def _inherited_doc(object):
    if isclass(object):
        for c in object.__mro__:
            if c is not _object and c.__doc__ is not None:
                return c.__doc__
        return None
    name = getattr(object, "__name__", None)
    if ismethod(object):
        owner = object.__self__ if isclass(object.__self__) else type(object.__self__)
    elif isfunction(object):
        path = object.__qualname__.split(".")[:-1]
        owner = sys.modules.get(object.__module__)
        for part in path:
            owner = getattr(owner, part, None)
        if not isclass(owner):
            return None
    elif isinstance(object, property):
        name = getattr(object.fget, "__name__", None)
        return _inherited_doc(object.fget) if name else None
    else:
        return None
    for c in owner.__mro__:
        doc = getattr(c.__dict__.get(name), "__doc__", None)
        if doc is not None:
            return doc
    return None


_object = object


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    if doc is None:
        doc = _inherited_doc(object)
    return cleandoc(doc) if isinstance(doc, str) else None


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, "__module__", None))


def getmodulename(path):
    name = path.rpartition("/")[2]
    return name[:-3] if name.endswith(".py") else None


def getfile(object):
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isclass(object):
        m = sys.modules.get(object.__module__)
        if getattr(m, "__file__", None):
            return m.__file__
        if object.__module__ == "__main__":
            raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if hasattr(object, "co_filename"):
        return object.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got "
        f"{type(object).__name__}")


getsourcefile = getfile


# Programs have no source at hand while they run.
def findsource(object):
    getfile(object)
    raise OSError("could not get source code")


getsource = getsourcelines = findsource


def getcomments(object):
    return None


# Running functions

FrameInfo = namedtuple("FrameInfo", "frame filename lineno function code_context index")
Traceback = namedtuple("Traceback", "filename lineno function code_context index")


def currentframe():
    return sys._getframe()


def stack(context=1):
    made = []
    f = sys._getframe()
    for filename, lineno, name, text, _ in _compile(None, 1000000):
        made.append(FrameInfo(f, filename, lineno, name, [text + "\n"] if context else None, 0 if context else None))
        f = f and f.f_back
    return made


def getframeinfo(frame, context=1):
    if istraceback(frame):
        lineno, frame = frame.tb_lineno, frame.tb_frame
    else:
        lineno = frame.f_lineno
    return Traceback(frame.f_code.co_filename, lineno, frame.f_code.co_name, None, None)


GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = [
    "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"]


def getgeneratorstate(generator):
    return (GEN_SUSPENDED, GEN_RUNNING, GEN_CLOSED, GEN_CREATED)[_generator_state(generator)]


def getcoroutinestate(coroutine):
    return getgeneratorstate(coroutine).replace("GEN", "CORO")


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    if isclass(obj):
        found = obj.__dict__.get("__annotations__") or {}
    elif ismodule(obj) or callable(obj):
        found = getattr(obj, "__annotations__", None) or {}
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if eval_str:
        if globals is None:
            globals = _modules["__main__"].__dict__ if isclass(obj) else getattr(obj, "__globals__", {})
        return {k: eval(v, dict(globals), locals) if isinstance(v, str) else v for k, v in found.items()}
    return dict(found)


# Signatures

class _empty:
    pass


class _void:
    pass


class _ParameterKind(_IntEnum):
    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "variadic positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "variadic keyword"

    def __new__(cls, description):
        made = int.__new__(cls, len(cls.__members__))
        made._value_ = int(made)
        made.description = description
        return made

    def __str__(self):
        return self.name


_ONLY, _PLAIN, _REST, _NAMED, _OTHERS = _ParameterKind


def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation)


class Parameter:
    __slots__ = ("_name", "_kind", "_default", "_annotation")
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _ParameterKind
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind") from None
        if default is not _empty and self._kind in (_REST, _OTHERS):
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        self._default, self._annotation = default, annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if __import__("keyword").iskeyword(name) and self._kind is not _ONLY or not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
            default=self._default if default is _void else default,
            annotation=self._annotation if annotation is _void else annotation)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text = f"{text}: {formatannotation(self._annotation)}"
        if self._default is not _empty:
            text += f" = {self._default!r}" if self._annotation is not _empty else f"={self._default!r}"
        return "*" + text if self._kind == _REST else "**" + text if self._kind == _OTHERS else text

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'

    def _parts(self):
        return self._name, self._kind, self._default, self._annotation

    def __hash__(self):
        return hash(self._parts())

    def __eq__(self, other):
        return self is other or self._parts() == other._parts() if isinstance(other, Parameter) else NotImplemented


class BoundArguments:
    __slots__ = ("arguments", "_signature")

    def __init__(self, signature, arguments):
        self._signature, self.arguments = signature, arguments

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, p in self._signature.parameters.items():
            if p.kind in (_OTHERS, _NAMED) or name not in self.arguments:
                break
            args += self.arguments[name] if p.kind == _REST else (self.arguments[name],)
        return tuple(args)

    @property
    def kwargs(self):
        kwargs, by_name = {}, False
        for name, p in self._signature.parameters.items():
            if not by_name:
                if p.kind in (_OTHERS, _NAMED) or name not in self.arguments:
                    by_name = True
                    if name not in self.arguments:
                        continue
                else:
                    continue
            if name in self.arguments:
                if p.kind == _OTHERS:
                    kwargs.update(self.arguments[name])
                else:
                    kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        made = {}
        for name, p in self._signature.parameters.items():
            if name in self.arguments:
                made[name] = self.arguments[name]
            elif p.default is not _empty:
                made[name] = p.default
            elif p.kind == _REST:
                made[name] = ()
            elif p.kind == _OTHERS:
                made[name] = {}
        self.arguments = made

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __repr__(self):
        return f"<{type(self).__name__} ({', '.join([f'{k}={v!r}' for k, v in self.arguments.items()])})>"


class Signature:
    __slots__ = ("_return_annotation", "_parameters")
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        params = OrderedDict()
        kind, has_default = _ONLY, False
        for p in parameters or ():
            if p.kind < kind:
                raise ValueError(f"wrong parameter order: {kind.description} parameter before {p.kind.description} parameter")
            if p.kind > kind:
                kind = p.kind
            if p.kind in (_ONLY, _PLAIN):
                if p.default is not _empty:
                    has_default = True
                elif has_default:
                    raise ValueError("non-default argument follows default argument")
            if p.name in params:
                raise ValueError(f"duplicate parameter name: {p.name!r}")
            params[p.name] = p
        self._parameters = types.MappingProxyType(params)
        self._return_annotation = return_annotation

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _signature(obj, cls, follow_wrapped, eval_str)

    def replace(self, *, parameters=_void, return_annotation=_void):
        return type(self)(self.parameters.values() if parameters is _void else parameters,
            return_annotation=self._return_annotation if return_annotation is _void else return_annotation)

    def _parts(self):
        params = [p for p in self.parameters.values() if p.kind != _NAMED]
        named = {p.name: p for p in self.parameters.values() if p.kind == _NAMED}
        return params, named, self.return_annotation

    def __hash__(self):
        params, named, returned = self._parts()
        return hash((tuple(params), frozenset(named.values()), returned))

    def __eq__(self, other):
        return self is other or self._parts() == other._parts() if isinstance(other, Signature) else NotImplemented

    def _bind(self, args, kwargs, partial):
        arguments = {}
        args = list(args)
        params = list(self.parameters.values())
        rest = None
        for i, p in enumerate(params):
            if p.kind == _OTHERS:
                rest = p
            elif p.kind == _REST:
                if args:
                    arguments[p.name] = tuple(args)
                    args = []
            elif args and p.kind != _NAMED:
                if p.name in kwargs and p.kind != _ONLY:
                    raise TypeError(f"multiple values for argument {p.name!r}")
                arguments[p.name] = args.pop(0)
            elif p.name in kwargs:
                if p.kind == _ONLY:
                    if p.default is _empty:
                        raise TypeError(f"{p.name!r} parameter is positional only, but was passed as a keyword")
                    continue
                arguments[p.name] = kwargs.pop(p.name)
            elif args and not any([q.kind == _REST for q in params]) and p.kind == _NAMED:
                raise TypeError("too many positional arguments")
            elif p.default is _empty and not partial:
                raise TypeError(f"missing a required argument: {p.name!r}")
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            if rest is None:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
            arguments[rest.name] = kwargs
        return BoundArguments(self, {p.name: arguments[p.name] for p in params if p.name in arguments})

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def __str__(self):
        result, only, star = [], False, True
        for p in self.parameters.values():
            if p.kind == _ONLY:
                only = True
            elif only:
                result.append("/")
                only = False
            if p.kind == _REST:
                star = False
            elif p.kind == _NAMED and star:
                result.append("*")
                star = False
            result.append(str(p))
        if only:
            result.append("/")
        text = f"({', '.join(result)})"
        if self.return_annotation is not _empty:
            text += f" -> {formatannotation(self.return_annotation)}"
        return text

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    return _signature(obj, Signature, follow_wrapped, eval_str)


def _of_function(f, cls, eval_str):
    c = f.__code__
    placed, only, named = c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount
    names = c.co_varnames
    notes = get_annotations(f, eval_str=eval_str)
    defaults = f.__defaults__ or ()
    more = f.__kwdefaults__ or {}
    params = []
    for i in range(placed):
        default = defaults[i - placed] if i >= placed - len(defaults) else _empty
        params.append(Parameter(names[i], _ONLY if i < only else _PLAIN, default=default, annotation=notes.get(names[i], _empty)))
    at = placed + named
    if c.co_flags & CO_VARARGS:
        params.append(Parameter(names[at], _REST, annotation=notes.get(names[at], _empty)))
        at += 1
    for name in names[placed:placed + named]:
        params.append(Parameter(name, _NAMED, default=more.get(name, _empty), annotation=notes.get(name, _empty)))
    if c.co_flags & CO_VARKEYWORDS:
        params.append(Parameter(names[at], _OTHERS, annotation=notes.get(names[at], _empty)))
    return cls(params, return_annotation=notes.get("return", _empty))


# Without the first parameter, which the method's object fills
def _bound(sig):
    params = list(sig.parameters.values())
    if not params or params[0].kind in (_NAMED, _OTHERS):
        raise ValueError("invalid method signature")
    return sig.replace(parameters=params if params[0].kind == _REST else params[1:])


def _of_partial(wrapped, made):
    args, kwargs = made.args, made.keywords
    try:
        given = wrapped.bind_partial(*args, **kwargs).arguments
    except TypeError as e:
        raise ValueError(f"partial object {made!r} has incorrect arguments") from e
    params, named = [], False
    for name, p in wrapped.parameters.items():
        if name in given and p.kind in (_ONLY, _PLAIN) and name not in kwargs:
            continue
        if name in kwargs and p.kind in (_PLAIN, _NAMED):
            # What is behind it can only be given by name.
            named = named or p.kind == _PLAIN
            p = p.replace(kind=_NAMED, default=kwargs[name])
        elif named and p.kind == _PLAIN:
            p = p.replace(kind=_NAMED)
        elif named and p.kind == _REST:
            continue
        params.append(p)
    return wrapped.replace(parameters=params)


def _signature(obj, cls, follow_wrapped=True, eval_str=False):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")

    def of(f):
        return _signature(f, cls, follow_wrapped, eval_str)
    if isinstance(obj, types.MethodType):
        return _bound(of(obj.__func__))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return of(obj)
    said = getattr(obj, "__signature__", None)
    if said is not None:
        if not isinstance(said, Signature):
            raise TypeError(f"unexpected object {said!r} in __signature__ attribute")
        return said
    if type(obj) is types.FunctionType:
        own = getattr(obj, "_partialmethod", None)
        if own is not None:
            inner = of(own.func)
            first = list(inner.parameters.values())[0]
            sig = _of_partial(_bound(inner), own)
            return sig.replace(parameters=[first] + list(sig.parameters.values()))
        return _of_function(obj, cls, eval_str)
    if type(obj).__name__ == "partial" and type(obj).__module__ == "functools":
        return _of_partial(of(obj.func), obj)
    if isinstance(obj, type):
        call = _found(type(obj), "__call__")
        if call is not None:
            return _bound(of(call))
        new, init = _found(obj, "__new__"), _found(obj, "__init__")
        if new is not None and (init is None or _depth(obj, "__new__") <= _depth(obj, "__init__")):
            return _bound(of(getattr(new, "__func__", new)))
        if init is not None:
            return _bound(of(init))
        if obj.__module__ != "builtins" and not any([c.__module__ == "builtins" and c is not object for c in obj.__mro__]):
            return cls([])
        raise ValueError(f"no signature found for builtin type {obj!r}")
    if isbuiltin(obj):
        raise ValueError(f"no signature found for builtin {obj!r}")
    call = _found(type(obj), "__call__")
    if call is not None:
        return _bound(of(call))
    raise ValueError(f"callable {obj!r} is not supported by signature")


# A function that a class or one above it has and that is written in Python
def _found(c, name):
    for k in c.__mro__:
        f = k.__dict__.get(name)
        if f is not None:
            if isinstance(f, (staticmethod, classmethod)):
                f = f.__func__
            return f if type(f) is types.FunctionType and k.__module__ != "builtins" else None
    return None


def _depth(c, name):
    return [name in k.__dict__ for k in c.__mro__].index(True)


FullArgSpec = namedtuple("FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations")


def getfullargspec(func):
    try:
        sig = _signature(func.__func__ if ismethod(func) else func, Signature, False)
    except Exception as e:
        raise TypeError("unsupported callable") from e
    args, defaults, named, more, notes = [], [], [], {}, {}
    varargs = varkw = None
    if sig.return_annotation is not _empty:
        notes["return"] = sig.return_annotation
    for name, p in sig.parameters.items():
        if p.kind in (_ONLY, _PLAIN):
            args.append(name)
            if p.default is not _empty:
                defaults.append(p.default)
        elif p.kind == _REST:
            varargs = name
        elif p.kind == _NAMED:
            named.append(name)
            if p.default is not _empty:
                more[name] = p.default
        else:
            varkw = name
        if p.annotation is not _empty:
            notes[name] = p.annotation
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, named, more or None, notes)


def getcallargs(func, /, *args, **named):
    if ismethod(func):
        args, func = (func.__self__,) + args, func.__func__
    bound = _signature(func, Signature, False).bind(*args, **named)
    bound.apply_defaults()
    return bound.arguments
