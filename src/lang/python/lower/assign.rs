//! Targets: names, attributes, elements, and several of them at once.
use super::{Lower, Lowered, constant, let_, local, native, prim, seq, unit};
use crate::core::{Const, Expr, Kind, LocalId, Prim};
use crate::lang::python::ast::{BinOp, ExprId, ExprKind, Range};
use crate::syntax::Span;

impl Lower<'_> {
    pub(super) fn assign_all(&mut self, targets: &[ExprId], value: ExprId, span: Span) -> Lowered {
        if let [only] = *targets {
            if let Some(done) = self.swap(only, value, span)? {
                return Ok(done);
            }
            let value = self.expr(value)?;
            return self.assign(only, value);
        }
        let value = self.expr(value)?;
        let all = self.here().local("", span);
        let mut items = vec![];
        for &t in targets {
            items.push(self.assign(t, local(all, span))?);
        }
        Ok(let_(vec![(all, value)], seq(items, span), span))
    }

    /// `a, b = x, y`, without a tuple in between.
    fn swap(&mut self, target: ExprId, value: ExprId, span: Span) -> Result<Option<Expr>, super::Refused> {
        let (targets, values) = match (self.ast.expr(target).kind, self.ast.expr(value).kind) {
            (ExprKind::Tuple(t) | ExprKind::List(t), ExprKind::Tuple(v)) if t.len() == v.len() && t.len() <= 8 => {
                (self.ast.items(t).to_vec(), self.ast.items(v).to_vec())
            }
            _ => return Ok(None),
        };
        let starred = |e: &ExprId| matches!(self.ast.expr(*e).kind, ExprKind::Starred(_));
        if targets.iter().chain(&values).any(starred) {
            return Ok(None);
        }
        let mut binds = vec![];
        for v in values {
            let value = self.expr(v)?;
            binds.push((self.here().local("", span), value));
        }
        let mut items = vec![];
        for (t, &(l, _)) in targets.into_iter().zip(&binds) {
            items.push(self.assign(t, local(l, span))?);
        }
        Ok(Some(let_(binds, seq(items, span), span)))
    }

    pub(super) fn assign(&mut self, target: ExprId, value: Expr) -> Lowered {
        let node = self.ast.expr(target);
        let span = self.span(node.at);
        match node.kind {
            ExprKind::Name(sym) => Ok(self.write(sym, value, span)),
            // The value comes before what stands in the target.
            ExprKind::Attribute { value: object, name } => {
                let (binds, value) = self.held(value);
                let object = self.expr(object)?;
                let name = self.mangled(name);
                let set = prim(Prim::SetAttr, vec![object, constant(Const::Sym(name), span), value], span);
                Ok(wrapped(binds, set, span))
            }
            ExprKind::Subscript { value: object, index } => {
                let (binds, value) = self.held(value);
                if let Some(owner) = self.dict_owner(object) {
                    let store = self.prelude_read_named("_dict_store", span);
                    let (owner, index) = (self.expr(owner)?, self.expr(index)?);
                    return Ok(wrapped(binds, super::call(store, vec![owner, index, value], span), span));
                }
                if let Some(set) = self.global_by_name(object, index, &value, span)? {
                    return Ok(wrapped(binds, set, span));
                }
                let object = self.expr(object)?;
                let index = self.expr(index)?;
                Ok(wrapped(binds, prim(Prim::SetItem, vec![object, index, value], span), span))
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                let items = self.ast.items(items).to_vec();
                self.unpack(&items, value, span)
            }
            ExprKind::Starred(inner) => self.assign(inner, value),
            _ => self.refuse(node.at, "this assignment"),
        }
    }

    /// Whose attributes an expression is the dictionary of: `x.__dict__` or `vars(x)`.
    pub(super) fn dict_owner(&mut self, id: ExprId) -> Option<ExprId> {
        match self.ast.expr(id).kind {
            ExprKind::Attribute { value, name } if self.interner.name(name) == "__dict__" => Some(value),
            ExprKind::Call { callee, args } => {
                let ExprKind::Name(sym) = self.ast.expr(callee).kind else { return None };
                let [only] = self.ast.items(args) else { return None };
                (self.interner.name(sym) == "vars" && self.is_builtin(sym)).then_some(only.value)
            }
            _ => None,
        }
    }

    /// A value that is read once, later: from a variable unless that makes no difference.
    fn held(&mut self, value: Expr) -> (Vec<(LocalId, Expr)>, Expr) {
        if matches!(value.kind, Kind::Const(_) | Kind::Local(_)) {
            return (vec![], value);
        }
        let span = value.span;
        let l = self.here().local("", span);
        (vec![(l, value)], local(l, span))
    }

    fn unpack(&mut self, targets: &[ExprId], value: Expr, span: Span) -> Lowered {
        let star = targets.iter().position(|&t| matches!(self.ast.expr(t).kind, ExprKind::Starred(_)));
        let number = |n: i64| constant(Const::Int(n), span);
        let star = star.map_or(-1, |s| s as i64);
        let all = self.here().local("", span);
        let count = number(targets.len() as i64);
        let parts = match i16::try_from(targets.len()) {
            Ok(_) if star < 0 => prim(Prim::Unpack, vec![value, count], span),
            _ => native("%unpack", vec![value, count, number(star)], span),
        };
        let mut items = vec![];
        for (i, &t) in targets.iter().enumerate() {
            let part = prim(Prim::GetItem, vec![local(all, span), number(i as i64)], span);
            items.push(self.assign(t, part)?);
        }
        items.push(unit(span));
        Ok(let_(vec![(all, parts)], seq(items, span), span))
    }

    pub(super) fn augmented(&mut self, op: BinOp, target: ExprId, value: ExprId, at: Range) -> Lowered {
        let span = self.span(at);
        let node = self.ast.expr(target);
        let target_span = self.span(node.at);
        match node.kind {
            ExprKind::Name(sym) => {
                let old = self.read(sym, target_span)?;
                let value = self.expr(value)?;
                let new = self.in_place(op, old, value, at)?;
                Ok(self.write(sym, new, span))
            }
            ExprKind::Attribute { value: object, name } => {
                let object = self.expr(object)?;
                let o = self.here().local("", span);
                let name = self.mangled(name);
                let name = || constant(Const::Sym(name), span);
                let old = prim(Prim::GetAttr, vec![local(o, span), name()], target_span);
                let value = self.expr(value)?;
                let new = self.in_place(op, old, value, at)?;
                let set = prim(Prim::SetAttr, vec![local(o, span), name(), new], target_span);
                Ok(let_(vec![(o, object)], set, span))
            }
            ExprKind::Subscript { value: object, index } => {
                let object = self.expr(object)?;
                let index = self.expr(index)?;
                let (o, i) = (self.here().local("", span), self.here().local("", span));
                let old = prim(Prim::GetItem, vec![local(o, span), local(i, span)], target_span);
                let value = self.expr(value)?;
                let new = self.in_place(op, old, value, at)?;
                let set = prim(Prim::SetItem, vec![local(o, span), local(i, span), new], target_span);
                Ok(let_(vec![(o, object), (i, index)], set, span))
            }
            _ => self.refuse(node.at, "this augmented assignment"),
        }
    }

    /// An operation whose left operand takes the result if it can change.
    fn in_place(&mut self, op: BinOp, left: Expr, right: Expr, at: Range) -> Lowered {
        let span = self.span(at);
        let done = self.binary(op, left, right, at)?;
        Ok(match done.kind {
            Kind::Prim(..) => prim(Prim::InPlace, vec![done], span),
            Kind::Native(_, args) => {
                let number = super::run::SIGNS.iter().position(|s| *s == op.text()).unwrap_or(0);
                let mut args = args;
                args.push(constant(Const::Int(number as i64), span));
                native("%in_place", args, span)
            }
            _ => done,
        })
    }

    pub(super) fn delete(&mut self, target: ExprId) -> Lowered {
        let node = self.ast.expr(target);
        let span = self.span(node.at);
        match node.kind {
            ExprKind::Name(sym) => self.unset(sym, span),
            ExprKind::Attribute { value, name } => {
                let object = self.expr(value)?;
                let name = self.mangled(name);
                Ok(native("%del_attr", vec![object, constant(Const::Sym(name), span)], span))
            }
            ExprKind::Subscript { value, index } => {
                if let Some(owner) = self.dict_owner(value) {
                    let remove = self.prelude_read_named("_dict_remove", span);
                    let parts = vec![self.expr(owner)?, self.expr(index)?];
                    return Ok(super::call(remove, parts, span));
                }
                let (object, index) = (self.expr(value)?, self.expr(index)?);
                Ok(native("%del_item", vec![object, index], span))
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                let mut all = vec![];
                for item in self.ast.items(items).to_vec() {
                    all.push(self.delete(item)?);
                }
                Ok(seq(all, span))
            }
            _ => self.refuse(node.at, "this del"),
        }
    }
}

fn wrapped(binds: Vec<(LocalId, Expr)>, body: Expr, span: Span) -> Expr {
    if binds.is_empty() { body } else { let_(binds, body, span) }
}
