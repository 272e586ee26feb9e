//! The next turn of a loop: new values for adjacent registers, all computed
//! before any changes, with as few moves as possible.
use super::emit::Func;
use super::expr::Dst;
use super::uses::{Mention, mentions};
use crate::core::{Const, Expr, Kind};
use crate::syntax::Span;

/// How many expressions are looked at to see which variables arguments read.
/// Beyond it they are taken to read all, which costs a move.
const BUDGET: usize = 4096;

/// What is to be copied to a register once everything is computed.
#[derive(Clone, Copy)]
struct Move {
    dst: u16,
    src: u16,
}

impl<'a> Func<'a> {
    /// Evaluates `args` from left to right, then they are in the registers from
    /// `base` on.
    pub fn assign(&mut self, base: u16, args: &'a [Expr], span: Span) {
        if let [only] = args {
            return self.expr(only, Dst::Reg(base));
        }
        let saved = self.next;
        let n = args.len();
        let slot = |r: u16| r.checked_sub(base).map(|k| k as usize).filter(|&k| k < n);
        // For each target: the last argument that needs its old value, and
        // whether a copy at the end does.
        let mut needed_by = vec![0usize; n];
        let mut copied = vec![false; n];
        let mut all_needed_by = 0;
        let mut budget = BUDGET;
        for (i, a) in args.iter().enumerate() {
            if let Some(r) = self.fixed_local(a) {
                if let Some(k) = slot(r)
                    && k != i
                {
                    copied[k] = true;
                }
            } else if !matches!(a.kind, Kind::Const(_)) {
                let known = mentions(a, budget, |m| {
                    budget = budget.saturating_sub(1);
                    let (Mention::Read(l) | Mention::Captured(l) | Mention::Set(l)) = m;
                    if let Some(k) = slot(self.local_reg(l)) {
                        needed_by[k] = i;
                    }
                    true
                });
                if !known {
                    all_needed_by = i;
                }
            }
        }
        let mut moves = vec![];
        let mut constants: Vec<(u16, &'a Const, Span)> = vec![];
        for (i, a) in args.iter().enumerate() {
            let dst = base + i as u16;
            if let Some(src) = self.fixed_local(a) {
                if src != dst {
                    moves.push(Move { dst, src });
                }
            } else if let Kind::Const(c) = &a.kind {
                constants.push((dst, c, a.span));
            } else if needed_by[i] > i || all_needed_by > i || copied[i] {
                let src = self.expr_next(a);
                moves.push(Move { dst, src });
            } else {
                self.expr(a, Dst::Reg(dst));
            }
        }
        // Constants first where that is possible: a move at the end joins the jump.
        constants.retain(|&(dst, c, at)| {
            let wait = copied[(dst - base) as usize];
            if !wait {
                self.load(c, Dst::Reg(dst), at);
            }
            wait
        });
        self.parallel(base, n, moves, span);
        for (dst, c, at) in constants {
            self.load(c, Dst::Reg(dst), at);
        }
        self.next = saved;
    }

    /// The register of a variable that nothing in the arguments changes.
    fn fixed_local(&self, e: &Expr) -> Option<u16> {
        match e.kind {
            Kind::Local(l) if !self.lambda.locals[l.0 as usize].assigned => Some(self.local_reg(l)),
            _ => None,
        }
    }

    /// Copies so that each source is read before it is overwritten. Targets
    /// are different registers from `base` on.
    fn parallel(&mut self, base: u16, n: usize, moves: Vec<Move>, span: Span) {
        let slot = |r: u16| r.checked_sub(base).map(|k| k as usize).filter(|&k| k < n);
        const NONE: u32 = u32::MAX;
        let mut readers = vec![0u32; n];
        let mut move_to = vec![NONE; n];
        for (i, m) in moves.iter().enumerate() {
            move_to[(m.dst - base) as usize] = i as u32;
            if let Some(k) = slot(m.src) {
                readers[k] += 1;
            }
        }
        let mut done = vec![false; moves.len()];
        let mut from = 0;
        let mut ready: Vec<u32> = (0..moves.len() as u32).rev().collect();
        ready.retain(|&i| readers[(moves[i as usize].dst - base) as usize] == 0);
        loop {
            while let Some(i) = ready.pop() {
                let m = moves[i as usize];
                self.mov(m.dst, m.src, span);
                done[i as usize] = true;
                if let Some(k) = slot(m.src) {
                    readers[k] -= 1;
                    let next = move_to[k];
                    if readers[k] == 0 && next != NONE && !done[next as usize] {
                        ready.push(next);
                    }
                }
            }
            // What is left are rings. One register is put aside, then the ring
            // unrolls from the register that waited for it.
            while done.get(from) == Some(&true) {
                from += 1;
            }
            let first = from;
            if first == moves.len() {
                break;
            }
            let aside = self.scratch();
            let start = moves[first].dst;
            self.mov(aside, start, span);
            let mut i = first;
            loop {
                done[i] = true;
                let Move { dst, src } = moves[i];
                if src == start {
                    self.mov(dst, aside, span);
                    break;
                }
                self.mov(dst, src, span);
                i = move_to[(src - base) as usize] as usize;
            }
        }
    }
}
