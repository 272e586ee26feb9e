//! Bytes to functions.
use super::bytes::{Bytes, CUT, RANGE, Read, le};
use super::details::Later;
use super::{
    HEADER, MAGIC, MAX_DATA, MAX_FUNCTIONS, OPS_FINGERPRINT, RealTag, Refused, Tag, VERSION, flag, mix, takes,
};
use crate::bytecode::verify::{Limits, verify};
use crate::bytecode::{
    Arity, CallSiteInfo, CaptureSource, FieldSiteInfo, Handler, Insn, Kind, Lazy, NO_TYPE, OPS, Proto,
};
use crate::core::{Const, GlobalId, GlobalNames, Signature};
use crate::number::{Int, Num, Real};
use crate::syntax::{Interner, SourceId, Span, Sym};
use num_bigint::BigInt;
use std::cell::OnceCell;
use std::rc::Rc;

/// The VM that functions are read for.
pub struct Target<'a> {
    /// Its names.
    pub interner: &'a mut Interner,
    /// Its globals.
    pub globals: &'a mut GlobalNames,
    /// The builtin of that name; the number it had where the archive was written.
    pub native: &'a dyn Fn(&str, usize) -> Option<u16>,
    /// What its builtins take.
    pub arities: &'a [Arity],
    /// The number of the source.
    pub source: SourceId,
}

/// Bytes whose header says that they are an archive of this version, and whole.
#[derive(Clone, Copy)]
pub struct Archive<'a> {
    /// The fingerprint of the text that was compiled.
    pub of: u64,
    rest: &'a [u8],
}

impl<'a> Archive<'a> {
    /// Whether bytes begin as archives do.
    pub fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(&MAGIC)
    }
    /// Looks at the header.
    pub fn open(bytes: &'a [u8]) -> Read<Archive<'a>> {
        if !Self::is_one(bytes) {
            return Err(Refused::NotAnArchive);
        }
        if bytes.get(MAGIC.len()).is_some_and(|&v| v != VERSION) {
            return Err(Refused::OtherVersion);
        }
        let Some((head, rest)) = bytes.split_at_checked(HEADER) else { return Err(Refused::Damaged("it is cut off")) };
        let number = |i: usize| head[MAGIC.len() + 1..].chunks_exact(8).nth(i).map_or(0, le);
        if number(0) != OPS_FINGERPRINT {
            return Err(Refused::OtherVersion);
        }
        if number(2) != mix(number(1), rest) {
            return Err(Refused::Damaged("its checksum is another"));
        }
        Ok(Archive { of: number(1), rest })
    }

    /// The main function, with those inside it: checked, and with the numbers of a VM.
    pub fn functions(&self, to: &mut Target) -> Read<Proto> {
        let mut r = Bytes { rest: self.rest };
        let names = r.table()?;
        let texts = r.table()?;
        let names: Vec<Sym> = names.into_iter().map(|text| to.interner.intern(text)).collect();
        let globals = r.several(|r| Ok(to.globals.resolve(r.of(&names)?)))?;
        let natives = r.several(|r| {
            let number = r.number()?;
            (to.native)(r.text()?, number as usize).ok_or(Refused::OtherVersion)
        })?;
        let texts = texts.into_iter().map(Rc::from).collect();
        let details = [r.bytes()?.into(), r.bytes()?.into()];
        let texts_of_details = OnceCell::new();
        let t = Tables { names, texts, globals, natives, source: to.source, details, texts_of_details };
        let mut reader = Reader { r, t: Rc::new(t), details: 0 };
        let main = reader.function(0)?;
        if !reader.r.rest.is_empty() {
            return Err(Refused::Damaged("there is more than one program"));
        }
        let limits =
            Limits { globals: to.globals.len() as u32, symbols: to.interner.len() as u32, natives: to.arities };
        verify(&main, &limits).map_err(|_| Refused::Damaged("its code breaks a rule"))?;
        Ok(main)
    }
}

/// What the numbers in functions stand for.
pub(super) struct Tables {
    pub names: Vec<Sym>,
    texts: Vec<Rc<str>>,
    globals: Vec<GlobalId>,
    natives: Vec<u16>,
    pub source: SourceId,
    /// The texts of details, and all details.
    pub details: [Box<[u8]>; 2],
    pub texts_of_details: OnceCell<Vec<Rc<str>>>,
}

