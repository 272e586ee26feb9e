//! Moves, constants, globals, captures, cells, closures.
use crate::bytecode::CaptureSource;
use crate::core::GlobalId;
use crate::interp::{Func, State, Step};
use crate::jit::watch::is_watched;
use crate::lang::VmError;
use crate::object::{Boxed, Closure, Gc};
use crate::syntax::Sym;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

#[inline(always)]
pub(crate) unsafe fn move_(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        s.set(s.insn().a, s.get(s.insn().b));
        s.next()
    }
}

#[inline(always)]
pub(crate) unsafe fn load_int(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        s.set(s.insn().a, Value::small(s.insn().bc() as i32 as i64));
        s.next()
    }
}

#[inline(always)]
pub(crate) unsafe fn load_const(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        s.set(s.insn().a, constant(s));
        s.next()
    }
}

/// The constant of the instruction at hand.
#[inline(always)]
pub(super) unsafe fn constant(s: State) -> Value {
    // SAFETY: verified code: the index is within the constants.
    unsafe { *(*s.fun).consts.as_ptr().add(s.insn().bc() as usize) }
}

/// Address of the global of the instruction at hand.
#[inline(always)]
pub(super) unsafe fn global(s: State, vm: *mut Vm) -> *mut Value {
    // SAFETY: verified code; the VM has a slot for every global before code runs.
    unsafe { (*vm).globals.as_ptr().cast_mut().add(s.insn().bc() as usize) }
}

#[inline(always)]
pub(crate) unsafe fn get_global(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let v = *global(s, vm);
        if v == Value::UNSET {
            return Step::Slow(unbound);
        }
        s.set(s.insn().a, v);
        s.next()
    }
}

#[inline(always)]
pub(crate) unsafe fn set_global(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let g = global(s, vm);
        if *g == Value::UNSET {
            return Step::Slow(unbound);
        }
        if is_watched(*g) {
            return Step::Slow(change_global);
        }
        *g = s.get(s.insn().a);
        s.next()
    }
}

#[inline(always)]
pub(crate) unsafe fn define_global(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let g = global(s, vm);
        if is_watched(*g) {
            return Step::Slow(change_global);
        }
        *g = s.get(s.insn().a);
        s.next()
    }
}

/// Gives a global that holds a function or class a value: compiled code may rely on it.
unsafe fn change_global(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        vm.global_changes(s.insn().bc());
        *global(s, vm) = s.get(s.insn().a);
        s.skip()
    }
}

unsafe fn unbound(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe { vm.unbound(s, s.insn().bc()) }
}

#[inline(always)]
pub(crate) unsafe fn get_global_named(_: State, _: *mut Vm) -> Step {
    Step::Slow(get_named)
}

#[inline(always)]
pub(crate) unsafe fn set_global_named(_: State, _: *mut Vm) -> Step {
    Step::Slow(set_named)
}

/// The slot of a global found by its name, as before T6.
unsafe fn named(vm: &Vm, s: State) -> Option<GlobalId> {
    // SAFETY: the handler's contract.
    let name = Sym(unsafe { s.insn().bc() });
    vm.rt.globals.lookup(name).filter(|g| vm.globals[g.0 as usize] != Value::UNSET)
}

unsafe fn get_named(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        match named(vm, s) {
            Some(g) => {
                s.set(s.insn().a, vm.globals[g.0 as usize]);
                s.skip()
            }
            None => unbound_name(vm, s),
        }
    }
}

unsafe fn set_named(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        match named(vm, s) {
            Some(g) => {
                vm.globals[g.0 as usize] = s.get(s.insn().a);
                s.skip()
            }
            None => unbound_name(vm, s),
        }
    }
}

unsafe fn unbound_name(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    let name = vm.rt.interner.name_rc(Sym(unsafe { s.insn().bc() }));
    vm.raise_words(s, VmError::Unbound(&name))
}

/// A capture of the running closure.
#[inline(always)]
unsafe fn capture(s: State, n: u16) -> Value {
    // SAFETY: verified code: the running closure has that many captures.
    unsafe { (*running(s).tail().add(n as usize)).get() }
}

#[inline(always)]
unsafe fn running(s: State) -> Gc<Closure> {
    // SAFETY: what stands below the window of a function with captures is its closure.
    Gc::from_addr(unsafe { s.closure() }.bits() & crate::value::bits::PAYLOAD)
}

#[inline(always)]
pub(crate) unsafe fn get_capture(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        s.set(s.insn().a, capture(s, s.insn().b));
        s.next()
    }
}

#[inline(always)]
pub(crate) unsafe fn get_capture_box(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe { read_cell(s, capture(s, s.insn().b)) }
}

