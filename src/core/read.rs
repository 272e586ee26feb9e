//! Core from its text form (see `print`). Used by tests, and by whoever wants to
//! write Core by hand; problems are reported like those of any language.
use super::MAIN;
use super::passes::scope;
use super::{
    Capture, CaptureFrom, CaptureId, Clause, Const, Expr, GlobalId, GlobalNames, Kind, LabelId, Lambda, Local, LocalId,
    LoopId, NativeId, Prim, Unit,
};
use crate::syntax::sexpr::{self, Data, Datum, DatumKind, MAX_NESTING};
use crate::syntax::{Code, Diagnostic, Interner, SourceId, Span};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Printed Core nests its brackets deeper than the expressions they stand for.
const NESTING: usize = 4 * MAX_NESTING;

type Result<T> = std::result::Result<T, Box<Diagnostic>>;

/// Reads a unit. `natives`: names of natives, by number.
pub fn read(
    interner: &mut Interner,
    globals: &mut GlobalNames,
    natives: &[&str],
    source: SourceId,
    text: &str,
) -> std::result::Result<Unit, Vec<Diagnostic>> {
    let data = sexpr::read_nested(interner, source, text, NESTING)?;
    let span = Span::new(source, 0, text.len() as u32);
    let mut reader = Reader {
        data: &data,
        interner,
        globals,
        natives: natives.iter().enumerate().map(|(i, n)| (*n, NativeId(i as u32))).collect(),
        prims: Prim::ALL.iter().map(|&p| (p.text(), p)).collect(),
        funcs: vec![Func::default()],
    };
    let body = reader.body(data.items(data.top), span).map_err(|e| vec![*e])?;
    let main = reader.funcs.pop().expect("the main function");
    let mut unit = Unit { main: main.finish(Some(MAIN.into()), span, (0, 0, false), body), revisits: true };
    scope::run(&mut unit);
    Ok(unit)
}

/// What a name means in a function.
#[derive(Clone, Copy)]
enum Var {
    Local(LocalId),
    Capture(CaptureId),
}

#[derive(Default)]
struct Func {
    vars: FxHashMap<String, Var>,
    locals: Vec<Local>,
    captures: Vec<Capture>,
}

impl Func {
    fn local(&mut self, name: &str, span: Span) -> LocalId {
        let id = LocalId(self.locals.len() as u32);
        let text = name.trim_start_matches('&').into();
        self.locals.push(Local { name: text, span, assigned: false, captured: false, revisited: false });
        self.vars.insert(name.to_string(), Var::Local(id));
        id
    }
    fn finish(
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

struct Reader<'a> {
    data: &'a Data,
    interner: &'a mut Interner,
    globals: &'a mut GlobalNames,
    natives: FxHashMap<&'a str, NativeId>,
    prims: FxHashMap<&'static str, Prim>,
    funcs: Vec<Func>,
}

impl<'a> Reader<'a> {
    fn fail<T>(&self, d: Datum, message: impl Into<String>) -> Result<T> {
        Err(Box::new(Diagnostic::error(Code::Form, self.data.span(d), message)))
    }

    fn func(&mut self) -> &mut Func {
        self.funcs.last_mut().expect("a function")
    }

    fn symbol(&self, d: Datum) -> Result<String> {
        match d.symbol() {
            Some(s) => Ok(self.interner.name(s).to_string()),
            None => self.fail(d, "a name is needed here"),
        }
    }

    fn list(&self, d: Datum) -> Result<&'a [Datum]> {
        match self.data.list(d) {
            Some(l) => Ok(l),
            None => self.fail(d, "a list is needed here"),
        }
    }

    fn local(&mut self, d: Datum) -> Result<LocalId> {
        let (name, span) = (self.symbol(d)?, self.data.span(d));
        Ok(self.func().local(&name, span))
    }

    fn var(&mut self, d: Datum) -> Result<Var> {
        let name = self.symbol(d)?;
        match self.func().vars.get(&name) {
            Some(&v) => Ok(v),
            None => self.fail(d, format!("there is no variable `{name}` here")),
        }
    }

