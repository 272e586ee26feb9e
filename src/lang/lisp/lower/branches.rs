//! Tests and branches: `and`, `or`, `cond`, `case`, and expressions of which only
//! the truth matters.
use super::Lowering;
use crate::core::{Clause, Const, Expr, Kind, LocalId, Prim};
use crate::lang::lisp::builtins::id;
use crate::lang::lisp::env::Special;
use crate::syntax::Span;
use crate::syntax::sexpr::{Datum, MAX_NESTING};
use std::rc::Rc;

/// How many clauses or operands a chain may have before each is compared at once.
const MEMBERS_INLINE: usize = 6;

/// How many clauses or operands may become conditions inside each other; more become
/// one flat [`Kind::Cond`], which takes no levels.
const NESTED: usize = 16;

/// How a chain of clauses or operands is made.
#[derive(Clone, Copy)]
pub(super) struct Chain {
    flat: bool,
}

impl Chain {
    /// Levels that the clause of that number is deeper than the chain.
    pub(super) fn level(self, i: usize) -> usize {
        if self.flat { 0 } else { i }
    }
}

impl<'a> Lowering<'a> {
    /// An expression of which only the truth matters.
    pub(super) fn test(&mut self, d: Datum) -> Expr {
        let d = self.expanded(d);
        match self.special_list(d) {
            Some((Special::And, args)) => self.deeper(1, |s| s.form_and(args, s.span(d), false, true)),
            Some((Special::Or, args)) if !args.is_empty() => self.deeper(1, |s| {
                let span = s.span(d);
                let how = s.chain_of(args.len());
                let mut tests: Vec<Expr> =
                    args.iter().enumerate().map(|(i, &a)| s.deeper(how.level(i), |s| s.test(a))).collect();
                let yes = || Expr::new(Kind::Const(Const::True), span);
                if how.flat {
                    let last = tests.pop().expect("at least one");
                    let clauses = tests.into_iter().map(|test| Clause { test, var: None, then: yes() }).collect();
                    return Expr::new(Kind::Cond(clauses, Box::new(last)), span);
                }
                chain(tests, |test, rest| Kind::If(Box::new(test), Box::new(yes()), Box::new(rest)))
            }),
            _ => self.expr(d, false),
        }
    }

    #[inline(never)]
    pub(super) fn form_and(&mut self, args: &'a [Datum], span: Span, tail: bool, test: bool) -> Expr {
        let Some((&last, front)) = args.split_last() else {
            return Expr::new(Kind::Const(Const::True), span);
        };
        let how = self.chain_of(args.len());
        let mut tests = Vec::with_capacity(args.len());
        for (i, &d) in front.iter().enumerate() {
            tests.push(self.deeper(how.level(i), |s| s.test(d)));
        }
        let last = self.deeper(how.level(front.len()), |s| if test { s.test(last) } else { s.expr(last, tail) });
        let no = || Expr::new(Kind::Const(Const::False), span);
        if how.flat {
            let failed = |e: Expr| Expr { span: e.span, kind: Kind::Prim(Prim::Not, vec![e]) };
            let clauses = tests.into_iter().map(|e| Clause { test: failed(e), var: None, then: no() }).collect();
            return Expr::new(Kind::Cond(clauses, Box::new(last)), span);
        }
        tests.push(last);
        chain(tests, |test, rest| Kind::If(Box::new(test), Box::new(rest), Box::new(no())))
    }

    #[inline(never)]
    pub(super) fn form_or(&mut self, args: &'a [Datum], span: Span, tail: bool) -> Expr {
        let Some((&last, front)) = args.split_last() else {
            return Expr::new(Kind::Const(Const::False), span);
        };
        let how = self.chain_of(args.len());
        let mut tests = Vec::with_capacity(args.len());
        for (i, &d) in front.iter().enumerate() {
            tests.push(self.deeper(how.level(2 * i), |s| s.expr(d, false)));
        }
        let mut rest = self.deeper(how.level(2 * front.len()), |s| s.expr(last, tail));
        if how.flat {
            let clauses = tests.into_iter().map(|e| self.itself(e)).collect();
            return Expr::new(Kind::Cond(clauses, Box::new(rest)), span);
        }
        for e in tests.into_iter().rev() {
            rest = self.or_else(e, rest);
        }
        rest
    }

