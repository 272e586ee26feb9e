//! Primitives and builtin functions, one file a family, as in the table of
//! builtins. Each family is a `match` on the name.
mod bytes;
mod control;
mod number;
mod pair;
mod persistent;
mod port;
mod text;
mod vector;

pub use bytes::Pool;
pub use port::Ports;

use super::eval::{Eval, Machine, Thrown};
use super::value::Value;
use crate::core::{NativeId, Prim};
use crate::lang::lisp::builtins::BUILTINS;
use crate::lang::lisp::messages::{self, noun};

impl Machine {
    /// A builtin function of these arguments, however many they are.
    pub fn native(&mut self, id: NativeId, args: &[Value]) -> Eval<Value> {
        self.check_arity(id, args.len())?;
        let b = &BUILTINS[id.0 as usize];
        if let Some(prim) = b.prim
            && prim.arity() == args.len()
        {
            return self.prim(prim, args);
        }
        match b.family {
            "number" | "integer" | "convert" | "analysis" => self.number(b.name, args),
            "pair" => self.pair(b.name, args),
            "string" | "chars" => self.text(b.name, args),
            "vector" => self.vector(b.name, args),
            "bytes" => self.bytes(b.name, args),
            "hash" => self.hash(b.name, args),
            "persistent" => self.persistent(b.name, args),
            "dynamic" => self.dynamic(b.name, args),
            "port" | "input" | "output" => self.port(b.name, args),
            _ => self.control(b.name, args),
        }
    }

    /// A primitive, with as many operands as it takes.
    pub fn prim(&mut self, prim: Prim, a: &[Value]) -> Eval<Value> {
        use Prim::*;
        let who = prim.text();
        Ok(match prim {
            Add | Sub | Mul | Div | Quotient | Remainder | Modulo | Lt | Le | Gt | Ge | NumEq | IntAdd | IntSub
            | IntMul | FloatAdd | FloatSub | FloatMul | BitAnd | BitOr | BitXor | Shift => {
                return self.arithmetic(prim, &a[0], &a[1]);
            }
            Eq => Value::Bool(a[0].is(&a[1])),
            Not => Value::Bool(!a[0].truthy()),
            Cons => Value::cons(a[0].clone(), a[1].clone()),
            Car => match &a[0] {
                Value::Pair(p) => p.car.borrow().clone(),
                v => return Err(self.wrong(who, noun::PAIR, v)),
            },
            Cdr => match &a[0] {
                Value::Pair(p) => p.cdr.borrow().clone(),
                v => return Err(self.wrong(who, noun::PAIR, v)),
            },
            SetCar => match &a[0] {
                Value::Pair(p) => {
                    p.car.replace(a[1].clone());
                    Value::Unit
                }
                v => return Err(self.wrong(who, noun::PAIR, v)),
            },
            SetCdr => match &a[0] {
                Value::Pair(p) => {
                    p.cdr.replace(a[1].clone());
                    Value::Unit
                }
                v => return Err(self.wrong(who, noun::PAIR, v)),
            },
            IsPair => Value::Bool(matches!(a[0], Value::Pair(_))),
            IsNull => Value::Bool(matches!(a[0], Value::Nil)),
            VectorRef => {
                let Value::Vector(v) = &a[0] else { return Err(self.wrong(who, noun::VECTOR, &a[0])) };
                let items = v.items.borrow();
                let at = self.index(who, &a[1], items.len())?;
                items[at].clone()
            }
            VectorSet => {
                let Value::Vector(v) = &a[0] else { return Err(self.wrong(who, noun::VECTOR, &a[0])) };
                let at = self.index(who, &a[1], v.items.borrow().len())?;
                let old = std::mem::replace(&mut v.items.borrow_mut()[at], a[2].clone());
                drop(old);
                Value::Unit
            }
            VectorLen => match &a[0] {
                Value::Vector(v) => Value::Int(v.items.borrow().len() as i64),
                v => return Err(self.wrong(who, noun::VECTOR, v)),
            },
            BytesRef => self.field_ref(who, 1, a)?,
            BytesRef16 => self.field_ref(who, 2, a)?,
            BytesRef32 => self.field_ref(who, 4, a)?,
            BytesSet => self.field_set(who, 1, a)?,
            Throw => return Err(self.raise(a[0].clone())),
            // Evaluation sees to these before it comes here; first-class uses do not exist.
            Apply | RaiseContinuable => return Err(self.refuse("apply as a value")),
            Capture => return Err(self.refuse("continuations in the baseline interpreter")),
            Eval => return Err(self.refuse("eval in the baseline interpreter")),
            Truth | FloorDiv | GetItem | Unpack | SetItem | GetAttr | SetAttr | Named | Spread | Next | Resume
            | Suspend | InPlace => {
                return Err(self.refuse("objects in the baseline interpreter"));
            }
            Spawn | Send | Recv | Select | Yield => return Err(self.refuse("tasks in the baseline interpreter")),
        })
    }

    /// Says that the baseline does not do this.
    pub fn refuse(&self, what: &str) -> Box<Thrown> {
        self.fault(messages::unsupported(what))
    }

    /// A place in something of that length.
    pub fn index(&self, who: &str, v: &Value, len: usize) -> Eval<usize> {
        match v {
            Value::Int(i) if (0..len as i64).contains(i) => Ok(*i as usize),
            Value::Int(i) => Err(self.fault(messages::out_of_range(who, *i, len))),
            v => Err(self.wrong(who, noun::INDEX, v)),
        }
    }

    /// Optional start and end (by default the whole) of something of that length.
    pub fn range(&self, who: &str, bounds: &[Value], len: usize) -> Eval<(usize, usize)> {
        let mut at = [0, len as i64];
        for (at, v) in at.iter_mut().zip(bounds) {
            let Value::Int(i) = v else { return Err(self.wrong(who, noun::INDEX, v)) };
            *at = *i;
        }
        let [start, end] = at;
        if start < 0 || start > end || end > len as i64 {
            return Err(self.fault(messages::bad_range(who, start, end, len)));
        }
        Ok((start as usize, end as usize))
    }

    /// How many of something to make.
    pub fn size(&self, who: &str, v: &Value) -> Eval<usize> {
        let Value::Int(n) = v else { return Err(self.wrong(who, noun::INDEX, v)) };
        usize::try_from(*n).map_err(|_| self.fault(messages::bad_size(who, &self.brief(v))))
    }

    /// The elements of a proper list.
    pub fn items(&self, who: &str, v: &Value) -> Eval<Vec<Value>> {
        v.list_items().ok_or_else(|| self.wrong(who, noun::LIST, v))
    }
}
