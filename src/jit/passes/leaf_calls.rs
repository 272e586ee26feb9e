//! Calls of itself first try the way on which a function only looks at its arguments
//! and gives a value: such a call need not be made.
//!
//! ```text
//! v9:int = call.self v6 @3 -> s7        v20:int = int 2
//!                                       v21:bool = lt.int v6 v20
//!                                       branch v21 b4() b5()
//!                               ->      b4() jump b6(v6)
//!                                       b5() v22:int = call.self v6 @3 -> s7
//!                                            jump b6(v22)
//!                                       b6(v9:int) ...
//! ```
//!
//! The way has no effects and leaves nowhere, so there is no frame to be seen. It needs
//! no room either: a window that is not written to, and a frame more than the caller's,
//! which the caller's own room covers, since calls begin inside its window.
use super::Given;
use crate::jit::mir::{BlockId, Edge, Graph, Inst, MirOp, Start, Term, Val, effect};

/// Calls in a function that are worth it.
const CALLS: usize = 8;
/// Instructions of the way.
const LONGEST: usize = 8;

/// The way without calls.
struct Leaf {
    /// What is done before it is known whether it is that way, what is known then, and
    /// how that must come out.
    first: Vec<Inst>,
    test: Val,
    holds: bool,
    /// Where it leads and with what.
    edge: Edge,
    then: Vec<Inst>,
    gives: Val,
}

/// Runs the pass.
pub fn run(g: &mut Graph, _: Given) {
    let calls = |i: &Inst| i.op == MirOp::CallSelf;
    if g.start != Start::Call || !g.blocks.iter().flat_map(|b| &b.insts).any(calls) {
        return;
    }
    let Some(leaf) = find(g) else { return };
    let mut work: Vec<BlockId> = g.ids().collect();
    let mut done = 0;
    while let Some(b) = work.pop()
        && done < CALLS
    {
        if let Some(at) = g.at(b).insts.iter().position(calls) {
            // More calls may follow in what comes after this one.
            work.push(split(g, &leaf, b, at));
            done += 1;
        }
    }
}

fn pure(i: &Inst) -> bool {
    i.op.info().effects == effect::PURE
}

fn find(g: &Graph) -> Option<Leaf> {
    let first: Vec<Inst> = g.blocks[0].insts.iter().filter(|i| i.op != MirOp::Room).cloned().collect();
    let Term::Branch(test, yes, no) = &g.blocks[0].term else { return None };
    [(yes, true), (no, false)].into_iter().find_map(|(edge, holds)| {
        let to = g.at(edge.to);
        let Term::Return(gives) = to.term else { return None };
        let short = first.len() + to.insts.len() <= LONGEST;
        (short && first.iter().chain(&to.insts).all(pure)).then(|| Leaf {
            first: first.clone(),
            test: *test,
            holds,
            edge: edge.clone(),
            then: to.insts.clone(),
            gives,
        })
    })
}

/// What the values of the function are at the place of a call.
struct Copies(Vec<(Val, Val)>);

impl Copies {
    fn get(&self, v: Val) -> Val {
        self.0.iter().find(|(of, _)| *of == v).map_or(v, |(_, is)| *is)
    }

    /// Does the same in a block, for a call.
    fn put(&mut self, g: &mut Graph, to: BlockId, insts: &[Inst], pc: u32) {
        for i in insts {
            let args = i.args.iter().map(|&a| self.get(a)).collect();
            let dst = i.dst.map(|d| {
                let copy = g.value(g.rep(d));
                self.0.push((d, copy));
                copy
            });
            g.at_mut(to).insts.push(Inst { args, dst, pc, ..i.clone() });
        }
    }
}

/// Has a call try the way first; gives the block that goes on with its result.
fn split(g: &mut Graph, leaf: &Leaf, b: BlockId, at: usize) -> BlockId {
    let mut rest = g.at_mut(b).insts.split_off(at);
    let after = rest.split_off(1);
    let mut call = rest.remove(0);
    let (pc, cold) = (call.pc, g.at(b).cold);
    let [short, long, join] = [0; 3].map(|_| g.block(pc));
    for block in [short, long, join] {
        g.at_mut(block).cold = cold;
    }
    g.at_mut(join).term = std::mem::replace(&mut g.at_mut(b).term, Term::Return(leaf.gives));
    g.at_mut(join).insts = after;

    let mut copies = Copies(g.blocks[0].params.iter().copied().zip(call.args.iter().copied()).collect());
    copies.put(g, b, &leaf.first, pc);
    let to = |to| Edge { to, args: vec![] };
    let (yes, no) = if leaf.holds { (to(short), to(long)) } else { (to(long), to(short)) };
    g.at_mut(b).term = Term::Branch(copies.get(leaf.test), yes, no);

    let given: Vec<Val> = leaf.edge.args.iter().map(|&a| copies.get(a)).collect();
    copies.0.extend(g.at(leaf.edge.to).params.iter().copied().zip(given));
    copies.put(g, short, &leaf.then, pc);
    g.at_mut(short).term = Term::Jump(Edge { to: join, args: vec![copies.get(leaf.gives)] });

    // The result keeps its name as what both ways come together in.
    if let Some(result) = call.dst {
        let own = g.value(g.rep(result));
        call.dst = Some(own);
        g.at_mut(join).params.push(result);
        g.at_mut(long).term = Term::Jump(Edge { to: join, args: vec![own] });
    }
    g.at_mut(long).insts.push(call);
    join
}
