//! Decimal digits of floats, exactly rounded, ties to even. The usual cases fit in
//! machine words; the rest is done with big integers.
use crate::number::Int;
use crate::platform;
use num_bigint::BigUint;
use num_integer::Integer;

/// A positive number as digits and the power of ten of the first of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decimal {
    /// ASCII digits; the first is not 0, unless the number is 0.
    pub digits: String,
    /// The exponent if one digit stands before the point.
    pub exponent: i32,
}

/// No float has more digits behind the point.
pub const MOST_DECIMALS: usize = 1074;
/// No float has more digits from the first to the last.
pub const MOST_SIGNIFICANT: usize = 767;

/// The fewest digits that read back as the same finite float, without its sign.
pub fn shortest(f: f64) -> Decimal {
    let text = platform::exponent_float(f.abs());
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let decimal = Decimal { digits: digits.replace('.', ""), exponent: exponent.parse().unwrap_or(0) };
    // Halfway between two texts of that length the even one is wanted.
    let (mantissa, power) = parts(f);
    let decimals = -(power + mantissa.trailing_zeros() as i32);
    let halfway = decimals + decimal.exponent == decimal.digits.len() as i32;
    if halfway && decimal.digits.bytes().last().is_some_and(|digit| digit % 2 == 1) {
        let even = rounded(f, decimal.digits.len());
        let same = format!("{}e{}", even.digits, even.exponent + 1 - even.digits.len() as i32);
        if platform::parse_float(&same) == f.abs() {
            return even;
        }
    }
    decimal
}

/// So many digits of a finite float without its sign, at least one.
pub fn significant(f: f64, count: usize) -> Decimal {
    let count = count.max(1);
    let exact = count.min(MOST_SIGNIFICANT);
    let mut decimal = match f == 0.0 {
        true => Decimal { digits: "0".into(), exponent: 0 },
        false => rounded(f, exact),
    };
    decimal.digits.extend(std::iter::repeat_n('0', count - decimal.digits.len()));
    decimal
}

fn rounded(f: f64, count: usize) -> Decimal {
    let (mantissa, power) = parts(f);
    let top = 63 - mantissa.leading_zeros() as i32 + power;
    // The power of ten below 2^top: the right one, or one too small.
    let mut exponent = (top as f64 * std::f64::consts::LOG10_2).floor() as i32;
    let mut digits = scaled(f, count as i32 - 1 - exponent);
    if digits.len() > count {
        exponent += 1;
        digits = scaled(f, count as i32 - 1 - exponent);
    }
    Decimal { digits, exponent }
}

/// The digits of a finite float without its sign, rounded to so many behind the
/// point, at least one before it. The point is left out.
pub fn fixed(f: f64, decimals: usize) -> String {
    let exact = decimals.min(MOST_DECIMALS);
    let mut digits = scaled(f, exact as i32);
    if digits.len() <= exact {
        digits.insert_str(0, &"0".repeat(exact + 1 - digits.len()));
    }
    digits.extend(std::iter::repeat_n('0', decimals - exact));
    digits
}

/// A finite float rounded to so many digits behind the point, or before it if that is
/// negative, without its sign.
pub fn round(f: f64, places: i32) -> f64 {
    platform::parse_float(&format!("{}e{}", scaled(f, places), -places))
}

/// Mantissa and power of two of a finite float without its sign.
fn parts(f: f64) -> (u64, i32) {
    let bits = f.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match (bits >> 52 & 0x7FF) as i32 {
        0 => (fraction, -1074),
        exponent => (fraction | 1 << 52, exponent - 1075),
    }
}

/// A float times a power of ten, without its sign, rounded to an integer.
fn scaled(f: f64, ten: i32) -> String {
    let (mantissa, two) = parts(f);
    // 10^22 has 74 bits, a mantissa 53.
    if (0..=22).contains(&ten) && two <= 0 {
        let product = mantissa as u128 * 10u128.pow(ten as u32);
        // Less than a half, as the product has at most 127 bits.
        let Some(kept) = product.checked_shr(two.unsigned_abs()) else { return "0".into() };
        let rest = product - (kept << two.unsigned_abs());
        let half = (1u128 << two.unsigned_abs()) >> 1;
        let up = two < 0 && (rest > half || (rest == half && kept & 1 == 1));
        return text(kept + up as u128);
    }
    let mut above = BigUint::from(mantissa);
    let mut below = BigUint::from(1u32);
    let power = BigUint::from(10u32).pow(ten.unsigned_abs());
    match ten >= 0 {
        true => above *= power,
        false => below *= power,
    }
    match two >= 0 {
        true => above <<= two.unsigned_abs(),
        false => below <<= two.unsigned_abs(),
    }
    let (kept, rest) = above.div_rem(&below);
    let twice = rest << 1u32;
    let up = twice > below || (twice == below && kept.bit(0));
    Int::from(kept + up as u32).text(10)
}

/// The digits of a number, in pieces that fit in a word.
fn text(n: u128) -> String {
    const PIECE: u128 = 10_000_000_000_000_000_000;
    match u64::try_from(n) {
        Ok(small) => small.to_string(),
        Err(_) => format!("{}{:019}", text(n / PIECE), (n % PIECE) as u64),
    }
}
