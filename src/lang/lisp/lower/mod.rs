//! From datums to Core: scopes resolved, macros expanded, special forms gone,
//! direct calls of builtins turned into primitives and natives.
//!
//! Whoever looks at the head of a form before its operands expands it first, by
//! `expanded`: `expr` and what stands for it (`test`, `expr_named`), bodies, and the
//! top level. Names are asked for by `meaning`, which knows what macros renamed.
mod binding;
mod body;
mod branches;
mod calls;
mod cases;
mod forms;
mod libraries;
mod macros;
mod matching;
mod quasi;
mod records;
mod scope;
mod shown;
mod sources;
mod tasks;
mod top;
mod tries;
mod values;

pub use macros::Macro;
pub use sources::Files;

use super::env::{LispEnv, Literal, RecordFn, Word};
use crate::core::{Const, Expr, GlobalNames, Kind, MAIN, Unit, passes};
use crate::syntax::sexpr::{self, Data, Datum, DatumKind, MAX_NESTING};
use crate::syntax::{Code, Diagnostic, Interner, Severity, SourceId, Span, Sym};
use body::BodyFrame;
use rustc_hash::{FxHashMap, FxHashSet};
use scope::{Bindings, Func, Meaning};
use std::rc::Rc;

/// The Lisp has continuations.
pub const REVISITS: bool = true;

/// How many problems are reported for one unit.
const MAX_PROBLEMS: usize = 30;

/// Lowers a program text that may not include files. The unit comes with warnings;
/// without errors only. The value of the unit is that of its last expression.
pub fn lower(
    env: &mut LispEnv,
    interner: &mut Interner,
    globals: &mut GlobalNames,
    source: SourceId,
    text: &str,
) -> Result<(Unit, Vec<Diagnostic>), Vec<Diagnostic>> {
    lower_with(env, interner, globals, source, text, &mut no_files, &mut |_, _| {})
}

/// Takes what is on the top level as soon as it is lowered, and may put something shorter
/// in the place of definitions. What it took does not count if the unit has errors after all;
/// the same definition may come again.
pub type Finish<'f> = dyn FnMut(&mut Expr, &GlobalNames) + 'f;

/// The same with files that it may include, and with something that takes definitions.
pub fn lower_with(
    env: &mut LispEnv,
    interner: &mut Interner,
    globals: &mut GlobalNames,
    source: SourceId,
    text: &str,
    files: &mut Files,
    finish: &mut Finish,
) -> Result<(Unit, Vec<Diagnostic>), Vec<Diagnostic>> {
    let data = sexpr::read(interner, source, text)?;
    let span = Span::new(source, 0, text.len() as u32);
    lower_read(env, interner, globals, &data, span, text, files, finish, None)
}

/// Lowers data that were made at run time. `sets`: the import sets of the
/// environment they are to be evaluated in, if that is not the program's.
pub fn lower_data(
    env: &mut LispEnv,
    interner: &mut Interner,
    globals: &mut GlobalNames,
    data: &Data,
    sets: Option<sexpr::Range>,
) -> Result<(Unit, Vec<Diagnostic>), Vec<Diagnostic>> {
    let span = Span::new(data.source, 0, 0);
    lower_read(env, interner, globals, data, span, "", &mut no_files, &mut |_, _| {}, sets)
}

#[expect(clippy::too_many_arguments, reason = "what the functions above share")]
fn lower_read(
    env: &mut LispEnv,
    interner: &mut Interner,
    globals: &mut GlobalNames,
    data: &Data,
    span: Span,
    text: &str,
    files: &mut Files,
    finish: &mut Finish,
    sets: Option<sexpr::Range>,
) -> Result<(Unit, Vec<Diagnostic>), Vec<Diagnostic>> {
    let aliases = interner.aliases();
    let mut known = FxHashSet::default();
    loop {
        let mut lowering = Lowering::new(env, interner, globals, data, text, files);
        lowering.maybe_set.extend(&known);
        if let Some(sets) = sets {
            lowering.environment(data.items(sets));
        }
        let outcome = lowering.unit(span, true, finish);
        match outcome {
            // A macro sets what had been taken for a builtin.
            Err(Failure::Sets(more)) => known.extend(more),
            Err(Failure::Problems(problems)) => {
                interner.forget_aliases(aliases);
                return Err(problems);
            }
            Ok(lowered) => {
                if !lowered.keeps_aliases {
                    interner.forget_aliases(aliases);
                }
                return Ok((lowered.unit, lowered.warnings));
            }
        }
    }
}

