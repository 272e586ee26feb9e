//! Operators in full: what the fast paths of integers and floats leave.
use super::class::{plain, type_name};
use super::operators::{self, SIGNS};
use super::values::{float, int, truth};
use super::world::{Own, world};
use super::{call, compare, complex, items, methods, raise};
use crate::core::Prim;
use crate::number::{Bitwise, Int, MAX_BITS};
use crate::object::{self, Class, Dict, Instance, List, Set};
use crate::platform;
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// Shifts of more places are not tried in machine words.
const MOST_PLACES: i64 = 127;

/// A primitive in full.
pub fn prim(rt: &mut Runtime, p: Prim, args: &[Value]) -> Outcome {
    if let Some(done) = of_builtins(rt, p, args, false) {
        return done;
    }
    match (p, args) {
        (Prim::Not, &[a]) => Ok(Value::bool(!a.is_true())),
        (Prim::Truth, &[a]) => truth(rt, a).map(Value::bool),
        (Prim::NumEq, &[a, b]) => compare::equality(rt, a, b),
        (Prim::Lt | Prim::Le | Prim::Gt | Prim::Ge, &[a, b]) if either_instance(a, b) => {
            operators::order(rt, compare::order_number(sign(p)), a, b)
        }
        (Prim::Lt | Prim::Le | Prim::Gt | Prim::Ge, &[a, b]) => compare::ordered(rt, sign(p), a, b).map(Value::bool),
        (Prim::GetItem, &[v, at]) => items::get(rt, v, at),
        (Prim::Unpack, &[v, count]) => super::natives::unpack(rt, "", &[v, count, Value::small(-1)]),
        (Prim::SetItem, &[v, at, value]) => items::set(rt, v, at, value),
        (Prim::FloorDiv, &[a, b]) => floor_div(rt, a, b),
        (_, &[a, b]) => binary(rt, p, a, b),
        _ => Err(Fault::error(crate::syntax::Code::Internal, format!("{} is no operation of Python", p.text()))),
    }
}

/// What a primitive gives for instances that are made of builtin values, if their classes have no
/// say in it and natives know it; the words of an error tell of the classes.
fn of_builtins(rt: &mut Runtime, p: Prim, args: &[Value], in_place: bool) -> Option<Outcome> {
    let &[a, b] = args else { return None };
    // What a class has refused is not for natives, which forget that.
    if !either_instance(a, b) || is_template(p, a) || rt.refused {
        return None;
    }
    let [x, y] = operators::builtins(rt, p, a, b, in_place)?;
    if is_template(p, x) {
        // What is filled in is shown as its class says.
        return Some(prim(rt, p, &[x, b]));
    }
    match prim(rt, p, &[x, y]) {
        done @ (Ok(_) | Err(Fault::HeapFull)) => Some(done),
        _ => None,
    }
}

/// Whether the left operand is a text that the other one is filled into.
fn is_template(p: Prim, a: Value) -> bool {
    p == Prim::Modulo && (a.is_str() || compare::bytes(a).is_some())
}

/// A primitive of an augmented assignment: what can change is changed.
pub fn in_place(rt: &mut Runtime, p: Prim, args: &[Value]) -> Outcome {
    if let &[a, b] = args
        && let Some(l) = a.as_a::<List>()
        && methods::list::in_place(rt, p, l, b)?
    {
        return Ok(a);
    }
    if let &[a, b] = args
        && let Some(done) = of_sets(rt, p, a, b, true)?
    {
        return Ok(done);
    }
    if let &[a, b] = args
        && let Some(l) = operators::list_in_place(rt, p, a)
        && methods::list::in_place(rt, p, l, if p == Prim::Mul { plain(rt, b) } else { b })?
    {
        return Ok(a);
    }
    let changes = |v: Value| {
        v.as_a::<List>().is_some()
            || v.as_a::<Set>().is_some()
            || v.as_a::<Dict>().is_some()
            || methods::bytes::array(v).is_some()
    };
    if let &[a, ..] = args
        && !changes(plain(rt, a))
        && let Some(done) = of_builtins(rt, p, args, true)
    {
        return done;
    }
    if let &[a, b] = args
        && (changes(a) || either_instance(a, b))
    {
        return operators::in_place(rt, operators::number(p).unwrap_or(0), a, b);
    }
    prim(rt, p, args).map_err(of_assignment)
}

/// The words of what is wrong with an operation for the assignment with it.
pub fn of_assignment(mut fault: Fault) -> Fault {
    if let Fault::Error(e) = &mut fault
        && let Some((head, tail)) = e.1.split_once(": '")
        && head.starts_with("TypeError: unsupported operand type(s) for ")
    {
        e.1 = format!("{}=: '{tail}", head.replace("** or pow()", "**"));
    }
    fault
}

