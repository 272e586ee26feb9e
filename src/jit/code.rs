//! What the compiler knows of bytecode beyond the op table: which registers an
//! instruction reads and writes, which are live where, where blocks begin.
use crate::bytecode::{CaptureSource, Insn, Kind, Op, effect};
use crate::interp::Func;
use crate::interp::func::Role;
use crate::runtime::Native;

/// A function's code as it stands, with what was found out about it.
pub(super) struct Code<'a> {
    pub func: &'a Func,
    pub natives: &'a [Native],
    /// The instructions, quickened ones included; those that count or enter compiled
    /// code as what they were.
    pub insns: Vec<Insn>,
    /// Registers that are live before each instruction, as a bit set each.
    live: Vec<u64>,
    /// Words of a bit set.
    words: usize,
}

/// A set of registers.
#[derive(Clone, Copy)]
pub(super) struct Regs<'a>(&'a [u64]);

impl Regs<'_> {
    pub fn iter(self) -> impl Iterator<Item = u16> {
        let bits = |(i, &word): (usize, &u64)| {
            let mut word = word;
            std::iter::from_fn(move || {
                (word != 0).then(|| {
                    let bit = word.trailing_zeros();
                    word &= word - 1;
                    (i * 64) as u16 + bit as u16
                })
            })
        };
        self.0.iter().enumerate().flat_map(bits)
    }
}

