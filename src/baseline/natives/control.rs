//! Equality, errors, output, the host; and the families that are too small for
//! files of their own.
use crate::baseline::eval::{Eval, Machine};
use crate::baseline::map::equal;
use crate::baseline::value::{ErrorObject, Value};
use crate::lang::lisp::FEATURES;
use crate::lang::lisp::messages::{self, noun};
use crate::syntax::Code;
use std::rc::Rc;

impl Machine {
    fn error_object<'v>(&self, who: &str, v: &'v Value) -> Eval<&'v Rc<ErrorObject>> {
        match v {
            Value::Error(e) => Ok(e),
            v => Err(self.wrong(who, noun::ERROR, v)),
        }
    }

    /// All other families.
    pub fn control(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        Ok(match name {
            "%make-record-type" | "%make-record" | "%record-is?" => self.record(name, a)?,
            "boolean?" => Value::Bool(matches!(a[0], Value::Bool(_))),
            "boolean=?" => match a.iter().find(|v| !matches!(v, Value::Bool(_))) {
                Some(v) => return Err(self.wrong(name, noun::BOOLEAN, v)),
                None => Value::Bool(a.windows(2).all(|w| w[0].is(&w[1]))),
            },
            "features" => {
                let names: Vec<Value> = FEATURES.iter().map(|name| Value::Sym(self.names.intern(name))).collect();
                Value::list(names.into_iter())
            }
            "equal?" => Value::Bool(equal(&a[0], &a[1])),
            "procedure?" => Value::Bool(matches!(a[0], Value::Closure(_) | Value::Native(_) | Value::Parameter(_))),
            "error" => {
                let irritants = Value::list(a[1..].iter().cloned());
                return Err(self.raise(Value::Error(Rc::new(ErrorObject {
                    kind: None,
                    message: a[0].clone(),
                    irritants,
                }))));
            }
            "error-object?" => Value::Bool(matches!(a[0], Value::Error(_))),
            "error-object-message" => self.error_object(name, &a[0])?.message.clone(),
            "error-object-irritants" => self.error_object(name, &a[0])?.irritants.clone(),
            "error-kind" => {
                let kind = self.error_object(name, &a[0])?.kind.map_or("user", |code| code.text());
                Value::Sym(self.names.intern(kind))
            }
            "%too-early" => {
                return Err(match &a[0] {
                    Value::Sym(s) => self.fault(messages::too_early(self.names.name(*s))),
                    v => self.wrong(name, noun::SYMBOL, v),
                });
            }
            "%no-clause" => {
                let Value::Sym(s) = &a[0] else { return Err(self.wrong(name, noun::SYMBOL, &a[0])) };
                let count = self.items(name, &a[1])?.len();
                return Err(self.fault(messages::no_clause(self.names.name(*s), count)));
            }
            "void" => Value::Unit,
            "exit" | "emergency-exit" => match a.first() {
                None | Some(Value::Bool(true)) => return Err(self.exit(0)),
                Some(Value::Int(status)) => return Err(self.exit(*status)),
                Some(Value::Bool(false)) => return Err(self.exit(1)),
                Some(v) => return Err(self.wrong(name, noun::INTEGER, v)),
            },
            "current-jiffy" => Value::Int((self.host.nanos() / 1000) as i64),
            "jiffies-per-second" => Value::Int(1_000_000),
            "current-second" => Value::Float(self.host.seconds()),
            "random" => match a.first() {
                None => Value::Float((self.host.random() >> 11) as f64 / (1u64 << 53) as f64),
                Some(Value::Int(n @ 1..)) => Value::Int((self.host.random() % *n as u64) as i64),
                Some(v @ Value::Int(_)) => return Err(self.fault(messages::bad_size(name, &self.brief(v)))),
                Some(v) => return Err(self.wrong(name, noun::INTEGER, v)),
            },
            "command-line" => {
                let words = self.host.args();
                Value::list(words.into_iter().map(Value::str))
            }
            "get-environment-variable" => {
                let name = self.string(name, &a[0])?.text();
                let found = self.host.environment().into_iter().find(|(n, _)| **n == *name);
                found.map_or(Value::Bool(false), |(_, value)| Value::str(value))
            }
            "get-environment-variables" => {
                let all = self.host.environment().into_iter();
                Value::list(all.map(|(name, value)| Value::cons(Value::str(name), Value::str(value))))
            }
            "file-error?" => Value::Bool(matches!(&a[0], Value::Error(e) if e.kind == Some(Code::Io))),
            "read-error?" => Value::Bool(matches!(&a[0], Value::Error(e) if e.kind == Some(Code::Syntax))),
            "chan" => return Err(self.refuse("channels in the baseline interpreter")),
            "chan?" | "task?" => Value::Bool(false),
            _ => return Err(self.refuse(name)),
        })
    }
}
