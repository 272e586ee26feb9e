//! Numbers as Scheme writes them (section 7.1.1 of R7RS).
use crate::number::{Int, MAX_BITS, Num, Real};
use crate::platform;
use crate::syntax::text::cut;

/// Why a text gave no number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumError {
    /// It is not written like one.
    NotANumber,
    /// An exact number larger than numbers may be.
    TooLarge,
}
use NumError::{NotANumber, TooLarge};

/// Reads a number to a radix of 2 to 36: real (`-12`, `1/3`, `.5e-3`, `+inf.0`) or
/// complex (`1+2i`, `-i`, `1@2`), after prefixes `#x #b #o #d #e #i`. The C-like
/// `0x` is read as well, and to other radixes than 10 a point without exponent.
pub fn parse_number(text: &str, radix: u32) -> Result<Num, NumError> {
    let (mut rest, mut radix, mut exact) = (text, radix, None);
    let mut prefixes = [false; 2];
    while let Some(after) = rest.strip_prefix('#') {
        let mut chars = after.chars();
        let letter = chars.next().map_or(' ', |c| c.to_ascii_lowercase());
        match letter {
            'x' => radix = 16,
            'b' => radix = 2,
            'o' => radix = 8,
            'd' => radix = 10,
            'e' => exact = Some(true),
            'i' => exact = Some(false),
            _ => return Err(NotANumber),
        }
        // One of each kind.
        if std::mem::replace(&mut prefixes[matches!(letter, 'e' | 'i') as usize], true) {
            return Err(NotANumber);
        }
        rest = chars.as_str();
    }
    Reader { radix, exact }.number(rest)
}

struct Reader {
    radix: u32,
    /// What a prefix asked for.
    exact: Option<bool>,
}

impl Reader {
    fn number(&self, text: &str) -> Result<Num, NumError> {
        if let Some((size, angle)) = text.split_once('@') {
            let number = Num::polar(&self.real(size)?, &self.real(angle)?).map_err(|_| TooLarge)?;
            return match self.exact {
                Some(true) => match number.parts() {
                    (re, im) if re.to_exact().is_some() && im.to_exact().is_some() => {
                        Ok(number.map(|part| part.to_exact().unwrap_or_else(|| part.clone())))
                    }
                    _ => Err(NotANumber),
                },
                _ => Ok(number),
            };
        }
        // To great radixes `i` is a digit.
        if self.radix <= 18
            && let Some(body) = text.strip_suffix(['i', 'I'])
            && let Some(at) = self.imaginary_sign(body)
        {
            let re = if at == 0 { Real::from(0) } else { self.real(cut(body, 0..at))? };
            let im = match cut(body, at..body.len()) {
                "+" => self.inexact(Real::from(1)),
                "-" => self.inexact(Real::from(-1)),
                im => self.real(im)?,
            };
            return Ok(Num::new(re, im));
        }
        self.real(text).map(Num::Real)
    }

    /// The sign of the imaginary part: the last one that belongs to no exponent.
    fn imaginary_sign(&self, body: &str) -> Option<usize> {
        let bytes = body.as_bytes();
        let of_exponent = |at: usize| {
            self.radix == 10 && at > 1 && is_marker(bytes[at - 1]) && matches!(bytes[at - 2], b'0'..=b'9' | b'.')
        };
        (0..bytes.len()).rev().find(|&at| matches!(bytes[at], b'+' | b'-') && !of_exponent(at))
    }

    fn inexact(&self, r: Real) -> Real {
        if self.exact == Some(false) { r.to_inexact() } else { r }
    }

