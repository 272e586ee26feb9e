//! The instrumented loop: counts every instruction where it stands and every pair
//! of ops, and tells the profiler if there is one. Runs when the glass is open.
use super::step::STEPS;
use crate::bytecode::OP_COUNT;
use crate::interp::State;
use crate::interp::profile::Profiler;
use crate::vm::{Exit, Vm};

/// Runs until a handler leaves.
pub(super) unsafe fn run(vm: &mut Vm, s: State) {
    // SAFETY: passed on.
    unsafe {
        match vm.profiler.take() {
            None => count(vm, s, &mut ()),
            Some(mut profiler) => {
                profiler.enter_loop(vm, s);
                count(vm, s, &mut *profiler);
                profiler.leave_loop(vm);
                vm.profiler = Some(profiler);
            }
        }
    }
}

/// Whoever looks at each instruction as it runs.
trait Watch {
    unsafe fn before(&mut self, vm: &mut Vm, s: State);
    unsafe fn after(&mut self, vm: &mut Vm, op: usize, s: State, next: State);
}

/// Nobody.
impl Watch for () {
    #[inline(always)]
    unsafe fn before(&mut self, _: &mut Vm, _: State) {}
    #[inline(always)]
    unsafe fn after(&mut self, _: &mut Vm, _: usize, _: State, _: State) {}
}

impl Watch for Profiler {
    #[inline(always)]
    unsafe fn before(&mut self, vm: &mut Vm, s: State) {
        // SAFETY: the loop's contract.
        unsafe { Profiler::before(self, vm, s) }
    }
    #[inline(always)]
    unsafe fn after(&mut self, vm: &mut Vm, op: usize, s: State, next: State) {
        // SAFETY: the loop's contract.
        unsafe { Profiler::after(self, vm, op, s, next) }
    }
}

unsafe fn count(vm: &mut Vm, s: State, watch: &mut impl Watch) {
    let vm: *mut Vm = vm;
    let mut s = s;
    let mut last = OP_COUNT;
    // SAFETY: the loop's contract; functions of a VM that counts have a counter
    // for each instruction.
    unsafe {
        while !s.ip.is_null() {
            let op = (*s.ip).op as usize;
            let fun = &*s.fun;
            let count = fun.counts.get(s.pc());
            if let Some(count) = count {
                count.set(count.get() + 1);
            }
            let pairs = &mut (*vm).pairs;
            let pair = last * OP_COUNT + op;
            if let Some(pair) = pairs.get_mut(pair) {
                *pair += 1;
            }
            watch.before(&mut *vm, s);
            let ip = STEPS[op](vm, s.ip, s.regs, s.fun);
            if (ip == s.ip || ip.is_null()) && only_paused(&mut *vm, s) {
                // It will run again, and counts then: figures do not depend on slices.
                if let Some(count) = count {
                    count.set(count.get() - 1);
                }
                let pairs = &mut (*vm).pairs;
                if let Some(pair) = pairs.get_mut(pair) {
                    *pair -= 1;
                }
            } else {
                last = op;
                watch.after(&mut *vm, op, s, State { ip, regs: (*vm).next.regs, fun: (*vm).next.fun });
            }
            s = State { ip, regs: (*vm).next.regs, fun: (*vm).next.fun };
        }
    }
}

/// Whether the instruction at `s` has done nothing but look at limits.
#[cold]
pub(super) fn only_paused(vm: &mut Vm, s: State) -> bool {
    let left = vm.next.ip.is_null() && std::ptr::eq(vm.saved.ip, s.ip);
    std::mem::take(&mut vm.paused)
        || left && matches!(vm.exit, Exit::Slice | Exit::OutOfFuel | Exit::Stopped | Exit::Asks)
}
