__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "template",
    "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE",
    "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag"]

_MATCH, _FULL, _SEARCH, _SPANS, _TEXTS, _PIECES, _REPLACED = range(7)
_END = 9223372036854775807
_NAMES = [(256, "ASCII"), (2, "IGNORECASE"), (4, "LOCALE"), (32, "UNICODE"), (8, "MULTILINE"), (16, "DOTALL"),
    (64, "VERBOSE"), (1, "TEMPLATE"), (128, "DEBUG")]


class error(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            msg = f"{msg} at position {pos}"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        else:
            self.lineno = self.colno = None
        Exception.__init__(self, msg)


class RegexFlag(int):
    def __repr__(self):
        n = int(self)
        if n < 0:
            n = 511 & n
        names = [f"re.{name}" for bit, name in _NAMES if n & bit]
        rest = n & ~511
        if rest:
            if not names:
                return f"re.RegexFlag({rest})"
            names.append(hex(rest))
        return "|".join(names) or "re.NOFLAG"

    __str__ = __repr__

    def __or__(self, other):
        return RegexFlag(int(self) | int(other)) if isinstance(other, int) else NotImplemented

    def __and__(self, other):
        return RegexFlag(int(self) & int(other)) if isinstance(other, int) else NotImplemented

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other)) if isinstance(other, int) else NotImplemented

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        return RegexFlag(511 & ~int(self))

    @property
    def value(self):
        return int(self)

    @property
    def name(self):
        return repr(self).replace("re.", "")


NOFLAG = RegexFlag(0)
T = TEMPLATE = RegexFlag(1)
I = IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag(4)
M = MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag(16)
U = UNICODE = RegexFlag(32)
X = VERBOSE = RegexFlag(64)
DEBUG = RegexFlag(128)
A = ASCII = RegexFlag(256)


def _size(n):
    return n if _type(n) is int else _index(n)


class Pattern:
    __slots__ = ("pattern", "flags", "groups", "groupindex")

    def __new__(cls, *args):
        raise TypeError("cannot create 're.Pattern' instances")

    def __repr__(self):
        return _show(repr(self.pattern), self.flags, isinstance(self.pattern, str))

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.flags, _type(self.pattern), self.pattern) == (other.flags, _type(other.pattern), other.pattern)

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __class_getitem__(cls, item):
        return cls

    def _one(self, string, goal, pos, endpos):
        pos, endpos = _size(pos), _size(endpos)
        r = _find(self.pattern, self.flags, string, goal, 1, pos, endpos)
        while _type(r) is int:
            r = _more(r)
        return r if r is None else _matched(self, string, pos, endpos, r)

    def _every(self, string, goal, most=0, pos=0, endpos=_END, template=None):
        r = _find(self.pattern, self.flags, string, goal, _size(most), _size(pos), _size(endpos), template)
        while _type(r) is int:
            r = _more(r)
        return r

    def match(self, string, pos=0, endpos=_END):
        return self._one(string, _MATCH, pos, endpos)

    def fullmatch(self, string, pos=0, endpos=_END):
        return self._one(string, _FULL, pos, endpos)

    def search(self, string, pos=0, endpos=_END):
        return self._one(string, _SEARCH, pos, endpos)

    def findall(self, string, pos=0, endpos=_END):
        return self._every(string, _TEXTS, 0, pos, endpos)

    def finditer(self, string, pos=0, endpos=_END):
        pos, endpos = _size(pos), _size(endpos)
        return _each(self, string, pos, endpos, self._every(string, _SPANS, 0, pos, endpos))

    def split(self, string, maxsplit=0):
        if maxsplit < 0:
            return [string]
        return self._every(string, _PIECES, maxsplit)

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        if count < 0:
            return string, 0
        if not callable(repl):
            r = self._every(string, _REPLACED, count, 0, _END, repl)
            if len(r) == 4:
                raise error(r[0], repl, r[1])
            return r
        all = self._every(string, _SPANS, count)
        parts = []
        last = 0
        for spans in all:
            if last < spans[0]:
                _append(parts, string[last:spans[0]])
            part = repl(_matched(self, string, 0, _END, spans))
            if part is not None:
                _append(parts, part)
            last = spans[1]
        if last < len(string):
            _append(parts, string[last:])
        return string[:0].join(parts), len(all)

    def scanner(self, string, pos=0, endpos=_END):
        return _Scanner(self, string, _size(pos), _size(endpos))


