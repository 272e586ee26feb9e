//! Calls off the fast path: new callees, builtins, rest parameters, safepoints.
use super::func::CallSite;
use super::{Frame, Func, State};
use crate::lang::VmError;
use crate::object::Closure;
use crate::options::Opt;
use crate::runtime::Fault;
use crate::value::Value;
use crate::vm::Vm;

/// Parameters of a function that is compiled, at most.
pub(crate) const MOST_PARAMS: usize = 100;

/// Whether a call pushes a frame or reuses the running one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The result goes to the instruction's `a`.
    Push,
    /// The result is the running function's.
    Tail,
}

/// The call site of the instruction at hand.
#[inline(always)]
pub(crate) unsafe fn site<'a>(s: State) -> &'a CallSite {
    // SAFETY: verified code: `c` is a call site of the running function.
    unsafe { &*(*s.fun).call_sites.as_ptr().add(s.insn().c as usize) }
}

/// `Call`, `TailCall` whose callee is in the window.
pub(crate) unsafe fn call<const TAIL: bool>(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let s = match vm.safepoint(s) {
            Ok(s) => s,
            Err(s) => return s,
        };
        enter(vm, s, site(s).argc as usize, mode(TAIL), Some(site(s)))
    }
}

/// `CallGlobal`, `TailCallGlobal`: reads the global first.
pub(crate) unsafe fn call_global<const TAIL: bool>(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract; the compiler resolved the global's index.
    unsafe {
        let s = match vm.safepoint(s) {
            Ok(s) => s,
            Err(s) => return s,
        };
        let site = site(s);
        let callee = vm.globals[site.global as usize];
        if callee == Value::UNSET {
            return vm.unbound(s, site.global);
        }
        s.set(s.insn().b, callee);
        enter(vm, s, site.argc as usize, mode(TAIL), Some(site))
    }
}

/// `Apply`, `TailApply`: spreads the list after the callee.
pub(crate) unsafe fn apply<const TAIL: bool>(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract; `ensure_values` makes room for what is spread.
    unsafe {
        let s = match vm.safepoint(s) {
            Ok(s) => s,
            Err(s) => return s,
        };
        let window = s.insn().b as usize;
        let list = s.get(window as u16 + 1);
        let Some(argc) = list_len(list) else {
            return vm.raise_words(s, VmError::WrongType { who: "apply", expected: "a list", got: list });
        };
        let s = match vm.ensure_values(s, window + 2 + argc) {
            Ok(s) => s,
            Err(s) => return s,
        };
        let mut rest = list;
        let mut at = s.regs.add(window + 1);
        while let Some(p) = rest.as_pair() {
            *at = p.car.get();
            at = at.add(1);
            rest = p.cdr.get();
        }
        vm.count_work(argc);
        // What was spread may reach beyond the window that the collector knows.
        vm.spread = window + 1 + argc;
        let next = enter(vm, s, argc, mode(TAIL), None);
        vm.spread = 0;
        next
    }
}

#[inline(always)]
fn mode(tail: bool) -> Mode {
    if tail { Mode::Tail } else { Mode::Push }
}

/// Length of a proper list; `None` for anything else, cyclic lists included.
pub(crate) fn list_len(list: Value) -> Option<usize> {
    let (mut slow, mut fast, mut n) = (list, list, 0);
    loop {
        match fast.as_pair() {
            None => return (fast == Value::NIL).then_some(n),
            Some(p) => fast = p.cdr.get(),
        }
        n += 1;
        if n % 2 == 0 {
            slow = slow.as_pair()?.cdr.get();
            if slow == fast && fast != Value::NIL {
                return None;
            }
        }
    }
}

/// Calls what stands in the window of the instruction at `s` with `argc`
/// arguments after it. The safepoint is behind us.
pub(super) unsafe fn enter(vm: &mut Vm, s: State, argc: usize, mode: Mode, site: Option<&CallSite>) -> State {
    // SAFETY: the handler's contract; room is made before anything is written.
    unsafe {
        let window = s.insn().b as usize;
        let callee = *s.regs.add(window);
        if let Some(closure) = callee.as_a::<Closure>() {
            let func = closure.func;
            if let Some(site) = site {
                note_callee(vm, site, callee, func, argc);
            }
            return enter_closure(vm, s, func, (window, argc), mode, site);
        }
        if let Some(id) = callee.as_native() {
            let native = *vm.rt.native(id);
            if !native.accepts(argc) {
                let (min, max) = (native.min as usize, native.max.map(usize::from));
                return vm.raise_words(s, VmError::Arity { who: native.name, min, max, got: argc });
            }
            return match vm.run_native(s, id, window + 1, argc) {
                Ok((s, v)) => give(s, vm, v, mode),
                Err(s) => s,
            };
        }
        super::continuation::call(vm, s, window, argc, mode, site)
    }
}

/// Gives a value that was computed without a frame to whom the call gives it.
#[inline(always)]
pub(super) unsafe fn give(s: State, vm: &mut Vm, v: Value, mode: Mode) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        match mode {
            Mode::Push => {
                s.set(s.insn().a, v);
                s.skip()
            }
            Mode::Tail => give_back(vm, s, v),
        }
    }
}

