//! Bytes and byte arrays: what makes them and their methods. An array has room for
//! more than it holds.
use super::super::class::{plain, type_name};
use super::super::compare::bytes;
use super::super::natives::{no_bytes, no_integer};
use super::super::values::{int, truth};
use super::super::world::{Own, world};
use super::super::{call, items, iter, number, raise};
use super::codec;
use super::sequences::make_bytes;
use super::text::{bounds, coding, given, method, size, some};
use crate::number::Int;
use crate::object::{Bytes, Compound, Gc, Instance, Sort, Tuple};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// An array of bytes.
pub fn array(v: Value) -> Option<Gc<Compound>> {
    v.as_a::<Compound>().filter(|c| c.sort() == Sort::ByteArray)
}

/// How many bytes an array holds.
pub fn count(c: Gc<Compound>) -> usize {
    c.get(1).as_int().unwrap_or(0) as usize
}

/// A byte of an array.
pub fn byte(c: Gc<Compound>, at: usize) -> Option<u8> {
    let all = c.get(0).as_a::<Bytes>()?;
    (at < count(c)).then(|| all.bytes()[at].get())
}

/// Sets a byte that an array holds.
pub fn set_byte(c: Gc<Compound>, at: usize, byte: u8) {
    if let Some(all) = c.get(0).as_a::<Bytes>() {
        all.bytes()[at].set(byte);
    }
}

/// Gives an array other bytes. On failure nothing has changed.
pub fn replace(rt: &mut Runtime, c: Gc<Compound>, data: &[u8]) -> Result<(), Fault> {
    let room = c.get(0).as_a::<Bytes>().filter(|b| b.bytes().len() >= data.len());
    let all = match room {
        Some(all) => all,
        None => rt.heap.bytes(data.len() + data.len() / 2 + 8, 0)?,
    };
    all.bytes().iter().zip(data).for_each(|(slot, &b)| slot.set(b));
    c.items()[0].set(Value::obj(all));
    c.items()[1].set(Value::small(data.len() as i64));
    Ok(())
}

fn push(rt: &mut Runtime, c: Gc<Compound>, byte: u8) -> Result<(), Fault> {
    let n = count(c);
    let room = c.get(0).as_a::<Bytes>().is_some_and(|b| b.bytes().len() > n);
    if !room {
        let mut data = bytes(Value::obj(c)).unwrap_or_default();
        data.push(byte);
        return replace(rt, c, &data);
    }
    c.items()[1].set(Value::small(n as i64 + 1));
    set_byte(c, n, byte);
    Ok(())
}

/// The byte that a value stands for in an array.
pub fn byte_of(rt: &Runtime, v: Value) -> Result<u8, Fault> {
    match int(v) {
        Some(Int::Small(b @ 0..=255)) => Ok(b as u8),
        Some(_) => raise("ValueError", "byte must be in range(0, 256)"),
        None => no_integer(rt, v),
    }
}

/// The bytes that a value has or gives; nothing if functions of the program give them.
fn bytes_from(rt: &mut Runtime, v: Value) -> Result<Option<Vec<u8>>, Fault> {
    if let Some(data) = bytes(v) {
        return Ok(Some(data));
    }
    let Some(all) = iter::all(rt, v)? else { return Ok(None) };
    let data: Result<Vec<u8>, Fault> = all
        .into_iter()
        .map(|v| match int(v) {
            Some(Int::Small(b @ 0..=255)) => Ok(b as u8),
            Some(_) => raise("ValueError", "bytes must be in range(0, 256)"),
            None => no_integer(rt, v),
        })
        .collect();
    data.map(Some)
}

