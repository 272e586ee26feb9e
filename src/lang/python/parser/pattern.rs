//! `match` and its patterns.
use super::expr::power::UNARY;
use super::{Parsed, Parser, Stop};
use crate::lang::python::ast::{
    BinOp, Case, ExprId, ExprKind, Number, PatternArg, PatternId, PatternKind, StmtKind, UnaryOp,
};
use crate::lang::python::lexer::Tok;
use crate::syntax::Sym;

impl Parser<'_> {
    /// A `match` statement; nothing if the word is a name here.
    pub(super) fn match_statement(&mut self) -> Parsed<Option<StmtKind>> {
        let subject = self.attempt(|p| {
            p.bump();
            let subject = p.subject()?;
            p.expect(Tok::Colon)?;
            p.expect(Tok::Newline)?;
            p.expect(Tok::Indent)?;
            if p.is_word(p.words.case) { Ok(subject) } else { Err(Stop) }
        });
        let Some(subject) = subject else { return Ok(None) };
        let mut cases = vec![];
        while self.kind != Tok::Dedent && self.kind != Tok::End {
            if !self.is_word(self.words.case) {
                let stop = self.invalid();
                self.leave_block();
                return Err(stop);
            }
            let from = self.pos;
            match self.case_block() {
                Ok(case) => cases.push(case),
                Err(stop) => {
                    self.recover(from);
                    self.leave_block();
                    return Err(stop);
                }
            }
        }
        self.eat(Tok::Dedent);
        Ok(Some(StmtKind::Match { subject, cases: self.ast.list(&cases) }))
    }

    /// Skips the rest of a block whose beginning was taken.
    fn leave_block(&mut self) {
        let mut depth = 1;
        while depth > 0 && self.kind != Tok::End {
            match self.kind {
                Tok::Indent => depth += 1,
                Tok::Dedent => depth -= 1,
                _ => {}
            }
            self.bump();
        }
    }

    /// What a line that begins with `match` lacks to be such a statement.
    #[cold]
    pub(super) fn bad_match(&mut self, at: usize) -> Option<Stop> {
        self.seek(at);
        let start = self.start();
        let subject = self.attempt(|p| {
            p.bump();
            p.subject()
        });
        let stop = match (subject, self.kind) {
            (Some(_), Tok::Newline) => Some(self.expected(":")),
            (Some(_), Tok::Colon) if self.ahead(1) == Tok::Newline && self.ahead(2) != Tok::Indent => {
                self.bump();
                self.bump();
                Some(self.no_block("'match' statement", start))
            }
            _ => None,
        };
        if stop.is_none() {
            self.seek(at);
        }
        stop
    }

    fn subject(&mut self) -> Parsed<ExprId> {
        let start = self.start();
        let first = self.star_named_expression()?;
        if self.kind != Tok::Comma {
            return if self.is_star(first) { Err(self.invalid()) } else { Ok(first) };
        }
        let mark = self.scratch.len();
        self.scratch.push(first);
        while self.eat(Tok::Comma) {
            if self.kind == Tok::Colon {
                break;
            }
            let next = self.star_named_expression()?;
            self.scratch.push(next);
        }
        let items = self.take(mark);
        Ok(self.ast.add(ExprKind::Tuple(items), start, self.end()))
    }

    fn case_block(&mut self) -> Parsed<Case> {
        let start = self.start();
        self.bump();
        let pattern = self.patterns()?;
        let guard = if self.eat(Tok::If) { Some(self.named_expression()?) } else { None };
        self.colon()?;
        let body = self.block("'case' statement", start)?;
        Ok(Case { pattern, guard, body })
    }

    /// A pattern, or a sequence of patterns without brackets.
    fn patterns(&mut self) -> Parsed<PatternId> {
        let start = self.start();
        let first = self.star_or_pattern()?;
        let is_star = matches!(self.ast.pattern(first).kind, PatternKind::Star(_));
        if self.kind != Tok::Comma {
            return if is_star { Err(self.invalid()) } else { Ok(first) };
        }
        let mut items = vec![first];
        while self.eat(Tok::Comma) {
            if matches!(self.kind, Tok::Colon | Tok::If) {
                break;
            }
            items.push(self.star_or_pattern()?);
        }
        let kind = PatternKind::Sequence(self.ast.list(&items));
        Ok(self.ast.add_pattern(kind, start, self.end()))
    }

    fn star_or_pattern(&mut self) -> Parsed<PatternId> {
        let start = self.start();
        if !self.eat(Tok::Star) {
            return self.pattern();
        }
        let name = self.name()?;
        if matches!(self.kind, Tok::Dot | Tok::OpenRound | Tok::Equal) {
            return Err(self.invalid());
        }
        let name = self.captured(name);
        Ok(self.ast.add_pattern(PatternKind::Star(name), start, self.end()))
    }

    fn captured(&self, name: Sym) -> Option<Sym> {
        (name != self.words.underscore).then_some(name)
    }

    fn pattern(&mut self) -> Parsed<PatternId> {
        let start = self.start();
        self.enter()?;
        let first = self.closed_pattern()?;
        let mut pattern = first;
        if self.kind == Tok::Pipe {
            let mut all = vec![first];
            while self.eat(Tok::Pipe) {
                all.push(self.closed_pattern()?);
            }
            let kind = PatternKind::Or(self.ast.list(&all));
            pattern = self.ast.add_pattern(kind, start, self.end());
        }
        self.depth -= 1;
        if !self.eat(Tok::As) {
            return Ok(pattern);
        }
        let t = self.token();
        if self.is_word(self.words.underscore) {
            return Err(self.error(t.start, t.end, "cannot use '_' as a target"));
        }
        let follows = matches!(self.ahead(1), Tok::Dot | Tok::OpenRound | Tok::Equal);
        if self.kind != Tok::Name || follows {
            if self.kind != Tok::Name && self.attempt(Self::expression).is_some() {
                let end = self.end();
                return Err(self.error(t.start, end, "invalid pattern target"));
            }
            return Err(self.invalid());
        }
        self.bump();
        let kind = PatternKind::As { pattern: Some(pattern), name: Some(t.sym()) };
        Ok(self.ast.add_pattern(kind, start, self.end()))
    }

    fn closed_pattern(&mut self) -> Parsed<PatternId> {
        let start = self.start();
        let kind = match self.kind {
            Tok::None | Tok::True | Tok::False => {
                let kind = match self.kind {
                    Tok::None => ExprKind::None,
                    Tok::True => ExprKind::True,
                    _ => ExprKind::False,
                };
                self.bump();
                PatternKind::Singleton(self.ast.add(kind, start, self.end()))
            }
            Tok::Int | Tok::Float | Tok::Imaginary | Tok::Minus => PatternKind::Value(self.number_pattern()?),
            Tok::Str => {
                let value = self.strings(start)?;
                // Format strings are no constants.
                if matches!(self.ast.expr(value).kind, ExprKind::Joined(_)) {
                    let at = self.ast.expr(value).at;
                    return Err(self.error(at.start, at.end, "patterns may only match literals and attribute lookups"));
                }
                PatternKind::Value(value)
            }
            Tok::Name => return self.name_pattern(start),
            Tok::OpenRound => {
                self.bump();
                return self.sequence_pattern(start, Tok::CloseRound);
            }
            Tok::OpenSquare => {
                self.bump();
                return self.sequence_pattern(start, Tok::CloseSquare);
            }
            Tok::OpenCurly => self.mapping_pattern()?,
            _ => return Err(self.invalid()),
        };
        Ok(self.ast.add_pattern(kind, start, self.end()))
    }

    /// A number with its sign, or a complex one.
    fn number_pattern(&mut self) -> Parsed<ExprId> {
        let start = self.start();
        let left = self.signed_number()?;
        let op = match self.kind {
            Tok::Plus => BinOp::Add,
            Tok::Minus => BinOp::Sub,
            _ => return Ok(left),
        };
        let real = self.tokens[self.pos - 1];
        if real.kind == Tok::Imaginary {
            return Err(self.error(start, real.end, "real number required in complex literal"));
        }
        self.bump();
        let t = self.token();
        if !matches!(t.kind, Tok::Int | Tok::Float | Tok::Imaginary) {
            return Err(self.invalid());
        }
        let right = self.binary(UNARY + 1)?;
        if !matches!(self.ast.expr(right).kind, ExprKind::Number(n) if matches!(self.ast.number(n), Number::Imaginary(_)))
        {
            return Err(self.error(t.start, t.end, "imaginary number required in complex literal"));
        }
        Ok(self.ast.add(ExprKind::Binary { op, left, right }, start, self.end()))
    }

    fn signed_number(&mut self) -> Parsed<ExprId> {
        let start = self.start();
        let minus = self.eat(Tok::Minus);
        if !matches!(self.kind, Tok::Int | Tok::Float | Tok::Imaginary) {
            return Err(self.invalid());
        }
        let operand = self.binary(UNARY + 1)?;
        if !minus {
            return Ok(operand);
        }
        Ok(self.ast.add(ExprKind::Unary { op: UnaryOp::USub, operand }, start, self.end()))
    }

    /// A capture, a value with dots, or a class.
    fn name_pattern(&mut self, start: u32) -> Parsed<PatternId> {
        let name = self.name()?;
        if !matches!(self.kind, Tok::Dot | Tok::OpenRound) {
            if self.kind == Tok::Equal {
                return Err(self.invalid());
            }
            let kind = PatternKind::As { pattern: None, name: self.captured(name) };
            return Ok(self.ast.add_pattern(kind, start, self.end()));
        }
        let value = self.dotted_value(start, name)?;
        if self.kind != Tok::OpenRound {
            if self.kind == Tok::Equal {
                return Err(self.invalid());
            }
            return Ok(self.ast.add_pattern(PatternKind::Value(value), start, self.end()));
        }
        self.bump();
        let mut args: Vec<PatternArg> = vec![];
        while self.kind != Tok::CloseRound {
            let start = self.start();
            let name = match self.kind == Tok::Name && self.ahead(1) == Tok::Equal {
                true => {
                    let name = self.name()?;
                    self.bump();
                    Some(name)
                }
                false => None,
            };
            let pattern = self.pattern()?;
            if name.is_none() && args.iter().any(|a| a.name.is_some()) {
                let end = self.end();
                return Err(self.error(start, end, "positional patterns follow keyword patterns"));
            }
            args.push(PatternArg { name, start, pattern });
            if !self.eat(Tok::Comma) {
                break;
            }
        }
        self.expect(Tok::CloseRound)?;
        let kind = PatternKind::Class { class: value, args: self.ast.list(&args) };
        Ok(self.ast.add_pattern(kind, start, self.end()))
    }

    fn dotted_value(&mut self, start: u32, name: Sym) -> Parsed<ExprId> {
        let mut value = self.ast.add(ExprKind::Name(name), start, self.end());
        while self.eat(Tok::Dot) {
            let name = self.name()?;
            value = self.ast.add(ExprKind::Attribute { value, name }, start, self.end());
        }
        Ok(value)
    }

    /// A sequence, or a pattern in brackets; the opening one was taken.
    fn sequence_pattern(&mut self, start: u32, close: Tok) -> Parsed<PatternId> {
        let mut items = vec![];
        let mut comma = false;
        while self.kind != close {
            items.push(self.star_or_pattern()?);
            comma = self.eat(Tok::Comma);
            if !comma {
                break;
            }
        }
        if close == Tok::CloseRound
            && let [only] = items[..]
            && !comma
        {
            if matches!(self.ast.pattern(only).kind, PatternKind::Star(_)) {
                return Err(self.invalid());
            }
            self.expect(close)?;
            return Ok(only);
        }
        self.expect(close)?;
        let kind = PatternKind::Sequence(self.ast.list(&items));
        Ok(self.ast.add_pattern(kind, start, self.end()))
    }

    fn mapping_pattern(&mut self) -> Parsed<PatternKind> {
        self.bump();
        let (mut items, mut rest) = (vec![], None);
        while self.kind != Tok::CloseCurly {
            if self.eat(Tok::DoubleStar) {
                let name = self.name()?;
                if name == self.words.underscore {
                    return Err(self.invalid());
                }
                rest = Some(name);
                self.eat(Tok::Comma);
                break;
            }
            let start = self.start();
            let key = match self.kind {
                Tok::Name => {
                    let name = self.name()?;
                    if self.kind != Tok::Dot {
                        return Err(self.invalid());
                    }
                    self.dotted_value(start, name)?
                }
                Tok::Int | Tok::Float | Tok::Imaginary | Tok::Minus => self.number_pattern()?,
                Tok::Str => self.strings(start)?,
                Tok::None | Tok::True | Tok::False => self.primary(start)?,
                _ => return Err(self.invalid()),
            };
            self.expect(Tok::Colon)?;
            items.push((key, self.pattern()?));
            if !self.eat(Tok::Comma) {
                break;
            }
        }
        self.expect(Tok::CloseCurly)?;
        Ok(PatternKind::Mapping { items: self.ast.list(&items), rest })
    }
}
