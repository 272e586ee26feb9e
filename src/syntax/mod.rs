//! What every language front end shares: spans, interned names, diagnostics.
pub mod diag;
pub mod frozen;
pub mod intern;
pub mod letters;
pub mod lexer;
pub mod number;
pub mod render;
pub mod sexpr;
pub mod span;
pub(crate) mod text;

pub use diag::{Code, Diagnostic, Label, Severity};
pub use intern::{Interner, Sym};
pub use span::{SourceId, SourceMap, Span};
