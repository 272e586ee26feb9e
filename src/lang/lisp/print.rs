//! Texts of values, as `display` and `write` give them. Printing walks with a
//! stack of its own, so nesting never reaches Rust's. Data that contains itself
//! has labels; what is nested too deeply is cut.
use super::labels::{Label, Labelled, Labels};
use super::messages::{BRIEF_BITS, BRIEF_CHARS, BRIEF_ELEMENTS, PRINT_DEPTH};
use super::number::{format_float, format_number};
use crate::heap::HeapFull;
use crate::object::Values;
use crate::object::{
    Bytes, Channel, Closure, Condition, Gc, Map, ObjKind, PMap, PVector, Pair, Port, Record, RecordType, Str, Task,
    Vector,
};
use crate::runtime::Runtime;
use crate::syntax::SourceId;
use crate::syntax::sexpr::lexer::{Lexer, TokenKind};
use crate::syntax::text::cut;
use crate::value::{Unpacked, Value};
use std::fmt::Write;

/// How a value is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// For people: strings and characters as they are.
    Display,
    /// So that it reads back.
    Write,
    /// The same with a label for all that stands in more than one place.
    WriteShared,
    /// The same without labels: does not end on cyclic data but at the limits.
    WriteSimple,
}

/// The text of a value; fails if it would take more than the program may hold.
pub fn text(rt: &Runtime, v: Value, style: Style) -> Result<String, HeapFull> {
    let mut out = String::new();
    append(rt, &mut out, v, style)?;
    Ok(out)
}

/// Adds the text of a value. On failure `out` holds a part of it.
pub fn append(rt: &Runtime, out: &mut String, v: Value, style: Style) -> Result<(), HeapFull> {
    let which = match style {
        Style::Display | Style::Write => Labelled::Cycles,
        Style::WriteShared => Labelled::Shared,
        Style::WriteSimple => Labelled::Nothing,
    };
    let labels = Labels::find(v, which, rt.heap.max() / 2)?;
    let max_bytes = rt.heap.max() / 4;
    let mut p = Printer { rt, out, style, labels, left: usize::MAX, max_bytes, brief: false, stack: vec![] };
    p.run(v);
    if p.out.len() > p.max_bytes { Err(HeapFull) } else { Ok(()) }
}

/// The text of a value for an error message: what `write` gives, no longer than
/// messages show.
pub fn brief(rt: &Runtime, v: Value) -> String {
    let mut out = String::new();
    let (style, left, max_bytes) = (Style::Write, BRIEF_ELEMENTS, 4 * BRIEF_CHARS + 4);
    let labels = Labels::default();
    Printer { rt, out: &mut out, style, labels, left, max_bytes, brief: true, stack: vec![] }.run(v);
    out
}

/// What is being printed around the value at hand.
enum Frame {
    /// Several values, from an index on.
    Values(Gc<Values>, usize),
    /// The rest of a list after its first element; closed by `)`.
    List(Value),
    Vector(Gc<Vector>, usize),
    Bytes(Gc<Bytes>, usize),
    /// The map and the place of its next entry, holes included.
    Map(Gc<Map>, usize),
    PVector(Gc<PVector>, usize),
    PMap(Gc<PMap>, usize),
    Record(Gc<Record>, usize),
    /// The irritants that remain.
    Error(Value),
}

struct Printer<'a> {
    rt: &'a Runtime,
    out: &'a mut String,
    style: Style,
    labels: Labels,
    left: usize,
    /// Printing stops soon after the text is longer than this.
    max_bytes: usize,
    /// For an error message.
    brief: bool,
    stack: Vec<Frame>,
}

/// What the walk does next.
enum Next {
    Value(Value),
    /// The innermost frame goes on.
    Up,
    /// No more elements are shown: only closing brackets follow.
    End,
}

