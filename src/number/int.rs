//! Exact integers.
use super::float;
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use std::borrow::Cow;
use std::cmp::Ordering;

/// An exact integer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Int {
    /// One of 64 bits.
    Small(i64),
    /// One of more.
    Big(BigInt),
}
use Int::{Big, Small};

impl From<BigInt> for Int {
    fn from(b: BigInt) -> Int {
        if b.bits() <= 64
            && let Ok(i) = i64::try_from(&b)
        {
            return Small(i);
        }
        Big(b)
    }
}

impl From<BigUint> for Int {
    fn from(b: BigUint) -> Int {
        Int::from(BigInt::from(b))
    }
}

impl From<i64> for Int {
    fn from(i: i64) -> Int {
        Small(i)
    }
}

impl From<i128> for Int {
    fn from(i: i128) -> Int {
        i64::try_from(i).map_or_else(|_| Big(BigInt::from(i)), Small)
    }
}

/// A bitwise operation of two integers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bitwise {
    /// And.
    And,
    /// Or.
    Or,
    /// Exclusive or.
    Xor,
}

impl Int {
    /// As a big integer, whatever its size.
    pub fn big(&self) -> Cow<'_, BigInt> {
        match self {
            Small(i) => Cow::Owned(BigInt::from(*i)),
            Big(b) => Cow::Borrowed(b),
        }
    }
    /// Its size without the sign.
    pub fn magnitude(&self) -> Cow<'_, BigUint> {
        match self {
            Small(i) => Cow::Owned(BigUint::from(i.unsigned_abs())),
            Big(b) => Cow::Borrowed(b.magnitude()),
        }
    }
    /// Number of bits of its size.
    pub fn bits(&self) -> u64 {
        match self {
            Small(i) => 64 - i.unsigned_abs().leading_zeros() as u64,
            Big(b) => b.bits(),
        }
    }
    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        *self == Small(0)
    }
    /// Whether it is 1.
    pub fn is_one(&self) -> bool {
        *self == Small(1)
    }
    /// Whether it is odd.
    pub fn is_odd(&self) -> bool {
        match self {
            Small(i) => i & 1 == 1,
            Big(b) => b.bit(0),
        }
    }
    /// Less, equal or greater than 0.
    pub fn sign(&self) -> Ordering {
        match self {
            Small(i) => i.cmp(&0),
            Big(b) => (b.sign() == Sign::Plus).cmp(&(b.sign() == Sign::Minus)),
        }
    }
    /// Whether it is less than 0.
    pub fn is_negative(&self) -> bool {
        self.sign() == Ordering::Less
    }

    /// Its negation.
    pub fn neg(&self) -> Int {
        match self {
            Small(i) => Int::from(-(*i as i128)),
            Big(b) => Int::from(-b),
        }
    }
    /// Its absolute value.
    pub fn abs(&self) -> Int {
        if self.is_negative() { self.neg() } else { self.clone() }
    }
    /// The sum.
    pub fn add(&self, o: &Int) -> Int {
        match (self, o) {
            (Small(a), Small(b)) => Int::from(*a as i128 + *b as i128),
            _ => Int::from(&*self.big() + &*o.big()),
        }
    }
    /// The difference.
    pub fn sub(&self, o: &Int) -> Int {
        match (self, o) {
            (Small(a), Small(b)) => Int::from(*a as i128 - *b as i128),
            _ => Int::from(&*self.big() - &*o.big()),
        }
    }
    /// The product.
    pub fn mul(&self, o: &Int) -> Int {
        match (self, o) {
            (Small(a), Small(b)) => Int::from(*a as i128 * *b as i128),
            _ => Int::from(&*self.big() * &*o.big()),
        }
    }
    /// Quotient, truncated towards 0, and remainder, with the sign of `self`.
    /// The divisor is not 0.
    pub fn div_rem(&self, o: &Int) -> (Int, Int) {
        match (self, o) {
            (Small(a), Small(b)) => (Int::from(*a as i128 / *b as i128), Small(a.wrapping_rem(*b))),
            // What is smaller than the divisor is its own remainder.
            (Small(a), Big(b)) if b.bits() > 64 => (Small(0), Small(*a)),
            _ => {
                let (q, r) = self.big().div_rem(&o.big());
                (Int::from(q), Int::from(r))
            }
        }
    }
    /// Quotient, rounded down, and remainder, with the sign of the divisor, which
    /// is not 0.
    pub fn div_mod_floor(&self, o: &Int) -> (Int, Int) {
        let (q, r) = self.div_rem(o);
        if !r.is_zero() && r.is_negative() != o.is_negative() { (q.sub(&Small(1)), r.add(o)) } else { (q, r) }
    }
    /// The order.
    pub fn order(&self, o: &Int) -> Ordering {
        match (self, o) {
            (Small(a), Small(b)) => a.cmp(b),
            (Small(_), Big(b)) => {
                if b.sign() == Sign::Minus {
                    Ordering::Greater
                } else {
                    Ordering::Less
                }
            }
            (Big(_), Small(_)) => o.order(self).reverse(),
            (Big(a), Big(b)) => a.cmp(b),
        }
    }

    /// Shifted to the left, or to the right, rounded down, if `by` is negative.
    pub fn shift(&self, by: i64) -> Int {
        let size = by.unsigned_abs();
        match self {
            Small(i) if by <= 0 => Small(i >> size.min(63)),
            _ if self.is_zero() => Small(0),
            Small(i) if size < 64 => Int::from((*i as i128) << size),
            Big(b) if by <= 0 => Int::from(b >> size),
            _ => Int::from(self.big().into_owned() << size),
        }
    }
    /// A bitwise operation of two's complements.
    pub fn bitwise(&self, op: Bitwise, o: &Int) -> Int {
        match (self, o) {
            (Small(a), Small(b)) => Small(match op {
                Bitwise::And => a & b,
                Bitwise::Or => a | b,
                Bitwise::Xor => a ^ b,
            }),
            _ => {
                let (a, b) = (self.big(), o.big());
                Int::from(match op {
                    Bitwise::And => &*a & &*b,
                    Bitwise::Or => &*a | &*b,
                    Bitwise::Xor => &*a ^ &*b,
                })
            }
        }
    }
    /// The bitwise complement.
    pub fn not(&self) -> Int {
        Small(-1).sub(self)
    }
    /// How many bits differ from the sign's.
    pub fn bit_count(&self) -> u64 {
        match self {
            Small(i) => (if *i < 0 { !i } else { *i }).count_ones() as u64,
            Big(b) if b.sign() == Sign::Minus => self.not().bit_count(),
            Big(b) => b.magnitude().count_ones(),
        }
    }
    /// The power of two that divides it, as its exponent; 0 for 0.
    pub fn trailing_zeros(&self) -> u64 {
        match self {
            Small(0) => 0,
            Small(i) => i.trailing_zeros() as u64,
            Big(b) => b.trailing_zeros().unwrap_or(0),
        }
    }
    /// A power. The caller has made sure that it is not too large.
    pub fn pow(&self, mut times: u64) -> Int {
        // Powers of two are shifts, and even numbers end in them.
        let zeros = self.trailing_zeros();
        let shift = (zeros * times) as i64;
        let mut square = self.shift(-(zeros as i64));
        let mut result = Small(1);
        if square.is_one() {
            times = 0;
        }
        while times > 0 {
            if times & 1 == 1 {
                result = result.mul(&square);
            }
            times >>= 1;
            if times > 0 {
                square = square.mul(&square);
            }
        }
        result.shift(shift)
    }

    /// The square root, rounded down, and what is left of the number, which is
    /// not negative.
    pub fn sqrt_rem(&self) -> (Int, Int) {
        let root = match self {
            Small(i) => Small(small_sqrt(*i as u64) as i64),
            Big(b) => Int::from(big_sqrt(b.magnitude())),
        };
        let mut rest = self.sub(&root.mul(&root));
        // The approximation may be one too large.
        if rest.is_negative() {
            let root = root.sub(&Small(1));
            rest = self.sub(&root.mul(&root));
            return (root, rest);
        }
        (root, rest)
    }
    /// The square root, if it is an integer.
    pub fn exact_sqrt(&self) -> Option<Int> {
        if self.is_negative() {
            return None;
        }
        let (root, rest) = self.sqrt_rem();
        rest.is_zero().then_some(root)
    }

    /// The nearest float.
    pub fn to_float(&self) -> f64 {
        match self {
            Small(i) => *i as f64,
            Big(b) => {
                let (top, exponent) = float::leading(b.magnitude());
                let f = float::compose(top, exponent);
                if self.is_negative() { -f } else { f }
            }
        }
    }
    /// A finite float without its fraction.
    pub fn from_float(f: f64) -> Int {
        if f.abs() < 9e18 {
            return Small(f as i64);
        }
        let (mantissa, exponent) = float::decode(f);
        let size = Small(mantissa as i64).shift(exponent);
        if f < 0.0 { size.neg() } else { size }
    }

    /// Reads digits, at least one and all of the radix. `None` if there are too many.
    pub fn parse(digits: &str, radix: u32) -> Option<Int> {
        if let Ok(i) = i64::from_str_radix(digits, radix) {
            return Some(Small(i));
        }
        let bits = digits.len() as u64 * (32 - (radix - 1).leading_zeros()) as u64;
        if bits > super::MAX_BITS {
            return None;
        }
        parse_big(digits.as_bytes(), radix).map(Int::from)
    }
    /// Its text to a radix of 2 to 36, in lower case.
    pub fn text(&self, radix: u32) -> String {
        match self {
            Small(i) if radix == 10 => i.to_string(),
            _ => self.big().to_str_radix(radix),
        }
    }
}

