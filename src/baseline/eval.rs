//! The interpreter: one recursive function over Core.
//!
//! Calls in tail position and turns of loops come back as a [`Step`] and are
//! done by the loop that waits for them, so they take no host stack. Everything
//! else recurses on it; [`Machine::enter`] sees to it that it does not overflow.
use super::dynamic::{Guard, Handled, Handler, is_named, within};
use super::value::{Closure, Group, Number, Scope, Value, live_bytes};
use crate::core::{
    CaptureFrom, CaptureId, Const, Expr, GlobalId, GlobalNames, Kind, LabelId, Lambda, LocalId, LoopId, Prim,
};
use crate::lang::lisp::builtins::BUILTINS;
use crate::lang::lisp::messages::{self, Expected, Fault, noun};
use crate::syntax::diag::TraceFrame;
use crate::syntax::{Code, Interner, Span};
use rustc_hash::FxHashMap;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What evaluating an expression comes to.
pub enum Step {
    /// A value.
    Value(Value),
    /// The value of calling this.
    Tail(Value, Vec<Value>, Span),
    /// Another turn of a loop around the expression.
    Recur(LoopId, Vec<Value>),
}

/// What ends evaluation before it has a value.
pub struct Thrown {
    pub what: What,
    /// Whether what handles throws where they happen had its turn.
    pub offered: bool,
    /// It passes by handlers that have as many around them, or more.
    pub below: usize,
    /// Where it was thrown.
    pub span: Span,
    pub trace: Vec<TraceFrame>,
}

/// See [`Thrown`].
pub enum What {
    /// A value that handlers can take.
    Raised(Value),
    /// No error: leaves a block with a value.
    Break(LabelId, Value),
    /// No error: begins a repeat again.
    Continue(LabelId),
    /// No error: leaves the function with a value.
    Return(Value),
    /// The end, whatever the program says.
    Fatal(Fault),
    /// The program asked to end.
    Exit(i64),
    /// What the clauses of a `guard` came to that has so many handlers around it.
    Answered(usize, Step),
    /// What was offered to a `guard` is for others.
    Refused,
}

/// Throws are rare and large: boxed, so that results stay small.
pub type Eval<T> = Result<T, Box<Thrown>>;

/// Limits of a run; see [`super::Limits`].
pub struct Bounds {
    pub depth: usize,
    pub memory: usize,
    pub fuel: Option<u64>,
    /// Bytes of host stack that may be used.
    pub stack: usize,
    pub stop: Arc<AtomicBool>,
}

/// The interpreter's state.
pub struct Machine {
    pub names: Interner,
    pub globals: GlobalNames,
    pub values: Vec<Option<Value>>,
    pub bounds: Bounds,
    pub fuel_left: u64,
    pub output: String,
    pub pool: super::natives::Pool,
    pub host: super::HostBox,
    pub ports: super::natives::Ports,
    pub gensyms: u64,
    /// Every function met so far, so that closures can share it. The address of
    /// the original is its key: those trees are in `kept` or in a value of this
    /// map, and both live as long as the machine.
    lambdas: FxHashMap<*const Lambda, Rc<Lambda>>,
    kept: Vec<Rc<Lambda>>,
    /// Clauses of `guard`s, in the same way.
    clauses: FxHashMap<*const Expr, Rc<Expr>>,
    /// Objects made from constants with labels.
    labels: FxHashMap<u64, Value>,
    /// Objects made from constants, by the address of the constant.
    constants: FxHashMap<*const Const, Value>,
    /// Open calls: the function, and where it stands.
    pub frames: Vec<(Option<Rc<str>>, Span)>,
    /// What handles throws, innermost last.
    pub handlers: Vec<Handler>,
    /// What is thrown on by code that cleans up, if it had its turn with functions.
    pub passing: Option<Value>,
    /// The parameters with other values than their own: a list of pairs.
    pub params: Value,
    /// The extents that are open: a list.
    pub winders: Value,
    /// Address of a variable near the bottom of the host's stack.
    stack_base: usize,
}

/// The address of something on the host's stack, as a measure of its height.
#[inline(never)]
fn stack_height() -> usize {
    let marker = 0u8;
    std::hint::black_box(&raw const marker) as usize
}