impl Printer<'_> {
    fn run(&mut self, v: Value) {
        let mut next = Next::Value(v);
        loop {
            next = match next {
                _ if self.out.len() > self.max_bytes => return,
                Next::Value(v) => self.value(v),
                Next::Up => match self.stack.pop() {
                    Some(frame) => self.resume(frame),
                    None => return,
                },
                Next::End => match self.stack.pop() {
                    Some(frame) => {
                        self.close(&frame);
                        Next::End
                    }
                    None => return,
                },
            };
        }
    }

    fn close(&mut self, frame: &Frame) {
        match frame {
            Frame::Record(..) | Frame::Error(_) | Frame::Values(..) => self.out.push('>'),
            _ => self.out.push(')'),
        }
    }

    /// Prints a value, or its beginning.
    fn value(&mut self, v: Value) -> Next {
        if let Some(cut) = self.cut() {
            return cut;
        }
        if !self.labels.is_empty() {
            match self.labels.next(v) {
                Label::None => {}
                Label::Define(n) => self.word(format_args!("#{n}=")),
                Label::Refer(n) => {
                    self.word(format_args!("#{n}#"));
                    return Next::Up;
                }
            }
        }
        match v.unpack() {
            Unpacked::Unset => self.out.push_str("#<unset>"),
            Unpacked::Nil => self.out.push_str("()"),
            Unpacked::Bool(b) => self.out.push_str(if b { "#t" } else { "#f" }),
            Unpacked::Unit => self.out.push_str("#<unit>"),
            Unpacked::Eof => self.out.push_str("#<eof>"),
            Unpacked::Int(i) => self.word(i),
            Unpacked::Float(f) => self.out.push_str(&format_float(f)),
            Unpacked::Char(c) if self.style == Style::Display => self.out.push(c),
            Unpacked::Char(c) => write_char(self.out, c),
            Unpacked::Sym(s) if self.style == Style::Display => self.out.push_str(self.rt.interner.name(s)),
            Unpacked::Sym(s) => write_symbol(self.out, self.rt.interner.name(s)),
            Unpacked::ShortStr(s) => self.string(&s),
            Unpacked::Native(n) => {
                let name = self.rt.natives.get(n.0 as usize).map_or("", |n| n.name);
                self.word(format_args!("#<function {name}>"));
            }
            Unpacked::Pair(p) => return self.pair(p.car.get(), p.cdr.get()),
            Unpacked::Obj(o) => match o.kind {
                ObjKind::Pair => {
                    let p = o.cast::<Pair>();
                    return self.pair(p.car.get(), p.cdr.get());
                }
                ObjKind::Str => self.string(o.cast::<Str>().text()),
                ObjKind::Vector => {
                    self.out.push_str("#(");
                    return self.resume(Frame::Vector(o.cast(), 0));
                }
                ObjKind::Bytes => {
                    self.out.push_str("#u8(");
                    return self.resume(Frame::Bytes(o.cast(), 0));
                }
                ObjKind::Map => {
                    self.out.push_str("#hash(");
                    return self.resume(Frame::Map(o.cast(), 0));
                }
                ObjKind::PVector => {
                    self.out.push_str("#pvec(");
                    return self.resume(Frame::PVector(o.cast(), 0));
                }
                ObjKind::PMap => {
                    self.out.push_str("#pmap(");
                    return self.resume(Frame::PMap(o.cast(), 0));
                }
                ObjKind::Record => {
                    let r = o.cast::<Record>();
                    self.word(format_args!("#<{}", self.shape_name(r.shape.get())));
                    return self.resume(Frame::Record(r, 0));
                }
                ObjKind::Condition => {
                    let c = o.cast::<Condition>();
                    self.out.push_str("#<error ");
                    self.stack.push(Frame::Error(c.irritants.get()));
                    return Next::Value(c.message.get());
                }
                ObjKind::Closure => match &o.cast::<Closure>().function().proto.name {
                    Some(name) => self.word(format_args!("#<function {name}>")),
                    None => self.out.push_str("#<function>"),
                },
                ObjKind::RecordType => {
                    let name = self.shape_name(o.cast::<RecordType>().shape);
                    self.word(format_args!("#<record-type {name}>"));
                }
                ObjKind::Channel => self.word(format_args!("#<chan {}>", o.cast::<Channel>().id)),
                ObjKind::Task => self.word(format_args!("#<task {}>", o.cast::<Task>().id)),
                ObjKind::Port => self.out.push_str(port_name(o.cast::<Port>().is(Port::INPUT))),
                ObjKind::Boxed => self.out.push_str("#<cell>"),
                ObjKind::Continuation => self.out.push_str("#<continuation>"),
                ObjKind::Parameter => self.out.push_str("#<parameter>"),
                ObjKind::Promise => self.out.push_str("#<promise>"),
                ObjKind::Values => {
                    self.out.push_str("#<values");
                    return self.resume(Frame::Values(o.cast(), 0));
                }
                ObjKind::BigInt | ObjKind::Ratio | ObjKind::Complex => self.number(v),
                kind @ (ObjKind::List
                | ObjKind::Tuple
                | ObjKind::Dict
                | ObjKind::Set
                | ObjKind::Class
                | ObjKind::Instance
                | ObjKind::Generator
                | ObjKind::Compound) => self.word(format_args!("#<{}>", kind.name())),
            },
        }
        Next::Up
    }

    /// Counts one more element, or prints `...` for it if a limit is reached.
    fn cut(&mut self) -> Option<Next> {
        if self.left > 0 && self.stack.len() <= PRINT_DEPTH {
            self.left -= 1;
            return None;
        }
        self.out.push_str("...");
        Some(if self.left == 0 { Next::End } else { Next::Up })
    }

    fn pair(&mut self, car: Value, cdr: Value) -> Next {
        self.out.push('(');
        self.stack.push(Frame::List(cdr));
        Next::Value(car)
    }

    /// Goes on with what a value stood in.
    fn resume(&mut self, frame: Frame) -> Next {
        let (value, frame) = match frame {
            Frame::List(rest) => match rest.unpack() {
                Unpacked::Pair(p) if !self.labels.has(rest) => (p.car.get(), Frame::List(p.cdr.get())),
                Unpacked::Nil => return self.done(&frame),
                _ => {
                    self.out.push_str(" . ");
                    self.stack.push(Frame::List(Value::NIL));
                    return Next::Value(rest);
                }
            },
            Frame::Vector(v, i) => match v.get(i) {
                Some(item) => {
                    return self.item(i, item, Frame::Vector(v, i + 1));
                }
                None => return self.done(&frame),
            },
            Frame::Bytes(b, i) => match b.bytes().get(i) {
                Some(byte) => {
                    let byte = Value::small(byte.get() as i64);
                    return self.item(i, byte, Frame::Bytes(b, i + 1));
                }
                None => return self.done(&frame),
            },
            Frame::Map(m, i) => match m.entry_from(i) {
                Some((next, key, value)) => return self.entry(i, key, value, Frame::Map(m, next)),
                None => return self.done(&frame),
            },
            Frame::PMap(m, i) => match m.entries().entry_from(i) {
                Some((next, key, value)) => return self.entry(i, key, value, Frame::PMap(m, next)),
                None => return self.done(&frame),
            },
            Frame::PVector(v, i) => match v.elements().get(i) {
                Some(&item) => return self.item(i, item, Frame::PVector(v, i + 1)),
                None => return self.done(&frame),
            },
            Frame::Record(r, i) => {
                let names = &self.rt.shapes.get(r.shape.get()).fields;
                let (Some(&name), Some(slot)) = (names.get(i), r.slots().get(i)) else { return self.done(&frame) };
                let name = self.rt.interner.name(name);
                self.word(format_args!(" {name}: "));
                self.stack.push(Frame::Record(r, i + 1));
                return Next::Value(slot.get());
            }
            Frame::Values(v, i) => match v.items().get(i) {
                Some(item) => (item.get(), Frame::Values(v, i + 1)),
                None => return self.done(&frame),
            },
            Frame::Error(irritants) => match irritants.as_pair() {
                // A ring of them is shown once.
                Some(_) if matches!(self.labels.next(irritants), Label::Refer(_)) => {
                    self.out.push_str(" ...");
                    return self.done(&frame);
                }
                Some(p) => (p.car.get(), Frame::Error(p.cdr.get())),
                None => return self.done(&frame),
            },
        };
        self.out.push(' ');
        self.stack.push(frame);
        Next::Value(value)
    }

    fn done(&mut self, frame: &Frame) -> Next {
        self.close(frame);
        Next::Up
    }

    /// An entry of a map prints as a pair, which it is not.
    fn entry(&mut self, place: usize, key: Value, value: Value, after: Frame) -> Next {
        if place > 0 {
            self.out.push(' ');
        }
        self.stack.push(after);
        self.cut().unwrap_or_else(|| self.pair(key, value))
    }

    fn item(&mut self, i: usize, item: Value, after: Frame) -> Next {
        if i > 0 {
            self.out.push(' ');
        }
        self.stack.push(after);
        Next::Value(item)
    }
}

