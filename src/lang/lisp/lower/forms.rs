//! What a list stands for: a special form or a call; the top level; the simplest
//! forms.
use super::Lowering;
use super::scope::Meaning;
use crate::core::{Const, Expr, Kind};
use crate::lang::lisp::builtins::id;
use crate::lang::lisp::env::{Special, Word};
use crate::syntax::sexpr::Datum;
use crate::syntax::{Code, Sym};

impl<'a> Lowering<'a> {
    /// A list: a special form or a call.
    pub(super) fn form(&mut self, items: &'a [Datum], d: Datum, tail: bool) -> Expr {
        let Some((&head, args)) = items.split_first() else {
            return self.misuse(d, "the empty list is not an expression", "'() as a value");
        };
        let Some(s) = head.symbol() else { return self.call_expr(head, args, d, tail) };
        let (s, word) = match self.meaning(s) {
            Meaning::Var { .. } => return self.call(head, args, d, tail),
            Meaning::Global(global) => return self.call_global(global, head, args, d, tail),
            Meaning::Macro(_) => unreachable!("`expr` expands uses of macros"),
            Meaning::Word(s, word) => (s, word),
        };
        match word {
            Word::Literal(_) => self.call(head, args, d, tail),
            Word::None if s == self.env.call_with_values && args.len() == 2 => {
                self.call_with_values(args[0], args[1], d, tail)
            }
            Word::None | Word::User | Word::Macro(_) | Word::Global(_) | Word::Same(_) => {
                self.call_global(s, head, args, d, tail)
            }
            Word::Builtin(native) => self.call_builtin(native, head, args, d, tail),
            Word::Prim(prim) => self.call_prim(prim, head, args, d, tail),
            Word::Unsupported => self.unsupported(s, head),
            Word::Special(special) => self.special_form(special, args, d, tail),
        }
    }

    /// `[a b c]`: a list of the values.
    pub(super) fn list_literal(&mut self, items: &'a [Datum], d: Datum) -> Expr {
        let span = self.span(d);
        let items: Vec<Expr> = items.iter().map(|&d| self.expr(d, false)).collect();
        Expr::new(
            if items.is_empty() { Kind::Const(Const::Nil) } else { Kind::Native(const { id("list") }, items) },
            span,
        )
    }

    // What follows is called at every level of nesting. Each form is a function apart
    // that is not inlined, so that a level takes the stack of its own form only.

    fn special_form(&mut self, special: Special, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        match special {
            Special::Quote => self.form_quote(args, d),
            Special::Quasi => match args {
                [x] => self.quasi(*x, 1),
                _ => self.misuse(d, "`quasiquote` takes one datum", "`datum"),
            },
            Special::Define | Special::DefineValues | Special::DefineRecord | Special::DefineSyntax => {
                self.misplaced_definition(d)
            }
            Special::LetSyntax => self.form_let_syntax(false, args, d, tail),
            Special::LetrecSyntax => self.form_let_syntax(true, args, d, tail),
            Special::SyntaxError => self.form_syntax_error(args, d),
            Special::CondExpand => {
                let forms = self.cond_expand(args);
                self.spliced(forms, d, tail)
            }
            Special::Include | Special::IncludeCi => {
                let forms = self.include(args, d, special == Special::IncludeCi);
                self.spliced(&forms, d, tail)
            }
            Special::Import
            | Special::DefineLibrary
            | Special::SyntaxRules
            | Special::Unquote
            | Special::Splice
            | Special::Else
            | Special::Arrow
            | Special::Catch
            | Special::Finally => self.misplaced(special, d),
            Special::Lambda => match args {
                [formals, body @ ..] if !body.is_empty() => self.function(None, *formals, false, body, d),
                _ => self.misuse(d, "`lambda` needs parameters and a body", "(lambda (parameter ...) body ...)"),
            },
            Special::CaseLambda => self.form_case_lambda(None, args, d),
            Special::Let => self.form_let(args, d, tail),
            Special::LetStar => self.form_let_star(args, d, tail),
            Special::Letrec => self.form_letrec(args, d, tail),
            Special::LetValues => self.form_let_values(false, args, d, tail),
            Special::LetStarValues => self.form_let_values(true, args, d, tail),
            Special::Receive => self.form_receive(args, d, tail),
            Special::Parameterize => self.form_parameterize(args, d, tail),
            Special::Delay | Special::DelayForce => self.form_delay(special, args, d),
            Special::ConsStream => self.form_cons_stream(args, d),
            Special::Async => self.form_async(args, d),
            Special::Set => self.form_set(args, d),
            Special::If => self.form_if(args, d, tail),
            Special::Cond => self.form_cond(args, d, tail),
            Special::Case => self.form_case(args, d, tail),
            Special::When | Special::Unless => self.form_when(special == Special::When, args, d, tail),
            Special::And => self.form_and(args, self.span(d), tail, false),
            Special::Or => self.form_or(args, self.span(d), tail),
            Special::Do => self.form_do(args, d, tail),
            Special::Begin if args.is_empty() => {
                self.misuse(d, "`begin` needs an expression here", "(begin expression ...)")
            }
            Special::Begin => self.sequence(args, self.span(d), tail),
            Special::Try => self.form_try(args, d, tail),
            Special::Guard => self.form_guard(args, d, tail),
            Special::Assert => self.form_assert(args, d),
            Special::Select => self.form_select(args, d, tail),
            Special::Match => self.form_match(args, d, tail),
        }
    }

