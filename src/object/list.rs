//! Lists that grow.
use super::{Gc, List, Vector};
use crate::heap::{Heap, HeapFull};
use crate::value::Value;

impl Gc<List> {
    /// The vector behind it.
    #[inline(always)]
    pub fn vector(self) -> Option<Gc<Vector>> {
        self.items.get().as_a::<Vector>()
    }
    /// How many elements it has.
    #[inline(always)]
    pub fn count(self) -> usize {
        self.len.get() as usize
    }
    /// Element `i`.
    #[inline(always)]
    pub fn get(self, i: usize) -> Option<Value> {
        if i >= self.count() {
            return None;
        }
        self.vector()?.get(i)
    }
    /// Sets element `i`, which exists.
    #[inline(always)]
    pub fn put(self, i: usize, v: Value) {
        if let Some(items) = self.vector() {
            items.put(i, v);
        }
    }
    /// The elements that it has now.
    #[inline]
    pub fn elements(self) -> impl DoubleEndedIterator<Item = Value> + ExactSizeIterator + Clone {
        let (items, count) = (self.vector(), self.count());
        (0..count).map(move |i| items.and_then(|v| v.get(i)).unwrap_or(Value::UNIT))
    }
    /// A copy of the elements.
    pub fn to_vec(self) -> Vec<Value> {
        self.elements().collect()
    }
    /// Adds elements. On failure nothing has changed.
    pub fn extend(self, heap: &mut Heap, more: &[Value]) -> Result<(), HeapFull> {
        let (n, added) = (self.count(), more.len());
        self.reserve(heap, n + added)?;
        let Some(items) = self.vector().filter(|_| added > 0) else { return Ok(()) };
        let before = items.header.flags.get();
        let (mut first, mut alike) = (0, true);
        for (i, (slot, &v)) in items.items()[n..].iter().zip(more).enumerate() {
            slot.set(v);
            let flag = Vector::flag_of(v);
            first = if i == 0 { flag } else { first };
            alike &= flag == first;
        }
        // What is not in use yet does not count for what the vector is packed with.
        let before = if n == 0 && heap.packed_vectors { first } else { before };
        if alike {
            items.keep_packed(before, first);
        }
        self.len.set((n + added) as u32);
        Ok(())
    }
    /// Adds an element.
    #[inline]
    pub fn push(self, heap: &mut Heap, v: Value) -> Result<(), HeapFull> {
        let n = self.count();
        if self.vector().is_none_or(|v| n >= v.header.len as usize) {
            self.reserve(heap, n + 1)?;
        }
        if let Some(items) = self.vector() {
            // What is not in use yet does not count for what the vector is packed with.
            let flags = if n == 0 && heap.packed_vectors { Vector::flag_of(v) } else { items.header.flags.get() };
            items.items()[n].set(v);
            items.keep_packed(flags, Vector::flag_of(v));
        }
        self.len.set(n as u32 + 1);
        Ok(())
    }
    /// Makes room for so many elements. On failure nothing has changed.
    #[inline(never)]
    pub fn reserve(self, heap: &mut Heap, count: usize) -> Result<(), HeapFull> {
        let room = self.vector().map_or(0, |v| v.header.len as usize);
        if count <= room {
            return Ok(());
        }
        let new = heap.vector((count + count / 2).max(4), Value::UNSET)?;
        if let Some(old) = self.vector() {
            let flags = old.header.flags.get();
            let slots = new.items();
            old.values().take(self.count()).enumerate().for_each(|(i, v)| slots[i].set(v));
            new.header.flags.set(flags);
        }
        self.items.set(Value::obj(new));
        Ok(())
    }
    /// Takes these elements instead. On failure nothing has changed.
    pub fn replace(self, heap: &mut Heap, items: &[Value]) -> Result<(), HeapFull> {
        let new = heap.vector(items.len(), Value::UNSET)?;
        new.items().iter().zip(items).for_each(|(slot, &v)| slot.set(v));
        self.items.set(heap.finished(new));
        self.len.set(items.len() as u32);
        Ok(())
    }
    /// Takes the last element away.
    pub fn pop(self) -> Option<Value> {
        let n = self.count().checked_sub(1)?;
        let v = self.get(n);
        self.len.set(n as u32);
        v
    }
    /// Inserts before element `at`, which may be the end.
    pub fn insert(self, heap: &mut Heap, at: usize, v: Value) -> Result<(), HeapFull> {
        self.push(heap, v)?;
        let Some(items) = self.vector() else { return Ok(()) };
        let flags = items.header.flags.get();
        let slots = items.items();
        for i in (at..self.count() - 1).rev() {
            slots[i + 1].set(slots[i].get());
        }
        slots[at].set(v);
        items.header.flags.set(flags);
        Ok(())
    }
    /// Takes element `at` away, which exists.
    pub fn remove(self, at: usize) -> Value {
        let Some(items) = self.vector() else { return Value::UNIT };
        let flags = items.header.flags.get();
        let slots = items.items();
        let v = slots[at].get();
        for i in at + 1..self.count() {
            slots[i - 1].set(slots[i].get());
        }
        items.header.flags.set(flags);
        self.len.set(self.len.get() - 1);
        v
    }
}
