//! Exceptions as values: what the VM and natives find wrong becomes an instance of its
//! class.
use super::class::{self, class_of, is_subclass};
use super::world::{Id, Own, world};
use super::{code, values};
use crate::heap::HeapFull;
use crate::lang::python::traceback::{self, Link};
use crate::object::{Class, Gc, Instance, List, Tuple};
use crate::runtime::{Fault, Runtime};
use crate::syntax::Code;
use crate::value::Value;

/// An exception of a class with these arguments.
pub fn make(rt: &mut Runtime, class: Gc<Class>, args: &[Value]) -> Result<Value, HeapFull> {
    let args = rt.heap.tuple(args)?;
    let o = rt.heap.instance(class.shape.get(), class.room.get().max(4) as usize)?;
    o.set_slot(0, args);
    Ok(Value::obj(o))
}

/// What programs catch where something went wrong. The message begins with the class,
/// or else the code tells it.
pub fn exception(rt: &mut Runtime, code: Code, message: &str, args: &[Value]) -> Result<Value, HeapFull> {
    let known = |name: &str| world(rt).by_name(name).filter(|&c| is_exception(rt, c));
    let (name, text) = message.split_once(": ").unwrap_or((message, ""));
    let (class, text) = match known(name) {
        Some(class) => (class, text),
        None => {
            let name = match code {
                Code::Depth => "RecursionError",
                Code::Memory => "MemoryError",
                Code::Unbound => "NameError",
                Code::DivideByZero => "ZeroDivisionError",
                Code::Range => "ValueError",
                Code::Type | Code::Arity => "TypeError",
                _ => "RuntimeError",
            };
            (world(rt).by_name(name).unwrap_or(world(rt).class(Id::Exception)), message)
        }
    };
    let class = class.as_a::<Class>().expect("the world has classes");
    if !args.is_empty() {
        return make(rt, class, args);
    }
    if text.is_empty() {
        return make(rt, class, &[]);
    }
    let text = rt.heap.string(text)?;
    make(rt, class, &[text])
}

fn is_exception(rt: &Runtime, class: Value) -> bool {
    class.as_a::<Class>().is_some_and(|c| is_subclass(c, world(rt).class(Id::BaseException)))
}

/// Whether a value is an exception.
pub fn is_raised(rt: &Runtime, v: Value) -> bool {
    v.as_a::<Instance>().is_some() && is_exception(rt, Value::obj(class_of(rt, v)))
}

/// An error about a value: its only argument.
pub fn with_value(rt: &Runtime, class: &str, v: Value) -> Fault {
    let shown = values::repr(rt, v).unwrap_or_default();
    Fault::Error(Box::new((code(class), format!("{class}: {shown}"), vec![v])))
}

/// The arguments of an exception.
pub fn args(v: Value) -> Vec<Value> {
    let args = v.as_a::<Instance>().and_then(|o| o.slot(0));
    args.and_then(|a| a.as_a::<Tuple>()).map_or(vec![], |t| t.values().to_vec())
}

/// What `str` of an exception gives.
pub fn text(rt: &Runtime, v: Value) -> Result<String, Fault> {
    let args = args(v);
    let of_key = is_subclass(class_of(rt, v), world(rt).class(Id::KeyError));
    match args[..] {
        [] => Ok(String::new()),
        [one] if of_key => values::repr(rt, one),
        [one] => values::text(rt, one),
        [message, _] if syntax_place(rt, v).is_some() => {
            let (file, line, ..) = syntax_place(rt, v).unwrap_or_default();
            let file = file.rsplit('/').next().unwrap_or_default().to_string();
            Ok(format!("{} ({file}, line {line})", values::text(rt, message)?))
        }
        [codec, object, start, end, reason] if is_subclass(class_of(rt, v), world(rt).class(Id::UnicodeError)) => {
            let shown = |v| values::text(rt, v);
            let (first, last) = (values::int(start), values::int(end).map(|i| i.to_float() as i64 - 1));
            let (first, last) = (first.map_or(0, |i| i.to_float() as i64), last.unwrap_or(0));
            let place = if last == first { first.to_string() } else { format!("{first}-{last}") };
            let (can, what) = match (object.as_str(), super::compare::bytes(object)) {
                (Some(s), _) => (
                    "encode",
                    s.chars().nth(first as usize).map_or_else(String::new, |c| match c as u32 {
                        n @ 0..0x100 => format!("character '\\x{n:02x}'"),
                        n @ 0x100..0x10000 => format!("character '\\u{n:04x}'"),
                        n => format!("character '\\U{n:08x}'"),
                    }),
                ),
                (_, data) => {
                    ("decode", format!("byte 0x{:02x}", data.and_then(|d| d.get(first as usize).copied()).unwrap_or(0)))
                }
            };
            let what = match (last == first, can) {
                (true, _) => what,
                (_, "encode") => "characters".into(),
                _ => "bytes".into(),
            };
            Ok(format!("'{}' codec can't {can} {what} in position {place}: {}", shown(codec)?, shown(reason)?))
        }
        [number, message, ..] if is_subclass(class_of(rt, v), world(rt).class(Id::OsError)) => {
            let file = args.get(2).copied().filter(|f| *f != Value::UNIT).or_else(|| field(rt, v, "_filename"));
            let file = file.map(|f| values::repr(rt, f)).transpose()?;
            let file = file.map_or_else(String::new, |f| format!(": {f}"));
            Ok(format!("[Errno {}] {}{file}", values::text(rt, number)?, values::text(rt, message)?))
        }
        _ => values::repr(rt, v.as_a::<Instance>().and_then(|o| o.slot(0)).unwrap_or(Value::UNIT)),
    }
}

