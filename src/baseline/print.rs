//! Printing of values, as `display` and `write` do it.
use super::value::Value;
use crate::lang::lisp::builtins;
use crate::lang::lisp::messages::{BRIEF_ELEMENTS, PRINT_DEPTH, PRINT_ELEMENTS};
use crate::lang::lisp::number::format_float;
use crate::lang::lisp::print::{port_name, write_char, write_string, write_symbol};
use crate::syntax::Interner;
use std::fmt::Write;

/// How a value is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// For people: strings and characters as they are.
    Display,
    /// So that it reads back.
    Write,
}

struct Printer<'a> {
    out: String,
    style: Style,
    names: &'a Interner,
    left: usize,
}

/// The text of a value.
pub fn print(v: &Value, style: Style, names: &Interner) -> String {
    let mut p = Printer { out: String::new(), style, names, left: PRINT_ELEMENTS };
    p.value(v, 0);
    p.out
}

/// The text of a value for an error message.
pub fn brief(v: &Value, names: &Interner) -> String {
    let mut p = Printer { out: String::new(), style: Style::Write, names, left: BRIEF_ELEMENTS };
    p.value(v, 0);
    p.out
}

impl Printer<'_> {
    /// Prints one value; false if the limit of elements is reached.
    fn value(&mut self, v: &Value, depth: usize) -> bool {
        if self.left == 0 || depth > PRINT_DEPTH {
            self.out.push_str("...");
            return self.left > 0;
        }
        self.left -= 1;
        match v {
            Value::Nil => self.out.push_str("()"),
            Value::Unit | Value::Missing => self.out.push_str("#<unit>"),
            Value::Eof => self.out.push_str("#<eof>"),
            Value::Port(p) => self.out.push_str(port_name(p.input)),
            Value::Bool(b) => self.out.push_str(if *b { "#t" } else { "#f" }),
            Value::Int(i) => self.word(i),
            Value::Float(f) => self.out.push_str(&format_float(*f)),
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
                let pairs: Vec<Value> = table.iter().map(|(k, v)| Value::cons(k.clone(), v.clone())).collect();
                let more = self.sequence(pairs.iter(), depth);
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
            Value::Parameter(_) => self.out.push_str("#<parameter>"),
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
                Value::Pair(_) => at = next,
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
