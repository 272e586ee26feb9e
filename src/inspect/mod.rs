//! Everything the glass shows, as plain serialisable data. The command prints
//! it, `--json` writes it, the page draws it; `npm/src/types.ts` is the same in
//! TypeScript. Field names are camelCase outside Rust.
mod compiled;
mod decisions;
mod ops;
mod profile;
mod step;

pub use crate::heap::Pause;
pub use compiled::{CompiledStep, CompiledView, ExitView, JitEvent, JitView};
pub use decisions::Decision;
pub use ops::ops;
pub use profile::{AllocationSite, Profile, ProfileEntry, ProfileNode};
pub use step::{FrameView, Stopped, VariableView};

use crate::syntax::Span;
use serde::Serialize;

/// A place in a source text.
#[derive(Clone, Copy, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// The expression.
    pub span: Span,
    /// Its 1-based line.
    pub line: u32,
}

/// One row of printed Core.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct CoreLine {
    /// Depth, in steps of two columns.
    pub indent: u32,
    /// The text of the row, without the indent.
    pub text: String,
    /// Where the expression that begins on this row stood.
    pub span: Span,
}

/// Core after one pass.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct CoreStep {
    /// `lowered` for what the front end gave, then the name of each pass.
    pub pass: String,
    /// The rows.
    pub lines: Vec<CoreLine>,
}

/// One instruction.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct InsnView {
    /// Index in its function.
    pub pc: u32,
    /// Number in the op table.
    pub op: u16,
    /// Name in the op table.
    pub name: String,
    /// Operands in words: registers by the local they hold, constants, globals.
    pub operands: String,
    /// Where it came from.
    pub span: Span,
    /// 1-based source line, 0 if it came from nowhere.
    pub line: u32,
    /// The instruction it may jump to.
    pub target: Option<u32>,
    /// How often it ran; counted by the traced loop only.
    pub count: u64,
    /// For fused code: the instructions of the plain code it stands for.
    pub parts: Vec<u32>,
    /// What it was before it quickened.
    pub was: Option<String>,
    /// Its cache, as an index into [`Inspection::sites`].
    pub site: Option<u32>,
}

/// One function.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct FunctionView {
    /// Number in the VM.
    pub id: u32,
    /// Its name, `<main>` or `<lambda>`.
    pub name: String,
    /// The form in the source.
    pub span: Span,
    /// Parameters, the rest parameter included.
    pub params: u32,
    /// Whether the last parameter takes the rest.
    pub rest: bool,
    /// Registers of its window.
    pub registers: u32,
    /// Names of what it captures.
    pub captures: Vec<String>,
    /// Its constants, printed.
    pub constants: Vec<String>,
    /// Code as compiled.
    pub plain: Vec<InsnView>,
    /// Code as it runs: after fusion, with quickened ops and counts.
    pub fused: Vec<InsnView>,
}

/// One inline cache.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct SiteView {
    /// The function it is in, as [`FunctionView::id`].
    pub function: u32,
    /// Its instruction in the fused code.
    pub pc: u32,
    /// `call`, `global-call`, `method-call`, `field` or `attribute`.
    pub kind: &'static str,
    /// `empty`, `one`, `few` or `many`.
    pub state: &'static str,
    /// What it remembers, in words.
    pub remembers: Vec<String>,
    /// How often it knew.
    pub hits: u64,
    /// How often it did not.
    pub misses: u64,
    /// Where the access stands.
    pub span: Span,
}

/// How often one op followed another.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct PairView {
    /// The first op's name.
    pub first: String,
    /// The second op's name.
    pub second: String,
    /// How often.
    pub count: u64,
}

/// A program seen through: how it was compiled and, if it ran, what happened.
#[derive(Clone, Debug, Serialize, PartialEq, Default)]
#[serde(rename_all = "camelCase")]
pub struct Inspection {
    /// Core as lowered and after each pass.
    pub core: Vec<CoreStep>,
    /// Functions of the program, the main one first.
    pub functions: Vec<FunctionView>,
    /// Inline caches of these functions.
    pub sites: Vec<SiteView>,
    /// The most frequent pairs of ops, if the traced loop ran.
    pub pairs: Vec<PairView>,
}

/// What one kind of heap object takes.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct KindStats {
    /// The kind's name.
    pub kind: &'static str,
    /// Objects allocated so far.
    pub allocated: u64,
    /// Bytes allocated so far.
    pub bytes: u64,
}

/// Counters of a VM since it was made or `reset_stats` was called.
#[derive(Clone, Debug, Serialize, PartialEq, Default)]
#[serde(rename_all = "camelCase")]
pub struct Stats {
    /// Calls and back edges: what fuel counts.
    pub fuel_used: u64,
    /// Instructions dispatched; counted by the traced loop only, else 0.
    pub dispatches: u64,
    /// Instructions of the plain code these stand for; traced loop only, else 0.
    pub instructions: u64,
    /// Inline cache hits.
    pub cache_hits: u64,
    /// Inline cache misses.
    pub cache_misses: u64,
    /// Instructions rewritten in place for the types seen.
    pub quickened: u64,
    /// Heap objects allocated.
    pub allocations: u64,
    /// Bytes of these.
    pub allocated_bytes: u64,
    /// The same by kind; kinds that occur.
    pub by_kind: Vec<KindStats>,
    /// Bytes that objects take: what the last collection found, and what was allocated
    /// since.
    pub live: u64,
    /// Bytes held now: heap, stacks, code.
    pub memory: u64,
    /// The most that was held.
    pub peak_memory: u64,
    /// The most that may be held.
    pub memory_limit: u64,
    /// Collections.
    pub collections: u64,
    /// Nanoseconds spent in them, all together.
    pub gc_nanos: u64,
    /// The longest one, in nanoseconds.
    pub gc_max_nanos: u64,
    /// Most frames on any stack at once.
    pub peak_depth: u64,
    /// Tasks started, the main one included.
    pub tasks: u64,
    /// Times execution went from one task to another.
    pub switches: u64,
    /// Buffers taken from the packet pool.
    pub pool_taken: u64,
    /// Of these, how many were reused.
    pub pool_reused: u64,
}

/// One row of the table of optimisations.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct OptView {
    /// Name of the switch.
    pub name: &'static str,
    /// Requirement IDs.
    pub ids: &'static str,
    /// What the source claims.
    pub claim: &'static str,
    /// What it does.
    pub sentence: &'static str,
}

/// One row of the op table.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct OpView {
    /// Its number.
    pub op: u16,
    /// Its name.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub doc: &'static str,
    /// Names and kinds of its operands, as `dst:reg`.
    pub operands: Vec<String>,
    /// Effects, in words.
    pub effects: Vec<&'static str>,
    /// For superinstructions: the ops it stands for.
    pub parts: Vec<&'static str>,
    /// The generic op it is a quickened form of.
    pub quickens: Option<&'static str>,
}

/// The optimisations, for pages and tools.
pub fn optimisations() -> Vec<OptView> {
    crate::options::Opt::ALL
        .iter()
        .map(|o| OptView { name: o.name(), ids: o.ids(), claim: o.claim(), sentence: o.sentence() })
        .collect()
}
