//! Persistent vectors and maps. A change gives a new version and leaves the old
//! one as it was.
use super::args::{arg, range, wrong};
use super::arith::Outcome;
use super::pair::{Items, ListBuilder, collect, list_len};
use crate::heap::HeapFull;
use crate::lang::lisp::messages::{self, noun};
use crate::lang::lisp::print;
use crate::object::map::key_to_keep;
use crate::object::persistent::{Elements, Entries};
use crate::object::{PMap, PVector, Vector};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Who = &'static str;

fn elements(rt: &Runtime, who: Who, v: Value) -> Result<&'static Elements, Fault> {
    v.as_a::<PVector>().map(|v| v.elements()).ok_or_else(|| wrong(rt, who, noun::PVECTOR, v))
}

fn entries(rt: &Runtime, who: Who, v: Value) -> Result<&'static Entries, Fault> {
    v.as_a::<PMap>().map(|m| m.entries()).ok_or_else(|| wrong(rt, who, noun::PMAP, v))
}

/// The place of an element.
fn place(rt: &Runtime, who: Who, v: Value, len: usize) -> Result<usize, Fault> {
    let i = v.as_int().ok_or_else(|| wrong(rt, who, noun::INDEX, v))?;
    usize::try_from(i).ok().filter(|i| *i < len).ok_or_else(|| messages::out_of_range(who, i, len).into())
}

/// A new vector of that many elements.
fn gather(rt: &mut Runtime, len: usize, items: impl Iterator<Item = Value>) -> Outcome {
    rt.heap.room(len.saturating_mul(size_of::<Value>()))?;
    Ok(rt.heap.pvector(|| items.collect())?)
}

/// A new version of a vector.
fn changed(rt: &mut Runtime, old: &Elements, change: impl FnOnce(&mut Elements)) -> Outcome {
    let new = rt.heap.pvector(|| {
        let mut new = old.clone();
        change(&mut new);
        new
    });
    Ok(new?)
}

pub fn is_vector(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).as_a::<PVector>().is_some()))
}

pub fn vector(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    gather(rt, a.len(), a.iter().copied())
}

pub fn vector_from_list(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let list = arg(a, 0);
    let len = list_len(list).ok_or_else(|| wrong(rt, who, noun::LIST, list))?;
    gather(rt, len, Items::of(list))
}

pub fn vector_to_list(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = elements(rt, who, arg(a, 0))?;
    collect(rt, v.iter().copied())
}

pub fn vector_from_vector(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0).as_a::<Vector>().ok_or_else(|| wrong(rt, who, noun::VECTOR, arg(a, 0)))?;
    gather(rt, v.items().len(), v.items().iter().map(|v| v.get()))
}

pub fn vector_to_vector(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = elements(rt, who, arg(a, 0))?;
    let new = rt.heap.vector(v.len(), Value::UNIT)?;
    new.items().iter().zip(v).for_each(|(slot, &v)| slot.set(v));
    Ok(Value::obj(new))
}

pub fn vector_length(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::small(elements(rt, who, arg(a, 0))?.len() as i64))
}

pub fn vector_get(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = elements(rt, who, arg(a, 0))?;
    let i = place(rt, who, arg(a, 1), v.len())?;
    Ok(v.get(i).copied().unwrap_or(Value::UNIT))
}

pub fn vector_set(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = elements(rt, who, arg(a, 0))?;
    let i = place(rt, who, arg(a, 1), v.len())?;
    changed(rt, v, |new| {
        new.set(i, arg(a, 2));
    })
}

pub fn vector_push(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = elements(rt, who, arg(a, 0))?;
    changed(rt, v, |new| new.push_back(arg(a, 1)))
}

pub fn vector_pop(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = elements(rt, who, arg(a, 0))?;
    if v.is_empty() {
        return Err(messages::nothing_left(who).into());
    }
    changed(rt, v, |new| {
        new.pop_back();
    })
}

pub fn vector_append(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let mut len: usize = 0;
    for &v in a {
        len = len.saturating_add(elements(rt, who, v)?.len());
    }
    if len > rt.heap.max() / size_of::<Value>() {
        return Err(HeapFull.into());
    }
    changed(rt, &Elements::new(), |new| {
        a.iter().filter_map(|v| v.as_a::<PVector>()).for_each(|v| new.append(v.elements().clone()));
    })
}

pub fn vector_slice(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = elements(rt, who, arg(a, 0))?;
    let (start, end) = range(rt, who, a.get(1..).unwrap_or(&[]), v.len())?;
    changed(rt, v, |new| *new = new.slice(start..end))
}

/// What an entry takes at least.
const ENTRY_BYTES: usize = 2 * size_of::<Value>();

