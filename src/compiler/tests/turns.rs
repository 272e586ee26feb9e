//! The moves of a loop's next turn, against plain simultaneous assignment.
use super::*;
use crate::bytecode::Op;

/// A small generator of numbers; the tests need variety, not quality.
pub(super) struct Random(pub u64);

impl Random {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

/// What an argument gives, on integers.
fn value(e: &Expr, vars: &[i64]) -> i64 {
    match &e.kind {
        Kind::Local(l) => vars[l.0 as usize],
        Kind::Const(Const::Int(i)) => *i,
        Kind::Prim(Prim::Add, a) => value(&a[0], vars).wrapping_add(value(&a[1], vars)),
        Kind::Seq(items) => value(items.last().unwrap(), vars),
        k => panic!("{k:?}"),
    }
}

fn run(code: &[Insn], regs: &mut [i64]) {
    for i in code {
        let (a, b, c) = (i.a as usize, i.b as usize, i.c as usize);
        match i.op() {
            Op::Move => regs[a] = regs[b],
            Op::LoadInt => regs[a] = i.bc() as i32 as i64,
            Op::Add => regs[a] = regs[b].wrapping_add(regs[c]),
            Op::AddImm => regs[a] = regs[b].wrapping_add(i.c as i16 as i64),
            Op::LoopBack | Op::LoopSelf => return,
            op => panic!("{op:?}"),
        }
    }
}

#[test]
fn all_variables_change_at_once() {
    let mut r = Random(0x9e3779b97f4a7c15);
    for round in 0..3000 {
        let n = 2 + r.below(6) as u32;
        let alias = n; // one more name for the first variable
        let mut arg = |depth: u32| {
            fn make(r: &mut Random, n: u32, depth: u32) -> Expr {
                match r.below(if depth == 0 { 3 } else { 5 }) {
                    0 => int(r.below(9) as i64),
                    1 | 2 => local(r.below(n as u64 + 1) as u32),
                    _ => prim(Prim::Add, vec![make(r, n, depth - 1), make(r, n, depth - 1)]),
                }
            }
            make(&mut r, n, depth)
        };
        let args: Vec<_> = (0..n).map(|_| arg(round % 3)).collect();
        let binds = (0..n).map(|i| (i, int(i as i64))).collect();
        let body = loop_(binds, let_(alias, local(0), recur(args.clone())));
        let p = proto(lambda(0, n + 1, &[], &[], body), OptSet::all());
        let mut regs: Vec<i64> = (0..p.registers as i64).map(|i| 1000 << i).collect();
        let mut vars = regs[..n as usize].to_vec();
        vars.push(vars[0]);
        run(&p.plain().code[n as usize..], &mut regs);
        let expected: Vec<_> = args.iter().map(|a| value(a, &vars)).collect();
        assert_eq!(&regs[..n as usize], &expected[..], "{args:?}\n{:?}", p.plain().code);
    }
}

#[test]
fn a_permutation_takes_one_move_more_than_it_changes() {
    let n = 40;
    let args = (0..n).map(|i| local((i + 1) % n)).collect();
    let binds = (0..n).map(|i| (i, int(i as i64))).collect();
    let p = proto(lambda(0, n, &[], &[], loop_(binds, recur(args))), OptSet::all());
    let moves = p.plain().code.iter().filter(|i| i.op() == Op::Move).count();
    assert_eq!(moves, n as usize + 1);
}
