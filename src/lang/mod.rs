//! The languages, and how a file's name tells which one it is written in.
pub mod lisp;
pub mod python;

use crate::core::Prim;
use crate::runtime::{Fault, Runtime};
use crate::syntax::{Code, Diagnostic, SourceId, Span};
use crate::value::Value;

/// What a language decides at run time: what the fast paths miss, and its words.
/// Every function knows the dialect of the language it was written in.
pub struct Dialect {
    /// Name of the language.
    pub name: &'static str,
    /// A primitive in full, for any operands; control primitives excepted.
    pub prim: fn(&mut Runtime, Prim, &[Value]) -> Result<Value, Fault>,
    /// The text of a value: for people if the flag is set, else so that it reads back.
    pub text: fn(&Runtime, Value, bool) -> String,
    /// Code and message of what the VM found wrong.
    pub words: fn(&Runtime, VmError) -> (Code, String),
    /// Whether programs can catch errors of that code.
    pub catchable: fn(Code) -> bool,
}

/// What the VM itself finds wrong.
pub enum VmError<'a> {
    /// A global without value.
    Unbound(&'a str),
    /// A variable read before it was set.
    TooEarly(&'a str),
    /// A call of something that is no function.
    NotAFunction(Value),
    /// A call with the wrong number of arguments.
    Arity {
        /// Name of the function.
        who: &'a str,
        /// Fewest.
        min: usize,
        /// Most, if there is a limit.
        max: Option<usize>,
        /// How many there were.
        got: usize,
    },
    /// A value of the wrong kind.
    WrongType {
        /// Who wanted another.
        who: &'a str,
        /// What was wanted, with its article.
        expected: &'static str,
        /// What there was.
        got: Value,
    },
    /// A field access on something that is not of the record type.
    NotOfType {
        /// The field.
        field: &'a str,
        /// The record type.
        ty: &'a str,
        /// What there was.
        got: Value,
    },
    /// Every task waits; for what.
    Deadlock(&'a [String]),
    /// The limit of open calls.
    Depth(usize),
    /// The limit of memory, in bytes.
    Memory(usize),
    /// The limit of fuel.
    Fuel(u64),
    /// The host's wish.
    Stopped,
    /// A continuation of one task called in another.
    OtherTask,
    /// A value that was thrown and not caught.
    Uncaught(Value),
}

/// A language that Glassbox runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Language {
    /// The Lisp: R7RS Scheme's core with FluentAI's words.
    Lisp,
    /// Python 3.11. It can be checked; running it is not supported yet.
    Python,
}

impl Language {
    /// Every language.
    pub const ALL: &'static [Language] = &[Language::Lisp, Language::Python];
    /// Its name on the command line and in the page.
    pub fn name(self) -> &'static str {
        match self {
            Language::Lisp => "lisp",
            Language::Python => "python",
        }
    }
    /// Endings of its files, without the dot; the first is the usual one.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Language::Lisp => &["scm", "ss", "sld", "lisp", "flc"],
            Language::Python => &["py"],
        }
    }
    /// Whether this version runs it; if not, it can be checked.
    pub fn runs(self) -> bool {
        matches!(self, Language::Lisp | Language::Python)
    }
    /// What is said instead of running a program that does not run.
    pub(crate) fn does_not_run(self, source: SourceId) -> Diagnostic {
        let message = format!("not supported: running {} programs; they can be checked", self.name());
        Diagnostic::error(Code::Unsupported, Span::new(source, 0, 0), message)
    }
    /// The language of that name.
    pub fn by_name(name: &str) -> Option<Language> {
        Self::ALL.iter().copied().find(|l| l.name() == name)
    }
    /// The language whose files end that way (with or without the dot).
    pub fn by_extension(ext: &str) -> Option<Language> {
        let ext = ext.strip_prefix('.').unwrap_or(ext);
        Self::ALL.iter().copied().find(|l| l.extensions().iter().any(|e| e.eq_ignore_ascii_case(ext)))
    }
}
