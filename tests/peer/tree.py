"""Prints the trees of CPython 3.11 as Glassbox prints its own, and its words for
what is wrong. Reads file names, writes one line of JSON for each."""

import ast
import json
import struct
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)


class Printer:
    def __init__(self, source):
        self.lines = [0]
        for line in source.split(b"\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.bom = 3 if source.startswith(b"\xef\xbb\xbf") else 0
        self.places = True
        self.surrogate = False

    def at(self, line, column):
        return self.lines[line - 1] + column + (self.bom if line == 1 else 0)

    def open(self, name, node):
        if not self.places:
            return "(" + name
        start = self.at(node.lineno, node.col_offset)
        end = self.at(node.end_lineno, node.end_col_offset)
        return f"({name}@{start}-{end}"

    def text(self, text):
        out = []
        for c in text:
            if c in '"\\':
                out.append("\\" + c)
            elif " " <= c <= "~":
                out.append(c)
            else:
                out.append(f"\\{ord(c):x};")
        return '"' + "".join(out) + '"'

    def float(self, f):
        return f"{struct.unpack('<Q', struct.pack('<d', f))[0]:016x}" if self.places else repr(f)

    def maybe(self, e):
        return "-" if e is None else self.expr(e)

    def exprs(self, items):
        return " ".join(["[", *(self.expr(e) for e in items), "]"])

    OPS = {
        "Add": "+", "Sub": "-", "Mult": "*", "MatMult": "@", "Div": "/", "Mod": "%", "Pow": "**", "LShift": "<<",
        "RShift": ">>", "BitOr": "|", "BitXor": "^", "BitAnd": "&", "FloorDiv": "//", "Invert": "~", "Not": "not",
        "UAdd": "+", "USub": "-", "And": "and", "Or": "or",
    }

    def op(self, op):
        return self.OPS[type(op).__name__]

    def expr(self, e):
        name = type(e).__name__
        parts = []
        match e:
            case ast.Name():
                parts = [e.id]
            case ast.Constant():
                v = e.value
                if v is None or v is True or v is False:
                    name = str(v)
                elif v is ...:
                    name = "Ellipsis"
                elif isinstance(v, str):
                    name = "Str"
                    parts = [self.text(v)] + (["u"] if e.kind == "u" else [])
                elif isinstance(v, bytes):
                    name = "Bytes"
                    parts = [self.text(v.decode("latin-1"))]
                elif isinstance(v, complex):
                    name = "Num"
                    parts = [self.float(v.imag) + "j"]
                elif isinstance(v, float):
                    name = "Num"
                    parts = [self.float(v)]
                else:
                    name = "Num"
                    parts = [str(v)]
            case ast.JoinedStr():
                head = self.open(name, e)
                places, self.places = self.places, False
                body = self.exprs(e.values)
                self.places = places
                return f"{head} {body})"
            case ast.FormattedValue():
                conversion = "-" if e.conversion == -1 else chr(e.conversion)
                parts = [self.expr(e.value), conversion, self.maybe(e.format_spec)]
            case ast.BoolOp():
                parts = [self.op(e.op), self.exprs(e.values)]
            case ast.NamedExpr():
                parts = [self.expr(e.target), self.expr(e.value)]
            case ast.BinOp():
                parts = [self.op(e.op), self.expr(e.left), self.expr(e.right)]
            case ast.UnaryOp():
                parts = [self.op(e.op), self.expr(e.operand)]
            case ast.Compare():
                rest = [f"{type(op).__name__} {self.expr(c)}" for op, c in zip(e.ops, e.comparators)]
                parts = [self.expr(e.left), " ".join(["[", *rest, "]"])]
            case ast.IfExp():
                parts = [self.expr(e.test), self.expr(e.body), self.expr(e.orelse)]
            case ast.Lambda():
                parts = [self.params(e.args), self.expr(e.body)]
            case ast.Tuple() | ast.List() | ast.Set():
                parts = [self.exprs(e.elts)]
            case ast.Dict():
                items = [f"{self.maybe(k)} {self.expr(v)}" for k, v in zip(e.keys, e.values)]
                parts = [" ".join(["[", *items, "]"])]
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
                parts = [self.expr(e.elt), self.loops(e.generators)]
            case ast.DictComp():
                parts = [self.expr(e.key), self.expr(e.value), self.loops(e.generators)]
            case ast.Await() | ast.YieldFrom() | ast.Starred():
                parts = [self.expr(e.value)]
            case ast.Yield():
                parts = [self.maybe(e.value)]
            case ast.Call():
                parts = [self.expr(e.func), self.args(e.args, e.keywords)]
            case ast.Attribute():
                parts = [self.expr(e.value), e.attr]
            case ast.Subscript():
                parts = [self.expr(e.value), self.expr(e.slice)]
            case ast.Slice():
                parts = [self.maybe(e.lower), self.maybe(e.upper), self.maybe(e.step)]
            case _:
                raise TypeError(name)
        return " ".join([self.open(name, e), *parts]) + ")"

    def loops(self, loops):
        parts = []
        for l in loops:
            word = "async for" if l.is_async else "for"
            parts.append(f"{word} {self.expr(l.target)} {self.expr(l.iter)} {self.exprs(l.ifs)}")
        return " ".join(["[", *parts, "]"])

    def args(self, args, keywords):
        named = [f"{k.arg or '**'} {self.expr(k.value)}" for k in keywords]
        return self.exprs(args) + " " + " ".join(["[", *named, "]"])

    def params(self, a):
        parts = []

        def one(kind, p, default):
            parts.append(f"{kind} {p.arg} {self.maybe(p.annotation)} {self.maybe(default)}")

        plain = a.posonlyargs + a.args
        defaults = [None] * (len(plain) - len(a.defaults)) + a.defaults
        for i, (p, d) in enumerate(zip(plain, defaults)):
            one("posonly" if i < len(a.posonlyargs) else "normal", p, d)
        if a.vararg:
            one("*", a.vararg, None)
        for p, d in zip(a.kwonlyargs, a.kw_defaults):
            one("kwonly", p, d)
        if a.kwarg:
            one("**", a.kwarg, None)
        return " ".join(["[", *parts, "]"])

    def block(self, block, indent):
        inner = "".join(self.stmt(s, indent + 1) for s in block)
        return "{\n" + inner + "  " * indent + "}"

    def aliases(self, names):
        return " ".join(["[", *(f"{self.open('alias', n)} {n.name} {n.asname or '-'})" for n in names), "]"])

    def pattern(self, p):
        name = type(p).__name__
        match p:
            case ast.MatchValue():
                parts = [self.expr(p.value)]
            case ast.MatchSingleton():
                parts = [str(p.value)]
            case ast.MatchSequence() | ast.MatchOr():
                parts = [" ".join(["[", *(self.pattern(q) for q in p.patterns), "]"])]
            case ast.MatchMapping():
                items = [f"{self.expr(k)} {self.pattern(v)}" for k, v in zip(p.keys, p.patterns)]
                parts = [" ".join(["[", *items, "]"]), p.rest or "-"]
            case ast.MatchClass():
                items = [f"- {self.pattern(q)}" for q in p.patterns]
                items += [f"{n} {self.pattern(q)}" for n, q in zip(p.kwd_attrs, p.kwd_patterns)]
                parts = [self.expr(p.cls), " ".join(["[", *items, "]"])]
            case ast.MatchStar():
                parts = [p.name or "-"]
            case ast.MatchAs():
                parts = [self.pattern(p.pattern) if p.pattern else "-", p.name or "-"]
        return " ".join([self.open(name, p), *parts]) + ")"

    def stmt(self, s, indent):
        name = type(s).__name__
        block = lambda b: self.block(b, indent)
        names = lambda all: " ".join(["[", *all, "]"])
        match s:
            case ast.Expr():
                parts = [self.expr(s.value)]
            case ast.Assign():
                parts = [self.exprs(s.targets), self.expr(s.value)]
            case ast.AugAssign():
                parts = [self.op(s.op), self.expr(s.target), self.expr(s.value)]
            case ast.AnnAssign():
                parts = [self.expr(s.target), self.expr(s.annotation), self.maybe(s.value), str(s.simple)]
            case ast.Return():
                parts = [self.maybe(s.value)]
            case ast.Delete():
                parts = [self.exprs(s.targets)]
            case ast.Pass() | ast.Break() | ast.Continue():
                parts = []
            case ast.Raise():
                parts = [self.maybe(s.exc), self.maybe(s.cause)]
            case ast.Global() | ast.Nonlocal():
                parts = [names(s.names)]
            case ast.Assert():
                parts = [self.expr(s.test), self.maybe(s.msg)]
            case ast.Import():
                parts = [self.aliases(s.names)]
            case ast.ImportFrom():
                parts = [s.module or "-", self.aliases(s.names), str(s.level)]
            case ast.If() | ast.While():
                parts = [self.expr(s.test), block(s.body), block(s.orelse)]
            case ast.For() | ast.AsyncFor():
                parts = [self.expr(s.target), self.expr(s.iter), block(s.body), block(s.orelse)]
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                parts = [s.name, self.params(s.args), self.exprs(s.decorator_list), self.maybe(s.returns), block(s.body)]
            case ast.ClassDef():
                parts = [s.name, self.args(s.bases, s.keywords), self.exprs(s.decorator_list), block(s.body)]
            case ast.With() | ast.AsyncWith():
                items = [f"{self.expr(i.context_expr)} {self.maybe(i.optional_vars)}" for i in s.items]
                parts = [names(items), block(s.body)]
            case ast.Try() | ast.TryStar():
                handlers = [
                    f"{self.open('ExceptHandler', h)} {self.maybe(h.type)} {h.name or '-'} {block(h.body)})"
                    for h in s.handlers
                ]
                parts = [block(s.body), names(handlers), block(s.orelse), block(s.finalbody)]
            case ast.Match():
                cases = [f"case {self.pattern(c.pattern)} {self.maybe(c.guard)} {block(c.body)}" for c in s.cases]
                parts = [self.expr(s.subject), names(cases)]
        return "  " * indent + " ".join([self.open(name, s), *parts]) + ")\n"


def outcome(source, tree):
    try:
        parsed = ast.parse(source)
        code = compile(source, "f", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as e:
        if isinstance(e, SyntaxError):
            return {"error": e.msg, "line": e.lineno, "kind": type(e).__name__}
        return {"error": str(e), "line": 0, "kind": type(e).__name__}
    except (RecursionError, MemoryError) as e:
        return {"error": type(e).__name__, "line": 0, "kind": type(e).__name__}
    if not tree:
        return {}
    printer = Printer(source)
    try:
        return {"tree": "".join(printer.stmt(s, 0) for s in parsed.body)}
    except RecursionError:
        return {"tree": "", "deep": True}


if __name__ == "__main__":
    tree = "--tree" in sys.argv
    for name in sys.stdin:
        with open(name.rstrip("\n"), "rb") as f:
            source = f.read()
        print(json.dumps(outcome(source, tree)))
