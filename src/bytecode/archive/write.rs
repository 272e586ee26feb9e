//! Functions to bytes.
use super::details::{ELSEWHERE, MAX_PARTS, unfused};
use super::{HEADER, MAGIC, MAX_DATA, MAX_FUNCTIONS, OPS_FINGERPRINT, RealTag, Tag, VERSION, flag, mix, takes};
use crate::bytecode::{CaptureSource, Details, Insn, Kind, NO_TYPE, Op, Proto};
use crate::core::{Const, GlobalId, Names, Signature};
use crate::number::{Int, Num, Real};
use crate::syntax::{Span, Sym};
use rustc_hash::FxHashMap;

/// Where the functions come from.
#[derive(Clone, Copy)]
pub struct Origin {
    /// The fingerprint of the text.
    pub of: u64,
    /// The first of the globals that the source brought; they keep their order.
    pub first_global: usize,
    /// How many globals there are before any program; what came between is of others, and
    /// whoever reads the archive may not have it.
    pub known_globals: usize,
}

/// Writes a main function with those inside it. What cannot be written is told by its name.
pub fn write(main: &Proto, origin: &Origin, names: &Names) -> Result<Vec<u8>, &'static str> {
    let others = origin.known_globals..origin.first_global;
    let (source, tables) = (main.span.source, Tables::default());
    let mut w = Writer { names, out: vec![], details: vec![], tables, source, others };
    for id in origin.first_global..names.globals.len() {
        w.tables.global(names, GlobalId(id as u32));
    }
    w.function(main, 0)?;
    let code = std::mem::take(&mut w.out);
    let tables = std::mem::take(&mut w.tables);
    [&tables.names, &tables.texts].into_iter().for_each(|table| w.table(table));
    w.len(tables.globals.len());
    tables.globals.iter().for_each(|&(_, name)| w.number(name));
    w.len(tables.natives.len());
    for &native in &tables.natives {
        w.number(native as u32);
        w.text(names.natives[native as usize]);
    }
    let details = std::mem::take(&mut w.details);
    let rest = std::mem::take(&mut w.out);
    w.table(&tables.of_details);
    let texts = std::mem::replace(&mut w.out, rest);
    w.bytes(&texts);
    w.bytes(&details);
    w.out.extend(code);
    let mut all = Vec::with_capacity(HEADER + w.out.len());
    all.extend(MAGIC);
    all.push(VERSION);
    for n in [OPS_FINGERPRINT, origin.of, mix(origin.of, &w.out)] {
        all.extend(n.to_le_bytes());
    }
    all.extend(w.out);
    Ok(all)
}

/// Texts by the order in which they first came.
#[derive(Default)]
struct Texts {
    texts: Vec<String>,
    numbers: FxHashMap<String, u32>,
}

impl Texts {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(&n) = self.numbers.get(text) {
            return n;
        }
        let n = self.texts.len() as u32;
        self.texts.push(text.to_string());
        self.numbers.insert(text.to_string(), n);
        n
    }
}

#[derive(Default)]
struct Tables {
    names: Texts,
    texts: Texts,
    /// Those that only details have.
    of_details: Texts,
    /// Globals with the numbers of their names.
    globals: Vec<(GlobalId, u32)>,
    global_numbers: FxHashMap<GlobalId, u32>,
    natives: Vec<u16>,
}

impl Tables {
    fn global(&mut self, names: &Names, id: GlobalId) -> u32 {
        if let Some(&n) = self.global_numbers.get(&id) {
            return n;
        }
        let n = self.globals.len() as u32;
        let name = self.names.number(names.interner.name(names.globals.name(id)));
        self.globals.push((id, name));
        self.global_numbers.insert(id, n);
        n
    }
    fn native(&mut self, id: u16) -> u32 {
        let at = self.natives.iter().position(|&n| n == id).unwrap_or_else(|| {
            self.natives.push(id);
            self.natives.len() - 1
        });
        at as u32
    }
}

struct Writer<'a> {
    names: &'a Names<'a>,
    out: Vec<u8>,
    details: Vec<u8>,
    tables: Tables,
    source: crate::syntax::SourceId,
    others: std::ops::Range<usize>,
}

