//! Reading dates and times by a format: `strptime`. The format becomes a regular
//! expression.
use super::delta::Delta;
use super::strftime::Moment;
use super::{Date, MONTHS, Time, WEEKDAYS, is_leap, iso_start};
use crate::lang::python::lib::re::{Error, Flags, Found, Mode, Pattern, Scan, Source};
use crate::lang::python::text::{Raise, case, chars, numbers, repr};

/// What a search may remember, in bytes.
const MEMORY: usize = 1 << 20;

/// The expression for a directive.
fn expression(directive: char) -> Option<String> {
    let short = |names: &[&str]| names.iter().map(|name| name[..3].to_ascii_lowercase()).collect::<Vec<_>>().join("|");
    let long = |names: &[&str]| {
        // The longest first, so that none hides another.
        let mut names: Vec<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        crate::platform::sort_by_key(&mut names, |name| usize::MAX - name.len());
        names.join("|")
    };
    let body = match directive {
        'd' => r"3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]".into(),
        'f' => "[0-9]{1,6}".into(),
        'H' => r"2[0-3]|[0-1]\d|\d".into(),
        'I' => "1[0-2]|0[1-9]|[1-9]".into(),
        'G' | 'Y' => r"\d\d\d\d".into(),
        'j' => r"36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]".into(),
        'm' => "1[0-2]|0[1-9]|[1-9]".into(),
        'M' => r"[0-5]\d|\d".into(),
        'S' => r"6[0-1]|[0-5]\d|\d".into(),
        'U' | 'W' => r"5[0-3]|[0-4]\d|\d".into(),
        'w' => "[0-6]".into(),
        'u' => "[1-7]".into(),
        'V' => r"5[0-3]|0[1-9]|[1-4]\d|\d".into(),
        'y' => r"\d\d".into(),
        'z' => r"[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z)".into(),
        'A' => long(&WEEKDAYS),
        'a' => short(&WEEKDAYS),
        'B' => long(&MONTHS),
        'b' => short(&MONTHS),
        'p' => "am|pm".into(),
        'Z' => "gmt|utc".into(),
        '%' => return Some("%".into()),
        'c' => return whole("%a %b %d %H:%M:%S %Y").ok(),
        'x' => return whole("%m/%d/%y").ok(),
        'X' => return whole("%H:%M:%S").ok(),
        _ => return None,
    };
    Some(format!("(?P<{directive}>{body})"))
}

fn whole(format: &str) -> Result<String, Raise> {
    let mut out = String::new();
    let mut rest = format.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '%' => {
                let Some(directive) = rest.next() else {
                    return Err(Raise::value(format!("stray % in format '{format}'")));
                };
                match expression(directive) {
                    Some(expression) => out += &expression,
                    None => {
                        // CPython has escaped these by now.
                        let escaped = r"\.^$*+?(){}[]|".contains(directive) || chars::is_space(directive);
                        let shown = if escaped { '%' } else { directive };
                        return Err(Raise::value(format!("'{shown}' is a bad directive in format '{format}'")));
                    }
                }
            }
            _ if chars::is_space(c) => {
                while rest.next_if(|&c| chars::is_space(c)).is_some() {}
                out += r"\s+";
            }
            _ => {
                if r"\.^$*+?(){}[]|".contains(c) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    Ok(out)
}

/// What was found in a text, by directive.
struct Fields<'a> {
    text: &'a str,
    pattern: &'a Pattern,
    found: Found,
}

impl<'a> Fields<'a> {
    fn text(&self, directive: &str) -> Option<&'a str> {
        let (from, to) = self.found.spans[self.pattern.group(directive)?]?;
        Some(&self.text[from..to])
    }
    /// That of some directives which stands last.
    fn last<'d>(&self, directives: &'d str) -> &'d str {
        let each = (0..directives.len()).map(|i| &directives[i..i + 1]);
        each.max_by_key(|directive| self.pattern.group(directive)).unwrap_or("")
    }
    fn number(&self, directive: &str) -> Option<i64> {
        match numbers::int(self.text(directive)?, 10, 0) {
            Ok(crate::number::Int::Small(i)) => Some(i),
            _ => None,
        }
    }
    /// Which of some names it is, by as many letters as were asked for.
    fn name(&self, directive: &str, names: &[&str]) -> Option<i64> {
        let name = case::lower(self.text(directive)?);
        let is = |candidate: &&str| {
            let lower = candidate.to_ascii_lowercase();
            lower == name || lower[..3] == name
        };
        names.iter().position(is).map(|i| i as i64)
    }
}

/// The expression of a format.
pub fn compile(format: &str) -> Result<Pattern, Raise> {
    match Pattern::compile(Source::Text(&whole(format)?), Flags::IGNORECASE) {
        Ok(pattern) => Ok(pattern),
        Err(Error::Raise(raise)) => Err(raise),
        Err(Error::Flaw(flaw)) => Err(Raise { class: "re.error", message: flaw.text() }),
    }
}

/// Reads a moment.
pub fn strptime(text: &str, format: &str, fuel: &mut i64) -> Result<Moment, Raise> {
    read(text, format, &compile(format)?, fuel)
}

/// The same with the expression of the format. The search takes its steps from `fuel`.
pub fn read(text: &str, format: &str, pattern: &Pattern, fuel: &mut i64) -> Result<Moment, Raise> {
    let mut scan = Scan::new(pattern, 0, text.len(), MEMORY);
    let found = scan.next(pattern, text.as_bytes(), Mode::Match, fuel).map_err(|_| Raise::memory())?;
    let Some(found) = found else {
        let (text, format) = (repr::string(text), repr::string(format));
        return Err(Raise::value(format!("time data {text} does not match format {format}")));
    };
    let end = found.span().1;
    if end < text.len() {
        return Err(Raise::value(format!("unconverted data remains: {}", &text[end..])));
    }
    moment(&Fields { text, pattern, found })
}

