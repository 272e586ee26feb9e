//! The parser of Python 3.11: recursive descent for statements, operator
//! precedence for expressions. It tells of mistakes in CPython's words, goes on
//! with the next statement, and gives a tree of what it understood.
mod calls;
mod displays;
mod expr;
mod format;
mod mistakes;
mod params;
mod pattern;
mod simple;
mod stmt;
mod strings;
mod targets;

use super::ast::{Ast, ExprId, List, StmtId};
use super::lexer::{self, Lexed, MAX_PROBLEMS, Tok, Token};
use crate::syntax::text::cut;
use crate::syntax::{Code, Diagnostic, Interner, SourceId, Span, Sym};

/// How deep expressions may be nested, brackets and operators alike.
pub const MAX_DEPTH: u32 = 1000;

/// Parsing cannot go on; what is wrong has been said.
pub(super) struct Stop;
pub(super) type Parsed<T> = Result<T, Stop>;

/// What came of parsing a text.
pub struct Outcome {
    /// The tree, of the statements that are right.
    pub ast: Ast,
    /// What is wrong; CPython would tell of the first one.
    pub problems: Vec<Diagnostic>,
    /// Whether the text could go on: a bracket or block is open at its end.
    pub incomplete: bool,
}

/// The names that have a meaning in some places only, and those that had one in
/// Python 2.
struct Words {
    match_word: Sym,
    case: Sym,
    underscore: Sym,
    print: Sym,
    exec: Sym,
}

struct Parser<'a> {
    text: &'a str,
    source: SourceId,
    interner: &'a mut Interner,
    words: Words,
    tokens: Vec<Token>,
    pos: usize,
    /// The kind of the token at `pos`.
    kind: Tok,
    ast: Ast,
    /// Elements of lists that are not complete.
    scratch: Vec<ExprId>,
    depth: u32,
    /// Above zero nothing is told: it is only tried whether something parses.
    quiet: u32,
    problems: Vec<Diagnostic>,
    /// The innermost bracket that is never closed.
    unclosed: Option<Token>,
    /// The last token that was looked at to find out what is wrong.
    furthest: usize,
    /// How many format strings are around this.
    formats: u32,
    incomplete: bool,
}

/// Parses a text.
pub fn parse(interner: &mut Interner, source: SourceId, text: &str) -> Outcome {
    let Lexed { tokens, problems: bad_tokens, unclosed } = lexer::tokens(interner, source, text);
    let words = Words {
        match_word: interner.intern("match"),
        case: interner.intern("case"),
        underscore: interner.intern("_"),
        print: interner.intern("print"),
        exec: interner.intern("exec"),
    };
    let kind = tokens[0].kind;
    let mut parser = Parser {
        text,
        source,
        interner,
        words,
        kind,
        tokens,
        pos: 0,
        ast: Ast::new(text.len()),
        scratch: vec![],
        depth: 0,
        quiet: 0,
        problems: vec![],
        unclosed,
        furthest: 0,
        formats: 0,
        incomplete: false,
    };
    parser.module();
    let mut incomplete = parser.incomplete;
    let mut problems = parser.problems;
    if let Some(first) = bad_tokens.first() {
        incomplete = first.message.starts_with("unterminated triple");
        // Bad tokens explain what the parser could not make sense of, wherever they
        // are. But CPython looks for them only after most mistakes, and not for those
        // of lines.
        let at = |d: &Diagnostic| d.labels.first().map_or(0, |l| l.span.start);
        let of_lines = OF_LINES.contains(&&first.message[..]);
        let sooner = |p: &Diagnostic| at(p) < at(first) && (of_lines || p.message.starts_with("unexpected "));
        let place = usize::from(problems.first().is_some_and(sooner));
        problems.splice(place..place, bad_tokens);
    }
    problems.truncate(MAX_PROBLEMS);
    Outcome { ast: parser.ast, problems, incomplete }
}

/// Problems of lines that do not explain mistakes before them.
const OF_LINES: [&str; 5] = [
    "unindent does not match any outer indentation level",
    "inconsistent use of tabs and spaces in indentation",
    "too many levels of indentation",
    "unexpected character after line continuation character",
    "unexpected EOF while parsing",
];

