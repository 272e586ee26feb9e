//! Comparison, with and without a branch.
use super::{by_dialect, slow};
use crate::bytecode::Op;
use crate::core::Prim;
use crate::interp::{State, Step};
use crate::object::map::same;
use crate::value::{Value, bits};
use crate::vm::Vm;

/// The truth of `a op b` for two integers or two floats that are not NaN; gives
/// up with `$slow` otherwise. `$first` is tried first.
macro_rules! compare {
    (int $a:ident $op:tt $b:ident) => {
        // Shifted integers order like the integers.
        bits::int_shifted($a.bits()) $op bits::int_shifted($b.bits())
    };
    (float $a:ident $op:tt $b:ident) => {
        $a.float_or_nan() $op $b.float_or_nan()
    };
}

#[inline(always)]
fn both_int(a: Value, b: Value) -> bool {
    bits::both_int(a.bits(), b.bits())
}
#[inline(always)]
fn both_float(a: Value, b: Value) -> bool {
    !(a.float_or_nan().is_nan() || b.float_or_nan().is_nan())
}

/// All forms of one comparison.
macro_rules! comparison {
    ($op:tt, $prim:ident, $value:ident, $slow_value:ident, $imm:ident, $slow_imm:ident,
     $jump:ident, $jump_int:ident, $jump_float:ident, $slow_jump:ident, $Jump:ident, $JumpInt:ident, $JumpFloat:ident,
     $jump_imm:ident, $slow_jump_imm:ident) => {
        #[inline(always)]
        pub(crate) unsafe fn $value(s: State, _: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                let (i, a, b) = (s.insn(), s.get(s.insn().b), s.get(s.insn().c));
                let r = if both_int(a, b) {
                    compare!(int a $op b)
                } else if both_float(a, b) {
                    compare!(float a $op b)
                } else {
                    return Step::Slow($slow_value);
                };
                s.set(i.a, Value::bool(r));
                s.next()
            }
        }
        slow!($slow_value, binary $prim);

        #[inline(always)]
        pub(crate) unsafe fn $imm(s: State, _: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                let (i, a) = (s.insn(), s.get(s.insn().b));
                let imm = i.c as i16 as i64;
                if !a.is_int() {
                    return Step::Slow($slow_imm);
                }
                s.set(i.a, Value::bool(bits::int(a.bits()) $op imm));
                s.next()
            }
        }
        slow!($slow_imm, imm $prim);

        #[inline(always)]
        pub(crate) unsafe fn $jump(s: State, vm: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                if (*vm).quicken {
                    return Step::Slow($slow_jump);
                }
                let (i, a, b) = (s.insn(), s.get(s.insn().a), s.get(s.insn().b));
                let r = if both_int(a, b) {
                    compare!(int a $op b)
                } else if both_float(a, b) {
                    compare!(float a $op b)
                } else {
                    return Step::Slow($slow_jump);
                };
                s.unless(r, i.c as i16 as i32)
            }
        }
        #[inline(always)]
        pub(crate) unsafe fn $jump_int(s: State, _: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                let (i, a, b) = (s.insn(), s.get(s.insn().a), s.get(s.insn().b));
                if !both_int(a, b) {
                    return Step::Slow($slow_jump);
                }
                s.unless(compare!(int a $op b), i.c as i16 as i32)
            }
        }
        #[inline(always)]
        pub(crate) unsafe fn $jump_float(s: State, _: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                let (i, a, b) = (s.insn(), s.get(s.insn().a), s.get(s.insn().b));
                if !both_float(a, b) {
                    return Step::Slow($slow_jump);
                }
                s.unless(compare!(float a $op b), i.c as i16 as i32)
            }
        }
        unsafe fn $slow_jump(vm: &mut Vm, s: State) -> State {
            // SAFETY: the handler's contract.
            unsafe {
                let (i, a, b) = (s.insn(), s.get(s.insn().a), s.get(s.insn().b));
                if vm.quicken && i.op == Op::$Jump as u16 {
                    if both_int(a, b) {
                        vm.rewrite(s, Op::$JumpInt);
                    } else if both_float(a, b) {
                        vm.rewrite(s, Op::$JumpFloat);
                    }
                }
                if both_int(a, b) {
                    branch(s, compare!(int a $op b))
                } else if both_float(a, b) {
                    branch(s, compare!(float a $op b))
                } else {
                    branch_by_dialect(vm, s, Prim::$prim, &[a, b])
                }
            }
        }

        #[inline(always)]
        pub(crate) unsafe fn $jump_imm(s: State, _: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                let (i, a) = (s.insn(), s.get(s.insn().a));
                if !a.is_int() {
                    return Step::Slow($slow_jump_imm);
                }
                // The constant is shifted instead of the value: one operation less.
                let imm = (i.b as i16 as i64) << bits::INT_SHIFT;
                s.unless(bits::int_shifted(a.bits()) $op imm, i.c as i16 as i32)
            }
        }
        unsafe fn $slow_jump_imm(vm: &mut Vm, s: State) -> State {
            // SAFETY: the handler's contract.
            unsafe {
                let imm = Value::small(s.insn().b as i16 as i64);
                branch_by_dialect(vm, s, Prim::$prim, &[s.get(s.insn().a), imm])
            }
        }
    };
}

