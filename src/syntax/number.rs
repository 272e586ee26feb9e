//! Texts of numbers: reading and printing. Shared by the reader, printed Core,
//! and every `number->string` and `string->number`.
use crate::platform;
use crate::syntax::text::cut;

/// Least exact integer a value can hold (51 bits, signed).
pub const INT_MIN: i64 = -(1 << 50);
/// Greatest exact integer a value can hold.
pub const INT_MAX: i64 = (1 << 50) - 1;

/// A number that was read.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Num {
    /// An exact integer from [`INT_MIN`] to [`INT_MAX`].
    Int(i64),
    /// A double.
    Float(f64),
}

/// Why a text gave no number.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum NumError {
    /// It is not written like one.
    NotANumber,
    /// An exact integer of more than 51 bits; the nearest float.
    TooLarge(f64),
    /// An exact fraction; the nearest float.
    Rational(f64),
    /// A complex number.
    Complex,
}

/// Reads a number as Scheme writes it, to a radix of 2 to 36: sign, digits,
/// decimal point and exponent (radix 10), `+inf.0`, `-inf.0`, `+nan.0`, the
/// prefixes `#x #b #o #d #e #i` and the C-like `0x`.
pub fn parse_number(text: &str, radix: u32) -> Result<Num, NumError> {
    let (mut rest, mut radix, mut exact) = (text, radix, None);
    while let Some(after) = rest.strip_prefix('#') {
        let mut chars = after.chars();
        match chars.next().map(|c| c.to_ascii_lowercase()) {
            Some('x') => radix = 16,
            Some('b') => radix = 2,
            Some('o') => radix = 8,
            Some('d') => radix = 10,
            Some('e') => exact = Some(true),
            Some('i') => exact = Some(false),
            _ => return Err(NumError::NotANumber),
        }
        rest = chars.as_str();
    }
    let plain = parse_real(rest, radix);
    match (exact, plain) {
        (Some(false), Ok(Num::Int(i))) => Ok(Num::Float(i as f64)),
        (Some(false), Err(NumError::TooLarge(f) | NumError::Rational(f))) => Ok(Num::Float(f)),
        (Some(true), Ok(Num::Float(f))) => match exact_of(f) {
            Some(i) => Ok(Num::Int(i)),
            None if !f.is_finite() => Err(NumError::NotANumber),
            None if f.fract() == 0.0 => Err(NumError::TooLarge(f)),
            None => Err(NumError::Rational(f)),
        },
        (_, Err(NumError::NotANumber)) if is_complex(rest, radix) => Err(NumError::Complex),
        (_, plain) => plain,
    }
}

/// The exact integer equal to a float, if there is one of 51 bits.
pub fn exact_of(f: f64) -> Option<i64> {
    (f.fract() == 0.0 && f >= INT_MIN as f64 && f <= INT_MAX as f64).then_some(f as i64)
}

fn parse_real(text: &str, radix: u32) -> Result<Num, NumError> {
    if let Some(f) = special_float(text) {
        return Ok(Num::Float(f));
    }
    let (negative, digits) = match text.as_bytes() {
        [b'-', ..] => (true, cut(text, 1..text.len())),
        [b'+', ..] => (false, cut(text, 1..text.len())),
        _ => (false, text),
    };
    if radix == 10
        && let Some(hex) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"))
    {
        return integer(negative, hex, 16);
    }
    if let Some((num, den)) = digits.split_once('/') {
        return fraction(negative, num, den, radix);
    }
    match integer(negative, digits, radix) {
        Err(NumError::NotANumber) if radix == 10 && is_decimal(digits.as_bytes()) => {
            Ok(Num::Float(platform::parse_float(text)))
        }
        other => other,
    }
}

fn special_float(text: &str) -> Option<f64> {
    if text.len() != 6 {
        return None;
    }
    match text.to_ascii_lowercase().as_str() {
        "+inf.0" => Some(f64::INFINITY),
        "-inf.0" => Some(f64::NEG_INFINITY),
        "+nan.0" | "-nan.0" => Some(f64::NAN),
        _ => None,
    }
}

