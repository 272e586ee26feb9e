//! `cargo bench --bench cpython`: the Python programs in `benches/programs`, here and in
//! CPython 3.11; first those that exist as Lisp, too, as that, then all as Python.
//!
//! Both are measured from inside by processor time, without start and loading:
//! here the run of a loaded program, there `exec` of compiled code. They take turns
//! in one run of this benchmark. `GLASSBOX_PYTHON` names another interpreter.
//! Options: names of programs, `--repeats N`, `--language NAME`.
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
use measure::{Program, Setup, once, summary};
use std::path::{Path, PathBuf};
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

fn in_python(python: &Path, file: &Path) -> Result<(u64, String), String> {
    let ran = Command::new(python).args(["-c", DRIVER]).arg(file).output().map_err(|e| e.to_string())?;
    let said = String::from_utf8_lossy(&ran.stderr);
    let nanos = said.lines().next_back().and_then(|l| l.trim().parse().ok());
    match nanos {
        Some(nanos) if ran.status.success() => Ok((nanos, String::from_utf8_lossy(&ran.stdout).into_owned())),
        _ => Err(said.into_owned()),
    }
}

struct Options {
    repeats: usize,
    languages: Vec<Language>,
    filters: Vec<String>,
}

fn options() -> Result<Options, String> {
    let mut o = Options { repeats: 9, languages: vec![Language::Lisp, Language::Python], filters: vec![] };
    let mut words = std::env::args().skip(1).filter(|w| w != "--bench");
    while let Some(word) = words.next() {
        match word.as_str() {
            "--repeats" => {
                let n = words.next().and_then(|n| n.parse().ok()).filter(|n| *n > 0);
                o.repeats = n.ok_or("`--repeats` wants a number")?;
            }
            "--language" => {
                let name = words.next().unwrap_or_default();
                o.languages.retain(|l| l.name() == name);
                if o.languages.is_empty() {
                    return Err(format!("there is no language `{name}`"));
                }
            }
            word if word.starts_with('-') => return Err(format!("there is no option `{word}`")),
            word => o.filters.push(word.to_string()),
        }
    }
    Ok(o)
}

/// The Python programs that are wanted, by name.
fn programs(o: &Options) -> Vec<(String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/programs");
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let named = files.filter(|f| f.extension().is_some_and(|e| e == "py"));
    let mut all: Vec<(String, PathBuf)> =
        named.map(|f| (f.file_stem().unwrap_or_default().to_string_lossy().into_owned(), f)).collect();
    all.retain(|(name, _)| o.filters.is_empty() || o.filters.iter().any(|f| name.contains(f.as_str())));
    all.sort();
    all
}

const TITLES: [&str; 9] =
    ["  program", "compiled", "spread", "interpreted", "spread", "CPython", "spread", "compiled", "interpreted"];

/// Measures the programs in a language, and says what came out; whether all gave what
/// CPython gives.
fn table_of(o: &Options, language: Language, python: &Path) -> bool {
    let mut rows = vec![TITLES.map(String::from).to_vec()];
    let ways = [Setup::All, Setup::Without(Opt::Jit)];
    let mut ratios = [vec![], vec![]];
    let mut right = true;
    for (name, file) in programs(o) {
        let ours = if language == Language::Python { file.clone() } else { file.with_extension("scm") };
        let Ok(text) = std::fs::read_to_string(&ours) else { continue };
        let program = Program { name: name.clone(), text, language };
        let (mut ours, mut theirs) = ([vec![], vec![]], vec![]);
        for _ in 0..o.repeats {
            for (setup, times) in ways.into_iter().zip(&mut ours) {
                // The other process has left its traces in memory.
                let _ = once(setup, &Config::default(), 1, &program);
                times.push(once(setup, &Config::default(), 1, &program));
            }
            match in_python(python, &file) {
                Ok((nanos, output)) => theirs.push((nanos, output)),
                Err(e) => {
                    eprintln!("{name}: CPython failed: {e}");
                    right = false;
                }
            }
        }
        let Some((_, output)) = theirs.first() else { continue };
        if let Some(run) = ours.iter().flatten().find(|r| r.failed || r.result.trim_end() != output.trim_end()) {
            eprintln!("{name}: {:?} here, {output:?} in CPython", run.result);
            right = false;
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
    println!("as {}", language.name());
    print!("{}", aligned(&[&[Align::Left], &[Align::Right; 8][..]].concat(), &rows));
    if let [compiled, interpreted] = &ratios
        && compiled.len() > 1
    {
        let (compiled, interpreted) = (table::mean(compiled), table::mean(interpreted));
        println!("  geometric means of the ratios: {compiled:.3} compiled, {interpreted:.3} interpreted");
    }
    right
}

fn main() {
    let o = options().unwrap_or_else(|why| {
        eprintln!("{why}");
        std::process::exit(2);
    });
    let Some((python, about)) = python() else {
        println!("skipped: there is no python3.11 on this machine");
        return;
    };
    println!("CPython {about} ({}), {} runs each in turns, processor time", python.display(), o.repeats);
    let right: Vec<bool> = o.languages.iter().map(|&l| table_of(&o, l, &python)).collect();
    if right.contains(&false) {
        std::process::exit(1);
    }
}
