# Values over several lines.
import collections
import dataclasses
import pprint
import types


def shown(v, **named):
    print(pprint.pformat(v, **named))


DATA = {"name": "a rather long name that goes on", "numbers": list(range(40)), "nested": {"b": [1, 2, {"c": (1, 2, 3)}], "a": None},
    "text": "words " * 20, 3: {4: {5: {6: 7}}}, "empty": [[], {}, (), set(), ""], ("k", 1): b"bytes " * 15}
for named in ({}, dict(width=40), dict(indent=4), dict(depth=2), dict(compact=True), dict(sort_dicts=False), dict(width=20, compact=True, indent=2), dict(width=1),
        dict(width=200), dict(width=-5)):
    print(named)
    shown(DATA, **named)
for v in (1, "short", "a" * 100, "two words " * 10, "line\nother line\n" * 4, b"x" * 100, bytearray(b"y" * 80), (1,), ("a" * 90,), [["a" * 30] * 3] * 2,
        {1, 2, 3}, set(range(40)), frozenset("abcdefghijklmnopqrstuvwxyz" * 3), frozenset(range(50)), {"k" * 50: "v" * 50}, {}, [], (), set(), "", None,
        collections.OrderedDict([("one", 1), ("two", 2)]), collections.OrderedDict([("k" * i, "v" * 20) for i in range(1, 6)]), collections.OrderedDict(),
        collections.defaultdict(int, {i: i * i for i in range(30)}), collections.defaultdict(list), collections.Counter("abracadabra" * 3),
        collections.Counter({"w" * i: i for i in range(1, 20)}), collections.deque(range(40)), collections.deque(["x" * 30] * 5, maxlen=5),
        collections.deque(), collections.ChainMap({"a" * 40: 1}, {"b" * 40: 2}, {}), collections.UserDict({"k" * 30: "v" * 60}),
        collections.UserList(["x" * 40, "y" * 50]), collections.UserString("s " * 60), types.SimpleNamespace(a=1, b=list(range(30)), c="x" * 50),
        types.SimpleNamespace(), types.MappingProxyType({"a" * 50: "b" * 50}), range(100), print, int, 3.14, 10 ** 30):
    shown(v)
    shown([v], width=60, indent=2)


@dataclasses.dataclass
class Point:
    x: int
    y: list
    hidden: int = dataclasses.field(default=3, repr=False)


@dataclasses.dataclass
class Box:
    corners: list
    name: str = "a box"


class Own(list):
    pass


class Shown(list):
    def __repr__(self):
        return "Shown" + "!" * 90


class Plain:
    def __repr__(self):
        return "plain\nover lines" * 9


shown(Point(1, [2, 3]))
shown(Box([Point(i, list(range(i * 5))) for i in range(4)]))
shown(Own(["x" * 40] * 3))
shown(Shown([1]))
shown([Plain(), 1])
P = collections.namedtuple("P", "x y")
shown(P("x" * 50, "y" * 50))
loop = [1, {"a": 2}]
loop.append(loop)
text = pprint.pformat(loop)
print(text.replace(str(id(loop)), "ID"), pprint.isrecursive(loop), pprint.isreadable(loop), pprint.isreadable([1, "x"]), pprint.isreadable([print]))
loop[1]["self"] = loop
print(pprint.pformat(loop, width=20).replace(str(id(loop)), "ID"), pprint.saferepr(loop).replace(str(id(loop)), "ID"))
pprint.pprint({"z": 1, "a": 2})
pprint.pp({"z": 1, "a": 2})
pprint.pprint({1: 2, "a": 3, (1, 2): 4, "b": 5})
shown([10 ** 9, 123456, -1234, 1.5], underscore_numbers=True)
shown({"deep": {"er": {"est": [1]}}}, depth=1)
shown({"deep": {"er": {"est": [1]}}, "x": (1, (2, (3,)))}, depth=2)
pprint.PrettyPrinter(width=30, indent=3).pprint([["a", "b"], ["c" * 20, "d" * 20]])
print(pprint.PrettyPrinter().format([1, "a"], {}, 0, 0), pprint.PrettyPrinter().isreadable([1]))
for wrong in (dict(indent=-1), dict(depth=0), dict(width=0)):
    try:
        pprint.PrettyPrinter(**wrong)
    except ValueError as e:
        print(e)
