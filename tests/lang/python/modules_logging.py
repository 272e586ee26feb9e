# Records of what happens: loggers, levels, handlers, formats.
import io
import logging
import sys
import warnings


def tried(f, *args, **named):
    try:
        print(f(*args, **named))
    except Exception as e:
        print(type(e).__name__, e)


# Without any handler, what is important goes among the errors.
old, sys.stderr = sys.stderr, io.StringIO()
logging.getLogger("early").warning("seen %d", 1)
logging.getLogger("early").info("not seen")
text, sys.stderr = sys.stderr.getvalue(), old
print(repr(text))

out = io.StringIO()
logging.basicConfig(stream=out, level=logging.DEBUG)
logging.debug("a %s and %d", "text", 3)
logging.info("100%")
logging.warning("named %(a)s", {"a": 1})
logging.error("list %s", [1, 2])
logging.critical("last")
logging.log(15, "between")
logging.getLogger("a.b").info("of a.b")
print(out.getvalue())
logging.basicConfig(level=logging.ERROR, format="ignored")
print(logging.root.level, len(logging.root.handlers))
out = io.StringIO()
logging.basicConfig(stream=out, level="INFO", format="%(levelname)-8s|%(name)s|%(filename)s|%(funcName)s|%(lineno)d|%(message)s", force=True)


def work():
    log = logging.getLogger("w")
    log.info("in a function")
    log.debug("not")
    log.warning("of the caller", stacklevel=2)
    logging.info("of the module")


work()
(lambda: logging.info("in a lambda"))()
print(out.getvalue())

# The tree of loggers
a, abc, ab = logging.getLogger("a"), logging.getLogger("a.b.c"), logging.getLogger("a.b")
print(a, ab, abc.parent, ab.parent, a.parent, logging.getLogger() is logging.root, logging.getLogger("a") is a)
a.setLevel(logging.ERROR)
print(ab.getEffectiveLevel(), ab.level, abc.isEnabledFor(logging.INFO), ab.isEnabledFor(40), abc)
print(a.getChild("b.c") is abc, logging.root.getChild("a") is a, a.hasHandlers(), a.handlers)
x = logging.getLogger("x")
x.propagate = False
print(x.hasHandlers())
s1, s2 = io.StringIO(), io.StringIO()
h1, h2 = logging.StreamHandler(s1), logging.StreamHandler(s2)
h2.setLevel("ERROR")
h2.setFormatter(logging.Formatter("[{levelname:>8}] {name}: {message}", style="{"))
x.addHandler(h1)
x.addHandler(h1)
x.addHandler(h2)
x.setLevel(10)
y = logging.getLogger("x.y")
y.debug("one")
y.error("two %s", "args")
x.disabled = True
x.error("none")
y.error("three")
x.disabled = False
print(s1.getvalue(), s2.getvalue(), sep="---\n")
x.removeHandler(h1)
print(len(x.handlers), h1, h2, logging.NullHandler(), logging.Handler(5))

# Filters
class Odd(logging.Filter):
    def filter(self, record):
        record.extra_text = f"<{record.msg}>"
        return "odd" in record.getMessage()


s3 = io.StringIO()
h3 = logging.StreamHandler(s3)
h3.addFilter(Odd())
h3.setFormatter(logging.Formatter("$levelname $extra_text ${message} $$", style="$"))
z = logging.getLogger("z")
z.propagate = False
z.addHandler(h3)
z.addFilter(lambda r: "never" not in r.msg)
for text in ("odd one", "even one", "never odd", "an odd"):
    z.warning(text)
print(s3.getvalue(), logging.Filter("a.b").filter(logging.makeLogRecord({"name": "a.b.c"})), logging.Filter("a.b").filter(logging.makeLogRecord({"name": "a.bc"})))

# Exceptions
s = io.StringIO()
e_log = logging.getLogger("e")
e_log.propagate = False
e_log.addHandler(logging.StreamHandler(s))


def fails():
    return 1 / 0


try:
    fails()
except ZeroDivisionError as e:
    e_log.exception("it failed: %s", e)
    e_log.error("again", exc_info=True)
    e_log.info("not shown", exc_info=e)
    e_log.warning("given", exc_info=e)
    e_log.error("plain")
e_log.error("none is handled", exc_info=True)


def shows_stack():
    e_log.error("with the stack", stack_info=True)


shows_stack()
print(s.getvalue().replace(__file__, "FILE"))

