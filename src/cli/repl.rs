//! `glassbox repl`: reads a program piece by piece and answers with values.
use super::args::Parsed;
use super::console::{self, Output};
use super::engine::{End, Engine, Source};
use super::inspect::{self, Choice};
use super::pretty::pretty;
use super::prompt::{Input, Piece};
use super::report::Report;
use super::settings::Settings;
use super::table::{grouped, time};
use super::{Command, Outcome, Usage, guard, stats};
use glassbox::{Language, lang::lisp};
use std::time::Instant;

pub const COMMAND: Command = Command {
    name: "repl",
    operands: "",
    about: "Type expressions and see their values",
    text: "An expression may go over several lines: it ends when its brackets are closed, in Python a\n\
           block with an empty line. Errors do not end the session, Ctrl-C stops what runs, Ctrl-D\n\
           or :quit ends it. Type :help for what else there is.",
    flags: &[],
    passes_on: false,
    run,
};

/// A command of the session.
struct Word {
    name: &'static str,
    operand: &'static str,
    text: &'static str,
    run: fn(&mut Session, &str) -> Option<u8>,
}

const WORDS: &[Word] = &[
    Word { name: "help", operand: "", text: "this text", run: Session::help },
    Word { name: "doc", operand: "NAME", text: "what a form or function does", run: Session::doc },
    Word {
        name: "time",
        operand: "EXPR",
        text: "how long an expression takes, and in how many calls",
        run: Session::time,
    },
    Word { name: "core", operand: "EXPR", text: "its core form, and what each pass makes of it", run: Session::core },
    Word { name: "bytecode", operand: "EXPR", text: "its bytecode, before and after fusion", run: Session::bytecode },
    Word { name: "inspect", operand: "EXPR", text: "all of these", run: Session::all },
    Word {
        name: "stats",
        operand: "",
        text: "counters of the session: calls, objects, memory, caches",
        run: Session::stats,
    },
    Word { name: "reset", operand: "", text: "begin anew: forget all definitions", run: Session::reset },
    Word { name: "quit", operand: "", text: "end the session (or Ctrl-D)", run: Session::quit },
];

fn run(args: Parsed, settings: Settings) -> Outcome {
    if let Some(word) = args.operands.first() {
        let word = word.to_string_lossy();
        return Err(Usage::new(format!("`repl` takes no file; what is `{word}`?"))
            .hint(format!("to run a file: glassbox run {word}"))
            .into());
    }
    let mut settings = settings;
    // For `:inspect`.
    settings.config.glass = true;
    let mut session =
        Session { report: Report::new(settings.color), engine: engine(&settings), settings, count: 0, width: 80 };
    let mut input = Input::new(session.language());
    if let Input::Terminal(..) = input {
        let version = env!("CARGO_PKG_VERSION");
        console::print(&format!("Glassbox {version}, {}. :help explains, :quit ends.\n", session.language().name()));
    }
    let status = loop {
        input.learn(|| session.words());
        session.width = input.width();
        match input.next() {
            Piece::End => break 0,
            Piece::Dropped => {}
            Piece::Text(text) => {
                // Now: what runs may never come back.
                input.save();
                if let Some(status) = session.piece(&text) {
                    break status;
                }
            }
        }
    };
    Ok(status)
}

fn engine(settings: &Settings) -> Engine {
    Engine::new(&Settings { by_line: true, ..settings.clone() }, Output::Standard, vec!["<repl>".into()])
}

struct Session {
    settings: Settings,
    engine: Engine,
    report: Report,
    /// Pieces so far, to tell their places apart.
    count: u32,
    /// How wide a line may be.
    width: usize,
}

impl Session {
    fn language(&self) -> Language {
        self.settings.language.unwrap_or(Language::Lisp)
    }

    fn source(&mut self, text: &str) -> Source {
        self.count += 1;
        Source { name: format!("<repl {}>", self.count), text: text.to_string(), language: self.language() }
    }

