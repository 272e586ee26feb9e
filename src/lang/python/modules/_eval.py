# `eval`, `exec`, `compile`, `globals` and `locals`; imported by what mentions one of them.
# A module's variables are no dictionary: what is given as one becomes the variables of a
# module without a name, and what has changed goes back.

_spaces = []
_taken = []
_count = 0


class code:
    def __init__(self, source, filename, mode):
        self._source = source
        self.co_filename = filename
        self._mode = mode
        self.co_name = "<module>"

    def __repr__(self):
        return f'<code object <module>, file "{self.co_filename}", line 1>'


def _text(source, who):
    if _type(source) is code:
        return source._source, source.co_filename
    if isinstance(source, (bytes, bytearray)):
        return source.decode(), "<string>"
    if not isinstance(source, str):
        raise TypeError(f"{who}() arg 1 must be a string, bytes or code object")
    return source, "<string>"


def _space(globals):
    global _count
    for d, name in _taken:
        if d is globals:
            return name
    for d, name in _spaces:
        if d is globals:
            return name
    _count += 1
    name = f"<{_count}>"
    if globals is not None:
        if len(_spaces) > 50:
            del _spaces[0]
        _append(_spaces, (globals, name))
    return name


def _fill(m, d, text):
    for k in d:
        if isinstance(k, str) and k in text:
            _compile(m, (k, d[k]))


def _give_back(m, d):
    for k in _compile(m, None):
        v = getattr(m, k)
        if k not in d or d[k] is not v:
            d[k] = v


def _checked(globals, locals, who):
    if globals is not None and not isinstance(globals, dict):
        raise TypeError(f"{who}() globals must be a dict, not {_type_name(globals)}" if who == "exec"
            else "globals must be a dict")
    if locals is not None and not isinstance(locals, dict) and _lookup(_type(locals), "__getitem__") is _MISSING:
        raise TypeError("locals must be a mapping")


def run_eval(module, here, source, globals=None, locals=None, /):
    if _type(source) is code and source._mode == "exec":
        run_exec(module, here, source, globals, locals)
        return None
    text, file = _text(source, "eval")
    text = text.strip()
    _checked(globals, locals, "eval")
    space = module
    if globals is not None:
        space = _space(globals)
        if space[0] == "<":
            _fill(_module(space), globals, text)
        here = None
    names = locals if locals is not None else here
    _compile((space, file, text, "check"), None)
    used = [k for k in names if k in text and k.isidentifier()] if names else []
    f = _compile((space, file, f"(lambda {', '.join(used)}:(\n{text}\n))", "eval"), None)()
    return f(*[names[k] for k in used])


def run_exec(module, here, source, globals=None, locals=None, /):
    text, file = _text(source, "exec")
    _checked(globals, locals, "exec")
    if globals is None and locals is None and here is None:
        _compile((module, file, text, "exec"), None)()
        return
    target = locals if locals is not None else globals
    if target is globals and globals is not None:
        space = _space(globals)
        if space[0] != "<":
            _compile((space, file, text, "exec"), None)()
            return
        m = _module(space)
        _fill(m, globals, text)
    else:
        space = _space(None)
        m = _module(space)
        _fill(m, _variables(module) if globals is None else globals, text)
        before = here if target is None else target
        _fill(m, before, text)
    before = {k: getattr(m, k) for k in _compile(m, None)}
    try:
        _compile((space, file, text, "exec"), None)()
    finally:
        if target is not None:
            for k in _compile(m, None):
                v = getattr(m, k)
                if target is globals or k not in before or before[k] is not v:
                    target[k] = v


def compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1):
    if mode not in ("exec", "eval", "single"):
        raise ValueError("compile() mode must be 'exec', 'eval' or 'single'")
    if _type(source) is code:
        return source
    text, _ = _text(source, "compile")
    if mode == "eval":
        text = text.strip()
    _compile(("<check>", filename, text, "check" if mode == "eval" else "check-exec"), None)
    return code(text, filename, "eval" if mode == "eval" else "exec")


def _variables(module):
    m = _module(module)
    d = _dict()
    for k in _compile(m, None):
        d[k] = getattr(m, k)
    return d


def take_globals(module):
    d = _variables(module)
    if len(_taken) > 8:
        del _taken[0]
    _append(_taken, (d, module))
    return d


def locals_of(names, values):
    d = _dict()
    for i, k in enumerate(names):
        if values[i] is not _MISSING:
            d[k] = values[i]
    return d


def set_global(module, name, value):
    _compile(_module(module), (name, value))
