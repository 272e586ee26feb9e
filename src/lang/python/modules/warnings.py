import sys

filters = []
_defaultaction = defaultaction = "default"
onceregistry = _onceregistry = {}
_registries = {}
_ACTIONS = ("error", "ignore", "always", "default", "module", "once")


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, "
            f"lineno : {self.lineno}, line : {self.line!r}}}")


def formatwarning(message, category, filename, lineno, line=None):
    return _formatwarnmsg(WarningMessage(message, category, filename, lineno, None, line))


def _formatwarnmsg(m):
    if formatwarning is not _format_own:
        return formatwarning(m.message, m.category, m.filename, m.lineno, m.line)
    line = _texts.get((m.filename, m.lineno), "") if m.line is None else m.line
    text = f"{m.filename}:{m.lineno}: {m.category.__name__}: {m.message}\n"
    return text + (f"  {line.strip()}\n" if line.strip() else "")


_format_own = formatwarning
# Lines that warnings came from: there are no files to read them of.
_texts = {}


def showwarning(message, category, filename, lineno, file=None, line=None):
    _show_own(WarningMessage(message, category, filename, lineno, file, line))


# Where warnings are gathered while somebody records them
_logs = []


def _show_own(m):
    if _logs:
        _logs[-1].append(m)
        return
    file = sys.stderr if m.file is None else m.file
    if file is not None:
        try:
            file.write(_formatwarnmsg(m))
        except OSError:
            pass


_showwarning = showwarning


def _showwarnmsg(m):
    if showwarning is not _showwarning:
        if not callable(showwarning):
            raise TypeError("warnings.showwarning() must be set to a function or method")
        showwarning(m.message, m.category, m.filename, m.lineno, m.file, m.line)
    else:
        _show_own(m)


def _is_warning(category):
    return isinstance(category, type) and issubclass(category, Warning)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    assert action in _ACTIONS, f"invalid action: {action!r}"
    assert isinstance(message, str), "message must be a string"
    assert isinstance(category, type), "category must be a class"
    assert issubclass(category, Warning), "category must be a Warning subclass"
    assert isinstance(module, str), "module must be a string"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    if message or module:
        import re
        message = re.compile(message, re.I) if message else None
        module = re.compile(module) if module else None
    _add(action, message or None, category, module or None, lineno, append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    assert action in _ACTIONS, f"invalid action: {action!r}"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    _add(action, None, category, None, lineno, append)


def _add(action, message, category, module, lineno, append):
    item = (action, message, category, module, lineno)
    if append:
        if item in filters:
            return
        filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


# What was shown is forgotten when filters change.
def _filters_mutated():
    _registries.clear()


def resetwarnings():
    filters[:] = []
    _filters_mutated()


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not _is_warning(category):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    stacklevel = max(stacklevel, 1)
    rows = _compile(None, stacklevel)
    if stacklevel > len(rows):
        filename, lineno, text, module = "sys", 1, "", "sys"
    else:
        filename, lineno, _, text, module = rows[-1]
    _texts[filename, lineno] = text
    warn_explicit(message, category, filename, lineno, module, _registries.setdefault(module, {}), None, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    for action, said, kind, place, line in filters:
        if ((said is None or said.match(text)) and issubclass(category, kind) and
                (place is None or place == module or not isinstance(place, str) and place.match(module)) and line in (0, lineno)):
            break
    else:
        action = defaultaction
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action in ("once", "module"):
        registry[key] = 1
        kept, key = (onceregistry, (text, category)) if action == "once" else (registry, (text, category, 0))
        if kept.get(key):
            return
        kept[key] = 1
    elif action == "default":
        registry[key] = 1
    elif action != "always":
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {(action, said, kind, place, line)}")
    _showwarnmsg(WarningMessage(message, category, filename, lineno, None, None, source))


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = ["record=True"] if self._record else []
        if self._module is not sys.modules["warnings"]:
            args.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        global filters, showwarning
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._before = filters, showwarning
        filters = filters[:]
        _filters_mutated()
        if self._filter is not None:
            simplefilter(*self._filter)
        if self._record:
            _logs.append([])
            showwarning = _showwarning
            return _logs[-1]

    def __exit__(self, *exc_info):
        global filters, showwarning
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters, showwarning = self._before
        _filters_mutated()
        if self._record:
            _logs.pop()


for _kind in (ResourceWarning, ImportWarning, PendingDeprecationWarning):
    simplefilter("ignore", _kind)
simplefilter("ignore", DeprecationWarning)
filters.insert(0, ("default", None, DeprecationWarning, "__main__", 0))
