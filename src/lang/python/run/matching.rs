//! What patterns of `match` ask. Of builtin values they are answered here, of others in Python.
use super::class;
use super::natives::{get_or_missing, member, name_of};
use super::world::{Id, Own, world};
use super::{builtins, call, dict, items, iter, methods, raise};
use crate::object::{Class, Compound, Dict, Instance, List, Sort, Tuple};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

/// Classes whose values are what a pattern without name asks them for.
const SELVES: &[Id] = &[
    Id::Bool,
    Id::ByteArray,
    Id::Bytes,
    Id::Dict,
    Id::Float,
    Id::FrozenSet,
    Id::Int,
    Id::List,
    Id::Set,
    Id::Str,
    Id::Tuple,
];

type Outcome = Result<Value, Fault>;

/// Asks what is written in Python.
fn ask(rt: &mut Runtime, what: &str, args: &[Value]) -> Outcome {
    let what = rt.heap.string(what)?;
    let args: Vec<Value> = std::iter::once(what).chain(args.iter().copied()).collect();
    call(world(rt).own(Own::Match), &args)
}

/// Whether a pattern for a sequence of that many elements fits, or at least so many.
pub fn is_sequence(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let v = args[0];
    let fits = v.as_a::<List>().is_some()
        || v.as_a::<Tuple>().is_some()
        || v.as_a::<Compound>().is_some_and(|c| c.sort() == Sort::Range);
    if v.as_a::<Instance>().is_some() {
        return ask(rt, "is_sequence", args);
    }
    let n = items::len(v).map_or(i64::MAX, |n| n as i64);
    let wanted = args[1].as_int().unwrap_or(0);
    let enough = if args[2] == Value::TRUE { n == wanted } else { n >= wanted };
    Ok(Value::bool(fits && enough))
}

/// The elements but for so many at both ends, as a list.
pub fn sequence_rest(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args[0].as_a::<Instance>().is_some() {
        return ask(rt, "sequence_rest", args);
    }
    let all = iter::all(rt, args[0])?.unwrap_or_default();
    let (before, behind) = (args[1].as_int().unwrap_or(0) as usize, args[2].as_int().unwrap_or(0) as usize);
    let rest = all.get(before..all.len().saturating_sub(behind)).unwrap_or_default();
    Ok(rt.heap.list_of(rest)?)
}

/// Whether a pattern for a mapping fits.
pub fn is_mapping(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args[0].as_a::<Instance>().is_some() {
        return ask(rt, "is_mapping", args);
    }
    Ok(Value::bool(args[0].as_a::<Dict>().is_some()))
}

/// What a mapping has at a key; missing if nothing.
pub fn mapping_get(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args[0].as_a::<Instance>().is_some() {
        return ask(rt, "mapping_get", args);
    }
    member(rt, "", args)
}

/// A copy of a mapping without some keys.
pub fn mapping_rest(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args[0].as_a::<Instance>().is_some() {
        return ask(rt, "mapping_rest", args);
    }
    let new = rt.heap.dict()?;
    if let Some(d) = args[0].as_a::<Dict>() {
        new.copy_from(&mut rt.heap, d)?;
    }
    for &key in &args[1..] {
        dict::remove(rt, new, key)?;
    }
    Ok(Value::obj(new))
}

/// Whether a value is of the class of a pattern.
pub fn match_class(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    if args[1].as_a::<Class>().is_none() {
        return raise("TypeError", "called match pattern must be a type");
    }
    builtins::isinstance(rt, "isinstance", args)
}

/// The names of attributes that a class has for patterns without names; none if it does not
/// say.
fn match_args(rt: &mut Runtime, c: Value) -> Result<Option<Vec<Value>>, Fault> {
    let Some(class) = c.as_a::<Class>() else { return Ok(None) };
    let sym = rt.interner.intern("__match_args__");
    match class::lookup(rt, class, sym) {
        None => Ok(None),
        Some(names) if names.as_a::<Tuple>().is_some() => Ok(Some(methods::list::elements(names))),
        Some(other) => {
            let (name, got) = (class::name(class), class::type_name(rt, other));
            raise("TypeError", format!("{name}.__match_args__ must be a tuple (got {got})"))
        }
    }
}

/// The value of an attribute by its place in `__match_args__`, of so many asked for; missing if
/// there is none.
pub fn match_arg(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let [v, c, at, given] = [args[0], args[1], args[2], args[3]];
    let (at, given) = (at.as_int().unwrap_or(0) as usize, given.as_int().unwrap_or(0) as usize);
    let Some(class) = c.as_a::<Class>() else { return Ok(Value::MISSING) };
    let names = match_args(rt, c)?;
    // The value itself is what builtin classes have, and those that are made of one.
    let itself = names.is_none() && class::order(class).any(|k| SELVES.iter().any(|&id| world(rt).class(id) == k));
    let n = names.as_ref().map_or(itself as usize, Vec::len);
    if given > n {
        let (name, s) = (class::name(class), if n == 1 { "" } else { "s" });
        return raise("TypeError", format!("{name}() accepts {n} positional sub-pattern{s} ({given} given)"));
    }
    let Some(&name) = names.as_ref().and_then(|n| n.get(at)) else { return Ok(v) };
    let Some(sym) = name.is_str().then(|| name_of(rt, name)).flatten() else {
        let got = class::type_name(rt, name);
        return raise("TypeError", format!("__match_args__ elements must be strings (got {got})"));
    };
    let twice = names.iter().flat_map(|n| &n[..at]).any(|&n| name_of(rt, n) == Some(sym));
    if twice {
        return again(rt, class, name);
    }
    get_or_missing(rt, v, sym)
}

/// Refuses a name that one of so many patterns without names has asked for already.
pub fn match_named(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let [c, name, given] = [args[0], args[1], args[2]];
    let names = match_args(rt, c)?.unwrap_or_default();
    let given = names.len().min(given.as_int().unwrap_or(0) as usize);
    let wanted = name_of(rt, name);
    match c.as_a::<Class>() {
        Some(class) if names[..given].iter().any(|&n| name_of(rt, n) == wanted) => again(rt, class, name),
        _ => Ok(Value::TRUE),
    }
}

fn again(rt: &mut Runtime, class: crate::object::Gc<Class>, name: Value) -> Outcome {
    let (class, name) = (class::name(class), super::values::text(rt, name)?);
    raise("TypeError", format!("{class}() got multiple sub-patterns for attribute '{name}'"))
}
