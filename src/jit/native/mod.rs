//! The native back end: MIR to machine code, with Cranelift.
//!
//! The invariant this module owns: code memory. A graph becomes one Cranelift module,
//! which has its pages to itself. They are writable until the module is finished and
//! executable from then on, never both, and nothing writes to them any more. They go
//! with the [`Compiled::owner`], so whoever holds addresses of code must drop them
//! before that. What the code itself reads and writes is what `jit::backend` and the
//! table of MIR operations say; it relies on verified graphs like the interpreter on
//! verified bytecode.
//!
//! Conventions. `direct` code is called with Cranelift's convention for tail calls,
//! and gives its result and the budget in registers. The VM's address is in the pinned
//! register, which nobody saves: only `enter` sets it and gives it back its old value.
mod epilogue;
mod exits;
mod listing;
mod lower;
mod ops;
#[cfg(test)]
mod tests;

use super::backend::{Backend, Compiled, Enter, Job, Listing};
use super::mir::{Graph, MirOp, Rep, Start, Term};
use cranelift_codegen::ir::{AbiParam, Signature, Type, types};
use cranelift_codegen::isa::{CallConv, OwnedTargetIsa};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_codegen::{CompiledCode, Context as CodeContext};
use cranelift_frontend::FunctionBuilderContext;
use cranelift_jit::{JITBuilder, JITModule};
use cranelift_module::{FuncId, Module, ModuleReloc};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// The native back end, with what it uses again from graph to graph.
pub struct Native {
    isa: OwnedTargetIsa,
    /// The same for functions that end in tail calls: Cranelift wants frame pointers
    /// in them, which others need not pay for.
    tail_isa: OwnedTargetIsa,
    context: CodeContext,
    builder: FunctionBuilderContext,
    /// Functions to enter code with, for code of the same signature together.
    entries: FxHashMap<Entry, Rc<(Pages, Enter)>>,
}

/// What entering code depends on.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Entry {
    params: Vec<Rep>,
    closure: bool,
    result: Rep,
}

/// Values on the stack that compiled frames may take up, and bytes of the machine's
/// stack that a frame may take for each of them. Where frames are larger, `room` looks
/// at the stack itself. Together with [`lower::STACK`] that is 1.5 MB; threads have 2.
const SLOTS: usize = 32 << 10;
const STACK_PER_VALUE: usize = 32;

/// Functions to enter code with that are kept when no code needs them.
const ENTRIES: usize = 64;

/// Settings that differ from Cranelift's defaults. Its optimiser is off, as by default:
/// after the passes over MIR it finds nothing that could be measured, and takes a third
/// of the time.
const SETTINGS: [(&str, &str); 6] = [
    ("enable_verifier", if cfg!(debug_assertions) { "true" } else { "false" }),
    ("is_pic", "false"),
    ("use_colocated_libcalls", "false"),
    ("unwind_info", "false"),
    ("enable_probestack", "false"),
    ("enable_pinned_reg", "true"),
];

impl Native {
    /// A back end for this machine; says why not if there is none.
    pub fn new() -> Result<Native, String> {
        Native::with(&[])
    }

    /// The same with other settings.
    fn with(more: &[(&str, &str)]) -> Result<Native, String> {
        if !cfg!(any(target_arch = "x86_64", target_arch = "aarch64")) {
            return Err("there is no compiler for this processor".into());
        }
        let isa = |frames: &str| {
            let mut flags = settings::builder();
            for (name, value) in SETTINGS.iter().chain(more).chain(&[("preserve_frame_pointers", frames)]) {
                flags.set(name, value).map_err(|e| format!("{name}: {e}"))?;
            }
            cranelift_native::builder()?.finish(settings::Flags::new(flags)).map_err(|e| e.to_string())
        };
        let (isa, tail_isa) = (isa("false")?, isa("true")?);
        Ok(Native {
            isa,
            tail_isa,
            context: CodeContext::new(),
            builder: FunctionBuilderContext::new(),
            entries: FxHashMap::default(),
        })
    }
}

/// Pages of code, freed when dropped.
struct Pages(Option<JITModule>);

