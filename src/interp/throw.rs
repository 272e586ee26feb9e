//! Errors and exceptions. A throw looks for a handler in the tables of the
//! functions on the stack; nothing is done on the way in (exceptions by table).
use super::calls::{self, Mode};
use super::detour::{DETOURS, noted};
use super::func::{Own, Role};
use super::{Frame, Func, State};
use crate::bytecode::Handler;
use crate::lang::VmError;
use crate::object::{Condition, Continuation};
use crate::runtime::{Fault, Then};
use crate::syntax::diag::{Code, Diagnostic, TraceFrame};
use crate::value::Value;
use crate::vm::{Exit, Vm};

/// Lines of a stack trace that are kept at each end.
const TRACE_ENDS: usize = 24;

impl Vm {
    /// Leaves the loop, to come back at `s`.
    pub(crate) fn leave(&mut self, s: State, exit: Exit) -> State {
        self.saved = s;
        self.exit = exit;
        State::LEAVE
    }

    /// Throws what went wrong at `s`.
    #[cold]
    #[inline(never)]
    pub(crate) fn raise(&mut self, s: State, fault: Fault) -> State {
        if self.jit.inside {
            return self.leave_compiled(Some(fault));
        }
        let (code, message, irritants) = match fault {
            Fault::Raise(v) => return self.throw(s, v),
            Fault::Exit(status) => return self.leave(s, Exit::Exited(status)),
            Fault::Ask => return self.leave(s, Exit::Asks),
            // Only builtins are called again.
            Fault::Index(_) | Fault::Float(_) => (Code::Type, "TypeError: a number is required".into(), vec![]),
            Fault::HeapFull => {
                let (code, message) = self.words(s, VmError::Memory(self.rt.heap.max()));
                (code, message, vec![])
            }
            Fault::Call(call) => return self.detour(s, call.function, &call.args, call.then),
            Fault::Error(e) => *e,
        };
        (self.rt.refused, self.rt.told_hash) = Default::default();
        // SAFETY: `s.fun` is the running function.
        let make = unsafe { (*s.fun).dialect.objects.exception };
        match make(&mut self.rt, code, &message, &irritants).ok() {
            Some(v) => self.throw(s, v),
            None => {
                let d = self.diagnostic(s, code, message);
                self.leave(s, Exit::Failed(Box::new(d)))
            }
        }
    }

    /// The dialect's words for what the VM found wrong.
    pub(crate) fn words(&self, s: State, e: VmError) -> (Code, String) {
        // SAFETY: `s.fun` is the running function.
        let dialect = unsafe { (*s.fun).dialect };
        (dialect.words)(&self.rt, e)
    }

    /// Throws what the VM found wrong.
    #[cold]
    #[inline(never)]
    pub(crate) fn raise_words(&mut self, s: State, e: VmError) -> State {
        let fault = self.words(s, e).into();
        self.raise(s, fault)
    }

    /// Throws that a global has no value.
    #[cold]
    #[inline(never)]
    pub(crate) fn unbound(&mut self, s: State, global: u32) -> State {
        let name = self.rt.interner.name_rc(self.rt.globals.name(crate::core::GlobalId(global)));
        self.raise_words(s, VmError::Unbound(&name))
    }

