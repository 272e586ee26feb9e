//! `glassbox debug`: runs a program line by line.
use super::args::{Parsed, nearest};
use super::console::{self, Output};
use super::engine::{Engine, Source};
use super::report::Report;
use super::settings::Settings;
use super::{Command, FAILED, Outcome, Usage, guard};
use glassbox::inspect::{FrameView, Stopped, VariableView};
use glassbox::vm::{ProgramId, Step};
use glassbox::{Progress, Vm};
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub const COMMAND: Command = Command {
    name: "debug",
    operands: "FILE [ARGS]",
    about: "Run a program line by line, and see its variables",
    text: "Commands are read from the standard input, a line each; `help` lists them, an empty line\n\
           repeats the last one. Ctrl-C stops a program that runs at the line it has come to. After an\n\
           error what was on the stack can still be looked at. The program runs without compiled and\n\
           fused code, which would hide lines.",
    flags: &[],
    passes_on: true,
    run,
};

/// Calls and loop turns between two looks at Ctrl-C.
const SLICE: u64 = 100_000;
/// Lines around the one where the program stands.
const AROUND: u32 = 4;

/// A command of the session.
struct Word {
    name: &'static str,
    short: &'static str,
    operand: &'static str,
    text: &'static str,
    run: fn(&mut Session, &str),
}

const WORDS: &[Word] = &[
    Word { name: "step", short: "s", operand: "", text: "to the next line, into calls", run: |s, _| s.go(Step::Into) },
    Word { name: "next", short: "n", operand: "", text: "to the next line, over calls", run: |s, _| s.go(Step::Over) },
    Word { name: "out", short: "o", operand: "", text: "until this function returns", run: |s, _| s.go(Step::Out) },
    Word {
        name: "continue",
        short: "c",
        operand: "",
        text: "to the next breakpoint or the end",
        run: |s, _| s.go(Step::Continue),
    },
    Word { name: "break", short: "b", operand: "[LINE]", text: "stop at that line; or list these", run: Session::set },
    Word { name: "clear", short: "", operand: "[LINE]", text: "do not stop there; or nowhere", run: Session::clear },
    Word { name: "locals", short: "l", operand: "", text: "variables of this function", run: Session::locals },
    Word { name: "globals", short: "g", operand: "", text: "globals of the program", run: Session::globals },
    Word { name: "print", short: "p", operand: "NAME", text: "the value of a variable", run: Session::print },
    Word { name: "backtrace", short: "bt", operand: "", text: "who called whom", run: Session::backtrace },
    Word { name: "up", short: "u", operand: "", text: "look at the caller", run: |s, _| s.look(1) },
    Word { name: "down", short: "d", operand: "", text: "look at who was called", run: |s, _| s.look(-1) },
    Word { name: "list", short: "", operand: "", text: "the source around here", run: Session::list },
    Word { name: "help", short: "h", operand: "", text: "this text", run: Session::help },
    Word { name: "quit", short: "q", operand: "", text: "end the program and the session", run: |s, _| s.left = true },
];

fn run(args: Parsed, settings: Settings) -> Outcome {
    let report = Report::new(settings.color);
    let Some(file) = args.operands.first().filter(|f| *f != "-") else {
        return Err(Usage::new("`debug` needs a file; commands come from the standard input").into());
    };
    if settings.baseline {
        return Err(Usage::new("the plain interpreter has no lines to stop at").into());
    }
    let source = Source::read(file, &settings, report)?;
    let words = args.operands.iter().map(|w| w.to_string_lossy().into_owned());
    let mut settings = Settings { by_line: true, ..settings };
    settings.config.steps = true;
    let mut engine = Engine::new(&settings, Output::Standard, words.collect());
    let program = match engine.load(&source) {
        Ok(program) => program,
        Err(problems) => {
            report.diagnostics(&problems, engine.sources());
            return Ok(FAILED);
        }
    };
    let Engine::Vm(vm, _) = engine else { return Ok(FAILED) };
    let mut session = Session {
        vm,
        program,
        source,
        report,
        breakpoints: vec![],
        stopped: None,
        frame: 0,
        status: None,
        left: false,
        interrupted: Arc::default(),
    };
    session.vm.start(program);
    session.go(Step::Into);
    session.talk();
    Ok(session.status.unwrap_or(0))
}

