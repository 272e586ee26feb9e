//! What can be assigned to and deleted.
use super::{Parsed, Parser};
use crate::lang::python::ast::{Ast, CmpOp, ExprId, ExprKind};

/// Where a target stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Left of `=`, or after `as`.
    Assignment,
    /// After `for`.
    Loop,
    /// After `del`.
    Deletion,
}

impl Parser<'_> {
    /// The part of a target that cannot be one, if there is such.
    pub(super) fn invalid_part(&self, target: ExprId, place: Place) -> Option<ExprId> {
        match self.ast.expr(target).kind {
            ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => None,
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                self.ast.items(items).iter().find_map(|&item| self.invalid_part(item, place))
            }
            ExprKind::Starred(_) if place == Place::Deletion => Some(target),
            ExprKind::Starred(value) => self.invalid_part(value, place),
            // `for f() in x` was read as a comparison.
            ExprKind::Compare { left, rest } if place == Place::Loop => {
                let first = self.ast.items(rest).first();
                if first.is_some_and(|r| r.0 == CmpOp::In) { self.invalid_part(left, place) } else { None }
            }
            _ => Some(target),
        }
    }

    /// Says what cannot be assigned to or deleted.
    pub(super) fn check_target(&mut self, target: ExprId, place: Place) -> Parsed<()> {
        let Some(wrong) = self.invalid_part(target, place) else { return Ok(()) };
        let verb = if place == Place::Deletion { "delete" } else { "assign to" };
        let what = noun(&self.ast, wrong);
        let at = self.ast.expr(wrong).at;
        Err(self.error(at.start, at.end, format!("cannot {verb} {what}")))
    }

    /// Whether something is a name, an attribute or an index.
    pub(super) fn is_single_target(&self, target: ExprId) -> bool {
        matches!(
            self.ast.expr(target).kind,
            ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. }
        )
    }
}

/// What messages call an expression.
pub(super) fn noun(ast: &Ast, e: ExprId) -> &'static str {
    match ast.expr(e).kind {
        ExprKind::Name(_) => "name",
        ExprKind::None => "None",
        ExprKind::True => "True",
        ExprKind::False => "False",
        ExprKind::Ellipsis => "ellipsis",
        ExprKind::Int(_) | ExprKind::Number(_) | ExprKind::Str(..) | ExprKind::Bytes(_) => "literal",
        ExprKind::Joined(_) | ExprKind::Formatted { .. } => "f-string expression",
        ExprKind::Bool { .. } | ExprKind::Binary { .. } | ExprKind::Unary { .. } => "expression",
        ExprKind::Named { .. } => "named expression",
        ExprKind::Compare { .. } => "comparison",
        ExprKind::IfElse { .. } => "conditional expression",
        ExprKind::Lambda { .. } => "lambda",
        ExprKind::Tuple(_) => "tuple",
        ExprKind::List(_) => "list",
        ExprKind::Set(_) => "set display",
        ExprKind::Dict(_) => "dict literal",
        ExprKind::ListComp { .. } => "list comprehension",
        ExprKind::SetComp { .. } => "set comprehension",
        ExprKind::DictComp { .. } => "dict comprehension",
        ExprKind::Generator { .. } => "generator expression",
        ExprKind::Await(_) => "await expression",
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "yield expression",
        ExprKind::Call { .. } => "function call",
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Starred(_) => "starred",
        ExprKind::Slice { .. } => "slice",
    }
}
