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

/// The hash of a key; where a function of the program must say, what an operation on it
/// gives is one of the prelude's.
fn hash_or<T>(rt: &Runtime, key: Value, then: Own, args: &[Value]) -> Result<Value, Result<T, Fault>> {
    match hash(rt, key) {
        Ok(h) => Ok(h),
        Err(Fault::Call(_)) => Err(call(world(rt).own(then), args)),
        Err(fault) => Err(Err(fault)),
    }
}

/// The value of a key.
pub fn get(rt: &Runtime, d: Gc<Dict>, key: Value) -> Result<Option<Value>, Fault> {
    let args = [Value::obj(d), key];
    let hash = match hash_or(rt, key, Own::DictGet, &args) {
        Ok(h) => h,
        Err(done) => return done,
    };
    match find(rt, d, hash, key) {
        Found::At(at) => Ok(at.map(|at| d.value(at))),
        Found::Asks => call(world(rt).own(Own::DictGet), &args),
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
    let args = [Value::obj(d), key];
    let hash = match hash_or(rt, key, Own::DictHas, &args) {
        Ok(h) => h,
        Err(done) => return done,
    };
    match find(rt, d, hash, key) {
        Found::At(at) => Ok(at.is_some()),
        Found::Asks => call(world(rt).own(Own::DictHas), &args),
    }
}

/// Sets the value of a key.
pub fn put(rt: &mut Runtime, d: Gc<Dict>, key: Value, value: Value) -> Result<(), Fault> {
    let args = [Value::obj(d), key, value];
    let hash = match hash_or(rt, key, Own::DictSet, &args) {
        Ok(h) => h,
        Err(done) => return done,
    };
    match find(rt, d, hash, key) {
        Found::At(Some(at)) => d.set_value(at, value),
        Found::At(None) => d.add(&mut rt.heap, hash, key, value)?,
        Found::Asks => return call(world(rt).own(Own::DictSet), &args),
    }
    Ok(())
}

/// Removes a key and gives its value, if it is there.
pub fn remove(rt: &Runtime, d: Gc<Dict>, key: Value) -> Result<Option<Value>, Fault> {
    let args = [Value::obj(d), key];
    let hash = match hash_or(rt, key, Own::DictDel, &args) {
        Ok(h) => h,
        Err(done) => return done,
    };
    match find(rt, d, hash, key) {
        Found::At(Some(at)) => {
            let v = d.value(at);
            d.remove(at);
            Ok(Some(v))
        }
        Found::At(None) => Ok(None),
        Found::Asks => call(world(rt).own(Own::DictDel), &args),
    }
}

/// Adds an element to a set.
pub fn add(rt: &mut Runtime, s: Gc<Set>, key: Value) -> Result<(), Fault> {
    let args = [Value::obj(s), key];
    let hash = match hash_or(rt, key, Own::SetAdd, &args) {
        Ok(h) => h,
        Err(done) => return done,
    };
    match s.find(hash, |k| same_key(rt, k, key)) {
        Ok(Some(_)) => Ok(()),
        // It is not there: nothing is left to ask.
        Ok(None) => Ok(s.add(&mut rt.heap, hash, key, |_| Ok::<bool, HeapFull>(false))?),
        Err(Asks) => call(world(rt).own(Own::SetAdd), &[Value::obj(s), key]),
    }
}

/// Whether a set has an element.
pub fn contains(rt: &Runtime, s: Gc<Set>, key: Value) -> Result<bool, Fault> {
    let hash = match hash_or(rt, key, Own::SetHas, &[Value::obj(s), key]) {
        Ok(h) => h,
        Err(done) => return done,
    };
    match s.find(hash, |k| same_key(rt, k, key)) {
        Ok(found) => Ok(found.is_some()),
        Err(Asks) => call(world(rt).own(Own::SetHas), &[Value::obj(s), key]),
    }
}

/// Removes an element; whether it was there.
pub fn discard(rt: &Runtime, s: Gc<Set>, key: Value) -> Result<bool, Fault> {
    let hash = match hash_or(rt, key, Own::SetDel, &[Value::obj(s), key]) {
        Ok(h) => h,
        Err(done) => return done,
    };
    match s.remove(hash, |k| same_key(rt, k, key)) {
        Ok(was) => Ok(was),
        Err(Asks) => call(world(rt).own(Own::SetDel), &[Value::obj(s), key]),
    }
}
