//! `glassbox repl`: reads a program piece by piece and answers with values.
use super::args::Parsed;
use super::console::{self, Output};
use super::engine::{End, Engine, Source};
use super::inspect::{self, Choice};
use super::report::Report;
use super::settings::Settings;
use super::{Command, Outcome, Usage, guard, stats};
use glassbox::Language;
use glassbox::syntax::sexpr::reader::read_datums;
use glassbox::syntax::{Interner, SourceId};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Editor, Helper};
use std::io::IsTerminal;
use std::path::PathBuf;

pub const COMMAND: Command = Command {
    name: "repl",
    operands: "",
    about: "Type expressions and see their values",
    text: "An expression may go over several lines: it ends when its brackets are closed. Errors do\n\
           not end the session, Ctrl-C stops what runs, Ctrl-D or :quit ends it. Type :help for\n\
           what else there is.",
    flags: &[],
    passes_on: false,
    run,
};

const HELP: &str = "\
:help           this text
:inspect EXPR   core form, bytecode and fused code of an expression
:stats          counters of the session: calls, objects, memory, caches
:reset          begin anew: forget all definitions
:quit           end the session (or Ctrl-D)
Everything else is run as a program. Ctrl-C stops it.
";

/// The commands of the session.
const WORDS: &[&str] = &["help", "inspect", "stats", "reset", "quit"];
const PROMPT: &str = "> ";

/// Whether a text ends inside a list, string or comment.
fn incomplete(text: &str) -> bool {
    !text.trim_start().starts_with(':') && read_datums(&mut Interner::default(), SourceId::default(), text).incomplete
}

/// Asks the editor for more lines while brackets are open.
struct Balanced;

impl Validator for Balanced {
    fn validate(&self, ctx: &mut ValidationContext) -> rustyline::Result<ValidationResult> {
        let open = incomplete(ctx.input());
        Ok(if open { ValidationResult::Incomplete } else { ValidationResult::Valid(None) })
    }
}
impl Completer for Balanced {
    type Candidate = String;
}
impl Hinter for Balanced {
    type Hint = String;
}
impl Highlighter for Balanced {}
impl Helper for Balanced {}

/// Where the pieces come from.
enum Input {
    /// A person.
    Terminal(Box<Editor<Balanced, FileHistory>>, Option<PathBuf>),
    /// A file or pipe.
    Lines,
}

/// What was read.
enum Piece {
    Text(String),
    /// Ctrl-C at the prompt.
    Dropped,
    End,
}

impl Input {
    fn new() -> Input {
        if !std::io::stdin().is_terminal() {
            return Input::Lines;
        }
        let Ok(mut editor) = Editor::new() else { return Input::Lines };
        editor.set_helper(Some(Balanced));
        let history = history();
        if let Some(path) = &history {
            // The first session has none.
            let _ = editor.load_history(path);
        }
        Input::Terminal(Box::new(editor), history)
    }

    fn next(&mut self) -> Piece {
        match self {
            Input::Terminal(editor, _) => match editor.readline(PROMPT) {
                Ok(text) => {
                    let _ = editor.add_history_entry(text.trim_end());
                    Piece::Text(text)
                }
                Err(ReadlineError::Interrupted) => Piece::Dropped,
                Err(_) => Piece::End,
            },
            Input::Lines => {
                let mut text = String::new();
                while let Some(line) = console::line(&mut std::io::stdin().lock()) {
                    text.push_str(&line);
                    if !incomplete(&text) {
                        return Piece::Text(text);
                    }
                }
                // What is left is incomplete: the reader says in which way.
                if text.is_empty() { Piece::End } else { Piece::Text(text) }
            }
        }
    }

    fn save(&mut self) {
        if let Input::Terminal(editor, Some(path)) = self {
            let made = path.parent().is_none_or(|folder| std::fs::create_dir_all(folder).is_ok());
            if made {
                let _ = editor.save_history(path);
            }
        }
    }
}

/// Where what was typed is kept between sessions.
fn history() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let state = set("XDG_STATE_HOME").or_else(|| Some(set("HOME")?.join(".local/state")));
    Some(state?.join("glassbox").join("history"))
}

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
    let mut session = Session { report: Report::new(settings.color), engine: engine(&settings), settings, count: 0 };
    let mut input = Input::new();
    if let Input::Terminal(..) = input {
        let version = env!("CARGO_PKG_VERSION");
        console::print(&format!("Glassbox {version}, {}. :help explains, :quit ends.\n", session.language().name()));
    }
    let status = loop {
        match input.next() {
            Piece::End => break 0,
            Piece::Dropped => {}
            Piece::Text(text) => {
                if let Some(status) = session.piece(&text) {
                    break status;
                }
            }
        }
    };
    input.save();
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
        if let Some(command) = line.strip_prefix(':') {
            return self.command(command);
        }
        let source = self.source(text);
        match self.engine.run(&source) {
            End::Value(v) if v.is_empty() => {}
            End::Value(v) => console::print_lines(&v),
            End::Status(status) => return Some(status as u8),
            End::Failed(problems) => self.report.diagnostics(&problems, self.engine.sources()),
        }
        None
    }

    fn command(&mut self, text: &str) -> Option<u8> {
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        match word {
            "help" => console::print(HELP),
            "quit" | "exit" => return Some(0),
            "reset" => self.engine = engine(&self.settings),
            "stats" => match &self.engine {
                Engine::Vm(vm, _) => console::print(&stats::text(&vm.stats())),
                Engine::Baseline(..) => self.report.note("the plain interpreter does not count"),
            },
            "inspect" if rest.trim().is_empty() => self.report.note(":inspect needs an expression"),
            "inspect" => self.inspect(rest),
            _ => {
                self.report.problem(&format!("there is no command `:{word}`"));
                let hint = match super::args::nearest(word, WORDS.iter().copied()) {
                    Some(near) => format!("did you mean `:{near}`?"),
                    None => ":help lists them".to_string(),
                };
                self.report.note(&hint);
            }
        }
        None
    }

    fn inspect(&mut self, text: &str) {
        if self.settings.baseline {
            self.report.note("the plain interpreter walks the tree: it has nothing to inspect");
            return;
        }
        let source = self.source(text);
        match self.engine.load(&source) {
            Err(problems) => self.report.diagnostics(&problems, self.engine.sources()),
            Ok(program) => {
                let Engine::Vm(vm, _) = &self.engine else { return };
                let choice = Choice { core: true, bytecode: true, fused: true, counts: false };
                console::print(&inspect::text(&vm.inspect(program), &choice, vm.sources()));
            }
        }
        guard::uninterrupted();
    }
}
