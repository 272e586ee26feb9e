//! `match`: each pattern is a test. Names get their values when all of it has matched: those
//! that are found before something that may still fail wait in variables of their own.
use super::{Lower, Lowered, Refused, constant, if_, let_, local, native, prim, seq, set_local, unit};
use crate::core::{Const, Expr, Kind, LocalId, Prim};
use crate::lang::python::ast::{Case, ExprId, List, PatternArg, PatternId, PatternKind, Range};
use crate::syntax::{Span, Sym};

impl Lower<'_> {
    pub(super) fn match_(&mut self, subject: ExprId, cases: List<Case>, at: Range) -> Lowered {
        let span = self.span(at);
        let value = self.expr(subject)?;
        let s = self.here().local("", span);
        let done = self.here().label();
        let mut items = vec![];
        let before = self.here().known.clone();
        let mut after: Option<rustc_hash::FxHashSet<LocalId>> = None;
        let mut dead = true;
        let mut certain = false;
        for c in self.ast.items(cases).to_vec() {
            self.here().known = before.clone();
            let pattern = self.ast.pattern(c.pattern);
            certain |= c.guard.is_none() && matches!(pattern.kind, PatternKind::As { pattern: None, .. });
            let mut waiting = vec![];
            let test = self.pattern(c.pattern, s, &mut Found { waiting: &mut waiting, last: true })?;
            let mut then: Vec<Expr> = vec![];
            for &(name, value) in &waiting {
                then.push(self.write(name, local(value, span), span));
            }
            match c.guard {
                Some(g) => then.push(self.test(g)?),
                None if !then.is_empty() => then.push(constant(Const::True, span)),
                None => {}
            }
            let test = match then.is_empty() {
                true => test,
                false => if_(test, seq(then, span), constant(Const::False, span), span),
            };
            let nothing = || constant(Const::Missing, span);
            let test = match waiting.is_empty() {
                true => test,
                false => let_(waiting.iter().map(|w| (w.1, nothing())).collect(), test, span),
            };
            let body = self.block(c.body, span);
            if !std::mem::take(&mut self.here().dead) {
                dead = false;
                let known = &self.here().known;
                match &mut after {
                    Some(after) => after.retain(|l| known.contains(l)),
                    None => after = Some(known.clone()),
                }
            }
            let leave = Expr::new(Kind::Break(done, Box::new(unit(span))), span);
            items.push(if_(test, seq(vec![body, leave], span), unit(span), span));
        }
        self.here().known = if certain { after.unwrap_or(before) } else { before };
        self.here().dead = dead && certain;
        items.push(unit(span));
        let all = Expr::new(Kind::Block(done, Box::new(seq(items, span))), span);
        Ok(let_(vec![(s, value)], all, span))
    }

    /// Gives a name the value that a pattern found for it.
    fn found(&mut self, name: Sym, value: Expr, found: &mut Found) -> Expr {
        let span = value.span;
        if found.last {
            return self.write(name, value, span);
        }
        let known = found.waiting.iter().find(|w| w.0 == name).map(|w| w.1);
        let place = known.unwrap_or_else(|| {
            let place = self.here().local("", span);
            found.waiting.push((name, place));
            place
        });
        set_local(place, value, span)
    }

    /// Whether a pattern matches everything.
    fn always(&self, id: PatternId) -> bool {
        match self.ast.pattern(id).kind {
            PatternKind::As { pattern, .. } => pattern.is_none_or(|p| self.always(p)),
            PatternKind::Star(_) => true,
            _ => false,
        }
    }

    /// Whether a value matches a pattern.
    fn pattern(&mut self, id: PatternId, v: LocalId, found: &mut Found) -> Lowered {
        let p = self.ast.pattern(id);
        let span = self.span(p.at);
        let value = || local(v, span);
        let yes = || constant(Const::True, span);
        match p.kind {
            PatternKind::Value(e) => {
                let e = self.expr(e)?;
                Ok(prim(Prim::Truth, vec![prim(Prim::NumEq, vec![value(), e], span)], span))
            }
            PatternKind::Singleton(e) => {
                let e = self.expr(e)?;
                Ok(prim(Prim::Eq, vec![value(), e], span))
            }
            PatternKind::As { pattern, name } => {
                let test = match pattern {
                    Some(p) => self.pattern(p, v, found)?,
                    None => yes(),
                };
                let Some(name) = name else { return Ok(test) };
                let bind = self.found(name, value(), found);
                Ok(self.and(vec![test, seq(vec![bind, yes()], span)], span))
            }
            PatternKind::Or(options) => {
                let mut tests = vec![];
                // All of them are to find a name for the same place.
                let found = &mut found.and(false);
                for o in self.ast.items(options).to_vec() {
                    tests.push(self.pattern(o, v, found)?);
                }
                let no = constant(Const::False, span);
                Ok(tests.into_iter().rev().fold(no, |rest, t| if_(t, yes(), rest, span)))
            }
            PatternKind::Sequence(items) => {
                let items = self.ast.items(items).to_vec();
                self.sequence(&items, v, span, found)
            }
            PatternKind::Mapping { items, rest } => {
                let items = self.ast.items(items).to_vec();
                let mut tests = vec![native("%is_mapping", vec![value()], span)];
                let mut keys = vec![];
                let count = items.len();
                for (i, (key, p)) in items.into_iter().enumerate() {
                    let key = self.expr(key)?;
                    let get = native("%mapping_get", vec![value(), key.clone()], span);
                    keys.push(key);
                    tests.push(self.part(p, get, &mut found.and(i + 1 == count))?);
                }
                if let Some(name) = rest {
                    let mut args = vec![value()];
                    args.append(&mut keys);
                    let rest = native("%mapping_rest", args, span);
                    let bind = self.found(name, rest, found);
                    tests.push(seq(vec![bind, yes()], span));
                }
                Ok(self.and(tests, span))
            }
            PatternKind::Class { class, args } => {
                let class = self.expr(class)?;
                let args = self.ast.items(args).to_vec();
                self.class_pattern(class, &args, v, span, found)
            }
            PatternKind::Star(_) => self.refuse(p.at, "this pattern"),
        }
    }

    fn and(&mut self, tests: Vec<Expr>, span: Span) -> Expr {
        let mut rest = None;
        for t in tests.into_iter().rev() {
            rest = Some(match rest {
                Some(rest) => if_(t, rest, constant(Const::False, span), span),
                None => t,
            });
        }
        rest.unwrap_or_else(|| constant(Const::True, span))
    }

    /// Whether what may be missing is there and matches.
    fn part(&mut self, p: PatternId, get: Expr, found: &mut Found) -> Lowered {
        let span = get.span;
        let part = self.here().local("", span);
        let missing = prim(Prim::Eq, vec![local(part, span), constant(Const::Missing, span)], span);
        let inner = self.pattern(p, part, found)?;
        let both = if_(missing, constant(Const::False, span), inner, span);
        Ok(let_(vec![(part, get)], both, span))
    }

    fn sequence(&mut self, items: &[PatternId], v: LocalId, span: Span, found: &mut Found) -> Result<Expr, Refused> {
        let star = items.iter().position(|&i| matches!(self.ast.pattern(i).kind, PatternKind::Star(_)));
        let least = items.len() - star.is_some() as usize;
        let exact = constant(if star.is_some() { Const::False } else { Const::True }, span);
        let mut tests = vec![native("%is_sequence", vec![local(v, span), number(least, span), exact], span)];
        for (i, &p) in items.iter().enumerate() {
            let after = items.len() - i;
            let found = &mut found.and(items[i + 1..].iter().all(|&p| self.always(p)));
            if let PatternKind::Star(name) = self.ast.pattern(p).kind {
                if let Some(name) = name {
                    let rest =
                        native("%sequence_rest", vec![local(v, span), number(i, span), number(after - 1, span)], span);
                    let bind = self.found(name, rest, found);
                    tests.push(seq(vec![bind, constant(Const::True, span)], span));
                }
                continue;
            }
            let at = match star {
                Some(s) if i > s => constant(Const::Int(-(after as i64)), span),
                _ => number(i, span),
            };
            let part = self.here().local("", span);
            let get = prim(Prim::GetItem, vec![local(v, span), at], span);
            let test = self.pattern(p, part, found)?;
            tests.push(let_(vec![(part, get)], test, span));
        }
        Ok(self.and(tests, span))
    }

    fn class_pattern(
        &mut self,
        class: Expr,
        args: &[PatternArg],
        v: LocalId,
        span: Span,
        found: &mut Found,
    ) -> Lowered {
        let c = self.here().local("", span);
        let mut tests = vec![native("%match_class", vec![local(v, span), local(c, span)], span)];
        let placed = args.iter().filter(|a| a.name.is_none()).count();
        for (i, a) in args.iter().enumerate() {
            let get = match a.name {
                Some(name) => {
                    let name = self.name(name);
                    let name = constant(Const::Str(name), span);
                    if placed > 0 {
                        tests.push(native(
                            "%match_named",
                            vec![local(c, span), name.clone(), number(placed, span)],
                            span,
                        ));
                    }
                    native("getattr", vec![local(v, span), name, constant(Const::Missing, span)], span)
                }
                None => {
                    let place = [number(i, span), number(placed, span)];
                    let args = [local(v, span), local(c, span)].into_iter().chain(place).collect();
                    native("%match_arg", args, span)
                }
            };
            tests.push(self.part(a.pattern, get, &mut found.and(i + 1 == args.len()))?);
        }
        let all = self.and(tests, span);
        Ok(let_(vec![(c, class)], all, span))
    }
}

fn number(n: usize, span: Span) -> Expr {
    constant(Const::Int(n as i64), span)
}

/// What a pattern found for names.
struct Found<'a> {
    /// Names whose values wait until all has matched, and where these wait.
    waiting: &'a mut Vec<(Sym, LocalId)>,
    /// Whether nothing can fail any more.
    last: bool,
}

impl Found<'_> {
    /// For a part of a pattern, behind which nothing else of it can fail, or something can.
    fn and(&mut self, last: bool) -> Found<'_> {
        Found { waiting: self.waiting, last: self.last && last }
    }
}
