//! `%` on strings, and `str.format`. Where functions of the program give texts or
//! values, the prelude fills in the fields.
use super::super::super::text::percent::{self, Conversion, Kind, Piece, Size};
use super::super::super::text::template::{self, First, Numbering, Pieces, Step};
use super::super::super::text::{Raise, repr as shown};
use super::super::class::{self, class_of, lookup_own, type_name};
use super::super::values::{digit_limit, float, int, repr, text};
use super::super::world::{Own, world};
use super::super::{builtins, call, dict, items, raise};
use super::list::elements;
use crate::object::{Dict, Instance, List, Tuple};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// `str.format`: text, arguments by place, by name.
pub fn fields(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(text) = class::plain(rt, args[0]).as_str() else {
        let got = type_name(rt, args[0]);
        return raise("TypeError", format!("descriptor 'format' for 'str' objects doesn't apply to a '{got}' object"));
    };
    let mut fill = Fill {
        placed: (args[1] != Value::UNIT).then(|| elements(args[1])),
        named: args[2],
        numbering: Numbering::Open,
    };
    match fill.text(rt, &text, template::MAX_DEPTH) {
        Ok(text) => Ok(rt.heap.string(&text)?),
        Err(Fault::Call(_)) => call(world(rt).own(Own::StrFormat), args),
        Err(e) => Err(e),
    }
}

struct Fill {
    placed: Option<Vec<Value>>,
    named: Value,
    numbering: Numbering,
}

impl Fill {
    fn text(&mut self, rt: &mut Runtime, text: &str, depth: usize) -> Result<String, Fault> {
        if depth == 0 {
            return Err(template::too_deep().into());
        }
        let mut out = String::new();
        for piece in Pieces::new(text) {
            let piece = piece?;
            out.push_str(piece.literal);
            let Some(field) = piece.field else { continue };
            let v = self.value(rt, field.name)?;
            let v = match field.conversion {
                None => v,
                Some(letter) => {
                    let text = match letter {
                        's' => self::text(rt, v)?,
                        'r' => repr(rt, v)?,
                        'a' => shown::ascii_of(&repr(rt, v)?),
                        other => return Err(template::unknown_conversion(other).into()),
                    };
                    rt.heap.string(&text)?
                }
            };
            let spec = if field.nested { self.text(rt, field.spec, depth - 1)? } else { field.spec.to_string() };
            out.push_str(&builtins::format_value(rt, v, &spec)?);
            if out.len() > rt.heap.max() {
                return Err(Fault::HeapFull);
            }
        }
        Ok(out)
    }

    fn value(&mut self, rt: &mut Runtime, name: &str) -> Outcome {
        let (first, steps) = template::split(name, &mut self.numbering)?;
        let mut v = match (first, &self.placed) {
            (First::Index(_), None) => return raise("ValueError", "Format string contains positional fields"),
            (First::Index(i), Some(placed)) => placed.get(i).copied().ok_or_else(|| template::no_argument(i))?,
            (First::Key(key), _) => {
                let key = rt.heap.string(key)?;
                match self.named.as_a::<Dict>() {
                    Some(d) => dict::get_item(rt, d, key)?,
                    None => items::get(rt, self.named, key)?,
                }
            }
        };
        for step in steps {
            v = match step? {
                Step::Attribute(name) => {
                    let name = rt.interner.intern(name);
                    class::attribute(rt, v, name)?.0
                }
                Step::Index(i) => items::get(rt, v, Value::small(i as i64))?,
                Step::Key(key) => {
                    let key = rt.heap.string(key)?;
                    items::get(rt, v, key)?
                }
            };
        }
        Ok(v)
    }
}

