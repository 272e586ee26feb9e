//! Datums: what the reader makes. All datums of a text live in one arena; a
//! list is a range of it, so long lists are flat and dropping is no recursion.
//! What macros make of them is added in further chunks, while the rest is in use.
use crate::number::Num;
use crate::syntax::frozen::Frozen;
use crate::syntax::{SourceId, Span, Sym};
use std::cell::{Cell, OnceCell};
use std::rc::Rc;

/// A run of datums in [`Data`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Range {
    /// 0 for what was read; else one more than the number of the chunk.
    chunk: u32,
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
    pub fn square(self) -> Range {
        Range { len: self.len | SQUARE, ..self }
    }
    /// The places in [`Data::all`], or in the chunk.
    pub fn all(self) -> std::ops::Range<usize> {
        self.start as usize..self.start as usize + self.len()
    }
    /// The run without its first datums.
    pub fn skip(self, count: usize) -> Range {
        let count = count.min(self.len()) as u32;
        Range { chunk: self.chunk, start: self.start + count, len: self.len() as u32 - count }
    }
    /// The run of the first so many of them.
    pub fn take(self, count: usize) -> Range {
        Range { len: self.len().min(count) as u32, ..self }
    }
    /// The run with the one datum more that stands behind it.
    pub fn longer(self) -> Range {
        Range { len: self.len() as u32 + 1, ..self }
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
    /// A datum with a label: a [`DatumKind::Ref`] with its number, then the datum.
    Labelled(Range),
    /// The datum with that label around this place. The number is that of the
    /// first byte of the label.
    Ref(u32),
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

/// The datums of one source text, and of what is put into it later.
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
    /// One past the last place of the text.
    pub(super) end: u32,
    pub(super) made: OnceCell<Box<Made>>,
}

/// What was added to the datums of a text.
#[derive(Default)]
pub(super) struct Made {
    chunks: Frozen<Box<[Datum]>>,
    strings: Frozen<Rc<str>>,
    bytes: Frozen<Rc<[u8]>>,
    numbers: Frozen<Rc<Num>>,
    /// Texts that were put in: where their places begin in the numbers of datums.
    texts: Frozen<(u32, SourceId)>,
    /// One past the last place of the last of them.
    end: Cell<u32>,
}

impl Data {
    /// The datums of a list.
    #[inline]
    pub fn items(&self, range: Range) -> &[Datum] {
        let items = match range.chunk {
            0 => &self.items[..],
            chunk => self.chunk(chunk),
        };
        &items[range.all()]
    }
    #[inline(never)]
    fn chunk(&self, chunk: u32) -> &[Datum] {
        self.made().chunks.get(chunk as usize - 1)
    }
    /// The datums of a proper list; `None` for everything else.
    #[inline]
    pub fn list(&self, d: Datum) -> Option<&[Datum]> {
        match d.kind {
            DatumKind::List(r) => Some(self.items(r)),
            DatumKind::Labelled(r) => self.list(self.items(r)[1]),
            _ => None,
        }
    }
    /// The number and the datum of a labelled one.
    pub fn labelled(&self, range: Range) -> (u32, Datum) {
        match self.items(range) {
            [Datum { kind: DatumKind::Ref(id), .. }, d] => (*id, *d),
            _ => unreachable!("the reader puts the number before the datum"),
        }
    }
    /// The text of a string datum.
    pub fn string(&self, index: u32) -> &Rc<str> {
        let index = index as usize;
        self.strings.get(index).unwrap_or_else(|| self.made().strings.get(index - self.strings.len()))
    }
    /// The bytes of a byte vector datum.
    pub fn byte_vector(&self, index: u32) -> &Rc<[u8]> {
        let index = index as usize;
        self.bytes.get(index).unwrap_or_else(|| self.made().bytes.get(index - self.bytes.len()))
    }
    /// The number of a number datum.
    pub fn number(&self, index: u32) -> &Rc<Num> {
        let index = index as usize;
        self.numbers.get(index).unwrap_or_else(|| self.made().numbers.get(index - self.numbers.len()))
    }
    /// Every datum that was read, in the order their lists ended.
    pub fn all(&self) -> &[Datum] {
        &self.items
    }
    /// Every datum, in runs.
    pub fn runs(&self) -> impl Iterator<Item = &[Datum]> {
        let made = self.made.get().into_iter().flat_map(|made| made.chunks.iter());
        std::iter::once(&self.items[..]).chain(made.map(|chunk| &chunk[..]))
    }
    /// Where a datum stands.
    #[inline]
    pub fn span(&self, d: Datum) -> Span {
        if d.start <= self.end { Span::new(self.source, d.start, d.end) } else { self.span_elsewhere(d) }
    }
    #[cold]
    fn span_elsewhere(&self, d: Datum) -> Span {
        let text = self.made().texts.iter().filter(|t| t.0 <= d.start).last();
        let (base, source) = text.copied().unwrap_or((0, self.source));
        Span::new(source, d.start - base, d.end - base)
    }
    /// Moves datums to the arena, as one run.
    pub(super) fn add(&mut self, datums: impl ExactSizeIterator<Item = Datum>) -> Range {
        let range = Range { chunk: 0, start: self.items.len() as u32, len: datums.len() as u32 };
        self.items.extend(datums);
        range
    }

