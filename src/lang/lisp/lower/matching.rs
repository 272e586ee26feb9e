//! `match`, and the patterns of `catch`.
//!
//! A clause is a test without side effects, and then its body with the variables
//! bound to the parts of the value they stand for: both find the parts anew, by
//! `car` and `cdr`, which costs less than handing them on. Only what a `view`
//! computes and what alternatives bind is kept in variables of the whole form.
use super::{Lowering, seq};
use crate::core::{Const, Expr, GlobalId, Kind, LocalId, Prim};
use crate::lang::lisp::builtins::id;
use crate::lang::lisp::env::Special;
use crate::syntax::sexpr::{Datum, DatumKind, MAX_NESTING};
use crate::syntax::{Code, Span, Sym};

/// A pattern.
enum Pat {
    /// `_`
    Any,
    /// A variable.
    Var(Sym, Span),
    /// A literal, or quoted data.
    Const(Const),
    /// `(cons p q)`; lists are pairs of pairs.
    Pair(Box<Pat>, Box<Pat>),
    /// `#(p ...)`
    Vector(Vec<Pat>),
    /// `(or p ...)`. If it binds variables, with the places where they are kept.
    Or(Vec<Pat>, Vec<(Sym, Span, LocalId)>),
    /// `(and p ...)`, `(as x p)`.
    And(Vec<Pat>),
    /// `(not p)`
    Not(Box<Pat>),
    /// `(when p test)`
    When(Box<Pat>, Datum),
    /// `(? f)`
    Satisfies(Datum),
    /// `(.. low high)`, `(..= low high)`
    Range { low: Datum, high: Datum, inclusive: bool },
    /// `(view f p)`, with the place where the value of `f` is kept.
    View(Datum, LocalId, Box<Pat>),
    /// `(type p ...)`: a record with its fields.
    Record(GlobalId, Vec<(Sym, Pat)>),
}

/// The variables of a pattern.
fn variables(p: &Pat, out: &mut Vec<(Sym, Span)>) {
    match p {
        Pat::Var(name, at) => out.push((*name, *at)),
        Pat::Pair(a, b) => {
            variables(a, out);
            variables(b, out);
        }
        Pat::Vector(all) | Pat::And(all) => all.iter().for_each(|p| variables(p, out)),
        Pat::Or(_, kept) => out.extend(kept.iter().map(|k| (k.0, k.1))),
        Pat::When(p, _) | Pat::View(_, _, p) => variables(p, out),
        Pat::Record(_, fields) => fields.iter().for_each(|(_, p)| variables(p, out)),
        Pat::Any | Pat::Const(_) | Pat::Not(_) | Pat::Satisfies(_) | Pat::Range { .. } => {}
    }
}

const SHAPE: &str = "(match value (pattern expression ...) ...)";

impl<'a> Lowering<'a> {
    /// `(match value (pattern body ...) ...)`. The value of no clause is the empty list.
    #[inline(never)]
    pub(super) fn form_match(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        let Some((&value, clauses)) = args.split_first() else {
            return self.misuse(d, "`match` needs a value and clauses", SHAPE);
        };
        let span = self.span(d);
        let value = self.expr(value, false);
        let subject = self.temp("value".into(), value.span);
        let mut parts = vec![];
        for &c in clauses {
            match self.data.list(c).and_then(|l| l.split_first()) {
                Some((&pattern, body)) if !body.is_empty() => parts.push((pattern, body, c)),
                _ => return self.misuse(c, "a clause is a pattern and expressions", SHAPE),
            }
        }
        let none = Expr::new(Kind::Const(Const::Nil), span);
        let body = self.matching(subject, &parts, none, span, tail);
        Expr::new(Kind::Let(vec![(subject, value)], Box::new(body)), span)
    }

