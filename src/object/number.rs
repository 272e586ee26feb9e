//! Numbers on the heap: taken out of their values, compared, hashed.
use super::{BigInt, Complex, Gc, Header, ObjKind, Ratio};
use crate::core::Prim;
use crate::number::{self, Int, MAX_BITS, Num, Real, limbs};
use crate::value::Value;
use num_bigint::{BigUint, Sign};
use std::cmp::Ordering;
use std::hash::Hasher;

const _: () = assert!(cfg!(target_endian = "little"), "limbs are read as halves, the lower one first");

impl Gc<BigInt> {
    /// As an integer outside the heap.
    pub fn to_int(self) -> Int {
        let limbs = self.limbs();
        if let [limb] = *limbs
            && let Ok(size) = i64::try_from(limb)
        {
            return Int::Small(if self.is_negative() { -size } else { size });
        }
        // SAFETY: the same memory, in halves.
        let halves = unsafe { std::slice::from_raw_parts(limbs.as_ptr().cast::<u32>(), limbs.len() * 2) };
        let sign = if self.is_negative() { Sign::Minus } else { Sign::Plus };
        Int::from(num_bigint::BigInt::from_biguint(sign, BigUint::from_slice(halves)))
    }
}

/// The exact integer in a value, as its sign (whether it is negative) and its
/// size, if that has at most 128 bits.
#[inline]
pub fn wide(v: Value) -> Option<(bool, u128)> {
    if let Some(i) = v.as_int() {
        return Some((i < 0, i.unsigned_abs() as u128));
    }
    let big = v.as_a::<BigInt>()?;
    match *big.limbs() {
        [low] => Some((big.is_negative(), low as u128)),
        [low, high] => Some((big.is_negative(), (high as u128) << 64 | low as u128)),
        _ => None,
    }
}

/// The exact integer in a value, if it has at most 127 bits.
#[inline]
fn fitting(v: Value) -> Option<i128> {
    let (negative, size) = wide(v)?;
    (size >> 127 == 0).then(|| if negative { -(size as i128) } else { size as i128 })
}

/// What an operator gives for exact integers of at most 127 bits, if it is as wide and no
/// error; quotients and remainders are floored. Nothing is taken out of the heap for it.
#[inline]
pub fn of_wide(p: Prim, a: Value, b: Value) -> Option<i128> {
    let (x, y) = (fitting(a)?, fitting(b)?);
    match p {
        Prim::Add => x.checked_add(y),
        Prim::Sub => x.checked_sub(y),
        Prim::Mul => x.checked_mul(y),
        Prim::BitAnd => Some(x & y),
        Prim::BitOr => Some(x | y),
        Prim::BitXor => Some(x ^ y),
        Prim::Modulo | Prim::FloorDiv if y != 0 => {
            let (q, r) = match (i64::try_from(x), i64::try_from(y)) {
                // Several times faster.
                (Ok(x), Ok(y)) if y > 0 => ((x / y) as i128, (x % y) as i128),
                _ => (x / y, x % y),
            };
            let down = r != 0 && (r < 0) != (y < 0);
            Some(match p {
                Prim::Modulo => r + if down { y } else { 0 },
                _ => q - down as i128,
            })
        }
        _ => None,
    }
}

/// The sum or difference of two exact integers, or the product with a short one, as its sign and its
/// limbs. Nothing if it is another operation, or a product of many bits.
pub fn of_long(p: Prim, a: Value, b: Value) -> Option<(bool, Vec<u64>)> {
    fn parts(v: Value, room: &mut [u64; 1]) -> Option<(bool, &[u64])> {
        match v.as_int() {
            Some(i) => {
                room[0] = i.unsigned_abs();
                Some((i < 0, &room[(i == 0) as usize..]))
            }
            None => v.as_a::<BigInt>().map(|big| (big.is_negative(), big.limbs())),
        }
    }
    let (mut room, mut other) = ([0], [0]);
    let ((negative, x), (opposite, y)) = (parts(a, &mut room)?, parts(b, &mut other)?);
    match p {
        Prim::Add | Prim::Sub => {
            let opposite = opposite != (p == Prim::Sub);
            if negative == opposite {
                return Some((negative, limbs::add(x, y)));
            }
            let (turned, rest) = limbs::sub(x, y);
            Some((negative != turned, rest))
        }
        Prim::Mul => match (x, y) {
            (long, &[limb]) | (&[limb], long) if !long.is_empty() && (long.len() as u64) < MAX_BITS / 128 => {
                Some((negative != opposite, limbs::times(long, limb)))
            }
            _ => None,
        },
        _ => None,
    }
}

