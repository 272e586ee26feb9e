//! Who captures and who assigns which variable. Recomputes `Local::assigned`,
//! `Local::captured`, `Local::revisited` and `Capture::boxed` from the code, and drops captures that
//! nothing uses any more. Every pass that moves or removes code runs it after.
//!
//! Before (as the front end, or another pass, left it; `x` has a cell):
//! ```text
//! (let ((&x 0)) (seq (set &x 1) &x))
//! ```
//! After (nothing captures `x`, so it needs none):
//! ```text
//! (let ((x 0)) (seq (set x 1) x))
//! ```
use crate::core::{CaptureFrom, CaptureId, Expr, Kind, Lambda, Local, Prim, Unit};

/// Recomputes the flags of a whole unit.
pub fn run(unit: &mut Unit) {
    top(&mut unit.main.body).iter_mut().for_each(|e| definition(e, unit.revisits));
    rest(unit);
}

/// Whether it defines a function that captures nothing.
pub fn is_definition(e: &Expr) -> bool {
    let Kind::DefineGlobal(_, value) = &e.kind else { return false };
    matches!(&value.kind, Kind::Lambda(l) if l.captures.is_empty())
}

/// Recomputes the flags of what an expression of the top level defines, if it is such a
/// definition. `revisits` is that of the unit.
pub fn definition(e: &mut Expr, revisits: bool) {
    if let Kind::DefineGlobal(_, value) = &mut e.kind
        && let Kind::Lambda(l) = &mut value.kind
        && l.captures.is_empty()
    {
        let mut made = Vec::new();
        lambda(l, revisits, &mut made);
        boxes(l, &mut made.into_iter());
    }
}

/// Recomputes the flags of a unit, but for those of its definitions, which are right.
pub fn rest(unit: &mut Unit) {
    let l = &mut unit.main;
    reset(l);
    let mut made = Vec::new();
    let mut body = std::mem::replace(&mut l.body, Expr::new(Kind::Seq(vec![]), l.span));
    for e in forms(&mut body) {
        expr(e, l, &mut [], unit.revisits, &mut made);
    }
    l.body = body;
    revisited(l, unit.revisits);
    let locals = boxed(l);
    let made = &mut made.into_iter();
    for e in forms(&mut l.body) {
        boxes_in(e, &locals, &[], made);
    }
}

/// What a main function does.
fn top(body: &mut Expr) -> &mut [Expr] {
    match body {
        Expr { kind: Kind::Seq(forms), .. } => forms,
        one => std::slice::from_mut(one),
    }
}

/// The same but for definitions.
fn forms(body: &mut Expr) -> impl Iterator<Item = &mut Expr> {
    top(body).iter_mut().filter(|e| !is_definition(e))
}

/// What became of a lambda's captures: used, and assigned.
#[derive(Clone, Copy, Default)]
struct Use {
    used: bool,
    assigned: bool,
}

/// Sets the flags of the locals of a lambda and all inside it; gives what the
/// lambda does with its captures. Unused captures are removed. `made` gets whether
/// it makes others, and the same of those, outermost first: `boxes` need not walk over
/// the bodies of most.
fn lambda(l: &mut Lambda, revisits: bool, made: &mut Vec<bool>) -> Vec<Use> {
    let own = made.len();
    made.push(false);
    reset(l);
    let mut body = std::mem::replace(&mut l.body, Expr::new(Kind::Seq(vec![]), l.span));
    let mut uses = vec![Use::default(); l.captures.len()];
    expr(&mut body, l, &mut uses, revisits, made);
    l.body = body;
    made[own] = made.len() > own + 1;
    revisited(l, revisits);
    if uses.iter().any(|u| !u.used) {
        drop_unused(l, &uses);
        uses.retain(|u| u.used);
    }
    uses
}

fn reset(l: &mut Lambda) {
    for local in &mut l.locals {
        local.assigned = false;
        local.captured = false;
        local.revisited = false;
    }
}

fn revisited(l: &mut Lambda, revisits: bool) {
    if revisits && l.locals.iter().any(|l| l.assigned) {
        let mut order = Order { calls: 0, bound: vec![0; l.locals.len()], locals: &mut l.locals };
        order.walk(&l.body);
    }
}

fn expr(e: &mut Expr, l: &mut Lambda, uses: &mut [Use], revisits: bool, made: &mut Vec<bool>) {
    match &e.kind {
        Kind::SetLocal(id, _) => l.locals[id.0 as usize].assigned = true,
        Kind::Capture(id) => uses[id.0 as usize].used = true,
        Kind::SetCapture(id, _) => uses[id.0 as usize] = Use { used: true, assigned: true },
        _ => {}
    }
    e.for_each_lambda_mut(&mut |inner| {
        let inner_uses = lambda(inner, revisits, made);
        for (capture, u) in inner.captures.iter().zip(inner_uses) {
            match capture.from {
                CaptureFrom::Local(id) => {
                    let local = &mut l.locals[id.0 as usize];
                    local.captured = true;
                    local.assigned |= u.assigned;
                }
                CaptureFrom::Capture(id) => {
                    let outer = &mut uses[id.0 as usize];
                    outer.used = true;
                    outer.assigned |= u.assigned;
                }
            }
        }
    });
    e.for_each_child_mut(&mut |c| expr(c, l, uses, revisits, made));
}

