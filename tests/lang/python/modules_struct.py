import struct
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e, isinstance(e, struct.error))
class I:
    def __index__(self): return 7
for f in [lambda: struct.pack("<ihB", 1, -2, 3), lambda: struct.unpack("<ihB", b"\1\0\0\0\xfe\xff\3"), lambda: struct.pack("b", 300), lambda: struct.pack("i"), lambda: struct.pack("z", 1), lambda: struct.calcsize("@bi"), lambda: struct.calcsize("=bi"), lambda: struct.pack("3s2x?", b"abcd", []), lambda: struct.pack("f", 1.5), lambda: struct.pack(">d", 2), lambda: struct.pack("i", 1.5), lambda: struct.pack("i", I()), lambda: struct.unpack("i", b"123"), lambda: struct.unpack_from("<h", b"\0\1\2\3", 1), lambda: struct.unpack_from("<h", b"\0\1", 5), lambda: list(struct.iter_unpack("<h", b"\0\1\2\3")), lambda: list(struct.iter_unpack("<h", b"\0\1\2")), lambda: struct.Struct("<hh").pack(1, 2), lambda: struct.Struct("<hh").unpack_from(b"\0\1\2\3"), lambda: struct.Struct("<h").size, lambda: struct.Struct("<h").format, lambda: struct.pack("q", 2**63), lambda: struct.pack("Q", 2**64-1), lambda: struct.unpack("Q", b"\xff"*8), lambda: struct.pack("c", b"ab"), lambda: struct.pack("p", b"ab"), lambda: struct.unpack("i", 3), lambda: struct.pack(3), lambda: struct.pack(b"<h", 5), lambda: struct.pack("e", 1e10), lambda: struct.pack("s", "a"), lambda: struct.pack("f", "a"), lambda: struct.pack("?", I()), lambda: struct.pack_into("h", b"ab", 0, 1), lambda: struct.unpack("<e", b"\0<"), lambda: struct.pack("0s"), lambda: struct.unpack("2c", bytearray(b"ab"))]:
    t(f)
b = bytearray(6)
struct.pack_into("<hh", b, 1, 258, -1); print(b)
t(lambda: struct.pack_into("<hh", b, 4, 1, 1))
struct.Struct("<b").pack_into(b, -1, 5); print(b)
