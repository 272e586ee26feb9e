//! Deciding what to compile, and doing it.
use super::backend::{Job, Signature, Unboxed, exits, unboxed};
use super::build::{self, Built, Callee, FORCED, Input};
use super::code::Code as Bytecode;
use super::helpers::HELPERS;
use super::mir::{Graph, MirOp, Rep, Start, print};
use super::passes::{self, Given};
use super::{
    ATTEMPTS, BASE, BYTES, CODES, COST, Code, CodeId, Entry, Exit, HANDLED, LARGEST, NESTING, PATIENCE, RESERVE, SHORT,
    What, seen,
};
use crate::bytecode::Op;
use crate::interp::Func;
use crate::interp::calls::MOST_PARAMS;
use crate::interp::objects::INSET;
use crate::object::{Closure, Gc, Generator};
use crate::options::Opt;
use crate::value::Value;
use crate::vm::Vm;

/// Why something is not compiled.
enum Refusal {
    /// It never will be.
    Always(String),
    /// It may be later.
    Now(String),
}

impl Vm {
    /// Compiles a function from its start or from a loop on, and has calls or turns
    /// of the loop lead there. If it cannot be done, the interpreter keeps it, for a
    /// while or for good.
    pub(super) fn compile(&mut self, f: *const Func, start: Start, nesting: u32) -> Result<CodeId, ()> {
        // SAFETY: functions live as long as the VM, and are not changed but in cells.
        let f = unsafe { &*f };
        f.jit.compiling.set(true);
        let made = self.make(f, start, nesting);
        f.jit.compiling.set(false);
        match made {
            Ok(id) => {
                f.jit.unit(start, |u| {
                    u.code = Some(id);
                    u.attempts += 1;
                });
                if start == Start::Call {
                    f.jit.called.set(Some(id));
                }
                let short = self.jit.codes[id.0 as usize].short;
                self.set_entry(f, start, if short { Op::Jump } else { Op::EnterCompiled });
                let now = self.rt.host.nanos();
                self.jit.note(now, f, start, What::Compiled(id.0));
                Ok(id)
            }
            Err(refusal) => {
                let kept = f.jit.unit(start, |u| {
                    u.attempts += 1;
                    u.heat = 0;
                    u.patience = u.patience.saturating_mul(PATIENCE);
                    u.kept = matches!(refusal, Refusal::Always(_)) || u.attempts >= ATTEMPTS;
                    u.kept
                });
                if kept {
                    self.set_entry(f, start, Op::Jump);
                }
                let (Refusal::Always(why) | Refusal::Now(why)) = refusal;
                let now = self.rt.host.nanos();
                self.jit.note(now, f, start, if kept { What::Refused(why) } else { What::Rests(why) });
                Err(())
            }
        }
    }

