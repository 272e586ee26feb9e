//! What stands in brackets: groups, tuples, lists, sets, dictionaries, and what
//! loops make of them.
use super::expr::begins_operand;
use super::expr::power::{BIT_OR, OR};
use super::targets::Place;
use super::{Parsed, Parser};
use crate::lang::python::ast::{Comprehension, ExprId, ExprKind, List};
use crate::lang::python::lexer::Tok;

impl Parser<'_> {
    /// Whether the loops of a comprehension are next.
    #[inline]
    pub(super) fn is_loop(&self) -> bool {
        self.kind == Tok::For || (self.kind == Tok::Async && self.ahead(1) == Tok::For)
    }

    /// The loops of a comprehension.
    pub(super) fn loops(&mut self) -> Parsed<List<Comprehension>> {
        let mut loops = vec![];
        while self.is_loop() {
            let is_async = self.eat(Tok::Async);
            self.bump();
            let start = self.start();
            let target = self.for_target()?;
            if begins_operand(self.kind) {
                return Err(self.two_operands(start, target));
            }
            self.expect(Tok::In)?;
            self.enter()?;
            let iter = self.binary(OR)?;
            let mark = self.scratch.len();
            while self.eat(Tok::If) {
                let test = self.binary(OR)?;
                self.scratch.push(test);
            }
            self.depth -= 1;
            let ifs = self.take(mark);
            loops.push(Comprehension { target, iter, ifs, is_async });
        }
        Ok(self.ast.list(&loops))
    }

    /// What a loop assigns to, up to `in`.
    pub(super) fn for_target(&mut self) -> Parsed<ExprId> {
        let start = self.start();
        let first = self.target_part()?;
        let target = match self.kind {
            Tok::Comma => {
                let mark = self.scratch.len();
                self.scratch.push(first);
                while self.eat(Tok::Comma) {
                    if self.kind == Tok::In {
                        break;
                    }
                    let next = self.target_part()?;
                    self.scratch.push(next);
                }
                let items = self.take(mark);
                self.ast.add(ExprKind::Tuple(items), start, self.end())
            }
            _ => first,
        };
        self.check_target(target, Place::Loop)?;
        Ok(target)
    }

    fn target_part(&mut self) -> Parsed<ExprId> {
        if self.kind == Tok::Star { self.starred() } else { self.binary(BIT_OR) }
    }

    /// `(`: a group, a tuple or a generator expression.
    pub(super) fn round(&mut self, start: u32) -> Parsed<ExprId> {
        self.bump();
        if self.eat(Tok::CloseRound) {
            let none = self.ast.list::<ExprId>(&[]);
            return Ok(self.ast.add(ExprKind::Tuple(none), start, self.end()));
        }
        self.enter()?;
        let value = self.round_inside(start, Tok::CloseRound)?;
        self.depth -= 1;
        Ok(value)
    }

    /// What stands between round brackets, and the closing one: in format strings
    /// there are none, and the end of the part stands for it.
    pub(super) fn round_inside(&mut self, start: u32, close: Tok) -> Parsed<ExprId> {
        if self.kind == Tok::Yield {
            let value = self.yield_expression()?;
            self.expect(close)?;
            return Ok(value);
        }
        if self.kind == Tok::DoubleStar {
            return Err(self.double_star_in_group());
        }
        let first = self.star_named_expression()?;
        let starred = matches!(self.ast.expr(first).kind, ExprKind::Starred(_));
        if self.is_loop() {
            if starred {
                return Err(self.star_in_comprehension(first));
            }
            let loops = self.loops()?;
            self.expect(close)?;
            return Ok(self.ast.add(ExprKind::Generator { element: first, loops }, start, self.end()));
        }
        if self.kind == Tok::Comma {
            let items = self.elements(first, close)?;
            self.expect(close)?;
            return Ok(self.ast.add(ExprKind::Tuple(items), start, self.end()));
        }
        if starred && self.kind == close {
            let at = self.ast.expr(first).at;
            return Err(self.error(at.start, at.end, "cannot use starred expression here"));
        }
        self.expect(close)?;
        Ok(first)
    }

    /// Elements after the first one, up to the closing bracket.
    fn elements(&mut self, first: ExprId, close: Tok) -> Parsed<List<ExprId>> {
        let mark = self.scratch.len();
        self.scratch.push(first);
        while self.eat(Tok::Comma) {
            if self.kind == close {
                break;
            }
            let next = self.star_named_expression()?;
            self.scratch.push(next);
        }
        if self.is_loop() && close != Tok::CloseRound && close != Tok::End {
            return Err(self.bare_comprehension_target(first));
        }
        Ok(self.take(mark))
    }

    /// `[`: a list, or loops that make one.
    pub(super) fn square(&mut self, start: u32) -> Parsed<ExprId> {
        self.bump();
        if self.eat(Tok::CloseSquare) {
            let none = self.ast.list::<ExprId>(&[]);
            return Ok(self.ast.add(ExprKind::List(none), start, self.end()));
        }
        self.enter()?;
        let element = self.star_named_expression()?;
        let kind = if self.is_loop() {
            self.no_star_before_loops(element)?;
            ExprKind::ListComp { element, loops: self.loops()? }
        } else {
            ExprKind::List(self.elements(element, Tok::CloseSquare)?)
        };
        self.depth -= 1;
        self.expect(Tok::CloseSquare)?;
        Ok(self.ast.add(kind, start, self.end()))
    }

    fn no_star_before_loops(&mut self, element: ExprId) -> Parsed<()> {
        match self.ast.expr(element).kind {
            ExprKind::Starred(_) => Err(self.star_in_comprehension(element)),
            _ => Ok(()),
        }
    }

    /// `{`: a dictionary, a set, or loops that make one.
    pub(super) fn curly(&mut self, start: u32) -> Parsed<ExprId> {
        self.bump();
        if self.eat(Tok::CloseCurly) {
            let none = self.ast.list::<(Option<ExprId>, ExprId)>(&[]);
            return Ok(self.ast.add(ExprKind::Dict(none), start, self.end()));
        }
        self.enter()?;
        let kind = match self.kind {
            Tok::DoubleStar => self.dictionary(None)?,
            _ => {
                let first = self.star_named_expression()?;
                match self.kind {
                    Tok::Colon if !self.is_starred_or_named(first) => self.dictionary(Some(first))?,
                    _ if self.is_loop() => {
                        self.no_star_before_loops(first)?;
                        ExprKind::SetComp { element: first, loops: self.loops()? }
                    }
                    _ => ExprKind::Set(self.elements(first, Tok::CloseCurly)?),
                }
            }
        };
        self.depth -= 1;
        self.expect(Tok::CloseCurly)?;
        Ok(self.ast.add(kind, start, self.end()))
    }

    fn is_starred_or_named(&self, e: ExprId) -> bool {
        matches!(self.ast.expr(e).kind, ExprKind::Starred(_))
            || (matches!(self.ast.expr(e).kind, ExprKind::Named { .. })
                && self.tokens[self.pos - 1].kind != Tok::CloseRound)
    }

    /// Items of a dictionary. `key`: the first key, which was read, or nothing if
    /// it begins with `**`.
    fn dictionary(&mut self, key: Option<ExprId>) -> Parsed<ExprKind> {
        let mut items = vec![self.item(key)?];
        if self.is_loop() {
            let (key, value) = items[0];
            let Some(key) = key else { return Err(self.double_star_in_comprehension(value)) };
            return Ok(ExprKind::DictComp { key, value, loops: self.loops()? });
        }
        while self.eat(Tok::Comma) {
            if self.kind == Tok::CloseCurly {
                break;
            }
            let key = match self.kind {
                Tok::DoubleStar => None,
                _ => Some(self.expression()?),
            };
            items.push(self.item(key)?);
        }
        Ok(ExprKind::Dict(self.ast.list(&items)))
    }

    fn item(&mut self, key: Option<ExprId>) -> Parsed<(Option<ExprId>, ExprId)> {
        match key {
            None => {
                self.expect(Tok::DoubleStar)?;
                Ok((None, self.binary(BIT_OR)?))
            }
            Some(key) => {
                if self.kind != Tok::Colon {
                    return Err(self.missing_value(key));
                }
                self.bump();
                if matches!(self.kind, Tok::Star | Tok::CloseCurly | Tok::Comma) {
                    return Err(self.bad_value());
                }
                Ok((Some(key), self.expression()?))
            }
        }
    }
}
