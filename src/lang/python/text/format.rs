//! `format(value, spec)` for numbers and texts.
use super::digits::{self, Decimal};
use super::spec::{Align, Sign, Spec, unknown_code};
use super::{MAX_WIDTH, Raise, repr};
use crate::number::Int;
use std::borrow::Cow;

/// What the text of a float is to look like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FloatStyle {
    /// `e`, `f`, `g` (`n`, `%` too), in upper case for upper case, or `r` for the
    /// fewest digits that tell the float from others.
    pub code: char,
    /// Digits behind the point, or all of them for `g`.
    pub precision: usize,
    /// Whether there always is a point (and zeros at the end, for `g`).
    pub alternate: bool,
    /// Whether whole numbers end in `.0`.
    pub point_zero: bool,
}

/// A float's text without its sign.
pub fn float_text(f: f64, style: FloatStyle) -> String {
    let upper = style.code.is_ascii_uppercase();
    let text = match f {
        _ if f.is_nan() => "nan".into(),
        _ if f.is_infinite() => "inf".into(),
        _ => finite(f, style),
    };
    if upper { text.to_ascii_uppercase() } else { text }
}

fn finite(f: f64, style: FloatStyle) -> String {
    let precision = style.precision;
    // Digits to show at least; whether an exponent is written.
    let (decimal, least, with_exponent) = match style.code.to_ascii_lowercase() {
        'e' => (digits::significant(f, precision.saturating_add(1)), precision + 1, true),
        'g' | 'n' => {
            let precision = precision.max(1);
            let decimal = digits::significant(f, precision.min(digits::MOST_SIGNIFICANT));
            let most = precision as i64 - style.point_zero as i64;
            let large = decimal.exponent < -4 || decimal.exponent as i64 + 1 > most;
            (decimal, if style.alternate { precision } else { 0 }, large)
        }
        'r' => {
            let decimal = digits::shortest(f);
            let large = !(-4..16).contains(&decimal.exponent);
            (decimal, 0, large)
        }
        // `f` and `%`.
        _ => {
            let mut text = digits::fixed(f, precision);
            if precision > 0 || style.alternate {
                text.insert(text.len() - precision, '.');
            }
            return text;
        }
    };
    let Decimal { mut digits, exponent } = decimal;
    digits.truncate(digits.trim_end_matches('0').len().max(least).max(1));
    let zeros = |n: usize| std::iter::repeat_n('0', n);
    digits.extend(zeros(least.saturating_sub(digits.len())));
    let mut whole = String::new();
    let fraction;
    if with_exponent {
        fraction = digits.split_off(1);
        whole = digits;
    } else if exponent < 0 {
        whole.push('0');
        fraction = zeros((-1 - exponent) as usize).chain(digits.chars()).collect();
    } else {
        let point = exponent as usize + 1;
        digits.extend(zeros(point.saturating_sub(digits.len())));
        fraction = digits.split_off(point);
        whole = digits;
    }
    if !fraction.is_empty() {
        whole.push('.');
        whole.push_str(&fraction);
    } else if style.point_zero && !with_exponent {
        whole.push_str(".0");
    } else if style.alternate {
        whole.push('.');
    }
    if with_exponent {
        let sign = if exponent < 0 { '-' } else { '+' };
        whole.push_str(&format!("e{sign}{:02}", exponent.unsigned_abs()));
    }
    whole
}

/// A finite float rounded as `round` does, without its sign.
pub fn round(f: f64, places: i32) -> f64 {
    digits::round(f, places)
}

/// Whether a float is shown with a minus: a NaN has no sign.
pub(super) fn is_negative(f: f64) -> bool {
    f.is_sign_negative() && !f.is_nan()
}

/// The prefix and the radix that a letter stands for.
pub(super) fn radix(code: Option<char>) -> (&'static str, u32) {
    match code {
        Some('b') => ("0b", 2),
        Some('o') => ("0o", 8),
        Some('x') => ("0x", 16),
        Some('X') => ("0X", 16),
        _ => ("", 10),
    }
}

