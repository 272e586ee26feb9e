//! MIR, the compiler's middle form: a graph of blocks in SSA, with values whose
//! representations are explicit. Both back ends, and a small interpreter, read it.
//!
//! - A block has parameters in place of phis; jumps give the arguments.
//! - Block 0 is where it begins; its parameters are the function's: the closure if
//!   [`Graph::closure`] says so, then the arguments. A graph that enters a running
//!   loop has none and reads registers from memory ([`MirOp::Reg`]).
//! - A value is defined once and dominates its uses.
//! - Guards come first, effects after: an instruction that leaves compiled code has
//!   done nothing (but `generic` one that changed a class), and its frame state names the bytecode instruction that the
//!   interpreter does next and what its live registers hold. Registers that the
//!   state does not name are dead, or in memory already.
//! - The state of a call is the frame as it is while the call is open: the call
//!   instruction, and the registers that are live after it. It includes the callee
//!   in the call window's first register. It is used when the callee, or a function
//!   further in, left compiled code: then this frame becomes one of the interpreter.
//! - The budget is no value: each function has it as a variable, which it is given,
//!   `spend` counts down, calls take and give back, exits store, and returning gives
//!   back.
//! - Compiled code does not collect, throw, grow a stack or switch fibers: it leaves.
pub mod flow;
pub mod interp;
pub mod ops;
pub mod parse;
pub mod print;
pub mod verify;

pub use ops::{Gives, Imm, MIR_OPS, MirOp, Reason, effect};

/// How a value is represented.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Rep {
    /// A value of the VM, 64 bits.
    Tagged,
    /// A signed number in 64 bits; where it stands for an integer of the program it
    /// fits in 51.
    Int,
    /// A double.
    Float,
    /// 0 or 1, in 32 bits.
    Bool,
    /// An address, as wide as the machine's.
    Ptr,
}

impl Rep {
    /// Its name in listings.
    pub fn text(self) -> &'static str {
        match self {
            Rep::Tagged => "tagged",
            Rep::Int => "int",
            Rep::Float => "float",
            Rep::Bool => "bool",
            Rep::Ptr => "ptr",
        }
    }
}

/// A value: index into [`Graph::reps`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct Val(pub u32);

/// A block: index into [`Graph::blocks`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct BlockId(pub u32);

/// A frame state: index into [`Graph::states`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct StateId(pub u32);

/// What the interpreter needs to go on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameState {
    /// The bytecode instruction it does next; for the state of a call, the call.
    pub pc: u32,
    /// Registers and what they hold, in ascending order. Values of any
    /// representation but `Ptr`; they are boxed on the way out.
    pub live: Vec<(u16, Val)>,
}

/// An instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inst {
    /// What it does.
    pub op: MirOp,
    /// Operands.
    pub args: Vec<Val>,
    /// The constant, as the op's row says; floats as bits, signed numbers as `i64`.
    pub imm: i64,
    /// The result.
    pub dst: Option<Val>,
    /// Where it leaves to.
    pub state: Option<StateId>,
    /// The bytecode instruction it was made for.
    pub pc: u32,
}

/// A jump with the arguments for the block's parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Where to.
    pub to: BlockId,
    /// Arguments.
    pub args: Vec<Val>,
}

/// How a block ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Goes on elsewhere.
    Jump(Edge),
    /// Goes on at the first if the `Bool` holds, else at the second.
    Branch(Val, Edge, Edge),
    /// Gives a value, in the graph's result representation.
    Return(Val),
    /// Leaves compiled code.
    Exit(StateId, Reason),
    /// Calls compiled code in place of this function: the code, the closure if the
    /// entry takes it, and the arguments. The budget was spent before. The called
    /// code's window begins where this one's does. The number is the entry's.
    TailCall(Vec<Val>, u32),
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Parameters.
    pub params: Vec<Val>,
    /// Instructions.
    pub insts: Vec<Inst>,
    /// How it ends.
    pub term: Term,
    /// The bytecode instruction it begins at.
    pub pc: u32,
    /// The frame as it is where the block begins, with `pc` as its instruction and the
    /// block's parameters in it. Headers of loops have one: it is where a guard leaves
    /// to that moved in front of the loop. Passes keep it up to date like any state.
    pub entry: Option<StateId>,
    /// Whether control came here never, or hardly ever (F7).
    pub cold: bool,
}

