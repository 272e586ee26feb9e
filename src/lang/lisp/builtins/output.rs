//! Writing to ports. A builtin writes all of its text or, if there is no room,
//! none.
use super::args::{arg, byte, byte_vector, character, range};
use super::arith::Outcome;
use super::port::{OUTPUT, flush, open_port};
use super::string::part;
use crate::heap::HeapFull;
use crate::lang::lisp::print::{self, Style};
use crate::object::{Gc, Port};
use crate::runtime::{Fault, Runtime};
use crate::syntax::text::cut;
use crate::value::Value;

type Who = &'static str;

/// How much is gathered for a file before the host gets it.
const GATHERED: u32 = 8192;

/// Where to write.
#[derive(Clone, Copy)]
enum Sink {
    /// The host's output.
    Console,
    /// The host's port for errors.
    Errors,
    /// A port with data.
    Port(Gc<Port>),
}

/// The port of an argument, or the current one.
fn sink(rt: &Runtime, who: Who, port: Option<&Value>, flags: u16) -> Result<Sink, Fault> {
    let v = port.copied().unwrap_or_else(|| rt.current_port(OUTPUT));
    let p = open_port(rt, who, v, Port::OUTPUT | flags)?;
    Ok(match p {
        _ if !p.is(Port::CONSOLE) => Sink::Port(p),
        _ if p.is(Port::ERRORS) => Sink::Errors,
        _ => Sink::Console,
    })
}

/// Writes a text.
fn put(rt: &mut Runtime, who: Who, to: Sink, text: &str) -> Outcome {
    match to {
        Sink::Console => rt.write(text)?,
        Sink::Errors => {
            rt.flush();
            if !rt.host.write_error(text) {
                rt.write(text)?;
            }
        }
        Sink::Port(p) => put_bytes(rt, who, p, text.as_bytes())?,
    }
    Ok(Value::UNIT)
}

fn put_bytes(rt: &mut Runtime, who: Who, p: Gc<Port>, bytes: &[u8]) -> Result<(), Fault> {
    rt.heap.port_write(p, bytes)?;
    if p.at.get() >= GATHERED && p.file.get() != Value::NIL { flush(rt, who, p) } else { Ok(()) }
}

/// Writes what a function puts together. For the host's output it is put where
/// that is gathered, and taken back if there is no room.
fn emit(
    rt: &mut Runtime,
    who: Who,
    to: Sink,
    make: impl FnOnce(&Runtime, &mut String) -> Result<(), HeapFull>,
) -> Outcome {
    let Sink::Console = to else {
        let mut text = String::new();
        make(rt, &mut text)?;
        return put(rt, who, to, &text);
    };
    let mut out = std::mem::take(&mut rt.output);
    let before = out.len();
    let mut done = make(rt, &mut out);
    if out.len() > rt.heap.max() / 4 {
        done = Err(HeapFull);
    }
    if done.is_err() {
        out.truncate(before);
    }
    rt.output = out;
    done?;
    // The output is handed on when much has gathered.
    rt.write("")?;
    Ok(Value::UNIT)
}

fn value(rt: &mut Runtime, who: Who, a: &[Value], style: Style) -> Outcome {
    let to = sink(rt, who, a.get(1), 0)?;
    emit(rt, who, to, |rt, out| print::append(rt, out, arg(a, 0), style))
}
pub fn display(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    value(rt, who, a, Style::Display)
}
pub fn write(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    value(rt, who, a, Style::Write)
}
pub fn write_shared(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    value(rt, who, a, Style::WriteShared)
}
pub fn write_simple(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    value(rt, who, a, Style::WriteSimple)
}
pub fn newline(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let to = sink(rt, who, a.first(), 0)?;
    put(rt, who, to, "\n")
}
pub fn write_string(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let (s, part) = part(rt, who, arg(a, 0), a.get(2..).unwrap_or(&[]))?;
    let to = sink(rt, who, a.get(1), 0)?;
    put(rt, who, to, cut(&s, part))
}
pub fn write_char(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let c = character(rt, who, arg(a, 0))?;
    let to = sink(rt, who, a.get(1), 0)?;
    put(rt, who, to, c.encode_utf8(&mut [0; 4]))
}

/// Writes bytes to a port of bytes.
fn raw(rt: &mut Runtime, who: Who, port: Option<&Value>, bytes: &[u8]) -> Outcome {
    // The host has no such port.
    if let Sink::Port(p) = sink(rt, who, port, Port::BINARY)? {
        put_bytes(rt, who, p, bytes)?;
    }
    Ok(Value::UNIT)
}
pub fn write_u8(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let b = byte(rt, who, arg(a, 0))?;
    raw(rt, who, a.get(1), &[b])
}
pub fn write_bytes(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let bytes = byte_vector(rt, who, arg(a, 0))?;
    let (start, end) = range(rt, who, a.get(2..).unwrap_or(&[]), bytes.bytes().len())?;
    raw(rt, who, a.get(1), &bytes.to_vec()[start..end])
}

pub fn print(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let to = sink(rt, who, None, 0)?;
    emit(rt, who, to, |rt, out| {
        for (i, &v) in a.iter().enumerate() {
            if i > 0 {
                out.push(' ');
            }
            print::append(rt, out, v, Style::Display)?;
        }
        out.push('\n');
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use crate::lang::lisp::builtins::testing::{call, limited, read, runtime};

    #[test]
    fn texts_for_people_and_for_readers() {
        let rt = &mut runtime();
        let v = read(rt, "(\"a\\n\" #\\b |c d| 1.0)");
        call(rt, "display", &[v]);
        call(rt, "newline", &[]);
        call(rt, "write", &[v]);
        let (s, c) = (read(rt, "\"x\""), read(rt, "#\\y"));
        call(rt, "write-string", &[s]);
        call(rt, "write-char", &[c]);
        call(rt, "print", &[s, c, v]);
        assert_eq!(rt.output, "(a\n b c d 1.0)\n(\"a\\n\" #\\b |c d| 1.0)xyx y (a\n b c d 1.0)\n");
        assert_eq!(call(rt, "write-string", &[c]), "type: write-string: expected a string, got #\\y");
        assert_eq!(call(rt, "write-char", &[s]), "type: write-char: expected a character, got \"x\"");
    }

    #[test]
    fn output_without_room_is_not_begun() {
        let rt = &mut limited(1 << 20);
        let s = rt.heap.string(&"x".repeat(100_000)).unwrap();
        assert_eq!(call(rt, "print", &[s]), "#<unit>");
        assert_eq!(call(rt, "display", &[s]), "#<unit>");
        let before = rt.output.len();
        for name in ["display", "print", "write", "write-string"] {
            assert_eq!(call(rt, name, &[s]), "heap full");
            assert_eq!(rt.output.len(), before);
        }
        // Small values many times over are no way around the limit either.
        let many = rt.heap.list(&[s; 100], crate::value::Value::NIL).unwrap();
        rt.output.clear();
        assert_eq!(call(rt, "display", &[many]), "heap full");
        assert_eq!(call(rt, "str", &[many]), "heap full");
        assert_eq!(rt.output, "");
    }
}
