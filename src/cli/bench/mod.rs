//! `glassbox bench`: what each optimisation is worth on a program.
mod measure;

use super::args::{Parsed, Usage};
use super::console;
use super::engine::Source;
use super::flags::{switch, value};
use super::report::Report;
use super::settings::Settings;
use super::table::{Align, aligned, time};
use super::{Command, FAILED, Failure, Outcome};
use glassbox::Language;
use measure::{Setup, Summary, once, summary};
use serde_json::json;
use std::io::IsTerminal;

pub const COMMAND: Command = Command {
    name: "bench",
    operands: "[FILE..]",
    about: "Measure what the optimisations are worth on a program",
    text: "Runs each program under many configurations: with all optimisations (`all`), without any\n\
           (`none`), with each one left out (`without-NAME`), in each dispatch loop (`threaded`,\n\
           `switch`, `traced`) and in the plain interpreter (`baseline`). Each run is in a fresh VM;\n\
           the configurations take turns, so that what disturbs the machine disturbs all of them.\n\
           Shown are the median of the processor time, half the distance of the quartiles as its\n\
           spread, and the ratio to `all`: above 1, the configuration is slower.\n\n\
           FILE may also be the name of one of the programs that come with Glassbox (see --list).\n\
           Without FILE all of these run, under all, none, switch and baseline.",
    flags: &[
        value("repeats", "N", "Runs of each configuration (5)"),
        value("configs", "NAMES", "Only these configurations, separated by commas"),
        switch("list", "List the programs that come with Glassbox"),
        switch("json", "Write all samples as JSON"),
    ],
    passes_on: false,
    run,
};

macro_rules! programs {
    ($($name:literal)*) => {
        /// The programs that come with Glassbox.
        const PROGRAMS: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../../benches/programs/", $name, ".scm"))),)*];
    };
}
programs! {
    "ackermann" "binary-trees" "channels" "checksum" "closures" "fib" "float-loop" "hash-maps" "int-loop" "list-map"
    "mandelbrot" "packets" "records" "sieve" "strings" "tak"
}

/// Spreads above it make a median doubtful.
const WIDE: f64 = 0.05;

/// A configuration's runs of one program.
struct Row {
    setup: Setup,
    samples: Vec<u64>,
    /// What it printed and gave, or its error.
    result: String,
    failed: bool,
}

fn run(args: Parsed, settings: Settings) -> Outcome {
    let report = Report::new(settings.color);
    if args.has("list") {
        let rows: Vec<_> = PROGRAMS.iter().map(|(name, text)| vec![format!("  {name}"), about(text)]).collect();
        console::print(&aligned(&[Align::Left, Align::Left], &rows));
        return Ok(0);
    }
    if settings.baseline {
        return Err(Usage::new("`bench` measures the plain interpreter as the configuration `baseline`").into());
    }
    let repeats: usize = args.number("repeats", 1)?.unwrap_or(5);
    let setups = setups(&args, &settings)?;
    let mut tables = vec![];
    let mut status = 0;
    for source in sources(&args, &settings, report)? {
        let progress = Progress::new(&source.name, repeats * setups.len());
        let rows = measure(&source, &setups, repeats, &settings, &progress);
        progress.done();
        if rows.iter().any(|r| r.failed && r.setup != Setup::Baseline) {
            status = FAILED;
        }
        if args.has("json") {
            tables.push(data(&source.name, &rows));
        } else {
            console::print(&table(&source.name, &rows, repeats));
        }
    }
    if args.has("json") {
        console::print(&format!("{}\n", json!({ "clock": "cpu", "repeats": repeats, "programs": tables })));
    }
    Ok(status)
}

/// What a program is, from its first line.
fn about(text: &str) -> String {
    text.lines().next().unwrap_or("").trim_start_matches(';').trim().to_string()
}

fn setups(args: &Parsed, settings: &Settings) -> Result<Vec<Setup>, Usage> {
    if args.has("configs") {
        let mut known: Vec<String> = Setup::every(settings.config.dispatch).iter().map(|s| s.name()).collect();
        known.push(settings.config.dispatch.name().to_string());
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let named: Result<Vec<Setup>, Usage> = args
            .words("configs")
            .map(|w| Setup::by_name(w).ok_or_else(|| Usage::unknown("configuration", w, &known)))
            .collect();
        return match named {
            Ok(named) if named.is_empty() => Err(Usage::new("`--configs` needs at least one name")),
            named => named,
        };
    }
    if args.operands.is_empty() {
        let other = glassbox::options::Dispatch::Switch;
        return Ok(vec![Setup::All, Setup::None, Setup::Loop(other), Setup::Baseline]);
    }
    Ok(Setup::every(settings.config.dispatch))
}

