//! Pairs and lists.
use crate::baseline::eval::{Eval, Machine};
use crate::baseline::map::equal;
use crate::baseline::value::Value;
use crate::core::Prim;
use crate::lang::lisp::messages::{self, noun};

/// Notices that a walk along a list goes in circles: a mark is left behind after
/// 1, 2, 4, ... steps, and met again.
struct Circle {
    mark: Value,
    since: i64,
    limit: i64,
}

impl Circle {
    fn new() -> Self {
        Circle { mark: Value::Nil, since: 0, limit: 1 }
    }
    /// Takes the next place; the length of the circle if it was here before.
    fn closed_by(&mut self, at: &Value) -> Option<i64> {
        self.since += 1;
        if at.is_object() && at.is(&self.mark) {
            return Some(self.since);
        }
        if self.since == self.limit {
            *self = Circle { mark: at.clone(), since: 0, limit: self.limit * 2 };
        }
        None
    }
}

impl Machine {
    /// Goes along a pair by `a` and `d`, the last letter first.
    fn path(&mut self, who: &str, letters: &str, v: &Value) -> Eval<Value> {
        let mut at = v.clone();
        for letter in letters.chars().rev() {
            let Value::Pair(p) = &at else { return Err(self.wrong(who, noun::PAIR, &at)) };
            let next = if letter == 'a' { p.car.borrow().clone() } else { p.cdr.borrow().clone() };
            at = next;
        }
        Ok(at)
    }

    /// The list after its first `k` pairs.
    fn tail(&mut self, who: &str, list: &Value, k: &Value) -> Eval<Value> {
        let Value::Int(k) = *k else { return Err(self.wrong(who, noun::INDEX, k)) };
        let mut at = list.clone();
        let mut circle = Circle::new();
        let mut done = 0;
        while done < k {
            let Value::Pair(p) = &at else {
                return Err(self.fault(messages::out_of_range(who, k, done as usize)));
            };
            let next = p.cdr.borrow().clone();
            at = next;
            done += 1;
            if let Some(length) = circle.closed_by(&at) {
                // Whole turns make no difference.
                done = k - (k - done) % length;
                circle = Circle::new();
            }
        }
        if k < 0 {
            return Err(self.fault(messages::out_of_range(who, k, self.items(who, list)?.len())));
        }
        Ok(at)
    }

    /// The first part of a list whose first element satisfies the test.
    fn find(
        &mut self,
        who: &str,
        list: &Value,
        mut test: impl FnMut(&mut Machine, &Value) -> Eval<bool>,
    ) -> Eval<Value> {
        // The list is checked only as far as it is looked at.
        let mut at = list.clone();
        let mut circle = Circle::new();
        loop {
            let next = match &at {
                Value::Nil => return Ok(Value::Bool(false)),
                Value::Pair(p) => {
                    let item = p.car.borrow().clone();
                    if test(self, &item)? {
                        return Ok(at.clone());
                    }
                    p.cdr.borrow().clone()
                }
                _ => return Err(self.wrong(who, noun::LIST, list)),
            };
            if circle.closed_by(&next).is_some() {
                return Err(self.wrong(who, noun::LIST, list));
            }
            at = next;
        }
    }

