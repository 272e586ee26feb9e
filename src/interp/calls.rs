//! Calls off the fast path: new callees, builtins, rest parameters, growing
//! stacks, safepoints.
use super::func::CallSite;
use super::{Frame, Func, State};
use crate::lang::VmError;
use crate::object::Closure;
use crate::options::Opt;
use crate::runtime::Fault;
use crate::value::Value;
use crate::vm::Vm;

/// Open calls that are many.
const DEEP: usize = 10_000;
/// Calls that a handler may open beyond the limit.
const HANDLER_DEPTH: usize = 256;

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

    /// Makes sure that `count` values fit from `s.regs` on.
    #[inline(always)]
    pub(crate) fn ensure_values(&mut self, s: State, count: usize) -> Result<State, State> {
        let left = (self.stack_end as usize - s.regs as usize) / size_of::<Value>();
        if count <= left { Ok(s) } else { self.grow_values(s, count) }
    }

    #[cold]
    fn grow_values(&mut self, s: State, count: usize) -> Result<State, State> {
        if self.jit.inside {
            return Err(self.leave_compiled(None));
        }
        let offset = (s.regs as usize - self.stack.values as usize) / size_of::<Value>();
        let new = (offset + count).max(self.stack.capacity * 2);
        // Both stacks stand side by side while the values move.
        let mut s = s;
        if self.rt.heap.charge(new * size_of::<Value>()).is_err() {
            s = self.collect(s)?;
            if self.rt.heap.charge(new * size_of::<Value>()).is_err() {
                return Err(self.no_stack(s));
            }
        }
        // Collecting may have moved and shrunk the stack; the offset is the same.
        let old = self.stack.capacity;
        if !self.stack.resize_values(new, old) {
            self.rt.heap.discharge(new * size_of::<Value>());
            return Err(self.raise(s, Fault::HeapFull));
        }
        self.rt.heap.discharge(old * size_of::<Value>());
        self.set_limits();
        Ok(State { regs: self.stack.values.wrapping_add(offset), ..s })
    }

    /// Makes the stacks larger if memory allows it, up to a few times as many values and
    /// frames, so that compiled code has room.
    pub(crate) fn widen(&mut self, s: State, enough: usize) -> State {
        let offset = (s.regs as usize - self.stack.values as usize) / size_of::<Value>();
        let (old, new) = (self.stack.capacity, self.stack.capacity * 2);
        if old < 4 * enough && self.rt.heap.charge(new * size_of::<Value>()).is_ok() {
            let made = self.stack.resize_values(new, old);
            self.rt.heap.discharge(if made { old } else { new } * size_of::<Value>());
        }
        let (depth, old, new) = (self.depth(), self.stack.frame_capacity, self.stack.frame_capacity * 2);
        if old < self.most_depth.min(4 * enough) && self.rt.heap.charge(new * size_of::<Frame>()).is_ok() {
            let made = self.stack.resize_frames(new, depth);
            self.rt.heap.discharge(if made { old } else { new } * size_of::<Frame>());
        }
        self.fp = self.stack.frames.wrapping_add(depth);
        self.set_limits();
        State { regs: self.stack.values.wrapping_add(offset), ..s }
    }

    /// Makes sure that a frame can be pushed.
    #[inline(always)]
    pub(crate) fn ensure_frame(&mut self, s: State) -> Result<State, State> {
        if self.fp < self.fp_end { Ok(s) } else { self.grow_frames(s) }
    }

    /// That memory has no room for a deeper stack: in languages that know a limit of
    /// recursion, it is that.
    fn no_stack(&mut self, s: State) -> State {
        // SAFETY: `s.fun` is the running function.
        let limited = unsafe { (*s.fun).dialect.objects.calls };
        if limited && self.depth() > DEEP {
            return self.raise_words(s, VmError::Depth(self.depth()));
        }
        self.raise(s, Fault::HeapFull)
    }

    #[cold]
    fn grow_frames(&mut self, s: State) -> Result<State, State> {
        let depth = self.depth();
        if depth >= self.most_depth + self.slack {
            return Err(self.raise_words(s, VmError::Depth(self.most_depth)));
        }
        let new = self.stack.frame_capacity * 2;
        let bytes = new * size_of::<Frame>();
        let mut s = s;
        if self.rt.heap.charge(bytes).is_err() {
            s = self.collect(s)?;
            if self.rt.heap.charge(bytes).is_err() {
                return Err(self.no_stack(s));
            }
        }
        let old = self.stack.frame_capacity;
        if !self.stack.resize_frames(new, depth) {
            self.rt.heap.discharge(bytes);
            return Err(self.raise(s, Fault::HeapFull));
        }
        self.rt.heap.discharge(old * size_of::<Frame>());
        self.fp = self.stack.frames.wrapping_add(depth);
        self.set_limits();
        Ok(s)
    }

    /// Makes sure that both stacks have room for that much in all. Growing one may
    /// collect, which may shrink the other.
    pub(crate) fn ensure_total(&mut self, s: State, values: usize, frames: usize) -> Result<State, State> {
        let mut s = s;
        for _ in 0..64 {
            let offset = (s.regs as usize - self.stack.values as usize) / size_of::<Value>();
            s = match () {
                _ if self.stack.frame_capacity < frames => self.grow_frames(s)?,
                _ if self.stack.capacity < values => self.grow_values(s, values - offset)?,
                _ => return Ok(s),
            };
        }
        Err(self.raise(s, Fault::HeapFull))
    }

    /// Frames in use on the running fiber.
    pub(crate) fn depth(&self) -> usize {
        (self.fp as usize - self.stack.frames as usize) / size_of::<Frame>()
    }

    /// Lets a handler run where the limit of open calls was met.
    pub(crate) fn raise_depth(&mut self) {
        self.slack = HANDLER_DEPTH;
        self.set_limits();
    }

    /// The limit of open calls as configured.
    pub(crate) fn lower_depth(&mut self) {
        if self.slack > 0 {
            self.slack = 0;
            self.set_limits();
        }
    }

    /// Sets the limits that fast paths check, from the stacks' sizes.
    pub(crate) fn set_limits(&mut self) {
        self.stack_end = self.stack.values.wrapping_add(self.stack.capacity);
        let frames = self.stack.frame_capacity.min(self.most_depth.max(1) + self.slack);
        self.fp_end = self.stack.frames.wrapping_add(frames);
    }
}

/// The slow part of ops that only need a safepoint and then run again.
pub(crate) unsafe fn pause(vm: &mut Vm, s: State) -> State {
    // The handler sees the refilled budget and an empty wish to collect.
    let then = vm.pause(s);
    vm.paused = then.is_ok();
    then.unwrap_or_else(|s| s)
}
