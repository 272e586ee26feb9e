//! Greatest common divisors.
use super::int::Int;
use num_bigint::BigUint;

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

/// Of numbers of any size, the greater first (Lehmer's method): the leading bits
/// alone tell several quotients of Euclid's algorithm, whose steps are then done
/// at once.
fn large(a: &BigUint, b: &BigUint) -> BigUint {
    let (mut a, mut b) = (a.to_u64_digits(), b.to_u64_digits());
    while b.len() > 1 {
        let n = a.len();
        let zeros = a[n - 1].leading_zeros();
        let (x, y) = (leading(&a, n, zeros), leading(&b, n, zeros));
        match several(x, y) {
            [[_, 0], _] => {
                let rest = number(&a) % number(&b);
                a = std::mem::replace(&mut b, rest.to_u64_digits());
            }
            factors => combine(&mut a, &mut b, factors),
        }
    }
    match *b {
        [] => number(&a),
        [b, ..] => {
            let rest = (number(&a) % b).iter_u64_digits().next().unwrap_or(0);
            BigUint::from(words(rest, b))
        }
    }
}

fn number(limbs: &[u64]) -> BigUint {
    BigUint::new(limbs.iter().flat_map(|&limb| [limb as u32, (limb >> 32) as u32]).collect())
}

/// 62 bits of a number, from where one of `n` limbs begins that has so many zeros
/// before its first bit.
fn leading(limbs: &[u64], n: usize, zeros: u32) -> i64 {
    let limb = |i: usize| limbs.get(i).copied().unwrap_or(0) as u128;
    let both = limb(n - 1) << 64 | limb(n - 2);
    (both << zeros >> 66) as i64
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

/// `a` and `b` become `pa + qb` and `ra + sb`, which are not negative.
fn combine(a: &mut Vec<u64>, b: &mut Vec<u64>, [[p, q], [r, s]]: [[i64; 2]; 2]) {
    b.resize(a.len(), 0);
    let (mut above, mut below) = (0i128, 0i128);
    for (a, b) in a.iter_mut().zip(b.iter_mut()) {
        let (x, y) = (*a as i128, *b as i128);
        above += p as i128 * x + q as i128 * y;
        below += r as i128 * x + s as i128 * y;
        (*a, *b) = (above as u64, below as u64);
        (above, below) = (above >> 64, below >> 64);
    }
    for limbs in [a, b] {
        let len = limbs.iter().rposition(|&limb| limb != 0).map_or(0, |last| last + 1);
        limbs.truncate(len);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::split_mix;

    #[test]
    fn divisors_that_were_multiplied_in_are_found() {
        let mut seed = 7;
        let mut number = |words: usize| {
            let n = (0..words)
                .fold(Int::Small(1), |n, _| n.shift(64).add(&Int::from((split_mix(&mut seed) >> (seed % 64)) as i128)));
            if seed & 4 == 0 { n.neg() } else { n }
        };
        for size in 0..if cfg!(miri) { 4 } else { 40 } {
            for more in [0, 1, 3, 20] {
                let (a, b, common) = (number(size), number(more), number(size % 7));
                let gcd = a.mul(&common).gcd(&b.mul(&common));
                assert!(!gcd.is_negative() && gcd.div_rem(&common).1.is_zero());
                // Euclid's algorithm, step by step.
                let (mut x, mut y) = (a.mul(&common).abs(), b.mul(&common).abs());
                while !y.is_zero() {
                    (x, y) = (y.clone(), x.div_rem(&y).1);
                }
                assert_eq!(gcd, x);
            }
        }
    }
}
