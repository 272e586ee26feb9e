# Which functions run.
import sys
import traceback


def inner():
    f = sys._getframe()
    print(f.f_code.co_name, f.f_lineno, f.f_code.co_filename == __file__, f.f_back.f_code.co_name, f.f_back.f_back.f_code.co_name)
    print(sys._getframe(1).f_code.co_name, sys._getframe(1).f_lineno, f.f_globals["__name__"])
    print([(s.name, s.lineno, s.line) for s in traceback.extract_stack()], [s.name for s in traceback.extract_stack(limit=2)])
    print("".join(traceback.format_stack()).replace(__file__, "FILE"))
    return f


def outer():
    return inner()


f = outer()
print(f.f_code.co_name, sys._getframe().f_code.co_name, sys._getframe().f_back)
try:
    sys._getframe(50)
except ValueError as e:
    print(e)
print(sys.getdefaultencoding(), sys.warnoptions)
