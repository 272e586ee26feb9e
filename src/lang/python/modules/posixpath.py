# Paths as text. Names of files that the host lets programs see are looked up by `_file`.
curdir, pardir, extsep, sep, pathsep, defpath, altsep, devnull = ".", "..", ".", "/", ":", "/bin:/usr/bin", None, "/dev/null"
supports_unicode_filenames = False


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    f = _lookup(_type(path), "__fspath__")
    if f is _MISSING:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {_type(path).__name__}")
    r = f(path)
    if isinstance(r, (str, bytes)):
        return r
    raise TypeError(f"expected {_type(path).__name__}.__fspath__() to return str or bytes, not {_type(r).__name__}")


# The text, and the marks that texts of its kind have.
def _marks(path):
    path = fspath(path)
    return (path, "/", ".", "..", "") if isinstance(path, str) else (path, b"/", b".", b"..", b"")


def normcase(s):
    return fspath(s)


def isabs(s):
    s, sep, *_ = _marks(s)
    return s.startswith(sep)


def join(a, *p):
    path, sep, _, _, empty = _marks(a)
    for b in p:
        if not isinstance(b, (str, bytes)) and _lookup(_type(b), "__fspath__") is _MISSING:
            raise TypeError(f"join() argument must be str, bytes, or os.PathLike object, not {_type(b).__name__!r}")
        b = fspath(b)
        if isinstance(b, str) != isinstance(path, str):
            raise TypeError("Can't mix strings and bytes in path components")
        if b.startswith(sep):
            path = b
        elif not path or path.endswith(sep):
            path += b
        else:
            path += sep + b
    return path


def split(p):
    p, sep, *_ = _marks(p)
    at = p.rfind(sep) + 1
    head, tail = p[:at], p[at:]
    return head.rstrip(sep) or head, tail


def splitext(p):
    p, sep, dot, _, empty = _marks(p)
    name, at = p.rfind(sep) + 1, p.rfind(dot)
    if at < name or not p[name:at].strip(dot):
        return p, empty
    return p[:at], p[at:]


def splitdrive(p):
    p = fspath(p)
    return p[:0], p


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def normpath(path):
    path, sep, dot, up, empty = _marks(path)
    if not path:
        return dot
    root = sep * 2 if path.startswith(sep * 2) and not path.startswith(sep * 3) else sep if path.startswith(sep) else empty
    parts = []
    for part in path.split(sep):
        if part == up and (not root or parts) and (not parts or parts[-1] == up) or part != up and part and part != dot:
            parts.append(part)
        elif part == up and parts:
            parts.pop()
    return root + sep.join(parts) or dot


def abspath(path):
    path, sep, *_ = _marks(path)
    return normpath(path if path.startswith(sep) else sep + path)


def realpath(filename, *, strict=False):
    return abspath(filename)


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    path, sep, dot, up, _ = _marks(path)
    start = dot if start is None else fspath(start)
    a, b = [[x for x in abspath(p).split(sep) if x] for p in (start, path)]
    n = len(commonprefix([a, b]))
    return sep.join([up] * (len(a) - n) + b[n:]) or dot


def commonprefix(m):
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = [fspath(p) for p in m]
    a, b = min(m), max(m)
    for i, x in enumerate(a):
        if i >= len(b) or x != b[i]:
            return a[:i]
    return a


def commonpath(paths):
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = [fspath(p) for p in paths]
    _, sep, dot, *_ = _marks(paths[0])
    if len({isinstance(p, str) for p in paths}) > 1:
        raise TypeError("Can't mix strings and bytes in path components")
    if len({p.startswith(sep) for p in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    both = commonprefix([[x for x in p.split(sep) if x and x != dot] for p in paths])
    return (sep if paths[0].startswith(sep) else sep[:0]) + sep.join(both)


def expanduser(path):
    return fspath(path)


def expandvars(path):
    path = fspath(path)
    if isinstance(path, bytes):
        return expandvars(path.decode()).encode()
    if "$" not in path:
        return path
    environ = __import__("os").environ

    def value(m):
        name = m.group(1) or m.group(2)
        return environ.get(name, m.group())
    return __import__("re").sub(r"\$(?:(\w+)|\{([^}]*)\})", value, path)


def _text(path):
    path = fspath(path)
    return path if isinstance(path, str) else path.decode()


def exists(path):
    return _file("exists", _text(path), None)


lexists = exists


def isdir(s):
    return isinstance(_file("list", _text(s), None), list)


def isfile(path):
    return exists(path) and not isdir(path)


def islink(path):
    return False


ismount = islink


def getsize(filename):
    return __import__("os").stat(filename).st_size


def samefile(f1, f2):
    return abspath(f1) == abspath(f2)
