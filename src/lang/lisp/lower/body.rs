//! Bodies: sequences of definitions and expressions, and `letrec`, which is the
//! same. Functions that nothing assigns become a `Fix`; other definitions are
//! bound in their order; only what is used before its turn costs a cell and a
//! check.
use super::scope::Meaning;
use super::values::Part;
use super::{Lowering, seq};
use crate::core::{CaptureFrom, CaptureId, Const, Expr, Kind, Lambda, LocalId, Prim};
use crate::lang::lisp::builtins::id;
use crate::lang::lisp::env::{Special, Word};
use crate::syntax::sexpr::{Datum, DatumKind, MAX_NESTING};
use crate::syntax::{Code, Span, Sym};

/// A body being lowered.
#[derive(Default)]
pub(super) struct BodyFrame {
    /// The item being lowered.
    pub current: u32,
    /// Which item uses which definition.
    pub uses: Vec<(u32, u32)>,
    /// The place of the macros it defines, if it does.
    place: Option<u32>,
}

/// The value a definition gives.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    /// `(define x e)`.
    Expr(Datum),
    /// `(define (f . formals) body...)`.
    Function { formals: Datum, body: &'a [Datum], form: Datum },
    /// One of the values of another definition.
    Part { of: Sym, part: Part },
}

/// A part of a body.
#[derive(Clone, Copy)]
pub(super) enum Item<'a> {
    /// A definition, and its variable.
    Def {
        name: Sym,
        at: Datum,
        local: LocalId,
        value: Value<'a>,
    },
    Expr(Datum),
    /// The body of a `letrec`, a scope of its own.
    Body(&'a [Datum], Span),
}

/// What a body evaluates, in its order.
enum Step {
    Fix(Vec<(LocalId, Lambda)>),
    Let(LocalId, Expr),
    Do(Expr),
}

impl<'a> Lowering<'a> {
    /// A body in a scope of its own. `at`: the form it belongs to.
    pub(super) fn body(&mut self, forms: &'a [Datum], at: Span, tail: bool) -> Expr {
        if forms.is_empty() {
            let d = Datum { kind: DatumKind::False, start: at.start, end: at.end };
            return self.error(Code::Form, d, "a body needs at least one expression");
        }
        if !forms.iter().any(|&d| self.may_define(d)) {
            return self.sequence(forms, at, tail);
        }
        let mark = self.bindings.enter();
        let mut items = self.open_body(forms.len());
        self.flatten(forms, &mut items);
        if !matches!(items.last(), Some(Item::Expr(_))) {
            let d = *forms.last().expect("not empty");
            self.error(Code::Form, d, "a body must end with an expression");
        }
        let e = self.close_body(&items, at, tail);
        self.bindings.leave(mark);
        e
    }

    /// Whether a form of a body may be something other than an expression.
    fn may_define(&self, d: Datum) -> bool {
        let Some(&head) = self.data.list(d).and_then(|l| l.first()) else { return false };
        let Some(head) = head.symbol().filter(|_| !d.is_square()) else { return false };
        match self.meaning(head) {
            Meaning::Macro(_) => true,
            Meaning::Word(_, Word::Special(special)) => matches!(
                special,
                Special::Define
                    | Special::DefineValues
                    | Special::DefineRecord
                    | Special::DefineSyntax
                    | Special::Begin
                    | Special::CondExpand
                    | Special::Include
                    | Special::IncludeCi
            ),
            _ => false,
        }
    }

    /// Expressions after each other; the value of the last.
    pub(super) fn sequence(&mut self, forms: &'a [Datum], at: Span, tail: bool) -> Expr {
        let Some((&last, front)) = forms.split_last() else {
            return Expr::new(Kind::Const(Const::Unit), at);
        };
        let mut exprs = Vec::with_capacity(forms.len());
        for &d in front {
            exprs.push(self.expr(d, false));
        }
        exprs.push(self.expr(last, tail));
        seq(exprs, at)
    }

