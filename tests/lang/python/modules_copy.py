# Copies: of methods, of what wants none, of what changes while it is copied.
import copy
import random
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from functools import partial


def said(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Thing:
    def __init__(self, v):
        self.v = v

    def get(self):
        return self.v


t = Thing([1])
shallow, deep = copy.copy(t.get), copy.deepcopy(t.get)
t.v.append(2)
print(shallow(), deep())
both = copy.deepcopy([t, t.get])
both[0].v.append(3)
print(both[1](), t.v)
t.own = t.get
again = copy.deepcopy(t)
again.v.append(4)
print(again.own(), t.own())


class Plain:
    __copy__ = __deepcopy__ = None

    def __init__(self):
        self.items = [1]


p = Plain()
print(copy.copy(p).items is p.items, copy.deepcopy(p).items is p.items)


class Hook:
    def __init__(self, f):
        self.f = f

    def __deepcopy__(self, memo):
        self.f()
        return "ok"

    def __hash__(self):
        return 1


s = set()
s.update([Hook(s.clear), 1, 2])
print(sorted(map(str, copy.deepcopy(s))))
d = {}
d["k"] = Hook(lambda: d.update(more=1))
said(lambda: copy.deepcopy(d))
t = Thing(Hook(lambda: setattr(t, "more", 1)))
said(lambda: copy.deepcopy(t))
q = deque()
q.extend([Hook(q.clear), 1])
said(lambda: copy.deepcopy(q))
said(lambda: copy.copy(copy))
said(lambda: copy.deepcopy([copy]))


class Bad(Thing):
    def __call__(self):
        return 1

    def __deepcopy__(self, memo):
        return 42


said(lambda: copy.deepcopy(partial(Bad(1))))
dd = defaultdict(list, a=[1])
dd.default_factory = 42
said(lambda: copy.deepcopy(dd))


class Queue(deque):
    pass


for v in (defaultdict(list, a=[1]), Counter("aab"), OrderedDict(b=[1], a=2), deque([[1], 2], 5), Queue([[3]]),
        partial(print, [1], end=""), {1: [2]}):
    for make in (copy.copy, copy.deepcopy):
        made = make(v)
        print(made, type(made) is type(v), made is v)
q = Queue([1])
q.name = ["n"]
print(copy.deepcopy(q).name is q.name, copy.deepcopy(q).name)
q.append(q)
made = copy.deepcopy(q)
print(made[1] is made)
dd = copy.deepcopy(defaultdict(list, a=[1]))
dd["b"].append(2)
print(dict(dd), copy.deepcopy(defaultdict(None)).default_factory)

Pair = namedtuple("Pair", "items")
items = []
pair = Pair(items)
items.append(pair)
made = copy.deepcopy(pair)
print(made.items[0] is made, made.items[0].items is made.items)

r = random.Random(42)
r.random()
for make in (copy.copy, copy.deepcopy):
    made = make(r)
    print(made.getstate() == r.getstate(), made.random() == make(r).random(), made is r)
state = r.getstate()
first = [r.random(), r.gauss(0, 1), r.gauss(0, 1)]
r.setstate(state)
print(first == [r.random(), r.gauss(0, 1), r.gauss(0, 1)])
print(state[0], len(state[1]), state[1][:2], state[1][-1], state[2])
for bad in ((3, (1, 2), None), (2, ()), (3, (-1,) * 625, None), (3, (0,) * 624 + (700,), None), (3, ("a",) * 625, None),
        (3, [0] * 625, None)):
    said(lambda: r.setstate(bad))
