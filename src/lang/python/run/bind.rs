//! Arguments to parameters, with CPython's words for what does not fit.
use super::raise;
use crate::core::Signature;
use crate::lang::Named;
use crate::object::Dict;
use crate::runtime::{Fault, Runtime};
use crate::syntax::Sym;
use crate::value::Value;

/// The values of all parameters; missing for those that take their defaults.
pub fn bind(rt: &mut Runtime, sig: &Signature, args: &Named) -> Result<Vec<Value>, Fault> {
    let mut all = vec![Value::MISSING; sig.names.len()];
    let placed = args.placed.len().min(sig.placed);
    all[..placed].copy_from_slice(&args.placed[..placed]);
    let others = if sig.others { Some(rt.heap.dict()?) } else { None };
    let mut misplaced = vec![];
    for (&name, &value) in args.names.iter().zip(args.named) {
        let sym = name.as_sym().or_else(|| name.as_str().and_then(|s| rt.interner.lookup(&s)));
        let known = sym.and_then(|s| sig.names.iter().position(|&n| n == s));
        match known {
            Some(at) if at >= sig.unnamed => {
                if all[at] != Value::MISSING {
                    return repeated(rt, sig, name);
                }
                all[at] = value;
            }
            Some(_) if others.is_none() => misplaced.push(text_of(rt, name)),
            _ => match others {
                Some(dict) => put(rt, dict, name, value)?,
                None if name.as_sym().is_none() && !name.is_str() => {
                    return raise("TypeError", "keywords must be strings");
                }
                None if sig.builtin => {
                    let (f, name) = (builtin_name(sig), text_of(rt, name));
                    return raise(
                        "TypeError",
                        match sig.names.len() == sig.unnamed {
                            true => format!("{f}() takes no keyword arguments"),
                            false => {
                                let f = f.rsplit('.').next().unwrap_or(&f);
                                format!("'{name}' is an invalid keyword argument for {f}()")
                            }
                        },
                    );
                }
                None => {
                    let (path, name) = (&sig.path, text_of(rt, name));
                    return raise("TypeError", format!("{path}() got an unexpected keyword argument '{name}'"));
                }
            },
        }
    }
    if !misplaced.is_empty() {
        let names = misplaced.join(", ");
        let words = "got some positional-only arguments passed as keyword arguments";
        return raise("TypeError", format!("{}() {words}: '{names}'", sig.path));
    }
    if args.placed.len() > sig.placed && !sig.rest {
        return too_many(rt, sig, args);
    }
    let lacks = |i: &usize| sig.needed[*i] && all[*i] == Value::MISSING;
    for (range, kind) in [(0..sig.placed, "positional"), (sig.placed..sig.names.len(), "keyword-only")] {
        let lacking: Vec<Sym> = range.filter(lacks).map(|i| sig.names[i]).collect();
        if !lacking.is_empty() {
            return missing(rt, sig, &lacking, kind);
        }
    }
    if sig.rest {
        let rest = args.placed.get(sig.placed..).unwrap_or_default();
        all.push(rt.heap.tuple(rest)?);
    }
    all.extend(others.map(Value::obj));
    Ok(all)
}