    fn make(&mut self, f: &Func, start: Start, nesting: u32) -> Result<CodeId, Refusal> {
        if f.code.len() > LARGEST {
            return Err(Refusal::Always(format!("it has more than {LARGEST} instructions")));
        }
        if f.params as usize > MOST_PARAMS {
            return Err(Refusal::Always(format!("it has more than {MOST_PARAMS} parameters")));
        }
        if self.jit.bytes > BYTES || self.jit.live >= CODES {
            return Err(Refusal::Now("there is as much compiled code as there may be".to_string()));
        }
        if start == Start::Call && is_generator(f) {
            return Err(Refusal::Always("who wants its values lets it begin".to_string()));
        }
        if let Start::Begin | Start::Resume(_) = start {
            self.enter_generators(f)?;
        }
        let callees = self.callees(f, start, nesting);
        // What they took is said of them.
        let begin = self.rt.host.nanos();
        let params: Vec<Rep> = f.jit.seen.iter().map(|s| rep_of(s.get())).collect();
        let natives = self.rt.natives;
        let code = Bytecode::of(f, natives);
        let forced = self.jit.config.force_exits.then(|| {
            self.jit.forced.push(vec![0; FORCED].into_boxed_slice());
            self.jit.forced.last_mut().map_or(std::ptr::null_mut(), |b| b.as_mut_ptr())
        });
        let failed = f.jit.failed.borrow().clone();
        let tail_calls = self.jit.backend.as_ref().is_some_and(|b| b.tail_calls());
        // Where globals are found by name, changes of them are not noticed.
        let watches = self.rt.opts.has(Opt::JitStableGlobals) && self.rt.opts.has(Opt::GlobalSlots);
        let built = loop {
            let built = build::build(&Input {
                tail_calls,
                code: &code,
                start,
                globals: &self.globals,
                watch: watches.then_some(&self.jit.watch),
                callees: &callees,
                params: &params,
                failed: &failed,
                forced,
            });
            // It may rely on what it stores to itself.
            if !self.note_stores(&built.stores) {
                break built;
            }
        };
        self.jit.spent += BASE;
        if let Some(why) = self.worthless(f, &built) {
            return Err(Refusal::Always(why));
        }
        let tested = self.jit.config.force_exits || self.jit.config.threshold <= 1;
        let short = !tested && built.instructions <= SHORT && built.is_straight();
        let mut graph = built.graph;
        // Whoever compiled a call of it while it was being compiled took its result to
        // be tagged.
        let entry = f.jit.entry.get().map(|e| &self.jit.entries[e as usize].signature);
        let tagged_result = f.jit.tagged.get()
            || entry.is_some_and(|known| known.result == Rep::Tagged && known.params == graph.params());
        let given = Given { mul_high: cfg!(not(target_arch = "wasm32")), tagged_result };
        let (glass, mut after) = (self.jit.glass, vec![]);
        passes::run_all(&mut graph, self.rt.opts, given, &mut |name, g| {
            if glass {
                after.push((name, g.clone()));
            }
        });

        let first_exit = self.jit.exits.len() as u32;
        let Some(backend) = self.jit.backend.as_mut() else {
            return Err(Refusal::Always("there is no back end".to_string()));
        };
        let job = Job { graph: &graph, first_exit, funcs: &self.funcs, helpers: HELPERS };
        let compiled = backend.compile(&job).map_err(Refusal::Always)?;
        let nanos = self.rt.host.nanos().saturating_sub(begin);
        let passes = after.iter().map(|(name, g)| (*name, print::lines(g))).collect();
        let listings = if glass { backend.listings(&job) } else { vec![] };
        let bytes = compiled.bytes;
        self.jit.spent += bytes as u64 * COST;
        self.rt.heap.charge(bytes).map_err(|_| Refusal::Now("there is no memory for it".to_string()))?;
        self.jit.bytes += bytes;
        self.jit.live += 1;
        let id = CodeId(self.jit.codes.len() as u32);
        let unboxed: Vec<Unboxed> = graph.states.iter().map(|s| unboxed(s, &graph)).collect();
        for place in exits(&graph) {
            let (state, made_for, reason) = (place.state.0 as usize, place.made_for, place.reason);
            let (pc, unboxed) = (graph.states[state].pc, unboxed[state].clone());
            self.jit.exits.push(Exit { code: id, func: f.id, pc, made_for, reason, count: 0, unboxed });
        }
        if start == Start::Call {
            let signature = Signature { params: graph.params(), result: graph.result };
            let entry = self.compiled_entry(f, graph.closure, signature);
            self.jit.addresses[entry as usize] = compiled.direct;
        }
        if let Some(entry) = generator_entry(f, start) {
            self.jit.addresses[entry as usize] = compiled.direct;
        }
        // A call that begins an instance becomes two frames.
        let inits = graph.blocks.iter().any(|b| b.insts.iter().any(|i| i.op == MirOp::CallInit));
        let advance = if inits { code.advance().saturating_add(INSET as usize) / 2 } else { code.advance() };
        self.jit.advance = self.jit.advance.min(advance);
        self.jit.watch.rely(id, &built.relies, built.classes);
        self.jit.codes.push(Code {
            func: f.id,
            start,
            compiled: Some(compiled),
            roots: roots(&graph),
            first_exit,
            exits: self.jit.exits.len() as u32 - first_exit,
            params: if start == Start::Call { params } else { vec![] },
            callees: callees.iter().map(|(id, callee)| (*id, callee.entry)).collect(),
            short,
            entered: 0,
            failures: 0,
            learnt: failed.len(),
            left: 0,
            turns: 0,
            passes,
            listings,
            size: graph.size(),
            bytes,
            nanos,
        });
        Ok(id)
    }

