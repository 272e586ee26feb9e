//! `try`, `guard` and `assert`.
use super::Lowering;
use crate::core::{Const, Expr, Kind, Prim};
use crate::lang::lisp::builtins::id;
use crate::lang::lisp::env::Special;
use crate::syntax::sexpr::{Datum, DatumKind};
use crate::syntax::text::{cut, join, shorten};

/// A `catch` clause: pattern, handler, the whole.
type Catch<'a> = (Datum, &'a [Datum], Datum);

impl<'a> Lowering<'a> {
    /// `(try body ... (catch pattern handler ...) ... (finally cleanup ...))`. What no
    /// `catch` takes is thrown on.
    #[inline(never)]
    pub(super) fn form_try(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(try body ... (catch e handler ...) (finally cleanup ...))";
        let mut body = args;
        let mut part = |s: &Self, special| {
            let (&last, front) = body.split_last()?;
            let (&head, rest) = s.data.list(last)?.split_first()?;
            s.special(head).filter(|s| *s == special)?;
            body = front;
            Some((last, rest))
        };
        let finally = part(self, Special::Finally);
        let mut catches = vec![];
        while let Some((form, rest)) = part(self, Special::Catch) {
            let [pattern, handler @ ..] = rest else { return self.misuse(form, "`catch` needs a name", SHAPE) };
            catches.push((*pattern, handler, form));
        }
        catches.reverse();
        if body.is_empty() || (catches.is_empty() && finally.is_none()) {
            return self.misuse(d, "`try` needs a body and a `catch` or `finally` after it", SHAPE);
        }
        let Some((form, cleanup)) = finally else { return self.try_catch(body, &catches, d, tail) };
        if cleanup.is_empty() {
            return self.misuse(form, "`finally` needs an expression", SHAPE);
        }
        // The VM knows what only cleans up: an error that passes by keeps its place.
        let span = self.span(d);
        let body = self.thunk_of("try", span, |s| match catches.is_empty() {
            true => s.body(body, span, true),
            false => s.try_catch(body, &catches, d, true),
        });
        let cleanup = self.thunk("cleanup", cleanup, self.span(form));
        self.prelude_call("%finally", vec![body, cleanup], span, false)
    }

    /// The body with its `catch` clauses, of which there is at least one.
    fn try_catch(&mut self, body: &'a [Datum], catches: &[Catch<'a>], d: Datum, tail: bool) -> Expr {
        let span = self.span(d);
        let body = self.body(body, span, false);
        let (first, handler, form) = catches[0];
        let at = self.span(first);
        let name = self.plain_variable(first).filter(|_| catches.len() == 1);
        let text = name.map_or("thrown".into(), |n| self.interner.name_rc(n));
        let thrown = self.temp(text, at);
        let handler = if let Some(name) = name {
            let mark = self.bindings.enter();
            self.bind_to(name, thrown);
            let handler = match handler {
                [] => Expr::new(Kind::Const(Const::Unit), self.span(form)),
                _ => self.body(handler, self.span(form), tail),
            };
            self.bindings.leave(mark);
            handler
        } else {
            let again = Expr::new(Kind::Prim(Prim::Throw, vec![Expr::new(Kind::Local(thrown), at)]), at);
            self.matching(thrown, catches, again, at, tail)
        };
        Expr::new(Kind::Try { body: Box::new(body), var: thrown, handler: Box::new(handler), refuses: false }, span)
    }

    /// `(guard (e clause ...) body ...)`: what no clause takes is thrown again, where it
    /// was thrown if that can be told from here.
    #[inline(never)]
    pub(super) fn form_guard(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(guard (e (test expression ...) ...) body ...)";
        let span = self.span(d);
        let [spec, body @ ..] = args else {
            return self.misuse(d, "`guard` needs a name with clauses, and a body", SHAPE);
        };
        let Some((&var, clauses)) = self.data.list(*spec).and_then(|l| l.split_first()) else {
            return self.misuse(*spec, "`guard` needs a name with clauses", SHAPE);
        };
        let Some(name) = var.symbol() else { return self.misuse(var, "`guard` needs a name", SHAPE) };
        let body = Box::new(self.body(body, span, false));
        let at = self.span(var);
        let last = clauses.last().and_then(|&c| self.data.list(c)?.first().copied());
        let refuses = last.is_none_or(|test| self.special(test) != Some(Special::Else) && test.kind != DatumKind::True);
        let mark = self.bindings.enter();
        let native = |n, v| Expr::new(Kind::Native(n, vec![Expr::new(Kind::Local(v), at)]), at);
        let throw = |v| Expr::new(Kind::Prim(Prim::Throw, vec![Expr::new(Kind::Local(v), at)]), at);
        let (var, handler) = if refuses {
            let thrown = self.temp("thrown".into(), at);
            let local = self.bind_local(name, at);
            let offer = vec![Expr::new(Kind::Local(thrown), at)];
            let refuse = Box::new(self.prelude_call("%refuse", offer, at, tail));
            let other = Kind::If(Box::new(native(const { id("%offer?") }, thrown)), refuse, Box::new(throw(local)));
            let handler = self.clauses(clauses, tail, Expr::new(other, at));
            (
                thrown,
                Expr::new(Kind::Let(vec![(local, native(const { id("%thrown") }, thrown))], Box::new(handler)), span),
            )
        } else {
            let local = self.bind_local(name, at);
            let other = throw(local);
            (local, self.clauses(clauses, tail, other))
        };
        self.bindings.leave(mark);
        Expr::new(Kind::Try { body, var, handler: Box::new(handler), refuses }, span)
    }

    /// `(assert test message ...)`: an error that shows the test.
    #[inline(never)]
    pub(super) fn form_assert(&mut self, args: &'a [Datum], d: Datum) -> Expr {
        let Some((&test, more)) = args.split_first() else {
            return self.misuse(d, "`assert` needs a test", "(assert test)");
        };
        let span = self.span(d);
        let source: String = join(cut(self.text, test.start as usize..test.end as usize).split_whitespace(), " ");
        let shown = format!("assertion failed: {}", shorten(&source, 60));
        let test = self.test(test);
        let mut parts = vec![Expr::new(Kind::Const(Const::Str(shown.into())), span)];
        for &m in more {
            parts.push(self.expr(m, false));
        }
        let fail = Expr::new(Kind::Native(const { id("error") }, parts), span);
        let unit = Expr::new(Kind::Const(Const::Unit), span);
        Expr::new(Kind::If(Box::new(test), Box::new(unit), Box::new(fail)), span)
    }
}