impl Pages {
    fn new(isa: OwnedTargetIsa) -> Pages {
        Pages(Some(JITModule::new(JITBuilder::with_isa(isa, cranelift_module::default_libcall_names()))))
    }

    fn module(&mut self) -> Result<&mut JITModule, String> {
        self.0.as_mut().ok_or_else(|| "no module".to_string())
    }

    /// The function of the module.
    fn declare(&mut self, signature: &Signature) -> Result<FuncId, String> {
        self.module()?.declare_anonymous_function(signature).map_err(|e| e.to_string())
    }

    /// Makes code, not yet in its place.
    fn compile<'a>(&mut self, context: &'a mut CodeContext) -> Result<&'a CompiledCode, String> {
        context.compile(self.module()?.isa(), &mut Default::default()).map_err(|e| e.inner.to_string())
    }

    /// Puts the code in its place: its address.
    fn finish(&mut self, id: FuncId, context: &CodeContext, bytes: &[u8]) -> Result<*const u8, String> {
        let module = self.module()?;
        let code = context.compiled_code().ok_or("no code")?;
        let moves = |r| ModuleReloc::from_mach_reloc(r, &context.func, id);
        let relocations: Vec<ModuleReloc> = code.buffer.relocs().iter().map(moves).collect();
        let alignment = code.buffer.alignment as u64;
        module.define_function_bytes(id, alignment, bytes, &relocations).map_err(|e| e.to_string())?;
        module.finalize_definitions().map_err(|e| e.to_string())?;
        Ok(module.get_finalized_function(id))
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        if let Some(module) = self.0.take() {
            // SAFETY: the module invariant: nobody has addresses of the code any more.
            unsafe { module.free_memory() };
        }
    }
}

impl Backend for Native {
    fn name(&self) -> &'static str {
        "cranelift"
    }

    fn slots(&self) -> usize {
        SLOTS
    }

    fn compile(&mut self, job: &Job) -> Result<Compiled, String> {
        let graph = job.graph;
        check(graph)?;
        let mut pages = self.pages(graph);
        let id = pages.declare(&direct(&graph.params(), graph.result))?;
        let bytes = self.generate(job, &mut pages, id, None)?;
        let direct = pages.finish(id, &self.context, &bytes)?.expose_provenance();
        let bytes = bytes.len();
        let entry = self.entry(Entry { params: graph.params(), closure: graph.closure, result: graph.result })?;
        Ok(Compiled { enter: entry.1, direct, bytes, owner: Box::new((pages, entry)) })
    }

    fn listings(&mut self, job: &Job) -> Vec<Listing> {
        let (mut pages, mut clif) = (self.pages(job.graph), Listing::default());
        let id = pages.declare(&direct(&job.graph.params(), job.graph.result));
        let Ok(bytes) = id.and_then(|id| self.generate(job, &mut pages, id, Some(&mut clif))) else { return vec![] };
        let code = self.context.compiled_code().map(|code| listing::machine_code(code, &bytes));
        [clif].into_iter().chain(code).collect()
    }
}

impl Native {
    /// Pages for the code of a graph.
    fn pages(&self, graph: &Graph) -> Pages {
        Pages::new(if ends_in_calls(graph) { &self.tail_isa } else { &self.isa }.clone())
    }

    /// Makes the code of a graph, not yet in its place; also Cranelift's IR if it is
    /// wanted.
    fn generate(
        &mut self,
        job: &Job,
        pages: &mut Pages,
        id: FuncId,
        mut clif: Option<&mut Listing>,
    ) -> Result<Vec<u8>, String> {
        let mut look = false;
        loop {
            self.lower(job, id, pages, look)?;
            if let Some(clif) = clif.as_deref_mut() {
                *clif = listing::clif(&self.context.func);
                self.context.set_disasm(cfg!(not(target_arch = "x86_64")));
            }
            let code = pages.compile(&mut self.context)?;
            let large = || smallest_step(job).is_some_and(|step| frame(code) > STACK_PER_VALUE * step);
            if look || !large() {
                let mut bytes = code.code_buffer().to_vec();
                if !ends_in_calls(job.graph) {
                    epilogue::mend(code, &mut bytes);
                }
                return Ok(bytes);
            }
            look = true;
        }
    }

