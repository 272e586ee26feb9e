//! Arithmetic on numbers of every kind. What is usual comes first: small
//! integers and floats are computed as they lie in their values, the rest is
//! taken out of them, computed by [`crate::number`] and put back.
use super::args::wrong;
use super::arith::Outcome;
use crate::core::Prim;
use crate::heap::HeapFull;
use crate::lang::lisp::messages::{self, noun};
use crate::number::{Bitwise, Int, MAX_BITS, Num, Real, Trouble};
use crate::object::{self, BigInt, Complex, ObjKind};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;
use std::cmp::Ordering;

/// The number in a value.
pub fn num(rt: &Runtime, who: &str, v: Value) -> Result<Num, Fault> {
    object::num(v).ok_or_else(|| wrong(rt, who, noun::NUMBER, v))
}

/// The real number in a value.
pub fn real(rt: &Runtime, who: &str, v: Value) -> Result<Real, Fault> {
    object::real(v).ok_or_else(|| not_real(rt, who, v))
}

/// The exact integer in a value.
pub fn int(rt: &Runtime, who: &str, v: Value) -> Result<Int, Fault> {
    object::int(v).ok_or_else(|| wrong(rt, who, noun::INTEGER, v))
}

/// The whole number in a value, an integer or a float without fraction, and
/// whether it is exact.
pub fn whole(rt: &Runtime, who: &str, v: Value) -> Result<(Int, bool), Fault> {
    match v.as_float() {
        Some(f) if f.is_finite() && f.fract() == 0.0 => Ok((Int::from_float(f), false)),
        _ => int(rt, who, v).map(|i| (i, true)),
    }
}

#[cold]
fn not_real(rt: &Runtime, who: &str, v: Value) -> Fault {
    let expected = if v.as_a::<Complex>().is_some() { noun::REAL } else { noun::NUMBER };
    wrong(rt, who, expected, v)
}

/// What the program is told about trouble.
#[cold]
pub fn fault(who: &str, trouble: Trouble) -> Fault {
    match trouble {
        Trouble::DivisionByZero => messages::division_by_zero().into(),
        Trouble::TooLarge => messages::number_too_large(who).into(),
    }
}

/// Fails if numbers of that many bits, and what it takes to compute them, would
/// not fit: before the work is done.
#[inline]
pub fn room(rt: &mut Runtime, bits: u64) -> Result<(), HeapFull> {
    if bits < 1 << 16 {
        return Ok(());
    }
    // What multiplying takes, about; the rest takes less, or not much more.
    let limbs = (bits / 64) as usize;
    rt.heap.note_work(limbs.saturating_mul(limbs.isqrt()));
    rt.heap.foresee(bits / 2)
}

/// The number as a value; `who` is told if it was none.
pub fn give(rt: &mut Runtime, who: &str, n: Result<Num, Trouble>) -> Outcome {
    match n {
        Ok(n) => Ok(rt.heap.number(&n)?),
        Err(trouble) => Err(fault(who, trouble)),
    }
}

/// Whether it is a number.
#[inline]
pub fn is_number(v: Value) -> bool {
    v.is_int() || v.is_float() || is_heap_number(v)
}
fn is_heap_number(v: Value) -> bool {
    v.as_obj().is_some_and(|o| matches!(o.kind, ObjKind::BigInt | ObjKind::Ratio | ObjKind::Complex))
}

/// `+ - * /`.
#[inline]
pub fn arithmetic(rt: &mut Runtime, p: Prim, a: Value, b: Value) -> Outcome {
    if let (Some(x), Some(y)) = (a.as_int(), b.as_int()) {
        return ints(rt, p, x, y);
    }
    if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
        return Ok(Value::float(floats(p, x, y)));
    }
    other(rt, p, a, b)
}

fn ints(rt: &mut Runtime, p: Prim, x: i64, y: i64) -> Outcome {
    Ok(match p {
        Prim::Add => rt.heap.integer(x + y)?,
        Prim::Sub => rt.heap.integer(x - y)?,
        Prim::Mul => match x.checked_mul(y) {
            Some(product) => rt.heap.integer(product)?,
            None => rt.heap.wide((x < 0) != (y < 0), x.unsigned_abs() as u128 * y.unsigned_abs() as u128)?,
        },
        _ if y != 0 && x % y == 0 => rt.heap.integer(x / y)?,
        _ => return give(rt, p.text(), Real::ratio(Int::from(x), Int::from(y)).map(Num::Real)),
    })
}

#[inline]
fn floats(p: Prim, x: f64, y: f64) -> f64 {
    match p {
        Prim::Add => x + y,
        Prim::Sub => x - y,
        Prim::Mul => x * y,
        _ => x / y,
    }
}

