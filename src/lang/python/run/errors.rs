//! Exceptions as values: what the VM and natives find wrong becomes an instance of its
//! class.
use super::class::{self, class_of, is_subclass};
use super::world::{Id, Own, world};
use super::{code, values};
use crate::heap::HeapFull;
use crate::object::{Class, Gc, Instance, Tuple};
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

/// Class and message, as CPython's last line has them.
pub fn last_line(rt: &Runtime, v: Value) -> (Code, String) {
    let class = class_of(rt, v);
    let name = class::name(class);
    let known = class::order(class).filter_map(|c| c.as_a::<Class>()).map(class::name);
    let code = known.map(|n| code(&n)).find(|c| *c != Code::Uncaught).unwrap_or(Code::Uncaught);
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

/// Notes what was handled when an exception was raised.
pub fn set_context(rt: &mut Runtime, e: Value, context: Value) -> Result<(), Fault> {
    let name = rt.interner.intern("__context__");
    let known = |v: Value| {
        let o = v.as_a::<Instance>()?;
        let slot = rt.layouts.slot(o.shape.get(), name)?;
        o.slot(slot as usize)
    };
    // Nothing is in its own past.
    let mut at = Some(context);
    for _ in 0..1000 {
        match at {
            Some(v) if v == e => return Ok(()),
            Some(v) => at = known(v),
            None => break,
        }
    }
    if known(e).is_some() {
        return Ok(());
    }
    set(rt, e, "__context__", context)
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
    match text(rt, e) {
        Err(Fault::Call(_)) => Some(world.own(Own::Uncaught)),
        _ => class::lookup_own(class_of(rt, e), world.names.str).map(|_| world.own(Own::Uncaught)),
    }
}
