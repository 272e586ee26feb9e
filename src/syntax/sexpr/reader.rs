//! Datums from tokens. The reader keeps its own stack, so depth costs no Rust
//! stack; it goes on after mistakes and reports several at once.
use super::datum::{Data, Datum, DatumKind};
use super::lexer::{Bracket, Lexer, Prefix, Token, TokenKind};
use super::{MAX_DATA_NESTING, MAX_NESTING, Range};
use crate::syntax::letters::fold;
use crate::syntax::text::cut;
use crate::syntax::{Code, Diagnostic, Interner, Label, SourceId, Span, Sym};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// How many problems are reported before the reader gives up.
const MAX_PROBLEMS: usize = 20;

/// What reading gave.
pub struct Outcome {
    /// Everything that could be read.
    pub data: Data,
    /// What was wrong, in source order of discovery.
    pub problems: Vec<Diagnostic>,
    /// The text ends inside a list, string or comment: at a prompt, more may come.
    pub incomplete: bool,
}

/// Reads a whole text; all problems, or the datums.
pub fn read(interner: &mut Interner, source: SourceId, text: &str) -> Result<Data, Vec<Diagnostic>> {
    read_nested(interner, source, text, MAX_NESTING)
}

/// Reads a text, with another limit of depth.
pub fn read_nested(
    interner: &mut Interner,
    source: SourceId,
    text: &str,
    limit: usize,
) -> Result<Data, Vec<Diagnostic>> {
    let outcome = read_limited(interner, source, text, limit);
    if outcome.problems.is_empty() { Ok(outcome.data) } else { Err(outcome.problems) }
}

/// The same without case.
pub fn read_folded(interner: &mut Interner, source: SourceId, text: &str) -> Result<Data, Vec<Diagnostic>> {
    let outcome = match Reader::new(interner, source, text, 0, MAX_NESTING) {
        Ok(mut reader) => {
            reader.lexer.fold = true;
            reader.run();
            reader.outcome()
        }
        Err(outcome) => *outcome,
    };
    if outcome.problems.is_empty() { Ok(outcome.data) } else { Err(outcome.problems) }
}

/// Reads a part of a text, with spans as in the whole. The part must begin and
/// end between characters.
pub fn read_part(
    interner: &mut Interner,
    source: SourceId,
    text: &str,
    part: std::ops::Range<usize>,
) -> Result<Data, Vec<Diagnostic>> {
    let text = text.get(..part.end).unwrap_or(text);
    let outcome = read_from(interner, source, text, part.start, MAX_NESTING);
    if outcome.problems.is_empty() { Ok(outcome.data) } else { Err(outcome.problems) }
}

/// Reads a whole text; what could be read, and the problems.
pub fn read_datums(interner: &mut Interner, source: SourceId, text: &str) -> Outcome {
    read_limited(interner, source, text, MAX_NESTING)
}

/// What reading one datum gave.
pub struct One {
    /// The datum, if there is one, and the problems.
    pub outcome: Outcome,
    /// How many bytes of the text were read.
    pub end: usize,
    /// Whether what follows is to be read without case.
    pub fold: bool,
}

/// Reads the first datum of a text; `fold`: without case.
pub fn read_one(interner: &mut Interner, source: SourceId, text: &str, fold: bool) -> One {
    let mut reader = match Reader::new(interner, source, text, 0, MAX_DATA_NESTING) {
        Ok(reader) => reader,
        Err(outcome) => return One { outcome: *outcome, end: text.len(), fold },
    };
    reader.only_one = true;
    reader.lexer.fold = fold;
    reader.run();
    let (end, fold) = (reader.lexer.pos(), reader.lexer.fold);
    One { outcome: reader.outcome(), end, fold }
}

fn read_limited(interner: &mut Interner, source: SourceId, text: &str, limit: usize) -> Outcome {
    read_from(interner, source, text, 0, limit)
}