def _each(pattern, string, pos, endpos, all):
    for spans in all:
        yield _matched(pattern, string, pos, endpos, spans)


class _Scanner:
    def __init__(self, pattern, string, pos, endpos):
        self.pattern = pattern
        self._all = pattern.finditer(string, pos, endpos)

    def search(self):
        m = _next(self._all)
        return None if m is _MISSING else m


class Match:
    __slots__ = ("re", "string", "_pos", "_endpos", "_spans")

    def __new__(cls, *args):
        raise TypeError("cannot create 're.Match' instances")

    def __repr__(self):
        return f"<re.Match object; span={self.span()}, match={repr(self.group())[:50]}>"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __class_getitem__(cls, item):
        return cls

    def __bool__(self):
        return True

    def _number(self, group):
        if _type(group) is not int:
            if isinstance(group, str) and group in self.re.groupindex:
                return self.re.groupindex[group]
            if not hasattr(group, "__index__"):
                raise IndexError("no such group")
            group = _index(group)
        if not 0 <= group <= self.re.groups:
            raise IndexError("no such group")
        return group

    def _part(self, number, default):
        start = self._spans[2 * number]
        if start < 0:
            return default
        part = self.string[start:self._spans[2 * number + 1]]
        return bytes(part) if _type(part) is bytearray else part

    def group(self, *groups):
        if not groups:
            return self._part(0, None)
        if len(groups) == 1:
            return self._part(self._number(groups[0]), None)
        return tuple([self._part(self._number(g), None) for g in groups])

    def __getitem__(self, group):
        return self._part(self._number(group), None)

    def groups(self, default=None):
        return tuple([self._part(i, default) for i in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        names = self.re.groupindex
        return {name: self._part(names[name], default) for name in names}

    def span(self, group=0):
        i = 2 * self._number(group)
        return self._spans[i:i + 2]

    def start(self, group=0):
        return self._spans[2 * self._number(group)]

    def end(self, group=0):
        return self._spans[2 * self._number(group) + 1]

    def expand(self, template):
        r = _expand(self.re.pattern, self.re.flags, template, self.string, list(self._spans))
        if _type(r) is tuple:
            raise error(r[0], template, r[1])
        return r

    @property
    def pos(self):
        return 0 if self._pos < 0 else min(self._pos, len(self.string))

    @property
    def endpos(self):
        return 0 if self._endpos < 0 else min(self._endpos, len(self.string))

    @property
    def lastindex(self):
        return self._spans[-1]

    @property
    def lastgroup(self):
        last = self._spans[-1]
        for name, group in self.re.groupindex.items():
            if group == last:
                return name
        return None

    @property
    def regs(self):
        return tuple([self._spans[i:i + 2] for i in range(0, len(self._spans) - 1, 2)])


def _matched(pattern, string, pos, endpos, spans):
    m = _instance(Match)
    m.re = pattern
    m.string = string
    m._pos = pos
    m._endpos = endpos
    m._spans = spans
    return m


_cache = {}


def compile(pattern, flags=0):
    if _type(flags) is not int:
        if not isinstance(flags, int):
            raise TypeError(f"unsupported operand type(s) for &: '{_type(flags).__name__}' and 'RegexFlag'")
        flags = int(flags)
    key = (_type(pattern), pattern, flags)
    try:
        return _cache[key]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    r = _compile_pattern(pattern, flags)
    if len(r) == 4:
        raise error(r[0], pattern, r[1])
    p = _instance(Pattern)
    p.pattern = pattern
    p.flags, p.groups, p.groupindex = r
    if len(_cache) >= 512:
        _cache.clear()
    _cache[key] = p
    return p


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def escape(pattern):
    return _escape(pattern)


def template(pattern, flags=0):
    return compile(pattern, flags | 1)


def purge():
    _cache.clear()
