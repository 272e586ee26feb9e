//! Checks that come out the same on every turn of a loop are done once, in front of it
//! (`Opt::JitGuardHoisting`, T17).
//!
//! What moves: guards whose operands do not change in the loop, the loads of what no
//! instruction in the loop writes, and what these are computed from. Only from blocks
//! that every turn goes through. A guard in front of the loop leaves to the loop's
//! first instruction. Before:
//! ```text
//!   jump b1(v0)
//! b1(v1:tagged) at 2, entry s0
//!   v2:tagged = load.global g4 @2
//!   v3:int = unbox.int v2 @3 -> s1
//! ```
//! After:
//! ```text
//!   v2:tagged = load.global g4 @2
//!   v3:int = unbox.int v2 @3 -> s2
//!   jump b1(v0)
//! b1(v1:tagged) at 2, entry s0
//! ```
//! A parameter of the loop that every turn unboxes, and that the loop itself gives only
//! boxes, is unboxed in front of it; then `unboxing` makes it a machine word.
use super::edit::def_blocks;
use super::kinds::{Kind, Unboxes, analyse};
use super::loops::{make_preheaders, outside, state_with};
use super::{Given, dead_code, forget_entries, loops};
use crate::jit::mir::flow::{Flow, Loop};
use crate::jit::mir::{BlockId, Graph, Inst, MirOp, Rep, StateId, Term, Val, effect};

/// Moves guards to the front of loops.
pub fn run(g: &mut Graph, given: Given) {
    let mut flow = Flow::new(g);
    if flow.loops.is_empty() {
        return forget_entries(g);
    }
    if loops::nest(g) {
        // What only the outer loop changes goes around in the inner one as it is.
        dead_code::same_arguments(g);
        flow = Flow::new(g);
    }
    if make_preheaders(g, &flow) {
        flow = Flow::new(g);
    }
    let mut constant = vec![false; g.reps.len()];
    for i in g.blocks.iter().flat_map(|b| &b.insts).filter(|i| is_constant(i.op)) {
        constant[i.dst.expect("a constant has a result").0 as usize] = true;
    }
    let mut pass = Pass { blocks: def_blocks(g), constant };
    // Inner loops first: what moves out of one may move on.
    for l in (0..flow.loops.len()).rev() {
        pass.hoist(g, &flow, l);
    }
    // Each round may find guards for the loops around those of the last.
    for _ in 0..4 {
        if !unbox_entries(g, &flow, given.tagged_result) {
            break;
        }
    }
    forget_entries(g);
}

/// The block in front of a loop.
fn front(flow: &Flow, l: &Loop) -> BlockId {
    outside(flow, l.header)[0]
}

/// The frame at the end of the block in front of a loop.
fn front_state(g: &mut Graph, flow: &Flow, l: &Loop) -> Option<StateId> {
    let entry = g.at(l.header).entry?;
    let params = g.at(l.header).params.clone();
    let args = g.at(front(flow, l)).term.edges().next()?.args.clone();
    Some(state_with(g, entry, &params, &args))
}

/// Whether every turn of a loop goes through a block, but for turns that hardly ever are.
fn each_turn(g: &Graph, flow: &Flow, l: &Loop, b: BlockId) -> bool {
    let cold = |latch: &BlockId| g.at(*latch).cold;
    let rare = !l.latches.iter().all(cold);
    l.latches.iter().all(|latch| rare && cold(latch) || flow.dominates(b, *latch))
}

/// What a loop writes.
fn writes(g: &Graph, l: &Loop) -> u16 {
    let mut all = 0;
    for &b in &l.blocks {
        for i in &g.at(b).insts {
            // Bytes are apart from values.
            if i.op != MirOp::StoreByte {
                all |= i.op.info().effects;
            }
            all |= match i.op {
                MirOp::StoreByte => BYTES,
                MirOp::SetShape => SHAPES,
                MirOp::StoreCount => COUNTS,
                _ => 0,
            };
        }
    }
    all
}

/// Bits beyond those of `effect`: the loop writes bytes, shapes, and lengths of what grows.
const BYTES: u16 = 1 << 15;
const SHAPES: u16 = 1 << 14;
const COUNTS: u16 = 1 << 13;

struct Pass {
    /// The block each value is defined in.
    blocks: Vec<BlockId>,
    /// Whether it is a constant.
    constant: Vec<bool>,
}

impl Pass {
    fn hoist(&mut self, g: &mut Graph, flow: &Flow, index: usize) {
        let l = &flow.loops[index];
        let to = front(flow, l);
        let written = writes(g, l);
        let mut state = None;
        for &b in &l.blocks {
            if !each_turn(g, flow, l, b) {
                continue;
            }
            let mut k = 0;
            while k < g.at(b).insts.len() {
                let i = &g.at(b).insts[k];
                if !self.may_move(flow, index, i, written) {
                    k += 1;
                    continue;
                }
                if i.op.exits() || i.op.has(effect::R_HEAP) {
                    // Loads may stand behind guards, which go first.
                    if state.is_none() {
                        state = front_state(g, flow, l);
                    }
                    if state.is_none() {
                        k += 1;
                        continue;
                    }
                }
                let mut i = g.at_mut(b).insts.remove(k);
                if i.op.exits() {
                    i.state = state;
                }
                // Constants come along.
                for &a in &i.args {
                    if self.in_loop(flow, index, a) {
                        let (from, at) = self.move_constant(g, a, to);
                        k -= (from == b && at < k) as usize;
                    }
                }
                if let Some(d) = i.dst {
                    self.blocks[d.0 as usize] = to;
                }
                g.at_mut(to).insts.push(i);
            }
        }
    }

