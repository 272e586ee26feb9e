//! Checks a graph: in debug builds after every pass, and in tests.
use super::flow::Flow;
use super::ops::{Gives, Imm};
use super::{BlockId, Edge, Graph, Inst, MirOp, Rep, Start, StateId, Term, Val, print};

/// Says what is wrong with a graph, if something is.
pub fn verify(g: &Graph) -> Result<(), String> {
    let flow = Flow::new(g);
    let mut v = Verifier { g, flow: &flow, defs: vec![None; g.reps.len()] };
    v.definitions()?;
    for &b in &flow.order {
        v.block(b).map_err(|e| format!("{b}: {e}"))?;
    }
    Ok(())
}

struct Verifier<'a> {
    g: &'a Graph,
    flow: &'a Flow,
    /// Where a value is defined: the block, and 0 for a parameter, else one more than
    /// the instruction's place.
    defs: Vec<Option<(BlockId, usize)>>,
}

impl Verifier<'_> {
    fn definitions(&mut self) -> Result<(), String> {
        for &id in &self.flow.order {
            let b = self.g.at(id);
            let params = b.params.iter().map(|&v| (v, 0));
            let results = b.insts.iter().enumerate().filter_map(|(k, i)| Some((i.dst?, k + 1)));
            for (v, at) in params.chain(results) {
                match self.defs.get_mut(v.0 as usize) {
                    None => return Err(format!("{v} has no representation")),
                    Some(Some(_)) => return Err(format!("{v} is defined twice")),
                    Some(free) => *free = Some((id, at)),
                }
            }
        }
        if !self.flow.preds(BlockId(0)).is_empty() {
            return Err("something jumps to the first block".into());
        }
        if self.g.closure && self.g.params().first() != Some(&Rep::Tagged) {
            return Err("the closure is no parameter".into());
        }
        match self.g.start {
            Start::Loop(_) | Start::Begin | Start::Resume(_) if self.g.result != Rep::Tagged => {
                Err("a graph that is no call of the function gives a tagged value".into())
            }
            _ => Ok(()),
        }
    }

    fn block(&self, id: BlockId) -> Result<(), String> {
        let b = self.g.at(id);
        for (k, i) in b.insts.iter().enumerate() {
            self.inst(id, k + 1, i).map_err(|e| format!("{}: {e}", print::inst(self.g, i)))?;
        }
        if let Some(s) = b.entry {
            // It describes the start: the block's own instructions have no part in it.
            self.state(id, 1, s, 0).map_err(|e| format!("its entry: {e}"))?;
        }
        let end = b.insts.len() + 1;
        self.term(id, end).map_err(|e| format!("{}: {e}", print::term(&b.term)))
    }

    /// A value that is used at a place must be defined before.
    fn used(&self, id: BlockId, at: usize, v: Val) -> Result<Rep, String> {
        match self.defs.get(v.0 as usize).copied().flatten() {
            Some((b, k)) if b == id && k < at || b != id && self.flow.dominates(b, id) => Ok(self.g.rep(v)),
            Some(_) => Err(format!("{v} is not defined before")),
            None => Err(format!("{v} is not defined")),
        }
    }

    fn inst(&self, id: BlockId, at: usize, i: &Inst) -> Result<(), String> {
        let row = i.op.info();
        let mut reps = vec![];
        for &a in &i.args {
            reps.push(self.used(id, at, a)?);
        }
        let fixed = row.operands.fixed;
        if reps.len() < fixed.len() || !row.operands.more && reps.len() > fixed.len() {
            return Err(format!("{} operands", reps.len()));
        }
        if reps[..fixed.len()] != *fixed {
            return Err(format!("operands are {reps:?}"));
        }
        match (row.gives, i.dst.map(|d| self.g.rep(d))) {
            (Gives::None, None) | (Gives::Any, Some(_)) => {}
            (Gives::Rep(want), Some(rep)) if want == rep => {}
            (_, dst) => return Err(format!("gives {:?}, but its result is {dst:?}", row.gives)),
        }
        match i.op {
            MirOp::Sar | MirOp::Shr | MirOp::ShlFits if !(0..64).contains(&i.imm) => {
                return Err("shifts too far".into());
            }
            MirOp::ShlInt if !(0..50).contains(&i.imm) => return Err("shifts too far".into()),
            MirOp::Bool if !(0..2).contains(&i.imm) => return Err("is no truth value".into()),
            MirOp::CallSelf if self.g.start == Start::Call => {
                if reps != self.g.params() {
                    return Err(format!("arguments are {reps:?}, parameters {:?}", self.g.params()));
                }
                if i.dst.map(|d| self.g.rep(d)) != Some(self.g.result) {
                    return Err(format!("the function gives {}", self.g.result.text()));
                }
            }
            _ if row.imm == Imm::No && i.imm != 0 => return Err("has a constant".into()),
            _ => {}
        }
        match (i.op.exits(), i.state) {
            (true, Some(s)) => self.state(id, at, s, i.op.inset()),
            (false, None) => Ok(()),
            (true, None) => Err("has no state".into()),
            (false, Some(_)) => Err("has a state, but does not leave".into()),
        }
    }

    /// A state, which may name some registers beyond the window.
    fn state(&self, id: BlockId, at: usize, s: StateId, beyond: u32) -> Result<(), String> {
        let Some(state) = self.g.states.get(s.0 as usize) else { return Err(format!("there is no {s}")) };
        if !state.live.windows(2).all(|w| w[0].0 < w[1].0) {
            return Err(format!("{s}: registers are out of order"));
        }
        for &(r, v) in &state.live {
            if u32::from(r) >= self.g.registers + beyond {
                return Err(format!("{s}: there is no register {r}"));
            }
            if self.used(id, at, v).map_err(|e| format!("{s}: {e}"))? == Rep::Ptr {
                return Err(format!("{s}: {v} is an address"));
            }
        }
        Ok(())
    }

    fn edge(&self, id: BlockId, end: usize, e: &Edge) -> Result<(), String> {
        let Some(to) = self.g.blocks.get(e.to.0 as usize) else { return Err(format!("there is no {}", e.to)) };
        if to.params.len() != e.args.len() {
            return Err(format!("{} takes {} arguments", e.to, to.params.len()));
        }
        for (&p, &a) in to.params.iter().zip(&e.args) {
            let (has, wants) = (self.used(id, end, a)?, self.g.rep(p));
            if has != wants {
                return Err(format!("{a} is {}, {p} is {}", has.text(), wants.text()));
            }
        }
        Ok(())
    }

    fn term(&self, id: BlockId, end: usize) -> Result<(), String> {
        let term = &self.g.at(id).term;
        let uses = term.uses().iter().map(|&v| self.used(id, end, v)).collect::<Result<Vec<_>, _>>()?;
        let wanted = match term {
            Term::Branch(..) => Some(Rep::Bool),
            Term::Return(_) => Some(self.g.result),
            Term::TailCall(..) => Some(Rep::Ptr),
            Term::Exit(s, _) => {
                self.state(id, end, *s, 0)?;
                None
            }
            Term::Jump(_) => None,
        };
        if uses.first().copied() != wanted {
            return Err(format!("it uses {uses:?}"));
        }
        term.edges().try_for_each(|e| self.edge(id, end, e))
    }
}
