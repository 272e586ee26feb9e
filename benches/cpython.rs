//! `cargo bench --bench cpython`: the programs in `benches/programs` that exist in
//! both languages, here and in CPython 3.11.
//!
//! Both are measured from inside by processor time, without start and loading:
//! here the run of a loaded program, there `exec` of compiled code. They take turns
//! in one run of this benchmark. `GLASSBOX_PYTHON` names another interpreter.
//! Options: names of programs, `--repeats N`.
#[path = "../src/cli/bench/clock.rs"]
mod clock;
#[path = "../src/cli/bench/measure.rs"]
#[allow(dead_code, reason = "the command needs more of it")]
mod measure;
#[path = "../src/cli/table.rs"]
#[allow(dead_code, reason = "the command needs more of it")]
mod table;

use glassbox::options::Opt;
use glassbox::{Config, Language};
use measure::{PROGRAMS, Program, Setup, once, summary};
use std::path::PathBuf;
use std::process::Command;
use table::{Align, aligned, time};

/// Runs a file as the main program and says how long `exec` took.
const DRIVER: &str = "
import sys, time
path = sys.argv[1]
with open(path, encoding='utf-8') as f:
    code = compile(f.read(), path, 'exec')
names = {'__name__': '__main__'}
sys.setrecursionlimit(100000)
begin = time.process_time_ns()
exec(code, names)
end = time.process_time_ns()
print(end - begin, file=sys.stderr)
";

/// Which build an interpreter is.
const ABOUT: &str = "
import platform
print(platform.python_version(), platform.python_compiler(), *platform.python_build())
";

/// The first CPython 3.11 there is, and what it says of itself. The system's own
/// comes before others on the path: Debian builds it with PGO.
fn python() -> Option<(PathBuf, String)> {
    let mut candidates: Vec<PathBuf> = std::env::var_os("GLASSBOX_PYTHON").map(PathBuf::from).into_iter().collect();
    candidates.push("/usr/bin/python3.11".into());
    let path = std::env::var_os("PATH").unwrap_or_default();
    candidates.extend(std::env::split_paths(&path).map(|folder| folder.join("python3.11")));
    candidates.into_iter().find_map(|p| {
        let said = Command::new(&p).args(["-c", ABOUT]).output().ok()?;
        said.status.success().then(|| (p, String::from_utf8_lossy(&said.stdout).trim().to_string()))
    })
}

fn in_python(python: &PathBuf, file: &str) -> Result<(u64, String), String> {
    let ran = Command::new(python).args(["-c", DRIVER, file]).output().map_err(|e| e.to_string())?;
    let said = String::from_utf8_lossy(&ran.stderr);
    let nanos = said.lines().next_back().and_then(|l| l.trim().parse().ok());
    match nanos {
        Some(nanos) if ran.status.success() => Ok((nanos, String::from_utf8_lossy(&ran.stdout).into_owned())),
        _ => Err(said.into_owned()),
    }
}

fn main() {
    let (mut repeats, mut filters) = (9, vec![]);
    let mut words = std::env::args().skip(1).filter(|w| w != "--bench");
    while let Some(word) = words.next() {
        match word.as_str() {
            "--repeats" => repeats = words.next().and_then(|n| n.parse().ok()).filter(|n| *n > 0).unwrap_or(repeats),
            word if word.starts_with('-') => {
                eprintln!("there is no option `{word}`");
                std::process::exit(2);
            }
            word => filters.push(word.to_string()),
        }
    }
    let Some((python, about)) = python() else {
        println!("skipped: there is no python3.11 on this machine");
        return;
    };
    println!("CPython {about} ({}), {repeats} runs each in turns, processor time", python.display());
    let titles =
        ["  program", "compiled", "spread", "interpreted", "spread", "CPython", "spread", "compiled", "interpreted"];
    let mut rows = vec![titles.map(String::from).to_vec()];
    let ways = [Setup::All, Setup::Without(Opt::Jit)];
    let mut ratios = [vec![], vec![]];
    let mut wrong = false;
    for (name, text) in PROGRAMS {
        let file = format!("{}/benches/programs/{name}.py", env!("CARGO_MANIFEST_DIR"));
        let wanted = filters.is_empty() || filters.iter().any(|f| name.contains(f.as_str()));
        if !wanted || !std::path::Path::new(&file).exists() {
            continue;
        }
        let program = Program { name: name.to_string(), text: text.to_string(), language: Language::Lisp };
        let (mut ours, mut theirs) = ([vec![], vec![]], vec![]);
        for _ in 0..repeats {
            for (setup, times) in ways.into_iter().zip(&mut ours) {
                // The other process has left its traces in memory.
                let _ = once(setup, &Config::default(), 1, &program);
                times.push(once(setup, &Config::default(), 1, &program));
            }
            match in_python(&python, &file) {
                Ok((nanos, output)) => theirs.push((nanos, output)),
                Err(e) => {
                    eprintln!("{name}: CPython failed: {e}");
                    wrong = true;
                }
            }
        }
        let Some((_, output)) = theirs.first() else { continue };
        if let Some(run) = ours.iter().flatten().find(|r| r.failed || r.result.trim_end() != output.trim_end()) {
            eprintln!("{name}: {:?} here, {output:?} in CPython", run.result);
            wrong = true;
            continue;
        }
        let ours = ours.map(|runs| summary(&runs.iter().map(|r| r.nanos).collect::<Vec<_>>()));
        let theirs = summary(&theirs.iter().map(|t| t.0).collect::<Vec<_>>());
        let mut row = vec![format!("  {name}")];
        for s in ours.iter().chain([&theirs]) {
            row.extend([time(s.median), format!("±{:.1}%", 100.0 * s.spread)]);
        }
        for (s, ratios) in ours.iter().zip(&mut ratios) {
            ratios.push(s.median / theirs.median);
            row.push(format!("{:.3}", s.median / theirs.median));
        }
        rows.push(row);
    }
    let right = [Align::Right; 8];
    print!("{}", aligned(&[&[Align::Left], &right[..]].concat(), &rows));
    if let [compiled, interpreted] = &ratios
        && compiled.len() > 1
    {
        let (compiled, interpreted) = (table::mean(compiled), table::mean(interpreted));
        println!("  geometric means of the ratios: {compiled:.3} compiled, {interpreted:.3} interpreted");
    }
    if wrong {
        std::process::exit(1);
    }
}
