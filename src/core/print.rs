//! Core as text: rows for the glass, and one text that `read` reads back.
//!
//! ```text
//! (define @count
//!   (lambda count (l n)
//!     (if (null? l)
//!       n
//!       (tail @count (cdr l) (+ n 1)))))
//! ```
//! `@x` is a global, `&x` a variable in a heap cell; `call` and `tail` are calls,
//! `native` a builtin, every other head a primitive or a form of Core.
use super::{CaptureFrom, Clause, Const, Expr, Kind, Lambda, LocalId, Names, Unit};
use crate::inspect::CoreLine;
use crate::syntax::number::{format_float, format_number, parse_number};
use crate::syntax::sexpr::lexer::CHAR_NAMES;
use crate::syntax::text::join;
use crate::syntax::{Span, Sym};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::fmt::Write;

/// Where rows are broken.
const WIDTH: usize = 80;

/// The rows of a unit.
pub fn print(unit: &Unit, names: &Names) -> Vec<CoreLine> {
    let mut printer = Printer { names, scopes: vec![Scope::of(&unit.main)], labels: Labels::default() };
    let rows = printer.body(&unit.main.body);
    let mut layout = Layout::default();
    for node in &rows {
        layout.put(node, 0, 0, String::new(), 0);
    }
    layout.lines
}

/// The rows as one text, indented.
pub fn text(lines: &[CoreLine]) -> String {
    let mut out = String::new();
    for line in lines {
        let _ = writeln!(out, "{:1$}{2}", "", 2 * line.indent as usize, line.text);
    }
    out
}

/// A constant as printed Core has it.
pub fn constant(c: &Const, names: &Names) -> String {
    let mut out = String::new();
    let node = const_node(c, names, &Labels::default(), true);
    node.flat(&mut out);
    out
}

/// A text to be laid out.
enum Node {
    Atom(String, Span),
    /// A list; `style` says how it breaks.
    List(Vec<Node>, Style, Span, usize),
}

#[derive(Clone, Copy, PartialEq)]
enum Style {
    /// The first items stay together, the others get a row each.
    Rows(usize),
    /// The same; the item before the others is a list of bindings, one a row.
    Bindings(usize),
    /// A name and an expression, which begins on the same row.
    Binding,
    /// As many items on a row as fit.
    Fill,
}

impl Node {
    fn list(items: Vec<Node>, style: Style, span: Span) -> Node {
        let width = items.iter().map(|i| i.width() + 1).sum::<usize>().max(1) + 1;
        Node::List(items, style, span, width)
    }
    fn width(&self) -> usize {
        match self {
            Node::Atom(t, _) => t.len(),
            Node::List(.., width) => *width,
        }
    }
    fn span(&self) -> Span {
        match self {
            Node::Atom(_, s) | Node::List(_, _, s, _) => *s,
        }
    }
    fn flat(&self, out: &mut String) {
        match self {
            Node::Atom(t, _) => out.push_str(t),
            Node::List(items, ..) => {
                out.push('(');
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        out.push(' ');
                    }
                    item.flat(out);
                }
                out.push(')');
            }
        }
    }
}

#[derive(Default)]
struct Layout {
    lines: Vec<CoreLine>,
}

impl Layout {
    fn row(&mut self, indent: usize, mut text: String, close: usize, span: Span) {
        text.extend(std::iter::repeat_n(')', close));
        self.lines.push(CoreLine { indent: indent as u32, text, span });
    }

