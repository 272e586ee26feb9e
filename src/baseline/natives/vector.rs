//! Vectors, hash maps and records.
use crate::baseline::eval::{Eval, Machine};
use crate::baseline::map::Table;
use crate::baseline::value::{Map, RecordType, Value, Vector};
use crate::lang::lisp::messages::{self, noun};
use std::rc::Rc;

impl Machine {
    fn vec<'v>(&self, who: &str, v: &'v Value) -> Eval<&'v Rc<Vector>> {
        match v {
            Value::Vector(v) => Ok(v),
            v => Err(self.wrong(who, noun::VECTOR, v)),
        }
    }

    fn map<'v>(&self, who: &str, v: &'v Value) -> Eval<&'v Rc<Map>> {
        match v {
            Value::Map(m) => Ok(m),
            v => Err(self.wrong(who, noun::HASH_MAP, v)),
        }
    }

    /// The vector family.
    pub fn vector(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        Ok(match name {
            "vector?" => Value::Bool(matches!(a[0], Value::Vector(_))),
            "make-vector" => {
                let n = self.size(name, &a[0])?;
                self.reserve(n.saturating_mul(size_of::<Value>()))?;
                Value::vector(vec![a.get(1).cloned().unwrap_or(Value::Unit); n])
            }
            "vector" => Value::vector(a.to_vec()),
            "vector->list" | "vector-copy" | "subvector" => {
                let items = self.vec(name, &a[0])?.items.borrow().clone();
                let (start, end) = self.range(name, &a[1..], items.len())?;
                let part = items[start..end].to_vec();
                if name == "vector->list" { Value::list(part.into_iter()) } else { Value::vector(part) }
            }
            "vector-copy!" => {
                let to = self.vec(name, &a[0])?;
                let Value::Int(at) = a[1] else { return Err(self.wrong(name, noun::INDEX, &a[1])) };
                let from = self.vec(name, &a[2])?.items.borrow().clone();
                let (start, end) = self.range(name, &a[3..], from.len())?;
                let len = to.items.borrow().len();
                if at < 0 || at as usize + (end - start) > len {
                    let fault = messages::bad_range(name, at, at.saturating_add((end - start) as i64), len);
                    return Err(self.fault(fault));
                }
                for (i, v) in from[start..end].iter().enumerate() {
                    let old = std::mem::replace(&mut to.items.borrow_mut()[at as usize + i], v.clone());
                    drop(old);
                }
                Value::Unit
            }
            "vector->string" => {
                let items = self.vec(name, &a[0])?.items.borrow().clone();
                let (start, end) = self.range(name, &a[1..], items.len())?;
                let chars = items[start..end].iter().map(|v| self.chr(name, v)).collect::<Eval<String>>()?;
                Value::fresh_str(chars)
            }
            "list->vector" => Value::vector(self.items(name, &a[0])?),
            "vector-fill!" => {
                let v = self.vec(name, &a[0])?;
                let len = v.items.borrow().len();
                let (start, end) = self.range(name, &a[2..], len)?;
                for at in start..end {
                    let old = std::mem::replace(&mut v.items.borrow_mut()[at], a[1].clone());
                    drop(old);
                }
                Value::Unit
            }
            "vector-append" => {
                let mut items = vec![];
                for v in a {
                    items.extend(self.vec(name, v)?.items.borrow().iter().cloned());
                }
                Value::vector(items)
            }
            _ => return Err(self.refuse(name)),
        })
    }

    /// The hash family.
    pub fn hash(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        Ok(match name {
            "make-hash-map" => Value::map(Table::default()),
            "hash-map" => {
                let mut table = Table::default();
                for entry in a.chunks(2) {
                    let [key, value] = entry else {
                        return Err(self.fault(messages::odd_entries(name, &self.brief(&entry[0]))));
                    };
                    table.insert(key.clone(), value.clone());
                }
                Value::map(table)
            }
            "hash-map?" => Value::Bool(matches!(a[0], Value::Map(_))),
            "hash-ref" => {
                let found = self.map(name, &a[0])?.table.borrow().get(&a[1]);
                match (found, a.get(2)) {
                    (Some(v), _) => v,
                    (None, Some(default)) => default.clone(),
                    (None, None) => return Err(self.fault(messages::no_entry(name, &self.brief(&a[1])))),
                }
            }
            "hash-set!" => {
                let map = self.map(name, &a[0])?;
                map.table.borrow_mut().insert(a[1].clone(), a[2].clone());
                map.recharge();
                Value::Unit
            }
            "hash-delete!" => {
                let map = self.map(name, &a[0])?;
                map.table.borrow_mut().remove(&a[1]);
                map.recharge();
                Value::Unit
            }
            "hash-contains?" => Value::Bool(self.map(name, &a[0])?.table.borrow().get(&a[1]).is_some()),
            "hash-count" => Value::Int(self.map(name, &a[0])?.table.borrow().len() as i64),
            "hash-keys" | "hash-values" | "hash->list" => {
                let table = self.map(name, &a[0])?.table.borrow();
                let part = |(k, v): &(Value, Value)| match name {
                    "hash-keys" => k.clone(),
                    "hash-values" => v.clone(),
                    _ => Value::cons(k.clone(), v.clone()),
                };
                Value::list(table.iter().map(part))
            }
            "hash-clear!" => {
                let map = self.map(name, &a[0])?;
                drop(map.table.take());
                map.recharge();
                Value::Unit
            }
            "hash-copy" => Value::map(self.map(name, &a[0])?.table.borrow().clone()),
            _ => return Err(self.refuse(name)),
        })
    }

    /// The record family.
    pub fn record(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        Ok(match name {
            "%make-record-type" => {
                let symbol = |m: &Machine, v: &Value| match v {
                    Value::Sym(s) => Ok(*s),
                    v => Err(m.wrong(name, noun::SYMBOL, v)),
                };
                let type_name = symbol(self, &a[0])?;
                let fields = self.items(name, &a[1])?;
                let fields = fields.iter().map(|v| symbol(self, v)).collect::<Eval<Vec<_>>>()?;
                Value::RecordType(Rc::new(RecordType { name: type_name, fields }))
            }
            "%make-record" => {
                let Value::RecordType(ty) = &a[0] else { return Err(self.wrong(name, noun::RECORD_TYPE, &a[0])) };
                if a.len() - 1 != ty.fields.len() {
                    let expected = messages::Expected::Exactly(ty.fields.len());
                    return Err(self.fault(messages::arity(self.names.name(ty.name), expected, a.len() - 1)));
                }
                Value::record(ty.clone(), a[1..].to_vec())
            }
            "%record-is?" => match (&a[0], &a[1]) {
                (Value::Record(r), Value::RecordType(ty)) => Value::Bool(Rc::ptr_eq(&r.ty, ty)),
                (_, Value::RecordType(_)) => Value::Bool(false),
                (_, other) => return Err(self.wrong(name, noun::RECORD_TYPE, other)),
            },
            _ => return Err(self.refuse(name)),
        })
    }
}
