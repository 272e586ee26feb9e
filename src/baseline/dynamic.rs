//! What a run is in the midst of besides its calls: handlers and parameters.
use super::eval::{Eval, Machine, Step, Thrown, What};
use super::value::{Closure, Parameter, Promise, Scope, Value};
use crate::core::{Expr, LocalId};
use crate::lang::lisp::messages::{self, Expected, noun};
use crate::syntax::Span;
use std::cell::RefCell;
use std::rc::Rc;

/// What handles throws.
pub enum Handler {
    /// A `try`, or a `guard` that takes everything.
    Catch,
    /// A `guard` that may refuse what was thrown.
    Guard(Rc<Guard>),
    /// What cleans up, and not twice.
    Finally,
    /// A function that is called where something is thrown.
    Function(Value),
}

/// A `guard` as it is seen from where something is thrown.
pub struct Guard {
    /// Its clauses.
    pub handler: Rc<Expr>,
    pub var: LocalId,
    pub scope: Rc<Scope>,
    /// The parameters and extents around it.
    pub params: Value,
    pub winders: Value,
    /// The calls around it.
    pub open: usize,
}

/// What came of a throw where it happened.
pub enum Handled {
    /// A handler's answer.
    Answered(Value),
    /// Nothing: it is for handlers that have fewer than so many around them.
    Not { below: usize },
}

/// Whether a list of extents is that one, or has more in it.
pub fn within(extents: &Value, those: &Value) -> bool {
    let mut at = extents.clone();
    while !at.is(those) {
        let Value::Pair(pair) = &at else { return false };
        let next = pair.cdr.borrow().clone();
        at = next;
    }
    true
}

/// Whether it is that function of the prelude.
pub fn is_named(closure: Option<&Rc<Closure>>, name: &str) -> bool {
    closure.is_some_and(|c| c.lambda.name.as_deref() == Some(name))
}

/// The same for handlers that have fewer than so many around them.
fn outward(mut thrown: Box<Thrown>, below: usize) -> Box<Thrown> {
    thrown.offered = true;
    thrown.below = thrown.below.min(below);
    thrown
}

impl Thrown {
    /// Whether it throws that value.
    pub fn is(&self, v: &Value) -> bool {
        matches!(&self.what, What::Raised(own) if own.is(v))
    }
}

impl Machine {
    /// Has handlers see what was thrown where it was; gives what is thrown on. Not
    /// twice, however many expressions it passes through.
    pub fn offer(&mut self, mut thrown: Box<Thrown>) -> Box<Thrown> {
        let What::Raised(v) = &thrown.what else { return thrown };
        let passing = self.passing.as_ref().is_some_and(|p| thrown.is(p));
        if !thrown.offered && !passing {
            match self.handle(&v.clone(), false) {
                Err(next) => return next,
                Ok(Handled::Not { below }) => thrown.below = below,
                // It throws in any case.
                Ok(Handled::Answered(_)) => {}
            }
        }
        thrown.offered = true;
        thrown
    }

    /// Goes through what may handle a throw where it happens, innermost first; whether
    /// an answer counts.
    pub fn handle(&mut self, v: &Value, answers: bool) -> Eval<Handled> {
        let all = self.handlers.len();
        let mut below = all;
        let mut sealed = false;
        while let Some(at) = below.checked_sub(1) {
            match &self.handlers[at] {
                Handler::Finally => sealed = true,
                Handler::Function(f) => {
                    let by = if answers { "%mask" } else { "%unanswered" };
                    let (f, inner) = (f.clone(), self.handlers.split_off(at));
                    let answer = self.prelude(by, vec![Value::Int(0), f, v.clone()]);
                    self.handlers.extend(inner);
                    return answer.map(Handled::Answered).map_err(|thrown| outward(thrown, at));
                }
                Handler::Guard(g) if !sealed && (answers || self.has_left(g)) => {
                    let g = g.clone();
                    let inner = self.handlers.split_off(below);
                    let refused = self.offer_to(&g, at, v);
                    self.handlers.extend(inner);
                    refused?;
                }
                Handler::Guard(_) | Handler::Catch => break,
            }
            below = at;
        }
        Ok(Handled::Not { below: if below == all { usize::MAX } else { below } })
    }

    /// Whether anything else than handlers differs from what is around a `guard`.
    fn has_left(&self, g: &Guard) -> bool {
        !self.params.is(&g.params) || !self.winders.is(&g.winders)
    }

