//! Hash maps with keys by `equal?` that remember the order of insertion.
use super::value::Value;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::rc::Rc;

/// How many parts of a key are hashed; keys that contain themselves must end.
const HASH_PARTS: usize = 64;

/// `equal?`: same structure, same contents. Two objects that were compared
/// before are not compared again, so data that contains itself is no problem.
pub fn equal(a: &Value, b: &Value) -> bool {
    let mut todo = vec![(a.clone(), b.clone())];
    let mut seen = HashSet::new();
    while let Some((a, b)) = todo.pop() {
        if a.is(&b) {
            continue;
        }
        match (&a, &b) {
            (Value::Str(x), Value::Str(y)) => {
                if x.text() != y.text() {
                    return false;
                }
            }
            (Value::Bytes(x), Value::Bytes(y)) => {
                if *x.data.borrow() != *y.data.borrow() {
                    return false;
                }
            }
            (Value::Vector(x), Value::Vector(y)) => {
                let (x_items, y_items) = (x.items.borrow(), y.items.borrow());
                if x_items.len() != y_items.len() {
                    return false;
                }
                if seen.insert((Rc::as_ptr(x).cast::<()>(), Rc::as_ptr(y).cast::<()>())) {
                    todo.extend(x_items.iter().cloned().zip(y_items.iter().cloned()));
                }
            }
            (Value::PVector(x), Value::PVector(y)) => {
                if x.items.len() != y.items.len() {
                    return false;
                }
                if seen.insert((Rc::as_ptr(x).cast(), Rc::as_ptr(y).cast())) {
                    todo.extend(x.items.iter().cloned().zip(y.items.iter().cloned()));
                }
            }
            (Value::PMap(x), Value::PMap(y)) => {
                if x.table.len() != y.table.len() {
                    return false;
                }
                if seen.insert((Rc::as_ptr(x).cast(), Rc::as_ptr(y).cast())) {
                    for (key, value) in x.table.iter() {
                        let Some(other) = y.table.get(key) else { return false };
                        todo.push((value.clone(), other));
                    }
                }
            }
            (Value::Pair(x), Value::Pair(y)) => {
                if seen.insert((Rc::as_ptr(x).cast(), Rc::as_ptr(y).cast())) {
                    todo.push((x.cdr.borrow().clone(), y.cdr.borrow().clone()));
                    todo.push((x.car.borrow().clone(), y.car.borrow().clone()));
                }
            }
            _ => return false,
        }
    }
    true
}

/// A key of a map.
#[derive(Clone)]
pub struct Key(pub Value);

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        equal(&self.0, &other.0)
    }
}
impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, h: &mut H) {
        hash_into(&self.0, h, &mut HASH_PARTS.clone());
    }
}

fn hash_into<H: Hasher>(v: &Value, h: &mut H, left: &mut usize) {
    if *left == 0 {
        return;
    }
    *left -= 1;
    std::mem::discriminant(v).hash(h);
    match v {
        Value::Bool(x) => x.hash(h),
        Value::Int(x) => x.hash(h),
        Value::Float(x) if x.is_nan() => {}
        Value::Float(x) => x.to_bits().hash(h),
        Value::Num(x) => x.text().hash(h),
        Value::Char(x) => x.hash(h),
        Value::Str(x) => x.text().hash(h),
        Value::Bytes(x) => x.data.borrow().hash(h),
        Value::Vector(x) => x.items.borrow().iter().for_each(|v| hash_into(v, h, left)),
        Value::Pair(x) => {
            hash_into(&x.car.borrow(), h, left);
            hash_into(&x.cdr.borrow(), h, left);
        }
        Value::PVector(x) => x.items.iter().for_each(|v| hash_into(v, h, left)),
        // Whatever the order of its entries is.
        Value::PMap(x) => x.table.len().hash(h),
        Value::Sym(x) => x.hash(h),
        Value::Native(x) => x.hash(h),
        Value::Map(x) => Rc::as_ptr(x).hash(h),
        Value::Closure(x) => (Rc::as_ptr(&x.lambda), Rc::as_ptr(&x.scope)).hash(h),
        Value::RecordType(x) => Rc::as_ptr(x).hash(h),
        Value::Record(x) => Rc::as_ptr(x).hash(h),
        Value::Error(x) => Rc::as_ptr(x).hash(h),
        Value::Parameter(x) => Rc::as_ptr(x).hash(h),
        Value::Promise(x) => Rc::as_ptr(x).hash(h),
        Value::Several(x) => Rc::as_ptr(x).hash(h),
        Value::Port(x) => Rc::as_ptr(x).hash(h),
        Value::Offer(x) => Rc::as_ptr(x).hash(h),
        Value::Nil | Value::Unit | Value::Missing | Value::Eof => {}
    }
}

/// The entries in order of insertion, with holes where keys were deleted, and
/// an index from keys to places.
#[derive(Default, Clone)]
pub struct Table {
    index: HashMap<Key, usize>,
    entries: Vec<Option<(Value, Value)>>,
}

impl Table {
    pub fn get(&self, key: &Value) -> Option<Value> {
        let at = *self.index.get(&Key(key.clone()))?;
        self.entries[at].as_ref().map(|(_, v)| v.clone())
    }
    /// A string that the program may change is kept as it is now.
    pub fn insert(&mut self, key: Value, value: Value) {
        let key = match key {
            Value::Str(s) if s.mutable => Value::str(s.text()),
            key => key,
        };
        match self.index.get(&Key(key.clone())) {
            Some(&at) => {
                if let Some(entry) = &mut self.entries[at] {
                    entry.1 = value;
                }
            }
            None => {
                self.index.insert(Key(key.clone()), self.entries.len());
                self.entries.push(Some((key, value)));
            }
        }
    }
    pub fn remove(&mut self, key: &Value) {
        if let Some(at) = self.index.remove(&Key(key.clone())) {
            self.entries[at] = None;
        }
        if self.entries.len() > 16 && self.entries.len() > 2 * self.index.len() {
            let kept: Vec<_> = std::mem::take(&mut self.entries).into_iter().flatten().collect();
            self.index.clear();
            for (k, v) in kept {
                self.insert(k, v);
            }
        }
    }
    pub fn len(&self) -> usize {
        self.index.len()
    }
    /// Places in use, holes included.
    pub fn slots(&self) -> usize {
        self.entries.len()
    }
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &(Value, Value)> {
        self.entries.iter().flatten()
    }
    /// Takes it apart.
    pub fn into_values(self) -> impl Iterator<Item = Value> {
        self.entries.into_iter().flatten().flat_map(|(k, v)| [k, v])
    }
}
