//! Values stay unboxed as long as nobody wants them boxed (`Opt::JitUnboxing`, T1
//! and T11).
//!
//! Unboxing a box is nothing, and neither is boxing what was just unboxed. Parameters
//! of blocks whose arguments are all boxes of one kind take what is in the boxes;
//! so does the function's result, also through its calls of itself. Frame states name
//! unboxed values. Before:
//! ```text
//!   jump b1(v0)
//! b1(v1:tagged) at 2
//!   v2:int = unbox.int v1 @2 -> s0
//!   v3:int = add.int v2 v9 @3 -> s1
//!   v4:tagged = box.int v3 @3
//!   jump b1(v4)
//! ```
//! After, `v0` being a box of `v8`:
//! ```text
//!   jump b1(v8)
//! b1(v5:int) at 2
//!   v3:int = add.int v5 v9 @3 -> s1
//!   jump b1(v3)
//! ```
use super::edit::{Defs, Renames, boxing, pure, state_uses};
use super::kinds::{Kind, Kinds, Unboxes, analyse, boxed, of_constant};
use super::{Given, edit};
use crate::jit::mir::flow::Flow;
use crate::jit::mir::{BlockId, Graph, Inst, MirOp, Rep, StateId, Term, Val};
use crate::value::{Value, bits};

/// Unboxes what can be unboxed.
pub fn run(g: &mut Graph, given: Given) {
    let flow = Flow::new(g);
    let unboxes = Unboxes::new(g, &flow);
    let kinds = analyse(g, &flow, &unboxes, &[], given.tagged_result);
    let mut pass = Pass {
        raw: vec![None; g.reps.len()],
        seen: vec![None; g.reps.len()],
        undo: vec![],
        origin: vec![None; g.reps.len()],
        constant: vec![None; g.reps.len()],
        renames: Renames::new(g),
        state_uses: state_uses(g),
        states: vec![None; g.states.len()],
    };
    pass.find_raws(g, &flow, &kinds);
    pass.walk(g, &flow);
    pass.renames.apply(g);
    sink_boxes(g, &flow);
}

struct Pass {
    /// What a tagged value is a box of, wherever it is.
    raw: Vec<Option<Val>>,
    /// What a tagged value was unboxed to by a guard that dominates the place at hand.
    seen: Vec<Option<Val>>,
    /// Values in `seen`, and the block whose guard it was.
    undo: Vec<(Val, BlockId)>,
    /// The tagged value that an unboxed one comes from.
    origin: Vec<Option<Val>>,
    /// Bits of constants.
    constant: Vec<Option<u64>>,
    renames: Renames,
    state_uses: Vec<u32>,
    /// What became of a state, and in which block.
    states: Vec<Option<(BlockId, StateId)>>,
}

/// The bits of a constant of that representation, if the value is one.
fn raw_constant(v: u64, rep: Rep) -> Option<(MirOp, i64)> {
    (of_constant(v) == Kind::Of(rep)).then(|| match rep {
        Rep::Int => (MirOp::Int, bits::int(v)),
        Rep::Float => (MirOp::Float, v as i64),
        _ => (MirOp::Bool, i64::from(v == Value::TRUE.bits())),
    })
}

impl Pass {
    /// Notes what boxes hold, and gives parameters, the result and calls that are of
    /// one kind their new representation.
    fn find_raws(&mut self, g: &mut Graph, flow: &Flow, kinds: &Kinds) {
        let defs = Defs::new(g);
        for k in 0..self.raw.len() {
            let v = Val(k as u32);
            self.raw[k] = boxed(g, &defs, v);
            if let Some(i) = defs.inst(g, v)
                && i.op == MirOp::Tagged
            {
                self.constant[k] = Some(i.imm as u64);
            }
        }
        if let Kind::Of(rep) = kinds.result {
            g.result = rep;
        }
        for &b in &flow.order {
            let mut boxes = vec![];
            for k in 0..g.at(b).params.len() {
                let p = g.at(b).params[k];
                if let Kind::Of(rep) = kinds.of[p.0 as usize]
                    && b.0 != 0
                {
                    let raw = self.value(g, rep);
                    g.at_mut(b).params[k] = raw;
                    self.raw[p.0 as usize] = Some(raw);
                    boxes.push(Inst {
                        op: boxing(rep),
                        args: vec![raw],
                        imm: 0,
                        dst: Some(p),
                        state: None,
                        pc: g.at(b).pc,
                    });
                }
            }
            if let Kind::Of(rep) = kinds.result {
                self.unbox_calls(g, b, rep);
            }
            g.at_mut(b).insts.splice(0..0, boxes);
        }
    }

