//! Loops in the form that hoisting wants: one block in front of each, and an inner loop
//! apart from the one around it.
use crate::jit::mir::flow::Flow;
use crate::jit::mir::{BlockId, Edge, FrameState, Graph, Start, StateId, Term, Val};

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
/// it; the latter gets a header of its own, as far as they can be told apart:
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
        let entered = g.start == Start::Loop(g.at(l.header).pc) && g.at(l.header).entry.is_some();
        let inner = if entered && l.latches.len() > 1 { inner_latches(g, &flow, k) } else { vec![] };
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

/// Latches of the inner one of two loops with the same header: some parameter stays as
/// it is there, and changes elsewhere.
fn inner_latches(g: &Graph, flow: &Flow, l: usize) -> Vec<BlockId> {
    let l = &flow.loops[l];
    let stays = |latch: BlockId, k: usize| {
        let param = g.at(l.header).params[k];
        g.at(latch).term.edges().filter(|e| e.to == l.header).all(|e| e.args[k] == param)
    };
    (0..g.at(l.header).params.len())
        .map(|k| l.latches.iter().copied().filter(|&latch| stays(latch, k)).collect::<Vec<_>>())
        .filter(|inner| inner.len() < l.latches.len())
        .max_by_key(Vec::len)
        .unwrap_or_default()
}
