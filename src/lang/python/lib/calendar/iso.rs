//! Texts by ISO 8601: `isoformat` and `fromisoformat`.
use super::delta::{Delta, check_offset};
use super::{Date, Time};
use crate::lang::python::text::{Raise, repr};

/// A date's text.
pub fn date_text(d: Date) -> String {
    format!("{:04}-{:02}-{:02}", d.year, d.month, d.day)
}

/// A time's text, as exact as `timespec` says.
pub fn time_text(t: Time, timespec: &str) -> Result<String, Raise> {
    let spec = match timespec {
        "auto" if t.micro == 0 => "seconds",
        "auto" => "microseconds",
        spec => spec,
    };
    let Time { hour, minute, second, micro } = t;
    Ok(match spec {
        "hours" => format!("{hour:02}"),
        "minutes" => format!("{hour:02}:{minute:02}"),
        "seconds" => format!("{hour:02}:{minute:02}:{second:02}"),
        "milliseconds" => format!("{hour:02}:{minute:02}:{second:02}.{:03}", micro / 1000),
        "microseconds" => format!("{hour:02}:{minute:02}:{second:02}.{micro:06}"),
        _ => return Err(Raise::value("Unknown timespec value")),
    })
}

/// An offset's text, with something between hours and minutes.
pub fn offset_text(offset: Delta, between: &str) -> String {
    let sign = if offset.micros() < 0 { '-' } else { '+' };
    let t = Time::from_micros(offset.micros().unsigned_abs() as i64);
    let mut text = format!("{sign}{:02}{between}{:02}", t.hour, t.minute);
    if t.second != 0 || t.micro != 0 {
        text += &format!("{between}{:02}", t.second);
    }
    if t.micro != 0 {
        text += &format!(".{:06}", t.micro);
    }
    text
}

/// The name of a time zone that has no other.
pub fn zone_name(offset: Delta) -> String {
    if offset.micros() == 0 { "UTC".into() } else { format!("UTC{}", offset_text(offset, ":")) }
}

fn invalid(text: &str) -> Raise {
    Raise::value(format!("Invalid isoformat string: {}", repr::string(text)))
}

/// `date.fromisoformat`
pub fn date(text: &str) -> Result<Date, Raise> {
    match text.len() {
        7 | 8 | 10 => date_of(text.as_bytes()).ok_or_else(|| invalid(text))?,
        _ => Err(invalid(text)),
    }
}

/// So many digits at a place.
fn digits(text: &[u8], at: usize, count: usize) -> Option<i64> {
    let digits = text.get(at..at + count)?;
    let add = |n, &b: &u8| if b.is_ascii_digit() { Some(n * 10 + (b - b'0') as i64) } else { None };
    digits.iter().try_fold(0, add)
}

fn date_of(text: &[u8]) -> Option<Result<Date, Raise>> {
    let year = digits(text, 0, 4)?;
    let separated = text.get(4) == Some(&b'-');
    let mut at = 4 + separated as usize;
    if text.get(at) == Some(&b'W') {
        let week = digits(text, at + 1, 2)?;
        at += 3;
        let mut day = 1;
        if at < text.len() {
            if separated {
                (text[at] == b'-').then_some(())?;
                at += 1;
            }
            day = digits(text, at, 1)?;
        }
        return Date::from_iso_calendar(year, week, day).ok().map(Ok);
    }
    let month = digits(text, at, 2)?;
    at += 2;
    if separated {
        (text.get(at) == Some(&b'-')).then_some(())?;
        at += 1;
    }
    let day = digits(text, at, 2)?;
    // What is left is not looked at, as CPython does not.
    Some(Date::new(year, month, day))
}

/// `time.fromisoformat`: the time and the offset, if there is one.
pub fn time(text: &str) -> Result<(Time, Option<Delta>), Raise> {
    time_of(text.strip_prefix('T').unwrap_or(text).as_bytes()).ok_or_else(|| invalid(text))?
}

/// Hours, minutes, seconds and fraction before `end`; and whether something is left.
fn clock(text: &[u8], mut at: usize, end: usize) -> Option<([i64; 4], bool)> {
    let mut parts = [0; 4];
    let mut separated = true;
    for i in 0..3 {
        parts[i] = digits(text, at, 2)?;
        let c = text.get(at + 2).copied();
        at += 3;
        if i == 0 {
            separated = c == Some(b':');
        }
        match c {
            _ if at >= end => return Some((parts, c.is_some())),
            Some(b':') if separated => (),
            Some(b'.' | b',') => break,
            _ if !separated => at -= 1,
            _ => return None,
        }
    }
    let count = end.saturating_sub(at).min(6);
    parts[3] = digits(text, at, count)? * 10i64.pow(6 - count as u32);
    at += count;
    while text.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    Some((parts, at < text.len()))
}

type Moment = Result<(Time, Option<Delta>), Raise>;

fn time_of(text: &[u8]) -> Option<Moment> {
    let zone = text.iter().position(|b| matches!(b, b'+' | b'-' | b'Z')).unwrap_or(text.len());
    let ([hour, minute, second, micro], left) = clock(text, 0, zone)?;
    let mut offset = None;
    match text.get(zone) {
        None if left => return None,
        None => (),
        Some(b'Z') if zone + 1 < text.len() => return None,
        Some(b'Z') => offset = Some(0),
        Some(sign) => {
            let ([hours, minutes, seconds, micros], left) = clock(text, zone + 1, text.len())?;
            (!left).then_some(())?;
            let size = ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + micros;
            offset = Some(if *sign == b'-' { -size } else { size });
        }
    }
    let offset = offset.map(|micros| Delta::from_micros(micros as i128).and_then(check_offset)).transpose();
    Some(offset.and_then(|offset| Ok((Time::new(hour, minute, second, micro)?, offset))))
}

/// Where the date ends in the text of a date and a time.
fn date_end(text: &[u8]) -> Option<usize> {
    let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    match (text.get(4)?, text.get(5)?) {
        _ if text.len() == 7 => Some(7),
        (b'-', b'W') => match text.get(8) {
            Some(b'-') if text.len() == 9 => None,
            Some(b'-') if digit(10) => Some(8),
            Some(b'-') => Some(10),
            _ => Some(8),
        },
        (b'-', _) => Some(10),
        (b'W', _) => {
            let end = (7..).find(|&at| !digit(at))?;
            match end {
                0..9 => Some(end),
                _ if end % 2 == 0 => Some(7),
                _ => Some(8),
            }
        }
        _ => Some(8),
    }
}

/// `datetime.fromisoformat`
pub fn date_time(text: &str) -> Result<(Date, Time, Option<Delta>), Raise> {
    let wrong = || invalid(text);
    if text.len() < 7 {
        return Err(wrong());
    }
    let end = date_end(text.as_bytes()).ok_or_else(wrong)?.min(text.len());
    let (day, rest) = text.as_bytes().split_at(end);
    let date = date_of(day).ok_or_else(wrong)?;
    let (time, offset) = match std::str::from_utf8(rest).map_err(|_| wrong())?.chars().next() {
        None => Ok((Time::default(), None)),
        Some(separator) => time_of(&rest[separator.len_utf8()..]).ok_or_else(wrong)?,
    }?;
    Ok((date?, time, offset))
}
