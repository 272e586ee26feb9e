//! Checks that leave compiled code, and calls, which may come back saying so.
use super::body::{BUDGET, Body, REGS, VM, ty};
use super::insn::{Op, Ty};
use super::ops::{FLAGS, FUNC, KIND, SHAPE};
use crate::jit::mir::{Inst, MirOp, Val};
use crate::object::Generator;
use crate::value::{Value, bits};
use std::mem::offset_of;

/// The bound of integers, which are 51 bits.
const BOUND: i64 = bits::INT_MAX + 1;

impl Body<'_> {
    /// An instruction that leaves or changes something.
    pub fn effect(&mut self, inst: &Inst, exit: u32) {
        let n = inst.imm;
        let args = &inst.args[..];
        match inst.op {
            MirOp::UnboxInt => {
                self.push(args[0]);
                self.with(bits::INT_TAG as i64, Op::I64LtU);
                self.leave_if(inst, exit);
            }
            MirOp::UnboxFloat => {
                let v = self.held(args[0]);
                self.is_float(v.local);
                self.let_go(v);
                self.not();
                self.leave_if(inst, exit);
            }
            MirOp::GuardPair => {
                self.push(args[0]);
                self.has_tag(bits::TAG_PAIR, Op::I64Ne);
                self.leave_if(inst, exit);
            }
            MirOp::GuardKind => {
                let v = self.held(args[0]);
                self.begin_checks();
                self.get(v.local);
                self.has_tag(bits::TAG_OBJ, Op::I64Ne);
                self.fails_if();
                self.get(v.local);
                self.op(Op::I32WrapI64);
                self.imm(Op::I32Load8U, KIND);
                self.i32_by(n, Op::I32Eq);
                self.passes_if();
                self.let_go(v);
                self.end_checks(inst, exit);
            }
            MirOp::GuardValue | MirOp::GuardNot => {
                self.push(args[0]);
                self.with(n, if inst.op == MirOp::GuardValue { Op::I64Ne } else { Op::I64Eq });
                self.leave_if(inst, exit);
            }
            MirOp::GuardSame => {
                self.push(args[0]);
                self.push(args[1]);
                self.op(Op::I64Ne);
                self.leave_if(inst, exit);
            }
            MirOp::GuardCode => {
                self.push(args[0]);
                self.imm(Op::I32Load, FUNC);
                self.i32_by(self.input.functions.address(n as u32) as i64, Op::I32Ne);
                self.leave_if(inst, exit);
            }
            MirOp::GuardShape => {
                self.push(args[0]);
                self.imm(Op::I32Load, SHAPE);
                self.i32_by(n, Op::I32Ne);
                self.leave_if(inst, exit);
            }
            MirOp::GuardStores => self.guard_stores(inst, exit),
            MirOp::GuardFlagsClear => {
                self.push(args[0]);
                self.imm(Op::I32Load16U, FLAGS);
                self.i32_by(n, Op::I32And);
                self.leave_if(inst, exit);
            }
            MirOp::GuardFlags => {
                self.push(args[0]);
                self.imm(Op::I32Load16U, FLAGS);
                self.i32_by(n, Op::I32Ne);
                self.leave_if(inst, exit);
            }
            MirOp::GuardIndex => self.guard_index(inst, exit),
            MirOp::GuardTrue => {
                self.push(args[0]);
                self.not();
                self.leave_if(inst, exit);
            }
            MirOp::ForceOnce => {
                self.imm(Op::I32Const, n);
                self.imm(Op::I32Load8U, 0);
                self.op(Op::I32Eqz);
                self.begin_if();
                self.imm(Op::I32Const, n);
                self.imm(Op::I32Const, 1);
                self.imm(Op::I32Store8, 0);
                self.leave(inst, exit);
                self.close();
            }
            MirOp::Cons => {
                self.get(VM);
                self.push(args[0]);
                self.push(args[1]);
                self.imm(Op::I32Const, self.target.cons as i64);
                let ty = self.types.get(&[Ty::I32, Ty::I64, Ty::I64], &[Ty::I64]);
                self.imm(Op::CallIndirect, ty);
                self.made(inst, exit);
            }
            MirOp::NewInstance => {
                self.get(VM);
                self.imm(Op::I32Const, self.input.functions.address(self.graph.func) as i64);
                self.push(args[0]);
                self.imm(Op::I32Const, self.target.instance as i64);
                let ty = self.types.get(&[Ty::I32, Ty::I32, Ty::I64], &[Ty::I64]);
                self.imm(Op::CallIndirect, ty);
                self.made(inst, exit);
            }
            MirOp::Compare => {
                self.get(VM);
                self.imm(Op::I32Const, self.input.functions.address(self.graph.func) as i64);
                self.imm(Op::I32Const, n);
                self.push(args[0]);
                self.push(args[1]);
                self.imm(Op::I32Const, self.target.compare as i64);
                let ty = self.types.get(&[Ty::I32, Ty::I32, Ty::I32, Ty::I64, Ty::I64], &[Ty::I32]);
                self.imm(Op::CallIndirect, ty);
                let holds = self.temp(Ty::I32);
                self.set(holds);
                self.get(holds);
                self.i32_by(1, Op::I32GtU);
                self.leave_if(inst, exit);
                self.result(inst, holds);
            }
            MirOp::NewRegisters => {
                self.get(VM);
                self.push(args[0]);
                self.imm(Op::I32Const, n);
                self.imm(Op::I32Const, self.target.registers as i64);
                let ty = self.types.get(&[Ty::I32, Ty::I64, Ty::I32], &[Ty::I64]);
                self.imm(Op::CallIndirect, ty);
                self.op(Op::I32WrapI64);
                self.address_there(inst, exit);
            }
            MirOp::AddInt => self.sum(inst, exit, Op::I64Add),
            MirOp::SubInt => self.sum(inst, exit, Op::I64Sub),
            MirOp::MulInt => self.check_product(inst, exit),
            MirOp::QuotInt | MirOp::RemInt | MirOp::ModInt => {
                if self.known(args[1]).is_some_and(|n| n > 0) {
                    self.used(args[1]);
                } else {
                    self.push(args[1]);
                    self.with(1, Op::I64LtS);
                    self.leave_if(inst, exit);
                }
                self.used(args[0]);
            }
            MirOp::ShlInt => {
                let bound = BOUND >> n;
                self.push(args[0]);
                self.leave_unless_within(bound, inst, exit);
            }

            MirOp::Spend => {
                self.get(BUDGET);
                self.op(Op::I64Eqz);
                self.leave_if(inst, exit);
                self.get(BUDGET);
                self.with(1, Op::I64Sub);
                self.set(BUDGET);
            }
            MirOp::Room => self.room(inst, exit),
            MirOp::ResumeOf => {
                let g = self.held(args[0]);
                self.get(g.local);
                self.imm(Op::I32Load, offset_of!(Generator, state) as i64);
                self.i32_by(Generator::LEFT.into(), Op::I32GtU);
                self.context(self.target.entries);
                self.get(g.local);
                self.imm(Op::I32Load, offset_of!(Generator, resume) as i64);
                self.i32_by(2, Op::I32Shl);
                self.op(Op::I32Add);
                self.imm(Op::I32Load, 0);
                self.let_go(g);
                // One way out for both: what it writes counts as used once.
                let address = self.temp(Ty::I32);
                self.set(address);
                self.get(address);
                self.op(Op::I32Eqz);
                self.op(Op::I32Or);
                self.leave_if(inst, exit);
                self.result(inst, address);
            }
            MirOp::CodeOf => {
                self.pure(inst);
                self.address_there(inst, exit);
            }
            MirOp::Generic => {
                self.handler(inst, self.target.generic, Ty::I32);
                self.op(Op::I32Eqz);
                self.leave_if(inst, exit);
            }
            MirOp::Native => {
                self.handler(inst, self.target.native, Ty::I64);
                let v = self.temp(Ty::I64);
                self.set(v);
                self.get(v);
                self.with(Value::NEVER.bits() as i64, Op::I64Eq);
                self.leave_if(inst, exit);
                self.result(inst, v);
            }
            MirOp::Call | MirOp::CallInit | MirOp::CallSelf => self.call(inst, exit),
            _ => self.write(inst),
        }
    }

    /// The address on the stack: leaves if it is none.
    fn address_there(&mut self, inst: &Inst, exit: u32) {
        let address = self.temp(Ty::I32);
        self.set(address);
        self.get(address);
        self.op(Op::I32Eqz);
        self.leave_if(inst, exit);
        self.result(inst, address);
    }

    /// Leaves compiled code if what is on the stack holds.
    fn leave_if(&mut self, inst: &Inst, exit: u32) {
        self.begin_if();
        self.leave(inst, exit);
        self.close();
    }
    fn leave(&mut self, inst: &Inst, exit: u32) {
        if let Some(state) = inst.state {
            self.exit(state, exit);
        }
    }

    /// Begins several checks that share the way out.
    fn begin_checks(&mut self) {
        self.begin_check();
        self.begin_check();
    }
    /// Leaves if what is on the stack holds.
    fn fails_if(&mut self) {
        self.imm(Op::BrIf, 0);
    }
    /// Goes on if what is on the stack holds.
    fn passes_if(&mut self) {
        self.imm(Op::BrIf, 1);
    }
    /// Leaves if nothing has said to go on.
    fn end_checks(&mut self, inst: &Inst, exit: u32) {
        self.close();
        self.leave(inst, exit);
        self.close();
    }

    /// Leaves unless the number on the stack is from `-bound` to `bound - 1`: one
    /// comparison without sign sees both ends.
    fn leave_unless_within(&mut self, bound: i64, inst: &Inst, exit: u32) {
        self.with(bound, Op::I64Add);
        self.with(2 * bound, Op::I64GeU);
        self.leave_if(inst, exit);
    }

    /// What a helper made: leaves if that is nothing.
    fn made(&mut self, inst: &Inst, exit: u32) {
        let v = self.temp(Ty::I64);
        self.set(v);
        self.get(v);
        self.op(Op::I64Eqz);
        self.leave_if(inst, exit);
        self.result(inst, v);
    }

    /// Leaves if the window ends above the limit, or if too much of the engine's stack
    /// may be in use; how much that is, [`Body::bound_frames`] says.
    fn room(&mut self, inst: &Inst, exit: u32) {
        self.begin_checks();
        self.get(REGS);
        self.i32_by(self.graph.registers as i64 * 8, Op::I32Add);
        self.context(self.target.limit);
        self.op(Op::I32GtU);
        self.fails_if();
        self.get(REGS);
        self.context(self.target.stack);
        self.op(Op::I32Sub);
        self.rooms.push(self.insns.len());
        self.i32_by(0, Op::I32LeU);
        self.passes_if();
        self.end_checks(inst, exit);
    }

    /// A sum or difference that must fit.
    fn sum(&mut self, inst: &Inst, exit: u32, op: Op) {
        let args = &inst.args[..];
        // A constant moves the result towards one end only.
        let up = |n: i64| (n > 0) == (op == Op::I64Add);
        let end = self.known(args[1]).or(self.known(args[0]).filter(|_| op == Op::I64Add)).map(up);
        self.push(args[0]);
        self.push(args[1]);
        self.op(op);
        let sum = self.temp(Ty::I64);
        self.set(sum);
        self.get(sum);
        match end {
            Some(true) => self.with(bits::INT_MAX, Op::I64GtS),
            Some(false) => self.with(bits::INT_MIN, Op::I64LtS),
            None => {
                self.with(BOUND, Op::I64Add);
                self.with(2 * BOUND, Op::I64GeU);
            }
        }
        self.leave_if(inst, exit);
        self.result(inst, sum);
    }

    /// Gives an instruction's result the local that holds it, which was free.
    fn result(&mut self, inst: &Inst, local: u32) {
        match inst.dst {
            Some(d) => self.adopt(d, local),
            None => self.release(local),
        }
    }

    /// Leaves unless a product fits. Both factors are exact as floats, and so is a
    /// product that fits; one that does not is no smaller as a float than the bound.
    fn check_product(&mut self, inst: &Inst, exit: u32) {
        let args = &inst.args[..];
        let constant = if self.known(args[0]).is_some() { 0 } else { 1 };
        if let Some(n) = self.known(args[constant]) {
            self.used(args[constant]);
            if n == 0 {
                return self.used(args[1 - constant]);
            }
            self.push(args[1 - constant]);
            let bound = (BOUND - 1) / n.abs();
            self.with(bound, Op::I64Add);
            self.with(2 * bound + 1, Op::I64GeU);
            return self.leave_if(inst, exit);
        }
        self.push(args[0]);
        self.op(Op::F64ConvertI64S);
        self.push(args[1]);
        self.op(Op::F64ConvertI64S);
        self.op(Op::F64Mul);
        self.op(Op::F64Abs);
        self.imm(Op::F64Const, (BOUND as f64).to_bits() as i64);
        self.op(Op::F64Ge);
        self.leave_if(inst, exit);
    }

    /// Leaves unless the first number is an index below the second.
    fn guard_index(&mut self, inst: &Inst, exit: u32) {
        let args = &inst.args[..];
        let length = self.known(args[1]).is_some_and(|n| n >= 0) || self.is_length(args[1]);
        if length {
            self.push(args[0]);
            self.push(args[1]);
            self.op(Op::I64GeU);
            return self.leave_if(inst, exit);
        }
        // A negative second number would be large without sign.
        let index = self.held(args[0]);
        self.begin_checks();
        self.get(index.local);
        self.with(0, Op::I64LtS);
        self.fails_if();
        self.get(index.local);
        self.push(args[1]);
        self.op(Op::I64LtS);
        self.passes_if();
        self.let_go(index);
        self.end_checks(inst, exit);
    }

    /// Leaves if a vector that is packed is not packed for such a value.
    fn guard_stores(&mut self, inst: &Inst, exit: u32) {
        let v = self.held(inst.args[1]);
        let flags = self.temp(Ty::I32);
        self.begin_checks();
        self.push(inst.args[0]);
        self.imm(Op::I32Load16U, FLAGS);
        self.set(flags);
        self.get(flags);
        self.op(Op::I32Eqz);
        self.passes_if();
        // `Vector::flag_of`.
        self.get(v.local);
        self.with(bits::INT_TAG as i64, Op::I64GeU);
        self.is_float(v.local);
        self.i32_by(1, Op::I32Shl);
        self.op(Op::I32Or);
        self.get(flags);
        self.op(Op::I32Eq);
        self.passes_if();
        self.release(flags);
        self.let_go(v);
        self.end_checks(inst, exit);
    }

    /// Has a function of the VM do an instruction of bytecode; what it gives is on the stack.
    fn handler(&mut self, inst: &Inst, function: u32, gives: Ty) {
        self.settle();
        self.get(VM);
        self.get(BUDGET);
        self.imm(Op::I64Store, self.target.budget as i64);
        self.get(VM);
        self.get(REGS);
        self.imm(Op::I32Const, self.input.functions.address(self.graph.func) as i64);
        self.imm(Op::I32Const, inst.imm);
        self.imm(Op::I32Const, function as i64);
        let ty = self.types.get(&[Ty::I32; 4], &[gives]);
        self.imm(Op::CallIndirect, ty);
        self.get(VM);
        self.imm(Op::I64Load, self.target.budget as i64);
        self.set(BUDGET);
    }

    /// A call; the function that was called, or one further in, may have left
    /// compiled code.
    fn call(&mut self, inst: &Inst, exit: u32) {
        let Some(state) = inst.state else { return };
        let window = self.input.functions.window(self.graph.states[state.0 as usize].pc);
        let (code, args) = match inst.op {
            MirOp::CallSelf => (None, &inst.args[..]),
            _ => (Some(inst.args[0]), &inst.args[1..]),
        };
        self.get(VM);
        self.get(REGS);
        self.i32_by((window + 1 + inst.op.inset()) as i64 * 8, Op::I32Add);
        self.get(BUDGET);
        args.iter().for_each(|&v| self.push(v));
        let graph = self.graph;
        let reps = args.iter().map(|&v| graph.rep(v));
        match code {
            Some(code) => {
                let result = inst.dst.map_or(Ty::I64, |d| ty(graph.rep(d)));
                let signature = self.types.direct(reps, result);
                self.push(code);
                self.settle();
                self.imm(Op::CallIndirect, signature);
            }
            None => {
                self.settle();
                self.imm(Op::Call, 0);
            }
        }
        self.set(BUDGET);
        match inst.dst {
            Some(d) => self.define(d),
            None => self.op(Op::Drop),
        }
        self.get(BUDGET);
        self.with(0, Op::I64LtS);
        self.begin_if();
        self.write_state(state);
        let place = self.temp(Ty::I32);
        self.context(self.target.unwound);
        self.set(place);
        self.get(place);
        self.imm(Op::I32Const, exit as i64);
        self.imm(Op::I32Store, 0);
        self.get(VM);
        self.get(place);
        self.i32_by(4, Op::I32Add);
        self.imm(Op::I32Store, self.target.unwound as i64);
        self.release(place);
        self.give_nothing();
        self.get(BUDGET);
        self.op(Op::Return);
        self.close();
    }

    /// Calls in place of this function.
    pub fn tail_call(&mut self, all: &[Val]) {
        self.get(VM);
        self.get(REGS);
        self.get(BUDGET);
        all[1..].iter().for_each(|&v| self.push(v));
        self.push(all[0]);
        let graph = self.graph;
        let reps = all[1..].iter().map(|&v| graph.rep(v));
        let signature = self.types.direct(reps, ty(graph.result));
        self.imm(Op::ReturnCallIndirect, signature);
    }
}
