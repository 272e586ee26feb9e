//! Diagnostics for the terminal: the message, the source lines it is about with
//! the places marked, notes, and the guest stack.
//!
//! ```text
//! error[unbound]: `lenght` has no value yet
//!   --> sums.scm:3:8
//!    |
//!  3 |   (/ n (lenght l)))
//!    |         ^^^^^^
//!    = did you mean `length`?
//! ```
use super::diag::{Diagnostic, Label, Severity, TraceFrame};
use super::span::{SourceFile, SourceMap, Span};
use std::fmt::Write;

/// How many columns of a source line are shown.
const COLUMNS: usize = 100;
/// How many lines of a stack trace are shown, at either end.
const FRAMES: usize = 12;

/// The text of a diagnostic, with an end of line. `color`: with ANSI colours.
pub fn render(d: &Diagnostic, sources: &SourceMap, color: bool) -> String {
    let mut r = Render { out: String::new(), color };
    if let Some(text) = &d.traceback {
        return text.split('\n').map(printable).collect::<Vec<_>>().join("\n");
    }
    let (word, style) = match d.severity {
        Severity::Error => ("error", Style::Error),
        Severity::Warning => ("warning", Style::Warning),
    };
    r.put(style, &format!("{word}[{}]", d.code.text()));
    r.put(Style::Bold, &format!(": {}", visible(&d.message)));
    r.out.push('\n');
    let mut labels: Vec<(usize, &Label)> = d.labels.iter().enumerate().collect();
    labels.retain(|(_, l)| sources.get(l.span.source).is_some());
    let gutter = labels
        .iter()
        .filter_map(|(_, l)| Some(sources.get(l.span.source)?.line_col(l.span.start).line))
        .max()
        .map_or(1, |n| n.to_string().len());
    // The primary file first, the others in the order they come up.
    while let Some(&(first, primary)) = labels.first() {
        let source = primary.span.source;
        let (mut here, rest): (Vec<_>, Vec<_>) = labels.into_iter().partition(|(_, l)| l.span.source == source);
        labels = rest;
        let Some(file) = sources.get(source) else { continue };
        let at = file.line_col(primary.span.start);
        let arrow = if first == 0 { "-->" } else { ":::" };
        r.put(Style::Dim, &format!("{:gutter$} {arrow} ", ""));
        let _ = writeln!(r.out, "{}:{}:{}", visible(&file.name), at.line, at.col);
        crate::platform::sort_by_key(&mut here, |(i, l)| (file.line_col(l.span.start).line, *i));
        r.lines(file, &here, gutter, style);
    }
    for note in &d.notes {
        r.put(Style::Dim, &format!("{:gutter$} = ", ""));
        let _ = writeln!(r.out, "{}", visible(note));
    }
    r.trace(&d.trace, sources);
    r.out
}

/// Several diagnostics, one after the other with an empty line between them.
pub fn render_all(all: &[Diagnostic], sources: &SourceMap, color: bool) -> String {
    all.iter().map(|d| render(d, sources, color)).collect::<Vec<_>>().join("\n")
}

#[derive(Clone, Copy)]
enum Style {
    Error,
    Warning,
    Bold,
    Dim,
    Other,
}

struct Render {
    out: String,
    color: bool,
}

impl Render {
    fn put(&mut self, style: Style, text: &str) {
        if !self.color {
            self.out.push_str(text);
            return;
        }
        let code = match style {
            Style::Error => "1;31",
            Style::Warning => "1;33",
            Style::Bold => "1",
            Style::Dim => "34",
            Style::Other => "36",
        };
        let _ = write!(self.out, "\x1b[{code}m{text}\x1b[0m");
    }

