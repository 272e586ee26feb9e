__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]


class error(Exception):
    pass


def _checked(r):
    if _type(r) is str:
        raise error(r)
    return r


def _packed(fmt, values, name):
    r = _checked(_pack_values(fmt, values, name))
    if r is not None:
        return r
    # Some are instances: what they stand for.
    given = []
    for kind, v in zip(_kinds(fmt), values):
        t = _type(v)
        if kind == "?":
            v = bool(v)
        elif kind == "f" and _lookup(t, "__float__") is not _MISSING:
            v = float(v)
        elif kind == "i" and _lookup(t, "__index__") is not _MISSING:
            v = _index(v)
        elif _payload(v) is not _MISSING:
            v = _payload(v)
        else:
            v = None
        _append(given, v)
    return _checked(_pack_values(fmt, given, name))


def _data(buffer):
    t = _type(buffer)
    if t is bytes or t is bytearray:
        return buffer
    f = _lookup(t, "__buffer__")
    if f is _MISSING:
        if isinstance(buffer, (bytes, bytearray)):
            return _payload(buffer)
        raise TypeError(f"a bytes-like object is required, not '{t.__name__}'")
    return f(buffer, 0)


def calcsize(format, /):
    return _checked(_calc_size(format))


def pack(format, /, *values):
    return _packed(format, values, "pack")


def unpack(format, buffer, /):
    return _checked(_unpack_values(format, _data(buffer)))


def pack_into(format, buffer, offset, /, *values):
    size = _checked(_calc_size(format))
    data = _data(buffer)
    if _type(buffer) is bytes:
        raise TypeError("argument must be read-write bytes-like object, not bytes")
    packed = _packed(format, values, "pack_into")
    at = _checked(_begin(format, _index(offset), len(data), True))
    if hasattr(buffer, "_set_bytes"):
        buffer._set_bytes(at, packed)
    else:
        buffer[at:at + size] = packed


def unpack_from(format, /, buffer, offset=0):
    data = _data(buffer)
    size = _checked(_calc_size(format))
    at = _checked(_begin(format, _index(offset), len(data), False))
    return _checked(_unpack_values(format, data[at:at + size]))


def iter_unpack(format, buffer, /):
    data = _data(buffer)
    return _each(format, data, _checked(_times(format, len(data))), _checked(_calc_size(format)))


def _each(format, data, times, size):
    for i in range(times):
        yield _unpack_values(format, data[i * size:i * size + size])


class Struct:
    def __init__(self, format):
        self.size = _checked(_calc_size(format))
        self.format = format if isinstance(format, str) else format.decode("ascii")

    def pack(self, *values):
        return _packed(self.format, values, "pack")

    def pack_into(self, buffer, offset, /, *values):
        pack_into(self.format, buffer, offset, *values)

    def unpack(self, buffer, /):
        return _checked(_unpack_values(self.format, _data(buffer)))

    def unpack_from(self, /, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer, /):
        return iter_unpack(self.format, buffer)
