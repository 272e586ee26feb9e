//! What a VM's Lisp knows between one unit and the next: which words mean
//! something by themselves, and what programs have defined.
use super::builtins::{BUILTINS, PRIM_WORDS};
use super::lower::Macro;
use crate::core::{GlobalId, NativeId, Prim};
use crate::syntax::{Interner, Sym};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

macro_rules! specials {
    ($($name:ident = $($text:literal)|+;)*) => {
        /// A special form, or a word with a meaning inside one.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Special { $($name,)* }
        /// Their names.
        pub(super) const SPECIALS: &[(&str, Special)] = &[$($(($text, Special::$name),)+)*];
    };
}

specials! {
    Quote = "quote";
    Quasi = "quasiquote";
    Unquote = "unquote";
    Splice = "unquote-splicing";
    Define = "define";
    DefineRecord = "define-record-type";
    DefineSyntax = "define-syntax";
    LetSyntax = "let-syntax";
    LetrecSyntax = "letrec-syntax";
    SyntaxRules = "syntax-rules";
    SyntaxError = "syntax-error";
    Lambda = "lambda" | "fn" | "λ";
    CaseLambda = "case-lambda";
    Let = "let";
    LetStar = "let*";
    Letrec = "letrec" | "letrec*";
    LetValues = "let-values";
    LetStarValues = "let*-values";
    Receive = "receive";
    DefineValues = "define-values";
    Parameterize = "parameterize";
    Delay = "delay";
    DelayForce = "delay-force";
    ConsStream = "cons-stream";
    Async = "async" | "promise";
    Set = "set!";
    If = "if";
    Cond = "cond";
    Case = "case";
    When = "when";
    Unless = "unless";
    And = "and";
    Or = "or";
    Do = "do";
    Begin = "begin";
    Try = "try";
    Catch = "catch";
    Finally = "finally";
    Guard = "guard";
    Assert = "assert";
    Match = "match";
    Select = "select";
    Else = "else";
    Arrow = "=>";
    Import = "import";
}

/// Words of R7RS that this version does not have. Using one is an error that
/// says so, unless the program defines the word itself.
const UNSUPPORTED: &[&str] = &["define-library", "include", "include-ci", "cond-expand", "eval", "environment", "load"];

/// Words for constants (FluentAI's spelling of them).
const CONSTANTS: &[(&str, Literal)] = &[("true", Literal::True), ("false", Literal::False), ("nil", Literal::Nil)];

/// A constant that has a word.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Literal {
    /// `#t`.
    True,
    /// `#f`.
    False,
    /// The empty list.
    Nil,
}

/// What a word means unless a program binds it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Word {
    /// Nothing.
    None,
    /// A special form.
    Special(Special),
    /// A constant.
    Literal(Literal),
    /// A builtin function.
    Builtin(NativeId),
    /// A primitive without a native function.
    Prim(Prim),
    /// A macro, by its number.
    Macro(u32),
    /// The global of another name.
    Global(Sym),
    /// Known not to be supported.
    Unsupported,
    /// What the program has defined or set itself.
    User,
}

/// What a function made by `define-record-type` does; direct calls of it need
/// no call.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum RecordFn {
    /// Makes one: all fields in their order.
    Make { ty: GlobalId, fields: u32 },
    /// Tells whether something is one.
    Is { ty: GlobalId },
    /// Reads a field.
    Get { ty: GlobalId, field: Sym },
    /// Sets a field.
    Set { ty: GlobalId, field: Sym },
}

/// What the Lisp of one VM remembers from unit to unit.
pub struct LispEnv {
    words: Vec<Word>,
    /// Names that have a value from the program. They hide builtins and forms.
    pub(super) user: FxHashSet<Sym>,
    /// Names that have a value without hiding anything: from the prelude or the host.
    pub(super) known: FxHashSet<Sym>,
    /// Functions made by `define-record-type` and not redefined since.
    pub(super) records: FxHashMap<Sym, RecordFn>,
    /// The fields of record types, by the name of the type, and not redefined since.
    pub(super) record_types: FxHashMap<Sym, Rc<[Sym]>>,
    /// Macros by number.
    pub(super) macros: Vec<Rc<Macro>>,
    /// What macros define at the top level under names that they brought themselves.
    pub(super) top_aliases: FxHashMap<Sym, Word>,
    /// Number of hidden names made so far.
    pub(super) hidden: u32,
    /// The name `call-with-values`, whose direct calls need not be calls.
    pub(super) call_with_values: Sym,
}

impl LispEnv {
    /// For a new VM. The words of the Lisp are interned.
    pub fn new(interner: &mut Interner) -> Self {
        let mut words = Vec::with_capacity(512);
        let mut set = |name: &str, word: Word| {
            let at = interner.intern(name).0 as usize;
            if words.len() <= at {
                words.resize(at + 1, Word::None);
            }
            words[at] = word;
        };
        for &name in UNSUPPORTED {
            set(name, Word::Unsupported);
        }
        for (i, b) in BUILTINS.iter().enumerate() {
            set(b.name, Word::Builtin(NativeId(i as u32)));
        }
        for &(name, prim) in PRIM_WORDS {
            set(name, Word::Prim(prim));
        }
        for &(name, literal) in CONSTANTS {
            set(name, Word::Literal(literal));
        }
        for &(name, special) in SPECIALS {
            set(name, Word::Special(special));
        }
        LispEnv {
            words,
            user: FxHashSet::default(),
            known: FxHashSet::default(),
            records: FxHashMap::default(),
            record_types: FxHashMap::default(),
            macros: vec![],
            top_aliases: FxHashMap::default(),
            hidden: 0,
            call_with_values: interner.intern("call-with-values"),
        }
    }

    /// Tells that the host has given a global a value.
    pub fn declare(&mut self, name: Sym) {
        self.user.insert(name);
        self.forget_record(name);
        self.set_word(name, Word::User);
    }

    /// A name is no longer what a record type made of it.
    pub(super) fn forget_record(&mut self, name: Sym) {
        self.records.remove(&name);
        self.record_types.remove(&name);
    }

    /// What a word means unless a program binds it.
    #[inline]
    pub(super) fn word(&self, s: Sym) -> Word {
        self.words.get(s.0 as usize).copied().unwrap_or(Word::None)
    }

    /// Gives a word another meaning; its old one.
    pub(super) fn set_word(&mut self, s: Sym, word: Word) -> Word {
        let at = s.0 as usize;
        if self.words.len() <= at {
            self.words.resize(at + 1, Word::None);
        }
        std::mem::replace(&mut self.words[at], word)
    }

    /// Words that begin with `prefix`, for completion: forms, builtins and
    /// whatever has been defined.
    pub fn completions<'a>(&'a self, interner: &'a Interner, prefix: &str) -> Vec<&'a str> {
        let mut all: Vec<&str> = self.names(interner).filter(|n| n.starts_with(prefix) && !n.contains('%')).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Every word that means something.
    pub(super) fn names<'a>(&'a self, interner: &'a Interner) -> impl Iterator<Item = &'a str> {
        let words = self.words.iter().enumerate().filter(|(_, w)| !matches!(w, Word::None | Word::Unsupported));
        words
            .map(|(i, _)| Sym(i as u32))
            .chain(self.user.iter().copied())
            .chain(self.known.iter().copied())
            .map(|s| interner.name(s))
    }
}
