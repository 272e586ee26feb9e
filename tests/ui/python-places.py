return 1
break
await x

def f(a, a):
    nonlocal b
    print(c)
    global c
    async with d: pass

[e := 1 for e in g]
*h = 1
"lone \ud800", "\N{BULLET}"