/// The pieces of a format: literal, name or nothing, conversion, spec, whether that has
/// fields itself.
pub fn pieces(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let text = args[0].as_str();
    let mut all = vec![];
    for piece in Pieces::new(text.as_deref().unwrap_or("")) {
        let piece = piece?;
        let literal = rt.heap.string(piece.literal)?;
        let mut parts = [literal, Value::UNIT, Value::UNIT, Value::UNIT, Value::FALSE];
        if let Some(field) = piece.field {
            parts[1] = rt.heap.string(field.name)?;
            if let Some(c) = field.conversion {
                parts[2] = rt.heap.string(c.encode_utf8(&mut [0; 4]))?;
            }
            parts[3] = rt.heap.string(field.spec)?;
            parts[4] = Value::bool(field.nested);
        }
        all.push(rt.heap.tuple(&parts)?);
    }
    Ok(rt.heap.list_of(&all)?)
}

/// A field's name taken apart, after so many that were counted (-1: numbers are given):
/// the argument, steps as pairs of whether it is an attribute and the key, how many now.
pub fn field_name(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let mut numbering = match args[1].as_int().unwrap_or(0) {
        0 => Numbering::Open,
        n => usize::try_from(n).map_or(Numbering::Manual, Numbering::Automatic),
    };
    let name = args[0].as_str();
    let (first, steps) = template::split(name.as_deref().unwrap_or(""), &mut numbering)?;
    let first = match first {
        First::Index(i) => Value::small(i as i64),
        First::Key(key) => rt.heap.string(key)?,
    };
    let mut all = vec![];
    for step in steps {
        let pair = match step? {
            Step::Attribute(name) => [Value::TRUE, rt.heap.string(name)?],
            Step::Index(i) => [Value::FALSE, Value::small(i as i64)],
            Step::Key(key) => [Value::FALSE, rt.heap.string(key)?],
        };
        all.push(rt.heap.tuple(&pair)?);
    }
    let all = rt.heap.list_of(&all)?;
    let count = match numbering {
        Numbering::Open => 0,
        Numbering::Automatic(n) => n as i64,
        Numbering::Manual => -1,
    };
    Ok(rt.heap.tuple(&[first, all, Value::small(count)])?)
}

/// Whether the right operand of `%` has keys.
fn is_mapping(rt: &mut Runtime, v: Value) -> bool {
    if v.as_a::<Instance>().is_some() {
        let name = rt.interner.intern("__getitem__");
        return lookup_own(rt, class_of(rt, v), name).is_some();
    }
    v.as_a::<Dict>().is_some() || v.as_a::<List>().is_some()
}

/// The values of `%`, one after the other.
struct Given {
    all: Vec<Value>,
    at: usize,
}

impl Given {
    fn next(&mut self) -> Outcome {
        let v = self.all.get(self.at).copied().ok_or_else(percent::too_few)?;
        self.at += 1;
        Ok(v)
    }
}

/// `text % values`.
pub fn percent(rt: &mut Runtime, text: &str, values: Value) -> Outcome {
    let values = class::payload(rt, values).filter(|p| p.as_a::<Tuple>().is_some()).unwrap_or(values);
    let mapping = is_mapping(rt, values);
    let all = match values.as_a::<Tuple>() {
        Some(t) => t.values().to_vec(),
        None => vec![values],
    };
    match fill_percent(rt, text, Given { all, at: 0 }, mapping.then_some(values), false) {
        Err(Fault::Call(_)) => {
            let text = rt.heap.string(text)?;
            call(world(rt).own(Own::Percent), &[text, values])
        }
        done => done,
    }
}

/// The same with values that the prelude has made texts and numbers of.
pub fn percent_ready(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let text = args[0].as_str();
    let given = Given { all: elements(args[1]), at: 0 };
    fill_percent(rt, text.as_deref().unwrap_or(""), given, Some(Value::UNIT), true)
}

