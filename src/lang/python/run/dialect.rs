//! What Python decides at run time.
use super::bind::takes_names;
use super::class::{self, type_name};
use super::values::{repr, text as text_of};
use super::world::{Id, world};
use super::{NATIVES, arith, bind, errors, iter, line, operators};
use crate::lang::lisp::messages;
use crate::lang::{Dialect, ObjectModel, VmError};
use crate::object::Class;
use crate::runtime::{Fault, Runtime};
use crate::syntax::Code;
use crate::value::Value;

/// Python's dialect.
pub static DIALECT: Dialect = Dialect {
    name: "python",
    prim: arith::prim,
    text,
    glimpse: super::glimpse::glimpse,
    words,
    catchable: messages::catchable,
    zero_divisors_fail: true,
    empty_is_false: true,
    operates_on_strings: true,
    evaluator: crate::vm::Vm::python_module,
    objects: &OBJECTS,
};

static OBJECTS: ObjectModel = ObjectModel {
    calls: true,
    in_place: arith::in_place,
    exception: errors::exception,
    attribute: class::attribute,
    accessor: class::accessor,
    field: class::field,
    common: class::common,
    set_attribute: class::set_attribute,
    instance: class::instantiate,
    method: class::method,
    callable: class::callable,
    bind: bind::bind,
    bind_native: bind::bind_native,
    asked: operators::asked,
    truth: operators::truth_method,
    answer: operators::answer,
    next: iter::next,
    no_names,
    running,
    traced: true,
    recursion: 1000,
    describe: errors::describe,
    exit: errors::exit,
};

pub fn no_names(rt: &Runtime, v: Value) -> Fault {
    if let Some(c) = v.as_a::<Class>() {
        let exception = class::is_subclass(c, world(rt).class(Id::BaseException));
        let what = if exception { "keyword arguments" } else { "arguments" };
        return line("TypeError", &format!("{}() takes no {what}", class::name(c))).into();
    }
    let name = v.as_native().map_or_else(String::new, |n| rt.native(n).name.replace(':', "."));
    line("TypeError", &format!("{name}() takes no keyword arguments")).into()
}

fn running() -> Fault {
    line("ValueError", "generator already executing").into()
}

fn text(rt: &Runtime, v: Value, display: bool) -> String {
    let shown = if display { text_of(rt, v) } else { repr(rt, v) };
    shown.unwrap_or_else(|_| "...".into())
}

/// A global as programs know it: without its module.
fn plain(name: &str) -> &str {
    name.split_once(':').map_or(name, |p| p.1)
}

/// That there are too many arguments.
pub fn at_most(name: &str, most: usize, got: usize) -> String {
    format!("{name}() takes at most {most} argument{} ({got} given)", if most == 1 { "" } else { "s" })
}

/// What is wrong with the number of arguments of a native: methods do not count the first.
pub fn native_arity(who: &str, min: usize, max: Option<usize>, got: usize) -> String {
    let method = who.contains('.') || who.starts_with("__");
    let less = |n: usize| if method { n.saturating_sub(1) } else { n };
    let (min, max, got) = (less(min), max.map(less), less(got));
    let name = who.rsplit('.').next().unwrap_or(who);
    let s = |n: usize| if n == 1 { "" } else { "s" };
    // Those whose arguments CPython reads in another way.
    let searches = max == Some(3)
        && !who.starts_with("list")
        && !who.starts_with("tuple")
        && ["count", "find", "index", "rfind", "rindex", "startswith", "endswith"].contains(&name);
    match max {
        Some(max) if got > max && (takes_names(who) || searches) => at_most(name, max, got),
        _ if searches => format!("{name}() takes at least 1 argument ({got} given)"),
        Some(0) => format!("{who}() takes no arguments ({got} given)"),
        Some(1) if min == 1 => format!("{who}() takes exactly one argument ({got} given)"),
        Some(max) if min == max => format!("{name} expected {min} argument{}, got {got}", s(min)),
        Some(max) if got > max => format!("{name} expected at most {max} argument{}, got {got}", s(max)),
        _ => format!("{name} expected at least {min} argument{}, got {got}", s(min)),
    }
}

fn words(rt: &Runtime, e: VmError) -> (Code, String) {
    match e {
        VmError::Unbound(name) => line("NameError", &format!("name '{}' is not defined", plain(name))),
        VmError::TooEarly(name) => {
            let message = format!("cannot access free variable '{name}' where it is not associated with a value");
            line("NameError", &message)
        }
        VmError::NotAFunction(v) => line("TypeError", &format!("'{}' object is not callable", type_name(rt, v))),
        VmError::Arity { who, min, max, got } if NATIVES.iter().any(|n| n.name == who) => {
            line("TypeError", &native_arity(who, min, max, got))
        }
        VmError::Arity { who, min, max, got } => {
            let (were, s) = (if got == 1 { "was" } else { "were" }, |n: usize| if n == 1 { "" } else { "s" });
            let message = match max {
                Some(max) if max == min => {
                    format!("{who}() takes {max} positional argument{} but {got} {were} given", s(max))
                }
                Some(max) => format!("{who}() takes from {min} to {max} positional arguments but {got} {were} given"),
                None => format!("{who}() takes at least {min} argument{} ({got} given)", s(min)),
            };
            line("TypeError", &message)
        }
        VmError::WrongType { expected, got, .. } => {
            line("TypeError", &format!("expected {expected}, not '{}'", type_name(rt, got)))
        }
        VmError::NotOfType { field, got, .. } => {
            line("AttributeError", &format!("'{}' object has no attribute '{field}'", type_name(rt, got)))
        }
        VmError::Depth(_) => line("RecursionError", "maximum recursion depth exceeded"),
        VmError::Memory(_) => line("MemoryError", ""),
        VmError::Deadlock(waits) => messages::deadlock(waits),
        VmError::Fuel(limit) => messages::out_of_fuel(limit),
        VmError::OtherTask => messages::other_task(),
        VmError::Stopped => messages::stopped(),
        VmError::Uncaught(v) if errors::is_raised(rt, v) => errors::last_line(rt, v),
        VmError::Uncaught(v) => (Code::Uncaught, text(rt, v, true)),
    }
}
