//! The body of a function: values in locals or on wasm's stack, blocks in structures.
//!
//! A value that is used once, in the block that computes it, is computed where it is
//! used, if nothing between the two can change it. All others get a local. A local
//! whose value is used in one block only is free again after the last use.
use super::code::{Code, zero};
use super::flow::Flow;
use super::insn::{Op, Ty};
use super::module::Types;
use super::{Input, MACHINE, SLOTS, Target};
use crate::jit::mir::{BlockId, Edge, Graph, Inst, MirOp, Rep, StateId, Term, Val, effect};
use std::ops::{Deref, DerefMut};

/// The local that holds the address of the VM.
pub(super) const VM: u32 = 0;
/// The local that holds the address of register 0.
pub(super) const REGS: u32 = 1;
/// The local that holds the budget.
pub(super) const BUDGET: u32 = 2;

/// Computations that are put off may contain each other so deep: the emitter recurses.
const DEPTH: u8 = 24;

/// Where a value is.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// It is not computed yet, or nobody wants it.
    None,
    Local(u32),
    /// A constant.
    Const(&'a Inst),
    /// Computed where it is used.
    Later {
        inst: &'a Inst,
        depth: u8,
        reads: bool,
    },
}

/// What encloses the code.
enum Frame {
    If,
    /// A block that ends before the code of a block of the graph.
    Before(BlockId),
    Loop(BlockId),
    /// A block of checks.
    Check,
}

/// What is left to do; the last first.
enum Step<'a> {
    /// A block, with what it dominates.
    Tree(BlockId),
    /// The block itself.
    Block(BlockId),
    /// The jump of a block along an edge.
    Edge(BlockId, &'a Edge),
    /// The end of the innermost structure.
    End,
}

/// A function's body while it is made.
pub(super) struct Body<'a> {
    pub graph: &'a Graph,
    pub input: Input<'a>,
    pub target: Target,
    pub types: &'a mut Types,
    pub code: Code,
    flow: Flow,
    place: Vec<Place<'a>>,
    /// Uses that are still to come.
    uses: Vec<u32>,
    /// Whether a value is used at all.
    wanted: Vec<bool>,
    /// Whether a value is computed and used in one block.
    passing: Vec<bool>,
    /// Whether a value is the length of an object.
    lengths: Vec<bool>,
    /// What is put off and reads memory.
    readers: Vec<Val>,
    frames: Vec<Frame>,
    /// Where the code looks for room.
    pub rooms: Vec<usize>,
    /// The number of the first exit of each block.
    exits: Vec<u32>,
}

impl Deref for Body<'_> {
    type Target = Code;
    fn deref(&self) -> &Code {
        &self.code
    }
}
impl DerefMut for Body<'_> {
    fn deref_mut(&mut self) -> &mut Code {
        &mut self.code
    }
}

/// How a representation is kept in wasm.
pub(super) fn ty(rep: Rep) -> Ty {
    match rep {
        Rep::Tagged | Rep::Int => Ty::I64,
        Rep::Float => Ty::F64,
        Rep::Bool | Rep::Ptr => Ty::I32,
    }
}

/// Whether an instruction's result is computed apart from its check.
fn is_check(op: MirOp) -> bool {
    use MirOp::*;
    matches!(op, UnboxInt | UnboxFloat | GuardPair | GuardKind | MulInt | QuotInt | RemInt | ModInt | ShlInt)
}