fn sources(args: &Parsed, settings: &Settings, report: Report) -> Result<Vec<Source>, Failure> {
    let own = |(name, text): &(&str, &str)| Source {
        name: name.to_string(),
        text: text.to_string(),
        language: Language::Lisp,
    };
    if args.operands.is_empty() {
        return Ok(PROGRAMS.iter().map(own).collect());
    }
    let mut all = vec![];
    for file in &args.operands {
        let path = std::path::Path::new(file);
        match PROGRAMS.iter().find(|p| !path.exists() && file == p.0) {
            Some(p) => all.push(own(p)),
            None => all.push(Source::read(file, settings, report)?),
        }
    }
    Ok(all)
}

fn measure(source: &Source, setups: &[Setup], repeats: usize, settings: &Settings, progress: &Progress) -> Vec<Row> {
    let row = |setup: &Setup| Row { setup: *setup, samples: vec![], result: String::new(), failed: false };
    let mut rows: Vec<Row> = setups.iter().map(row).collect();
    let mut done = 0;
    for _ in 0..repeats {
        for row in &mut rows {
            progress.at(done, &row.setup.name());
            done += 1;
            // A program that failed fails again.
            if row.failed {
                continue;
            }
            let run = once(row.setup, &settings.config, settings.seed, source);
            row.samples.push(run.nanos);
            (row.result, row.failed) = (run.result, run.failed);
        }
    }
    rows
}

impl Row {
    fn summary(&self) -> Option<Summary> {
        if self.failed || self.samples.is_empty() { None } else { Some(summary(&self.samples)) }
    }
}

/// The runs whose result is not that of the first row that did not fail.
fn differing(rows: &[Row]) -> Vec<&Row> {
    let Some(first) = rows.iter().find(|r| !r.failed) else { return vec![] };
    rows.iter().filter(|r| !r.failed && r.result != first.result).collect()
}

fn table(name: &str, rows: &[Row], repeats: usize) -> String {
    let all = rows.iter().find(|r| r.setup == Setup::All).and_then(Row::summary);
    let mut cells = vec![["  configuration", "median", "spread", "ratio", ""].map(String::from).to_vec()];
    let mut wide = false;
    let differ = differing(rows);
    for r in rows {
        let name = format!("  {}", r.setup.name());
        let Some(s) = r.summary() else {
            cells.push(vec![name, "failed".into(), String::new(), String::new(), short(&r.result)]);
            continue;
        };
        let ratio = all.map_or(String::new(), |all| format!("{:.2}", s.median / all.median));
        let mut note = String::new();
        if s.spread > WIDE {
            wide = true;
            note = "spread is wide".into();
        }
        if differ.iter().any(|d| d.setup == r.setup) {
            note = format!("DIFFERENT RESULT: {}", short(&r.result));
        }
        cells.push(vec![name, time(s.median), format!("±{:.1}%", 100.0 * s.spread), ratio, note]);
    }
    let mut out = format!("\n{name} ({repeats} runs each, processor time)\n");
    out.push_str(&aligned(&[Align::Left, Align::Right, Align::Right, Align::Right, Align::Left], &cells));
    if wide {
        out.push_str("  Some spreads are wide: close other programs, or raise --repeats, before comparing.\n");
    }
    if !differ.is_empty() {
        out.push_str("  Results differ between configurations: this is a fault of Glassbox, or the program\n");
        out.push_str("  depends on time.\n");
    }
    out
}

fn short(text: &str) -> String {
    let line: String = text.lines().next_back().unwrap_or("").chars().take(60).collect();
    if line.len() < text.len() { format!("{line}...") } else { line }
}

fn data(name: &str, rows: &[Row]) -> serde_json::Value {
    let differ = differing(rows);
    let rows: Vec<_> = rows
        .iter()
        .map(|r| {
            let s = r.summary();
            json!({
                "name": r.setup.name(),
                "medianNanos": s.map(|s| s.median),
                "spread": s.map(|s| s.spread),
                "samples": r.samples,
                "failed": r.failed.then_some(&r.result),
                "differs": differ.iter().any(|d| d.setup == r.setup),
            })
        })
        .collect();
    json!({ "program": name, "configs": rows })
}

/// What is being measured, on the standard error output: a line that changes on a
/// terminal, one line a program elsewhere.
struct Progress {
    name: String,
    total: usize,
    live: bool,
}

impl Progress {
    fn new(name: &str, total: usize) -> Progress {
        let live = std::io::stderr().is_terminal();
        if !live {
            console::error(&format!("measuring {name}: {total} runs\n"));
        }
        Progress { name: name.to_string(), total, live }
    }
    fn at(&self, done: usize, config: &str) {
        if self.live {
            console::error(&format!("\r\x1b[Kmeasuring {}: {done} of {} runs, {config}", self.name, self.total));
        }
    }
    fn done(&self) {
        if self.live {
            console::error("\r\x1b[K");
        }
    }
}
