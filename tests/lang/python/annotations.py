# Annotations that are not evaluated, as texts.
from __future__ import annotations


class C:
    a: list [ int ]
    b: dict[str,int]
    c: "int"
    d: dict[
        str,
        "Foo",
    ] = {}
    e: f"in{t}!" 'x'
    f: f'{a!r:>{w}}' = 1
    g: "it's" "ok"
    h: r'\d' if 0 else None
    i: b"x" b'y\x00'
    j: u'u'
    k: int|None
    l: (int, str)
    m: Tuple[()]
    n: Callable[[int, *Ts], str]
    o: a.b . c[1:2, ::3, ...]
    p: -1 + 2 * (3 + 4) ** -x // ~y << 1 & 2 ^ 3
    q: not a and b or (c or d) and not (e)
    r: {'a': 1, **x, 'b': {1, 2}}
    s: f(1, *a, k=2, **kw)(x)[y].z
    t: Literal["a", 'b"', 1.5, 2j, 10_000, 1e400, True]
    u: (1).real
    v: a if b else c if d else e
    w: 2 ** 3 ** 4
    x: (2 ** 3) ** 4
    y: (1,)
    z: [x for x in y]


for name, text in C.__annotations__.items():
    print(name, text)


def f(x: int, *args: 'str', y: list[ int ] = None, **kw: a | b) -> "None":
    pass


print(f.__annotations__)
