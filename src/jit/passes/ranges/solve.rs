//! The ranges of all integers of a graph. A walk along the dominator tree knows at
//! every place what the branches and guards before it say; walks are repeated until the
//! parameters of blocks come to rest.
use super::range::{FITS, NONE, Range, STEPS, WORD, checked, exact, source};
use crate::jit::mir::flow::Flow;
use crate::jit::mir::{BlockId, Graph, Inst, MirOp, Rep, Term, Val};
use crate::jit::passes::edit::Defs;

/// Constants that a graph compares with, which counters may come to rest at, and others.
fn steps(g: &Graph, defs: &Defs) -> Vec<i64> {
    let compares = |op| matches!(op, MirOp::LtInt | MirOp::LeInt | MirOp::EqInt);
    let tests = g.blocks.iter().flat_map(|b| &b.insts).filter(|i| compares(i.op));
    let constants = tests.flat_map(|i| &i.args).filter_map(|&a| defs.inst(g, a)).filter(|i| i.op == MirOp::Int);
    // A few are enough, and each may cost a walk.
    let mut steps: Vec<i64> = constants.map(|i| i.imm).take(8).chain(STEPS).collect();
    crate::platform::sort_by_key(&mut steps, |&step| step);
    steps.dedup();
    steps
}

/// The analysis and what it knows at the place of its walk.
pub struct Ranges<'a> {
    g: &'a Graph,
    flow: &'a Flow,
    defs: &'a Defs,
    /// Results that are not checked to fit in 51 bits.
    pub wide: Vec<bool>,
    /// What is known at the place at hand.
    now: Vec<Range>,
    /// What flows into each parameter.
    params: Vec<Range>,
    /// Where bounds that move come to rest.
    steps: Vec<i64>,
    /// What to restore, and the block it was learnt in.
    undo: Vec<(Val, Range, BlockId)>,
    /// Pairs of which the first is less.
    less: Vec<(Val, Val, BlockId)>,
}