    /// Source lines of one file with marks under them. Labels are by line.
    fn lines(&mut self, file: &SourceFile, labels: &[(usize, &Label)], gutter: usize, style: Style) {
        self.put(Style::Dim, &format!("{:gutter$} |", ""));
        self.out.push('\n');
        let mut last = 0;
        for &(index, label) in labels {
            let at = file.line_col(label.span.start);
            let line = Line::new(file, at.line, label.span);
            if at.line != last {
                if last != 0 && at.line == last + 2 {
                    let between = Line::new(file, last + 1, Span::new(label.span.source, 0, 0));
                    self.source_line(last + 1, &between.text, gutter);
                } else if last != 0 && at.line > last + 1 {
                    self.put(Style::Dim, &format!("{:.<1$}", "", gutter + 1));
                    self.out.push('\n');
                }
                self.source_line(at.line, &line.text, gutter);
                last = at.line;
            }
            self.put(Style::Dim, &format!("{:gutter$} |", ""));
            let (mark, style) = if index == 0 { ('^', style) } else { ('-', Style::Other) };
            let mut under: String = std::iter::repeat_n(mark, line.width).collect();
            if !label.text.is_empty() {
                under.push(' ');
                under.push_str(&visible(&label.text));
            }
            let _ = write!(self.out, " {:1$}", "", line.before);
            self.put(style, &under);
            self.out.push('\n');
        }
    }

    fn source_line(&mut self, number: u32, text: &str, gutter: usize) {
        self.put(Style::Dim, &format!("{number:>gutter$} |"));
        if !text.is_empty() {
            let _ = write!(self.out, " {text}");
        }
        self.out.push('\n');
    }

    fn trace(&mut self, trace: &[TraceFrame], sources: &SourceMap) {
        let hidden = trace.len().saturating_sub(2 * FRAMES);
        for (i, frame) in trace.iter().enumerate() {
            if hidden > 0 && i == FRAMES {
                let _ = writeln!(self.out, "  ... {hidden} more");
            }
            if hidden > 0 && (FRAMES..FRAMES + hidden).contains(&i) {
                continue;
            }
            self.put(Style::Dim, "  in ");
            self.out.push_str(&visible(&frame.function));
            if let Some(file) = sources.get(frame.span.source).filter(|_| !frame.span.is_empty()) {
                let at = file.line_col(frame.span.start);
                self.put(Style::Dim, " at ");
                let _ = write!(self.out, "{}:{}:{}", visible(&file.name), at.line, at.col);
            }
            if frame.repeat > 1 {
                let _ = write!(self.out, " ({} times)", frame.repeat);
            }
            self.out.push('\n');
        }
    }
}

/// A source line as it is shown, and where the mark stands under it.
struct Line {
    text: String,
    /// Columns before the mark.
    before: usize,
    /// Columns of the mark; at least one.
    width: usize,
}

impl Line {
    /// A span of several lines is marked to the end of the first. Of long lines
    /// only the part around the mark is shown.
    fn new(file: &SourceFile, number: u32, span: Span) -> Line {
        let text = file.line_text(number);
        let base = text.as_ptr() as usize - file.text.as_ptr() as usize;
        let inside = |offset: u32| floor_boundary(text, (offset as usize).saturating_sub(base).min(text.len()));
        let (start, end) = (inside(span.start), inside(span.end));
        let from = if text.len() <= COLUMNS { 0 } else { floor_boundary(text, start.saturating_sub(COLUMNS / 2)) };
        let to = floor_boundary(text, (from + COLUMNS).min(text.len()));
        let lead = if from > 0 { "..." } else { "" };
        let mut shown = lead.to_string();
        let columns = |part: &str| part.chars().map(width).sum::<usize>();
        for c in text[from..to].chars() {
            push_visible(&mut shown, c);
        }
        if to < text.len() {
            shown.push_str("...");
        }
        let end = end.clamp(start, to.max(start));
        Line {
            text: shown.trim_end().to_string(),
            before: lead.len() + columns(&text[from..start]),
            width: columns(&text[start..end]).max(1),
        }
    }
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What a terminal may be shown: control characters could do anything to it.
fn push_visible(out: &mut String, c: char) {
    match c {
        '\t' => out.push_str("    "),
        c if c.is_control() || is_bidi_control(c) => out.push('\u{fffd}'),
        c => out.push(c),
    }
}

fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| if c == '\n' { out.push('\n') } else { push_visible(&mut out, c) });
    out
}

/// The same for a line that keeps its tabs.
fn printable(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    line.chars().for_each(|c| if c == '\t' { out.push(c) } else { push_visible(&mut out, c) });
    out
}

