"""JSON, packed bytes, dates."""

import json
import struct

from table import group, op


@op
def json_loads(text, strict):
    return json.loads(text, strict=strict, object_pairs_hook=lambda found: ["object", *[list(pair) for pair in found]])


@op
def json_dumps(v, ascii, indent, separators, nan):
    return json.dumps(v, ensure_ascii=ascii, indent=indent, separators=separators and tuple(separators), allow_nan=nan)


def some_json(r, depth=0):
    kind = r.randint(0, 9 if depth < 4 else 5)
    if kind < 2:
        return r.choice([None, True, False, 0, -1, 12345678901234567890123, 1.5, -0.0, 1e300, 1e-7, float("inf"), float("nan")])
    if kind < 6:
        return "".join(r.choice("ab \"\\/\n\t\x00\x1f\x7f\x80é\u2028\U0001f600") for _ in range(r.randint(0, 5)))
    if kind < 8:
        return [some_json(r, depth + 1) for _ in range(r.randint(0, 3))]
    return {some_json(r, 9) if r.random() < 0.2 else "k%d" % i: some_json(r, depth + 1) for i in range(r.randint(0, 3))}


@group
def jsons(r):
    v = some_json(r)
    if r.random() < 0.4:
        return [
            "json_dumps", v, r.random() < 0.5, r.choice([None, None, 0, 1, 2, "\t", ""]),
            r.choice([None, None, [",", ":"], ["; ", " = "]]), r.random() < 0.9,
        ]
    text = json.dumps(v, ensure_ascii=r.random() < 0.5, indent=r.choice([None, 1]))
    for _ in range(r.choice([0, 1, 1, 2])):
        at = r.randint(0, len(text))
        piece = r.choice(list("[]{},:\"\\u0123456789abcdef-+.eE \n\tnulltrue\x01é\ufeff") + ["\\ud83d\\ude00", "\\ud83d", "\\u00", "NaN", "-Infinity", "01", "1.", "-", "null", ""])
        text = text[:at] + piece + text[at + r.choice([0, 0, 1]):]
    return ["json_loads", text, r.random() < 0.8]


@op
def struct_pack(form, values):
    return struct.pack(form, *values)


@op
def struct_unpack(form, data):
    return struct.unpack(form, data)


@op
def struct_size(form):
    return struct.calcsize(form)


@op
def struct_times(form, data):
    return [list(values) for values in struct.iter_unpack(form, data)]


@op
def struct_place(form, offset, length):
    """Where values are found and put, or why not."""
    size = struct.calcsize(form)
    struct.unpack_from(form, bytes(length), offset)
    return size


@op
def struct_put(form, offset, length):
    values = struct.unpack(form, bytes(struct.calcsize(form)))
    struct.pack_into(form, bytearray(length), offset, *values)
    return struct.calcsize(form)


@group
def structs(r):
    codes = r.choice(["bBhHiIlLqQ?", "efd", "cspx", "bBhHiIlLqQnNPefd?cspx", "bBhHiIlLqQnNPefd?cspxz5<é"])
    form = r.choice(["", "", "@", "<", ">", "=", "!"])
    for _ in range(r.randint(0, 4)):
        form += r.choice(["", "", "", " ", "2", "0", "3", "12"]) + r.choice(codes)
    # CPython stumbles over texts of no length.
    form = form.replace("0p", "p")
    kind = r.randint(0, 9)
    if kind < 1:
        return ["struct_size", form]
    try:
        size = struct.calcsize(form)
    except Exception:
        return ["struct_size", form]
    if kind < 2:
        return [r.choice(["struct_place", "struct_put"]), form, r.randint(-30, 30), r.randint(0, 40)]
    data = lambda n: bytes(r.choice([r.randrange(256), 0, 255, 127, 128]) for _ in range(n))
    if kind < 5:
        return ["struct_unpack", form, data(size + r.choice([0] * 9 + [1]))]
    if kind < 6:
        return ["struct_times", form, data(size * 2 + r.choice([0] * 5 + [1]))]
    values = []
    for old in struct.unpack(form, bytes(size)):
        if r.random() < 0.03:
            old = r.choice([0, 1.5, b"", "x", True])
        if isinstance(old, bytes):
            old = data(r.choice([len(old), len(old), r.randint(0, 5)]))
        elif isinstance(old, float):
            old = r.choice([r.uniform(-10, 10), r.uniform(-1, 1) * 10 ** r.randint(-320, 300), 0.0, -0.0, float("inf"), 65519.99, 65520.0, 6.1e-5, 5.9e-8, 2.9e-8, 2**-25, 3.4028235677973366e38, 3.4e38, 2049.0, 2051.0, 3])
        elif not isinstance(old, (bool, str)):
            bits = r.choice([7, 8, 15, 16, 31, 32, 63, 64, 70])
            old = r.choice([r.getrandbits(bits), -r.getrandbits(bits), 1 << bits, (1 << bits) - 1, -(1 << bits), 5, 5, -1])
        values.append(old)
    if r.random() < 0.03:
        values.append(1)
    return ["struct_pack", form, values]
