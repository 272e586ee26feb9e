# Words of a shell, orders of what depends on each other, queues, markup, and what needs chance or time.
import graphlib
import html
import io
import queue
import secrets
import shlex
import timeit


def tried(f, *args, **named):
    try:
        print(f(*args, **named))
    except Exception as e:
        print(type(e).__name__, e, e.args)


for text in ("a b  c", "'one word' \"two words\" x'y'z", r"a\ b c\\d \"q\"", '"a\\"b" "c\\d" \'e\\f\'', "# no comment", "x # y", "", "  ", "''", '"" x', "a'", 'b"c', "d\\",
        "--opt=val -x 'é ü' ~/path/*.py", "a\nb\tc", "a;b|c&&d >e", "x=(1)", "日本 'x'"):
    print(repr(text))
    tried(shlex.split, text)
    tried(shlex.split, text, comments=True)
    tried(shlex.split, text, posix=False)
    tried(lambda: list(shlex.shlex(text)))
    tried(lambda: list(shlex.shlex(text, posix=True)))
    tried(lambda: list(shlex.shlex(text, punctuation_chars=True)))
    tried(lambda: list(shlex.shlex(text, posix=True, punctuation_chars="|;")))
for text in ("", "plain", "with space", "it's", "a$b", "safe-._/:=@%+", "é", "*"):
    print(shlex.quote(text), shlex.split(shlex.quote(text)) == [text])
print(shlex.join(["echo", "a b", "c'd", ""]))
lex = shlex.shlex("one two\nthree 'four'\n")
print(lex.get_token(), lex.lineno, lex.push_token("pushed"), lex.get_token(), list(lex), lex.lineno, lex.error_leader("f", 3))
lex = shlex.shlex("a-b c.d", posix=True)
lex.wordchars += "-."
lex.whitespace += "c"
print(list(lex))

# Orders
G = graphlib.TopologicalSorter
print(list(G({"D": {"B": 1, "C": 2}, "B": ["A"], "C": ["A"]}).static_order()))
s = G()
s.add("c", "a", "b")
s.add("a", "z")
s.add("b")
s.prepare()
while s.is_active():
    ready = s.get_ready()
    print(ready, bool(s))
    s.done(*ready)
print(bool(s), s.get_ready())
tried(s.add, "x")
tried(s.prepare)
tried(s.done, "nobody")
tried(s.done, "a")
tried(G().get_ready)
tried(G().done, 1)
tried(G({1: [2], 2: [3], 3: [1]}).prepare)
tried(G({1: [1]}).prepare)
tried(lambda: list(G({"a": ["b"], "b": ["c", "d"], "d": ["e"], "e": ["b"]}).static_order()))
s = G({1: [2]})
s.prepare()
tried(s.done, 1)
print(issubclass(graphlib.CycleError, ValueError))

# Queues
q = queue.Queue(2)
q.put(1)
q.put(2, timeout=1)
print(q.full(), q.qsize(), q.empty())
tried(q.put_nowait, 3)
tried(q.put, 3, block=False)
print(q.get(), q.get_nowait())
tried(q.get_nowait)
tried(q.get, timeout=-1)
print(q.task_done(), q.task_done(), q.join())
tried(q.task_done)
p = queue.PriorityQueue()
for x in (3, 1, 2):
    p.put((x, "x" * x))
print([p.get() for _ in range(3)], p.empty())
l = queue.LifoQueue()
for x in "abc":
    l.put(x)
print([l.get() for _ in range(3)], l.maxsize)
sq = queue.SimpleQueue()
sq.put("s")
print(sq.get(), sq.empty(), sq.qsize())
tried(sq.get, block=False)
print(queue.Empty.__mro__[1], queue.Full)

# Markup
for text in ("<a href=\"x\">it's & that</a>", "", "é"):
    print(html.escape(text), html.escape(text, quote=False), html.unescape(html.escape(text)) == text)
for text in ("&lt;&gt;&amp;&quot;&#39;&apos;", "&lt x &ltx &notit; &copy &copy;2020", "&eacute;&Eacute&nbsp;|", "&#65;&#x42;&#X43 &#0;&#128;&#x99;&#xD800;&#x110000;&#1;&#13;",
        "&unknown; &; & &a &#; &#x;", "&hellip;&mdash;&euro;&alpha;&Omega;&rarr;&hearts;&le;&infin;", "&ampamp;", "&frac12;&sup2;&times;&szlig;&yuml", "plain", "a&b=c&amp=d",
        "&check;&star;&Tab;&NewLine;&colon;", "&amp;lt;", "&#9999999999;", "&#xfffe;&#xfdd0;&#127;"):
    print(ascii(html.unescape(text)))

# Chance
print(len(secrets.token_bytes()), len(secrets.token_bytes(5)), len(secrets.token_hex(4)), len(secrets.token_urlsafe(9)), secrets.token_hex(0))
print(0 <= secrets.randbelow(10) < 10, secrets.choice([7]), secrets.choice("aa"), 0 <= secrets.randbits(5) < 32, secrets.randbits(0))
tried(secrets.randbelow, 0)
tried(secrets.choice, [])
tried(secrets.randbits, -1)
print(secrets.compare_digest("abc", "abc"), secrets.compare_digest(b"abc", b"abd"), secrets.compare_digest(b"a", b"ab"))
tried(secrets.compare_digest, "a", b"a")
tried(secrets.compare_digest, b"a", 1)
tried(secrets.compare_digest, 1, "a")
tried(secrets.compare_digest, "é", "e")

# Time
print(type(timeit.timeit("x = 1", number=3)), len(timeit.repeat("y", "y = 2", number=2, repeat=4)))
calls = []
print(timeit.timeit(lambda: calls.append(1), lambda: calls.append(0), number=3) >= 0, calls)
ticks = iter([1.0, 3.5])
print(timeit.Timer("z + 1\nw = z", "z = 5", timer=lambda: next(ticks)).timeit(1))
print(timeit.timeit("f(); n += 1", "n = 0", globals={"f": lambda: calls.append(2)}, number=2) >= 0, calls)
tried(timeit.Timer, 3)
tried(timeit.Timer, "pass", 5)
tried(timeit.timeit, "undefined_name", number=1)
print(timeit.default_number, timeit.default_repeat)