    /// The global that a datum names, if it does.
    fn try_global(&mut self, d: Datum) -> Option<GlobalId> {
        if let Some(s) = d.symbol() {
            let name = self.interner.name(s).strip_prefix('@')?.to_string();
            let s = self.interner.intern(&name);
            return Some(self.globals.resolve(s));
        }
        let [head, Datum { kind: DatumKind::Str(name), .. }] = self.data.list(d)? else { return None };
        if self.interner.name(head.symbol()?) != "global" {
            return None;
        }
        let s = self.interner.intern(self.data.string(*name));
        Some(self.globals.resolve(s))
    }

    fn global(&mut self, d: Datum) -> Result<GlobalId> {
        match self.try_global(d) {
            Some(g) => Ok(g),
            None => self.fail(d, "a global is needed here"),
        }
    }

    fn body(&mut self, forms: &[Datum], span: Span) -> Result<Expr> {
        match forms {
            [] => Err(Box::new(Diagnostic::error(Code::Form, span, "a body needs an expression"))),
            [one] => self.expr(*one),
            _ => Ok(Expr::new(Kind::Seq(self.exprs(forms)?), span)),
        }
    }

    fn exprs(&mut self, ds: &[Datum]) -> Result<Vec<Expr>> {
        ds.iter().map(|&d| self.expr(d)).collect()
    }

    fn boxed(&mut self, d: Datum) -> Result<Box<Expr>> {
        self.expr(d).map(Box::new)
    }

    fn expr(&mut self, d: Datum) -> Result<Expr> {
        let span = self.data.span(d);
        let kind = match d.kind {
            DatumKind::Sym(_) => match self.try_global(d) {
                Some(g) => Kind::Global(g),
                None => match self.var(d)? {
                    Var::Local(id) => Kind::Local(id),
                    Var::Capture(id) => Kind::Capture(id),
                },
            },
            DatumKind::List(r) => match self.data.items(r) {
                [] => return self.fail(d, "the empty list is not an expression"),
                [head, args @ ..] => {
                    let head = self.symbol(*head)?;
                    return Ok(Expr::new(self.form(&head, args, d)?, span));
                }
            },
            DatumKind::Dotted(_) => return self.fail(d, "a dot cannot stand here"),
            _ => Kind::Const(self.constant(d)),
        };
        Ok(Expr::new(kind, span))
    }

    /// `(test then)`, or `(test variable then)`.
    fn clause(&mut self, d: Datum) -> Result<Clause> {
        let (test, var, then) = match self.list(d)? {
            [test, then] => (test, None, then),
            [test, var, then] => (test, Some(var), then),
            _ => return self.fail(d, "a clause is a test, perhaps a variable, and an expression"),
        };
        let test = self.expr(*test)?;
        let var = var.map(|v| self.local(*v)).transpose()?;
        Ok(Clause { test, var, then: self.expr(*then)? })
    }

