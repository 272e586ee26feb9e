//! Powers.
use super::complex::Num;
use super::int::Int;
use super::real::Real;
use super::{MAX_BITS, Trouble};
use crate::platform;
use std::cmp::Ordering;

/// Up to this power inexact complex numbers are multiplied, which is more exact
/// than what logarithms give.
const MULTIPLIED: u64 = 1024;

/// A power: exact if the base is and the power is an integer.
pub fn expt(base: &Num, power: &Num) -> Result<Num, Trouble> {
    let (Num::Real(b), Num::Real(p)) = (base, power) else { return complex(base, power) };
    match p {
        Real::Int(p) if b.is_exact() => return Ok(Num::Real(exact(b, p)?)),
        // Half powers of squares are exact as well.
        Real::Ratio(r) if r.den == Int::Small(2) => {
            if let Some(root) = b.exact_sqrt() {
                return Ok(Num::Real(exact(&root, &r.num)?));
            }
        }
        _ => {}
    }
    let (x, y) = (b.to_float(), p.to_float());
    if b.sign() == Ordering::Less && y.is_finite() && y.fract() != 0.0 {
        return Ok(base.power(power));
    }
    if b.is_exact() && !x.is_normal() && !b.is_zero() {
        return Ok(platform::exp(b.ln() * y).into());
    }
    Ok(platform::pow(x, y).into())
}

/// An exact power of an exact number.
fn exact(base: &Real, power: &Int) -> Result<Real, Trouble> {
    let (n, d) = base.parts().ok_or(Trouble::TooLarge)?;
    if n.is_zero() && power.is_negative() {
        return Err(Trouble::DivisionByZero);
    }
    let size = n.bits().max(d.bits());
    let times = match *power {
        // 0, 1 and -1.
        _ if size <= 1 => power.is_odd() as u64 + 2 * !power.is_zero() as u64,
        Int::Small(i) => i.unsigned_abs(),
        Int::Big(_) => return Err(Trouble::TooLarge),
    };
    // The bits of 3 would count 3 as 4.
    let bits = |i: &Int| Real::Int(i.abs()).ln() / std::f64::consts::LN_2;
    if size > 1 && bits(n).max(bits(d)) * times as f64 > MAX_BITS as f64 {
        return Err(Trouble::TooLarge);
    }
    let (n, d) = (n.pow(times), d.pow(times));
    // Powers of what has no common divisor have none.
    Ok(match (power.is_negative(), n.is_negative()) {
        (false, _) => Real::lowest(n, d),
        (true, false) => Real::lowest(d, n),
        (true, true) => Real::lowest(d.neg(), n.neg()),
    })
}

fn complex(base: &Num, power: &Num) -> Result<Num, Trouble> {
    if let Num::Real(Real::Int(p)) = power {
        let times = if let Int::Small(i) = p { i.unsigned_abs() } else { u64::MAX };
        let small = if base.is_exact() { base.bits().saturating_mul(times) <= MAX_BITS } else { times <= MULTIPLIED };
        if small {
            let result = multiplied(base, times)?;
            return if p.is_negative() { Num::from(1).div(&result) } else { Ok(result) };
        }
        if base.is_exact() {
            return Err(Trouble::TooLarge);
        }
    }
    if base.is_zero() {
        let (re, _) = power.parts();
        return match re.sign() {
            Ordering::Greater => Ok(base.clone()),
            _ => Err(Trouble::DivisionByZero),
        };
    }
    Ok(base.power(power))
}

/// A power by squaring.
fn multiplied(base: &Num, mut times: u64) -> Result<Num, Trouble> {
    let (mut result, mut square) = (Num::from(1), base.clone());
    while times > 0 {
        if times & 1 == 1 {
            result = result.mul(&square)?;
        }
        times >>= 1;
        if times > 0 {
            square = square.mul(&square)?;
        }
    }
    Ok(result)
}
