//! Arithmetic of finite decimal numbers, as the General Decimal Arithmetic Specification has it
//! (speleotrove.com/decimal). What it does not do here is `None`: numbers that are too large or too
//! small for their context, and scales beyond `MOST`. The module does these, and whatever is to be
//! signalled.
use crate::number::Int;
use std::cmp::Ordering;

/// Places that numbers may be moved by.
const MOST: i64 = 1000;
/// An exponent that no context limits.
const WIDE: i64 = 1 << 40;

/// A finite number.
#[derive(Clone, PartialEq, Debug)]
pub struct Number {
    /// Whether it has a minus, which a zero may have too.
    pub negative: bool,
    /// Its digits as an integer that is not negative.
    pub digits: Int,
    /// Its power of ten.
    pub exp: i64,
}

/// How digits are rounded that do not fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rounding {
    /// Towards zero.
    Down,
    /// To the nearest, away from zero where both are as near.
    HalfUp,
    /// To the nearest, to the even one where both are as near.
    HalfEven,
    /// Upwards.
    Ceiling,
    /// Downwards.
    Floor,
    /// Away from zero.
    Up,
    /// To the nearest, towards zero where both are as near.
    HalfDown,
    /// Away from zero if the last digit would be 0 or 5.
    ZeroFiveUp,
}

/// In the order in which the module counts them.
pub const ROUNDINGS: [Rounding; 8] = {
    use Rounding::*;
    [Down, HalfUp, HalfEven, Ceiling, Floor, Up, HalfDown, ZeroFiveUp]
};

/// How exact results are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Context {
    /// Digits.
    pub precision: i64,
    /// How they are rounded.
    pub rounding: Rounding,
    /// The least exponent of what has one digit before the point.
    pub least: i64,
    /// The greatest.
    pub greatest: i64,
    /// Whether exponents of all digits are kept below the greatest.
    pub clamp: bool,
}

/// What was lost when a number was rounded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Lost {
    /// Nothing; no digit was taken away.
    Nothing,
    /// Zeros.
    Zeros,
    /// Digits that counted.
    Digits,
}

/// A result, and what was lost on the way.
pub type Rounded = Option<(Number, Lost)>;

/// A power of ten.
fn ten(places: i64) -> Option<Int> {
    Some(match places {
        0..=18 => Int::Small(10i64.pow(places as u32)),
        19..=38 => Int::from(10i128.pow(places as u32)),
        39..=MOST => Int::Small(10).pow(places as u64),
        _ => return None,
    })
}

/// How many digits it has; 0 has one.
fn count(n: &Int) -> Option<i64> {
    if let Int::Small(i) = n {
        return Some(i.checked_ilog10().map_or(1, |k| k as i64 + 1));
    }
    // As many digits, or one less.
    let least = (n.bits() as i64 - 1) * 30103 / 100_000 + 1;
    Some(least + i64::from(n.order(&ten(least)?) != Ordering::Less))
}

/// Without the last places; and whether they counted.
fn cut(n: &Int, places: i64, negative: bool, rounding: Rounding) -> Option<(Int, bool)> {
    let unit = ten(places)?;
    let (quotient, rest) = n.div_rem(&unit);
    if rest.is_zero() {
        return Some((quotient, false));
    }
    let beside = rest.add(&rest).order(&unit);
    let up = match rounding {
        Rounding::Down => false,
        Rounding::HalfUp => beside.is_ge(),
        Rounding::HalfEven => beside.is_gt() || beside.is_eq() && quotient.is_odd(),
        Rounding::HalfDown => beside.is_gt(),
        Rounding::Up => true,
        Rounding::Ceiling => !negative,
        Rounding::Floor => negative,
        Rounding::ZeroFiveUp => quotient.div_rem(&Int::Small(5)).1.is_zero(),
    };
    Some((if up { quotient.add(&Int::Small(1)) } else { quotient }, true))
}

/// The digits of a number with an exponent that is not greater than its own.
fn aligned(n: &Number, exp: i64) -> Option<Int> {
    if n.exp == exp { Some(n.digits.clone()) } else { Some(n.digits.mul(&ten(n.exp - exp)?)) }
}

impl Number {
    /// A number.
    pub fn new(negative: bool, digits: Int, exp: i64) -> Number {
        Number { negative, digits, exp }
    }
    /// The exponent of its first digit.
    fn adjusted(&self) -> Option<i64> {
        Some(self.exp + count(&self.digits)? - 1)
    }
    /// With the other sign.
    pub fn negated(self) -> Number {
        Number { negative: !self.negative, ..self }
    }

