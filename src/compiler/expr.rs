//! Expressions: variables, conditions, loops, functions.
use super::emit::{Func, Label, OpenBlock, OpenLoop};
use super::uses;
use crate::bytecode::{CaptureSource, FieldSiteInfo, Handler, Insn, Op};
use crate::core::{CaptureFrom, Clause, Const, Expr, GlobalId, Kind, LabelId, Lambda, LocalId, Prim};
use crate::options::Opt;
use crate::syntax::Span;

/// Where the value of an expression is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Dst {
    /// In this register.
    Reg(u16),
    /// Nowhere.
    Effect,
    /// It is the function's result: the code ends in a return or a tail call.
    Return,
}

/// A register that holds an operand.
#[derive(Clone, Copy)]
pub(super) struct Operand {
    pub reg: u16,
    /// Made for this use only, by the last instruction.
    pub temp: bool,
}

impl<'a> Func<'a> {
    /// Compiles an expression. What stands in its tail position is done in the
    /// same call, so chains of `Let`, `Seq` and else branches take no stack.
    pub fn expr(&mut self, e: &'a Expr, dst: Dst) {
        if self.dead || !self.descend(e.span) {
            return;
        }
        let scope = self.enter();
        let mut end = None;
        let mut tried = vec![];
        let mut e = e;
        while !self.dead {
            e = match &e.kind {
                Kind::Seq(items) => {
                    let (last, before) = items.split_last().expect("a sequence is not empty");
                    before.iter().for_each(|i| self.expr(i, Dst::Effect));
                    last
                }
                Kind::Let(binds, body) => match self.or_parts(binds, body) {
                    Some((first, second)) if dst == Dst::Effect => {
                        let l = self.end_label(&mut end);
                        self.test(first, l, true);
                        second
                    }
                    _ => {
                        binds.iter().for_each(|(l, init)| self.let_(*l, init));
                        body
                    }
                },
                Kind::Fix(binds, body) => {
                    self.fix(binds, e.span);
                    body
                }
                Kind::Loop(id, binds, body) => {
                    let base = self.next;
                    for (i, (_, init)) in binds.iter().enumerate() {
                        self.next = base + i as u32;
                        let r = self.scratch();
                        self.expr(init, Dst::Reg(r));
                    }
                    self.next = base + binds.len() as u32;
                    let head = self.label();
                    self.place(head);
                    let start = self.pc();
                    for (i, (l, _)) in binds.iter().enumerate() {
                        self.bind(*l, base + i as u32, start);
                    }
                    binds.iter().for_each(|(l, _)| self.box_if_needed(*l));
                    let base = base as u16;
                    self.loops.push(OpenLoop { id: *id, head, base });
                    body
                }
                Kind::Block(id, body) => {
                    let at = self.end_label(&mut end);
                    self.blocks.push(OpenBlock { id: *id, dst, at });
                    body
                }
                Kind::Repeat(id, body) => {
                    let at = self.label();
                    self.place(at);
                    self.blocks.push(OpenBlock { id: *id, dst, at });
                    body
                }
                Kind::If(c, t, f) => match self.branch(c, t, f, dst, &mut end) {
                    Some(rest) => rest,
                    None => break,
                },
                Kind::Cond(clauses, other) => {
                    clauses.iter().for_each(|c| self.clause(c, dst, &mut end));
                    other
                }
                Kind::Try { body, var, handler, refuses } => {
                    if !self.try_body(body, dst, e.span, &mut end) {
                        break;
                    }
                    let r = self.next;
                    let reg = self.take();
                    let made = self.handlers.last_mut().expect("try_body made it");
                    (made.reg, made.refuses) = (reg, *refuses);
                    tried.push(self.handlers.len() - 1);
                    self.bind(*var, r, self.pc());
                    self.box_if_needed(*var);
                    handler
                }
                _ => {
                    self.leaf(e, dst);
                    break;
                }
            };
        }
        for at in tried {
            self.handlers[at].until = self.pc();
        }
        if let Some(l) = end {
            self.place(l);
        }
        self.leave(scope);
        self.ascend();
    }

    /// Compiles an expression into the first free register and keeps that.
    pub fn expr_next(&mut self, e: &'a Expr) -> u16 {
        let r = self.scratch();
        self.expr(e, Dst::Reg(r));
        self.next += 1;
        r
    }

