//! SHA-512. Its constants are computed: they are the first bits behind the point
//! of roots of primes.
use num_bigint::BigUint;
use std::sync::OnceLock;

/// The constants of the rounds, of cube roots, and the state at the beginning, of
/// square roots.
pub(super) fn constants() -> &'static ([u64; 80], [u64; 8]) {
    static CONSTANTS: OnceLock<([u64; 80], [u64; 8])> = OnceLock::new();
    CONSTANTS.get_or_init(|| {
        let low = |n: BigUint| n.iter_u64_digits().next().unwrap_or(0);
        let prime = |n: &u32| (2..*n).take_while(|d| d * d <= *n).all(|d| !n.is_multiple_of(d));
        let (mut rounds, mut start) = ([0; 80], [0; 8]);
        for (i, p) in (2u32..).filter(prime).take(80).enumerate() {
            rounds[i] = low((BigUint::from(p) << 192u32).cbrt());
            if i < 8 {
                start[i] = low((BigUint::from(p) << 128u32).sqrt());
            }
        }
        (rounds, start)
    })
}

/// The digest of bytes.
pub fn sha512(data: &[u8]) -> [u8; 64] {
    let (rounds, start) = constants();
    let mut state = *start;
    let mut padded = data.to_vec();
    padded.push(0x80);
    padded.resize((data.len() + 17).next_multiple_of(128), 0);
    let end = padded.len();
    padded[end - 16..].copy_from_slice(&(data.len() as u128 * 8).to_be_bytes());
    for block in padded.chunks_exact(128) {
        let mut words = [0u64; 80];
        for (word, bytes) in words.iter_mut().zip(block.chunks_exact(8)) {
            *word = bytes.iter().fold(0, |w, &b| w << 8 | b as u64);
        }
        for i in 16..80 {
            let (a, b) = (words[i - 15], words[i - 2]);
            let near = a.rotate_right(1) ^ a.rotate_right(8) ^ a >> 7;
            let far = b.rotate_right(19) ^ b.rotate_right(61) ^ b >> 6;
            words[i] = words[i - 16].wrapping_add(near).wrapping_add(words[i - 7]).wrapping_add(far);
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
        for (word, round) in words.iter().zip(rounds) {
            let mixed = e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41);
            let chosen = (e & f) ^ (!e & g);
            let one = h.wrapping_add(mixed).wrapping_add(chosen).wrapping_add(*round).wrapping_add(*word);
            let mixed = a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39);
            let two = mixed.wrapping_add((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e) = (g, f, e, d.wrapping_add(one));
            (d, c, b, a) = (c, b, a, one.wrapping_add(two));
        }
        for (s, v) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *s = s.wrapping_add(v);
        }
    }
    let mut digest = [0; 64];
    for (bytes, word) in digest.chunks_exact_mut(8).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    digest
}
