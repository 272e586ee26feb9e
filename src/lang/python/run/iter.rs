//! Iterators: what is gone through, and where. Those of lists and small ranges have
//! fast paths in the VM.
use super::class::{class_of, kind_of_generator, lookup, type_name};
use super::world::{Id, Own, world};
use super::{call, raise};
use crate::core::Prim;
use crate::number::Int;
use crate::object::{Bytes, Compound, Dict, Gc, Generator, Instance, List, Set, Sort, Tuple};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// An iterator over a value.
pub fn iter(rt: &mut Runtime, v: Value) -> Outcome {
    if let Some(g) = v.as_a::<Generator>() {
        return if is_iterator(g) { Ok(v) } else { not_iterable(rt, v) };
    }
    let start = |rt: &mut Runtime, extra: Value| Ok(rt.heap.compound(Sort::Iter, &[v, Value::small(0), extra])?);
    if v.as_a::<List>().is_some() || v.as_a::<Tuple>().is_some() || v.is_str() {
        return start(rt, Value::UNIT);
    }
    // How many there were, and how many are left.
    let counted = |rt: &mut Runtime, n: usize| {
        let n = Value::small(n as i64);
        Ok(rt.heap.compound(Sort::Iter, &[v, Value::small(0), n, n])?)
    };
    if let Some(d) = v.as_a::<Dict>() {
        return counted(rt, d.count());
    }
    if let Some(s) = v.as_a::<Set>() {
        return start(rt, Value::small(s.count() as i64));
    }
    if let Some(c) = v.as_a::<Compound>() {
        match c.sort() {
            Sort::Range => return super::range::iterator(rt, c),
            Sort::Keys | Sort::Values | Sort::Items => {
                return counted(rt, c.get(0).as_a::<Dict>().map_or(0, |d| d.count()));
            }
            Sort::Bytes | Sort::ByteArray => return start(rt, Value::UNIT),
            Sort::Iter | Sort::Counter | Sort::Zip | Sort::Enumerate | Sort::Reversed => return Ok(v),
            _ => {}
        }
    }
    if let Some(inside) = inside(rt, v) {
        return iter(rt, inside);
    }
    if v.as_a::<Instance>().is_some() || v.as_a::<crate::object::Class>().is_some() {
        return call(world(rt).own(Own::Iter), &[v]);
    }
    not_iterable(rt, v)
}

/// The builtin value that an instance is made of, if its class does not say how to go through it.
fn inside(rt: &Runtime, v: Value) -> Option<Value> {
    super::items::inside(rt, v, world(rt).names.iter)
}

/// The class of an iterator that is no generator.
pub fn class_of_iterator(c: Gc<Compound>) -> Id {
    let v = c.get(0);
    match super::class::builtin(v) {
        _ if c.sort() == Sort::Counter => Id::RangeIterator,
        _ if c.sort() != Sort::Iter => Id::Iterator,
        // At its end it holds that.
        Id::NoneType => Id::numbered(c.get(1).as_int().unwrap_or(0)),
        Id::List => Id::ListIterator,
        Id::Tuple => Id::TupleIterator,
        Id::Str if v.as_str().is_some_and(|s| s.is_ascii()) => Id::AsciiIterator,
        Id::Str => Id::StrIterator,
        Id::Bytes => Id::BytesIterator,
        Id::ByteArray => Id::ByteArrayIterator,
        Id::Range => Id::LongRangeIterator,
        Id::Dict | Id::Keys => Id::KeyIterator,
        Id::Values => Id::ValueIterator,
        Id::Items => Id::ItemIterator,
        Id::Set | Id::FrozenSet => Id::SetIterator,
        _ => Id::Iterator,
    }
}

/// That a value cannot be gone through.
pub fn not_iterable<T>(rt: &Runtime, v: Value) -> Result<T, Fault> {
    raise("TypeError", format!("'{}' object is not iterable", type_name(rt, v)))
}

/// What is gone through has another size now: from now on that is wrong for good.
fn changed<T>(it: Gc<Compound>, what: &str) -> Result<T, Fault> {
    it.items()[2].set(Value::small(-1));
    raise("RuntimeError", format!("{what} changed size during iteration"))
}

/// The next entry of a dictionary: its place, key and value.
fn next_entry(it: Gc<Compound>, d: Gc<Dict>, at: usize) -> Result<Option<(usize, Value, Value)>, Fault> {
    if it.get(2) != Value::small(d.count() as i64) {
        return changed(it, "dictionary");
    }
    let found = d.entry_from(at);
    if found.is_some() {
        let left = it.get(3).as_int().unwrap_or(0);
        if left == 0 {
            end(it);
            return raise("RuntimeError", "dictionary keys changed during iteration");
        }
        it.items()[3].set(Value::small(left - 1));
    }
    Ok(found)
}