/// `+ - *` of integers of two words, if the result is one; as signs and sizes.
fn wide(p: Prim, (x_minus, x): (bool, u128), (y_minus, y): (bool, u128)) -> Option<(bool, u128)> {
    let y_minus = y_minus != (p == Prim::Sub);
    match p {
        Prim::Add | Prim::Sub if x_minus == y_minus => Some((x_minus, x.checked_add(y)?)),
        Prim::Add | Prim::Sub => Some(if x >= y { (x_minus, x - y) } else { (y_minus, y - x) }),
        Prim::Mul if (x | y) >> 64 == 0 => Some((x_minus != y_minus, x * y)),
        _ => None,
    }
}

#[inline(never)]
fn other(rt: &mut Runtime, p: Prim, a: Value, b: Value) -> Outcome {
    let who = p.text();
    if let (Some(x), Some(y)) = (object::wide(a), object::wide(b))
        && let Some((negative, size)) = wide(p, x, y)
    {
        return Ok(rt.heap.wide(negative, size)?);
    }
    if let (Some(x), Some(y)) = (object::int(a), object::int(b))
        && p != Prim::Div
    {
        let bits = if p == Prim::Mul { x.bits() + y.bits() } else { x.bits().max(y.bits()) };
        if bits > MAX_BITS {
            return Err(fault(who, Trouble::TooLarge));
        }
        room(rt, bits)?;
        let result = match p {
            Prim::Add => x.add(&y),
            Prim::Sub => x.sub(&y),
            _ => x.mul(&y),
        };
        return Ok(rt.heap.int(&result)?);
    }
    if let Some(result) = inexact_complex(rt, p, a, b) {
        return Ok(result?);
    }
    let (x, y) = (num(rt, who, a)?, num(rt, who, b)?);
    room(rt, 2 * (x.bits() + y.bits()))?;
    let result = match p {
        Prim::Add => x.add(&y),
        Prim::Sub => x.sub(&y),
        Prim::Mul => x.mul(&y),
        _ => x.div(&y),
    };
    give(rt, who, result)
}

/// `+ - *` of complex numbers whose parts are floats, or of one and a float.
fn inexact_complex(rt: &mut Runtime, p: Prim, a: Value, b: Value) -> Option<Result<Value, HeapFull>> {
    let parts = |v: Value| {
        let c = v.as_a::<Complex>()?;
        Some((c.re.as_float()?, c.im.as_float()?))
    };
    let (re, im) = match (p, parts(a), parts(b)) {
        (Prim::Add, Some((a, b)), Some((c, d))) => (a + c, b + d),
        (Prim::Sub, Some((a, b)), Some((c, d))) => (a - c, b - d),
        (Prim::Mul, Some((a, b)), Some((c, d))) => (a * c - b * d, a * d + b * c),
        (Prim::Add, Some((re, im)), None) => (re + b.as_float()?, im),
        (Prim::Add, None, Some((re, im))) => (a.as_float()? + re, im),
        (Prim::Sub, Some((re, im)), None) => (re - b.as_float()?, im),
        (Prim::Mul, Some((re, im)), None) => (re * b.as_float()?, im * b.as_float()?),
        (Prim::Mul, None, Some((re, im))) => (a.as_float()? * re, a.as_float()? * im),
        _ => return None,
    };
    Some(rt.heap.complex(Value::float(re), Value::float(im)))
}

/// `quotient remainder modulo` and the quotient that is rounded down, which has
/// no primitive; also on floats without fraction.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Division {
    Quotient,
    Remainder,
    FloorQuotient,
    Modulo,
}

/// Integer division.
pub fn divide(rt: &mut Runtime, who: &str, d: Division, a: Value, b: Value) -> Outcome {
    if let (Some((x_minus, x)), Some((y_minus, y @ 1..))) = (object::wide(a), object::wide(b)) {
        let (q, r) = (x / y, x % y);
        // Rounding down takes one more than truncating.
        let more = x_minus != y_minus && r != 0;
        let (negative, size) = match d {
            Division::Quotient => (x_minus != y_minus, q),
            Division::Remainder => (x_minus, r),
            Division::FloorQuotient => (x_minus != y_minus, q + more as u128),
            Division::Modulo => (y_minus, if more { y - r } else { r }),
        };
        return Ok(rt.heap.wide(negative, size)?);
    }
    let ((x, x_exact), (y, y_exact)) = (whole(rt, who, a)?, whole(rt, who, b)?);
    if y.is_zero() {
        return Err(fault(who, Trouble::DivisionByZero));
    }
    room(rt, x.bits().max(y.bits()))?;
    let result = match d {
        Division::Quotient => x.div_rem(&y).0,
        Division::Remainder => x.div_rem(&y).1,
        Division::FloorQuotient => x.div_mod_floor(&y).0,
        Division::Modulo => x.div_mod_floor(&y).1,
    };
    give_whole(rt, &result, x_exact && y_exact)
}

