//! Methods of strings. Places and lengths are in code points.
use super::super::super::text::{case, chars, format};
use super::super::class::{plain, type_name};
use super::super::natives::no_integer;
use super::super::values::{int, truth};
use super::super::world::{Own, world};
use super::super::{call, dict, iter, raise};
use super::codec;
use crate::number::Int;
use crate::object::{Dict, Instance, StrRef, Tuple};
use crate::runtime::{Fault, Runtime};
use crate::syntax::text::cut;
use crate::value::Value;

type Outcome = Result<Value, Fault>;

/// The method's own name.
pub fn method(who: &str) -> &str {
    who.strip_prefix("str.").or_else(|| who.rsplit('.').next()).unwrap_or(who)
}

/// An argument that was given.
pub fn given(args: &[Value], i: usize) -> Option<Value> {
    args.get(i).copied().filter(|&v| v != Value::MISSING)
}

/// The same, where `None` stands for nothing.
pub fn some(args: &[Value], i: usize) -> Option<Value> {
    given(args, i).filter(|&v| v != Value::UNIT)
}

fn string(rt: &Runtime, who: &str, v: Value) -> Result<StrRef, Fault> {
    match plain(rt, v).as_str() {
        Some(s) => Ok(s),
        None => {
            let (method, got) = (method(who), type_name(rt, v));
            raise("TypeError", format!("descriptor '{method}' for 'str' objects doesn't apply to a '{got}' object"))
        }
    }
}

/// An argument that must be a string.
fn argument(rt: &Runtime, who: &str, v: Value, at: usize, of: usize) -> Result<StrRef, Fault> {
    match plain(rt, v).as_str() {
        Some(s) => Ok(s),
        None => {
            let (method, got) = (method(who), noun(rt, v));
            match of {
                1 => raise("TypeError", format!("{method}() argument must be str, not {got}")),
                _ => raise("TypeError", format!("{method}() argument {at} must be str, not {got}")),
            }
        }
    }
}

/// The class of an argument, for messages.
pub fn noun(rt: &Runtime, v: Value) -> String {
    if v == Value::UNIT { "None".into() } else { type_name(rt, v) }
}

/// An argument that must be an integer, as large as a place can be.
pub fn size(rt: &Runtime, v: Value) -> Result<i64, Fault> {
    match int(v) {
        Some(Int::Small(i)) => Ok(i),
        Some(_) => raise("OverflowError", "Python int too large to convert to C ssize_t"),
        None => no_integer(rt, v),
    }
}

/// Start and end among the arguments, cut to a length; the start may be behind the end.
pub fn bounds(args: &[Value], at: usize, len: usize) -> Result<(usize, usize), Fault> {
    let n = len as f64;
    let part = |i: usize, usual: f64| match some(args, i) {
        None => Ok(usual),
        Some(v) => match int(v) {
            Some(i) => {
                let f = i.to_float();
                Ok(if f < 0.0 { (f + n).max(0.0) } else { f })
            }
            None if v.as_a::<Instance>().is_some() => Err(Fault::Index(v)),
            None => raise("TypeError", "slice indices must be integers or None or have an __index__ method"),
        },
    };
    Ok((part(at, 0.0)?.min(n + 1.0) as usize, part(at + 1, n)?.min(n) as usize))
}

/// The part of a text between two places; nothing if the first is behind the second.
fn part<'a>(rt: &mut Runtime, s: &'a StrRef, (first, end): (usize, usize)) -> Option<&'a str> {
    if first > end {
        return None;
    }
    s.get(rt.heap.byte_of(*s, first)..rt.heap.byte_of(*s, end))
}

fn made(rt: &mut Runtime, s: &str) -> Outcome {
    Ok(rt.heap.string(s)?)
}

fn list(rt: &mut Runtime, parts: &[&str]) -> Outcome {
    let all = rt.heap.new_list()?;
    all.reserve(&mut rt.heap, parts.len())?;
    for p in parts {
        let v = rt.heap.string(p)?;
        all.push(&mut rt.heap, v)?;
    }
    Ok(Value::obj(all))
}

/// `join`.
pub fn join(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let sep = string(rt, who, args[0])?;
    let parts = match iter::all(rt, args[1]) {
        Ok(Some(parts)) => parts,
        Ok(None) => return call(world(rt).own(Own::Joined), args),
        Err(Fault::Error(e)) if e.1.ends_with("object is not iterable") => {
            return raise("TypeError", "can only join an iterable");
        }
        Err(e) => return Err(e),
    };
    let mut out = String::new();
    for (i, part) in parts.into_iter().enumerate() {
        let Some(text) = plain(rt, part).as_str() else {
            let name = type_name(rt, part);
            return raise("TypeError", format!("sequence item {i}: expected str instance, {name} found"));
        };
        if i > 0 {
            out.push_str(&sep);
        }
        out.push_str(&text);
        if out.len() > rt.heap.max() {
            return Err(Fault::HeapFull);
        }
    }
    made(rt, &out)
}