    /// Brings an operand into a register. `later` are the operands evaluated
    /// between this moment and the use.
    pub fn operand(&mut self, e: &'a Expr, later: &'a [Expr]) -> Operand {
        match self.in_place(e, later) {
            Some(reg) => Operand { reg, temp: false },
            None => Operand { reg: self.expr_next(e), temp: true },
        }
    }

    /// The register of a variable that can be used where it is.
    pub fn in_place(&self, e: &Expr, later: &[Expr]) -> Option<u16> {
        match e.kind {
            Kind::Local(l) if !self.boxed(l) => {
                let assigned = self.lambda.locals[l.0 as usize].assigned;
                (!assigned || !uses::may_set(later, l)).then(|| self.local_reg(l))
            }
            _ => None,
        }
    }

    /// The register to compute a value in that is wanted at `dst`.
    pub fn target(&mut self, dst: Dst) -> u16 {
        match dst {
            Dst::Reg(r) => r,
            _ => self.scratch(),
        }
    }
    /// The last instruction put the value in `reg`, which is `target(dst)`.
    pub fn done(&mut self, dst: Dst, reg: u16, span: Span) {
        if dst == Dst::Return {
            self.link();
            self.end(Insn::new(Op::Return, reg, 0, 0), span);
        }
    }
    /// The value is in a register that must stay as it is.
    pub fn deliver(&mut self, dst: Dst, reg: u16, span: Span) {
        match dst {
            Dst::Reg(d) => self.mov(d, reg, span),
            Dst::Effect => {}
            Dst::Return => self.end(Insn::new(Op::Return, reg, 0, 0), span),
        }
    }
    pub fn load(&mut self, c: &Const, dst: Dst, span: Span) {
        if dst == Dst::Effect || self.dead {
            return;
        }
        let d = self.target(dst);
        match *c {
            Const::Int(i) if i32::try_from(i).is_ok() => self.wide(Op::LoadInt, d, i as u32, span),
            _ => {
                let k = self.constant(c);
                self.wide(Op::LoadConst, d, k, span);
            }
        }
        self.done(dst, d, span);
    }
    /// The value of something done for its effect.
    pub fn unit(&mut self, dst: Dst, span: Span) {
        self.load(&Const::Unit, dst, span);
    }

