//! Hygienic macros: `syntax-rules`, and the forms that define macros.
//!
//! A use becomes new datums in the arena of the text, which are lowered in its
//! place; they stand where the use stands. Symbols that come from the template are
//! aliases (see `scope`): as binders they bind nothing else, and where they are not
//! bound they mean what they mean where the macro is defined. Quoted, they are the
//! symbols they look like.
mod literal;
mod pattern;
mod template;

use super::Lowering;
use super::scope::{LOCAL, Meaning};
use crate::core::{Const, Expr, Kind};
use crate::lang::lisp::env::{Special, Word};
use crate::syntax::sexpr::{Datum, DatumKind};
use crate::syntax::{Code, Diagnostic, Span, Sym};
use pattern::{Items, Matcher, Part};
use std::rc::Rc;
use template::{Failure, Filler, Template};

/// How many datums the macros of one unit may make, with some for each use.
pub(super) const MOST: usize = 2_000_000;
/// What a use costs beside the datums it makes.
const USE: usize = 16;

/// A macro.
pub struct Macro {
    name: Sym,
    /// Where it is defined: what the symbols of its templates mean is what they mean
    /// there.
    place: u32,
    span: Span,
    rules: Vec<Rule>,
}

/// A pattern and what it becomes.
struct Rule {
    /// What follows the name of the macro.
    pattern: Items,
    /// Number of variables.
    vars: usize,
    template: Template,
    /// The symbols of the template.
    symbols: Vec<Sym>,
}

/// What is special in the patterns of a macro.
struct Syntax<'s> {
    /// The ellipsis, if it is not the usual one.
    ellipsis: Option<Sym>,
    /// Words that stand for themselves.
    words: &'s [Sym],
}

impl Syntax<'_> {
    fn is_ellipsis(&self, lowering: &Lowering, s: Sym) -> bool {
        let is = match self.ellipsis {
            Some(own) => s == own,
            None => lowering.interner.name(s) == "...",
        };
        is && !self.words.contains(&s)
    }
}

/// What is wrong with a rule.
struct Problem {
    at: Datum,
    message: String,
}

impl Problem {
    fn new(at: Datum, message: impl Into<String>) -> Problem {
        Problem { at, message: message.into() }
    }
}

const SHAPE: &str = "(syntax-rules (word ...) (pattern template) ...)";

impl<'a> Lowering<'a> {
    // Definitions.

    /// The name that a `define-syntax` form defines, and what it will mean.
    pub(super) fn syntax_definition(&mut self, args: &'a [Datum], d: Datum, place: u32) -> Option<(Sym, Meaning)> {
        let &[name, value] = args else {
            self.misuse(d, "`define-syntax` needs a name and its rules", "(define-syntax name (syntax-rules ...))");
            return None;
        };
        let Some(sym) = name.symbol() else {
            self.misuse(name, "`define-syntax` needs a name", "(define-syntax name (syntax-rules ...))");
            return None;
        };
        Some((sym, self.transformer(sym, value, place)?))
    }

    /// What a name means that is defined to be a macro: rules, or what another word means.
    fn transformer(&mut self, name: Sym, value: Datum, place: u32) -> Option<Meaning> {
        let value = self.expanded(value);
        if let Some(s) = value.symbol() {
            let meaning = self.meaning(s);
            if matches!(meaning, Meaning::Macro(_) | Meaning::Word(_, Word::Special(_))) {
                return Some(meaning);
            }
        }
        let rules = match self.special_list(value) {
            Some((Special::SyntaxRules, args)) => self.rules(name, args, value, place)?,
            _ => {
                self.misuse(value, "a macro is defined by `syntax-rules`, or as another one", SHAPE);
                return None;
            }
        };
        let brought = |s: &Sym| s.alias().is_some();
        self.keeps_aliases |= rules.place < LOCAL && rules.rules.iter().any(|r| r.symbols.iter().any(brought));
        self.env.macros.push(Rc::new(rules));
        Some(Meaning::Macro(self.env.macros.len() as u32 - 1))
    }

