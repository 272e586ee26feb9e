//! The handlers: one function per row of the op table, named after it. A handler
//! is the fast path; guards come first, effects after. What it cannot do it hands
//! to a slow part, which does the whole instruction. All are inlined into the
//! loops of `dispatch`, so they must stay small and hold nothing that is dropped.
//!
//! Every function here is called with `s` at an instruction of its op in verified
//! code and `vm` the VM that runs it; their unsafe blocks rely on that.
mod arith;
mod compare;
mod compiled;
mod control;
mod data;
mod objects;
mod shortcuts;
mod tasks;
mod vars;

pub(crate) use arith::*;
pub(crate) use compare::*;
pub(crate) use compiled::*;
pub(crate) use control::*;
pub(crate) use data::*;
pub(crate) use objects::*;
pub(crate) use shortcuts::*;
pub(crate) use tasks::*;
pub(crate) use vars::*;

use super::State;
use crate::bytecode::Proto;
use crate::core::Prim;
use crate::interp::Func;
use crate::object::{BigInt, Instance, of_wide};
use crate::value::Value;
use crate::vm::Vm;

/// Integers that do not fit in values, or whose result does not, but have no more than 127
/// bits: the most frequent case of arithmetic that fast paths leave.
#[inline(never)]
fn wide(vm: &mut Vm, fun: &Func, prim: Prim, a: Value, b: Value) -> Option<Value> {
    if vm.rt.heap.gc_wanted || !fun.proto.swapped.is_empty() {
        return None;
    }
    let r = of_wide(prim, a, b)?;
    vm.rt.heap.wide(r < 0, r.unsigned_abs()).ok()
}

/// The slow part of operations on values: computes the primitive in full through
/// the dialect and writes the result to `a`.
#[inline(never)]
unsafe fn by_dialect(vm: &mut Vm, s: State, prim: Prim, args: &[Value]) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        if let &[a, b] = args {
            let fun = &*s.fun;
            let known = equal_texts(fun.dialect, prim, a, b).map(Value::bool);
            let known = known.or_else(|| of_floats(fun.dialect, prim, a, b));
            let known = match known {
                Some(_) => known,
                _ if a.is_int() || a.as_a::<BigInt>().is_some() => wide(vm, fun, prim, a, b),
                _ if prim == Prim::Add && a.is_str() => joined(vm, fun, a, b),
                _ if prim == Prim::GetItem => element(vm, fun, a, b),
                _ => None,
            };
            if let Some(v) = known {
                s.set(s.insn().a, v);
                return s.skip();
            }
        }
        match vm.primitive(s, prim, args) {
            Ok((s, v)) => {
                s.set(s.insn().a, v);
                s.skip()
            }
            Err(s) => s,
        }
    }
}

impl Vm {
    /// Computes a primitive through the dialect of the running function. Wanting
    /// memory, it collects and tries again; `args` must be what registers hold.
    pub(crate) fn primitive(&mut self, s: State, prim: Prim, args: &[Value]) -> Result<(State, Value), State> {
        // SAFETY: `s.fun` is the running function.
        let (dialect, proto) = unsafe { ((*s.fun).dialect, &(*s.fun).proto) };
        // SAFETY: as above.
        let (in_place, swapped) = unsafe { marks(proto, s) };
        let turned: [Value; 2];
        let args = match *args {
            [a, b] if swapped => {
                turned = [b, a];
                &turned[..]
            }
            _ => args,
        };
        if let &[a, b] = args
            && (a.as_a::<Instance>().is_some() || b.as_a::<Instance>().is_some())
            && !self.jit.inside
            && let Some((f, given, then)) = (dialect.objects.asked)(&self.rt, prim, in_place, a, b)
        {
            return Err(self.detour(s, f, &given, then));
        }
        if let (Prim::Truth, &[v]) = (prim, args)
            && !self.jit.inside
            && let Some((f, then)) = (dialect.objects.truth)(&self.rt, v)
        {
            return Err(self.detour(s, f, &[v], then));
        }
        let compute = if in_place { dialect.objects.in_place } else { dialect.prim };
        let mut s = if self.rt.heap.gc_wanted { self.attend(s)? } else { s };
        for attempt in 0..2 {
            let noted = self.rt.heap.noted();
            self.rt.repeats = true;
            let done = compute(&mut self.rt, prim, args);
            self.rt.repeats = false;
            if matches!(done, Err(crate::runtime::Fault::HeapFull)) {
                self.rt.heap.take_back(noted);
            }
            self.count_noted();
            match done {
                Ok(v) => return Ok((s, v)),
                Err(crate::runtime::Fault::HeapFull) if attempt == 0 => s = self.collect(s)?,
                Err(fault) => return Err(self.raise(s, fault)),
            }
        }
        Err(self.raise(s, crate::runtime::Fault::HeapFull))
    }
}

/// Whether an operation is in place, and whether its operands are the other way round.
unsafe fn marks(proto: &Proto, s: State) -> (bool, bool) {
    if proto.in_place.is_empty() && proto.swapped.is_empty() {
        return (false, false);
    }
    // SAFETY: the handler's contract; on a detour the place is beyond the code.
    let pc = unsafe { s.pc() };
    let plain = proto.plain().starts.get(pc).copied().unwrap_or(pc as u32);
    (proto.in_place.contains(&plain), proto.swapped.contains(&plain))
}

/// Slow parts that go through the dialect, by the shape of the operands.
macro_rules! slow {
    ($name:ident, binary $prim:ident) => {
        pub(super) unsafe fn $name(vm: &mut Vm, s: State) -> State {
            // SAFETY: the handler's contract.
            unsafe { by_dialect(vm, s, Prim::$prim, &[s.get(s.insn().b), s.get(s.insn().c)]) }
        }
    };
    ($name:ident, imm $prim:ident) => {
        pub(super) unsafe fn $name(vm: &mut Vm, s: State) -> State {
            // SAFETY: the handler's contract.
            unsafe { by_dialect(vm, s, Prim::$prim, &[s.get(s.insn().b), Value::small(s.insn().c as i16 as i64)]) }
        }
    };
    ($name:ident, unary $prim:ident) => {
        pub(super) unsafe fn $name(vm: &mut Vm, s: State) -> State {
            // SAFETY: the handler's contract.
            unsafe { by_dialect(vm, s, Prim::$prim, &[s.get(s.insn().b)]) }
        }
    };
}
use slow;

/// An operation whose second operand is a register or a constant in the instruction:
/// both forms, and their slow parts. The body leaves with `return` or gives up.
macro_rules! with_constant {
    ($name:ident, $slow:ident, $imm:ident, $slow_imm:ident, $prim:ident, |$s:ident, $a:ident, $b:ident| $body:block) => {
        with_constant!(@form $name, $slow, $prim, binary, |$s, $a, $b| $body, $s.get($s.insn().c));
        with_constant!(@form $imm, $slow_imm, $prim, imm, |$s, $a, $b| $body, Value::small($s.insn().c as i16 as i64));
    };
    (@form $name:ident, $slow:ident, $prim:ident, $shape:ident, |$s:ident, $a:ident, $b:ident| $body:block, $rhs:expr) => {
        #[inline(always)]
        pub(crate) unsafe fn $name($s: State, _: *mut Vm) -> Step {
            // SAFETY: the handler's contract.
            unsafe {
                let ($a, $b) = ($s.get($s.insn().b), $rhs);
                $body
                Step::Slow($slow)
            }
        }
        slow!($slow, $shape $prim);
    };
}
use with_constant;
