//! Trees as text: one statement a line, nodes named and ordered as in CPython's
//! tree.
//!
//! ```text
//! (Assign [(Name x)] (BinOp + (Num 1) (Name y)))
//! ```
use super::*;
use crate::syntax::Interner;
use std::fmt::Write;

/// The text of a tree. `places`: with bytes where nodes begin and end, and floats
/// to the last bit, to compare with another parser.
pub fn print(ast: &Ast, interner: &Interner, places: bool) -> String {
    let mut p = Printer { ast, interner, places, out: String::new(), indent: 0 };
    for &s in ast.items(ast.body) {
        p.stmt(s);
    }
    p.out
}

struct Printer<'a> {
    ast: &'a Ast,
    interner: &'a Interner,
    places: bool,
    out: String,
    indent: usize,
}

impl Printer<'_> {
    fn open(&mut self, name: &str, at: Range) {
        self.out.push('(');
        self.out.push_str(name);
        if self.places {
            let _ = write!(self.out, "@{}-{}", at.start, at.end);
        }
    }
    fn close(&mut self) {
        self.out.push(')');
    }
    fn word(&mut self, word: &str) {
        self.out.push(' ');
        self.out.push_str(word);
    }
    fn sym(&mut self, sym: Sym) {
        self.out.push(' ');
        self.out.push_str(self.interner.name(sym));
    }
    fn maybe_sym(&mut self, sym: Option<Sym>) {
        match sym {
            Some(sym) => self.sym(sym),
            None => self.word("-"),
        }
    }
    fn maybe(&mut self, e: Option<ExprId>) {
        match e {
            Some(e) => self.expr(e),
            None => self.word("-"),
        }
    }
    fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.word("[");
        for item in items {
            each(self, item);
        }
        self.word("]");
    }
    fn exprs(&mut self, list: List<ExprId>) {
        self.list(self.ast.items(list), |p, &e| p.expr(e));
    }
    fn text(&mut self, text: &str) {
        self.out.push_str(" \"");
        for c in text.chars() {
            match c {
                '"' | '\\' => self.out.extend(['\\', c]),
                ' '..='~' => self.out.push(c),
                c => {
                    let _ = write!(self.out, "\\{:x};", c as u32);
                }
            }
        }
        self.out.push('"');
    }
    fn float(&mut self, f: f64) {
        let _ = match self.places {
            true => write!(self.out, " {:016x}", f.to_bits()),
            false => write!(self.out, " {f:?}"),
        };
    }

    fn expr(&mut self, id: ExprId) {
        self.out.push(' ');
        self.expr_here(id);
    }

    fn expr_here(&mut self, id: ExprId) {
        let Expr { kind, at } = self.ast.expr(id);
        self.open(kind_name(kind), at);
        match kind {
            ExprKind::Name(sym) => self.sym(sym),
            ExprKind::None | ExprKind::True | ExprKind::False | ExprKind::Ellipsis => {}
            ExprKind::Int(n) => self.word(&n.to_string()),
            ExprKind::Number(n) => match self.ast.number(n) {
                Number::Int(i) => self.word(&i.text(10)),
                Number::Float(f) => self.float(*f),
                Number::Imaginary(f) => {
                    self.float(*f);
                    self.out.push('j');
                }
            },
            ExprKind::Str(s, unicode) => {
                self.text(self.ast.str(s));
                if unicode {
                    self.word("u");
                }
            }
            ExprKind::Bytes(b) => {
                let chars: String = self.ast.bytes(b).iter().map(|&b| b as char).collect();
                self.text(&chars);
            }
            ExprKind::Joined(items) => {
                // CPython's places in format strings are rough.
                let places = std::mem::take(&mut self.places);
                self.exprs(items);
                self.places = places;
            }
            ExprKind::Formatted { value, conversion, format } => {
                self.expr(value);
                self.word(match conversion {
                    Conversion::None => "-",
                    Conversion::Str => "s",
                    Conversion::Repr => "r",
                    Conversion::Ascii => "a",
                });
                self.maybe(format);
            }
            ExprKind::Bool { or, values } => {
                self.word(if or { "or" } else { "and" });
                self.exprs(values);
            }
            ExprKind::Named { target, value } => self.both(target, value),
            ExprKind::Binary { op, left, right } => {
                self.word(op.text());
                self.both(left, right);
            }
            ExprKind::Unary { op, operand } => {
                self.word(match op {
                    UnaryOp::Invert => "~",
                    UnaryOp::Not => "not",
                    UnaryOp::UAdd => "+",
                    UnaryOp::USub => "-",
                });
                self.expr(operand);
            }
            ExprKind::Compare { left, rest } => {
                self.expr(left);
                self.list(self.ast.items(rest), |p, &(op, e)| {
                    p.word(&format!("{op:?}"));
                    p.expr(e);
                });
            }
            ExprKind::IfElse { test, body, orelse } => {
                self.both(test, body);
                self.expr(orelse);
            }
            ExprKind::Lambda { params, body } => {
                self.params(params);
                self.expr(body);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => self.exprs(items),
            ExprKind::Dict(items) => self.list(self.ast.items(items), |p, &(key, value)| {
                p.maybe(key);
                p.expr(value);
            }),
            ExprKind::ListComp { element, loops }
            | ExprKind::SetComp { element, loops }
            | ExprKind::Generator { element, loops } => {
                self.expr(element);
                self.loops(loops);
            }
            ExprKind::DictComp { key, value, loops } => {
                self.both(key, value);
                self.loops(loops);
            }
            ExprKind::Await(e) | ExprKind::YieldFrom(e) | ExprKind::Starred(e) => self.expr(e),
            ExprKind::Yield(e) => self.maybe(e),
            ExprKind::Call { callee, args } => {
                self.expr(callee);
                self.args(args);
            }
            ExprKind::Attribute { value, name } => {
                self.expr(value);
                self.sym(name);
            }
            ExprKind::Subscript { value, index } => self.both(value, index),
            ExprKind::Slice { lower, upper, step } => {
                self.maybe(lower);
                self.maybe(upper);
                self.maybe(step);
            }
        }
        self.close();
    }

    fn both(&mut self, a: ExprId, b: ExprId) {
        self.expr(a);
        self.expr(b);
    }

    fn loops(&mut self, loops: List<Comprehension>) {
        self.list(self.ast.items(loops), |p, l| {
            p.word(if l.is_async { "async for" } else { "for" });
            p.both(l.target, l.iter);
            p.exprs(l.ifs);
        });
    }

    /// As in CPython's tree: first those without name.
    fn args(&mut self, args: List<Arg>) {
        let args = self.ast.items(args);
        let (plain, named): (Vec<Arg>, Vec<Arg>) = args.iter().partition(|a| a.kind == ArgKind::Positional);
        self.list(&plain, |p, a| p.expr(a.value));
        self.list(&named, |p, a| {
            match a.kind {
                ArgKind::Keyword(name) => p.sym(name),
                _ => p.word("**"),
            }
            p.expr(a.value);
        });
    }

    fn params(&mut self, params: List<Param>) {
        self.list(self.ast.items(params), |p, param| {
            p.word(match param.kind {
                ParamKind::PosOnly => "posonly",
                ParamKind::Normal => "normal",
                ParamKind::VarArgs => "*",
                ParamKind::KwOnly => "kwonly",
                ParamKind::KwArgs => "**",
            });
            p.sym(param.name);
            p.maybe(param.annotation);
            p.maybe(param.default);
        });
    }

    fn block(&mut self, block: Block) {
        self.word("{\n");
        self.indent += 1;
        for &s in self.ast.items(block) {
            self.stmt(s);
        }
        self.indent -= 1;
        self.pad();
        self.out.push('}');
    }

    fn pad(&mut self) {
        for _ in 0..self.indent {
            self.out.push_str("  ");
        }
    }

    fn stmt(&mut self, id: StmtId) {
        self.pad();
        let Stmt { kind, at } = self.ast.stmt(id);
        match kind {
            StmtKind::Expr(e) => {
                self.open("Expr", at);
                self.expr(e);
            }
            StmtKind::Assign { targets, value } => {
                self.open("Assign", at);
                self.exprs(targets);
                self.expr(value);
            }
            StmtKind::AugAssign { op, target, value } => {
                self.open("AugAssign", at);
                self.word(op.text());
                self.both(target, value);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.open("AnnAssign", at);
                self.both(target, annotation);
                self.maybe(value);
                self.word(if simple { "1" } else { "0" });
            }
            StmtKind::Return(value) => {
                self.open("Return", at);
                self.maybe(value);
            }
            StmtKind::Delete(targets) => {
                self.open("Delete", at);
                self.exprs(targets);
            }
            StmtKind::Pass => self.open("Pass", at),
            StmtKind::Break => self.open("Break", at),
            StmtKind::Continue => self.open("Continue", at),
            StmtKind::Raise { value, cause } => {
                self.open("Raise", at);
                self.maybe(value);
                self.maybe(cause);
            }
            StmtKind::Global(names) => {
                self.open("Global", at);
                self.list(self.ast.items(names), |p, &n| p.sym(n));
            }
            StmtKind::Nonlocal(names) => {
                self.open("Nonlocal", at);
                self.list(self.ast.items(names), |p, &n| p.sym(n));
            }
            StmtKind::Assert { test, message } => {
                self.open("Assert", at);
                self.expr(test);
                self.maybe(message);
            }
            StmtKind::Import(names) => {
                self.open("Import", at);
                self.aliases(names);
            }
            StmtKind::ImportFrom { module, names, level } => {
                self.open("ImportFrom", at);
                self.maybe_sym(module);
                self.aliases(names);
                self.word(&level.to_string());
            }
            StmtKind::If { branches, orelse } => {
                self.branches(self.ast.items(branches), orelse, at);
            }
            StmtKind::While { test, body, orelse } => {
                self.open("While", at);
                self.expr(test);
                self.block(body);
                self.block(orelse);
            }
            StmtKind::For(index) => {
                let f = self.ast.for_loop(index);
                self.open(if f.is_async { "AsyncFor" } else { "For" }, at);
                self.both(f.target, f.iter);
                self.block(f.body);
                self.block(f.orelse);
            }
            StmtKind::Function(index) => {
                let f = self.ast.function(index);
                self.open(if f.is_async { "AsyncFunctionDef" } else { "FunctionDef" }, at);
                self.sym(f.name);
                self.params(f.params);
                self.exprs(f.decorators);
                self.maybe(f.returns);
                self.block(f.body);
            }
            StmtKind::Class(index) => {
                let c = self.ast.class(index);
                self.open("ClassDef", at);
                self.sym(c.name);
                self.args(c.args);
                self.exprs(c.decorators);
                self.block(c.body);
            }
            StmtKind::With { items, body, is_async } => {
                self.open(if is_async { "AsyncWith" } else { "With" }, at);
                self.list(self.ast.items(items), |p, i| {
                    p.expr(i.context);
                    p.maybe(i.target);
                });
                self.block(body);
            }
            StmtKind::Try(index) => {
                let t = self.ast.try_stmt(index);
                self.open(if t.star { "TryStar" } else { "Try" }, at);
                self.block(t.body);
                self.list(self.ast.items(t.handlers), |p, h| {
                    p.out.push(' ');
                    p.open("ExceptHandler", h.at);
                    p.maybe(h.class);
                    p.maybe_sym(h.name);
                    p.block(h.body);
                    p.close();
                });
                self.block(t.orelse);
                self.block(t.finally);
            }
            StmtKind::Match { subject, cases } => {
                self.open("Match", at);
                self.expr(subject);
                self.list(self.ast.items(cases), |p, c| {
                    p.word("case");
                    p.pattern(c.pattern);
                    p.maybe(c.guard);
                    p.block(c.body);
                });
            }
        }
        self.close();
        self.out.push('\n');
    }

    /// An `elif` is an `if` in the `else` of the one before.
    fn branches(&mut self, branches: &[Branch], orelse: Block, at: Range) {
        let mut open = 0;
        for (i, b) in branches.iter().enumerate() {
            if i > 0 {
                self.word("{\n");
                self.indent += 1;
                self.pad();
            }
            self.open("If", if i == 0 { at } else { Range { start: b.start, end: at.end } });
            open += 1;
            self.expr(b.test);
            self.block(b.body);
        }
        self.block(orelse);
        for _ in 1..open {
            self.close();
            self.out.push('\n');
            self.indent -= 1;
            self.pad();
            self.out.push('}');
        }
    }

    fn aliases(&mut self, names: List<Alias>) {
        self.list(self.ast.items(names), |p, a| {
            p.out.push(' ');
            p.open("alias", a.at);
            p.sym(a.name);
            p.maybe_sym(a.asname);
            p.close();
        });
    }

    fn pattern(&mut self, id: PatternId) {
        let Pattern { kind, at } = self.ast.pattern(id);
        self.out.push(' ');
        match kind {
            PatternKind::Value(e) => {
                self.open("MatchValue", at);
                self.expr(e);
            }
            PatternKind::Singleton(e) => {
                self.open("MatchSingleton", at);
                let name = kind_name(self.ast.expr(e).kind);
                self.word(name);
            }
            PatternKind::Sequence(items) => {
                self.open("MatchSequence", at);
                self.list(self.ast.items(items), |p, &i| p.pattern(i));
            }
            PatternKind::Mapping { items, rest } => {
                self.open("MatchMapping", at);
                self.list(self.ast.items(items), |p, &(key, value)| {
                    p.expr(key);
                    p.pattern(value);
                });
                self.maybe_sym(rest);
            }
            PatternKind::Class { class, args } => {
                self.open("MatchClass", at);
                self.expr(class);
                self.list(self.ast.items(args), |p, a| {
                    p.maybe_sym(a.name);
                    p.pattern(a.pattern);
                });
            }
            PatternKind::Star(name) => {
                self.open("MatchStar", at);
                self.maybe_sym(name);
            }
            PatternKind::As { pattern, name } => {
                self.open("MatchAs", at);
                match pattern {
                    Some(p) => self.pattern(p),
                    None => self.word("-"),
                }
                self.maybe_sym(name);
            }
            PatternKind::Or(items) => {
                self.open("MatchOr", at);
                self.list(self.ast.items(items), |p, &i| p.pattern(i));
            }
        }
        self.close();
    }
}

