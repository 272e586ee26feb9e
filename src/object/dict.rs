//! Dictionaries and sets. What is equal is the caller's matter, who brings the hash
//! of a key and a test; the hash is kept beside the key.
//!
//! A dictionary is a dense array of entries in order of insertion, with open addressing
//! over 32-bit slots that point into it once there are more than a few. A set is a table
//! of elements; where they stand in it, and so the order in which they are gone
//! through, is what CPython's sets do.
use super::{Bytes, Dict, Gc, Set, Vector};
use crate::heap::{Heap, HeapFull};
use crate::value::{Value, bits};
use std::cell::Cell;

/// Entries up to which a dictionary is searched without an index.
const SMALL: usize = 10;
/// Places that a set looks at one after the other before it jumps.
const PROBES: usize = 9;
/// Bits by which the jump changes each time.
const SHIFT: u32 = 5;
/// Places of the smallest table of a set.
const LEAST: usize = 8;

/// A hash as it is kept: cut to what an integer in a value holds.
pub fn kept(hash: i64) -> Value {
    Value::int(hash).unwrap_or_else(|| Value::small(hash & (bits::INT_MAX >> 1)))
}

fn slot(slots: &[Cell<u8>], at: usize) -> u32 {
    let s = &slots[4 * at..4 * at + 4];
    u32::from_le_bytes([s[0].get(), s[1].get(), s[2].get(), s[3].get()])
}

/// A slot that was freed: the way to others goes on behind it.
const FREED: u32 = u32::MAX;

/// The slots of an index. Behind them stands how many were freed.
fn places(slots: &[Cell<u8>]) -> usize {
    slots.len() / 4 - 1
}

/// The slots in which a key may be, as CPython goes through them: integers in a row have slots in a
/// row, and others soon go by bits that the first slot does not depend on.
struct Probe {
    at: usize,
    mask: usize,
    perturb: usize,
}

impl Probe {
    #[inline(always)]
    fn new(slots: &[Cell<u8>], hash: Value) -> Probe {
        let h = hash.as_int().unwrap_or(0) as u64;
        let mask = places(slots) - 1;
        Probe { at: (h ^ (h >> 20)) as usize & mask, mask, perturb: h as usize }
    }
    #[inline(always)]
    fn go_on(&mut self) {
        self.perturb >>= SHIFT;
        self.at = (self.at.wrapping_mul(5).wrapping_add(self.perturb).wrapping_add(1)) & self.mask;
    }
}

/// Gives an entry a slot: a free one, or that of a deleted entry. Without the latter a key that is
/// removed and added again and again would lengthen the way to all near it.
fn place(slots: &[Cell<u8>], entries: Gc<Vector>, hash: Value, entry: usize) {
    let mut probe = Probe::new(slots, hash);
    loop {
        let n = slot(slots, probe.at);
        if n == FREED {
            set_slot(slots, places(slots), slot(slots, places(slots)) - 1);
        }
        if n == 0 || n == FREED || entries.get(3 * n as usize - 2) == Some(Value::UNSET) {
            return set_slot(slots, probe.at, entry as u32 + 1);
        }
        probe.go_on();
    }
}

fn set_slot(slots: &[Cell<u8>], at: usize, value: u32) {
    for (s, byte) in slots[4 * at..4 * at + 4].iter().zip(value.to_le_bytes()) {
        s.set(byte);
    }
}

/// Frees the slot of an entry, if it has one.
fn vacate(slots: &[Cell<u8>], hash: Value, entry: usize) {
    let mut probe = Probe::new(slots, hash);
    loop {
        match slot(slots, probe.at) {
            0 => return,
            n if n == entry as u32 + 1 => break,
            _ => probe.go_on(),
        }
    }
    set_slot(slots, probe.at, FREED);
    set_slot(slots, places(slots), slot(slots, places(slots)) + 1);
}

