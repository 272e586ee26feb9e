//! Arithmetic. Integers are added shifted up, so that overflow of 51 bits is
//! overflow of the word. Floats are computed first and checked after: whatever is
//! not two floats gives NaN, and NaN goes to the slow part.
use super::{by_dialect, slow, with_constant};
use crate::bytecode::Op;
use crate::core::Prim;
use crate::interp::calls::give_back;
use crate::interp::{State, Step};
use crate::value::{Value, bits};
use crate::vm::Vm;

#[inline(always)]
fn int_add_bits(a: u64, b: u64) -> Option<u64> {
    bits::int_rotated(a).checked_add(bits::int_shifted(b)).map(bits::from_rotated)
}
#[inline(always)]
fn int_sub_bits(a: u64, b: u64) -> Option<u64> {
    bits::int_rotated(a).checked_sub(bits::int_shifted(b)).map(bits::from_rotated)
}
#[inline(always)]
fn int_mul_bits(a: u64, b: u64) -> Option<u64> {
    bits::int_shifted(a).checked_mul(bits::int(b)).map(|r| bits::from_rotated(r | bits::ROTATED_TAG))
}

/// Writes `a op b` to `dst` if both are integers and the result fits.
macro_rules! try_int {
    ($s:ident, $dst:expr, $a:expr, $b:expr, $f:ident) => {
        if bits::both_int($a.bits(), $b.bits())
            && let Some(r) = $f($a.bits(), $b.bits())
        {
            $s.set($dst, Value::from_bits(r));
            return $s.next();
        }
    };
}
/// Writes `a op b` to `dst` if both are floats and the result is a number.
macro_rules! try_float {
    ($s:ident, $dst:expr, $a:expr, $b:expr, $op:tt) => {
        let r = $a.float_or_nan() $op $b.float_or_nan();
        if !r.is_nan() {
            $s.set($dst, Value::from_bits(r.to_bits()));
            return $s.next();
        }
    };
}

/// A generic operation, its two quickened forms and their slow part.
macro_rules! number_op {
    ($generic:ident, $int:ident, $float:ident, $slow:ident, $prim:ident,
     $f:ident, $op:tt, $int_op:ident, $float_op:ident) => {
        #[inline(always)]
        pub(crate) unsafe fn $generic(s: State, vm: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                if !(*vm).quicken {
                    let (i, a, b) = (s.insn(), s.get(s.insn().b), s.get(s.insn().c));
                    try_int!(s, i.a, a, b, $f);
                    try_float!(s, i.a, a, b, $op);
                }
                Step::Slow($slow)
            }
        }
        #[inline(always)]
        pub(crate) unsafe fn $int(s: State, _: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                let (i, a, b) = (s.insn(), s.get(s.insn().b), s.get(s.insn().c));
                try_int!(s, i.a, a, b, $f);
                Step::Slow($slow)
            }
        }
        #[inline(always)]
        pub(crate) unsafe fn $float(s: State, _: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                let (i, a, b) = (s.insn(), s.get(s.insn().b), s.get(s.insn().c));
                try_float!(s, i.a, a, b, $op);
                Step::Slow($slow)
            }
        }
        unsafe fn $slow(vm: &mut Vm, s: State) -> State {
            // SAFETY: the handler's contract.
            unsafe {
                let (i, a, b) = (s.insn(), s.get(s.insn().b), s.get(s.insn().c));
                if i.op == Op::$prim as u16 && vm.quicken {
                    if a.is_int() && b.is_int() {
                        vm.rewrite(s, Op::$int_op);
                    } else if a.is_float() && b.is_float() {
                        vm.rewrite(s, Op::$float_op);
                    }
                }
                // Sites that see both kinds alternate between the tests below.
                if bits::both_int(a.bits(), b.bits()) && let Some(r) = $f(a.bits(), b.bits()) {
                    s.set(i.a, Value::from_bits(r));
                    return s.skip();
                }
                let r = a.float_or_nan() $op b.float_or_nan();
                if !r.is_nan() {
                    s.set(i.a, Value::from_bits(r.to_bits()));
                    return s.skip();
                }
                by_dialect(vm, s, Prim::$prim, &[a, b])
            }
        }
    };
}

number_op!(add, add_int, add_float, slow_add, Add, int_add_bits, +, AddInt, AddFloat);
number_op!(sub, sub_int, sub_float, slow_sub, Sub, int_sub_bits, -, SubInt, SubFloat);
number_op!(mul, mul_int, mul_float, slow_mul, Mul, int_mul_bits, *, MulInt, MulFloat);

