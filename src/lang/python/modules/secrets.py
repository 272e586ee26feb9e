import base64
import binascii
import os
import random

__all__ = ["choice", "randbelow", "randbits", "SystemRandom", "token_bytes", "token_hex", "token_urlsafe", "compare_digest"]
SystemRandom = getattr(random, "SystemRandom", random.Random)
_source = SystemRandom()
DEFAULT_ENTROPY = 32


# As many bits as are asked for, of the host's randomness
def randbits(k):
    if k < 0:
        raise ValueError("number of bits must be non-negative")
    n = (k + 7) // 8
    return int.from_bytes(os.urandom(n), "big") >> n * 8 - k


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    k = exclusive_upper_bound.bit_length()
    r = randbits(k)
    while r >= exclusive_upper_bound:
        r = randbits(k)
    return r


def choice(seq):
    if not len(seq):
        raise IndexError("Cannot choose from an empty sequence")
    return seq[randbelow(len(seq))]


def token_bytes(nbytes=None):
    return os.urandom(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return binascii.hexlify(token_bytes(nbytes)).decode("ascii")


def token_urlsafe(nbytes=None):
    return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b"=").decode("ascii")


def compare_digest(a, b, /):
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        a, b = a.encode(), b.encode()
    else:
        wrong = [type(v).__name__ for v in (a, b) if not isinstance(v, (bytes, bytearray))]
        if len(wrong) == 2:
            raise TypeError(f"unsupported operand types(s) or combination of types: '{wrong[0]}' and '{wrong[1]}'")
        if wrong:
            raise TypeError(f"a bytes-like object is required, not '{wrong[0]}'")
    different = len(a) != len(b)
    for x, y in zip(a, b):
        different |= x ^ y
    return not different
