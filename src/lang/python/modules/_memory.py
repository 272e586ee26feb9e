# `memoryview`; imported by what mentions it. A view is of every `_step`-th element of
# what lies behind, from `_first` on; the first is counted in bytes.

_SIZES = {
    "b": 1, "B": 1, "c": 1, "?": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "n": 8, "N": 8,
    "f": 4, "d": 8}


def _new(cls, object, /):
    t = _type(object)
    if t is memoryview:
        _open(object)
        return _view(object, object._first, object._step, object._length, object.format)
    if isinstance(object, (bytes, bytearray)):
        return _made(object, isinstance(object, bytes), 0, 1, len(object), "B")
    if hasattr(object, "_set_bytes"):
        code, size = object.typecode, object.itemsize
        return _made(object, False, 0, size, len(object), "w" if code == "u" else code, size)
    raise TypeError(f"memoryview: a bytes-like object is required, not '{t.__name__}'")


def _view(m, first, step, length, format):
    return _made(m.obj, m.readonly, first, step, length, format, m.itemsize)


def _made(object, readonly, first, step, length, format, size=None):
    m = _instance(memoryview)
    m._first = first
    m._step = step
    m._length = length
    m.obj = object
    m.readonly = readonly
    m.format = format
    m.itemsize = size = size or _SIZES[format]
    m.nbytes = length * size
    m.ndim = 1
    m.shape = (length,)
    m.strides = (step,)
    m.suboffsets = ()
    m.contiguous = m.c_contiguous = m.f_contiguous = step == size or length <= 1
    return m


def _open(m):
    if m.obj is None:
        raise ValueError("operation forbidden on released memoryview object")


def _behind(m):
    _open(m)
    return m.obj if isinstance(m.obj, (bytes, bytearray)) else m.obj.tobytes()


def _element(m, data, at):
    if m.format == "B" and m.itemsize == 1:
        return data[at]
    if m.format == "c":
        return bytes(data[at:at + 1])
    return _unpack_values("I" if m.format == "w" else m.format, bytes(data[at:at + m.itemsize]))[0]


def _place(m, i):
    if i < 0:
        i += m._length
    if not 0 <= i < m._length:
        raise IndexError("index out of bounds on dimension 1")
    return m._first + i * m._step


def _part(m, s):
    start, stop, step = s.indices(m._length)
    return _view(m, m._first + start * m._step, m._step * step, len(range(start, stop, step)), m.format)


def _get(self, i):
    _open(self)
    if _type(i) is slice:
        return _part(self, i)
    if isinstance(i, tuple) or _type(i) is not int and _lookup(_type(i), "__index__") is _MISSING:
        raise TypeError("memoryview: invalid slice key")
    return _element(self, _behind(self), _place(self, _index(i)))


def _write(m, at, data):
    if isinstance(m.obj, bytearray):
        m.obj[at:at + len(data)] = data
    else:
        m.obj._set_bytes(at, data)


def _set(self, i, value):
    _open(self)
    if self.readonly:
        raise TypeError("cannot modify read-only memory")
    if _type(i) is slice:
        to = _part(self, i)
        value = value if _type(value) is memoryview else memoryview(value)
        if value.format != to.format or value._length != to._length:
            raise ValueError("memoryview assignment: lvalue and rvalue have different structures")
        data, size = value.tobytes(), to.itemsize
        if to.contiguous:
            _write(to, to._first, data)
            return
        for k in range(to._length):
            _write(to, to._first + k * to._step, data[k * size:k * size + size])
        return
    if isinstance(i, tuple) or _type(i) is not int and _lookup(_type(i), "__index__") is _MISSING:
        raise TypeError("memoryview: invalid slice key")
    _write(self, _place(self, _index(i)), _packed(self.format, value))


