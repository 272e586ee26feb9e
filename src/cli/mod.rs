//! The command line: reads arguments, runs a subcommand, turns what happens into
//! text and an exit status.
//!
//! Exit status: 0 if all went well, 1 if the program failed, 2 if the command was
//! used wrongly, 70 for a fault of Glassbox, 130 when stopped by Ctrl-C, 141 when
//! the reader of a pipe went away; else what the program asked for.
mod args;
mod bench;
mod check;
mod compiled;
mod console;
mod debug;
mod decisions;
mod engine;
mod files;
mod flags;
mod guard;
mod help;
mod inspect;
mod pretty;
mod profile;
mod prompt;
mod repl;
mod report;
mod run;
mod settings;
mod stats;
mod table;

use args::{Parsed, Usage};
use report::Report;
use settings::Settings;
use std::process::ExitCode;

/// A program failed.
const FAILED: u8 = 1;
/// The command was used wrongly.
const USAGE: u8 = 2;
/// A fault of Glassbox itself.
const INTERNAL: u8 = 70;
/// Stopped by Ctrl-C.
const INTERRUPTED: u8 = 130;
/// Nobody reads the output any more.
const NO_READER: u8 = 141;

/// How a subcommand ended, if not well.
enum Failure {
    /// It was used wrongly.
    Usage(Usage),
    /// What is wrong has been said.
    Status(u8),
}

impl From<Usage> for Failure {
    fn from(u: Usage) -> Failure {
        Failure::Usage(u)
    }
}

/// What a subcommand gives.
type Outcome = Result<u8, Failure>;

/// A subcommand.
struct Command {
    name: &'static str,
    /// What follows the name.
    operands: &'static str,
    /// One sentence for the list of commands.
    about: &'static str,
    /// More, for its own help.
    text: &'static str,
    /// Its own options.
    flags: &'static [flags::Flag],
    /// Whether everything after the first operand belongs to the program.
    passes_on: bool,
    run: fn(Parsed, Settings) -> Outcome,
}

/// Every subcommand.
const COMMANDS: &[&Command] = &[
    &run::COMMAND,
    &repl::COMMAND,
    &debug::COMMAND,
    &inspect::COMMAND,
    &profile::COMMAND,
    &check::COMMAND,
    &bench::COMMAND,
];

/// Runs the command with the arguments of the process.
pub fn main() -> ExitCode {
    guard::install();
    let mut words = std::env::args_os().skip(1);
    let status = match words.next() {
        None => {
            console::error(&help::overview());
            USAGE
        }
        Some(first) => start(&first.to_string_lossy(), words.collect()),
    };
    ExitCode::from(status)
}

fn start(first: &str, rest: Vec<std::ffi::OsString>) -> u8 {
    match first {
        "--help" | "-h" => {
            console::print(&help::overview());
            return 0;
        }
        "help" => return show_help(rest.first().map(|w| w.to_string_lossy().into_owned())),
        "--version" | "-V" => {
            console::print(&format!("glassbox {}\n", env!("CARGO_PKG_VERSION")));
            return 0;
        }
        _ => {}
    }
    let Some(command) = find(first) else {
        return complain(&unknown_command(first), None);
    };
    let outcome = args::parse(command, rest).and_then(|parsed| {
        if parsed.has("help") {
            return Ok(None);
        }
        let settings = Settings::read(&parsed)?;
        Ok(Some((parsed, settings)))
    });
    match outcome {
        Ok(None) => {
            console::print(&help::of(command));
            0
        }
        Ok(Some((parsed, settings))) => match (command.run)(parsed, settings) {
            Ok(status) | Err(Failure::Status(status)) => status,
            Err(Failure::Usage(usage)) => complain(&usage, Some(command)),
        },
        Err(usage) => complain(&usage, Some(command)),
    }
}

fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().copied().find(|c| c.name == name)
}

fn show_help(topic: Option<String>) -> u8 {
    let text = match topic.as_deref() {
        None => help::overview(),
        Some(name) => match find(name) {
            Some(command) => help::of(command),
            None => return complain(&unknown_command(name), None),
        },
    };
    console::print(&text);
    0
}

fn unknown_command(word: &str) -> Usage {
    let usage = if word.starts_with('-') {
        Usage::new(format!("a command comes first, options like `{word}` come after it"))
    } else {
        Usage::new(format!("there is no command `{word}`"))
    };
    if std::path::Path::new(word).is_file() {
        return usage.hint(format!("to run that file: glassbox run {word}"));
    }
    match args::nearest(word, COMMANDS.iter().map(|c| c.name)) {
        Some(name) => usage.hint(format!("did you mean `{name}`?")),
        None => usage,
    }
}

/// Says what is wrong with the use of the command.
fn complain(usage: &Usage, command: Option<&Command>) -> u8 {
    let report = Report::plain();
    report.problem(&usage.message);
    if let Some(hint) = &usage.hint {
        report.note(hint);
    }
    let more = command.map_or("glassbox --help".to_string(), |c| format!("glassbox {} --help", c.name));
    report.note(&format!("`{more}` explains"));
    USAGE
}