impl<'a> Body<'a> {
    /// The body of `direct`.
    pub fn of(input: Input<'a>, flow: Flow, types: &'a mut Types) -> Body<'a> {
        let graph = input.graph;
        let n = graph.reps.len();
        let mut body = Body {
            graph,
            input,
            target: input.target,
            types,
            code: Code::new(vec![Ty::I32, Ty::I32, Ty::I64], Some(graph.blocks[0].pc)),
            flow,
            place: vec![Place::None; n],
            uses: vec![0; n],
            wanted: vec![],
            passing: vec![true; n],
            lengths: vec![false; n],
            readers: vec![],
            frames: vec![],
            rooms: vec![],
            exits: vec![],
        };
        body.count();
        body.wanted = body.uses.iter().map(|&n| n > 0).collect();
        for &p in &graph.blocks[0].params {
            body.place[p.0 as usize] = Place::Local(body.locals.len() as u32);
            body.locals.push(ty(graph.rep(p)));
            body.params += 1;
        }
        body.run();
        body.bound_frames();
        body.tidy();
        body
    }

    /// Counts exits and uses.
    fn count(&mut self) {
        const NOWHERE: u32 = u32::MAX;
        let graph = self.graph;
        let mut home = vec![NOWHERE; graph.reps.len()];
        let mut exit = self.input.first_exit;
        for (b, block) in graph.blocks.iter().enumerate() {
            self.exits.push(exit);
            exit += block.insts.iter().filter(|i| i.op.exits() && i.state.is_some()).count() as u32;
            exit += matches!(block.term, Term::Exit(..)) as u32;
            if !self.flow.reached(BlockId(b as u32)) {
                continue;
            }
            for i in &block.insts {
                if let Some(d) = i.dst {
                    home[d.0 as usize] = b as u32;
                    self.lengths[d.0 as usize] = matches!(i.op, MirOp::Len | MirOp::LoadCount);
                }
            }
        }
        for (b, block) in graph.blocks.iter().enumerate() {
            if !self.flow.reached(BlockId(b as u32)) {
                continue;
            }
            let mut used = |v: Val| {
                self.uses[v.0 as usize] += 1;
                self.passing[v.0 as usize] &= home[v.0 as usize] == b as u32;
            };
            let states = block.insts.iter().filter(|i| i.op.exits()).filter_map(|i| i.state);
            let last = if let Term::Exit(state, _) = block.term { Some(state) } else { None };
            for state in states.chain(last) {
                graph.states[state.0 as usize].live.iter().for_each(|&(_, v)| used(v));
            }
            for i in &block.insts {
                // The check uses the operands, and so does what computes the result.
                let times = 1 + is_check(i.op) as usize;
                i.args.iter().flat_map(|&v| std::iter::repeat_n(v, times)).for_each(&mut used);
            }
            block.term.uses().iter().copied().for_each(&mut used);
            block.term.edges().flat_map(|e| &e.args).copied().for_each(&mut used);
        }
    }

    /// Says how far from where compiled code was entered the code may still begin, so
    /// that the frames which the engine makes for it fit on the engine's stack. Each
    /// function keeps to the part of the VM's stack in which calls of its own would
    /// fit; so do all in a mix of them, but for a small factor.
    fn bound_frames(&mut self) {
        let graph = self.graph;
        let calls = graph.blocks.iter().flat_map(|b| &b.insts);
        let states = calls.filter(|i| i.op.calls()).filter_map(|i| i.state);
        let windows = states.map(|s| self.input.functions.window(graph.states[s.0 as usize].pc));
        // One that calls nothing adds one frame, whatever is below it.
        let grows = windows.min().map_or(8 * SLOTS, |least| 8 * (least as usize + 1));
        // What engines keep when they have optimised nothing yet: all locals.
        let frame = 8 * self.locals.len() + 96;
        for at in std::mem::take(&mut self.rooms) {
            self.insns[at].imm = (MACHINE / frame * grows) as i64;
        }
    }

    fn run(&mut self) {
        let mut steps = vec![Step::Tree(BlockId(0))];
        while let Some(step) = steps.pop() {
            match step {
                Step::Tree(b) => self.open(b, &mut steps),
                Step::Block(b) => self.block(b, &mut steps),
                Step::Edge(from, edge) => self.go(from, edge, &mut steps),
                Step::End => self.end(),
            }
        }
        self.op(Op::Unreachable);
        self.op(Op::End);
    }

    /// Begins the structures around a block and what it dominates.
    fn open(&mut self, b: BlockId, steps: &mut Vec<Step<'a>>) {
        let at = b.0 as usize;
        let after = std::mem::take(&mut self.flow.after[at]);
        let inside = std::mem::take(&mut self.flow.inside[at]);
        for &next in &after {
            self.begin(Op::Block, Frame::Before(next));
            steps.extend([Step::Tree(next), Step::End]);
        }
        if self.flow.heads[at] {
            self.begin(Op::Loop, Frame::Loop(b));
            steps.push(Step::End);
        }
        for &next in &inside {
            self.begin(Op::Block, Frame::Before(next));
            steps.extend([Step::Tree(next), Step::End]);
        }
        steps.push(Step::Block(b));
    }

    fn block(&mut self, b: BlockId, steps: &mut Vec<Step<'a>>) {
        let block = self.graph.at(b);
        let mut exit = self.exits[b.0 as usize];
        for inst in &block.insts {
            self.pc = Some(inst.pc);
            self.inst(inst, exit);
            exit += (inst.op.exits() && inst.state.is_some()) as u32;
        }
        match &block.term {
            Term::Jump(e) => steps.push(Step::Edge(b, e)),
            Term::Branch(cond, yes, no) => {
                self.push(*cond);
                // What is put off for one edge must not be computed on the other.
                if self.is_bare(b, yes) {
                    self.settle();
                    self.jump_if(yes);
                    steps.push(Step::Edge(b, no));
                } else if self.is_bare(b, no) {
                    self.not();
                    self.settle();
                    self.jump_if(no);
                    steps.push(Step::Edge(b, yes));
                } else {
                    self.settle();
                    self.begin(Op::If, Frame::If);
                    steps.extend([Step::Edge(b, no), Step::End, Step::Edge(b, yes)]);
                }
            }
            Term::Return(v) => {
                self.push(*v);
                self.get(BUDGET);
                self.op(Op::Return);
            }
            Term::Exit(state, _) => self.exit(*state, exit),
            Term::TailCall(all, _) => self.tail_call(all),
        }
    }

    /// An instruction: code for its effects, and its result put somewhere.
    fn inst(&mut self, inst: &'a Inst, exit: u32) {
        if let (Some(d), true) = (inst.dst, inst.args.is_empty())
            && matches!(inst.op, MirOp::Tagged | MirOp::Int | MirOp::Float | MirOp::Bool)
        {
            self.place[d.0 as usize] = Place::Const(inst);
            return;
        }
        if !inst.op.removable() {
            self.effect(inst, exit);
            if !is_check(inst.op) {
                return;
            }
        }
        let Some(d) = inst.dst else { return };
        if self.uses[d.0 as usize] == 0 {
            self.forget(inst);
            return;
        }
        let (depth, reads) = self.inner(inst);
        let reads = reads || inst.op.info().effects & (effect::R_HEAP | effect::R_GLOBALS | effect::R_FRAME) != 0;
        if self.uses[d.0 as usize] == 1 && self.passing[d.0 as usize] && depth < DEPTH {
            self.place[d.0 as usize] = Place::Later { inst, depth, reads };
            if reads {
                self.readers.push(d);
            }
        } else {
            self.pure(inst);
            self.define(d);
        }
    }

    /// How deep the operands of an instruction are put off, and whether they read memory.
    fn inner(&self, inst: &Inst) -> (u8, bool) {
        inst.args.iter().fold((0, false), |(depth, reads), v| match self.place[v.0 as usize] {
            Place::Later { depth: d, reads: r, .. } => (depth.max(d + 1), reads | r),
            _ => (depth, reads),
        })
    }

    /// Computes what was put off and reads memory, before something changes memory.
    pub fn settle(&mut self) {
        for v in std::mem::take(&mut self.readers) {
            if let Place::Later { inst, .. } = self.place[v.0 as usize] {
                self.pure(inst);
                self.define(v);
            }
        }
    }

    /// Notes that an instruction does not use its operands after all.
    fn forget(&mut self, inst: &Inst) {
        inst.args.iter().for_each(|&v| self.used(v));
    }

    /// The local of a value; a new one if it has none.
    fn home(&mut self, v: Val) -> u32 {
        if let Place::Local(l) = self.place[v.0 as usize] {
            return l;
        }
        let l = self.temp(ty(self.graph.rep(v)));
        self.place[v.0 as usize] = Place::Local(l);
        l
    }

    /// Puts what is on the stack into a value's local.
    pub fn define(&mut self, v: Val) {
        if self.uses[v.0 as usize] == 0 {
            self.op(Op::Drop);
        } else {
            let l = self.home(v);
            self.set(l);
        }
    }

    /// Notes a use of a value.
    pub fn used(&mut self, v: Val) {
        let at = v.0 as usize;
        self.uses[at] -= 1;
        if let (0, true, Place::Local(l)) = (self.uses[at], self.passing[at], self.place[at]) {
            self.place[at] = Place::None;
            self.release(l);
        }
    }

    /// Puts a value on the stack, for one of its uses.
    pub fn push(&mut self, v: Val) {
        match self.place[v.0 as usize] {
            Place::None => unreachable!("a value is defined before it is used"),
            Place::Local(l) => self.get(l),
            Place::Const(i) => self.constant(i),
            Place::Later { inst, .. } => {
                self.place[v.0 as usize] = Place::None;
                self.pure(inst);
            }
        }
        self.used(v);
    }

    /// A value that several instructions in a row look at, for one of its uses: its
    /// local, and whether to release it.
    pub fn held(&mut self, v: Val) -> Held {
        if let Place::Local(local) = self.place[v.0 as usize] {
            return Held { local, value: Some(v) };
        }
        // What is put off and needed later gets a local of its own.
        let local = self.temp(ty(self.graph.rep(v)));
        self.push(v);
        self.set(local);
        Held { local, value: None }
    }
    /// The end of that use.
    pub fn let_go(&mut self, held: Held) {
        match held.value {
            Some(v) => self.used(v),
            None => self.release(held.local),
        }
    }

    /// The constant that a value is.
    pub fn known(&self, v: Val) -> Option<i64> {
        if let Place::Const(i) = self.place[v.0 as usize] { Some(i.imm) } else { None }
    }
    /// Whether a value is never negative, being a length.
    pub fn is_length(&self, v: Val) -> bool {
        self.lengths[v.0 as usize]
    }
    /// Gives a value the local that holds it, which was a temporary one.
    pub fn adopt(&mut self, v: Val, local: u32) {
        if self.uses[v.0 as usize] == 0 {
            self.release(local);
        } else {
            self.place[v.0 as usize] = Place::Local(local);
        }
    }

    /// Writes the registers of a frame state, as they are represented.
    pub fn write_state(&mut self, state: StateId) {
        let graph = self.graph;
        for &(reg, v) in &graph.states[state.0 as usize].live {
            self.get(REGS);
            self.push(v);
            let store = match ty(graph.rep(v)) {
                Ty::I32 => Op::I32Store,
                Ty::I64 => Op::I64Store,
                Ty::F64 => Op::F64Store,
            };
            self.imm(store, reg as i64 * 8);
        }
    }

    /// Leaves compiled code.
    pub fn exit(&mut self, state: StateId, number: u32) {
        self.write_state(state);
        self.get(VM);
        self.get(BUDGET);
        self.imm(Op::I64Store, self.target.budget as i64);
        self.get(VM);
        self.imm(Op::I32Const, number as i64);
        self.imm(Op::I32Store, self.target.exit as i64);
        self.give_nothing();
        self.imm(Op::I64Const, -1);
        self.op(Op::Return);
    }
    /// A result that means nothing.
    pub fn give_nothing(&mut self) {
        self.imm(zero(ty(self.graph.result)), 0);
    }

    fn is_bare(&self, from: BlockId, e: &Edge) -> bool {
        let labelled = self.flow.labelled[e.to.0 as usize] || self.flow.goes_back(from, e.to);
        labelled && self.moves(e).is_empty()
    }
    /// What a jump must move: arguments to parameters that are used.
    fn moves(&self, e: &Edge) -> Vec<(Val, Val)> {
        let params = &self.graph.at(e.to).params;
        let moves = e.args.iter().copied().zip(params.iter().copied());
        moves.filter(|&(arg, param)| self.wanted[param.0 as usize] && !self.is_same(arg, param)).collect()
    }
    fn is_same(&self, arg: Val, param: Val) -> bool {
        matches!((self.place[arg.0 as usize], self.place[param.0 as usize]), (Place::Local(a), Place::Local(p)) if a == p)
    }

    /// Goes along an edge: to code that stands elsewhere, or into it if it stands here.
    fn go(&mut self, from: BlockId, e: &'a Edge, steps: &mut Vec<Step<'a>>) {
        let moves = self.moves(e);
        for &(arg, _) in &moves {
            self.push(arg);
        }
        for &(_, param) in moves.iter().rev() {
            let l = self.home(param);
            self.set(l);
        }
        // What is put off still was for parameters that nobody wants.
        self.readers.clear();
        if self.flow.goes_back(from, e.to) || self.flow.labelled[e.to.0 as usize] {
            let label = self.label(e.to);
            // A block that ends here is left without a jump.
            if label > 0 || matches!(self.frames.last(), Some(Frame::Loop(_))) {
                self.imm(Op::Br, label as i64);
            }
        } else {
            steps.push(Step::Tree(e.to));
        }
    }
    fn jump_if(&mut self, e: &Edge) {
        let label = self.label(e.to);
        self.imm(Op::BrIf, label as i64);
    }
    fn label(&self, to: BlockId) -> usize {
        let leads = |f: &Frame| matches!(f, Frame::Before(b) | Frame::Loop(b) if *b == to);
        self.frames.iter().rev().position(leads).expect("a label encloses every jump to it")
    }

    // Those of `Code` that are given parts of this.
    /// Adds an instruction with its operand.
    pub fn imm(&mut self, op: Op, imm: i64) {
        self.code.imm(op, imm);
    }
    /// Adds the constant and the operation on it.
    pub fn i32_by(&mut self, constant: i64, op: Op) {
        self.code.i32_by(constant, op);
    }
    /// A local that is free.
    pub fn temp(&mut self, ty: Ty) -> u32 {
        self.code.temp(ty)
    }

    fn begin(&mut self, op: Op, frame: Frame) {
        self.op(op);
        self.frames.push(frame);
    }
    fn end(&mut self) {
        self.op(Op::End);
        self.frames.pop();
    }
    /// Begins what happens only if what is on the stack holds.
    pub fn begin_if(&mut self) {
        self.begin(Op::If, Frame::If);
    }
    /// The same where either part gives an `i32`.
    pub fn begin_choice(&mut self) {
        self.imm(Op::If, 1);
        self.frames.push(Frame::If);
    }
    /// Begins a block that checks leave.
    pub fn begin_check(&mut self) {
        self.begin(Op::Block, Frame::Check);
    }
    /// Ends what the two above began.
    pub fn close(&mut self) {
        self.end();
    }
}

/// See [`Body::held`].
#[derive(Clone, Copy)]
pub(super) struct Held {
    pub local: u32,
    value: Option<Val>,
}
