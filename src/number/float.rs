//! Floats and what they stand for exactly.
use num_bigint::BigUint;
use num_integer::Integer;

/// A finite float as mantissa and power of two, without its sign.
pub fn decode(f: f64) -> (u64, i64) {
    let bits = f.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match (bits >> 52 & 0x7FF) as i64 {
        0 => (fraction, -1074),
        exponent => (fraction | 1 << 52, exponent - 1075),
    }
}

/// A power of two that is a normal float.
fn power(exponent: i64) -> f64 {
    f64::from_bits(((exponent + 1023) as u64) << 52)
}

/// The float nearest to `mantissa` times a power of two, to even of two. If the
/// mantissa was cut from a longer one, its lowest bit says whether anything but
/// zeros was lost, and its highest bit is set.
pub fn compose(mantissa: u64, exponent: i64) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let top = 64 - mantissa.leading_zeros() as i64 + exponent;
    if top > 1024 {
        return f64::INFINITY;
    }
    // The exponent of the last bit that a float of this size has.
    let last = (top - 53).max(-1074);
    let drop = last - exponent;
    if drop > 64 {
        return 0.0;
    }
    let (kept, exponent) = if drop <= 0 {
        (mantissa, exponent)
    } else {
        let kept = mantissa.checked_shr(drop as u32).unwrap_or(0);
        let rest = mantissa - kept.checked_shl(drop as u32).unwrap_or(0);
        let half = 1u64 << (drop - 1);
        (kept + (rest > half || (rest == half && kept & 1 == 1)) as u64, last)
    };
    // In two steps, neither of which rounds: no power leaves the range of floats.
    kept as f64 * power(exponent / 2) * power(exponent - exponent / 2)
}

/// The topmost 64 bits of a large number, and the exponent of the last of them.
/// That bit is set if any below is.
pub fn leading(n: &BigUint) -> (u64, i64) {
    let bits = n.bits();
    let word = |n: &BigUint| n.iter_u64_digits().next().unwrap_or(0);
    if bits <= 64 {
        return (word(n), 0);
    }
    let drop = bits - 64;
    let lost = n.trailing_zeros().is_some_and(|zeros| zeros < drop);
    (word(&(n >> drop)) | lost as u64, drop as i64)
}

/// The float nearest to a ratio of positive numbers.
pub fn ratio_to_float(num: &BigUint, den: &BigUint) -> f64 {
    // The quotient has 65 or 66 bits.
    let shift = 65 - (num.bits() as i64 - den.bits() as i64);
    let (q, r) =
        if shift >= 0 { (num << shift as u64).div_rem(den) } else { num.div_rem(&(den << shift.unsigned_abs())) };
    let (top, exponent) = leading(&q);
    compose(top | (r != BigUint::ZERO) as u64, exponent - shift)
}

/// Digits of a float to some radix.
pub struct Digits {
    /// The digits, as numbers; the first is not 0.
    pub digits: Vec<u8>,
    /// Where the point stands: after that many digits, or so many zeros before
    /// the first one if it is negative.
    pub point: i64,
}

/// The fewest digits that tell a positive finite float from its neighbours (the
/// free-format algorithm of Steele, White, Burger and Dybvig).
pub fn digits_of(f: f64, radix: u32) -> Digits {
    let (mantissa, exponent) = decode(f);
    let big = |n: u64| BigUint::from(n);
    // The float is r / s; half the way to its neighbours up / s and down / s.
    // Below a power of two the next float is only half as far away.
    let narrow = (mantissa == 1 << 52 && exponent > -1074) as u64;
    let (mut r, mut s, mut up, mut down) = if exponent >= 0 {
        let unit = big(1) << exponent as u64;
        ((&unit * mantissa) << (1 + narrow), big(2) << narrow, &unit << narrow, unit)
    } else {
        (big(mantissa) << (1 + narrow), big(1) << (exponent.unsigned_abs() + 1 + narrow), big(1) << narrow, big(1))
    };
    // Ties round to even mantissas, so those own the ends of their interval.
    let even = mantissa % 2 == 0;
    let above = |r: &BigUint, up: &BigUint, s: &BigUint| if even { r + up >= *s } else { r + up > *s };
    let mut point = 0;
    while above(&r, &up, &s) {
        s *= radix;
        point += 1;
    }
    loop {
        let (r2, up2) = (&r * radix, &up * radix);
        if above(&r2, &up2, &s) {
            break;
        }
        (r, up) = (r2, up2);
        down *= radix;
        point -= 1;
    }
    let mut digits = vec![];
    loop {
        r *= radix;
        up *= radix;
        down *= radix;
        let (q, rest) = r.div_rem(&s);
        r = rest;
        let digit = q.iter_u32_digits().next().unwrap_or(0) as u8;
        let low = if even { r <= down } else { r < down };
        let high = above(&r, &up, &s);
        if !low && !high {
            digits.push(digit);
            continue;
        }
        let next = high && (!low || &r << 1u32 >= s);
        digits.push(digit + next as u8);
        return Digits { digits, point };
    }
}

/// A float of usual size times a power of two.
pub fn scale(f: f64, exponent: i64) -> f64 {
    let (mantissa, own) = decode(f);
    compose(mantissa, own + exponent)
}
