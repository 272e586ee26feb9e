//! Vectors.
use super::args::{arg, character, range, size, wrong};
use super::arith::{self, Outcome};
use super::pair::{Items, collect};
use super::string::of_chars;
use crate::core::Prim;
use crate::lang::lisp::messages::{self, noun};
use crate::object::{Gc, Vector};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Who = &'static str;

#[inline]
fn items(rt: &Runtime, who: Who, v: Value) -> Result<Gc<Vector>, Fault> {
    v.as_a::<Vector>().ok_or_else(|| wrong(rt, who, noun::VECTOR, v))
}

/// The elements from an optional start to an optional end.
fn part(
    rt: &Runtime,
    who: Who,
    v: Gc<Vector>,
    bounds: &[Value],
) -> Result<impl ExactSizeIterator<Item = Value> + DoubleEndedIterator + Clone + use<>, Fault> {
    let (start, end) = range(rt, who, bounds, v.header.len as usize)?;
    Ok((start..end).map(move |i| v.get(i).unwrap_or(Value::UNIT)))
}

/// A new vector of `len` values.
fn gather(rt: &mut Runtime, len: usize, values: impl Iterator<Item = Value>) -> Outcome {
    let new = rt.heap.vector(len, Value::UNIT)?;
    new.items().iter().zip(values).for_each(|(slot, v)| slot.set(v));
    Ok(rt.heap.finished(new))
}

pub fn is_vector(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).as_a::<Vector>().is_some()))
}

pub fn make_vector(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let n = size(rt, who, arg(a, 0))?;
    let new = rt.heap.vector(n, a.get(1).copied().unwrap_or(Value::UNIT))?;
    Ok(rt.heap.finished(new))
}

pub fn vector(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(rt.heap.vector_from(a)?)
}

super::args::primitives! {
    length = VectorLen;
    get = VectorRef;
    set = VectorSet;
}

pub fn to_list(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = items(rt, who, arg(a, 0))?;
    let part = part(rt, who, v, a.get(1..).unwrap_or(&[]))?;
    collect(rt, part)
}

pub fn from_list(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let list = arg(a, 0);
    let mut walk = Items::of(list);
    let n = walk.by_ref().count();
    if !walk.proper() {
        return Err(wrong(rt, who, noun::LIST, list));
    }
    gather(rt, n, Items::of(list))
}

pub fn fill(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = items(rt, who, arg(a, 0))?;
    let with = arg(a, 1);
    let (start, end) = range(rt, who, a.get(2..).unwrap_or(&[]), v.header.len as usize)?;
    let packed = v.header.flags.get();
    v.items()[start..end].iter().for_each(|slot| slot.set(with));
    rt.heap.note_work(end - start);
    v.keep_packed(packed, Vector::flag_of(with));
    Ok(Value::UNIT)
}

pub fn copy(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = items(rt, who, arg(a, 0))?;
    let part = part(rt, who, v, a.get(1..).unwrap_or(&[]))?;
    gather(rt, part.len(), part)
}

pub fn copy_into(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let to = items(rt, who, arg(a, 0))?;
    let at = arg(a, 1).as_int().ok_or_else(|| wrong(rt, who, noun::INDEX, arg(a, 1)))?;
    let from = items(rt, who, arg(a, 2))?;
    let (start, end) = range(rt, who, a.get(3..).unwrap_or(&[]), from.header.len as usize)?;
    let (count, len) = (end - start, to.header.len as usize);
    let Some(at) = usize::try_from(at).ok().filter(|at| at.saturating_add(count) <= len) else {
        return Err(messages::bad_range(who, at, at.saturating_add(count as i64), len).into());
    };
    let (packed, kind) = (to.header.flags.get(), from.header.flags.get());
    let slots = &to.items()[at..at + count];
    let copy = |i: usize| slots[i].set(from.get(start + i).unwrap_or(Value::UNIT));
    // Parts of one vector may overlap: copied so that nothing is overwritten
    // before it was read.
    if at <= start {
        (0..count).for_each(copy)
    } else {
        (0..count).rev().for_each(copy)
    }
    to.keep_packed(packed, kind);
    rt.heap.note_work(count);
    Ok(Value::UNIT)
}

pub fn to_string(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = items(rt, who, arg(a, 0))?;
    let part = part(rt, who, v, a.get(1..).unwrap_or(&[]))?;
    for v in part.clone() {
        character(rt, who, v)?;
    }
    of_chars(rt, part)
}

pub fn append(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let mut len = 0usize;
    for &v in a {
        len = len.saturating_add(items(rt, who, v)?.header.len as usize);
    }
    gather(rt, len, a.iter().filter_map(|v| v.as_a::<Vector>()).flat_map(|v| v.values()))
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::check;

    #[test]
    fn vectors() {
        check(&[
            ("vector?", &["#(1)"], "#t"),
            ("vector?", &["(1)"], "#f"),
            ("make-vector", &["2", "x"], "#(x x)"),
            ("make-vector", &["1"], "#(#<unit>)"),
            ("make-vector", &["-1"], "range: make-vector: size -1 is out of range"),
            ("make-vector", &["1000000000000"], "heap full"),
            ("make-vector", &["x"], "type: make-vector: expected an index, got x"),
            ("vector", &["1", "#\\a"], "#(1 #\\a)"),
            ("vector-length", &["#(1 2)"], "2"),
            ("vector-ref", &["#(1 2)", "1"], "2"),
            ("vector-set!", &["#(1 2)", "2", "0"], "range: vector-set!: index 2 is out of range for length 2"),
            ("vector->list", &["#(1 2 3)"], "(1 2 3)"),
            ("vector->list", &["#(1 2 3)", "1", "2"], "(2)"),
            ("vector->list", &["#(1 2 3)", "2", "1"], "range: vector->list: range 2 to 1 is out of range for length 3"),
            ("list->vector", &["(1 2)"], "#(1 2)"),
            ("list->vector", &["(1 . 2)"], "type: list->vector: expected a list, got (1 . 2)"),
            ("vector-copy", &["#(1 2 3)", "1"], "#(2 3)"),
            ("subvector", &["#(1 2 3)", "0", "4"], "range: subvector: range 0 to 4 is out of range for length 3"),
            ("vector-append", &["#(1)", "#()", "#(2 3)"], "#(1 2 3)"),
            ("vector-append", &["#(1)", "(2)"], "type: vector-append: expected a vector, got (2)"),
            ("vector-fill!", &["#(1 2 3)", "0", "5"], "range: vector-fill!: range 5 to 3 is out of range for length 3"),
        ]);
    }

    #[test]
    fn filling_a_part() {
        use crate::lang::lisp::builtins::testing::{call, read, runtime};
        use crate::value::Value;
        let rt = &mut runtime();
        let v = read(rt, "#(1 2 3 4)");
        assert_eq!(call(rt, "vector-fill!", &[v, Value::NIL, Value::small(1), Value::small(3)]), "#<unit>");
        assert_eq!(call(rt, "vector-copy", &[v]), "#(1 () () 4)");
    }
}
