//! Leaving loops and functions through `finally` and `with`. A jump that passes one
//! notes where it goes, leaves the protected block, and is done behind it.
use super::{Lower, call, constant, if_, let_, local, native, prim, seq, set_local, unit};
use crate::core::{Const, Expr, Kind, LabelId, LocalId, Prim};
use crate::lang::python::scope::Home;
use crate::syntax::{Span, Sym};

/// What a jump out of a statement meets.
pub(super) enum Exit {
    /// A loop: the block around it, and the one around its body.
    Loop { out: LabelId, again: LabelId },
    /// A block with something to do behind it.
    Guarded(Guarded),
    /// A handler's body, with the name of what is handled: it loses its value.
    Handler(Sym),
}

/// A block behind which something is done whatever happens in it.
pub(super) struct Guarded {
    block: LabelId,
    /// The number of the jump that left it.
    how: LocalId,
    /// What is returned or thrown.
    value: LocalId,
    jumps: Vec<Jump>,
}

/// Where a jump goes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Jump {
    Return,
    Break,
    Continue,
}

/// The block was left by a throw.
const THROWN: i64 = -1;
/// What was thrown is settled.
const SETTLED: i64 = -2;

/// The place of what only throws on: tracebacks leave it out.
pub(super) fn again(span: Span) -> Span {
    Span::new(span.source, span.start, span.start)
}

