# Which exception stands behind which, after a stack of exits
import contextlib


class Fails:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        raise KeyError("exit")


def chained():
    with contextlib.ExitStack() as stack:
        stack.enter_context(Fails())
        stack.callback(lambda: 1 / 0)
        raise ValueError("body")


def quiet():
    with contextlib.ExitStack() as stack:
        stack.callback(lambda: {}["k"])
        stack.push(lambda *exc: True)
        raise ValueError("body")


for f in (chained, quiet):
    try:
        f()
    except Exception as e:
        print(repr(e), repr(e.__context__), repr(e.__context__ and e.__context__.__context__))
