def rec(n):
    return 1 + rec(n + 1) if n < 5 else 1 // 0
class A:
    def __init__(self):
        self.x = self.compute()
    def compute(self):
        return sorted([3, 1, 2], key=lambda v: v / 0)
    @property
    def p(self):
        return self.nope
    def __repr__(self):
        return "A" + 1
def t(f):
    try:
        f()
    except Exception as e:
        return e
    
e = t(A)
f = t(lambda: rec(0))
raise f from e
