//! `match`: each pattern is a test, which gives names their values on the way.
use super::{Lower, Lowered, Refused, constant, if_, let_, local, native, prim, seq, unit};
use crate::core::{Const, Expr, Kind, LocalId, Prim};
use crate::lang::python::ast::{Case, ExprId, List, PatternArg, PatternId, PatternKind, Range};
use crate::syntax::Span;

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
            let test = self.pattern(c.pattern, s)?;
            let test = match c.guard {
                Some(g) => {
                    let guard = self.test(g)?;
                    if_(test, guard, constant(Const::False, span), span)
                }
                None => test,
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

    /// Whether a value matches a pattern.
    fn pattern(&mut self, id: PatternId, v: LocalId) -> Lowered {
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
                    Some(p) => self.pattern(p, v)?,
                    None => yes(),
                };
                let Some(name) = name else { return Ok(test) };
                let bind = self.write(name, value(), span);
                Ok(self.and(vec![test, seq(vec![bind, yes()], span)], span))
            }
            PatternKind::Or(options) => {
                let mut tests = vec![];
                for o in self.ast.items(options).to_vec() {
                    tests.push(self.pattern(o, v)?);
                }
                let no = constant(Const::False, span);
                Ok(tests.into_iter().rev().fold(no, |rest, t| if_(t, yes(), rest, span)))
            }
            PatternKind::Sequence(items) => {
                let items = self.ast.items(items).to_vec();
                self.sequence(&items, v, span)
            }
            PatternKind::Mapping { items, rest } => {
                let items = self.ast.items(items).to_vec();
                let mut tests = vec![native("%is_mapping", vec![value()], span)];
                let mut keys = vec![];
                for (key, p) in items {
                    let key = self.expr(key)?;
                    let found = self.here().local("", span);
                    let get = native("%mapping_get", vec![value(), key.clone()], span);
                    keys.push(key);
                    let there = prim(Prim::Eq, vec![local(found, span), constant(Const::Missing, span)], span);
                    let inner = self.pattern(p, found)?;
                    let both = if_(there, constant(Const::False, span), inner, span);
                    tests.push(let_(vec![(found, get)], both, span));
                }
                if let Some(name) = rest {
                    let mut args = vec![value()];
                    args.append(&mut keys);
                    let rest = native("%mapping_rest", args, span);
                    let bind = self.write(name, rest, span);
                    tests.push(seq(vec![bind, yes()], span));
                }
                Ok(self.and(tests, span))
            }
            PatternKind::Class { class, args } => {
                let class = self.expr(class)?;
                let args = self.ast.items(args).to_vec();
                self.class_pattern(class, &args, v, span)
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

    fn sequence(&mut self, items: &[PatternId], v: LocalId, span: Span) -> Result<Expr, Refused> {
        let star = items.iter().position(|&i| matches!(self.ast.pattern(i).kind, PatternKind::Star(_)));
        let number = |n: usize| constant(Const::Int(n as i64), span);
        let least = items.len() - star.is_some() as usize;
        let exact = constant(if star.is_some() { Const::False } else { Const::True }, span);
        let mut tests = vec![native("%is_sequence", vec![local(v, span), number(least), exact], span)];
        for (i, &p) in items.iter().enumerate() {
            let after = items.len() - i;
            if let PatternKind::Star(name) = self.ast.pattern(p).kind {
                if let Some(name) = name {
                    let rest = native("%sequence_rest", vec![local(v, span), number(i), number(after - 1)], span);
                    let bind = self.write(name, rest, span);
                    tests.push(seq(vec![bind, constant(Const::True, span)], span));
                }
                continue;
            }
            let at = match star {
                Some(s) if i > s => constant(Const::Int(-(after as i64)), span),
                _ => number(i),
            };
            let part = self.here().local("", span);
            let get = prim(Prim::GetItem, vec![local(v, span), at], span);
            let test = self.pattern(p, part)?;
            tests.push(let_(vec![(part, get)], test, span));
        }
        Ok(self.and(tests, span))
    }

    fn class_pattern(&mut self, class: Expr, args: &[PatternArg], v: LocalId, span: Span) -> Lowered {
        let c = self.here().local("", span);
        let mut tests = vec![native("isinstance", vec![local(v, span), local(c, span)], span)];
        let mut placed = 0;
        for a in args {
            let found = self.here().local("", span);
            let get = match a.name {
                Some(name) => {
                    let name = self.name(name);
                    let name = constant(Const::Str(name), span);
                    native("getattr", vec![local(v, span), name, constant(Const::Missing, span)], span)
                }
                None => {
                    placed += 1;
                    let at = constant(Const::Int(placed - 1), span);
                    native("%match_arg", vec![local(v, span), local(c, span), at], span)
                }
            };
            let there = prim(Prim::Eq, vec![local(found, span), constant(Const::Missing, span)], span);
            let inner = self.pattern(a.pattern, found)?;
            let both = if_(there, constant(Const::False, span), inner, span);
            tests.push(let_(vec![(found, get)], both, span));
        }
        let all = self.and(tests, span);
        Ok(let_(vec![(c, class)], all, span))
    }
}