/// Operators of two sets or two dictionaries; nothing if these are none.
fn of_sets(rt: &mut Runtime, p: Prim, a: Value, b: Value, in_place: bool) -> Result<Option<Value>, Fault> {
    if p == Prim::BitOr
        && let Some(done) = methods::dict::merged(rt, a, b, in_place)?
    {
        return Ok(Some(done));
    }
    methods::set::operator(rt, p, a, b, in_place)
}

/// The operator of a primitive.
fn sign(p: Prim) -> &'static str {
    match p {
        Prim::Lt => "<",
        Prim::Le => "<=",
        Prim::Gt => ">",
        Prim::Ge => ">=",
        _ => operators::number(p).map_or("==", |number| SIGNS[number]),
    }
}

/// The number of an operator of two operands.
fn number(sign: &str) -> usize {
    SIGNS.iter().position(|s| *s == sign).unwrap_or(0)
}

fn either_instance(a: Value, b: Value) -> bool {
    a.as_a::<Instance>().is_some() || b.as_a::<Instance>().is_some()
}

/// What an operator gives that natives do not know for these operands.
pub fn unsupported<T>(rt: &mut Runtime, sign: &str, a: Value, b: Value) -> Result<T, Fault> {
    let asks = |v: Value| {
        v.as_a::<Instance>().is_some()
            || v.as_a::<Class>().is_some()
            || v.as_a::<Set>().is_some()
            || v.as_a::<Dict>().is_some()
            || methods::set::is_view(v)
    };
    if asks(a) || asks(b) {
        return operators::arithmetic(rt, number(sign), a, b);
    }
    let sign = if sign == "**" { "** or pow()" } else { sign };
    let (a, b) = (type_name(rt, a), type_name(rt, b));
    raise("TypeError", format!("unsupported operand type(s) for {sign}: '{a}' and '{b}'"))
}

fn binary(rt: &mut Runtime, p: Prim, a: Value, b: Value) -> Outcome {
    // Templates are the text's to fill.
    if either_instance(a, b) && !is_template(p, a) {
        return unsupported(rt, sign(p), a, b);
    }
    if p == Prim::Add
        && let (Some(x), Some(y)) = (a.as_str(), b.as_str())
    {
        return Ok(rt.heap.concat_two(x, y)?);
    }
    if let Some(r) = object::of_wide(p, a, b) {
        return Ok(rt.heap.wide(r < 0, r.unsigned_abs())?);
    }
    if let Some((negative, limbs)) = object::of_long(p, a, b) {
        rt.heap.note_work(limbs.len());
        return Ok(rt.heap.long(negative, &limbs)?);
    }
    if let (Some(x), Some(y)) = (int(a), int(b)) {
        return integers(rt, p, a, b, &x, &y);
    }
    if let Some(done) = methods::sequences::operator(rt, p, a, b)? {
        return Ok(done);
    }
    if p == Prim::Modulo
        && let Some(text) = a.as_str()
    {
        return methods::format::percent(rt, &text, b);
    }
    if p == Prim::Modulo && compare::bytes(a).is_some() {
        return call(world(rt).own(Own::BytesPercent), &[a, b]);
    }
    if let Some(done) = of_sets(rt, p, a, b, false)? {
        return Ok(done);
    }
    if let Some(done) = complex::operator(rt, sign(p), a, b)? {
        return Ok(done);
    }
    if matches!(p, Prim::BitAnd | Prim::BitOr | Prim::BitXor) {
        return unsupported(rt, sign(p), a, b);
    }
    let (Some(x), Some(y)) = (float(a)?, float(b)?) else { return unsupported(rt, sign(p), a, b) };
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
        _ => return unsupported(rt, sign(p), a, b),
    };
    Ok(rt.heap.int(&result)?)
}

/// The nearest float of a quotient of integers.
fn quotient(x: &Int, y: &Int) -> Outcome {
    if x.bits() <= 53 && y.bits() <= 53 {
        return Ok(Value::float(x.to_float() / y.to_float()));
    }
    let (x, y) = if y.is_negative() { (x.neg(), y.neg()) } else { (x.clone(), y.clone()) };
    let f = crate::number::Real::lowest(x, y).to_float();
    if f.is_infinite() {
        return raise("OverflowError", "integer division result too large for a float");
    }
    Ok(Value::float(f))
}

