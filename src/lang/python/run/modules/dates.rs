//! `datetime`: what is computed of dates, times and spans, which come as integers. Spans
//! and offsets are in microseconds.
use super::super::super::lib::calendar::delta::{Delta, Part, check_offset};
use super::super::super::lib::calendar::strftime::{Moment, strftime};
use super::super::super::lib::calendar::strptime;
use super::super::super::lib::calendar::{DAY, Date, Time, iso};
use super::super::class::{class_of, instantiate, type_name};
use super::super::methods::list::elements;
use super::super::natives::no_integer;
use super::super::raise;
use super::super::values::int;
use super::super::world::world;
use crate::number::Int;
use crate::object::Instance;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;
use num_bigint::BigInt;

type Outcome = Result<Value, Fault>;

/// Steps that reading a moment may take.
const STEPS: i64 = 1_000_000;

/// Formats that are remembered.
const FORMATS: usize = 8;

/// Attributes of dates and times, which the module gives all instances in this order: year, month,
/// day, hour, minute, second and microsecond, then the zone.
const ZONE: usize = 7;
/// Days that there are.
const DAYS: i64 = 3_652_059;

/// The attributes of a moment before the zone.
fn attributes(v: Value) -> Option<[i64; ZONE]> {
    let o = v.as_a::<Instance>()?;
    let mut all = [0; ZONE];
    for (i, part) in all.iter_mut().enumerate() {
        let v = o.slot(i).unwrap_or(Value::UNSET);
        // `True` is one. What a program set past the module may be any number.
        *part = i32::try_from(v.as_int().unwrap_or((v == Value::TRUE) as i64)).ok()?.into();
    }
    Some(all)
}

/// Also of what a program set that is no part of a date.
fn out_of_range<T>() -> Result<T, Fault> {
    raise("OverflowError", "date value out of range")
}

/// Whole days before a date or moment and microseconds of its day.
fn since(rt: &Runtime, v: Value) -> Option<(i64, i64)> {
    let [year, month, day, time @ ..] = attributes(v)?;
    // What follows in a date are attributes of a class of the program.
    let last = rt.layouts.slot(v.as_a::<Instance>()?.shape.get(), world(rt).names.microsecond);
    let [hour, minute, second, micro] = if last == Some(ZONE as u32 - 1) { time } else { [0; 4] };
    let seconds = (hour * 60 + minute) * 60 + second;
    Some((Date::new(year, month, day).ok()?.ordinal(), seconds * 1_000_000 + micro))
}

/// An instance like another one of its class, with other values of the first attributes.
pub(super) fn like_other(rt: &mut Runtime, v: Value, values: &[Value]) -> Outcome {
    let Some(o) = v.as_a::<Instance>() else { return Ok(Value::MISSING) };
    let class = class_of(rt, v);
    class.room.set(class.room.get().max(values.len() as u32));
    let new = instantiate(rt, class)?;
    if let Some(n) = new.as_a::<Instance>() {
        n.shape.set(o.shape.get());
        for (i, &v) in values.iter().enumerate() {
            n.set_slot(i, v);
        }
    }
    Ok(new)
}

/// The same for the module.
pub fn like(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    like_other(rt, args[0], &args[1..])
}

/// A date or moment that is a span later than another, or earlier: it, microseconds, and by what
/// they count.
pub fn moved(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (Some((days, micros)), Some(o)) = (since(rt, args[0]), args[0].as_a::<Instance>()) else {
        return out_of_range();
    };
    let by = delta(args[1])?.micros() * args[2].as_int().unwrap_or(1) as i128;
    let all = (days * DAY) as i128 + micros as i128 + by;
    let (day, micros) = (all.div_euclid(DAY as i128), all.rem_euclid(DAY as i128) as i64);
    if !(1..=DAYS as i128).contains(&day) {
        return out_of_range();
    }
    let d = Date::from_ordinal(day as i64)?;
    let seconds = micros / 1_000_000;
    let parts = [d.year, d.month, d.day, seconds / 3600, seconds / 60 % 60, seconds % 60, micros % 1_000_000];
    let mut values = parts.map(Value::small).to_vec();
    match o.slot(ZONE) {
        Some(zone) => values.extend([zone, Value::small(0)]),
        // A date.
        None => values.truncate(3),
    }
    like_other(rt, args[0], &values)
}