/// The first characters of a text, all of them without a limit.
pub(super) fn first(text: &str, most: Option<usize>) -> &str {
    let end = most.and_then(|n| text.char_indices().nth(n)).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// A number's text in parts, before it is grouped and filled.
struct Parts {
    negative: bool,
    /// `0x` and the like.
    prefix: &'static str,
    /// Its digits and what follows them; or something without digits.
    text: String,
    /// How many of them are before the point.
    whole: usize,
}

/// Digits with a character between groups, filled with zeros to a width.
fn grouped(digits: &str, group: char, size: usize, width: usize) -> String {
    let mut out = vec![];
    let mut left = digits.len();
    let mut wanted = width as i64;
    loop {
        let take = left.max(wanted.max(1) as usize).min(size);
        for _ in 0..take {
            out.push(if left > 0 { digits.as_bytes()[left - 1] } else { b'0' });
            left = left.saturating_sub(1);
        }
        wanted -= take as i64;
        if left == 0 && wanted <= 0 {
            break;
        }
        // No separator comes first, so the width may be one more than wanted.
        wanted -= 1;
        out.push(group as u8);
    }
    out.iter().rev().map(|&b| b as char).collect()
}

fn assemble(parts: Parts, spec: &Spec) -> String {
    let sign = match (parts.negative, spec.sign) {
        (true, _) => "-",
        (_, Some(Sign::Plus)) => "+",
        (_, Some(Sign::Space)) => " ",
        _ => "",
    };
    let (whole, rest) = parts.text.split_at(parts.whole);
    let around = sign.len() + parts.prefix.len() + rest.chars().count();
    let zeros = spec.fill == '0' && spec.align == Align::Inside;
    let least = if zeros { spec.width.saturating_sub(around) } else { 0 };
    let size = if matches!(spec.code, Some('b' | 'o' | 'x' | 'X')) { 4 } else { 3 };
    let digits: Cow<str> = match spec.grouping {
        Some(group) if !whole.is_empty() => grouped(whole, group, size, least).into(),
        _ => whole.into(),
    };
    let missing = spec.width.saturating_sub(around + digits.len());
    let (before, inside, after) = match spec.align {
        Align::Left => (0, 0, missing),
        Align::Right => (missing, 0, 0),
        Align::Center => (missing / 2, 0, missing - missing / 2),
        Align::Inside => (0, missing, 0),
    };
    let fill = |n: usize| std::iter::repeat_n(spec.fill, n);
    let mut out = String::with_capacity(spec.width.max(around + digits.len()));
    out.extend(fill(before));
    out.push_str(sign);
    out.push_str(parts.prefix);
    out.extend(fill(inside));
    out.push_str(&digits);
    out.push_str(rest);
    out.extend(fill(after));
    out
}

/// Formats an integer. `limit` is the greatest number of decimal digits, if there
/// is one; `type_name` is for messages.
pub fn int(value: &Int, spec: &str, type_name: &str, limit: usize) -> Result<String, Raise> {
    if spec.is_empty() {
        return repr::int(value, limit);
    }
    let spec = Spec::parse(spec, None, Align::Right, type_name)?;
    match spec.code {
        None | Some('b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n') => int_as(value, &spec, limit),
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
            let f = value.to_float();
            match f.is_finite() {
                true => float_as(f, spec),
                false => Err(Raise::overflow("int too large to convert to float")),
            }
        }
        Some(code) => Err(unknown_code(code, type_name)),
    }
}

