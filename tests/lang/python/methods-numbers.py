print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1.005, 2), round(1234.5678, -2), round(1250, -2), round(1350, -2), round(15, -1), round(25, -1), round(-15, -1), round(5), round(5, 3), round(1e300, 5), round(0.5), round(1.5), round(2.5, 0), round(True), round(12345.6789, 2), round(-0.0, 1), round(1e22), round(number=3.7), round(3.14159, ndigits=3), round(7.0), round(250.0, -2), round(350.0, -2))
for f in (lambda: round("a"), lambda: round(float("nan")), lambda: round(float("inf")), lambda: round(1.5, "a"), lambda: (5).to_bytes(-1, "big"), lambda: (300).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(1, "x"), lambda: float.fromhex("zz"), lambda: float("inf").as_integer_ratio(), lambda: int("12a"), lambda: int("x", 16), lambda: float("abc"), lambda: int("1", 99), lambda: int(1, 2)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print((255).bit_length(), (0).bit_length(), (-256).bit_length(), (255).bit_count(), (-7).bit_count(), (5).as_integer_ratio(), (10).conjugate(), True.bit_length())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True), (255).to_bytes(), (128).to_bytes(2, byteorder="little"), (127).to_bytes(1, "big", signed=True), (-128).to_bytes(1, "big", signed=True), (0).to_bytes(0, "big"), (2**70).to_bytes(10, "big"))
print(int.from_bytes(b"\x01\x00", "big"), int.from_bytes(b"\x01\x00", "little"), int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes(b"\xff"), int.from_bytes([1, 2], "big"), int.from_bytes(b"", "big"))
print((5).real, (5).imag, (5).numerator, (5).denominator, True.real, (2.5).real, (2.5).imag)
print((2.0).is_integer(), (2.5).is_integer(), (0.1).hex(), (-1.5).hex(), float.fromhex("0x1.8p+1"), (0.75).as_integer_ratio(), (0.1).as_integer_ratio(), (1e20).as_integer_ratio(), (-2.5).as_integer_ratio(), (0.0).as_integer_ratio())
print(int("  12 "), int("-1_000"), int("0x1f", 16), int("ff", 16), int("0b11", 0), int("z", 36), int("٣"), float(" 1.5e3 "), float("-inf"), float("1_0.5"), int(3.9), int(-3.9), int("12", base=8), int(b"12"), float("nan"))
class R:
    def __round__(self, n=None):
        return ("r", n)
print(round(R()), round(R(), 2))
r = range(0, 20, 3)
print(r.index(9), r.count(9), r.count(10), slice(1, 10, 2).indices(5), slice(None, None, -1).indices(4), slice(-3, None).indices(10))
for f in (lambda: r.index(10), lambda: [].append(), lambda: [].insert(1), lambda: {}.get(), lambda: {}.clear(1), lambda: len(), lambda: "a".join(), lambda: [].pop(1, 2), lambda: isinstance(1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