    /// Puts a node on a row that begins at `indent` with `lead`, and on further
    /// rows from `base`; `close` brackets follow it.
    fn put(&mut self, node: &Node, indent: usize, base: usize, mut lead: String, close: usize) {
        let fits = 2 * indent + lead.len() + node.width() + close <= WIDTH;
        let (items, style) = match node {
            Node::List(items, style, ..) if !fits && items.len() > 1 => (items, *style),
            _ => {
                node.flat(&mut lead);
                return self.row(indent, lead, close, node.span());
            }
        };
        lead.push('(');
        let flat = |lead: &mut String, items: &[Node]| {
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    lead.push(' ');
                }
                item.flat(lead);
            }
        };
        match style {
            Style::Rows(first) => {
                let (head, rest) = items.split_at(first.min(items.len() - 1));
                flat(&mut lead, head);
                self.row(indent, lead, 0, node.span());
                self.rest(rest, base + 1, close + 1);
            }
            Style::Bindings(first) => {
                let (head, rest) = items.split_at(first);
                flat(&mut lead, head);
                let (bindings, rest) = rest.split_first().expect("bindings stand after the head");
                lead.push_str(" (");
                let inner = if let Node::List(items, ..) = bindings { &items[..] } else { &[] };
                let column = indent + lead.len().div_ceil(2);
                for (i, b) in inner.iter().enumerate() {
                    let last = i + 1 == inner.len();
                    let (at, lead) = if i == 0 { (indent, std::mem::take(&mut lead)) } else { (column, String::new()) };
                    self.put(b, at, column, lead, last as usize);
                }
                if inner.is_empty() {
                    self.row(indent, lead, 1, node.span());
                }
                self.rest(rest, base + 1, close + 1);
            }
            Style::Binding => {
                lead.push_str(match &items[0] {
                    Node::Atom(t, _) => t,
                    Node::List(..) => "",
                });
                lead.push(' ');
                self.put(&items[1], indent, base + 1, lead, close + 1);
            }
            Style::Fill => {
                let mut at = indent;
                for (i, item) in items.iter().enumerate() {
                    let last = if i + 1 == items.len() { close + 1 } else { 0 };
                    if lead.len() > 1 && !lead.ends_with('(') {
                        if 2 * at + lead.len() + 1 + item.width() + last > WIDTH {
                            self.row(at, std::mem::take(&mut lead), 0, node.span());
                            at = base + 1;
                        } else {
                            lead.push(' ');
                        }
                    }
                    item.flat(&mut lead);
                }
                self.row(at, lead, close + 1, node.span());
            }
        }
    }

    fn rest(&mut self, nodes: &[Node], indent: usize, close: usize) {
        for (i, node) in nodes.iter().enumerate() {
            let close = if i + 1 == nodes.len() { close } else { 0 };
            self.put(node, indent, indent, String::new(), close);
        }
    }
}

/// Names of a function's variables, each unique in it.
struct Scope {
    locals: Vec<Option<String>>,
    captures: Vec<String>,
    base: Vec<String>,
    used: FxHashMap<String, u32>,
}

impl Scope {
    fn of(l: &Lambda) -> Scope {
        let mut scope = Scope {
            locals: vec![None; l.locals.len()],
            captures: vec![],
            base: l.locals.iter().map(|l| plain(&l.name, l.boxed())).collect(),
            used: FxHashMap::default(),
        };
        for i in 0..l.params {
            scope.local(LocalId(i));
        }
        for c in &l.captures {
            let name = scope.unique(plain(&c.name, c.boxed));
            scope.captures.push(name);
        }
        scope
    }

    fn unique(&mut self, base: String) -> String {
        let mut name = base.clone();
        loop {
            let n = self.used.entry(base.clone()).or_insert(0);
            *n += 1;
            if *n > 1 {
                name = format!("{base}.{n}");
                if self.used.contains_key(&name) {
                    continue;
                }
                self.used.insert(name.clone(), 1);
            }
            return name;
        }
    }

    /// The name of a local, given when it is first met.
    fn local(&mut self, id: LocalId) -> String {
        let i = id.0 as usize;
        if self.locals[i].is_none() {
            let base = self.base[i].clone();
            self.locals[i] = Some(self.unique(base));
        }
        self.locals[i].clone().expect("just set")
    }
}

struct Printer<'a> {
    names: &'a Names<'a>,
    scopes: Vec<Scope>,
    labels: Labels,
}

/// The labels of constants, in the order in which they were printed.
type Labels = RefCell<Vec<u64>>;

