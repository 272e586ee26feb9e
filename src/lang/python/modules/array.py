__all__ = ["array", "ArrayType", "typecodes"]

typecodes = "bBuhHiIlLqQfd"
_SIZES = {"b": 1, "B": 1, "u": 4, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "f": 4, "d": 8}
# The least and greatest value of a code, and what they are called.
_RANGES = {
    "b": (-128, 127, "signed char"), "B": (0, 255, "unsigned byte integer"),
    "h": (-32768, 32767, "signed short integer"), "H": (0, 65535, "unsigned short"),
    "i": (-2147483648, 2147483647, "signed integer"), "I": (0, 4294967295, "unsigned int"),
    "l": (-9223372036854775808, 9223372036854775807, None), "L": (0, 18446744073709551615, None),
    "q": (-9223372036854775808, 9223372036854775807, None), "Q": (0, 18446744073709551615, None)}


def _item(code, v):
    if code == "d":
        return _real(v)
    if code == "f":
        return _unpack_values("f", _pack_values("f", (_real(v),), "pack"))[0]
    if code == "u":
        if not isinstance(v, str) or len(v) != 1:
            raise TypeError("array item must be unicode character")
        return v
    if _type(v) is not int:
        v = _index(v)
    low, high, name = _RANGES[code]
    if low <= v <= high:
        return v
    _refuse(code, v, low, name)


def _real(v):
    if _type(v) is float:
        return v
    if isinstance(v, str) or not hasattr(v, "__float__") and not hasattr(v, "__index__"):
        raise TypeError(f"must be real number, not {_type_name(v)}")
    return float(v)


def _refuse(code, v, low, name):
    if code in "qQ":
        raise OverflowError("can't convert negative int to unsigned" if code == "Q" and v < 0 else "int too big to convert")
    if code in "IL":
        if v < 0:
            raise OverflowError("can't convert negative value to unsigned int")
        if code == "L" or v > 18446744073709551615:
            raise OverflowError("Python int too large to convert to C unsigned long")
        raise OverflowError("unsigned int is greater than maximum")
    if code == "l" or not -9223372036854775808 <= v <= 9223372036854775807:
        raise OverflowError("Python int too large to convert to C long")
    if code == "b" and not -32768 <= v <= 32767:
        name = "signed short integer"
    elif code == "H" and not -2147483648 <= v <= 2147483647:
        name = "signed integer"
    raise OverflowError(f"{name} is {'less than minimum' if v < low else 'greater than maximum'}")


