//! `csv`: lines of text and the values of rows. How lines are written is a tuple: delimiter, quote
//! and escape, how much is in quotes, whether quotes are doubled, blanks skipped, mistakes found,
//! and the end of a line.
use super::super::builtins;
use super::super::class::plain;
use super::super::methods::list::elements;
use super::super::values::{self, int};
use crate::lang::python::lib::csv::{Form, Quoting, Reader, State, Writer};
use crate::object::Tuple;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

const STATES: [State; 9] = [
    State::Row,
    State::Field,
    State::In,
    State::Escaped,
    State::EscapedEnd,
    State::Quoted,
    State::QuotedEscaped,
    State::Quote,
    State::End,
];

/// How lines are written, and the end of one.
fn form(rt: &Runtime, v: Value) -> Option<(Form, Value)> {
    let t = v.as_a::<Tuple>()?;
    let &[delimiter, quote, escape, quoting, double, skip_blanks, strict, end] = t.values() else { return None };
    let sign = |v: Value| plain(rt, v).as_str().and_then(|s| s.chars().next());
    let form = Form {
        delimiter: sign(delimiter)?,
        quote: sign(quote),
        escape: sign(escape),
        quoting: match quoting.as_int() {
            Some(1) => Quoting::All,
            Some(2) => Quoting::NonNumeric,
            Some(3) => Quoting::None,
            _ => Quoting::Minimal,
        },
        double: double.is_true(),
        skip_blanks: skip_blanks.is_true(),
        strict: strict.is_true(),
    };
    Some((form, plain(rt, end)))
}

/// Reads a line, or `None` for the end of all: how they are written, how long fields may be, the
/// line, and what was given for the line before. Gives the row as a list, a tuple if it goes on, a
/// text if something is wrong, and `None` if there is no row any more.
pub fn read(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some((form, _)) = form(rt, args[0]) else { return Ok(Value::UNIT) };
    let limit = int(args[1]).map_or(0.0, |i| i.to_float()).max(0.0) as usize;
    let mut reader = Reader::new(&form, limit);
    let mut row = vec![];
    if let Some(going) = args[3].as_a::<Tuple>()
        && let &[state, fields, text, number] = going.values()
    {
        reader.state = STATES[state.as_int().unwrap_or(0) as usize % STATES.len()];
        row = elements(fields);
        reader.text.push_str(text.as_str().as_deref().unwrap_or(""));
        reader.number = number.is_true();
    }
    let over = match plain(rt, args[2]).as_str() {
        Some(line) => {
            rt.heap.note_work(line.len());
            reader.line(&line)
        }
        None => match reader.finish() {
            Ok(false) => return Ok(Value::UNIT),
            over => over,
        },
    };
    let mut rest = &*reader.text;
    let mut start = 0;
    for f in &reader.fields {
        let (text, behind) = rest.split_at(f.end - start);
        (rest, start) = (behind, f.end);
        let v = rt.heap.string(text)?;
        row.push(if f.number { builtins::to_float(rt, "float", &[v])? } else { v });
    }
    let row = rt.heap.list_of(&row)?;
    match over {
        Ok(true) => return Ok(row),
        Ok(false) => {}
        Err(message) => return Ok(rt.heap.string(&message)?),
    }
    let state = STATES.iter().position(|&s| s == reader.state).unwrap_or(0);
    let text = rt.heap.string(rest)?;
    Ok(rt.heap.tuple(&[Value::small(state as i64), row, text, Value::bool(reader.number)])?)
}

/// The line of a list or tuple of values; `None` if some of them are not of the usual kinds, and a
/// tuple of a text if something is wrong. The third argument is `None`, or which values are numbers.
pub fn write(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some((form, end)) = form(rt, args[0]) else { return Ok(Value::UNIT) };
    let numbers = elements(args[2]);
    let end = end.as_str();
    let mut writer = Writer::new(&form, end.as_deref().unwrap_or(""));
    let mut wrong = Ok(());
    for (i, v) in elements(args[1]).into_iter().enumerate() {
        let v = if numbers.is_empty() { v } else { plain(rt, v) };
        let done = match v {
            _ if let Some(s) = v.as_str() => writer.field(&s, numbers.get(i).is_some_and(|n| n.is_true())),
            Value::UNIT => writer.field("", false),
            _ if v.is_int() || v.is_float() || matches!(v, Value::TRUE | Value::FALSE) => {
                writer.field(&values::text(rt, v)?, true)
            }
            _ => return Ok(Value::UNIT),
        };
        wrong = wrong.and(done);
    }
    match wrong.and_then(|()| writer.finish()) {
        Ok(line) => {
            rt.heap.note_work(line.len());
            Ok(rt.heap.string(&line)?)
        }
        Err(message) => {
            let message = rt.heap.string(message)?;
            Ok(rt.heap.tuple(&[message])?)
        }
    }
}
