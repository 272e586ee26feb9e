# Differences of sequences.
import difflib
from difflib import SequenceMatcher


def tried(f, *args, **named):
    try:
        r = f(*args, **named)
        print(r if isinstance(r, (list, str, float)) else list(r))
    except Exception as e:
        print(type(e).__name__, e)


PAIRS = [("abcd", "bcde"), ("", ""), ("abc", ""), ("", "abc"), ("private Thread currentThread;", "private volatile Thread currentThread;"), ("qabxcd", "abycdf"),
    ("same", "same"), ([1, 2, 3, 4, 5], [1, 3, 4, 6]), ("x" * 250 + "abc", "abc" + "x" * 250), (" abcd", "abcd abcd"), (("a", "b"), ("b", "a"))]
for a, b in PAIRS:
    for junk in (None, lambda x: x == " "):
        s = SequenceMatcher(junk, a, b)
        print(s.ratio(), s.quick_ratio(), s.real_quick_ratio(), s.find_longest_match(), s.find_longest_match(0, len(a), 0, len(b)) == s.find_longest_match())
        print(s.get_matching_blocks(), s.get_opcodes())
s = SequenceMatcher(None, "x" * 300 + "y", "y" + "x" * 300)
print(s.ratio(), s.bpopular, SequenceMatcher(None, "x" * 300, "x" * 300, autojunk=False).ratio())
s = SequenceMatcher(lambda c: c in " \t", "a b\tc", "ab c")
print(s.bjunk, sorted(s.b2j), s.find_longest_match(1, 4, 0, 3))
s.set_seqs("new", "news")
print(s.ratio(), s.find_longest_match(0, 3, 1, 4).size, type(s.find_longest_match(0, 3, 0, 4)).__name__)
a = [str(i) for i in range(40)]
b = a[:]
b[8:8] = ["new"]
b[20] += "x"
b[23:28] = []
b[30] += "y"
for n in (0, 1, 3, 20):
    print(list(SequenceMatcher(None, a, b).get_grouped_opcodes(n)))

WORDS = ["ape", "apple", "peach", "puppy", "appel", "ample", ""]
for word in ("appel", "pea", "zzz", "", "apples"):
    print(word, difflib.get_close_matches(word, WORDS), difflib.get_close_matches(word, WORDS, n=1, cutoff=0.3), difflib.get_close_matches(word, WORDS, 10, 0.0))
tried(difflib.get_close_matches, "x", [], 0)
tried(difflib.get_close_matches, "x", [], 1, 2)

ONE = """one
two
three
  indented line
the quick brown fox jumps
same
same
last line
""".splitlines(keepends=True)
TWO = """ore
tree
emu
    indented line
the quick red fox jumped
same
new
same
last line!
and more
""".splitlines(keepends=True)
for x, y in ((ONE, TWO), (TWO, ONE), (ONE, ONE), (ONE, []), ([], TWO), (ONE[:3], TWO[:3]), (["\ta\n", "b c d\n"], ["\tA\n", "b  c d e\n"]), (["a\n", "b\n", "c\n"], ["c\n", "a\n", "b\n"]),
        (["no newline"], ["no newlines"])):
    print("".join(difflib.ndiff(x, y)))
    print("".join(difflib.unified_diff(x, y, "before.txt", "after.txt")))
    print("".join(difflib.context_diff(x, y, "before.txt", "after.txt", n=1)))
print("".join(difflib.ndiff(ONE, TWO, linejunk=difflib.IS_LINE_JUNK, charjunk=None)))
diff = list(difflib.ndiff(ONE, TWO))
print("".join(difflib.restore(diff, 1)) == "".join(ONE), "".join(difflib.restore(diff, 2)) == "".join(TWO))
tried(difflib.restore, diff, 3)
print("\n".join(difflib.unified_diff(a, b, "a", "b", "2001-01-01", "2002-02-02", n=2, lineterm="")))
print("\n".join(difflib.context_diff(a, b, "a", "b", "2001-01-01", "2002-02-02", lineterm="")))
print(list(difflib.unified_diff("abc", "abd", lineterm="")))
tried(difflib.unified_diff, [1], ["a"])
tried(difflib.unified_diff, ["a"], ["b"], 3)
print(list(difflib.diff_bytes(difflib.unified_diff, [b"a\n", b"\xff\n"], [b"a\n", b"b\n"], b"x", b"y")))
tried(difflib.diff_bytes, difflib.unified_diff, ["a"], [b"b"])
print(difflib.IS_LINE_JUNK("  # \n"), difflib.IS_LINE_JUNK("x"), difflib.IS_CHARACTER_JUNK("\t"), difflib.IS_CHARACTER_JUNK("x"))
d = difflib.Differ()
print(list(d.compare(["a b\n", "c\n"], ["a  b\n", "c\n", "d\n"])))
