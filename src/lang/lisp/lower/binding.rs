//! Functions and the forms that bind: `lambda`, the `let` family, `do`.
use super::{Lowering, scope::Func, seq};
use crate::core::{Const, Expr, Kind, LocalId};
use crate::lang::lisp::lower::body::{Item, Value};
use crate::syntax::sexpr::{Datum, DatumKind};
use crate::syntax::{Code, Sym};
use std::rc::Rc;

impl<'a> Lowering<'a> {
    /// The datums of a list, and what follows its dot.
    pub(super) fn parts(&self, d: Datum) -> Option<(&'a [Datum], Option<Datum>)> {
        match d.kind {
            DatumKind::List(r) => Some((self.data.items(r), None)),
            DatumKind::Dotted(r) => self.data.items(r).split_last().map(|(rest, front)| (front, Some(*rest))),
            _ => None,
        }
    }

    /// Formals as lambdas have them: names, and perhaps one for the rest. All names
    /// together, and whether the last one is for the rest.
    pub(super) fn formals(&mut self, d: Datum, shape: &str) -> Option<(Vec<Datum>, bool)> {
        match (d.kind, self.parts(d)) {
            (DatumKind::Sym(_), _) => Some((vec![d], true)),
            (_, Some((items, rest))) => Some((items.iter().copied().chain(rest).collect(), rest.is_some())),
            (_, None) => {
                self.misuse(d, "the parameters are not a list of names", shape);
                None
            }
        }
    }

    /// A function. `named`: the formals begin with its name.
    pub(super) fn function(
        &mut self,
        name: Option<Rc<str>>,
        formals: Datum,
        named: bool,
        body: &'a [Datum],
        form: Datum,
    ) -> Expr {
        const SHAPE: &str = "(lambda (parameter ... . rest) body ...)";
        let span = self.span(form);
        let failed = Expr::new(Kind::Const(Const::Unit), span);
        let Some((mut all, rest)) = self.formals(formals, SHAPE) else { return failed };
        if named {
            all.remove(0);
        }
        let Some(names) = self.distinct_names(&all, SHAPE) else { return failed };
        let mark = self.bindings.enter();
        self.funcs.push(Func::default());
        for (&name, &d) in names.iter().zip(&all) {
            let at = self.span(d);
            self.bind_local(name, at);
        }
        let body = self.body(body, span, true);
        let func = self.funcs.pop().expect("pushed above");
        self.bindings.leave(mark);
        let lambda = func.finish(name, span, names.len() as u32, rest, body);
        Expr::new(Kind::Lambda(Box::new(lambda)), span)
    }

    /// Names to be bound together; reports what is none and what occurs twice.
    pub(super) fn distinct_names(&mut self, data: &[Datum], shape: &str) -> Option<Vec<Sym>> {
        let mut names = Vec::with_capacity(data.len());
        let mut seen = rustc_hash::FxHashSet::default();
        for &d in data {
            let Some(name) = d.symbol() else {
                self.misuse(d, "a name is needed here", shape);
                return None;
            };
            if !seen.insert(name) {
                let message = format!("`{}` is bound twice", self.name(name));
                self.error(Code::Form, d, message);
                return None;
            }
            names.push(name);
        }
        Some(names)
    }

    /// The bindings `((name value) ...)` of a form.
    pub(super) fn bindings_of(&mut self, d: Datum, shape: &str) -> Option<Vec<(Datum, Datum)>> {
        let Some(list) = self.data.list(d) else {
            self.misuse(d, "the bindings are not a list", shape);
            return None;
        };
        let mut out = Vec::with_capacity(list.len());
        for &b in list {
            match self.data.list(b) {
                Some(&[name, value]) => out.push((name, value)),
                _ => {
                    self.misuse(b, "a binding is a name and a value", shape);
                    return None;
                }
            }
        }
        Some(out)
    }

    #[inline(never)]
    pub(super) fn form_let(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(let ((name value) ...) body ...)";
        let span = self.span(d);
        let failed = Expr::new(Kind::Const(Const::Unit), span);
        let (name, bindings, body) = match args {
            [name, bindings, body @ ..] if name.symbol().is_some() => (name.symbol(), *bindings, body),
            [bindings, body @ ..] => (None, *bindings, body),
            [] => return self.misuse(d, "`let` needs bindings and a body", SHAPE),
        };
        let Some(bindings) = self.bindings_of(bindings, SHAPE) else { return failed };
        let vars: Vec<Datum> = bindings.iter().map(|b| b.0).collect();
        let Some(names) = self.distinct_names(&vars, SHAPE) else { return failed };
        let mut values = Vec::with_capacity(bindings.len());
        for (&(_, value), &n) in bindings.iter().zip(&names) {
            values.push(self.expr_named(value, n));
        }
        match name {
            Some(name) => self.named_let(name, args[0], (&names, &vars), values, body, d, tail),
            None => {
                let mark = self.bindings.enter();
                let locals: Vec<LocalId> =
                    names.iter().zip(&vars).map(|(&n, &v)| self.bind_local(n, self.span(v))).collect();
                let body = self.body(body, span, tail);
                self.bindings.leave(mark);
                if locals.is_empty() {
                    return body;
                }
                Expr::new(Kind::Let(locals.into_iter().zip(values).collect(), Box::new(body)), span)
            }
        }
    }

