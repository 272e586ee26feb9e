//! Dates and times of day as `datetime` has them.
pub mod delta;
pub mod iso;
pub mod strftime;
pub mod strptime;

use crate::lang::python::text::Raise;

/// The ordinal of the last day of the year 9999.
pub const MAX_ORDINAL: i64 = 3_652_059;
/// Microseconds of a day.
pub const DAY: i64 = 86_400_000_000;

/// The days of the week, from Monday on.
pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// The months.
#[rustfmt::skip]
pub const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];

/// A date; of its parts may be anything before `check`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Date {
    /// From 1 to 9999.
    pub year: i64,
    /// From 1.
    pub month: i64,
    /// From 1.
    pub day: i64,
}

/// A time of day.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Time {
    /// To 23.
    pub hour: i64,
    /// To 59.
    pub minute: i64,
    /// To 59.
    pub second: i64,
    /// Microseconds.
    pub micro: i64,
}

/// Whether February has 29 days.
pub fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}
/// How many days a month has.
pub fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + is_leap(year) as i64,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
fn days_before_year(year: i64) -> i64 {
    let y = year - 1;
    y * 365 + y / 4 - y / 100 + y / 400
}

impl Date {
    /// A date of three parts, which have to be right.
    pub fn new(year: i64, month: i64, day: i64) -> Result<Date, Raise> {
        match () {
            _ if !(1..=9999).contains(&year) => Err(Raise::value(format!("year {year} is out of range"))),
            _ if !(1..=12).contains(&month) => Err(Raise::value("month must be in 1..12")),
            _ if day < 1 || day > days_in_month(year, month) => Err(Raise::value("day is out of range for month")),
            _ => Ok(Date { year, month, day }),
        }
    }
    /// `toordinal`: the first of January of the year 1 is 1.
    pub fn ordinal(self) -> i64 {
        days_before_year(self.year) + self.day_of_year()
    }
    /// From 1.
    pub fn day_of_year(self) -> i64 {
        (1..self.month).map(|month| days_in_month(self.year, month)).sum::<i64>() + self.day
    }
    /// `fromordinal`
    pub fn from_ordinal(ordinal: i64) -> Result<Date, Raise> {
        if ordinal < 1 {
            return Err(Raise::value("ordinal must be >= 1"));
        }
        if ordinal > MAX_ORDINAL {
            let year = if ordinal < MAX_ORDINAL + 365 { 10_000 } else { ordinal / 366 };
            return Err(Raise::value(format!("year {year} is out of range")));
        }
        // Near it, on either side.
        let mut year = ordinal * 400 / 146_097 + 1;
        while days_before_year(year) >= ordinal {
            year -= 1;
        }
        while days_before_year(year + 1) < ordinal {
            year += 1;
        }
        let mut day = ordinal - days_before_year(year);
        let mut month = 1;
        while day > days_in_month(year, month) {
            day -= days_in_month(year, month);
            month += 1;
        }
        Ok(Date { year, month, day })
    }
    /// What is so many days later.
    pub fn plus_days(self, days: i64) -> Result<Date, Raise> {
        match self.ordinal().checked_add(days) {
            Some(ordinal) if (1..=MAX_ORDINAL).contains(&ordinal) => Date::from_ordinal(ordinal),
            _ => Err(out_of_range()),
        }
    }
    /// `weekday`: Monday is 0.
    pub fn weekday(self) -> i64 {
        (self.ordinal() + 6) % 7
    }
    /// `isocalendar`: year, week and day.
    pub fn iso_calendar(self) -> (i64, i64, i64) {
        let ordinal = self.ordinal();
        let year = match () {
            _ if ordinal >= iso_start(self.year + 1) => self.year + 1,
            _ if ordinal < iso_start(self.year) => self.year - 1,
            _ => self.year,
        };
        (year, (ordinal - iso_start(year)) / 7 + 1, self.weekday() + 1)
    }
    /// `fromisocalendar`
    pub fn from_iso_calendar(year: i64, week: i64, day: i64) -> Result<Date, Raise> {
        if !(1..=9999).contains(&year) {
            return Err(Raise::value(format!("Year is out of range: {year}")));
        }
        let weeks = (iso_start(year + 1) - iso_start(year)) / 7;
        if week < 1 || week > weeks {
            return Err(Raise::value(format!("Invalid week: {week}")));
        }
        if !(1..=7).contains(&day) {
            return Err(Raise::value(format!("Invalid day: {day} (range is [1, 7])")));
        }
        let ordinal = iso_start(year) + (week - 1) * 7 + day - 1;
        match ordinal {
            1..=MAX_ORDINAL => Date::from_ordinal(ordinal),
            _ => Err(Raise::value(format!("year {} is out of range", if ordinal < 1 { 0 } else { 10_000 }))),
        }
    }
}

/// The ordinal of the Monday that a year of weeks begins with: its Thursday is in
/// the year.
fn iso_start(year: i64) -> i64 {
    let first = days_before_year(year) + 1;
    let weekday = (first + 6).rem_euclid(7);
    first - weekday + if weekday > 3 { 7 } else { 0 }
}

/// A date beyond the years 1 to 9999.
pub fn out_of_range() -> Raise {
    Raise::overflow("date value out of range")
}

impl Time {
    /// A time of four parts, which have to be right.
    pub fn new(hour: i64, minute: i64, second: i64, micro: i64) -> Result<Time, Raise> {
        match () {
            _ if !(0..24).contains(&hour) => Err(Raise::value("hour must be in 0..23")),
            _ if !(0..60).contains(&minute) => Err(Raise::value("minute must be in 0..59")),
            _ if !(0..60).contains(&second) => Err(Raise::value("second must be in 0..59")),
            _ if !(0..1_000_000).contains(&micro) => Err(Raise::value("microsecond must be in 0..999999")),
            _ => Ok(Time { hour, minute, second, micro }),
        }
    }
    /// Microseconds since midnight.
    pub fn micros(self) -> i64 {
        ((self.hour * 60 + self.minute) * 60 + self.second) * 1_000_000 + self.micro
    }
    /// So many microseconds after midnight, of less than a day.
    pub fn from_micros(micros: i64) -> Time {
        let seconds = micros / 1_000_000;
        let (hour, minute) = (seconds / 3600, seconds / 60 % 60);
        Time { hour, minute, second: seconds % 60, micro: micros % 1_000_000 }
    }
}
