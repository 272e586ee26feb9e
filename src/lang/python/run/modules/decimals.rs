//! `decimal`: what is done with finite numbers where nothing is to be signalled. `None` is for the
//! module, which does the rest.
use super::super::super::lib::decimal::{Context, Lost, Number, ROUNDINGS, Rounded, Rounding};
use super::super::class::class_of;
use super::super::values::int;
use super::dates::like_other;
use crate::heap::{Heap, HeapFull};
use crate::number::Int;
use crate::object::{Dict, Gc, Instance, List};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;
use std::cmp::Ordering;

type Outcome = Result<Value, Fault>;

/// Places in the list that a context has as its first attribute.
const PRECISION: usize = 0;
const ROUNDING: usize = 1;
const LEAST: usize = 2;
const GREATEST: usize = 3;
const CLAMP: usize = 4;
const FLAGS: usize = 5;
const TRAPS: usize = 6;
/// A number that others are made like.
const ALIKE: usize = 7;

/// Places of two signals in the flags and traps.
const INEXACT: usize = 6;
const ROUNDED: usize = 7;
/// How many signals there are.
const SIGNALS: usize = 9;

/// Characters that a text may be filled up to.
const WIDEST: usize = 1000;

/// Attributes of a number, which the module gives all in this order: sign, digits and exponent,
/// which is no integer if the number is not finite.
fn number(v: Value) -> Option<Number> {
    let o = v.as_a::<Instance>()?;
    let part = |i| o.slot(i);
    Some(Number::new(part(0)?.as_int()? != 0, int(part(1)?).filter(|n| !n.is_negative())?, part(2)?.as_int()?))
}

/// A number of the class that the other one has, or an integer.
fn operand(rt: &Runtime, v: Value, beside: Value) -> Option<Number> {
    if v.as_a::<Instance>().is_none() {
        let n = int(v)?;
        return Some(Number::new(n.is_negative(), n.abs(), 0));
    }
    if class_of(rt, v) == class_of(rt, beside) { number(v) } else { None }
}

/// A context, as the module has it.
struct Given {
    context: Context,
    parts: Gc<List>,
}

impl Given {
    fn of(v: Value) -> Option<Given> {
        let parts = v.as_a::<Instance>()?.slot(0)?.as_a::<List>()?;
        let part = |i| parts.get(i)?.as_int();
        let context = Context {
            precision: part(PRECISION)?,
            rounding: *ROUNDINGS.get(part(ROUNDING)? as usize)?,
            least: part(LEAST)?,
            greatest: part(GREATEST)?,
            clamp: part(CLAMP)? != 0,
        };
        Some(Given { context, parts })
    }
    /// Whether nothing has to be said of what was lost: it was said before, and nobody wants to hear it.
    fn quiet(&self, lost: Lost) -> bool {
        let set = |which: usize, signal: usize| {
            let all = self.parts.get(which).and_then(|v| v.as_a::<Dict>()).filter(|d| d.places() == SIGNALS);
            all.map(|d| d.value(signal))
        };
        let said = |signal| set(FLAGS, signal) == Some(Value::TRUE) && set(TRAPS, signal) == Some(Value::FALSE);
        (lost < Lost::Zeros || said(ROUNDED)) && (lost < Lost::Digits || said(INEXACT))
    }
    /// The result, if nothing has to be said of it.
    fn result(&self, rt: &mut Runtime, rounded: Rounded) -> Outcome {
        let Some((n, _)) = rounded.filter(|(_, lost)| self.quiet(*lost)) else { return Ok(Value::UNIT) };
        let Some(alike) = self.parts.get(ALIKE) else { return Ok(Value::UNIT) };
        made_like(rt, alike, &n)
    }
}

/// A number like another one, which is `None` if that is no number.
fn made_like(rt: &mut Runtime, alike: Value, n: &Number) -> Outcome {
    if alike.as_a::<Instance>().is_none() {
        return Ok(Value::UNIT);
    }
    let (digits, exp) = (rt.heap.int(&n.digits)?, rt.heap.integer(n.exp)?);
    like_other(rt, alike, &[Value::small(n.negative.into()), digits, exp])
}

/// An operator of two numbers and a context.
fn operator(
    rt: &mut Runtime,
    args: &[Value],
    f: impl FnOnce(&Number, &Number, &Context) -> Option<(Number, Lost)>,
) -> Outcome {
    let operands = number(args[0]).zip(operand(rt, args[1], args[0])).zip(Given::of(args[2]));
    let Some(((a, b), given)) = operands else { return Ok(Value::UNIT) };
    given.result(rt, f(&a, &b, &given.context))
}

/// The sum.
pub fn sum(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    operator(rt, args, Number::add)
}

