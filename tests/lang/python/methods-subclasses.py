class L(list):
    def append(self, x):
        list.append(self, x * 2)

    def __len__(self):
        return list.__len__(self) + 100

    def __getitem__(self, i):
        return super().__getitem__(i)


l = L([1])
l.append(4)
l += [5]
print(l, len(l), l[0], l == [1, 8, 5], [1, 8, 5] == l, l.__contains__(8), l.index(8), l.count(1), sorted(l), l + [1], [0] + l)
l.extend([6])
l.remove(1)
l.reverse()
print(list(l), 8 in l, l.copy(), L.__name__)


class D(dict):
    def __missing__(self, k):
        return "missing " + k

    def __setitem__(self, k, v):
        super().__setitem__(k, v)
        super().__setitem__(k + "2", v)

    def get2(self, k):
        return dict.get(self, k, "none")


d = D(a=1)
d["b"] = 2
print(d["a"], d["zz"], d, d.get("zz"), d.get2("b2"), d.get2("q"), list(d.keys()), list(d.items()), d.pop("a"), d.setdefault("n", 5), "n" in d, len(d), d == {"b": 2, "b2": 2, "n": 5})
d.update({"u": 1})
print(sorted(d), d.copy(), d | {"x": 1})


class S(str):
    def upper(self):
        return "S" + str.upper(self)

    def __add__(self, o):
        return "plus " + super().__add__(o)

    def __eq__(self, o):
        return super().__eq__(o)

    def __hash__(self):
        return super().__hash__()


s = S("ab")
print(s.upper(), s + "c", s == "ab", hash(s) == hash("ab"), s.split("b"), len(s), {s: 1}["ab"], s.join(["1", "2"]), "%s" % s, "{}".format(s), f"{s:>5}", ",".join([s, s]), s.startswith("a"), "ab".startswith(s) if False else 1)


class I(int):
    def __add__(self, o):
        return I(int.__add__(self, o))

    def __repr__(self):
        return f"I({int.__repr__(self)})"


i = I(5)
print(i, i + 1, [i + 2], i * 2, i == 5, i < 6, i.bit_length(), hash(i) == hash(5), int(i), f"{i:03d}", "%d" % i)


class T(tuple):
    def first(self):
        return self[0]


t = T([1, 2])
print(t, t.first(), t == (1, 2), t.index(2), hash(t) == hash((1, 2)), len(t), t + (3,))


class Z(set):
    def add(self, x):
        super().add(x + 1)


z = Z()
z.add(1)
z |= {5}
print(sorted(z), len(z), 2 in z, z | {9}, z == {2, 5}, z.union([7]), z.issubset({2, 5, 6}))


class F(float):
    pass


f = F(2.5)
print(f, f + 1, f.is_integer(), round(f), int(f))
