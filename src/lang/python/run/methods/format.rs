//! `%` on strings, and `str.format`.
use super::super::raise;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

/// `text % values`.
pub fn percent(_: &mut Runtime, _: &str, _: Value) -> Result<Value, Fault> {
    raise("NotImplementedError", "not supported: %")
}