/// `bytes` and `bytearray`, by the name.
pub fn make(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let changes = who == "bytearray";
    let v = given(args, 0);
    if let Some(s) = v.and_then(|v| v.as_str()) {
        if given(args, 1).is_none() {
            return raise("TypeError", "string argument without an encoding");
        }
        let (encoding, errors) = coding(rt, who, args, 1)?;
        let text = args[0];
        let data = codec::encode(&s, &encoding, &errors).map_err(|e| codec::wrong(rt, e, text))?;
        return make_bytes(rt, &data, changes);
    }
    if given(args, 1).is_some() {
        return raise("TypeError", "encoding without a string argument");
    }
    let Some(v) = v else { return make_bytes(rt, &[], changes) };
    if v.as_a::<Compound>().is_some_and(|c| c.sort() == Sort::Bytes) && !changes {
        return Ok(v);
    }
    if int(v).is_some() {
        let n = size(rt, v)?;
        if n < 0 {
            return raise("ValueError", "negative count");
        }
        if n > rt.heap.max() as i64 {
            return Err(Fault::HeapFull);
        }
        return make_bytes(rt, &vec![0; n as usize], changes);
    }
    let from_program = v.as_a::<Instance>().is_some();
    match bytes_from(rt, v) {
        Ok(Some(data)) if !from_program => make_bytes(rt, &data, changes),
        Ok(_) | Err(Fault::Index(_)) => {
            call(world(rt).own(Own::Bytes), &[world(rt).by_name(who).unwrap_or(Value::UNIT), v])
        }
        Err(Fault::Error(e)) if e.1.ends_with("object is not iterable") => {
            let name = type_name(rt, v);
            raise("TypeError", format!("cannot convert '{name}' object to {who}"))
        }
        Err(e) => Err(e),
    }
}

/// `str` of bytes in an encoding.
pub fn text_of(rt: &mut Runtime, args: &[Value]) -> Outcome {
    let Some(data) = given(args, 0).and_then(bytes) else {
        let v = args[0];
        return match v.is_str() {
            true => raise("TypeError", "decoding str is not supported"),
            false => no_bytes(rt, v, REQUIRED).or_else(|e: Fault| match e {
                Fault::Index(_) => Err(e),
                _ => {
                    raise("TypeError", format!("decoding to str: need a bytes-like object, {} found", type_name(rt, v)))
                }
            }),
        };
    };
    let (encoding, errors) = coding(rt, "str", args, 1)?;
    let text = codec::decode(&data, &encoding, &errors).map_err(|e| codec::wrong(rt, e, args[0]))?;
    Ok(rt.heap.string(&text)?)
}

/// The bytes that a method is called on, and whether they may change.
fn me(rt: &Runtime, who: &str, v: Value) -> Result<(Vec<u8>, bool), Fault> {
    let v = plain(rt, v);
    match bytes(v) {
        Some(data) => Ok((data, array(v).is_some())),
        None => {
            let (class, method) = who.split_once('.').unwrap_or(("bytes", who));
            let got = type_name(rt, v);
            raise("TypeError", format!("descriptor '{method}' for '{class}' objects doesn't apply to a '{got}' object"))
        }
    }
}

/// What messages say of what is no bytes.
const REQUIRED: &str = "a bytes-like object is required, not";

fn like(rt: &Runtime, v: Value) -> Result<Vec<u8>, Fault> {
    match bytes(plain(rt, v)) {
        Some(data) => Ok(data),
        None => no_bytes(rt, v, REQUIRED),
    }
}

/// `decode`.
pub fn decode(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (data, _) = me(rt, who, args[0])?;
    let (encoding, errors) = coding(rt, who, args, 1)?;
    let text = codec::decode(&data, &encoding, &errors).map_err(|e| codec::wrong(rt, e, args[0]))?;
    Ok(rt.heap.string(&text)?)
}

