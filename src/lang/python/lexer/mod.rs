//! Tokens of Python 3.11. All of a text is cut at once into a flat list, which
//! the parser can look ahead in and go back in. No token allocates (R5); names
//! are interned.
pub mod keywords;
mod number;
pub mod token;

pub use token::{StrFlags, Tok, Token};

use crate::lang::python::text::chars;
use crate::syntax::lexer::{ByteSet, Cursor};
use crate::syntax::text::cut;
use crate::syntax::{Code, Diagnostic, Interner, SourceId, Span};
use keywords::keyword;

/// How many brackets may be open at once; CPython's limit.
pub const MAX_BRACKETS: usize = 200;
/// How many levels of indentation there may be; CPython's limit.
pub const MAX_INDENTS: usize = 100;
/// How many problems are told of at most.
pub const MAX_PROBLEMS: usize = 20;

const NAME_START: ByteSet = ByteSet::of(b"_").with_range(b'a', b'z').with_range(b'A', b'Z').with_range(0x80, 0xff);
const NAME: ByteSet = NAME_START.with_range(b'0', b'9');
/// What a string of one line runs over, for each of its quotes.
const RUN_SINGLE: ByteSet = ByteSet::of(b"'\\\n\r").not();
const RUN_DOUBLE: ByteSet = ByteSet::of(b"\"\\\n\r").not();

/// A text cut into tokens.
pub struct Lexed {
    /// The tokens; the last one is [`Tok::End`].
    pub tokens: Vec<Token>,
    /// What was wrong, in the order of the text.
    pub problems: Vec<Diagnostic>,
    /// The innermost bracket that is open at the end.
    pub unclosed: Option<Token>,
}

/// The level of a line's indentation, with tabs to the next multiple of eight and
/// with tabs as one column: if the two disagree, the level depends on the tabs.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Column {
    wide: u32,
    narrow: u32,
}

struct Lexer<'a> {
    cursor: Cursor<'a>,
    source: SourceId,
    interner: &'a mut Interner,
    /// Where reading ends.
    end: usize,
    out: Lexed,
    brackets: Vec<Token>,
    indents: Vec<Column>,
    /// Whether line ends mean nothing although no bracket is open.
    inside: bool,
}

/// Cuts a whole text.
pub fn tokens(interner: &mut Interner, source: SourceId, text: &str) -> Lexed {
    let mut lexer = Lexer::new(interner, source, text, text.len());
    // Texts average four to five bytes to a token.
    lexer.out.tokens.reserve(text.len() / 4 + 8);
    if text.starts_with('\u{feff}') {
        lexer.cursor.skip(3);
    }
    lexer.run();
    lexer.finish()
}

/// Cuts a part of a text that stands in brackets of its own: the expression in a
/// format string.
pub fn tokens_of_part(interner: &mut Interner, source: SourceId, text: &str, start: usize, end: usize) -> Lexed {
    let mut lexer = Lexer::new(interner, source, text, end);
    lexer.cursor.seek(start);
    lexer.inside = true;
    lexer.line();
    lexer.finish()
}

impl<'a> Lexer<'a> {
    fn new(interner: &'a mut Interner, source: SourceId, text: &'a str, end: usize) -> Self {
        let out = Lexed { tokens: vec![], problems: vec![], unclosed: None };
        let indents = vec![Column { wide: 0, narrow: 0 }];
        // Cutting the text here makes its end the end for every look ahead.
        let cursor = Cursor::new(cut(text, 0..end));
        Lexer { cursor, source, interner, end, out, brackets: vec![], indents, inside: false }
    }

    fn finish(mut self) -> Lexed {
        let at = self.end;
        self.out.unclosed = self.brackets.last().copied();
        if !self.inside && self.out.unclosed.is_none() {
            if self.out.tokens.last().is_some_and(|t| !matches!(t.kind, Tok::Newline | Tok::Dedent)) {
                self.push(Tok::Newline, at, 0);
            }
            while self.indents.len() > 1 {
                self.indents.pop();
                self.push(Tok::Dedent, at, 0);
            }
        }
        self.push(Tok::End, at, 0);
        self.out
    }