    /// Throws a value: goes on where it is handled, or leaves. What only cleans up
    /// does not count as handling, but runs on the way.
    #[cold]
    #[inline(never)]
    pub(crate) fn throw(&mut self, s: State, value: Value) -> State {
        if self.jit.inside {
            return self.leave_compiled(Some(Fault::Raise(value)));
        }
        // While a handler is about to be called, want of room is not for handlers
        // that would need room themselves.
        let called = self.thrown == Value::UNSET;
        self.thrown = Value::UNSET;
        let passing = self.passing.take().filter(|p| p.0 == value);
        let mut below = passing.map_or(usize::MAX, |p| p.1);
        // SAFETY: `s.fun` is the running function.
        let cleaned = matches!(unsafe { (*s.fun).role.get() }, Role::Cleanup | Role::Finally);
        // What cleans up throws on what was on its way: where to is known, and what
        // cleans up next is all there is to find. Else many of them would take
        // quadratic time.
        let again = cleaned && (passing.is_some() || self.escaping.as_ref().is_some_and(|e| e.0 == value));
        let offer = called && !cleaned && may_offer(s, value);
        let look = Look { functions: called, next_cleanup: again, offer: offer.then_some(Offer::BeforeCleanup) };
        let found = self.find_handler(s, look, &mut below);
        // SAFETY: `s.fun` is the running function.
        if unsafe { (*s.fun).dialect.objects.traced } && self.escaping.as_ref().is_none_or(|e| e.0 != value) {
            match &found {
                Found::Catch(p) => self.note_way(s, value, p.fp, Some(p.target..p.until)),
                _ => self.note_way(s, value, self.stack.frames, None),
            }
        }
        let (place, passing) = match found {
            Found::Function { handler, below } => return self.intercept(s, value, Own::Unanswered, [below, handler]),
            Found::Guard { below } => return self.intercept(s, value, Own::OfferUnanswered, [below, Value::UNIT]),
            Found::Catch(place) => (place, false),
            Found::Cleanup(place) => (place, true),
            Found::Nothing(cleanup) => {
                // SAFETY: `s.fun` is the running function.
                let exit = unsafe { (*s.fun).dialect.objects.exit };
                if let Some(status) = exit(&mut self.rt, value) {
                    return self.leave(s, Exit::Exited(status));
                }
                let known = self.escaping.take().filter(|e| e.0 == value);
                let was_known = known.is_some();
                let mut d = known.map_or_else(|| Box::new(self.uncaught(s, value)), |e| e.1);
                // SAFETY: as above.
                let describe = unsafe { (*s.fun).dialect.objects.describe };
                match describe(&mut self.rt, value) {
                    Some(f) if cleanup.is_none() => {
                        self.escaping = Some((value, d));
                        return self.detour(s, f, &[value], Then::Result);
                    }
                    None if was_known => d.message = self.words(s, VmError::Uncaught(value)).1,
                    _ => {}
                }
                let Some(place) = cleanup else {
                    // SAFETY: as above.
                    let model = unsafe { (*s.fun).dialect.objects };
                    d.traceback = model.traced.then(|| self.traceback(value).into());
                    return self.leave(s, Exit::Failed(d));
                };
                self.escaping = Some((value, d));
                (place, true)
            }
        };
        if passing {
            self.passing = Some((value, below));
        }
        let Place { at, fp, reg, target, .. } = place;
        self.fp = fp;
        self.lower_depth();
        // SAFETY: the handler's register is in its function's window.
        unsafe {
            *at.regs.add(reg as usize) = value;
            // Nothing above is in use any more; what calls left there must not stay
            // alive, least of all after memory has run out.
            for dead in reg as usize + 1..(*at.fun).registers as usize {
                *at.regs.add(dead) = Value::UNIT;
            }
            State { ip: (*at.fun).code_ptr().add(target as usize), ..at }
        }
    }

    /// Throws a value in a way that its handler may answer: the answer is the value
    /// of the call-like instruction at `s`, whose only argument the value is.
    pub(crate) unsafe fn throw_continuable(&mut self, s: State) -> State {
        // SAFETY: the handler's contract.
        let window = unsafe { s.insn().b } as usize;
        // SAFETY: as above.
        let value = unsafe { s.get(window as u16 + 1) };
        let look = Look { functions: true, next_cleanup: false, offer: Some(Offer::Always) };
        let (run, below, handler) = match self.find_handler(s, look, &mut { usize::MAX }) {
            Found::Function { handler, below } => (Own::Mask, below, handler),
            Found::Guard { below } => (Own::Offer, below, Value::UNIT),
            _ => return self.throw(s, value),
        };
        self.call_handler(s, window, [self.own[run as usize], below, handler, value])
    }

