//! Runs the language cases of `tests/lang/` and the example programs on every
//! engine and configuration. The cases are data; this file reads them:
//!
//! - `; => text` expects `text` as the next line of output;
//! - `;!! code: part` expects the program to end in an error with that code and
//!   a message that contains that part; without one it must end well;
//! - `;!! line N` expects the error on that line;
//! - `;!! trace f g <main>` expects these functions to be open, innermost first;
//! - `;; needs: tag ...` names what some configurations do not have;
//! - `;; slow` keeps it out of runs that collect at every safepoint.
mod common;

use common::{Run, assert_none, in_parallel, on_baseline, on_vm};
use glassbox::baseline::Limits;
use glassbox::heap::GcMode;
use glassbox::jit::{JitConfig, JitMode};
use glassbox::options::{Dispatch, Opt, OptSet};
use glassbox::vm::Config;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// One case.
struct Case {
    name: String,
    source: String,
    output: Vec<String>,
    error: Option<(String, String)>,
    line: Option<u32>,
    trace: Option<Vec<String>>,
    needs: Vec<String>,
    slow: bool,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn programs(folder: &Path) -> Vec<(String, String)> {
    let mut all: Vec<_> = std::fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == "scm"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("UTF-8"))
        })
        .collect();
    all.sort();
    all
}

fn cases() -> Vec<Case> {
    programs(&root().join("tests/lang/lisp")).into_iter().map(|(name, source)| parse(name, source)).collect()
}

fn parse(name: String, source: String) -> Case {
    let mut case = Case {
        name,
        source: String::new(),
        output: vec![],
        error: None,
        line: None,
        trace: None,
        needs: vec![],
        slow: false,
    };
    for text in source.lines() {
        if let Some((_, expected)) = text.split_once("; =>") {
            case.output.push(expected.strip_prefix(' ').unwrap_or(expected).trim_end().to_string());
        } else if let Some(line) = text.strip_prefix(";!! line ") {
            case.line = Some(line.trim().parse().unwrap_or_else(|_| panic!("{}: {text}", case.name)));
        } else if let Some(functions) = text.strip_prefix(";!! trace ") {
            case.trace = Some(functions.split_whitespace().map(String::from).collect());
        } else if let Some(error) = text.strip_prefix(";!! ") {
            let (code, part) = error.split_once(':').unwrap_or_else(|| panic!("{}: {text}", case.name));
            case.error = Some((code.to_string(), part.trim().to_string()));
        } else if let Some(tags) = text.strip_prefix(";; needs:") {
            case.needs.extend(tags.split([',', ' ']).filter(|t| !t.is_empty()).map(String::from));
        } else if text.trim() == ";; slow" {
            case.slow = true;
        }
    }
    case.source = source;
    case
}

impl Case {
    /// Whether the plain interpreter refuses it.
    fn refused(&self) -> bool {
        self.needs("tasks") || self.needs("continuations") || self.needs("eval")
    }
    /// Whether it is more than the plain interpreter can do.
    fn too_much(&self) -> bool {
        self.needs("deep") || self.needs("large")
    }
    fn needs(&self, tag: &str) -> bool {
        self.needs.iter().any(|t| t == tag)
    }

    /// What is wrong with a run, if anything is.
    fn check(&self, run: &Run) -> Result<(), String> {
        let got: Vec<&str> = run.output.lines().map(str::trim_end).collect();
        for (i, (want, got)) in self.output.iter().zip(&got).enumerate() {
            if want != got {
                return Err(format!("line {} of the output: expected\n      {want}\n    got\n      {got}", i + 1));
            }
        }
        match (&self.error, &run.result) {
            (None, Err(e)) => return Err(format!("ended in an error: {}: {} (line {:?})", e.code, e.message, e.line)),
            (Some((code, part)), Ok(v)) => return Err(format!("expected {code}: {part}, ended with value {v}")),
            (Some((code, part)), Err(e)) if code != e.code || !e.message.contains(part) => {
                return Err(format!("expected error\n      {code}: {part}\n    got\n      {}: {}", e.code, e.message));
            }
            (Some(_), Err(e)) if self.line.is_some() && self.line != e.line => {
                return Err(format!("expected the error on line {:?}, got {:?}", self.line, e.line));
            }
            (Some(_), Err(e)) if self.trace.as_ref().is_some_and(|t| *t != e.trace) => {
                return Err(format!("expected the trace {:?}, got {:?}", self.trace, e.trace));
            }
            _ => {}
        }
        if got.len() != self.output.len() {
            return Err(format!("expected {} lines of output, got {}", self.output.len(), got.len()));
        }
        Ok(())
    }
}

/// The cases, or those whose names contain the text in the variable `CASE`.
fn chosen_cases() -> Vec<Case> {
    let only = std::env::var("CASE").unwrap_or_default();
    cases().into_iter().filter(|c| c.name.contains(&only)).collect()
}

