"""Every part of the grammar of Python 3.11, once."""
from __future__ import annotations

import a, b.c as d, e.f
from . import g
from .. h . i import (j, k as l,)
from m import *

# Numbers and strings.
0; 00; 1_000; 0xDEAD_beef; 0o17; 0B1; 1.; .5; 1e-3; 1_0.0_1E+1_0; 2j; 1.5J; 1if a else 2
'a' "b" '''c
d''' r'\d'
b'e' rb'\f' BR'g' if b else u'h'
f'{a}' f"{a!r:>{b}.{c}}" F'{{x}}' rf'\{a}' f'{a=}' f'{a = !s}' f'{d["k"]:%Y-%m}' f'''{
a + b
}''' f'{lambda_ if (lambda: 1)() else {1: 2}[1]}' f'{a!=b}' f'{a:=^10}' f'{(yield_ := 1)}'

# Expressions.
a if b else c if d else e
lambda: 0
lambda a, /, b, c=1, *d, e, f=2, **g: (a, b)
lambda *, a: a
lambda *a, **b: a
a or b and not c in d is not e not in f is g
a < b <= c == d != e >= f > g
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m
-a ** -b; ~a; +a; - - a; not not a
a.b.c(d)[e](f, *g, h=i, **j)[k:l, m::n, ..., *o]
a[:], a[b:], a[:b], a[b:c], a[::], a[b:c:d], a[b := 1]
(), (a,), (a, b), (*a, b), [a, *b], [], {a}, {*a, b}, {}, {a: b, **c, d: e}
[a for b in c for d, *e in f if g if h], {a for b in c}, {a: b for c, d in e}, (a for a in b)
f(a for a in b), f(a, (b for b in c)), f(a := 1), f(*a, *b, **c, **d), f(a)(b)(c)
(a := b), [c := 1, d], print(e := 2)
*a, b = c
a, *b[0], c.d = e = (*f, g)
[a, [b, *c]] = (d, e), = f

# Assignments.
x = y = z
x: int
x: int = 1
(x): int = 1
x.y: a[b] = *c, d
x[0]: 'text'
x += 1; x -= 1; x *= 1; x /= 1; x //= 1; x %= 1; x @= 1; x &= 1; x |= 1; x ^= 1; x >>= 1; x <<= 1; x **= 1
(x) += y,
x.y += z[0]
del a, b.c, d[e], (f, [g]), (h)
assert a
assert a, b
pass; pass
raise
raise a
raise a from b
global gg, hh

if a: pass
elif b: pass
else: pass

while a:
    break
else:
    pass

for a, in b: continue
for a, *b in c, *d:
    if a: break
else: pass
for (a) in b: pass
for a.b in c: pass
for a[b] in c: pass

try:
    pass
except:
    pass

try:
    pass
except A:
    pass
except (B, C) as d:
    pass
else:
    pass
finally:
    pass

try: pass
finally: pass

try:
    pass
except* A:
    pass
except* (B, C) as d:
    pass

with a: pass
with a, b as c: pass
with a as b.c, d as (e, [f, *g]): pass
with (a): pass
with (a, b): pass
with (a as b): pass
with (a as b, c as d,): pass
with (a, b) as c: pass
with (a), b: pass
with (yield_), (b): pass
with (a for a in b) as c: pass
with (a)(b) as c, d: pass


def f(a, b: int, /, c=1, d: str = 'x', *e: *t, f, g: int = 2, **h: int) -> a[b]:
    nonlocal_ = 1

    def g():
        nonlocal nonlocal_
        yield
        yield a
        yield a, *b
        x = yield
        x = yield from a
        x += yield b
        return *a, b
    return


def f(*, a): return a
def f(a, /): ...
def f(a, /, *, b): ...
def f(*a, b, **c): ...


@a
@b.c(d)
@e[f] if g else h
@(i := j)
class C(A, *B, metaclass=M, **kw):
    'doc'
    x: int = 0

    @property
    async def f(self):
        async with a as b, c: pass
        async with (a as b, c as d): pass
        async for a in b: pass
        else: pass
        await a
        return await a ** 2 + [x async for x in y if await z][0]

    async def g(self):
        yield [await a for a in b]
        return


class C: pass
class C(): pass


match a:
    case 1 | -1 | 1.5 | -2j | 1 + 2j | -1 - 2.5j | 'a' 'b' | b'c' | None | True | False: pass
    case a.b | a.b.c: pass
    case [] | () | [_] | (_,) | [_, *_] | (_, *_, _): pass
    case {} | {'a': 1, 1: _, a.b: _, None: _, -1: _}: pass
    case {'a': 1, **rest}: pass
    case C() | C(1, _) | a.C(x=1, y=_): pass
    case [a, (b, *c), {'d': d}] as e if e := 1: pass
    case (1 | 2) as f: pass
    case (g) if g: pass
    case *h, i: pass
    case j, : pass
    case _: pass

match a, *b:
    case _: pass
match (a): 
    case _: pass
match -a:
    case _: pass
match {a: b}, [c]:
    case x if x: pass

match = case = _ = 1
match.a; match[a]; match(a); match * a; match - a; match, case = 1, 2
match: int
print(match, case, _, sep='')

if a:
	pass
if b:
        pass

x = [
  1,
    # comment
2,

]; y = \
    3
é = ñ2 = 变量 = 1
