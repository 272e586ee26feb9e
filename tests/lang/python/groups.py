try:
    raise ExceptionGroup("eg", [ValueError(1), TypeError("t"), ExceptionGroup("in", [KeyError("k"), ValueError(2)])])
except* ValueError as e:
    print("V", repr(e), e.exceptions)
except* TypeError as e:
    print("T", e.message, len(e.exceptions))
except* KeyError:
    print("K")
else:
    print("no")
finally:
    print("fin")
try:
    try:
        raise ValueError("naked")
    except* TypeError: print("no")
    except* ValueError as e: print(repr(e))
except Exception as e: print("outer", e)
try:
    try:
        raise ExceptionGroup("a", [ValueError(1), OSError(2)])
    except* ValueError:
        raise KeyError("new")
except ExceptionGroup as g: print(repr(g), repr(g.exceptions[0].__context__))
try:
    try:
        raise ExceptionGroup("a", [ValueError(1), OSError(2)])
    except* ValueError:
        raise
except ExceptionGroup as g: print(repr(g))
g = ExceptionGroup("x", [ValueError(1), TypeError(2), ExceptionGroup("y", [ValueError(3)])])
print(g.split(ValueError)); print(g.subgroup(lambda e: isinstance(e, TypeError))); print(str(g), g.args)
class My(ExceptionGroup):
    def derive(self, excs): return My(self.message, excs)
m = My("m", [ValueError(1), TypeError(2)])
print(type(m.split(ValueError)[0]).__name__, My.__mro__)
for f in (lambda: ExceptionGroup("x", []), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("x", [1]), lambda: ExceptionGroup("x", [KeyboardInterrupt()]), lambda: ExceptionGroup("x", 3)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
print(type(BaseExceptionGroup("b", [ValueError(1)])), type(BaseExceptionGroup("b", [KeyboardInterrupt()])))
import asyncio
async def bad(): raise ValueError("bad")
async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad()); t = tg.create_task(asyncio.sleep(5))
    except* ValueError as e: print(e, t.cancelled())
asyncio.run(main())
