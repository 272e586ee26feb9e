//! Elements: by index, by slice, by key.
use super::class::{class_of, lookup_own, payload, plain, type_name};
use super::compare::{bytes, same_key};
use super::dict::Found;
use super::methods::bytes as array;
use super::operators::{ask, method};
use super::values::int;
use super::world::{Own, world};
use super::{call, call_then, dict, raise};
use crate::number::Int;
use crate::object::{Bytes, Class, Compound, Dict, Gc, Instance, List, Set, Sort, Tuple};
use crate::runtime::{Fault, Runtime, Then};
use crate::syntax::Sym;
use crate::syntax::text::cut;
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// How many elements a value has, if it has any of its own, and a range no more than a word
/// of this machine can tell.
pub fn len(v: Value) -> Option<usize> {
    if let Some(s) = v.as_str() {
        return Some(s.char_count());
    }
    if let Some(c) = v.as_a::<Compound>() {
        return match c.sort() {
            Sort::Range => match super::range::len(c) {
                Int::Small(n) => usize::try_from(n).ok(),
                _ => None,
            },
            Sort::Keys | Sort::Values | Sort::Items => c.get(0).as_a::<Dict>().map(|d| d.count()),
            Sort::Bytes => c.get(0).as_a::<Bytes>().map(|b| b.bytes().len()),
            Sort::ByteArray => Some(array::count(c)),
            _ => None,
        };
    }
    v.as_a::<List>()
        .map(|l| l.count())
        .or_else(|| v.as_a::<Tuple>().map(|t| t.values().len()))
        .or_else(|| v.as_a::<Dict>().map(|d| d.count()))
        .or_else(|| v.as_a::<Set>().map(|s| s.count()))
}

/// Element `i` of a sequence.
pub fn element(rt: &mut Runtime, v: Value, i: usize) -> Result<Option<Value>, Fault> {
    if let Some(l) = v.as_a::<List>() {
        return Ok(l.get(i));
    }
    if let Some(t) = v.as_a::<Tuple>() {
        return Ok(t.values().get(i).copied());
    }
    if let Some(s) = v.as_str() {
        if i >= s.char_count() {
            return Ok(None);
        }
        let at = rt.heap.byte_of(s, i);
        let c = s[at..].chars().next().unwrap_or_default();
        return Ok(Some(rt.heap.string(c.encode_utf8(&mut [0; 4]))?));
    }
    if let Some(c) = v.as_a::<Compound>() {
        match c.sort() {
            Sort::Range => return super::range::get(rt, c, &Int::from(i as i64)).map(Some),
            Sort::Bytes => {
                let all = c.get(0).as_a::<Bytes>();
                return Ok(all.and_then(|b| b.bytes().get(i).map(|b| Value::small(b.get() as i64))));
            }
            Sort::ByteArray => return Ok(array::byte(c, i).map(|b| Value::small(b as i64))),
            _ => {}
        }
    }
    Ok(None)
}

/// An index as it counts from the beginning.
fn place(at: &Int, len: usize) -> Option<usize> {
    let at = if at.is_negative() { at.add(&Int::from(len as i64)) } else { at.clone() };
    match at {
        Int::Small(i) if i >= 0 && (i as usize) < len => Some(i as usize),
        _ => None,
    }
}

/// What messages call a sequence.
fn noun(rt: &Runtime, v: Value) -> String {
    match v.is_str() {
        true => "string".into(),
        false if v.as_a::<Compound>().is_some_and(|c| c.sort() == Sort::Bytes) => "index".into(),
        false => type_name(rt, v),
    }
}

/// A part of a slice that is left out or a small integer.
fn small(v: Value) -> Option<Option<i64>> {
    if v == Value::UNIT { Some(None) } else { v.as_int().map(Some) }
}