impl Machine {
    pub fn new(bounds: Bounds, host: super::HostBox) -> Self {
        Machine {
            names: Interner::default(),
            globals: GlobalNames::default(),
            values: vec![],
            fuel_left: u64::MAX,
            bounds,
            output: String::new(),
            pool: Default::default(),
            host,
            ports: Default::default(),
            gensyms: 0,
            lambdas: FxHashMap::default(),
            kept: vec![],
            clauses: FxHashMap::default(),
            labels: FxHashMap::default(),
            constants: FxHashMap::default(),
            frames: vec![],
            handlers: vec![],
            passing: None,
            params: Value::Nil,
            winders: Value::Nil,
            stack_base: 0,
        }
    }

    /// Runs a unit to its value.
    pub fn run(&mut self, main: Lambda) -> Eval<Value> {
        let main = Rc::new(main);
        self.kept.push(main.clone());
        self.frames.clear();
        self.handlers.clear();
        (self.params, self.winders) = (Value::Nil, Value::Nil);
        self.stack_base = stack_height();
        self.fuel_left = self.bounds.fuel.unwrap_or(u64::MAX);
        self.frames.push((Some("<main>".into()), main.span));
        let step = self.step(&main.body, &Scope::of_call(None));
        match self.finish(step) {
            Err(thrown) => match thrown.what {
                What::Return(v) => Ok(v),
                _ => Err(thrown),
            },
            value => value,
        }
    }

    /// A step's value; calls that were left to do are done here.
    fn finish(&mut self, step: Eval<Step>) -> Eval<Value> {
        match step? {
            Step::Value(v) => Ok(v),
            Step::Tail(f, args, span) => self.call(f, args, span),
            Step::Recur(..) => Err(self.fatal((Code::Internal, "a loop's turn outside of the loop".into()))),
        }
    }

    // ---- Limits ----

    /// Counts one call or loop turn.
    pub fn tick(&mut self) -> Eval<()> {
        if self.fuel_left == 0 {
            return Err(self.fatal(messages::out_of_fuel(self.bounds.fuel.unwrap_or(0))));
        }
        self.fuel_left -= 1;
        if self.fuel_left & 1023 == 0 && self.bounds.stop.load(Ordering::Relaxed) {
            return Err(self.fatal(messages::stopped()));
        }
        self.reserve(0)
    }

    /// Fails if that many more bytes would go beyond the memory limit.
    pub fn reserve(&self, bytes: usize) -> Eval<()> {
        if live_bytes().saturating_add(self.output.len()).saturating_add(bytes) > self.bounds.memory {
            return Err(self.fault(messages::out_of_memory(self.bounds.memory)));
        }
        Ok(())
    }

    fn enter(&mut self, name: Option<Rc<str>>, span: Span) -> Eval<()> {
        let used = stack_height().abs_diff(self.stack_base);
        if self.frames.len() >= self.bounds.depth || used > self.bounds.stack {
            return Err(self.fault(messages::too_deep(self.frames.len().min(self.bounds.depth))));
        }
        self.frames.push((name, span));
        Ok(())
    }

    // ---- Evaluation ----

    /// The value of an expression.
    fn value(&mut self, e: &Expr, scope: &Rc<Scope>) -> Eval<Value> {
        let step = self.step(e, scope);
        self.finish(step).map_err(|thrown| self.offer(thrown))
    }

    fn values_of(&mut self, exprs: &[Expr], scope: &Rc<Scope>) -> Eval<Vec<Value>> {
        exprs.iter().map(|e| self.value(e, scope)).collect()
    }

    /// Notes where the current function stands, for errors.
    fn at(&mut self, span: Span) {
        if let Some(frame) = self.frames.last_mut() {
            frame.1 = span;
        }
    }

