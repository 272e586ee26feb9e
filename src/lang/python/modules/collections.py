_KEYWORDS = frozenset("False None True and as assert async await break class continue def del elif else except "
    "finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split())
_made = 0


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    fields = [str(f) for f in field_names]
    if rename:
        seen = set()
        for i, f in enumerate(fields):
            if not f.isidentifier() or f in _KEYWORDS or f[0] == "_" or f in seen:
                fields[i] = f"_{i}"
            seen.add(f)
    for f in [typename] + fields:
        if not f.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {f!r}")
        if f in _KEYWORDS:
            raise ValueError(f"Type names and field names cannot be a keyword: {f!r}")
    seen = set()
    for f in fields:
        if f[0] == "_" and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {f!r}")
        if f in seen:
            raise ValueError(f"Encountered duplicate field name: {f!r}")
        seen.add(f)
    defaults = () if defaults is None else tuple(defaults)
    if len(defaults) > len(fields):
        raise TypeError("Got more default values than field names")
    return _named_tuple(typename, fields, defaults, module)


# The class has functions with the names of its fields for parameters, so it is a text
# that is compiled.
def _named_tuple(typename, fields, defaults, module=None):
    global _made
    _made += 1
    free = len(fields) - len(defaults)
    params = [f if i < free else f"{f}=_defaults[{i - free}]" for i, f in enumerate(fields)]
    cls = "_cls" if "_cls" not in fields else "_class"
    text = f"class {typename}(tuple):\n    __slots__ = ()\n"
    text += f"    def __new__({', '.join([cls] + params)}):\n"
    text += f"        return _new({cls}, ({''.join([f + ', ' for f in fields])}))\n"
    for i, f in enumerate(fields):
        text += f"    {f} = _field({i}, 'Alias for field number {i}')\n"
    text += f"_made = {typename}\n"
    name = f"{typename}#{_made}"
    m = _module(name)
    m._defaults = defaults
    m._new = _tuple_of_class
    m._field = _field
    code = _compile(name, text)
    code()
    c = m._made
    c.__match_args__ = c._fields = tuple(fields)
    c._field_defaults = {f: defaults[i - free] for i, f in enumerate(fields) if i >= free}
    c.__doc__ = f"{typename}({', '.join(fields)})"
    if module is None:
        module = __import__("sys")._getframe().f_globals.get("__name__", "__main__")
    c.__module__ = module
    c._make = classmethod(_make_tuple)
    c._replace = _replace_in_tuple
    c._asdict = _dict_of_tuple
    c.__repr__ = _repr_of_tuple
    c.__getnewargs__ = tuple
    return c


def _make_tuple(cls, iterable):
    values = tuple(iterable)
    if len(values) != len(cls._fields):
        raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(values)}")
    return tuple.__new__(cls, values)


def _replace_in_tuple(self, /, **named):
    values = [named.pop(f, x) for f, x in zip(self._fields, self)]
    if named:
        raise ValueError(f"Got unexpected field names: {list(named)!r}")
    return self._make(values)


def _dict_of_tuple(self):
    return dict(zip(self._fields, self))


def _repr_of_tuple(self):
    return _type(self).__name__ + "(" + ", ".join([f"{f}={x!r}" for f, x in zip(self._fields, self)]) + ")"


class defaultdict(dict):
    def __init__(self, default_factory=None, /, *args, **named):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        if args or named:
            dict.__init__(self, *args, **named)

    def __missing__(self, key):
        f = self.default_factory
        if f is None:
            raise KeyError(key)
        value = f()
        _payload(self)[key] = value
        return value

    def __repr__(self):
        return f"{_type(self).__name__}({self.default_factory!r}, {_payload(self)!r})"

    def copy(self):
        return _type(self)(self.default_factory, _payload(self))

    def __reduce__(self):
        state = {k: v for k, v in self.__dict__.items() if k != "default_factory"}
        f = self.default_factory
        return _type(self), () if f is None else (f,), state or None, None, iter(self.items())

    __copy__ = copy

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = _type(self)(self.default_factory, other)
        new.update(self)
        return new


