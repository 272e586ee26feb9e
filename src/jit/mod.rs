//! The compiler to machine code: hot loops and functions, from bytecode and what the
//! interpreter has seen.
pub mod backend;
pub mod mir;

use backend::Context;

/// The compiler of a VM and what it made.
#[derive(Default)]
pub struct Jit {
    /// What compiled code reads and writes.
    pub(crate) context: Context,
}