    pub fn step(&mut self, e: &Expr, scope: &Rc<Scope>) -> Eval<Step> {
        let value = match &e.kind {
            Kind::Const(c) => self.constant(c),
            Kind::Local(id) => match scope.get(*id) {
                Some(v) => v,
                None => return Err(self.unset_local(*id, scope, e.span)),
            },
            Kind::Capture(id) => match scope.closure.as_ref().and_then(|c| captured(c, *id)) {
                Some(v) => v,
                None => return Err(self.unset_capture(*id, scope, e.span)),
            },
            Kind::Global(id) => self.global(*id, e.span)?,
            Kind::SetLocal(id, value) => {
                let v = self.value(value, scope)?;
                if !scope.set(*id, v.clone()) {
                    scope.bind(*id, v);
                }
                Value::Unit
            }
            Kind::SetCapture(id, value) => {
                let v = self.value(value, scope)?;
                if !scope.closure.as_ref().is_some_and(|c| set_captured(c, *id, v)) {
                    return Err(self.unset_capture(*id, scope, e.span));
                }
                Value::Unit
            }
            Kind::SetGlobal(id, value) => {
                let v = self.value(value, scope)?;
                self.global(*id, e.span)?;
                self.define(*id, v);
                Value::Unit
            }
            Kind::DefineGlobal(id, value) => {
                let v = self.value(value, scope)?;
                self.define(*id, v);
                Value::Unit
            }
            Kind::Let(bindings, body) => {
                let inner = Scope::inner(scope);
                for (id, init) in bindings {
                    let v = self.value(init, &inner)?;
                    inner.bind(*id, v);
                }
                return self.step(body, &inner);
            }
            Kind::Fix(functions, body) => {
                let group: Rc<Group> = Rc::new(functions.iter().map(|(id, l)| (*id, self.share(l))).collect());
                let inner = Scope::inner(scope);
                for (id, lambda) in group.iter() {
                    inner.bind(*id, Value::closure(lambda.clone(), scope.clone(), Some(group.clone())));
                }
                return self.step(body, &inner);
            }
            Kind::If(test, yes, no) => {
                let branch = if self.value(test, scope)?.truthy() { yes } else { no };
                return self.step(branch, scope);
            }
            Kind::Cond(clauses, other) => {
                for c in clauses {
                    let v = self.value(&c.test, scope)?;
                    if v.truthy() {
                        let inner = Scope::inner(scope);
                        if let Some(var) = c.var {
                            inner.bind(var, v);
                        }
                        return self.step(&c.then, &inner);
                    }
                }
                return self.step(other, scope);
            }
            Kind::Seq(exprs) => {
                let Some((last, before)) = exprs.split_last() else { return Ok(Step::Value(Value::Unit)) };
                for e in before {
                    self.value(e, scope)?;
                }
                return self.step(last, scope);
            }
            Kind::Loop(id, bindings, body) => return self.run_loop(*id, bindings, body, scope),
            Kind::Block(id, body) => match self.value(body, scope) {
                Ok(v) => v,
                Err(thrown) => match thrown.what {
                    What::Break(which, v) if which == *id => v,
                    _ => return Err(thrown),
                },
            },
            Kind::Repeat(id, body) => loop {
                match self.value(body, scope) {
                    Ok(v) => break v,
                    Err(thrown) if matches!(thrown.what, What::Continue(which) if which == *id) => {}
                    Err(thrown) => return Err(thrown),
                }
                self.at(body.span);
                self.tick()?;
            },
            Kind::Break(id, v) => {
                let v = self.value(v, scope)?;
                return Err(self.leave(What::Break(*id, v)));
            }
            Kind::Continue(id) => return Err(self.leave(What::Continue(*id))),
            Kind::Return(v) => {
                let v = self.value(v, scope)?;
                return Err(self.leave(What::Return(v)));
            }
            Kind::Recur(id, args) => return Ok(Step::Recur(*id, self.values_of(args, scope)?)),
            Kind::SelfCall(id, args) => {
                let f = self.global(*id, e.span)?;
                let args = self.values_of(args, scope)?;
                return Ok(Step::Tail(f, args, e.span));
            }
            Kind::Compiled(_) => unreachable!("nothing is compiled for this interpreter"),
            Kind::Lambda(lambda) => {
                let lambda = self.share(lambda);
                Value::closure(lambda, scope.clone(), None)
            }
            Kind::Call { callee, args, tail } => {
                let f = self.value(callee, scope)?;
                let args = self.values_of(args, scope)?;
                if *tail {
                    return Ok(Step::Tail(f, args, e.span));
                }
                self.call(f, args, e.span)?
            }
            Kind::Prim(Prim::Apply, args) => {
                let args = self.values_of(args, scope)?;
                self.at(e.span);
                let Some(list) = args[1].list_items() else { return Err(self.wrong("apply", noun::LIST, &args[1])) };
                return Ok(Step::Tail(args[0].clone(), list, e.span));
            }
            Kind::Prim(Prim::RaiseContinuable, args) => {
                let args = self.values_of(args, scope)?;
                self.at(e.span);
                match self.handle(&args[0], true)? {
                    Handled::Answered(v) => v,
                    Handled::Not { below } => {
                        let thrown = self.raise(args[0].clone());
                        return Err(Box::new(Thrown { offered: true, below, ..*thrown }));
                    }
                }
            }
            Kind::Prim(prim, args) => {
                let args = self.values_of(args, scope)?;
                self.at(e.span);
                self.prim(*prim, &args)?
            }
            Kind::Native(id, args) => {
                let args = self.values_of(args, scope)?;
                self.at(e.span);
                self.native(*id, &args)?
            }
            Kind::GetField { obj, field, ty } => {
                let obj = self.value(obj, scope)?;
                self.at(e.span);
                let (record, slot) = self.field(&obj, *field, *ty)?;
                record.fields.borrow()[slot].clone()
            }
            Kind::SetField { obj, field, ty, value } => {
                let obj = self.value(obj, scope)?;
                let v = self.value(value, scope)?;
                self.at(e.span);
                let (record, slot) = self.field(&obj, *field, *ty)?;
                record.fields.borrow_mut()[slot] = v;
                Value::Unit
            }
            Kind::Try { body, var, handler, refuses } => {
                let open = self.frames.len();
                let handlers = self.handlers.len();
                let finally = is_named(scope.closure.as_ref(), "%finally");
                let cleanup = finally || is_named(scope.closure.as_ref(), "%cleanup");
                let extents = self.winders.clone();
                if *refuses {
                    let handler =
                        self.clauses.entry(&raw const **handler).or_insert_with(|| Rc::new((**handler).clone()));
                    let (handler, scope, var) = (handler.clone(), scope.clone(), *var);
                    let (params, winders) = (self.params.clone(), self.winders.clone());
                    self.handlers.push(Handler::Guard(Rc::new(Guard { handler, var, scope, params, winders, open })));
                } else if finally {
                    self.handlers.push(Handler::Finally);
                } else if !cleanup {
                    self.handlers.push(Handler::Catch);
                }
                let tried = self.value(body, scope);
                self.handlers.truncate(handlers);
                match tried {
                    Ok(v) => v,
                    Err(thrown) if matches!(thrown.what, What::Answered(at, _) if at == handlers) => {
                        self.frames.truncate(open);
                        let What::Answered(_, step) = thrown.what else { unreachable!("it was looked at") };
                        return Ok(step);
                    }
                    Err(thrown) => {
                        let What::Raised(v) = &thrown.what else { return Err(thrown) };
                        let passes = if cleanup { !within(&self.winders, &extents) } else { thrown.below <= handlers };
                        if passes {
                            return Err(thrown);
                        }
                        self.frames.truncate(open);
                        let inner = Scope::inner(scope);
                        inner.bind(*var, v.clone());
                        if !cleanup {
                            return self.step(handler, &inner);
                        }
                        // What goes on is what came, with its place and trace.
                        self.passing = thrown.offered.then(|| v.clone());
                        let cleaned = self.value(handler, &inner);
                        self.passing = None;
                        return match cleaned {
                            Err(again) if again.is(v) => Err(thrown),
                            other => other.map(Step::Value),
                        };
                    }
                }
            }
        };
        Ok(Step::Value(value))
    }

