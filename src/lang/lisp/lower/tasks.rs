//! What tasks do.
use super::Lowering;
use crate::core::{Expr, Kind};
use crate::lang::lisp::builtins::id;
use crate::lang::lisp::env::Special;
use crate::syntax::sexpr::{Datum, DatumKind};

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
            let test = Expr::new(Kind::Native(id("procedure?"), vec![read()]), at);
            let call = Expr::new(Kind::Call { callee: Box::new(read()), args: vec![], tail: true }, at);
            let branch = Expr::new(Kind::If(Box::new(test), Box::new(call), Box::new(read())), at);
            Expr::new(Kind::Let(vec![(t, value)], Box::new(branch)), at)
        })
    }
}
