//! From bytecode to MIR: an abstract run of the code in which registers hold MIR
//! values. Everything is tagged between instructions; an integer addition takes its
//! operands out of their values, adds, and puts the sum into one. What can be left
//! out of that is for the passes.
//!
//! Blocks with several ways in have a parameter for each live register, others go on
//! with what their only predecessor left in the registers.
pub(super) mod calls;
mod generators;
mod insn;
mod objects;

use super::backend::Signature;
use super::code::Code;
use super::mir::flow::Flow;
use super::mir::{BlockId, Edge, FrameState, Graph, Inst, MirOp, Reason, Rep, Start, StateId, Term, Val};
use super::watch::Watch;
use crate::bytecode::{Insn, Op};
use crate::value::Value;

/// A function that compiled code can call.
#[derive(Clone, Debug)]
pub(super) struct Callee {
    /// Its number in [`super::backend::Context::entries`].
    pub entry: u32,
    /// Whether its first parameter is the closure.
    pub closure: bool,
    /// Parameters, the closure included, and result.
    pub signature: Signature,
}

/// What is to be built, and what is known.
pub(super) struct Input<'a> {
    pub code: &'a Code<'a>,
    pub start: Start,
    /// The globals as they are.
    pub globals: &'a [Value],
    /// Tells which of them may be relied on, unless none may.
    pub watch: Option<&'a Watch>,
    /// Compiled code by function.
    pub callees: &'a [(u32, Callee)],
    /// The representations of the arguments, if it starts with a call.
    pub params: &'a [Rep],
    /// Where an assumption failed before, and which.
    pub failed: &'a [(u32, Reason)],
    /// Whether the back end has tail calls.
    pub tail_calls: bool,
    /// Puts an exit that is taken once before each guard: a byte each, from here on.
    pub forced: Option<*mut u8>,
}

impl Input<'_> {
    /// The compiled code of a function.
    fn callee(&self, func: u32) -> Option<&Callee> {
        self.callees.iter().find(|(id, _)| *id == func).map(|(_, callee)| callee)
    }
}

/// How a tagged value was made, if that says what it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Other,
    Int(Val),
    Float(Val),
    Bool(Val),
    Const(Value),
    /// An integer that is too large, most of the time.
    Large,
}

pub(super) struct Builder<'a> {
    input: &'a Input<'a>,
    g: Graph,
    /// How each value was made.
    origins: Vec<Origin>,
    /// What the registers hold.
    regs: Vec<Option<Val>>,
    /// The block that is being filled; none after its end.
    block: Option<BlockId>,
    /// The instruction at hand.
    pc: u32,
    /// The frame state before the instruction at hand.
    state: Option<StateId>,
    /// The block that begins at an instruction.
    starts: Vec<Option<BlockId>>,
    /// Ways into a block, by instruction.
    ways: Vec<u32>,
    /// The register of each parameter, by block.
    param_regs: Vec<Vec<u16>>,
    /// What the only predecessor left, by block.
    left: Vec<Option<Vec<Option<Val>>>>,
    /// The closure, once something asked for it.
    closure: Option<Val>,
    /// The generator that goes on, if one does.
    running: Option<generators::Running>,
    /// Exits that are forced so far.
    forced: usize,
    relies: Vec<u32>,
    stores: Vec<u32>,
    classes: bool,
    instructions: usize,
    handled: usize,
    left_at: Option<u32>,
}

/// What was built.
pub(super) struct Built {
    pub graph: Graph,
    /// The globals that it relies on.
    pub relies: Vec<u32>,
    /// Those that it stores to.
    pub stores: Vec<u32>,
    /// Whether it relies on what sites remember of classes.
    pub classes: bool,
    /// Instructions of bytecode in it.
    pub instructions: usize,
    /// Those on objects, which the interpreter's handlers do for it.
    pub handled: usize,
    /// The first place where it leaves for what is not compiled, if it does.
    pub left_at: Option<u32>,
}

impl Built {
    /// Whether it calls nothing, and has no loop.
    pub fn is_straight(&self) -> bool {
        let calls = |i: &Inst| i.op.has(super::mir::effect::CALLS);
        !self.graph.blocks.iter().flat_map(|b| &b.insts).any(calls) && Flow::new(&self.graph).loops.is_empty()
    }

    /// Whether a run can get to its end, or a turn of a loop to the next, without being
    /// left for what is not compiled.
    pub fn completes(&self) -> bool {
        let ends = |t: &Term| matches!(t, Term::Return(_) | Term::TailCall(..));
        let returns = !matches!(self.graph.start, Start::Loop(_)) && self.graph.blocks.iter().any(|b| ends(&b.term));
        returns || !Flow::new(&self.graph).loops.is_empty()
    }
}

