//! A compiled function as plain data, before a VM links it: no heap values, no
//! pointers. The VM makes its constants and caches when it links it.
use super::Insn;
use super::archive::Later;
use crate::core::{Const, GlobalId, Signature};
use crate::syntax::{Span, Sym};
use std::cell::OnceCell;
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

/// What is known of a function besides what it takes to run it: for messages, tracebacks
/// and the glass.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// For each instruction, where it came from.
    pub spans: Vec<Span>,
    /// Which registers hold which variables.
    pub variables: Vec<Variable>,
    /// The code before fusion.
    pub plain: PlainCode,
}

/// Details that are read from an archive when somebody looks at them.
#[derive(Clone, Default)]
pub struct Lazy {
    read: OnceCell<Details>,
    later: Option<Later>,
}

impl Lazy {
    /// What an archive has.
    pub fn later(later: Later) -> Lazy {
        Lazy { read: OnceCell::new(), later: Some(later) }
    }
}

impl std::fmt::Debug for Lazy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.read.get().fmt(f)
    }
}

impl From<Details> for Lazy {
    fn from(details: Details) -> Lazy {
        Lazy { read: OnceCell::from(details), later: None }
    }
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
    /// Where it came from and what it was.
    pub details: Lazy,
}

impl Proto {
    /// The instruction at which a call with all arguments begins.
    pub fn start(&self) -> u32 {
        self.entries.last().copied().unwrap_or(0)
    }
    /// Whether all parameters that calls may leave out are constants then: from each entry
    /// to the next, one instruction loads one.
    pub fn fills_with_constants(&self) -> bool {
        let first = self.params - self.rest as u16 - self.optional;
        let entries = self.entries.windows(2).zip(first..);
        entries.into_iter().all(|(entry, r)| {
            let insn = self.code[entry[0] as usize];
            entry[1] == entry[0] + 1 && insn.op() == super::Op::LoadConst && insn.a == r
        })
    }
    /// Its details.
    pub fn details(&self) -> &Details {
        self.details.read.get_or_init(|| match &self.details.later {
            Some(later) => later.read(self),
            None => Details::default(),
        })
    }
    /// The same, to be changed.
    pub fn details_mut(&mut self) -> &mut Details {
        self.details();
        self.details.read.get_mut().expect("they have been read")
    }
    /// The details, unless they wait in an archive, where they are checked when they are read.
    pub fn details_at_hand(&self) -> Option<&Details> {
        if self.details.later.is_none() { Some(self.details()) } else { self.details.read.get() }
    }
    /// For each instruction, where it came from.
    pub fn spans(&self) -> &[Span] {
        &self.details().spans
    }
    /// The code before fusion.
    pub fn plain(&self) -> &PlainCode {
        &self.details().plain
    }
    /// How many instructions it has before fusion.
    pub fn plain_len(&self) -> usize {
        match &self.details.later {
            Some(later) => later.plain_len(),
            None => self.plain().code.len(),
        }
    }
    /// Whether it is of the VM itself and stands in no source.
    pub fn is_nowhere(&self) -> bool {
        self.details_at_hand().is_some_and(|d| d.spans.is_empty())
    }
}
