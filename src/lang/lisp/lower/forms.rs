//! The special forms that bind, branch and define.
use super::{Lowering, scope::Func, scope::Meaning, seq};
use crate::core::{Const, Expr, Kind, LocalId, Prim};
use crate::lang::lisp::builtins::id;
use crate::lang::lisp::env::{Special, Word};
use crate::lang::lisp::lower::body::{Item, Value};
use crate::syntax::sexpr::{Datum, DatumKind};
use crate::syntax::{Code, Span, Sym};
use std::rc::Rc;

/// How many clauses or operands a chain may have before each is compared at once.
const MEMBERS_INLINE: usize = 6;

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
            Word::None | Word::User => self.call_global(s, head, args, d, tail),
            Word::Builtin(native) => self.call_builtin(native, head, args, d, tail),
            Word::Prim(prim) => self.call_prim(prim, head, args, d, tail),
            Word::Unsupported => self.unsupported(s, head),
            Word::Special(special) => self.special_form(special, args, d, tail),
        }
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

    /// An expression of which only the truth matters.
    pub(super) fn test(&mut self, d: Datum) -> Expr {
        match self.special_list(d) {
            Some((Special::And, args)) => self.deeper(1, |s| s.form_and(args, s.span(d), false, true)),
            Some((Special::Or, args)) if !args.is_empty() => self.deeper(1, |s| {
                let span = s.span(d);
                if let Some(e) = s.too_long(args.len(), span) {
                    return e;
                }
                let tests: Vec<Expr> = args.iter().enumerate().map(|(i, &a)| s.deeper(i, |s| s.test(a))).collect();
                let yes = || Expr::new(Kind::Const(Const::True), span);
                chain(tests, |test, rest| Kind::If(Box::new(test), Box::new(yes()), Box::new(rest)))
            }),
            _ => self.expr(d, false),
        }
    }

    fn form_and(&mut self, args: &'a [Datum], span: Span, tail: bool, test: bool) -> Expr {
        let Some((&last, front)) = args.split_last() else {
            return Expr::new(Kind::Const(Const::True), span);
        };
        if let Some(e) = self.too_long(args.len(), span) {
            return e;
        }
        let mut tests = Vec::with_capacity(args.len());
        for (i, &d) in front.iter().enumerate() {
            tests.push(self.deeper(i, |s| s.test(d)));
        }
        tests.push(self.deeper(front.len(), |s| if test { s.test(last) } else { s.expr(last, tail) }));
        let no = || Expr::new(Kind::Const(Const::False), span);
        chain(tests, |test, rest| Kind::If(Box::new(test), Box::new(rest), Box::new(no())))
    }

    fn form_or(&mut self, args: &'a [Datum], span: Span, tail: bool) -> Expr {
        let Some((&last, front)) = args.split_last() else {
            return Expr::new(Kind::Const(Const::False), span);
        };
        if let Some(e) = self.too_long(2 * args.len(), span) {
            return e;
        }
        let mut tests = Vec::with_capacity(args.len());
        for (i, &d) in front.iter().enumerate() {
            tests.push(self.deeper(2 * i, |s| s.expr(d, false)));
        }
        tests.push(self.deeper(2 * front.len(), |s| s.expr(last, tail)));
        let mut rest = tests.pop().expect("at least one");
        for e in tests.into_iter().rev() {
            rest = self.or_else(e, rest);
        }
        rest
    }

    /// The value of `e` if it is true, else that of `rest`.
    fn or_else(&mut self, e: Expr, rest: Expr) -> Expr {
        let span = e.span;
        if is_boolean(&e) {
            let yes = Expr::new(Kind::Const(Const::True), span);
            return Expr::new(Kind::If(Box::new(e), Box::new(yes), Box::new(rest)), span);
        }
        let t = self.temp("t".into(), span);
        let read = || Box::new(Expr::new(Kind::Local(t), span));
        let branch = Expr::new(Kind::If(read(), read(), Box::new(rest)), span);
        Expr::new(Kind::Let(vec![(t, e)], Box::new(branch)), span)
    }

    /// The clauses of `cond`, and of `guard`; `other` is for when none fits.
    pub(super) fn clauses(&mut self, clauses: &'a [Datum], tail: bool, other: Expr) -> Expr {
        enum Clause {
            /// A test and what to do.
            Then(Expr, Expr),
            /// A test whose value is the value.
            Value(Expr),
            /// A test whose value goes to a function: the variable, and the call.
            To(Expr, LocalId, Expr),
        }
        const SHAPE: &str = "(cond (test expression ...) ... (else expression ...))";
        if let Some(e) = self.too_long(clauses.len(), other.span) {
            return e;
        }
        let mut done = Vec::with_capacity(clauses.len());
        let mut rest = other;
        for (i, &d) in clauses.iter().enumerate() {
            let span = self.span(d);
            let Some((&test, body)) = self.data.list(d).and_then(|l| l.split_first()) else {
                self.misuse(d, "a clause is a list that begins with a test", SHAPE);
                continue;
            };
            if self.special(test) == Some(Special::Else) {
                if i + 1 < clauses.len() {
                    self.misuse(d, "the `else` clause must be the last", SHAPE);
                }
                if body.is_empty() {
                    self.misuse(d, "the `else` clause needs an expression", SHAPE);
                }
                rest = self.deeper(i, |s| s.sequence(body, span, tail));
                break;
            }
            let clause = self.deeper(i, |s| match body {
                [] => Clause::Value(s.expr(test, false)),
                [arrow, f] if s.special(*arrow) == Some(Special::Arrow) => {
                    let value = s.expr(test, false);
                    let t = s.temp("t".into(), span);
                    let callee = Box::new(s.expr(*f, false));
                    let args = vec![Expr::new(Kind::Local(t), span)];
                    Clause::To(value, t, Expr::new(Kind::Call { callee, args, tail }, span))
                }
                _ => {
                    let test = s.test(test);
                    Clause::Then(test, s.sequence(body, span, tail))
                }
            });
            done.push((clause, span));
        }
        for (clause, span) in done.into_iter().rev() {
            rest = match clause {
                Clause::Then(test, then) => Expr::new(Kind::If(Box::new(test), Box::new(then), Box::new(rest)), span),
                Clause::Value(test) => self.or_else(test, rest),
                Clause::To(value, t, call) => {
                    let test = Expr::new(Kind::Local(t), span);
                    let branch = Expr::new(Kind::If(Box::new(test), Box::new(call), Box::new(rest)), span);
                    Expr::new(Kind::Let(vec![(t, value)], Box::new(branch)), span)
                }
            };
        }
        rest
    }

    fn form_cond(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        if args.is_empty() {
            return self.misuse(d, "`cond` needs a clause", "(cond (test expression ...) ... (else expression ...))");
        }
        let unit = Expr::new(Kind::Const(Const::Unit), self.span(d));
        self.clauses(args, tail, unit)
    }

    fn form_case(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(case key ((datum ...) expression ...) ... (else expression ...))";
        let Some((&key, clauses)) = args.split_first() else {
            return self.misuse(d, "`case` needs a key", SHAPE);
        };
        let span = self.span(d);
        if let Some(e) = self.too_long(clauses.len(), span) {
            return e;
        }
        let key = self.expr(key, false);
        let t = self.temp("key".into(), key.span);
        let mut done = Vec::with_capacity(clauses.len());
        let mut rest = Expr::new(Kind::Const(Const::Unit), span);
        for (i, &c) in clauses.iter().enumerate() {
            let at = self.span(c);
            let Some([which, body @ ..]) = self.data.list(c).filter(|l| l.len() >= 2) else {
                self.misuse(c, "a clause of `case` is a list of data and expressions", SHAPE);
                continue;
            };
            let body = self.deeper(i + 1, |s| match body {
                [arrow, f] if s.special(*arrow) == Some(Special::Arrow) => {
                    let callee = Box::new(s.expr(*f, false));
                    let args = vec![Expr::new(Kind::Local(t), at)];
                    Expr::new(Kind::Call { callee, args, tail }, at)
                }
                _ => s.sequence(body, at, tail),
            });
            if self.special(*which) == Some(Special::Else) {
                if i + 1 < clauses.len() {
                    self.misuse(c, "the `else` clause must be the last", SHAPE);
                }
                rest = body;
                break;
            }
            let Some(data) = self.data.list(*which) else {
                self.misuse(*which, "the data of a clause stand in a list", SHAPE);
                continue;
            };
            let test = self.one_of(t, data, self.span(*which));
            done.push((test, body, at));
        }
        for (test, body, at) in done.into_iter().rev() {
            rest = Expr::new(Kind::If(Box::new(test), Box::new(body), Box::new(rest)), at);
        }
        Expr::new(Kind::Let(vec![(t, key)], Box::new(rest)), span)
    }

    /// Whether a variable is one of some data, by `eqv?`.
    fn one_of(&mut self, t: LocalId, data: &[Datum], at: Span) -> Expr {
        let read = || Expr::new(Kind::Local(t), at);
        let consts: Vec<Const> = data.iter().map(|&d| self.constant(d)).collect();
        if consts.len() > MEMBERS_INLINE {
            let list = Const::List(consts.into(), Rc::new(Const::Nil));
            let found = Kind::Native(id("memv"), vec![read(), Expr::new(Kind::Const(list), at)]);
            return Expr::new(found, at);
        }
        let tests: Vec<Expr> = consts
            .into_iter()
            .map(|c| Expr::new(Kind::Prim(Prim::Eq, vec![read(), Expr::new(Kind::Const(c), at)]), at))
            .collect();
        if tests.is_empty() {
            return Expr::new(Kind::Const(Const::False), at);
        }
        let yes = || Expr::new(Kind::Const(Const::True), at);
        chain(tests, |test, rest| Kind::If(Box::new(test), Box::new(yes()), Box::new(rest)))
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

    // Functions and binding forms.

    /// The datums of a list, and what follows its dot.
    pub(super) fn parts(&self, d: Datum) -> Option<(&'a [Datum], Option<Datum>)> {
        match d.kind {
            DatumKind::List(r) => Some((self.data.items(r), None)),
            DatumKind::Dotted(r) => self.data.items(r).split_last().map(|(rest, front)| (front, Some(*rest))),
            _ => None,
        }
    }

    /// A function. `named`: the formals begin with its name.
    pub(super) fn function(
        &mut self,
        name: Option<Rc<str>>,
        formals: Datum,
        named: bool,
        body: &'a [Datum],
        form: Datum,
    ) -> Expr {
        const SHAPE: &str = "(lambda (parameter ... . rest) body ...)";
        let span = self.span(form);
        let (params, rest) = match formals.kind {
            DatumKind::Sym(_) => (&[][..], Some(formals)),
            _ => match self.parts(formals) {
                Some((items, rest)) => (&items[named as usize..], rest),
                None => return self.misuse(formals, "the parameters are not a list of names", SHAPE),
            },
        };
        let all: Vec<Datum> = params.iter().copied().chain(rest).collect();
        let Some(names) = self.distinct_names(&all, SHAPE) else {
            return Expr::new(Kind::Const(Const::Unit), span);
        };
        let mark = self.bindings.enter();
        self.funcs.push(Func::default());
        for (&name, &d) in names.iter().zip(&all) {
            let at = self.span(d);
            self.bind_local(name, at);
        }
        let body = self.body(body, span, true);
        let func = self.funcs.pop().expect("pushed above");
        self.bindings.leave(mark);
        let lambda = func.finish(name, span, names.len() as u32, rest.is_some(), body);
        Expr::new(Kind::Lambda(Box::new(lambda)), span)
    }

    /// Names to be bound together; reports what is none and what occurs twice.
    pub(super) fn distinct_names(&mut self, data: &[Datum], shape: &str) -> Option<Vec<Sym>> {
        let mut names = Vec::with_capacity(data.len());
        let mut seen = rustc_hash::FxHashSet::default();
        for &d in data {
            let Some(name) = d.symbol() else {
                self.misuse(d, "a name is needed here", shape);
                return None;
            };
            if !seen.insert(name) {
                let message = format!("`{}` is bound twice", self.name(name));
                self.error(Code::Form, d, message);
                return None;
            }
            names.push(name);
        }
        Some(names)
    }

    /// The bindings `((name value) ...)` of a form.
    fn bindings_of(&mut self, d: Datum, shape: &str) -> Option<Vec<(Datum, Datum)>> {
        let Some(list) = self.data.list(d) else {
            self.misuse(d, "the bindings are not a list", shape);
            return None;
        };
        let mut out = Vec::with_capacity(list.len());
        for &b in list {
            match self.data.list(b) {
                Some(&[name, value]) => out.push((name, value)),
                _ => {
                    self.misuse(b, "a binding is a name and a value", shape);
                    return None;
                }
            }
        }
        Some(out)
    }

    fn form_let(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(let ((name value) ...) body ...)";
        let span = self.span(d);
        let failed = Expr::new(Kind::Const(Const::Unit), span);
        let (name, bindings, body) = match args {
            [name, bindings, body @ ..] if name.symbol().is_some() => (name.symbol(), *bindings, body),
            [bindings, body @ ..] => (None, *bindings, body),
            [] => return self.misuse(d, "`let` needs bindings and a body", SHAPE),
        };
        let Some(bindings) = self.bindings_of(bindings, SHAPE) else { return failed };
        let vars: Vec<Datum> = bindings.iter().map(|b| b.0).collect();
        let Some(names) = self.distinct_names(&vars, SHAPE) else { return failed };
        let mut values = Vec::with_capacity(bindings.len());
        for (&(_, value), &n) in bindings.iter().zip(&names) {
            values.push(self.expr_named(value, n));
        }
        match name {
            Some(name) => self.named_let(name, args[0], (&names, &vars), values, body, d, tail),
            None => {
                let mark = self.bindings.enter();
                let locals: Vec<LocalId> =
                    names.iter().zip(&vars).map(|(&n, &v)| self.bind_local(n, self.span(v))).collect();
                let body = self.body(body, span, tail);
                self.bindings.leave(mark);
                if locals.is_empty() {
                    return body;
                }
                Expr::new(Kind::Let(locals.into_iter().zip(values).collect(), Box::new(body)), span)
            }
        }
    }

    /// `(let name ((v init) ...) body ...)`: a function that is called at once.
    #[expect(clippy::too_many_arguments, reason = "the parts of one form")]
    fn named_let(
        &mut self,
        name: Sym,
        at: Datum,
        (params, places): (&[Sym], &[Datum]),
        values: Vec<Expr>,
        body: &'a [Datum],
        d: Datum,
        tail: bool,
    ) -> Expr {
        let span = self.span(d);
        let mark = self.bindings.enter();
        let local = self.bind_local(name, self.span(at));
        self.funcs.push(Func::default());
        for (&p, &d) in params.iter().zip(places) {
            let at = self.span(d);
            self.bind_local(p, at);
        }
        let body = self.body(body, span, true);
        let func = self.funcs.pop().expect("pushed above");
        self.bindings.leave(mark);
        let text = self.interner.name_rc(name);
        let lambda = func.finish(Some(text), span, params.len() as u32, false, body);
        let lambda = Expr::new(Kind::Lambda(Box::new(lambda)), span);
        let callee = Box::new(Expr::new(Kind::Local(local), self.span(at)));
        let call = Expr::new(Kind::Call { callee, args: values, tail }, span);
        self.fix_one(local, lambda, call, span)
    }

    fn form_let_star(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(let* ((name value) ...) body ...)";
        let span = self.span(d);
        let [bindings, body @ ..] = args else {
            return self.misuse(d, "`let*` needs bindings and a body", SHAPE);
        };
        let Some(bindings) = self.bindings_of(*bindings, SHAPE) else {
            return Expr::new(Kind::Const(Const::Unit), span);
        };
        let mark = self.bindings.enter();
        let mut binds = Vec::with_capacity(bindings.len());
        for (var, value) in bindings {
            let Some(name) = var.symbol() else {
                self.misuse(var, "a name is needed here", SHAPE);
                continue;
            };
            let value = self.expr_named(value, name);
            let at = self.span(var);
            binds.push((self.bind_local(name, at), value));
        }
        let body = self.body(body, span, tail);
        self.bindings.leave(mark);
        if binds.is_empty() {
            return body;
        }
        Expr::new(Kind::Let(binds, Box::new(body)), span)
    }

    fn form_letrec(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(letrec ((name value) ...) body ...)";
        let span = self.span(d);
        let [bindings, body @ ..] = args else {
            return self.misuse(d, "`letrec` needs bindings and a body", SHAPE);
        };
        let failed = Expr::new(Kind::Const(Const::Unit), span);
        let Some(bindings) = self.bindings_of(*bindings, SHAPE) else { return failed };
        let vars: Vec<Datum> = bindings.iter().map(|b| b.0).collect();
        let Some(names) = self.distinct_names(&vars, SHAPE) else { return failed };
        let mut items: Vec<Item> = names
            .iter()
            .zip(&bindings)
            .map(|(&name, &(at, value))| Item::Def { name, at, value: Value::Expr(value) })
            .collect();
        items.push(Item::Body(body, span));
        let mark = self.bindings.enter();
        let e = self.items(&items, span, tail);
        self.bindings.leave(mark);
        e
    }

    fn form_do(&mut self, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        const SHAPE: &str = "(do ((variable first next) ...) (test expression ...) command ...)";
        let span = self.span(d);
        let failed = Expr::new(Kind::Const(Const::Unit), span);
        let [specs, exit, commands @ ..] = args else {
            return self.misuse(d, "`do` needs variables and a test", SHAPE);
        };
        let (Some(specs), Some((&test, results))) =
            (self.data.list(*specs), self.data.list(*exit).and_then(|l| l.split_first()))
        else {
            return self.misuse(d, "`do` needs a list of variables and a list with a test", SHAPE);
        };
        let mut vars = vec![];
        for &spec in specs {
            match self.data.list(spec) {
                Some([_, _] | [_, _, _]) => vars.push(self.data.list(spec).expect("just seen")),
                _ => return self.misuse(spec, "a variable has a first value and perhaps a next one", SHAPE),
            }
        }
        let places: Vec<Datum> = vars.iter().map(|v| v[0]).collect();
        let Some(names) = self.distinct_names(&places, SHAPE) else { return failed };
        let mut firsts = Vec::with_capacity(vars.len());
        for v in &vars {
            firsts.push(self.expr(v[1], false));
        }
        let again = self.temp("do".into(), span);
        let outer = self.funcs.len() as u32 - 1;
        let mark = self.bindings.enter();
        self.funcs.push(Func::default());
        for (&n, &p) in names.iter().zip(&places) {
            let at = self.span(p);
            self.bind_local(n, at);
        }
        let test = self.test(test);
        let result = self.sequence(results, span, true);
        let mut turn = Vec::with_capacity(commands.len() + 1);
        for &c in commands {
            turn.push(self.expr(c, false));
        }
        let mut args = Vec::with_capacity(vars.len());
        for (v, &n) in vars.iter().zip(&names) {
            args.push(match v.get(2) {
                Some(&next) => self.expr_named(next, n),
                None => self.variable(n, v[0]),
            });
        }
        let callee = Box::new(Expr::new(self.read(outer, again), span));
        turn.push(Expr::new(Kind::Call { callee, args, tail: true }, span));
        let body = Expr::new(Kind::If(Box::new(test), Box::new(result), Box::new(seq(turn, span))), span);
        let func = self.funcs.pop().expect("pushed above");
        self.bindings.leave(mark);
        let lambda = func.finish(Some("do".into()), span, names.len() as u32, false, body);
        let callee = Box::new(Expr::new(Kind::Local(again), span));
        let call = Expr::new(Kind::Call { callee, args: firsts, tail }, span);
        self.fix_one(again, Expr::new(Kind::Lambda(Box::new(lambda)), span), call, span)
    }
}

/// Folds expressions from the right: `join(first, join(second, third))`.
pub(super) fn chain(mut exprs: Vec<Expr>, join: impl Fn(Expr, Expr) -> Kind) -> Expr {
    let mut rest = exprs.pop().expect("a chain has a last part");
    for e in exprs.into_iter().rev() {
        let span = e.span;
        rest = Expr::new(join(e, rest), span);
    }
    rest
}

/// Whether an expression gives true or false and nothing else.
fn is_boolean(e: &Expr) -> bool {
    match &e.kind {
        Kind::Const(c) => matches!(c, Const::True | Const::False),
        Kind::Prim(p, _) => matches!(
            p,
            Prim::Lt
                | Prim::Le
                | Prim::Gt
                | Prim::Ge
                | Prim::NumEq
                | Prim::Eq
                | Prim::Not
                | Prim::IsPair
                | Prim::IsNull
        ),
        Kind::If(_, a, b) => is_boolean(a) && is_boolean(b),
        _ => false,
    }
}
