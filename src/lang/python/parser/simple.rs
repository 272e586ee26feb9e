//! Statements of one line.
use super::expr::begins;
use super::expr::power::BIT_OR;
use super::mistakes::MAYBE_EQUALITY;
use super::targets::{Place, noun};
use super::{Parsed, Parser, Stop};
use crate::lang::python::ast::{Alias, BinOp, ExprId, ExprKind, Range, StmtId, StmtKind};
use crate::lang::python::lexer::Tok;
use crate::syntax::Sym;
use crate::syntax::text::cut;

/// The operation of an assignment with an operator.
fn augmented(kind: Tok) -> Option<BinOp> {
    Some(match kind {
        Tok::PlusEqual => BinOp::Add,
        Tok::MinusEqual => BinOp::Sub,
        Tok::StarEqual => BinOp::Mult,
        Tok::SlashEqual => BinOp::Div,
        Tok::DoubleSlashEqual => BinOp::FloorDiv,
        Tok::PercentEqual => BinOp::Mod,
        Tok::DoubleStarEqual => BinOp::Pow,
        Tok::AtEqual => BinOp::MatMult,
        Tok::PipeEqual => BinOp::BitOr,
        Tok::AmperEqual => BinOp::BitAnd,
        Tok::CaretEqual => BinOp::BitXor,
        Tok::LeftShiftEqual => BinOp::LShift,
        Tok::RightShiftEqual => BinOp::RShift,
        _ => return None,
    })
}

