import posixpath as path
from posixpath import dirname as _above, fspath, curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull

_modules["os.path"] = path
name = "posix"
linesep = "\n"
error = OSError
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class _Environ(dict):
    def __setitem__(self, key, value):
        for v in (key, value):
            if not isinstance(v, str):
                raise TypeError(f"str expected, not {_type(v).__name__}")
        super().__setitem__(key, value)

    def __repr__(self):
        return f"environ({super().__repr__()})"


environ = _Environ(_file("environment", "", None))


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(name, value, /):
    environ[name] = value


def unsetenv(name, /):
    environ.pop(name, None)


# What is not absolute is counted from the folder that the host grants.
def getcwd():
    return "/"


def getcwdb():
    return b"/"


def cpu_count():
    return 1


def getpid():
    return 1


def urandom(size, /):
    return _entropy(size)


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


# What the host says about a file, or why it does not
def _asked(what, path, data=None):
    text = fsdecode(path)
    r = _file(what, text, data)
    if not isinstance(r, str):
        return r
    there = _file("exists", text, None)
    if not there and what in ("read", "list", "delete"):
        raise FileNotFoundError(2, "No such file or directory", path)
    if what != "list" and there and isinstance(_file("list", text, None), list):
        raise IsADirectoryError(21, "Is a directory", path)
    if there and what == "list":
        raise NotADirectoryError(20, "Not a directory", path)
    if not there and _file("exists", ".", None) and not _file("exists", _above(text) or ".", None):
        raise FileNotFoundError(2, "No such file or directory", path)
    raise PermissionError(13, r, path)


def listdir(path="."):
    names = _asked("list", path)
    return [fsencode(n) for n in names] if isinstance(path, bytes) else names


def remove(path, *, dir_fd=None):
    _asked("delete", path)


unlink = remove


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _asked("write", dst, _asked("read", src))
    _asked("delete", src)


replace = rename


class stat_result(tuple):
    st_mode, st_ino, st_dev, st_nlink, st_uid, st_gid, st_size = [property(lambda s, i=i: s[i]) for i in range(7)]
    st_atime, st_mtime, st_ctime = [property(lambda s, i=i: float(s[i])) for i in range(7, 10)]

    def __repr__(self):
        names = ("mode", "ino", "dev", "nlink", "uid", "gid", "size", "atime", "mtime", "ctime")
        return f"os.stat_result({', '.join([f'st_{n}={v}' for n, v in zip(names, self)])})"


# Hosts tell no times and no owners.
def stat(path, *, dir_fd=None, follow_symlinks=True):
    folder = isinstance(_file("list", fsdecode(path), None), list)
    size = 0 if folder else len(_asked("read", path))
    return stat_result((0o40755 if folder else 0o100644, 0, 0, 1, 0, 0, size, 0, 0, 0))


lstat = stat


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    return _file("exists", fsdecode(path), None)


def mkdir(path, mode=0o777, *, dir_fd=None):
    if _file("exists", fsdecode(path), None):
        raise FileExistsError(17, "File exists", path)
    raise PermissionError(13, "programs may not make folders", path)


def makedirs(name, mode=0o777, exist_ok=False):
    if not (exist_ok and path.isdir(name)):
        mkdir(name)


def rmdir(path, *, dir_fd=None):
    if not _file("exists", fsdecode(path), None):
        raise FileNotFoundError(2, "No such file or directory", path)
    raise PermissionError(13, "programs may not remove folders", path)


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        names = listdir(top)
    except OSError as e:
        if onerror is not None:
            onerror(e)
        return
    folders = [n for n in names if path.isdir(path.join(top, n))]
    files = [n for n in names if n not in folders]
    if topdown:
        yield top, folders, files
    for n in folders:
        yield from walk(path.join(top, n), topdown, onerror)
    if not topdown:
        yield top, folders, files


class _LikePath(type):
    def __instancecheck__(cls, v):
        return cls.__subclasscheck__(_type(v))

    def __subclasscheck__(cls, c):
        return _lookup(c, "__fspath__") is not _MISSING if cls is PathLike else cls in c.__mro__


class PathLike(metaclass=_LikePath):
    def __class_getitem__(cls, item):
        return cls
