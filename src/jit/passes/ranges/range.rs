//! Ranges of integers and what operations make of them.
use crate::jit::mir::{Inst, MirOp};
use crate::value::bits::{INT_MAX, INT_MIN};

/// The integers from `lo` to `hi`; none if `lo` is above.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    /// The least.
    pub lo: i64,
    /// The greatest.
    pub hi: i64,
}

/// No integer.
pub const NONE: Range = Range { lo: i64::MAX, hi: i64::MIN };
/// The integers of the program.
pub const FITS: Range = Range { lo: INT_MIN, hi: INT_MAX };
/// What a word holds.
pub const WORD: Range = Range { lo: i64::MIN, hi: i64::MAX };

impl Range {
    /// From one integer to another.
    pub const fn new(lo: i64, hi: i64) -> Range {
        Range { lo, hi }
    }
    /// Whether it is empty.
    pub fn is_none(self) -> bool {
        self.lo > self.hi
    }
    /// Whether the other has all of it.
    pub fn is_in(self, other: Range) -> bool {
        self.is_none() || self.lo >= other.lo && self.hi <= other.hi
    }
    /// What is in both.
    pub fn meet(self, other: Range) -> Range {
        let r = Range { lo: self.lo.max(other.lo), hi: self.hi.min(other.hi) };
        if r.is_none() { NONE } else { r }
    }
    /// What is in either, and between.
    pub fn join(self, other: Range) -> Range {
        Range { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }
    /// One that contains both and whose bounds, where they moved, are among the steps:
    /// so it comes to rest soon.
    pub fn widen(self, to: Range, steps: &[i64]) -> Range {
        let up = || steps.iter().copied().find(|&b| b >= to.hi).unwrap_or(i64::MAX);
        let down = || steps.iter().copied().rev().find(|&b| b <= to.lo).unwrap_or(i64::MIN);
        Range { lo: if to.lo < self.lo { down() } else { self.lo }, hi: if to.hi > self.hi { up() } else { self.hi } }
    }
}

/// Bounds that ranges often have, in ascending order.
pub const STEPS: [i64; 6] = [INT_MIN, -1, 0, 1, u32::MAX as i64, INT_MAX];

/// The least and the greatest of mathematical results.
type Bounds = (i128, i128);

fn hull(corners: &[i128]) -> Option<Bounds> {
    Some((*corners.iter().min()?, *corners.iter().max()?))
}

fn corners(a: Range, b: Range, f: impl Fn(i128, i128) -> i128) -> [i128; 4] {
    let (al, ah, bl, bh) = (a.lo.into(), a.hi.into(), b.lo.into(), b.hi.into());
    [f(al, bl), f(al, bh), f(ah, bl), f(ah, bh)]
}

/// What an operation gives for operands of these ranges as a mathematical integer; nothing
/// if a word does not hold it, or the operation is no arithmetic.
pub fn exact(i: &Inst, a: Range, b: Range) -> Option<Range> {
    if a.is_none() || b.is_none() {
        return Some(NONE);
    }
    let (lo, hi) = bounds(i, a, b)?;
    Some(Range { lo: i64::try_from(lo).ok()?, hi: i64::try_from(hi).ok()? })
}

/// The same for an operation that is checked to give 51 bits.
pub fn checked(i: &Inst, a: Range, b: Range) -> Range {
    if a.is_none() || b.is_none() {
        return NONE;
    }
    let Some((lo, hi)) = bounds(i, a, b) else { return FITS };
    let word = |n: i128| n.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
    Range { lo: word(lo), hi: word(hi) }.meet(FITS)
}

fn bounds(i: &Inst, a: Range, b: Range) -> Option<Bounds> {
    use MirOp::*;
    let some = |lo: i64, hi: i64| Some((lo.into(), hi.into()));
    match i.op {
        AddInt | AddFits => hull(&corners(a, b, |x, y| x + y)),
        SubInt | SubFits => hull(&corners(a, b, |x, y| x - y)),
        MulInt | MulFits => hull(&corners(a, b, |x, y| x * y)),
        ShlInt | ShlFits => hull(&[i128::from(a.lo) << i.imm, i128::from(a.hi) << i.imm]),
        MulHigh => hull(&corners(a, b, |x, y| (x * y) >> 64)),
        QuotInt | QuotFits => {
            let by = b.meet(Range::new(1, i64::MAX));
            if by.is_none() { some(0, 0) } else { hull(&corners(a, by, |x, y| x / y)) }
        }
        RemInt | RemFits | ModInt | ModFits => {
            let most = b.hi.max(1) - 1;
            let truncated = matches!(i.op, RemInt | RemFits);
            let lo = if truncated && a.lo < 0 { a.lo.max(-most) } else { 0 };
            let hi = match a.hi {
                _ if !truncated && a.lo < 0 => most,
                hi => hi.clamp(0, most),
            };
            some(lo, hi)
        }
        And if a.lo >= 0 && b.lo >= 0 => some(0, a.hi.min(b.hi)),
        And if b.lo >= 0 => some(0, b.hi),
        And if a.lo >= 0 => some(0, a.hi),
        Or | Xor if a.lo >= 0 && b.lo >= 0 => {
            let bits = 64 - (a.hi | b.hi).leading_zeros();
            some(0, ((1u128 << bits) - 1) as i64)
        }
        // The bits above the 51st are all like it, and stay so.
        And | Or | Xor if a.is_in(FITS) && b.is_in(FITS) => some(INT_MIN, INT_MAX),
        Sar => some(a.lo >> i.imm, a.hi >> i.imm),
        Shr if a.lo >= 0 || i.imm == 0 => some(a.lo >> i.imm, a.hi >> i.imm),
        Shr => some(0, (u64::MAX >> i.imm) as i64),
        _ => None,
    }
}

/// What an instruction gives that is no arithmetic.
pub fn source(i: &Inst) -> Range {
    match i.op {
        MirOp::Int => Range::new(i.imm, i.imm),
        MirOp::Len | MirOp::LoadCount => Range::new(0, u32::MAX.into()),
        MirOp::LoadByte => Range::new(0, 255),
        MirOp::LoadBe16 => Range::new(0, u16::MAX.into()),
        MirOp::LoadBe32 => Range::new(0, u32::MAX.into()),
        MirOp::UnboxInt | MirOp::Call | MirOp::CallSelf => FITS,
        _ => WORD,
    }
}
