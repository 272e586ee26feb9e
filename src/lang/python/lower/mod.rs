//! From the checked tree to Core. A function's variables are bound at its head; where
//! an assignment is not certain to come before a read, the read checks. What this
//! version does not run is said with its place.
mod assign;
mod asynchronous;
mod call;
mod class;
mod comprehension;
mod evaluate;
mod exits;
mod expr;
mod function;
mod pattern;
mod stmt;
mod tries;

use super::ast::{Alias, Ast, Range};
use super::run;
use super::scope::{Home, Owner, ScopeId, Scopes};
use crate::core::{
    Capture, CaptureFrom, CaptureId, Const, Expr, GlobalNames, Kind, LabelId, Lambda, Local, LocalId, MAIN, Prim,
    Signature, Unit, passes,
};
use crate::syntax::{Code, Diagnostic, Interner, SourceId, Span, Sym};
use exits::Exit;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// The module with groups of exceptions.
const GROUPS: &str = "_groups";
/// The module of `memoryview`.
const MEMORY: &str = "_memory";

/// Names of globals with the dictionaries of a program that `exec` or `eval` was given: of
/// its outermost code, and of all.
const SPACE: [&str; 2] = ["%locals", "%globals"];

/// What cannot be lowered; the problem is noted where it is found.
pub(super) struct Refused;

type Lowered = Result<Expr, Refused>;

/// What a module is lowered as.
pub struct Module<'a> {
    /// The name before those of its variables.
    pub name: &'a str,
    /// Whether it is the prelude, which may call natives that programs cannot name.
    pub is_prelude: bool,
    /// Whether it is more of a module that is there, and sees what that has. If the name
    /// begins with `<`, that is no module but a dictionary, with another one for what its
    /// outermost code sets: they are in the globals [`SPACE`] of that name.
    pub is_more: bool,
    /// Whether the value of its last expression is what running it gives.
    pub gives: bool,
    /// Whether it shows what its expressions give, as a session does.
    pub displays: bool,
}

impl<'a> Module<'a> {
    /// A module from its first line on.
    pub fn new(name: &'a str, is_prelude: bool) -> Module<'a> {
        Module { name, is_prelude, is_more: false, gives: false, displays: false }
    }
    fn is_space(&self) -> bool {
        self.is_more && self.name.starts_with('<')
    }
}

/// Lowers a module whose tree was checked.
pub fn lower(
    ast: &Ast,
    scopes: &Scopes,
    interner: &mut Interner,
    globals: &mut GlobalNames,
    source: SourceId,
    text: &str,
    module: &Module,
) -> Result<Unit, Vec<Diagnostic>> {
    let scope = scopes.of(Owner::Module).expect("every tree has a module");
    let class_cell = interner.intern("__class__");
    let named = |sym, name| interner.name(sym) == name;
    let postponed = ast
        .imports_from()
        .any(|(module, names)| named(module, "__future__") && names.iter().any(|n| named(n.name, "annotations")));
    let mut lower = Lower {
        ast,
        scopes,
        interner,
        globals,
        source,
        text,
        postponed,
        functions: vec![Function::new(scope)],
        bound: scopes.bound_globals(),
        declared: scopes.declared_globals(),
        deleted: ast.deleted_names(),
        module,
        path: vec![],
        class_cell,
        needed: vec![],
        problems: vec![],
    };
    let span = Span::new(source, 0, text.len() as u32);
    lower.names_of_stars();
    let mut items = lower.hidden_builtins(span);
    items.extend(lower.noted_types(span));
    let body = lower.block(ast.body, span);
    for name in std::mem::take(&mut lower.needed) {
        if name != module.name {
            items.push(lower.import(name, span));
        }
    }
    items.push(body);
    if !lower.problems.is_empty() {
        return Err(lower.problems);
    }
    // A program that ends in an expression has its value, as hosts want it.
    let last = ast.items(ast.body).last().map(|&id| ast.stmt(id).kind);
    let gives = module.gives || module.name == "__main__" && !module.is_more;
    if !gives || !matches!(last, Some(super::ast::StmtKind::Expr(_))) {
        items.push(unit(span));
    }
    let body = seq(items, span);
    let main = lower.functions.pop().expect("the module's function");
    let mut unit = Unit { main: main.finish(Some(MAIN.into()), span, (0, 0), None, body), revisits: false };
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
    /// What a jump out of here goes through, innermost last.
    exits: Vec<Exit>,
    /// Variables that certainly have a value here.
    known: FxHashSet<LocalId>,
    /// Control cannot come here.
    dead: bool,
    /// What a class's body fills, if this is one.
    class: Option<LocalId>,
    /// Whether functions in it use the class.
    gives_cell: bool,
    /// Whether a metaclass may have filled it before.
    is_prepared: bool,
    /// The generator, if this is the body of one.
    generator: Option<LocalId>,
    /// What that is.
    makes: asynchronous::Makes,
    /// Whether it is the `__init__` of a class.
    initialises: bool,
    /// Its first parameter.
    first: Option<Sym>,
    /// Exceptions that are handled here, innermost last.
    handling: Vec<LocalId>,
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
            exits: vec![],
            known: FxHashSet::default(),
            dead: false,
            class: None,
            gives_cell: false,
            is_prepared: false,
            generator: None,
            makes: asynchronous::Makes::Generator,
            initialises: false,
            first: None,
            handling: vec![],
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
    fn finish(
        self,
        name: Option<Rc<str>>,
        span: Span,
        (params, optional): (u32, u32),
        signature: Option<Rc<Signature>>,
        body: Expr,
    ) -> Lambda {
        let (locals, captures) = (self.locals, self.captures);
        Lambda { name, span, params, optional, rest: false, signature, locals, captures, body }
    }
}

/// Where a name is in the function at hand.
#[derive(Clone, Copy)]
enum Place {
    Local(LocalId),
    Capture(CaptureId),
    /// An entry of what a class's body fills.
    Member(LocalId),
    Global,
}

struct Lower<'a> {
    ast: &'a Ast,
    scopes: &'a Scopes,
    interner: &'a mut Interner,
    globals: &'a mut GlobalNames,
    source: SourceId,
    text: &'a str,
    /// Whether annotations are texts and not evaluated.
    postponed: bool,
    /// The functions around, innermost last; the first is the module.
    functions: Vec<Function>,
    /// Globals that the module gives a value somewhere.
    bound: FxHashSet<Sym>,
    /// Names that some scope says are the module's.
    declared: FxHashSet<Sym>,
    /// Names that something takes the value from.
    deleted: FxHashSet<Sym>,
    module: &'a Module<'a>,
    /// Names of the functions and classes around.
    path: Vec<String>,
    /// `__class__`.
    class_cell: Sym,
    /// Modules of the run time that are imported first.
    needed: Vec<&'static str>,
    problems: Vec<Diagnostic>,
}

