s = {1, 2, 3}
s.add(4)
s.discard(9)
s.remove(1)
print(s)
try:
    s.remove(99)
except KeyError as e:
    print("KeyError", e)
print(s.union([7, 8], (9,)), s.intersection([2, 3, 5]), s.difference([2], {3}), s.symmetric_difference([2, 100]))
print(s | {10}, s & {2, 3}, s - {2}, s ^ {2, 11})
t = s
t |= {20}
t &= {2, 3, 20}
t -= {2}
t ^= {3, 5}
print(s, s is t)
s.update([1, 2], {3})
s.difference_update([1], {3})
s.intersection_update([2, 5, 20, 7])
s.symmetric_difference_update([2, 8])
print(s)
print({1, 2}.issubset([1, 2, 3]), {1, 2} <= {1, 2}, {1, 2} < {1, 2}, {1, 2}.issuperset([1]), {1}.isdisjoint([2]), {1}.isdisjoint([1]))
f = frozenset([1, 2])
print(f | {3}, {3} | f, type(f & {1}), type({1} & f), f.union([5]), f.copy() is f, hash(f) == hash(frozenset([2, 1])))
g = f
g |= {9}
print(f, g)
print(s.copy(), s.copy() == s, s.copy() is s)
print({frozenset([1, 2]): 5}[frozenset([2, 1])], {1, 2} in {frozenset([1, 2])})
n = 0
q = set(range(3000))
while q:
    n += q.pop()
print(n)
try:
    set().pop()
except KeyError as e:
    print(e)
for f in (lambda: {1} | [1], lambda: {1} - 5, lambda: {1}.union(5), lambda: {[]}):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(set("abc") == {"a", "b", "c"}, {x for x in (1, 2, 1)}, set(x % 3 for x in range(9)))
print({1, 2}.union(x for x in (5, 6)), set().union(*[[1], [2], [3]]))
z = {1, 2, 3}
z.clear()
print(z, len(z), bool(z))
print(set(range(20)) - set(range(5, 15)), set(range(0, 100, 7)) | set(range(0, 50, 11)))
