//! The builtin functions.
use super::super::text::{format, numbers as number_of_text};
use super::class::{self, class_of, is_subclass, type_name};
use super::methods::{bytes as datas, number as numbers, text as texts};
use super::natives::{self as n, integer, name_of};
use super::operators::{self, SIGNS};
use super::values::{digit_limit, float, int, repr, text, truth};
use super::world::{Id, Own, world};
use super::{arith, call, call_then, compare, complex, items, iter, raise, range};
use crate::core::NativeId;
use crate::number::{Int, decimal};
use crate::object::{Class, Closure, Compound, Gc, Instance, List, Set, Sort, Tuple};
use crate::runtime::{Fault, Runtime, Then};
use crate::value::Value;
use std::borrow::Cow;

type Outcome = Result<Value, Fault>;

pub fn is_true(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    args.first().map_or(Ok(false), |&v| truth(rt, v)).map(Value::bool)
}

pub fn init_object(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let c = class_of(rt, args[0]);
    if args.len() > 1 && c.number.get() == u32::MAX && is_of_one_module(rt, c) {
        let [new, init] = makers(rt, c);
        if !init || new {
            let name = if init { class::name(c) } else { "object".into() };
            let words = "takes exactly one argument (the instance to initialize)";
            return raise("TypeError", format!("{name}.__init__() {words}"));
        }
    }
    Ok(Value::UNIT)
}

/// Whether a class has `__new__` and `__init__` of `object`.
fn makers(rt: &Runtime, c: Gc<Class>) -> [bool; 2] {
    let names = &world(rt).names;
    const OBJECTS: [NativeId; 2] = [super::id("object.__new__"), super::id("object.__init__")];
    let [new, init] = OBJECTS.map(|id| Some(Value::native(id)));
    [class::lookup(rt, c, names.new) == new, class::lookup(rt, c, names.init) == init]
}

/// Whether a class and what it is made of are of one module. Others may stand for classes that take
/// arguments in CPython.
fn is_of_one_module(rt: &Runtime, c: Gc<Class>) -> bool {
    let module =
        |k: Gc<Class>| class::own_entry(k, world(rt).names.module).and_then(|v| v.as_str().map(|s| s.to_string()));
    let of = module(c);
    class::order(c).filter_map(|k| k.as_a::<Class>()).all(|k| k.number.get() == Id::Object as u32 || module(k) == of)
}

/// `object.__new__`.
pub fn new_object(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(c) = args[0].as_a::<Class>() else {
        return raise("TypeError", "object.__new__(X): X is not a type object");
    };
    let exception = is_subclass(c, world(rt).class(Id::BaseException));
    if args.len() > 1 && !exception && is_of_one_module(rt, c) {
        match makers(rt, c) {
            [false, _] => {
                return raise("TypeError", "object.__new__() takes exactly one argument (the type to instantiate)");
            }
            [true, true] => return raise("TypeError", format!("{}() takes no arguments", class::name(c))),
            _ => {}
        }
    }
    let made = class::instantiate(rt, c)?;
    if exception && let Some(o) = made.as_a::<Instance>() {
        let args = rt.heap.tuple(&args[1..])?;
        o.set_slot(0, args);
    }
    Ok(made)
}

pub fn init_exception(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let given = rt.heap.tuple(&args[1..])?;
    if let Some(o) = args[0].as_a::<Instance>() {
        o.set_slot(0, given);
    }
    Ok(Value::UNIT)
}

/// `object.__setattr__`.
pub fn set_plain(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let Some(name) = name_of(rt, args[1]) else { return n::no_name(rt, args[1]) };
    match args[0].as_a::<Instance>() {
        Some(o) => class::set_plain(rt, args[0], o, name, args[2]).map(|_| Value::UNIT),
        None => match args[0].as_a::<Class>().filter(|c| c.number.get() == u32::MAX) {
            Some(c) => class::set_in_class(rt, c, name, args[2]).map(|_| Value::UNIT),
            None => setattr(rt, who, args),
        },
    }
}

