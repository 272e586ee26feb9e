# What exceptions have besides their text
import errno


def tried(f):
    try:
        return f()
    except Exception as e:
        return e


for f in (lambda: b"ab\xff\xfec".decode(), lambda: "aé€".encode("ascii"), lambda: str(b"\x80", "ascii"), lambda: bytes("Ā", "latin-1")):
    e = tried(f)
    print(type(e).__name__, e, (e.encoding, e.object, e.start, e.end, e.reason), e.args)
e = UnicodeDecodeError("x", b"abc", 1, 3, "why")
print(e, e.start)
e.reason = "because"
print(e, e.reason, UnicodeEncodeError("x", "a\u1234", 1, 2, "r"))
for args in ((errno.ENOENT, "msg", "f.txt"), (13, "no"), ("text",), (), (99999, "q"), (17, "there", None)):
    e = OSError(*args)
    print(type(e).__name__, e, e.args, e.filename, e.errno, e.strerror, repr(e), e.__dict__)
try:
    raise OSError(17, "there")
except FileExistsError as e:
    print("caught", e)


class Own(OSError):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b


class Plain(OSError):
    pass


print(Own("x", 3), Own("x", 3).b, type(Plain(2, "m", "f")).__name__, Plain(2, "m", "f"))
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("k") from ValueError("v")
except KeyError as e:
    print(e.__dict__, repr(e.__context__), repr(e.__cause__))
    e.mine = 1
    print(e.__dict__, vars(e))
print(tried(lambda: Exception("a").add_note(1)))


# A context that the program took away stays away.
def inner():
    e = KeyError("b")
    try:
        raise e
    finally:
        e.__context__ = None


try:
    try:
        1 / 0
    except ZeroDivisionError:
        inner()
except KeyError as e:
    print(e.__context__)
