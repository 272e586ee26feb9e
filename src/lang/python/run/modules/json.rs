//! `json`: texts and values of the usual kinds. What is wrong, nested deeply or of classes of the
//! program is left to the module, which knows how to go on and what to say.
use super::super::super::text::repr;
use crate::number::decimal;
use crate::object::{Dict, List, Tuple};
use crate::platform::{parse_float, sort_by_key};
use crate::runtime::{Fault, Runtime};
use crate::value::Value;
use std::borrow::Cow;

type Outcome = Result<Value, Fault>;

/// How deep values may be nested here.
const MOST_DEPTH: usize = 200;
/// Digits of integers that are read here.
const MOST_DIGITS: usize = 15;
/// Places for keys that were seen.
const KEYS: usize = 64;

/// The value of a text; missing if the module must read it.
pub fn read(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let Some(text) = args[0].as_str() else { return Ok(Value::MISSING) };
    rt.heap.note_work(text.len());
    let mut reader = Reader { text: &text, at: 0, keys: [Value::UNSET; KEYS] };
    let value = reader.value(rt, 0)?;
    reader.skip();
    Ok(if reader.at == text.len() { value } else { Value::MISSING })
}

struct Reader<'a> {
    text: &'a str,
    /// The byte it is at.
    at: usize,
    /// Keys by their hashes.
    keys: [Value; KEYS],
}

