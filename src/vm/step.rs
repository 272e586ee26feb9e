//! Running a program line by line, and what is to be seen where it stops.
use super::{ProgramId, Vm};
use crate::bytecode::Op;
use crate::core::MAIN;
use crate::inspect::{FrameView, Stopped, VariableView};
use crate::interp::step::{Line, Stepper};
use crate::interp::throw::Walk;
use crate::interp::{Func, State};
use crate::object::{Boxed, Class, Closure};
use crate::value::Value;
use std::rc::Rc;

pub use crate::interp::step::Step;

/// Frames that are shown.
const FRAMES: usize = 50;
/// Variables that are shown of one frame.
const VARIABLES: usize = 200;

impl Vm {
    /// Has the started program stop at a line: `resume` runs it until then, and gives
    /// [`Progress::Stepped`](super::Progress::Stepped), unless it ends before. May also be
    /// said between two slices, to stop a program that runs.
    ///
    /// Lines are those of the code that runs: what the optimisations of this VM join or
    /// leave out is not stopped at. A VM that is made for it, by
    /// [`Config::steps`](super::Config::steps), leaves nothing out.
    pub fn step(&mut self, step: Step) {
        if self.running {
            self.stepper.get_or_insert_with(|| Box::new(Stepper::new())).begin(step);
        }
    }

    /// Sets the lines of the started program at which it stops whatever the step is. Gives
    /// those that were taken: for each its own line or the next one that has code.
    pub fn set_breakpoints(&mut self, program: ProgramId, lines: &[u32]) -> Vec<u32> {
        let code = self.code_by_line(program);
        let mut taken = vec![false; code.len()];
        for &line in lines {
            if let Some(at) = (line as usize..code.len()).find(|&at| code[at]) {
                taken[at] = true;
            }
        }
        let taken = numbers(&taken);
        if self.running {
            let source = self.program(program).source;
            self.stepper.get_or_insert_with(|| Box::new(Stepper::new())).set_breakpoints(source, &taken);
        }
        taken
    }

    /// The lines of a program at which it can stop, in order.
    pub fn lines_with_code(&self, program: ProgramId) -> Vec<u32> {
        numbers(&self.code_by_line(program))
    }

    /// Whether there is code, by number of the line.
    fn code_by_line(&self, program: ProgramId) -> Vec<bool> {
        let mut code = vec![];
        for f in &self.funcs[self.program(program).functions.clone()] {
            for line in self.lines_of(f).iter().filter(|l| l.number > 0) {
                mark(&mut code, line.number);
            }
        }
        code
    }

    /// Where the program stands that `step` stopped, or where it failed while it was run
    /// step by step.
    pub fn stopped_at(&self) -> Option<Stopped> {
        if !self.running {
            return self.failed_at.as_deref().cloned();
        }
        let stepper = self.stepper.as_ref()?;
        Some(self.seen(if stepper.at_breakpoint { "breakpoint" } else { "step" }))
    }

    /// Keeps what is to be seen where the program fails, before it is gone.
    pub(super) fn note_failure(&mut self) {
        if self.stepper.is_some() {
            self.failed_at = Some(Box::new(self.seen("error")));
        }
    }

    /// The line of each instruction of a function; nothing for one that is not the program's.
    pub(crate) fn lines_of(&self, f: &Func) -> Rc<[Line]> {
        let whole = f.proto.span;
        let Some(file) = self.sources.get(whole.source).filter(|_| !self.is_prelude(f)) else { return Rc::default() };
        let line = |at| file.line_col(at).line;
        // What is of the function as a whole prepares or ends it.
        let parts = line(whole.start) != line(whole.end) || f.proto.spans().iter().any(|s| *s != whole);
        let mut seen = vec![];
        let instructions = f.proto.spans().iter().zip(&f.proto.code);
        instructions
            .map(|(s, i)| match s.is_empty() || s.source != whole.source || (parts && *s == whole) {
                true => Line { number: 0, first: false },
                // What only leads on from the end of a form does not begin its line.
                false => {
                    let number = line(s.start);
                    Line { number, first: i.op() != Op::Jump && mark(&mut seen, number) }
                }
            })
            .collect()
    }

    fn seen(&self, why: &'static str) -> Stopped {
        let mut walk = Walk::new(self, self.saved);
        let (mut frames, mut more) = (vec![], 0);
        loop {
            // SAFETY: functions of frames are valid.
            let f = unsafe { &*walk.at.fun };
            let own = !f.proto.is_nowhere() && !self.is_prelude(f);
            match own {
                true if frames.len() < FRAMES => frames.push(self.frame(f, walk.at, walk.pc)),
                true => more += 1,
                false => {}
            }
            if !walk.up(self) {
                break;
            }
        }
        Stopped { why, task: self.fiber, frames, more, globals: self.globals_of_program() }
    }

