//! Every operation gives a valid module; the text of some modules is kept as it is.
use super::{Functions, Input, Target, emit, list};
use crate::Language;
use crate::jit::backend::Listing;
use crate::jit::backend::{Backend, Compiled, Job};
use crate::jit::mir::ops::MirOpInfo;
use crate::jit::mir::{BlockId, Edge, FrameState};
use crate::jit::mir::{Gives, Graph, Inst, MIR_OPS, MirOp, Reason, Rep, Start, StateId, Term, Val};
use crate::jit::{JitConfig, JitMode};
use crate::vm::{Config, Vm};

/// A VM of which nothing but distances is known.
const TARGET: Target = Target {
    budget: 0,
    globals: 40,
    limit: 44,
    entries: 48,
    stack: 68,
    unwound: 52,
    result: 56,
    exit: 64,
    generic: 1,
    native: 5,
    registers: 6,
    compare: 7,
    cons: 2,
    same: 3,
    instance: 4,
};

struct Known;
impl Functions for Known {
    fn window(&self, _: u32) -> u32 {
        2
    }
    fn address(&self, func: u32) -> u32 {
        0x1000 + func * 0x100
    }
}

/// A module, and its text.
struct Emitted {
    bytes: Vec<u8>,
    listing: Listing,
}

fn compile(graph: &Graph) -> Emitted {
    emit_valid(graph).expect("it can be compiled")
}

fn emit_valid(graph: &Graph) -> Result<Emitted, &'static str> {
    let input = Input { graph, first_exit: 100, target: TARGET, functions: &Known };
    let emitted = Emitted { bytes: emit(input)?, listing: list(input)? };
    wasmparser::Validator::new().validate_all(&emitted.bytes).unwrap_or_else(|e| panic!("{e}\n{}", text(&emitted)));
    Ok(emitted)
}

fn text(e: &Emitted) -> String {
    let lines = e.listing.lines.iter();
    lines.map(|(line, pc)| format!("{}{line}\n", pc.map_or("      ".into(), |pc| format!("{pc:4}  ")))).collect()
}

/// A graph while it is made.
pub(super) struct Make {
    pub graph: Graph,
    pub at: BlockId,
    pub pc: u32,
}

impl Make {
    pub fn new(name: &str, params: &[Rep], result: Rep) -> Make {
        let mut graph = Graph::new(0, name.into(), Start::Call, 4);
        graph.result = result;
        for &rep in params {
            let v = graph.value(rep);
            graph.blocks[0].params.push(v);
        }
        Make { graph, at: BlockId(0), pc: 0 }
    }
    pub fn param(&self, i: usize) -> Val {
        self.graph.at(self.at).params[i]
    }
    pub fn block(&mut self, params: &[Rep]) -> BlockId {
        let b = self.graph.block(self.pc);
        for &rep in params {
            let v = self.graph.value(rep);
            self.graph.at_mut(b).params.push(v);
        }
        b
    }
    pub fn state(&mut self, live: &[(u16, Val)]) -> StateId {
        self.graph.state(FrameState { pc: self.pc, live: live.to_vec() })
    }
    pub fn add(&mut self, op: MirOp, args: &[Val], imm: i64, gives: Option<Rep>, live: &[(u16, Val)]) -> Option<Val> {
        let state = op.exits().then(|| self.state(live));
        let dst = gives.map(|rep| self.graph.value(rep));
        let inst = Inst { op, args: args.to_vec(), imm, dst, state, pc: self.pc };
        let at = self.at;
        self.graph.at_mut(at).insts.push(inst);
        self.pc += 1;
        dst
    }
    /// An instruction whose row says what it gives.
    pub fn op(&mut self, op: MirOp, args: &[Val], imm: i64, live: &[(u16, Val)]) -> Val {
        let Gives::Rep(rep) = op.info().gives else { panic!("{} gives no value of its own", op.info().text) };
        self.add(op, args, imm, Some(rep), live).expect("a result")
    }
    pub fn int(&mut self, n: i64) -> Val {
        self.op(MirOp::Int, &[], n, &[])
    }
    pub fn end(&mut self, term: Term) {
        let at = self.at;
        self.graph.at_mut(at).term = term;
    }
    pub fn jump(&mut self, to: BlockId, args: &[Val]) {
        self.end(Term::Jump(Edge { to, args: args.to_vec() }));
    }
    pub fn branch(&mut self, cond: Val, yes: (BlockId, &[Val]), no: (BlockId, &[Val])) {
        let edge = |(to, args): (BlockId, &[Val])| Edge { to, args: args.to_vec() };
        self.end(Term::Branch(cond, edge(yes), edge(no)));
    }
}

fn with_one(info: &MirOpInfo) -> Graph {
    let mut reps = info.operands.fixed.to_vec();
    if info.operands.more {
        reps.extend([Rep::Int, Rep::Float]);
    }
    let gives = match info.gives {
        Gives::None => None,
        Gives::Rep(rep) => Some(rep),
        Gives::Any => Some(Rep::Int),
    };
    // Addresses are not values.
    let result = gives.filter(|&rep| rep != Rep::Ptr).unwrap_or(Rep::Int);
    let mut m = Make::new(info.text, &reps, result);
    let params = m.graph.at(m.at).params.clone();
    let live: Vec<_> = params.iter().enumerate().filter(|(_, v)| m.graph.rep(**v) != Rep::Ptr).collect();
    let live: Vec<_> = live.iter().map(|&(i, &v)| (i as u16, v)).collect();
    let v = match m.add(info.op, &params, 3, gives, &live) {
        Some(v) if m.graph.rep(v) == Rep::Ptr => m.op(MirOp::Len, &[v], 0, &[]),
        Some(v) => v,
        None => m.int(0),
    };
    m.end(Term::Return(v));
    m.graph
}

