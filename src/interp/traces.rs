//! Where exceptions have come through, for languages that show it: the functions each
//! passed from where it was thrown to where it was caught, or on its way out. Only the
//! last ones thrown are known, which is all that anybody looks at.
use super::throw::Walk;
use super::{Frame, Func, State};
use crate::syntax::Span;
use crate::value::Value;
use crate::vm::Vm;

/// How many exceptions are known.
const MOST: usize = 32;
/// Steps that are kept of one at each end: a language's own depth can be any.
const MOST_STEPS: usize = 1000;

/// A function that an exception came through.
#[derive(Clone, Copy)]
pub(crate) struct Passed {
    fun: *const Func,
    pc: u32,
    /// How many equal ones in a row it stands for.
    pub times: u32,
}

impl Passed {
    /// The function.
    pub fn func(&self) -> &Func {
        // SAFETY: functions live as long as their VM, and so does this.
        unsafe { &*self.fun }
    }
    /// Where it was; empty if it only threw on what it had caught.
    pub fn span(&self) -> Span {
        self.func().span(self.pc as usize)
    }
    /// Where the first part of a fused instruction stands in the source.
    pub fn first_part(&self) -> Option<Span> {
        let plain = self.func().proto.plain();
        plain.spans.get(*plain.starts.get(self.pc as usize)? as usize).copied()
    }
}

/// An exception and its way, innermost first.
struct Trace {
    thrown: Value,
    way: Vec<Passed>,
    /// Where it was caught last: the function, frames below it, the code of the handler.
    caught: Option<(*const Func, usize, std::ops::Range<u32>)>,
}

/// The exceptions thrown last.
#[derive(Default)]
pub(crate) struct Traces {
    all: Vec<Trace>,
    next: usize,
}

impl Traces {
    fn find(&self, thrown: Value) -> Option<&Trace> {
        self.all.iter().find(|t| t.thrown == thrown)
    }

    /// The way of an exception, innermost first.
    pub fn way(&self, thrown: Value) -> &[Passed] {
        self.find(thrown).map_or(&[], |t| &t.way)
    }

    /// Lets an exception have come the way of another.
    pub fn copy(&mut self, from: Value, to: Value) {
        let way = self.way(from).to_vec();
        self.entry(to).way = way;
    }

    /// Forgets the way of an exception.
    pub fn forget(&mut self, thrown: Value) {
        self.all.iter_mut().filter(|t| t.thrown == thrown).for_each(|t| t.way.clear());
    }

    /// The entry of an exception; the oldest one's if it has none.
    fn entry(&mut self, thrown: Value) -> &mut Trace {
        let at = match self.all.iter().position(|t| t.thrown == thrown) {
            Some(at) => at,
            None if self.all.len() < MOST => {
                self.all.push(Trace { thrown, way: vec![], caught: None });
                self.all.len() - 1
            }
            None => {
                let at = self.next;
                self.next = (at + 1) % MOST;
                self.all[at].way.clear();
                self.all[at].caught = None;
                at
            }
        };
        let trace = &mut self.all[at];
        trace.thrown = thrown;
        trace
    }

    /// Forgets what no program can reach any more.
    pub fn sweep(&mut self, alive: impl Fn(Value) -> bool) {
        for t in &mut self.all {
            if !alive(t.thrown) {
                t.thrown = Value::UNSET;
                t.way.clear();
                t.caught = None;
            }
        }
    }
}

impl Vm {
    /// Notes where what is thrown at `s` comes through, up to the function with these
    /// frames below, and the handler's code there if it is caught.
    pub(crate) fn note_way(&mut self, s: State, thrown: Value, to: *mut Frame, handler: Option<std::ops::Range<u32>>) {
        let mut walk = Walk::new(self, s);
        let mut traces = std::mem::take(&mut self.traces);
        let trace = traces.entry(thrown);
        // SAFETY: functions of frames are valid.
        let function = |walk: &Walk| unsafe { &*walk.at.fun };
        let mut skip = function(&walk).span(walk.pc).is_empty();
        loop {
            let (fun, pc) = (walk.at.fun, walk.pc as u32);
            match trace.way.last_mut() {
                _ if std::mem::take(&mut skip) => {}
                Some(last) if last.fun == fun && last.pc == pc => last.times += 1,
                _ if function(&walk).proto.is_nowhere() => {}
                _ => {
                    if trace.way.len() >= 2 * MOST_STEPS {
                        trace.way.drain(MOST_STEPS..MOST_STEPS + MOST_STEPS / 2);
                    }
                    trace.way.push(Passed { fun, pc, times: 1 });
                }
            }
            if walk.fp == to || !walk.up(self) {
                break;
            }
        }
        let depth = (walk.fp as usize - self.stack.frames as usize) / size_of::<Frame>();
        trace.caught = handler.map(|code| (walk.at.fun, depth, code));
        self.traces = traces;
    }

    /// The exception that is handled where execution stands.
    pub(crate) fn handled(&self, s: State) -> Option<Value> {
        let mut walk = Walk::new(self, s);
        loop {
            let depth = (walk.fp as usize - self.stack.frames as usize) / size_of::<Frame>();
            let here = |t: &&Trace| {
                let at = |c: &(*const Func, usize, std::ops::Range<u32>)| {
                    c.0 == walk.at.fun && c.1 == depth && c.2.contains(&(walk.pc as u32))
                };
                t.caught.as_ref().is_some_and(at)
            };
            // Handlers inside others begin further on.
            let innermost = self.traces.all.iter().filter(here).max_by_key(|t| t.caught.as_ref().map(|c| c.2.start));
            if let Some(t) = innermost {
                return Some(t.thrown);
            }
            if !walk.up(self) {
                return None;
            }
        }
    }
}