class OrderedDict(dict):
    def __init__(self, other=(), /, **named):
        dict.__init__(self, other, **named)

    def popitem(self, last=True):
        d = _payload(self)
        if not d:
            raise KeyError("dictionary is empty")
        key = _next(_iter(reversed(d) if last else d))
        return key, d.pop(key)

    def move_to_end(self, key, last=True):
        d = _payload(self)
        if key not in d:
            raise KeyError(key)
        value = d.pop(key)
        if last:
            d[key] = value
        else:
            rest = list(d.items())
            d.clear()
            d[key] = value
            d.update(rest)

    def pop(self, key, default=_MISSING):
        d = _payload(self)
        if default is _MISSING or key in d:
            return d.pop(key)
        return default

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def copy(self):
        return _type(self)(self)

    def __reduce__(self):
        return _type(self), (), self.__dict__ or None, None, iter(self.items())

    @classmethod
    def fromkeys(cls, iterable, value=None):
        new = cls()
        for key in iterable:
            new[key] = value
        return new

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return _payload(self) == _payload(other) and list(self) == list(other)
        if isinstance(other, dict):
            p = _payload(other)
            return _payload(self) == (other if p is _MISSING else p)
        return NotImplemented

    def __ne__(self, other):
        r = self.__eq__(other)
        return r if r is NotImplemented else not r

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = _type(self)(self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = _type(self)(other)
        new.update(self)
        return new

    def __repr__(self):
        if not _payload(self):
            return _type(self).__name__ + "()"
        for d in _open_ones:
            if d is self:
                return "..."
        _append(_open_ones, self)
        try:
            return f"{_type(self).__name__}({list(_payload(self).items())!r})"
        finally:
            del _open_ones[-1]


class Counter(dict):
    def __init__(self, iterable=None, /, **named):
        self.update(iterable, **named)

    def __missing__(self, key):
        return 0

    def most_common(self, n=None):
        d = _payload(self)
        size = len(d)
        n = n if n is None else _index(n)
        if n is not None and n <= 0:
            return []
        items = sorted(d.items(), key=_second, reverse=True)
        if n is None or n >= size:
            return items
        if len(d) != size:
            raise RuntimeError("dictionary changed size during iteration")
        return items[:n]

    def elements(self):
        return _elements(list(_payload(self).items()))

    def total(self):
        return sum(_payload(self).values())

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **named):
        d = _payload(self)
        if iterable is not None:
            if isinstance(iterable, dict):
                if not d:
                    d.update(iterable)
                else:
                    for key, n in iterable.items():
                        d[key] = n + d.get(key, 0)
            else:
                n = _count_into(d, iterable)
                get = d.get
                for key in list(iterable)[n:] if n > 0 else iterable:
                    if not _count_one(d, key):
                        d[key] = get(key, 0) + 1
        if named:
            self.update(named)

    def subtract(self, iterable=None, /, **named):
        d = _payload(self)
        if iterable is not None:
            if isinstance(iterable, dict):
                for key, n in iterable.items():
                    d[key] = d.get(key, 0) - n
            else:
                for key in iterable:
                    d[key] = d.get(key, 0) - 1
        if named:
            self.subtract(named)

    def copy(self):
        return _type(self)(self)

    __copy__ = copy

    def __delitem__(self, key):
        _payload(self).pop(key, None)

    def __repr__(self):
        if not _payload(self):
            return _type(self).__name__ + "()"
        try:
            d = dict(self.most_common())
        except TypeError:
            d = dict(_payload(self))
        return f"{_type_name(self)}({d!r})"

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        for c in (self, other):
            for key in c:
                if self[key] != other[key]:
                    return False
        return True

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        return _counts(self, other, 1)

    def __lt__(self, other):
        return self <= other and self != other if isinstance(other, Counter) else NotImplemented

    def __ge__(self, other):
        return _counts(self, other, 3)

    def __gt__(self, other):
        return self >= other and self != other if isinstance(other, Counter) else NotImplemented

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return _positive([(key, n + other[key]) for key, n in self.items()] + _only(other, self))

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return _positive([(key, n - other[key]) for key, n in self.items()]
            + [(key, 0 - n) for key, n in _only(other, self) if n < 0])

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        pairs = [(key, n, other[key]) for key, n in self.items()]
        return _positive([(key, m if n < m else n) for key, n, m in pairs] + _only(other, self))

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        pairs = [(key, n, other[key]) for key, n in self.items()]
        return _positive([(key, n if n < m else m) for key, n, m in pairs])

    def __pos__(self):
        return _positive(self.items())

    def __neg__(self):
        return _positive([(key, 0 - n) for key, n in self.items() if n < 0])

    def _keep_positive(self):
        for key in [key for key, n in self.items() if not n > 0]:
            del self[key]
        return self

    def __iadd__(self, other):
        for key, n in other.items():
            self[key] += n
        return self._keep_positive()

    def __isub__(self, other):
        for key, n in other.items():
            self[key] -= n
        return self._keep_positive()

    def __ior__(self, other):
        for key, n in other.items():
            if n > self[key]:
                self[key] = n
        return self._keep_positive()

    def __iand__(self, other):
        for key, n in self.items():
            m = other[key]
            if m < n:
                self[key] = m
        return self._keep_positive()