unsafe fn branch(s: State, taken: bool) -> State {
    // SAFETY: the handler's contract; `c` is the distance in all fused branches.
    unsafe { if taken { s.skip() } else { s.jump(s.insn().c as i16 as i32) } }
}

#[inline(never)]
unsafe fn branch_by_dialect(vm: &mut Vm, s: State, prim: Prim, args: &[Value]) -> State {
    // SAFETY: the handler's contract.
    let dialect = unsafe { (*s.fun).dialect };
    if let &[a, b] = args {
        let known = super::equal_texts(dialect, prim, a, b);
        if let Some(holds) = known.or_else(|| super::of_floats(dialect, prim, a, b).map(Value::is_true)) {
            // SAFETY: the same.
            return unsafe { branch(s, holds) };
        }
    }
    match vm.primitive(s, prim, args) {
        // SAFETY: the handler's contract.
        Ok((s, v)) => unsafe { branch(s, v.is_true()) },
        Err(s) => s,
    }
}

comparison!(<, Lt, lt, slow_lt, lt_imm, slow_lt_imm,
    jump_unless_lt, jump_unless_lt_int, jump_unless_lt_float, slow_jump_lt, JumpUnlessLt, JumpUnlessLtInt,
    JumpUnlessLtFloat, jump_unless_lt_imm, slow_jump_lt_imm);
comparison!(<=, Le, le, slow_le, le_imm, slow_le_imm,
    jump_unless_le, jump_unless_le_int, jump_unless_le_float, slow_jump_le, JumpUnlessLe, JumpUnlessLeInt,
    JumpUnlessLeFloat, jump_unless_le_imm, slow_jump_le_imm);
comparison!(>, Gt, gt, slow_gt, gt_imm, slow_gt_imm,
    jump_unless_gt, jump_unless_gt_int, jump_unless_gt_float, slow_jump_gt, JumpUnlessGt, JumpUnlessGtInt,
    JumpUnlessGtFloat, jump_unless_gt_imm, slow_jump_gt_imm);
comparison!(>=, Ge, ge, slow_ge, ge_imm, slow_ge_imm,
    jump_unless_ge, jump_unless_ge_int, jump_unless_ge_float, slow_jump_ge, JumpUnlessGe, JumpUnlessGeInt,
    JumpUnlessGeFloat, jump_unless_ge_imm, slow_jump_ge_imm);
comparison!(==, NumEq, num_eq, slow_num_eq, num_eq_imm, slow_num_eq_imm,
    jump_unless_num_eq, jump_unless_num_eq_int, jump_unless_num_eq_float, slow_jump_num_eq, JumpUnlessNumEq,
    JumpUnlessNumEqInt, JumpUnlessNumEqFloat, jump_unless_num_eq_imm, slow_jump_num_eq_imm);

/// Whether two values are the same, if their bits tell. Numbers and texts on the heap are
/// for the slow parts: a call would cost the fast ones, too.
#[inline(always)]
fn same_bits(a: Value, b: Value) -> Option<bool> {
    if a == b {
        return Some(true);
    }
    if a.is_obj() && b.is_obj() { None } else { Some(false) }
}

#[inline(always)]
pub(crate) unsafe fn eq(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let Some(holds) = same_bits(s.get(s.insn().b), s.get(s.insn().c)) else { return Step::Slow(slow_eq) };
        s.set(s.insn().a, Value::bool(holds));
        s.next()
    }
}

unsafe fn slow_eq(_: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        s.set(s.insn().a, Value::bool(same(s.get(s.insn().b), s.get(s.insn().c))));
        s.skip()
    }
}

#[inline(always)]
pub(crate) unsafe fn jump_unless_eq(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let Some(holds) = same_bits(s.get(s.insn().a), s.get(s.insn().b)) else { return Step::Slow(slow_jump_eq) };
        s.unless(holds, s.insn().c as i16 as i32)
    }
}

unsafe fn slow_jump_eq(_: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe { branch(s, same(s.get(s.insn().a), s.get(s.insn().b))) }
}

#[inline(always)]
pub(crate) unsafe fn jump_unless_eq_const(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let Some(holds) = same_bits(s.get(s.insn().a), constant(s)) else { return Step::Slow(slow_jump_eq_const) };
        s.unless(holds, s.insn().c as i16 as i32)
    }
}

unsafe fn slow_jump_eq_const(_: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe { branch(s, same(s.get(s.insn().a), constant(s))) }
}

/// The constant that a value is compared with.
#[inline(always)]
unsafe fn constant(s: State) -> Value {
    // SAFETY: the handler's contract; verified code: the index is within the constants.
    unsafe { *(*s.fun).consts.as_ptr().add(s.insn().b as usize) }
}

#[inline(always)]
pub(crate) unsafe fn not(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        s.set(s.insn().a, Value::bool(!s.get(s.insn().b).is_true()));
        s.next()
    }
}
