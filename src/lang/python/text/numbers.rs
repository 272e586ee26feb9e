//! Numbers from texts: what `int`, `float` and `float.fromhex` accept.
use super::{Raise, chars, repr};
use crate::number::{Int, compose};
use crate::platform;

/// Digits of all scripts as those of ASCII, blanks around it taken away. What is
/// not ASCII otherwise becomes what no number has.
fn plain(text: &str) -> String {
    let ascii = |c: char| match chars::decimal_value(c) {
        Some(digit) => (b'0' + digit as u8) as char,
        None if c.is_ascii() => c,
        None => '?',
    };
    text.trim_matches(chars::is_space).chars().map(ascii).collect()
}

/// `int(text, base)`, of at most so many digits, if that is not 0.
pub fn int(text: &str, base: u32, limit: usize) -> Result<Int, Raise> {
    int_shown(text, base, limit, || repr::string(text))
}
/// `int(bytes, base)`
pub fn int_bytes(bytes: &[u8], base: u32, limit: usize) -> Result<Int, Raise> {
    let text: String = bytes.iter().map(|&b| if b.is_ascii() { b as char } else { '?' }).collect();
    int_shown(&text, base, limit, || repr::bytes(bytes))
}

fn int_shown(text: &str, base: u32, limit: usize, shown: impl Fn() -> String) -> Result<Int, Raise> {
    if base == 1 || base > 36 {
        return Err(Raise::value("int() base must be >= 2 and <= 36, or 0"));
    }
    let wrong = || {
        let shown: String = shown().chars().take(200).collect();
        Raise::value(format!("invalid literal for int() with base {base}: {shown}"))
    };
    let plain = plain(text);
    let (negative, digits) = signed(&plain);
    let lower = digits.get(..2).unwrap_or_default().to_ascii_lowercase();
    let prefix = match lower.as_str() {
        "0x" => Some(16),
        "0o" => Some(8),
        "0b" => Some(2),
        _ => None,
    };
    let (radix, digits) = match prefix {
        // One low line may stand after the prefix.
        Some(radix) if base == 0 || base == radix => {
            let digits = &digits[2..];
            (radix, digits.strip_prefix('_').unwrap_or(digits))
        }
        _ => (if base == 0 { 10 } else { base }, digits),
    };
    let parts = digits.split('_');
    if !parts.clone().all(|part| !part.is_empty() && part.chars().all(|c| c.is_digit(radix))) {
        return Err(wrong());
    }
    let digits: String = parts.collect();
    let leading_zero = base == 0 && prefix.is_none() && digits.starts_with('0');
    if leading_zero && digits.bytes().any(|b| b != b'0') {
        return Err(wrong());
    }
    if limit > 0 && !radix.is_power_of_two() && digits.len() > limit {
        return Err(Raise::value(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion: value has {} digits; \
             use sys.set_int_max_str_digits() to increase the limit",
            digits.len()
        )));
    }
    let value = Int::parse(&digits, radix).ok_or_else(Raise::memory)?;
    Ok(if negative { value.neg() } else { value })
}

fn signed(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

/// The words for what is no finite number.
fn special(text: &str) -> Option<f64> {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    match () {
        _ if is("inf") || is("infinity") => Some(f64::INFINITY),
        _ if is("nan") => Some(f64::NAN),
        _ => None,
    }
}

/// `float(text)`
pub fn float(text: &str) -> Result<f64, Raise> {
    float_of(&plain(text)).ok_or_else(|| no_float(&repr::string(text)))
}
/// `float(bytes)`
pub fn float_bytes(bytes: &[u8]) -> Result<f64, Raise> {
    let text: String = bytes.iter().map(|&b| if b.is_ascii() { b as char } else { '?' }).collect();
    float_of(&plain(&text)).ok_or_else(|| no_float(&repr::bytes(bytes)))
}
fn no_float(shown: &str) -> Raise {
    Raise::value(format!("could not convert string to float: {shown}"))
}

fn float_of(text: &str) -> Option<f64> {
    let (negative, size) = signed(text);
    let value = match special(size) {
        Some(value) => value,
        None => platform::parse_float(&decimal(size)?),
    };
    Some(if negative { -value } else { value })
}

/// The text without low lines, if it is a decimal number without a sign.
fn decimal(text: &str) -> Option<String> {
    let digits = |from: &str| from.bytes().take_while(|b| b.is_ascii_digit() || *b == b'_').count();
    let neat = |part: &str| part.is_empty() || part.split('_').all(|digits| !digits.is_empty());
    let (whole, rest) = text.split_at(digits(text));
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(after) => after.split_at(digits(after)),
        None => ("", rest),
    };
    let exponent = match rest.strip_prefix(['e', 'E']) {
        Some(after) => {
            let (negative, digits) = signed(after);
            if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'_') {
                return None;
            }
            Some((negative, digits))
        }
        None if rest.is_empty() => None,
        None => return None,
    };
    let parts = [whole, fraction, exponent.map_or("", |e| e.1)];
    if whole.len() + fraction.len() == 0 || !parts.into_iter().all(neat) {
        return None;
    }
    let mut out =
        format!("{}.{}", if whole.is_empty() { "0" } else { whole }, if fraction.is_empty() { "0" } else { fraction });
    if let Some((negative, digits)) = exponent {
        out += if negative { "e-" } else { "e" };
        out += digits;
    }
    out.retain(|c| c != '_');
    Some(out)
}

