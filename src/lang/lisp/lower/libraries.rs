//! Libraries: `define-library` and `import`.
//!
//! What a library defines are globals under hidden names; inside, a table says what
//! its names mean. Its body is a function that runs when the library is first
//! imported. What the standard libraries export is there without being imported.
use super::Lowering;
use super::scope::{Func, TOP};
use crate::core::{Const, Expr, Kind};
use crate::lang::lisp::env::{Library, Word};
use crate::syntax::sexpr::{Datum, DatumKind};
use crate::syntax::{Code, Span, Sym};
use rustc_hash::FxHashMap;

/// Libraries whose names are there anyway: those of R7RS, and requests for
/// implementation whose words this Lisp has.
const STANDARD: &[&str] = &[
    "(scheme base)",
    "(scheme case-lambda)",
    "(scheme char)",
    "(scheme complex)",
    "(scheme cxr)",
    "(scheme eval)",
    "(scheme file)",
    "(scheme inexact)",
    "(scheme lazy)",
    "(scheme load)",
    "(scheme process-context)",
    "(scheme r5rs)",
    "(scheme read)",
    "(scheme repl)",
    "(scheme small)",
    "(scheme time)",
    "(scheme write)",
    "(srfi 0)",
    "(srfi 1)",
    "(srfi 6)",
    "(srfi 8)",
    "(srfi 9)",
    "(srfi 11)",
    "(srfi 16)",
    "(srfi 23)",
    "(srfi 30)",
    "(srfi 39)",
    "(srfi 46)",
    "(srfi 62)",
    "(srfi 87)",
    "(glassbox)",
];

/// What an import set gives.
struct Names {
    /// Whether every standard name is among them, as itself.
    standard: bool,
    /// Names and what they mean.
    list: Vec<(Sym, Word)>,
}

impl Names {
    fn position(&self, name: Sym) -> Option<usize> {
        self.list.iter().position(|n| n.0 == name)
    }
}

/// A library being read.
#[derive(Default)]
struct Draft {
    /// What is to be exported: its own name, the name outside, and where that is said.
    exports: Vec<(Sym, Sym, Datum)>,
    body: Vec<Datum>,
    /// The functions that run the bodies of what it imports.
    starts: Vec<Sym>,
}

impl<'a> Lowering<'a> {
    /// The name of a library as text.
    fn library_name(&self, d: Datum) -> Option<String> {
        let mut text = String::from("(");
        for (i, &part) in self.data.list(d)?.iter().enumerate() {
            if i > 0 {
                text.push(' ');
            }
            match part.kind {
                DatumKind::Sym(s) => text.push_str(self.name(s)),
                DatumKind::Int(n @ 0..) => text.push_str(&crate::syntax::number::format_int(n, 10)),
                _ => return None,
            }
        }
        text.push(')');
        Some(text)
    }

    /// The library of that name that a program has defined.
    fn library_number(&self, name: &str) -> Option<usize> {
        self.env.libraries.iter().rposition(|l| &*l.name == name)
    }

    /// Whether there is a library of the name that a datum is.
    pub(super) fn knows_library(&self, d: Datum) -> bool {
        self.library_name(d).is_some_and(|name| self.library_number(&name).is_some() || is_standard(&name))
    }

    // Importing.

    /// The operands of an `import` form: names get their meanings. Gives the functions
    /// that run the bodies of the libraries.
    pub(super) fn import(&mut self, sets: &'a [Datum]) -> Vec<Sym> {
        let mut starts = vec![];
        for &set in sets {
            let Some(names) = self.import_set(set, &mut starts) else { continue };
            for (name, word) in names.list {
                self.import_name(name, word);
            }
        }
        starts
    }

    fn import_name(&mut self, name: Sym, word: Word) {
        if word == Word::Same(name) {
            return;
        }
        if self.top == TOP {
            self.imported.insert(name);
            self.change_word(name, word);
        } else {
            self.env.libraries[self.top as usize - 1].names.insert(name, word);
        }
    }

