//! Pairs, vectors, byte vectors, records.
use super::{by_dialect, slow, with_constant};
use crate::core::Prim;
use crate::interp::calls::give_back;
use crate::interp::func::FieldSite;
use crate::interp::{State, Step};
use crate::lang::VmError;
use crate::object::{Bytes, Pair, Record, RecordType, Vector};
use crate::options::Opt;
use crate::value::{Value, bits};
use crate::vm::Vm;

#[inline(always)]
pub(crate) unsafe fn cons(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract; `bump` gives room for a pair or nothing.
    unsafe {
        let heap = &mut (*vm).rt.heap;
        let Some(p) = heap.bump(size_of::<Pair>()) else { return Step::Slow(slow_cons) };
        let v = heap.init_pair(p, s.get(s.insn().b), s.get(s.insn().c));
        s.set(s.insn().a, v);
        s.next()
    }
}

unsafe fn slow_cons(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        match vm.alloc(s, |vm, s| vm.rt.heap.pair(s.get(s.insn().b), s.get(s.insn().c))) {
            Ok((s, v)) => {
                s.set(s.insn().a, v);
                s.skip()
            }
            Err(s) => s,
        }
    }
}

#[inline(always)]
pub(crate) unsafe fn cons_return(s: State, vm: *mut Vm) -> Step {
    // SAFETY: as for `cons`.
    unsafe {
        let heap = &mut (*vm).rt.heap;
        let Some(p) = heap.bump(size_of::<Pair>()) else { return Step::Slow(slow_cons_return) };
        let v = heap.init_pair(p, s.get(s.insn().b), s.get(s.insn().c));
        Step::Next(give_back(vm, s, v))
    }
}

unsafe fn slow_cons_return(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        match vm.alloc(s, |vm, s| vm.rt.heap.pair(s.get(s.insn().b), s.get(s.insn().c))) {
            Ok((s, v)) => give_back(vm, s, v),
            Err(s) => s,
        }
    }
}

macro_rules! part {
    ($get:ident, $slow_get:ident, $Get:ident, $set:ident, $slow_set:ident, $Set:ident, $field:ident) => {
        #[inline(always)]
        pub(crate) unsafe fn $get(s: State, _: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                let Some(p) = s.get(s.insn().b).as_pair() else { return Step::Slow($slow_get) };
                s.set(s.insn().a, p.$field.get());
                s.next()
            }
        }
        slow!($slow_get, unary $Get);

        #[inline(always)]
        pub(crate) unsafe fn $set(s: State, _: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                let Some(p) = s.get(s.insn().a).as_pair() else { return Step::Slow($slow_set) };
                p.$field.set(s.get(s.insn().b));
                s.next()
            }
        }
        unsafe fn $slow_set(vm: &mut Vm, s: State) -> State {
            // SAFETY: the handler's contract.
            unsafe { effect(vm, s, Prim::$Set, &[s.get(s.insn().a), s.get(s.insn().b)]) }
        }
    };
}
part!(car, slow_car, Car, set_car, slow_set_car, SetCar, car);
part!(cdr, slow_cdr, Cdr, set_cdr, slow_set_cdr, SetCdr, cdr);

/// A primitive whose value nobody wants.
#[inline(never)]
pub(super) unsafe fn effect(vm: &mut Vm, s: State, prim: Prim, args: &[Value]) -> State {
    match vm.primitive(s, prim, args) {
        // SAFETY: the handler's contract.
        Ok((s, _)) => unsafe { s.skip() },
        Err(s) => s,
    }
}

#[inline(always)]
pub(crate) unsafe fn is_pair(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        s.set(s.insn().a, Value::bool(s.get(s.insn().b).is_pair()));
        s.next()
    }
}

#[inline(always)]
pub(crate) unsafe fn is_null(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        s.set(s.insn().a, Value::bool(s.get(s.insn().b) == Value::NIL));
        s.next()
    }
}

