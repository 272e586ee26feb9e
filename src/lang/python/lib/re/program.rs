//! What a pattern becomes: a list of small instructions, and tests of characters.
use super::Flags;
use crate::lang::python::text::{case, chars};

/// No place: a group that has not matched, a loop that has not begun.
pub(super) const NOWHERE: usize = usize::MAX;
/// Repeats without an upper bound.
pub(super) const MAX_REPEAT: u32 = u32::MAX;

/// A place between characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum At {
    /// `^`, which may become the start of a line.
    Start,
    TextStart,
    LineStart,
    /// `$`, likewise.
    End,
    LineEnd,
    TextEnd,
    Boundary,
    NotBoundary,
    AsciiBoundary,
    AsciiNotBoundary,
}

/// A test of one character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum One {
    Char(u32),
    NotChar(u32),
    /// The character whose lower case this is.
    Folded(u32),
    /// All but the end of a line.
    NotNewline,
    Any,
    /// One of the program's sets.
    Set(u32),
}

/// How often a test is repeated, and who decides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Greed {
    Greedy,
    Lazy,
    /// Greedy, and nothing is given back.
    Possessive,
}

/// A repeated test.
#[derive(Clone, Debug)]
pub(super) struct Repeat {
    pub one: One,
    pub min: u32,
    pub max: u32,
    pub greed: Greed,
    /// The bytes one of which must follow, if that is known.
    pub follow: Option<Bytes>,
}

/// A loop over more than one character. `slot` counts the rounds, the slot after
/// it knows where the last one that was not needed began.
#[derive(Clone, Debug)]
pub(super) struct Loop {
    pub slot: u32,
    pub min: u32,
    pub max: u32,
    pub exit: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Inst {
    One(One),
    /// So many bytes of the program's literals.
    Text(u32, u32),
    Repeat(u32),
    At(At),
    /// Where a group begins or ends.
    Save(u32),
    /// Goes on, and elsewhere if that fails.
    Split(u32),
    /// Goes elsewhere, and on if that fails.
    SplitAway(u32),
    Jump(u32),
    LoopInit(u32),
    /// Another round if possible, then what follows the loop.
    Loop(u32),
    /// What follows the loop, then another round (the next instruction).
    LazyLoop(u32),
    LazyRound(u32),
    /// What could be tried again since this is forgotten at its end.
    AtomicBegin(u32),
    AtomicEnd(u32),
    /// Looks around from here: slot and the instruction after it.
    LookBegin(u32, u32),
    LookEnd(u32),
    NotBegin(u32, u32),
    NotEnd(u32),
    /// So many characters back.
    Back(u32),
    Group(u32),
    GroupFolded(u32, Fold),
    /// Elsewhere if the group has not matched.
    IfGroup(u32, u32),
    Match,
}

/// How case is ignored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fold {
    Not,
    Ascii,
    Unicode,
}

impl Fold {
    pub fn of(flags: u32) -> Fold {
        match flags {
            _ if flags & Flags::IGNORECASE == 0 => Fold::Not,
            _ if flags & Flags::UNICODE != 0 => Fold::Unicode,
            _ => Fold::Ascii,
        }
    }
    pub fn lower(self, c: u32) -> u32 {
        match self {
            Fold::Not => c,
            _ if c < 128 => (c as u8).to_ascii_lowercase() as u32,
            Fold::Ascii => c,
            Fold::Unicode => char::from_u32(c).map_or(c, |c| case::lower_char(c) as u32),
        }
    }
    /// Whether other characters have the same lower case.
    pub fn is_cased(self, c: u32) -> bool {
        match (self, char::from_u32(c)) {
            (Fold::Not, _) | (_, None) => false,
            (Fold::Ascii, Some(c)) => c.is_ascii_alphabetic(),
            (Fold::Unicode, Some(_)) => self.lower(c) != c || others(c).next().is_some() || has_capital(c),
        }
    }
}

/// Whether it is the lower case of another.
fn has_capital(lower: u32) -> bool {
    match char::from_u32(lower) {
        Some(c) if case::upper_char(c) != c => true,
        // Some capitals are not the way back.
        Some(c) => case::is_lower_char(c) && case::lowered().iter().any(|&(_, l)| l == lower),
        None => false,
    }
}

