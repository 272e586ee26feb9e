//! Numbers, strings and the like, kept apart from the text they stood in.
use crate::number::Num;
use crate::syntax::sexpr::{Data, Datum, DatumKind};
use std::rc::Rc;

/// A datum that is no symbol and has no parts.
pub(super) enum Literal {
    /// All in itself.
    Plain(DatumKind),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    Num(Rc<Num>),
}

impl Literal {
    pub fn new(data: &Data, d: Datum) -> Literal {
        match d.kind {
            DatumKind::Str(i) => Literal::Str(data.string(i).clone()),
            DatumKind::Bytes(i) => Literal::Bytes(data.byte_vector(i).clone()),
            DatumKind::Num(i) => Literal::Num(data.number(i).clone()),
            kind => Literal::Plain(kind),
        }
    }

    /// Whether a datum is equal to it.
    pub fn is(&self, data: &Data, d: Datum) -> bool {
        match (self, d.kind) {
            (Literal::Plain(DatumKind::Float(a)), DatumKind::Float(b)) => a.to_bits() == b.to_bits(),
            (Literal::Plain(kind), other) => *kind == other,
            (Literal::Str(text), DatumKind::Str(i)) => text == data.string(i),
            (Literal::Bytes(bytes), DatumKind::Bytes(i)) => bytes == data.byte_vector(i),
            (Literal::Num(number), DatumKind::Num(i)) => number == data.number(i),
            _ => false,
        }
    }

    /// It as a datum among others.
    pub fn kind(&self, data: &Data) -> DatumKind {
        match self {
            Literal::Plain(kind) => *kind,
            Literal::Str(text) => data.add_string(text.clone()),
            Literal::Num(number) => data.add_number(number.clone()),
            Literal::Bytes(bytes) => data.add_bytes(bytes.clone()),
        }
    }
}