    fn real(&self, text: &str) -> Result<Real, NumError> {
        if let Some(f) = special(text) {
            return if self.exact == Some(true) { Err(NotANumber) } else { Ok(Real::Float(f)) };
        }
        let (negative, digits) = match text.as_bytes() {
            [b'-', ..] => (true, cut(text, 1..text.len())),
            [b'+', ..] => (false, cut(text, 1..text.len())),
            _ => (false, text),
        };
        let sign = |r: Real| self.inexact(if negative { r.neg() } else { r });
        if self.radix == 10
            && let Some(hex) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"))
        {
            return integer(hex, 16).map(Real::Int).map(sign);
        }
        if let Some((num, den)) = digits.split_once('/') {
            let (num, den) = (integer(num, self.radix)?, integer(den, self.radix)?);
            if den.is_zero() {
                return Err(NotANumber);
            }
            return Real::ratio(num, den).map(sign).map_err(|_| TooLarge);
        }
        if all_digits(digits, self.radix) {
            return match integer(digits, self.radix) {
                Ok(i) => Ok(sign(Real::Int(i))),
                // A float has no such limit.
                Err(_) if self.exact == Some(false) && self.radix == 10 => Ok(Real::Float(platform::parse_float(text))),
                Err(e) => Err(e),
            };
        }
        let parts = Decimal::of(digits, self.radix).ok_or(NotANumber)?;
        if self.exact == Some(true) {
            return parts.exact(self.radix).map(sign);
        }
        let size = if self.radix == 10 { parts.float(digits) } else { parts.exact(self.radix)?.to_float() };
        Ok(Real::Float(if negative { -size } else { size }))
    }
}

fn special(text: &str) -> Option<f64> {
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

fn all_digits(text: &str, radix: u32) -> bool {
    text.bytes().all(|b| (b as char).is_digit(radix))
}

fn integer(digits: &str, radix: u32) -> Result<Int, NumError> {
    if digits.is_empty() || !all_digits(digits, radix) {
        return Err(NotANumber);
    }
    Int::parse(digits, radix).ok_or(TooLarge)
}

/// Letters that begin an exponent; those of old Schemes all mean the one precision.
fn is_marker(b: u8) -> bool {
    matches!(b.to_ascii_lowercase(), b'e' | b's' | b'f' | b'd' | b'l')
}

/// Digits with a point, an exponent or both.
struct Decimal<'a> {
    whole: &'a str,
    fraction: &'a str,
    /// With its sign; empty if there is none.
    exponent: &'a str,
}

impl Decimal<'_> {
    fn of(text: &str, radix: u32) -> Option<Decimal<'_>> {
        let marker = if radix == 10 { text.bytes().position(is_marker) } else { None };
        let (mantissa, exponent) = match marker {
            Some(at) => (cut(text, 0..at), cut(text, at + 1..text.len())),
            None => (text, ""),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let size = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let good = all_digits(whole, radix)
            && all_digits(fraction, radix)
            && !(whole.is_empty() && fraction.is_empty())
            && all_digits(size, 10)
            && size.is_empty() == marker.is_none();
        good.then_some(Decimal { whole, fraction, exponent })
    }

    /// The nearest float of `text`, which the parts are of.
    fn float(&self, text: &str) -> f64 {
        match text.bytes().position(is_marker) {
            Some(at) => platform::parse_float(&[cut(text, 0..at), "e", self.exponent].concat()),
            None => platform::parse_float(text),
        }
    }

    fn exact(&self, radix: u32) -> Result<Real, NumError> {
        let digits = [self.whole, self.fraction].concat();
        let digits = integer(&digits, radix)?;
        if digits.is_zero() {
            return Ok(Real::from(0));
        }
        let exponent: i64 = match self.exponent {
            "" => 0,
            exponent => exponent.parse().map_err(|_| TooLarge)?,
        };
        let exponent = exponent.saturating_sub(self.fraction.len() as i64);
        if exponent.unsigned_abs() > MAX_BITS / 5 {
            return Err(TooLarge);
        }
        let power = Int::from(radix as i64).pow(exponent.unsigned_abs());
        let result = if exponent >= 0 { Real::Int(digits).mul(&Real::Int(power)) } else { Real::ratio(digits, power) };
        result.map_err(|_| TooLarge)
    }
}
