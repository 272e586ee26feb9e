class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_PAIRS = None
_PLACES = None


def _plain(data, texts=False):
    if texts and isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return data.encode()
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return bytes(data)


def hexlify(data, sep=None, bytes_per_sep=1):
    data = _plain(data)
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode()


b2a_hex = hexlify


def unhexlify(hexstr):
    text = _plain(hexstr, True).decode("latin-1")
    if len(text) % 2:
        raise Error("Odd-length string")
    if not all([c in "0123456789abcdefABCDEF" for c in text]):
        raise Error("Non-hexadecimal digit found")
    return bytes.fromhex(text)


a2b_hex = unhexlify


def b2a_base64(data, *, newline=True):
    global _PAIRS
    if _PAIRS is None:
        _PAIRS = [a + b for a in _ALPHABET for b in _ALPHABET]
    data = _plain(data)
    parts = []
    whole = len(data) - len(data) % 3
    for i in range(0, whole, 3):
        n = data[i] << 16 | data[i + 1] << 8 | data[i + 2]
        _append(parts, _PAIRS[n >> 12])
        _append(parts, _PAIRS[n & 4095])
    rest = data[whole:]
    if len(rest) == 1:
        _append(parts, _PAIRS[rest[0] << 4] + "==")
    elif rest:
        n = rest[0] << 10 | rest[1] << 2
        _append(parts, _PAIRS[n >> 6] + _ALPHABET[n & 63] + "=")
    if newline:
        _append(parts, "\n")
    return "".join(parts).encode()


def a2b_base64(data, *, strict_mode=False):
    global _PLACES
    if _PLACES is None:
        _PLACES = {ord(c): i for i, c in enumerate(_ALPHABET)}
    data = _plain(data, True)
    out = bytearray()
    n = count = pads = 0
    for i, c in enumerate(data):
        if c == 61:
            if count >= 2:
                pads += 1
                if count + pads >= 4:
                    if strict_mode and i + 1 < len(data):
                        raise Error("Excess data after padding")
                    count = 0
                    break
            elif strict_mode:
                raise Error("Leading padding not allowed" if i == 0 else "Discontinuous padding not allowed")
            continue
        v = _PLACES.get(c)
        if v is None:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        if pads and strict_mode:
            raise Error("Discontinuous padding not allowed")
        pads = 0
        n = n << 6 | v
        count += 1
        if count == 2:
            out.append(n >> 4)
            n &= 15
        elif count == 3:
            out.append(n >> 2)
            n &= 3
        elif count == 4:
            out.append(n)
            n = count = 0
    if count == 1:
        chars = len(out) // 3 * 4 + 1
        raise Error(f"Invalid base64-encoded string: number of data characters ({chars}) cannot be 1 more than a multiple of 4")
    if count:
        raise Error("Incorrect padding")
    return bytes(out)


def crc32(data, crc=0, /):
    return _crc32(_plain(data), crc & 0xffffffff)


def crc_hqx(data, crc, /):
    crc &= 0xffff
    for b in _plain(data):
        crc ^= b << 8
        for _ in range(8):
            crc = (crc << 1 ^ (0x1021 if crc & 0x8000 else 0)) & 0xffff
    return crc