/// The parts of `complex(text)`.
pub fn complex(text: &str) -> Result<(f64, f64), Raise> {
    let wrong = || Raise::value("complex() arg is a malformed string");
    let plain = plain(text);
    let mut inner = plain.as_str();
    if let Some(rest) = inner.strip_prefix('(') {
        inner = rest.strip_suffix(')').ok_or_else(wrong)?.trim_matches(chars::is_space);
    }
    let inner = inner.replace('J', "j");
    let Some(both) = inner.strip_suffix('j') else {
        return Ok((float_of(&inner).ok_or_else(wrong)?, 0.0));
    };
    // The sign of the imaginary part is the last that is not in an exponent.
    let bytes = both.as_bytes();
    let in_exponent =
        |i: usize| i >= 2 && matches!(bytes[i - 1], b'e' | b'E') && matches!(bytes[i - 2], b'0'..=b'9' | b'.');
    let split = (1..bytes.len()).rev().find(|&i| matches!(bytes[i], b'+' | b'-') && !in_exponent(i)).unwrap_or(0);
    let (real, imaginary) = both.split_at(split);
    let real = if real.is_empty() { 0.0 } else { float_of(real).ok_or_else(wrong)? };
    let imaginary = match imaginary {
        "" | "+" => 1.0,
        "-" => -1.0,
        digits => float_of(digits).ok_or_else(wrong)?,
    };
    Ok((real, imaginary))
}

/// `float.hex`
pub fn float_hex(f: f64) -> String {
    let sign = if f.is_sign_negative() && !f.is_nan() { "-" } else { "" };
    if !f.is_finite() {
        return format!("{sign}{}", if f.is_nan() { "nan" } else { "inf" });
    }
    if f == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = f.to_bits();
    let (exponent, fraction) = ((bits >> 52 & 0x7FF) as i32, bits & ((1 << 52) - 1));
    match exponent {
        0 => format!("{sign}0x0.{fraction:013x}p-1022"),
        _ => format!("{sign}0x1.{fraction:013x}p{:+}", exponent - 1023),
    }
}

/// `float.fromhex`
pub fn float_from_hex(text: &str) -> Result<f64, Raise> {
    let wrong = || Raise::value("invalid hexadecimal floating-point string");
    let too_large = || Raise::overflow("hexadecimal value too large to represent as a float");
    let text = text.trim_matches(|c| matches!(c, ' ' | '\t'..='\r'));
    let (negative, size) = signed(text);
    let with_sign = |f: f64| if negative { -f } else { f };
    if let Some(value) = special(size) {
        return Ok(with_sign(value));
    }
    let digits = size.strip_prefix("0x").or(size.strip_prefix("0X")).unwrap_or(size);
    let (digits, power) = match digits.split_once(['p', 'P']) {
        Some((digits, power)) => (digits, Some(power)),
        None => (digits, None),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() + fraction.len() == 0 {
        return Err(wrong());
    }
    let (mut mantissa, mut exponent) = (0u64, -4 * fraction.len() as i64);
    for c in whole.chars().chain(fraction.chars()) {
        let digit = c.to_digit(16).ok_or_else(wrong)? as u64;
        match mantissa >> 60 {
            0 => mantissa = mantissa << 4 | digit,
            _ => {
                exponent += 4;
                mantissa |= (digit != 0) as u64;
            }
        }
    }
    let mut ends = true;
    let power = match power {
        None => 0,
        Some(power) => {
            let (down, rest) = signed(power);
            let digits = &rest[..rest.bytes().take_while(u8::is_ascii_digit).count()];
            if digits.is_empty() {
                return Err(wrong());
            }
            ends = digits.len() == rest.len();
            let size = digits.parse().unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
            if down { -size } else { size }
        }
    };
    if mantissa == 0 {
        return if ends { Ok(with_sign(0.0)) } else { Err(wrong()) };
    }
    // What was cut off below counts only if the highest bit is set.
    let shift = mantissa.leading_zeros();
    let value = compose(mantissa << shift, exponent.saturating_add(power).saturating_sub(shift as i64));
    // What is too large is said before what else is wrong.
    match value.is_infinite() {
        true => Err(too_large()),
        false if ends => Ok(with_sign(value)),
        false => Err(wrong()),
    }
}
