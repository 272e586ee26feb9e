//! Which parts of a program count, and parts of it that are in other files:
//! `cond-expand`, `include`.
use super::Lowering;
use crate::core::{Const, Expr, Kind};
use crate::lang::lisp::FEATURES;
use crate::syntax::sexpr::{self, Datum, DatumKind};
use crate::syntax::{Code, SourceId};
use std::rc::Rc;

/// Finds the text of a file that a text includes, and its number; or says why it
/// cannot.
pub type Files<'f> = dyn FnMut(SourceId, &str) -> Result<(SourceId, Rc<str>), String> + 'f;

/// What an inclusion counts as among the datums that macros make: a file that
/// includes itself comes to an end.
const FILE: usize = 10_000;

impl<'a> Lowering<'a> {
    /// The forms of the first clause whose requirement holds.
    pub(super) fn cond_expand(&mut self, clauses: &'a [Datum]) -> &'a [Datum] {
        const SHAPE: &str = "(cond-expand (requirement form ...) ... (else form ...))";
        for &clause in clauses {
            let Some((&requirement, forms)) = self.data.list(clause).and_then(|l| l.split_first()) else {
                self.misuse(clause, "a clause is a requirement and forms", SHAPE);
                return &[];
            };
            match self.holds(requirement) {
                Some(true) => return forms,
                Some(false) => {}
                None => {
                    self.misuse(
                        requirement,
                        "this is no requirement",
                        "a feature, (library name), (and ...), (or ...), (not ...), else",
                    );
                    return &[];
                }
            }
        }
        &[]
    }

    /// Whether a requirement holds, if it is one.
    fn holds(&self, d: Datum) -> Option<bool> {
        if let Some(s) = d.symbol() {
            let name = self.name(s);
            return Some(name == "else" || FEATURES.contains(&name));
        }
        let (head, args) = self.data.list(d)?.split_first()?;
        match (self.name(head.symbol()?), args) {
            ("and", args) => args.iter().try_fold(true, |all, &d| Some(self.holds(d)? && all)),
            ("or", args) => args.iter().try_fold(false, |any, &d| Some(self.holds(d)? || any)),
            ("not", &[d]) => self.holds(d).map(|holds| !holds),
            ("library", &[name]) => Some(self.knows_library(name)),
            _ => None,
        }
    }

    /// The forms of files. `fold`: without case.
    pub(super) fn include(&mut self, names: &[Datum], d: Datum, fold: bool) -> Vec<Datum> {
        let mut forms = vec![];
        if names.is_empty() {
            self.misuse(d, "the name of a file is needed", "(include \"file\" ...)");
        }
        for &name in names {
            let DatumKind::Str(i) = name.kind else {
                self.misuse(name, "the name of a file is a string", "(include \"file\" ...)");
                continue;
            };
            let Some(left) = self.expandable.checked_sub(FILE) else {
                self.error(Code::Expansion, name, "too many files are included, or one includes itself");
                continue;
            };
            self.expandable = left;
            let file = self.data.string(i).clone();
            let from = self.span(name).source;
            let (source, text) = match (self.files)(from, &file) {
                Ok(found) => found,
                Err(why) => {
                    self.error(Code::Io, name, format!("`{file}` cannot be included: {why}"));
                    continue;
                }
            };
            let read = if fold { sexpr::read_folded } else { sexpr::read };
            match read(self.interner, source, &text) {
                Ok(data) => match self.data.include(&data) {
                    Some(range) => forms.extend_from_slice(self.data.items(range)),
                    None => {
                        self.error(Code::TooLarge, name, "the program is larger than 4 GB");
                    }
                },
                Err(problems) => problems.into_iter().for_each(|p| self.report(p)),
            }
        }
        forms
    }

    /// An inclusion, or forms that were chosen, as an expression.
    pub(super) fn spliced(&mut self, forms: &[Datum], d: Datum, tail: bool) -> Expr {
        let span = self.span(d);
        let Some((&last, front)) = forms.split_last() else { return Expr::new(Kind::Const(Const::Unit), span) };
        let mut exprs = Vec::with_capacity(forms.len());
        for &d in front {
            exprs.push(self.expr(d, false));
        }
        exprs.push(self.expr(last, tail));
        super::seq(exprs, span)
    }
}
