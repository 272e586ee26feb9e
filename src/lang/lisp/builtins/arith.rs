//! What the primitives do, errors included. The interpreter has its own fast
//! paths for the usual types and comes here for everything else; the builtins
//! of the same names come here too, so all agree.
use super::tower::{self, Division, arithmetic, compare};
use crate::core::Prim;
use crate::lang::lisp::builtins::args::{byte_vector, wrong};
use crate::lang::lisp::messages::{self, noun};
use crate::lang::lisp::print;
use crate::number::Int;
use crate::object::map::same;
use crate::object::{BigInt, Bytes, Gc, Pair, Vector};
use crate::runtime::{Fault, Runtime};
use crate::syntax::Code;
use crate::value::Value;

/// What an operation gives.
pub type Outcome = Result<Value, Fault>;

/// The integer in a value.
#[inline]
pub fn integer(rt: &Runtime, who: &str, v: Value) -> Result<i64, Fault> {
    v.as_int().ok_or_else(|| wrong(rt, who, noun::INTEGER, v))
}

fn float(rt: &Runtime, who: &str, v: Value) -> Result<f64, Fault> {
    v.as_float().ok_or_else(|| wrong(rt, who, noun::FLOAT, v))
}

/// A primitive with as many operands as its row says. Those that need the
/// scheduler or the stack are the interpreter's own: here they are a fault.
pub fn prim(rt: &mut Runtime, p: Prim, args: &[Value]) -> Outcome {
    match *args {
        [a] => unary(rt, p, a),
        [a, b] => binary(rt, p, a, b),
        [v, i, x] if p == Prim::VectorSet => {
            let (slots, at) = element(rt, p, v, i)?;
            slots.put(at, x);
            Ok(Value::UNIT)
        }
        [b, i, x] if p == Prim::BytesSet => set_field(rt, p.text(), 1, b, i, x),
        _ => Err(not_here(p)),
    }
}

#[cold]
fn not_here(p: Prim) -> Fault {
    Fault::error(Code::Internal, format!("{} is not an operation on values", p.text()))
}

/// A primitive of one operand.
pub fn unary(rt: &mut Runtime, p: Prim, a: Value) -> Outcome {
    match p {
        Prim::Not => Ok(Value::bool(!a.is_true())),
        Prim::IsPair => Ok(Value::bool(a.is_pair())),
        Prim::IsNull => Ok(Value::bool(a == Value::NIL)),
        Prim::Car => Ok(pair(rt, p.text(), a)?.car.get()),
        Prim::Cdr => Ok(pair(rt, p.text(), a)?.cdr.get()),
        Prim::VectorLen => match a.as_a::<Vector>() {
            Some(v) => Ok(Value::small(v.header.len as i64)),
            None => Err(wrong(rt, p.text(), noun::VECTOR, a)),
        },
        _ => Err(not_here(p)),
    }
}

/// A primitive of two operands.
pub fn binary(rt: &mut Runtime, p: Prim, a: Value, b: Value) -> Outcome {
    match p {
        Prim::Add | Prim::Sub | Prim::Mul | Prim::Div => arithmetic(rt, p, a, b),
        Prim::Quotient => tower::divide(rt, p.text(), Division::Quotient, a, b),
        Prim::Remainder => tower::divide(rt, p.text(), Division::Remainder, a, b),
        Prim::Modulo => tower::divide(rt, p.text(), Division::Modulo, a, b),
        Prim::Lt | Prim::Le | Prim::Gt | Prim::Ge | Prim::NumEq => compare(rt, p, a, b).map(Value::bool),
        Prim::Eq => Ok(Value::bool(same(a, b))),
        Prim::IntAdd | Prim::IntSub | Prim::IntMul => tower::typed(rt, p, a, b),
        Prim::FloatAdd | Prim::FloatSub | Prim::FloatMul => {
            let (x, y) = (float(rt, p.text(), a)?, float(rt, p.text(), b)?);
            Ok(Value::float(match p {
                Prim::FloatAdd => x + y,
                Prim::FloatSub => x - y,
                _ => x * y,
            }))
        }
        Prim::BitAnd | Prim::BitOr | Prim::BitXor => tower::bitwise(rt, p, a, b),
        Prim::Shift => tower::shift(rt, p, a, b),
        Prim::Cons => Ok(rt.heap.pair(a, b)?),
        Prim::SetCar => {
            pair(rt, p.text(), a)?.car.set(b);
            Ok(Value::UNIT)
        }
        Prim::SetCdr => {
            pair(rt, p.text(), a)?.cdr.set(b);
            Ok(Value::UNIT)
        }
        Prim::VectorRef => {
            let (v, at) = element(rt, p, a, b)?;
            Ok(v.get(at).unwrap_or(Value::UNIT))
        }
        Prim::BytesRef => get_field(rt, p.text(), 1, a, b),
        Prim::BytesRef16 => get_field(rt, p.text(), 2, a, b),
        Prim::BytesRef32 => get_field(rt, p.text(), 4, a, b),
        _ => Err(not_here(p)),
    }
}

