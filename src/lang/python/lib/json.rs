//! JSON as CPython's `json` reads and writes it. The reader gives one event after
//! the other, each in a time that its text bounds; the writer is told what comes
//! next. Neither recurses, and neither knows values.
use crate::lang::python::text::{Raise, repr};
use std::borrow::Cow;

/// What a reader comes upon.
#[derive(Clone, PartialEq, Debug)]
pub enum Event<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// The text of an integer.
    Int(&'a str),
    /// The text of a number with a fraction or an exponent.
    Float(&'a str),
    /// `NaN`, `Infinity` or `-Infinity`.
    Constant(&'a str),
    /// A string.
    String(Cow<'a, str>),
    /// The name of what comes next in an object.
    Key(Cow<'a, str>),
    /// `[`
    BeginArray,
    /// `]`
    EndArray,
    /// `{`
    BeginObject,
    /// `}`
    EndObject,
}

/// What is wrong with a text: the attributes of a `JSONDecodeError`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flaw {
    /// What, without the place.
    pub message: &'static str,
    /// How many characters are before it.
    pub at: usize,
    /// Its line, from one.
    pub line: usize,
    /// Its column, from one.
    pub column: usize,
}

impl Flaw {
    fn new(message: &'static str, text: &str, at: usize) -> Flaw {
        let before = &text[..at];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Flaw {
            message,
            at: before.chars().count(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
    /// The text of the exception.
    pub fn text(&self) -> String {
        format!("{}: line {} column {} (char {})", self.message, self.line, self.column, self.at)
    }
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Next {
    Value,
    /// A value or the end of the array, which has just begun.
    FirstItem,
    FirstKey,
    Key,
    /// A comma or the end of what is open.
    More,
    Over,
}

/// Reads a text.
pub struct Reader<'a> {
    text: &'a str,
    /// In bytes.
    at: usize,
    next: Next,
    /// What is open: whether it is an object.
    open: Vec<bool>,
    /// Strings may not have control characters.
    strict: bool,
}

impl<'a> Reader<'a> {
    /// Reads one value from a place on, where it has to begin.
    pub fn new(text: &'a str, at: usize, strict: bool) -> Reader<'a> {
        Reader { text, at, next: Next::Value, open: vec![], strict }
    }
    /// Reads one value that is the whole text, but for blanks.
    pub fn whole(text: &'a str, strict: bool) -> Result<Reader<'a>, Flaw> {
        if text.starts_with('\u{feff}') {
            return Err(Flaw::new("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, 0));
        }
        let mut reader = Reader::new(text, 0, strict);
        reader.blanks();
        Ok(reader)
    }
    /// After the last event: nothing may follow.
    pub fn finish(&mut self) -> Result<(), Flaw> {
        self.blanks();
        if self.at == self.text.len() { Ok(()) } else { self.flaw("Extra data", self.at) }
    }
    /// Where the next event begins, or where the value ended, in bytes.
    pub fn at(&self) -> usize {
        self.at
    }
    /// How many arrays and objects are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    fn flaw<T>(&self, message: &'static str, at: usize) -> Result<T, Flaw> {
        Err(Flaw::new(message, self.text, at))
    }
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }
    fn close(&mut self) -> Event<'a> {
        self.at += 1;
        let object = self.open.pop().unwrap_or(false);
        self.next = if self.open.is_empty() { Next::Over } else { Next::More };
        if object { Event::EndObject } else { Event::EndArray }
    }

    fn event(&mut self) -> Result<Event<'a>, Flaw> {
        if self.next == Next::More {
            self.blanks();
            let object = self.open.last() == Some(&true);
            match self.peek() {
                Some(b'}') if object => return Ok(self.close()),
                Some(b']') if !object => return Ok(self.close()),
                Some(b',') => self.at += 1,
                _ => return self.flaw("Expecting ',' delimiter", self.at),
            }
            self.blanks();
            self.next = if object { Next::Key } else { Next::Value };
        }
        match self.next {
            Next::FirstKey | Next::FirstItem => {
                self.blanks();
                let end = if self.next == Next::FirstKey { b'}' } else { b']' };
                if self.peek() == Some(end) {
                    return Ok(self.close());
                }
            }
            _ => (),
        }
        if matches!(self.next, Next::Key | Next::FirstKey) {
            if self.peek() != Some(b'"') {
                return self.flaw("Expecting property name enclosed in double quotes", self.at);
            }
            let key = self.string()?;
            self.blanks();
            if self.peek() != Some(b':') {
                return self.flaw("Expecting ':' delimiter", self.at);
            }
            self.at += 1;
            self.blanks();
            self.next = Next::Value;
            return Ok(Event::Key(key));
        }
        self.value()
    }

    fn value(&mut self) -> Result<Event<'a>, Flaw> {
        let after = if self.open.is_empty() { Next::Over } else { Next::More };
        let event = match self.peek() {
            Some(b'[') => {
                self.at += 1;
                self.open.push(false);
                self.next = Next::FirstItem;
                return Ok(Event::BeginArray);
            }
            Some(b'{') => {
                self.at += 1;
                self.open.push(true);
                self.next = Next::FirstKey;
                return Ok(Event::BeginObject);
            }
            Some(b'"') => Event::String(self.string()?),
            _ => match self.number().or_else(|| self.word()) {
                Some(event) => event,
                None => return self.flaw("Expecting value", self.at),
            },
        };
        self.next = after;
        Ok(event)
    }

    fn word(&mut self) -> Option<Event<'a>> {
        let rest = &self.text[self.at..];
        let words = ["null", "true", "false", "NaN", "Infinity", "-Infinity"];
        let word = words.into_iter().find(|word| rest.starts_with(word))?;
        self.at += word.len();
        Some(match word {
            "null" => Event::Null,
            "true" => Event::Bool(true),
            "false" => Event::Bool(false),
            _ => Event::Constant(word),
        })
    }

    fn number(&mut self) -> Option<Event<'a>> {
        let rest = &self.text.as_bytes()[self.at..];
        let digits = |from: usize| rest[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let mut end = (rest.first() == Some(&b'-')) as usize;
        end += match rest.get(end) {
            Some(b'0') => 1,
            _ => digits(end),
        };
        if !rest.get(end.wrapping_sub(1)).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        let whole = end;
        if rest.get(end) == Some(&b'.') && digits(end + 1) > 0 {
            end += 1 + digits(end + 1);
        }
        if matches!(rest.get(end), Some(b'e' | b'E')) {
            let sign = matches!(rest.get(end + 1), Some(b'+' | b'-')) as usize;
            let count = digits((end + 1 + sign).min(rest.len()));
            if count > 0 {
                end += 1 + sign + count;
            }
        }
        let text = &self.text[self.at..self.at + end];
        self.at += end;
        Some(if end == whole { Event::Int(text) } else { Event::Float(text) })
    }

    /// A string, which begins here. Halves of a pair that stand alone are no
    /// characters; they become the sign for that.
    fn string(&mut self) -> Result<Cow<'a, str>, Flaw> {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut out = String::new();
        let mut from = start;
        let mut at = start;
        loop {
            match bytes.get(at) {
                None => return self.flaw("Unterminated string starting at", start - 1),
                Some(b'"') => break,
                Some(b'\\') => {
                    out.push_str(&self.text[from..at]);
                    let (c, end) = self.escape(start, at)?;
                    out.push(c);
                    (at, from) = (end, end);
                }
                Some(0..0x20) if self.strict => return self.flaw("Invalid control character at", at),
                Some(_) => at += 1,
            }
        }
        self.at = at + 1;
        if from == start {
            return Ok(Cow::Borrowed(&self.text[start..at]));
        }
        out.push_str(&self.text[from..at]);
        Ok(Cow::Owned(out))
    }

    /// What a backslash at a place stands for, and where that ends.
    fn escape(&self, start: usize, at: usize) -> Result<(char, usize), Flaw> {
        let Some(&letter) = self.text.as_bytes().get(at + 1) else {
            return self.flaw("Unterminated string starting at", start - 1);
        };
        let c = match letter {
            b'"' | b'\\' | b'/' => letter as char,
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let Some(code) = self.hex(at + 2) else { return self.flaw("Invalid \\uXXXX escape", at + 1) };
                if (0xD800..0xDC00).contains(&code) && self.text[at + 6..].starts_with("\\u") {
                    match self.hex(at + 8) {
                        Some(low @ 0xDC00..0xE000) => {
                            let both = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00));
                            return Ok((char::from_u32(both).unwrap_or('\u{fffd}'), at + 12));
                        }
                        Some(_) => (),
                        None => return self.flaw("Invalid \\uXXXX escape", at + 7),
                    }
                }
                return Ok((char::from_u32(code).unwrap_or('\u{fffd}'), at + 6));
            }
            _ => return self.flaw("Invalid \\escape", at),
        };
        Ok((c, at + 2))
    }
    fn hex(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        // The quote at the end has to fit too.
        if at + 4 >= self.text.len() {
            return None;
        }
        u32::from_str_radix(digits, 16).ok()
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Result<Event<'a>, Flaw>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next == Next::Over {
            return None;
        }
        let event = self.event();
        if event.is_err() {
            self.next = Next::Over;
        }
        Some(event)
    }
}

