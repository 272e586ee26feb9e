//! Constants and quasiquotation.
use super::Lowering;
use crate::core::{Const, Expr, Kind, NativeId, Prim};
use crate::lang::lisp::builtins::id;
use crate::lang::lisp::env::Special;
use crate::syntax::sexpr::{Datum, DatumKind, Range};
use crate::syntax::{Code, Span};
use std::rc::Rc;

impl<'a> Lowering<'a> {
    /// A datum as a constant.
    pub(super) fn constant(&self, d: Datum) -> Const {
        let all = |r: Range| -> Rc<[Const]> { self.data.items(r).iter().map(|&d| self.constant(d)).collect() };
        match d.kind {
            DatumKind::Int(i) => Const::Int(i),
            DatumKind::Float(f) => Const::Float(f),
            DatumKind::Num(i) => Const::Num(self.data.number(i).clone()),
            DatumKind::True => Const::True,
            DatumKind::False => Const::False,
            DatumKind::Char(c) => Const::Char(c),
            DatumKind::Str(i) => Const::Str(self.data.string(i).clone()),
            DatumKind::Sym(s) => Const::Sym(self.interner.plain(s)),
            DatumKind::List(r) if r.is_empty() => Const::Nil,
            DatumKind::List(r) => Const::List(all(r), Rc::new(Const::Nil)),
            DatumKind::Dotted(r) => {
                let (last, front) = self.data.items(r).split_last().expect("a dot stands after a datum");
                let front = front.iter().map(|&d| self.constant(d)).collect();
                Const::List(front, Rc::new(self.constant(*last)))
            }
            DatumKind::Vector(r) => Const::Vector(all(r)),
            DatumKind::Bytes(i) => Const::Bytes(self.data.byte_vector(i).clone()),
            DatumKind::Labelled(r) => {
                let (id, d) = self.data.labelled(r);
                Const::Labelled(self.label(id), Rc::new(self.constant(d)))
            }
            DatumKind::Ref(id) => Const::Ref(self.label(id)),
        }
    }

    /// The number of a label among all texts.
    fn label(&self, id: u32) -> u64 {
        (self.data.source.0 as u64) << 32 | id as u64
    }

    /// A template under `level` quasiquotes.
    pub(super) fn quasi(&mut self, d: Datum, level: u32) -> Expr {
        let span = self.span(d);
        if !self.has_unquote(d) {
            return Expr::new(Kind::Const(self.constant(d)), span);
        }
        match d.kind {
            DatumKind::Labelled(r) => self.quasi(self.data.labelled(r).1, level),
            DatumKind::Vector(r) => {
                let list = self.quasi_items(self.data.items(r), None, level, span);
                Expr::new(Kind::Native(const { id("list->vector") }, vec![list]), span)
            }
            DatumKind::List(r) => {
                let items = self.data.items(r);
                match (items, self.quasi_word(items)) {
                    ([_, x], Some(Special::Unquote)) if level == 1 => self.expr(*x, false),
                    ([_, _], Some(Special::Splice)) if level == 1 => {
                        self.error(Code::Form, d, "unquote-splicing can stand only in a list or vector")
                    }
                    ([head, x], Some(word)) => {
                        let level = if word == Special::Quasi { level + 1 } else { level - 1 };
                        let inner = self.quasi(*x, level);
                        let head = Expr::new(Kind::Const(self.constant(*head)), span);
                        Expr::new(Kind::Native(const { id("list") }, vec![head, inner]), span)
                    }
                    _ => self.quasi_items(items, None, level, span),
                }
            }
            DatumKind::Dotted(r) => {
                let (last, front) = self.data.items(r).split_last().expect("a dot stands after a datum");
                // `(a . ,b)` reads as `(a unquote b)`, which is a list.
                let tail = self.quasi(*last, level);
                self.quasi_items(front, Some(tail), level, span)
            }
            _ => Expr::new(Kind::Const(self.constant(d)), span),
        }
    }

    /// The elements of a list or vector template, as an expression for a list.
    fn quasi_items(&mut self, items: &'a [Datum], tail: Option<Expr>, level: u32, span: Span) -> Expr {
        // `(a . ,b)` is read as `(a unquote b)`, and so is the other word with a level.
        if tail.is_none()
            && let [front @ .., word, x] = items
            && !front.is_empty()
            && let Some(special @ (Special::Unquote | Special::Quasi)) = self.quasi_word(&[*word, *x])
        {
            let tail = if special == Special::Unquote && level == 1 {
                self.expr(*x, false)
            } else {
                let level = if special == Special::Quasi { level + 1 } else { level - 1 };
                let inner = self.quasi(*x, level);
                let word = Expr::new(Kind::Const(self.constant(*word)), span);
                Expr::new(Kind::Native(const { id("list") }, vec![word, inner]), span)
            };
            return self.quasi_items(front, Some(tail), level, span);
        }
        // Runs of single elements, and lists that are spliced in.
        let mut parts: Vec<Expr> = vec![];
        let mut run: Vec<Expr> = vec![];
        for &d in items {
            let spliced = match self.data.list(d) {
                Some(l @ [_, x]) if level == 1 && self.quasi_word(l) == Some(Special::Splice) => Some(*x),
                _ => None,
            };
            match spliced {
                None => run.push(self.deeper(1, |s| s.quasi(d, level))),
                Some(x) => {
                    if !run.is_empty() {
                        parts.push(native(const { id("list") }, std::mem::take(&mut run), span));
                    }
                    parts.push(self.expr(x, false));
                }
            }
        }
        match (run.is_empty(), tail) {
            (true, None) => {}
            (true, Some(tail)) => parts.push(tail),
            (false, None) => parts.push(native(const { id("list") }, run, span)),
            (false, Some(tail)) if run.len() == 1 => {
                let head = run.pop().expect("one");
                parts.push(Expr::new(Kind::Prim(Prim::Cons, vec![head, tail]), span));
            }
            (false, Some(tail)) => {
                run.push(tail);
                parts.push(native(const { id("cons*") }, run, span));
            }
        }
        match parts.len() {
            0 => Expr::new(Kind::Const(Const::Nil), span),
            1 => parts.pop().expect("one"),
            _ => native(const { id("append") }, parts, span),
        }
    }

    /// `quasiquote`, `unquote` or `unquote-splicing` with its operand.
    fn quasi_word(&self, items: &[Datum]) -> Option<Special> {
        let [head, _] = items else { return None };
        self.special(*head).filter(|s| matches!(s, Special::Quasi | Special::Unquote | Special::Splice))
    }

    /// Whether anything in a template is not constant, or may not be.
    fn has_unquote(&self, d: Datum) -> bool {
        match d.kind {
            DatumKind::List(r) | DatumKind::Dotted(r) | DatumKind::Vector(r) | DatumKind::Labelled(r) => {
                self.data.items(r).iter().any(|&d| self.has_unquote(d))
            }
            _ => matches!(self.special(d), Some(Special::Unquote | Special::Splice)),
        }
    }
}

fn native(id: NativeId, args: Vec<Expr>, span: Span) -> Expr {
    Expr::new(Kind::Native(id, args), span)
}
