//! What a run is in the midst of besides its calls: handlers and parameters.
use super::eval::{Eval, Machine, Thrown, What};
use super::value::{Closure, Parameter, Promise, Value};
use crate::lang::lisp::messages::{self, Expected, noun};
use crate::syntax::Span;
use std::cell::RefCell;
use std::rc::Rc;

/// What handles throws.
pub enum Handler {
    /// A `try`.
    Catch,
    /// A function that is called where something is thrown.
    Function(Value),
}

/// Whether it is that function of the prelude.
pub fn is_named(closure: Option<&Rc<Closure>>, name: &str) -> bool {
    closure.is_some_and(|c| c.lambda.name.as_deref() == Some(name))
}

impl Thrown {
    /// Whether it throws that value.
    pub fn is(&self, v: &Value) -> bool {
        matches!(&self.what, What::Raised(own) if own.is(v))
    }
}

impl Machine {
    /// Offers what was thrown to the innermost handler, if that is a function; gives
    /// what is thrown on. Not twice, however many expressions it passes through.
    pub fn offer(&mut self, mut thrown: Box<Thrown>) -> Box<Thrown> {
        let What::Raised(v) = &thrown.what else { return thrown };
        let passing = self.passing.as_ref().is_some_and(|p| thrown.is(p));
        let (false, false, Some(Handler::Function(f))) = (thrown.offered, passing, self.handlers.last()) else {
            thrown.offered = true;
            return thrown;
        };
        match self.answer("%unanswered", f.clone(), v.clone()) {
            Err(next) => next,
            // It throws in any case.
            Ok(_) => thrown,
        }
    }

    /// Has a function of the prelude call the innermost handler. What it throws is
    /// for those around it.
    pub fn answer(&mut self, by: &str, handler: Value, v: Value) -> Eval<Value> {
        let run =
            self.globals.lookup(self.names.intern(by)).and_then(|g| self.values.get(g.0 as usize).cloned().flatten());
        let Some(run) = run else { return Err(self.raise(v)) };
        let own = self.handlers.pop();
        let answer = self.call(run, vec![Value::Int(0), handler, v], Span::default());
        let answer = answer.map_err(|thrown| self.offer(thrown));
        self.handlers.extend(own);
        answer.map_err(|mut thrown| {
            thrown.offered = true;
            thrown
        })
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