pub fn setattr(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(name) = name_of(rt, args[1]) else { return n::no_name(rt, args[1]) };
    class::set_attribute(rt, args[0], name, args[2]).map(|_| Value::UNIT)
}

pub fn getattr(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(name) = name_of(rt, args[1]) else { return n::no_name(rt, args[1]) };
    match args.get(2) {
        Some(&other) => match n::get_or_missing(rt, args[0], name) {
            Ok(Value::MISSING) => Ok(other),
            Err(Fault::Call(mut c)) if c.args.len() == 2 => {
                c.args.push(other);
                Err(Fault::Call(c))
            }
            found => found,
        },
        None => class::attribute(rt, args[0], name).map(|v| v.0),
    }
}

pub fn hasattr(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let name = name_of(rt, args[1]);
    let Some(name) = name else { return n::no_name(rt, args[1]) };
    match n::get_or_missing(rt, args[0], name) {
        Err(Fault::Call(mut c)) if c.args.len() == 2 => {
            c.args.push(Value::NEVER);
            Err(Fault::Call(c))
        }
        found => found.map(|v| Value::bool(v != Value::MISSING)),
    }
}

/// That an operator, by its number, is not for two operands; in an augmented assignment if there
/// is a fourth argument.
pub fn by_number(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let sign = SIGNS[args[2].as_int().unwrap_or(0) as usize % SIGNS.len()];
    super::methods::sequences::refused(rt, sign, args[0], args[1])?;
    let (a, b) = (type_name(rt, args[0]), type_name(rt, args[1]));
    let sign = if sign == "**" { "** or pow()" } else { sign };
    let fault = raise("TypeError", format!("unsupported operand type(s) for {sign}: '{a}' and '{b}'"));
    if args.len() > 3 { fault.map_err(arith::of_assignment) } else { fault }
}

/// Notes the text of an exception that left the program.
pub fn note_text(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let text = args[1].as_str().map_or_else(String::new, |s| s.to_string());
    if let Some(world) = &mut rt.python {
        match args[0] {
            Value::UNIT => world.state.clear(),
            e => world.state.push((e, text)),
        }
    }
    Ok(Value::UNIT)
}

pub fn callable(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let v = args[0];
    let method = v.as_a::<Compound>().is_some_and(|c| matches!(c.sort(), Sort::Method | Sort::StaticMethod));
    let plain = v.as_a::<Closure>().is_some() || v.as_native().is_some() || v.as_a::<Class>().is_some() || method;
    let own = || class::lookup(rt, class_of(rt, v), world(rt).names.call).is_some();
    Ok(Value::bool(plain || v.as_a::<Instance>().is_some() && own()))
}

/// `staticmethod` and `classmethod`, by the name.
pub fn wrap(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let sort = if who == "staticmethod" { Sort::StaticMethod } else { Sort::ClassMethod };
    Ok(rt.heap.compound(sort, args)?)
}

pub fn property(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let mut parts = [Value::UNIT; 4];
    for (part, &arg) in parts.iter_mut().zip(args).filter(|(_, arg)| **arg != Value::MISSING) {
        *part = arg;
    }
    Ok(rt.heap.compound(Sort::Property, &parts)?)
}

/// A property that is the field of a named tuple: its number, and the documentation.
pub fn field(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let mut parts = [Value::UNIT; class::FIELD + 1];
    (parts[0], parts[3], parts[class::FIELD]) = (args[0], args[1], args[0]);
    Ok(rt.heap.compound(Sort::Property, &parts)?)
}

pub fn make_slice(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let parts = match *args {
        [end] => [Value::UNIT, end, Value::UNIT],
        [first, end] => [first, end, Value::UNIT],
        [first, end, step, ..] => [first, end, step],
        [] => [Value::UNIT; 3],
    };
    Ok(rt.heap.compound(Sort::Slice, &parts)?)
}

