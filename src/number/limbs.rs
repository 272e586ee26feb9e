//! Sums, and products by one limb, of long integers as they lie on the heap: limbs of 64 bits, the
//! lowest first. What programs do most with them, and taking them out of the heap for it would take
//! several times as long.
use std::cmp::Ordering;

/// The sum of two sizes.
pub fn add(a: &[u64], b: &[u64]) -> Vec<u64> {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let mut sum = Vec::with_capacity(long.len() + 1);
    let mut carry = false;
    for (i, &x) in long.iter().enumerate() {
        let (s, over) = x.overflowing_add(short.get(i).copied().unwrap_or(0));
        let (s, again) = s.overflowing_add(carry as u64);
        sum.push(s);
        carry = over || again;
    }
    if carry {
        sum.push(1);
    }
    sum
}

/// The difference of two sizes, and whether the second is the greater one.
pub fn sub(a: &[u64], b: &[u64]) -> (bool, Vec<u64>) {
    let order = a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()));
    let (more, less) = if order == Ordering::Less { (b, a) } else { (a, b) };
    let mut rest = Vec::with_capacity(more.len());
    let mut borrow = false;
    for (i, &x) in more.iter().enumerate() {
        let (d, under) = x.overflowing_sub(less.get(i).copied().unwrap_or(0));
        let (d, again) = d.overflowing_sub(borrow as u64);
        rest.push(d);
        borrow = under || again;
    }
    while rest.last() == Some(&0) {
        rest.pop();
    }
    (order == Ordering::Less, rest)
}

/// The product of a size and one limb, neither 0.
pub fn times(a: &[u64], limb: u64) -> Vec<u64> {
    let mut product = Vec::with_capacity(a.len() + 1);
    let mut carry = 0;
    for &x in a {
        let wide = x as u128 * limb as u128 + carry;
        product.push(wide as u64);
        carry = wide >> 64;
    }
    if carry != 0 {
        product.push(carry as u64);
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigUint;

    fn big(limbs: &[u64]) -> BigUint {
        limbs.iter().rev().fold(BigUint::ZERO, |n, &limb| (n << 64u32) + limb)
    }

    #[test]
    fn as_the_library_does() {
        let edges = [1, 2, u64::MAX, u64::MAX - 1, 1 << 63];
        let mut all: Vec<Vec<u64>> = edges.iter().map(|&x| vec![x]).collect();
        for &x in &edges {
            all.extend(edges.iter().flat_map(|&y| [vec![x, y], vec![0, x, y], vec![u64::MAX, x, u64::MAX, y]]));
        }
        for a in &all {
            for b in &all {
                assert_eq!(big(&add(a, b)), big(a) + big(b));
                let (negative, rest) = sub(a, b);
                assert_eq!(negative, big(a) < big(b));
                assert_eq!(big(&rest), if negative { big(b) - big(a) } else { big(a) - big(b) });
                assert_ne!(rest.last(), Some(&0));
            }
            for &limb in &edges {
                assert_eq!(big(&times(a, limb)), big(a) * limb);
            }
        }
    }
}