impl Tables {
    #[inline]
    pub fn insn(&self, r: &mut Bytes) -> Read<Insn> {
        let op = r.byte()? as usize;
        let info = OPS.get(op).ok_or(Refused::Damaged("there is no such op"))?;
        let mut fields = [0u16; 3];
        let mut at = 0;
        for &(_, kind) in info.operands {
            let wide = match kind {
                Kind::Unused => {
                    at += 1;
                    continue;
                }
                Kind::Imm | Kind::Off => i16::try_from(r.signed()?).map_err(|_| RANGE)? as u16 as u32,
                Kind::Imm32 | Kind::Off32 => i32::try_from(r.signed()?).map_err(|_| RANGE)? as u32,
                Kind::Const => r.number()?,
                Kind::Global => r.of(&self.globals)?.0,
                Kind::Name => r.of(&self.names)?.0,
                Kind::Native => r.of(&self.natives)? as u32,
                _ => r.short()? as u32,
            };
            fields[at] = wide as u16;
            at += 1;
            if kind.wide() {
                fields[at] = (wide >> 16) as u16;
                at += 1;
            }
        }
        let [a, b, c] = fields;
        Ok(Insn { op: op as u16, a, b, c })
    }

    pub fn spans(&self, r: &mut Bytes, n: usize) -> Read<Vec<Span>> {
        if n > r.rest.len() {
            return Err(CUT);
        }
        let mut all = Vec::with_capacity(n);
        let mut last = 0;
        for _ in 0..n {
            let length = r.number()?;
            if length == 0 {
                all.push(Span::default());
                continue;
            }
            last += r.signed()?;
            let start = u32::try_from(last).map_err(|_| RANGE)?;
            all.push(Span::new(self.source, start, start.checked_add(length - 1).ok_or(RANGE)?));
        }
        Ok(all)
    }
}

struct Reader<'a> {
    r: Bytes<'a>,
    t: Rc<Tables>,
    /// Where the details of the next function begin.
    details: usize,
}