impl<'a> Printer<'a> {
    fn word(&mut self, text: impl std::fmt::Display) {
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{text}");
    }

    /// Prints a number. One that would be too long is not begun: making its text
    /// takes longer than the rest.
    fn number(&mut self, v: Value) {
        let Some(n) = crate::object::num(v) else { return };
        if self.brief && n.bits() > BRIEF_BITS {
            self.word(format_args!("#<number of {} bits>", n.bits()));
        } else if !self.brief && n.bits() * 3 / 10 > self.max_bytes as u64 {
            // Ten bits make three digits.
            self.out.push_str("...");
            self.max_bytes = 0;
        } else {
            self.out.push_str(&format_number(&n, 10));
        }
    }

    fn shape_name(&self, shape: u32) -> &'a str {
        self.rt.interner.name(self.rt.shapes.get(shape).name)
    }

    /// Prints a string, or as much of it as makes the text too long.
    fn string(&mut self, s: &str) {
        let room = self.max_bytes.saturating_sub(self.out.len()) + 1;
        let s = cut(s, 0..s.ceil_char_boundary(room));
        match self.style {
            Style::Display => self.out.push_str(s),
            _ => write_string(self.out, s),
        }
    }
}

/// What stands for a port.
pub fn port_name(input: bool) -> &'static str {
    if input { "#<input-port>" } else { "#<output-port>" }
}

