//! `time`: the host's clock.
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

/// Seconds of the host's clock, and its nanoseconds, by the name.
pub fn clock(rt: &mut Runtime, who: &'static str, _: &[Value]) -> Result<Value, Fault> {
    let nanos = rt.host.nanos();
    if who.ends_with("_ns") {
        return Ok(rt.heap.integer(nanos as i64)?);
    }
    Ok(Value::float(nanos as f64 / 1e9))
}