    fn unbox_calls(&mut self, g: &mut Graph, b: BlockId, rep: Rep) {
        let mut k = 0;
        while k < g.at(b).insts.len() {
            let i = &g.at(b).insts[k];
            if let (MirOp::CallSelf, Some(d)) = (i.op, i.dst) {
                let pc = i.pc;
                let raw = self.value(g, rep);
                self.raw[d.0 as usize] = Some(raw);
                let insts = &mut g.at_mut(b).insts;
                insts[k].dst = Some(raw);
                let op = boxing(rep);
                insts.insert(k + 1, Inst { op, args: vec![raw], imm: 0, dst: Some(d), state: None, pc });
            }
            k += 1;
        }
    }

    fn value(&mut self, g: &mut Graph, rep: Rep) -> Val {
        self.raw.push(None);
        self.seen.push(None);
        self.origin.push(None);
        self.constant.push(None);
        g.value(rep)
    }

    /// What a tagged value is known to be a box of at the place at hand.
    fn known(&self, v: Val) -> Option<Val> {
        let v = self.renames.get(v);
        self.raw[v.0 as usize].or(self.seen[v.0 as usize]).map(|raw| self.renames.get(raw))
    }

    fn walk(&mut self, g: &mut Graph, flow: &Flow) {
        for &b in &flow.tree {
            while let Some(&(v, from)) = self.undo.last()
                && !flow.dominates(from, b)
            {
                self.seen[v.0 as usize] = None;
                self.undo.pop();
            }
            let old = std::mem::take(&mut g.at_mut(b).insts);
            let mut new = Vec::with_capacity(old.len());
            if let Some(s) = g.at(b).entry {
                let s = self.state(g, flow, b, s);
                g.at_mut(b).entry = Some(s);
            }
            for i in old {
                self.inst(g, flow, b, i, &mut new);
            }
            self.term(g, flow, b, &mut new);
            g.at_mut(b).insts = new;
        }
    }

    fn inst(&mut self, g: &mut Graph, flow: &Flow, b: BlockId, mut i: Inst, out: &mut Vec<Inst>) {
        let arg = i.args.first().map(|&a| self.renames.get(a));
        match (i.op, arg, i.dst) {
            (MirOp::UnboxInt | MirOp::UnboxFloat, Some(a), Some(d)) => {
                let rep = g.rep(d);
                if let Some(raw) = self.known(a).filter(|&r| g.rep(r) == rep) {
                    self.renames.set(d, raw);
                    return;
                }
                if let Some((op, imm)) = self.constant[a.0 as usize].and_then(|c| raw_constant(c, rep)) {
                    out.push(Inst { op, args: vec![], imm, dst: i.dst, state: None, pc: i.pc });
                    return;
                }
                // It is known behind the guard, not where the guard leaves.
                if let Some(s) = i.state.take() {
                    i.state = Some(self.state(g, flow, b, s));
                }
                if self.known(a).is_none() {
                    self.seen[a.0 as usize] = Some(d);
                    self.undo.push((a, b));
                    self.origin[d.0 as usize] = Some(a);
                }
                out.push(i);
                return;
            }
            (MirOp::BoxInt | MirOp::BoxFloat, Some(a), Some(d)) => {
                if let Some(origin) = self.origin[a.0 as usize] {
                    self.renames.set(d, origin);
                    return;
                }
            }
            (MirOp::IsValue, Some(a), _) => {
                if let Some(raw) = self.known(a) {
                    let (op, imm) = (g.rep(raw), i.imm as u64);
                    if of_constant(imm) != Kind::Of(op) {
                        i = Inst { op: MirOp::Bool, args: vec![], imm: 0, ..i };
                    } else if op == Rep::Bool && imm == Value::TRUE.bits() {
                        self.renames.set(i.dst.expect("a test has a result"), raw);
                        return;
                    } else if op == Rep::Bool {
                        i = Inst { op: MirOp::Not, args: vec![raw], imm: 0, ..i };
                    }
                }
            }
            (MirOp::IsPair, Some(a), _) if self.known(a).is_some() => {
                i = Inst { op: MirOp::Bool, args: vec![], imm: 0, ..i };
            }
            (MirOp::GuardNot, Some(a), _)
                if self.known(a).is_some_and(|raw| of_constant(i.imm as u64) != Kind::Of(g.rep(raw))) =>
            {
                return;
            }
            (MirOp::Same, Some(a), _) => {
                if let (Some(x), Some(y)) = (self.known(a), self.known(i.args[1]))
                    && g.rep(x) == Rep::Int
                    && g.rep(y) == Rep::Int
                {
                    i = Inst { op: MirOp::EqInt, args: vec![x, y], ..i };
                }
            }
            _ => {}
        }
        if let Some(s) = i.state {
            i.state = Some(self.state(g, flow, b, s));
        }
        out.push(i);
    }

