//! What CPython's compiler finds wrong with a tree that its parser accepts:
//! statements out of place, targets with too many stars, patterns that cannot
//! match.
use super::ast::{
    Arg, ArgKind, Ast, BinOp, Block, Comprehension, Expr, ExprId, ExprKind, List, Number, Param, PatternId,
    PatternKind, Range, StmtId, StmtKind, UnaryOp,
};
use super::text;
use crate::number::Int;
use crate::syntax::{Code, Diagnostic, Interner, SourceId, Span, Sym};
use rustc_hash::FxHashSet;

/// How deep loops, `with` and `try` may be nested; CPython's limit.
const MAX_BLOCKS: usize = 20;

/// What is around a statement within its function.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Loop,
    /// A handler of `except*`.
    StarHandler,
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Module,
    Class,
    Function,
    AsyncFunction,
    Comprehension,
}

/// Finds what is wrong.
pub fn run(ast: &Ast, interner: &Interner, source: SourceId) -> Vec<Diagnostic> {
    let mut c = Checker {
        ast,
        interner,
        source,
        unit: Unit::Module,
        around: vec![],
        yields: false,
        early: vec![],
        problems: vec![],
    };
    c.futures();
    c.block(ast.body);
    c.problems
}

struct Checker<'a> {
    ast: &'a Ast,
    interner: &'a Interner,
    source: SourceId,
    unit: Unit,
    around: Vec<Around>,
    /// Whether the function is an asynchronous generator.
    yields: bool,
    /// The imports from `__future__` that stand where they must.
    early: Vec<StmtId>,
    problems: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn problem(&mut self, at: Range, message: impl Into<String>) {
        let span = Span::new(self.source, at.start, at.end);
        self.problems.push(Diagnostic::error(Code::Syntax, span, message));
    }

    fn text(&self, sym: Sym) -> String {
        self.interner.name(sym).to_string()
    }

    fn is(&self, sym: Sym, text: &str) -> bool {
        self.interner.name(sym) == text
    }

    /// `from __future__ import` stands before everything but the docstring.
    fn futures(&mut self) {
        let ast = self.ast;
        for (i, &s) in ast.items(ast.body).iter().enumerate() {
            let stmt = ast.stmt(s);
            match stmt.kind {
                StmtKind::ImportFrom { module: Some(module), names, level: 0 } if self.is(module, "__future__") => {
                    self.early.push(s);
                    for a in ast.items(names) {
                        let name = self.text(a.name);
                        match &name[..] {
                            "nested_scopes" | "generators" | "division" | "absolute_import" | "with_statement"
                            | "print_function" | "unicode_literals" | "barry_as_FLUFL" | "generator_stop"
                            | "annotations" => {}
                            "braces" => self.problem(stmt.at, "not a chance"),
                            _ => self.problem(stmt.at, format!("future feature {name} is not defined")),
                        }
                    }
                }
                StmtKind::Expr(e) if i == 0 && matches!(ast.expr(e).kind, ExprKind::Str(..)) => {}
                _ => return,
            }
        }
    }

    fn block(&mut self, block: Block) {
        for &s in self.ast.items(block) {
            self.stmt(s);
        }
    }

    /// A block inside of something.
    fn within(&mut self, around: Around, block: Block) {
        self.around.push(around);
        if self.around.len() == MAX_BLOCKS + 1
            && let Some(&first) = self.ast.items(block).first()
        {
            let at = self.ast.stmt(first).at;
            self.problem(at, "too many statically nested blocks");
        }
        self.block(block);
        self.around.pop();
    }

    /// A function's body.
    fn function(&mut self, unit: Unit, part: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.unit, unit);
        let around = std::mem::take(&mut self.around);
        let yields = std::mem::replace(&mut self.yields, false);
        part(self);
        self.unit = outer;
        self.around = around;
        self.yields = yields;
    }

    fn exprs(&mut self, list: List<ExprId>) {
        for &e in self.ast.items(list) {
            self.expr(e);
        }
    }

    fn maybe(&mut self, e: Option<ExprId>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }

    fn stmt(&mut self, id: StmtId) {
        let ast = self.ast;
        let stmt = ast.stmt(id);
        let at = stmt.at;
        match stmt.kind {
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                for &t in ast.items(targets) {
                    self.target(t);
                }
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.target(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.maybe(value);
                self.target(target);
                self.expr(annotation);
            }
            StmtKind::Return(value) => self.return_stmt(at, value),
            StmtKind::Delete(targets) => {
                for &t in ast.items(targets) {
                    self.deleted(t);
                }
            }
            StmtKind::Pass | StmtKind::Global(_) | StmtKind::Nonlocal(_) => {}
            StmtKind::Break => self.leave_loop(at, "'break' outside loop"),
            StmtKind::Continue => self.leave_loop(at, "'continue' not properly in loop"),
            StmtKind::Raise { value, cause } => {
                self.maybe(value);
                self.maybe(cause);
            }
            StmtKind::Assert { test, message } => {
                self.expr(test);
                self.maybe(message);
            }
            StmtKind::Import(names) => {
                for a in ast.items(names) {
                    if let Some(name) = a.asname {
                        self.bound(name, a.at);
                    }
                }
            }
            StmtKind::ImportFrom { module, names, level } => {
                let future = level == 0 && module.is_some_and(|m| self.is(m, "__future__"));
                if future && !self.early.contains(&id) {
                    self.problem(at, "from __future__ imports must occur at the beginning of the file");
                }
                for a in ast.items(names) {
                    self.bound(a.asname.unwrap_or(a.name), a.at);
                }
            }
            StmtKind::If { branches, orelse } => {
                for b in ast.items(branches) {
                    self.expr(b.test);
                    self.block(b.body);
                }
                self.block(orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test);
                self.within(Around::Loop, body);
                self.block(orelse);
            }
            StmtKind::For(index) => {
                let f = ast.for_loop(index);
                if f.is_async && self.unit != Unit::AsyncFunction {
                    self.problem(at, "'async for' outside async function");
                }
                self.expr(f.iter);
                self.target(f.target);
                self.within(Around::Loop, f.body);
                self.block(f.orelse);
            }
            StmtKind::Function(index) => {
                let f = ast.function(index);
                self.exprs(f.decorators);
                self.params(f.params);
                self.maybe(f.returns);
                self.bound(f.name, f.name_at);
                let unit = if f.is_async { Unit::AsyncFunction } else { Unit::Function };
                self.function(unit, |c| {
                    c.yields = f.is_async && yields(ast, f.body);
                    c.block(f.body);
                });
            }
            StmtKind::Class(index) => {
                let class = ast.class(index);
                self.exprs(class.decorators);
                self.args(class.args);
                self.bound(class.name, class.name_at);
                self.function(Unit::Class, |c| c.block(class.body));
            }
            StmtKind::With { items, body, is_async } => {
                if is_async && self.unit != Unit::AsyncFunction {
                    self.problem(at, "'async with' outside async function");
                }
                for i in ast.items(items) {
                    self.expr(i.context);
                    if let Some(t) = i.target {
                        self.target(t);
                    }
                    self.around.push(Around::Other);
                }
                let depth = self.around.len() - items.len();
                self.around.pop();
                self.within(Around::Other, body);
                self.around.truncate(depth);
            }
            StmtKind::Try(index) => self.try_stmt(index),
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                let cases = ast.items(cases);
                for (i, c) in cases.iter().enumerate() {
                    let last = i + 1 == cases.len();
                    self.pattern(c.pattern, &mut FxHashSet::default(), last || c.guard.is_some());
                    self.maybe(c.guard);
                    self.block(c.body);
                }
            }
        }
    }

    fn return_stmt(&mut self, at: Range, value: Option<ExprId>) {
        if matches!(self.unit, Unit::Module | Unit::Class) {
            self.problem(at, "'return' outside function");
        } else if self.yields && value.is_some() {
            self.problem(at, "'return' with value in async generator");
        } else if self.around.contains(&Around::StarHandler) {
            self.star_handler(at);
        }
        self.maybe(value);
    }

    fn star_handler(&mut self, at: Range) {
        self.problem(at, "'break', 'continue' and 'return' cannot appear in an except* block");
    }

    fn leave_loop(&mut self, at: Range, outside: &str) {
        match self.around.iter().rev().find(|a| **a != Around::Other) {
            Some(Around::Loop) => {}
            Some(_) => self.star_handler(at),
            None => self.problem(at, outside),
        }
    }

    fn try_stmt(&mut self, index: u32) {
        let ast = self.ast;
        let t = ast.try_stmt(index);
        let finally = !t.finally.is_empty();
        if finally {
            self.around.push(Around::Other);
        }
        self.within(Around::Other, t.body);
        let handlers = ast.items(t.handlers);
        for (i, h) in handlers.iter().enumerate() {
            if h.class.is_none() && i + 1 < handlers.len() {
                self.problem(h.at, "default 'except:' must be last");
            }
            self.maybe(h.class);
            if let Some(name) = h.name {
                self.bound(name, h.at);
            }
            self.within(if t.star { Around::StarHandler } else { Around::Other }, h.body);
        }
        self.block(t.orelse);
        if finally {
            self.around.pop();
            self.within(Around::Other, t.finally);
        }
    }

    fn params(&mut self, params: List<Param>) {
        for p in self.ast.items(params) {
            self.maybe(p.default);
            match p.annotation.map(|a| self.ast.expr(a).kind) {
                // `*args: *Types`.
                Some(ExprKind::Starred(value)) => self.expr(value),
                _ => self.maybe(p.annotation),
            }
            self.bound(p.name, p.at);
        }
    }

    fn args(&mut self, args: List<Arg>) {
        let mut names = FxHashSet::default();
        for a in self.ast.items(args) {
            if let ArgKind::Keyword(name) = a.kind {
                let at = Range { start: a.start, end: self.ast.expr(a.value).at.end };
                self.bound(name, at);
                if !names.insert(name) {
                    let message = format!("keyword argument repeated: {}", self.text(name));
                    self.problem(at, message);
                }
            }
            self.element(a.value);
        }
    }

    fn bound(&mut self, name: Sym, at: Range) {
        if self.is(name, "__debug__") {
            self.problem(at, "cannot assign to __debug__");
        }
    }

    fn deleted(&mut self, target: ExprId) {
        let Expr { kind, at } = self.ast.expr(target);
        match kind {
            ExprKind::Name(name) if self.is(name, "__debug__") => self.problem(at, "cannot delete __debug__"),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                for &e in self.ast.items(items) {
                    self.deleted(e);
                }
            }
            _ => self.expr(target),
        }
    }

    fn target(&mut self, target: ExprId) {
        let Expr { kind, at } = self.ast.expr(target);
        match kind {
            ExprKind::Starred(_) => self.problem(at, "starred assignment target must be in a list or tuple"),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                let mut star = None;
                for (i, &e) in self.ast.items(items).iter().enumerate() {
                    let ExprKind::Starred(value) = self.ast.expr(e).kind else {
                        self.target(e);
                        continue;
                    };
                    if star.is_some() {
                        return self.problem(at, "multiple starred expressions in assignment");
                    }
                    star = Some(i);
                    self.target(value);
                }
                if star.is_some_and(|i| i >= 1 << 8) {
                    self.problem(at, "too many expressions in star-unpacking assignment");
                }
            }
            ExprKind::Name(name) => self.bound(name, at),
            ExprKind::Attribute { value, name } => {
                self.bound(name, at);
                self.expr(value);
            }
            _ => self.expr(target),
        }
    }

    /// An expression where a star may stand.
    fn element(&mut self, e: ExprId) {
        match self.ast.expr(e).kind {
            ExprKind::Starred(value) => self.expr(value),
            _ => self.expr(e),
        }
    }

    fn expr(&mut self, id: ExprId) {
        let ast = self.ast;
        let Expr { kind, at } = ast.expr(id);
        match kind {
            ExprKind::Starred(value) => {
                self.problem(at, "can't use starred expression here");
                self.expr(value);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => {
                for &e in ast.items(items) {
                    self.element(e);
                }
            }
            ExprKind::Call { callee, args } => {
                self.expr(callee);
                self.args(args);
            }
            ExprKind::Named { target, value } => {
                self.expr(value);
                self.target(target);
            }
            ExprKind::Lambda { params, body } => {
                self.params(params);
                self.function(Unit::Function, |c| c.expr(body));
            }
            ExprKind::ListComp { element, loops } | ExprKind::SetComp { element, loops } => {
                self.comprehension(id, &[element], loops, true);
            }
            ExprKind::DictComp { key, value, loops } => self.comprehension(id, &[key, value], loops, true),
            ExprKind::Generator { element, loops } => self.comprehension(id, &[element], loops, false),
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) => {
                if matches!(self.unit, Unit::Module | Unit::Class) {
                    self.problem(at, "'yield' outside function");
                } else if self.unit == Unit::AsyncFunction && matches!(kind, ExprKind::YieldFrom(_)) {
                    self.problem(at, "'yield from' inside async function");
                }
                self.parts(id);
            }
            ExprKind::Await(value) => {
                match self.unit {
                    Unit::Module | Unit::Class => self.problem(at, "'await' outside function"),
                    Unit::Function => self.problem(at, "'await' outside async function"),
                    Unit::AsyncFunction | Unit::Comprehension => {}
                }
                self.expr(value);
            }
            _ => self.parts(id),
        }
    }

    fn parts(&mut self, id: ExprId) {
        let ast = self.ast;
        ast.each_part(id, &mut |e| self.expr(e));
    }

    fn comprehension(&mut self, id: ExprId, elements: &[ExprId], loops: List<Comprehension>, eager: bool) {
        let ast = self.ast;
        let loops = ast.items(loops);
        if let Some(first) = loops.first() {
            self.expr(first.iter);
        }
        let waits = loops.iter().any(|l| l.is_async) || awaits_inside(ast, elements, loops);
        if waits && eager && !matches!(self.unit, Unit::AsyncFunction | Unit::Comprehension) {
            let at = ast.expr(id).at;
            self.problem(at, "asynchronous comprehension outside of an asynchronous function");
        }
        self.function(Unit::Comprehension, |c| {
            for (i, l) in loops.iter().enumerate() {
                if i > 0 {
                    c.expr(l.iter);
                }
                c.target(l.target);
                c.exprs(l.ifs);
            }
            for &e in elements {
                c.expr(e);
            }
        });
    }

    /// `may_be_last`: whether it does no harm if it matches everything.
    fn pattern(&mut self, id: PatternId, names: &mut FxHashSet<Sym>, may_be_last: bool) {
        let ast = self.ast;
        let pattern = ast.pattern(id);
        let at = pattern.at;
        match pattern.kind {
            PatternKind::Value(e) => self.expr(e),
            PatternKind::Singleton(_) => {}
            PatternKind::Star(name) => self.capture(name, at, names),
            PatternKind::Sequence(items) => {
                let items = ast.items(items);
                let star = |p: &&PatternId| matches!(ast.pattern(**p).kind, PatternKind::Star(_));
                if items.iter().filter(star).count() > 1 {
                    self.problem(at, "multiple starred names in sequence pattern");
                }
                for &p in items {
                    self.pattern(p, names, true);
                }
            }
            PatternKind::Mapping { items, rest } => {
                for &(key, value) in ast.items(items) {
                    self.expr(key);
                    self.pattern(value, names, true);
                }
                self.duplicate_keys(items, at);
                self.capture(rest, at, names);
            }
            PatternKind::Class { class, args } => {
                self.expr(class);
                let mut seen = FxHashSet::default();
                for a in ast.items(args) {
                    if let Some(name) = a.name
                        && !seen.insert(name)
                    {
                        let message = format!("attribute name repeated in class pattern: {}", self.text(name));
                        self.problem(ast.pattern(a.pattern).at, message);
                    }
                }
                for a in ast.items(args) {
                    self.pattern(a.pattern, names, true);
                }
            }
            PatternKind::As { pattern, name } => {
                match pattern {
                    Some(p) => self.pattern(p, names, may_be_last),
                    None if !may_be_last => {
                        let message = match name {
                            Some(name) => {
                                format!("name capture '{}' makes remaining patterns unreachable", self.text(name))
                            }
                            None => "wildcard makes remaining patterns unreachable".into(),
                        };
                        return self.problem(at, message);
                    }
                    None => {}
                }
                self.capture(name, at, names);
            }
            PatternKind::Or(items) => {
                let items = ast.items(items);
                let mut first: Option<FxHashSet<Sym>> = None;
                for (i, &p) in items.iter().enumerate() {
                    let mut bound = names.clone();
                    self.pattern(p, &mut bound, may_be_last && i + 1 == items.len());
                    match &first {
                        None => first = Some(bound),
                        Some(first) if *first != bound => {
                            self.problem(at, "alternative patterns bind different names");
                            break;
                        }
                        Some(_) => {}
                    }
                }
                names.extend(first.unwrap_or_default());
            }
        }
    }

    fn capture(&mut self, name: Option<Sym>, at: Range, names: &mut FxHashSet<Sym>) {
        let Some(name) = name else { return };
        self.bound(name, at);
        if !names.insert(name) {
            let message = format!("multiple assignments to name '{}' in pattern", self.text(name));
            self.problem(at, message);
        }
    }

    fn duplicate_keys(&mut self, items: List<(ExprId, PatternId)>, at: Range) {
        let ast = self.ast;
        let mut seen: FxHashSet<String> = FxHashSet::default();
        for &(key, _) in ast.items(items) {
            let (text, value) = match ast.expr(key).kind {
                ExprKind::Str(s, _) => (text::repr::string(ast.str(s)), None),
                ExprKind::None => ("None".into(), None),
                // Numbers that are equal are the same key.
                ExprKind::True => ("True".into(), Some("1".into())),
                ExprKind::False => ("False".into(), Some("0".into())),
                _ => match number_of(ast, key) {
                    Some(number) => (number_text(&number), Some(number_key(&number))),
                    None => continue,
                },
            };
            if !seen.insert(value.unwrap_or_else(|| text.clone())) {
                self.problem(at, format!("mapping pattern checks duplicate key ({text})"));
            }
        }
    }
}