/// Microseconds between two dates or moments of the same class and zone; missing if they are none.
pub fn between(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let zone = |v: Value| v.as_a::<Instance>().and_then(|o| o.slot(ZONE));
    let alike = class_of(rt, args[0]) == class_of(rt, args[1]) && zone(args[0]) == zone(args[1]);
    let (true, Some(a), Some(b)) = (alike, since(rt, args[0]), since(rt, args[1])) else { return Ok(Value::MISSING) };
    Ok(rt.heap.integer((a.0 - b.0) * DAY + a.1 - b.1)?)
}

/// The text of a moment without its offset: the moment, what is between date and time, and how exact.
pub fn moment_text(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some([year, month, day, hour, minute, second, micro]) = attributes(args[0]) else { return out_of_range() };
    let (between, spec) = (args[1].as_str(), args[2].as_str());
    let time = iso::time_text(Time { hour, minute, second, micro }, spec.as_deref().unwrap_or(""))?;
    let text = iso::date_text(Date { year, month, day }) + between.as_deref().unwrap_or("") + &time;
    Ok(rt.heap.string(&text)?)
}

/// An integer as a part of a date; those that are too large are never right.
fn part(rt: &Runtime, v: Value) -> Result<i64, Fault> {
    match int(v) {
        Some(Int::Small(i)) => Ok(i),
        Some(_) => raise("OverflowError", "Python int too large to convert to C int"),
        None => no_integer(rt, v),
    }
}

fn parts(rt: &Runtime, all: &[Value]) -> Result<Vec<i64>, Fault> {
    all.iter().map(|&v| part(rt, v)).collect()
}

fn made(rt: &mut Runtime, all: &[i64]) -> Outcome {
    let all: Vec<Value> = all.iter().map(|&i| Value::small(i)).collect();
    Ok(rt.heap.tuple(&all)?)
}

fn micros(rt: &mut Runtime, d: Delta) -> Outcome {
    Ok(rt.heap.int(&Int::from(BigInt::from(d.micros())))?)
}

/// A span of so many microseconds.
fn delta(v: Value) -> Result<Delta, Fault> {
    let wide = match int(v) {
        Some(Int::Small(i)) => i as i128,
        Some(Int::Big(big)) => i128::try_from(big).unwrap_or(i128::MAX),
        None => 0,
    };
    Ok(Delta::from_micros(wide)?)
}

fn offset(v: Value) -> Result<Option<Delta>, Fault> {
    if v == Value::UNIT { Ok(None) } else { delta(v).map(Some) }
}

/// Number of a day: year, month and day, which are checked.
pub fn ordinal(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let p = parts(rt, args)?;
    Ok(Value::small(Date::new(p[0], p[1], p[2])?.ordinal()))
}

/// Year, month and day of the day of that number.
pub fn from_ordinal(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let d = Date::from_ordinal(part(rt, args[0])?)?;
    made(rt, &[d.year, d.month, d.day])
}

/// Year, week and day of a date.
pub fn iso_calendar(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let p = parts(rt, args)?;
    let (year, week, day) = Date::new(p[0], p[1], p[2])?.iso_calendar();
    made(rt, &[year, week, day])
}

/// The date of a year, week and day.
pub fn from_iso_calendar(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let p = parts(rt, args)?;
    let d = Date::from_iso_calendar(p[0], p[1], p[2])?;
    made(rt, &[d.year, d.month, d.day])
}

/// Checks the parts of a time.
pub fn check_time(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let p = parts(rt, args)?;
    Time::new(p[0], p[1], p[2], p[3])?;
    Ok(Value::UNIT)
}

/// The text of a time of day, as exact as the last argument says.
pub fn time_text(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let p = parts(rt, &args[..4])?;
    let spec = args[4].as_str();
    let time = Time { hour: p[0], minute: p[1], second: p[2], micro: p[3] };
    let text = iso::time_text(time, spec.as_deref().unwrap_or(""))?;
    Ok(rt.heap.string(&text)?)
}

/// The text of an offset.
pub fn offset_text(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let text = iso::offset_text(delta(args[0])?, ":");
    Ok(rt.heap.string(&text)?)
}

/// The name of a zone, whose offset is checked.
pub fn zone_name(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let text = iso::zone_name(check_offset(delta(args[0])?)?);
    Ok(rt.heap.string(&text)?)
}

