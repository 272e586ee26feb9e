//! Numbers.
use super::args::{arg, string, wrong};
use super::arith::{self, Number, Outcome, arithmetic, compare, holds, integer, number, whole, wide_value};
use crate::core::Prim;
use crate::lang::lisp::messages::{self, noun};
use crate::lang::lisp::number::{Num, exact_of, format_float, format_int, parse_number};
use crate::platform;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;
use Number::{Float, Int};

type Who = &'static str;

/// Folds a primitive over the arguments, from `unit` if there are none.
#[inline]
fn fold(rt: &mut Runtime, p: Prim, unit: i64, a: &[Value]) -> Outcome {
    match *a {
        [] => Ok(Value::small(unit)),
        [only] if matches!(p, Prim::Add | Prim::Mul) => Ok(number(rt, p.text(), only)?.value()),
        [only] => integer(rt, p.text(), only).map(Value::small),
        [first, ref rest @ ..] => rest.iter().try_fold(first, |acc, &v| arith::binary(rt, p, acc, v)),
    }
}

pub fn add(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    fold(rt, Prim::Add, 0, a)
}
pub fn mul(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    fold(rt, Prim::Mul, 1, a)
}
pub fn sub(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    match *a {
        [only] => Ok(match number(rt, who, only)? {
            Int(i) => Value::int_or_float(-i),
            Float(f) => Value::float(-f),
        }),
        _ => fold(rt, Prim::Sub, 0, a),
    }
}
pub fn div(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    match *a {
        [only] => arithmetic(rt, Prim::Div, Value::small(1), only),
        _ => fold(rt, Prim::Div, 1, a),
    }
}
pub fn bit_and(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    fold(rt, Prim::BitAnd, -1, a)
}
pub fn bit_or(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    fold(rt, Prim::BitOr, 0, a)
}
pub fn bit_xor(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    fold(rt, Prim::BitXor, 0, a)
}
pub fn bit_not(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    integer(rt, who, arg(a, 0)).map(|i| Value::small(!i))
}

super::args::primitives! {
    quotient = Quotient;
    remainder = Remainder;
    modulo = Modulo;
    shift = Shift;
    int_add = IntAdd;
    int_sub = IntSub;
    int_mul = IntMul;
    float_add = FloatAdd;
    float_sub = FloatSub;
    float_mul = FloatMul;
}

/// Whether each argument relates to the next. All are looked at.
#[inline]
fn chain(rt: &mut Runtime, p: Prim, a: &[Value]) -> Outcome {
    if let [x, y] = *a {
        return compare(rt, p, x, y).map(Value::bool);
    }
    let mut last = number(rt, p.text(), arg(a, 0))?;
    let mut all = true;
    for &v in a.iter().skip(1) {
        let next = number(rt, p.text(), v)?;
        all &= holds(p, last, next);
        last = next;
    }
    Ok(Value::bool(all))
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
    Ok(match number(rt, who, arg(a, 0))? {
        Int(i) => Value::int_or_float(i.abs()),
        Float(f) => Value::float(f.abs()),
    })
}

/// The argument that wins against all others; NaN wins always.
fn extreme(rt: &mut Runtime, who: Who, a: &[Value], wins: fn(f64, f64) -> bool) -> Outcome {
    let mut best = number(rt, who, arg(a, 0))?;
    let mut inexact = matches!(best, Float(_));
    for &v in a.iter().skip(1) {
        let x = number(rt, who, v)?;
        inexact |= matches!(x, Float(_));
        if !best.float().is_nan() && !wins(best.float(), x.float()) {
            best = x;
        }
    }
    Ok(if inexact { Value::float(best.float()) } else { best.value() })
}
pub fn min(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    extreme(rt, who, a, |best, x| best <= x)
}
pub fn max(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    extreme(rt, who, a, |best, x| best >= x)
}

pub fn is_number(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    Ok(Value::bool(v.is_int() || v.is_float()))
}
pub fn is_real(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    is_number(rt, who, a)
}
pub fn is_integer(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    Ok(Value::bool(v.is_int() || v.as_float().is_some_and(|f| f.is_finite() && f.fract() == 0.0)))
}
pub fn is_float(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).is_float()))
}
pub fn is_exact_integer(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).is_int()))
}

