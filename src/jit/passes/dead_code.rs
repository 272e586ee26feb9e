//! What nobody uses and what never runs goes away (`Opt::JitDeadCode`).
//!
//! Operations on constants are done, branches on constants become jumps, jumps to a
//! block that only branches on what they bring go straight on, blocks with one way in
//! join the block before, parameters that are always the same value become that value,
//! frame states do not name what is in memory already, and instructions without effects
//! whose results are not used are left out. Before:
//! ```text
//!   v1:bool = not v0 @3
//!   branch v1 b1() b2()
//! b1() at 4
//!   v2:tagged = box.int v5 @4
//!   jump b3()
//! ```
//! After:
//! ```text
//!   branch v0 b2() b3()
//! ```
use super::Given;
use super::edit::{Defs, Renames, state_uses};
use crate::jit::mir::flow::{Flow, Ways};
use crate::jit::mir::{BlockId, Edge, FrameState, Graph, Inst, MirOp, Reason, Rep, Start, StateId, Term, Val};
use crate::value::bits;

/// Cleans a graph.
pub fn run(g: &mut Graph, _: Given) {
    let mut ways = Ways::new(g);
    let mut again = true;
    // Each round may decide branches for the next; there are never many.
    for _ in 0..8 {
        if !again {
            break;
        }
        fold(g, &ways);
        unused(g, &ways);
        again = branches(g);
        again |= thread(g);
        if again {
            ways = Ways::new(g);
        }
        unreachable(g, &ways);
        again |= same_arguments(g);
        if join(g, &ways) {
            ways = Ways::new(g);
            again = true;
        }
    }
    if in_memory(g) || again {
        unused(g, &ways);
    }
}

/// Does operations on constants.
fn fold(g: &mut Graph, ways: &Ways) {
    let mut ints: Vec<Option<i64>> = vec![None; g.reps.len()];
    let mut known: Vec<Option<u64>> = vec![None; g.reps.len()];
    let mut renames = Renames::new(g);
    let mut negated: Vec<Option<Val>> = vec![None; g.reps.len()];
    for &b in &ways.order {
        for i in &mut g.blocks[b.0 as usize].insts {
            let Some(d) = i.dst else { continue };
            let arg = |k: usize| i.args.get(k).and_then(|&a| ints[renames.get(a).0 as usize]);
            let new = match (i.op, arg(0), arg(1)) {
                (MirOp::Int | MirOp::Bool, ..) => {
                    ints[d.0 as usize] = Some(i.imm);
                    continue;
                }
                (MirOp::Tagged, ..) => {
                    known[d.0 as usize] = Some(i.imm as u64);
                    continue;
                }
                (MirOp::Not, Some(a), _) => Some(a ^ 1),
                (MirOp::Not, None, _) => {
                    let a = renames.get(i.args[0]);
                    negated[d.0 as usize] = Some(a);
                    if let Some(twice) = negated[a.0 as usize] {
                        renames.set(d, twice);
                    }
                    None
                }
                (MirOp::IntToFloat, Some(a), _) => {
                    let imm = (a as f64).to_bits() as i64;
                    *i = Inst { op: MirOp::Float, args: vec![], imm, dst: i.dst, state: None, pc: i.pc };
                    continue;
                }
                (MirOp::IsValue, ..) => known[renames.get(i.args[0]).0 as usize].map(|v| i64::from(v == i.imm as u64)),
                (MirOp::Sar | MirOp::Shr | MirOp::ShlFits | MirOp::ShlInt, None, _) if i.imm == 0 => {
                    renames.set(d, i.args[0]);
                    None
                }
                (op, Some(a), Some(b)) => binary(op, a, b),
                (op, Some(a), None) => unary(op, a, i.imm),
                (op, None, Some(b)) => {
                    if neutral(op, b) {
                        renames.set(d, i.args[0]);
                    }
                    None
                }
                _ => None,
            };
            if let Some(n) = new {
                let op = if g.reps[d.0 as usize] == Rep::Bool { MirOp::Bool } else { MirOp::Int };
                *i = Inst { op, args: vec![], imm: n, dst: i.dst, state: None, pc: i.pc };
                ints[d.0 as usize] = Some(n);
            }
        }
    }
    renames.apply(g);
}

/// Whether an operation with that second operand gives the first.
fn neutral(op: MirOp, b: i64) -> bool {
    match op {
        MirOp::AddInt | MirOp::SubInt | MirOp::AddFits | MirOp::SubFits | MirOp::Or | MirOp::Xor => b == 0,
        MirOp::MulInt | MirOp::MulFits | MirOp::QuotFits => b == 1,
        MirOp::And => b == -1,
        _ => false,
    }
}

