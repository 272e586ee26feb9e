//! An interpreter of MIR: what every operation means, plainly. It stands in for a back
//! end (`JitMode::Mir`), so that tests compare machine code, the passes and the
//! interpreter of bytecode with it.
//!
//! The invariant is that of compiled code: the graph was made from the function that
//! runs, addresses come from guards, and what is read and written lies in live objects
//! or in the window.
use super::{BlockId, Edge, Graph, Inst, MirOp, Rep, StateId, Term, Val};
use crate::interp::Func;
use crate::jit::backend::{Backend, Compiled, Helpers, Job, tagged};
use crate::object::{Bytes, Closure, Gc, Generator, Header, Record, Vector};
use crate::value::{Value, bits};
use crate::vm::Vm;
use std::cell::Cell;

/// The back end.
#[derive(Default)]
pub struct Oracle {}

/// A graph that can run.
struct Code {
    graph: Graph,
    helpers: Helpers,
    /// Number of the first exit of each block.
    exits: Vec<u32>,
}

impl Backend for Oracle {
    fn name(&self) -> &'static str {
        "mir"
    }
    // It recurs where compiled code calls.
    fn slots(&self) -> usize {
        1024
    }
    fn compile(&mut self, job: &Job) -> Result<Compiled, String> {
        let mut next = job.first_exit;
        let first = |b: &super::Block| {
            let exits = b.insts.iter().filter(|i| i.op.exits()).count() + matches!(b.term, Term::Exit(..)) as usize;
            let first = next;
            next += exits as u32;
            first
        };
        let exits = job.graph.blocks.iter().map(first).collect();
        let code = Box::new(Code { graph: job.graph.clone(), helpers: job.helpers, exits });
        Ok(Compiled {
            enter,
            direct: &raw const *code as usize,
            bytes: job.graph.size() * size_of::<Inst>(),
            owner: code,
        })
    }
}

unsafe extern "C" fn enter(vm: *mut Vm, regs: *mut Value, budget: i64) -> i64 {
    // SAFETY: the module's invariant: the code that runs is this back end's, and
    // `regs` is the window of its function.
    unsafe {
        let vm = &mut *vm;
        let compiled = vm.jit.codes.get(vm.jit.current as usize).and_then(|c| c.compiled.as_ref());
        let Some(code) = compiled.and_then(|c| c.owner.downcast_ref::<Code>()) else { return -1 };
        let code: *const Code = code;
        let code = &*code;
        let params = &code.graph.blocks[0].params;
        let first = code.graph.closure as usize;
        let args: Vec<u64> = (0..params.len())
            .map(|i| {
                let v = *regs.wrapping_add(i).wrapping_sub(first);
                match code.graph.rep(params[i]) {
                    Rep::Int => bits::int(v.bits()) as u64,
                    _ => v.bits(),
                }
            })
            .collect();
        let (result, budget) = call(code, vm, regs, budget, &args);
        vm.jit.context.result = tagged(code.graph.result, result);
        budget
    }
}

/// A word of some representation as a value.
/// Why a block was left early.
enum Left {
    /// To the interpreter.
    Exit,
}

struct Run<'a> {
    code: &'a Code,
    vm: *mut Vm,
    regs: *mut Value,
    budget: i64,
    words: Vec<u64>,
}

/// Runs a graph; the budget is below zero if it was left.
unsafe fn call(code: &Code, vm: *mut Vm, regs: *mut Value, budget: i64, args: &[u64]) -> (u64, i64) {
    let g = &code.graph;
    let mut run = Run { code, vm, regs, budget, words: vec![0; g.reps.len()] };
    for (p, a) in g.blocks[0].params.iter().zip(args) {
        run.words[p.0 as usize] = *a;
    }
    // SAFETY: passed on.
    unsafe { run.run() }
}

