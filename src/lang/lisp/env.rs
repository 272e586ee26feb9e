//! What a VM's Lisp knows between one unit and the next: which words mean
//! something by themselves, and what programs have defined.
use super::builtins::{BUILTINS, PRIM_WORDS};
use super::lower::Macro;
use crate::core::{GlobalId, NativeId, Prim};
use crate::syntax::{Interner, Sym};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

macro_rules! specials {
    ($($name:ident = $($text:literal)|+, $shape:literal, $doc:literal;)*) => {
        /// A special form, or a word with a meaning inside one.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Special { $($name,)* }
        /// Their names.
        pub(super) const SPECIALS: &[(&str, Special)] = &[$($(($text, Special::$name),)+)*];
        /// How each is written and what it does. Apart from the names, so that programs
        /// which do not show it do not carry it.
        pub(super) const SPECIAL_DOCS: &[(&[&str], &str, &str)] = &[$((&[$($text),+], $shape, $doc),)*];
    };
}

#[rustfmt::skip]
specials! {
    Quote = "quote", "(quote datum)", "The datum as it stands; short: 'datum.";
    Quasi = "quasiquote", "(quasiquote datum)", "The datum with what is unquoted in it evaluated; short: `datum.";
    Unquote = "unquote", "(unquote expression)", "Inside a quasiquote, the value; short: ,expression.";
    Splice = "unquote-splicing", "(unquote-splicing expression)", "Inside a quasiquote, the elements of the list; short: ,@expression.";
    Define = "define", "(define name value) or (define (name parameter ...) body ...)", "Gives a name a value.";
    DefineRecord = "define-record-type", "(define-record-type name (constructor field ...) predicate (field accessor modifier) ...)", "Defines a type of records.";
    DefineSyntax = "define-syntax", "(define-syntax name (syntax-rules (literal ...) (pattern template) ...))", "Defines a macro.";
    LetSyntax = "let-syntax", "(let-syntax ((name rules) ...) body ...)", "Macros for a body.";
    LetrecSyntax = "letrec-syntax", "(letrec-syntax ((name rules) ...) body ...)", "Macros for a body, which may use each other.";
    SyntaxRules = "syntax-rules", "(syntax-rules (literal ...) (pattern template) ...)", "The rules of a macro.";
    SyntaxError = "syntax-error", "(syntax-error \"message\" datum ...)", "An error where a macro is used.";
    Lambda = "lambda" | "fn" | "λ", "(lambda (parameter ... . rest) body ...)", "A function.";
    CaseLambda = "case-lambda", "(case-lambda ((parameter ... . rest) body ...) ...)", "A function that chooses a clause by the number of arguments.";
    Let = "let", "(let ((name value) ...) body ...) or (let loop ((name first) ...) body ...)", "Binds names for a body; with a name for the body, a loop.";
    LetStar = "let*", "(let* ((name value) ...) body ...)", "Binds names one after the other.";
    Letrec = "letrec" | "letrec*", "(letrec ((name value) ...) body ...)", "Binds names whose values may use each other.";
    LetValues = "let-values", "(let-values (((name ...) expression) ...) body ...)", "Binds the values of expressions.";
    LetStarValues = "let*-values", "(let*-values (((name ...) expression) ...) body ...)", "The same, one expression after the other.";
    Receive = "receive", "(receive (name ...) expression body ...)", "Binds the values of an expression.";
    DefineValues = "define-values", "(define-values (name ...) expression)", "Defines names by the values of an expression.";
    Parameterize = "parameterize", "(parameterize ((parameter value) ...) body ...)", "Gives parameters other values while a body runs.";
    Delay = "delay", "(delay expression)", "A promise: the expression is evaluated when it is first forced.";
    DelayForce = "delay-force", "(delay-force expression)", "A promise of what the promise gives that the expression gives.";
    ConsStream = "cons-stream", "(cons-stream first rest)", "A pair of a value and the promise of another.";
    Async = "async" | "promise", "(async expression ...)", "A promise of what a task computes meanwhile; `await` waits for it.";
    Set = "set!", "(set! name value)", "Gives a variable another value.";
    If = "if", "(if test then else)", "The value of one of two expressions.";
    Cond = "cond", "(cond (test expression ...) ... (else expression ...))", "The first clause whose test is true.";
    Case = "case", "(case key ((datum ...) expression ...) ... (else expression ...))", "The clause that has the key.";
    When = "when", "(when test body ...)", "The body if the test is true.";
    Unless = "unless", "(unless test body ...)", "The body if the test is false.";
    And = "and", "(and expression ...)", "The first value that is false, or the last.";
    Or = "or", "(or expression ...)", "The first value that is true, or the last.";
    Do = "do", "(do ((name first next) ...) (test result ...) command ...)", "A loop; without variables, the same as `begin`.";
    Begin = "begin", "(begin expression ...)", "Expressions one after the other.";
    Try = "try", "(try body ... (catch pattern handler ...) ... (finally cleanup ...))", "Handles what the body throws.";
    Catch = "catch", "(catch pattern handler ...)", "Inside `try`: what is done if the pattern fits what was thrown.";
    Finally = "finally", "(finally cleanup ...)", "Inside `try`: what is done in the end, whatever happened.";
    Guard = "guard", "(guard (name (test expression ...) ...) body ...)", "Handles what the body raises, by clauses as of `cond`.";
    Assert = "assert", "(assert test)", "An error that shows the test, if that is false.";
    Match = "match", "(match value (pattern expression ...) ...)", "The first clause whose pattern fits; the empty list if none does. A pattern is a name, a literal, 'datum, (list p ...), (cons p q), #(p ...), (or p ...), (and p ...), (not p), (as name p), (when p test), (? predicate p ...), (view function p), (.. low high), (..= low high), or a record type with patterns for its fields.";
    Select = "select", "(select ((recv! channel name) body ...) ((send! channel value) body ...) (default body ...))", "The first operation that can be done.";
    Else = "else", "(else expression ...)", "The last clause of `cond`, `case` and their like.";
    Arrow = "=>", "(test => function)", "In a clause: the function is called with the value of the test.";
    DefineLibrary = "define-library", "(define-library (name ...) (export name ...) (import set ...) (begin form ...))", "Defines a library.";
    CondExpand = "cond-expand", "(cond-expand (requirement form ...) ... (else form ...))", "The forms of the first clause whose features are there.";
    Include = "include", "(include \"file\" ...)", "The forms of files that the host lets the program read.";
    IncludeCi = "include-ci", "(include-ci \"file\" ...)", "The same with names in lower case.";
    Import = "import", "(import (scheme base) (only (my library) name ...) ...)", "Brings in what libraries export; those of `scheme` are all there.";
}

