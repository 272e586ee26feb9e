//! What the host gives: asking for it, and its data as values.
use super::super::methods::sequences::make_bytes;
use super::super::world::world;
use super::super::{dict, raise};
use crate::host::Data;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// Asks the host for what has that number, with arguments by place and by name.
pub fn ask(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match rt.answer.take() {
        None => {
            rt.asked = Some((args[0].as_int().unwrap_or(0) as usize, args[1], args[2]));
            Err(Fault::Ask)
        }
        Some(Ok(data)) => {
            let room = rt.heap.foresee(data.bytes() as u64);
            let value = room.map_err(Fault::from).and_then(|()| value(rt, &data));
            if matches!(value, Err(Fault::HeapFull)) {
                rt.answer = Some(Ok(data));
            }
            value
        }
        Some(Err(failure)) => match world(rt).by_name(&failure.class) {
            Some(_) if !failure.class.starts_with(|c: char| c.is_ascii_lowercase()) => {
                raise(&failure.class, failure.message)
            }
            _ => raise("RuntimeError", failure.message),
        },
    }
}

fn value(rt: &mut Runtime, data: &Data) -> Outcome {
    Ok(match data {
        Data::None => Value::UNIT,
        Data::Bool(b) => Value::bool(*b),
        Data::Int(i) => rt.heap.int(i)?,
        Data::Float(f) => Value::float(*f),
        Data::Text(s) => rt.heap.string(s)?,
        Data::Bytes(b) => make_bytes(rt, b, false)?,
        Data::List(items) => {
            let items = items.iter().map(|d| value(rt, d)).collect::<Result<Vec<_>, _>>()?;
            rt.heap.list_of(&items)?
        }
        Data::Set(items) => {
            let set = rt.heap.set(false)?;
            for item in items {
                let item = value(rt, item)?;
                dict::add(rt, set, item)?;
            }
            Value::obj(set)
        }
        Data::Map(pairs) => {
            let made = rt.heap.dict()?;
            for (key, item) in pairs {
                let (key, item) = (value(rt, key)?, value(rt, item)?);
                dict::put(rt, made, key, item)?;
            }
            Value::obj(made)
        }
    })
}
