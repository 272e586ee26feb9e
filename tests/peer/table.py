"""Operations that cases name, makers of random cases, and how values stand in a case."""

def encode(v):
    if v is None or isinstance(v, (bool, str)):
        return v
    if isinstance(v, int):
        return v if -(2**63) <= v < 2**63 else {"i": f"{v:x}"}
    if isinstance(v, float):
        return {"f": repr(v)}
    if isinstance(v, complex):
        return {"c": [repr(v.real), repr(v.imag)]}
    if isinstance(v, (bytes, bytearray)):
        return {"b": v.hex()}
    if isinstance(v, (list, tuple)):
        return [encode(x) for x in v]
    if isinstance(v, dict):
        return {"d": [[encode(k), encode(x)] for k, x in v.items()]}
    raise TypeError(type(v))


def decode(v):
    if isinstance(v, list):
        return [decode(x) for x in v]
    if not isinstance(v, dict):
        return v
    (kind, data), = v.items()
    if kind == "i":
        return int(data, 16)
    if kind == "f":
        return float(data)
    if kind == "c":
        return complex(float(data[0]), float(data[1]))
    if kind == "b":
        return bytes.fromhex(data)
    return {decode(k): decode(x) for k, x in data}


OPS = {}
RANDOM = {}


def op(function):
    OPS[function.__name__] = function
    return function


def group(function):
    RANDOM[function.__name__] = function
    return function