impl Printer<'_> {
    fn local(&mut self, id: LocalId, span: Span) -> Node {
        let name = self.scopes.last_mut().expect("a function").local(id);
        Node::Atom(name, span)
    }

    fn global(&self, id: super::GlobalId, span: Span) -> Node {
        let name = self.names.interner.name(self.names.globals.name(id));
        let text = if is_plain(name) { format!("@{name}") } else { format!("(global {})", quoted(name)) };
        Node::Atom(text, span)
    }

    /// A body: a sequence stands without `seq` there.
    fn body(&mut self, e: &Expr) -> Vec<Node> {
        match &e.kind {
            Kind::Seq(es) => es.iter().map(|e| self.expr(e)).collect(),
            _ => vec![self.expr(e)],
        }
    }

    fn form(&mut self, head: &str, first: usize, mut front: Vec<Node>, rest: &[&Expr], span: Span) -> Node {
        front.insert(0, Node::Atom(head.to_string(), span));
        for e in rest {
            let node = self.expr(e);
            front.push(node);
        }
        Node::list(front, Style::Rows(first), span)
    }

    fn expr(&mut self, e: &Expr) -> Node {
        let span = e.span;
        let atom = |t: String| Node::Atom(t, span);
        match &e.kind {
            Kind::Const(c) => {
                let mut node = const_node(c, self.names, &self.labels, true);
                match &mut node {
                    Node::Atom(_, s) | Node::List(_, _, s, _) => *s = span,
                }
                node
            }
            Kind::Local(id) => self.local(*id, span),
            Kind::Capture(id) => {
                let scope = self.scopes.last().expect("a function");
                atom(scope.captures[id.0 as usize].clone())
            }
            Kind::Global(id) => self.global(*id, span),
            Kind::SetLocal(id, v) => {
                let name = self.local(*id, span);
                self.form("set", 2, vec![name], &[v], span)
            }
            Kind::SetCapture(id, v) => {
                let name = atom(self.scopes.last().expect("a function").captures[id.0 as usize].clone());
                self.form("set", 2, vec![name], &[v], span)
            }
            Kind::SetGlobal(id, v) => self.form("set", 2, vec![self.global(*id, span)], &[v], span),
            Kind::DefineGlobal(id, v) => self.form("define", 2, vec![self.global(*id, span)], &[v], span),
            Kind::Let(binds, body) => self.binding_form(vec![atom("let".into())], binds, body, span),
            Kind::Loop(id, binds, body) => {
                let head = vec![atom("loop".into()), atom(format!("L{}", id.0))];
                self.binding_form(head, binds, body, span)
            }
            Kind::Fix(binds, body) => {
                // All names first: each function may mention all of them.
                let vars: Vec<Node> = binds.iter().map(|(id, l)| self.local(*id, l.span)).collect();
                let rows = vars
                    .into_iter()
                    .zip(binds)
                    .map(|(var, (_, l))| {
                        let f = self.lambda(l);
                        Node::list(vec![var, f], Style::Binding, l.span)
                    })
                    .collect();
                let mut items = vec![atom("fix".into()), Node::list(rows, Style::Rows(0), span)];
                items.extend(self.body(body));
                Node::list(items, Style::Bindings(1), span)
            }
            Kind::If(a, b, c) => self.form("if", 2, vec![], &[a, b, c], span),
            Kind::Cond(clauses, other) => self.cond(clauses, other, span),
            Kind::Seq(es) => self.form("seq", 1, vec![], &es.iter().collect::<Vec<_>>(), span),
            Kind::Recur(id, es) => {
                let es: Vec<&Expr> = es.iter().collect();
                self.form("recur", 2, vec![atom(format!("L{}", id.0))], &es, span)
            }
            Kind::Block(id, e) => self.labelled("block", *id, e, span),
            Kind::Repeat(id, e) => self.labelled("repeat", *id, e, span),
            Kind::Break(id, v) => self.form("break", 2, vec![atom(format!("B{}", id.0))], &[v], span),
            Kind::Continue(id) => self.form("continue", 2, vec![atom(format!("B{}", id.0))], &[], span),
            Kind::Return(v) => self.form("return", 1, vec![], &[v], span),
            Kind::SelfCall(id, es) => {
                let es: Vec<&Expr> = es.iter().collect();
                self.form("self", 2, vec![self.global(*id, span)], &es, span)
            }
            Kind::Lambda(l) => self.lambda(l),
            Kind::Compiled(number) => self.form("compiled", 2, vec![atom(number.to_string())], &[], span),
            Kind::Call { callee, args, tail } => {
                let all: Vec<&Expr> = std::iter::once(&**callee).chain(args).collect();
                self.form(if *tail { "tail" } else { "call" }, 2, vec![], &all, span)
            }
            Kind::Prim(p, es) => self.form(p.text(), 1, vec![], &es.iter().collect::<Vec<_>>(), span),
            Kind::Native(id, es) => {
                let name = self.names.natives.get(id.0 as usize).copied().unwrap_or("?");
                self.form("native", 2, vec![atom(name.to_string())], &es.iter().collect::<Vec<_>>(), span)
            }
            Kind::GetField { obj, field, ty } => {
                let obj = self.expr(obj);
                let items = vec![atom("get".into()), obj, self.symbol(*field, span), self.global(*ty, span)];
                Node::list(items, Style::Rows(1), span)
            }
            Kind::SetField { obj, field, ty, value } => {
                let obj = self.expr(obj);
                let value = self.expr(value);
                let items = vec![atom("put".into()), obj, self.symbol(*field, span), self.global(*ty, span), value];
                Node::list(items, Style::Rows(1), span)
            }
            Kind::Try { body, var, handler, refuses } => {
                let body = self.expr(body);
                let word = if *refuses { "catch-or-refuse" } else { "catch" };
                let mut items = vec![atom(word.into()), self.local(*var, span)];
                items.extend(self.body(handler));
                let handler = Node::list(items, Style::Rows(2), span);
                Node::list(vec![atom("try".into()), body, handler], Style::Rows(1), span)
            }
        }
    }

    fn labelled(&mut self, head: &str, id: super::LabelId, body: &Expr, span: Span) -> Node {
        let mut items = vec![Node::Atom(head.into(), span), Node::Atom(format!("B{}", id.0), span)];
        items.extend(self.body(body));
        Node::list(items, Style::Rows(2), span)
    }

    #[inline(never)]
    fn cond(&mut self, clauses: &[Clause], other: &Expr, span: Span) -> Node {
        let mut items = vec![Node::Atom("cond".into(), span)];
        for c in clauses {
            let mut parts = vec![self.expr(&c.test)];
            parts.extend(c.var.map(|var| self.local(var, c.test.span)));
            parts.push(self.expr(&c.then));
            items.push(Node::list(parts, Style::Rows(1), c.test.span));
        }
        items.push(self.expr(other));
        Node::list(items, Style::Rows(1), span)
    }

    fn symbol(&self, s: Sym, span: Span) -> Node {
        Node::Atom(symbol(self.names.interner.name(s)), span)
    }

    fn binding_form(&mut self, mut items: Vec<Node>, binds: &[(LocalId, Expr)], body: &Expr, span: Span) -> Node {
        let first = items.len();
        let rows = binds
            .iter()
            .map(|(id, e)| {
                // The value first: it stands outside the variable's scope.
                let value = self.expr(e);
                Node::list(vec![self.local(*id, e.span), value], Style::Binding, e.span)
            })
            .collect();
        items.push(Node::list(rows, Style::Rows(0), span));
        items.extend(self.body(body));
        Node::list(items, Style::Bindings(first), span)
    }

    fn lambda(&mut self, l: &Lambda) -> Node {
        let span = l.span;
        let mut inner = Scope::of(l);
        let atom = |t: String| Node::Atom(t, span);
        let name = match &l.name {
            None => "#f".to_string(),
            Some(n) if is_plain(n) => n.to_string(),
            Some(n) => quoted(n),
        };
        let mut params = vec![];
        for i in 0..l.params {
            if l.rest && i + 1 == l.params {
                params.push(atom(".".into()));
            }
            let name = atom(inner.local(LocalId(i)));
            params.push(match (l.required()..l.required() + l.optional).contains(&i) {
                true => Node::list(vec![atom("?".into()), name], Style::Fill, span),
                false => name,
            });
        }
        // A rest parameter alone stands without brackets.
        let params = match params.pop() {
            Some(only) if l.rest && l.params == 1 => only,
            last => {
                params.extend(last);
                Node::list(params, Style::Fill, span)
            }
        };
        let mut items = vec![atom("lambda".into()), atom(name), params];
        if !l.captures.is_empty() {
            let mut parts = vec![atom("captures".into())];
            for (c, mine) in l.captures.iter().zip(inner.captures.clone()) {
                let outer = self.scopes.last_mut().expect("a function around it");
                let theirs = match c.from {
                    CaptureFrom::Local(id) => outer.local(id),
                    CaptureFrom::Capture(id) => outer.captures[id.0 as usize].clone(),
                };
                parts.push(if mine == theirs {
                    atom(mine)
                } else {
                    Node::list(vec![atom(mine), atom(theirs)], Style::Fill, span)
                });
            }
            items.push(Node::list(parts, Style::Fill, span));
        }
        let first = items.len();
        self.scopes.push(inner);
        items.extend(self.body(&l.body));
        self.scopes.pop();
        Node::list(items, Style::Rows(first), span)
    }
}