/// The decimal text of an integer; no memory is taken for it.
pub fn decimal(i: i64, buffer: &mut [u8; 20]) -> &str {
    let mut left = i.unsigned_abs();
    let mut at = buffer.len();
    loop {
        at -= 1;
        buffer[at] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    if i < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    std::str::from_utf8(&buffer[at..]).unwrap_or_default()
}

/// Reads digits half by half: one by one takes quadratic time.
fn parse_big(digits: &[u8], radix: u32) -> Option<BigUint> {
    const FEW: usize = 2_000;
    if digits.len() <= FEW {
        return BigUint::parse_bytes(digits, radix);
    }
    let (high, low) = digits.split_at(digits.len() / 2);
    let shift = BigUint::from(radix).pow(low.len() as u32);
    Some(parse_big(high, radix)? * shift + parse_big(low, radix)?)
}

fn small_sqrt(n: u64) -> u64 {
    let mut root = (n as f64).sqrt() as u64;
    // The float may be off by one.
    while root * root > n {
        root -= 1;
    }
    while (root + 1) * (root + 1) <= n {
        root += 1;
    }
    root
}

/// The square root, rounded down or up. Each turn doubles the number of correct
/// bits with one division (the method of CPython's `math.isqrt`).
fn big_sqrt(n: &BigUint) -> BigUint {
    let bits = n.bits();
    let half = (bits - 1) / 2;
    let top = (n >> (bits - 64)).iter_u64_digits().next().unwrap_or(0);
    let mut level = 64 - half.leading_zeros();
    let mut known = 0;
    let mut word = 1u64;
    // As long as it takes no more than the topmost word.
    while level > 0 && half >> (level - 1) <= 31 {
        level -= 1;
        let before = known;
        known = half >> level;
        let drop = 2 * half + 1 - before - known;
        word = (word << (known - before - 1)) + (top >> (drop + 64 - bits)) / word;
    }
    let mut root = BigUint::from(word);
    while level > 0 {
        level -= 1;
        let before = known;
        known = half >> level;
        let quotient = (n >> (2 * half + 1 - before - known)) / &root;
        root = (root << (known - before - 1)) + quotient;
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals() {
        for i in [0, 7, -7, 10, 1_125_899_906_842_623, -1_125_899_906_842_624, i64::MAX, i64::MIN] {
            assert_eq!(decimal(i, &mut [0; 20]), i.to_string());
        }
    }

    #[test]
    fn long_texts_are_read_as_they_were_written() {
        for (radix, times) in [(10, 7_000), (2, 3_000), (36, 20_000)] {
            let n = Small(7).pow(times);
            assert_eq!(Int::parse(&n.text(radix), radix), Some(n), "{radix}");
        }
    }
}
