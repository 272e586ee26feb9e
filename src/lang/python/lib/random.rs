//! Python's random numbers: the Mersenne Twister and what `random` makes of it, in
//! the same sequence as CPython for the same seed.
use super::sha512::sha512;
use crate::lang::python::text::Raise;
use crate::number::Int;
use crate::platform;
use num_bigint::BigUint;
use rustc_hash::FxHashSet;
use std::f64::consts::{E, TAU};

const WORDS: usize = 624;
const AHEAD: usize = 397;

/// A generator.
#[derive(Clone)]
pub struct Random {
    state: [u32; WORDS],
    at: usize,
    /// `gauss` computes two at a time; this is the other one.
    gauss_next: Option<f64>,
}

impl Random {
    /// The generator seeded with an integer, whose sign does not matter.
    pub fn from_int(seed: &Int) -> Random {
        Random::from_words(&seed.magnitude().to_u32_digits())
    }
    /// Its words, the place among them, and the other number of `gauss`.
    pub fn state(&self) -> (&[u32], usize, Option<f64>) {
        (&self.state, self.at, self.gauss_next)
    }
    /// Goes on from what [`Random::state`] gave; nothing if that cannot be.
    pub fn restored(words: &[u32], at: usize, gauss_next: Option<f64>) -> Option<Random> {
        let state = <[u32; WORDS]>::try_from(words).ok()?;
        (at <= WORDS).then_some(Random { state, at, gauss_next })
    }
    /// Seeded with text, as UTF-8, or bytes.
    pub fn from_bytes(seed: &[u8]) -> Random {
        let whole = [seed, &sha512(seed)].concat();
        Random::from_words(&BigUint::from_bytes_be(&whole).to_u32_digits())
    }
    /// Seeded with the hash of another value: that is what a float is seeded with.
    pub fn from_hash(hash: i64) -> Random {
        Random::from_words(&BigUint::from(hash as u64).to_u32_digits())
    }

    /// Seeded with words, the lowest first. The host's randomness comes in here too.
    pub fn from_words(key: &[u32]) -> Random {
        let key = if key.is_empty() { &[0] } else { key };
        let mut state = [0u32; WORDS];
        state[0] = 19_650_218;
        for i in 1..WORDS {
            let before = state[i - 1];
            state[i] = (before ^ before >> 30).wrapping_mul(1_812_433_253).wrapping_add(i as u32);
        }
        let mut i = 1;
        let step = |state: &mut [u32; WORDS], i: &mut usize| {
            *i += 1;
            if *i == WORDS {
                state[0] = state[WORDS - 1];
                *i = 1;
            }
        };
        for round in 0..WORDS.max(key.len()) {
            let j = round % key.len();
            let before = state[i - 1];
            let mixed = state[i] ^ (before ^ before >> 30).wrapping_mul(1_664_525);
            state[i] = mixed.wrapping_add(key[j]).wrapping_add(j as u32);
            step(&mut state, &mut i);
        }
        for _ in 1..WORDS {
            let before = state[i - 1];
            let mixed = state[i] ^ (before ^ before >> 30).wrapping_mul(1_566_083_941);
            state[i] = mixed.wrapping_sub(i as u32);
            step(&mut state, &mut i);
        }
        state[0] = 1 << 31;
        Random { state, at: WORDS, gauss_next: None }
    }

    /// The next 32 bits.
    pub fn word(&mut self) -> u32 {
        if self.at == WORDS {
            for i in 0..WORDS {
                let joined = self.state[i] & 1 << 31 | self.state[(i + 1) % WORDS] & !(1 << 31);
                let odd = if joined & 1 == 1 { 0x9908_B0DF } else { 0 };
                self.state[i] = self.state[(i + AHEAD) % WORDS] ^ joined >> 1 ^ odd;
            }
            self.at = 0;
        }
        let mut y = self.state[self.at];
        self.at += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9D2C_5680;
        y ^= y << 15 & 0xEFC6_0000;
        y ^ y >> 18
    }

