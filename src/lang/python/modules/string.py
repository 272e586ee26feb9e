whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([x.capitalize() for x in s.split(sep)])


class Template:
    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = 2

    def __init__(self, template):
        self.template = template

    # The pattern of the class, made when it is needed first.
    @classmethod
    def _pattern(cls):
        if "_compiled" not in cls.__dict__:
            import re
            pattern = getattr(cls, "pattern", None)
            if pattern is None:
                d = re.escape(cls.delimiter)
                pattern = (f"{d}(?:(?P<escaped>{d})|(?P<named>{cls.idpattern})|"
                    f"{{(?P<braced>{cls.braceidpattern or cls.idpattern})}}|(?P<invalid>))")
                cls._compiled = re.compile(pattern, cls.flags)
            else:
                cls._compiled = pattern if isinstance(pattern, re.Pattern) else re.compile(pattern, cls.flags | re.VERBOSE)
        return cls._compiled

    def _invalid(self, m):
        at = m.start("invalid")
        lines = self.template[:at].splitlines(keepends=True)
        if not lines:
            column, line = 1, 1
        else:
            column, line = at - len("".join(lines[:-1])), len(lines)
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

    # The name that a match asks for; `None` for a delimiter, `_MISSING` if it is invalid.
    def _name(self, m):
        name = m["named"] or m["braced"]
        if name is not None or m["escaped"] is not None:
            return name
        if m["invalid"] is None:
            raise ValueError("Unrecognized named group in pattern", m.re)
        return _MISSING

    def substitute(self, mapping=None, /, **named):
        return self._filled(mapping, named, False)

    def safe_substitute(self, mapping=None, /, **named):
        return self._filled(mapping, named, True)

    def _filled(self, mapping, named, safe):
        def put(m):
            name = self._name(m)
            if name is None:
                return self.delimiter
            if name is _MISSING:
                if not safe:
                    self._invalid(m)
                return m[0]
            if name in named or mapping is None and not safe:
                return str(named[name])
            if safe:
                try:
                    return m[0] if mapping is None else str(mapping[name])
                except KeyError:
                    return m[0]
            return str(mapping[name])
        return self._pattern().sub(put, self.template)

    def get_identifiers(self):
        names = []
        for m in self._pattern().finditer(self.template):
            name = self._name(m)
            if name is not None and name is not _MISSING and name not in names:
                _append(names, name)
        return names

    def is_valid(self):
        for m in self._pattern().finditer(self.template):
            if self._name(m) is _MISSING:
                return False
        return True


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        text = self._filled(format_string, args, kwargs, used, 2, [0])
        self.check_unused_args(used, args, kwargs)
        return text

    # `count` is how many fields without a name there were, or none if they have numbers.
    def _filled(self, text, args, kwargs, used, depth, count):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        parts = []
        for literal, name, spec, conversion in self.parse(text):
            if literal:
                _append(parts, literal)
            if name is None:
                continue
            if name == "":
                if count[0] is None:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(count[0])
                count[0] += 1
            elif name.isdigit():
                if count[0]:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                count[0] = None
            v, first = self.get_field(name, args, kwargs)
            used.add(first)
            v = self.convert_field(v, conversion)
            spec = self._filled(spec, args, kwargs, used, depth - 1, count) if spec else ""
            _append(parts, self.format_field(v, spec))
        return "".join(parts)

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion}")

    # Literal text, and the field behind it: name, format, conversion
    def parse(self, format_string):
        for literal, name, conversion, spec, _ in _format_pieces(format_string):
            yield literal, name, None if name is None else spec, conversion or None

    def get_field(self, field_name, args, kwargs):
        first, steps, _ = _format_name(field_name, 0)
        v = self.get_value(first, args, kwargs)
        for attribute, key in steps:
            v = getattr(v, key) if attribute else v[key]
        return v, first
