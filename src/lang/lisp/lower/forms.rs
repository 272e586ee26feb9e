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
    /// A form of the top level, which may define.
    pub(super) fn top(&mut self, d: Datum, out: &mut Vec<Expr>) {
        let span = self.span(d);
        match self.special_list(d) {
            Some((Special::Begin, rest)) => {
                for &d in rest {
                    self.top(d, out);
                }
            }
            Some((Special::Define, _)) => {
                let Some((name, _, value)) = self.definition(d) else { return };
                let value = self.value(name, value);
                let global = self.globals.resolve(name);
                out.push(Expr::new(Kind::DefineGlobal(global, Box::new(value)), span));
            }
            Some((Special::DefineRecord, _)) => match self.record_spec(d) {
                Ok(spec) => {
                    let definitions = self.record_definitions(&spec);
                    out.extend(definitions);
                }
                Err(problem) => self.report(*problem),
            },
            Some((Special::Import, sets)) => {
                for &set in sets {
                    self.import(set);
                }
                out.push(Expr::new(Kind::Const(Const::Unit), span));
            }
            _ => out.push(self.expr(d, false)),
        }
    }

    /// `(scheme ...)` libraries are all there already.
    fn import(&mut self, set: Datum) {
        let known = self.data.list(set).and_then(|l| l.first()).and_then(|h| h.symbol());
        if known.is_none_or(|s| self.name(s) != "scheme") {
            self.error(Code::Unsupported, set, "not supported: imports other than whole (scheme ...) libraries");
        }
    }

    /// A list: a special form or a call.
    pub(super) fn form(&mut self, items: &'a [Datum], d: Datum, tail: bool) -> Expr {
        let Some((&head, args)) = items.split_first() else {
            return self.misuse(d, "the empty list is not an expression", "'() as a value");
        };
        let Some(s) = head.symbol() else { return self.call_expr(head, args, d, tail) };
        match self.bindings.get(s) {
            Some(Meaning::Var { .. }) => return self.call(head, args, d, tail),
            Some(Meaning::Alias(global)) => return self.call_global(global, head, args, d, tail),
            None => {}
        }
        match self.env.word(s) {
            Word::Literal(_) => self.call(head, args, d, tail),
            Word::None | Word::User => self.call_global(s, head, args, d, tail),
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
        Expr::new(if items.is_empty() { Kind::Const(Const::Nil) } else { Kind::Native(id("list"), items) }, span)
    }

    fn special_form(&mut self, special: Special, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        let span = self.span(d);
        match special {
            Special::Quote => match args {
                [x] => Expr::new(Kind::Const(self.constant(*x)), span),
                _ => self.misuse(d, "`quote` takes one datum", "(quote datum) or 'datum"),
            },
            Special::Quasi => match args {
                [x] => self.quasi(*x, 1),
                _ => self.misuse(d, "`quasiquote` takes one datum", "`datum"),
            },
            Special::Unquote | Special::Splice => {
                self.error(Code::Form, d, "unquote has a meaning only inside a quasiquote")
            }
            Special::Define | Special::DefineRecord => {
                let note = "definitions stand at the top level or at the beginning of a body";
                let e = self.error(Code::Form, d, "a definition cannot stand here");
                if let Some(p) = self.problems.last_mut() {
                    p.notes.push(note.into());
                }
                e
            }
            Special::Import => self.error(Code::Form, d, "`import` can stand at the top level only"),
            Special::Else | Special::Arrow | Special::Catch | Special::Finally => {
                let head = self.data.list(d).expect("a form is a list")[0].symbol().expect("its head is a symbol");
                let message = format!("`{}` has no meaning here", self.name(head));
                self.error(Code::Form, d, message)
            }
            Special::Lambda => match args {
                [formals, body @ ..] if !body.is_empty() => self.function(None, *formals, false, body, d),
                _ => self.misuse(d, "`lambda` needs parameters and a body", "(lambda (parameter ...) body ...)"),
            },
            Special::Let => self.form_let(args, d, tail),
            Special::LetStar => self.form_let_star(args, d, tail),
            Special::Letrec => self.form_letrec(args, d, tail),
            Special::Set => self.form_set(args, d),
            Special::If => match args {
                [test, then, rest @ ..] if rest.len() <= 1 => {
                    let test = self.test(*test);
                    let then = self.expr(*then, tail);
                    let other = match rest {
                        [e] => self.expr(*e, tail),
                        _ => Expr::new(Kind::Const(Const::Unit), span),
                    };
                    Expr::new(Kind::If(Box::new(test), Box::new(then), Box::new(other)), span)
                }
                _ => self.misuse(d, "`if` takes a test and one or two branches", "(if test then else)"),
            },
            Special::Cond => self.form_cond(args, d, tail),
            Special::Case => self.form_case(args, d, tail),
            Special::When | Special::Unless => match args {
                [test, body @ ..] if !body.is_empty() => {
                    let test = self.test(*test);
                    let body = self.sequence(body, span, tail);
                    let unit = Expr::new(Kind::Const(Const::Unit), span);
                    let (then, other) = if special == Special::When { (body, unit) } else { (unit, body) };
                    Expr::new(Kind::If(Box::new(test), Box::new(then), Box::new(other)), span)
                }
                _ => self.misuse(d, "a test and a body are needed", "(when test body ...)"),
            },
            Special::And => self.form_and(args, span, tail, false),
            Special::Or => self.form_or(args, span, tail),
            Special::Do => self.form_do(args, d, tail),
            Special::Begin => {
                if args.is_empty() {
                    return self.misuse(d, "`begin` needs an expression here", "(begin expression ...)");
                }
                self.sequence(args, span, tail)
            }
            Special::Try => self.form_try(args, d, tail),
            Special::Guard => self.form_guard(args, d, tail),
            Special::Assert => self.form_assert(args, d),
            Special::Match => self.form_match(args, d, tail),
        }
    }

    /// An expression whose value gets a name: a function takes it for its own.
    pub(super) fn expr_named(&mut self, d: Datum, name: Sym) -> Expr {
        match self.special_list(d) {
            Some((Special::Lambda, [formals, body @ ..])) if !body.is_empty() => {
                let name = self.interner.name_rc(name);
                self.deeper(1, |s| s.function(Some(name), *formals, false, body, d))
            }
            _ => self.expr(d, false),
        }
    }

    fn form_set(&mut self, args: &'a [Datum], d: Datum) -> Expr {
        let span = self.span(d);
        let [target, value] = args else {
            return self.misuse(d, "`set!` takes a variable and a value", "(set! variable value)");
        };
        let Some(name) = target.symbol() else {
            return self.misuse(*target, "only a variable can be set", "(set! variable value)");
        };
        let value = self.expr_named(*value, name);
        let kind = match self.bindings.get(name) {
            Some(Meaning::Var { func, local, def }) => {
                self.note_use(def);
                self.write(func, local, value)
            }
            Some(Meaning::Alias(global)) => Kind::SetGlobal(self.globals.resolve(global), Box::new(value)),
            None => match self.env.word(name) {
                Word::Special(_) => {
                    let message = format!("`{}` is a form and cannot be set", self.name(name));
                    return self.error(Code::Form, *target, message);
                }
                word => {
                    if word == Word::None {
                        let at = self.span(*target);
                        self.doubtful.entry(name).or_insert(at);
                    }
                    self.really_set.push(name);
                    Kind::SetGlobal(self.globals.resolve(name), Box::new(value))
                }
            },
        };
        Expr::new(kind, span)
    }
}
