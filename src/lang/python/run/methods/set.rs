//! Methods and operators of sets and frozensets. Elements keep their hashes, so that
//! only equality may need functions of the program: then the prelude does it all.
use super::super::class::{class_of, lookup_own, payload, plain, type_name};
use super::super::compare::{hash, same_key};
use super::super::world::{Own, world};
use super::super::{call, dict, iter, number, raise};
use crate::core::Prim;
use crate::heap::HeapFull;
use crate::object::{Compound, Dict, Gc, Set, Sort};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// Why something was not done here.
enum Stop {
    /// Functions of the program say what is equal.
    Asks,
    /// They give the elements.
    Elements,
    Fault(Fault),
}
impl From<Fault> for Stop {
    fn from(f: Fault) -> Stop {
        match f {
            Fault::Call(_) => Stop::Asks,
            f => Stop::Fault(f),
        }
    }
}
impl From<HeapFull> for Stop {
    fn from(_: HeapFull) -> Stop {
        Stop::Fault(Fault::HeapFull)
    }
}

type Done = Result<Value, Stop>;

/// An element with its hash.
type Element = (Value, Value);

fn set(rt: &Runtime, who: &str, v: Value) -> Result<Gc<Set>, Fault> {
    match plain(rt, v).as_a::<Set>() {
        Some(s) => Ok(s),
        None => {
            let (class, method) = who.split_once('.').unwrap_or(("set", who));
            let got = type_name(rt, v);
            raise("TypeError", format!("descriptor '{method}' for '{class}' objects doesn't apply to a '{got}' object"))
        }
    }
}

fn elements(rt: &mut Runtime, v: Value) -> Result<Vec<Element>, Stop> {
    if let Some(s) = v.as_a::<Set>() {
        return Ok(s.hashed().collect());
    }
    let Some(all) = iter::all(rt, v)? else { return Err(Stop::Elements) };
    all.into_iter().map(|k| Ok((hash(rt, k)?, k))).collect()
}

fn has(rt: &Runtime, s: Gc<Set>, (hash, key): Element) -> Result<bool, Stop> {
    let found = dict::element_of(rt, s, hash, key).map_err(|_| Stop::Asks)?;
    Ok(found.is_some())
}

fn add(rt: &mut Runtime, s: Gc<Set>, e: Element) -> Result<(), Stop> {
    if !has(rt, s, e)? {
        s.add(&mut rt.heap, e.0, e.1, |_| Ok::<bool, Stop>(false))?;
    }
    Ok(())
}

fn discard_element(rt: &Runtime, s: Gc<Set>, (hash, key): Element) -> Result<bool, Stop> {
    s.remove(hash, |k| same_key(rt, k, key)).map_err(|_| Stop::Asks)
}

/// Takes in all elements, in the order and with the room that CPython's sets do.
fn take_in(rt: &mut Runtime, s: Gc<Set>, other: Value) -> Result<(), Stop> {
    if let Some(o) = other.as_a::<Set>() {
        if s.count() == 0 {
            return Ok(s.fill_from(&mut rt.heap, o)?);
        }
        s.make_room(&mut rt.heap, o.count())?;
    } else if let Some(d) = other.as_a::<Dict>() {
        s.make_room(&mut rt.heap, d.count())?;
    }
    for e in elements(rt, other)? {
        add(rt, s, e)?;
    }
    Ok(())
}

/// A set with the elements of a value.
fn set_of(rt: &mut Runtime, v: Value, frozen: bool) -> Result<Gc<Set>, Stop> {
    let new = rt.heap.set(frozen)?;
    take_in(rt, new, v)?;
    Ok(new)
}

fn union_of(rt: &mut Runtime, s: Gc<Set>, others: &[Value]) -> Result<Gc<Set>, Stop> {
    let new = set_of(rt, Value::obj(s), s.is_frozen())?;
    for &o in others {
        take_in(rt, new, o)?;
    }
    Ok(new)
}

fn intersection_of(rt: &mut Runtime, s: Gc<Set>, other: Value) -> Result<Gc<Set>, Stop> {
    let new = rt.heap.set(s.is_frozen())?;
    // CPython goes through the smaller one.
    let (go, within) = match other.as_a::<Set>() {
        Some(o) if o.count() > s.count() => (Value::obj(s), o),
        _ => (other, s),
    };
    for e in elements(rt, go)? {
        if has(rt, within, e)? {
            add(rt, new, e)?;
        }
    }
    Ok(new)
}

