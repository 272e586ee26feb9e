//! Functions: variables, parameters, defaults.
use super::{Function, Lower, Lowered, Refused, constant, prim, seq};
use crate::core::{Const, Expr, Kind, LocalId, Prim};
use crate::lang::python::ast::{self, ExprId, List, Param, ParamKind, Range};
use crate::lang::python::scope::{Home, Owner, ScopeId};
use crate::syntax::{Span, Sym};

/// What stands behind the parameters of a function.
enum Body {
    Statements(ast::Block),
    Value(ExprId),
}

impl Lower<'_> {
    /// `def`, up to the function's value.
    pub(super) fn def(&mut self, index: u32, at: Range) -> Lowered {
        let f = self.ast.function(index);
        if f.is_async {
            return self.refuse(at, "async");
        }
        if let Some(&d) = self.ast.items(f.decorators).first() {
            return self.refuse(self.ast.expr(d).at, "decorators");
        }
        let scope = self.scopes.of(Owner::Function(index)).expect("every function has a scope");
        self.function(scope, Some(f.name), f.params, Body::Statements(f.body), at)
    }

    pub(super) fn lambda(&mut self, id: ExprId, params: List<Param>, body: ExprId, at: Range) -> Lowered {
        let scope = self.scopes.of(Owner::Expr(id)).expect("every lambda has a scope");
        self.function(scope, None, params, Body::Value(body), at)
    }

    fn function(
        &mut self,
        scope: ScopeId,
        name: Option<Sym>,
        params: List<Param>,
        body: Body,
        at: Range,
    ) -> Lowered {
        let span = self.span(at);
        if self.scopes.scope(scope).generator {
            return self.refuse(at, "generators");
        }
        let params = self.ast.items(params).to_vec();
        // Defaults are evaluated where the function is made, which captures them.
        let mut defaults = vec![];
        for p in &params {
            if !matches!(p.kind, ParamKind::Normal | ParamKind::PosOnly) {
                return self.refuse(p.at, "parameters with * and those behind them");
            }
            if let Some(d) = p.default {
                let value = self.expr(d)?;
                let local = self.here().local("", span);
                defaults.push((local, value));
            }
        }
        let mut inner = Function::new(scope);
        for p in &params {
            let local = inner.local(self.interner.name(p.name), self.span(p.at));
            inner.variables.insert(p.name, local);
            inner.known.insert(local);
        }
        let mut unset: Vec<(LocalId, Expr)> = vec![];
        for n in &self.scopes.scope(scope).names {
            if matches!(n.home, Home::Local | Home::Cell) && !inner.variables.contains_key(&n.sym) {
                let local = inner.local(self.interner.name(n.sym), span);
                inner.variables.insert(n.sym, local);
                unset.push((local, constant(Const::Missing, span)));
            }
        }
        let required = params.len() - defaults.len();
        let mut items = vec![];
        for (i, (outer, _)) in defaults.iter().enumerate() {
            let capture = inner.default(*outer);
            let local = LocalId((required + i) as u32);
            let read = |kind| Expr::new(kind, span);
            let missing = vec![read(Kind::Local(local)), constant(Const::Missing, span)];
            let test = Box::new(prim(Prim::Eq, missing, span));
            let set = Kind::SetLocal(local, Box::new(read(Kind::Capture(capture))));
            items.push(read(Kind::If(test, Box::new(read(set)), Box::new(constant(Const::Unit, span)))));
        }
        self.functions.push(inner);
        let lowered = self.inside(body, span);
        let inner = self.functions.pop().expect("pushed above");
        items.push(lowered?);
        let mut body = seq(items, span);
        if !unset.is_empty() {
            body = Expr::new(Kind::Let(unset, Box::new(body)), span);
        }
        let name = name.map_or("<lambda>".into(), |n| self.name(n));
        let counts = (params.len() as u32, defaults.len() as u32);
        let lambda = Expr::new(Kind::Lambda(Box::new(inner.finish(Some(name), span, counts, body))), span);
        Ok(if defaults.is_empty() { lambda } else { Expr::new(Kind::Let(defaults, Box::new(lambda)), span) })
    }

    fn inside(&mut self, body: Body, span: Span) -> Result<Expr, Refused> {
        match body {
            Body::Value(e) => self.expr(e),
            Body::Statements(block) => {
                let body = self.block(block, span);
                Ok(Expr::new(Kind::Seq(vec![body, constant(Const::Unit, span)]), span))
            }
        }
    }
}

impl Function {
    /// A capture of a local of the function around that no program can name.
    fn default(&mut self, outer: LocalId) -> crate::core::CaptureId {
        let from = crate::core::CaptureFrom::Local(outer);
        self.captures.push(crate::core::Capture { name: "".into(), from, boxed: false });
        crate::core::CaptureId(self.captures.len() as u32 - 1)
    }
}
