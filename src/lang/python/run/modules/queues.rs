//! `collections.deque`: both ends, where nothing else is to be done. The items stand in a list from
//! some place on; how many may be there, and how often that changed, are attributes behind them.
use crate::object::{Gc, Instance, List};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// Attributes, in the order in which all get them when they are made.
const ITEMS: usize = 0;
const HEAD: usize = 1;
const MOST: usize = 2;
const CHANGES: usize = 3;

/// Changes are counted up to this, and from 0 again.
const MANY: i64 = (1 << 48) - 1;

/// Free places before the first item that are kept, however few items there are.
const FREE: usize = 32;

/// The items, where the first of them is, and how often that changed.
fn parts(v: Value) -> Option<(Gc<Instance>, Gc<List>, usize, i64)> {
    let o = v.as_a::<Instance>()?;
    let items = o.slot(ITEMS)?.as_a::<List>()?;
    let head = usize::try_from(o.slot(HEAD)?.as_int()?).ok()?;
    // A program can have set any number.
    Some((o, items, head, o.slot(CHANGES)?.as_int()? & MANY))
}

/// Adds an item behind the last. False if that is for the module: where there may be only so many.
pub fn append(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some((o, items, _, changes)) = parts(args[0]).filter(|p| p.0.slot(MOST) == Some(Value::UNIT)) else {
        return Ok(Value::FALSE);
    };
    items.push(&mut rt.heap, args[1])?;
    o.set_slot(CHANGES, Value::small(changes + 1));
    Ok(Value::TRUE)
}

/// Takes the first item away; missing if there is none.
pub fn take_first(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some((o, items, head, changes)) = parts(args[0]) else { return Ok(Value::MISSING) };
    let Some(first) = items.get(head) else { return Ok(Value::MISSING) };
    let count = items.count();
    let mut next = head + 1;
    if next > FREE && 2 * next > count {
        let left: Vec<Value> = items.elements().skip(next).collect();
        items.replace(&mut rt.heap, &left)?;
        next = 0;
    } else {
        // What was taken away is not kept alive.
        items.put(head, Value::UNIT);
    }
    o.set_slot(HEAD, Value::small(next as i64));
    o.set_slot(CHANGES, Value::small(changes + 1));
    Ok(first)
}
