//! Tracebacks as CPython 3.11 writes them: the functions an exception came through with
//! the lines they were at, marks under what failed, and the exceptions behind it.
use super::ast::{ExprKind, StmtKind};
use super::parse;
use crate::syntax::span::SourceFile;
use crate::syntax::{Diagnostic, Interner, SourceId, SourceMap, Span};
use std::fmt::Write;

/// A function that an exception came through.
pub struct Frame<'a> {
    /// Where its text is.
    pub file: &'a SourceFile,
    /// What it was at.
    pub span: Span,
    /// Its name.
    pub name: &'a str,
    /// How many such calls in a row it stands for.
    pub times: u32,
}

/// How an exception is linked with the next that is told of.
#[derive(Clone, Copy, PartialEq)]
pub enum Link {
    /// The next was raised from it.
    Cause,
    /// The next was raised while it was handled.
    Context,
}

/// What is told of one exception.
pub struct Story<'a> {
    /// What it came through, outermost first.
    pub frames: Vec<Frame<'a>>,
    /// Before the last line: where a text is wrong.
    pub place: String,
    /// Class and text, and notes.
    pub last: Vec<String>,
    /// The exceptions of a group, each with those behind it.
    pub group: Option<Vec<Chain<'a>>>,
}

/// Exceptions, each linked with the next.
pub type Chain<'a> = Vec<(Story<'a>, Link)>;

/// How often equal lines are repeated.
const REPEATED: u32 = 3;
/// Exceptions of a group that are shown, and groups inside each other.
const MOST_IN_GROUP: usize = 15;
const MOST_GROUPS: usize = 10;
const HEAD: &str = "Traceback (most recent call last):\n";

/// The text of a chain.
pub fn render(chain: &Chain) -> String {
    let mut r = Render { out: String::new(), groups: 0, interner: Interner::default() };
    r.chain(chain);
    r.out
}

/// The lines about one function.
pub fn frame(f: &Frame) -> String {
    let mut r = Render { out: String::new(), groups: 0, interner: Interner::default() };
    r.frame(f);
    r.out
}

/// What is said of a text that cannot be read.
pub fn syntax_error(d: &Diagnostic, sources: &SourceMap) -> Option<String> {
    let span = d.labels.first()?.span;
    let file = sources.get(span.source)?;
    let (start, end) = (file.line_col(span.start), file.line_col(span.end.max(span.start)));
    let text = file.line_text(start.line);
    // The lexer's mistakes are at one place.
    let one =
        ["unterminated", "leading zeros", "invalid decimal literal", "invalid character", "invalid non-printable"];
    let end = if one.iter().any(|m| d.message.starts_with(m)) { start } else { end };
    let last = if end.line > start.line { text.chars().count() as u32 + 1 } else { end.col };
    let place = place(&file.name, start.line, Some(text), start.col, last);
    let message = match &d.message {
        m if m.split_once(": ").is_some_and(|(class, _)| class.ends_with("Error")) => m.clone(),
        m => format!("{}: {m}", class_of_problem(m)),
    };
    Some(format!("{place}{message}\n"))
}

/// The class of a problem of the text.
pub fn class_of_problem(message: &str) -> &'static str {
    match message {
        "inconsistent use of tabs and spaces in indentation" => "TabError",
        m if m.starts_with("unexpected indent")
            || m.starts_with("unindent does not")
            || m.starts_with("expected an indented block")
            || m.starts_with("unexpected unindent") =>
        {
            "IndentationError"
        }
        _ => "SyntaxError",
    }
}

/// The lines about a place in a text: columns count from one, the last is behind it.
pub fn place(file: &str, line: u32, text: Option<&str>, start: u32, end: u32) -> String {
    let mut out = format!("  File \"{file}\", line {line}\n");
    let Some(text) = text.map(str::trim_end) else { return out };
    let shown = text.trim_start_matches([' ', '\t', '\x0c']);
    let before = (text.chars().count() - shown.chars().count()) as u32;
    let _ = writeln!(out, "    {shown}");
    if start > before {
        let blank = (start - 1 - before) as usize;
        let marks = end.saturating_sub(start).max(1) as usize;
        let _ = writeln!(out, "    {:blank$}{:^<marks$}", "", "");
    }
    out
}

struct Render {
    out: String,
    /// Groups around.
    groups: usize,
    interner: Interner,
}

impl Render {
    /// A line behind the margin of groups.
    fn line(&mut self, text: &str) {
        if self.groups > 0 {
            let _ = write!(self.out, "{:1$}| ", "", 2 * self.groups);
        }
        self.out.push_str(text);
    }

    fn chain(&mut self, chain: &Chain) {
        for (i, (story, _)) in chain.iter().enumerate() {
            if let Some((_, link)) = i.checked_sub(1).map(|i| &chain[i]) {
                let words = match link {
                    Link::Cause => "The above exception was the direct cause of the following exception:",
                    Link::Context => "During handling of the above exception, another exception occurred:",
                };
                self.line("\n");
                self.line(&format!("{words}\n"));
                self.line("\n");
            }
            self.story(story);
        }
    }

