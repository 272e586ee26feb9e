//! Multiple values, parameters, and the extents that `dynamic-wind` opens.
use super::args::{arg, wrong};
use super::arith::Outcome;
use crate::lang::lisp::messages::noun;
use crate::object::{Continuation, Gc, Parameter, Values};
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
