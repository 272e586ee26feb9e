//! Tokens of S-expressions, as R7RS writes them. No token allocates: symbols
//! and strings are spans of the text, decoded by the reader if they need it.
use crate::number::{Int, Num, Real};
use crate::syntax::lexer::{ByteSet, Cursor, DIGITS};
use crate::syntax::number::{INT_MAX, INT_MIN, NumError, parse_number};
use crate::syntax::text::{cut, shorten};
use crate::syntax::{Code, Diagnostic, SourceId, Span};

/// A bracket's shape.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bracket {
    /// `(` and `)`.
    Round,
    /// `[` and `]`.
    Square,
}

/// An abbreviation that stands before the datum it applies to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Prefix {
    /// `'`.
    Quote,
    /// `` ` ``.
    Quasi,
    /// `,`.
    Unquote,
    /// `,@`.
    Splice,
    /// `#;`: the datum is a comment.
    Comment,
    /// `#0=` and the like.
    Label(u32),
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum TokenKind {
    /// `(` or `[`.
    Open(Bracket),
    /// `)` or `]`.
    Close(Bracket),
    /// `#(`.
    OpenVector,
    /// `#u8(`.
    OpenBytes,
    /// `'` and its like.
    Prefix(Prefix),
    /// `.` by itself.
    Dot,
    /// `#0#` and the like: what has that label.
    LabelUse(u32),
    /// An integer of at most 51 bits.
    Int(i64),
    /// A float.
    Float(f64),
    /// Any other number; it is in [`Lexer::number`].
    Num,
    /// `#t` or `#f`.
    Bool(bool),
    /// A character.
    Char(char),
    /// A string, quotes included; true if it has escapes.
    Str(bool),
    /// A symbol as written.
    Symbol,
    /// A symbol between bars; true if it has escapes.
    BarSymbol(bool),
    /// A bad token; a diagnostic was made.
    Bad,
    /// The end of the text.
    End,
}

/// A token and its place.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

const SPACE: ByteSet = ByteSet::of(b" \t\r\n\x0c");
/// What may stand in a symbol or number: everything but white space, control
/// bytes and what begins another token.
const ATOM: ByteSet = ByteSet::of(b"()[]{}\";'`,|").with_range(0, b' ').with_range(127, 127).not();
const STRING_RUN: ByteSet = ByteSet::of(b"\"\\").not();
const BAR_RUN: ByteSet = ByteSet::of(b"|\\").not();

/// Cuts a text into tokens. Problems go to `problems`; it goes on after them.
pub struct Lexer<'a> {
    cursor: Cursor<'a>,
    source: SourceId,
    /// Whether symbols are read without case.
    pub fold: bool,
    /// What was wrong so far.
    pub problems: Vec<Diagnostic>,
    /// The number of the last [`TokenKind::Num`].
    pub number: Option<Num>,
    /// Bytes that such numbers may still take: a short text can mean a large one.
    number_bytes: u64,
}

/// Bytes that all large numbers of a text may take, beyond its own length.
const NUMBER_BYTES: u64 = 16 << 20;

impl<'a> Lexer<'a> {
    /// A lexer at some byte of a text, which must be the beginning or lie between tokens.
    pub fn starting_at(source: SourceId, text: &'a str, start: usize) -> Self {
        let mut lexer = Lexer::new(source, text);
        if start > 0 {
            lexer.cursor = Cursor::new(text);
            lexer.cursor.skip(start);
        }
        lexer
    }
    /// A lexer at the beginning of a text. A first line that begins with `#!/`
    /// or `#! ` is for the system's loader and is skipped.
    pub fn new(source: SourceId, text: &'a str) -> Self {
        let mut cursor = Cursor::new(text);
        if text.starts_with('\u{feff}') {
            cursor.skip(3);
        }
        if text.get(cursor.pos()..).is_some_and(|t| t.starts_with("#!/") || t.starts_with("#! ")) {
            cursor.skip_line();
        }
        Lexer {
            cursor,
            source,
            fold: false,
            problems: vec![],
            number: None,
            number_bytes: NUMBER_BYTES + text.len() as u64,
        }
    }

    /// One past the last byte that was looked at.
    pub fn pos(&self) -> usize {
        self.cursor.pos()
    }