/// Names of characters that cannot be seen; the reader knows them too.
const CHAR_NAMES: &[(char, &str)] = &[
    (' ', "space"),
    ('\n', "newline"),
    ('\t', "tab"),
    ('\r', "return"),
    ('\0', "null"),
    ('\x07', "alarm"),
    ('\x08', "backspace"),
    ('\x1b', "escape"),
    ('\x7f', "delete"),
];

/// Adds a character as it is written in programs.
pub fn write_char(out: &mut String, c: char) {
    out.push_str("#\\");
    match CHAR_NAMES.iter().find(|(named, _)| *named == c) {
        Some((_, name)) => out.push_str(name),
        None if c.is_control() => {
            let _ = write!(out, "x{:x}", c as u32);
        }
        None => out.push(c),
    }
}

/// Adds a string as it is written in programs.
pub fn write_string(out: &mut String, text: &str) {
    quoted(out, text, '"');
}

/// Adds a symbol as it is written in programs: between bars if it must be.
pub fn write_symbol(out: &mut String, name: &str) {
    if needs_bars(name) { quoted(out, name, '|') } else { out.push_str(name) }
}

fn quoted(out: &mut String, text: &str, quote: char) {
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\x07' => out.push_str("\\a"),
            '\x08' => out.push_str("\\b"),
            c if c == quote => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\x{:x};", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push(quote);
}

