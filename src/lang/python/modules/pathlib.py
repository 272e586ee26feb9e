import os as _os

__all__ = ["PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


class _Parents:
    def __init__(self, path):
        self._path = path
        self._count = len(path._parts) - (1 if path.anchor else 0)

    def __len__(self):
        return self._count

    def __getitem__(self, at):
        if isinstance(at, slice):
            return tuple([self[i] for i in range(*at.indices(self._count))])
        if at >= self._count or at < -self._count:
            raise IndexError(at)
        p = self._path
        return p._of(p._drive, p._root, p._parts[:-(at if at >= 0 else at + self._count) - 1])

    def __repr__(self):
        return f"<{_type(self._path).__name__}.parents>"


class PurePath:
    _sep, _other = "/", ""

    def __new__(cls, *args, **named):
        if cls is PurePath:
            cls = PurePosixPath
        return cls._of(*cls._joined(args))

    @classmethod
    def _of(cls, drive, root, parts):
        self = object.__new__(cls)
        self._drive, self._root, self._parts = drive, root, parts
        self._text = None
        return self

    # Drive, root, and what is behind them.
    @staticmethod
    def _split(text):
        rest = text.lstrip("/")
        n = len(text) - len(rest)
        return "", "//" if n == 2 else "/" if n else "", rest

    @classmethod
    def _joined(cls, args):
        drive, root, parts = "", "", []
        for a in args:
            if isinstance(a, PurePath):
                d, r, new = a._drive, a._root, a._parts[1 if a._drive or a._root else 0:]
            else:
                a = _os.fspath(a)
                if not isinstance(a, str):
                    raise TypeError("argument should be a str object or an os.PathLike object returning str, "
                        f"not {_type(a)!r}")
                d, r, rest = cls._split(a.replace(cls._other, cls._sep) if cls._other else a)
                new = [x for x in rest.split(cls._sep) if x and x != "."]
            if d and cls._folded(d) != cls._folded(drive):
                drive, root, parts = d, r, new
            elif r:
                root, parts = r, new
                drive = d or drive
            else:
                parts = parts + new
        return drive, root, [drive + root] + parts if drive or root else parts

    @classmethod
    def _folded(cls, text):
        return text

    def _compared(self):
        return [self._folded(p) for p in self._parts]

    def __reduce__(self):
        return self.__class__, tuple(self._parts)

    def __str__(self):
        if self._text is None:
            n = 1 if self._drive or self._root else 0
            self._text = self._drive + self._root + self._sep.join(self._parts[n:]) or "."
        return self._text

    __fspath__ = __str__

    def as_posix(self):
        return str(self).replace(self._sep, "/")

    def __bytes__(self):
        return _os.fsencode(str(self))

    def __repr__(self):
        return f"{_type(self).__name__}({self.as_posix()!r})"

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        text = self.as_posix()
        start = "file://"
        if self._drive:
            if self._drive[1:] == ":":
                start += "/" + self._drive
            text = text[2:]
        safe = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~/"
        return start + "".join([chr(b) if b in safe else f"%{b:02X}" for b in _os.fsencode(text)])

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._sep == other._sep and self._compared() == other._compared()

    def __hash__(self):
        return hash(tuple(self._compared()))

    def _is_like(self, other):
        return isinstance(other, PurePath) and self._sep == other._sep

    def __lt__(self, other):
        return self._compared() < other._compared() if self._is_like(other) else NotImplemented

    def __le__(self, other):
        return self._compared() <= other._compared() if self._is_like(other) else NotImplemented

    def __gt__(self, other):
        return self._compared() > other._compared() if self._is_like(other) else NotImplemented

    def __ge__(self, other):
        return self._compared() >= other._compared() if self._is_like(other) else NotImplemented

    drive = property(lambda self: self._drive)
    root = property(lambda self: self._root)
    anchor = property(lambda self: self._drive + self._root)
    parts = property(lambda self: tuple(self._parts))
    parents = property(_Parents)

    @property
    def name(self):
        return "" if len(self._parts) == (1 if self.anchor else 0) else self._parts[-1]

    def _dot(self):
        name = self.name
        at = name.rfind(".")
        return (name[:at], name[at:]) if 0 < at < len(name) - 1 else (name, "")

    @property
    def suffix(self):
        return self._dot()[1]

    @property
    def stem(self):
        return self._dot()[0]

    @property
    def suffixes(self):
        name = self.name
        return [] if name.endswith(".") else ["." + s for s in name.lstrip(".").split(".")[1:]]

    @property
    def parent(self):
        if len(self._parts) == (1 if self.anchor else 0):
            return self
        return self._of(self._drive, self._root, self._parts[:-1])

    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        drive, root, parts = self._joined((name,))
        if not name or name[-1] == self._sep or self._other and name[-1] == self._other or drive or root or len(parts) != 1:
            raise ValueError(f"Invalid name {name!r}")
        return self._of(self._drive, self._root, self._parts[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if (self._sep in suffix or self._other and self._other in suffix or suffix == "."
                or suffix and not suffix.startswith(".")):
            raise ValueError(f"Invalid suffix {suffix!r}")
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        return self._of(self._drive, self._root, self._parts[:-1] + [self._dot()[0] + suffix])

    def relative_to(self, *other):
        if not other:
            raise TypeError("need at least one argument")
        to = self._of(*self._joined(other))
        mine, its = [[p._drive, p._root] + p._parts[1:] if p._root else p._parts for p in (self, to)]
        n = len(its)
        if (self._root or self._drive) if n == 0 else [self._folded(x) for x in mine[:n]] != [self._folded(x) for x in its]:
            raise ValueError(f"{str(self)!r} is not in the subpath of {str(to) if its else ''!r} OR one path is relative "
                "and the other is absolute.")
        root = self._root if n == 1 else ""
        return self._of("", root, [root] * (1 if root else 0) + [x for x in mine[n:] if x and x != root])

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
        except ValueError:
            return False
        return True

    def joinpath(self, *args):
        return self._of(*self._joined((self, *args)))

    def __truediv__(self, key):
        try:
            return self._of(*self._joined((self, key)))
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self._of(*self._joined((key, self)))
        except TypeError:
            return NotImplemented

    def is_absolute(self):
        return self._root != ""

    def is_reserved(self):
        return False

    def match(self, path_pattern):
        from fnmatch import fnmatchcase
        pattern = self._of(*self._joined((path_pattern,)))
        wanted, own = pattern._compared(), self._compared()
        if not wanted:
            raise ValueError("empty pattern")
        if pattern._drive and self._folded(pattern._drive) != self._folded(self._drive):
            return False
        if pattern._root and pattern._root != self._root:
            return False
        if pattern.anchor:
            if len(wanted) != len(own):
                return False
            wanted = wanted[1:]
        elif len(wanted) > len(own):
            return False
        return all([fnmatchcase(a, b) for a, b in zip(own[::-1], wanted[::-1])])


class PurePosixPath(PurePath):
    pass


class PureWindowsPath(PurePath):
    _sep, _other = "\\", "/"

    @staticmethod
    def _split(text):
        drive = ""
        if text[:2] == "\\\\" and text[2:3] != "\\":
            at = text.find("\\", 2)
            if at > 0:
                end = text.find("\\", at + 1)
                end = len(text) if end < 0 else end
                if end > at + 1:
                    return text[:end], "\\", text[end:].lstrip("\\")
        elif text[1:2] == ":" and text[:1].isalpha() and text[:1].isascii():
            drive, text = text[:2], text[2:]
        rest = text.lstrip("\\")
        return drive, "\\" if len(rest) != len(text) else "", rest

    @classmethod
    def _folded(cls, text):
        return text.lower()

    def is_absolute(self):
        return self._root != "" and self._drive != ""


class Path(PurePath):
    def __new__(cls, *args, **named):
        if cls is Path:
            cls = PosixPath
        elif cls is WindowsPath:
            raise NotImplementedError(f"cannot instantiate {cls.__name__!r} on your system")
        return cls._of(*cls._joined(args))

    @classmethod
    def cwd(cls):
        return cls("/")

    home = cwd

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        pass

    def absolute(self):
        return self if self.is_absolute() else self.cwd() / self

    def resolve(self, strict=False):
        if strict and not self.exists():
            raise FileNotFoundError(2, "No such file or directory", str(self))
        return self.__class__(_os.path.abspath(self))

    def expanduser(self):
        return self

    def exists(self):
        return _os.path.exists(self)

    def is_file(self):
        return _os.path.isfile(self)

    def is_dir(self):
        return _os.path.isdir(self)

    def is_symlink(self):
        return False

    is_mount = is_socket = is_fifo = is_block_device = is_char_device = is_symlink

    def stat(self, *, follow_symlinks=True):
        return _os.stat(str(self))

    lstat = stat

    def samefile(self, other_path):
        return _os.path.samefile(self, other_path)

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        from io import open
        return open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open("rb") as f:
            return f.read()

    def read_text(self, encoding=None, errors=None):
        with self.open("r", -1, encoding, errors) as f:
            return f.read()

    def write_bytes(self, data):
        with self.open("wb") as f:
            return f.write(data)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {_type(data).__name__}")
        with self.open("w", -1, encoding, errors, newline) as f:
            return f.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(17, "File exists", str(self))
        else:
            self.write_bytes(b"")

    def unlink(self, missing_ok=False):
        try:
            _os.unlink(str(self))
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        _os.rename(str(self), _os.fspath(target))
        return self.__class__(target)

    replace = rename

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        if not (exist_ok and self.is_dir()):
            _os.mkdir(str(self))

    def rmdir(self):
        _os.rmdir(str(self))

    def iterdir(self):
        for name in _os.listdir(str(self)):
            yield self / name

    def glob(self, pattern):
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        wanted = PurePosixPath(pattern)
        if wanted._root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        seen = set()
        for p in self._found(wanted._parts, 0):
            if p not in seen:
                seen.add(p)
                yield p

    def rglob(self, pattern):
        if PurePosixPath(pattern)._root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        return self.glob(f"**/{pattern}")

    def _found(self, wanted, at):
        if at == len(wanted):
            yield self
            return
        part = wanted[at]
        if part == "**":
            yield from self._found(wanted, at + 1)
            for p in self._inside():
                if p.is_dir():
                    yield from p._found(wanted, at)
        elif part == ".." or not any([c in part for c in "*?["]):
            p = self / part
            if p.exists():
                yield from p._found(wanted, at + 1)
        else:
            from fnmatch import fnmatchcase
            for p in self._inside():
                if fnmatchcase(p.name, part) and (at + 1 == len(wanted) or p.is_dir()):
                    yield from p._found(wanted, at + 1)

    def _inside(self):
        return list(self.iterdir()) if self.is_dir() else []


class PosixPath(Path, PurePosixPath):
    pass


class WindowsPath(Path, PureWindowsPath):
    pass
