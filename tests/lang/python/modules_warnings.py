# Warnings, names of the language, and features of the future.
from __future__ import annotations
import __future__
import io
import keyword
import sys
import warnings


def shown(f):
    old, sys.stderr = sys.stderr, io.StringIO()
    try:
        f()
        return sys.stderr.getvalue().replace(__file__, "FILE")
    except Warning as e:
        return repr(e)
    finally:
        sys.stderr = old


class Own(UserWarning):
    pass


def old_name():
    warnings.warn("use the new name", DeprecationWarning, stacklevel=2)


def several():
    for i in range(3):
        warnings.warn("one place")
        warnings.warn(f"number {i}", RuntimeWarning)
    warnings.warn(Own("an instance", 2))
    old_name()
    old_name()


print(shown(several))
print(shown(several))
print(shown(lambda: warnings.warn("ignored", PendingDeprecationWarning)))

for action in ("error", "ignore", "always", "default", "module", "once"):
    with warnings.catch_warnings():
        warnings.simplefilter(action)
        print(action, shown(several))

with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    several()
    with warnings.catch_warnings(record=True) as inner:
        warnings.warn("inside")
    print(len(log), len(inner))
for w in log:
    print(w.category, w.message, w.lineno, w.filename == __file__, w.line, w.source)
print(str(log[0]).replace(__file__, "FILE"))
print(type(log[0]).__name__, isinstance(log[0].message, UserWarning))

with warnings.catch_warnings():
    warnings.filterwarnings("error", "use the", DeprecationWarning)
    warnings.filterwarnings("ignore", r".*number \d", RuntimeWarning)
    print(shown(several))
    warnings.filterwarnings("error", category=RuntimeWarning, lineno=31, append=True)
    warnings.resetwarnings()
    print(shown(several))

with warnings.catch_warnings():
    warnings.simplefilter("always")

    def brief(message, category, filename, lineno, line=None):
        return f"{category.__name__}! {message}\n"
    before, warnings.formatwarning = warnings.formatwarning, brief
    print(shown(lambda: warnings.warn("short")))
    warnings.formatwarning = before
    kept = warnings.showwarning
    warnings.showwarning = lambda m, c, f, n, file=None, line=None: print("shown:", m, c.__name__, n)
    warnings.warn("by hand")
    warnings.showwarning = kept
    print(shown(lambda: warnings.warn_explicit("explicit", Own, "there.py", 7)), end="")
    print(shown(lambda: warnings.warn("far", stacklevel=50)), end="")

print(warnings.formatwarning("m", UserWarning, "nowhere.py", 3, "  x = 1"), end="")
print(warnings.formatwarning("m", UserWarning, "nowhere.py", 3), end="")
for wrong in (lambda: warnings.warn("x", int), lambda: warnings.simplefilter("no"), lambda: warnings.warn("x", 3),
        lambda: warnings.filterwarnings("ignore", 3), lambda: warnings.simplefilter("ignore", lineno=-1),
        lambda: warnings.catch_warnings().__exit__()):
    try:
        wrong()
    except Exception as e:
        print(type(e).__name__, e)
print(warnings.catch_warnings(record=True), isinstance(warnings.filters, list))

with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("as an error", Own)
    except Own as e:
        print("caught", repr(e), e.args)

print(keyword.iskeyword("lambda"), keyword.iskeyword("lamb"), keyword.issoftkeyword("match"), len(keyword.kwlist))
print(keyword.kwlist, keyword.softkwlist)
print(__future__.annotations, __future__.division.getMandatoryRelease(), len(__future__.all_feature_names))