/// Where compiled code begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Start {
    /// At the function's first instruction, when it is called.
    Call,
    /// At an instruction, in a function that runs already (on-stack replacement).
    Loop(u32),
    /// At the first instruction of a generator.
    Begin,
    /// Behind the instruction at which a generator was left.
    Resume(u32),
}

/// A function as a graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    /// The function's number in its VM.
    pub func: u32,
    /// Its name.
    pub name: String,
    /// Where it begins.
    pub start: Start,
    /// Registers of its window.
    pub registers: u32,
    /// Whether the first parameter is the closure.
    pub closure: bool,
    /// The representation of what it gives. In a graph that enters a loop always
    /// `Tagged`.
    pub result: Rep,
    /// The blocks; those that cannot be reached are empty and end in `Exit`.
    pub blocks: Vec<Block>,
    /// The representation of each value.
    pub reps: Vec<Rep>,
    /// The frame states.
    pub states: Vec<FrameState>,
}

impl Graph {
    /// A graph with an empty block 0.
    pub fn new(func: u32, name: String, start: Start, registers: u32) -> Graph {
        let mut g = Graph {
            func,
            name,
            start,
            registers,
            closure: false,
            result: Rep::Tagged,
            blocks: vec![],
            reps: vec![],
            states: vec![],
        };
        g.block(0);
        g
    }
    /// A new value.
    pub fn value(&mut self, rep: Rep) -> Val {
        self.reps.push(rep);
        Val(self.reps.len() as u32 - 1)
    }
    /// A new block, which leaves at once until it gets another end.
    pub fn block(&mut self, pc: u32) -> BlockId {
        let state = self.state(FrameState { pc, live: vec![] });
        self.blocks.push(Block {
            params: vec![],
            insts: vec![],
            term: Term::Exit(state, Reason::Interpreter),
            pc,
            entry: None,
            cold: false,
        });
        BlockId(self.blocks.len() as u32 - 1)
    }
    /// A new frame state.
    pub fn state(&mut self, state: FrameState) -> StateId {
        self.states.push(state);
        StateId(self.states.len() as u32 - 1)
    }
    /// How a value is represented.
    pub fn rep(&self, v: Val) -> Rep {
        self.reps[v.0 as usize]
    }
    /// A block.
    pub fn at(&self, b: BlockId) -> &Block {
        &self.blocks[b.0 as usize]
    }
    /// The same to change.
    pub fn at_mut(&mut self, b: BlockId) -> &mut Block {
        &mut self.blocks[b.0 as usize]
    }
    /// The representations of its parameters, the closure included.
    pub fn params(&self) -> Vec<Rep> {
        self.blocks[0].params.iter().map(|&v| self.rep(v)).collect()
    }
    /// Every block's number.
    pub fn ids(&self) -> impl Iterator<Item = BlockId> + use<> {
        (0..self.blocks.len() as u32).map(BlockId)
    }
    /// Instructions in all.
    pub fn size(&self) -> usize {
        self.blocks.iter().map(|b| b.insts.len() + 1).sum()
    }
}

impl Term {
    /// Where it may go on.
    pub fn edges(&self) -> impl DoubleEndedIterator<Item = &Edge> {
        let (a, b) = match self {
            Term::Jump(e) => (Some(e), None),
            Term::Branch(_, a, b) => (Some(a), Some(b)),
            _ => (None, None),
        };
        a.into_iter().chain(b)
    }
    /// The same to change.
    pub fn edges_mut(&mut self) -> impl Iterator<Item = &mut Edge> {
        let (a, b) = match self {
            Term::Jump(e) => (Some(e), None),
            Term::Branch(_, a, b) => (Some(a), Some(b)),
            _ => (None, None),
        };
        a.into_iter().chain(b)
    }
    /// Values it uses besides the arguments of edges.
    pub fn uses(&self) -> &[Val] {
        match self {
            Term::Branch(v, ..) | Term::Return(v) => std::slice::from_ref(v),
            Term::TailCall(all, _) => all,
            _ => &[],
        }
    }
    /// The same to change.
    pub fn uses_mut(&mut self) -> &mut [Val] {
        match self {
            Term::Branch(v, ..) | Term::Return(v) => std::slice::from_mut(v),
            Term::TailCall(all, _) => all,
            _ => &mut [],
        }
    }
}
