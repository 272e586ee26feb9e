//! The details of a function, read when somebody looks at them.
use super::bytes::{Bytes, RANGE, Read};
use super::read::Tables;
use crate::bytecode::verify;
use crate::bytecode::{Details, Insn, Kind, PlainCode, Proto, Variable};
use std::ops::Range;
use std::rc::Rc;

/// What stands for a place that is none of those of the parts.
pub(super) const ELSEWHERE: u8 = 7;
/// Most instructions that one may have been.
pub(super) const MAX_PARTS: u8 = 15;

/// Where an archive has details.
#[derive(Clone)]
pub struct Later {
    tables: Rc<Tables>,
    at: Range<usize>,
    plain: u32,
}

impl Later {
    pub(super) fn new(tables: Rc<Tables>, at: Range<usize>, plain: u32) -> Later {
        Later { tables, at, plain }
    }
    /// How many instructions there were before fusion.
    pub fn plain_len(&self) -> usize {
        self.plain as usize
    }
    /// The details of a function. If they are damaged, there are none but its own place:
    /// what runs does not depend on them.
    pub fn read(&self, p: &Proto) -> Details {
        let none = || Details { spans: vec![p.span; p.code.len()], ..Details::default() };
        match self.details(p) {
            Ok(d) if verify::details(&d, p.code.len()).is_ok() => d,
            _ => none(),
        }
    }

    fn details(&self, p: &Proto) -> Read<Details> {
        let t = &*self.tables;
        let mut r = Bytes { rest: t.details[1].get(self.at.clone()).ok_or(RANGE)? };
        let rows = r.take(p.code.len())?;
        let parts = |row: u8| (row >> 4) as u32;
        let mut starts = Vec::with_capacity(rows.len() + 1);
        let mut end = 0;
        starts.push(0);
        starts.extend(rows.iter().map(|&row| {
            end += parts(row);
            end
        }));
        let mut code = Vec::with_capacity(end as usize);
        for (pc, &row) in rows.iter().enumerate() {
            if row & 8 != 0 {
                code.push(unfused(p.code[pc], pc, &starts));
            } else {
                for _ in 0..parts(row) {
                    code.push(t.insn(&mut r)?);
                }
            }
        }
        let plain = t.spans(&mut r, end as usize)?;
        let elsewhere = rows.iter().filter(|&row| row & 7 == ELSEWHERE).count();
        let mut elsewhere = t.spans(&mut r, elsewhere)?.into_iter();
        let place = |(&row, &start): (&u8, &u32)| match row & 7 {
            ELSEWHERE => elsewhere.next(),
            part => plain.get(start as usize + part as usize).copied(),
        };
        let spans = rows.iter().zip(&starts).map(place).collect::<Option<_>>().ok_or(RANGE)?;
        let variables = r.several(|r| {
            let (reg, start) = (r.short()?, r.number()?);
            let end = start as i64 + r.signed()?;
            Ok(Variable { reg, start, end: u32::try_from(end).map_err(|_| RANGE)?, name: r.of(t.texts_of_details())? })
        })?;
        Ok(Details { spans, variables, plain: PlainCode { code, spans: plain, starts } })
    }
}

impl Tables {
    fn texts_of_details(&self) -> &[Rc<str>] {
        self.texts_of_details.get_or_init(|| {
            let texts = Bytes { rest: &self.details[0] }.table().unwrap_or_default();
            texts.into_iter().map(Rc::from).collect()
        })
    }
}

/// An instruction as it was before fusion if it was one: jumps go by other distances.
pub(super) fn unfused(i: Insn, pc: usize, starts: &[u32]) -> Insn {
    let Some((kind, _)) = i.field("to") else { return i };
    let to = i.target(pc).and_then(|to| starts.get(to as usize)).copied().unwrap_or(0);
    let distance = to.wrapping_sub(starts[pc] + 1);
    match (kind, i.op().info().operands) {
        (Kind::Off32, _) => Insn::wide(i.op(), i.a, distance),
        (_, [(_, Kind::Off), ..]) => Insn { a: distance as u16, ..i },
        (_, [_, (_, Kind::Off), ..]) => Insn { b: distance as u16, ..i },
        _ => Insn { c: distance as u16, ..i },
    }
}