    /// As exact as a context wants it.
    pub fn fit(self, c: &Context) -> Rounded {
        let tiny = c.least - c.precision + 1;
        let top = if c.clamp { c.greatest - c.precision + 1 } else { c.greatest };
        if self.digits.is_zero() {
            return (tiny..=top).contains(&self.exp).then_some((self, Lost::Nothing));
        }
        let digits = count(&self.digits)?;
        let least = self.exp + digits - c.precision;
        if least < tiny || self.exp + digits > c.greatest || c.clamp && self.exp > top {
            return None;
        }
        if self.exp >= least {
            return Some((self, Lost::Nothing));
        }
        let (mut n, changed) = cut(&self.digits, least - self.exp, self.negative, c.rounding)?;
        let mut exp = least;
        if count(&n)? > c.precision {
            (n, exp) = (n.div_rem(&Int::Small(10)).0, exp + 1);
        }
        Some((Number::new(self.negative, n, exp), if changed { Lost::Digits } else { Lost::Zeros }))
    }

    /// The sum.
    pub fn add(&self, o: &Number, c: &Context) -> Rounded {
        let mut exp = self.exp.min(o.exp);
        let differ = self.negative != o.negative;
        let zero = if differ { c.rounding == Rounding::Floor } else { self.negative };
        let (x, y) = match (self.digits.is_zero(), o.digits.is_zero()) {
            (true, true) => return Number::new(zero, Int::Small(0), exp).fit(c),
            (false, false) => {
                let (high, low) = if self.exp > o.exp { (self, o) } else { (o, self) };
                // What is far below the last digit counts for its being there.
                let far = high.exp + (-1).min(count(&high.digits)? - c.precision - 2);
                if high.exp != low.exp && low.adjusted()? < far {
                    return None;
                }
                (aligned(self, exp)?, aligned(o, exp)?)
            }
            (none, _) => {
                let d = if none { o } else { self };
                exp = exp.max(d.exp - c.precision - 1);
                return Number::new(d.negative, aligned(d, exp)?, exp).fit(c);
            }
        };
        let (n, negative) = if !differ {
            (x.add(&y), self.negative)
        } else {
            let n = x.sub(&y);
            (n.abs(), self.negative != n.is_negative())
        };
        let negative = if n.is_zero() { zero } else { negative };
        Number::new(negative, n, exp).fit(c)
    }

    /// The product.
    pub fn multiply(&self, o: &Number, c: &Context) -> Rounded {
        Number::new(self.negative != o.negative, self.digits.mul(&o.digits), self.exp + o.exp).fit(c)
    }

    /// The quotient; nothing is divided by 0.
    pub fn divide(&self, o: &Number, c: &Context) -> Rounded {
        if o.digits.is_zero() {
            return None;
        }
        let (negative, ideal) = (self.negative != o.negative, self.exp - o.exp);
        if self.digits.is_zero() {
            return Number::new(negative, Int::Small(0), ideal).fit(c);
        }
        let shift = count(&o.digits)? - count(&self.digits)? + c.precision + 1;
        let (mut q, rest) = match shift >= 0 {
            true => self.digits.mul(&ten(shift)?).div_rem(&o.digits),
            false => self.digits.div_rem(&o.digits.mul(&ten(-shift)?)),
        };
        let mut exp = ideal - shift;
        if !rest.is_zero() {
            // Not exact, and so no half.
            if q.div_rem(&Int::Small(5)).1.is_zero() {
                q = q.add(&Int::Small(1));
            }
        } else {
            for places in [256, 128, 64, 32, 16, 8, 4, 2, 1] {
                while exp + places <= ideal
                    && let (less, rest) = q.div_rem(&ten(places)?)
                    && rest.is_zero()
                {
                    (q, exp) = (less, exp + places);
                }
            }
        }
        Number::new(negative, q, exp).fit(c)
    }

    /// The quotient without its fraction, and what is left, with the sign of the dividend.
    pub fn divide_whole(&self, o: &Number, c: &Context) -> Option<(Number, Number)> {
        if o.digits.is_zero() {
            return None;
        }
        let exp = self.exp.min(o.exp);
        let (x, y) = (aligned(self, exp)?, aligned(o, exp)?);
        let (q, rest) = x.div_rem(&y);
        if count(&q)? > c.precision.min(c.greatest + 1) {
            return None;
        }
        Some((Number::new(self.negative != o.negative, q, 0), Number::new(self.negative, rest, exp)))
    }

