//! Multiple values: `let-values` and its like bind them without a call; parameters,
//! promises and streams.
use super::{Lowering, seq};
use crate::core::{Const, Expr, Kind, LocalId, Prim};
use crate::lang::lisp::builtins::id;
use crate::lang::lisp::env::{Special, Word};
use crate::lang::lisp::lower::body::{Item, Value};
use crate::lang::lisp::lower::scope::Meaning;
use crate::syntax::Span;
use crate::syntax::sexpr::Datum;

/// Which of several values a variable gets.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// That one; how many there must be, if there is no variable for the rest.
    One(usize, Option<usize>),
    /// The list of those after so many.
    After(usize),
}

impl Part {
    /// What each of some variables gets, the last of which may be for the rest.
    fn all(variables: usize, rest: bool) -> Vec<Part> {
        let fixed = variables - rest as usize;
        let ones = (0..fixed).map(|i| Part::One(i, (!rest).then_some(fixed)));
        ones.chain(rest.then_some(Part::After(fixed))).collect()
    }
    /// The expression for it.
    pub fn of(self, several: Expr) -> Expr {
        let at = several.span;
        let int = |n: usize| Expr::new(Kind::Const(Const::Int(n as i64)), at);
        let kind = match self {
            Part::One(i, Some(n)) => Kind::Native(const { id("%value") }, vec![several, int(i), int(n)]),
            Part::One(i, None) => {
                let any = Expr::new(Kind::Const(Const::False), at);
                Kind::Native(const { id("%value") }, vec![several, int(i), any])
            }
            Part::After(n) => Kind::Native(const { id("%values-after") }, vec![several, int(n)]),
        };
        Expr::new(kind, at)
    }
}

/// Values about to be bound: the names, and what is bound before them.
type Bound = Vec<(LocalId, Expr)>;

impl<'a> Lowering<'a> {
    /// Binds what an expression gives to formals: the expressions, in order, for the
    /// locals, which `bind` names once all are lowered.
    fn bind_values(
        &mut self,
        formals: Datum,
        value: Datum,
        shape: &str,
        out: &mut Bound,
    ) -> Option<Vec<(Datum, LocalId)>> {
        let (all, rest) = self.formals(formals, shape)?;
        self.distinct_names(&all, shape)?;
        let mut bound = vec![];
        if let Some(values) = self.literal_values(value)
            && values.len() == all.len()
            && !rest
        {
            for (&v, &name) in values.iter().zip(&all) {
                let e = self.expr(v, false);
                let local = self.local_for(name);
                out.push((local, e));
                bound.push((name, local));
            }
            return Some(bound);
        }
        let e = self.expr(value, false);
        self.bind_parts(e, &all, rest, out, &mut bound);
        Some(bound)
    }

    /// Binds the values that an expression gives to as many variables.
    fn bind_parts(&mut self, e: Expr, all: &[Datum], rest: bool, out: &mut Bound, bound: &mut Vec<(Datum, LocalId)>) {
        let at = e.span;
        let several = self.temp("values".into(), at);
        out.push((several, e));
        let read = || Expr::new(Kind::Local(several), at);
        if all.is_empty() {
            // Looks only whether there is none.
            let none = self.temp("_".into(), at);
            out.push((none, Part::One(0, Some(0)).of(read())));
        }
        let mut parts = Part::all(all.len(), rest);
        // The rest first: that there are enough is seen there.
        let order: Vec<usize> = if rest { (0..all.len()).rev().collect() } else { (0..all.len()).collect() };
        for i in order {
            let local = self.local_for(all[i]);
            out.push((local, std::mem::replace(&mut parts[i], Part::After(0)).of(read())));
            bound.push((all[i], local));
        }
    }

    fn local_for(&mut self, name: Datum) -> LocalId {
        let text = self.interner.name_rc(name.symbol().expect("distinct_names has seen it"));
        let at = self.span(name);
        self.temp(text, at)
    }

    fn bind_all(&mut self, bound: &[(Datum, LocalId)]) {
        for &(name, local) in bound {
            self.bind_to(name.symbol().expect("distinct_names has seen it"), local);
        }
    }

