//! One `match` in a loop: every handler is inlined into one function. The state
//! must stay in machine registers (wasm locals), so its address is never taken:
//! slow parts get it word by word and leave what comes next in the VM. With the
//! state passed and returned in memory, the loop took five times as long in wasm.
use super::step::slow;
use crate::bytecode::Op;
use crate::interp::{State, Step, exec};
use crate::vm::Vm;

macro_rules! switch {
    ($($snake:ident = $name:ident $(quickens $generic:ident)? $(fuses [$($part:ident),*])?,
       $($eff:ident)|*, $operands:tt, $doc:literal;)*) => {
        /// Runs until a handler leaves.
        pub(super) unsafe fn run(vm: &mut Vm, s: State) {
            let vm: *mut Vm = vm;
            let mut s = s;
            // SAFETY: the loop's contract is the handlers'; op numbers of verified
            // code are in the table.
            unsafe {
                loop {
                    let step = match std::mem::transmute::<u16, Op>((*s.ip).op) {
                        $(Op::$name => exec::$snake(s, vm),)*
                    };
                    s = match step {
                        Step::Next(next) => next,
                        Step::Slow(part) => {
                            let ip = slow(vm, s.ip, s.regs, s.fun, part);
                            if ip.is_null() {
                                return;
                            }
                            State { ip, regs: (*vm).next.regs, fun: (*vm).next.fun }
                        }
                    };
                }
            }
        }
    };
}
crate::bytecode::ops::for_each_op!(switch);
