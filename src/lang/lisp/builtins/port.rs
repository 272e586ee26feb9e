//! Ports: making, asking, closing them; which are current; files.
use super::args::{arg, byte_vector, string, wrong};
use super::arith::Outcome;
use crate::lang::lisp::messages::{self, noun};
use crate::object::{Gc, Port};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Who = &'static str;

/// Places of the host's ports in `Runtime::console` and `Runtime::current`.
pub const INPUT: usize = 0;
/// See [`INPUT`].
pub const OUTPUT: usize = 1;
/// The parameters with the current ports: what programs call them, and what the
/// prelude does.
pub const PARAMETERS: [(&str, &str); 3] = [
    ("current-input-port", "%input-port"),
    ("current-output-port", "%output-port"),
    ("current-error-port", "%error-port"),
];

/// A port.
fn port(rt: &Runtime, who: Who, v: Value) -> Result<Gc<Port>, Fault> {
    v.as_a::<Port>().ok_or_else(|| wrong(rt, who, noun::PORT, v))
}

/// An open port with all of these flags, and binary only if that is among them.
pub fn open_port(rt: &Runtime, who: Who, v: Value, flags: u16) -> Result<Gc<Port>, Fault> {
    match v.as_a::<Port>() {
        Some(p) if !p.is(flags) || p.is(Port::BINARY) != (flags & Port::BINARY != 0) => {
            Err(wrong(rt, who, noun_of(flags), v))
        }
        Some(p) if p.is(Port::CLOSED) => Err(messages::port_closed(who).into()),
        Some(p) => Ok(p),
        None => Err(wrong(rt, who, noun_of(flags), v)),
    }
}

fn noun_of(flags: u16) -> &'static str {
    match (flags & Port::INPUT != 0, flags & Port::BINARY != 0) {
        (true, false) => noun::TEXT_INPUT,
        (true, true) => noun::BYTE_INPUT,
        (false, false) => noun::TEXT_OUTPUT,
        (false, true) => noun::BYTE_OUTPUT,
    }
}

pub fn open_input_string(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let s = string(rt, who, arg(a, 0))?;
    Ok(Value::obj(rt.heap.text_port(&s)?))
}
pub fn open_input_bytes(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let bytes = byte_vector(rt, who, arg(a, 0))?.to_vec();
    Ok(Value::obj(rt.heap.byte_port(&bytes)?))
}
pub fn open_output_string(rt: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    Ok(Value::obj(rt.heap.port(Port::OUTPUT, Value::NIL, Value::NIL)?))
}
pub fn open_output_bytes(rt: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    Ok(Value::obj(rt.heap.port(Port::OUTPUT | Port::BINARY, Value::NIL, Value::NIL)?))
}

/// A port that gathers what is written to it; it may be closed.
fn gathering(rt: &Runtime, who: Who, v: Value, binary: bool) -> Result<Gc<Port>, Fault> {
    match v.as_a::<Port>() {
        Some(p)
            if p.is(Port::OUTPUT)
                && !p.is(Port::CONSOLE)
                && p.file.get() == Value::NIL
                && p.is(Port::BINARY) == binary =>
        {
            Ok(p)
        }
        _ => Err(wrong(rt, who, if binary { noun::BYTES_PORT } else { noun::STRING_PORT }, v)),
    }
}
pub fn get_output_string(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let p = gathering(rt, who, arg(a, 0), false)?;
    Ok(rt.heap.fresh_string(std::str::from_utf8(p.written()).unwrap_or_default())?)
}
pub fn get_output_bytes(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let p = gathering(rt, who, arg(a, 0), true)?;
    Ok(rt.heap.bytes_from(p.written())?)
}

pub fn is_port(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).as_a::<Port>().is_some()))
}
fn is(v: Value, flags: u16) -> Outcome {
    Ok(Value::bool(v.as_a::<Port>().is_some_and(|p| p.is(flags))))
}
pub fn is_input(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    is(arg(a, 0), Port::INPUT)
}
pub fn is_output(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    is(arg(a, 0), Port::OUTPUT)
}
pub fn is_binary(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    is(arg(a, 0), Port::BINARY)
}
pub fn is_textual(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0).as_a::<Port>().is_some_and(|p| !p.is(Port::BINARY))))
}
fn is_open(rt: &Runtime, who: Who, v: Value, flag: u16) -> Outcome {
    let p = port(rt, who, v)?;
    Ok(Value::bool(p.is(flag) && !p.is(Port::CLOSED)))
}
pub fn is_input_open(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    is_open(rt, who, arg(a, 0), Port::INPUT)
}
pub fn is_output_open(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    is_open(rt, who, arg(a, 0), Port::OUTPUT)
}

