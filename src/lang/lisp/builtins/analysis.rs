//! Roots, powers, functions of analysis, and complex numbers.
use super::args::arg;
use super::arith::Outcome;
use super::tower::{fault, give, num, real, room};
use crate::number::{self, Function, MAX_BITS, Num, Real};
use crate::object::Complex;
use crate::platform;
use crate::runtime::Runtime;
use crate::value::Value;

type Who = &'static str;

pub fn sqrt(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    if let Some(f) = v.as_float()
        && f >= 0.0
    {
        return Ok(Value::float(f.sqrt()));
    }
    let root = num(rt, who, v)?.sqrt();
    give(rt, who, root)
}

pub fn expt(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (base, power) = (num(rt, who, arg(a, 0))?, num(rt, who, arg(a, 1))?);
    if let Some(times) = arg(a, 1).as_int() {
        let bits = base.bits().saturating_mul(times.unsigned_abs());
        // What is larger fails anyway, if it is not one of the few that do not grow.
        room(rt, if base.is_exact() && bits <= MAX_BITS { bits } else { 0 })?;
    }
    give(rt, who, number::expt(&base, &power))
}

macro_rules! functions {
    ($($name:ident = $function:ident;)*) => { $(
        pub fn $name(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
            let result = num(rt, who, arg(a, 0))?.apply(Function::$function);
            give(rt, who, Ok(result))
        }
    )* };
}
functions! {
    exp = Exp;
    sin = Sin;
    cos = Cos;
    tan = Tan;
    asin = Asin;
    acos = Acos;
}

pub fn log(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let ln = num(rt, who, arg(a, 0))?.apply(Function::Ln);
    let Some(&base) = a.get(1) else { return give(rt, who, Ok(ln)) };
    let base = num(rt, who, base)?.apply(Function::Ln);
    give(rt, who, ln.div(&base))
}

pub fn atan(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    match *a {
        [y, x] => {
            let (y, x) = (real(rt, who, y)?, real(rt, who, x)?);
            Ok(Value::float(platform::atan2(y.to_float(), x.to_float())))
        }
        _ => {
            let angle = num(rt, who, arg(a, 0))?.apply(Function::Atan);
            give(rt, who, Ok(angle))
        }
    }
}

