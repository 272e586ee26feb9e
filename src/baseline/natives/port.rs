//! Ports.
use crate::baseline::eval::{Eval, Machine, tie};
use crate::baseline::print::{MAX_TEXT, Style, print};
use crate::baseline::value::{Number, Parameter, Port, Value};
use crate::lang::lisp::messages::{self, noun};
use crate::syntax::SourceId;
use crate::syntax::sexpr::{self, Data, DatumKind};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// The ports that the machine itself knows.
pub struct Ports {
    /// The parameters with the current ports: input, output, errors. Their own
    /// values are the host's.
    pub current: [Rc<Parameter>; 3],
    /// Open ports of files.
    files: Vec<Rc<Port>>,
}

impl Default for Ports {
    fn default() -> Self {
        let current = [INPUT, OUTPUT, ERRORS].map(|which| {
            let port = Port { console: Some(which), ..Port::new(which == INPUT, false, vec![]) };
            Rc::new(Parameter { value: value(port), converter: Value::Bool(false) })
        });
        Ports { current, files: vec![] }
    }
}

const INPUT: usize = 0;
const OUTPUT: usize = 1;
const ERRORS: usize = 2;

impl Port {
    fn new(input: bool, binary: bool, data: Vec<u8>) -> Port {
        Port {
            input,
            binary,
            console: None,
            file: None,
            data: RefCell::new(data),
            at: Cell::new(0),
            open: Cell::new(true),
            fold: Cell::new(false),
        }
    }
}

fn value(port: Port) -> Value {
    Value::Port(Rc::new(port))
}

impl Machine {
    fn current(&self, which: usize) -> Value {
        self.parameter(&self.ports.current[which])
    }

    /// The open port of an argument, or the current one.
    fn open_port(&mut self, who: &str, v: Option<&Value>, input: bool, binary: bool) -> Eval<Rc<Port>> {
        let port = match v {
            Some(v) => v.clone(),
            None => self.current(if input { INPUT } else { OUTPUT }),
        };
        let noun = match (input, binary) {
            (true, false) => noun::TEXT_INPUT,
            (true, true) => noun::BYTE_INPUT,
            (false, false) => noun::TEXT_OUTPUT,
            (false, true) => noun::BYTE_OUTPUT,
        };
        match &port {
            Value::Port(p) if p.input == input && p.binary == binary => match p.open.get() {
                true => Ok(p.clone()),
                false => Err(self.fault(messages::port_closed(who))),
            },
            v => Err(self.wrong(who, noun, v)),
        }
    }