/// Whether a symbol must be written between bars: the lexer would take its name
/// for anything else than one symbol.
pub fn needs_bars(name: &str) -> bool {
    let mut lexer = Lexer::new(SourceId::default(), name);
    let token = lexer.token();
    token.kind != TokenKind::Symbol || token.start != 0 || token.end as usize != name.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::lisp::builtins::testing::{limited, read, runtime, value};

    /// The text of a datum, written back.
    fn again(source: &str) -> String {
        let rt = &mut runtime();
        let v = read(rt, source);
        text(rt, v, Style::Write).unwrap()
    }

    #[test]
    fn what_is_written_reads_back() {
        for source in [
            "(1 (2 . 3) #(4 \"x\") #u8(5 255) . z)",
            "(() #t #f -0.0 +inf.0 1e300)",
            "\"a\\n\\t\\r\\a\\b\\\\\\\"|\\x1b;é\"",
            "(#\\a #\\space #\\newline #\\tab #\\return #\\null #\\delete #\\escape #\\x1 #\\( #\\λ)",
            "(a |a b| || |1| |+1| |.| |a.b| |#t| ->x ... + - 1+ |\\|\\\\| |a\\nb| é |x;y| |A| |'a|)",
        ] {
            let once = again(source);
            assert_eq!(again(&once), once);
            let rt = &mut runtime();
            let (v, w) = (read(rt, source), read(rt, &once));
            assert!(crate::object::map::equal(v, w), "{once}");
        }
        for plain in ["abc", "->x", "...", "+", "1+", "a.b", "set-car!", "é", "A"] {
            assert!(!needs_bars(plain), "{plain}");
        }
        for odd in
            ["", ".", "1", "-1.5", "#t", "a b", " a", "a ", "a(", "|", "a\nb", "1/2", "+i", "12ab", "'a", "\u{a0}"]
        {
            assert!(needs_bars(odd), "{odd}");
        }
    }

    #[test]
    fn nesting_is_cut_and_costs_no_stack() {
        let rt = &mut runtime();
        let deep = (0..200_000).fold(Value::NIL, |v, _| rt.heap.pair(v, Value::TRUE).unwrap());
        let t = text(rt, deep, Style::Write).unwrap();
        assert!(t.starts_with(&format!("{}... . ...) . #t)", "(".repeat(PRINT_DEPTH + 1))), "{}", &t[990..1020]);
        assert!(t.ends_with(&" . #t)".repeat(PRINT_DEPTH)));
    }

    #[test]
    fn parts_that_are_met_again_have_labels() {
        let rt = &mut runtime();
        let shown = |rt: &Runtime, v, style| text(rt, v, style).unwrap();
        let list = read(rt, "(1 2)");
        let second = list.as_pair().unwrap().cdr.get().as_pair().unwrap();
        let twice = rt.heap.list(&[list, list], Value::NIL).unwrap();
        assert_eq!(shown(rt, twice, Style::Write), "((1 2) (1 2))");
        assert_eq!(shown(rt, twice, Style::WriteShared), "(#0=(1 2) #0#)");
        let tails = rt.heap.pair(list, second.cdr.get()).unwrap();
        let tails = rt.heap.pair(Value::pair(second), tails).unwrap();
        assert_eq!(shown(rt, tails, Style::WriteShared), "(#0=(2) (1 . #0#))");
        second.cdr.set(list);
        for style in [Style::Write, Style::Display, Style::WriteShared] {
            assert_eq!(shown(rt, list, style), "#0=(1 2 . #0#)");
        }
        assert_eq!(shown(rt, twice, Style::Write), "(#0=(1 2 . #0#) #0#)");
        let inner = rt.heap.list(&[Value::NIL, Value::pair(second)], Value::NIL).unwrap();
        assert_eq!(shown(rt, inner, Style::Write), "(() #0=(2 1 . #0#))");
        let v = read(rt, "#(1 #(2) x)").as_a::<Vector>().unwrap();
        v.items()[2].set(Value::obj(v));
        v.items()[1].get().as_a::<Vector>().unwrap().items()[0].set(v.items()[1].get());
        assert_eq!(shown(rt, Value::obj(v), Style::Write), "#0=#(1 #1=#(#1#) #0#)");
        let m = value(rt, "make-hash-map", &[]);
        m.as_a::<Map>().unwrap().set(&mut rt.heap, Value::NIL, m).unwrap();
        assert_eq!(shown(rt, m, Style::Write), "#0=#hash((() . #0#))");
        // Without labels there is an end too.
        assert_eq!(text(rt, list, Style::WriteSimple), Err(HeapFull));
        // In messages there are none.
        assert!(brief(rt, list).starts_with("(1 2 1 2 1"));
    }

    #[test]
    fn large_data_is_printed_whole() {
        let rt = &mut runtime();
        let ones = vec![Value::small(1); 100_000];
        let list = rt.heap.list(&ones, Value::NIL).unwrap();
        assert_eq!(text(rt, list, Style::Write).unwrap().len(), 200_001);
        // A tower of shared parts is small but its text is not.
        let tower = (0..60).fold(Value::TRUE, |v, _| rt.heap.pair(v, v).unwrap());
        assert_eq!(text(rt, tower, Style::Write), Err(HeapFull));
        assert!(text(rt, tower, Style::WriteShared).unwrap().starts_with("(#0=(#1=("));
    }

    #[test]
    fn messages_show_little_of_large_values() {
        let rt = &mut runtime();
        let long = rt.heap.string(&"é".repeat(100_000)).unwrap();
        assert!(brief(rt, long).len() < 1000);
        let list = rt.heap.list(&[Value::small(5); 1000], Value::NIL).unwrap();
        let t = brief(rt, list);
        assert_eq!(t, format!("({}...)", "5 ".repeat(BRIEF_ELEMENTS - 1)));
        assert!(super::super::messages::brief(&brief(rt, long)).ends_with("..."));
    }

    #[test]
    fn texts_have_a_limit() {
        let rt = &mut limited(1 << 20);
        let s = rt.heap.string(&"x".repeat(200_000)).unwrap();
        assert!(text(rt, s, Style::Display).is_ok());
        let twice = rt.heap.list(&[s, s], Value::NIL).unwrap();
        for style in [Style::Display, Style::Write] {
            assert_eq!(text(rt, twice, style), Err(HeapFull));
        }
    }
}
