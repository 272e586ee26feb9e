//! `itertools`: what is chosen from pools, one tuple after the other. Places are a list of indices
//! that the module made; when there are no more tuples, `None` is at its end.
use super::super::raise;
use crate::object::{Gc, List, Tuple};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

/// What is chosen: by numbers, as the module has them.
const PRODUCT: i64 = 0;
const COMBINATION: i64 = 1;
const PERMUTATION: i64 = 3;

/// The next tuple of a kind from a pool (pools, for a product), and moves the places; missing at the end.
pub fn step(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Result<Value, Fault> {
    let (Some(kind), Some(pool), Some(places)) = (args[0].as_int(), args[1].as_a::<Tuple>(), args[2].as_a::<List>())
    else {
        return raise("TypeError", "no places");
    };
    let (pool, count) = (pool.values(), places.count());
    if count > 0 && places.get(count - 1) == Some(Value::UNIT) {
        return Ok(Value::MISSING);
    }
    // Programs can call this with any places: none may lead out of a pool or the list.
    let at = |i: usize| places.get(i).and_then(|v| u32::try_from(v.as_int()?).ok()).unwrap_or(0) as usize;
    let taken = if kind == PERMUTATION { count.saturating_sub(pool.len()).min(pool.len()) } else { count };
    // Of a product each place has a pool of its own.
    let from = |i: usize| match kind {
        PRODUCT => pool.get(i).and_then(|p| p.as_a::<Tuple>()).map_or(&[][..], |t| t.values()),
        _ => pool,
    };
    let chosen: Vec<Value> = (0..taken).filter_map(|i| from(i).get(at(i)).copied()).collect();
    let found = rt.heap.tuple(&chosen)?;
    let moves = match kind {
        PERMUTATION => permute(places, pool.len(), taken).is_some(),
        _ => {
            // The last place that can go on does, and those behind it begin anew.
            let behind = |i: usize| if kind == COMBINATION { taken - i } else { 1 };
            let last = (0..taken).rev().find(|&i| at(i) + behind(i) < from(i).len());
            let next = last.map_or(0, |i| at(i) + 1);
            for i in last.unwrap_or(taken)..taken {
                let v = match kind {
                    PRODUCT if Some(i) != last => 0,
                    COMBINATION => next + i - last.unwrap_or(0),
                    _ => next,
                };
                places.put(i, Value::small(v as i64));
            }
            last.is_some()
        }
    };
    if !moves {
        match count {
            0 => places.push(&mut rt.heap, Value::UNIT)?,
            _ => places.put(count - 1, Value::UNIT),
        }
    }
    Ok(found)
}

/// The next permutation of places: all of them come first, then how many are left for each that is
/// taken. A place that has had them all gets the first of the rest again.
fn permute(places: Gc<List>, n: usize, taken: usize) -> Option<()> {
    let at = |i: usize| places.get(i).unwrap_or(Value::UNIT);
    for i in (0..taken).rev() {
        let left = at(n + i).as_int()? - 1;
        if left > 0 {
            places.put(n + i, Value::small(left));
            let (other, here) = (n.checked_sub(usize::try_from(left).ok()?)?, at(i));
            places.put(i, at(other));
            places.put(other, here);
            return Some(());
        }
        places.put(n + i, Value::small((n - i) as i64));
        let first = at(i);
        for k in i..n - 1 {
            places.put(k, at(k + 1));
        }
        places.put(n - 1, first);
    }
    None
}
