//! Statements.
use super::{Lower, Lowered, Refused, constant, prim, run, seq};
use crate::core::{Const, Expr, Kind, LabelId, LocalId, Prim};
use crate::lang::python::ast::{ArgKind, Block, Branch, ExprId, ExprKind, For, Range, StmtId, StmtKind};
use crate::syntax::Span;

impl Lower<'_> {
    /// A block; what cannot be lowered in it is noted, and left out.
    pub(super) fn block(&mut self, block: Block, span: Span) -> Expr {
        let mut items = vec![];
        for &id in self.ast.items(block) {
            items.extend(self.stmt(id).ok());
        }
        seq(items, span)
    }

    fn stmt(&mut self, id: StmtId) -> Lowered {
        let stmt = self.ast.stmt(id);
        let span = self.span(stmt.at);
        match stmt.kind {
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Pass | StmtKind::Global(_) | StmtKind::Nonlocal(_) => Ok(constant(Const::Unit, span)),
            StmtKind::Assign { targets, value } => {
                let targets = self.ast.items(targets).to_vec();
                let value = self.expr(value)?;
                if let [only] = targets[..] {
                    return self.assign(only, value);
                }
                let local = self.here().local("", span);
                let mut items = vec![];
                for t in targets {
                    items.push(self.assign(t, Expr::new(Kind::Local(local), span))?);
                }
                Ok(Expr::new(Kind::Let(vec![(local, value)], Box::new(seq(items, span))), span))
            }
            StmtKind::AugAssign { op, target, value } => {
                let ExprKind::Name(sym) = self.ast.expr(target).kind else { return self.not_a_name(target) };
                let old = self.read(sym, self.span(self.ast.expr(target).at))?;
                let value = self.expr(value)?;
                let new = self.binary(op, old, value, stmt.at)?;
                Ok(self.write(sym, new, span))
            }
            StmtKind::AnnAssign { target, value, .. } => match value {
                Some(value) => {
                    let value = self.expr(value)?;
                    self.assign(target, value)
                }
                None => Ok(constant(Const::Unit, span)),
            },
            StmtKind::Return(value) => {
                let value = match value {
                    Some(v) => self.expr(v)?,
                    None => constant(Const::Unit, span),
                };
                self.here().dead = true;
                Ok(Expr::new(Kind::Return(Box::new(value)), span))
            }
            StmtKind::Break => {
                let (out, _) = self.innermost();
                self.here().dead = true;
                Ok(Expr::new(Kind::Break(out, Box::new(constant(Const::Unit, span))), span))
            }
            StmtKind::Continue => {
                let (_, again) = self.innermost();
                self.here().dead = true;
                Ok(Expr::new(Kind::Break(again, Box::new(constant(Const::Unit, span))), span))
            }
            StmtKind::Assert { test, message } => {
                let test = self.test(test)?;
                let message = message.map(|m| self.expr(m)).transpose()?;
                let fail = Expr::new(Kind::Native(run::id("%failed"), message.into_iter().collect()), span);
                let fine = constant(Const::Unit, span);
                Ok(Expr::new(Kind::If(Box::new(test), Box::new(fine), Box::new(fail)), span))
            }
            StmtKind::If { branches, orelse } => {
                let branches = self.ast.items(branches).to_vec();
                self.if_(&branches, orelse, span)
            }
            StmtKind::While { test, body, orelse } => {
                let before = self.here().known.clone();
                let test = self.test(test)?;
                let (out, again, repeat) = self.open_loop();
                let body = self.block(body, span);
                self.close_loop();
                self.here().known = before.clone();
                let turn = self.turn(again, repeat, vec![body], span);
                let orelse = self.block(orelse, span);
                self.here().known = before;
                Ok(finish_loop((out, repeat), test, turn, orelse, span))
            }
            StmtKind::For(index) => {
                let f = self.ast.for_loop(index);
                self.for_(f, stmt.at)
            }
            StmtKind::Function(index) => {
                let name = self.ast.function(index).name;
                let f = self.def(index, stmt.at)?;
                Ok(self.write(name, f, span))
            }
            StmtKind::Delete(_) => self.refuse(stmt.at, "del"),
            StmtKind::Raise { .. } => self.refuse(stmt.at, "raise"),
            StmtKind::Import(_) | StmtKind::ImportFrom { .. } => self.refuse(stmt.at, "import"),
            StmtKind::Class(_) => self.refuse(stmt.at, "classes"),
            StmtKind::With { .. } => self.refuse(stmt.at, "with"),
            StmtKind::Try(_) => self.refuse(stmt.at, "try"),
            StmtKind::Match { .. } => self.refuse(stmt.at, "match"),
        }
    }

    fn not_a_name<T>(&mut self, target: ExprId) -> Result<T, Refused> {
        self.refuse(self.ast.expr(target).at, "assignment to anything but a name")
    }

    fn assign(&mut self, target: ExprId, value: Expr) -> Lowered {
        let node = self.ast.expr(target);
        match node.kind {
            ExprKind::Name(sym) => Ok(self.write(sym, value, self.span(node.at))),
            _ => self.not_a_name(target),
        }
    }

    fn innermost(&mut self) -> (LabelId, LabelId) {
        *self.here().loops.last().expect("the checks allow this in loops only")
    }

    /// What `if` and its `elif`s come to; a name has a value behind it if it has one at
    /// the end of each branch that ends.
    fn if_(&mut self, branches: &[Branch], orelse: Block, span: Span) -> Lowered {
        let Some((first, rest)) = branches.split_first() else { return Ok(self.block(orelse, span)) };
        let test = self.test(first.test)?;
        let before = self.here().known.clone();
        let body = self.block(first.body, span);
        let dead = std::mem::take(&mut self.here().dead);
        let after = std::mem::replace(&mut self.here().known, before);
        let other = self.if_(rest, orelse, span)?;
        let here = self.here();
        match (dead, here.dead) {
            (true, _) => {}
            (false, true) => here.known = after,
            (false, false) => here.known.retain(|l| after.contains(l)),
        }
        here.dead &= dead;
        Ok(Expr::new(Kind::If(Box::new(test), Box::new(body), Box::new(other)), span))
    }

    /// Labels for a loop: the block around it, that around its body, the repeat.
    fn open_loop(&mut self) -> (LabelId, LabelId, LabelId) {
        let f = self.here();
        let labels = (f.label(), f.label(), f.label());
        f.loops.push((labels.0, labels.1));
        labels
    }

    fn close_loop(&mut self) {
        let f = self.here();
        f.loops.pop();
        f.dead = false;
    }

    /// One turn, behind which the next begins.
    fn turn(&mut self, again: LabelId, repeat: LabelId, body: Vec<Expr>, span: Span) -> Expr {
        let mut items = body;
        let last = items.pop().expect("a loop has a body");
        items.push(Expr::new(Kind::Block(again, Box::new(last)), span));
        items.push(Expr::new(Kind::Continue(repeat), span));
        seq(items, span)
    }

    /// `for` over a range: a counter and how many turns are left.
    fn for_(&mut self, f: For, at: Range) -> Lowered {
        let span = self.span(at);
        if f.is_async {
            return self.refuse(at, "async");
        }
        let iter = self.ast.expr(f.iter);
        let limits = match iter.kind {
            ExprKind::Call { callee, args } if self.is_range(callee) => self.ast.items(args).to_vec(),
            _ => return self.refuse(iter.at, "loops over anything but range"),
        };
        let plain = limits.iter().all(|a| {
            a.kind == ArgKind::Positional && !matches!(self.ast.expr(a.value).kind, ExprKind::Starred(_))
        });
        if !plain || limits.is_empty() || limits.len() > 3 {
            return self.refuse(iter.at, "this range");
        }
        let at_range = self.span(iter.at);
        let mut values = vec![];
        for a in &limits {
            let value = self.expr(a.value)?;
            let known = matches!(value.kind, Kind::Const(Const::Int(_)));
            values.push(if known { value } else { native("%index", vec![value], at_range) });
        }
        if values.len() == 1 {
            values.insert(0, constant(Const::Int(0), span));
        }
        if values.len() == 2 {
            values.push(constant(Const::Int(1), span));
        }
        let [next, end, step, left] = ["", "", "", ""].map(|n| self.here().local(n, span));
        let read = |l: LocalId| Expr::new(Kind::Local(l), span);
        let set = |l: LocalId, v: Expr| Expr::new(Kind::SetLocal(l, Box::new(v)), span);
        let mut binds: Vec<(LocalId, Expr)> = [next, end, step].into_iter().zip(values).collect();
        binds.push((left, native("%turns", vec![read(next), read(end), read(step)], at_range)));

        let before = self.here().known.clone();
        let (out, again, repeat) = self.open_loop();
        let value = read(next);
        let assign = self.assign(f.target, value)?;
        let advance = set(next, prim(Prim::Add, vec![read(next), read(step)], span));
        let count = set(left, prim(Prim::Sub, vec![read(left), constant(Const::Int(1), span)], span));
        let body = self.block(f.body, span);
        self.close_loop();
        self.here().known = before.clone();
        let turn = self.turn(again, repeat, vec![assign, advance, count, body], span);
        let orelse = self.block(f.orelse, span);
        self.here().known = before;
        let test = prim(Prim::Gt, vec![read(left), constant(Const::Int(0), span)], span);
        let all = finish_loop((out, repeat), test, turn, orelse, span);
        Ok(Expr::new(Kind::Let(binds, Box::new(all)), span))
    }

    /// Whether an expression is the builtin `range`.
    fn is_range(&mut self, id: ExprId) -> bool {
        let ExprKind::Name(sym) = self.ast.expr(id).kind else { return false };
        let unbound = !self.bound.contains(&sym) && matches!(self.place(sym), super::Place::Global);
        unbound && self.interner.name(sym) == "range"
    }
}

fn native(name: &'static str, args: Vec<Expr>, span: Span) -> Expr {
    Expr::new(Kind::Native(run::number(name), args), span)
}

/// The whole of a loop: turns while the test holds, then what stands in `else`.
fn finish_loop((out, repeat): (LabelId, LabelId), test: Expr, turn: Expr, orelse: Expr, span: Span) -> Expr {
    let e = |kind| Expr::new(kind, span);
    let unit = || constant(Const::Unit, span);
    let body = e(Kind::If(Box::new(test), Box::new(turn), Box::new(unit())));
    let repeat = e(Kind::Repeat(repeat, Box::new(body)));
    e(Kind::Block(out, Box::new(e(Kind::Seq(vec![repeat, orelse, unit()])))))
}