impl<'a> Run<'a> {
    fn get(&self, v: Val) -> u64 {
        self.words[v.0 as usize]
    }
    fn int(&self, v: Val) -> i64 {
        self.get(v) as i64
    }
    fn float(&self, v: Val) -> f64 {
        f64::from_bits(self.get(v))
    }

    unsafe fn run(&mut self) -> (u64, i64) {
        let mut at = BlockId(0);
        loop {
            let block = self.code.graph.at(at);
            let mut exit = self.code.exits[at.0 as usize];
            for i in &block.insts {
                // SAFETY: the module's invariant.
                match unsafe { self.inst(i, exit) } {
                    Ok(word) => {
                        if let Some(d) = i.dst {
                            self.words[d.0 as usize] = word;
                        }
                    }
                    Err(Left::Exit) => return (0, -1),
                }
                exit += i.op.exits() as u32;
            }
            match &block.term {
                Term::Jump(e) => at = self.jump(e),
                Term::Branch(test, a, b) => at = self.jump(if self.get(*test) != 0 { a } else { b }),
                Term::Return(v) => return (self.get(*v), self.budget),
                Term::Exit(state, _) => {
                    // SAFETY: the module's invariant.
                    unsafe { self.leave(*state, exit) };
                    return (0, -1);
                }
                Term::TailCall(all, _) => {
                    let args: Vec<u64> = all[1..].iter().map(|&v| self.get(v)).collect();
                    // SAFETY: the address is that of code of this back end.
                    self.code = unsafe { &*(self.get(all[0]) as usize as *const Code) };
                    self.words = vec![0; self.code.graph.reps.len()];
                    for (p, a) in self.code.graph.blocks[0].params.iter().zip(args) {
                        self.words[p.0 as usize] = a;
                    }
                    at = BlockId(0);
                }
            }
        }
    }

    fn jump(&mut self, e: &Edge) -> BlockId {
        let args: Vec<u64> = e.args.iter().map(|&a| self.get(a)).collect();
        for (p, a) in self.code.graph.at(e.to).params.iter().zip(args) {
            self.words[p.0 as usize] = a;
        }
        e.to
    }

    /// Writes the live registers to memory and says which exit was taken.
    unsafe fn leave(&mut self, state: StateId, exit: u32) {
        // SAFETY: the state's registers are in the window.
        unsafe {
            self.write(state);
            (*self.vm).budget = self.budget;
            (*self.vm).jit.context.exit = exit;
        }
    }

    unsafe fn write(&mut self, state: StateId) {
        let g = &self.code.graph;
        for &(r, v) in &g.states[state.0 as usize].live {
            // SAFETY: the state's registers are in the window.
            unsafe { *self.regs.add(r as usize) = Value::from_bits(self.get(v)) };
        }
    }

    unsafe fn inst(&mut self, i: &Inst, exit: u32) -> Result<u64, Left> {
        // SAFETY: the module's invariant.
        unsafe {
            match self.value(i) {
                Some(word) => Ok(word),
                None => match (i.op, i.state) {
                    (MirOp::Call | MirOp::CallInit | MirOp::CallSelf, Some(state)) => {
                        self.write(state);
                        let context = &mut (*self.vm).jit.context;
                        *context.unwound = exit;
                        context.unwound = context.unwound.add(1);
                        Err(Left::Exit)
                    }
                    (_, Some(state)) => {
                        self.leave(state, exit);
                        Err(Left::Exit)
                    }
                    (_, None) => unreachable!("only what has a state leaves"),
                },
            }
        }
    }

    unsafe fn header<'h>(&self, v: Val) -> &'h Header {
        // SAFETY: the module's invariant.
        unsafe { &*std::ptr::with_exposed_provenance(self.get(v) as usize) }
    }

    /// The cell at a distance from an object's start.
    unsafe fn cell<'h, T>(&self, v: Val, offset: usize) -> &'h Cell<T> {
        // SAFETY: the module's invariant.
        unsafe { &*std::ptr::with_exposed_provenance::<Cell<T>>(self.get(v) as usize + offset) }
    }

