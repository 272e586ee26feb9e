//! Printing of values, as `display` and `write` do it.
use super::map::Table;
use super::value::Value;
use crate::lang::lisp::builtins;
use crate::lang::lisp::messages::{BRIEF_BITS, BRIEF_ELEMENTS, PRINT_DEPTH};
use crate::lang::lisp::number::{format_float, format_number};
use crate::lang::lisp::print::{port_name, write_char, write_string, write_symbol};
use crate::syntax::Interner;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::rc::Rc;

/// Printing ends when a text becomes longer than this.
pub const MAX_TEXT: usize = 64 << 20;

/// How a value is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// For people: strings and characters as they are.
    Display,
    /// So that it reads back, with labels for what contains itself.
    Write,
    /// The same with labels for what stands in more than one place.
    WriteShared,
    /// The same without labels.
    WriteSimple,
}

struct Printer<'a> {
    out: String,
    style: Style,
    names: &'a Interner,
    labels: Labels,
    /// How many labels have numbers.
    given: usize,
    left: usize,
    /// For an error message.
    brief: bool,
}

/// The text of a value.
pub fn print(v: &Value, style: Style, names: &Interner) -> String {
    let labels = if style == Style::WriteSimple { Labels::new() } else { labels(v, style == Style::WriteShared) };
    let mut p = Printer { out: String::new(), style, names, labels, given: 0, left: usize::MAX, brief: false };
    p.value(v, 0);
    p.out
}

/// The parts that get labels, by their addresses, and the numbers of those that
/// were printed.
type Labels = HashMap<usize, Option<usize>>;

/// What data consists of, and its address; nothing for what has no parts.
fn parts(v: &Value) -> Option<(usize, Vec<Value>)> {
    Some(match v {
        Value::Pair(p) => (Rc::as_ptr(p) as usize, vec![p.car.borrow().clone(), p.cdr.borrow().clone()]),
        Value::Vector(x) => (Rc::as_ptr(x) as usize, x.items.borrow().clone()),
        Value::Map(m) => {
            let entries = m.table.borrow().clone();
            (Rc::as_ptr(m) as usize, entries.iter().flat_map(|(k, v)| [k.clone(), v.clone()]).collect())
        }
        Value::PVector(x) => (Rc::as_ptr(x) as usize, x.items.clone()),
        Value::PMap(m) => (Rc::as_ptr(m) as usize, m.table.iter().flat_map(|(k, v)| [k.clone(), v.clone()]).collect()),
        Value::Record(r) => (Rc::as_ptr(r) as usize, r.fields.borrow().clone()),
        Value::Error(e) => (Rc::as_ptr(e) as usize, vec![e.message.clone(), e.irritants.clone()]),
        _ => return None,
    })
    .filter(|(_, parts)| !parts.is_empty())
}

/// Goes through data and finds what contains itself, or all that is met twice.
fn labels(root: &Value, shared: bool) -> Labels {
    let mut found = Labels::new();
    let mut seen = HashSet::new();
    let mut open = HashSet::new();
    let mut path: Vec<(usize, std::vec::IntoIter<Value>)> = vec![];
    let mut next = Some(root.clone());
    loop {
        if let Some((address, inside)) = next.as_ref().and_then(parts) {
            if !seen.insert(address) {
                if shared || open.contains(&address) {
                    found.insert(address, None);
                }
            } else {
                open.insert(address);
                path.push((address, inside.into_iter()));
            }
        }
        let Some((address, rest)) = path.last_mut() else { return found };
        next = rest.next();
        if next.is_none() {
            open.remove(address);
            path.pop();
        }
    }
}

/// The text of a value for an error message.
pub fn brief(v: &Value, names: &Interner) -> String {
    let (out, style, labels) = (String::new(), Style::Write, Labels::new());
    let mut p = Printer { out, style, names, labels, given: 0, left: BRIEF_ELEMENTS, brief: true };
    p.value(v, 0);
    p.out
}