/// An exact integer of at most 127 bits shifted, to the right by negative places, if the result is
/// as wide.
pub fn shifted(v: Value, places: i64) -> Option<i128> {
    let x = fitting(v)?;
    if places < 0 {
        return Some(x >> places.unsigned_abs().min(127));
    }
    let by = u32::try_from(places).ok().filter(|by| *by < x.unsigned_abs().leading_zeros())?;
    Some(x << by)
}

/// The exact integer in a value.
#[inline]
pub fn int(v: Value) -> Option<Int> {
    match v.as_int() {
        Some(i) => Some(Int::Small(i)),
        None => v.as_a::<BigInt>().map(Gc::to_int),
    }
}

/// The real number in a value.
#[inline]
pub fn real(v: Value) -> Option<Real> {
    if let Some(f) = v.as_float() {
        return Some(Real::Float(f));
    }
    match v.as_a::<Ratio>() {
        Some(r) => Some(Real::Ratio(Box::new(number::Ratio { num: int(r.num)?, den: int(r.den)? }))),
        None => int(v).map(Real::Int),
    }
}

/// The number in a value.
pub fn num(v: Value) -> Option<Num> {
    match v.as_a::<Complex>() {
        Some(c) => Some(Num::Complex(Box::new((real(c.re)?, real(c.im)?)))),
        None => real(v).map(Num::Real),
    }
}

/// The order of two integers, at least one of which lies on the heap.
pub fn order_ints(a: Value, b: Value) -> Option<Ordering> {
    let (x, y) = (a.as_a::<BigInt>(), b.as_a::<BigInt>());
    let large = |big: Gc<BigInt>| if big.is_negative() { Ordering::Less } else { Ordering::Greater };
    match (x, y) {
        (Some(x), Some(y)) if x.is_negative() == y.is_negative() => {
            let size = |v: Gc<BigInt>| (v.limbs().len(), v.limbs().iter().rev());
            let ((n, p), (m, q)) = (size(x), size(y));
            let order = n.cmp(&m).then_with(|| p.cmp(q));
            Some(if x.is_negative() { order.reverse() } else { order })
        }
        // What lies on the heap is larger than whatever does not.
        (Some(x), _) if y.is_some() || b.is_int() => Some(large(x)),
        (None, Some(y)) if a.is_int() => Some(large(y).reverse()),
        _ => None,
    }
}

/// Whether two objects are numbers of the same exactness and value.
pub fn eqv_numbers(a: Gc<Header>, b: Gc<Header>) -> bool {
    let eqv =
        |a: Value, b: Value| a == b || a.as_obj().zip(b.as_obj()).is_some_and(|(a, b)| a != b && eqv_numbers(a, b));
    if a.kind != b.kind {
        return false;
    }
    match a.kind {
        ObjKind::BigInt => {
            let (a, b) = (a.cast::<BigInt>(), b.cast::<BigInt>());
            a.is_negative() == b.is_negative() && a.limbs() == b.limbs()
        }
        ObjKind::Ratio => {
            let (a, b) = (a.cast::<Ratio>(), b.cast::<Ratio>());
            eqv(a.num, b.num) && eqv(a.den, b.den)
        }
        ObjKind::Complex => {
            let (a, b) = (a.cast::<Complex>(), b.cast::<Complex>());
            eqv(a.re, b.re) && eqv(a.im, b.im)
        }
        _ => false,
    }
}

/// Feeds a number to a hash that agrees with [`eqv_numbers`].
pub(super) fn feed(v: Value, h: &mut impl Hasher) {
    let parts = match v.as_obj() {
        Some(o) if o.kind == ObjKind::BigInt => {
            o.cast::<BigInt>().limbs().iter().take(8).for_each(|limb| h.write_u64(*limb));
            return;
        }
        Some(o) if o.kind == ObjKind::Ratio => [o.cast::<Ratio>().num, o.cast::<Ratio>().den],
        Some(o) if o.kind == ObjKind::Complex => [o.cast::<Complex>().re, o.cast::<Complex>().im],
        _ => return h.write_u64(v.bits()),
    };
    parts.into_iter().for_each(|part| feed(part, h));
}