    fn any_port<'v>(&self, who: &str, v: &'v Value) -> Eval<&'v Rc<Port>> {
        match v {
            Value::Port(p) => Ok(p),
            v => Err(self.wrong(who, noun::PORT, v)),
        }
    }

    /// Writes bytes to a port.
    fn put(&mut self, who: &str, port: &Rc<Port>, bytes: &[u8]) -> Eval<Value> {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        match port.console {
            Some(ERRORS) if self.host.write_error(text) => {}
            Some(_) => self.output.push_str(text),
            None => {
                self.reserve(bytes.len())?;
                port.data.borrow_mut().extend_from_slice(bytes);
                if port.file.is_some() && port.data.borrow().len() >= 8192 {
                    self.flush_port(who, port)?;
                }
            }
        }
        Ok(Value::Unit)
    }

    fn flush_port(&mut self, who: &str, port: &Rc<Port>) -> Eval<()> {
        let Some(path) = &port.file else { return Ok(()) };
        let data = port.data.take();
        if data.is_empty() {
            return Ok(());
        }
        let done = self.host.write_file(path, &data, true);
        done.map_err(|reason| self.fault(messages::file(who, path, &reason)))
    }

    /// Hands everything that was written to files to the host.
    pub fn close_ports(&mut self) {
        for port in std::mem::take(&mut self.ports.files) {
            let _ = self.flush_port("", &port);
            port.open.set(false);
        }
        for parameter in &self.ports.current {
            if let Value::Port(p) = &parameter.value {
                p.open.set(true);
                p.fold.set(false);
            }
        }
    }

    /// Gets more of the host's input.
    fn more(&mut self, port: &Port) -> bool {
        if port.console.is_none() {
            return false;
        }
        let piece = self.host.read(self.bounds.memory / 16);
        port.data.borrow_mut().extend_from_slice(piece.as_deref().unwrap_or_default().as_bytes());
        piece.is_some()
    }

    /// What is left of a port's text, as text.
    fn left(&self, port: &Port) -> String {
        String::from_utf8_lossy(&port.data.borrow()[port.at.get()..]).into_owned()
    }

    fn next_char(&mut self, port: &Port) -> Option<char> {
        if port.at.get() == port.data.borrow().len() {
            self.more(port);
        }
        let data = port.data.borrow();
        let rest = &data[port.at.get()..];
        let first = rest.utf8_chunks().next()?;
        first.valid().chars().next()
    }

    /// Takes bytes of a port, as a string.
    fn take(&self, port: &Port, bytes: usize) -> String {
        let at = port.at.get();
        port.at.set(at + bytes);
        String::from_utf8_lossy(&port.data.borrow()[at..at + bytes]).into_owned()
    }

    fn read_line(&mut self, port: &Port) -> Value {
        loop {
            let text = self.left(port);
            let end = text.find(['\n', '\r']).unwrap_or(text.len());
            let (line, rest) = text.split_at(end);
            let sure = rest.starts_with('\n') || rest.len() > 1;
            let long = port.console.is_some() && end >= self.bounds.memory / 16;
            if sure || long || !self.more(port) {
                if text.is_empty() {
                    return Value::Eof;
                }
                let ending = if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
                self.take(port, end + ending);
                return Value::fresh_str(line);
            }
        }
    }

    fn read_string(&mut self, port: &Port, k: usize) -> Value {
        loop {
            let text = self.left(port);
            let chars: Vec<char> = text.chars().take(k).collect();
            if chars.len() == k || !self.more(port) {
                let bytes = chars.iter().map(|c| c.len_utf8()).sum();
                let text = self.take(port, bytes);
                return if bytes == 0 && k > 0 { Value::Eof } else { Value::fresh_str(text) };
            }
        }
    }

    fn read_datum(&mut self, who: &str, port: &Port) -> Eval<Value> {
        loop {
            let text = self.left(port);
            let one = sexpr::read_one(&mut self.names, SourceId::default(), &text, port.fold.get());
            if (one.outcome.incomplete || one.end == text.len()) && self.more(port) {
                continue;
            }
            port.at.set(port.at.get() + one.end);
            port.fold.set(one.fold);
            return match one.outcome.problems.first() {
                Some(p) => Err(self.fault(messages::unreadable(who, &p.message))),
                None => Ok(build(&one.outcome.data)),
            };
        }
    }

    /// The port, input and output families.
    pub fn port(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        Ok(match name {
            "display" | "write" | "write-shared" | "write-simple" => {
                let port = self.open_port(name, a.get(1), false, false)?;
                let style = match name {
                    "display" => Style::Display,
                    "write" => Style::Write,
                    "write-shared" => Style::WriteShared,
                    _ => Style::WriteSimple,
                };
                let text = print(&a[0], style, &self.names);
                self.reserve(if text.len() > MAX_TEXT { usize::MAX } else { text.len() })?;
                self.put(name, &port, text.as_bytes())?
            }
            "print" => {
                let port = self.open_port(name, None, false, false)?;
                let words: Vec<String> = a.iter().map(|v| print(v, Style::Display, &self.names)).collect();
                self.put(name, &port, (words.join(" ") + "\n").as_bytes())?
            }
            "newline" => {
                let port = self.open_port(name, a.first(), false, false)?;
                self.put(name, &port, b"\n")?
            }
            "write-string" => {
                let mut bounds = vec![a[0].clone()];
                bounds.extend(a.iter().skip(2).cloned());
                let part: String = self.slice(name, &bounds)?.into_iter().collect();
                let port = self.open_port(name, a.get(1), false, false)?;
                self.put(name, &port, part.as_bytes())?
            }
            "write-char" => {
                let Value::Char(c) = a[0] else { return Err(self.wrong(name, noun::CHAR, &a[0])) };
                let port = self.open_port(name, a.get(1), false, false)?;
                self.put(name, &port, c.to_string().as_bytes())?
            }
            "write-u8" => {
                let byte = self.byte(name, &a[0])?;
                let port = self.open_port(name, a.get(1), false, true)?;
                self.put(name, &port, &[byte])?
            }
            "write-bytevector" => {
                let data = self.byte_vector(name, &a[0])?.data.borrow().clone();
                let (start, end) = self.range(name, a.get(2..).unwrap_or(&[]), data.len())?;
                let port = self.open_port(name, a.get(1), false, true)?;
                self.put(name, &port, &data[start..end])?
            }
            "flush-output-port" => {
                let port = match a.first() {
                    Some(v) => v.clone(),
                    None => self.current(OUTPUT),
                };
                match &port {
                    Value::Port(p) if !p.input => self.flush_port(name, p)?,
                    v => return Err(self.wrong(name, noun::OUTPUT, v)),
                }
                Value::Unit
            }
            "read" => {
                let port = self.open_port(name, a.first(), true, false)?;
                self.read_datum(name, &port)?
            }
            "read-char" | "peek-char" => {
                let port = self.open_port(name, a.first(), true, false)?;
                match self.next_char(&port) {
                    None => Value::Eof,
                    Some(c) => {
                        if name == "read-char" {
                            port.at.set(port.at.get() + c.len_utf8());
                        }
                        Value::Char(c)
                    }
                }
            }
            "read-line" => {
                let port = self.open_port(name, a.first(), true, false)?;
                self.read_line(&port)
            }
            "read-string" => {
                let k = self.size(name, &a[0])?;
                let port = self.open_port(name, a.get(1), true, false)?;
                self.read_string(&port, k)
            }
            "char-ready?" | "u8-ready?" => {
                self.open_port(name, a.first(), true, name == "u8-ready?")?;
                Value::Bool(true)
            }
            "read-u8" | "peek-u8" => {
                let port = self.open_port(name, a.first(), true, true)?;
                let byte = port.data.borrow().get(port.at.get()).copied();
                if byte.is_some() && name == "read-u8" {
                    port.at.set(port.at.get() + 1);
                }
                byte.map_or(Value::Eof, |b| Value::Int(b as i64))
            }
            "read-bytevector" => {
                let k = self.size(name, &a[0])?;
                let port = self.open_port(name, a.get(1), true, true)?;
                let part: Vec<u8> = port.data.borrow().iter().skip(port.at.get()).take(k).copied().collect();
                port.at.set(port.at.get() + part.len());
                if part.is_empty() && k > 0 { Value::Eof } else { Value::bytes(part, false) }
            }
            "read-bytevector!" => {
                let to = self.byte_vector(name, &a[0])?;
                let port = self.open_port(name, a.get(1), true, true)?;
                let (start, end) = self.range(name, a.get(2..).unwrap_or(&[]), to.data.borrow().len())?;
                let part: Vec<u8> = port.data.borrow().iter().skip(port.at.get()).take(end - start).copied().collect();
                port.at.set(port.at.get() + part.len());
                to.data.borrow_mut()[start..start + part.len()].copy_from_slice(&part);
                if part.is_empty() && start < end { Value::Eof } else { Value::Int(part.len() as i64) }
            }
            "eof-object" => Value::Eof,
            "eof-object?" => Value::Bool(matches!(a[0], Value::Eof)),
            "port?" => Value::Bool(matches!(a[0], Value::Port(_))),
            "input-port?" => Value::Bool(matches!(&a[0], Value::Port(p) if p.input)),
            "output-port?" => Value::Bool(matches!(&a[0], Value::Port(p) if !p.input)),
            "textual-port?" => Value::Bool(matches!(&a[0], Value::Port(p) if !p.binary)),
            "binary-port?" => Value::Bool(matches!(&a[0], Value::Port(p) if p.binary)),
            "input-port-open?" | "output-port-open?" => {
                let p = self.any_port(name, &a[0])?;
                Value::Bool(p.input == (name == "input-port-open?") && p.open.get())
            }
            "close-port" | "close-input-port" | "close-output-port" => {
                let p = self.any_port(name, &a[0])?.clone();
                if name == "close-input-port" && !p.input {
                    return Err(self.wrong(name, noun::INPUT, &a[0]));
                }
                if name == "close-output-port" && p.input {
                    return Err(self.wrong(name, noun::OUTPUT, &a[0]));
                }
                p.open.set(false);
                self.ports.files.retain(|f| !Rc::ptr_eq(f, &p));
                self.flush_port(name, &p)?;
                Value::Unit
            }
            "open-input-string" => {
                let text = self.string(name, &a[0])?.text();
                value(Port::new(true, false, text.as_bytes().to_vec()))
            }
            "open-input-bytevector" => {
                let data = self.byte_vector(name, &a[0])?.data.borrow().clone();
                value(Port::new(true, true, data))
            }
            "open-output-string" => value(Port::new(false, false, vec![])),
            "open-output-bytevector" => value(Port::new(false, true, vec![])),
            "get-output-string" | "get-output-bytevector" => {
                let binary = name == "get-output-bytevector";
                match &a[0] {
                    Value::Port(p) if !p.input && p.binary == binary && p.console.is_none() && p.file.is_none() => {
                        let data = p.data.borrow().clone();
                        match binary {
                            true => Value::bytes(data, false),
                            false => Value::fresh_str(String::from_utf8_lossy(&data)),
                        }
                    }
                    v => return Err(self.wrong(name, if binary { noun::BYTES_PORT } else { noun::STRING_PORT }, v)),
                }
            }
            _ => self.file(name, a)?,
        })
    }

    fn file(&mut self, name: &str, a: &[Value]) -> Eval<Value> {
        let path = self.string(name, &a[0])?.text();
        let denied = |m: &Machine, reason: String| m.fault(messages::file(name, &path, &reason));
        Ok(match name {
            "open-input-file" | "open-binary-input-file" => {
                let data = self.host.read_file(&path, self.bounds.memory).map_err(|reason| denied(self, reason))?;
                let binary = name == "open-binary-input-file";
                if !binary && std::str::from_utf8(&data).is_err() {
                    return Err(denied(self, "the text is not UTF-8".into()));
                }
                value(Port::new(true, binary, data))
            }
            "open-output-file" | "open-binary-output-file" => {
                self.host.write_file(&path, &[], false).map_err(|reason| denied(self, reason))?;
                let port = Port::new(false, name == "open-binary-output-file", vec![]);
                let port = Rc::new(Port { file: Some(path.clone()), ..port });
                self.ports.files.push(port.clone());
                Value::Port(port)
            }
            "file-exists?" => Value::Bool(self.host.file_exists(&path)),
            "delete-file" => {
                self.host.delete_file(&path).map_err(|reason| denied(self, reason))?;
                Value::Unit
            }
            _ => return Err(self.refuse(name)),
        })
    }
}