impl Gc<Dict> {
    /// How many entries it has.
    pub fn count(self) -> usize {
        self.live.get() as usize
    }
    fn vector(self) -> Option<Gc<Vector>> {
        self.entries.get().as_a::<Vector>()
    }
    fn slots<'a>(self) -> Option<&'a [Cell<u8>]> {
        self.index.get().as_a::<Bytes>().map(|b| b.bytes())
    }
    /// The first entry at a place or behind it: the place behind it, key, value.
    #[inline]
    pub fn entry_from(self, at: usize) -> Option<(usize, Value, Value)> {
        let v = self.vector()?;
        for i in at..self.used.get() as usize {
            let key = v.get(3 * i + 1)?;
            if key != Value::UNSET {
                return Some((i + 1, key, v.get(3 * i + 2)?));
            }
        }
        None
    }
    /// The last entry before a place: its place, key, value.
    pub fn entry_before(self, at: usize) -> Option<(usize, Value, Value)> {
        let v = self.vector()?;
        for i in (0..at.min(self.used.get() as usize)).rev() {
            let key = v.get(3 * i + 1)?;
            if key != Value::UNSET {
                return Some((i, key, v.get(3 * i + 2)?));
            }
        }
        None
    }
    /// Places in use, deleted entries included.
    pub fn places(self) -> usize {
        self.used.get() as usize
    }
    /// Its entries, in order.
    pub fn pairs(self) -> impl Iterator<Item = (Value, Value)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let (next, k, v) = self.entry_from(at)?;
            at = next;
            Some((k, v))
        })
    }
    /// Its entries as key, hash and value.
    pub fn hashed(self) -> impl Iterator<Item = (Value, Value, Value)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let (next, k, v) = self.entry_from(at)?;
            at = next;
            Some((k, self.vector()?.get(3 * next - 3)?, v))
        })
    }
    /// The entry whose key has that hash and is the same by the test.
    pub fn find<E>(self, hash: Value, mut same: impl FnMut(Value) -> Result<bool, E>) -> Result<Option<usize>, E> {
        let Some(v) = self.vector() else { return Ok(None) };
        let at = |i: usize| v.get(i).unwrap_or(Value::UNSET);
        let Some(slots) = self.slots() else {
            for i in 0..self.used.get() as usize {
                if at(3 * i) == hash && at(3 * i + 1) != Value::UNSET && same(at(3 * i + 1))? {
                    return Ok(Some(i));
                }
            }
            return Ok(None);
        };
        let mut probe = Probe::new(slots, hash);
        loop {
            match slot(slots, probe.at) {
                0 => return Ok(None),
                FREED => {}
                n => {
                    let i = n as usize - 1;
                    if at(3 * i) == hash && at(3 * i + 1) != Value::UNSET && same(at(3 * i + 1))? {
                        return Ok(Some(i));
                    }
                }
            }
            probe.go_on();
        }
    }
    /// The value of an entry that `find` gave.
    pub fn value(self, entry: usize) -> Value {
        self.vector().and_then(|v| v.get(3 * entry + 2)).unwrap_or(Value::UNIT)
    }
    /// Sets the value of such an entry.
    pub fn set_value(self, entry: usize, value: Value) {
        if let Some(v) = self.vector() {
            v.items()[3 * entry + 2].set(value);
        }
    }
    /// Adds an entry whose key is not there. On failure nothing has changed.
    pub fn add(self, heap: &mut Heap, hash: Value, key: Value, value: Value) -> Result<(), HeapFull> {
        let used = self.used.get() as usize;
        if self.vector().is_none_or(|v| v.header.len as usize == 3 * used) {
            // As CPython: programs see where deleted entries go, if they are in a loop over it.
            let places = (self.count() * 3).next_power_of_two().max(8);
            self.grow(heap, self, places * 2 / 3)?;
        }
        let used = self.used.get() as usize;
        let Some(v) = self.vector() else { return Err(HeapFull) };
        let items = v.items();
        items[3 * used].set(hash);
        items[3 * used + 1].set(key);
        items[3 * used + 2].set(value);
        if let Some(slots) = self.slots() {
            place(slots, v, hash, used);
        }
        self.used.set(used as u32 + 1);
        self.live.set(self.live.get() + 1);
        Ok(())
    }
    fn grow(self, heap: &mut Heap, from: Gc<Dict>, capacity: usize) -> Result<(), HeapFull> {
        let entries = heap.vector(3 * capacity, Value::UNSET)?;
        let index = if capacity > SMALL {
            let slots = (capacity * 2).next_power_of_two();
            Value::obj(heap.bytes(4 * (slots + 1), 0)?)
        } else {
            Value::NIL
        };
        let slots = index.as_a::<Bytes>().map(|b| b.bytes());
        let mut n = 0;
        if let Some(v) = from.vector() {
            let items = entries.items();
            for i in 0..from.used.get() as usize {
                let [hash, key, value] = [0, 1, 2].map(|k| v.get(3 * i + k).unwrap_or(Value::UNSET));
                if key != Value::UNSET {
                    items[3 * n].set(hash);
                    items[3 * n + 1].set(key);
                    items[3 * n + 2].set(value);
                    if let Some(slots) = slots {
                        place(slots, entries, hash, n);
                    }
                    n += 1;
                }
            }
        }
        self.entries.set(Value::obj(entries));
        self.index.set(index);
        self.used.set(n as u32);
        self.live.set(n as u32);
        Ok(())
    }
    /// Takes over copies of the entries of another. On failure nothing has changed.
    pub fn copy_from(self, heap: &mut Heap, from: Gc<Dict>) -> Result<(), HeapFull> {
        let whole = from.used.get() == from.live.get();
        // One with much free room is made anew, so that its copies do not have that.
        let Some(v) = from.vector().filter(|v| whole && v.header.len as usize <= 12 * from.count().max(8)) else {
            return self.grow(heap, from, from.count().max(4));
        };
        let entries = heap.vector(v.header.len as usize, Value::UNSET)?;
        let index = match from.index.get().as_a::<Bytes>() {
            Some(old) => {
                let new = heap.bytes(old.bytes().len(), 0)?;
                new.bytes().iter().zip(old.bytes()).for_each(|(to, from)| to.set(from.get()));
                Value::obj(new)
            }
            None => Value::NIL,
        };
        entries.items().iter().zip(v.values()).for_each(|(to, v)| to.set(v));
        self.entries.set(Value::obj(entries));
        self.index.set(index);
        self.used.set(from.used.get());
        self.live.set(from.live.get());
        Ok(())
    }
    /// Removes an entry that `find` gave.
    pub fn remove(self, entry: usize) {
        if let Some(v) = self.vector() {
            // The index slot stays and leads to the deleted entry, so that probing goes on, until
            // another entry takes it.
            v.items()[3 * entry + 1].set(Value::UNSET);
            v.items()[3 * entry + 2].set(Value::UNSET);
            self.live.set(self.live.get() - 1);
            if self.live.get() == 0 {
                self.clear();
            }
        }
    }
    /// Removes the last entry, and the places of deleted ones behind it.
    pub fn remove_last(self) {
        while let Some(v) = self.vector()
            && let Some(last) = (self.used.get() as usize).checked_sub(1)
        {
            let hash = v.get(3 * last).unwrap_or(Value::UNSET);
            let taken = v.get(3 * last + 1) != Some(Value::UNSET);
            v.items()[3 * last + 1].set(Value::UNSET);
            v.items()[3 * last + 2].set(Value::UNSET);
            self.used.set(last as u32);
            if let Some(slots) = self.slots() {
                vacate(slots, hash, last);
                self.tidy(slots, v);
            }
            if taken {
                self.live.set(self.live.get() - 1);
                if self.live.get() == 0 {
                    self.clear();
                }
                return;
            }
        }
    }
    /// Makes the index anew if many of its slots were freed: else there would soon be no end to a
    /// search.
    fn tidy(self, slots: &[Cell<u8>], entries: Gc<Vector>) {
        if slot(slots, places(slots)) as usize <= places(slots) / 8 {
            return;
        }
        slots.iter().for_each(|byte| byte.set(0));
        for i in 0..self.used.get() as usize {
            let [hash, key] = [0, 1].map(|k| entries.get(3 * i + k).unwrap_or(Value::UNSET));
            if key != Value::UNSET {
                place(slots, entries, hash, i);
            }
        }
    }
    /// Removes everything.
    pub fn clear(self) {
        self.entries.set(Value::NIL);
        self.index.set(Value::NIL);
        self.used.set(0);
        self.live.set(0);
    }
}

