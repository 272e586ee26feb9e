b = bytearray(b"hello world")
m = memoryview(b)
print(len(m), m[0], m[-1], m[1:4].tobytes(), m[::2].tolist(), m.readonly, m.format, m.itemsize, m.nbytes)
m[0] = 72
m[6:11] = b"WORLD"
print(b, m == b, m[:5] == b"Hello")
m[::2] = bytes(6)
print(b)
for bad in (lambda: m[20], lambda: m["a"], lambda: memoryview(5), lambda: m.__setitem__(0, 300), lambda: m.__setitem__(0, "x"), lambda: memoryview(b"x").__setitem__(0, 1), lambda: m.__setitem__(slice(0, 2), b"abc"), lambda: hash(m)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(hash(memoryview(b"abc")) == hash(b"abc"), type(m), isinstance(m, memoryview))
import array
a = array.array("i", [1, -2, 3])
v = memoryview(a)
v[1] = 70000
print(a, v.tolist(), v.format, v.itemsize, v.shape, v.cast("B").tolist()[:4])
w = memoryview(bytearray(8)).cast("H")
w[1] = 513
print(w.tolist(), bytes(w), w.obj)
with memoryview(b"abc") as k:
    print(bytes(k), bytearray(k), list(k), b"x" + k, 98 in k, k.hex(), k.toreadonly().readonly)
try:
    k[0]
except ValueError as e:
    print(e)
import struct
print(struct.unpack("<H", memoryview(b"\x01\x02\x03")[1:]), int.from_bytes(memoryview(b"\x01\x02"), "big"))
print(memoryview(memoryview(b"abcdef")[1:])[1:3].tobytes(), memoryview(b"abc") == memoryview(b"abd"))