fn take_out(rt: &mut Runtime, s: Gc<Set>, other: Value) -> Result<(), Stop> {
    if other.as_a::<Set>() == Some(s) {
        s.clear();
        return Ok(());
    }
    for e in elements(rt, other)? {
        discard_element(rt, s, e)?;
    }
    Ok(s.tidy(&mut rt.heap)?)
}

fn difference_of(rt: &mut Runtime, s: Gc<Set>, other: Value) -> Result<Gc<Set>, Stop> {
    let sized = other.as_a::<Set>().map(|o| o.count()).or(other.as_a::<Dict>().map(|d| d.count()));
    if sized.is_none_or(|n| s.count() >> 2 > n) {
        let new = set_of(rt, Value::obj(s), s.is_frozen())?;
        take_out(rt, new, other)?;
        return Ok(new);
    }
    let within = match other.as_a::<Set>() {
        Some(o) => o,
        None => set_of(rt, other, false)?,
    };
    let new = rt.heap.set(s.is_frozen())?;
    for e in s.hashed() {
        if !has(rt, within, e)? {
            add(rt, new, e)?;
        }
    }
    Ok(new)
}

/// Takes out what is in both and takes in what is in the other alone.
fn exchange(rt: &mut Runtime, s: Gc<Set>, other: Value) -> Result<(), Stop> {
    if other.as_a::<Set>() == Some(s) {
        s.clear();
        return Ok(());
    }
    let all = match other.as_a::<Set>() {
        Some(o) => o.hashed().collect(),
        None => set_of(rt, other, false)?.hashed().collect::<Vec<_>>(),
    };
    for e in all {
        if !discard_element(rt, s, e)? {
            add(rt, s, e)?;
        }
    }
    Ok(())
}

fn symmetric_of(rt: &mut Runtime, s: Gc<Set>, other: Value) -> Result<Gc<Set>, Stop> {
    let new = set_of(rt, other, s.is_frozen())?;
    exchange(rt, new, Value::obj(s))?;
    Ok(new)
}

/// What the name says; what changes a set works on a copy, which replaces it at the end.
fn done(rt: &mut Runtime, method: &str, s: Gc<Set>, others: &[Value]) -> Done {
    let made = |s: Gc<Set>| Ok(Value::obj(s));
    match method {
        "union" | "copy" => made(union_of(rt, s, others)?),
        "intersection" | "difference" | "intersection_update" | "difference_update" => {
            let mut at = s;
            for &o in others {
                at = match method.starts_with('i') {
                    true => intersection_of(rt, at, o)?,
                    false => difference_of(rt, at, o)?,
                };
            }
            if method.ends_with("_update") {
                s.take_from(at);
                return Ok(Value::UNIT);
            }
            made(if others.is_empty() { union_of(rt, s, &[])? } else { at })
        }
        "symmetric_difference" => made(symmetric_of(rt, s, others[0])?),
        "symmetric_difference_update" => {
            let new = union_of(rt, s, &[])?;
            exchange(rt, new, others[0])?;
            s.take_from(new);
            Ok(Value::UNIT)
        }
        "update" => {
            for &o in others {
                take_in(rt, s, o)?;
            }
            Ok(Value::UNIT)
        }
        "issubset" => {
            let within = set_or(rt, others[0])?;
            for e in s.hashed() {
                if !has(rt, within, e)? {
                    return Ok(Value::FALSE);
                }
            }
            Ok(Value::TRUE)
        }
        "issuperset" | "isdisjoint" => {
            let superset = method == "issuperset";
            for e in elements(rt, others[0])? {
                if has(rt, s, e)? != superset {
                    return Ok(Value::FALSE);
                }
            }
            Ok(Value::TRUE)
        }
        _ => Ok(Value::UNIT),
    }
}

fn set_or(rt: &mut Runtime, v: Value) -> Result<Gc<Set>, Stop> {
    match v.as_a::<Set>() {
        Some(s) => Ok(s),
        None => set_of(rt, v, false),
    }
}

/// Methods that take values with elements.
pub fn method(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = set(rt, who, args[0])?;
    let name = who.split_once('.').map_or(who, |p| p.1);
    match done(rt, name, s, &args[1..]) {
        Ok(v) => Ok(v),
        Err(Stop::Fault(f)) => Err(f),
        Err(Stop::Elements) => {
            let all = rt.heap.list_of(&args[1..])?;
            call(world(rt).own(Own::WithLists), &[Value::native(number(who)), Value::obj(s), all])
        }
        Err(Stop::Asks) => {
            let (all, name) = (rt.heap.list_of(&args[1..])?, rt.heap.string(name)?);
            call(world(rt).own(Own::SetMethod), &[name, Value::obj(s), all])
        }
    }
}

