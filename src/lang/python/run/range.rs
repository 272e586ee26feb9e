//! Ranges.
use super::raise;
use super::values::int;
use crate::number::Int;
use crate::object::{Compound, Gc, Sort};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

/// First, end and step.
pub fn parts(r: Gc<Compound>) -> [Int; 3] {
    [0, 1, 2].map(|i| int(r.get(i)).unwrap_or(Int::from(0i64)))
}

/// How many numbers there are.
pub fn count(first: &Int, end: &Int, step: &Int) -> Int {
    let (distance, step) =
        if step.is_negative() { (first.sub(end), step.neg()) } else { (end.sub(first), step.clone()) };
    if distance.is_negative() || distance.is_zero() {
        return Int::from(0i64);
    }
    distance.add(&step).sub(&Int::from(1i64)).div_rem(&step).0
}

/// How many numbers a range has.
pub fn len(r: Gc<Compound>) -> Int {
    let [first, end, step] = parts(r);
    count(&first, &end, &step)
}

/// A range.
pub fn make(rt: &mut Runtime, first: &Int, end: &Int, step: &Int) -> Result<Value, Fault> {
    if step.is_zero() {
        return raise("ValueError", "range() arg 3 must not be zero");
    }
    let parts = [rt.heap.int(first)?, rt.heap.int(end)?, rt.heap.int(step)?];
    Ok(rt.heap.compound(Sort::Range, &parts)?)
}

/// Number `i` of a range, which may count from its end.
pub fn get(rt: &mut Runtime, r: Gc<Compound>, i: &Int) -> Result<Value, Fault> {
    let [first, _, step] = parts(r);
    let n = len(r);
    let i = if i.is_negative() { i.add(&n) } else { i.clone() };
    if i.is_negative() || i.order(&n).is_ge() {
        return raise("IndexError", "range object index out of range");
    }
    Ok(rt.heap.int(&first.add(&i.mul(&step)))?)
}

/// Where a number stands in a range.
pub fn position(r: Gc<Compound>, v: &Int) -> Option<Int> {
    let [first, end, step] = parts(r);
    let (at, rest) = v.sub(&first).div_mod_floor(&step);
    let n = count(&first, &end, &step);
    (rest.is_zero() && !at.is_negative() && at.order(&n).is_lt()).then_some(at)
}

/// An iterator over a range.
pub fn iterator(rt: &mut Runtime, r: Gc<Compound>) -> Result<Value, Fault> {
    let [first, _, step] = parts(r);
    let n = len(r);
    let last = first.add(&n.mul(&step));
    let small = |i: &Int| matches!(i, Int::Small(n) if n.abs() < 1 << 49);
    if [&first, &step, &n, &last].into_iter().all(small) {
        let parts = [rt.heap.int(&first)?, rt.heap.int(&step)?, rt.heap.int(&n)?];
        return Ok(rt.heap.compound(Sort::Counter, &parts)?);
    }
    Ok(rt.heap.compound(Sort::Iter, &[Value::obj(r), Value::small(0)])?)
}

/// Whether two ranges have the same numbers.
pub fn equal(x: Gc<Compound>, y: Gc<Compound>) -> bool {
    let (a, b) = (parts(x), parts(y));
    let (n, m) = (len(x), len(y));
    let one = Int::from(1i64);
    n == m && (n.is_zero() || a[0] == b[0] && (n == one || a[2] == b[2]))
}

/// The hash of a range.
pub fn hash(r: Gc<Compound>) -> Result<i64, Fault> {
    let [first, _, step] = parts(r);
    let mut h: i64 = 17;
    let n = len(r);
    // Of the parts that tell ranges apart.
    let parts = if n.is_zero() { 1 } else { 2 + (n != Int::from(1i64)) as usize };
    for part in [n, first, step].into_iter().take(parts) {
        h = h.wrapping_mul(1_000_003) ^ part.to_float().to_bits() as i64;
    }
    Ok(h)
}

/// `index` and `count`, by the name.
pub fn index(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Result<Value, Fault> {
    let r = args[0].as_a::<Compound>().filter(|c| c.sort() == Sort::Range);
    let Some(r) = r else { return raise("TypeError", "descriptor requires a 'range' object") };
    let sought = match (int(args[1]), args[1].as_float()) {
        (Some(i), _) => Some(i),
        (_, Some(f)) if f.is_finite() && f.fract() == 0.0 => Some(Int::from_float(f)),
        _ => None,
    };
    let at = sought.and_then(|i| position(r, &i));
    if who == "range.count" {
        return Ok(Value::small(at.is_some() as i64));
    }
    match at {
        Some(at) => Ok(rt.heap.int(&at)?),
        None => {
            let shown = super::values::repr(rt, args[1])?;
            raise("ValueError", format!("{shown} is not in range"))
        }
    }
}
