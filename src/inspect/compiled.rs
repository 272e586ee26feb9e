//! What the compiler to machine code did, as data.
use super::Place;
use serde::Serialize;

/// One form of a compiled function: MIR after a pass, or what a back end made.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct CompiledStep {
    /// The pass, or the kind of listing: `built` for MIR as built from bytecode.
    pub name: String,
    /// Whether it is MIR.
    pub mir: bool,
    /// Its lines, as one text: there are many, and it crosses to JavaScript.
    pub text: String,
    /// For each line the instruction of the function's fused code it was made for.
    pub pcs: Vec<Option<u32>>,
}

/// A place where compiled code can be left.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct ExitView {
    /// The instruction that the interpreter goes on with.
    pub pc: u32,
    /// Where it came from.
    pub place: Place,
    /// Why it is left.
    pub reason: &'static str,
    /// How often it was.
    pub count: u64,
}

/// A compiled function, or a loop of one.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct CompiledView {
    /// Its number.
    pub code: u32,
    /// The function, as [`super::FunctionView::id`].
    pub function: u32,
    /// Its name.
    pub name: String,
    /// The instruction at which the loop begins, or behind which a generator goes on; `None` for
    /// calls of the function, and for generators that begin.
    pub begins_at: Option<u32>,
    /// Whether it is for a generator that goes on, or begins.
    pub resumes: bool,
    /// Whether it is in use; else it was given up.
    pub live: bool,
    /// Times the interpreter entered it. Compiled code enters it without counting.
    pub entered: u64,
    /// How long compiling took, in nanoseconds.
    pub nanos: u64,
    /// Bytes of code.
    pub bytes: u64,
    /// Instructions of MIR in the end.
    pub size: u32,
    /// Its forms, first to last, if the glass was open.
    pub steps: Vec<CompiledStep>,
    /// Its exits.
    pub exits: Vec<ExitView>,
}

/// Something that the compiler did.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct JitEvent {
    /// By the host's clock, in nanoseconds.
    pub nanos: u64,
    /// The function.
    pub function: u32,
    /// Its name.
    pub name: String,
    /// As [`CompiledView::begins_at`].
    pub begins_at: Option<u32>,
    /// As [`CompiledView::resumes`].
    pub resumes: bool,
    /// Where that is in the source.
    pub place: Place,
    /// `compiled`, `refused`, `gave up`, `rests` or `kept`.
    pub what: &'static str,
    /// It in words.
    pub text: String,
}

/// Everything that the compiler did in a VM.
#[derive(Clone, Debug, Serialize, PartialEq, Default)]
#[serde(rename_all = "camelCase")]
pub struct JitView {
    /// The back end; `None` if nothing is compiled.
    pub backend: Option<&'static str>,
    /// Why there is none.
    pub missing: Option<String>,
    /// Calls or turns of a loop after which it is compiled.
    pub threshold: u32,
    /// Compiled functions and loops, those that were given up included.
    pub compiled: Vec<CompiledView>,
    /// What happened, in order.
    pub events: Vec<JitEvent>,
}
