"""Writes the classes of characters that Python's predicates tell apart:
python3.11 tests/peer/unicode.py src/lang/python/text/classes.bin

A run of characters of one class is one number of 7 bits a byte, the last one
first: nine times the distance from the start of the run before, plus the class."""

import sys
import unicodedata


def kind(c):
    if c.isalpha():
        return 8 if c.isnumeric() else 1
    if c.isdecimal():
        return 2
    if c.isdigit():
        return 3
    if unicodedata.category(c) == "Nl":
        return 5
    if c.isnumeric():
        return 4
    if unicodedata.category(c) in ("Mn", "Mc", "Pc"):
        return 6
    return 7 if c.isprintable() else 0


out = bytearray()
start, last = 0, None
for code in range(0x110000):
    # Lone surrogates are no characters here; they go on with what is before.
    if 0xD800 <= code <= 0xDFFF:
        continue
    this = kind(chr(code))
    if this != last:
        number = (code - start) * 9 + this
        start, last = code, this
        while number >= 128:
            out.append(number & 127 | 128)
            number >>= 7
        out.append(number)
open(sys.argv[1], "wb").write(out)
