# Dictionaries and lists that are copied whole and then changed, pairs in views, deques of so many.
from collections import deque
import random
random.seed(3)
# dictionaries copied, with holes and without, then changed
for n in (0, 1, 3, 4, 5, 9, 40):
    for holes in (0, 1, n // 2, n):
        d = {(i * 7919) % 10007: i for i in range(n)}
        for k in random.sample(list(d), min(holes, len(d))): del d[k]
        c = d.copy(); e = dict(d); f = {**d}; g = {} | d; h = {}; h.update(d)
        assert c == d == e == f == g == h, n
        for x in (c, e, f, g, h):
            for i in range(30): x[-i - 1] = i
            for k in list(d)[:5]: del x[k]
            assert all(x[-i - 1] == i for i in range(30)) and len(x) == len(d) + 30 - min(5, len(d))
            assert all(x.get(k) == v for k, v in list(d.items())[5:])
        assert -1 not in d and all(k in d for k in d)
        while len(d) > 2: d.popitem()
        c = d.copy(); c['x'] = 1; assert 'x' in c and 'x' not in d and list(c)[:-1] == list(d)
d = {'a': 1, 2: [1], None: 1.0}
print(('a', 1) in d.items(), ('a', 1.0) in d.items(), ('a', 2) in d.items(), (2, [1]) in d.items(), (3, 3) in d.items(), 'a' in d.items(), ('a',) in d.items(), ('a', 1, 2) in d.items(), ['a', 1] in d.items(), (None, True) in d.items())
try: print(([], 1) in d.items())
except TypeError as e: print(e)
n = float('nan'); print((1, n) in {1: n}.items())
print(d.items() == {'a': 1, 2: [1], None: 1}.items(), d.items() <= {('a', 1), (3, 3)})
for m in (0, 1, 3, 10):
    q = deque([9, 8], m); q.extend([1, 2, 3, 4]); print(q, end=' '); q.extend((5,)); print(q, end=' '); q.extend([]); q.extend(iter([7, 7])); q.appendleft(0); print(q, deque(range(20), m), deque([1] * 20, m), q.popleft() if q else None, q)
q = deque([1, 2, 3], 3); it = iter(q); next(it); q.extend([4])
try: next(it)
except RuntimeError as e: print(e)
l = list(range(20)); fl = [1.5] * 10; mx = [1, 'a', 2.0]
for x in (l, fl, mx, []):
    print(x[2:5], x[:], x[-2:], x[5:2], x[:100], x.copy() == x, x[1:] + x[:1])
    y = x[1:]; y.append('s'); y[:1] = [3, 4]; print(y, x)