/// Tests of numbers, and functions from floats to floats.
macro_rules! on_numbers {
    (test $($name:ident($x:ident) = $test:expr;)*) => { $(
        pub fn $name(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
            let $x = number(rt, who, arg(a, 0))?;
            Ok(Value::bool($test))
        }
    )* };
    (float $($name:ident = $f:expr;)*) => { $(
        pub fn $name(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
            number(rt, who, arg(a, 0)).map(|x| Value::float($f(x.float())))
        }
    )* };
    (round $($name:ident = $f:expr;)*) => { $(
        pub fn $name(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
            let v = arg(a, 0);
            Ok(match number(rt, who, v)? {
                Int(_) => v,
                Float(f) => Value::float($f(f)),
            })
        }
    )* };
}
on_numbers! { test
    is_exact(x) = matches!(x, Int(_));
    is_inexact(x) = matches!(x, Float(_));
    is_nan(x) = x.float().is_nan();
    is_zero(x) = x.float() == 0.0;
    is_positive(x) = x.float() > 0.0;
    is_negative(x) = x.float() < 0.0;
}
on_numbers! { float
    inexact = std::convert::identity;
    exp = platform::exp;
    sin = platform::sin;
    cos = platform::cos;
    tan = platform::tan;
    asin = platform::asin;
    acos = platform::acos;
}
on_numbers! { round
    floor = f64::floor;
    ceiling = f64::ceil;
    round = f64::round_ties_even;
    truncate = f64::trunc;
}

fn odd(rt: &Runtime, who: Who, v: Value) -> Result<bool, Fault> {
    Ok(match whole(rt, who, v)? {
        Int(i) => i & 1 == 1,
        Float(f) => f % 2.0 != 0.0,
    })
}
pub fn is_odd(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    odd(rt, who, arg(a, 0)).map(Value::bool)
}
pub fn is_even(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    odd(rt, who, arg(a, 0)).map(|odd| Value::bool(!odd))
}

pub fn exact(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    match number(rt, who, v)? {
        Int(_) => Ok(v),
        Float(f) => match exact_of(f) {
            Some(i) => Ok(Value::small(i)),
            None => Err(messages::no_exact(who, &format_float(f)).into()),
        },
    }
}

pub fn sqrt(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let x = number(rt, who, arg(a, 0))?;
    let root = x.float().sqrt();
    Ok(match x {
        Int(i) if i >= 0 && (root as i64).pow(2) == i => Value::small(root as i64),
        _ => Value::float(root),
    })
}

pub fn square(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    number(rt, who, v)?;
    arithmetic(rt, Prim::Mul, v, v)
}

pub fn expt(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (base, power) = (number(rt, who, arg(a, 0))?, number(rt, who, arg(a, 1))?);
    if let (Int(b), Int(p)) = (base, power)
        && let Some(v) = int_power(b, p.unsigned_abs())
    {
        return if p >= 0 { Ok(v) } else { arithmetic(rt, Prim::Div, Value::small(1), v) };
    }
    Ok(Value::float(platform::pow(base.float(), power.float())))
}

/// A power by squaring, if it is an integer that fits.
fn int_power(base: i64, mut times: u64) -> Option<Value> {
    if base.abs() > 1 && times > 50 {
        return None;
    }
    let (mut result, mut square) = (1i64, base);
    while times > 0 {
        if times & 1 == 1 {
            result = result.checked_mul(square)?;
        }
        times >>= 1;
        if times > 0 {
            square = square.checked_mul(square)?;
        }
    }
    Value::int(result)
}

pub fn log(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let x = platform::ln(number(rt, who, arg(a, 0))?.float());
    Ok(Value::float(match a.get(1) {
        Some(&base) => x / platform::ln(number(rt, who, base)?.float()),
        None => x,
    }))
}

pub fn atan(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let y = number(rt, who, arg(a, 0))?.float();
    Ok(Value::float(match a.get(1) {
        Some(&x) => platform::atan2(y, number(rt, who, x)?.float()),
        None => platform::atan(y),
    }))
}

fn radix(rt: &Runtime, who: Who, v: Option<&Value>) -> Result<u32, Fault> {
    let Some(&v) = v else { return Ok(10) };
    match integer(rt, who, v)? {
        r @ 2..=36 => Ok(r as u32),
        r => Err(messages::bad_radix(who, &r.to_string()).into()),
    }
}

/// Floats are written to radix 10 whatever is asked for.
pub fn number_to_string(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let x = number(rt, who, arg(a, 0))?;
    let radix = radix(rt, who, a.get(1))?;
    let text = match x {
        Int(i) => format_int(i, radix),
        Float(f) => format_float(f),
    };
    Ok(rt.heap.string(&text)?)
}

pub fn string_to_number(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let text = string(rt, who, arg(a, 0))?;
    Ok(match parse_number(&text, radix(rt, who, a.get(1))?) {
        Ok(Num::Int(i)) => Value::int_or_float(i),
        Ok(Num::Float(f)) => Value::float(f),
        Err(_) => Value::FALSE,
    })
}