    fn leaf(&mut self, e: &'a Expr, dst: Dst) {
        let span = e.span;
        let saved = self.next;
        match &e.kind {
            Kind::Const(c) => self.load(c, dst, span),
            Kind::Local(l) if self.boxed(*l) => {
                if dst != Dst::Effect {
                    let (d, cell) = (self.target(dst), self.local_reg(*l));
                    self.op(Op::GetBox, d, cell, 0, span);
                    self.done(dst, d, span);
                }
            }
            Kind::Local(l) => self.deliver(dst, self.local_reg(*l), span),
            Kind::Capture(c) => {
                if dst != Dst::Effect {
                    let boxed = self.lambda.captures[c.0 as usize].boxed;
                    let d = self.target(dst);
                    let op = if boxed { Op::GetCaptureBox } else { Op::GetCapture };
                    self.op(op, d, c.0 as u16, 0, span);
                    self.done(dst, d, span);
                }
            }
            Kind::Global(g) => {
                let d = self.target(dst);
                self.get_global(d, *g, span);
                self.done(dst, d, span);
            }
            Kind::SetLocal(l, v) => {
                let r = self.local_reg(*l);
                if self.boxed(*l) {
                    let v = self.operand(v, &[]);
                    self.op(Op::SetBox, r, v.reg, 0, span);
                } else {
                    self.expr(v, Dst::Reg(r));
                }
                self.next = saved;
                self.unit(dst, span);
            }
            Kind::SetCapture(c, v) => {
                let v = self.operand(v, &[]);
                self.op(Op::SetCaptureBox, v.reg, c.0 as u16, 0, span);
                self.next = saved;
                self.unit(dst, span);
            }
            Kind::SetGlobal(g, v) => {
                let v = self.operand(v, &[]);
                if self.on(Opt::GlobalSlots) {
                    self.wide(Op::SetGlobal, v.reg, g.0, span);
                } else {
                    self.wide(Op::SetGlobalNamed, v.reg, self.cx.globals.name(*g).0, span);
                }
                self.next = saved;
                self.unit(dst, span);
            }
            Kind::DefineGlobal(g, v) => {
                let v = self.operand(v, &[]);
                self.wide(Op::DefineGlobal, v.reg, g.0, span);
                self.next = saved;
                self.unit(dst, span);
            }
            Kind::Compiled(number) => {
                if dst != Dst::Effect && !self.dead {
                    let d = self.target(dst);
                    let f = self.compiled(*number);
                    self.op(Op::MakeClosure, d, f, 0, span);
                    self.done(dst, d, span);
                }
            }
            Kind::Lambda(l) => {
                // Making a closure has no effect anyone could see.
                if dst != Dst::Effect {
                    let d = self.target(dst);
                    self.closure(l, d, &[], span, &mut vec![]);
                    self.done(dst, d, span);
                }
            }
            Kind::Recur(id, args) => {
                let open = self.loops.iter().rev().find(|l| l.id == *id);
                let &OpenLoop { head, base, .. } = open.expect("a turn belongs to a loop around it");
                self.assign(base, args, span);
                self.jump(Op::LoopBack, 0, head, span);
            }
            Kind::Break(id, v) => {
                let OpenBlock { dst, at, .. } = self.open_block(*id);
                match dst {
                    Dst::Return => self.return_(v),
                    _ => {
                        self.expr(v, dst);
                        self.jump(Op::Jump, 0, at, span);
                    }
                }
            }
            Kind::Continue(id) => {
                self.jump(Op::LoopBack, 0, self.open_block(*id).at, span);
            }
            Kind::Return(v) => self.return_(v),
            Kind::SelfCall(g, args) => self.self_call(*g, args, dst, span),
            Kind::Call { callee, args, tail } => self.call(callee, args, *tail, dst, span),
            Kind::Prim(p, args) => self.prim(*p, args, dst, span),
            Kind::Native(n, args) => self.native(*n, args, dst, span),
            Kind::GetField { obj, field, ty } => {
                let o = self.operand(obj, &[]);
                self.next = saved;
                let site = self.field_site(FieldSiteInfo { field: *field, ty: *ty });
                let d = self.target(dst);
                self.op(Op::GetField, d, o.reg, site, span);
                self.done(dst, d, span);
            }
            Kind::SetField { obj, field, ty, value } => {
                let o = self.operand(obj, std::slice::from_ref(value));
                let v = self.operand(value, &[]);
                let site = self.field_site(FieldSiteInfo { field: *field, ty: *ty });
                self.op(Op::SetField, o.reg, v.reg, site, span);
                self.next = saved;
                self.unit(dst, span);
            }
            Kind::Let(..)
            | Kind::Fix(..)
            | Kind::If(..)
            | Kind::Cond(..)
            | Kind::Seq(_)
            | Kind::Block(..)
            | Kind::Repeat(..)
            | Kind::Loop(..)
            | Kind::Try { .. } => unreachable!("expr handles it"),
        }
        self.next = saved;
    }

    /// The block or repeat that is left or begun again.
    fn open_block(&self, id: LabelId) -> OpenBlock {
        *self.blocks.iter().rev().find(|b| b.id == id).expect("a label stands around what names it")
    }

    /// Leaves the function with a value.
    fn return_(&mut self, v: &'a Expr) {
        if self.protected == 0 {
            return self.expr(v, Dst::Return);
        }
        let r = self.scratch();
        self.expr(v, Dst::Reg(r));
        self.end(Insn::new(Op::Return, r, 0, 0), v.span);
    }

    pub fn get_global(&mut self, d: u16, g: GlobalId, span: Span) {
        if self.on(Opt::GlobalSlots) {
            self.wide(Op::GetGlobal, d, g.0, span);
        } else {
            self.wide(Op::GetGlobalNamed, d, self.cx.globals.name(g).0, span);
        }
    }

    // Variables and functions

    fn let_(&mut self, local: LocalId, init: &'a Expr) {
        if self.uses[local.0 as usize] == 0 {
            return self.expr(init, Dst::Effect);
        }
        // A second name for a variable that never changes is that variable.
        if let Kind::Local(other) = init.kind
            && !self.lambda.locals[other.0 as usize].assigned
            && !self.lambda.locals[local.0 as usize].assigned
        {
            return self.bind(local, self.local_reg(other) as u32, self.pc());
        }
        let r = self.expr_next(init);
        self.bind(local, r as u32, self.pc());
        self.box_if_needed(local);
    }

    fn fix(&mut self, binds: &'a [(LocalId, Lambda)], span: Span) {
        let base = self.next;
        for (i, (l, _)) in binds.iter().enumerate() {
            self.next = base + i as u32;
            let r = self.scratch();
            self.regs[l.0 as usize] = r;
        }
        self.next = base + binds.len() as u32;
        let mut patches = vec![];
        for (i, (l, lambda)) in binds.iter().enumerate() {
            let r = self.local_reg(*l);
            self.closure(lambda, r, &binds[i..], lambda.span, &mut patches);
            self.bind(*l, r as u32, self.pc());
        }
        for (closure, capture, src) in patches {
            self.op(Op::PatchCapture, closure, capture, src, span);
        }
    }

