//! What was computed, checked or loaded before is not done again (`Opt::JitCse`).
//!
//! Along the dominator tree: an operation with the same operands as one before it
//! becomes that one's result; guards that passed go. Loads count as the same while
//! nothing was written between them, on any way; a load of what was stored just before
//! is that value, and a store of what was loaded from there does not happen. Before:
//! ```text
//!   v2:ptr = guard.kind v1 Vector @3 -> s0
//!   v3:int = len v2 @3
//!   v4:ptr = guard.kind v1 Vector @5 -> s1
//!   v5:int = len v4 @5
//! ```
//! After:
//! ```text
//!   v2:ptr = guard.kind v1 Vector @3 -> s0
//!   v3:int = len v2 @3
//! ```
use super::Given;
use super::edit::Renames;
use crate::jit::mir::flow::Flow;
use crate::jit::mir::{BlockId, Graph, Inst, MirOp, Val, effect};
use rustc_hash::FxHashMap;

/// Finds common operations.
pub fn run(g: &mut Graph, _: Given) {
    let flow = Flow::new(g);
    let writes: Vec<u16> = g.blocks.iter().map(|b| b.insts.iter().fold(0, |all, i| all | written(i))).collect();
    let mut pass = Pass {
        seen: FxHashMap::default(),
        undo: vec![],
        renames: Renames::new(g),
        boxed: vec![None; g.reps.len()],
        at_end: vec![[0; CLASSES]; g.blocks.len()],
        fresh: 0,
        marks: vec![0; g.blocks.len()],
        mark: 0,
    };
    for &b in &flow.tree {
        pass.block(g, &flow, b, &writes);
    }
    pass.renames.apply(g);
}

/// Kinds of memory that do not overlap.
const CLASSES: usize = 7 + FIELDS;
/// Any object: what is compared.
const VALUES: usize = 0;
const BYTES: usize = 1;
const GLOBALS: usize = 2;
/// Flags and shapes of objects, and what is compiled: only calls change them, but for shapes.
const FORM: usize = 3;
const FRAME: usize = 4;
/// Elements of vectors and tuples, whose other parts nobody loads.
const ELEMENTS: usize = 5;
/// Lengths of what grows.
const COUNTS: usize = 6;
/// Fields of other objects, by their distance from the start: those of different distances
/// are different words, whatever the objects.
const FIRST_FIELD: usize = 7;
const FIELDS: usize = 4;
const ALL: u16 = (1 << CLASSES) - 1;

fn field(distance: i64) -> usize {
    FIRST_FIELD + distance as usize / size_of::<u64>() % FIELDS
}

/// The memory that an instruction changes, as bits.
fn written(i: &Inst) -> u16 {
    match i.op {
        MirOp::Store => 1 << field(i.imm) | 1 << VALUES,
        MirOp::StoreElem => 1 << ELEMENTS | 1 << VALUES,
        MirOp::SetShape => 1 << FORM,
        MirOp::StoreCount => 1 << COUNTS,
        MirOp::StoreByte => 1 << BYTES,
        MirOp::StoreGlobal => 1 << GLOBALS,
        op if op.has(effect::W_FRAME) && !op.has(effect::CALLS) => 1 << FRAME,
        op if op.has(effect::CALLS) => ALL,
        _ => 0,
    }
}

/// The memory that an instruction depends on.
fn read(i: &Inst) -> Option<usize> {
    match i.op {
        MirOp::Load => Some(field(i.imm)),
        MirOp::LoadElem => Some(ELEMENTS),
        MirOp::LoadByte | MirOp::LoadBe16 | MirOp::LoadBe32 => Some(BYTES),
        MirOp::GuardShape | MirOp::IsShape | MirOp::GuardStores | MirOp::GuardFlagsClear | MirOp::GuardFlags => {
            Some(FORM)
        }
        MirOp::LoadCount | MirOp::ResumeOf => Some(COUNTS),
        MirOp::LoadPart | MirOp::CodeOf => Some(FORM),
        op if op.has(effect::R_HEAP) => Some(VALUES),
        op if op.has(effect::R_GLOBALS) => Some(GLOBALS),
        op if op.has(effect::R_FRAME) => Some(FRAME),
        _ => None,
    }
}

/// An operation, its operands, its constant, and the state of the memory it reads.
type Key = (MirOp, [u32; 3], i64, u32);

const NO_VALUE: Val = Val(u32::MAX);

struct Pass {
    /// Results; `NO_VALUE` of guards that have none.
    seen: FxHashMap<Key, Val>,
    /// What to restore when the walk leaves a block.
    undo: Vec<(Key, Option<Val>, BlockId)>,
    renames: Renames,
    /// By value: the operation that boxed it, if one did.
    boxed: Vec<Option<MirOp>>,
    /// By block: the versions of memory at its end.
    at_end: Vec<[u32; CLASSES]>,
    fresh: u32,
    /// Blocks seen by a search, by the search's number.
    marks: Vec<u32>,
    mark: u32,
}

