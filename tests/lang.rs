//! Runs the language cases of `tests/lang/` and the example programs on every
//! engine and configuration. The cases are data; this file reads them:
//!
//! - `; => text` expects `text` as the next line of output;
//! - `;!! code: part` expects the program to end in an error with that code and
//!   a message that contains that part; without one it must end well;
//! - `;!! line N` expects the error on that line;
//! - `;; needs: tag ...` names what some configurations do not have;
//! - `;; slow` keeps it out of runs that collect at every safepoint.
use glassbox::baseline::{Baseline, Limits};
use glassbox::lang::Language;
use glassbox::syntax::{Diagnostic, SourceMap};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One case.
struct Case {
    name: String,
    source: String,
    output: Vec<String>,
    error: Option<(String, String)>,
    line: Option<u32>,
    needs: Vec<String>,
    #[allow(dead_code, reason = "read by the runs on the VM")]
    slow: bool,
}

/// How a run ended.
struct Run {
    output: String,
    result: Result<String, Failure>,
}

/// An error as far as cases look at it.
#[derive(PartialEq, Debug)]
struct Failure {
    code: &'static str,
    message: String,
    line: Option<u32>,
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
    let mut case =
        Case { name, source: String::new(), output: vec![], error: None, line: None, needs: vec![], slow: false };
    for text in source.lines() {
        if let Some((_, expected)) = text.split_once("; =>") {
            case.output.push(expected.strip_prefix(' ').unwrap_or(expected).trim_end().to_string());
        } else if let Some(line) = text.strip_prefix(";!! line ") {
            case.line = Some(line.trim().parse().unwrap_or_else(|_| panic!("{}: {text}", case.name)));
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
            _ => {}
        }
        if got.len() != self.output.len() {
            return Err(format!("expected {} lines of output, got {}", self.output.len(), got.len()));
        }
        Ok(())
    }
}

fn failure(problems: Vec<Diagnostic>, sources: &SourceMap) -> Failure {
    let d = problems.into_iter().next().expect("an error has a diagnostic");
    let line = d.labels.first().and_then(|l| Some(sources.get(l.span.source)?.line_col(l.span.start).line));
    Failure { code: d.code.text(), message: d.message, line }
}

/// Runs jobs on as many threads as there are cores; gives what they complain of.
fn in_parallel<T: Sync>(jobs: &[T], run: impl Fn(&T) -> Option<String> + Sync) -> Vec<String> {
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

fn assert_none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "{} failed:\n\n{}\n", complaints.len(), complaints.join("\n\n"));
}

/// Tags of cases that the plain interpreter refuses or cannot do.
const NOT_IN_BASELINE: &[&str] = &["tasks", "deep"];

fn on_baseline(limits: Limits, source: &str) -> Run {
    let mut baseline = Baseline::new(limits);
    let result = baseline.run(Language::Lisp, "case", source);
    let output = baseline.take_output();
    Run { output, result: result.map_err(|problems| failure(problems, baseline.sources())) }
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
    let only = std::env::var("CASE").unwrap_or_default();
    let cases: Vec<Case> = cases().into_iter().filter(|c| c.name.contains(&only)).collect();
    assert_none(in_parallel(&cases, |case| {
        if NOT_IN_BASELINE.iter().any(|tag| case.needs(tag)) {
            return None;
        }
        case.check(&on_baseline(Limits::default(), &case.source)).err().map(|e| format!("{}: {e}", case.name))
    }));
}
