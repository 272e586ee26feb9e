class E(Exception):
    class Inner(Exception): pass
def f():
    class Local(E.Inner): pass
    raise Local("multi\nline", 3)
f()
