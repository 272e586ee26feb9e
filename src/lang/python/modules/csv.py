import io as _io
import re as _re

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
        _limit = limit
    return before


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)


def reader(csvfile, dialect=None, **fmtparams):
    return _Reader(csvfile, dialect, fmtparams)


# States: before a row, before a field, in one, behind an escape, in quotes, behind an escape
# there, behind a quote there, behind the end of a row.
_ROW, _FIELD, _IN, _ESCAPED, _QUOTED, _QUOTED_ESCAPED, _QUOTE, _END = range(8)


class _Reader:
    def __init__(self, lines, dialect, named):
        d = self.dialect = _Dialect(dialect, named)
        self._lines = iter(lines)
        self.line_num = 0
        self._stops = _re.compile("[" + _re.escape("\r\n" + d.delimiter + (d.escapechar or "")) + "]")
        self._ends = _re.compile("[" + _re.escape((d.quotechar or "\0") + (d.escapechar or "")) + "]")
        # Fields of a line without escapes, each with what ends it
        sign, quote = _re.escape(d.delimiter), d.quotechar if d.quoting != QUOTE_NONE else None
        plain = d.escapechar is None and d.doublequote and d.quoting != QUOTE_NONNUMERIC and not d.skipinitialspace
        self._fields = None
        if plain and quote is not None and quote != d.delimiter:
            q = _re.escape(quote)
            self._fields = _re.compile(f"({q}(?:[^{q}]|{q}{q})*{q}|[^{q}{sign}]*)({sign}|$)").findall
        elif plain:
            self._fields = True

    def __iter__(self):
        return self

    # A line that is a row by itself and has nothing unusual
    def _simple(self, line):
        d = self.dialect
        line = line[:-1] if line[-1:] == "\n" else line
        line = line[:-1] if line[-1:] == "\r" else line
        if not line or "\r" in line or "\n" in line or len(line) > _limit:
            return None
        quote = d.quotechar
        if self._fields is True or quote not in line:
            return line.split(d.delimiter)
        row, n = [], 0
        for text, end in self._fields(line):
            n += len(text) + len(end)
            _append(row, text[1:-1].replace(quote + quote, quote) if text[:1] == quote else text)
            if not end:
                return row if n == len(line) else None

    def __next__(self):
        d = self.dialect
        quotechar = d.quotechar if d.quoting != QUOTE_NONE else None
        delimiter, escapechar = d.delimiter, d.escapechar
        row, field, state, numeric = [], [], _ROW, False
        stops, ends = self._stops, self._ends

        def save():
            nonlocal numeric
            text = "".join(field)
            if len(text) > _limit:
                raise Error(f"field larger than field limit ({_limit})")
            field.clear()
            row.append(float(text) if numeric else text)
            numeric = False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if field or state == _QUOTED or state == _QUOTED_ESCAPED:
                    if d.strict:
                        raise Error("unexpected end of data") from None
                    save()
                    return row
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
            self.line_num += 1
            if state == _ROW and self._fields is not None:
                simple = self._simple(line)
                if simple is not None:
                    return simple
            at, n = 0, len(line)
            while at <= n:
                # Behind the last character stands the end of a line.
                c = line[at] if at < n else ""
                at += 1
                if state == _IN or state == _QUOTED:
                    # What means nothing is taken at once.
                    stop = (stops if state == _IN else ends).search(line, at - 1) if c else None
                    if stop is None and c:
                        field.append(line[at - 1:])
                        at, c = n + 1, ""
                    elif c and stop.start() >= at:
                        field.append(line[at - 1:stop.start()])
                        at = stop.start() + 1
                        c = line[at - 1]
                if state == _ROW:
                    if c == "":
                        break
                    if c == "\n" or c == "\r":
                        state = _END
                        continue
                    state = _FIELD
                if state == _FIELD:
                    if c == "" or c == "\n" or c == "\r":
                        save()
                        state = _END if c else _ROW
                    elif c == quotechar:
                        state = _QUOTED
                    elif c == escapechar:
                        state = _ESCAPED
                    elif c == " " and d.skipinitialspace:
                        pass
                    elif c == delimiter:
                        save()
                    else:
                        numeric = d.quoting == QUOTE_NONNUMERIC
                        field.append(c)
                        state = _IN
                elif state == _ESCAPED:
                    if c == "\n" or c == "\r":
                        field.append(c)
                        state = _ESCAPED_END
                    else:
                        field.append(c or "\n")
                        state = _IN
                        if not c:
                            break
                elif state == _IN or state == _ESCAPED_END:
                    if state == _ESCAPED_END and c == "":
                        break
                    state = _IN
                    if c == "" or c == "\n" or c == "\r":
                        save()
                        state = _END if c else _ROW
                    elif c == escapechar:
                        state = _ESCAPED
                    elif c == delimiter:
                        save()
                        state = _FIELD
                    else:
                        field.append(c)
                elif state == _QUOTED:
                    if c == "":
                        break
                    if c == escapechar:
                        state = _QUOTED_ESCAPED
                    elif c == quotechar:
                        state = _QUOTE if d.doublequote else _IN
                elif state == _QUOTED_ESCAPED:
                    field.append(c or "\n")
                    state = _QUOTED
                elif state == _QUOTE:
                    if c == quotechar:
                        field.append(c)
                        state = _QUOTED
                    elif c == delimiter:
                        save()
                        state = _FIELD
                    elif c == "" or c == "\n" or c == "\r":
                        save()
                        state = _END if c else _ROW
                    elif not d.strict:
                        field.append(c)
                        state = _IN
                    else:
                        raise Error(f"'{delimiter}' expected after '{quotechar}'")
                elif state == _END:
                    if c == "":
                        state = _ROW
                    elif c != "\n" and c != "\r":
                        raise Error("new-line character seen in unquoted field - do you need to open the file in "
                            "universal-newline mode?")
            if state == _ROW:
                return row


