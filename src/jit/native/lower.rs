//! A graph's blocks, their ends and calls, and the trampoline.
use super::{Entry, direct, epilogue, held};
use crate::jit::backend::{Job, Signature};
use crate::jit::mir::{BlockId, Edge, Graph, Inst, MirOp, Rep, Term, Val};
use crate::value::Value as Tagged;
use crate::value::bits;
use crate::vm::Vm;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{
    AliasRegionData, Block, BlockArg, FuncRef, Function, InstBuilder, MemFlagsData, SourceLoc, Value, types,
};
use cranelift_codegen::isa::{CallConv, TargetFrontendConfig};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext, Variable};
use rustc_hash::FxHashMap;
use std::mem::offset_of;

/// Bytes of the machine's stack below which functions with large frames find no room.
pub(super) const STACK: i64 = 512 << 10;

/// Kinds of memory that never overlap.
#[derive(Clone, Copy)]
pub(super) struct Memory {
    /// Fields of the VM, and tables of it that compiled code only reads.
    pub vm: MemFlagsData,
    /// The stack of values.
    pub frame: MemFlagsData,
    /// Objects.
    pub heap: MemFlagsData,
    /// What never changes in objects.
    pub fixed: MemFlagsData,
    /// Globals.
    pub globals: MemFlagsData,
}

impl Memory {
    fn new(f: &mut Function) -> Memory {
        let mut region = |user_id, description: &'static str| {
            let r = f.dfg.alias_regions.insert(AliasRegionData { user_id, description: description.into() });
            MemFlagsData::trusted().with_alias_region(Some(r))
        };
        let heap = region(2, "heap");
        Memory {
            vm: region(0, "vm"),
            frame: region(1, "frame"),
            heap,
            fixed: heap.with_readonly(),
            globals: region(3, "globals"),
        }
    }
}

/// The distance of a register, global or argument from the first, in bytes.
pub(super) fn word(index: i64) -> i32 {
    (index * size_of::<Tagged>() as i64) as i32
}

/// What an exit writes: registers; and whether it unwinds a call.
pub(super) type Written<'a> = (&'a [(u16, Val)], bool);

