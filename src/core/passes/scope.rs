//! Who captures and who assigns which variable. Recomputes `Local::assigned`,
//! `Local::captured` and `Capture::boxed` from the code, and drops captures that
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
use crate::core::{CaptureFrom, CaptureId, Expr, Kind, Lambda, Unit};

/// Recomputes the flags of a whole unit.
pub fn run(unit: &mut Unit) {
    lambda(&mut unit.main);
    boxes(&mut unit.main);
}

/// What became of a lambda's captures: used, and assigned.
#[derive(Clone, Copy, Default)]
struct Use {
    used: bool,
    assigned: bool,
}

/// Sets the flags of the locals of a lambda and all inside it; gives what the
/// lambda does with its captures. Unused captures are removed.
fn lambda(l: &mut Lambda) -> Vec<Use> {
    for local in &mut l.locals {
        local.assigned = false;
        local.captured = false;
    }
    let mut body = std::mem::replace(&mut l.body, Expr::new(Kind::Seq(vec![]), l.span));
    let mut uses = vec![Use::default(); l.captures.len()];
    expr(&mut body, l, &mut uses);
    l.body = body;
    if uses.iter().any(|u| !u.used) {
        drop_unused(l, &uses);
        uses.retain(|u| u.used);
    }
    uses
}

fn expr(e: &mut Expr, l: &mut Lambda, uses: &mut [Use]) {
    match &e.kind {
        Kind::SetLocal(id, _) => l.locals[id.0 as usize].assigned = true,
        Kind::Capture(id) => uses[id.0 as usize].used = true,
        Kind::SetCapture(id, _) => uses[id.0 as usize] = Use { used: true, assigned: true },
        _ => {}
    }
    e.for_each_lambda_mut(&mut |inner| {
        let inner_uses = lambda(inner);
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
    e.for_each_child_mut(&mut |c| expr(c, l, uses));
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

/// Copies `boxed` from where a capture comes from, outermost first.
fn boxes(l: &mut Lambda) {
    fn expr(e: &mut Expr, locals: &[bool], captures: &[bool]) {
        e.for_each_lambda_mut(&mut |inner| {
            for c in &mut inner.captures {
                c.boxed = match c.from {
                    CaptureFrom::Local(id) => locals[id.0 as usize],
                    CaptureFrom::Capture(id) => captures[id.0 as usize],
                };
            }
            boxes(inner);
        });
        e.for_each_child_mut(&mut |c| expr(c, locals, captures));
    }
    let locals: Vec<bool> = l.locals.iter().map(|l| l.boxed()).collect();
    let captures: Vec<bool> = l.captures.iter().map(|c| c.boxed).collect();
    expr(&mut l.body, &locals, &captures);
}