#[inline(always)]
pub(crate) unsafe fn jump_unless_null(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe { s.unless(s.get(s.insn().a) == Value::NIL, s.insn().bc() as i32) }
}

#[inline(always)]
pub(crate) unsafe fn jump_unless_pair(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe { s.unless(s.get(s.insn().a).is_pair(), s.insn().bc() as i32) }
}

/// A valid index, or nothing: negative numbers become huge and fail the test.
#[inline(always)]
fn index(v: Value, len: u32) -> Option<usize> {
    let i = bits::int(v.bits()) as u64;
    (v.is_int() && i < len as u64).then_some(i as usize)
}

with_constant!(vector_ref, slow_vector_ref, vector_ref_imm, slow_vector_ref_imm, VectorRef, |s, a, b| {
    if let Some(v) = a.as_a::<Vector>()
        && let Some(i) = index(b, v.header.len)
    {
        s.set(s.insn().a, (*v.tail().add(i)).get());
        return s.next();
    }
});

#[inline(always)]
pub(crate) unsafe fn vector_set(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract; the index was checked.
    unsafe {
        let Some(v) = s.get(s.insn().a).as_a::<Vector>() else { return Step::Slow(slow_vector_set) };
        let Some(i) = index(s.get(s.insn().b), v.header.len) else { return Step::Slow(slow_vector_set) };
        let x = s.get(s.insn().c);
        let packed = v.header.flags.get();
        if packed != 0 && packed != Vector::flag_of(x) {
            return Step::Slow(slow_vector_set);
        }
        (*v.tail().add(i)).set(x);
        s.next()
    }
}

unsafe fn slow_vector_set(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let i = s.insn();
        effect(vm, s, Prim::VectorSet, &[s.get(i.a), s.get(i.b), s.get(i.c)])
    }
}

#[inline(always)]
pub(crate) unsafe fn vector_len(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let Some(v) = s.get(s.insn().b).as_a::<Vector>() else { return Step::Slow(slow_vector_len) };
        s.set(s.insn().a, Value::small(v.header.len as i64));
        s.next()
    }
}
slow!(slow_vector_len, unary VectorLen);

/// Big-endian fields of 1, 2 and 4 bytes.
macro_rules! bytes_ref {
    ($name:ident, $slow:ident, $imm:ident, $slow_imm:ident, $Prim:ident, $n:literal) => {
        with_constant!($name, $slow, $imm, $slow_imm, $Prim, |s, a, b| {
            // All bytes of the field must be within.
            if let Some(bytes) = a.as_a::<Bytes>()
                && let Some(i) = index(b, (bytes.header.len as usize).saturating_sub($n - 1) as u32)
                && bytes.header.flags.get() & Bytes::RELEASED == 0
            {
                let at = bytes.tail().add(i);
                let r = (0..$n).fold(0i64, |r, k| r << 8 | (*at.add(k)).get() as i64);
                s.set(s.insn().a, Value::small(r));
                return s.next();
            }
        });
    };
}
bytes_ref!(bytes_ref, slow_bytes_ref, bytes_ref_imm, slow_bytes_ref_imm, BytesRef, 1);
bytes_ref!(bytes_ref16, slow_bytes_ref16, bytes_ref16_imm, slow_bytes_ref16_imm, BytesRef16, 2);
bytes_ref!(bytes_ref32, slow_bytes_ref32, bytes_ref32_imm, slow_bytes_ref32_imm, BytesRef32, 4);

#[inline(always)]
pub(crate) unsafe fn bytes_set(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract; the index was checked.
    unsafe {
        let Some(b) = s.get(s.insn().a).as_a::<Bytes>() else { return Step::Slow(slow_bytes_set) };
        let Some(i) = index(s.get(s.insn().b), b.header.len) else { return Step::Slow(slow_bytes_set) };
        let Some(byte) = index(s.get(s.insn().c), 256) else { return Step::Slow(slow_bytes_set) };
        if b.header.flags.get() & Bytes::RELEASED != 0 {
            return Step::Slow(slow_bytes_set);
        }
        (*b.tail().add(i)).set(byte as u8);
        s.next()
    }
}

