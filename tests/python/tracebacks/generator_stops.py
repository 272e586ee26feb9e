def g():
    x = yield 1
    print("got", x)
    raise StopIteration("oops")
it = g()
next(it)
def run():
    it.send(
        5)
run()