/// The first without the second, or the second without the first.
pub fn difference(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let turned = who.ends_with("turned");
    operator(rt, args, |a, b, c| {
        let (a, b) = if turned { (b, a) } else { (a, b) };
        a.add(&b.clone().negated(), c)
    })
}

/// The product.
pub fn product(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    operator(rt, args, Number::multiply)
}

/// The first by the second, or the second by the first.
pub fn quotient(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let turned = who.ends_with("turned");
    operator(rt, args, |a, b, c| if turned { b.divide(a, c) } else { a.divide(b, c) })
}

/// The quotient without its fraction.
pub fn whole(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    operator(rt, args, |a, b, c| a.divide_whole(b, c)?.0.fit(c))
}

/// What such a division leaves.
pub fn rest(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    operator(rt, args, |a, b, c| a.divide_whole(b, c)?.1.fit(c))
}

/// A power.
pub fn power(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    operator(rt, args, |a, b, c| match b {
        &Number { negative: false, digits: Int::Small(times), exp: 0 } => a.power(times as u64, c),
        _ => None,
    })
}

/// A number as exact as its context has it, perhaps with the other sign. A zero has none then, but where is rounded
/// downwards.
pub fn fitted(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let Some((mut n, given)) = number(args[0]).zip(Given::of(args[1])) else { return Ok(Value::UNIT) };
    n.negative ^= who.ends_with("negated");
    if n.digits.is_zero() && given.context.rounding != Rounding::Floor {
        n.negative = false;
    }
    let rounded = n.fit(&given.context);
    given.result(rt, rounded)
}

/// A number with the exponent of another one, or with an exponent: rounding as a number or `None`, and the context.
pub fn quantized(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some((n, given)) = number(args[0]).zip(Given::of(args[3])) else { return Ok(Value::UNIT) };
    let exp = match args[1].as_int() {
        Some(exp) => Some(exp),
        None => operand(rt, args[1], args[0]).map(|n| n.exp),
    };
    let rounding = match args[2].as_int() {
        Some(i) => ROUNDINGS.get(i as usize).copied(),
        None => Some(given.context.rounding),
    };
    let Some((exp, rounding)) = exp.zip(rounding) else { return Ok(Value::UNIT) };
    let rounded = n.quantize(exp, rounding, &given.context);
    given.result(rt, rounded)
}

/// Less, equal or greater: -1, 0 or 1.
pub fn compared(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let order = number(args[0]).zip(operand(rt, args[1], args[0])).and_then(|(a, b)| a.order(&b));
    Ok(order.map_or(Value::UNIT, |order: Ordering| Value::small(order as i64)))
}

/// A number like another one, of an integer or of a text.
pub fn made(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let n = match args[0].as_str() {
        Some(text) => Number::read(&text),
        None => int(args[0]).map(|n| Number::new(n.is_negative(), n.abs(), 0)),
    };
    match n {
        Some(n) => made_like(rt, args[1], &n),
        None => Ok(Value::UNIT),
    }
}

/// A value of what is known, else `None`.
fn told<T>(rt: &mut Runtime, known: Option<T>, make: impl FnOnce(&mut Heap, T) -> Result<Value, HeapFull>) -> Outcome {
    Ok(known.map_or(Ok(Value::UNIT), |known| make(&mut rt.heap, known))?)
}

/// The hash.
pub fn hash(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let hash = number(args[0]).and_then(|n| n.hash());
    told(rt, hash, Heap::integer)
}

/// The integer that is left without the fraction.
pub fn integer(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let whole = number(args[0]).and_then(|n| n.whole());
    told(rt, whole, |heap, n| heap.int(&n))
}

/// The text, if it needs no exponent.
pub fn plain_text(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let text = number(args[0]).and_then(|n| n.text());
    told(rt, text, |heap, text| heap.string(&text))
}

/// The text that `format` gives, if what it asks for is at most a width, commas and places: the number, what is asked
/// for, and the context.
pub fn formatted(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let spec = args[1].as_str();
    let text = number(args[0]).zip(Given::of(args[2])).and_then(|(n, given)| {
        let spec = spec.as_deref()?;
        let (before, places) = spec.strip_suffix('f')?.split_once('.')?;
        let (width, commas) = before.strip_suffix(',').map_or((before, false), |width| (width, true));
        let asked = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?;
        // A width that begins with a zero fills with zeros.
        let width =
            if width.is_empty() { 0 } else { asked(width).filter(|w| *w <= WIDEST && !width.starts_with('0'))? };
        let text = n.fixed_text(asked(places).filter(|p| *p <= WIDEST)? as i64, given.context.rounding, commas)?;
        Some(format!("{text:>width$}"))
    });
    told(rt, text, |heap, text| heap.string(&text))
}
