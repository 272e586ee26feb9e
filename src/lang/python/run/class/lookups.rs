//! What classes have under names, remembered: CPython's cache of methods.
use crate::object::{Class, Gc};
use crate::syntax::Sym;
use crate::value::Value;
use std::cell::Cell;

/// Places in the table: a power of two.
const PLACES: usize = 1024;

/// A class and what it has under a name.
#[derive(Clone, Copy)]
struct Entry {
    class: Value,
    name: Sym,
    /// How many changes of classes there had been.
    changes: u64,
    found: Option<(Value, Value)>,
}

/// A table of what was found last, by class and name. Its values are not traced: an entry counts
/// as long as no class was made or changed after it, and until then its class has what it says.
#[derive(Default)]
pub struct Lookups(Vec<Cell<Entry>>);

impl Lookups {
    /// Makes room.
    pub(in super::super) fn begin(&mut self) {
        let nothing = Entry { class: Value::UNSET, name: Sym(0), changes: 0, found: None };
        self.0 = vec![Cell::new(nothing); PLACES];
    }
    /// What is remembered after so many changes of classes, else what `find` finds.
    pub(super) fn get(
        &self,
        class: Gc<Class>,
        name: Sym,
        changes: u64,
        find: impl FnOnce() -> Option<(Value, Value)>,
    ) -> Option<(Value, Value)> {
        let class = Value::obj(class);
        let at = (class.bits() as usize >> 4) ^ (name.0 as usize).wrapping_mul(0x9E5);
        let Some(place) = self.0.get(at % PLACES) else { return find() };
        let entry = place.get();
        if entry.class == class && entry.name == name && entry.changes == changes {
            return entry.found;
        }
        let found = find();
        place.set(Entry { class, name, changes, found });
        found
    }
}
