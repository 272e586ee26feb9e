//! `struct`, and what `array` needs of it. What is wrong with a format or values comes
//! back as text: the module has the class to raise.
use super::super::super::lib::pack::{self, Format, Kind};
use super::super::super::text::Raise;
use super::super::class::{plain, type_name};
use super::super::methods::sequences::make_bytes;
use super::super::methods::text::size;
use super::super::values::{float_of, int, truth};
use super::super::{compare, iter, raise};
use crate::object::Instance;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// The text of an error of the module; others are raised here.
fn wrong(rt: &mut Runtime, r: Raise) -> Outcome {
    match r.class {
        "struct.error" => Ok(rt.heap.string(&r.message)?),
        _ => Err(r.into()),
    }
}

fn format(rt: &Runtime, v: Value) -> Result<Result<Format, Raise>, Fault> {
    let v = plain(rt, v);
    match (v.as_str(), compare::bytes(v)) {
        (Some(s), _) => Ok(Format::parse(&s)),
        (_, Some(data)) => Ok(Format::parse(&data.iter().map(|&b| b as char).collect::<String>())),
        _ => raise("TypeError", format!("Struct() argument 1 must be a str or bytes object, not {}", type_name(rt, v))),
    }
}

macro_rules! or_text {
    ($rt:ident, $result:expr) => {
        match $result {
            Ok(v) => v,
            Err(r) => return wrong($rt, r),
        }
    };
}

/// `calcsize`.
pub fn calc_size(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let f = or_text!(rt, format(rt, args[0])?);
    Ok(Value::small(f.size() as i64))
}

/// What kinds of values a format takes, each as a letter.
pub fn kinds(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let f = or_text!(rt, format(rt, args[0])?);
    rt.heap.foresee(f.count() as u64)?;
    let letter = |k| match k {
        Kind::Int => 'i',
        Kind::Float => 'f',
        Kind::Bool => '?',
        Kind::Bytes => 's',
    };
    let all: String = f.kinds().map(letter).collect();
    Ok(rt.heap.string(&all)?)
}

/// The bytes of values: format, values, and the name for messages. `None` if functions of
/// the program must give the values first.
pub fn pack(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let f = or_text!(rt, format(rt, args[0])?);
    let values = iter::all(rt, args[1])?.unwrap_or_default();
    rt.heap.note_work(values.len());
    let name = args[2].as_str();
    or_text!(rt, f.check_count(values.len(), name.as_deref().unwrap_or("pack")));
    rt.heap.foresee(f.size() as u64)?;
    let mut given = Vec::with_capacity(values.len());
    for (kind, v) in f.kinds().zip(values) {
        let v = plain(rt, v);
        given.push(match (kind, int(v), float_of(v)) {
            _ if v.as_a::<Instance>().is_some() => return Ok(Value::UNIT),
            (Kind::Bool, ..) => pack::Value::Bool(truth(rt, v)?),
            (Kind::Int | Kind::Float, Some(i), _) => pack::Value::Int(i),
            (Kind::Float, _, Some(f)) => pack::Value::Float(f),
            (Kind::Bytes, ..) => compare::bytes(v).map_or(pack::Value::Other, pack::Value::Bytes),
            _ => pack::Value::Other,
        });
    }
    let data = or_text!(rt, f.pack(&given));
    make_bytes(rt, &data, false)
}

/// The values in bytes.
pub fn unpack(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let f = or_text!(rt, format(rt, args[0])?);
    let Some(data) = compare::bytes(args[1]) else {
        let name = type_name(rt, args[1]);
        return raise("TypeError", format!("a bytes-like object is required, not '{name}'"));
    };
    rt.heap.note_work(data.len());
    let mut all = vec![];
    for v in or_text!(rt, f.unpack(&data)) {
        all.push(match v {
            pack::Value::Int(i) => rt.heap.int(&i)?,
            pack::Value::Float(f) => Value::signed_float(f),
            pack::Value::Bool(b) => Value::bool(b),
            pack::Value::Bytes(b) => make_bytes(rt, &b, false)?,
            pack::Value::Other => Value::UNIT,
        });
    }
    Ok(rt.heap.tuple(&all)?)
}

/// Where to begin: format, offset, length of what is there, and whether to write.
pub fn place(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let f = or_text!(rt, format(rt, args[0])?);
    let at = or_text!(rt, f.place(size(rt, args[1])?, size(rt, args[2])?.max(0) as usize, args[3] == Value::TRUE));
    Ok(Value::small(at as i64))
}

/// How many times a format fits exactly.
pub fn times(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let f = or_text!(rt, format(rt, args[0])?);
    let n = or_text!(rt, f.times(size(rt, args[1])?.max(0) as usize));
    Ok(Value::small(n as i64))
}
