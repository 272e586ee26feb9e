//! Hash maps: open addressing over 32-bit slots that point into a dense array of
//! entries in order of insertion (the compact layout of CPython's `dict`).
//! Maps of up to eight entries have no index and are searched in order.
use super::{Bytes, Gc, Map, ObjKind, PMap, PVector, Str, Vector, eqv_numbers, number};
use crate::heap::{Heap, HeapFull};
use crate::value::{Unpacked, Value};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// Entries up to which a map is searched without an index.
const SMALL: usize = 8;
const EMPTY: u32 = 0;

/// Whether two values are equal in structure: numbers of the same exactness and value,
/// strings, pairs, vectors, byte vectors and persistent data by content,
/// everything else by identity. Ends on cyclic data too.
#[inline]
pub fn equal(a: Value, b: Value) -> bool {
    // A short string in the value may have an equal one on the heap, which can be changed.
    a == b || ((a.as_heap().is_some() || b.as_heap().is_some()) && equal_parts(a, b, &mut 0))
}

/// The same; counts the parts that were compared.
pub fn equal_counted(a: Value, b: Value, steps: &mut usize) -> bool {
    a == b || ((a.as_heap().is_some() || b.as_heap().is_some()) && equal_parts(a, b, steps))
}

/// What is still to be compared.
enum Todo {
    Values(Value, Value),
    /// Vectors of the same length, from an element on.
    Items(Gc<Vector>, Gc<Vector>, usize),
    /// The same of persistent vectors.
    Elements(Gc<PVector>, Gc<PVector>, usize),
    /// Persistent maps of as many entries, from a place of the first on.
    Entries(Gc<PMap>, Gc<PMap>, usize),
}

#[inline(never)]
fn equal_parts(a: Value, b: Value, steps: &mut usize) -> bool {
    let mut assumed = Assumed::default();
    let same = compare(a, b, &mut assumed);
    *steps += assumed.steps as usize;
    same
}

#[inline(always)]
fn compare(a: Value, b: Value, assumed: &mut Assumed) -> bool {
    let (mut a, mut b) = (a, b);
    let mut todo: Vec<Todo> = vec![];
    loop {
        // Along lists without the stack.
        while a != b
            && let (Some(p), Some(q)) = (a.as_pair(), b.as_pair())
        {
            if assumed.contains(a, b) {
                b = a;
                break;
            }
            let (x, y) = (p.car.get(), q.car.get());
            if x == y {
                (a, b) = (p.cdr.get(), q.cdr.get());
            } else if x.as_heap().is_none() && y.as_heap().is_none() {
                return false;
            } else {
                todo.push(Todo::Values(p.cdr.get(), q.cdr.get()));
                (a, b) = (x, y);
            }
        }
        if a != b {
            let (Some(p), Some(q)) = (a.as_obj(), b.as_obj()) else {
                if !same_text(a, b) {
                    return false;
                }
                a = b;
                continue;
            };
            if p.kind != q.kind {
                return false;
            }
            let same = match p.kind {
                ObjKind::Str => p.cast::<Str>().text() == q.cast::<Str>().text(),
                ObjKind::Bytes => p.cast::<Bytes>().bytes() == q.cast::<Bytes>().bytes(),
                ObjKind::Vector => {
                    let (v, w) = (p.cast::<Vector>(), q.cast::<Vector>());
                    if v.header.len == w.header.len && !assumed.contains(a, b) {
                        todo.push(Todo::Items(v, w, 0));
                    }
                    v.header.len == w.header.len
                }
                ObjKind::PVector => {
                    let (v, w) = (p.cast::<PVector>(), q.cast::<PVector>());
                    let alike = v.elements().len() == w.elements().len();
                    if alike && !v.elements().ptr_eq(w.elements()) && !assumed.contains(a, b) {
                        todo.push(Todo::Elements(v, w, 0));
                    }
                    alike
                }
                ObjKind::PMap => {
                    let (m, n) = (p.cast::<PMap>(), q.cast::<PMap>());
                    let alike = m.entries().count() == n.entries().count();
                    if alike && !assumed.contains(a, b) {
                        todo.push(Todo::Entries(m, n, 0));
                    }
                    alike
                }
                _ => eqv_numbers(p, q),
            };
            if !same {
                return false;
            }
        }
        (a, b) = match todo.pop() {
            None => return true,
            Some(Todo::Values(a, b)) => (a, b),
            Some(Todo::Items(p, q, from)) => {
                let differs = |&i: &usize| p.get(i) != q.get(i);
                match (from..p.header.len as usize).find(differs) {
                    Some(i) => {
                        todo.push(Todo::Items(p, q, i + 1));
                        (p.get(i).unwrap_or(Value::UNIT), q.get(i).unwrap_or(Value::UNIT))
                    }
                    None => (Value::NIL, Value::NIL),
                }
            }
            Some(Todo::Elements(p, q, from)) => {
                let pairs = p.elements().focus().narrow(from..).into_iter().zip(q.elements().focus().narrow(from..));
                match pairs.enumerate().find(|(_, (v, w))| v != w) {
                    Some((i, (&v, &w))) => {
                        todo.push(Todo::Elements(p, q, from + i + 1));
                        (v, w)
                    }
                    None => (Value::NIL, Value::NIL),
                }
            }
            Some(Todo::Entries(p, q, from)) => match p.entries().entry_from(from) {
                Some((next, key, value)) => {
                    let Some(other) = q.entries().get(key) else { return false };
                    todo.push(Todo::Entries(p, q, next));
                    (value, other)
                }
                None => (Value::NIL, Value::NIL),
            },
        };
    }
}

