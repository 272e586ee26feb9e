from abc import ABCMeta, abstractmethod


# A class is one of those kinds that are told by their methods alone if it has them all;
# builtin classes are registered.
class _ByMethods(ABCMeta):
    def __subclasscheck__(cls, subclass):
        names = cls.__dict__["_asked"] if "_asked" in cls.__dict__ else ()
        if names:
            for name in names:
                f = _lookup(subclass, name)
                if f is _MISSING or f is None:
                    break
            else:
                return True
        if ABCMeta.__subclasscheck__(cls, subclass):
            return True
        # Classes of other modules say what they are, so that these need not import this one.
        kind = _lookup(subclass, "_abc_kind")
        return kind is not _MISSING and cls in getattr(_modules["collections.abc"], kind).__mro__


def _alias(cls, args):
    return __import__("_rare").GenericAlias(cls, args)


def _throw(typ, val, tb):
    if val is None:
        if tb is None:
            raise typ
        val = typ()
    raise val if tb is None else val.with_traceback(tb)


def _close(self, kind):
    try:
        self.throw(GeneratorExit)
    except (GeneratorExit, StopIteration):
        return
    raise RuntimeError(f"{kind} ignored GeneratorExit")


class _Hashes(ABCMeta):
    def __subclasscheck__(cls, subclass):
        if ABCMeta.__subclasscheck__(cls, subclass):
            return True
        return cls is Hashable and _lookup(subclass, "__hash__") is not None and not issubclass(
            subclass, (list, dict, set, bytearray))


class Hashable(metaclass=_Hashes):
    @abstractmethod
    def __hash__(self):
        return 0


class Awaitable(metaclass=_ByMethods):
    _asked = ("__await__",)

    @abstractmethod
    def __await__(self):
        yield

    __class_getitem__ = classmethod(_alias)


class Coroutine(Awaitable):
    _asked = ("__await__", "send", "throw", "close")

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        _throw(typ, val, tb)

    def close(self):
        _close(self, "coroutine")


class AsyncIterable(metaclass=_ByMethods):
    _asked = ("__aiter__",)

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()

    __class_getitem__ = classmethod(_alias)


class AsyncIterator(AsyncIterable):
    _asked = ("__aiter__", "__anext__")

    @abstractmethod
    async def __anext__(self):
        raise StopAsyncIteration

    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator):
    _asked = ("__aiter__", "__anext__", "asend", "athrow", "aclose")

    async def __anext__(self):
        return await self.asend(None)

    @abstractmethod
    async def asend(self, value):
        raise StopAsyncIteration

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        _throw(typ, val, tb)

    async def aclose(self):
        try:
            await self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            return
        raise RuntimeError("asynchronous generator ignored GeneratorExit")


class Sized(metaclass=_ByMethods):
    _asked = ("__len__",)

    @abstractmethod
    def __len__(self):
        return 0


class Container(metaclass=_ByMethods):
    _asked = ("__contains__",)

    @abstractmethod
    def __contains__(self, x):
        return False

    __class_getitem__ = classmethod(_alias)


class Callable(metaclass=_ByMethods):
    _asked = ("__call__",)

    @abstractmethod
    def __call__(self, *args, **named):
        return False

    __class_getitem__ = classmethod(_alias)


class Iterable(metaclass=_ByMethods):
    _asked = ("__iter__",)

    @abstractmethod
    def __iter__(self):
        while False:
            yield

    __class_getitem__ = classmethod(_alias)


class Iterator(Iterable):
    _asked = ("__iter__", "__next__")

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable):
    _asked = ("__iter__", "__reversed__")

    @abstractmethod
    def __reversed__(self):
        while False:
            yield


class Generator(Iterator):
    _asked = ("__iter__", "__next__", "send", "throw", "close")

    def __next__(self):
        return self.send(None)

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        _throw(typ, val, tb)

    def close(self):
        _close(self, "generator")


class Collection(Sized, Iterable, Container):
    _asked = ("__len__", "__iter__", "__contains__")


class Sequence(Reversible, Collection):
    _asked = ()

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        i = 0
        try:
            while True:
                yield self[i]
                i += 1
        except IndexError:
            return

    def __contains__(self, value):
        for v in self:
            if v is value or v == value:
                return True
        return False

    def __reversed__(self):
        for i in range(len(self) - 1, -1, -1):
            yield self[i]

    def index(self, value, start=0, stop=None):
        n = len(self)
        start = max(n + start, 0) if start < 0 else start
        stop = n if stop is None else stop + n if stop < 0 else stop
        for i in range(start, min(stop, n)):
            v = self[i]
            if v is value or v == value:
                return i
        raise ValueError

    def count(self, value):
        return sum([1 for v in self if v is value or v == value])


