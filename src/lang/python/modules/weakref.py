__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
    "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]

# References by the number of their target; the first has no callback, or is None.
_refs = {}


class ref:
    __slots__ = ("_of", "_hash", "__callback__")

    def __new__(cls, object, callback=None, /, *args, **named):
        if cls is ref and (args or named):
            raise TypeError("ref() takes no keyword arguments")
        number = _number(object)
        _poll()
        all = _refs.get(number)
        if all is None:
            all = _refs[number] = [None]
        if cls is ref and callback is None and all[0] is not None:
            return all[0]
        self = _instance(cls)
        self._of = number
        self._hash = None
        self.__callback__ = callback
        if cls is ref and callback is None:
            all[0] = self
        else:
            all.append(self)
        return self

    def __init__(self, object, callback=None, /):
        pass

    def __call__(self):
        return _target(self._of)

    def __eq__(self, other):
        if not isinstance(other, ref):
            return NotImplemented
        a, b = _target(self._of), _target(other._of)
        return self is other if a is None or b is None else a == b

    def __hash__(self):
        if self._hash is None:
            v = _target(self._of)
            if v is None:
                raise TypeError("weak object has gone away")
            self._hash = hash(v)
        return self._hash

    def __repr__(self):
        v = _target(self._of)
        if v is None:
            return f"<weakref at {id(self):#x}; dead>"
        return f"<weakref at {id(self):#x}; to '{_type(v).__name__}' at {id(v):#x}>"

    def __copy__(self, memo=None):
        return self

    __deepcopy__ = __copy__

    def __class_getitem__(cls, item):
        return cls


ReferenceType = ref
ref.__name__ = ref.__qualname__ = "ReferenceType"


# Calls back for what has died.
def _poll():
    gone = _gone()
    while gone is not None:
        for number in gone:
            for r in reversed(_refs.pop(number, [])):
                if r is not None and r.__callback__ is not None:
                    try:
                        r.__callback__(r)
                    except Exception as e:
                        _write(f"Exception ignored in: {r.__callback__!r}\n{_type(e).__name__}: {e}\n", True)
        gone = _gone()


def getweakrefs(object):
    try:
        return [r for r in _refs.get(_number(object), []) if r is not None]
    except TypeError:
        return []


def getweakrefcount(object):
    return len(getweakrefs(object))


def _of(p):
    v = object.__getattribute__(p, "_ref")()
    if v is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return v


def _plain(v):
    return _of(v) if isinstance(v, ProxyType) else v


class ProxyType:
    def __init__(self, object, callback=None):
        c = None if callback is None else lambda r: callback(self)
        _object_setattr(self, "_ref", ref(object, c) if c is not None else ref(object))

    def __getattribute__(self, name):
        return getattr(_of(self), name)

    def __setattr__(self, name, value):
        setattr(_of(self), name, value)

    def __delattr__(self, name):
        delattr(_of(self), name)

    def __repr__(self):
        v = object.__getattribute__(self, "_ref")()
        return f"<weakproxy at {id(self):#x} to {_type(v).__name__} at {id(v):#x}>"

    def __str__(self):
        return str(_of(self))

    def __bool__(self):
        return bool(_of(self))

    def __len__(self):
        return len(_of(self))

    def __iter__(self):
        return iter(_of(self))

    def __next__(self):
        return next(_of(self))

    def __contains__(self, v):
        return v in _of(self)

    def __getitem__(self, k):
        return _of(self)[k]

    def __setitem__(self, k, v):
        _of(self)[k] = v

    def __delitem__(self, k):
        del _of(self)[k]

    def __eq__(self, other):
        return _of(self) == _plain(other)

    def __ne__(self, other):
        return _of(self) != _plain(other)

    def __lt__(self, other):
        return _of(self) < _plain(other)

    def __le__(self, other):
        return _of(self) <= _plain(other)

    def __gt__(self, other):
        return _of(self) > _plain(other)

    def __ge__(self, other):
        return _of(self) >= _plain(other)

    def __index__(self):
        return _of(self).__index__()

    def __bytes__(self):
        return bytes(_of(self))

    def __reversed__(self):
        return reversed(_of(self))

    __hash__ = None


class CallableProxyType(ProxyType):
    def __call__(self, *args, **named):
        return _of(self)(*args, **named)


def _operators(op):
    def given(self, other):
        return _operate(_of(self), _plain(other), op)

    def turned(self, other):
        return _operate(other, _of(self), op)
    setattr(ProxyType, _NAMES[op][0], given)
    setattr(ProxyType, _NAMES[op][1], turned)


for _op in range(len(_NAMES)):
    _operators(_op)
ProxyTypes = (ProxyType, CallableProxyType)
_object_setattr = object.__setattr__


def proxy(object, callback=None, /):
    return (CallableProxyType if callable(object) else ProxyType)(object, callback)


class WeakMethod(ref):
    __slots__ = ("_func",)

    def __new__(cls, meth, callback=None):
        if not hasattr(meth, "__self__") or not hasattr(meth, "__func__"):
            raise TypeError(f"argument should be a bound method, not {_type(meth)}")
        self = ref.__new__(cls, meth.__self__, callback)
        self._func = ref(meth.__func__)
        return self

    def __call__(self):
        v, f = _target(self._of), self._func()
        return None if v is None or f is None else _method(f, v)