/// `hex`.
pub fn hex(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (data, _) = me(rt, who, args[0])?;
    let sep = match given(args, 1) {
        None => String::new(),
        Some(v) => match (v.as_str().map(|s| s.to_string()), bytes(v)) {
            (Some(s), _) => s,
            (_, Some(b)) => b.iter().map(|&b| b as char).collect(),
            _ => return raise("TypeError", "sep must be str or bytes."),
        },
    };
    if given(args, 1).is_some() && sep.chars().count() != 1 {
        return raise("ValueError", "sep must be length 1.");
    }
    let group = given(args, 2).map_or(Ok(1), |v| size(rt, v))?;
    let n = data.len();
    let mut out = String::with_capacity(2 * n);
    for (i, b) in data.iter().enumerate() {
        let from = if group < 0 { i } else { n - i } as i64;
        if i > 0 && group != 0 && from % group.abs() == 0 {
            out.push_str(&sep);
        }
        out.push_str(&format!("{b:02x}"));
    }
    Ok(rt.heap.string(&out)?)
}

/// `bytes.fromhex`: whether an array is made, the text.
pub fn from_hex(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(s) = args[1].as_str() else {
        let name = type_name(rt, args[1]);
        return raise("TypeError", format!("fromhex() argument must be str, not {name}"));
    };
    let (mut data, mut high) = (vec![], None);
    let mut end = 0;
    for (i, c) in s.chars().enumerate() {
        end = i + 1;
        match (c.to_digit(16), high) {
            (Some(d), None) => high = Some(d),
            (Some(d), Some(h)) => {
                data.push((h << 4 | d) as u8);
                high = None;
            }
            (None, None) if c.is_ascii_whitespace() || c == '\x0b' => {}
            _ => {
                let words = "non-hexadecimal number found in fromhex() arg at position";
                return raise("ValueError", format!("{words} {i}"));
            }
        }
    }
    if high.is_some() {
        return raise("ValueError", format!("non-hexadecimal number found in fromhex() arg at position {end}"));
    }
    make_bytes(rt, &data, args[0] == Value::TRUE)
}

fn find_in(data: &[u8], part: &[u8], from_end: bool) -> Option<usize> {
    if part.is_empty() {
        return Some(if from_end { data.len() } else { 0 });
    }
    let mut all = data.windows(part.len());
    if from_end { all.rposition(|w| w == part) } else { all.position(|w| w == part) }
}

/// What is sought: bytes, or one byte.
fn sought(rt: &Runtime, v: Value) -> Result<Vec<u8>, Fault> {
    match (bytes(v), int(v)) {
        (Some(data), _) => Ok(data),
        (_, Some(Int::Small(b @ 0..=255))) => Ok(vec![b as u8]),
        (_, Some(_)) => raise("ValueError", "byte must be in range(0, 256)"),
        _ => {
            let name = type_name(rt, v);
            raise("TypeError", format!("argument should be integer or bytes-like object, not '{name}'"))
        }
    }
}

/// `in`.
pub fn contains(rt: &Runtime, data: &[u8], v: Value) -> Result<bool, Fault> {
    match (bytes(v), int(v)) {
        (Some(part), _) => Ok(find_in(data, &part, false).is_some()),
        (_, Some(_)) => Ok(data.contains(&byte_of(rt, v)?)),
        _ => no_bytes(rt, v, REQUIRED),
    }
}

/// `find` and the like, `count`, by the name.
pub fn find(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (data, _) = me(rt, who, args[0])?;
    let part = sought(rt, args[1])?;
    let (first, end) = bounds(args, 2, data.len())?;
    let within = data.get(first..end);
    let name = method(who);
    if name == "count" {
        let Some(mut rest) = within else { return Ok(Value::small(0)) };
        if part.is_empty() {
            return Ok(Value::small(rest.len() as i64 + 1));
        }
        let mut n = 0;
        while let Some(at) = find_in(rest, &part, false) {
            n += 1;
            rest = &rest[at + part.len()..];
        }
        return Ok(Value::small(n));
    }
    match within.and_then(|w| find_in(w, &part, name.starts_with('r'))) {
        Some(at) => Ok(Value::small((first + at) as i64)),
        None if name.ends_with("index") => raise("ValueError", "subsection not found"),
        None => Ok(Value::small(-1)),
    }
}