    /// Has a function of the prelude see to a handler where something was thrown, from
    /// the instruction at `s`, which does not go on whatever the handler does.
    fn intercept(&mut self, s: State, value: Value, run: Own, [below, handler]: [Value; 2]) -> State {
        // SAFETY: `s.fun` is the running function; its detour is a call whose window
        // begins two registers above the last, where room is made first.
        unsafe {
            let f = &*s.fun;
            let pc = effective_pc(s);
            // The handler needs room even where the limit of depth was met.
            self.raise_depth();
            self.thrown = value;
            let made = self.ensure_frame(s).and_then(|s| self.ensure_values(s, f.registers as usize + 8));
            let s = match made {
                Ok(s) => s,
                Err(s) => return s,
            };
            self.thrown = Value::UNSET;
            *s.regs.add(f.registers as usize) = Value::small(pc as i64);
            let run = self.own[run as usize];
            let s = State { ip: f.detour(), ..s };
            self.call_handler(s, f.registers as usize + 1, [run, below, handler, value])
        }
    }

    /// Calls a function of the prelude with three arguments in a window that may
    /// lie above the one of the running function.
    fn call_handler(&mut self, s: State, window: usize, call: [Value; 4]) -> State {
        // SAFETY: `ensure_values` makes room before anything is written.
        unsafe {
            self.thrown = call[3];
            let s = match self.ensure_values(s, window + 8) {
                Ok(s) => s,
                Err(s) => return s,
            };
            self.thrown = Value::UNSET;
            for (i, v) in call.into_iter().enumerate() {
                *s.regs.add(window + i) = v;
            }
            self.spread = window + 4;
            let s = calls::enter(self, s, 3, Mode::Push, None);
            self.spread = 0;
            s
        }
    }

    /// Looks for what handles a throw at `s`, innermost first. Those whose [`rank`] is
    /// `below`, or more, had their turn.
    fn find_handler(&mut self, s: State, look: Look, below: &mut usize) -> Found {
        let mut walk = Walk::new(self, s);
        let found = self.walk_to_handler(&mut walk, look, below);
        let passed = (self.fp as usize - walk.fp as usize) / size_of::<Frame>();
        self.count_work(4 * passed);
        found
    }

    fn walk_to_handler(&self, walk: &mut Walk, look: Look, below: &mut usize) -> Found {
        let mut cleanup = None;
        let mut offer = look.offer;
        loop {
            let Walk { at, fp, pc, .. } = *walk;
            // SAFETY: frames are those of the running fiber; see `Frame`.
            let f: &Func = unsafe { &*at.fun };
            let depth = (fp as usize - self.stack.frames as usize) / size_of::<Frame>();
            let role = f.role.get();
            let cleans = matches!(role, Role::Cleanup | Role::Finally);
            if let Some((rank, h)) = handler(f, pc, depth, if cleans { usize::MAX } else { *below }) {
                let place = Place { at, fp, reg: h.reg, target: h.target, until: h.until };
                if !cleans {
                    return match (offer, cleanup) {
                        (Some(Offer::Always), _) | (Some(Offer::BeforeCleanup), Some(_)) if h.refuses => {
                            Found::Guard { below: Value::small(rank as i64) }
                        }
                        (_, Some(cleanup)) => Found::Cleanup(cleanup),
                        (_, None) => Found::Catch(place),
                    };
                }
                if look.next_cleanup {
                    return Found::Cleanup(place);
                }
                cleanup = cleanup.or(Some(place));
                // What `finally` has cleaned up stays so.
                offer = offer.filter(|_| role != Role::Finally);
            }
            // SAFETY: functions with these roles have parameters.
            let first = || unsafe { at.get(0) };
            match role {
                Role::Intercept if look.functions && rank(depth, OUTERMOST) < *below => {
                    return Found::Function { handler: first(), below: Value::small(rank(depth, OUTERMOST) as i64) };
                }
                Role::Mask => *below = first().as_int().map_or(*below, |d| (d as usize).min(*below)),
                _ => {}
            }
            if !walk.up(self) {
                return Found::Nothing(cleanup);
            }
        }
    }

