//! Graphs made by hand, run as the interpreter runs them. Every operation of the
//! table is compiled and executed: `ops` sees to that.
mod calls;
mod memory;
mod ops;
mod speed;

use super::Native;
use crate::jit::backend::{Backend, Compiled, Helpers, Job, Unboxed, box_registers, exits, unboxed};
use crate::jit::mir::{BlockId, Edge, FrameState, Gives, Graph, Inst, MirOp, Rep, Start, StateId, Term, Val};
use crate::vm::{Config, Vm};
use crate::{Language, Value, interp::Func};
use rustc_hash::FxHashMap;

/// A function whose calls the graphs say they are: with windows at several places.
const SOURCE: &str = "(define (f n) (if (< n 2) n (+ (f (- n 1)) (f (- n 2))))) f";

/// The number of the first exit in all tests.
const FIRST_EXIT: u32 = 40;

/// What entering compiled code came to.
#[derive(Clone, Debug, PartialEq)]
enum Came {
    /// It gave a value.
    Gave(Value),
    /// It was left at an exit, whose number counts from the graph's first here, and
    /// calls above were unwound.
    Left(u32, Vec<u32>),
}

/// A VM with a window that is not its own.
struct Machine {
    vm: Box<Vm>,
    native: Native,
    /// The closure, the registers, and those of calls.
    window: Vec<Value>,
    entries: Vec<usize>,
    unwound: Vec<u32>,
    globals: Vec<Value>,
    budget: i64,
    func: u32,
    /// By number: the instruction, and what is left in registers.
    exits: FxHashMap<u32, (u32, Unboxed)>,
}

extern "C" fn same(a: u64, b: u64) -> u32 {
    crate::object::map::same(Value::from_bits(a), Value::from_bits(b)) as u32
}

/// Stands for the interpreter's handlers: adds the place to register 0 and spends three;
/// place 0 wants to leave.
unsafe extern "C" fn generic(vm: *mut Vm, regs: *mut Value, func: *const Func, pc: u32) -> u32 {
    // SAFETY: compiled code passes its VM, its window and its function.
    unsafe {
        assert_eq!((*func).name(), "f");
        if pc != 0 {
            *regs = Value::small((*regs).as_int().unwrap_or(0) + pc as i64);
            (*vm).budget -= 3;
        }
    }
    (pc != 0) as u32
}

/// Stands for a builtin: gives the sum of the place and register 0, and spends two; place 0
/// wants to leave.
unsafe extern "C" fn native(vm: *mut Vm, regs: *mut Value, func: *const Func, pc: u32) -> u64 {
    // SAFETY: compiled code passes its VM, its window and its function.
    unsafe {
        assert_eq!((*func).name(), "f");
        if pc == 0 {
            return Value::NEVER.bits();
        }
        (*vm).budget -= 2;
        Value::small((*regs).as_int().unwrap_or(0) + pc as i64).bits()
    }
}

/// A pair whose parts are given the other way round; none of nil.
unsafe extern "C" fn cons(vm: *mut Vm, first: u64, second: u64) -> u64 {
    if Value::from_bits(first) == Value::NIL {
        return 0;
    }
    // SAFETY: compiled code passes its VM.
    let heap = unsafe { &mut (*vm).rt.heap };
    heap.pair(Value::from_bits(second), Value::from_bits(first)).map_or(0, Value::bits)
}

/// A pair of the function's number and what the class should be; none for nil.
unsafe extern "C" fn instance(vm: *mut Vm, func: *const Func, class: u64) -> u64 {
    if Value::from_bits(class) == Value::NIL {
        return 0;
    }
    // SAFETY: compiled code passes its VM and a function of it.
    let (heap, func) = unsafe { (&mut (*vm).rt.heap, &*func) };
    heap.pair(Value::small(func.id.into()), Value::from_bits(class)).map_or(0, Value::bits)
}

/// The address of a vector that the generator gets; none for more than nine registers.
unsafe extern "C" fn registers(vm: *mut Vm, generator: u64, count: u32) -> u64 {
    // SAFETY: compiled code passes its VM.
    let heap = unsafe { &mut (*vm).rt.heap };
    let g = Value::from_bits(generator).as_a::<crate::object::Generator>().expect("a generator");
    let made = if count > 9 { None } else { heap.vector(count as usize, Value::UNIT).ok() };
    made.map_or(0, |v| {
        g.regs.set(Value::obj(v));
        Value::obj(v).bits() & crate::value::bits::PAYLOAD
    })
}

/// Whether order 4 finds equal bits, or any other finds the first a smaller integer.
unsafe extern "C" fn compare(_: *mut Vm, _: *const Func, order: u32, a: u64, b: u64) -> u32 {
    match [a, b].map(|v| Value::from_bits(v).as_int()) {
        _ if order == 4 => (a == b).into(),
        [Some(a), Some(b)] => (a < b).into(),
        _ => 2,
    }
}

const HELPERS: Helpers = Helpers { generic, native, cons, instance, registers, compare, same };

impl Machine {
    fn new() -> Machine {
        let mut vm = Box::new(Vm::new(Config::default()));
        assert!(vm.run(Language::Lisp, "f.scm", SOURCE).is_ok());
        let func = vm.funcs.iter().position(|f| f.name() == "f").expect("the function is linked") as u32;
        Machine {
            vm,
            native: Native::new().expect("the machine has a back end"),
            window: vec![Value::UNIT; 4096],
            entries: vec![0; 8],
            unwound: vec![0; 4096],
            globals: vec![Value::UNSET; 8],
            budget: 1000,
            func,
            exits: FxHashMap::default(),
        }
    }