def _packed(format, value):
    if format == "c":
        if not isinstance(value, bytes):
            raise TypeError("memoryview: invalid type for format 'c'")
        if len(value) != 1:
            raise ValueError("memoryview: invalid value for format 'c'")
        return value
    if format == "?":
        value = bool(value)
    elif format in "fd":
        if _lookup(_type(value), "__float__") is _MISSING and _lookup(_type(value), "__index__") is _MISSING:
            raise TypeError(f"memoryview: invalid type for format '{format}'")
        value = float(value)
    else:
        if _type(value) is not int and _lookup(_type(value), "__index__") is _MISSING:
            raise TypeError(f"memoryview: invalid type for format '{format}'")
        value = _index(value)
        bits = 8 * _SIZES[format]
        low, high = (-1 << bits - 1, 1 << bits - 1) if format in "bhilqn" else (0, 1 << bits)
        if not low <= value < high:
            raise ValueError(f"memoryview: invalid value for format '{format}'")
    return _pack_values(format, (value,), "pack")


def _del(self, i):
    raise TypeError("cannot delete memory")


def _len(self):
    _open(self)
    return self._length


def _tolist(self):
    data = _behind(self)
    return [_element(self, data, self._first + k * self._step) for k in range(self._length)]


def _iter(self):
    for k in range(len(self)):
        yield self[k]


def _tobytes(self, order="C"):
    data = _behind(self)
    if self._step == self.itemsize:
        return bytes(data[self._first:self._first + self.nbytes])
    size = self.itemsize
    places = [self._first + k * self._step for k in range(self._length)]
    return b"".join([bytes(data[at:at + size]) for at in places])


def _buffer(self, flags):
    return self.tobytes()


def _hex(self, *args, **named):
    return self.tobytes().hex(*args, **named)


def _eq(self, other):
    if self.obj is None:
        return self is other
    if _type(other) is not memoryview:
        if not isinstance(other, (bytes, bytearray)) and not hasattr(other, "_set_bytes"):
            return NotImplemented
        other = memoryview(other)
    if other.obj is None:
        return False
    return self._length == other._length and self.tolist() == other.tolist()


def _hash(self):
    _open(self)
    if not self.readonly:
        raise ValueError("cannot hash writable memoryview object")
    if self.format not in "Bbc":
        raise ValueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
    return hash(self.tobytes())


def _repr(self):
    kind = "released memory" if self.obj is None else "memory"
    return f"<{kind} at 0x{id(self):x}>"


def _cast(self, format, shape=None):
    _open(self)
    if not isinstance(format, str):
        raise TypeError("memoryview: format argument must be a string")
    format = format[1:] if format[:1] == "@" else format
    if format not in _SIZES:
        raise ValueError("memoryview: destination format must be a native single character format prefixed with an optional '@'")
    if not self.contiguous:
        raise TypeError("memoryview: casts are restricted to C-contiguous views")
    if self.format not in "Bbc" and format not in "Bbc":
        raise TypeError("memoryview: cannot cast between two non-byte formats")
    size = _SIZES[format]
    if self.nbytes % size:
        raise TypeError("memoryview: length is not a multiple of itemsize")
    if shape is not None and list(shape) != [self.nbytes // size]:
        raise NotImplementedError("memoryview: views of more than one dimension are not supported")
    return _made(self.obj, self.readonly, self._first, size, self.nbytes // size, format)


def _toreadonly(self):
    _open(self)
    return _made(self.obj, True, self._first, self._step, self._length, self.format, self.itemsize)


def _release(self):
    self.obj = None


def _enter(self):
    _open(self)
    return self


def _exit(self, *_):
    self.obj = None


def _radd(self, other):
    if isinstance(other, (bytes, bytearray)):
        return other + self.tobytes()
    return NotImplemented


_attach(memoryview, "__new__", staticmethod(_new))
_attach(memoryview, "_abc_kind", "Sequence")
for _name, _f in [
        ("__getitem__", _get), ("__setitem__", _set), ("__delitem__", _del), ("__len__", _len), ("__iter__", _iter),
        ("__buffer__", _buffer), ("__eq__", _eq), ("__hash__", _hash), ("__repr__", _repr), ("__enter__", _enter),
        ("__exit__", _exit), ("__radd__", _radd), ("tolist", _tolist), ("tobytes", _tobytes), ("hex", _hex),
        ("cast", _cast), ("toreadonly", _toreadonly), ("release", _release)]:
    _attach(memoryview, _name, _f)
