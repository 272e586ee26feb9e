# Exceptions

def _with_traceback(self, tb):
    return self


def _get_traceback(self):
    return __import__("traceback")._traceback_of(self)


def _set_traceback(self, tb):
    if tb is None:
        _compile(self, None)


def _raise_again():
    e = _compile(None, None)
    if e is None:
        raise RuntimeError("No active exception to reraise")
    raise e


def _add_note(self, note):
    if not isinstance(note, str):
        raise TypeError(f"note must be a str, not '{_type_name(note)}'")
    notes = getattr(self, "__notes__", None)
    if notes is None:
        self.__notes__ = [note]
    else:
        notes.append(note)


def _errno(self):
    return self.args[0] if len(self.args) > 1 else None


def _strerror(self):
    return self.args[1] if len(self.args) > 1 else None


def _file_of(self):
    return self.args[2] if len(self.args) > 2 else getattr(self, "_filename", None)


# The class is that of the number, and what follows the message is no argument.
def _os_error(cls, *args, **named):
    if cls is OSError and len(args) > 1:
        cls = __import__("_rare").os_error_class(args[0])
    return _object_new(cls, *args)


def _os_error_init(self, *args):
    if 2 < len(args) < 6 and args[2] is not None:
        self._filename = args[2]
        args = args[:2]
    self.args = args


def _syntax_part(i):
    def part(self):
        return self.args[1][i] if len(self.args) > 1 else None
    return part


def _unicode_part(i):
    def set_part(self, v):
        self.args = self.args[:i] + (v,) + self.args[i + 1:]
    return property(lambda self: self.args[i] if len(self.args) > i else None, set_part)


# The name that an error is about: what the program says, or what the message says
def _name_said(self):
    name = getattr(self, "_name", _MISSING)
    if name is _MISSING:
        text = self.args[0] if len(self.args) == 1 else None
        if not isinstance(text, str):
            return None
        for before, behind in ((" has no attribute '", "'"), ("name '", "' is not defined"), ("local variable '", "'"),
                ("free variable '", "'")):
            i = text.find(before)
            j = text.find(behind, i + len(before))
            if i >= 0 and j > 0:
                return text[i + len(before):j]
        return None
    return name


def _set_name_said(self, name):
    _set_plain(self, "_name", name)


def _attribute_error(self, *args, name=None, obj=None):
    self.args = args
    if name is not None:
        self.name = name
    if obj is not None:
        self.obj = obj


def _name_error(self, *args, name=None):
    self.args = args
    if name is not None:
        self.name = name


def _import_error(self, *args, name=None, path=None):
    self.args = args
    if name is not None:
        self.name = name
    if path is not None:
        self.path = path


def _message_of(self):
    return self.args[0] if len(self.args) == 1 else None


def _view_mapping(view):
    return __import__("types").MappingProxyType(_part(view, 0))


def _stop_value(self):
    return self.args[0] if self.args else None