/// Nothing may be included.
fn no_files(_: SourceId, _: &str) -> Result<(SourceId, Rc<str>), String> {
    Err(crate::host::NO_SOURCES.into())
}

/// A unit, with what is to be said of it.
struct Lowered {
    unit: Unit,
    warnings: Vec<Diagnostic>,
    /// Whether something that stays has aliases in it.
    keeps_aliases: bool,
}

/// Why there is no unit.
enum Failure {
    /// It has errors.
    Problems(Vec<Diagnostic>),
    /// It sets these, which must be known before it is lowered.
    Sets(Vec<Sym>),
}

impl Failure {
    /// The first problem, in words.
    fn message(&self) -> &str {
        match self {
            Failure::Problems(problems) => &problems[0].message,
            Failure::Sets(_) => "a builtin is set",
        }
    }
}

/// Lowers the prelude. What it defines hides no builtin, so its own direct calls
/// of `raise`, `member` and the like are primitives and natives.
///
/// # Panics
/// If the prelude has an error; a test sees to it that it has none.
pub fn lower_prelude(env: &mut LispEnv, interner: &mut Interner, globals: &mut GlobalNames, source: SourceId) -> Unit {
    let text = super::PRELUDE;
    let data = sexpr::read(interner, source, text).unwrap_or_else(|p| panic!("prelude: {}", p[0].message));
    let span = Span::new(source, 0, text.len() as u32);
    match Lowering::new(env, interner, globals, &data, text, &mut no_files).unit(span, false, &mut |_, _| {}) {
        Ok(lowered) => lowered.unit,
        Err(failure) => panic!("prelude: {}", failure.message()),
    }
}

/// The definitions of the prelude: name and place in its text. Each begins on a
/// line of its own with `(define (`; a test holds it against the reader.
pub fn prelude_parts() -> Vec<(&'static str, std::ops::Range<usize>)> {
    const HEAD: &[u8] = b"(define (";
    let text: &'static str = super::PRELUDE;
    let mut parts: Vec<(&str, std::ops::Range<usize>)> = vec![];
    let mut at = 0;
    for line in text.as_bytes().split_inclusive(|&b| b == b'\n') {
        if line.starts_with(HEAD) {
            if let Some((_, last)) = parts.last_mut() {
                last.end = at;
            }
            let length = line[HEAD.len()..].iter().take_while(|b| !matches!(b, b' ' | b')')).count();
            let name = text.get(at + HEAD.len()..at + HEAD.len() + length).unwrap_or("");
            parts.push((name, at..text.len()));
        }
        at += line.len();
    }
    parts
}

/// Tells the environment that the name of a part of the prelude has a value.
pub fn declare_part(env: &mut LispEnv, name: Sym) {
    env.known.insert(name);
}

/// Lowers one definition of the prelude, see [`prelude_parts`].
///
/// # Panics
/// As [`lower_prelude`].
pub fn lower_part(
    env: &mut LispEnv,
    interner: &mut Interner,
    globals: &mut GlobalNames,
    source: SourceId,
    part: std::ops::Range<usize>,
) -> Unit {
    let text = super::PRELUDE;
    let span = Span::new(source, part.start as u32, part.end as u32);
    let data = sexpr::read_part(interner, source, text, part).unwrap_or_else(|p| panic!("prelude: {}", p[0].message));
    match Lowering::new(env, interner, globals, &data, text, &mut no_files).unit(span, false, &mut |_, _| {}) {
        Ok(lowered) => lowered.unit,
        Err(failure) => panic!("prelude: {}", failure.message()),
    }
}