/// Characters that reorder the line they stand in.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Columns a character takes; near enough for marks to stand under it.
fn width(c: char) -> usize {
    match c as u32 {
        0x09 => 4,
        0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Code, SourceId};

    fn at(text: &str, part: &str) -> Span {
        let start = text.find(part).unwrap() as u32;
        Span::new(SourceId(0), start, start + part.len() as u32)
    }

    fn shown(text: &str, d: &Diagnostic) -> String {
        let mut sources = SourceMap::default();
        sources.add("a.scm", text);
        sources.add("<prelude>", "(define (map f l)\n  (f l))\n");
        render(d, &sources, false)
    }

    #[test]
    fn marks_notes_and_other_files() {
        let text = "(a\n b\n c\n (d\t日本 e))\n";
        let d = Diagnostic::error(Code::Type, at(text, "e"), "wrong")
            .label(at(text, "b"), "because of this")
            .label(Span::new(SourceId(1), 20, 25), "called here")
            .note("a hint");
        assert_eq!(
            shown(text, &d),
            "error[type]: wrong\n  --> a.scm:4:8\n  |\n2 |  b\n  |  - because of this\n3 |  c\n4 |  (d    日本 e))\n  \
             |             ^\n  ::: <prelude>:2:3\n  |\n2 |   (f l))\n  |   ----- called here\n  = a hint\n"
        );
    }

    #[test]
    fn long_lines_are_cut_and_long_spans_end_with_the_line() {
        let text = format!("({} here {})", "x".repeat(5_000_000), "y".repeat(5_000_000));
        let out = shown(&text, &Diagnostic::error(Code::Syntax, at(&text, "here"), "m"));
        assert!(out.len() < 500, "{out}");
        let marked = out.lines().nth(3).unwrap();
        let mark = out.lines().nth(4).unwrap();
        let column = mark.find('^').unwrap();
        assert_eq!(&marked[column..column + 4], "here");
        let text = "(let ((x 1))\n  x)";
        let out = shown(text, &Diagnostic::error(Code::Form, at(text, text), "m"));
        assert!(out.contains("\n  | ^^^^^^^^^^^^\n"), "{out}");
    }

    #[test]
    fn nothing_a_program_writes_reaches_the_terminal_as_a_command() {
        let text = "(\x1b[31m \u{202e}x)";
        let out = shown(text, &Diagnostic::error(Code::Syntax, at(text, "x"), "bad \x1b]0;x\x07"));
        assert!(!out.contains(['\x1b', '\x07', '\u{202e}']));
    }

    #[test]
    fn ends_of_texts_and_unknown_places() {
        let end = Diagnostic::error(Code::Syntax, Span::new(SourceId(0), 3, 3), "m");
        assert_eq!(shown("(a\n", &end), "error[syntax]: m\n  --> a.scm:2:1\n  |\n2 |\n  | ^\n");
        let beyond = Diagnostic::error(Code::Syntax, Span::new(SourceId(0), 90, 99), "m");
        assert!(shown("é", &beyond).ends_with("  |  ^\n"));
        let nowhere = Diagnostic::error(Code::Io, Span::new(SourceId(9), 0, 1), "m");
        assert_eq!(shown("", &nowhere), "error[io]: m\n");
    }

    #[test]
    fn traces_are_short() {
        let text = "(f)\n(g)";
        let frame = |i: u32| TraceFrame { function: format!("f{i}"), span: at(text, "(g)"), repeat: 1 + i % 2 };
        let mut d = Diagnostic::error(Code::Type, at(text, "(f)"), "m");
        d.trace = (0..100).map(frame).collect();
        let out = shown(text, &d);
        assert!(out.contains("  in f0 at a.scm:2:1\n  in f1 at a.scm:2:1 (2 times)\n"));
        assert!(out.contains("  in f11 at a.scm:2:1 (2 times)\n  ... 76 more\n  in f88 at a.scm:2:1\n"), "{out}");
    }

    #[test]
    fn colours_only_when_asked_for() {
        let text = "(f)";
        let mut sources = SourceMap::default();
        sources.add("a.scm", text);
        let d = Diagnostic::error(Code::Type, at(text, "f"), "m");
        let coloured = render(&d, &sources, true);
        assert!(coloured.starts_with("\x1b[1;31merror[type]\x1b[0m"));
        let mut plain = coloured;
        while let Some(start) = plain.find('\x1b') {
            let end = start + plain[start..].find('m').unwrap();
            plain.replace_range(start..=end, "");
        }
        assert_eq!(plain, render(&d, &sources, false));
    }
}
