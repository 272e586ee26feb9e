//! Datum labels for printing: which parts of data are met again on the way
//! through it.
use crate::heap::HeapFull;
use crate::object::{Condition, Map, ObjKind, PMap, PVector, Record, Vector};
use crate::value::{Unpacked, Value};
use rustc_hash::FxHashMap;

/// Data with no more parts than this is first looked at without remembering any:
/// where that comes to an end there is no cycle.
const FEW: usize = 1000;
/// What remembering a part takes, about.
const BYTES_PER_PART: usize = 64;

/// Which parts get labels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Labelled {
    /// None.
    Nothing,
    /// Those that contain themselves.
    Cycles,
    /// Those that stand in more than one place.
    Shared,
}

// What is remembered of a part.
/// The walk is inside of it.
const OPEN: u64 = 1;
/// It was left.
const DONE: u64 = 2;
/// It gets a label, which it has not yet.
const WANTED: u64 = 4;
/// Added to the number of its label.
const NUMBERED: u64 = 8;

/// The labels of one printing.
#[derive(Default)]
pub struct Labels {
    parts: FxHashMap<u64, u64>,
    given: u64,
}

/// What to print for a part.
pub enum Label {
    /// Nothing but itself.
    None,
    /// `#n=` before it.
    Define(u64),
    /// `#n#` in its place.
    Refer(u64),
}

impl Labels {
    /// Finds the parts that need labels; fails if that takes more than `max` bytes.
    pub fn find(root: Value, which: Labelled, max: usize) -> Result<Labels, HeapFull> {
        let mut labels = Labels::default();
        let none = which == Labelled::Nothing || parts(root) == 0;
        if none || (which == Labelled::Cycles && ends_soon(root)) {
            return Ok(labels);
        }
        let most = max / BYTES_PER_PART;
        // The parts that the walk is inside of, and which part of them comes next.
        let mut path: Vec<(Value, usize)> = vec![(root, 0)];
        labels.parts.insert(root.bits(), OPEN);
        while let Some((v, next)) = path.last_mut() {
            let Some(part) = part(*v, *next) else {
                if let Some(state) = labels.parts.get_mut(&v.bits()) {
                    *state = *state & !OPEN | DONE;
                }
                path.pop();
                continue;
            };
            *next += 1;
            if parts(part) == 0 {
                continue;
            }
            match labels.parts.get_mut(&part.bits()) {
                Some(state) if *state & OPEN != 0 || which == Labelled::Shared => *state |= WANTED,
                Some(_) => {}
                None => {
                    if labels.parts.len() + path.len() > most {
                        return Err(HeapFull);
                    }
                    labels.parts.insert(part.bits(), OPEN);
                    path.push((part, 0));
                }
            }
        }
        labels.parts.retain(|_, state| *state & WANTED != 0);
        Ok(labels)
    }

    /// Whether no part has one.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether a part has one.
    pub fn has(&self, v: Value) -> bool {
        !self.parts.is_empty() && self.parts.contains_key(&v.bits())
    }

    /// What to print for a part that comes next.
    pub fn next(&mut self, v: Value) -> Label {
        match self.parts.get_mut(&v.bits()) {
            None => Label::None,
            Some(state) if *state < NUMBERED => {
                *state = self.given + NUMBERED;
                self.given += 1;
                Label::Define(self.given - 1)
            }
            Some(number) => Label::Refer(*number - NUMBERED),
        }
    }
}

/// Whether a walk ends after few steps.
fn ends_soon(root: Value) -> bool {
    let mut todo = vec![root];
    let mut left = FEW;
    while let Some(v) = todo.pop() {
        for i in 0..parts(v) {
            if left == 0 {
                return false;
            }
            left -= 1;
            todo.extend(part(v, i).filter(|v| v.as_heap().is_some()));
        }
    }
    true
}

/// How many parts are printed inside of a value.
fn parts(v: Value) -> usize {
    match v.unpack() {
        Unpacked::Pair(_) => 2,
        Unpacked::Obj(o) => match o.kind {
            ObjKind::Vector => o.len as usize,
            ObjKind::Record => o.cast::<Record>().slots().len(),
            ObjKind::Map => 2 * o.cast::<Map>().places(),
            ObjKind::PVector => o.cast::<PVector>().elements().len(),
            ObjKind::PMap => 2 * o.cast::<PMap>().entries().places(),
            ObjKind::Condition => 2,
            _ => 0,
        },
        _ => 0,
    }
}

/// One of these parts.
fn part(v: Value, i: usize) -> Option<Value> {
    if i >= parts(v) {
        return None;
    }
    match v.unpack() {
        Unpacked::Pair(p) => Some(if i == 0 { p.car.get() } else { p.cdr.get() }),
        Unpacked::Obj(o) => match o.kind {
            ObjKind::Vector => o.cast::<Vector>().get(i),
            ObjKind::Record => o.cast::<Record>().slots().get(i).map(|v| v.get()),
            ObjKind::Map => o.cast::<Map>().item(i),
            ObjKind::PVector => o.cast::<PVector>().elements().get(i).copied(),
            ObjKind::PMap => o.cast::<PMap>().entries().item(i),
            _ => {
                let c = o.cast::<Condition>();
                Some(if i == 0 { c.message.get() } else { c.irritants.get() })
            }
        },
        _ => None,
    }
}
