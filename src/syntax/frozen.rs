//! A list that grows while parts of it are borrowed.
use std::cell::{Cell, OnceCell};

/// How many items the first level holds; each further one twice as many.
const FIRST: usize = 8;
/// Enough levels for as many items as 32 bits can count.
const LEVELS: usize = 29;

/// A list to whose end can be added through a shared reference: what is in it
/// stays where it is, so that references to it stay good.
pub struct Frozen<T> {
    levels: [OnceCell<Box<[OnceCell<T>]>>; LEVELS],
    len: Cell<usize>,
}

impl<T> Default for Frozen<T> {
    fn default() -> Self {
        Frozen { levels: [const { OnceCell::new() }; LEVELS], len: Cell::new(0) }
    }
}

/// The level of an item, and its place there.
fn place(index: usize) -> (usize, usize) {
    let n = index + FIRST;
    let level = (n.ilog2() - FIRST.ilog2()) as usize;
    (level, n - (FIRST << level))
}

impl<T> Frozen<T> {
    /// How many items there are.
    pub fn count(&self) -> usize {
        self.len.get()
    }
    /// Adds an item; its index.
    ///
    /// # Panics
    /// If there are more than 32 bits can count.
    pub fn push(&self, item: T) -> usize {
        let index = self.len.get();
        let (level, at) = place(index);
        let cells = self.levels[level].get_or_init(|| (0..FIRST << level).map(|_| OnceCell::new()).collect());
        // Items are only ever added at the end, so the cell is empty.
        let _ = cells[at].set(item);
        self.len.set(index + 1);
        index
    }
    /// The item with an index.
    ///
    /// # Panics
    /// If there is none.
    pub fn get(&self, index: usize) -> &T {
        let (level, at) = place(index);
        self.levels[level].get().and_then(|cells| cells[at].get()).expect("an index that `push` gave")
    }
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        (0..self.count()).map(|i| self.get(i))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stay_while_others_are_added() {
        let list = Frozen::default();
        let first = list.get(list.push(0));
        for i in 1..1000 {
            assert_eq!(list.push(i), i);
        }
        assert_eq!((*first, list.count()), (0, 1000));
        assert!(list.iter().copied().eq(0..1000));
    }
}