/// Small letters that count as the same although their capitals do not lead to
/// all of them.
#[rustfmt::skip]
const ALIKE: &[&[u32]] = &[
    &[0x69, 0x131], &[0x73, 0x17F], &[0xB5, 0x3BC], &[0x345, 0x3B9, 0x1FBE], &[0x390, 0x1FD3], &[0x3B0, 0x1FE3],
    &[0x3B2, 0x3D0], &[0x3B5, 0x3F5], &[0x3B8, 0x3D1], &[0x3BA, 0x3F0], &[0x3C0, 0x3D6], &[0x3C1, 0x3F1],
    &[0x3C2, 0x3C3], &[0x3C6, 0x3D5], &[0x432, 0x1C80], &[0x434, 0x1C81], &[0x43E, 0x1C82], &[0x441, 0x1C83],
    &[0x442, 0x1C84, 0x1C85], &[0x44A, 0x1C86], &[0x463, 0x1C87], &[0xA64B, 0x1C88], &[0x1E61, 0x1E9B], &[0xFB05, 0xFB06],
];

/// The letters that are like a small letter.
pub(super) fn others(lower: u32) -> impl Iterator<Item = u32> {
    let alike = ALIKE.iter().find(|alike| alike.contains(&lower)).copied().unwrap_or_default();
    alike.iter().copied().filter(move |&c| c != lower)
}

/// A kind of character that has a letter of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Category {
    Digit,
    Space,
    Word,
}

impl Category {
    /// Whether a character is of it, by ASCII or by Unicode.
    pub fn has(self, c: u32, unicode: bool) -> bool {
        if c < 128 {
            let b = c as u8;
            return match self {
                Category::Digit => b.is_ascii_digit(),
                Category::Space => matches!(b, b'\t'..=b'\r' | b' ') || (unicode && matches!(b, 0x1C..=0x1F)),
                Category::Word => b.is_ascii_alphanumeric() || b == b'_',
            };
        }
        let Some(c) = char::from_u32(c).filter(|_| unicode) else { return false };
        match self {
            Category::Digit => chars::is_decimal(c),
            Category::Space => chars::is_space(c),
            Category::Word => chars::is_alnum(c),
        }
    }
}

/// A member of a set as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Member {
    Range(u32, u32),
    /// All of a kind, or all that are not.
    Category(Category, bool),
}

/// A set of characters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Set {
    /// The answers for the first 256 characters.
    low: [u64; 4],
    ranges: Vec<(u32, u32)>,
    categories: Vec<(Category, bool)>,
    unicode: bool,
    negated: bool,
    fold: Fold,
}

impl Set {
    pub fn new(members: &[Member], negated: bool, flags: u32) -> Set {
        let fold = Fold::of(flags);
        let unicode = flags & Flags::UNICODE != 0;
        let mut set = Set { low: [0; 4], ranges: vec![], categories: vec![], unicode, negated, fold };
        for &member in members {
            match member {
                Member::Category(category, not) if set.categories.contains(&(category, not)) => (),
                Member::Category(category, not) => set.categories.push((category, not)),
                Member::Range(low, high) => set.ranges.push((low, high)),
            }
        }
        set.join();
        set.add_lower();
        for c in 0..256 {
            set.low[c as usize / 64] |= (set.slow(c) as u64) << (c % 64);
        }
        set
    }

    fn in_ranges(&self, c: u32) -> bool {
        let after = self.ranges.partition_point(|r| r.0 <= c);
        after > 0 && self.ranges[after - 1].1 >= c
    }

    /// Adds what is to be found in place of its characters where texts are looked at
    /// in lower case.
    fn add_lower(&mut self) {
        let mut more: Vec<u32> = vec![];
        if self.fold != Fold::Not {
            more.extend((65..=90).filter(|&c| self.in_ranges(c)).map(|c| c + 32));
        }
        if self.fold == Fold::Unicode {
            more.extend(case::lowered().iter().filter(|pair| self.in_ranges(pair.0)).map(|pair| pair.1));
            for alike in ALIKE {
                if alike.iter().any(|c| more.contains(c) || self.in_ranges(*c)) {
                    more.extend(*alike);
                }
            }
        }
        self.ranges.extend(more.into_iter().map(|c| (c, c)));
        self.join();
    }

    fn join(&mut self) {
        crate::platform::sort_by_key(&mut self.ranges, |r| r.0);
        let mut joined: Vec<(u32, u32)> = vec![];
        for &(low, high) in &self.ranges {
            match joined.last_mut() {
                Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
                _ => joined.push((low, high)),
            }
        }
        self.ranges = joined;
    }

    fn slow(&self, c: u32) -> bool {
        let c = self.fold.lower(c);
        let found =
            self.in_ranges(c) || self.categories.iter().any(|&(category, not)| category.has(c, self.unicode) != not);
        found != self.negated
    }

    #[inline]
    pub fn has(&self, c: u32) -> bool {
        match self.low.get(c as usize / 64) {
            Some(word) => word >> (c % 64) & 1 == 1,
            None => self.slow(c),
        }
    }

