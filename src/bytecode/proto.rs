//! A compiled function as plain data, before a VM links it: no heap values, no
//! pointers. The VM makes its constants and caches when it links it.
use super::Insn;
use crate::core::{Const, GlobalId, Signature};
use crate::syntax::{Span, Sym};
use std::rc::Rc;

/// Where a closure takes a capture from when it is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaptureSource {
    /// A register of the function that makes the closure.
    Reg(u16),
    /// A capture of the function that makes the closure.
    Capture(u16),
    /// Filled in by `PatchCapture` afterwards.
    Later,
}

/// What is known of a call site when it is compiled.
#[derive(Clone, Debug)]
pub struct CallSiteInfo {
    /// Number of arguments in the window; for `Apply` 1, the list.
    pub argc: u16,
    /// The global that is called, if it is one; `CallGlobal` reads it here.
    pub global: Option<GlobalId>,
    /// The method that is called, if it is one.
    pub name: Option<Sym>,
    /// Names of the last arguments, which are passed by name.
    pub names: Box<[Sym]>,
}

impl CallSiteInfo {
    /// A call by place alone.
    pub fn plain(argc: u16, global: Option<GlobalId>) -> CallSiteInfo {
        CallSiteInfo { argc, global, name: None, names: Box::default() }
    }
}

/// What an attribute access has for the global of a record type.
pub const NO_TYPE: GlobalId = GlobalId(u32::MAX);

/// What is known of a field access when it is compiled.
#[derive(Clone, Debug)]
pub struct FieldSiteInfo {
    /// The field.
    pub field: Sym,
    /// The global that holds the record type.
    pub ty: GlobalId,
}

/// A protected range: what is thrown in it lands in `reg`, at `target`.
/// Inner ranges come before the ones around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// First protected instruction.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Where the handler begins.
    pub target: u32,
    /// Where it ends.
    pub until: u32,
    /// Register that takes what was thrown.
    pub reg: u16,
    /// Whether it may send that back to where it was thrown.
    pub refuses: bool,
}

/// Code before fusion, kept for the glass.
#[derive(Clone, Debug, Default)]
pub struct PlainCode {
    /// The instructions.
    pub code: Vec<Insn>,
    /// Their spans.
    pub spans: Vec<Span>,
    /// For each instruction of the fused code, the first plain one it stands for;
    /// one more entry at the end.
    pub starts: Vec<u32>,
}

/// A register that holds a variable over a range of the plain code.
#[derive(Clone, Debug)]
pub struct Variable {
    /// The register.
    pub reg: u16,
    /// First plain instruction of the range.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The variable's name.
    pub name: Rc<str>,
}

/// A compiled function.
#[derive(Clone, Debug, Default)]
pub struct Proto {
    /// Its name, if it has one.
    pub name: Option<Rc<str>>,
    /// The form in the source.
    pub span: Span,
    /// Parameters, the rest parameter included; they stand in the first registers.
    pub params: u16,
    /// How many of them need no argument.
    pub optional: u16,
    /// Whether the last parameter takes the rest.
    pub rest: bool,
    /// Instructions before fusion whose left operand takes the result if it can change.
    pub in_place: Vec<u32>,
    /// Instructions before fusion whose operands are the other way round.
    pub swapped: Vec<u32>,
    /// How arguments are passed by name, if they can be.
    pub signature: Option<Rc<Signature>>,
    /// Where the code begins, by the number of arguments beyond the required ones; the
    /// last entry is for a call that leaves no parameter without a value. Empty if
    /// there is only that, at the first instruction.
    pub entries: Vec<u32>,
    /// Registers of its window, call windows included.
    pub registers: u16,
    /// The code that runs. Ends in an op that does not fall through.
    pub code: Vec<Insn>,
    /// For each instruction, where it came from.
    pub spans: Vec<Span>,
    /// Constants.
    pub consts: Vec<Const>,
    /// Inner functions.
    pub functions: Vec<Proto>,
    /// What a closure of this function captures, in order.
    pub captures: Vec<(Rc<str>, CaptureSource)>,
    /// Call sites.
    pub call_sites: Vec<CallSiteInfo>,
    /// Field sites.
    pub field_sites: Vec<FieldSiteInfo>,
    /// Protected ranges.
    pub handlers: Vec<Handler>,
    /// Which registers hold which variables.
    pub variables: Vec<Variable>,
    /// The code before fusion.
    pub plain: PlainCode,
}