fn const_node(c: &Const, names: &Names, labels: &Labels, code: bool) -> Node {
    let span = Span::default();
    let quote = if code { "'" } else { "" };
    Node::Atom(
        match c {
            Const::Nil => format!("{quote}()"),
            Const::True => "#t".into(),
            Const::False => "#f".into(),
            Const::Unit => "(unit)".into(),
            Const::Missing => "(missing)".into(),
            Const::Int(i) => i.to_string(),
            Const::Float(f) => format_float(*f),
            Const::Num(n) => format_number(n, 10),
            Const::Char(c) => character(*c),
            Const::Str(s) => quoted(s),
            Const::Sym(s) => format!("{quote}{}", symbol(names.interner.name(*s))),
            Const::Bytes(b) => {
                let bytes = b.iter().map(|b| b.to_string());
                format!("#u8({})", join(bytes, " "))
            }
            Const::Labelled(id, inner) if number(labels, *id).is_none() => {
                let mut text = format!("{quote}#{}=", labels.borrow().len());
                labels.borrow_mut().push(*id);
                const_node(inner, names, labels, false).flat(&mut text);
                text
            }
            Const::Labelled(id, _) | Const::Ref(id) => {
                format!("{quote}#{}#", number(labels, *id).unwrap_or_default())
            }
            Const::Vector(items) => return data_node(&format!("{quote}#"), items, None, names, labels),
            Const::List(items, tail) => {
                let tail = if **tail == Const::Nil { None } else { Some(&**tail) };
                return data_node(quote, items, tail, names, labels);
            }
        },
        span,
    )
}