/// `split` and `rsplit`, by the name.
pub fn split(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    let most = given(args, 2).map_or(Ok(-1), |v| size(rt, v))?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let from_end = who == "str.rsplit";
    let mut parts: Vec<&str> = vec![];
    match some(args, 1) {
        Some(sep) => {
            let Some(sep) = plain(rt, sep).as_str() else {
                return raise("TypeError", format!("must be str or None, not {}", type_name(rt, sep)));
            };
            if sep.is_empty() {
                return raise("ValueError", "empty separator");
            }
            let (text, byte) = (&*s, sep.as_bytes());
            match from_end {
                // One byte needs no search to be prepared.
                false if byte.len() == 1 => {
                    let mut from = 0;
                    while parts.len() < most
                        && let Some(at) = text.as_bytes()[from..].iter().position(|b| *b == byte[0])
                    {
                        parts.push(cut(text, from..from + at));
                        from += at + 1;
                    }
                    parts.push(cut(text, from..text.len()));
                }
                true => parts.extend(s.rsplitn(most.saturating_add(1), &*sep)),
                false => parts.extend(s.splitn(most.saturating_add(1), &*sep)),
            }
        }
        None if from_end => {
            let mut rest = s.trim_end_matches(chars::is_space);
            while !rest.is_empty() {
                let start = match parts.len() < most {
                    true => rest.char_indices().rev().find(|p| chars::is_space(p.1)),
                    false => None,
                };
                let (before, part) = start.map_or(("", rest), |(at, c)| (&rest[..at], &rest[at + c.len_utf8()..]));
                parts.push(part);
                rest = before.trim_end_matches(chars::is_space);
            }
        }
        None => {
            let mut rest = s.trim_start_matches(chars::is_space);
            while !rest.is_empty() {
                let end = if parts.len() < most { rest.find(chars::is_space) } else { None };
                let (part, behind) = rest.split_at(end.unwrap_or(rest.len()));
                parts.push(part);
                rest = behind.trim_start_matches(chars::is_space);
            }
        }
    }
    if from_end {
        parts.reverse();
    }
    list(rt, &parts)
}

/// `splitlines`.
pub fn split_lines(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    let keep = given(args, 1).map_or(Ok(false), |v| truth(rt, v))?;
    let mut parts = vec![];
    let mut rest: &str = &s;
    while !rest.is_empty() {
        let end = rest.find(chars::is_line_end).unwrap_or(rest.len());
        let width = match rest[end..].chars().next() {
            Some('\r') if rest[end + 1..].starts_with('\n') => 2,
            Some(c) => c.len_utf8(),
            None => 0,
        };
        parts.push(&rest[..if keep { end + width } else { end }]);
        rest = &rest[end + width..];
    }
    list(rt, &parts)
}

/// `strip`, `lstrip` and `rstrip`, by the name.
pub fn strip(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    let set = match some(args, 1) {
        Some(v) => match plain(rt, v).as_str() {
            Some(set) => Some(set),
            None => return raise("TypeError", format!("{} arg must be None or str", method(who))),
        },
        None => None,
    };
    let goes = |c: char| set.as_ref().map_or_else(|| chars::is_space(c), |set| set.contains(c));
    let mut rest: &str = &s;
    if who != "str.rstrip" {
        rest = rest.trim_start_matches(goes);
    }
    if who != "str.lstrip" {
        rest = rest.trim_end_matches(goes);
    }
    if rest.len() == s.len() { Ok(args[0]) } else { made(rt, rest) }
}

/// `find`, `rfind`, `index`, `rindex`, by the name.
pub fn find(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    let Some(sought) = plain(rt, args[1]).as_str() else {
        return raise("TypeError", format!("must be str, not {}", type_name(rt, args[1])));
    };
    let (first, end) = bounds(args, 2, s.char_count())?;
    let found = part(rt, &s, (first, end)).and_then(|p| {
        let at = if method(who).starts_with('r') { p.rfind(&*sought) } else { p.find(&*sought) }?;
        Some(first + if s.all_ascii() { at } else { p[..at].chars().count() })
    });
    match found {
        Some(at) => Ok(Value::small(at as i64)),
        None if who.ends_with("index") => raise("ValueError", "substring not found"),
        None => Ok(Value::small(-1)),
    }
}

/// `count`.
pub fn count(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    let Some(sought) = plain(rt, args[1]).as_str() else {
        return raise("TypeError", format!("must be str, not {}", type_name(rt, args[1])));
    };
    let Some(p) = part(rt, &s, bounds(args, 2, s.char_count())?) else { return Ok(Value::small(0)) };
    let n = if sought.is_empty() { p.chars().count() + 1 } else { p.matches(&*sought).count() };
    Ok(Value::small(n as i64))
}

