//! Jumps, calls, returns.
use super::vars::{constant, global};
use crate::core::NativeId;
use crate::interp::calls::{self, give_back, pause, site};
use crate::interp::continuation;
use crate::interp::func::CallSite;
use crate::interp::{Frame, Slow, State, Step};
use crate::object::Closure;
use crate::runtime::{Fault, Native};
use crate::value::Value;
use crate::vm::Vm;

#[inline(always)]
pub(crate) unsafe fn jump(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe { Step::Next(s.jump(s.insn().bc() as i32)) }
}

#[inline(always)]
pub(crate) unsafe fn jump_if_false(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe { s.unless(s.get(s.insn().a).is_true(), s.insn().bc() as i32) }
}

#[inline(always)]
pub(crate) unsafe fn jump_if_true(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe { s.unless(!s.get(s.insn().a).is_true(), s.insn().bc() as i32) }
}

/// Uses one unit of the budget, or says that the slow part must look first; the
/// budget is below 0 then, and a safepoint puts it right.
#[inline(always)]
unsafe fn spend(vm: *mut Vm) -> bool {
    // SAFETY: the handler's contract.
    unsafe {
        (*vm).budget -= 1;
        (*vm).budget >= 0
    }
}

#[inline(always)]
pub(crate) unsafe fn loop_back(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe { if spend(vm) { Step::Next(s.jump(s.insn().bc() as i32)) } else { Step::Slow(pause) } }
}

#[inline(always)]
pub(crate) unsafe fn loop_self(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        if *global(s, vm) != s.closure() {
            return s.next();
        }
        if spend(vm) { Step::Next(s.jump(s.insn().a as i16 as i32)) } else { Step::Slow(pause) }
    }
}

#[inline(always)]
pub(crate) unsafe fn move_loop(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        if !spend(vm) {
            return Step::Slow(pause);
        }
        s.set(s.insn().a, s.get(s.insn().b));
        Step::Next(s.jump(s.insn().c as i16 as i32))
    }
}

/// Whether a site's code is that of the callee: closures made anew have the code of
/// those before them.
#[inline(always)]
unsafe fn is_known(callee: Value, site: &CallSite) -> bool {
    callee == site.first.callee.get() || callee.as_a::<Closure>().is_some_and(|c| c.func == site.first.func.get())
}

/// Enters a remembered callee: no check of kind or arity, nothing copied.
#[inline(always)]
unsafe fn enter(s: State, vm: *mut Vm, site: &CallSite, slow: Slow) -> Step {
    // SAFETY: the handler's contract; the site's function is that of the callee.
    unsafe {
        let regs = s.regs.add(s.insn().b as usize + 1);
        let fp = (*vm).fp;
        let room = ((*vm).stack_end as isize).wrapping_sub(regs as isize);
        if room < site.first.window.get() as isize || fp >= (*vm).fp_end || !spend(vm) {
            return Step::Slow(slow);
        }
        *fp = Frame { ip: s.ip, fun: s.fun };
        (*vm).fp = fp.add(1);
        site.hits.set(site.hits.get() + 1);
        Step::Next(State { ip: site.first.code.get(), regs, fun: site.first.func.get() })
    }
}

/// The same in tail position: the window moves down onto the running one.
#[inline(always)]
unsafe fn enter_tail(s: State, vm: *mut Vm, site: &CallSite, slow: Slow) -> Step {
    // SAFETY: as for `enter`; source and target may overlap, the copy runs upwards.
    unsafe {
        let room = ((*vm).stack_end as isize).wrapping_sub(s.regs as isize);
        if room < site.first.window.get() as isize || !spend(vm) {
            return Step::Slow(slow);
        }
        let from = s.regs.add(s.insn().b as usize);
        let to = s.regs.sub(1);
        for i in 0..=site.argc as usize {
            *to.add(i) = *from.add(i);
        }
        site.hits.set(site.hits.get() + 1);
        Step::Next(State { ip: site.first.code.get(), regs: s.regs, fun: site.first.func.get() })
    }
}

#[inline(always)]
pub(crate) unsafe fn call(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let site = site(s);
        if !is_known(s.get(s.insn().b), site) {
            return Step::Slow(calls::call::<false>);
        }
        enter(s, vm, site, calls::call::<false>)
    }
}

#[inline(always)]
pub(crate) unsafe fn call_global(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract; the compiler resolved the global's index.
    unsafe {
        let site = site(s);
        let callee = *(*vm).globals.as_ptr().add(site.global as usize);
        if !is_known(callee, site) {
            return Step::Slow(calls::call_global::<false>);
        }
        s.set(s.insn().b, callee);
        enter(s, vm, site, calls::call_global::<false>)
    }
}

#[inline(always)]
pub(crate) unsafe fn tail_call(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let site = site(s);
        if !is_known(s.get(s.insn().b), site) {
            return Step::Slow(calls::call::<true>);
        }
        enter_tail(s, vm, site, calls::call::<true>)
    }
}

#[inline(always)]
pub(crate) unsafe fn tail_call_global(s: State, vm: *mut Vm) -> Step {
    // SAFETY: as for `call_global`.
    unsafe {
        let site = site(s);
        let callee = *(*vm).globals.as_ptr().add(site.global as usize);
        if !is_known(callee, site) {
            return Step::Slow(calls::call_global::<true>);
        }
        s.set(s.insn().b, callee);
        enter_tail(s, vm, site, calls::call_global::<true>)
    }
}

