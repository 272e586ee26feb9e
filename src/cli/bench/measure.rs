//! Runs of one program under one configuration, and what many runs come to.
use super::clock;
use glassbox::Language;
use glassbox::baseline::{Baseline, Limits};
use glassbox::host::{Host, Process};
use glassbox::options::{Dispatch, Opt, OptSet};
use glassbox::vm::Config;
use glassbox::{Diagnostic, Progress, Value, Vm};

/// A program to be measured.
pub struct Program {
    pub name: String,
    pub text: String,
    pub language: Language,
}

macro_rules! programs {
    ($($name:literal)*) => {
        /// The programs that come with Glassbox: name and text.
        pub const PROGRAMS: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../benches/programs/", $name, ".scm"))),)*];
    };
}
programs! {
    "ackermann" "binary-trees" "channels" "checksum" "closures" "fib" "float-loop" "hash-maps" "int-loop" "list-map"
    "mandelbrot" "packets" "persistent" "records" "sieve" "strings" "tak"
}

/// The process as the world of a program, but output is kept.
struct Quiet(Process);

impl Host for Quiet {
    fn write(&mut self, _: &str) -> bool {
        false
    }
    fn nanos(&mut self) -> u64 {
        self.0.nanos()
    }
    fn seconds(&mut self) -> f64 {
        self.0.seconds()
    }
    fn random(&mut self) -> u64 {
        self.0.random()
    }
}

/// A way to run programs.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Setup {
    /// Every optimisation, the loop that was asked for.
    All,
    /// No optimisation.
    None,
    /// All but one.
    Without(Opt),
    /// Every optimisation, that loop.
    Loop(Dispatch),
    /// The plain interpreter.
    Baseline,
}

impl Setup {
    /// Every one that says something: the usual loop is in `All` already.
    pub fn every(usual: Dispatch) -> Vec<Setup> {
        let mut all = vec![Setup::All, Setup::None];
        all.extend(Opt::ALL.iter().map(|o| Setup::Without(*o)));
        all.extend(Dispatch::ALL.iter().filter(|d| **d != usual).map(|d| Setup::Loop(*d)));
        all.push(Setup::Baseline);
        all
    }
    /// Its name on the command line and in tables.
    pub fn name(self) -> String {
        match self {
            Setup::All => "all".into(),
            Setup::None => "none".into(),
            Setup::Without(o) => format!("without-{}", o.name()),
            Setup::Loop(d) => d.name().into(),
            Setup::Baseline => "baseline".into(),
        }
    }
    /// The one of that name.
    pub fn by_name(name: &str) -> Option<Setup> {
        let mut all = vec![Setup::All, Setup::None, Setup::Baseline];
        all.extend(Opt::ALL.iter().map(|o| Setup::Without(*o)));
        all.extend(Dispatch::ALL.iter().map(|d| Setup::Loop(*d)));
        all.into_iter().find(|s| s.name() == name)
    }
    fn config(self, base: &Config) -> Config {
        let mut c = base.clone();
        match self {
            Setup::All | Setup::Baseline => {}
            Setup::None => c.opts = OptSet::none(),
            Setup::Without(o) => c.opts = c.opts.with(o, false),
            Setup::Loop(d) => c.dispatch = d,
        }
        c
    }
}

/// What one run gave.
pub struct Run {
    /// Processor time of the run, in nanoseconds, without loading.
    pub nanos: u64,
    /// What it printed, its value, or its error.
    pub result: String,
    /// Whether it failed.
    pub failed: bool,
}

/// Runs a program once, in a fresh engine.
pub fn once(setup: Setup, base: &Config, seed: u64, source: &Program) -> Run {
    let host = || Box::new(Quiet(Process::new(seed)));
    if setup == Setup::Baseline {
        let limits = Limits { depth: base.depth, memory: base.memory, fuel: base.fuel, ..Limits::default() };
        let mut b = Baseline::with_host(limits, host());
        // Waits for the interpreter's thread: making it is not part of the run.
        let _ = b.run(source.language, "<nothing>", "");
        let begin = clock::nanos();
        let end = b.run(source.language, &source.name, &source.text);
        let nanos = clock::nanos() - begin;
        return Run { nanos, failed: end.is_err(), result: result(b.take_output(), end) };
    }
    let mut vm = Vm::with_host(setup.config(base), host());
    let program = match vm.load(source.language, &source.name, &source.text) {
        Ok(program) => program,
        Err(problems) => return Run { nanos: 0, failed: true, result: result(String::new(), Err(problems)) },
    };
    let begin = clock::nanos();
    vm.start(program);
    let end = loop {
        match vm.resume(u64::MAX) {
            Progress::Running | Progress::Stepped => {}
            Progress::Done(v) if v == Value::UNIT => break Ok(String::new()),
            Progress::Done(v) => break Ok(vm.write(v)),
            Progress::Exited(_) => break Ok(String::new()),
            Progress::Failed(d) => break Err(vec![*d]),
        }
    };
    let nanos = clock::nanos() - begin;
    Run { nanos, failed: end.is_err(), result: result(vm.take_output(), end) }
}

fn result(output: String, end: Result<String, Vec<Diagnostic>>) -> String {
    match end {
        Ok(value) => output + &value,
        Err(problems) => problems.first().map_or(output, |d| format!("{}: {}", d.code.text(), d.message)),
    }
}

/// Where the middle of some samples is and how far they lie apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// The median.
    pub median: f64,
    /// Half the distance between the quartiles, as a part of the median.
    pub spread: f64,
}

/// The summary of samples; there is at least one.
pub fn summary(samples: &[u64]) -> Summary {
    let mut sorted = samples.to_vec();
    sorted.sort_unstable();
    let at = |part: f64| {
        let place = part * (sorted.len() - 1) as f64;
        let (low, rest) = (place.floor() as usize, place.fract());
        let high = (low + 1).min(sorted.len() - 1);
        sorted[low] as f64 * (1.0 - rest) + sorted[high] as f64 * rest
    };
    let median = at(0.5);
    Summary { median, spread: if median > 0.0 { (at(0.75) - at(0.25)) / 2.0 / median } else { 0.0 } }
}
