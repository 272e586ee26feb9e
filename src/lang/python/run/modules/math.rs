//! `math`.
use super::super::class::type_name;
use super::super::natives::integer;
use super::super::values::{float, int};
use super::super::{call, compare, raise};
use crate::number::Int;
use crate::object::Instance;
use crate::platform;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

fn real(rt: &Runtime, v: Value) -> Result<f64, Fault> {
    match float(v)? {
        Some(f) => Ok(f),
        None if v.as_a::<Instance>().is_some() => Err(Fault::Float(v)),
        None => raise("TypeError", format!("must be real number, not {}", type_name(rt, v))),
    }
}

/// A result that is no number where the operands were is an error.
fn checked(result: f64, operands: &[f64]) -> Outcome {
    if result.is_nan() && !operands.iter().any(|f| f.is_nan()) {
        return raise("ValueError", "math domain error");
    }
    if result.is_infinite() && operands.iter().all(|f| f.is_finite()) {
        return raise("OverflowError", "math range error");
    }
    Ok(Value::float(result))
}

/// Functions of one number, by the name.
pub fn one(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let x = real(rt, args[0])?;
    let r = match who {
        "math:sqrt" => x.sqrt(),
        "math:sin" => platform::sin(x),
        "math:cos" => platform::cos(x),
        "math:tan" => platform::tan(x),
        "math:asin" => platform::asin(x),
        "math:acos" => platform::acos(x),
        "math:atan" => platform::atan(x),
        "math:sinh" => platform::sinh(x),
        "math:cosh" => platform::cosh(x),
        "math:tanh" => platform::tanh(x),
        "math:asinh" => platform::asinh(x),
        "math:acosh" => platform::acosh(x),
        "math:atanh" if x.abs() == 1.0 => return raise("ValueError", "math domain error"),
        "math:atanh" => platform::atanh(x),
        "math:exp" => platform::exp(x),
        "math:exp2" => platform::exp2(x),
        "math:expm1" => platform::exp_m1(x),
        "math:cbrt" => platform::cbrt(x),
        "math:degrees" => return Ok(Value::float(x * (180.0 / std::f64::consts::PI))),
        "math:radians" => return Ok(Value::float(x * (std::f64::consts::PI / 180.0))),
        "math:erf" => libm::erf(x),
        "math:erfc" => libm::erfc(x),
        "math:ulp" => return Ok(Value::float(ulp(x))),
        _ => x.abs(),
    };
    checked(r, &[x])
}

/// The distance to the next float away from zero.
fn ulp(x: f64) -> f64 {
    let x = x.abs();
    match x.is_finite() {
        true if x == f64::MAX => x - x.next_down(),
        true => x.next_up() - x,
        false => x,
    }
}

/// `nextafter`.
pub fn next_after(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (x, y) = (real(rt, args[0])?, real(rt, args[1])?);
    Ok(Value::float(match x.partial_cmp(&y) {
        None => f64::NAN,
        Some(std::cmp::Ordering::Less) => x.next_up(),
        Some(std::cmp::Ordering::Greater) => x.next_down(),
        Some(std::cmp::Ordering::Equal) => y,
    }))
}

/// `gamma` and the logarithm of its size, by the name.
pub fn gamma(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let x = real(rt, args[0])?;
    // Poles.
    if x <= 0.0 && x == x.trunc() && (x.is_finite() || who == "math:gamma") {
        return raise("ValueError", "math domain error");
    }
    let r = match who {
        "math:gamma" => libm::tgamma(x),
        _ if x.is_infinite() => f64::INFINITY,
        _ => libm::lgamma(x),
    };
    checked(r, &[x])
}

/// Functions of two numbers, by the name.
pub fn two(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (x, y) = (real(rt, args[0])?, real(rt, args[1])?);
    let r = match who {
        "math:atan2" => platform::atan2(x, y),
        "math:copysign" => return Ok(Value::signed_float(x.copysign(y))),
        "math:fmod" => x % y,
        "math:pow" if x == 0.0 && y < 0.0 && y.is_finite() => return raise("ValueError", "math domain error"),
        "math:pow" => platform::pow(x, y),
        _ if y.is_infinite() && x.is_finite() => x,
        // `remainder`: exact, like `fmod`; of two equally near multiples the even one counts.
        _ => {
            let (a, b) = (x.abs(), y.abs());
            let below = a % b;
            let above = b - below;
            let r = match below.partial_cmp(&above) {
                Some(std::cmp::Ordering::Less) => below,
                Some(std::cmp::Ordering::Greater) => -above,
                _ => below - 2.0 * ((0.5 * (a - below)) % b),
            };
            r * 1f64.copysign(x)
        }
    };
    checked(r, &[x, y])
}

