//! What a back end is given and gives: the contract between compiled code and the VM.
//!
//! A compiled function has two beginnings.
//!
//! - `direct(vm, regs, budget, params...) -> (result, budget)`: what compiled code
//!   calls. Parameters and result are represented as the graph says. `regs` is where
//!   the callee's register 0 would be: the caller's plus the call instruction's `b`
//!   plus one. It is an address to write registers to on the way out; their memory
//!   holds nothing yet.
//! - `enter(vm, regs, budget) -> budget`: what the interpreter calls, with the closure
//!   and the arguments in memory at `regs - 1` and on; it has checked that they are of
//!   the representations that the parameters want. The result goes, tagged, to
//!   [`Context::result`].
//!
//! A budget below zero says that compiled code was left, and the result means nothing.
//! The function that leaves has then written the live registers of its frame state, as
//! they are represented, to `regs`, its budget to `Vm::budget`, and the number of its
//! exit to [`Context::exit`]. Each function above, finding that its call came back like that,
//! writes the registers of the call's state, appends the number of that exit at
//! [`Context::unwound`], which moves up by one, and says the same to its own caller.
//! When the interpreter has control again, it makes frames of the list, and values of
//! their registers; see [`Unboxed`]. So the machine stack is empty of compiled code
//! whenever anything happens that must see all frames, and there is code for boxing
//! only where values are used as such.
//!
//! Exits are numbered from [`Job::first_exit`] on, in the order of blocks, and in a
//! block of the instructions that may leave, then its end if that is `Exit`; see
//! [`exits`].
use super::mir::{FrameState, Graph, MirOp, Reason, Rep, StateId, Term};
use crate::core::Prim;
use crate::interp::Func;
use crate::value::{Value, bits};
use crate::vm::Vm;
use std::rc::Rc;

/// What compiled code reads and writes of the VM, besides the budget. At
/// `offset_of!(Vm, jit) + offset_of!(Jit, context)`.
#[repr(C)]
pub struct Context {
    /// The first global.
    pub globals: *mut Value,
    /// Windows of compiled functions end here at the latest.
    pub limit: *mut Value,
    /// Where `direct` code begins, by the number of the entry: an address, in wasm an
    /// index into the function table; 0 while there is none.
    pub entries: *const usize,
    /// The machine's stack may reach down to here in compiled code. The native back end
    /// sets it when it is entered; a window's size says little about that of the frame.
    /// In wasm, where code cannot see that stack: the registers of the function that
    /// was entered.
    pub stack: usize,
    /// [`Compiled::direct`] of the code that is entered. Native code of the same signature
    /// shares its [`Compiled::enter`].
    pub code: usize,
    /// Where the number of the next unwound call goes. There is room for as many as
    /// there can be calls below `limit`.
    pub unwound: *mut u32,
    /// What a function gave that the interpreter entered.
    pub result: Value,
    /// The number of the exit that was taken.
    pub exit: u32,
}

impl Default for Context {
    fn default() -> Context {
        Context {
            globals: std::ptr::null_mut(),
            limit: std::ptr::null_mut(),
            entries: std::ptr::null(),
            stack: 0,
            code: 0,
            unwound: std::ptr::null_mut(),
            result: Value::UNIT,
            exit: 0,
        }
    }
}

/// Code that the interpreter calls.
pub type Enter = unsafe extern "C" fn(*mut Vm, *mut Value, i64) -> i64;

/// Comparisons, by number.
pub const ORDERS: [Prim; 5] = [Prim::Lt, Prim::Le, Prim::Gt, Prim::Ge, Prim::NumEq];

/// Functions of the VM that compiled code calls. In wasm their addresses are indexes
/// into the function table, like all function pointers.
#[derive(Clone, Copy)]
pub struct Helpers {
    /// Does the bytecode instruction at a place (`MirOp::Generic`) of a function on its
    /// registers in memory. 0 if compiled code must be left, before it or, if it has changed
    /// a class, behind it (`Jit::finished`). `Vm::budget` holds the
    /// budget meanwhile, before and after.
    pub generic: unsafe extern "C" fn(*mut Vm, *mut Value, *const Func, u32) -> u32,
    /// Calls the builtin of an instruction (`MirOp::Native`) of a function with its registers
    /// in memory: the bits of what it gives, those of `NEVER` if compiled code must be left, as
    /// for `generic`.
    pub native: unsafe extern "C" fn(*mut Vm, *mut Value, *const Func, u32) -> u64,
    /// `MirOp::Cons`: the bits of a new pair; 0 if there is no room.
    pub cons: unsafe extern "C" fn(*mut Vm, u64, u64) -> u64,
    /// `MirOp::NewInstance`: the bits of a new instance of the class with these bits, for
    /// that function; 0 if there is no room.
    pub instance: unsafe extern "C" fn(*mut Vm, *const Func, u64) -> u64,
    /// `MirOp::NewRegisters`: the address of a vector for so many registers of the generator with
    /// these bits; 0 if there is no room.
    pub registers: unsafe extern "C" fn(*mut Vm, u64, u32) -> u64,
    /// `MirOp::Compare`, with the place of the order and the bits of both values, for that
    /// function: 0 or 1, or 2 if the interpreter must do it.
    pub compare: unsafe extern "C" fn(*mut Vm, *const Func, u32, u64, u64) -> u32,
    /// `MirOp::Same`, by the bits: 1 if the values are the same.
    pub same: extern "C" fn(u64, u64) -> u32,
}

