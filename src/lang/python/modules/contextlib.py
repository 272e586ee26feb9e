from functools import wraps
from abc import ABC, abstractmethod


class AbstractContextManager(ABC):
    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, c):
        return _has_all(c, "__enter__", "__exit__") if cls is AbstractContextManager else NotImplemented

    def __class_getitem__(cls, item):
        return _type(list[int])(cls, item)


def _has_all(c, *names):
    for name in names:
        f = _lookup(c, name)
        if f is _MISSING or f is None:
            return NotImplemented
    return True


# What is asynchronous has a module of its own, which others do not wait for.
def __getattr__(name):
    if name in ("AbstractAsyncContextManager", "AsyncContextDecorator", "AsyncExitStack", "aclosing", "asynccontextmanager"):
        return getattr(__import__("_async_contexts"), name)
    raise AttributeError(f"module 'contextlib' has no attribute {name!r}")


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **named):
            with self._recreate_cm():
                return func(*args, **named)
        return inner


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    def __init__(self, func, args, named):
        self._made_by = (func, args, named)
        self.gen = func(*args, **named)

    def _recreate_cm(self):
        return _GeneratorContextManager(*self._made_by)

    def __enter__(self):
        x = _next(self.gen)
        if x is _MISSING:
            raise RuntimeError("generator didn't yield")
        return x

    def __exit__(self, typ, value, traceback):
        if typ is None:
            if _next(self.gen) is _MISSING:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except BaseException as e:
            answer = _answer(e, value, StopIteration, StopIteration)
            if answer is None:
                raise
            return answer
        raise RuntimeError("generator didn't stop after throw()")


# Whether a generator that was told of an exception has dealt with it, by what came out of it; None if that is another
# one. `end` says that it ended. What could be taken for an end comes as the cause of another exception.
def _answer(e, value, end, ends):
    if isinstance(e, end):
        return e is not value
    if e is value or isinstance(e, RuntimeError) and isinstance(value, ends) and e.__cause__ is value:
        return False
    return None


def contextmanager(func):
    @wraps(func)
    def helper(*args, **named):
        return _GeneratorContextManager(func, args, named)
    return helper


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc):
        self.thing.close()


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, typ, value, traceback):
        return typ is not None and issubclass(typ, self._exceptions)


class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *exc):
        pass

    def __aenter__(self):
        return __import__("_async_contexts").given(self.enter_result)

    def __aexit__(self, *exc):
        return __import__("_async_contexts").given(None)


class _Redirect(AbstractContextManager):
    def __init__(self, new_target):
        self._new = new_target
        self._old = []

    def __enter__(self):
        import sys
        self._old.append(getattr(sys, self._name))
        setattr(sys, self._name, self._new)
        return self._new

    def __exit__(self, *exc):
        import sys
        setattr(sys, self._name, self._old.pop())


class redirect_stdout(_Redirect):
    _name = "stdout"


class redirect_stderr(_Redirect):
    _name = "stderr"


# Behind an exception is what came from the exit before it, and not what the whole statement was left with; unless
# it says itself that nothing is.
def _put_behind(new, old, before):
    while new.__context__ is not None and new.__context__ is not before:
        new = new.__context__
        if new is old:
            return
    if new.__context__ is before or not _says_nothing(new):
        new.__context__ = old


# Whether the program has set its context to `None`: else it has no such attribute of its own
def _says_nothing(e):
    try:
        object.__delattr__(e, "__context__")
    except AttributeError:
        return False
    e.__context__ = None
    return True


class ExitStack(AbstractContextManager):
    def __init__(self):
        self._exits = []

    def push(self, exit):
        f = _lookup(_type(exit), "__exit__")
        if f is _MISSING:
            self._exits.append(exit)
        else:
            self._exits.append(lambda *exc: f(exit, *exc))
        return exit

    def enter_context(self, cm):
        t = _type(cm)
        enter, exit = _lookup(t, "__enter__"), _lookup(t, "__exit__")
        if enter is _MISSING:
            raise TypeError(f"'{t.__module__}.{t.__qualname__}' object does not support the context manager protocol")
        if exit is _MISSING:
            raise TypeError(f"'{t.__module__}.{t.__qualname__}' object does not support the context manager protocol "
                "(missed __exit__ method)")
        result = enter(cm)
        self._exits.append(lambda *exc: exit(cm, *exc))
        return result

    def callback(self, callback, /, *args, **named):
        def exit(*exc):
            callback(*args, **named)
        self._exits.append(exit)
        return callback

    def pop_all(self):
        new = _type(self)()
        new._exits = self._exits
        self._exits = []
        return new

    def close(self):
        self.__exit__(None, None, None)

    def __enter__(self):
        return self

    def __exit__(self, typ, value, traceback):
        import sys
        before = sys.exception() or value
        current = value
        raised = False
        while self._exits:
            exit = self._exits.pop()
            try:
                t = None if current is None else _type(current)
                if exit(t, current, None if current is None else current.__traceback__) and current is not None:
                    current = None
                    raised = False
            except BaseException as e:
                _put_behind(e, current, before)
                current = e
                raised = True
        if raised:
            context = current.__context__
            try:
                raise current
            finally:
                current.__context__ = context
        return value is not None and current is None