/// Builds the graph.
pub(super) fn build(input: &Input) -> Built {
    let f = input.code.func;
    let g = Graph::new(f.id, f.name().to_string(), input.start, f.registers);
    let n = input.code.insns.len();
    let mut b = Builder {
        input,
        g,
        origins: vec![],
        regs: vec![None; f.registers as usize],
        block: Some(BlockId(0)),
        pc: 0,
        state: None,
        starts: vec![None; n],
        ways: vec![0; n],
        param_regs: vec![],
        left: vec![],
        closure: None,
        running: None,
        forced: 0,
        relies: vec![],
        stores: vec![],
        classes: false,
        instructions: 0,
        handled: 0,
        left_at: None,
    };
    b.run();
    simplify(&mut b.g);
    Built {
        graph: b.g,
        relies: b.relies,
        stores: b.stores,
        classes: b.classes,
        instructions: b.instructions,
        handled: b.handled,
        left_at: b.left_at,
    }
}

impl Builder<'_> {
    fn run(&mut self) {
        self.g.closure = self.input.start == Start::Call && self.input.code.uses_closure();
        let order = self.find_blocks();
        let first = self.first();
        self.pc = first;
        self.g.blocks[0].pc = first;
        self.enter(first);
        self.go(first);
        for pc in order {
            self.fill(pc);
        }
    }

    /// The first instruction of the code.
    fn first(&self) -> u32 {
        match self.input.start {
            Start::Call => self.input.code.func.proto.start(),
            Start::Loop(pc) => pc,
            Start::Begin => self.input.code.func.proto.start(),
            Start::Resume(pc) => pc + 1,
        }
    }

    /// The registers as they are where the code begins.
    fn enter(&mut self, first: u32) {
        match self.input.start {
            Start::Call => {
                if self.g.closure {
                    let closure = self.param(Rep::Tagged);
                    self.closure = Some(closure);
                }
                for (r, &rep) in self.input.params.iter().enumerate() {
                    let v = self.param(rep);
                    let v = self.boxed(v);
                    self.regs[r] = Some(v);
                }
                self.guard(MirOp::Room, &[], 0);
            }
            Start::Begin => self.go_on_behind(None),
            Start::Resume(pc) => self.go_on_behind(Some(pc)),
            Start::Loop(_) => {
                if self.input.code.uses_closure() {
                    self.closure = Some(self.emit(MirOp::Running, &[], 0));
                }
                let live: Vec<u16> = self.input.code.live(first).iter().collect();
                for r in live {
                    let v = self.emit(MirOp::Reg, &[], r as i64);
                    self.regs[r as usize] = Some(v);
                }
            }
        }
        self.state = None;
    }

    fn param(&mut self, rep: Rep) -> Val {
        let v = self.value(rep, Origin::Other);
        self.g.blocks[0].params.push(v);
        v
    }

    /// Finds where blocks begin among what can be reached, and counts the ways into
    /// each; gives the blocks in reverse postorder.
    fn find_blocks(&mut self) -> Vec<u32> {
        let code = self.input.code;
        let first = self.first();
        let mut leader = vec![false; code.insns.len()];
        let mut seen = vec![false; code.insns.len()];
        leader[first as usize] = true;
        self.ways[first as usize] = 1;
        let mut work = vec![first];
        while let Some(pc) = work.pop() {
            if std::mem::replace(&mut seen[pc as usize], true) {
                continue;
            }
            let next: Vec<u32> = self.successors(pc).collect();
            // A jump to the next instruction, of any kind, ends a block like any other.
            let falls = next == [pc + 1] && self.input.code.at(pc).1.target(pc as usize).is_none();
            for to in next {
                self.ways[to as usize] += 1;
                leader[to as usize] |= !falls;
                work.push(to);
            }
        }
        // Where several ways meet, a block begins, too.
        for (pc, begins) in leader.iter_mut().enumerate() {
            *begins |= self.ways[pc] > 1;
        }
        let mut order = vec![];
        let mut state = vec![0u8; code.insns.len()];
        let mut stack = vec![(first, false)];
        while let Some((pc, done)) = stack.pop() {
            if done {
                order.push(pc);
                continue;
            }
            if std::mem::replace(&mut state[pc as usize], 1) == 1 {
                continue;
            }
            let block = self.g.block(pc);
            self.starts[pc as usize] = Some(block);
            if self.ways[pc as usize] > 1 {
                let live: Vec<u16> = code.live(pc).iter().collect();
                for _ in &live {
                    let v = self.value(Rep::Tagged, Origin::Other);
                    self.g.at_mut(block).params.push(v);
                }
                self.param_regs.resize(block.0 as usize + 1, vec![]);
                self.param_regs[block.0 as usize] = live;
            }
            stack.push((pc, true));
            let mut last = pc;
            loop {
                let next: Vec<u32> = self.successors(last).collect();
                if let [only] = next[..]
                    && only == last + 1
                    && !leader[only as usize]
                {
                    last = only;
                    continue;
                }
                // The fall-through is pushed last: it comes first in the order.
                stack.extend(next.iter().rev().map(|&to| (to, false)));
                break;
            }
        }
        order.reverse();
        self.left.resize(self.g.blocks.len(), None);
        order
    }

    /// Where the built code may go on after an instruction.
    fn successors(&self, pc: u32) -> impl Iterator<Item = u32> + use<'_> {
        let tail = self.is_self_tail_call(pc).then_some(self.input.code.func.proto.start());
        self.input.code.compiled_successors(pc).filter(move |_| tail.is_none()).chain(tail)
    }

    fn fill(&mut self, start: u32) {
        let Some(block) = self.starts[start as usize] else { return };
        self.block = Some(block);
        if self.ways[start as usize] > 1 {
            self.regs.fill(None);
            for (&r, &v) in self.param_regs[block.0 as usize].iter().zip(&self.g.at(block).params) {
                self.regs[r as usize] = Some(v);
            }
            (self.pc, self.state) = (start, None);
            let entry = self.state();
            self.g.at_mut(block).entry = Some(entry);
        } else if let Some(regs) = self.left[block.0 as usize].take() {
            self.regs = regs;
        } else {
            // Nothing leads here after all.
            self.block = None;
            return;
        }
        let mut pc = start;
        loop {
            self.pc = pc;
            self.state = None;
            self.insn(pc);
            if self.block.is_none() {
                return;
            }
            pc += 1;
            if self.starts.get(pc as usize).copied().flatten().is_some() {
                self.go(pc);
                return;
            }
        }
    }

    // Values and instructions

    fn value(&mut self, rep: Rep, origin: Origin) -> Val {
        self.origins.push(origin);
        self.g.value(rep)
    }

    fn push(&mut self, op: MirOp, args: &[Val], imm: i64, dst: Option<Val>, state: Option<StateId>) {
        let pc = self.pc;
        if let Some(b) = self.block {
            self.g.at_mut(b).insts.push(Inst { op, args: args.to_vec(), imm, dst, state, pc });
        }
    }

    /// Adds an instruction that stays in compiled code and gives a value.
    fn emit(&mut self, op: MirOp, args: &[Val], imm: i64) -> Val {
        self.maker(op, args, imm, None)
    }

    /// Adds one that gives nothing.
    fn effect(&mut self, op: MirOp, args: &[Val], imm: i64) {
        self.push(op, args, imm, None, None);
    }

    /// Adds a guard, which leaves to the instruction at hand.
    fn guard(&mut self, op: MirOp, args: &[Val], imm: i64) {
        let state = self.state();
        self.force(state);
        self.push(op, args, imm, None, Some(state));
    }

    /// The same for one that gives a value.
    fn checked(&mut self, op: MirOp, args: &[Val], imm: i64) -> Val {
        let state = self.state();
        self.force(state);
        self.maker(op, args, imm, Some(state))
    }

    fn force(&mut self, state: StateId) {
        if let Some(cells) = self.input.forced
            && self.forced < FORCED
        {
            let cell = cells.wrapping_add(self.forced);
            self.forced += 1;
            self.push(MirOp::ForceOnce, &[], cell as usize as i64, None, Some(state));
        }
    }

    fn maker(&mut self, op: MirOp, args: &[Val], imm: i64, state: Option<StateId>) -> Val {
        let super::mir::Gives::Rep(rep) = op.info().gives else { unreachable!("calls are made elsewhere") };
        let origin = match op {
            MirOp::BoxInt => Origin::Int(args[0]),
            MirOp::BoxFloat => Origin::Float(args[0]),
            MirOp::BoxBool => Origin::Bool(args[0]),
            MirOp::Tagged => Origin::Const(Value::from_bits(imm as u64)),
            _ => Origin::Other,
        };
        let dst = self.value(rep, origin);
        self.push(op, args, imm, Some(dst), state);
        dst
    }

    fn origin(&self, v: Val) -> Origin {
        self.origins[v.0 as usize]
    }

    /// A value in its tagged form.
    fn boxed(&mut self, v: Val) -> Val {
        match self.g.rep(v) {
            Rep::Tagged => v,
            Rep::Int => self.emit(MirOp::BoxInt, &[v], 0),
            Rep::Float => self.emit(MirOp::BoxFloat, &[v], 0),
            Rep::Bool => self.emit(MirOp::BoxBool, &[v], 0),
            Rep::Ptr => unreachable!("addresses are in no register"),
        }
    }

    /// The integer in a value; leaves if there is none.
    fn int(&mut self, v: Val) -> Val {
        match self.origin(v) {
            Origin::Int(i) => i,
            _ => self.checked(MirOp::UnboxInt, &[v], 0),
        }
    }

    /// The float in a value; leaves if there is none.
    fn float(&mut self, v: Val) -> Val {
        match self.origin(v) {
            Origin::Float(f) => f,
            _ => self.checked(MirOp::UnboxFloat, &[v], 0),
        }
    }

    fn int_const(&mut self, i: i64) -> Val {
        self.emit(MirOp::Int, &[], i)
    }

    fn float_const(&mut self, f: f64) -> Val {
        self.emit(MirOp::Float, &[], f.to_bits() as i64)
    }

    fn constant(&mut self, v: Value) -> Val {
        if let Some(i) = v.as_int() {
            let i = self.int_const(i);
            self.boxed(i)
        } else if let Some(f) = v.as_float().filter(|_| v.is_double()) {
            let f = self.float_const(f);
            self.boxed(f)
        } else {
            self.emit(MirOp::Tagged, &[], v.bits() as i64)
        }
    }

    // Registers and states

    fn get(&mut self, r: u16) -> Val {
        match self.regs[r as usize] {
            Some(v) => v,
            // Verified code reads what was written; what a merge left out is dead.
            None => self.constant(Value::UNIT),
        }
    }

    fn set(&mut self, r: u16, v: Val) {
        let v = self.boxed(v);
        self.regs[r as usize] = Some(v);
    }

    /// The frame before the instruction at hand.
    fn state(&mut self) -> StateId {
        if let Some(s) = self.state {
            return s;
        }
        let live = self.input.code.live(self.pc);
        let live = live.iter().filter_map(|r| Some((r, self.regs[r as usize]?))).collect();
        let s = self.g.state(FrameState { pc: self.pc, live });
        self.state = Some(s);
        s
    }

    /// Whether an assumption failed at the instruction at hand.
    fn failed(&self, reason: Reason) -> bool {
        self.input.failed.contains(&(self.pc, reason))
    }

    /// What a global holds, if the code may rely on it; it does then.
    fn stable(&mut self, global: u32) -> Option<Value> {
        let held = *self.input.globals.get(global as usize)?;
        if !self.input.watch?.is_stable(global, held) {
            return None;
        }
        if !self.relies.contains(&global) {
            self.relies.push(global);
        }
        Some(held)
    }

    /// Stores to a global.
    fn store(&mut self, global: u32, v: Val) {
        if !self.stores.contains(&global) {
            self.stores.push(global);
        }
        self.effect(MirOp::StoreGlobal, &[v], global as i64);
    }

    // Ends of blocks

    fn end(&mut self, term: Term) {
        if let Some(b) = self.block.take() {
            self.g.at_mut(b).term = term;
        }
    }

    /// An edge to the block at an instruction, with the registers as they are.
    fn edge(&mut self, pc: u32) -> Edge {
        let Some(to) = self.starts[pc as usize] else {
            unreachable!("every place that code leads to begins a block");
        };
        if self.ways[pc as usize] > 1 {
            let regs = self.param_regs[to.0 as usize].clone();
            let args = regs.iter().map(|&r| self.get(r)).collect();
            return Edge { to, args };
        }
        self.left[to.0 as usize] = Some(self.regs.clone());
        Edge { to, args: vec![] }
    }

    fn go(&mut self, pc: u32) {
        let edge = self.edge(pc);
        self.end(Term::Jump(edge));
    }

    /// Goes on at the next instruction if the test holds, else elsewhere.
    fn branch(&mut self, test: Val, otherwise: u32) {
        let (next, other) = (self.edge(self.pc + 1), self.edge(otherwise));
        let seen = self.input.code.func.jit.branches.borrow().iter().find(|b| b.0 == self.pc).map(|b| b.1);
        if let Some([went_on, jumped]) = seen {
            let never = |way: u32, others: u32| way == 0 && others >= super::BIASED;
            self.g.at_mut(next.to).cold |= never(went_on, jumped) && self.ways[self.pc as usize + 1] == 1;
            self.g.at_mut(other.to).cold |= never(jumped, went_on) && self.ways[otherwise as usize] == 1;
        }
        self.end(Term::Branch(test, next, other));
    }

    /// Leaves to the instruction at hand.
    fn leave(&mut self, reason: Reason) {
        // What comes before a call in tail position is worth the way.
        let tail = [Op::TailCall, Op::TailCallGlobal, Op::TailApply];
        if reason == Reason::Interpreter && !tail.contains(&self.input.code.at(self.pc).0) {
            self.left_at.get_or_insert(self.pc);
        }
        let state = self.state();
        self.end(Term::Exit(state, reason));
    }

    /// Lets the interpreter's handler do the instruction at hand, which goes on at the
    /// next one.
    fn generic(&mut self) {
        let mut read = vec![];
        self.input.code.reads(self.pc, |r| read.push(r));
        for r in read {
            let v = self.get(r);
            self.effect(MirOp::SetReg, &[v], r as i64);
        }
        if self.input.code.at(self.pc).0 == Op::MakeClosure
            && let Some(closure) = self.closure
        {
            self.effect(MirOp::SetRunning, &[closure], 0);
        }
        self.guard(MirOp::Generic, &[], self.pc as i64);
        if let Some(r) = self.input.code.writes(self.pc) {
            let v = self.emit(MirOp::Reg, &[], r as i64);
            self.regs[r as usize] = Some(v);
        }
    }

    /// The same for a sum, difference or product: of what does not fit, or did not before, it
    /// most likely does not fit either.
    fn generic_arithmetic(&mut self, operands: &[Val]) {
        self.generic();
        let large = self.failed(Reason::Overflow) || operands.iter().any(|&v| self.origin(v) == Origin::Large);
        if let (true, Some(r)) = (large, self.input.code.writes(self.pc)) {
            let v = self.get(r);
            self.origins[v.0 as usize] = Origin::Large;
        }
    }

    fn target(&self, insn: Insn) -> u32 {
        insn.target(self.pc as usize).unwrap_or(0)
    }
}

