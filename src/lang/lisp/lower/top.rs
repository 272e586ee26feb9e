//! The top level. First its forms are gathered: macros are defined and expanded,
//! `begin` is spliced, and what the unit defines is noted, so that a definition
//! counts in the whole unit. Then they are lowered.
use super::Lowering;
use super::scope::{Meaning, TOP};
use crate::core::{Expr, Kind};
use crate::lang::lisp::env::{Special, Word};
use crate::lang::lisp::messages::spelling;
use crate::syntax::Sym;
use crate::syntax::sexpr::{Datum, DatumKind};

/// What the top level consists of.
#[derive(Clone, Copy)]
pub(super) enum Top {
    /// A definition or an expression.
    Form(Datum),
    /// From here on, a name is a macro.
    Syntax(Sym, Word),
    /// The body of a library is run, by that function; where that is asked for.
    Start(Sym, Datum),
}

impl<'a> Lowering<'a> {
    /// Finds out what the unit consists of, defines and sets. `program`: its
    /// definitions hide builtins.
    pub(super) fn gather(&mut self, forms: &[Datum], program: bool) -> Vec<Top> {
        let mut tops = Vec::with_capacity(forms.len());
        let mut work: Vec<Datum> = forms.iter().rev().copied().collect();
        while let Some(d) = work.pop() {
            let d = self.expanded(d);
            match self.special_list(d) {
                Some((Special::Begin, rest)) => work.extend(rest.iter().rev()),
                Some((Special::CondExpand, rest)) => work.extend(self.cond_expand(rest).iter().rev()),
                Some((Special::Include, rest)) => work.extend(self.include(rest, d, false).iter().rev()),
                Some((Special::IncludeCi, rest)) => work.extend(self.include(rest, d, true).iter().rev()),
                Some((Special::Import, sets)) => {
                    tops.extend(self.import(sets).into_iter().map(|start| Top::Start(start, d)));
                }
                Some((Special::DefineLibrary, rest)) => self.define_library(rest, d),
                Some((Special::DefineSyntax, rest)) => {
                    if let Some((name, word)) = self.top_syntax(rest, d) {
                        tops.push(Top::Syntax(name, word));
                    }
                }
                Some((Special::Define, rest)) => {
                    if let Some(name) = self.defined_name(rest) {
                        self.declare(name, program);
                    }
                    tops.push(Top::Form(d));
                }
                Some((Special::DefineValues, rest)) => {
                    let formals = rest.first().copied();
                    let (names, rest) = formals.and_then(|d| self.parts(d)).unwrap_or((&[], formals));
                    for name in names.iter().copied().chain(rest).filter_map(|d| d.symbol()) {
                        self.declare(name, program);
                    }
                    tops.push(Top::Form(d));
                }
                Some((Special::DefineRecord, _)) => {
                    if let Ok(spec) = self.top_record(d) {
                        spec.names().into_iter().for_each(|name| self.declare(name, program));
                        self.register_record(&spec);
                    }
                    tops.push(Top::Form(d));
                }
                _ => tops.push(Top::Form(d)),
            }
        }
        self.survey_sets();
        if self.top != TOP {
            return tops;
        }
        // What a macro hides, it hides from its definition on.
        for &(name, old) in self.hidden_words.iter().rev() {
            if self.syntax_names.contains(&name) && old != Word::None {
                self.env.set_word(name, old);
            }
        }
        tops
    }

    /// The name in a `define` form.
    fn defined_name(&self, args: &[Datum]) -> Option<Sym> {
        let target = *args.first()?;
        let name = match target.kind {
            DatumKind::List(r) | DatumKind::Dotted(r) => *self.data.items(r).first()?,
            _ => target,
        };
        name.symbol()
    }

    /// The global that a definition of the top level gives a value. A name that a
    /// macro brought is a global of its own.
    pub(super) fn own_global(&mut self, name: Sym) -> Sym {
        let alias = name.alias().is_some();
        let known = match self.top {
            _ if alias => self.env.top_aliases.get(&name),
            TOP => return name,
            library => self.env.libraries[library as usize - 1].names.get(&name),
        };
        if let Some(&Word::Global(global)) = known
            && (alias || self.defined.contains_key(&global))
        {
            return global;
        }
        self.env.hidden += 1;
        let global = self.hidden_name(name);
        self.name_at_top(name, Word::Global(global));
        global
    }

    /// Gives a name of a macro or a library its meaning at the top level.
    fn name_at_top(&mut self, name: Sym, word: Word) {
        if name.alias().is_some() {
            self.keeps_aliases = true;
            self.env.top_aliases.insert(name, word);
        } else {
            self.env.libraries[self.top as usize - 1].names.insert(name, word);
        }
    }

    /// The name that hides a global which looks like another, see [`spelling`].
    pub(super) fn hidden_name(&mut self, name: Sym) -> Sym {
        let hidden = format!("{}%{}", self.interner.name(name), self.env.hidden);
        self.interner.intern(&hidden)
    }

    fn declare(&mut self, name: Sym, program: bool) {
        let global = self.own_global(name);
        *self.defined.entry(global).or_insert(0) += 1;
        if program {
            self.hide(global);
        }
    }

