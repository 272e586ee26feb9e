//! Names: which variable a symbol means where it stands, through functions as
//! flat captures (R3). Binding is shallow: each symbol knows its innermost
//! binding, so looking one up is one load, however deep the scopes.
//!
//! An alias is a symbol that a macro brought into the program. It is bound like
//! any other; where it is not, it means what the symbol it stands for means at the
//! place of the macro's definition. A place is a number of bindings that were in
//! force: scopes are left in the order in which they were entered, so while the
//! macro can be used, those are still there.
use super::Lowering;
use crate::core::{Capture, CaptureFrom, CaptureId, Expr, Kind, Lambda, Local, LocalId};
use crate::lang::lisp::env::{Special, Word};
use crate::syntax::sexpr::Datum;
use crate::syntax::{Span, Sym};
use rustc_hash::FxHashMap;
use std::rc::Rc;

const NONE: u32 = u32::MAX;

/// What a symbol means where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning {
    /// A variable of the function with that index in `Lowering::funcs`; if it is
    /// defined by a body, that body and the number of the definition.
    Var { func: u32, local: LocalId, def: Option<(u32, u32)> },
    /// A global of another name (what a body defines for the whole program).
    Global(Sym),
    /// A macro, by its number.
    Macro(u32),
    /// It is not bound here: the global of that name, or what the word is.
    Word(Sym, Word),
}

/// What a symbol is: two symbols that are the same mean the same.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Found {
    /// Bound, by that binding.
    Bound(usize),
    /// Not bound: the word.
    Word(Sym, Word),
}

/// The place of what stands at the top level of a program. Those of libraries
/// follow, in the order of the libraries.
pub(super) const TOP: u32 = 0;
/// From here on, places are those inside of forms of the unit.
pub(super) const LOCAL: u32 = 1 << 31;

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
    /// The same for aliases, by their numbers.
    alias_heads: Vec<u32>,
    stack: Vec<Bound>,
}

impl Bindings {
    /// The binding of a symbol among the first so many, if it is bound there.
    #[inline]
    fn find(&self, sym: Sym, below: usize) -> Option<usize> {
        let head = match sym.alias() {
            None => self.heads.get(sym.0 as usize),
            Some(i) => self.alias_heads.get(i),
        };
        let mut at = *head?;
        while at != NONE {
            if (at as usize) < below {
                return Some(at as usize);
            }
            at = self.stack[at as usize].hides;
        }
        None
    }
    /// What the symbol itself is bound to, whatever it may be an alias of.
    pub fn own(&self, sym: Sym) -> Option<Meaning> {
        self.find(sym, usize::MAX).map(|at| self.stack[at].meaning)
    }
    /// Where the innermost binding of a symbol is noted.
    fn head(&mut self, sym: Sym) -> &mut u32 {
        let (heads, at) = match sym.alias() {
            None => (&mut self.heads, sym.0 as usize),
            Some(i) => (&mut self.alias_heads, i),
        };
        if heads.len() <= at {
            heads.resize(at + 1, NONE);
        }
        &mut heads[at]
    }
    /// Binds a symbol until `leave`.
    pub fn bind(&mut self, sym: Sym, meaning: Meaning) {
        let new = self.stack.len() as u32;
        let hides = std::mem::replace(self.head(sym), new);
        self.stack.push(Bound { sym, meaning, hides });
    }
    /// A mark to `leave` to.
    pub fn enter(&self) -> usize {
        self.stack.len()
    }
    /// Undoes what was bound since the mark.
    pub fn leave(&mut self, mark: usize) {
        while self.stack.len() > mark {
            let b = self.stack.pop().expect("longer than the mark");
            *self.head(b.sym) = b.hides;
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
        self.finish_with(name, span, (params, 0, rest), body)
    }
    /// The same, with the number of optional parameters.
    pub fn finish_with(
        self,
        name: Option<Rc<str>>,
        span: Span,
        (params, optional, rest): (u32, u32, bool),
        body: Expr,
    ) -> Lambda {
        Lambda {
            name,
            span,
            params,
            optional,
            rest,
            signature: None,
            locals: self.locals,
            captures: self.captures,
            body,
        }
    }
}

impl<'a> Lowering<'a> {
    /// What a symbol means where it stands.
    #[inline]
    pub(super) fn meaning(&self, s: Sym) -> Meaning {
        match self.find(s, usize::MAX) {
            Found::Bound(at) => self.bindings.stack[at].meaning,
            Found::Word(_, Word::Macro(m)) => Meaning::Macro(m),
            Found::Word(_, Word::Global(global)) => Meaning::Global(global),
            Found::Word(s, word) => Meaning::Word(s, word),
        }
    }