impl Writer<'_> {
    fn long(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.out.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.out.push(n as u8);
    }
    fn number(&mut self, n: u32) {
        self.long(n as u64);
    }
    fn len(&mut self, n: usize) {
        self.long(n as u64);
    }
    fn signed(&mut self, n: i64) {
        self.long((n << 1 ^ n >> 63) as u64);
    }
    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }
    fn bytes(&mut self, bytes: &[u8]) {
        self.len(bytes.len());
        self.out.extend(bytes);
    }
    fn table(&mut self, table: &Texts) {
        self.len(table.texts.len());
        table.texts.iter().for_each(|text| self.len(text.len()));
        table.texts.iter().for_each(|text| self.out.extend(text.as_bytes()));
    }
    /// A text of the table.
    fn shared(&mut self, text: &str) {
        let n = self.tables.texts.number(text);
        self.number(n);
    }
    fn name(&mut self, s: Sym) -> Result<(), &'static str> {
        if s.alias().is_some() {
            return Err("names that macros made");
        }
        let n = self.tables.names.number(self.names.interner.name(s));
        self.number(n);
        Ok(())
    }
    fn global(&mut self, id: GlobalId) -> Result<(), &'static str> {
        if self.others.contains(&(id.0 as usize)) {
            return Err("globals of other programs");
        }
        let n = self.tables.global(self.names, id);
        self.number(n);
        Ok(())
    }
    /// Ascending numbers as distances.
    fn ascending(&mut self, all: &[u32]) {
        self.len(all.len());
        let mut last = 0;
        for &n in all {
            self.number(n - last);
            last = n;
        }
    }

    fn function(&mut self, p: &Proto, depth: usize) -> Result<(), &'static str> {
        if depth > MAX_FUNCTIONS {
            return Err("functions nested that deeply");
        }
        let bit = |on: bool, bit: u8| if on { bit } else { 0 };
        self.out.push(
            bit(p.rest, flag::REST) | bit(p.signature.is_some(), flag::SIGNATURE) | bit(p.name.is_some(), flag::NAME),
        );
        if let Some(name) = &p.name {
            self.shared(name);
        }
        self.spans(&[p.span])?;
        [p.params, p.optional, p.registers].into_iter().for_each(|n| self.number(n as u32));
        if let Some(signature) = &p.signature {
            self.signature(signature)?;
        }
        self.len(p.entries.len());
        p.entries.iter().for_each(|&e| self.number(e));
        self.ascending(&p.in_place);
        self.ascending(&p.swapped);
        self.len(p.captures.len());
        for (name, source) in &p.captures {
            self.shared(name);
            self.number(match source {
                CaptureSource::Later => 0,
                CaptureSource::Reg(r) => 1 + *r as u32 * 2,
                CaptureSource::Capture(c) => 2 + *c as u32 * 2,
            });
        }
        self.len(p.call_sites.len());
        for s in &p.call_sites {
            self.number(s.argc as u32 * 4 + s.global.is_some() as u32 * 2 + s.name.is_some() as u32);
            if let Some(global) = s.global {
                self.global(global)?;
            }
            if let Some(name) = s.name {
                self.name(name)?;
            }
            self.len(s.names.len());
            s.names.iter().try_for_each(|&n| self.name(n))?;
        }
        self.len(p.field_sites.len());
        for s in &p.field_sites {
            self.name(s.field)?;
            self.number((s.ty != NO_TYPE) as u32);
            if s.ty != NO_TYPE {
                self.global(s.ty)?;
            }
        }
        self.len(p.handlers.len());
        for h in &p.handlers {
            [h.start, h.end, h.target, h.until].into_iter().for_each(|n| self.number(n));
            self.number(h.reg as u32 * 2 + h.refuses as u32);
        }
        self.len(p.consts.len());
        p.consts.iter().try_for_each(|c| self.constant(c, 0))?;
        self.len(p.code.len());
        p.code.iter().try_for_each(|i| self.insn(*i))?;
        self.len(p.plain().code.len());
        let before = self.details.len();
        std::mem::swap(&mut self.out, &mut self.details);
        let written = self.details(p);
        std::mem::swap(&mut self.out, &mut self.details);
        written?;
        self.len(self.details.len() - before);
        self.len(p.functions.len());
        p.functions.iter().try_for_each(|f| self.function(f, depth + 1))
    }

    fn signature(&mut self, s: &Signature) -> Result<(), &'static str> {
        let bit = |on: bool, bit: u8| if on { bit } else { 0 };
        self.out.push(
            bit(s.rest, takes::REST)
                | bit(s.others, takes::OTHERS)
                | bit(s.waits, takes::WAITS)
                | bit(s.builtin, takes::BUILTIN)
                | bit(s.doc.is_some(), takes::DOC),
        );
        self.len(s.names.len());
        for (&name, &needed) in s.names.iter().zip(&s.needed) {
            self.name(name)?;
            self.out.push(needed as u8);
        }
        self.len(s.unnamed);
        self.len(s.placed);
        self.shared(&s.path);
        if let Some(doc) = &s.doc {
            self.shared(doc);
        }
        Ok(())
    }

    /// Each as far behind the one before as it is; those that stand for nothing as 0.
    fn spans(&mut self, spans: &[Span]) -> Result<(), &'static str> {
        let mut last = 0;
        for s in spans {
            if *s == Span::default() {
                self.number(0);
            } else if s.source != self.source {
                return Err("a program of several files");
            } else {
                self.number(s.end - s.start + 1);
                self.signed(s.start as i64 - last);
                last = s.start as i64;
            }
        }
        Ok(())
    }

    /// For each instruction how many it was before fusion, which of them has its place, and
    /// whether it was the same; then those that were not, and all places.
    fn details(&mut self, p: &Proto) -> Result<(), &'static str> {
        let Details { spans, variables, plain } = p.details();
        if plain.starts.first() != Some(&0) || plain.starts.last() != Some(&(plain.code.len() as u32)) {
            return Err("code that does not belong to what it was before fusion");
        }
        let mut others = vec![];
        let mut moved = vec![];
        for (pc, ends) in plain.starts.windows(2).enumerate() {
            let parts = ends[0] as usize..ends[1] as usize;
            let place = plain.spans[parts.clone()].iter().take(ELSEWHERE as usize).position(|s| *s == spans[pc]);
            let same = plain.code[parts.clone()] == [unfused(p.code[pc], pc, &plain.starts)];
            if parts.len() > MAX_PARTS as usize {
                return Err("an instruction that was too many");
            }
            self.out.push((parts.len() as u8) << 4 | (same as u8) << 3 | place.map_or(ELSEWHERE, |k| k as u8));
            if place.is_none() {
                moved.push(spans[pc]);
            }
            if !same {
                others.extend(&plain.code[parts]);
            }
        }
        others.into_iter().try_for_each(|i| self.insn(i))?;
        self.spans(&plain.spans)?;
        self.spans(&moved)?;
        self.len(variables.len());
        for v in variables {
            self.number(v.reg as u32);
            self.number(v.start);
            self.signed(v.end as i64 - v.start as i64);
            let name = self.tables.of_details.number(&v.name);
            self.number(name);
        }
        Ok(())
    }

    fn insn(&mut self, i: Insn) -> Result<(), &'static str> {
        let op = Op::from_u16(i.op).ok_or("an op that does not exist")?;
        self.out.push(op as u8);
        let fields = [i.a, i.b, i.c];
        let mut at = 0;
        for &(_, kind) in op.info().operands {
            let f = fields[at];
            at += if kind.wide() { 2 } else { 1 };
            match kind {
                Kind::Unused => {}
                Kind::Imm | Kind::Off => self.signed(f as i16 as i64),
                Kind::Imm32 | Kind::Off32 => self.signed(i.bc() as i32 as i64),
                Kind::Const => self.number(i.bc()),
                Kind::Global => self.global(GlobalId(i.bc()))?,
                Kind::Name => self.name(Sym(i.bc()))?,
                Kind::Native => {
                    let n = self.tables.native(f);
                    self.number(n);
                }
                _ => self.number(f as u32),
            }
        }
        Ok(())
    }

    fn tag(&mut self, tag: Tag) {
        self.out.push(tag as u8);
    }

    fn constant(&mut self, c: &Const, depth: usize) -> Result<(), &'static str> {
        if depth > MAX_DATA {
            return Err("constants nested that deeply");
        }
        match c {
            Const::Nil => self.tag(Tag::Nil),
            Const::True => self.tag(Tag::True),
            Const::False => self.tag(Tag::False),
            Const::Unit => self.tag(Tag::Unit),
            Const::Missing => self.tag(Tag::Missing),
            Const::Int(i) => {
                self.tag(Tag::Int);
                self.signed(*i);
            }
            Const::Float(f) => {
                self.tag(Tag::Float);
                self.out.extend(f.to_bits().to_le_bytes());
            }
            Const::Num(n) => match &**n {
                Num::Real(r) => {
                    self.tag(Tag::Real);
                    self.real(r);
                }
                Num::Complex(parts) => {
                    self.tag(Tag::Complex);
                    self.real(&parts.0);
                    self.real(&parts.1);
                }
            },
            Const::Char(c) => {
                self.tag(Tag::Char);
                self.number(*c as u32);
            }
            Const::Str(s) => {
                self.tag(Tag::Str);
                self.shared(s);
            }
            Const::Sym(s) => {
                self.tag(Tag::Sym);
                self.name(*s)?;
            }
            Const::List(items, tail) => {
                self.tag(Tag::List);
                self.len(items.len());
                items.iter().try_for_each(|c| self.constant(c, depth + 1))?;
                self.constant(tail, depth + 1)?;
            }
            Const::Vector(items) => {
                self.tag(Tag::Vector);
                self.len(items.len());
                items.iter().try_for_each(|c| self.constant(c, depth + 1))?;
            }
            Const::Bytes(b) => {
                self.tag(Tag::Bytes);
                self.bytes(b);
            }
            Const::Labelled(id, inner) => {
                self.tag(Tag::Labelled);
                self.long(*id);
                self.constant(inner, depth + 1)?;
            }
            Const::Ref(id) => {
                self.tag(Tag::Ref);
                self.long(*id);
            }
        }
        Ok(())
    }

    fn real(&mut self, r: &Real) {
        match r {
            Real::Int(i) => self.int(i),
            Real::Ratio(ratio) => {
                self.out.push(RealTag::Ratio as u8);
                self.int(&ratio.num);
                self.int(&ratio.den);
            }
            Real::Float(f) => {
                self.out.push(RealTag::Float as u8);
                self.out.extend(f.to_bits().to_le_bytes());
            }
        }
    }

    fn int(&mut self, i: &Int) {
        match i {
            Int::Small(i) => {
                self.out.push(RealTag::Small as u8);
                self.signed(*i);
            }
            Int::Big(b) => {
                self.out.push(RealTag::Big as u8);
                self.bytes(&b.to_signed_bytes_le());
            }
        }
    }
}
