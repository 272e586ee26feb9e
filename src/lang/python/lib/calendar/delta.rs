//! Spans of time: `timedelta`.
use super::DAY;
use crate::lang::python::text::Raise;
use crate::number::Int;

const MAX_DAYS: i128 = 999_999_999;

/// A span, in microseconds; never longer than `timedelta` can be.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Delta(i128);

/// A part that a span is made of.
#[derive(Clone, PartialEq, Debug)]
pub enum Part {
    /// A whole number.
    Int(Int),
    /// One with a fraction.
    Float(f64),
}

fn wide(i: &Int) -> Result<i128, Raise> {
    let value = match i {
        Int::Small(i) => Some(*i as i128),
        Int::Big(big) => i128::try_from(big.clone()).ok(),
    };
    // So that no product overflows.
    value.filter(|v| v.unsigned_abs() < 1 << 80).ok_or_else(too_large)
}
fn too_large() -> Raise {
    Raise::overflow("Python int too large to convert to C int")
}

impl Delta {
    /// A span of so many microseconds.
    pub fn from_micros(micros: i128) -> Result<Delta, Raise> {
        let days = micros.div_euclid(DAY as i128);
        match days.abs() {
            0..=MAX_DAYS => Ok(Delta(micros)),
            _ if i32::try_from(days).is_err() => Err(too_large()),
            _ => Err(Raise::overflow(format!("days={days}; must have magnitude <= 999999999"))),
        }
    }
    /// What `timedelta(...)` gives: parts, each with how many microseconds one of it
    /// is, in the order microseconds, milliseconds, seconds, minutes, hours, days,
    /// weeks.
    pub fn new(parts: &[(Part, i64)]) -> Result<Delta, Raise> {
        let (mut micros, mut rest) = (0i128, 0.0f64);
        for (part, factor) in parts {
            match part {
                Part::Int(i) => micros += wide(i)? * *factor as i128,
                Part::Float(f) => {
                    if f.is_nan() {
                        return Err(Raise::value("cannot convert float NaN to integer"));
                    }
                    if f.is_infinite() {
                        return Err(Raise::overflow("cannot convert float infinity to integer"));
                    }
                    let below = *factor as f64 * f.fract();
                    micros += wide(&Int::from_float(f.trunc()))? * *factor as i128 + below.trunc() as i128;
                    rest += below.fract();
                }
            }
        }
        let mut whole = rest.round();
        if (whole - rest).abs() == 0.5 {
            // To even, counting what is there already.
            let odd = (micros & 1) as f64;
            whole = 2.0 * ((rest + odd) * 0.5).round() - odd;
        }
        Delta::from_micros(micros + whole as i128)
    }
    /// All of it in microseconds.
    pub fn micros(self) -> i128 {
        self.0
    }
    /// The attributes: days, seconds and microseconds.
    pub fn parts(self) -> (i64, i64, i64) {
        let day = DAY as i128;
        let within = self.0.rem_euclid(day) as i64;
        (self.0.div_euclid(day) as i64, within / 1_000_000, within % 1_000_000)
    }
    /// `total_seconds`
    pub fn seconds(self) -> f64 {
        ratio(self.0, 1_000_000)
    }
    /// One span by another.
    pub fn over(self, other: Delta) -> f64 {
        ratio(self.0, other.0)
    }
    /// Times a whole number.
    pub fn times(self, by: &Int) -> Result<Delta, Raise> {
        Delta::from_int(&Int::from(num_bigint::BigInt::from(self.0)).mul(by))
    }
    /// Times a ratio, as `as_integer_ratio` gives it for a float, rounded to even.
    /// The divisor is positive.
    pub fn times_ratio(self, above: &Int, below: &Int) -> Result<Delta, Raise> {
        let product = Int::from(num_bigint::BigInt::from(self.0)).mul(above);
        let (quotient, rest) = product.div_mod_floor(below);
        let up = match rest.add(&rest).order(below) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => quotient.is_odd(),
            std::cmp::Ordering::Greater => true,
        };
        Delta::from_int(&if up { quotient.add(&Int::Small(1)) } else { quotient })
    }
    fn from_int(i: &Int) -> Result<Delta, Raise> {
        Delta::from_micros(wide(i)?)
    }
    /// Its text for people.
    pub fn text(self) -> String {
        let (days, seconds, micros) = self.parts();
        let mut text = match days {
            0 => String::new(),
            1 | -1 => format!("{days} day, "),
            _ => format!("{days} days, "),
        };
        text += &format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
        if micros != 0 {
            text += &format!(".{micros:06}");
        }
        text
    }
    /// Its `repr`.
    pub fn repr(self) -> String {
        let (days, seconds, micros) = self.parts();
        let named = [("days", days), ("seconds", seconds), ("microseconds", micros)];
        let given: Vec<String> = named.iter().filter(|p| p.1 != 0).map(|(name, n)| format!("{name}={n}")).collect();
        match given.is_empty() {
            true => "datetime.timedelta(0)".into(),
            false => format!("datetime.timedelta({})", given.join(", ")),
        }
    }
}

/// The float nearest to a ratio.
fn ratio(above: i128, below: i128) -> f64 {
    use num_bigint::BigInt;
    let [above, below] = [above, below].map(|n| Int::from(BigInt::from(n)));
    crate::number::Real::ratio(above, below).map_or(f64::NAN, |ratio| ratio.to_float())
}

/// The offset of a time zone has to be less than a day.
pub fn check_offset(offset: Delta) -> Result<Delta, Raise> {
    match offset.micros().abs() < DAY as i128 {
        true => Ok(offset),
        false => Err(Raise::value(format!(
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {}.",
            offset.repr()
        ))),
    }
}
