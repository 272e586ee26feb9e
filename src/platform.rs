//! Work that the standard library does natively and a browser does itself:
//! tables of letters, decimal texts of floats, and functions of analysis. With
//! std's versions of these the wasm module would be a fifth larger.
#[cfg(target_arch = "wasm32")]
pub use crate::wasm::platform::*;

#[cfg(not(target_arch = "wasm32"))]
pub use native::*;

/// Sorts, keeping the order of equals. For short lists that are sorted rarely:
/// std's sort brings its thousands of instructions for each type anew.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let order = order(items.len(), &|a, b| key(&items[a]) <= key(&items[b]));
    let mut taken: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|i| taken[i].take()));
}

/// The order of `n` items, by merging from below.
pub(crate) fn order(n: usize, before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut from: Vec<usize> = (0..n).collect();
    let mut to = Vec::with_capacity(n);
    let mut run = 1;
    while run < n {
        to.clear();
        for start in (0..n).step_by(2 * run) {
            let (mid, end) = ((start + run).min(n), (start + 2 * run).min(n));
            let (mut a, mut b) = (start, mid);
            while a < mid || b < end {
                let left = b == end || (a < mid && before(from[a], from[b]));
                to.push(from[if left { a } else { b }]);
                if left { a += 1 } else { b += 1 }
            }
        }
        std::mem::swap(&mut from, &mut to);
        run *= 2;
    }
    from
}

#[cfg(test)]
mod tests {
    #[test]
    fn sorting_keeps_the_order_of_equals() {
        for n in [0, 1, 2, 3, 7, 8, 9, 100, 1000] {
            let mut items: Vec<(u32, u32)> = (0..n).map(|i| (i * 7919 % 13, i)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|i| i.0);
            super::sort_by_key(&mut items, |i| i.0);
            assert_eq!(items, expected);
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    /// Prepares for that many bytes being allocated piece by piece.
    pub fn foresee(_: usize) {}
    /// Data that not every host has from the beginning.
    pub fn present(data: &'static [u8]) -> &'static [u8] {
        data
    }
    /// The same of a text.
    pub fn present_text(text: &'static str) -> &'static str {
        text
    }

    /// The float nearest to a decimal text with digits, and perhaps a sign, a
    /// point and an exponent. The caller checked that it is one.
    pub fn parse_float(text: &str) -> f64 {
        text.parse().unwrap_or(f64::NAN)
    }
    /// The shortest text without exponent that reads back as the same finite float.
    pub fn plain_float(f: f64) -> String {
        f.to_string()
    }
    /// The shortest text with exponent that reads back as the same finite float.
    pub fn exponent_float(f: f64) -> String {
        format!("{f:e}")
    }
    /// The text in upper case.
    pub fn upper(text: &str) -> String {
        text.to_uppercase()
    }
    /// The text in lower case.
    pub fn lower(text: &str) -> String {
        text.to_lowercase()
    }
    /// The text in a normalization form of Unicode.
    pub fn normalized(form: &str, text: &str) -> String {
        use unicode_normalization::UnicodeNormalization;
        match form {
            "NFC" => text.nfc().collect(),
            "NFD" => text.nfd().collect(),
            "NFKC" => text.nfkc().collect(),
            _ => text.nfkd().collect(),
        }
    }
    /// Whether characters are known by their names.
    pub const NAMES: bool = true;
    /// The name of a character.
    pub fn char_name(c: char) -> Option<String> {
        unicode_names2::name(c).map(|n| n.to_string())
    }
    /// The character of a name.
    pub fn named_char(name: &str) -> Option<char> {
        let c = unicode_names2::character(name)?;
        // Spaces and hyphens count, unlike there.
        let plain = |s: &str| s.replace([' ', '-', '_'], "").to_ascii_uppercase();
        let same = char_name(c).is_none_or(|full| full.eq_ignore_ascii_case(name) || plain(&full) != plain(name));
        same.then_some(c)
    }
    /// Whether it is a letter.
    pub fn is_alphabetic(c: char) -> bool {
        c.is_alphabetic()
    }
    /// Whether it is a letter in upper case.
    pub fn is_upper(c: char) -> bool {
        c.is_uppercase()
    }
    /// Whether it is a letter in lower case.
    pub fn is_lower(c: char) -> bool {
        c.is_lowercase()
    }
    /// `e` to the power of it.
    pub fn exp(x: f64) -> f64 {
        x.exp()
    }
    /// The natural logarithm.
    pub fn ln(x: f64) -> f64 {
        x.ln()
    }
    /// Sine.
    pub fn sin(x: f64) -> f64 {
        x.sin()
    }
    /// Cosine.
    pub fn cos(x: f64) -> f64 {
        x.cos()
    }
    /// Tangent.
    pub fn tan(x: f64) -> f64 {
        x.tan()
    }
    /// Inverse sine.
    pub fn asin(x: f64) -> f64 {
        x.asin()
    }
    /// Inverse cosine.
    pub fn acos(x: f64) -> f64 {
        x.acos()
    }
    /// Inverse tangent.
    pub fn atan(x: f64) -> f64 {
        x.atan()
    }
    /// The angle of a point.
    pub fn atan2(y: f64, x: f64) -> f64 {
        y.atan2(x)
    }
    /// Hyperbolic sine.
    pub fn sinh(x: f64) -> f64 {
        x.sinh()
    }
    /// Hyperbolic cosine.
    pub fn cosh(x: f64) -> f64 {
        x.cosh()
    }
    /// Hyperbolic tangent.
    pub fn tanh(x: f64) -> f64 {
        x.tanh()
    }
    /// Inverse hyperbolic sine.
    pub fn asinh(x: f64) -> f64 {
        x.asinh()
    }
    /// Inverse hyperbolic cosine.
    pub fn acosh(x: f64) -> f64 {
        libm::acosh(x)
    }
    /// Inverse hyperbolic tangent.
    pub fn atanh(x: f64) -> f64 {
        x.atanh()
    }
    /// `e` to the power of it, less one.
    pub fn exp_m1(x: f64) -> f64 {
        x.exp_m1()
    }
    /// The natural logarithm of it and one.
    pub fn ln_1p(x: f64) -> f64 {
        x.ln_1p()
    }
    /// The logarithm to the base 2.
    pub fn log2(x: f64) -> f64 {
        x.log2()
    }
    /// The logarithm to the base 10.
    pub fn log10(x: f64) -> f64 {
        x.log10()
    }
    /// 2 to the power of it.
    pub fn exp2(x: f64) -> f64 {
        x.exp2()
    }
    /// The cube root.
    pub fn cbrt(x: f64) -> f64 {
        x.cbrt()
    }
    /// Sorts indices, keeping the order of equals; for lists of programs.
    pub fn sort_indices(order: &mut [usize], compare: impl Fn(usize, usize) -> std::cmp::Ordering) {
        order.sort_by(|&a, &b| compare(a, b));
    }
    /// A power.
    pub fn pow(base: f64, power: f64) -> f64 {
        base.powf(power)
    }
}
