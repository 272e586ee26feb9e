//! Complex numbers: two floats in a number of the heap's.
use super::class::type_name;
use super::values::{float, int};
use super::world::{Own, world};
use super::{call, raise};
use crate::heap::HeapFull;
use crate::lang::python::text::numbers;
use crate::object::{Complex, Instance};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;
/// The real and the imaginary part.
pub type Parts = (f64, f64);

/// Whether a value is a complex number.
pub fn is(v: Value) -> bool {
    v.as_a::<Complex>().is_some()
}

/// The parts of a complex number.
pub fn parts(v: Value) -> Option<Parts> {
    let c = v.as_a::<Complex>()?;
    Some((c.re.as_float()?, c.im.as_float()?))
}

/// The parts of any number.
fn parts_of(v: Value) -> Result<Option<Parts>, Fault> {
    match parts(v) {
        Some(p) => Ok(Some(p)),
        None => Ok(float(v)?.map(|f| (f, 0.0))),
    }
}

/// A complex number.
pub fn make(rt: &mut Runtime, (re, im): Parts) -> Result<Value, HeapFull> {
    rt.heap.complex(Value::float(re), Value::float(im))
}

/// A literal, from its two parts.
pub fn literal(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(rt.heap.complex(args[0], args[1])?)
}

/// One part, by its number.
pub fn part(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (re, im) = parts(args[0]).unwrap_or_default();
    Ok(Value::float(if args[1] == Value::small(0) { re } else { im }))
}

/// `conjugate`.
pub fn conjugate(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (re, im) = parts(args[0]).unwrap_or_default();
    Ok(make(rt, (re, -im))?)
}

/// An operation one of whose operands is complex; nothing if it is none of theirs.
pub fn operator(rt: &mut Runtime, sign: &str, a: Value, b: Value) -> Result<Option<Value>, Fault> {
    if !is(a) && !is(b) {
        return Ok(None);
    }
    let (Some(x), Some(y)) = (parts_of(a)?, parts_of(b)?) else { return Ok(None) };
    let done = match sign {
        "+" => (x.0 + y.0, x.1 + y.1),
        "-" => (x.0 - y.0, x.1 - y.1),
        "*" => times(x, y),
        "/" => match over(x, y) {
            Some(q) => q,
            None => return raise("ZeroDivisionError", "complex division by zero"),
        },
        "**" => power(x, y)?,
        _ => return Ok(None),
    };
    Ok(Some(make(rt, done)?))
}

fn times(x: Parts, y: Parts) -> Parts {
    (x.0 * y.0 - x.1 * y.1, x.0 * y.1 + x.1 * y.0)
}

/// A quotient, scaled so that nothing overflows on the way; nothing for zero.
fn over(x: Parts, y: Parts) -> Option<Parts> {
    if y.0.abs() >= y.1.abs() {
        if y.0 == 0.0 {
            return None;
        }
        let ratio = y.1 / y.0;
        let below = y.0 + y.1 * ratio;
        return Some(((x.0 + x.1 * ratio) / below, (x.1 - x.0 * ratio) / below));
    }
    if y.1.abs() >= y.0.abs() {
        let ratio = y.0 / y.1;
        let below = y.0 * ratio + y.1;
        return Some(((x.0 * ratio + x.1) / below, (x.1 * ratio - x.0) / below));
    }
    Some((f64::NAN, f64::NAN))
}

/// Small whole powers are multiplied, as CPython does.
fn power(x: Parts, y: Parts) -> Result<Parts, Fault> {
    let r = if y.1 == 0.0 && y.0 == y.0.floor() && y.0.abs() <= 100.0 {
        let n = y.0 as i64;
        let whole = repeated(x, n.unsigned_abs());
        match n > 0 {
            true => Some(whole),
            false => over((1.0, 0.0), whole),
        }
    } else if x == (0.0, 0.0) {
        (y.1 == 0.0 && y.0 >= 0.0).then_some((0.0, 0.0))
    } else {
        let size = x.0.hypot(x.1);
        let mut len = size.powf(y.0);
        let at = x.1.atan2(x.0);
        let mut phase = at * y.0;
        if y.1 != 0.0 {
            len *= (-at * y.1).exp();
            phase += y.1 * size.ln();
        }
        Some((len * phase.cos(), len * phase.sin()))
    };
    match r {
        None => raise("ZeroDivisionError", "0.0 to a negative or complex power"),
        Some(r) if r.0.is_infinite() || r.1.is_infinite() => raise("OverflowError", "complex exponentiation"),
        Some(r) => Ok(r),
    }
}

