# `eval`, `exec`, `compile`, `globals` and `locals`; imported by what mentions one of them.
# A module's variables are no dictionary; what runs in one that is given is lowered in
# another way, and named by a number.

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


# Runs a text whose variables are those of dictionaries.
def _run(globals, locals, file, text, mode):
    space = _space(globals)
    m = _module(space)
    before = _compile(m, "%locals")
    _compile(m, ("%globals", globals))
    _compile(m, ("%locals", locals))
    try:
        return _compile((space, file, text, mode), None)()
    finally:
        _compile(m, ("%locals", before))


# The dictionaries that a text is to run in, if it is not to run in a module.
def _spaces_of(module, here, globals, locals):
    if globals is None and module[0] == "<":
        m = _module(module)
        globals = _compile(m, "%globals")
        if locals is None:
            locals = _compile(m, "%locals") if here is None else here
    if globals is None or _space(globals)[0] != "<":
        return None, locals
    return globals, globals if locals is None else locals


def _checked(globals, locals, who):
    if globals is not None and not isinstance(globals, dict):
        raise TypeError(f"{who}() globals must be a dict, not {_type_name(globals)}" if who == "exec"
            else "globals must be a dict")
    if locals is not None and not isinstance(locals, dict) and _lookup(_type(locals), "__getitem__") is _MISSING:
        raise TypeError("locals must be a mapping")


def run_eval(module, here, source, globals=None, locals=None, /):
    if _type(source) is code and source._mode != "eval":
        run_exec(module, here, source, globals, locals)
        return None
    text, file = _text(source, "eval")
    text = text.strip()
    _checked(globals, locals, "eval")
    d, local = _spaces_of(module, here, globals, locals)
    _compile((module, file, text, "check"), None)
    if d is not None:
        if not isinstance(local, dict):
            local = {k: local[k] for k in local if k in text}
        return _run(d, local, file, f"(\n{text}\n)", "eval")
    if globals is not None:
        module, here = _space(globals), None
    names = locals if locals is not None else here
    used = [k for k in names if k in text and k.isidentifier()] if names else []
    f = _compile((module, file, f"(lambda {', '.join(used)}:(\n{text}\n))", "eval"), None)()
    return f(*[names[k] for k in used])


def run_exec(module, here, source, globals=None, locals=None, /):
    text, file = _text(source, "exec")
    mode = source._mode if _type(source) is code else "exec"
    _checked(globals, locals, "exec")
    d, local = _spaces_of(module, here, globals, locals)
    own = d is None
    if own:
        if globals is not None:
            module, here = _space(globals), None
        if here is None and (locals is None or locals is globals):
            _compile((module, file, text, mode), None)()
            return
        # Variables of a module with others before them
        d, local = _variables(module), here if locals is None else locals
        before = dict(d)
    target = local
    if not isinstance(local, dict):
        local = {k: target[k] for k in target if k in text}
    old = local if local is target else dict(local)
    try:
        _run(d, local, file, text, mode)
    finally:
        if local is not target:
            for k in local:
                if k not in old or old[k] is not local[k]:
                    target[k] = local[k]
        if own:
            for k in d:
                if k not in before or before[k] is not d[k]:
                    _compile(_module(module), (k, d[k]))


def compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1):
    if mode not in ("exec", "eval", "single"):
        raise ValueError("compile() mode must be 'exec', 'eval' or 'single'")
    if _type(source) is code:
        return source
    text, _ = _text(source, "compile")
    if mode == "eval":
        text = text.strip()
    _compile(("<check>", filename, text, "check" if mode == "eval" else "check-exec"), None)
    return code(text, filename, mode)


def _variables(module):
    m = _module(module)
    d = {"__name__": module}
    for k in _compile(m, None):
        d[k] = getattr(m, k)
    return d


def take_locals(module):
    return _compile(_module(module), "%locals") if module[0] == "<" else take_globals(module)


def take_globals(module):
    if module[0] == "<":
        return _compile(_module(module), "%globals")
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
    if module[0] == "<":
        take_globals(module)[name] = value
    else:
        _compile(_module(module), (name, value))


# A builtin that is mentioned in a function or in a module of its own, with what it sees there.
def evaluator(name, module, variables):
    def here():
        return None if variables is None else variables()

    def eval(source, globals=None, locals=None, /):
        return run_eval(module, here(), source, globals, locals)

    def exec(source, globals=None, locals=None, /):
        run_exec(module, here(), source, globals, locals)

    def globals():
        return take_globals(module)

    def locals():
        return take_locals(module) if variables is None else variables()

    def vars(*args):
        return _vars(*args) if args else locals()

    def dir(*args):
        return _dir(*args) if args else sorted(locals())

    return {"eval": eval, "exec": exec, "globals": globals, "locals": locals, "vars": vars, "dir": dir}[name]


_vars, _dir = vars, dir
