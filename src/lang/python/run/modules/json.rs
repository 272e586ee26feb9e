//! `json`: texts and values of the usual kinds. What is wrong, nested deeply or of classes of the
//! program is left to the module, which knows how to go on and what to say.
use super::super::dict;
use super::super::values::digit_limit;
use crate::lang::python::lib::json::{Event, Layout, Reader, Writer};
use crate::lang::python::text::numbers;
use crate::number::decimal;
use crate::object::{Dict, Gc, List, Tuple};
use crate::platform::{parse_float, sort_by_key};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// How deep values may be nested here.
const MOST_DEPTH: usize = 200;
/// Places for keys that were seen.
const KEYS: usize = 64;

/// An array or object that is being read.
enum Open {
    Array(Vec<Value>),
    /// With the key of the value that comes next.
    Object(Gc<Dict>, Value),
}

/// The value of a text; missing if the module must read it.
pub fn read(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(text) = args[0].as_str() else { return Ok(Value::MISSING) };
    rt.heap.note_work(text.len());
    let Ok(mut reader) = Reader::whole(&text, true) else { return Ok(Value::MISSING) };
    let mut keys = [Value::UNSET; KEYS];
    let mut open: Vec<Open> = vec![];
    let mut whole = Value::MISSING;
    for event in reader.by_ref() {
        let v = match event {
            Err(_) => return Ok(Value::MISSING),
            _ if open.len() > MOST_DEPTH => return Ok(Value::MISSING),
            Ok(Event::BeginArray) => {
                open.push(Open::Array(vec![]));
                continue;
            }
            Ok(Event::BeginObject) => {
                open.push(Open::Object(rt.heap.dict()?, Value::UNIT));
                continue;
            }
            Ok(Event::Key(name)) => {
                // Keys recur: the same string serves all that are alike.
                let mix = |h: usize, b: u8| h.wrapping_mul(31).wrapping_add(b as usize);
                let place = &mut keys[name.bytes().fold(0, mix) % KEYS];
                if place.as_str().is_none_or(|s| *s != *name) {
                    *place = rt.heap.string(&name)?;
                }
                if let Some(Open::Object(_, key)) = open.last_mut() {
                    *key = *place;
                }
                continue;
            }
            Ok(Event::EndArray | Event::EndObject) => match open.pop() {
                Some(Open::Array(items)) => rt.heap.list_of(&items)?,
                Some(Open::Object(dict, _)) => Value::obj(dict),
                None => Value::MISSING,
            },
            Ok(Event::String(s)) => rt.heap.string(&s)?,
            Ok(Event::Int(digits)) => match numbers::int(digits, 10, digit_limit(rt)) {
                Ok(i) => rt.heap.int(&i)?,
                Err(_) => return Ok(Value::MISSING),
            },
            Ok(Event::Float(text)) => Value::float(parse_float(text)),
            Ok(Event::Constant(text)) => Value::float(match text {
                "NaN" => f64::NAN,
                "Infinity" => f64::INFINITY,
                _ => f64::NEG_INFINITY,
            }),
            Ok(Event::Bool(b)) => Value::bool(b),
            Ok(Event::Null) => Value::UNIT,
        };
        match open.last_mut() {
            Some(Open::Array(items)) => items.push(v),
            Some(Open::Object(d, key)) => dict::put(rt, *d, *key, v)?,
            None => whole = v,
        }
    }
    Ok(if reader.finish().is_ok() { whole } else { Value::MISSING })
}

/// The text of a value; missing if the module must write it. After the value: whether there are
/// only ASCII characters, whether keys are sorted, the step of indentation or `None`, what stands
/// between items, and between keys and values.
pub fn write(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let text = |v: Value| v.as_str().map(|s| s.to_string());
    let (Some(between), Some(colon)) = (text(args[4]), text(args[5])) else { return Ok(Value::MISSING) };
    let layout = Layout {
        ensure_ascii: args[1].is_true(),
        item_separator: between,
        key_separator: colon,
        ..Layout::new(text(args[3]))
    };
    let mut out = Output { writer: Writer::new(layout), sorted: args[2].is_true(), most: rt.heap.max() };
    let done = out.value(args[0]);
    let text = out.writer.out;
    rt.heap.note_work(text.len());
    match done {
        Some(()) => Ok(rt.heap.string(&text)?),
        None if text.len() > out.most => Err(Fault::HeapFull),
        None => Ok(Value::MISSING),
    }
}

struct Output {
    writer: Writer,
    sorted: bool,
    /// Bytes that there may be.
    most: usize,
}

impl Output {
    /// Writes a value; nothing if the module must do it.
    fn value(&mut self, v: Value) -> Option<()> {
        let to = &mut self.writer;
        if to.depth() > MOST_DEPTH || to.out.len() > self.most {
            return None;
        }
        match v {
            Value::UNIT => to.word("null"),
            Value::TRUE => to.word("true"),
            Value::FALSE => to.word("false"),
            _ if let Some(s) = v.as_str() => to.string(&s),
            _ if let Some(i) = v.as_int() => to.word(decimal(i, &mut [0; 20])),
            _ if let Some(f) = v.as_float() => to.float(f).ok().filter(|_| f.is_finite())?,
            _ if let Some(l) = v.as_a::<List>() => self.items(&l.to_vec())?,
            _ if let Some(t) = v.as_a::<Tuple>() => self.items(t.values())?,
            _ => self.pairs(v.as_a::<Dict>()?.pairs().collect())?,
        }
        Some(())
    }

    fn items(&mut self, items: &[Value]) -> Option<()> {
        self.writer.begin(false);
        for &v in items {
            self.writer.item();
            self.value(v)?;
        }
        self.writer.end();
        Some(())
    }

    fn pairs(&mut self, mut pairs: Vec<(Value, Value)>) -> Option<()> {
        if self.sorted && pairs.iter().all(|p| p.0.is_str()) {
            sort_by_key(&mut pairs, |p| p.0.as_str().map(|s| s.to_string()));
        }
        self.writer.begin(true);
        for (key, v) in pairs {
            self.writer.key(&key.as_str()?);
            self.value(v)?;
        }
        self.writer.end();
        Some(())
    }
}