    /// The text of a token.
    pub fn text(&self, t: Token) -> &'a str {
        cut(self.cursor.text(), t.start as usize..t.end as usize)
    }

    fn span(&self, start: usize) -> Span {
        Span::new(self.source, start as u32, self.cursor.pos() as u32)
    }

    fn problem(&mut self, code: Code, start: usize, message: impl Into<String>) -> TokenKind {
        let d = Diagnostic::error(code, self.span(start), message);
        self.problems.push(d);
        TokenKind::Bad
    }

    /// The next token.
    #[inline]
    pub fn token(&mut self) -> Token {
        loop {
            self.cursor.take_while(&SPACE);
            let start = self.cursor.pos();
            let Some(b) = self.cursor.peek() else {
                return Token { kind: TokenKind::End, start: start as u32, end: start as u32 };
            };
            let kind = match b {
                b'(' => self.one(TokenKind::Open(Bracket::Round)),
                b')' => self.one(TokenKind::Close(Bracket::Round)),
                b'[' => self.one(TokenKind::Open(Bracket::Square)),
                b']' => self.one(TokenKind::Close(Bracket::Square)),
                b'\'' => self.one(TokenKind::Prefix(Prefix::Quote)),
                b'`' => self.one(TokenKind::Prefix(Prefix::Quasi)),
                b',' => {
                    self.cursor.skip(1);
                    let splice = self.cursor.peek() == Some(b'@');
                    self.cursor.skip(splice as usize);
                    TokenKind::Prefix(if splice { Prefix::Splice } else { Prefix::Unquote })
                }
                b';' => {
                    self.cursor.skip_line();
                    continue;
                }
                b'"' => self.string(start),
                b'|' => self.bar_symbol(start),
                b'#' => match self.hash(start) {
                    Some(kind) => kind,
                    None => continue,
                },
                b'0'..=b'9' | b'+' | b'-' | b'.' => self.number_or_symbol(start),
                _ if ATOM.has(b) => self.symbol(start),
                _ => self.stray(start),
            };
            return Token { kind, start: start as u32, end: self.cursor.pos() as u32 };
        }
    }

    #[inline]
    fn one(&mut self, kind: TokenKind) -> TokenKind {
        self.cursor.skip(1);
        kind
    }

    #[inline]
    fn symbol(&mut self, start: usize) -> TokenKind {
        let text = self.cursor.take_while(&ATOM);
        if !text.is_ascii()
            && let Some((at, c)) =
                text.char_indices().find(|(_, c)| !c.is_ascii() && (c.is_whitespace() || c.is_control()))
        {
            return self.odd_char(start, at, c);
        }
        TokenKind::Symbol
    }

    /// White space beyond ASCII: almost always an accident of copying.
    #[cold]
    fn odd_char(&mut self, start: usize, at: usize, c: char) -> TokenKind {
        self.cursor.seek(start + at);
        if at > 0 {
            return TokenKind::Symbol;
        }
        self.cursor.bump_char();
        self.problem(Code::Syntax, start, format!("the invisible character U+{:04X} cannot stand here", c as u32))
    }

    #[cold]
    fn stray(&mut self, start: usize) -> TokenKind {
        let c = self.cursor.bump_char().unwrap_or(' ');
        match c {
            '{' | '}' => self.problem(Code::Unsupported, start, format!("not supported: `{c}`")),
            _ => self.problem(Code::Syntax, start, format!("the character U+{:04X} cannot stand here", c as u32)),
        }
    }

    fn number_or_symbol(&mut self, start: usize) -> TokenKind {
        let text = self.cursor.take_while(&ATOM);
        let bytes = text.as_bytes();
        // The usual case without the general reader: a few decimal digits.
        if bytes.len() <= 15 {
            let digits = &bytes[(bytes[0] == b'-') as usize..];
            if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) {
                let value = digits.iter().fold(0i64, |v, b| v * 10 + (b - b'0') as i64);
                if value <= INT_MAX {
                    return TokenKind::Int(if bytes[0] == b'-' { -value } else { value });
                }
            }
        }
        if text == "." {
            return TokenKind::Dot;
        }
        self.number(start, text, 10).unwrap_or_else(|| self.not_a_number(start, text))
    }

    fn number(&mut self, start: usize, text: &str, radix: u32) -> Option<TokenKind> {
        let number = match parse_number(text, radix) {
            Ok(n) => n,
            Err(NumError::NotANumber) => return None,
            Err(NumError::TooLarge) => return Some(self.too_large(start)),
        };
        match number {
            Num::Real(Real::Float(f)) => Some(TokenKind::Float(f)),
            Num::Real(Real::Int(Int::Small(i @ INT_MIN..=INT_MAX))) => Some(TokenKind::Int(i)),
            n => match self.number_bytes.checked_sub(n.bits() / 8) {
                Some(left) => {
                    self.number_bytes = left;
                    self.number = Some(n);
                    Some(TokenKind::Num)
                }
                None => Some(self.too_large(start)),
            },
        }
    }

    #[cold]
    fn too_large(&mut self, start: usize) -> TokenKind {
        self.problem(Code::TooLarge, start, "this number is too large")
    }

    /// What begins like a number without being one: `1+`, `...`, `->x` and the
    /// like are symbols, `12ab` is a mistake.
    fn not_a_number(&mut self, start: usize, text: &str) -> TokenKind {
        let rest = text.trim_start_matches(['+', '-', '.']);
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.len() == rest.len() || matches!(digits, "+" | "-") {
            self.cursor.seek(start);
            return self.symbol(start);
        }
        self.problem(Code::Syntax, start, format!("`{}` is neither a number nor a name", shorten(text, 30)))
    }

    fn string(&mut self, start: usize) -> TokenKind {
        self.cursor.skip(1);
        let mut escapes = false;
        loop {
            self.cursor.take_while(&STRING_RUN);
            match self.cursor.peek() {
                Some(b'"') => return self.one(TokenKind::Str(escapes)),
                Some(_) => {
                    escapes = true;
                    self.cursor.skip(1);
                    self.cursor.bump_char();
                }
                None => return self.unterminated(start, "this string does not end"),
            }
        }
    }

    fn bar_symbol(&mut self, start: usize) -> TokenKind {
        self.cursor.skip(1);
        let mut escapes = false;
        loop {
            self.cursor.take_while(&BAR_RUN);
            match self.cursor.peek() {
                Some(b'|') => return self.one(TokenKind::BarSymbol(escapes)),
                Some(_) => {
                    escapes = true;
                    self.cursor.skip(1);
                    self.cursor.bump_char();
                }
                None => return self.unterminated(start, "this symbol between bars does not end"),
            }
        }
    }

    /// Points at the opening delimiter only, not at the rest of the text.
    #[cold]
    fn unterminated(&mut self, start: usize, message: &str) -> TokenKind {
        let span = Span::new(self.source, start as u32, start as u32 + 1);
        self.problems.push(Diagnostic::error(Code::Syntax, span, message));
        TokenKind::Bad
    }

    /// What begins with `#`; `None` for comments.
    fn hash(&mut self, start: usize) -> Option<TokenKind> {
        Some(match self.cursor.peek_at(1) {
            Some(b'(') => {
                self.cursor.skip(2);
                TokenKind::OpenVector
            }
            Some(b';') => {
                self.cursor.skip(2);
                TokenKind::Prefix(Prefix::Comment)
            }
            Some(b'|') => {
                self.cursor.skip(2);
                if !self.cursor.skip_nested(*b"#|", *b"|#") {
                    let span = Span::new(self.source, start as u32, start as u32 + 2);
                    self.problems.push(Diagnostic::error(Code::Syntax, span, "this comment does not end"));
                }
                return None;
            }
            Some(b'\\') => {
                self.cursor.skip(2);
                self.character(start)
            }
            Some(b'0'..=b'9') => self.label(start),
            Some(b'!') => {
                self.cursor.skip(2);
                match self.cursor.take_while(&ATOM) {
                    "fold-case" => self.fold = true,
                    "no-fold-case" => self.fold = false,
                    _ => return Some(self.unsupported(start)),
                }
                return None;
            }
            _ => {
                self.cursor.skip(1);
                let text = self.cursor.take_while(&ATOM);
                self.hash_word(start, text)
            }
        })
    }

    fn hash_word(&mut self, start: usize, text: &str) -> TokenKind {
        let whole = cut(self.cursor.text(), start..self.cursor.pos());
        match text {
            "t" | "true" | "T" | "TRUE" => TokenKind::Bool(true),
            "f" | "false" | "F" | "FALSE" => TokenKind::Bool(false),
            "u8" | "U8" if self.cursor.peek() == Some(b'(') => {
                self.cursor.skip(1);
                TokenKind::OpenBytes
            }
            _ if matches!(
                text.as_bytes().first(),
                Some(b'x' | b'X' | b'b' | b'B' | b'o' | b'O' | b'd' | b'D' | b'e' | b'E' | b'i' | b'I')
            ) =>
            {
                match self.number(start, whole, 10) {
                    Some(kind) => kind,
                    None => self.problem(Code::Syntax, start, format!("`{}` is not a number", shorten(whole, 30))),
                }
            }
            _ => {
                if text.is_empty() {
                    self.cursor.bump_char();
                }
                self.unsupported(start)
            }
        }
    }

    #[cold]
    fn unsupported(&mut self, start: usize) -> TokenKind {
        let whole = cut(self.cursor.text(), start..self.cursor.pos());
        self.problem(Code::Unsupported, start, format!("not supported: `{}`", shorten(whole, 30)))
    }

    /// `#0=` or `#0#`.
    fn label(&mut self, start: usize) -> TokenKind {
        self.cursor.skip(1);
        let number = self.cursor.take_while(&DIGITS).parse();
        let end = self.cursor.peek();
        self.cursor.skip(matches!(end, Some(b'=' | b'#')) as usize);
        match (number, end) {
            (Ok(n), Some(b'=')) => TokenKind::Prefix(Prefix::Label(n)),
            (Ok(n), Some(b'#')) => TokenKind::LabelUse(n),
            _ => {
                self.cursor.take_while(&ATOM);
                self.unsupported(start)
            }
        }
    }

    fn character(&mut self, start: usize) -> TokenKind {
        let Some(first) = self.cursor.bump_char() else {
            return self.problem(Code::Syntax, start, "a character is missing after `#\\`");
        };
        let more = self.cursor.take_while(&ATOM);
        if more.is_empty() {
            return TokenKind::Char(first);
        }
        let written = cut(self.cursor.text(), start + 2..self.cursor.pos());
        let name = if self.fold { &*written.to_ascii_lowercase() } else { written };
        if let Some((_, c)) = CHAR_NAMES.iter().find(|(n, _)| *n == name) {
            return TokenKind::Char(*c);
        }
        if first == 'x'
            && let Ok(code) = u32::from_str_radix(more, 16)
        {
            return match char::from_u32(code) {
                Some(c) => TokenKind::Char(c),
                None => self.problem(Code::Syntax, start, format!("U+{code:04X} is not a character")),
            };
        }
        // `#\a` directly before something that is no delimiter, such as `#\é́`.
        self.problem(Code::Syntax, start, format!("there is no character of the name `{}`", shorten(name, 30)))
    }

    /// The text of a string or bar symbol with escapes, decoded.
    pub fn decode(&mut self, t: Token) -> String {
        let inner = cut(self.text(t), 1..self.text(t).len() - 1);
        let base = t.start as usize + 1;
        let mut out = String::with_capacity(inner.len());
        let mut c = Cursor::new(inner);
        while let Some(next) = c.bump_char() {
            if next != '\\' {
                out.push(next);
                continue;
            }
            let at = c.pos() - 1;
            match c.bump_char() {
                Some('a') => out.push('\x07'),
                Some('b') => out.push('\x08'),
                Some('t') => out.push('\t'),
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some(q @ ('"' | '\\' | '|')) => out.push(q),
                Some('x' | 'X') => {
                    let ch = c.hex_char();
                    if c.peek() == Some(b';') {
                        c.skip(1);
                        match ch {
                            Some(ch) => out.push(ch),
                            None => self.bad_escape(base + at, base + c.pos(), "this is not the code of a character"),
                        }
                    } else {
                        self.bad_escape(base + at, base + c.pos(), "`;` is missing after the code of the character");
                    }
                }
                Some(ws @ (' ' | '\t' | '\r' | '\n')) => {
                    // A line that goes on: the break and the white space around it do not count.
                    let mut broke = matches!(ws, '\n' | '\r');
                    let mut last = ws as u8;
                    while let Some(b @ (b' ' | b'\t' | b'\r' | b'\n')) = c.peek() {
                        // A carriage return and a line feed are one break.
                        if matches!(b, b'\n' | b'\r') && !(last == b'\r' && b == b'\n') {
                            if broke {
                                break;
                            }
                            broke = true;
                        }
                        last = b;
                        c.skip(1);
                    }
                    if !broke {
                        self.bad_escape(
                            base + at,
                            base + c.pos(),
                            "`\\` before a space must be followed by the end of the line",
                        );
                    }
                }
                Some(other) => {
                    self.bad_escape(base + at, base + c.pos(), &format!("`\\{other}` has no meaning in a string"));
                }
                None => {}
            }
        }
        out
    }

    #[cold]
    fn bad_escape(&mut self, start: usize, end: usize, message: &str) {
        let span = Span::new(self.source, start as u32, end as u32);
        self.problems.push(Diagnostic::error(Code::Syntax, span, message));
    }
}

/// The beginning of a text, for messages.
/// Characters that have names. Where one has two, the first is written.
pub const CHAR_NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("newline", '\n'),
    ("tab", '\t'),
    ("return", '\r'),
    ("null", '\0'),
    ("alarm", '\x07'),
    ("backspace", '\x08'),
    ("delete", '\x7f'),
    ("escape", '\x1b'),
    ("nul", '\0'),
    ("linefeed", '\n'),
    ("altmode", '\x1b'),
    ("rubout", '\x7f'),
    ("page", '\x0c'),
];