def _second(pair):
    return pair[1]


def _elements(items):
    for x, n in items:
        if isinstance(n, int) and not -1 << 63 <= n < 1 << 63:
            raise OverflowError("Python int too large to convert to C ssize_t")
        for _ in range(n):
            yield x


# Whether an order holds for the counts of all keys.
def _counts(a, b, op):
    if not isinstance(b, Counter):
        return NotImplemented
    for c in (a, b):
        for key in c:
            if not _ordered(a[key], b[key], op):
                return False
    return True


def _only(a, b):
    return [(key, n) for key, n in a.items() if key not in b]


def _positive(items):
    c = Counter()
    d = _payload(c)
    for key, n in items:
        if n > 0:
            d[key] = n
    return c


def _as_size(n):
    n = _index(n)
    if not -1 << 63 <= n < 1 << 63:
        raise OverflowError("Python int too large to convert to C ssize_t")
    return n


# A list with free room at its front: the elements begin at `_head`.
class deque:
    _abc_kind = "MutableSequence"

    __hash__ = None

    # Natives want these attributes first.
    def __new__(cls, *args, **named):
        self = _instance(cls)
        self._items = []
        self._head = 0
        self._most = None
        self._changes = 0
        return self

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            maxlen = _as_size(maxlen)
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._items = []
        self._head = 0
        self._most = maxlen
        self.extend(iterable)

    maxlen = property(lambda self: self._most)

    def append(self, x):
        if not _push_last(self, x):
            _append(self._items, x)
            self._changes += 1
            if len(self._items) - self._head > self._most:
                self.popleft()

    def appendleft(self, x):
        self._changes += 1
        if self._head == 0:
            room = len(self._items) + 8
            self._items[:0] = [None] * room
            self._head = room
        self._head -= 1
        self._items[self._head] = x
        if self._most is not None and len(self._items) - self._head > self._most:
            self.pop()

    def pop(self):
        if len(self._items) == self._head:
            raise IndexError("pop from an empty deque")
        self._changes += 1
        return self._items.pop()

    def popleft(self):
        x = _take_first(self)
        if x is _MISSING:
            raise IndexError("pop from an empty deque")
        return x

    def extend(self, iterable):
        if iterable is self:
            iterable = list(self)
        if self._most is None:
            before = len(self._items)
            self._items.extend(iterable)
            self._changes += len(self._items) != before
        elif _type(iterable) is list or _type(iterable) is tuple:
            # Those that would be thrown out again are left out.
            all = self._items[self._head:]
            all.extend(iterable)
            self._items, self._head = all[max(len(all) - self._most, 0):], 0
            self._changes += len(iterable) > 0
        else:
            for x in iterable:
                self.append(x)

    def extendleft(self, iterable):
        if iterable is self:
            iterable = list(self)
        for x in iterable:
            self.appendleft(x)

    def clear(self):
        self._items = []
        self._head = 0
        self._changes += 1

    def copy(self):
        return _type(self)(self, self._most)

    __copy__ = copy

    def count(self, x):
        n = 0
        for y in self:
            if y is x or y == x:
                n += 1
        return n

    def index(self, x, start=0, stop=None):
        n, changes = len(self), self._changes
        stop = n if stop is None else stop
        start = max(start + n, 0) if start < 0 else start
        stop = max(stop + n, 0) if stop < 0 else min(stop, n)
        i = start
        while i < stop:
            y = self[i]
            if y is x or y == x:
                return i
            _unchanged(self, changes, RuntimeError)
            i += 1
        raise ValueError(f"{x!r} is not in deque")

    def insert(self, i, x):
        n = len(self)
        if self._most is not None and n >= self._most:
            raise IndexError("deque already at its maximum size")
        i = max(i + n, 0) if i < 0 else min(i, n)
        self._items.insert(self._head + i, x)
        self._changes += 1

    def remove(self, x):
        changes = self._changes
        for i in range(len(self)):
            y = self[i]
            same = y is x or y == x
            _unchanged(self, changes, IndexError)
            if same:
                del self[i]
                return
        raise ValueError(f"{x!r} is not in deque")

    def reverse(self):
        all = self._items[self._head:]
        all.reverse()
        self._items = all
        self._head = 0
        self._changes += 1

    def rotate(self, n=1):
        size, n = len(self), _as_size(n)
        if size > 1:
            n %= size
            self._changes += 1
            if n:
                all = self._items[self._head:]
                self._items = all[size - n:] + all[:size - n]
                self._head = 0

    def __len__(self):
        return len(self._items) - self._head

    def __bool__(self):
        return len(self._items) > self._head

    def _at(self, i):
        if not isinstance(i, int):
            if not hasattr(i, "__index__"):
                raise TypeError(f"sequence index must be integer, not '{_type_name(i)}'")
            i = i.__index__()
        at = i + (len(self._items) if i < 0 else self._head)
        if at < self._head or at >= len(self._items):
            raise IndexError("deque index out of range")
        return at

    def __getitem__(self, i):
        return self._items[self._at(i)]

    def __setitem__(self, i, x):
        self._items[self._at(i)] = x

    def __delitem__(self, i):
        del self._items[self._at(i)]
        self._changes += 1

    def __iter__(self):
        return _deque_items(self)

    def __reversed__(self):
        all = self._items[self._head:]
        all.reverse()
        return _iter(all)

    def __contains__(self, x):
        for y in self:
            if y is x or y == x:
                return True
        return False

    def __repr__(self):
        for d in _open_ones:
            if d is self:
                return "[...]"
        _append(_open_ones, self)
        try:
            shown = repr(self._items[self._head:])
        finally:
            _open_ones.pop()
        most = "" if self._most is None else f", maxlen={self._most}"
        return f"{_type(self).__name__}({shown}{most})"

    def __eq__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return len(self) == len(other) and _deque_compare(self, other, None)

    def __lt__(self, other):
        return _deque_compare(self, other, 0)

    def __le__(self, other):
        return _deque_compare(self, other, 1)

    def __gt__(self, other):
        return _deque_compare(self, other, 2)

    def __ge__(self, other):
        return _deque_compare(self, other, 3)

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{_type_name(other)}") to deque')
        new = self.copy()
        new.extend(other)
        return new

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        if _lookup(_type(n), "__rmul__") is not _MISSING and not isinstance(n, (int, deque)):
            return NotImplemented
        return _type(self)(list(self) * _times(n), self._most)

    def __rmul__(self, n):
        return self * (_times(self) if isinstance(n, (str, bytes, bytearray, list, tuple)) else n)

    def __imul__(self, n):
        all = list(self) * _times(n)
        self.clear()
        self.extend(all)
        return self


    def __reduce__(self):
        state = {k: v for k, v in self.__dict__.items() if k not in ("_items", "_head", "_most", "_changes")}
        return _type(self), ((), self._most), state or None, iter(self)


