//! `eval`, `exec`, `globals`, `locals` and `vars()`: what they see is handed to functions
//! of the module that does them.
use super::{Function, Lower, Lowered, Place, Refused, constant, local, native, text, unit};
use crate::core::{Const, Expr, Kind};
use crate::lang::python::ast::{Arg, ExprId, ExprKind, List};
use crate::lang::python::scope::Owner;
use crate::syntax::Span;

/// The module of their functions.
pub(super) const EVAL: &str = "_eval";

impl Lower<'_> {
    /// A call of one of them by name; nothing if it is none.
    pub(super) fn evaluation(&mut self, name: &str, args: List<Arg>, span: Span) -> Result<Option<Expr>, Refused> {
        if !self.ast.is_plain(args) {
            return Ok(None);
        }
        let args = self.ast.items(args);
        let function = match (name, args.len()) {
            ("eval", _) => "run_eval",
            ("exec", _) => "run_exec",
            ("globals", 0) => "take_globals",
            ("locals" | "vars", 0) => return self.locals(span).map(Some),
            ("dir", 0) => {
                let names = self.locals(span)?;
                let sym = self.interner.intern("sorted");
                let sorted = self.prelude_read(sym, span);
                return Ok(Some(super::call(sorted, vec![names], span)));
            }
            _ => return Ok(None),
        };
        let mut values = vec![text(self.module.name, span)];
        if function != "take_globals" {
            let inside = self.functions.len() > 1;
            values.push(if inside { self.locals(span)? } else { unit(span) });
        }
        for a in args {
            values.push(self.expr(a.value)?);
        }
        Ok(Some(self.call_of_module(EVAL, function, values, span)))
    }

    /// One of them where it is no call, which comes with what it sees here; nothing if that is
    /// what it sees anyway.
    pub(super) fn evaluator(&mut self, id: ExprId, name: &str, span: Span) -> Result<Option<Expr>, Refused> {
        if self.module.is_prelude {
            return Ok(None);
        }
        let variables = match self.scopes.of(Owner::Variables(id)) {
            Some(scope) => {
                self.functions.push(Function::new(scope));
                let variables = self.locals(span);
                let f = self.functions.pop().expect("pushed above");
                let lambda = f.finish(Some("<locals>".into()), span, (0, 0), None, variables?);
                Expr::new(Kind::Lambda(Box::new(lambda)), span)
            }
            None if self.module.name == "__main__" => return Ok(None),
            None => unit(span),
        };
        let parts = vec![text(name, span), text(self.module.name, span), variables];
        Ok(Some(self.call_of_module(EVAL, "evaluator", parts, span)))
    }

    /// A dictionary of the variables of the function at hand.
    fn locals(&mut self, span: Span) -> Lowered {
        if self.functions.len() == 1 {
            let module = vec![text(self.module.name, span)];
            return Ok(self.call_of_module(EVAL, "take_locals", module, span));
        }
        if let Some(members) = self.here().class {
            return Ok(local(members, span));
        }
        let mut syms: Vec<_> = self.scopes.scope(self.here().scope).names.iter().map(|n| n.sym).collect();
        syms.retain(|&s| !matches!(self.place(s), Place::Global | Place::Member(_)));
        let mut names = vec![];
        let mut values = vec![];
        for sym in syms {
            let name = self.name(sym);
            names.push(constant(Const::Str(name), span));
            let kind = match self.place(sym) {
                Place::Local(l) => Kind::Local(l),
                Place::Capture(c) => Kind::Capture(c),
                _ => continue,
            };
            values.push(Expr::new(kind, span));
        }
        let parts = vec![native("%tuple", names, span), native("%tuple", values, span)];
        Ok(self.call_of_module(EVAL, "locals_of", parts, span))
    }

    /// `globals()[name] = value`.
    pub(super) fn global_by_name(
        &mut self,
        object: ExprId,
        index: ExprId,
        value: &Expr,
        span: Span,
    ) -> Result<Option<Expr>, Refused> {
        let ExprKind::Call { callee, args } = self.ast.expr(object).kind else { return Ok(None) };
        let ExprKind::Name(sym) = self.ast.expr(callee).kind else { return Ok(None) };
        if !args.is_empty() || self.interner.name(sym) != "globals" || !self.is_builtin(sym) {
            return Ok(None);
        }
        let index = self.expr(index)?;
        let parts = vec![text(self.module.name, span), index, value.clone()];
        Ok(Some(self.call_of_module(EVAL, "set_global", parts, span)))
    }
}
