//! What runs behind the border: the VM, or the plain interpreter if the host
//! asked for the baseline.
use super::config::HostConfig;
use super::host::Page;
use super::value;
use crate::baseline::{Baseline, Limits};
use crate::inspect::{Inspection, Stats};
use crate::lang::Language;
use crate::syntax::Diagnostic;
use crate::value::Value;
use crate::vm::ProgramId;
use crate::{Config, Progress, Vm};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// Who runs the programs.
pub enum Engine {
    /// The VM and its programs.
    Vm(Box<Vm>, Vec<ProgramId>),
    /// The plain interpreter, the programs as they were given, and the one to run.
    Baseline(Box<Baseline>, Vec<(Language, String, String)>, usize),
}

/// How a slice ended.
pub enum Outcome {
    /// There is more to do.
    Running,
    /// The program is done.
    Ended(Ended),
    /// It failed.
    Failed(Vec<Diagnostic>),
}

/// What a program left.
pub enum Ended {
    /// A value, alive until the next load or start.
    Value(Value),
    /// The text of one; the baseline's values do not cross.
    Text(String),
    /// It asked to end with this status.
    Exit(i32),
}

impl Ended {
    /// The status, of one that asked to end.
    pub fn status(&self) -> Option<i32> {
        if let Ended::Exit(status) = self { Some(*status) } else { None }
    }
}

impl Engine {
    /// As configured.
    pub fn new(host: HostConfig, glass: bool) -> Engine {
        if host.baseline {
            let mut limits = Limits { fuel: host.fuel, ..Limits::default() };
            limits.memory = host.memory.unwrap_or(limits.memory);
            limits.depth = host.depth.unwrap_or(limits.depth);
            return Engine::Baseline(Box::new(Baseline::with_host(limits, Box::<Page>::default())), vec![], 0);
        }
        let mut config = Config { opts: host.opts, fuel: host.fuel, glass, ..Config::default() };
        config.dispatch = host.dispatch.unwrap_or(config.dispatch);
        config.memory = host.memory.unwrap_or(config.memory);
        config.depth = host.depth.unwrap_or(config.depth);
        Engine::Vm(Box::new(Vm::with_host(config, Box::<Page>::default())), vec![])
    }

    /// Compiles a program; gives warnings. The baseline compiles when it runs.
    pub fn load(&mut self, language: Language, name: &str, source: String) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        match self {
            Engine::Vm(vm, programs) => {
                let id = vm.load(language, name, &source)?;
                programs.push(id);
                Ok(vm.program(id).warnings.clone())
            }
            Engine::Baseline(_, programs, _) => {
                programs.push((language, name.into(), source));
                Ok(vec![])
            }
        }
    }

    /// Makes a program ready; gives its warnings.
    pub fn start(&mut self, program: usize) -> Vec<Diagnostic> {
        match self {
            Engine::Vm(vm, programs) => {
                let id = programs[program];
                vm.start(id);
                vm.program(id).warnings.clone()
            }
            Engine::Baseline(_, _, next) => {
                *next = program;
                vec![]
            }
        }
    }

    /// Runs a slice; the baseline runs to the end.
    pub fn resume(&mut self, budget: u64) -> Outcome {
        match self {
            Engine::Vm(vm, _) => match vm.resume(budget) {
                Progress::Running => Outcome::Running,
                Progress::Done(value) => Outcome::Ended(Ended::Value(value)),
                Progress::Exited(status) => Outcome::Ended(Ended::Exit(status)),
                Progress::Failed(diagnostic) => Outcome::Failed(vec![*diagnostic]),
            },
            Engine::Baseline(baseline, programs, next) => match programs.get(*next) {
                None => Outcome::Ended(Ended::Text(String::new())),
                Some((language, name, source)) => match baseline.run(*language, name, source) {
                    Ok(text) => Outcome::Ended(Ended::Text(text)),
                    Err(diagnostics) => Outcome::Failed(diagnostics),
                },
            },
        }
    }

    /// A value as JS data.
    pub fn value(&self, ended: &Ended) -> JsValue {
        match (self, ended) {
            (Engine::Vm(vm, _), Ended::Value(v)) => value::to_js(*v, &|v| vm.write(v)),
            (_, Ended::Text(text)) if !text.is_empty() => {
                let object = Object::new();
                // Setting a field of a fresh plain object cannot fail.
                let _ = Reflect::set(&object, &"display".into(), &text.into());
                object.into()
            }
            _ => JsValue::NULL,
        }
    }

    /// A value as its language writes it; "" for none worth writing.
    pub fn text(&self, ended: &Ended) -> String {
        match (self, ended) {
            (Engine::Vm(vm, _), Ended::Value(v)) if *v != Value::UNIT => vm.write(*v),
            (_, Ended::Text(text)) => text.clone(),
            _ => String::new(),
        }
    }

    /// What was printed since the last call.
    pub fn take_output(&mut self) -> String {
        match self {
            Engine::Vm(vm, _) => vm.take_output(),
            Engine::Baseline(baseline, ..) => baseline.take_output(),
        }
    }

    /// Counters; the baseline counts nothing.
    pub fn stats(&self) -> Stats {
        match self {
            Engine::Vm(vm, _) => vm.stats(),
            Engine::Baseline(..) => Stats::default(),
        }
    }

    /// What is to be seen of a program; of the baseline, nothing.
    pub fn inspect(&self, program: usize) -> Inspection {
        match self {
            Engine::Vm(vm, programs) => vm.inspect(programs[program]),
            Engine::Baseline(..) => Inspection::default(),
        }
    }

    /// Makes the running program fail at its next safepoint. The baseline is not
    /// running while anybody can call this.
    pub fn stop(&self) {
        if let Engine::Vm(vm, _) = self {
            vm.stop();
        }
    }
}
