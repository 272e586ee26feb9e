# What counts as true by how many elements it says that it has.
class L:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class B:
    def __init__(self, n):
        self.n = n

    def __bool__(self):
        return self.n


class I:
    def __index__(self):
        return 3


def tried(f, v):
    try:
        return f(v)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


ways = (
    bool, len, lambda v: 1 if v else 0, lambda v: not v, lambda v: (v and 1) == 1, lambda v: all([v]), lambda v: any([v]),
    lambda v: [x for x in [1] if v], lambda v: list(filter(None, [v])) == [v])
for n in (-1, "a", 2**70, 2**60, True, False, 0, 5, None, 1.5, I()):
    print([tried(f, L(n)) for f in ways])
for n in (1, "a", None, True, False):
    print([tried(f, B(n)) for f in ways if f is not len])
