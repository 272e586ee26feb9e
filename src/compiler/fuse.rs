//! Fusion: sequences of instructions become one, as the op table's `fuses`
//! says. How the operands of a superinstruction come from its parts is one rule
//! for all: by name, from the last part that has an operand of that name.
//!
//! What a part writes and the superinstruction does not must be read by the
//! next part only; the compiler marks such instructions as linked. No jump may
//! lead into the middle and no protected range may begin or end there. Call
//! sites know their global, so a fused read of a global must be that one.
//!
//! Comparisons fuse with jumps if false. One that is followed by a jump if true
//! becomes such a jump over a plain one: never more to dispatch, and less if the
//! condition does not hold.
mod missed;

pub(crate) use missed::missed;

use super::emit::{Func, Label};
use crate::bytecode::{Handler, Insn, Kind, OP_COUNT, OPS, Op};
use crate::syntax::Span;
use std::sync::OnceLock;

/// Code after fusion, and what is needed on the way; used for one function after
/// the other.
#[derive(Default)]
pub(super) struct Fused {
    pub code: Vec<Insn>,
    pub spans: Vec<Span>,
    pub starts: Vec<u32>,
    pub handlers: Vec<Handler>,
    /// Where no superinstruction may have its middle.
    edge: Vec<bool>,
    /// Jumps of the new code: where, to what, in which field.
    jumps: Vec<(u32, Label, u8)>,
    /// The new index of each instruction; parts of a superinstruction get its own.
    moved: Vec<u32>,
}

impl Fused {
    /// Where an instruction has gone.
    pub fn moved(&self, pc: u32) -> u32 {
        self.moved[pc as usize]
    }
    fn clear(&mut self) {
        self.code.clear();
        self.spans.clear();
        self.starts.clear();
        self.handlers.clear();
        self.edge.clear();
        self.jumps.clear();
        self.moved.clear();
    }
}

/// Where an operand of a superinstruction comes from.
#[derive(Clone, Copy, Debug)]
struct Source {
    part: u8,
    /// Field it stands in, in the part and in the result.
    from: u8,
    to: u8,
    from_wide: bool,
    kind: Kind,
}

/// A row of the op table that fuses others.
#[derive(Debug)]
pub(super) struct Rule {
    op: Op,
    parts: &'static [Op],
    sources: Vec<Source>,
    /// For each part but the last: its result is not kept.
    linked: Vec<bool>,
    /// The part that stands for the whole in the source.
    place: usize,
}

/// Where each operand of a row stands, and what it is.
fn fields(op: Op) -> impl Iterator<Item = (&'static str, Kind, u8)> {
    op.info().operands.iter().scan(0, |at, &(name, kind)| {
        let field = *at;
        *at += if kind.wide() { 2 } else { 1 };
        Some((name, kind, field))
    })
}

fn rule(op: Op) -> Rule {
    let parts = op.info().parts;
    let find = |name: &str| {
        let part = parts.iter().rposition(|p| fields(*p).any(|(n, ..)| n == name));
        part.map(|p| (p, fields(parts[p]).find(|(n, ..)| *n == name).expect("rposition found it")))
    };
    let mut sources = vec![];
    let mut kept = vec![false; parts.len()];
    for (name, kind, to) in fields(op).filter(|(_, kind, _)| *kind != Kind::Unused) {
        let (part, (_, from_kind, from)) =
            find(name).unwrap_or_else(|| panic!("no part of {} has an operand {name}", op.info().name));
        kept[part] |= from_kind == Kind::W;
        sources.push(Source { part: part as u8, from, to, from_wide: from_kind.wide(), kind });
    }
    let linked =
        (0..parts.len() - 1).map(|p| !kept[p] && fields(parts[p]).any(|(_, kind, _)| kind == Kind::W)).collect();
    // Errors and stack traces point to the last part that can throw.
    let throws = |p: &Op| p.info().effects & crate::bytecode::effect::THROWS != 0;
    let place = parts.iter().rposition(throws).unwrap_or(0);
    Rule { op, parts, sources, linked, place }
}

/// The rules, by their first part; longer ones first.
pub(super) fn rules() -> &'static [Vec<Rule>] {
    static RULES: OnceLock<Vec<Vec<Rule>>> = OnceLock::new();
    RULES.get_or_init(|| {
        let mut by_first: Vec<Vec<Rule>> = (0..OP_COUNT).map(|_| vec![]).collect();
        for info in OPS.iter().filter(|i| !i.parts.is_empty()) {
            by_first[info.parts[0] as usize].push(rule(info.op));
        }
        by_first.iter_mut().for_each(|r| crate::platform::sort_by_key(r, |r| std::cmp::Reverse(r.parts.len())));
        by_first
    })
}

fn field(i: Insn, at: u8) -> u16 {
    [i.a, i.b, i.c][at as usize]
}