/// `startswith` and `endswith`, by the name.
pub fn begins(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (data, _) = me(rt, who, args[0])?;
    let (first, end) = bounds(args, 2, data.len())?;
    let all = match args[1].as_a::<Tuple>() {
        Some(t) => t.values().to_vec(),
        None => vec![args[1]],
    };
    for v in all {
        let Some(part) = bytes(plain(rt, v)) else {
            let (method, got) = (method(who), type_name(rt, v));
            return raise("TypeError", format!("{method} first arg must be bytes or a tuple of bytes, not {got}"));
        };
        let holds = |w: &[u8]| if method(who) == "startswith" { w.starts_with(&part) } else { w.ends_with(&part) };
        if data.get(first..end).is_some_and(holds) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | 9..=13)
}

fn list(rt: &mut Runtime, parts: &[&[u8]], changes: bool) -> Outcome {
    let all: Result<Vec<Value>, Fault> = parts.iter().map(|p| make_bytes(rt, p, changes)).collect();
    Ok(rt.heap.list_of(&all?)?)
}

/// `split`, `rsplit` and `splitlines`, by the name.
pub fn split(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (data, changes) = me(rt, who, args[0])?;
    let mut parts: Vec<&[u8]> = vec![];
    let mut rest: &[u8] = &data;
    if method(who) == "splitlines" {
        let keep = given(args, 1).map_or(Ok(false), |v| truth(rt, v))?;
        while !rest.is_empty() {
            let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
            let width = if rest[end..].starts_with(b"\r\n") { 2 } else { (end < rest.len()) as usize };
            parts.push(&rest[..if keep { end + width } else { end }]);
            rest = &rest[end + width..];
        }
        return list(rt, &parts, changes);
    }
    let most = given(args, 2).map_or(Ok(-1), |v| size(rt, v))?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let from_end = method(who) == "rsplit";
    match some(args, 1) {
        Some(sep) => {
            let sep = like(rt, sep)?;
            if sep.is_empty() {
                return raise("ValueError", "empty separator");
            }
            while parts.len() < most
                && let Some(at) = find_in(rest, &sep, from_end)
            {
                let (before, behind) = (&rest[..at], &rest[at + sep.len()..]);
                parts.push(if from_end { behind } else { before });
                rest = if from_end { before } else { behind };
            }
            parts.push(rest);
        }
        None => loop {
            rest = trimmed(rest, is_space, !from_end, from_end);
            if rest.is_empty() {
                break;
            }
            let space = |b: &u8| is_space(*b);
            let at = match (parts.len() < most, from_end) {
                (false, _) => None,
                (_, true) => rest.iter().rposition(space),
                (_, false) => rest.iter().position(space),
            };
            let (part, left): (&[u8], &[u8]) = match (at, from_end) {
                // The last part keeps the spaces of its other end out.
                (None, _) => {
                    (trimmed(rest, is_space, from_end && parts.len() < most, !from_end && parts.len() < most), &[])
                }
                (Some(at), true) => (&rest[at + 1..], &rest[..at]),
                (Some(at), false) => (&rest[..at], &rest[at..]),
            };
            parts.push(part);
            rest = left;
        },
    }
    if from_end {
        parts.reverse();
    }
    list(rt, &parts, changes)
}

fn trimmed(data: &[u8], goes: impl Fn(u8) -> bool, start: bool, end: bool) -> &[u8] {
    let first = if start { data.iter().position(|&b| !goes(b)).unwrap_or(data.len()) } else { 0 };
    let data = &data[first..];
    let behind = if end { data.iter().rposition(|&b| !goes(b)).map_or(0, |i| i + 1) } else { data.len() };
    &data[..behind]
}

/// `strip`, `lstrip` and `rstrip`, by the name.
pub fn strip(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (data, changes) = me(rt, who, args[0])?;
    let set = some(args, 1).map(|v| like(rt, v)).transpose()?;
    let goes = |b: u8| set.as_ref().map_or_else(|| is_space(b), |set| set.contains(&b));
    let name = method(who);
    let rest = trimmed(&data, goes, name != "rstrip", name != "lstrip");
    let itself = plain(rt, args[0]);
    if !changes && rest.len() == data.len() {
        return Ok(itself);
    }
    make_bytes(rt, rest, changes)
}

