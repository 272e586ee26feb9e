//! Core to bytecode. Code is made in one walk, destination first: each
//! expression is told where its value is wanted (a register, nowhere, the
//! caller), so values are computed where they are needed. Rules that the walk
//! keeps, and that everything here relies on:
//!
//! - Registers are a stack: parameters, then variables and temporaries in order
//!   of scope. A call's window is the top of that stack.
//! - A destination is written by the last instruction of each path only, after
//!   everything was read. So it may be a variable that the expression reads, or
//!   the first free register, which the expression uses for itself before.
//! - Variables that are never assigned are operands in place.
//! - Nothing is emitted where control cannot come.
//!
//! `fuse` then joins pairs of instructions, by the op table.
mod ahead;
mod assign;
mod call;
mod emit;
mod expr;
mod fuse;
mod prim;
#[cfg(test)]
mod tests;
mod uses;

pub use ahead::Ahead;
pub(crate) use fuse::missed;

use crate::bytecode::{Arity, CaptureSource, Proto};
use crate::core::{GlobalNames, Lambda, Unit};
use crate::options::OptSet;
use crate::syntax::{Code, Diagnostic, Span};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Deepest nesting of expressions, not counting what stands in tail position.
/// Front ends refuse programs long before; this keeps the host's stack safe
/// from trees that were made otherwise.
pub const MAX_DEPTH: u32 = 3_000;

/// How many levels a function in a function counts for: it takes more stack.
const FUNCTION_LEVELS: u32 = 5;

/// Compiles a unit: gives its main function, which returns the unit's value.
/// The tree must keep the rules of [`crate::core`].
pub fn compile(unit: &Unit, opts: OptSet, natives: &[Arity], globals: &GlobalNames) -> Result<Proto, Vec<Diagnostic>> {
    compile_rest(unit, globals, Ahead::new(opts, natives.to_vec()))
}

/// Compiles a unit of which some functions are compiled already.
pub fn compile_rest(unit: &Unit, globals: &GlobalNames, ahead: Ahead) -> Result<Proto, Vec<Diagnostic>> {
    let Ahead { opts, natives, scratch, made, problem } = ahead;
    if let Some(problem) = problem {
        return Err(vec![*problem]);
    }
    let made = made.into_iter().map(Some).collect();
    let cx = Cx {
        opts,
        natives: &natives,
        globals,
        depth: Cell::new(0),
        scratch: RefCell::new(scratch),
        made: RefCell::new(made),
    };
    cx.function(&unit.main, vec![]).map_err(|d| vec![*d])
}

/// What is the same for all functions of a unit.
struct Cx<'a> {
    opts: OptSet,
    natives: &'a [Arity],
    globals: &'a GlobalNames,
    depth: Cell<u32>,
    /// Buffers that no function uses just now.
    scratch: RefCell<Vec<emit::Scratch>>,
    /// Functions that are compiled already, until they are put in their places.
    made: RefCell<Vec<Option<Proto>>>,
}

impl Cx<'_> {
    fn function(&self, lambda: &Lambda, captures: Vec<(Rc<str>, CaptureSource)>) -> Result<Proto, Box<Diagnostic>> {
        let depth = self.depth.get();
        self.depth.set(depth + FUNCTION_LEVELS);
        let mut f = emit::Func::new(self, lambda, captures);
        f.prologue();
        f.expr(&lambda.body, expr::Dst::Return);
        self.depth.set(depth);
        f.finish()
    }
}

/// What a function is called in diagnostics.
fn describe(name: &Option<Rc<str>>) -> String {
    match name {
        Some(n) => format!("function {n}"),
        None => "a function".to_string(),
    }
}

fn too_large(name: &Option<Rc<str>>, span: Span, what: &str) -> Box<Diagnostic> {
    let message = format!("{} needs more than 65535 {what}", describe(name));
    Box::new(Diagnostic::error(Code::TooLarge, span, message))
}