/// Exits that are forced in one function, at most.
pub(super) const FORCED: usize = 4096;

/// Takes out parameters that always get the same value, until there are none left.
fn simplify(g: &mut Graph) {
    let mut same: Vec<Val> = (0..g.reps.len() as u32).map(Val).collect();
    fn find(same: &[Val], v: Val) -> Val {
        let mut v = v;
        while same[v.0 as usize] != v {
            v = same[v.0 as usize];
        }
        v
    }
    loop {
        // What comes in for each parameter: nothing yet, one value, or several.
        let mut comes: Vec<Vec<Option<Option<Val>>>> = g.blocks.iter().map(|b| vec![None; b.params.len()]).collect();
        for b in &g.blocks {
            for e in b.term.edges() {
                let to = e.to.0 as usize;
                for (i, &a) in e.args.iter().enumerate() {
                    let (a, p) = (find(&same, a), find(&same, g.blocks[to].params[i]));
                    if a == p {
                        continue;
                    }
                    let slot = &mut comes[to][i];
                    *slot = match *slot {
                        None => Some(Some(a)),
                        Some(Some(v)) if v == a => Some(Some(v)),
                        _ => Some(None),
                    };
                }
            }
        }
        let mut changed = false;
        for (bi, comes) in comes.iter().enumerate().skip(1) {
            for i in (0..comes.len()).rev() {
                let Some(Some(v)) = comes[i] else { continue };
                let p = g.blocks[bi].params[i];
                if find(&same, v) == p {
                    continue;
                }
                same[p.0 as usize] = find(&same, v);
                g.blocks[bi].params.remove(i);
                for b in &mut g.blocks {
                    for e in b.term.edges_mut().filter(|e| e.to.0 as usize == bi) {
                        e.args.remove(i);
                    }
                }
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let fix = |v: &mut Val| *v = find(&same, *v);
    for b in &mut g.blocks {
        b.insts.iter_mut().flat_map(|i| &mut i.args).for_each(fix);
        b.term.uses_mut().iter_mut().for_each(fix);
        b.term.edges_mut().flat_map(|e| &mut e.args).for_each(fix);
    }
    g.states.iter_mut().flat_map(|s| &mut s.live).for_each(|(_, v)| fix(v));
}
