//! `repr`, `str` and `ascii` of values that are plain data.
use super::format::{FloatStyle, float_text, is_negative};
use super::{Raise, chars};
use crate::number::Int;

/// The greatest number of digits that texts of integers have by default.
pub const MAX_DIGITS: usize = 4300;

/// An integer's decimal text, if it has no more digits than `limit`, which is 0
/// for none.
pub fn int(value: &Int, limit: usize) -> Result<String, Raise> {
    let too_long = || {
        Raise::value(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion; \
             use sys.set_int_max_str_digits() to increase the limit"
        ))
    };
    // Ten bits are a bit more than three digits: what is far too long is not computed.
    let limited = limit > 0 && value.bits() / 3 > limit as u64;
    if limited && value.bits() / 10 * 3 > limit as u64 {
        return Err(too_long());
    }
    let text = value.text(10);
    if limited && text.trim_start_matches('-').len() > limit {
        return Err(too_long());
    }
    Ok(text)
}

/// A float.
pub fn float(f: f64) -> String {
    let sign = if is_negative(f) { "-" } else { "" };
    let style = FloatStyle { code: 'r', precision: 0, alternate: false, point_zero: true };
    sign.to_string() + &float_text(f, style)
}

/// A complex number.
pub fn complex(re: f64, im: f64) -> String {
    let style = FloatStyle { code: 'r', precision: 0, alternate: false, point_zero: false };
    let sign = |f, plus| if is_negative(f) { "-" } else { plus };
    let part = |f, plus| sign(f, plus).to_string() + &float_text(f, style);
    match re == 0.0 && re.is_sign_positive() {
        true => part(im, "") + "j",
        false => format!("({}{}j)", part(re, ""), part(im, "+")),
    }
}

/// Single quotes, but double ones around a text that has single ones only.
fn quote(single: bool, double: bool) -> char {
    if single && !double { '"' } else { '\'' }
}

/// A text as `repr` shows it.
pub fn string(text: &str) -> String {
    quoted(text, chars::is_printable)
}

/// A text as `ascii` shows it.
pub fn ascii(text: &str) -> String {
    quoted(text, |c| matches!(c, ' '..='~'))
}

/// What `repr` gave, as `ascii` shows it.
pub fn ascii_of(shown: &str) -> String {
    let mut out = String::with_capacity(shown.len());
    for c in shown.chars() {
        if c.is_ascii() { out.push(c) } else { escape(c, &mut out) }
    }
    out
}

fn quoted(text: &str, plain: impl Fn(char) -> bool) -> String {
    let quote = quote(text.contains('\''), text.contains('"'));
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if c == quote => out.extend(['\\', c]),
            _ if plain(c) => out.push(c),
            _ => escape(c, &mut out),
        }
    }
    out.push(quote);
    out
}

fn escape(c: char, out: &mut String) {
    let code = c as u32;
    let (letter, places) = match code {
        0..=0xff => ('x', 2),
        0x100..=0xffff => ('u', 4),
        _ => ('U', 8),
    };
    out.push('\\');
    out.push(letter);
    hex(code, places, out);
}

/// So many hexadecimal digits.
fn hex(code: u32, places: u32, out: &mut String) {
    out.extend((0..places).rev().filter_map(|place| char::from_digit(code >> (4 * place) & 15, 16)));
}

/// Bytes, with the `b`.
pub fn bytes(data: &[u8]) -> String {
    let quote = quote(data.contains(&b'\''), data.contains(&b'"'));
    let mut out = String::with_capacity(data.len() + 3);
    out.extend(['b', quote]);
    for &b in data {
        match b {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ if b as char == quote => out.extend(['\\', quote]),
            b' '..=b'~' => out.push(b as char),
            _ => {
                out.push_str("\\x");
                hex(b as u32, 2, &mut out);
            }
        }
    }
    out.push(quote);
    out
}