fn fill_percent(rt: &mut Runtime, text: &str, given: Given, mapping: Option<Value>, ready: bool) -> Outcome {
    let mut given = given;
    let mut out = String::new();
    for piece in percent::Pieces::new(text, mapping.is_some()) {
        let mut c = match piece? {
            Piece::Text(text) => {
                out.push_str(text);
                continue;
            }
            Piece::Conversion(c) => c,
        };
        if let (Some(key), Some(mapping), false) = (c.key, mapping, ready) {
            let key = rt.heap.string(key)?;
            given = Given { all: vec![items::get(rt, mapping, key)?], at: 0 };
        }
        if c.width == Some(Size::Given) {
            c.set_width(&int(given.next()?).ok_or_else(percent::no_size)?)?;
        }
        if c.precision == Some(Size::Given) {
            c.set_precision(&int(given.next()?).ok_or_else(percent::no_size)?)?;
        }
        let kind = c.kind()?;
        let v = given.next()?;
        write(rt, &c, kind, v, ready, &mut out)?;
        if out.len() > rt.heap.max() {
            return Err(Fault::HeapFull);
        }
    }
    if given.at < given.all.len() && mapping.is_none() {
        return Err(percent::too_many().into());
    }
    Ok(rt.heap.string(&out)?)
}

fn write(rt: &Runtime, c: &Conversion, kind: Kind, v: Value, ready: bool, out: &mut String) -> Result<(), Fault> {
    let v = match kind {
        Kind::Str | Kind::Repr | Kind::Ascii => v,
        _ => class::plain(rt, v),
    };
    let asks = || v.as_a::<Instance>().is_some();
    let ask = || call(world(rt).own(Own::Percent), &[]);
    match kind {
        Kind::Str | Kind::Repr | Kind::Ascii if ready => c.write_text(v.as_str().as_deref().unwrap_or(""), out)?,
        Kind::Str => c.write_text(&text(rt, v)?, out)?,
        Kind::Repr => c.write_text(&repr(rt, v)?, out)?,
        Kind::Ascii => c.write_text(&shown::ascii_of(&repr(rt, v)?), out)?,
        Kind::Decimal | Kind::Integer => match (int(v), v.as_float()) {
            (Some(i), _) => c.write_int(&i, digit_limit(rt), out)?,
            (_, Some(f)) if kind == Kind::Decimal => c.write_int(&super::number::whole(f)?, digit_limit(rt), out)?,
            _ if asks() => return ask(),
            _ => return Err(c.wrong_type(&type_name(rt, v)).into()),
        },
        Kind::Float => match float(v)? {
            Some(f) => c.write_float(f, out)?,
            None if asks() => return ask(),
            None => {
                let name = type_name(rt, v);
                return Err(Raise::type_error(format!("must be real number, not {name}")).into());
            }
        },
        Kind::Character => match (int(v), v.as_str()) {
            (Some(i), _) => c.write_code(&i, out)?,
            (_, Some(s)) if s.chars().count() == 1 => c.write_text(&s, out)?,
            _ if asks() => return ask(),
            _ => return Err(c.wrong_type(&type_name(rt, v)).into()),
        },
    }
    Ok(())
}

/// What a format takes, for the prelude: key, how many sizes come first, letter of each
/// conversion; whether the right operand has keys.
pub fn percent_parts(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let text = args[0].as_str();
    let mapping = is_mapping(rt, args[1]);
    let mut all = vec![];
    for piece in percent::Pieces::new(text.as_deref().unwrap_or(""), mapping) {
        let Piece::Conversion(c) = piece? else { continue };
        c.kind()?;
        let key = c.key.map_or(Ok(Value::UNIT), |k| rt.heap.string(k))?;
        let sizes = [c.width, c.precision].into_iter().filter(|s| *s == Some(Size::Given)).count();
        let letter = rt.heap.string(c.code.encode_utf8(&mut [0; 4]))?;
        all.push(rt.heap.tuple(&[key, Value::small(sizes as i64), letter])?);
    }
    let all = rt.heap.list_of(&all)?;
    Ok(rt.heap.tuple(&[all, Value::bool(mapping)])?)
}