    /// Makes a closure. What it captures of the functions in `unmade`, itself
    /// included, is left for patches: closure, capture, register.
    fn closure(
        &mut self,
        lambda: &'a Lambda,
        dst: u16,
        unmade: &[(LocalId, Lambda)],
        span: Span,
        patches: &mut Vec<(u16, u16, u16)>,
    ) {
        if self.dead {
            return;
        }
        // The functions of a group stand in adjacent registers.
        let first = unmade.first().map_or(0, |(l, _)| self.local_reg(*l) as usize);
        let waiting = first..first + unmade.len();
        let mut captures = Vec::with_capacity(lambda.captures.len());
        for (i, c) in lambda.captures.iter().enumerate() {
            let source = match c.from {
                CaptureFrom::Capture(c) => CaptureSource::Capture(c.0 as u16),
                CaptureFrom::Local(l) => {
                    let r = self.local_reg(l);
                    if waiting.contains(&(r as usize)) {
                        patches.push((dst, i as u16, r));
                        CaptureSource::Later
                    } else {
                        CaptureSource::Reg(r)
                    }
                }
            };
            captures.push((c.name.clone(), source));
        }
        let f = self.function(lambda, captures);
        self.op(Op::MakeClosure, dst, f, 0, span);
    }

    // Conditions

