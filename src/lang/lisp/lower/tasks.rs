//! Tasks: what `spawn` takes, and `select`.
use super::Lowering;
use super::scope::Meaning;
use crate::core::{Const, Expr, Kind, LocalId, Prim};
use crate::lang::lisp::builtins::id;
use crate::lang::lisp::env::{Special, Word};
use crate::syntax::Span;
use crate::syntax::sexpr::{Datum, DatumKind};

const SELECT: &str = "(select ((recv! channel variable) body ...) ((send! channel value) body ...) (default body ...))";

impl<'a> Lowering<'a> {
    /// The operand of `spawn`: the function a task is to call. An expression that is
    /// neither a `lambda` nor a name is what the task evaluates; if that gives a
    /// function, the task goes on with calling it.
    pub(super) fn task(&mut self, what: Datum) -> Expr {
        let DatumKind::List(_) = what.kind else { return self.expr(what, false) };
        if matches!(self.special_list(what), Some((Special::Lambda, _))) {
            return self.expr(what, false);
        }
        let at = self.span(what);
        self.thunk_of("task", at, |s| {
            let value = s.expr(what, false);
            let t = s.temp("t".into(), at);
            let read = || Expr::new(Kind::Local(t), at);
            let test = Expr::new(Kind::Native(const { id("procedure?") }, vec![read()]), at);
            let call = Expr::new(Kind::Call { callee: Box::new(read()), args: vec![], tail: true }, at);
            let branch = Expr::new(Kind::If(Box::new(test), Box::new(call), Box::new(read())), at);
            Expr::new(Kind::Let(vec![(t, value)], Box::new(branch)), at)
        })
    }

    /// `(select ((recv! channel variable) body ...) ((send! channel value) body ...)
    /// (default body ...))`: the first operation that can be done.
    #[inline(never)]
    pub(super) fn form_select(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        let span = self.span(d);
        if let Some(e) = self.too_long(args.len(), span) {
            return e;
        }
        let mut clauses = args;
        let mut default = None;
        if let Some((&last, front)) = args.split_last()
            && let Some((&head, body)) = self.data.list(last).and_then(|l| l.split_first())
            && (self.special(head) == Some(Special::Else) || head.symbol().is_some_and(|s| self.name(s) == "default"))
        {
            clauses = front;
            default = Some((body, self.span(last)));
        }
        if args.is_empty() {
            return self.misuse(d, "`select` needs a clause", SELECT);
        }
        let mut operations = vec![];
        let mut parts = vec![];
        for &clause in clauses {
            let Some((&head, body)) = self.data.list(clause).and_then(|l| l.split_first()) else {
                return self.misuse(clause, "a clause is an operation and expressions", SELECT);
            };
            let (operation, variable) = match self.operation(head) {
                Ok(operation) => operation,
                Err(failed) => return failed,
            };
            operations.push(operation);
            parts.push((variable, body, self.span(clause)));
        }
        // The number of the operation and what was received, or false.
        let done = self.temp("done".into(), span);
        let read = || Expr::new(Kind::Local(done), span);
        let mut then = Expr::new(Kind::Const(Const::Unit), span);
        for (i, &(variable, body, at)) in parts.iter().enumerate().rev() {
            let clause = self.deeper(i + 1, |s| s.select_clause(done, variable, body, at, tail));
            if i + 1 == parts.len() {
                then = clause;
                continue;
            }
            let number = Expr::new(Kind::Prim(Prim::Car, vec![read()]), at);
            let this = Expr::new(Kind::Const(Const::Int(i as i64)), at);
            let test = Expr::new(Kind::Prim(Prim::Eq, vec![number, this]), at);
            then = Expr::new(Kind::If(Box::new(test), Box::new(clause), Box::new(then)), at);
        }
        let dont_wait = if default.is_some() { Const::True } else { Const::False };
        if let Some((body, at)) = default {
            let other = if body.is_empty() { unit(at) } else { self.body(body, at, tail) };
            then = Expr::new(Kind::If(Box::new(read()), Box::new(then), Box::new(other)), span);
        }
        let operations = Expr::new(Kind::Native(const { id("list") }, operations), span);
        let select = vec![operations, Expr::new(Kind::Const(dont_wait), span)];
        let select = Expr::new(Kind::Prim(Prim::Select, select), span);
        Expr::new(Kind::Let(vec![(done, select)], Box::new(then)), span)
    }

    /// `(recv! channel)` or `(send! channel value)`: the element of the list that the
    /// primitive takes, and the variable for what is received.
    fn operation(&mut self, d: Datum) -> Result<(Expr, Option<Datum>), Expr> {
        let at = self.span(d);
        let parts = self.data.list(d).and_then(|l| l.split_first());
        let word = parts.and_then(|(word, _)| self.channel_word(*word));
        match (word, parts.map_or(&[][..], |p| p.1)) {
            (Some(Prim::Recv), [channel]) => Ok((self.expr(*channel, false), None)),
            (Some(Prim::Recv), [channel, variable]) if variable.symbol().is_some() => {
                Ok((self.expr(*channel, false), Some(*variable)))
            }
            (Some(Prim::Send), [channel, value]) => {
                let pair = vec![self.expr(*channel, false), self.expr(*value, false)];
                Ok((Expr::new(Kind::Prim(Prim::Cons, pair), at), None))
            }
            _ => Err(self.misuse(d, "this is not an operation on a channel", SELECT)),
        }
    }

    /// What follows an operation. Without expressions it is what was received.
    fn select_clause(
        &mut self,
        done: LocalId,
        variable: Option<Datum>,
        body: &'a [Datum],
        at: Span,
        tail: bool,
    ) -> Expr {
        let got = Expr::new(Kind::Prim(Prim::Cdr, vec![Expr::new(Kind::Local(done), at)]), at);
        let Some((variable, name)) = variable.and_then(|v| Some((v, v.symbol()?))) else {
            return match body {
                [] => got,
                [arrow, f] if self.special(*arrow) == Some(Special::Arrow) => {
                    let callee = Box::new(self.expr(*f, false));
                    Expr::new(Kind::Call { callee, args: vec![got], tail }, at)
                }
                _ => self.body(body, at, tail),
            };
        };
        let mark = self.bindings.enter();
        let local = self.bind_local(name, self.span(variable));
        let then = if body.is_empty() { Expr::new(Kind::Local(local), at) } else { self.body(body, at, tail) };
        self.bindings.leave(mark);
        Expr::new(Kind::Let(vec![(local, got)], Box::new(then)), at)
    }

    /// Which operation on a channel a word is, unless the program binds it.
    fn channel_word(&self, d: Datum) -> Option<Prim> {
        match self.meaning(d.symbol()?) {
            Meaning::Word(_, Word::Prim(p @ (Prim::Recv | Prim::Send))) => Some(p),
            _ => None,
        }
    }
}

fn unit(at: Span) -> Expr {
    Expr::new(Kind::Const(Const::Unit), at)
}