/// The state of lowering one unit.
struct Lowering<'a> {
    env: &'a mut LispEnv,
    interner: &'a mut Interner,
    globals: &'a mut GlobalNames,
    data: &'a Data,
    text: &'a str,
    files: &'a mut Files<'a>,
    /// The top level that is being lowered, see [`scope::TOP`].
    top: u32,
    /// What libraries are to be run at the beginning.
    starts: Vec<Sym>,
    problems: Vec<Diagnostic>,
    errors: usize,
    /// Functions around the current place, the unit's main one first.
    funcs: Vec<Func>,
    bindings: Bindings,
    /// Bodies with definitions around the current place.
    bodies: Vec<BodyFrame>,
    /// How many expressions are around the current one.
    depth: usize,
    /// How often each global is defined by this unit.
    defined: FxHashMap<Sym, u32>,
    /// Meanings of words before this unit changed them, in the order of the changes.
    hidden_words: Vec<(Sym, Word)>,
    /// Names that this unit defines as macros.
    syntax_names: FxHashSet<Sym>,
    /// Places where macros are defined: how many bindings are in force there.
    places: Vec<usize>,
    /// How many datums macros may still make.
    expandable: usize,
    /// Uses of macros: where, and of which.
    expansions: Vec<(u32, u32, Sym)>,
    /// Names that this unit imports.
    imported: FxHashSet<Sym>,
    /// How many macros, aliases and libraries there were before this unit.
    first_macro: usize,
    first_alias: usize,
    first_library: usize,
    /// Whether the top level goes away with the unit.
    scratch: bool,
    /// Whether macros of this unit stay.
    keeps_macros: bool,
    /// Whether something that stays has aliases of this unit in it.
    keeps_aliases: bool,
    /// Names that this unit sets somewhere, as globals or locals.
    maybe_set: FxHashSet<Sym>,
    /// Globals that this unit certainly sets.
    really_set: Vec<Sym>,
    /// Those among them that should have been in `maybe_set`.
    late_sets: Vec<Sym>,
    /// Record functions of this unit.
    records: FxHashMap<Sym, RecordFn>,
    /// Record types of this unit, with their fields.
    record_types: FxHashMap<Sym, Rc<[Sym]>>,
    /// Definitions that bodies made for the whole unit.
    hoisted: Vec<Expr>,
    /// First use of each global that may have no value.
    doubtful: FxHashMap<Sym, Span>,
}

impl<'a> Lowering<'a> {
    fn new(
        env: &'a mut LispEnv,
        interner: &'a mut Interner,
        globals: &'a mut GlobalNames,
        data: &'a Data,
        text: &'a str,
        files: &'a mut Files<'a>,
    ) -> Self {
        let (first_macro, first_alias, first_library) = (env.macros.len(), interner.aliases(), env.libraries.len());
        Lowering {
            env,
            interner,
            globals,
            data,
            text,
            files,
            top: scope::TOP,
            starts: vec![],
            problems: vec![],
            errors: 0,
            funcs: vec![Func::default()],
            bindings: Bindings::default(),
            bodies: vec![],
            depth: 0,
            defined: FxHashMap::default(),
            hidden_words: vec![],
            syntax_names: FxHashSet::default(),
            places: vec![],
            expandable: macros::MOST,
            expansions: vec![],
            imported: FxHashSet::default(),
            first_macro,
            first_alias,
            first_library,
            scratch: false,
            keeps_macros: false,
            keeps_aliases: false,
            maybe_set: FxHashSet::default(),
            really_set: vec![],
            late_sets: vec![],
            records: FxHashMap::default(),
            record_types: FxHashMap::default(),
            hoisted: vec![],
            doubtful: FxHashMap::default(),
        }
    }