    #[inline(never)]
    fn form_quote(&mut self, args: &'a [Datum], d: Datum) -> Expr {
        match args {
            [x] => Expr::new(Kind::Const(self.constant(*x)), self.span(d)),
            _ => self.misuse(d, "`quote` takes one datum", "(quote datum) or 'datum"),
        }
    }

    #[inline(never)]
    fn form_if(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        let span = self.span(d);
        let (&[test, then], rest) = args.split_at(args.len().min(2)) else { return self.misused_if(d) };
        if rest.len() > 1 {
            return self.misused_if(d);
        }
        let test = Box::new(self.test(test));
        let then = Box::new(self.expr(then, tail));
        let other = match rest {
            [e] => self.expr(*e, tail),
            _ => Expr::new(Kind::Const(Const::Unit), span),
        };
        Expr::new(Kind::If(test, then, Box::new(other)), span)
    }

    #[cold]
    fn misused_if(&mut self, d: Datum) -> Expr {
        self.misuse(d, "`if` takes a test and one or two branches", "(if test then else)")
    }

    #[inline(never)]
    fn form_when(&mut self, positive: bool, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        let span = self.span(d);
        let [test, body @ ..] = args else { return self.misused_when(d) };
        if body.is_empty() {
            return self.misused_when(d);
        }
        let test = Box::new(self.test(*test));
        let body = Box::new(self.sequence(body, span, tail));
        let unit = Box::new(Expr::new(Kind::Const(Const::Unit), span));
        let (then, other) = if positive { (body, unit) } else { (unit, body) };
        Expr::new(Kind::If(test, then, other), span)
    }

    #[cold]
    fn misused_when(&mut self, d: Datum) -> Expr {
        self.misuse(d, "a test and a body are needed", "(when test body ...)")
    }

    #[cold]
    fn misplaced_definition(&mut self, d: Datum) -> Expr {
        let note = "definitions stand at the top level or at the beginning of a body";
        let e = self.error(Code::Form, d, "a definition cannot stand here");
        if let Some(p) = self.problems.last_mut() {
            p.notes.push(note.into());
        }
        e
    }

    /// A word that means something in other places only.
    #[cold]
    fn misplaced(&mut self, special: Special, d: Datum) -> Expr {
        match special {
            Special::Import | Special::DefineLibrary => {
                self.error(Code::Form, d, "this can stand at the top level only")
            }
            Special::Unquote | Special::Splice => {
                self.error(Code::Form, d, "unquote has a meaning only inside a quasiquote")
            }
            _ => {
                let head = self.data.list(d).expect("a form is a list")[0].symbol().expect("its head is a symbol");
                let message = format!("`{}` has no meaning here", self.name(head));
                self.error(Code::Form, d, message)
            }
        }
    }

    /// An expression whose value gets a name: a function takes it for its own.
    pub(super) fn expr_named(&mut self, d: Datum, name: Sym) -> Expr {
        let d = self.expanded(d);
        match self.special_list(d) {
            Some((Special::Lambda, [formals, body @ ..])) if !body.is_empty() => {
                let name = self.interner.name_rc(name);
                self.deeper(1, |s| s.function(Some(name), *formals, false, body, d))
            }
            Some((Special::CaseLambda, clauses)) => {
                let name = self.interner.name_rc(name);
                self.deeper(1, |s| s.form_case_lambda(Some(name), clauses, d))
            }
            _ => self.expr(d, false),
        }
    }

    #[inline(never)]
    fn form_set(&mut self, args: &'a [Datum], d: Datum) -> Expr {
        let span = self.span(d);
        let [target, value] = args else {
            return self.misuse(d, "`set!` takes a variable and a value", "(set! variable value)");
        };
        let Some(name) = target.symbol() else {
            return self.misuse(*target, "only a variable can be set", "(set! variable value)");
        };
        let value = self.expr_named(*value, name);
        let kind = match self.meaning(name) {
            Meaning::Var { func, local, def } => {
                self.note_use(def);
                self.write(func, local, value)
            }
            Meaning::Global(global) => Kind::SetGlobal(self.globals.resolve(global), Box::new(value)),
            Meaning::Word(_, Word::Special(_)) => {
                let message = format!("`{}` is a form and cannot be set", self.name(name));
                return self.error(Code::Form, *target, message);
            }
            Meaning::Macro(_) => {
                let message = format!("`{}` is a macro and cannot be set", self.name(name));
                return self.error(Code::Form, *target, message);
            }
            Meaning::Word(name, word) => {
                if word == Word::None {
                    let at = self.span(*target);
                    self.doubtful.entry(name).or_insert(at);
                }
                let known = !matches!(word, Word::None | Word::User) || self.record_function(name).is_some();
                if known && !self.may_be_set(name) {
                    self.late_sets.push(name);
                }
                self.really_set.push(name);
                Kind::SetGlobal(self.globals.resolve(name), Box::new(value))
            }
        };
        Expr::new(kind, span)
    }
}
