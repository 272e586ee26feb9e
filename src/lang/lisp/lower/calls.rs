//! Calls: of anything, of globals, and of builtins, whose direct calls become
//! primitives where there is one for that number of operands.
use super::Lowering;
use super::scope::{Func, Meaning};
use crate::core::{Const, Expr, Kind, NativeId, Prim};
use crate::lang::lisp::builtins::{BUILTINS, MANY, id};
use crate::lang::lisp::env::{RecordFn, Special, Word};
use crate::syntax::sexpr::{Datum, DatumKind};
use crate::syntax::{Code, Diagnostic, Severity, Span, Sym};

/// Up to how many operands a sum or the like becomes nested primitives.
const NESTED: usize = 8;
/// Up to how many operands a comparison becomes a chain of primitives.
const COMPARED: usize = 4;

/// Builtins that the prelude extends to more arguments.
const EXTENDED: [NativeId; 2] = [id("member"), id("assoc")];

/// Builtins that are short for other primitives: `cadr` is `car` of `cdr`.
const PATHS: [(NativeId, &[Prim]); 9] = [
    (id("caar"), &[Prim::Car, Prim::Car]),
    (id("cadr"), &[Prim::Cdr, Prim::Car]),
    (id("cdar"), &[Prim::Car, Prim::Cdr]),
    (id("cddr"), &[Prim::Cdr, Prim::Cdr]),
    (id("caddr"), &[Prim::Cdr, Prim::Cdr, Prim::Car]),
    (id("cdddr"), &[Prim::Cdr, Prim::Cdr, Prim::Cdr]),
    (id("cadddr"), &[Prim::Cdr, Prim::Cdr, Prim::Cdr, Prim::Car]),
    (id("second"), &[Prim::Cdr, Prim::Car]),
    (id("third"), &[Prim::Cdr, Prim::Cdr, Prim::Car]),
];

/// Builtins that compare with zero.
const WITH_ZERO: [(NativeId, Prim); 3] =
    [(id("zero?"), Prim::NumEq), (id("positive?"), Prim::Gt), (id("negative?"), Prim::Lt)];

impl<'a> Lowering<'a> {
    fn args(&mut self, args: &'a [Datum]) -> Vec<Expr> {
        let mut out = Vec::with_capacity(args.len());
        for &a in args {
            out.push(self.expr(a, false));
        }
        out
    }

    /// A call of whatever the head gives.
    pub(super) fn call(&mut self, head: Datum, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        let callee = Box::new(self.expr(head, false));
        let args = self.args(args);
        Expr::new(Kind::Call { callee, args, tail }, self.span(d))
    }

    /// A call, not in tail position, of what stands there with one argument.
    pub(super) fn call_with(&mut self, f: Datum, arg: Expr) -> Expr {
        let span = self.span(f);
        if let Some(s) = f.symbol()
            && let Meaning::Word(_, Word::Builtin(native)) = self.meaning(s)
            && BUILTINS[native.0 as usize].accepts(1)
        {
            let kind = match BUILTINS[native.0 as usize].prim {
                Some(prim) if prim.arity() == 1 => Kind::Prim(prim, vec![arg]),
                _ => Kind::Native(native, vec![arg]),
            };
            return Expr::new(kind, span);
        }
        let callee = Box::new(self.expr(f, false));
        Expr::new(Kind::Call { callee, args: vec![arg], tail: false }, span)
    }

    /// A call whose head is no symbol. A function that is written there and takes
    /// exactly these arguments is a `let`.
    pub(super) fn call_expr(&mut self, head: Datum, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        if let Some((Special::Lambda, [formals, body @ ..])) = self.special_list(head)
            && let DatumKind::List(r) = formals.kind
            && r.len() == args.len()
            && !args.is_empty()
            && !body.is_empty()
        {
            let params = self.data.items(r);
            if let Some(names) = self.distinct_names(params, "(lambda (parameter ...) body ...)") {
                let values = self.args(args);
                let mark = self.bindings.enter();
                let mut binds = vec![];
                for ((&n, &p), value) in names.iter().zip(params).zip(values) {
                    let at = self.span(p);
                    binds.push((self.bind_local(n, at), value));
                }
                let body = self.body(body, self.span(head), tail);
                self.bindings.leave(mark);
                return Expr::new(Kind::Let(binds, Box::new(body)), self.span(d));
            }
        }
        self.call(head, args, d, tail)
    }

