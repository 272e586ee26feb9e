argv = _arguments()
byteorder = "little"
maxsize = 9223372036854775807
maxunicode = 1114111
version = "3.11.0 (Glassbox)"


def _record(type_name, fields, values):
    class record(tuple):
        __slots__ = ()
        __module__ = "sys"

        def __getnewargs__(self):
            return (tuple(self),)

        def __repr__(self):
            return f"sys.{type_name}({', '.join([f'{k}={v!r}' for k, v in zip(fields, self)])})"
    for i, field in enumerate(fields):
        setattr(record, field, property(lambda v, i=i: v[i]))
    record.__name__ = record.__qualname__ = type_name
    record.n_fields = record.n_sequence_fields = len(fields)
    return record(values)


version_info = _record("version_info", ("major", "minor", "micro", "releaselevel", "serial"), (3, 11, 0, "final", 0))
hexversion = 0x030b00f0
copyright = ""
flags = _record("flags", ("debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site",
    "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode",
    "warn_default_encoding", "safe_path", "int_max_str_digits"),
    (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, False, 1, 0, False, 4300))
float_info = _record("float_info", ("max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig",
    "epsilon", "radix", "rounds"), (1.7976931348623157e+308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53,
    2.220446049250313e-16, 2, 1))
int_info = _record("int_info", ("bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"),
    (30, 4, 4300, 640))
hash_info = _record("hash_info", ("width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"),
    (64, 2305843009213693951, 314159, 0, 1000003, "siphash13", 64, 128, 0))
float_repr_style = "short"
platform = "glassbox"
path, warnoptions, orig_argv = [], [], argv
executable = prefix = base_prefix = exec_prefix = ""
modules = _modules


class implementation:
    name = "glassbox"
    version = version_info
    cache_tag = None


def exit(status=None):
    raise SystemExit(status) if status is not None else SystemExit()


def getrecursionlimit():
    return _compile(-1, None)


def setrecursionlimit(limit, /):
    limit = _index(limit)
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")
    depth = _compile(min(limit, maxsize // 4096), None)
    if depth >= limit:
        raise RecursionError(f"cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low")


def get_int_max_str_digits():
    return _digits()


def set_int_max_str_digits(maxdigits):
    maxdigits = _index(maxdigits)
    if maxdigits != 0 and maxdigits < 640:
        raise ValueError("maxdigits must be 0 or larger than 640")
    _digits(maxdigits)


def getdefaultencoding():
    return "utf-8"


getfilesystemencoding = getdefaultencoding


# The function that runs, or one that called it
def _getframe(depth=0, /):
    rows = _compile(None, depth + 1)
    if depth >= len(rows):
        raise ValueError("call stack is not deep enough")
    return __import__("traceback")._Running(rows[depth], depth)


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


def displayhook(value):
    if value is not None:
        _module("builtins")._ = None
        print(repr(value))
        _module("builtins")._ = value


__excepthook__, __displayhook__ = excepthook, displayhook


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
