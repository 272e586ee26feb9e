//! Random graphs of integer arithmetic, branches and loops give the same with and
//! without the passes. What they should give is computed without limits: code may leave
//! only where an integer outgrows 51 bits, and must not go on with a wrong one.
use super::edit::Defs;
use super::{Given, run_all};
use crate::jit::mir::{BlockId, Edge, FrameState, Graph, Inst, MirOp, Rep, Start, StateId, Term, Val, print, verify};
use crate::options::{Opt, OptSet};
use crate::value::bits;

/// A small generator of numbers (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
    fn int(&mut self) -> i64 {
        const SPECIAL: [i64; 16] =
            [0, 1, -1, 2, 3, 7, 8, 10, -16, 255, 1000, 1_000_003, 1 << 31, bits::INT_MAX, bits::INT_MIN, -(1 << 40)];
        match self.below(3) {
            0 => self.of(&SPECIAL),
            1 => self.next() as i64 >> 54,
            _ => self.next() as i64 >> 13 >> self.below(45),
        }
    }
}

struct Maker {
    g: Graph,
    at: BlockId,
    random: Random,
    /// Integers that can be used here.
    ints: Vec<Val>,
}

impl Maker {
    fn new(seed: u64) -> Maker {
        let mut g = Graph::new(0, "random".into(), Start::Call, 64);
        g.result = Rep::Int;
        let ints: Vec<Val> = (0..3).map(|_| g.value(Rep::Int)).collect();
        g.blocks[0].params = ints.clone();
        Maker { g, at: BlockId(0), random: Random(seed), ints }
    }
    fn any(&mut self) -> Val {
        let n = self.ints.len();
        // Mostly what is new.
        let from = if self.random.below(3) == 0 { 0 } else { n.saturating_sub(4) };
        self.ints[from + self.random.below(n - from)]
    }
    fn state(&mut self) -> StateId {
        let mut live = vec![];
        for r in 0..self.random.below(3) {
            live.push((r as u16, self.any()));
        }
        self.g.state(FrameState { pc: 0, live })
    }
    fn put(&mut self, op: MirOp, args: Vec<Val>, imm: i64, rep: Rep) -> Val {
        let dst = self.g.value(rep);
        let state = op.exits().then(|| self.state());
        self.g.at_mut(self.at).insts.push(Inst { op, args, imm, dst: Some(dst), state, pc: 0 });
        dst
    }
    fn int(&mut self, n: i64) -> Val {
        self.put(MirOp::Int, vec![], n, Rep::Int)
    }
    fn step(&mut self) {
        use MirOp::*;
        let op = self.random.of(&[AddInt, AddInt, SubInt, MulInt, RemInt, ModInt, QuotInt, And, Or, Xor, Sar, ShlInt]);
        let a = self.any();
        let v = match op {
            Sar | ShlInt => {
                let by = self.random.below(50) as i64;
                self.put(op, vec![a], by, Rep::Int)
            }
            _ => {
                let b = if self.random.below(2) == 0 {
                    self.any()
                } else {
                    let n = self.random.int();
                    self.int(n)
                };
                let strict = matches!(op, AddInt | SubInt | MulInt) && self.random.below(4) == 0;
                self.put(op, vec![a, b], strict.into(), Rep::Int)
            }
        };
        self.ints.push(v);
    }
    fn test(&mut self) -> Val {
        let op = self.random.of(&[MirOp::LtInt, MirOp::LeInt, MirOp::EqInt]);
        let args = vec![self.any(), self.any()];
        let v = self.put(op, args, 0, Rep::Bool);
        if self.random.below(3) == 0 { self.put(MirOp::Not, vec![v], 0, Rep::Bool) } else { v }
    }
    fn end(&mut self, term: Term) {
        self.g.at_mut(self.at).term = term;
    }
    fn body(&mut self, depth: usize) {
        for _ in 0..1 + self.random.below(4) {
            match self.random.below(6) {
                0 if depth < 3 => self.either(depth),
                1 if depth < 2 => self.looping(depth),
                _ => self.step(),
            }
        }
    }
    fn either(&mut self, depth: usize) {
        let test = self.test();
        let (yes, no, both) = (self.g.block(0), self.g.block(0), self.g.block(0));
        let to = |to| Edge { to, args: vec![] };
        self.end(Term::Branch(test, to(yes), to(no)));
        let outside = self.ints.len();
        for side in [yes, no] {
            self.at = side;
            self.body(depth + 1);
            let args = vec![self.any()];
            self.end(Term::Jump(Edge { to: both, args }));
            self.ints.truncate(outside);
        }
        let v = self.g.value(Rep::Int);
        self.g.at_mut(both).params = vec![v];
        self.ints.push(v);
        self.at = both;
    }
    fn looping(&mut self, depth: usize) {
        let start = self.random.below(4) as i64 - 2;
        let args = vec![self.int(start), self.any()];
        let (header, inside, after) = (self.g.block(0), self.g.block(0), self.g.block(0));
        self.end(Term::Jump(Edge { to: header, args }));
        let params: Vec<Val> = (0..2).map(|_| self.g.value(Rep::Int)).collect();
        let live = params.iter().enumerate().map(|(r, &p)| (r as u16, p)).collect();
        let entry = self.g.state(FrameState { pc: 0, live });
        let block = self.g.at_mut(header);
        (block.params, block.entry) = (params.clone(), Some(entry));
        self.at = header;
        let turns = self.random.below(6) as i64;
        let limit = self.int(turns);
        let test = self.put(self.random_order(), vec![params[0], limit], 0, Rep::Bool);
        let to = |to| Edge { to, args: vec![] };
        self.end(Term::Branch(test, to(inside), to(after)));
        let outside = self.ints.len();
        self.at = inside;
        self.ints.extend(&params);
        self.body(depth + 1);
        let one = self.int(1);
        let args = vec![self.put(MirOp::AddInt, vec![params[0], one], 0, Rep::Int), self.any()];
        self.end(Term::Jump(Edge { to: header, args }));
        self.ints.truncate(outside);
        self.ints.extend(&params);
        self.at = after;
    }
    /// Less, or less or equal: both end.
    fn random_order(&self) -> MirOp {
        if self.random.0 & 64 == 0 { MirOp::LtInt } else { MirOp::LeInt }
    }
    fn graph(mut self) -> Graph {
        self.body(0);
        let v = self.any();
        self.end(Term::Return(v));
        self.g
    }
}

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    Gives(i128),
    Leaves,
    /// Numbers outgrew what the test computes with.
    TooLarge,
}