    fn form(&mut self, head: &str, args: &'a [Datum], d: Datum) -> Result<Kind> {
        let span = self.data.span(d);
        Ok(match (head, args) {
            ("unit", []) => Kind::Const(Const::Unit),
            ("missing", []) => Kind::Const(Const::Missing),
            ("quote", [x]) => Kind::Const(self.constant(*x)),
            ("global", [_]) => Kind::Global(self.global(d)?),
            ("set", [target, value]) => match self.try_global(*target) {
                Some(g) => Kind::SetGlobal(g, self.boxed(*value)?),
                None => {
                    let var = self.var(*target)?;
                    let value = self.boxed(*value)?;
                    match var {
                        Var::Local(id) => Kind::SetLocal(id, value),
                        Var::Capture(id) => Kind::SetCapture(id, value),
                    }
                }
            },
            ("define", [g, value]) => Kind::DefineGlobal(self.global(*g)?, self.boxed(*value)?),
            ("let", [binds, body @ ..]) => {
                let binds = self.binds(*binds)?;
                Kind::Let(binds, Box::new(self.body(body, span)?))
            }
            ("loop", [id, binds, body @ ..]) => {
                let id = self.loop_id(*id)?;
                let binds = self.binds(*binds)?;
                Kind::Loop(id, binds, Box::new(self.body(body, span)?))
            }
            ("fix", [binds, body @ ..]) => {
                let binds = self.list(*binds)?;
                let mut vars = vec![];
                for &b in binds {
                    match self.list(b)? {
                        [name, f] => vars.push((self.local(*name)?, *f)),
                        _ => return self.fail(b, "a binding is a name and a function"),
                    }
                }
                let mut out = vec![];
                for (id, f) in vars {
                    match self.expr(f)?.kind {
                        Kind::Lambda(l) => out.push((id, *l)),
                        _ => return self.fail(f, "`fix` binds only functions"),
                    }
                }
                Kind::Fix(out, Box::new(self.body(body, span)?))
            }
            ("if", [a, b, c]) => Kind::If(self.boxed(*a)?, self.boxed(*b)?, self.boxed(*c)?),
            ("cond", [clauses @ .., other]) => {
                let clauses = clauses.iter().map(|&c| self.clause(c)).collect::<Result<_>>()?;
                Kind::Cond(clauses, self.boxed(*other)?)
            }
            ("seq", [_, ..]) => Kind::Seq(self.exprs(args)?),
            ("recur", [id, args @ ..]) => Kind::Recur(self.loop_id(*id)?, self.exprs(args)?),
            ("block", [id, body @ ..]) => Kind::Block(self.label(*id)?, Box::new(self.body(body, span)?)),
            ("break", [id, value]) => Kind::Break(self.label(*id)?, self.boxed(*value)?),
            ("repeat", [id, body @ ..]) => Kind::Repeat(self.label(*id)?, Box::new(self.body(body, span)?)),
            ("continue", [id]) => Kind::Continue(self.label(*id)?),
            ("return", [value]) => Kind::Return(self.boxed(*value)?),
            ("self", [g, args @ ..]) => Kind::SelfCall(self.global(*g)?, self.exprs(args)?),
            ("lambda", [name, params, rest @ ..]) => self.lambda(*name, *params, rest, d)?,
            ("call" | "tail", [callee, args @ ..]) => {
                let callee = self.boxed(*callee)?;
                Kind::Call { callee, args: self.exprs(args)?, tail: head == "tail" }
            }
            ("native", [name, args @ ..]) => {
                let text = self.symbol(*name)?;
                match self.natives.get(text.as_str()) {
                    Some(&id) => Kind::Native(id, self.exprs(args)?),
                    None => return self.fail(*name, "there is no native of this name"),
                }
            }
            ("get", [obj, field, ty]) => Kind::GetField {
                obj: self.boxed(*obj)?,
                field: match field.symbol() {
                    Some(s) => s,
                    None => return self.fail(*field, "a field name is needed here"),
                },
                ty: self.global(*ty)?,
            },
            ("put", [obj, field, ty, value]) => Kind::SetField {
                obj: self.boxed(*obj)?,
                field: match field.symbol() {
                    Some(s) => s,
                    None => return self.fail(*field, "a field name is needed here"),
                },
                ty: self.global(*ty)?,
                value: self.boxed(*value)?,
            },
            ("try", [body, handler]) => {
                let body = self.boxed(*body)?;
                match self.list(*handler)? {
                    [word, var, forms @ ..] => {
                        let refuses = word.symbol().is_some_and(|s| self.interner.name(s) == "catch-or-refuse");
                        let var = self.local(*var)?;
                        Kind::Try { body, var, handler: Box::new(self.body(forms, span)?), refuses }
                    }
                    _ => return self.fail(*handler, "it is written (catch name expression ...)"),
                }
            }
            _ => match self.prims.get(head) {
                Some(&p) if p.arity() == args.len() => Kind::Prim(p, self.exprs(args)?),
                Some(_) => return self.fail(d, format!("`{head}` takes another number of operands")),
                None => return self.fail(d, format!("`{head}` is no form of Core, or not written so")),
            },
        })
    }

    fn binds(&mut self, d: Datum) -> Result<Vec<(LocalId, Expr)>> {
        let mut out = vec![];
        for &b in self.list(d)? {
            match self.list(b)? {
                [name, value] => {
                    let value = self.expr(*value)?;
                    out.push((self.local(*name)?, value));
                }
                _ => return self.fail(b, "a binding is a name and a value"),
            }
        }
        Ok(out)
    }

