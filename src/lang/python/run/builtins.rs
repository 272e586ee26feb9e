//! The builtin functions and the operators that have no primitive, from one table.
use super::super::text::format;
use super::values::{DIGITS, float, int, repr, text, truth, type_name};
use super::{arith, raise};
use crate::core::NativeId;
use crate::lang::lisp;
use crate::number::Int;
use crate::runtime::{Fault, Native, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

macro_rules! rows {
    ($($name:literal, $func:path, $min:literal, $max:expr;)*) => {
        /// Python's natives. Names that are none of Python are those of operators.
        pub const NATIVES: &[Native] = &[$(Native { name: $name, min: $min, max: $max, run: $func },)*];
    };
}

rows! {
    "//", arith::floor_div, 2, Some(2);
    "**", arith::power, 2, Some(2);
    "<<", arith::shift, 2, Some(2);
    ">>", arith::shift, 2, Some(2);
    "-", arith::unary, 1, Some(1);
    "+", arith::unary, 1, Some(1);
    "~", arith::unary, 1, Some(1);
    "%truth", is_true, 1, Some(1);
    "%index", index, 1, Some(1);
    "%turns", turns, 3, Some(3);
    "%format", formatted, 2, Some(2);
    "%join", join, 0, None;
    "%print", print_with, 2, None;
    "%unbound", unbound, 1, Some(1);
    "%failed", failed, 0, Some(1);
    "abs", abs, 1, Some(1);
    "ascii", ascii, 1, Some(1);
    "bin", digits, 1, Some(1);
    "bool", is_true, 0, Some(1);
    "chr", chr, 1, Some(1);
    "float", to_float, 0, Some(1);
    "format", formatted, 1, Some(2);
    "hex", digits, 1, Some(1);
    "int", to_int, 0, Some(1);
    "len", len, 1, Some(1);
    "max", extreme, 2, None;
    "min", extreme, 2, None;
    "oct", digits, 1, Some(1);
    "ord", ord, 1, Some(1);
    "pow", arith::power, 2, Some(2);
    "print", print, 0, None;
    "repr", show, 1, Some(1);
    "str", to_str, 0, Some(1);
}

/// The number of a native in the VM's table, found while Glassbox itself is compiled.
pub const fn id(name: &str) -> NativeId {
    let mut i = 0;
    while i < NATIVES.len() {
        if same(NATIVES[i].name.as_bytes(), name.as_bytes()) {
            return NativeId((lisp::builtins::NAMES.len() + i) as u32);
        }
        i += 1;
    }
    panic!("no native of that name");
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// The builtin of that name, if Python has it.
pub fn public(name: &str) -> Option<NativeId> {
    let at = NATIVES.iter().position(|n| n.name == name && n.name.starts_with(|c: char| c.is_ascii_lowercase()))?;
    Some(NativeId((lisp::builtins::NAMES.len() + at) as u32))
}

/// The number of a native that exists.
pub fn number(name: &str) -> NativeId {
    let at = NATIVES.iter().position(|n| n.name == name).expect("a native of that name");
    NativeId((lisp::builtins::NAMES.len() + at) as u32)
}

/// Whether a native takes that many arguments.
pub fn takes(id: NativeId, count: usize) -> bool {
    let n = &NATIVES[id.0 as usize - lisp::builtins::NAMES.len()];
    count >= n.min as usize && n.max.is_none_or(|m| count <= m as usize)
}

fn is_true(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(Value::bool(args.first().is_some_and(|&v| truth(v))))
}

fn integer(v: Value) -> Result<Int, Fault> {
    match int(v) {
        Some(i) => Ok(i),
        None => raise("TypeError", format!("'{}' object cannot be interpreted as an integer", type_name(v))),
    }
}

fn index(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    Ok(rt.heap.int(&integer(args[0])?)?)
}

/// How many numbers a range has.
fn turns(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let [first, end, step] = [integer(args[0])?, integer(args[1])?, integer(args[2])?];
    if step.is_zero() {
        return raise("ValueError", "range() arg 3 must not be zero");
    }
    let (distance, step) = if step.is_negative() { (first.sub(&end), step.neg()) } else { (end.sub(&first), step) };
    if distance.is_negative() || distance.is_zero() {
        return Ok(Value::small(0));
    }
    Ok(rt.heap.int(&distance.add(&step).sub(&Int::from(1i64)).div_rem(&step).0)?)
}

fn formatted(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let v = args[0];
    let spec = args.get(1).and_then(|s| s.as_str());
    let spec = spec.as_deref().unwrap_or("");
    let done = match (v.as_str(), v.as_float(), int(v)) {
        _ if spec.is_empty() => text(rt, v)?,
        (Some(s), ..) => format::string(&s, spec, "str")?,
        (_, Some(f), _) => format::float(f, spec, "float")?,
        (.., Some(i)) => format::int(&i, spec, type_name(v), DIGITS)?,
        _ => {
            let message = format!("unsupported format string passed to {}.__format__", type_name(v));
            return raise("TypeError", message);
        }
    };
    Ok(rt.heap.string(&done)?)
}

fn join(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let all: String = args.iter().map(|&v| text(rt, v)).collect::<Result<_, _>>()?;
    Ok(rt.heap.string(&all)?)
}

fn print(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    line(rt, " ", "\n", args)
}

/// The same with `sep` and `end` first.
fn print_with(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let mut parts = [(" ", "sep"), ("\n", "end")].map(|(usual, name)| (usual.to_string(), name));
    for ((part, name), &v) in parts.iter_mut().zip(args) {
        match v.as_str() {
            Some(s) => *part = s.to_string(),
            None if v == Value::UNIT => {}
            None => return raise("TypeError", format!("{name} must be None or a string, not {}", type_name(v))),
        }
    }
    line(rt, &parts[0].0, &parts[1].0, &args[2..])
}

fn line(rt: &mut Runtime, sep: &str, end: &str, args: &[Value]) -> Outcome {
    let mut out = String::new();
    for (i, &v) in args.iter().enumerate() {
        if i > 0 {
            out.push_str(sep);
        }
        out.push_str(&text(rt, v)?);
    }
    out.push_str(end);
    rt.write(&out)?;
    Ok(Value::UNIT)
}

fn unbound(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let name = args[0].as_str();
    let name = name.as_deref().unwrap_or("");
    let message = format!("cannot access local variable '{name}' where it is not associated with a value");
    raise("UnboundLocalError", message)
}

fn failed(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let message = args.first().map_or(Ok(String::new()), |&v| text(rt, v))?;
    raise("AssertionError", message)
}

fn abs(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match (int(args[0]), args[0].as_float()) {
        (Some(i), _) => Ok(rt.heap.int(&i.abs())?),
        (_, Some(f)) => Ok(Value::float(f.abs())),
        _ => raise("TypeError", format!("bad operand type for abs(): '{}'", type_name(args[0]))),
    }
}

fn ascii(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let shown = super::super::text::repr::ascii_of(&repr(rt, args[0])?);
    Ok(rt.heap.string(&shown)?)
}

/// `bin`, `oct` and `hex`, by the name.
fn digits(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let i = integer(args[0])?;
    let (mark, radix) = match who {
        "bin" => ("0b", 2),
        "oct" => ("0o", 8),
        _ => ("0x", 16),
    };
    let sign = if i.is_negative() { "-" } else { "" };
    let done = format!("{sign}{mark}{}", i.abs().text(radix));
    Ok(rt.heap.string(&done)?)
}

fn chr(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match format::character(&integer(args[0])?) {
        Some(c) => Ok(rt.heap.string(c.encode_utf8(&mut [0; 4]))?),
        None => raise("ValueError", "chr() arg not in range(0x110000)"),
    }
}

fn ord(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(s) = args[0].as_str() else {
        let message = format!("ord() expected string of length 1, but {} found", type_name(args[0]));
        return raise("TypeError", message);
    };
    let mut chars = s.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(Value::small(c as i64)),
        _ => {
            let message = format!("ord() expected a character, but string of length {} found", s.char_count());
            raise("TypeError", message)
        }
    }
}

fn len(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match args[0].as_str() {
        Some(s) => Ok(Value::small(s.char_count() as i64)),
        None => raise("TypeError", format!("object of type '{}' has no len()", type_name(args[0]))),
    }
}

/// `min` and `max` of arguments, by the name.
fn extreme(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let order = if who == "min" { crate::core::Prim::Lt } else { crate::core::Prim::Gt };
    let mut best = args[0];
    for &v in &args[1..] {
        if arith::prim(rt, order, &[v, best])? == Value::TRUE {
            best = v;
        }
    }
    Ok(best)
}

fn show(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let shown = repr(rt, args[0])?;
    Ok(rt.heap.string(&shown)?)
}

fn to_str(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let shown = args.first().map_or(Ok(String::new()), |&v| text(rt, v))?;
    Ok(rt.heap.string(&shown)?)
}

/// What a text holds between spaces, its underlines where digits may have them taken out.
fn number_text(s: &str) -> Option<String> {
    let s = s.trim_matches(super::super::text::chars::is_space);
    let bytes = s.as_bytes();
    let between = |i: usize| {
        i > 0 && bytes[i - 1].is_ascii_digit() && bytes.get(i + 1).is_some_and(u8::is_ascii_digit)
    };
    let placed = bytes.iter().enumerate().all(|(i, &b)| b != b'_' || between(i));
    placed.then(|| s.replace('_', ""))
}

fn to_int(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(&v) = args.first() else { return Ok(Value::small(0)) };
    if let Some(i) = int(v) {
        return Ok(rt.heap.int(&i)?);
    }
    if let Some(f) = v.as_float() {
        return match f {
            _ if f.is_nan() => raise("ValueError", "cannot convert float NaN to integer"),
            _ if f.is_infinite() => raise("OverflowError", "cannot convert float infinity to integer"),
            _ => Ok(rt.heap.int(&Int::from_float(f.trunc()))?),
        };
    }
    let Some(s) = v.as_str() else {
        let what = "int() argument must be a string, a bytes-like object or a real number, not";
        return raise("TypeError", format!("{what} '{}'", type_name(v)));
    };
    let parsed = number_text(&s).and_then(|t| {
        let (negative, digits) = match t.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, t.strip_prefix('+').unwrap_or(&t)),
        };
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let i = plain.then(|| Int::parse(digits, 10)).flatten()?;
        Some(if negative { i.neg() } else { i })
    });
    match parsed {
        Some(i) => Ok(rt.heap.int(&i)?),
        None => raise("ValueError", format!("invalid literal for int() with base 10: {}", repr(rt, v)?)),
    }
}

fn to_float(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(&v) = args.first() else { return Ok(Value::float(0.0)) };
    if let Some(f) = float(v)? {
        return Ok(Value::float(f));
    }
    let Some(s) = v.as_str() else {
        let message = format!("float() argument must be a string or a real number, not '{}'", type_name(v));
        return raise("TypeError", message);
    };
    // Words for what is no number are the same in both languages.
    match number_text(&s).and_then(|t| t.parse().ok()) {
        Some(f) => Ok(Value::float(f)),
        None => raise("ValueError", format!("could not convert string to float: {}", repr(rt, v)?)),
    }
}
