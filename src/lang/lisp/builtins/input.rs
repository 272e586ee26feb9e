//! Reading from ports. What cannot be given to the program for want of memory is
//! not taken from the port.
use super::args::{arg, byte_vector, range, size};
use super::arith::Outcome;
use super::data;
use super::port::{INPUT, open_port};
use crate::object::{Gc, Port};
use crate::runtime::{Fault, Runtime};
use crate::syntax::text::cut;
use crate::value::Value;

type Who = &'static str;

/// The port of an argument, or the current one; `None`: that of the host.
fn source(rt: &Runtime, who: Who, port: Option<&Value>, flags: u16) -> Result<Option<Gc<Port>>, Fault> {
    let v = port.copied().unwrap_or_else(|| rt.current_port(INPUT));
    let p = open_port(rt, who, v, Port::INPUT | flags)?;
    Ok(if p.is(Port::CONSOLE) { None } else { Some(p) })
}

/// What is there to be read of characters.
fn text(rt: &Runtime, from: Option<Gc<Port>>) -> &str {
    from.map_or(rt.input.rest(), |p| p.rest_text())
}

/// The same of bytes: the host has none.
fn bytes<'a>(from: Option<Gc<Port>>) -> &'a [u8] {
    from.map_or(&[], |p| p.rest())
}

/// Gets more of the host's input; false at its end.
fn more(rt: &mut Runtime, from: Option<Gc<Port>>) -> bool {
    if from.is_some() {
        return false;
    }
    // Who is to answer must see the question.
    rt.flush();
    let piece = rt.host.read(rt.heap.max() / 16);
    rt.input.push(piece.as_deref().unwrap_or_default());
    piece.is_some()
}

/// Takes so many bytes.
fn take(rt: &mut Runtime, from: Option<Gc<Port>>, bytes: usize) {
    match from {
        None => rt.input.skip(bytes),
        Some(p) => p.skip(bytes),
    }
}

/// The next character.
fn next_char(rt: &mut Runtime, from: Option<Gc<Port>>) -> Option<char> {
    if text(rt, from).is_empty() && !more(rt, from) {
        return None;
    }
    text(rt, from).chars().next()
}

pub fn read_char(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let from = source(rt, who, a.first(), 0)?;
    let Some(c) = next_char(rt, from) else { return Ok(Value::EOF) };
    take(rt, from, c.len_utf8());
    Ok(Value::char(c))
}
pub fn peek_char(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let from = source(rt, who, a.first(), 0)?;
    Ok(next_char(rt, from).map_or(Value::EOF, Value::char))
}
pub fn char_ready(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    source(rt, who, a.first(), 0)?;
    Ok(Value::TRUE)
}

pub fn read_line(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let from = source(rt, who, a.first(), 0)?;
    // A line of the host's that is too long comes in pieces.
    let most = rt.heap.max() / 16;
    let mut searched = 0;
    let (line, taken) = loop {
        let rest = text(rt, from).as_bytes();
        let found = rest.iter().skip(searched).position(|b| matches!(b, b'\n' | b'\r'));
        let end = found.map_or(rest.len(), |at| searched + at);
        match (rest.get(end), rest.get(end + 1)) {
            (Some(b'\r'), Some(b'\n')) => break (end, end + 2),
            (Some(b'\n'), _) | (Some(_), Some(_)) => break (end, end + 1),
            // The line feed after a carriage return may be still to come.
            _ => searched = end,
        }
        if (from.is_none() && end >= most) || !more(rt, from) {
            if end == 0 && found.is_none() {
                return Ok(Value::EOF);
            }
            break (end, end + found.is_some() as usize);
        }
    };
    give(rt, from, line, taken)
}

/// A string of so many bytes; takes at least as many.
fn give(rt: &mut Runtime, from: Option<Gc<Port>>, bytes: usize, taken: usize) -> Outcome {
    let string = match from {
        Some(p) => rt.heap.fresh_string(cut(p.rest_text(), 0..bytes))?,
        None => rt.heap.fresh_string(cut(rt.input.rest(), 0..bytes))?,
    };
    take(rt, from, taken);
    Ok(string)
}

pub fn read_string(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let k = size(rt, who, arg(a, 0))?;
    let from = source(rt, who, a.get(1), 0)?;
    let end = loop {
        // How far `k` characters reach, and how many there are.
        let (mut end, mut have) = (0, 0);
        for c in text(rt, from).chars().take(k) {
            end += c.len_utf8();
            have += 1;
        }
        if have == k || !more(rt, from) {
            break end;
        }
    };
    if end == 0 && k > 0 { Ok(Value::EOF) } else { give(rt, from, end, end) }
}

pub fn read_u8(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let byte = peek_u8(rt, who, a)?;
    if byte != Value::EOF {
        let from = source(rt, who, a.first(), Port::BINARY)?;
        take(rt, from, 1);
    }
    Ok(byte)
}
pub fn peek_u8(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let from = source(rt, who, a.first(), Port::BINARY)?;
    Ok(bytes(from).first().map_or(Value::EOF, |&b| Value::small(b as i64)))
}
pub fn u8_ready(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    source(rt, who, a.first(), Port::BINARY)?;
    Ok(Value::TRUE)
}

pub fn read_bytes(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let k = size(rt, who, arg(a, 0))?;
    let from = source(rt, who, a.get(1), Port::BINARY)?;
    let there = bytes(from);
    if there.is_empty() && k > 0 {
        return Ok(Value::EOF);
    }
    let part = there[..k.min(there.len())].to_vec();
    let bytes = rt.heap.bytes_from(&part)?;
    take(rt, from, part.len());
    Ok(bytes)
}

pub fn read_bytes_into(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let to = byte_vector(rt, who, arg(a, 0))?.bytes();
    let from = source(rt, who, a.get(1), Port::BINARY)?;
    let (start, end) = range(rt, who, a.get(2..).unwrap_or(&[]), to.len())?;
    let there = bytes(from);
    if there.is_empty() && start < end {
        return Ok(Value::EOF);
    }
    let to = &to[start..end];
    let count = to.len().min(there.len());
    to.iter().zip(there).for_each(|(slot, &b)| slot.set(b));
    take(rt, from, count);
    Ok(Value::small(count as i64))
}

pub fn read(rt: &mut Runtime, who: Who, a: &[Value]) -> Outcome {
    let from = source(rt, who, a.first(), 0)?;
    let port = from.or_else(|| rt.console[INPUT].as_a::<Port>());
    let fold = port.is_some_and(|p| p.is(Port::FOLD));
    loop {
        let read = match from {
            Some(p) => data::read(rt, who, p.rest_text(), fold),
            None => {
                let input = std::mem::take(&mut rt.input);
                let read = data::read(rt, who, input.rest(), fold);
                rt.input = input;
                read
            }
        };
        // What ends with the text so far may go on in what is still to come.
        if read.open && more(rt, from) {
            continue;
        }
        if !matches!(read.value, Err(Fault::HeapFull)) {
            take(rt, from, read.end);
            if let Some(p) = port {
                p.set_to(Port::FOLD, read.fold);
            }
        }
        return read.value;
    }
}

pub fn eof_object(_: &mut Runtime, _: Who, _: &[Value]) -> Outcome {
    Ok(Value::EOF)
}
pub fn is_eof(_: &mut Runtime, _: Who, a: &[Value]) -> Outcome {
    Ok(Value::bool(arg(a, 0) == Value::EOF))
}