/// A graph on its way to a Cranelift function.
pub(super) struct Lower<'a, 'f> {
    pub(super) fb: FunctionBuilder<'f>,
    pub(super) job: &'a Job<'a>,
    pub(super) graph: &'a Graph,
    pub(super) memory: Memory,
    /// Register 0.
    pub(super) regs: Value,
    /// What is left to spend.
    pub(super) budget: Variable,
    /// The number of the next exit.
    pub(super) number: u32,
    /// Where the instruction at hand leaves, if something leads there already.
    pub(super) exit: Option<Block>,
    /// Exits to be written: the block, the number and the instruction.
    pub(super) exits: Vec<(Block, u32, &'a Inst)>,
    /// Blocks that write registers.
    pub(super) states: FxHashMap<Written<'a>, Block>,
    /// The same in order.
    pub(super) order: Vec<Written<'a>>,
    pub(super) leaving: Option<Block>,
    pub(super) unwinding: Option<Block>,
    pub(super) check_stack: bool,
    /// How functions of the VM are called.
    pub(super) c_convention: CallConv,
    to_self: FuncRef,
    blocks: Vec<Option<Block>>,
    values: Vec<Option<Value>>,
    /// The same as floats, of what was read from memory to be one.
    pub(super) floats: Vec<Option<Value>>,
    /// Whether a value is taken for a float somewhere.
    pub(super) wanted_as_float: Vec<bool>,
    /// What defined a value, if no block parameter.
    defs: Vec<Option<&'a Inst>>,
}

/// Fills a Cranelift function, whose signature is set. `check_stack` says that finding
/// room means to look at the machine's stack too.
pub(super) fn function(
    job: &Job,
    f: &mut Function,
    context: &mut FunctionBuilderContext,
    to_self: FuncRef,
    target: TargetFrontendConfig,
    check_stack: bool,
) -> Result<(), String> {
    let graph = job.graph;
    let memory = Memory::new(f);
    let mut fb = FunctionBuilder::new(f, context);
    let start = fb.create_block();
    fb.append_block_params_for_function_params(start);
    fb.switch_to_block(start);
    fb.seal_block(start);
    let budget = fb.declare_var(types::I64);
    let (regs, given) = (fb.block_params(start)[0], fb.block_params(start)[1]);
    fb.def_var(budget, given);

    let count = graph.reps.len();
    let mut defs = vec![None; count];
    let mut wanted_as_float = vec![false; count];
    for i in graph.blocks.iter().flat_map(|b| &b.insts) {
        if let Some(d) = i.dst {
            defs[d.0 as usize] = Some(i);
        }
        if i.op == MirOp::UnboxFloat {
            wanted_as_float[i.args[0].0 as usize] = true;
        }
    }
    let mut l = Lower {
        fb,
        job,
        graph,
        memory,
        regs,
        budget,
        number: 0,
        exit: None,
        exits: vec![],
        states: FxHashMap::default(),
        order: vec![],
        leaving: None,
        unwinding: None,
        check_stack,
        c_convention: target.default_call_conv,
        to_self,
        blocks: vec![None; graph.blocks.len()],
        values: vec![None; count],
        floats: vec![None; count],
        wanted_as_float,
        defs,
    };
    l.everything(start)?;
    l.fb.finalize(target);
    Ok(())
}

impl<'a> Lower<'a, '_> {
    fn everything(&mut self, start: Block) -> Result<(), String> {
        let order = order(self.graph);
        for &b in &order {
            let block = self.fb.create_block();
            self.blocks[b.0 as usize] = Some(block);
            if self.graph.at(b).cold {
                self.fb.set_cold_block(block);
            }
            for &p in &self.graph.at(b).params {
                let v = self.fb.append_block_param(block, held(self.graph.rep(p)));
                self.values[p.0 as usize] = Some(v);
            }
        }
        // Cranelift wants nothing to lead to its first block.
        let args: Vec<BlockArg> = self.fb.block_params(start)[2..].iter().map(|&v| BlockArg::Value(v)).collect();
        let first = self.block(BlockId(0))?;
        self.fb.ins().jump(first, &args);
        let numbers = self.first_exits();
        for &b in &order {
            self.number = numbers[b.0 as usize];
            let block = self.block(b)?;
            self.fb.switch_to_block(block);
            let b = self.graph.at(b);
            for i in &b.insts {
                self.fb.set_srcloc(SourceLoc::new(i.pc));
                self.inst(i)?;
                if i.op.exits() {
                    self.note_exit(i);
                }
            }
            let last = b.insts.last().map_or(b.pc, |i| i.pc);
            self.fb.set_srcloc(SourceLoc::new(last));
            self.end(&b.term, last)?;
        }
        self.fill_exits();
        self.fb.seal_all_blocks();
        Ok(())
    }

    /// The number of each block's first exit.
    fn first_exits(&self) -> Vec<u32> {
        let mut next = self.job.first_exit;
        let count = |b: &crate::jit::mir::Block| {
            b.insts.iter().filter(|i| i.op.exits()).count() + matches!(b.term, Term::Exit(..)) as usize
        };
        let number = |b| {
            let first = next;
            next += count(b) as u32;
            first
        };
        self.graph.blocks.iter().map(number).collect()
    }

    fn block(&self, b: BlockId) -> Result<Block, String> {
        self.blocks[b.0 as usize].ok_or_else(|| "a jump to nowhere".to_string())
    }

    /// What a value is here. It was made before: blocks are in an order in which what
    /// dominates comes first. The bits of a float from memory are moved from its
    /// register where they are needed, if ever.
    pub(super) fn get(&mut self, v: Val) -> Value {
        match self.floats[v.0 as usize] {
            Some(f) => self.fb.ins().bitcast(types::I64, MemFlagsData::new(), f),
            None => self.get_as_is(v),
        }
    }