class ByteString(Sequence):
    pass


class MutableSequence(Sequence):
    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        n = len(self)
        for i in range(n // 2):
            self[i], self[n - i - 1] = self[n - i - 1], self[i]

    def extend(self, values):
        for v in list(values) if values is self else values:
            self.append(v)

    def pop(self, index=-1):
        v = self[index]
        del self[index]
        return v

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


def _without(a, b):
    b = b if isinstance(b, Set) else list(b)
    return [x for x in a if x not in b]


def _combined(a, b, elements):
    return a._from_iterable(elements(a, b)) if isinstance(b, Iterable) else NotImplemented


class Set(Collection):
    _asked = ()

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __le__(self, other):
        return NotImplemented if not isinstance(other, Set) else len(self) <= len(other) and all([x in other for x in self])

    def __lt__(self, other):
        return NotImplemented if not isinstance(other, Set) else len(self) < len(other) and self.__le__(other)

    def __ge__(self, other):
        return NotImplemented if not isinstance(other, Set) else len(self) >= len(other) and all([x in self for x in other])

    def __gt__(self, other):
        return NotImplemented if not isinstance(other, Set) else len(self) > len(other) and self.__ge__(other)

    def __eq__(self, other):
        return NotImplemented if not isinstance(other, Set) else len(self) == len(other) and self.__le__(other)

    def __and__(self, other):
        return _combined(self, other, lambda a, b: [x for x in b if x in a])

    def __or__(self, other):
        return _combined(self, other, lambda a, b: [x for c in (a, b) for x in c])

    def __sub__(self, other):
        return _combined(self, other, _without)

    def __rsub__(self, other):
        return _combined(self, other, lambda a, b: [x for x in b if x not in a])

    def __xor__(self, other):
        return _combined(self, other, lambda a, b: _without(a, b) + _without(b, a))

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__

    # As that of frozensets
    def _hash(self):
        return hash(frozenset(self))

    def isdisjoint(self, other):
        return not any([x in self for x in other])


class MutableSet(Set):
    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        for value in list(self):
            self.discard(value)

    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self

    def __iand__(self, it):
        for value in _without(self, it):
            self.discard(value)
        return self

    def __ixor__(self, it):
        for value in list(self) if it is self else it if isinstance(it, Set) else self._from_iterable(it):
            if value in self:
                self.discard(value)
            else:
                self.add(value)
        return self

    def __isub__(self, it):
        for value in list(it):
            self.discard(value)
        return self


class MappingView(Sized):
    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f"{_type(self).__name__}({self._mapping!r})"

    __class_getitem__ = classmethod(_alias)


class KeysView(MappingView, Set):
    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        return _iter(self._mapping)


class ItemsView(MappingView, Set):
    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        try:
            v = self._mapping[key]
        except KeyError:
            return False
        return v is value or v == value

    def __iter__(self):
        for key in self._mapping:
            yield (key, self._mapping[key])


class ValuesView(MappingView, Collection):
    def __contains__(self, value):
        for key in self._mapping:
            v = self._mapping[key]
            if v is value or v == value:
                return True
        return False

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class Mapping(Collection):
    _asked = ()

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented

    __reversed__ = None


class MutableMapping(Mapping):
    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **named):
        for key, value in dict(other, **named).items():
            self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


def _register(kinds, classes):
    for kind in kinds:
        for c in classes:
            kind.register(c)


_views = (_dict_keys, _dict_values, _dict_items)
_register((Collection,), (str, list, tuple, dict, set, frozenset, range, bytes, bytearray) + _views)
_register((Reversible,), (dict,) + _views)
_register((Sequence,), (str, list, tuple, range, bytes))
_register((ByteString,), (bytes, bytearray))
_register((MutableSequence,), (list, bytearray))
_register((Set,), (frozenset, _dict_keys, _dict_items))
_register((MutableSet,), (set,))
_register((MutableMapping,), (dict,))
_register((Iterator,), _iterator_types)
_register((Generator,), (_generator_type,))
_register((Coroutine,), (_coroutine_type,))
_register((AsyncGenerator,), (_async_generator_type,))
_register((Callable,), (_function_type, _builtin_type, _method_type, type))
KeysView.register(_dict_keys)
ValuesView.register(_dict_values)
ItemsView.register(_dict_items)
