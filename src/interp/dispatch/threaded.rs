//! Dispatch through a table of function pointers (T4, N6). In native release
//! builds every handler ends in a tail call of the next: LLVM makes a jump of it,
//! as nothing that is dropped is alive there and all have the same signature. A
//! test runs 10^8 instructions and looks at the stack. Elsewhere a loop calls the
//! handlers, which return.
#[cfg(all(not(debug_assertions), not(target_arch = "wasm32"), not(miri)))]
pub(super) use tail::run;

#[cfg(any(debug_assertions, target_arch = "wasm32", miri))]
pub(super) use returning::run;

#[cfg(all(not(debug_assertions), not(target_arch = "wasm32"), not(miri)))]
mod tail {
    use crate::bytecode::{Insn, OP_COUNT};
    use crate::interp::{Func, Slow, State, Step, exec};
    use crate::value::Value;
    use crate::vm::Vm;

    /// A handler; the state travels in machine registers.
    #[repr(transparent)]
    #[derive(Clone, Copy)]
    struct Handler(unsafe fn(*mut Insn, *mut Value, *const Func, *mut Vm, *const Handler));

    /// Runs until a handler leaves.
    pub(in super::super) unsafe fn run(vm: &mut Vm, s: State) {
        // SAFETY: the loop's contract; op numbers of verified code are in the table.
        unsafe {
            let handler = TABLE[(*s.ip).op as usize];
            (handler.0)(s.ip, s.regs, s.fun, vm, TABLE.as_ptr());
        }
    }

    /// The slow part of any handler, as a handler of its own: so the fast ones
    /// need no stack frame. Nothing here may have an address: a call behind it
    /// could not become a jump.
    #[inline(never)]
    unsafe fn slow(ip: *mut Insn, regs: *mut Value, fun: *const Func, vm: *mut Vm, table: *const Handler, part: Slow) {
        // SAFETY: the loop's contract.
        unsafe {
            let ip = by_memory(ip, regs, fun, vm, part);
            if ip.is_null() {
                return;
            }
            let next = *table.add((*ip).op as usize);
            (next.0)(ip, (*vm).saved.regs, (*vm).saved.fun, vm, table)
        }
    }

    /// Runs a slow part. States go in and out through memory, which is why this is
    /// a function of its own; unless it leaves, the new one is in `Vm::saved`.
    #[inline(never)]
    unsafe fn by_memory(ip: *mut Insn, regs: *mut Value, fun: *const Func, vm: *mut Vm, part: Slow) -> *mut Insn {
        // SAFETY: the loop's contract.
        unsafe {
            let s = part(&mut *vm, State { ip, regs, fun });
            if !s.ip.is_null() {
                s.store(&raw mut (*vm).saved);
            }
            s.ip
        }
    }

    macro_rules! table {
        ($($snake:ident = $name:ident $(quickens $generic:ident)? $(fuses [$($part:ident),*])?,
           $($eff:ident)|*, $operands:tt, $doc:literal;)*) => {
            $(
                unsafe fn $snake(
                    ip: *mut Insn, regs: *mut Value, fun: *const Func, vm: *mut Vm, table: *const Handler,
                ) {
                    // SAFETY: the loop's contract is the handlers'.
                    unsafe {
                        match exec::$snake(State { ip, regs, fun }, vm) {
                            Step::Next(s) => {
                                let next = *table.add((*s.ip).op as usize);
                                (next.0)(s.ip, s.regs, s.fun, vm, table)
                            }
                            Step::Slow(part) => slow(ip, regs, fun, vm, table, part),
                        }
                    }
                }
            )*
            static TABLE: [Handler; OP_COUNT] = [$(Handler($snake)),*];
        };
    }
    crate::bytecode::ops::for_each_op!(table);
}

#[cfg(any(debug_assertions, target_arch = "wasm32", miri))]
mod returning {
    use super::super::step::STEPS;
    use crate::interp::State;
    use crate::vm::Vm;

    /// Runs until a handler leaves.
    pub(in super::super) unsafe fn run(vm: &mut Vm, s: State) {
        let vm: *mut Vm = vm;
        let mut s = s;
        // SAFETY: the loop's contract; op numbers of verified code are in the table.
        unsafe {
            while !s.ip.is_null() {
                let ip = STEPS[(*s.ip).op as usize](vm, s.ip, s.regs, s.fun);
                s = State { ip, regs: (*vm).next.regs, fun: (*vm).next.fun };
            }
        }
    }
}
