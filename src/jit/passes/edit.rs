//! What passes share to change a graph.
use crate::jit::mir::{BlockId, Graph, Inst, MirOp, Rep, Term, Val};

/// Values that others take the place of; applied to the whole graph at once.
pub struct Renames {
    to: Vec<Val>,
    any: bool,
}

impl Renames {
    /// None yet.
    pub fn new(g: &Graph) -> Renames {
        Renames { to: (0..g.reps.len() as u32).map(Val).collect(), any: false }
    }
    /// What stands for a value now.
    pub fn get(&self, mut v: Val) -> Val {
        // Values that were made later stand for themselves.
        while let Some(&next) = self.to.get(v.0 as usize) {
            if next == v {
                break;
            }
            v = next;
        }
        v
    }
    /// Lets another value take its place.
    pub fn set(&mut self, v: Val, by: Val) {
        let by = self.get(by);
        if by != v {
            while self.to.len() <= v.0 as usize {
                self.to.push(Val(self.to.len() as u32));
            }
            self.to[v.0 as usize] = by;
            self.any = true;
        }
    }
    /// Changes all uses.
    pub fn apply(mut self, g: &mut Graph) {
        if !self.any {
            return;
        }
        for k in 0..self.to.len() {
            self.to[k] = self.get(Val(k as u32));
        }
        for_each_use(g, &mut |v| *v = self.get(*v));
    }
}

/// Every use of a value, those in frame states included.
pub fn for_each_use(g: &mut Graph, f: &mut impl FnMut(&mut Val)) {
    for b in &mut g.blocks {
        b.insts.iter_mut().flat_map(|i| &mut i.args).for_each(&mut *f);
        b.term.uses_mut().iter_mut().for_each(&mut *f);
        b.term.edges_mut().flat_map(|e| &mut e.args).for_each(&mut *f);
    }
    g.states.iter_mut().flat_map(|s| &mut s.live).for_each(|(_, v)| f(v));
}

/// The instruction that defines a value, as its block and its place there; parameters
/// have none. Places are those of the graph as it is.
pub struct Defs {
    at: Vec<(u32, u32)>,
}

impl Defs {
    /// Those of a graph.
    pub fn new(g: &Graph) -> Defs {
        let mut at = vec![(u32::MAX, 0); g.reps.len()];
        for (k, b) in g.blocks.iter().enumerate() {
            for (n, i) in b.insts.iter().enumerate() {
                if let Some(d) = i.dst {
                    at[d.0 as usize] = (k as u32, n as u32);
                }
            }
        }
        Defs { at }
    }
    /// The instruction that defines a value, if one does.
    pub fn inst<'g>(&self, g: &'g Graph, v: Val) -> Option<&'g Inst> {
        let &(b, n) = self.at.get(v.0 as usize)?;
        g.blocks.get(b as usize)?.insts.get(n as usize)
    }
}

/// The block each value is defined in.
pub fn def_blocks(g: &Graph) -> Vec<BlockId> {
    let mut at = vec![BlockId(0); g.reps.len()];
    for (id, b) in g.ids().zip(&g.blocks) {
        for &v in b.params.iter().chain(b.insts.iter().filter_map(|i| i.dst.as_ref())) {
            at[v.0 as usize] = id;
        }
    }
    at
}

/// An instruction without state, with a new value as its result.
pub fn pure(g: &mut Graph, op: MirOp, args: Vec<Val>, imm: i64, rep: Rep, pc: u32) -> Inst {
    let dst = Some(g.value(rep));
    Inst { op, args, imm, dst, state: None, pc }
}

/// The operation that boxes a representation.
pub fn boxing(rep: Rep) -> MirOp {
    match rep {
        Rep::Float => MirOp::BoxFloat,
        Rep::Bool => MirOp::BoxBool,
        _ => MirOp::BoxInt,
    }
}

/// How many instructions, ends and entries have each state.
pub fn state_uses(g: &Graph) -> Vec<u32> {
    let mut uses = vec![0; g.states.len()];
    for b in &g.blocks {
        let exit = if let Term::Exit(s, _) = b.term { Some(s) } else { None };
        for s in b.insts.iter().filter_map(|i| i.state).chain(exit).chain(b.entry) {
            uses[s.0 as usize] += 1;
        }
    }
    uses
}
