# `eval`, `locals` and their kin see the variables of the function that mentions them,
# whoever calls them.
import functools
import sys


def inside():
    marker = 42
    print(list(map(eval, ["marker", "1 + 2"])), eval(*["marker"]), functools.cache(eval)("marker"))
    here = locals
    print(sorted(here()))
    later = 3
    print(sorted(here()), repr(eval), eval.__name__, repr(here))
    names, variables = dir, vars
    print(names(), variables() == here(), type(variables(sys)), "append" in names([]))
    exec(*["print(marker + later)"])
    return [e for e in map(lambda s: list(map(eval, [s])), ["1 + 1"])]


print(inside())


class C:
    x = [*map(eval, ["1"])]

    def m(self, k):
        fs = [eval, locals]
        return fs[0]("k + 1"), sorted(fs[1]())


print(C().m(4), C.x)


def generator():
    z = 5
    yield from map(eval, ["z"])
    z = 6
    yield list(map(eval, ["z"]))[0]


print(list(generator()))


def outer():
    w = 8

    def inner():
        e = eval
        try:
            return e("w")
        except NameError as x:
            return x

    def uses():
        e = eval
        return w, e("w")
    return inner(), uses()


print(outer())


# What a program calls so is its own.
def own(eval):
    vars = 3
    dir = [vars]
    return dir, vars, list(map(eval, ["x"]))


print(own(len))

scope = {"marker": 64}
exec("from functools import cache\nresult = cache(eval)('marker')", scope)
print(scope["result"])
exec("def q():\n u = 1\n return list(map(eval, ['u', 'marker'])), [len(f()) for f in [locals]]\nr = q()[0]", scope)
print(scope["r"])

# There is nobody to have what is made here, so the next one may be in its place.
print(id([]) == id([]), id({}) == id({1: 2}), id((1, 2)) == id((1, 2)), id([]) != id(()), [] is [])
