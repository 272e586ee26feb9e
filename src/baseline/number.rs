//! Numbers of the plain interpreter, computed plainly: every exact number is a
//! fraction of big integers, every number has two parts. Only texts, conversions
//! between floats and exact numbers, and functions of analysis are the VM's.
use super::value::{INT_MAX, INT_MIN, Number, Value};
use crate::number::{Int, Num, Real};
use num_bigint::BigInt;
use num_integer::Integer;
use std::cmp::Ordering;

/// A real number.
#[derive(Clone)]
pub enum R {
    /// A fraction in lowest terms; the second part is above 0.
    Q(BigInt, BigInt),
    /// A float.
    F(f64),
}
use R::{F, Q};

/// A number: real and imaginary part.
#[derive(Clone)]
pub struct N {
    pub re: R,
    pub im: R,
}

/// A fraction; the second part is not 0.
pub fn fraction(n: BigInt, d: BigInt) -> R {
    if d == BigInt::from(1) {
        return Q(n, d);
    }
    // Euclid's algorithm; the divisor takes the sign of the second part.
    let (mut divisor, mut rest) = (d.clone(), &n % &d);
    while rest != BigInt::ZERO {
        (divisor, rest) = (rest.clone(), divisor % rest);
    }
    if (divisor < BigInt::ZERO) != (d < BigInt::ZERO) {
        divisor = -divisor;
    }
    Q(&n / &divisor, d / divisor)
}

/// An exact integer.
pub fn exact(i: impl Into<BigInt>) -> R {
    Q(i.into(), BigInt::from(1))
}

impl R {
    fn from(r: &Real) -> R {
        match r {
            Real::Int(i) => exact(i.big().into_owned()),
            Real::Ratio(r) => Q(r.num.big().into_owned(), r.den.big().into_owned()),
            Real::Float(f) => F(*f),
        }
    }
    pub fn to_real(&self) -> Real {
        match self {
            Q(n, d) => Real::lowest(Int::from(n.clone()), Int::from(d.clone())),
            F(f) => Real::Float(*f),
        }
    }
    pub fn float(&self) -> f64 {
        self.to_real().to_float()
    }
    /// The exact number equal to it; `None` for what is not finite.
    pub fn to_exact(&self) -> Option<R> {
        self.to_real().to_exact().map(|r| R::from(&r))
    }
    pub fn is_exact(&self) -> bool {
        matches!(self, Q(..))
    }
    pub fn is_exact_zero(&self) -> bool {
        matches!(self, Q(n, _) if *n == BigInt::ZERO)
    }
    /// Bits of its parts.
    pub fn bits(&self) -> u64 {
        match self {
            Q(n, d) => n.bits().max(d.bits()),
            F(_) => 0,
        }
    }
    fn is_whole(&self) -> bool {
        matches!(self, Q(_, d) if *d == BigInt::from(1))
    }
    pub fn neg(&self) -> R {
        match self {
            Q(n, d) => Q(-n, d.clone()),
            F(f) => F(-f),
        }
    }
    pub fn add(&self, o: &R) -> R {
        match (self, o) {
            (Q(n, d), Q(m, e)) => fraction(n * e + m * d, d * e),
            _ => F(self.float() + o.float()),
        }
    }
    pub fn sub(&self, o: &R) -> R {
        match (self, o) {
            (Q(..), Q(..)) => self.add(&o.neg()),
            _ => F(self.float() - o.float()),
        }
    }
    pub fn mul(&self, o: &R) -> R {
        match (self, o) {
            (Q(n, d), Q(m, e)) => fraction(n * m, d * e),
            _ => F(self.float() * o.float()),
        }
    }
    /// The quotient; `None` for an exact number by an exact 0.
    pub fn div(&self, o: &R) -> Option<R> {
        match (self, o) {
            (Q(..), Q(m, _)) if *m == BigInt::ZERO => None,
            (Q(n, d), Q(m, e)) => Some(fraction(n * e, d * m)),
            _ => Some(F(self.float() / o.float())),
        }
    }
    pub fn order(&self, o: &R) -> Option<Ordering> {
        match (self, o) {
            (Q(n, d), Q(m, e)) => Some((n * e).cmp(&(m * d))),
            (F(x), F(y)) => x.partial_cmp(y),
            (F(_), _) => o.order(self).map(Ordering::reverse),
            (_, F(y)) => match o.to_exact() {
                Some(exact) => self.order(&exact),
                None => 0.0.partial_cmp(y),
            },
        }
    }
    /// Rounded by one of the four ways.
    pub fn round(&self, to: &str) -> R {
        match self {
            F(f) => F(match to {
                "floor" => f.floor(),
                "ceiling" => f.ceil(),
                "truncate" => f.trunc(),
                _ => f.round_ties_even(),
            }),
            Q(n, d) => exact(match to {
                "floor" => n.div_floor(d),
                "ceiling" => -(-n).div_floor(d),
                "truncate" => n / d,
                _ => {
                    // To the nearest, upwards of two; then back if that is odd.
                    let twice: BigInt = n * 2;
                    let up = (&twice + d).div_floor(&(d * 2));
                    if d.bits() == 2 && *d == BigInt::from(2) && up.is_odd() { up - 1 } else { up }
                }
            }),
        }
    }
}

