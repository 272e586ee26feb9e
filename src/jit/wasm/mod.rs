//! The back end of the browser: each function becomes a WebAssembly module that
//! shares memory and function table with the VM's own.
//!
//! The emitter depends on nothing of the target but what [`Target`] says, so that its
//! tests run everywhere. `browser.rs` hands the bytes to the engine.
mod body;
#[cfg(target_arch = "wasm32")]
mod browser;
mod checks;
mod code;
mod flow;
mod insn;
mod module;
mod ops;
#[cfg(test)]
mod tests;
mod text;

#[cfg(target_arch = "wasm32")]
pub use browser::{WasmBackend, has_tail_calls};

use super::backend::Listing;
use super::mir::{Graph, MirOp};

/// Values on the VM's stack that compiled frames may take up before they become frames
/// of the interpreter.
const SLOTS: usize = 16 << 10;

/// Bytes of the engine's stack that they may take up. Engines give a page about a
/// megabyte, and code cannot see how much of it is left.
const MACHINE: usize = 384 << 10;

/// What the emitter must know of the module that code is for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    /// Distance of `Vm::budget` from the VM's address.
    pub budget: u32,
    /// Of `Context::globals`; the next are those of its other fields.
    pub globals: u32,
    pub limit: u32,
    pub entries: u32,
    /// Where the registers of the function begin that was entered.
    pub stack: u32,
    pub unwound: u32,
    pub result: u32,
    pub exit: u32,
    /// `Helpers::generic` in the function table; the next are the other helpers.
    pub generic: u32,
    pub native: u32,
    pub cons: u32,
    pub instance: u32,
    pub registers: u32,
    pub compare: u32,
    pub same: u32,
}

/// What the emitter asks about functions.
pub(crate) trait Functions {
    /// The first register of the window of the call at an instruction of the function
    /// that is compiled.
    fn window(&self, pc: u32) -> u32;
    /// The address of a function by its number.
    fn address(&self, func: u32) -> u32;
}

/// What is to be emitted.
#[derive(Clone, Copy)]
pub(crate) struct Input<'a> {
    pub graph: &'a Graph,
    pub first_exit: u32,
    pub target: Target,
    pub functions: &'a dyn Functions,
}

/// Makes a module of a graph; says why not if it cannot.
pub(crate) fn emit(input: Input) -> Result<Vec<u8>, &'static str> {
    Ok(module(input)?.encode())
}

/// The same as text.
pub(crate) fn list(input: Input) -> Result<Listing, &'static str> {
    Ok(text::listing(&module(input)?))
}

fn module(input: Input) -> Result<module::Module, &'static str> {
    let insts = || input.graph.blocks.iter().flat_map(|b| &b.insts);
    if insts().any(|i| i.op == MirOp::MulHigh) {
        return Err("wasm has no product of 128 bits");
    }
    let flow = flow::Flow::of(input.graph).ok_or("a loop has several heads")?;
    Ok(module::Module::of(input, flow))
}
