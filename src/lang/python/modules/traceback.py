import sys


class _Code:
    def __init__(self, name, filename):
        self.co_name = self.co_qualname = name
        self.co_filename = filename


class _Frame:
    def __init__(self, code, lineno):
        self.f_code = code
        self.f_lineno = lineno
        self.f_globals = {}
        self.f_locals = {}
        self.f_back = None


# A function that runs, by what the VM says of it. Its variables are not to be had.
class _Running(_Frame):
    def __init__(self, row, depth):
        filename, self._line, name, text, module = row
        self.f_code = _Code(name, filename)
        self.f_locals = {}
        self.f_globals = {} if module[0] == "<" else __import__("_eval").take_globals(module)
        # Where it is from the outermost one
        self._at = len(_compile(None, 1000000)) - depth

    def _row(self, above):
        rows = _compile(None, 1000000)
        depth = len(rows) - self._at + above
        return (rows[depth], depth) if 0 <= depth < len(rows) else None

    @property
    def f_lineno(self):
        row = self._row(0)
        return self._line if row is None else row[0][1]

    @property
    def f_back(self):
        row = self._row(1)
        return None if row is None else _Running(*row)


class traceback:
    def __init__(self, rows, at):
        self._rows = rows
        self._at = at
        filename, lineno, name, line, text = rows[at]
        self.tb_lineno = lineno
        self.tb_frame = _Frame(_Code(name, filename), lineno)
        self.tb_lasti = -1

    # Made anew for each who asks, so it is told by what it shows.
    def __eq__(self, other):
        return self._rows[self._at:] == other._rows[other._at:] if isinstance(other, traceback) else NotImplemented

    def __hash__(self):
        return hash(tuple(self._rows[self._at]))

    @property
    def tb_next(self):
        return traceback(self._rows, self._at + 1) if self._at + 1 < len(self._rows) else None


def _traceback_of(e):
    rows = _compile(e, "way")
    return traceback(rows, 0) if rows else None


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line
        self._text = None

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, at):
        return (self.filename, self.lineno, self.name, self.line)[at]

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    def format(self):
        return format_list(self)


def _limited(rows, limit):
    if limit is None:
        return rows
    return rows[:limit] if limit >= 0 else rows[limit:]


def extract_tb(tb, limit=None):
    all = StackSummary()
    if tb is not None:
        for filename, lineno, name, line, text in _limited(tb._rows[tb._at:], limit):
            f = FrameSummary(filename, lineno, name, line=line)
            f._text = text
            all.append(f)
    return all


def format_list(extracted):
    all = []
    for f in extracted:
        text = getattr(f, "_text", None)
        if text is None:
            filename, lineno, name, line = f
            text = f'  File "{filename}", line {lineno}, in {name}\n' + (f"    {line.strip()}\n" if line else "")
        all.append(text)
    return all


def format_tb(tb, limit=None):
    return format_list(extract_tb(tb, limit))


def extract_stack(f=None, limit=None):
    all = StackSummary()
    rows = _compile(None, 1000000)
    if limit is not None:
        rows = rows[:limit] if limit >= 0 else rows[limit:]
    for filename, lineno, name, text, _ in reversed(rows):
        all.append(FrameSummary(filename, lineno, name, line=text))
    return all


def format_stack(f=None, limit=None):
    return format_list(extract_stack(f, limit))


def print_stack(f=None, limit=None, file=None):
    _put("".join(format_stack(f, limit)), file)


def print_tb(tb, limit=None, file=None):
    _put("".join(format_tb(tb, limit)), file)


def _put(text, file):
    (sys.stderr if file is None else file).write(text)


def _exception(exc, value):
    return exc if value is None else value


def format_exception_only(exc, /, value=None):
    exc = _exception(exc, value)
    if exc is None:
        return ["NoneType: None\n"]
    _note_text(None, "")
    _note_texts(exc, [])
    return _compile(exc, "last").splitlines(True)


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True):
    exc = _exception(exc, value)
    if exc is None:
        return ["NoneType: None\n"]
    _note_text(None, "")
    _note_texts(exc, [])
    return _compile(exc, "all" if chain else "alone").splitlines(True)


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True):
    _put("".join(format_exception(exc, value, tb, limit, chain)), file)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(_compile(None, None), None, None, limit, chain))


def print_exc(limit=None, file=None, chain=True):
    _put(format_exc(limit, chain), file)
