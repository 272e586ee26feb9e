//! Numbers as Scheme prints them.
use crate::number::{Num, Real, digits_of};
use crate::platform;

/// A float to radix 10: the shortest text that reads back as the same float,
/// always with a point or an exponent (`1.0`, `0.5`, `1e21`, `+inf.0`).
pub fn format_float(f: f64) -> String {
    if let Some(text) = special(f) {
        return text.to_string();
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

fn special(f: f64) -> Option<&'static str> {
    match f {
        _ if f.is_nan() => Some("+nan.0"),
        f64::INFINITY => Some("+inf.0"),
        f64::NEG_INFINITY => Some("-inf.0"),
        _ => None,
    }
}

/// A float to any radix: without exponent, which other radixes do not have.
fn float_to_radix(f: f64, radix: u32) -> String {
    if let Some(text) = special(f) {
        return text.to_string();
    }
    let mut text = String::from(if f.is_sign_negative() { "-" } else { "" });
    if f == 0.0 {
        return text + "0.0";
    }
    let number = digits_of(f.abs(), radix);
    let digits = number.digits.len() as i64;
    if number.point <= 0 {
        text.push('0');
    }
    // From the first place that is written to the last.
    for place in number.point.min(0)..digits.max(number.point + 1) {
        if place == number.point {
            text.push('.');
        }
        let digit = usize::try_from(place).ok().and_then(|at| number.digits.get(at)).copied().unwrap_or(0);
        text.extend(char::from_digit(digit as u32, radix));
    }
    text
}

/// A small integer to a radix of 2 to 36, in lower case.
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

/// A number to a radix of 2 to 36, in lower case (`12`, `-1/3`, `1.5`, `2-i`).
pub fn format_number(n: &Num, radix: u32) -> String {
    match n {
        Num::Real(r) => format_real(r, radix),
        Num::Complex(c) => {
            let (re, im) = &**c;
            let mut text = if re.is_exact_zero() { String::new() } else { format_real(re, radix) };
            let im = format_real(im, radix);
            if !im.starts_with(['+', '-']) {
                text.push('+');
            }
            text.push_str(match &*im {
                "1" => "",
                "-1" => "-",
                im => im,
            });
            text.push('i');
            text
        }
    }
}

fn format_real(r: &Real, radix: u32) -> String {
    match r {
        Real::Float(f) if radix == 10 => format_float(*f),
        Real::Float(f) => float_to_radix(*f, radix),
        Real::Int(i) => i.text(radix),
        Real::Ratio(r) => r.num.text(radix) + "/" + &r.den.text(radix),
    }
}