#[inline(always)]
pub(crate) unsafe fn div(_: State, _: *mut Vm) -> Step {
    Step::Slow(slow_div)
}

#[inline(always)]
pub(crate) unsafe fn div_float(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let (i, a, b) = (s.insn(), s.get(s.insn().b), s.get(s.insn().c));
        // What a zero divisor gives is the language's to say: of both zeros only the sign
        // is not 0.
        if b.bits() << 1 != 0 {
            try_float!(s, i.a, a, b, /);
        }
        Step::Slow(slow_div)
    }
}

unsafe fn slow_div(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let (a, b) = (s.get(s.insn().b), s.get(s.insn().c));
        if vm.quicken && s.insn().op == Op::Div as u16 && a.is_float() && b.is_float() {
            vm.rewrite(s, Op::DivFloat);
        }
        by_dialect(vm, s, Prim::Div, &[a, b])
    }
}

/// Integer division; the divisor 0 and everything but integers are slow.
macro_rules! int_division {
    ($name:ident, $slow:ident, $imm:ident, $slow_imm:ident, $prim:ident, |$x:ident, $y:ident| $r:expr) => {
        with_constant!($name, $slow, $imm, $slow_imm, $prim, |s, a, b| {
            if bits::both_int(a.bits(), b.bits()) {
                let ($x, $y) = (bits::int(a.bits()), bits::int(b.bits()));
                // -1 could overflow 51 bits (quotient), 0 is an error.
                if $y > 0 {
                    // Division of 32-bit numbers is several times faster than of 64-bit ones.
                    let r = if ($x | $y) >> 32 == 0 {
                        let ($x, $y) = ($x as u32, $y as u32);
                        $r as i64
                    } else {
                        $r
                    };
                    s.set(s.insn().a, Value::from_bits(bits::from_int(r)));
                    return s.next();
                }
            }
        });
    };
}

int_division!(quotient, slow_quotient, quotient_imm, slow_quotient_imm, Quotient, |x, y| x / y);
int_division!(remainder, slow_remainder, remainder_imm, slow_remainder_imm, Remainder, |x, y| x % y);
int_division!(modulo, slow_modulo, modulo_imm, slow_modulo_imm, Modulo, |x, y| x.rem_euclid(y));

/// Addition and subtraction of a constant in the instruction.
macro_rules! imm_op {
    ($name:ident, $slow:ident, $prim:ident, $checked:ident, $op:tt) => {
        #[inline(always)]
        pub(crate) unsafe fn $name(s: State, _: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                let (i, a) = (s.insn(), s.get(s.insn().b));
                let imm = i.c as i16 as i64;
                if a.is_int() && let Some(r) = bits::int_rotated(a.bits()).$checked(imm << bits::INT_SHIFT) {
                    s.set(i.a, Value::from_bits(bits::from_rotated(r)));
                    return s.next();
                }
                let r = a.float_or_nan() $op imm as f64;
                if !r.is_nan() {
                    s.set(i.a, Value::from_bits(r.to_bits()));
                    return s.next();
                }
                Step::Slow($slow)
            }
        }
        slow!($slow, imm $prim);
    };
}
imm_op!(add_imm, slow_add_imm, Add, checked_add, +);
imm_op!(sub_imm, slow_sub_imm, Sub, checked_sub, -);

/// Multiplication by a constant; by zero is slow, as a float times zero may be exact.
#[inline(always)]
pub(crate) unsafe fn mul_imm(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let (i, a) = (s.insn(), s.get(s.insn().b));
        let imm = i.c as i16 as i64;
        if a.is_int()
            && let Some(r) = bits::int_shifted(a.bits()).checked_mul(imm)
        {
            s.set(i.a, Value::from_bits(bits::from_rotated(r | bits::ROTATED_TAG)));
            return s.next();
        }
        let r = a.float_or_nan() * imm as f64;
        if !r.is_nan() && imm != 0 {
            s.set(i.a, Value::from_bits(r.to_bits()));
            return s.next();
        }
        Step::Slow(slow_mul_imm)
    }
}
slow!(slow_mul_imm, imm Mul);