    /// The address of an object of that kind.
    fn object(v: Value, kind: i64) -> Option<u64> {
        let address = v.bits() & bits::PAYLOAD;
        let is = v.is_obj() && Gc::<Header>::from_addr(address).kind as i64 == kind;
        is.then_some(address)
    }

    /// What an operation gives, 0 for nothing; `None` if it leaves.
    unsafe fn value(&mut self, i: &Inst) -> Option<u64> {
        use MirOp::*;
        let a = |n: usize| i.args[n];
        let bool = |b: bool| b as u64;
        let when = |holds: bool| holds.then_some(0);
        let fits = |r: Option<i64>| r.filter(|&r| bits::fits(r)).map(|r| r as u64);
        // SAFETY: the module's invariant.
        unsafe {
            Some(match i.op {
                Tagged | Int | Float | Bool => i.imm as u64,
                Reg => (*self.regs.add(i.imm as usize)).bits(),
                SetReg => {
                    *self.regs.add(i.imm as usize) = Value::from_bits(self.get(a(0)));
                    0
                }
                Running => (*self.regs.sub(1)).bits(),
                SetRunning => {
                    *self.regs.sub(1) = Value::from_bits(self.get(a(0)));
                    0
                }

                UnboxInt => Value::from_bits(self.get(a(0))).as_int()? as u64,
                UnboxFloat => Some(self.get(a(0))).filter(|&v| bits::is_float(v))?,
                BoxInt => tagged(Rep::Int, self.get(a(0))).bits(),
                BoxFloat => tagged(Rep::Float, self.get(a(0))).bits(),
                BoxBool => tagged(Rep::Bool, self.get(a(0))).bits(),
                IntToFloat => (self.int(a(0)) as f64).to_bits(),

                GuardPair => {
                    let v = Value::from_bits(self.get(a(0)));
                    v.is_pair().then_some(v.bits() & bits::PAYLOAD)?
                }
                GuardKind => Self::object(Value::from_bits(self.get(a(0))), i.imm)?,
                GuardValue => when(self.get(a(0)) == i.imm as u64)?,
                GuardSame => when(self.get(a(0)) == self.get(a(1)))?,
                GuardNot => when(self.get(a(0)) != i.imm as u64)?,
                GuardCode => {
                    let func: *const Func = &*(&(*self.vm).funcs)[i.imm as usize];
                    let closure = Gc::<Closure>::from_addr(self.get(a(0)));
                    when(std::ptr::eq(closure.func, func))?
                }
                GuardShape => when(Gc::<Record>::from_addr(self.get(a(0))).shape.get() as i64 == i.imm)?,
                IsShape => bool(Gc::<Record>::from_addr(self.get(a(0))).shape.get() as i64 == i.imm),
                SetShape => {
                    Gc::<Record>::from_addr(self.get(a(0))).shape.set(i.imm as u32);
                    0
                }
                NewInstance => {
                    let func: *const Func = &*(&(*self.vm).funcs)[self.code.graph.func as usize];
                    let v = (self.code.helpers.instance)(self.vm, func, self.get(a(0)));
                    (v != 0).then_some(v)?
                }
                NewRegisters => {
                    let p = (self.code.helpers.registers)(self.vm, self.get(a(0)), i.imm as u32);
                    (p != 0).then_some(p)?
                }
                GuardStores => {
                    let flags = self.header(a(0)).flags.get();
                    when(flags == 0 || flags == Vector::flag_of(Value::from_bits(self.get(a(1)))))?
                }
                GuardFlagsClear => when(self.header(a(0)).flags.get() as i64 & i.imm == 0)?,
                GuardFlags => when(self.header(a(0)).flags.get() as i64 == i.imm)?,
                GuardIndex => when((self.int(a(0)) as u64) < self.int(a(1)).max(0) as u64)?,
                GuardTrue => when(self.get(a(0)) != 0)?,
                ForceOnce => {
                    let cell = std::ptr::with_exposed_provenance_mut::<u8>(i.imm as usize);
                    when(std::mem::replace(&mut *cell, 1) != 0)?
                }

                AddInt => fits(self.int(a(0)).checked_add(self.int(a(1))))?,
                SubInt => fits(self.int(a(0)).checked_sub(self.int(a(1))))?,
                MulInt => fits(self.int(a(0)).checked_mul(self.int(a(1))))?,
                AddFits => self.int(a(0)).wrapping_add(self.int(a(1))) as u64,
                SubFits => self.int(a(0)).wrapping_sub(self.int(a(1))) as u64,
                MulFits => self.int(a(0)).wrapping_mul(self.int(a(1))) as u64,
                MulHigh => ((self.int(a(0)) as i128 * self.int(a(1)) as i128) >> 64) as u64,
                QuotInt | RemInt | ModInt if self.int(a(1)) <= 0 => return None,
                QuotInt | QuotFits => (self.int(a(0)) / self.int(a(1))) as u64,
                RemInt | RemFits => (self.int(a(0)) % self.int(a(1))) as u64,
                ModInt | ModFits => self.int(a(0)).rem_euclid(self.int(a(1))) as u64,
                And => self.get(a(0)) & self.get(a(1)),
                Or => self.get(a(0)) | self.get(a(1)),
                Xor => self.get(a(0)) ^ self.get(a(1)),
                Sar => (self.int(a(0)) >> i.imm) as u64,
                Shr => self.get(a(0)) >> i.imm,
                ShlInt => {
                    let (x, r) = (self.int(a(0)), self.int(a(0)) << i.imm);
                    (bits::fits(r) && r >> i.imm == x).then_some(r as u64)?
                }
                ShlFits => self.get(a(0)) << i.imm,

                AddFloat => (self.float(a(0)) + self.float(a(1))).to_bits(),
                SubFloat => (self.float(a(0)) - self.float(a(1))).to_bits(),
                MulFloat => (self.float(a(0)) * self.float(a(1))).to_bits(),
                DivFloat => (self.float(a(0)) / self.float(a(1))).to_bits(),

                SqrtFloat => self.float(a(0)).sqrt().to_bits(),

                LtInt => bool(self.int(a(0)) < self.int(a(1))),
                LeInt => bool(self.int(a(0)) <= self.int(a(1))),
                EqInt => bool(self.int(a(0)) == self.int(a(1))),
                LtFloat => bool(self.float(a(0)) < self.float(a(1))),
                LeFloat => bool(self.float(a(0)) <= self.float(a(1))),
                EqFloat => bool(self.float(a(0)) == self.float(a(1))),
                Not => bool(self.get(a(0)) == 0),
                IsValue => bool(self.get(a(0)) == i.imm as u64),
                IsPair => bool(Value::from_bits(self.get(a(0))).is_pair()),
                Same => (self.code.helpers.same)(self.get(a(0)), self.get(a(1))) as u64,

                Compare => {
                    let func: *const Func = &*(&(*self.vm).funcs)[self.code.graph.func as usize];
                    let holds =
                        (self.code.helpers.compare)(self.vm, func, i.imm as u32, self.get(a(0)), self.get(a(1)));
                    (holds < 2).then_some(holds.into())?
                }
                Load => self.cell::<Value>(a(0), i.imm as usize).get().bits(),
                Store => {
                    self.cell(a(0), i.imm as usize).set(Value::from_bits(self.get(a(1))));
                    0
                }
                Len => self.header(a(0)).len as u64,
                LoadCount => self.cell::<u32>(a(0), i.imm as usize).get().into(),
                StoreCount => {
                    self.cell::<u32>(a(0), i.imm as usize).set(self.get(a(1)) as u32);
                    0
                }
                Address => self.get(a(0)) & bits::PAYLOAD,
                LoadPart => self.cell::<Value>(a(0), i.imm as usize).get().bits() & bits::PAYLOAD,
                LoadElem => self.cell::<Value>(a(0), i.imm as usize + self.get(a(1)) as usize * 8).get().bits(),
                StoreElem => {
                    let at = i.imm as usize + self.get(a(1)) as usize * 8;
                    self.cell(a(0), at).set(Value::from_bits(self.get(a(2))));
                    0
                }
                LoadByte => self.bytes(i, 1),
                LoadBe16 => self.bytes(i, 2),
                LoadBe32 => self.bytes(i, 4),
                StoreByte => {
                    debug_assert_eq!(i.imm as usize, size_of::<Bytes>());
                    let at = i.imm as usize + self.get(a(1)) as usize;
                    self.cell(a(0), at).set(self.get(a(2)) as u8);
                    0
                }
                LoadGlobal => (*(*self.vm).jit.context.globals.add(i.imm as usize)).bits(),
                StoreGlobal => {
                    *(*self.vm).jit.context.globals.add(i.imm as usize) = Value::from_bits(self.get(a(0)));
                    0
                }
                Cons => {
                    let v = (self.code.helpers.cons)(self.vm, self.get(a(0)), self.get(a(1)));
                    (v != 0).then_some(v)?
                }

                Spend => {
                    if self.budget <= 0 {
                        return None;
                    }
                    self.budget -= 1;
                    0
                }
                Room => {
                    let end = self.regs.wrapping_add(self.code.graph.registers as usize);
                    when(end <= (*self.vm).jit.context.limit)?
                }
                ResumeOf => {
                    let g = Gc::<Generator>::from_addr(self.get(a(0)));
                    let address = *(*self.vm).jit.context.entries.add(g.resume.get() as usize);
                    (g.state.get() <= Generator::LEFT && address != 0).then_some(address as u64)?
                }
                CodeOf => {
                    let address = *(*self.vm).jit.context.entries.add(i.imm as usize);
                    (address != 0).then_some(address as u64)?
                }
                Generic => {
                    (*self.vm).budget = self.budget;
                    let func: *const Func = &*(&(*self.vm).funcs)[self.code.graph.func as usize];
                    let done = (self.code.helpers.generic)(self.vm, self.regs, func, i.imm as u32);
                    self.budget = (*self.vm).budget;
                    when(done != 0)?
                }
                Native => {
                    (*self.vm).budget = self.budget;
                    let func: *const Func = &*(&(*self.vm).funcs)[self.code.graph.func as usize];
                    let v = (self.code.helpers.native)(self.vm, self.regs, func, i.imm as u32);
                    self.budget = (*self.vm).budget;
                    (v != Value::NEVER.bits()).then_some(v)?
                }
                Call | CallInit | CallSelf => {
                    let first = (i.op != CallSelf) as usize;
                    let args: Vec<u64> = i.args[first..].iter().map(|&v| self.get(v)).collect();
                    let code: *const Code =
                        if i.op != CallSelf { self.get(a(0)) as usize as *const Code } else { self.code };
                    let func = &(&(*self.vm).funcs)[self.code.graph.func as usize];
                    let window = (*func.code_ptr().add(i.pc as usize)).b as usize + 1 + i.op.inset() as usize;
                    let (result, budget) = call(&*code, self.vm, self.regs.add(window), self.budget, &args);
                    if budget < 0 {
                        return None;
                    }
                    self.budget = budget;
                    result
                }
            })
        }
    }

    /// A number of some bytes, the highest first.
    unsafe fn bytes(&self, i: &Inst, count: usize) -> u64 {
        let at = i.imm as usize + self.get(i.args[1]) as usize;
        // SAFETY: the module's invariant.
        (0..count).fold(0, |r, k| r << 8 | unsafe { self.cell::<u8>(i.args[0], at + k).get() } as u64)
    }
}