fn read_from(interner: &mut Interner, source: SourceId, text: &str, start: usize, limit: usize) -> Outcome {
    match Reader::new(interner, source, text, start, limit) {
        Ok(mut reader) => {
            reader.run();
            reader.outcome()
        }
        Err(outcome) => *outcome,
    }
}

/// What an open frame will become.
#[derive(Clone, Copy, PartialEq)]
enum Frame {
    List(Bracket),
    Vector,
    Bytes,
    Prefix(Prefix),
}

/// Where a list stands with its dot.
#[derive(Clone, Copy, PartialEq)]
enum Dot {
    None,
    /// Seen; the datum after it is to come.
    Seen(u32),
    /// The datum after it is read.
    Full(u32),
}

struct Open {
    frame: Frame,
    /// Index in `done` of its first datum.
    first: usize,
    start: u32,
    /// One past its opening token.
    token_end: u32,
    dot: Dot,
}

struct Reader<'a> {
    lexer: Lexer<'a>,
    interner: &'a mut Interner,
    quotes: [Sym; 4],
    data: Data,
    /// Datums of the lists that are open, innermost last.
    done: Vec<Datum>,
    open: Vec<Open>,
    text: &'a str,
    source: SourceId,
    limit: usize,
    incomplete: bool,
    /// Whether to stop after the first datum.
    only_one: bool,
    /// The labels of the outermost datum: their numbers, and the labelled datums
    /// that have ended.
    labels: FxHashMap<u32, (u32, Option<Datum>)>,
}

impl<'a> Reader<'a> {
    fn new(
        interner: &'a mut Interner,
        source: SourceId,
        text: &'a str,
        start: usize,
        limit: usize,
    ) -> Result<Self, Box<Outcome>> {
        if u32::try_from(text.len()).is_err() {
            let problem = Diagnostic::error(Code::TooLarge, Span::new(source, 0, 0), "the text is larger than 4 GB");
            let data = Data { source, ..Data::default() };
            return Err(Box::new(Outcome { data, problems: vec![problem], incomplete: false }));
        }
        let quotes = ["quote", "quasiquote", "unquote", "unquote-splicing"].map(|n| interner.intern(n));
        Ok(Reader {
            lexer: Lexer::starting_at(source, text, start),
            interner,
            quotes,
            data: Data { source, end: text.len() as u32, ..Data::default() },
            done: Vec::with_capacity(64),
            open: Vec::with_capacity(32),
            text,
            source,
            limit,
            incomplete: false,
            only_one: false,
            labels: FxHashMap::default(),
        })
    }

    fn outcome(mut self) -> Outcome {
        self.data.top = self.data.add(self.done.drain(..));
        Outcome { problems: self.lexer.problems, data: self.data, incomplete: self.incomplete }
    }

