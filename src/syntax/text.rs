//! Small work on texts. What std offers for it panics with a picture of the
//! text, and brings the tables for drawing it; none of these panics.
use std::ops::Range;

/// The part of a text between two bytes; nothing if these are no boundaries.
#[inline]
pub(crate) fn cut(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// A text, or its first `chars` characters and `...`.
pub(crate) fn shorten(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        None => text.to_string(),
        Some((at, _)) => cut(text, 0..at).to_string() + "...",
    }
}

/// The texts with another between them.
pub(crate) fn join(items: impl IntoIterator<Item = impl AsRef<str>>, between: &str) -> String {
    let mut out = String::new();
    for (i, item) in items.into_iter().enumerate() {
        if i > 0 {
            out.push_str(between);
        }
        out.push_str(item.as_ref());
    }
    out
}

/// Finds a text in others, in time linear in both.
pub(crate) struct Finder<'a> {
    part: &'a [u8],
    /// After so many bytes matched and the next did not: how many still do.
    back: Vec<usize>,
}

impl<'a> Finder<'a> {
    /// For an empty text every search finds the beginning.
    pub fn new(part: &'a str) -> Self {
        let part = part.as_bytes();
        let mut back = vec![0; part.len()];
        let mut matched = 0;
        for i in 1..part.len() {
            while matched > 0 && part[i] != part[matched] {
                matched = back[matched - 1];
            }
            matched += usize::from(part[i] == part[matched]);
            back[i] = matched;
        }
        Finder { part, back }
    }

    /// The byte where it first begins at or after `from`.
    pub fn find(&self, text: &str, from: usize) -> Option<usize> {
        if self.part.is_empty() {
            return Some(from);
        }
        let mut matched = 0;
        for (i, &b) in text.as_bytes().iter().enumerate().skip(from) {
            while matched > 0 && b != self.part[matched] {
                matched = self.back[matched - 1];
            }
            matched += usize::from(b == self.part[matched]);
            if matched == self.part.len() {
                return Some(i + 1 - matched);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_std_finds() {
        let texts = ["", "a", "aab", "aabaaab", "abababac", "ααβ", "xyzxyzzy", "aaaaaaab"];
        for text in texts {
            for part in ["", "a", "b", "aab", "aaab", "ababac", "αβ", "zy", "zz", "aaaab"] {
                let finder = Finder::new(part);
                for from in (0..=text.len()).filter(|&i| text.is_char_boundary(i)) {
                    assert_eq!(
                        finder.find(text, from),
                        text[from..].find(part).map(|at| at + from),
                        "{part} in {text}"
                    );
                }
            }
        }
    }

    #[test]
    fn shortens_at_characters() {
        assert_eq!(shorten("äöü", 3), "äöü");
        assert_eq!(shorten("äöü", 2), "äö...");
        assert_eq!(cut("äöü", 1..2), "");
        assert_eq!(join(["a", "", "b"], ", "), "a, , b");
        assert_eq!(join(Vec::<String>::new(), ", "), "");
    }
}
