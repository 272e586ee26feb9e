//! Division by constants without division (`Opt::JitStrength`).
//!
//! By a power of two it is shifts and masks, by another constant a multiplication by its
//! reciprocal. Before, `v1` being 10 and `v0` not negative:
//! ```text
//!   v2:int = rem.fits v0 v1 @1
//! ```
//! After, with `v3` = 2^64 / 10, rounded up:
//! ```text
//!   v4:int = mul.high v0 v3 @1
//!   v5:int = mul.fits v4 v1 @1
//!   v2:int = sub.fits v0 v5 @1
//! ```
//! For a divisor `d` and a reciprocal `m = ceil(2^k / d)`, `floor(x * m / 2^k)` is the
//! quotient as long as `|x| * (m * d - 2^k) < 2^k`; of negative numbers it is one less.
use super::Given;
use super::edit::Defs;
use super::ranges::Ranges;
use super::ranges::range::Range;
use crate::jit::mir::flow::Flow;
use crate::jit::mir::{BlockId, Graph, Inst, MirOp, Rep, Val};

/// Replaces divisions.
pub fn run(g: &mut Graph, given: Given) {
    let defs = Defs::new(g);
    let constant = |g: &Graph, v: Val| defs.inst(g, v).filter(|i| i.op == MirOp::Int).map(|i| i.imm);
    let by = |g: &Graph, i: &Inst| match i.op {
        MirOp::QuotFits | MirOp::RemFits | MirOp::ModFits | MirOp::QuotInt | MirOp::RemInt | MirOp::ModInt => {
            constant(g, i.args[1]).filter(|&d| d > 0)
        }
        MirOp::MulFits => constant(g, i.args[1]).or(constant(g, i.args[0])).filter(|&d| d > 0 && is_power(d)),
        _ => None,
    };
    if !g.blocks.iter().flat_map(|b| &b.insts).any(|i| by(g, i).is_some()) {
        return;
    }
    // Places of such instructions with their constant and the range of their operand.
    let mut found: Vec<(BlockId, usize, i64, Range)> = vec![];
    let flow = Flow::new(g);
    let mut ranges = Ranges::new(g, &flow, &defs, vec![false; g.reps.len()]);
    ranges.solve();
    ranges.walk(&mut |env, b, k| {
        let i = &g.at(b).insts[k];
        if let Some(d) = by(g, i) {
            found.push((b, k, d, env.of(i.args[0])));
        }
    });
    let multiplied = |g: &Graph, i: &Inst| if constant(g, i.args[1]).is_some() { i.args[0] } else { i.args[1] };
    for (b, k, d, range) in found.into_iter().rev() {
        let i = g.at(b).insts[k].clone();
        let x = if i.op == MirOp::MulFits { multiplied(g, &i) } else { i.args[0] };
        let mut out = Code { g, insts: vec![], pc: i.pc };
        let Some(mut last) = divide(&mut out, &i, x, d, range, given) else { continue };
        let mut insts = out.insts;
        last.dst = i.dst;
        insts.push(last);
        g.at_mut(b).insts.splice(k..=k, insts);
    }
}

fn is_power(d: i64) -> bool {
    d & (d - 1) == 0
}

/// Instructions that come in place of one.
struct Code<'a> {
    g: &'a mut Graph,
    insts: Vec<Inst>,
    pc: u32,
}

impl Code<'_> {
    fn make(&self, op: MirOp, args: &[Val], imm: i64) -> Inst {
        Inst { op, args: args.to_vec(), imm, dst: None, state: None, pc: self.pc }
    }
    fn put(&mut self, op: MirOp, args: &[Val], imm: i64) -> Val {
        let mut i = self.make(op, args, imm);
        let v = self.g.value(Rep::Int);
        i.dst = Some(v);
        self.insts.push(i);
        v
    }
    fn int(&mut self, n: i64) -> Val {
        self.put(MirOp::Int, &[], n)
    }
    /// 1 if it is negative, else 0.
    fn sign(&mut self, x: Val) -> Val {
        self.put(MirOp::Shr, &[x], 63)
    }
}

