# Tables as text: rows read and written, dialects, and what is guessed of them.
import csv
import io


def tried(f, *args, **named):
    try:
        r = f(*args, **named)
        print(r if isinstance(r, (list, str, int)) else list(r))
    except Exception as e:
        print(type(e).__name__, e)


def read(text, *args, **named):
    return list(csv.reader(io.StringIO(text, newline=""), *args, **named))


def wrote(rows, *args, **named):
    out = io.StringIO(newline="")
    csv.writer(out, *args, **named).writerows(rows)
    return repr(out.getvalue())


TEXTS = ["a,b,c\r\n1,2,3\r\n", "a,b\n", "", "\n", "a\n\nb\n", '"a","b ""x"" c",""\n', '"two\nlines",x\n', '"a"b,c\n', 'a"b,c\n', "a,\n", ",\n",
    " a, b ,c\n", '"a", "b"\n', '"open\nand more', "a\\,b,c\n", "a\rb\r", 'x,"y\r\nz"\r\nw\r\n', '"a""b""c"', '"",""\n', "1,2.5,'x'\n", "tab\there,x\n",
    '"a\\"b",c\n', "a\\", "\\\n", '"q\\\nr"\n', "\ufeffa,b\n", "é,ü,日本\n", "a,b\0c\n"]
for text in TEXTS:
    print(repr(text))
    tried(read, text)
    tried(read, text, strict=True)
    tried(read, text, skipinitialspace=True, quoting=csv.QUOTE_NONE)
    tried(read, text, escapechar="\\")
    tried(read, text, escapechar="\\", doublequote=False)
    tried(read, text, delimiter="\t", quotechar="'")
tried(read, '1,"2",-3.5,1e3\n"x",4\n', quoting=csv.QUOTE_NONNUMERIC)
tried(read, "1,x\n", quoting=csv.QUOTE_NONNUMERIC)
tried(read, "1,,\n", quoting=csv.QUOTE_NONNUMERIC)
tried(lambda: list(csv.reader(["a,b", "c,d", '"e', 'f"'])))
tried(lambda: list(csv.reader([b"a,b"])))
tried(lambda: list(csv.reader(5)))
tried(lambda: list(csv.reader(["a\nb"])))
tried(lambda: list(csv.reader(["a\rb,c"])))
r = csv.reader(io.StringIO('a,b\n"c\nd",e\n'))
for row in r:
    print(r.line_num, row)
try:
    next(r)
except StopIteration:
    print("end")
print(type(r), r.dialect.delimiter, r.dialect.quotechar, type(r.dialect).__name__)

ROWS = [["a", "b c", "d,e"], [1, 2.5, None], ["", ""], ['q"q', "l\nm", "r\r"], [True, "x'y", "\\"], [" lead", "trail ", "\t"], []]
for named in ({}, dict(quoting=csv.QUOTE_ALL), dict(quoting=csv.QUOTE_NONNUMERIC), dict(quoting=csv.QUOTE_NONE),
        dict(quoting=csv.QUOTE_NONE, escapechar="\\"), dict(quoting=csv.QUOTE_MINIMAL, escapechar="\\"), dict(delimiter=";", lineterminator="\n"),
        dict(doublequote=False), dict(doublequote=False, escapechar="\\"), dict(quotechar="'"), dict(dialect="excel-tab"), dict(dialect="unix"),
        dict(quotechar=None, quoting=csv.QUOTE_NONE, escapechar="!")):
    print(named)
    tried(wrote, ROWS, **named)
tried(wrote, [[""]])
tried(wrote, [[None]], quoting=csv.QUOTE_ALL)
tried(wrote, [[""]], quoting=csv.QUOTE_NONE)
tried(wrote, [5])
tried(wrote, ["text"])
tried(wrote, [(x for x in range(3)), {"k": 1}])
tried(wrote, [[1 + 2j, [1, 2], (3,), b"x"]], quoting=csv.QUOTE_NONNUMERIC)
tried(csv.writer, 3)
out = io.StringIO(newline="")
w = csv.writer(out)
print(w.writerow([1, "é"]), w.writerow([]), w.writerows([[1], [2]]), repr(out.getvalue()), type(w), w.dialect.lineterminator == "\r\n")

# By name
text = "name,age,city\nAnn,30,Rome\n\nBob,25\nCy,1,Oslo,more,and more\n"
d = csv.DictReader(io.StringIO(text))
print(d.fieldnames)
for row in d:
    print(d.line_num, row)
print(list(csv.DictReader(io.StringIO("1,2\n3\n"), fieldnames=["a", "b", "c"], restval="none")))
print(list(csv.DictReader(io.StringIO("1,2,3\n"), ["a"], restkey="rest")), csv.DictReader(io.StringIO("")).fieldnames)
print(list(csv.DictReader(io.StringIO("x;y\n1;'a;b'\n"), delimiter=";", quotechar="'")))
out = io.StringIO(newline="")
w = csv.DictWriter(out, fieldnames=["a", "b"], restval="-")
print(w.writeheader(), w.writerow({"a": 1, "b": "x,y"}), w.writerow({"b": 3}), w.writerows([{"a": 5}]))
tried(w.writerow, {"a": 1, "z": 2})
tried(csv.DictWriter, out, ["a"], extrasaction="other")
csv.DictWriter(out, ["a"], extrasaction="ignore").writerow({"a": 9, "z": 1})
print(repr(out.getvalue()))

