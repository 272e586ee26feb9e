import asyncio
import contextlib
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager, contextmanager, suppress


class Plain(AbstractContextManager):
    def __exit__(self, *exc):
        print("exit", exc[0] and exc[0].__name__)
        return exc[0] is KeyError


with Plain() as p:
    print(type(p).__name__)
with Plain():
    raise KeyError(1)
try:
    AbstractContextManager()
except TypeError as e:
    print(e)
print(issubclass(ExitStack, AbstractContextManager), isinstance(suppress(), AbstractContextManager),
    isinstance(5, AbstractContextManager))


class Looks:
    def __enter__(self):
        pass

    def __exit__(self, *exc):
        pass


print(issubclass(Looks, AbstractContextManager))


@contextmanager
def named(name):
    print("in", name)
    try:
        yield name
    except ValueError as e:
        print("caught", e)
    finally:
        print("out", name)


with named("a") as x, named("b"):
    print(x)
    raise ValueError("v")


def fails(text):
    def exit(kind, e, tb):
        raise LookupError(text)
    return exit


# The exceptions of exits are each behind the next.
try:
    with ExitStack() as stack:
        stack.push(fails("first"))
        stack.push(fails("second"))
        raise KeyError("body")
except LookupError as e:
    while e is not None:
        print(repr(e))
        e = e.__context__


@asynccontextmanager
async def waits(name):
    print("enter", name)
    try:
        yield name
    except KeyError:
        print("handled")
    finally:
        print("leave", name)


class Closes:
    async def aclose(self):
        print("closed")


async def main():
    async with waits("x") as v:
        print(v)
    async with waits("y"):
        raise KeyError
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(waits("z"))
        stack.enter_context(named("c"))
        stack.push_async_callback(asyncio.sleep, 0)
        stack.callback(print, "called")
    async with contextlib.aclosing(Closes()):
        print("open")

    @waits("around")
    async def inside():
        print("inside")
    try:
        await inside()
    except TypeError as e:
        print(e)


asyncio.run(main())