    // What is added while datums are in use.

    fn made(&self) -> &Made {
        self.made.get_or_init(|| {
            let made = Box::<Made>::default();
            made.end.set(self.end);
            made
        })
    }
    /// A string that was not in the text.
    pub fn add_string(&self, text: Rc<str>) -> DatumKind {
        DatumKind::Str((self.strings.len() + self.made().strings.push(text)) as u32)
    }
    /// A byte vector that was not in the text.
    pub fn add_bytes(&self, bytes: Rc<[u8]>) -> DatumKind {
        DatumKind::Bytes((self.bytes.len() + self.made().bytes.push(bytes)) as u32)
    }
    /// A number that was not in the text.
    pub fn add_number(&self, number: Rc<Num>) -> DatumKind {
        DatumKind::Num((self.numbers.len() + self.made().numbers.push(number)) as u32)
    }
    /// Begins a chunk of datums.
    pub fn build(&self) -> Builder<'_> {
        Builder { data: self, chunk: self.made().chunks.count() as u32 + 1, items: vec![] }
    }
    /// Puts in what was read from another text: the datums that are in no list. If
    /// all texts together are too long, nothing.
    pub fn include(&self, other: &Data) -> Option<Range> {
        let made = self.made();
        let base = made.end.get().checked_add(1)?;
        made.end.set(base.checked_add(other.end)?);
        made.texts.push((base, other.source));
        let chunk = made.chunks.count() as u32 + 1;
        let items = other.items.iter().map(|d| {
            let moved = |r: Range| Range { chunk, ..r };
            let kind = match d.kind {
                DatumKind::List(r) => DatumKind::List(moved(r)),
                DatumKind::Dotted(r) => DatumKind::Dotted(moved(r)),
                DatumKind::Vector(r) => DatumKind::Vector(moved(r)),
                DatumKind::Labelled(r) => DatumKind::Labelled(moved(r)),
                DatumKind::Ref(id) => DatumKind::Ref(id + base),
                DatumKind::Str(i) => self.add_string(other.string(i).clone()),
                DatumKind::Bytes(i) => self.add_bytes(other.byte_vector(i).clone()),
                DatumKind::Num(i) => self.add_number(other.number(i).clone()),
                kind => kind,
            };
            Datum { kind, start: d.start + base, end: d.end + base }
        });
        let items = items.collect();
        made.chunks.push(items);
        Some(Range { chunk, ..other.top })
    }
}

/// A chunk of datums that is being made. One at a time can be.
pub struct Builder<'d> {
    data: &'d Data,
    chunk: u32,
    items: Vec<Datum>,
}

impl Builder<'_> {
    /// Moves datums to the chunk, as one run.
    pub fn add(&mut self, datums: impl Iterator<Item = Datum>) -> Range {
        let start = self.items.len() as u32;
        self.items.extend(datums);
        Range { chunk: self.chunk, start, len: self.items.len() as u32 - start }
    }
    /// The datums of a run in this chunk or another.
    pub fn items(&self, range: Range) -> &[Datum] {
        if range.chunk != self.chunk {
            return self.data.items(range);
        }
        &self.items[range.start as usize..range.start as usize + range.len()]
    }
    /// Ends the chunk; how many datums it has.
    pub fn finish(self) -> usize {
        let count = self.items.len();
        if count > 0 {
            self.data.made().chunks.push(self.items.into());
        }
        count
    }
}