/// Words of R7RS that this version does not have. Using one is an error that
/// says so, unless the program defines the word itself.
const UNSUPPORTED: &[&str] = &["load"];

/// Words for constants (FluentAI's spelling of them).
const CONSTANTS: &[(&str, Literal)] = &[
    ("true", Literal::True),
    ("false", Literal::False),
    ("nil", Literal::Nil),
    ("system-global-environment", Literal::Environment),
];

/// A constant that has a word.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Literal {
    /// `#t`.
    True,
    /// `#f`.
    False,
    /// The empty list.
    Nil,
    /// The environment of the program.
    Environment,
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
    /// What another name meant before any program.
    Same(Sym),
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

/// A library that a program has defined.
pub(super) struct Library {
    /// As it is written.
    pub name: Rc<str>,
    /// What names mean in it: its definitions, and what it imports. All others mean
    /// what they mean before any program.
    pub names: FxHashMap<Sym, Word>,
    /// What it exports.
    pub exports: Vec<(Sym, Word)>,
    /// The global of the function that runs its body, once.
    pub start: Sym,
}

/// What the Lisp of one VM remembers from unit to unit.
pub struct LispEnv {
    words: Vec<Word>,
    /// The words before any program.
    standard: Vec<Word>,
    /// Names that have a value from the program. They hide builtins and forms.
    pub(super) user: FxHashSet<Sym>,
    /// Names that have a value without hiding anything: from the prelude or the host.
    pub(super) known: FxHashSet<Sym>,
    /// Functions made by `define-record-type` and not redefined since.
    pub(super) records: FxHashMap<Sym, RecordFn>,
    /// The fields of record types, by the name of the type, and not redefined since.
    pub(super) record_types: FxHashMap<Sym, Rc<[Sym]>>,
    /// Libraries in the order of their definition.
    pub(super) libraries: Vec<Library>,
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
    /// How many macros there are; none is ever forgotten.
    pub(crate) fn macros(&self) -> usize {
        self.macros.len()
    }
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
            standard: words.clone(),
            words,
            user: FxHashSet::default(),
            known: FxHashSet::default(),
            records: FxHashMap::default(),
            record_types: FxHashMap::default(),
            libraries: vec![],
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

    /// What a word means before any program.
    pub(super) fn standard(&self, s: Sym) -> Word {
        self.standard.get(s.0 as usize).copied().unwrap_or(Word::None)
    }

    /// Every word that means something before any program.
    pub(super) fn standard_names(&self) -> impl Iterator<Item = Sym> {
        let words = self.standard.iter().enumerate().filter(|(_, w)| !matches!(w, Word::None | Word::Unsupported));
        words.map(|(i, _)| Sym(i as u32)).chain(self.known.iter().copied())
    }

    /// Gives a word another meaning; its old one.
    pub(super) fn set_word(&mut self, s: Sym, word: Word) -> Word {
        let at = s.0 as usize;
        if self.words.len() <= at {
            self.words.resize(at + 1, Word::None);
        }
        std::mem::replace(&mut self.words[at], word)
    }

    /// Whether programs have given a name a value.
    pub fn is_defined(&self, name: Sym) -> bool {
        self.user.contains(&name)
    }

    /// Words that begin with `prefix`, for completion: forms, builtins and
    /// whatever has been defined.
    pub fn completions<'a>(&'a self, interner: &'a Interner, prefix: &str) -> Vec<&'a str> {
        let mut all: Vec<&str> = self.names(interner).filter(|n| n.starts_with(prefix) && !n.contains('%')).collect();
        crate::platform::sort_by_key(&mut all, |name| *name);
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