/// `replace`.
pub fn replaced(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (data, changes) = me(rt, who, args[0])?;
    let (old, new) = (like(rt, args[1])?, like(rt, args[2])?);
    let most = given(args, 3).map_or(Ok(-1), |v| size(rt, v))?;
    let mut left = usize::try_from(most).unwrap_or(usize::MAX);
    let (mut out, mut at) = (vec![], 0);
    while left > 0 && at <= data.len() {
        let Some(found) = find_in(&data[at..], &old, false) else { break };
        out.extend_from_slice(&data[at..at + found]);
        out.extend_from_slice(&new);
        at += found + old.len();
        left -= 1;
        if old.is_empty() {
            out.extend(data.get(at));
            at += 1;
        }
        if out.len() > rt.heap.max() {
            return Err(Fault::HeapFull);
        }
    }
    out.extend_from_slice(data.get(at..).unwrap_or_default());
    make_bytes(rt, &out, changes)
}

/// `join`.
pub fn join(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (sep, changes) = me(rt, who, args[0])?;
    let Some(parts) = iter::all(rt, args[1])? else {
        let all = rt.heap.list_of(&args[1..])?;
        return call(world(rt).own(Own::WithLists), &[Value::native(number(who)), args[0], all]);
    };
    let mut out = vec![];
    for (i, v) in parts.into_iter().enumerate() {
        let Some(part) = bytes(plain(rt, v)) else {
            let name = type_name(rt, v);
            return raise("TypeError", format!("sequence item {i}: expected a bytes-like object, {name} found"));
        };
        if i > 0 {
            out.extend_from_slice(&sep);
        }
        out.extend(part);
        if out.len() > rt.heap.max() {
            return Err(Fault::HeapFull);
        }
    }
    make_bytes(rt, &out, changes)
}

/// `upper` and the like, by the name.
pub fn cased(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (mut data, changes) = me(rt, who, args[0])?;
    let name = method(who);
    let mut inside = false;
    for b in &mut data {
        *b = match name {
            "upper" => b.to_ascii_uppercase(),
            "lower" => b.to_ascii_lowercase(),
            "swapcase" if b.is_ascii_lowercase() => b.to_ascii_uppercase(),
            "swapcase" => b.to_ascii_lowercase(),
            _ if inside => b.to_ascii_lowercase(),
            _ => b.to_ascii_uppercase(),
        };
        inside = name == "capitalize" || b.is_ascii_alphabetic();
    }
    make_bytes(rt, &data, changes)
}

/// `isalpha` and the like, by the name.
pub fn is(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (data, _) = me(rt, who, args[0])?;
    let all = |has: fn(&u8) -> bool| !data.is_empty() && data.iter().all(has);
    let (upper, lower) = (data.iter().any(u8::is_ascii_uppercase), data.iter().any(u8::is_ascii_lowercase));
    Ok(Value::bool(match method(who) {
        "isalpha" => all(u8::is_ascii_alphabetic),
        "isdigit" => all(u8::is_ascii_digit),
        "isalnum" => all(u8::is_ascii_alphanumeric),
        "isspace" => all(|b| is_space(*b)),
        "istitle" => is_title(&data),
        "isupper" => upper && !lower,
        "islower" => lower && !upper,
        _ => data.is_ascii(),
    }))
}

/// Whether letters are great where words begin, and small in them.
fn is_title(data: &[u8]) -> bool {
    let before = std::iter::once(&b' ').chain(data);
    let fits = |(before, b): (&u8, &u8)| match before.is_ascii_alphabetic() {
        true => !b.is_ascii_uppercase(),
        false => !b.is_ascii_lowercase(),
    };
    data.iter().any(u8::is_ascii_alphabetic) && before.zip(data).all(fits)
}

