//! What values are in Python, and their texts.
use super::super::text::repr as shown;
use super::class::{self, class_of, lookup_own};
use super::world::{Id, Own, world};
use super::{call, errors, operators};
use crate::heap::HeapFull;
use crate::number::{Int, decimal};
use crate::object::{self, Class, Closure, Compound, Dict, Gc, Generator, Instance, List, Set, Sort, Tuple};
use crate::runtime::{Fault, Runtime};
use crate::syntax::Sym;
use crate::value::Value;

/// Digits that the text of an integer may have at most, unless the program says otherwise.
pub const DIGITS: usize = 4300;
/// How deep values may be nested whose text is made here.
const MOST_DEPTH: usize = 400;

/// Digits that the text of an integer may have at most; 0 for no limit.
pub fn digit_limit(rt: &Runtime) -> usize {
    world(rt).digits
}

/// The integer in a value; booleans are integers.
pub fn int(v: Value) -> Option<Int> {
    match v {
        Value::TRUE => Some(Int::from(1i64)),
        Value::FALSE => Some(Int::from(0i64)),
        _ => object::int(v),
    }
}

/// A float.
pub fn float_of(v: Value) -> Option<f64> {
    v.as_float()
}

/// A number of either kind as a float, if it is in range.
pub fn float(v: Value) -> Result<Option<f64>, Fault> {
    if let Some(f) = v.as_float() {
        return Ok(Some(f));
    }
    let Some(i) = int(v) else { return Ok(None) };
    let f = i.to_float();
    if f.is_infinite() {
        return super::raise("OverflowError", "int too large to convert to float");
    }
    Ok(Some(f))
}

/// Whether it counts as true.
pub fn truth(rt: &Runtime, v: Value) -> Result<bool, Fault> {
    Ok(match v {
        Value::TRUE => true,
        Value::FALSE | Value::UNIT => false,
        _ if v.is_int() => v != Value::small(0),
        _ if v.is_float() => v.as_float() != Some(0.0),
        _ if v.as_a::<Instance>().is_some() => {
            return match operators::truth_name(rt, v) {
                Some((name, then)) => operators::ask(rt, v, name, Own::Truth, &[v], then),
                None => class::payload(rt, v).map_or(Ok(true), |p| truth(rt, p)),
            };
        }
        _ if super::complex::is(v) => super::complex::parts(v) != Some((0.0, 0.0)),
        _ => super::items::len(v).is_none_or(|n| n > 0),
    })
}

/// The text of a name.
pub fn name_text(rt: &mut Runtime, name: Sym) -> Result<Value, HeapFull> {
    let text = rt.interner.name_rc(name);
    rt.heap.string(&text)
}

/// The name of a native as programs know it.
pub fn native_name(rt: &Runtime, v: Value) -> &'static str {
    let name = v.as_native().map_or("", |n| rt.native(n).name);
    name.rsplit_once(['.', ':']).map_or(name, |n| n.1)
}

/// The name of a function with those of what is around it.
pub fn path(c: Gc<Closure>) -> String {
    let f = c.function();
    f.proto.signature.as_ref().map_or_else(|| f.name().to_string(), |s| s.path.to_string())
}

/// Whether a function is the prelude's: for programs it is a builtin one.
pub fn is_prelude(c: Gc<Closure>) -> bool {
    c.function().proto.signature.as_ref().is_some_and(|s| s.builtin)
}

/// Whether it is a builtin function that programs know, which is no method where a class
/// has it. Those of builtin classes have names that begin otherwise.
pub fn is_free(c: Gc<Closure>) -> bool {
    let signature = c.function().proto.signature.as_ref().filter(|s| s.builtin);
    signature.is_some_and(|s| s.path.starts_with(|c: char| c.is_ascii_alphabetic()) && !s.path.contains('.'))
}

/// Why a text was not made here.
enum Stop {
    Ask,
    Fault(Fault),
}

impl From<Fault> for Stop {
    fn from(f: Fault) -> Stop {
        Stop::Fault(f)
    }
}

/// What `repr` gives.
pub fn repr(rt: &Runtime, v: Value) -> Result<String, Fault> {
    let mut out = String::new();
    match (Text { rt, out: &mut out, open: vec![] }).value(v) {
        Ok(()) => Ok(out),
        Err(Stop::Ask | Stop::Fault(Fault::Call(_))) => call(world(rt).own(Own::Repr), &[v]),
        Err(Stop::Fault(f)) => Err(f),
    }
}

/// What `str` gives.
pub fn text(rt: &Runtime, v: Value) -> Result<String, Fault> {
    if let Some(s) = v.as_str() {
        return Ok(s.to_string());
    }
    if v.as_a::<Instance>().is_some() {
        let names = &world(rt).names;
        if lookup_own(rt, class_of(rt, v), names.str).is_some() {
            return call(world(rt).own(Own::Str), &[v]);
        }
        if let Some(p) = class::payload(rt, v)
            && lookup_own(rt, class_of(rt, v), names.repr).is_none()
            && p.as_a::<Set>().is_none()
        {
            return text(rt, p);
        }
        if errors::is_raised(rt, v) {
            return match errors::text(rt, v) {
                Err(Fault::Call(_)) => call(world(rt).own(Own::Str), &[v]),
                text => text,
            };
        }
    }
    repr(rt, v)
}