    /// Each turn has its own scope, so closures made in one keep its variables.
    fn run_loop(&mut self, id: LoopId, bindings: &[(LocalId, Expr)], body: &Expr, scope: &Rc<Scope>) -> Eval<Step> {
        let mut values = vec![];
        for (_, init) in bindings {
            values.push(self.value(init, scope)?);
        }
        loop {
            let turn = Scope::inner(scope);
            for ((local, _), v) in bindings.iter().zip(values) {
                turn.bind(*local, v);
            }
            match self.step(body, &turn)? {
                Step::Recur(which, next) if which == id => values = next,
                step => return Ok(step),
            }
            self.at(body.span);
            self.tick()?;
        }
    }

    /// Calls a function with arguments and gives its value.
    pub fn call(&mut self, f: Value, args: Vec<Value>, span: Span) -> Eval<Value> {
        let handlers = self.handlers.len();
        let result = self.call_in(f, args, span);
        self.handlers.truncate(handlers);
        result
    }

    fn call_in(&mut self, f: Value, args: Vec<Value>, span: Span) -> Eval<Value> {
        let open = self.frames.len();
        let (mut f, mut args) = (f, args);
        self.at(span);
        loop {
            self.tick()?;
            let closure = match &f {
                Value::Closure(c) => c.clone(),
                Value::Native(id) => {
                    let v = self.native(*id, &args)?;
                    self.frames.truncate(open);
                    return Ok(v);
                }
                Value::Offer(_) => return Err(self.leave(What::Refused)),
                Value::Parameter(p) => {
                    if !args.is_empty() {
                        let fault = messages::arity("a parameter", Expected::Exactly(0), args.len());
                        return Err(self.fault(fault));
                    }
                    let v = self.parameter(p);
                    self.frames.truncate(open);
                    return Ok(v);
                }
                _ => return Err(self.fault(messages::not_a_function(&self.brief(&f)))),
            };
            if is_named(Some(&closure), "%intercept")
                && let Some(handler) = args.first()
            {
                self.handlers.push(Handler::Function(handler.clone()));
            }
            let scope = self.bind_arguments(&closure, args)?;
            if self.frames.len() > open {
                self.frames.truncate(open);
            }
            self.enter(closure.lambda.name.clone(), closure.lambda.span)?;
            let step = match self.step(&closure.lambda.body, &scope) {
                Err(thrown) => match thrown.what {
                    What::Return(v) => Step::Value(v),
                    _ => return Err(thrown),
                },
                Ok(step) => step,
            };
            match step {
                Step::Value(v) => {
                    self.frames.truncate(open);
                    return Ok(v);
                }
                Step::Tail(next, next_args, at) => {
                    self.at(at);
                    (f, args) = (next, next_args);
                }
                Step::Recur(..) => {
                    return Err(self.fatal((Code::Internal, "a loop's turn outside of the loop".into())));
                }
            }
        }
    }

