# Groups of exceptions, and `except*`; imported by what mentions one of them.

def _new(cls, message, exceptions, /):
    if not isinstance(message, str):
        raise TypeError(f"BaseExceptionGroup.__new__() argument 1 must be str, not {_type_name(message)}")
    if not isinstance(exceptions, (list, tuple)) and _lookup(_type(exceptions), "__getitem__") is _MISSING:
        raise TypeError("second argument (exceptions) must be a sequence")
    all = tuple(exceptions)
    if not all:
        raise ValueError("second argument (exceptions) must be a non-empty sequence")
    plain = True
    for i, e in enumerate(all):
        if not isinstance(e, BaseException):
            raise ValueError(f"Item {i} of second argument (exceptions) is not an exception")
        plain = plain and isinstance(e, Exception)
    if plain:
        if cls is BaseExceptionGroup:
            cls = ExceptionGroup
    elif cls is ExceptionGroup:
        raise TypeError("Cannot nest BaseExceptions in an ExceptionGroup")
    elif issubclass(cls, Exception):
        raise TypeError(f"Cannot nest BaseExceptions in '{cls.__name__}'")
    v = _instance(cls)
    v.args = (message, exceptions)
    v.message = message
    v.exceptions = all
    return v


def _init(self, *args, **named):
    pass


def _str(self):
    n = len(self.exceptions)
    return f"{self.message} ({n} sub-exception{'' if n == 1 else 's'})"


def _repr(self):
    return f"{_type(self).__name__}({self.message!r}, {self.args[1]!r})"


def _derive(self, exceptions, /):
    return BaseExceptionGroup(self.message, exceptions)


def _derived(group, exceptions):
    if not exceptions:
        return None
    new = group.derive(exceptions)
    if not isinstance(new, BaseExceptionGroup):
        raise TypeError("derive must return an instance of BaseExceptionGroup")
    _compile(group, new)
    new.__cause__ = group.__cause__
    new.__context__ = group.__context__
    new.__suppress_context__ = group.__suppress_context__
    notes = getattr(group, "__notes__", None)
    if notes is not None:
        new.__notes__ = list(notes)
    return new


def _condition(condition):
    if isinstance(condition, type) and issubclass(condition, BaseException) or isinstance(condition, tuple):
        return lambda e: isinstance(e, condition)
    if _type(condition) is _function_type or callable(condition) and not isinstance(condition, type):
        return condition
    raise TypeError("expected a function, exception type or tuple of exception types")


def _split(self, condition, /):
    return _parted(self, _condition(condition))


def _parted(e, test):
    if test(e):
        return e, None
    if not isinstance(e, BaseExceptionGroup):
        return None, e
    yes, no = [], []
    for x in e.exceptions:
        a, b = _parted(x, test)
        if a is not None:
            yes.append(a)
        if b is not None:
            no.append(b)
    return _derived(e, yes), _derived(e, no)


def _subgroup(self, condition, /):
    return _parted(self, _condition(condition))[0]


# What a clause takes of what is left, and what remains
def _star_split(rest, classes):
    if rest is None:
        return None, None
    for c in classes if isinstance(classes, tuple) else (classes,):
        if not isinstance(c, type) or not issubclass(c, BaseException):
            raise TypeError("catching classes that do not inherit from BaseException is not allowed")
        if issubclass(c, BaseExceptionGroup):
            raise TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
    if isinstance(rest, classes):
        if isinstance(rest, BaseExceptionGroup):
            return rest, None
        return BaseExceptionGroup("", (rest,)), None
    if isinstance(rest, BaseExceptionGroup):
        return rest.split(classes)
    return None, rest


def _leaves(e, all):
    if isinstance(e, BaseExceptionGroup):
        for x in e.exceptions:
            _leaves(x, all)
    else:
        all.append(e)
    return all


# What is thrown behind all clauses: what they threw, and what none took
def _star_end(e, rest, thrown):
    if not isinstance(e, BaseExceptionGroup):
        for x, of in thrown:
            return x
        return rest
    new, again = [], []
    for x, of in thrown:
        if x is of:
            again.append(x)
        else:
            new.append(x)
    if rest is not None:
        again.append(rest)
    left = None
    if again:
        kept = []
        for x in again:
            _leaves(x, kept)
        left = _parted(e, lambda x: not isinstance(x, BaseExceptionGroup) and any(x is k for k in kept))[0]
    if not new:
        return left
    if left is not None:
        new.append(left)
    return new[0] if len(new) == 1 else BaseExceptionGroup("", new)


_attach(BaseExceptionGroup, "__new__", staticmethod(_new))
_attach(BaseExceptionGroup, "__init__", _init)
_attach(BaseExceptionGroup, "__str__", _str)
_attach(BaseExceptionGroup, "__repr__", _repr)
_attach(BaseExceptionGroup, "derive", _derive)
_attach(BaseExceptionGroup, "split", _split)
_attach(BaseExceptionGroup, "subgroup", _subgroup)
