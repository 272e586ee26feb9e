def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


def abstractclassmethod(callable):
    return classmethod(abstractmethod(callable))


def abstractstaticmethod(callable):
    return staticmethod(abstractmethod(callable))


def abstractproperty(fget=None, fset=None, fdel=None, doc=None):
    return property(abstractmethod(fget), fset, fdel, doc)


def _is_abstract(v):
    if isinstance(v, property):
        return _is_abstract(v.fget) or _is_abstract(v.fset) or _is_abstract(v.fdel)
    if isinstance(v, (staticmethod, classmethod)):
        v = v.__func__
    return v is not None and getattr(v, "__isabstractmethod__", False)


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **named):
        abstract = {key for key, v in namespace.items() if _is_abstract(v)}
        cls = _type_new(mcls, name, bases, namespace, **named)
        for b in bases:
            for key in getattr(b, "__abstractmethods__", ()):
                if key not in abstract and _is_abstract(getattr(cls, key, None)):
                    abstract.add(key)
        cls.__abstractmethods__ = frozenset(abstract)
        cls._registered = []
        return cls

    def register(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        for c in cls.__mro__:
            if isinstance(_type(c), type) and issubclass(_type(c), ABCMeta):
                c._registered.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        t, c = _type(instance), instance.__class__
        return cls.__subclasscheck__(t) or c is not t and cls.__subclasscheck__(c)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if cls in subclass.__mro__:
            return True
        hook = getattr(cls, "__subclasshook__", None)
        if hook is not None:
            r = hook(subclass)
            if r is not NotImplemented:
                return bool(r)
        for c in cls._registered:
            if issubclass(subclass, c):
                return True
        return False


class ABC(metaclass=ABCMeta):
    __slots__ = ()


def get_cache_token():
    return 0


def update_abstractmethods(cls):
    names = [key for c in cls.__mro__ for key in c.__dict__]
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = frozenset([key for key in names if _is_abstract(getattr(cls, key, None))])
    return cls
