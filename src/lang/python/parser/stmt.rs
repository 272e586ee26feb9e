//! Statements with blocks.
use super::expr::begins;
use super::expr::power::BIT_OR;
use super::targets::Place;
use super::{Parsed, Parser, Stop};
use crate::lang::python::ast::{
    Block, Branch, Class, ExprId, For, Function, Handler, List, Range, StmtId, StmtKind, Try, WithItem,
};
use crate::lang::python::lexer::{Tok, line_of};
use crate::syntax::Code;

impl Parser<'_> {
    /// The next statement, or all statements of the next line.
    pub(super) fn statement(&mut self, all: &mut Vec<StmtId>) -> Parsed<()> {
        let start = self.start();
        let kind = match self.kind {
            Tok::If => self.if_statement()?,
            Tok::While => self.while_statement()?,
            Tok::For => self.for_statement(false)?,
            Tok::Try => self.try_statement()?,
            Tok::With => self.with_statement(false)?,
            Tok::Def => self.function(List::default(), false)?,
            Tok::Class => self.class(List::default())?,
            Tok::At => return self.decorated(all),
            Tok::Async => self.async_statement(List::default())?,
            Tok::Name if self.token().sym() == self.words.match_word && self.may_be_match() => {
                let at = self.pos;
                match self.match_statement()? {
                    Some(kind) => kind,
                    None => {
                        let Err(stop) = self.simple_line_quietly(all, at) else { return Ok(()) };
                        return Err(stop);
                    }
                }
            }
            // An empty line that has a token of its own.
            Tok::Newline => {
                self.bump();
                return Ok(());
            }
            Tok::Indent => {
                let stop = self.invalid();
                return Err(stop);
            }
            _ => return self.simple_line(all),
        };
        let statement = self.ast.add_stmt(kind, start, self.solid_end());
        all.push(statement);
        Ok(())
    }

    /// A line that begins with `match` and is no statement of that name.
    fn simple_line_quietly(&mut self, all: &mut Vec<StmtId>, at: usize) -> Parsed<()> {
        let known = all.len();
        if self.attempt(|p| p.simple_line(all)).is_some() {
            return Ok(());
        }
        all.truncate(known);
        if let Some(stop) = self.bad_match(at) {
            return Err(stop);
        }
        self.simple_line(all)
    }

    /// One past the last byte of the last token that is no end of a line or block.
    pub(super) fn solid_end(&self) -> u32 {
        let solid = |k| !matches!(k, Tok::Newline | Tok::Indent | Tok::Dedent);
        self.tokens[..self.pos].iter().rev().find(|t| solid(t.kind)).map_or(0, |t| t.end)
    }

    /// The colon of a statement that CPython misses at the end of a line only.
    pub(super) fn colon(&mut self) -> Parsed<()> {
        match self.kind {
            Tok::Colon => {
                self.bump();
                Ok(())
            }
            Tok::Newline => Err(self.expected(":")),
            _ => Err(self.invalid()),
        }
    }

    /// What follows the colon of a statement that began at `start`.
    pub(super) fn block(&mut self, what: &str, start: u32) -> Parsed<Block> {
        let mut all = vec![];
        if !self.eat(Tok::Newline) {
            self.simple_line(&mut all)?;
            return Ok(self.ast.list(&all));
        }
        if self.kind != Tok::Indent {
            return Err(self.no_block(what, start));
        }
        self.bump();
        self.statements(&mut all, Tok::Dedent);
        self.eat(Tok::Dedent);
        Ok(self.ast.list(&all))
    }

    #[cold]
    pub(super) fn no_block(&mut self, what: &str, start: u32) -> Stop {
        let t = self.token();
        if t.kind == Tok::Bad {
            return self.invalid();
        }
        self.incomplete = t.start as usize == self.text.len();
        let line = line_of(self.text, start as usize);
        self.tell(Code::Syntax, t.start, t.end, format!("expected an indented block after {what} on line {line}"))
    }

    fn else_block(&mut self) -> Parsed<Block> {
        let start = self.start();
        if !self.eat(Tok::Else) {
            return Ok(List::default());
        }
        self.require(Tok::Colon)?;
        self.block("'else' statement", start)
    }

    fn if_statement(&mut self) -> Parsed<StmtKind> {
        let mut branches = vec![];
        let mut what = "'if' statement";
        while matches!(self.kind, Tok::If | Tok::Elif) {
            if self.kind == Tok::If && !branches.is_empty() {
                break;
            }
            let start = self.start();
            self.bump();
            let test = self.named_expression()?;
            self.colon()?;
            let body = self.block(what, start)?;
            branches.push(Branch { test, body, start });
            what = "'elif' statement";
        }
        let orelse = self.else_block()?;
        Ok(StmtKind::If { branches: self.ast.list(&branches), orelse })
    }

    fn while_statement(&mut self) -> Parsed<StmtKind> {
        let start = self.start();
        self.bump();
        let test = self.named_expression()?;
        self.colon()?;
        let body = self.block("'while' statement", start)?;
        let orelse = self.else_block()?;
        Ok(StmtKind::While { test, body, orelse })
    }

    fn for_statement(&mut self, is_async: bool) -> Parsed<StmtKind> {
        let start = self.start();
        self.bump();
        let target = self.for_target()?;
        self.expect(Tok::In)?;
        let iter = self.star_expressions()?;
        self.colon()?;
        let body = self.block("'for' statement", start)?;
        let orelse = self.else_block()?;
        Ok(self.ast.add_for(For { target, iter, body, orelse, is_async }))
    }

    fn with_statement(&mut self, is_async: bool) -> Parsed<StmtKind> {
        let start = self.start();
        self.bump();
        // In brackets it may be items or an expression.
        let in_brackets = match self.kind {
            Tok::OpenRound => self.attempt(|p| {
                p.bump();
                let items = p.with_items(Tok::CloseRound)?;
                p.expect(Tok::CloseRound)?;
                if p.kind == Tok::Colon { Ok(items) } else { Err(Stop) }
            }),
            _ => None,
        };
        let items = match in_brackets {
            Some(items) => items,
            None => {
                if self.kind == Tok::OpenRound
                    && self.would(|p| {
                        p.bump();
                        p.with_items(Tok::CloseRound)?;
                        p.expect(Tok::CloseRound)?;
                        p.expect(Tok::Newline)
                    })
                {
                    while self.kind != Tok::Newline {
                        self.bump();
                    }
                    return Err(self.expected(":"));
                }
                self.with_items(Tok::Colon)?
            }
        };
        self.colon()?;
        let items = self.ast.list(&items);
        let body = self.block("'with' statement", start)?;
        Ok(StmtKind::With { items, body, is_async })
    }

    fn with_items(&mut self, close: Tok) -> Parsed<Vec<WithItem>> {
        let mut items = vec![];
        loop {
            let context = self.expression()?;
            let mut target = None;
            if self.eat(Tok::As) {
                let place = if self.kind == Tok::Star { self.starred()? } else { self.binary(BIT_OR)? };
                if matches!(self.kind, Tok::Comma | Tok::CloseRound | Tok::Colon) {
                    self.check_target(place, Place::Assignment)?;
                }
                target = Some(place);
            }
            items.push(WithItem { context, target });
            if !self.eat(Tok::Comma) || (close == Tok::CloseRound && self.kind == close) {
                return Ok(items);
            }
        }
    }

    fn try_statement(&mut self) -> Parsed<StmtKind> {
        let start = self.start();
        self.bump();
        self.require(Tok::Colon)?;
        let body = self.block("'try' statement", start)?;
        let mut handlers = vec![];
        let mut star = false;
        while self.kind == Tok::Except {
            let is_star = self.ahead(1) == Tok::Star;
            if !handlers.is_empty() && is_star != star {
                let t = self.token();
                let words = "cannot have both 'except' and 'except*' on the same 'try'";
                return Err(self.error(t.start, t.end, words));
            }
            star = is_star;
            handlers.push(self.handler(star)?);
        }
        let orelse = if handlers.is_empty() { List::default() } else { self.else_block()? };
        let finally_start = self.start();
        let finally = match self.eat(Tok::Finally) {
            true => {
                self.require(Tok::Colon)?;
                self.block("'finally' statement", finally_start)?
            }
            false => List::default(),
        };
        if handlers.is_empty() && finally.is_empty() {
            if self.kind == Tok::Bad {
                return Err(self.invalid());
            }
            let t = self.token();
            self.incomplete = t.start as usize == self.text.len();
            return Err(self.error(t.start, t.end, "expected 'except' or 'finally' block"));
        }
        let handlers = self.ast.list(&handlers);
        Ok(self.ast.add_try(Try { body, handlers, orelse, finally, star }))
    }

    fn handler(&mut self, star: bool) -> Parsed<Handler> {
        let start = self.start();
        self.bump();
        let what = if star { "'except*' statement" } else { "'except' statement" };
        if star {
            self.bump();
            if matches!(self.kind, Tok::Newline | Tok::Colon) {
                let t = self.token();
                return Err(self.error(t.start, t.end, "expected one or more exception types"));
            }
        }
        let (mut class, mut name) = (None, None);
        if !matches!(self.kind, Tok::Colon | Tok::Newline) {
            let first = self.start();
            class = Some(self.expression()?);
            if self.kind == Tok::Comma && self.several_types() {
                let end = self.end();
                return Err(self.error(first, end, "multiple exception types must be parenthesized"));
            }
            if self.eat(Tok::As) {
                name = Some(self.name()?);
            }
        }
        self.colon()?;
        let body = self.block(what, start)?;
        Ok(Handler { class, name, body, at: Range { start, end: self.solid_end() } })
    }

    /// Whether the rest of a handler's line would do in brackets.
    #[cold]
    fn several_types(&mut self) -> bool {
        self.would(|p| {
            p.bump();
            p.star_expressions()?;
            if p.eat(Tok::As) {
                p.name()?;
            }
            p.expect(Tok::Colon)
        })
    }

    fn async_statement(&mut self, decorators: List<ExprId>) -> Parsed<StmtKind> {
        self.bump();
        match self.kind {
            Tok::Def => self.function(decorators, true),
            Tok::With if decorators.is_empty() => self.with_statement(true),
            Tok::For if decorators.is_empty() => self.for_statement(true),
            _ => Err(self.invalid()),
        }
    }

    fn decorated(&mut self, all: &mut Vec<StmtId>) -> Parsed<()> {
        let mark = self.scratch.len();
        while self.eat(Tok::At) {
            let decorator = self.named_expression()?;
            self.scratch.push(decorator);
            self.expect(Tok::Newline)?;
        }
        let decorators = self.take(mark);
        let start = self.start();
        let kind = match self.kind {
            Tok::Def => self.function(decorators, false)?,
            Tok::Class => self.class(decorators)?,
            Tok::Async => self.async_statement(decorators)?,
            _ => return Err(self.invalid()),
        };
        let statement = self.ast.add_stmt(kind, start, self.solid_end());
        all.push(statement);
        Ok(())
    }

    fn function(&mut self, decorators: List<ExprId>, is_async: bool) -> Parsed<StmtKind> {
        let start = self.start();
        self.bump();
        let t = self.token();
        let name = self.name()?;
        self.require(Tok::OpenRound)?;
        let params = self.parameters(Tok::CloseRound)?;
        self.expect(Tok::CloseRound)?;
        let mut returns = None;
        if self.kind == Tok::Arrow && (begins(self.ahead(1)) || self.ahead(1) == Tok::Bad) {
            self.bump();
            returns = Some(self.expression()?);
        }
        self.require(Tok::Colon)?;
        let body = self.block("function definition", start)?;
        let name_at = Range { start: t.start, end: t.end };
        Ok(self.ast.add_function(Function { name, name_at, params, returns, decorators, body, is_async }))
    }

    fn class(&mut self, decorators: List<ExprId>) -> Parsed<StmtKind> {
        let start = self.start();
        self.bump();
        let t = self.token();
        let name = self.name()?;
        let args = if self.kind == Tok::OpenRound { self.arguments()? } else { List::default() };
        self.colon()?;
        let body = self.block("class definition", start)?;
        let name_at = Range { start: t.start, end: t.end };
        Ok(self.ast.add_class(Class { name, name_at, args, decorators, body }))
    }

    /// Whether what follows the word `match` could be a subject.
    fn may_be_match(&self) -> bool {
        let next = self.ahead(1);
        begins(next) || next == Tok::Star
    }
}
