//! One `match` in a loop: every handler is inlined into one function.
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
                        Step::Slow(slow) => {
                            let next = slow(&mut *vm, s);
                            if next.ip.is_null() {
                                return;
                            }
                            next
                        }
                    };
                }
            }
        }
    };
}
crate::bytecode::ops::for_each_op!(switch);