/// The value of the only datum of a text.
fn build(data: &Data) -> Value {
    data.items(data.top).first().map_or(Value::Eof, |&d| build_one(data, d, &mut HashMap::new()))
}

/// `labels`: what has them, or place-holders while it is made.
fn build_one(data: &Data, d: sexpr::Datum, labels: &mut HashMap<u32, Value>) -> Value {
    let mut all = |r| data.items(r).iter().map(|&d| build_one(data, d, labels)).collect::<Vec<Value>>();
    match d.kind {
        DatumKind::True => Value::Bool(true),
        DatumKind::False => Value::Bool(false),
        DatumKind::Int(i) => Value::Int(i),
        DatumKind::Float(f) => Value::Float(f),
        DatumKind::Num(i) => Value::Num(Number::new((**data.number(i)).clone())),
        DatumKind::Char(c) => Value::Char(c),
        DatumKind::Sym(s) => Value::Sym(s),
        DatumKind::Str(i) => Value::str(&**data.string(i)),
        DatumKind::Bytes(i) => Value::bytes(data.byte_vector(i).to_vec(), false),
        DatumKind::List(r) => Value::list(all(r).into_iter()),
        DatumKind::Vector(r) => Value::vector(all(r)),
        DatumKind::Dotted(r) => {
            let mut items = all(r);
            let last = items.pop().unwrap_or(Value::Nil);
            Value::list_ending(items.into_iter(), last)
        }
        DatumKind::Ref(id) => labels.get(&id).cloned().unwrap_or(Value::Unit),
        DatumKind::Labelled(r) => {
            let (id, d) = data.labelled(r);
            if let Some(v) = labels.get(&id) {
                return v.clone();
            }
            let holder = Value::vector(vec![]);
            labels.insert(id, holder.clone());
            let made = build_one(data, d, labels);
            tie(&made, &holder, &made);
            labels.values_mut().filter(|v| v.is(&holder)).for_each(|v| *v = made.clone());
            made
        }
    }
}
