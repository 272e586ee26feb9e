//! Multiple values, promises, parameters, and the extents that `dynamic-wind` opens.
use super::args::{arg, size, wrong};
use super::arith::Outcome;
use crate::lang::lisp::messages::{self, Expected, noun};
use crate::object::{Continuation, Gc, Parameter, Promise, Values};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Who = &'static str;

pub fn values(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    match a {
        [one] => Ok(*one),
        _ => Ok(rt.heap.values(a)?),
    }
}
/// One value is a list of one.
pub fn values_to_list(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    let Some(several) = v.as_a::<Values>() else { return Ok(rt.heap.pair(v, Value::NIL)?) };
    let items: Vec<Value> = several.items().iter().map(|v| v.get()).collect();
    Ok(rt.heap.list(&items, Value::NIL)?)
}

/// How many values a value is, and each of them.
fn several<'a>(v: &'a Value, room: &'a mut Vec<Value>) -> &'a [Value] {
    match v.as_a::<Values>() {
        Some(items) => {
            room.extend(items.items().iter().map(|v| v.get()));
            room
        }
        None => std::slice::from_ref(v),
    }
}
/// One of several values, of which there must be as many as the last argument says
/// if it is a number.
pub fn value(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (v, mut room) = (arg(a, 0), vec![]);
    let items = several(&v, &mut room);
    let at = size(rt, who, arg(a, 1))?;
    if let Some(n) = arg(a, 2).as_int()
        && items.len() as i64 != n
    {
        return Err(messages::value_count(Expected::Exactly(n.max(0) as usize), items.len()).into());
    }
    Ok(items.get(at).copied().unwrap_or(Value::UNIT))
}
pub fn values_after(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (v, mut room) = (arg(a, 0), vec![]);
    let items = several(&v, &mut room);
    let n = size(rt, who, arg(a, 1))?;
    match items.get(n..) {
        Some(rest) => Ok(rt.heap.list(rest, Value::NIL)?),
        None => Err(messages::value_count(Expected::AtLeast(n), items.len()).into()),
    }
}

pub fn is_promise(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).as_a::<Promise>().is_some()))
}
pub fn make_promise(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    let cell = rt.heap.pair(arg(a, 0), arg(a, 1))?;
    Ok(rt.heap.promise(cell)?)
}
fn promise(rt: &Runtime, who: Who, v: Value) -> Result<Gc<Promise>, Fault> {
    v.as_a::<Promise>().ok_or_else(|| wrong(rt, who, noun::PROMISE, v))
}
pub fn promise_cell(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    Ok(promise(rt, who, arg(a, 0))?.cell.get())
}
pub fn set_promise_cell(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    promise(rt, who, arg(a, 0))?.cell.set(arg(a, 1));
    Ok(Value::UNIT)
}

pub fn make_parameter(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(rt.heap.parameter(arg(a, 0), arg(a, 1))?)
}
fn parameter(rt: &Runtime, who: Who, v: Value) -> Result<Gc<Parameter>, Fault> {
    v.as_a::<Parameter>().ok_or_else(|| wrong(rt, who, noun::PARAMETER, v))
}
pub fn parameter_converter(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(parameter(rt, "parameterize", arg(a, 0))?.converter.get())
}
pub fn params(rt: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    Ok(rt.dynamic.params)
}
pub fn set_params(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    rt.dynamic.params = arg(a, 0);
    Ok(Value::UNIT)
}

pub fn winders(rt: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    Ok(rt.dynamic.winders)
}
pub fn set_winders(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    rt.dynamic.winders = arg(a, 0);
    Ok(Value::UNIT)
}
/// The extents that a continuation is in.
pub fn continuation_winders(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(arg(a, 0).as_a::<Continuation>().map_or(Value::NIL, |k| k.winders.get()))
}

/// What is offered, if it is an offer.
fn offer(v: Value) -> Option<Value> {
    v.as_a::<Continuation>().map(|k| k.thrown.get()).filter(|thrown| *thrown != Value::UNSET)
}
/// Makes a continuation an offer.
pub fn offered(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    if let Some(k) = arg(a, 0).as_a::<Continuation>() {
        k.thrown.set(arg(a, 1));
    }
    Ok(arg(a, 0))
}
pub fn is_offer(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(offer(arg(a, 0)).is_some()))
}
/// What was thrown, whether it was offered or not.
pub fn thrown(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(offer(arg(a, 0)).unwrap_or(arg(a, 0)))
}