    /// A state with unboxed values. Where less is known, another place may share it.
    fn state(&mut self, g: &mut Graph, flow: &Flow, b: BlockId, s: StateId) -> StateId {
        if let Some((from, done)) = self.states[s.0 as usize]
            && flow.dominates(from, b)
        {
            return done;
        }
        let live = &g.states[s.0 as usize].live;
        if !live.iter().any(|&(_, v)| g.rep(v) == Rep::Tagged && self.known(v).is_some()) {
            return s;
        }
        let shared = self.state_uses[s.0 as usize] > 1;
        let to = if shared {
            let copy = g.states[s.0 as usize].clone();
            g.state(copy)
        } else {
            s
        };
        let reps = &g.reps;
        for (_, v) in &mut g.states[to.0 as usize].live {
            if reps[v.0 as usize] == Rep::Tagged
                && let Some(raw) = self.known(*v)
            {
                *v = raw;
            }
        }
        self.states[s.0 as usize] = Some((b, to));
        to
    }

    /// A value in the representation it is wanted in.
    fn wanted(&mut self, g: &mut Graph, v: Val, rep: Rep, pc: u32, out: &mut Vec<Inst>) -> Val {
        if g.rep(v) == rep {
            return v;
        }
        if let Some(raw) = self.known(v) {
            return raw;
        }
        let at = self.renames.get(v);
        let constant = self.constant[at.0 as usize].and_then(|c| raw_constant(c, rep));
        let (op, imm) = constant.expect("the analysis found its kind");
        let i = pure(g, op, vec![], imm, rep, pc);
        let d = i.dst.expect("a constant has a result");
        self.grow(g);
        out.push(i);
        d
    }

    /// Makes room for values that were made since.
    fn grow(&mut self, g: &Graph) {
        let n = g.reps.len();
        self.raw.resize(n, None);
        self.seen.resize(n, None);
        self.origin.resize(n, None);
        self.constant.resize(n, None);
    }

    fn term(&mut self, g: &mut Graph, flow: &Flow, b: BlockId, out: &mut Vec<Inst>) {
        let pc = out.last().map_or(g.at(b).pc, |i| i.pc);
        let mut term = std::mem::replace(&mut g.at_mut(b).term, Term::Return(Val(0)));
        match &mut term {
            Term::Return(v) => *v = self.wanted(g, *v, g.result, pc, out),
            Term::Exit(s, _) => *s = self.state(g, flow, b, *s),
            _ => {}
        }
        for e in term.edges_mut() {
            for k in 0..e.args.len() {
                let rep = g.rep(g.at(e.to).params[k]);
                e.args[k] = self.wanted(g, e.args[k], rep, pc, out);
            }
        }
        g.at_mut(b).term = term;
    }
}

/// Boxes that only other blocks want move there, unless a loop would do it over and
/// over.
fn sink_boxes(g: &mut Graph, flow: &Flow) {
    let blocks = edit::def_blocks(g);
    let defs = Defs::new(g);
    let is_box = |g: &Graph, v: Val| boxed(g, &defs, v).is_some();
    // Blocks that use a box, each once; nothing if it must stay.
    let mut users: Vec<(Val, Vec<BlockId>)> = vec![];
    let mut index = vec![u32::MAX; g.reps.len()];
    let mut stays = vec![false; g.reps.len()];
    for &b in &flow.order {
        let block = g.at(b);
        let args = block.insts.iter().flat_map(|i| &i.args);
        for &v in args.chain(block.term.uses()).chain(block.term.edges().flat_map(|e| &e.args)) {
            if !is_box(g, v) {
                continue;
            }
            let def = blocks[v.0 as usize];
            if def == b || flow.depth(b) > flow.depth(def) {
                stays[v.0 as usize] = true;
            }
            let at = &mut index[v.0 as usize];
            if *at == u32::MAX {
                *at = users.len() as u32;
                users.push((v, vec![]));
            }
            let list = &mut users[*at as usize].1;
            if list.last() != Some(&b) {
                list.push(b);
            }
        }
    }
    for (s, _) in g.states.iter().zip(state_uses(g)).filter(|(_, uses)| *uses > 0) {
        for &(_, v) in &s.live {
            stays[v.0 as usize] = true;
        }
    }
    users.retain(|(v, list)| !stays[v.0 as usize] && list.len() <= 4);
    let moved: Vec<_> = users.iter().map(|(v, _)| defs.inst(g, *v).expect("a box is an instruction").clone()).collect();
    for ((v, list), old) in users.into_iter().zip(moved) {
        for b in list {
            let new = pure(g, old.op, old.args.clone(), 0, Rep::Tagged, old.pc);
            let by = new.dst.expect("a box is a value");
            let block = g.at_mut(b);
            let first = block.insts.iter().position(|i| i.args.contains(&v)).unwrap_or(block.insts.len());
            let args = block.insts[first..].iter_mut().flat_map(|i| &mut i.args);
            args.filter(|a| **a == v).for_each(|a| *a = by);
            block.term.uses_mut().iter_mut().filter(|a| **a == v).for_each(|a| *a = by);
            block.term.edges_mut().flat_map(|e| &mut e.args).filter(|a| **a == v).for_each(|a| *a = by);
            block.insts.insert(first, new);
        }
        g.at_mut(blocks[v.0 as usize]).insts.retain(|i| i.dst != Some(v));
    }
}