/// The code for an instruction, the last one without its result; none if it is to stay.
fn divide(c: &mut Code, i: &Inst, x: Val, d: i64, range: Range, given: Given) -> Option<Inst> {
    let shift = i64::from(d.trailing_zeros());
    let positive = range.lo >= 0;
    match i.op {
        MirOp::MulFits => Some(c.make(MirOp::ShlFits, &[x], shift)),
        _ if d == 1 => Some(match i.op {
            MirOp::QuotFits | MirOp::QuotInt => c.make(MirOp::Sar, &[x], 0),
            _ => c.make(MirOp::Int, &[], 0),
        }),
        MirOp::QuotFits | MirOp::QuotInt if is_power(d) => {
            let up = if positive { x } else { towards_zero(c, x, shift) };
            Some(c.make(MirOp::Sar, &[up], shift))
        }
        MirOp::RemFits | MirOp::RemInt if is_power(d) && !positive => {
            let up = towards_zero(c, x, shift);
            let mask = c.int(-d);
            let whole = c.put(MirOp::And, &[up, mask], 0);
            Some(c.make(MirOp::SubFits, &[x, whole], 0))
        }
        _ if is_power(d) => {
            let mask = c.int(d - 1);
            Some(c.make(MirOp::And, &[x, mask], 0))
        }
        MirOp::QuotFits | MirOp::QuotInt => quotient(c, x, d, range, given),
        op => {
            let last = quotient(c, x, d, range, given)?;
            let q = c.put(last.op, &last.args, last.imm);
            let by = i.args[1];
            let whole = c.put(MirOp::MulFits, &[q, by], 0);
            if positive || matches!(op, MirOp::RemFits | MirOp::RemInt) {
                return Some(c.make(MirOp::SubFits, &[x, whole], 0));
            }
            // A negative remainder goes up by the divisor.
            let r = c.put(MirOp::SubFits, &[x, whole], 0);
            let all = c.put(MirOp::Sar, &[r], 63);
            let up = c.put(MirOp::And, &[all, by], 0);
            Some(c.make(MirOp::AddFits, &[r, up], 0))
        }
    }
}

/// What is to be shifted right so that negative numbers round towards zero.
fn towards_zero(c: &mut Code, x: Val, shift: i64) -> Val {
    let all = c.put(MirOp::Sar, &[x], 63);
    let up = c.put(MirOp::Shr, &[all], 64 - shift);
    c.put(MirOp::AddFits, &[x, up], 0)
}

/// How to multiply in place of dividing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Reciprocal {
    m: u64,
    /// `k` of the formula.
    shift: u32,
}

/// A reciprocal of `d`, which is no power of two, for numbers of at most `most` either
/// way: one whose products fit in a word if there is one, else one for `mul.high`.
fn reciprocal(d: i64, most: u64) -> Reciprocal {
    let exact = |k: u32| {
        let m = (1u128 << k).div_ceil(d as u128);
        let excess = m * d as u128 - (1u128 << k);
        let enough = u128::from(most).checked_mul(excess).is_some_and(|e| e < 1u128 << k);
        (enough && m <= u128::from(u64::MAX)).then_some(Reciprocal { m: m as u64, shift: k })
    };
    let small = (1..63).filter_map(exact).find(|r| u128::from(r.m) * u128::from(most) < 1 << 63);
    // Without a shift after `mul.high`, or with the least.
    let large = || (64..127).filter_map(exact).find(|r| r.m < 1 << 63).or_else(|| (64..127).find_map(exact));
    small.or_else(large).expect("one bit more than those of `most` and `d` is always enough")
}

fn quotient(c: &mut Code, x: Val, d: i64, range: Range, given: Given) -> Option<Inst> {
    let most = range.lo.unsigned_abs().max(range.hi.unsigned_abs());
    let r = reciprocal(d, most);
    let shift = i64::from(r.shift);
    let mut high = if r.shift < 64 {
        let m = c.int(r.m as i64);
        let product = c.put(MirOp::MulFits, &[x, m], 0);
        (MirOp::Sar, vec![product], shift)
    } else if given.mul_high {
        let m = c.int(r.m as i64);
        let high = c.put(MirOp::MulHigh, &[x, m], 0);
        // A reciprocal with the highest bit counts as negative: 2^64 too little.
        let high = if r.m >> 63 == 1 { c.put(MirOp::AddFits, &[high, x], 0) } else { high };
        (MirOp::Sar, vec![high], shift - 64)
    } else {
        return None;
    };
    if range.lo < 0 {
        let floor = if high.2 == 0 { high.1[0] } else { c.put(high.0, &high.1, high.2) };
        let sign = c.sign(x);
        high = (MirOp::AddFits, vec![floor, sign], 0);
    }
    Some(c.make(high.0, &high.1, high.2))
}