    fn import_set(&mut self, set: Datum, starts: &mut Vec<Sym>) -> Option<Names> {
        const SHAPE: &str = "(library name), or (only set name ...), (except set name ...), (prefix set word), (rename set (old new) ...)";
        if let Some([head, inner, args @ ..]) = self.data.list(set)
            && self.data.list(*inner).is_some()
            && let Some(head) = head.symbol()
        {
            let kind = self.interner.name_rc(head);
            let names = match &*kind {
                "only" | "except" | "prefix" | "rename" => self.import_set(*inner, starts)?,
                _ => {
                    self.misuse(set, "this is no way to import", SHAPE);
                    return None;
                }
            };
            return match &*kind {
                "only" => self.only(names, args),
                "except" => self.except(names, args),
                "prefix" => self.prefixed(names, args, set),
                _ => self.renamed(names, args),
            };
        }
        let Some(name) = self.library_name(set) else {
            self.misuse(set, "the name of a library is a list of words and numbers", SHAPE);
            return None;
        };
        match self.library_number(&name) {
            Some(number) => {
                let library = &self.env.libraries[number];
                let start = library.start;
                let names = Names { standard: false, list: library.exports.clone() };
                if !starts.contains(&start) {
                    starts.push(start);
                }
                Some(names)
            }
            None if is_standard(&name) => Some(Names { standard: true, list: vec![] }),
            None => {
                self.error(Code::Unbound, set, format!("there is no library {name}"));
                None
            }
        }
    }

    /// What a name of an import set means; reports it if there is none.
    fn imported(&mut self, names: &Names, d: Datum) -> Option<(Sym, Word)> {
        let Some(name) = d.symbol() else {
            self.error(Code::Form, d, "a name is needed here");
            return None;
        };
        if let Some(i) = names.position(name) {
            return Some(names.list[i]);
        }
        if names.standard && (self.env.standard(name) != Word::None || self.env.known.contains(&name)) {
            return Some((name, Word::Same(name)));
        }
        let message = format!("the library has no `{}`", self.name(name));
        self.error(Code::Unbound, d, message);
        None
    }

    fn only(&mut self, names: Names, args: &[Datum]) -> Option<Names> {
        let list = args.iter().filter_map(|&d| self.imported(&names, d)).collect();
        Some(Names { standard: false, list })
    }

    fn except(&mut self, mut names: Names, args: &[Datum]) -> Option<Names> {
        for &d in args {
            let (name, _) = self.imported(&names, d)?;
            names.list.retain(|n| n.0 != name);
        }
        Some(names)
    }

    fn prefixed(&mut self, names: Names, args: &[Datum], set: Datum) -> Option<Names> {
        let &[prefix] = args else {
            self.misuse(set, "one prefix is needed", "(prefix set word)");
            return None;
        };
        let Some(prefix) = prefix.symbol() else {
            self.misuse(prefix, "the prefix is a word", "(prefix set word)");
            return None;
        };
        let mut list = names.list;
        if names.standard {
            let standard = self.env.standard_names().filter(|&s| !self.interner.name(s).starts_with('%'));
            list.extend(standard.map(|s| (s, Word::Same(s))).collect::<Vec<_>>());
        }
        let prefix = self.interner.name_rc(prefix);
        for (name, _) in &mut list {
            let text = format!("{prefix}{}", self.interner.name(*name));
            *name = self.interner.intern(&text);
        }
        Some(Names { standard: false, list })
    }

    fn renamed(&mut self, names: Names, args: &[Datum]) -> Option<Names> {
        let mut list = names.list.clone();
        for &pair in args {
            let Some(&[old, new]) = self.data.list(pair) else {
                self.misuse(pair, "an old and a new name are needed", "(rename set (old new) ...)");
                return None;
            };
            let (old, word) = self.imported(&names, old)?;
            let new = new.symbol()?;
            match names.position(old) {
                Some(i) => list[i].0 = new,
                None => list.push((new, word)),
            }
        }
        Some(Names { list, ..names })
    }

    // Definitions.