/// Checks every case under every configuration.
fn check_cases(configs: &[(String, Config)]) {
    let cases = chosen_cases();
    let jobs: Vec<_> = configs.iter().flat_map(|config| cases.iter().map(move |case| (config, case))).collect();
    assert_none(in_parallel(&jobs, |((name, config), case)| {
        let (run, _) = on_vm(config.clone(), &case.source);
        case.check(&run).err().map(|e| format!("{} ({name}): {e}", case.name))
    }));
}

fn with(name: impl Into<String>, change: impl FnOnce(&mut Config)) -> (String, Config) {
    let mut config = Config::default();
    change(&mut config);
    (name.into(), config)
}

#[test]
fn there_are_cases() {
    let cases = cases();
    assert!(cases.len() >= 60, "{}", cases.len());
    for case in cases {
        assert!(!case.output.is_empty() || case.error.is_some(), "{} expects nothing", case.name);
    }
}

#[test]
fn cases_on_baseline() {
    assert_none(in_parallel(&chosen_cases(), |case| {
        if case.too_much() {
            return None;
        }
        let run = on_baseline(Limits::default(), &case.source);
        if case.refused() {
            let refused = matches!(&run.result, Err(e) if e.code == "unsupported");
            return (!refused).then(|| format!("{}: not refused, but {:?}", case.name, run.result));
        }
        case.check(&run).err().map(|e| format!("{}: {e}", case.name))
    }));
}

#[test]
fn cases_in_every_loop() {
    let configs: Vec<_> = Dispatch::ALL.iter().map(|&d| with(d.name(), |c| c.dispatch = d)).collect();
    check_cases(&configs);
}

/// The passes of the compiler to machine code.
fn passes() -> impl Iterator<Item = Opt> {
    Opt::ALL.iter().copied().filter(|&o| o.is_compiled() && o != Opt::Jit)
}

/// Hot from the start, so that short programs are compiled, too.
fn eager(name: impl Into<String>, mode: JitMode, change: impl FnOnce(&mut Config)) -> (String, Config) {
    with(name, |c| {
        (c.jit.mode, c.jit.threshold) = (mode, 1);
        change(c);
    })
}

#[test]
fn compiled_cases() {
    check_cases(&[
        eager("compiled at once", JitMode::On, |_| {}),
        eager("compiled with feedback", JitMode::On, |c| c.jit.threshold = 4),
        eager("each exit taken", JitMode::On, |c| c.jit.force_exits = true),
        eager("compiled for switch", JitMode::On, |c| c.dispatch = Dispatch::Switch),
        eager("compiled under the counting loop", JitMode::On, |c| c.dispatch = Dispatch::Traced),
        eager("compiled without anything else", JitMode::On, |c| c.opts = OptSet::none().with(Opt::Jit, true)),
        eager("MIR interpreted", JitMode::Mir, |c| c.jit.threshold = 3),
        eager("MIR interpreted, each exit taken", JitMode::Mir, |c| c.jit.force_exits = true),
    ]);
}

#[test]
fn compiled_cases_without_each_pass() {
    let without =
        |o: Opt| eager(format!("compiled without {}", o.name()), JitMode::On, |c| c.opts = c.opts.with(o, false));
    let none = eager("compiled without any pass", JitMode::On, |c| {
        c.opts = passes().fold(c.opts, |opts, p| opts.with(p, false));
    });
    check_cases(&passes().map(without).chain([none]).collect::<Vec<_>>());
}

/// Fuel is used and counted the same.
#[test]
fn compiled_cases_use_as_much_fuel() {
    assert_none(in_parallel(&chosen_cases(), |case| {
        let turns = |mode| on_vm(eager("", mode, |c| c.jit.threshold = 2).1, &case.source).1;
        let (interpreted, compiled) = (turns(JitMode::Off), turns(JitMode::On));
        (interpreted != compiled).then(|| format!("{}: {interpreted} interpreted, {compiled} compiled", case.name))
    }));
}

#[test]
fn cases_with_each_optimisation_off() {
    let configs: Vec<_> = Opt::ALL
        .iter()
        .filter(|o| !passes().any(|p| p == **o))
        .map(|&o| with(format!("without {}", o.name()), |c| c.opts = OptSet::all().with(o, false)))
        .collect();
    check_cases(&configs);
}

#[test]
fn cases_with_one_optimisation_or_none() {
    let mut configs = vec![with("nothing on", |c| c.opts = OptSet::none())];
    configs.extend(Opt::ALL.iter().filter(|o| !passes().any(|p| p == **o)).map(|&o| {
        with(format!("only {}", o.name()), |c| {
            c.opts = OptSet::none().with(o, true);
            c.dispatch = Dispatch::Switch;
        })
    }));
    check_cases(&configs);
}

