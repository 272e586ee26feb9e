//! Where a program stands that is run step by step.
use crate::syntax::Span;
use serde::Serialize;

/// A variable and its value.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct VariableView {
    /// Its name.
    pub name: String,
    /// Its value as the language writes it, cut to a line.
    pub value: String,
    /// `local`; `captured`, from a function around; or of globals `variable`, or
    /// `definition` for functions, classes and modules.
    pub kind: &'static str,
}

/// A function that runs or waits for one it called.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct FrameView {
    /// Its name.
    pub function: String,
    /// What it does: of the innermost the expression that comes next, of others the call.
    pub span: Span,
    /// The name of the source.
    pub file: String,
    /// Its 1-based line.
    pub line: u32,
    /// Its 1-based column, in characters.
    pub column: u32,
    /// Variables that have values.
    pub variables: Vec<VariableView>,
}

/// Where a program stands.
#[derive(Clone, Debug, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Stopped {
    /// `step`, `breakpoint`, or `error`: it failed here.
    pub why: &'static str,
    /// The number of the task; the program itself is 1.
    pub task: u32,
    /// The functions of the program on the stack, the running one first.
    pub frames: Vec<FrameView>,
    /// How many more there are further out.
    pub more: u32,
    /// Globals that the program gives values, as far as they have some.
    pub globals: Vec<VariableView>,
}
