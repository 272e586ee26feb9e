//! The Lisp: R7RS Scheme's core with FluentAI's words. Reader, lowering to Core,
//! builtins and the prelude written in the Lisp itself.
pub mod builtins;
pub mod messages;
pub mod number;
pub mod print;
