//! Numbers: arithmetic, comparison, and what kind of number it is.
use super::args::{arg, wrong};
use super::arith::{self, Outcome};
use super::tower::{arithmetic, compare, is_number as number, num, real, sign};
use crate::core::Prim;
use crate::lang::lisp::messages::noun;
use crate::number::Real;
use crate::object::{BigInt, Complex, Ratio};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;
use std::cmp::Ordering;

type Who = &'static str;

/// A number, for functions that only pass it on.
pub(super) fn checked(rt: &Runtime, who: Who, v: Value) -> Outcome {
    if number(v) { Ok(v) } else { Err(wrong(rt, who, noun::NUMBER, v)) }
}

/// Folds a primitive over the arguments, from `unit` if there are none.
#[inline]
pub(super) fn fold(rt: &mut Runtime, p: Prim, unit: i64, a: &[Value]) -> Outcome {
    match *a {
        [] => Ok(Value::small(unit)),
        [first, ref rest @ ..] => rest.iter().try_fold(first, |acc, &v| arith::binary(rt, p, acc, v)),
    }
}

pub fn add(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    if let [only] = *a { checked(rt, who, only) } else { fold(rt, Prim::Add, 0, a) }
}
pub fn mul(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    if let [only] = *a { checked(rt, who, only) } else { fold(rt, Prim::Mul, 1, a) }
}
pub fn sub(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    match *a {
        [only] => match only.as_float() {
            // 0 less the negative zero would be the positive one.
            Some(f) => Ok(Value::float(-f)),
            None => {
                let n = num(rt, who, only)?.map(Real::neg);
                Ok(rt.heap.number(&n)?)
            }
        },
        _ => fold(rt, Prim::Sub, 0, a),
    }
}
pub fn div(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    match *a {
        [only] => arithmetic(rt, Prim::Div, Value::small(1), only),
        _ => fold(rt, Prim::Div, 1, a),
    }
}
pub fn square(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = checked(rt, who, arg(a, 0))?;
    arithmetic(rt, Prim::Mul, v, v)
}

/// Whether each argument relates to the next. All are looked at.
#[inline]
fn chain(rt: &mut Runtime, p: Prim, a: &[Value]) -> Outcome {
    match *a {
        [x, y] => compare(rt, p, x, y).map(Value::bool),
        [only] => compare(rt, p, only, only).map(|_| Value::TRUE),
        _ => {
            let mut all = true;
            for pair in a.windows(2) {
                all &= compare(rt, p, arg(pair, 0), arg(pair, 1))?;
            }
            Ok(Value::bool(all))
        }
    }
}
macro_rules! comparisons {
    ($($name:ident = $prim:ident;)*) => { $(
        pub fn $name(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
            chain(rt, Prim::$prim, a)
        }
    )* };
}
comparisons! {
    num_eq = NumEq;
    lt = Lt;
    gt = Gt;
    le = Le;
    ge = Ge;
}

pub fn abs(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    match (v.as_int(), v.as_float()) {
        (Some(i), _) => Ok(rt.heap.integer(i.abs())?),
        (_, Some(f)) => Ok(Value::float(f.abs())),
        _ => {
            let size = real(rt, who, v)?.abs();
            Ok(rt.heap.real(&size)?)
        }
    }
}

/// The argument that wins against all others; what is not a number wins always.
fn extreme(rt: &mut Runtime, who: Who, a: &[Value], wins: Prim) -> Outcome {
    let mut best = arg(a, 0);
    let mut inexact = false;
    for &v in a {
        // Of what is no real number, the first is the mistake.
        sign(rt, who, v)?;
        inexact |= v.is_float();
        let nan = |v: Value| v.as_float().is_some_and(f64::is_nan);
        if !nan(best) && (nan(v) || compare(rt, wins, v, best)?) {
            best = v;
        }
    }
    Ok(if inexact { Value::float(real(rt, who, best)?.to_float()) } else { best })
}
pub fn min(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    extreme(rt, who, a, Prim::Lt)
}
pub fn max(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    extreme(rt, who, a, Prim::Gt)
}