/// Logarithms, by the name.
pub fn log(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let one = |v: Value| -> Result<f64, Fault> {
        // Integers may be larger than floats.
        if let Some(i) = int(v) {
            if i.is_negative() || i.is_zero() {
                return raise("ValueError", "math domain error");
            }
            let bits = i.bits() as i64;
            if bits > 1023 {
                // A fraction times a power of two
                let fraction = i.shift(-(bits - 64)).to_float() / 2f64.powi(64);
                let of: fn(f64) -> f64 = match who {
                    "math:log2" => platform::log2,
                    "math:log10" => platform::log10,
                    _ => platform::ln,
                };
                return Ok(of(fraction) + of(2.0) * bits as f64);
            }
        }
        let x = real(rt, v)?;
        if x <= 0.0 {
            return raise("ValueError", "math domain error");
        }
        Ok(match who {
            "math:log2" => platform::log2(x),
            "math:log10" => platform::log10(x),
            "math:log1p" => x,
            _ => platform::ln(x),
        })
    };
    if who == "math:log1p" {
        let x = real(rt, args[0])?;
        if x <= -1.0 {
            return raise("ValueError", "math domain error");
        }
        return Ok(Value::float(platform::ln_1p(x)));
    }
    let x = one(args[0])?;
    match args.get(1) {
        Some(&base) => {
            let b = one(base)?;
            if b == 0.0 {
                return raise("ZeroDivisionError", "float division by zero");
            }
            Ok(Value::float(x / b))
        }
        None => Ok(Value::float(x)),
    }
}

/// `floor`, `ceil` and `trunc`, by the name.
pub fn whole(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    if let Some(i) = int(args[0]) {
        return Ok(rt.heap.int(&i)?);
    }
    if args[0].as_a::<Instance>().is_some() {
        let name = match who {
            "math:floor" => "__floor__",
            "math:ceil" => "__ceil__",
            _ => "__trunc__",
        };
        let sym = rt.interner.intern(name);
        if let Some(f) = super::super::class::lookup_own(rt, super::super::class::class_of(rt, args[0]), sym) {
            return call(f, args);
        }
    }
    if who == "math:trunc" && args[0].as_float().is_none() {
        let name = type_name(rt, args[0]);
        return raise("TypeError", format!("type {name} doesn't define __trunc__ method"));
    }
    let x = real(rt, args[0])?;
    let r = match who {
        "math:floor" => x.floor(),
        "math:ceil" => x.ceil(),
        _ => x.trunc(),
    };
    match r {
        _ if r.is_nan() => raise("ValueError", "cannot convert float NaN to integer"),
        _ if r.is_infinite() => raise("OverflowError", "cannot convert float infinity to integer"),
        _ => Ok(rt.heap.int(&Int::from_float(r))?),
    }
}

/// `isnan`, `isinf` and `isfinite`, by the name.
pub fn test(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let x = real(rt, args[0])?;
    Ok(Value::bool(match who {
        "math:isnan" => x.is_nan(),
        "math:isinf" => x.is_infinite(),
        _ => x.is_finite(),
    }))
}

/// `gcd` and `lcm`, by the name.
pub fn divisors(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let gcd = |a: Int, b: Int| Int::from(num_integer::Integer::gcd(&*a.big(), &*b.big()));
    if let (&[a, b], "math:gcd") = (args, who)
        && let (Some(a), Some(b)) = (a.as_int(), b.as_int())
    {
        let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        return Ok(rt.heap.int(&Int::from(a as i64))?);
    }
    let mut all = Int::from(if who == "math:gcd" { 0i64 } else { 1i64 });
    for &v in args {
        let i = integer(rt, v)?;
        all = if who == "math:gcd" {
            gcd(all, i)
        } else if i.is_zero() || all.is_zero() {
            Int::from(0i64)
        } else {
            let d = gcd(all.clone(), i.clone());
            all.div_rem(&d).0.mul(&i).abs()
        };
    }
    Ok(rt.heap.int(&all)?)
}

/// `isqrt`.
pub fn isqrt(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let n = integer(rt, args[0])?;
    if n.is_negative() {
        return raise("ValueError", "isqrt() argument must be nonnegative");
    }
    if n.is_zero() {
        return Ok(Value::small(0));
    }
    let mut x = Int::from(1i64).shift(n.bits().div_ceil(2) as i64);
    loop {
        let y = x.add(&n.div_rem(&x).0).shift(-1);
        if y.order(&x).is_ge() {
            return Ok(rt.heap.int(&x)?);
        }
        x = y;
    }
}

/// `factorial`.
pub fn factorial(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let n = integer(rt, args[0])?;
    if n.is_negative() {
        return raise("ValueError", "factorial() not defined for negative values");
    }
    let Int::Small(n) = n else { return Err(Fault::HeapFull) };
    // The digits alone would take this much.
    if n > 200_000 {
        return Err(Fault::HeapFull);
    }
    let mut all = Int::from(1i64);
    for i in 2..=n {
        all = all.mul(&Int::from(i));
    }
    Ok(rt.heap.int(&all)?)
}