    /// The pair family.
    pub fn pair(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        Ok(match name {
            "second" => self.path(name, "ad", &a[0])?,
            "third" => self.path(name, "add", &a[0])?,
            "fourth" => self.path(name, "addd", &a[0])?,
            "fifth" => self.path(name, "adddd", &a[0])?,
            "%not-a-list" => {
                let Value::Sym(who) = a[0] else { return Err(self.wrong(name, noun::SYMBOL, &a[0])) };
                return Err(self.wrong(self.names.name(who), noun::LIST, &a[1]));
            }
            "list" => Value::list(a.iter().cloned()),
            "cons*" => {
                let (last, before) = a.split_last().expect("at least one argument");
                Value::list_ending(before.iter().cloned(), last.clone())
            }
            "length" => Value::Int(self.items(name, &a[0])?.len() as i64),
            "append" => {
                let Some((last, before)) = a.split_last() else { return Ok(Value::Nil) };
                let mut items = vec![];
                for list in before {
                    items.extend(self.items(name, list)?);
                }
                Value::list_ending(items.into_iter(), last.clone())
            }
            "reverse" => Value::list(self.items(name, &a[0])?.into_iter().rev()),
            "list-copy" => {
                let (mut items, mut at, mut circle) = (vec![], a[0].clone(), Circle::new());
                while let Value::Pair(p) = &at {
                    items.push(p.car.borrow().clone());
                    let next = p.cdr.borrow().clone();
                    if circle.closed_by(&next).is_some() {
                        return Err(self.wrong(name, noun::LIST, &a[0]));
                    }
                    at = next;
                }
                Value::list_ending(items.into_iter(), at)
            }
            "list-set!" => match (self.tail(name, &a[0], &a[1])?, &a[1]) {
                (Value::Pair(p), _) => {
                    p.car.replace(a[2].clone());
                    Value::Unit
                }
                (_, Value::Int(k)) => return Err(self.fault(messages::out_of_range(name, *k, *k as usize))),
                _ => return Err(self.wrong(name, noun::INDEX, &a[1])),
            },
            "list-tail" => self.tail(name, &a[0], &a[1])?,
            "list-ref" => {
                let at = self.tail(name, &a[0], &a[1])?;
                match (&at, &a[1]) {
                    (Value::Pair(p), _) => p.car.borrow().clone(),
                    (_, Value::Int(k)) => return Err(self.fault(messages::out_of_range(name, *k, *k as usize))),
                    _ => return Err(self.wrong(name, noun::INDEX, &a[1])),
                }
            }
            "memq" | "memv" => self.find(name, &a[1], |_, v| Ok(v.is(&a[0])))?,
            "member" => self.find(name, &a[1], |_, v| Ok(equal(&a[0], v)))?,
            "assq" | "assv" | "assoc" => {
                let found = self.find(name, &a[1], |m, v| match v {
                    Value::Pair(p) => {
                        let key = p.car.borrow().clone();
                        Ok(if name == "assoc" { equal(&a[0], &key) } else { key.is(&a[0]) })
                    }
                    v => Err(m.wrong(name, noun::PAIR, v)),
                })?;
                match &found {
                    Value::Pair(p) => p.car.borrow().clone(),
                    _ => found,
                }
            }
            "list?" => Value::Bool(a[0].list_items().is_some()),
            "last-pair" => {
                let mut at = a[0].clone();
                let mut circle = Circle::new();
                loop {
                    let Value::Pair(p) = &at else { return Err(self.wrong(name, noun::PAIR, &a[0])) };
                    let next = p.cdr.borrow().clone();
                    if !matches!(next, Value::Pair(_)) {
                        return Ok(at);
                    }
                    if circle.closed_by(&next).is_some() {
                        return Err(self.wrong(name, noun::LIST, &a[0]));
                    }
                    at = next;
                }
            }
            "iota" => {
                let n = self.size(name, &a[0])?;
                if let Some(v) = a[1..].iter().find(|v| !matches!(v, Value::Int(_) | Value::Float(_) | Value::Num(_))) {
                    return Err(self.wrong(name, noun::NUMBER, v));
                }
                self.reserve(n.saturating_mul(72))?;
                let start = a.get(1).cloned().unwrap_or(Value::Int(0));
                let step = a.get(2).cloned().unwrap_or(Value::Int(1));
                let mut items = vec![];
                for i in 0..n {
                    let offset = self.arithmetic(Prim::Mul, &Value::Int(i as i64), &step);
                    let item = offset.and_then(|o| self.arithmetic(Prim::Add, &start, &o));
                    items.push(item?);
                }
                Value::list(items.into_iter())
            }
            "make-list" => {
                let n = self.size(name, &a[0])?;
                self.reserve(n.saturating_mul(72))?;
                let fill = a.get(1).cloned().unwrap_or(Value::Unit);
                Value::list((0..n).map(|_| fill.clone()))
            }
            // The other paths are spelt out in their names.
            _ => match name.strip_prefix('c').and_then(|n| n.strip_suffix('r')) {
                Some(letters) if letters.chars().all(|c| matches!(c, 'a' | 'd')) => self.path(name, letters, &a[0])?,
                _ => return Err(self.refuse(name)),
            },
        })
    }
}