impl Reader<'_> {
    fn shared(&mut self) -> Read<Rc<str>> {
        self.r.of(&self.t.texts)
    }

    fn function(&mut self, depth: usize) -> Read<Proto> {
        if depth > MAX_FUNCTIONS {
            return Err(Refused::Damaged("functions are nested too deeply"));
        }
        let flags = self.r.byte()?;
        let name = if flags & flag::NAME != 0 { Some(self.shared()?) } else { None };
        let span = self.t.spans(&mut self.r, 1)?[0];
        let [params, optional, registers] = [self.r.short()?, self.r.short()?, self.r.short()?];
        let signature = if flags & flag::SIGNATURE != 0 { Some(Rc::new(self.signature()?)) } else { None };
        let entries = self.r.several(Bytes::number)?;
        let (in_place, swapped) = (self.r.ascending()?, self.r.ascending()?);
        let (mut r, t) = (self.r, &*self.t);
        let captures = r.several(|r| {
            let name = r.of(&t.texts)?;
            let n = r.number()?;
            let place = |n: u32| u16::try_from(n / 2).map_err(|_| RANGE);
            let source = match n {
                0 => CaptureSource::Later,
                n if n % 2 == 1 => CaptureSource::Reg(place(n - 1)?),
                n => CaptureSource::Capture(place(n - 2)?),
            };
            Ok((name, source))
        })?;
        let call_sites = r.several(|r| {
            let n = r.number()?;
            let argc = u16::try_from(n / 4).map_err(|_| RANGE)?;
            let global = if n & 2 != 0 { Some(r.of(&t.globals)?) } else { None };
            let name = if n & 1 != 0 { Some(r.of(&t.names)?) } else { None };
            let names = r.several(|r| r.of(&t.names))?.into();
            Ok(CallSiteInfo { argc, global, name, names })
        })?;
        let field_sites = r.several(|r| {
            let field = r.of(&t.names)?;
            let ty = if r.number()? != 0 { r.of(&t.globals)? } else { NO_TYPE };
            Ok(FieldSiteInfo { field, ty })
        })?;
        let handlers = r.several(|r| {
            let [start, end, target, until] = [r.number()?, r.number()?, r.number()?, r.number()?];
            let n = r.number()?;
            let reg = u16::try_from(n / 2).map_err(|_| RANGE)?;
            Ok(Handler { start, end, target, until, reg, refuses: n & 1 != 0 })
        })?;
        self.r = r;
        let consts = (0..self.r.count()?).map(|_| self.constant(0)).collect::<Read<_>>()?;
        let n = self.r.count()?;
        let mut code = Vec::with_capacity(n);
        for _ in 0..n {
            code.push(self.t.insn(&mut self.r)?);
        }
        let (plain, begin) = (self.r.number()?, self.details);
        self.details = begin.checked_add(self.r.number()? as usize).ok_or(RANGE)?;
        let details = Lazy::later(Later::new(self.t.clone(), begin..self.details, plain));
        let functions = (0..self.r.count()?).map(|_| self.function(depth + 1)).collect::<Read<_>>()?;
        Ok(Proto {
            name,
            span,
            params,
            optional,
            rest: flags & flag::REST != 0,
            in_place,
            swapped,
            signature,
            entries,
            registers,
            code,
            consts,
            functions,
            captures,
            call_sites,
            field_sites,
            handlers,
            details,
        })
    }

    fn signature(&mut self) -> Read<Signature> {
        let flags = self.r.byte()?;
        let n = self.r.count()?;
        let (mut names, mut needed) = (Vec::with_capacity(n), Vec::with_capacity(n));
        for _ in 0..n {
            names.push(self.r.of(&self.t.names)?);
            needed.push(self.r.byte()? != 0);
        }
        let (unnamed, placed) = (self.r.number()? as usize, self.r.number()? as usize);
        let path = self.shared()?;
        let doc = if flags & takes::DOC != 0 { Some(self.shared()?) } else { None };
        let has = |bit: u8| flags & bit != 0;
        let (rest, others, waits) = (has(takes::REST), has(takes::OTHERS), has(takes::WAITS));
        let builtin = has(takes::BUILTIN);
        Ok(Signature { names, unnamed, placed, needed, rest, others, path, waits, builtin, doc })
    }

    fn constant(&mut self, depth: usize) -> Read<Const> {
        const TAGS: [Tag; 17] = [
            Tag::Nil,
            Tag::True,
            Tag::False,
            Tag::Unit,
            Tag::Missing,
            Tag::Int,
            Tag::Float,
            Tag::Real,
            Tag::Complex,
            Tag::Char,
            Tag::Str,
            Tag::Sym,
            Tag::List,
            Tag::Vector,
            Tag::Bytes,
            Tag::Labelled,
            Tag::Ref,
        ];
        if depth > MAX_DATA {
            return Err(Refused::Damaged("a constant is nested too deeply"));
        }
        let tag = *TAGS.get(self.r.byte()? as usize).ok_or(Refused::Damaged("there is no such constant"))?;
        Ok(match tag {
            Tag::Nil => Const::Nil,
            Tag::True => Const::True,
            Tag::False => Const::False,
            Tag::Unit => Const::Unit,
            Tag::Missing => Const::Missing,
            Tag::Int => Const::Int(self.r.signed()?),
            Tag::Float => Const::Float(self.r.float()?),
            Tag::Real => Const::Num(Rc::new(Num::Real(self.real()?))),
            Tag::Complex => Const::Num(Rc::new(Num::Complex(Box::new((self.real()?, self.real()?))))),
            Tag::Char => Const::Char(char::from_u32(self.r.number()?).ok_or(RANGE)?),
            Tag::Str => Const::Str(self.shared()?),
            Tag::Sym => Const::Sym(self.r.of(&self.t.names)?),
            Tag::List => {
                let items = self.constants(depth)?;
                Const::List(items, Rc::new(self.constant(depth + 1)?))
            }
            Tag::Vector => Const::Vector(self.constants(depth)?),
            Tag::Bytes => Const::Bytes(self.r.bytes()?.into()),
            Tag::Labelled => Const::Labelled(self.r.long()?, Rc::new(self.constant(depth + 1)?)),
            Tag::Ref => Const::Ref(self.r.long()?),
        })
    }

    fn constants(&mut self, depth: usize) -> Read<Rc<[Const]>> {
        (0..self.r.count()?).map(|_| self.constant(depth + 1)).collect()
    }

    fn real(&mut self) -> Read<Real> {
        const TAGS: [RealTag; 4] = [RealTag::Small, RealTag::Big, RealTag::Ratio, RealTag::Float];
        let tag = *TAGS.get(self.r.byte()? as usize).ok_or(Refused::Damaged("there is no such number"))?;
        Ok(match tag {
            RealTag::Small => Real::Int(Int::Small(self.r.signed()?)),
            RealTag::Big => Real::Int(self.big()?),
            RealTag::Float => Real::Float(self.r.float()?),
            RealTag::Ratio => {
                let (Real::Int(num), Real::Int(den)) = (self.part()?, self.part()?) else { return Err(RANGE) };
                Real::ratio(num, den).map_err(|_| RANGE)?
            }
        })
    }

    /// Numerator or denominator.
    fn part(&mut self) -> Read<Real> {
        match self.r.rest.first() {
            Some(&tag) if tag < RealTag::Ratio as u8 => self.real(),
            _ => Err(RANGE),
        }
    }

    fn big(&mut self) -> Read<Int> {
        Ok(Int::from(BigInt::from_signed_bytes_le(self.r.bytes()?)))
    }
}
