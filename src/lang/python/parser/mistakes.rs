//! What is said of mistakes in expressions. All of it is off the fast path: the
//! parser comes here when it knows that it cannot go on.
use super::expr::power::{BIT_OR, OR};
use super::targets::noun;
use super::{Parser, Stop};
use crate::lang::python::ast::{ExprId, ExprKind};
use crate::lang::python::lexer::Tok;

/// The words for `=` where a value was expected.
pub(super) const MAYBE_EQUALITY: &str = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

impl Parser<'_> {
    /// Two operands without an operator between them: `a b`. The first one was
    /// read, the second one is next.
    #[cold]
    pub(super) fn two_operands(&mut self, start: u32, first: ExprId) -> Stop {
        let second = self.pos;
        if let ExprKind::Name(name) = self.ast.expr(first).kind {
            if (name == self.words.print || name == self.words.exec) && self.attempt(Self::star_expressions).is_some() {
                let end = self.end();
                let name = self.interner.name(name).to_string();
                self.seek(second);
                let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
                return self.error(start, end, message);
            }
            // A prefix that strings do not have, or a statement that is none.
            let soft = [self.words.match_word, self.words.case, self.words.underscore].contains(&name);
            if soft || self.kind == Tok::Str {
                return self.invalid();
            }
        }
        let end = self.ast.expr(first).at.end;
        let from = self.ast.expr(first).at.start.min(start);
        if self.attempt(Self::expression).is_some() {
            let last = self.pos - 1;
            let end = self.end().max(end);
            self.seek(second);
            if self.inside_brackets(last) {
                return self.error(from, end, "invalid syntax. Perhaps you forgot a comma?");
            }
        }
        self.invalid()
    }

    /// Whether a token stands inside brackets.
    #[cold]
    pub(super) fn inside_brackets(&self, at: usize) -> bool {
        if self.formats > 0 {
            return true;
        }
        let is_bracket = |kind| {
            use Tok::*;
            matches!(kind, OpenRound | CloseRound | OpenSquare | CloseSquare | OpenCurly | CloseCurly)
        };
        let line = self.tokens[..=at].iter().rev().take_while(|t| t.kind != Tok::Newline);
        line.copied().find(|t| is_bracket(t.kind)).is_some_and(|t| t.data > 0)
    }

    /// `a if b` without `else`.
    #[cold]
    pub(super) fn missing_else(&mut self, start: u32) -> Stop {
        if matches!(self.kind, Tok::Colon | Tok::Bad) || (self.kind == Tok::End && self.unclosed.is_some()) {
            return self.invalid();
        }
        let end = self.end();
        self.error(start, end, "expected 'else' after 'if' expression")
    }

    /// `=` after a value where none can be assigned to.
    #[cold]
    pub(super) fn equal_sign(&mut self, start: u32, value: ExprId) -> Stop {
        if self.quiet > 0 {
            return Stop;
        }
        let equal = self.pos;
        let e = self.ast.expr(value);
        let weak = matches!(
            e.kind,
            ExprKind::Bool { .. }
                | ExprKind::Compare { .. }
                | ExprKind::IfElse { .. }
                | ExprKind::Lambda { .. }
                | ExprKind::Named { .. }
        ) || matches!(e.kind, ExprKind::Unary { op: crate::lang::python::ast::UnaryOp::Not, .. });
        let grouped = e.at.start > start && e.at.end < self.end();
        self.bump();
        let more = |p: &Self| matches!(p.kind, Tok::Equal | Tok::Walrus);
        let right = (grouped || !weak) && self.attempt(|p| p.binary(BIT_OR)).is_some() && !more(self);
        let end = self.end();
        self.seek(equal);
        if right {
            match e.kind {
                ExprKind::Name(_) => return self.error(e.at.start, end, MAYBE_EQUALITY),
                ExprKind::List(_)
                | ExprKind::Tuple(_)
                | ExprKind::Generator { .. }
                | ExprKind::True
                | ExprKind::False
                | ExprKind::None => {}
                _ => {
                    let what = noun(&self.ast, value);
                    let message = format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?");
                    return self.error(e.at.start, e.at.end, message);
                }
            }
        }
        self.invalid()
    }

    /// `:=` after something that is no name.
    #[cold]
    pub(super) fn bad_walrus(&mut self, value: ExprId) -> Stop {
        if self.quiet > 0 {
            return Stop;
        }
        let walrus = self.pos;
        self.bump();
        let right = self.attempt(Self::expression).is_some();
        self.seek(walrus);
        if right && !matches!(self.ast.expr(value).kind, ExprKind::Name(_)) {
            let at = self.ast.expr(value).at;
            let what = noun(&self.ast, value);
            return self.error(at.start, at.end, format!("cannot use assignment expressions with {what}"));
        }
        self.invalid()
    }

    /// `f(a.b = 1)`: what stands before `=` is no name.
    #[cold]
    pub(super) fn bad_keyword(&mut self, start: u32, value: ExprId) -> Stop {
        let end = self.token().end;
        match self.ast.expr(value).kind {
            ExprKind::True | ExprKind::False | ExprKind::None if self.end() == self.ast.expr(value).at.end => {
                let what = noun(&self.ast, value);
                self.error(start, end, format!("cannot assign to {what}"))
            }
            _ => self.error(start, end, "expression cannot contain assignment, perhaps you meant \"==\"?"),
        }
    }

    /// Where the loops that are next end, if they can be read.
    #[cold]
    pub(super) fn loops_end(&mut self) -> (u32, bool) {
        let before = (self.pos, self.end());
        let good = self.attempt(Self::loops).is_some();
        let end = if good { self.end() } else { before.1 };
        self.seek(before.0);
        (end, good)
    }

    #[cold]
    pub(super) fn star_in_comprehension(&mut self, star: ExprId) -> Stop {
        let at = self.ast.expr(star).at;
        self.error(at.start, at.end, "iterable unpacking cannot be used in comprehension")
    }

    /// `[a, b for a, b in c]`.
    #[cold]
    pub(super) fn bare_comprehension_target(&mut self, first: ExprId) -> Stop {
        let start = self.ast.expr(first).at.start;
        let end = self.end();
        if !self.loops_end().1 {
            return self.invalid();
        }
        self.error(start, end, "did you forget parentheses around the comprehension target?")
    }

    #[cold]
    pub(super) fn double_star_in_comprehension(&mut self, value: ExprId) -> Stop {
        let at = self.ast.expr(value).at;
        self.error(at.start.saturating_sub(2), at.start, "dict unpacking cannot be used in dict comprehension")
    }

    /// `(**a)`.
    #[cold]
    pub(super) fn double_star_in_group(&mut self) -> Stop {
        let stars = self.token();
        let pos = self.pos;
        self.bump();
        let good = self.attempt(Self::expression).is_some() && self.kind == Tok::CloseRound;
        self.seek(pos);
        match good {
            true => self.error(stars.start, stars.end, "cannot use double starred expression here"),
            false => self.invalid(),
        }
    }

    /// A key of a dictionary that no colon follows.
    #[cold]
    pub(super) fn missing_value(&mut self, key: ExprId) -> Stop {
        if matches!(self.kind, Tok::Bad | Tok::Stray | Tok::End) {
            return self.invalid();
        }
        let at = self.ast.expr(key).at;
        self.error(at.start, at.end, "':' expected after dictionary key")
    }

    /// The colon was read, and no value follows it.
    #[cold]
    pub(super) fn bad_value(&mut self) -> Stop {
        let colon = self.tokens[self.pos - 1];
        if self.kind != Tok::Star {
            return self.error(colon.start, colon.end, "expression expected after dictionary key and ':'");
        }
        let star = self.token();
        let pos = self.pos;
        self.bump();
        let good = self.attempt(|p| p.binary(OR)).is_some();
        self.seek(pos);
        match good {
            true => self.error(star.start, star.end, "cannot use a starred expression in a dictionary value"),
            false => self.invalid(),
        }
    }
}
