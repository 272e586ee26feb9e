//! What waits: coroutines are generators that give to whoever runs them what they wait
//! for, so `await` is `yield from`; what an asynchronous generator gives is marked.
use super::{Lower, Lowered, constant, if_, local, native, prim};
use crate::core::{Const, Expr, Kind, Prim};
use crate::lang::python::ast::ExprId;
use crate::syntax::Span;

/// The module with what waits.
const ASYNC: &str = "_async";

/// What a function makes when it is called. The numbers tell the class of a generator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Makes {
    Generator,
    Coroutine,
    AsyncGenerator,
    Map,
    Filter,
    Zip,
    Enumerate,
    Reversed,
}

impl Makes {
    /// What a generator of the prelude is for programs, by its name.
    pub(super) fn of_prelude(name: &str) -> Makes {
        match name {
            "_map" | "_map1" => Makes::Map,
            "_filter" => Makes::Filter,
            "_zip" | "_zip2" => Makes::Zip,
            "_enumerate" => Makes::Enumerate,
            "_reversed" => Makes::Reversed,
            _ => Makes::Generator,
        }
    }
}

impl Lower<'_> {
    /// A generator, or what is made like one, from its code.
    pub(super) fn made(&mut self, makes: Makes, code: Expr, span: Span) -> Expr {
        if matches!(makes, Makes::Coroutine | Makes::AsyncGenerator) {
            self.needs(ASYNC);
        }
        let mut args = vec![code];
        if makes != Makes::Generator {
            args.push(constant(Const::Int(makes as i64), span));
        }
        native("%generator", args, span)
    }

    pub(super) fn await_(&mut self, value: ExprId, span: Span) -> Lowered {
        let value = self.expr(value)?;
        Ok(self.awaited(value, span))
    }

    /// What a value comes to once it was waited for.
    pub(super) fn awaited(&mut self, value: Expr, span: Span) -> Expr {
        let made = self.async_call("_awaitable", vec![value], span);
        self.delegated(made, span)
    }

    /// A call of a function of the module that has what waits.
    pub(super) fn async_call(&mut self, name: &str, args: Vec<Expr>, span: Span) -> Expr {
        self.call_of_module(ASYNC, name, args, span)
    }

    /// `yield`: a value for whoever runs the generator, and what comes back.
    pub(super) fn yielded(&mut self, value: Expr, span: Span) -> Expr {
        let value = match self.here().makes {
            Makes::AsyncGenerator => {
                let mark = self.prelude_read_named("_NEVER", span);
                native("%tuple", vec![mark, value], span)
            }
            _ => value,
        };
        prim(Prim::Suspend, vec![value], span)
    }

    /// The next value of an asynchronous iterator; missing at its end.
    pub(super) fn next_async(&mut self, iterator: Expr, span: Span) -> Expr {
        let next = self.async_call("_anext", vec![iterator], span);
        let next = self.awaited(next, span);
        let thrown = self.here().local("", span);
        let end = self.prelude_read_named("StopAsyncIteration", span);
        let is_end = native("%matches", vec![local(thrown, span), end], span);
        let throw = prim(Prim::Throw, vec![local(thrown, span)], super::exits::again(span));
        let handler = if_(is_end, constant(Const::Missing, span), throw, span);
        let kind = Kind::Try { body: Box::new(next), refuses: false, var: thrown, handler: Box::new(handler) };
        Expr::new(kind, span)
    }
}