/// A walk in the order of evaluation that counts calls which may make continuations.
struct Order<'a> {
    calls: u32,
    /// Calls before each local was bound.
    bound: Vec<u32>,
    locals: &'a mut [Local],
}

impl Order<'_> {
    fn walk(&mut self, e: &Expr) {
        match &e.kind {
            Kind::SetLocal(id, value) => {
                self.walk(value);
                if self.calls > self.bound[id.0 as usize] {
                    self.locals[id.0 as usize].revisited = true;
                }
            }
            Kind::Let(binds, body) => {
                for (id, init) in binds {
                    self.walk(init);
                    self.bound[id.0 as usize] = self.calls;
                }
                self.walk(body);
            }
            Kind::Loop(_, binds, body) => {
                binds.iter().for_each(|(_, init)| self.walk(init));
                // What is bound outside may have been set in the turn before.
                self.calls += calls(body) as u32;
                for (id, _) in binds {
                    self.bound[id.0 as usize] = self.calls;
                }
                self.walk(body);
            }
            Kind::Repeat(_, body) => {
                // What is bound outside may have been set in the turn before.
                self.calls += calls(body) as u32;
                self.walk(body);
            }
            Kind::If(test, yes, no) => {
                self.walk(test);
                let before = self.calls;
                self.walk(yes);
                let after = std::mem::replace(&mut self.calls, before);
                self.walk(no);
                self.calls = self.calls.max(after);
            }
            Kind::Cond(clauses, other) => {
                let mut most = 0;
                for c in clauses {
                    self.walk(&c.test);
                    if let Some(var) = c.var {
                        self.bound[var.0 as usize] = self.calls;
                    }
                    let before = self.calls;
                    self.walk(&c.then);
                    most = most.max(std::mem::replace(&mut self.calls, before));
                }
                self.walk(other);
                self.calls = self.calls.max(most);
            }
            Kind::Try { body, var, handler, .. } => {
                self.walk(body);
                self.bound[var.0 as usize] = self.calls;
                self.walk(handler);
            }
            _ => {
                e.for_each_child(&mut |child| self.walk(child));
                self.calls += is_call(e) as u32;
            }
        }
    }
}

/// Whether a continuation may be made during an expression itself that comes back
/// to this function.
fn is_call(e: &Expr) -> bool {
    matches!(e.kind, Kind::Call { tail: false, .. } | Kind::Prim(Prim::Apply | Prim::RaiseContinuable, _))
}

/// Whether there is such a call in an expression.
fn calls(e: &Expr) -> bool {
    let mut found = is_call(e);
    e.for_each_child(&mut |child| found = found || calls(child));
    found
}

fn drop_unused(l: &mut Lambda, uses: &[Use]) {
    let mut next = 0;
    let map: Vec<CaptureId> = uses
        .iter()
        .map(|u| {
            next += u.used as u32;
            CaptureId(next.wrapping_sub(1))
        })
        .collect();
    let mut at = 0;
    l.captures.retain(|_| {
        at += 1;
        uses[at - 1].used
    });
    renumber(&mut l.body, &map);
}

/// Captures of the lambda around `e` get the numbers in `map`.
fn renumber(e: &mut Expr, map: &[CaptureId]) {
    if let Kind::Capture(id) | Kind::SetCapture(id, _) = &mut e.kind {
        *id = map[id.0 as usize];
    }
    e.for_each_lambda_mut(&mut |inner| {
        for c in &mut inner.captures {
            if let CaptureFrom::Capture(id) = &mut c.from {
                *id = map[id.0 as usize];
            }
        }
    });
    e.for_each_child_mut(&mut |c| renumber(c, map));
}

/// Copies `boxed` from where a capture comes from, outermost first. `made` tells of each
/// lambda, in the same order, whether there are any inside it.
fn boxes(l: &mut Lambda, made: &mut dyn Iterator<Item = bool>) {
    if made.next() != Some(true) {
        return;
    }
    let captures: Vec<bool> = l.captures.iter().map(|c| c.boxed).collect();
    let locals = boxed(l);
    boxes_in(&mut l.body, &locals, &captures, made);
}

fn boxes_in(e: &mut Expr, locals: &[bool], captures: &[bool], made: &mut dyn Iterator<Item = bool>) {
    e.for_each_lambda_mut(&mut |inner| {
        for c in &mut inner.captures {
            c.boxed = match c.from {
                CaptureFrom::Local(id) => locals[id.0 as usize],
                CaptureFrom::Capture(id) => captures[id.0 as usize],
            };
        }
        boxes(inner, made);
    });
    e.for_each_child_mut(&mut |c| boxes_in(c, locals, captures, made));
}

/// Which variables of a function live in cells.
fn boxed(l: &Lambda) -> Vec<bool> {
    l.locals.iter().map(|l| l.boxed()).collect()
}