    /// The value of `e` if it is true, else that of `rest`.
    fn or_else(&mut self, e: Expr, rest: Expr) -> Expr {
        let span = e.span;
        if is_boolean(&e) {
            let yes = Expr::new(Kind::Const(Const::True), span);
            return Expr::new(Kind::If(Box::new(e), Box::new(yes), Box::new(rest)), span);
        }
        let t = self.temp("t".into(), span);
        let read = || Box::new(Expr::new(Kind::Local(t), span));
        let branch = Expr::new(Kind::If(read(), read(), Box::new(rest)), span);
        Expr::new(Kind::Let(vec![(t, e)], Box::new(branch)), span)
    }

    /// A clause that gives the value of its test.
    fn itself(&mut self, test: Expr) -> Clause {
        let span = test.span;
        if is_boolean(&test) {
            return Clause { test, var: None, then: Expr::new(Kind::Const(Const::True), span) };
        }
        let t = self.temp("t".into(), span);
        Clause { test, var: Some(t), then: Expr::new(Kind::Local(t), span) }
    }

    /// How a chain of so many clauses or operands is made here.
    pub(super) fn chain_of(&self, length: usize) -> Chain {
        Chain { flat: length > NESTED || self.depth + 2 * length > MAX_NESTING }
    }

    /// Tests with what to give if they hold, in order, and what else to give.
    pub(super) fn chosen(&self, how: Chain, clauses: Vec<(Expr, Expr, Span)>, other: Expr) -> Expr {
        let span = clauses.first().map_or(other.span, |c| c.2);
        if how.flat {
            let clauses = clauses.into_iter().map(|(test, then, _)| Clause { test, var: None, then }).collect();
            return Expr::new(Kind::Cond(clauses, Box::new(other)), span);
        }
        let mut rest = other;
        for (test, then, span) in clauses.into_iter().rev() {
            rest = Expr::new(Kind::If(Box::new(test), Box::new(then), Box::new(rest)), span);
        }
        rest
    }

    /// The clauses of `cond`, and of `guard`; `other` is for when none fits.
    pub(super) fn clauses(&mut self, clauses: &'a [Datum], tail: bool, other: Expr) -> Expr {
        enum Form {
            /// A test and what to do.
            Then(Expr, Expr),
            /// A test whose value is the value.
            Value(Expr),
            /// A test whose value goes to a function: the variable, and the call.
            To(Expr, LocalId, Expr),
        }
        const SHAPE: &str = "(cond (test expression ...) ... (else expression ...))";
        let how = self.chain_of(clauses.len());
        let whole = other.span;
        let mut done = Vec::with_capacity(clauses.len());
        let mut rest = other;
        for (i, &d) in clauses.iter().enumerate() {
            let span = self.span(d);
            let Some((&test, body)) = self.data.list(d).and_then(|l| l.split_first()) else {
                self.misuse(d, "a clause is a list that begins with a test", SHAPE);
                continue;
            };
            if self.special(test) == Some(Special::Else) {
                if i + 1 < clauses.len() {
                    self.misuse(d, "the `else` clause must be the last", SHAPE);
                }
                if body.is_empty() {
                    self.misuse(d, "the `else` clause needs an expression", SHAPE);
                }
                rest = self.deeper(how.level(i), |s| s.sequence(body, span, tail));
                break;
            }
            let clause = self.deeper(how.level(i), |s| match body {
                [] => Form::Value(s.expr(test, false)),
                [arrow, f] if s.special(*arrow) == Some(Special::Arrow) => {
                    let value = s.expr(test, false);
                    let t = s.temp("t".into(), span);
                    let callee = Box::new(s.expr(*f, false));
                    let args = vec![Expr::new(Kind::Local(t), span)];
                    Form::To(value, t, Expr::new(Kind::Call { callee, args, tail }, span))
                }
                _ => {
                    let test = s.test(test);
                    Form::Then(test, s.sequence(body, span, tail))
                }
            });
            done.push((clause, span));
        }
        if how.flat {
            let clauses = done.into_iter().map(|(form, _)| match form {
                Form::Then(test, then) => Clause { test, var: None, then },
                Form::Value(test) => self.itself(test),
                Form::To(test, t, call) => Clause { test, var: Some(t), then: call },
            });
            return Expr::new(Kind::Cond(clauses.collect(), Box::new(rest)), whole);
        }
        for (clause, span) in done.into_iter().rev() {
            rest = match clause {
                Form::Then(test, then) => Expr::new(Kind::If(Box::new(test), Box::new(then), Box::new(rest)), span),
                Form::Value(test) => self.or_else(test, rest),
                Form::To(value, t, call) => {
                    let test = Expr::new(Kind::Local(t), span);
                    let branch = Expr::new(Kind::If(Box::new(test), Box::new(call), Box::new(rest)), span);
                    Expr::new(Kind::Let(vec![(t, value)], Box::new(branch)), span)
                }
            };
        }
        rest
    }

