# What `await`, `async for` and `async with` do; imported by what has one of them.

def _awaitable(v):
    t = _type(v)
    if t is _coroutine_type:
        if _generator_state(v) == 2:
            raise RuntimeError("cannot reuse already awaited coroutine")
        return v
    f = _lookup(t, "__await__")
    if f is _MISSING:
        raise TypeError(f"object {t.__name__} can't be used in 'await' expression")
    it = f(v)
    if _type(it) is _coroutine_type:
        raise TypeError("__await__() returned a coroutine")
    if _lookup(_type(it), "__next__") is _MISSING:
        raise TypeError(f"__await__() returned non-iterator of type '{_type_name(it)}'")
    return it


def _aiter(v):
    f = _lookup(_type(v), "__aiter__")
    if f is _MISSING:
        raise TypeError(f"'async for' requires an object with __aiter__ method, got {_type_name(v)}")
    it = f(v)
    if _lookup(_type(it), "__anext__") is _MISSING:
        raise TypeError("'async for' received an object from __aiter__ that does not implement __anext__: "
            + _type(it).__name__)
    return it


def _anext(it):
    if _type(it) is _async_generator_type:
        return _as_coroutine(_step(it, None, False))
    v = _lookup(_type(it), "__anext__")(it)
    if _type(v) is not _coroutine_type and _lookup(_type(v), "__await__") is _MISSING:
        raise TypeError(f"'async for' received an invalid object from __anext__: {_type_name(v)}")
    return v


def _async_manager(m):
    for name in ("__aenter__", "__aexit__"):
        if _lookup(_type(m), name) is _MISSING:
            more = " (missed __aexit__ method)" if name == "__aexit__" else ""
            raise TypeError(f"'{_type_name(m)}' object does not support the asynchronous context manager protocol{more}")


# Coroutines

def _send(c, value):
    state = _generator_state(c)
    if state == 3 and value is not None:
        raise TypeError("can't send non-None value to a just-started coroutine")
    if state == 1:
        raise ValueError("coroutine already executing")
    if state == 2:
        raise RuntimeError("cannot reuse already awaited coroutine")
    return _generator_value(c, _resume(c, value, False))


def _throw(c, e, value=None, tb=None):
    if _generator_state(c) == 2:
        raise RuntimeError("cannot reuse already awaited coroutine")
    return _generator_throw(c, e, value, tb)


def _close(c):
    if _generator_state(c) >= 2:
        _finish(c, None)
        return
    try:
        x = _resume(c, GeneratorExit(), True)
    except (GeneratorExit, StopIteration):
        return
    if x is not _MISSING:
        raise RuntimeError("coroutine ignored GeneratorExit")


def _await(c):
    return coroutine_wrapper(c)


class coroutine_wrapper:
    def __init__(self, c):
        self._c = c

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return self._c.send(None)

    def send(self, value):
        return self._c.send(value)

    def throw(self, *args):
        return self._c.throw(*args)

    def close(self):
        self._c.close()


class async_generator_asend(coroutine_wrapper):
    pass


class async_generator_athrow(coroutine_wrapper):
    pass


# Asynchronous generators: what they give is marked, everything else is for whoever runs
# the coroutine

def _step(g, value, thrown):
    if _generator_state(g) == 2 and not thrown:
        raise StopAsyncIteration
    while True:
        x = _resume(g, value, thrown)
        if x is _MISSING:
            _finish(g, None)
            raise StopAsyncIteration
        if _type(x) is tuple and len(x) == 2 and x[0] is _NEVER:
            return x[1]
        try:
            value = yield x
            thrown = False
        except BaseException as e:
            value = e
            thrown = True


def _closing(g):
    if _generator_state(g) >= 2:
        _finish(g, None)
        return
    value = GeneratorExit()
    thrown = True
    while True:
        try:
            x = _resume(g, value, thrown)
        except (StopAsyncIteration, GeneratorExit):
            return
        if x is _MISSING:
            return
        if _type(x) is tuple and len(x) == 2 and x[0] is _NEVER:
            raise RuntimeError("async generator ignored GeneratorExit")
        try:
            value = yield x
            thrown = False
        except BaseException as e:
            value = e
            thrown = True


def _agen_anext(g):
    return async_generator_asend(_as_coroutine(_step(g, None, False)))


def _agen_asend(g, value):
    if _generator_state(g) == 3 and value is not None:
        raise TypeError("can't send non-None value to a just-started async generator")
    return async_generator_asend(_as_coroutine(_step(g, value, False)))


def _agen_athrow(g, e, value=None, tb=None):
    return async_generator_athrow(_as_coroutine(_step(g, _thrown(e, value), True)))


def _agen_aclose(g):
    return async_generator_athrow(_as_coroutine(_closing(g)))


def aiter(v):
    f = _lookup(_type(v), "__aiter__")
    if f is _MISSING:
        raise TypeError(f"'{_type_name(v)}' object is not an async iterable")
    return f(v)


def anext(it, default=_MISSING):
    f = _lookup(_type(it), "__anext__")
    if f is _MISSING:
        raise TypeError(f"'{_type_name(it)}' object is not an async iterator")
    v = f(it)
    return v if default is _MISSING else _anext_or(v, default)


async def _anext_or(v, default):
    try:
        return await v
    except StopAsyncIteration:
        return default


_attach(_coroutine_type, "send", _send)
_attach(_coroutine_type, "throw", _throw)
_attach(_coroutine_type, "close", _close)
_attach(_coroutine_type, "__await__", _await)
_attach(_async_generator_type, "__aiter__", _self)
_attach(_async_generator_type, "__anext__", _agen_anext)
_attach(_async_generator_type, "asend", _agen_asend)
_attach(_async_generator_type, "athrow", _agen_athrow)
_attach(_async_generator_type, "aclose", _agen_aclose)