    fn bind_arguments(&mut self, closure: &Rc<Closure>, mut args: Vec<Value>) -> Eval<Rc<Scope>> {
        let lambda = &closure.lambda;
        let least = lambda.required() as usize;
        let most = least + lambda.optional as usize;
        if args.len() < least || (args.len() > most && !lambda.rest) {
            let expected = match (lambda.rest, lambda.optional) {
                (true, _) => Expected::AtLeast(least),
                (false, 0) => Expected::Exactly(least),
                (false, _) => Expected::Between(least, most),
            };
            let name = lambda.name.as_deref().unwrap_or("<lambda>");
            return Err(self.fault(messages::arity(name, expected, args.len())));
        }
        let scope = Scope::of_call(Some(closure.clone()));
        let rest = lambda.rest.then(|| Value::list(args.drain(most.min(args.len())..)));
        args.resize(most, Value::Missing);
        args.extend(rest);
        for (i, v) in args.into_iter().enumerate() {
            scope.bind(LocalId(i as u32), v);
        }
        Ok(scope)
    }

    /// The function as closures share it.
    fn share(&mut self, lambda: &Lambda) -> Rc<Lambda> {
        self.lambdas.entry(&raw const *lambda).or_insert_with(|| Rc::new(lambda.clone())).clone()
    }

    // ---- Variables ----

    fn unset_local(&mut self, id: LocalId, scope: &Scope, span: Span) -> Box<Thrown> {
        self.at(span);
        let name = scope.closure.as_ref().and_then(|c| c.lambda.locals.get(id.0 as usize)).map(|l| l.name.clone());
        self.fault(messages::too_early(name.as_deref().unwrap_or("a variable")))
    }

    fn unset_capture(&mut self, id: CaptureId, scope: &Scope, span: Span) -> Box<Thrown> {
        self.at(span);
        let name = scope.closure.as_ref().and_then(|c| c.lambda.captures.get(id.0 as usize)).map(|l| l.name.clone());
        self.fault(messages::too_early(name.as_deref().unwrap_or("a variable")))
    }

    fn global(&mut self, id: GlobalId, span: Span) -> Eval<Value> {
        match self.values.get(id.0 as usize) {
            Some(Some(v)) => Ok(v.clone()),
            _ => {
                self.at(span);
                let name = self.names.name(self.globals.name(id));
                Err(self.fault(messages::unbound(name)))
            }
        }
    }

    /// Gives a global its value.
    pub fn define(&mut self, id: GlobalId, v: Value) {
        let at = id.0 as usize;
        if at >= self.values.len() {
            self.values.resize(at + 1, None);
        }
        self.values[at] = Some(v);
    }

