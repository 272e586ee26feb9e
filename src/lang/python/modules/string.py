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

    def __init__(self, template):
        self.template = template

    # Pieces of the text: a text as it is, a name as a tuple with the place and the text.
    def _pieces(self):
        s, d = self.template, self.delimiter
        pieces = []
        i = 0
        while True:
            j = s.find(d, i)
            if j < 0:
                _append(pieces, s[i:])
                return pieces
            _append(pieces, s[i:j])
            k = j + len(d)
            if s.startswith(d, k):
                _append(pieces, d)
                i = k + len(d)
                continue
            braced = s.startswith("{", k)
            first = end = k + 1 if braced else k
            while end < len(s) and s[end].isascii() and (s[end].isalpha() or s[end] == "_"
                    or end > first and s[end].isdigit()):
                end += 1
            if end == first or braced and not s.startswith("}", end):
                _append(pieces, (None, k, d))
                i = k
            else:
                i = end + 1 if braced else end
                _append(pieces, (s[first:end], j, s[j:i]))

    def _invalid(self, at):
        lines = self.template[:at].splitlines(keepends=True)
        if not lines:
            column, line = 1, 1
        else:
            column, line = at - len("".join(lines[:-1])), len(lines)
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

    def substitute(self, mapping=None, /, **named):
        return self._filled(mapping, named, False)

    def safe_substitute(self, mapping=None, /, **named):
        return self._filled(mapping, named, True)

    def _filled(self, mapping, named, safe):
        parts = []
        for p in self._pieces():
            if isinstance(p, str):
                _append(parts, p)
            elif p[0] is None:
                if not safe:
                    self._invalid(p[1])
                _append(parts, p[2])
            elif p[0] in named:
                _append(parts, str(named[p[0]]))
            elif safe and (mapping is None or p[0] not in mapping):
                _append(parts, p[2])
            else:
                _append(parts, str(named[p[0]] if mapping is None else mapping[p[0]]))
        return "".join(parts)

    def get_identifiers(self):
        names = []
        for p in self._pieces():
            if not isinstance(p, str) and p[0] is not None and p[0] not in names:
                _append(names, p[0])
        return names

    def is_valid(self):
        return all([isinstance(p, str) or p[0] is not None for p in self._pieces()])


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
