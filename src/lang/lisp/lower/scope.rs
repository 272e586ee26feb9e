//! Names: which variable a symbol means where it stands, through functions as
//! flat captures (R3). Binding is shallow: each symbol knows its innermost
//! binding, so looking one up is one load, however deep the scopes.
use super::Lowering;
use crate::core::{Capture, CaptureFrom, CaptureId, Expr, Kind, Lambda, Local, LocalId};
use crate::syntax::{Span, Sym};
use rustc_hash::FxHashMap;
use std::rc::Rc;

const NONE: u32 = u32::MAX;

/// What a symbol is bound to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning {
    /// A variable of the function with that index in `Lowering::funcs`; if it is
    /// defined by a body, that body and the number of the definition.
    Var { func: u32, local: LocalId, def: Option<(u32, u32)> },
    /// Another name for a global (what a body defines for the whole program).
    Alias(Sym),
}

struct Bound {
    sym: Sym,
    meaning: Meaning,
    /// The binding this one hides.
    hides: u32,
}

/// The bindings in force.
#[derive(Default)]
pub(super) struct Bindings {
    /// Innermost binding of each symbol, as an index into `stack`.
    heads: Vec<u32>,
    stack: Vec<Bound>,
}

impl Bindings {
    /// What a symbol is bound to, if it is bound here.
    #[inline]
    pub fn get(&self, sym: Sym) -> Option<Meaning> {
        match self.heads.get(sym.0 as usize) {
            None | Some(&NONE) => None,
            Some(&at) => Some(self.stack[at as usize].meaning),
        }
    }
    /// Binds a symbol until `leave`.
    pub fn bind(&mut self, sym: Sym, meaning: Meaning) {
        let at = sym.0 as usize;
        if self.heads.len() <= at {
            self.heads.resize(at + 1, NONE);
        }
        self.stack.push(Bound { sym, meaning, hides: self.heads[at] });
        self.heads[at] = self.stack.len() as u32 - 1;
    }
    /// A mark to `leave` to.
    pub fn enter(&self) -> usize {
        self.stack.len()
    }
    /// Undoes what was bound since the mark.
    pub fn leave(&mut self, mark: usize) {
        while self.stack.len() > mark {
            let b = self.stack.pop().expect("longer than the mark");
            self.heads[b.sym.0 as usize] = b.hides;
        }
    }
}

/// A function being lowered.
#[derive(Default)]
pub(super) struct Func {
    pub locals: Vec<Local>,
    captures: Vec<Capture>,
    /// Captures by the function and local they come from in the end.
    by_origin: FxHashMap<(u32, LocalId), CaptureId>,
}

impl Func {
    /// A new variable.
    pub fn local(&mut self, name: Rc<str>, span: Span) -> LocalId {
        self.locals.push(Local { name, span, assigned: false, captured: false, revisited: false });
        LocalId(self.locals.len() as u32 - 1)
    }
    /// The function, with its body.
    pub fn finish(self, name: Option<Rc<str>>, span: Span, params: u32, rest: bool, body: Expr) -> Lambda {
        Lambda { name, span, params, rest, locals: self.locals, captures: self.captures, body }
    }
}

impl Lowering<'_> {
    /// The function being lowered.
    pub(super) fn func(&mut self) -> &mut Func {
        self.funcs.last_mut().expect("the main function is always there")
    }

    /// A new variable of the current function, bound to a symbol.
    pub(super) fn bind_local(&mut self, sym: Sym, span: Span) -> LocalId {
        let local = self.temp(self.interner.name_rc(sym), span);
        let func = self.funcs.len() as u32 - 1;
        self.bindings.bind(sym, Meaning::Var { func, local, def: None });
        local
    }

    /// A new variable of the current function that no symbol is bound to.
    pub(super) fn temp(&mut self, name: Rc<str>, span: Span) -> LocalId {
        self.func().local(name, span)
    }

    /// Reads a variable of this function or one around it.
    pub(super) fn read(&mut self, func: u32, local: LocalId) -> Kind {
        let here = self.funcs.len() as u32 - 1;
        if func == here { Kind::Local(local) } else { Kind::Capture(self.capture(here, func, local)) }
    }

    /// Sets a variable of this function or one around it.
    pub(super) fn write(&mut self, func: u32, local: LocalId, value: Expr) -> Kind {
        let here = self.funcs.len() as u32 - 1;
        self.funcs[func as usize].locals[local.0 as usize].assigned = true;
        if func == here {
            Kind::SetLocal(local, Box::new(value))
        } else {
            Kind::SetCapture(self.capture(here, func, local), Box::new(value))
        }
    }

    /// The capture by which `inner` has a local of `origin`, made now if needed.
    fn capture(&mut self, inner: u32, origin: u32, local: LocalId) -> CaptureId {
        if let Some(&id) = self.funcs[inner as usize].by_origin.get(&(origin, local)) {
            return id;
        }
        let from = if origin + 1 == inner {
            CaptureFrom::Local(local)
        } else {
            CaptureFrom::Capture(self.capture(inner - 1, origin, local))
        };
        let variable = &mut self.funcs[origin as usize].locals[local.0 as usize];
        variable.captured = true;
        let name = variable.name.clone();
        let func = &mut self.funcs[inner as usize];
        func.captures.push(Capture { name, from, boxed: false });
        let id = CaptureId(func.captures.len() as u32 - 1);
        func.by_origin.insert((origin, local), id);
        id
    }

    /// Notes that the code being lowered uses a definition of a body.
    pub(super) fn note_use(&mut self, def: Option<(u32, u32)>) {
        if let Some((body, def)) = def {
            let body = &mut self.bodies[body as usize];
            body.uses.push((body.current, def));
        }
    }
}
