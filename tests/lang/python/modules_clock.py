# Times as tuples: what is taken, what is refused.
import time


class Index:
    def __index__(self):
        return 5


def said(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for s in (0, 1718451000, 1.9, -1.9, True, Index(), -86401):
    print(tuple(time.gmtime(s)))
claimed = (2024, 6, 15, 12, 30, 0, 0, 1, 0)
print(time.strftime("%a|%A|%d|%m|%j|%w|%u|%U|%W|%y", claimed), time.asctime(claimed))
print(time.strftime("%a|%A|%j|%w|%u|%U|%W|%V|%G", time.gmtime(1718451000)))
for day in (-1, 0, 6, 7, 100):
    print(time.strftime("%a %w %u", (2024, 1, 1, 0, 0, 0, day, 1, -1)))
for t in ((2024, 0, 0, 0, 0, 0, 0, 0, -1), (2024, 1, 1, 0, 0, 61, 0, 366, -1), (1, 1, 1, 0, 0, 0, 0, 1, 0)):
    print(time.strftime("%m %d %j %S", t), time.asctime(t))
for f in (lambda: time.gmtime(0, 1), lambda: time.gmtime(seconds=0), lambda: time.localtime(0, 1),
        lambda: time.ctime(0, 1), lambda: time.asctime(claimed, claimed), lambda: time.asctime(None),
        lambda: time.mktime(), lambda: time.mktime((1, 2)), lambda: time.strftime(), lambda: time.strftime("", claimed, 3),
        lambda: time.strftime(5), lambda: time.strftime("%Y", list(claimed)), lambda: time.strftime("%Y", claimed + (1,)),
        lambda: time.gmtime("x"), lambda: time.gmtime(float("nan")), lambda: time.gmtime(1e20), lambda: time.gmtime(10 ** 30),
        lambda: time.strftime("", (2024, 13, 1, 0, 0, 0, 0, 1, 0)), lambda: time.asctime((2024, 13, 1, 0, 0, 0, 0, 1, 0)),
        lambda: time.strftime("", (2024, 1, 32, 0, 0, 0, 0, 1, 0)), lambda: time.strftime("", (2024, 1, 1, 24, 0, 0, 0, 1, 0)),
        lambda: time.strftime("", (2024, 1, 1, 0, 0, 0, -2, 1, 0)), lambda: time.strftime("", (2024, 1, 1, 0, 0, 0, 0, 367, 0)),
        lambda: time.strftime("", (2024, 1, 1, 0, 0, 0, 0, -5, 0)), lambda: time.strptime("a", "b", "c"),
        lambda: time.mktime((2024, 1, 1, 0, 0, 0, -2, 367, -1)), lambda: time.strptime("nope", "%Y")):
    said(f)
