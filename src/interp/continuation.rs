//! Continuations: a copy of what is on the stacks of a fiber below a function,
//! made when the function asks for it and put back when the copy is called. That
//! costs nothing where none is made. What a copy must not bring back, the values
//! that variables had, is in cells (see `core::passes::scope`).
use super::calls::{self, Mode, give_back};
use super::func::CallSite;
use super::{Func, State};
use crate::heap::Continuing;
use crate::lang::VmError;
use crate::object::{Continuation, Gc, Parameter};
use crate::value::Value;
use crate::vm::Vm;

/// `Capture`.
pub(crate) unsafe fn capture(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract. Every running function has a frame below it,
    // and what its caller has in use ends below the running closure.
    unsafe {
        let made = vm.alloc(s, |vm, s| {
            let values = s.regs.sub(1).offset_from(vm.stack.values) as usize;
            let parts = Continuing {
                values: std::slice::from_raw_parts(vm.stack.values, values),
                frames: std::slice::from_raw_parts(vm.stack.frames, vm.depth()),
                rewind: s.get(s.insn().b),
                winders: vm.rt.dynamic.winders,
                params: vm.rt.dynamic.params,
                fiber: vm.fiber,
            };
            vm.rt.heap.continuation(&parts)
        });
        match made {
            Ok((s, v)) => {
                vm.count_work(s.regs.offset_from(vm.stack.values) as usize + 2 * vm.depth());
                s.set(s.insn().a, v);
                s.skip()
            }
            Err(s) => s,
        }
    }
}

/// Calls what stands in the window and is neither closure nor builtin, if that can
/// be called: a continuation or a parameter.
pub(super) unsafe fn call(
    vm: &mut Vm,
    s: State,
    window: usize,
    argc: usize,
    mode: Mode,
    site: Option<&CallSite>,
) -> State {
    // SAFETY: as for `calls::enter`.
    unsafe {
        let callee = *s.regs.add(window);
        if let Some(p) = callee.as_a::<Parameter>() {
            if argc > 0 {
                return vm.raise_words(s, VmError::Arity { who: "a parameter", min: 0, max: Some(0), got: argc });
            }
            let v = vm.rt.parameter(p);
            return calls::give(s, vm, v, mode);
        }
        let Some(k) = callee.as_a::<Continuation>() else {
            // SAFETY: `s.fun` is the running function.
            if mode == Mode::Push && (*s.fun).dialect.objects.calls {
                vm.pending.clear();
                return super::objects::enter_at(vm, s, window, argc, site);
            }
            return vm.raise_words(s, VmError::NotAFunction(callee));
        };
        if k.fiber != vm.fiber {
            return vm.raise_words(s, VmError::OtherTask);
        }
        // What is called may have its last register for its callee, so there may be no
        // room yet for what goes after it; and the collector must not take that for dead.
        vm.spread = window + 1 + argc.max(2);
        let s = give_to(vm, s, window, argc, k, mode);
        vm.spread = 0;
        s
    }
}

/// Gives a continuation of this task the arguments in the window: at once, or by
/// `%rewind` if other extents are open there.
unsafe fn give_to(vm: &mut Vm, s: State, window: usize, argc: usize, k: Gc<Continuation>, mode: Mode) -> State {
    // SAFETY: as for `calls::enter`; there is room for three values in the window
    // before they are written.
    unsafe {
        let made = vm.ensure_values(s, window + 1 + argc.max(2)).and_then(|s| {
            if argc == 1 {
                return Ok((s, *s.regs.add(window + 1)));
            }
            vm.alloc(s, |vm, s| vm.rt.heap.values(std::slice::from_raw_parts(s.regs.add(window + 1), argc)))
        });
        let (s, v) = match made {
            Ok(made) => made,
            Err(s) => return s,
        };
        if k.winders.get() == vm.rt.dynamic.winders {
            return resume(vm, s, window, k, v);
        }
        *s.regs.add(window) = k.rewind.get();
        *s.regs.add(window + 1) = Value::obj(k);
        *s.regs.add(window + 2) = v;
        calls::enter(vm, s, 2, mode, None)
    }
}

/// Puts the stacks back and gives the value to what waits for it.
unsafe fn resume(vm: &mut Vm, s: State, window: usize, k: Gc<Continuation>, v: Value) -> State {
    // SAFETY: the copy was made by `capture` from stacks of this VM, whose functions
    // live as long as it; there is room for it before it is put back.
    unsafe {
        let frames = k.frames as usize;
        let values = k.values().len();
        let waiting = (*k.frames_ptr().add(frames - 1)).fun;
        // Nothing but these two must survive if making room collects.
        *s.regs.add(window) = Value::obj(k);
        vm.thrown = v;
        let made = vm.ensure_total(s, values + registers(waiting) + 1, frames);
        vm.thrown = Value::UNSET;
        if let Err(s) = made {
            return s;
        }
        vm.note_depth();
        vm.lower_depth();
        vm.stack.values.copy_from_nonoverlapping(k.tail().cast(), values);
        vm.stack.frames.copy_from_nonoverlapping(k.frames_ptr(), frames);
        vm.fp = vm.stack.frames.add(frames);
        vm.count_work(values + 2 * frames);
        vm.replaced += 1;
        vm.rt.dynamic.params = k.params.get();
        let s = State { regs: vm.stack.values.add(values + 1), ..s };
        give_back(vm, s, v)
    }
}

unsafe fn registers(f: *const Func) -> usize {
    // SAFETY: functions live as long as the VM.
    unsafe { (*f).registers as usize }
}
