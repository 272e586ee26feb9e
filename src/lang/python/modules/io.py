SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False

    def close(self):
        self.closed = True

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file" + ("" if isinstance(self, StringIO) else "."))

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
        self._check()
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
        return n

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
        self._check()
        data = self._whole()
        end = data.find(self._line, self._at) + 1
        end = len(data) if end == 0 else end
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        s = data[self._at:end]
        self._at += len(s)
        return s

    def truncate(self, size=None, /):
        self._check()
        size = self._at if size is None else size
        if size < 0:
            raise ValueError(f"Negative size value {size}" if isinstance(self, StringIO) else f"negative size value {size}")
        self._data = self._whole()[:size]
        self._size = len(self._data)
        return size


class StringIO(_Buffer):
    _empty, _zero, _line = "", "\0", "\n"

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is None:
            initial_value = ""
        if not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {_type(initial_value).__name__}")
        self._start(initial_value)

    def _checked(self, s):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {_type(s).__name__!r}")
        return s

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
    _empty, _zero, _line = b"", b"\0", b"\n"

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