class finalize:
    _all = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        self.atexit = True
        self._ref = ref(obj, lambda r: self())
        finalize._all[self] = (func, args, kwargs)

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return self is other

    @property
    def alive(self):
        return self in finalize._all

    def _take(self):
        return finalize._all.pop(self, None)

    def __call__(self, _=None):
        taken = self._take()
        if taken is not None:
            return taken[0](*taken[1], **taken[2])

    def detach(self):
        v = self._ref()
        taken = self._take()
        return None if v is None or taken is None else (v, *taken)

    def peek(self):
        v = self._ref()
        info = finalize._all.get(self)
        return None if v is None or info is None else (v, *info)


# What both dictionaries have, by what is alive in them
class _Weak:
    def __len__(self):
        return len(self._live())

    def __iter__(self):
        return _iter([k for k, v in self._live()])

    keys = __iter__

    def values(self):
        return _iter([v for k, v in self._live()])

    def items(self):
        return _iter(self._live())

    def popitem(self):
        for k, v in reversed(self._live()):
            del self[k]
            return k, v
        raise KeyError("dictionary is empty")

    def update(self, other=(), /, **kw):
        for k, v in dict(other, **kw).items():
            self[k] = v

    def copy(self):
        new = _type(self)()
        for k, v in self._live():
            new[k] = v
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        new, deepcopy, by_key = _type(self)(), __import__("copy").deepcopy, isinstance(self, WeakKeyDictionary)
        for k, v in self._live():
            new[k if by_key else deepcopy(k, memo)] = deepcopy(v, memo) if by_key else v
        return new

    def __eq__(self, other):
        return dict(self._live()) == dict(other.items()) if isinstance(other, (dict, _Weak)) else NotImplemented

    __hash__ = None

    def __or__(self, other):
        if not isinstance(other, (dict, _Weak)):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, (dict, _Weak)):
            return NotImplemented
        new = _type(self)()
        new.update(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        return f"<{_type(self).__name__} at {id(self):#x}>"


class WeakValueDictionary(_Weak):
    def __init__(self, other=(), /, **kw):
        self._data = {}
        self.update(other, **kw)

    def _live(self):
        _poll()
        return [(k, v) for k, v in [(k, r()) for k, r in self._data.items()] if v is not None]

    def __setitem__(self, key, value):
        data = self._data

        def lost(r):
            if data.get(key) is r:
                del data[key]
        data[key] = ref(value, lost)

    def __getitem__(self, key):
        v = self._data[key]()
        if v is None:
            raise KeyError(key)
        return v

    def __delitem__(self, key):
        del self._data[key]

    def __contains__(self, key):
        return key in self._data and self._data[key]() is not None

    def get(self, key, default=None):
        r = self._data.get(key)
        v = None if r is None else r()
        return default if v is None else v

    def setdefault(self, key, default=None):
        v = self.get(key)
        if v is None:
            self[key] = v = default
        return v

    def pop(self, key, *default):
        r = self._data.pop(key, None)
        v = None if r is None else r()
        if v is None:
            if default:
                return default[0]
            raise KeyError(key)
        return v

    def clear(self):
        self._data.clear()

    def itervaluerefs(self):
        return _iter(self.valuerefs())

    def valuerefs(self):
        return list(self._data.values())


class WeakKeyDictionary(_Weak):
    def __init__(self, other=None):
        self._data = {}
        if other is not None:
            self.update(other)

    def _ref(self, key):
        data = self._data
        return ref(key, lambda r: data.pop(r, None))

    def _live(self):
        _poll()
        return [(k, v) for k, v in [(r(), v) for r, v in self._data.items()] if k is not None]

    def __setitem__(self, key, value):
        r = ref(key)
        self._data[r if r in self._data else self._ref(key)] = value

    def __getitem__(self, key):
        try:
            return self._data[ref(key)]
        except KeyError:
            raise KeyError(key) from None

    def __delitem__(self, key):
        del self._data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self._data
        except TypeError:
            return False

    def get(self, key, default=None):
        return self._data.get(ref(key), default)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key, *default):
        return self._data.pop(ref(key), *default)

    def keyrefs(self):
        return list(self._data)


class WeakSet:
    def __init__(self, data=()):
        self._data = WeakKeyDictionary()
        for v in data:
            self.add(v)

    def add(self, v):
        self._data[v] = True

    def discard(self, v):
        self._data.pop(v, None)

    def remove(self, v):
        del self._data[v]

    def __contains__(self, v):
        return v in self._data

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        return _iter(self._data)

    def clear(self):
        self._data = WeakKeyDictionary()

    def update(self, other):
        for v in other:
            self.add(v)

    def copy(self):
        return WeakSet(self)

    def pop(self):
        return self._data.popitem()[0]

    def __repr__(self):
        return repr(self._data._data.keys())

    __hash__ = None


def _set_method(name, names):
    def asked(self, other):
        r = getattr(set(self), name)(set(other))
        return WeakSet(r) if isinstance(r, set) else r

    def changed(self, other):
        r = list(asked(self, other))
        self.clear()
        self.update(r)
        return self
    for n in names.split():
        setattr(WeakSet, n, changed if n[-7:] == "_update" or n[:3] == "__i" else asked)


for _names in ("difference difference_update __sub__ __isub__", "intersection intersection_update __and__ __iand__",
        "symmetric_difference symmetric_difference_update __xor__ __ixor__", "union __or__ __ior__", "isdisjoint",
        "issubset __le__", "issuperset __ge__", "__lt__", "__gt__", "__eq__"):
    _set_method(_names.split()[0], _names)