impl Parser<'_> {
    #[inline]
    fn token(&self) -> Token {
        self.tokens[self.pos]
    }
    /// The first byte of the next token.
    #[inline]
    fn start(&self) -> u32 {
        self.tokens[self.pos].start
    }
    /// One past the last byte of the last token.
    #[inline]
    fn end(&self) -> u32 {
        self.tokens[self.pos.saturating_sub(1)].end
    }
    /// The kind of the token `n` after the next one.
    #[inline]
    fn ahead(&self, n: usize) -> Tok {
        self.tokens.get(self.pos + n).map_or(Tok::End, |t| t.kind)
    }
    #[inline]
    fn bump(&mut self) {
        if self.kind != Tok::End {
            self.pos += 1;
            self.kind = self.tokens[self.pos].kind;
        }
    }
    /// Takes a token of that kind, if it is next.
    #[inline]
    fn eat(&mut self, kind: Tok) -> bool {
        let there = self.kind == kind;
        if there {
            self.bump();
        }
        there
    }
    #[inline]
    fn expect(&mut self, kind: Tok) -> Parsed<()> {
        if self.eat(kind) { Ok(()) } else { Err(self.invalid()) }
    }
    /// Takes a token that CPython asks for by name.
    #[inline]
    fn require(&mut self, kind: Tok) -> Parsed<()> {
        if self.eat(kind) { Ok(()) } else { Err(self.expected(kind.text())) }
    }
    fn seek(&mut self, pos: usize) {
        self.pos = pos;
        self.kind = self.tokens[pos].kind;
    }
    fn text_of(&self, t: Token) -> &str {
        cut(self.text, t.start as usize..t.end as usize)
    }
    /// Whether the next token is that name.
    fn is_word(&self, word: Sym) -> bool {
        self.kind == Tok::Name && self.token().sym() == word
    }
    fn name(&mut self) -> Parsed<Sym> {
        if self.kind != Tok::Name {
            return Err(self.invalid());
        }
        let sym = self.token().sym();
        self.bump();
        Ok(sym)
    }

    /// The list of the elements gathered since `mark`.
    #[inline]
    fn take(&mut self, mark: usize) -> List<ExprId> {
        let list = self.ast.list(&self.scratch[mark..]);
        self.scratch.truncate(mark);
        list
    }

    /// Goes one level deeper; whoever does that comes back up unless it fails.
    #[inline]
    fn enter(&mut self) -> Parsed<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(self.too_deep()) } else { Ok(()) }
    }

    #[cold]
    fn too_deep(&mut self) -> Stop {
        let t = self.token();
        self.tell(Code::Nesting, t.start, t.end, format!("nested deeper than {MAX_DEPTH} levels"))
    }

    /// Tries to parse something; if that fails nothing was taken and nothing told.
    fn attempt<T>(&mut self, part: impl FnOnce(&mut Self) -> Parsed<T>) -> Option<T> {
        let (pos, depth, mark) = (self.pos, self.depth, self.scratch.len());
        self.quiet += 1;
        let result = part(self).ok();
        self.quiet -= 1;
        self.furthest = self.furthest.max(self.pos);
        if result.is_none() {
            self.seek(pos);
            self.depth = depth;
            self.scratch.truncate(mark);
        }
        result
    }

    /// Whether something parses from here; nothing is taken.
    fn would<T>(&mut self, part: impl FnOnce(&mut Self) -> Parsed<T>) -> bool {
        let pos = self.pos;
        let depth = self.depth;
        let good = self.attempt(part).is_some();
        self.seek(pos);
        self.depth = depth;
        good
    }

    /// Says what is wrong from one byte to another.
    #[cold]
    fn error(&mut self, start: u32, end: u32, message: impl Into<String>) -> Stop {
        self.tell(Code::Syntax, start, end, message)
    }

    #[cold]
    fn tell(&mut self, code: Code, start: u32, end: u32, message: impl Into<String>) -> Stop {
        if self.quiet > 0 {
            return Stop;
        }
        // An open bracket explains mistakes on the lines after it.
        let last = self.tokens[self.furthest.max(self.pos).min(self.tokens.len() - 1)];
        if let Some(open) = self.unclosed
            && code == Code::Syntax
            && self.line(last.start) > self.line(open.start)
        {
            return self.never_closed(open);
        }
        self.record(code, start, end, message.into())
    }

    fn record(&mut self, code: Code, start: u32, end: u32, mut message: String) -> Stop {
        if self.formats > 0 && code == Code::Syntax && !message.starts_with("f-string") {
            message.insert_str(0, "f-string: ");
        }
        if self.problems.len() < MAX_PROBLEMS {
            let span = Span::new(self.source, start, end.max(start));
            self.problems.push(Diagnostic::error(code, span, message));
        }
        Stop
    }

    #[cold]
    fn never_closed(&mut self, open: Token) -> Stop {
        self.incomplete = self.kind == Tok::End;
        self.unclosed = None;
        // What follows is no line of its own.
        self.seek(self.tokens.len() - 1);
        self.record(Code::Syntax, open.start, open.end, format!("'{}' was never closed", open.kind.text()))
    }

    /// The error at the next token if nothing better is known.
    #[cold]
    fn invalid(&mut self) -> Stop {
        if self.quiet > 0 {
            return Stop;
        }
        let t = self.token();
        match t.kind {
            // The lexer told of it.
            Tok::Bad => Stop,
            Tok::End if self.unclosed.is_some() => match self.unclosed {
                Some(open) => self.never_closed(open),
                None => Stop,
            },
            Tok::Indent => self.error(t.start, t.end, "unexpected indent"),
            Tok::Dedent => self.error(t.start, t.end, "unexpected unindent"),
            _ => self.error(t.start, t.end, "invalid syntax"),
        }
    }

    #[cold]
    fn expected(&mut self, what: &str) -> Stop {
        let t = self.token();
        if t.kind == Tok::Bad || (t.kind == Tok::End && self.unclosed.is_some()) {
            return self.invalid();
        }
        self.error(t.start, t.end, format!("expected '{what}'"))
    }

    /// The 1-based line of a byte.
    #[cold]
    fn line(&self, at: u32) -> usize {
        lexer::line_of(self.text, at as usize)
    }

    /// All statements of the text.
    fn module(&mut self) {
        let mut all = vec![];
        self.statements(&mut all, Tok::End);
        self.ast.body = self.ast.list(&all);
    }

    /// Statements up to a token, going on after mistakes.
    fn statements(&mut self, all: &mut Vec<StmtId>, until: Tok) {
        while self.kind != until && self.kind != Tok::End {
            let (from, mark, depth) = (self.pos, self.scratch.len(), self.depth);
            if self.statement(all).is_err() {
                self.scratch.truncate(mark);
                self.depth = depth;
                self.recover(from);
            }
        }
    }

    /// Goes on after a statement that is wrong and began at a token: with the next
    /// line, or with the block that belongs to it.
    fn recover(&mut self, from: usize) {
        // What is missing may be a block: then this is the next statement already.
        let ends_line = |t: &Token| matches!(t.kind, Tok::Newline | Tok::Dedent | Tok::Indent);
        let fresh = self.pos > from && ends_line(&self.tokens[self.pos - 1]);
        if !fresh && self.kind != Tok::Indent {
            while !matches!(self.kind, Tok::Newline | Tok::End) {
                self.bump();
            }
            self.eat(Tok::Newline);
        }
        loop {
            if self.eat(Tok::Indent) {
                let mut lost = vec![];
                self.statements(&mut lost, Tok::Dedent);
                self.eat(Tok::Dedent);
            }
            // The rest of a compound statement has lost its beginning.
            if !matches!(self.kind, Tok::Elif | Tok::Else | Tok::Except | Tok::Finally) {
                return;
            }
            while !matches!(self.kind, Tok::Newline | Tok::End) {
                self.bump();
            }
            self.eat(Tok::Newline);
        }
    }
}

#[cfg(test)]
mod tests;