    #[inline]
    fn push(&mut self, kind: Tok, start: usize, data: u32) {
        let end = self.cursor.pos() as u32;
        self.out.tokens.push(Token { kind, start: start as u32, end, data });
    }

    /// A bad token from `start` to here, with the words for it.
    #[cold]
    fn bad(&mut self, start: usize, message: impl Into<String>) {
        self.push(Tok::Bad, start, 0);
        self.problem(start, self.cursor.pos(), message);
    }

    #[cold]
    fn problem(&mut self, start: usize, end: usize, message: impl Into<String>) {
        if self.out.problems.len() < MAX_PROBLEMS {
            let span = Span::new(self.source, start as u32, end as u32);
            self.out.problems.push(Diagnostic::error(Code::Syntax, span, message));
        }
    }

    /// The 1-based line of a byte.
    fn line_of(&self, at: usize) -> usize {
        line_of(self.cursor.text(), at)
    }

    fn stop(&mut self) {
        self.cursor.skip(usize::MAX / 2);
    }

    /// Lines to the end of the text.
    fn run(&mut self) {
        while self.cursor.peek().is_some() {
            self.indentation();
            self.line();
        }
    }

    /// White space at the beginning of a line, and what it means.
    fn indentation(&mut self) {
        let start = self.cursor.pos();
        let mut column = Column { wide: 0, narrow: 0 };
        let mut continued: Option<Column> = None;
        loop {
            match self.cursor.peek() {
                Some(b' ') => column = Column { wide: column.wide + 1, narrow: column.narrow + 1 },
                Some(b'\t') => column = Column { wide: (column.wide / 8 + 1) * 8, narrow: column.narrow + 1 },
                Some(b'\x0c') => column = Column { wide: 0, narrow: 0 },
                // Of lines joined by backslashes the first one's indentation counts.
                Some(b'\\') if self.line_end(1) > 0 => {
                    continued.get_or_insert(column);
                    let backslash = self.cursor.pos();
                    self.cursor.skip(self.line_end(1));
                    if self.cursor.peek_at(1).is_none() {
                        self.cursor.skip(1);
                        return self.bad(backslash, "unexpected EOF while parsing");
                    }
                }
                _ => break,
            }
            self.cursor.skip(1);
        }
        if let Some(first) = continued {
            column = first;
        }
        if matches!(self.cursor.peek(), None | Some(b'#' | b'\n' | b'\r')) {
            return;
        }
        let here = self.cursor.pos();
        let top = self.indents[self.indents.len() - 1];
        if column.wide == top.wide {
            if column.narrow != top.narrow {
                self.tabs(start);
            }
        } else if column.wide > top.wide {
            if column.narrow <= top.narrow {
                self.tabs(start);
            }
            if self.indents.len() == MAX_INDENTS {
                self.bad(start, "too many levels of indentation");
                self.stop();
                return;
            }
            self.indents.push(column);
            self.out.tokens.push(Token { kind: Tok::Indent, start: start as u32, end: here as u32, data: 0 });
        } else {
            while self.indents.len() > 1 && column.wide < self.indents[self.indents.len() - 1].wide {
                self.indents.pop();
                self.push(Tok::Dedent, here, 0);
            }
            let top = self.indents[self.indents.len() - 1];
            if column.wide != top.wide {
                let end = start + self.line_length(start);
                self.problem(start, end, "unindent does not match any outer indentation level");
            } else if column.narrow != top.narrow {
                self.tabs(start);
            }
        }
    }

    fn line_length(&self, start: usize) -> usize {
        let rest = &self.cursor.text().as_bytes()[start..];
        rest.iter().position(|&b| b == b'\n' || b == b'\r').unwrap_or(rest.len())
    }

