//! From the checked tree to Core. A function's variables are bound at its head; where
//! an assignment is not certain to come before a read, the read checks. What this
//! version does not run is said with its place.
mod expr;
mod function;
mod stmt;

use super::ast::{Ast, Range};
use super::run;
use super::scope::{Home, Owner, ScopeId, Scopes};
use crate::core::{
    Capture, CaptureFrom, CaptureId, Const, Expr, GlobalNames, Kind, LabelId, Lambda, Local, LocalId, MAIN, NativeId,
    Prim, Unit, passes,
};
use crate::syntax::{Code, Diagnostic, Interner, SourceId, Span, Sym};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// What cannot be lowered; the problem is noted where it is found.
pub(super) struct Refused;

type Lowered = Result<Expr, Refused>;

/// Lowers a module whose tree was checked.
pub fn lower(
    ast: &Ast,
    scopes: &Scopes,
    interner: &mut Interner,
    globals: &mut GlobalNames,
    source: SourceId,
    len: usize,
) -> Result<Unit, Vec<Diagnostic>> {
    let module = scopes.of(Owner::Module).expect("every tree has a module");
    let mut lower = Lower {
        ast,
        scopes,
        interner,
        globals,
        source,
        functions: vec![Function::new(module)],
        bound: scopes.bound_globals(),
        problems: vec![],
    };
    let span = Span::new(source, 0, len as u32);
    let body = lower.block(ast.body, span);
    if !lower.problems.is_empty() {
        return Err(lower.problems);
    }
    let unit = Expr::new(Kind::Const(Const::Unit), span);
    let body = Expr::new(Kind::Seq(vec![body, unit]), span);
    let main = lower.functions.pop().expect("the module's function");
    let mut unit = Unit { main: main.finish(Some(MAIN.into()), span, (0, 0), body), revisits: false };
    passes::scope::run(&mut unit);
    Ok(unit)
}

/// A function while its body is lowered.
struct Function {
    scope: ScopeId,
    locals: Vec<Local>,
    variables: FxHashMap<Sym, LocalId>,
    captures: Vec<Capture>,
    captured: FxHashMap<Sym, CaptureId>,
    labels: u32,
    /// Blocks to leave for `break`, repeats to begin again for `continue`; innermost last.
    loops: Vec<(LabelId, LabelId)>,
    /// Variables that certainly have a value here.
    known: FxHashSet<LocalId>,
    /// Control cannot come here.
    dead: bool,
}

impl Function {
    fn new(scope: ScopeId) -> Function {
        Function {
            scope,
            locals: vec![],
            variables: FxHashMap::default(),
            captures: vec![],
            captured: FxHashMap::default(),
            labels: 0,
            loops: vec![],
            known: FxHashSet::default(),
            dead: false,
        }
    }
    fn local(&mut self, name: &str, span: Span) -> LocalId {
        self.locals.push(Local { name: name.into(), span, assigned: false, captured: false, revisited: false });
        LocalId(self.locals.len() as u32 - 1)
    }
    fn label(&mut self) -> LabelId {
        self.labels += 1;
        LabelId(self.labels - 1)
    }
    fn finish(self, name: Option<Rc<str>>, span: Span, (params, optional): (u32, u32), body: Expr) -> Lambda {
        Lambda { name, span, params, optional, rest: false, locals: self.locals, captures: self.captures, body }
    }
}

/// Where a name is in the function at hand.
#[derive(Clone, Copy)]
enum Place {
    Local(LocalId),
    Capture(CaptureId),
    Global,
}

struct Lower<'a> {
    ast: &'a Ast,
    scopes: &'a Scopes,
    interner: &'a mut Interner,
    globals: &'a mut GlobalNames,
    source: SourceId,
    /// The functions around, innermost last; the first is the module.
    functions: Vec<Function>,
    /// Globals that the module gives a value somewhere.
    bound: FxHashSet<Sym>,
    problems: Vec<Diagnostic>,
}

