//! A short text of any value, for people who look at a program from outside: nothing of
//! the program is called, and no more of the value is visited than is shown.
use super::super::text::repr as shown;
use super::class::{self, class_of, type_name};
use super::errors;
use super::values::repr;
use crate::object::{Bytes, Class, Closure, Compound, Dict, Generator, Instance, List, Set, Sort, Tuple};
use crate::runtime::Runtime;
use crate::syntax::text::shorten;
use crate::value::Value;

/// Characters that are shown.
const CHARS: usize = 120;
/// How deep values inside others are shown.
const DEPTH: usize = 4;

/// The text.
pub fn glimpse(rt: &Runtime, v: Value) -> String {
    let mut out = String::new();
    Glimpse { rt, out: &mut out }.value(v, DEPTH);
    shorten(&out, CHARS)
}

struct Glimpse<'a> {
    rt: &'a Runtime,
    out: &'a mut String,
}

impl Glimpse<'_> {
    fn value(&mut self, v: Value, depth: usize) {
        if let Some(s) = v.as_str() {
            // One more than is shown, so that it is seen to go on.
            self.out.push_str(&shown::string(&s.chars().take(CHARS + 1).collect::<String>()));
        } else if let Some(c) = v.as_a::<Closure>() {
            self.out.push_str(&format!("<function {}>", c.function().name()));
        } else if let Some(c) = v.as_a::<Class>() {
            self.out.push_str(&format!("<class {}>", class::name(c)));
        } else if let Some(g) = v.as_a::<Generator>() {
            let code = g.code.get().as_a::<Closure>();
            let name = code.map_or_else(String::new, |c| format!(" {}", c.function().name()));
            self.out.push_str(&format!("<{}{name}>", type_name(self.rt, v)));
        } else if let Some(l) = v.as_a::<List>() {
            let items = (0..l.count()).filter_map(|i| l.get(i));
            self.around("[", "]", items, depth, |t, v, depth| t.value(v, depth));
        } else if let Some(t) = v.as_a::<Tuple>() {
            let end = if t.values().len() == 1 { ",)" } else { ")" };
            self.around("(", end, t.values().iter().copied(), depth, |t, v, depth| t.value(v, depth));
        } else if let Some(d) = v.as_a::<Dict>() {
            self.around("{", "}", d.pairs(), depth, |t, (key, value), depth| {
                t.value(key, depth);
                t.out.push_str(": ");
                t.value(value, depth);
            });
        } else if let Some(s) = v.as_a::<Set>() {
            let (start, end) = match (s.is_frozen(), s.count()) {
                (false, 0) => ("set(", ")"),
                (false, _) => ("{", "}"),
                (true, 0) => ("frozenset(", ")"),
                (true, _) => ("frozenset({", "})"),
            };
            self.around(start, end, s.elements(), depth, |t, v, depth| t.value(v, depth));
        } else if let Some(o) = v.as_a::<Instance>() {
            self.instance(v, o.shape.get(), depth);
        } else if let Some(c) = v.as_a::<Compound>() {
            match c.sort() {
                Sort::Bytes | Sort::ByteArray => self.bytes(v),
                Sort::Range | Sort::Slice | Sort::NotImplemented | Sort::Ellipsis | Sort::Module => self.plain(v),
                _ => self.out.push_str(&format!("<{}>", type_name(self.rt, v))),
            }
        } else {
            self.plain(v);
        }
    }

    /// What is short as its language writes it.
    fn plain(&mut self, v: Value) {
        match repr(self.rt, v) {
            Ok(text) => self.out.push_str(&text),
            Err(_) => self.out.push_str(&format!("<{}>", type_name(self.rt, v))),
        }
    }

    fn bytes(&mut self, v: Value) {
        let data = v.as_a::<Compound>().and_then(|c| c.get(0).as_a::<Bytes>());
        match data.map_or(0, |b| b.bytes().len()) {
            n if n > 4 * CHARS => self.out.push_str(&format!("<{} of {n}>", type_name(self.rt, v))),
            _ => self.plain(v),
        }
    }

    /// An instance with its attributes, whatever its class says of its text; or with the
    /// value that it is made of.
    fn instance(&mut self, v: Value, shape: u32, depth: usize) {
        let rt = self.rt;
        let name = class::name(class_of(rt, v));
        if let Some(payload) = class::payload(rt, v) {
            let payload = std::iter::once(payload);
            return self.around(&format!("{name}("), ")", payload, depth, |t, v, depth| t.value(v, depth));
        }
        if errors::is_raised(rt, v) {
            let args = errors::args(v).into_iter();
            return self.around(&format!("{name}("), ")", args, depth, |t, v, depth| t.value(v, depth));
        }
        let Some(o) = v.as_a::<Instance>() else { return };
        let names = rt.layouts.names(shape).into_iter().enumerate();
        let set = names.filter_map(|(i, name)| {
            let value = o.slot(i).filter(|&v| v != Value::UNSET && v != Value::MISSING)?;
            Some((rt.interner.name(name), value))
        });
        self.around(&format!("{name}("), ")", set, depth, |t, (name, value), depth| {
            t.out.push_str(name);
            t.out.push('=');
            t.value(value, depth);
        });
    }

    /// What has parts: as many of them as there is room for.
    fn around<T>(
        &mut self,
        start: &str,
        end: &str,
        parts: impl Iterator<Item = T>,
        depth: usize,
        mut show: impl FnMut(&mut Self, T, usize),
    ) {
        self.out.push_str(start);
        for (i, part) in parts.enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            if depth == 0 || self.out.len() > CHARS {
                self.out.push_str("...");
                break;
            }
            show(self, part, depth - 1);
        }
        self.out.push_str(end);
    }
}
