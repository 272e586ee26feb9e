//! What the test programs share: running a text on either engine, and doing
//! many runs at once.
#![allow(dead_code, reason = "not every test program uses everything")]
use glassbox::baseline::{Baseline, Limits};
use glassbox::lang::Language;
use glassbox::syntax::{Diagnostic, SourceMap};
use glassbox::value::Value;
use glassbox::vm::{Config, Progress, Vm};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How a run ended.
#[derive(PartialEq, Debug)]
pub struct Run {
    pub output: String,
    pub result: Result<String, Failure>,
}

/// An error as far as cases look at it. Equal ones may have different traces:
/// what became a loop is no function any more.
#[derive(Debug)]
pub struct Failure {
    pub code: &'static str,
    pub message: String,
    pub line: Option<u32>,
    /// Names of the functions that were open, innermost first.
    pub trace: Vec<String>,
}

impl PartialEq for Failure {
    fn eq(&self, other: &Failure) -> bool {
        (self.code, &self.message, self.line) == (other.code, &other.message, other.line)
    }
}

/// The first of some problems.
pub fn failure(problems: Vec<Diagnostic>, sources: &SourceMap) -> Failure {
    let d = problems.into_iter().next().expect("an error has a diagnostic");
    let line = d.labels.first().and_then(|l| Some(sources.get(l.span.source)?.line_col(l.span.start).line));
    let trace = d.trace.iter().map(|f| f.function.clone()).collect();
    Failure { code: d.code.text(), message: d.message, line, trace }
}

/// Runs jobs on as many threads as there are cores; gives what they complain of.
pub fn in_parallel<T: Sync>(jobs: &[T], run: impl Fn(&T) -> Option<String> + Sync) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let complaints = Mutex::new(vec![]);
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(complaint) = run(job) {
                        complaints.lock().expect("no panic").push(complaint);
                    }
                }
            });
        }
    });
    let mut complaints = complaints.into_inner().expect("no panic");
    complaints.sort();
    complaints
}

/// Fails with what is complained of, if anything is.
pub fn assert_none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "{} failed:\n\n{}\n", complaints.len(), complaints.join("\n\n"));
}

/// A run on the plain interpreter.
pub fn on_baseline(limits: Limits, source: &str) -> Run {
    let mut baseline = Baseline::new(limits);
    let result = baseline.run(Language::Lisp, "case", source);
    let output = baseline.take_output();
    Run { output, result: result.map_err(|problems| failure(problems, baseline.sources())) }
}

/// A run on the VM, and the calls and loop turns it took.
pub fn on_vm(config: Config, source: &str) -> (Run, u64) {
    let mut vm = Vm::new(config);
    let result = vm.run(Language::Lisp, "case", source);
    let fuel = vm.stats().fuel_used;
    (vm_run(&mut vm, result), fuel)
}

/// A run on the VM in slices of random sizes.
pub fn on_vm_in_slices(config: Config, source: &str, mut seed: u64) -> Run {
    let mut vm = Vm::new(config);
    let result = vm.load(Language::Lisp, "case", source).and_then(|program| {
        vm.start(program);
        loop {
            let bits = glassbox::host::split_mix(&mut seed);
            match vm.resume(1 + bits % [2, 7, 50, 1000][(bits >> 32) as usize % 4]) {
                Progress::Running | Progress::Stepped => {}
                Progress::Done(v) => return Ok(v),
                Progress::Exited(_) => return Ok(Value::UNIT),
                Progress::Failed(d) => return Err(vec![*d]),
            }
        }
    });
    vm_run(&mut vm, result)
}

fn vm_run(vm: &mut Vm, result: Result<Value, Vec<Diagnostic>>) -> Run {
    let output = vm.take_output();
    let result = match result {
        Ok(v) => Ok(vm.answer(v)),
        Err(problems) => Err(failure(problems, vm.sources())),
    };
    Run { output, result }
}
