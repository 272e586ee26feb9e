//! `try`, `raise` and `with`.
use super::exits::{Exit, Jump, again};
use super::{GROUPS, Lower, Lowered, call, constant, if_, let_, local, native, prim, seq, unit};
use crate::core::{Const, Expr, Kind, LabelId, LocalId, Prim};
use crate::lang::python::ast::{Block, ExprId, Handler, List, Range, Try, WithItem};
use crate::syntax::Span;
use rustc_hash::FxHashSet;

impl Lower<'_> {
    pub(super) fn raise(&mut self, value: Option<ExprId>, cause: Option<ExprId>, span: Span) -> Lowered {
        let Some(value) = value else {
            self.here().dead = true;
            return Ok(match self.here().handling.last() {
                Some(&e) => prim(Prim::Throw, vec![local(e, span)], again(span)),
                None => {
                    let again_ = self.prelude_read_named("_raise_again", span);
                    call(again_, vec![], again(span))
                }
            });
        };
        let e = self.expr(value)?;
        let raised = self.instance(e, span);
        let raised = match cause {
            Some(cause) => {
                let c = self.expr(cause)?;
                let c = self.instance(c, span);
                native("%raised", vec![raised, c], span)
            }
            None => native("%raised", vec![raised], span),
        };
        // It remembers what was handled when it was raised.
        let raised = match self.here().handling.last() {
            Some(&e) => native("%context", vec![raised, local(e, span)], span),
            None => raised,
        };
        self.here().dead = true;
        Ok(prim(Prim::Throw, vec![raised], span))
    }

    /// An exception, or what a call of an exception class gives.
    fn instance(&mut self, e: Expr, span: Span) -> Expr {
        if matches!(&e.kind, Kind::Const(Const::Unit)) {
            return e;
        }
        let l = self.here().local("", span);
        let test = native("%is_exception_class", vec![local(l, span)], span);
        let made = call(local(l, span), vec![], span);
        let_(vec![(l, e)], if_(test, made, local(l, span), span), span)
    }

    pub(super) fn try_(&mut self, t: Try, at: Range) -> Lowered {
        let span = self.span(at);
        if t.finally.is_empty() {
            return self.try_except(&t, span);
        }
        self.open_guarded(span);
        let before = self.here().known.clone();
        let body = if t.handlers.is_empty() {
            let body = self.block(t.body, span);
            Ok(body)
        } else {
            self.try_except(&t, span)
        };
        let dead = std::mem::take(&mut self.here().dead);
        self.here().known = before.clone();
        let mut after_dead = false;
        let all = self.finish_finally(
            body?,
            |lower| {
                let finally = lower.block(t.finally, span);
                after_dead = lower.here().dead;
                finally
            },
            span,
        );
        self.here().dead = dead || after_dead;
        Ok(all)
    }

    fn try_except(&mut self, t: &Try, span: Span) -> Lowered {
        let before = self.here().known.clone();
        let done = self.here().label();
        let body = self.block(t.body, span);
        let mut known = self.here().known.clone();
        let mut dead = self.here().dead;
        let orelse = self.block(t.orelse, span);
        if !dead {
            known = self.here().known.clone();
            dead = self.here().dead;
        }
        self.here().dead = false;
        let e = self.here().local("", span);
        let handlers = self.ast.items(t.handlers).to_vec();
        if t.star {
            let handler = self.star_handlers(&handlers, e, done, &before, span)?;
            self.here().known = before;
            let kind = Kind::Try { body: Box::new(body), refuses: false, var: e, handler: Box::new(handler) };
            let all = seq(vec![Expr::new(kind, span), orelse, unit(span)], span);
            return Ok(Expr::new(Kind::Block(done, Box::new(all)), span));
        }
        let mut chain = vec![];
        for h in handlers {
            self.here().known = before.clone();
            self.here().dead = false;
            let clause = self.handler(&h, e, done)?;
            if !self.here().dead {
                if dead {
                    known = self.here().known.clone();
                } else {
                    let here = self.here();
                    known.retain(|l| here.known.contains(l));
                }
                dead = false;
            }
            chain.push(clause);
        }
        self.here().known = if dead { before } else { known };
        self.here().dead = dead;
        let mut rest = prim(Prim::Throw, vec![local(e, span)], again(span));
        for (test, body) in chain.into_iter().rev() {
            rest = match test {
                Some(test) => if_(test, body, rest, span),
                None => body,
            };
        }
        let kind = Kind::Try { body: Box::new(body), refuses: false, var: e, handler: Box::new(rest) };
        let all = seq(vec![Expr::new(kind, span), orelse, unit(span)], span);
        Ok(Expr::new(Kind::Block(done, Box::new(all)), span))
    }

    /// `except*`: each clause takes its part of a group. What they throw, and what none of
    /// them takes, is thrown behind all of them.
    fn star_handlers(
        &mut self,
        handlers: &[Handler],
        e: LocalId,
        done: LabelId,
        before: &FxHashSet<LocalId>,
        span: Span,
    ) -> Lowered {
        let [rest, thrown] = ["", ""].map(|n| self.here().local(n, span));
        let mut items = vec![];
        for h in handlers {
            self.here().known = before.clone();
            self.here().dead = false;
            let span = self.span(h.at);
            let [parts, own, inner] = ["", "", ""].map(|n| self.here().local(n, span));
            let class = match h.class {
                Some(c) => self.expr(c)?,
                None => unit(span),
            };
            let split = self.call_of_module(GROUPS, "_star_split", vec![local(rest, span), class], span);
            let part = |i| prim(Prim::GetItem, vec![local(parts, span), constant(Const::Int(i), span)], span);
            let mut body = vec![];
            if let Some(name) = h.name {
                body.push(self.write(name, local(own, span), span));
            }
            self.here().handling.push(own);
            let block = self.block(h.body, span);
            self.here().handling.pop();
            body.push(self.handles((own, None), None, block, span));
            body.push(unit(span));
            let entry = native("%tuple", vec![local(inner, span), local(own, span)], span);
            let note = native("%append", vec![local(thrown, span), entry], span);
            let kind = Kind::Try {
                body: Box::new(seq(body, span)),
                refuses: false,
                var: inner,
                handler: Box::new(seq(vec![note, unit(span)], span)),
            };
            let mut run = vec![Expr::new(kind, span)];
            if let Some(name) = h.name {
                run.push(self.write(name, constant(Const::Missing, span), span));
            }
            run.push(unit(span));
            let none = prim(Prim::Eq, vec![local(own, span), unit(span)], span);
            let clause =
                seq(vec![super::set_local(rest, part(1), span), if_(none, unit(span), seq(run, span), span)], span);
            items.push(let_(vec![(parts, split)], let_(vec![(own, part(0))], clause, span), span));
        }
        self.here().dead = false;
        let end = vec![local(e, span), local(rest, span), local(thrown, span)];
        let end = self.call_of_module(GROUPS, "_star_end", end, span);
        let left = self.here().local("", span);
        let none = prim(Prim::Eq, vec![local(left, span), unit(span)], span);
        let throw = prim(Prim::Throw, vec![local(left, span)], again(span));
        let leave = Expr::new(Kind::Break(done, Box::new(unit(span))), span);
        items.push(let_(vec![(left, end)], if_(none, leave, throw, span), span));
        Ok(let_(vec![(rest, local(e, span)), (thrown, native("%list", vec![], span))], seq(items, span), span))
    }

    /// The condition of a handler and what it does.
    fn handler(&mut self, h: &Handler, e: LocalId, done: LabelId) -> Result<(Option<Expr>, Expr), super::Refused> {
        let span = self.span(h.at);
        let test = match h.class {
            Some(c) => {
                let class = self.expr(c)?;
                Some(native("%matches", vec![local(e, span), class], span))
            }
            None => None,
        };
        let mut items = vec![];
        if let Some(name) = h.name {
            items.push(self.write(name, local(e, span), span));
        }
        self.here().handling.push(e);
        if let Some(name) = h.name {
            self.here().exits.push(Exit::Handler(name));
        }
        let body = self.block(h.body, span);
        if h.name.is_some() {
            self.here().exits.pop();
        }
        self.here().handling.pop();
        items.push(self.handles((e, h.name), None, body, span));
        let mut all = items;
        if let Some(name) = h.name {
            let dead = self.here().dead;
            let missing = constant(Const::Missing, span);
            all.push(self.write(name, missing, span));
            if let super::Place::Local(l) = self.place(name) {
                self.here().known.remove(&l);
            }
            self.here().dead = dead;
        }
        all.push(Expr::new(Kind::Break(done, Box::new(unit(span))), span));
        Ok((test, seq(all, span)))
    }

    pub(super) fn with(&mut self, items: List<WithItem>, body: Block, is_async: bool, at: Range) -> Lowered {
        let items = self.ast.items(items).to_vec();
        self.with_items(&items, body, is_async, self.span(at))
    }

    fn with_items(&mut self, items: &[WithItem], body: Block, is_async: bool, span: Span) -> Lowered {
        let Some((first, rest)) = items.split_first() else { return Ok(self.block(body, span)) };
        let manager = self.here().local("", span);
        let context = self.expr(first.context)?;
        let enter = self.interner.intern(if is_async { "__aenter__" } else { "__enter__" });
        let method = prim(Prim::GetAttr, vec![local(manager, span), constant(Const::Sym(enter), span)], span);
        let check = match is_async {
            true => self.async_call("_async_manager", vec![local(manager, span)], span),
            false => native("%manager", vec![local(manager, span)], span),
        };
        let mut entered = call(method, vec![], span);
        if is_async {
            entered = self.awaited(entered, span);
        }
        self.open_guarded(span);
        let before = self.here().known.clone();
        let value = self.here().local("", span);
        let target = match first.target {
            Some(t) => self.assign(t, local(value, span))?,
            None => unit(span),
        };
        let inner = self.with_items(rest, body, is_async, span)?;
        let body = seq(vec![target, inner, unit(span)], span);
        // What is thrown may be settled before all of it was assigned.
        self.here().dead = false;
        self.here().known = before;
        let all = self.finish_with(manager, body, is_async, span);
        let all = let_(vec![(value, entered)], all, span);
        Ok(let_(vec![(manager, context)], seq(vec![check, all], span), span))
    }

    pub(super) fn return_(&mut self, value: Option<ExprId>, span: Span) -> Lowered {
        let value = match value {
            Some(v) if self.here().initialises => native("%init_result", vec![self.expr(v)?], span),
            Some(v) => self.expr(v)?,
            None => unit(span),
        };
        Ok(self.jump(Jump::Return, value, span))
    }
}
