//! The instrumented loop: counts every instruction where it stands and every pair
//! of ops. Runs when the glass is open.
use super::step::STEPS;
use crate::bytecode::OP_COUNT;
use crate::interp::State;
use crate::vm::Vm;

/// Runs until a handler leaves.
pub(super) unsafe fn run(vm: &mut Vm, s: State) {
    let vm: *mut Vm = vm;
    let mut s = s;
    let mut last = OP_COUNT;
    // SAFETY: the loop's contract; functions of a VM that counts have a counter
    // for each instruction.
    unsafe {
        while !s.ip.is_null() {
            let op = (*s.ip).op as usize;
            let fun = &*s.fun;
            if let Some(count) = fun.counts.get(s.pc()) {
                count.set(count.get() + 1);
            }
            let pairs = &mut (*vm).pairs;
            if let Some(pair) = pairs.get_mut(last * OP_COUNT + op) {
                *pair += 1;
            }
            last = op;
            let ip = STEPS[op](vm, s.ip, s.regs, s.fun);
            s = State { ip, regs: (*vm).next.regs, fun: (*vm).next.fun };
        }
    }
}
