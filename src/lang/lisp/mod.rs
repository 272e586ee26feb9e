//! The Lisp: R7RS Scheme's core with FluentAI's words. Reader, lowering to Core,
//! builtins and the prelude written in the Lisp itself.
pub mod builtins;
mod dialect;
mod doc;
mod env;
mod labels;
mod lower;
pub mod messages;
pub mod number;
pub mod print;

pub use dialect::DIALECT;
pub use doc::doc;
pub use env::LispEnv;
pub use lower::{REVISITS, declare_part, lower, lower_data, lower_part, lower_prelude, lower_with, prelude_parts};

/// The text of the prelude, for spans that point into it.
pub const PRELUDE: &str = concat!(
    include_str!("prelude/control.scm"),
    include_str!("prelude/promises.scm"),
    include_str!("prelude/lists.scm"),
    include_str!("prelude/searching.scm"),
    include_str!("prelude/vectors.scm"),
    include_str!("prelude/text.scm"),
    include_str!("prelude/maps.scm"),
    include_str!("prelude/persistent.scm"),
    include_str!("prelude/ports.scm"),
    include_str!("prelude/numbers.scm"),
    include_str!("prelude/eval.scm"),
);
/// What `features` lists and `cond-expand` finds.
pub const FEATURES: &[&str] = &["r7rs", "full-unicode", "ieee-float", "glassbox"];
/// What the prelude is called in diagnostics.
pub const PRELUDE_NAME: &str = "<prelude>";

/// Whether a text ends inside a list, string or comment, so that more of it may
/// come: what a prompt asks before it runs a line.
pub fn is_incomplete(text: &str) -> bool {
    let mut interner = crate::syntax::Interner::default();
    crate::syntax::sexpr::read_datums(&mut interner, crate::syntax::SourceId(0), text).incomplete
}