pub fn make_range(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args.iter().any(|v| v.as_a::<Instance>().is_some()) {
        let all = rt.heap.list_of(args)?;
        return call(world(rt).own(Own::Range), &[all]);
    }
    let all: Vec<Int> = args.iter().map(|&v| integer(rt, v)).collect::<Result<_, _>>()?;
    let (zero, one) = (Int::from(0i64), Int::from(1i64));
    match &all[..] {
        [end] => range::make(rt, &zero, end, &one),
        [first, end] => range::make(rt, first, end, &one),
        [first, end, step, ..] => range::make(rt, first, end, step),
        [] => Ok(Value::UNIT),
    }
}

pub fn identity(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    // Where an object is; what is no object is itself wherever it is.
    let (v, bits) = (args[0], args[0].bits());
    let bits = if v.is_obj() { i128::from(bits & crate::value::bits::PAYLOAD) } else { i128::from(bits) };
    Ok(rt.heap.int(&Int::from(bits))?)
}

/// `hash`.
pub fn hash(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let h = match compare::full_hash(rt, args[0]) {
        Err(fault @ Fault::Call(_)) => match super::dict::told(rt, args[0]) {
            Some(hash) => hash,
            None => match operators::method(rt, args[0], world(rt).names.hash).filter(|_| rt.repeats) {
                Some(f) => return call_then(f, args, Then::Hash),
                None => return Err(fault),
            },
        },
        known => known?,
    };
    Ok(rt.heap.int(&Int::from(h))?)
}

/// Whether an object may say that it is of another class.
fn says_class(rt: &Runtime, v: Value, class: Gc<Class>) -> bool {
    v.as_a::<Instance>().is_some() && class::lookup(rt, class, world(rt).names.class).is_some()
}

/// `isinstance` and `issubclass`, by the name.
pub fn isinstance(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (v, of) = (args[0], args[1]);
    if who == "isinstance"
        && let Some(c) = of.as_a::<Class>()
    {
        let class = class_of(rt, v);
        let found = is_subclass(class, of);
        if found || c.meta.get() == world(rt).class(Id::Type) && !says_class(rt, v, class) {
            return Ok(Value::bool(found));
        }
    }
    let class = if who == "isinstance" {
        class_of(rt, v)
    } else {
        match v.as_a::<Class>() {
            Some(c) => c,
            None => return raise("TypeError", "issubclass() arg 1 must be a class"),
        }
    };
    let (name, is_instance) = match who {
        "isinstance" => ("__instancecheck__", true),
        _ => ("__subclasscheck__", false),
    };
    let name = rt.interner.intern(name);
    // What the program has to be asked is asked for a whole tuple part by part.
    let ask = |rt: &Runtime, f: Value, part: Value| match of.as_a::<Tuple>() {
        Some(_) => call(world(rt).own(Own::IsAny), &[v, of, Value::bool(is_instance)]),
        None => call(f, &[part, v]),
    };
    let mut open = vec![of];
    while let Some(of) = open.pop() {
        if let Some(t) = of.as_a::<Tuple>() {
            open.extend(t.values().iter().rev());
        } else if let Some(c) = of.as_a::<Class>() {
            if is_subclass(class, of) {
                return Ok(Value::TRUE);
            }
            if c.meta.get() != world(rt).class(Id::Type)
                && let Some(f) = c.meta.get().as_a::<Class>().and_then(|m| class::lookup(rt, m, name))
            {
                return ask(rt, f, of);
            }
        } else {
            if let Some(f) = class::lookup(rt, class_of(rt, of), name) {
                return ask(rt, f, of);
            }
            return raise("TypeError", format!("{who}() arg 2 must be a type, a tuple of types, or a union"));
        }
    }
    if is_instance && says_class(rt, v, class) {
        return call(world(rt).own(Own::IsAny), &[v, of, Value::UNIT]);
    }
    Ok(Value::FALSE)
}

