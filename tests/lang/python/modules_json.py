import json
from io import StringIO

data = {"a": [1, 2.5, None, True, False], "b": {"c": "x\"y\\z\n\u00e9\U0001f600"}, "empty": [{}, []], "t": (1, 2)}
print(json.dumps(data))
print(json.dumps(data, ensure_ascii=False))
print(json.dumps(data, indent=2))
print(json.dumps(data, indent="\t", sort_keys=True), json.dumps([1, 2], separators=(",", ":")))
print(json.dumps({1: "a", None: "b", True: "c", 2.5: "d"}), json.dumps([1e100, -0.0, 1e-7, float("inf"), float("nan")]))
print(json.dumps("\x00\x1f\x7f\u2028"), json.dumps({(1,): 2, "k": 1}, skipkeys=True))


class P:
    def __init__(self, x):
        self.x = x


class E(json.JSONEncoder):
    def default(self, o):
        return {"x": o.x} if isinstance(o, P) else super().default(o)


print(json.dumps([P(1)], cls=E), json.dumps(P(2), default=lambda o: o.x), json.dumps({1, 2}, default=sorted))
for bad in [lambda: json.dumps({1}), lambda: json.dumps({(1,): 2}), lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.dumps(P(1), cls=E) and json.dumps(object(), cls=E)]:
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as e:
    print(e)
print(json.loads('{"a": [1, -2.5e3, null, true, false, "s\\u00e9\\n\\ud83d\\ude00"], "b": {}}'))
print(json.loads(" [ ] "), json.loads("0"), json.loads("-0"), json.loads("1E2"), json.loads('"x"'), json.loads(b'{"k": 1}'))
print(json.loads("[NaN, Infinity, -Infinity]"), json.loads("[1.5, 2]", parse_float=str, parse_int=lambda s: s + "!"))
print(json.loads('{"a": 1, "b": {"c": 2}}', object_hook=lambda d: sorted(d)), json.loads('{"a": 1, "a": 2}', object_pairs_hook=list))
for bad in ["", "{", "[1,", "[1,]", "[1 2]", '{"a" 1}', '{"a":}', '{"a":1,}', "{1:2}", '"abc', '"a\\x"', '"\\u12"', '"\\u12g4"',
        '"a\nb"', "[1] x", "nul", "01", "1.", "-", "tru\n", '{"a":1 "b":2}', "\n\n  [1,\n 2,, 3]", '"a\\']:
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as e:
        print(repr(bad), e, e.lineno, e.colno, e.pos)
try:
    json.loads(None)
except TypeError as e:
    print(e)
f = StringIO()
json.dump({"k": [1]}, f)
print(f.getvalue(), json.load(StringIO('[1]')))
big = {str(i): list(range(i % 5)) for i in range(200)}
print(json.loads(json.dumps(big)) == big)
