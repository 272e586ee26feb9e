//! Classes: a function that fills a dictionary and makes the class of it.
use super::stmt::ANNOTATIONS;
use super::{Function, Lower, Lowered, call, constant, let_, local, native, prim, seq, set_local, unit};
use crate::core::{CaptureFrom, Const, Expr, Kind, LocalId, Prim};
use crate::lang::python::ast::{ArgKind, ExprId, ExprKind, List, Range};
use crate::lang::python::scope::Owner;
use crate::syntax::Span;

impl Lower<'_> {
    /// `class`, up to its value.
    pub(super) fn class(&mut self, index: u32, at: Range) -> Lowered {
        let c = self.ast.class(index);
        let span = self.span(at);
        let scope = self.scopes.of(Owner::Class(index)).expect("every class has a scope");
        let name = self.name(c.name);
        let args = self.ast.items(c.args).to_vec();
        let (bases, named) = (self.here().local("", span), self.here().local("", span));
        let mut items = vec![];
        for a in &args {
            if let ExprKind::Starred(all) = self.ast.expr(a.value).kind {
                let all = self.expr(all)?;
                items.push(native("%extend", vec![local(bases, span), all], span));
                continue;
            }
            let v = self.expr(a.value)?;
            items.push(match a.kind {
                ArgKind::Positional => native("%append", vec![local(bases, span), v], span),
                ArgKind::Keyword(name) => {
                    let name = self.name(name);
                    native("%named", vec![local(named, span), constant(Const::Str(name), span), v], span)
                }
                ArgKind::DoubleStar => native("%merge_named", vec![local(named, span), v, super::unit(span)], span),
            });
        }
        let mut inner = Function::new(scope);
        let [members, inner_bases, inner_named] = ["", "", ""].map(|n| inner.local(n, span));
        let cell = inner.local("__class__", span);
        inner.class = Some(members);
        inner.is_prepared = !args.is_empty();
        inner.variables.insert(self.class_cell, cell);
        self.functions.push(inner);
        let path = match self.path.last() {
            Some(p) => format!("{p}.{name}"),
            None => name.to_string(),
        };
        let entry = |key: &str, v: Expr| {
            prim(Prim::SetItem, vec![local(members, span), constant(Const::Str(key.into()), span), v], span)
        };
        let qualname = constant(Const::Str(path.as_str().into()), span);
        let module = match self.module.is_space() {
            true => {
                let name = self.interner.intern("__name__");
                self.module_read(name, span)
            }
            false => constant(Const::Str(self.module.name.into()), span),
        };
        let mut body = vec![entry("__module__", module), entry("__qualname__", qualname)];
        if let Some(doc) = self.docstring(c.body) {
            body.push(entry("__doc__", constant(Const::Str(doc.into()), span)));
        }
        if self.notes_types() {
            body.push(entry(ANNOTATIONS, native("%dict", vec![], span)));
        }
        self.path.push(path);
        body.push(self.block(c.body, span));
        self.path.pop();
        if self.here().gives_cell {
            body.push(entry("__classcell__", self.class_setter(cell, span)));
        }
        let build = self.interner.intern("_build_class");
        let build = self.prelude_read(build, span);
        let name_value = constant(Const::Str(name.clone()), span);
        let made = [inner_bases, members, inner_named].map(|l| local(l, span));
        let made = call(build, std::iter::once(name_value).chain(made).collect(), span);
        body.push(set_local(cell, made, span));
        body.push(local(cell, span));
        let inner = self.functions.pop().expect("pushed above");
        let missing = constant(Const::Missing, span);
        let body = let_(vec![(cell, missing)], seq(body, span), span);
        let lambda = inner.finish(Some(name.clone()), span, (3, 0), None, body);
        let lambda = Expr::new(Kind::Lambda(Box::new(lambda)), span);
        let space = self.interner.intern("_class_space");
        let space = self.prelude_read(space, span);
        let name = constant(Const::Str(name), span);
        let space = call(space, vec![name, local(bases, span), local(named, span)], span);
        items.push(call(lambda, vec![space, local(bases, span), local(named, span)], span));
        let none = vec![(bases, native("%list", vec![], span)), (named, native("%dict", vec![], span))];
        let made = let_(none, seq(items, span), span);
        self.decorated(c.decorators, |_| Ok(made))
    }

    /// A function that tells the functions in a class of it, before anything can call them.
    fn class_setter(&mut self, cell: LocalId, span: Span) -> Expr {
        let mut setter = Function::new(self.here().scope);
        let class = setter.local("class", span);
        self.functions.push(setter);
        let at = self.functions.len() - 1;
        let capture = self.captured_from(at, self.class_cell, CaptureFrom::Local(cell));
        let setter = self.functions.pop().expect("pushed above");
        let set = Expr::new(Kind::SetCapture(capture, Box::new(local(class, span))), span);
        let lambda = setter.finish(Some("__classcell__".into()), span, (1, 0), None, seq(vec![set, unit(span)], span));
        Expr::new(Kind::Lambda(Box::new(lambda)), span)
    }

    /// A value that decorators make another of. They are evaluated first.
    pub(super) fn decorated(&mut self, decorators: List<ExprId>, value: impl FnOnce(&mut Self) -> Lowered) -> Lowered {
        let decorators = self.ast.items(decorators).to_vec();
        let mut binds = vec![];
        for d in decorators {
            let span = self.span(self.ast.expr(d).at);
            let v = self.expr(d)?;
            binds.push((self.here().local("", span), v));
        }
        let mut value = value(self)?;
        let span = value.span;
        for &(d, ref e) in binds.iter().rev() {
            value = call(local(d, e.span), vec![value], e.span);
        }
        Ok(if binds.is_empty() { value } else { let_(binds, value, span) })
    }
}