    /// Lets a word mean what the program makes of it.
    fn hide(&mut self, name: Sym) {
        self.change_word(name, Word::User);
    }

    pub(super) fn change_word(&mut self, name: Sym, word: Word) {
        let old = self.env.set_word(name, word);
        if old != word {
            self.hidden_words.push((name, old));
        }
    }

    /// Defines a macro; its name and what that is now, if others can use that name.
    fn top_syntax(&mut self, args: &'a [Datum], d: Datum) -> Option<(Sym, Word)> {
        let (name, meaning) = self.syntax_definition(args, d, self.top)?;
        let word = match meaning {
            Meaning::Macro(number) => Word::Macro(number),
            Meaning::Word(word, _) => Word::Same(word),
            Meaning::Var { .. } | Meaning::Global(_) => return None,
        };
        self.keeps_macros = true;
        if name.alias().is_some() || self.top != TOP {
            self.name_at_top(name, word);
            return None;
        }
        self.change_word(name, word);
        self.syntax_names.insert(name);
        Some((name, word))
    }

    /// Notes what may be set somewhere. What macros set later is noted when it is
    /// lowered, see `late_sets`.
    fn survey_sets(&mut self) {
        let set = self.interner.intern("set!");
        for &d in self.data.runs().flatten() {
            if let Some([head, name, ..]) = self.data.list(d)
                && head.symbol().map(|s| self.interner.plain(s)) == Some(set)
                && let Some(name) = name.symbol()
            {
                self.maybe_set.insert(self.interner.plain(name));
            }
        }
        let builtins: Vec<Sym> = (self.maybe_set.iter().copied())
            .filter(|&name| {
                matches!(self.env.word(name), Word::Builtin(_) | Word::Prim(_) | Word::Literal(_) | Word::Unsupported)
            })
            .collect();
        builtins.into_iter().for_each(|name| self.hide(name));
    }

    /// Lowers a part of the top level.
    pub(super) fn top(&mut self, top: Top, out: &mut Vec<Expr>) {
        let d = match top {
            Top::Form(d) => d,
            Top::Syntax(name, word) => {
                self.env.set_word(name, word);
                return;
            }
            Top::Start(start, d) => {
                let call = self.start_library(start, self.span(d));
                out.push(call);
                return;
            }
        };
        let span = self.span(d);
        match self.special_list(d) {
            Some((Special::Define, _)) => {
                let Some((name, at, value)) = self.definition(d) else { return };
                let global = self.own_global(name);
                if self.syntax_names.contains(&global) {
                    self.env.set_word(global, Word::User);
                }
                let value = self.value(name, at, value);
                let global = self.globals.resolve(global);
                out.push(Expr::new(Kind::DefineGlobal(global, Box::new(value)), span));
            }
            Some((Special::DefineValues, args)) => {
                let e = self.define_values(args, d);
                out.push(e);
            }
            Some((Special::DefineRecord, _)) => match self.top_record(d) {
                Ok(spec) => {
                    let definitions = self.record_definitions(&spec);
                    out.extend(definitions);
                }
                Err(problem) => self.report(*problem),
            },
            _ => out.push(self.expr(d, false)),
        }
    }

    /// Keeps in the environment what the unit defined, or nothing if it failed.
    pub(super) fn settle(&mut self, program: bool, failed: bool) {
        for (name, old) in std::mem::take(&mut self.hidden_words).into_iter().rev() {
            let kept = self.defined.contains_key(&name)
                || self.really_set.contains(&name)
                || self.syntax_names.contains(&name)
                || self.imported.contains(&name);
            if failed || !kept {
                self.env.set_word(name, old);
            }
        }
        if failed || self.scratch {
            self.env.libraries.truncate(self.first_library);
        }
        if failed {
            self.env.macros.truncate(self.first_macro);
            let first = self.first_alias;
            self.env.top_aliases.retain(|name, _| name.alias().is_some_and(|i| i < first));
            return;
        }
        if !self.keeps_macros {
            self.env.macros.truncate(self.first_macro);
        }
        for &name in self.defined.keys() {
            if program {
                self.env.user.insert(name);
            } else {
                self.env.known.insert(name);
            }
            self.env.forget_record(name);
        }
        for &name in &self.really_set {
            self.env.forget_record(name);
        }
        for (name, f) in std::mem::take(&mut self.records) {
            if self.made_by_record(name) {
                self.env.records.insert(name, f);
            }
        }
        for (name, fields) in std::mem::take(&mut self.record_types) {
            if self.made_by_record(name) {
                self.env.record_types.insert(name, fields);
            }
        }
    }

    /// Whether what a record type of the unit made of a name is what the name means
    /// in the whole unit.
    pub(super) fn made_by_record(&self, name: Sym) -> bool {
        self.defined.get(&name).is_none_or(|&n| n == 1) && !self.may_be_set(name)
    }

    /// Whether a global may be set by this unit, as far as is known before that is
    /// lowered.
    pub(super) fn may_be_set(&self, name: Sym) -> bool {
        if self.maybe_set.contains(&name) {
            return true;
        }
        // What is hidden is set under the name it looks like.
        let name = self.name(name);
        let spelt = spelling(name);
        spelt.len() < name.len() && self.interner.lookup(spelt).is_some_and(|s| self.maybe_set.contains(&s))
    }
}
