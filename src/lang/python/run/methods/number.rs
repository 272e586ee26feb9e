//! Numbers: texts as integers, methods of integers and floats, `round`.
use super::super::super::text::{Raise, format, numbers};
use super::super::class::{plain, type_name};
use super::super::compare::bytes;
use super::super::natives::no_integer;
use super::super::values::{digit_limit, int};
use super::super::world::{Own, world};
use super::super::{call, raise};
use super::text::{given, some};
use crate::number::Int;
use crate::object::Instance;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;
use num_bigint::{BigInt, Sign};

type Outcome = Result<Value, Fault>;

/// `int` of a text in a base.
pub fn int_of_base(rt: &mut Runtime, v: Value, base: Value) -> Outcome {
    let base = match int(base) {
        Some(Int::Small(b)) if b == 0 || (2..=36).contains(&b) => b as u32,
        Some(_) => return raise("ValueError", "int() base must be >= 2 and <= 36, or 0"),
        None => return no_integer(rt, base),
    };
    let i = match (v.as_str(), bytes(v)) {
        (Some(s), _) => numbers::int(&s, base, digit_limit(rt))?,
        (_, Some(data)) => numbers::int_bytes(&data, base, digit_limit(rt))?,
        _ => return raise("TypeError", "int() can't convert non-string with explicit base"),
    };
    Ok(rt.heap.int(&i)?)
}

/// A float without its fraction.
pub fn whole(f: f64) -> Result<Int, Fault> {
    match f {
        _ if f.is_nan() => raise("ValueError", "cannot convert float NaN to integer"),
        _ if f.is_infinite() => raise("OverflowError", "cannot convert float infinity to integer"),
        _ => Ok(Int::from_float(f.trunc())),
    }
}

/// What a method of integers is called on.
fn integer(rt: &Runtime, who: &str, v: Value) -> Result<Int, Fault> {
    match int(plain(rt, v)) {
        Some(i) => Ok(i),
        None => {
            let (method, got) = (super::text::method(who), type_name(rt, v));
            raise("TypeError", format!("descriptor '{method}' for 'int' objects doesn't apply to a '{got}' object"))
        }
    }
}

fn float(rt: &Runtime, who: &str, v: Value) -> Result<f64, Fault> {
    match plain(rt, v).as_float() {
        Some(f) => Ok(f),
        None => {
            let (method, got) = (super::text::method(who), type_name(rt, v));
            raise("TypeError", format!("descriptor '{method}' for 'float' objects doesn't apply to a '{got}' object"))
        }
    }
}

/// `bit_length`, `bit_count` and `conjugate`, by the name.
pub fn of_int(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let i = integer(rt, who, args[0])?;
    Ok(match super::text::method(who) {
        "bit_length" => Value::small(i.abs().bits() as i64),
        "bit_count" => Value::small(i.abs().bit_count() as i64),
        _ => rt.heap.int(&i)?,
    })
}

/// `as_integer_ratio` of integers and floats.
pub fn ratio(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    if let Some(f) = args[0].as_float() {
        match f {
            _ if f.is_nan() => return raise("ValueError", "cannot convert NaN to integer ratio"),
            _ if f.is_infinite() => return raise("OverflowError", "cannot convert Infinity to integer ratio"),
            _ => {}
        }
        let (fraction, exponent) = super::super::compare::frexp(f);
        let mut top = Int::from_float(fraction * 9_007_199_254_740_992.0);
        let mut exponent = exponent as i64 - 53;
        let spare = (top.trailing_zeros() as i64).min(-exponent).max(0);
        if top.is_zero() {
            exponent = 0;
        } else {
            top = top.shift(-spare);
            exponent += spare;
        }
        let one = Int::from(1i64);
        let (top, bottom) = if exponent >= 0 { (top.shift(exponent), one) } else { (top, one.shift(-exponent)) };
        let pair = [rt.heap.int(&top)?, rt.heap.int(&bottom)?];
        return Ok(rt.heap.tuple(&pair)?);
    }
    let i = integer(rt, who, args[0])?;
    let pair = [rt.heap.int(&i)?, Value::small(1)];
    Ok(rt.heap.tuple(&pair)?)
}

/// Whether the first byte is the least; by the name of an order.
fn is_little(v: Option<Value>) -> Result<bool, Fault> {
    match v.map(|v| v.as_str()) {
        None => Ok(false),
        Some(Some(s)) if *s == *"little" => Ok(true),
        Some(Some(s)) if *s == *"big" => Ok(false),
        _ => raise("ValueError", "byteorder must be either 'little' or 'big'"),
    }
}

