import asyncio


async def double(x):
    await asyncio.sleep(0)
    return x * 2


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0)
        got = yield i
        if got:
            print("got", got)


class Manager:
    async def __aenter__(self):
        print("enter")
        return 5

    async def __aexit__(self, *thrown):
        print("exit", thrown[0])
        return thrown[0] is ValueError


class Steps:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return 7


async def fails():
    raise KeyError("bad")


async def syntax():
    print(await double(3), await Steps())
    async for i in numbers(2):
        print(i)
    else:
        print("else")
    print([x async for x in numbers(4) if x % 2], {x: await double(x) async for x in numbers(2)})
    print([await double(x) for x in range(3)], {await double(x) for x in (1, 1)})
    g = (x + 1 async for x in numbers(2))
    print(type(g).__name__, [y async for y in g])
    async with Manager() as m, Manager():
        print("body", m)
        raise ValueError("x")
    a = numbers(5)
    print(await a.__anext__(), await a.asend("hi"), await anext(a))
    await a.aclose()
    print([x async for x in a], await anext(a, "default"))
    try:
        await 5
    except TypeError as e:
        print(e)
    try:
        async for x in 5:
            pass
    except TypeError as e:
        print(e)
    try:
        for x in numbers(3):
            pass
    except TypeError as e:
        print(e)


async def tasks():
    print(await asyncio.gather(double(1), double(2)), await asyncio.gather(double(1), fails(), return_exceptions=True))
    t = asyncio.create_task(double(10))
    print(t.done(), await t, t.done())
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.001)
    except asyncio.TimeoutError as e:
        print("timeout", repr(e))
    q = asyncio.Queue(2)

    async def put():
        for i in range(4):
            await q.put(i)
        await q.put(None)

    async def take():
        all = []
        while (v := await q.get()) is not None:
            all.append(v)
        return all

    print((await asyncio.gather(put(), take()))[1])
    lock = asyncio.Lock()
    order = []

    async def turn(n):
        async with lock:
            order.append(n)
            await asyncio.sleep(0)
            order.append(n)

    await asyncio.gather(*(turn(i) for i in range(3)))
    print(order)
    event = asyncio.Event()

    async def waits():
        await event.wait()
        return "set"

    t = asyncio.create_task(waits())
    await asyncio.sleep(0)
    event.set()
    print(await t)
    t = asyncio.create_task(asyncio.sleep(100))
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled", t.cancelled())
    print(asyncio.iscoroutinefunction(waits), asyncio.iscoroutinefunction(print))


asyncio.run(syntax())
asyncio.run(tasks())
c = double(1)
print(type(c).__name__, c.__class__ is type(c))
try:
    c.send(None)
    c.send(None)
except StopIteration as e:
    print(e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)


async def cleans():
    try:
        await Steps()
    finally:
        print("cleaned")


c = cleans()
c.send(None)
c.close()


async def stops():
    raise StopIteration


try:
    stops().send(None)
except RuntimeError as e:
    print(e)
asyncio.run(fails())
