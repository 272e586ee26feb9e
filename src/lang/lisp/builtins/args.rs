//! What builtins do with their arguments: checks, and the errors they report.
use crate::lang::lisp::messages::{self, noun};
use crate::lang::lisp::print;
use crate::object::{Bytes, Gc, StrRef};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

/// Argument `i`. The number of arguments was checked, so it is there.
#[inline(always)]
pub fn arg(a: &[Value], i: usize) -> Value {
    a.get(i).copied().unwrap_or(Value::UNIT)
}

/// `who: expected a pair, got 5`.
#[cold]
#[inline(never)]
pub fn wrong(rt: &Runtime, who: &str, expected: &str, got: Value) -> Fault {
    messages::wrong_type(who, expected, &print::brief(rt, got)).into()
}

/// A byte vector that was not given back to the pool.
#[inline]
pub fn byte_vector(rt: &Runtime, who: &str, v: Value) -> Result<Gc<Bytes>, Fault> {
    match v.as_a::<Bytes>() {
        Some(b) if b.header.flags.get() & Bytes::RELEASED == 0 => Ok(b),
        Some(_) => Err(messages::released(who).into()),
        None => Err(wrong(rt, who, noun::BYTES, v)),
    }
}

/// A byte.
pub fn byte(rt: &Runtime, who: &str, v: Value) -> Result<u8, Fault> {
    v.as_int().and_then(|i| u8::try_from(i).ok()).ok_or_else(|| wrong(rt, who, noun::BYTE, v))
}

/// A string.
#[inline]
pub fn string(rt: &Runtime, who: &str, v: Value) -> Result<StrRef, Fault> {
    v.as_str().ok_or_else(|| wrong(rt, who, noun::STRING, v))
}

/// A character.
#[inline]
pub fn character(rt: &Runtime, who: &str, v: Value) -> Result<char, Fault> {
    v.as_char().ok_or_else(|| wrong(rt, who, noun::CHAR, v))
}

/// Optional start and end of a part of something of that length; all of it
/// without them.
pub fn range(rt: &Runtime, who: &str, bounds: &[Value], len: usize) -> Result<(usize, usize), Fault> {
    let mut at = [0, len as i64];
    for (at, &v) in at.iter_mut().zip(bounds) {
        *at = v.as_int().ok_or_else(|| wrong(rt, who, noun::INDEX, v))?;
    }
    let [start, end] = at;
    if start < 0 || start > end || end > len as i64 {
        return Err(messages::bad_range(who, start, end, len).into());
    }
    Ok((start as usize, end as usize))
}

/// How many of something to make.
pub fn size(rt: &Runtime, who: &str, v: Value) -> Result<usize, Fault> {
    let n = v.as_int().ok_or_else(|| wrong(rt, who, noun::INDEX, v))?;
    usize::try_from(n).map_err(|_| messages::bad_size(who, &n.to_string()).into())
}

/// Builtins that are one primitive and take exactly its operands. Used where
/// `arith`, `Prim`, `Runtime`, `Value`, `Who` and `Outcome` are in scope.
macro_rules! primitives {
    ($($name:ident = $prim:ident;)*) => { $(
        pub fn $name(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
            arith::prim(rt, Prim::$prim, a)
        }
    )* };
}
pub(super) use primitives;
