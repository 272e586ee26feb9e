//! `case-lambda`: one function whose clauses share its parameters. Those that some
//! clause does without are optional; which of them have no value tells how many
//! arguments came, so choosing a clause makes no list and no call.
use super::Lowering;
use super::scope::Func;
use crate::core::{Const, Expr, Kind, LocalId, Prim};
use crate::lang::lisp::builtins::id;
use crate::syntax::sexpr::Datum;
use crate::syntax::{Span, Sym};
use std::ops::RangeInclusive;
use std::rc::Rc;

const SHAPE: &str = "(case-lambda ((parameter ... . rest) body ...) ...)";

struct Clause<'a> {
    names: Vec<(Sym, Span)>,
    rest: Option<(Sym, Span)>,
    body: &'a [Datum],
    span: Span,
}

/// The parameters that all clauses share.
struct Shared {
    /// The fewest arguments any clause takes, and the most parameters any has; with
    /// more arguments than that there is a list of the rest.
    least: usize,
    most: usize,
    rest: bool,
}

impl Shared {
    fn of(clauses: &[Clause]) -> Shared {
        Shared {
            least: clauses.iter().map(|c| c.names.len()).min().unwrap_or(0),
            most: clauses.iter().map(|c| c.names.len()).max().unwrap_or(0),
            rest: clauses.iter().any(|c| c.rest.is_some()),
        }
    }
    /// The numbers of arguments a clause takes; all that are more than `most` are one.
    fn taken(&self, c: &Clause) -> RangeInclusive<usize> {
        c.names.len()..=if c.rest.is_some() { self.most + 1 } else { c.names.len() }
    }
    fn local(&self, i: usize, at: Span) -> Expr {
        Expr::new(Kind::Local(LocalId(i as u32)), at)
    }
    /// Whether no argument came for an optional parameter, or none for the rest.
    fn missing(&self, i: usize, at: Span) -> Expr {
        let kind = match i == self.most {
            true => Kind::Prim(Prim::IsNull, vec![self.local(i, at)]),
            false => Kind::Prim(Prim::Eq, vec![self.local(i, at), Expr::new(Kind::Const(Const::Missing), at)]),
        };
        Expr::new(kind, at)
    }
    fn given(&self, i: usize, at: Span) -> Expr {
        Expr::new(Kind::Prim(Prim::Not, vec![self.missing(i, at)]), at)
    }
    /// The list of the arguments from `from` on.
    fn list(&self, from: usize, at: Span) -> Expr {
        let nil = || Expr::new(Kind::Const(Const::Nil), at);
        let mut list = if self.rest { self.local(self.most, at) } else { nil() };
        for i in (from..self.most).rev() {
            list = Expr::new(Kind::Prim(Prim::Cons, vec![self.local(i, at), list]), at);
            if i >= self.least {
                list = Expr::new(Kind::If(Box::new(self.missing(i, at)), Box::new(nil()), Box::new(list)), at);
            }
        }
        list
    }
}

impl<'a> Lowering<'a> {
    /// `(case-lambda (formals body ...) ...)`
    #[inline(never)]
    pub(super) fn form_case_lambda(&mut self, name: Option<Rc<str>>, args: &'a [Datum], d: Datum) -> Expr {
        let span = self.span(d);
        let failed = Expr::new(Kind::Const(Const::Unit), span);
        if args.is_empty() {
            return self.misuse(d, "`case-lambda` needs a clause", SHAPE);
        }
        let mut clauses = vec![];
        for &c in args {
            let Some(clause) = self.case_clause(c) else { return failed };
            clauses.push(clause);
        }
        let shared = Shared::of(&clauses);
        if let Some(e) = self.too_long(clauses.len() + shared.most, span) {
            return e;
        }
        self.funcs.push(Func::default());
        for i in 0..shared.most {
            let (name, at) = clauses.iter().find_map(|c| c.names.get(i)).copied().expect("the longest clause has it");
            let text = self.interner.name_rc(name);
            self.temp(text, at);
        }
        if shared.rest {
            let (name, at) = clauses.iter().find_map(|c| c.rest).expect("one has it");
            let text = self.interner.name_rc(name);
            self.temp(text, at);
        }
        // Numbers of arguments that no clause has taken yet.
        let mut left: Vec<usize> = (shared.least..=shared.most + shared.rest as usize).collect();
        let mut done = vec![];
        for (i, c) in clauses.iter().enumerate() {
            let taken = shared.taken(c);
            if !left.iter().any(|n| taken.contains(n)) {
                continue;
            }
            let more = left.iter().any(|n| n < taken.start()).then(|| shared.given(taken.start() - 1, c.span));
            let less = left.iter().any(|n| n > taken.end()).then(|| shared.missing(*taken.end(), c.span));
            left.retain(|n| !taken.contains(n));
            let body = self.deeper(i + 1, |s| s.clause_body(&shared, c));
            done.push((super::matching::all_of([more, less], c.span), body, c.span));
        }
        // What is left are numbers between those of the clauses.
        let mut rest = (!left.is_empty()).then(|| {
            let name = self.interner.intern(name.as_deref().unwrap_or("<lambda>"));
            let name = Expr::new(Kind::Const(Const::Sym(name)), span);
            Expr::new(Kind::Native(const { id("%no-clause") }, vec![name, shared.list(0, span)]), span)
        });
        for (test, body, at) in done.into_iter().rev() {
            rest = Some(match (test, rest) {
                (Some(test), Some(rest)) => Expr::new(Kind::If(Box::new(test), Box::new(body), Box::new(rest)), at),
                _ => body,
            });
        }
        let func = self.funcs.pop().expect("pushed above");
        let optional = (shared.most - shared.least) as u32;
        let params = (shared.most as u32 + shared.rest as u32, optional, shared.rest);
        let lambda = func.finish_with(name, span, params, rest.unwrap_or(failed));
        Expr::new(Kind::Lambda(Box::new(lambda)), span)
    }

    fn case_clause(&mut self, c: Datum) -> Option<Clause<'a>> {
        let (formals, body) = match self.data.list(c) {
            Some([formals, body @ ..]) if !body.is_empty() => (*formals, body),
            _ => {
                self.misuse(c, "a clause is parameters and a body", SHAPE);
                return None;
            }
        };
        let (all, has_rest) = self.formals(formals, SHAPE)?;
        let names = self.distinct_names(&all, SHAPE)?;
        let mut names: Vec<(Sym, Span)> = names.into_iter().zip(all.iter().map(|&d| self.span(d))).collect();
        let rest = if has_rest { names.pop() } else { None };
        Some(Clause { names, rest, body, span: self.span(c) })
    }

    fn clause_body(&mut self, shared: &Shared, c: &Clause<'a>) -> Expr {
        let mark = self.bindings.enter();
        for (i, (name, _)) in c.names.iter().enumerate() {
            self.bind_to(*name, LocalId(i as u32));
        }
        let Some((name, at)) = c.rest else {
            let body = self.body(c.body, c.span, true);
            self.bindings.leave(mark);
            return body;
        };
        let list = shared.list(c.names.len(), at);
        let local = self.bind_local(name, at);
        let body = self.body(c.body, c.span, true);
        self.bindings.leave(mark);
        Expr::new(Kind::Let(vec![(local, list)], Box::new(body)), c.span)
    }
}