impl<'a> Ranges<'a> {
    /// Nothing is known yet.
    pub fn new(g: &'a Graph, flow: &'a Flow, defs: &'a Defs, wide: Vec<bool>) -> Ranges<'a> {
        let mut params = vec![NONE; g.reps.len()];
        g.blocks[0].params.iter().for_each(|p| params[p.0 as usize] = FITS);
        let now = vec![NONE; g.reps.len()];
        Ranges { g, flow, defs, wide, now, params, steps: steps(g, defs), undo: vec![], less: vec![] }
    }

    /// What is known about a value here.
    pub fn of(&self, v: Val) -> Range {
        self.now[v.0 as usize]
    }

    /// Whether one value is known to be less than another here.
    pub fn is_less(&self, a: Val, b: Val) -> bool {
        self.of(a).hi < self.of(b).lo || self.less.iter().any(|&(x, y, _)| y == b && (x == a || self.is_below(a, x)))
    }

    /// Whether `a` is `x` less something.
    fn is_below(&self, a: Val, x: Val) -> bool {
        self.defs.inst(self.g, a).is_some_and(|i| match i.op {
            MirOp::SubFits | MirOp::SubInt => i.args[0] == x && self.of(i.args[1]).lo >= 0,
            MirOp::AddFits | MirOp::AddInt => i.args[0] == x && self.of(i.args[1]).hi <= 0,
            _ => false,
        })
    }

    /// What an operation gives as a mathematical integer, if a word holds it.
    pub fn exact(&self, i: &Inst) -> Option<Range> {
        let a = *i.args.first()?;
        let b = i.args.get(1).copied().unwrap_or(a);
        exact(i, self.of(a), self.of(b))
    }

    /// Walks until nothing changes, and then twice more to get back what the steps
    /// were too large.
    pub fn solve(&mut self) {
        for round in 0.. {
            let next = self.flow_in();
            let mut changed = false;
            for (old, new) in self.params.iter_mut().zip(next) {
                let both = old.join(new);
                if both != *old {
                    *old = if round < 2 { both } else { old.widen(both, &self.steps) };
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        for _ in 0..2 {
            self.params = self.flow_in();
        }
    }

    /// What flows into the parameters if they are as they are.
    fn flow_in(&mut self) -> Vec<Range> {
        let mut next = vec![NONE; self.g.reps.len()];
        self.g.blocks[0].params.iter().for_each(|p| next[p.0 as usize] = FITS);
        self.walk_with(&mut |_, _, _| {}, &mut next);
        next
    }

    /// Walks the graph; `visit` sees each instruction with what is known before it.
    pub fn walk(&mut self, visit: &mut impl FnMut(&Ranges, BlockId, usize)) {
        let mut ignored = vec![NONE; self.g.reps.len()];
        self.walk_with(visit, &mut ignored);
    }

    fn walk_with(&mut self, visit: &mut impl FnMut(&Ranges, BlockId, usize), next: &mut [Range]) {
        let (g, flow) = (self.g, self.flow);
        for &b in &flow.tree {
            self.leave(|from| !flow.dominates(from, b));
            for &p in &g.at(b).params {
                self.now[p.0 as usize] = self.params[p.0 as usize];
            }
            self.learn_from_way(b);
            for (k, i) in g.at(b).insts.iter().enumerate() {
                visit(self, b, k);
                self.inst(b, i);
            }
            self.edges(b, next);
        }
        self.leave(|_| true);
    }

    /// Forgets what was learnt in blocks.
    fn leave(&mut self, which: impl Fn(BlockId) -> bool) {
        while let Some(&(v, old, _)) = self.undo.last().filter(|(.., b)| which(*b)) {
            self.now[v.0 as usize] = old;
            self.undo.pop();
        }
        while self.less.last().is_some_and(|(.., b)| which(*b)) {
            self.less.pop();
        }
    }

    fn learn(&mut self, v: Val, r: Range, b: BlockId) {
        let old = self.of(v);
        let new = old.meet(r);
        if new != old {
            self.undo.push((v, old, b));
            self.now[v.0 as usize] = new;
        }
    }

    /// A block that is reached by one edge alone knows how its branch went.
    fn learn_from_way(&mut self, b: BlockId) {
        if let [one] = *self.flow.preds(b)
            && let Term::Branch(cond, yes, no) = &self.g.at(one).term
            && yes.to != no.to
        {
            self.learn_test(*cond, yes.to == b, b);
        }
    }

    /// The test had that outcome.
    fn learn_test(&mut self, cond: Val, holds: bool, at: BlockId) {
        let Some(i) = self.defs.inst(self.g, cond) else { return };
        match (i.op, holds) {
            (MirOp::Not, _) => self.learn_test(i.args[0], !holds, at),
            (MirOp::LtInt, true) => self.learn_less(i.args[0], i.args[1], at),
            (MirOp::LtInt, false) => self.learn_at_most(i.args[1], i.args[0], at),
            (MirOp::LeInt, true) => self.learn_at_most(i.args[0], i.args[1], at),
            (MirOp::LeInt, false) => self.learn_less(i.args[1], i.args[0], at),
            (MirOp::EqInt, true) => {
                let (a, b) = (self.of(i.args[0]), self.of(i.args[1]));
                self.learn(i.args[0], b, at);
                self.learn(i.args[1], a, at);
            }
            (MirOp::EqInt, false) => {
                self.learn_differs(i.args[0], i.args[1], at);
                self.learn_differs(i.args[1], i.args[0], at);
            }
            _ => {}
        }
    }

    fn learn_less(&mut self, a: Val, b: Val, at: BlockId) {
        let (x, y) = (self.of(a), self.of(b));
        self.learn(a, Range::new(i64::MIN, y.hi.saturating_sub(1)), at);
        self.learn(b, Range::new(x.lo.saturating_add(1), i64::MAX), at);
        self.less.push((a, b, at));
    }

    fn learn_at_most(&mut self, a: Val, b: Val, at: BlockId) {
        let (x, y) = (self.of(a), self.of(b));
        self.learn(a, Range::new(i64::MIN, y.hi), at);
        self.learn(b, Range::new(x.lo, i64::MAX), at);
    }

    /// Two differ, which says something if one is the other's bound.
    fn learn_differs(&mut self, a: Val, b: Val, at: BlockId) {
        let (x, y) = (self.of(a), self.of(b));
        if y.lo == y.hi && x.lo == y.lo && x.lo < x.hi {
            self.learn(a, Range::new(x.lo + 1, x.hi), at);
        } else if y.lo == y.hi && x.hi == y.lo && x.lo < x.hi {
            self.learn(a, Range::new(x.lo, x.hi - 1), at);
        }
    }

    fn inst(&mut self, b: BlockId, i: &Inst) {
        match i.op {
            MirOp::GuardIndex => {
                self.learn(i.args[0], Range::new(0, i64::MAX), b);
                self.learn_less(i.args[0], i.args[1], b);
            }
            MirOp::GuardTrue => self.learn_test(i.args[0], true, b),
            MirOp::QuotInt | MirOp::RemInt | MirOp::ModInt => self.learn(i.args[1], Range::new(1, i64::MAX), b),
            _ => {}
        }
        let Some(d) = i.dst else { return };
        if self.g.rep(d) != Rep::Int {
            return;
        }
        // Calls may have any operands.
        let arithmetic = i.op.info().operands.fixed.first() == Some(&Rep::Int);
        self.now[d.0 as usize] = match i.op {
            MirOp::AddInt | MirOp::SubInt | MirOp::MulInt | MirOp::ShlInt if !self.wide[d.0 as usize] => {
                let a = i.args[0];
                checked(i, self.of(a), self.of(i.args.get(1).copied().unwrap_or(a)))
            }
            _ if arithmetic => self.exact(i).unwrap_or(WORD),
            _ => source(i),
        };
    }

    fn edges(&mut self, b: BlockId, next: &mut [Range]) {
        let g = self.g;
        let both =
            if let Term::Branch(cond, yes, no) = &g.at(b).term { (yes.to != no.to).then_some(*cond) } else { None };
        for (n, e) in g.at(b).term.edges().enumerate() {
            if !e.args.iter().any(|&a| g.rep(a) == Rep::Int) {
                continue;
            }
            let (undo, less) = (self.undo.len(), self.less.len());
            if let Some(cond) = both {
                self.learn_test(cond, n == 0, b);
            }
            for (&p, &a) in g.at(e.to).params.iter().zip(&e.args) {
                if g.rep(a) == Rep::Int {
                    let slot = &mut next[p.0 as usize];
                    *slot = slot.join(self.now[a.0 as usize]);
                }
            }
            while self.undo.len() > undo {
                let (v, old, _) = self.undo.pop().expect("it is longer");
                self.now[v.0 as usize] = old;
            }
            self.less.truncate(less);
        }
    }
}