impl N {
    pub fn real(re: R) -> N {
        N { re, im: exact(0) }
    }
    pub fn from(n: &Num) -> N {
        let (re, im) = n.parts();
        N { re: R::from(re), im: R::from(im) }
    }
    pub fn to_num(&self) -> Num {
        Num::new(self.re.to_real(), self.im.to_real())
    }
    pub fn is_real(&self) -> bool {
        self.im.is_exact_zero()
    }
    pub fn is_exact(&self) -> bool {
        self.re.is_exact() && self.im.is_exact()
    }
    pub fn bits(&self) -> u64 {
        self.re.bits().max(self.im.bits())
    }
    /// Whether it is an exact integer.
    pub fn is_whole(&self) -> bool {
        self.is_real() && self.re.is_whole()
    }
    pub fn add(&self, o: &N) -> N {
        N { re: self.re.add(&o.re), im: self.im.add(&o.im) }
    }
    pub fn sub(&self, o: &N) -> N {
        N { re: self.re.sub(&o.re), im: self.im.sub(&o.im) }
    }
    pub fn mul(&self, o: &N) -> N {
        if self.is_real() {
            return N { re: self.re.mul(&o.re), im: if o.is_real() { exact(0) } else { self.re.mul(&o.im) } };
        }
        if o.is_real() {
            return o.mul(self);
        }
        N { re: self.re.mul(&o.re).sub(&self.im.mul(&o.im)), im: self.re.mul(&o.im).add(&self.im.mul(&o.re)) }
    }
    pub fn div(&self, o: &N) -> Option<N> {
        if o.is_real() {
            let im = if self.is_real() { exact(0) } else { self.im.div(&o.re)? };
            return Some(N { re: self.re.div(&o.re)?, im });
        }
        if self.is_exact() && o.is_exact() {
            let conjugate = N { re: o.re.clone(), im: o.im.neg() };
            return self.mul(&conjugate).div(&o.mul(&conjugate));
        }
        self.to_num().div(&o.to_num()).ok().map(|n| N::from(&n))
    }
    pub fn equal(&self, o: &N) -> bool {
        self.re.order(&o.re) == Some(Ordering::Equal) && self.im.order(&o.im) == Some(Ordering::Equal)
    }
    pub fn value(self) -> Value {
        match self {
            N { re: F(f), im } if im.is_exact_zero() => Value::Float(f),
            N { re: Q(n, d), im } if im.is_exact_zero() && d == BigInt::from(1) => integer(n),
            n => Value::Num(Number::new(n.to_num())),
        }
    }
}

/// An integer as a value.
pub fn integer(n: BigInt) -> Value {
    match i64::try_from(&n) {
        Ok(i @ INT_MIN..=INT_MAX) => Value::Int(i),
        _ => Value::Num(Number::new(Num::Real(Real::Int(Int::from(n))))),
    }
}

/// The number in a value.
pub fn number(v: &Value) -> Option<N> {
    match v {
        Value::Int(i) => Some(N::real(exact(*i))),
        Value::Float(f) => Some(N::real(F(*f))),
        Value::Num(n) => Some(N::from(&n.num)),
        _ => None,
    }
}

/// The exact integer in a value.
pub fn int(v: &Value) -> Option<BigInt> {
    match v {
        Value::Int(i) => Some(BigInt::from(*i)),
        Value::Num(n) => match &n.num {
            Num::Real(Real::Int(i)) => Some(i.big().into_owned()),
            _ => None,
        },
        _ => None,
    }
}

/// The whole number in a value, and whether it is exact.
pub fn whole(v: &Value) -> Option<(BigInt, bool)> {
    match v {
        Value::Float(f) if f.is_finite() && f.fract() == 0.0 => match F(*f).to_exact()? {
            Q(n, _) => Some((n, false)),
            F(_) => None,
        },
        v => int(v).map(|i| (i, true)),
    }
}
