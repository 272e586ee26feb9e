# Arguments of commands: what is parsed, help and usage texts, and errors.
import argparse
import io
import sys


def tried(parser, *lines, known=False):
    for line in lines:
        old, sys.stderr = sys.stderr, io.StringIO()
        try:
            args = line.split() if isinstance(line, str) else line
            print(line, "->", (parser.parse_known_args if known else parser.parse_args)(args))
        except SystemExit as e:
            print(line, "-> exit", e.code)
            print(sys.stderr.getvalue(), end="")
        except Exception as e:
            print(line, "->", type(e).__name__, e)
        finally:
            sys.stderr = old


def refused(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def maker(**named):
    return argparse.ArgumentParser(prog="prog", **named)


p = maker(description="Adds up some numbers.", epilog="That is all there is to %(prog)s, which does very little but with a "
    "text that is long enough to be wrapped into more than one line.")
p.add_argument("integers", metavar="N", type=int, nargs="+", help="an integer for the accumulator")
p.add_argument("--sum", dest="accumulate", action="store_const", const=sum, default=max, help="sum the integers (default: find the max)")
p.print_help()
print(p.parse_args("1 2 3".split()).accumulate is max, p.parse_args("--sum 1 2 3".split()).integers)
tried(p, "", "a b", "1 --su x", "--help", "-h", "1 --other", "-1 -2")

p = maker()
p.add_argument("place", help="a place")
p.add_argument("other", nargs="?", default="usual", help="may be left out (default: %(default)s)")
p.add_argument("rest", nargs="*")
p.add_argument("-v", "--verbose", action="count", default=0, help="say more; may be repeated")
p.add_argument("-q", "--quiet", action="store_true")
p.add_argument("--no-color", action="store_false", dest="color")
p.add_argument("-n", "--number", type=int, default=7, metavar="COUNT", help="how many, %(type)s, of %(prog)s: 100%%")
p.add_argument("-f", "--factor", type=float)
p.add_argument("-k", "--kind", choices=["one", "two", "three"], default="one", help="one of %(choices)s")
p.add_argument("-I", "--include", action="append", help="a folder; may be given again and again, which makes this text a long one")
p.add_argument("-p", "--pair", nargs=2, metavar=("A", "B"))
p.add_argument("-o", "--output-file", nargs="?", const="there", default="nowhere")
p.add_argument("--many", nargs="*", type=int)
p.add_argument("--some", nargs="+")
p.add_argument("--hidden", help=argparse.SUPPRESS)
p.add_argument("--a-very-long-option-name-that-takes-much-room", help="help on a line of its own")
p.add_argument("--version", action="version", version="%(prog)s 1.2.3")
p.print_help()
p.print_usage()
tried(p, "here", "here there and more", "-vvq here -n 3 --no-color", "here -n3 -f1.5 -ktwo -I a -Ib --include=c", "here -p x y",
    "here -p x", "here --number", "here --number=x", "here --number x", "here -f one", "here --kind four", "-o here",
    "-o file here", "here -o", "here --many 1 2 3 --some a b", "here --many", "here --some", "here --verb --quie", "here --v",
    "here --ver", "--version", "here -x", "here --nothing", "here -- -x --y", "-- -a", "here -qn4", "here -vqx", "-qh", "",
    "here --quiet=yes", "here --output=x", "here --output-file= x", ["a b", "c d"], ["-n", " 5 ", "x"], "here -n -5", "here -5")
tried(p, "here --nothing -x 3 a b -n 2", "--unknown here", known=True)

p = maker(usage="%(prog)s [options] what")
p.add_argument("what")
p.print_help()
tried(p, "")

# Subcommands
p = maker(description="a tool")
p.add_argument("--config", default="none")
sub = p.add_subparsers(dest="command", help="what to do", metavar="COMMAND")
a = sub.add_parser("add", help="add something", aliases=["a", "plus"], description="Adds a thing.")
a.add_argument("name")
a.add_argument("--times", type=int, default=1)
a.set_defaults(func=len, config="of add")
r = sub.add_parser("remove", help="remove something")
r.add_argument("names", nargs="+")
sub.add_parser("quiet")
p.print_help()
a.print_help()
tried(p, "add x --times 3", "a x", "--config c remove x y", "quiet", "", "unknown", "add", "add x --bad", "remove --help", "quiet more")
tried(p, "add x --bad 3", known=True)

p = maker()
sub = p.add_subparsers(title="commands", description="these are there", required=True, dest="cmd")
sub.add_parser("first", help="the first of them all, with a text that goes on for a while and then some more of it")
sub.add_parser("second_with_a_rather_long_name", help="short")
p.print_help()
tried(p, "", "first", "third")

# Groups
p = maker()
g = p.add_mutually_exclusive_group()
g.add_argument("--left", action="store_true")
g.add_argument("--right", action="store_true")
g.add_argument("--up", type=int)
h = p.add_mutually_exclusive_group(required=True)
h.add_argument("-x")
h.add_argument("-y", "--why")
h.add_argument("z", nargs="?")
own = p.add_argument_group("input", "where things come from")
own.add_argument("--file")
own.add_argument("--dir", required=True)
p.add_argument_group("nothing here")
p.print_help()
tried(p, "--dir d -x 1", "--dir d", "--dir d -x 1 -y 2", "--left --right --dir d -x 1", "--left --up 3", "-x 1", "--dir d thing",
    "--dir d thing --why 3")

# Formatters
for formatter in (argparse.HelpFormatter, argparse.RawDescriptionHelpFormatter, argparse.RawTextHelpFormatter,
        argparse.ArgumentDefaultsHelpFormatter, argparse.MetavarTypeHelpFormatter):
    p = maker(formatter_class=formatter, description="""
        first line
          second   line
        """, epilog="the\n  end")
    p.add_argument("--size", type=int, default=3, help="the size\n  of it")
    p.add_argument("place", type=str, help="a place")
    p.add_argument("--flag", action="store_true", help="a flag")
    p.add_argument("--none", type=float, help="nothing")
    print(formatter.__name__)
    p.print_help()
p = maker(formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=40, width=60, indent_increment=4))
p.add_argument("--some-long-option", metavar="SOMETHING", help="and so on and so forth until the line is full")
p.add_argument("-s", help="short")
p.print_help()