def _times(n):
    if not isinstance(n, int) and _lookup(_type(n), "__index__") is _MISSING:
        raise TypeError(f"can't multiply sequence by non-int of type '{_type_name(n)}'")
    return _index(n)


def _deque_compare(a, b, op):
    if not isinstance(b, deque):
        return NotImplemented
    s, t = iter(a), iter(b)
    while True:
        x, y = _next(s), _next(t)
        if x is _MISSING or y is _MISSING:
            x, y = x is not _MISSING, y is not _MISSING
            break
        if x is not y and not x == y:
            break
    return x is y if op is None else _ordered(x, y, op)


_open_ones = []


def _deque_items(d):
    i, changes = 0, d._changes
    while i < len(d._items) - d._head:
        yield d._items[d._head + i]
        _unchanged(d, changes, RuntimeError)
        i += 1


def _unchanged(d, changes, error):
    if d._changes != changes:
        raise error("deque mutated during iteration")


class _Mapping:
    _abc_kind = "MutableMapping"

    def get(self, key, default=None):
        return self[key] if key in self else default

    def keys(self):
        return __import__("collections.abc").KeysView(self)

    def items(self):
        return __import__("collections.abc").ItemsView(self)

    def values(self):
        return __import__("collections.abc").ValuesView(self)

    def pop(self, key, default=_MISSING):
        if key not in self:
            if default is _MISSING:
                raise KeyError(key)
            return default
        value = self[key]
        del self[key]
        return value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, /, *args, **named):
        for key, value in dict(*args, **named).items():
            self[key] = value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]