pub fn is_number(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(number(arg(a, 0))))
}
pub fn is_real(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    Ok(Value::bool(number(v) && v.as_a::<Complex>().is_none()))
}
pub fn is_rational(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    let finite = v.as_float().is_some_and(f64::is_finite);
    Ok(Value::bool(finite || exact_integer(v) || v.as_a::<Ratio>().is_some()))
}
pub fn is_integer(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    Ok(Value::bool(exact_integer(v) || v.as_float().is_some_and(|f| f.is_finite() && f.fract() == 0.0)))
}
pub fn is_float(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).is_float()))
}
fn exact_integer(v: Value) -> bool {
    v.is_int() || v.as_a::<BigInt>().is_some()
}
pub fn is_exact_integer(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(exact_integer(arg(a, 0))))
}

/// Whether a number is exact.
fn exact(rt: &Runtime, who: Who, v: Value) -> Result<bool, Fault> {
    checked(rt, who, v)?;
    Ok(match v.as_a::<Complex>() {
        Some(c) => !c.re.is_float() && !c.im.is_float(),
        None => !v.is_float(),
    })
}
pub fn is_exact(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    exact(rt, who, arg(a, 0)).map(Value::bool)
}
pub fn is_inexact(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    exact(rt, who, arg(a, 0)).map(|exact| Value::bool(!exact))
}

/// Whether some or all parts of a number are floats like that.
fn parts(rt: &Runtime, who: Who, v: Value, float: fn(f64) -> bool) -> Result<[bool; 2], Fault> {
    checked(rt, who, v)?;
    let part = |v: Value| float(v.as_float().unwrap_or(0.0));
    Ok(match v.as_a::<Complex>() {
        Some(c) => [part(c.re), part(c.im)],
        None => [part(v); 2],
    })
}
pub fn is_nan(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    parts(rt, who, arg(a, 0), f64::is_nan).map(|[re, im]| Value::bool(re || im))
}
pub fn is_finite(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    parts(rt, who, arg(a, 0), f64::is_finite).map(|[re, im]| Value::bool(re && im))
}
pub fn is_infinite(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    parts(rt, who, arg(a, 0), f64::is_infinite).map(|[re, im]| Value::bool(re || im))
}

