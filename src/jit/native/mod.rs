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
mod exits;
mod listing;
mod lower;
mod ops;
#[cfg(test)]
mod tests;

use super::backend::{Backend, Compiled, Job};
use super::mir::{Graph, MirOp, Rep, Start, Term};
use cranelift_codegen::Context as CodeContext;
use cranelift_codegen::ir::{AbiParam, Signature, Type, types};
use cranelift_codegen::isa::{CallConv, OwnedTargetIsa};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_frontend::FunctionBuilderContext;
use cranelift_jit::{JITBuilder, JITModule};
use cranelift_module::Module;

/// The native back end, with what it uses again from graph to graph.
pub struct Native {
    isa: OwnedTargetIsa,
    /// The same for functions that end in tail calls: Cranelift wants frame pointers
    /// in them, which others need not pay for.
    tail_isa: OwnedTargetIsa,
    context: CodeContext,
    builder: FunctionBuilderContext,
}

/// Settings that differ from Cranelift's defaults.
const SETTINGS: [(&str, &str); 7] = [
    ("opt_level", "speed"),
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
        Ok(Native { isa, tail_isa, context: CodeContext::new(), builder: FunctionBuilderContext::new() })
    }
}

/// Pages of code, freed when dropped.
struct Pages(Option<JITModule>);

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

    fn compile(&mut self, job: &Job) -> Result<Compiled, String> {
        let graph = job.graph;
        check(graph)?;
        let tail = graph.blocks.iter().any(|b| matches!(b.term, Term::TailCall(..)));
        let isa = if tail { &self.tail_isa } else { &self.isa }.clone();
        let names = cranelift_module::default_libcall_names();
        let mut pages = Pages(Some(JITModule::new(JITBuilder::with_isa(isa, names))));
        let module = pages.0.as_mut().ok_or("no module")?;
        let said = |e: cranelift_module::ModuleError| e.to_string();

        let signature = direct(&graph.params(), graph.result);
        let id = module.declare_anonymous_function(&signature).map_err(said)?;
        self.context.clear();
        self.context.func.signature = signature;
        let to_self = module.declare_func_in_func(id, &mut self.context.func);
        lower::function(job, &mut self.context.func, &mut self.builder, to_self, self.isa.frontend_config())?;
        let clif = job.listings.then(|| listing::clif(&self.context.func));
        self.context.set_disasm(job.listings);
        module.define_function(id, &mut self.context).map_err(said)?;
        let code = self.context.compiled_code().ok_or("no code")?;
        let mut bytes = code.buffer.total_size() as usize;
        let listings = clif.map_or(vec![], |clif| vec![clif, listing::machine_code(code)]);

        self.context.clear();
        self.context.func.signature = enter(self.isa.default_call_conv());
        let enter_id = module.declare_anonymous_function(&self.context.func.signature).map_err(said)?;
        let callee = module.declare_func_in_func(id, &mut self.context.func);
        // The two may be in pages that are far from each other.
        self.context.func.dfg.ext_funcs[callee].colocated = false;
        lower::trampoline(graph, &mut self.context.func, &mut self.builder, callee, self.isa.frontend_config());
        module.define_function(enter_id, &mut self.context).map_err(said)?;
        bytes += self.context.compiled_code().map_or(0, |c| c.buffer.total_size() as usize);

        module.finalize_definitions().map_err(said)?;
        let address = module.get_finalized_function(enter_id);
        let direct = module.get_finalized_function(id).expose_provenance();
        // SAFETY: the code there has the type's signature and convention: see `enter`.
        let enter = unsafe { std::mem::transmute::<*const u8, super::backend::Enter>(address) };
        Ok(Compiled { enter, direct, bytes, listings, owner: Box::new(pages) })
    }
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
                return Err("a loop cannot call itself".into());
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
