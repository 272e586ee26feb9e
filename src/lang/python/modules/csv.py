QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3
__version__ = "1.0"
__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab",
    "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer",
    "unregister_dialect", "DictReader", "DictWriter", "unix_dialect"]
_dialects = {}
_limit = 131072


class Error(Exception):
    __module__ = "_csv"


# How a file is written, checked
class _Dialect:
    def __init__(self, given, named):
        if isinstance(given, str):
            given = get_dialect(given)

        def of(name, usual):
            v = named.pop(name, _Dialect)
            return getattr(given, name, usual) if v is _Dialect else v
        self.delimiter = _char(of("delimiter", ","), "delimiter", False)
        self.doublequote = bool(of("doublequote", True))
        self.escapechar = _char(of("escapechar", None), "escapechar", True)
        self.lineterminator = of("lineterminator", "\r\n")
        quotechar = of("quotechar", _Dialect)
        self.quoting = of("quoting", _Dialect)
        if self.quoting is _Dialect:
            self.quoting = QUOTE_NONE if quotechar is None else QUOTE_MINIMAL
        self.quotechar = '"' if quotechar is _Dialect else _char(quotechar, "quotechar", True)
        self.skipinitialspace = bool(of("skipinitialspace", False))
        self.strict = bool(of("strict", False))
        for name in named:
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        if not isinstance(self.lineterminator, str):
            raise TypeError("lineterminator must be set" if self.lineterminator is None else '"lineterminator" must be a string')
        if type(self.quoting) is not int:
            raise TypeError('"quoting" must be an integer')
        if not 0 <= self.quoting <= 3:
            raise TypeError('bad "quoting" value')
        if self.quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")

    # How lines are read and written
    def _form(self):
        return (self.delimiter, self.quotechar, self.escapechar, self.quoting, self.doublequote, self.skipinitialspace,
            self.strict, self.lineterminator)


_Dialect.__name__ = _Dialect.__qualname__ = "Dialect"
_Dialect.__module__ = "_csv"


def _char(v, name, none):
    if none and v is None:
        return v
    if not isinstance(v, str):
        raise TypeError(f'"{name}" must be {"string or None" if none else "string"}, not {type(v).__name__}')
    if len(v) != 1:
        raise TypeError(f'"{name}" must be a 1-character string')
    return v


class Dialect:
    _name = ""
    _valid = False
    delimiter = quotechar = escapechar = doublequote = skipinitialspace = lineterminator = quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        try:
            _Dialect(self, {})
        except TypeError as e:
            raise Error(str(e)) from None


class excel(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


def register_dialect(name, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Dialect(dialect, fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=None):
    global _limit
    before = _limit
    if limit is not None:
        if type(limit) is not int:
            raise TypeError("limit must be an integer")
        if not -1 << 63 <= limit < 1 << 63:
            raise OverflowError("Python int too large to convert to C long")
        _limit = limit
    return before


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)


def reader(csvfile, dialect=None, **fmtparams):
    return _Reader(csvfile, dialect, fmtparams)


class _Reader:
    def __init__(self, lines, dialect, named):
        self.dialect = _Dialect(dialect, named)
        self._form = self.dialect._form()
        self._lines = iter(lines)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        row = None
        while True:
            line = _next(self._lines)
            if line is _MISSING:
                line = None
            elif isinstance(line, str):
                self.line_num += 1
            else:
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
            row = _read(self._form, _limit, line, row)
            if _type(row) is list:
                return row
            if row is None:
                raise StopIteration
            if _type(row) is str:
                raise Error(row)


_Reader.__name__ = _Reader.__qualname__ = "reader"
_Reader.__module__ = "_csv"


def writer(csvfile, dialect=None, **fmtparams):
    return _Writer(csvfile, dialect, fmtparams)


class _Writer:
    def __init__(self, file, dialect, named):
        write = getattr(file, "write", None)
        if not callable(write):
            raise TypeError('argument 1 must have a "write" method')
        self._write = write
        d = self.dialect = _Dialect(dialect, named)
        self._form = d._form()

    def writerow(self, row, /):
        return self._write(self._text(row))

    def writerows(self, rows, /):
        write, text = self._write, self._text
        for row in rows:
            write(text(row))

    def _text(self, row):
        if _type(row) is not list and _type(row) is not tuple:
            try:
                it = iter(row)
            except TypeError:
                raise Error(f"iterable expected, not {type(row).__name__}") from None
            row = list(it)
        line = _line(self._form, row, None)
        if line is None:
            texts = [v if isinstance(v, str) else "" if v is None else str(v) for v in row]
            line = _line(self._form, texts, [_is_number(v) for v in row])
        if _type(line) is tuple:
            raise Error(line[0])
        return line


def _is_number(v):
    return isinstance(v, (int, float, complex)) or any([hasattr(v, name) for name in ("__float__", "__index__", "__int__")])


_Writer.__name__ = _Writer.__qualname__ = "writer"
_Writer.__module__ = "_csv"


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames, self.restkey, self.restval = fieldnames, restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        reader = self.reader
        row = next(reader)
        self.line_num = reader.line_num
        while row == []:
            row = next(reader)
        names = self.fieldnames
        d = dict(zip(names, row))
        if len(names) < len(row):
            d[self.restkey] = row[len(names):]
        elif len(names) > len(row):
            for name in names[len(row):]:
                d[name] = self.restval
        return d


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames, self.restval = fieldnames, restval
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, rowdict):
        names, rest = self.fieldnames, self.restval
        if self.extrasaction == "raise":
            wrong = [k for k in rowdict if k not in names]
            if wrong:
                raise ValueError(f"dict contains fields not in fieldnames: {', '.join([repr(k) for k in wrong])}")
        get = rowdict.get
        return [get(key, rest) for key in names]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows([self._row(d) for d in rowdicts])


