//! What lists, tuples, strings and bytes have in common.
use super::super::class::{plain, type_name};
use super::super::compare::bytes;
use super::super::raise;
use super::super::values::int;
use crate::core::Prim;
use crate::number::Int;
use crate::object::{Compound, List, Sort, Tuple};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// `+` and `*` of sequences; nothing if these are none.
pub fn operator(rt: &mut Runtime, p: Prim, a: Value, b: Value) -> Result<Option<Value>, Fault> {
    match p {
        Prim::Add => join(rt, a, b),
        Prim::Mul => {
            for (v, times) in [(a, b), (b, a)] {
                if is_sequence(v)
                    && let Some(n) = int(times)
                {
                    return repeat(rt, v, &n).map(Some);
                }
            }
            if is_own(a) || is_own(b) { Ok(None) } else { refused(rt, "*", a, b).map(|_| None) }
        }
        _ => Ok(None),
    }
}

fn is_own(v: Value) -> bool {
    v.as_a::<crate::object::Instance>().is_some()
}

/// Whether it is a string, list, tuple or bytes.
pub fn is_sequence(v: Value) -> bool {
    v.is_str() || v.as_a::<List>().is_some() || v.as_a::<Tuple>().is_some() || is_bytes(v)
}

fn is_bytes(v: Value) -> bool {
    v.as_a::<Compound>().is_some_and(|c| matches!(c.sort(), Sort::Bytes | Sort::ByteArray))
}

fn join(rt: &mut Runtime, a: Value, b: Value) -> Result<Option<Value>, Fault> {
    if let (Some(x), Some(y)) = (a.as_a::<List>(), b.as_a::<List>()) {
        let all = rt.heap.list_from(x.count() + y.count(), x.elements().chain(y.elements()))?;
        return Ok(Some(all));
    }
    if let (Some(x), Some(y)) = (a.as_a::<Tuple>(), b.as_a::<Tuple>()) {
        let all = [x.values(), y.values()].concat();
        return Ok(Some(rt.heap.tuple(&all)?));
    }
    if let (Some(mut x), Some(y)) = (bytes(a), bytes(b)) {
        x.extend(y);
        return make_bytes(rt, &x, super::bytes::array(a).is_some()).map(Some);
    }
    if is_own(a) || is_own(b) { Ok(None) } else { refused(rt, "+", a, b).map(|_| None) }
}

/// What is wrong with `+` or `*` of a sequence, if one stands there.
pub fn refused(rt: &Runtime, sign: &str, a: Value, b: Value) -> Result<(), Fault> {
    let sequence = |v: Value| is_sequence(plain(rt, v));
    let name = |v: Value| type_name(rt, v);
    raise(
        "TypeError",
        match sign {
            "*" if sequence(a) => format!("can't multiply sequence by non-int of type '{}'", name(b)),
            "*" if sequence(b) => format!("can't multiply sequence by non-int of type '{}'", name(a)),
            "+" if is_bytes(plain(rt, a)) => format!("can't concat {} to {}", name(b), name(plain(rt, a))),
            "+" if sequence(a) => {
                let x = name(plain(rt, a));
                format!("can only concatenate {x} (not \"{}\") to {x}", name(b))
            }
            _ => return Ok(()),
        },
    )
}

/// Bytes, which may change if the flag is set.
pub fn make_bytes(rt: &mut Runtime, data: &[u8], changes: bool) -> Outcome {
    let made = rt.heap.bytes_from(data)?;
    Ok(match changes {
        true => rt.heap.compound(Sort::ByteArray, &[made, Value::small(data.len() as i64)])?,
        false => rt.heap.compound(Sort::Bytes, &[made])?,
    })
}

fn repeat(rt: &mut Runtime, v: Value, n: &Int) -> Outcome {
    let size = super::super::items::len(v).unwrap_or(0);
    let times = if n.is_negative() || size == 0 { 0.0 } else { n.to_float() };
    if n.bits() > 63 {
        return raise("OverflowError", "cannot fit 'int' into an index-sized integer");
    }
    if times * size as f64 > rt.heap.max() as f64 {
        return Err(Fault::HeapFull);
    }
    let times = times as usize;
    if let Some(s) = v.as_str() {
        let repeated = s.repeat(times);
        return Ok(rt.heap.string(&repeated)?);
    }
    if let Some(data) = bytes(v) {
        return make_bytes(rt, &data.repeat(times), super::bytes::array(v).is_some());
    }
    if times * size * 8 > rt.heap.max() {
        return Err(Fault::HeapFull);
    }
    let all = super::list::elements(v).repeat(times);
    if v.as_a::<Tuple>().is_some() { Ok(rt.heap.tuple(&all)?) } else { Ok(rt.heap.list_of(&all)?) }
}