    /// The same for memory, which takes a float where bits are asked for.
    pub(super) fn get_as_is(&mut self, v: Val) -> Value {
        let k = v.0 as usize;
        match self.def(v) {
            // Made anew where it is used: it is part of the instruction there, or at least
            // occupies no register until then.
            Some(i) if matches!(i.op, MirOp::Tagged | MirOp::Int) => self.fb.ins().iconst(types::I64, i.imm),
            _ => self.values[k].or(self.floats[k]).expect("verified graphs define values before their uses"),
        }
    }

    pub(super) fn set(&mut self, i: &Inst, v: Value) {
        if let Some(d) = i.dst {
            self.values[d.0 as usize] = Some(v);
        }
    }

    /// The instruction that made a value.
    pub(super) fn def(&self, v: Val) -> Option<&'a Inst> {
        self.defs[v.0 as usize]
    }

    /// The number that a value always is.
    pub(super) fn constant(&self, v: Val) -> Option<i64> {
        self.def(v).filter(|i| i.op == MirOp::Int).map(|i| i.imm)
    }

    /// The VM's address. Read anew wherever it is used, which costs no more than a move
    /// between registers, so that it occupies none across calls.
    pub(super) fn vm(&mut self) -> Value {
        self.fb.ins().get_pinned_reg(types::I64)
    }

    /// A field of the VM.
    pub(super) fn vm_field(&mut self, offset: usize) -> Value {
        let vm = self.vm();
        self.fb.ins().load(types::I64, self.memory.vm, vm, offset as i32)
    }

    fn edge(&mut self, e: &Edge) -> Result<(Block, Vec<BlockArg>), String> {
        let args = e.args.iter().map(|&v| BlockArg::Value(self.get(v))).collect();
        Ok((self.block(e.to)?, args))
    }

    fn end(&mut self, term: &Term, pc: u32) -> Result<(), String> {
        match term {
            Term::Jump(e) => {
                let (to, args) = self.edge(e)?;
                self.fb.ins().jump(to, &args);
            }
            Term::Branch(v, yes, no) => {
                let (mut v, mut yes, mut no) = (*v, yes, no);
                while let Some(Inst { op: MirOp::Not, args, .. }) = self.def(v) {
                    (v, yes, no) = (args[0], no, yes);
                }
                let v = self.get(v);
                let (yes, yes_args) = self.edge(yes)?;
                let (no, no_args) = self.edge(no)?;
                self.fb.ins().brif(v, yes, &yes_args, no, &no_args);
            }
            Term::Return(v) => {
                let v = self.get(*v);
                let budget = self.fb.use_var(self.budget);
                self.return_(&[v, budget], Some(pc));
            }
            Term::Exit(state, _) => self.leave(*state, self.number),
            Term::TailCall(all, _) => {
                let (code, args) = all.split_first().ok_or("a tail call of nothing")?;
                let reps: Vec<Rep> = args.iter().map(|&v| self.graph.rep(v)).collect();
                let signature = self.fb.import_signature(direct(&reps, self.graph.result));
                let code = self.get(*code);
                let args = self.arguments(0, args);
                self.fb.ins().return_call_indirect(signature, code, &args);
            }
        }
        Ok(())
    }

    /// Returns, for a bytecode instruction or for none.
    pub(super) fn return_(&mut self, values: &[Value], pc: Option<u32>) {
        self.fb.set_srcloc(epilogue::returning(pc));
        self.fb.ins().return_(values);
    }

    /// What a call passes, to a window that begins so many registers further.
    fn arguments(&mut self, distance: i64, args: &[Val]) -> Vec<Value> {
        let regs = match distance {
            0 => self.regs,
            _ => self.fb.ins().iadd_imm_s(self.regs, word(distance) as i64),
        };
        let budget = self.fb.use_var(self.budget);
        let mut all = vec![regs, budget];
        all.extend(args.iter().map(|&v| self.get(v)));
        all
    }

    /// `call` and `call.self`.
    pub(super) fn call(&mut self, i: &Inst) -> Result<(), String> {
        let distance = step(self.job, i).ok_or("no such call")?;
        let call = if i.op == MirOp::CallSelf {
            let args = self.arguments(distance, &i.args);
            self.fb.ins().call(self.to_self, &args)
        } else {
            let wanted = Signature::of_call(self.graph, i);
            let signature = self.fb.import_signature(direct(&wanted.params, wanted.result));
            let code = self.get(i.args[0]);
            let args = self.arguments(distance, &i.args[1..]);
            self.fb.ins().call_indirect(signature, code, &args)
        };
        let (result, budget) = (self.fb.inst_results(call)[0], self.fb.inst_results(call)[1]);
        self.fb.def_var(self.budget, budget);
        let left = self.fb.ins().icmp_imm_s(IntCC::SignedLessThan, budget, 0);
        self.exit_if(left);
        self.set(i, result);
        Ok(())
    }
}