# Guesses how a file is written: from quotes with the same sign beside them, or from signs
# that are as often in each line.
class Sniffer:
    def __init__(self):
        self.preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        quotechar, doublequote, delimiter, skip = self._quoted(sample, delimiters)
        if not delimiter:
            delimiter, skip = self._regular(sample, delimiters)
        if not delimiter:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = "\r\n"
            quoting = QUOTE_MINIMAL
        dialect.doublequote = doublequote
        dialect.delimiter = delimiter
        dialect.quotechar = quotechar or '"'
        dialect.skipinitialspace = skip
        return dialect

    def _quoted(self, text, delimiters):
        import re
        found = []
        for pattern in (r"""(?P<d>[^\w\n"'])(?P<s> ?)(?P<q>["']).*?(?P=q)(?P=d)""",
                r"""(?:^|\n)(?P<q>["']).*?(?P=q)(?P<d>[^\w\n"'])(?P<s> ?)""",
                r"""(?P<d>[^\w\n"'])(?P<s> ?)(?P<q>["']).*?(?P=q)(?:$|\n)""", r"""(?:^|\n)(?P<q>["']).*?(?P=q)(?:$|\n)"""):
            found = [m.groupdict() for m in re.finditer(pattern, text, re.S | re.M)]
            if found:
                break
        if not found:
            return "", False, None, 0
        quotes, signs, spaces = {}, {}, 0
        for m in found:
            quotes[m["q"]] = quotes.get(m["q"], 0) + 1
            sign = m.get("d")
            if sign is None:
                continue
            if sign and (delimiters is None or sign in delimiters):
                signs[sign] = signs.get(sign, 0) + 1
            spaces += bool(m["s"])
        quote = max(quotes, key=quotes.get)
        sign, skip = "", 0
        if signs:
            sign = max(signs, key=signs.get)
            skip = signs[sign] == spaces
            if sign == "\n":
                sign = ""
        d, q = re.escape(sign), quote
        twice = re.search(rf"(({d})|^)\W*{q}[^{d}\n]*{q}[^{d}\n]*{q}\W*(({d})|$)", text, re.M)
        return quote, bool(twice), sign, skip

    def _regular(self, text, delimiters):
        lines = [line for line in text.split("\n") if line]
        counts = {}
        modes = {}
        start, chunk, seen = 0, min(10, len(lines)), 0
        found = {}
        while start < len(lines):
            seen += 1
            for line in lines[start:start + chunk]:
                for i in range(127):
                    c = chr(i)
                    counts.setdefault(c, {})
                    n = line.count(c)
                    counts[c][n] = counts[c].get(n, 0) + 1
            for c in counts:
                items = list(counts[c].items())
                if len(items) == 1 and items[0][0] == 0:
                    continue
                # How often it is mostly in a line, without the lines where it is otherwise
                best = max(items, key=lambda item: item[1])
                modes[c] = (best[0], best[1] - sum([n for k, n in items if k != best[0]])) if len(items) > 1 else best
            total = float(min(chunk * seen, len(lines)))
            consistency = 1.0
            while not found and consistency >= 0.9:
                for c, (often, rows) in modes.items():
                    if often > 0 and rows > 0 and rows / total >= consistency and (delimiters is None or c in delimiters):
                        found[c] = (often, rows)
                consistency -= 0.01
            if len(found) == 1:
                sign = list(found)[0]
                return sign, self._spaced(lines, sign)
            start += chunk
        if not found:
            return "", 0
        for sign in self.preferred:
            if sign in found:
                return sign, self._spaced(lines, sign)
        sign = max([(v, k) for k, v in found.items()])[1]
        return sign, self._spaced(lines, sign)

    def _spaced(self, lines, sign):
        return lines[0].count(sign) == lines[0].count(f"{sign} ")

    def has_header(self, sample):
        rows = reader(__import__("io").StringIO(sample), self.sniff(sample))
        header = next(rows)
        kinds = {i: None for i in range(len(header))}
        for n, row in enumerate(rows):
            if n >= 20:
                break
            if len(row) != len(header):
                continue
            for i in list(kinds):
                kind = complex
                try:
                    complex(row[i])
                except (ValueError, OverflowError):
                    kind = len(row[i])
                if kind != kinds[i]:
                    if kinds[i] is None:
                        kinds[i] = kind
                    else:
                        del kinds[i]
        votes = 0
        for i, kind in kinds.items():
            if type(kind) is int:
                votes += 1 if len(header[i]) != kind else -1
            else:
                try:
                    kind(header[i])
                except (ValueError, TypeError):
                    votes += 1
                else:
                    votes -= 1
        return votes > 0
