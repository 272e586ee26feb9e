# The sign of what is no number: only `copysign` and what takes floats apart see it.
import array, copy, decimal, json, math, statistics, struct

x = float('-nan')
s = lambda v: math.copysign(1, v)
print(s(x), s(-float('nan')), s(float('nan')), s(-x), s(+x), s(abs(x)), s(-(-x)), s(float(x)), s(math.copysign(float('nan'), -1)), s(math.copysign(x, 1)))
print(struct.pack('<d', x), struct.pack('<f', x), struct.pack('<e', x), s(struct.unpack('<d', struct.pack('<d', x))[0]), s(struct.unpack('<f', struct.pack('<f', x))[0]), s(struct.unpack('<e', struct.pack('<e', x))[0]), x.hex(), s(float.fromhex('-nan')))
print(json.dumps([x]), repr(x), str(x), f'{x:.2f}', '%g' % x, '%s' % x, x == x, x != x, x < 1, x is x, type(x), isinstance(x, float), bool(x), hash(0))
l = [1.0, x, 2.0]
print(s(l[1]), l, l.index(x), x in l, sum(l), max(l), min(l), sorted([x, x]))
l = [x]
l.append(1.0); print(s(l[0]), l.count(x)); l[0] = 1.0; l[1] = x; print(s(l[1]))
print({x: 1}[x], x in {x}, (x,) == (x,), [x] == [x], s(copy.copy(x)), s(copy.deepcopy(x)))
print(x + 1, x * 2, x - x, x / 2, x ** 2, x // 1, x % 1, 1 / x if x else 0, divmod(x, 2), pow(x, 0), 1 ** x)
print(math.isnan(x), math.isinf(x), math.isfinite(x), x.is_integer(), x.conjugate(), s(x.real), x.imag, complex(x, 0), complex(0, x), round(x, 2), math.sqrt(x), math.fabs(x))

print(decimal.Decimal(x), decimal.Decimal(float('nan')), statistics.mean([x, 1.0]))
a = array.array('d', [x, 1.0]); print(a, s(a[0]))
match x:
    case float(): print('float')
def neg(v): return -v
def loop(n, v):
    k = []
    for i in range(n):
        v = -v
        k.append(s(v))
    return k[-4:], len(set(k))
print(loop(1000, x), loop(1001, float('nan')), loop(10, 1.5))
def mix(a):
    t = 0.0
    for v in a: t += s(v) if v != v else v
    return t
print(mix([1.0, x, 2.0, float('nan')] * 200), mix([x] * 100 + [1.0] * 300))
class P:
    def __init__(self, v): self.v = v
ps = [P(x if i % 3 else float(i)) for i in range(600)]
print(sum(s(p.v) for p in ps))
print(sorted([3.0, 1.0]), x.__eq__(x), x.__ne__(x), x.__lt__(1), (-x).__repr__(), x.__neg__(), s(x.__neg__()), s(x.__pos__()))
for f in (int, round, math.floor, float.as_integer_ratio, [1].__getitem__, len, chr, lambda v: v << 1, lambda v: ~v, lambda v: v.foo, lambda v: v()):
    try:
        print(f(x))
    except Exception as e:
        print(type(e).__name__, e)


# Of a class of one's own
class F(float):
    pass


class G(float):
    def __eq__(self, other):
        return float.__eq__(self, other)

    __hash__ = float.__hash__


class Z(complex):
    pass


def compared(a, b):
    return a == b, a != b, not a == b, a is b, [a] == [b], a in (b,)


n, g, z = F("nan"), G("nan"), Z(float("nan"), 0)
print(compared(n, n), compared(g, g), compared(z, z), compared(n, F("nan")), compared(F(1), F(1)))
print(float.__eq__(n, n), float.__ne__(n, n), F.__eq__(n, n), decimal.Decimal(n), {n: 1}[n])