/// Containers that are being compared may be taken as equal when they are met
/// again: if they are not, the comparison finds that out elsewhere. Only used
/// once the data is suspiciously large, and then only every so many steps, as
/// each class that is remembered takes memory; a cycle comes by often enough.
#[derive(Default)]
struct Assumed {
    steps: u64,
    /// Each container with another of its class, up to one that has none.
    parents: FxHashMap<u64, u64>,
}

impl Assumed {
    #[inline]
    fn contains(&mut self, a: Value, b: Value) -> bool {
        self.steps += 1;
        self.steps > 10_000 && self.look(a, b)
    }

    #[cold]
    fn look(&mut self, a: Value, b: Value) -> bool {
        let (a, b) = (self.class(a.bits()), self.class(b.bits()));
        if a != b && self.steps.is_multiple_of(64) {
            self.parents.insert(a, b);
        }
        a == b
    }

    fn class(&mut self, mut a: u64) -> u64 {
        while let Some(&parent) = self.parents.get(&a) {
            if let Some(&above) = self.parents.get(&parent) {
                // Halves the way for the next time.
                self.parents.insert(a, above);
            }
            a = parent;
        }
        a
    }
}

/// Identity as programs see it: numbers by exactness and value, strings that
/// cannot be changed by content.
#[inline]
pub fn same(a: Value, b: Value) -> bool {
    a == b || (a.is_obj() && b.is_obj() && same_content(a, b))
}

#[cold]
fn same_content(a: Value, b: Value) -> bool {
    match (a.as_str(), b.as_str()) {
        (Some(a), Some(b)) => !a.is_mutable() && !b.is_mutable() && *a == *b,
        _ => a.as_obj().zip(b.as_obj()).is_some_and(|(a, b)| eqv_numbers(a, b)),
    }
}

/// Whether both are strings with the same text.
fn same_text(a: Value, b: Value) -> bool {
    matches!((a.as_str(), b.as_str()), (Some(a), Some(b)) if *a == *b)
}

/// A hash that agrees with [`equal`]. Looks only at the first parts of large data.
pub(super) fn hash(v: Value) -> u32 {
    hash_of_parts(v, 32)
}

/// The same from no more than so many parts.
fn hash_of_parts(v: Value, mut parts: u32) -> u32 {
    let mut h = FxHasher::default();
    feed(v, &mut h, &mut parts);
    let h = h.finish();
    (h ^ (h >> 32)) as u32
}

fn feed(v: Value, h: &mut FxHasher, left: &mut u32) {
    if *left == 0 {
        return;
    }
    *left -= 1;
    if let Some(s) = v.as_str() {
        h.write(s.as_bytes());
        return;
    }
    match v.unpack() {
        Unpacked::Pair(p) => {
            feed(p.car.get(), h, left);
            feed(p.cdr.get(), h, left);
        }
        Unpacked::Obj(o) if o.kind == ObjKind::Vector => {
            o.cast::<Vector>().values().take(8).for_each(|x| feed(x, h, left));
        }
        Unpacked::Obj(o) if o.kind == ObjKind::Bytes => {
            o.cast::<Bytes>().bytes().iter().take(32).for_each(|b| h.write_u8(b.get()));
        }
        Unpacked::Obj(o) if o.kind == ObjKind::PVector => {
            o.cast::<PVector>().elements().iter().take(8).for_each(|&x| feed(x, h, left));
        }
        Unpacked::Obj(o) if o.kind == ObjKind::PMap => feed_map(o.cast::<PMap>(), h, left),
        _ => number::feed(v, h),
    }
}

