//! Methods of lists and tuples.
use super::super::class::{compared_as, plain, type_name};
use super::super::compare::same_key;
use super::super::natives::no_integer;
use super::super::values::{int, repr};
use super::super::world::{Own, world};
use super::super::{call, iter, operators, raise};
use super::text::size;
use crate::core::Prim;
use crate::number::Int;
use crate::object::{Gc, Instance, List, Tuple};
use crate::platform::sort_indices;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;
use std::cell::Cell;
use std::cmp::Ordering;

type Outcome = Result<Value, Fault>;

fn list(rt: &Runtime, who: &str, v: Value) -> Result<Gc<List>, Fault> {
    match plain(rt, v).as_a::<List>() {
        Some(l) => Ok(l),
        None => {
            let (method, got) = (who.rsplit('.').next().unwrap_or(who), type_name(rt, v));
            raise("TypeError", format!("descriptor '{method}' for 'list' objects doesn't apply to a '{got}' object"))
        }
    }
}

/// `append`.
pub fn append(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let l = match args[0].as_a::<List>() {
        Some(l) => l,
        None => list(rt, who, args[0])?,
    };
    l.push(&mut rt.heap, args[1])?;
    Ok(Value::UNIT)
}

/// `extend`, and `+=`.
pub fn extend(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let l = list(rt, who, args[0])?;
    if !take_more(rt, l, args[1])? {
        return call(world(rt).own(Own::List), &[args[1], args[0]]);
    }
    Ok(Value::UNIT)
}

/// Adds what can be gone through to a list; false if the program's functions must do that.
fn take_more(rt: &mut Runtime, l: Gc<List>, more: Value) -> Result<bool, Fault> {
    let Some(more) = iter::all(rt, more)? else { return Ok(false) };
    l.extend(&mut rt.heap, &more)?;
    Ok(true)
}

/// `insert`.
pub fn insert(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let l = list(rt, who, args[0])?;
    let at = size(rt, args[1])?;
    let n = l.count() as i64;
    let at = (if at < 0 { at + n } else { at }).clamp(0, n) as usize;
    l.insert(&mut rt.heap, at, args[2])?;
    Ok(Value::UNIT)
}

/// An index cut to what a list has.
fn place(rt: &Runtime, v: Value, len: usize) -> Result<usize, Fault> {
    let Some(i) = int(v) else {
        if v.as_a::<Instance>().is_some() {
            return no_integer(rt, v);
        }
        return raise("TypeError", "slice indices must be integers or have an __index__ method");
    };
    let i = if i.is_negative() { i.add(&Int::from(len as i64)) } else { i };
    Ok(i.to_float().max(0.0).min(len as f64) as usize)
}

/// `pop`.
pub fn pop(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let l = list(rt, who, args[0])?;
    let i = args.get(1).map(|&at| size(rt, at)).transpose()?.map(Int::from);
    if l.count() == 0 {
        return raise("IndexError", "pop from empty list");
    }
    let Some(i) = i else { return Ok(l.pop().unwrap_or(Value::UNIT)) };
    let n = Int::from(l.count() as i64);
    let i = if i.is_negative() { i.add(&n) } else { i };
    if i.is_negative() || i.order(&n).is_ge() {
        return raise("IndexError", "pop index out of range");
    }
    Ok(l.remove(i.to_float() as usize))
}

/// `clear`.
pub fn clear(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    list(rt, who, args[0])?.replace(&mut rt.heap, &[])?;
    Ok(Value::UNIT)
}

/// `copy`.
pub fn copy(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let l = list(rt, who, args[0])?;
    part(rt, l, (0, 1, l.count()))
}

/// Elements of a list from one on, each so many behind the last one, and how many.
pub fn part(rt: &mut Runtime, l: Gc<List>, (first, step, count): (i64, i64, usize)) -> Outcome {
    if step == 1 {
        return Ok(rt.heap.list_part(l, first as usize, count)?);
    }
    let at = |k: usize| (first + step * k as i64) as usize;
    Ok(rt.heap.list_from(count, (0..count).map(|k| l.get(at(k)).unwrap_or(Value::UNIT)))?)
}

/// `reverse`.
pub fn reverse(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let l = list(rt, who, args[0])?;
    let mut all = l.to_vec();
    all.reverse();
    all.into_iter().enumerate().for_each(|(i, v)| l.put(i, v));
    Ok(Value::UNIT)
}

/// Where an element is among others; `None` if a function of the program must say.
pub fn find(rt: &Runtime, items: impl Iterator<Item = Value>, v: Value) -> Option<Option<usize>> {
    // Most do not look like it at all.
    let (int, text) = (v.is_int(), v.is_str());
    for (i, item) in items.enumerate() {
        if item == v {
            return Some(Some(i));
        }
        if (int && (item.is_int() || item.is_str())) || (text && item.is_int()) {
            continue;
        }
        match same_key(rt, item, v) {
            Ok(true) => return Some(Some(i)),
            Ok(false) => {}
            Err(_) => return None,
        }
    }
    Some(None)
}

