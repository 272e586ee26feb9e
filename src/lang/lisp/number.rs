//! Reading and printing numbers; the text forms are shared by all languages
//! with S-expressions, so the code is in [`crate::syntax::number`].
pub use crate::syntax::number::*;