    /// Why compiled code would be slower than the interpreter, if it would. Tests that
    /// force exits, or compile at once, want everything compiled.
    fn worthless(&self, f: &Func, built: &Built) -> Option<String> {
        let config = &self.jit.config;
        if config.force_exits || config.threshold <= 1 {
            return None;
        }
        if let Some(pc) = built.left_at
            && !built.completes()
        {
            let op = f.code_now().get(pc as usize).map_or("?", |i| i.op().info().name);
            return Some(format!("every run would leave, the first at instruction {pc} ({op})"));
        }
        (built.handled * HANDLED > built.instructions).then(|| {
            let (handled, all) = (built.handled, built.instructions);
            format!("the interpreter would do {handled} of {all} instructions, on objects, for it")
        })
    }

    /// Gives a generator's function an entry for its beginning and for each place where it is left,
    /// which whoever makes it or leaves it there notes in the generator.
    fn enter_generators(&mut self, f: &Func) -> Result<(), Refusal> {
        // What finds no room writes its registers all the same.
        if f.registers as usize > RESERVE {
            return Err(Refusal::Always(format!("it has more than {RESERVE} registers")));
        }
        if f.jit.begins.get() > 0 {
            return Ok(());
        }
        let mut enter = || {
            let entry = u16::try_from(self.jit.entries.len()).ok()?;
            let signature = Signature { params: vec![Rep::Tagged; 2], result: Rep::Tagged };
            self.jit.entries.push(Entry { func: f.id, closure: false, signature });
            self.jit.addresses.push(0);
            Some(entry)
        };
        let full = || Refusal::Always("there are too many entries".to_string());
        for place in &f.code {
            // SAFETY: nobody else looks at code meanwhile; nothing else is in that operand.
            unsafe {
                if (*place.get()).op() == Op::Suspend {
                    (*place.get()).c = enter().ok_or_else(full)?;
                }
            }
        }
        f.jit.begins.set(enter().ok_or_else(full)?.into());
        Ok(())
    }

    /// Has a generator begin, or go on where it was left, in compiled code from now on; whether it
    /// can.
    pub(super) fn compile_generator(&mut self, g: Gc<Generator>) -> bool {
        let start = match g.state.get() {
            Generator::FRESH => Start::Begin,
            Generator::LEFT => Start::Resume(g.pc.get()),
            _ => return false,
        };
        let Some(code) = g.code.get().as_a::<Closure>() else { return false };
        let f = code.function();
        let threshold = self.jit.config.threshold;
        let (wanted, compiled) = f.jit.unit(start, |u| {
            u.heat += 1;
            // Who wants it is hot.
            let hot = u.patience == 1 || u.heat >= threshold.saturating_mul(u.patience);
            (hot && !u.kept, u.code.is_some())
        });
        let can = compiled || wanted && super::enter::affords(self) && self.compile(f, start, 0).is_ok();
        if let (true, Some(entry)) = (can, generator_entry(f, start)) {
            // It may have been made or left before there was an entry.
            g.resume.set(entry);
        }
        can
    }

    /// The entry of a function with that signature.
    fn compiled_entry(&mut self, f: &Func, closure: bool, signature: Signature) -> u32 {
        if let Some(e) = f.jit.entry.get()
            && self.jit.entries[e as usize].signature == signature
        {
            return e;
        }
        self.jit.entries.push(Entry { func: f.id, closure, signature });
        self.jit.addresses.push(0);
        let e = self.jit.entries.len() as u32 - 1;
        f.jit.entry.set(Some(e));
        e
    }

