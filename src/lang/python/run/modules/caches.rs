//! `functools.lru_cache`: results of calls with arguments by place alone that were made before.
use super::super::bind::passed;
use super::super::dict::{self, Found};
use super::super::{call, raise};
use crate::object::{Dict, Gc, Instance, List};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// Places in the parts of a wrapper.
const FOUND: usize = 0;
const HITS: usize = 1;
const MOST: usize = 3;
const MISSED: usize = 7;
const ASKED: usize = 8;
const PASSED: usize = 9;
const ROOT: usize = 10;
/// Places in a link.
const BEFORE: usize = 0;
const BEHIND: usize = 1;
const VALUE: usize = 3;

/// The result of the call of a wrapper, if it was found before; else the module goes on.
pub fn cached(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let parts = args[0].as_a::<Instance>().and_then(|o| o.slot(0)).and_then(|v| v.as_a::<List>());
    // Programs can reach them, and leave some out.
    let Some(parts) = parts.filter(|p| p.count() > ROOT) else { return raise("TypeError", "no function is wrapped") };
    let part = |i: usize| parts.get(i).unwrap_or(Value::UNIT);
    let (given, named) = passed(&args[1..]);
    let all = Value::obj(parts);
    let Some(found) = part(FOUND).as_a::<Dict>().filter(|_| named == Value::UNIT) else {
        let given = rt.heap.tuple(given)?;
        return call(part(PASSED), &[all, given, named]);
    };
    // A lone number or text is its own key; 1 and 1.0 are two keys then.
    let lone = given.first().filter(|v| given.len() == 1 && (v.is_int() || v.is_str()));
    let key = match lone {
        Some(&key) => key,
        None => rt.heap.tuple(given)?,
    };
    let next = match dict::find(rt, found, key)? {
        Found::At(Some(at), _) => {
            let v = match part(MOST) {
                Value::UNIT => Some(found.value(at)),
                _ => make_last(found.value(at), part(ROOT)),
            };
            let Some(v) = v else { return raise("RuntimeError", "what was found is no link") };
            parts.put(HITS, Value::small(part(HITS).as_int().unwrap_or(0) + 1));
            return Ok(v);
        }
        Found::At(None, _) => part(MISSED),
        Found::Asks => part(ASKED),
    };
    let given = if lone.is_some() { rt.heap.tuple(given)? } else { key };
    call(next, &[all, key, given])
}

/// What a link holds, which is moved to the end of the ring: it was used most recently.
fn make_last(link: Value, root: Value) -> Option<Value> {
    let linked = |v: Value| v.as_a::<List>().filter(|l| l.count() > VALUE);
    let at = |l: Gc<List>, i: usize| l.get(i).and_then(linked);
    let (link, root) = (linked(link)?, linked(root)?);
    let (before, behind) = (at(link, BEFORE)?, at(link, BEHIND)?);
    before.put(BEHIND, Value::obj(behind));
    behind.put(BEFORE, Value::obj(before));
    let last = at(root, BEFORE)?;
    last.put(BEHIND, Value::obj(link));
    root.put(BEFORE, Value::obj(link));
    link.put(BEFORE, Value::obj(last));
    link.put(BEHIND, Value::obj(root));
    link.get(VALUE)
}
