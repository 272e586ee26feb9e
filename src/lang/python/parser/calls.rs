//! Arguments of calls and of class statements.
use super::mistakes::MAYBE_EQUALITY;
use super::{Parsed, Parser};
use crate::lang::python::ast::{Arg, ArgKind, ExprId, ExprKind, List};
use crate::lang::python::lexer::Tok;

impl Parser<'_> {
    /// A call; the opening bracket is next.
    pub(super) fn call(&mut self, start: u32, callee: ExprId) -> Parsed<ExprId> {
        let args = self.arguments()?;
        Ok(self.ast.add(ExprKind::Call { callee, args }, start, self.end()))
    }

    /// Arguments with their brackets.
    pub(super) fn arguments(&mut self) -> Parsed<List<Arg>> {
        let open = self.start();
        self.bump();
        self.enter()?;
        let mut args: Vec<Arg> = vec![];
        while self.kind != Tok::CloseRound {
            let arg = self.argument(open, &args)?;
            args.push(arg);
            if !self.eat(Tok::Comma) {
                break;
            }
        }
        self.depth -= 1;
        self.expect(Tok::CloseRound)?;
        Ok(self.ast.list(&args))
    }

    fn argument(&mut self, open: u32, before: &[Arg]) -> Parsed<Arg> {
        let start = self.start();
        let last = |kind: fn(&ArgKind) -> bool| before.iter().any(|a| kind(&a.kind));
        let after_keyword = last(|k| matches!(k, ArgKind::Keyword(_)));
        let after_stars = last(|k| matches!(k, ArgKind::DoubleStar));
        match self.kind {
            Tok::DoubleStar => {
                self.bump();
                let value = self.expression()?;
                return Ok(Arg { kind: ArgKind::DoubleStar, value, start });
            }
            Tok::Star => {
                self.bump();
                let value = self.expression()?;
                if after_stars {
                    let end = self.end();
                    return Err(self.error(
                        start,
                        end,
                        "iterable argument unpacking follows keyword argument unpacking",
                    ));
                }
                let value = self.ast.add(ExprKind::Starred(value), start, self.end());
                return Ok(Arg { kind: ArgKind::Positional, value, start });
            }
            Tok::Name if self.ahead(1) == Tok::Equal => {
                let name = self.name()?;
                self.bump();
                let value = self.expression()?;
                if self.is_loop() {
                    let end = self.loops_end();
                    // A name that would be an element: `f(x = y for x in z)`.
                    return Err(self.error(start, end.0, MAYBE_EQUALITY));
                }
                return Ok(Arg { kind: ArgKind::Keyword(name), value, start });
            }
            _ => {}
        }
        let value = self.named_or_not(start)?;
        if self.kind == Tok::Equal {
            return Err(self.bad_keyword(start, value));
        }
        if self.is_loop() {
            let element_start = start;
            let loops = self.loops()?;
            let end = self.end();
            if !before.is_empty() || self.kind != Tok::CloseRound {
                let close = self.kind == Tok::CloseRound || self.kind == Tok::Comma;
                // A comma at the end is one too many as well.
                return Err(match close {
                    true => self.error(element_start, end, "Generator expression must be parenthesized"),
                    false => self.invalid(),
                });
            }
            let value = self.ast.add(ExprKind::Generator { element: value, loops }, open, self.token().end);
            return Ok(Arg { kind: ArgKind::Positional, value, start });
        }
        if after_stars || after_keyword {
            let after = if after_stars { "keyword argument unpacking" } else { "keyword argument" };
            let end = self.end();
            return Err(self.error(start, end, format!("positional argument follows {after}")));
        }
        Ok(Arg { kind: ArgKind::Positional, value, start })
    }
}