/// What `repr` gives.
pub fn repr(rt: &Runtime, v: Value) -> Result<String, Fault> {
    let name = class::type_name(rt, v);
    let args = args(v);
    match args[..] {
        [one] => Ok(format!("{name}({})", values::repr(rt, one)?)),
        _ => {
            let all: Result<Vec<_>, _> = args.iter().map(|&a| values::repr(rt, a)).collect();
            Ok(format!("{name}({})", all?.join(", ")))
        }
    }
}

/// The name of a class in tracebacks: with its module, if that is no program's main one.
fn full_name(rt: &Runtime, class: Gc<Class>) -> String {
    let names = &world(rt).names;
    let own = |name| class::own_entry(class, name).and_then(|v| v.as_str().map(|s| s.to_string()));
    let name = own(names.qualname).unwrap_or_else(|| class::name(class));
    match own(names.module) {
        Some(m) if m != "__main__" && m != "builtins" => format!("{m}.{name}"),
        _ => name,
    }
}

fn field(rt: &Runtime, e: Value, name: &str) -> Option<Value> {
    said(rt, e, name).filter(|&v| v != Value::UNIT)
}

/// The same, be it `None`.
fn said(rt: &Runtime, e: Value, name: &str) -> Option<Value> {
    let o = e.as_a::<Instance>()?;
    let slot = rt.layouts.slot(o.shape.get(), rt.interner.lookup(name)?)?;
    o.slot(slot as usize).filter(|&v| v != Value::UNSET)
}

/// The exception behind another, and how.
pub fn behind(rt: &Runtime, e: Value) -> Option<(Value, Link)> {
    let known = |name, link| field(rt, e, name).filter(|&c| is_raised(rt, c)).map(|c| (c, link));
    let hidden = || field(rt, e, "__suppress_context__") == Some(Value::TRUE);
    let context = || known("__context__", Link::Context).filter(|_| !hidden());
    known("__cause__", Link::Cause).or_else(context)
}

/// The exceptions of a group.
pub fn members(rt: &Runtime, e: Value) -> Option<Vec<Value>> {
    if !class::is_instance(rt, e, world(rt).class(Id::BaseExceptionGroup)) {
        return None;
    }
    field(rt, e, "exceptions").and_then(|t| t.as_a::<Tuple>()).map(|t| t.values().to_vec())
}

/// Where the text is that an exception is about.
pub fn place(rt: &Runtime, e: Value) -> String {
    let Some((file, line, start, text, end)) = syntax_place(rt, e) else { return String::new() };
    traceback::place(&file, line, Some(&text), start, end)
}

/// File, line, column, text of the line and end of a `SyntaxError` that has them.
fn syntax_place(rt: &Runtime, e: Value) -> Option<(String, u32, u32, String, u32)> {
    if !is_subclass(class_of(rt, e), world(rt).class(Id::SyntaxError)) {
        return None;
    }
    let args = args(e);
    let parts = args.get(1)?.as_a::<Tuple>()?;
    let text = |i: usize| parts.values().get(i).and_then(|v| v.as_str().map(|s| s.to_string()));
    let number = |i: usize| parts.values().get(i).and_then(|v| v.as_int()).map(|n| n.max(0) as u32);
    let (line, start, shown) = (number(1)?, number(2)?, text(3)?);
    let end = match number(4) {
        Some(l) if l > line => shown.chars().count() as u32 + 1,
        _ => number(5).unwrap_or(start + 1),
    };
    Some((text(0)?, line, start, shown, end))
}