fn pair(rt: &Runtime, who: &str, v: Value) -> Result<Gc<Pair>, Fault> {
    v.as_pair().ok_or_else(|| wrong(rt, who, noun::PAIR, v))
}

/// A place in something of that length.
#[inline]
pub fn index(rt: &Runtime, who: &str, v: Value, len: usize) -> Result<usize, Fault> {
    match v.as_int() {
        Some(i) if i >= 0 && (i as u64) < len as u64 => Ok(i as usize),
        Some(i) => Err(messages::out_of_range(who, i, len).into()),
        None => Err(wrong(rt, who, noun::INDEX, v)),
    }
}

fn element(rt: &Runtime, p: Prim, v: Value, i: Value) -> Result<(Gc<Vector>, usize), Fault> {
    let Some(slots) = v.as_a::<Vector>() else { return Err(wrong(rt, p.text(), noun::VECTOR, v)) };
    let at = index(rt, p.text(), i, slots.header.len as usize)?;
    Ok((slots, at))
}

/// The byte vector and the place of a field of `width` bytes in it.
#[inline]
fn field(rt: &Runtime, who: &str, width: usize, b: Value, i: Value) -> Result<(Gc<Bytes>, usize), Fault> {
    let b = byte_vector(rt, who, b)?;
    let len = b.bytes().len();
    if width == 1 {
        return Ok((b, index(rt, who, i, len)?));
    }
    match i.as_int() {
        Some(at) if at >= 0 && at as u64 + width as u64 <= len as u64 => Ok((b, at as usize)),
        Some(at) => Err(messages::field_out_of_range(who, width, at, len).into()),
        None => Err(wrong(rt, who, noun::INDEX, i)),
    }
}

/// A big-endian field of up to 8 bytes.
pub fn get_field(rt: &mut Runtime, who: &str, width: usize, b: Value, i: Value) -> Outcome {
    let (b, at) = field(rt, who, width, b, i)?;
    let n = b.bytes()[at..at + width].iter().fold(0u64, |n, byte| n << 8 | byte.get() as u64);
    Ok(rt.heap.int(&Int::from(n as i128))?)
}