    /// `random()`: a float of 53 bits, at least 0 and less than 1.
    pub fn random(&mut self) -> f64 {
        let high = (self.word() >> 5) as f64;
        let low = (self.word() >> 6) as f64;
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    /// `getrandbits(k)`. The caller has bounded `k`: this takes its memory at once.
    pub fn bits(&mut self, k: u64) -> Int {
        if k == 0 {
            return Int::Small(0);
        }
        if k <= 32 {
            return Int::from((self.word() >> (32 - k)) as i64);
        }
        let mut words = Vec::with_capacity(k.div_ceil(32) as usize);
        let mut left = k;
        while left > 0 {
            let word = self.word();
            words.push(if left < 32 { word >> (32 - left) } else { word });
            left = left.saturating_sub(32);
        }
        Int::from(BigUint::new(words))
    }

    /// An integer from 0 to below a positive one.
    pub fn below(&mut self, n: &Int) -> Int {
        let k = n.bits();
        loop {
            let r = self.bits(k);
            if r.order(n).is_lt() {
                return r;
            }
        }
    }
    /// An index below a positive number: what `choice` takes.
    pub fn index(&mut self, n: usize) -> usize {
        match self.below(&Int::from(n as i64)) {
            Int::Small(i) => i as usize,
            Int::Big(_) => 0,
        }
    }

    /// `randrange`; `start` alone is the stop of a range from 0. `randint(a, b)` is
    /// `randrange(a, b + 1)`.
    pub fn range(&mut self, start: &Int, stop: Option<&Int>, step: &Int) -> Result<Int, Raise> {
        let empty = || Raise::value("empty range for randrange()");
        let Some(stop) = stop else {
            return if start.sign().is_gt() { Ok(self.below(start)) } else { Err(empty()) };
        };
        let width = stop.sub(start);
        if step.is_one() {
            if width.sign().is_gt() {
                return Ok(start.add(&self.below(&width)));
            }
            let (start, stop, width) = (start.text(10), stop.text(10), width.text(10));
            return Err(Raise::value(format!("empty range for randrange() ({start}, {stop}, {width})")));
        }
        if step.is_zero() {
            return Err(Raise::value("zero step for randrange()"));
        }
        let inward = Int::Small(if step.is_negative() { 1 } else { -1 });
        let (count, _) = width.add(step).add(&inward).div_mod_floor(step);
        if !count.sign().is_gt() {
            return Err(empty());
        }
        Ok(start.add(&step.mul(&self.below(&count))))
    }

    /// `shuffle`: the two places of `n` that each step swaps.
    pub fn shuffle(&mut self, n: usize) -> impl Iterator<Item = (usize, usize)> {
        (1..n).rev().map(|i| (i, self.index(i + 1)))
    }

    /// `sample`: `k` different indices below `n`.
    pub fn sample(&mut self, n: usize, k: usize) -> Result<Vec<usize>, Raise> {
        if k > n {
            return Err(Raise::value("Sample larger than population or is negative"));
        }
        // CPython weighs the sizes of a list and a set; the sequence depends on it.
        let mut set_size = 21;
        if k > 5 {
            let power = (platform::ln(k as f64 * 3.0) / platform::ln(4.0)).ceil();
            set_size += 4usize.saturating_pow(power as u32);
        }
        if n <= set_size {
            let mut pool: Vec<usize> = (0..n).collect();
            return Ok((0..k)
                .map(|i| {
                    let j = self.index(n - i);
                    pool.swap_remove(j)
                })
                .collect());
        }
        let mut taken = FxHashSet::with_capacity_and_hasher(k, Default::default());
        let mut chosen = Vec::with_capacity(k);
        while chosen.len() < k {
            let j = self.index(n);
            if taken.insert(j) {
                chosen.push(j);
            }
        }
        Ok(chosen)
    }

    /// `choices` without weights: one index below `n`.
    pub fn choice(&mut self, n: usize) -> usize {
        (self.random() * n as f64) as usize
    }
    /// `choices` with weights: one index, by their sums so far.
    pub fn weighted(&mut self, sums: &[f64]) -> usize {
        let Some((total, sums)) = sums.split_last() else { return 0 };
        let at = self.random() * total;
        sums.partition_point(|&sum| sum <= at)
    }

    /// `uniform`
    pub fn uniform(&mut self, a: f64, b: f64) -> f64 {
        a + (b - a) * self.random()
    }
    /// `triangular`
    pub fn triangular(&mut self, low: f64, high: f64, mode: Option<f64>) -> f64 {
        let u = self.random();
        let c = match mode {
            None => 0.5,
            Some(_) if high == low => return low,
            Some(mode) => (mode - low) / (high - low),
        };
        let (u, c, low, high) = if u > c { (1.0 - u, 1.0 - c, high, low) } else { (u, c, low, high) };
        low + (high - low) * (u * c).sqrt()
    }
    /// `normalvariate`
    pub fn normal(&mut self, mu: f64, sigma: f64) -> f64 {
        let scale = 4.0 * platform::exp(-0.5) / 2f64.sqrt();
        loop {
            let u1 = self.random();
            let u2 = 1.0 - self.random();
            let z = scale * (u1 - 0.5) / u2;
            if z * z / 4.0 <= -platform::ln(u2) {
                return mu + z * sigma;
            }
        }
    }
    /// `gauss`
    pub fn gauss(&mut self, mu: f64, sigma: f64) -> f64 {
        let z = self.gauss_next.take().unwrap_or_else(|| {
            let angle = self.random() * TAU;
            let size = (-2.0 * platform::ln(1.0 - self.random())).sqrt();
            self.gauss_next = Some(platform::sin(angle) * size);
            platform::cos(angle) * size
        });
        mu + z * sigma
    }
    /// `expovariate`, whose `lambda` is not 0.
    pub fn exponential(&mut self, lambda: f64) -> f64 {
        -platform::ln(1.0 - self.random()) / lambda
    }
    /// `gammavariate`
    pub fn gamma(&mut self, alpha: f64, beta: f64) -> Result<f64, Raise> {
        if alpha <= 0.0 || beta <= 0.0 {
            return Err(Raise::value("gammavariate: alpha and beta must be > 0.0"));
        }
        if alpha == 1.0 {
            return Ok(-platform::ln(1.0 - self.random()) * beta);
        }
        let x = if alpha > 1.0 { self.large_gamma(alpha) } else { self.small_gamma(alpha) };
        Ok(x * beta)
    }
    fn large_gamma(&mut self, alpha: f64) -> f64 {
        let ainv = (2.0 * alpha - 1.0).sqrt();
        let (b, c) = (alpha - platform::ln(4.0), alpha + ainv);
        loop {
            let u1 = self.random();
            if u1 <= 1e-7 || u1 >= 0.9999999 {
                continue;
            }
            let u2 = 1.0 - self.random();
            let v = platform::ln(u1 / (1.0 - u1)) / ainv;
            let x = alpha * platform::exp(v);
            let z = u1 * u1 * u2;
            let r = b + c * v - x;
            if r + (1.0 + platform::ln(4.5)) - 4.5 * z >= 0.0 || r >= platform::ln(z) {
                return x;
            }
        }
    }
    fn small_gamma(&mut self, alpha: f64) -> f64 {
        loop {
            let b = (E + alpha) / E;
            let p = b * self.random();
            let x = if p <= 1.0 { platform::pow(p, 1.0 / alpha) } else { -platform::ln((b - p) / alpha) };
            let u = self.random();
            let most = if p > 1.0 { platform::pow(x, alpha - 1.0) } else { platform::exp(-x) };
            if u <= most {
                return x;
            }
        }
    }
    /// `betavariate`
    pub fn beta(&mut self, alpha: f64, beta: f64) -> Result<f64, Raise> {
        let y = self.gamma(alpha, 1.0)?;
        Ok(if y == 0.0 { 0.0 } else { y / (y + self.gamma(beta, 1.0)?) })
    }
}