impl Lower<'_> {
    /// Leaves for where a jump goes, with the value that is returned.
    pub(super) fn jump(&mut self, to: Jump, value: Expr, span: Span) -> Expr {
        self.here().dead = true;
        let depth = self.here().exits.len();
        self.jump_from(depth, to, value, span)
    }

    fn jump_from(&mut self, depth: usize, to: Jump, value: Expr, span: Span) -> Expr {
        let f = self.here();
        let mut unbound = vec![];
        for exit in f.exits[..depth].iter_mut().rev() {
            match exit {
                Exit::Handler(name) => unbound.push(*name),
                Exit::Loop { out, again } => {
                    let label = match to {
                        Jump::Return => continue,
                        Jump::Break => *out,
                        Jump::Continue => *again,
                    };
                    let mut items = self.unbind(unbound, span);
                    items.push(Expr::new(Kind::Break(label, Box::new(unit(span))), span));
                    return seq(items, span);
                }
                Exit::Guarded(g) => {
                    let at = g.jumps.iter().position(|j| *j == to).unwrap_or_else(|| {
                        g.jumps.push(to);
                        g.jumps.len() - 1
                    });
                    let mut items = vec![];
                    if to == Jump::Return {
                        items.push(set_local(g.value, value, span));
                    }
                    items.push(set_local(g.how, constant(Const::Int(at as i64 + 1), span), span));
                    let leave = Expr::new(Kind::Break(g.block, Box::new(unit(span))), span);
                    items.append(&mut self.unbind(unbound, span));
                    items.push(leave);
                    return seq(items, span);
                }
            }
        }
        let (generator, scope) = (f.generator, f.scope);
        // What functions within it see of its variables is what they are at the end.
        let cell = |name: &Sym| self.scopes.scope(scope).name(*name).is_some_and(|n| n.home == Home::Cell);
        unbound.retain(cell);
        let finish = |value| match generator {
            Some(g) => native("%finish", vec![local(g, span), value], span),
            None => value,
        };
        if unbound.is_empty() {
            return Expr::new(Kind::Return(Box::new(finish(value))), span);
        }
        let result = self.here().local("", span);
        let mut items = self.unbind(unbound, span);
        items.push(Expr::new(Kind::Return(Box::new(finish(local(result, span)))), span));
        let_(vec![(result, value)], seq(items, span), span)
    }

    /// Takes the value from names.
    fn unbind(&mut self, names: impl IntoIterator<Item = Sym>, span: Span) -> Vec<Expr> {
        names.into_iter().map(|name| self.write(name, constant(Const::Missing, span), span)).collect()
    }

    /// Begins a block with something to do behind it.
    pub(super) fn open_guarded(&mut self, span: Span) {
        let f = self.here();
        let (block, how, value) = (f.label(), f.local("", span), f.local("", span));
        f.exits.push(Exit::Guarded(Guarded { block, how, value, jumps: vec![] }));
    }

    fn close_guarded(&mut self) -> Guarded {
        match self.here().exits.pop() {
            Some(Exit::Guarded(g)) => g,
            _ => unreachable!("guarded blocks are closed in order"),
        }
    }

    /// The jumps that left a block, behind what was to be done.
    fn jumps_of(&mut self, g: &Guarded, span: Span) -> Vec<Expr> {
        let depth = self.here().exits.len();
        let mut items = vec![];
        for (i, &to) in g.jumps.iter().enumerate() {
            let test = prim(Prim::Eq, vec![local(g.how, span), constant(Const::Int(i as i64 + 1), span)], span);
            let jump = self.jump_from(depth, to, local(g.value, span), span);
            items.push(if_(test, jump, unit(span), span));
        }
        items
    }

    /// The whole of `try` with `finally`, from what is tried; the guarded block is open.
    pub(super) fn finish_finally(&mut self, body: Expr, finally: impl FnOnce(&mut Self) -> Expr, span: Span) -> Expr {
        let g = self.close_guarded();
        let thrown = self.here().local("", span);
        let how = |n: i64| constant(Const::Int(n), span);
        let note = vec![set_local(g.how, how(THROWN), span), set_local(g.value, local(thrown, span), span)];
        let kind = Kind::Try { body: Box::new(body), refuses: false, var: thrown, handler: Box::new(seq(note, span)) };
        let block = Expr::new(Kind::Block(g.block, Box::new(Expr::new(kind, span))), span);
        let finally = finally(self);
        let mut items = vec![block, self.handles((g.value, None), Some((g.how, THROWN)), finally, span)];
        let test = prim(Prim::Eq, vec![local(g.how, span), how(THROWN)], span);
        let throw = prim(Prim::Throw, vec![local(g.value, span)], again(span));
        items.push(if_(test, throw, unit(span), span));
        items.extend(self.jumps_of(&g, span));
        items.push(unit(span));
        let_(vec![(g.how, how(0)), (g.value, unit(span))], seq(items, span), span)
    }

    /// What is done while an exception is handled, if a variable has that value: it is
    /// the context of what is thrown meanwhile, and its name has no value then.
    pub(super) fn handles(
        &mut self,
        (e, name): (LocalId, Option<Sym>),
        when: Option<(LocalId, i64)>,
        body: Expr,
        span: Span,
    ) -> Expr {
        if self.module.name == "builtins" {
            return body;
        }
        let thrown = self.here().local("", span);
        let note = native("%context", vec![local(thrown, span), local(e, span)], span);
        let note = match when {
            Some((how, n)) => {
                let test = prim(Prim::Eq, vec![local(how, span), constant(Const::Int(n), span)], span);
                if_(test, note, unit(span), span)
            }
            None => note,
        };
        let throw = prim(Prim::Throw, vec![local(thrown, span)], again(span));
        let mut items = vec![note];
        items.append(&mut self.unbind(name, span));
        items.push(throw);
        let handler = Box::new(seq(items, span));
        Expr::new(Kind::Try { body: Box::new(body), refuses: false, var: thrown, handler }, span)
    }

    /// The whole of `with` from its body; the guarded block is open.
    pub(super) fn finish_with(&mut self, manager: LocalId, body: Expr, is_async: bool, span: Span) -> Expr {
        let g = self.close_guarded();
        let thrown = self.here().local("", span);
        let how = |n: i64| constant(Const::Int(n), span);
        let method = self.interner.intern(if is_async { "__aexit__" } else { "__exit__" });
        let exit = |lower: &mut Self, args: Vec<Expr>| {
            let name = constant(Const::Sym(method), span);
            let done = call(prim(Prim::GetAttr, vec![local(manager, span), name], span), args, span);
            if is_async { lower.awaited(done, span) } else { done }
        };
        let class = native("%type", vec![local(thrown, span)], span);
        let settled = exit(self, vec![class, local(thrown, span), unit(span)]);
        let settled = self.handles((thrown, None), None, prim(Prim::Truth, vec![settled], span), span);
        let throw = prim(Prim::Throw, vec![local(thrown, span)], again(span));
        let handler = if_(settled, set_local(g.how, how(SETTLED), span), throw, span);
        let kind = Kind::Try { body: Box::new(body), refuses: false, var: thrown, handler: Box::new(handler) };
        let block = Expr::new(Kind::Block(g.block, Box::new(Expr::new(kind, span))), span);
        let test = prim(Prim::Eq, vec![local(g.how, span), how(SETTLED)], span);
        let leave = exit(self, vec![unit(span), unit(span), unit(span)]);
        let mut items = vec![block, if_(test, unit(span), leave, span)];
        items.extend(self.jumps_of(&g, span));
        items.push(unit(span));
        let_(vec![(g.how, how(0)), (g.value, unit(span))], seq(items, span), span)
    }
}
