//! `functools.partial`: calls without arguments by name.
use super::super::bind::passed;
use super::super::{call, raise};
use crate::object::{Dict, Instance, Tuple};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// Attributes: the function, its first arguments, those by name, and what goes on if there are some.
const FUNCTION: usize = 0;
const FIRST: usize = 1;
const NAMED: usize = 2;
const REST: usize = 3;

/// Calls the function.
pub fn called(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let part = |i| args[0].as_a::<Instance>().and_then(|o| o.slot(i));
    let (given, named) = passed(&args[1..]);
    let (Some(function), Some(first)) = (part(FUNCTION), part(FIRST).and_then(|v| v.as_a::<Tuple>())) else {
        return raise("TypeError", "no function is held");
    };
    if named == Value::UNIT && part(NAMED).and_then(|v| v.as_a::<Dict>()).is_some_and(|d| d.count() == 0) {
        return call(function, &[first.values(), given].concat());
    }
    let given = rt.heap.tuple(given)?;
    call(part(REST).unwrap_or(Value::UNIT), &[args[0], given, named])
}
