"""Texts of values, characters, random numbers."""

import random

from table import group, op


@op
def show(v):
    return repr(v)


@op
def ascii_(v):
    return ascii(v)


@op
def format_(v, spec):
    return format(v, spec)


@op
def percent(text, args):
    return text % (tuple(args) if isinstance(args, list) else args)


@op
def template(text, args, named):
    return text.format(*args, **named)


@op
def char_kinds(first):
    """Predicates of 256 characters, each as bits."""
    kinds = []
    for code in range(first, first + 256):
        c = chr(code)
        bits = [
            c.isprintable(), c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isalnum(), c.isspace(),
            c.isidentifier(), ("a" + c).isidentifier(), len(("a" + c + "b").splitlines()) == 2,
        ]
        kinds.append(sum(bit << i for i, bit in enumerate(bits)))
    return kinds


@op
def randoms(seed):
    """What a generator says to one question after the other."""
    r = random.Random(seed)
    swaps = list(range(9))
    r.shuffle(swaps)
    return [
        r.random(), r.getrandbits(7), r.getrandbits(100), r.getrandbits(32), r.randrange(10), r.randrange(5, 2**70),
        r.randrange(0, 100, 7), r.randrange(10, -10, -3), swaps, r.sample(range(10), 5), r.sample(range(1000), 8),
        r.sample(range(90), 20), r.choices(range(50), k=3), r.choices(range(3), [1, 5, 2], k=4), r.uniform(-1, 5),
        r.triangular(1, 4, 2), r.normalvariate(1, 2), r.gauss(0, 1), r.gauss(2, 3), r.expovariate(1.5),
        r.gammavariate(2.5, 1), r.gammavariate(0.5, 2), r.gammavariate(1, 2), r.betavariate(2, 0.7),
    ]


@op
def randrange(start, stop, step):
    return random.Random(1).randrange(start, stop, step)


def some_float(r):
    return r.choice(
        [
            lambda: r.uniform(-10, 10),
            lambda: r.uniform(-1, 1) * 10 ** r.randint(-320, 300),
            lambda: float(r.randint(-(10**6), 10**6)),
            lambda: r.randint(-2000, 2000) / 8,
            lambda: round(r.uniform(-1000, 1000), r.randint(0, 3)),
            lambda: r.choice([0.0, -0.0, float("inf"), float("-inf"), float("nan"), 1e16, 1e-5, 0.0001, 5e-324]),
            lambda: 10.0 ** r.randint(-20, 25),
            lambda: r.choice([9.5, 99.5, 0.5, 1.5, 2.5, 9.995, 999999.5, 9999995.0, 0.00009999995]),
        ]
    )()


def some_int(r):
    return r.choice([r.randint(-20, 20), r.randint(-(10**6), 10**6), r.getrandbits(r.randint(1, 300)) - r.getrandbits(60)])


def some_text(r, longest=12):
    letters = "ab'\"\\\n\t\r \x00\x1f\x7f\x80\xa0\xad\xffÄß\u0378\u200b\u2028\u3000中\ue000\uffff\U0001f600\U000e0001\U0010ffffǅ٣²½Ⅷ_9Z"
    return "".join(r.choice(letters) for _ in range(r.randint(0, longest)))


def some_spec(r, codes):
    spec = ""
    if r.random() < 0.4:
        spec += r.choice(["", "*", "0", "é"]) + r.choice("<>^=")
    spec += r.choice(["", "", "", "+", "-", " "]) + r.choice(["", "", "", "z"]) + r.choice(["", "", "", "#"])
    spec += r.choice(["", "", "0"]) + r.choice(["", "", str(r.randint(1, 30))])
    spec += r.choice(["", "", "", ",", "_"])
    spec += r.choice(["", "", "." + str(r.randint(0, 20))])
    return spec + r.choice(codes)


@group
def text(r):
    kind = r.randint(0, 9)
    if kind == 0:
        return ["show", r.choice([some_float(r), complex(some_float(r), some_float(r)), some_text(r), some_int(r)])]
    if kind == 1:
        return ["show", bytes(r.choice(b"a'\"\\\n\t\r\x00\x1f\x7f\x80\xff ~") for _ in range(r.randint(0, 9)))]
    if kind == 2:
        return ["ascii_", some_text(r)]
    if kind <= 4:
        return ["format_", some_float(r), some_spec(r, ["", "e", "E", "f", "F", "g", "G", "n", "%", "d"])]
    if kind <= 6:
        return ["format_", some_int(r), some_spec(r, ["", "b", "c", "d", "o", "x", "X", "n", "f", "s"])]
    if kind == 7:
        return ["format_", complex(some_float(r), some_float(r)), some_spec(r, ["", "e", "f", "g", "n", "%"]).replace("=", "<")]
    if kind == 8:
        return ["format_", some_text(r), some_spec(r, ["", "s", "s", "d"])]
    junk = "".join(r.choice("<>^=+- z#0123,_.bcdeEfFgGnosxX%!é") for _ in range(r.randint(1, 6)))
    return ["format_", r.choice([some_float(r), some_int(r), some_text(r), 1 + 2j]), junk]


@group
def chars(r):
    block = r.randrange(0x1100)
    return ["char_kinds", (block if not 0xD8 <= block < 0xE0 else 0) * 256]


@group
def randomness(r):
    if r.random() < 0.3:
        return ["randrange", r.randint(-9, 9), r.randint(-9, 9), r.randint(-3, 3)]
    text = some_text(r, 300)
    return ["randoms", r.choice([some_int(r), r.getrandbits(30000), text, text.encode()])]


@group
def formats(r):
    value = lambda: r.choice([some_float, some_int, some_text])(r)
    if r.random() < 0.5:
        size = lambda: r.choice(["", "", str(r.randint(0, 12)), "*"])
        one = lambda: (
            "%" + r.choice(["", "", "", "(k)", "(k"]) + "".join(r.choice("-+ #0") for _ in range(r.choice([0, 0, 1, 2])))
            + size() + r.choice(["", "." + size()]) + r.choice(["", "", "", "l"]) + r.choice("ddiuoxXeEfFgGcrsa%%z" + some_text(r, 2))
        )
        text = "".join(r.choice([one(), some_text(r, 3).replace("%", ""), "%%"]) for _ in range(r.randint(1, 3)))
        many = [r.choice([value(), r.randint(-9, 9)]) for _ in range(r.choice([0, 1, 1, 2, 2, 3]))]
        return ["percent", text, {"k": value()} if "(" in text and r.random() < 0.9 else r.choice([many, value()])]
    if r.random() < 0.7:
        inner = lambda: r.choice(["", "5", ">10", "{}", "{0}", ".{1}", "{k}<8", "{", "}", "{:{}}", "d", "s"])
        one = lambda: (
            "{" + r.choice(["", "", "0", "1", "2", "9", "k", "kk", "0.real", "k[0]", "[1]", ".x", "0[", "-1", "\u0663"])
            + r.choice(["", "", "!r", "!s", "!a", "!x", "!", "!rr"]) + r.choice(["", ":" + inner()]) + r.choice(["}"] * 9 + [""])
        )
        text = "".join(r.choice([one(), some_text(r, 3), "{{", "}}"]) for _ in range(r.randint(1, 3)))
    else:
        text = "".join(r.choice("{}{}{}[]:!.0k1rs>5 ") for _ in range(r.randint(1, 9)))
    return ["template", text, [some_text(r, 4) for _ in range(r.randint(0, 3))], {"k": some_text(r)}]