/// Fuses a function's code, whose jumps still go to labels.
pub(super) fn fuse(f: &Func, out: &mut Fused) {
    out.clear();
    let rules = rules();
    let n = f.code.len();
    let Fused { code, spans, starts, handlers, edge, jumps, moved } = out;
    edge.resize(n + 1, false);
    for l in f.labels.iter().filter(|l| l.refs > 0) {
        edge[l.pos as usize] = true;
    }
    for h in &f.handlers {
        for at in [h.start, h.end, h.target] {
            edge[at as usize] = true;
        }
    }
    let mut at = 0;
    while at < n {
        let first = f.code[at].op();
        let here = code.len() as u32;
        starts.push(at as u32);
        if let Some((insn, r)) = over_jump(&rules[first as usize], f, at, edge) {
            let jump = at + r.parts.len() - 1;
            code.extend([insn, Insn::new(Op::Jump, 0, 0, 0)]);
            spans.extend([f.spans[at + r.place], f.spans[jump]]);
            starts.push(jump as u32);
            jumps.push((here + 1, Label(f.code[jump].bc()), 1));
            moved.extend((at..jump).map(|_| here));
            moved.push(here + 1);
            at = jump + 1;
            continue;
        }
        let fused = rules[first as usize].iter().find_map(|r| apply(r, f, at, edge).map(|i| (i, r)));
        match fused {
            Some((insn, r)) => {
                if let Some(s) = r.sources.iter().find(|s| matches!(s.kind, Kind::Off | Kind::Off32)) {
                    jumps.push((here, Label(f.code[at + s.part as usize].bc()), s.to));
                }
                code.push(insn);
                spans.push(f.spans[at + r.place]);
                moved.extend((0..r.parts.len()).map(|_| here));
                at += r.parts.len();
            }
            None => {
                let mut insn = f.code[at];
                match first {
                    Op::Jump | Op::JumpIfFalse | Op::JumpIfTrue | Op::LoopBack => {
                        jumps.push((here, Label(insn.bc()), 1))
                    }
                    Op::LoopSelf => insn.a = (here as u16 + 1).wrapping_neg(),
                    _ => {}
                }
                code.push(insn);
                spans.push(f.spans[at]);
                moved.push(here);
                at += 1;
            }
        }
    }
    moved.push(code.len() as u32);
    starts.push(n as u32);
    for (pc, label, to) in jumps.drain(..) {
        let target = moved[f.labels[label.0 as usize].pos as usize];
        let distance = target.wrapping_sub(pc + 1);
        let i = &mut code[pc as usize];
        match i.op().info().operands.iter().any(|(_, k)| *k == Kind::Off32) {
            true => *i = Insn::wide(i.op(), i.a, distance),
            // Fusion brings code closer together, so what fitted still does.
            false => *[&mut i.a, &mut i.b, &mut i.c][to as usize] = distance as u16,
        }
    }
    handlers.extend(f.handlers.iter().map(|h| Handler {
        start: moved[h.start as usize],
        end: moved[h.end as usize],
        target: moved[h.target as usize],
        until: moved[h.until as usize],
        ..*h
    }));
}

/// The superinstruction for the code at `at`, if the rule fits; a jump's
/// distance is filled in later.
fn apply(r: &Rule, f: &Func, at: usize, edge: &[bool]) -> Option<Insn> {
    let parts = f.code.get(at..at + r.parts.len())?;
    if !parts.iter().zip(r.parts).all(|(i, p)| i.op() == *p) {
        return None;
    }
    join(r, f, at, edge, parts)
}

/// A comparison and the jump if true after it, as a jump over a jump.
fn over_jump<'r>(rules: &'r [Rule], f: &Func, at: usize, edge: &[bool]) -> Option<(Insn, &'r Rule)> {
    let fits = |r: &Rule| {
        let (last, rest) = r.parts.split_last().expect("a superinstruction has parts");
        let code = f.code.get(at..at + r.parts.len());
        *last == Op::JumpIfFalse
            && code.is_some_and(|code| {
                code[rest.len()].op() == Op::JumpIfTrue && code.iter().zip(rest).all(|(i, p)| i.op() == *p)
            })
    };
    let r = rules.iter().find(|r| fits(r))?;
    let to = r.sources.iter().find(|s| matches!(s.kind, Kind::Off | Kind::Off32))?.to;
    let mut insn = join(r, f, at, edge, &f.code[at..at + r.parts.len()])?;
    *[&mut insn.a, &mut insn.b, &mut insn.c][to as usize] = 1;
    Some((insn, r))
}

/// The operands of a superinstruction from those of its parts.
fn join(r: &Rule, f: &Func, at: usize, edge: &[bool], parts: &[Insn]) -> Option<Insn> {
    for (k, linked) in r.linked.iter().enumerate() {
        if edge[at + k + 1] || (*linked && !f.links[at + k]) {
            return None;
        }
    }
    let mut fields = [0u16; 3];
    for s in &r.sources {
        let part = parts[s.part as usize];
        match s.kind {
            Kind::Off => {
                let pos = f.labels[part.bc() as usize].pos as i64;
                i16::try_from(pos - (at + r.parts.len()) as i64).ok()?;
            }
            Kind::Off32 => {}
            Kind::ConstShort => fields[s.to as usize] = u16::try_from(part.bc()).ok()?,
            _ if s.from_wide => {
                // Both take the fields b and c.
                fields[1] = part.b;
                fields[2] = part.c;
            }
            _ => fields[s.to as usize] = field(part, s.from),
        }
        if s.kind == Kind::CallSite
            && let Some(get) = parts.iter().find(|i| i.op() == Op::GetGlobal)
        {
            let site = &f.call_sites()[fields[s.to as usize] as usize];
            site.global.filter(|g| g.0 == get.bc())?;
        }
    }
    Some(Insn::new(r.op, fields[0], fields[1], fields[2]))
}
