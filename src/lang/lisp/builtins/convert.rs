//! Numbers made of others and of texts: exactness, rounding, parts of fractions.
use super::args::{arg, string, wrong};
use super::arith::Outcome;
use super::number::checked;
use super::tower::{fault, int, num, real, room};
use crate::lang::lisp::messages::{self, noun};
use crate::lang::lisp::number::{format_number, parse_number};
use crate::lang::lisp::print;
use crate::number::{Int, Real, Rounding, Trouble};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Who = &'static str;

pub fn exact(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = checked(rt, who, arg(a, 0))?;
    let n = num(rt, who, v)?;
    if n.is_exact() {
        return Ok(v);
    }
    let (re, im) = n.parts();
    match re.to_exact().zip(im.to_exact()) {
        Some((re, im)) => Ok(rt.heap.number(&crate::number::Num::new(re, im))?),
        None => Err(messages::no_exact(who, &print::brief(rt, v)).into()),
    }
}
pub fn inexact(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    match v.as_number() {
        Some(f) => Ok(Value::float(f)),
        None => {
            let n = num(rt, who, v)?.map(Real::to_inexact);
            Ok(rt.heap.number(&n)?)
        }
    }
}

fn round_to(rt: &mut Runtime, who: Who, v: Value, to: Rounding) -> Outcome {
    if v.is_int() {
        return Ok(v);
    }
    let rounded = real(rt, who, v)?.round(to);
    Ok(rt.heap.real(&rounded)?)
}
macro_rules! roundings {
    ($($name:ident = $to:ident;)*) => { $(
        pub fn $name(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
            round_to(rt, who, arg(a, 0), Rounding::$to)
        }
    )* };
}
roundings! {
    floor = Floor;
    ceiling = Ceiling;
    round = Nearest;
    truncate = Truncate;
}

/// A part of a rational number; that of a float is a float.
fn part(rt: &mut Runtime, who: Who, v: Value, of: fn(&Real) -> Option<&Int>) -> Outcome {
    let r = real(rt, who, v)?;
    let exact = r.to_exact();
    let Some(part) = exact.as_ref().and_then(of) else { return Err(wrong(rt, who, noun::RATIONAL, v)) };
    super::tower::give_whole(rt, part, r.is_exact())
}
pub fn numerator(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    part(rt, who, arg(a, 0), |r| r.parts().map(|(n, _)| n))
}
pub fn denominator(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    part(rt, who, arg(a, 0), |r| r.parts().map(|(_, d)| d))
}

/// Numbers of more bits are not made simpler: it would take too long.
const MAX_SIMPLER_BITS: u64 = 1 << 16;

pub fn rationalize(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (x, by) = (real(rt, who, arg(a, 0))?, real(rt, who, arg(a, 1))?.abs());
    let simplest = match (x.to_exact(), by.to_exact()) {
        (Some(x), Some(by)) if x.bits() + by.bits() > MAX_SIMPLER_BITS => Err(Trouble::TooLarge),
        (Some(x), Some(by)) => x.sub(&by).and_then(|low| Real::simplest(&low, &x.add(&by)?)),
        // Whatever is near: 0 is the simplest. Near infinity there is nothing else.
        (Some(_), None) if !by.to_float().is_nan() => Ok(Real::Float(0.0)),
        (None, Some(_)) => Ok(x.clone()),
        _ => Ok(Real::Float(f64::NAN)),
    };
    let simplest = simplest.map_err(|trouble| fault(who, trouble))?;
    Ok(rt.heap.real(&if x.is_exact() && by.is_exact() { simplest } else { simplest.to_inexact() })?)
}

fn radix(rt: &Runtime, who: Who, v: Option<&Value>) -> Result<u32, Fault> {
    let Some(&v) = v else { return Ok(10) };
    match int(rt, who, v)? {
        Int::Small(r @ 2..=36) => Ok(r as u32),
        _ => Err(messages::bad_radix(who, &print::brief(rt, v)).into()),
    }
}

pub fn number_to_string(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    if let [v] = a
        && let Some(i) = v.as_int()
    {
        return Ok(rt.heap.string(crate::number::decimal(i, &mut [0; 20]))?);
    }
    let n = num(rt, who, arg(a, 0))?;
    let radix = radix(rt, who, a.get(1))?;
    // A bit is a character at most.
    room(rt, n.bits() * 8)?;
    Ok(rt.heap.string(&format_number(&n, radix))?)
}

