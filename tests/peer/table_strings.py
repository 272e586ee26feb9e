"""Methods of strings and reading numbers."""

from table import group, op

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