    /// The macro that a `syntax-rules` form is.
    fn rules(&mut self, name: Sym, args: &'a [Datum], d: Datum, place: u32) -> Option<Macro> {
        let (ellipsis, args) = match args {
            [first, rest @ ..] if first.symbol().is_some() => (first.symbol(), rest),
            _ => (None, args),
        };
        let Some((&words, rules)) = args.split_first() else {
            self.misuse(d, "`syntax-rules` needs a list of words and rules", SHAPE);
            return None;
        };
        let words: Option<Vec<Sym>> = self.data.list(words).and_then(|l| l.iter().map(|d| d.symbol()).collect());
        let Some(words) = words else {
            self.misuse(d, "the words of `syntax-rules` are a list of symbols", SHAPE);
            return None;
        };
        let syntax = Syntax { ellipsis, words: &words };
        let mut out = Vec::with_capacity(rules.len());
        for &rule in rules {
            match self.rule(&syntax, rule) {
                Ok(rule) => out.push(rule),
                Err(problem) => {
                    self.misuse(problem.at, problem.message, SHAPE);
                    return None;
                }
            }
        }
        Some(Macro { name, place, span: self.span(d), rules: out })
    }

    fn rule(&self, syntax: &Syntax, rule: Datum) -> Result<Rule, Problem> {
        let Some(&[pattern, template]) = self.data.list(rule) else {
            return Err(Problem::new(rule, "a rule is a pattern and a template"));
        };
        let parts = self.parts(pattern).and_then(|(items, rest)| Some((items.split_first()?.1, rest)));
        let Some((items, rest)) = parts else {
            return Err(Problem::new(pattern, "the pattern is a list that begins with the name of the macro"));
        };
        let mut reader = pattern::Reader { lowering: self, syntax, vars: vec![], depth: 0 };
        let pattern = reader.items(items, rest)?;
        let vars = reader.vars;
        let mut reader =
            template::Reader { lowering: self, syntax, vars: &vars, symbols: vec![], depth: 0, escaped: false };
        let template = reader.template(template, &mut vec![])?;
        let symbols = reader.symbols;
        Ok(Rule { pattern, vars: vars.len(), template, symbols })
    }

    /// `(let-syntax ((name rules) ...) body ...)` and `letrec-syntax`.
    #[inline(never)]
    pub(super) fn form_let_syntax(&mut self, recursive: bool, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(let-syntax ((name (syntax-rules ...)) ...) body ...)";
        let span = self.span(d);
        let [bindings, body @ ..] = args else {
            return self.misuse(d, "macros and a body are needed", SHAPE);
        };
        let Some(bindings) = self.bindings_of(*bindings, SHAPE) else {
            return Expr::new(Kind::Const(Const::Unit), span);
        };
        let mark = self.bindings.enter();
        let place = self.open_place();
        if !recursive {
            self.close_place(place);
        }
        let mut macros = Vec::with_capacity(bindings.len());
        for (name, value) in bindings {
            let Some(sym) = name.symbol() else { return self.misuse(name, "a name is needed here", SHAPE) };
            if let Some(meaning) = self.transformer(sym, value, place) {
                macros.push((sym, meaning));
            }
        }
        for (name, meaning) in macros {
            self.bindings.bind(name, meaning);
        }
        if recursive {
            self.close_place(place);
        }
        let e = self.body(body, span, tail);
        self.bindings.leave(mark);
        e
    }

    // Uses.

    /// What a form becomes if it is the use of a macro, and that if it is another
    /// one, until it is none.
    #[inline]
    pub(super) fn expanded(&mut self, d: Datum) -> Datum {
        match self.macro_of(d) {
            Some(number) => self.expand_all(number, d),
            None => d,
        }
    }

