//! Where instructions that have a superinstruction stayed apart, and why.
use super::rules;
use crate::bytecode::{Kind, Op, Proto};

/// A place where parts of a superinstruction stand in a row.
pub(crate) struct Missed {
    /// The first part in the plain code.
    pub at: u32,
    /// What they could have been.
    pub op: Op,
    /// Why they are not.
    pub why: &'static str,
}

/// What fusion left in a function's code.
pub(crate) fn missed(p: &Proto) -> Vec<Missed> {
    let (code, starts) = (&p.plain().code, &p.plain().starts);
    let mut edge = vec![false; code.len() + 1];
    let mut lead_to = |at: usize| {
        if let Some(e) = edge.get_mut(at) {
            *e = true;
        }
    };
    code.iter().enumerate().filter_map(|(pc, i)| i.target(pc)).for_each(|t| lead_to(t as usize));
    for at in p.handlers.iter().flat_map(|h| [h.start, h.end, h.target]).chain(p.entries.iter().copied()) {
        lead_to(starts.get(at as usize).map_or(0, |&s| s as usize));
    }
    let is_far = |at: usize, n: usize| {
        let distances = (at..at + n).filter_map(|pc| Some(code[pc].target(pc)? as i64 - pc as i64));
        distances.into_iter().any(|d| i16::try_from(d).is_err())
    };
    let mut out = vec![];
    for at in 0..code.len() {
        let fits = |parts: &[Op]| {
            code.get(at..at + parts.len()).is_some_and(|c| c.iter().zip(parts).all(|(i, p)| i.op() == *p))
        };
        let Some(rule) = rules()[code[at].op() as usize].iter().find(|r| fits(r.parts)) else { continue };
        let n = rule.parts.len();
        let why = match starts.binary_search(&(at as u32)) {
            Err(_) => continue,
            // Joined, if not as this then as another.
            Ok(i) if starts.get(i + 1).is_some_and(|&next| next as usize > at + 1) => continue,
            Ok(_) if edge[at + 1..at + n].contains(&true) => "a jump leads between them",
            Ok(_) if rule.sources.iter().any(|s| s.kind == Kind::Off) && is_far(at, n) => "the jump is too long",
            Ok(_) => "the value is used again",
        };
        out.push(Missed { at: at as u32, op: rule.op, why });
    }
    out
}
