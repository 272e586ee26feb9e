//! Upper, lower, title and folded case by Unicode 14, as CPython 3.11 has them. The
//! table is made by `tests/peer/unicode.py`, which tells what is in it; what the host
//! says would depend on its version of Unicode.
use super::chars;
use crate::platform;
use std::sync::OnceLock;

pub(super) static TABLE: &[u8] = include_bytes!("cases.bin");

/// Characters, each with what it becomes, in order.
type Changes = Vec<(u32, u32)>;

struct Cases {
    upper: Changes,
    /// Both the way back from `upper` and what is not that.
    lower: Changes,
    title: Changes,
    folded: Changes,
    /// Capital letters without another lower case, and what has one without being
    /// a capital letter.
    capital: Changes,
    small: Changes,
    ignored: Changes,
    /// What becomes several characters: in upper, title and folded case.
    many: Vec<(u32, [&'static str; 3])>,
}

struct Reader {
    table: &'static [u8],
    at: usize,
}

impl Reader {
    fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let b = self.table[self.at];
            self.at += 1;
            number |= (b as u32 & 127) << shift;
            shift += 7;
            if b < 128 {
                return number;
            }
        }
    }
    fn signed(&mut self) -> i32 {
        let n = self.number();
        if n & 1 == 0 { (n / 2) as i32 } else { -(n.div_ceil(2) as i32) }
    }
    fn runs(&mut self, mapped: bool) -> Changes {
        let mut changes = vec![];
        let mut end = 0u32;
        for _ in 0..self.number() {
            let first = end.wrapping_add_signed(self.signed());
            let shape = self.number();
            let (count, step) = (shape / 2 + 1, shape % 2 + 1);
            let by = if mapped { self.signed() } else { 0 };
            changes.extend((0..count).map(|i| (first + i * step, (first + i * step).wrapping_add_signed(by))));
            end = first + count * step;
        }
        platform::sort_by_key(&mut changes, |c| c.0);
        changes
    }
    fn text(&mut self) -> &'static str {
        let length = self.number() as usize;
        self.at += length;
        std::str::from_utf8(&self.table[self.at - length..self.at]).unwrap_or_default()
    }
}

fn cases() -> &'static Cases {
    static CASES: OnceLock<Cases> = OnceLock::new();
    CASES.get_or_init(|| {
        let mut from = Reader { table: platform::present(TABLE), at: 0 };
        let upper = from.runs(true);
        let mut lower = from.runs(true);
        // Of two letters with the same capital the first is the way back.
        let mut back: Changes = upper.iter().map(|&(small, capital)| (capital, small)).collect();
        platform::sort_by_key(&mut back, |c| c.0);
        back.dedup_by_key(|c| c.0);
        back.retain(|c| lower.binary_search_by_key(&c.0, |l| l.0).is_err());
        lower.append(&mut back);
        platform::sort_by_key(&mut lower, |c| c.0);
        let mut cases = Cases {
            upper,
            lower,
            title: from.runs(true),
            folded: from.runs(true),
            capital: from.runs(false),
            small: from.runs(false),
            ignored: from.runs(false),
            many: vec![],
        };
        let mut last = 0;
        while from.at < from.table.len() {
            last += from.number();
            cases.many.push((last, [from.text(), from.text(), from.text()]));
        }
        cases
    })
}

fn find(changes: &Changes, c: char) -> Option<char> {
    let at = changes.binary_search_by_key(&(c as u32), |change| change.0).ok()?;
    char::from_u32(changes[at].1)
}

fn many(c: char, kind: usize) -> Option<&'static str> {
    let many = &cases().many;
    let at = many.binary_search_by_key(&(c as u32), |m| m.0).ok()?;
    Some(many[at].1[kind]).filter(|text| text.chars().nth(1).is_some())
}

/// The character in lower case, where that is one character.
pub fn lower_char(c: char) -> char {
    match c.is_ascii() {
        true => c.to_ascii_lowercase(),
        false => find(&cases().lower, c).unwrap_or(c),
    }
}
/// The character in upper case, or itself where that is several characters.
pub fn upper_char(c: char) -> char {
    match c.is_ascii() {
        true => c.to_ascii_uppercase(),
        false => find(&cases().upper, c).unwrap_or(c),
    }
}
/// All characters that have another lower case, each with it.
pub fn lowered() -> &'static [(u32, u32)] {
    &cases().lower
}