    /// A call of a global: perhaps what a record type made.
    pub(super) fn call_global(&mut self, global: Sym, head: Datum, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        let f = self.record_function(global);
        let wanted = match f {
            None => return self.call(head, args, d, tail),
            Some(RecordFn::Make { fields, .. }) => fields as usize,
            Some(RecordFn::Is { .. } | RecordFn::Get { .. }) => 1,
            Some(RecordFn::Set { .. }) => 2,
        };
        if args.len() != wanted {
            let name = self.interner.name_rc(head.symbol().unwrap_or(global));
            self.warn_arity(&name, &count(wanted as u8, wanted as u8), args.len(), d);
            return self.call(head, args, d, tail);
        }
        let span = self.span(d);
        let mut args = self.args(args);
        let ty_value = |ty| Expr::new(Kind::Global(ty), span);
        let kind = match f {
            Some(RecordFn::Make { ty, .. }) => {
                args.insert(0, ty_value(ty));
                Kind::Native(const { id("%make-record") }, args)
            }
            Some(RecordFn::Is { ty }) => {
                args.push(ty_value(ty));
                Kind::Native(const { id("%record-is?") }, args)
            }
            Some(RecordFn::Get { ty, field }) => Kind::GetField { obj: Box::new(args.pop().expect("one")), field, ty },
            Some(RecordFn::Set { ty, field }) => {
                let value = Box::new(args.pop().expect("two"));
                Kind::SetField { obj: Box::new(args.pop().expect("two")), field, ty, value }
            }
            None => unreachable!("returned above"),
        };
        Expr::new(kind, span)
    }

    /// A direct call of a builtin.
    pub(super) fn call_builtin(
        &mut self,
        native: NativeId,
        head: Datum,
        args: &'a [Datum],
        d: Datum,
        tail: bool,
    ) -> Expr {
        let builtin = &BUILTINS[native.0 as usize];
        if !builtin.accepts(args.len()) {
            // The call will fail when it runs, in the words of every other call.
            if !EXTENDED.contains(&native) {
                self.warn_arity(builtin.name, &count(builtin.min, builtin.max), args.len(), d);
            }
            return self.call(head, args, d, tail);
        }
        let span = self.span(d);
        // What nested primitives will add to the depth.
        let levels = if builtin.prim.is_some() && args.len() <= NESTED { args.len().saturating_sub(2) } else { 0 };
        let mut args = self.deeper(levels, |s| s.args(args));
        if let Some((_, path)) = PATHS.iter().find(|(n, _)| *n == native) {
            let inner = args.pop().expect("one argument");
            return path.iter().fold(inner, |e, &p| Expr::new(Kind::Prim(p, vec![e]), span));
        }
        if let Some(&(_, prim)) = WITH_ZERO.iter().find(|(n, _)| *n == native) {
            args.push(Expr::new(Kind::Const(Const::Int(0)), span));
            return Expr::new(Kind::Prim(prim, args), span);
        }
        match builtin.prim {
            Some(prim) if args.len() == prim.arity() => Expr::new(Kind::Prim(prim, args), span),
            Some(
                prim @ (Prim::Add | Prim::Sub | Prim::Mul | Prim::Div | Prim::BitAnd | Prim::BitOr | Prim::BitXor),
            ) if (3..=NESTED).contains(&args.len()) => {
                let mut args = args.into_iter();
                let first = args.next().expect("three or more");
                args.fold(first, |sum, a| {
                    let span = sum.span.to(a.span);
                    Expr::new(Kind::Prim(prim, vec![sum, a]), span)
                })
            }
            Some(prim @ (Prim::Lt | Prim::Le | Prim::Gt | Prim::Ge | Prim::NumEq))
                if (3..=COMPARED).contains(&args.len()) =>
            {
                self.compare_chain(prim, args, d)
            }
            _ if native == const { id("list") } && args.is_empty() => Expr::new(Kind::Const(Const::Nil), span),
            _ if native == const { id("void") } && args.is_empty() => Expr::new(Kind::Const(Const::Unit), span),
            _ => Expr::new(Kind::Native(native, args), span),
        }
    }