class array:
    _abc_kind = "MutableSequence"

    __slots__ = ("typecode", "itemsize", "_items")

    def __new__(cls, *args):
        if not args:
            raise TypeError("array() takes at least 1 argument (0 given)")
        if len(args) > 2:
            raise TypeError(f"array() takes at most 2 arguments ({len(args)} given)")
        code = args[0]
        if not isinstance(code, str) or len(code) != 1:
            raise TypeError(f"array() argument 1 must be a unicode character, not {_type_name(code)}")
        if code not in _SIZES:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        self = _instance(cls)
        self.typecode = code
        self.itemsize = _SIZES[code]
        self._items = []
        if len(args) == 2:
            initial = args[1]
            if isinstance(initial, str):
                if code != "u":
                    raise TypeError(f"cannot use a str to initialize an array with typecode '{code}'")
                self._items = list(initial)
            elif isinstance(initial, (bytes, bytearray)):
                self.frombytes(initial)
            elif isinstance(initial, array) and initial.typecode == "u" and code != "u":
                raise TypeError(f"cannot use a unicode array to initialize an array with typecode '{code}'")
            else:
                self._items = [_item(code, v) for v in initial]
        return self

    def __init__(self, *args):
        pass

    def _like(self, items):
        a = _instance(array)
        a.typecode = self.typecode
        a.itemsize = self.itemsize
        a._items = items
        return a

    def __repr__(self):
        if not self._items:
            return f"array('{self.typecode}')"
        if self.typecode == "u":
            return f"array('u', {''.join(self._items)!r})"
        return f"array('{self.typecode}', {self._items!r})"

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return _iter(self._items)

    def __reversed__(self):
        return reversed(self._items)

    def __contains__(self, v):
        return v in self._items

    def __getitem__(self, i):
        if _type(i) is slice:
            return self._like(self._items[i])
        try:
            return self._items[i]
        except IndexError:
            raise IndexError("array index out of range") from None
        except TypeError:
            raise TypeError("array indices must be integers") from None

    def __setitem__(self, i, v):
        if _type(i) is slice:
            if not isinstance(v, array):
                raise TypeError(f"can only assign array (not \"{_type_name(v)}\") to array slice")
            if v.typecode != self.typecode:
                raise TypeError("bad argument type for built-in operation")
            if i.step not in (None, 1):
                n = len(self._items[i])
                if n != len(v._items):
                    raise ValueError(f"attempt to assign array of size {len(v._items)} to extended slice of size {n}")
            self._items[i] = list(v._items)
            return
        v = _item(self.typecode, v)
        try:
            self._items[i] = v
        except IndexError:
            raise IndexError("array assignment index out of range") from None
        except TypeError:
            raise TypeError("array indices must be integers") from None

    def __delitem__(self, i):
        try:
            del self._items[i]
        except IndexError:
            raise IndexError("array assignment index out of range") from None

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __ne__(self, other):
        return self._items != other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    __hash__ = None

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError(f"can only append array (not \"{_type_name(other)}\") to array")
        if self.typecode != other.typecode:
            raise TypeError("bad argument type for built-in operation")
        return self._like(self._items + other._items)

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError(f"can only extend with array (not \"{_type_name(other)}\")")
        self.extend(other)
        return self

    def __mul__(self, n):
        return self._like(self._items * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self._items *= n
        return self

    # The bytes of it, as other types take them.
    def __buffer__(self, flags):
        return self.tobytes()

    def __radd__(self, other):
        if isinstance(other, (bytes, bytearray)):
            return other + self.tobytes()
        return NotImplemented

    def __copy__(self):
        return self._like(list(self._items))

    def __deepcopy__(self, memo):
        return self._like(list(self._items))

    def __reduce__(self):
        return array, (self.typecode, list(self._items))

    def __class_getitem__(cls, item):
        return cls

    def append(self, v, /):
        self._items.append(_item(self.typecode, v))

    def extend(self, other, /):
        if isinstance(other, array):
            if other.typecode != self.typecode:
                raise TypeError("can only extend with array of same kind")
            self._items.extend(other._items)
            return
        for v in other:
            self._items.append(_item(self.typecode, v))

    def insert(self, i, v, /):
        self._items.insert(i, _item(self.typecode, v))

    def pop(self, i=-1, /):
        if not self._items:
            raise IndexError("pop from empty array")
        try:
            return self._items.pop(i)
        except IndexError:
            raise IndexError("pop index out of range") from None

    def remove(self, v, /):
        try:
            self._items.remove(v)
        except ValueError:
            raise ValueError("array.remove(x): x not in array") from None

    def index(self, v, start=0, stop=9223372036854775807, /):
        try:
            return self._items.index(v, start, stop)
        except ValueError:
            raise ValueError("array.index(x): x not in array") from None

    def count(self, v, /):
        return self._items.count(v)

    def reverse(self):
        self._items.reverse()

    def tolist(self):
        return list(self._items)

    def fromlist(self, l, /):
        if not isinstance(l, list):
            raise TypeError("arg must be list")
        self._items.extend([_item(self.typecode, v) for v in l])

    def tounicode(self):
        if self.typecode != "u":
            raise ValueError("tounicode() may only be called on unicode type arrays")
        return "".join(self._items)

    def fromunicode(self, text, /):
        if self.typecode != "u":
            raise ValueError("fromunicode() may only be called on unicode type arrays")
        self._items.extend(text)

    def tobytes(self):
        if self.typecode == "u":
            return "".join(self._items).encode("utf-32-le")
        return _pack_values(f"{len(self._items)}{self.typecode}", self._items, "pack")

    def frombytes(self, data, /):
        self._items.extend(self._read(bytes(data)))

    def _read(self, data):
        if len(data) % self.itemsize:
            raise ValueError("bytes length not a multiple of item size")
        if self.typecode == "u":
            return data.decode("utf-32-le")
        return _unpack_values(f"{len(data) // self.itemsize}{self.typecode}", data)

    # Writes bytes over those at a place.
    def _set_bytes(self, at, data):
        first = at // self.itemsize
        last = -(-(at + len(data)) // self.itemsize)
        old = bytearray(self[first:last].tobytes())
        at -= first * self.itemsize
        old[at:at + len(data)] = data
        self._items[first:last] = self._read(bytes(old))

    def byteswap(self):
        data = self.tobytes()
        n = self.itemsize
        swapped = [data[i:i + n][::-1] for i in range(0, len(data), n)]
        self._items = list(self._read(b"".join(swapped)))

    def buffer_info(self):
        return id(self._items), len(self._items)

    def fromfile(self, f, n, /):
        data = f.read(n * self.itemsize)
        self.frombytes(data[:len(data) // self.itemsize * self.itemsize])
        if len(data) < n * self.itemsize:
            raise EOFError("read() didn't return enough bytes")

    def tofile(self, f, /):
        f.write(self.tobytes())


ArrayType = array