    /// Lowers everything. `program`: definitions hide builtins.
    fn unit(mut self, span: Span, program: bool, finish: &mut Finish) -> Result<Lowered, Failure> {
        let data = self.data;
        let tops = self.gather(data.items(data.top), program);
        let mut exprs = Vec::with_capacity(tops.len());
        for start in std::mem::take(&mut self.starts) {
            let call = self.start_library(start, span);
            exprs.push(call);
        }
        for top in tops {
            let first = exprs.len();
            self.top(top, &mut exprs);
            for e in &mut exprs[first..] {
                passes::scope::definition(e, REVISITS);
                if self.errors == 0 {
                    finish(e, self.globals);
                }
            }
        }
        self.hoisted.iter_mut().for_each(|e| passes::scope::definition(e, REVISITS));
        if exprs.is_empty() {
            exprs.push(Expr::new(Kind::Const(Const::Unit), span));
        }
        self.hoisted.append(&mut exprs);
        let exprs = std::mem::take(&mut self.hoisted);
        let main = self.funcs.pop().expect("the main function");
        let mut unit =
            Unit { main: main.finish(Some(MAIN.into()), span, 0, false, seq(exprs, span)), revisits: REVISITS };
        let failed = self.errors > 0;
        self.settle(program, failed || !self.late_sets.is_empty());
        if !failed {
            self.warn_unbound();
        }
        crate::platform::sort_by_key(&mut self.problems, |p| p.labels.first().map_or(0, |l| l.span.start));
        if failed {
            return Err(Failure::Problems(self.problems));
        }
        if !self.late_sets.is_empty() {
            return Err(Failure::Sets(self.late_sets));
        }
        passes::scope::rest(&mut unit);
        Ok(Lowered { unit, warnings: self.problems, keeps_aliases: self.keeps_aliases })
    }

    // Problems.

    fn span(&self, d: Datum) -> Span {
        self.data.span(d)
    }

    fn name(&self, s: Sym) -> &str {
        self.interner.name(s)
    }

    fn report(&mut self, mut d: Diagnostic) {
        if d.severity == Severity::Error {
            self.errors += 1;
        }
        if self.problems.len() >= MAX_PROBLEMS {
            return;
        }
        if let Some(name) = d.labels.first().and_then(|l| self.macro_at(l.span)) {
            d.notes.push(format!("this comes from the macro `{name}`"));
        }
        self.problems.push(d);
    }

    /// Reports an error; gives an expression to go on with.
    fn error(&mut self, code: Code, d: Datum, message: impl Into<String>) -> Expr {
        let span = self.span(d);
        self.report(Diagnostic::error(code, span, message));
        Expr::new(Kind::Const(Const::Unit), span)
    }

    /// Reports a form that is not written as it should; `shape` shows how.
    fn misuse(&mut self, d: Datum, message: impl Into<String>, shape: &str) -> Expr {
        let span = self.span(d);
        self.report(Diagnostic::error(Code::Form, span, message).note(format!("it is written {shape}")));
        Expr::new(Kind::Const(Const::Unit), span)
    }

    // Expressions.

    /// Lowers an expression. `tail`: its value is the value of the function.
    fn expr(&mut self, d: Datum, tail: bool) -> Expr {
        let d = self.expanded(d);
        let span = self.span(d);
        let kind = match d.kind {
            DatumKind::Sym(s) => return self.variable(s, d),
            DatumKind::List(r) => {
                if self.depth >= MAX_NESTING {
                    return self.too_deep(d);
                }
                return self.deeper(1, |s| match r.is_square() {
                    true => s.list_literal(s.data.items(r), d),
                    false => s.form(s.data.items(r), d, tail),
                });
            }
            DatumKind::Dotted(_) => return self.error(Code::Form, d, "a call cannot have a dot in it"),
            DatumKind::Labelled(r) => return self.expr(self.data.labelled(r).1, tail),
            DatumKind::Ref(_) => {
                return self.error(Code::Form, d, "only quoted data can contain itself");
            }
            _ => Kind::Const(self.constant(d)),
        };
        Expr::new(kind, span)
    }

    /// Lowers an expression `levels` deeper than where it stands in the source:
    /// what `cond` and its like make of a long form is as deep as it is long.
    fn deeper<T>(&mut self, levels: usize, f: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += levels;
        let result = f(self);
        self.depth -= levels;
        result
    }

    /// Refuses a chain of so many clauses or operands, each a level deeper.
    fn too_long(&mut self, length: usize, span: Span) -> Option<Expr> {
        let d = Datum { kind: DatumKind::False, start: span.start, end: span.end };
        (self.depth + length > MAX_NESTING).then(|| self.too_deep(d))
    }

