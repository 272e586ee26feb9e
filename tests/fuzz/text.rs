//! Texts of every kind for the reader.
use glassbox::host::split_mix;
use std::fmt::Write;

/// A source of choices.
pub struct Dice(u64);

impl Dice {
    /// The same seed gives the same choices.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x1234_5678)
    }
    /// A number below another.
    pub fn below(&mut self, n: usize) -> usize {
        (split_mix(&mut self.0) % n.max(1) as u64) as usize
    }
}

const PARTS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "'",
    "`",
    ",",
    ",@",
    "#(",
    "#u8(",
    "#;",
    "#|",
    "|#",
    "\"",
    "\\",
    ";",
    "\n",
    "\r\n",
    " ",
    ".",
    "#t",
    "#false",
    "#\\x",
    "#\\space",
    "#\\x3bb",
    "#\\",
    "1",
    "-2.5",
    "+",
    "...",
    "|a|",
    "|a\\x41;|",
    "é",
    "🙂",
    "\u{0}",
    "#x",
    "1e",
    "1/2",
    "#e1.5",
    "#i1/3",
    "+inf.0",
    "-nan.0",
    "1e400",
    "99999999999999999999",
    "#0=",
    "#0#",
    "#!fold-case",
    "#d10",
    "\\x41;",
    "\\n",
    "\\\n  ",
    "abc",
    "#u8",
    "#",
    "@",
    "{",
    "}",
    "\u{feff}",
    "\u{a0}",
    "1+2i",
    "+i",
    "#!eof",
];

/// Parts in any order.
pub fn soup(dice: &mut Dice) -> String {
    let glue = ["", " "][dice.below(2)];
    let parts: Vec<&str> = (0..dice.below(30) + 1).map(|_| PARTS[dice.below(PARTS.len())]).collect();
    parts.join(glue)
}

/// A text with some of its characters dropped, doubled, moved or replaced.
pub fn damaged(dice: &mut Dice, text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..1 + dice.below(4) {
        if chars.is_empty() {
            break;
        }
        let at = dice.below(chars.len());
        let to = (at + 1 + dice.below(20)).min(chars.len());
        match dice.below(5) {
            0 => drop(chars.drain(at..to)),
            1 => {
                let part = chars[at..to].to_vec();
                chars.splice(at..at, part);
            }
            2 => chars.truncate(at),
            3 => {
                let part: Vec<char> = PARTS[dice.below(PARTS.len())].chars().collect();
                chars.splice(at..at, part);
            }
            _ => chars[at] = char::from_u32(dice.below(0x3000) as u32).unwrap_or('x'),
        }
    }
    chars.into_iter().collect()
}

/// The text of a datum.
pub fn datum(dice: &mut Dice, depth: usize, out: &mut String) {
    let kinds = if depth == 0 { 8 } else { 12 };
    match dice.below(kinds) {
        0 => {
            let n = split_mix(&mut dice.0) as i64 >> dice.below(63);
            let _ = write!(out, "{n}");
        }
        1 => {
            let f = f64::from_bits(split_mix(&mut dice.0));
            match dice.below(3) {
                0 if f.is_finite() => {
                    let _ = write!(out, "{f:e}");
                }
                1 => {
                    let _ = write!(out, "{}.{}", dice.below(1000), dice.below(1000));
                }
                _ => out.push_str(["+inf.0", "-inf.0", "-0.0", "1e21", "1e-7", "123456789012345678901"][dice.below(6)]),
            }
        }
        2 => {
            let _ = write!(out, "{}/{}", dice.below(100_000) as i64 - 50_000, dice.below(9_999) + 1);
        }
        3 => {
            out.push_str(
                ["a", "|a b|", "||", "|1|", "+", "...", "->x", "|\\x41;\\||", "é", "|.|", "|#a|", "A", "a.b"]
                    [dice.below(13)],
            );
        }
        4 => {
            let c = char::from_u32(dice.below(0x11_0000) as u32).unwrap_or('a');
            let _ = write!(out, "#\\x{:x}", c as u32);
        }
        5 => {
            out.push('"');
            for _ in 0..dice.below(8) {
                match dice.below(4) {
                    0 => out.push_str(["\\n", "\\\"", "\\\\", "\\t", "\\a", "\\x3bb;"][dice.below(6)]),
                    1 => {
                        let c = char::from_u32(dice.below(0x11_0000) as u32).unwrap_or('a');
                        let _ = write!(out, "\\x{:x};", c as u32);
                    }
                    _ => out.push(['a', 'é', '🙂', ' ', ';', '(', '\n'][dice.below(7)]),
                }
            }
            out.push('"');
        }
        6 => out.push_str(["#t", "#f", "()", "#()", "#u8()", "#u8(0 255)", "'q", "`(a ,b ,@c)"][dice.below(8)]),
        7 => {
            let digits: String = (0..1 + dice.below(60)).map(|_| char::from(b'0' + dice.below(10) as u8)).collect();
            out.push_str(&digits);
        }
        8 => {
            out.push_str("#(");
            items(dice, depth, out);
            out.push(')');
        }
        _ => {
            out.push('(');
            items(dice, depth, out);
            if dice.below(4) == 0 {
                datum(dice, depth - 1, out);
                out.push_str(" . ");
                datum(dice, depth - 1, out);
            }
            out.push(')');
        }
    }
}

fn items(dice: &mut Dice, depth: usize, out: &mut String) {
    for _ in 0..dice.below(5) {
        datum(dice, depth - 1, out);
        out.push(' ');
    }
}