/// Sets a big-endian field of up to 8 bytes.
pub fn set_field(rt: &Runtime, who: &str, width: usize, b: Value, i: Value, x: Value) -> Outcome {
    let (b, at) = field(rt, who, width, b, i)?;
    let bits = 8 * width as u32;
    let n = match (x.as_int(), x.as_a::<BigInt>()) {
        (Some(n), _) => u64::try_from(n).ok(),
        (_, Some(big)) if big.limbs().len() == 1 && !big.is_negative() => big.limbs().first().copied(),
        (_, Some(_)) => None,
        _ => return Err(wrong(rt, who, noun::INTEGER, x)),
    };
    let Some(n) = n.filter(|n| width == 8 || n >> bits == 0) else {
        return Err(messages::does_not_fit(who, &print::brief(rt, x), bits).into());
    };
    for (slot, byte) in b.bytes()[at..at + width].iter().zip(&n.to_be_bytes()[8 - width..]) {
        slot.set(*byte);
    }
    Ok(Value::UNIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::lisp::builtins::testing::{runtime, show};
    use crate::value::bits;

    fn run(p: Prim, args: &[Value]) -> String {
        show(&mut runtime(), |rt| prim(rt, p, args))
    }

    fn int(i: i64) -> Value {
        Value::small(i)
    }

    #[test]
    fn integers_grow_and_typed_ones_become_floats() {
        let (max, min) = (int(bits::INT_MAX), int(bits::INT_MIN));
        for (p, past) in [(Prim::Add, "1125899906842624"), (Prim::IntAdd, "1125899906842624.0")] {
            assert_eq!(run(p, &[int(2), int(3)]), "5");
            assert_eq!(run(p, &[max, int(1)]), past);
        }
        assert_eq!(run(Prim::Add, &[min, int(-1)]), "-1125899906842625");
        assert_eq!(run(Prim::IntAdd, &[min, int(-1)]), "-1125899906842625.0");
        assert_eq!(run(Prim::Mul, &[max, max]), "1267650600228227149696889520129");
        assert_eq!(run(Prim::IntMul, &[max, max]), "1.2676506002282271e30");
        assert_eq!(run(Prim::Sub, &[min, int(1)]), "-1125899906842625");
        assert_eq!(run(Prim::IntSub, &[min, int(1)]), "-1125899906842625.0");
        assert_eq!(run(Prim::Quotient, &[min, int(-1)]), "1125899906842624");
        assert_eq!(run(Prim::Div, &[min, int(-1)]), "1125899906842624");
    }

    #[test]
    fn quotients_are_exact() {
        assert_eq!(run(Prim::Div, &[int(6), int(3)]), "2");
        assert_eq!(run(Prim::Div, &[int(1), int(4)]), "1/4");
        assert_eq!(run(Prim::Div, &[int(6), int(-4)]), "-3/2");
        assert_eq!(run(Prim::Div, &[Value::float(1.0), int(0)]), "+inf.0");
        for p in [Prim::Div, Prim::Quotient, Prim::Remainder, Prim::Modulo] {
            assert_eq!(run(p, &[int(1), int(0)]), "divide-by-zero: division by zero");
        }
        assert_eq!(run(Prim::Modulo, &[Value::float(1.0), Value::float(-0.0)]), "divide-by-zero: division by zero");
        for (a, b, q, r, m) in [(7, 2, 3, 1, 1), (-7, 2, -3, -1, 1), (7, -2, -3, 1, -1), (-7, -2, 3, -1, -1)] {
            for (p, want) in [(Prim::Quotient, q), (Prim::Remainder, r), (Prim::Modulo, m)] {
                assert_eq!(run(p, &[int(a), int(b)]), want.to_string());
                assert_eq!(run(p, &[int(a), Value::float(b as f64)]), format!("{want}.0"));
            }
        }
        assert_eq!(run(Prim::Modulo, &[Value::float(1.5), int(2)]), "type: modulo: expected an integer, got 1.5");
    }

    #[test]
    fn comparisons_mix_and_nan_compares_with_nothing() {
        let nan = Value::float(f64::NAN);
        for p in [Prim::Lt, Prim::Le, Prim::Gt, Prim::Ge, Prim::NumEq] {
            assert_eq!(run(p, &[nan, nan]), "#f");
        }
        assert_eq!(run(Prim::NumEq, &[int(2), Value::float(2.0)]), "#t");
        assert_eq!(run(Prim::Lt, &[int(2), Value::float(2.5)]), "#t");
        assert_eq!(run(Prim::Ge, &[int(2), int(2)]), "#t");
        assert_eq!(run(Prim::Lt, &[int(2), Value::NIL]), "type: <: expected a number, got ()");
    }

    #[test]
    fn the_first_wrong_operand_is_reported() {
        assert_eq!(run(Prim::Add, &[Value::TRUE, Value::NIL]), "type: +: expected a number, got #t");
        assert_eq!(run(Prim::IntAdd, &[Value::float(1.0), Value::NIL]), "type: +int: expected an integer, got 1.0");
        assert_eq!(run(Prim::FloatMul, &[Value::float(1.0), int(2)]), "type: *float: expected a float, got 2");
        assert_eq!(run(Prim::BitAnd, &[int(1), Value::NIL]), "type: bitwise-and: expected an integer, got ()");
    }

    #[test]
    fn shifts_of_any_width() {
        assert_eq!(run(Prim::Shift, &[int(1), int(49)]), "562949953421312");
        assert_eq!(run(Prim::Shift, &[int(1), int(50)]), "1125899906842624");
        assert_eq!(run(Prim::Shift, &[int(-1), int(100)]), "-1267650600228229401496703205376");
        assert_eq!(run(Prim::Shift, &[int(-3), int(-1)]), "-2");
        assert_eq!(run(Prim::Shift, &[int(-3), int(bits::INT_MIN)]), "-1");
        assert_eq!(run(Prim::Shift, &[int(0), int(bits::INT_MAX)]), "0");
        assert_eq!(
            run(Prim::Shift, &[int(-1), int(bits::INT_MAX)]),
            "memory: arithmetic-shift: the numbers are too large"
        );
        assert_eq!(run(Prim::BitXor, &[int(bits::INT_MIN), int(-1)]), bits::INT_MAX.to_string());
    }

    #[test]
    fn elements_and_fields_check_their_place() {
        let rt = &mut runtime();
        let v = rt.heap.vector_from(&[int(1), int(2)]).unwrap();
        let b = rt.heap.bytes_from(&[1, 2, 3, 4, 255]).unwrap();
        let mut go = |p, args: &[Value]| show(rt, |rt| prim(rt, p, args));
        assert_eq!(go(Prim::VectorRef, &[v, int(1)]), "2");
        assert_eq!(go(Prim::VectorRef, &[v, int(2)]), "range: vector-ref: index 2 is out of range for length 2");
        assert_eq!(go(Prim::VectorRef, &[v, int(-1)]), "range: vector-ref: index -1 is out of range for length 2");
        assert_eq!(go(Prim::VectorRef, &[v, Value::float(0.0)]), "type: vector-ref: expected an index, got 0.0");
        assert_eq!(go(Prim::VectorRef, &[b, int(0)]), "type: vector-ref: expected a vector, got #u8(1 2 3 4 255)");
        assert_eq!(go(Prim::VectorSet, &[v, int(0), Value::NIL]), "#<unit>");
        assert_eq!(go(Prim::VectorRef, &[v, int(0)]), "()");
        assert_eq!(go(Prim::BytesRef16, &[b, int(3)]), "1279");
        assert_eq!(go(Prim::BytesRef32, &[b, int(0)]), "16909060");
        assert_eq!(go(Prim::BytesRef32, &[b, int(2)]), "range: u32-ref: 4 bytes at 2 are out of range for length 5");
        assert_eq!(
            go(Prim::BytesRef16, &[b, int(bits::INT_MAX)]),
            "range: u16-ref: 2 bytes at 1125899906842623 are out of range for length 5"
        );
        assert_eq!(go(Prim::BytesSet, &[b, int(0), int(256)]), "range: bytevector-u8-set!: 256 does not fit in 8 bits");
        assert_eq!(go(Prim::BytesSet, &[b, int(0), int(-1)]), "range: bytevector-u8-set!: -1 does not fit in 8 bits");
        assert_eq!(go(Prim::BytesSet, &[b, int(0), int(9)]), "#<unit>");
        assert_eq!(go(Prim::BytesRef, &[b, int(0)]), "9");
        let buffer = rt.pool.take(&mut rt.heap).unwrap();
        rt.pool.give_back(buffer);
        assert_eq!(
            show(rt, |rt| prim(rt, Prim::BytesRef, &[Value::obj(buffer), int(0)])),
            "range: bytevector-u8-ref: the packet buffer was given back to the pool"
        );
    }

    #[test]
    fn every_primitive_on_values_is_here() {
        let control = [
            Prim::Throw,
            Prim::RaiseContinuable,
            Prim::Capture,
            Prim::Eval,
            Prim::Apply,
            Prim::Spawn,
            Prim::Send,
            Prim::Recv,
            Prim::Select,
            Prim::Yield,
            Prim::Truth,
            Prim::FloorDiv,
            Prim::GetItem,
            Prim::Unpack,
            Prim::SetItem,
            Prim::GetAttr,
            Prim::SetAttr,
            Prim::Named,
            Prim::Spread,
            Prim::Next,
            Prim::Resume,
            Prim::Suspend,
            Prim::InPlace,
        ];
        for &p in Prim::ALL {
            let outcome = prim(&mut runtime(), p, &vec![Value::NIL; p.arity()]);
            let internal = matches!(outcome, Err(Fault::Error(e)) if e.0 == Code::Internal);
            assert_eq!(internal, control.contains(&p), "{}", p.text());
        }
    }
}