/// A new version of a map with some more entries.
fn with(rt: &mut Runtime, old: &Entries, more: &[(Value, Value)]) -> Outcome {
    rt.heap.room(more.len() * ENTRY_BYTES)?;
    let new = rt.heap.pmap(|| {
        let mut new = old.clone();
        more.iter().for_each(|&(key, value)| new.set(key, value));
        new
    });
    Ok(new?)
}

pub fn is_map(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).as_a::<PMap>().is_some()))
}

pub fn map(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let given = a.chunks_exact(2);
    if let [key] = *given.remainder() {
        return Err(messages::odd_entries(who, &print::brief(rt, key)).into());
    }
    let mut new = Vec::with_capacity(a.len() / 2);
    for entry in given {
        new.push((key_to_keep(&mut rt.heap, arg(entry, 0))?, arg(entry, 1)));
    }
    with(rt, &Entries::default(), &new)
}

pub fn map_from_list(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let list = arg(a, 0);
    let len = list_len(list).ok_or_else(|| wrong(rt, who, noun::LIST, list))?;
    rt.heap.room(len * ENTRY_BYTES)?;
    let mut new = Vec::with_capacity(len);
    for entry in Items::of(list) {
        let entry = entry.as_pair().ok_or_else(|| wrong(rt, who, noun::PAIR, entry))?;
        new.push((key_to_keep(&mut rt.heap, entry.car.get())?, entry.cdr.get()));
    }
    with(rt, &Entries::default(), &new)
}

pub fn map_to_list(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let mut list = ListBuilder::default();
    for (key, value) in entries(rt, who, arg(a, 0))?.iter() {
        let entry = rt.heap.pair(key, value)?;
        list.push(&mut rt.heap, entry)?;
    }
    Ok(list.finish(Value::NIL))
}

pub fn map_get(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    match (entries(rt, who, arg(a, 0))?.get(arg(a, 1)), a.get(2)) {
        (Some(v), _) | (None, Some(&v)) => Ok(v),
        (None, None) => Err(messages::no_entry(who, &print::brief(rt, arg(a, 1))).into()),
    }
}

pub fn map_set(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let m = entries(rt, who, arg(a, 0))?;
    let key = key_to_keep(&mut rt.heap, arg(a, 1))?;
    with(rt, m, &[(key, arg(a, 2))])
}

pub fn map_delete(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let m = entries(rt, who, arg(a, 0))?;
    let new = rt.heap.pmap(|| {
        let mut new = m.clone();
        new.delete(arg(a, 1));
        new
    });
    Ok(new?)
}

pub fn map_contains(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(entries(rt, who, arg(a, 0))?.get(arg(a, 1)).is_some()))
}

pub fn map_count(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(Value::small(entries(rt, who, arg(a, 0))?.count() as i64))
}

pub fn map_keys(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let m = entries(rt, who, arg(a, 0))?;
    collect(rt, m.iter().map(|(key, _)| key))
}

pub fn map_values(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let m = entries(rt, who, arg(a, 0))?;
    collect(rt, m.iter().map(|(_, value)| value))
}

pub fn map_merge(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let mut more = 0;
    for (i, &m) in a.iter().enumerate() {
        let count = entries(rt, who, m)?.count();
        more += if i == 0 { 0 } else { count };
    }
    rt.heap.room(more * ENTRY_BYTES)?;
    let new = rt.heap.pmap(|| {
        let mut all = a.iter().filter_map(|m| m.as_a::<PMap>()).map(|m| m.entries());
        let mut new = all.next().cloned().unwrap_or_default();
        all.flat_map(|m| m.iter()).for_each(|(key, value)| new.set(key, value));
        new
    });
    Ok(new?)
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::check;

    #[test]
    fn wrong_arguments() {
        check(&[
            ("pvector", &["1", "b"], "#pvec(1 b)"),
            ("pvector", &[], "#pvec()"),
            ("list->pvector", &["(1 . 2)"], "type: list->pvector: expected a list, got (1 . 2)"),
            ("vector->pvector", &["#(1 2)"], "#pvec(1 2)"),
            ("pvector-ref", &["#(1 2)", "0"], "type: pvector-ref: expected a persistent vector, got #(1 2)"),
            ("pmap", &["a", "1", "b", "2", "a", "3"], "#pmap((a . 3) (b . 2))"),
            ("pmap", &["a", "1", "b"], "arity: pmap: key b has no value"),
            ("list->pmap", &["((a . 1) 5)"], "type: list->pmap: expected a pair, got 5"),
            ("pmap-count", &["()"], "type: pmap-count: expected a persistent map, got ()"),
        ]);
    }
}
