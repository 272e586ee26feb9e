//! Numbers, complex ones among them. Each part of a complex number is exact or
//! inexact for itself; an imaginary part that is exactly 0 makes it real.
use super::Trouble;
use super::real::Real;
use crate::platform;

/// A number.
#[derive(Clone, PartialEq, Debug)]
pub enum Num {
    /// A real number.
    Real(Real),
    /// Real and imaginary part; the second is not an exact 0.
    Complex(Box<(Real, Real)>),
}

/// The imaginary part of real numbers.
static ZERO: Real = Real::Int(super::Int::Small(0));

impl From<Real> for Num {
    fn from(r: Real) -> Num {
        Num::Real(r)
    }
}
impl From<f64> for Num {
    fn from(f: f64) -> Num {
        Num::Real(Real::Float(f))
    }
}
impl From<i64> for Num {
    fn from(i: i64) -> Num {
        Num::Real(Real::from(i))
    }
}

/// Functions of analysis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "called what they are called everywhere")]
pub enum Function {
    Exp,
    Ln,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
}
use Function::{Acos, Asin, Atan, Cos, Exp, Ln, Sin, Tan};

impl Num {
    /// From a real and an imaginary part.
    pub fn new(re: Real, im: Real) -> Num {
        if im.is_exact_zero() { Num::Real(re) } else { Num::Complex(Box::new((re, im))) }
    }
    /// From a magnitude and an angle.
    pub fn polar(size: &Real, angle: &Real) -> Result<Num, Trouble> {
        if angle.is_exact_zero() {
            return Ok(Num::Real(size.clone()));
        }
        let angle = angle.to_float();
        let part = |f: f64| size.mul(&Real::Float(f));
        Ok(Num::new(part(platform::cos(angle))?, part(platform::sin(angle))?))
    }
    /// Real and imaginary part.
    pub fn parts(&self) -> (&Real, &Real) {
        match self {
            Num::Real(r) => (r, &ZERO),
            Num::Complex(c) => (&c.0, &c.1),
        }
    }
    /// The real number, if it is one.
    pub fn real(&self) -> Option<&Real> {
        if let Num::Real(r) = self { Some(r) } else { None }
    }
    /// Whether both parts are exact.
    pub fn is_exact(&self) -> bool {
        let (re, im) = self.parts();
        re.is_exact() && im.is_exact()
    }
    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        let (re, im) = self.parts();
        re.is_zero() && im.is_zero()
    }
    /// Bits of its parts.
    pub fn bits(&self) -> u64 {
        let (re, im) = self.parts();
        re.bits() + if self.real().is_some() { 0 } else { im.bits() }
    }
    /// Something done with each part.
    pub fn map(&self, f: impl Fn(&Real) -> Real) -> Num {
        match self {
            Num::Real(r) => Num::Real(f(r)),
            Num::Complex(c) => Num::new(f(&c.0), f(&c.1)),
        }
    }
    /// Both parts as floats.
    fn floats(&self) -> C {
        let (re, im) = self.parts();
        C(re.to_float(), im.to_float())
    }

    /// The sum.
    pub fn add(&self, o: &Num) -> Result<Num, Trouble> {
        let ((a, b), (c, d)) = (self.parts(), o.parts());
        Ok(Num::new(a.add(c)?, b.add(d)?))
    }
    /// The difference.
    pub fn sub(&self, o: &Num) -> Result<Num, Trouble> {
        let ((a, b), (c, d)) = (self.parts(), o.parts());
        Ok(Num::new(a.sub(c)?, b.sub(d)?))
    }
    /// The product.
    pub fn mul(&self, o: &Num) -> Result<Num, Trouble> {
        let ((a, b), (c, d)) = (self.parts(), o.parts());
        match (self, o) {
            (Num::Real(a), Num::Real(c)) => Ok(Num::Real(a.mul(c)?)),
            (Num::Real(a), _) => Ok(Num::new(a.mul(c)?, a.mul(d)?)),
            (_, Num::Real(c)) => Ok(Num::new(a.mul(c)?, b.mul(c)?)),
            _ => Ok(Num::new(a.mul(c)?.sub(&b.mul(d)?)?, a.mul(d)?.add(&b.mul(c)?)?)),
        }
    }
    /// The quotient.
    pub fn div(&self, o: &Num) -> Result<Num, Trouble> {
        let ((a, b), (c, d)) = (self.parts(), o.parts());
        match (self, o) {
            (Num::Real(a), Num::Real(c)) => Ok(Num::Real(a.div(c)?)),
            (_, Num::Real(c)) => Ok(Num::new(a.div(c)?, b.div(c)?)),
            _ if self.is_exact() && o.is_exact() => {
                let norm = o.norm()?;
                let conjugate = Num::new(c.clone(), d.neg());
                self.mul(&conjugate)?.div(&Num::Real(norm))
            }
            _ => Ok(self.floats().div(o.floats()).into()),
        }
    }
    /// The same number. Nothing equals what is not a number.
    pub fn same(&self, o: &Num) -> bool {
        let ((a, b), (c, d)) = (self.parts(), o.parts());
        a.order(c).is_some_and(|o| o.is_eq()) && b.order(d).is_some_and(|o| o.is_eq())
    }
    /// The square of the magnitude.
    fn norm(&self) -> Result<Real, Trouble> {
        let (re, im) = self.parts();
        re.mul(re)?.add(&im.mul(im)?)
    }
    /// The distance from 0, exact if it can be.
    pub fn magnitude(&self) -> Result<Real, Trouble> {
        match self {
            Num::Real(r) => Ok(r.abs()),
            _ if self.is_exact() => Ok(self.norm()?.sqrt()),
            _ => Ok(Real::Float(self.floats().size())),
        }
    }
    /// The angle to the positive real numbers.
    pub fn angle(&self) -> Real {
        match self {
            Num::Real(r) if r.is_exact() && !r.has_minus() => ZERO.clone(),
            _ => {
                let C(re, im) = self.floats();
                Real::Float(platform::atan2(im, re))
            }
        }
    }
    /// The square root, exact if it can be. Its real part is above 0, or is 0 and
    /// the imaginary part is not negative.
    pub fn sqrt(&self) -> Result<Num, Trouble> {
        match self {
            Num::Real(r) if !r.has_minus() || r.is_zero() => Ok(Num::Real(r.sqrt())),
            Num::Real(r) => Ok(Num::new(ZERO.clone(), r.neg().sqrt())),
            Num::Complex(c) => Ok(match self.exact_sqrt(c)? {
                Some(root) => root,
                None => self.floats().sqrt().into(),
            }),
        }
    }
    fn exact_sqrt(&self, (re, im): &(Real, Real)) -> Result<Option<Num>, Trouble> {
        if !self.is_exact() {
            return Ok(None);
        }
        let Some(size) = self.norm()?.exact_sqrt() else { return Ok(None) };
        let two = Real::from(2);
        let (x, y) = (size.add(re)?.div(&two)?.exact_sqrt(), size.sub(re)?.div(&two)?.exact_sqrt());
        Ok(x.zip(y).map(|(x, y)| Num::new(x, if im.has_minus() { y.neg() } else { y })))
    }

    /// A function of analysis.
    pub fn apply(&self, function: Function) -> Num {
        if let Num::Real(r) = self {
            let f = r.to_float();
            return match function {
                Exp => platform::exp(f).into(),
                Sin => platform::sin(f).into(),
                Cos => platform::cos(f).into(),
                Tan => platform::tan(f).into(),
                Atan => platform::atan(f).into(),
                Asin if f.abs() <= 1.0 || f.is_nan() => platform::asin(f).into(),
                Acos if f.abs() <= 1.0 || f.is_nan() => platform::acos(f).into(),
                Ln if r.is_zero() || !r.has_minus() => r.ln().into(),
                Ln if f.is_nan() => f.into(),
                Ln => Num::new(Real::Float(r.neg().ln()), Real::Float(std::f64::consts::PI)),
                _ => C(f, 0.0).apply(function).into(),
            };
        }
        self.floats().apply(function).into()
    }
    /// `self` to a power that is not a simple one.
    pub(super) fn power(&self, power: &Num) -> Num {
        C::from(&self.apply(Ln)).mul(power.floats()).apply(Exp).into()
    }
}