/// `|`, `&`, `-` and `^` of two sets; nothing if these are none.
pub fn operator(rt: &mut Runtime, p: Prim, a: Value, b: Value, in_place: bool) -> Result<Option<Value>, Fault> {
    let (Some(s), Some(_)) = (a.as_a::<Set>(), b.as_a::<Set>()) else { return Ok(None) };
    let changes = in_place && !s.is_frozen();
    let name = match (p, changes) {
        (Prim::BitOr, false) => "union",
        (Prim::BitOr, true) => "update",
        (Prim::BitAnd, false) => "intersection",
        (Prim::BitAnd, true) => "intersection_update",
        (Prim::Sub, false) => "difference",
        (Prim::Sub, true) => "difference_update",
        (Prim::BitXor, false) => "symmetric_difference",
        (Prim::BitXor, true) => "symmetric_difference_update",
        _ => return Ok(None),
    };
    match done(rt, name, s, &[b]) {
        Ok(v) => Ok(Some(if changes { a } else { v })),
        Err(Stop::Fault(f)) => Err(f),
        Err(_) => {
            let (others, name) = (rt.heap.list_of(&[b])?, rt.heap.string(name)?);
            call(world(rt).own(Own::SetMethod), &[name, a, others, Value::TRUE])
        }
    }
}

/// `add`.
pub fn add_one(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = set(rt, who, args[0])?;
    dict::add_one(rt, s, args[1])?;
    Ok(Value::UNIT)
}

/// What `in`, `remove` and `discard` look for: a set stands for the frozenset of its elements,
/// also one of a further class that says nothing of its hash.
pub fn sought(rt: &mut Runtime, v: Value) -> Outcome {
    let hashes = |rt: &Runtime| lookup_own(rt, class_of(rt, v), world(rt).names.hash).is_some_and(|f| f != Value::UNIT);
    let inner = payload(rt, v).filter(|_| !hashes(rt)).unwrap_or(v);
    match inner.as_a::<Set>().filter(|s| !s.is_frozen()) {
        Some(s) => {
            let new = rt.heap.set(true)?;
            new.copy_from(&mut rt.heap, s)?;
            Ok(Value::obj(new))
        }
        None => Ok(v),
    }
}

/// `discard` and `remove`, by the name.
pub fn discard(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = set(rt, who, args[0])?;
    let key = sought(rt, args[1])?;
    let needed = who == "set.remove";
    match dict::discard(rt, s, key) {
        Err(Fault::Call(_)) => call(world(rt).own(Own::SetRemove), &[Value::obj(s), key, Value::bool(needed)]),
        Ok(false) if needed => dict::raise_key(rt, args[1]),
        found => found.map(|_| Value::UNIT),
    }
}

/// `pop`.
pub fn pop(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = set(rt, who, args[0])?;
    let Some((hash, key)) = s.any_element() else {
        let words = rt.heap.string("pop from an empty set")?;
        return Err(super::super::errors::with_value(rt, "KeyError", words));
    };
    let _ = s.remove(hash, |k| Ok::<bool, ()>(super::super::compare::is(k, key)));
    Ok(key)
}

/// `clear`.
pub fn clear(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    set(rt, who, args[0])?.clear();
    Ok(Value::UNIT)
}

/// `copy`.
pub fn copy(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = set(rt, who, args[0])?;
    if s.is_frozen() {
        return Ok(args[0]);
    }
    let new = rt.heap.set(false)?;
    new.fill_from(&mut rt.heap, s)?;
    Ok(Value::obj(new))
}

/// Whether it is a view of keys or items, which are like sets.
pub fn is_view(v: Value) -> bool {
    v.as_a::<Compound>().is_some_and(|c| matches!(c.sort(), Sort::Keys | Sort::Items))
}

/// `isdisjoint` of a view.
pub fn view_is_disjoint(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let done = set_of(rt, args[0], false).and_then(|s| done(rt, "isdisjoint", s, &args[1..]));
    match done {
        Ok(v) => Ok(v),
        Err(Stop::Fault(f)) => Err(f),
        Err(_) => {
            let (others, name) = (rt.heap.list_of(&args[1..])?, rt.heap.string("isdisjoint")?);
            call(world(rt).own(Own::SetMethod), &[name, args[0], others])
        }
    }
}
