//! How control flows through a graph: order, dominators, loops. Computed anew when
//! blocks or edges have changed; vectors indexed by block.
use super::{BlockId, Graph};
use std::ops::Deref;

/// A natural loop.
#[derive(Clone, Debug)]
pub struct Loop {
    /// Where it begins: its one entrance.
    pub header: BlockId,
    /// The loop around it.
    pub parent: Option<usize>,
    /// Its blocks, inner loops included, in reverse postorder.
    pub blocks: Vec<BlockId>,
    /// Blocks that jump back to the header.
    pub latches: Vec<BlockId>,
    /// How many loops it is in, itself included.
    pub depth: u32,
}

/// The ways through a graph.
#[derive(Clone, Debug, Default)]
pub struct Ways {
    /// Blocks that can be reached, in reverse postorder.
    pub order: Vec<BlockId>,
    /// Every block's place in it; `NONE` if it cannot be reached.
    place: Vec<u32>,
    /// Predecessors of all blocks, one after the other; an edge each.
    preds: Vec<BlockId>,
    /// Where those of a block begin.
    first_pred: Vec<u32>,
}

/// The ways through a graph, with dominators and loops.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    ways: Ways,
    idom: Vec<u32>,
    /// First and last number of the blocks it dominates, in preorder.
    span: Vec<(u32, u32)>,
    /// Blocks in preorder of the dominator tree.
    pub tree: Vec<BlockId>,
    /// Loops, outer ones first.
    pub loops: Vec<Loop>,
    /// The innermost loop of a block.
    in_loop: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Deref for Flow {
    type Target = Ways;
    fn deref(&self) -> &Ways {
        &self.ways
    }
}

impl Ways {
    /// Those of a graph.
    pub fn new(g: &Graph) -> Ways {
        let mut w = Ways::default();
        w.number(g);
        w.collect_preds(g);
        w
    }

    /// Whether a block can be reached.
    pub fn reached(&self, b: BlockId) -> bool {
        self.place[b.0 as usize] != NONE
    }
    /// Predecessors, one for each edge.
    pub fn preds(&self, b: BlockId) -> &[BlockId] {
        let k = b.0 as usize;
        &self.preds[self.first_pred[k] as usize..self.first_pred[k + 1] as usize]
    }

    fn number(&mut self, g: &Graph) {
        let n = g.blocks.len();
        let mut post = Vec::with_capacity(n);
        let mut seen = vec![false; n];
        // A block and how many of its edges were followed. The last edge first, so
        // that the first comes next in reverse.
        let mut stack = vec![(0usize, 0usize)];
        seen[0] = true;
        while let Some((b, done)) = stack.last_mut() {
            let Some(e) = g.blocks[*b].term.edges().nth_back(*done) else {
                post.push(BlockId(*b as u32));
                stack.pop();
                continue;
            };
            *done += 1;
            let to = e.to.0 as usize;
            if !seen[to] {
                seen[to] = true;
                stack.push((to, 0));
            }
        }
        post.reverse();
        self.place = vec![NONE; n];
        for (k, b) in post.iter().enumerate() {
            self.place[b.0 as usize] = k as u32;
        }
        self.order = post;
    }

    fn collect_preds(&mut self, g: &Graph) {
        let n = g.blocks.len();
        let mut counts = vec![0u32; n + 1];
        for b in &self.order {
            for e in g.at(*b).term.edges() {
                counts[e.to.0 as usize + 1] += 1;
            }
        }
        for k in 0..n {
            counts[k + 1] += counts[k];
        }
        let mut next = counts.clone();
        self.preds = vec![BlockId(0); counts[n] as usize];
        for b in &self.order {
            for e in g.at(*b).term.edges() {
                let at = &mut next[e.to.0 as usize];
                self.preds[*at as usize] = *b;
                *at += 1;
            }
        }
        self.first_pred = counts;
    }
}

impl Flow {
    /// That of a graph.
    pub fn new(g: &Graph) -> Flow {
        let mut f = Flow { ways: Ways::new(g), ..Flow::default() };
        f.dominators();
        f.number_tree();
        f.find_loops();
        f
    }

