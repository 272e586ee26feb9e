//! Functions of the VM that compiled code calls.
//!
//! The invariant: they are called by compiled code only, with the VM that entered it,
//! a window of the function they name, and an instruction of it that the builder left
//! to them. They do not collect, throw or move stacks; `Jit::inside` sees to it.
use super::backend::{Helpers, ORDERS};
use crate::bytecode::Op;
use crate::interp::dispatch::STEPS;
use crate::interp::exec::{equal_texts, native_row, try_native};
use crate::interp::{Func, State, objects};
use crate::object::map::same;
use crate::object::{Class, Generator, Instance};
use crate::value::{Value, bits};
use crate::vm::Vm;

/// All of them.
pub(super) const HELPERS: Helpers = Helpers { generic, native, cons, instance, registers, compare, same: same_bits };

unsafe extern "C" fn generic(vm: *mut Vm, regs: *mut Value, func: *const Func, pc: u32) -> u32 {
    // SAFETY: the module's invariant: `pc` is an instruction of verified code.
    unsafe {
        let ip = (*func).code_ptr().add(pc as usize);
        let insn = *ip;
        let next = if insn.op() != Op::CallMethod {
            STEPS[insn.op as usize](vm, ip, regs, func)
        } else if (*regs.add(insn.b as usize + 1)).as_a::<Instance>().is_some() {
            // A method of the program is entered, which compiled code does by itself.
            return 0;
        } else {
            objects::call_builtin(&mut *vm, State { ip, regs, fun: func }).ip
        };
        let vm = &mut *vm;
        vm.budget = vm.budget.max(0);
        vm.jit.context.globals = vm.globals.as_mut_ptr();
        let done = next == ip.add(1);
        if done && vm.jit.watch.changed {
            vm.jit.finished = Some(insn.result().map_or(Value::UNIT, |r| *regs.add(r as usize)));
            return 0;
        }
        done as u32
    }
}

unsafe extern "C" fn native(vm: *mut Vm, regs: *mut Value, func: *const Func, pc: u32) -> u64 {
    // SAFETY: the module's invariant; builtins neither move nor free registers.
    unsafe {
        let (vm, i) = (&mut *vm, *(*func).code_ptr().add(pc as usize));
        if vm.rt.heap.gc_wanted {
            return Value::NEVER.bits();
        }
        let native = native_row(vm, i.c);
        let (first, argc) = if i.op() == Op::CallNative { (i.b, native.min) } else { (i.a, i.b) };
        let v = try_native(vm, native, regs.add(first as usize), argc as usize);
        vm.jit.context.globals = vm.globals.as_mut_ptr();
        if v == Value::NEVER {
            vm.jit.pending = vm.fault.take();
        } else if vm.jit.watch.changed {
            vm.jit.finished = Some(v);
            return Value::NEVER.bits();
        }
        v.bits()
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

unsafe extern "C" fn instance(vm: *mut Vm, func: *const Func, class: u64) -> u64 {
    // SAFETY: the module's invariant; what is unsafe is only to read both.
    let (vm, objects) = unsafe { (&mut *vm, (*func).dialect.objects) };
    match Value::from_bits(class).as_a::<Class>() {
        Some(c) if !vm.rt.heap.gc_wanted => (objects.instance)(&mut vm.rt, c).map_or(0, Value::bits),
        _ => 0,
    }
}

unsafe extern "C" fn registers(vm: *mut Vm, generator: u64, count: u32) -> u64 {
    // SAFETY: the module's invariant.
    let heap = unsafe { &mut (*vm).rt.heap };
    let Some(g) = Value::from_bits(generator).as_a::<Generator>().filter(|_| !heap.gc_wanted) else { return 0 };
    let Ok(made) = heap.vector(count as usize, Value::UNIT) else { return 0 };
    g.regs.set(Value::obj(made));
    Value::obj(made).bits() & bits::PAYLOAD
}

unsafe extern "C" fn compare(vm: *mut Vm, func: *const Func, order: u32, a: u64, b: u64) -> u32 {
    // SAFETY: the module's invariant; what is unsafe is only to read both.
    let (vm, dialect) = unsafe { (&mut *vm, (*func).dialect) };
    let args = [a, b].map(Value::from_bits);
    if let Some(same) = equal_texts(dialect, ORDERS[order as usize], args[0], args[1]) {
        return same.into();
    }
    match (dialect.prim)(&mut vm.rt, ORDERS[order as usize], &args) {
        Ok(v) => v.is_true().into(),
        Err(_) => 2,
    }
}

extern "C" fn same_bits(a: u64, b: u64) -> u32 {
    same(Value::from_bits(a), Value::from_bits(b)) as u32
}
