//! Generators: code that begins where one was left, and letting one go on.
//!
//! Registers of a generator that is left are in a vector of its own. Compiled code that lets
//! it go on takes from there what it needs, and puts back what has changed; the window is
//! written only when it leaves for the interpreter, which finds the frame it would have made.
use super::{Builder, Origin};
use crate::bytecode::Insn;
use crate::jit::mir::{FrameState, Inst, MirOp, Reason, Rep, Term, Val};
use crate::object::{Generator, ObjKind, Vector};
use crate::value::Value;
use std::mem::{offset_of, size_of};

/// The generator that goes on.
pub(super) struct Running {
    /// Its address.
    generator: Val,
    /// That of the vector, if it has one already.
    saved: Option<Val>,
    /// What each register held, as it was taken from there.
    loaded: Vec<Option<Val>>,
}

/// Where a register is in the vector.
fn place(r: u16) -> i64 {
    (size_of::<Vector>() + r as usize * size_of::<Value>()) as i64
}

impl Builder<'_> {
    /// The registers where a generator goes on behind an instruction, or begins: the parameters
    /// are the generator and what is sent to it.
    pub(super) fn go_on_behind(&mut self, pc: Option<u32>) {
        let (me, sent) = (self.param(Rep::Tagged), self.param(Rep::Tagged));
        let generator = self.emit(MirOp::Address, &[me], 0);
        self.put(generator, offset_of!(Generator, state), Generator::RUNS);
        if self.input.code.uses_closure() {
            self.closure = Some(self.emit(MirOp::Load, &[generator], offset_of!(Generator, code) as i64));
        }
        let mut loaded = vec![None; self.regs.len()];
        let saved = pc.map(|pc| {
            let saved = self.emit(MirOp::LoadPart, &[generator], offset_of!(Generator, regs) as i64);
            let (code, dst) = (self.input.code, self.input.code.at(pc).1.a);
            for r in code.live(pc + 1).iter().filter(|&r| r != 0 && r != dst) {
                loaded[r as usize] = Some(self.emit(MirOp::Load, &[saved], place(r)));
            }
            self.regs.clone_from(&loaded);
            self.regs[dst as usize] = Some(sent);
            saved
        });
        self.regs[0] = Some(me);
        self.running = Some(Running { generator, saved, loaded });
        self.guard(MirOp::Room, &[], 0);
    }

    /// Changes a number in a generator.
    fn put(&mut self, generator: Val, at: usize, number: u32) {
        let number = self.int_const(number.into());
        self.effect(MirOp::StoreCount, &[generator, number], at as i64);
    }

    /// Leaves a generator with a value, if it was let go on by compiled code.
    pub(super) fn suspend(&mut self, i: Insn) {
        let Some(Running { generator, saved, loaded }) = self.running.take() else {
            return self.leave(Reason::Interpreter);
        };
        let room = saved.unwrap_or_else(|| {
            let me = self.get(0);
            self.checked(MirOp::NewRegisters, &[me], self.regs.len() as i64)
        });
        for r in self.input.code.live_over(self.pc) {
            // The generator itself has been there from the first time on.
            if r == 0 && saved.is_some() {
                continue;
            }
            match self.regs[r as usize] {
                Some(v) if loaded[r as usize] != Some(v) => self.effect(MirOp::Store, &[room, v], place(r)),
                _ => {}
            }
        }
        self.put(generator, offset_of!(Generator, pc), self.pc);
        self.put(generator, offset_of!(Generator, resume), i.c.into());
        self.put(generator, offset_of!(Generator, state), Generator::LEFT);
        self.running = Some(Running { generator, saved, loaded });
        let given = self.get(i.b);
        self.end(Term::Return(given));
    }

    /// The next value of a generator.
    pub(super) fn next_generator(&mut self, i: Insn) {
        if self.failed(Reason::WrongKind) {
            return self.handled();
        }
        let v = self.get(i.c);
        let generator = self.checked(MirOp::GuardKind, &[v], ObjKind::Generator as i64);
        let code = self.checked(MirOp::ResumeOf, &[generator], 0);
        self.guard(MirOp::Spend, &[], 0);
        let (closure, sent) =
            (self.emit(MirOp::Load, &[generator], offset_of!(Generator, code) as i64), self.constant(Value::UNIT));
        let over = self.input.code.live_over(self.pc).into_iter().filter(|&r| r < i.b);
        let mut live: Vec<(u16, Val)> = over.filter_map(|r| Some((r, self.regs[r as usize]?))).collect();
        live.push((i.b, closure));
        let state = self.g.state(FrameState { pc: self.pc, live });
        let given = self.value(Rep::Tagged, Origin::Other);
        let (pc, args) = (self.pc, vec![code, v, sent]);
        if let Some(b) = self.block {
            let call = Inst { op: MirOp::Call, args, imm: 0, dst: Some(given), state: Some(state), pc };
            self.g.at_mut(b).insts.push(call);
        }
        self.set(i.a, given);
    }
}