    fn frame(&self, f: &Func, at: State, pc: usize) -> FrameView {
        let span = f.span(pc);
        let file = self.sources.get(span.source);
        let place = file.map(|s| s.line_col(span.start));
        let function = match f.name() {
            MAIN if f.dialect.objects.traced => "<module>",
            name => name,
        };
        FrameView {
            function: function.to_string(),
            span,
            file: file.map_or_else(String::new, |s| s.name.to_string()),
            line: place.map_or(0, |p| p.line),
            column: place.map_or(0, |p| p.col),
            variables: self.variables(f, at, pc),
        }
    }

    /// The variables of a running function that have values: its own, then those it captured.
    fn variables(&self, f: &Func, at: State, pc: usize) -> Vec<VariableView> {
        let mut all: Vec<(Rc<str>, Value, &'static str)> = vec![];
        let plain = f.proto.plain().starts.get(pc).copied().unwrap_or(pc as u32);
        for v in f.proto.details().variables.iter().filter(|v| (v.start..v.end).contains(&plain)) {
            // SAFETY: `at` is the window of a running function, and the register is in it.
            let value = unsafe { at.get(v.reg) };
            match all.iter_mut().find(|other| other.0 == v.name) {
                // One further in hides it.
                Some(other) => other.1 = value,
                None => all.push((v.name.clone(), value, "local")),
            }
        }
        // SAFETY: as above: the closure is below the window.
        let closure = unsafe { at.closure() }.as_a::<Closure>().filter(|c| std::ptr::eq(c.function(), f));
        let captured = closure.map_or(&[][..], |c| c.captures());
        for ((name, _), value) in f.proto.captures.iter().zip(captured) {
            if all.iter().all(|other| other.0 != *name) {
                all.push((name.clone(), value.get(), "captured"));
            }
        }
        let shown = all.into_iter().filter(|(name, ..)| is_for_people(name));
        let valued = shown.filter_map(|(name, value, kind)| {
            let value = content(value)?;
            Some(VariableView { name: name.to_string(), value: (f.dialect.glimpse)(&self.rt, value), kind })
        });
        valued.take(VARIABLES).collect()
    }

    /// The globals that the functions of the program define, in the order of the text.
    fn globals_of_program(&self) -> Vec<VariableView> {
        let Some(program) = self.programs.iter().rfind(|p| std::ptr::eq(p.main, self.running_program)) else {
            return vec![];
        };
        let mut globals: Vec<u32> = vec![];
        for f in self.funcs[program.functions.clone()].iter().rev() {
            let defined = f.proto.code.iter().filter(|i| i.op() == Op::DefineGlobal).map(|i| i.bc());
            for global in defined {
                if !globals.contains(&global) {
                    globals.push(global);
                }
            }
        }
        // SAFETY: functions live as long as the VM.
        let dialect = unsafe { (*program.main).dialect };
        let views = globals.into_iter().filter_map(|g| {
            let name = self.rt.interner.name(self.rt.globals.name(crate::core::GlobalId(g)));
            let name = if dialect.objects.traced { name.split_once(':').map_or(name, |n| n.1) } else { name };
            let value = content(self.globals.get(g as usize).copied()?).filter(|_| is_for_people(name))?;
            let definition = value.as_a::<Closure>().is_some()
                || value.as_a::<Class>().is_some()
                || value.as_native().is_some()
                || crate::lang::python::run::module_name(value).is_some();
            let kind = if definition { "definition" } else { "variable" };
            Some(VariableView { name: name.to_string(), value: (dialect.glimpse)(&self.rt, value), kind })
        });
        views.take(VARIABLES).collect()
    }
}

/// Marks a line; false if it was.
fn mark(lines: &mut Vec<bool>, line: u32) -> bool {
    let at = line as usize;
    if lines.len() <= at {
        lines.resize(at + 1, false);
    }
    !std::mem::replace(&mut lines[at], true)
}

/// The lines that are marked.
fn numbers(lines: &[bool]) -> Vec<u32> {
    lines.iter().zip(0..).filter(|l| *l.0).map(|l| l.1).collect()
}

/// Whether a name is the program's, and not one that lowering made.
fn is_for_people(name: &str) -> bool {
    !name.is_empty() && !name.starts_with(['%', '.']) && name != "__class__"
}

/// What a variable holds, if it was set: a captured one is in a cell.
fn content(v: Value) -> Option<Value> {
    let v = v.as_a::<Boxed>().map_or(v, |b| b.value.get());
    (v != Value::UNSET && v != Value::MISSING && v != Value::NEVER).then_some(v)
}
