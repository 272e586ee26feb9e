# What operators of counters compare and add.
from collections import Counter, defaultdict

nan = float("nan")


def said(f):
    try:
        r = f()
        print(r if not isinstance(r, Counter) else dict(r))
    except Exception as e:
        print(type(e).__name__, e)


def changed(op, other):
    c = Counter(a=3, b=1)
    if op == "+":
        c += other
    elif op == "-":
        c -= other
    elif op == "|":
        c |= other
    else:
        c &= other
    return c


a, x, b = Counter(a=1), Counter(a="x"), Counter(a=nan)
for left, right in ((a, x), (x, a), (a, b), (b, a), (b, b), (Counter(), x), (x, Counter())):
    for f in (lambda: left < right, lambda: left <= right, lambda: left > right, lambda: left >= right,
            lambda: left | right, lambda: left & right, lambda: left + right, lambda: left - right):
        said(f)
for c in (a, x, b, Counter(a=-2, b=0)):
    said(lambda: +c)
    said(lambda: -c)
for other in ({"a": 2, "b": 5}, {"a": 1}, Counter(c=4), [1], 5, x):
    for op in "+-|&":
        said(lambda: changed(op, other))
print(Counter({"a": True}), Counter(a=1) == {"a": 1}, Counter(a=1, b=0) == Counter(a=1))
said(lambda: a < {"a": 2})
said(lambda: Counter("aab").most_common(1.5))
said(lambda: Counter({"a": 1, "b": "x"}).total())
for n in (2 ** 63, -2 ** 63 - 1, -5, 1.5):
    said(lambda: list(Counter(a=n).elements()))
d = defaultdict(int, z=1, y=2)
print(list(reversed(d)))
said(lambda: d + 1)
said(lambda: +d)
