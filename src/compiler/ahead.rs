//! Functions that are compiled before the unit they are in is whole.
//!
//! A large program would be a large tree, and every walk over it would wait for memory. So
//! its definitions go through the passes and the compiler one by one, as soon as each is
//! lowered: the tree of one is small, still in the cache, and gives its memory to the next.
use super::{Cx, emit};
use crate::bytecode::{Arity, Proto};
use crate::core::passes::notes::Notes;
use crate::core::{Expr, GlobalNames, Kind, Lambda, Unit, passes};
use crate::options::OptSet;
use crate::syntax::Diagnostic;
use std::cell::{Cell, RefCell};

/// The functions of one unit that are compiled already.
pub struct Ahead {
    pub(super) opts: OptSet,
    pub(super) natives: Vec<Arity>,
    pub(super) scratch: Vec<emit::Scratch>,
    pub(super) made: Vec<Proto>,
    /// The first thing that could not be compiled.
    pub(super) problem: Option<Box<Diagnostic>>,
}

impl Ahead {
    /// None yet.
    pub fn new(opts: OptSet, natives: Vec<Arity>) -> Ahead {
        Ahead { opts, natives, scratch: vec![], made: vec![], problem: None }
    }

    /// Compiles what the top level of a unit defines, if it is a function, and puts its
    /// number in its place. `revisits` is that of the unit.
    pub fn definition(&mut self, e: &mut Expr, revisits: bool, globals: &GlobalNames) {
        if !passes::scope::is_definition(e) || self.problem.is_some() {
            return;
        }
        let body = std::mem::replace(e, Expr::new(Kind::Seq(vec![]), e.span));
        let mut unit = Unit { main: Lambda::main(body), revisits };
        passes::run_all(&mut unit, self.opts, &mut Notes::off(), &mut |_, _| {});
        *e = unit.main.body;
        let Kind::DefineGlobal(_, value) = &mut e.kind else { return };
        let Kind::Lambda(lambda) = &value.kind else { return };
        let scratch = RefCell::new(std::mem::take(&mut self.scratch));
        let natives = &self.natives;
        let cx = Cx { opts: self.opts, natives, globals, depth: Cell::new(0), scratch, made: RefCell::default() };
        match cx.function(lambda, vec![]) {
            Ok(proto) => {
                self.made.push(proto);
                value.kind = Kind::Compiled(self.made.len() as u32 - 1);
            }
            Err(problem) => self.problem = Some(problem),
        }
        self.scratch = cx.scratch.into_inner();
    }
}