/// Natives that take arguments by name: how many come before by place alone, and names.
const NAMED: &[(&str, usize, &[&str])] = &[
    ("complex", 0, &["real", "imag"]),
    ("str.split", 1, &["sep", "maxsplit"]),
    ("str.rsplit", 1, &["sep", "maxsplit"]),
    ("str.splitlines", 1, &["keepends"]),
    ("str.expandtabs", 1, &["tabsize"]),
    ("str.encode", 1, &["encoding", "errors"]),
    ("bytes.decode", 1, &["encoding", "errors"]),
    ("bytearray.decode", 1, &["encoding", "errors"]),
    ("bytes.split", 1, &["sep", "maxsplit"]),
    ("bytes.rsplit", 1, &["sep", "maxsplit"]),
    ("bytearray.split", 1, &["sep", "maxsplit"]),
    ("bytearray.rsplit", 1, &["sep", "maxsplit"]),
    ("bytes.splitlines", 1, &["keepends"]),
    ("bytes.hex", 1, &["sep", "bytes_per_sep"]),
    ("bytearray.hex", 1, &["sep", "bytes_per_sep"]),
    ("bytearray.splitlines", 1, &["keepends"]),
    ("bytes.expandtabs", 1, &["tabsize"]),
    ("bytearray.expandtabs", 1, &["tabsize"]),
    ("bytes.translate", 2, &["delete"]),
    ("bytearray.translate", 2, &["delete"]),
    ("int.to_bytes", 1, &["length", "byteorder", "signed"]),
    ("bytes", 0, &["source", "encoding", "errors"]),
    ("bytearray", 0, &["source", "encoding", "errors"]),
    ("str", 0, &["object", "encoding", "errors"]),
    ("round", 0, &["number", "ndigits"]),
    ("sum", 1, &["start"]),
    ("property", 0, &["fget", "fset", "fdel", "doc"]),
];

/// Natives that take any number of arguments by place. Where some are given by name, all those
/// that may be come first, behind a mark: missing.
const NAMED_FIRST: &[(&str, usize, &[&str])] =
    &[("max", 1, &["key", "default"]), ("min", 1, &["key", "default"]), ("sorted", 1, &["key", "reverse"])];

/// Natives that take any arguments: those by name come as a dictionary behind a missing value (`passed`).
const TAKING_ALL: [&str; 2] = ["functools:__cached__", "functools:__called__"];

/// What is passed to one of them by place, and the dictionary of what is passed by name or `None`.
pub fn passed(args: &[Value]) -> (&[Value], Value) {
    match args {
        [given @ .., Value::MISSING, named] => (given, *named),
        given => (given, Value::UNIT),
    }
}

/// Whether a native takes arguments by name.
pub fn takes_names(native: &str) -> bool {
    NAMED.iter().any(|n| n.0 == native)
}

/// The arguments of a native of which some are passed by name, all by place; missing for
/// those before a given one that are not.
pub fn bind_native(rt: &mut Runtime, f: Value, args: &Named) -> Result<Vec<Value>, Fault> {
    let full = f.as_native().map_or("", |n| rt.native(n).name);
    if TAKING_ALL.contains(&full) {
        let named = rt.heap.dict()?;
        for (&name, &value) in args.names.iter().zip(args.named) {
            put(rt, named, name, value)?;
        }
        return Ok([args.placed, &[Value::MISSING, Value::obj(named)]].concat());
    }
    // Lists are sorted by their method.
    let name = if full == "sorted" { "sort" } else { super::values::native_name(rt, f) };
    let first = NAMED_FIRST.iter().find(|n| n.0 == full);
    let Some(&(_, before, names)) = NAMED.iter().find(|n| n.0 == full).or(first) else {
        return Err(super::dialect::no_names(rt, f));
    };
    // What is given by place cannot be given by name where names come first.
    let mut all = if first.is_some() { vec![Value::MISSING; 1 + names.len()] } else { args.placed.to_vec() };
    let placed = if first.is_some() { &[] } else { args.placed };
    for (&key, &value) in args.names.iter().zip(args.named) {
        let key = text_of(rt, key);
        let Some(at) = names.iter().position(|n| **n == *key).map(|i| i + before) else {
            return raise("TypeError", format!("'{key}' is an invalid keyword argument for {name}()"));
        };
        if at < placed.len() {
            let place = at + 1 - before;
            let words = format!("argument for {name}() given by name ('{key}') and position ({place})");
            return raise("TypeError", words);
        }
        if all.len() <= at {
            all.resize(at + 1, Value::MISSING);
        }
        all[at] = value;
    }
    if first.is_some() {
        all.extend(args.placed);
    }
    Ok(all)
}

