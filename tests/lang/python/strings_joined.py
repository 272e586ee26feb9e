# Strings that are joined to are beginnings of the same bytes; none changes another.
a = "x" * 200 + "1"
b = a + "2"
c = a + "3"
d = b + "4"
e = b + "é"
f = c + c
print(len(a), a[-2:], b[-2:], c[-2:], d[-3:], e[-3:], len(f), f[199:204], f[-2:])
print(b == "x" * 200 + "12", hash(b) == hash("x" * 200 + "12"), {b: 1}["x" * 200 + "12"], len(e), e.encode()[-4:])
s = t = ""
for i in range(60):
    s += "ab" if i % 3 else "日"
    t = s
    s += str(i)
print(s, len(s), t == s[:-2], s.count("日"), s[10], s[-1])
parts = []
for i in range(40):
    s = s + "0123456789"
    parts.append(s)
print(len(parts[0]), len(parts[-1]), all(q.startswith(p) for p, q in zip(parts, parts[1:])), parts[3][-5:], s is parts[-1])
u = parts[5] + parts[7]
v = parts[5] + "?"
print(u[:len(parts[5])] == parts[5], u[len(parts[5]):] == parts[7], v[-3:], parts[6][len(parts[5]):])


class A:
    text = ""


o = A()
for i in range(30):
    o.text += "line " + str(i) + "\n"
print(len(o.text), o.text.splitlines()[-1])