pub fn is_zero(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    Ok(Value::bool(match v.as_number() {
        Some(f) => f == 0.0,
        None => num(rt, who, v)?.is_zero(),
    }))
}
pub fn is_positive(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    sign(rt, who, arg(a, 0)).map(|s| Value::bool(s == Some(Ordering::Greater)))
}
pub fn is_negative(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    sign(rt, who, arg(a, 0)).map(|s| Value::bool(s == Some(Ordering::Less)))
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::check;

    #[test]
    fn sums_and_products_of_any_length() {
        check(&[
            ("+", &[], "0"),
            ("+", &["-0.0"], "-0.0"),
            ("+", &["1", "2", "3.5"], "6.5"),
            ("+", &["1", "x", "()"], "type: +: expected a number, got x"),
            ("*", &[], "1"),
            ("*", &["2", "3", "4"], "24"),
            ("*", &["()"], "type: *: expected a number, got ()"),
            ("-", &["5"], "-5"),
            ("-", &["0.0"], "-0.0"),
            ("-", &["-1125899906842624"], "1125899906842624"),
            ("-", &["1125899906842624"], "-1125899906842624"),
            ("-", &["3/2+i"], "-3/2-i"),
            ("-", &["10", "1", "2"], "7"),
            ("/", &["2"], "1/2"),
            ("/", &["3", "4", "5"], "3/20"),
            ("/", &["1", "-3"], "-1/3"),
            ("/", &["0"], "divide-by-zero: division by zero"),
            ("/", &["12", "2", "3"], "2"),
            ("+", &["1125899906842623", "1"], "1125899906842624"),
            ("-", &["1125899906842624", "1"], "1125899906842623"),
            ("*", &["9007199254740993", "9007199254740993"], "81129638414606699710187514626049"),
            ("+", &["1/2", "1/3"], "5/6"),
            ("+", &["1/2", "1/2"], "1"),
            ("-", &["1/6", "1/10"], "1/15"),
            ("*", &["2/3", "3/2"], "1"),
            ("*", &["1/2", "4.0"], "2.0"),
            ("/", &["1/2", "0"], "divide-by-zero: division by zero"),
            ("+", &["1+2i", "1-2i"], "2"),
            ("*", &["+i", "+i"], "-1"),
            ("*", &["1.5+2i", "2"], "3.0+4i"),
            ("*", &["1.0+1.0i", "1.0-1.0i"], "2.0+0.0i"),
            ("/", &["1+2i", "3-4i"], "-1/5+2/5i"),
            ("/", &["1.0+2.0i", "3-4i"], "-0.2+0.4i"),
            ("/", &["1+i", "0"], "divide-by-zero: division by zero"),
            ("abs", &["-5"], "5"),
            ("abs", &["-1125899906842624"], "1125899906842624"),
            ("abs", &["-1/2"], "1/2"),
            ("abs", &["-0.0"], "0.0"),
            ("abs", &["1+i"], "type: abs: expected a real number, got 1+i"),
            ("square", &["-5"], "25"),
            ("square", &["1/2"], "1/4"),
            ("square", &["x"], "type: square: expected a number, got x"),
        ]);
    }

    #[test]
    fn comparisons_look_at_all_arguments() {
        check(&[
            ("<", &["1", "2", "3"], "#t"),
            ("<", &["1", "3", "2"], "#f"),
            ("<", &["3", "1", "x"], "type: <: expected a number, got x"),
            ("=", &["x"], "type: =: expected a number, got x"),
            ("=", &["1", "1.0", "1"], "#t"),
            (">=", &["3", "3", "1"], "#t"),
            ("min", &["3", "1", "2"], "1"),
            ("min", &["3", "1", "2.0"], "1.0"),
            ("max", &["1", "+nan.0", "2"], "+nan.0"),
            ("<", &["1125899906842624", "1e15", "2"], "#f"),
            ("<", &["1/3", "0.3333333333333333"], "#f"),
            (">", &["1/3", "0.3333333333333333"], "#t"),
            ("=", &["9007199254740993", "9007199254740992.0"], "#f"),
            ("=", &["9007199254740992", "9007199254740992.0"], "#t"),
            ("<", &["-100000000000000000000", "-99999999999999999999"], "#t"),
            ("<", &["100000000000000000000", "+inf.0"], "#t"),
            ("<", &["100000000000000000000", "+nan.0"], "#f"),
            ("=", &["1+i", "1.0+1.0i"], "#t"),
            ("<", &["1", "1+i"], "type: <: expected a real number, got 1+i"),
            ("max", &["1/2", "0.3"], "0.5"),
            ("max", &["1/2", "2/3", "1/3"], "2/3"),
            ("min", &["100000000000000000000", "3.5"], "3.5"),
            ("max", &["100000000000000000000", "3.5"], "100000000000000000000.0"),
            ("max", &["1", "+i"], "type: max: expected a real number, got +i"),
            ("max", &["1", "#t"], "type: max: expected a number, got #t"),
        ]);
    }

    #[test]
    fn kinds_of_numbers() {
        check(&[
            ("number?", &["1.5"], "#t"),
            ("number?", &["x"], "#f"),
            ("integer?", &["2.0"], "#t"),
            ("integer?", &["+inf.0"], "#f"),
            ("integer?", &["\"2\""], "#f"),
            ("number?", &["1+i"], "#t"),
            ("real?", &["1+i"], "#f"),
            ("real?", &["-2.5+0i"], "#t"),
            ("real?", &["-2.5+0.0i"], "#f"),
            ("rational?", &["1/2"], "#t"),
            ("rational?", &["+inf.0"], "#f"),
            ("rational?", &["100000000000000000000"], "#t"),
            ("integer?", &["1/2"], "#f"),
            ("integer?", &["100000000000000000000"], "#t"),
            ("exact-integer?", &["100000000000000000000"], "#t"),
            ("exact-integer?", &["5.0"], "#f"),
            ("exact?", &["1/2+3i"], "#t"),
            ("exact?", &["1/2+3.0i"], "#f"),
            ("finite?", &["3.0+inf.0i"], "#f"),
            ("finite?", &["1/2"], "#t"),
            ("infinite?", &["3.0+inf.0i"], "#t"),
            ("infinite?", &["+nan.0"], "#f"),
            ("nan?", &["1+2i"], "#f"),
            ("zero?", &["0.0+0.0i"], "#t"),
            ("zero?", &["+nan.0"], "#f"),
            ("positive?", &["100000000000000000000"], "#t"),
            ("negative?", &["-1/2"], "#t"),
            ("positive?", &["+nan.0"], "#f"),
            ("exact?", &["2"], "#t"),
            ("exact?", &["x"], "type: exact?: expected a number, got x"),
            ("nan?", &["+nan.0"], "#t"),
            ("zero?", &["-0.0"], "#t"),
        ]);
    }
}
