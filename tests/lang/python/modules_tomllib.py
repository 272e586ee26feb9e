# TOML as CPython's tomllib reads it.
import tomllib, io
from decimal import Decimal
def show(text, **named):
    try:
        print(tomllib.loads(text, **named))
    except Exception as e:
        print(type(e).__name__, e)

show("""
title = "sensors"  # of the house
limit = -17
big = 123_456_789_012_345_678_901
mask = 0xff_00
rate = 6.25e-3
odd = [ 0o17, 0b101, +3, inf, -inf, nan ]
on = true
off = false
'plain key' = 'C:\\temp'
"quoted \\u00e9" = "tab\\t quote \\" end"
a.b.c = 1
a.b.d = [ [1, 2], ["x"], {k = 1, l.m = 2} ]
text = '''
first
second'''
joined = \"\"\"one \\
   two \\

   three\"\"\"
[owner]
born = 1979-05-27T07:32:00Z
seen = 1979-05-27 00:32:00.999999-07:00
day = 1979-05-27
hour = 07:32:00.5
local = 1979-05-27T07:32:00
[owner.address]
street = ""
[[room]]
name = "kitchen"
[[room.lamp]]
watts = 5
[[room.lamp]]
watts = 7
[[room]]
name = "hall"
""")
show("x = 1.10", parse_float=Decimal)
show("x = 1.1", parse_float=lambda s: {})
print(tomllib.load(io.BytesIO(b"a = 1\r\nb = 2")))
try:
    tomllib.load(io.StringIO("a = 1"))
except TypeError as e:
    print(e)
for text in ["a", "a =", "a = 1 2", "= 1", "a = 1\na = 2", "[a]\n[a]", "a = 1\n[a]", "a = 1\n[[a]]", "[[a]]\n[a]", "a = [1\n[a]", "a = [1,,2]",
        "a = {b = 1", "a = {b = 1, b = 2}", "a = {b = 1}\na.c = 2", "[a]\nb.c = 1\n[a.b]", "a.b = 1\n[a]", "a = 'x", 'a = "x', 'a = "\\q"',
        'a = "\\ud800"', 'a = "\\u12"', 'a = """x', "a = '\x01'", "# \x02", "a = 01", "a = 1_", "a = 2020-02-30", "[a", "[a]]", "[[a]", "[]", "a.b.= 1",
        "a = [1]\n[[a]]", "a = {b = 1, }", "a = {b = {c = 1}, b.d = 2}", "a.b.c = 1\n[a.b]", "a = tru", "a = 1\u00e9", "\u00e9 = 1", "a = \"\u00e9\"\rb"]:
    show(text)
print(issubclass(tomllib.TOMLDecodeError, ValueError))