unsafe fn slow_bytes_set(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let i = s.insn();
        effect(vm, s, Prim::BytesSet, &[s.get(i.a), s.get(i.b), s.get(i.c)])
    }
}

/// The field site of the instruction at hand.
#[inline(always)]
pub(crate) unsafe fn field_site<'a>(s: State) -> &'a FieldSite {
    // SAFETY: verified code: `c` is a field site of the running function.
    unsafe { &*(*s.fun).field_sites.as_ptr().add(s.insn().c as usize) }
}

#[inline(always)]
pub(crate) unsafe fn get_field(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract; a remembered slot exists in its shape.
    unsafe {
        let site = field_site(s);
        let Some(r) = s.get(s.insn().b).as_a::<Record>() else { return Step::Slow(slow_get_field) };
        if r.shape.get() != site.shape.get() {
            return Step::Slow(slow_get_field);
        }
        site.hits.set(site.hits.get() + 1);
        s.set(s.insn().a, (*r.tail().add(site.slot.get() as usize)).get());
        s.next()
    }
}

#[inline(always)]
pub(crate) unsafe fn set_field(s: State, _: *mut Vm) -> Step {
    // SAFETY: as for `get_field`.
    unsafe {
        let site = field_site(s);
        let Some(r) = s.get(s.insn().a).as_a::<Record>() else { return Step::Slow(slow_set_field) };
        if r.shape.get() != site.shape.get() {
            return Step::Slow(slow_set_field);
        }
        site.hits.set(site.hits.get() + 1);
        (*r.tail().add(site.slot.get() as usize)).set(s.get(s.insn().b));
        s.next()
    }
}

/// Finds the slot of the site's field in a record, checking its type.
unsafe fn find_slot(vm: &mut Vm, s: State, v: Value) -> Result<usize, State> {
    // SAFETY: the handler's contract.
    let site = unsafe { field_site(s) };
    let ty = vm.globals[site.ty as usize].as_a::<RecordType>();
    let found = match (v.as_a::<Record>(), ty) {
        (Some(r), Some(ty)) if r.shape.get() == ty.shape => {
            let fields = &vm.rt.shapes.get(ty.shape).fields;
            fields.iter().position(|&f| f == site.field).map(|slot| (ty.shape, slot))
        }
        _ => None,
    };
    let Some((shape, slot)) = found else {
        let field = vm.rt.interner.name_rc(site.field);
        let name = match ty {
            Some(ty) => vm.rt.interner.name_rc(vm.rt.shapes.get(ty.shape).name),
            None => "?".into(),
        };
        return Err(vm.raise_words(s, VmError::NotOfType { field: &field, ty: &name, got: v }));
    };
    if site.find_other(shape).is_some() {
        site.hits.set(site.hits.get() + 1);
    } else {
        site.misses.set(site.misses.get() + 1);
        if vm.rt.opts.has(Opt::FieldCaches) {
            site.remember(shape, slot as u32, vm.config.cache_size);
        }
    }
    Ok(slot)
}

unsafe fn slow_get_field(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let v = s.get(s.insn().b);
        match find_slot(vm, s, v) {
            Ok(slot) => {
                s.set(s.insn().a, v.as_a::<Record>().map_or(Value::UNIT, |r| r.slots()[slot].get()));
                s.skip()
            }
            Err(s) => s,
        }
    }
}

unsafe fn slow_set_field(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let v = s.get(s.insn().a);
        match find_slot(vm, s, v) {
            Ok(slot) => {
                if let Some(r) = v.as_a::<Record>() {
                    r.slots()[slot].set(s.get(s.insn().b));
                }
                s.skip()
            }
            Err(s) => s,
        }
    }
}
