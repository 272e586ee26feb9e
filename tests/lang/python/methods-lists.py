a = [3, 1, 2, 3]
print(a.index(3), a.index(3, 1), a.count(3), a.count(9))
a.remove(3)
print(a)
for f in (lambda: a.index(77), lambda: a.remove(77), lambda: (1, 2).index(5), lambda: a.pop(99), lambda: [].pop()):
    try:
        f()
    except (ValueError, IndexError) as e:
        print(type(e).__name__, e)
b = a
a += [4]
a += (5, 6)
a += (x for x in "ab")
a += "cd"
print(b, a is b)
a *= 2
print(len(b), a is b)
try:
    a += 3
except TypeError as e:
    print(e)
t = (1, 2, 1)
t += (4,)
print(t, t.count(1), t.index(2))
c = [1, 2] * 2 + [9]
print(c, c.index(2, -3), [1.0, True, "1"].count(1))
c.insert(1, "x")
c.insert(-1, "y")
c.insert(100, "z")
print(c, c.pop(), c.pop(0), c.pop(-2), c)


class E:
    def __eq__(self, other):
        return other == 7


print([1, E(), 7].index(7), [E(), E(), 7].count(7), [1, 7].index(E()))
l = [1, E()]
l.remove(7)
print(l)
c.extend(range(3))
c.extend({"k": 1})
c.reverse()
print(c)
c.clear()
print(c, c.copy())