/// `expandtabs`.
pub fn expand_tabs(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (data, changes) = me(rt, who, args[0])?;
    let width = given(args, 1).map(|v| size(rt, v)).transpose()?.unwrap_or(8).max(0) as usize;
    let (mut out, mut column) = (vec![], 0);
    for b in data {
        if b != b'\t' {
            out.push(b);
            column = if matches!(b, b'\n' | b'\r') { 0 } else { column + 1 };
            continue;
        }
        let gap = if width > 0 { width - column % width } else { 0 };
        if gap > rt.heap.max() - out.len().min(rt.heap.max()) {
            return Err(Fault::HeapFull);
        }
        out.resize(out.len() + gap, b' ');
        column += gap;
    }
    make_bytes(rt, &out, changes)
}

/// `center`, `ljust`, `rjust` and `zfill`, by the name.
pub fn placed(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (data, changes) = me(rt, who, args[0])?;
    let width = size(rt, args[1])?;
    let fill = match args.get(2) {
        None if method(who) == "zfill" => b'0',
        None => b' ',
        Some(&v) => match bytes(v).as_deref() {
            Some(&[b]) => b,
            _ => {
                let (method, got) = (method(who), type_name(rt, v));
                let words = "argument 2 must be a byte string of length 1, not";
                return raise("TypeError", format!("{method}() {words} {got}"));
            }
        },
    };
    let missing = (width - data.len() as i64).max(0);
    if missing > rt.heap.max() as i64 {
        return Err(Fault::HeapFull);
    }
    let before = match method(who) {
        "ljust" => 0,
        "center" => missing / 2 + (missing & width & 1),
        _ => missing,
    };
    let signed = method(who) == "zfill" && matches!(data.first(), Some(b'+' | b'-'));
    let (sign, rest) = data.split_at(signed as usize);
    let out = [sign, &vec![fill; before as usize], rest, &vec![fill; (missing - before) as usize]].concat();
    make_bytes(rt, &out, changes)
}

/// `partition` and `rpartition`, by the name.
pub fn partition(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (data, changes) = me(rt, who, args[0])?;
    let sep = like(rt, args[1])?;
    if sep.is_empty() {
        return raise("ValueError", "empty separator");
    }
    let from_end = method(who) == "rpartition";
    let parts: [&[u8]; 3] = match find_in(&data, &sep, from_end) {
        Some(at) => [&data[..at], &sep, &data[at + sep.len()..]],
        None if from_end => [&[], &[], &data],
        None => [&data, &[], &[]],
    };
    let parts =
        [make_bytes(rt, parts[0], changes)?, make_bytes(rt, parts[1], changes)?, make_bytes(rt, parts[2], changes)?];
    Ok(rt.heap.tuple(&parts)?)
}

/// `removeprefix` and `removesuffix`, by the name.
pub fn without(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (data, changes) = me(rt, who, args[0])?;
    let gone = like(rt, args[1])?;
    let rest = if method(who) == "removeprefix" { data.strip_prefix(&gone[..]) } else { data.strip_suffix(&gone[..]) };
    make_bytes(rt, rest.unwrap_or(&data), changes)
}

/// `translate`.
pub fn translate(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let (data, changes) = me(rt, who, args[0])?;
    let table = some(args, 1).map(|v| like(rt, v)).transpose()?;
    let gone = given(args, 2).map(|v| like(rt, v)).transpose()?.unwrap_or_default();
    if table.as_ref().is_some_and(|t| t.len() != 256) {
        return raise("ValueError", "translation table must be 256 characters long");
    }
    let kept = data.into_iter().filter(|b| !gone.contains(b));
    let done: Vec<u8> = kept.map(|b| table.as_ref().map_or(b, |t| t[b as usize])).collect();
    make_bytes(rt, &done, changes)
}

fn changing(rt: &Runtime, who: &str, v: Value) -> Result<Gc<Compound>, Fault> {
    match array(plain(rt, v)) {
        Some(c) => Ok(c),
        None => {
            let (method, got) = (method(who), type_name(rt, v));
            raise(
                "TypeError",
                format!("descriptor '{method}' for 'bytearray' objects doesn't apply to a '{got}' object"),
            )
        }
    }
}