    /// `(define-library name declaration ...)`
    pub(super) fn define_library(&mut self, args: &'a [Datum], d: Datum) {
        const SHAPE: &str = "(define-library (name ...) (export name ...) (import set ...) (begin definition ...))";
        let span = self.span(d);
        if self.top != TOP {
            self.error(Code::Form, d, "a library cannot stand in another one");
            return;
        }
        let name = args.first().and_then(|&d| self.library_name(d));
        let (Some(name), [_, declarations @ ..]) = (name, args) else {
            self.misuse(d, "a library needs a name, which is a list of words and numbers", SHAPE);
            return;
        };
        self.env.hidden += 1;
        let start = self.interner.intern("start-library");
        let start = self.hidden_name(start);
        let library = Library { name: name.as_str().into(), names: FxHashMap::default(), exports: vec![], start };
        self.env.libraries.push(library);
        self.top = self.env.libraries.len() as u32;
        let mut draft = Draft::default();
        self.declarations(declarations, &mut draft);

        self.funcs.push(Func::default());
        let start = self.globals.resolve(start);
        let at = |kind| Expr::new(kind, span);
        // The second time, nothing is left to do.
        let unit = || at(Kind::Const(Const::Unit));
        let nothing = Func::default().finish(Some("start-library".into()), span, 0, false, unit());
        let mut exprs = vec![at(Kind::SetGlobal(start, Box::new(at(Kind::Lambda(Box::new(nothing))))))];
        for other in draft.starts {
            exprs.push(self.start_library(other, span));
        }
        for top in self.gather(&draft.body, true) {
            self.top(top, &mut exprs);
        }
        exprs.push(unit());
        let func = self.funcs.pop().expect("pushed above");
        let body = func.finish(Some(name.into()), span, 0, false, super::seq(exprs, span));
        self.hoisted.push(at(Kind::DefineGlobal(start, Box::new(at(Kind::Lambda(Box::new(body)))))));

        let mut exports = vec![];
        for (own, outside, at) in draft.exports {
            let names = &self.env.libraries[self.top as usize - 1].names;
            match names.get(&own) {
                Some(&word) => exports.push((outside, word)),
                None if self.env.standard(own) != Word::None || self.env.known.contains(&own) => {
                    exports.push((outside, Word::Same(own)));
                }
                None => {
                    let message = format!("`{}` is exported, but not defined", self.name(own));
                    self.error(Code::Unbound, at, message);
                }
            }
        }
        self.env.libraries[self.top as usize - 1].exports = exports;
        self.top = TOP;
    }

    /// Runs the body of a library, if that has not been done.
    pub(super) fn start_library(&mut self, start: Sym, span: Span) -> Expr {
        let callee = Box::new(Expr::new(Kind::Global(self.globals.resolve(start)), span));
        Expr::new(Kind::Call { callee, args: vec![], tail: false }, span)
    }

    /// Lowers what follows in an environment of its own, which only has what these
    /// sets import, and goes away with the unit.
    pub(super) fn environment(&mut self, sets: &'a [Datum]) {
        let start = self.interner.intern("start-library");
        let library = Library { name: "".into(), names: FxHashMap::default(), exports: vec![], start };
        self.env.libraries.push(library);
        self.top = self.env.libraries.len() as u32;
        self.scratch = true;
        self.starts = self.import(sets);
    }

    fn declarations(&mut self, declarations: &[Datum], draft: &mut Draft) {
        const KINDS: &str = "export, import, begin, include, include-ci, include-library-declarations, cond-expand";
        let mut work: Vec<Datum> = declarations.iter().rev().copied().collect();
        while let Some(d) = work.pop() {
            let Some((head, args)) = self.data.list(d).and_then(|l| l.split_first()) else {
                self.misuse(d, "this is no declaration of a library", KINDS);
                continue;
            };
            match head.symbol().map(|s| self.interner.name_rc(s)).as_deref() {
                Some("export") => args.iter().for_each(|&d| self.export(d, draft)),
                Some("import") => draft.starts.extend(self.import(args)),
                Some("begin") => draft.body.extend(args),
                Some(word @ ("include" | "include-ci")) => {
                    let forms = self.include(args, d, word == "include-ci");
                    draft.body.extend(forms);
                }
                Some("include-library-declarations") => {
                    let forms = self.include(args, d, false);
                    work.extend(forms.iter().rev());
                }
                Some("cond-expand") => work.extend(self.cond_expand(args).iter().rev()),
                _ => {
                    self.misuse(*head, "this is no declaration of a library", KINDS);
                }
            }
        }
    }

    fn export(&mut self, d: Datum, draft: &mut Draft) {
        if let Some(name) = d.symbol() {
            draft.exports.push((name, name, d));
            return;
        }
        let spec: Option<Vec<Sym>> = self.data.list(d).and_then(|l| l.iter().map(|d| d.symbol()).collect());
        match spec.as_deref() {
            Some(&[rename, own, outside]) if self.name(rename) == "rename" => draft.exports.push((own, outside, d)),
            _ => {
                self.misuse(d, "what is exported is a name", "name, or (rename own-name name)");
            }
        }
    }
}

/// Whether everything a library exports is there anyway.
fn is_standard(name: &str) -> bool {
    STANDARD.contains(&name)
}