    fn constant(&mut self, c: &Const) -> Value {
        match c {
            Const::Nil => Value::Nil,
            Const::True => Value::Bool(true),
            Const::False => Value::Bool(false),
            Const::Unit => Value::Unit,
            Const::Missing => Value::Missing,
            Const::Int(i) => Value::Int(*i),
            Const::Float(f) => Value::Float(*f),
            Const::Char(c) => Value::Char(*c),
            Const::Sym(s) => Value::Sym(*s),
            Const::Ref(id) => self.labels.get(id).cloned().unwrap_or(Value::Unit),
            Const::Labelled(id, inner) => {
                if let Some(v) = self.labels.get(id) {
                    return v.clone();
                }
                let holder = Value::vector(vec![]);
                self.labels.insert(*id, holder.clone());
                let made = self.build(inner);
                tie(&made, &holder, &made);
                self.labels.values_mut().filter(|v| v.is(&holder)).for_each(|v| *v = made.clone());
                made
            }
            // Constants are one object each, however often they are evaluated.
            Const::Num(_) | Const::Str(_) | Const::List(..) | Const::Vector(_) | Const::Bytes(_) => {
                if let Some(v) = self.constants.get(&(&raw const *c)) {
                    return v.clone();
                }
                let v = self.build(c);
                self.constants.insert(&raw const *c, v.clone());
                v
            }
        }
    }

    fn build(&mut self, c: &Const) -> Value {
        match c {
            Const::Num(n) => Value::Num(Number::new((**n).clone())),
            Const::Str(s) => Value::str(&**s),
            Const::List(items, tail) => {
                let items: Vec<Value> = items.iter().map(|c| self.build(c)).collect();
                let tail = self.build(tail);
                Value::list_ending(items.into_iter(), tail)
            }
            Const::Vector(items) => {
                let items = items.iter().map(|c| self.build(c)).collect();
                Value::vector(items)
            }
            Const::Bytes(b) => Value::bytes(b.to_vec(), false),
            simple => self.constant(simple),
        }
    }

    // ---- Records ----

    /// The record and the place of the field in it, if it is of that type.
    fn field(
        &mut self,
        obj: &Value,
        field: crate::syntax::Sym,
        ty: GlobalId,
    ) -> Eval<(Rc<super::value::Record>, usize)> {
        let span = self.here();
        let ty = self.global(ty, span)?;
        let Value::RecordType(ty) = ty else {
            return Err(self.wrong(self.names.name(field), noun::RECORD_TYPE, &ty));
        };
        if let Value::Record(r) = obj
            && Rc::ptr_eq(&r.ty, &ty)
            && let Some(slot) = ty.fields.iter().position(|f| *f == field)
        {
            return Ok((r.clone(), slot));
        }
        let (field, ty) = (self.names.name(field), self.names.name(ty.name));
        Err(self.fault(messages::not_of_type(field, ty, &self.brief(obj))))
    }

    /// Checks a builtin's number of arguments; a first-class call may have any.
    pub fn check_arity(&self, id: crate::core::NativeId, args: usize) -> Eval<()> {
        let b = &BUILTINS[id.0 as usize];
        if b.accepts(args) {
            return Ok(());
        }
        let (min, max) = (b.min as usize, b.max as usize);
        let expected = if b.max == crate::lang::lisp::builtins::MANY {
            Expected::AtLeast(min)
        } else if min == max {
            Expected::Exactly(min)
        } else {
            Expected::Between(min, max)
        };
        Err(self.fault(messages::arity(b.name, expected, args)))
    }
}

/// Puts a value in all places of data where a place-holder stands.
pub fn tie(root: &Value, holder: &Value, made: &Value) {
    let mut seen = std::collections::HashSet::new();
    let mut todo = vec![root.clone()];
    let mut meant = |v: &mut Value| {
        if v.is(holder) {
            *v = made.clone();
        }
        v.clone()
    };
    while let Some(v) = todo.pop() {
        match &v {
            Value::Pair(p) if seen.insert(Rc::as_ptr(p) as usize) => {
                todo.push(meant(&mut p.car.borrow_mut()));
                todo.push(meant(&mut p.cdr.borrow_mut()));
            }
            Value::Vector(x) if seen.insert(Rc::as_ptr(x) as usize) => {
                todo.extend(x.items.borrow_mut().iter_mut().map(&mut meant));
            }
            _ => {}
        }
    }
}

/// What a closure captured, from the scope it was made in.
fn captured(closure: &Closure, id: CaptureId) -> Option<Value> {
    match closure.lambda.captures[id.0 as usize].from {
        CaptureFrom::Local(local) => closure.sibling(local).or_else(|| closure.scope.get(local)),
        CaptureFrom::Capture(outer) => captured(closure.scope.closure.as_ref()?, outer),
    }
}

fn set_captured(closure: &Closure, id: CaptureId, v: Value) -> bool {
    match closure.lambda.captures[id.0 as usize].from {
        CaptureFrom::Local(local) => closure.scope.set(local, v),
        CaptureFrom::Capture(outer) => closure.scope.closure.as_ref().is_some_and(|c| set_captured(c, outer, v)),
    }
}