impl Pass {
    fn block(&mut self, g: &mut Graph, flow: &Flow, b: BlockId, writes: &[u16]) {
        while let Some((key, old, from)) = self.undo.last().cloned()
            && !flow.dominates(from, b)
        {
            match old {
                Some(v) => self.seen.insert(key, v),
                None => self.seen.remove(&key),
            };
            self.undo.pop();
        }
        let mut versions = self.versions(flow, b, writes);
        let mut insts = std::mem::take(&mut g.at_mut(b).insts);
        insts.retain_mut(|i| {
            for a in &mut i.args {
                *a = self.renames.get(*a);
            }
            let keep = self.inst(i, &versions, b);
            if self.is_there(i, &versions) {
                return false;
            }
            let w = written(i);
            self.change(&mut versions, w);
            self.forward(i, &versions, b);
            keep
        });
        g.at_mut(b).insts = insts;
        self.at_end[b.0 as usize] = versions;
    }

    /// Whether the instruction stays.
    fn inst(&mut self, i: &mut Inst, versions: &[u32; CLASSES], b: BlockId) -> bool {
        let Some(mut key) = key(i, versions) else { return true };
        match (i.op, i.dst) {
            (MirOp::BoxInt | MirOp::BoxFloat, Some(d)) => self.boxed[d.0 as usize] = Some(i.op),
            // What a vector takes depends on the kind of number only.
            (MirOp::GuardStores, _) => {
                if let Some(op) = self.boxed[i.args[1].0 as usize] {
                    (key.1[1], key.2) = (u32::MAX, op as i64);
                }
            }
            _ => {}
        }
        match (self.seen.get(&key), i.dst) {
            (Some(&before), Some(d)) => self.renames.set(d, before),
            (Some(_), None) => {}
            (None, d) => {
                self.insert(key, d.unwrap_or(NO_VALUE), b);
                return true;
            }
        }
        false
    }

    fn insert(&mut self, key: Key, v: Val, b: BlockId) {
        let old = self.seen.insert(key, v);
        self.undo.push((key, old, b));
    }

    /// Whether it stores what is known to be there.
    fn is_there(&self, i: &Inst, versions: &[u32; CLASSES]) -> bool {
        loaded(i).and_then(|(load, v)| Some(self.seen.get(&key(&load, versions)?)? == &v)).unwrap_or(false)
    }

    /// A load from where this stores gives what it stores.
    fn forward(&mut self, i: &Inst, versions: &[u32; CLASSES], b: BlockId) {
        if i.op == MirOp::SetShape {
            let guard = Inst { op: MirOp::GuardShape, ..i.clone() };
            if let Some(key) = key(&guard, versions) {
                self.insert(key, NO_VALUE, b);
            }
        }
        if let Some((load, value)) = loaded(i)
            && let Some(key) = key(&load, versions)
        {
            self.insert(key, value, b);
        }
    }

    /// The versions of memory where a block begins: those at the end of its dominator,
    /// unless something is written on a way between.
    fn versions(&mut self, flow: &Flow, b: BlockId, writes: &[u16]) -> [u32; CLASSES] {
        let Some(top) = flow.idom(b) else { return [0; CLASSES] };
        let mut versions = self.at_end[top.0 as usize];
        let mut between = 0;
        self.mark += 1;
        let mut work: Vec<BlockId> = flow.preds(b).iter().copied().filter(|&p| p != top).collect();
        while let Some(p) = work.pop() {
            if std::mem::replace(&mut self.marks[p.0 as usize], self.mark) != self.mark && between != ALL {
                between |= writes[p.0 as usize];
                work.extend(flow.preds(p).iter().filter(|&&p| p != top));
            }
        }
        self.change(&mut versions, between);
        versions
    }

    /// Gives memory that was written a version of its own.
    fn change(&mut self, versions: &mut [u32; CLASSES], written: u16) {
        for (class, version) in versions.iter_mut().enumerate() {
            if written >> class & 1 == 1 {
                self.fresh += 1;
                *version = self.fresh;
            }
        }
    }
}

/// A load from where an instruction stores, and what it stores.
fn loaded(i: &Inst) -> Option<(Inst, Val)> {
    let op = match i.op {
        MirOp::Store => MirOp::Load,
        MirOp::StoreElem => MirOp::LoadElem,
        MirOp::StoreCount => MirOp::LoadCount,
        MirOp::StoreGlobal => MirOp::LoadGlobal,
        _ => return None,
    };
    let (&value, args) = i.args.split_last()?;
    Some((Inst { op, args: args.to_vec(), imm: i.imm, dst: None, state: None, pc: i.pc }, value))
}

/// What makes an instruction the same as another; `None` if it is not to be compared.
fn key(i: &Inst, versions: &[u32; CLASSES]) -> Option<Key> {
    // Calls, effects, and what is another thing each time.
    if i.args.len() > 3 || i.op.is_anew_each_time() || i.op.has(effect::CALLS) || !(i.op.removable() || i.op.exits()) {
        return None;
    }
    let mut args = [u32::MAX; 3];
    for (slot, a) in args.iter_mut().zip(&i.args) {
        *slot = a.0;
    }
    if commutes(i.op) && args[0] > args[1] {
        args.swap(0, 1);
    }
    let version = read(i).map_or(0, |class| versions[class]);
    Some((i.op, args, i.imm, version))
}

fn commutes(op: MirOp) -> bool {
    use MirOp::*;
    matches!(
        op,
        AddInt | MulInt | AddFits | MulFits | MulHigh | And | Or | Xor | EqInt | AddFloat | MulFloat | EqFloat | Same
    )
}