/// The result of an operation that may leave, if it does not.
fn checked(r: Option<i64>) -> Option<i64> {
    r.filter(|&r| bits::fits(r))
}

fn binary(op: MirOp, a: i64, b: i64) -> Option<i64> {
    Some(match op {
        MirOp::AddInt => return checked(a.checked_add(b)),
        MirOp::SubInt => return checked(a.checked_sub(b)),
        MirOp::MulInt => return checked(a.checked_mul(b)),
        MirOp::AddFits => a.wrapping_add(b),
        MirOp::SubFits => a.wrapping_sub(b),
        MirOp::MulFits => a.wrapping_mul(b),
        MirOp::QuotInt | MirOp::QuotFits if b > 0 => a / b,
        MirOp::RemInt | MirOp::RemFits if b > 0 => a % b,
        MirOp::ModInt | MirOp::ModFits if b > 0 => a.rem_euclid(b),
        MirOp::And => a & b,
        MirOp::Or => a | b,
        MirOp::Xor => a ^ b,
        MirOp::LtInt => i64::from(a < b),
        MirOp::LeInt => i64::from(a <= b),
        MirOp::EqInt => i64::from(a == b),
        _ => return None,
    })
}

fn unary(op: MirOp, a: i64, imm: i64) -> Option<i64> {
    match op {
        MirOp::Sar => Some(a >> imm),
        MirOp::Shr => Some((a as u64 >> imm) as i64),
        MirOp::ShlFits => Some(a << imm),
        MirOp::ShlInt => checked((a << imm >> imm == a).then_some(a << imm)),
        _ => None,
    }
}

/// Decides branches and guards; says whether there were some.
fn branches(g: &mut Graph) -> bool {
    let defs = Defs::new(g);
    let mut decided = false;
    for k in 0..g.blocks.len() {
        while let Term::Branch(v, yes, no) = &g.blocks[k].term {
            let def = defs.inst(g, *v).map(|i| (i.op, i.imm, i.args.first().copied()));
            let term = match def {
                Some((MirOp::Bool, imm, _)) => Term::Jump(if imm == 1 { yes } else { no }.clone()),
                Some((MirOp::Not, _, Some(of))) => Term::Branch(of, no.clone(), yes.clone()),
                _ if yes == no => Term::Jump(yes.clone()),
                _ => break,
            };
            decided |= matches!(term, Term::Jump(_));
            g.blocks[k].term = term;
        }
        // Guards that always hold.
        let holds = |i: &Inst| {
            i.op == MirOp::GuardTrue && defs.inst(g, i.args[0]).is_some_and(|of| of.op == MirOp::Bool && of.imm == 1)
        };
        let gone: Vec<bool> = g.blocks[k].insts.iter().map(holds).collect();
        if gone.contains(&true) {
            decided = true;
            let mut gone = gone.into_iter();
            g.blocks[k].insts.retain(|_| !gone.next().expect("one for each"));
        }
    }
    decided
}

/// Lets jumps go past blocks that only jump or branch on. Values of such a block are
/// used by no other, as its parameters are all it has.
fn thread(g: &mut Graph) -> bool {
    if !g.blocks.iter().any(|b| b.insts.is_empty() && b.term.edges().next().is_some()) {
        return false;
    }
    let defs = Defs::new(g);
    // The way around a header would be a second way into its loop.
    let mut stays = params_used_elsewhere(g);
    Flow::new(g).loops.iter().for_each(|l| stays[l.header.0 as usize] = true);
    let mut changed = false;
    for k in 0..g.blocks.len() {
        for n in 0..2 {
            // A way through many such blocks, but never around in a circle.
            for _ in 0..4 {
                let Some(e) = g.blocks[k].term.edges().nth(n) else { break };
                let Some(next) = past(g, &defs, &stays, e) else { break };
                *g.blocks[k].term.edges_mut().nth(n).expect("it is there") = next;
                changed = true;
            }
        }
    }
    changed
}

