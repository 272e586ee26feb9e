//! Persistent vectors and maps, plainly: every version is a copy.
use crate::baseline::eval::{Eval, Machine};
use crate::baseline::map::Table;
use crate::baseline::value::{PMap, PVector, Value};
use crate::lang::lisp::messages::{self, noun};
use std::rc::Rc;

impl Machine {
    fn pvec<'v>(&self, who: &str, v: &'v Value) -> Eval<&'v Rc<PVector>> {
        match v {
            Value::PVector(v) => Ok(v),
            v => Err(self.wrong(who, noun::PVECTOR, v)),
        }
    }

    fn pmap<'v>(&self, who: &str, v: &'v Value) -> Eval<&'v Rc<PMap>> {
        match v {
            Value::PMap(m) => Ok(m),
            v => Err(self.wrong(who, noun::PMAP, v)),
        }
    }

    /// The persistent family.
    pub fn persistent(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        if name.contains("pmap") { self.persistent_map(name, a) } else { self.persistent_vector(name, a) }
    }

    fn persistent_vector(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        Ok(match name {
            "pvector" => Value::pvector(a.to_vec()),
            "pvector?" => Value::Bool(matches!(a[0], Value::PVector(_))),
            "list->pvector" => Value::pvector(self.items(name, &a[0])?),
            "pvector->list" => Value::list(self.pvec(name, &a[0])?.items.clone().into_iter()),
            "vector->pvector" => match &a[0] {
                Value::Vector(v) => Value::pvector(v.items.borrow().clone()),
                v => return Err(self.wrong(name, noun::VECTOR, v)),
            },
            "pvector->vector" => Value::vector(self.pvec(name, &a[0])?.items.clone()),
            "pvector-length" => Value::Int(self.pvec(name, &a[0])?.items.len() as i64),
            "pvector-ref" => {
                let items = &self.pvec(name, &a[0])?.items;
                items[self.index(name, &a[1], items.len())?].clone()
            }
            "pvector-set" => {
                let mut items = self.pvec(name, &a[0])?.items.clone();
                let at = self.index(name, &a[1], items.len())?;
                items[at] = a[2].clone();
                Value::pvector(items)
            }
            "pvector-push" => {
                let mut items = self.pvec(name, &a[0])?.items.clone();
                items.push(a[1].clone());
                Value::pvector(items)
            }
            "pvector-pop" => {
                let mut items = self.pvec(name, &a[0])?.items.clone();
                if items.pop().is_none() {
                    return Err(self.fault(messages::nothing_left(name)));
                }
                Value::pvector(items)
            }
            "pvector-append" => {
                let parts = a.iter().map(|v| self.pvec(name, v)).collect::<Eval<Vec<_>>>()?;
                self.reserve(parts.iter().map(|v| v.items.len()).sum::<usize>() * size_of::<Value>())?;
                Value::pvector(parts.iter().flat_map(|v| v.items.iter().cloned()).collect())
            }
            "pvector-slice" => {
                let items = &self.pvec(name, &a[0])?.items;
                let (start, end) = self.range(name, &a[1..], items.len())?;
                Value::pvector(items[start..end].to_vec())
            }
            _ => return Err(self.refuse(name)),
        })
    }

    fn persistent_map(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        Ok(match name {
            "pmap" => {
                let mut table = Table::default();
                for entry in a.chunks(2) {
                    let [key, value] = entry else {
                        return Err(self.fault(messages::odd_entries(name, &self.brief(&entry[0]))));
                    };
                    table.insert(key.clone(), value.clone());
                }
                Value::pmap(table)
            }
            "pmap?" => Value::Bool(matches!(a[0], Value::PMap(_))),
            "list->pmap" => {
                let mut table = Table::default();
                for entry in self.items(name, &a[0])? {
                    let Value::Pair(p) = &entry else { return Err(self.wrong(name, noun::PAIR, &entry)) };
                    table.insert(p.car.borrow().clone(), p.cdr.borrow().clone());
                }
                Value::pmap(table)
            }
            "pmap-ref" => match (self.pmap(name, &a[0])?.table.get(&a[1]), a.get(2)) {
                (Some(v), _) => v,
                (None, Some(default)) => default.clone(),
                (None, None) => return Err(self.fault(messages::no_entry(name, &self.brief(&a[1])))),
            },
            "pmap-set" => {
                let mut table = self.pmap(name, &a[0])?.table.clone();
                table.insert(a[1].clone(), a[2].clone());
                Value::pmap(table)
            }
            "pmap-delete" => {
                let mut table = self.pmap(name, &a[0])?.table.clone();
                table.remove(&a[1]);
                Value::pmap(table)
            }
            "pmap-contains?" => Value::Bool(self.pmap(name, &a[0])?.table.get(&a[1]).is_some()),
            "pmap-count" => Value::Int(self.pmap(name, &a[0])?.table.len() as i64),
            "pmap->list" => {
                let entries = self.pmap(name, &a[0])?.table.iter();
                Value::list(entries.map(|(k, v)| Value::cons(k.clone(), v.clone())))
            }
            "pmap-keys" => Value::list(self.pmap(name, &a[0])?.table.iter().map(|(k, _)| k.clone())),
            "pmap-values" => Value::list(self.pmap(name, &a[0])?.table.iter().map(|(_, v)| v.clone())),
            "pmap-merge" => {
                let mut table = Table::default();
                for m in a {
                    self.pmap(name, m)?.table.iter().for_each(|(k, v)| table.insert(k.clone(), v.clone()));
                }
                Value::pmap(table)
            }
            _ => return Err(self.refuse(name)),
        })
    }
}
