//! Glassbox: a language virtual machine you can see through.
pub mod baseline;
pub mod bytecode;
pub mod compiler;
pub mod core;
pub(crate) mod fiber;
pub mod heap;
pub mod host;
pub mod inspect;
pub mod interp;
pub mod jit;
pub mod lang;
pub mod number;
pub mod object;
pub mod options;
mod platform;
pub mod pool;
pub mod runtime;
pub mod syntax;
pub mod value;
pub mod vm;

pub use lang::Language;
pub use syntax::Diagnostic;
pub use value::Value;
pub use vm::{Config, Progress, Vm};

#[cfg(target_arch = "wasm32")]
mod wasm;

/// Runs the examples of the README as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