    /// The kinds of characters beyond ASCII that it may have.
    fn wide(&self) -> u8 {
        if self.fold == Fold::Unicode || self.negated || self.ranges.last().is_some_and(|r| r.1 >= 128) {
            return Bytes::ALL;
        }
        let kinds = |&(category, not): &(Category, bool)| match (category, not) {
            (_, false) if !self.unicode => 0,
            (_, true) if !self.unicode => Bytes::ALL,
            (Category::Digit, true) => Bytes::ALL,
            (Category::Digit | Category::Word, false) => Bytes::WORDS,
            (Category::Space, false) => Bytes::SPACES,
            (Category::Word, true) => Bytes::ALL & !Bytes::WORDS,
            (Category::Space, true) => Bytes::ALL & !Bytes::SPACES,
        };
        self.categories.iter().map(kinds).fold(0, |a, b| a | b)
    }
}

/// A set of bytes that characters begin with.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Bytes {
    words: [u64; 4],
    /// Which kinds of characters beyond ASCII they stand for.
    wide: u8,
}

impl Bytes {
    const WORDS: u8 = 1;
    const SPACES: u8 = 2;
    const ALL: u8 = 7;

    pub fn add(&mut self, b: u8) {
        self.words[b as usize / 64] |= 1 << (b % 64);
    }
    /// All that characters beyond ASCII can begin with in UTF-8, if there are such.
    fn add_wide(&mut self, kinds: u8) {
        self.wide |= kinds;
        if kinds != 0 {
            self.words[3] = u64::MAX;
        }
    }
    #[inline]
    pub fn has(&self, b: u8) -> bool {
        self.words[b as usize / 64] >> (b % 64) & 1 == 1
    }
    pub fn join(&mut self, other: &Bytes) {
        self.words.iter_mut().zip(other.words).for_each(|(a, b)| *a |= b);
        self.wide |= other.wide;
    }
    /// Whether a character can begin with both.
    pub fn meets(&self, other: &Bytes, is_text: bool) -> bool {
        let words = if is_text { 2 } else { 4 };
        let meet = self.words.iter().zip(other.words).take(words).any(|(a, b)| a & b != 0);
        meet || (is_text && self.wide & other.wide != 0)
    }
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(super) struct Program {
    pub insts: Vec<Inst>,
    pub literals: Vec<u8>,
    pub sets: Vec<Set>,
    pub repeats: Vec<Repeat>,
    pub loops: Vec<Loop>,
    /// How many places of memory a run needs: two for each group, one for the
    /// last group, then those of loops and the like.
    pub slots: usize,
    pub groups: usize,
    /// It can match at the start of the text only.
    pub anchored: bool,
    /// The text that every match begins with.
    pub prefix: Vec<u8>,
    /// The bytes one of which every match begins with.
    pub first: Option<Bytes>,
    /// Every match begins with as many as there are of these. So where none begins,
    /// none begins within the same run of them.
    pub run: Option<One>,
    /// Texts are bytes, each one a character.
    pub bytes: bool,
}

impl Program {
    /// The bytes that what passes a test can begin with.
    pub fn begins(&self, one: One) -> Bytes {
        let mut bytes = Bytes::default();
        match one {
            One::Char(c) => {
                bytes.add(self.encoded(c)[0]);
                if c >= 128 && !self.bytes {
                    bytes.wide = match c {
                        _ if Category::Word.has(c, true) => Bytes::WORDS,
                        _ if Category::Space.has(c, true) => Bytes::SPACES,
                        _ => Bytes::ALL & !Bytes::WORDS & !Bytes::SPACES,
                    };
                }
            }
            One::Folded(c) => {
                if c < 128 {
                    bytes.add(c as u8);
                    bytes.add((c as u8).to_ascii_uppercase());
                }
                bytes.add_wide(Bytes::ALL);
            }
            _ => {
                let has = |c: u32| match one {
                    One::NotChar(not) => c != not,
                    One::NotNewline => c != 10,
                    One::Set(set) => self.sets[set as usize].has(c),
                    _ => true,
                };
                (0..if self.bytes { 256 } else { 128 }).filter(|&c| has(c)).for_each(|c| bytes.add(c as u8));
                match one {
                    _ if self.bytes => (),
                    One::Set(set) => bytes.add_wide(self.sets[set as usize].wide()),
                    _ => bytes.add_wide(Bytes::ALL),
                }
            }
        }
        bytes
    }

    /// A character as it stands in texts; none can be one that UTF-8 does not have.
    pub fn encoded(&self, c: u32) -> Vec<u8> {
        match char::from_u32(c) {
            _ if self.bytes => vec![c as u8],
            Some(c) => c.to_string().into_bytes(),
            None => vec![0xFF],
        }
    }
}
