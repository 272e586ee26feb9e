//! Which tagged values are always of one kind, so that they need not be tagged.
//! Optimistic: what goes around in a loop is what came in until something else is
//! seen.
use super::edit::Defs;
use crate::jit::mir::flow::Flow;
use crate::jit::mir::{BlockId, Graph, MirOp, Rep, Start, Term, Val};
use crate::value::{Value, bits};

/// What is known about a tagged value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Nothing was seen yet.
    Unseen,
    /// Always a box of that.
    Of(Rep),
    /// Anything.
    Any,
}

impl Kind {
    fn join(self, other: Kind) -> Kind {
        match (self, other) {
            (Kind::Unseen, k) | (k, Kind::Unseen) => k,
            (a, b) if a == b => a,
            _ => Kind::Any,
        }
    }
}

/// The kind of a constant.
pub fn of_constant(v: u64) -> Kind {
    if bits::is_int(v) {
        Kind::Of(Rep::Int)
    } else if bits::is_float(v) {
        Kind::Of(Rep::Float)
    } else if v == Value::TRUE.bits() || v == Value::FALSE.bits() {
        Kind::Of(Rep::Bool)
    } else {
        Kind::Any
    }
}

/// A guard that unboxes a value: what it gives, and the block it is in.
#[derive(Clone, Copy, Debug)]
pub struct Unbox {
    /// The unboxed value.
    pub raw: Val,
    /// Where.
    pub block: BlockId,
    /// The bytecode instruction it was made for.
    pub pc: u32,
}

/// The guards on each value: the head of a list in `all`.
pub struct Unboxes {
    first: Vec<u32>,
    all: Vec<(Unbox, u32)>,
}

impl Unboxes {
    /// Those of a graph.
    pub fn new(g: &Graph, flow: &Flow) -> Unboxes {
        let mut u = Unboxes { first: vec![u32::MAX; g.reps.len()], all: vec![] };
        // Backwards, so that the lists begin with the outermost.
        for &block in flow.order.iter().rev() {
            for i in g.at(block).insts.iter().rev() {
                if let (MirOp::UnboxInt | MirOp::UnboxFloat, Some(raw)) = (i.op, i.dst) {
                    let head = &mut u.first[i.args[0].0 as usize];
                    u.all.push((Unbox { raw, block, pc: i.pc }, *head));
                    *head = u.all.len() as u32 - 1;
                }
            }
        }
        u
    }
    /// Guards on a value.
    pub fn of(&self, v: Val) -> impl Iterator<Item = Unbox> {
        let mut at = self.first[v.0 as usize];
        std::iter::from_fn(move || {
            let &(unbox, next) = self.all.get(at as usize)?;
            at = next;
            Some(unbox)
        })
    }
    /// What a value was unboxed to on every way to the end of a block.
    pub fn at_end(&self, flow: &Flow, v: Val, end: BlockId) -> Option<Val> {
        self.of(v).find(|u| flow.dominates(u.block, end)).map(|u| u.raw)
    }
}

/// What is known about all tagged values.
pub struct Kinds {
    /// By value; those that are not tagged are `Any`.
    pub of: Vec<Kind>,
    /// The function's result.
    pub result: Kind,
}

/// Finds the kinds. `assumed` gives kinds of arguments that come into a loop, by the
/// header's parameter, where nothing else is known.
pub fn analyse(g: &Graph, flow: &Flow, unboxes: &Unboxes, assumed: &[(Val, Rep)], tagged_result: bool) -> Kinds {
    let mut k = Kinds { of: vec![Kind::Any; g.reps.len()], result: Kind::Any };
    let tail = g.blocks.iter().any(|b| matches!(b.term, Term::TailCall(..)));
    if g.start == Start::Call && g.result == Rep::Tagged && !tail && !tagged_result {
        k.result = Kind::Unseen;
    }
    for &b in &flow.order {
        if b.0 != 0 {
            for &p in g.at(b).params.iter().filter(|&&p| g.rep(p) == Rep::Tagged) {
                k.of[p.0 as usize] = Kind::Unseen;
            }
        }
        for i in &g.at(b).insts {
            let Some(d) = i.dst else { continue };
            k.of[d.0 as usize] = match i.op {
                MirOp::BoxInt => Kind::Of(Rep::Int),
                MirOp::BoxFloat => Kind::Of(Rep::Float),
                MirOp::BoxBool => Kind::Of(Rep::Bool),
                MirOp::Tagged => of_constant(i.imm as u64),
                MirOp::CallSelf if g.rep(d) == Rep::Tagged => k.result,
                _ => Kind::Any,
            };
        }
    }
    let calls: Vec<Val> = g
        .blocks
        .iter()
        .flat_map(|b| &b.insts)
        .filter(|i| i.op == MirOp::CallSelf && k.result == Kind::Unseen)
        .filter_map(|i| i.dst)
        .collect();
    let mut changed = true;
    while changed {
        changed = false;
        for &b in &flow.order {
            let known = |of: &[Kind], v: Val| match of[v.0 as usize] {
                Kind::Any if g.rep(v) == Rep::Tagged => {
                    unboxes.at_end(flow, v, b).map_or(Kind::Any, |raw| Kind::Of(g.rep(raw)))
                }
                kind => kind,
            };
            for e in g.at(b).term.edges() {
                for (&p, &a) in g.at(e.to).params.iter().zip(&e.args) {
                    let old = k.of[p.0 as usize];
                    if old == Kind::Any {
                        continue;
                    }
                    let mut kind = known(&k.of, a);
                    if kind == Kind::Any
                        && !flow.is_back(b, e.to)
                        && let Some(&(_, rep)) = assumed.iter().find(|(v, _)| *v == p)
                    {
                        kind = Kind::Of(rep);
                    }
                    let new = old.join(kind);
                    if new != old {
                        k.of[p.0 as usize] = new;
                        changed = true;
                    }
                }
            }
            if let Term::Return(v) = g.at(b).term
                && k.result != Kind::Any
            {
                let new = k.result.join(known(&k.of, v));
                if new != k.result {
                    k.result = new;
                    changed = true;
                    for c in &calls {
                        k.of[c.0 as usize] = new;
                    }
                }
            }
        }
        // It never returns, so what its calls of itself give is nothing of a kind.
        if !changed && k.result == Kind::Unseen {
            k.result = Kind::Any;
            calls.iter().for_each(|c| k.of[c.0 as usize] = Kind::Any);
            changed = true;
        }
    }
    k
}

/// The value that a box boxes.
pub fn boxed(g: &Graph, defs: &Defs, v: Val) -> Option<Val> {
    let i = defs.inst(g, v)?;
    matches!(i.op, MirOp::BoxInt | MirOp::BoxFloat | MirOp::BoxBool).then(|| i.args[0])
}
