//! Operators in full: what the fast paths of integers and floats leave.
use super::raise;
use super::values::{float, int, type_name};
use crate::core::Prim;
use crate::number::{Bitwise, Int, MAX_BITS};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;
use std::cmp::Ordering;

type Outcome = Result<Value, Fault>;

/// A primitive in full.
pub fn prim(rt: &mut Runtime, p: Prim, args: &[Value]) -> Outcome {
    match (p, args) {
        (Prim::Not, &[a]) => Ok(Value::bool(!a.is_true())),
        (Prim::Lt | Prim::Le | Prim::Gt | Prim::Ge | Prim::NumEq, &[a, b]) => compare(p, a, b),
        (_, &[a, b]) => binary(rt, p, a, b),
        _ => Err(Fault::error(crate::syntax::Code::Internal, format!("{} is no operation of Python", p.text()))),
    }
}

/// The operator of a primitive.
fn sign(p: Prim) -> &'static str {
    match p {
        Prim::Add => "+",
        Prim::Sub => "-",
        Prim::Mul => "*",
        Prim::Div => "/",
        Prim::Modulo => "%",
        Prim::BitAnd => "&",
        Prim::BitOr => "|",
        Prim::BitXor => "^",
        Prim::Lt => "<",
        Prim::Le => "<=",
        Prim::Gt => ">",
        Prim::Ge => ">=",
        _ => "==",
    }
}

/// That an operator does not take these operands.
pub fn unsupported<T>(sign: &str, a: Value, b: Value) -> Result<T, Fault> {
    let (a, b) = (type_name(a), type_name(b));
    raise("TypeError", format!("unsupported operand type(s) for {sign}: '{a}' and '{b}'"))
}

fn compare(p: Prim, a: Value, b: Value) -> Outcome {
    let order = match (int(a), int(b), a.as_float(), b.as_float()) {
        (Some(x), Some(y), ..) => Some(x.order(&y)),
        (.., Some(x), Some(y)) => x.partial_cmp(&y),
        (Some(x), _, _, Some(y)) => order_mixed(&x, y),
        (_, Some(y), Some(x), _) => order_mixed(&y, x).map(Ordering::reverse),
        _ => match (a.as_str(), b.as_str()) {
            (Some(x), Some(y)) => Some(x.cmp(&*y)),
            _ if p == Prim::NumEq => return Ok(Value::bool(a == b)),
            _ => {
                let (s, a, b) = (sign(p), type_name(a), type_name(b));
                let message = format!("'{s}' not supported between instances of '{a}' and '{b}'");
                return raise("TypeError", message);
            }
        },
    };
    Ok(Value::bool(match p {
        Prim::Lt => order == Some(Ordering::Less),
        Prim::Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        Prim::Gt => order == Some(Ordering::Greater),
        Prim::Ge => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        _ => order == Some(Ordering::Equal),
    }))
}

