//! Data of the program in messages.
use super::Lowering;
use crate::lang::lisp::print::{write_char, write_string, write_symbol};
use crate::syntax::number::{format_float, format_int, format_number};
use crate::syntax::sexpr::{Datum, DatumKind};
use crate::syntax::text::shorten;

/// How long the text of a datum in a message may be.
const LONGEST: usize = 60;

impl Lowering<'_> {
    /// The text of a datum, if it is short; else its beginning.
    pub(super) fn shown(&self, d: Datum) -> String {
        let mut out = String::new();
        self.show(d, &mut out);
        shorten(&out, LONGEST)
    }

    fn show(&self, d: Datum, out: &mut String) {
        if out.len() > 4 * LONGEST {
            return;
        }
        match d.kind {
            DatumKind::Int(i) => out.push_str(&format_int(i, 10)),
            DatumKind::Float(f) => out.push_str(&format_float(f)),
            DatumKind::Num(i) => out.push_str(&format_number(self.data.number(i), 10)),
            DatumKind::True => out.push_str("#t"),
            DatumKind::False => out.push_str("#f"),
            DatumKind::Char(c) => write_char(out, c),
            DatumKind::Str(i) => write_string(out, self.data.string(i)),
            DatumKind::Sym(s) => write_symbol(out, self.name(s)),
            DatumKind::List(r) => self.show_items(self.data.items(r), "(", None, out),
            DatumKind::Vector(r) => self.show_items(self.data.items(r), "#(", None, out),
            DatumKind::Dotted(r) => {
                let (&last, front) = self.data.items(r).split_last().expect("a dot stands after a datum");
                self.show_items(front, "(", Some(last), out);
            }
            DatumKind::Bytes(_) => out.push_str("#u8(...)"),
            DatumKind::Labelled(r) => self.show(self.data.labelled(r).1, out),
            DatumKind::Ref(_) => out.push_str("..."),
        }
    }

    fn show_items(&self, items: &[Datum], open: &str, rest: Option<Datum>, out: &mut String) {
        out.push_str(open);
        for (i, &d) in items.iter().enumerate() {
            if i > 0 {
                out.push(' ');
            }
            self.show(d, out);
        }
        if let Some(rest) = rest {
            out.push_str(" . ");
            self.show(rest, out);
        }
        out.push(')');
    }
}