fn put(rt: &mut Runtime, dict: crate::object::Gc<Dict>, name: Value, value: Value) -> Result<(), Fault> {
    let key = match name.as_sym() {
        Some(s) => super::values::name_text(rt, s)?,
        None => name,
    };
    super::dict::put(rt, dict, key, value)
}

fn text_of(rt: &Runtime, name: Value) -> String {
    match name.as_sym() {
        Some(s) => rt.interner.name(s).to_string(),
        None => name.as_str().map_or_else(String::new, |s| s.to_string()),
    }
}

/// The name of a function of the prelude as programs know it: with its class, if it is a method.
fn builtin_name(sig: &Signature) -> String {
    let name = sig.path.strip_suffix("_maker").unwrap_or(&sig.path);
    let name = name.trim_start_matches('_');
    match name.split_once('_') {
        Some((class @ ("str" | "list" | "dict" | "set" | "int" | "bytes"), method)) => format!("{class}.{method}"),
        _ => name.to_string(),
    }
}

/// What is wrong with the number of arguments by place of a function of the prelude.
fn arity(sig: &Signature, got: usize) -> String {
    let (name, most) = (&builtin_name(sig)[..], sig.placed);
    let least = sig.needed[..most].iter().filter(|n| **n).count();
    match (name, sig.unnamed == most) {
        ("reversed", _) => format!("{name} expected 1 argument, got {got}"),
        (_, true) => super::dialect::native_arity(name, least, Some(most), got),
        _ => super::dialect::at_most(name, most, got),
    }
}

fn repeated<T>(rt: &Runtime, sig: &Signature, name: Value) -> Result<T, Fault> {
    let name = text_of(rt, name);
    raise("TypeError", format!("{}() got multiple values for argument '{name}'", sig.path))
}

fn missing<T>(rt: &Runtime, sig: &Signature, names: &[Sym], kind: &str) -> Result<T, Fault> {
    if sig.builtin && kind == "positional" {
        if sig.unnamed == sig.placed {
            let least = sig.needed[..sig.placed].iter().filter(|n| **n).count();
            return raise("TypeError", arity(sig, least - names.len()));
        }
        let at = sig.names.iter().position(|n| *n == names[0]).unwrap_or(0) + 1;
        let (f, name) = (builtin_name(sig), rt.interner.name(names[0]));
        return raise("TypeError", format!("{f}() missing required argument '{name}' (pos {at})"));
    }
    let quoted: Vec<String> = names.iter().map(|&n| format!("'{}'", rt.interner.name(n))).collect();
    let list = match &quoted[..] {
        [one] => one.clone(),
        [a, b] => format!("{a} and {b}"),
        [start @ .., last] => format!("{}, and {last}", start.join(", ")),
        [] => String::new(),
    };
    let s = if names.len() == 1 { "" } else { "s" };
    let count = names.len();
    raise("TypeError", format!("{}() missing {count} required {kind} argument{s}: {list}", sig.path))
}

fn too_many<T>(rt: &Runtime, sig: &Signature, args: &Named) -> Result<T, Fault> {
    let got = args.placed.len();
    if sig.builtin {
        return raise("TypeError", arity(sig, got));
    }
    let least = sig.needed[..sig.placed].iter().filter(|n| **n).count();
    let takes = if least == sig.placed { format!("{least}") } else { format!("from {least} to {}", sig.placed) };
    let s = if sig.placed == 1 && least == 1 { "" } else { "s" };
    let apart = |n: &&Value| sig.names[sig.placed..].iter().any(|&s| rt.interner.name(s) == text_of(rt, **n));
    let named = args.names.iter().filter(apart).count();
    let (were, given) = match (got, named) {
        (1, 0) => ("was", "1".to_string()),
        (_, 0) => ("were", got.to_string()),
        _ => {
            let (p, k) = (if got == 1 { "" } else { "s" }, if named == 1 { "" } else { "s" });
            let words = format!("{got} positional argument{p} (and {named} keyword-only argument{k})");
            ("were", words)
        }
    };
    raise("TypeError", format!("{}() takes {takes} positional argument{s} but {given} {were} given", sig.path))
}
