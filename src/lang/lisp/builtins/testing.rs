//! What tests of builtins share.
use super::arith::Outcome;
use crate::heap::{GcMode, Heap};
use crate::host::Closed;
use crate::lang::lisp::print::{Style, text};
use crate::options::OptSet;
use crate::pool::{BufferPool, PoolConfig};
use crate::runtime::{Fault, Runtime};

/// A runtime without a VM, that may hold 64 MiB.
pub fn runtime() -> Runtime {
    limited(64 << 20)
}

/// A runtime that may hold so many bytes.
pub fn limited(bytes: usize) -> Runtime {
    let pool = BufferPool::new(PoolConfig::default(), true);
    Runtime::new(Heap::new(bytes, GcMode::Normal), OptSet::all(), pool, Box::new(Closed::default()))
}

/// What a builtin gave, as `write` prints it, or its error as `code: message`.
pub fn show(rt: &mut Runtime, f: impl FnOnce(&mut Runtime) -> Outcome) -> String {
    match f(rt) {
        Ok(v) => text(rt, v, Style::Write).unwrap(),
        Err(Fault::Error(e)) => format!("{}: {}", e.0.text(), e.1),
        Err(Fault::Raise(v)) => format!("raised {}", text(rt, v, Style::Write).unwrap()),
        Err(Fault::HeapFull) => "heap full".to_string(),
        Err(Fault::Exit(status)) => format!("exit {status}"),
    }
}
