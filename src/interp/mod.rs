//! The interpreter.
/// A linked function.
pub struct Func {}