    /// Takes the forms of a body apart: `begin` is spliced, macros are expanded and
    /// defined, and so are record types. Names are bound as they are met, so that what
    /// follows a definition is read with it.
    fn flatten(&mut self, forms: &[Datum], items: &mut Vec<Item<'a>>) {
        let mut work: Vec<Datum> = forms.iter().rev().copied().collect();
        while let Some(d) = work.pop() {
            let d = self.expanded(d);
            match self.special_list(d) {
                Some((Special::Begin, rest)) => work.extend(rest.iter().rev()),
                Some((Special::CondExpand, rest)) => work.extend(self.cond_expand(rest).iter().rev()),
                Some((Special::Include, rest)) => work.extend(self.include(rest, d, false).iter().rev()),
                Some((Special::IncludeCi, rest)) => work.extend(self.include(rest, d, true).iter().rev()),
                Some((Special::Define, _)) => {
                    if let Some((name, at, value)) = self.definition(d) {
                        self.define_local(name, at, value, items);
                    }
                }
                Some((Special::DefineValues, args)) => self.inner_values(args, d, items),
                Some((Special::DefineRecord, _)) => self.inner_record(d),
                Some((Special::DefineSyntax, rest)) => {
                    let body = self.bodies.len() - 1;
                    let place = match self.bodies[body].place {
                        Some(place) => place,
                        None => self.open_place(),
                    };
                    self.bodies[body].place = Some(place);
                    if let Some((name, meaning)) = self.syntax_definition(rest, d, place) {
                        self.bindings.bind(name, meaning);
                    }
                }
                _ => items.push(Item::Expr(d)),
            }
        }
    }

    /// The parts of a `define` form; reports it if it is not one.
    pub(super) fn definition(&mut self, d: Datum) -> Option<(Sym, Datum, Value<'a>)> {
        const SHAPE: &str = "(define name value) or (define (name parameter ...) body ...)";
        let items = self.data.list(d)?;
        match items {
            [_, target, body @ ..] if target.symbol().is_none() => {
                let Some((&name, _)) = self.parts(*target).and_then(|(l, _)| l.split_first()) else {
                    self.misuse(*target, "`define` needs a name", SHAPE);
                    return None;
                };
                let Some(sym) = name.symbol() else {
                    self.misuse(name, "`define` needs a name", SHAPE);
                    return None;
                };
                if body.is_empty() {
                    let message = format!("the function `{}` has no body", self.name(sym));
                    self.misuse(d, message, SHAPE);
                    return None;
                }
                Some((sym, name, Value::Function { formals: *target, body, form: d }))
            }
            [_, name, value] => Some((name.symbol()?, *name, Value::Expr(*value))),
            _ => {
                self.misuse(d, "`define` needs a name and one value", SHAPE);
                None
            }
        }
    }

    /// Lowers what a definition gives its name.
    pub(super) fn value(&mut self, name: Sym, at: Datum, value: Value<'a>) -> Expr {
        match value {
            Value::Expr(d) => self.expr_named(d, name),
            Value::Part { of, part } => {
                let at = Datum { kind: DatumKind::Sym(of), ..at };
                let several = self.variable(of, at);
                part.of(several)
            }
            Value::Function { formals, body, form } => {
                let name = self.interner.name_rc(name);
                self.deeper(1, |s| s.function(Some(name), formals, true, body, form))
            }
        }
    }