    #[cold]
    fn too_deep(&mut self, d: Datum) -> Expr {
        // One report is enough: everything further in is too deep as well.
        if !self.problems.iter().any(|p| matches!(p.code, Code::Nesting | Code::Expansion)) {
            let span = self.span(d);
            let problem = match self.macro_at(span) {
                Some(name) => {
                    let message = format!("the macro `{name}` makes what is nested deeper than {MAX_NESTING} levels");
                    Diagnostic::error(Code::Expansion, span, message)
                }
                None => Diagnostic::error(Code::Nesting, span, format!("nested deeper than {MAX_NESTING} levels"))
                    .note("every clause of `select` and `case-lambda` and every element of a `list` pattern counts as a level"),
            };
            self.report(problem);
        }
        self.errors += 1;
        Expr::new(Kind::Const(Const::Unit), self.span(d))
    }

    fn variable(&mut self, s: Sym, d: Datum) -> Expr {
        let span = self.span(d);
        let kind = match self.meaning(s) {
            Meaning::Var { func, local, def } => {
                self.note_use(def);
                self.read(func, local)
            }
            Meaning::Global(global) => Kind::Global(self.globals.resolve(global)),
            Meaning::Macro(_) => {
                let message = format!("`{}` is a macro and has no value", self.name(s));
                return self.error(Code::Form, d, message);
            }
            Meaning::Word(s, Word::Special(_)) => {
                let message = format!("`{}` is a form and has no value", self.name(s));
                return self.error(Code::Form, d, message);
            }
            Meaning::Word(s, Word::Unsupported) => return self.unsupported(s, d),
            Meaning::Word(_, Word::Literal(literal)) => Kind::Const(match literal {
                Literal::True => Const::True,
                Literal::False => Const::False,
                Literal::Nil => Const::Nil,
                Literal::Environment => {
                    let marker = Const::Sym(self.interner.intern("%environment"));
                    Const::List(Rc::new([marker]), Rc::new(Const::Nil))
                }
            }),
            Meaning::Word(s, word) => {
                if word == Word::None {
                    self.doubtful.entry(s).or_insert(span);
                }
                Kind::Global(self.globals.resolve(s))
            }
        };
        Expr::new(kind, span)
    }

    fn unsupported(&mut self, s: Sym, d: Datum) -> Expr {
        let message = format!("not supported: {}", self.name(s));
        self.error(Code::Unsupported, d, message)
    }

    /// Warns of globals nobody has given a value, with a likely meaning.
    fn warn_unbound(&mut self) {
        let mut doubtful: Vec<(Span, Sym)> = self
            .doubtful
            .iter()
            .filter(|(s, _)| !(self.defined.contains_key(s) || self.env.user.contains(s) || self.env.known.contains(s)))
            .map(|(&s, &span)| (span, s))
            .collect();
        crate::platform::sort_by_key(&mut doubtful, |(span, _)| span.start);
        for (i, (span, s)) in doubtful.into_iter().enumerate() {
            let name = self.name(s).to_string();
            let mut warning = Diagnostic::error(Code::Unbound, span, format!("`{name}` has no value yet"));
            warning.severity = Severity::Warning;
            // Comparing with every name is slow; a wrong file can have very many.
            if i < 10 {
                let mine = self.defined.keys().map(|&s| self.interner.name(s));
                if let Some(near) = nearest(&name, self.env.names(self.interner).chain(mine)) {
                    warning.notes.push(format!("did you mean `{near}`?"));
                }
            }
            self.report(warning);
        }
    }
}

/// One expression, or several after each other.
fn seq(mut exprs: Vec<Expr>, span: Span) -> Expr {
    match exprs.len() {
        1 => exprs.pop().expect("one"),
        _ => Expr::new(Kind::Seq(exprs), span),
    }
}

/// The name most like `wanted`, if it is like it at all.
fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let limit = match wanted.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    names
        .filter(|n| !n.starts_with('%') && n.len().abs_diff(wanted.len()) <= 2 * limit)
        .filter_map(|n| Some((distance(wanted, n, limit)?, n)))
        .min()
        .map(|(_, n)| n)
}

/// How many characters must be changed, put in, left out or swapped with their
/// neighbour to make one text of the other, if at most `limit`.
fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(40).collect(), b.chars().take(40).collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]) as usize;
            let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    Some(rows[a.len()][b.len()]).filter(|&d| d > 0 && d <= limit)
}

#[cfg(test)]
mod tests;