    /// The macro that a form uses.
    fn macro_of(&self, d: Datum) -> Option<u32> {
        if self.env.macros.is_empty() || d.is_square() {
            return None;
        }
        let range = match d.kind {
            DatumKind::List(r) | DatumKind::Dotted(r) => r,
            _ => return None,
        };
        match self.meaning(self.data.items(range).first()?.symbol()?) {
            Meaning::Macro(number) => Some(number),
            _ => None,
        }
    }

    #[inline(never)]
    fn expand_all(&mut self, mut number: u32, mut d: Datum) -> Datum {
        loop {
            match self.expand(number, d) {
                Some(new) => d = new,
                // What is wrong was said; this does no further harm.
                None => return Datum { kind: DatumKind::False, ..d },
            }
            match self.macro_of(d) {
                Some(next) => number = next,
                None => return d,
            }
        }
    }

    fn expand(&mut self, number: u32, d: Datum) -> Option<Datum> {
        let rules = self.env.macros[number as usize].clone();
        let Some(left) = self.expandable.checked_sub(USE) else { return self.endless(&rules, d) };
        let (range, end) = match d.kind {
            DatumKind::List(r) => (r.skip(1), None),
            DatumKind::Dotted(r) => (r.take(r.len() - 1).skip(1), self.data.items(r).last().copied()),
            _ => return None,
        };
        for rule in &rules.rules {
            let mut parts = vec![];
            parts.resize_with(rule.vars, || None);
            let mut matcher = Matcher { lowering: self, place: rules.place, parts };
            if !matcher.fits_items(&rule.pattern, range, d, end) {
                continue;
            }
            let parts: Vec<Option<Part>> = matcher.parts;
            let filler = Filler::new(self.data, self.interner, &parts, &rule.symbols, rules.place, d, left);
            return match filler.fill(&rule.template) {
                Ok((new, count)) => {
                    self.expandable = left - count.min(left);
                    self.expansions.push((d.start, d.end, rules.name));
                    Some(new)
                }
                Err(Failure::TooLarge) => self.endless(&rules, d),
                Err(Failure::Lengths) => {
                    let message = format!(
                        "in this use of `{}`, parts that belong together repeat differently often",
                        self.name(rules.name)
                    );
                    self.report_use(Code::Form, &rules, d, message);
                    None
                }
            };
        }
        let message = format!("no rule of the macro `{}` fits this use", self.name(rules.name));
        self.report_use(Code::Form, &rules, d, message);
        None
    }

    fn report_use(&mut self, code: Code, rules: &Macro, d: Datum, message: String) {
        let span = self.span(d);
        self.report(Diagnostic::error(code, span, message).label(rules.span, "its rules"));
    }

    #[cold]
    fn endless(&mut self, rules: &Macro, d: Datum) -> Option<Datum> {
        // One report is enough.
        self.expandable = 0;
        if !self.problems.iter().any(|p| p.code == Code::Expansion) {
            let message = format!("the macro `{}` does not come to an end, or makes too much", self.name(rules.name));
            self.report_use(Code::Expansion, rules, d, message);
        }
        self.errors += 1;
        None
    }

    /// The macro in whose expansion a place is: the last that was used there.
    pub(super) fn macro_at(&self, span: Span) -> Option<&str> {
        let here =
            |&&(start, end, _): &&(u32, u32, Sym)| self.data.span(Datum { kind: DatumKind::False, start, end }) == span;
        self.expansions.iter().rev().find(here).map(|&(_, _, name)| self.name(name))
    }

    /// `(syntax-error message form ...)`
    #[cold]
    pub(super) fn form_syntax_error(&mut self, args: &'a [Datum], d: Datum) -> Expr {
        let [message, forms @ ..] = args else {
            return self.misuse(d, "`syntax-error` needs a message", "(syntax-error message form ...)");
        };
        let mut text = match message.kind {
            DatumKind::Str(i) => self.data.string(i).to_string(),
            _ => self.shown(*message),
        };
        for &form in forms {
            text.push(' ');
            text.push_str(&self.shown(form));
        }
        self.error(Code::Form, d, text)
    }
}
