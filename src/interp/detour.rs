//! Functions of the program that an instruction needs for its result.
use super::State;
use super::calls::{self, Mode, give_back};
use crate::bytecode::{Op, effect};
use crate::core::Prim;
use crate::lang::VmError;
use crate::runtime::Then;
use crate::value::Value;
use crate::vm::Vm;

/// Instructions behind a function's code: the detour of a throw, that for a result,
/// each with what it returns to.
pub(crate) const DETOURS: usize = 4;

/// Natives that may call one another, each in place of its result.
const NESTED: usize = 64;

impl Vm {
    /// Calls a function for the result of the instruction at `s`, which `answer` takes
    /// there.
    pub(crate) fn detour(&mut self, s: State, function: Value, args: &[Value], then: Then) -> State {
        // SAFETY: `s.fun` is the running function; its detour is a call whose window
        // begins two registers above the last, where room is made first.
        unsafe {
            let f = &*s.fun;
            // What is called, or the answer, may need a function in its turn: the place
            // stays noted, in a register that the collector must take for one in use.
            let noted = s.pc() >= f.proto.code.len();
            self.spread = if noted { f.registers as usize + 1 } else { 0 };
            self.pending.clear();
            self.pending.push(function);
            self.pending.extend_from_slice(args);
            let made = self.ensure_frame(s).and_then(|s| self.ensure_values(s, f.registers as usize + 3 + args.len()));
            self.spread = 0;
            let s = match made {
                Ok(s) => s,
                Err(s) => {
                    self.pending.clear();
                    return s;
                }
            };
            let first = f.registers as usize;
            if !noted {
                *s.regs.add(first) = Value::small(s.pc() as i64 | (then as i64) << PLACE_BITS);
            }
            for (i, &v) in self.pending.iter().enumerate() {
                *s.regs.add(first + 1 + i) = v;
            }
            self.pending.clear();
            let s = State { ip: f.detour().wrapping_add(2), ..s };
            self.spread = first + 2 + args.len();
            // A native that only calls another one has no frame: how many do is limited here.
            self.nested += 1;
            let s = match self.nested > NESTED {
                true => self.raise_words(s, VmError::Depth(NESTED)),
                false => calls::enter(self, s, args.len(), Mode::Push, None),
            };
            self.nested -= 1;
            self.spread = 0;
            s
        }
    }
}

/// Bits for the place that is noted on a detour; above them is what the result is for.
const PLACE_BITS: u32 = 32;

/// The place that is noted on a detour, and what the result is for.
pub(super) fn noted(v: Value) -> (usize, Then) {
    let v = v.as_int().unwrap_or(0);
    let then = Then::ALL.get((v >> PLACE_BITS) as usize).copied().unwrap_or(Then::Result);
    ((v & ((1 << PLACE_BITS) - 1)) as usize, then)
}

/// `Answer`: the instruction that a detour left from gets its result.
pub(crate) unsafe fn answer(vm: &mut Vm, s: State) -> State {
    // SAFETY: only `link` makes this instruction, behind a detour, which noted where it
    // left from; the result is in the register behind that.
    unsafe {
        let f = &*s.fun;
        let first = f.registers as usize;
        let (pc, then) = noted(*s.regs.add(first));
        let mut v = *s.regs.add(first + 1);
        let back = State { ip: f.code_ptr().add(pc), ..s };
        if then != Then::Result {
            match (f.dialect.objects.answer)(&mut vm.rt, then, v) {
                Ok(Some(answer)) => v = answer,
                Ok(None) => return back,
                Err(fault) => {
                    vm.spread = first + 2;
                    let s = vm.raise(s, fault);
                    vm.spread = 0;
                    return s;
                }
            }
        }
        let insn = back.insn();
        let info = insn.op().info();
        let jumps = info.effects & effect::JUMPS != 0;
        if (jumps || decides(back)) && !matches!(v, Value::TRUE | Value::FALSE) {
            // A comparison that decides a branch.
            vm.spread = first + 2;
            let truth = vm.primitive(s, Prim::Truth, &[v]);
            vm.spread = 0;
            v = match truth {
                Ok((_, v)) => v,
                Err(s) => return s,
            };
        }
        if jumps {
            return if v.is_true() { back.skip() } else { back.jump(insn.c as i16 as i32) };
        }
        if matches!(insn.op(), Op::AddReturn) {
            return give_back(vm, back, v);
        }
        if let Some(r) = insn.result() {
            back.set(r, v);
        }
        back.skip()
    }
}

/// Whether the next instruction branches on the result of the one at `s`, which was not
/// fused with it.
unsafe fn decides(s: State) -> bool {
    // SAFETY: verified code: only what does not fall through stands last.
    unsafe {
        let (insn, next) = (s.insn(), *s.ip.add(1));
        insn.op().info().effects & effect::ENDS == 0
            && matches!(next.op(), Op::JumpIfFalse | Op::JumpIfTrue)
            && next.a == insn.a
    }
}
