import sys
def show(n):
    x = {"a": [1, 2], "b": "text"}
    if n == 0:
        return x["a"][0] + x["b"] # a comment
    if n == 1: return x["a"]["c"]
    if n == 2:
        return x["b"].nope.further(3)
    if n == 3:
        return (x["a"][1] -
                x["b"])
    if n == 4:
        x["a"] += 3; x["b"] -= 1
    if n == 5:
        a, b, c = x["a"]
    if n == 6:
        assert x["a"] == 3 and n, "not equal"
    if n == 7:
        assert not x["a"], "not empty"
    if n == 8:
        return 1 < x["b"], -x["b"], lambda: 0
    if n == 9:
        del x["a"][7], x["c"]
    if n == 10:
        x["a"][0][1] = 5
    if n == 11: return (n) * 2 // (n - 11)
    if n == 12: return f"{n:>{n}} {x['a']:d}"
    if n == 13:
        for y in n: print(y)
    if n == 14: return [*x["a"], *n]
    if n == 15: return show(n, n,
        n)
    if n == 16: return -undefined + 1
    if n == 17: return x ["b"] [ 1 : n ] ("call")
    if n == 18: x["b"].attribute = 3
    if n == 19:
        while undefined: pass
    if n == 20: raise n
    return x["z"]
def tell(n):
    last = None
    for i in range(n, -1, -1):
        try:
            show(i)
        except Exception as e:
            e.__context__ = None
            if last is not None:
                e.__cause__ = last
            last = e
    raise last
tell(21)