/// The number that a key of a pattern is: its real part, and its imaginary part if it has one.
fn number_of(ast: &Ast, key: ExprId) -> Option<(Number, Option<f64>)> {
    let float = |n: Number| match n {
        Number::Int(i) => i.to_float(),
        Number::Float(f) | Number::Imaginary(f) => f,
    };
    match ast.expr(key).kind {
        ExprKind::Int(n) => Some((Number::Int(Int::from(n as i64)), None)),
        ExprKind::Number(n) => Some(match ast.number(n) {
            Number::Imaginary(f) => (Number::Float(0.0), Some(*f)),
            n => (n.clone(), None),
        }),
        ExprKind::Unary { op: UnaryOp::USub, operand } => {
            let (re, im) = number_of(ast, operand)?;
            let re = match re {
                Number::Int(i) => Number::Int(i.neg()),
                re => Number::Float(-float(re)),
            };
            Some((re, im.map(|f| -f)))
        }
        ExprKind::Binary { op, left, right } => {
            let (re, im) = (number_of(ast, left)?.0, number_of(ast, right)?.1?);
            Some((Number::Float(float(re)), Some(if op == BinOp::Sub { -im } else { im })))
        }
        _ => None,
    }
}

fn number_text(number: &(Number, Option<f64>)) -> String {
    match number {
        (Number::Float(re), Some(im)) => text::repr::complex(*re, *im),
        (Number::Float(f), _) => text::repr::float(*f),
        (Number::Int(i), _) => i.text(10),
        _ => String::new(),
    }
}

