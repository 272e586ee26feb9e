class JSONDecodeError(ValueError):
    __module__ = "json.decoder"

    def __init__(self, msg, doc, pos):
        line = doc.count("\n", 0, pos) + 1
        column = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {line} column {column} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = line
        self.colno = column


_ESCAPES = {"\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}
_ESCAPED = {"\"": "\"", "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_HEX = "0123456789abcdefABCDEF"


def _quoted(s, ascii_only):
    if s.isprintable() and "\"" not in s and "\\" not in s and (not ascii_only or s.isascii()):
        return f"\"{s}\""
    parts = []
    for c in s:
        n = ord(c)
        if c in _ESCAPES:
            c = _ESCAPES[c]
        elif n < 32 or 126 < n < 0x10000 and ascii_only:
            c = f"\\u{n:04x}"
        elif n > 0xffff and ascii_only:
            n -= 0x10000
            c = f"\\u{0xd800 + (n >> 10):04x}\\u{0xdc00 + (n & 0x3ff):04x}"
        _append(parts, c)
    return f"\"{''.join(parts)}\""


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
            indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {_type_name(o)} is not JSON serializable")

    def encode(self, o):
        step = self.indent
        if step is not None and not isinstance(step, str):
            step = " " * step
        if _type(self) is JSONEncoder:
            text = _write(o, self.ensure_ascii, self.sort_keys, step, self.item_separator, self.key_separator)
            if text is not _MISSING:
                return text
        parts = []
        self._put(o, parts, step, "\n", {})
        return "".join(parts)

    def iterencode(self, o, _one_shot=False):
        return _iter([self.encode(o)])

    def _number(self, o):
        if isinstance(o, int):
            p = _payload(o)
            return str(o if p is _MISSING else p)
        p = _payload(o)
        o = o if p is _MISSING else p
        if o != o or o in (float("inf"), float("-inf")):
            if not self.allow_nan:
                raise ValueError("Out of range float values are not JSON compliant")
            return "NaN" if o != o else "Infinity" if o > 0 else "-Infinity"
        return repr(o)

    def _put(self, o, parts, step, end, open):
        t = _type(o)
        if t is str:
            _append(parts, _quoted(o, self.ensure_ascii))
        elif o is None:
            _append(parts, "null")
        elif o is True:
            _append(parts, "true")
        elif o is False:
            _append(parts, "false")
        elif t is int:
            _append(parts, str(o))
        elif isinstance(o, str):
            _append(parts, _quoted(_payload(o), self.ensure_ascii))
        elif isinstance(o, (int, float)):
            _append(parts, self._number(o))
        else:
            at = id(o)
            if self.check_circular:
                if at in open:
                    raise ValueError("Circular reference detected")
                open[at] = o
            if isinstance(o, dict):
                self._put_dict(o, parts, step, end, open)
            elif isinstance(o, (list, tuple)):
                self._put_list(o, parts, step, end, open)
            else:
                self._put(self.default(o), parts, step, end, open)
            if self.check_circular:
                del open[at]

    def _put_list(self, o, parts, step, end, open):
        if not o:
            _append(parts, "[]")
            return
        inner, between = end, self.item_separator
        first = "["
        if step is not None:
            inner = end + step
            first += inner
            between += inner
        for x in o:
            _append(parts, first)
            first = between
            self._put(x, parts, step, inner, open)
        _append(parts, "]" if step is None else end + "]")

    def _put_dict(self, o, parts, step, end, open):
        if not o:
            _append(parts, "{}")
            return
        inner, between = end, self.item_separator
        first = "{"
        if step is not None:
            inner = end + step
            first += inner
            between += inner
        empty = True
        for k, v in (sorted(o.items()) if self.sort_keys else o.items()):
            if isinstance(k, str):
                p = _payload(k)
                k = k if p is _MISSING else p
            elif k is True or k is False or k is None:
                k = "true" if k else "null" if k is None else "false"
            elif isinstance(k, (int, float)):
                k = self._number(k)
            elif self.skipkeys:
                continue
            else:
                raise TypeError(f"keys must be str, int, float, bool or None, not {_type_name(k)}")
            _append(parts, first)
            first = between
            empty = False
            _append(parts, _quoted(k, self.ensure_ascii))
            _append(parts, self.key_separator)
            self._put(v, parts, step, inner, open)
        _append(parts, "{}" if empty else "}" if step is None else end + "}")


_usual = JSONEncoder()


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
        separators=None, default=None, sort_keys=False, **named):
    if (not skipkeys and ensure_ascii and check_circular and allow_nan and cls is None and indent is None
            and separators is None and default is None and not sort_keys and not named):
        return _usual.encode(obj)
    return (JSONEncoder if cls is None else cls)(skipkeys=skipkeys, ensure_ascii=ensure_ascii,
        check_circular=check_circular, allow_nan=allow_nan, indent=indent, separators=separators, default=default,
        sort_keys=sort_keys, **named).encode(obj)


def dump(obj, fp, **named):
    fp.write(dumps(obj, **named))


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
            object_pairs_hook=None):
        # Whether there is nothing for the program to say.
        self.usual = (object_hook is None and parse_float is None and parse_int is None and parse_constant is None
            and object_pairs_hook is None)
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _constant
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        if self.usual and _type(self) is JSONDecoder:
            value = _read(s)
            if value is not _MISSING:
                return value
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _value(self, s, i):
        c = s[i:i + 1]
        if c == "\"":
            return _string(s, i + 1, self.strict)
        if c == "{":
            return self._object(s, i + 1)
        if c == "[":
            return self._array(s, i + 1)
        if c and c in "-0123456789":
            return self._numeral(s, i)
        for word, value in _WORDS:
            if s.startswith(word, i):
                return value, i + len(word)
        for word in ("NaN", "Infinity"):
            if s.startswith(word, i):
                return self.parse_constant(word), i + len(word)
        raise JSONDecodeError("Expecting value", s, i)

    def _numeral(self, s, i):
        n = len(s)
        j = i + 1 if s[i] == "-" else i
        if j >= n or s[j] not in "0123456789":
            if s.startswith("-Infinity", i):
                return self.parse_constant("-Infinity"), i + 9
            raise JSONDecodeError("Expecting value", s, i)
        j = j + 1 if s[j] == "0" else _digits(s, j)
        whole = True
        if j + 1 < n and s[j] == "." and s[j + 1] in "0123456789":
            whole = False
            j = _digits(s, j + 1)
        if j + 1 < n and s[j] in "eE":
            k = j + 2 if s[j + 1] in "+-" else j + 1
            if k < n and s[k] in "0123456789":
                whole = False
                j = _digits(s, k)
        return (self.parse_int if whole else self.parse_float)(s[i:j]), j

    def _array(self, s, i):
        values = []
        i = _skip(s, i)
        if s[i:i + 1] == "]":
            return values, i + 1
        while True:
            value, i = self._value(s, i)
            _append(values, value)
            i = _skip(s, i)
            c = s[i:i + 1]
            if c == "]":
                return values, i + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, i)
            i = _skip(s, i + 1)

    def _object(self, s, i):
        pairs = []
        i = _skip(s, i)
        if s[i:i + 1] == "}":
            i += 1
        else:
            while True:
                if s[i:i + 1] != "\"":
                    raise JSONDecodeError("Expecting property name enclosed in double quotes", s, i)
                key, i = _string(s, i + 1, self.strict)
                i = _skip(s, i)
                if s[i:i + 1] != ":":
                    raise JSONDecodeError("Expecting ':' delimiter", s, i)
                value, i = self._value(s, _skip(s, i + 1))
                _append(pairs, (key, value))
                i = _skip(s, i)
                c = s[i:i + 1]
                i += 1
                if c == "}":
                    break
                if c != ",":
                    raise JSONDecodeError("Expecting ',' delimiter", s, i - 1)
                i = _skip(s, i)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), i
        d = {}
        for key, value in pairs:
            d[key] = value
        return (d if self.object_hook is None else self.object_hook(d)), i


