s = "  Hello, World  "
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), "xxabxx".strip("x"), "abcba".lstrip("ab"), "abc".rstrip("cb"))
print("a,b,,c".split(","), "a,b,,c".split(",", 1), "a b  c ".split(), " a b c".split(None, 1), "a,b,c".rsplit(",", 1), " a b c ".rsplit(None, 1), "a b c".rsplit(), "".split(), "".split(","))
print("a,b".split(sep=","), "a b c".split(maxsplit=1), "a,b,c".rsplit(sep=",", maxsplit=1))
print("a\nb\r\nc\n".splitlines(), "a\nb\r\nc".splitlines(True), "a\nb".splitlines(keepends=True))
print("hello".find("l"), "hello".find("l", 3), "hello".find("z"), "hello".rfind("l"), "hello".find("", 9), "hello".find("", 5), "hello".find("lo", -2), "hello".index("e"), "hello".rindex("l"))
for f in (lambda: "abc".index("z"), lambda: "abc".split(""), lambda: "abc".find(1), lambda: "a".join([1]), lambda: "a".center(5, "ab"), lambda: "a".startswith(1), lambda: "".join(5), lambda: "a".split(foo=1), lambda: "a".split(" ", sep=" "), lambda: "a".replace("a"), lambda: "abc".replace(1, 2), lambda: "a".upper(1), lambda: "a".encode("nope"), lambda: "é".encode("ascii"), lambda: "a".zfill("x"), lambda: "a".strip(1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print("hello".count("l"), "aaaa".count("aa"), "abc".count(""), "héllo".count("l", 3), "abc".replace("", "-"), "aaa".replace("a", "b", 2), "abc".replace("z", "y"))
print("hello".startswith("he"), "hello".startswith(("x", "he")), "hello".startswith("l", 2), "hello".endswith("lo"), "hello".endswith(("a", "o"), 1, 4), "x".startswith("", 1), "x".startswith("", 2))
print("Hello World".upper(), "Hello".lower(), "hello world it's".title(), "hELLO".capitalize(), "Hello".swapcase(), "Straße".casefold(), "ß".upper())
print("[" + "ab".center(7) + "]", "[" + "ab".center(6, "*") + "]", "abc".center(6, "-"), "ab".ljust(5, "."), "ab".rjust(5), "42".zfill(5), "-42".zfill(5), "+1".zfill(4), "abc".center(2))
print("a\tb\tcc\td".expandtabs(), "a\tb".expandtabs(4), "a\tb".expandtabs(tabsize=2), "\t".expandtabs(0))
print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("x"), "abc".rpartition("x"))
print("-".join(["a", "b"]), ",".join("abc"), "".join(str(i) for i in range(5)))
print("hello".translate({ord("l"): "L", ord("h"): None, 111: 48}), "hello".translate(str.maketrans("el", "ip")), "abc".translate(str.maketrans({"a": "1", "b": None})), "abc".translate(str.maketrans("a", "b", "c")))
print("héllo".encode(), "héllo".encode("latin-1"), "abc".encode("ascii"), "é".encode("ascii", "ignore"), "é".encode("ascii", errors="replace"), "é€".encode("ascii", "backslashreplace"), "aé".encode("utf-16"), "a".encode(encoding="utf-32-le"))
print("prefix_x".removeprefix("prefix_"), "x.py".removesuffix(".py"), "abc".removeprefix("z"))
for m in ("isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isupper", "islower", "istitle", "isascii", "isprintable", "isidentifier"):
    print(m, [getattr(x, m)() for x in ("", "abc", "ABC", "Abc", "12", "a1", " \t", "²", "½", "é", "_x", "1x", "a b", "\n", "A1b")])
print("日本語テキスト".find("テ"), "日本語"[1], "日本語"[::-1], len("日本語"), "naïve café".split(), "日本語".center(9, "。"), "日本語".index("語", 1))
print("abc" < "abd", "a" * 3, "b" in "abc", "abc"[-1], "abc"[0:2], max("hello"), sorted("hello"))
print(str.upper("abc"), list(map(str.strip, [" a ", "b "])), list(map(str.upper, "ab")))
print("%s and %d and %5.2f|%-5s|%05d|%x|%X|%o|%e|%g|%c|%%|%r" % ("x", 3, 2.5, "ab", 42, 255, 255, 8, 12345.678, 0.0001, "z", "q"))
print("%(a)s %(b)03d" % {"a": 1, "b": 2}, "%s" % 5, "%s" % (5,), "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159), "%c" % 65, "%+d % d" % (3, 4), "%s %s" % ("a", [1]), "%a" % "é", "%i" % 3.9)
for f in (lambda: "%d" % "x", lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "%q" % 1, lambda: "%(a)s" % 1, lambda: "%x" % 1.5, lambda: "%f" % "a", lambda: "%c" % "ab", lambda: "%(z)s" % {}):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
