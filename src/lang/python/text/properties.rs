//! What module `unicodedata` tells of characters, by Unicode 14 as CPython 3.11 does. The
//! table is made by `tests/peer/unicode.py`.
use std::sync::OnceLock;

pub(super) static TABLE: &[u8] = include_bytes!("properties.bin");

/// What can be asked; the order is that of the table's lists. The values are places in lists
/// of names in order, which the module has.
#[derive(Clone, Copy)]
pub enum Property {
    /// The general category, by its place among the two letters of all.
    Category,
    /// The class of a combining mark, by its place among all.
    Combining,
    /// The width in East Asian texts.
    Width,
    /// The direction of writing.
    Direction,
    /// Whether it is shown the other way round in texts from right to left.
    Mirrored,
    /// The value as a digit plus one; 0 if it has none.
    Digit,
    /// The place of its numeric value.
    Numeric,
}

const PROPERTIES: usize = Property::Numeric as usize + 1;

struct Properties {
    /// Where the runs of characters of one value begin, in order, for each property.
    runs: [Vec<(u32, u16)>; PROPERTIES],
    fractions: Vec<(i64, i64)>,
}

fn table() -> &'static Properties {
    static READ: OnceLock<Properties> = OnceLock::new();
    READ.get_or_init(|| {
        let mut bytes = crate::platform::present(TABLE).iter();
        let mut next = || {
            let (mut number, mut shift) = (0, 0);
            for &b in bytes.by_ref() {
                number |= i64::from(b & 127) << shift;
                shift += 7;
                if b < 128 {
                    break;
                }
            }
            number
        };
        let mut kinds = 0;
        let runs = [(); PROPERTIES].map(|()| {
            kinds = next();
            let mut start = 0;
            let read = (0..next()).map(|_| {
                let run = next();
                start += run / kinds;
                (start as u32, (run % kinds) as u16)
            });
            read.collect()
        });
        // The numeric values are those of the last property.
        let fractions = (0..kinds).map(|_| (next() - 1, next())).collect();
        Properties { runs, fractions }
    })
}

/// The value of a property.
pub fn property(which: Property, c: char) -> u16 {
    let runs = &table().runs[which as usize];
    runs[runs.partition_point(|&(start, _)| start <= c as u32) - 1].1
}

/// The numeric value: numerator and denominator.
pub fn numeric(c: char) -> Option<(i64, i64)> {
    // The first is that of what has none.
    let at = property(Property::Numeric, c) as usize;
    (at > 0).then(|| table().fractions[at])
}

/// Whether Unicode 14 has the character.
pub fn is_assigned(c: char) -> bool {
    property(Property::Category, c) != CN
}

/// The place of `Cn` among the categories.
const CN: u16 = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_table_says() {
        assert!(is_assigned('a') && is_assigned('\u{1F979}'));
        assert!(!is_assigned('\u{378}') && !is_assigned('\u{1FAE8}') && !is_assigned('\u{10FFFF}'));
        assert_eq!(property(Property::Digit, '²'), 3);
        assert_eq!(property(Property::Digit, 'x'), 0);
        assert_eq!(numeric('⅓'), Some((1, 3)));
        assert_eq!(numeric('\u{0F33}'), Some((-1, 2)));
        assert_eq!(numeric('x'), None);
    }
}