_WORDS = (("null", None), ("true", True), ("false", False))


def _constant(word):
    return float(word)


def _skip(s, i):
    while s[i:i + 1] in (" ", "\n", "\t", "\r"):
        i += 1
    return i


def _digits(s, i):
    n = len(s)
    while i < n and "0" <= s[i] <= "9":
        i += 1
    return i


def _string(s, i, strict):
    first = i - 1
    end = s.find("\"", i)
    if end < 0:
        end = len(s)
    piece = s[i:end]
    if "\\" not in piece and piece.isprintable() and end < len(s):
        return piece, end + 1
    parts = []
    while True:
        j = i
        n = len(s)
        while j < n and s[j] != "\"" and s[j] != "\\" and (s[j] >= " " or not strict):
            j += 1
        if j > i:
            _append(parts, s[i:j])
        if j >= n:
            raise JSONDecodeError("Unterminated string starting at", s, first)
        c = s[j]
        if c == "\"":
            return "".join(parts), j + 1
        if c != "\\":
            raise JSONDecodeError("Invalid control character at", s, j)
        if j + 1 >= n:
            raise JSONDecodeError("Unterminated string starting at", s, first)
        c = s[j + 1]
        i = j + 2
        if c != "u":
            if c not in _ESCAPED:
                raise JSONDecodeError("Invalid \\escape", s, j)
            _append(parts, _ESCAPED[c])
            continue
        code = _code(s, i)
        i += 4
        if 0xd800 <= code < 0xdc00 and s.startswith("\\u", i):
            low = _code(s, i + 2)
            if 0xdc00 <= low < 0xe000:
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
                i += 6
        _append(parts, chr(code))


def _code(s, i):
    if i + 4 >= len(s):
        raise JSONDecodeError("Invalid \\uXXXX escape", s, i - 1)
    for c in s[i:i + 4]:
        if c not in _HEX:
            raise JSONDecodeError("Invalid \\uXXXX escape", s, i - 1)
    return int(s[i:i + 4], 16)


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
        object_pairs_hook=None, **named):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode("utf-8")
    elif not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {_type_name(s)}")
    elif s.startswith("\ufeff"):
        raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    return (JSONDecoder if cls is None else cls)(object_hook=object_hook, parse_float=parse_float, parse_int=parse_int,
        parse_constant=parse_constant, object_pairs_hook=object_pairs_hook, **named).decode(s)


def load(fp, **named):
    return loads(fp.read(), **named)


# Its parts go by names of their own, too.
decoder = encoder = scanner = _modules["json"]
for _part in ("decoder", "encoder", "scanner"):
    _modules[f"json.{_part}"] = decoder