fn moment(fields: &Fields) -> Result<Moment, Raise> {
    let number = |directive| fields.number(directive);
    let mut year = match fields.last("Yy") {
        "y" => number("y").map(|y| y + if y <= 68 { 2000 } else { 1900 }),
        _ => number("Y"),
    };
    let month = match fields.last("mBb") {
        "m" => number("m"),
        name => fields.name(name, &MONTHS).map(|month| month + 1),
    };
    let (mut month, mut day) = (month.unwrap_or(1), number("d").unwrap_or(1));
    let hour = match (fields.last("HI"), number("I")) {
        ("I", Some(twelve)) => {
            let after_noon = fields.text("p").is_some_and(|half| half.eq_ignore_ascii_case("pm"));
            twelve % 12 + if after_noon { 12 } else { 0 }
        }
        _ => number("H").unwrap_or(0),
    };
    let micro = fields.text("f").map_or(0, |digits| format!("{digits:0<6}").parse().unwrap_or(0));
    let weekday = match fields.last("Aawu") {
        "w" => number("w").map(|w| (w + 6) % 7),
        "u" => number("u").map(|u| u - 1),
        name => fields.name(name, &WEEKDAYS),
    };
    let mut julian = number("j");
    check_iso(fields, year, weekday)?;
    // The 29th of February alone is right.
    let leap_day = year.is_none() && (month, day) == (2, 29);
    let mut the_year = *year.get_or_insert(if leap_day { 1904 } else { 1900 });
    if let (None, Some(weekday)) = (julian, weekday) {
        let shift = (fields.last("UW") == "U") as i64;
        let week = number(fields.last("UW")).map(|week| (week, shift));
        if let Some((week, shift)) = week {
            let first = (Date::new(the_year, 1, 1)?.weekday() + shift) % 7;
            let weekday = (weekday + shift) % 7;
            julian = Some(match week {
                0 => 1 + weekday - first,
                _ => 1 + (7 - first) % 7 + 7 * (week - 1) + weekday,
            });
        } else if let (Some(iso_year), Some(week)) = (number("G"), number("V")) {
            // A week that the year does not have is in the next one.
            Date::new(iso_year, 1, 4)?;
            let date = Date::from_ordinal(iso_start(iso_year) + (week - 1) * 7 + weekday)?;
            (the_year, month, day) = (date.year, date.month, date.day);
        }
        if let Some(before @ ..=0) = julian {
            the_year -= 1;
            julian = Some(before + 365 + is_leap(the_year) as i64);
        }
    }
    if let Some(julian) = julian {
        let date = Date::from_ordinal(Date::new(the_year, 1, 1)?.ordinal() + julian - 1)?;
        (the_year, month, day) = (date.year, date.month, date.day);
    } else {
        Date::new(the_year, month, day)?;
    }
    if leap_day {
        the_year = 1900;
    }
    let offset = fields.text("z").map(offset).transpose()?;
    let zone = fields.text("Z").filter(|_| offset.is_some()).map(str::to_string);
    Ok(Moment {
        date: Date::new(the_year, month, day)?,
        time: Time::new(hour, number("M").unwrap_or(0), number("S").unwrap_or(0), micro)?,
        offset,
        zone,
        days: None,
    })
}

/// Years of weeks go with weeks and days of them only.
fn check_iso(fields: &Fields, year: Option<i64>, weekday: Option<i64>) -> Result<(), Raise> {
    let has = |directive| fields.text(directive).is_some();
    let days = "a weekday directive ('%A', '%a', '%w', or '%u').";
    let message = if year.is_none() && has("G") {
        if !has("V") || weekday.is_none() {
            format!("ISO year directive '%G' must be used with the ISO week directive '%V' and {days}")
        } else if has("j") {
            "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.".into()
        } else {
            return Ok(());
        }
    } else if has("V") && !has("U") && !has("W") {
        match weekday {
            None => format!("ISO week directive '%V' must be used with the ISO year directive '%G' and {days}"),
            Some(_) => "ISO week directive '%V' is incompatible with the year directive '%Y'. \
                        Use the ISO year '%G' instead."
                .into(),
        }
    } else {
        return Ok(());
    };
    Err(Raise::value(message))
}

fn offset(text: &str) -> Result<Delta, Raise> {
    if text == "Z" {
        return Ok(Delta::default());
    }
    let mut digits: Vec<char> = text.chars().skip(1).collect();
    if digits.get(2) == Some(&':') {
        digits.remove(2);
        if digits.len() > 4 {
            if digits[4] != ':' {
                return Err(Raise::value(format!("Inconsistent use of : in {text}")));
            }
            digits.remove(4);
        }
    }
    let number = |from: usize, to: usize| {
        let part: String = digits.iter().skip(from).take(to - from).collect();
        part.chars().fold(0, |n, c| n * 10 + chars::decimal_value(c).unwrap_or(0) as i128)
    };
    let seconds = number(0, 2) * 3600 + number(2, 4) * 60 + number(4, 6);
    let fraction: String = digits.iter().skip(7).collect();
    let micros =
        format!("{fraction:0<6}").chars().fold(0, |n, c| n * 10 + chars::decimal_value(c).unwrap_or(0) as i128);
    let size = seconds * 1_000_000 + micros;
    Delta::from_micros(if text.starts_with('-') { -size } else { size })
}
