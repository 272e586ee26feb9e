//! What passes decide, noted for those who ask (T20). Off, a note costs a look at
//! a flag; its words are made when somebody reads them (`vm::decisions`).
use crate::core::{CaptureFrom, Const, Expr, GlobalId, Kind, Lambda, NativeId, Prim, Unit};
use crate::syntax::Span;
use std::rc::Rc;

/// Notes taken, or not.
#[derive(Default)]
pub struct Notes(Option<Vec<Note>>);

/// A decision and the expression it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The expression.
    pub span: Span,
    /// What was decided.
    pub what: What,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// The expression always has this value.
    Constant(Const),
    /// The variable always has this value, and is gone.
    Known(Rc<str>, Const),
    /// The condition always comes out this way; the other branch is gone.
    Branch(bool),
    /// The function became a loop at its only call.
    Loop(Rc<str>),
    /// The function's call of itself became a jump.
    Jump(Rc<str>),
    /// The function calls itself and is called all the same.
    NoLoop(Rc<str>, Why),
    /// The variable lives in a cell on the heap.
    Cell {
        /// Its name.
        name: Rc<str>,
        /// Whether closures share it, else only a continuation could come back to it.
        captured: bool,
    },
    /// The variable is captured and never set: closures have copies.
    Copied(Rc<str>),
    /// A builtin is done by the VM's own instructions.
    Primitive(Prim),
    /// A builtin is called without a look at its name.
    Direct(NativeId),
    /// A global is called by its name.
    ByName(GlobalId),
}

/// Why a function that calls itself is no loop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    /// It takes a rest or optional parameter.
    Parameters,
    /// Something is left to do after the call.
    NotLast,
    /// It is a value as well: passed on, returned or captured.
    Value,
    /// It is called from so many places outside itself.
    Places(u32),
}

impl Notes {
    /// Takes notes if `on`.
    pub fn new(on: bool) -> Notes {
        Notes(on.then(Vec::new))
    }
    /// Takes none.
    pub fn off() -> Notes {
        Notes(None)
    }
    /// Notes something about an expression.
    #[inline]
    pub fn add(&mut self, span: Span, what: impl FnOnce() -> What) {
        if let Some(notes) = &mut self.0 {
            notes.push(Note { span, what: what() });
        }
    }
    /// Whether they are wanted.
    pub fn on(&self) -> bool {
        self.0.is_some()
    }
    /// All of them.
    pub fn into_vec(self) -> Vec<Note> {
        self.0.unwrap_or_default()
    }
}

/// Notes what the finished tree says: where variables live, how builtins are called.
pub(super) fn survey(unit: &Unit, notes: &mut Notes) {
    if notes.on() {
        lambda(&unit.main, notes);
    }
}

fn lambda(l: &Lambda, notes: &mut Notes) {
    for local in &l.locals {
        if local.boxed() {
            notes.add(local.span, || What::Cell { name: local.name.clone(), captured: local.captured });
        }
    }
    expr(&l.body, l, notes);
}

fn expr(e: &Expr, l: &Lambda, notes: &mut Notes) {
    match &e.kind {
        Kind::Prim(p, _) => notes.add(e.span, || What::Primitive(*p)),
        Kind::Native(n, _) => notes.add(e.span, || What::Direct(*n)),
        Kind::Call { callee, .. } => {
            if let Kind::Global(g) = callee.kind {
                notes.add(e.span, || What::ByName(g));
            }
        }
        _ => {}
    }
    e.for_each_lambda(&mut |inner| {
        for c in &inner.captures {
            if let CaptureFrom::Local(id) = c.from
                && !c.boxed
            {
                let local = &l.locals[id.0 as usize];
                notes.add(local.span, || What::Copied(local.name.clone()));
            }
        }
        lambda(inner, notes);
    });
    e.for_each_child(&mut |c| expr(c, l, notes));
}