pub fn string_to_number(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let text = string(rt, who, arg(a, 0))?;
    match parse_number(&text, radix(rt, who, a.get(1))?) {
        Ok(n) => Ok(rt.heap.number(&n)?),
        Err(_) => Ok(Value::FALSE),
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::check;

    #[test]
    fn exactness() {
        check(&[
            ("exact", &["2.0"], "2"),
            ("exact", &["2.5"], "5/2"),
            ("exact", &["0.1"], "3602879701896397/36028797018963968"),
            ("exact", &["1e20"], "100000000000000000000"),
            ("exact", &["-5e-324"], &format!("-1/{}", crate::number::Int::Small(1).shift(1074).text(10))),
            ("exact", &["1.5+2.5i"], "3/2+5/2i"),
            ("inexact->exact", &["+inf.0"], "range: inexact->exact: there is no exact number for +inf.0"),
            ("exact", &["x"], "type: exact: expected a number, got x"),
            ("inexact", &["2"], "2.0"),
            ("inexact", &["1/3"], "0.3333333333333333"),
            ("inexact", &["12345678901234567890"], "12345678901234567000.0"),
            ("inexact", &["1/2+3i"], "0.5+3.0i"),
        ]);
    }

    #[test]
    fn rounding() {
        check(&[
            ("round", &["2.5"], "2.0"),
            ("round", &["-1.5"], "-2.0"),
            ("round", &["7"], "7"),
            ("round", &["7/2"], "4"),
            ("round", &["5/2"], "2"),
            ("round", &["-7/2"], "-4"),
            ("round", &["-5/2"], "-2"),
            ("round", &["7/10"], "1"),
            ("floor", &["-1.5"], "-2.0"),
            ("floor", &["-3/2"], "-2"),
            ("ceiling", &["-3/2"], "-1"),
            ("truncate", &["-3/2"], "-1"),
            ("truncate", &["3/2"], "1"),
            ("truncate", &["-1.5"], "-1.0"),
            ("floor", &["100000000000000000000"], "100000000000000000000"),
            ("ceiling", &["x"], "type: ceiling: expected a number, got x"),
            ("floor", &["1+i"], "type: floor: expected a real number, got 1+i"),
        ]);
    }

    #[test]
    fn fractions() {
        check(&[
            ("numerator", &["6/4"], "3"),
            ("denominator", &["6/4"], "2"),
            ("denominator", &["1.5"], "2.0"),
            ("numerator", &["5.5"], "11.0"),
            ("denominator", &["7"], "1"),
            ("numerator", &["+nan.0"], "type: numerator: expected a rational number, got +nan.0"),
            ("rationalize", &["3/10", "1/10"], "1/3"),
            ("rationalize", &["-3/10", "1/10"], "-1/3"),
            ("rationalize", &["0.3", "1/10"], "0.3333333333333333"),
            ("rationalize", &["1/10", "1/5"], "0"),
            ("rationalize", &["5", "1/2"], "5"),
            ("rationalize", &["3/10", "0"], "3/10"),
            ("rationalize", &["3", "+inf.0"], "0.0"),
            ("rationalize", &["+inf.0", "3"], "+inf.0"),
            ("rationalize", &["+inf.0", "+inf.0"], "+nan.0"),
        ]);
    }

    #[test]
    fn texts() {
        check(&[
            ("number->string", &["255", "16"], "\"ff\""),
            ("number->string", &["0.5"], "\"0.5\""),
            ("number->string", &["0.5", "2"], "\"0.1\""),
            ("number->string", &["1/3", "2"], "\"1/11\""),
            ("number->string", &["3+4i", "2"], "\"11+100i\""),
            ("number->string", &["#xffffffffffffffffffff", "16"], "\"ffffffffffffffffffff\""),
            ("number->string", &["5", "99"], "range: number->string: 99 is not a radix from 2 to 36"),
            ("string->number", &["\"#xff\""], "255"),
            ("string->number", &["\"ff\"", "16"], "255"),
            ("string->number", &["\"1/2\""], "1/2"),
            ("string->number", &["\"a.4\"", "16"], "10.25"),
            ("string->number", &["\"one\""], "#f"),
            ("string->number", &["\"#e1e99999999999\""], "#f"),
            ("string->number", &["5"], "type: string->number: expected a string, got 5"),
        ]);
    }
}
