# Builtin functions called with too few, too many or misnamed arguments.
def said(name, f, *args, **named):
    try:
        f(*args, **named)
    except TypeError as e:
        print(name, len(args), e)


plain = [abs, all, any, bin, callable, chr, divmod, filter, getattr, hasattr, hash, hex, id, isinstance, issubclass, iter,
    len, map, next, oct, ord, repr, reversed, setattr, delattr]
for f in plain:
    for n in (0, 1, 2, 3, 4, 5):
        if n != 1 or f in (divmod, filter, getattr, hasattr, isinstance, setattr):
            said(f.__name__, f, *[None] * n)
    said(f.__name__, f, bogus=1)
for f in (enumerate, pow, sum, int, complex, sorted):
    for n in (4, 5):
        said(f.__name__, f, *[None] * n)
said("sum", sum, [], bogus=1)
said("enumerate", enumerate, [], bogus=1)
said("pow", pow)
said("pow", pow, 1)
said("int", int, bogus=1)
methods = {"a": ("count", "find", "index", "rfind", "rindex", "startswith", "endswith", "split", "encode", "splitlines",
        "expandtabs", "center", "upper", "partition", "removeprefix", "format_map", "join"),
    b"a": ("count", "find", "decode", "split", "upper"), (1,): ("index", "count"),
    1: ("bit_length",), 1.5: ("is_integer", "hex")}
for v, names in methods.items():
    for name in names:
        f = getattr(v, name)
        for n in (0, 4, 5):
            if n or name not in ("split", "encode", "splitlines", "expandtabs", "upper", "decode", "bit_length",
                    "conjugate", "is_integer", "hex"):
                said(name, f, *["a"] * n)
        if name not in ("count", "find", "index", "rfind", "rindex", "startswith", "endswith"):
            said(name, f, bogus=1)
for v in ([1], {1: 2}, {1}):
    for name in ("append", "pop", "copy", "clear", "get", "add", "insert"):
        f = getattr(v, name, None)
        if f is not None:
            said(name, f, 1, 2, 3, 4)
            said(name, f, bogus=1)


# The program's own of the same name are its own.
def next(it, default=0, /):
    pass


def sorted(iterable):
    pass


for f in (next, sorted):
    said(f.__name__, f)
    said(f.__name__, f, 1, 2, 3)
    said(f.__name__, f, bogus=1)
print(len({len, print, abs, repr, id, hash, iter, min}), len({hash(f) for f in plain}))