impl Parser<'_> {
    /// Simple statements with semicolons between them, and the end of the line.
    pub(super) fn simple_line(&mut self, all: &mut Vec<StmtId>) -> Parsed<()> {
        loop {
            let statement = self.simple()?;
            all.push(statement);
            if self.eat(Tok::Newline) {
                return Ok(());
            }
            if self.kind != Tok::Semicolon {
                return Err(self.invalid());
            }
            self.bump();
            if self.eat(Tok::Newline) {
                return Ok(());
            }
        }
    }

    fn simple(&mut self) -> Parsed<StmtId> {
        let start = self.start();
        let kind = match self.kind {
            Tok::Return => {
                self.bump();
                let value = match begins(self.kind) || self.kind == Tok::Star {
                    true => Some(self.star_expressions()?),
                    false => None,
                };
                StmtKind::Return(value)
            }
            Tok::Import => {
                self.bump();
                let mut names = vec![self.dotted_alias()?];
                while self.eat(Tok::Comma) {
                    names.push(self.dotted_alias()?);
                }
                StmtKind::Import(self.ast.list(&names))
            }
            Tok::From => self.import_from()?,
            Tok::Raise => {
                self.bump();
                let (mut value, mut cause) = (None, None);
                if begins(self.kind) {
                    value = Some(self.expression()?);
                    if self.eat(Tok::From) {
                        cause = Some(self.expression()?);
                    }
                }
                StmtKind::Raise { value, cause }
            }
            Tok::Pass => self.word(StmtKind::Pass),
            Tok::Break => self.word(StmtKind::Break),
            Tok::Continue => self.word(StmtKind::Continue),
            Tok::Del => self.delete()?,
            Tok::Assert => {
                self.bump();
                let test = self.expression()?;
                let message = if self.eat(Tok::Comma) { Some(self.expression()?) } else { None };
                StmtKind::Assert { test, message }
            }
            Tok::Global => {
                self.bump();
                let names = self.plain_names()?;
                StmtKind::Global(self.ast.list(&names))
            }
            Tok::Nonlocal => {
                self.bump();
                let names = self.plain_names()?;
                StmtKind::Nonlocal(self.ast.list(&names))
            }
            _ => self.expression_statement(start)?,
        };
        Ok(self.ast.add_stmt(kind, start, self.end()))
    }

    fn word(&mut self, kind: StmtKind) -> StmtKind {
        self.bump();
        kind
    }

    fn plain_names(&mut self) -> Parsed<Vec<Sym>> {
        let mut names = vec![self.name()?];
        while self.eat(Tok::Comma) {
            names.push(self.name()?);
        }
        Ok(names)
    }

    fn delete(&mut self) -> Parsed<StmtKind> {
        self.bump();
        let mark = self.scratch.len();
        loop {
            let target = match self.kind {
                Tok::Star => self.starred()?,
                _ => self.expression()?,
            };
            self.scratch.push(target);
            if !self.eat(Tok::Comma) || matches!(self.kind, Tok::Newline | Tok::Semicolon) {
                break;
            }
        }
        for i in mark..self.scratch.len() {
            self.check_target(self.scratch[i], Place::Deletion)?;
        }
        Ok(StmtKind::Delete(self.take(mark)))
    }

    /// A name with dots in it.
    fn dotted(&mut self) -> Parsed<Sym> {
        let start = self.start();
        let first = self.name()?;
        if self.kind != Tok::Dot {
            return Ok(first);
        }
        while self.eat(Tok::Dot) {
            self.name()?;
        }
        let text = cut(self.text, start as usize..self.end() as usize);
        let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect();
        Ok(self.interner.intern(&text))
    }

    fn dotted_alias(&mut self) -> Parsed<Alias> {
        let start = self.start();
        let name = self.dotted()?;
        let asname = if self.eat(Tok::As) { Some(self.name()?) } else { None };
        Ok(Alias { name, asname, at: Range { start, end: self.end() } })
    }

    fn import_from(&mut self) -> Parsed<StmtKind> {
        self.bump();
        let mut level = 0;
        loop {
            level += match self.kind {
                Tok::Dot => 1,
                Tok::Ellipsis => 3,
                _ => break,
            };
            self.bump();
        }
        let module = if level > 0 && self.kind == Tok::Import { None } else { Some(self.dotted()?) };
        self.expect(Tok::Import)?;
        let mut names = vec![];
        if self.kind == Tok::Star {
            let t = self.token();
            self.bump();
            let name = self.interner.intern("*");
            names.push(Alias { name, asname: None, at: Range { start: t.start, end: t.end } });
        } else {
            let bracket = self.eat(Tok::OpenRound);
            loop {
                let start = self.start();
                let name = self.name()?;
                let asname = if self.eat(Tok::As) { Some(self.name()?) } else { None };
                names.push(Alias { name, asname, at: Range { start, end: self.end() } });
                if !self.eat(Tok::Comma) || (bracket && self.kind == Tok::CloseRound) {
                    break;
                }
                if self.kind == Tok::Newline {
                    let t = self.token();
                    let words = "trailing comma not allowed without surrounding parentheses";
                    return Err(self.error(t.start, t.end, words));
                }
            }
            if bracket {
                self.expect(Tok::CloseRound)?;
            }
        }
        Ok(StmtKind::ImportFrom { module, names: self.ast.list(&names), level })
    }

    /// An expression, or an assignment of any kind.
    fn expression_statement(&mut self, start: u32) -> Parsed<StmtKind> {
        let first = self.yield_or_expressions()?;
        match self.kind {
            Tok::Newline | Tok::Semicolon => Ok(StmtKind::Expr(first)),
            Tok::Equal => self.assignment(first),
            Tok::Colon => self.annotation(start, first),
            _ => match augmented(self.kind) {
                Some(op) => {
                    if !self.is_single_target(first) {
                        let at = self.ast.expr(first).at;
                        let what = noun(&self.ast, first);
                        let message = format!("'{what}' is an illegal expression for augmented assignment");
                        return Err(self.error(at.start, at.end, message));
                    }
                    self.bump();
                    let value = self.yield_or_expressions()?;
                    Ok(StmtKind::AugAssign { op, target: first, value })
                }
                None => Ok(StmtKind::Expr(first)),
            },
        }
    }

    fn assignment(&mut self, first: ExprId) -> Parsed<StmtKind> {
        let mark = self.scratch.len();
        let mut value = first;
        while self.kind == Tok::Equal {
            if self.invalid_part(value, Place::Assignment).is_some() {
                return Err(self.bad_target(value, value == first));
            }
            self.scratch.push(value);
            self.bump();
            value = self.yield_or_expressions()?;
        }
        let targets = self.take(mark);
        Ok(StmtKind::Assign { targets, value })
    }

    /// Says why something left of `=` cannot be assigned to.
    #[cold]
    fn bad_target(&mut self, target: ExprId, first: bool) -> Stop {
        let bare = self.ast.expr(target).at.end == self.end();
        if let (true, ExprKind::Yield(_) | ExprKind::YieldFrom(_)) = (bare, self.ast.expr(target).kind) {
            let at = self.ast.expr(target).at;
            return self.error(at.start, at.end, "assignment to yield expression not possible");
        }
        // Of a tuple the last element stands beside the sign.
        let mut beside = target;
        if let ExprKind::Tuple(items) = self.ast.expr(target).kind
            && self.ast.expr(target).at.end == self.end()
            && let Some(&last) = self.ast.items(items).last()
            && self.ast.expr(last).at.end == self.end()
        {
            beside = last;
        }
        let equal = self.pos;
        self.bump();
        let alone =
            first && self.attempt(|p| p.binary(BIT_OR)).is_some() && !matches!(self.kind, Tok::Equal | Tok::Walrus);
        let end = self.end();
        self.seek(equal);
        let e = self.ast.expr(beside);
        match e.kind {
            ExprKind::Name(_) if alone => return self.error(e.at.start, end, MAYBE_EQUALITY),
            ExprKind::List(_)
            | ExprKind::Tuple(_)
            | ExprKind::Generator { .. }
            | ExprKind::True
            | ExprKind::False
            | ExprKind::None
            | ExprKind::Bool { .. }
            | ExprKind::Compare { .. }
            | ExprKind::IfElse { .. }
            | ExprKind::Starred(_)
            | ExprKind::Lambda { .. } => {}
            _ if alone => {
                let what = noun(&self.ast, beside);
                let message = format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?");
                return self.error(e.at.start, e.at.end, message);
            }
            _ => {}
        }
        match self.check_target(target, Place::Assignment) {
            Err(stop) => stop,
            Ok(()) => self.invalid(),
        }
    }

    /// `target: annotation = value`.
    fn annotation(&mut self, start: u32, target: ExprId) -> Parsed<StmtKind> {
        let e = self.ast.expr(target);
        if !self.is_single_target(target) {
            let colon = self.pos;
            self.bump();
            let good = self.attempt(Self::expression).is_some();
            self.seek(colon);
            if !good {
                return Err(self.invalid());
            }
            let message = match e.kind {
                ExprKind::List(_) => "only single target (not list) can be annotated",
                ExprKind::Tuple(_) => "only single target (not tuple) can be annotated",
                _ => "illegal target for annotation",
            };
            return Err(self.error(e.at.start, e.at.end, message));
        }
        let simple = matches!(e.kind, ExprKind::Name(_)) && e.at.start == start;
        self.bump();
        let annotation = self.expression()?;
        let value = if self.eat(Tok::Equal) { Some(self.yield_or_expressions()?) } else { None };
        Ok(StmtKind::AnnAssign { target, annotation, value, simple })
    }
}