/// A slice of a sequence of that length: where it begins, the step, how many.
pub fn slice(s: Gc<Compound>, len: usize) -> Result<(i64, i64, usize), Fault> {
    if let (Some(from), Some(to), Value::UNIT) = (small(s.get(0)), small(s.get(1)), s.get(2)) {
        let n = len as i64;
        let bound = |i: i64| (if i < 0 { i + n } else { i }).clamp(0, n);
        let (from, to) = (from.map_or(0, bound), to.map_or(n, bound));
        return Ok((from, 1, (to - from).max(0) as usize));
    }
    let part = |i: usize| -> Result<Option<Int>, Fault> {
        let v = s.get(i);
        match (v, int(v)) {
            (Value::UNIT, _) => Ok(None),
            (_, Some(n)) => Ok(Some(n)),
            _ if v.as_a::<Instance>().is_some() => Err(Fault::Index(v)),
            _ => raise("TypeError", "slice indices must be integers or None or have an __index__ method"),
        }
    };
    let clamp = |i: &Int| i.to_float().clamp(-9e15, 9e15) as i64;
    let step = part(2)?.map_or(1, |s| clamp(&s));
    if step == 0 {
        return raise("ValueError", "slice step cannot be zero");
    }
    let n = len as i64;
    let (least, most) = if step < 0 { (-1, n - 1) } else { (0, n) };
    let bound = |v: Option<Int>, usual: i64| match v {
        None => usual,
        Some(i) => {
            let i = clamp(&i);
            let i = if i < 0 { i + n } else { i };
            i.clamp(least, most)
        }
    };
    let first = bound(part(0)?, if step < 0 { most } else { least });
    let end = bound(part(1)?, if step < 0 { least } else { most });
    let distance = if step < 0 { first - end } else { end - first };
    let count = if distance <= 0 { 0 } else { (distance - 1) / step.abs() + 1 };
    Ok((first, step, count as usize))
}

/// Where a slice ends, as `indices` has it.
fn slice_end(s: Gc<Compound>, len: usize) -> Result<i64, Fault> {
    let (_, step, _) = slice(s, len)?;
    let n = len as i64;
    let (least, most) = if step < 0 { (-1, n - 1) } else { (0, n) };
    Ok(match int(s.get(1)) {
        None if step < 0 => least,
        None => most,
        Some(i) => {
            let i = i.to_float().clamp(-9e15, 9e15) as i64;
            (if i < 0 { i + n } else { i }).clamp(least, most)
        }
    })
}

/// `slice.indices`.
pub fn indices(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(s) = as_slice(args[0]) else { return raise("TypeError", "descriptor requires a 'slice' object") };
    let n = super::natives::integer(rt, args[1])?;
    if n.is_negative() {
        return raise("ValueError", "length should not be negative");
    }
    let n = n.to_float().min(9e15) as usize;
    let (first, step, _) = slice(s, n)?;
    let end = slice_end(s, n)?;
    let parts = [rt.heap.integer(first)?, rt.heap.integer(end)?, rt.heap.integer(step)?];
    Ok(rt.heap.tuple(&parts)?)
}

/// A slice.
pub fn as_slice(v: Value) -> Option<Gc<Compound>> {
    v.as_a::<Compound>().filter(|c| c.sort() == Sort::Slice)
}

/// What an index of a builtin value is that is made of an integer, whatever its class says.
fn as_index(rt: &Runtime, v: Value, at: Value) -> Value {
    let builtin = v.as_a::<Instance>().is_none();
    payload(rt, at).filter(|&p| builtin && int(p).is_some()).unwrap_or(at)
}

/// Whether an index needs a function of the program to be a number.
fn asks(v: Value) -> bool {
    let own = |v: Value| v.as_a::<Instance>().is_some();
    own(v) || as_slice(v).is_some_and(|s| s.items().iter().any(|p| own(p.get())))
}

/// The builtin value with elements that an instance is made of, if its class says nothing under a
/// name.
pub fn inside(rt: &Runtime, v: Value, name: Sym) -> Option<Value> {
    payload(rt, v).filter(|&p| len(p).is_some() && lookup_own(rt, class_of(rt, v), name).is_none())
}

/// The value of a key that is there, in an instance made of a dictionary whose class says nothing of
/// elements.
pub fn value_inside(rt: &Runtime, v: Value, key: Value) -> Option<Value> {
    let d = payload(rt, v)?.as_a::<Dict>()?;
    let plain = lookup_own(rt, class_of(rt, v), world(rt).names.get_item).is_none();
    dict::value_of_plain(rt, d, key).filter(|_| plain)
}

