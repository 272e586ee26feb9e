//! The table of handlers as functions that return: for the traced loop, and for
//! the threaded one where tail calls cannot be relied on (debug builds, wasm).
use crate::bytecode::OP_COUNT;
use crate::interp::{State, Step, exec};
use crate::vm::Vm;

/// Does one whole instruction.
pub(super) type StepFn = unsafe fn(*mut Vm, State) -> State;

macro_rules! table {
    ($($snake:ident = $name:ident $(quickens $generic:ident)? $(fuses [$($part:ident),*])?,
       $($eff:ident)|*, $operands:tt, $doc:literal;)*) => {
        $(
            unsafe fn $snake(vm: *mut Vm, s: State) -> State {
                // SAFETY: the loop's contract is the handlers'.
                unsafe {
                    match exec::$snake(s, vm) {
                        Step::Next(s) => s,
                        Step::Slow(slow) => slow(&mut *vm, s),
                    }
                }
            }
        )*
        /// Every handler, by op number.
        pub(super) static STEPS: [StepFn; OP_COUNT] = [$($snake),*];
    };
}
crate::bytecode::ops::for_each_op!(table);
