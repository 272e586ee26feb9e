//! Values from texts: what `read` does.
use crate::heap::HeapFull;
use crate::lang::lisp::messages;
use crate::object::knots::{Knots, tie};
use crate::runtime::{Fault, Runtime};
use crate::syntax::SourceId;
use crate::syntax::sexpr::{self, Data, DatumKind};
use crate::value::Value;
use rustc_hash::FxHashMap;

/// What reading a datum gave.
pub struct Read {
    /// The value, the end of the input, or what is wrong.
    pub value: Result<Value, Fault>,
    /// How many bytes of the text were read.
    pub end: usize,
    /// Whether it might go on if the text did.
    pub open: bool,
    /// Whether what follows is to be read without case.
    pub fold: bool,
}

/// Reads the first datum of a text; `fold`: without case.
pub fn read(rt: &mut Runtime, who: &str, text: &str, fold: bool) -> Read {
    let names = rt.interner.bytes();
    let one = sexpr::read_one(&mut rt.interner, SourceId::default(), text, fold);
    // Names that were made stay, even if there is no room for them: what was read is
    // read again then, and finds them.
    rt.heap.keep_made(rt.interner.bytes() - names);
    let value = match one.outcome.problems.first() {
        Some(p) => Err(messages::unreadable(who, &p.message).into()),
        None => rt.heap.may_keep(0).and_then(|()| build(rt, &one.outcome.data)).map_err(Fault::from),
    };
    Read { value, end: one.end, open: one.outcome.incomplete || one.end == text.len(), fold: one.fold }
}

/// The value of the only datum that is in no list; the end of the input if there
/// is none.
fn build(rt: &mut Runtime, data: &Data) -> Result<Value, HeapFull> {
    // The arena has the parts of a list before the list.
    let mut values: Vec<Value> = Vec::with_capacity(data.all().len());
    // Place-holders of data that contains itself, by the numbers of labels.
    let mut holders: FxHashMap<u64, u64> = FxHashMap::default();
    let mut knots = Knots::default();
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
            // The number before a labelled datum; no text is that short otherwise.
            DatumKind::Ref(_) if d.start == d.end => Value::UNIT,
            DatumKind::Ref(id) => match holders.get(&(id as u64)) {
                Some(&bits) => Value::from_bits(bits),
                None => {
                    let holder = rt.heap.boxed(Value::UNIT)?;
                    holders.insert(id as u64, holder.bits());
                    holder
                }
            },
            DatumKind::Labelled(r) => {
                let v = values[r.all()][1];
                if let Some(&holder) = holders.get(&(data.labelled(r).0 as u64)) {
                    knots.insert(holder, v.bits());
                }
                v
            }
        };
        values.push(v);
    }
    Ok(tie(values[data.top.all()].first().copied().unwrap_or(Value::EOF), &knots))
}