    /// Does what a piece asks for; a status if the session ends.
    fn piece(&mut self, text: &str) -> Option<u8> {
        let line = text.trim();
        if line.is_empty() {
            return None;
        }
        let Some(command) = line.strip_prefix(':') else { return self.evaluate(text) };
        let (name, operand) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
        let operand = operand.trim();
        // What other prompts call it.
        let name = if name == "exit" { "quit" } else { name };
        match WORDS.iter().find(|w| w.name == name) {
            Some(word) if operand.is_empty() && !word.operand.is_empty() => {
                let what = if word.operand == "NAME" { "a name" } else { "an expression" };
                self.report.note(&format!(":{name} needs {what}"));
                None
            }
            Some(word) => (word.run)(self, operand),
            None => {
                self.report.problem(&format!("there is no command `:{name}`"));
                let hint = match super::args::nearest(name, WORDS.iter().map(|w| w.name)) {
                    Some(near) => format!("did you mean `:{near}`?"),
                    None => ":help lists them".to_string(),
                };
                self.report.note(&hint);
                None
            }
        }
    }

    /// Runs a text and answers with its values, each on lines of its own.
    fn evaluate(&mut self, text: &str) -> Option<u8> {
        let source = self.source(text);
        match self.engine.run(&source) {
            End::Value(v) => {
                for value in v.lines() {
                    console::print_lines(&pretty(value, self.width));
                }
            }
            End::Status(status) => return Some(status as u8),
            End::Failed(problems) => self.report.diagnostics(&problems, self.engine.sources()),
        }
        None
    }

    /// What can be completed.
    fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = WORDS.iter().map(|w| format!(":{}", w.name)).collect();
        if let Engine::Vm(vm, _) = &self.engine {
            words.extend(vm.completions(""));
        }
        words
    }

    // The commands.

    fn help(&mut self, _: &str) -> Option<u8> {
        for w in WORDS {
            console::print(&format!(":{:<15} {}\n", format!("{} {}", w.name, w.operand), w.text));
        }
        console::print("Everything else is run as a program. Ctrl-C stops it.\n");
        None
    }

    fn doc(&mut self, name: &str) -> Option<u8> {
        let own = matches!(&self.engine, Engine::Vm(vm, _) if vm.is_defined(name));
        match lisp::doc(name) {
            _ if own => console::print(&format!("{name} is what this session has defined\n")),
            Some(text) => console::print(&format!("{text}\n")),
            None => self.report.note(&format!("nothing is known of `{name}`")),
        }
        None
    }

    fn time(&mut self, text: &str) -> Option<u8> {
        let begin = Instant::now();
        let status = self.evaluate(text);
        let taken = time(begin.elapsed().as_nanos() as f64);
        match &self.engine {
            Engine::Vm(vm, _) => {
                self.report.note(&format!("{taken}, calls and loop turns: {}", grouped(vm.stats().fuel_used)))
            }
            Engine::Baseline(..) => self.report.note(&taken),
        }
        status
    }

    fn core(&mut self, text: &str) -> Option<u8> {
        self.inspect(text, &Choice { core: true, bytecode: false, fused: false, counts: false })
    }

    fn bytecode(&mut self, text: &str) -> Option<u8> {
        self.inspect(text, &Choice { core: false, bytecode: true, fused: true, counts: false })
    }

    fn all(&mut self, text: &str) -> Option<u8> {
        self.inspect(text, &Choice { core: true, bytecode: true, fused: true, counts: false })
    }

    fn inspect(&mut self, text: &str, choice: &Choice) -> Option<u8> {
        if self.settings.baseline {
            self.report.note("the plain interpreter walks the tree: it has nothing to inspect");
            return None;
        }
        let source = self.source(text);
        match self.engine.load(&source) {
            Err(problems) => self.report.diagnostics(&problems, self.engine.sources()),
            Ok(program) => {
                let Engine::Vm(vm, _) = &self.engine else { return None };
                console::print(&inspect::text(&vm.inspect(program), choice, vm.sources()));
            }
        }
        guard::uninterrupted();
        None
    }

    fn stats(&mut self, _: &str) -> Option<u8> {
        match &self.engine {
            Engine::Vm(vm, _) => console::print(&stats::text(&vm.stats())),
            Engine::Baseline(..) => self.report.note("the plain interpreter does not count"),
        }
        None
    }

    fn reset(&mut self, _: &str) -> Option<u8> {
        self.engine = engine(&self.settings);
        None
    }

    fn quit(&mut self, _: &str) -> Option<u8> {
        Some(0)
    }
}