/// `divmod`.
pub fn divmod(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args.iter().any(|v| v.as_a::<Instance>().is_some()) {
        return call(world(rt).own(Own::DivMod), args);
    }
    if let (Some(x), Some(y)) = (int(args[0]), int(args[1])) {
        if y.is_zero() {
            return raise("ZeroDivisionError", "integer division or modulo by zero");
        }
        let (q, r) = x.div_mod_floor(&y);
        let pair = [rt.heap.int(&q)?, rt.heap.int(&r)?];
        return Ok(rt.heap.tuple(&pair)?);
    }
    if float(args[0])?.is_none() || float(args[1])?.is_none() {
        let (a, b) = (type_name(rt, args[0]), type_name(rt, args[1]));
        return raise("TypeError", format!("unsupported operand type(s) for divmod(): '{a}' and '{b}'"));
    }
    let pair = [n::operator(rt, "//", args)?, n::operator(rt, "%", args)?];
    Ok(rt.heap.tuple(&pair)?)
}

/// Elements to make something of, or the prelude's function that gathers them first.
fn gathered(rt: &mut Runtime, v: Option<&Value>, then: Own) -> Result<Vec<Value>, Fault> {
    let Some(&v) = v else { return Ok(vec![]) };
    match iter::all(rt, v)? {
        Some(all) => Ok(all),
        None => call(world(rt).own(then), &[v]),
    }
}

pub fn to_list(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let all = gathered(rt, args.first(), Own::List)?;
    Ok(rt.heap.list_of(&all)?)
}

pub fn to_tuple(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let Some(v) = args.first().filter(|v| v.as_a::<Tuple>().is_some()) {
        return Ok(*v);
    }
    let all = gathered(rt, args.first(), Own::Tuple)?;
    Ok(rt.heap.tuple(&all)?)
}

/// `set` and `frozenset`, by the name.
pub fn to_set(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let frozen = who == "frozenset";
    if let Some(s) = args.first().and_then(|v| v.as_a::<Set>()) {
        if frozen && s.is_frozen() {
            return Ok(args[0]);
        }
        let new = rt.heap.set(frozen)?;
        new.fill_from(&mut rt.heap, s)?;
        return Ok(Value::obj(new));
    }
    let all = gathered(rt, args.first(), if frozen { Own::FrozenSet } else { Own::Set })?;
    let new = rt.heap.set(frozen)?;
    for (i, &v) in all.iter().enumerate() {
        match super::dict::add(rt, new, v) {
            Err(Fault::Call(_)) => {
                let rest = rt.heap.list_of(&all[i..])?;
                return call(world(rt).own(Own::SetFrom), &[Value::obj(new), rest]);
            }
            done => done?,
        }
    }
    Ok(Value::obj(new))
}

/// `format`.
pub fn formatted(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let spec = args.get(1).and_then(|s| s.as_str());
    if let (Some(&given), None) = (args.get(1), &spec) {
        return raise("TypeError", format!("format() argument 2 must be str, not {}", texts::noun(rt, given)));
    }
    let done = format_value(rt, args[0], spec.as_deref().unwrap_or(""))?;
    Ok(rt.heap.string(&done)?)
}

/// What `format` gives.
pub fn format_value(rt: &mut Runtime, v: Value, spec: &str) -> Result<String, Fault> {
    if v.as_a::<Instance>().is_some() {
        let name = world(rt).names.format;
        if class::lookup_own(rt, class_of(rt, v), name).is_some()
            || class::lookup_own(rt, class_of(rt, v), world(rt).names.str).is_some()
            || class::payload(rt, v).is_some()
        {
            let given = rt.heap.string(spec)?;
            return call(world(rt).own(Own::Format), &[v, given]);
        }
    }
    Ok(match (v.as_str(), v.as_float(), int(v)) {
        _ if spec.is_empty() => text(rt, v)?,
        (Some(s), ..) => format::string(&s, spec, "str")?,
        (_, Some(f), _) => format::float(f, spec, "float")?,
        (.., Some(i)) => {
            let name: Cow<str> = if v.is_int() { "int".into() } else { type_name(rt, v).into() };
            format::int(&i, spec, &name, digit_limit(rt))?
        }
        _ if complex::is(v) => {
            let (re, im) = complex::parts(v).unwrap_or_default();
            format::complex(re, im, spec, "complex")?
        }
        _ => {
            let message = format!("unsupported format string passed to {}.__format__", type_name(rt, v));
            return raise("TypeError", message);
        }
    })
}