    #[cold]
    fn tabs(&mut self, start: usize) {
        let end = start + self.line_length(start);
        self.problem(start, end, "inconsistent use of tabs and spaces in indentation");
    }

    /// Bytes of the line end that is `n` bytes ahead; 0 if there is none.
    #[inline]
    fn line_end(&self, n: usize) -> usize {
        match self.cursor.peek_at(n) {
            Some(b'\n') => 1,
            Some(b'\r') if self.cursor.peek_at(n + 1) == Some(b'\n') => 2,
            Some(b'\r') => 1,
            _ => 0,
        }
    }

    /// Tokens to the end of a logical line.
    fn line(&mut self) {
        loop {
            let start = self.cursor.pos();
            let Some(b) = self.cursor.peek() else { return };
            let next = self.cursor.peek_at(1);
            match b {
                b' ' | b'\t' | b'\x0c' => self.cursor.skip(1),
                b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => self.name(start),
                b'0'..=b'9' => self.number(start),
                b'.' if next.is_some_and(|b| b.is_ascii_digit()) => self.number(start),
                b'"' | b'\'' => self.string(start, b, 0),
                b'\n' | b'\r' => {
                    self.cursor.skip(self.line_end(0));
                    if self.inside || !self.brackets.is_empty() {
                        continue;
                    }
                    // Empty lines have no tokens.
                    if !matches!(self.out.tokens.last().map(|t| t.kind), None | Some(Tok::Newline | Tok::Dedent)) {
                        let end = start as u32 + 1;
                        self.out.tokens.push(Token { kind: Tok::Newline, start: start as u32, end, data: 0 });
                    }
                    return;
                }
                b'#' => {
                    while !matches!(self.cursor.peek(), None | Some(b'\n' | b'\r')) {
                        self.cursor.skip(1);
                    }
                }
                b'\\' => self.continuation(start),
                b'(' => self.open(Tok::OpenRound),
                b'[' => self.open(Tok::OpenSquare),
                b'{' => self.open(Tok::OpenCurly),
                b')' => self.close(Tok::CloseRound, Tok::OpenRound),
                b']' => self.close(Tok::CloseSquare, Tok::OpenSquare),
                b'}' => self.close(Tok::CloseCurly, Tok::OpenCurly),
                _ => self.sign(start, b, next),
            }
        }
    }

    #[inline]
    fn name(&mut self, start: usize) {
        let word = self.cursor.take_while(&NAME);
        if let Some(kind) = keyword(word) {
            return self.push(kind, start, 0);
        }
        if let Some(quote @ (b'"' | b'\'')) = self.cursor.peek()
            && let Some(flags) = prefix(word)
        {
            return self.string(start, quote, flags);
        }
        if !word.is_ascii() && !self.is_identifier(start, word) {
            return;
        }
        let sym = self.interner.intern(word);
        self.push(Tok::Name, start, sym.0);
    }

    /// Whether a word with letters beyond ASCII is an identifier. If not, says so.
    #[cold]
    fn is_identifier(&mut self, start: usize, word: &str) -> bool {
        for (at, c) in word.char_indices() {
            // What is ASCII was looked at before.
            let fits = c.is_ascii() || if at == 0 { chars::begins_name(c) } else { chars::continues_name(c) };
            if fits {
                continue;
            }
            let from = start + at;
            self.push(Tok::Bad, start, 0);
            let hex = format!("{:04X}", c as u32);
            let message = match chars::is_printable(c) {
                true => format!("invalid character '{c}' (U+{hex})"),
                false => format!("invalid non-printable character U+{hex}"),
            };
            self.problem(from, from + c.len_utf8(), message);
            return false;
        }
        true
    }