#[test]
fn cases_with_small_caches_and_without_collector() {
    check_cases(&[
        with("caches of one", |c| c.cache_size = 1),
        with("collector off", |c| {
            c.gc = GcMode::Off;
            c.memory = 2 << 30;
        }),
    ]);
}

/// Turns a program may take if it is to be collected at each of them.
const TURNS_UNDER_STRESS: u64 = 4_000;

#[test]
fn cases_collected_at_every_safepoint() {
    let stressed = AtomicUsize::new(0);
    let all = chosen_cases();
    assert_none(in_parallel(&all, |case| {
        if case.slow || on_vm(Config::default(), &case.source).1 > TURNS_UNDER_STRESS {
            return None;
        }
        stressed.fetch_add(1, Ordering::Relaxed);
        let (none, jit) = (OptSet::none(), JitConfig { mode: JitMode::On, threshold: 1, force_exits: false });
        for (opts, jit) in [(OptSet::all(), JitConfig::default()), (none, JitConfig::default()), (OptSet::all(), jit)] {
            let config = Config { gc: GcMode::Stress, opts, jit, ..Config::default() };
            if let Err(e) = case.check(&on_vm(config, &case.source).0) {
                return Some(format!("{} (stress, {} switches on): {e}", case.name, opts.bits().count_ones()));
            }
        }
        None
    }));
    let stressed = stressed.into_inner();
    assert!(stressed * 2 > all.len(), "only {stressed} of {} cases are short enough", all.len());
}

/// Output, value, code, message and line must be the same, to the last letter.
#[test]
fn vm_and_baseline_agree() {
    let cases: Vec<Case> = chosen_cases().into_iter().filter(|c| !c.refused() && !c.too_much()).collect();
    assert_none(in_parallel(&cases, |case| {
        let (vm, _) = on_vm(Config::default(), &case.source);
        let baseline = on_baseline(Limits::default(), &case.source);
        (vm != baseline).then(|| format!("{}:\n  vm {:?}\n  baseline {:?}", case.name, vm.result, baseline.result))
    }));
}

#[test]
fn examples_print_what_they_should() {
    let examples = programs(&root().join("examples/lisp"));
    assert!(examples.len() >= 11);
    assert_none(in_parallel(&examples, |(name, source)| {
        let wanted = root().join("tests/lang/examples").join(name).with_extension("out");
        let wanted = std::fs::read_to_string(&wanted).unwrap_or_else(|e| panic!("{}: {e}", wanted.display()));
        let (run, _) = on_vm(Config::default(), source);
        if !source.starts_with("; ") || !source.lines().next().is_some_and(|l| l.contains(" - ")) {
            return Some(format!("{name}: the first line is not `; Title - sentence`"));
        }
        // Only this one is meant to end in an error.
        if (name == "errors") != run.result.is_err() {
            return Some(format!("{name}: {:?}", run.result));
        }
        (run.output != wanted).then(|| format!("{name} printed\n{}", run.output))
    }));
}

#[test]
fn benchmark_programs_give_their_results() {
    let folder = root().join("benches/programs");
    let expected = std::fs::read_to_string(folder.join("expected.txt")).expect("expected results");
    let expected: Vec<(&str, &str)> = expected.lines().filter_map(|l| l.split_once(' ')).collect();
    let programs = programs(&folder);
    assert_eq!(programs.len(), expected.len());
    assert_none(in_parallel(&programs, |(name, source)| {
        let Some((_, wanted)) = expected.iter().find(|(n, _)| n == name) else {
            return Some(format!("{name}: no expected result"));
        };
        let (run, _) = on_vm(Config::default(), source);
        (run.output.trim_end() != *wanted || run.result.is_err())
            .then(|| format!("{name}: expected {wanted}, got {} {:?}", run.output, run.result))
    }));
}

/// The same programs, made small, on the plain interpreter.
#[test]
fn small_benchmark_programs_agree() {
    let sizes = [("fib", 15), ("tak", 9), ("ackermann", 3), ("mandelbrot", 12), ("binary-trees", 6)];
    let programs: Vec<_> = programs(&root().join("benches/programs"))
        .into_iter()
        .filter(|(name, _)| name != "channels")
        .map(|(name, source)| {
            let n = sizes.iter().find(|(s, _)| *s == name).map_or(200, |(_, n)| *n);
            let at = source.find("(define n ").expect("a size");
            let end = at + source[at..].find(')').expect("a bracket");
            (name, format!("{}(define n {n}{}", &source[..at], &source[end..]))
        })
        .collect();
    assert_none(in_parallel(&programs, |(name, source)| {
        let (vm, _) = on_vm(Config::default(), source);
        let baseline = on_baseline(Limits::default(), source);
        (vm != baseline || vm.result.is_err()).then(|| format!("{name}:\n  vm {vm:?}\n  baseline {baseline:?}"))
    }));
}