_ESCAPED_END = 8
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
        # What must be seen to in fields, and besides what stands between them
        unusual = (d.escapechar or "") + (d.quotechar or "") + d.lineterminator + "\r\n"
        self._special = _re.compile("[" + _re.escape(d.delimiter + unusual) + "]").search
        self._unusual = _re.compile("[" + _re.escape(unusual) + "]").search

    def writerow(self, row, /):
        d = self.dialect
        try:
            row = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        row = list(row)
        if d.quoting == QUOTE_MINIMAL and len(row) > 1:
            texts = [v if type(v) is str else "" if v is None else str(v) for v in row]
            line = d.delimiter.join(texts)
            if line.count(d.delimiter) == len(row) - 1 and not self._unusual(line):
                return self._write(line + d.lineterminator)
        parts = [self._field(v) for v in row]
        if parts == [""] and d.quoting != QUOTE_NONE:
            parts = [d.quotechar * 2]
        elif parts == [""]:
            raise Error("single empty field record must be quoted")
        return self._write(d.delimiter.join(parts) + d.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)

    def _field(self, v):
        d = self.dialect
        text = v if isinstance(v, str) else "" if v is None else str(v)
        quoted = d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not _is_number(v)
        if not self._special(text):
            return d.quotechar + text + d.quotechar if quoted else text
        made = []
        for c in text:
            escaped = c == d.delimiter or c == d.escapechar or c == d.quotechar or c in d.lineterminator
            if escaped:
                if d.quoting == QUOTE_NONE:
                    pass
                elif c == d.quotechar:
                    quoted = quoted or d.doublequote
                    if d.doublequote:
                        made.append(c)
                        escaped = False
                elif c == d.escapechar:
                    pass
                else:
                    quoted = True
                    escaped = False
            if escaped:
                if d.escapechar is None:
                    raise Error("need to escape, but no escapechar set")
                made.append(d.escapechar)
            made.append(c)
        text = "".join(made)
        return d.quotechar + text + d.quotechar if quoted else text


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
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        names = self.fieldnames
        d = dict(zip(names, row))
        if len(names) < len(row):
            d[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            d[name] = self.restval
        return d

    __class_getitem__ = classmethod(type(list[int]))


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
        if self.extrasaction == "raise":
            wrong = [repr(k) for k in rowdict if k not in self.fieldnames]
            if wrong:
                raise ValueError(f"dict contains fields not in fieldnames: {', '.join(wrong)}")
        return [rowdict.get(key, self.restval) for key in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows([self._row(d) for d in rowdicts])

    __class_getitem__ = classmethod(type(list[int]))


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
        found = []
        for pattern in (r"""(?P<d>[^\w\n"'])(?P<s> ?)(?P<q>["']).*?(?P=q)(?P=d)""",
                r"""(?:^|\n)(?P<q>["']).*?(?P=q)(?P<d>[^\w\n"'])(?P<s> ?)""",
                r"""(?P<d>[^\w\n"'])(?P<s> ?)(?P<q>["']).*?(?P=q)(?:$|\n)""", r"""(?:^|\n)(?P<q>["']).*?(?P=q)(?:$|\n)"""):
            found = [m.groupdict() for m in _re.finditer(pattern, text, _re.S | _re.M)]
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
        d, q = _re.escape(sign), quote
        twice = _re.search(rf"(({d})|^)\W*{q}[^{d}\n]*{q}[^{d}\n]*{q}\W*(({d})|$)", text, _re.M)
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
        rows = reader(_io.StringIO(sample), self.sniff(sample))
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
