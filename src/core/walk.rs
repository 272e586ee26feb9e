//! Walking over expressions. Neither function enters the bodies of lambdas:
//! what is a local outside is a capture inside, so passes do that themselves.
use super::{Expr, Kind, Lambda};

impl Expr {
    /// An expression.
    pub fn new(kind: Kind, span: crate::syntax::Span) -> Expr {
        Expr { kind, span }
    }

    /// Calls `f` for every direct operand, in the order of evaluation.
    pub fn for_each_child<'a>(&'a self, f: &mut dyn FnMut(&'a Expr)) {
        match &self.kind {
            Kind::Const(_)
            | Kind::Local(_)
            | Kind::Capture(_)
            | Kind::Global(_)
            | Kind::Lambda(_)
            | Kind::Compiled(_)
            | Kind::Continue(_) => {}
            Kind::SetLocal(_, e) | Kind::SetCapture(_, e) | Kind::SetGlobal(_, e) | Kind::DefineGlobal(_, e) => f(e),
            Kind::Let(binds, body) | Kind::Loop(_, binds, body) => {
                binds.iter().for_each(|(_, e)| f(e));
                f(body);
            }
            Kind::Fix(_, body)
            | Kind::Block(_, body)
            | Kind::Break(_, body)
            | Kind::Repeat(_, body)
            | Kind::Return(body) => {
                f(body);
            }
            Kind::If(a, b, c) => [a, b, c].into_iter().for_each(|e| f(e)),
            Kind::Cond(clauses, other) => {
                clauses.iter().for_each(|c| {
                    f(&c.test);
                    f(&c.then);
                });
                f(other);
            }
            Kind::Seq(es) | Kind::Recur(_, es) | Kind::SelfCall(_, es) | Kind::Prim(_, es) | Kind::Native(_, es) => {
                es.iter().for_each(f)
            }
            Kind::Call { callee, args, .. } => {
                f(callee);
                args.iter().for_each(f);
            }
            Kind::GetField { obj, .. } => f(obj),
            Kind::SetField { obj, value, .. } => {
                f(obj);
                f(value);
            }
            Kind::Try { body, handler, .. } => {
                f(body);
                f(handler);
            }
        }
    }

    /// The same with the right to change them.
    pub fn for_each_child_mut(&mut self, f: &mut dyn FnMut(&mut Expr)) {
        match &mut self.kind {
            Kind::Const(_)
            | Kind::Local(_)
            | Kind::Capture(_)
            | Kind::Global(_)
            | Kind::Lambda(_)
            | Kind::Compiled(_)
            | Kind::Continue(_) => {}
            Kind::SetLocal(_, e) | Kind::SetCapture(_, e) | Kind::SetGlobal(_, e) | Kind::DefineGlobal(_, e) => f(e),
            Kind::Let(binds, body) | Kind::Loop(_, binds, body) => {
                binds.iter_mut().for_each(|(_, e)| f(e));
                f(body);
            }
            Kind::Fix(_, body)
            | Kind::Block(_, body)
            | Kind::Break(_, body)
            | Kind::Repeat(_, body)
            | Kind::Return(body) => {
                f(body);
            }
            Kind::If(a, b, c) => [a, b, c].into_iter().for_each(|e| f(e)),
            Kind::Cond(clauses, other) => {
                clauses.iter_mut().for_each(|c| {
                    f(&mut c.test);
                    f(&mut c.then);
                });
                f(other);
            }
            Kind::Seq(es) | Kind::Recur(_, es) | Kind::SelfCall(_, es) | Kind::Prim(_, es) | Kind::Native(_, es) => {
                es.iter_mut().for_each(f)
            }
            Kind::Call { callee, args, .. } => {
                f(callee);
                args.iter_mut().for_each(f);
            }
            Kind::GetField { obj, .. } => f(obj),
            Kind::SetField { obj, value, .. } => {
                f(obj);
                f(value);
            }
            Kind::Try { body, handler, .. } => {
                f(body);
                f(handler);
            }
        }
    }

    /// Calls `f` for every lambda made directly by this expression.
    #[inline]
    pub fn for_each_lambda<'a>(&'a self, f: &mut dyn FnMut(&'a Lambda)) {
        match &self.kind {
            Kind::Lambda(l) => f(l),
            Kind::Fix(binds, _) => binds.iter().for_each(|(_, l)| f(l)),
            _ => {}
        }
    }

    /// The same with the right to change them.
    #[inline]
    pub fn for_each_lambda_mut(&mut self, f: &mut dyn FnMut(&mut Lambda)) {
        match &mut self.kind {
            Kind::Lambda(l) => f(l),
            Kind::Fix(binds, _) => binds.iter_mut().for_each(|(_, l)| f(l)),
            _ => {}
        }
    }

    /// Whether evaluating it has no effect, cannot fail and does not depend on
    /// when it happens: constants and functions.
    pub fn is_value(&self) -> bool {
        matches!(self.kind, Kind::Const(_) | Kind::Lambda(_))
    }
}