# A copy with all attributes, of which `data` is copied itself
def _copied(self):
    new = _instance(_type(self))
    for k, v in self.__dict__.items():
        _set_plain(new, k, v.copy() if k == "data" else v)
    return new


class ChainMap(_Mapping):
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for m in self.maps:
            if key in m:
                return m[key]
        return self.__missing__(key)

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        if key not in self.maps[0]:
            raise KeyError(f"Key not found in the first mapping: {key!r}")
        del self.maps[0][key]

    def __contains__(self, key):
        for m in self.maps:
            if key in m:
                return True
        return False

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        d = {}
        for m in reversed(self.maps):
            d.update(dict.fromkeys(m))
        return _iter(d)

    def __bool__(self):
        return any(self.maps)

    def __eq__(self, other):
        if not isinstance(other, (ChainMap, UserDict, dict)):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def __repr__(self):
        return f"{_type(self).__name__}({', '.join([repr(m) for m in self.maps])})"

    def new_child(self, m=None, **named):
        m = {} if m is None else m
        m.update(named)
        return _type(self)(m, *self.maps)

    parents = property(lambda self: _type(self)(*self.maps[1:]))

    def copy(self):
        return _type(self)(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def pop(self, key, *default):
        if key not in self.maps[0] and not default:
            raise KeyError(f"Key not found in the first mapping: {key!r}")
        return self.maps[0].pop(key, *default)

    def popitem(self):
        if not self.maps[0]:
            raise KeyError("No keys found in the first mapping.")
        return self.maps[0].popitem()

    def clear(self):
        self.maps[0].clear()

    @classmethod
    def fromkeys(cls, iterable, *value):
        return cls(dict.fromkeys(iterable, *value))

    def __or__(self, other):
        if not isinstance(other, (ChainMap, UserDict, dict)):
            return NotImplemented
        new = self.copy()
        new.maps[0].update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, (ChainMap, UserDict, dict)):
            return NotImplemented
        new = dict(other)
        for m in reversed(self.maps):
            new.update(m)
        return _type(self)(new)

    def __ior__(self, other):
        self.maps[0].update(other)
        return self


class UserDict(_Mapping):
    def __init__(self, dict=None, /, **named):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if named:
            self.update(named)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if hasattr(_type(self), "__missing__"):
            return self.__missing__(key)
        raise KeyError(key)

    def __setitem__(self, key, value):
        self.data[key] = value

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return _iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __eq__(self, other):
        if isinstance(other, UserDict):
            return self.data == other.data
        return self.data == other if isinstance(other, dict) else NotImplemented

    __hash__ = None

    def __repr__(self):
        return repr(self.data)

    copy = __copy__ = _copied

    @classmethod
    def fromkeys(cls, iterable, value=None):
        new = cls()
        for key in iterable:
            new[key] = value
        return new

    def __or__(self, other):
        if isinstance(other, (UserDict, dict)):
            return _type(self)(self.data | (other.data if isinstance(other, UserDict) else other))
        return NotImplemented

    def __ror__(self, other):
        return _type(self)(other | self.data) if isinstance(other, dict) else NotImplemented

    def __ior__(self, other):
        self.data |= other.data if isinstance(other, UserDict) else other
        return self