fn close_one(rt: &mut Runtime, who: Who, v: Value, flag: u16) -> Outcome {
    let p = port(rt, who, v)?;
    if !p.is(flag) {
        return Err(wrong(rt, who, if flag == Port::INPUT { noun::INPUT } else { noun::OUTPUT }, v));
    }
    if !p.is(Port::CLOSED) {
        let flushed = flush(rt, who, p);
        p.set_to(Port::CLOSED, true);
        rt.files.retain(|&f| f != v);
        if !p.is(Port::OUTPUT) {
            p.data.set(Value::NIL);
        }
        flushed?;
    }
    Ok(Value::UNIT)
}
pub fn close(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    close_one(rt, who, arg(a, 0), 0)
}
pub fn close_input(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    close_one(rt, who, arg(a, 0), Port::INPUT)
}
pub fn close_output(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    close_one(rt, who, arg(a, 0), Port::OUTPUT)
}

/// Hands what was written to a file or the console to the host.
pub fn flush(rt: &mut Runtime, who: Who, p: Gc<Port>) -> Result<(), Fault> {
    if p.is(Port::CONSOLE) {
        rt.flush();
    } else if let Some(path) = p.file.get().as_str()
        && p.at.get() > 0
    {
        let done = rt.host.write_file(&path, p.written(), true);
        p.at.set(0);
        done.map_err(|reason| messages::file(who, &path, &reason))?;
    }
    Ok(())
}
pub fn flush_output(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let p = a.first().copied().unwrap_or_else(|| rt.current_port(OUTPUT));
    match p.as_a::<Port>() {
        Some(p) if p.is(Port::OUTPUT) => flush(rt, who, p)?,
        _ => return Err(wrong(rt, who, noun::OUTPUT, p)),
    }
    Ok(Value::UNIT)
}

fn open_input(rt: &mut Runtime, who: Who, v: Value, binary: bool) -> Outcome {
    let path = string(rt, who, v)?;
    let found = rt.host.read_file(&path, rt.heap.max());
    let bytes = found.map_err(|reason| messages::file(who, &path, &reason))?;
    if binary {
        return Ok(Value::obj(rt.heap.byte_port(&bytes)?));
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Value::obj(rt.heap.text_port(text)?)),
        Err(_) => Err(messages::file(who, &path, "the text is not UTF-8").into()),
    }
}
pub fn open_input_file(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    open_input(rt, who, arg(a, 0), false)
}
pub fn open_binary_input_file(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    open_input(rt, who, arg(a, 0), true)
}

fn open_output(rt: &mut Runtime, who: Who, v: Value, flags: u16) -> Outcome {
    let path = string(rt, who, v)?;
    let file = rt.heap.string(&path)?;
    let p = Value::obj(rt.heap.port(Port::OUTPUT | flags, Value::NIL, file)?);
    rt.host.write_file(&path, &[], false).map_err(|reason| messages::file(who, &path, &reason))?;
    rt.files.push(p);
    Ok(p)
}
pub fn open_output_file(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    open_output(rt, who, arg(a, 0), 0)
}
pub fn open_binary_output_file(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    open_output(rt, who, arg(a, 0), Port::BINARY)
}
pub fn file_exists(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let path = string(rt, who, arg(a, 0))?;
    Ok(Value::bool(rt.host.file_exists(&path)))
}
pub fn delete_file(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let path = string(rt, who, arg(a, 0))?;
    rt.host.delete_file(&path).map_err(|reason| messages::file(who, &path, &reason))?;
    Ok(Value::UNIT)
}

impl Runtime {
    /// Hands everything that was written to the host; at the end of a program.
    /// The program's ports are closed, the host's open again.
    pub fn close_ports(&mut self) {
        for p in std::mem::take(&mut self.files).into_iter().filter_map(|v| v.as_a::<Port>()) {
            // Nobody is left to be told that a file cannot be written.
            let _ = flush(self, "", p);
            p.set_to(Port::CLOSED, true);
        }
        for p in self.console.iter().filter_map(|v| v.as_a::<Port>()) {
            p.set_to(Port::CLOSED | Port::FOLD, false);
        }
        self.flush();
    }
}
