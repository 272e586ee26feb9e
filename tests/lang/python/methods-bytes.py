b = b"hello"
print(b, b[0], b[1:3], len(b), list(b), b"l" in b, 104 in b, b + b"x", b * 2, b == b"hello", b < b"z", hash(b) == hash(b"hello"))
print(bytes(3), bytes([65, 66]), bytes(b"x"), bytes("é", "utf-8"), bytes(x for x in (1, 2)), bytes(), bytes("a", encoding="ascii"))
print(b.decode(), b"\xc3\xa9".decode("utf-8"), b"\xe9".decode("latin-1"), str(b"abc", "utf-8"), str(b"abc", encoding="ascii"), str(b"abc"), b"\xff\x41".decode("utf-8", "replace"), b"\xffA".decode(errors="ignore"))
print(b"\x00\xff\x10".hex(), b"\x00\xff\x10".hex(":"), b"\x00\xff\x10\x20\x30".hex("-", 2), bytes.fromhex("00 ff10"), bytearray.fromhex("0a"))
print(b"a,b,c".split(b","), b" a b ".split(), b"a,b,c".rsplit(b",", 1), b"a,b".split(sep=b","), b"-".join([b"a", b"b"]), b" x ".strip(), b"xxaxx".strip(b"x"), b" a".lstrip(), b"a ".rstrip())
print(b.find(b"l"), b.find(108), b.rfind(b"l"), b.index(b"e"), b.count(b"l"), b.find(b"z"), b.startswith(b"he"), b.endswith((b"x", b"lo")), b.replace(b"l", b"L"), b.replace(b"l", b"L", 1))
print(b.upper(), b"ABC".lower(), b"hello world".title(), b"hello".capitalize(), b"aB".swapcase(), b"ab".center(6, b"*"), b"ab".ljust(4), b"ab".rjust(4), b"12".zfill(4), b"a=b".partition(b"="), b"a=b".rpartition(b"="), b"abc".removeprefix(b"a"), b"abc".removesuffix(b"c"), b"a\nb".splitlines(), b"abc".isalpha(), b"12".isdigit(), b" ".isspace(), b"AB".isupper(), b"ab".islower(), b"a1".isalnum())
a = bytearray(b"abc")
a.append(100)
a.extend(b"ef")
a.extend([103])
a += b"hi"
print(a, len(a), a[0], a[-1], a[1:3], bytes(a), a == b"abcdefghi", b"cd" in a)
a[0] = 65
a.pop()
a.pop(0)
a.insert(0, 90)
a.remove(100)
a.reverse()
print(a, a.decode(), a.find(b"b"), a.copy(), list(a))
a[1:3] = b"XYZ"
del a[0]
print(a, bytearray(3), bytearray("x", "ascii"))
a.clear()
print(a, bool(a), a + b"x", b"x" + bytearray(b"y"), type(a + b"x"), type(b"x" + a))
for x in bytearray(b"ab"):
    print(x)
for f in (lambda: bytes("a"), lambda: bytes(-1), lambda: bytes([256]), lambda: b"\xff".decode(), lambda: b"a" + "b", lambda: bytearray(b"a").append(256), lambda: b"a".index(b"z"), lambda: b"a".join(["x"]), lambda: bytes.fromhex("zz"), lambda: b"abc"[10], lambda: b"a".split(""), lambda: bytes(1.5), lambda: bytearray().pop()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(b"a%sb" if False else b"", bytes(bytearray(b"q")), b"abc".translate(None, b"b") if True else 0)