    /// Makes the Cranelift function of a graph.
    fn lower(&mut self, job: &Job, id: FuncId, pages: &mut Pages, look: bool) -> Result<(), String> {
        self.context.clear();
        self.context.func.signature = direct(&job.graph.params(), job.graph.result);
        let to_self = pages.module()?.declare_func_in_func(id, &mut self.context.func);
        lower::function(job, &mut self.context.func, &mut self.builder, to_self, self.isa.frontend_config(), look)
    }

    /// The function to enter code of that signature with.
    fn entry(&mut self, entry: Entry) -> Result<Rc<(Pages, Enter)>, String> {
        if let Some(made) = self.entries.get(&entry) {
            return Ok(made.clone());
        }
        if self.entries.len() >= ENTRIES {
            self.entries.retain(|_, made| Rc::strong_count(made) > 1);
        }
        self.context.clear();
        self.context.func.signature = enter(self.isa.default_call_conv());
        let mut pages = Pages::new(self.isa.clone());
        let id = pages.declare(&self.context.func.signature)?;
        lower::trampoline(&entry, &mut self.context.func, &mut self.builder, self.isa.frontend_config());
        let bytes = pages.compile(&mut self.context)?.code_buffer().to_vec();
        let address = pages.finish(id, &self.context, &bytes)?;
        // SAFETY: the code there has the type's signature and convention: see `enter`.
        let enter = unsafe { std::mem::transmute::<*const u8, Enter>(address) };
        let made = Rc::new((pages, enter));
        self.entries.insert(entry, made.clone());
        Ok(made)
    }
}

/// Whether it ends in a call somewhere.
fn ends_in_calls(graph: &Graph) -> bool {
    graph.blocks.iter().any(|b| matches!(b.term, Term::TailCall(..)))
}

/// The fewest values that a call in the graph moves the window by, if there are calls.
fn smallest_step(job: &Job) -> Option<usize> {
    let insts = job.graph.blocks.iter().flat_map(|b| &b.insts);
    let calls = insts.filter(|i| i.op.calls());
    calls.filter_map(|i| lower::step(job, i)).min().map(|step| step as usize)
}

/// Bytes of the machine's stack that the code takes, with what calling it takes.
fn frame(code: &CompiledCode) -> usize {
    code.buffer.frame_layout().map_or(0, |f| f.frame_to_fp_offset as usize) + 2 * size_of::<usize>()
}

/// What a graph must keep that only matters here.
fn check(graph: &Graph) -> Result<(), String> {
    let started = graph.start != Start::Call;
    for b in &graph.blocks {
        for i in &b.insts {
            if i.op.exits() != i.state.is_some() {
                return Err(format!("{} with the wrong kind of state", i.op.info().text));
            }
            if started && i.op == MirOp::CallSelf {
                return Err("only a function that is called can call itself".into());
            }
        }
    }
    Ok(())
}

/// How a representation is held. Truth values take whatever comparisons give.
fn held(rep: Rep) -> Type {
    match rep {
        Rep::Tagged | Rep::Int | Rep::Ptr => types::I64,
        Rep::Float => types::F64,
        Rep::Bool => types::I8,
    }
}

/// `direct(regs, budget, params...) -> (result, budget)`.
fn direct(params: &[Rep], result: Rep) -> Signature {
    let mut s = Signature::new(CallConv::Tail);
    s.params.extend([types::I64; 2].map(AbiParam::new));
    s.params.extend(params.iter().map(|&r| AbiParam::new(held(r))));
    s.returns.extend([held(result), types::I64].map(AbiParam::new));
    s
}

/// `enter(vm, regs, budget) -> budget`, as `backend::Enter`.
fn enter(conv: CallConv) -> Signature {
    let mut s = Signature::new(conv);
    s.params.extend([types::I64; 3].map(AbiParam::new));
    s.returns.push(AbiParam::new(types::I64));
    s
}
