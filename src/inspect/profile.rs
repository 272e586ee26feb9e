//! What a profile is to those who read it (N9).
use crate::heap::Pause;
use crate::syntax::Span;
use serde::Serialize;

/// Where a program spent its instructions and its time, as the traced loop saw it.
/// Instructions are those dispatched, and the same in every run; time is by the
/// clock of the host, and a counting loop is slow.
#[derive(Clone, Debug, Serialize, PartialEq, Default)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// Instructions in all.
    pub instructions: u64,
    /// Nanoseconds in all.
    pub nanos: u64,
    /// Functions and builtins that were called, the most expensive in themselves first.
    pub entries: Vec<ProfileEntry>,
    /// Who called whom, the program as a whole first; callers stand before who they
    /// called. Far down, recursion is folded: a function that is open already has one
    /// node there.
    pub tree: Vec<ProfileNode>,
    /// What was allocated where, most bytes first.
    pub sites: Vec<AllocationSite>,
    /// What the collector did, in order; if often, several times in one.
    pub pauses: Vec<Pause>,
}

/// Objects of one kind that one place of the program made (R10).
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct AllocationSite {
    /// Number of the function in the VM.
    pub function: u32,
    /// Its name.
    pub name: String,
    /// The expression. What a function of the prelude makes is made by its call.
    pub span: Span,
    /// The source's name.
    pub source: String,
    /// The 1-based line.
    pub line: u32,
    /// How the expression begins.
    pub text: String,
    /// The function of the prelude that is called here and made them.
    pub through: Option<String>,
    /// The objects' kind.
    pub kind: &'static str,
    /// How many.
    pub objects: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// A function or builtin.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct ProfileEntry {
    /// Its name, `<main>` or `<lambda>`.
    pub name: String,
    /// Number in the VM; none for builtins.
    pub function: Option<u32>,
    /// The form in the source; empty for builtins.
    pub span: Span,
    /// The source's name; empty for builtins.
    pub source: String,
    /// Its 1-based line, 0 for builtins.
    pub line: u32,
    /// How often it was called, tail calls included.
    pub calls: u64,
    /// How often by a tail call, which took the place of its caller.
    pub tail_calls: u64,
    /// Turns of its loops; calls of itself in tail position that became jumps are such.
    pub turns: u64,
    /// What it spent itself.
    pub instructions: u64,
    /// The same in nanoseconds.
    pub nanos: u64,
    /// What it and all it called spent, recursion counted once.
    pub total_instructions: u64,
    /// The same in nanoseconds.
    pub total_nanos: u64,
}

/// A function as it was called by another.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct ProfileNode {
    /// Who it is, as an index into the entries; none for the program as a whole and
    /// for what had no room in the tree.
    pub entry: Option<u32>,
    /// Its caller's node; none for the first.
    pub parent: Option<u32>,
    /// Calls, tail calls included.
    pub calls: u64,
    /// Tail calls: these have the place of the function that made them.
    pub tail_calls: u64,
    /// What it spent itself.
    pub instructions: u64,
    /// The same in nanoseconds.
    pub nanos: u64,
    /// With all that it called here.
    pub total_instructions: u64,
    /// The same in nanoseconds.
    pub total_nanos: u64,
}