    /// Has the clauses of the innermost `guard` see what was thrown. Comes back if they
    /// refuse it; else what they give is on its way there.
    fn offer_to(&mut self, g: &Rc<Guard>, at: usize, v: &Value) -> Eval<()> {
        let (params, winders) = (self.params.clone(), self.winders.clone());
        self.prelude("%leave-extents", vec![g.winders.clone()]).map_err(|thrown| outward(thrown, at + 1))?;
        self.handlers.truncate(at);
        self.params = g.params.clone();
        let scope = Scope::inner(&g.scope);
        scope.bind(g.var, Value::Offer(Rc::new(v.clone())));
        let inner = self.frames.split_off(g.open);
        let given = self.step(&g.handler, &scope).map_err(|thrown| self.offer(thrown));
        self.frames.truncate(g.open);
        self.frames.extend(inner);
        self.handlers.truncate(at);
        let refused = match &given {
            Ok(Step::Tail(_, args, _)) => matches!(args[..], [Value::Offer(_)]),
            Ok(_) => false,
            Err(thrown) => matches!(thrown.what, What::Refused),
        };
        if !refused {
            self.handlers.push(Handler::Guard(g.clone()));
            return Err(match given {
                Ok(step) => self.leave(What::Answered(at, step)),
                Err(thrown) => outward(thrown, at),
            });
        }
        let entered = self.prelude("%enter-extents", vec![winders, g.winders.clone()]);
        self.handlers.push(Handler::Guard(g.clone()));
        entered.map_err(|thrown| outward(thrown, at))?;
        self.params = params;
        Ok(())
    }

    /// Calls a function of the prelude.
    fn prelude(&mut self, name: &str, args: Vec<Value>) -> Eval<Value> {
        let global = self.globals.lookup(self.names.intern(name));
        let run = global.and_then(|g| self.values.get(g.0 as usize).cloned().flatten()).unwrap_or(Value::Unit);
        self.call(run, args, Span::default()).map_err(|thrown| self.offer(thrown))
    }

    /// The value that a parameter has here.
    pub fn parameter(&self, p: &Rc<Parameter>) -> Value {
        let wanted = Value::Parameter(p.clone());
        for bound in self.params.list_items().unwrap_or_default() {
            if let Value::Pair(bound) = bound
                && bound.car.borrow().is(&wanted)
            {
                return bound.cdr.borrow().clone();
            }
        }
        p.value.clone()
    }

    /// Multiple values, parameters and extents.
    pub fn dynamic(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        Ok(match (name, a) {
            ("values", [one]) => one.clone(),
            ("values", several) => Value::Several(Rc::new(several.to_vec())),
            ("%values->list", [Value::Several(items)]) => Value::list(items.iter().cloned()),
            ("%values->list", [one]) => Value::list([one.clone()].into_iter()),
            ("%value", [v, at, wanted]) => {
                let items = several(v);
                let i = self.size(name, at)?;
                if let Value::Int(n) = *wanted
                    && items.len() as i64 != n
                {
                    return Err(self.fault(messages::value_count(Expected::Exactly(n.max(0) as usize), items.len())));
                }
                items.get(i).cloned().unwrap_or(Value::Unit)
            }
            ("%values-after", [v, at]) => {
                let items = several(v);
                let n = self.size(name, at)?;
                let Some(rest) = items.get(n..) else {
                    return Err(self.fault(messages::value_count(Expected::AtLeast(n), items.len())));
                };
                Value::list(rest.iter().cloned())
            }
            ("%offer?", [v]) => Value::Bool(matches!(v, Value::Offer(_))),
            ("%thrown", [Value::Offer(v)]) => (**v).clone(),
            ("%thrown", [v]) => v.clone(),
            ("promise?", [v]) => Value::Bool(matches!(v, Value::Promise(_))),
            ("%promise", [done, value]) => {
                let cell = RefCell::new(Value::cons(done.clone(), value.clone()));
                Value::Promise(Rc::new(Promise { cell }))
            }
            ("%promise-cell", [Value::Promise(p)]) => p.cell.borrow().clone(),
            ("%set-promise-cell!", [Value::Promise(p), cell]) => {
                p.cell.replace(cell.clone());
                Value::Unit
            }
            ("%promise-cell" | "%set-promise-cell!", [v, ..]) => return Err(self.wrong(name, noun::PROMISE, v)),
            ("%make-parameter", [value, converter]) => {
                Value::Parameter(Rc::new(Parameter { value: value.clone(), converter: converter.clone() }))
            }
            ("%parameter-converter", [Value::Parameter(p)]) => p.converter.clone(),
            ("%parameter-converter", [v]) => {
                return Err(self.wrong("parameterize", noun::PARAMETER, v));
            }
            ("%params", _) => self.params.clone(),
            ("%set-params!", [v]) => {
                self.params = v.clone();
                Value::Unit
            }
            ("%winders", _) => self.winders.clone(),
            ("%set-winders!", [v]) => {
                self.winders = v.clone();
                Value::Unit
            }
            _ => return Err(self.refuse(name)),
        })
    }
}

/// The values that a value is.
fn several(v: &Value) -> Vec<Value> {
    match v {
        Value::Several(items) => items.to_vec(),
        one => vec![one.clone()],
    }
}
