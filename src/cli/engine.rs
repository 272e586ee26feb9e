//! What runs programs: the VM, or the plain interpreter.
use super::args::Usage;
use super::console::{self, Console, Output};
use super::settings::Settings;
use super::{Failure, guard};
use glassbox::baseline::{Baseline, Limits};
use glassbox::syntax::{Code, Diagnostic, SourceMap, Span};
use glassbox::vm::ProgramId;
use glassbox::{Language, Progress, Vm};
use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Calls and back edges between two looks at what was printed: some milliseconds.
const SLICE: u64 = 1_000_000;

/// A program's text with its name and language.
pub struct Source {
    pub name: String,
    pub text: String,
    pub language: Language,
}

impl Source {
    /// Reads a file, or the standard input for `-`.
    pub fn read(path: &OsStr, settings: &Settings, report: super::Report) -> Result<Source, Failure> {
        let shown = path.to_string_lossy().into_owned();
        let stdin = path == "-";
        let by_name = || Language::by_extension(Path::new(path).extension()?.to_str()?);
        let language = match settings.language.or_else(|| if stdin { Some(Language::Lisp) } else { by_name() }) {
            Some(language) => language,
            None if Path::new(path).exists() => return Err(unknown_language(&shown).into()),
            // That it is missing is the more useful thing to say.
            None => Language::Lisp,
        };
        let mut bytes = vec![];
        let read = if stdin {
            std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
        } else {
            std::fs::read(path).map(|b| bytes = b)
        };
        let name = if stdin { "<stdin>".to_string() } else { shown };
        if let Err(e) = read {
            report.problem(&format!("{name} cannot be read: {}", words(&e)));
            return Err(Failure::Status(super::FAILED));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Source { name, text, language }),
            Err(e) => {
                report.diagnostics(&[not_utf8(e.as_bytes())], &sources_of(&name, e.as_bytes()));
                Err(Failure::Status(super::FAILED))
            }
        }
    }

    /// The same, with the whole path of its file as its name if that is what programs of its
    /// language are called: Python's `__file__` and tracebacks name it so.
    pub fn named_in_full(mut self) -> Source {
        let full = std::path::absolute(&self.name).ok().filter(|p| self.language == Language::Python && p.is_file());
        self.name = full.map_or(self.name, |p| p.to_string_lossy().into_owned());
        self
    }
}

fn unknown_language(file: &str) -> Usage {
    let endings: Vec<String> = Language::ALL.iter().flat_map(|l| l.extensions()).map(|e| format!(".{e}")).collect();
    Usage::new(format!("the language of `{file}` is not known by its name"))
        .hint(format!("name it with `--language`, or use one of the endings {}", endings.join(" ")))
}

/// An error of the system without its number.
pub fn words(e: &std::io::Error) -> String {
    match e.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".into(),
        std::io::ErrorKind::IsADirectory => "it is a folder".into(),
        std::io::ErrorKind::PermissionDenied => "it may not be read by this user".into(),
        _ => e.to_string(),
    }
}

fn sources_of(name: &str, bytes: &[u8]) -> SourceMap {
    let mut sources = SourceMap::default();
    sources.add(name, &String::from_utf8_lossy(bytes));
    sources
}

fn not_utf8(bytes: &[u8]) -> Diagnostic {
    let good = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), |s| s.len());
    let at = good as u32;
    let message = format!("the text is not UTF-8: byte {good} is 0x{:02x}", bytes.get(good).copied().unwrap_or(0));
    // In the shown text the first bad byte has become a replacement character of three bytes.
    Diagnostic::error(Code::Syntax, Span::new(Default::default(), at, at + 3), message)
}

/// How a run ended.
pub enum End {
    /// With a value, in the words of its language; empty for the unit value, a line
    /// for each of several values.
    Value(String),
    /// With a status of its own.
    Status(i32),
    /// It failed.
    Failed(Vec<Diagnostic>),
}

/// What runs programs.
pub enum Engine {
    /// The VM.
    Vm(Box<Vm>, Output),
    /// The plain interpreter, and what stops it.
    Baseline(Baseline, Arc<AtomicBool>, Output),
}

impl Engine {
    /// The one that the settings ask for.
    pub fn new(settings: &Settings, output: Output, args: Vec<String>) -> Engine {
        let console = Box::new(Console::new(settings, output, args));
        if settings.baseline {
            let stop = Arc::new(AtomicBool::new(false));
            let c = &settings.config;
            let limits = Limits { depth: c.depth, memory: c.memory, fuel: c.fuel, stop: stop.clone() };
            return Engine::Baseline(Baseline::with_host(limits, console), stop, output);
        }
        Engine::Vm(Box::new(Vm::with_host(settings.config.clone(), console)), output)
    }

    /// Loads a program into the VM.
    pub fn load(&mut self, source: &Source) -> Result<ProgramId, Vec<Diagnostic>> {
        let Engine::Vm(vm, _) = self else { return Err(vec![]) };
        vm.load(source.language, &source.name, &source.text)
    }

    /// Runs a program to its end; Ctrl-C stops it.
    pub fn run(&mut self, source: &Source) -> End {
        match self {
            Engine::Vm(vm, _) => match vm.load(source.language, &source.name, &source.text) {
                Ok(program) => self.run_loaded(program),
                Err(problems) => End::Failed(problems),
            },
            Engine::Baseline(b, stop, output) => {
                stop.store(false, Ordering::Relaxed);
                let flag = stop.clone();
                guard::on_interrupt(move || flag.store(true, Ordering::Relaxed));
                let end = b.run(source.language, &source.name, &source.text);
                guard::uninterrupted();
                if *output != Output::Kept {
                    show(*output, &b.take_output());
                }
                end.map_or_else(End::Failed, End::Value)
            }
        }
    }

    /// Runs a program that the VM has loaded.
    pub fn run_loaded(&mut self, program: ProgramId) -> End {
        let Engine::Vm(vm, output) = self else { return End::Value(String::new()) };
        let stop = vm.stop_handle();
        vm.start(program);
        guard::on_interrupt(move || stop.stop());
        let end = loop {
            let progress = vm.resume(SLICE);
            if *output != Output::Kept {
                show(*output, &vm.take_output());
            }
            match progress {
                Progress::Running | Progress::Stepped => {}
                Progress::Done(v) => break End::Value(vm.answer(v)),
                Progress::Exited(status) => break End::Status(status),
                Progress::Failed(d) => break End::Failed(vec![*d]),
            }
        };
        guard::uninterrupted();
        end
    }

    /// The texts that spans in diagnostics refer to.
    pub fn sources(&self) -> &SourceMap {
        match self {
            Engine::Vm(vm, _) => vm.sources(),
            Engine::Baseline(b, ..) => b.sources(),
        }
    }
}

fn show(output: Output, text: &str) {
    match (output, text) {
        (_, "") | (Output::Kept, _) => {}
        (Output::Standard, text) => console::print(text),
        (Output::Error, text) => console::error(text),
    }
}
