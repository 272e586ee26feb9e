//! Persistent vectors and maps on the heap: the only objects that own memory
//! elsewhere. The heap knows each of them and drops what it owns when it
//! reclaims it.
use super::{Heap, HeapFull};
use crate::object::persistent::{Elements, Entries, leaves};
use crate::object::{Gc, Header, ObjKind, Object, PMap, PVector, nodes};
use crate::value::Value;
use rustc_hash::FxHashSet;
use std::mem::ManuallyDrop;

/// What the heap remembers of persistent data.
#[derive(Default)]
pub(super) struct Versions {
    /// Every version.
    all: Vec<Gc<Header>>,
    /// Bytes that they are charged for.
    pub bytes: usize,
    /// Leaves of the trees that the collection under way has seen.
    seen: FxHashSet<usize>,
}

/// Trees with fewer elements than this are one leaf.
const LEAF: usize = 64;

impl Heap {
    /// Whether bytes that are about to be taken elsewhere are within the limit.
    pub fn room(&mut self, bytes: usize) -> Result<(), HeapFull> {
        self.charge(bytes)?;
        self.discharge(bytes);
        Ok(())
    }

    /// A persistent vector of what `make` gives. It may have no more elements than
    /// a plain vector could: appending a vector to itself takes hardly any memory,
    /// but all else takes time by its length.
    pub fn pvector(&mut self, make: impl FnOnce() -> Elements) -> Result<Value, HeapFull> {
        let p = self.object::<PVector>(0, 0, 0)?;
        let items = self.charged(make, |items| items.len())?;
        // SAFETY: the object is ours; it is initialised before the heap knows it.
        unsafe { (&raw mut (*p.as_ptr()).items).write(ManuallyDrop::new(items)) };
        Ok(self.version(Gc::from_ptr(p)))
    }

    /// A persistent map of what `make` gives.
    pub fn pmap(&mut self, make: impl FnOnce() -> Entries) -> Result<Value, HeapFull> {
        let p = self.object::<PMap>(0, 0, 0)?;
        let entries = self.charged(make, Entries::count)?;
        // SAFETY: as above.
        unsafe { (&raw mut (*p.as_ptr()).entries).write(ManuallyDrop::new(entries)) };
        Ok(self.version(Gc::from_ptr(p)))
    }

    /// Makes data and charges what it takes; it is dropped if there is no room.
    fn charged<T>(&mut self, make: impl FnOnce() -> T, len: impl Fn(&T) -> usize) -> Result<T, HeapFull> {
        let before = nodes::bytes();
        let made = make();
        let bytes = nodes::bytes().wrapping_sub(before) + size_of::<Gc<Header>>();
        if len(&made) > self.max / size_of::<Value>() {
            return Err(HeapFull);
        }
        self.charge(bytes)?;
        self.versions.bytes += bytes;
        self.note_allocation(bytes);
        Ok(made)
    }

    fn version<T: Object>(&mut self, o: Gc<T>) -> Value {
        self.versions.all.push(o.cast());
        Value::obj(o)
    }

    /// Marks what a version holds, but leaves that it shares only once.
    pub(super) fn trace_version(&mut self, o: Gc<Header>) {
        if o.kind == ObjKind::PVector {
            let items = o.cast::<PVector>().elements();
            for (address, leaf) in leaves(items) {
                if items.len() < LEAF || self.versions.seen.insert(address) {
                    leaf.iter().for_each(|&v| self.mark(v));
                }
            }
        } else {
            let entries = o.cast::<PMap>().entries();
            for (address, leaf) in entries.leaves() {
                if entries.places() < LEAF || self.versions.seen.insert(address) {
                    leaf.iter().for_each(|&(key, value)| {
                        self.mark(key);
                        self.mark(value);
                    });
                }
            }
        }
    }

    /// Drops what versions that were not marked own.
    pub(super) fn drop_versions(&mut self, live: impl Fn(Gc<Header>) -> bool) {
        self.versions.seen.clear();
        let before = nodes::bytes();
        let count = self.versions.all.len();
        self.versions.all.retain(|&o| {
            let live = live(o);
            if !live {
                // SAFETY: each version is in the list once, and leaves it here; nothing
                // reaches it any more.
                unsafe {
                    match o.kind {
                        ObjKind::PVector => ManuallyDrop::drop(&mut (*o.cast::<PVector>().as_ptr()).items),
                        _ => ManuallyDrop::drop(&mut (*o.cast::<PMap>().as_ptr()).entries),
                    }
                }
            }
            live
        });
        let dead = count - self.versions.all.len();
        let freed = before.wrapping_sub(nodes::bytes()) + dead * size_of::<Gc<Header>>();
        self.versions.bytes -= freed.min(self.versions.bytes);
        self.discharge(freed);
    }
}