    /// What a symbol is, if only the first so many bindings are in force.
    #[inline]
    fn find(&self, s: Sym, below: usize) -> Found {
        match self.bindings.find(s, below) {
            Some(at) => Found::Bound(at),
            None if s.alias().is_none() => self.find_word(s, self.top),
            None => self.find_alias(s),
        }
    }

    /// What an alias is that is not bound.
    fn find_alias(&self, mut s: Sym) -> Found {
        let mut top = self.top;
        while let Some(alias) = self.interner.alias_of(s) {
            if let Some(&word) = self.env.top_aliases.get(&s) {
                return Found::Word(s, word);
            }
            s = alias.of;
            let mut below = 0;
            if alias.place < LOCAL {
                top = alias.place;
            } else {
                below = self.places[(alias.place - LOCAL) as usize];
            }
            if let Some(at) = self.bindings.find(s, below) {
                return Found::Bound(at);
            }
        }
        self.find_word(s, top)
    }

    /// What a symbol is at the top level of a program or library.
    #[inline]
    fn find_word(&self, s: Sym, top: u32) -> Found {
        let word = match top {
            TOP => self.env.word(s),
            _ => self.library_word(s, top),
        };
        match word {
            Word::Same(s) => Found::Word(s, self.env.standard(s)),
            word => Found::Word(s, word),
        }
    }

    fn library_word(&self, s: Sym, top: u32) -> Word {
        let library = &self.env.libraries[top as usize - 1];
        library.names.get(&s).copied().unwrap_or_else(|| self.env.standard(s))
    }

    /// A place at which all bindings are in force that there are, until it is closed.
    pub(super) fn open_place(&mut self) -> u32 {
        self.places.push(usize::MAX);
        LOCAL + self.places.len() as u32 - 1
    }

    /// From now on, no further bindings are in force at a place.
    pub(super) fn close_place(&mut self, place: u32) {
        self.places[(place - LOCAL) as usize] = self.bindings.enter();
    }

    /// Whether a symbol means here what another one means at a place.
    pub(super) fn same_name(&self, here: Sym, other: Sym, place: u32) -> bool {
        let there = if place >= LOCAL {
            self.find(other, self.places[(place - LOCAL) as usize])
        } else if other.alias().is_some() {
            self.find_alias(other)
        } else {
            self.find_word(other, place)
        };
        self.find(here, usize::MAX) == there
    }

    /// The special form a symbol stands for here, if it does.
    pub(super) fn special(&self, d: Datum) -> Option<Special> {
        match self.meaning(d.symbol()?) {
            Meaning::Word(_, Word::Special(special)) => Some(special),
            _ => None,
        }
    }

    /// The special form that a list is, with its operands.
    pub(super) fn special_list(&self, d: Datum) -> Option<(Special, &'a [Datum])> {
        if d.is_square() {
            return None;
        }
        let (head, rest) = self.data.list(d)?.split_first()?;
        Some((self.special(*head)?, rest))
    }

    /// The function being lowered.
    pub(super) fn func(&mut self) -> &mut Func {
        self.funcs.last_mut().expect("the main function is always there")
    }

    /// A new variable of the current function, bound to a symbol.
    pub(super) fn bind_local(&mut self, sym: Sym, span: Span) -> LocalId {
        let local = self.temp(self.interner.name_rc(sym), span);
        self.bind_to(sym, local);
        local
    }

    /// Binds a symbol to a variable of the current function.
    pub(super) fn bind_to(&mut self, sym: Sym, local: LocalId) {
        let func = self.funcs.len() as u32 - 1;
        self.bindings.bind(sym, Meaning::Var { func, local, def: None });
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
