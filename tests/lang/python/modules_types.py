# Bytes by any name, classes made by functions
import re
import types


def tried(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


print(re.sub(rb"b", b"x", memoryview(b"abc")), b"a-b".split(memoryview(b"-")), int(memoryview(b"12")), float(memoryview(b"1.5")),
    str(memoryview(b"ab"), "ascii"))


def body(space):
    space["y"] = 3


made = types.new_class("Made", (list[int],), {}, body)
print(made.y, made.__bases__, made.__orig_bases__, types.prepare_class("X", (int,))[0], tried(lambda: types.coroutine(5)))
proxy = types.MappingProxyType({"a": 1})
print({"b": 2} | proxy, tried(lambda: types.MappingProxyType([1])), type(proxy))
