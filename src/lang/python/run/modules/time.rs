//! `time`: the host's clocks.
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

/// Seconds of the host's clock, and its nanoseconds, by the name: since 1970 for `time`,
/// since some moment for the others.
pub fn clock(rt: &mut Runtime, who: &'static str, _: &[Value]) -> Result<Value, Fault> {
    match who {
        "time:time" => Ok(Value::float(rt.host.seconds())),
        "time:time_ns" => {
            let nanos = rt.host.seconds() * 1e9;
            Ok(rt.heap.integer(nanos as i64)?)
        }
        _ => {
            let nanos = rt.host.nanos();
            if who.ends_with("_ns") {
                return Ok(rt.heap.integer(nanos as i64)?);
            }
            Ok(Value::float(nanos as f64 / 1e9))
        }
    }
}