/// `append`.
pub fn append(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let c = changing(rt, who, args[0])?;
    let byte = byte_of(rt, args[1])?;
    push(rt, c, byte)?;
    Ok(Value::UNIT)
}

/// `extend`.
pub fn extend(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let c = changing(rt, who, args[0])?;
    let Some(more) = bytes_from(rt, args[1])? else {
        let all = rt.heap.list_of(&args[1..])?;
        return call(world(rt).own(Own::WithLists), &[Value::native(number(who)), args[0], all]);
    };
    let data = [bytes(args[0]).unwrap_or_default(), more].concat();
    replace(rt, c, &data)?;
    Ok(Value::UNIT)
}

/// `pop`.
pub fn pop(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let c = changing(rt, who, args[0])?;
    let mut data = bytes(args[0]).unwrap_or_default();
    if data.is_empty() {
        return raise("IndexError", "pop from empty bytearray");
    }
    let at = args.get(1).map_or(Ok(-1), |&v| size(rt, v))?;
    let at = if at < 0 { at + data.len() as i64 } else { at };
    if at < 0 || at >= data.len() as i64 {
        return raise("IndexError", "pop index out of range");
    }
    let gone = data.remove(at as usize);
    replace(rt, c, &data)?;
    Ok(Value::small(gone as i64))
}

/// `insert`.
pub fn insert(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let c = changing(rt, who, args[0])?;
    let mut data = bytes(args[0]).unwrap_or_default();
    let (at, n) = (size(rt, args[1])?, data.len() as i64);
    let at = if at < 0 { at + n } else { at }.clamp(0, n);
    data.insert(at as usize, byte_of(rt, args[2])?);
    replace(rt, c, &data)?;
    Ok(Value::UNIT)
}

/// `remove`.
pub fn remove(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let c = changing(rt, who, args[0])?;
    let mut data = bytes(args[0]).unwrap_or_default();
    let byte = byte_of(rt, args[1])?;
    let Some(at) = data.iter().position(|&b| b == byte) else {
        return raise("ValueError", "value not found in bytearray");
    };
    data.remove(at);
    replace(rt, c, &data)?;
    Ok(Value::UNIT)
}

/// `reverse`, `clear` and `copy`, by the name.
pub fn whole(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let c = changing(rt, who, args[0])?;
    let mut data = bytes(args[0]).unwrap_or_default();
    match method(who) {
        "copy" => return make_bytes(rt, &data, true),
        "clear" => data.clear(),
        _ => data.reverse(),
    }
    replace(rt, c, &data)?;
    Ok(Value::UNIT)
}

/// `v[slice] = value`, or `del v[slice]` without one.
pub fn set_slice(rt: &mut Runtime, c: Gc<Compound>, s: Gc<Compound>, new: Option<Value>) -> Outcome {
    let mut data = bytes(Value::obj(c)).unwrap_or_default();
    let (first, step, n) = items::slice(s, data.len())?;
    let new = match new {
        Some(v) => bytes_from(rt, v)?.unwrap_or_default(),
        None => vec![],
    };
    if step == 1 {
        data.splice(first as usize..first as usize + n, new);
    } else if new.is_empty() {
        let mut places: Vec<usize> = (0..n).map(|k| (first + step * k as i64) as usize).collect();
        if step < 0 {
            places.reverse();
        }
        places.into_iter().rev().for_each(|at| {
            data.remove(at);
        });
    } else if new.len() != n {
        let words = "attempt to assign bytes of size";
        return raise("ValueError", format!("{words} {} to extended slice of size {n}", new.len()));
    } else {
        new.into_iter().enumerate().for_each(|(k, b)| data[(first + step * k as i64) as usize] = b);
    }
    replace(rt, c, &data)?;
    Ok(Value::UNIT)
}
