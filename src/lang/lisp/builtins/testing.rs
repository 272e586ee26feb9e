//! What tests of builtins share.
use super::arith::Outcome;
use super::{BUILTINS, NAMES, NATIVES};
use crate::heap::{GcMode, Heap};
use crate::host::Closed;
use crate::lang::lisp::print::{Style, text};
use crate::options::OptSet;
use crate::pool::{BufferPool, PoolConfig};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

/// A runtime without a VM, that may hold 64 MiB.
pub fn runtime() -> Runtime {
    limited(64 << 20)
}

/// A runtime that may hold so many bytes.
pub fn limited(bytes: usize) -> Runtime {
    let pool = BufferPool::new(PoolConfig::default(), true);
    let mut rt = Runtime::new(Heap::new(bytes, GcMode::Normal), OptSet::all(), pool, Box::new(Closed::default()));
    rt.natives = NATIVES;
    rt
}

/// The value of a datum as programs write it.
pub fn read(rt: &mut Runtime, text: &str) -> Value {
    super::data::read(rt, "read", text, false).value.unwrap()
}

fn run(rt: &mut Runtime, name: &str, args: &[Value]) -> Outcome {
    let at = NAMES.iter().position(|n| *n == name).unwrap();
    assert!(BUILTINS[at].accepts(args.len()), "{name}");
    NATIVES[at].call(rt, args)
}

/// What a builtin gives for these arguments; it must give a value.
pub fn value(rt: &mut Runtime, name: &str, args: &[Value]) -> Value {
    run(rt, name, args).unwrap()
}

/// What a builtin gives for these arguments, as [`show`] prints it.
pub fn call(rt: &mut Runtime, name: &str, args: &[Value]) -> String {
    show(rt, |rt| run(rt, name, args))
}

/// Calls builtins, each in a new runtime: name, arguments as programs write
/// them, and what [`show`] prints.
#[track_caller]
pub fn check(cases: &[(&str, &[&str], &str)]) {
    for (name, args, want) in cases {
        let rt = &mut runtime();
        let values: Vec<Value> = args.iter().map(|a| read(rt, a)).collect();
        assert_eq!(&call(rt, name, &values), want, "({name} {})", args.join(" "));
    }
}

/// What a builtin gave, as `write` prints it, or its error as `code: message`.
pub fn show(rt: &mut Runtime, f: impl FnOnce(&mut Runtime) -> Outcome) -> String {
    match f(rt) {
        Ok(v) => text(rt, v, Style::Write).unwrap(),
        Err(Fault::Error(e)) => format!("{}: {}", e.0.text(), e.1),
        Err(Fault::Raise(v)) => format!("raised {}", text(rt, v, Style::Write).unwrap()),
        Err(Fault::HeapFull) => "heap full".to_string(),
        Err(Fault::Exit(status)) => format!("exit {status}"),
        Err(Fault::Call(_)) => "a call".to_string(),
        Err(Fault::Ask) => "a question".to_string(),
        Err(Fault::Index(_) | Fault::Float(_)) => "a number".to_string(),
    }
}
