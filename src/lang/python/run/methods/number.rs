//! Numbers.
use super::super::raise;
use super::super::values::{brief, int};
use crate::number::Int;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

/// `int` of a text in a base.
pub fn int_of_base(rt: &mut Runtime, v: Value, base: Value) -> Result<Value, Fault> {
    let Some(s) = v.as_str() else {
        return raise("TypeError", "int() can't convert non-string with explicit base");
    };
    let base = match int(base) {
        Some(Int::Small(b)) if b == 0 || (2..=36).contains(&b) => b as u32,
        Some(_) => return raise("ValueError", "int() base must be >= 2 and <= 36, or 0"),
        None => return raise("TypeError", "int() base must be an integer"),
    };
    let text = s.trim().replace('_', "").to_lowercase();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let marked = [("0x", 16), ("0o", 8), ("0b", 2)].into_iter().find(|m| digits.starts_with(m.0));
    let (digits, radix) = match (base, marked) {
        (0, Some((mark, radix))) => (&digits[mark.len()..], radix),
        (0, None) => (digits, 10),
        (b, Some((mark, radix))) if radix == b => (&digits[mark.len()..], b),
        (b, _) => (digits, b),
    };
    let plain = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    match plain.then(|| Int::parse(digits, radix)).flatten() {
        Some(i) => Ok(rt.heap.int(&if negative { i.neg() } else { i })?),
        None => raise("ValueError", format!("invalid literal for int() with base {base}: {}", brief(rt, v))),
    }
}