    fn run(&mut self) {
        loop {
            if self.only_one && self.open.is_empty() && (!self.done.is_empty() || !self.lexer.problems.is_empty()) {
                return;
            }
            let t = self.lexer.token();
            if self.lexer.problems.len() >= MAX_PROBLEMS {
                let span = self.span(t.start, t.end);
                self.problem(Code::Syntax, span, "too many mistakes; the rest of the text was not read");
                return;
            }
            let kind = match t.kind {
                TokenKind::Symbol if self.lexer.fold => DatumKind::Sym(self.interner.intern(&fold(self.lexer.text(t)))),
                TokenKind::Symbol => DatumKind::Sym(self.interner.intern(self.lexer.text(t))),
                TokenKind::Open(b) => {
                    if !self.push(Frame::List(b), t) {
                        return;
                    }
                    continue;
                }
                TokenKind::Close(b) => {
                    self.close(b, t);
                    continue;
                }
                TokenKind::Int(i) => DatumKind::Int(i),
                TokenKind::Float(f) => DatumKind::Float(f),
                TokenKind::Num => {
                    self.data.numbers.extend(self.lexer.number.take().map(Rc::new));
                    DatumKind::Num(self.data.numbers.len() as u32 - 1)
                }
                TokenKind::Bool(true) => DatumKind::True,
                TokenKind::Bool(false) => DatumKind::False,
                TokenKind::Char(c) => DatumKind::Char(c),
                TokenKind::Str(escapes) => {
                    let text = if escapes { self.lexer.decode(t).into() } else { self.inner(t).into() };
                    self.data.strings.push(text);
                    DatumKind::Str(self.data.strings.len() as u32 - 1)
                }
                TokenKind::BarSymbol(escapes) => DatumKind::Sym(if escapes {
                    let name = self.lexer.decode(t);
                    self.interner.intern(&name)
                } else {
                    let name = self.inner(t);
                    self.interner.intern(name)
                }),
                TokenKind::OpenVector | TokenKind::OpenBytes | TokenKind::Prefix(_) => {
                    if let TokenKind::Prefix(Prefix::Label(n)) = t.kind
                        && self.labels.insert(n, (t.start, None)).is_some()
                    {
                        let span = self.span(t.start, t.end);
                        self.problem(Code::Syntax, span, format!("there are two `#{n}=`"));
                    }
                    let frame = match t.kind {
                        TokenKind::OpenVector => Frame::Vector,
                        TokenKind::OpenBytes => Frame::Bytes,
                        TokenKind::Prefix(p) => Frame::Prefix(p),
                        _ => unreachable!("only these three come here"),
                    };
                    if !self.push(frame, t) {
                        return;
                    }
                    continue;
                }
                TokenKind::Dot => {
                    self.dot(t);
                    continue;
                }
                TokenKind::LabelUse(n) => self.label_use(n, t),
                // A place-holder, so that the form around it keeps its shape.
                TokenKind::Bad => DatumKind::False,
                TokenKind::End => {
                    self.end(t);
                    return;
                }
            };
            self.datum(Datum { kind, start: t.start, end: t.end });
        }
    }

    fn span(&self, start: u32, end: u32) -> Span {
        Span::new(self.source, start, end)
    }