/// `v[at]` of an instance that is made of a dictionary.
fn get_or_missing(rt: &mut Runtime, v: Value, d: Gc<Dict>, at: Value) -> Outcome {
    match dict::find_one(rt, d, at)? {
        dict::Found::At(Some(entry), _) => Ok(d.value(entry)),
        dict::Found::At(None, _) => match method(rt, v, world(rt).names.missing) {
            Some(f) => call(f, &[v, at]),
            None => call(world(rt).own(Own::GetItem), &[v, at]),
        },
        dict::Found::Asks => call(world(rt).own(Own::GetItem), &[v, at]),
    }
}

/// `v[at]`.
pub fn get(rt: &mut Runtime, v: Value, at: Value) -> Outcome {
    if let Some(d) = v.as_a::<Dict>() {
        return dict::get_item(rt, d, at);
    }
    if let Some(inside) = inside(rt, v, world(rt).names.get_item) {
        return match inside.as_a::<Dict>() {
            Some(d) => get_or_missing(rt, v, d, at),
            None => get(rt, inside, at),
        };
    }
    if v.as_a::<Instance>().is_some() || v.as_a::<Class>().is_some() {
        return ask(rt, v, world(rt).names.get_item, Own::GetItem, &[v, at], Then::Result);
    }
    let Some(n) = len(v) else {
        if let Some(c) = v.as_a::<Compound>()
            && c.sort() == Sort::Range
            && let Some(i) = int(at)
        {
            return super::range::get(rt, c, &i);
        }
        return raise("TypeError", format!("'{}' object is not subscriptable", type_name(rt, v)));
    };
    let view = v.as_a::<Compound>().is_some_and(|c| matches!(c.sort(), Sort::Keys | Sort::Values | Sort::Items));
    if v.as_a::<Set>().is_some() || view {
        return raise("TypeError", format!("'{}' object is not subscriptable", type_name(rt, v)));
    }
    let at = as_index(rt, v, at);
    if asks(at) {
        return call(world(rt).own(Own::GetItem), &[v, at]);
    }
    if let Some(s) = as_slice(at) {
        return get_slice(rt, v, s, n);
    }
    let Some(i) = int(at) else {
        let what =
            if v.as_a::<Compound>().is_some_and(|c| c.sort() == Sort::Bytes) { "byte".into() } else { noun(rt, v) };
        let got = type_name(rt, at);
        return match v.is_str() {
            true => raise("TypeError", format!("string indices must be integers, not '{got}'")),
            false => raise("TypeError", format!("{what} indices must be integers or slices, not {got}")),
        };
    };
    let found = match place(&i, n) {
        Some(i) => element(rt, v, i)?,
        None => None,
    };
    match found {
        Some(v) => Ok(v),
        None if v.as_a::<Compound>().is_some_and(|c| c.sort() == Sort::Bytes) => {
            raise("IndexError", "index out of range")
        }
        None if i.bits() > 63 => raise("IndexError", "cannot fit 'int' into an index-sized integer"),
        None => raise("IndexError", format!("{} index out of range", out_of_range(rt, v))),
    }
}

fn out_of_range(rt: &Runtime, v: Value) -> String {
    match v.as_a::<Compound>().map(|c| c.sort()) {
        Some(Sort::Range) => "range object".into(),
        _ => noun(rt, v),
    }
}

fn get_slice(rt: &mut Runtime, v: Value, s: Gc<Compound>, n: usize) -> Outcome {
    let (first, step, count) = slice(s, n)?;
    let at = |k: usize| (first + step * k as i64) as usize;
    if let Some(text) = v.as_str() {
        if step == 1 {
            let (from, to) = (first as usize, first as usize + count);
            let (from, to) = (rt.heap.byte_of(text, from), rt.heap.byte_of(text, to));
            return Ok(if to - from == text.len() { v } else { rt.heap.string(cut(&text, from..to))? });
        }
        let part: String = if text.all_ascii() {
            (0..count).map(|k| text.as_bytes()[at(k)] as char).collect()
        } else {
            let all: Vec<char> = text.chars().collect();
            (0..count).map(|k| all[at(k)]).collect()
        };
        return Ok(rt.heap.string(&part)?);
    }
    if let Some(c) = v.as_a::<Compound>()
        && c.sort() == Sort::Range
    {
        let [from, _, by] = super::range::parts(c);
        let first_number = from.add(&Int::from(first).mul(&by));
        let end = from.add(&Int::from(slice_end(s, n)?).mul(&by));
        return super::range::make(rt, &first_number, &end, &by.mul(&Int::from(step)));
    }
    if let Some(all) = bytes(v) {
        let part: Vec<u8> = (0..count).map(|k| all[at(k)]).collect();
        return super::methods::sequences::make_bytes(rt, &part, array::array(v).is_some());
    }
    if let Some(t) = v.as_a::<Tuple>() {
        if step == 1 {
            return Ok(rt.heap.tuple(&t.values()[first as usize..][..count])?);
        }
        let part: Vec<Value> = (0..count).map(|k| t.values()[at(k)]).collect();
        return Ok(rt.heap.tuple(&part)?);
    }
    let Some(l) = v.as_a::<List>() else { return raise("TypeError", "not a sequence") };
    super::methods::list::part(rt, l, (first, step, count))
}

