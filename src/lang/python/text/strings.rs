//! Methods of strings that are more than a line. Counts and widths are of
//! characters, as they are everywhere in Python.
use super::{MAX_WIDTH, Raise, chars};

/// `str.split()`: words between blanks, after so many splits the rest. A most of
/// `usize::MAX` is none.
pub fn split_words(text: &str, most: usize) -> Vec<&str> {
    let mut words = vec![];
    let mut rest = text.trim_start_matches(chars::is_space);
    while !rest.is_empty() {
        if words.len() == most {
            words.push(rest);
            break;
        }
        let (word, after) = rest.split_at(rest.find(chars::is_space).unwrap_or(rest.len()));
        words.push(word);
        rest = after.trim_start_matches(chars::is_space);
    }
    words
}

/// `str.rsplit()`: the same from the end.
pub fn rsplit_words(text: &str, most: usize) -> Vec<&str> {
    let mut words = vec![];
    let mut rest = text.trim_end_matches(chars::is_space);
    while !rest.is_empty() {
        if words.len() == most {
            words.push(rest);
            break;
        }
        let blank = rest.char_indices().rev().find(|&(_, c)| chars::is_space(c));
        let (before, word) = rest.split_at(blank.map_or(0, |(at, c)| at + c.len_utf8()));
        words.push(word);
        rest = before.trim_end_matches(chars::is_space);
    }
    words.reverse();
    words
}

/// `str.split(separator)`
pub fn split<'a>(text: &'a str, separator: &str, most: usize) -> Result<Vec<&'a str>, Raise> {
    match separator {
        "" => Err(Raise::value("empty separator")),
        _ => Ok(text.splitn(most.saturating_add(1), separator).collect()),
    }
}
/// `str.rsplit(separator)`
pub fn rsplit<'a>(text: &'a str, separator: &str, most: usize) -> Result<Vec<&'a str>, Raise> {
    if separator.is_empty() {
        return Err(Raise::value("empty separator"));
    }
    let mut parts: Vec<&str> = text.rsplitn(most.saturating_add(1), separator).collect();
    parts.reverse();
    Ok(parts)
}

/// `str.splitlines`
pub fn split_lines(text: &str, keep_ends: bool) -> Vec<&str> {
    let mut lines = vec![];
    let mut rest = text;
    while !rest.is_empty() {
        let found = rest.char_indices().find(|&(_, c)| chars::is_line_end(c));
        let (length, end) = match found {
            None => (rest.len(), rest.len()),
            Some((at, _)) if rest[at..].starts_with("\r\n") => (at, at + 2),
            Some((at, c)) => (at, at + c.len_utf8()),
        };
        lines.push(&rest[..if keep_ends { end } else { length }]);
        rest = &rest[end..];
    }
    lines
}
/// `bytes.splitlines`
pub fn split_lines_bytes(text: &[u8], keep_ends: bool) -> Vec<&[u8]> {
    let mut lines = vec![];
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        let ends = if rest[length..].starts_with(b"\r\n") { 2 } else { 1 };
        let end = (length + ends).min(rest.len());
        lines.push(&rest[..if keep_ends { end } else { length }]);
        rest = &rest[end..];
    }
    lines
}

/// So many of a character, if they are not too many.
fn filling(c: char, count: usize) -> Result<String, Raise> {
    if count > MAX_WIDTH { Err(Raise::memory()) } else { Ok(std::iter::repeat_n(c, count).collect()) }
}

/// `str.expandtabs`
pub fn expand_tabs(text: &str, size: i64) -> Result<String, Raise> {
    let size = size.max(0) as usize;
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let count = if size > 0 { size - column % size } else { 0 };
                if out.len() + count > MAX_WIDTH {
                    return Err(Raise::memory());
                }
                column += count;
                out += &filling(' ', count)?;
            }
            _ => {
                column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
                out.push(c);
            }
        }
    }
    Ok(out)
}

/// How much a text lacks to a width.
fn lack(text: &str, width: i64) -> usize {
    (width.max(0) as usize).saturating_sub(text.chars().count())
}
/// `str.ljust`
pub fn ljust(text: &str, width: i64, fill: char) -> Result<String, Raise> {
    Ok(text.to_string() + &filling(fill, lack(text, width))?)
}
/// `str.rjust`
pub fn rjust(text: &str, width: i64, fill: char) -> Result<String, Raise> {
    Ok(filling(fill, lack(text, width))? + text)
}
/// `str.center`
pub fn center(text: &str, width: i64, fill: char) -> Result<String, Raise> {
    let missing = lack(text, width);
    // The odd one goes to the left if the width is odd.
    let left = missing / 2 + (missing & width as usize & 1);
    Ok(filling(fill, left)? + text + &filling(fill, missing - left)?)
}
/// `str.zfill`
pub fn zfill(text: &str, width: i64) -> Result<String, Raise> {
    let zeros = filling('0', lack(text, width))?;
    let (sign, digits) = text.split_at(text.starts_with(['+', '-']) as usize);
    Ok(sign.to_string() + &zeros + digits)
}

/// What `str.translate` makes of one character.
pub enum Translated<'a> {
    /// It stays.
    Same,
    /// Another one.
    Char(char),
    /// A text, which is empty if the character goes.
    Text(&'a str),
}
/// `str.translate`
pub fn translate<'a, E>(text: &str, mut look_up: impl FnMut(char) -> Result<Translated<'a>, E>) -> Result<String, E> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match look_up(c)? {
            Translated::Same => out.push(c),
            Translated::Char(other) => out.push(other),
            Translated::Text(text) => out.push_str(text),
        }
    }
    Ok(out)
}

/// `bytes.fromhex`
pub fn bytes_from_hex(text: &str) -> Result<Vec<u8>, Raise> {
    let mut bytes = vec![];
    let mut digits = text.chars().enumerate().peekable();
    let wrong = |at| Raise::value(format!("non-hexadecimal number found in fromhex() arg at position {at}"));
    if let Some(at) = text.chars().position(|c| !c.is_ascii()) {
        return Err(wrong(at));
    }
    while let Some((at, c)) = digits.next() {
        if matches!(c, ' ' | '\t'..='\r') {
            continue;
        }
        let high = c.to_digit(16).ok_or_else(|| wrong(at))?;
        let low = digits.next().and_then(|(_, c)| c.to_digit(16)).ok_or_else(|| wrong(at + 1))?;
        bytes.push((high * 16 + low) as u8);
    }
    Ok(bytes)
}
