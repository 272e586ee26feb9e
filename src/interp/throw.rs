//! Errors and exceptions. A throw looks for a handler in the tables of the
//! functions on the stack; nothing is done on the way in (exceptions by table).
use super::{Frame, Func, State};
use crate::bytecode::Handler;
use crate::lang::VmError;
use crate::object::Condition;
use crate::runtime::Fault;
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
        let (code, message, irritants) = match fault {
            Fault::Raise(v) => return self.throw(s, v),
            Fault::Exit(status) => return self.leave(s, Exit::Exited(status)),
            Fault::HeapFull => {
                let (code, message) = self.words(s, VmError::Memory(self.rt.heap.max()));
                (code, message, vec![])
            }
            Fault::Error(e) => *e,
        };
        match self.make_condition(code, &message, &irritants) {
            Some(v) => self.throw(s, v),
            None => {
                let d = self.diagnostic(s, code, message);
                self.leave(s, Exit::Failed(Box::new(d)))
            }
        }
    }

    fn make_condition(&mut self, code: Code, message: &str, irritants: &[Value]) -> Option<Value> {
        let heap = &mut self.rt.heap;
        let message = heap.string(message).ok()?;
        let irritants = heap.list(irritants, Value::NIL).ok()?;
        heap.condition(code, message, irritants).ok()
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

    /// Throws a value: goes on at the innermost handler, or leaves.
    #[cold]
    #[inline(never)]
    pub(crate) fn throw(&mut self, s: State, value: Value) -> State {
        // SAFETY: frames below `fp` are those of the running fiber; see `Frame`.
        unsafe {
            let mut at = s;
            let mut fp = self.fp;
            loop {
                if let Some(h) = handler(&*at.fun, at.pc()) {
                    self.fp = fp;
                    *at.regs.add(h.reg as usize) = value;
                    // Nothing above is in use any more; what calls left there must
                    // not stay alive, least of all after memory has run out.
                    for dead in h.reg as usize + 1..(*at.fun).registers as usize {
                        *at.regs.add(dead) = Value::UNIT;
                    }
                    return State { ip: (*at.fun).code_ptr().add(h.target as usize), ..at };
                }
                if fp == self.stack.frames {
                    break;
                }
                fp = fp.sub(1);
                let Frame { ip, fun } = *fp;
                at = State { ip, fun, regs: at.regs.sub((*ip).b as usize + 1) };
            }
        }
        let d = self.uncaught(s, value);
        self.leave(s, Exit::Failed(Box::new(d)))
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
        // SAFETY: `s` is where execution stood; it is at an instruction of its function.
        let (fun, pc) = unsafe { (&*s.fun, s.pc()) };
        let mut d = Diagnostic::error(code, fun.span(pc), message);
        // A fused call of a global without value points at the name, as its first part does.
        if code == Code::Unbound
            && let Some(&part) = fun.proto.plain.starts.get(pc)
            && let (Some(&span), Some(label)) = (fun.proto.plain.spans.get(part as usize), d.labels.first_mut())
        {
            label.span = span;
        }
        d.trace = self.trace(s);
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

    /// The guest stack, innermost first, equal lines folded, the middle cut.
    fn trace(&self, s: State) -> Vec<TraceFrame> {
        let mut lines: Vec<TraceFrame> = vec![];
        let mut last: Option<(*const Func, usize)> = None;
        let mut cut = 0;
        let mut push = |fun: *const Func, pc: usize| {
            // SAFETY: functions of frames are valid.
            let f = unsafe { &*fun };
            // The entry of a task is not the program's.
            if f.proto.spans.is_empty() {
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
        // SAFETY: as in `throw`.
        unsafe {
            push(s.fun, s.pc());
            let mut fp = self.fp;
            while fp > self.stack.frames {
                fp = fp.sub(1);
                let Frame { ip, fun } = *fp;
                push(fun, ip.offset_from((*fun).code_ptr()) as usize);
            }
        }
        if cut > 0 {
            let function = format!("... {cut} more ...");
            lines.insert(TRACE_ENDS, TraceFrame { function, span: Default::default(), repeat: 1 });
        }
        lines
    }
}

/// The innermost handler that protects an instruction.
fn handler(f: &Func, pc: usize) -> Option<&Handler> {
    f.proto.handlers.iter().find(|h| (h.start as usize..h.end as usize).contains(&pc))
}