/// An integer beside a float, exactly.
fn order_mixed(i: &Int, f: f64) -> Option<Ordering> {
    if f.is_nan() {
        return None;
    }
    if f.is_infinite() {
        return Some(if f > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = f.trunc();
    let by_whole = i.order(&Int::from_float(whole));
    let by_rest = 0.0f64.partial_cmp(&(f - whole));
    Some(if by_whole == Ordering::Equal { by_rest.unwrap_or(Ordering::Equal) } else { by_whole })
}

fn binary(rt: &mut Runtime, p: Prim, a: Value, b: Value) -> Outcome {
    if let (Some(x), Some(y)) = (int(a), int(b)) {
        return integers(rt, p, a, b, &x, &y);
    }
    if p == Prim::Add
        && let (Some(x), Some(y)) = (a.as_str(), b.as_str())
    {
        let joined = format!("{}{}", &*x, &*y);
        return Ok(rt.heap.string(&joined)?);
    }
    if p == Prim::Mul {
        for (text, times) in [(a, b), (b, a)] {
            if let (Some(s), Some(n)) = (text.as_str(), int(times)) {
                return repeat(rt, &s, &n);
            }
        }
    }
    if p == Prim::Add && a.is_str() {
        let message = format!("can only concatenate str (not \"{}\") to str", type_name(b));
        return raise("TypeError", message);
    }
    if matches!(p, Prim::BitAnd | Prim::BitOr | Prim::BitXor) {
        return unsupported(sign(p), a, b);
    }
    let (Some(x), Some(y)) = (float(a)?, float(b)?) else { return unsupported(sign(p), a, b) };
    Ok(Value::float(match p {
        Prim::Add => x + y,
        Prim::Sub => x - y,
        Prim::Mul => x * y,
        Prim::Div if y == 0.0 => return raise("ZeroDivisionError", "float division by zero"),
        Prim::Div => x / y,
        Prim::Modulo if y == 0.0 => return raise("ZeroDivisionError", "float modulo"),
        _ => floor_mod(x, y),
    }))
}

fn repeat(rt: &mut Runtime, s: &str, n: &Int) -> Outcome {
    let times = if n.is_negative() { 0.0 } else { n.to_float() };
    if times * s.len() as f64 > rt.heap.max() as f64 {
        return Err(Fault::HeapFull);
    }
    let repeated = s.repeat(times as usize);
    Ok(rt.heap.string(&repeated)?)
}

/// The remainder with the sign of the divisor.
fn floor_mod(x: f64, y: f64) -> f64 {
    let r = x % y;
    if r == 0.0 {
        0.0f64.copysign(y)
    } else if (r < 0.0) != (y < 0.0) {
        r + y
    } else {
        r
    }
}

fn integers(rt: &mut Runtime, p: Prim, a: Value, b: Value, x: &Int, y: &Int) -> Outcome {
    let bools = matches!(a, Value::TRUE | Value::FALSE) && matches!(b, Value::TRUE | Value::FALSE);
    let bits = |op| x.bitwise(op, y);
    let result = match p {
        Prim::Add => x.add(y),
        Prim::Sub => x.sub(y),
        Prim::Mul if x.bits() + y.bits() > MAX_BITS => return Err(Fault::HeapFull),
        Prim::Mul => x.mul(y),
        Prim::Div if y.is_zero() => return raise("ZeroDivisionError", "division by zero"),
        Prim::Div => return quotient(x, y),
        Prim::Modulo if y.is_zero() => return raise("ZeroDivisionError", "integer modulo by zero"),
        Prim::Modulo => x.div_mod_floor(y).1,
        Prim::BitAnd | Prim::BitOr | Prim::BitXor if bools => {
            let (x, y) = (a == Value::TRUE, b == Value::TRUE);
            return Ok(Value::bool(match p {
                Prim::BitAnd => x & y,
                Prim::BitOr => x | y,
                _ => x ^ y,
            }));
        }
        Prim::BitAnd => bits(Bitwise::And),
        Prim::BitOr => bits(Bitwise::Or),
        Prim::BitXor => bits(Bitwise::Xor),
        _ => return unsupported(sign(p), a, b),
    };
    Ok(rt.heap.int(&result)?)
}

/// The nearest float of a quotient of integers.
fn quotient(x: &Int, y: &Int) -> Outcome {
    if x.bits() <= 53 && y.bits() <= 53 {
        return Ok(Value::float(x.to_float() / y.to_float()));
    }
    let f = crate::number::Real::lowest(x.clone(), y.clone()).to_float();
    if f.is_infinite() {
        return raise("OverflowError", "integer division result too large for a float");
    }
    Ok(Value::float(f))
}

/// `a // b`.
pub fn floor_div(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (a, b) = (args[0], args[1]);
    if let (Some(x), Some(y)) = (int(a), int(b)) {
        if y.is_zero() {
            return raise("ZeroDivisionError", "integer division or modulo by zero");
        }
        return Ok(rt.heap.int(&x.div_mod_floor(&y).0)?);
    }
    let (Some(x), Some(y)) = (float(a)?, float(b)?) else { return unsupported("//", a, b) };
    if y == 0.0 {
        return raise("ZeroDivisionError", "float floor division by zero");
    }
    // As CPython: from the exact remainder, so that both agree.
    let quotient = (x - floor_mod(x, y)) / y;
    let down = quotient.floor();
    let nearest = if quotient - down > 0.5 { down + 1.0 } else { down };
    Ok(Value::float(if nearest == 0.0 { 0.0f64.copysign(x / y) } else { nearest }))
}

/// `a ** b`.
pub fn power(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (a, b) = (args[0], args[1]);
    if let (Some(x), Some(y)) = (int(a), int(b))
        && !y.is_negative()
    {
        let times = y.to_float();
        if x.bits() > 1 && times * x.bits() as f64 > MAX_BITS as f64 {
            return Err(Fault::HeapFull);
        }
        // 0, 1 and -1 to a power of any size.
        let times = if x.bits() > 1 { times as u64 } else { 2 * (y.is_zero() as u64 ^ 1) - y.is_odd() as u64 };
        return Ok(rt.heap.int(&x.pow(times))?);
    }
    let (Some(x), Some(y)) = (float(a)?, float(b)?) else { return unsupported("** or pow()", a, b) };
    if x == 0.0 && y < 0.0 {
        return raise("ZeroDivisionError", "0.0 cannot be raised to a negative power");
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y.fract() != 0.0 {
        return raise("ValueError", "not supported: complex numbers");
    }
    let r = x.powf(y);
    if r.is_infinite() && x.is_finite() && y.is_finite() {
        return raise("OverflowError", "(34, 'Numerical result out of range')");
    }
    Ok(Value::float(r))
}

/// `a << b` and `a >> b`, by the name.
pub fn shift(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (Some(x), Some(n)) = (int(args[0]), int(args[1])) else { return unsupported(who, args[0], args[1]) };
    if n.is_negative() {
        return raise("ValueError", "negative shift count");
    }
    let by = n.to_float();
    if who == ">>" {
        return Ok(rt.heap.int(&x.shift(-(by.min(1e9) as i64)))?);
    }
    if !x.is_zero() && by + x.bits() as f64 > MAX_BITS as f64 {
        return Err(Fault::HeapFull);
    }
    Ok(rt.heap.int(&x.shift(if x.is_zero() { 0 } else { by as i64 }))?)
}

/// `-a`, `+a` and `~a`, by the name.
pub fn unary(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let a = args[0];
    match (int(a), a.as_float()) {
        (Some(i), _) => Ok(match who {
            "-" => rt.heap.int(&i.neg())?,
            "+" => rt.heap.int(&i)?,
            _ => rt.heap.int(&i.not())?,
        }),
        (_, Some(f)) if who == "-" => Ok(Value::float(-f)),
        (_, Some(f)) if who == "+" => Ok(Value::float(f)),
        _ => raise("TypeError", format!("bad operand type for unary {who}: '{}'", type_name(a))),
    }
}