fn kind_name(kind: ExprKind) -> &'static str {
    match kind {
        ExprKind::Name(_) => "Name",
        ExprKind::None => "None",
        ExprKind::True => "True",
        ExprKind::False => "False",
        ExprKind::Ellipsis => "Ellipsis",
        ExprKind::Int(_) | ExprKind::Number(_) => "Num",
        ExprKind::Str(..) => "Str",
        ExprKind::Bytes(_) => "Bytes",
        ExprKind::Joined(_) => "JoinedStr",
        ExprKind::Formatted { .. } => "FormattedValue",
        ExprKind::Bool { .. } => "BoolOp",
        ExprKind::Named { .. } => "NamedExpr",
        ExprKind::Binary { .. } => "BinOp",
        ExprKind::Unary { .. } => "UnaryOp",
        ExprKind::Compare { .. } => "Compare",
        ExprKind::IfElse { .. } => "IfExp",
        ExprKind::Lambda { .. } => "Lambda",
        ExprKind::Tuple(_) => "Tuple",
        ExprKind::List(_) => "List",
        ExprKind::Set(_) => "Set",
        ExprKind::Dict(_) => "Dict",
        ExprKind::ListComp { .. } => "ListComp",
        ExprKind::SetComp { .. } => "SetComp",
        ExprKind::DictComp { .. } => "DictComp",
        ExprKind::Generator { .. } => "GeneratorExp",
        ExprKind::Await(_) => "Await",
        ExprKind::Yield(_) => "Yield",
        ExprKind::YieldFrom(_) => "YieldFrom",
        ExprKind::Call { .. } => "Call",
        ExprKind::Attribute { .. } => "Attribute",
        ExprKind::Subscript { .. } => "Subscript",
        ExprKind::Starred(_) => "Starred",
        ExprKind::Slice { .. } => "Slice",
    }
}
