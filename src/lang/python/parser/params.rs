//! Parameters of functions and lambdas.
use super::{Parsed, Parser};
use crate::lang::python::ast::{ExprId, ExprKind, List, Param, ParamKind, Range};
use crate::lang::python::lexer::Tok;

/// What came before the next parameter.
#[derive(Default)]
struct Seen {
    slash: bool,
    star: bool,
    default: bool,
}

impl Parser<'_> {
    /// Parameters up to a closing token, which stays: `)` for functions, whose
    /// parameters have annotations, `:` for lambdas.
    pub(super) fn parameters(&mut self, close: Tok) -> Parsed<List<Param>> {
        if self.kind == close {
            return Ok(List::default());
        }
        let annotated = close == Tok::CloseRound;
        let mut params: Vec<Param> = vec![];
        let mut seen = Seen::default();
        while self.kind != close {
            let t = self.token();
            match self.kind {
                Tok::Name => {
                    let kind = if seen.star { ParamKind::KwOnly } else { ParamKind::Normal };
                    let param = self.parameter(kind, annotated)?;
                    if !seen.star && seen.default && param.default.is_none() {
                        let Range { start, end } = param.at;
                        return Err(self.error(start, end, "non-default argument follows default argument"));
                    }
                    seen.default |= param.default.is_some();
                    params.push(param);
                }
                Tok::Slash => {
                    let wrong = if seen.star && !seen.slash {
                        "/ must be ahead of *"
                    } else if seen.slash {
                        "/ may appear only once"
                    } else if params.is_empty() && self.ahead(1) != Tok::Comma {
                        return Err(self.invalid());
                    } else if params.is_empty() {
                        "at least one argument must precede /"
                    } else {
                        ""
                    };
                    if !wrong.is_empty() {
                        return Err(self.error(t.start, t.end, wrong));
                    }
                    self.bump();
                    seen.slash = true;
                    params.iter_mut().for_each(|p| p.kind = ParamKind::PosOnly);
                    if self.kind == Tok::Star {
                        let star = self.token();
                        return Err(self.error(star.start, star.end, "expected comma between / and *"));
                    }
                }
                Tok::Star => {
                    self.star_parameter(close, annotated, &mut seen, &mut params)?;
                }
                Tok::DoubleStar => {
                    self.bump();
                    let param = self.parameter(ParamKind::KwArgs, annotated)?;
                    params.push(param);
                    if self.eat(Tok::Comma) {
                        let next = self.token();
                        if matches!(next.kind, Tok::Name | Tok::Star | Tok::DoubleStar | Tok::Slash) {
                            let words = "arguments cannot follow var-keyword argument";
                            return Err(self.error(next.start, next.end, words));
                        }
                    }
                    break;
                }
                Tok::OpenRound => return Err(self.bracketed_parameters(annotated)),
                _ => return Err(self.invalid()),
            }
            if !self.eat(Tok::Comma) {
                break;
            }
        }
        Ok(self.ast.list(&params))
    }

    fn star_parameter(&mut self, close: Tok, annotated: bool, seen: &mut Seen, params: &mut Vec<Param>) -> Parsed<()> {
        let t = self.token();
        if seen.star {
            return Err(self.error(t.start, t.end, "* argument may appear only once"));
        }
        seen.star = true;
        self.bump();
        let bare = self.kind == Tok::Comma;
        if self.kind == close || (bare && (self.ahead(1) == close || self.ahead(1) == Tok::DoubleStar)) {
            return Err(self.error(t.start, t.end, "named arguments must follow bare *"));
        }
        if !bare {
            let param = self.parameter(ParamKind::VarArgs, annotated)?;
            params.push(param);
        }
        Ok(())
    }

    fn parameter(&mut self, kind: ParamKind, annotated: bool) -> Parsed<Param> {
        let t = self.token();
        let name = self.name()?;
        let at = Range { start: t.start, end: t.end };
        let mut annotation: Option<ExprId> = None;
        if annotated && self.eat(Tok::Colon) {
            annotation = Some(match self.kind {
                Tok::Star if kind == ParamKind::VarArgs => self.starred()?,
                _ => self.expression()?,
            });
        }
        let mut default = None;
        if self.kind == Tok::Equal {
            let equal = self.token();
            let wrong = match kind {
                ParamKind::VarArgs => "var-positional argument cannot have default value",
                ParamKind::KwArgs => "var-keyword argument cannot have default value",
                _ => "",
            };
            if !wrong.is_empty() {
                return Err(self.error(equal.start, equal.end, wrong));
            }
            self.bump();
            let close = if annotated { Tok::CloseRound } else { Tok::Colon };
            if self.kind == Tok::Comma || self.kind == close {
                return Err(self.error(equal.start, equal.end, "expected default value expression"));
            }
            default = Some(self.expression()?);
        }
        Ok(Param { kind, name, at, annotation, default })
    }

    /// `def f((a, b)):`.
    #[cold]
    fn bracketed_parameters(&mut self, annotated: bool) -> super::Stop {
        let (start, pos) = (self.start(), self.pos);
        self.bump();
        let mut names = 0;
        while self.eat(Tok::Name) {
            names += 1;
            if !self.eat(Tok::Comma) {
                break;
            }
        }
        let good = names > 0 && self.eat(Tok::CloseRound);
        let end = self.end();
        self.seek(pos);
        match (good, annotated) {
            (false, _) => self.invalid(),
            (true, true) => self.error(start, end, "Function parameters cannot be parenthesized"),
            (true, false) => self.error(start, end, "Lambda expression parameters cannot be parenthesized"),
        }
    }

    /// Whether an expression is a star.
    pub(super) fn is_star(&self, e: ExprId) -> bool {
        matches!(self.ast.expr(e).kind, ExprKind::Starred(_))
    }
}
