//! Values from texts: what `read` does.
use crate::heap::HeapFull;
use crate::lang::lisp::messages;
use crate::runtime::{Fault, Runtime};
use crate::syntax::SourceId;
use crate::syntax::sexpr::{self, Data, DatumKind};
use crate::value::Value;

/// What reading a datum gave.
pub struct Read {
    /// The value, the end of the input, or what is wrong.
    pub value: Result<Value, Fault>,
    /// How many bytes of the text were read.
    pub end: usize,
    /// Whether it might go on if the text did.
    pub open: bool,
}

/// Reads the first datum of a text.
pub fn read(rt: &mut Runtime, who: &str, text: &str) -> Read {
    let names = rt.interner.bytes();
    let one = sexpr::read_one(&mut rt.interner, SourceId::default(), text);
    let charged = rt.heap.charge(rt.interner.bytes() - names);
    let value = match one.outcome.problems.first() {
        Some(p) => Err(messages::unreadable(who, &p.message).into()),
        None => charged.and_then(|()| build(rt, &one.outcome.data)).map_err(Fault::from),
    };
    Read { value, end: one.end, open: one.outcome.incomplete || one.end == text.len() }
}

/// The value of the only datum that is in no list; the end of the input if there
/// is none.
fn build(rt: &mut Runtime, data: &Data) -> Result<Value, HeapFull> {
    // The arena has the parts of a list before the list.
    let mut values = Vec::with_capacity(data.all().len());
    for d in data.all() {
        let v = match d.kind {
            DatumKind::True => Value::TRUE,
            DatumKind::False => Value::FALSE,
            DatumKind::Int(i) => rt.heap.integer(i)?,
            DatumKind::Float(f) => Value::float(f),
            DatumKind::Num(i) => rt.heap.number(data.number(i))?,
            DatumKind::Char(c) => Value::char(c),
            DatumKind::Sym(s) => Value::sym(s),
            DatumKind::Str(i) => rt.heap.string(data.string(i))?,
            DatumKind::Bytes(i) => rt.heap.bytes_from(data.byte_vector(i))?,
            DatumKind::List(r) => rt.heap.list(&values[r.all()], Value::NIL)?,
            DatumKind::Vector(r) => rt.heap.vector_from(&values[r.all()])?,
            DatumKind::Dotted(r) => match values[r.all()].split_last() {
                Some((&last, front)) => rt.heap.list(front, last)?,
                None => Value::NIL,
            },
        };
        values.push(v);
    }
    Ok(values[data.top.all()].first().copied().unwrap_or(Value::EOF))
}