/// Where an object is, as texts show it.
pub fn address(v: Value) -> String {
    format!("{:#x}", v.bits() & crate::value::bits::PAYLOAD)
}

struct Text<'a> {
    rt: &'a Runtime,
    out: &'a mut String,
    /// Containers around, each shown as `...` within itself.
    open: Vec<Value>,
}

impl Text<'_> {
    fn value(&mut self, v: Value) -> Result<(), Stop> {
        match v {
            Value::UNIT => self.out.push_str("None"),
            Value::TRUE => self.out.push_str("True"),
            Value::FALSE => self.out.push_str("False"),
            _ if v.is_int() => self.out.push_str(decimal(v.as_int().unwrap_or(0), &mut [0; 20])),
            _ => return self.other(v),
        }
        Ok(())
    }

    fn other(&mut self, v: Value) -> Result<(), Stop> {
        let rt = self.rt;
        if let Some(f) = v.as_float() {
            self.out.push_str(&shown::float(f));
        } else if let Some(i) = object::int(v) {
            let text = shown::int(&i, digit_limit(rt)).map_err(Fault::from)?;
            self.out.push_str(&text);
        } else if let Some(s) = v.as_str() {
            self.out.push_str(&shown::string(&s));
        } else if let Some((re, im)) = super::complex::parts(v) {
            self.out.push_str(&shown::complex(re, im));
        } else if v.as_native().is_some() {
            self.out.push_str(&format!("<built-in function {}>", native_name(rt, v)));
        } else if let Some(c) = v.as_a::<Closure>() {
            let path = path(c);
            self.out.push_str(&match is_prelude(c) {
                true => format!("<built-in function {path}>"),
                false => format!("<function {path} at {}>", address(v)),
            });
        } else if let Some(c) = v.as_a::<Class>() {
            if c.meta.get() != world(rt).class(Id::Type) && self.has_own(v, world(rt).names.repr) {
                return Err(Stop::Ask);
            }
            self.out.push_str(&format!("<class '{}'>", class::full_name(rt, c)));
        } else if v.as_a::<Instance>().is_some() {
            if self.has_own(v, world(rt).names.repr) {
                return Err(Stop::Ask);
            }
            if let Some(p) = class::payload(rt, v) {
                let Some(set) = p.as_a::<Set>() else { return self.value(p) };
                let name = class::type_name(rt, v);
                let (start, end) = if set.count() == 0 { ("(", ")") } else { ("({", "})") };
                return self.around(p, &format!("{name}{start}"), end, |t| t.items(set.elements().collect()));
            }
            if errors::is_raised(rt, v) {
                let text = errors::repr(rt, v)?;
                self.out.push_str(&text);
            } else {
                let name = class::full_name(rt, class_of(rt, v));
                self.out.push_str(&format!("<{name} object at {}>", address(v)));
            }
        } else {
            return self.container(v);
        }
        Ok(())
    }

    /// Whether a class that is none of the builtin ones has a method of that name.
    fn has_own(&self, v: Value, name: Sym) -> bool {
        lookup_own(self.rt, class_of(self.rt, v), name).is_some()
    }

    fn container(&mut self, v: Value) -> Result<(), Stop> {
        if let Some(l) = v.as_a::<List>() {
            return self.around(v, "[", "]", |t| t.items(l.to_vec()));
        }
        if let Some(t) = v.as_a::<Tuple>() {
            let end = if t.values().len() == 1 { ",)" } else { ")" };
            return self.around(v, "(", end, |text| text.items(t.values().to_vec()));
        }
        if let Some(d) = v.as_a::<Dict>() {
            return self.around(v, "{", "}", |t| t.entries(d));
        }
        if let Some(s) = v.as_a::<Set>() {
            let (start, end) = match (s.is_frozen(), s.count()) {
                (false, 0) => ("set(", ")"),
                (false, _) => ("{", "}"),
                (true, 0) => ("frozenset(", ")"),
                (true, _) => ("frozenset({", "})"),
            };
            return self.around(v, start, end, |t| t.items(s.elements().collect()));
        }
        if v.as_a::<Generator>().is_some() {
            let kind = super::class::type_name(self.rt, v);
            let g = v.as_a::<Generator>().filter(|g| g.header.flags.get() < 3);
            let name = g.and_then(|g| g.code.get().as_a::<Closure>());
            let name = name.map_or_else(String::new, |c| format!(" {}", c.function().name()));
            self.out.push_str(&format!("<{kind} object{name} at {}>", address(v)));
            return Ok(());
        }
        match v.as_a::<Compound>() {
            Some(c) => self.compound(v, c),
            None => {
                self.out.push_str("<object>");
                Ok(())
            }
        }
    }

    fn compound(&mut self, v: Value, c: Gc<Compound>) -> Result<(), Stop> {
        match c.sort() {
            Sort::Range => {
                let step = c.get(2);
                self.out.push_str("range(");
                self.items(if step == Value::small(1) {
                    vec![c.get(0), c.get(1)]
                } else {
                    vec![c.get(0), c.get(1), step]
                })?;
                self.out.push(')');
            }
            Sort::Super => {
                let class = c.get(0).as_a::<Class>().map_or_else(String::new, class::name);
                let name = class::type_name(self.rt, c.get(1));
                self.out.push_str(&format!("<super: <class '{class}'>, <{name} object>>"));
            }
            Sort::Slice => {
                self.out.push_str("slice(");
                self.items(vec![c.get(0), c.get(1), c.get(2)])?;
                self.out.push(')');
            }
            Sort::Keys | Sort::Values => {
                let keys = c.sort() == Sort::Keys;
                let (start, d) = (if keys { "dict_keys([" } else { "dict_values([" }, c.get(0).as_a::<Dict>());
                let all = d.map_or(vec![], |d| d.pairs().map(|p| if keys { p.0 } else { p.1 }).collect());
                return self.around(v, start, "])", |t| t.items(all));
            }
            Sort::Items => {
                let all: Vec<_> = c.get(0).as_a::<Dict>().map_or(vec![], |d| d.pairs().collect());
                return self.around(v, "dict_items([", "])", |t| {
                    for (i, (key, value)) in all.into_iter().enumerate() {
                        t.out.push_str(if i > 0 { ", (" } else { "(" });
                        t.items(vec![key, value])?;
                        t.out.push(')');
                    }
                    Ok(())
                });
            }
            Sort::Method => {
                let (f, object) = (c.get(0), c.get(1));
                // Of a wrapper it is the name that this has got.
                let own = f.as_a::<Instance>().and_then(|o| {
                    let slot = self.rt.layouts.slot(o.shape.get(), world(self.rt).names.qualname)?;
                    o.slot(slot as usize)?.as_str().map(|s| s.to_string())
                });
                let name = match f.as_a::<Closure>().map(path).or(own) {
                    Some(name) => name,
                    None => {
                        let (name, class) = (native_name(self.rt, f), class::type_name(self.rt, object));
                        self.out.push_str(&format!("<built-in method {name} of {class} object at {}>", address(v)));
                        return Ok(());
                    }
                };
                self.out.push_str(&format!("<bound method {name} of "));
                self.value(object)?;
                self.out.push('>');
            }
            Sort::ByteArray => {
                let data = super::compare::bytes(v).unwrap_or_default();
                self.out.push_str(&format!("bytearray({})", shown::bytes(&data)));
            }
            Sort::Bytes => {
                let data = super::compare::bytes(v).unwrap_or_default();
                self.out.push_str(&shown::bytes(&data));
            }
            Sort::NotImplemented => self.out.push_str("NotImplemented"),
            Sort::Ellipsis => self.out.push_str("Ellipsis"),
            Sort::Module => {
                let name = c.get(0).as_str().map_or_else(String::new, |s| s.to_string());
                self.out.push_str(&format!("<module '{name}' (built-in)>"));
            }
            _ => {
                let name = class::type_name(self.rt, v);
                self.out.push_str(&format!("<{name} object at {}>", address(v)));
            }
        }
        Ok(())
    }

    fn around(
        &mut self,
        v: Value,
        start: &str,
        end: &str,
        inside: impl FnOnce(&mut Self) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        if self.open.contains(&v) {
            self.out.push_str(if v.as_a::<Dict>().is_some() {
                "{...}"
            } else if v.as_a::<Tuple>().is_some() {
                "(...)"
            } else {
                "[...]"
            });
            return Ok(());
        }
        if self.open.len() >= MOST_DEPTH {
            let words = "maximum recursion depth exceeded while getting the repr of an object";
            return Err(Stop::Fault(super::line("RecursionError", words).into()));
        }
        if self.out.len() > self.rt.heap.max() {
            return Err(Stop::Fault(Fault::HeapFull));
        }
        self.open.push(v);
        self.out.push_str(start);
        inside(self)?;
        self.out.push_str(end);
        self.open.pop();
        Ok(())
    }

    fn items(&mut self, items: Vec<Value>) -> Result<(), Stop> {
        for (i, v) in items.into_iter().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            self.value(v)?;
        }
        Ok(())
    }

    fn entries(&mut self, d: Gc<Dict>) -> Result<(), Stop> {
        for (i, (key, value)) in d.pairs().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            self.value(key)?;
            self.out.push_str(": ");
            self.value(value)?;
        }
        Ok(())
    }
}
