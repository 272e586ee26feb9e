//! Format strings. In 3.11 such a string is one token; the expressions in it are
//! found by their braces and parsed as if they stood in brackets.
use super::{Parsed, Parser, Stop};
use crate::lang::python::ast::{Conversion, ExprId, ExprKind};
use crate::lang::python::lexer::{self, MAX_BRACKETS, MAX_PROBLEMS, Tok};
use crate::syntax::text::cut;

/// What a format string is made of.
pub(super) struct Parts {
    /// The text since the last expression.
    pub text: String,
    items: Vec<ExprId>,
    start: u32,
    end: u32,
}

impl Parts {
    /// Of literals from one byte to another.
    pub fn new(start: u32, end: u32) -> Self {
        Parts { text: String::new(), items: vec![], start, end }
    }
}

const EXPECTING_BRACE: &str = "f-string: expecting '}'";

impl Parser<'_> {
    /// Adds a literal, of which the text between the quotes is given.
    pub(super) fn format_literal(&mut self, from: usize, to: usize, raw: bool, parts: &mut Parts) -> Parsed<()> {
        let end = self.format_parts(from, to, raw, 0, parts)?;
        debug_assert_eq!(end, to);
        Ok(())
    }

    /// The node for all parts.
    pub(super) fn finish_parts(&mut self, mut parts: Parts, unicode: bool) -> Parsed<ExprId> {
        self.flush_text(&mut parts, unicode);
        let items = self.ast.list(&parts.items);
        Ok(self.ast.add(ExprKind::Joined(items), parts.start, parts.end))
    }

    fn flush_text(&mut self, parts: &mut Parts, unicode: bool) {
        if !parts.text.is_empty() {
            let index = self.ast.add_str(&parts.text);
            parts.items.push(self.ast.add(ExprKind::Str(index, unicode), parts.start, parts.end));
            parts.text.clear();
        }
    }

    /// Text and expressions up to the end, or in a format to the brace that ends
    /// it; where that is.
    fn format_parts(&mut self, from: usize, to: usize, raw: bool, level: u32, parts: &mut Parts) -> Parsed<usize> {
        let mut text_from = from;
        let mut at = from;
        loop {
            let bytes = self.text.as_bytes();
            let Some(&b) = bytes[..to].get(at) else {
                self.decode(text_from, to, raw, &mut parts.text)?;
                return Ok(to);
            };
            match b {
                b'\\' if !raw => at += self.escape_length(at, to),
                b'{' | b'}' if level == 0 && at + 1 < to && bytes[at + 1] == b => {
                    self.decode(text_from, at + 1, raw, &mut parts.text)?;
                    at += 2;
                    text_from = at;
                }
                b'}' if level == 0 => {
                    return Err(self.error(at as u32, at as u32 + 1, "f-string: single '}' is not allowed"));
                }
                b'}' => {
                    self.decode(text_from, at, raw, &mut parts.text)?;
                    return Ok(at);
                }
                b'{' => {
                    self.decode(text_from, at, raw, &mut parts.text)?;
                    at = self.replacement(at, to, raw, level, parts)?;
                    text_from = at;
                }
                _ => at += 1,
            }
        }
    }

    /// How many bytes of an escape cannot begin an expression.
    fn escape_length(&self, at: usize, to: usize) -> usize {
        let rest = cut(self.text, at + 1..to);
        match rest.chars().next() {
            Some('N') if rest.starts_with("N{") => 1 + rest.find('}').map_or(rest.len(), |end| end + 1),
            Some('{') | Some('}') | None => 1,
            Some(c) => 1 + c.len_utf8(),
        }
    }

    /// An expression with its braces, the first of which stands at `open`; where it
    /// ends.
    fn replacement(&mut self, open: usize, to: usize, raw: bool, level: u32, parts: &mut Parts) -> Parsed<usize> {
        let text = self.text;
        let here = |at: usize| text.as_bytes()[..to].get(at).copied();
        if level >= 2 {
            return Err(self.error(open as u32, open as u32 + 1, "f-string: expressions nested too deeply"));
        }
        let from = open + 1;
        let mut at = self.expression_end(from, to)?;
        let source = cut(text, from..at);
        if source.trim_matches([' ', '\t', '\n', '\r', '\x0c']).is_empty() {
            return Err(self.error(open as u32, at as u32, "f-string: empty expression not allowed"));
        }
        let value = self.inner_expression(from, at)?;
        let mut conversion = None;
        let mut shown = false;
        if here(at) == Some(b'=') {
            at += 1;
            while here(at).is_some_and(|b| b.is_ascii_whitespace() || b == 0x0b) {
                at += 1;
            }
            shown = true;
            let source = cut(text, from..at).replace("\r\n", "\n").replace('\r', "\n");
            parts.text.push_str(&source);
        }
        if here(at) == Some(b'!') {
            conversion = Some(match here(at + 1) {
                Some(b's') => Conversion::Str,
                Some(b'r') => Conversion::Repr,
                Some(b'a') => Conversion::Ascii,
                None => return Err(self.error(open as u32, to as u32, EXPECTING_BRACE)),
                Some(_) => {
                    let words = "f-string: invalid conversion character: expected 's', 'r', or 'a'";
                    return Err(self.error(at as u32, at as u32 + 1, words));
                }
            });
            at += 2;
        }
        let mut format = None;
        if here(at) == Some(b':') && at + 1 < to {
            let mut inner = Parts::new(parts.start, parts.end);
            at = self.format_parts(at + 1, to, raw, level + 1, &mut inner)?;
            format = Some(self.finish_parts(inner, false)?);
        }
        if here(at) != Some(b'}') {
            return Err(self.error(open as u32, at as u32, EXPECTING_BRACE));
        }
        let repr = shown && format.is_none();
        let conversion = conversion.unwrap_or(if repr { Conversion::Repr } else { Conversion::None });
        self.flush_text(parts, false);
        let kind = ExprKind::Formatted { value, conversion, format };
        parts.items.push(self.ast.add(kind, parts.start, parts.end));
        Ok(at + 1)
    }

    /// Where an expression ends: at `!`, `:`, `=` or a brace outside of strings
    /// and brackets.
    fn expression_end(&mut self, from: usize, to: usize) -> Parsed<usize> {
        let text = self.text;
        let bytes = &text.as_bytes()[..to];
        let mut open: Vec<u8> = vec![];
        // The quote of a string within, and how many of it.
        let mut quote: Option<(u8, usize)> = None;
        let mut at = from;
        let place = |at: usize| (at as u32, at as u32 + 1);
        while let Some(&b) = bytes.get(at) {
            let (start, end) = place(at);
            if b == b'\\' {
                return Err(self.error(start, end, "f-string expression part cannot include a backslash"));
            }
            let three = bytes[at..].starts_with(&[b, b, b]);
            if let Some((q, n)) = quote {
                if b == q && (n == 1 || three) {
                    quote = None;
                    at += n;
                } else {
                    at += 1;
                }
                continue;
            }
            let next = bytes.get(at + 1).copied();
            match b {
                b'"' | b'\'' => {
                    let n = if three { 3 } else { 1 };
                    quote = Some((b, n));
                    at += n;
                    continue;
                }
                b'(' | b'[' | b'{' => {
                    if open.len() >= MAX_BRACKETS {
                        return Err(self.error(start, end, "f-string: too many nested parenthesis"));
                    }
                    open.push(b);
                }
                b'#' => return Err(self.error(start, end, "f-string expression part cannot include '#'")),
                b'!' | b'=' | b'<' | b'>' if open.is_empty() && next == Some(b'=') => at += 1,
                b'!' | b':' | b'=' | b'}' if open.is_empty() => break,
                b')' | b']' | b'}' => {
                    let close = b as char;
                    let Some(opening) = open.pop() else {
                        return Err(self.error(start, end, format!("f-string: unmatched '{close}'")));
                    };
                    if !matches!((opening, b), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
                        let opening = opening as char;
                        let words = format!(
                            "f-string: closing parenthesis '{close}' does not match opening parenthesis '{opening}'"
                        );
                        return Err(self.error(start, end, words));
                    }
                }
                _ => {}
            }
            at += 1;
        }
        let (start, end) = (from as u32, to as u32);
        if quote.is_some() {
            return Err(self.error(start, end, "f-string: unterminated string"));
        }
        if let Some(&opening) = open.last() {
            return Err(self.error(start, end, format!("f-string: unmatched '{}'", opening as char)));
        }
        if at >= to {
            return Err(self.error(start, end, EXPECTING_BRACE));
        }
        Ok(at)
    }

    /// Parses the expression between two bytes, as if it stood in brackets.
    fn inner_expression(&mut self, from: usize, to: usize) -> Parsed<ExprId> {
        let lexed = lexer::tokens_of_part(self.interner, self.source, self.text, from, to);
        if self.quiet == 0 {
            let room = MAX_PROBLEMS.saturating_sub(self.problems.len());
            self.problems.extend(lexed.problems.into_iter().take(room));
        }
        let outer = std::mem::replace(&mut self.tokens, lexed.tokens);
        let (pos, unclosed) = (self.pos, self.unclosed.take());
        let furthest = std::mem::take(&mut self.furthest);
        self.seek(0);
        self.formats += 1;
        let value = match self.enter() {
            Ok(()) => self.round_inside(from as u32 - 1, Tok::End),
            Err(Stop) => Err(Stop),
        };
        self.formats -= 1;
        self.tokens = outer;
        self.unclosed = unclosed;
        self.furthest = furthest;
        self.seek(pos);
        if value.is_ok() {
            self.depth -= 1;
        }
        value
    }
}
