//! Checks that the ranges of integers prove go away (`Opt::JitRanges`).
//!
//! Every unboxed integer has 51 bits; constants, remainders, lengths, bytes and the
//! comparisons that were passed on the way say more. Before:
//! ```text
//! b1(v1:int) at 2
//!   v2:bool = lt.int v1 v0 @2
//!   branch v2 b2() b3()
//! b2() at 3
//!   v3:int = add.int v1 v9 @3 -> s0
//!   v4:int = rem.int v3 v8 @4 -> s1
//! ```
//! After, `v9` being 1 and `v8` 1000:
//! ```text
//! b2() at 3
//!   v3:int = add.fits v1 v9 @3
//!   v4:int = rem.fits v3 v8 @4
//! ```
//! Sums, differences and products that only operations on 64 bits want may grow beyond
//! 51 (`wide`): integers have no limit in the program, and the result is the same.
//!
//! What follows a check may count on it. So where something is decided that is the
//! program's to see, a comparison or that a strict sum fits, the checks that stay are
//! strict from then on: they stay even if nobody uses their results.
pub mod range;
mod solve;
mod wide;

use super::Given;
use super::edit::Defs;
use crate::jit::mir::flow::Flow;
use crate::jit::mir::{BlockId, Graph, Imm, Inst, MirOp, Rep};
use range::{FITS, Range};

pub use solve::Ranges;

/// Removes checks.
pub fn run(g: &mut Graph, _: Given) {
    if !g.reps.contains(&Rep::Int) {
        return;
    }
    let flow = Flow::new(g);
    let defs = Defs::new(g);
    let candidates = wide::candidates(g, &flow);
    let mut ranges = Ranges::new(g, &flow, &defs, candidates);
    ranges.solve();
    if ranges.wide.contains(&true) {
        let chosen = wide::choose(g, &flow, &mut ranges);
        if chosen != ranges.wide {
            ranges = Ranges::new(g, &flow, &defs, chosen);
            ranges.solve();
        }
    }
    let (mut edits, mut checks) = (vec![], vec![]);
    let mut decided = false;
    ranges.walk(&mut |env, b, k| {
        let i = &g.at(b).insts[k];
        let checked = i.op.info().imm == Imm::Strict;
        match improve(env, i) {
            Some(edit) => {
                decided |= !matches!(edit, Edit::Op(_)) || checked && i.imm == 1;
                edits.push((b, k, edit));
            }
            None if checked => checks.push((b, k)),
            None => {}
        }
    });
    if decided {
        checks.into_iter().for_each(|(b, k)| g.at_mut(b).insts[k].imm = 1);
    }
    apply(g, edits);
}

enum Edit {
    /// Another operation, which does not leave.
    Op(MirOp),
    /// A comparison that is decided.
    Decided(bool),
    /// A guard that always holds.
    Gone,
}

/// The form without a check.
fn unchecked(op: MirOp) -> MirOp {
    match op {
        MirOp::AddInt => MirOp::AddFits,
        MirOp::SubInt => MirOp::SubFits,
        MirOp::MulInt => MirOp::MulFits,
        MirOp::ShlInt => MirOp::ShlFits,
        MirOp::QuotInt => MirOp::QuotFits,
        MirOp::RemInt => MirOp::RemFits,
        MirOp::ModInt => MirOp::ModFits,
        other => other,
    }
}

/// Whether the check of an operation always passes, or needs not.
fn passes(env: &Ranges, i: &Inst) -> bool {
    match i.op {
        MirOp::AddInt | MirOp::SubInt | MirOp::MulInt | MirOp::ShlInt => {
            i.dst.is_some_and(|d| env.wide[d.0 as usize]) || env.exact(i).is_some_and(|r| r.is_in(FITS))
        }
        MirOp::QuotInt | MirOp::RemInt | MirOp::ModInt => env.of(i.args[1]).lo >= 1,
        _ => false,
    }
}

fn improve(env: &Ranges, i: &Inst) -> Option<Edit> {
    if passes(env, i) {
        return Some(Edit::Op(unchecked(i.op)));
    }
    let range = |k: usize| -> Range { env.of(i.args[k]) };
    match i.op {
        MirOp::LtInt => decided(env.is_less(i.args[0], i.args[1]), range(0).lo >= range(1).hi),
        MirOp::LeInt => decided(range(0).hi <= range(1).lo, env.is_less(i.args[1], i.args[0])),
        MirOp::EqInt => {
            let (a, b) = (range(0), range(1));
            decided(a.lo == a.hi && a == b, a.hi < b.lo || b.hi < a.lo)
        }
        MirOp::GuardIndex => (range(0).lo >= 0 && env.is_less(i.args[0], i.args[1])).then_some(Edit::Gone),
        _ => None,
    }
}

fn decided(always: bool, never: bool) -> Option<Edit> {
    (always || never).then_some(Edit::Decided(always))
}

fn apply(g: &mut Graph, edits: Vec<(BlockId, usize, Edit)>) {
    // From the end, so that places stay right.
    for (b, k, edit) in edits.into_iter().rev() {
        let insts = &mut g.at_mut(b).insts;
        let i = &mut insts[k];
        match edit {
            Edit::Op(op) => {
                (i.op, i.state) = (op, None);
                if op.info().imm == Imm::No {
                    i.imm = 0;
                }
            }
            Edit::Decided(yes) => (i.op, i.args, i.imm) = (MirOp::Bool, vec![], i64::from(yes)),
            Edit::Gone => {
                insts.remove(k);
            }
        }
    }
}