# Formats
record = logging.LogRecord("n", 20, "/some/where/file.py", 12, "m %s", ("x",), None, "func")
print(record, record.module, record.filename, record.levelname, record.getMessage(), record.funcName, record.threadName, record.processName)
record.created, record.msecs = 86400.125, 125.0
import time
for fmt, style in (("%(asctime)s %(message)s", "%"), ("{asctime} {lineno:05d} {message!r}", "{"), ("$asctime $name", "$"), (None, "%"), (None, "{"), (None, "$")):
    f = logging.Formatter(fmt, style=style)
    f.converter = time.gmtime
    print(f.format(record), f.usesTime())
f = logging.Formatter("%(asctime)s;%(msecs)d", "%d.%m.%y %H:%M")
f.converter = time.gmtime
print(f.format(record))
print(logging.Formatter("%(a)s %(message)s", defaults={"a": "usual"}).format(record))
tried(logging.Formatter("%(nothing)s").format, record)
tried(logging.Formatter, "no fields")
tried(logging.Formatter, "no fields", style="{")
tried(logging.Formatter, "no fields", style="$")
tried(logging.Formatter, "{a!z}", style="{")
tried(logging.Formatter, "{a:z}", style="{")
tried(logging.Formatter, "{}", style="{")
tried(logging.Formatter, "$ x", style="$")
tried(logging.Formatter, "x", style="?")
print(logging.Formatter("nothing", validate=False).format(record))
print(logging.BufferingFormatter().format([record, record]))
tried(logging.LogRecord("n", 20, "p", 1, "%d", ("x",), None).getMessage)

# Levels
print(logging.getLevelName(10), logging.getLevelName("ERROR"), logging.getLevelName(33), logging.getLevelName("X"))
logging.addLevelName(25, "NOTICE")
print(logging.getLevelName(25), logging.getLevelName("NOTICE"), logging.getLevelNamesMapping())
tried(a.setLevel, "NONE")
tried(a.setLevel, 1.5)
tried(a.log, "INFO", "x")
tried(logging.getLogger, 3)
logging.disable(logging.ERROR)
print(a.isEnabledFor(40), a.isEnabledFor(50))
logging.disable(logging.NOTSET)
print(a.isEnabledFor(40))
tried(logging.basicConfig, force=True, stream=out, filename="x")
tried(logging.basicConfig, handlers=[], stream=out)
tried(logging.basicConfig, nothing=1, stream=out)
tried(logging.basicConfig, force=True, style="?")

# Adapters, names of handlers, subclasses, warnings
s = io.StringIO()
h = logging.StreamHandler(s)
h.setFormatter(logging.Formatter("%(who)s: %(message)s"))
h.name = "mine"
ad = logging.getLogger("ad")
ad.propagate = False
ad.addHandler(h)
adapter = logging.LoggerAdapter(ad, {"who": "me"})
adapter.warning("told %s", "you")
adapter.debug("no")
ad.error("direct", extra={"who": "you"})
tried(ad.error, "x", extra={"name": 1})
tried(ad.error, "x", extra={"message": 1})
print(s.getvalue(), adapter, adapter.name, h.get_name(), h)


class Gatherer(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append((record.levelname, record.getMessage(), record.args))


g = Gatherer()
logging.getLogger("py.warnings").addHandler(g)
logging.captureWarnings(True)
warnings.simplefilter("always")
warnings.warn("to a logger")
logging.captureWarnings(False)
print(g.records[0][0], g.records[0][1].replace(__file__, "FILE"))
tried(logging.Handler().emit, record)


class Loud(logging.Logger):
    def info(self, msg, *args, **kwargs):
        super().info('LOUD ' + msg, *args, **kwargs)


logging.setLoggerClass(Loud)
loud = logging.getLogger("loud")
logging.setLoggerClass(logging.Logger)
loud.addHandler(g)
loud.setLevel(0)
loud.propagate = False
loud.setLevel(20)
loud.info("shout %d", 5)
print(g.records[-1], loud, logging.getLoggerClass())
old, sys.stderr = sys.stderr, io.StringIO()
bad = logging.getLogger("bad")
bad.addHandler(logging.StreamHandler(io.StringIO()))
bad.propagate = False
bad.warning("%d things", "no")
lines = sys.stderr.getvalue().splitlines()
sys.stderr = old
print(lines[0], lines[-2:], [l for l in lines if "TypeError" in l])
logging.shutdown()
