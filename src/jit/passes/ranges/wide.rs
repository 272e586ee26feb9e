//! Sums, differences and products that may grow beyond 51 bits, as only operations that
//! take 64 want them:
//! ```text
//!   v3:int = mul.int v1 v2 @1 -> s0
//!   v4:int = add.int v0 v3 @2 -> s1
//!   v6:int = rem.int v4 v5 @3 -> s2
//! ```
//! `v3` and `v4` need no check if `v5` is above 0 and 64 bits hold them.
use super::passes;
use super::range::FITS;
use super::solve::Ranges;
use crate::jit::mir::flow::Flow;
use crate::jit::mir::{Graph, Inst, MirOp, Term, Val};

fn grows(op: MirOp) -> bool {
    matches!(op, MirOp::AddInt | MirOp::SubInt | MirOp::MulInt)
}

/// Whether an operation may take more than 51 bits as that operand.
fn may_take(op: MirOp, k: usize) -> bool {
    use MirOp::*;
    match op {
        AddInt | SubInt | MulInt | LtInt | LeInt | EqInt | And | Sar => true,
        QuotInt | RemInt | ModInt | QuotFits | RemFits | ModFits => k == 0,
        _ => false,
    }
}

/// Results that only such operations use; they may be in the states of others like
/// them, as these may go.
pub fn candidates(g: &Graph, flow: &Flow) -> Vec<bool> {
    let mut may = vec![false; g.reps.len()];
    for &b in &flow.order {
        for i in g.at(b).insts.iter().filter(|i| grows(i.op) && i.imm == 0) {
            may[i.dst.expect("it gives an integer").0 as usize] = true;
        }
    }
    if may.contains(&true) {
        restrict(g, flow, &mut may, &|i| grows(i.op) || may_take(i.op, 0), &|i, k| may_take(i.op, k));
    }
    may
}

/// Those of the candidates that the ranges found for them allow.
pub fn choose(g: &Graph, flow: &Flow, ranges: &mut Ranges) -> Vec<bool> {
    let mut chosen = ranges.wide.clone();
    // By result: whether the operation goes without a check as it is.
    let mut free = vec![false; g.reps.len()];
    let mut takes = vec![true; g.reps.len()];
    let mut held = vec![false; g.reps.len()];
    ranges.walk(&mut |env, b, k| {
        let i = &g.at(b).insts[k];
        let Some(d) = i.dst else { return };
        let d = d.0 as usize;
        let exact = env.exact(i);
        held[d] = exact.is_some();
        let fits = exact.is_some_and(|r| r.is_in(FITS));
        match i.op {
            MirOp::AddInt | MirOp::SubInt | MirOp::MulInt => free[d] = fits,
            MirOp::QuotInt | MirOp::RemInt | MirOp::ModInt => {
                free[d] = passes(env, i);
                takes[d] = free[d] && fits;
            }
            MirOp::QuotFits | MirOp::RemFits | MirOp::ModFits | MirOp::And | MirOp::Sar => takes[d] = fits,
            _ => {}
        }
    });
    for (c, held) in chosen.iter_mut().zip(held) {
        *c &= held;
    }
    // One that must be checked after all restricts those before it.
    loop {
        let before = chosen.clone();
        let loses = |i: &Inst| i.dst.is_some_and(|d| free[d.0 as usize] || before[d.0 as usize]);
        let takes = |i: &Inst, k: usize| {
            may_take(i.op, k) && i.dst.is_some_and(|d| takes[d.0 as usize]) && (!grows(i.op) || loses(i))
        };
        restrict(g, flow, &mut chosen, &loses, &takes);
        if chosen == before {
            return chosen;
        }
    }
}

/// Takes out what is used elsewhere: by an operation that does not take it, or in the
/// state of one that does not lose its check.
fn restrict(
    g: &Graph,
    flow: &Flow,
    may: &mut [bool],
    loses: &dyn Fn(&Inst) -> bool,
    takes: &dyn Fn(&Inst, usize) -> bool,
) {
    let mut out = |v: Val| may[v.0 as usize] = false;
    for &b in &flow.order {
        let block = g.at(b);
        for i in &block.insts {
            for (k, &a) in i.args.iter().enumerate() {
                if !takes(i, k) {
                    out(a);
                }
            }
            if let Some(s) = i.state
                && !loses(i)
            {
                g.states[s.0 as usize].live.iter().for_each(|&(_, v)| out(v));
            }
        }
        block.term.uses().iter().for_each(|&v| out(v));
        block.term.edges().flat_map(|e| &e.args).for_each(|&v| out(v));
        let exit = if let Term::Exit(s, _) = block.term { Some(s) } else { None };
        for s in exit.into_iter().chain(block.entry) {
            g.states[s.0 as usize].live.iter().for_each(|&(_, v)| out(v));
        }
    }
}