struct Session {
    vm: Box<Vm>,
    program: ProgramId,
    source: Source,
    report: Report,
    breakpoints: Vec<u32>,
    /// Where the program stands, or failed.
    stopped: Option<Stopped>,
    /// The frame that is looked at.
    frame: usize,
    /// Its exit status, once it has ended.
    status: Option<u8>,
    /// The session ends.
    left: bool,
    interrupted: Arc<AtomicBool>,
}

impl Session {
    /// Does commands until there are no more.
    fn talk(&mut self) {
        let mut last = String::new();
        let person = std::io::stdin().is_terminal();
        while !self.left && (self.status.is_none() || self.stopped.is_some()) {
            if person {
                console::fresh_line();
                console::print("(debug) ");
            }
            let Some(line) = console::line(&mut std::io::stdin().lock()) else { break };
            if !line.trim().is_empty() {
                last = line.trim().to_string();
            }
            self.command(&last.clone());
        }
    }

    fn command(&mut self, line: &str) {
        let (name, operand) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let operand = operand.trim();
        match WORDS.iter().find(|w| w.name == name || (!w.short.is_empty() && w.short == name)) {
            Some(w) if operand.is_empty() && w.operand == "NAME" => self.report.note(&format!("{name} needs a name")),
            Some(w) => (w.run)(self, operand),
            None if name.is_empty() => {}
            None => {
                self.report.problem(&format!("there is no command `{name}`"));
                match nearest(name, WORDS.iter().map(|w| w.name)) {
                    Some(near) => self.report.note(&format!("did you mean `{near}`?")),
                    None => self.report.note("`help` lists them"),
                }
            }
        }
    }

    /// Runs the program until the step is done, and says where it stands.
    fn go(&mut self, step: Step) {
        if self.status.is_some() {
            return self.report.note("the program has ended");
        }
        self.vm.step(step);
        let flag = self.interrupted.clone();
        guard::on_interrupt(move || flag.store(true, Ordering::Relaxed));
        let progress = loop {
            let progress = self.vm.resume(SLICE);
            console::print(&self.vm.take_output());
            match progress {
                Progress::Running if self.interrupted.swap(false, Ordering::Relaxed) => self.vm.step(Step::Into),
                Progress::Running => {}
                ended => break ended,
            }
        };
        guard::uninterrupted();
        self.frame = 0;
        self.stopped = self.vm.stopped_at();
        match progress {
            Progress::Failed(d) => {
                self.status = Some(FAILED);
                self.report.diagnostics(&[*d], self.vm.sources());
            }
            Progress::Done(_) => self.end(0),
            // Systems keep the low eight bits.
            Progress::Exited(status) => self.end(status as u8),
            _ => {}
        }
        self.place();
    }

    fn end(&mut self, status: u8) {
        self.status = Some(status);
        self.report.note("the program has ended");
    }

    fn at(&self) -> Option<&FrameView> {
        self.stopped.as_ref()?.frames.get(self.frame)
    }

    /// Says where the frame is that is looked at.
    fn place(&self) {
        let (Some(stopped), Some(f)) = (&self.stopped, self.at()) else { return };
        let task = if stopped.task > 1 { format!(", task {}", stopped.task) } else { String::new() };
        let why = if stopped.why == "breakpoint" && self.frame == 0 { ", breakpoint" } else { "" };
        console::print_lines(&format!(
            "{}:{} in {}{task}{why}\n{}",
            f.file,
            f.line,
            f.function,
            self.text(f, f.line, "->")
        ));
    }

    /// A line of a frame's source.
    fn text(&self, f: &FrameView, line: u32, mark: &str) -> String {
        let text = self.vm.sources().get(f.span.source).map_or("", |file| file.line_text(line));
        format!("{mark:2} {line:4} | {text}").trim_end().to_string()
    }

    fn look(&mut self, by: isize) {
        let frames = self.stopped.as_ref().map_or(0, |s| s.frames.len());
        match self.frame.checked_add_signed(by).filter(|&at| at < frames) {
            Some(at) => {
                self.frame = at;
                self.place();
            }
            None => self.report.note(if by > 0 { "nobody called this" } else { "this calls nobody" }),
        }
    }