    /// The functions that it calls, compiled as far as they can be.
    fn callees(&mut self, f: &Func, start: Start, nesting: u32) -> Vec<(u32, Callee)> {
        let mut callees: Vec<(u32, Callee)> = vec![];
        for insn in f.code_now() {
            let op = insn.op();
            let calls = matches!(op, Op::Call | Op::CallGlobal | Op::CallMethod | Op::CallNamed);
            if !calls && !matches!(op, Op::TailCall | Op::TailCallGlobal) {
                continue;
            }
            for (target, begins) in build::calls::targets(f, op, insn, &self.globals) {
                // SAFETY: functions live as long as the VM.
                let target = unsafe { &*target };
                // A call of itself needs no entry, but for one in between.
                let myself = target.id == f.id && start == Start::Call && !begins;
                if target.id != f.id && matches!(op, Op::TailCall | Op::TailCallGlobal) {
                    self.want_tagged(target);
                }
                if !myself
                    && callees.iter().all(|(id, _)| *id != target.id)
                    && let Some(callee) = self.callee(target, nesting)
                {
                    callees.push((target.id, callee));
                }
            }
        }
        callees
    }

    /// Has a function give tagged results, so that it can stand in for one that does.
    fn want_tagged(&mut self, f: &Func) {
        f.jit.tagged.set(true);
        let result = f.jit.entry.get().map(|e| self.jit.entries[e as usize].signature.result);
        if result.is_some_and(|r| r != Rep::Tagged) {
            if let Some(id) = f.jit.called.get() {
                self.drop_code(f, id);
            }
            f.jit.entry.set(None);
        }
    }

    fn callee(&mut self, f: &Func, nesting: u32) -> Option<Callee> {
        if build::calls::is_kept(f) {
            return None;
        }
        if f.jit.entry.get().is_none() && !f.jit.compiling.get() {
            let (warm, kept) = f.jit.unit(Start::Call, |u| (u.heat >= self.jit.config.threshold.div_ceil(4), u.kept));
            if !warm || kept || nesting >= NESTING {
                return None;
            }
            self.compile(f, Start::Call, nesting + 1).ok()?;
        }
        if f.jit.entry.get().is_none() {
            // It is being compiled, further out: its result is not known yet.
            let closure = Bytecode::of(f, self.rt.natives).uses_closure();
            let arguments = f.jit.seen.iter().map(|s| rep_of(s.get()));
            let params = closure.then_some(Rep::Tagged).into_iter().chain(arguments).collect();
            self.compiled_entry(f, closure, Signature { params, result: Rep::Tagged });
        }
        let entry = f.jit.entry.get()?;
        let e = &self.jit.entries[entry as usize];
        debug_assert_eq!(e.func, f.id);
        Some(Callee { entry, closure: e.closure, signature: e.signature.clone() })
    }
}

/// Whether a function is the code of generators.
fn is_generator(f: &Func) -> bool {
    f.proto.code.iter().any(|i| i.op() == Op::Suspend)
}

/// The entry where a generator begins or goes on.
pub(super) fn generator_entry(f: &Func, start: Start) -> Option<u32> {
    match start {
        Start::Begin => Some(f.jit.begins.get()),
        Start::Resume(pc) => Some(f.code_now()[pc as usize].c.into()),
        _ => None,
    }
}

/// How an argument is passed that was always of these types.
fn rep_of(types: u8) -> Rep {
    match types {
        seen::INT => Rep::Int,
        seen::FLOAT => Rep::Float,
        _ => Rep::Tagged,
    }
}

/// The heap values in a graph.
fn roots(graph: &Graph) -> Vec<Value> {
    let insts = graph.blocks.iter().flat_map(|b| &b.insts);
    let values = insts.filter(|i| matches!(i.op, MirOp::Tagged | MirOp::GuardValue | MirOp::IsValue | MirOp::GuardNot));
    let mut roots: Vec<Value> =
        values.map(|i| Value::from_bits(i.imm as u64)).filter(|v| v.is_obj() || v.is_pair()).collect();
    roots.dedup();
    roots
}
