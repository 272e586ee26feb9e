# Objects whose class says their order: stable whatever runs there are, and sorted ones are asked once each.
import random
class A:
    def __init__(s, k, i): s.k, s.i = k, i
    def __lt__(s, o): return s.k < o.k
random.seed(5)
for n in (0, 1, 2, 5, 17, 40):
    for keys in (1, 3, 1000):
        for shape in range(4):
            o = [A(random.randrange(keys), i) for i in range(n)]
            if shape == 1: o.sort(key=lambda a: a.k)
            if shape == 2: o.sort(key=lambda a: -a.k)
            if shape == 3: o = o[:n // 2] + sorted(o[n // 2:], key=lambda a: a.k)
            for i, a in enumerate(o): a.i = i
            for rev in (False, True):
                want = [(a.k, a.i) for a in sorted(o, key=lambda a: a.k, reverse=rev)]
                assert [(a.k, a.i) for a in sorted(o, reverse=rev)] == want, (n, keys, shape, rev)
                assert [(a.k, a.i) for a in sorted(o, key=lambda a: a, reverse=rev)] == want
                c = o[:]; c.sort(reverse=rev); assert [(a.k, a.i) for a in c] == want
print('sorted')


class Counted(A):
    asked = 0

    def __lt__(s, o):
        Counted.asked += 1
        return s.k < o.k


for keys in (range(60), range(60, 0, -1), [7] * 60):
    Counted.asked = 0
    sorted([Counted(k, 0) for k in keys])
    print(Counted.asked)