/// Whether it is a capital letter.
pub fn is_upper_char(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_uppercase(),
        false => (lower_char(c) != c) != find(&cases().capital, c).is_some(),
    }
}
/// Whether it is a small letter.
pub fn is_lower_char(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_lowercase(),
        false => (upper_char(c) != c) != find(&cases().small, c).is_some(),
    }
}
/// Whether it is two letters, of which the first is a capital one.
pub fn is_title_char(c: char) -> bool {
    matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' | '\u{1fbc}' | '\u{1fcc}' | '\u{1ffc}')
        || (matches!(c, '\u{1f88}'..='\u{1faf}') && c as u32 & 8 != 0)
}
fn is_cased(c: char) -> bool {
    is_lower_char(c) || is_upper_char(c) || is_title_char(c)
}

fn push_upper(c: char, out: &mut String) {
    match c.is_ascii() {
        true => out.push(c.to_ascii_uppercase()),
        false => match many(c, 0) {
            Some(text) => out.push_str(text),
            None => out.push(upper_char(c)),
        },
    }
}
fn push_title(c: char, out: &mut String) {
    match c.is_ascii() {
        true => out.push(c.to_ascii_uppercase()),
        false => match many(c, 1) {
            Some(text) => out.push_str(text),
            None => out.push(find(&cases().title, c).unwrap_or_else(|| upper_char(c))),
        },
    }
}
/// The lower case of the character at a place: that of sigma depends on what is
/// around it.
fn push_lower(text: &str, at: usize, c: char, out: &mut String) {
    match c {
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        'Σ' => {
            let seen = |c: &char| find(&cases().ignored, *c).is_none();
            let before = text[..at].chars().rev().find(seen).is_some_and(is_cased);
            let after = text[at + c.len_utf8()..].chars().find(seen).is_some_and(is_cased);
            out.push(if before && !after { 'ς' } else { 'σ' });
        }
        'İ' => out.push_str("i\u{307}"),
        _ => out.push(lower_char(c)),
    }
}

/// `str.upper`
pub fn upper(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_upper(c, &mut out));
    out
}
/// `str.lower`
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    text.char_indices().for_each(|(at, c)| push_lower(text, at, c, &mut out));
    out
}
/// `str.casefold`
pub fn casefold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match many(c, 2) {
            Some(text) => out.push_str(text),
            None => out.push(find(&cases().folded, c).unwrap_or_else(|| lower_char(c))),
        }
    }
    out
}
/// `str.title`
pub fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for (at, c) in text.char_indices() {
        match inside {
            true => push_lower(text, at, c, &mut out),
            false => push_title(c, &mut out),
        }
        inside = is_cased(c);
    }
    out
}
/// `str.capitalize`
pub fn capitalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match at {
            0 => push_title(c, &mut out),
            _ => push_lower(text, at, c, &mut out),
        }
    }
    out
}
/// `str.swapcase`
pub fn swapcase(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if is_upper_char(c) {
            push_lower(text, at, c, &mut out);
        } else if is_lower_char(c) {
            push_upper(c, &mut out);
        } else {
            out.push(c);
        }
    }
    out
}

/// `str.isupper`
pub fn is_upper(text: &str) -> bool {
    !text.chars().any(|c| is_lower_char(c) || is_title_char(c)) && text.chars().any(is_upper_char)
}
/// `str.islower`
pub fn is_lower(text: &str) -> bool {
    !text.chars().any(|c| is_upper_char(c) || is_title_char(c)) && text.chars().any(is_lower_char)
}
/// `str.istitle`
pub fn is_title(text: &str) -> bool {
    let (mut any, mut inside) = (false, false);
    for c in text.chars() {
        let begins = is_upper_char(c) || is_title_char(c);
        if begins == inside && (begins || is_lower_char(c)) {
            return false;
        }
        inside = begins || is_lower_char(c);
        any |= inside;
    }
    any
}
/// `str.isidentifier`
pub fn is_identifier(text: &str) -> bool {
    text.chars().next().is_some_and(chars::begins_name) && text.chars().all(chars::continues_name)
}
/// What the other predicates of `str` are: all characters have it, and there is one.
pub fn all(text: &str, predicate: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(predicate)
}