/// `replace`.
pub fn replace(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    let (old, new) = (argument(rt, who, args[1], 1, 2)?, argument(rt, who, args[2], 2, 2)?);
    let most = args.get(3).map_or(Ok(-1), |&v| size(rt, v))?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    if let (&[from], &[to], true) = (old.as_bytes(), new.as_bytes(), most == usize::MAX) {
        if !s.as_bytes().contains(&from) {
            return Ok(args[0]);
        }
        let done: Vec<u8> = s.as_bytes().iter().map(|&b| if b == from { to } else { b }).collect();
        return made(rt, std::str::from_utf8(&done).unwrap_or(""));
    }
    let times = if old.is_empty() { s.char_count() + 1 } else { s.matches(&*old).count() }.min(most);
    if times == 0 {
        return Ok(args[0]);
    }
    if s.len() + times.saturating_mul(new.len()) > rt.heap.max() {
        return Err(Fault::HeapFull);
    }
    let done = s.replacen(&*old, &new, times);
    made(rt, &done)
}

/// `startswith` and `endswith`, by the name.
pub fn begins(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    let at_start = who == "str.startswith";
    let all = match args[1].as_a::<Tuple>() {
        Some(t) => t.values().to_vec(),
        None => vec![args[1]],
    };
    let p = part(rt, &s, bounds(args, 2, s.char_count())?);
    for v in all {
        let Some(sought) = plain(rt, v).as_str() else {
            let (method, got) = (method(who), type_name(rt, v));
            return match args[1].as_a::<Tuple>() {
                Some(_) => raise("TypeError", format!("tuple for {method} must only contain str, not {got}")),
                None => raise("TypeError", format!("{method} first arg must be str or a tuple of str, not {got}")),
            };
        };
        if p.is_some_and(|p| if at_start { p.starts_with(&*sought) } else { p.ends_with(&*sought) }) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// `upper` and the like, by the name.
pub fn cased(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    if s.all_ascii() && matches!(who, "str.upper" | "str.lower") {
        let changes = |b: &u8| if who == "str.upper" { b.is_ascii_lowercase() } else { b.is_ascii_uppercase() };
        if !s.as_bytes().iter().any(changes) {
            return Ok(plain(rt, args[0]));
        }
        let done = if who == "str.upper" { s.to_ascii_uppercase() } else { s.to_ascii_lowercase() };
        return made(rt, &done);
    }
    let done = match method(who) {
        "upper" => case::upper(&s),
        "lower" => case::lower(&s),
        "title" => case::title(&s),
        "capitalize" => case::capitalize(&s),
        "swapcase" => case::swapcase(&s),
        _ => case::casefold(&s),
    };
    made(rt, &done)
}

/// `isalpha` and the like, by the name.
pub fn is(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    Ok(Value::bool(match method(who) {
        "isalpha" => case::all(&s, chars::is_alpha),
        "isdigit" => case::all(&s, chars::is_digit),
        "isdecimal" => case::all(&s, chars::is_decimal),
        "isnumeric" => case::all(&s, chars::is_numeric),
        "isalnum" => case::all(&s, chars::is_alnum),
        "isspace" => case::all(&s, chars::is_space),
        "isprintable" => s.chars().all(chars::is_printable),
        "isascii" => s.is_ascii(),
        "isupper" => case::is_upper(&s),
        "islower" => case::is_lower(&s),
        "istitle" => case::is_title(&s),
        _ => case::is_identifier(&s),
    }))
}

/// `center`, `ljust` and `rjust`, by the name.
pub fn placed(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    let width = size(rt, args[1])?;
    let fill = match args.get(2) {
        None => ' ',
        Some(v) => {
            let Some(f) = v.as_str() else {
                let words = "The fill character must be a unicode character, not";
                return raise("TypeError", format!("{words} {}", type_name(rt, *v)));
            };
            let mut all = f.chars();
            match (all.next(), all.next()) {
                (Some(c), None) => c,
                _ => return raise("TypeError", "The fill character must be exactly one character long"),
            }
        }
    };
    let missing = (width - s.char_count() as i64).max(0);
    if missing == 0 {
        return Ok(args[0]);
    }
    if missing > rt.heap.max() as i64 {
        return Err(Fault::HeapFull);
    }
    let before = match method(who) {
        "ljust" => 0,
        "rjust" => missing,
        // CPython's choice of the side that gets one more.
        _ => missing / 2 + (missing & width & 1),
    };
    let fill = |n: i64| std::iter::repeat_n(fill, n as usize);
    let done: String = fill(before).chain(s.chars()).chain(fill(missing - before)).collect();
    made(rt, &done)
}

/// `zfill`.
pub fn zero_fill(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    let missing = size(rt, args[1])? - s.char_count() as i64;
    if missing <= 0 {
        return Ok(args[0]);
    }
    if missing > rt.heap.max() as i64 {
        return Err(Fault::HeapFull);
    }
    let sign = if s.starts_with(['+', '-']) { 1 } else { 0 };
    let done = format!("{}{}{}", &s[..sign], "0".repeat(missing as usize), &s[sign..]);
    made(rt, &done)
}

/// `expandtabs`.
pub fn expand_tabs(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    let width = match given(args, 1) {
        None => 8,
        Some(v) => match int(v) {
            Some(i) if i.bits() > 31 => return raise("OverflowError", "Python int too large to convert to C int"),
            _ => size(rt, v)?,
        },
    };
    let (mut out, mut column) = (String::new(), 0);
    for c in s.chars() {
        match c {
            '\t' if width > 0 => {
                let n = width - column % width;
                if out.len() as i64 + n > rt.heap.max() as i64 {
                    return Err(Fault::HeapFull);
                }
                out.extend(std::iter::repeat_n(' ', n as usize));
                column += n;
            }
            '\t' => {}
            _ => {
                column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
                out.push(c);
            }
        }
    }
    made(rt, &out)
}

/// `partition` and `rpartition`, by the name.
pub fn partition(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    let Some(sep) = plain(rt, args[1]).as_str() else {
        return raise("TypeError", format!("must be str, not {}", type_name(rt, args[1])));
    };
    if sep.is_empty() {
        return raise("ValueError", "empty separator");
    }
    let from_end = who == "str.rpartition";
    let found = if from_end { s.rsplit_once(&*sep) } else { s.split_once(&*sep) };
    let empty = rt.heap.string("")?;
    let parts = match found {
        Some((before, behind)) => [made(rt, before)?, args[1], made(rt, behind)?],
        None if from_end => [empty, empty, args[0]],
        None => [args[0], empty, empty],
    };
    Ok(rt.heap.tuple(&parts)?)
}

/// `removeprefix` and `removesuffix`, by the name.
pub fn without(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    let gone = argument(rt, who, args[1], 1, 1)?;
    let rest = if who == "str.removeprefix" { s.strip_prefix(&*gone) } else { s.strip_suffix(&*gone) };
    match rest {
        Some(rest) => made(rt, rest),
        None => Ok(args[0]),
    }
}

/// `translate`.
pub fn translate(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    let Some(table) = args[1].as_a::<Dict>() else {
        return call(world(rt).own(Own::Translate), args);
    };
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        match dict::get(rt, table, Value::small(c as i64))? {
            None => out.push(c),
            Some(Value::UNIT) => {}
            Some(v) => match (v.as_str(), int(v)) {
                (Some(text), _) => out.push_str(&text),
                (_, Some(code)) => match format::character(&code) {
                    Some(c) => out.push(c),
                    None => return raise("ValueError", "character mapping must be in range(0x110000)"),
                },
                _ => return raise("TypeError", "character mapping must return integer, None or str"),
            },
        }
        if out.len() > rt.heap.max() {
            return Err(Fault::HeapFull);
        }
    }
    made(rt, &out)
}

/// The encoding and what to do with what is not in it, among the arguments.
pub fn coding(rt: &Runtime, who: &str, args: &[Value], at: usize) -> Result<(String, String), Fault> {
    let text = |i: usize, usual: &str, name: &str| match given(args, i) {
        None => Ok(usual.to_string()),
        Some(v) => match plain(rt, v).as_str() {
            Some(s) => Ok(s.to_string()),
            None => {
                let (method, got) = (method(who), noun(rt, v));
                raise("TypeError", format!("{method}() argument '{name}' must be str, not {got}"))
            }
        },
    };
    Ok((text(at, "utf-8", "encoding")?, text(at + 1, "strict", "errors")?))
}

/// `encode`.
pub fn encode(rt: &mut Runtime, who: &'static str, args: &[Value]) -> Outcome {
    let s = string(rt, who, args[0])?;
    let (encoding, errors) = coding(rt, who, args, 1)?;
    let data = codec::encode(&s, &encoding, &errors).map_err(|e| codec::wrong(rt, e, args[0]))?;
    super::sequences::make_bytes(rt, &data, false)
}

/// What `str.maketrans` makes of one dictionary: keys that are characters become their codes.
pub fn trans_key(_: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let v = args[0];
    if int(v).is_some() {
        return Ok(v);
    }
    let Some(s) = v.as_str() else {
        return raise("TypeError", "keys in translate table must be strings or integers");
    };
    let mut all = s.chars();
    match (all.next(), all.next()) {
        (Some(c), None) => Ok(Value::small(c as i64)),
        _ => raise("ValueError", "string keys in translate table must be of length 1"),
    }
}