    /// `(let name ((v init) ...) body ...)`: a function that is called at once.
    #[expect(clippy::too_many_arguments, reason = "the parts of one form")]
    fn named_let(
        &mut self,
        name: Sym,
        at: Datum,
        (params, places): (&[Sym], &[Datum]),
        values: Vec<Expr>,
        body: &'a [Datum],
        d: Datum,
        tail: bool,
    ) -> Expr {
        let span = self.span(d);
        let mark = self.bindings.enter();
        let local = self.bind_local(name, self.span(at));
        self.funcs.push(Func::default());
        for (&p, &d) in params.iter().zip(places) {
            let at = self.span(d);
            self.bind_local(p, at);
        }
        let body = self.body(body, span, true);
        let func = self.funcs.pop().expect("pushed above");
        self.bindings.leave(mark);
        let text = self.interner.name_rc(name);
        let lambda = func.finish(Some(text), span, params.len() as u32, false, body);
        let lambda = Expr::new(Kind::Lambda(Box::new(lambda)), span);
        let callee = Box::new(Expr::new(Kind::Local(local), self.span(at)));
        let call = Expr::new(Kind::Call { callee, args: values, tail }, span);
        self.fix_one(local, lambda, call, span)
    }

    #[inline(never)]
    pub(super) fn form_let_star(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(let* ((name value) ...) body ...)";
        let span = self.span(d);
        let [bindings, body @ ..] = args else {
            return self.misuse(d, "`let*` needs bindings and a body", SHAPE);
        };
        let Some(bindings) = self.bindings_of(*bindings, SHAPE) else {
            return Expr::new(Kind::Const(Const::Unit), span);
        };
        let mark = self.bindings.enter();
        let mut binds = Vec::with_capacity(bindings.len());
        for (var, value) in bindings {
            let Some(name) = var.symbol() else {
                self.misuse(var, "a name is needed here", SHAPE);
                continue;
            };
            let value = self.expr_named(value, name);
            let at = self.span(var);
            binds.push((self.bind_local(name, at), value));
        }
        let body = self.body(body, span, tail);
        self.bindings.leave(mark);
        if binds.is_empty() {
            return body;
        }
        Expr::new(Kind::Let(binds, Box::new(body)), span)
    }

    #[inline(never)]
    pub(super) fn form_letrec(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(letrec ((name value) ...) body ...)";
        let span = self.span(d);
        let [bindings, body @ ..] = args else {
            return self.misuse(d, "`letrec` needs bindings and a body", SHAPE);
        };
        let failed = Expr::new(Kind::Const(Const::Unit), span);
        let Some(bindings) = self.bindings_of(*bindings, SHAPE) else { return failed };
        let vars: Vec<Datum> = bindings.iter().map(|b| b.0).collect();
        let Some(names) = self.distinct_names(&vars, SHAPE) else { return failed };
        let mark = self.bindings.enter();
        let mut items = self.open_body(names.len() + 1);
        for (&name, &(at, value)) in names.iter().zip(&bindings) {
            self.define_local(name, at, Value::Expr(value), &mut items);
        }
        items.push(Item::Body(body, span));
        let e = self.close_body(&items, span, tail);
        self.bindings.leave(mark);
        e
    }

    #[inline(never)]
    pub(super) fn form_do(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(do ((variable first next) ...) (test expression ...) command ...)";
        let span = self.span(d);
        let failed = Expr::new(Kind::Const(Const::Unit), span);
        // Without a list of variables it is FluentAI's `do`, which is `begin`.
        let specs = args.first().and_then(|&d| self.data.list(d));
        if !args.is_empty() && specs.is_none_or(|l| l.first().is_some_and(|&d| self.data.list(d).is_none())) {
            return self.sequence(args, span, tail);
        }
        let [specs, exit, commands @ ..] = args else {
            return self.misuse(d, "`do` needs variables and a test", SHAPE);
        };
        let (Some(specs), Some((&test, results))) =
            (self.data.list(*specs), self.data.list(*exit).and_then(|l| l.split_first()))
        else {
            return self.misuse(d, "`do` needs a list of variables and a list with a test", SHAPE);
        };
        let mut vars = vec![];
        for &spec in specs {
            match self.data.list(spec) {
                Some([_, _] | [_, _, _]) => vars.push(self.data.list(spec).expect("just seen")),
                _ => return self.misuse(spec, "a variable has a first value and perhaps a next one", SHAPE),
            }
        }
        let places: Vec<Datum> = vars.iter().map(|v| v[0]).collect();
        let Some(names) = self.distinct_names(&places, SHAPE) else { return failed };
        let mut firsts = Vec::with_capacity(vars.len());
        for v in &vars {
            firsts.push(self.expr(v[1], false));
        }
        let again = self.temp("do".into(), span);
        let outer = self.funcs.len() as u32 - 1;
        let mark = self.bindings.enter();
        self.funcs.push(Func::default());
        for (&n, &p) in names.iter().zip(&places) {
            let at = self.span(p);
            self.bind_local(n, at);
        }
        let test = self.test(test);
        let result = self.sequence(results, span, true);
        let mut turn = Vec::with_capacity(commands.len() + 1);
        for &c in commands {
            turn.push(self.expr(c, false));
        }
        let mut args = Vec::with_capacity(vars.len());
        for (v, &n) in vars.iter().zip(&names) {
            args.push(match v.get(2) {
                Some(&next) => self.expr_named(next, n),
                None => self.variable(n, v[0]),
            });
        }
        let callee = Box::new(Expr::new(self.read(outer, again), span));
        turn.push(Expr::new(Kind::Call { callee, args, tail: true }, span));
        let body = Expr::new(Kind::If(Box::new(test), Box::new(result), Box::new(seq(turn, span))), span);
        let func = self.funcs.pop().expect("pushed above");
        self.bindings.leave(mark);
        let lambda = func.finish(Some("do".into()), span, names.len() as u32, false, body);
        let callee = Box::new(Expr::new(Kind::Local(again), span));
        let call = Expr::new(Kind::Call { callee, args: firsts, tail }, span);
        self.fix_one(again, Expr::new(Kind::Lambda(Box::new(lambda)), span), call, span)
    }
}
