//! Functions of the VM that compiled code calls.
//!
//! The invariant: they are called by compiled code only, with the VM that entered it,
//! a window of the function they name, and an instruction of it that the builder left
//! to them. They do not collect, throw or move stacks; `Jit::inside` sees to it.
use super::backend::Helpers;
use crate::interp::Func;
use crate::interp::dispatch::STEPS;
use crate::object::map::same;
use crate::value::Value;
use crate::vm::Vm;

/// All of them.
pub(super) const HELPERS: Helpers = Helpers { generic, cons, same: same_bits };

unsafe extern "C" fn generic(vm: *mut Vm, regs: *mut Value, func: *const Func, pc: u32) -> u32 {
    // SAFETY: the module's invariant: `pc` is an instruction of verified code.
    unsafe {
        let ip = (*func).code_ptr().add(pc as usize);
        let next = STEPS[(*ip).op as usize](vm, ip, regs, func);
        let vm = &mut *vm;
        vm.budget = vm.budget.max(0);
        vm.jit.context.globals = vm.globals.as_mut_ptr();
        (next == ip.add(1)) as u32
    }
}

unsafe extern "C" fn cons(vm: *mut Vm, first: u64, second: u64) -> u64 {
    // SAFETY: the module's invariant; `bump` gives room for a pair or nothing.
    unsafe {
        let heap = &mut (*vm).rt.heap;
        match heap.bump(size_of::<crate::object::Pair>()) {
            Some(p) => heap.init_pair(p, Value::from_bits(first), Value::from_bits(second)).bits(),
            None => 0,
        }
    }
}

extern "C" fn same_bits(a: u64, b: u64) -> u32 {
    same(Value::from_bits(a), Value::from_bits(b)) as u32
}
