import sys as _sys
import re as _re
from io import StringIO as _StringIO

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
        underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
        underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


# A key that can be ordered with any other: by the names of classes where values have no order
class _Key:
    __slots__ = ("v",)

    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        try:
            return self.v < other.v
        except TypeError:
            return (str(type(self.v)), id(self.v)) < (str(type(other.v)), id(other.v))


def _pair_key(pair):
    return _Key(pair[0]), _Key(pair[1])


def _recursion(v):
    return f"<Recursion on {type(v).__name__} with id={id(v)}>"


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
            underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth, self._indent_per_level, self._width = depth, indent, width
        self._stream = _sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        self._format(object, self._stream, 0, 0, {}, 0)
        self._stream.write("\n")

    def pformat(self, object):
        out = _StringIO()
        self._format(object, out, 0, 0, {}, 0)
        return out.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def _format(self, object, stream, indent, allowance, context, level):
        name = id(object)
        if name in context:
            stream.write(_recursion(object))
            self._recursive, self._readable = True, False
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            printer = self._printer(object)
            if printer is not None:
                context[name] = 1
                printer(object, stream, indent, allowance, context, level + 1)
                del context[name]
                return
        stream.write(text)

    # The method that writes values of a class over several lines
    def _printer(self, v):
        t = type(v)
        show = t.__repr__
        for cls, name in ((dict, "dict"), (list, "list"), (tuple, "tuple"), (set, "set"), (frozenset, "set"), (str, "str"),
                (bytes, "bytes"), (bytearray, "bytearray")):
            if issubclass(t, cls) and (t is cls or show is cls.__repr__):
                return getattr(self, "_pprint_" + name)
        if t.__module__ in ("builtins", "types", "collections") and t.__name__ in ("mappingproxy", "SimpleNamespace", "OrderedDict",
                "defaultdict", "Counter", "deque", "ChainMap", "UserDict", "UserList", "UserString"):
            return getattr(self, "_pprint_" + t.__name__)
        params = getattr(t, "__dataclass_params__", None)
        if params is not None and params.repr and "#dataclass" in str(getattr(show, "__module__", None)):
            return self._pprint_dataclass
        return None

    def _pprint_dict(self, v, stream, indent, allowance, context, level):
        stream.write("{")
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        if len(v):
            items = sorted(v.items(), key=_pair_key) if self._sort_dicts else v.items()
            self._format_dict_items(items, stream, indent, allowance + 1, context, level)
        stream.write("}")

    def _pprint_OrderedDict(self, v, stream, indent, allowance, context, level):
        if not len(v):
            stream.write(repr(v))
            return
        name = type(v).__name__
        stream.write(name + "(")
        self._format(list(v.items()), stream, indent + len(name) + 1, allowance + 1, context, level)
        stream.write(")")

    def _pprint_list(self, v, stream, indent, allowance, context, level):
        stream.write("[")
        self._format_items(v, stream, indent, allowance + 1, context, level)
        stream.write("]")

    def _pprint_tuple(self, v, stream, indent, allowance, context, level):
        end = ",)" if len(v) == 1 else ")"
        stream.write("(")
        self._format_items(v, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_set(self, v, stream, indent, allowance, context, level):
        if not len(v):
            stream.write(repr(v))
            return
        t = type(v)
        begin, end = ("{", "}") if t is set else (t.__name__ + "({", "})")
        if t is not set:
            indent += len(t.__name__) + 1
        stream.write(begin)
        self._format_items(sorted(v, key=_Key), stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_str(self, v, stream, indent, allowance, context, level):
        lines = v.splitlines(True)
        if not lines:
            stream.write(repr(v))
            return
        if level == 1:
            indent += 1
            allowance += 1
        most = room = self._width - indent
        chunks = []
        for i, line in enumerate(lines):
            text = repr(line)
            last_line = i == len(lines) - 1
            if last_line:
                most -= allowance
            if len(text) <= most:
                chunks.append(text)
                continue
            parts = _re.findall(r"\S*\s*", line)
            parts.pop()
            room = self._width - indent
            current = ""
            for j, part in enumerate(parts):
                candidate = current + part
                if j == len(parts) - 1 and last_line:
                    room -= allowance
                if len(repr(candidate)) > room:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            stream.write(chunks[0])
            return
        text = ("\n" + " " * indent).join(chunks)
        stream.write(f"({text})" if level == 1 else text)

    def _pprint_bytes(self, v, stream, indent, allowance, context, level):
        if len(v) <= 4:
            stream.write(repr(v))
            return
        if level == 1:
            indent += 1
            allowance += 1
            stream.write("(")
        between = ""
        for text in _bytes_parts(v, self._width - indent, allowance):
            stream.write(between)
            stream.write(text)
            between = "\n" + " " * indent
        if level == 1:
            stream.write(")")

    def _pprint_bytearray(self, v, stream, indent, allowance, context, level):
        stream.write("bytearray(")
        self._pprint_bytes(bytes(v), stream, indent + 10, allowance + 1, context, level + 1)
        stream.write(")")

    def _pprint_mappingproxy(self, v, stream, indent, allowance, context, level):
        stream.write("mappingproxy(")
        self._format(v.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(")")

    def _pprint_SimpleNamespace(self, v, stream, indent, allowance, context, level):
        name = "namespace" if type(v) is _modules["types"].SimpleNamespace else type(v).__name__
        indent += len(name) + 1
        stream.write(name + "(")
        self._format_namespace_items(v.__dict__.items(), stream, indent, allowance, context, level)
        stream.write(")")

    def _pprint_dataclass(self, v, stream, indent, allowance, context, level):
        name = type(v).__name__
        indent += len(name) + 1
        items = [(f.name, getattr(v, f.name)) for f in v.__dataclass_fields__.values()
            if f.repr and f in _modules["dataclasses"].fields(v)]
        stream.write(name + "(")
        self._format_namespace_items(items, stream, indent, allowance, context, level)
        stream.write(")")

    def _pprint_defaultdict(self, v, stream, indent, allowance, context, level):
        if not len(v):
            stream.write(repr(v))
            return
        factory = self._repr(v.default_factory, context, level)
        name = type(v).__name__
        indent += len(name) + 1
        stream.write(f"{name}({factory},\n{' ' * indent}")
        self._pprint_dict(v, stream, indent, allowance + 1, context, level)
        stream.write(")")

    def _pprint_Counter(self, v, stream, indent, allowance, context, level):
        if not len(v):
            stream.write(repr(v))
            return
        name = type(v).__name__
        stream.write(name + "({")
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        self._format_dict_items(v.most_common(), stream, indent + len(name) + 1, allowance + 2, context, level)
        stream.write("})")

    def _pprint_ChainMap(self, v, stream, indent, allowance, context, level):
        if not len(v.maps):
            stream.write(repr(v))
            return
        name = type(v).__name__
        stream.write(name + "(")
        indent += len(name) + 1
        for i, m in enumerate(v.maps):
            last = i == len(v.maps) - 1
            self._format(m, stream, indent, allowance + 1 if last else 1, context, level)
            stream.write(")" if last else ",\n" + " " * indent)

    def _pprint_deque(self, v, stream, indent, allowance, context, level):
        if not len(v):
            stream.write(repr(v))
            return
        name = type(v).__name__
        stream.write(name + "(")
        indent += len(name) + 1
        stream.write("[")
        if v.maxlen is None:
            self._format_items(v, stream, indent, allowance + 2, context, level)
            stream.write("])")
        else:
            self._format_items(v, stream, indent, 2, context, level)
            stream.write(f"],\n{' ' * indent}maxlen={self._repr(v.maxlen, context, level)})")

    def _pprint_UserDict(self, v, stream, indent, allowance, context, level):
        self._format(v.data, stream, indent, allowance, context, level - 1)

    _pprint_UserList = _pprint_UserString = _pprint_UserDict

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        between = ""
        last = len(items) - 1
        for i, (key, value) in enumerate(items):
            text = self._repr(key, context, level)
            stream.write(f"{between}{text}: ")
            self._format(value, stream, indent + len(text) + 2, allowance if i == last else 1, context, level)
            between = ",\n" + " " * indent

    def _format_namespace_items(self, items, stream, indent, allowance, context, level):
        between = ""
        last = len(items) - 1
        for i, (key, value) in enumerate(items):
            stream.write(f"{between}{key}=")
            if id(value) in context:
                stream.write("...")
            else:
                self._format(value, stream, indent + len(key) + 1, allowance if i == last else 1, context, level)
            between = ",\n" + " " * indent

    def _format_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        next_line = ",\n" + " " * indent
        between = ""
        width = most = self._width - indent + 1
        items = list(items)
        for i, v in enumerate(items):
            last = i == len(items) - 1
            if last:
                most -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(v, context, level)
                n = len(text) + 2
                if width < n:
                    width = most
                    if between:
                        between = next_line
                if width >= n:
                    width -= n
                    stream.write(between)
                    between = ", "
                    stream.write(text)
                    continue
            stream.write(between)
            between = next_line
            self._format(v, stream, indent, allowance if last else 1, context, level)

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return text

    def format(self, object, context, maxlevels, level):
        return self._safe_repr(object, context, maxlevels, level)

    # Text, whether that can be read back, and whether something is inside itself
    def _safe_repr(self, v, context, maxlevels, level):
        t = type(v)
        if t in (str, bytes, bytearray, float, complex, bool, type(None)):
            return repr(v), True, False
        show = t.__repr__
        if issubclass(t, int) and (t is int or show is int.__repr__):
            return f"{v:_d}" if self._underscore_numbers else repr(v), True, False
        for cls in (dict, list, tuple):
            if issubclass(t, cls) and (t is cls or show is cls.__repr__):
                break
        else:
            text = repr(v)
            return text, bool(text) and not text.startswith("<"), False
        if not v:
            return ("{}" if cls is dict else "[]" if cls is list else "()"), True, False
        begin, end = {dict: "{}", list: "[]", tuple: "()"}[cls]
        if maxlevels and level >= maxlevels:
            return f"{begin}...{end}", False, id(v) in context
        if id(v) in context:
            return _recursion(v), False, True
        context[id(v)] = 1
        readable, recursive = True, False
        parts = []
        if cls is dict:
            for k, x in sorted(v.items(), key=_pair_key) if self._sort_dicts else v.items():
                k = self.format(k, context, maxlevels, level + 1)
                x = self.format(x, context, maxlevels, level + 1)
                parts.append(f"{k[0]}: {x[0]}")
                readable = readable and k[1] and x[1]
                recursive = recursive or k[2] or x[2]
        else:
            for x in v:
                x = self.format(x, context, maxlevels, level + 1)
                parts.append(x[0])
                readable = readable and x[1]
                recursive = recursive or x[2]
            if cls is tuple and len(v) == 1:
                end = ",)"
        del context[id(v)]
        return f"{begin}{', '.join(parts)}{end}", readable, recursive


def _bytes_parts(v, width, allowance):
    current = b""
    last = len(v) // 4 * 4
    for i in range(0, len(v), 4):
        part = v[i:i + 4]
        candidate = current + part
        if i == last:
            width -= allowance
        if len(repr(candidate)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current = candidate
    if current:
        yield repr(current)