    /// Goes through clauses of pattern and body; `other` is for when none fits.
    pub(super) fn matching(
        &mut self,
        subject: LocalId,
        clauses: &[(Datum, &'a [Datum], Datum)],
        other: Expr,
        span: Span,
        tail: bool,
    ) -> Expr {
        let how = self.chain_of(clauses.len());
        let mut kept = vec![];
        let mut done = Vec::with_capacity(clauses.len());
        for (i, &(pattern, body, form)) in clauses.iter().enumerate() {
            let clause =
                self.deeper(how.level(i + 1), |s| s.match_clause(subject, pattern, body, form, &mut kept, tail));
            done.push((clause, self.span(form)));
        }
        let mut tests = Vec::with_capacity(done.len());
        let mut rest = other;
        for ((test, body), at) in done {
            match test {
                Some(test) => tests.push((test, body, at)),
                // Whatever comes after it is never reached.
                None => {
                    rest = body;
                    break;
                }
            }
        }
        let rest = self.chosen(how, tests, rest);
        if kept.is_empty() {
            return rest;
        }
        let kept = kept.into_iter().map(|l| (l, Expr::new(Kind::Const(Const::Unit), span))).collect();
        Expr::new(Kind::Let(kept, Box::new(rest)), span)
    }

    /// The test of a clause, unless it always fits, and its body.
    fn match_clause(
        &mut self,
        subject: LocalId,
        pattern: Datum,
        body: &'a [Datum],
        form: Datum,
        kept: &mut Vec<LocalId>,
        tail: bool,
    ) -> (Option<Expr>, Expr) {
        let at = self.span(form);
        let failed = Expr::new(Kind::Const(Const::Unit), at);
        let Some(mut p) = self.pattern(pattern, kept) else { return (None, failed) };
        let mut body = body;
        if let [word, test, rest @ ..] = body
            && self.special(*word) == Some(Special::When)
        {
            p = Pat::When(Box::new(p), *test);
            body = rest;
        }
        let mut names = vec![];
        variables(&p, &mut names);
        for (i, &(name, at)) in names.iter().enumerate() {
            if names[..i].iter().any(|n| n.0 == name) {
                self.bound_twice(name, at);
                return (None, failed);
            }
        }
        let place = Expr::new(Kind::Local(subject), self.span(pattern));
        let test = self.fits(&p, &place);
        let body = match body {
            [] => Expr::new(Kind::Const(Const::Unit), at),
            _ => self.with_parts(&p, &place, |s| s.body(body, at, tail)),
        };
        (test, body)
    }

    fn bound_twice(&mut self, name: Sym, at: Span) {
        let message = format!("`{}` is bound twice in one pattern", self.name(name));
        self.report(crate::syntax::Diagnostic::error(Code::Form, at, message));
    }

    // From data to patterns.

    /// Reads a pattern; reports it if it is none. `kept` gets the variables that
    /// the whole form needs.
    fn pattern(&mut self, d: Datum, kept: &mut Vec<LocalId>) -> Option<Pat> {
        let span = self.span(d);
        if self.depth >= MAX_NESTING {
            self.too_deep(d);
            return None;
        }
        match d.kind {
            DatumKind::Sym(s) => Some(match self.name(s) {
                "_" => Pat::Any,
                "nil" | "Nil" => Pat::Const(Const::Nil),
                "true" => Pat::Const(Const::True),
                "false" => Pat::Const(Const::False),
                _ => Pat::Var(s, span),
            }),
            DatumKind::Vector(r) => Some(Pat::Vector(self.patterns(self.data.items(r), kept)?)),
            DatumKind::List(r) if r.is_square() => self.list_pattern(self.data.items(r), None, kept),
            DatumKind::List(r) => self.pattern_form(self.data.items(r), d, kept),
            DatumKind::Dotted(r) => {
                let (last, mut front) = self.data.items(r).split_last().expect("a dot stands after a datum");
                if !r.is_square() && self.pattern_word(front[0]) == Some("list") {
                    front = &front[1..];
                }
                self.list_pattern(front, Some(*last), kept)
            }
            _ => Some(Pat::Const(self.constant(d))),
        }
    }

    /// The name, if a pattern is nothing but a variable.
    pub(super) fn plain_variable(&self, d: Datum) -> Option<Sym> {
        let d = match self.data.list(d) {
            Some(&[inner]) => inner,
            _ => d,
        };
        d.symbol().filter(|&s| !matches!(self.name(s), "_" | "nil" | "Nil" | "true" | "false"))
    }

    fn pattern_word(&self, d: Datum) -> Option<&str> {
        d.symbol().map(|s| self.name(s))
    }

    /// Patterns whose tests follow each other, each a level deeper.
    fn patterns(&mut self, all: &[Datum], kept: &mut Vec<LocalId>) -> Option<Vec<Pat>> {
        all.iter().enumerate().map(|(i, &d)| self.deeper(i + 1, |s| s.pattern(d, kept))).collect()
    }

    /// The elements of a list, and what follows them.
    fn list_pattern(&mut self, items: &'a [Datum], rest: Option<Datum>, kept: &mut Vec<LocalId>) -> Option<Pat> {
        let items = self.patterns(items, kept)?;
        let mut list = match rest {
            Some(d) => self.deeper(items.len(), |s| s.pattern(d, kept))?,
            None => Pat::Const(Const::Nil),
        };
        for p in items.into_iter().rev() {
            list = Pat::Pair(Box::new(p), Box::new(list));
        }
        Some(list)
    }

    /// A pattern in brackets: a word that says what it is, then its parts.
    fn pattern_form(&mut self, items: &'a [Datum], d: Datum, kept: &mut Vec<LocalId>) -> Option<Pat> {
        let Some((&head, args)) = items.split_first() else { return Some(Pat::Const(Const::Nil)) };
        let word = self.pattern_word(head).unwrap_or("").to_string();
        let shape = match word.as_str() {
            "quote" => "'datum",
            "list" => return self.list_pattern(args, None, kept),
            "vector" => return Some(Pat::Vector(self.patterns(args, kept)?)),
            "and" => return Some(Pat::And(self.patterns(args, kept)?)),
            "or" => return self.or_pattern(args, kept),
            "cons" | "Cons" => "(cons first rest)",
            "as" => "(as name pattern)",
            "not" => "(not pattern)",
            "when" => "(when pattern test)",
            "?" => "(? predicate pattern ...)",
            "view" => "(view function pattern)",
            ".." => "(.. low high), two numbers, the second beyond the last that fits",
            "..=" => "(..= low high), two numbers",
            _ => return self.other_pattern(head, args, d, kept),
        };
        Some(match (word.as_str(), args) {
            ("quote", [datum]) => Pat::Const(self.constant(*datum)),
            ("cons" | "Cons", [a, b]) => {
                let a = self.pattern(*a, kept)?;
                Pat::Pair(Box::new(a), Box::new(self.pattern(*b, kept)?))
            }
            ("as", [name, p]) if name.symbol().is_some() => {
                let name = self.pattern(*name, kept)?;
                Pat::And(vec![name, self.pattern(*p, kept)?])
            }
            ("not", [p]) => {
                let p = self.pattern(*p, kept)?;
                let mut names = vec![];
                variables(&p, &mut names);
                if !names.is_empty() {
                    self.misuse(d, "a pattern inside `not` cannot bind variables", "(not pattern)");
                    return None;
                }
                Pat::Not(Box::new(p))
            }
            ("when", [p, test]) => Pat::When(Box::new(self.pattern(*p, kept)?), *test),
            ("?", [test, more @ ..]) => {
                let mut all = vec![Pat::Satisfies(*test)];
                all.extend(self.patterns(more, kept)?);
                Pat::And(all)
            }
            ("view", [f, p]) => {
                let local = self.keep("view", self.span(*f), kept);
                Pat::View(*f, local, Box::new(self.pattern(*p, kept)?))
            }
            (".." | "..=", [low, high]) => Pat::Range { low: *low, high: *high, inclusive: word == "..=" },
            _ => {
                self.misuse(d, format!("this is not how a `{word}` pattern is written"), shape);
                return None;
            }
        })
    }

    /// A variable of the whole form, in which a clause keeps something.
    fn keep(&mut self, name: &str, span: Span, kept: &mut Vec<LocalId>) -> LocalId {
        let local = self.temp(name.into(), span);
        kept.push(local);
        local
    }

    /// A record, or a pattern in further brackets.
    fn other_pattern(&mut self, head: Datum, args: &'a [Datum], d: Datum, kept: &mut Vec<LocalId>) -> Option<Pat> {
        if let Some((ty, fields)) = head.symbol().and_then(|s| self.record_type(s)) {
            if fields.len() != args.len() {
                let message = format!("the record type has {} fields, the pattern {}", fields.len(), args.len());
                self.error(Code::Form, d, message);
                return None;
            }
            let parts = self.patterns(args, kept)?;
            return Some(Pat::Record(ty, fields.iter().copied().zip(parts).collect()));
        }
        if args.is_empty() {
            return self.pattern(head, kept);
        }
        let shape = "(list p ...), (cons p q), #(p ...), (or p ...), (and p ...), (not p), (as name p), \
                     (when p test), (? predicate p ...), (view function p), (.. low high), (..= low high), \
                     or a record type with patterns for its fields";
        self.misuse(head, "no pattern begins like this", shape);
        None
    }

    fn or_pattern(&mut self, args: &'a [Datum], kept: &mut Vec<LocalId>) -> Option<Pat> {
        let all = self.patterns(args, kept)?;
        let mut names: Option<Vec<(Sym, Span)>> = None;
        for (p, &d) in all.iter().zip(args) {
            let mut own = vec![];
            variables(p, &mut own);
            match &names {
                None => names = Some(own),
                Some(first) => {
                    let same = first.len() == own.len() && own.iter().all(|(n, _)| first.iter().any(|f| f.0 == *n));
                    if !same {
                        self.error(Code::Form, d, "the alternatives of an `or` pattern must bind the same variables");
                        return None;
                    }
                }
            }
        }
        let mut places = vec![];
        for (name, at) in names.unwrap_or_default() {
            let text = self.interner.name_rc(name);
            places.push((name, at, self.keep(&text, at, kept)));
        }
        Some(Pat::Or(all, places))
    }

    // From patterns to tests.

    /// Whether the pattern fits what is at a place; nothing if it always does.
    fn fits(&mut self, p: &Pat, place: &Expr) -> Option<Expr> {
        self.deeper(1, |s| s.test_of(p, place))
    }

    fn test_of(&mut self, p: &Pat, place: &Expr) -> Option<Expr> {
        let at = place.span;
        let prim = |p: Prim, args: Vec<Expr>| Expr::new(Kind::Prim(p, args), at);
        match p {
            Pat::Any | Pat::Var(..) => None,
            Pat::Const(Const::Nil) => Some(prim(Prim::IsNull, vec![place.clone()])),
            Pat::Const(c) => {
                let value = Expr::new(Kind::Const(c.clone()), at);
                Some(match c {
                    Const::True | Const::False | Const::Int(_) | Const::Char(_) | Const::Sym(_) => {
                        prim(Prim::Eq, vec![place.clone(), value])
                    }
                    _ => Expr::new(Kind::Native(const { id("equal?") }, vec![place.clone(), value]), at),
                })
            }
            Pat::Pair(a, b) => Some(self.at_place(place, |s, place| {
                let pair = prim(Prim::IsPair, vec![place.clone()]);
                let first = s.fits(a, &prim(Prim::Car, vec![place.clone()]));
                let rest = s.fits(b, &prim(Prim::Cdr, vec![place.clone()]));
                all_of([Some(pair), first, rest], at).expect("the first is there")
            })),
            Pat::Vector(items) => Some(self.at_place(place, |s, place| {
                let vector = Expr::new(Kind::Native(const { id("vector?") }, vec![place.clone()]), at);
                let length = prim(Prim::VectorLen, vec![place.clone()]);
                let length = prim(Prim::NumEq, vec![length, int(items.len(), at)]);
                let mut tests = vec![Some(vector), Some(length)];
                for (i, p) in items.iter().enumerate() {
                    tests.push(s.fits(p, &prim(Prim::VectorRef, vec![place.clone(), int(i, at)])));
                }
                all_of(tests, at).expect("the first is there")
            })),
            Pat::Or(all, kept) => Some(self.at_place(place, |s, place| {
                let mut rest = Expr::new(Kind::Const(Const::False), at);
                for p in all.iter().rev() {
                    let yes = s.kept_parts(p, place, kept);
                    rest = match s.fits(p, place) {
                        None => yes,
                        Some(test) => Expr::new(Kind::If(Box::new(test), Box::new(yes), Box::new(rest)), at),
                    };
                }
                rest
            })),
            Pat::And(all) => {
                let simple = all.iter().filter(|p| !matches!(p, Pat::Any | Pat::Var(..))).count() < 2;
                let tests = |s: &mut Self, place: &Expr| {
                    let tests: Vec<Option<Expr>> = all.iter().map(|p| s.fits(p, place)).collect();
                    all_of(tests, at)
                };
                if simple {
                    return tests(self, place);
                }
                Some(
                    self.at_place(place, |s, place| tests(s, place).unwrap_or(Expr::new(Kind::Const(Const::True), at))),
                )
            }
            Pat::Not(p) => Some(match self.fits(p, place) {
                None => Expr::new(Kind::Const(Const::False), at),
                Some(test) => prim(Prim::Not, vec![test]),
            }),
            Pat::When(p, test) => Some(self.at_place(place, |s, place| {
                let fits = s.fits(p, place);
                let test = s.with_parts(p, place, |s| s.test(*test));
                all_of([fits, Some(test)], at).expect("the last is there")
            })),
            Pat::Satisfies(f) => Some(self.call_with(*f, place.clone())),
            Pat::Range { low, high, inclusive } => Some(self.at_place(place, |s, place| {
                let number = Expr::new(Kind::Native(const { id("real?") }, vec![place.clone()]), at);
                let low = s.expr(*low, false);
                let above = prim(Prim::Le, vec![low, place.clone()]);
                let high = s.expr(*high, false);
                let below = prim(if *inclusive { Prim::Le } else { Prim::Lt }, vec![place.clone(), high]);
                all_of([Some(number), Some(above), Some(below)], at).expect("all are there")
            })),
            Pat::View(f, kept, p) => {
                let value = self.call_with(*f, place.clone());
                let set = Expr::new(self.set_kept(*kept, value), at);
                let test = self.fits(p, &Expr::new(Kind::Local(*kept), at));
                Some(seq(vec![set, test.unwrap_or(Expr::new(Kind::Const(Const::True), at))], at))
            }
            Pat::Record(ty, fields) => Some(self.at_place(place, |s, place| {
                let record = vec![place.clone(), Expr::new(Kind::Global(*ty), at)];
                let mut tests = vec![Some(Expr::new(Kind::Native(const { id("%record-is?") }, record), at))];
                for (field, p) in fields {
                    tests.push(s.fits(p, &field_of(place, *field, *ty)));
                }
                all_of(tests, at).expect("the first is there")
            })),
        }
    }

    /// Tests what is looked at more than once: bound to a variable if it is none.
    fn at_place(&mut self, place: &Expr, test: impl FnOnce(&mut Self, &Expr) -> Expr) -> Expr {
        if matches!(place.kind, Kind::Local(_)) {
            return test(self, place);
        }
        let at = place.span;
        let t = self.temp("part".into(), at);
        let test = test(self, &Expr::new(Kind::Local(t), at));
        Expr::new(Kind::Let(vec![(t, place.clone())], Box::new(test)), at)
    }

    fn set_kept(&mut self, local: LocalId, value: Expr) -> Kind {
        let here = self.funcs.len() as u32 - 1;
        self.write(here, local, value)
    }

    /// Keeps the parts that an alternative binds; the value is true.
    fn kept_parts(&mut self, p: &Pat, place: &Expr, kept: &[(Sym, Span, LocalId)]) -> Expr {
        let at = place.span;
        let yes = Expr::new(Kind::Const(Const::True), at);
        let mut binds = vec![];
        let mut parts = vec![];
        self.parts_of(p, place, &mut binds, &mut parts);
        if parts.is_empty() {
            return yes;
        }
        let mut steps = vec![];
        for (name, part) in parts {
            let local = kept.iter().find(|k| k.0 == name).expect("alternatives bind the same").2;
            steps.push(Expr::new(self.set_kept(local, part), at));
        }
        steps.push(yes);
        let steps = seq(steps, at);
        if binds.is_empty() { steps } else { Expr::new(Kind::Let(binds, Box::new(steps)), at) }
    }

    // From patterns to variables.

    /// An expression in which the variables of the pattern have their values.
    fn with_parts(&mut self, p: &Pat, place: &Expr, inner: impl FnOnce(&mut Self) -> Expr) -> Expr {
        let mut binds = vec![];
        let mut parts = vec![];
        self.parts_of(p, place, &mut binds, &mut parts);
        let mark = self.bindings.enter();
        let mut names = vec![];
        variables(p, &mut names);
        for (name, part) in parts {
            let at = names.iter().find(|n| n.0 == name).map_or(place.span, |n| n.1);
            binds.push((self.bind_local(name, at), part));
        }
        let e = inner(self);
        self.bindings.leave(mark);
        if binds.is_empty() {
            return e;
        }
        let at = e.span;
        Expr::new(Kind::Let(binds, Box::new(e)), at)
    }

    /// What the variables of a pattern stand for; `binds` gets what is needed first.
    fn parts_of(&mut self, p: &Pat, place: &Expr, binds: &mut Vec<(LocalId, Expr)>, parts: &mut Vec<(Sym, Expr)>) {
        let mut names = vec![];
        variables(p, &mut names);
        if names.is_empty() {
            return;
        }
        let at = place.span;
        if let Pat::Var(name, _) = p {
            return parts.push((*name, place.clone()));
        }
        let place = match place.kind {
            Kind::Local(_) => place.clone(),
            _ => {
                let t = self.temp("part".into(), at);
                binds.push((t, place.clone()));
                Expr::new(Kind::Local(t), at)
            }
        };
        let prim = |p: Prim, args: Vec<Expr>| Expr::new(Kind::Prim(p, args), at);
        match p {
            Pat::Pair(a, b) => {
                self.parts_of(a, &prim(Prim::Car, vec![place.clone()]), binds, parts);
                self.parts_of(b, &prim(Prim::Cdr, vec![place.clone()]), binds, parts);
            }
            Pat::Vector(items) => {
                for (i, p) in items.iter().enumerate() {
                    self.parts_of(p, &prim(Prim::VectorRef, vec![place.clone(), int(i, at)]), binds, parts);
                }
            }
            Pat::Or(_, kept) => {
                parts.extend(kept.iter().map(|(name, _, local)| (*name, Expr::new(Kind::Local(*local), at))));
            }
            Pat::And(all) => all.iter().for_each(|p| self.parts_of(p, &place, binds, parts)),
            Pat::When(p, _) => self.parts_of(p, &place, binds, parts),
            Pat::View(_, kept, p) => self.parts_of(p, &Expr::new(Kind::Local(*kept), at), binds, parts),
            Pat::Record(ty, fields) => {
                for (field, p) in fields {
                    self.parts_of(p, &field_of(&place, *field, *ty), binds, parts);
                }
            }
            Pat::Any | Pat::Var(..) | Pat::Const(_) | Pat::Not(_) | Pat::Satisfies(_) | Pat::Range { .. } => {}
        }
    }
}

fn int(n: usize, at: Span) -> Expr {
    Expr::new(Kind::Const(Const::Int(n as i64)), at)
}

fn field_of(record: &Expr, field: Sym, ty: GlobalId) -> Expr {
    Expr::new(Kind::GetField { obj: Box::new(record.clone()), field, ty }, record.span)
}

/// Whether all of the tests hold that are there; nothing if none is.
pub(super) fn all_of(tests: impl IntoIterator<Item = Option<Expr>>, at: Span) -> Option<Expr> {
    let tests: Vec<Expr> = tests.into_iter().flatten().collect();
    if tests.is_empty() {
        return None;
    }
    let no = || Expr::new(Kind::Const(Const::False), at);
    Some(super::branches::chain(tests, |test, rest| Kind::If(Box::new(test), Box::new(rest), Box::new(no()))))
}
