a = [1, 2 3]
b = {"x": 1, "y"}
f(x for x in y, 1)
f(a=1, 2)
1 + 1 = 2
del f()
c = 1 if 2
d = 0777
e = "one
g = f"{a b}"
h = f"{}"
(i, 1) += 2
lambda: (yield) = 1