impl Lower<'_> {
    fn span(&self, at: Range) -> Span {
        Span::new(self.source, at.start, at.end)
    }

    fn refuse<T>(&mut self, at: Range, what: &str) -> Result<T, Refused> {
        let message = format!("not supported: {what}");
        self.problems.push(Diagnostic::error(Code::Unsupported, self.span(at), message));
        Err(Refused)
    }

    fn here(&mut self) -> &mut Function {
        self.functions.last_mut().expect("the module's function stays")
    }

    fn name(&self, sym: Sym) -> Rc<str> {
        self.interner.name_rc(sym)
    }

    fn place(&mut self, sym: Sym) -> Place {
        let last = self.functions.len() - 1;
        self.place_in(last, sym)
    }

    fn place_in(&mut self, at: usize, sym: Sym) -> Place {
        let f = &self.functions[at];
        match self.scopes.scope(f.scope).name(sym).map(|n| n.home) {
            Some(Home::Local | Home::Cell) => match f.variables.get(&sym) {
                Some(&l) => Place::Local(l),
                None => Place::Global,
            },
            Some(Home::Free) => Place::Capture(self.capture(at, sym)),
            _ => Place::Global,
        }
    }

    /// The capture by which a function has a variable of one around it.
    fn capture(&mut self, at: usize, sym: Sym) -> CaptureId {
        if let Some(&c) = self.functions[at].captured.get(&sym) {
            return c;
        }
        let from = match self.place_in(at - 1, sym) {
            Place::Local(l) => CaptureFrom::Local(l),
            Place::Capture(c) => CaptureFrom::Capture(c),
            Place::Global => unreachable!("a free variable is one of a function around"),
        };
        let name = self.name(sym);
        let f = &mut self.functions[at];
        f.captures.push(Capture { name, from, boxed: false });
        let id = CaptureId(f.captures.len() as u32 - 1);
        f.captured.insert(sym, id);
        id
    }

    /// The global of a module's name.
    fn global(&mut self, sym: Sym) -> crate::core::GlobalId {
        let name = format!("__main__:{}", self.interner.name(sym));
        let sym = self.interner.intern(&name);
        self.globals.resolve(sym)
    }

    /// The builtin that a name means wherever the module never gives it a value.
    fn builtin(&mut self, sym: Sym) -> Option<NativeId> {
        if self.bound.contains(&sym) || !matches!(self.place(sym), Place::Global) {
            return None;
        }
        run::public(self.interner.name(sym))
    }

    fn read(&mut self, sym: Sym, span: Span) -> Lowered {
        let name = self.name(sym);
        let kind = match self.place(sym) {
            Place::Local(l) if self.here().known.contains(&l) => Kind::Local(l),
            Place::Local(l) => return Ok(checked(Kind::Local(l), &name, span)),
            Place::Capture(c) => return Ok(checked(Kind::Capture(c), &name, span)),
            Place::Global => Kind::Global(match self.builtin(sym) {
                Some(_) => {
                    let name = self.interner.intern(&format!("builtins:{name}"));
                    self.globals.resolve(name)
                }
                None => self.global(sym),
            }),
        };
        Ok(Expr::new(kind, span))
    }

    /// Gives a name a value.
    fn write(&mut self, sym: Sym, value: Expr, span: Span) -> Expr {
        let value = Box::new(value);
        let kind = match self.place(sym) {
            Place::Local(l) => {
                self.here().known.insert(l);
                Kind::SetLocal(l, value)
            }
            Place::Capture(c) => Kind::SetCapture(c, value),
            Place::Global => Kind::DefineGlobal(self.global(sym), value),
        };
        Expr::new(kind, span)
    }
}

/// A read that fails where the variable has no value.
fn checked(read: Kind, name: &str, span: Span) -> Expr {
    let e = |kind| Expr::new(kind, span);
    let missing = prim(Prim::Eq, vec![e(read.clone()), e(Kind::Const(Const::Missing))], span);
    let name = e(Kind::Const(Const::Str(name.into())));
    let fail = e(Kind::Native(run::id("%unbound"), vec![name]));
    e(Kind::If(Box::new(missing), Box::new(fail), Box::new(e(read))))
}

fn prim(p: Prim, args: Vec<Expr>, span: Span) -> Expr {
    Expr::new(Kind::Prim(p, args), span)
}

fn constant(c: Const, span: Span) -> Expr {
    Expr::new(Kind::Const(c), span)
}

/// One after the other, for the effect.
fn seq(items: Vec<Expr>, span: Span) -> Expr {
    match <[Expr; 1]>::try_from(items) {
        Ok([only]) => only,
        Err(items) if items.is_empty() => constant(Const::Unit, span),
        Err(items) => Expr::new(Kind::Seq(items), span),
    }
}