/// `a // b`.
fn floor_div(rt: &mut Runtime, a: Value, b: Value) -> Outcome {
    if let Some(r) = object::of_wide(Prim::FloorDiv, a, b) {
        return Ok(rt.heap.wide(r < 0, r.unsigned_abs())?);
    }
    if let (Some(x), Some(y)) = (int(a), int(b)) {
        if y.is_zero() {
            return raise("ZeroDivisionError", "integer division or modulo by zero");
        }
        return Ok(rt.heap.int(&x.div_mod_floor(&y).0)?);
    }
    let (Some(x), Some(y)) = (float(a)?, float(b)?) else { return unsupported(rt, "//", a, b) };
    if y == 0.0 {
        return raise("ZeroDivisionError", "float floor division by zero");
    }
    // As CPython: from the exact remainder, so that both agree.
    let rest = x % y;
    let less = if rest != 0.0 && (rest < 0.0) != (y < 0.0) { 1.0 } else { 0.0 };
    let quotient = (x - rest) / y - less;
    let down = quotient.floor();
    let nearest = if quotient - down > 0.5 { down + 1.0 } else { down };
    Ok(Value::float(if quotient == 0.0 { 0.0f64.copysign(x / y) } else { nearest }))
}

/// The number by which another one gives 1 modulo a positive one; both are machine words. By Euclid's
/// algorithm, extended.
fn inverse(a: &Int, m: &Int) -> Option<Int> {
    let (&Int::Small(a), &Int::Small(m @ 1..)) = (a, m) else { return None };
    let (mut r, mut s) = (m as i128, (a as i128).rem_euclid(m as i128));
    let (mut x, mut y) = (0i128, 1i128);
    while s != 0 {
        let q = r / s;
        (r, s) = (s, r - q * s);
        (x, y) = (y, x - q * y);
    }
    (r == 1).then(|| Int::from(x.rem_euclid(m as i128) as i64))
}

/// `a ** b % m` of integers; missing if they are none, or too large for one step.
pub fn power_modulo(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    const MOST_BITS: u64 = 4096;
    let (Some(a), Some(b), Some(m)) = (int(args[0]), int(args[1]), int(args[2])) else { return Ok(Value::MISSING) };
    if b.is_negative() {
        let Some(a) = inverse(&a, &m) else { return Ok(Value::MISSING) };
        let args = [rt.heap.int(&a)?, rt.heap.int(&b.neg())?, args[2]];
        return power_modulo(rt, "", &args);
    }
    if b == Int::Small(1) && !m.is_negative() && !m.is_zero() {
        return Ok(rt.heap.int(&a.div_mod_floor(&m).1)?);
    }
    if m.is_zero() || [&a, &b, &m].iter().any(|i| i.bits() > MOST_BITS) {
        return Ok(Value::MISSING);
    }
    rt.heap.note_work((b.bits() * (1 + m.bits() / 64)) as usize);
    Ok(rt.heap.int(&Int::from(a.big().modpow(&b.big(), &m.big())))?)
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
    if let Some(done) = complex::operator(rt, "**", a, b)? {
        return Ok(done);
    }
    let (Some(x), Some(y)) = (float(a)?, float(b)?) else { return unsupported(rt, "**", a, b) };
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return raise("ZeroDivisionError", "0.0 cannot be raised to a negative power");
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y.fract() != 0.0 {
        return complex::root(rt, x, y);
    }
    let r = platform::pow(x, y);
    if r.is_infinite() && x.is_finite() && y.is_finite() {
        return raise("OverflowError", "(34, 'Numerical result out of range')");
    }
    Ok(Value::float(r))
}

/// `a << b` and `a >> b`, by the name.
pub fn shift(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    if let Some(n @ 0..=MOST_PLACES) = args[1].as_int()
        && let Some(r) = object::shifted(args[0], if who == ">>" { -n } else { n })
    {
        return Ok(rt.heap.wide(r < 0, r.unsigned_abs())?);
    }
    let (Some(x), Some(n)) = (int(args[0]), int(args[1])) else { return unsupported(rt, who, args[0], args[1]) };
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
        (_, Some(f)) if who == "-" => Ok(Value::signed_float(-f)),
        (_, Some(_)) if who == "+" => Ok(a),
        _ if complex::is(a) && who != "~" => Ok(complex::unary(rt, who, a)?.unwrap_or(a)),
        _ if a.as_a::<Instance>().is_some() => {
            let number = ["-", "+", "~"].iter().position(|s| *s == who).unwrap_or(0);
            call(world(rt).own(Own::Unary), &[a, Value::small(number as i64)])
        }
        _ => raise("TypeError", format!("bad operand type for unary {who}: '{}'", type_name(rt, a))),
    }
}