impl From<&Num> for C {
    fn from(n: &Num) -> C {
        n.floats()
    }
}
impl From<C> for Num {
    fn from(C(re, im): C) -> Num {
        Num::new(Real::Float(re), Real::Float(im))
    }
}

/// A complex number of floats.
#[derive(Clone, Copy)]
struct C(f64, f64);

const I: C = C(0.0, 1.0);
const ONE: C = C(1.0, 0.0);

impl C {
    fn add(self, o: C) -> C {
        C(self.0 + o.0, self.1 + o.1)
    }
    fn sub(self, o: C) -> C {
        C(self.0 - o.0, self.1 - o.1)
    }
    fn mul(self, o: C) -> C {
        C(self.0 * o.0 - self.1 * o.1, self.0 * o.1 + self.1 * o.0)
    }
    /// The quotient, without squares that could overflow.
    fn div(self, C(c, d): C) -> C {
        let C(a, b) = self;
        if c.abs() >= d.abs() {
            let r = d / c;
            let t = c + d * r;
            C((a + b * r) / t, (b - a * r) / t)
        } else {
            let r = c / d;
            let t = c * r + d;
            C((a * r + b) / t, (b * r - a) / t)
        }
    }
    fn size(self) -> f64 {
        size(self.0, self.1)
    }
    fn sqrt(self) -> C {
        let C(x, y) = self;
        let half = ((self.size() + x.abs()) / 2.0).sqrt();
        if half == 0.0 {
            return C(0.0, 0.0);
        }
        let other = y.abs() / (2.0 * half);
        let (re, im) = if x >= 0.0 { (half, other) } else { (other, half) };
        C(re, if y < 0.0 && re != 0.0 { -im } else { im })
    }
    fn ln(self) -> C {
        C(platform::ln(self.size()), platform::atan2(self.1, self.0))
    }
    fn apply(self, function: Function) -> C {
        let C(x, y) = self;
        match function {
            Exp => {
                let size = platform::exp(x);
                C(size * platform::cos(y), size * platform::sin(y))
            }
            Ln => self.ln(),
            Sin => C(platform::sin(x) * platform::cosh(y), platform::cos(x) * platform::sinh(y)),
            Cos => C(platform::cos(x) * platform::cosh(y), -platform::sin(x) * platform::sinh(y)),
            Tan => self.apply(Sin).div(self.apply(Cos)),
            // -i ln(iz + sqrt(1 - z^2))
            Asin => {
                let C(re, im) = I.mul(self).add(ONE.sub(self.mul(self)).sqrt()).ln();
                C(im, -re)
            }
            Acos => C(std::f64::consts::FRAC_PI_2, 0.0).sub(self.apply(Asin)),
            // (ln(1 + iz) - ln(1 - iz)) / 2i
            Atan => {
                let iz = I.mul(self);
                let C(re, im) = ONE.add(iz).ln().sub(ONE.sub(iz).ln());
                C(im / 2.0, -re / 2.0)
            }
        }
    }
}

/// The distance of a point from 0.
pub fn size(x: f64, y: f64) -> f64 {
    let sum = x * x + y * y;
    if sum.is_finite() && sum > 1e-280 {
        return sum.sqrt();
    }
    let (great, small) = (x.abs().max(y.abs()), x.abs().min(y.abs()));
    if great == 0.0 || great.is_infinite() || sum.is_nan() {
        return if great.is_infinite() { great } else { sum };
    }
    let ratio = small / great;
    great * (1.0 + ratio * ratio).sqrt()
}
