//! Numbers as tokens. Their values are read by the parser, from their text.
use super::{Lexer, NAME, Tok};
use crate::syntax::lexer::{ByteSet, DIGITS, HEX};
use crate::syntax::text::cut;

const OCTAL: ByteSet = ByteSet::of(b"01234567");
const BINARY: ByteSet = ByteSet::of(b"01");

impl Lexer<'_> {
    fn digit_next(&self) -> bool {
        self.cursor.peek().is_some_and(|b| b.is_ascii_digit())
    }

    /// A number; the next byte is a digit, or a point before one.
    pub(super) fn number(&mut self, start: usize) {
        let mut octal_like = false;
        if self.cursor.peek() == Some(b'0') {
            match self.cursor.peek_at(1).map(|b| b | 0x20) {
                Some(b'x') => return self.radix(start, &HEX, "hexadecimal"),
                Some(b'o') => return self.radix(start, &OCTAL, "octal"),
                Some(b'b') => return self.radix(start, &BINARY, "binary"),
                _ => octal_like = true,
            }
        }
        let mut kind = Tok::Int;
        if self.digit_next() && !self.decimal(start) {
            return;
        }
        if self.cursor.peek() == Some(b'.') {
            kind = Tok::Float;
            self.cursor.skip(1);
            if self.digit_next() && !self.decimal(start) {
                return;
            }
        }
        if matches!(self.cursor.peek(), Some(b'e' | b'E')) {
            let sign = matches!(self.cursor.peek_at(1), Some(b'+' | b'-')) as usize;
            if self.cursor.peek_at(1 + sign).is_some_and(|b| b.is_ascii_digit()) {
                kind = Tok::Float;
                self.cursor.skip(1 + sign);
                if !self.decimal(start) {
                    return;
                }
            } else if sign > 0 {
                self.cursor.skip(1 + sign);
                return self.bad(start, "invalid decimal literal");
            }
        }
        let mut name = "decimal";
        if matches!(self.cursor.peek(), Some(b'j' | b'J')) {
            self.cursor.skip(1);
            (kind, name) = (Tok::Imaginary, "imaginary");
        }
        if octal_like && kind == Tok::Int {
            let text = cut(self.cursor.text(), start..self.cursor.pos());
            if text.bytes().any(|b| matches!(b, b'1'..=b'9')) {
                return self.bad(
                    start,
                    "leading zeros in decimal integer literals are not permitted; \
                     use an 0o prefix for octal integers",
                );
            }
        }
        self.number_end(start, kind, name);
    }

    /// Decimal digits with underscores between them; false if one is misplaced.
    fn decimal(&mut self, start: usize) -> bool {
        loop {
            self.cursor.take_while(&DIGITS);
            if self.cursor.peek() != Some(b'_') {
                return true;
            }
            self.cursor.skip(1);
            if !self.digit_next() {
                self.bad_number(start, "decimal");
                return false;
            }
        }
    }

    fn radix(&mut self, start: usize, digits: &ByteSet, name: &'static str) {
        self.cursor.skip(2);
        loop {
            if self.cursor.peek() == Some(b'_') {
                self.cursor.skip(1);
            }
            let some = !self.cursor.take_while(digits).is_empty();
            if self.digit_next() {
                let digit = self.cursor.peek().unwrap_or(b'0') as char;
                self.cursor.take_while(&NAME);
                return self.bad(start, format!("invalid digit '{digit}' in {name} literal"));
            }
            if !some {
                return self.bad_number(start, name);
            }
            if self.cursor.peek() != Some(b'_') {
                return self.number_end(start, Tok::Int, name);
            }
        }
    }

    fn bad_number(&mut self, start: usize, name: &str) {
        self.cursor.take_while(&NAME);
        self.bad(start, format!("invalid {name} literal"));
    }

    /// A number ends here. Only keywords that can follow an expression may touch it.
    #[inline]
    fn number_end(&mut self, start: usize, kind: Tok, name: &str) {
        if self.cursor.peek().is_some_and(|b| NAME.has(b)) {
            let rest = &self.cursor.text().as_bytes()[self.cursor.pos()..];
            let words: [&[u8]; 5] = [b"and", b"else", b"for", b"or", b"not"];
            let whole = |w: &&[u8]| rest.starts_with(w) && !rest.get(w.len()).is_some_and(|&b| NAME.has(b));
            if !words.iter().any(whole) && !matches!(rest, [b'i', b'f' | b'n' | b's', ..]) {
                return self.bad_number(start, name);
            }
        }
        self.push(kind, start, 0);
    }
}