pub fn join(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let format = world(rt).names.format;
    let formats =
        |v: &Value| v.as_a::<Instance>().is_some() && class::lookup_own(rt, class_of(rt, *v), format).is_some();
    if !args.iter().any(formats) {
        let mut all = String::with_capacity(8 * args.len());
        let done = args.iter().try_for_each(|&v| {
            match (v.as_str(), v.as_int()) {
                (Some(s), _) => all.push_str(&s),
                (_, Some(i)) => all.push_str(decimal(i, &mut [0; 20])),
                _ => all.push_str(&text(rt, v)?),
            }
            Ok(())
        });
        match done {
            Ok(()) => return Ok(rt.heap.string(&all)?),
            Err(Fault::Call(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    let parts = rt.heap.list_of(args)?;
    call(world(rt).own(Own::Join), &[parts])
}

pub fn print(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    line(rt, " ", "\n", args)
}

/// The same with `sep` and `end` first.
pub fn print_with(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let mut parts = [(" ", "sep"), ("\n", "end")].map(|(usual, name)| (usual.to_string(), name));
    for ((part, name), &v) in parts.iter_mut().zip(args) {
        match v.as_str() {
            Some(s) => *part = s.to_string(),
            None if v == Value::UNIT => {}
            None => return raise("TypeError", format!("{name} must be None or a string, not {}", type_name(rt, v))),
        }
    }
    line(rt, &parts[0].0, &parts[1].0, &args[2..])
}

/// Notes what `sys.stdout` is at first.
pub fn stdout(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let Some(world) = &mut rt.python {
        world.stdout.0 = args[0];
    }
    Ok(Value::UNIT)
}

fn line(rt: &mut Runtime, sep: &str, end: &str, args: &[Value]) -> Outcome {
    let mut out = String::new();
    for (i, &v) in args.iter().enumerate() {
        if i > 0 {
            out.push_str(sep);
        }
        match text(rt, v) {
            Err(Fault::Call(_)) => {
                let values = rt.heap.list_of(args)?;
                let [sep, end] = [rt.heap.string(sep)?, rt.heap.string(end)?];
                return call(world(rt).own(Own::Print), &[values, sep, end]);
            }
            shown => out.push_str(&shown?),
        }
    }
    out.push_str(end);
    let (_, file) = world(rt).stdout;
    if file != Value::UNIT {
        let text = rt.heap.string(&out)?;
        return call(world(rt).own(Own::PrintTo), &[file, text]);
    }
    rt.write(&out)?;
    Ok(Value::UNIT)
}

pub fn abs(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match (int(args[0]), args[0].as_float()) {
        (Some(i), _) => Ok(rt.heap.int(&i.abs())?),
        (_, Some(f)) => Ok(Value::float(f.abs())),
        _ if complex::is(args[0]) => Ok(complex::unary(rt, "abs", args[0])?.unwrap_or(Value::UNIT)),
        _ if args[0].as_a::<Instance>().is_some() => call(world(rt).own(Own::Unary), &[args[0], Value::small(3)]),
        _ => raise("TypeError", format!("bad operand type for abs(): '{}'", type_name(rt, args[0]))),
    }
}

pub fn ascii(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let shown = match repr(rt, args[0]) {
        Err(Fault::Call(_)) => return call(world(rt).own(Own::Ascii), args),
        shown => super::super::text::repr::ascii_of(&shown?),
    };
    Ok(rt.heap.string(&shown)?)
}

/// `bin`, `oct` and `hex`, by the name.
pub fn digits(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let i = integer(rt, args[0])?;
    let (mark, radix) = match who {
        "bin" => ("0b", 2),
        "oct" => ("0o", 8),
        _ => ("0x", 16),
    };
    let sign = if i.is_negative() { "-" } else { "" };
    let done = format!("{sign}{mark}{}", i.abs().text(radix));
    Ok(rt.heap.string(&done)?)
}

pub fn chr(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match format::character(&integer(rt, args[0])?) {
        Some(c) => Ok(rt.heap.string(c.encode_utf8(&mut [0; 4]))?),
        None => raise("ValueError", "chr() arg not in range(0x110000)"),
    }
}

pub fn ord(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let (found, count) = match (args[0].as_str(), compare::bytes(args[0])) {
        (Some(s), _) => (s.chars().next().map(|c| c as i64), s.char_count()),
        (_, Some(data)) => (data.first().map(|&b| b as i64), data.len()),
        _ => {
            let message = format!("ord() expected string of length 1, but {} found", type_name(rt, args[0]));
            return raise("TypeError", message);
        }
    };
    match found.filter(|_| count == 1) {
        Some(code) => Ok(Value::small(code)),
        None => raise("TypeError", format!("ord() expected a character, but string of length {count} found")),
    }
}

/// `len`.
pub fn len(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    match items::len(args[0]) {
        Some(n) => Ok(rt.heap.integer(n as i64)?),
        None if let Some(p) = items::inside(rt, args[0], world(rt).names.len) => len(rt, "", &[p]),
        None if class::lookup_own(rt, class_of(rt, args[0]), world(rt).names.len).is_some() => {
            operators::ask(rt, args[0], world(rt).names.len, Own::Len, args, Then::Len)
        }
        None if let Some(r) = args[0].as_a::<Compound>().filter(|c| c.sort() == Sort::Range) => match range::len(r) {
            Int::Small(n) => Ok(rt.heap.integer(n)?),
            _ => raise("OverflowError", "Python int too large to convert to C ssize_t"),
        },
        None => raise("TypeError", format!("object of type '{}' has no len()", type_name(rt, args[0]))),
    }
}

pub fn show(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if let Some(f) = operators::method(rt, args[0], world(rt).names.repr) {
        return call_then(f, args, Then::Repr);
    }
    let shown = repr(rt, args[0])?;
    Ok(rt.heap.string(&shown)?)
}

pub fn to_str(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args.len() > 1 {
        return datas::text_of(rt, args);
    }
    if let [v] = *args
        && v.is_str()
    {
        return Ok(v);
    }
    if let [v] = *args
        && let Some(i) = v.as_int()
    {
        return Ok(rt.heap.string(decimal(i, &mut [0; 20]))?);
    }
    if let [v] = *args
        && let Some((f, then)) = operators::text_method(rt, v)
    {
        return call_then(f, args, then);
    }
    let shown = args.first().map_or(Ok(String::new()), |&v| text(rt, v))?;
    Ok(rt.heap.string(&shown)?)
}

pub fn to_int(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(&v) = args.first() else { return Ok(Value::small(0)) };
    if let Some(i) = int(v).filter(|_| args.len() == 1) {
        return Ok(rt.heap.int(&i)?);
    }
    if let Some(f) = v.as_float().filter(|_| args.len() == 1) {
        return Ok(rt.heap.int(&numbers::whole(f)?)?);
    }
    if v.as_a::<Instance>().is_some() {
        return call(world(rt).own(Own::Int), args);
    }
    if let Some(&base) = args.get(1) {
        return numbers::int_of_base(rt, v, base);
    }
    if let Some(data) = compare::bytes(v) {
        let i = number_of_text::int_bytes(&data, 10, digit_limit(rt))?;
        return Ok(rt.heap.int(&i)?);
    }
    let Some(s) = v.as_str() else {
        let what = "int() argument must be a string, a bytes-like object or a real number, not";
        return raise("TypeError", format!("{what} '{}'", type_name(rt, v)));
    };
    let i = number_of_text::int(&s, 10, digit_limit(rt))?;
    Ok(rt.heap.int(&i)?)
}

pub fn to_float(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(&v) = args.first() else { return Ok(Value::float(0.0)) };
    if let Some(f) = float(v)? {
        return Ok(if v.is_float() { v } else { Value::float(f) });
    }
    if v.as_a::<Instance>().is_some() {
        return call(world(rt).own(Own::Float), args);
    }
    if let Some(data) = compare::bytes(v) {
        return Ok(Value::signed_float(number_of_text::float_bytes(&data)?));
    }
    let Some(s) = v.as_str() else {
        let message = format!("float() argument must be a string or a real number, not '{}'", type_name(rt, v));
        return raise("TypeError", message);
    };
    Ok(Value::signed_float(number_of_text::float(&s)?))
}

/// `sum`. The prelude adds up what is no list or tuple of integers and floats.
pub fn sum(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let start = args.get(1).copied().unwrap_or(Value::small(0));
    match sum_of_numbers(rt, args[0], start)? {
        Some(sum) => Ok(sum),
        None => call(world(rt).own(Own::Sum), &[args[0], start]),
    }
}

/// The sum of a list or tuple of integers and floats on top of a number, as it is when they
/// are added one after the other.
fn sum_of_numbers(rt: &mut Runtime, all: Value, start: Value) -> Result<Option<Value>, Fault> {
    let (list, tuple) = (all.as_a::<List>(), all.as_a::<Tuple>());
    let count = list.map_or_else(|| tuple.map_or(0, |t| t.values().len()), |l| l.count());
    let at = |i: usize| list.map_or_else(|| tuple.and_then(|t| t.values().get(i).copied()), |l| l.get(i));
    let (mut whole, mut real) = (start.as_int(), start.as_float());
    for i in 0..count {
        let Some(v) = at(i) else { return Ok(None) };
        (whole, real) = match (whole, real, v.as_int(), v.as_float()) {
            (Some(sum), _, Some(i), _) => (sum.checked_add(i), None),
            (Some(sum), _, _, Some(f)) => (None, Some(sum as f64 + f)),
            (_, Some(sum), Some(i), _) => (None, Some(sum + i as f64)),
            (_, Some(sum), _, Some(f)) => (None, Some(sum + f)),
            _ => return Ok(None),
        };
    }
    rt.heap.note_work(count);
    Ok(match (whole, real, list.is_some() || tuple.is_some()) {
        (Some(sum), _, true) => Some(rt.heap.integer(sum)?),
        (_, Some(sum), true) => Some(Value::float(sum)),
        _ => None,
    })
}

/// `max` and `min`. Where some argument is given by name, `bind_native` puts those first, behind a
/// mark. The prelude goes through what is no list or tuple, and asks functions of the program.
pub fn extreme(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let greatest = who == "max";
    let (key, default, placed) = match *args {
        [Value::MISSING, key, default, ref placed @ ..] => (key, default, placed),
        _ => (Value::MISSING, Value::MISSING, args),
    };
    let all: Cow<[Value]> = match *placed {
        [one] => match (one.as_a::<List>(), one.as_a::<Tuple>()) {
            (Some(l), _) => l.to_vec().into(),
            (_, Some(t)) => t.values().into(),
            _ => (&[]).into(),
        },
        _ => placed.into(),
    };
    if let ([Value::MISSING, Value::MISSING], Some((&first, rest))) = ([key, default], all.split_first()) {
        let sign = if greatest { ">" } else { "<" };
        let found = rest.iter().try_fold(first, |best, &v| {
            compare::ordered(rt, sign, v, best).map(|better| if better { v } else { best })
        });
        if !matches!(found, Err(Fault::Call(_))) {
            rt.heap.note_work(rest.len());
            return found;
        }
    }
    let (name, all) = (rt.heap.string(who)?, rt.heap.tuple(placed)?);
    let key = if key == Value::MISSING { Value::UNIT } else { key };
    call(world(rt).own(Own::Extreme), &[name, all, key, default, Value::bool(greatest)])
}