    fn continuation(&mut self, start: usize) {
        let n = self.line_end(1);
        if n > 0 {
            self.cursor.skip(1 + n);
            if self.cursor.peek().is_none() {
                self.bad(start, "unexpected EOF while parsing");
            }
        } else if self.cursor.peek_at(1).is_none() {
            self.cursor.skip(1);
            self.bad(start, "unexpected EOF while parsing");
        } else {
            self.cursor.skip(1);
            self.bad(start, "unexpected character after line continuation character");
            self.skip_line();
        }
    }

    fn skip_line(&mut self) {
        let n = self.line_length(self.cursor.pos());
        self.cursor.skip(n);
    }

    #[inline]
    fn open(&mut self, kind: Tok) {
        let start = self.cursor.pos();
        self.cursor.skip(1);
        if self.brackets.len() == MAX_BRACKETS {
            self.bad(start, "too many nested parentheses");
            self.brackets.clear();
            return self.stop();
        }
        self.push(kind, start, self.brackets.len() as u32 + 1);
        self.brackets.push(Token { kind, start: start as u32, end: start as u32 + 1, data: 0 });
    }

    #[inline]
    fn close(&mut self, kind: Tok, opening: Tok) {
        let start = self.cursor.pos();
        self.cursor.skip(1);
        match self.brackets.pop() {
            Some(open) if open.kind == opening => self.push(kind, start, self.brackets.len() as u32),
            Some(open) => {
                let (here, there) = (self.line_of(start), self.line_of(open.start as usize));
                let place = if here == there { String::new() } else { format!(" on line {there}") };
                let (close, open) = (kind.text(), open.kind.text());
                let message =
                    format!("closing parenthesis '{close}' does not match opening parenthesis '{open}'{place}");
                self.bad(start, message);
            }
            None => self.bad(start, format!("unmatched '{}'", kind.text())),
        }
    }

    #[inline]
    fn sign(&mut self, start: usize, b: u8, next: Option<u8>) {
        let third = self.cursor.peek_at(2) == Some(b'=');
        let equal = next == Some(b'=');
        let doubled = next == Some(b);
        let (kind, n) = match b {
            b':' if equal => (Tok::Walrus, 2),
            b':' => (Tok::Colon, 1),
            b',' => (Tok::Comma, 1),
            b'=' if equal => (Tok::EqualEqual, 2),
            b'=' => (Tok::Equal, 1),
            b'.' if doubled && self.cursor.peek_at(2) == Some(b'.') => (Tok::Ellipsis, 3),
            b'.' => (Tok::Dot, 1),
            b'+' if equal => (Tok::PlusEqual, 2),
            b'+' => (Tok::Plus, 1),
            b'-' if equal => (Tok::MinusEqual, 2),
            b'-' if next == Some(b'>') => (Tok::Arrow, 2),
            b'-' => (Tok::Minus, 1),
            b'*' if doubled && third => (Tok::DoubleStarEqual, 3),
            b'*' if doubled => (Tok::DoubleStar, 2),
            b'*' if equal => (Tok::StarEqual, 2),
            b'*' => (Tok::Star, 1),
            b'/' if doubled && third => (Tok::DoubleSlashEqual, 3),
            b'/' if doubled => (Tok::DoubleSlash, 2),
            b'/' if equal => (Tok::SlashEqual, 2),
            b'/' => (Tok::Slash, 1),
            b'<' if doubled && third => (Tok::LeftShiftEqual, 3),
            b'<' if doubled => (Tok::LeftShift, 2),
            b'<' if equal => (Tok::LessEqual, 2),
            b'<' if next == Some(b'>') => (Tok::Stray, 2),
            b'<' => (Tok::Less, 1),
            b'>' if doubled && third => (Tok::RightShiftEqual, 3),
            b'>' if doubled => (Tok::RightShift, 2),
            b'>' if equal => (Tok::GreaterEqual, 2),
            b'>' => (Tok::Greater, 1),
            b'!' if equal => (Tok::NotEqual, 2),
            b'%' if equal => (Tok::PercentEqual, 2),
            b'%' => (Tok::Percent, 1),
            b'@' if equal => (Tok::AtEqual, 2),
            b'@' => (Tok::At, 1),
            b'|' if equal => (Tok::PipeEqual, 2),
            b'|' => (Tok::Pipe, 1),
            b'&' if equal => (Tok::AmperEqual, 2),
            b'&' => (Tok::Amper, 1),
            b'^' if equal => (Tok::CaretEqual, 2),
            b'^' => (Tok::Caret, 1),
            b'~' => (Tok::Tilde, 1),
            b';' => (Tok::Semicolon, 1),
            0 => {
                self.cursor.skip(1);
                self.bad(start, "source code cannot contain null bytes");
                return self.stop();
            }
            b'!' | b'$' | b'?' | b'`' => (Tok::Stray, 1),
            _ => {
                self.cursor.skip(1);
                return self.bad(start, format!("invalid non-printable character U+{b:04X}"));
            }
        };
        self.cursor.skip(n);
        self.push(kind, start, 0);
    }