/// Runs a graph. Without limits nothing leaves but strict operations and divisions by
/// what is not positive; then also says whether something was larger than 51 bits.
fn run(g: &Graph, args: &[i64], limits: bool) -> (End, bool) {
    let mut words = vec![0i128; g.reps.len()];
    let mut outgrown = false;
    for (p, &a) in g.blocks[0].params.iter().zip(args) {
        words[p.0 as usize] = a.into();
    }
    let mut at = BlockId(0);
    loop {
        for i in &g.at(at).insts {
            let arg = |k: usize| words[i.args[k].0 as usize];
            let wrap = |n: i128| i128::from(n as i64);
            use MirOp::*;
            let r = match i.op {
                Int | Bool => i.imm.into(),
                AddInt | AddFits => arg(0) + arg(1),
                SubInt | SubFits => arg(0) - arg(1),
                MulInt | MulFits => match arg(0).checked_mul(arg(1)) {
                    Some(n) => n,
                    None => return (End::TooLarge, true),
                },
                MulHigh => (arg(0) * arg(1)) >> 64,
                ShlInt | ShlFits if arg(0).unsigned_abs() >> 70 != 0 => return (End::TooLarge, true),
                ShlInt | ShlFits => arg(0) << i.imm,
                QuotInt | RemInt | ModInt if arg(1) <= 0 => return (End::Leaves, outgrown),
                QuotInt | QuotFits => arg(0) / arg(1),
                RemInt | RemFits => arg(0) % arg(1),
                ModInt | ModFits => arg(0).rem_euclid(arg(1)),
                And => arg(0) & arg(1),
                Or => arg(0) | arg(1),
                Xor => arg(0) ^ arg(1),
                Sar => arg(0) >> i.imm,
                Shr => (arg(0) as u64 >> i.imm).into(),
                LtInt => i128::from(arg(0) < arg(1)),
                LeInt => i128::from(arg(0) <= arg(1)),
                EqInt => i128::from(arg(0) == arg(1)),
                Not => 1 - arg(0),
                other => unreachable!("{other:?}"),
            };
            let fits = i64::try_from(r).is_ok_and(bits::fits);
            let r = match i.op {
                _ if r.unsigned_abs() >> 100 != 0 => return (End::TooLarge, true),
                AddInt | SubInt | MulInt if i.imm == 1 && !fits => return (End::Leaves, true),
                _ if !limits => {
                    outgrown |= !fits;
                    r
                }
                AddInt | SubInt | MulInt | ShlInt if !fits => return (End::Leaves, true),
                _ => wrap(r),
            };
            words[i.dst.expect("all give something").0 as usize] = r;
        }
        let edge = match &g.at(at).term {
            Term::Jump(e) => e,
            Term::Branch(v, yes, no) => {
                if words[v.0 as usize] != 0 {
                    yes
                } else {
                    no
                }
            }
            Term::Return(v) => return (End::Gives(words[v.0 as usize]), outgrown),
            other => unreachable!("{other:?}"),
        };
        let values: Vec<i128> = edge.args.iter().map(|a| words[a.0 as usize]).collect();
        for (p, v) in g.at(edge.to).params.iter().zip(values) {
            words[p.0 as usize] = v;
        }
        at = edge.to;
    }
}

