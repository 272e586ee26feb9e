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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heap::GcMode;
    use crate::host::split_mix;
    use std::collections::BTreeMap;

    const STEPS: u64 = if cfg!(miri) { 200 } else { 20_000 };

    fn collect(h: &mut Heap, roots: &[Value]) {
        h.begin();
        roots.iter().for_each(|&v| h.mark(v));
        h.trace();
        h.finish();
    }

    /// Versions derived from earlier ones at random, beside plain copies.
    #[test]
    fn vectors_are_what_plain_vectors_would_be() {
        let mut h = Heap::new(64 << 20, GcMode::Normal);
        let empty = h.pvector(Elements::new).unwrap();
        let mut versions: Vec<(Value, Vec<i64>)> = vec![(empty, vec![])];
        let mut seed = 7;
        for step in 0..STEPS {
            let mut below = |n: usize| (split_mix(&mut seed) % n.max(1) as u64) as usize;
            let (what, place, other) = (below(10), below(1 << 20), below(versions.len()));
            let (v, plain) = &versions[below(versions.len())];
            let (old, mut plain) = (v.as_a::<PVector>().unwrap().elements(), plain.clone());
            let len = plain.len();
            let n = step as i64;
            let new = h.pvector(|| {
                let mut new = old.clone();
                match what {
                    0 | 1 if len > 0 => {
                        new.set(place % len, Value::small(n));
                        plain[place % len] = n;
                    }
                    2 if len > 0 => {
                        new.pop_back();
                        plain.pop();
                    }
                    3 if len > 0 => {
                        let (from, to) = (place % len / 2, len - place % len / 3);
                        new = new.slice(from..to);
                        plain = plain[from..to].to_vec();
                    }
                    4 | 5 if len + versions[other].1.len() < 5_000 => {
                        new.append(versions[other].0.as_a::<PVector>().unwrap().elements().clone());
                        plain.extend(&versions[other].1);
                    }
                    _ => (0..40).for_each(|i| {
                        new.push_back(Value::small(n + i));
                        plain.push(n + i);
                    }),
                }
                new
            });
            let new = new.unwrap();
            let elements = new.as_a::<PVector>().unwrap().elements();
            assert!(elements.len() == plain.len());
            if step % 16 == 0 {
                assert!(elements.iter().map(|v| v.as_int().unwrap()).eq(plain.iter().copied()));
            }
            if versions.len() < 100 {
                versions.push((new, plain));
            } else {
                versions[other] = (new, plain);
            }
            if step % 1_000 == 0 {
                let roots: Vec<Value> = versions.iter().map(|(v, _)| *v).collect();
                collect(&mut h, &roots);
            }
        }
        for (v, plain) in &versions {
            let elements = v.as_a::<PVector>().unwrap().elements();
            assert!((0..plain.len()).all(|i| elements.get(i) == Some(&Value::small(plain[i]))));
        }
    }

    #[test]
    fn maps_are_what_plain_maps_would_be() {
        let mut h = Heap::new(64 << 20, GcMode::Normal);
        let empty = h.pmap(Entries::default).unwrap();
        let mut versions: Vec<(Value, BTreeMap<i64, i64>)> = vec![(empty, BTreeMap::new())];
        let mut seed = 7;
        for step in 0..STEPS {
            let mut below = |n: usize| (split_mix(&mut seed) % n as u64) as usize;
            let (what, key, other) = (below(5), below(300) as i64, below(versions.len()));
            let (m, plain) = &versions[below(versions.len())];
            let (old, mut plain) = (m.as_a::<PMap>().unwrap().entries(), plain.clone());
            let new = h.pmap(|| {
                let mut new = old.clone();
                if what < 2 {
                    new.delete(Value::small(key));
                    plain.remove(&key);
                } else {
                    (key..key + 5).for_each(|k| {
                        new.set(Value::small(k), Value::small(step as i64));
                        plain.insert(k, step as i64);
                    });
                }
                new
            });
            let new = new.unwrap();
            let entries = new.as_a::<PMap>().unwrap().entries();
            assert_eq!(entries.get(Value::small(key)).and_then(Value::as_int), plain.get(&key).copied());
            let mut all: Vec<_> = entries.iter().map(|(k, v)| (k.as_int().unwrap(), v.as_int().unwrap())).collect();
            all.sort_unstable();
            assert!(entries.count() == plain.len() && all.into_iter().eq(plain.iter().map(|(k, v)| (*k, *v))));
            if versions.len() < 20 {
                versions.push((new, plain));
            } else {
                versions[other] = (new, plain);
            }
            if step % 500 == 0 {
                let roots: Vec<Value> = versions.iter().map(|(m, _)| *m).collect();
                collect(&mut h, &roots);
            }
        }
    }

    #[test]
    fn all_memory_comes_back() {
        let mut h = Heap::new(64 << 20, GcMode::Normal);
        let before = nodes::bytes();
        let mut kept = vec![];
        let mut v = h.pvector(Elements::new).unwrap();
        let mut m = h.pmap(Entries::default).unwrap();
        for i in 0..2_000 {
            let old = v.as_a::<PVector>().unwrap().elements();
            let inner = h.pair(Value::small(i), Value::NIL).unwrap();
            v = h.pvector(|| old.clone() + Elements::unit(inner)).unwrap();
            let old = m.as_a::<PMap>().unwrap().entries();
            m = h
                .pmap(|| {
                    let mut new = old.clone();
                    new.set(Value::small(i % 1_500), inner);
                    new
                })
                .unwrap();
            if i % 100 == 0 {
                kept.extend([v, m]);
            }
        }
        let held = h.versions.bytes;
        assert_eq!(held, nodes::bytes() - before + 8 * h.versions.all.len());
        collect(&mut h, &kept);
        assert!(h.versions.bytes < held / 4, "{} of {held}", h.versions.bytes);
        assert_eq!(h.versions.bytes, nodes::bytes() - before + 8 * h.versions.all.len());
        // What they hold was marked through them.
        let last = kept[kept.len() - 2].as_a::<PVector>().unwrap().elements();
        assert!((0..last.len()).all(|i| last[i].as_pair().unwrap().car.get() == Value::small(i as i64)));
        collect(&mut h, &[]);
        assert_eq!((h.versions.bytes, nodes::bytes()), (0, before));
        let _ = h.pvector(|| (0..1_000).map(Value::small).collect()).unwrap();
        drop(h);
        assert_eq!(nodes::bytes(), before);
    }
}