    /// Begins a body, whose definitions are bound by `define_local`. The caller has
    /// entered a scope and leaves it after `close_body`.
    pub(super) fn open_body(&mut self, count: usize) -> Vec<Item<'a>> {
        self.bodies.push(BodyFrame::default());
        Vec::with_capacity(count)
    }

    /// Binds what an item of the innermost body defines.
    pub(super) fn define_local(&mut self, name: Sym, at: Datum, value: Value<'a>, items: &mut Vec<Item<'a>>) {
        let body = self.bodies.len() as u32 - 1;
        if let Some(Meaning::Var { def: Some((b, first)), .. }) = self.bindings.own(name)
            && b == body
        {
            let message = format!("`{}` is defined twice in this body", self.name(name));
            self.error(Code::Form, at, message);
            if let Item::Def { at, .. } = items[first as usize] {
                let span = self.span(at);
                if let Some(p) = self.problems.last_mut() {
                    p.labels.push(crate::syntax::Label { span, text: "first here".into() });
                }
            }
            return;
        }
        let func = self.funcs.len() as u32 - 1;
        let local = self.temp(self.interner.name_rc(name), self.span(at));
        self.bindings.bind(name, Meaning::Var { func, local, def: Some((body, items.len() as u32)) });
        items.push(Item::Def { name, at, local, value });
    }

    /// Lowers the items of the innermost body and puts them together.
    pub(super) fn close_body(&mut self, items: &[Item<'a>], at: Span, tail: bool) -> Expr {
        let body = self.bodies.len() - 1;
        if let Some(place) = self.bodies[body].place {
            self.close_place(place);
        }
        let mut locals = Vec::with_capacity(items.len());
        let mut exprs = Vec::with_capacity(items.len());
        for (i, &item) in items.iter().enumerate() {
            self.bodies[body].current = i as u32;
            let last = i + 1 == items.len();
            locals.push(match item {
                Item::Def { local, .. } => Some(local),
                _ => None,
            });
            exprs.push(match item {
                Item::Def { name, at, value, .. } => self.value(name, at, value),
                Item::Expr(d) => self.expr(d, tail && last),
                Item::Body(forms, span) => self.body(forms, span, tail && last),
            });
        }
        let frame = self.bodies.pop().expect("pushed by `open_body`");
        self.assemble(locals, exprs, frame.uses, at)
    }

    /// Puts lowered items together: `locals[i]` is what item `i` defines.
    fn assemble(&mut self, locals: Vec<Option<LocalId>>, exprs: Vec<Expr>, uses: Vec<(u32, u32)>, at: Span) -> Expr {
        let n = exprs.len();
        let func = self.func();
        // Functions that are never assigned: may be made whenever they are first needed.
        let is_fn: Vec<bool> = (0..n)
            .map(|i| {
                matches!(exprs[i].kind, Kind::Lambda(_))
                    && locals[i].is_some_and(|l| !func.locals[l.0 as usize].assigned)
            })
            .collect();
        let mut used_by = vec![vec![]; n];
        for &(item, def) in &uses {
            used_by[item as usize].push(def as usize);
        }
        // `turn[i]`: the step in which item `i` is evaluated.
        let mut turn = vec![usize::MAX; n];
        let mut order: Vec<Vec<usize>> = vec![];
        for i in (0..n).filter(|&i| !is_fn[i]) {
            let mut group = vec![];
            let mut work = used_by[i].clone();
            if i + 1 == n {
                work.extend(0..n);
            }
            while let Some(j) = work.pop() {
                if is_fn[j] && turn[j] == usize::MAX {
                    turn[j] = order.len();
                    group.push(j);
                    work.extend(&used_by[j]);
                }
            }
            if !group.is_empty() {
                crate::platform::sort_by_key(&mut group, |&i| i);
                order.push(group);
            }
            turn[i] = order.len();
            order.push(vec![i]);
        }
        // What is used before its turn: bound at the start to a mark, set in its turn.
        let mut early = vec![false; n];
        let mut checks = vec![vec![]; n];
        for &(item, def) in &uses {
            let (item, def) = (item as usize, def as usize);
            let own = item == def;
            if !is_fn[def] && (own || turn[item] < turn[def]) {
                early[def] = true;
                if !(own && matches!(exprs[def].kind, Kind::Lambda(_))) {
                    checks[item].push(locals[def].expect("a definition"));
                }
            }
        }
        let unset = Const::Sym(self.interner.intern("#<unset>"));
        let mut exprs: Vec<Option<Expr>> = exprs.into_iter().map(Some).collect();
        for (e, locals) in exprs.iter_mut().zip(&mut checks) {
            crate::platform::sort_by_key(locals, |&l| l);
            locals.dedup();
            for &local in locals.iter() {
                let name = self.func().locals[local.0 as usize].name.clone();
                let name = Const::Sym(self.interner.intern(&name));
                let check = Check { name: &name, unset: &unset };
                check.expr(e.as_mut().expect("not taken yet"), CaptureFrom::Local(local));
            }
        }
        let mut steps = vec![];
        for i in (0..n).filter(|&i| early[i]) {
            let local = locals[i].expect("a definition");
            self.func().locals[local.0 as usize].assigned = true;
            let span = exprs[i].as_ref().map_or(at, |e| e.span);
            steps.push(Step::Let(local, Expr::new(Kind::Const(unset.clone()), span)));
        }
        for group in order {
            let first = group[0];
            if is_fn[first] {
                let functions = group.iter().map(|&i| {
                    let Some(Expr { kind: Kind::Lambda(l), .. }) = exprs[i].take() else { unreachable!("a function") };
                    (locals[i].expect("a definition"), *l)
                });
                steps.push(Step::Fix(functions.collect()));
                continue;
            }
            let e = exprs[first].take().expect("each item has one turn");
            steps.push(match locals[first] {
                Some(local) if early[first] => {
                    let span = e.span;
                    Step::Do(Expr::new(Kind::SetLocal(local, Box::new(e)), span))
                }
                Some(local) => Step::Let(local, e),
                None => Step::Do(e),
            });
        }
        self.nest(steps, at)
    }

    /// Steps as one expression. Bindings stay flat: an expression between two of
    /// them is bound to a variable nobody reads. Only a `Fix` begins a new level.
    fn nest(&mut self, mut steps: Vec<Step>, at: Span) -> Expr {
        let levels = steps.iter().filter(|s| matches!(s, Step::Fix(_))).count();
        if levels > MAX_NESTING / 2 {
            let d = Datum { kind: DatumKind::False, start: at.start, end: at.end };
            return self.error(Code::Nesting, d, "too many functions are defined between the expressions of this body");
        }
        let mut rest: Option<Expr> = None;
        loop {
            // The last run without a `Fix`.
            let run = steps.iter().rposition(|s| matches!(s, Step::Fix(_))).map_or(0, |i| i + 1);
            let mut run: Vec<Step> = steps.drain(run..).collect();
            let bindings = run.iter().rposition(|s| matches!(s, Step::Let(..))).map_or(0, |i| i + 1);
            let mut exprs: Vec<Expr> = run
                .drain(bindings..)
                .map(|s| if let Step::Do(e) = s { e } else { unreachable!("only expressions are left") })
                .collect();
            exprs.extend(rest.take());
            if exprs.is_empty() {
                exprs.push(Expr::new(Kind::Const(Const::Unit), at));
            }
            let mut e = seq(exprs, at);
            if !run.is_empty() {
                let binds = run
                    .into_iter()
                    .map(|s| match s {
                        Step::Let(local, e) => (local, e),
                        Step::Do(e) => (self.temp("_".into(), e.span), e),
                        Step::Fix(_) => unreachable!("a run has none"),
                    })
                    .collect();
                e = Expr::new(Kind::Let(binds, Box::new(e)), at);
            }
            match steps.pop() {
                Some(Step::Fix(functions)) => rest = Some(Expr::new(Kind::Fix(functions, Box::new(e)), at)),
                _ => return e,
            }
        }
    }

    /// Binds one function that may refer to itself, then the body.
    pub(super) fn fix_one(&mut self, local: LocalId, function: Expr, body: Expr, at: Span) -> Expr {
        let assigned = self.func().locals[local.0 as usize].assigned;
        let kind = match function.kind {
            Kind::Lambda(l) if !assigned => Kind::Fix(vec![(local, *l)], Box::new(body)),
            kind => {
                self.func().locals[local.0 as usize].assigned = true;
                let unit = Expr::new(Kind::Const(Const::Unit), at);
                let set = Kind::SetLocal(local, Box::new(Expr::new(kind, function.span)));
                let body = Expr::new(Kind::Seq(vec![Expr::new(set, function.span), body]), at);
                Kind::Let(vec![(local, unit)], Box::new(body))
            }
        };
        Expr::new(kind, at)
    }
}