/// Entries count in any order: each has the same share of the parts.
fn feed_map(m: Gc<PMap>, h: &mut FxHasher, left: &mut u32) {
    let count = m.entries().count() as u32;
    h.write_u32(count);
    let share = *left / (2 * count.max(1));
    if share > 0 {
        *left -= 2 * share * count;
        let all = m.entries().iter();
        let sum = all.map(|(k, v)| hash_of_parts(k, share) ^ hash_of_parts(v, share).rotate_left(7));
        h.write_u32(sum.fold(0, u32::wrapping_add));
    }
}

/// What a map keeps as the key: a string that the program may change as it is now.
pub fn key_to_keep(heap: &mut Heap, key: Value) -> Result<Value, HeapFull> {
    match key.as_str() {
        Some(s) if s.is_mutable() => heap.string(&s),
        _ => Ok(key),
    }
}

impl Gc<Map> {
    fn vector(self) -> Option<Gc<Vector>> {
        self.entries.get().as_a::<Vector>()
    }
    fn key(self, i: usize) -> Value {
        self.vector().map_or(Value::UNSET, |v| v.items()[2 * i].get())
    }
    /// Number of entries.
    pub fn count(self) -> usize {
        self.live.get() as usize
    }
    /// Every entry in order of insertion.
    pub fn entries(self) -> impl Iterator<Item = (Value, Value)> {
        let items = self.vector().map_or(&[][..], |v| v.items());
        items[..2 * self.used.get() as usize]
            .chunks_exact(2)
            .map(|kv| (kv[0].get(), kv[1].get()))
            .filter(|(k, _)| *k != Value::UNSET)
    }

    /// How many places there are for entries, deleted ones included.
    pub fn places(self) -> usize {
        self.used.get() as usize
    }

    /// Key or value of a place, these in turn; unset for deleted ones.
    pub fn item(self, i: usize) -> Option<Value> {
        self.vector()?.items().get(i).map(|v| v.get())
    }

    /// The first live entry at or after a place, and the place after it. For
    /// walks that are interrupted.
    pub fn entry_from(self, place: usize) -> Option<(usize, Value, Value)> {
        let items = self.vector()?.items();
        (place..self.used.get() as usize)
            .find(|&i| items[2 * i].get() != Value::UNSET)
            .map(|i| (i + 1, items[2 * i].get(), items[2 * i + 1].get()))
    }