fn int_as(value: &Int, spec: &Spec, limit: usize) -> Result<String, Raise> {
    if spec.precision.is_some() {
        return Err(Raise::value("Precision not allowed in integer format specifier"));
    }
    if spec.positive_zero {
        return Err(Raise::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if spec.code == Some('c') {
        if spec.sign.is_some() {
            return Err(Raise::value("Sign not allowed with integer format specifier 'c'"));
        }
        if spec.alternate {
            return Err(Raise::value("Alternate form (#) not allowed with integer format specifier 'c'"));
        }
        let c = character(value).ok_or_else(|| match value {
            Int::Small(_) => Raise::overflow("%c arg not in range(0x110000)"),
            Int::Big(_) => Raise::overflow("Python int too large to convert to C long"),
        })?;
        return Ok(assemble(Parts { negative: false, prefix: "", text: c.to_string(), whole: 0 }, spec));
    }
    let (prefix, radix) = radix(spec.code);
    let mut text = if radix == 10 { repr::int(&value.abs(), limit)? } else { value.abs().text(radix) };
    if spec.code == Some('X') {
        text.make_ascii_uppercase();
    }
    let whole = text.len();
    let prefix = if spec.alternate { prefix } else { "" };
    Ok(assemble(Parts { negative: value.is_negative(), prefix, text, whole }, spec))
}

/// The character that an integer is the code of. Lone surrogates are none.
pub fn character(value: &Int) -> Option<char> {
    match value {
        Int::Small(i) => u32::try_from(*i).ok().and_then(char::from_u32),
        Int::Big(_) => None,
    }
}

/// Formats a float; `type_name` is for messages.
pub fn float(value: f64, spec: &str, type_name: &str) -> Result<String, Raise> {
    if spec.is_empty() {
        return Ok(repr::float(value));
    }
    let spec = Spec::parse(spec, None, Align::Right, type_name)?;
    match spec.code {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => float_as(value, spec),
        Some(code) => Err(unknown_code(code, type_name)),
    }
}

/// The precision, which a C `int` must hold; memory must hold the text.
fn checked(precision: Option<usize>, default: usize) -> Result<usize, Raise> {
    match precision {
        Some(p) if p > i32::MAX as usize => Err(Raise::value("precision too big")),
        Some(p) if p > MAX_WIDTH => Err(Raise::memory()),
        p => Ok(p.unwrap_or(default)),
    }
}

/// How a format has floats look; `point_zero`: whether whole numbers end in `.0`.
fn style(spec: &Spec, point_zero: bool) -> Result<FloatStyle, Raise> {
    let code = match (spec.code, spec.precision) {
        (None, None) => 'r',
        (None, Some(_)) => 'g',
        (Some(code), _) => code,
    };
    Ok(FloatStyle { code, precision: checked(spec.precision, 6)?, alternate: spec.alternate, point_zero })
}

/// A float's text in parts.
fn float_parts(value: f64, text: String, spec: &Spec) -> Parts {
    let whole = text.bytes().take_while(u8::is_ascii_digit).count();
    let negative = is_negative(value) && !(spec.positive_zero && is_zero(&text));
    Parts { negative, prefix: "", text, whole }
}

fn float_as(value: f64, spec: Spec) -> Result<String, Raise> {
    let style = style(&spec, spec.code.is_none())?;
    let percent = style.code == '%';
    let value = if percent { value * 100.0 } else { value };
    let mut text = float_text(value, style);
    if percent {
        text.push('%');
    }
    Ok(assemble(float_parts(value, text, &spec), &spec))
}

/// Whether what is shown of a number is 0.
fn is_zero(text: &str) -> bool {
    text.bytes().take_while(|b| !matches!(b, b'e' | b'E')).all(|b| matches!(b, b'0' | b'.' | b'%'))
}

/// Formats a complex number; `type_name` is for messages.
pub fn complex(re: f64, im: f64, spec: &str, type_name: &str) -> Result<String, Raise> {
    if spec.is_empty() {
        return Ok(repr::complex(re, im));
    }
    let spec = Spec::parse(spec, None, Align::Right, type_name)?;
    if let Some(code) = spec.code
        && !matches!(code, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n')
    {
        return Err(unknown_code(code, type_name));
    }
    if spec.fill == '0' {
        return Err(Raise::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Align::Inside {
        return Err(Raise::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    let style = style(&spec, false)?;
    let part = |value: f64, sign: Option<Sign>| {
        let inner = Spec { width: 0, fill: '\0', align: Align::Left, sign, ..spec.clone() };
        assemble(float_parts(value, float_text(value, style), &spec), &inner)
    };
    let imaginary_only = spec.code.is_none() && re == 0.0 && re.is_sign_positive();
    let text = match (imaginary_only, spec.code.is_none()) {
        (true, _) => part(im, spec.sign) + "j",
        (false, true) => format!("({}{}j)", part(re, spec.sign), part(im, Some(Sign::Plus))),
        (false, false) => format!("{}{}j", part(re, spec.sign), part(im, Some(Sign::Plus))),
    };
    Ok(pad(&text, &spec))
}

/// A text in a field.
fn pad(text: &str, spec: &Spec) -> String {
    let missing = match spec.width {
        0 => 0,
        width => width.saturating_sub(text.chars().count()),
    };
    let before = match spec.align {
        Align::Right => missing,
        Align::Center => missing / 2,
        _ => 0,
    };
    let mut out = String::with_capacity(text.len() + missing * spec.fill.len_utf8());
    out.extend(std::iter::repeat_n(spec.fill, before));
    out.push_str(text);
    out.extend(std::iter::repeat_n(spec.fill, missing - before));
    out
}

/// Formats a text; `type_name` is for messages.
pub fn string(text: &str, spec: &str, type_name: &str) -> Result<String, Raise> {
    if spec.is_empty() {
        return Ok(text.to_string());
    }
    let spec = Spec::parse(spec, Some('s'), Align::Left, type_name)?;
    let not = |what: &str| Err(Raise::value(format!("{what} not allowed in string format specifier")));
    match spec.code {
        Some('s') | None => (),
        Some(code) => return Err(unknown_code(code, type_name)),
    }
    match spec.sign {
        Some(Sign::Space) => return not("Space"),
        Some(_) => return not("Sign"),
        None => (),
    }
    if spec.positive_zero {
        return not("Negative zero coercion (z)");
    }
    if spec.alternate {
        return not("Alternate form (#)");
    }
    if spec.align == Align::Inside {
        return not("'=' alignment");
    }
    Ok(pad(first(text, spec.precision), &spec))
}