    fn in_loop(&self, flow: &Flow, l: usize, v: Val) -> bool {
        flow.is_in(self.blocks[v.0 as usize], l)
    }

    /// Moves a constant to the end of a block; gives where it was.
    fn move_constant(&mut self, g: &mut Graph, v: Val, to: BlockId) -> (BlockId, usize) {
        let from = self.blocks[v.0 as usize];
        let at = g.at(from).insts.iter().position(|i| i.dst == Some(v)).expect("it is a constant");
        let i = g.at_mut(from).insts.remove(at);
        self.blocks[v.0 as usize] = to;
        g.at_mut(to).insts.push(i);
        (from, at)
    }

    /// Whether an instruction does the same on every turn.
    fn may_move(&self, flow: &Flow, l: usize, i: &Inst, written: u16) -> bool {
        let calls = written & effect::CALLS != 0;
        let reads = i.op.info().effects;
        let sound = match i.op {
            // By themselves they cost nothing.
            op if is_constant(op) => false,
            op if op.is_anew_each_time() => false,
            op if op.has(effect::CALLS) => false,
            MirOp::LoadByte | MirOp::LoadBe16 | MirOp::LoadBe32 => !calls && written & BYTES == 0,
            // Code comes and goes only in calls, and so do forms of objects but for shapes.
            MirOp::CodeOf | MirOp::GuardStores | MirOp::GuardFlagsClear | MirOp::GuardFlags => !calls,
            MirOp::LoadCount => !calls && written & COUNTS == 0,
            MirOp::LoadPart => !calls,
            MirOp::GuardShape | MirOp::IsShape => !calls && written & SHAPES == 0,
            _ if !i.op.removable() && !i.op.exits() => false,
            _ => {
                (reads & effect::R_HEAP == 0 || written & (effect::W_HEAP | effect::CALLS) == 0)
                    && (reads & effect::R_GLOBALS == 0 || written & (effect::W_GLOBALS | effect::CALLS) == 0)
                    && (reads & effect::R_FRAME == 0 || written & effect::W_FRAME == 0)
            }
        };
        sound && i.args.iter().all(|&a| !self.in_loop(flow, l, a) || self.constant[a.0 as usize])
    }
}

/// Whether it is a constant.
fn is_constant(op: MirOp) -> bool {
    matches!(op, MirOp::Tagged | MirOp::Int | MirOp::Float | MirOp::Bool)
}

/// Unboxes arguments in front of loops whose parameters are unboxed on every turn, and
/// of one kind if what comes in is. Says whether it found some.
fn unbox_entries(g: &mut Graph, flow: &Flow, tagged_result: bool) -> bool {
    let unboxes = Unboxes::new(g, flow);
    let mut assumed = vec![];
    let mut made_for = vec![];
    for l in &flow.loops {
        if g.at(l.header).entry.is_none() {
            continue;
        }
        for &p in &g.at(l.header).params {
            if g.rep(p) != Rep::Tagged {
                continue;
            }
            let inside = |b: BlockId| flow.dominates(l.header, b) && each_turn(g, flow, l, b);
            if let Some(u) = unboxes.of(p).find(|u| inside(u.block)) {
                assumed.push((p, g.rep(u.raw)));
                made_for.push(u.pc);
            }
        }
    }
    if assumed.is_empty() {
        return false;
    }
    let before = analyse(g, flow, &unboxes, &[], tagged_result);
    let after = analyse(g, flow, &unboxes, &assumed, tagged_result);
    let mut found = false;
    for l in &flow.loops {
        let to = front(flow, l);
        let mut state = None;
        for k in 0..g.at(l.header).params.len() {
            let p = g.at(l.header).params[k];
            let Some(at) = assumed.iter().position(|(v, _)| *v == p) else { continue };
            let (rep, pc) = (assumed[at].1, made_for[at]);
            if after.of[p.0 as usize] != Kind::Of(rep) || before.of[p.0 as usize] == Kind::Of(rep) {
                continue;
            }
            let Term::Jump(e) = &g.at(to).term else { continue };
            let a = e.args[k];
            if after.of[a.0 as usize] == Kind::Of(rep) || unboxes.at_end(flow, a, to).is_some() {
                continue;
            }
            if state.is_none() {
                state = front_state(g, flow, l);
            }
            let op = if rep == Rep::Int { MirOp::UnboxInt } else { MirOp::UnboxFloat };
            let dst = Some(g.value(rep));
            g.at_mut(to).insts.push(Inst { op, args: vec![a], imm: 0, dst, state, pc });
            found = true;
        }
    }
    found
}