/// Puts a check at every read of a variable that may not have its value yet.
struct Check<'c> {
    name: &'c Const,
    unset: &'c Const,
}

impl Check<'_> {
    /// `var` is how the function around `e` has the variable.
    fn expr(&self, e: &mut Expr, var: CaptureFrom) {
        let reads = match (&e.kind, var) {
            (Kind::Local(l), CaptureFrom::Local(v)) => *l == v,
            (Kind::Capture(c), CaptureFrom::Capture(v)) => *c == v,
            _ => false,
        };
        if reads {
            let read = || Expr::new(e.kind.clone(), e.span);
            let mark = Expr::new(Kind::Const(self.unset.clone()), e.span);
            let name = Expr::new(Kind::Const(self.name.clone()), e.span);
            let fail = Kind::Native(const { id("%too-early") }, vec![name]);
            let test = Expr::new(Kind::Prim(Prim::Eq, vec![read(), mark]), e.span);
            e.kind = Kind::If(Box::new(test), Box::new(Expr::new(fail, e.span)), Box::new(read()));
            return;
        }
        e.for_each_lambda_mut(&mut |l| {
            if let Some(i) = l.captures.iter().position(|c| c.from == var) {
                self.expr(&mut l.body, CaptureFrom::Capture(CaptureId(i as u32)));
            }
        });
        e.for_each_child_mut(&mut |c| self.expr(c, var));
    }
}
