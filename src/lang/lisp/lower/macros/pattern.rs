//! Patterns of `syntax-rules`: made once, when the macro is defined; then held
//! against every use.
use super::literal::Literal;
use super::{Problem, Syntax};
use crate::lang::lisp::lower::Lowering;
use crate::syntax::Sym;
use crate::syntax::sexpr::{Data, Datum, DatumKind, Range};

/// A pattern.
pub(super) enum Pattern {
    /// `_`
    Any,
    /// A variable, by its number.
    Var(u16),
    /// A word that must be there with the meaning it has where the macro is defined.
    Word(Sym),
    /// A number, string or the like.
    Datum(Literal),
    /// A list, proper or not.
    List(Box<Items>),
    /// A vector.
    Vector(Box<Items>),
}

/// What is in a list or vector.
#[derive(Default)]
pub(super) struct Items {
    before: Vec<Pattern>,
    /// What may occur any number of times, and its variables.
    many: Option<(Pattern, std::ops::Range<u16>)>,
    after: Vec<Pattern>,
    /// What stands after the dot.
    rest: Option<Pattern>,
}

/// A variable of a pattern.
#[derive(Clone, Copy)]
pub(super) struct Var {
    pub name: Sym,
    /// How many ellipses follow it or what it is in.
    pub depth: u16,
}

/// What a variable stands for in a use.
pub(super) enum Part {
    /// A datum.
    One(Datum),
    /// A run of data.
    Run(Range),
    /// One part for each repetition.
    Each(Vec<Part>),
}

/// Makes patterns.
pub(super) struct Reader<'r, 'a> {
    pub lowering: &'r Lowering<'a>,
    pub syntax: &'r Syntax<'r>,
    pub vars: Vec<Var>,
    pub depth: u16,
}

impl Reader<'_, '_> {
    /// The pattern that a datum is.
    pub fn pattern(&mut self, d: Datum) -> Result<Pattern, Problem> {
        let data = self.lowering.data;
        Ok(match d.kind {
            DatumKind::Sym(s) if self.syntax.words.contains(&s) => Pattern::Word(s),
            DatumKind::Sym(s) if self.syntax.is_ellipsis(self.lowering, s) => {
                return Err(Problem::new(d, "an ellipsis must follow a pattern, and only one may in a list"));
            }
            DatumKind::Sym(s) if self.lowering.interner.name(s) == "_" => Pattern::Any,
            DatumKind::Sym(s) => {
                if self.vars.iter().any(|v| v.name == s) {
                    let name = self.lowering.interner.name(s);
                    return Err(Problem::new(d, format!("the variable `{name}` occurs twice in the pattern")));
                }
                if self.vars.len() >= u16::MAX as usize {
                    return Err(Problem::new(d, "the pattern has too many variables"));
                }
                self.vars.push(Var { name: s, depth: self.depth });
                Pattern::Var(self.vars.len() as u16 - 1)
            }
            DatumKind::List(r) => Pattern::List(Box::new(self.items(data.items(r), None)?)),
            DatumKind::Dotted(r) => {
                let (&rest, front) = data.items(r).split_last().expect("a dot stands after a datum");
                Pattern::List(Box::new(self.items(front, Some(rest))?))
            }
            DatumKind::Vector(r) => Pattern::Vector(Box::new(self.items(data.items(r), None)?)),
            DatumKind::Labelled(_) | DatumKind::Ref(_) => {
                return Err(Problem::new(d, "data that contain themselves cannot be part of a rule"));
            }
            _ => Pattern::Datum(Literal::new(data, d)),
        })
    }

    /// The patterns of a list; `rest` is what stands after its dot.
    pub fn items(&mut self, items: &[Datum], rest: Option<Datum>) -> Result<Items, Problem> {
        let mut out = Items::default();
        let mut i = 0;
        while let Some(&d) = items.get(i) {
            let dots = items.get(i + 1).and_then(|d| d.symbol());
            if out.many.is_none() && dots.is_some_and(|s| self.syntax.is_ellipsis(self.lowering, s)) {
                let first = self.vars.len() as u16;
                self.depth += 1;
                let pattern = self.pattern(d)?;
                self.depth -= 1;
                out.many = Some((pattern, first..self.vars.len() as u16));
                i += 2;
                continue;
            }
            let pattern = self.pattern(d)?;
            let list = if out.many.is_some() { &mut out.after } else { &mut out.before };
            list.push(pattern);
            i += 1;
        }
        out.rest = rest.map(|d| self.pattern(d)).transpose()?;
        Ok(out)
    }
}

