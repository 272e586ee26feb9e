//! The table of handlers as functions that return: for the traced loop, and for
//! the threaded one where tail calls cannot be relied on (debug builds, wasm).
use crate::bytecode::{Insn, OP_COUNT};
use crate::interp::{Func, Slow, State, Step, exec};
use crate::value::Value;
use crate::vm::Vm;

/// Does one whole instruction; gives the next one, or null to leave. The rest of
/// the state is in `vm.next` then: returned together, the three words would go
/// through memory that the caller's loop then keeps its state in.
pub(crate) type StepFn = unsafe fn(*mut Vm, *mut Insn, *mut Value, *const Func) -> *mut Insn;

/// Does a slow part the same way.
#[inline(never)]
pub(super) unsafe fn slow(vm: *mut Vm, ip: *mut Insn, regs: *mut Value, fun: *const Func, part: Slow) -> *mut Insn {
    // SAFETY: the loop's contract.
    unsafe {
        let s = part(&mut *vm, State { ip, regs, fun });
        s.store(&raw mut (*vm).next);
        s.ip
    }
}

macro_rules! table {
    ($($snake:ident = $name:ident $(quickens $generic:ident)? $(fuses [$($part:ident),*])?,
       $($eff:ident)|*, $operands:tt, $doc:literal;)*) => {
        $(
            unsafe fn $snake(vm: *mut Vm, ip: *mut Insn, regs: *mut Value, fun: *const Func) -> *mut Insn {
                // SAFETY: the loop's contract is the handlers'.
                unsafe {
                    match exec::$snake(State { ip, regs, fun }, vm) {
                        Step::Next(s) => {
                            (*vm).next = s;
                            s.ip
                        }
                        Step::Slow(part) => slow(vm, ip, regs, fun, part),
                    }
                }
            }
        )*
        /// Every handler, by op number.
        pub(crate) static STEPS: [StepFn; OP_COUNT] = [$($snake),*];
    };
}
crate::bytecode::ops::for_each_op!(table);