#[inline(always)]
pub(crate) unsafe fn apply(_: State, _: *mut Vm) -> Step {
    Step::Slow(calls::apply::<false>)
}

#[inline(always)]
pub(crate) unsafe fn tail_apply(_: State, _: *mut Vm) -> Step {
    Step::Slow(calls::apply::<true>)
}

#[inline(always)]
pub(crate) unsafe fn call_native(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract; the builtin's arity is fixed.
    unsafe {
        let i = s.insn();
        let native = native_row(vm, i.c);
        quick_native(s, vm, native, i.a, i.b, native.min, slow_call_native)
    }
}

#[inline(always)]
pub(crate) unsafe fn call_native_n(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let i = s.insn();
        quick_native(s, vm, native_row(vm, i.c), i.a, i.a, i.b, slow_call_native_n)
    }
}

/// The builtin of that number.
#[inline(always)]
pub(crate) unsafe fn native_row(vm: *mut Vm, id: u16) -> &'static Native {
    // SAFETY: verified code: there is such a builtin.
    unsafe { &*(*vm).rt.natives.as_ptr().add(id as usize) }
}

/// Calls a builtin where nothing is to be collected first.
#[inline(always)]
unsafe fn quick_native(s: State, vm: *mut Vm, native: &Native, dst: u16, first: u16, argc: u16, slow: Slow) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        if (*vm).rt.heap.gc_wanted {
            return Step::Slow(slow);
        }
        let v = try_native(vm, native, s.regs.add(first as usize), argc as usize);
        if v == Value::NEVER {
            return Step::Slow(slow);
        }
        s.set(dst, v);
        s.next()
    }
}

/// What a builtin gives; `NEVER` if it fails, and then why is in `Vm::fault`, unless it
/// was for want of memory: the slow part does it again. Results have an address and
/// so a function of their own.
#[inline(never)]
pub(crate) unsafe fn try_native(vm: *mut Vm, native: &Native, args: *const Value, argc: usize) -> Value {
    // SAFETY: the arguments are registers, which builtins neither move nor free.
    unsafe {
        (*vm).rt.repeats = true;
        let done = native.call(&mut (*vm).rt, std::slice::from_raw_parts(args, argc));
        (*vm).rt.repeats = false;
        (*vm).count_noted();
        match done {
            Ok(v) => {
                if (*vm).rt.classes_changed {
                    (*vm).forget_methods();
                }
                v
            }
            Err(fault) => {
                if !matches!(fault, Fault::HeapFull) {
                    (*vm).fault = Some(fault);
                }
                Value::NEVER
            }
        }
    }
}

unsafe fn slow_call_native(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract; the builtin's arity is fixed.
    unsafe {
        let i = s.insn();
        let argc = vm.rt.native(NativeId(i.c as u32)).min as usize;
        native(vm, s, i.a, i.b as usize, argc)
    }
}

unsafe fn slow_call_native_n(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let i = s.insn();
        native(vm, s, i.a, i.a as usize, i.b as usize)
    }
}

#[inline(always)]
unsafe fn native(vm: &mut Vm, s: State, dst: u16, first: usize, argc: usize) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        if let Some(fault) = vm.fault.take() {
            return vm.raise(s, fault);
        }
        let s = if vm.rt.heap.gc_wanted {
            match vm.attend(s) {
                Ok(s) => s,
                Err(s) => return s,
            }
        } else {
            s
        };
        match vm.run_native(s, NativeId(s.insn().c as u32), first, argc) {
            Ok((s, v)) => {
                s.set(dst, v);
                s.skip()
            }
            Err(s) => s,
        }
    }
}

#[inline(always)]
pub(crate) unsafe fn return_(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe { Step::Next(give_back(vm, s, s.get(s.insn().a))) }
}

#[inline(always)]
pub(crate) unsafe fn return_const(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe { Step::Next(give_back(vm, s, constant(s))) }
}

#[inline(always)]
pub(crate) unsafe fn return_int(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe { Step::Next(give_back(vm, s, Value::small(s.insn().bc() as i32 as i64))) }
}

#[inline(always)]
pub(crate) unsafe fn throw(_: State, _: *mut Vm) -> Step {
    Step::Slow(slow_throw)
}

unsafe fn slow_throw(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe { vm.throw(s, s.get(s.insn().a)) }
}

#[inline(always)]
pub(crate) unsafe fn raise_continuable(_: State, _: *mut Vm) -> Step {
    Step::Slow(slow_raise_continuable)
}

unsafe fn slow_raise_continuable(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe { vm.throw_continuable(s) }
}

#[inline(always)]
pub(crate) unsafe fn eval(_: State, _: *mut Vm) -> Step {
    Step::Slow(slow_eval)
}

unsafe fn slow_eval(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    let made = unsafe {
        let evaluator = (*s.fun).dialect.evaluator;
        vm.alloc(s, |vm, s| {
            vm.saved = s;
            evaluator(vm, s.get(s.insn().b), s.get(s.insn().c))
        })
    };
    match made {
        // SAFETY: as above.
        Ok((s, Ok(v))) => unsafe {
            s.set(s.insn().a, v);
            s.skip()
        },
        Ok((s, Err(fault))) => vm.raise(s, *fault),
        Err(s) => s,
    }
}

#[inline(always)]
pub(crate) unsafe fn capture(_: State, _: *mut Vm) -> Step {
    Step::Slow(continuation::capture)
}