    /// The block that dominates it most closely.
    pub fn idom(&self, b: BlockId) -> Option<BlockId> {
        let d = self.idom[b.0 as usize];
        (d != NONE && b.0 != 0).then_some(BlockId(d))
    }
    /// Whether every way to `b` leads through `a`; a block dominates itself.
    pub fn dominates(&self, a: BlockId, b: BlockId) -> bool {
        let ((from, to), (at, _)) = (self.span[a.0 as usize], self.span[b.0 as usize]);
        self.reached(a) && self.reached(b) && from <= at && at <= to
    }
    /// The innermost loop of a block, as an index into `loops`.
    pub fn loop_of(&self, b: BlockId) -> Option<usize> {
        let l = self.in_loop[b.0 as usize];
        (l != NONE).then_some(l as usize)
    }
    /// How many loops a block is in.
    pub fn depth(&self, b: BlockId) -> u32 {
        self.loop_of(b).map_or(0, |l| self.loops[l].depth)
    }
    /// Whether a block is in a loop.
    pub fn is_in(&self, b: BlockId, l: usize) -> bool {
        let mut at = self.loop_of(b);
        while let Some(k) = at {
            if k == l {
                return true;
            }
            at = self.loops[k].parent;
        }
        false
    }
    /// Whether an edge goes back to the header of a loop.
    pub fn is_back(&self, from: BlockId, to: BlockId) -> bool {
        self.dominates(to, from)
    }

    /// Cooper, Harvey and Kennedy's iteration.
    fn dominators(&mut self) {
        self.idom = vec![NONE; self.place.len()];
        self.idom[0] = 0;
        let mut changed = true;
        while changed {
            changed = false;
            for k in 1..self.order.len() {
                let b = self.order[k];
                let mut best = NONE;
                for &p in self.preds(b) {
                    if self.idom[p.0 as usize] != NONE {
                        best = if best == NONE { p.0 } else { self.common(best, p.0) };
                    }
                }
                if self.idom[b.0 as usize] != best {
                    self.idom[b.0 as usize] = best;
                    changed = true;
                }
            }
        }
    }

    fn common(&self, mut a: u32, mut b: u32) -> u32 {
        while a != b {
            if self.place[a as usize] > self.place[b as usize] {
                a = self.idom[a as usize];
            } else {
                b = self.idom[b as usize];
            }
        }
        a
    }

    fn number_tree(&mut self) {
        let n = self.place.len();
        let mut sizes = vec![1u32; n];
        for &b in self.order.iter().skip(1).rev() {
            sizes[self.idom[b.0 as usize] as usize] += sizes[b.0 as usize];
        }
        // Children follow their parent in reverse postorder, so each takes the next
        // free stretch of its parent's.
        self.span = vec![(NONE, 0); n];
        let mut free = vec![0u32; n];
        self.tree = vec![BlockId(0); self.order.len()];
        for &b in &self.ways.order {
            let k = b.0 as usize;
            let at = if k == 0 {
                0
            } else {
                let parent = self.idom[k] as usize;
                let at = free[parent];
                free[parent] += sizes[k];
                at
            };
            self.span[k] = (at, at + sizes[k] - 1);
            free[k] = at + 1;
            self.tree[at as usize] = b;
        }
    }

    fn find_loops(&mut self) {
        self.in_loop = vec![NONE; self.place.len()];
        let mut found = vec![];
        for &header in &self.order {
            let latches: Vec<_> = self.preds(header).iter().copied().filter(|&p| self.is_back(p, header)).collect();
            if latches.is_empty() {
                continue;
            }
            let mut inside = vec![false; self.place.len()];
            inside[header.0 as usize] = true;
            let mut work = latches.clone();
            while let Some(b) = work.pop() {
                if !std::mem::replace(&mut inside[b.0 as usize], true) {
                    work.extend(self.preds(b));
                }
            }
            let blocks = self.order.iter().copied().filter(|b| inside[b.0 as usize]).collect();
            found.push(Loop { header, parent: None, blocks, latches, depth: 1 });
        }
        // Headers come in reverse postorder: outer loops before inner ones.
        for (k, mut l) in found.into_iter().enumerate() {
            if let Some(parent) = self.loop_of(l.header) {
                l.parent = Some(parent);
                l.depth = self.loops[parent].depth + 1;
            }
            for b in &l.blocks {
                self.in_loop[b.0 as usize] = k as u32;
            }
            self.loops.push(l);
        }
    }
}
