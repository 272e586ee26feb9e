//! The parts of nodes, for passes that treat most kinds alike.
use super::{Arg, ArgKind, Ast, ExprId, ExprKind, List, PatternId, PatternKind};

impl Ast {
    /// Whether all arguments of a call are given by place, each as one.
    pub fn is_plain(&self, args: List<Arg>) -> bool {
        let one = |a: &Arg| !matches!(self.expr(a.value).kind, ExprKind::Starred(_));
        self.items(args).iter().all(|a| a.kind == ArgKind::Positional && one(a))
    }

    /// Whether it makes a new list, dictionary, set or tuple; there is one empty tuple.
    pub fn is_display(&self, id: ExprId) -> bool {
        use ExprKind::*;
        match self.expr(id).kind {
            Tuple(items) => !self.items(items).is_empty(),
            List(_) | Set(_) | Dict(_) | ListComp { .. } | SetComp { .. } | DictComp { .. } => true,
            _ => false,
        }
    }

    /// Calls a function with each expression directly in another, in the order in
    /// which they are evaluated. Not for lambdas and comprehensions, whose parts
    /// belong to other scopes.
    pub fn each_part(&self, id: ExprId, f: &mut dyn FnMut(ExprId)) {
        let all = |list: List<ExprId>, f: &mut dyn FnMut(ExprId)| self.items(list).iter().for_each(|&e| f(e));
        match self.expr(id).kind {
            ExprKind::Name(_)
            | ExprKind::None
            | ExprKind::True
            | ExprKind::False
            | ExprKind::Ellipsis
            | ExprKind::Int(_)
            | ExprKind::Number(_)
            | ExprKind::Str(..)
            | ExprKind::Bytes(_)
            | ExprKind::Lambda { .. }
            | ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::Generator { .. } => {}
            ExprKind::Joined(items) | ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => {
                all(items, f)
            }
            ExprKind::Bool { values, .. } => all(values, f),
            ExprKind::Formatted { value, format, .. } => {
                f(value);
                format.into_iter().for_each(f);
            }
            ExprKind::Named { target, value } => {
                f(value);
                f(target);
            }
            ExprKind::Binary { left, right, .. } => {
                f(left);
                f(right);
            }
            ExprKind::Unary { operand: e, .. }
            | ExprKind::Await(e)
            | ExprKind::YieldFrom(e)
            | ExprKind::Starred(e)
            | ExprKind::Attribute { value: e, .. } => f(e),
            ExprKind::Yield(e) => e.into_iter().for_each(f),
            ExprKind::Compare { left, rest } => {
                f(left);
                self.items(rest).iter().for_each(|r| f(r.1));
            }
            ExprKind::IfElse { test, body, orelse } => {
                f(test);
                f(body);
                f(orelse);
            }
            ExprKind::Dict(items) => {
                for &(key, value) in self.items(items) {
                    key.into_iter().for_each(&mut *f);
                    f(value);
                }
            }
            ExprKind::Call { callee, args } => {
                f(callee);
                self.items(args).iter().for_each(|a| f(a.value));
            }
            ExprKind::Subscript { value, index } => {
                f(value);
                f(index);
            }
            ExprKind::Slice { lower, upper, step } => {
                [lower, upper, step].into_iter().flatten().for_each(f);
            }
        }
    }

    /// Calls functions with each expression and each pattern directly in a pattern.
    pub fn each_pattern_part(&self, id: PatternId, expr: &mut dyn FnMut(ExprId), pattern: &mut dyn FnMut(PatternId)) {
        match self.pattern(id).kind {
            PatternKind::Value(e) | PatternKind::Singleton(e) => expr(e),
            PatternKind::Sequence(items) | PatternKind::Or(items) => self.items(items).iter().for_each(|&p| pattern(p)),
            PatternKind::Mapping { items, .. } => {
                for &(key, value) in self.items(items) {
                    expr(key);
                    pattern(value);
                }
            }
            PatternKind::Class { class, args } => {
                expr(class);
                self.items(args).iter().for_each(|a| pattern(a.pattern));
            }
            PatternKind::Star(_) => {}
            PatternKind::As { pattern: inner, .. } => inner.into_iter().for_each(pattern),
        }
    }
}