/// What is to be compiled.
pub struct Job<'a> {
    /// The function.
    pub graph: &'a Graph,
    /// The number of its first exit.
    pub first_exit: u32,
    /// All functions, by number.
    pub funcs: &'a [Box<Func>],
    /// What it may call.
    pub helpers: Helpers,
}

/// Lines, and the bytecode instruction each was made for, if that is known.
pub type Lines = Vec<(String, Option<u32>)>;

/// A text that shows compiled code.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// `clif`, `machine code`, `wasm`.
    pub kind: &'static str,
    /// Its lines.
    pub lines: Lines,
}

/// Compiled code. Dropping it frees its memory.
pub struct Compiled {
    /// For the interpreter.
    pub enter: Enter,
    /// For compiled code; see [`Context::entries`].
    pub direct: usize,
    /// Bytes of code.
    pub bytes: usize,
    /// Keeps the memory.
    pub owner: Box<dyn std::any::Any>,
}

/// Registers that are in memory as they are represented in compiled code. Truth values
/// take up at least a byte there, the first.
pub type Unboxed = Rc<[(u16, Rep)]>;

/// Those that leaving with a frame state writes.
pub fn unboxed(state: &FrameState, graph: &Graph) -> Unboxed {
    let reps = state.live.iter().map(|&(r, v)| (r, graph.rep(v)));
    reps.filter(|&(_, rep)| rep != Rep::Tagged).collect()
}

/// Makes values of them.
///
/// # Safety
/// `regs` is the window of a function that was left with that state.
pub unsafe fn box_registers(regs: *mut Value, unboxed: &[(u16, Rep)]) {
    for &(r, rep) in unboxed {
        // SAFETY: the caller's promise.
        unsafe {
            let at = regs.add(r as usize);
            *at = tagged(rep, (*at).bits());
        }
    }
}

/// A value from the word that represents it.
pub fn tagged(rep: Rep, word: u64) -> Value {
    match rep {
        Rep::Tagged | Rep::Ptr => Value::from_bits(word),
        Rep::Int => Value::from_bits(bits::from_int(word as i64)),
        Rep::Float => Value::float(f64::from_bits(word)),
        Rep::Bool => Value::bool(word as u8 != 0),
    }
}

/// Makes code of graphs.
pub trait Backend {
    /// Its name: `cranelift`, `wasm`, `mir`.
    fn name(&self) -> &'static str;
    /// Values on the stack that its frames may take up at a time.
    fn slots(&self) -> usize {
        super::SLOTS
    }
    /// Whether graphs may end in [`Term::TailCall`].
    fn tail_calls(&self) -> bool {
        true
    }
    /// Compiles a graph; says why not if it cannot.
    fn compile(&mut self, job: &Job) -> Result<Compiled, String>;
    /// What [`Backend::compile`] makes of the graph, as text. Apart from it, so that the
    /// time that compiling takes is the same with the glass open.
    fn listings(&mut self, _: &Job) -> Vec<Listing> {
        vec![]
    }
}

/// An exit of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExitPlace {
    /// The frame state.
    pub state: StateId,
    /// Why.
    pub reason: Reason,
    /// The bytecode instruction that it was made for; guards that moved leave elsewhere.
    pub made_for: u32,
}

/// The exits of a graph in the order of their numbers.
pub fn exits(graph: &Graph) -> Vec<ExitPlace> {
    let mut all = vec![];
    for b in &graph.blocks {
        for i in &b.insts {
            if let (true, Some(state)) = (i.op.exits(), i.state) {
                all.push(ExitPlace { state, reason: i.op.info().reason, made_for: i.pc });
            }
        }
        if let Term::Exit(state, reason) = b.term {
            all.push(ExitPlace { state, reason, made_for: graph.states[state.0 as usize].pc });
        }
    }
    all
}

/// The representations of an entry's parameters, the closure included, and result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Parameters.
    pub params: Vec<Rep>,
    /// Result.
    pub result: Rep,
}

impl Signature {
    /// That of a call in a graph: of its operands after the code, if it has one, and
    /// its result.
    pub fn of_call(graph: &Graph, inst: &super::mir::Inst) -> Signature {
        let args = if inst.op == MirOp::CallSelf { &inst.args[..] } else { &inst.args[1..] };
        let params = args.iter().map(|&a| graph.rep(a)).collect();
        Signature { params, result: inst.dst.map_or(Rep::Tagged, |d| graph.rep(d)) }
    }
}
