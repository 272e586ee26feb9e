# The asynchronous part of `contextlib`.
from abc import ABC, abstractmethod
from contextlib import ExitStack, _answer, _has_all, _put_behind
from functools import wraps


class AbstractAsyncContextManager(ABC):
    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, c):
        return _has_all(c, "__aenter__", "__aexit__") if cls is AbstractAsyncContextManager else NotImplemented

    __class_getitem__ = classmethod(_type(list[int]))


async def given(x):
    return x


class AsyncContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **named):
            async with self._recreate_cm():
                return await func(*args, **named)
        return inner


class _AsyncGeneratorContextManager(AsyncContextDecorator, AbstractAsyncContextManager):
    def __init__(self, func, args, named):
        self._made_by = (func, args, named)
        self.gen = func(*args, **named)

    def _recreate_cm(self):
        return _AsyncGeneratorContextManager(*self._made_by)

    async def __aenter__(self):
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(value)
        except BaseException as e:
            answer = _answer(e, value, StopAsyncIteration, (StopIteration, StopAsyncIteration))
            if answer is None:
                raise
            return answer
        raise RuntimeError("generator didn't stop after athrow()")


def asynccontextmanager(func):
    @wraps(func)
    def helper(*args, **named):
        return _AsyncGeneratorContextManager(func, args, named)
    return helper


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc):
        await self.thing.aclose()


class AsyncExitStack(AbstractAsyncContextManager):
    def __init__(self):
        self._exits = []

    push, enter_context, pop_all = ExitStack.push, ExitStack.enter_context, ExitStack.pop_all
    callback = ExitStack.callback

    def push_async_exit(self, exit):
        f = _lookup(_type(exit), "__aexit__")
        self._exits.append(exit if f is _MISSING else lambda *exc: f(exit, *exc))
        return exit

    async def enter_async_context(self, cm):
        t = _type(cm)
        enter, exit = _lookup(t, "__aenter__"), _lookup(t, "__aexit__")
        if enter is _MISSING or exit is _MISSING:
            more = "" if enter is _MISSING else " (missed __aexit__ method)"
            raise TypeError(f"'{t.__module__}.{t.__qualname__}' object does not support the asynchronous context manager "
                f"protocol{more}")
        result = await enter(cm)
        self._exits.append(lambda *exc: exit(cm, *exc))
        return result

    def push_async_callback(self, callback, /, *args, **named):
        async def exit(*exc):
            await callback(*args, **named)
        self._exits.append(exit)
        return callback

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aexit__(self, typ, value, traceback):
        import sys
        before = sys.exception() or value
        current = value
        raised = False
        while self._exits:
            exit = self._exits.pop()
            try:
                t = None if current is None else _type(current)
                r = exit(t, current, None if current is None else current.__traceback__)
                if _lookup(_type(r), "__await__") is not _MISSING:
                    r = await r
                if r and current is not None:
                    current = None
                    raised = False
            except BaseException as e:
                if current is not None:
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