/// Returns a value to the caller of the running function.
#[inline(always)]
pub(crate) unsafe fn give_back(vm: *mut Vm, s: State, v: Value) -> State {
    // SAFETY: every running function has a frame below it, at least that of the
    // task's entry; a frame's `ip` is at its call.
    unsafe {
        let fp = (*vm).fp.sub(1);
        (*vm).fp = fp;
        let frame = *fp;
        let call = *frame.ip;
        let regs = s.regs.sub(call.b as usize + 1);
        *regs.add(call.a as usize) = v;
        State { ip: frame.ip.add(1), regs, fun: frame.fun }
    }
}

fn note_callee(vm: &mut Vm, site: &CallSite, callee: Value, func: *const Func, argc: usize) {
    site.misses.set(site.misses.get() + 1);
    // SAFETY: functions live as long as the VM.
    let f = unsafe { &*func };
    let (least, most) = f.arity();
    if !vm.rt.opts.has(Opt::CallCaches) || !f.is_direct() || !(least..=most).contains(&argc) {
        return;
    }
    if site.find_other(callee, func) {
        site.misses.set(site.misses.get() - 1);
        site.hits.set(site.hits.get() + 1);
    } else {
        site.remember(callee, func, vm.config.cache_size);
    }
}

/// Enters a function whose parameters have all their arguments.
pub(super) unsafe fn enter_bound(vm: &mut Vm, s: State, window: usize, argc: usize, func: *const Func) -> State {
    // SAFETY: as for `enter`.
    unsafe { enter_frame(vm, s, func, window, argc, Mode::Push) }
}

unsafe fn enter_closure(
    vm: &mut Vm,
    s: State,
    func: *const Func,
    (window, argc): (usize, usize),
    mode: Mode,
    site: Option<&CallSite>,
) -> State {
    // SAFETY: as for `enter`.
    unsafe {
        let f = &*func;
        let (least, most) = f.arity();
        if let Some(signature) = f.proto.signature.as_deref()
            && (!signature.is_plain() || argc < least || argc > most)
        {
            vm.pending.clear();
            return super::bind::bind(vm, s, window, argc, func, site);
        }
        if argc < least || (argc > most && !f.rest) {
            let max = if f.rest { None } else { Some(most) };
            return vm.raise_words(s, VmError::Arity { who: f.name(), min: least, max, got: argc });
        }
        enter_frame(vm, s, func, window, argc, mode)
    }
}

unsafe fn enter_frame(vm: &mut Vm, s: State, func: *const Func, window: usize, argc: usize, mode: Mode) -> State {
    // SAFETY: as for `enter`.
    unsafe {
        let f = &*func;
        let (_, most) = f.arity();
        // Either may collect and move the stacks, and collecting shrinks the one for
        // values to what is in use: room for them is made last.
        let s = match mode {
            Mode::Push => vm.ensure_frame(s),
            Mode::Tail => Ok(s),
        };
        let s = match s {
            Ok(s) => s,
            Err(s) => return s,
        };
        // Tail calls need no more than the window does, as they move it down.
        let s = match vm.ensure_values(s, window + 1 + argc.max(f.registers as usize)) {
            Ok(s) => s,
            Err(s) => return s,
        };
        let mut argc = argc;
        if argc > most {
            let first = s.regs.add(window + 1 + most);
            let items = std::slice::from_raw_parts(first, argc - most);
            match vm.rt.heap.list(items, Value::NIL) {
                Ok(list) => *first = list,
                Err(_) => return vm.raise(s, Fault::HeapFull),
            }
            argc = most + 1;
        }
        let base = s.regs.add(window);
        match mode {
            Mode::Push => {
                *vm.fp = Frame { ip: s.ip, fun: s.fun };
                vm.fp = vm.fp.add(1);
                State { ip: f.entry(argc), regs: base.add(1), fun: func }
            }
            Mode::Tail => {
                std::ptr::copy(base, s.regs.sub(1), 1 + argc);
                State { ip: f.entry(argc), regs: s.regs, fun: func }
            }
        }
    }
}

impl Vm {
    /// Calls a builtin with `argc` arguments from register `first` on. On want of
    /// memory it collects and tries once more.
    pub(crate) unsafe fn run_native(
        &mut self,
        s: State,
        id: crate::core::NativeId,
        first: usize,
        argc: usize,
    ) -> Result<(State, Value), State> {
        let native = self.rt.native(id);
        let mut s = s;
        for attempt in 0..2 {
            // SAFETY: verified code; builtins neither grow nor free the stack.
            let args = unsafe { std::slice::from_raw_parts(s.regs.add(first), argc) };
            let done = native.call(&mut self.rt, args);
            self.count_noted();
            match done {
                Ok(v) => {
                    if self.rt.classes_changed {
                        self.forget_methods();
                    }
                    return Ok((s, v));
                }
                Err(Fault::HeapFull) if attempt == 0 => s = self.collect(s)?,
                Err(fault) => return Err(self.raise(s, fault)),
            }
        }
        Err(self.raise(s, Fault::HeapFull))
    }
}

/// The slow part of ops that only need a safepoint and then run again.
pub(crate) unsafe fn pause(vm: &mut Vm, s: State) -> State {
    // The handler sees the refilled budget and an empty wish to collect.
    let then = vm.pause(s);
    vm.paused = then.is_ok();
    then.unwrap_or_else(|s| s)
}
