//! String and bytes literals: adjacent ones are one value, escapes mean what they
//! mean in Python.
use super::format::Parts;
use super::{Parsed, Parser};
use crate::lang::python::ast::{ExprId, ExprKind};
use crate::lang::python::lexer::{StrFlags, Tok, Token};
use crate::lang::python::text::properties::is_assigned;
use crate::platform;
use crate::syntax::Span;
use crate::syntax::text::cut;

/// Where the text between a literal's quotes begins and ends.
fn inside(text: &str, t: Token) -> (usize, usize) {
    let (start, end) = (t.start as usize, t.end as usize);
    let quote = cut(text, start..end).find(['"', '\'']).unwrap_or(0);
    let quotes = if t.flags().has(StrFlags::TRIPLE) { 3 } else { 1 };
    (start + quote + quotes, end - quotes)
}

impl Parser<'_> {
    /// One or more literals.
    pub(super) fn strings(&mut self, start: u32) -> Parsed<ExprId> {
        let t = self.token();
        let flags = t.flags();
        let plain = StrFlags(flags.0 & (StrFlags::BYTES | StrFlags::FORMAT | StrFlags::BACKSLASH)).0 == 0;
        if plain && self.ahead(1) != Tok::Str {
            let (from, to) = inside(self.text, t);
            let content = cut(self.text, from..to);
            if !flags.has(StrFlags::TRIPLE) || !content.contains('\r') {
                let index = self.ast.add_str(content);
                self.bump();
                return Ok(self.ast.add(ExprKind::Str(index, flags.has(StrFlags::UNICODE)), start, t.end));
            }
        }
        self.joined_strings(start)
    }

    fn joined_strings(&mut self, start: u32) -> Parsed<ExprId> {
        let first = self.pos;
        while self.kind == Tok::Str {
            self.bump();
        }
        let (last, end) = (self.pos, self.end());
        let bytes = |t: &Token| t.flags().has(StrFlags::BYTES);
        let literals = &self.tokens[first..last];
        if literals.iter().any(bytes) {
            if !literals.iter().all(bytes) {
                return Err(self.error(start, end, "cannot mix bytes and nonbytes literals"));
            }
            let mut out = vec![];
            for i in first..last {
                self.bytes_literal(self.tokens[i], &mut out)?;
            }
            let kind = self.ast.add_bytes(&out);
            return Ok(self.ast.add(kind, start, end));
        }
        let format = literals.iter().any(|t| t.flags().has(StrFlags::FORMAT));
        let unicode = literals[0].flags().has(StrFlags::UNICODE);
        let mut parts = Parts::new(start, end);
        for i in first..last {
            let t = self.tokens[i];
            let (from, to) = inside(self.text, t);
            let raw = t.flags().has(StrFlags::RAW);
            match t.flags().has(StrFlags::FORMAT) {
                true => self.format_literal(from, to, raw, &mut parts)?,
                false => self.decode(from, to, raw, &mut parts.text)?,
            }
        }
        if !format {
            let index = self.ast.add_str(&parts.text);
            return Ok(self.ast.add(ExprKind::Str(index, unicode), start, end));
        }
        self.finish_parts(parts, unicode)
    }

    /// Adds the text that part of a literal stands for.
    pub(super) fn decode(&mut self, from: usize, to: usize, raw: bool, out: &mut String) -> Parsed<()> {
        let content = cut(self.text, from..to);
        let mut rest = content;
        let special: &[char] = if raw { &['\r'] } else { &['\\', '\r'] };
        while let Some(at) = rest.find(special) {
            out.push_str(cut(rest, 0..at));
            let place = to - rest.len() + at;
            rest = cut(rest, at + 1..rest.len());
            if self.text.as_bytes()[place] == b'\r' {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                out.push('\n');
                continue;
            }
            let taken = self.escape(place, rest, from, out)?;
            rest = cut(rest, taken..rest.len());
        }
        out.push_str(rest);
        Ok(())
    }

    /// Adds what the escape whose backslash stands at `place` means; how many bytes
    /// it takes of what follows.
    fn escape(&mut self, place: usize, rest: &str, from: usize, out: &mut String) -> Parsed<usize> {
        let Some(c) = rest.chars().next() else {
            out.push('\\');
            return Ok(0);
        };
        let simple = match c {
            '\n' => return Ok(1),
            '\r' => return Ok(if rest.starts_with("\r\n") { 2 } else { 1 }),
            '\\' | '\'' | '"' => c,
            'a' => '\x07',
            'b' => '\x08',
            'f' => '\x0c',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\x0b',
            '0'..='7' => {
                let digits = rest.bytes().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count();
                let value = u32::from_str_radix(cut(rest, 0..digits), 8).unwrap_or(0);
                out.push(char::from_u32(value).unwrap_or('\0'));
                return Ok(digits);
            }
            'x' => return self.hex_escape(place, rest, from, 2, "truncated \\xXX escape", out),
            'u' => return self.hex_escape(place, rest, from, 4, "truncated \\uXXXX escape", out),
            'U' => return self.hex_escape(place, rest, from, 8, "truncated \\UXXXXXXXX escape", out),
            'N' => return self.named_escape(place, rest, from, out),
            // Unknown escapes keep their backslash.
            _ => {
                out.push('\\');
                return Ok(0);
            }
        };
        out.push(simple);
        Ok(c.len_utf8())
    }

    fn hex_escape(
        &mut self,
        place: usize,
        rest: &str,
        from: usize,
        want: usize,
        truncated: &str,
        out: &mut String,
    ) -> Parsed<usize> {
        let digits = rest.bytes().skip(1).take(want).take_while(u8::is_ascii_hexdigit).count();
        if digits < want {
            return Err(self.bad_escape(place, from, digits + 2, truncated));
        }
        let value = u32::from_str_radix(cut(rest, 1..1 + want), 16).unwrap_or(u32::MAX);
        match char::from_u32(value) {
            Some(c) => out.push(c),
            None if value <= 0x10FFFF => {
                self.unsupported(place, place + 2 + want, "a lone surrogate in a string");
                out.push('\u{fffd}');
            }
            None => return Err(self.bad_escape(place, from, want + 2, "illegal Unicode character")),
        }
        Ok(1 + want)
    }

    fn named_escape(&mut self, place: usize, rest: &str, from: usize, out: &mut String) -> Parsed<usize> {
        let end = rest.strip_prefix("N{").and_then(|name| name.find('}'));
        let Some(len) = end.filter(|&len| len > 0) else {
            let name = if rest.starts_with("N{") { rest.find('}').map_or(rest.len(), |at| at + 1) } else { 1 };
            let taken = name + 1;
            return Err(self.bad_escape(place, from, taken, "malformed \\N character escape"));
        };
        match platform::named_char(cut(rest, 2..2 + len)).filter(|&c| is_assigned(c)) {
            Some(c) => out.push(c),
            None if platform::NAMES => {
                return Err(self.bad_escape(place, from, len + 4, "unknown Unicode character name"));
            }
            None => {
                self.unsupported(place, place + len + 4, "a character by its name");
                out.push('\u{fffd}');
            }
        }
        Ok(len + 3)
    }

    #[cold]
    fn unsupported(&mut self, start: usize, end: usize, what: &'static str) {
        self.ast.unsupported.push((Span::new(self.source, start as u32, end as u32), what));
    }

    #[cold]
    fn bad_escape(&mut self, place: usize, from: usize, len: usize, why: &str) -> super::Stop {
        // Counted as CPython does, which writes other letters as ten bytes first.
        let before: usize = cut(self.text, from..place).chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum();
        let last = before + len - 1;
        let range = if last == before { format!("{before}") } else { format!("{before}-{last}") };
        let message = format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {range}: {why}");
        self.error(place as u32, (place + len) as u32, message)
    }

    fn bytes_literal(&mut self, t: Token, out: &mut Vec<u8>) -> Parsed<()> {
        let (from, to) = inside(self.text, t);
        let content = cut(self.text, from..to);
        if !content.is_ascii() {
            return Err(self.error(t.start, t.end, "bytes can only contain ASCII literal characters"));
        }
        let raw = t.flags().has(StrFlags::RAW);
        let content = content.as_bytes();
        let mut at = 0;
        while let Some(&b) = content.get(at) {
            at += 1;
            if b == b'\r' {
                at += usize::from(content.get(at) == Some(&b'\n'));
                out.push(b'\n');
                continue;
            }
            if b != b'\\' || raw {
                out.push(b);
                continue;
            }
            let Some(&c) = content.get(at) else {
                out.push(b);
                continue;
            };
            at += 1;
            match c {
                b'\n' => {}
                b'\r' => at += usize::from(content.get(at) == Some(&b'\n')),
                b'\\' | b'\'' | b'"' => out.push(c),
                b'a' => out.push(7),
                b'b' => out.push(8),
                b'f' => out.push(12),
                b'n' => out.push(b'\n'),
                b'r' => out.push(b'\r'),
                b't' => out.push(b'\t'),
                b'v' => out.push(11),
                b'0'..=b'7' => {
                    let mut value = u32::from(c - b'0');
                    for _ in 0..2 {
                        let Some(&d @ b'0'..=b'7') = content.get(at) else { break };
                        value = value * 8 + u32::from(d - b'0');
                        at += 1;
                    }
                    out.push(value as u8);
                }
                b'x' => {
                    let digit = |i: usize| content.get(i).and_then(|&d| (d as char).to_digit(16));
                    let (Some(high), Some(low)) = (digit(at), digit(at + 1)) else {
                        let message = format!("(value error) invalid \\x escape at position {}", at - 2);
                        return Err(self.error((from + at - 2) as u32, (from + at) as u32, message));
                    };
                    out.push((high * 16 + low) as u8);
                    at += 2;
                }
                _ => out.extend([b'\\', c]),
            }
        }
        Ok(())
    }
}
