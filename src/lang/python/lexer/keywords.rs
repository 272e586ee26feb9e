//! Keywords by perfect hash (R4): one multiplication, one load, one comparison.
use super::token::{KEYWORDS, Tok};

const SLOTS: usize = 128;
const SHORTEST: usize = 2;
const LONGEST: usize = 8;

/// A number from the length and three of the letters, different for each keyword.
#[inline]
const fn slot(word: &[u8], factor: u32) -> usize {
    let n = word.len();
    let mix = word[0] as u32 | (word[1] as u32) << 8 | (word[n - 1] as u32) << 16 | (n as u32) << 24;
    (mix.wrapping_mul(factor) >> 25) as usize
}

/// The first factor for which no two keywords meet.
const FACTOR: u32 = {
    let mut factor = 0x9E37_79B1u32;
    loop {
        let mut used = [false; SLOTS];
        let mut i = 0;
        let mut good = true;
        while i < KEYWORDS.len() {
            let at = slot(KEYWORDS[i].0.as_bytes(), factor);
            good = good && !used[at];
            used[at] = true;
            i += 1;
        }
        if good {
            break factor;
        }
        factor = factor.wrapping_add(2);
    }
};

/// The keyword in each slot, or none.
const TABLE: [u8; SLOTS] = {
    let mut table = [u8::MAX; SLOTS];
    let mut i = 0;
    while i < KEYWORDS.len() {
        table[slot(KEYWORDS[i].0.as_bytes(), FACTOR)] = i as u8;
        i += 1;
    }
    table
};

/// The keyword a word is, if it is one.
#[inline]
pub fn keyword(word: &str) -> Option<Tok> {
    if word.len() < SHORTEST || word.len() > LONGEST {
        return None;
    }
    let &(text, tok) = KEYWORDS.get(TABLE[slot(word.as_bytes(), FACTOR)] as usize)?;
    (text == word).then_some(tok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_and_nothing_else() {
        for &(text, tok) in KEYWORDS {
            assert_eq!(keyword(text), Some(tok));
            assert_eq!(tok.text(), text);
            assert!((SHORTEST..=LONGEST).contains(&text.len()));
            assert_eq!(keyword(&format!("{text}s")), None);
        }
        assert_eq!(KEYWORDS.len(), 35);
        for word in ["", "x", "match", "case", "_", "print", "none", "fro", "Nope", "nonlocals"] {
            assert_eq!(keyword(word), None);
        }
    }
}