/// The Lisp's typed words (F2).
macro_rules! typed_int {
    ($name:ident, $slow:ident, $imm:ident, $slow_imm:ident, $prim:ident, $f:ident) => {
        with_constant!($name, $slow, $imm, $slow_imm, $prim, |s, a, b| {
            try_int!(s, s.insn().a, a, b, $f);
        });
    };
}
typed_int!(int_add, slow_int_add, int_add_imm, slow_int_add_imm, IntAdd, int_add_bits);
typed_int!(int_sub, slow_int_sub, int_sub_imm, slow_int_sub_imm, IntSub, int_sub_bits);

#[inline(always)]
pub(crate) unsafe fn int_mul(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let (i, a, b) = (s.insn(), s.get(s.insn().b), s.get(s.insn().c));
        try_int!(s, i.a, a, b, int_mul_bits);
        Step::Slow(slow_int_mul)
    }
}
slow!(slow_int_mul, binary IntMul);

macro_rules! typed_float {
    ($name:ident, $slow:ident, $prim:ident, $op:tt) => {
        #[inline(always)]
        pub(crate) unsafe fn $name(s: State, _: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                let (i, a, b) = (s.insn(), s.get(s.insn().b), s.get(s.insn().c));
                try_float!(s, i.a, a, b, $op);
                Step::Slow($slow)
            }
        }
        slow!($slow, binary $prim);
    };
}
typed_float!(float_add, slow_float_add, FloatAdd, +);
typed_float!(float_sub, slow_float_sub, FloatSub, -);
typed_float!(float_mul, slow_float_mul, FloatMul, *);

macro_rules! bit_op {
    ($name:ident, $slow:ident, $prim:ident, $op:tt) => {
        #[inline(always)]
        pub(crate) unsafe fn $name(s: State, _: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                let (i, a, b) = (s.insn(), s.get(s.insn().b), s.get(s.insn().c));
                if bits::both_int(a.bits(), b.bits()) {
                    s.set(i.a, Value::from_bits((a.bits() $op b.bits()) | bits::INT_TAG));
                    return s.next();
                }
                Step::Slow($slow)
            }
        }
        slow!($slow, binary $prim);
    };
}
with_constant!(bit_and, slow_bit_and, bit_and_imm, slow_bit_and_imm, BitAnd, |s, a, b| {
    if bits::both_int(a.bits(), b.bits()) {
        s.set(s.insn().a, Value::from_bits((a.bits() & b.bits()) | bits::INT_TAG));
        return s.next();
    }
});
bit_op!(bit_or, slow_bit_or, BitOr, |);
bit_op!(bit_xor, slow_bit_xor, BitXor, ^);

with_constant!(shift, slow_shift, shift_imm, slow_shift_imm, Shift, |s, a, b| {
    if bits::both_int(a.bits(), b.bits()) {
        let (x, n) = (bits::int(a.bits()), bits::int(b.bits()));
        // Left shifts that lose bits are slow.
        if (-63..=0).contains(&n) {
            s.set(s.insn().a, Value::from_bits(bits::from_int(x >> -n)));
            return s.next();
        }
        if (0..50).contains(&n) && bits::fits(x << n) && (x << n) >> n == x {
            s.set(s.insn().a, Value::from_bits(bits::from_int(x << n)));
            return s.next();
        }
    }
});

#[inline(always)]
pub(crate) unsafe fn add_return(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let (a, b) = (s.get(s.insn().b), s.get(s.insn().c));
        if bits::both_int(a.bits(), b.bits())
            && let Some(r) = int_add_bits(a.bits(), b.bits())
        {
            return Step::Next(give_back(vm, s, Value::from_bits(r)));
        }
        let r = a.float_or_nan() + b.float_or_nan();
        if !r.is_nan() {
            return Step::Next(give_back(vm, s, Value::from_bits(r.to_bits())));
        }
        Step::Slow(slow_add_return)
    }
}

unsafe fn slow_add_return(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        match vm.primitive(s, Prim::Add, &[s.get(s.insn().b), s.get(s.insn().c)]) {
            Ok((s, v)) => give_back(vm, s, v),
            Err(s) => s,
        }
    }
}

impl Vm {
    /// Rewrites the instruction at hand to a quickened form with the same operands.
    pub(crate) unsafe fn rewrite(&mut self, s: State, op: Op) {
        // SAFETY: code is written only here, by the thread that runs it; the
        // operands of a quickened form are those of its generic op.
        unsafe { (*s.ip).op = op as u16 };
        self.quickened += 1;
    }
}
