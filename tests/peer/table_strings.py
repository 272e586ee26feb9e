"""Methods of strings and reading numbers."""

from table import group, op
from table_text import some_float

CASES = ["upper", "lower", "title", "casefold", "capitalize", "swapcase"]
KINDS = ["isupper", "islower", "istitle", "isidentifier"]


@op
def case_kinds(first):
    """Case of 256 characters, of those that have any."""
    found = []
    for code in range(first, first + 256):
        c = chr(code)
        kinds = sum(getattr(c, name)() << i for i, name in enumerate(KINDS))
        texts = [getattr(c, name)() for name in CASES]
        if kinds or any(text != c for text in texts):
            found.append([code, kinds, texts])
    return found


@op
def cased(text):
    return [getattr(text, name)() for name in CASES + KINDS]


LETTERS = (
    "abcABC xyz'.1\u03a3\u03c3\u03c2\xdf\u0130\u0131\u01c5\u01c4\u01c6\u1f88\u1f80\u1fbc\ufb01\u0149\u0345\u0301\u02b0\u2160\u24d0"
    "\u13a0\uab70\u10d0\u1c90\xb5\u017f\u212a\u0587\u1e9e\u019b\u0264\U00010400\U0001e922\u4e2d\xb7\xad"
)


@group
def cases(r):
    if r.random() < 0.02:
        block = r.randrange(0x1100)
        return ["case_kinds", (block if not 0xD8 <= block < 0xE0 else 0) * 256]
    return ["cased", "".join(r.choice(LETTERS) for _ in range(r.randint(0, 8)))]


@op
def words(text, most):
    return [text.split(None, most), text.rsplit(None, most)]


@op
def parts(text, separator, most):
    return [text.split(separator, most), text.rsplit(separator, most)]


@op
def lines(text):
    return [text.splitlines(), text.splitlines(True)]


@op
def fitted(text, width, fill):
    return [text.center(width, fill), text.ljust(width, fill), text.rjust(width, fill), text.zfill(width), text.expandtabs(width)]


@op
def translated(text):
    return text.translate({97: "xy", 98: None, 99: 100})


@op
def from_hex(text):
    return bytes.fromhex(text)


@op
def int_(text, base):
    return int(text, base)


@op
def float_(text):
    return float(text)


@op
def complex_(text):
    return complex(text)


@op
def float_hex(f):
    return f.hex()


@op
def float_from_hex(text):
    return float.fromhex(text)


@group
def strings(r):
    text = "".join(r.choice("aabc  \t\n\r\x0b\x1c\x85\u2028\xa0,,-+1é") for _ in range(r.randint(0, 14)))
    kind = r.randint(0, 5)
    if kind == 0:
        return ["words", text, r.choice([-1, -1, 0, 1, 2, 3])]
    if kind == 1:
        return ["parts", text, r.choice([",", "a", ",,", "ab", " ", "", "aa"]), r.choice([-1, 0, 1, 2])]
    if kind == 2:
        return r.choice([["lines", text], ["lines", text.encode()]])
    if kind == 3:
        return ["fitted", text, r.randint(-2, 20), r.choice("*0é")]
    if kind == 4:
        return ["translated", text]
    return ["from_hex", "".join(r.choice("0123aFfg  \té") for _ in range(r.randint(0, 8)))]


@group
def numbers(r):
    junk = lambda letters, n: "".join(r.choice(letters) for _ in range(r.randint(0, n)))
    kind = r.randint(0, 9)
    if kind < 3:
        base = r.choice([0, 10, 10, 2, 8, 16, 36, 3, 1, 37])
        text = r.choice([junk("0123456789_", 8), junk("01_xXoObB aF-+\u0663z", 7), str(r.getrandbits(90)), hex(r.getrandbits(70)), "0" * r.randint(0, 3) + junk("012", 2)])
        text = r.choice(["", "", " ", "-", "+", "\u3000", "- "]) + text + r.choice(["", "", " \n", "\x00"])
        return ["int_", text.encode("latin-1", "ignore") if r.random() < 0.1 else text, base]
    if kind < 6:
        text = r.choice([repr(some_float(r)), junk("0123456789", 4) + "." + junk("0123456789", 4), junk("0123456789_.eE+-", 9), r.choice(["inf", "nan", "Infinity", "infinit", "NaN"]), junk("0123456789", 25) + "e" + str(r.randint(-330, 310))])
        text = r.choice(["", "", " ", "-", "+", "\u3000"]) + text + r.choice(["", "", " ", "_", "\u0664", "x"])
        return ["float_", text.encode("latin-1", "ignore") if r.random() < 0.1 else text]
    if kind < 7:
        part = lambda: r.choice([repr(some_float(r)), junk("0123456789.e+-", 5), "inf", "", "1", "2.5"])
        return ["complex_", r.choice(["", "", "(", " "]) + r.choice(["", part(), part() + r.choice("+-")]) + part() + r.choice(["j", "j", "J", "", "i"]) + r.choice(["", "", ")", " "])]
    if kind < 8:
        return ["float_hex", some_float(r)]
    text = r.choice([some_float(r).hex(), junk("0123456789abcdef.", 20), "0x" + junk("0123456789abcdef", 17) + "." + junk("08f1", 17) + "p" + str(r.randint(-1100, 1050)), junk("0x1.p+-7 ", 8), "0x1.fffffffffffff8p1023", "0x0.8p-1074", "0x1p-1075", "nan", "-inf", "1p99999999999"])
    return ["float_from_hex", r.choice(["", "", "-", " "]) + text + r.choice(["", "", " ", "x"])]