/// `comb` and `perm`, by the name.
pub fn choose(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let n = integer(rt, args[0])?;
    let k = match args.get(1) {
        Some(&k) if k != Value::UNIT => integer(rt, k)?,
        _ => n.clone(),
    };
    if n.is_negative() || k.is_negative() {
        let which = if n.is_negative() { "n" } else { "k" };
        return raise("ValueError", format!("{which} must be a non-negative integer"));
    }
    if k.order(&n).is_gt() {
        return Ok(Value::small(0));
    }
    let k = if who == "math:comb" && n.sub(&k).order(&k).is_lt() { n.sub(&k) } else { k };
    let Int::Small(k) = k else { return Err(Fault::HeapFull) };
    let mut all = Int::from(1i64);
    for i in 0..k {
        all = all.mul(&n.sub(&Int::from(i)));
        if who == "math:comb" {
            all = all.div_rem(&Int::from(i + 1)).0;
        }
        if all.bits() > crate::number::MAX_BITS {
            return Err(Fault::HeapFull);
        }
    }
    Ok(rt.heap.int(&all)?)
}

/// `frexp` and `modf`, by the name.
pub fn split(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let x = real(rt, args[0])?;
    let parts = if who == "math:frexp" {
        let (m, e) = compare::frexp(x);
        [Value::float(m), Value::small(e as i64)]
    } else if x.is_infinite() {
        [Value::float(0.0f64.copysign(x)), Value::float(x)]
    } else {
        [Value::float((x - x.trunc()).copysign(x)), Value::float(x.trunc())]
    };
    Ok(rt.heap.tuple(&parts)?)
}

/// `ldexp`.
pub fn ldexp(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let x = real(rt, args[0])?;
    let e = integer(rt, args[1])?.to_float().clamp(-5000.0, 5000.0) as i32;
    // In steps, as the power itself may be out of range.
    let mut r = x;
    let mut left = e;
    while left != 0 {
        let step = left.clamp(-1000, 1000);
        r *= 2.0f64.powi(step);
        left -= step;
    }
    checked(r, &[x])
}

/// The distance of two numbers beside what is tolerated.
pub fn hypot(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let all = args.iter().map(|&v| real(rt, v)).collect::<Result<Vec<_>, _>>()?;
    checked(norm(&all), &all)
}

/// The root of a sum of squares, to the last bit but for rare cases: squares and their sum are
/// kept as pairs of floats, and the root is put right by what its own square lacks.
fn norm(all: &[f64]) -> f64 {
    let most = all.iter().fold(0.0f64, |m, x| m.max(x.abs()));
    if most == 0.0 || most.is_infinite() {
        return most;
    }
    if all.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    // Powers of two, so that no square is too large or too small.
    let scale = match most {
        m if m > 1e100 => 2f64.powi(-700),
        m if m < 1e-100 => 2f64.powi(700),
        _ => 1.0,
    };
    let (mut sum, mut rest) = (0.0, 0.0);
    for x in all {
        let (square, low) = product(x * scale, x * scale);
        let next = sum + square;
        let (large, small) = if sum > square { (sum, square) } else { (square, sum) };
        rest += low + (large - next + small);
        sum = next;
    }
    let root = (sum + rest).sqrt();
    let (square, low) = product(root, root);
    (root + (sum - square - low + rest) / (2.0 * root)) / scale
}

/// A product and what rounding it left out (Dekker).
fn product(x: f64, y: f64) -> (f64, f64) {
    let halves = |v: f64| {
        let t = v * 134217729.0;
        let high = t - (t - v);
        (high, v - high)
    };
    let ((a, b), (c, d), r) = (halves(x), halves(y), x * y);
    (r, a * c - r + a * d + b * c + b * d)
}

/// `fsum`: the exact sum, rounded once (Shewchuk).
pub fn fsum(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(all) = super::super::iter::all(rt, args[0])? else {
        return raise("TypeError", "fsum() of this iterable is not supported; use a list");
    };
    let all = all.into_iter().map(|v| real(rt, v)).collect::<Result<Vec<f64>, _>>()?;
    let extreme: Vec<f64> = all.iter().copied().filter(|x| !x.is_finite()).collect();
    if !extreme.is_empty() {
        let sum: f64 = extreme.iter().sum();
        return match sum.is_nan() && !extreme.iter().any(|x| x.is_nan()) {
            true => raise("ValueError", "-inf + inf in fsum"),
            false => Ok(Value::float(sum)),
        };
    }
    let mut partials: Vec<f64> = vec![];
    for mut x in all {
        let mut kept = 0;
        for i in 0..partials.len() {
            let mut y = partials[i];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let hi = x + y;
            let lo = y - (hi - x);
            if lo != 0.0 {
                partials[kept] = lo;
                kept += 1;
            }
            x = hi;
        }
        partials.truncate(kept);
        partials.push(x);
    }
    let mut hi = partials.pop().unwrap_or(0.0);
    let mut lo = 0.0;
    while let Some(x) = partials.pop() {
        let y = hi;
        hi = y + x;
        lo = x - (hi - y);
        if lo != 0.0 {
            break;
        }
    }
    // Half-way cases are decided by what is below.
    if let Some(&below) = partials.last()
        && ((lo < 0.0 && below < 0.0) || (lo > 0.0 && below > 0.0))
    {
        let y = lo * 2.0;
        let x = hi + y;
        if y == x - hi {
            hi = x;
        }
    }
    Ok(Value::float(hi))
}
