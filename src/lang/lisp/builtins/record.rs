//! Records: what `define-record-type` expands to.
use super::args::{arg, wrong};
use super::arith::Outcome;
use super::pair::Items;
use crate::lang::lisp::messages::{self, Expected, noun};
use crate::object::{Gc, Record, RecordType};
use crate::runtime::{Fault, Runtime};
use crate::syntax::Sym;
use crate::value::Value;

type Who = &'static str;

/// What a shape takes outside of the heap, without its fields.
const SHAPE_BYTES: usize = 64;

fn symbol(rt: &Runtime, who: Who, v: Value) -> Result<Sym, Fault> {
    v.as_sym().ok_or_else(|| wrong(rt, who, noun::SYMBOL, v))
}

fn record_type(rt: &Runtime, who: Who, v: Value) -> Result<Gc<RecordType>, Fault> {
    v.as_a::<RecordType>().ok_or_else(|| wrong(rt, who, noun::RECORD_TYPE, v))
}

pub fn make_type(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let name = symbol(rt, who, arg(a, 0))?;
    let mut walk = Items::of(arg(a, 1));
    let count = walk.by_ref().count();
    if !walk.proper() {
        return Err(wrong(rt, who, noun::LIST, arg(a, 1)));
    }
    let fields = Items::of(arg(a, 1)).map(|v| symbol(rt, who, v)).collect::<Result<Vec<Sym>, Fault>>()?;
    let ty = rt.heap.record_type(rt.shapes.len() as u32)?;
    // Shapes are kept for ever, so they are charged.
    rt.heap.keep(SHAPE_BYTES + count * size_of::<Sym>())?;
    rt.shapes.add(name, fields);
    Ok(ty)
}

pub fn make(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let shape = record_type(rt, who, arg(a, 0))?.shape;
    let fields = a.get(1..).unwrap_or(&[]);
    let expected = rt.shapes.get(shape).fields.len();
    if fields.len() != expected {
        let name = rt.interner.name(rt.shapes.get(shape).name);
        return Err(messages::arity(name, Expected::Exactly(expected), fields.len()).into());
    }
    Ok(rt.heap.record(shape, fields)?)
}

pub fn is(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let ty = record_type(rt, who, arg(a, 1))?;
    Ok(Value::bool(arg(a, 0).as_a::<Record>().is_some_and(|r| r.shape.get() == ty.shape)))
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::{call, check, limited, read, runtime, value};
    use crate::value::Value;

    #[test]
    fn records() {
        let rt = &mut runtime();
        let (name, fields) = (read(rt, "point"), read(rt, "(x y)"));
        let ty = value(rt, "%make-record-type", &[name, fields]);
        let other = value(rt, "%make-record-type", &[name, fields]);
        let p = value(rt, "%make-record", &[ty, Value::small(1), Value::NIL]);
        assert_eq!(call(rt, "list", &[ty, p]), "(#<record-type point> #<point x: 1 y: ()>)");
        assert_eq!(call(rt, "%record-is?", &[p, ty]), "#t");
        assert_eq!(call(rt, "%record-is?", &[p, other]), "#f");
        assert_eq!(call(rt, "%record-is?", &[ty, ty]), "#f");
        assert_eq!(call(rt, "%make-record", &[ty, p]), "arity: point: expected 2 arguments, got 1");
        check(&[
            ("%record-is?", &["1", "2"], "type: %record-is?: expected a record type, got 2"),
            ("%make-record", &["x"], "type: %make-record: expected a record type, got x"),
            ("%make-record-type", &["x", "(1)"], "type: %make-record-type: expected a symbol, got 1"),
            ("%make-record-type", &["x", "1"], "type: %make-record-type: expected a list, got 1"),
        ]);
    }

    #[test]
    fn types_count_against_the_limit() {
        let rt = &mut limited(1 << 20);
        let (name, fields) = (read(rt, "point"), read(rt, "(x y)"));
        let full = (0..100_000).any(|_| call(rt, "%make-record-type", &[name, fields]) == "heap full");
        assert!(full);
    }
}