impl Lower<'_> {
    /// A module's own variables that have names of builtins mean these until they get
    /// values.
    fn hidden_builtins(&mut self, span: Span) -> Vec<Expr> {
        if self.module.name == "builtins" || self.module.is_more {
            return vec![];
        }
        let mut bound: Vec<Sym> = self.bound.iter().copied().collect();
        crate::platform::sort_by_key(&mut bound, |s| s.0);
        let mut items = vec![];
        for sym in bound {
            if let Some(builtin) = self.builtin_global(sym) {
                let value = Box::new(Expr::new(Kind::Global(builtin), span));
                items.push(Expr::new(Kind::DefineGlobal(self.global(sym), value), span));
            }
        }
        items
    }

    /// Builtins that `import *` of a module of Python's own may hide.
    fn names_of_stars(&mut self) {
        let stars = |names: &[Alias]| names.iter().any(|a| self.interner.name(a.name) == "*");
        let modules: Vec<Sym> = self.ast.imports_from().filter(|i| stars(i.1)).map(|i| i.0).collect();
        for module in modules {
            let name = self.interner.name_rc(module);
            let prefix = format!("{name}:");
            let natives = run::NATIVES.iter().filter_map(|n| n.name.strip_prefix(&*prefix));
            let mut names: Vec<Sym> = natives.filter_map(|n| self.interner.lookup(n)).collect();
            if let Some((_, text)) = super::module(&name) {
                let ast = super::parse(self.interner, self.source, text).ast;
                let (scopes, _) = super::scope::resolve(&ast, self.interner, self.source);
                names.extend(scopes.bound_globals());
            }
            names.retain(|&n| !self.interner.name(n).starts_with('_') && self.builtin_global(n).is_some());
            self.bound.extend(names);
        }
    }

    fn span(&self, at: Range) -> Span {
        Span::new(self.source, at.start, at.end)
    }

    fn refuse<T>(&mut self, at: Range, what: &str) -> Result<T, Refused> {
        let message = format!("not supported: {what}");
        self.problems.push(Diagnostic::error(Code::Unsupported, self.span(at), message));
        Err(Refused)
    }

    /// A module of the run time is imported before anything else.
    fn needs(&mut self, name: &'static str) {
        if !self.needed.contains(&name) {
            self.needed.push(name);
        }
    }

    /// A call of a function of such a module.
    fn call_of_module(&mut self, module: &'static str, name: &str, args: Vec<Expr>, span: Span) -> Expr {
        self.needs(module);
        let sym = self.interner.intern(&format!("{module}:{name}"));
        call(Expr::new(Kind::Global(self.globals.resolve(sym)), span), args, span)
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
            Some(Home::Local | Home::Cell) => match (f.class, f.variables.get(&sym)) {
                (Some(members), _) => Place::Member(members),
                (None, Some(&l)) => Place::Local(l),
                (None, None) => Place::Global,
            },
            Some(Home::Free) => Place::Capture(self.capture(at, sym)),
            _ => match f.class {
                // Every class body begins with these.
                Some(members) if matches!(self.interner.name(sym), "__doc__" | "__module__" | "__qualname__") => {
                    Place::Member(members)
                }
                _ => Place::Global,
            },
        }
    }

    /// The capture by which a function has a variable of one around it.
    fn capture(&mut self, at: usize, sym: Sym) -> CaptureId {
        if let Some(&c) = self.functions[at].captured.get(&sym) {
            return c;
        }
        // What a class's body fills is not seen from the functions in it.
        let outer = if self.functions[at - 1].class.is_some() {
            Place::Capture(self.capture(at - 1, sym))
        } else {
            self.place_in(at - 1, sym)
        };
        let from = match outer {
            Place::Local(l) => CaptureFrom::Local(l),
            Place::Capture(c) => CaptureFrom::Capture(c),
            Place::Global | Place::Member(_) => unreachable!("a free variable is one of a function around"),
        };
        self.captured_from(at, sym, from)
    }

    fn captured_from(&mut self, at: usize, sym: Sym, from: CaptureFrom) -> CaptureId {
        let name = self.name(sym);
        let f = &mut self.functions[at];
        f.captures.push(Capture { name, from, boxed: false });
        let id = CaptureId(f.captures.len() as u32 - 1);
        f.captured.insert(sym, id);
        id
    }

    /// The class around a function, as a variable of the function; `None` outside.
    fn class_around(&mut self, at: usize) -> Option<Kind> {
        let sym = self.class_cell;
        let f = &mut self.functions[at];
        if f.class.is_some() {
            f.gives_cell = true;
            return f.variables.get(&sym).map(|&l| Kind::Local(l));
        }
        if let Some(&c) = f.captured.get(&sym) {
            return Some(Kind::Capture(c));
        }
        let from = match self.class_around(at.checked_sub(1)?)? {
            Kind::Local(l) => CaptureFrom::Local(l),
            Kind::Capture(c) => CaptureFrom::Capture(c),
            _ => return None,
        };
        Some(Kind::Capture(self.captured_from(at, sym, from)))
    }

    /// A name as it is known in a class, where some are private.
    fn mangled(&mut self, sym: Sym) -> Sym {
        let name = self.interner.name(sym);
        if !name.starts_with("__") || name.ends_with("__") {
            return sym;
        }
        let at = self.functions.iter().rposition(|f| f.class.is_some());
        let Some(class) = at.and_then(|at| self.scopes.class_name(self.functions[at].scope, self.ast)) else {
            return sym;
        };
        let class = self.interner.name(class).trim_start_matches('_');
        let mangled = format!("_{class}{name}");
        self.interner.intern(&mangled)
    }

    /// The global of a module's name.
    fn global(&mut self, sym: Sym) -> crate::core::GlobalId {
        let name = self.name(sym);
        self.global_named(&name)
    }

    fn global_named(&mut self, name: &str) -> crate::core::GlobalId {
        let name = format!("{}:{name}", self.module.name);
        let sym = self.interner.intern(&name);
        self.globals.resolve(sym)
    }

    /// Whether a name here is not one of the module.
    fn is_builtin(&mut self, sym: Sym) -> bool {
        !self.bound.contains(&sym)
            && matches!(self.place(sym), Place::Global)
            && (!self.module.is_more || self.builtin_global(sym).is_some())
    }

    /// The global of a builtin; programs do not see what only the prelude uses.
    fn builtin_global(&self, sym: Sym) -> Option<crate::core::GlobalId> {
        let name = self.interner.name(sym);
        if !self.module.is_prelude && name.starts_with('_') && !name.starts_with("__") {
            return None;
        }
        if self.module.is_more
            && let Some(own) = self.interner.lookup(&format!("{}:{name}", self.module.name))
            && self.globals.lookup(own).is_some()
        {
            return None;
        }
        self.globals.lookup(self.interner.lookup(&format!("builtins:{name}"))?)
    }

    fn global_read(&mut self, sym: Sym, span: Span) -> Expr {
        // Modules that are imported have names of their own, what is none has that of those
        // that come with Python.
        let is_name = self.interner.lookup("__name__") == Some(sym);
        if self.module.is_space() && is_name {
            return constant(Const::Str("builtins".into()), span);
        }
        let own = !self.module.is_space() && self.bound.contains(&sym)
            || self.module.name != "__main__" && self.module.name != "builtins" && is_name;
        let kind = match self.builtin_global(sym) {
            Some(g) if !own => {
                let name = self.interner.name(sym);
                let module = match () {
                    _ if name.ends_with("ExceptionGroup") => Some(GROUPS),
                    _ if name == "memoryview" => Some(MEMORY),
                    _ => None,
                };
                if let (Some(module), false) = (module, self.module.is_prelude) {
                    self.needs(module);
                }
                Kind::Global(g)
            }
            _ => Kind::Global(self.global(sym)),
        };
        if self.deleted.contains(&sym) && self.bound.contains(&sym) {
            let name = self.name(sym);
            return checked(kind, &name, "%unbound_global", span);
        }
        Expr::new(kind, span)
    }

    fn read(&mut self, sym: Sym, span: Span) -> Lowered {
        let name = self.name(sym);
        let kind = match self.place(sym) {
            Place::Local(l) if self.here().known.contains(&l) => Kind::Local(l),
            Place::Local(l) => return Ok(checked(Kind::Local(l), &name, "%unbound", span)),
            Place::Capture(c) if self.always_set(sym) => Kind::Capture(c),
            Place::Capture(c) => return Ok(checked(Kind::Capture(c), &name, "%unbound_free", span)),
            Place::Member(members) => {
                let other = self.module_read(sym, span);
                return Ok(self.member_or(members, sym, other, span));
            }
            Place::Global => {
                if &*name == "__class__" {
                    let at = self.functions.len() - 1;
                    if let Some(kind) = self.class_around(at) {
                        return Ok(Expr::new(kind, span));
                    }
                }
                let other = self.module_read(sym, span);
                // A metaclass may have put it there.
                let here = self.here();
                return Ok(match here.class.filter(|_| here.is_prepared) {
                    Some(members) => self.member_or(members, sym, other, span),
                    None => other,
                });
            }
        };
        Ok(Expr::new(kind, span))
    }

    /// What a class's body has under a name, or else something other.
    fn member_or(&mut self, members: LocalId, sym: Sym, other: Expr, span: Span) -> Expr {
        let mangled = self.mangled(sym);
        let key = self.name(mangled);
        let found = self.here().local("", span);
        let member = native("%member", vec![local(members, span), constant(Const::Str(key), span)], span);
        let missing = prim(Prim::Eq, vec![local(found, span), constant(Const::Missing, span)], span);
        let_(vec![(found, member)], if_(missing, other, local(found, span), span), span)
    }

    /// The dictionaries that have the variables of a module that is none, those of the code
    /// at hand first; none for modules.
    fn space(&mut self, sym: Sym, span: Span) -> Vec<Expr> {
        if !self.module.is_space() {
            return vec![];
        }
        let outermost = self.functions.len() == 1;
        // What any function of the text calls global is so for all of it.
        let declared = self.declared.contains(&sym);
        let names = if outermost && !declared { &SPACE[..] } else { &SPACE[1..] };
        names.iter().map(|name| Expr::new(Kind::Global(self.global_named(name)), span)).collect()
    }

    /// A variable of the module, or a builtin.
    fn module_read(&mut self, sym: Sym, span: Span) -> Expr {
        let spaces = self.space(sym, span);
        let mut read = self.global_read(sym, span);
        for dict in spaces.into_iter().rev() {
            let key = constant(Const::Str(self.name(sym)), span);
            let found = self.here().local("", span);
            let member = native("%member", vec![dict, key], span);
            let missing = prim(Prim::Eq, vec![local(found, span), constant(Const::Missing, span)], span);
            read = let_(vec![(found, member)], if_(missing, read, local(found, span), span), span);
        }
        read
    }

    /// Whether a captured variable has a value as long as its function runs.
    fn always_set(&self, sym: Sym) -> bool {
        let mut functions = self.functions.iter().rev().skip(1).filter(|f| f.class.is_none());
        let owner = functions.find(|f| f.variables.contains_key(&sym));
        !self.deleted.contains(&sym)
            && owner.is_some_and(|f| (self.scopes.scope(f.scope)).name(sym).is_some_and(|n| n.is_parameter()))
    }

    /// Gives a name a value.
    fn write(&mut self, sym: Sym, value: Expr, span: Span) -> Expr {
        let kind = match self.place(sym) {
            Place::Local(l) => {
                if !self.deleted.contains(&sym) {
                    self.here().known.insert(l);
                }
                Kind::SetLocal(l, Box::new(value))
            }
            Place::Capture(c) => Kind::SetCapture(c, Box::new(value)),
            Place::Member(members) => {
                let mangled = self.mangled(sym);
                let key = self.name(mangled);
                let key = constant(Const::Str(key), span);
                Kind::Prim(Prim::SetItem, vec![Expr::new(Kind::Local(members), span), key, value])
            }
            Place::Global => match self.space(sym, span).into_iter().next() {
                Some(dict) => {
                    let key = constant(Const::Str(self.name(sym)), span);
                    Kind::Prim(Prim::SetItem, vec![dict, key, value])
                }
                None => Kind::DefineGlobal(self.global(sym), Box::new(value)),
            },
        };
        Expr::new(kind, span)
    }

    /// Takes the value from a name.
    fn unset(&mut self, sym: Sym, span: Span) -> Lowered {
        let missing = constant(Const::Missing, span);
        let read = self.read(sym, span)?;
        let gone = match self.place(sym) {
            Place::Local(l) => {
                self.here().known.remove(&l);
                Expr::new(Kind::SetLocal(l, Box::new(missing)), span)
            }
            Place::Capture(c) => Expr::new(Kind::SetCapture(c, Box::new(missing)), span),
            Place::Member(members) => {
                let name = self.name(sym);
                let key = constant(Const::Str(name), span);
                return Ok(native("%del_item", vec![Expr::new(Kind::Local(members), span), key], span));
            }
            Place::Global => match self.space(sym, span).into_iter().next() {
                Some(dict) => {
                    let key = constant(Const::Str(self.name(sym)), span);
                    native("%del_item", vec![dict, key], span)
                }
                None => Expr::new(Kind::DefineGlobal(self.global(sym), Box::new(missing)), span),
            },
        };
        Ok(seq(vec![read, gone], span))
    }
}