    #[inline(never)]
    pub(super) fn form_cond(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        if args.is_empty() {
            return self.misuse(d, "`cond` needs a clause", "(cond (test expression ...) ... (else expression ...))");
        }
        let unit = Expr::new(Kind::Const(Const::Unit), self.span(d));
        self.clauses(args, tail, unit)
    }

    #[inline(never)]
    pub(super) fn form_case(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(case key ((datum ...) expression ...) ... (else expression ...))";
        let Some((&key, clauses)) = args.split_first() else {
            return self.misuse(d, "`case` needs a key", SHAPE);
        };
        let span = self.span(d);
        let how = self.chain_of(clauses.len());
        let key = self.expr(key, false);
        let t = self.temp("key".into(), key.span);
        let mut done = Vec::with_capacity(clauses.len());
        let mut rest = Expr::new(Kind::Const(Const::Unit), span);
        for (i, &c) in clauses.iter().enumerate() {
            let at = self.span(c);
            let Some([which, body @ ..]) = self.data.list(c).filter(|l| l.len() >= 2) else {
                self.misuse(c, "a clause of `case` is a list of data and expressions", SHAPE);
                continue;
            };
            let body = self.deeper(how.level(i + 1), |s| match body {
                [arrow, f] if s.special(*arrow) == Some(Special::Arrow) => {
                    let callee = Box::new(s.expr(*f, false));
                    let args = vec![Expr::new(Kind::Local(t), at)];
                    Expr::new(Kind::Call { callee, args, tail }, at)
                }
                _ => s.sequence(body, at, tail),
            });
            if self.special(*which) == Some(Special::Else) {
                if i + 1 < clauses.len() {
                    self.misuse(c, "the `else` clause must be the last", SHAPE);
                }
                rest = body;
                break;
            }
            let Some(data) = self.data.list(*which) else {
                self.misuse(*which, "the data of a clause stand in a list", SHAPE);
                continue;
            };
            let test = self.one_of(t, data, self.span(*which));
            done.push((test, body, at));
        }
        let chosen = self.chosen(how, done, rest);
        Expr::new(Kind::Let(vec![(t, key)], Box::new(chosen)), span)
    }

    /// Whether a variable is one of some data, by `eqv?`.
    fn one_of(&mut self, t: LocalId, data: &[Datum], at: Span) -> Expr {
        let read = || Expr::new(Kind::Local(t), at);
        let consts: Vec<Const> = data.iter().map(|&d| self.constant(d)).collect();
        if consts.len() > MEMBERS_INLINE {
            let list = Const::List(consts.into(), Rc::new(Const::Nil));
            let found = Kind::Native(const { id("memv") }, vec![read(), Expr::new(Kind::Const(list), at)]);
            return Expr::new(found, at);
        }
        let tests: Vec<Expr> = consts
            .into_iter()
            .map(|c| Expr::new(Kind::Prim(Prim::Eq, vec![read(), Expr::new(Kind::Const(c), at)]), at))
            .collect();
        if tests.is_empty() {
            return Expr::new(Kind::Const(Const::False), at);
        }
        let yes = || Expr::new(Kind::Const(Const::True), at);
        chain(tests, |test, rest| Kind::If(Box::new(test), Box::new(yes()), Box::new(rest)))
    }
}

/// Folds expressions from the right: `join(first, join(second, third))`.
pub(super) fn chain(mut exprs: Vec<Expr>, join: impl Fn(Expr, Expr) -> Kind) -> Expr {
    let mut rest = exprs.pop().expect("a chain has a last part");
    for e in exprs.into_iter().rev() {
        let span = e.span;
        rest = Expr::new(join(e, rest), span);
    }
    rest
}

/// Whether an expression gives true or false and nothing else.
fn is_boolean(e: &Expr) -> bool {
    match &e.kind {
        Kind::Const(c) => matches!(c, Const::True | Const::False),
        Kind::Prim(p, _) => matches!(
            p,
            Prim::Lt
                | Prim::Le
                | Prim::Gt
                | Prim::Ge
                | Prim::NumEq
                | Prim::Eq
                | Prim::Not
                | Prim::IsPair
                | Prim::IsNull
        ),
        Kind::If(_, a, b) => is_boolean(a) && is_boolean(b),
        _ => false,
    }
}
