import weakref, gc
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
class A:
    def __init__(self, x=0): self.x = x
    def m(self): return self.x
    def __len__(self): return 3
    def __getitem__(self, k): return k * 2
a = A(5)
r = weakref.ref(a)
print(r() is a, r == weakref.ref(a), r is weakref.ref(a), hash(r) == hash(a), weakref.getweakrefcount(a), isinstance(r, weakref.ReferenceType))
p = weakref.proxy(a)
print(p.x, len(p), p[4], p.m(), type(p).__name__)
p.x = 7; print(a.x)
d = weakref.WeakValueDictionary(); d["k"] = a; print(d["k"] is a, len(d), "k" in d, list(d.items())[0][0], d.get("z", 1))
t(lambda: d["z"])
k = weakref.WeakKeyDictionary(); k[a] = 1; print(k[a], len(k), a in k, k.get(A(), 9))
s = weakref.WeakSet([a]); print(a in s, len(s), A() in s)
for v in (1, "a", None, (), [], {}, 2.5): t(lambda: weakref.ref(v))
f = weakref.ref(t); print(f() is t, weakref.ref({1}) is not None, weakref.ref(A)() is A)
m = weakref.WeakMethod(a.m); print(m()())
z = weakref.finalize(a, print, "gone", 1); print(z.alive, z.peek()[1:] == (print, ("gone", 1), {}), z(), z.alive, z.detach())