/// The elements of a list or tuple.
pub fn elements(v: Value) -> Vec<Value> {
    match v.as_a::<Tuple>() {
        Some(t) => t.values().to_vec(),
        None => v.as_a::<List>().map_or(vec![], |l| l.to_vec()),
    }
}

/// The order of keys that are numbers or strings alone, or tuples of them, stable.
fn plain_order(rt: &Runtime, keys: &[Value], reverse: bool) -> Option<Vec<usize>> {
    let of_builtins: Option<Vec<Value>> = match keys.iter().any(|v| v.as_a::<Instance>().is_some()) {
        true => keys.iter().map(|&v| operators::ordered_as(rt, v)).collect(),
        false => None,
    };
    let keys = of_builtins.as_deref().unwrap_or(keys);
    let mut order: Vec<usize> = (0..keys.len()).collect();
    let backwards = |o: Ordering| if reverse { o.reverse() } else { o };
    if keys.iter().all(|v| v.is_int()) {
        let keys: Vec<i64> = keys.iter().map(|v| v.as_int().unwrap_or(0)).collect();
        sort_indices(&mut order, |a, b| backwards(keys[a].cmp(&keys[b])));
    } else if keys.iter().all(|v| v.is_str()) {
        sort_indices(&mut order, |a, b| match (keys[a].as_str(), keys[b].as_str()) {
            (Some(a), Some(b)) => backwards(a.cmp(&*b)),
            _ => Ordering::Equal,
        });
    } else {
        let unknown = Cell::new(false);
        let left = Cell::new(MOST_STEPS * keys.len());
        sort_indices(&mut order, |a, b| {
            if unknown.get() {
                return Ordering::Equal;
            }
            let found = plain_cmp(rt, keys[a], keys[b], 0, &left);
            unknown.set(found.is_none());
            found.map_or(Ordering::Equal, backwards)
        });
        if unknown.get() {
            return None;
        }
    }
    Some(order)
}

/// Steps for each key after which the prelude compares, which can be stopped: what is nested may hold
/// the same things many times.
const MOST_STEPS: usize = 10_000;

/// How deep tuples in keys may be nested to be compared here.
const NESTED: usize = 20;

/// The order of two numbers, two strings, or two tuples or lists of them. `None` if it is not
/// known here: functions of the program may have a say, or there is none.
fn plain_cmp(rt: &Runtime, a: Value, b: Value, depth: usize, left: &Cell<usize>) -> Option<Ordering> {
    left.set(left.get().checked_sub(1)?);
    if let (Some(x), Some(y)) = (a.as_int(), b.as_int()) {
        return Some(x.cmp(&y));
    }
    if let (Some(x), Some(y)) = (a.as_str(), b.as_str()) {
        return Some(x.cmp(&*y));
    }
    if let (Some(x), Some(y), true) = (a.as_a::<List>(), b.as_a::<List>(), depth < NESTED) {
        for (x, y) in x.elements().zip(y.elements()).filter(|(x, y)| x != y) {
            match plain_cmp(rt, x, y, depth + 1, left)? {
                Ordering::Equal => {}
                order => return Some(order),
            }
        }
        return Some(x.count().cmp(&y.count()));
    }
    if let (Some(x), Some(y), true) = (a.as_a::<Tuple>(), b.as_a::<Tuple>(), depth < NESTED) {
        for (&x, &y) in x.values().iter().zip(y.values()).filter(|(x, y)| x != y) {
            match plain_cmp(rt, x, y, depth + 1, left)? {
                Ordering::Equal => {}
                order => return Some(order),
            }
        }
        return Some(x.values().len().cmp(&y.values().len()));
    }
    if a.as_a::<Instance>().is_some() || b.as_a::<Instance>().is_some() {
        // They may be equal by what their classes say of that alone.
        let known = |v| Some(v).filter(|&v| compared_as(rt, v).is_some()).and_then(|v| operators::ordered_as(rt, v));
        return plain_cmp(rt, known(a)?, known(b)?, depth, left);
    }
    // Small integers are floats exactly.
    let number = |v: Value| v.as_float().or(v.as_int().filter(|i| i.abs() < 1 << 50).map(|i| i as f64));
    number(a)?.partial_cmp(&number(b)?)
}

/// Sorts numbers alone or strings alone; false if they are something else.
pub fn sort_plain(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(l) = args[0].as_a::<List>() else { return Ok(Value::FALSE) };
    let all = l.to_vec();
    let Some(order) = plain_order(rt, &all, args[1] == Value::TRUE) else { return Ok(Value::FALSE) };
    let sorted: Vec<Value> = order.into_iter().map(|i| all[i]).collect();
    l.replace(&mut rt.heap, &sorted)?;
    Ok(Value::TRUE)
}

