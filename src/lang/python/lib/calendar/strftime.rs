//! Dates and times by a format: `strftime`, in the locale of C.
use super::delta::Delta;
use super::iso::offset_text;
use super::{Date, MONTHS, Time, WEEKDAYS};

/// What a format can show.
#[derive(Clone, PartialEq, Debug)]
pub struct Moment {
    /// The date.
    pub date: Date,
    /// The time of day.
    pub time: Time,
    /// From UTC, if that is known.
    pub offset: Option<Delta>,
    /// The name of the time zone.
    pub zone: Option<String>,
    /// Days of the week, from Monday, and of the year, if others were given than the date's.
    pub days: Option<(i64, i64)>,
}

/// How a number is filled up to its width.
#[derive(Clone, Copy)]
struct Fill {
    /// What was said: `-` for nothing, `_` for blanks, `0`, `^` for capitals and `#`
    /// for the other case.
    flag: Option<char>,
    width: Option<usize>,
}

impl Fill {
    fn number(self, n: i64, width: usize, fill: char) -> String {
        let fill = match self.flag {
            Some('_') => ' ',
            Some('0') => '0',
            _ => fill,
        };
        let digits = n.to_string();
        let width = match (self.width, self.flag) {
            (Some(width), _) => width,
            (None, Some('-')) => 0,
            (None, _) => width,
        };
        let missing = width.saturating_sub(digits.len());
        fill.to_string().repeat(missing) + &digits
    }
    fn text(self, text: &str, swapped: fn(&str) -> String) -> String {
        let text = match self.flag {
            Some('^') => text.to_ascii_uppercase(),
            Some('#') => swapped(text),
            _ => text.to_string(),
        };
        let missing = self.width.unwrap_or(0).saturating_sub(text.len());
        (if self.flag == Some('0') { "0" } else { " " }).repeat(missing) + &text
    }
}

/// The widest field: formats come from programs.
const MAX_FIELD: usize = 1024;

/// Writes a moment by a format. Directives that are none stay as they are.
pub fn strftime(moment: &Moment, format: &str) -> String {
    let mut out = String::new();
    let mut rest = format;
    while let Some((literal, after)) = rest.split_once('%') {
        out += literal;
        let mut chars = after.chars();
        let mut fill = Fill { flag: None, width: None };
        let mut next = chars.next();
        while let Some(flag @ ('-' | '_' | '0' | '^' | '#')) = next {
            fill.flag = Some(flag);
            next = chars.next();
        }
        while let Some(digit) = next.and_then(|c| c.to_digit(10)) {
            fill.width = Some((fill.width.unwrap_or(0) * 10 + digit as usize).min(MAX_FIELD));
            next = chars.next();
        }
        if matches!(next, Some('E' | 'O')) && chars.clone().next().is_some_and(|c| c.is_ascii_alphabetic()) {
            next = chars.next();
        }
        match next.and_then(|directive| field(moment, directive, fill)) {
            Some(field) => {
                out += &field;
                rest = chars.as_str();
            }
            None => {
                let raw = after.len() - chars.as_str().len();
                out.push('%');
                out += &after[..raw];
                rest = &after[raw..];
            }
        }
    }
    out + rest
}

fn field(moment: &Moment, directive: char, fill: Fill) -> Option<String> {
    let Moment { date, time, offset, zone, days } = moment;
    let (day_of_week, day_of_year) = days.unwrap_or_else(|| (date.weekday(), date.day_of_year()));
    let two = |n| fill.number(n, 2, '0');
    let blank = |n| fill.number(n, 2, ' ');
    let upper: fn(&str) -> String = |text| text.to_ascii_uppercase();
    let lower: fn(&str) -> String = |text| text.to_ascii_lowercase();
    let all = |format| Some(fill.text(&strftime(moment, format), upper));
    let weekday = WEEKDAYS[day_of_week as usize];
    let month = MONTHS[date.month as usize - 1];
    let half = if time.hour < 12 { "AM" } else { "PM" };
    let twelve = (time.hour + 11) % 12 + 1;
    // Of the week from Sunday on.
    let sunday = (day_of_week + 1) % 7;
    let (iso_year, iso_week, _) = date.iso_calendar();
    Some(match directive {
        'a' => fill.text(&weekday[..3], upper),
        'A' => fill.text(weekday, upper),
        'b' | 'h' => fill.text(&month[..3], upper),
        'B' => fill.text(month, upper),
        'c' => return all("%a %b %e %H:%M:%S %Y"),
        'C' => fill.number(date.year / 100, 0, '0'),
        'd' => two(date.day),
        'D' | 'x' => return all("%m/%d/%y"),
        'e' => blank(date.day),
        'f' => format!("{:06}", time.micro),
        'F' => return all("%Y-%m-%d"),
        'g' => two(iso_year % 100),
        'G' => fill.number(iso_year, 0, '0'),
        'H' => two(time.hour),
        'I' => two(twelve),
        'j' => fill.number(day_of_year, 3, '0'),
        'k' => blank(time.hour),
        'l' => blank(twelve),
        'm' => two(date.month),
        'M' => two(time.minute),
        'n' => "\n".into(),
        'p' => fill.text(half, lower),
        'P' => fill.text(&half.to_ascii_lowercase(), lower),
        'r' => return all("%I:%M:%S %p"),
        'R' => return all("%H:%M"),
        'S' => two(time.second),
        't' => "\t".into(),
        'T' | 'X' => return all("%H:%M:%S"),
        'u' => fill.number(day_of_week + 1, 1, '0'),
        'U' => two((day_of_year + 6 - sunday) / 7),
        'V' => two(iso_week),
        'w' => fill.number(sunday, 1, '0'),
        'W' => two((day_of_year + 6 - day_of_week) / 7),
        'y' => two(date.year % 100),
        'Y' => fill.number(date.year, 0, '0'),
        'z' => offset.map_or(String::new(), |offset| offset_text(offset, "")),
        'Z' => zone.clone().unwrap_or_default(),
        '%' => "%".into(),
        _ => return None,
    })
}
