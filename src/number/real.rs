//! Real numbers: arithmetic that stays exact as long as both operands are.
use super::int::Int;
use super::ratio::{self, Ratio};
use super::{MAX_BITS, Trouble, float};
use std::cmp::Ordering;

/// A real number.
#[derive(Clone, PartialEq, Debug)]
pub enum Real {
    /// An exact integer.
    Int(Int),
    /// An exact fraction.
    Ratio(Box<Ratio>),
    /// An inexact number.
    Float(f64),
}
use Real::Float;

/// To which of its neighbours a number is rounded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rounding {
    /// The lower.
    Floor,
    /// The upper.
    Ceiling,
    /// The one nearer to 0.
    Truncate,
    /// The nearest; of two the even one.
    Nearest,
}

impl From<i64> for Real {
    fn from(i: i64) -> Real {
        Real::Int(Int::from(i))
    }
}

impl Real {
    /// Whether it is exact.
    pub fn is_exact(&self) -> bool {
        !matches!(self, Float(_))
    }
    /// Whether it is the exact 0.
    pub fn is_exact_zero(&self) -> bool {
        matches!(self, Real::Int(i) if i.is_zero())
    }
    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.is_exact_zero() || matches!(self, Float(0.0))
    }
    /// Whether it is less than 0; so is the negative zero.
    pub fn has_minus(&self) -> bool {
        match self {
            Float(f) => f.is_sign_negative(),
            _ => self.parts().is_some_and(|(n, _)| n.is_negative()),
        }
    }
    /// Bits of its parts, to judge how long an operation takes.
    pub fn bits(&self) -> u64 {
        match self {
            Real::Int(i) => i.bits(),
            Real::Ratio(r) => r.num.bits() + r.den.bits(),
            Float(_) => 64,
        }
    }
    /// The nearest float.
    pub fn to_float(&self) -> f64 {
        match self {
            Real::Int(i) => i.to_float(),
            Real::Ratio(r) => ratio::to_float((&r.num, &r.den)),
            Float(f) => *f,
        }
    }
    /// The exact number equal to it; `None` for what is not finite.
    pub fn to_exact(&self) -> Option<Real> {
        let Float(f) = *self else { return Some(self.clone()) };
        if !f.is_finite() {
            return None;
        }
        if f.fract() == 0.0 {
            return Some(Real::Int(Int::from_float(f)));
        }
        let (mantissa, exponent) = float::decode(f);
        let zeros = mantissa.trailing_zeros();
        let num = (mantissa >> zeros) as i64;
        let den = Int::Small(1).shift(-exponent - zeros as i64);
        Some(Real::lowest(Int::from(if f < 0.0 { -num } else { num }), den))
    }
    /// The same number, inexact.
    pub fn to_inexact(&self) -> Real {
        Float(self.to_float())
    }

    /// Its negation.
    pub fn neg(&self) -> Real {
        match self {
            Real::Int(i) => Real::Int(i.neg()),
            Real::Ratio(r) => Real::lowest(r.num.neg(), r.den.clone()),
            Float(f) => Float(-f),
        }
    }
    /// Its absolute value.
    pub fn abs(&self) -> Real {
        if self.has_minus() { self.neg() } else { self.clone() }
    }
    /// The sum.
    pub fn add(&self, o: &Real) -> Result<Real, Trouble> {
        match (self, o) {
            (Real::Int(a), Real::Int(b)) => Ok(Real::Int(a.add(b))),
            _ => match (self.parts(), o.parts()) {
                (Some(a), Some(b)) => ratio::sum(a, b, false),
                _ => Ok(Float(self.to_float() + o.to_float())),
            },
        }
    }
    /// The difference.
    pub fn sub(&self, o: &Real) -> Result<Real, Trouble> {
        match (self, o) {
            (Real::Int(a), Real::Int(b)) => Ok(Real::Int(a.sub(b))),
            _ => match (self.parts(), o.parts()) {
                (Some(a), Some(b)) => ratio::sum(a, b, true),
                _ => Ok(Float(self.to_float() - o.to_float())),
            },
        }
    }
    /// The product.
    pub fn mul(&self, o: &Real) -> Result<Real, Trouble> {
        match (self, o) {
            (Real::Int(a), Real::Int(b)) => {
                if a.bits() + b.bits() > MAX_BITS {
                    return Err(Trouble::TooLarge);
                }
                Ok(Real::Int(a.mul(b)))
            }
            _ => match (self.parts(), o.parts()) {
                (Some(a), Some(b)) => ratio::product(a, b),
                _ => Ok(Float(self.to_float() * o.to_float())),
            },
        }
    }
    /// The quotient. Only the division of an exact number by the exact 0 fails.
    pub fn div(&self, o: &Real) -> Result<Real, Trouble> {
        match (self.parts(), o.parts()) {
            (Some((n, d)), Some((m, e))) => {
                if m.is_zero() {
                    return Err(Trouble::DivisionByZero);
                }
                if d.is_one() && e.is_one() {
                    return Real::ratio(n.clone(), m.clone());
                }
                if m.is_negative() {
                    return ratio::product((n, d), (&e.neg(), &m.neg()));
                }
                ratio::product((n, d), (e, m))
            }
            _ => Ok(Float(self.to_float() / o.to_float())),
        }
    }

    /// The order; none with the float that is not a number. Exact numbers and
    /// floats are compared exactly, so that the order is transitive.
    pub fn order(&self, o: &Real) -> Option<Ordering> {
        match (self, o) {
            (Float(a), Float(b)) => a.partial_cmp(b),
            (Float(_), _) => o.order(self).map(Ordering::reverse),
            (_, Float(f)) if !f.is_finite() => 0.0.partial_cmp(f),
            _ => {
                let exact = o.to_exact()?;
                Some(match (self, &exact) {
                    (Real::Int(a), Real::Int(b)) => a.order(b),
                    _ => ratio::order(self.parts()?, exact.parts()?),
                })
            }
        }
    }
    /// Less, equal or greater than 0; equal for what is not a number.
    pub fn sign(&self) -> Ordering {
        match self {
            Float(f) => f.partial_cmp(&0.0).unwrap_or(Ordering::Equal),
            _ => self.parts().map_or(Ordering::Equal, |(n, _)| n.sign()),
        }
    }

    /// A whole number next to it.
    pub fn round(&self, to: Rounding) -> Real {
        match self {
            Real::Int(_) => self.clone(),
            Float(f) => Float(match to {
                Rounding::Floor => f.floor(),
                Rounding::Ceiling => f.ceil(),
                Rounding::Truncate => f.trunc(),
                Rounding::Nearest => f.round_ties_even(),
            }),
            Real::Ratio(r) => {
                let (below, rest) = r.num.div_mod_floor(&r.den);
                let up = match to {
                    Rounding::Floor => false,
                    Rounding::Ceiling => true,
                    Rounding::Truncate => r.num.is_negative(),
                    Rounding::Nearest => match rest.shift(1).order(&r.den) {
                        Ordering::Equal => below.is_odd(),
                        order => order == Ordering::Greater,
                    },
                };
                Real::Int(if up { below.add(&Int::Small(1)) } else { below })
            }
        }
    }

    /// The simplest exact number from `low` to `high`, both exact: the one with
    /// the least denominator.
    pub fn simplest(low: &Real, high: &Real) -> Result<Real, Trouble> {
        if low.sign() != Ordering::Greater && high.sign() != Ordering::Less {
            return Ok(Real::from(0));
        }
        if high.sign() == Ordering::Less {
            return Ok(Real::simplest(&high.neg(), &low.neg())?.neg());
        }
        // Both are positive. Where their continued fractions part, the simplest ends.
        let (mut low, mut high) = (low.clone(), high.clone());
        let mut terms = vec![];
        let mut simplest = loop {
            let whole = low.round(Rounding::Floor);
            if low.order(&whole) == Some(Ordering::Equal) {
                break whole;
            }
            if high.round(Rounding::Floor).order(&whole) != Some(Ordering::Equal) {
                break whole.add(&Real::from(1))?;
            }
            let one = Real::from(1);
            (low, high) = (one.div(&high.sub(&whole)?)?, one.div(&low.sub(&whole)?)?);
            terms.push(whole);
        };
        while let Some(term) = terms.pop() {
            simplest = term.add(&Real::from(1).div(&simplest)?)?;
        }
        Ok(simplest)
    }

    /// The exact square root, if there is one.
    pub fn exact_sqrt(&self) -> Option<Real> {
        let (n, d) = self.parts()?;
        Some(Real::lowest(n.exact_sqrt()?, d.exact_sqrt()?))
    }
    /// The square root of a number that is not negative, exact if it can be.
    pub fn sqrt(&self) -> Real {
        if let Some(root) = self.exact_sqrt() {
            return root;
        }
        let f = self.to_float();
        if f.is_normal() || !self.is_exact() {
            return Float(f.sqrt());
        }
        // Too large or too small for a float, which the root is not.
        match self.parts() {
            Some((n, d)) => {
                let half = (n.bits() as i64 - d.bits() as i64) / 2;
                let (n, d) = if half > 0 { (n.clone(), d.shift(2 * half)) } else { (n.shift(-2 * half), d.clone()) };
                let root = ratio::to_float((&n, &d)).sqrt();
                Float(float::scale(root, half))
            }
            None => Float(f),
        }
    }
    /// The natural logarithm of a number above 0, also where floats end.
    pub fn ln(&self) -> f64 {
        let f = self.to_float();
        match self.parts() {
            Some((n, d)) if !f.is_normal() => {
                let ln = |n: &Int| {
                    let (top, exponent) = float::leading(&n.magnitude());
                    crate::platform::ln(top as f64) + exponent as f64 * std::f64::consts::LN_2
                };
                ln(n) - ln(d)
            }
            _ => crate::platform::ln(f),
        }
    }
}
