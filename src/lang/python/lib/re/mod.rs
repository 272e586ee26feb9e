//! Regular expressions as CPython's `re` has them.
//!
//! `Pattern::compile` makes a program of a pattern, a `Scan` looks for its matches
//! in a text, one after the other, with the fuel that its caller gives: a search
//! that runs out of it goes on where it was when it is asked again. Places are
//! bytes of the text.
mod compile;
mod matcher;
mod parse;
mod program;
mod scan;
mod syntax;
mod template;
mod tokens;

pub use scan::{Found, Mode, Scan};
pub use template::Template;

use super::super::text::{Raise, repr};
use program::Program;

/// The numbers of flags, as `re` has them.
pub struct Flags;

impl Flags {
    /// An old mode in which nothing repeats.
    pub const TEMPLATE: u32 = 1;
    /// Case does not matter.
    pub const IGNORECASE: u32 = 2;
    /// The locale decides; here it is that of C.
    pub const LOCALE: u32 = 4;
    /// `^` and `$` are at the ends of lines too.
    pub const MULTILINE: u32 = 8;
    /// `.` is also the end of a line.
    pub const DOTALL: u32 = 16;
    /// Characters are told apart by Unicode.
    pub const UNICODE: u32 = 32;
    /// Blanks and comments are passed over.
    pub const VERBOSE: u32 = 64;
    /// CPython prints what it makes of the pattern.
    pub const DEBUG: u32 = 128;
    /// Characters are told apart by ASCII.
    pub const ASCII: u32 = 256;
}

/// A pattern or a replacement, which is text or bytes.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// A `str`.
    Text(&'a str),
    /// A `bytes`.
    Bytes(&'a [u8]),
}

impl Source<'_> {
    fn is_text(self) -> bool {
        matches!(self, Source::Text(_))
    }
    fn chars(self) -> Vec<char> {
        match self {
            Source::Text(text) => text.chars().collect(),
            Source::Bytes(bytes) => bytes.iter().map(|&b| b as char).collect(),
        }
    }
}

/// What is wrong with a pattern: the attributes of a `re.error`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flaw {
    /// What, without the place.
    pub message: String,
    /// The number of characters before it, its line and column.
    pub place: Option<(usize, usize, usize)>,
    /// Whether the pattern has several lines.
    pub many_lines: bool,
}

impl Flaw {
    fn new(message: &str) -> Flaw {
        Flaw { message: message.into(), place: None, many_lines: false }
    }
    fn at(message: String, pattern: &[char], at: usize) -> Flaw {
        let before = &pattern[..at.min(pattern.len())];
        let line = before.iter().filter(|&&c| c == '\n').count() + 1;
        let column = at - before.iter().rposition(|&c| c == '\n').map_or(0, |newline| newline + 1) + 1;
        // CPython counts the columns after a first line from its end.
        Flaw { message, place: Some((at, line, column)), many_lines: pattern.contains(&'\n') }
    }
    /// The text of the exception.
    pub fn text(&self) -> String {
        match self.place {
            None => self.message.clone(),
            Some((at, _, _)) if !self.many_lines => format!("{} at position {at}", self.message),
            Some((at, line, column)) => format!("{} at position {at} (line {line}, column {column})", self.message),
        }
    }
}

/// Why there is no pattern or template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Error {
    /// A `re.error`.
    Flaw(Flaw),
    /// Another exception.
    Raise(Raise),
}

/// An error on its way: small, as most functions may give one.
type Wrong = Box<Error>;

impl Error {
    fn flaw(flaw: Flaw) -> Wrong {
        Box::new(Error::Flaw(flaw))
    }
    fn raise(raise: Raise) -> Wrong {
        Box::new(Error::Raise(raise))
    }
}

/// Why a search ends early.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Halt {
    /// The fuel is used up; with more of it the search goes on.
    Fuel,
    /// What it has to remember takes too much memory; it is over.
    Memory,
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    program: Program,
    /// The attribute `flags`.
    pub flags: u32,
    /// How many groups there are besides the whole match.
    pub groups: usize,
    /// The groups that have names, in order.
    pub names: Vec<(String, usize)>,
}

impl Pattern {
    /// Compiles a pattern.
    pub fn compile(source: Source, flags: u32) -> Result<Pattern, Error> {
        let parsed = parse::parse(source.chars(), source.is_text(), flags).map_err(|wrong| *wrong)?;
        let program = compile::compile(&parsed, source.is_text()).map_err(|wrong| *wrong)?;
        Ok(Pattern { program, flags: parsed.flags, groups: parsed.groups, names: parsed.names })
    }
    /// Whether it is of bytes.
    pub fn is_bytes(&self) -> bool {
        self.program.bytes
    }
    /// How many steps and members it consists of: a measure of its memory.
    pub fn size(&self) -> usize {
        self.program.insts.len() + self.program.sets.len() * 8 + self.program.literals.len()
    }
    /// The number of a named group.
    pub fn group(&self, name: &str) -> Option<usize> {
        self.names.iter().find(|n| n.0 == name).map(|n| n.1)
    }
    /// The name of a group.
    pub fn name(&self, group: usize) -> Option<&str> {
        self.names.iter().find(|n| n.1 == group).map(|n| n.0.as_str())
    }
}

/// `re.escape` of text.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_special(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
/// `re.escape` of bytes.
pub fn escape_bytes(text: &[u8]) -> Vec<u8> {
    let escaped = |&b: &u8| std::iter::repeat_n(b'\\', is_special(b as char) as usize).chain([b]);
    text.iter().flat_map(escaped).collect()
}
fn is_special(c: char) -> bool {
    "()[]{}?*+-|^$\\.&~# \t\n\r\u{b}\u{c}".contains(c)
}

/// The `repr` of a pattern, of which the text's `repr` is given.
pub fn show(pattern: &str, flags: u32, is_text: bool) -> String {
    const NAMES: [&str; 9] =
        ["TEMPLATE", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "UNICODE", "VERBOSE", "DEBUG", "ASCII"];
    let shown: String = pattern.chars().take(200).collect();
    let mut flags = flags;
    if is_text && flags & (Flags::LOCALE | Flags::UNICODE | Flags::ASCII) == Flags::UNICODE {
        flags &= !Flags::UNICODE;
    }
    let known = NAMES.iter().enumerate().filter(|(i, _)| flags >> i & 1 == 1);
    let mut words: Vec<String> = known.map(|(_, name)| format!("re.{name}")).collect();
    if flags >> NAMES.len() != 0 {
        words.push(format!("{:#x}", flags >> NAMES.len() << NAMES.len()));
    }
    match words.is_empty() {
        true => format!("re.compile({shown})"),
        false => format!("re.compile({shown}, {})", words.join("|")),
    }
}

/// There is no group of that name in a template.
fn unknown_name(name: &str) -> Wrong {
    let message = format!("unknown group name {}", repr::string(name));
    Error::raise(Raise { class: "IndexError", message })
}