    fn story(&mut self, s: &Story) {
        let outermost = s.group.is_some() && self.groups == 0;
        if outermost {
            self.groups = 1;
        }
        if !s.frames.is_empty() {
            match (outermost, s.group.is_some()) {
                (true, _) => self.out.push_str("  + Exception Group Traceback (most recent call last):\n"),
                (false, true) => self.line("Exception Group Traceback (most recent call last):\n"),
                _ => self.line(HEAD),
            }
            self.frames(&s.frames);
        }
        for line in s.place.split_inclusive('\n') {
            self.line(line);
        }
        for line in s.last.iter().flat_map(|text| text.split('\n')) {
            self.line(&format!("{line}\n"));
        }
        if let Some(group) = &s.group {
            self.group(group);
        }
        if outermost {
            self.groups = 0;
        }
    }

    fn group(&mut self, group: &[Chain]) {
        if self.groups > MOST_GROUPS {
            self.line(&format!("... (max_group_depth is {MOST_GROUPS})\n"));
            return;
        }
        let indent = 2 * self.groups;
        for (i, chain) in group.iter().take(MOST_IN_GROUP).enumerate() {
            let head = if i == 0 { "+-" } else { "  " };
            let _ = writeln!(self.out, "{:indent$}{head}+---------------- {} ----------------", "", i + 1);
            self.groups += 1;
            self.chain(chain);
            self.groups -= 1;
        }
        if group.len() > MOST_IN_GROUP {
            let _ = writeln!(self.out, "{:indent$}  +---------------- ... ----------------", "");
            let rest = group.len() - MOST_IN_GROUP;
            self.groups += 1;
            self.line(&format!("and {rest} more exception{}\n", if rest == 1 { "" } else { "s" }));
            self.groups -= 1;
        }
        if group.last().is_none_or(|c| c.last().is_none_or(|s| s.0.group.is_none())) {
            let _ = writeln!(self.out, "{:indent$}  +------------------------------------", "");
        }
    }

    fn frames(&mut self, frames: &[Frame]) {
        let mut last = None;
        let mut count = 0u32;
        for f in frames {
            let key = (f.span.source, f.file.line_col(f.span.start).line, f.name);
            if last != Some(key) {
                self.repeated(count);
                (last, count) = (Some(key), 0);
            }
            for _ in count..(count + f.times).min(REPEATED) {
                self.frame(f);
            }
            count += f.times;
        }
        self.repeated(count);
    }

    fn repeated(&mut self, count: u32) {
        if let Some(more @ 1..) = count.checked_sub(REPEATED) {
            self.line(&format!("  [Previous line repeated {more} more time{}]\n", if more == 1 { "" } else { "s" }));
        }
    }

    fn frame(&mut self, f: &Frame) {
        let at = f.file.line_col(f.span.start);
        self.line(&format!("  File \"{}\", line {}, in {}\n", f.file.name, at.line, f.name));
        let text = f.file.line_text(at.line);
        let shown = text.trim_start();
        if shown.is_empty() || f.file.name.starts_with('<') {
            return;
        }
        self.line(&format!("    {shown}\n"));
        let marks = self.marks(f, text);
        if !marks.is_empty() {
            self.line(&format!("    {marks}\n"));
        }
    }

    /// The marks under a line; none if they would be under all of it.
    fn marks(&mut self, f: &Frame, text: &str) -> String {
        let lead = text.len() - text.trim_start().len();
        let base = text.as_ptr() as usize - f.file.text.as_ptr() as usize;
        let start = f.span.start as usize - base;
        let several = f.span.end as usize > base + text.len();
        let end = if several { text.trim_end().len() } else { f.span.end as usize - base };
        let (Some(before), Some(segment)) = (text.get(lead..start), text.get(start..end)) else { return String::new() };
        let anchors = if several { None } else { self.anchors(segment) };
        if anchors.is_none() && lead == start && end == text.len() {
            return String::new();
        }
        let mut marks = " ".repeat(before.chars().count());
        for (i, _) in segment.char_indices() {
            marks.push(match anchors {
                Some((from, to)) if !(from..to).contains(&i) => '~',
                _ => '^',
            });
        }
        marks
    }

    /// The operator of an operation, or the brackets of a subscript.
    fn anchors(&mut self, segment: &str) -> Option<(usize, usize)> {
        let parsed = parse(&mut self.interner, SourceId(0), segment);
        let ast = &parsed.ast;
        let [only] = ast.items(ast.body) else { return None };
        let StmtKind::Expr(e) = ast.stmt(*only).kind else { return None };
        if !parsed.problems.is_empty() {
            return None;
        }
        match ast.expr(e).kind {
            ExprKind::Binary { left, right, .. } => {
                let (from, to) = (ast.expr(left).at.end as usize, ast.expr(right).at.start as usize);
                let operator = segment.get(from..to)?;
                let at = operator.find(|c: char| !c.is_ascii_whitespace())?;
                let double = operator[at..].chars().nth(1).is_some_and(|c| !c.is_ascii_whitespace());
                Some((from + at, from + at + 1 + usize::from(double)))
            }
            ExprKind::Subscript { value, index } => {
                Some((ast.expr(value).at.end as usize, ast.expr(index).at.end as usize + 1))
            }
            _ => None,
        }
    }
}
