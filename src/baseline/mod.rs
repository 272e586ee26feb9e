//! The interpreter that everybody writes first: it walks the tree of Core, its
//! values are counted references, its variables live in hash maps. It is the
//! oracle of the differential tests and the honest "before" of the claims, so
//! it is written to be obviously right, not fast.
//!
//! It refuses tasks and channels, and says so. It counts memory roughly, and it
//! never frees cycles while it lives. It recurses on the host's stack, so it
//! brings a thread with a large one where there are threads.
mod dynamic;
mod eval;
mod map;
mod natives;
mod number;
mod print;
mod throw;
mod value;
#[cfg(target_arch = "wasm32")]
#[path = "inline.rs"]
mod worker;
#[cfg(not(target_arch = "wasm32"))]
#[path = "thread.rs"]
mod worker;

use crate::host::{Closed, Host};
use crate::lang::Language;
use crate::lang::lisp::builtins::NAMES;
use crate::lang::lisp::builtins::port::PARAMETERS;
use crate::lang::lisp::{LispEnv, PRELUDE, PRELUDE_NAME, declare_part, lower_prelude, lower_with};
use crate::syntax::{Diagnostic, SourceId, SourceMap};
use eval::{Bounds, Machine, What};
use print::{Style, print};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use value::Value;

/// The host, as it crosses to the interpreter's thread.
#[cfg(not(target_arch = "wasm32"))]
pub type HostBox = Box<dyn Host + Send>;
/// The host.
#[cfg(target_arch = "wasm32")]
pub type HostBox = Box<dyn Host>;

/// What a program may use.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Calls open at once. The host's stack may be the tighter limit.
    pub depth: usize,
    /// Bytes, counted roughly: objects and output, not the stack.
    pub memory: usize,
    /// Calls and loop turns of one run; no limit if `None`.
    pub fuel: Option<u64>,
    /// Set it to stop a run, from another thread.
    pub stop: Arc<AtomicBool>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { depth: 10_000_000, memory: 256 << 20, fuel: None, stop: Arc::default() }
    }
}

/// How a run ended.
type Outcome = Result<String, Vec<Diagnostic>>;

/// A plain interpreter with its globals.
pub struct Baseline {
    worker: worker::Worker,
    /// The same texts as the interpreter has, under the same numbers.
    sources: SourceMap,
    output: String,
}

impl Baseline {
    /// One that sees nothing of the world: see [`Closed`].
    pub fn new(limits: Limits) -> Self {
        Self::with_host(limits, Box::new(Closed::default()))
    }

    /// One whose clock and random numbers come from a host. Its output is kept
    /// until [`Baseline::take_output`].
    pub fn with_host(limits: Limits, host: HostBox) -> Self {
        let mut sources = SourceMap::default();
        sources.add(PRELUDE_NAME, PRELUDE);
        Baseline { worker: worker::Worker::new(limits, host), sources, output: String::new() }
    }

    /// Runs a program; what it defines stays. Gives its value as `write` shows
    /// it, nothing for the unit value, and a line for each of several.
    pub fn run(&mut self, language: Language, name: &str, source: &str) -> Outcome {
        let id = self.sources.add(name, source);
        if language != Language::Lisp {
            return Err(vec![language.has_no_baseline(id)]);
        }
        let done = self.worker.run(name, source);
        for (name, text) in done.included {
            self.sources.add(&name, &text);
        }
        self.output.push_str(&done.output);
        done.outcome
    }

    /// What was printed since the last call of this.
    pub fn take_output(&mut self) -> String {
        std::mem::take(&mut self.output)
    }

    /// The texts that spans in diagnostics refer to.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }
}

/// What came of a run.
struct Done {
    outcome: Outcome,
    output: String,
    /// The files that it included: names and texts.
    included: Vec<(String, String)>,
}

/// What lives on the interpreter's side.
struct Engine {
    machine: Machine,
    env: LispEnv,
    /// The names of the texts so far.
    sources: Vec<String>,
}

impl Engine {
    /// With the prelude loaded. `stack`: bytes of the host's stack to use.
    fn new(limits: Limits, host: HostBox, stack: usize) -> Self {
        let fuel = limits.fuel;
        let bounds = Bounds { depth: limits.depth, memory: limits.memory, fuel: None, stack, stop: limits.stop };
        let mut machine = Machine::new(bounds, host);
        let mut env = LispEnv::new(&mut machine.names);
        for (i, name) in NAMES.iter().enumerate() {
            let name = machine.names.intern(name);
            let global = machine.globals.resolve(name);
            machine.define(global, Value::Native(crate::core::NativeId(i as u32)));
        }
        for (i, (name, inner)) in PARAMETERS.into_iter().enumerate() {
            for name in [name, inner] {
                let name = machine.names.intern(name);
                declare_part(&mut env, name);
                let global = machine.globals.resolve(name);
                machine.define(global, Value::Parameter(machine.ports.current[i].clone()));
            }
        }
        let prelude = lower_prelude(&mut env, &mut machine.names, &mut machine.globals, SourceId(0));
        if let Err(thrown) = machine.run(prelude.main) {
            panic!("prelude: {}", machine.diagnose(&thrown).message);
        }
        machine.bounds.fuel = fuel;
        Engine { machine, env, sources: vec![PRELUDE_NAME.into()] }
    }

    /// Runs a text.
    fn run(&mut self, name: &str, source: &str) -> Done {
        let id = SourceId(self.sources.len() as u32);
        self.sources.push(name.into());
        let mut included = vec![];
        let outcome = self.run_source(id, source, &mut included);
        self.machine.close_ports();
        Done { outcome, output: std::mem::take(&mut self.machine.output), included }
    }

    fn run_source(&mut self, id: SourceId, source: &str, included: &mut Vec<(String, String)>) -> Outcome {
        let m = &mut self.machine;
        let names = &mut self.sources;
        let mut files = |from: SourceId, name: &str| {
            let from = names.get(from.0 as usize).map_or("", |n| n);
            let (name, text) = m.host.read_source(name, from, m.bounds.memory)?;
            names.push(name.clone());
            included.push((name, text.clone()));
            Ok((SourceId(names.len() as u32 - 1), text.into()))
        };
        let (unit, _warnings) =
            lower_with(&mut self.env, &mut m.names, &mut m.globals, id, source, &mut files, &mut |_, _| {})?;
        match m.run(unit.main) {
            Ok(Value::Unit) => Ok(String::new()),
            Ok(Value::Several(all)) => {
                let lines: Vec<String> = all.iter().map(|v| print(v, Style::Write, &m.names)).collect();
                Ok(lines.join("\n"))
            }
            Ok(v) => Ok(print(&v, Style::Write, &m.names)),
            Err(thrown) if matches!(thrown.what, What::Exit(_)) => Ok(String::new()),
            Err(thrown) => Err(vec![m.diagnose(&thrown)]),
        }
    }
}

/// Runs a unit of Core by itself; its value as `write` shows it.
#[cfg(test)]
pub(crate) fn run_core(text: &str) -> String {
    let mut m = Engine::new(Limits::default(), Box::new(Closed::default()), 1 << 20).machine;
    let unit = crate::core::read::read(&mut m.names, &mut m.globals, NAMES, SourceId(1), text).expect("it is Core");
    match m.run(unit.main) {
        Ok(v) => print(&v, Style::Write, &m.names),
        Err(thrown) => m.diagnose(&thrown).message,
    }
}