/// Microseconds of a span: microseconds, milliseconds, seconds, minutes, hours, days, weeks.
pub fn span(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    const FACTORS: [i64; 7] = [1, 1000, 1_000_000, 60_000_000, 3_600_000_000, DAY, 7 * DAY];
    const NAMES: [&str; 7] = ["microseconds", "milliseconds", "seconds", "minutes", "hours", "days", "weeks"];
    let mut all = Vec::with_capacity(7);
    for (i, &v) in args.iter().enumerate() {
        let part = match (int(v), v.as_float()) {
            (Some(i), _) => Part::Int(i),
            (_, Some(f)) => Part::Float(f),
            _ => {
                let words = format!("unsupported type for timedelta {} component: {}", NAMES[i], type_name(rt, v));
                return raise("TypeError", words);
            }
        };
        all.push((part, FACTORS[i]));
    }
    let d = Delta::new(&all)?;
    micros(rt, d)
}

/// A span like another one, checked.
pub fn like_span(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let d = delta(args[1])?;
    let us = micros(rt, d)?;
    like_other(rt, args[0], &[us])
}

/// Days, seconds and microseconds of a span.
pub fn span_parts(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (days, seconds, micros) = delta(args[0])?.parts();
    made(rt, &[days, seconds, micros])
}

/// The text of a span.
pub fn span_text(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let text = delta(args[0])?.text();
    Ok(rt.heap.string(&text)?)
}

/// One span by another as a float.
pub fn span_ratio(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(Value::float(delta(args[0])?.over(delta(args[1])?)))
}

/// A span times a ratio of integers.
pub fn span_times(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (Some(above), Some(below)) = (int(args[1]), int(args[2])) else { return Ok(Value::UNIT) };
    let d = delta(args[0])?.times_ratio(&above, &below)?;
    micros(rt, d)
}

/// Reads ISO's text of a date, a time or both, by the name.
pub fn read(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let Some(text) = args[0].as_str() else {
        return raise("TypeError", "fromisoformat: argument must be str");
    };
    let (date, time, offset) = match who {
        "datetime:_read_date" => (iso::date(&text)?, Time::default(), None),
        "datetime:_read_time" => {
            let (time, offset) = iso::time(&text)?;
            (Date { year: 1900, month: 1, day: 1 }, time, offset)
        }
        _ => iso::date_time(&text)?,
    };
    moment(rt, date, time, offset)
}

fn moment(rt: &mut Runtime, d: Date, t: Time, offset: Option<Delta>) -> Outcome {
    let mut all: Vec<Value> = [d.year, d.month, d.day, t.hour, t.minute, t.second, t.micro].map(Value::small).to_vec();
    all.push(offset.map_or(Ok(Value::UNIT), |o| micros(rt, o))?);
    Ok(rt.heap.tuple(&all)?)
}

/// Reads a moment by a format: its parts and offset.
pub fn parse(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (Some(text), Some(format)) = (args[0].as_str(), args[1].as_str()) else {
        let (at, got) = if args[0].is_str() { (2, args[1]) } else { (1, args[0]) };
        return raise("TypeError", format!("strptime() argument {at} must be str, not {}", type_name(rt, got)));
    };
    let mut fuel = STEPS;
    let known = &mut rt.python.as_mut().expect("a program of Python is loaded").formats;
    let (format, pattern) = match known.iter().position(|f| *f.0 == *format) {
        Some(at) => known.remove(at),
        None => (format.to_string(), strptime::compile(&format)?),
    };
    let found = strptime::read(&text, &format, &pattern, &mut fuel);
    if known.len() == FORMATS {
        known.remove(0);
    }
    known.push((format, pattern));
    rt.heap.note_work((STEPS - fuel) as usize);
    let found = found?;
    found.offset.map(check_offset).transpose()?;
    moment(rt, found.date, found.time, found.offset)
}

/// A moment by a format: the tuple of its parts, offset, name of the zone, format.
pub fn format(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let p = parts(rt, &elements(args[0]))?;
    let Some(format) = args[3].as_str() else {
        return raise("TypeError", format!("strftime() argument 1 must be str, not {}", type_name(rt, args[3])));
    };
    let date = Date { year: p[0], month: p[1], day: p[2] };
    let time = Time { hour: p[3], minute: p[4], second: p[5], micro: p[6] };
    let zone = args[2].as_str().map(|s| s.to_string());
    if !(1..=12).contains(&date.month) || p.get(7).is_some_and(|d| !(0..7).contains(d)) {
        return raise("ValueError", "month must be in 1..12");
    }
    let days = p.get(7).copied().zip(p.get(8).copied());
    let text = strftime(&Moment { date, time, offset: offset(args[1])?, zone, days }, &format);
    Ok(rt.heap.string(&text)?)
}