/// An integer, as a float if it is not exact.
pub fn give_whole(rt: &mut Runtime, i: &Int, exact: bool) -> Outcome {
    if exact { Ok(rt.heap.int(i)?) } else { Ok(Value::float(i.to_float())) }
}

/// `< <= > >= =`. Nothing compares with the float that is not a number.
#[inline]
pub fn compare(rt: &Runtime, p: Prim, a: Value, b: Value) -> Result<bool, Fault> {
    // Small integers are exact as floats.
    if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
        return Ok(holds(p, x.partial_cmp(&y)));
    }
    compare_other(rt, p, a, b)
}

fn compare_other(rt: &Runtime, p: Prim, a: Value, b: Value) -> Result<bool, Fault> {
    if let Some(order) = object::order_ints(a, b) {
        return Ok(holds(p, Some(order)));
    }
    let who = p.text();
    if p == Prim::NumEq {
        return Ok(num(rt, who, a)?.same(&num(rt, who, b)?));
    }
    Ok(holds(p, real(rt, who, a)?.order(&real(rt, who, b)?)))
}

#[inline]
fn holds(p: Prim, order: Option<Ordering>) -> bool {
    let Some(order) = order else { return false };
    match p {
        Prim::Lt => order.is_lt(),
        Prim::Le => order.is_le(),
        Prim::Gt => order.is_gt(),
        Prim::Ge => order.is_ge(),
        _ => order.is_eq(),
    }
}

/// Whether a real number is less than, equal to or greater than 0; `None` for
/// what is not a number.
#[inline]
pub fn sign(rt: &Runtime, who: &str, v: Value) -> Result<Option<Ordering>, Fault> {
    match v.as_number() {
        Some(f) => Ok(f.partial_cmp(&0.0)),
        None => match v.as_a::<BigInt>() {
            Some(b) => Ok(Some(if b.is_negative() { Ordering::Less } else { Ordering::Greater })),
            None => real(rt, who, v).map(|r| Some(r.sign())),
        },
    }
}

/// `+int` and the like: an integer if it has 51 bits, else the nearest float.
#[inline]
pub fn typed(rt: &Runtime, p: Prim, a: Value, b: Value) -> Outcome {
    if let (Some(x), Some(y)) = (a.as_int(), b.as_int()) {
        let (x, y) = (x as i128, y as i128);
        let result = match p {
            Prim::IntAdd => x + y,
            Prim::IntSub => x - y,
            _ => x * y,
        };
        let fits = i64::try_from(result).ok().and_then(Value::int);
        return Ok(fits.unwrap_or_else(|| Value::float(result as f64)));
    }
    // A big integer is one too, and the result is exact before it becomes a float.
    let (x, y) = (int(rt, p.text(), a)?, int(rt, p.text(), b)?);
    if x.bits() + y.bits() > MAX_BITS {
        return Err(fault(p.text(), Trouble::TooLarge));
    }
    let result = match p {
        Prim::IntAdd => x.add(&y),
        Prim::IntSub => x.sub(&y),
        _ => x.mul(&y),
    };
    let fits = if let Int::Small(i) = result { Value::int(i) } else { None };
    Ok(fits.unwrap_or_else(|| Value::float(result.to_float())))
}

/// `bitwise-and` and the like.
pub fn bitwise(rt: &mut Runtime, p: Prim, a: Value, b: Value) -> Outcome {
    let op = match p {
        Prim::BitAnd => Bitwise::And,
        Prim::BitOr => Bitwise::Or,
        _ => Bitwise::Xor,
    };
    let (x, y) = (int(rt, p.text(), a)?, int(rt, p.text(), b)?);
    room(rt, x.bits().max(y.bits()))?;
    Ok(rt.heap.int(&x.bitwise(op, &y))?)
}

/// Shifts to the left, or to the right if `by` is negative.
pub fn shift(rt: &mut Runtime, p: Prim, a: Value, by: Value) -> Outcome {
    let (x, by) = (int(rt, p.text(), a)?, int(rt, p.text(), by)?);
    let by = match by {
        Int::Small(by) => by,
        Int::Big(_) if by.is_negative() => i64::MIN,
        Int::Big(_) => i64::MAX,
    };
    if by > 0 && !x.is_zero() {
        let bits = x.bits().saturating_add(by as u64);
        if bits > MAX_BITS {
            return Err(fault(p.text(), Trouble::TooLarge));
        }
        room(rt, bits)?;
    }
    Ok(rt.heap.int(&x.shift(by))?)
}
