//! Datums from values: programs that are made at run time, for `eval`.
use super::BUILTINS;
use super::args::wrong;
use crate::object::{Bytes, Vector, num};
use crate::runtime::{Fault, Runtime};
use crate::syntax::sexpr::datum::Builder;
use crate::syntax::sexpr::{Data, Datum, DatumKind, MAX_NESTING, Range};
use crate::syntax::{Code, SourceId};
use crate::value::{Unpacked, Value};

/// How many datums a program may have. One that contains itself has more.
const MOST: usize = 1_000_000;

/// An expression and the import sets of its environment, as datums.
pub struct Quoted {
    /// The datums. The expression is the one that is in no list.
    pub data: Data,
    /// The import sets, if the environment is not that of the program.
    pub sets: Option<Range>,
}

/// Takes an expression and an environment apart.
pub fn datums(rt: &mut Runtime, source: SourceId, expression: Value, environment: Value) -> Result<Quoted, Fault> {
    let marker = rt.interner.intern("%environment");
    let sets = match environment.as_pair() {
        Some(p) if p.car.get() == Value::sym(marker) => p.cdr.get(),
        _ => return Err(wrong(rt, "eval", "an environment", environment)),
    };
    let mut data = Data::default();
    data.source = source;
    let mut reader = Reader { rt, data: &data, chunk: data.build(), done: vec![], made: 0 };
    let expression = reader.datum(expression, 0)?;
    let top = reader.chunk.add(std::iter::once(expression));
    let sets = match reader.datum(sets, 0)?.kind {
        DatumKind::List(r) if !r.is_empty() => Some(r),
        _ => None,
    };
    reader.chunk.finish();
    data.top = top;
    Ok(Quoted { data, sets })
}

struct Reader<'r> {
    rt: &'r Runtime,
    data: &'r Data,
    chunk: Builder<'r>,
    /// Datums of the lists that are open, innermost last.
    done: Vec<Datum>,
    made: usize,
}

impl Reader<'_> {
    fn datum(&mut self, v: Value, depth: usize) -> Result<Datum, Fault> {
        self.made += 1;
        if self.made > MOST {
            return Err(Fault::error(Code::TooLarge, "eval: the expression is too large, or contains itself"));
        }
        if depth >= MAX_NESTING {
            let message = format!("eval: the expression is nested deeper than {MAX_NESTING} levels");
            return Err(Fault::error(Code::Nesting, message));
        }
        let kind = match v.unpack() {
            Unpacked::Nil => DatumKind::List(Range::default()),
            Unpacked::Bool(true) => DatumKind::True,
            Unpacked::Bool(false) => DatumKind::False,
            Unpacked::Int(i) => DatumKind::Int(i),
            Unpacked::Float(f) => DatumKind::Float(f),
            Unpacked::Char(c) => DatumKind::Char(c),
            Unpacked::Sym(s) => DatumKind::Sym(s),
            Unpacked::Pair(_) => self.list(v, depth)?,
            // A builtin stands for its name.
            Unpacked::Native(id) => match self.rt.interner.lookup(BUILTINS[id.0 as usize].name) {
                Some(name) => DatumKind::Sym(name),
                None => return Err(wrong(self.rt, "eval", "an expression", v)),
            },
            _ => self.object(v, depth)?,
        };
        Ok(Datum { kind, start: 0, end: 0 })
    }

    fn list(&mut self, v: Value, depth: usize) -> Result<DatumKind, Fault> {
        let first = self.done.len();
        let mut rest = v;
        while let Some(p) = rest.as_pair() {
            let d = self.datum(p.car.get(), depth + 1)?;
            self.done.push(d);
            rest = p.cdr.get();
        }
        let proper = rest == Value::NIL;
        if !proper {
            let d = self.datum(rest, depth + 1)?;
            self.done.push(d);
        }
        let range = self.chunk.add(self.done.drain(first..));
        Ok(if proper { DatumKind::List(range) } else { DatumKind::Dotted(range) })
    }

    fn object(&mut self, v: Value, depth: usize) -> Result<DatumKind, Fault> {
        if let Some(text) = v.as_str() {
            return Ok(self.data.add_string((&*text).into()));
        }
        if let Some(vector) = v.as_a::<Vector>() {
            let first = self.done.len();
            for item in vector.items() {
                let d = self.datum(item.get(), depth + 1)?;
                self.done.push(d);
            }
            return Ok(DatumKind::Vector(self.chunk.add(self.done.drain(first..))));
        }
        if let Some(bytes) = v.as_a::<Bytes>() {
            return Ok(self.data.add_bytes(bytes.bytes().iter().map(|b| b.get()).collect()));
        }
        match num(v) {
            Some(n) => Ok(self.data.add_number(n.into())),
            None => Err(wrong(self.rt, "eval", "an expression", v)),
        }
    }
}
