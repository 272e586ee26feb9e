//! The browser's versions of what `crate::platform` lists.
use js_sys::{JsString, RegExp};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `e` to the power of it.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn exp(x: f64) -> f64;
    /// The natural logarithm.
    #[wasm_bindgen(js_namespace = Math, js_name = log)]
    pub fn ln(x: f64) -> f64;
    /// Sine.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn sin(x: f64) -> f64;
    /// Cosine.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn cos(x: f64) -> f64;
    /// Tangent.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn tan(x: f64) -> f64;
    /// Inverse sine.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn asin(x: f64) -> f64;
    /// Inverse cosine.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn acos(x: f64) -> f64;
    /// Inverse tangent.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn atan(x: f64) -> f64;
    /// The angle of a point.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn atan2(y: f64, x: f64) -> f64;
    /// Hyperbolic sine.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn sinh(x: f64) -> f64;
    /// Hyperbolic cosine.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn cosh(x: f64) -> f64;
    /// Hyperbolic tangent.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn tanh(x: f64) -> f64;
    /// Inverse hyperbolic sine.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn asinh(x: f64) -> f64;
    /// Inverse hyperbolic cosine.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn acosh(x: f64) -> f64;
    /// Inverse hyperbolic tangent.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn atanh(x: f64) -> f64;
    /// `e` to the power of it, less one.
    #[wasm_bindgen(js_namespace = Math, js_name = expm1)]
    pub fn exp_m1(x: f64) -> f64;
    /// The natural logarithm of it and one.
    #[wasm_bindgen(js_namespace = Math, js_name = log1p)]
    pub fn ln_1p(x: f64) -> f64;
    /// The logarithm to the base 2.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn log2(x: f64) -> f64;
    /// The logarithm to the base 10.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn log10(x: f64) -> f64;
    /// The cube root.
    #[wasm_bindgen(js_namespace = Math)]
    pub fn cbrt(x: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math, js_name = pow)]
    fn js_pow(base: f64, power: f64) -> f64;
    #[wasm_bindgen(js_name = Number)]
    fn js_number(text: &str) -> f64;
    #[wasm_bindgen(js_name = String)]
    pub(super) fn js_string(x: f64) -> String;
    #[wasm_bindgen(js_namespace = ["Number", "prototype", "toExponential"], js_name = call)]
    fn js_exponential(x: f64) -> String;
}

/// A power. JS differs where the base is 1 or -1 and the power has no size.
pub fn pow(base: f64, power: f64) -> f64 {
    if base == 1.0 || (base == -1.0 && power.is_infinite()) { 1.0 } else { js_pow(base, power) }
}

/// 2 to the power of it.
pub fn exp2(x: f64) -> f64 {
    js_pow(2.0, x)
}

/// Sorts indices, keeping the order of equals. One sort for all kinds of keys: std's
/// would be there once for each.
pub fn sort_indices(order: &mut [usize], compare: impl Fn(usize, usize) -> std::cmp::Ordering) {
    let places = crate::platform::order(order.len(), &|a, b| compare(order[a], order[b]).is_le());
    let sorted: Vec<usize> = places.into_iter().map(|at| order[at]).collect();
    order.copy_from_slice(&sorted);
}

/// The float nearest to a decimal text.
pub fn parse_float(text: &str) -> f64 {
    js_number(text)
}

/// The shortest text without exponent of a finite float below 1e21.
pub fn plain_float(f: f64) -> String {
    let sign = if f.is_sign_negative() { "-" } else { "" };
    let size = f.abs();
    // JS begins to write exponents below a millionth.
    if size == 0.0 || size >= 1e-6 {
        return format!("{sign}{}", js_string(size));
    }
    let text = exponent_float(size);
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "-1"));
    let exponent = exponent.parse::<i32>().unwrap_or(-1);
    let zeros = "0".repeat(exponent.unsigned_abs().saturating_sub(1) as usize);
    format!("{sign}0.{zeros}{}", digits.replace('.', ""))
}

/// The shortest text with exponent of a finite float.
pub fn exponent_float(f: f64) -> String {
    js_exponential(f).replace('+', "")
}

/// The text in upper case.
pub fn upper(text: &str) -> String {
    JsString::from(text).to_upper_case().into()
}

/// The text in lower case.
pub fn lower(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}

/// The text in a normalization form of Unicode.
pub fn normalized(form: &str, text: &str) -> String {
    JsString::from(text).normalize(form).into()
}

/// Whether characters are known by their names: the table takes 140 KB compressed.
pub const NAMES: bool = false;

/// The name of a character.
pub fn char_name(_: char) -> Option<String> {
    None
}

/// The character of a name.
pub fn named_char(_: &str) -> Option<char> {
    None
}

/// Whether it is a letter.
pub fn is_alphabetic(c: char) -> bool {
    c.is_ascii_alphabetic() || is_of(c, "Alphabetic")
}

/// Whether it is a letter in upper case.
pub fn is_upper(c: char) -> bool {
    c.is_ascii_uppercase() || is_of(c, "Uppercase")
}

/// Whether it is a letter in lower case.
pub fn is_lower(c: char) -> bool {
    c.is_ascii_lowercase() || is_of(c, "Lowercase")
}

/// Whether a character beyond ASCII has a property of Unicode.
fn is_of(c: char, property: &str) -> bool {
    !c.is_ascii() && RegExp::new(&["^\\p{", property, "}$"].concat(), "u").test(c.encode_utf8(&mut [0; 4]))
}

#[wasm_bindgen]
extern "C" {
    /// Joins the rest of the module, for bytes that are not there: `scripts/glue.mjs` has it.
    #[wasm_bindgen(js_name = joinRest)]
    fn join_rest(missing: *const u8);
}

/// Data that the build may leave to the rest of the module, which is joined when it is
/// needed (`scripts/split.mjs`): until then there are zeros in its place. It begins with
/// another byte.
pub fn present(data: &'static [u8]) -> &'static [u8] {
    // Hidden from the optimiser, which knows what it begins with.
    if std::hint::black_box(data)[0] == 0 {
        join_rest(data.as_ptr());
    }
    std::hint::black_box(data)
}

/// The same of a text.
pub fn present_text(text: &'static str) -> &'static str {
    present(text.as_bytes());
    std::hint::black_box(text)
}

/// Prepares for that many bytes being allocated piece by piece: wasm memory grows
/// in one step instead of many. Each step costs the engine about two milliseconds,
/// however small it is; the allocator takes the smallest.
pub fn foresee(bytes: usize) {
    let Ok(layout) = std::alloc::Layout::from_size_align(bytes.max(1), 16) else { return };
    // SAFETY: the layout is not empty, and what was allocated is given back.
    unsafe {
        // Hidden from the optimiser, which may leave out a pair of the two.
        let p = std::hint::black_box(std::alloc::alloc(layout));
        if !p.is_null() {
            std::alloc::dealloc(p, layout);
        }
    }
}
