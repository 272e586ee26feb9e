//! `glassbox check`.
use super::args::Parsed;
use super::console::{self, Output};
use super::engine::{Engine, Source};
use super::flags::switch;
use super::report::Report;
use super::settings::Settings;
use super::{Command, FAILED, Outcome, Usage};
use glassbox::Diagnostic;

pub const COMMAND: Command = Command {
    name: "check",
    operands: "FILE...",
    about: "Say what is wrong with programs, without running them",
    text: "Reads, lowers and compiles each file; of Python, whose programs this version does not run,\n\
           reads it and checks names and statements. The exit status is 1 if any has an error.",
    flags: &[switch("json", "Write the diagnostics as JSON to the standard output")],
    passes_on: false,
    run,
};

fn run(args: Parsed, settings: Settings) -> Outcome {
    let report = Report::new(settings.color);
    if args.operands.is_empty() {
        return Err(Usage::new("`check` needs at least one file, or `-` for the standard input").into());
    }
    let mut all: Vec<(String, Vec<Diagnostic>)> = vec![];
    let mut status = 0;
    for file in &args.operands {
        let source = match Source::read(file, &settings, report) {
            Ok(source) => source,
            Err(super::Failure::Status(s)) => {
                status = s;
                continue;
            }
            Err(usage) => return Err(usage),
        };
        // A fresh VM for each: what one file defines is no help to the next.
        let Engine::Vm(mut vm, _) =
            Engine::new(&Settings { baseline: false, ..settings.clone() }, Output::Kept, vec![])
        else {
            return Ok(FAILED);
        };
        let found = match vm.check(source.language, &source.name, &source.text) {
            Ok(warnings) => warnings,
            Err(problems) => {
                status = FAILED;
                problems
            }
        };
        if !args.has("json") {
            report.diagnostics(&found, vm.sources());
        }
        all.push((source.name, found));
    }
    if args.has("json") {
        let rows: Vec<_> = all.iter().map(|(file, d)| serde_json::json!({ "file": file, "diagnostics": d })).collect();
        console::print(&format!("{}\n", serde_json::Value::from(rows)));
    }
    Ok(status)
}
