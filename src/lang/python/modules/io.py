SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False
    _dot = "."

    def close(self):
        self.closed = True

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file" + self._dot)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def flush(self):
        self._check()

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def isatty(self):
        self._check()
        return False

    def readlines(self, hint=-1):
        lines = []
        size = 0
        for line in self:
            _append(lines, line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def tell(self):
        self._check()
        return self._at


TextIOBase = RawIOBase = BufferedIOBase = IOBase


class _Buffer(IOBase):
    # What was written at the end waits as pieces until something else is asked.
    def _start(self, data):
        self._data = data
        self._pieces = []
        self._size = len(data)
        self._at = 0

    def _whole(self):
        if self._pieces:
            self._data += self._empty.join(self._pieces)
            self._pieces = []
        return self._data

    def write(self, s):
        if self.closed:
            self._check()
        given = s
        if _type(s) is not self._same:
            s = self._checked(s)
        n = len(s)
        if self._at == self._size:
            _append(self._pieces, s)
        else:
            data = self._whole()
            if self._at > len(data):
                data += self._zero * (self._at - len(data))
            self._data = data[:self._at] + s + data[self._at + n:]
        self._at += n
        if self._at > self._size:
            self._size = self._at
        return len(given)

    def getvalue(self):
        self._check()
        return self._whole()

    def read(self, size=-1, /):
        self._check()
        data = self._whole()
        end = len(data) if size is None or size < 0 else self._at + size
        s = data[self._at:end]
        self._at += len(s)
        return s

    def readline(self, size=-1, /):
        if self.closed:
            self._check()
        data = self._whole() if self._pieces else self._data
        line, at = self._line, self._at
        end = data.find(line, at) + len(line)
        if not line:
            end = self._any_end(data)
        elif end < len(line):
            end = len(data)
        if size is not None and size >= 0 and at + size < end:
            end = at + size
        if end > at:
            self._at = end
        return data[at:end]

    def truncate(self, size=None, /):
        self._check()
        size = self._at if size is None else size
        if size < 0:
            raise ValueError(f"Negative size value {size}" if isinstance(self, StringIO) else f"negative size value {size}")
        self._data = self._whole()[:size]
        self._size = len(self._data)
        return size


class StringIO(_Buffer):
    _empty, _zero, _line, _same = "", "\0", "\n", str
    _dot = ""

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is None:
            initial_value = ""
        if not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {_type_name(initial_value)}")
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f"newline must be str or None, not {_type_name(newline)}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        self._newline = newline
        if newline is not None:
            self._line = newline
        if newline is None or newline[:1] == "\r":
            self._same = None
        self._start(self._checked(initial_value))

    def _checked(self, s):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {_type(s).__name__!r}")
        if self._newline is None:
            return s.replace("\r\n", "\n").replace("\r", "\n")
        return s.replace("\n", self._newline) if self._newline[:1] == "\r" else s

    # Where a line ends that may end in any way
    def _any_end(self, data):
        end, cr = data.find("\n", self._at) + 1, data.find("\r", self._at) + 1
        if cr and (not end or cr < end):
            return cr + (data[cr:cr + 1] == "\n")
        return end or len(data)

    def seek(self, offset, whence=0, /):
        self._check()
        if whence == 0:
            if offset < 0:
                raise ValueError(f"Negative seek position {offset}")
            self._at = offset
        elif offset != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        elif whence == 2:
            self._at = self._size
        return self._at


class BytesIO(_Buffer):
    _empty, _zero, _line, _same = b"", b"\0", b"\n", bytes

    def __init__(self, initial_bytes=b""):
        self._start(bytes(initial_bytes))

    def _checked(self, s):
        if not isinstance(s, (bytes, bytearray)):
            raise TypeError(f"a bytes-like object is required, not {_type(s).__name__!r}")
        return bytes(s)

    def seek(self, offset, whence=0, /):
        self._check()
        if whence == 0 and offset < 0:
            raise ValueError(f"negative seek value {offset}")
        self._at = max((0, self._at, self._size)[whence] + offset, 0)
        return self._at

    def read1(self, size=-1, /):
        return self.read(size)

    def readinto(self, b, /):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)

    def getbuffer(self):
        return self.getvalue()


