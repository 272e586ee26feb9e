unidata_version = "14.0.0"
# The values of the table's lists, in its order.
_CATEGORIES = "Cc Cf Cn Co Ll Lm Lo Lt Lu Mc Me Mn Nd Nl No Pc Pd Pe Pf Pi Po Ps Sc Sk Sm So Zl Zp Zs".split()
_COMBINING = (0, 1, *range(6, 37), 84, 91, 103, 107, 118, 122, 129, 130, 132, 202, 214, 216, 218, 220, 222, 224, 226, 228,
    230, 232, 233, 234, 240)
_WIDTHS = "A F H N Na W".split()
_DIRECTIONS = ["", *"AL AN B BN CS EN ES ET FSI L LRE LRI LRO NSM ON PDF PDI R RLE RLI RLO S WS".split()]


def _checked(c, who):
    if not isinstance(c, str) or len(c) != 1:
        raise TypeError(f"{who} must be a unicode character, not {_type(c).__name__}")
    return c


def category(c, /):
    return _CATEGORIES[_property(0, _checked(c, "category() argument"))]


def combining(c, /):
    return _COMBINING[_property(1, _checked(c, "combining() argument"))]


def east_asian_width(c, /):
    return _WIDTHS[_property(2, _checked(c, "east_asian_width() argument"))]


def bidirectional(c, /):
    return _DIRECTIONS[_property(3, _checked(c, "bidirectional() argument"))]


def mirrored(c, /):
    return _property(4, _checked(c, "mirrored() argument"))


def _asked(who, args, find, wrong):
    if not 1 <= len(args) <= 2:
        least, s = ("least 1", "") if not args else ("most 2", "s")
        raise TypeError(f"{who} expected at {least} argument{s}, got {len(args)}")
    v = find(_checked(args[0], f"{who}() argument 1"))
    if v is not None:
        return v
    if len(args) < 2:
        raise ValueError(wrong)
    return args[1]


def name(*args):
    return _asked("name", args, _name, "no such name")


def numeric(*args):
    return _asked("numeric", args, _numeric, "not a numeric character")


def decimal(*args):
    return _asked("decimal", args, _decimal, "not a decimal")


def digit(*args):
    return _asked("digit", args, _digit, "not a digit")


def _digit(c):
    d = _property(5, c)
    return d - 1 if d else None


def lookup(name, /):
    if not isinstance(name, (str, bytes)):
        raise TypeError(f"lookup() argument 1 must be read-only bytes-like object, not {_type(name).__name__}")
    text = name if isinstance(name, str) else name.decode("latin-1")
    c = _lookup_name(text)
    if c is None:
        raise KeyError(f"undefined character name '{text}'")
    return c


def _form(who, form, text):
    for i, v in ((1, form), (2, text)):
        if not isinstance(v, str):
            raise TypeError(f"{who}() argument {i} must be str, not {_type(v).__name__}")
    if form not in ("NFC", "NFD", "NFKC", "NFKD"):
        raise ValueError("invalid normalization form")
    return _normalize(form, text)


def normalize(form, unistr, /):
    return _form("normalize", form, unistr)


def is_normalized(form, unistr, /):
    return _form("is_normalized", form, unistr) == unistr