impl<'a> Code<'a> {
    /// Reads a function.
    pub fn of(func: &'a Func, natives: &'a [Native]) -> Code<'a> {
        let insns: Vec<Insn> = func.code_now().into_iter().map(plain).collect();
        let words = (func.registers as usize).div_ceil(64).max(1);
        let mut code = Code { func, natives, live: vec![0; words * insns.len()], words, insns };
        code.find_live();
        // A throw looks into the frames of functions with a role, and where a generator is left
        // that is in its first register.
        let is_left = |i: &Insn| i.op() == Op::Suspend;
        if func.role.get() != Role::Plain || code.insns.iter().any(is_left) {
            code.live.iter_mut().step_by(words).for_each(|first| *first |= 1);
        }
        code
    }

    /// Values between the registers of this function and those of what it calls, at least.
    pub fn advance(&self) -> usize {
        let calls = self.insns.iter().filter(|i| {
            let effects = i.op().info().effects;
            effects & effect::CALLS != 0 && effects & effect::ENDS == 0
        });
        calls.map(|i| i.b as usize + 1).min().unwrap_or(usize::MAX)
    }

    /// The instruction at a place, and its op.
    pub fn at(&self, pc: u32) -> (Op, Insn) {
        let insn = self.insns[pc as usize];
        (insn.op(), insn)
    }

    /// The registers live before an instruction.
    pub fn live(&self, pc: u32) -> Regs<'_> {
        Regs(&self.live[pc as usize * self.words..][..self.words])
    }

    /// Where control may go after an instruction, besides to a handler.
    pub fn successors(&self, pc: u32) -> impl Iterator<Item = u32> {
        let (op, insn) = self.at(pc);
        let next = (op.info().effects & effect::ENDS == 0).then_some(pc + 1);
        let target = insn.target(pc as usize);
        next.into_iter().chain(target)
    }

    /// Where compiled code may go on after an instruction: a call of itself that is no
    /// jump is left to the interpreter.
    pub fn compiled_successors(&self, pc: u32) -> impl Iterator<Item = u32> {
        let jumps = self.at(pc).0 == Op::LoopSelf;
        self.successors(pc).filter(move |&to| !jumps || to != pc + 1)
    }

    /// Whether anything in it needs the running closure. Without captures one is as
    /// good as another.
    pub fn uses_closure(&self) -> bool {
        use Op::*;
        let uses = |i: &Insn| matches!(i.op(), GetCapture | GetCaptureBox | SetCaptureBox | LoopSelf | MakeClosure);
        !self.func.proto.captures.is_empty() && self.insns.iter().any(uses)
    }

    /// Whether it may go on as another function, in the same window, in compiled code.
    pub fn tail_calls(&self) -> bool {
        let mut seen = vec![false; self.insns.len()];
        let mut work = vec![self.func.proto.start()];
        while let Some(pc) = work.pop() {
            if std::mem::replace(&mut seen[pc as usize], true) {
                continue;
            }
            if matches!(self.at(pc).0, Op::TailCall | Op::TailCallGlobal) {
                return true;
            }
            work.extend(self.compiled_successors(pc));
        }
        false
    }

    /// Calls `f` with every register that an instruction reads.
    pub fn reads(&self, pc: u32, mut f: impl FnMut(u16)) {
        let (op, insn) = self.at(pc);
        let fields = [insn.a, insn.b, insn.c];
        let mut at = 0;
        for &(_, kind) in op.info().operands {
            match kind {
                Kind::R => f(fields[at]),
                Kind::Window => {
                    // Calls of globals read the callee elsewhere.
                    let first = matches!(op, Op::CallGlobal | Op::TailCallGlobal | Op::CallMethod) as u16;
                    let argc = self.func.call_sites[insn.c as usize].argc;
                    (first..=argc).for_each(|i| f(insn.b + i));
                }
                Kind::Args => {
                    let (first, argc) = self.arguments(op, insn);
                    (0..argc).for_each(|i| f(first + i));
                }
                _ => {}
            }
            at += if kind.wide() { 2 } else { 1 };
        }
        if op == Op::MakeClosure {
            // SAFETY: functions live as long as the VM.
            let inner = unsafe { &*self.func.functions[insn.b as usize] };
            for source in &inner.sources {
                if let CaptureSource::Reg(r) = *source {
                    f(r);
                }
            }
        }
    }

    /// The first argument's register of a call of a builtin, and how many there are.
    pub fn arguments(&self, op: Op, insn: Insn) -> (u16, u16) {
        match op {
            Op::CallNative => (insn.b, self.natives[insn.c as usize].min),
            _ => (insn.a, insn.b),
        }
    }

    /// The register that an instruction writes.
    pub fn writes(&self, pc: u32) -> Option<u16> {
        self.insns[pc as usize].result()
    }

    /// The registers of an open call's frame: those live after it but for the result, and
    /// those that a handler wants if the callee throws.
    pub fn live_over(&self, pc: u32) -> Vec<u16> {
        let mut over = self.live(pc + 1).0.to_vec();
        if let Some(r) = self.writes(pc) {
            over[r as usize / 64] &= !(1 << (r % 64));
        }
        self.add_caught(pc, &mut over);
        Regs(&over).iter().collect()
    }

    /// What is thrown at an instruction finds the registers as they are before.
    fn add_caught(&self, pc: u32, live: &mut [u64]) {
        for h in self.func.proto.handlers.iter().filter(|h| (h.start..h.end).contains(&pc)) {
            for (i, (all, wanted)) in live.iter_mut().zip(self.live(h.target).0).enumerate() {
                let caught = if h.reg as usize / 64 == i { 1 << (h.reg % 64) } else { 0 };
                *all |= wanted & !caught;
            }
        }
    }

    /// Backwards over the code until nothing changes.
    fn find_live(&mut self) {
        let mut changed = true;
        let mut now = vec![0u64; self.words];
        while changed {
            changed = false;
            for pc in (0..self.insns.len() as u32).rev() {
                now.fill(0);
                for to in self.successors(pc) {
                    let live = &self.live[to as usize * self.words..][..self.words];
                    now.iter_mut().zip(live).for_each(|(n, l)| *n |= l);
                }
                if let Some(r) = self.writes(pc) {
                    now[r as usize / 64] &= !(1 << (r % 64));
                }
                self.add_caught(pc, &mut now);
                self.reads(pc, |r| now[r as usize / 64] |= 1 << (r % 64));
                let live = &mut self.live[pc as usize * self.words..][..self.words];
                if live != &now[..] {
                    live.copy_from_slice(&now);
                    changed = true;
                }
            }
        }
    }
}

/// What stood where something was put that counts or leads to compiled code.
fn plain(insn: Insn) -> Insn {
    use Op::*;
    match insn.op() {
        op @ (LoopBackCounted | LoopBackCompiled | LoopSelfCounted | LoopSelfCompiled | MoveLoopCounted
        | MoveLoopCompiled) => Insn { op: op.generic() as u16, ..insn },
        _ => insn,
    }
}