#[test]
fn every_operation_gives_a_valid_module() {
    for info in MIR_OPS.iter().filter(|i| i.op != MirOp::MulHigh) {
        compile(&with_one(info));
    }
}

/// `(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))`, unboxed.
pub(super) fn fib() -> Graph {
    let mut m = Make::new("fib", &[Rep::Int], Rep::Int);
    let n = m.param(0);
    m.add(MirOp::Room, &[], 0, None, &[(0, n)]);
    let two = m.int(2);
    let less = m.op(MirOp::LtInt, &[n, two], 0, &[]);
    let (small, large) = (m.block(&[]), m.block(&[]));
    m.branch(less, (small, &[]), (large, &[]));
    m.at = small;
    m.end(Term::Return(n));
    m.at = large;
    let one = m.int(1);
    let a = m.op(MirOp::SubInt, &[n, one], 0, &[(0, n)]);
    m.add(MirOp::Spend, &[], 0, None, &[(0, n)]);
    let a = m.add(MirOp::CallSelf, &[a], 0, Some(Rep::Int), &[(0, n)]).expect("a result");
    let b = m.op(MirOp::SubInt, &[n, two], 0, &[(0, n), (1, a)]);
    m.add(MirOp::Spend, &[], 0, None, &[(0, n), (1, a)]);
    let b = m.add(MirOp::CallSelf, &[b], 0, Some(Rep::Int), &[(0, n), (1, a)]).expect("a result");
    let sum = m.op(MirOp::AddInt, &[a, b], 0, &[(1, a), (2, b)]);
    m.end(Term::Return(sum));
    m.graph
}

/// Adds up the numbers below n.
pub(super) fn sum() -> Graph {
    let mut m = Make::new("sum", &[Rep::Int], Rep::Int);
    let n = m.param(0);
    let zero = m.int(0);
    let head = m.block(&[Rep::Int, Rep::Int]);
    m.jump(head, &[zero, zero]);
    m.at = head;
    let (i, sum) = (m.param(0), m.param(1));
    let live = [(0, n), (1, i), (2, sum)];
    let less = m.op(MirOp::LtInt, &[i, n], 0, &[]);
    let (body, done) = (m.block(&[]), m.block(&[]));
    m.branch(less, (body, &[]), (done, &[]));
    m.at = body;
    let more = m.op(MirOp::AddInt, &[sum, i], 0, &live);
    let one = m.int(1);
    let next = m.op(MirOp::AddInt, &[i, one], 0, &live);
    m.add(MirOp::Spend, &[], 0, None, &[(0, n), (1, next), (2, more)]);
    m.jump(head, &[next, more]);
    m.at = done;
    m.end(Term::Return(sum));
    m.graph
}

#[test]
fn an_exit_in_place_of_an_end() {
    let mut m = Make::new("leaves", &[Rep::Bool, Rep::Float], Rep::Tagged);
    let (b, f) = (m.param(0), m.param(1));
    let s = m.state(&[(0, b), (1, f)]);
    m.end(Term::Exit(s, Reason::Interpreter));
    compile(&m.graph);
}

#[test]
fn golden_texts() {
    for graph in [fib(), sum()] {
        golden(&graph);
    }
}

/// Compares the text of a module with what is kept; `BLESS=1` keeps it.
fn golden(graph: &Graph) {
    let path = format!("{}/tests/golden/wasm/{}.txt", env!("CARGO_MANIFEST_DIR"), graph.name);
    let got = text(&compile(graph));
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(std::path::Path::new(&path).parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, got).expect("a file");
        return;
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), got, "{path}: BLESS=1 rewrites it");
}

/// Writes the modules of the tests where `EMIT` says, for `tests/wasm/` to run.
#[test]
fn modules_for_other_tests() {
    let Some(folder) = std::env::var_os("EMIT") else { return };
    for graph in [fib(), sum()] {
        let path = std::path::Path::new(&folder).join(format!("{}.wasm", graph.name));
        std::fs::write(path, compile(&graph).bytes).expect("a file");
    }
}

/// Emits what the interpreter of MIR then runs.
#[derive(Default)]
struct Checked(crate::jit::mir::interp::Oracle);

impl Backend for Checked {
    fn name(&self) -> &'static str {
        "checked"
    }
    fn compile(&mut self, job: &Job) -> Result<Compiled, String> {
        // Passes for this machine make what wasm does not have.
        match emit_valid(job.graph) {
            Ok(_) | Err("wasm has no product of 128 bits") => self.0.compile(job),
            Err(why) => panic!("{why}"),
        }
    }
}

#[test]
fn what_programs_become_is_valid() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["tests/lang/lisp", "tests/lang/python", "benches/programs"] {
        for entry in std::fs::read_dir(root.join(folder)).expect("a folder") {
            let path = entry.expect("a file").path();
            let language = match path.extension().and_then(|e| e.to_str()) {
                Some("scm") => Language::Lisp,
                Some("py") => Language::Python,
                _ => continue,
            };
            let source = std::fs::read_to_string(&path).expect("UTF-8");
            let jit = JitConfig { mode: JitMode::Mir, threshold: 2, ..JitConfig::default() };
            let mut vm = Vm::new(Config { jit, fuel: Some(20_000), ..Config::default() });
            vm.jit.backend = Some(Box::new(Checked::default()));
            // How it ends is what other tests are about.
            let _ = vm.run(language, &path.to_string_lossy(), &source);
        }
    }
}
