//! The loop of programs that are run line by line: asks before each instruction whether
//! the program stops there.
use super::step::STEPS;
use super::traced::only_paused;
use crate::interp::State;
use crate::interp::step::Stepper;
use crate::vm::{Exit, Vm};

/// Runs until a handler leaves or the step is done. The instruction it begins with runs in
/// any case: there the program stopped before.
pub(super) unsafe fn run(vm: &mut Vm, s: State, mut stepper: Box<Stepper>) {
    let vm: *mut Vm = vm;
    let mut s = s;
    // SAFETY: the loop's contract; op numbers of verified code are in the table.
    unsafe {
        while !s.ip.is_null() {
            let ip = STEPS[(*s.ip).op as usize](vm, s.ip, s.regs, s.fun);
            let same = ip == s.ip && only_paused(&mut *vm, s);
            s = State { ip, regs: (*vm).next.regs, fun: (*vm).next.fun };
            if !same && !ip.is_null() && stepper.stops(&*vm, s) {
                (*vm).leave(s, Exit::Stepped);
                break;
            }
        }
        (*vm).stepper = Some(stepper);
    }
}