/// It stays at its end whatever becomes of what it went through.
fn end(it: Gc<Compound>) {
    let class = class_of_iterator(it);
    it.items()[0].set(Value::UNIT);
    it.items()[1].set(Value::small(class as i64));
}

/// The next value of an iterator that is no generator; missing at its end.
pub fn next(rt: &mut Runtime, it: Value) -> Outcome {
    let Some(c) = it.as_a::<Compound>() else {
        if it.as_a::<Instance>().is_some() && lookup(rt, class_of(rt, it), world(rt).names.next).is_some() {
            return call(world(rt).own(Own::Next), &[it]);
        }
        return raise("TypeError", format!("'{}' object is not an iterator", type_name(rt, it)));
    };
    match c.sort() {
        Sort::Iter => step(rt, c),
        Sort::Counter => {
            let left = c.get(2).as_int().unwrap_or(0);
            if left <= 0 {
                return Ok(Value::MISSING);
            }
            let (v, step) = (c.get(0).as_int().unwrap_or(0), c.get(1).as_int().unwrap_or(0));
            c.items()[0].set(Value::small(v + step));
            c.items()[2].set(Value::small(left - 1));
            Ok(Value::small(v))
        }
        Sort::Zip => zip_step(rt, c),
        Sort::Enumerate => {
            let n = c.get(1);
            let after = super::arith::prim(rt, Prim::Add, &[n, Value::small(1)])?;
            let pair = rt.heap.tuple(&[n, Value::UNIT])?;
            let v = next(rt, c.get(0))?;
            if v != Value::MISSING {
                c.items()[1].set(after);
            }
            Ok(filled(pair, 1, v))
        }
        Sort::Reversed => {
            let at = c.get(1).as_int().unwrap_or(0) - 1;
            let (list, tuple) = (c.get(0).as_a::<List>(), c.get(0).as_a::<Tuple>());
            let i = at.max(0) as usize;
            let v = list.map_or_else(|| tuple.and_then(|t| t.values().get(i).copied()), |l| l.get(i));
            let v = v.filter(|_| at >= 0);
            c.items()[1].set(Value::small(if v.is_some() { at } else { 0 }));
            Ok(v.unwrap_or(Value::MISSING))
        }
        _ => raise("TypeError", format!("'{}' object is not an iterator", type_name(rt, it))),
    }
}

/// A tuple with one more of its values; missing if there is none.
fn filled(tuple: Value, i: usize, v: Value) -> Value {
    if v == Value::MISSING {
        return v;
    }
    if let Some(t) = tuple.as_a::<Tuple>() {
        t.items()[i].set(v);
    }
    tuple
}

/// The next tuple of a `zip`. It is made first: once something was taken of an iterator, nothing
/// may fail for want of memory.
fn zip_step(rt: &mut Runtime, zip: Gc<Compound>) -> Outcome {
    let tuple = rt.heap.tuple(&vec![Value::UNIT; zip.items().len()])?;
    for (i, it) in zip.items().iter().enumerate() {
        let v = next(rt, it.get())?;
        if filled(tuple, i, v) == Value::MISSING {
            return Ok(Value::MISSING);
        }
    }
    Ok(tuple)
}

/// Whether natives can go through what an iterator goes through, and, if so, whether that wants no
/// memory.
fn is_native(rt: &Runtime, it: Value) -> Option<bool> {
    let c = it.as_a::<Compound>()?;
    let view = c.get(0).as_a::<Compound>();
    match c.sort() {
        Sort::Counter | Sort::Reversed => Some(true),
        Sort::Zip | Sort::Enumerate => Some(false),
        Sort::Iter if c.get(0).is_str() => Some(rt.heap.makes_short_strings()),
        Sort::Iter => Some(view.is_none_or(|v| !matches!(v.sort(), Sort::Range | Sort::Items))),
        _ => None,
    }
}

/// An iterator over iterators side by side; missing if a generator must do it.
pub fn zipped(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let its = super::methods::list::elements(args[0]);
    let simple = |(i, &it): (usize, &Value)| is_native(rt, it).is_some_and(|sure| sure || i == 0);
    if its.is_empty() || !its.iter().enumerate().all(simple) {
        return Ok(Value::MISSING);
    }
    Ok(rt.heap.compound(Sort::Zip, &its)?)
}

/// An iterator over another with numbers from one on; missing if a generator must do it.
pub fn enumerated(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match is_native(rt, args[0]).is_some() && super::values::int(args[1]).is_some() {
        true => Ok(rt.heap.compound(Sort::Enumerate, &args[..2])?),
        false => Ok(Value::MISSING),
    }
}