/// Values from a function's window to that of what it calls.
pub(super) fn step(job: &Job, call: &Inst) -> Option<i64> {
    let pc = job.graph.states[call.state?.0 as usize].pc;
    let func = job.funcs.get(job.graph.func as usize)?;
    func.proto.code.get(pc as usize).map(|at| at.b as i64 + 1 + call.op.inset() as i64)
}

/// Blocks that can be reached, each after those that dominate it.
fn order(graph: &Graph) -> Vec<BlockId> {
    let mut seen = vec![false; graph.blocks.len()];
    let mut after = vec![];
    let mut stack = vec![(BlockId(0), 0)];
    seen[0] = true;
    while let Some((b, next)) = stack.last_mut() {
        match graph.at(*b).term.edges().nth(*next) {
            Some(e) => {
                *next += 1;
                if !std::mem::replace(&mut seen[e.to.0 as usize], true) {
                    stack.push((e.to, 0));
                }
            }
            None => {
                after.push(*b);
                stack.pop();
            }
        }
    }
    after.reverse();
    after
}

/// Fills the function that the interpreter calls to enter code with certain
/// parameters: reads arguments from memory, calls the code that the context names,
/// writes the result.
pub(super) fn trampoline(
    entry: &Entry,
    f: &mut Function,
    context: &mut FunctionBuilderContext,
    target: TargetFrontendConfig,
) {
    let memory = Memory::new(f);
    let mut fb = FunctionBuilder::new(f, context);
    let start = fb.create_block();
    fb.append_block_params_for_function_params(start);
    fb.switch_to_block(start);
    fb.seal_block(start);
    let (vm, regs, budget) = (fb.block_params(start)[0], fb.block_params(start)[1], fb.block_params(start)[2]);
    let before = fb.ins().get_pinned_reg(types::I64);
    fb.ins().set_pinned_reg(vm);
    let stack = fb.ins().get_stack_pointer(types::I64);
    let stack = fb.ins().iadd_imm_s(stack, -STACK);
    fb.ins().store(memory.vm, stack, vm, offset_of!(Vm, jit.context.stack) as i32);
    let mut args = vec![regs, budget];
    for (n, &rep) in entry.params.iter().enumerate() {
        let at = word(n as i64 - entry.closure as i64);
        let ty = if rep == Rep::Float { types::F64 } else { types::I64 };
        let v = fb.ins().load(ty, memory.frame, regs, at);
        args.push(match rep {
            Rep::Int => {
                let up = fb.ins().ishl_imm_u(v, bits::INT_SHIFT as i64);
                fb.ins().sshr_imm_u(up, bits::INT_SHIFT as i64)
            }
            Rep::Bool => fb.ins().icmp_imm_s(IntCC::Equal, v, Tagged::TRUE.bits() as i64),
            Rep::Tagged | Rep::Float | Rep::Ptr => v,
        });
    }
    let signature = fb.import_signature(direct(&entry.params, entry.result));
    let code = fb.ins().load(types::I64, memory.vm, vm, offset_of!(Vm, jit.context.code) as i32);
    let call = fb.ins().call_indirect(signature, code, &args);
    let (result, left) = (fb.inst_results(call)[0], fb.inst_results(call)[1]);
    let vm = fb.ins().get_pinned_reg(types::I64);
    fb.ins().set_pinned_reg(before);
    let boxed = super::exits::boxed(&mut fb, entry.result, result);
    fb.ins().store(memory.vm, boxed, vm, offset_of!(Vm, jit.context.result) as i32);
    fb.ins().return_(&[left]);
    fb.finalize(target);
}