    /// A string from its quotes on; the prefix was read.
    fn string(&mut self, start: usize, quote: u8, mut flags: u32) {
        if self.cursor.peek_at(1) == Some(quote) && self.cursor.peek_at(2) == Some(quote) {
            return self.long_string(start, quote, flags);
        }
        self.cursor.skip(1);
        let run = if quote == b'"' { &RUN_DOUBLE } else { &RUN_SINGLE };
        loop {
            self.cursor.take_while(run);
            match self.cursor.peek() {
                Some(b'\\') => {
                    flags |= StrFlags::BACKSLASH;
                    let n = self.line_end(1);
                    self.cursor.skip(1 + n);
                    if n == 0 {
                        self.cursor.bump_char();
                    }
                }
                Some(b) if b == quote => {
                    self.cursor.skip(1);
                    return self.push(Tok::Str, start, flags);
                }
                _ => {
                    let line = self.line_of(self.cursor.pos());
                    return self.bad(start, format!("unterminated string literal (detected at line {line})"));
                }
            }
        }
    }

    fn long_string(&mut self, start: usize, quote: u8, mut flags: u32) {
        let opening = self.cursor.pos();
        self.cursor.skip(3);
        let bytes = self.cursor.text().as_bytes();
        let mut at = self.cursor.pos();
        flags |= StrFlags::TRIPLE;
        loop {
            match bytes.get(at) {
                Some(b'\\') => {
                    flags |= StrFlags::BACKSLASH;
                    at += 2;
                }
                Some(&b) if b == quote => {
                    if bytes.get(at + 1) == Some(&quote) && bytes.get(at + 2) == Some(&quote) {
                        self.cursor.skip(at + 3 - self.cursor.pos());
                        return self.push(Tok::Str, start, flags);
                    }
                    at += 1;
                }
                Some(_) => at += 1,
                None => break,
            }
        }
        self.stop();
        let last = self.line_of(bytes.len().saturating_sub(bytes.ends_with(b"\n") as usize));
        self.push(Tok::Bad, start, 0);
        let message = format!("unterminated triple-quoted string literal (detected at line {last})");
        self.problem(start, opening + 3, message);
        // Nothing after this can be trusted, also not that brackets are open.
        self.brackets.clear();
    }
}

/// The 1-based line of a byte.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    cut(text, 0..at.min(text.len())).bytes().filter(|&b| b == b'\n').count() + 1
}

/// The flags of a string prefix, if the word is one.
fn prefix(word: &str) -> Option<u32> {
    let letters = word.as_bytes();
    let flag = |b: u8| match b | 0x20 {
        b'r' => StrFlags::RAW,
        b'b' => StrFlags::BYTES,
        b'f' => StrFlags::FORMAT,
        b'u' => StrFlags::UNICODE,
        _ => 0,
    };
    match letters {
        [a] if flag(*a) != 0 => Some(flag(*a)),
        [a, b] => {
            let both = flag(*a) | flag(*b);
            matches!(both, 3 | 5).then_some(both)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