    fn set(&mut self, operand: &str) {
        if operand.is_empty() {
            let lines: Vec<String> = self.breakpoints.iter().map(|l| l.to_string()).collect();
            return match lines.is_empty() {
                true => self.report.note("there is no breakpoint"),
                false => console::print_lines(&format!("breakpoints: {}", lines.join(", "))),
            };
        }
        let Some(line) = self.line_of(operand) else { return };
        let with_code = self.vm.lines_with_code(self.program);
        let Some(&taken) = with_code.iter().find(|l| **l >= line) else {
            return self.report.note(&format!("there is no code at line {line} or after it"));
        };
        self.breakpoints.push(taken);
        self.breakpoints = self.vm.set_breakpoints(self.program, &self.breakpoints);
        console::print_lines(&format!("breakpoint at {}:{taken}", self.source.name));
    }

    fn clear(&mut self, operand: &str) {
        match operand.is_empty() {
            true => self.breakpoints.clear(),
            false => {
                let Some(line) = self.line_of(operand) else { return };
                self.breakpoints.retain(|&l| l != line);
            }
        }
        self.vm.set_breakpoints(self.program, &self.breakpoints);
    }

    fn line_of(&self, text: &str) -> Option<u32> {
        let line = text.parse().ok().filter(|&l| l > 0);
        if line.is_none() {
            self.report.note(&format!("`{text}` is no line"));
        }
        line
    }

    fn locals(&mut self, _: &str) {
        let (Some(stopped), Some(f)) = (&self.stopped, self.at()) else { return self.report.note("nothing runs") };
        // The program as a whole has globals.
        let outermost = ["<module>", "<main>"].contains(&&*f.function);
        let globals = stopped.globals.iter().filter(|v| outermost && v.kind == "variable");
        self.show(rows(f.variables.iter().chain(globals)));
    }

    fn globals(&mut self, _: &str) {
        let shown = self.stopped.as_ref().map_or(String::new(), |s| rows(s.globals.iter()));
        self.show(shown);
    }

    fn show(&self, rows: String) {
        if rows.is_empty() { self.report.note("no variable has a value") } else { console::print_lines(&rows) }
    }

    fn print(&mut self, name: &str) {
        let locals = self.at().map_or(&[][..], |f| &f.variables);
        let globals = self.stopped.as_ref().map_or(&[][..], |s| &s.globals);
        match locals.iter().chain(globals).find(|v| v.name == name) {
            Some(v) => console::print_lines(&v.value),
            None => self.report.note(&format!("no variable `{name}` has a value here")),
        }
    }

    fn backtrace(&mut self, _: &str) {
        let Some(stopped) = &self.stopped else { return self.report.note("nothing runs") };
        for (i, f) in stopped.frames.iter().enumerate() {
            let mark = if i == self.frame { "->" } else { "" };
            console::print_lines(&format!("{mark:2} {} at {}:{}", f.function, f.file, f.line));
        }
        if stopped.more > 0 {
            console::print_lines(&format!("   ... {} more ...", stopped.more));
        }
    }

    fn list(&mut self, _: &str) {
        let Some(f) = self.at() else { return self.report.note("nothing runs") };
        let last = self.vm.sources().get(f.span.source).map_or(0, |s| s.text.lines().count() as u32);
        for line in f.line.saturating_sub(AROUND).max(1)..=(f.line + AROUND).min(last) {
            console::print_lines(&self.text(f, line, if line == f.line { "->" } else { "" }));
        }
    }

    fn help(&mut self, _: &str) {
        for w in WORDS {
            let names = if w.short.is_empty() { w.name.to_string() } else { format!("{}, {}", w.name, w.short) };
            console::print_lines(&format!("{:<24} {}", format!("{names} {}", w.operand), w.text));
        }
    }
}

/// Names and values, one a line.
fn rows<'a>(variables: impl Iterator<Item = &'a VariableView>) -> String {
    variables.map(|v| format!("{} = {}", v.name, v.value)).collect::<Vec<_>>().join("\n")
}
