"""Regular expressions."""

import re
import warnings

from table import group, op

warnings.simplefilter("ignore")


def shown(match):
    """Spans of the whole and the groups, and which group ended last."""
    return match and [[list(match.span(i)) for i in range(match.re.groups + 1)], match.lastindex, match.lastgroup]


@op
def re_compile(pattern, flags):
    p = re.compile(pattern, flags)
    return [p.flags, p.groups, [[k, v] for k, v in p.groupindex.items()], repr(p)]


@op
def re_find(how, pattern, flags, text, pos, endpos):
    return shown(getattr(re.compile(pattern, flags), how)(text, pos, endpos))


@op
def re_all(pattern, flags, text):
    return [shown(match) for match in re.compile(pattern, flags).finditer(text)]


@op
def re_split(pattern, flags, text, most):
    return re.split(pattern, text, most, flags)


@op
def re_sub(pattern, flags, replacement, text, count):
    return list(re.subn(pattern, replacement, text, count, flags))


@op
def re_escape(text):
    return re.escape(text)


ATOMS = ["a", "b", "ab", "c", ".", "\\d", "\\w", "\\W", "\\s", "\\S", "[ab]", "[^a]", "[a-c]", "[^\\Wb]", "\\b", "\\B", "^", "$", "\\A", "\\Z", "\n", "é", "É", "ß", "K", "ſ", "σ", "1", "_", " ", "x*", "[é-ü]", "\\D", "[\\s\\d]", "Z"]
TEXTS = "aaabbbccabABC1 2_\nxéÉßKkſsSσςΣü\u212aİıZ"


def some_pattern(r, depth=0, groups=None):
    groups = groups if groups is not None else [0]
    parts = []
    for _ in range(r.choice([1, 1, 2, 2, 3])):
        kind = r.random()
        if depth > 3 or kind < 0.55:
            atom = r.choice(ATOMS[:12] if r.random() < 0.6 else ATOMS)
        elif kind < 0.72:
            mine = groups[0] + 1
            groups[0] = mine
            name = "?P<g%d>" % mine if r.random() < 0.2 else ""
            atom = "(" + name + some_pattern(r, depth + 1, groups) + ")"
        elif kind < 0.82:
            opening = r.choice(["(?:", "(?:", "(?:", "(?i:", "(?s:", "(?>", "(?-i:", "(?m-s:", "(?a:"])
            atom = opening + some_pattern(r, depth + 1, groups) + ")"
        elif kind < 0.9:
            atom = r.choice(["(?=", "(?!", "(?=", "(?!", "(?<=", "(?<!"]) + some_pattern(r, depth + 2, groups) + ")"
        elif kind < 0.95 and groups[0]:
            atom = "\\%d" % r.randint(1, groups[0])
        elif groups[0]:
            no = "|" + some_pattern(r, depth + 2, groups) if r.random() < 0.5 else ""
            atom = "(?(%d)" % r.randint(1, groups[0]) + some_pattern(r, depth + 2, groups) + no + ")"
        else:
            atom = "(?:" + some_pattern(r, depth + 1, groups) + "|" + some_pattern(r, depth + 1, groups) + ")"
        if r.random() < 0.35:
            atom += r.choice(["*", "+", "?", "*", "+", "?", "{2}", "{1,2}", "{0,2}", "{2,}", "{,1}", "{0}"]) + r.choice(["", "", "", "?", "+"])
        parts.append(atom)
    text = "".join(parts)
    if r.random() < 0.25:
        text += "|" + some_pattern(r, depth + 1, groups)
    return text


def some_flags(r):
    flags = 0
    for flag in re.I, re.M, re.S, re.X, re.A:
        if r.random() < 0.15:
            flags |= flag.value
    return flags


def some_subject(r):
    letters = TEXTS[: r.choice([3, 6, 10, 14, 19, len(TEXTS)])]
    return "".join(r.choice(letters) for _ in range(r.choice([0, 1, 3, 6, 10, 16])))


@group
def expressions(r):
    pattern, flags, text = some_pattern(r), some_flags(r), some_subject(r)
    if r.random() < 0.1:
        pattern = r.choice(["(?i)", "(?m)", "(?s)", "(?x)", "(?a)", "(?im)"]) + pattern
    if r.random() < 0.15:
        # Bytes have other characters, and no letters beyond ASCII.
        pattern, text = pattern.encode("latin-1", "ignore"), text.encode("latin-1", "ignore")
    kind = r.randint(0, 9)
    if kind < 4:
        pos = r.randint(0, 3) if r.random() < 0.2 else 0
        endpos = r.randint(min(pos, len(text)), len(text)) if r.random() < 0.2 else len(text)
        return ["re_find", r.choice(["search", "match", "fullmatch"]), pattern, flags, text, pos, endpos]
    if kind < 7:
        return ["re_all", pattern, flags, text]
    most = r.choice([0, 0, 1, 2])
    if kind < 8:
        return ["re_split", pattern, flags, text, most]
    template = "".join(r.choice(["\\1", "\\g<0>", "\\g<1>", "-", "\\n", "x", "\\g<g1>", "\\2"]) for _ in range(r.randint(0, 2)))
    return ["re_sub", pattern, flags, template if isinstance(text, str) else template.encode(), text, most]


@group
def bad_expressions(r):
    """What is wrong with patterns and replacements."""
    if r.random() < 0.15:
        text = "".join(r.choice(["\\", "g", "<", ">", "1", "2", "0", "7", "9", "a", "é", "-", "\\g<", "n", "\\x"]) for _ in range(r.randint(1, 6)))
        return ["re_sub", r.choice(["(a)", "a", "(?P<n>a)(b)?"]), 0, text, "xaab", 0]
    pieces = list("()[]{}?*+|\\^$.-=!<>:#PimsxaLut1230,abé \n_\"'") + [
        "(?", "(?P<", "(?P=", "(?P<a>", "(?(", "(?(1)", "(?i)", "(?:", "(?<", "(?<=", "(?<!", "{1,2}", "{2,1}", "\\x", "\\u12", "\\U0001", "\\N{", "\\1", "\\12", "\\400", "\\777",
        "[^", "[a-", "\\d", "\\w-", "(?#", "(?>", "(?i-", "(?-", "(?a", "{99999999999}", "(?P", "(a)",
    ]
    pattern = "".join(r.choice(pieces) for _ in range(r.randint(1, 7)))
    if r.random() < 0.5:
        good = some_pattern(r)
        at = r.randint(0, len(good))
        pattern = good[:at] + r.choice(pieces) + good[at:]
    if r.random() < 0.1:
        pattern = pattern.encode("latin-1", "replace")
    return ["re_compile", pattern, some_flags(r) | r.choice([0] * 20 + [1, 4, 32, 288, 260, 1 << 12])]
