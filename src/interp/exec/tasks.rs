//! Tasks and channels: all slow parts, in `fiber`.
use crate::fiber;
use crate::interp::{State, Step};
use crate::vm::Vm;

#[inline(always)]
pub(crate) unsafe fn halt(_: State, _: *mut Vm) -> Step {
    Step::Slow(slow_halt)
}

unsafe fn slow_halt(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe { vm.end_task(s, s.get(s.insn().a)) }
}

#[inline(always)]
pub(crate) unsafe fn spawn(_: State, _: *mut Vm) -> Step {
    Step::Slow(fiber::spawn)
}

#[inline(always)]
pub(crate) unsafe fn send(_: State, _: *mut Vm) -> Step {
    Step::Slow(fiber::send)
}

#[inline(always)]
pub(crate) unsafe fn recv(_: State, _: *mut Vm) -> Step {
    Step::Slow(fiber::recv)
}

#[inline(always)]
pub(crate) unsafe fn select(_: State, _: *mut Vm) -> Step {
    Step::Slow(fiber::select)
}

#[inline(always)]
pub(crate) unsafe fn yield_(_: State, _: *mut Vm) -> Step {
    Step::Slow(fiber::yield_now)
}