fn check(seed: u64, opts: OptSet, given: Given) {
    let g = Maker::new(seed).graph();
    verify::verify(&g).unwrap_or_else(|e| panic!("seed {seed}: {e}\n{}", print::graph(&g)));
    let mut after = g.clone();
    run_all(&mut after, opts, given, &mut |_, _| {});
    let mut random = Random(seed ^ 0xABCD);
    for _ in 0..8 {
        let args = [random.int(), random.int(), random.int()];
        let (should, outgrown) = run(&g, &args, false);
        let (is, _) = run(&after, &args, true);
        let right = match (should, is) {
            (End::TooLarge, _) => true,
            (End::Leaves, End::Leaves) => true,
            // A check in front of a loop may fail that the loop would not have come to.
            (End::Gives(_), End::Leaves) => outgrown || opts.has(Opt::JitGuardHoisting),
            (should, is) => should == is,
        };
        assert!(right, "seed {seed}, {args:?}: {is:?} for {should:?}\n{}\n{}", print::graph(&g), print::graph(&after));
    }
}

#[test]
fn passes_keep_what_random_graphs_give() {
    for seed in 0..4000 {
        let given = Given { mul_high: seed % 3 != 0, tagged_result: false };
        check(seed, OptSet::all(), given);
    }
}

#[test]
fn so_does_each_alone() {
    let given = Given { mul_high: true, tagged_result: false };
    for &opt in Opt::ALL.iter().filter(|o| o.name().starts_with("jit-")) {
        for seed in 0..300 {
            check(seed, OptSet::none().with(opt, true), given);
            check(seed, OptSet::all().with(opt, false), given);
        }
    }
}

#[test]
fn checks_go_from_a_sum_of_small_numbers() {
    let mut m = Maker::new(1);
    let mask = m.int(1023);
    let (a, b) = (m.ints[0], m.ints[1]);
    let a = m.put(MirOp::And, vec![a, mask], 0, Rep::Int);
    let b = m.put(MirOp::And, vec![b, mask], 0, Rep::Int);
    let sum = m.put(MirOp::AddInt, vec![a, b], 0, Rep::Int);
    m.end(Term::Return(sum));
    let mut g = m.g;
    run_all(&mut g, OptSet::all(), Given { mul_high: true, tagged_result: false }, &mut |_, _| {});
    assert_eq!(Defs::new(&g).inst(&g, sum).map(|i| i.op), Some(MirOp::AddFits));
}