/// By block: whether another block uses its parameters.
fn params_used_elsewhere(g: &Graph) -> Vec<bool> {
    let mut home = vec![u32::MAX; g.reps.len()];
    for (k, b) in g.blocks.iter().enumerate() {
        for p in &b.params {
            home[p.0 as usize] = k as u32;
        }
    }
    let mut used = vec![false; g.blocks.len()];
    for (k, b) in g.blocks.iter().enumerate() {
        let mut note = |v: Val| {
            let h = home[v.0 as usize];
            if h != u32::MAX && h != k as u32 {
                used[h as usize] = true;
            }
        };
        let exit = if let Term::Exit(s, _) = b.term { Some(s) } else { None };
        for s in b.insts.iter().filter_map(|i| i.state).chain(exit).chain(b.entry) {
            g.states[s.0 as usize].live.iter().for_each(|&(_, v)| note(v));
        }
        b.insts.iter().flat_map(|i| &i.args).for_each(|&v| note(v));
        b.term.uses().iter().for_each(|&v| note(v));
        b.term.edges().flat_map(|e| &e.args).for_each(|&v| note(v));
    }
    used
}

fn past(g: &Graph, defs: &Defs, stays: &[bool], e: &Edge) -> Option<Edge> {
    let b = g.at(e.to);
    if stays[e.to.0 as usize] {
        return None;
    }
    let at = |v: Val| b.params.iter().position(|&p| p == v).map_or(v, |k| e.args[k]);
    let constant = |v: Val| defs.inst(g, v).filter(|i| i.op == MirOp::Bool).map(|i| i.imm == 1);
    let next = match (&b.insts[..], &b.term) {
        ([], Term::Jump(next)) if next.to != e.to => next,
        ([], Term::Branch(v, yes, no)) if b.params.contains(v) => {
            if constant(at(*v))? {
                yes
            } else {
                no
            }
        }
        _ => return None,
    };
    if next.to == e.to {
        return None;
    }
    Some(Edge { to: next.to, args: next.args.iter().map(|&v| at(v)).collect() })
}

/// Empties blocks that cannot be reached.
fn unreachable(g: &mut Graph, ways: &Ways) {
    for id in g.ids().filter(|&b| !ways.reached(b)) {
        let b = g.at(id);
        let empty = b.params.is_empty() && b.insts.is_empty() && matches!(b.term, Term::Exit(..));
        if !empty {
            clear(g, id);
        }
    }
}

fn clear(g: &mut Graph, id: BlockId) {
    let state = g.state(FrameState::default());
    let b = g.at_mut(id);
    (b.params, b.insts, b.entry) = (vec![], vec![], None);
    b.term = Term::Exit(state, Reason::Interpreter);
}

/// Removes parameters whose arguments are all the same value, or themselves.
pub(super) fn same_arguments(g: &mut Graph) -> bool {
    const UNSEEN: Val = Val(u32::MAX);
    let mut any = false;
    loop {
        let mut home: Vec<Option<Val>> = vec![None; g.reps.len()];
        for b in &g.blocks[1..] {
            b.params.iter().for_each(|p| home[p.0 as usize] = Some(UNSEEN));
        }
        for b in &g.blocks {
            for e in b.term.edges() {
                for (&p, &a) in g.at(e.to).params.iter().zip(&e.args) {
                    let slot = &mut home[p.0 as usize];
                    *slot = match *slot {
                        Some(seen) if a == p || seen == a => Some(seen),
                        Some(UNSEEN) => Some(a),
                        _ => None,
                    };
                }
            }
        }
        let same = |p: Val| home[p.0 as usize].filter(|&a| a != UNSEEN);
        if !g.blocks[1..].iter().flat_map(|b| &b.params).any(|&p| same(p).is_some()) {
            return any;
        }
        any = true;
        let mut renames = Renames::new(g);
        for k in 1..g.blocks.len() {
            let params = g.blocks[k].params.clone();
            if !params.iter().any(|&p| same(p).is_some()) {
                continue;
            }
            for &p in &params {
                if let Some(a) = same(p) {
                    renames.set(p, a);
                }
            }
            keep_params(g, BlockId(k as u32), &params.iter().map(|&p| same(p).is_none()).collect::<Vec<_>>());
        }
        renames.apply(g);
    }
}

/// Keeps some parameters of a block, and their arguments.
fn keep_params(g: &mut Graph, id: BlockId, keep: &[bool]) {
    let filter = |all: &mut Vec<Val>| {
        let mut n = 0;
        all.retain(|_| {
            n += 1;
            keep[n - 1]
        });
    };
    filter(&mut g.at_mut(id).params);
    for b in &mut g.blocks {
        b.term.edges_mut().filter(|e| e.to == id).for_each(|e| filter(&mut e.args));
    }
}