impl Printer<'_> {
    /// Prints one value; false if the limit of elements is reached.
    fn value(&mut self, v: &Value, depth: usize) -> bool {
        if self.out.len() > MAX_TEXT {
            self.left = 0;
        }
        if self.left == 0 || depth > PRINT_DEPTH {
            self.out.push_str("...");
            return self.left > 0;
        }
        self.left -= 1;
        if self.labelled(v) {
            return true;
        }
        match v {
            Value::Nil => self.out.push_str("()"),
            Value::Unit | Value::Missing => self.out.push_str("#<unit>"),
            Value::Eof => self.out.push_str("#<eof>"),
            Value::Port(p) => self.out.push_str(port_name(p.input)),
            Value::Bool(b) => self.out.push_str(if *b { "#t" } else { "#f" }),
            Value::Int(i) => self.word(i),
            Value::Float(f) => self.out.push_str(&format_float(*f)),
            Value::Num(n) if self.brief && n.num.bits() > BRIEF_BITS => {
                self.word(format_args!("#<number of {} bits>", n.num.bits()));
            }
            Value::Num(n) => self.out.push_str(&format_number(&n.num, 10)),
            Value::Char(c) if self.style == Style::Display => self.out.push(*c),
            Value::Char(c) => write_char(&mut self.out, *c),
            Value::Sym(s) if self.style == Style::Display => self.out.push_str(self.names.name(*s)),
            Value::Sym(s) => write_symbol(&mut self.out, self.names.name(*s)),
            Value::Str(s) if self.style == Style::Display => self.out.push_str(&s.text()),
            Value::Str(s) => write_string(&mut self.out, &s.text()),
            Value::Pair(_) => return self.list(v, depth),
            Value::Vector(items) => {
                self.out.push_str("#(");
                let items = items.items.borrow().clone();
                let more = self.sequence(items.iter(), depth);
                self.out.push(')');
                return more;
            }
            Value::Bytes(b) => {
                self.out.push_str("#u8(");
                let data = b.data.borrow().clone();
                let more = self.sequence(data.iter().map(|b| Value::Int(*b as i64)).collect::<Vec<_>>().iter(), depth);
                self.out.push(')');
                return more;
            }
            Value::Map(m) => {
                self.out.push_str("#hash(");
                let table = m.table.borrow().clone();
                return self.entries(&table, depth);
            }
            Value::PMap(m) => {
                self.out.push_str("#pmap(");
                return self.entries(&m.table, depth);
            }
            Value::PVector(v) => {
                self.out.push_str("#pvec(");
                let more = self.sequence(v.items.iter(), depth);
                self.out.push(')');
                return more;
            }
            Value::Closure(c) => match &c.lambda.name {
                Some(name) => self.word(format_args!("#<function {name}>")),
                None => self.out.push_str("#<function>"),
            },
            Value::Native(n) => self.word(format_args!("#<function {}>", builtins::NAMES[n.0 as usize])),
            Value::RecordType(t) => self.word(format_args!("#<record-type {}>", self.names.name(t.name))),
            Value::Record(r) => {
                self.word(format_args!("#<{}", self.names.name(r.ty.name)));
                let fields = r.fields.borrow().clone();
                for (name, v) in r.ty.fields.iter().zip(&fields) {
                    self.word(format_args!(" {}: ", self.names.name(*name)));
                    if !self.value(v, depth + 1) {
                        self.out.push('>');
                        return false;
                    }
                }
                self.out.push('>');
            }
            Value::Offer(_) => self.out.push_str("#<continuation>"),
            Value::Parameter(_) => self.out.push_str("#<parameter>"),
            Value::Promise(_) => self.out.push_str("#<promise>"),
            Value::Several(items) => {
                self.out.push_str("#<values");
                for v in items.iter() {
                    self.out.push(' ');
                    if !self.value(v, depth + 1) {
                        self.out.push('>');
                        return false;
                    }
                }
                self.out.push('>');
            }
            Value::Error(e) => {
                self.out.push_str("#<error");
                for part in std::iter::once(e.message.clone()).chain(e.irritants.list_items().unwrap_or_default()) {
                    self.out.push(' ');
                    if !self.value(&part, depth + 1) {
                        self.out.push('>');
                        return false;
                    }
                }
                self.out.push('>');
            }
        }
        true
    }

    /// Prints the label of a value, if it has one; whether that is all of it.
    fn labelled(&mut self, v: &Value) -> bool {
        if self.labels.is_empty() {
            return false;
        }
        match parts(v).and_then(|(address, _)| self.labels.get_mut(&address)) {
            None => false,
            Some(Some(n)) => {
                let n = *n;
                self.word(format_args!("#{n}#"));
                true
            }
            Some(number) => {
                *number = Some(self.given);
                self.given += 1;
                self.word(format_args!("#{}=", self.given - 1));
                false
            }
        }
    }

    fn word(&mut self, text: impl std::fmt::Display) {
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{text}");
    }

    fn sequence<'v>(&mut self, items: impl Iterator<Item = &'v Value>, depth: usize) -> bool {
        for (i, item) in items.enumerate() {
            if i > 0 {
                self.out.push(' ');
            }
            if !self.value(item, depth + 1) {
                return false;
            }
        }
        true
    }

    fn entries(&mut self, table: &Table, depth: usize) -> bool {
        let pairs: Vec<Value> = table.iter().map(|(k, v)| Value::cons(k.clone(), v.clone())).collect();
        let more = self.sequence(pairs.iter(), depth);
        self.out.push(')');
        more
    }

    fn list(&mut self, list: &Value, depth: usize) -> bool {
        self.out.push('(');
        let mut at = list.clone();
        let mut first = true;
        let more = loop {
            let Value::Pair(p) = &at else { unreachable!("the loop only goes on with pairs") };
            if !first {
                self.out.push(' ');
            }
            first = false;
            if !self.value(&p.car.borrow(), depth + 1) {
                break false;
            }
            let next = p.cdr.borrow().clone();
            match next {
                Value::Nil => break true,
                Value::Pair(ref p) if !self.labels.contains_key(&(Rc::as_ptr(p) as usize)) => at = next,
                other => {
                    self.out.push_str(" . ");
                    break self.value(&other, depth + 1);
                }
            }
        };
        self.out.push(')');
        more
    }
}
