import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]
default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5


def _indented(text):
    return text.replace("\n", "\n        ")


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names = {"_stmt": stmt, "_setup": setup}
        for part, what in ((stmt, "stmt"), (setup, "setup")):
            if isinstance(part, str):
                compile(part, "<timeit-src>", "exec")
            elif not callable(part):
                raise ValueError(f"{what} is neither a string nor callable")
        setup = _indented(setup) if isinstance(setup, str) else "_setup()"
        stmt = _indented(stmt) if isinstance(stmt, str) else "_stmt()"
        self.src = f"""
def inner(_it, _timer):
    {setup.replace("        ", "    ")}
    _t0 = _timer()
    for _i in _it:
        {stmt}
        pass
    _t1 = _timer()
    return _t1 - _t0
"""
        space = dict(globals if globals is not None else {}, **names)
        exec(compile(self.src, "<timeit-src>", "exec"), space)
        self.inner = space["inner"]

    def timeit(self, number=default_number):
        return self.inner(range(number), self.timer)

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        scale = 1
        while True:
            for i in 1, 2, 5:
                taken = self.timeit(i * scale)
                if callback:
                    callback(i * scale, taken)
                if taken >= 0.2:
                    return i * scale, taken
            scale *= 10

    def print_exc(self, file=None):
        __import__("traceback").print_exc(file=file)


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
