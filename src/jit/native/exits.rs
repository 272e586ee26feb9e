//! Leaving compiled code, in three steps of cold blocks: the exit's number; writing
//! registers to memory, for all exits that write the same, or in the block of the one that
//! does; and one of two ends.
use super::lower::{Lower, Written, word};
use crate::jit::mir::{Inst, Rep, StateId, Val};
use crate::value::bits;
use crate::vm::Vm;
use cranelift_codegen::ir::condcodes::FloatCC;
use cranelift_codegen::ir::{Block, BlockArg, InstBuilder, MemFlagsData, SourceLoc, Value, types};
use cranelift_frontend::FunctionBuilder;
use rustc_hash::FxHashMap;
use std::mem::offset_of;

impl<'a> Lower<'a, '_> {
    /// Leaves at an instruction's state if a truth value holds.
    pub(super) fn exit_if(&mut self, bad: Value) {
        let (exit, next) = (self.exit_block(), self.fb.create_block());
        self.fb.ins().brif(bad, exit, &[], next, &[]);
        self.go_on(next);
    }

    /// Leaves at an instruction's state unless a truth value holds.
    pub(super) fn exit_unless(&mut self, good: Value) {
        let (exit, next) = (self.exit_block(), self.fb.create_block());
        self.fb.ins().brif(good, next, &[], exit, &[]);
        self.go_on(next);
    }

    /// The cold block of the instruction at hand.
    pub(super) fn exit_block(&mut self) -> Block {
        if let Some(b) = self.exit {
            return b;
        }
        let b = self.cold_block();
        self.exit = Some(b);
        b
    }

    /// A block out of the way.
    pub(super) fn cold_block(&mut self) -> Block {
        let b = self.fb.create_block();
        self.fb.set_cold_block(b);
        b
    }

    /// Goes on in a block that nothing else leads to.
    pub(super) fn go_on(&mut self, next: Block) {
        self.fb.seal_block(next);
        self.fb.switch_to_block(next);
    }

    /// Ends an instruction that may leave.
    pub(super) fn note_exit(&mut self, i: &'a Inst) {
        if let Some(block) = self.exit.take() {
            self.exits.push((block, self.number, i));
        }
        self.number += 1;
    }

    /// Writes all exits that something leads to, once the blocks they are left from
    /// are whole.
    pub(super) fn fill_exits(&mut self) {
        let exits = std::mem::take(&mut self.exits);
        let mut users: FxHashMap<Written, u32> = FxHashMap::default();
        for (.., i) in &exits {
            *users.entry(self.written(i)).or_default() += 1;
        }
        for (block, number, i) in exits {
            self.go_on(block);
            self.fb.set_srcloc(SourceLoc::new(i.pc));
            let key = self.written(i);
            if users[&key] > 1 || self.states.contains_key(&key) {
                self.leave_shared(key, number);
            } else {
                let number = self.fb.ins().iconst(types::I32, number as i64);
                self.write(key, number);
            }
        }
        for key in std::mem::take(&mut self.order) {
            let block = self.states[&key];
            self.go_on(block);
            let number = self.fb.block_params(block)[0];
            self.write(key, number);
        }
        self.fill_ends();
    }

    /// What an instruction's exit writes.
    fn written(&self, i: &Inst) -> Written<'a> {
        let live = i.state.map_or(&[][..], |s| &self.graph.states[s.0 as usize].live);
        (live, i.op.calls())
    }

    /// Writes registers to memory, and goes to the end.
    fn write(&mut self, (live, unwinds): Written<'a>, number: Value) {
        for &(reg, v) in live {
            let v = self.get_as_is(v);
            self.fb.ins().store(self.memory.frame, v, self.regs, word(reg as i64));
        }
        let end = if unwinds { self.unwinding_end() } else { self.leaving_end() };
        self.fb.ins().jump(end, &[BlockArg::Value(number)]);
    }

    /// Leaves where a block ends.
    pub(super) fn leave(&mut self, state: StateId, number: u32) {
        let live = &self.graph.states[state.0 as usize].live[..];
        self.leave_shared((live, false), number);
    }

    /// Leaves by way of the code that all exits share that write the same.
    fn leave_shared(&mut self, key: Written<'a>, number: u32) {
        let block = match self.states.get(&key) {
            Some(&block) => block,
            None => {
                let block = self.cold_block();
                self.fb.append_block_param(block, types::I32);
                self.states.insert(key, block);
                self.order.push(key);
                block
            }
        };
        let number = self.fb.ins().iconst(types::I32, number as i64);
        self.fb.ins().jump(block, &[BlockArg::Value(number)]);
    }

    /// The end of exits that find something amiss themselves.
    fn leaving_end(&mut self) -> Block {
        if let Some(b) = self.leaving {
            return b;
        }
        let b = self.cold_block();
        self.fb.append_block_param(b, types::I32);
        self.leaving = Some(b);
        b
    }

    /// The end of those that come back from a call that left.
    fn unwinding_end(&mut self) -> Block {
        if let Some(b) = self.unwinding {
            return b;
        }
        let b = self.cold_block();
        self.fb.append_block_param(b, types::I32);
        self.unwinding = Some(b);
        b
    }

    /// Writes the ends that are used.
    fn fill_ends(&mut self) {
        self.fb.set_srcloc(Default::default());
        if let Some(b) = self.leaving {
            self.go_on(b);
            let number = self.fb.block_params(b)[0];
            let vm = self.vm();
            let budget = self.fb.use_var(self.budget);
            self.fb.ins().store(self.memory.vm, budget, vm, offset_of!(Vm, budget) as i32);
            self.fb.ins().store(self.memory.vm, number, vm, offset_of!(Vm, jit.context.exit) as i32);
            let gone = self.fb.ins().iconst(types::I64, -1);
            self.give_nothing(gone);
        }
        if let Some(b) = self.unwinding {
            self.go_on(b);
            let number = self.fb.block_params(b)[0];
            let vm = self.vm();
            let unwound = offset_of!(Vm, jit.context.unwound) as i32;
            let place = self.fb.ins().load(types::I64, self.memory.vm, vm, unwound);
            self.fb.ins().store(self.memory.frame, number, place, 0);
            let next = self.fb.ins().iadd_imm_s(place, size_of::<u32>() as i64);
            self.fb.ins().store(self.memory.vm, next, vm, unwound);
            let budget = self.fb.use_var(self.budget);
            self.give_nothing(budget);
        }
    }

    fn give_nothing(&mut self, budget: Value) {
        let nothing = match self.graph.result {
            Rep::Float => self.fb.ins().f64const(0.0),
            rep => self.fb.ins().iconst(super::held(rep), 0),
        };
        self.return_(&[nothing, budget], None);
    }

    /// A value of any representation as a tagged one.
    pub(super) fn boxed(&mut self, v: Val) -> Value {
        let rep = self.graph.rep(v);
        let v = self.get(v);
        boxed(&mut self.fb, rep, v)
    }
}

/// A value of a representation as a tagged one.
pub(super) fn boxed(fb: &mut FunctionBuilder, rep: Rep, v: Value) -> Value {
    match rep {
        Rep::Tagged | Rep::Ptr => v,
        Rep::Int => fb.ins().bor_imm_s(v, bits::INT_TAG as i64),
        Rep::Bool => {
            let wide = fb.ins().uextend(types::I64, v);
            fb.ins().iadd_imm_s(wide, crate::value::Value::FALSE.bits() as i64)
        }
        Rep::Float => {
            let as_is = fb.ins().bitcast(types::I64, MemFlagsData::new(), v);
            let nan = fb.ins().iconst(types::I64, bits::NAN as i64);
            let number = fb.ins().fcmp(FloatCC::Ordered, v, v);
            fb.ins().select(number, as_is, nan)
        }
    }
}
