"""Writes the classes of characters that Python's predicates tell apart, and their case:
cd src/lang/python/text; python3.11 ../../../../tests/peer/unicode.py classes.bin cases.bin properties.bin

Numbers are 7 bits a byte, the last ones first. Classes: a run of characters of
one class is one number, nine times the distance from the start of the run before,
plus the class.

Cases: seven lists of runs, each with their number before them. A run is the distance
from the end of the one before, twice, or less one if back, its length less one, twice, plus one if it takes every
second character only, and, in the first four lists, the distance to what a character
becomes, twice, or less one if below. The lists: upper case; lower case where that is not
the way back; title case where it is not upper case; folded where it is not lower case; what
is a capital letter and has no other lower case, or the other way round; the same of small
letters; what is passed over in looking for the end of a word. The rest are characters that become
several: distance from the one before, and for upper, title and folded case the
length in bytes and the text.

Properties: seven lists, each with the number of its values and that of its runs before it;
a run is the distance from the start of the one before, times the number of values, plus
the value. The values: the general category, the combining class, the width, the
direction, whether it is mirrored, the digit plus one, all by their names in order; and
the numeric value, by its place in a list of fractions that is last: the numerator plus one
and the denominator."""

import _sre
from fractions import Fraction
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


def number(n):
    while n >= 128:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)


def runs(changes, mapped=True):
    """Takes apart a dict of characters and what is added to them."""
    found, rest = [], sorted(changes)
    while rest:
        first = rest[0]
        count, step = 1, 1
        for s in 1, 2:
            n = 1
            while changes.get(first + n * s) == changes[first]:
                n += 1
            if n > count:
                count, step = n, s
        found.append((first, count, step))
        taken = {first + i * step for i in range(count)}
        rest = [c for c in rest if c not in taken]
        for c in taken:
            by = changes.pop(c)
        found[-1] += (by,)
    number(len(found))
    end = 0
    for first, count, step, by in found:
        # A run may begin inside one of every second character.
        distance = first - end
        number(distance * 2 if distance >= 0 else -distance * 2 - 1)
        number((count - 1) * 2 + step - 1)
        if mapped:
            number(by * 2 if by >= 0 else -by * 2 - 1)
        end = first + count * step


out = bytearray()
every = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
single = lambda text: ord(text) if len(text) == 1 else None
lower = {c: _sre.unicode_tolower(c) for c in every}
upper = {c: single(chr(c).upper()) or c for c in every}
title = {c: single(chr(c).title()) or c for c in every}
folded = {c: single(chr(c).casefold()) or c for c in every}
many = [c for c in every if max(len(chr(c).upper()), len(chr(c).title()), len(chr(c).casefold())) > 1]
back = {}
for c in every:
    if upper[c] != c:
        back.setdefault(upper[c], c)
runs({c: u - c for c, u in upper.items() if u != c})
runs({c: l - c for c, l in lower.items() if l != back.get(c, c)})
runs({c: t - c for c, t in title.items() if t != upper[c]})
runs({c: f - c for c, f in folded.items() if f != lower[c]})
capital = {c for c in every if chr(c).isupper()} ^ {c for c in every if lower[c] != c}
small = {c for c in every if chr(c).islower()} ^ {c for c in every if upper[c] != c}
runs({c: 0 for c in capital}, False)
runs({c: 0 for c in small}, False)
final = lambda c, before: (before + chr(c) + "\u03a3").lower()[-1] == "\u03c2"
runs({c: 0 for c in every if final(c, "A") and not final(c, "1")}, False)
last = 0
for c in many:
    number(c - last)
    last = c
    for text in chr(c).upper(), chr(c).title(), chr(c).casefold():
        number(len(text.encode()))
        out += text.encode()
open(sys.argv[2], "wb").write(out)


def property(of, values):
    found = []
    start, last = 0, None
    for c in every:
        this = values.index(of(chr(c)))
        if this != last:
            found.append((c - start) * len(values) + this)
            start, last = c, this
    number(len(values))
    number(len(found))
    for run in found:
        number(run)


out = bytearray()
for name in "category", "combining", "east_asian_width", "bidirectional", "mirrored":
    of = getattr(unicodedata, name)
    values = {of(chr(c)) for c in every}
    property(of, sorted(values))
    print(name, " ".join(map(str, sorted(values))))
property(lambda c: unicodedata.digit(c, -1) + 1, list(range(11)))
# Exact thirds and the like.
fraction = lambda c: Fraction(unicodedata.numeric(c, -1)).limit_denominator(10000)
fractions = sorted({fraction(chr(c)) for c in every})
property(fraction, fractions)
for f in fractions:
    number(f.numerator + 1)
    number(f.denominator)
open(sys.argv[3], "wb").write(out)
