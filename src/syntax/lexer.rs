//! The lexer toolkit all languages share: a cursor over the bytes of a source
//! text, byte classes by table, escapes. It allocates nothing; tokens are spans
//! of the text (R5).

/// A set of bytes, as a table: one load per test.
#[derive(Clone, Copy)]
pub struct ByteSet([bool; 256]);

impl ByteSet {
    /// The bytes of a text.
    pub const fn of(bytes: &[u8]) -> ByteSet {
        let mut set = [false; 256];
        let mut i = 0;
        while i < bytes.len() {
            set[bytes[i] as usize] = true;
            i += 1;
        }
        ByteSet(set)
    }
    /// This set and the bytes from `first` to `last`, both included.
    pub const fn with_range(mut self, first: u8, last: u8) -> ByteSet {
        let mut i = first;
        loop {
            self.0[i as usize] = true;
            if i == last {
                return self;
            }
            i += 1;
        }
    }
    /// The bytes that are not in the set.
    pub const fn not(mut self) -> ByteSet {
        let mut i = 0;
        while i < 256 {
            self.0[i] = !self.0[i];
            i += 1;
        }
        self
    }
    /// Whether a byte is in the set.
    #[inline]
    pub const fn has(&self, b: u8) -> bool {
        self.0[b as usize]
    }
}

/// A position in a text. Offsets are in bytes.
#[derive(Clone, Copy)]
pub struct Cursor<'a> {
    text: &'a str,
    pos: usize,
}

impl<'a> Cursor<'a> {
    /// At the beginning.
    pub fn new(text: &'a str) -> Self {
        Cursor { text, pos: 0 }
    }
    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }
    /// The offset of the next byte.
    #[inline]
    pub fn pos(&self) -> usize {
        self.pos
    }
    /// Goes to an offset, which must be a character boundary.
    pub fn seek(&mut self, pos: usize) {
        debug_assert!(self.text.is_char_boundary(pos));
        self.pos = pos;
    }
    /// The next byte.
    #[inline]
    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.pos).copied()
    }
    /// The byte `n` after the next one.
    #[inline]
    pub fn peek_at(&self, n: usize) -> Option<u8> {
        self.text.as_bytes().get(self.pos + n).copied()
    }
    /// The next character.
    pub fn peek_char(&self) -> Option<char> {
        self.text.get(self.pos..)?.chars().next()
    }
    /// Takes `n` bytes. They must not end within a character.
    #[inline]
    pub fn skip(&mut self, n: usize) {
        self.pos = (self.pos + n).min(self.text.len());
    }
    /// Takes the next character.
    pub fn bump_char(&mut self) -> Option<char> {
        let c = self.peek_char()?;
        self.pos += c.len_utf8();
        Some(c)
    }
    /// Takes bytes while they are in the set. A set that has a byte of a longer
    /// character must have all bytes from 0x80.
    #[inline]
    pub fn take_while(&mut self, set: &ByteSet) -> &'a str {
        let bytes = self.text.as_bytes();
        let start = self.pos;
        let mut pos = start;
        while pos < bytes.len() && set.has(bytes[pos]) {
            pos += 1;
        }
        self.pos = pos;
        super::text::cut(self.text, start..pos)
    }
    /// Takes everything up to the end of the line, which stays.
    pub fn skip_line(&mut self) {
        let rest = &self.text.as_bytes()[self.pos..];
        self.pos += rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len());
    }
    /// Takes a comment that nests, after its opening delimiter; false if the
    /// text ends first. Both delimiters are two bytes.
    pub fn skip_nested(&mut self, open: [u8; 2], close: [u8; 2]) -> bool {
        let mut depth = 1u32;
        while let (Some(a), b) = (self.peek(), self.peek_at(1)) {
            if b == Some(close[1]) && a == close[0] {
                self.pos += 2;
                depth -= 1;
                if depth == 0 {
                    return true;
                }
            } else if b == Some(open[1]) && a == open[0] {
                self.pos += 2;
                depth += 1;
            } else {
                self.pos += 1;
            }
        }
        false
    }
    /// Takes hexadecimal digits and gives their value; `None` if there are none
    /// or they are not a Unicode scalar value.
    pub fn hex_char(&mut self) -> Option<char> {
        let digits = self.take_while(&HEX);
        if digits.is_empty() || digits.len() > 8 {
            return None;
        }
        u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
    }
}

/// Hexadecimal digits.
pub const HEX: ByteSet = ByteSet::of(b"").with_range(b'0', b'9').with_range(b'a', b'f').with_range(b'A', b'F');
/// Decimal digits.
pub const DIGITS: ByteSet = ByteSet::of(b"").with_range(b'0', b'9');

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursor_takes_runs_and_comments() {
        let mut c = Cursor::new("12ab #| a #| b |# |#x");
        assert_eq!(c.take_while(&DIGITS), "12");
        assert_eq!(c.hex_char(), Some('\u{ab}'));
        c.skip(3);
        assert!(c.skip_nested(*b"#|", *b"|#"));
        assert_eq!(c.peek(), Some(b'x'));
        c.skip(9);
        assert_eq!(c.peek(), None);
        assert!(!Cursor::new("a #| b |#").skip_nested(*b"#|", *b"|#"));
    }

    #[test]
    fn sets_can_be_turned_round() {
        let not_digits = DIGITS.not();
        assert!(not_digits.has(b'a') && !not_digits.has(b'5'));
    }
}