# A file, read as a whole when it is opened. What is written goes on to the host: piece by
# piece, or as a whole where it may also be read.
class BufferedRandom(BytesIO):
    __module__ = "_io"

    def __init__(self, name, mode):
        from os import _asked
        self._ask, self.name, self.mode = _asked, name, mode
        kind, self._both = mode[0], "+" in mode
        if kind == "x" and _file("exists", _file_name(name), None):
            raise FileExistsError(17, "File exists", name)
        if kind != "r":
            _asked("add" if kind == "a" else "write", name, b"")
        self._start(_asked("read", name) if kind == "r" or kind == "a" and self._both else b"")
        self._reads, self._writes, self._adds = kind == "r" or self._both, kind != "r" or self._both, kind == "a"
        if self._adds:
            self._at = self._size

    def readable(self):
        self._check()
        return self._reads

    def writable(self):
        self._check()
        return self._writes

    def _may_read(self, what):
        if not self._reads:
            self._check()
            raise UnsupportedOperation(what)

    def read(self, size=-1, /):
        self._may_read("read")
        return super().read(size)

    def readline(self, size=-1, /):
        self._may_read("read")
        return super().readline(size)

    def write(self, s):
        if not self._writes:
            self._check()
            raise UnsupportedOperation("write")
        if self._both:
            if self._adds:
                self._at = self._size
            n = super().write(s)
            self._ask("write", self.name, self._whole())
            return n
        self._check()
        s = self._checked(s)
        self._ask("add", self.name, s)
        self._at += len(s)
        return len(s)

    def truncate(self, size=None, /):
        size = super().truncate(size)
        self._ask("write", self.name, self._whole())
        return size

    def __repr__(self):
        return f"<_io.{_type(self).__name__} name={self.name!r}>"


class BufferedReader(BufferedRandom):
    __module__ = "_io"


class BufferedWriter(BufferedRandom):
    __module__ = "_io"


class TextIOWrapper(StringIO):
    __module__ = "_io"
    _dot = "."

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self.buffer, self._newline = buffer, newline
        self._line = "\n" if newline is None else newline
        self.encoding, self.errors = encoding or "UTF-8", errors or "strict"
        self.name, self._both = getattr(buffer, "name", None), getattr(buffer, "_both", False)
        text = ""
        if buffer.readable() and (self._both or not getattr(buffer, "_writes", False)):
            text = buffer.read().decode(self.encoding, self.errors)
            if newline is None:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._start(text)
        if getattr(buffer, "_adds", False):
            self._at = self._size

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def _may_read(self):
        self._check()
        if not self.buffer.readable():
            raise UnsupportedOperation("not readable")

    def read(self, size=-1, /):
        self._may_read()
        return super().read(size)

    def readline(self, size=-1, /):
        self._may_read()
        return super().readline(size)

    def write(self, s):
        self._check()
        if not self.buffer.writable():
            raise UnsupportedOperation("not writable")
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {_type(s).__name__}")
        if self._newline in ("\r", "\r\n"):
            s = s.replace("\n", self._newline)
        if self._both:
            n = super().write(s)
            self.buffer.seek(0)
            self.buffer.truncate(0)
            self.buffer.write(self._whole().encode(self.encoding, self.errors))
            return n
        self.buffer.write(s.encode(self.encoding, self.errors))
        self._at += len(s)
        return len(s)

    def tell(self):
        self._check()
        return self._at if self.buffer.readable() else self.buffer.tell()

    def flush(self):
        self.buffer.flush()

    def close(self):
        self.closed = True
        self.buffer.close()

    def detach(self):
        return self.buffer

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={getattr(self, 'mode', 'r')!r} encoding={self.encoding!r}>"


def _file_name(name):
    from os import fsdecode
    return fsdecode(name)


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if isinstance(file, int):
        raise OSError(9, "Bad file descriptor")
    if not isinstance(file, (str, bytes)):
        from os import fspath
        file = fspath(file)
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {_type(mode).__name__}")
    if not mode or len(set(mode)) != len(mode) or set(mode) - set("rwxabt+"):
        raise ValueError(f"invalid mode: {mode!r}")
    if "b" in mode and "t" in mode:
        raise ValueError("can't have text and binary mode at once")
    kinds = [c for c in mode if c in "rwxa"]
    if len(kinds) != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if "b" in mode:
        for what, v in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if v is not None:
                raise ValueError(f"binary mode doesn't take {'an' if what[0] == 'e' else 'a'} {what} argument")
    if newline not in (None, "", "\n", "\r", "\r\n"):
        raise ValueError(f"illegal newline value: {newline!r}")
    both = "+" in mode
    made = BufferedRandom if both else BufferedReader if kinds[0] == "r" else BufferedWriter
    raw = made(file, kinds[0] + ("+" if both else "") + "b")
    raw.mode = kinds[0] + "b" + ("+" if both else "")
    if "b" in mode:
        return raw
    text = TextIOWrapper(raw, encoding, errors, newline)
    text.mode = mode
    return text
