import re as _re
from datetime import date as _date, datetime as _datetime, time as _time, timedelta as _timedelta, timezone as _timezone

__all__ = ("loads", "load", "TOMLDecodeError")


class TOMLDecodeError(ValueError):
    pass


_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
_CONTROLS = frozenset([chr(i) for i in range(32)] + ["\x7f"])
# What may stand in comments and strings, and in strings of several lines.
_BAD, _BAD_LINES = _CONTROLS - {"\t"}, _CONTROLS - {"\t", "\n"}
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_CLOCK = r"([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,6})\d*)?"
_MOMENT = _re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:[Tt ]" + _CLOCK
    + r"(?:([Zz])|([+-])([01]\d|2[0-3]):([0-5]\d))?)?", _re.ASCII)
_HOUR = _re.compile(_CLOCK, _re.ASCII)
_NUMBER = _re.compile(r"0(?:x[\dA-Fa-f](?:_?[\dA-Fa-f])*|b[01](?:_?[01])*|o[0-7](?:_?[0-7])*)"
    r"|[+-]?(?:0|[1-9](?:_?\d)*)((?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?)", _re.ASCII)


def load(fp, /, *, parse_float=float):
    data = fp.read()
    try:
        text = data.decode()
    except AttributeError:
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") from None
    return loads(text, parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    return _Reader(s.replace("\r\n", "\n"), parse_float).document()


# What is known of a name: whether a header or dotted names made it, whether it is whole,
# and what is known of the names below it.
class _Known:
    __slots__ = ("declared", "whole", "below")

    def __init__(self):
        self.declared = self.whole = False
        self.below = {}


class _Reader:
    def __init__(self, text, parse_float):
        self.text = text
        self.end = len(text)
        self.parse_float = parse_float
        self.root = {}
        self.known = _Known()

    def fail(self, at, message):
        if at >= self.end:
            where = "end of document"
        else:
            line = self.text.count("\n", 0, at) + 1
            column = at + 1 if line == 1 else at - self.text.rindex("\n", 0, at)
            where = f"line {line}, column {column}"
        raise TOMLDecodeError(f"{message} (at {where})")

    def spaces(self, at):
        while at < self.end and self.text[at] in " \t":
            at += 1
        return at

    def comment(self, at):
        if at < self.end and self.text[at] == "#":
            end = self.text.find("\n", at)
            return self.through(at + 1, self.end if end < 0 else end, _BAD)
        return at

    # The end, if nothing that is forbidden comes before it.
    def through(self, at, end, bad):
        for i in range(at, end):
            if self.text[i] in bad:
                self.fail(i, f"Found invalid character {self.text[i]!r}")
        return end

    def gap(self, at):
        while True:
            before = at
            while at < self.end and self.text[at] in " \t\n":
                at += 1
            at = self.comment(at)
            if at == before:
                return at

    def document(self):
        at, header, waiting = 0, (), []
        while True:
            at = self.spaces(at)
            c = self.text[at:at + 1]
            if not c:
                break
            if c == "\n":
                at += 1
                continue
            if c in _BARE or c in "\"'":
                at = self.spaces(self.entry(at, header, waiting))
            elif c == "[":
                for known in waiting:
                    known.declared = True
                waiting = []
                if self.text[at + 1:at + 2] == "[":
                    at, header = self.array_header(at + 2)
                else:
                    at, header = self.table_header(at + 1)
                at = self.spaces(at)
            elif c != "#":
                self.fail(at, "Invalid statement")
            at = self.comment(at)
            if at >= self.end:
                break
            if self.text[at] != "\n":
                self.fail(at, "Expected newline or end of document after a statement")
            at += 1
        return self.root

    def place(self, key, make=False):
        known = self.known
        for k in key:
            below = known.below.get(k)
            if below is None:
                if not make:
                    return None
                below = known.below[k] = _Known()
            known = below
        return known

    def is_whole(self, key):
        known = self.known
        for k in key:
            known = known.below.get(k)
            if known is None:
                return False
            if known.whole:
                return True
        return False

    def table(self, at, key):
        t = self.root
        for k in key:
            if k not in t:
                t[k] = {}
            t = t[k]
            if isinstance(t, list):
                t = t[-1]
            if not isinstance(t, dict):
                self.fail(at, "Cannot overwrite a value")
        return t

    def table_header(self, at):
        at, key = self.key(self.spaces(at))
        known = self.place(key, True)
        if known.declared or self.is_whole(key):
            self.fail(at, f"Cannot declare {key} twice")
        known.declared = True
        self.table(at, key)
        if self.text[at:at + 1] != "]":
            self.fail(at, "Expected ']' at the end of a table declaration")
        return at + 1, key

    def array_header(self, at):
        at, key = self.key(self.spaces(at))
        if self.is_whole(key):
            self.fail(at, f"Cannot mutate immutable namespace {key}")
        known = self.place(key, True)
        known.below = {}
        known.declared = True
        tables = self.table(at, key[:-1]).setdefault(key[-1], [])
        if not isinstance(tables, list):
            self.fail(at, "Cannot overwrite a value")
        tables.append({})
        if self.text[at:at + 2] != "]]":
            self.fail(at, "Expected ']]' at the end of an array declaration")
        return at + 2, key

    def entry(self, at, header, waiting):
        at, key, value = self.pair(at)
        path = header + key
        for i in range(len(header) + 1, len(path)):
            known = self.place(path[:i], True)
            if known.declared:
                self.fail(at, f"Cannot redefine namespace {path[:i]}")
            waiting.append(known)
        parent = path[:-1]
        if self.is_whole(parent):
            self.fail(at, f"Cannot mutate immutable namespace {parent}")
        table = self.table(at, parent)
        if key[-1] in table:
            self.fail(at, "Cannot overwrite a value")
        if isinstance(value, (dict, list)):
            self.place(path, True).whole = True
        table[key[-1]] = value
        return at

    def pair(self, at):
        at, key = self.key(at)
        if self.text[at:at + 1] != "=":
            self.fail(at, "Expected '=' after a key in a key/value pair")
        at, value = self.value(self.spaces(at + 1))
        return at, key, value

    def key(self, at):
        parts = []
        while True:
            at, part = self.key_part(at)
            parts.append(part)
            at = self.spaces(at)
            if self.text[at:at + 1] != ".":
                return at, tuple(parts)
            at = self.spaces(at + 1)

    def key_part(self, at):
        c = self.text[at:at + 1]
        if c == "'":
            return self.literal(at + 1)
        if c == '"':
            return self.basic(at + 1, False)
        start = at
        while at < self.end and self.text[at] in _BARE:
            at += 1
        if at == start:
            self.fail(at, "Invalid initial character for a key part")
        return at, self.text[start:at]

    def value(self, at):
        text = self.text
        c = text[at:at + 1]
        if c == '"':
            return self.lines(at + 3, '"') if text.startswith('"""', at) else self.basic(at + 1, False)
        if c == "'":
            return self.lines(at + 3, "'") if text.startswith("'''", at) else self.literal(at + 1)
        if c == "t" and text.startswith("true", at):
            return at + 4, True
        if c == "f" and text.startswith("false", at):
            return at + 5, False
        if c == "[":
            return self.array(at + 1)
        if c == "{":
            return self.inline_table(at + 1)
        m = _MOMENT.match(text, at)
        if m:
            try:
                return m.end(), _moment(m)
            except ValueError as e:
                try:
                    self.fail(at, "Invalid date or datetime")
                except TOMLDecodeError as wrong:
                    raise wrong from e
        m = _HOUR.match(text, at)
        if m:
            return m.end(), _time(*_clock(m, 1))
        m = _NUMBER.match(text, at)
        if m:
            s = m.group()
            return m.end(), self.number(s) if m.group(1) else int(s, 0)
        for n in (3, 4):
            s = text[at:at + n]
            if s in (("inf", "nan") if n == 3 else ("-inf", "+inf", "-nan", "+nan")):
                return at + n, self.number(s)
        self.fail(at, "Invalid value")

    def number(self, s):
        v = self.parse_float(s)
        if isinstance(v, (dict, list)):
            raise ValueError("parse_float must not return dicts or lists")
        return v

    def array(self, at):
        items = []
        at = self.gap(at)
        while True:
            if self.text[at:at + 1] == "]":
                return at + 1, items
            at, v = self.value(at)
            items.append(v)
            at = self.gap(at)
            c = self.text[at:at + 1]
            if c == "]":
                return at + 1, items
            if c != ",":
                self.fail(at, "Unclosed array")
            at = self.gap(at + 1)

    def inline_table(self, at):
        made, whole = {}, set()
        at = self.spaces(at)
        if self.text[at:at + 1] == "}":
            return at + 1, made
        while True:
            at, key, value = self.pair(at)
            table, last = made, key[-1]
            for i in range(1, len(key) + 1):
                if key[:i] in whole and i < len(key):
                    self.fail(at, f"Cannot mutate immutable namespace {key}")
            for k in key[:-1]:
                table = table.setdefault(k, {})
                if not isinstance(table, dict):
                    self.fail(at, "Cannot overwrite a value")
            if last in table:
                self.fail(at, f"Duplicate inline table key {last!r}")
            table[last] = value
            at = self.spaces(at)
            c = self.text[at:at + 1]
            if c == "}":
                return at + 1, made
            if c != ",":
                self.fail(at, "Unclosed inline table")
            if isinstance(value, (dict, list)):
                whole.add(key)
            at = self.spaces(at + 1)

    def literal(self, at):
        end = self.closing("'", at, _BAD)
        return end + 1, self.text[at:end]

    def closing(self, quote, at, bad):
        end = self.text.find(quote, at)
        if end < 0:
            self.fail(self.end, f"Expected {quote!r}")
        return self.through(at, end, bad)

    # A string of several lines; what opens it has been read.
    def lines(self, at, quote):
        if self.text[at:at + 1] == "\n":
            at += 1
        if quote == "'":
            end = self.closing("'''", at, _BAD_LINES)
            at, s = end + 3, self.text[at:end]
        else:
            at, s = self.basic(at, True)
        # Up to two quotes more belong to the text.
        for _ in range(2):
            if self.text[at:at + 1] == quote:
                at, s = at + 1, s + quote
        return at, s

    def basic(self, at, lines):
        text, bad, parts, start = self.text, _BAD_LINES if lines else _BAD, [], at
        while True:
            c = text[at:at + 1]
            if not c:
                self.fail(at, "Unterminated string")
            if c == '"' and (not lines or text.startswith('"""', at)):
                parts.append(text[start:at])
                return at + (3 if lines else 1), "".join(parts)
            if c == "\\":
                parts.append(text[start:at])
                at, s = self.escape(at, lines)
                parts.append(s)
                start = at
                continue
            if c in bad:
                self.fail(at, f"Illegal character {c!r}")
            at += 1

    def escape(self, at, lines):
        c = self.text[at + 1:at + 2]
        at += 2
        if lines and c and c in " \t\n":
            if c != "\n":
                at = self.spaces(at)
                if at >= self.end:
                    return at, ""
                if self.text[at] != "\n":
                    self.fail(at, "Unescaped '\\' in a string")
                at += 1
            while at < self.end and self.text[at] in " \t\n":
                at += 1
            return at, ""
        if c == "u" or c == "U":
            n = 4 if c == "u" else 8
            digits = self.text[at:at + n]
            if len(digits) != n or not all([d in "0123456789abcdefABCDEF" for d in digits]):
                self.fail(at, "Invalid hex value")
            code = int(digits, 16)
            if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
                self.fail(at + n, "Escaped character is not a Unicode scalar value")
            return at + n, chr(code)
        s = _ESCAPES.get(c)
        if s is None:
            self.fail(at, "Unescaped '\\' in a string")
        return at, s


def _clock(m, first):
    hour, minute, second, part = m.groups()[first - 1:first + 3]
    return int(hour), int(minute), int(second), int(part.ljust(6, "0")) if part else 0


def _moment(m):
    day = [int(m.group(i)) for i in (1, 2, 3)]
    if m.group(4) is None:
        return _date(*day)
    zone = None
    if m.group(9):
        sign = 1 if m.group(9) == "+" else -1
        zone = _timezone(_timedelta(hours=sign * int(m.group(10)), minutes=sign * int(m.group(11))))
    elif m.group(8):
        zone = _timezone.utc
    return _datetime(*day, *_clock(m, 4), tzinfo=zone)
