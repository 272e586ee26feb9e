//! Loops in the form that hoisting wants: one block in front of each, and an inner loop
//! apart from the one around it.
use crate::jit::mir::flow::Flow;
use crate::jit::mir::{BlockId, Edge, FrameState, Graph, StateId, Term, Val};

/// Gives every loop a block from which alone it is entered. The graph's flow must be
/// computed anew if it says so.
pub fn make_preheaders(g: &mut Graph, flow: &Flow) -> bool {
    let mut made = false;
    for l in &flow.loops {
        let outside = outside(flow, l.header);
        let apart = matches!(outside[..], [one] if matches!(g.at(one).term, Term::Jump(_)));
        if !apart {
            block_before(g, l.header, &outside);
            made = true;
        }
    }
    made
}

/// Blocks outside a loop that lead to its header.
pub fn outside(flow: &Flow, header: BlockId) -> Vec<BlockId> {
    let mut all: Vec<_> = flow.preds(header).iter().copied().filter(|&p| !flow.is_back(p, header)).collect();
    all.dedup();
    all
}

/// Puts a block on the ways from some blocks to another.
fn block_before(g: &mut Graph, to: BlockId, from: &[BlockId]) -> BlockId {
    let pc = g.at(to).pc;
    let id = g.block(pc);
    let old = g.at(to).params.clone();
    let params: Vec<Val> = old.iter().map(|&p| g.value(g.rep(p))).collect();
    let entry = g.at(to).entry.map(|s| state_with(g, s, &old, &params));
    let block = g.at_mut(id);
    block.term = Term::Jump(Edge { to, args: params.clone() });
    (block.params, block.entry) = (params, entry);
    for &b in from {
        for e in g.at_mut(b).term.edges_mut().filter(|e| e.to == to) {
            e.to = id;
        }
    }
    id
}

/// A state with some values in place of others.
pub fn state_with(g: &mut Graph, s: StateId, from: &[Val], to: &[Val]) -> StateId {
    let old = &g.states[s.0 as usize];
    let swap = |v: Val| from.iter().position(|&f| f == v).map_or(v, |k| to[k]);
    let new = FrameState { pc: old.pc, live: old.live.iter().map(|&(r, v)| (r, swap(v))).collect() };
    g.state(new)
}

/// Code that is entered in an inner loop has one header for it and for the loop around
/// it; the latter gets a header of its own:
/// ```text
///   entry -> header, inner latch -> header, outer latch -> header
///   entry -> new,    inner latch -> header, outer latch -> new,    new -> header
/// ```
/// Says whether it found some.
pub fn nest(g: &mut Graph) -> bool {
    let mut found = false;
    let mut flow = Flow::new(g);
    let mut k = 0;
    while k < flow.loops.len() {
        let l = &flow.loops[k];
        let inner =
            if l.latches.len() > 1 && g.at(l.header).entry.is_some() { inner_latches(&flow, k) } else { vec![] };
        if inner.is_empty() {
            k += 1;
            continue;
        }
        let header = l.header;
        let others: Vec<_> = flow.preds(header).iter().copied().filter(|p| !inner.contains(p)).collect();
        block_before(g, header, &others);
        flow = Flow::new(g);
        found = true;
        k = 0;
    }
    found
}

/// Latches of a loop around which lies that of another latch.
fn inner_latches(flow: &Flow, l: usize) -> Vec<BlockId> {
    let l = &flow.loops[l];
    let bodies: Vec<_> = l.latches.iter().map(|&latch| body(flow, l.header, latch)).collect();
    let size = |body: &[bool]| body.iter().filter(|b| **b).count();
    let Some(outermost) = bodies.iter().max_by_key(|b| size(b)) else { return vec![] };
    let is_inside = |body: &[bool]| body != &outermost[..] && body.iter().zip(outermost).all(|(a, b)| !a | b);
    l.latches.iter().zip(&bodies).filter(|(_, body)| is_inside(body)).map(|(&latch, _)| latch).collect()
}

/// The blocks from a header to a latch.
fn body(flow: &Flow, header: BlockId, latch: BlockId) -> Vec<bool> {
    let mut inside = vec![false; flow.blocks()];
    inside[header.0 as usize] = true;
    let mut work = vec![latch];
    while let Some(b) = work.pop() {
        if !std::mem::replace(&mut inside[b.0 as usize], true) {
            work.extend(flow.preds(b));
        }
    }
    inside
}