pub fn make_rectangular(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (re, im) = (real(rt, who, arg(a, 0))?, real(rt, who, arg(a, 1))?);
    give(rt, who, Ok(Num::new(re, im)))
}
pub fn make_polar(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (size, angle) = (real(rt, who, arg(a, 0))?, real(rt, who, arg(a, 1))?);
    give(rt, who, Num::polar(&size, &angle))
}
pub fn real_part(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    match arg(a, 0).as_a::<Complex>() {
        Some(c) => Ok(c.re),
        None => super::number::checked(rt, who, arg(a, 0)),
    }
}
pub fn imag_part(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    match arg(a, 0).as_a::<Complex>() {
        Some(c) => Ok(c.im),
        None => super::number::checked(rt, who, arg(a, 0)).map(|_| Value::small(0)),
    }
}
pub fn magnitude(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let v = arg(a, 0);
    if let Some(c) = v.as_a::<Complex>()
        && let (Some(re), Some(im)) = (c.re.as_float(), c.im.as_float())
    {
        return Ok(Value::float(number::size(re, im)));
    }
    let size = num(rt, who, v)?.magnitude().map_err(|trouble| fault(who, trouble))?;
    Ok(rt.heap.real(&size)?)
}
pub fn angle(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let angle: Real = num(rt, who, arg(a, 0))?.angle();
    Ok(rt.heap.real(&angle)?)
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::check;

    #[test]
    fn roots() {
        check(&[
            ("sqrt", &["16"], "4"),
            ("sqrt", &["16.0"], "4.0"),
            ("sqrt", &["1/4"], "1/2"),
            ("sqrt", &["1125899906842623"], "33554431.999999985"),
            ("sqrt", &["-1"], "+i"),
            ("sqrt", &["-2"], "+1.4142135623730951i"),
            ("sqrt", &["-4.0"], "+2.0i"),
            ("sqrt", &["-1.0-0.0i"], "0.0+1.0i"),
            ("sqrt", &["3+4i"], "2+i"),
            ("sqrt", &["-3-4i"], "1-2i"),
            ("sqrt", &["1.0-2.0i"], "1.272019649514069-0.7861513777574233i"),
            ("sqrt", &["-0.0"], "-0.0"),
            ("sqrt", &["#e1e400"], &("1".to_string() + &"0".repeat(200))),
            ("sqrt", &["#e2e400"], "1.414213562373095e200"),
            ("sqrt", &["#e2e-400"], "1.414213562373095e-200"),
            ("sqrt", &["x"], "type: sqrt: expected a number, got x"),
        ]);
    }

    #[test]
    fn powers() {
        check(&[
            ("expt", &["2", "10"], "1024"),
            ("expt", &["2", "100"], "1267650600228229401496703205376"),
            ("expt", &["-2", "51"], "-2251799813685248"),
            ("expt", &["10", "20"], "100000000000000000000"),
            ("expt", &["-1", "1125899906842623"], "-1"),
            ("expt", &["-1", "-3"], "-1"),
            ("expt", &["-2", "-3"], "-1/8"),
            ("expt", &["0", "0"], "1"),
            ("expt", &["0", "5"], "0"),
            ("expt", &["0", "-1"], "divide-by-zero: division by zero"),
            ("expt", &["0.0", "0"], "1.0"),
            ("expt", &["0", "1.0"], "0.0"),
            ("expt", &["2", "-1"], "1/2"),
            ("expt", &["2/3", "3"], "8/27"),
            ("expt", &["2/3", "-3"], "27/8"),
            ("expt", &["-2/3", "-3"], "-27/8"),
            ("expt", &["4", "1/2"], "2"),
            ("expt", &["2.0", "3"], "8.0"),
            ("expt", &["2", "0.5"], "1.4142135623730951"),
            ("expt", &["+i", "2"], "-1"),
            ("expt", &["1+i", "10"], "+32i"),
            ("expt", &["1+i", "-2"], "-1/2i"),
            ("expt", &["-1", "0.5"], "6.123233995736766e-17+1.0i"),
            ("expt", &["10", "10000000000"], "memory: expt: the numbers are too large"),
            ("expt", &["10", "100000000000000000000"], "memory: expt: the numbers are too large"),
            ("expt", &["1", "100000000000000000000"], "1"),
        ]);
    }

    #[test]
    fn functions_of_real_numbers() {
        check(&[
            ("log", &["8", "2"], "3.0"),
            ("log", &["0"], "-inf.0"),
            ("log", &["#e1e400"], "921.0340371976182"),
            ("log", &["1"], "0.0"),
            ("exp", &["0"], "1.0"),
            ("exp", &["1/2"], "1.6487212707001282"),
            ("sin", &["0"], "0.0"),
            ("acos", &["1"], "0.0"),
            ("atan", &["1", "-1"], "2.356194490192345"),
            ("atan", &["+nan.0"], "+nan.0"),
            ("atan", &["1", "+i"], "type: atan: expected a real number, got +i"),
        ]);
    }

    #[test]
    fn complex_numbers() {
        check(&[
            ("make-rectangular", &["1", "2"], "1+2i"),
            ("make-rectangular", &["1.5", "0"], "1.5"),
            ("make-rectangular", &["1.5", "-0.0"], "1.5-0.0i"),
            ("make-rectangular", &["+i", "1"], "type: make-rectangular: expected a real number, got +i"),
            ("make-polar", &["2", "0"], "2"),
            ("make-polar", &["1", "2"], "-0.4161468365471424+0.9092974268256817i"),
            ("real-part", &["1+2i"], "1"),
            ("imag-part", &["1+2i"], "2"),
            ("imag-part", &["1.5"], "0"),
            ("magnitude", &["3+4i"], "5"),
            ("magnitude", &["3.0+4.0i"], "5.0"),
            ("magnitude", &["3e300+4e300i"], "5e300"),
            ("magnitude", &["-1/2"], "1/2"),
            ("angle", &["-1"], "3.141592653589793"),
            ("angle", &["1"], "0"),
            ("angle", &["+i"], "1.5707963267948966"),
            ("log", &["-1"], "0.0+3.141592653589793i"),
            ("exp", &["+i"], "0.5403023058681398+0.8414709848078965i"),
            ("sin", &["1+i"], "1.2984575814159773+0.6349639147847361i"),
            ("asin", &["2"], "1.5707963267948966-1.3169578969248166i"),
            ("acos", &["2"], "0.0+1.3169578969248166i"),
            ("atan", &["+2i"], "1.5707963267948966+0.5493061443340549i"),
        ]);
    }
}