/// `to_bytes`.
pub fn to_bytes(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let i = integer(rt, who, args[0])?;
    let length = given(args, 1).map_or(Ok(1), |v| super::text::size(rt, v))?;
    let little = is_little(given(args, 2))?;
    let signed = given(args, 3).map_or(Ok(false), |v| super::super::values::truth(rt, v))?;
    let Ok(length) = usize::try_from(length) else {
        return raise("ValueError", "length argument must be non-negative");
    };
    if length > rt.heap.max() {
        return Err(Fault::HeapFull);
    }
    if i.is_negative() && !signed {
        return raise("OverflowError", "can't convert negative int to unsigned");
    }
    let mut data = match signed {
        true => i.big().to_signed_bytes_le(),
        false => i.big().to_bytes_le().1,
    };
    let extra = if i.is_negative() { 255 } else { 0 };
    while data.len() > length
        && data.last() == Some(&extra)
        && (!signed || data.len() < 2 || (data[data.len() - 2] ^ extra) < 128)
    {
        data.pop();
    }
    if data.len() > length {
        return raise("OverflowError", "int too big to convert");
    }
    data.resize(length, extra);
    if !little {
        data.reverse();
    }
    super::sequences::make_bytes(rt, &data, false)
}

/// `int.from_bytes`: bytes, the order, whether there is a sign.
pub fn from_bytes(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(mut data) = bytes(args[0]) else {
        return raise("TypeError", format!("cannot convert '{}' object to bytes", type_name(rt, args[0])));
    };
    if !is_little(given(args, 1))? {
        data.reverse();
    }
    let signed = given(args, 2).map_or(Ok(false), |v| super::super::values::truth(rt, v))?;
    let i = if signed { BigInt::from_signed_bytes_le(&data) } else { BigInt::from_bytes_le(Sign::Plus, &data) };
    Ok(rt.heap.int(&Int::from(i))?)
}

/// `is_integer`, `hex` and `conjugate` of floats, by the name.
pub fn of_float(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let f = float(rt, who, args[0])?;
    Ok(match super::text::method(who) {
        "is_integer" => Value::bool(f.is_finite() && f.fract() == 0.0),
        "hex" => rt.heap.string(&numbers::float_hex(f))?,
        _ => args[0],
    })
}

/// `float.fromhex`.
pub fn from_hex(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match args[0].as_str() {
        Some(s) => Ok(Value::signed_float(numbers::float_from_hex(&s)?)),
        None => raise("TypeError", "bad argument type for built-in operation"),
    }
}

/// `round`.
pub fn round(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let v = args[0];
    if v.as_a::<Instance>().is_some() {
        let places = some(args, 1).unwrap_or(Value::MISSING);
        return call(world(rt).own(Own::Round), &[v, places]);
    }
    if int(v).is_none() && v.as_float().is_none() {
        return raise("TypeError", format!("type {} doesn't define __round__ method", type_name(rt, v)));
    }
    let places = match some(args, 1) {
        None => None,
        Some(p) => match int(p) {
            Some(p) => Some(p),
            None => return no_integer(rt, p),
        },
    };
    match (int(v), v.as_float(), places) {
        (Some(i), _, Some(p)) if p.is_negative() => {
            let p = p.neg().to_float();
            if p > i.bits() as f64 {
                return Ok(Value::small(0));
            }
            let unit = Int::from(10i64).pow(p as u64);
            let (down, rest) = i.div_mod_floor(&unit);
            let up = match rest.add(&rest).order(&unit) {
                std::cmp::Ordering::Less => false,
                std::cmp::Ordering::Equal => down.is_odd(),
                std::cmp::Ordering::Greater => true,
            };
            let down = if up { down.add(&Int::from(1i64)) } else { down };
            Ok(rt.heap.int(&down.mul(&unit))?)
        }
        (Some(i), ..) => Ok(rt.heap.int(&i)?),
        (_, Some(f), None) => Ok(rt.heap.int(&whole(if f.is_finite() { f.round_ties_even() } else { f })?)?),
        (_, Some(f), Some(p)) => Ok(Value::float(rounded(f, &p)?)),
        _ => Ok(v),
    }
}

fn rounded(f: f64, places: &Int) -> Result<f64, Raise> {
    let p = places.to_float();
    match p {
        _ if !f.is_finite() || f == 0.0 || p > 323.0 => Ok(f),
        _ if p < -308.0 => Ok(0.0f64.copysign(f)),
        _ => {
            let r = format::round(f, p as i32).copysign(f);
            if r.is_infinite() { Err(Raise::overflow("rounded value too large to represent")) } else { Ok(r) }
        }
    }
}
