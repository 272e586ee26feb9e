//! Functions: variables, parameters, defaults, generators.
use super::asynchronous::Makes;
use super::evaluate::EVAL;
use super::{Function, Lower, Lowered, Refused, constant, if_, let_, local, native, prim, seq, set_local, unit};
use crate::core::{Capture, CaptureFrom, CaptureId, Const, Expr, Kind, LocalId, Prim, Signature};
use crate::lang::python::ast::unparse::unparse;
use crate::lang::python::ast::{self, ExprId, ExprKind, List, Param, ParamKind, Range, StmtKind};
use crate::lang::python::scope::{Home, Owner, ScopeId};
use crate::syntax::{Span, Sym};
use std::rc::Rc;

/// What stands behind the parameters of a function.
#[derive(Clone, Copy)]
enum Body {
    Statements(ast::Block),
    Value(ExprId),
}

impl Lower<'_> {
    /// `def`, up to the function's value.
    pub(super) fn def(&mut self, index: u32, at: Range) -> Lowered {
        let f = self.ast.function(index);
        let scope = self.scopes.of(Owner::Function(index)).expect("every function has a scope");
        let makes = match (f.is_async, self.scopes.scope(scope).generator) {
            (false, false) => None,
            (false, true) if self.module.name == "builtins" => Some(Makes::of_prelude(self.interner.name(f.name))),
            (false, true) => Some(Makes::Generator),
            (true, false) => Some(Makes::Coroutine),
            (true, true) => Some(Makes::AsyncGenerator),
        };
        self.decorated(f.decorators, |lower| {
            let made = lower.function(scope, Some(f.name), f.params, Body::Statements(f.body), makes, at)?;
            lower.annotated(made, f, at)
        })
    }

    /// A function with its annotations, if it is one of a module or class, or a decorator may
    /// want them: others are made too often.
    fn annotated(&mut self, made: Expr, f: ast::Function, at: Range) -> Lowered {
        let span = self.span(at);
        let wanted = self.functions.len() == 1 || self.here().class.is_some() || !f.decorators.is_empty();
        let params = self.ast.items(f.params);
        let mut notes: Vec<(Rc<str>, ExprId)> =
            params.iter().filter_map(|p| p.annotation.map(|a| (self.name(p.name), a))).collect();
        notes.extend(f.returns.map(|r| ("return".into(), r)));
        if notes.is_empty() || !wanted || self.module.is_prelude {
            return Ok(made);
        }
        let (function, dict) = (self.here().local("", span), self.here().local("", span));
        let mut items = vec![];
        for (name, note) in notes {
            let value = match self.postponed {
                true => super::text(&unparse(self.ast, self.interner, self.text, note), span),
                false => self.expr(note)?,
            };
            items.push(native("%named", vec![local(dict, span), super::text(&name, span), value], span));
        }
        let name = self.interner.intern("__annotations__");
        items.push(prim(
            Prim::SetAttr,
            vec![local(function, span), constant(Const::Sym(name), span), local(dict, span)],
            span,
        ));
        items.push(local(function, span));
        Ok(let_(vec![(function, made), (dict, native("%dict", vec![], span))], seq(items, span), span))
    }

    /// Whether a function that is written in Python here is one that CPython has in C.
    fn is_native(&self, path: &str) -> bool {
        match self.module.name {
            "builtins" => true,
            EVAL => path.starts_with("evaluator."),
            _ if path.contains('.') || path.starts_with(['_', '<']) => false,
            "bisect" | "binascii" | "cmath" | "itertools" | "math" | "operator" | "struct" | "time" => true,
            "functools" => ["cmp_to_key", "reduce"].contains(&path),
            "heapq" => path.starts_with("heap"),
            _ => false,
        }
    }

    /// The text that a body begins with.
    pub(super) fn docstring(&self, body: ast::Block) -> Option<String> {
        let &first = self.ast.items(body).first()?;
        let StmtKind::Expr(e) = self.ast.stmt(first).kind else { return None };
        match self.ast.expr(e).kind {
            ExprKind::Str(at, _) => Some(self.ast.str(at).to_string()),
            _ => None,
        }
    }

    pub(super) fn lambda(&mut self, id: ExprId, params: List<Param>, body: ExprId, at: Range) -> Lowered {
        let scope = self.scopes.of(Owner::Expr(id)).expect("every lambda has a scope");
        let makes = self.scopes.scope(scope).generator.then_some(Makes::Generator);
        self.function(scope, None, params, Body::Value(body), makes, at)
    }

    fn function(
        &mut self,
        scope: ScopeId,
        name: Option<Sym>,
        params: List<Param>,
        body: Body,
        makes: Option<Makes>,
        at: Range,
    ) -> Lowered {
        let span = self.span(at);
        let params = self.ordered(params);
        // Defaults are evaluated where the function is made, which captures them.
        let mut defaults = vec![];
        for (i, p) in params.iter().enumerate() {
            if let Some(d) = p.default {
                let value = self.expr(d)?;
                let l = self.here().local("", span);
                defaults.push((i, l, value));
            }
        }
        let text = name.map_or("<lambda>".into(), |n| self.name(n));
        let path: Rc<str> = match self.path.last() {
            Some(p) => format!("{p}.{text}").into(),
            None => text.clone(),
        };
        let doc = match body {
            Body::Statements(block) => self.docstring(block).map(Rc::from),
            Body::Value(_) => None,
        };
        let mut signature = signature(&params, path.clone(), doc, makes == Some(Makes::Coroutine));
        signature.builtin = self.module.is_prelude && self.is_native(&path);
        if signature.builtin && self.module.name == EVAL {
            signature.path = text.clone();
        }
        let mut outer = Function::new(scope);
        outer.first = params.first().filter(|p| p.kind != ParamKind::KwOnly).map(|p| p.name);
        for p in &params {
            let l = outer.local(self.interner.name(p.name), self.span(p.at));
            outer.variables.insert(p.name, l);
            if !self.deleted.contains(&p.name) {
                outer.known.insert(l);
            }
        }
        outer.initialises = &*text == "__init__" && self.here().class.is_some();
        let mut items = vec![];
        for (i, l, _) in &defaults {
            let capture = outer.outer(*l);
            let param = LocalId(*i as u32);
            let read = |kind| Expr::new(kind, span);
            let test = prim(Prim::Eq, vec![local(param, span), constant(Const::Missing, span)], span);
            items.push(if_(test, set_local(param, read(Kind::Capture(capture)), span), unit(span), span));
        }
        let plain = signature.is_plain();
        let optional = if plain { signature.needed.iter().filter(|n| !**n).count() } else { 0 };
        self.path.push(format!("{path}.<locals>"));
        let (outer, rest) = if let Some(makes) = makes {
            self.generator(outer, makes, &params, body, &text, span)
        } else {
            let unset = self.variables(&mut outer, scope, span);
            self.functions.push(outer);
            let lowered = self.inside(body, span);
            let outer = self.functions.pop().expect("pushed above");
            (outer, lowered.map(|body| if unset.is_empty() { body } else { let_(unset, body, span) }))
        };
        self.path.pop();
        items.push(rest?);
        let counts = (params.len() as u32, optional as u32);
        let lambda = outer.finish(Some(text), span, counts, Some(Rc::new(signature)), seq(items, span));
        let lambda = Expr::new(Kind::Lambda(Box::new(lambda)), span);
        let binds: Vec<_> = defaults.into_iter().map(|(_, l, v)| (l, v)).collect();
        Ok(if binds.is_empty() { lambda } else { let_(binds, lambda, span) })
    }

    /// The parameters as they stand in registers: `*rest` and `**rest` last.
    fn ordered(&self, params: List<Param>) -> Vec<Param> {
        let all = self.ast.items(params);
        let of = |want: fn(ParamKind) -> bool| all.iter().copied().filter(move |p| want(p.kind));
        of(|k| !matches!(k, ParamKind::VarArgs | ParamKind::KwArgs))
            .chain(of(|k| k == ParamKind::VarArgs))
            .chain(of(|k| k == ParamKind::KwArgs))
            .collect()
    }

    /// The variables of a function besides its parameters, none of which has a value.
    fn variables(&mut self, f: &mut Function, scope: ScopeId, span: Span) -> Vec<(LocalId, Expr)> {
        let mut unset = vec![];
        for n in &self.scopes.scope(scope).names {
            if matches!(n.home, Home::Local | Home::Cell) && !f.variables.contains_key(&n.sym) {
                let l = f.local(self.interner.name(n.sym), span);
                f.variables.insert(n.sym, l);
                unset.push((l, constant(Const::Missing, span)));
            }
        }
        unset
    }

    /// A function that makes a generator: its body is another, which captures the
    /// parameters.
    fn generator(
        &mut self,
        outer: Function,
        makes: Makes,
        params: &[Param],
        body: Body,
        name: &Rc<str>,
        span: Span,
    ) -> (Function, Lowered) {
        let scope = outer.scope;
        let mut inner = Function::new(scope);
        let g = inner.local("", span);
        inner.generator = Some(g);
        inner.makes = makes;
        inner.first = outer.first;
        let mut binds = vec![];
        for (i, p) in params.iter().enumerate() {
            let capture = inner.outer(LocalId(i as u32));
            let l = inner.local(self.interner.name(p.name), span);
            inner.variables.insert(p.name, l);
            if !self.deleted.contains(&p.name) {
                inner.known.insert(l);
            }
            binds.push((l, Expr::new(Kind::Capture(capture), span)));
        }
        binds.extend(self.variables(&mut inner, scope, span));
        let mut outer = outer;
        // Names that it has from further out go through it; none is a variable of its own.
        outer.variables.clear();
        self.functions.push(outer);
        self.functions.push(inner);
        let is_value = matches!(body, Body::Value(_));
        let lowered = self.inside(body, span);
        let mut inner = self.functions.pop().expect("pushed above");
        let outer = self.functions.pop().expect("pushed above");
        let made = lowered.map(|body| {
            let end = |v| native("%finish", vec![local(g, span), v], span);
            let body = if is_value { end(body) } else { seq(vec![body, end(unit(span))], span) };
            let body = let_(binds, body, span);
            let body = self.guard_generator(&mut inner, g, body, span);
            let lambda = inner.finish(Some(name.clone()), span, (1, 0), None, body);
            self.made(makes, Expr::new(Kind::Lambda(Box::new(lambda)), span), span)
        });
        (outer, made)
    }

    fn inside(&mut self, body: Body, span: Span) -> Result<Expr, Refused> {
        match body {
            Body::Value(e) => self.expr(e),
            Body::Statements(block) => {
                let body = self.block(block, span);
                Ok(seq(vec![body, unit(span)], span))
            }
        }
    }
}

fn signature(params: &[Param], path: Rc<str>, doc: Option<Rc<str>>, waits: bool) -> Signature {
    let single: Vec<&Param> =
        params.iter().filter(|p| !matches!(p.kind, ParamKind::VarArgs | ParamKind::KwArgs)).collect();
    let count = |kinds: &[ParamKind]| single.iter().filter(|p| kinds.contains(&p.kind)).count();
    Signature {
        names: single.iter().map(|p| p.name).collect(),
        unnamed: count(&[ParamKind::PosOnly]),
        placed: count(&[ParamKind::PosOnly, ParamKind::Normal]),
        needed: single.iter().map(|p| p.default.is_none()).collect(),
        rest: params.iter().any(|p| p.kind == ParamKind::VarArgs),
        others: params.iter().any(|p| p.kind == ParamKind::KwArgs),
        path,
        waits,
        builtin: false,
        doc,
    }
}

impl Function {
    /// A capture of a local of the function around that no program can name.
    pub(super) fn outer(&mut self, outer: LocalId) -> CaptureId {
        self.captures.push(Capture { name: "".into(), from: CaptureFrom::Local(outer), boxed: false });
        CaptureId(self.captures.len() as u32 - 1)
    }
}