    /// The places of the function's calls that are not in tail position.
    fn calls(&self) -> Vec<u32> {
        let code = &self.vm.funcs[self.func as usize].proto.code;
        let calls = code.iter().enumerate().filter(|(_, i)| format!("{i:?}").starts_with("Call"));
        calls.map(|(pc, _)| pc as u32).collect()
    }

    /// Registers from a call's window to the window of the callee.
    fn distance(&self, call: u32) -> usize {
        self.vm.funcs[self.func as usize].proto.code[call as usize].b as usize + 1
    }

    fn compile(&mut self, graph: &Graph, first_exit: u32) -> Compiled {
        for (n, place) in exits(graph).iter().enumerate() {
            let state = &graph.states[place.state.0 as usize];
            self.exits.insert(first_exit + n as u32, (state.pc, unboxed(state, graph)));
        }
        let job = Job { graph, first_exit, funcs: &self.vm.funcs, helpers: HELPERS };
        self.native.compile(&job).expect("the graph compiles")
    }

    /// Enters code with arguments.
    fn enter(&mut self, code: &Compiled, args: &[Value]) -> Came {
        self.window[1..][..args.len()].copy_from_slice(args);
        let c = &mut self.vm.jit.context;
        c.globals = self.globals.as_mut_ptr();
        // The last values are there for windows that begin at the limit.
        c.limit = self.window.as_mut_ptr().wrapping_add(self.window.len() - 64);
        c.entries = self.entries.as_ptr();
        c.unwound = self.unwound.as_mut_ptr();
        c.code = code.direct;
        let regs = self.window.as_mut_ptr().wrapping_add(1);
        // SAFETY: the context leads to live memory, the window has the arguments.
        let left = unsafe { (code.enter)(&raw mut *self.vm, regs, self.budget) };
        if left >= 0 {
            self.budget = left;
            return Came::Gave(self.vm.jit.context.result);
        }
        self.budget = self.vm.budget;
        let context = &self.vm.jit.context;
        // SAFETY: both point into the same vector.
        let unwound = unsafe { context.unwound.offset_from(self.unwound.as_ptr()) } as usize;
        // As the interpreter makes frames of it.
        let mut at = 1;
        for exit in self.unwound[..unwound].iter().rev().chain([&context.exit]) {
            let (pc, unboxed) = &self.exits[exit];
            // SAFETY: the window of the function that left there.
            unsafe { box_registers(self.window.as_mut_ptr().add(at), unboxed) };
            at += self.vm.funcs[self.func as usize].proto.code[*pc as usize].b as usize + 1;
        }
        Came::Left(context.exit - FIRST_EXIT, self.unwound[..unwound].iter().map(|n| n - FIRST_EXIT).collect())
    }

    /// Compiles and enters.
    fn run(&mut self, graph: &Graph, args: &[Value]) -> Came {
        let code = self.compile(graph, FIRST_EXIT);
        self.enter(&code, args)
    }
}

/// A graph in the making.
struct Making {
    graph: Graph,
    at: BlockId,
}

impl Making {
    fn new(m: &Machine, params: &[Rep], result: Rep) -> Making {
        let mut graph = Graph::new(m.func, "f".into(), Start::Call, 8);
        graph.result = result;
        let params = params.iter().map(|&r| graph.value(r)).collect();
        graph.blocks[0].params = params;
        Making { graph, at: BlockId(0) }
    }

    fn param(&self, n: usize) -> Val {
        self.graph.at(self.at).params[n]
    }

    fn state(&mut self, pc: u32, live: &[(u16, Val)]) -> StateId {
        self.graph.state(FrameState { pc, live: live.to_vec() })
    }

    /// An instruction; a state is made up for it if it needs one.
    fn op(&mut self, op: MirOp, imm: i64, args: &[Val]) -> Val {
        let state = op.exits().then(|| self.state(0, &[]));
        self.op_at(op, imm, args, state)
    }

    fn op_at(&mut self, op: MirOp, imm: i64, args: &[Val], state: Option<StateId>) -> Val {
        let dst = match op.info().gives {
            Gives::None => None,
            Gives::Rep(r) => Some(self.graph.value(r)),
            Gives::Any => Some(self.graph.value(self.graph.result)),
        };
        self.graph.at_mut(self.at).insts.push(Inst { op, args: args.to_vec(), imm, dst, state, pc: 7 });
        dst.unwrap_or(Val(u32::MAX))
    }

    fn int(&mut self, i: i64) -> Val {
        self.op(MirOp::Int, i, &[])
    }

    fn block(&mut self, params: &[Rep]) -> BlockId {
        let b = self.graph.block(9);
        self.graph.at_mut(b).params = params.iter().map(|&r| self.graph.value(r)).collect();
        b
    }

    fn go(&mut self, b: BlockId) {
        self.at = b;
    }

    fn end(&mut self, term: Term) {
        self.graph.at_mut(self.at).term = term;
    }

    fn gives(&mut self, v: Val) {
        self.graph.result = self.graph.rep(v);
        self.end(Term::Return(v));
    }
}

fn to(b: BlockId, args: &[Val]) -> Edge {
    Edge { to: b, args: args.to_vec() }
}

fn int(i: i64) -> Value {
    Value::int(i).expect("it fits")
}

fn float(f: f64) -> Value {
    Value::float(f)
}