/// Holds patterns against a use.
pub(super) struct Matcher<'m, 'a> {
    pub lowering: &'m Lowering<'a>,
    /// Where the macro is defined.
    pub place: u32,
    pub parts: Vec<Option<Part>>,
}

impl Matcher<'_, '_> {
    fn fits(&mut self, p: &Pattern, d: Datum) -> bool {
        match p {
            Pattern::Any => true,
            Pattern::Var(v) => {
                self.parts[*v as usize] = Some(Part::One(d));
                true
            }
            Pattern::Word(word) => d.symbol().is_some_and(|s| self.lowering.same_name(s, *word, self.place)),
            Pattern::Datum(literal) => literal.is(self.lowering.data, d),
            Pattern::List(items) => self.fits_list(items, d),
            Pattern::Vector(items) => match d.kind {
                DatumKind::Vector(r) => self.fits_items(items, r, d, None),
                _ => false,
            },
        }
    }

    /// Whether a list fits.
    fn fits_list(&mut self, p: &Items, d: Datum) -> bool {
        match d.kind {
            DatumKind::List(r) => self.fits_items(p, r, d, None),
            DatumKind::Dotted(r) => {
                let last = self.lowering.data.items(r)[r.len() - 1];
                self.fits_items(p, r.take(r.len() - 1), d, Some(last))
            }
            // What `(. rest)` would be, if it could be written.
            _ => self.fits_items(p, Range::default(), d, Some(d)),
        }
    }

    fn fits_rest(&mut self, p: &Items, d: Datum) -> bool {
        p.rest.as_ref().is_some_and(|rest| self.fits(rest, d))
    }

    /// Whether the items of a list or vector fit; `end` is what stands after its dot.
    pub fn fits_items(&mut self, p: &Items, range: Range, whole: Datum, end: Option<Datum>) -> bool {
        let items = self.lowering.data.items(range);
        let (before, after) = (p.before.len(), p.after.len());
        let Some(spare) = items.len().checked_sub(before + after) else { return false };
        if (p.many.is_none() && p.rest.is_none() && spare > 0) || (p.rest.is_none() && end.is_some()) {
            return false;
        }
        if !p.before.iter().zip(items).all(|(p, &d)| self.fits(p, d)) {
            return false;
        }
        let mut done = before;
        if let Some((pattern, vars)) = &p.many {
            if !self.fits_each(pattern, vars.clone(), range.skip(before).take(spare)) {
                return false;
            }
            done += spare;
            if !p.after.iter().zip(&items[done..]).all(|(p, &d)| self.fits(p, d)) {
                return false;
            }
            done += after;
        }
        p.rest.is_none() || self.fits_rest(p, remaining(self.lowering.data, range, done, whole, end))
    }

    /// Whether each of a run fits.
    fn fits_each(&mut self, pattern: &Pattern, vars: std::ops::Range<u16>, run: Range) -> bool {
        if let Pattern::Var(v) = pattern {
            self.parts[*v as usize] = Some(Part::Run(run));
            return true;
        }
        let items = self.lowering.data.items(run);
        let mut columns: Vec<Vec<Part>> = vars.clone().map(|_| Vec::with_capacity(items.len())).collect();
        for &d in items {
            if !self.fits(pattern, d) {
                return false;
            }
            for (column, v) in columns.iter_mut().zip(vars.clone()) {
                column.extend(self.parts[v as usize].take());
            }
        }
        for (column, v) in columns.into_iter().zip(vars) {
            self.parts[v as usize] = Some(Part::Each(column));
        }
        true
    }
}

/// What is left of a list after its first items.
fn remaining(data: &Data, range: Range, done: usize, whole: Datum, end: Option<Datum>) -> Datum {
    let rest = range.skip(done);
    let start = data.items(rest).first().or(end.as_ref()).map_or(whole.start, |d| d.start);
    match end {
        Some(end) if rest.is_empty() => end,
        // The last datum of a dotted list stands behind the others.
        Some(_) => Datum { kind: DatumKind::Dotted(rest.longer()), start, end: whole.end },
        None => Datum { kind: DatumKind::List(rest), start, end: whole.end },
    }
}