/// `v[at] = value`.
pub fn set(rt: &mut Runtime, v: Value, at: Value, value: Value) -> Outcome {
    if let Some(d) = v.as_a::<Dict>() {
        dict::put_one(rt, d, at, value)?;
        return Ok(Value::UNIT);
    }
    if let Some(inside) = inside(rt, v, world(rt).names.set_item) {
        return set(rt, inside, at, value);
    }
    let at = as_index(rt, v, at);
    if v.as_a::<Instance>().is_some() || asks(at) {
        return ask(rt, v, world(rt).names.set_item, Own::SetItem, &[v, at, value], Then::Result);
    }
    if let Some(c) = array::array(v) {
        if let Some(s) = as_slice(at) {
            return array::set_slice(rt, c, s, Some(value));
        }
        let Some(i) = int(at) else {
            let got = type_name(rt, at);
            return raise("TypeError", format!("bytearray indices must be integers or slices, not {got}"));
        };
        let Some(i) = place(&i, array::count(c)) else {
            return raise("IndexError", "bytearray index out of range");
        };
        array::set_byte(c, i, array::byte_of(rt, value)?);
        return Ok(Value::UNIT);
    }
    let Some(l) = v.as_a::<List>() else {
        let name = type_name(rt, v);
        return raise("TypeError", format!("'{name}' object does not support item assignment"));
    };
    if let Some(s) = as_slice(at) {
        let Some(new) = super::iter::all(rt, value)? else {
            return call(world(rt).own(Own::SetItem), &[v, at, value]);
        };
        return set_slice(rt, l, s, &new);
    }
    let Some(i) = int(at) else {
        return raise("TypeError", format!("list indices must be integers or slices, not {}", type_name(rt, at)));
    };
    match place(&i, l.count()) {
        Some(i) => l.put(i, value),
        None if i.bits() > 63 => return raise("IndexError", "cannot fit 'int' into an index-sized integer"),
        None => return raise("IndexError", "list assignment index out of range"),
    }
    Ok(Value::UNIT)
}

fn set_slice(rt: &mut Runtime, l: Gc<List>, s: Gc<Compound>, new: &[Value]) -> Outcome {
    let (first, step, count) = slice(s, l.count())?;
    let mut all = l.to_vec();
    if step == 1 {
        let first = first as usize;
        all.splice(first..first + count, new.iter().copied());
        l.replace(&mut rt.heap, &all)?;
        return Ok(Value::UNIT);
    }
    if new.len() != count {
        let words = "attempt to assign sequence of size";
        return raise("ValueError", format!("{words} {} to extended slice of size {count}", new.len()));
    }
    for (k, &v) in new.iter().enumerate() {
        l.put((first + step * k as i64) as usize, v);
    }
    Ok(Value::UNIT)
}

