//! Datums: what the reader makes. All datums of a text live in one arena; a
//! list is a range of it, so long lists are flat and dropping is no recursion.
use crate::number::Num;
use crate::syntax::{SourceId, Span, Sym};
use std::rc::Rc;

/// A run of datums in [`Data`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Range {
    start: u32,
    /// The number of datums; its highest bit is [`SQUARE`].
    len: u32,
}

/// The mark of what was written in square brackets.
const SQUARE: u32 = 1 << 31;

impl Range {
    /// How many there are.
    #[inline]
    pub fn len(self) -> usize {
        (self.len & !SQUARE) as usize
    }
    /// True if there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
    /// Whether it was written in square brackets.
    pub fn is_square(self) -> bool {
        self.len & SQUARE != 0
    }
    /// The same, written in square brackets.
    pub(super) fn square(self) -> Range {
        Range { len: self.len | SQUARE, ..self }
    }
    /// The places in the arena, the order of [`Data::all`].
    pub fn all(self) -> std::ops::Range<usize> {
        self.start as usize..self.start as usize + self.len()
    }
}

/// What a datum is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum DatumKind {
    /// An integer of at most 51 bits.
    Int(i64),
    /// A double.
    Float(f64),
    /// Any other number: index into [`Data::number`].
    Num(u32),
    /// `#t`.
    True,
    /// `#f`.
    False,
    /// A character.
    Char(char),
    /// A string: index into [`Data::string`].
    Str(u32),
    /// A symbol.
    Sym(Sym),
    /// A proper list; the empty one is `()`.
    List(Range),
    /// An improper list; the last datum is what follows the dot.
    Dotted(Range),
    /// A vector.
    Vector(Range),
    /// A byte vector: index into [`Data::byte_vector`].
    Bytes(u32),
}

/// A datum and its place.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Datum {
    /// What it is.
    pub kind: DatumKind,
    /// First byte in the source.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Datum {
    /// The symbol, if it is one.
    pub fn symbol(self) -> Option<Sym> {
        if let DatumKind::Sym(s) = self.kind { Some(s) } else { None }
    }
    /// Whether it is a list in square brackets.
    pub fn is_square(self) -> bool {
        matches!(self.kind, DatumKind::List(r) if r.is_square())
    }
}

/// The datums of one source text.
#[derive(Default)]
pub struct Data {
    /// The text they were read from.
    pub source: SourceId,
    /// The datums that are in no list.
    pub top: Range,
    pub(super) items: Vec<Datum>,
    pub(super) strings: Vec<Rc<str>>,
    pub(super) bytes: Vec<Rc<[u8]>>,
    pub(super) numbers: Vec<Rc<Num>>,
}

impl Data {
    /// The datums of a list.
    #[inline]
    pub fn items(&self, range: Range) -> &[Datum] {
        &self.items[range.all()]
    }
    /// The datums of a proper list; `None` for everything else.
    #[inline]
    pub fn list(&self, d: Datum) -> Option<&[Datum]> {
        if let DatumKind::List(r) = d.kind { Some(self.items(r)) } else { None }
    }
    /// The text of a string datum.
    pub fn string(&self, index: u32) -> &Rc<str> {
        &self.strings[index as usize]
    }
    /// The bytes of a byte vector datum.
    pub fn byte_vector(&self, index: u32) -> &Rc<[u8]> {
        &self.bytes[index as usize]
    }
    /// The number of a number datum.
    pub fn number(&self, index: u32) -> &Rc<Num> {
        &self.numbers[index as usize]
    }
    /// Every datum, in the order their lists ended.
    pub fn all(&self) -> &[Datum] {
        &self.items
    }
    /// Where a datum stands.
    pub fn span(&self, d: Datum) -> Span {
        Span::new(self.source, d.start, d.end)
    }
    /// Moves datums to the arena, as one run.
    pub(super) fn add(&mut self, datums: impl ExactSizeIterator<Item = Datum>) -> Range {
        let range = Range { start: self.items.len() as u32, len: datums.len() as u32 };
        self.items.extend(datums);
        range
    }
}