    /// The operands, if an expression is `(values ...)`.
    fn literal_values(&self, d: Datum) -> Option<&'a [Datum]> {
        let (head, rest) = self.data.list(d)?.split_first()?;
        match self.meaning(head.symbol()?) {
            Meaning::Word(_, Word::Builtin(n)) if n == const { id("values") } => Some(rest),
            _ => None,
        }
    }

    /// `(let-values ((formals expression) ...) body ...)`; `star`: one after the other.
    #[inline(never)]
    pub(super) fn form_let_values(&mut self, star: bool, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(let-values (((name ...) expression) ...) body ...)";
        let span = self.span(d);
        let [specs, body @ ..] = args else {
            return self.misuse(d, "bindings and a body are needed", SHAPE);
        };
        let Some(specs) = self.data.list(*specs) else {
            return self.misuse(*specs, "the bindings are not a list", SHAPE);
        };
        let mark = self.bindings.enter();
        let mut binds = vec![];
        let mut waiting = vec![];
        for &spec in specs {
            let Some(&[formals, value]) = self.data.list(spec) else {
                self.bindings.leave(mark);
                return self.misuse(spec, "a binding is names and an expression", SHAPE);
            };
            let Some(bound) = self.bind_values(formals, value, SHAPE, &mut binds) else { continue };
            if star {
                self.bind_all(&bound);
            } else {
                waiting.extend(bound);
            }
        }
        let names: Vec<Datum> = waiting.iter().map(|b| b.0).collect();
        self.distinct_names(&names, SHAPE);
        self.bind_all(&waiting);
        let body = self.body(body, span, tail);
        self.bindings.leave(mark);
        if binds.is_empty() {
            return body;
        }
        Expr::new(Kind::Let(binds, Box::new(body)), span)
    }

    /// `(receive formals expression body ...)`
    #[inline(never)]
    pub(super) fn form_receive(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(receive (name ...) expression body ...)";
        let span = self.span(d);
        let [formals, value, body @ ..] = args else {
            return self.misuse(d, "`receive` needs names, an expression and a body", SHAPE);
        };
        let mut binds = vec![];
        let Some(bound) = self.bind_values(*formals, *value, SHAPE, &mut binds) else {
            return Expr::new(Kind::Const(Const::Unit), span);
        };
        let mark = self.bindings.enter();
        self.bind_all(&bound);
        let body = self.body(body, span, tail);
        self.bindings.leave(mark);
        if binds.is_empty() {
            return body;
        }
        Expr::new(Kind::Let(binds, Box::new(body)), span)
    }

    /// A call of `call-with-values`: what gives the values and what takes them need
    /// not become functions if they are written there.
    #[inline(never)]
    pub(super) fn call_with_values(&mut self, producer: Datum, consumer: Datum, d: Datum, tail: bool) -> Expr {
        let span = self.span(d);
        let written = |s: &Self, d: Datum| match s.special_list(d) {
            Some((Special::Lambda, [formals, body @ ..])) if !body.is_empty() => Some((*formals, body)),
            _ => None,
        };
        let at = self.span(producer);
        let given = match written(self, producer) {
            Some((formals, body)) if self.data.list(formals).is_some_and(|l| l.is_empty()) => {
                self.body(body, at, false)
            }
            _ => {
                let callee = Box::new(self.expr(producer, false));
                Expr::new(Kind::Call { callee, args: vec![], tail: false }, at)
            }
        };
        let Some((formals, body)) = written(self, consumer) else {
            let f = self.expr(consumer, false);
            let list = Expr::new(Kind::Native(const { id("%values->list") }, vec![given]), at);
            return Expr::new(Kind::Prim(Prim::Apply, vec![f, list]), span);
        };
        let mut binds = vec![];
        let mut bound = vec![];
        const SHAPE: &str = "(lambda (parameter ... . rest) body ...)";
        let Some((all, rest)) = self.formals(formals, SHAPE) else { return given };
        if self.distinct_names(&all, SHAPE).is_none() {
            return given;
        }
        self.bind_parts(given, &all, rest, &mut binds, &mut bound);
        let mark = self.bindings.enter();
        self.bind_all(&bound);
        let body = self.body(body, self.span(consumer), tail);
        self.bindings.leave(mark);
        Expr::new(Kind::Let(binds, Box::new(body)), span)
    }

    /// `(define-values formals expression)` at the top level.
    pub(super) fn define_values(&mut self, args: &'a [Datum], d: Datum) -> Expr {
        let span = self.span(d);
        let failed = Expr::new(Kind::Const(Const::Unit), span);
        let Some((all, rest, value)) = self.values_definition(args, d) else { return failed };
        let e = self.expr(value, false);
        let (mut binds, mut bound) = (vec![], vec![]);
        self.bind_parts(e, &all, rest, &mut binds, &mut bound);
        let mut exprs = vec![];
        for (name, local) in bound {
            let global = self.own_global(name.symbol().expect("distinct_names has seen it"));
            let global = self.globals.resolve(global);
            let read = Box::new(Expr::new(Kind::Local(local), span));
            exprs.push(Expr::new(Kind::DefineGlobal(global, read), span));
        }
        exprs.push(failed);
        Expr::new(Kind::Let(binds, Box::new(seq(exprs, span))), span)
    }

    /// The same in a body: a definition of all values, which the program has no name
    /// for, and one of each.
    pub(super) fn inner_values(&mut self, args: &'a [Datum], d: Datum, items: &mut Vec<Item<'a>>) {
        let Some((all, rest, value)) = self.values_definition(args, d) else { return };
        self.env.hidden += 1;
        let of = self.interner.intern(&format!("values%{}", self.env.hidden));
        self.define_local(of, d, Value::Expr(value), items);
        for (&at, part) in all.iter().zip(Part::all(all.len(), rest)) {
            let name = at.symbol().expect("distinct_names has seen it");
            self.define_local(name, at, Value::Part { of, part }, items);
        }
    }

    fn values_definition(&mut self, args: &'a [Datum], d: Datum) -> Option<(Vec<Datum>, bool, Datum)> {
        const SHAPE: &str = "(define-values (name ...) expression)";
        let &[formals, value] = args else {
            self.misuse(d, "`define-values` needs names and an expression", SHAPE);
            return None;
        };
        let (all, rest) = self.formals(formals, SHAPE)?;
        self.distinct_names(&all, SHAPE)?;
        Some((all, rest, value))
    }

    /// `(parameterize ((parameter value) ...) body ...)`
    #[inline(never)]
    pub(super) fn form_parameterize(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(parameterize ((parameter value) ...) body ...)";
        let span = self.span(d);
        let [specs, body @ ..] = args else {
            return self.misuse(d, "`parameterize` needs parameters and a body", SHAPE);
        };
        let Some(specs) = self.data.list(*specs) else {
            return self.misuse(*specs, "the parameters are not a list", SHAPE);
        };
        let (mut params, mut values) = (vec![], vec![]);
        for &spec in specs {
            let Some(&[param, value]) = self.data.list(spec) else {
                return self.misuse(spec, "a binding is a parameter and a value", SHAPE);
            };
            params.push(self.expr(param, false));
            values.push(self.expr(value, false));
        }
        if params.is_empty() {
            return self.body(body, span, tail);
        }
        let list = |items| Expr::new(Kind::Native(const { id("list") }, items), span);
        let thunk = self.thunk("parameterize", body, span);
        self.prelude_call("%parameterize", vec![list(params), list(values), thunk], span, tail)
    }

    /// A call of a function of the prelude.
    pub(super) fn prelude_call(&mut self, name: &str, args: Vec<Expr>, at: Span, tail: bool) -> Expr {
        let name = self.interner.intern(name);
        let callee = Box::new(Expr::new(Kind::Global(self.globals.resolve(name)), at));
        Expr::new(Kind::Call { callee, args, tail }, at)
    }

    /// `(delay e)` and `(delay-force e)`.
    #[inline(never)]
    pub(super) fn form_delay(&mut self, special: Special, args: &'a [Datum], d: Datum) -> Expr {
        let span = self.span(d);
        if args.len() != 1 {
            return self.misuse(d, "one expression is needed", "(delay expression)");
        }
        let kind = match special {
            Special::DelayForce => Const::False,
            _ => Const::Sym(self.interner.intern("value")),
        };
        self.promise(kind, args, span)
    }

    /// A promise of what an expression gives.
    fn promise(&mut self, kind: Const, body: &'a [Datum], at: Span) -> Expr {
        let thunk = self.thunk("promise", body, at);
        Expr::new(Kind::Native(const { id("%promise") }, vec![Expr::new(Kind::Const(kind), at), thunk]), at)
    }

    /// `(cons-stream first rest)`
    #[inline(never)]
    pub(super) fn form_cons_stream(&mut self, args: &'a [Datum], d: Datum) -> Expr {
        let span = self.span(d);
        let [first, rest @ ..] = args else {
            return self.misuse(d, "`cons-stream` takes two expressions", "(cons-stream first rest)");
        };
        if rest.len() != 1 {
            return self.misuse(d, "`cons-stream` takes two expressions", "(cons-stream first rest)");
        }
        let first = self.expr(*first, false);
        let kind = Const::Sym(self.interner.intern("value"));
        let rest = self.promise(kind, rest, span);
        Expr::new(Kind::Prim(Prim::Cons, vec![first, rest]), span)
    }

    /// `(async e ...)`: a promise of what a task computes.
    #[inline(never)]
    pub(super) fn form_async(&mut self, args: &'a [Datum], d: Datum) -> Expr {
        let span = self.span(d);
        if args.is_empty() {
            return self.misuse(d, "`async` needs an expression", "(async expression ...)");
        }
        let thunk = self.thunk("async", args, span);
        self.prelude_call("%async", vec![thunk], span, false)
    }
}