    fn inner(&self, t: Token) -> &'a str {
        cut(self.text, t.start as usize + 1..t.end as usize - 1)
    }

    fn problem(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.lexer.problems.push(Diagnostic::error(code, span, message));
        self.lexer.problems.last_mut().expect("just pushed")
    }

    /// Opens a frame; false if that is too deep.
    #[inline]
    fn push(&mut self, frame: Frame, t: Token) -> bool {
        if self.open.len() >= self.limit {
            let span = self.span(t.start, t.end);
            let outer = self.open[0].start;
            let outer = self.span(outer, outer + 1);
            self.problem(Code::Nesting, span, format!("nested deeper than {} levels", self.limit))
                .labels
                .push(Label { span: outer, text: "the outermost one begins here".into() });
            return false;
        }
        self.open.push(Open { frame, first: self.done.len(), start: t.start, token_end: t.end, dot: Dot::None });
        true
    }

    /// Adds a datum, and ends the prefixes that wait for it.
    #[inline]
    fn datum(&mut self, mut d: Datum) {
        while let Some(&Open { frame: Frame::Prefix(p), start, token_end, .. }) = self.open.last() {
            self.open.pop();
            let sym = match p {
                Prefix::Comment => return,
                Prefix::Label(n) => {
                    d = self.labelled(n, start, d);
                    continue;
                }
                Prefix::Quote => self.quotes[0],
                Prefix::Quasi => self.quotes[1],
                Prefix::Unquote => self.quotes[2],
                Prefix::Splice => self.quotes[3],
            };
            let head = Datum { kind: DatumKind::Sym(sym), start, end: token_end };
            let range = self.data.add([head, d].into_iter());
            d = Datum { kind: DatumKind::List(range), start, end: d.end };
        }
        if let Some(open) = self.open.last_mut() {
            match open.dot {
                Dot::None => {}
                Dot::Seen(at) => open.dot = Dot::Full(at),
                Dot::Full(_) => {
                    let span = self.span(d.start, d.end);
                    self.problem(Code::Syntax, span, "only one datum may stand after the dot");
                    return;
                }
            }
        }
        self.done.push(d);
        if self.open.is_empty() && !self.labels.is_empty() {
            self.labels.clear();
        }
    }

    /// What a label that stands by itself stands for.
    fn label_use(&mut self, n: u32, t: Token) -> DatumKind {
        match self.labels.get(&n) {
            Some((_, Some(d))) => d.kind,
            Some(&(id, None)) => DatumKind::Ref(id),
            None => {
                let span = self.span(t.start, t.end);
                self.problem(Code::Syntax, span, format!("there is no `#{n}=` before this"));
                DatumKind::False
            }
        }
    }

    /// Ends a datum with a label.
    fn labelled(&mut self, n: u32, start: u32, d: Datum) -> Datum {
        let mut inner = d;
        while let DatumKind::Labelled(r) = inner.kind {
            inner = self.data.labelled(r).1;
        }
        if inner.kind == DatumKind::Ref(start) {
            let span = self.span(start, d.end);
            self.problem(Code::Syntax, span, format!("`#{n}#` would stand for itself"));
            return d;
        }
        let id = Datum { kind: DatumKind::Ref(start), start, end: start };
        let range = self.data.add([id, d].into_iter());
        let d = Datum { kind: DatumKind::Labelled(range), start, end: d.end };
        self.labels.insert(n, (start, Some(d)));
        d
    }

    fn dot(&mut self, t: Token) {
        let span = self.span(t.start, t.end);
        match self.open.last_mut() {
            Some(open @ Open { frame: Frame::List(_), dot: Dot::None, .. }) if self.done.len() > open.first => {
                open.dot = Dot::Seen(t.start);
            }
            _ => {
                self.problem(Code::Syntax, span, "a dot cannot stand here");
            }
        }
    }

    fn close(&mut self, bracket: Bracket, t: Token) {
        // A prefix directly before the bracket has nothing to apply to.
        while let Some(&Open { frame: Frame::Prefix(_), start, token_end, .. }) = self.open.last() {
            let span = self.span(start, token_end);
            self.problem(Code::Syntax, span, "nothing follows this prefix");
            self.open.pop();
        }
        let fits = |f: Frame| {
            f == Frame::List(bracket) || (bracket == Bracket::Round && matches!(f, Frame::Vector | Frame::Bytes))
        };
        let span = self.span(t.start, t.end);
        let Some(top) = self.open.last() else {
            let text = self.lexer.text(t);
            self.problem(Code::Syntax, span, format!("`{text}` closes nothing"));
            return;
        };
        if !fits(top.frame) {
            let opened = self.span(top.start, top.token_end);
            let (close, open) = (
                self.lexer.text(t).to_string(),
                cut(self.text, opened.start as usize..opened.end as usize).to_string(),
            );
            // If a bracket further out fits, the inner ones were left open.
            let outer = self.open.iter().rposition(|o| fits(o.frame));
            let problem = self.problem(Code::Syntax, span, format!("`{close}` does not close `{open}`"));
            problem.labels.push(Label { span: opened, text: "opened here".into() });
            if let Some(outer) = outer {
                while self.open.len() > outer + 1 {
                    self.finish(t.start);
                }
            }
        }
        self.finish(t.end);
    }

    /// Ends the innermost frame, whose text ends at `end`.
    #[inline]
    fn finish(&mut self, end: u32) {
        let Some(open) = self.open.pop() else { return };
        let first = open.first;
        let kind = match open.frame {
            Frame::List(_) => {
                if let Dot::Seen(at) = open.dot {
                    let span = self.span(at, at + 1);
                    self.problem(Code::Syntax, span, "a datum is missing after the dot");
                }
                let flat = !matches!(open.dot, Dot::Full(_));
                let range = self.take(first);
                match if flat { DatumKind::List(range) } else { self.dotted(range) } {
                    DatumKind::List(r) if open.frame == Frame::List(Bracket::Square) => DatumKind::List(r.square()),
                    DatumKind::Dotted(r) if open.frame == Frame::List(Bracket::Square) => DatumKind::Dotted(r.square()),
                    kind => kind,
                }
            }
            Frame::Vector => DatumKind::Vector(self.take(first)),
            Frame::Bytes => {
                let mut bytes = Vec::with_capacity(self.done.len() - first);
                for i in first..self.done.len() {
                    let d = self.done[i];
                    match d.kind {
                        DatumKind::Int(b @ 0..=255) => bytes.push(b as u8),
                        _ => {
                            let span = self.span(d.start, d.end);
                            self.problem(Code::Syntax, span, "a byte is an integer from 0 to 255");
                        }
                    }
                }
                self.done.truncate(first);
                self.data.bytes.push(bytes.into());
                DatumKind::Bytes(self.data.bytes.len() as u32 - 1)
            }
            Frame::Prefix(_) => return,
        };
        self.datum(Datum { kind, start: open.start, end });
    }

    #[inline]
    fn take(&mut self, first: usize) -> Range {
        self.data.add(self.done.drain(first..))
    }

    /// `(a . (b c))` is `(a b c)`.
    fn dotted(&mut self, range: Range) -> DatumKind {
        let items = self.data.items(range);
        let (last, front) = items.split_last().expect("a dot stands after a datum");
        let (rest, proper) = match last.kind {
            DatumKind::List(r) => (r, true),
            DatumKind::Dotted(r) => (r, false),
            _ => return DatumKind::Dotted(range),
        };
        let all: Vec<Datum> = front.iter().chain(self.data.items(rest)).copied().collect();
        let range = self.data.add(all.into_iter());
        if proper { DatumKind::List(range) } else { DatumKind::Dotted(range) }
    }

    fn end(&mut self, t: Token) {
        // An unterminated string or comment has used up the text and explains everything.
        let swallowed = self.lexer.problems.iter().any(|p| p.message.ends_with("does not end"));
        self.incomplete = swallowed || !self.open.is_empty();
        while let Some(&Open { frame: Frame::Prefix(_), start, token_end, .. }) = self.open.last() {
            self.open.pop();
            if !swallowed {
                let span = self.span(start, token_end);
                self.problem(Code::Syntax, span, "nothing follows this prefix");
            }
        }
        if !swallowed && let Some(first) = self.open.iter().position(|o| !matches!(o.frame, Frame::Prefix(_))) {
            let outer = self.span(self.open[first].start, self.open[first].token_end);
            let count = self.open.iter().filter(|o| !matches!(o.frame, Frame::Prefix(_))).count();
            let text = cut(self.text, outer.start as usize..outer.end as usize).to_string();
            let suspect = self.at_line_start(first + 1);
            let end = self.span(t.start, t.start);
            let problem = self.problem(Code::Syntax, outer, format!("`{text}` is never closed"));
            if let Some(at) = suspect {
                let label = Label { span: at, text: "a bracket may be missing before this line".into() };
                problem.labels.push(label);
            }
            problem.labels.push(Label { span: end, text: "the text ends here".into() });
            if count > 1 {
                problem.notes.push(format!("{count} brackets are open at the end"));
            }
        }
        while !self.open.is_empty() {
            self.finish(t.start);
        }
    }

    /// The first bracket inside an open one that stands at the start of a line:
    /// people write only outermost forms there.
    fn at_line_start(&self, from: usize) -> Option<Span> {
        let bytes = self.text.as_bytes();
        let at_start = |start: u32| start > 0 && bytes[start as usize - 1] == b'\n';
        let open = self.open[from..].iter().find(|o| at_start(o.start)).map(|o| (o.start, o.token_end));
        let first = self.open.get(from - 1)?;
        let done = self.done[first.first..]
            .iter()
            .find(|d| at_start(d.start) && matches!(d.kind, DatumKind::List(_)) && bytes[d.start as usize] == b'(');
        let done = done.map(|d| (d.start, d.start + 1));
        let (start, end) = match (open, done) {
            (Some(a), Some(b)) => a.min(b),
            (a, b) => a.or(b)?,
        };
        Some(self.span(start, end))
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