# Dialects
class Semi(csv.Dialect):
    delimiter = ";"
    quotechar = "'"
    doublequote = True
    skipinitialspace = True
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


class Bad(csv.Dialect):
    delimiter = "ab"


csv.register_dialect("semi", Semi)
csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_ALL)
print(csv.list_dialects(), csv.get_dialect("pipes").delimiter, csv.get_dialect("semi").skipinitialspace)
tried(read, "a; 'b;c';d\n", "semi")
tried(wrote, [["a;b", "c"]], Semi)
tried(wrote, [["a", "b"]], "pipes")
tried(wrote, [["a", "b"]], Semi(), delimiter=":")
csv.unregister_dialect("pipes")
tried(csv.get_dialect, "pipes")
tried(csv.unregister_dialect, "pipes")
tried(Bad)
tried(csv.Dialect)
for wrong in (dict(delimiter=""), dict(delimiter="ab"), dict(delimiter=1), dict(delimiter=None), dict(quotechar="xx"), dict(quotechar=None),
        dict(quotechar=None, quoting=1), dict(quoting=7), dict(quoting="x"), dict(escapechar=3), dict(lineterminator=None), dict(lineterminator=3), dict(nothing=1),
        dict(dialect="unknown")):
    tried(csv.reader, [], **wrong)
tried(csv.register_dialect, 3)
print(csv.field_size_limit(5), csv.field_size_limit())
tried(read, "a,bcdefgh\n")
csv.field_size_limit(131072)
print(csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE, csv.Error, issubclass(csv.excel_tab, csv.excel), csv.excel().delimiter)

# What is guessed
SAMPLES = ["a,b,c\n1,2,3\n4,5,6\n", "name;age\nAnn;30\nBob;25\n", "a\tb\n1\t2\n", '"a"|"b"\n"1"|"2"\n', "x y z\n1 2 3\n", "'a', 'b'\n'c', 'd'\n",
    '"it ""is""",2\n"x",3\n', "one\ntwo\n", "a, b, c\n1, 2, 3\n", "name,size\nbox,10\nbag,20\n", "12:30,x\n13:45,y\n"]
for text in SAMPLES:
    try:
        d = csv.Sniffer().sniff(text)
        print(repr(text), repr(d.delimiter), repr(d.quotechar), d.doublequote, d.skipinitialspace, d.quoting, d._name)
        print(csv.Sniffer().has_header(text), list(csv.reader(io.StringIO(text), d)))
    except csv.Error as e:
        print(repr(text), e)
tried(lambda: csv.Sniffer().sniff("a:b;c\nd:e;f\n", delimiters=";").delimiter)
for newline in (None, "", "\n", "\r", "\r\n"):
    f = io.StringIO("a\nb\rc\r\nd\r\r\n\n", newline=newline)
    print(repr(newline), list(f), repr(f.getvalue()), f.write("x\ny\r"), repr(f.getvalue()))

# A line end behind an escape goes on with the row, and so does the end of the line that follows.
tried(read, "a/\nb", escapechar="/")
print(list(csv.reader(["a/\nb", "c,d\n", "/", "e"], escapechar="/")))
print(list(csv.reader(["'a/", "b',2\n"], escapechar="/", quotechar="'", doublequote=False)))


# What is made of texts and numbers
class Text(str):
    def __str__(self):
        return "never"


class Number(int):
    def __str__(self):
        return "n,n"


class Real:
    def __float__(self):
        return 1.5

    def __str__(self):
        return "real"


values = [Text("a,b"), Number(3), Real(), None, True, 2.5, 10**20, "t"]
for quoting in range(4):
    tried(wrote, [values, tuple(values[3:]), iter(values[:2])], quoting=quoting, escapechar="\\")
print(list(csv.reader([Text("a;b\n")], delimiter=Text(";"))))
tried(lambda: next(csv.reader([Text("x"), 3])))
r = csv.reader(["x\n", 3, "y"])
print(next(r), r.line_num)
tried(next, r)
print(r.line_num, next(r))
# Numbers are read before the mistake behind them is found.
tried(lambda: next(csv.reader(["a,b\rc"], quoting=csv.QUOTE_NONNUMERIC)))
tried(lambda: next(csv.reader(["1,2\rc"], quoting=csv.QUOTE_NONNUMERIC)))


class Once:
    def __iter__(self):
        raise TypeError("no")


class Breaks:
    def __iter__(self):
        yield "a"
        raise TypeError("broken")


tried(wrote, [Once()])
tried(wrote, [Breaks()])
tried(csv.field_size_limit, 1 << 70)