class _Sequence:
    _abc_kind = "Sequence"

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        return _type(self)(self.data[i]) if isinstance(i, slice) else self.data[i]

    def __contains__(self, x):
        return x in self.data

    def __repr__(self):
        return repr(self.data)

    def __eq__(self, other):
        return self.data == (other.data if isinstance(other, _Sequence) else other)

    def __lt__(self, other):
        return self.data < (other.data if isinstance(other, _Sequence) else other)

    def __le__(self, other):
        return self.data <= (other.data if isinstance(other, _Sequence) else other)

    def __gt__(self, other):
        return self.data > (other.data if isinstance(other, _Sequence) else other)

    def __ge__(self, other):
        return self.data >= (other.data if isinstance(other, _Sequence) else other)

    def __add__(self, other):
        return _type(self)(self.data + (other.data if isinstance(other, _Sequence) else other))

    def __mul__(self, n):
        return _type(self)(self.data * n)

    __rmul__ = __mul__

    def index(self, x, *args):
        return self.data.index(x, *args)

    def count(self, x):
        return self.data.count(x)


def _plain_list(v):
    return v.data if isinstance(v, UserList) else v if isinstance(v, list) else list(v)


class UserList(_Sequence):
    _abc_kind = "MutableSequence"

    __hash__ = None

    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(initlist)

    def __setitem__(self, i, x):
        self.data[i] = x

    def __delitem__(self, i):
        del self.data[i]

    def __iter__(self):
        return _iter(self.data)

    def append(self, x):
        self.data.append(x)

    def insert(self, i, x):
        self.data.insert(i, x)

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, x):
        self.data.remove(x)

    def clear(self):
        self.data.clear()

    copy = __copy__ = _copied

    def __add__(self, other):
        return _type(self)(self.data + _plain_list(other))

    def __radd__(self, other):
        return _type(self)(_plain_list(other) + self.data)

    def reverse(self):
        self.data.reverse()

    def sort(self, /, *args, **named):
        self.data.sort(*args, **named)

    def extend(self, other):
        self.data.extend(other.data if isinstance(other, UserList) else other)

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __imul__(self, n):
        self.data *= n
        return self


def _plain_text(s):
    return s.data if isinstance(s, UserString) else s


class UserString(_Sequence):
    def __init__(self, seq):
        self.data = str(seq)

    def __str__(self):
        return self.data

    def __hash__(self):
        return hash(self.data)

    def __mod__(self, values):
        return _type(self)(self.data % values)

    def __rmod__(self, template):
        return _type(self)(str(template) % self)

    def __contains__(self, x):
        return _plain_text(x) in self.data

    def __add__(self, other):
        return _type(self)(self.data + str(other))

    def __radd__(self, other):
        return _type(self)(str(other) + self.data)


def _text_method(name, gives_text):
    def method(self, /, *args, **named):
        r = getattr(self.data, name)(*[_plain_text(a) for a in args], **named)
        return _type(self)(r) if gives_text else r
    method.__name__ = name
    return method


for _name in ("capitalize casefold center expandtabs ljust lower lstrip removeprefix removesuffix replace rjust rstrip "
        "strip swapcase title translate upper zfill").split():
    setattr(UserString, _name, _text_method(_name, True))
for _name in ("count encode endswith find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier "
        "islower isnumeric isprintable isspace istitle isupper join partition rfind rindex rpartition rsplit split "
        "splitlines startswith").split():
    setattr(UserString, _name, _text_method(_name, False))
UserString.__int__ = lambda self: int(self.data)
UserString.__float__ = lambda self: float(self.data)
UserString.__complex__ = lambda self: complex(self.data)
UserString.maketrans = str.maketrans