/// A read that fails where the variable has no value.
fn checked(read: Kind, name: &str, fail: &'static str, span: Span) -> Expr {
    let e = |kind| Expr::new(kind, span);
    let missing = prim(Prim::Eq, vec![e(read.clone()), e(Kind::Const(Const::Missing))], span);
    let name = e(Kind::Const(Const::Str(name.into())));
    let fail = native(fail, vec![name], span);
    e(Kind::If(Box::new(missing), Box::new(fail), Box::new(e(read))))
}

fn prim(p: Prim, args: Vec<Expr>, span: Span) -> Expr {
    Expr::new(Kind::Prim(p, args), span)
}

fn native(name: &'static str, args: Vec<Expr>, span: Span) -> Expr {
    Expr::new(Kind::Native(run::number(name), args), span)
}

fn local(l: LocalId, span: Span) -> Expr {
    Expr::new(Kind::Local(l), span)
}

fn set_local(l: LocalId, v: Expr, span: Span) -> Expr {
    Expr::new(Kind::SetLocal(l, Box::new(v)), span)
}

fn let_(binds: Vec<(LocalId, Expr)>, body: Expr, span: Span) -> Expr {
    Expr::new(Kind::Let(binds, Box::new(body)), span)
}

fn if_(test: Expr, then: Expr, other: Expr, span: Span) -> Expr {
    Expr::new(Kind::If(Box::new(test), Box::new(then), Box::new(other)), span)
}

fn unit(span: Span) -> Expr {
    constant(Const::Unit, span)
}

fn text(s: &str, span: Span) -> Expr {
    constant(Const::Str(s.into()), span)
}

fn call(callee: Expr, args: Vec<Expr>, span: Span) -> Expr {
    Expr::new(Kind::Call { callee: Box::new(callee), args, tail: false }, span)
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
