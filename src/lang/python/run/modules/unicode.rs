//! `unicodedata`: what is known of characters.
use super::super::super::text::chars;
use super::super::super::text::properties::{self, Property};
use super::super::raise;
use crate::platform;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// In the order of the module's numbers.
const ASKED: [Property; 6] = [
    Property::Category,
    Property::Combining,
    Property::Width,
    Property::Direction,
    Property::Mirrored,
    Property::Digit,
];

fn character(v: Value) -> char {
    v.as_str().and_then(|s| s.chars().next()).unwrap_or_default()
}

/// A property of a character by its number.
pub fn property(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let which = ASKED[args[0].as_int().unwrap_or(0) as usize];
    Ok(Value::small(properties::property(which, character(args[1])).into()))
}

/// The numeric value, or nothing.
pub fn numeric(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(properties::numeric(character(args[0])).map_or(Value::UNIT, |(n, d)| Value::float(n as f64 / d as f64)))
}

/// The value as a decimal digit, or nothing.
pub fn decimal(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(chars::decimal_value(character(args[0])).map_or(Value::UNIT, |d| Value::small(d.into())))
}

/// A text in one of the four forms.
pub fn normalize(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (Some(form), Some(text)) = (args[0].as_str(), args[1].as_str()) else { return Ok(args[1]) };
    if text.is_ascii() {
        return Ok(args[1]);
    }
    rt.heap.note_work(text.len());
    // A character may become eighteen.
    rt.heap.foresee(18 * text.len() as u64)?;
    Ok(rt.heap.string(&platform::normalized(&form, &text))?)
}

fn known() -> Result<(), Fault> {
    if platform::NAMES { Ok(()) } else { raise("NotImplementedError", "not supported here: names of characters") }
}

/// The name of a character, or nothing.
pub fn name(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    known()?;
    let c = character(args[0]);
    match platform::char_name(c).filter(|_| properties::is_assigned(c)) {
        Some(name) => Ok(rt.heap.string(&name)?),
        None => Ok(Value::UNIT),
    }
}

/// The character of a name, or nothing.
pub fn lookup(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    known()?;
    let found = args[0].as_str().and_then(|name| platform::named_char(&name));
    match found.filter(|&c| properties::is_assigned(c)) {
        Some(c) => Ok(rt.heap.string(c.encode_utf8(&mut [0; 4]))?),
        None => Ok(Value::UNIT),
    }
}
