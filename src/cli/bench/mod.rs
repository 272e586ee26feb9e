//! `glassbox bench`: what each optimisation is worth on a program.
mod claims;
mod clock;
mod compare;
mod measure;

use super::args::{Parsed, Usage};
use super::console;
use super::engine::Source;
use super::flags::{switch, value};
use super::report::Report;
use super::settings::Settings;
use super::table::{self, Align, aligned};
use super::{Command, FAILED, Failure, Outcome};
use compare::{Row, differing, measure};
use glassbox::Language;
use measure::{PROGRAMS, Program, Setup};
use serde_json::json;
use std::io::IsTerminal;

pub const COMMAND: Command = Command {
    name: "bench",
    operands: "[FILE..]",
    about: "Measure what the optimisations are worth on a program",
    text: "Runs each program under many configurations: with all optimisations (`all`), without any\n\
           (`none`), with each one left out (`without-NAME`), in each dispatch loop (`threaded`,\n\
           `switch`, `traced`) and in the plain interpreter (`baseline`). Each run is in a fresh VM;\n\
           the configurations take turns in changing order, so that what disturbs the machine\n\
           disturbs all of them; short runs are made twice, and the second counts.\n\
           Shown are the median of the processor time, half the distance of the quartiles as its\n\
           spread, and the ratio to `all`: above 1, the configuration is slower.\n\n\
           FILE may also be the name of one of the programs that come with Glassbox (see --list).\n\
           Without FILE all of these run, under all, none, switch and baseline.\n\n\
           With --claims each requirement is measured on programs that are named with it: the time\n\
           without it, divided by the time with it. FILE then names requirements, like F1 or fusion.",
    flags: &[
        value("repeats", "N", "Runs of each configuration (5)"),
        value("configs", "NAMES", "Only these configurations, separated by commas"),
        switch("claims", "For each requirement that is built: what its source claims, and its worth here"),
        switch("list", "List the programs that come with Glassbox"),
        switch("json", "Write all samples as JSON"),
    ],
    passes_on: false,
    run,
};

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
    if args.has("claims") {
        return tell_claims(&args, &settings, repeats);
    }
    let setups = setups(&args, &settings)?;
    let mut tables = vec![];
    let mut status = 0;
    for source in sources(&args, &settings, report)? {
        let progress = Progress::new(&source.name, repeats * setups.len());
        let rows =
            measure(&source, &setups, repeats, &settings.config, settings.seed, |n, s| progress.at(n, &s.name()));
        progress.done();
        if rows.iter().any(|r| r.failed && r.setup != Setup::Baseline) {
            status = FAILED;
        }
        if args.has("json") {
            tables.push(data(&source.name, &rows));
        } else {
            console::print(&compare::table(&source.name, &rows, repeats));
        }
    }
    if args.has("json") {
        console::print(&format!("{}\n", json!({ "clock": "cpu", "repeats": repeats, "programs": tables })));
    }
    Ok(status)
}

/// `--claims`.
fn tell_claims(args: &Parsed, settings: &Settings, repeats: usize) -> Outcome {
    let wanted: Vec<String> = args.operands.iter().map(|w| w.to_string_lossy().into_owned()).collect();
    let all = claims::claims();
    if let Some(word) = wanted.iter().find(|w| !all.iter().any(|c| c.is_named(w))) {
        return Err(Usage::new(format!("no requirement is called `{word}`")).into());
    }
    let chosen: Vec<_> =
        all.into_iter().filter(|c| wanted.is_empty() || wanted.iter().any(|w| c.is_named(w))).collect();
    let mut data = vec![];
    let progress = Progress::new("the claims", chosen.len());
    for (i, claim) in chosen.iter().enumerate() {
        progress.at(i, &claim.ids);
        let worths = claim.measure(&settings.config, settings.seed, repeats);
        progress.done();
        if args.has("json") {
            data.push(claim.data(&worths));
        } else {
            console::print(&claim.text(&worths));
        }
    }
    if args.has("json") {
        console::print(&format!("{}\n", json!({ "clock": "cpu", "repeats": repeats, "claims": data })));
    } else {
        console::print("\nRatios: the time without it divided by the time with it, medians of processor time.\n");
    }
    Ok(0)
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

fn sources(args: &Parsed, settings: &Settings, report: Report) -> Result<Vec<Program>, Failure> {
    let own = |(name, text): &(&str, &str)| Program {
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
            None => {
                let s = Source::read(file, settings, report)?;
                all.push(Program { name: s.name, text: s.text, language: s.language });
            }
        }
    }
    Ok(all)
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

#[cfg(test)]
mod tests {
    use super::measure::*;
    use glassbox::options::Dispatch;

    #[test]
    fn summaries() {
        assert_eq!(summary(&[7]), Summary { median: 7.0, spread: 0.0 });
        assert_eq!(summary(&[1, 3]).median, 2.0);
        let s = summary(&[100, 90, 110, 80, 120]);
        assert_eq!(s, Summary { median: 100.0, spread: 0.1 });
    }

    #[test]
    fn setups_have_names() {
        for usual in Dispatch::ALL {
            for s in Setup::every(*usual) {
                assert_eq!(Setup::by_name(&s.name()), Some(s));
            }
        }
    }
}
