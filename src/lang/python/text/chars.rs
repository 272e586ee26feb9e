//! What Python tells of characters, by Unicode 14 as CPython 3.11 does. The table
//! is made by `tests/peer/unicode.py`.
use crate::platform;
use crate::syntax::letters;
use std::sync::OnceLock;

pub(super) static TABLE: &[u8] = include_bytes!("classes.bin");

/// What a character is. The order is that of the table's numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    Hidden,
    Letter,
    Decimal,
    Digit,
    /// A number that is neither a digit nor one written as a letter.
    Number,
    LetterNumber,
    /// What may stand inside names: marks and low lines.
    Mark,
    Other,
    /// A letter that stands for a number, as some of Chinese do.
    NumberLetter,
}
use Class::*;

const CLASSES: [Class; 9] = [Hidden, Letter, Decimal, Digit, Number, LetterNumber, Mark, Other, NumberLetter];

/// Where the runs of characters of one class begin, in order.
fn runs() -> &'static [(u32, Class)] {
    static RUNS: OnceLock<Vec<(u32, Class)>> = OnceLock::new();
    RUNS.get_or_init(|| {
        let (mut runs, mut start) = (vec![], 0);
        let (mut number, mut shift) = (0, 0);
        for &b in platform::present(TABLE) {
            number |= (b as u32 & 127) << shift;
            shift += 7;
            if b < 128 {
                start += number / 9;
                runs.push((start, CLASSES[number as usize % 9]));
                (number, shift) = (0, 0);
            }
        }
        runs
    })
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Letter,
        '0'..='9' => Decimal,
        '_' => Mark,
        ' '..='~' => Other,
        _ if c < '\x7f' => Hidden,
        _ => {
            let runs = runs();
            runs[runs.partition_point(|&(start, _)| start <= c as u32) - 1].1
        }
    }
}

/// Whether `repr` shows it as it is.
pub fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~') || class(c) != Hidden
}
/// `isalpha` of one character.
pub fn is_alpha(c: char) -> bool {
    matches!(class(c), Letter | NumberLetter)
}
/// `isdecimal` of one character.
pub fn is_decimal(c: char) -> bool {
    class(c) == Decimal
}
/// What a decimal digit of any script stands for.
pub fn decimal_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        _ if is_decimal(c) => letters::digit_value(c),
        _ => None,
    }
}
/// `isdigit` of one character.
pub fn is_digit(c: char) -> bool {
    matches!(class(c), Decimal | Digit)
}
/// `isnumeric` of one character.
pub fn is_numeric(c: char) -> bool {
    matches!(class(c), Decimal | Digit | Number | LetterNumber | NumberLetter)
}
/// `isalnum` of one character.
pub fn is_alnum(c: char) -> bool {
    is_alpha(c) || is_numeric(c)
}
/// `isspace` of one character.
pub fn is_space(c: char) -> bool {
    match c {
        '\t'..='\r' | '\x1c'..=' ' => true,
        _ => c > '\x7f' && c.is_whitespace(),
    }
}
/// Whether a line ends with it.
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Letters that NFKC makes something of that names cannot have.
fn is_outside_names(c: char) -> bool {
    matches!(c, '\u{37a}' | '\u{2e2f}' | '\u{fc5e}'..='\u{fc63}' | '\u{fdfa}' | '\u{fdfb}')
        || (matches!(c, '\u{fe70}'..='\u{fe7e}') && (c as u32).is_multiple_of(2) && is_alpha(c))
}
/// Whether a name may begin with it.
pub fn begins_name(c: char) -> bool {
    match class(c) {
        Letter => !is_outside_names(c) && !matches!(c, '\u{e33}' | '\u{eb3}' | '\u{ff9e}' | '\u{ff9f}'),
        LetterNumber | NumberLetter => true,
        _ => matches!(c, '_' | '\u{1885}' | '\u{1886}' | '\u{2118}' | '\u{212e}'),
    }
}
/// Whether a name may go on with it.
pub fn continues_name(c: char) -> bool {
    match class(c) {
        Letter => !is_outside_names(c),
        LetterNumber | NumberLetter | Decimal | Mark => true,
        _ => matches!(c, '\u{b7}' | '\u{387}' | '\u{1369}'..='\u{1371}' | '\u{19da}' | '\u{2118}' | '\u{212e}'),
    }
}