    /// `(< a b c)`: every operand is evaluated once, then neighbours are compared.
    fn compare_chain(&mut self, prim: Prim, args: Vec<Expr>, d: Datum) -> Expr {
        let span = self.span(d);
        let mut binds = vec![];
        let mut parts = vec![];
        for a in args {
            let at = a.span;
            if a.is_value() {
                parts.push(a);
                continue;
            }
            let t = self.temp("t".into(), at);
            binds.push((t, a));
            parts.push(Expr::new(Kind::Local(t), at));
        }
        let tests =
            parts.windows(2).map(|w| Expr::new(Kind::Prim(prim, w.to_vec()), w[0].span.to(w[1].span))).collect();
        let no = || Box::new(Expr::new(Kind::Const(Const::False), span));
        let all = super::branches::chain(tests, |test, rest| Kind::If(Box::new(test), Box::new(rest), no()));
        if binds.is_empty() {
            return all;
        }
        Expr::new(Kind::Let(binds, Box::new(all)), span)
    }

    /// A direct call of a word that is a primitive only.
    pub(super) fn call_prim(&mut self, prim: Prim, head: Datum, args: &'a [Datum], d: Datum, tail: bool) -> Expr {
        let span = self.span(d);
        if prim == Prim::Apply && args.len() > 2 {
            let mut args = self.args(args);
            let list = Kind::Native(const { id("cons*") }, args.split_off(1));
            args.push(Expr::new(list, span));
            return Expr::new(Kind::Prim(prim, args), span);
        }
        if args.len() != prim.arity() {
            let name = self.interner.name_rc(head.symbol().expect("a word"));
            let n = prim.arity() as u8;
            self.warn_arity(&name, &count(n, if prim == Prim::Apply { MANY } else { n }), args.len(), d);
            return self.call(head, args, d, tail);
        }
        let args = match (prim, args) {
            (Prim::Spawn, &[what]) => vec![self.task(what)],
            _ => self.args(args),
        };
        Expr::new(Kind::Prim(prim, args), span)
    }

    fn warn_arity(&mut self, name: &str, wanted: &str, given: usize, d: Datum) {
        let message = format!("`{name}` takes {wanted}, but is given {given}");
        let mut warning = Diagnostic::error(Code::Arity, self.span(d), message);
        warning.severity = Severity::Warning;
        self.report(warning);
    }

    /// A function without parameters, to be run once or more.
    pub(super) fn thunk(&mut self, name: &str, forms: &'a [Datum], at: Span) -> Expr {
        self.thunk_of(name, at, |s| s.body(forms, at, true))
    }

    /// The same with a body that `body` makes, in which it is the function around.
    pub(super) fn thunk_of(&mut self, name: &str, at: Span, body: impl FnOnce(&mut Self) -> Expr) -> Expr {
        self.funcs.push(Func::default());
        let body = body(self);
        let func = self.funcs.pop().expect("pushed above");
        let lambda = func.finish(Some(name.into()), at, 0, false, body);
        Expr::new(Kind::Lambda(Box::new(lambda)), at)
    }
}

/// Words for a number of arguments.
fn count(min: u8, max: u8) -> String {
    let noun = |n: u8| if n == 1 { "argument" } else { "arguments" };
    match (min, max) {
        (a, b) if a == b => format!("{a} {}", noun(a)),
        (a, MANY) => format!("at least {a} {}", noun(a)),
        (a, b) => format!("{a} to {b} arguments"),
    }
}