impl Gc<Set> {
    /// How many elements it has.
    pub fn count(self) -> usize {
        self.live.get() as usize
    }
    /// Whether it never changes.
    pub fn is_frozen(self) -> bool {
        self.header.flags.get() & 1 != 0
    }
    fn vector(self) -> Option<Gc<Vector>> {
        self.table.get().as_a::<Vector>()
    }
    fn places(self) -> usize {
        self.vector().map_or(0, |v| v.header.len as usize / 2)
    }
    /// The first element at a place or behind it: the place behind it, the element.
    pub fn entry_from(self, at: usize) -> Option<(usize, Value)> {
        let v = self.vector()?;
        (at..self.places()).find_map(|i| {
            let key = v.get(2 * i + 1)?;
            (key != Value::UNSET && key != Value::NEVER).then_some((i + 1, key))
        })
    }
    /// Its elements with their hashes.
    pub fn hashed(self) -> impl Iterator<Item = (Value, Value)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let (next, key) = self.entry_from(at)?;
            at = next;
            Some((self.vector()?.get(2 * next - 2)?, key))
        })
    }
    /// Its elements.
    pub fn elements(self) -> impl Iterator<Item = Value> {
        self.hashed().map(|e| e.1)
    }
    /// The place of the element that has that hash and is the same by the test, or
    /// else, as an error of its own kind, the place where it would go.
    fn look<E>(
        self,
        hash: Value,
        mut same: impl FnMut(Value) -> Result<bool, E>,
    ) -> Result<std::result::Result<usize, usize>, E> {
        let Some(v) = self.vector() else { return Ok(Err(0)) };
        let mask = self.places() - 1;
        let key = |i: usize| v.get(2 * i + 1).unwrap_or(Value::UNSET);
        let full = hash.as_int().unwrap_or(0) as u64;
        let (mut i, mut perturb) = (full as usize & mask, full);
        loop {
            let probes = if i + PROBES <= mask { PROBES } else { 0 };
            for at in i..=i + probes {
                match key(at) {
                    Value::UNSET => return Ok(Err(at)),
                    Value::NEVER => {}
                    k if v.get(2 * at) == Some(hash) && same(k)? => return Ok(Ok(at)),
                    _ => {}
                }
            }
            perturb >>= SHIFT;
            i = (i.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize)) & mask;
        }
    }
    /// Whether it has such an element, and which.
    pub fn find<E>(self, hash: Value, same: impl FnMut(Value) -> Result<bool, E>) -> Result<Option<Value>, E> {
        let found = self.look(hash, same)?.ok();
        Ok(found.and_then(|at| self.vector()?.get(2 * at + 1)))
    }
    /// Adds an element unless it is there. On failure nothing has changed.
    pub fn add<E: From<HeapFull>>(
        self,
        heap: &mut Heap,
        hash: Value,
        key: Value,
        same: impl FnMut(Value) -> Result<bool, E>,
    ) -> Result<(), E> {
        if self.vector().is_none() {
            self.table.set(Value::obj(heap.vector(2 * LEAST, Value::UNSET)?));
        }
        let Err(at) = self.look(hash, same)? else { return Ok(()) };
        let mask = self.places() - 1;
        // As CPython: no more than three fifths are taken.
        if (self.fill.get() as usize + 1) * 5 >= mask * 3 {
            let live = self.count() + 1;
            let least = if live > 50_000 { live * 2 } else { live * 4 };
            let mut places = LEAST;
            while places <= least {
                places *= 2;
            }
            let new = heap.vector(2 * places, Value::UNSET)?;
            let old: Vec<(Value, Value)> = self.hashed().collect();
            // CPython first takes the place, then moves all to the larger table in the order
            // of the old one.
            let mut all = old;
            let before = self.hashed_before(at);
            all.insert(before, (hash, key));
            for (h, k) in all {
                put(new, h, k);
            }
            self.table.set(Value::obj(new));
            self.fill.set(live as u32);
            self.live.set(live as u32);
            return Ok(());
        }
        if let Some(v) = self.vector() {
            v.items()[2 * at].set(hash);
            v.items()[2 * at + 1].set(key);
        }
        self.fill.set(self.fill.get() + 1);
        self.live.set(self.live.get() + 1);
        Ok(())
    }
    /// How many elements stand before a place.
    fn hashed_before(self, at: usize) -> usize {
        let mut from = 0;
        let mut n = 0;
        while let Some((next, _)) = self.entry_from(from) {
            if next > at {
                break;
            }
            n += 1;
            from = next;
        }
        n
    }
    /// Removes an element; whether it was there.
    pub fn remove<E>(self, hash: Value, same: impl FnMut(Value) -> Result<bool, E>) -> Result<bool, E> {
        let Ok(at) = self.look(hash, same)? else { return Ok(false) };
        if let Some(v) = self.vector()
            && self.places() > 0
        {
            v.items()[2 * at + 1].set(Value::NEVER);
            self.live.set(self.live.get() - 1);
            return Ok(true);
        }
        Ok(false)
    }
    /// Removes everything.
    pub fn clear(self) {
        self.table.set(Value::NIL);
        self.fill.set(0);
        self.live.set(0);
    }
    /// Moves all to a table of more places than that, without the deleted ones.
    pub fn resize(self, heap: &mut Heap, least: usize) -> Result<(), HeapFull> {
        let mut places = LEAST;
        while places <= least {
            places *= 2;
        }
        let new = heap.vector(2 * places, Value::UNSET)?;
        self.hashed().for_each(|(h, k)| put(new, h, k));
        self.table.set(Value::obj(new));
        self.fill.set(self.live.get());
        self.finger(0);
        Ok(())
    }
    /// Makes room for so many elements of another as CPython does before it takes them.
    pub fn make_room(self, heap: &mut Heap, more: usize) -> Result<(), HeapFull> {
        let mask = self.places().max(LEAST) - 1;
        if (self.fill.get() as usize + more) * 5 >= mask * 3 {
            self.resize(heap, (self.count() + more) * 2)?;
        }
        Ok(())
    }
    /// Gives up the places of deleted elements if they are too many.
    pub fn tidy(self, heap: &mut Heap) -> Result<(), HeapFull> {
        let (deleted, mask) = (self.fill.get() - self.live.get(), self.places().max(LEAST) - 1);
        if deleted as usize > mask / 4 {
            let live = self.count();
            self.resize(heap, if live > 50_000 { live * 2 } else { live * 4 })?;
        }
        Ok(())
    }
    /// Takes over all elements of another while it has none. On failure nothing has changed.
    pub fn fill_from(self, heap: &mut Heap, from: Gc<Set>) -> Result<(), HeapFull> {
        if from.count() == 0 {
            return Ok(());
        }
        let mask = self.places().max(LEAST) - 1;
        let few = from.count() * 5 < mask * 3;
        let places = if few { mask + 1 } else { (from.count() * 2 + 1).next_power_of_two().max(LEAST) };
        if places == from.places() && from.fill.get() == from.live.get() {
            return self.copy_from(heap, from);
        }
        let new = heap.vector(2 * places, Value::UNSET)?;
        from.hashed().for_each(|(h, k)| put(new, h, k));
        self.table.set(Value::obj(new));
        self.fill.set(from.live.get());
        self.live.set(from.live.get());
        Ok(())
    }
    /// Where to go on looking for an element to take out: a place, or for large tables
    /// the start of some in a row. It is kept in the flags.
    fn finger(self, place: usize) {
        let unit = (self.places() >> 15).max(1);
        let frozen = self.header.flags.get() & 1;
        self.header.flags.set(((place / unit) as u16) << 1 | frozen);
    }
    /// An element to take out next, and its hash.
    pub fn any_element(self) -> Option<(Value, Value)> {
        let unit = (self.places() >> 15).max(1);
        let from = (self.header.flags.get() >> 1) as usize * unit;
        let (next, key) = self.entry_from(from).or_else(|| self.entry_from(0))?;
        self.finger(next - 1);
        Some((self.vector()?.get(2 * next - 2)?, key))
    }
    /// Takes over the elements, and the table, of another.
    pub fn take_from(self, other: Gc<Set>) {
        self.table.set(other.table.get());
        self.fill.set(other.fill.get());
        self.live.set(other.live.get());
    }
    /// Takes over the table of another. On failure nothing has changed.
    pub fn copy_from(self, heap: &mut Heap, from: Gc<Set>) -> Result<(), HeapFull> {
        let Some(v) = from.vector() else {
            self.clear();
            return Ok(());
        };
        let items: Vec<Value> = v.values().collect();
        self.table.set(heap.vector_from(&items)?);
        self.fill.set(from.fill.get());
        self.live.set(from.live.get());
        Ok(())
    }
}

/// Puts an element that is not there into a table with room.
fn put(table: Gc<Vector>, hash: Value, key: Value) {
    let items = table.items();
    let mask = items.len() / 2 - 1;
    let full = hash.as_int().unwrap_or(0) as u64;
    let (mut i, mut perturb) = (full as usize & mask, full);
    loop {
        let probes = if i + PROBES <= mask { PROBES } else { 0 };
        for at in i..=i + probes {
            if items[2 * at + 1].get() == Value::UNSET {
                items[2 * at].set(hash);
                items[2 * at + 1].set(key);
                return;
            }
        }
        perturb >>= SHIFT;
        i = (i.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize)) & mask;
    }
}