    fn uncaught(&self, s: State, value: Value) -> Diagnostic {
        let (code, message) = match value.as_a::<Condition>() {
            Some(c) => {
                let code = Code::ALL.get(c.header.flags.get() as usize).copied().unwrap_or(Code::Internal);
                let (_, message) = self.words(s, VmError::Uncaught(value));
                (code, message)
            }
            None => self.words(s, VmError::Uncaught(value)),
        };
        self.diagnostic(s, code, message)
    }

    /// A diagnostic at `s` with the guest stack.
    pub(crate) fn diagnostic(&self, s: State, code: Code, message: String) -> Diagnostic {
        let mut walk = Walk::new(self, s);
        // SAFETY: functions of frames are valid.
        let function = |walk: &Walk| unsafe { &*walk.at.fun };
        // What a `guard` refused was thrown further up.
        if function(&walk).role.get() == Role::Again {
            while matches!(function(&walk).role.get(), Role::Again | Role::Mask) && walk.up(self) {}
        }
        let (fun, pc) = (function(&walk), walk.pc);
        let mut d = Diagnostic::error(code, fun.span(pc), message);
        // A fused call of a global without value points at the name, as its first part does.
        if code == Code::Unbound
            && let Some(&part) = fun.proto.plain().starts.get(pc)
            && let (Some(&span), Some(label)) = (fun.proto.plain().spans.get(part as usize), d.labels.first_mut())
        {
            label.span = span;
        }
        d.trace = self.trace(walk);
        if self.fiber != 1 {
            d = d.note(format!("in task {}", self.fiber));
        }
        d
    }

    /// The same for a fiber that does not run: without the stack below.
    pub(crate) fn diagnostic_at(&self, s: State, code: Code, message: String) -> Diagnostic {
        // SAFETY: as for `diagnostic`.
        let (fun, pc) = unsafe { (&*s.fun, s.pc()) };
        let mut d = Diagnostic::error(code, fun.span(pc), message);
        d.trace.push(TraceFrame { function: fun.name().to_string(), span: fun.span(pc), repeat: 1 });
        d
    }

    /// The guest stack from there, innermost first, equal lines folded, the middle cut.
    fn trace(&self, mut walk: Walk) -> Vec<TraceFrame> {
        let mut lines: Vec<TraceFrame> = vec![];
        let mut last: Option<(*const Func, usize)> = None;
        let mut cut = 0;
        let mut push = |fun: *const Func, pc: usize| {
            // SAFETY: functions of frames are valid.
            let f = unsafe { &*fun };
            // The entry of a task is not the program's.
            if f.proto.is_nowhere() {
                return;
            }
            if last == Some((fun, pc))
                && let Some(l) = lines.last_mut()
            {
                l.repeat += 1;
                return;
            }
            last = Some((fun, pc));
            if lines.len() >= 2 * TRACE_ENDS {
                lines.remove(TRACE_ENDS);
                cut += 1;
            }
            lines.push(TraceFrame { function: f.name().to_string(), span: f.span(pc), repeat: 1 });
        };
        loop {
            push(walk.at.fun, walk.pc);
            if !walk.up(self) {
                break;
            }
        }
        if cut > 0 {
            let function = format!("... {cut} more ...");
            lines.insert(TRACE_ENDS, TraceFrame { function, span: Default::default(), repeat: 1 });
        }
        lines
    }
}

/// Where a handler goes on, and with what left on the stack.
#[derive(Clone, Copy)]
struct Place {
    at: State,
    fp: *mut Frame,
    reg: u16,
    target: u32,
    until: u32,
}

/// What is looked for.
#[derive(Clone, Copy)]
struct Look {
    /// Functions too, as they can be called.
    functions: bool,
    /// Not beyond what cleans up next.
    next_cleanup: bool,
    /// Handlers that may refuse are offered what was thrown.
    offer: Option<Offer>,
}