/// `sorted`. What is given by name comes first, behind a mark: see `bind_native`. With functions of
/// the program it is the prelude's.
pub fn sorted(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (key, reverse, placed) = match *args {
        [Value::MISSING, key, reverse, ref placed @ ..] => (key, reverse, placed),
        _ => (Value::MISSING, Value::MISSING, args),
    };
    let or = |v: Value, usual: Value| if v == Value::MISSING { usual } else { v };
    let (key, reverse) = (or(key, Value::UNIT), or(reverse, Value::FALSE));
    if let ([v], Value::UNIT, Value::TRUE | Value::FALSE) = (placed, key, reverse)
        && let Some(all) = iter::all(rt, *v)?
        && let Some(order) = plain_order(rt, &all, reverse == Value::TRUE)
    {
        rt.heap.note_work(all.len());
        let sorted: Vec<Value> = order.into_iter().map(|i| all[i]).collect();
        return Ok(rt.heap.list_of(&sorted)?);
    }
    let all = rt.heap.tuple(placed)?;
    call(world(rt).own(Own::Sorted), &[all, key, reverse])
}

/// The places of keys in their order, or nothing if functions of the program must say.
pub fn sort_order(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let keys = elements(args[0]);
    match plain_order(rt, &keys, args[1] == Value::TRUE) {
        Some(order) => {
            let order: Vec<Value> = order.into_iter().map(|i| Value::small(i as i64)).collect();
            Ok(rt.heap.list_of(&order)?)
        }
        None => Ok(Value::UNIT),
    }
}

/// The bounds of a search that may be given behind what is sought.
fn bounds(rt: &Runtime, args: &[Value], len: usize) -> Result<(usize, usize), Fault> {
    let first = args.get(2).map_or(Ok(0), |&v| place(rt, v, len))?;
    let end = args.get(3).map_or(Ok(len), |&v| place(rt, v, len))?;
    Ok((first, end.max(first)))
}

/// `index` of lists and tuples.
pub fn index(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let all = sequence(rt, who, args[0])?;
    let (first, end) = bounds(rt, args, all.len())?;
    match find(rt, all[first..end].iter().copied(), args[1]) {
        Some(Some(at)) => Ok(Value::small((first + at) as i64)),
        Some(None) if who.starts_with("tuple") => raise("ValueError", "tuple.index(x): x not in tuple"),
        Some(None) => {
            let shown = repr(rt, args[1])?;
            raise("ValueError", format!("{shown} is not in list"))
        }
        None => {
            let (first, end) = (Value::small(first as i64), Value::small(end as i64));
            call(world(rt).own(Own::ListIndex), &[args[0], args[1], first, end])
        }
    }
}

/// `count` of lists and tuples.
pub fn count(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let mut n = 0;
    for item in sequence(rt, who, args[0])? {
        match same_key(rt, item, args[1]) {
            Ok(same) => n += same as i64,
            Err(_) => return call(world(rt).own(Own::ListCount), args),
        }
    }
    Ok(Value::small(n))
}

/// `remove`.
pub fn remove(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let l = list(rt, who, args[0])?;
    match find(rt, l.elements(), args[1]) {
        Some(Some(at)) => {
            l.remove(at);
            Ok(Value::UNIT)
        }
        Some(None) => raise("ValueError", "list.remove(x): x not in list"),
        None => call(world(rt).own(Own::ListRemove), args),
    }
}

/// The elements of what `index` and `count` are methods of.
fn sequence(rt: &Runtime, who: &str, v: Value) -> Result<Vec<Value>, Fault> {
    match (who.split_once('.').map_or("list", |p| p.0), plain(rt, v).as_a::<Tuple>()) {
        ("tuple", Some(t)) => Ok(t.values().to_vec()),
        ("tuple", None) => {
            let (method, got) = (who.rsplit('.').next().unwrap_or(who), type_name(rt, v));
            raise("TypeError", format!("descriptor '{method}' for 'tuple' objects doesn't apply to a '{got}' object"))
        }
        _ => Ok(list(rt, who, v)?.to_vec()),
    }
}

/// `+=` and `*=` of a list; nothing if the prelude must do it.
pub fn in_place(rt: &mut Runtime, p: Prim, l: Gc<List>, b: Value) -> Result<bool, Fault> {
    match p {
        Prim::Add => take_more(rt, l, b),
        Prim::Mul => {
            let Some(n) = int(b) else { return Ok(false) };
            if !matches!(n, Int::Small(_)) {
                return raise("OverflowError", "cannot fit 'int' into an index-sized integer");
            }
            let times = if n.is_negative() { 0.0 } else { n.to_float() };
            if times * l.count() as f64 * 8.0 > rt.heap.max() as f64 {
                return Err(Fault::HeapFull);
            }
            let all = l.to_vec().repeat(times as usize);
            l.replace(&mut rt.heap, &all)?;
            Ok(true)
        }
        _ => Ok(false),
    }
}
