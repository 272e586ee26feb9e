//! Dictionaries and sets by their keys' hashes and equality. Where functions of the
//! program must be asked, the whole operation is the prelude's.
use super::compare::{Asks, hash, same_key};
use super::operators::method;
use super::world::{Own, world};
use super::{call, call_then};
use crate::heap::HeapFull;
use crate::object::{Dict, Gc, Instance, Set, StrRef, Tuple, kept};
use crate::runtime::{Fault, Runtime, Then};
use crate::value::Value;

/// Where a key is.
pub enum Found {
    /// The entry, if there is one, and the key's hash.
    At(Option<usize>, Value),
    /// Functions of the program must say.
    Asks,
}

/// Looks for a key.
pub fn find(rt: &Runtime, d: Gc<Dict>, key: Value) -> Result<Found, Fault> {
    match hash(rt, key) {
        Ok(hash) => Ok(find_hashed(rt, d, hash, key)),
        Err(Fault::Call(_)) => Ok(Found::Asks),
        Err(fault) => Err(fault),
    }
}

/// The hash that was told for a key, once.
pub fn told(rt: &Runtime, key: Value) -> Option<i64> {
    let (of, hash) = rt.told_hash.take()?;
    (of == Value::UNSET || of == key).then_some(hash)
}

/// The hash of the only key of an operation. If a function of the program gives it, that is called,
/// and the operation tried again; nothing if it is the prelude's.
pub fn hash_of_key(rt: &Runtime, key: Value) -> Result<Option<Value>, Fault> {
    match hash(rt, key) {
        Err(Fault::Call(_)) => {
            if let Some(hash) = told(rt, key) {
                rt.told_hash.set(Some((key, hash)));
                return Ok(Some(kept(hash)));
            }
            match method(rt, key, world(rt).names.hash).filter(|_| rt.repeats) {
                Some(f) => call_then(f, &[key], Then::Hash),
                None => Ok(None),
            }
        }
        found => found.map(Some),
    }
}

/// Looks for a key, the only one of the operation.
pub fn find_one(rt: &Runtime, d: Gc<Dict>, key: Value) -> Result<Found, Fault> {
    let Some(hash) = hash_of_key(rt, key)? else { return Ok(Found::Asks) };
    let found = find_hashed(rt, d, hash, key);
    if let Found::At(..) = found {
        rt.told_hash.set(None);
    }
    Ok(found)
}

/// Looks for a key whose hash is known.
pub fn find_hashed(rt: &Runtime, d: Gc<Dict>, hash: Value, key: Value) -> Found {
    match d.find(hash, |k| same_key(rt, k, key)) {
        Ok(at) => Found::At(at, hash),
        Err(Asks) => Found::Asks,
    }
}

/// The value of a key that is a small integer or a string, if it is there.
#[inline]
pub fn value_of_key(d: Gc<Dict>, key: Value) -> Option<Value> {
    let hash = super::compare::plain_hash(key)?;
    let text = key.as_str();
    let same = |k: Value| {
        let equal = |s: &StrRef| k.as_str().is_some_and(|k| k.as_bytes() == s.as_bytes());
        Ok::<bool, ()>(k == key || text.as_ref().is_some_and(equal))
    };
    d.find(hash, same).ok()?.map(|at| d.value(at))
}

/// The same, or of a tuple as a key if no function of the program has a say.
pub fn value_of_plain(rt: &Runtime, d: Gc<Dict>, key: Value) -> Option<Value> {
    if key.as_a::<Tuple>().is_none() {
        return value_of_key(d, key);
    }
    match find(rt, d, key) {
        Ok(Found::At(Some(at), _)) => Some(d.value(at)),
        _ => None,
    }
}

/// Sets the value of a key that is no object of a class of the program; false if that cannot be
/// done without one of its functions, or without more memory.
pub fn put_plain(rt: &mut Runtime, d: Gc<Dict>, key: Value, value: Value) -> bool {
    if key.as_a::<Instance>().is_some() {
        return false;
    }
    match find(rt, d, key) {
        Ok(found @ Found::At(..)) => put_found(rt, d, key, value, found).is_ok(),
        _ => false,
    }
}

/// The value of a key.
pub fn get(rt: &Runtime, d: Gc<Dict>, key: Value) -> Result<Option<Value>, Fault> {
    match find_one(rt, d, key)? {
        Found::At(at, _) => Ok(at.map(|at| d.value(at))),
        Found::Asks => call(world(rt).own(Own::DictGet), &[Value::obj(d), key]),
    }
}

/// The same by the instruction: a missing key is an error, or what `__missing__` says.
pub fn get_item(rt: &Runtime, d: Gc<Dict>, key: Value) -> Result<Value, Fault> {
    match get(rt, d, key)? {
        Some(v) => Ok(v),
        None => raise_key(rt, key),
    }
}

/// That a key is not there.
pub fn raise_key<T>(rt: &Runtime, key: Value) -> Result<T, Fault> {
    Err(super::errors::with_value(rt, "KeyError", key))
}