#[inline(always)]
unsafe fn read_cell(s: State, cell: Value) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let Some(cell) = cell.as_a::<Boxed>() else { return Step::Slow(too_early) };
        let v = cell.value.get();
        if v == Value::UNSET {
            return Step::Slow(too_early);
        }
        s.set(s.insn().a, v);
        s.next()
    }
}

#[inline(always)]
unsafe fn write_cell(s: State, cell: Value, v: Value) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let Some(cell) = cell.as_a::<Boxed>() else { return Step::Slow(too_early) };
        cell.value.set(v);
        s.next()
    }
}

unsafe fn too_early(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let (f, i) = (&*s.fun, s.insn());
        let name = match i.op() {
            crate::bytecode::Op::GetBox | crate::bytecode::Op::SetBox => f.variable(s.pc(), i.b),
            _ => f.proto.captures.get(i.b as usize).map(|c| c.0.clone()),
        };
        let name = name.unwrap_or_else(|| "a variable".into());
        vm.raise_words(s, VmError::TooEarly(&name))
    }
}

#[inline(always)]
pub(crate) unsafe fn set_capture_box(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe { write_cell(s, capture(s, s.insn().b), s.get(s.insn().a)) }
}

#[inline(always)]
pub(crate) unsafe fn get_box(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe { read_cell(s, s.get(s.insn().b)) }
}

#[inline(always)]
pub(crate) unsafe fn set_box(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe { write_cell(s, s.get(s.insn().a), s.get(s.insn().b)) }
}

#[inline(always)]
pub(crate) unsafe fn make_box(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract; `bump` gives room for a cell or nothing.
    unsafe {
        let heap = &mut (*vm).rt.heap;
        let Some(p) = heap.bump(size_of::<Boxed>()) else { return Step::Slow(slow_make_box) };
        let v = heap.init_boxed(p, s.get(s.insn().b));
        s.set(s.insn().a, v);
        s.next()
    }
}

unsafe fn slow_make_box(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        match vm.alloc(s, |vm, s| vm.rt.heap.boxed(s.get(s.insn().b))) {
            Ok((s, v)) => {
                s.set(s.insn().a, v);
                s.skip()
            }
            Err(s) => s,
        }
    }
}

/// Captures of a closure that is made on the fast path.
const FEW: usize = 8;

#[inline(always)]
pub(crate) unsafe fn make_closure(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract; `bump` gives room for the closure or nothing.
    unsafe {
        let func = inner(s);
        let captures = sources(func).len();
        if captures > FEW {
            return Step::Slow(slow_make_closure);
        }
        let heap = &mut (*vm).rt.heap;
        let Some(p) = heap.bump(size_of::<Closure>() + captures * size_of::<Value>()) else {
            return Step::Slow(slow_make_closure);
        };
        let closure = heap.init_closure(p, func, captures);
        fill(s, closure);
        s.set(s.insn().a, Value::obj(closure));
        s.next()
    }
}

/// The inner function that the instruction makes a closure of.
#[inline(always)]
unsafe fn inner(s: State) -> *const Func {
    // SAFETY: verified code.
    unsafe { *(*s.fun).functions.as_ptr().add(s.insn().b as usize) }
}

/// Where closures of a function take their captures from.
#[inline(always)]
unsafe fn sources<'a>(func: *const Func) -> &'a [CaptureSource] {
    // SAFETY: functions live as long as the VM.
    unsafe { &(*func).sources }
}

/// Gives a new closure what it captures.
#[inline(always)]
unsafe fn fill(s: State, closure: Gc<Closure>) {
    // SAFETY: verified code: the inner function's captures come from registers and
    // captures of this one.
    unsafe {
        for (i, source) in sources(closure.func).iter().enumerate() {
            closure.tail().add(i).write(Cell::new(match *source {
                CaptureSource::Reg(r) => s.get(r),
                CaptureSource::Capture(c) => capture(s, c),
                CaptureSource::Later => Value::UNSET,
            }));
        }
    }
}

unsafe fn slow_make_closure(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let func = inner(s);
        match vm.alloc(s, |vm, _| vm.rt.heap.closure(func, sources(func).len())) {
            Ok((s, closure)) => {
                fill(s, closure);
                s.set(s.insn().a, Value::obj(closure));
                s.skip()
            }
            Err(s) => s,
        }
    }
}

#[inline(always)]
pub(crate) unsafe fn patch_capture(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let i = s.insn();
        if let Some(slot) = s.get(i.a).as_a::<Closure>().and_then(|c| c.captures().get(i.b as usize)) {
            slot.set(s.get(i.c));
        }
        s.next()
    }
}