/// How a text is laid out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layout {
    /// What lines are indented with, level by level; without it there are no lines.
    pub indent: Option<String>,
    /// Between items.
    pub item_separator: String,
    /// Between a key and its value.
    pub key_separator: String,
    /// Only ASCII is written.
    pub ensure_ascii: bool,
    /// `NaN` and infinities are written too.
    pub allow_nan: bool,
}

impl Layout {
    /// What `dumps` has by default, with lines if an indent is given.
    pub fn new(indent: Option<String>) -> Layout {
        let item_separator = if indent.is_some() { "," } else { ", " };
        Layout {
            indent,
            item_separator: item_separator.into(),
            key_separator: ": ".into(),
            ensure_ascii: true,
            allow_nan: true,
        }
    }
}

/// Writes a text. Each value in an array is announced by `item`, each in an object
/// by `key`.
pub struct Writer {
    /// What is written so far.
    pub out: String,
    layout: Layout,
    /// What is open: whether it is an object, and whether it has anything yet.
    open: Vec<(bool, bool)>,
}

impl Writer {
    /// An empty text.
    pub fn new(layout: Layout) -> Writer {
        Writer { out: String::new(), layout, open: vec![] }
    }
    /// How many arrays and objects are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }
    fn line(&mut self, depth: usize) {
        if let Some(indent) = &self.layout.indent {
            self.out.push('\n');
            (0..depth).for_each(|_| self.out.push_str(indent));
        }
    }
    /// `[`, or `{` of an object.
    pub fn begin(&mut self, object: bool) {
        self.out.push(if object { '{' } else { '[' });
        self.open.push((object, false));
    }
    /// What ends the innermost of them.
    pub fn end(&mut self) {
        let (object, any) = self.open.pop().unwrap_or_default();
        if any {
            self.line(self.open.len());
        }
        self.out.push(if object { '}' } else { ']' });
    }
    /// A value comes next.
    pub fn item(&mut self) {
        let depth = self.open.len();
        if let Some(open) = self.open.last_mut()
            && std::mem::replace(&mut open.1, true)
        {
            self.out += &self.layout.item_separator;
        }
        self.line(depth);
    }
    /// A value comes next that has this name.
    pub fn key(&mut self, key: &str) {
        self.item();
        self.string(key);
        self.out += &self.layout.key_separator;
    }
    /// A string.
    pub fn string(&mut self, text: &str) {
        escape(text, self.layout.ensure_ascii, &mut self.out);
    }
    /// A float.
    pub fn float(&mut self, f: f64) -> Result<(), Raise> {
        self.out += &float(f, self.layout.allow_nan, self.layout.indent.is_some())?;
        Ok(())
    }
    /// What has a fixed text: `null`, `true`, `false`, or an integer's digits.
    pub fn word(&mut self, word: &str) {
        self.out += word;
    }
}

