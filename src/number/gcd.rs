//! Greatest common divisors.
use super::int::Int;
use num_bigint::{BigInt, BigUint};

impl Int {
    /// The greatest common divisor, not negative.
    pub fn gcd(&self, o: &Int) -> Int {
        if let (Int::Small(a), Int::Small(b)) = (self, o) {
            return Int::from(words(a.unsigned_abs(), b.unsigned_abs()) as i128);
        }
        let (a, b) = (self.magnitude(), o.magnitude());
        Int::from(if a >= b { large(&a, &b) } else { large(&b, &a) })
    }
}

/// Of two words, by halving and subtracting.
fn words(a: u64, b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let shift = (a | b).trailing_zeros();
    let (mut a, mut b) = (a >> a.trailing_zeros(), b >> b.trailing_zeros());
    while a != b {
        if a < b {
            std::mem::swap(&mut a, &mut b);
        }
        a -= b;
        a >>= a.trailing_zeros();
    }
    a << shift
}

fn low_word(n: &BigUint) -> u64 {
    n.iter_u64_digits().next().unwrap_or(0)
}

/// Of numbers of any size (Lehmer's method): the leading bits alone tell several
/// quotients of Euclid's algorithm, which are then done in one step.
fn large(a: &BigUint, b: &BigUint) -> BigUint {
    let (mut a, mut b) = (a.clone(), b.clone());
    while b.bits() > 64 {
        let shift = a.bits() - 62;
        let (x, y) = (low_word(&(&a >> shift)), low_word(&(&b >> shift)));
        let [[p, q], [r, s]] = several(x as i64, y as i64);
        if q == 0 {
            let rest = &a % &b;
            a = std::mem::replace(&mut b, rest);
        } else {
            let (x, y) = (BigInt::from(a), BigInt::from(b));
            let (next, after) = (&x * p + &y * q, x * r + y * s);
            (a, b) = (next.into_parts().1, after.into_parts().1);
        }
    }
    match low_word(&b) {
        0 => a,
        b => BigUint::from(words(low_word(&(a % b)), b)),
    }
}

/// What several steps of Euclid's algorithm make of numbers that begin with these
/// bits, as factors of both. The second is 0 if not even one step is certain.
fn several(mut x: i64, mut y: i64) -> [[i64; 2]; 2] {
    let (mut p, mut q, mut r, mut s) = (1, 0, 0, 1);
    while y + r != 0 && y + s != 0 {
        // The bits that were cut off change neither quotient: they are the same.
        let quotient = (x + p) / (y + r);
        if quotient != (x + q) / (y + s) {
            break;
        }
        (p, r) = (r, p - quotient * r);
        (q, s) = (s, q - quotient * s);
        (x, y) = (y, x - quotient * y);
    }
    [[p, q], [r, s]]
}