/// Appends blocks with one way in to the block before them.
fn join(g: &mut Graph, ways: &Ways) -> bool {
    let mut renames = Renames::new(g);
    let mut joined = false;
    // From the end, so that a chain joins in one round.
    for &b in ways.order.iter().rev() {
        let Term::Jump(e) = &g.at(b).term else { continue };
        if ways.preds(e.to).len() != 1 || e.to == b {
            continue;
        }
        let Edge { to, args } = e.clone();
        let mut next = g.at(to).clone();
        clear(g, to);
        for (p, a) in next.params.into_iter().zip(args) {
            renames.set(p, a);
        }
        let block = g.at_mut(b);
        block.insts.append(&mut next.insts);
        block.term = next.term;
        joined = true;
    }
    renames.apply(g);
    joined
}

/// Whether it may go if its result is not used. Where a sum that need not be strict does
/// not fit, the interpreter has a larger integer, which changes nothing either. A strict
/// one stays: operations that are gone by now may have counted on its check.
fn removable(i: &Inst) -> bool {
    i.op.removable() || matches!(i.op, MirOp::AddInt | MirOp::SubInt | MirOp::MulInt) && i.imm == 0
}

/// Removes instructions and parameters that nobody uses.
fn unused(g: &mut Graph, ways: &Ways) {
    let mut live = vec![false; g.reps.len()];
    let mut work: Vec<Val> = vec![];
    let defs = Defs::new(g);
    // By value: the block whose parameter it is.
    let mut home: Vec<Option<(BlockId, u32)>> = vec![None; g.reps.len()];
    for &b in &ways.order {
        let block = g.at(b);
        for (k, p) in block.params.iter().enumerate() {
            home[p.0 as usize] = Some((b, k as u32));
        }
        for i in block.insts.iter().filter(|i| !removable(i)) {
            work.extend(&i.args);
            push_state(g, i.state, &mut work);
        }
        work.extend(block.term.uses());
        push_state(g, block.entry, &mut work);
        if let Term::Exit(s, _) = block.term {
            push_state(g, Some(s), &mut work);
        }
    }
    work.extend(&g.blocks[0].params);
    while let Some(v) = work.pop() {
        if std::mem::replace(&mut live[v.0 as usize], true) {
            continue;
        }
        if let Some(i) = defs.inst(g, v).filter(|i| removable(i)) {
            work.extend(&i.args);
            push_state(g, i.state, &mut work);
        } else if let Some((b, k)) = home[v.0 as usize] {
            for &p in ways.preds(b) {
                work.extend(g.at(p).term.edges().filter(|e| e.to == b).map(|e| e.args[k as usize]));
            }
        }
    }
    for &b in &ways.order {
        g.at_mut(b).insts.retain(|i| !removable(i) || i.dst.is_some_and(|d| live[d.0 as usize]));
        let keep: Vec<bool> = g.at(b).params.iter().map(|p| live[p.0 as usize]).collect();
        if keep.contains(&false) {
            keep_params(g, b, &keep);
        }
    }
    // States of what is gone must not name values that are gone.
    for (s, uses) in state_uses(g).into_iter().enumerate() {
        if uses == 0 {
            g.states[s].live.clear();
        }
    }
}

/// Takes out of frame states what is in memory already: registers that a loop was
/// entered with and nobody writes. Says whether there was something.
fn in_memory(g: &mut Graph) -> bool {
    let mut insts = g.blocks.iter().flat_map(|b| &b.insts);
    if !matches!(g.start, Start::Loop(_)) || insts.clone().any(|i| i.op == MirOp::Generic) {
        return false;
    }
    let defs = Defs::new(g);
    let written: Vec<i64> = insts.by_ref().filter(|i| i.op == MirOp::SetReg).map(|i| i.imm).collect();
    // A value that the register at hand was read into, as it was or unboxed.
    let is_there = |g: &Graph, r: u16, v: Val| {
        let unboxed = |i: &&Inst| matches!(i.op, MirOp::UnboxInt | MirOp::UnboxFloat);
        let read = defs.inst(g, v).map(|i| if unboxed(&i) { defs.inst(g, i.args[0]) } else { Some(i) });
        read.flatten().is_some_and(|i| i.op == MirOp::Reg && i.imm == r as i64 && !written.contains(&i.imm))
    };
    let mut any = false;
    for k in 0..g.states.len() {
        let mut live = std::mem::take(&mut g.states[k].live);
        let before = live.len();
        live.retain(|&(r, v)| !is_there(g, r, v));
        any |= live.len() < before;
        g.states[k].live = live;
    }
    any
}

fn push_state(g: &Graph, s: Option<StateId>, work: &mut Vec<Val>) {
    if let Some(s) = s {
        work.extend(g.states[s.0 as usize].live.iter().map(|&(_, v)| v));
    }
}