    /// A condition up to the branch that ends it, which is returned. Branches
    /// meet at `end`.
    fn branch(&mut self, c: &'a Expr, t: &'a Expr, f: &'a Expr, dst: Dst, end: &mut Option<Label>) -> Option<&'a Expr> {
        let (mut c, mut t, mut f) = (c, t, f);
        while let Kind::Prim(Prim::Not, args) = &c.kind {
            (c, t, f) = (&args[0], f, t);
        }
        if let Some(truth) = truth(c) {
            return Some(if truth { t } else { f });
        }
        if self.nothing(f, dst) {
            let l = self.end_label(end);
            self.test(c, l, false);
            return Some(t);
        }
        if self.nothing(t, dst) {
            let l = self.end_label(end);
            self.test(c, l, true);
            return Some(f);
        }
        let otherwise = self.label();
        self.test(c, otherwise, false);
        self.expr(t, dst);
        if !self.dead {
            let l = self.end_label(end);
            self.jump(Op::Jump, 0, l, t.span);
        }
        self.place(otherwise);
        Some(f)
    }

    /// A clause; if its test fails, control goes on behind it.
    fn clause(&mut self, c: &'a Clause, dst: Dst, end: &mut Option<Label>) {
        if self.dead {
            return;
        }
        let scope = self.enter();
        let next = self.label();
        match c.var {
            None => self.test(&c.test, next, false),
            Some(var) => {
                let r = self.expr_next(&c.test);
                self.bind(var, r as u32, self.pc());
                self.jump(Op::JumpIfFalse, r, next, c.test.span);
                self.box_if_needed(var);
            }
        }
        self.expr(&c.then, dst);
        if !self.dead {
            let l = self.end_label(end);
            self.jump(Op::Jump, 0, l, c.then.span);
        }
        self.leave(scope);
        self.place(next);
    }

    fn end_label(&mut self, end: &mut Option<Label>) -> Label {
        *end.get_or_insert_with(|| self.label())
    }

    /// Whether the expression needs no code at all there.
    fn nothing(&self, e: &Expr, dst: Dst) -> bool {
        match (&e.kind, dst) {
            (Kind::Const(_) | Kind::Local(_) | Kind::Capture(_), Dst::Effect) => true,
            (Kind::Local(l), Dst::Reg(d)) => !self.boxed(*l) && self.local_reg(*l) == d,
            _ => false,
        }
    }

    /// Jumps to `to` if what the expression gives counts as `sense`; goes on
    /// otherwise. Conditions inside conditions make no booleans.
    pub fn test(&mut self, e: &'a Expr, to: Label, sense: bool) {
        if self.dead || !self.descend(e.span) {
            return;
        }
        let scope = self.enter();
        let (mut e, mut sense) = (e, sense);
        // Where control goes on when a part of the condition decides for that.
        let mut on = None;
        while !self.dead {
            e = match &e.kind {
                // A branch that a comparison became takes what counts as true.
                Kind::Prim(Prim::Truth, args) if is_comparison(&args[0]) => &args[0],
                Kind::Prim(Prim::Not, args) => {
                    // Only the tail is left, so turning around is enough.
                    sense = !sense;
                    &args[0]
                }
                Kind::Seq(items) => {
                    let (last, before) = items.split_last().expect("a sequence is not empty");
                    before.iter().for_each(|i| self.expr(i, Dst::Effect));
                    last
                }
                Kind::Let(binds, body) => match self.or_parts(binds, body) {
                    Some((first, second)) => {
                        if sense {
                            self.test(first, to, true);
                        } else {
                            let on = self.end_label(&mut on);
                            self.test(first, on, true);
                        }
                        second
                    }
                    None => {
                        binds.iter().for_each(|(l, init)| self.let_(*l, init));
                        body
                    }
                },
                Kind::If(c, t, f) => match (truth(c), truth(t), truth(f)) {
                    (Some(c), ..) => {
                        if c {
                            t
                        } else {
                            f
                        }
                    }
                    (_, Some(t), _) => {
                        let target = if t == sense { to } else { self.end_label(&mut on) };
                        self.test(c, target, true);
                        f
                    }
                    (_, _, Some(f)) => {
                        let target = if f == sense { to } else { self.end_label(&mut on) };
                        self.test(c, target, false);
                        t
                    }
                    _ => {
                        let otherwise = self.label();
                        self.test(c, otherwise, false);
                        self.test(t, to, sense);
                        let on = self.end_label(&mut on);
                        self.jump(Op::Jump, 0, on, t.span);
                        self.place(otherwise);
                        f
                    }
                },
                Kind::Const(Const::True | Const::False) => {
                    if truth(e) == Some(sense) {
                        self.jump(Op::Jump, 0, to, e.span);
                    }
                    break;
                }
                _ => {
                    let r = self.operand(e, &[]);
                    if r.temp {
                        self.link();
                    }
                    let op = if sense { Op::JumpIfTrue } else { Op::JumpIfFalse };
                    self.jump(op, r.reg, to, e.span);
                    break;
                }
            };
        }
        if let Some(l) = on {
            self.place(l);
        }
        self.leave(scope);
        self.ascend();
    }

    /// The two parts of an `or`: a variable that is only its first part's value,
    /// tested and given.
    fn or_parts(&self, binds: &'a [(LocalId, Expr)], body: &'a Expr) -> Option<(&'a Expr, &'a Expr)> {
        let [(l, first)] = binds else { return None };
        let Kind::If(c, t, f) = &body.kind else { return None };
        let same = |e: &Expr| matches!(e.kind, Kind::Local(x) if x == *l);
        (self.uses[l.0 as usize] == 2 && same(c) && same(t)).then_some((first, &**f))
    }

    // Errors

    /// The protected part of a `Try`. False if nothing in it can throw, so that
    /// its handler is never needed.
    fn try_body(&mut self, body: &'a Expr, dst: Dst, span: Span, end: &mut Option<Label>) -> bool {
        let start = self.pc();
        let saved = self.next;
        let inner = match dst {
            Dst::Return => Dst::Reg(self.scratch()),
            d => d,
        };
        self.protected += 1;
        self.expr(body, inner);
        self.protected -= 1;
        let stop = self.pc();
        if let (Dst::Return, Dst::Reg(r)) = (dst, inner) {
            self.end(Insn::new(Op::Return, r, 0, 0), span);
        }
        if start == stop || self.failed() {
            return false;
        }
        if !self.dead {
            let l = self.end_label(end);
            self.jump(Op::Jump, 0, l, span);
        }
        self.dead = false;
        self.next = saved;
        let target = self.pc();
        self.handlers.push(Handler { start, end: stop, target, until: target, reg: 0, refuses: false });
        true
    }
}

/// Whether it is a comparison, whose value the jump behind it takes for what it counts
/// as, even where the dialect has it give something that is no boolean.
fn is_comparison(e: &Expr) -> bool {
    matches!(&e.kind, Kind::Prim(Prim::Lt | Prim::Le | Prim::Gt | Prim::Ge | Prim::NumEq, _))
}

/// Whether a constant is known to count as true in every language, or as false.
fn truth(e: &Expr) -> Option<bool> {
    match e.kind {
        Kind::Const(Const::True) => Some(true),
        Kind::Const(Const::False) => Some(false),
        _ => None,
    }
}
