//! Methods of strings.
use super::super::class::type_name;
use super::super::world::{Own, world};
use super::super::{call, iter, raise};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// `join`.
pub fn join(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(sep) = args[0].as_str() else {
        return raise("TypeError", "descriptor 'join' for 'str' objects doesn't apply to this object");
    };
    let Some(parts) = iter::all(rt, args[1])? else {
        return call(world(rt).own(Own::Joined), args);
    };
    let mut out = String::new();
    for (i, part) in parts.into_iter().enumerate() {
        let Some(text) = part.as_str() else {
            let name = type_name(rt, part);
            return raise("TypeError", format!("sequence item {i}: expected str instance, {name} found"));
        };
        if i > 0 {
            out.push_str(&sep);
        }
        out.push_str(&text);
        if out.len() > rt.heap.max() {
            return Err(Fault::HeapFull);
        }
    }
    Ok(rt.heap.string(&out)?)
}
