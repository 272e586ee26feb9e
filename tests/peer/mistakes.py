"""Writes what CPython 3.11 says of the texts in a file of cases, or checks it:
python3 tests/peer/mistakes.py [--write] tests/python/mistakes.txt"""

import sys

import tree

name = sys.argv[-1]
cases = open(name, encoding="utf-8").read().rstrip("\n").split("\n----\n")
out = []
for case in cases:
    source = case.rsplit("=> ", 1)[0] if "\n=> " in case else case + "\n"
    said = tree.outcome(source.encode(), False)
    out.append(source + "=> " + (f"{said['line']}: {said['error']}" if said else "right"))
text = "\n----\n".join(out) + "\n"
if "--write" in sys.argv:
    open(name, "w", encoding="utf-8").write(text)
elif text != "\n----\n".join(cases) + "\n":
    sys.exit(f"{name} is not what this Python says")