    fn slots(self) -> Option<&'static [std::cell::Cell<u8>]> {
        self.index.get().as_a::<Bytes>().map(|b| b.bytes())
    }

    /// The position of a key, and the index slot that holds it.
    fn find(self, key: Value) -> Option<(usize, usize)> {
        let used = self.used.get() as usize;
        let Some(slots) = self.slots() else {
            let items = self.vector()?.items();
            let keys = items.chunks_exact(2).take(used).map(|kv| kv[0].get());
            // What lives in the value is equal only to itself; a deleted key never is.
            let found = if key.as_heap().is_none() {
                keys.into_iter().position(|k| k == key)
            } else {
                keys.into_iter().position(|k| equal(k, key))
            };
            return found.map(|i| (i, 0));
        };
        let mask = slots.len() / 4 - 1;
        let mut at = hash(key) as usize & mask;
        loop {
            match get(slots, at) {
                EMPTY => return None,
                n => {
                    let i = n as usize - 1;
                    let k = self.key(i);
                    if equal(k, key) {
                        return Some((i, at));
                    }
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// The value of a key.
    pub fn get(self, key: Value) -> Option<Value> {
        let (i, _) = self.find(key)?;
        Some(self.vector()?.items()[2 * i + 1].get())
    }

    /// Sets the value of a key. On failure nothing has changed.
    pub fn set(self, heap: &mut Heap, key: Value, value: Value) -> Result<(), HeapFull> {
        if let (Some((i, _)), Some(v)) = (self.find(key), self.vector()) {
            v.items()[2 * i + 1].set(value);
            return Ok(());
        }
        let key = key_to_keep(heap, key)?;
        let used = self.used.get() as usize;
        if self.vector().is_none_or(|v| v.items().len() == 2 * used) {
            self.grow(heap)?;
        }
        let used = self.used.get() as usize;
        let Some(v) = self.vector() else { return Err(HeapFull) };
        v.items()[2 * used].set(key);
        v.items()[2 * used + 1].set(value);
        if let Some(slots) = self.slots() {
            insert(slots, key, used);
        }
        self.used.set(used as u32 + 1);
        self.live.set(self.live.get() + 1);
        Ok(())
    }

    /// A new map with the same entries.
    pub fn copy(self, heap: &mut Heap) -> Result<Gc<Map>, HeapFull> {
        let new = heap.map()?;
        if self.count() > 0 {
            new.fill(heap, self, self.count().max(4))?;
        }
        Ok(new)
    }

    /// Makes room: drops deleted entries and doubles what is left if it is full.
    fn grow(self, heap: &mut Heap) -> Result<(), HeapFull> {
        self.fill(heap, self, (self.count() * 2).max(4))
    }

    /// Takes over the entries of a map, with room for `capacity` of them.
    fn fill(self, heap: &mut Heap, from: Gc<Map>, capacity: usize) -> Result<(), HeapFull> {
        let live = from.count();
        let entries = heap.vector(2 * capacity, Value::UNSET)?;
        let index = if capacity > SMALL {
            let slots = (capacity * 2).next_power_of_two();
            Value::obj(heap.bytes(4 * slots, 0)?)
        } else {
            Value::NIL
        };
        let slots = index.as_a::<Bytes>().map(|b| b.bytes());
        for (i, (k, v)) in from.entries().enumerate() {
            entries.items()[2 * i].set(k);
            entries.items()[2 * i + 1].set(v);
            if let Some(slots) = slots {
                insert(slots, k, i);
            }
        }
        self.entries.set(Value::obj(entries));
        self.index.set(index);
        self.used.set(live as u32);
        self.live.set(live as u32);
        Ok(())
    }

    /// Removes a key; whether it was there.
    pub fn delete(self, key: Value) -> bool {
        let (Some((i, _)), Some(v)) = (self.find(key), self.vector()) else { return false };
        // The index slot stays and leads to the deleted entry, so that probing goes on.
        v.items()[2 * i].set(Value::UNSET);
        v.items()[2 * i + 1].set(Value::UNSET);
        self.live.set(self.live.get() - 1);
        if self.live.get() == 0 {
            self.clear();
        }
        true
    }

    /// Removes everything.
    pub fn clear(self) {
        self.entries.set(Value::NIL);
        self.index.set(Value::NIL);
        self.used.set(0);
        self.live.set(0);
    }
}

fn get(slots: &[std::cell::Cell<u8>], at: usize) -> u32 {
    let s = &slots[4 * at..4 * at + 4];
    u32::from_le_bytes([s[0].get(), s[1].get(), s[2].get(), s[3].get()])
}

fn insert(slots: &[std::cell::Cell<u8>], key: Value, entry: usize) {
    let mask = slots.len() / 4 - 1;
    let mut at = hash(key) as usize & mask;
    while get(slots, at) != EMPTY {
        at = (at + 1) & mask;
    }
    for (slot, byte) in slots[4 * at..4 * at + 4].iter().zip((entry as u32 + 1).to_le_bytes()) {
        slot.set(byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heap::GcMode;
    use crate::host::split_mix;

    const MANY: i64 = if cfg!(miri) { 300 } else { 10_000 };

    fn heap() -> Heap {
        Heap::new(64 << 20, GcMode::Normal)
    }

    /// Keys of every kind; equal `n` gives an equal key, made anew.
    fn key(h: &mut Heap, n: i64) -> Value {
        let i = Value::small(n / 8);
        match n % 8 {
            0 => i,
            1 => Value::float(n as f64 + 0.5),
            2 => h.string(&format!("key number {n}")).unwrap(),
            3 => h.string(&format!("k{}", n / 8)).unwrap(),
            4 => h.list(&[i, Value::TRUE], Value::NIL).unwrap(),
            5 => h.vector_from(&[i, Value::NIL]).unwrap(),
            6 => h.bytes_from(&(n as u32).to_le_bytes()).unwrap(),
            _ => Value::char(char::from_u32(0x1000 + (n / 8) as u32).unwrap()),
        }
    }

    fn find(m: Gc<Map>, h: &mut Heap, n: i64) -> Option<i64> {
        let k = key(h, n);
        m.get(k).and_then(Value::as_int)
    }

    #[test]
    fn keys_of_every_kind_are_found_by_content() {
        let h = &mut heap();
        let m = h.map().unwrap();
        for n in 0..MANY {
            let k = key(h, n);
            assert_eq!(m.get(k), None);
            m.set(h, k, Value::small(n)).unwrap();
            assert_eq!(m.count() as i64, n + 1);
        }
        for n in 0..MANY {
            assert_eq!(find(m, h, n), Some(n));
        }
        assert_eq!(find(m, h, MANY + 8), None);
        let values: Vec<i64> = m.entries().filter_map(|(_, v)| v.as_int()).collect();
        assert_eq!(values, (0..MANY).collect::<Vec<_>>(), "in order of insertion");
    }

    #[test]
    fn numbers_are_keys_by_kind_and_value() {
        let h = &mut heap();
        let m = h.map().unwrap();
        let nan = Value::float(f64::NAN);
        let keys = [Value::small(1), Value::float(1.0), Value::float(0.0), Value::float(-0.0), nan];
        for (i, &k) in keys.iter().enumerate() {
            m.set(h, k, Value::small(i as i64)).unwrap();
        }
        assert_eq!(m.count(), keys.len());
        assert!(keys.iter().enumerate().all(|(i, &k)| m.get(k) == Some(Value::small(i as i64))));
    }

    #[test]
    fn like_a_list_of_entries() {
        let h = &mut heap();
        for (seed, kinds) in [(1u64, 5), (2, 12), (3, 40), (4, 400)] {
            let mut seed = seed;
            let m = h.map().unwrap();
            let mut model: Vec<(i64, i64)> = vec![];
            for step in 0..MANY {
                let n = (split_mix(&mut seed) % kinds) as i64;
                let k = key(h, n);
                match split_mix(&mut seed) % 8 {
                    // Now and then mostly deletions, so that it shrinks as well.
                    d if d < 3 || (step / 200 % 3 == 2 && d < 6) => {
                        let at = model.iter().position(|e| e.0 == n);
                        assert_eq!(m.delete(k), at.is_some());
                        at.map(|at| model.remove(at));
                    }
                    7 if step % 500 == 0 => {
                        m.clear();
                        model.clear();
                    }
                    _ => {
                        m.set(h, k, Value::small(step)).unwrap();
                        match model.iter_mut().find(|e| e.0 == n) {
                            Some(e) => e.1 = step,
                            None => model.push((n, step)),
                        }
                    }
                }
                assert_eq!(m.count(), model.len());
                assert_eq!(find(m, h, n), model.iter().find(|e| e.0 == n).map(|e| e.1));
                if step % 64 == 0 {
                    let copy = m.copy(h).unwrap();
                    for m in [m, copy] {
                        let values: Vec<i64> = m.entries().filter_map(|(_, v)| v.as_int()).collect();
                        assert_eq!(values, model.iter().map(|e| e.1).collect::<Vec<_>>());
                        let mut at = 0;
                        let stepped =
                            std::iter::from_fn(|| m.entry_from(at).inspect(|e| at = e.0).and_then(|e| e.2.as_int()));
                        assert_eq!(stepped.collect::<Vec<i64>>(), values);
                    }
                }
            }
        }
    }

    #[test]
    #[cfg_attr(miri, ignore = "fills a megabyte")]
    fn a_full_heap_changes_nothing() {
        let h = &mut Heap::new(1 << 20, GcMode::Normal);
        let m = h.map().unwrap();
        let mut n = 0;
        while m.set(h, Value::small(n), Value::small(n)).is_ok() {
            n += 1;
        }
        assert!(n > 8);
        assert_eq!(m.count() as i64, n);
        assert!((0..n).all(|i| m.get(Value::small(i)) == Some(Value::small(i))));
        assert_eq!(m.get(Value::small(n)), None);
        // There is room for new values of known keys, and for as many keys as go.
        assert!(m.set(h, Value::small(0), Value::TRUE).is_ok());
        assert!(m.delete(Value::small(1)));
        assert_eq!(m.count() as i64, n - 1);
    }

    #[test]
    fn a_queue_stays_small() {
        let h = &mut heap();
        let m = h.map().unwrap();
        for i in 0..MANY {
            m.set(h, Value::small(i), Value::NIL).unwrap();
            if i >= 20 {
                assert!(m.delete(Value::small(i - 20)));
            }
        }
        assert_eq!(m.count(), 20);
        assert!(m.vector().unwrap().items().len() <= 100);
    }
}
