//! Comprehensions and generator expressions: functions that are called where they stand.
use super::asynchronous::Makes;
use super::{Function, Lower, Lowered, Refused, call, constant, if_, let_, local, native, prim, seq, unit};
use crate::core::{Const, Expr, Kind, LocalId, Prim};
use crate::lang::python::ast::{Comprehension, ExprId, ExprKind, List, Range};
use crate::lang::python::check::awaits_inside;
use crate::lang::python::scope::{Home, Owner};
use crate::syntax::Span;

/// What is done with each element.
#[derive(Clone, Copy)]
enum Each {
    Append(ExprId),
    Add(ExprId),
    Put(ExprId, ExprId),
    Yield(ExprId),
}

impl Lower<'_> {
    pub(super) fn comprehension(&mut self, id: ExprId, at: Range) -> Lowered {
        let (each, loops) = match self.ast.expr(id).kind {
            ExprKind::ListComp { element, loops } => (Each::Append(element), loops),
            ExprKind::SetComp { element, loops } => (Each::Add(element), loops),
            ExprKind::DictComp { key, value, loops } => (Each::Put(key, value), loops),
            ExprKind::Generator { element, loops } => (Each::Yield(element), loops),
            _ => unreachable!("only comprehensions come here"),
        };
        self.loops(id, each, loops, at)
    }

    fn loops(&mut self, id: ExprId, each: Each, loops: List<Comprehension>, at: Range) -> Lowered {
        let span = self.span(at);
        let loops = self.ast.items(loops).to_vec();
        let elements: &[ExprId] = match &each {
            Each::Append(e) | Each::Add(e) | Each::Yield(e) => &[*e],
            Each::Put(key, value) => &[*key, *value],
        };
        let waits = loops.iter().any(|l| l.is_async) || awaits_inside(self.ast, elements, &loops);
        let makes = match (each, waits) {
            (Each::Yield(_), false) => Some(Makes::Generator),
            (Each::Yield(_), true) => Some(Makes::AsyncGenerator),
            (_, true) => Some(Makes::Coroutine),
            (_, false) => None,
        };
        let scope = self.scopes.of(Owner::Expr(id)).expect("every comprehension has a scope");
        // What the outermost loop goes through is evaluated outside.
        let first = self.expr(loops[0].iter)?;
        let first = self.iterator(&loops[0], first, span);
        let (name, made) = match each {
            Each::Append(_) => ("<listcomp>", "%list"),
            Each::Add(_) => ("<setcomp>", "%set"),
            Each::Put(..) => ("<dictcomp>", "%dict"),
            Each::Yield(_) => ("<genexpr>", ""),
        };
        let mut inner = Function::new(scope);
        let source = inner.local("", span);
        if let Some(makes) = makes {
            // A generator's function has the generator as its first variable.
            inner.generator = Some(source);
            inner.makes = makes;
        }
        let (result, through) = (inner.local("", span), inner.local("", span));
        let mut unset = vec![];
        for n in &self.scopes.scope(scope).names {
            if matches!(n.home, Home::Local | Home::Cell) {
                let l = inner.local(self.interner.name(n.sym), span);
                inner.variables.insert(n.sym, l);
                unset.push((l, constant(Const::Missing, span)));
            }
        }
        self.functions.push(inner);
        let path = match self.path.last() {
            Some(p) => format!("{p}.{name}"),
            None => name.to_string(),
        };
        self.path.push(format!("{path}.<locals>"));
        let iterator = if makes.is_some() { through } else { source };
        let body = self.turns(&loops, 0, iterator, each, result, span);
        self.path.pop();
        let mut inner = self.functions.pop().expect("pushed above");
        let body = body?;
        let e = |kind| Expr::new(kind, span);
        if let Some(makes) = makes {
            let capture = inner.outer(LocalId(u32::MAX));
            let given = match made {
                "" => unit(span),
                made => {
                    unset.push((result, native(made, vec![], span)));
                    local(result, span)
                }
            };
            let body = seq(vec![body, native("%finish", vec![local(source, span), given], span)], span);
            unset.push((through, e(Kind::Capture(capture))));
            let body = self.guard_generator(&mut inner, source, let_(unset, body, span), span);
            let outer = self.here().local("", span);
            inner.captures[capture.0 as usize].from = crate::core::CaptureFrom::Local(outer);
            let lambda = inner.finish(Some(name.into()), span, (1, 0), None, body);
            let code = e(Kind::Lambda(Box::new(lambda)));
            let made = self.made(makes, code, span);
            let made = if makes == Makes::Coroutine { self.awaited(made, span) } else { made };
            return Ok(let_(vec![(outer, first)], made, span));
        }
        unset.insert(0, (result, native(made, vec![], span)));
        let body = let_(unset, seq(vec![body, local(result, span)], span), span);
        let lambda = inner.finish(Some(name.into()), span, (1, 0), None, body);
        Ok(call(e(Kind::Lambda(Box::new(lambda))), vec![first], span))
    }

    /// What a loop goes through, as an iterator.
    fn iterator(&mut self, l: &Comprehension, iterable: Expr, span: Span) -> Expr {
        if l.is_async { self.async_call("_aiter", vec![iterable], span) } else { native("%iter", vec![iterable], span) }
    }

    fn turns(
        &mut self,
        loops: &[Comprehension],
        depth: usize,
        iterator: LocalId,
        each: Each,
        result: LocalId,
        span: Span,
    ) -> Lowered {
        let l = &loops[depth];
        let (repeat, v) = (self.here().label(), self.here().local("", span));
        let read = |l| local(l, span);
        let assign = self.assign(l.target, read(v))?;
        let mut tests = vec![];
        for &t in &self.ast.items(l.ifs).to_vec() {
            tests.push(self.test(t)?);
        }
        let mut inside = match loops.get(depth + 1) {
            Some(next) => {
                let inner = self.here().local("", span);
                let iter = self.expr(next.iter)?;
                let turns = self.turns(loops, depth + 1, inner, each, result, span)?;
                let_(vec![(inner, self.iterator(next, iter, span))], turns, span)
            }
            None => self.each(each, result, span)?,
        };
        for t in tests.into_iter().rev() {
            inside = if_(t, inside, unit(span), span);
        }
        let again = Expr::new(Kind::Continue(repeat), span);
        let turn = seq(vec![assign, inside, again], span);
        let missing = prim(Prim::Eq, vec![read(v), constant(Const::Missing, span)], span);
        let step = if_(missing, unit(span), turn, span);
        let next = match l.is_async {
            true => self.next_async(read(iterator), span),
            false => prim(Prim::Next, vec![read(iterator)], span),
        };
        let body = let_(vec![(v, next)], step, span);
        Ok(Expr::new(Kind::Repeat(repeat, Box::new(body)), span))
    }

    fn each(&mut self, each: Each, result: LocalId, span: Span) -> Result<Expr, Refused> {
        let result = local(result, span);
        Ok(match each {
            Each::Append(e) => {
                let e = self.expr(e)?;
                native("%append", vec![result, e], span)
            }
            Each::Add(e) => {
                let e = self.expr(e)?;
                native("%add", vec![result, e], span)
            }
            Each::Put(key, value) => {
                let (key, value) = (self.expr(key)?, self.expr(value)?);
                prim(Prim::SetItem, vec![result, key, value], span)
            }
            Each::Yield(e) => {
                let e = self.expr(e)?;
                self.yielded(e, span)
            }
        })
    }

    /// A generator's body: what leaves it ends the generator.
    pub(super) fn guard_generator(&mut self, f: &mut Function, g: LocalId, body: Expr, span: Span) -> Expr {
        let thrown = f.local("", span);
        let failed = native("%failed_generator", vec![local(g, span), local(thrown, span)], span);
        // What iterators of the prelude call may end them.
        let plain = matches!(f.makes, Makes::Generator | Makes::Coroutine | Makes::AsyncGenerator);
        let again = if plain {
            prim(Prim::Throw, vec![failed], super::exits::again(span))
        } else {
            let e = f.local("", span);
            let again = prim(Prim::Throw, vec![local(e, span)], super::exits::again(span));
            let missing = constant(Const::Missing, span);
            let ended = prim(Prim::Eq, vec![local(e, span), missing.clone()], span);
            let_(vec![(e, failed)], if_(ended, missing, again, span), span)
        };
        Expr::new(Kind::Try { body: Box::new(body), refuses: false, var: thrown, handler: Box::new(again) }, span)
    }
}
