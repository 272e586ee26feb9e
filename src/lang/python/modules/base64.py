import binascii

__all__ = ["encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode",
    "b16encode", "b16decode", "standard_b64encode", "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode"]

_URL = bytes.maketrans(b"+/", b"-_")
_BACK = bytes.maketrans(b"-_", b"+/")
_B32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def _bytes_like(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if isinstance(s, (bytes, bytearray)) or hasattr(s, "__buffer__"):
        return bytes(s)
    raise TypeError(f"argument should be a bytes-like object or ASCII string, not {_type(s).__name__!r}")


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    return encoded if altchars is None else encoded.translate(bytes.maketrans(b"+/", altchars))


def b64decode(s, altchars=None, validate=False):
    s = _bytes_like(s)
    if altchars is not None:
        s = s.translate(bytes.maketrans(_bytes_like(altchars), b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s).translate(_URL)


def urlsafe_b64decode(s):
    return b64decode(_bytes_like(s).translate(_BACK))


def b32encode(s):
    s = bytes(s)
    lacking = -len(s) % 5
    s += b"\0" * lacking
    text = ""
    for i in range(0, len(s), 5):
        n = int.from_bytes(s[i:i + 5], "big")
        text += "".join([_B32[n >> k & 31] for k in range(35, -1, -5)])
    pads = [0, 1, 3, 4, 6][lacking]
    return (text[:len(text) - pads] + "=" * pads).encode()


def b32decode(s, casefold=False, map01=None):
    text = _bytes_like(s).decode()
    if len(text) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        text = text.replace("0", "O").replace("1", _bytes_like(map01).decode())
    if casefold:
        text = text.upper()
    digits = text.rstrip("=")
    pads = len(text) - len(digits)
    out = b""
    for i in range(0, len(digits), 8):
        n = 0
        for c in digits[i:i + 8].ljust(8, "A"):
            if c not in _B32:
                raise binascii.Error("Non-base32 digit found")
            n = n << 5 | _B32.index(c)
        out += n.to_bytes(5, "big")
    if pads not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    return out[:len(out) - [0, 1, 0, 2, 3, 0, 4][pads]]


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _bytes_like(s)
    if casefold:
        s = s.upper()
    if not all([c in b"0123456789ABCDEF" for c in s]):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


def encodebytes(s):
    s = bytes(s)
    return b"".join([binascii.b2a_base64(s[i:i + 57]) for i in range(0, len(s), 57)])


def decodebytes(s):
    return binascii.a2b_base64(s)


def encode(input, output):
    output.write(encodebytes(input.read()))


def decode(input, output):
    output.write(decodebytes(input.read()))
