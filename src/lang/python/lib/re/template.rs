//! Replacements: texts in which groups are named.
use super::tokens::{Tokens, control};
use super::{Error, Found, Pattern, Source, Wrong, unknown_name};

enum Piece {
    Text(Vec<u8>),
    Group(usize),
}

/// A replacement that was read.
pub struct Template {
    pieces: Vec<Piece>,
}

impl Template {
    /// Reads a replacement for the matches of a pattern.
    pub fn parse(source: Source, pattern: &Pattern) -> Result<Template, Error> {
        Template::read(source, pattern).map_err(|wrong| *wrong)
    }
    fn read(source: Source, pattern: &Pattern) -> Result<Template, Wrong> {
        let is_text = source.is_text();
        let mut from = Tokens::new(source.chars(), is_text)?;
        let mut template = Template { pieces: vec![] };
        while let Some(token) = from.take()? {
            let Some(c) = token.escaped else {
                template.push(token.first as u32, is_text);
                continue;
            };
            let mut text = token.text();
            let octal: fn(char) -> bool = |c| matches!(c, '0'..='7');
            let group = match c {
                'g' => {
                    if !from.skip('<')? {
                        return Err(from.flaw("missing <", 0));
                    }
                    let name = from.take_until('>', "group name")?;
                    let by_name = |name: &str| pattern.group(name).ok_or_else(|| unknown_name(name));
                    (from.group(&name, by_name)?.0, name.chars().count() + 1)
                }
                '0' => {
                    from.take_while(2, octal, &mut text)?;
                    template.push(u32::from_str_radix(&text[1..], 8).unwrap_or(0) & 0xFF, is_text);
                    continue;
                }
                '1'..='9' => {
                    from.take_while(1, |c| c.is_ascii_digit(), &mut text)?;
                    if text.len() == 3 && text[1..].chars().all(octal) && from.peek_char().is_some_and(octal) {
                        from.take_while(1, octal, &mut text)?;
                        let code = u32::from_str_radix(&text[1..], 8).unwrap_or(0);
                        if code > 0o377 {
                            let message = format!("octal escape value {text} outside of range 0-0o377");
                            return Err(from.flaw(message, text.len()));
                        }
                        template.push(code, is_text);
                        continue;
                    }
                    (text[1..].parse().unwrap_or(usize::MAX), text.len() - 1)
                }
                _ => {
                    match control(c) {
                        Some(code) => template.push(code, is_text),
                        None if c.is_ascii_alphabetic() => return Err(from.flaw(format!("bad escape {text}"), 2)),
                        None => {
                            template.push('\\' as u32, is_text);
                            template.push(c as u32, is_text);
                        }
                    }
                    continue;
                }
            };
            let (index, back) = group;
            if index > pattern.groups {
                return Err(from.flaw(format!("invalid group reference {index}"), back));
            }
            template.pieces.push(Piece::Group(index));
        }
        Ok(template)
    }

    fn push(&mut self, c: u32, is_text: bool) {
        if !matches!(self.pieces.last(), Some(Piece::Text(_))) {
            self.pieces.push(Piece::Text(vec![]));
        }
        if let Some(Piece::Text(text)) = self.pieces.last_mut() {
            match char::from_u32(c) {
                Some(c) if is_text => text.extend(c.encode_utf8(&mut [0; 4]).as_bytes()),
                _ => text.push(c as u8),
            }
        }
    }

    /// The replacement for a match, put after what is there already. Groups that
    /// did not take part are empty.
    pub fn expand(&self, text: &[u8], found: &Found, out: &mut Vec<u8>) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.extend(text),
                Piece::Group(index) => {
                    if let Some((from, to)) = found.spans[*index] {
                        out.extend(&text[from..to]);
                    }
                }
            }
        }
    }
}