/// The number that a label has.
fn number(labels: &Labels, id: u64) -> Option<usize> {
    labels.borrow().iter().position(|l| *l == id)
}

/// A list or vector of data. Short ones are one atom, so that a quote in front
/// stays with it.
fn data_node(before: &str, items: &[Const], tail: Option<&Const>, names: &Names, labels: &Labels) -> Node {
    let mut nodes: Vec<Node> = items.iter().map(|c| const_node(c, names, labels, false)).collect();
    if let Some(tail) = tail {
        nodes.push(Node::Atom(".".into(), Span::default()));
        nodes.push(const_node(tail, names, labels, false));
    }
    let list = Node::list(nodes, Style::Fill, Span::default());
    if before.is_empty() {
        return list;
    }
    if list.width() > WIDTH / 2 && before == "'" {
        let head = Node::Atom("quote".into(), Span::default());
        return Node::list(vec![head, list], Style::Binding, Span::default());
    }
    let mut text = before.to_string();
    list.flat(&mut text);
    Node::Atom(text, Span::default())
}

/// A character as the reader takes it.
pub(crate) fn character(c: char) -> String {
    match CHAR_NAMES.iter().find(|(_, n)| *n == c) {
        Some((name, _)) => format!("#\\{name}"),
        None if c.is_control() || c.is_whitespace() => format!("#\\x{:x}", c as u32),
        None => format!("#\\{c}"),
    }
}

/// A string as the reader takes it.
pub(crate) fn quoted(s: &str) -> String {
    between(s, '"')
}

/// A text between two of these, with what would end it escaped.
fn between(s: &str, mark: char) -> String {
    let mut out = String::with_capacity(s.len() + 2);
    out.push(mark);
    for c in s.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            c if c == mark => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(out, "\\x{:x};", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push(mark);
    out
}

/// A symbol as the reader takes it: between bars if it must.
fn symbol(name: &str) -> String {
    if is_plain(name) {
        return name.to_string();
    }
    between(name, '|')
}

/// Whether a name reads as a symbol as it is.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name != "."
        && !name.starts_with('#')
        && !name.contains(|c: char| {
            matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '"' | ';' | '\'' | '`' | ',' | '|')
                || c.is_whitespace()
                || c.is_control()
        })
        && !starts_like_number(name)
}

/// What the reader would take for a number, or for a mistaken one.
fn starts_like_number(name: &str) -> bool {
    let rest = name.trim_start_matches(['+', '-', '.']);
    (rest.starts_with(|c: char| c.is_ascii_digit()) && !matches!(name, "1+" | "-1+" | "1-"))
        || parse_number(name, 10).is_ok()
}

/// A variable's name as printed: plain, without the marks that mean something.
fn plain(name: &str, boxed: bool) -> String {
    let mut text: String = if is_plain(name) {
        name.to_string()
    } else {
        name.chars().map(|c| if c.is_ascii_digit() || crate::platform::is_alphabetic(c) { c } else { '-' }).collect()
    };
    if !is_plain(&text) || text.starts_with(['@', '&']) {
        text.insert(0, 'v');
    }
    if boxed { format!("&{text}") } else { text }
}
