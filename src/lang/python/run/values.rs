//! What values are in Python, and their texts.
use super::super::text::repr;
use crate::number::Int;
use crate::object::{self, BigInt, Closure};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

/// Digits that the text of an integer may have at most.
pub const DIGITS: usize = 4300;

/// The name of a value's type.
pub fn type_name(v: Value) -> &'static str {
    match v {
        Value::UNIT => "NoneType",
        Value::TRUE | Value::FALSE => "bool",
        _ if v.is_int() || v.as_a::<BigInt>().is_some() => "int",
        _ if v.is_float() => "float",
        _ if v.is_str() => "str",
        _ if v.as_native().is_some() => "builtin_function_or_method",
        _ if v.as_a::<Closure>().is_some() => "function",
        _ => "object",
    }
}

/// The integer in a value; booleans are integers.
pub fn int(v: Value) -> Option<Int> {
    match v {
        Value::TRUE => Some(Int::from(1i64)),
        Value::FALSE => Some(Int::from(0i64)),
        _ => object::int(v),
    }
}

/// A number of either kind as a float, if it is in range.
pub fn float(v: Value) -> Result<Option<f64>, Fault> {
    if let Some(f) = v.as_float() {
        return Ok(Some(f));
    }
    let Some(i) = int(v) else { return Ok(None) };
    let f = i.to_float();
    if f.is_infinite() {
        return super::raise("OverflowError", "int too large to convert to float");
    }
    Ok(Some(f))
}

/// Whether it counts as true.
pub fn truth(v: Value) -> bool {
    match v {
        Value::TRUE => true,
        Value::FALSE | Value::UNIT => false,
        _ if v.is_int() => v != Value::small(0),
        _ if v.is_float() => v.as_float() != Some(0.0),
        _ => v.as_str().is_none_or(|s| !s.is_empty()),
    }
}

/// What `repr` gives.
pub fn repr(rt: &Runtime, v: Value) -> Result<String, Fault> {
    Ok(match v {
        Value::UNIT => "None".into(),
        Value::TRUE => "True".into(),
        Value::FALSE => "False".into(),
        _ => {
            if let Some(f) = v.as_float() {
                repr::float(f)
            } else if let Some(i) = v.as_int() {
                i.to_string()
            } else if let Some(i) = object::int(v) {
                repr::int(&i, DIGITS)?
            } else if let Some(s) = v.as_str() {
                repr::string(&s)
            } else if let Some(n) = v.as_native() {
                format!("<built-in function {}>", rt.native(n).name)
            } else if let Some(c) = v.as_a::<Closure>() {
                format!("<function {} at {:#x}>", c.function().name(), v.bits() & crate::value::bits::PAYLOAD)
            } else {
                "<object>".into()
            }
        }
    })
}

/// What `str` gives.
pub fn text(rt: &Runtime, v: Value) -> Result<String, Fault> {
    match v.as_str() {
        Some(s) => Ok(s.to_string()),
        None => repr(rt, v),
    }
}
