def _function():
    yield


FunctionType = LambdaType = type(_function)
GeneratorType = type(_function())
MethodType = _method_type
ModuleType = _module_type
NoneType = type(None)
UnionType = type(int | None)
GenericAlias = type(list[int])
CoroutineType = _coroutine_type
AsyncGeneratorType = _async_generator_type
CodeType = type(_function.__code__)
BuiltinFunctionType = BuiltinMethodType = _builtin_type
WrapperDescriptorType = MethodWrapperType = MethodDescriptorType = ClassMethodDescriptorType = _builtin_type
GetSetDescriptorType = MemberDescriptorType = property
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)


class SimpleNamespace:
    def __init__(self, /, **named):
        for name in named:
            setattr(self, name, named[name])

    def __repr__(self):
        name = "namespace" if _type(self) is SimpleNamespace else _type(self).__name__
        return f"{name}({', '.join([f'{k}={v!r}' for k, v in self.__dict__.items()])})"

    def __eq__(self, other):
        if issubclass(_type(other), SimpleNamespace):
            return dict(self.__dict__) == dict(other.__dict__)
        return NotImplemented

    __hash__ = None


class mappingproxy:
    __module__ = "builtins"
    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        if isinstance(mapping, (list, tuple)) or _lookup(_type(mapping), "__getitem__") is _MISSING and (
                not isinstance(mapping, dict)):
            raise TypeError(f"mappingproxy() argument must be a mapping, not {_type_name(mapping)}")
        self._mapping = mapping

    def __getitem__(self, key):
        return self._mapping[key]

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        return _iter(self._mapping)

    def __len__(self):
        return len(self._mapping)

    def __reversed__(self):
        return reversed(self._mapping)

    def __repr__(self):
        return f"mappingproxy({self._mapping!r})"

    def __str__(self):
        return str(self._mapping)

    def __eq__(self, other):
        return self._mapping == (other._mapping if isinstance(other, mappingproxy) else other)

    def __or__(self, other):
        return self._mapping | (other._mapping if isinstance(other, mappingproxy) else other)

    def __ror__(self, other):
        return other | self._mapping

    def __ior__(self, other):
        raise TypeError(f"'|=' is not supported by {_type(self)}; use '|' instead")

    def __hash__(self):
        return hash(self._mapping)

    def get(self, key, default=None):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()




MappingProxyType = mappingproxy


# A property of instances that leaves the name free for attributes of the class.
class DynamicClassAttribute:
    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.overwrite_doc = doc is None
        self.__doc__ = doc or getattr(fget, "__doc__", None)
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def getter(self, fget):
        made = type(self)(fget, self.fset, self.fdel, (fget.__doc__ if self.overwrite_doc else None) or self.__doc__)
        made.overwrite_doc = self.overwrite_doc
        return made

    def setter(self, fset):
        made = type(self)(self.fget, fset, self.fdel, self.__doc__)
        made.overwrite_doc = self.overwrite_doc
        return made

    def deleter(self, fdel):
        made = type(self)(self.fget, self.fset, fdel, self.__doc__)
        made.overwrite_doc = self.overwrite_doc
        return made


def resolve_bases(bases):
    found = []
    for b in bases:
        entries = () if isinstance(b, type) else getattr(b, "__mro_entries__", ())
        if entries:
            entries = entries(bases)
            if not isinstance(entries, tuple):
                raise TypeError("__mro_entries__ must return a tuple")
            found.extend(entries)
        else:
            found.append(b)
    return bases if len(found) == len(bases) and all(a is b for a, b in zip(found, bases)) else tuple(found)


def prepare_class(name, bases=(), kwds=None):
    kwds = dict(kwds or {})
    meta = kwds.pop("metaclass", type(bases[0]) if bases else type)
    meta = __import__("_rare").metaclass(bases, {"metaclass": meta})
    return meta, meta.__prepare__(name, bases, **kwds) if hasattr(meta, "__prepare__") else {}, kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    resolved = resolve_bases(bases)
    meta, members, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(members)
    if resolved is not bases:
        members["__orig_bases__"] = bases
    return meta(name, tuple(resolved), members, **kwds)


def coroutine(func):
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    if _is_coroutine_function(func):
        return func

    def made(*args, **named):
        r = func(*args, **named)
        return _as_coroutine(r) if _type(r) is GeneratorType else r
    made.__name__ = getattr(func, "__name__", "made")
    made.__wrapped__ = func
    return made