impl<'a> Reader<'a> {
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn skip(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\t' | b'\r') {
            self.at += 1;
        }
    }

    /// Whether that comes next, after white space; it is read.
    fn takes(&mut self, byte: u8) -> bool {
        self.skip();
        let next = self.peek() == byte;
        self.at += next as usize;
        next
    }

    fn word(&mut self, word: &str, value: Value) -> Value {
        let there = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        self.at += word.len();
        if there { value } else { Value::MISSING }
    }

    /// The next value; missing if the module must read it.
    fn value(&mut self, rt: &mut Runtime, depth: usize) -> Outcome {
        if depth > MOST_DEPTH {
            return Ok(Value::MISSING);
        }
        self.skip();
        match self.peek() {
            b'"' => Ok(match self.string() {
                Some(s) => rt.heap.string(&s)?,
                None => Value::MISSING,
            }),
            b'{' => self.object(rt, depth),
            b'[' => self.array(rt, depth),
            b'n' => Ok(self.word("null", Value::UNIT)),
            b't' => Ok(self.word("true", Value::TRUE)),
            b'f' => Ok(self.word("false", Value::FALSE)),
            _ => self.number(),
        }
    }

    fn array(&mut self, rt: &mut Runtime, depth: usize) -> Outcome {
        self.at += 1;
        let mut items = vec![];
        if !self.takes(b']') {
            loop {
                let v = self.value(rt, depth + 1)?;
                items.push(v);
                let more = self.takes(b',');
                if v == Value::MISSING || !more && !self.takes(b']') {
                    return Ok(Value::MISSING);
                }
                if !more {
                    break;
                }
            }
        }
        Ok(rt.heap.list_of(&items)?)
    }

    fn object(&mut self, rt: &mut Runtime, depth: usize) -> Outcome {
        self.at += 1;
        let dict = rt.heap.dict()?;
        if self.takes(b'}') {
            return Ok(Value::obj(dict));
        }
        loop {
            self.skip();
            let Some(key) = (self.peek() == b'"').then(|| self.string()).flatten() else { return Ok(Value::MISSING) };
            if !self.takes(b':') {
                return Ok(Value::MISSING);
            }
            let key = self.key(rt, &key)?;
            let v = self.value(rt, depth + 1)?;
            super::super::dict::put(rt, dict, key, v)?;
            let more = self.takes(b',');
            if v == Value::MISSING || !more && !self.takes(b'}') {
                return Ok(Value::MISSING);
            }
            if !more {
                return Ok(Value::obj(dict));
            }
        }
    }

    /// A key as a string, which is one with others like it.
    fn key(&mut self, rt: &mut Runtime, key: &str) -> Outcome {
        let mix = |h: usize, b: u8| h.wrapping_mul(31).wrapping_add(b as usize);
        let place = &mut self.keys[key.bytes().fold(0, mix) % KEYS];
        if place.as_str().is_none_or(|s| *s != *key) {
            *place = rt.heap.string(key)?;
        }
        Ok(*place)
    }

    /// The string that begins here; nothing if the module must read it.
    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.at += 1;
        let begin = self.at;
        self.skip_plain();
        if self.peek() == b'"' {
            self.at += 1;
            return self.text.get(begin..self.at - 1).map(Cow::Borrowed);
        }
        let mut s = self.text.get(begin..self.at)?.to_string();
        loop {
            match self.peek() {
                b'"' => break,
                b'\\' => s.push(self.escape()?),
                _ => return None,
            }
            let from = self.at;
            self.skip_plain();
            s.push_str(self.text.get(from..self.at)?);
        }
        self.at += 1;
        Some(Cow::Owned(s))
    }

    /// Goes on to what is no character of a string by itself.
    fn skip_plain(&mut self) {
        let plain = |b: &&u8| **b != b'"' && **b != b'\\' && **b >= b' ';
        self.at += self.text.as_bytes()[self.at..].iter().take_while(plain).count();
    }

    /// The character of an escape.
    fn escape(&mut self) -> Option<char> {
        self.at += 2;
        Some(match self.text.as_bytes().get(self.at - 1)? {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\x08',
            b'f' => '\x0C',
            b'u' => {
                let unit = self.unit()?;
                let code = if (0xD800..0xDC00).contains(&unit) && self.peek() == b'\\' {
                    self.at += 2;
                    let low = self.unit()?.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
                    0x10000 + ((unit - 0xD800) << 10) + low
                } else {
                    unit
                };
                return char::from_u32(code);
            }
            &b @ (b'"' | b'\\' | b'/') => b as char,
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        digits.bytes().try_fold(0, |n, b| Some(n * 16 + (b as char).to_digit(16)?))
    }

    fn number(&mut self) -> Outcome {
        let begin = self.at;
        let negative = self.peek() == b'-';
        self.at += negative as usize;
        let first = self.at;
        let whole = self.digits();
        if whole == 0 || whole > 1 && self.text.as_bytes()[first] == b'0' {
            return Ok(Value::MISSING);
        }
        let mut is_float = false;
        if self.peek() == b'.' {
            self.at += 1;
            is_float = self.digits() > 0;
            if !is_float {
                return Ok(Value::MISSING);
            }
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            self.at += matches!(self.peek(), b'+' | b'-') as usize;
            is_float = self.digits() > 0;
            if !is_float {
                return Ok(Value::MISSING);
            }
        }
        if is_float {
            return Ok(Value::float(parse_float(self.text.get(begin..self.at).unwrap_or(""))));
        }
        if whole > MOST_DIGITS {
            return Ok(Value::MISSING);
        }
        let digits = &self.text.as_bytes()[first..self.at];
        let n = digits.iter().fold(0, |n: i64, b| n * 10 + (b - b'0') as i64);
        Ok(Value::small(if negative { -n } else { n }))
    }

    /// How many digits come next; they are read.
    fn digits(&mut self) -> usize {
        let begin = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        self.at - begin
    }
}

/// The text of a value; missing if the module must write it. After the value: whether there are
/// only ASCII characters, whether keys are sorted, the step of indentation or `None`, what stands
/// between items, and between keys and values.
pub fn write(rt: &mut Runtime, _: &'static str, args: &[Value]) -> Outcome {
    let text = |v: Value| v.as_str().map(|s| s.to_string());
    let (Some(between), Some(colon)) = (text(args[4]), text(args[5])) else { return Ok(Value::MISSING) };
    let (ascii, sorted) = (args[1].is_true(), args[2].is_true());
    let mut writer =
        Writer { out: String::new(), ascii, sorted, step: text(args[3]), between, colon, most: rt.heap.max() };
    let done = writer.value(args[0], 0);
    rt.heap.note_work(writer.out.len());
    match done {
        Some(()) => Ok(rt.heap.string(&writer.out)?),
        None if writer.out.len() > writer.most => Err(Fault::HeapFull),
        None => Ok(Value::MISSING),
    }
}

struct Writer {
    out: String,
    ascii: bool,
    sorted: bool,
    step: Option<String>,
    between: String,
    colon: String,
    /// Bytes that there may be.
    most: usize,
}

impl Writer {
    fn value(&mut self, v: Value, depth: usize) -> Option<()> {
        if depth > MOST_DEPTH || self.out.len() > self.most {
            return None;
        }
        match v {
            Value::UNIT => self.out.push_str("null"),
            Value::TRUE => self.out.push_str("true"),
            Value::FALSE => self.out.push_str("false"),
            _ if let Some(s) = v.as_str() => self.string(&s),
            _ if let Some(i) = v.as_int() => self.out.push_str(decimal(i, &mut [0; 20])),
            _ if let Some(f) = v.as_float() => {
                if !f.is_finite() {
                    return None;
                }
                self.out.push_str(&repr::float(f));
            }
            _ if let Some(l) = v.as_a::<List>() => self.items(l.to_vec().as_slice(), depth)?,
            _ if let Some(t) = v.as_a::<Tuple>() => self.items(t.values(), depth)?,
            _ => self.dict(v.as_a::<Dict>()?.pairs().collect(), depth)?,
        }
        Some(())
    }

    /// Goes to the next line, if lines are indented.
    fn line(&mut self, depth: usize) {
        if let Some(step) = &self.step {
            self.out.push('\n');
            (0..depth).for_each(|_| self.out.push_str(step));
        }
    }

    fn items(&mut self, items: &[Value], depth: usize) -> Option<()> {
        self.out.push('[');
        for (i, &v) in items.iter().enumerate() {
            if i > 0 {
                self.out.push_str(&self.between);
            }
            self.line(depth + 1);
            self.value(v, depth + 1)?;
        }
        if !items.is_empty() {
            self.line(depth);
        }
        self.out.push(']');
        Some(())
    }

    fn dict(&mut self, mut pairs: Vec<(Value, Value)>, depth: usize) -> Option<()> {
        if pairs.iter().any(|p| !p.0.is_str()) {
            return None;
        }
        if self.sorted {
            sort_by_key(&mut pairs, |p| p.0.as_str().map(|s| s.to_string()));
        }
        self.out.push('{');
        for (i, &(key, v)) in pairs.iter().enumerate() {
            if i > 0 {
                self.out.push_str(&self.between);
            }
            self.line(depth + 1);
            self.string(&key.as_str()?);
            self.out.push_str(&self.colon);
            self.value(v, depth + 1)?;
        }
        if !pairs.is_empty() {
            self.line(depth);
        }
        self.out.push('}');
        Some(())
    }

    fn string(&mut self, s: &str) {
        self.out.push('"');
        if s.bytes().all(|b| (b' '..0x7F).contains(&b) && b != b'"' && b != b'\\') {
            self.out.push_str(s);
        } else {
            s.chars().for_each(|c| self.character(c));
        }
        self.out.push('"');
    }

    fn character(&mut self, c: char) {
        let short = match c {
            '"' | '\\' => c,
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\x0C' => 'f',
            '\x08' => 'b',
            ' '..='~' => return self.out.push(c),
            '\x7F'.. if !self.ascii => return self.out.push(c),
            _ => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    self.out.push_str("\\u");
                    for shift in [12, 8, 4, 0] {
                        self.out.push(char::from_digit(u32::from(*unit) >> shift & 15, 16).unwrap_or('0'));
                    }
                }
                return;
            }
        };
        self.out.push('\\');
        self.out.push(short);
    }
}
