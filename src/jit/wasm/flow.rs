//! Structured control flow from a graph: where blocks, loops and their ends go.
//!
//! The method is that of Norman Ramsey, "Beyond Relooper" (2022): the code of a block
//! contains the code of the blocks it dominates. A block that is jumped to from more
//! than one place before it stands behind the end of a wasm `block` that encloses all
//! of these places; the head of a loop begins a wasm `loop`.
//!
//! One thing is added: what comes after a loop is kept out of its wasm `loop`, though
//! the loop's head dominates it, so that engines see loops as small as they are.
use crate::jit::mir::{BlockId, Graph};

const NONE: u32 = u32::MAX;

/// How the blocks of a graph nest.
#[derive(Debug)]
pub(super) struct Flow {
    /// For each block, its place in reverse postorder; `NONE` if it is not reached.
    number: Vec<u32>,
    /// For each block, whether a loop begins there.
    pub heads: Vec<bool>,
    /// For each block, whether jumps to it go through a label.
    pub labelled: Vec<bool>,
    /// For each block, the labelled blocks that follow it, the last first; those of a
    /// head are part of its loop.
    pub inside: Vec<Vec<BlockId>>,
    /// For each head, the labelled blocks that follow its loop, the last first.
    pub after: Vec<Vec<BlockId>>,
}

impl Flow {
    /// Of a graph; `None` if it has loops with several heads.
    pub fn of(graph: &Graph) -> Option<Flow> {
        let n = graph.blocks.len();
        let order = reverse_postorder(graph);
        let mut number = vec![NONE; n];
        for (i, b) in order.iter().enumerate() {
            number[*b] = i as u32;
        }
        let mut before = vec![vec![]; n];
        for &b in &order {
            for e in graph.blocks[b].term.edges() {
                before[e.to.0 as usize].push(b);
            }
        }
        let idom = dominators(&order, &number, &before);
        let dominates = |a: usize, mut b: usize| {
            while number[b] > number[a] {
                b = idom[b];
            }
            a == b
        };

        let mut heads = vec![false; n];
        let mut labelled = vec![false; n];
        for &b in &order {
            let forward = before[b].iter().filter(|&&p| number[p] < number[b]).count();
            heads[b] = forward < before[b].len();
            labelled[b] = forward > 1;
            if before[b].iter().any(|&p| number[p] >= number[b] && !dominates(b, p)) {
                return None;
            }
        }

        let loops = Loops::of(&order, &number, &before, &heads);
        let mut inside = vec![vec![]; n];
        let mut after = vec![vec![]; n];
        for &b in order.iter().skip(1).rev() {
            match loops.left_between(idom[b], b) {
                Some(head) => {
                    labelled[b] = true;
                    after[head].push(BlockId(b as u32));
                }
                None if labelled[b] => inside[idom[b]].push(BlockId(b as u32)),
                None => {}
            }
        }
        Some(Flow { number, heads, labelled, inside, after })
    }

    /// Whether a jump goes back to the head of a loop.
    pub fn goes_back(&self, from: BlockId, to: BlockId) -> bool {
        self.number[to.0 as usize] <= self.number[from.0 as usize]
    }
    /// Whether a block is reached.
    pub fn reached(&self, b: BlockId) -> bool {
        self.number[b.0 as usize] != NONE
    }
}

fn reverse_postorder(graph: &Graph) -> Vec<usize> {
    let mut seen = vec![false; graph.blocks.len()];
    let mut order = vec![];
    // A block, and how many of its edges were followed.
    let mut open = vec![(0usize, 0usize)];
    seen[0] = true;
    while let Some((b, at)) = open.last_mut() {
        // The first edge last: its target then comes first in the order.
        let edges = graph.blocks[*b].term.edges().count();
        let next = (*at < edges).then(|| graph.blocks[*b].term.edges().nth(edges - 1 - *at));
        *at += 1;
        match next.flatten() {
            Some(e) => {
                let to = e.to.0 as usize;
                if !std::mem::replace(&mut seen[to], true) {
                    open.push((to, 0));
                }
            }
            None => {
                order.push(*b);
                open.pop();
            }
        }
    }
    order.reverse();
    order
}

/// The immediate dominators, as Cooper, Harvey and Kennedy compute them.
fn dominators(order: &[usize], number: &[u32], before: &[Vec<usize>]) -> Vec<usize> {
    const UNKNOWN: usize = usize::MAX;
    let mut idom = vec![UNKNOWN; number.len()];
    idom[order[0]] = order[0];
    let mut changed = true;
    while changed {
        changed = false;
        for &b in &order[1..] {
            let mut new = UNKNOWN;
            for &p in before[b].iter().filter(|&&p| idom[p] != UNKNOWN) {
                if new == UNKNOWN {
                    new = p;
                    continue;
                }
                let mut other = p;
                while new != other {
                    if number[new] > number[other] {
                        new = idom[new];
                    } else {
                        other = idom[other];
                    }
                }
            }
            if idom[b] != new {
                idom[b] = new;
                changed = true;
            }
        }
    }
    idom
}

/// Which loops blocks are in, each known by its head.
struct Loops {
    /// The innermost loop of a block; of a head its own.
    of: Vec<u32>,
    /// The loop around that of a head.
    around: Vec<u32>,
}

impl Loops {
    fn of(order: &[usize], number: &[u32], before: &[Vec<usize>], heads: &[bool]) -> Loops {
        let mut loops = Loops { of: vec![NONE; before.len()], around: vec![NONE; before.len()] };
        // Inner loops have later heads.
        for &head in order.iter().rev().filter(|&&b| heads[b]) {
            loops.of[head] = head as u32;
            // From the jumps back against all edges, as far as the head.
            let mut open: Vec<usize> = before[head].iter().copied().filter(|&b| number[b] >= number[head]).collect();
            while let Some(b) = open.pop() {
                match loops.outermost(b) {
                    None => {
                        loops.of[b] = head as u32;
                        open.extend(&before[b]);
                    }
                    Some(known) if known != head => {
                        // Its head stands for all of a loop inside.
                        loops.around[known] = head as u32;
                        open.extend(&before[known]);
                    }
                    Some(_) => {}
                }
            }
        }
        loops
    }
    /// The head of the outermost loop around a block that is known so far.
    fn outermost(&self, b: usize) -> Option<usize> {
        let mut at = self.of[b];
        while at != NONE && self.around[at as usize] != NONE {
            at = self.around[at as usize];
        }
        (at != NONE).then_some(at as usize)
    }
    fn contains(&self, head: u32, b: usize) -> bool {
        let mut at = self.of[b];
        while at != NONE && at != head {
            at = self.around[at as usize];
        }
        at == head
    }
    /// The head of the outermost loop that has one block in it and not the other.
    fn left_between(&self, from: usize, to: usize) -> Option<usize> {
        let mut left = None;
        let mut at = self.of[from];
        while at != NONE && !self.contains(at, to) {
            left = Some(at as usize);
            at = self.around[at as usize];
        }
        left
    }
}