fn integer(negative: bool, digits: &str, radix: u32) -> Result<Num, NumError> {
    if digits.is_empty() || !digits.bytes().all(|b| (b as char).is_digit(radix)) {
        return Err(NumError::NotANumber);
    }
    let mut value: i64 = 0;
    for b in digits.bytes() {
        let digit = (b as char).to_digit(radix).unwrap_or(0) as i64;
        value = match value.checked_mul(radix as i64).and_then(|v| v.checked_add(digit)) {
            Some(v) => v,
            None => return Err(NumError::TooLarge(large(negative, digits, radix))),
        };
    }
    let value = if negative { -value } else { value };
    if (INT_MIN..=INT_MAX).contains(&value) {
        Ok(Num::Int(value))
    } else {
        Err(NumError::TooLarge(large(negative, digits, radix)))
    }
}

/// The float nearest to an integer that is too large; correctly rounded to radix 10.
fn large(negative: bool, digits: &str, radix: u32) -> f64 {
    let f = if radix == 10 {
        platform::parse_float(digits)
    } else {
        digits.chars().fold(0.0, |f, c| f * radix as f64 + c.to_digit(radix).unwrap_or(0) as f64)
    };
    if negative { -f } else { f }
}

fn fraction(negative: bool, num: &str, den: &str, radix: u32) -> Result<Num, NumError> {
    let part = |digits| match integer(false, digits, radix) {
        Ok(Num::Int(i)) => Ok((Some(i), i as f64)),
        Err(NumError::TooLarge(f)) => Ok((None, f)),
        _ => Err(NumError::NotANumber),
    };
    let ((n, nf), (d, df)) = (part(num)?, part(den)?);
    match (n, d) {
        (_, Some(0)) => Err(NumError::NotANumber),
        (Some(n), Some(d)) if n % d == 0 => Ok(Num::Int(if negative { -(n / d) } else { n / d })),
        _ => Err(NumError::Rational(if negative { -nf / df } else { nf / df })),
    }
}

/// Digits with a point, an exponent or both; at least one digit before the exponent.
fn is_decimal(bytes: &[u8]) -> bool {
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = digits(0);
    let mut at = whole;
    let mut fraction = 0;
    if bytes.get(at) == Some(&b'.') {
        fraction = digits(at + 1);
        at += 1 + fraction;
    }
    if whole + fraction == 0 {
        return false;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        at += 1;
        if let Some(b'+' | b'-') = bytes.get(at) {
            at += 1;
        }
        let exponent = digits(at);
        if exponent == 0 {
            return false;
        }
        at += exponent;
    }
    at == bytes.len()
}

/// Whether it is written like a complex number (`1+2i`, `-i`, `1@2`).
fn is_complex(text: &str, radix: u32) -> bool {
    let number = |t: &str| !matches!(parse_real(t, radix), Err(NumError::NotANumber));
    if let Some((magnitude, angle)) = text.split_once('@') {
        return number(magnitude) && number(angle);
    }
    let Some(body) = text.strip_suffix(['i', 'I']) else { return false };
    // The sign of the imaginary part is the last one that does not belong to an exponent.
    let bytes = body.as_bytes();
    let Some(at) = (0..bytes.len())
        .rev()
        .find(|&i| matches!(bytes[i], b'+' | b'-') && (i == 0 || !matches!(bytes[i - 1], b'e' | b'E')))
    else {
        return false;
    };
    let Some((real, imaginary)) = body.split_at_checked(at) else { return false };
    (at == 0 || number(real)) && (at + 1 == body.len() || number(imaginary))
}

/// A float as Scheme prints it: the shortest text that reads back as the same
/// float, always with a point or an exponent (`1.0`, `0.5`, `1e21`, `+inf.0`).
pub fn format_float(f: f64) -> String {
    if f.is_nan() {
        return "+nan.0".to_string();
    }
    if f.is_infinite() {
        return if f > 0.0 { "+inf.0" } else { "-inf.0" }.to_string();
    }
    let size = f.abs();
    if size != 0.0 && !(1e-7..1e21).contains(&size) {
        return platform::exponent_float(f);
    }
    let mut text = platform::plain_float(f);
    if !text.contains('.') {
        text.push_str(".0");
    }
    text
}