/// An iterator over a list or tuple from its end; missing for others.
pub fn turned(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let n = args[0].as_a::<List>().map(|l| l.count());
    match n.or_else(|| args[0].as_a::<Tuple>().map(|t| t.values().len())) {
        Some(n) => Ok(rt.heap.compound(Sort::Reversed, &[args[0], Value::small(n as i64)])?),
        None => Ok(Value::MISSING),
    }
}

fn step(rt: &mut Runtime, c: Gc<Compound>) -> Outcome {
    let (v, at) = (c.get(0), c.get(1).as_int().unwrap_or(0) as usize);
    let end = |c: Gc<Compound>| {
        end(c);
        Ok(Value::MISSING)
    };
    let go = |next: usize, v: Value| {
        c.items()[1].set(Value::small(next as i64));
        Ok(v)
    };
    if let Some(l) = v.as_a::<List>() {
        return l.get(at).map_or_else(|| end(c), |v| go(at + 1, v));
    }
    if let Some(t) = v.as_a::<Tuple>() {
        return t.values().get(at).map_or_else(|| end(c), |&v| go(at + 1, v));
    }
    if let Some(s) = v.as_str() {
        // The place is a byte here.
        let Some(ch) = s.get(at..).and_then(|rest| rest.chars().next()) else { return end(c) };
        let v = rt.heap.string(ch.encode_utf8(&mut [0; 4]))?;
        return go(at + ch.len_utf8(), v);
    }
    if let Some(d) = v.as_a::<Dict>() {
        return next_entry(c, d, at)?.map_or_else(|| end(c), |(next, key, _)| go(next, key));
    }
    if let Some(s) = v.as_a::<Set>() {
        if c.get(2) != Value::small(s.count() as i64) {
            return changed(c, "Set");
        }
        return s.entry_from(at).map_or_else(|| end(c), |(next, key)| go(next, key));
    }
    let Some(view) = v.as_a::<Compound>() else { return Ok(Value::MISSING) };
    match view.sort() {
        Sort::Range => {
            let n = super::range::len(view);
            let i = Int::from(at as i64);
            if i.order(&n).is_ge() {
                return end(c);
            }
            let v = super::range::get(rt, view, &i)?;
            go(at + 1, v)
        }
        Sort::ByteArray => {
            let found = super::methods::bytes::byte(view, at);
            found.map_or_else(|| end(c), |b| go(at + 1, Value::small(b as i64)))
        }
        Sort::Bytes => {
            let Some(bytes) = view.get(0).as_a::<Bytes>() else { return end(c) };
            bytes.bytes().get(at).map_or_else(|| end(c), |b| go(at + 1, Value::small(b.get() as i64)))
        }
        sort => {
            let Some(d) = view.get(0).as_a::<Dict>() else { return end(c) };
            let Some((next, key, value)) = next_entry(c, d, at)? else { return end(c) };
            let v = match sort {
                Sort::Keys => key,
                Sort::Values => value,
                _ => rt.heap.tuple(&[key, value])?,
            };
            go(next, v)
        }
    }
}

/// Everything of a value that can be gone through without the program's functions;
/// `None` if they are needed.
pub fn all(rt: &mut Runtime, v: Value) -> Result<Option<Vec<Value>>, Fault> {
    if let Some(l) = v.as_a::<List>() {
        return Ok(Some(l.to_vec()));
    }
    if let Some(t) = v.as_a::<Tuple>() {
        return Ok(Some(t.values().to_vec()));
    }
    if let Some(text) = v.as_str() {
        let chars = text.chars().map(|c| rt.heap.string(c.encode_utf8(&mut [0; 4])));
        return Ok(Some(chars.collect::<Result<_, _>>()?));
    }
    if let Some(g) = v.as_a::<Generator>() {
        return if is_iterator(g) { Ok(None) } else { not_iterable(rt, v) };
    }
    if let Some(inside) = inside(rt, v) {
        return all(rt, inside);
    }
    if v.as_a::<Instance>().is_some() || v.as_a::<crate::object::Class>().is_some() {
        return Ok(None);
    }
    if let Some(c) = v.as_a::<Compound>() {
        match c.sort() {
            Sort::Range => {
                let n = super::range::len(c).to_float();
                if n * 8.0 > rt.heap.max() as f64 {
                    return Err(Fault::HeapFull);
                }
            }
            // What it gave would be lost if there were no room for the result.
            Sort::Iter | Sort::Counter | Sort::Zip | Sort::Enumerate | Sort::Reversed => return Ok(None),
            _ => {}
        }
    }
    let it = iter(rt, v)?;
    let mut found = vec![];
    loop {
        match next(rt, it)? {
            Value::MISSING => return Ok(Some(found)),
            v => found.push(v),
        }
    }
}

/// Whether a generator is no coroutine and does not give to those who wait.
fn is_iterator(g: Gc<Generator>) -> bool {
    !matches!(kind_of_generator(g), Id::Coroutine | Id::AsyncGenerator)
}