/// `x` to a whole power.
fn repeated(x: Parts, n: u64) -> Parts {
    let (mut r, mut p, mut mask) = ((1.0, 0.0), x, 1);
    while mask > 0 && n >= mask {
        if n & mask != 0 {
            r = times(r, p);
        }
        mask <<= 1;
        p = times(p, p);
    }
    r
}

/// `x ** y` of floats that has no real value.
pub fn root(rt: &mut Runtime, x: f64, y: f64) -> Outcome {
    let r = power((x, 0.0), (y, 0.0))?;
    Ok(make(rt, r)?)
}

/// `-`, `+` and `~` by the name, and `abs`.
pub fn unary(rt: &mut Runtime, who: &str, v: Value) -> Result<Option<Value>, Fault> {
    let Some((re, im)) = parts(v) else { return Ok(None) };
    Ok(Some(match who {
        "-" => make(rt, (-re, -im))?,
        "+" => v,
        "abs" => match re.hypot(im) {
            f if f.is_infinite() && re.is_finite() && im.is_finite() => {
                return raise("OverflowError", "absolute value too large");
            }
            f => Value::float(f),
        },
        _ => return Ok(None),
    }))
}

/// Whether a complex number equals another value; nothing if neither is one.
pub fn equal(a: Value, b: Value) -> Option<bool> {
    let same = |(x, y): Parts, v: Value| match parts(v) {
        Some(p) => Some((x, y) == p),
        None if int(v).is_some() || v.is_float() => Some(y == 0.0 && super::compare::is_number(v, Value::float(x))),
        None => None,
    };
    match (parts(a), parts(b)) {
        (Some(p), _) => same(p, b),
        (_, Some(p)) => same(p, a),
        _ => None,
    }
}

/// The hash, from those of the parts.
pub fn hash(re: i64, im: i64) -> i64 {
    let h = re.wrapping_add(1_000_003i64.wrapping_mul(im));
    if h == -1 { -2 } else { h }
}

/// `complex`.
pub fn construct(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (a, b) = (args.first().copied(), args.get(1).copied().filter(|b| *b != Value::MISSING));
    let a = a.filter(|a| *a != Value::MISSING);
    if let Some(text) = a.and_then(|a| a.as_str().map(|s| s.to_string())) {
        if b.is_some() {
            return raise("TypeError", "complex() can't take second arg if first is a string");
        }
        let parts = numbers::complex(&text)?;
        return Ok(make(rt, parts)?);
    }
    if b.is_some_and(|b| b.is_str()) {
        return raise("TypeError", "complex() second arg can't be a string");
    }
    if [a, b].iter().flatten().any(|v| v.as_a::<Instance>().is_some()) {
        let arg = |v: Option<Value>| v.unwrap_or(Value::MISSING);
        return call(world(rt).own(Own::Complex), &[arg(a), arg(b)]);
    }
    let given = |rt: &Runtime, v: Option<Value>, which| match v.map(parts_of).transpose()? {
        None => Ok((0.0, 0.0)),
        Some(Some(p)) => Ok(p),
        Some(None) => {
            let name = v.map_or_else(String::new, |v| type_name(rt, v));
            raise(
                "TypeError",
                format!(
                    "complex() {which} must be a {}number, not '{name}'",
                    if which == "first argument" { "string or a " } else { "" }
                ),
            )
        }
    };
    let x = given(rt, a, "first argument")?;
    let y = given(rt, b, "second argument")?;
    if let (Some(a), None) = (a, b)
        && is(a)
    {
        return Ok(a);
    }
    // Zeros keep their signs: what is not given is not added.
    let complex = |v: Option<Value>| v.is_some_and(is);
    let re = if complex(b) { x.0 - y.1 } else { x.0 };
    let im = match (b, complex(a)) {
        (None, _) => x.1,
        (Some(_), true) => x.1 + y.0,
        (Some(_), false) => y.0,
    };
    Ok(make(rt, (re, im))?)
}