fn greatest_divisor(mut p: u128, mut q: u128) -> u128 {
    while q != 0 {
        (p, q) = (q, p % q);
    }
    p
}
pub fn gcd(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let mut acc = 0;
    for &v in a {
        acc = greatest_divisor(acc, integer(rt, who, v)?.unsigned_abs() as u128);
    }
    Ok(wide_value(acc as i128))
}
pub fn lcm(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let mut acc: u128 = 1;
    for &v in a {
        let x = integer(rt, who, v)?.unsigned_abs() as u128;
        let divisor = greatest_divisor(acc, x);
        acc = if x == 0 { 0 } else { (acc / divisor).saturating_mul(x).min(i128::MAX as u128) };
    }
    Ok(wide_value(acc as i128))
}

/// A number, for functions that only pass it on.
pub(super) fn checked(rt: &Runtime, who: Who, v: Value) -> Outcome {
    if v.is_int() || v.is_float() { Ok(v) } else { Err(wrong(rt, who, noun::NUMBER, v)) }
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
            ("-", &["-1125899906842624"], "1125899906842624.0"),
            ("-", &["10", "1", "2"], "7"),
            ("/", &["2"], "0.5"),
            ("/", &["0"], "divide-by-zero: division by zero"),
            ("/", &["12", "2", "3"], "2"),
            ("bitwise-and", &[], "-1"),
            ("bitwise-or", &["5"], "5"),
            ("bitwise-or", &["5.0"], "type: bitwise-or: expected an integer, got 5.0"),
            ("bitwise-xor", &["5", "1", "2"], "6"),
            ("bitwise-not", &["5"], "-6"),
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
            ("exact?", &["2"], "#t"),
            ("exact?", &["x"], "type: exact?: expected a number, got x"),
            ("nan?", &["+nan.0"], "#t"),
            ("zero?", &["-0.0"], "#t"),
            ("odd?", &["-3"], "#t"),
            ("even?", &["4.0"], "#t"),
            ("odd?", &["1.5"], "type: odd?: expected an integer, got 1.5"),
        ]);
    }

    #[test]
    fn exactness_and_rounding() {
        check(&[
            ("exact", &["2.0"], "2"),
            ("exact", &["2.5"], "range: exact: there is no exact integer for 2.5"),
            ("inexact->exact", &["1e300"], "range: inexact->exact: there is no exact integer for 1e300"),
            ("inexact", &["2"], "2.0"),
            ("round", &["2.5"], "2.0"),
            ("round", &["-1.5"], "-2.0"),
            ("round", &["7"], "7"),
            ("floor", &["-1.5"], "-2.0"),
            ("truncate", &["-1.5"], "-1.0"),
            ("ceiling", &["x"], "type: ceiling: expected a number, got x"),
        ]);
    }

    #[test]
    fn roots_powers_and_logarithms() {
        check(&[
            ("sqrt", &["16"], "4"),
            ("sqrt", &["1125899906842623"], "33554431.999999985"),
            ("sqrt", &["-1"], "+nan.0"),
            ("square", &["-5"], "25"),
            ("square", &["x"], "type: square: expected a number, got x"),
            ("expt", &["2", "10"], "1024"),
            ("expt", &["2", "50"], "1125899906842624.0"),
            ("expt", &["-2", "50"], "1125899906842624.0"),
            ("expt", &["-1", "1125899906842623"], "-1"),
            ("expt", &["-1", "-3"], "-1"),
            ("expt", &["0", "0"], "1"),
            ("expt", &["0", "-1"], "divide-by-zero: division by zero"),
            ("expt", &["2", "-1"], "0.5"),
            ("expt", &["2.0", "3"], "8.0"),
            ("expt", &["10", "1000000"], "+inf.0"),
            ("log", &["8", "2"], "3.0"),
            ("exp", &["0"], "1.0"),
            ("atan", &["1", "-1"], "2.356194490192345"),
        ]);
    }

    #[test]
    fn texts_and_divisors() {
        check(&[
            ("number->string", &["255", "16"], "\"ff\""),
            ("number->string", &["0.5"], "\"0.5\""),
            ("number->string", &["5", "99"], "range: number->string: 99 is not a radix from 2 to 36"),
            ("string->number", &["\"#xff\""], "255"),
            ("string->number", &["\"ff\"", "16"], "255"),
            ("string->number", &["\"1/2\""], "#f"),
            ("string->number", &["\"one\""], "#f"),
            ("string->number", &["5"], "type: string->number: expected a string, got 5"),
            ("gcd", &[], "0"),
            ("gcd", &["12", "-18"], "6"),
            ("lcm", &["4", "6"], "12"),
            ("lcm", &["4", "0"], "0"),
            ("lcm", &["1125899906842623", "1125899906842621"], "1.2676506002282249e30"),
        ]);
    }
}