/// The text of a float, also as a key. CPython's words depend on whether there are
/// lines.
pub fn float(f: f64, allow_nan: bool, lines: bool) -> Result<Cow<'static, str>, Raise> {
    if f.is_finite() {
        return Ok(repr::float(f).into());
    }
    if !allow_nan {
        let shown = if lines { format!(": {}", repr::float(f)) } else { String::new() };
        return Err(Raise::value(format!("Out of range float values are not JSON compliant{shown}")));
    }
    Ok(match f {
        _ if f.is_nan() => "NaN",
        _ if f > 0.0 => "Infinity",
        _ => "-Infinity",
    }
    .into())
}

/// A string with its quotes.
pub fn escape(text: &str, ascii: bool, out: &mut String) {
    out.push('"');
    let plain = |b: u8| (b' '..=b'~').contains(&b) && b != b'"' && b != b'\\';
    if text.bytes().all(plain) {
        out.push_str(text);
        out.push('"');
        return;
    }
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{c}' => out.push_str("\\f"),
            '\u{8}' => out.push_str("\\b"),
            ' '..='~' => out.push(c),
            _ if c >= ' ' && !ascii => out.push(c),
            _ => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    out.push('"');
}

/// A value has no place in JSON.
pub fn not_serializable(type_name: &str) -> Raise {
    Raise::type_error(format!("Object of type {type_name} is not JSON serializable"))
}
/// A key is none.
pub fn wrong_key(type_name: &str) -> Raise {
    Raise::type_error(format!("keys must be str, int, float, bool or None, not {type_name}"))
}
/// A value contains itself.
pub fn circular() -> Raise {
    Raise::value("Circular reference detected")
}
