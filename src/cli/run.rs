//! `glassbox run`.
use super::args::Parsed;
use super::console::{self, Output};
use super::engine::{End, Engine, Source};
use super::flags::{SHARED, switch};
use super::report::Report;
use super::settings::Settings;
use super::{Command, FAILED, INTERRUPTED, Outcome, Usage, decisions, stats};
use glassbox::syntax::Code;

pub const COMMAND: Command = Command {
    name: "run",
    operands: "FILE [ARGS]",
    about: "Run a program",
    text: "FILE is `-` for the standard input. What stands after FILE is for the program, which gets\n\
           it from (command-line); so options come before FILE. What the program prints goes to\n\
           the standard output, everything else to the standard error output.\n\n\
           The exit status is 1 if the program failed, 2 if the command was used wrongly, else\n\
           what the program gave to (exit), or 0.",
    flags: &[
        switch("print", "Print the value of the last form, as the last line; `nil` if it has none"),
        switch("stats", "Say afterwards what the program used: calls, objects, memory, caches"),
        switch("debug-perf", "Say afterwards what the optimisations did to each function, and why not more"),
    ],
    passes_on: true,
    run,
};

fn run(args: Parsed, settings: Settings) -> Outcome {
    let report = Report::new(settings.color);
    let Some(file) = args.operands.first() else {
        return Err(Usage::new("`run` needs a file, or `-` for the standard input").into());
    };
    let source = Source::read(file, &settings, report)?.named_in_full();
    let words = args.operands.iter().map(|w| w.to_string_lossy().into_owned());
    let mut settings = settings;
    settings.config.glass |= args.has("debug-perf");
    let mut engine = Engine::new(&settings, Output::Standard, words.collect());
    let end = engine.run(&source);
    let status = match end {
        End::Value(v) => {
            if args.has("print") {
                console::print_lines(if v.is_empty() { "nil" } else { &v });
            }
            0
        }
        // Systems keep the low eight bits.
        End::Status(status) => status as u8,
        End::Failed(problems) => {
            report.diagnostics(&problems, engine.sources());
            if problems.iter().any(|d| d.code == Code::Stopped) { INTERRUPTED } else { FAILED }
        }
    };
    if args.has("debug-perf") {
        match &engine {
            Engine::Vm(vm, _) => {
                if let Some(program) = vm.last_program() {
                    let functions = vm.inspect(program).functions;
                    console::error(&format!("\n{}", decisions::text(vm, &functions, &vm.decisions(program))));
                }
            }
            Engine::Baseline(..) => report.note("the plain interpreter has no optimisations"),
        }
    }
    if args.has("stats") {
        match &engine {
            Engine::Vm(vm, _) => console::error(&format!("\n{}", stats::text(&vm.stats()))),
            Engine::Baseline(..) => report.note("the plain interpreter does not count"),
        }
    }
    hint_at_options(&args, report);
    Ok(status)
}

/// Says so if options stand where they do not count.
fn hint_at_options(args: &Parsed, report: Report) {
    let known = |word: &str| {
        let name = word.strip_prefix("--").map(|w| w.split('=').next().unwrap_or(w));
        COMMAND.flags.iter().chain(SHARED).any(|f| Some(f.name) == name)
    };
    let words = args.operands.iter().skip(1).filter_map(|w| w.to_str());
    if let Some(word) = words.into_iter().find(|w| known(w)) {
        report.note(&format!("note: `{word}` after the file went to the program; options of `run` come before it"));
    }
}