/// `del v[at]`.
pub fn del(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (v, at) = (args[0], args[1]);
    if let Some(d) = v.as_a::<Dict>() {
        return match dict::remove(rt, d, at)? {
            Some(_) => Ok(Value::UNIT),
            None => dict::raise_key(rt, at),
        };
    }
    let at = as_index(rt, v, at);
    if v.as_a::<Instance>().is_some() || asks(at) {
        return call(world(rt).own(Own::DelItem), &[v, at]);
    }
    if let Some(c) = array::array(v) {
        if let Some(s) = as_slice(at) {
            return array::set_slice(rt, c, s, None);
        }
        let i = int(at).and_then(|i| place(&i, array::count(c)));
        let Some(i) = i else { return raise("IndexError", "bytearray index out of range") };
        let mut data = bytes(v).unwrap_or_default();
        data.remove(i);
        array::replace(rt, c, &data)?;
        return Ok(Value::UNIT);
    }
    let Some(l) = v.as_a::<List>() else {
        let name = type_name(rt, v);
        return raise("TypeError", format!("'{name}' object doesn't support item deletion"));
    };
    if let Some(s) = as_slice(at) {
        let (first, step, count) = slice(s, l.count())?;
        let mut gone: Vec<usize> = (0..count).map(|k| (first + step * k as i64) as usize).collect();
        if step < 0 {
            gone.reverse();
        }
        let mut gone = gone.into_iter().peekable();
        let kept: Vec<Value> =
            l.to_vec().into_iter().enumerate().filter(|(i, _)| gone.next_if_eq(i).is_none()).map(|e| e.1).collect();
        l.replace(&mut rt.heap, &kept)?;
        return Ok(Value::UNIT);
    }
    let Some(i) = int(at) else {
        return raise("TypeError", format!("list indices must be integers or slices, not {}", type_name(rt, at)));
    };
    match place(&i, l.count()) {
        Some(i) => l.remove(i),
        None if i.bits() > 63 => return raise("IndexError", "cannot fit 'int' into an index-sized integer"),
        None => return raise("IndexError", "list assignment index out of range"),
    };
    Ok(Value::UNIT)
}

/// Whether a dictionary has a pair of key and value; nothing if the program must say.
fn has_item(rt: &Runtime, d: Gc<Dict>, pair: Value) -> Result<Option<bool>, Fault> {
    let Some(&[key, value]) = pair.as_a::<Tuple>().map(|t| t.values()) else { return Ok(Some(false)) };
    Ok(match dict::find(rt, d, key)? {
        Found::At(Some(at), _) => same_key(rt, d.value(at), value).ok(),
        Found::At(None, _) => Some(false),
        Found::Asks => None,
    })
}

/// `x in v`.
pub fn contains(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (x, v) = (args[0], args[1]);
    if let Some(text) = v.as_str() {
        let Some(part) = x.as_str() else {
            let name = type_name(rt, x);
            return raise("TypeError", format!("'in <string>' requires string as left operand, not {name}"));
        };
        return Ok(Value::bool(match *part.as_bytes() {
            [byte] => text.as_bytes().contains(&byte),
            _ => text.contains(&*part),
        }));
    }
    if let Some(d) = v.as_a::<Dict>() {
        return dict::has_one(rt, d, x).map(Value::bool);
    }
    if let Some(s) = v.as_a::<Set>() {
        let x = super::methods::set::sought(rt, x)?;
        return dict::contains(rt, s, x).map(Value::bool);
    }
    if let Some(inside) = inside(rt, v, world(rt).names.contains) {
        return contains(rt, "", &[x, inside]);
    }
    if let Some(c) = v.as_a::<Compound>() {
        match (c.sort(), int(x), c.items().first().map_or(Value::UNIT, |v| v.get())) {
            (Sort::Range, Some(i), _) => return Ok(Value::bool(super::range::position(c, &i).is_some())),
            (Sort::Keys, _, d) => {
                if let Some(d) = d.as_a::<Dict>() {
                    return dict::has_one(rt, d, x).map(Value::bool);
                }
            }
            (Sort::Items, _, d) => {
                if let Some(found) = d.as_a::<Dict>().and_then(|d| has_item(rt, d, plain(rt, x)).transpose()) {
                    return found.map(Value::bool);
                }
            }
            _ => {}
        }
    }
    if let Some(data) = bytes(v) {
        return array::contains(rt, &data, x).map(Value::bool);
    }
    let found = match (v.as_a::<List>(), v.as_a::<Tuple>()) {
        (Some(l), _) => super::methods::list::find(rt, l.elements(), x),
        (_, Some(t)) => super::methods::list::find(rt, t.values().iter().copied(), x),
        _ => {
            let Some(f) = method(rt, v, world(rt).names.contains) else {
                return call(world(rt).own(Own::Contains), &[x, v]);
            };
            return call_then(f, &[v, x], Then::Truth);
        }
    };
    match found {
        Some(at) => Ok(Value::bool(at.is_some())),
        None => call(world(rt).own(Own::Contains), &[x, v]),
    }
}
