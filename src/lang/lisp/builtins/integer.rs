//! Integers: division, divisors, roots and bits.
use super::args::{arg, wrong};
use super::arith::{self, Outcome};
use super::number::fold;
use super::tower::{Division, divide, fault, give_whole, int, room, whole};
use crate::core::Prim;
use crate::lang::lisp::messages::noun;
use crate::number::{Int, MAX_BITS, MAX_GCD_BITS, Trouble};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Who = &'static str;

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

pub fn floor_quotient(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    divide(rt, who, Division::FloorQuotient, arg(a, 0), arg(a, 1))
}

fn odd(rt: &Runtime, who: Who, v: Value) -> Result<bool, Fault> {
    match v.as_int() {
        Some(i) => Ok(i & 1 == 1),
        None => whole(rt, who, v).map(|(i, _)| i.is_odd()),
    }
}
pub fn is_odd(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    odd(rt, who, arg(a, 0)).map(Value::bool)
}
pub fn is_even(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    odd(rt, who, arg(a, 0)).map(|odd| Value::bool(!odd))
}

/// Folds over whole numbers; the result is a float if any argument is.
fn fold_whole(rt: &mut Runtime, who: Who, unit: i64, a: &[Value], f: impl Fn(&Int, &Int) -> Option<Int>) -> Outcome {
    let (mut acc, mut exact) = (Int::from(unit), true);
    for &v in a {
        let (i, is_exact) = whole(rt, who, v)?;
        exact &= is_exact;
        let small = acc.bits() <= MAX_GCD_BITS && i.bits() <= MAX_GCD_BITS;
        acc = small.then(|| f(&acc, &i)).flatten().ok_or_else(|| fault(who, Trouble::TooLarge))?;
    }
    give_whole(rt, &acc, exact)
}
pub fn gcd(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    fold_whole(rt, who, 0, a, |acc, i| Some(acc.gcd(i)))
}
pub fn lcm(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    fold_whole(rt, who, 1, a, |acc, i| {
        if i.is_zero() || acc.is_zero() {
            return Some(Int::Small(0));
        }
        let multiple = acc.div_rem(&acc.gcd(i)).0;
        (multiple.bits() + i.bits() <= MAX_BITS).then(|| multiple.mul(i).abs())
    })
}

/// The root of an integer and what is left of it, as a pair.
pub fn exact_sqrt(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    let natural = crate::object::int(v).filter(|i| !i.is_negative());
    let i = natural.ok_or_else(|| wrong(rt, "exact-integer-sqrt", noun::NATURAL, v))?;
    room(rt, i.bits())?;
    let (root, rest) = i.sqrt_rem();
    let (root, rest) = (rt.heap.int(&root)?, rt.heap.int(&rest)?);
    Ok(rt.heap.pair(root, rest)?)
}

pub fn bit_and(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    bits(rt, Prim::BitAnd, -1, a)
}
pub fn bit_or(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    bits(rt, Prim::BitOr, 0, a)
}
pub fn bit_xor(rt: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    bits(rt, Prim::BitXor, 0, a)
}
fn bits(rt: &mut Runtime, p: Prim, unit: i64, a: &[Value]) -> Outcome {
    if let [only] = *a {
        int(rt, p.text(), only)?;
    }
    fold(rt, p, unit, a)
}
pub fn bit_not(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let complement = int(rt, who, arg(a, 0))?.not();
    Ok(rt.heap.int(&complement)?)
}
pub fn bit_count(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    int(rt, who, arg(a, 0)).map(|i| Value::small(i.bit_count() as i64))
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::check;

    #[test]
    fn division() {
        check(&[
            ("floor-quotient", &["-7", "2"], "-4"),
            ("floor-quotient", &["7.0", "-2"], "-4.0"),
            ("floor-quotient", &["7", "0"], "divide-by-zero: division by zero"),
            ("floor-quotient", &["7", "1.5"], "type: floor-quotient: expected an integer, got 1.5"),
            ("quotient", &["100000000000000000000", "-3"], "-33333333333333333333"),
            ("remainder", &["-100000000000000000000", "3"], "-1"),
            ("modulo", &["-100000000000000000000", "3"], "2"),
            ("modulo", &["5", "-100000000000000000000"], "-99999999999999999995"),
            ("quotient", &["5", "100000000000000000000"], "0"),
            ("quotient", &["-9223372036854775808", "9223372036854775808"], "-1"),
            ("quotient", &["1e20", "3"], "33333333333333330000.0"),
            ("odd?", &["-3"], "#t"),
            ("odd?", &["100000000000000000001"], "#t"),
            ("even?", &["4.0"], "#t"),
            ("odd?", &["1.5"], "type: odd?: expected an integer, got 1.5"),
        ]);
    }

    #[test]
    fn divisors_and_roots() {
        check(&[
            ("gcd", &[], "0"),
            ("gcd", &["12", "-18"], "6"),
            ("gcd", &["0", "-5"], "5"),
            ("gcd", &["4.0", "6"], "2.0"),
            ("gcd", &["100000000000000000000", "30000000000000000000000"], "100000000000000000000"),
            ("gcd", &["1/2"], "type: gcd: expected an integer, got 1/2"),
            ("lcm", &[], "1"),
            ("lcm", &["4", "6"], "12"),
            ("lcm", &["32.0", "-36"], "288.0"),
            ("lcm", &["4", "0"], "0"),
            ("lcm", &["1125899906842623", "1125899906842621"], "1267650600228224897897075834883"),
            ("%exact-sqrt", &["17"], "(4 . 1)"),
            ("%exact-sqrt", &["0"], "(0 . 0)"),
            ("%exact-sqrt", &["100000000000000000000000000000000000001"], "(10000000000000000000 . 1)"),
            ("%exact-sqrt", &["-1"], "type: exact-integer-sqrt: expected an integer that is not negative, got -1"),
        ]);
    }

    #[test]
    fn bits() {
        check(&[
            ("bitwise-and", &[], "-1"),
            ("bitwise-or", &["5"], "5"),
            ("bitwise-or", &["5.0"], "type: bitwise-or: expected an integer, got 5.0"),
            ("bitwise-xor", &["5", "1", "2"], "6"),
            ("bitwise-not", &["5"], "-6"),
            ("bitwise-and", &["-1", "#xffffffffffffffffffff"], "1208925819614629174706175"),
            ("bitwise-or", &["#x80000000000000000000", "-1"], "-1"),
            ("bitwise-xor", &["#xffffffffffffffffffff", "#xffffffffffffffffffff"], "0"),
            ("bitwise-not", &["1125899906842624"], "-1125899906842625"),
            ("bit-count", &["7"], "3"),
            ("bit-count", &["-8"], "3"),
            ("bit-count", &["#xffffffffffffffffffff"], "80"),
            ("bit-count", &["-1208925819614629174706176"], "80"),
            ("arithmetic-shift", &["#xffffffffffffffffffff", "-76"], "15"),
            ("arithmetic-shift", &["-1", "-100000000000000000000"], "-1"),
            (
                "arithmetic-shift",
                &["1", "100000000000000000000"],
                "memory: arithmetic-shift: the numbers are too large",
            ),
        ]);
    }
}
