//! `heapq` and `bisect`, where natives know the order of the items. Where a function of the program
//! must say, nothing has moved, and the module goes on.
use super::super::compare::ordered;
use crate::object::{Gc, List};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// Whether one item comes before another; nothing if a function of the program must say.
fn before(rt: &Runtime, a: Value, b: Value) -> Result<Option<bool>, Fault> {
    match ordered(rt, "<", a, b) {
        Ok(holds) => Ok(Some(holds)),
        Err(Fault::Call(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

fn at(l: Gc<List>, i: usize) -> Value {
    l.get(i).unwrap_or(Value::UNIT)
}

/// Adds an item at the end of a heap and has it rise to its place. False if that is for the
/// module; missing if that is no list.
pub fn push(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (Some(heap), item) = (args[0].as_a::<List>(), args[1]) else { return Ok(Value::MISSING) };
    let last = heap.count();
    heap.push(&mut rt.heap, item)?;
    let mut to = last;
    while to > 0 {
        match before(rt, item, at(heap, (to - 1) / 2))? {
            Some(true) => to = (to - 1) / 2,
            Some(false) => break,
            None => return Ok(Value::FALSE),
        }
    }
    let mut from = last;
    while from > to {
        heap.put(from, at(heap, (from - 1) / 2));
        from = (from - 1) / 2;
    }
    heap.put(to, item);
    Ok(Value::TRUE)
}

/// Has an item of a heap sink to its place; whether that is done. The way to a leaf goes by the
/// lesser children; the item mostly belongs near its end.
pub fn sink(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let place = args[1].as_int().and_then(|i| usize::try_from(i).ok());
    let (Some(heap), Some(top)) = (args[0].as_a::<List>(), place) else { return Ok(Value::FALSE) };
    let Some(item) = heap.get(top) else { return Ok(Value::FALSE) };
    let count = heap.count();
    let mut way = Vec::with_capacity(usize::BITS as usize);
    way.push(top);
    let mut child = 2 * top + 1;
    while child < count {
        if child + 1 < count {
            match before(rt, at(heap, child), at(heap, child + 1))? {
                Some(true) => {}
                Some(false) => child += 1,
                None => return Ok(Value::FALSE),
            }
        }
        way.push(child);
        child = 2 * child + 1;
    }
    let mut to = way.len() - 1;
    while to > 0 {
        match before(rt, item, at(heap, way[to]))? {
            Some(true) => to -= 1,
            Some(false) => break,
            None => return Ok(Value::FALSE),
        }
    }
    way[..=to].windows(2).for_each(|w| heap.put(w[0], at(heap, w[1])));
    heap.put(way[to], item);
    Ok(Value::TRUE)
}

/// The place in a sorted list, between two, where an item goes: behind what is equal or before it.
/// Missing if the module must find it.
pub fn place(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let bound = |v: Value| v.as_int().and_then(|i| usize::try_from(i).ok());
    let (Some(list), Some(mut low), Some(mut high)) = (args[0].as_a::<List>(), bound(args[2]), bound(args[3])) else {
        return Ok(Value::MISSING);
    };
    while low < high {
        let middle = low + (high - low) / 2;
        let Some(other) = list.get(middle) else { return Ok(Value::MISSING) };
        let behind = match args[4] == Value::TRUE {
            true => before(rt, args[1], other)?.map(|before| !before),
            false => before(rt, other, args[1])?,
        };
        match behind {
            Some(true) => low = middle + 1,
            Some(false) => high = middle,
            None => return Ok(Value::MISSING),
        }
    }
    Ok(Value::small(low as i64))
}