/// Whether it says that a name has no value.
pub fn is_about_name(rt: &Runtime, e: Value) -> bool {
    class::is_instance(rt, e, world(rt).class(Id::NameError))
}

/// What tracebacks end with: class and text, and notes.
pub fn last_lines(rt: &Runtime, e: Value) -> Vec<String> {
    let mut lines = vec![last_line(rt, e).1];
    if let Some(notes) = field(rt, e, "__notes__").and_then(|n| n.as_a::<List>()) {
        lines.extend(notes.to_vec().into_iter().map(|n| values::text(rt, n).unwrap_or_default()));
    }
    lines
}

/// Class and message, as CPython's last line has them.
pub fn last_line(rt: &Runtime, v: Value) -> (Code, String) {
    let class = class_of(rt, v);
    let name = full_name(rt, class);
    let known = class::order(class).filter_map(|c| c.as_a::<Class>()).map(class::name);
    let code = known.map(|n| code(&n)).find(|c| *c != Code::Uncaught).unwrap_or(Code::Uncaught);
    if syntax_place(rt, v).is_some() {
        let message = args(v).first().and_then(|m| values::text(rt, *m).ok()).unwrap_or_default();
        return (code, format!("{name}: {message}"));
    }
    let noted = world(rt).state.iter().find(|s| s.0 == v).map(|s| s.1.clone());
    let text = noted.unwrap_or_else(|| text(rt, v).unwrap_or_else(|_| "<exception str() failed>".into()));
    (code, if text.is_empty() { name } else { format!("{name}: {text}") })
}

fn set(rt: &mut Runtime, e: Value, name: &str, v: Value) -> Result<(), Fault> {
    let name = rt.interner.intern(name);
    if let Some(o) = e.as_a::<Instance>() {
        class::set_plain(rt, e, o, name, v)?;
    }
    Ok(())
}

/// Notes what an exception comes from.
pub fn set_cause(rt: &mut Runtime, e: Value, cause: Value) -> Result<(), Fault> {
    set(rt, e, "__cause__", cause)?;
    set(rt, e, "__suppress_context__", Value::TRUE)
}

/// Notes what was handled when an exception was raised, behind those that are noted.
pub fn set_context(rt: &mut Runtime, e: Value, context: Value) -> Result<(), Fault> {
    let context_of = |rt: &Runtime, v| field(rt, v, "__context__");
    // Nothing is in its own past.
    let mut at = Some(context);
    let mut last = e;
    for _ in 0..1000 {
        match at {
            Some(v) if v == e => return Ok(()),
            Some(v) => at = context_of(rt, v),
            None => break,
        }
    }
    for _ in 0..1000 {
        match context_of(rt, last) {
            Some(v) if v == context => return Ok(()),
            Some(v) => last = v,
            // The program has said that nothing is behind it.
            None if said(rt, last, "__context__").is_some() => return Ok(()),
            None => return set(rt, last, "__context__", context),
        }
    }
    Ok(())
}

/// The status of a `SystemExit`.
pub fn exit(rt: &mut Runtime, e: Value) -> Option<i32> {
    if !is_raised(rt, e) || !class::is_instance(rt, e, world(rt).class(Id::SystemExit)) {
        return None;
    }
    match args(e).first() {
        None | Some(&Value::UNIT) => Some(0),
        Some(v) => match values::int(*v) {
            Some(i) => Some(i.to_float() as i64 as i32),
            None => {
                let text = format!("{}\n", values::text(rt, *v).unwrap_or_default());
                rt.flush();
                if !rt.host.write_error(&text) {
                    let _ = rt.write(&text);
                }
                Some(1)
            }
        },
    }
}

/// The prelude's function that notes the text of an exception whose class says it.
pub fn describe(rt: &mut Runtime, e: Value) -> Option<Value> {
    let world = world(rt);
    if !world.is_ready() || !is_raised(rt, e) || world.state.iter().any(|s| s.0 == e) {
        return None;
    }
    // Texts that only the program can make are asked for and noted.
    let unsaid = |e: Value| {
        matches!(text(rt, e), Err(Fault::Call(_)))
            || class::lookup_own(rt, class_of(rt, e), world.names.str).is_some()
            || members(rt, e).is_some()
    };
    let mut seen = vec![e];
    while let Some((next, _)) = behind(rt, seen[seen.len() - 1]).filter(|b| !seen.contains(&b.0) && seen.len() < 1000) {
        seen.push(next);
    }
    seen.into_iter().any(unsaid).then(|| world.own(Own::Uncaught))
}
