//! Statements.
use super::exits::{Exit, Jump};
use super::{Lower, Lowered, call, constant, if_, let_, local, native, prim, seq, unit};
use crate::core::{Const, Expr, Kind, LabelId, LocalId, Prim};
use crate::lang::python::ast::unparse::unparse;
use crate::lang::python::ast::{
    Alias, ArgKind, Block, Branch, ExprId, ExprKind, For, List, Range, StmtId, StmtKind, UnaryOp,
};
use crate::syntax::{Span, Sym};

/// Where the types are that classes and modules say their variables are of.
pub(super) const ANNOTATIONS: &str = "__annotations__";

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
            StmtKind::Expr(e) if self.module.displays && self.functions.len() == 1 => {
                let show = self.prelude_read_named("_display", span);
                let value = self.expr(e)?;
                Ok(call(show, vec![value], span))
            }
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Pass | StmtKind::Global(_) | StmtKind::Nonlocal(_) => Ok(constant(Const::Unit, span)),
            StmtKind::Assign { targets, value } => {
                let targets = self.ast.items(targets).to_vec();
                self.assign_all(&targets, value, span)
            }
            StmtKind::AugAssign { op, target, value } => self.augmented(op, target, value, stmt.at),
            StmtKind::AnnAssign { target, value, annotation, simple } => {
                let note = self.annotation(target, annotation, simple, span)?;
                let assign = match value {
                    Some(value) => {
                        let value = self.expr(value)?;
                        self.assign(target, value)?
                    }
                    None => unit(span),
                };
                Ok(seq(vec![assign, note], span))
            }
            StmtKind::Return(value) => self.return_(value, span),
            StmtKind::Break => Ok(self.jump(Jump::Break, unit(span), span)),
            StmtKind::Continue => Ok(self.jump(Jump::Continue, unit(span), span)),
            StmtKind::Assert { test, message } => {
                let at = self.compared(test).map_or(span, |at| self.span(at));
                let test = self.test(test)?;
                let message = message.map(|m| self.expr(m)).transpose()?;
                let fail = native("%failed", message.into_iter().collect(), at);
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
            StmtKind::Delete(targets) => {
                let mut items = vec![];
                for t in self.ast.items(targets).to_vec() {
                    items.push(self.delete(t)?);
                }
                Ok(seq(items, span))
            }
            StmtKind::Raise { value, cause } => self.raise(value, cause, span),
            StmtKind::Import(names) => {
                let names = self.ast.items(names).to_vec();
                let mut items = vec![];
                for a in names {
                    let text = self.interner.name(a.name).to_string();
                    let top = text.split('.').next().unwrap_or(&text).to_string();
                    let module = self.import(&text, span);
                    let (name, value) = match a.asname {
                        Some(name) => (name, module),
                        None if top == text => (self.interner.intern(&top), module),
                        None => {
                            let value = self.import(&top, span);
                            (self.interner.intern(&top), seq(vec![module, value], span))
                        }
                    };
                    items.push(self.write(name, value, span));
                }
                Ok(seq(items, span))
            }
            StmtKind::ImportFrom { module, names, level } => self.import_from(module, names, level, stmt.at),
            StmtKind::Class(index) => {
                let name = self.ast.class(index).name;
                let c = self.class(index, stmt.at)?;
                Ok(self.write(name, c, span))
            }
            StmtKind::With { items, body, is_async } => self.with(items, body, is_async, stmt.at),
            StmtKind::Try(index) => {
                let t = self.ast.try_stmt(index);
                self.try_(t, stmt.at)
            }
            StmtKind::Match { subject, cases } => self.match_(subject, cases, stmt.at),
        }
    }

    /// The last comparison of a test, which CPython takes for the place of what the test
    /// decides.
    fn compared(&self, test: ExprId) -> Option<Range> {
        let node = self.ast.expr(test);
        match node.kind {
            ExprKind::Compare { .. } => Some(node.at),
            ExprKind::Unary { op: UnaryOp::Not, operand } => self.compared(operand),
            ExprKind::Bool { values, .. } => self.ast.items(values).iter().rev().find_map(|&v| self.compared(v)),
            _ => None,
        }
    }

    /// What a class or module notes of a variable's type.
    fn annotation(&mut self, target: ExprId, annotation: ExprId, simple: bool, span: Span) -> Lowered {
        let ExprKind::Name(sym) = self.ast.expr(target).kind else { return Ok(unit(span)) };
        let members = self.here().class;
        if !simple || members.is_none() && self.functions.len() > 1 {
            return Ok(unit(span));
        }
        let name = self.name(sym);
        let note = match self.postponed {
            true => super::text(&unparse(self.ast, self.interner, self.text, annotation), span),
            false => self.expr(annotation)?,
        };
        let name = super::text(&name, span);
        let notes = match members {
            Some(members) => prim(Prim::GetItem, vec![local(members, span), super::text(ANNOTATIONS, span)], span),
            None => {
                let notes = self.interner.intern(ANNOTATIONS);
                self.read(notes, span)?
            }
        };
        Ok(prim(Prim::SetItem, vec![notes, name, note], span))
    }

    /// Whether a statement of the class or module at hand says a variable's type.
    pub(super) fn notes_types(&mut self) -> bool {
        let scope = self.here().scope;
        self.scopes.scope(scope).names.iter().any(|n| n.is_annotated())
    }

    /// A module that says types of variables has a dictionary of these from the beginning.
    pub(super) fn noted_types(&mut self, span: Span) -> Option<Expr> {
        let name = self.interner.intern(ANNOTATIONS);
        let empty = native("%dict", vec![], span);
        self.notes_types().then(|| self.write(name, empty, span))
    }

    /// A module, by its name.
    pub(super) fn import(&mut self, name: &str, span: Span) -> Expr {
        let import = self.interner.intern("__import__");
        let import = self.prelude_read(import, span);
        call(import, vec![super::text(name, span)], span)
    }

    fn import_from(&mut self, module: Option<Sym>, names: List<Alias>, level: u32, at: Range) -> Lowered {
        let span = self.span(at);
        // Files that a host gives are in no package.
        let (Some(module), 0) = (module, level) else {
            let rare = self.import("_rare", span);
            let name = constant(Const::Sym(self.interner.intern("no_package")), span);
            return Ok(call(prim(Prim::GetAttr, vec![rare, name], span), vec![], span));
        };
        let module = self.interner.name(module).to_string();
        let names = self.ast.items(names).to_vec();
        let mut items = vec![];
        if module == "__future__" {
            return Ok(unit(span));
        }
        let m = self.here().local("", span);
        for a in names {
            let name = self.interner.name(a.name).to_string();
            if name == "*" {
                let star = self.prelude_read_named("_import_star", span);
                items.push(call(star, vec![local(m, span), super::text(self.module.name, span)], span));
                continue;
            }
            let attribute = constant(Const::Sym(a.name), span);
            let get = prim(Prim::GetAttr, vec![local(m, span), attribute], span);
            let failed = self.interner.intern("_import_failed");
            let failed = self.prelude_read(failed, span);
            let thrown = self.here().local("", span);
            let failed = call(failed, vec![local(m, span), super::text(&name, span), local(thrown, span)], span);
            let value = Kind::Try { body: Box::new(get), refuses: false, var: thrown, handler: Box::new(failed) };
            let value = Expr::new(value, span);
            items.push(self.write(a.asname.unwrap_or(a.name), value, span));
        }
        let value = self.import(&module, span);
        Ok(let_(vec![(m, value)], seq(items, span), span))
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
    pub(super) fn open_loop(&mut self) -> (LabelId, LabelId, LabelId) {
        let f = self.here();
        let labels = (f.label(), f.label(), f.label());
        f.exits.push(Exit::Loop { out: labels.0, again: labels.1 });
        labels
    }

    pub(super) fn close_loop(&mut self) {
        let f = self.here();
        f.exits.pop();
        f.dead = false;
    }

    /// One turn, behind which the next begins.
    pub(super) fn turn(&mut self, again: LabelId, repeat: LabelId, body: Vec<Expr>, span: Span) -> Expr {
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
            return self.for_each(f, span);
        }
        let iter = self.ast.expr(f.iter);
        let limits = match iter.kind {
            ExprKind::Call { callee, args } if self.is_range(callee) => self.ast.items(args).to_vec(),
            _ => return self.for_each(f, span),
        };
        let plain = limits
            .iter()
            .all(|a| a.kind == ArgKind::Positional && !matches!(self.ast.expr(a.value).kind, ExprKind::Starred(_)));
        if !plain || limits.is_empty() || limits.len() > 3 {
            return self.for_each(f, span);
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

    /// `for` over anything, and `async for`.
    fn for_each(&mut self, f: For, span: Span) -> Lowered {
        let iter = self.expr(f.iter)?;
        let iter = match f.is_async {
            true => self.async_call("_aiter", vec![iter], span),
            false => native("%iter", vec![iter], span),
        };
        let (it, v) = (self.here().local("", span), self.here().local("", span));
        let before = self.here().known.clone();
        let (out, again, repeat) = self.open_loop();
        let assign = self.assign(f.target, local(v, span))?;
        let body = self.block(f.body, span);
        self.close_loop();
        self.here().known = before.clone();
        let turn = self.turn(again, repeat, vec![assign, body], span);
        let orelse = self.block(f.orelse, span);
        self.here().known = before;
        let missing = prim(Prim::Eq, vec![local(v, span), constant(Const::Missing, span)], span);
        let next = match f.is_async {
            true => self.next_async(local(it, span), span),
            false => prim(Prim::Next, vec![local(it, span)], span),
        };
        let step = let_(vec![(v, next)], if_(missing, unit(span), turn, span), span);
        let repeat = Expr::new(Kind::Repeat(repeat, Box::new(step)), span);
        let all = Expr::new(Kind::Block(out, Box::new(seq(vec![repeat, orelse, unit(span)], span))), span);
        Ok(let_(vec![(it, iter)], all, span))
    }

    /// Whether an expression is the builtin `range`.
    fn is_range(&mut self, id: ExprId) -> bool {
        let ExprKind::Name(sym) = self.ast.expr(id).kind else { return false };
        let unbound = !self.bound.contains(&sym) && matches!(self.place(sym), super::Place::Global);
        unbound && self.interner.name(sym) == "range"
    }
}

/// The whole of a loop: turns while the test holds, then what stands in `else`.
fn finish_loop((out, repeat): (LabelId, LabelId), test: Expr, turn: Expr, orelse: Expr, span: Span) -> Expr {
    let e = |kind| Expr::new(kind, span);
    let unit = || constant(Const::Unit, span);
    let body = e(Kind::If(Box::new(test), Box::new(turn), Box::new(unit())));
    let repeat = e(Kind::Repeat(repeat, Box::new(body)));
    e(Kind::Block(out, Box::new(e(Kind::Seq(vec![repeat, orelse, unit()])))))
}
