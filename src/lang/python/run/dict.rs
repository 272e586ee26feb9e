//! Dictionaries and sets by their keys' hashes and equality. Where functions of the
//! program must be asked, the whole operation is the prelude's.
use super::compare::{Asks, hash, same_key};
use super::world::{Own, world};
use super::{call, raise};
use crate::heap::HeapFull;
use crate::object::{Dict, Gc, Set};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

/// Where a key is.
enum Found {
    At(Option<usize>),
    Asks,
}

fn find(rt: &Runtime, d: Gc<Dict>, hash: Value, key: Value) -> Found {
    match d.find(hash, |k| same_key(rt, k, key)) {
        Ok(at) => Found::At(at),
        Err(Asks) => Found::Asks,
    }
}

/// The value of a key.
pub fn get(rt: &Runtime, d: Gc<Dict>, key: Value) -> Result<Option<Value>, Fault> {
    match find(rt, d, hash(rt, key)?, key) {
        Found::At(at) => Ok(at.map(|at| d.value(at))),
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
    match find(rt, d, hash(rt, key)?, key) {
        Found::At(at) => Ok(at.is_some()),
        Found::Asks => call(world(rt).own(Own::DictHas), &[Value::obj(d), key]),
    }
}

/// Sets the value of a key.
pub fn put(rt: &mut Runtime, d: Gc<Dict>, key: Value, value: Value) -> Result<(), Fault> {
    let hash = hash(rt, key)?;
    match find(rt, d, hash, key) {
        Found::At(Some(at)) => d.set_value(at, value),
        Found::At(None) => d.add(&mut rt.heap, hash, key, value)?,
        Found::Asks => return call(world(rt).own(Own::DictSet), &[Value::obj(d), key, value]),
    }
    Ok(())
}

/// Removes a key and gives its value, if it is there.
pub fn remove(rt: &Runtime, d: Gc<Dict>, key: Value) -> Result<Option<Value>, Fault> {
    match find(rt, d, hash(rt, key)?, key) {
        Found::At(Some(at)) => {
            let v = d.value(at);
            d.remove(at);
            Ok(Some(v))
        }
        Found::At(None) => Ok(None),
        Found::Asks => call(world(rt).own(Own::DictDel), &[Value::obj(d), key]),
    }
}

/// Why an element could not be added here.
enum Stop {
    Asks,
    Full,
}
impl From<HeapFull> for Stop {
    fn from(_: HeapFull) -> Stop {
        Stop::Full
    }
}

/// Adds an element to a set.
pub fn add(rt: &mut Runtime, s: Gc<Set>, key: Value) -> Result<(), Fault> {
    let hash = hash(rt, key)?;
    let mut asked = false;
    // The test does not touch the heap that is borrowed: it asks beforehand.
    let found = s.find(hash, |k| same_key(rt, k, key).map_err(|_| asked = true));
    match found {
        Ok(Some(_)) => Ok(()),
        Ok(None) => match s.add(&mut rt.heap, hash, key, |_| Ok::<bool, Stop>(false)) {
            Ok(()) => Ok(()),
            Err(_) => Err(Fault::HeapFull),
        },
        Err(()) => call(world(rt).own(Own::SetAdd), &[Value::obj(s), key]),
    }
}

/// Whether a set has an element.
pub fn contains(rt: &Runtime, s: Gc<Set>, key: Value) -> Result<bool, Fault> {
    match s.find(hash(rt, key)?, |k| same_key(rt, k, key)) {
        Ok(found) => Ok(found.is_some()),
        Err(Asks) => call(world(rt).own(Own::SetHas), &[Value::obj(s), key]),
    }
}

/// Removes an element; whether it was there.
pub fn discard(rt: &Runtime, s: Gc<Set>, key: Value) -> Result<bool, Fault> {
    match s.remove(hash(rt, key)?, |k| same_key(rt, k, key)) {
        Ok(was) => Ok(was),
        Err(Asks) => call(world(rt).own(Own::SetDel), &[Value::obj(s), key]),
    }
}