/// The same text for numbers that are equal.
fn number_key((re, im): &(Number, Option<f64>)) -> String {
    let re = match re {
        Number::Float(f) if f.fract() == 0.0 => Int::from_float(*f).text(10),
        re => number_text(&(re.clone(), None)),
    };
    match im {
        Some(im) if *im != 0.0 => format!("{re} {im}"),
        _ => re,
    }
}

/// Whether a comprehension waits in its own parts.
pub(super) fn awaits_inside(ast: &Ast, elements: &[ExprId], loops: &[Comprehension]) -> bool {
    let later = loops.iter().skip(1).map(|l| l.iter);
    let tests = loops.iter().flat_map(|l| ast.items(l.ifs).iter().copied());
    elements.iter().copied().chain(later).chain(tests).any(|e| contains(ast, e, &|k| matches!(k, ExprKind::Await(_))))
}

fn contains(ast: &Ast, id: ExprId, which: &dyn Fn(ExprKind) -> bool) -> bool {
    if which(ast.expr(id).kind) {
        return true;
    }
    let mut found = false;
    ast.each_part(id, &mut |e| found = found || contains(ast, e, which));
    found
}

/// Whether a function's own statements yield.
fn yields(ast: &Ast, block: Block) -> bool {
    let is_yield = |k| matches!(k, ExprKind::Yield(_) | ExprKind::YieldFrom(_));
    let expr = |e: ExprId| contains(ast, e, &is_yield);
    ast.items(block).iter().any(|&s| match ast.stmt(s).kind {
        StmtKind::Expr(e) => expr(e),
        StmtKind::Assign { value, .. } | StmtKind::AugAssign { value, .. } => expr(value),
        StmtKind::AnnAssign { value, .. } | StmtKind::Return(value) => value.is_some_and(expr),
        StmtKind::If { branches, orelse } => {
            ast.items(branches).iter().any(|b| expr(b.test) || yields(ast, b.body)) || yields(ast, orelse)
        }
        StmtKind::While { test, body, orelse } => expr(test) || yields(ast, body) || yields(ast, orelse),
        StmtKind::For(index) => {
            let f = ast.for_loop(index);
            expr(f.iter) || yields(ast, f.body) || yields(ast, f.orelse)
        }
        StmtKind::With { items, body, .. } => ast.items(items).iter().any(|i| expr(i.context)) || yields(ast, body),
        StmtKind::Try(index) => {
            let t = ast.try_stmt(index);
            let handlers = ast.items(t.handlers).iter().any(|h| yields(ast, h.body));
            yields(ast, t.body) || handlers || yields(ast, t.orelse) || yields(ast, t.finally)
        }
        StmtKind::Match { subject, cases } => {
            expr(subject) || ast.items(cases).iter().any(|c| c.guard.is_some_and(expr) || yields(ast, c.body))
        }
        StmtKind::Assert { test, message } => expr(test) || message.is_some_and(expr),
        StmtKind::Raise { value, cause } => value.is_some_and(expr) || cause.is_some_and(expr),
        _ => false,
    })
}
