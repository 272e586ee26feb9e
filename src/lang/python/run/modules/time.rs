//! `time`: the host's clocks.
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

/// Seconds of the host's clock, and its nanoseconds, by the name: since 1970 for `time`,
/// since some moment for the others.
pub fn clock(rt: &mut Runtime, who: &'static str, _: &[Value]) -> Result<Value, Fault> {
    let seconds = match who {
        "time:time" | "time:time_ns" => rt.host.seconds(),
        _ => rt.host.nanos() as f64 / 1e9,
    };
    if who.ends_with("_ns") {
        return Ok(rt.heap.integer((seconds * 1e9) as i64)?);
    }
    Ok(Value::float(seconds))
}