    /// A power that is a whole number: as libmpdec does it, by products with a few more digits than
    /// the context has.
    pub fn power(&self, times: u64, c: &Context) -> Rounded {
        if times == 0 || self.digits.is_zero() {
            return None;
        }
        let more = times.ilog10() as i64 + 3;
        let work = Context {
            precision: c.precision + more,
            rounding: Rounding::HalfEven,
            least: -WIDE,
            greatest: WIDE,
            clamp: false,
        };
        let (mut n, mut lost) = (self.clone(), Lost::Nothing);
        for bit in (0..times.ilog2()).rev() {
            for by in [Some(n.clone()), (times >> bit & 1 == 1).then(|| self.clone())].into_iter().flatten() {
                let (product, more) = n.multiply(&by, &work)?;
                (n, lost) = (product, lost.max(more));
            }
        }
        let (n, more) = n.fit(c)?;
        Some((n, lost.max(more)))
    }

    /// The order.
    pub fn order(&self, o: &Number) -> Option<Ordering> {
        let sign = |n: &Number| match n.digits.is_zero() {
            true => 0,
            false => 1 - 2 * i32::from(n.negative),
        };
        let signs = sign(self).cmp(&sign(o));
        if signs.is_ne() || self.digits.is_zero() {
            return Some(signs);
        }
        let sizes = match self.exp == o.exp {
            true => self.digits.order(&o.digits),
            false => match self.adjusted()?.cmp(&o.adjusted()?) {
                Ordering::Equal => {
                    let exp = self.exp.min(o.exp);
                    aligned(self, exp)?.order(&aligned(o, exp)?)
                }
                order => order,
            },
        };
        Some(if self.negative { sizes.reverse() } else { sizes })
    }

    /// With another exponent.
    pub fn quantize(&self, exp: i64, rounding: Rounding, c: &Context) -> Rounded {
        if !(c.least - c.precision + 1..=c.greatest).contains(&exp) {
            return None;
        }
        let (n, lost) = self.rescaled(exp, rounding)?;
        let (digits, top) = (count(&n)?, if c.clamp { c.greatest - c.precision + 1 } else { c.greatest });
        let first = exp + digits - 1;
        let fits = digits <= c.precision && exp <= top && first <= c.greatest && (n.is_zero() || first >= c.least);
        fits.then_some((Number::new(self.negative, n, exp), lost))
    }
    fn rescaled(&self, exp: i64, rounding: Rounding) -> Option<(Int, Lost)> {
        if self.digits.is_zero() {
            return Some((Int::Small(0), Lost::Nothing));
        }
        if self.exp >= exp {
            return Some((aligned(self, exp)?, Lost::Nothing));
        }
        let (n, changed) = cut(&self.digits, exp - self.exp, self.negative, rounding)?;
        Some((n, if changed { Lost::Digits } else { Lost::Zeros }))
    }

    /// The integer that is left without the fraction.
    pub fn whole(&self) -> Option<Int> {
        let n = self.rescaled(0, Rounding::Down)?.0;
        Some(if self.negative { n.neg() } else { n })
    }

    /// What Python's `hash` gives of equal numbers: the number modulo 2^61 - 1.
    pub fn hash(&self) -> Option<i64> {
        const P: u128 = (1 << 61) - 1;
        // The inverse of 10.
        const TENTH: u128 = 2_075_258_708_292_324_556;
        const _: () = assert!(TENTH * 10 % P == 1);
        let mut power = if self.exp < 0 { TENTH } else { 10 };
        let Int::Small(rest) = self.digits.div_rem(&Int::Small(P as i64)).1 else { return None };
        let (mut hash, mut times) = (rest as u128, self.exp.unsigned_abs());
        while times > 0 {
            if times & 1 == 1 {
                hash = hash * power % P;
            }
            power = power * power % P;
            times >>= 1;
        }
        let hash = if self.negative { -(hash as i64) } else { hash as i64 };
        Some(if hash == -1 { -2 } else { hash })
    }

    /// Its text, if that needs no exponent.
    pub fn text(&self) -> Option<String> {
        if !(-MOST..=0).contains(&self.exp) {
            return None;
        }
        let digits = self.digits.text(10);
        if self.exp + digits.len() as i64 <= -6 {
            return None;
        }
        Some(placed(self.negative, &digits, -self.exp as usize, false))
    }
    /// Its text with so many places behind the point, and perhaps commas between thousands.
    pub fn fixed_text(&self, places: i64, rounding: Rounding, commas: bool) -> Option<String> {
        let (n, _) = self.rescaled(-places, rounding)?;
        Some(placed(self.negative, &n.text(10), places as usize, commas))
    }

    /// Reads digits with at most a sign and a point.
    pub fn read(text: &str) -> Option<Number> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, behind) = rest.split_once('.').unwrap_or((rest, ""));
        let decimal = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || rest.len() > MOST as usize || !decimal(whole) || !decimal(behind) {
            return None;
        }
        let digits = Int::parse(&[whole, behind].concat(), 10)?;
        Some(Number::new(negative, digits, -(behind.len() as i64)))
    }
}

