//! Where something stands in the source: byte ranges in numbered source texts.
use std::rc::Rc;

/// Number of a source text in a [`SourceMap`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, PartialOrd, Ord, serde::Serialize)]
pub struct SourceId(pub u32);

/// A byte range of one source text. `end` is exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, serde::Serialize)]
pub struct Span {
    /// The text it belongs to.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` (inclusive) to `end` (exclusive), in bytes.
    pub fn new(source: SourceId, start: u32, end: u32) -> Self {
        Span { source, start, end }
    }
    /// The smallest span that covers both. Both must be of the same source.
    pub fn to(self, other: Span) -> Span {
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
    /// True for spans that stand for nothing in any text.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// One source text with its name and line starts.
pub struct SourceFile {
    /// Shown in diagnostics: a path, or `<repl>`.
    pub name: Rc<str>,
    /// The whole text.
    pub text: Rc<str>,
    /// Byte offset of each line's first byte; made when first asked for.
    lines: std::cell::OnceCell<Vec<u32>>,
}

/// A place for people: both 1-based, the column in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineCol {
    /// 1-based line.
    pub line: u32,
    /// 1-based column, in characters.
    pub col: u32,
}

impl SourceFile {
    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            std::iter::once(0)
                .chain(self.text.bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(i, _)| i as u32 + 1))
                .collect()
        })
    }
    /// Line and column of a byte offset; offsets past the end give the end.
    pub fn line_col(&self, offset: u32) -> LineCol {
        let offset = (offset as usize).min(self.text.len());
        let line = self.lines().partition_point(|&s| s as usize <= offset) - 1;
        let start = self.lines()[line] as usize;
        let col = self.text.get(start..offset).map_or(offset - start, |s| s.chars().count());
        LineCol { line: line as u32 + 1, col: col as u32 + 1 }
    }
    /// Text of a 1-based line, without its end-of-line bytes.
    pub fn line_text(&self, line: u32) -> &str {
        let lines = self.lines();
        let Some(&start) = lines.get(line as usize - 1) else { return "" };
        let end = lines.get(line as usize).map_or(self.text.len(), |&e| e as usize);
        self.text[start as usize..end].trim_end_matches(['\n', '\r'])
    }
}

/// All source texts a VM has been given.
#[derive(Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Adds a text and gives its number.
    pub fn add(&mut self, name: &str, text: &str) -> SourceId {
        let id = SourceId(self.files.len() as u32);
        self.files.push(SourceFile { name: name.into(), text: text.into(), lines: Default::default() });
        id
    }
    /// The text with that number; `None` for numbers this map did not give.
    pub fn get(&self, id: SourceId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }
    /// The source text a span covers, or "" if it covers none.
    pub fn snippet(&self, span: Span) -> &str {
        self.get(span.source).and_then(|f| f.text.get(span.start as usize..span.end as usize)).unwrap_or("")
    }
}
