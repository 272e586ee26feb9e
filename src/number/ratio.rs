//! Exact fractions in lowest terms.
use super::int::Int;
use super::real::Real;
use super::{MAX_GCD_BITS, Trouble, float};
use std::cmp::Ordering;

/// A fraction: the parts have no common divisor, and the lower is above 1.
#[derive(Clone, PartialEq, Debug)]
pub struct Ratio {
    /// Numerator.
    pub num: Int,
    /// Denominator.
    pub den: Int,
}

/// The denominator of integers.
static ONE: Int = Int::Small(1);

/// The parts of an exact number.
pub type Parts<'a> = (&'a Int, &'a Int);

impl Real {
    /// Numerator and denominator of an exact number; `None` for a float.
    pub fn parts(&self) -> Option<Parts<'_>> {
        match self {
            Real::Int(i) => Some((i, &ONE)),
            Real::Ratio(r) => Some((&r.num, &r.den)),
            Real::Float(_) => None,
        }
    }
    /// A quotient of parts that have no common divisor, the lower above 0.
    pub fn lowest(num: Int, den: Int) -> Real {
        if den.is_one() { Real::Int(num) } else { Real::Ratio(Box::new(Ratio { num, den })) }
    }
    /// A quotient in lowest terms.
    pub fn ratio(num: Int, den: Int) -> Result<Real, Trouble> {
        match den.sign() {
            Ordering::Equal => return Err(Trouble::DivisionByZero),
            Ordering::Less => return Real::ratio(num.neg(), den.neg()),
            Ordering::Greater if den.is_one() => return Ok(Real::Int(num)),
            Ordering::Greater => {}
        }
        check([&num, &den])?;
        let divisor = num.gcd(&den);
        Ok(if divisor.is_one() {
            Real::lowest(num, den)
        } else {
            Real::lowest(num.div_rem(&divisor).0, den.div_rem(&divisor).0)
        })
    }
}

/// Whether divisors of numbers of that size may be looked for.
fn check<const N: usize>(parts: [&Int; N]) -> Result<(), Trouble> {
    if parts.iter().any(|p| p.bits() > MAX_GCD_BITS) { Err(Trouble::TooLarge) } else { Ok(()) }
}

/// Without the divisor, which is often 1.
fn without(n: &Int, divisor: &Int) -> Int {
    if divisor.is_one() { n.clone() } else { n.div_rem(divisor).0 }
}

/// The sum, or the difference. Where the denominators have no common divisor,
/// which is most of the time, the sum is in lowest terms as it is.
pub(super) fn sum((n, d): Parts, (m, e): Parts, minus: bool) -> Result<Real, Trouble> {
    check([n, d, m, e])?;
    let join = |a: Int, b: Int| if minus { a.sub(&b) } else { a.add(&b) };
    let common = d.gcd(e);
    if common.is_one() {
        return Ok(Real::lowest(join(n.mul(e), m.mul(d)), d.mul(e)));
    }
    let (d2, e2) = (without(d, &common), without(e, &common));
    let num = join(n.mul(&e2), m.mul(&d2));
    let more = num.gcd(&common);
    Ok(Real::lowest(without(&num, &more), d2.mul(&without(e, &more))))
}

/// The product. Divisors are taken out crosswise, before the parts grow.
pub(super) fn product((n, d): Parts, (m, e): Parts) -> Result<Real, Trouble> {
    check([n, d, m, e])?;
    let (g, h) = (n.gcd(e), m.gcd(d));
    Ok(Real::lowest(without(n, &g).mul(&without(m, &h)), without(d, &h).mul(&without(e, &g))))
}

/// The order.
pub(super) fn order((n, d): Parts, (m, e): Parts) -> Ordering {
    n.sign().cmp(&m.sign()).then_with(|| n.mul(e).order(&m.mul(d)))
}

/// The nearest float.
pub(super) fn to_float((n, d): Parts) -> f64 {
    let size = float::ratio_to_float(&n.magnitude(), &d.magnitude());
    if n.is_negative() { -size } else { size }
}