/// When a handler that may refuse is offered what was thrown, where it was thrown.
#[derive(Clone, Copy)]
enum Offer {
    /// Whenever there is one.
    Always,
    /// If something is cleaned up on the way there. Else nobody can tell a throw by
    /// the handler itself from one where it was: the same handlers, extents and
    /// parameters are in force in both places, and nothing comes back.
    BeforeCleanup,
}

/// What handles a throw.
enum Found {
    /// Code that goes on after the throw.
    Catch(Place),
    /// Code that cleans up, before some that goes on.
    Cleanup(Place),
    /// A function that is called where the throw is. Throws of its own are for what
    /// is below that rank.
    Function { handler: Value, below: Value },
    /// A handler of that rank that may refuse: what was thrown is offered to it.
    Guard { below: Value },
    /// Nothing but, perhaps, what cleans up.
    Nothing(Option<Place>),
}

/// A walk over the running functions, innermost first.
#[derive(Clone, Copy)]
pub(crate) struct Walk {
    /// The function and its window.
    pub at: State,
    /// Above the frame that it returns to.
    pub fp: *mut Frame,
    /// The instruction it is at.
    pub pc: usize,
}

impl Walk {
    pub fn new(vm: &Vm, s: State) -> Walk {
        // SAFETY: `s` is where execution stands.
        Walk { at: s, fp: vm.fp, pc: unsafe { effective_pc(s) } }
    }
    /// Goes on to the caller; false if there is none.
    pub fn up(&mut self, vm: &Vm) -> bool {
        if self.fp == vm.stack.frames {
            return false;
        }
        // SAFETY: frames below `fp` are those of the running fiber; see `Frame`.
        unsafe {
            self.fp = self.fp.sub(1);
            let Frame { ip, fun } = *self.fp;
            self.at = State { ip, fun, regs: self.at.regs.sub((*ip).b as usize + 1) };
            self.pc = effective_pc(self.at);
        }
        true
    }
}

/// The instruction a function is at; on a detour, the one it left from.
unsafe fn effective_pc(s: State) -> usize {
    // SAFETY: the caller's: `s` is at an instruction of its function or on its
    // detour, and there the place is noted above the registers.
    unsafe {
        let f = &*s.fun;
        let pc = s.pc();
        if !(f.proto.code.len()..f.proto.code.len() + DETOURS).contains(&pc) {
            return pc;
        }
        noted(*s.regs.add(f.registers as usize)).0
    }
}

/// How far out handlers are: those with more frames under them are further in, and
/// within a function those that come first.
fn rank(depth: usize, nth: usize) -> usize {
    (depth << RANK_BITS) + (OUTERMOST - nth.min(OUTERMOST))
}
/// Bits for the handlers of a function: what remains is enough for all depths.
const RANK_BITS: u32 = 20;
/// The place of the last handler of a function, and of what has a frame for itself.
const OUTERMOST: usize = (1 << RANK_BITS) - 1;

/// The innermost handler that protects an instruction of a function with that many
/// frames under it, of those below a rank; with its own.
fn handler(f: &Func, pc: usize, depth: usize, below: usize) -> Option<(usize, &Handler)> {
    let all = f.proto.handlers.iter().enumerate().map(|(i, h)| (rank(depth, i), h));
    { all }.find(|(rank, h)| *rank < below && (h.start as usize..h.end as usize).contains(&pc))
}

/// Whether what is thrown at `s` may be offered to a handler that may refuse it: it
/// is no such offer, and not want of memory for one.
fn may_offer(s: State, value: Value) -> bool {
    // SAFETY: `s.fun` is the running function.
    let makes_one = unsafe { (*s.fun).role.get() } == Role::Offer;
    !makes_one && value.as_a::<Continuation>().is_none_or(|k| k.thrown.get() == Value::UNSET)
}
