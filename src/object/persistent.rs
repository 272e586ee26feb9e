//! Persistent vectors and maps: a change makes a new version, which shares with
//! the old one whatever is the same. The trees are those of `imbl`.
use super::map::{equal, hash};
use super::nodes::{self, Counted};
use crate::value::Value;
use imbl::{GenericHashMap, GenericVector};
use rustc_hash::FxBuildHasher;
use std::cell::Cell;
use std::hash::{Hash, Hasher};

/// What a persistent vector holds.
pub type Elements = GenericVector<Value, Counted>;

/// What a persistent map holds: entries in order of insertion, and where the
/// entry of a key is. The place of a deleted entry has no key.
#[derive(Clone)]
pub struct Entries {
    places: GenericVector<(Value, Value), Counted>,
    index: GenericHashMap<Key, u32, FxBuildHasher, Counted>,
}

impl Default for Entries {
    fn default() -> Self {
        Entries { places: GenericVector::new(), index: GenericHashMap::with_hasher(FxBuildHasher) }
    }
}

/// Places up to which deleted ones do not matter.
const FEW: usize = 16;

impl Entries {
    /// Number of entries.
    pub fn count(&self) -> usize {
        self.index.len()
    }
    /// The value of a key.
    pub fn get(&self, key: Value) -> Option<Value> {
        let at = self.index.get(&Key::new(key))?;
        self.places.get(*at as usize).map(|entry| entry.1)
    }
    /// Every entry in order of insertion.
    pub fn iter(&self) -> impl Iterator<Item = (Value, Value)> {
        self.places.iter().copied().filter(|(key, _)| *key != Value::UNSET)
    }
    /// How many places there are, those of deleted entries included.
    pub fn places(&self) -> usize {
        self.places.len()
    }
    /// Key or value of a place, these in turn; unset for deleted ones.
    pub fn item(&self, i: usize) -> Option<Value> {
        self.places.get(i / 2).map(|entry| if i.is_multiple_of(2) { entry.0 } else { entry.1 })
    }
    /// The first entry at or after a place, and the place after it. For walks
    /// that are interrupted.
    pub fn entry_from(&self, place: usize) -> Option<(usize, Value, Value)> {
        let found = (place..self.places.len()).filter_map(|i| Some((i, *self.places.get(i)?)));
        found.map(|(i, (key, value))| (i + 1, key, value)).find(|(_, key, _)| *key != Value::UNSET)
    }
    /// Sets the value of a key, which must not be a string that can be changed.
    pub fn set(&mut self, key: Value, value: Value) {
        let sought = Key::new(key);
        if let Some(&at) = self.index.get(&sought) {
            if let Some(entry) = self.places.get_mut(at as usize) {
                entry.1 = value;
            }
            return;
        }
        self.index.insert(sought, self.places.len() as u32);
        self.places.push_back((key, value));
    }
    /// Removes a key, if it is there.
    pub fn delete(&mut self, key: Value) {
        let Some(at) = self.index.remove(&Key::new(key)) else { return };
        if let Some(entry) = self.places.get_mut(at as usize) {
            *entry = (Value::UNSET, Value::UNSET);
        }
        if self.places.len() > FEW.max(2 * self.count()) {
            let mut kept = Entries::default();
            self.iter().for_each(|(key, value)| kept.set(key, value));
            *self = kept;
        }
    }
    /// The entries in the pieces that versions share: see [`leaves`].
    pub fn leaves(&self) -> impl Iterator<Item = (usize, &[(Value, Value)])> {
        leaves(&self.places)
    }
    /// Calls `f` with every key and value.
    pub fn each_value(&self, mut f: impl FnMut(Value)) {
        self.places.iter().for_each(|&(key, value)| {
            f(key);
            f(value);
        });
    }
}

/// The elements in pieces, each with its address, by which a piece that several
/// versions share is known.
pub fn leaves<A>(all: &GenericVector<A, Counted>) -> impl Iterator<Item = (usize, &[A])> {
    all.leaves().map(|leaf| (leaf.as_ptr().addr(), leaf))
}

/// A key with the hash and the equality of `equal?`. Counts itself: keys of the
/// same hash are in lists that no counting pointer sees.
struct Key(Value);

/// What a key is counted for.
const KEY_BYTES: usize = 24;

impl Key {
    fn new(v: Value) -> Key {
        nodes::add(KEY_BYTES);
        Key(v)
    }
}

impl Clone for Key {
    fn clone(&self) -> Key {
        Key::new(self.0)
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        nodes::sub(KEY_BYTES);
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, h: &mut H) {
        h.write_u32(hash(self.0));
    }
}

/// How far keys that are maps may have keys that are maps, and so on.
const MAX_NESTING: u32 = 32;
/// How many keys one comparison looks up in all; more could take forever.
const MAX_LOOKUPS: u32 = 1_000_000;

thread_local! {
    /// How deep in comparisons of keys this one is, and how many the outermost saw.
    static NESTED: Cell<(u32, u32)> = const { Cell::new((0, 0)) };
}

impl PartialEq for Key {
    /// Maps compare their keys by looking them up, which comes here again. What
    /// is nested beyond all reason is equal only to itself.
    fn eq(&self, other: &Key) -> bool {
        if self.0 == other.0 {
            return true;
        }
        if self.0.as_heap().is_none() && other.0.as_heap().is_none() {
            return false;
        }
        let (depth, lookups) = NESTED.get();
        let lookups = if depth == 0 { 0 } else { lookups + 1 };
        if depth > MAX_NESTING || lookups > MAX_LOOKUPS {
            return false;
        }
        NESTED.set((depth + 1, lookups));
        let same = equal(self.0, other.0);
        NESTED.set((depth, NESTED.get().1));
        same
    }
}
impl Eq for Key {}
