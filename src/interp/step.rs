//! Running a program line by line. The stepped loop tells the [`Stepper`] of every
//! instruction before it runs; where the program is, is read off the depth of frames, the
//! running function and the instruction, so no handler knows of it.
//!
//! A line begins where an instruction is of a later line than the one before it in the same
//! call, in the next turn of a loop, and where a function is entered. Coming back from a
//! call is in the midst of a line; so is what ends a form that began further up, like a call
//! after its arguments. What is not the program's own has no lines.
use super::{Func, State};
use crate::syntax::SourceId;
use crate::vm::Vm;
use std::rc::Rc;

/// When the program stops next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// At the next line, be it in a function that is called, or the next turn of a loop.
    Into,
    /// At the next line of the running function, or of one that called it. Calls and the
    /// turns of a loop that stands on one line are not stopped in.
    Over,
    /// When the running function has returned: where its caller goes on.
    Out,
    /// At a line with a breakpoint.
    Continue,
}

/// A call of a function, as far as it can be told from others.
#[derive(Clone, Copy, PartialEq)]
struct Call {
    fiber: u32,
    depth: usize,
    fun: *const Func,
    /// How often a continuation had replaced the frames.
    replaced: u64,
}

/// The line of an instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Line {
    /// 1-based; 0 for none.
    pub number: u32,
    /// It is the first instruction of that line in its function.
    pub first: bool,
}

/// Watches a program on its way from line to line.
pub(crate) struct Stepper {
    step: Step,
    /// Where the step began.
    origin: Call,
    /// Where the program is, and the instruction it did last.
    call: Call,
    ip: usize,
    /// The line it is at, 0 at the beginning of a function.
    line: u32,
    /// It has jumped backwards since it was at a line.
    turned: bool,
    /// In order.
    breakpoints: Vec<(SourceId, u32)>,
    /// Whether it stopped for one of those.
    pub at_breakpoint: bool,
    /// By number of the function.
    lines: Vec<Option<Rc<[Line]>>>,
}

impl Stepper {
    /// For a program that has not begun.
    pub fn new() -> Stepper {
        let call = Call { fiber: 0, depth: 0, fun: std::ptr::null(), replaced: 0 };
        Stepper {
            step: Step::Continue,
            origin: call,
            call,
            ip: 0,
            line: 0,
            turned: false,
            breakpoints: vec![],
            at_breakpoint: false,
            lines: vec![],
        }
    }

    /// What comes next begins where the program is.
    pub fn begin(&mut self, step: Step) {
        // A program that has not begun begins.
        self.step = if self.call.fun.is_null() && step == Step::Over { Step::Into } else { step };
        self.origin = self.call;
    }

    /// Sets the lines at which every step ends.
    pub fn set_breakpoints(&mut self, source: SourceId, lines: &[u32]) {
        self.breakpoints.retain(|b| b.0 != source);
        self.breakpoints.extend(lines.iter().map(|&line| (source, line)));
    }

    /// Whether anything could stop the program.
    pub fn follows(&self) -> bool {
        self.step != Step::Continue || !self.breakpoints.is_empty()
    }

    /// Whether the program stops before the instruction at `s`.
    ///
    /// # Safety
    /// `s` is where the running fiber of `vm` stands, in verified code.
    pub unsafe fn stops(&mut self, vm: &Vm, s: State) -> bool {
        let depth = vm.depth();
        let elsewhere = match self.step {
            _ if !self.breakpoints.is_empty() || vm.replaced != self.origin.replaced => false,
            Step::Into => false,
            Step::Over => depth > self.origin.depth,
            Step::Out => depth >= self.origin.depth,
            Step::Continue => true,
        };
        if elsewhere {
            self.call.depth = depth;
            return false;
        }
        if depth == 0 && vm.fiber == self.origin.fiber {
            // Nothing comes back to the task that the step began in.
            self.step = Step::Into;
            return false;
        }
        // SAFETY: the caller's; functions live as long as the VM.
        let (f, pc) = unsafe { (&*s.fun, s.pc()) };
        let lines = self.lines_of(vm, f);
        let Some(&line) = lines.get(pc) else { return false };
        let call = Call { fiber: vm.fiber, depth, fun: s.fun, replaced: vm.replaced };
        if call != self.call {
            let begins = pc == 0 || f.proto.entries.contains(&(pc as u32));
            // What stands before it is the call that it comes back from.
            self.line = if begins { 0 } else { lines[pc - 1].number };
            self.turned = false;
            self.call = call;
        } else if s.ip as usize <= self.ip {
            self.turned = true;
        }
        self.ip = s.ip as usize;
        let before = self.line;
        let back = line.number < before && !self.turned && !line.first;
        if line.number == 0 || back {
            return false;
        }
        let (begins, turned) = (line.number != before, std::mem::take(&mut self.turned));
        self.line = line.number;
        self.at_breakpoint = (begins || turned) && self.breakpoints.contains(&(f.proto.span.source, line.number));
        self.at_breakpoint || self.is_wanted(begins, turned)
    }

    /// Whether the step ends here, where a line begins or the next turn of a loop.
    fn is_wanted(&self, begins: bool, turned: bool) -> bool {
        let (here, origin) = (&self.call, &self.origin);
        // Where frames were replaced, their number tells nothing.
        let replaced = here.replaced != origin.replaced;
        let outside = here.fiber == origin.fiber && here.depth < origin.depth;
        match self.step {
            Step::Into => begins || turned,
            Step::Over => begins && (replaced || outside || here == origin),
            Step::Out => outside || (replaced && begins),
            Step::Continue => false,
        }
    }

    /// The line of each instruction of a function; nothing for one that is not the program's.
    fn lines_of(&mut self, vm: &Vm, f: &Func) -> Rc<[Line]> {
        let at = f.id as usize;
        if self.lines.len() <= at {
            self.lines.resize(at + 1, None);
        }
        self.lines[at].get_or_insert_with(|| vm.lines_of(f)).clone()
    }
}