/// Digits with a point before the last of them.
fn placed(negative: bool, digits: &str, behind: usize, commas: bool) -> String {
    let mut text = String::with_capacity(digits.len() + behind + 4);
    if negative {
        text.push('-');
    }
    let whole = digits.len().saturating_sub(behind);
    for (i, &b) in digits.as_bytes()[..whole].iter().enumerate() {
        if commas && i > 0 && (whole - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(b as char);
    }
    if whole == 0 {
        text.push('0');
    }
    if behind > 0 {
        text.push('.');
        for _ in digits.len()..behind {
            text.push('0');
        }
        text.extend(digits.as_bytes()[whole..].iter().map(|&b| b as char));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Context =
        Context { precision: 9, rounding: Rounding::HalfEven, least: -999_999, greatest: 999_999, clamp: false };

    fn read(text: &str) -> Number {
        Number::read(text).expect("a number")
    }
    fn shown(r: Rounded) -> String {
        let (n, lost) = r.expect("a result");
        format!("{} {lost:?}", n.text().unwrap_or_else(|| format!("{}e{}", n.digits.text(10), n.exp)))
    }

    #[test]
    fn operations_give_what_the_specification_says() {
        let c = &USUAL;
        assert_eq!(shown(read("12").add(&read("7.00"), c)), "19.00 Nothing");
        assert_eq!(shown(read("1.3").add(&read("-1.30"), c)), "0.00 Nothing");
        assert_eq!(shown(read("0").add(&read("-0"), c)), "0 Nothing");
        assert_eq!(shown(read("123456789").add(&read("0.5"), c)), "123456790 Digits");
        assert_eq!(shown(read("1.20").multiply(&read("3"), c)), "3.60 Nothing");
        assert_eq!(shown(read("1000000000").multiply(&read("1"), c)), "100000000e1 Zeros");
        assert_eq!(shown(read("1").divide(&read("3"), c)), "0.333333333 Digits");
        assert_eq!(shown(read("2").divide(&read("3"), c)), "0.666666667 Digits");
        assert_eq!(shown(read("2.400").divide(&read("2.0"), c)), "1.20 Nothing");
        assert_eq!(shown(read("2400").divide(&read("2"), c)), "1200 Nothing");
        assert_eq!(shown(read("-1.05").power(3, c)), "-1.157625 Nothing");
        assert_eq!(shown(read("2.17").quantize(-1, Rounding::HalfUp, c)), "2.2 Digits");
        assert_eq!(read("1").divide(&read("0"), c), None);
        let (q, rest) = read("-7.5").divide_whole(&read("2"), c).expect("a quotient");
        assert_eq!((q.text().as_deref(), rest.text().as_deref()), (Some("-3"), Some("-1.5")));
    }

    #[test]
    fn digits_are_counted_and_cut_at_every_size() {
        for k in 0..60 {
            let n = ten(k).expect("a power");
            assert_eq!(count(&n), Some(k + 1));
            assert_eq!(count(&n.sub(&Int::Small(1))), Some(k.max(1)));
        }
        let ends = |n: i64| ROUNDINGS.map(|r| cut(&Int::Small(n), 1, false, r).expect("few").0.text(10));
        assert_eq!(ends(25), ["2", "3", "2", "3", "2", "3", "2", "2"]);
        assert_eq!(ends(57), ["5", "6", "6", "6", "5", "6", "6", "6"]);
        assert_eq!(ends(30), ["3"; 8]);
    }

    #[test]
    fn numbers_are_ordered_hashed_and_written() {
        assert_eq!(read("1.0").order(&read("1")), Some(Ordering::Equal));
        assert_eq!(read("-0").order(&read("0.00")), Some(Ordering::Equal));
        assert_eq!(read("-2").order(&read("-19.5")), Some(Ordering::Greater));
        assert_eq!(read("12.30").hash(), read("12.3").hash());
        assert_eq!((read("-1").hash(), read("7").hash()), (Some(-2), Some(7)));
        assert_eq!(read("0.000001").text().as_deref(), Some("0.000001"));
        assert_eq!(read("0.0000001").text(), None);
        assert_eq!(read("1234567.895").fixed_text(2, Rounding::HalfEven, true).as_deref(), Some("1,234,567.90"));
        assert_eq!(read("-0.004").fixed_text(2, Rounding::HalfEven, false).as_deref(), Some("-0.00"));
        assert_eq!(["", ".5", "1e3", "--1", "1.2.3"].map(Number::read), [const { None }; 5]);
    }
}
