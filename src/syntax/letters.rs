//! Case and digits of characters beyond ASCII.
use crate::platform;

/// The zeros of all scripts; their other digits follow them.
const ZEROS: &[u32] = &[
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40,
    0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066,
    0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0,
    0x11950, 0x11BF0, 0x11C50, 0x11D50, 0x11DA0, 0x11DE0, 0x11F50, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1CCF0,
    0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950, 0x1FBF0,
];

/// The value of a decimal digit of any script.
pub fn digit_value(c: char) -> Option<u32> {
    let c = c as u32;
    let zero = *ZEROS.get(ZEROS.partition_point(|&z| z <= c).checked_sub(1)?)?;
    (c - zero < 10).then_some(c - zero)
}

/// What a character becomes in another case, if that is one character.
fn single(c: char, changed: &str) -> char {
    let mut changed = changed.chars();
    match (changed.next(), changed.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

/// The character in upper case, if that is one character.
pub fn upcase(c: char) -> char {
    if c.is_ascii() { c.to_ascii_uppercase() } else { single(c, &platform::upper(c.encode_utf8(&mut [0; 4]))) }
}

/// The character in lower case, if that is one character.
pub fn downcase(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { single(c, &platform::lower(c.encode_utf8(&mut [0; 4]))) }
}

/// The character without its case, if that is one character.
pub fn foldcase(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let folded = fold(c.encode_utf8(&mut [0; 4]));
    let only = single(c, &folded);
    // Where the whole is several characters, the lower case may still be one.
    if only == c && folded.chars().nth(1).is_some() { downcase(c) } else { only }
}

/// The text without case: two texts that differ only in case become equal.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if stays(c) || is_cherokee(c) {
            if stays(c) {
                out.push(c)
            } else {
                out.push(upcase(c))
            }
            rest = super::text::cut(rest, c.len_utf8()..rest.len());
            continue;
        }
        let end = rest.char_indices().find(|(_, c)| stays(*c) || is_cherokee(*c)).map_or(rest.len(), |(at, _)| at);
        let run = platform::lower(&platform::upper(&platform::lower(super::text::cut(rest, 0..end))));
        // Lower case has two forms of sigma.
        out.extend(run.chars().map(|c| if c == 'ς' { 'σ' } else { c }));
        rest = super::text::cut(rest, end..rest.len());
    }
    out
}

/// The dotless i, whose upper case is that of another letter.
fn stays(c: char) -> bool {
    c == 'ı'
}

/// A script whose letters fold to upper case.
fn is_cherokee(c: char) -> bool {
    matches!(c, '\u{13A0}'..='\u{13FD}' | '\u{AB70}'..='\u{ABBF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_scripts() {
        assert_eq!(digit_value('7'), Some(7));
        assert_eq!(digit_value('٣'), Some(3));
        assert_eq!(digit_value('९'), Some(9));
        assert_eq!(digit_value('\u{1D7FF}'), Some(9));
        for c in ['/', ':', 'a', '½', '²', '三', '\u{10FFFF}', '\0'] {
            assert_eq!(digit_value(c), None, "{c}");
        }
        assert!(ZEROS.is_sorted());
        let mut digits = ZEROS.iter().flat_map(|z| (0..10).filter_map(move |i| char::from_u32(z + i)));
        assert!(digits.all(char::is_numeric));
    }

    #[test]
    fn case_of_characters() {
        for (c, up, down, fold) in [
            ('a', 'A', 'a', 'a'),
            ('Σ', 'Σ', 'σ', 'σ'),
            ('ς', 'Σ', 'ς', 'σ'),
            ('ß', 'ß', 'ß', 'ß'),
            ('ẞ', 'ẞ', 'ß', 'ß'),
            ('ı', 'I', 'ı', 'ı'),
            ('İ', 'İ', 'İ', 'İ'),
            ('\u{AB70}', 'Ꭰ', '\u{AB70}', 'Ꭰ'),
            ('7', '7', '7', '7'),
            ('日', '日', '日', '日'),
        ] {
            assert_eq!((upcase(c), downcase(c), foldcase(c)), (up, down, fold), "{c}");
        }
    }

    #[test]
    fn texts_without_case() {
        for (text, want) in [
            ("Straße", "strasse"),
            ("STRASSE", "strasse"),
            ("ΧΑΟΣΣ", "χαοσσ"),
            ("χαος", "χαοσ"),
            ("ıI", "ıi"),
            ("ﬁ", "fi"),
            ("", ""),
        ] {
            assert_eq!(fold(text), want);
        }
    }
}
