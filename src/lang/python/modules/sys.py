argv = _arguments()
byteorder = "little"
maxsize = 9223372036854775807
maxunicode = 1114111
version = "3.11.0 (Glassbox)"


class version_info(tuple):
    __slots__ = ()
    major, minor, micro, releaselevel, serial = [property(lambda v, i=i: v[i]) for i in range(5)]

    def __getnewargs__(self):
        return (tuple(self),)

    def __repr__(self):
        return "sys.version_info(major=%d, minor=%d, micro=%d, releaselevel=%r, serial=%d)" % tuple(self)


version_info = version_info((3, 11, 0, "final", 0))
platform = "glassbox"
path = []
modules = _modules


class implementation:
    name = "glassbox"
    version = version_info
    cache_tag = None


def exit(status=None):
    raise SystemExit(status) if status is not None else SystemExit()


_limit = 1000000


def getrecursionlimit():
    return _limit


def setrecursionlimit(limit, /):
    global _limit
    limit = _index(limit)
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")
    depth = _compile(min(limit, maxsize // 4096), None) - 1
    if depth >= limit:
        raise RecursionError(f"cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low")
    _limit = limit


def getsizeof(object, default=0):
    return 64


def intern(text):
    return text


def exc_info():
    e = _compile(None, None)
    return (None, None, None) if e is None else (_type(e), e, e.__traceback__)


def exception():
    return _compile(None, None)


def excepthook(kind, value, tb):
    __import__("traceback").print_exception(value)


class TextIOWrapper:
    __module__ = "_io"
    encoding, errors, mode = "utf-8", "strict", "w"

    def __init__(self, name):
        self.name = name
        self._errors = name == "<stderr>"

    def write(self, text):
        _write(text, self._errors)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode='w' encoding='utf-8'>"


class _Input:
    def readline(self):
        return _read_line()

    def read(self):
        parts = []
        while True:
            line = _read_line()
            if not line:
                return "".join(parts)
            parts.append(line)

    def readlines(self):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = _read_line()
        if not line:
            raise StopIteration
        return line


stdout = __stdout__ = TextIOWrapper("<stdout>")
_stdout(stdout)
stderr = __stderr__ = TextIOWrapper("<stderr>")
stdin = __stdin__ = _Input()
del TextIOWrapper