    fn label(&self, d: Datum) -> Result<LabelId> {
        match self.symbol(d)?.strip_prefix('B').and_then(|n| n.parse().ok()) {
            Some(n) => Ok(LabelId(n)),
            None => self.fail(d, "a label is named B and a number"),
        }
    }

    fn loop_id(&self, d: Datum) -> Result<LoopId> {
        match self.symbol(d)?.strip_prefix('L').and_then(|n| n.parse().ok()) {
            Some(n) => Ok(LoopId(n)),
            None => self.fail(d, "a loop is named L and a number"),
        }
    }

    fn lambda(&mut self, name: Datum, params: Datum, rest: &'a [Datum], d: Datum) -> Result<Kind> {
        let span = self.data.span(d);
        let name: Option<Rc<str>> = match name.kind {
            DatumKind::False => None,
            DatumKind::Str(s) => Some(self.data.string(s).clone()),
            _ => Some(self.symbol(name)?.into()),
        };
        let mut func = Func::default();
        let (params, has_rest) = match params.kind {
            DatumKind::Sym(_) => (vec![params], true),
            DatumKind::List(r) => (self.data.items(r).to_vec(), false),
            DatumKind::Dotted(r) => (self.data.items(r).to_vec(), true),
            _ => return self.fail(params, "parameters are needed here"),
        };
        let mut optional = 0;
        for &p in &params {
            // An optional one is written `(? name)`.
            let name = match self.data.list(p) {
                Some([_, name]) => {
                    optional += 1;
                    *name
                }
                _ => p,
            };
            func.local(&self.symbol(name)?, self.data.span(name));
        }
        let mut body = rest;
        if let [first, more @ ..] = rest
            && let Some([head, captures @ ..]) = self.data.list(*first)
            && head.symbol().is_some_and(|s| self.interner.name(s) == "captures")
        {
            body = more;
            for &c in captures {
                let (mine, theirs) = match self.data.list(c) {
                    Some([mine, theirs]) => (*mine, *theirs),
                    _ => (c, c),
                };
                let from = match self.var(theirs)? {
                    Var::Local(id) => CaptureFrom::Local(id),
                    Var::Capture(id) => CaptureFrom::Capture(id),
                };
                let name = self.symbol(mine)?;
                let id = CaptureId(func.captures.len() as u32);
                func.captures.push(Capture { name: name.trim_start_matches('&').into(), from, boxed: false });
                func.vars.insert(name, Var::Capture(id));
            }
        }
        self.funcs.push(func);
        let body = self.body(body, span)?;
        let func = self.funcs.pop().expect("pushed above");
        Ok(Kind::Lambda(Box::new(func.finish(name, span, (params.len() as u32, optional, has_rest), body))))
    }

    fn constant(&self, d: Datum) -> Const {
        let all = |ds: &[Datum]| -> Rc<[Const]> { ds.iter().map(|&d| self.constant(d)).collect() };
        match d.kind {
            DatumKind::Int(i) => Const::Int(i),
            DatumKind::Float(f) => Const::Float(f),
            DatumKind::Num(i) => Const::Num(self.data.number(i).clone()),
            DatumKind::True => Const::True,
            DatumKind::False => Const::False,
            DatumKind::Char(c) => Const::Char(c),
            DatumKind::Str(i) => Const::Str(self.data.string(i).clone()),
            DatumKind::Sym(s) => Const::Sym(s),
            DatumKind::List(r) if r.is_empty() => Const::Nil,
            DatumKind::List(r) => Const::List(all(self.data.items(r)), Rc::new(Const::Nil)),
            DatumKind::Dotted(r) => {
                let (last, front) = self.data.items(r).split_last().expect("a dot stands after a datum");
                Const::List(all(front), Rc::new(self.constant(*last)))
            }
            DatumKind::Vector(r) => Const::Vector(all(self.data.items(r))),
            DatumKind::Bytes(i) => Const::Bytes(self.data.byte_vector(i).clone()),
            DatumKind::Labelled(r) => {
                let (id, d) = self.data.labelled(r);
                Const::Labelled(id as u64, Rc::new(self.constant(d)))
            }
            DatumKind::Ref(id) => Const::Ref(id as u64),
        }
    }
}