/// An integer to a radix of 2 to 36, in lower case.
pub fn format_int(i: i64, radix: u32) -> String {
    if radix == 10 {
        return i.to_string();
    }
    let mut digits = Vec::new();
    let mut rest = i.unsigned_abs();
    loop {
        digits.push(char::from_digit((rest % radix as u64) as u32, radix).unwrap_or('0'));
        rest /= radix as u64;
        if rest == 0 {
            break;
        }
    }
    if i < 0 {
        digits.push('-');
    }
    digits.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Num, NumError> {
        parse_number(text, 10)
    }

    #[test]
    fn integers_and_their_limits() {
        assert_eq!(read("0"), Ok(Num::Int(0)));
        assert_eq!(read("-17"), Ok(Num::Int(-17)));
        assert_eq!(read("+5"), Ok(Num::Int(5)));
        assert_eq!(read("1125899906842623"), Ok(Num::Int(INT_MAX)));
        assert_eq!(read("-1125899906842624"), Ok(Num::Int(INT_MIN)));
        assert_eq!(read("1125899906842624"), Err(NumError::TooLarge(1125899906842624.0)));
        assert_eq!(read("123456789012345678901234567890"), Err(NumError::TooLarge(123456789012345678901234567890.0)));
        assert_eq!(read("0xff"), Ok(Num::Int(255)));
        assert_eq!(read("-0x10"), Ok(Num::Int(-16)));
        assert_eq!(read("#xFF"), Ok(Num::Int(255)));
        assert_eq!(read("#b-101"), Ok(Num::Int(-5)));
        assert_eq!(parse_number("zz", 36), Ok(Num::Int(35 * 36 + 35)));
    }

    #[test]
    fn floats() {
        assert_eq!(read("1."), Ok(Num::Float(1.0)));
        assert_eq!(read(".5"), Ok(Num::Float(0.5)));
        assert_eq!(read("-1.5e3"), Ok(Num::Float(-1500.0)));
        assert_eq!(read("1e400"), Ok(Num::Float(f64::INFINITY)));
        assert_eq!(read("-inf.0"), Ok(Num::Float(f64::NEG_INFINITY)));
        assert!(matches!(read("+nan.0"), Ok(Num::Float(f)) if f.is_nan()));
        assert_eq!(read("#e1e3"), Ok(Num::Int(1000)));
        assert_eq!(read("#i3"), Ok(Num::Float(3.0)));
        assert_eq!(read("#e1.5"), Err(NumError::Rational(1.5)));
    }

    #[test]
    fn what_is_not_a_number_or_not_yet() {
        for t in [
            "", "+", "-", ".", "...", "1+", "e5", "1e", "1e+", "inf", "nan", "infinity", "0x", "1/0", "1.2.3", "#",
            "#y1",
        ] {
            assert_eq!(read(t), Err(NumError::NotANumber), "{t}");
        }
        assert_eq!(read("1/2"), Err(NumError::Rational(0.5)));
        assert_eq!(read("6/3"), Ok(Num::Int(2)));
        for t in ["1+2i", "+i", "-2.5i", "1e+3-i", "1@2"] {
            assert_eq!(read(t), Err(NumError::Complex), "{t}");
        }
    }

    #[test]
    fn printed_floats_read_back() {
        for (f, t) in [
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e21, "1e21"),
            (1e20, "100000000000000000000.0"),
            (1.5e-10, "1.5e-10"),
            (1e-7, "0.0000001"),
            (f64::MAX, "1.7976931348623157e308"),
            (f64::INFINITY, "+inf.0"),
        ] {
            assert_eq!(format_float(f), t);
            assert_eq!(read(t), Ok(Num::Float(f)));
        }
        assert_eq!(format_float(f64::NAN), "+nan.0");
    }

    #[test]
    fn integers_to_a_radix() {
        assert_eq!(format_int(-255, 16), "-ff");
        assert_eq!(format_int(0, 2), "0");
        assert_eq!(format_int(INT_MIN, 10), "-1125899906842624");
    }
}