/// Whether a key is there.
pub fn has(rt: &Runtime, d: Gc<Dict>, key: Value) -> Result<bool, Fault> {
    is_found(rt, d, key, find(rt, d, key)?)
}

/// Whether the only key of an operation is there.
pub fn has_one(rt: &Runtime, d: Gc<Dict>, key: Value) -> Result<bool, Fault> {
    is_found(rt, d, key, find_one(rt, d, key)?)
}

fn is_found(rt: &Runtime, d: Gc<Dict>, key: Value, found: Found) -> Result<bool, Fault> {
    match found {
        Found::At(at, _) => Ok(at.is_some()),
        Found::Asks => call(world(rt).own(Own::DictHas), &[Value::obj(d), key]),
    }
}

/// Sets the value of a key.
pub fn put(rt: &mut Runtime, d: Gc<Dict>, key: Value, value: Value) -> Result<(), Fault> {
    let found = find(rt, d, key)?;
    put_found(rt, d, key, value, found)
}

/// Sets the value of the only key of an operation.
pub fn put_one(rt: &mut Runtime, d: Gc<Dict>, key: Value, value: Value) -> Result<(), Fault> {
    let found = find_one(rt, d, key)?;
    put_found(rt, d, key, value, found)
}

fn put_found(rt: &mut Runtime, d: Gc<Dict>, key: Value, value: Value, found: Found) -> Result<(), Fault> {
    match found {
        Found::At(Some(at), _) => d.set_value(at, value),
        Found::At(None, hash) => d.add(&mut rt.heap, hash, key, value)?,
        Found::Asks => return call(world(rt).own(Own::DictSet), &[Value::obj(d), key, value]),
    }
    Ok(())
}

/// Removes a key and gives its value, if it is there.
pub fn remove(rt: &Runtime, d: Gc<Dict>, key: Value) -> Result<Option<Value>, Fault> {
    match find(rt, d, key)? {
        Found::At(Some(at), _) => {
            let v = d.value(at);
            d.remove(at);
            Ok(Some(v))
        }
        Found::At(None, _) => Ok(None),
        Found::Asks => call(world(rt).own(Own::DictDel), &[Value::obj(d), key]),
    }
}

/// The hash of an element; nothing if a function of the program gives it.
fn element_hash(rt: &Runtime, key: Value) -> Result<Option<Value>, Fault> {
    match hash(rt, key) {
        Err(Fault::Call(_)) => Ok(None),
        found => found.map(Some),
    }
}

/// The element of a set that has a hash and equals a value.
pub fn element_of(rt: &Runtime, s: Gc<Set>, hash: Value, key: Value) -> Result<Option<Value>, Asks> {
    s.find(hash, |k| same_key(rt, k, key))
}

/// Adds an element to a set.
pub fn add(rt: &mut Runtime, s: Gc<Set>, key: Value) -> Result<(), Fault> {
    let asks = |rt: &Runtime| call(world(rt).own(Own::SetAdd), &[Value::obj(s), key]);
    let Some(hash) = element_hash(rt, key)? else { return asks(rt) };
    // The test does not touch the heap that is borrowed: it asks beforehand.
    match element_of(rt, s, hash, key) {
        Ok(Some(_)) => Ok(()),
        Ok(None) => Ok(s.add(&mut rt.heap, hash, key, |_| Ok::<bool, HeapFull>(false))?),
        Err(Asks) => asks(rt),
    }
}

/// Whether a set has the only element of an operation.
pub fn contains(rt: &Runtime, s: Gc<Set>, key: Value) -> Result<bool, Fault> {
    let asks = || call(world(rt).own(Own::SetHas), &[Value::obj(s), key]);
    let Some(hash) = hash_of_key(rt, key)? else { return asks() };
    match element_of(rt, s, hash, key) {
        Ok(found) => {
            rt.told_hash.set(None);
            Ok(found.is_some())
        }
        Err(Asks) => asks(),
    }
}

/// Adds the only element of an operation to a set.
pub fn add_one(rt: &mut Runtime, s: Gc<Set>, key: Value) -> Result<(), Fault> {
    let asks = |rt: &Runtime| call(world(rt).own(Own::SetAdd), &[Value::obj(s), key]);
    let Some(hash) = hash_of_key(rt, key)? else { return asks(rt) };
    match element_of(rt, s, hash, key) {
        Ok(found) => {
            rt.told_hash.set(None);
            if found.is_none() {
                s.add(&mut rt.heap, hash, key, |_| Ok::<bool, HeapFull>(false))?;
            }
            Ok(())
        }
        Err(Asks) => asks(rt),
    }
}

/// Removes an element; whether it was there.
pub fn discard(rt: &Runtime, s: Gc<Set>, key: Value) -> Result<bool, Fault> {
    let asks = || call(world(rt).own(Own::SetDel), &[Value::obj(s), key]);
    let Some(hash) = element_hash(rt, key)? else { return asks() };
    match s.remove(hash, |k| same_key(rt, k, key)) {
        Ok(was) => Ok(was),
        Err(Asks) => asks(),
    }
}