# Usage that does not fit
p = argparse.ArgumentParser(prog="a_program_with_a_name")
for name in ("alpha", "beta", "gamma", "delta", "epsilon", "zeta"):
    p.add_argument("--" + name, metavar=name.upper() + "_VALUE")
p.add_argument("first_positional")
p.add_argument("second_positional", nargs="*")
g = p.add_mutually_exclusive_group()
g.add_argument("--eta", action="store_true")
g.add_argument("--theta", action="store_true")
p.print_usage()
p = argparse.ArgumentParser(prog="x" * 65)
p.add_argument("--alpha")
p.add_argument("--beta-beta-beta-beta-beta-beta")
p.add_argument("positional")
p.print_usage()
p = maker()
for i in range(12):
    p.add_argument(f"position_{i}")
p.print_usage()

# Actions of the program, and others
class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values.upper() + str(option_string))


def even(text):
    n = int(text)
    if n % 2:
        raise argparse.ArgumentTypeError(f"{n} is odd")
    return n


p = maker(prefix_chars="-+", argument_default=argparse.SUPPRESS)
p.add_argument("+u", "--upper", action=Upper)
p.add_argument("--even", type=even)
p.add_argument("--feature", action=argparse.BooleanOptionalAction)
p.add_argument("--extend", action="extend", nargs="+", type=int)
p.add_argument("--const", action="append_const", const=9, dest="consts")
p.add_argument("--both", action="append_const", const=8, dest="consts")
p.add_argument("--rest", nargs=argparse.REMAINDER)
p.add_argument("--text", default="5", type=int)
p.print_help()
tried(p, "", "+u x", "--upper y", "--even 4", "--even 3", "--even x", "--feature", "--no-feature", "--extend 1 2 --extend 3",
    "--const --both --const", "--rest a --even b", "--text 6", "--upper")
p = maker()
p.add_argument("--f", action=argparse.BooleanOptionalAction, default=True, help="turn it on")
p.add_argument("-1", dest="one", action="store_true")
p.print_help()
tried(p, "-1", "-2", "--no-f")

parent = argparse.ArgumentParser(add_help=False)
parent.add_argument("--shared", type=int, default=1)
pg = parent.add_argument_group("of the parent")
pg.add_argument("--deep")
p = maker(parents=[parent], allow_abbrev=False, conflict_handler="resolve")
p.add_argument("--own")
p.add_argument("-h", help="not help")
p.print_help()
tried(p, "--shared 3 --own x", "--share 3", "-h 4", "--help")

p = maker(exit_on_error=False)
p.add_argument("--n", type=int)
tried(p, "--n x", "--n")
p = maker()
p.add_argument("--foo", type=int)
p.add_argument("command")
p.add_argument("rest", nargs="*", type=int)
refused(lambda: p.parse_intermixed_args("do 1 --foo 2 3 4".split()))
print(p.get_default("foo"), p.set_defaults(foo=5, bar=6), p.get_default("foo"), p.parse_args(["x"]))

n = argparse.Namespace(a=1, b="x")
print(n, "a" in n, "c" in n, n == argparse.Namespace(b="x", a=1), vars(n), argparse.Namespace(**{"not a name": 1, "z": 2}))
print(p.parse_args(["do"], n) is n, n)
print(p)
print(p.add_argument("--last", "-l", help="h"))
refused(lambda: p.add_argument("--foo"))
refused(lambda: p.add_argument("x", dest="y"))
refused(lambda: p.add_argument("--x", nargs=0))
refused(lambda: p.add_argument("--x", action="append", nargs=0))
refused(lambda: p.add_argument("--x", action="nothing"))
refused(lambda: p.add_argument("--x", type="int"))
refused(lambda: p.add_argument("--x", nargs=2, metavar=("a",)))
refused(lambda: p.add_argument("x", required=True))
refused(lambda: p.add_argument("--", dest="") and 1)
refused(lambda: p.add_argument("-"))
refused(lambda: p.add_argument("--x", action="store_true", type=int))
refused(lambda: p.add_argument("-a", "b"))
refused(lambda: p.add_mutually_exclusive_group().add_argument("pos"))
refused(lambda: maker(conflict_handler="other"))
refused(lambda: argparse.ArgumentError(None, "told"))
refused(lambda: argparse.FileType("w"))
print(issubclass(argparse.ArgumentError, Exception), sorted(argparse.__all__))
old, sys.stderr = sys.stderr, io.StringIO()
try:
    maker().exit(3, "bye\n")
except SystemExit as e:
    print("exit", e.code, sys.stderr.getvalue())
sys.stderr = old
