//! From the interpreter into compiled code and back.
//!
//! The invariant this module owns: compiled code was made from the function at hand
//! as it is, so its frame states name instructions and registers of that function; its
//! memory is alive while it runs, because code is given up only here, after all of it
//! was left. On the way in, `Context::limit` lies below the end of the stack by more
//! than compiled code writes above it, and no further away than there is room for
//! frames: each compiled call takes at least `Jit::advance` values for each frame.
use super::backend::box_registers;
use super::build::calls::targets;
use super::compile::generator_entry;
use super::mir::{Reason, Rep, Start};
use super::{ALLOWANCE, ATTEMPTS, AVAILABLE, FAILURES, LOOPED, SHARE, THRESHOLD};
use super::{CodeId, MISSING, PATIENCE, RESERVE, RESTS, SAMPLE, SAMPLED, SHAPES, TRIAL, WORTH, What, objects, seen};
use crate::bytecode::{Insn, Op, effect};
use crate::core::NativeId;
use crate::interp::calls::{self, give_back};
use crate::interp::dispatch::STEPS;
use crate::interp::objects::INSET;
use crate::interp::{Frame, Func, State, Step, exec};
use crate::object::Generator;
use crate::value::Value;
use crate::vm::Vm;

/// `EnterCounted`: begins a function.
pub(crate) unsafe fn count_call(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let f = &*s.fun;
        vm.jit.skip_some(&f.jit);
        fill(s);
        for (r, seen) in f.jit.seen.iter().enumerate() {
            seen.set(seen.get() | seen::of(s.get(r as u16)));
        }
        if heat(vm, f, Start::Call) {
            return match vm.compile(f, Start::Call, 0) {
                Ok(_) => call(vm, s),
                Err(_) => begin(s),
            };
        }
        sample(vm, begin(s), Start::Call)
    }
}

/// Now and then, does some instructions one by one and notes where branches go (F7) and
/// what elements are of.
unsafe fn sample(vm: &mut Vm, s: State, start: Start) -> State {
    // SAFETY: the handler's contract holds for each instruction in turn; the loops
    // keep the state in `Vm::next`, too.
    unsafe {
        let heat = (*s.fun).jit.unit(start, |u| u.heat);
        // Once in so many calls, by steps of what one counts for. What is hot and waits for its turn
        // has been looked at enough.
        let waits = vm.jit.waits || heat > 2 * THRESHOLD;
        if waits || heat % SAMPLED + vm.jit.weight() < SAMPLED || vm.jit.sampling || vm.counting() {
            return s;
        }
        vm.jit.sampling = true;
        let mut s = s;
        for _ in 0..SAMPLE {
            let (f, i) = (&*s.fun, s.insn());
            note_object(vm, s);
            let ip = STEPS[i.op as usize](vm, s.ip, s.regs, s.fun);
            if ip.is_null() {
                s = State::LEAVE;
                break;
            }
            if let Some(to) = branch(i).then(|| s.pc()) {
                let went = (ip != s.ip.add(1)) as usize;
                let mut all = f.jit.branches.borrow_mut();
                match all.iter_mut().find(|b| b.0 == to as u32) {
                    Some(b) => b.1[went] += 1,
                    None => {
                        let mut counts = [0; 2];
                        counts[went] = 1;
                        all.push((to as u32, counts));
                    }
                }
            }
            s = State { ip, ..vm.next };
        }
        vm.jit.sampling = false;
        s
    }
}

/// Notes what the object is whose element the instruction at hand is about.
unsafe fn note_object(vm: &Vm, s: State) {
    // SAFETY: the handler's contract.
    let (i, f, pc) = unsafe { (s.insn(), &*s.fun, s.pc() as u32) };
    let (r, other) = match i.op() {
        Op::JumpUnlessNumEq | Op::JumpUnlessLt | Op::JumpUnlessLe | Op::JumpUnlessGt | Op::JumpUnlessGe => (i.a, i.b),
        Op::NumEq | Op::Lt | Op::Le | Op::Gt | Op::Ge => (i.b, i.c),
        Op::GetItem | Op::Unpack | Op::Truth => (i.b, i.b),
        Op::CallNative if vm.rt.native(NativeId(i.c.into())).min > 0 => (i.b, i.b),
        Op::SetItem => (i.a, i.a),
        Op::Next => (i.c, i.c),
        _ => return,
    };
    // SAFETY: verified code.
    let kind = unsafe { objects::of(s.get(r)) | objects::of(s.get(other)) };
    let mut all = f.jit.objects.borrow_mut();
    match all.iter_mut().find(|o| o.0 == pc) {
        Some(o) => o.1 |= kind,
        None => all.push((pc, kind)),
    }
}

/// Whether it goes on at the next instruction or elsewhere in the function.
fn branch(i: Insn) -> bool {
    let effects = i.op().info().effects;
    effects & effect::JUMPS != 0 && effects & (effect::ENDS | effect::GC) == 0
}

/// Where arguments of other types are noted: at no instruction.
const ARGUMENTS: u32 = u32::MAX;

/// Some calls or turns more; whether it is time to compile.
fn heat(vm: &Vm, f: &Func, start: Start) -> bool {
    if !AVAILABLE || vm.jit.waits {
        return false;
    }
    let (threshold, weight) = (vm.jit.config.threshold, vm.jit.weight());
    let (heat, wanted) = f.jit.unit(start, |u| {
        u.heat = u.heat.saturating_add(weight);
        let open = u.code.is_none() && !u.kept;
        (u.heat, open.then(|| threshold.saturating_mul(u.patience)))
    });
    let looped = || start == Start::Call && f.jit.is_looped();
    wanted.is_some_and(|w| heat >= w && (heat >= w.saturating_mul(LOOPED) || !looped())) && affords(vm)
}

/// Whether the program has done enough for more to be compiled. With a threshold of its own, that
/// alone decides.
pub(super) fn affords(vm: &Vm) -> bool {
    let done = vm.fuel_used + (vm.refilled - vm.budget).max(0) as u64;
    vm.jit.spent <= ALLOWANCE + done / SHARE || vm.jit.config.threshold != THRESHOLD
}

/// Gives the parameters that the call left out their values: compiled code begins behind
/// the instructions that do it.
unsafe fn fill(s: State) {
    // SAFETY: the handler's contract: a pad leads to an entry, and up to the last one
    // constants are loaded.
    unsafe {
        let f = &*s.fun;
        let first = s.pc() as i32 + 1 + s.insn().bc() as i32;
        for i in &f.proto.code[first as usize..f.proto.start() as usize] {
            s.set(i.a, f.consts[i.bc() as usize]);
        }
    }
}

/// Goes on at the instruction where the call at hand begins.
unsafe fn begin(s: State) -> State {
    // SAFETY: the handler's contract: the instruction at hand leads there.
    unsafe { s.jump(s.insn().bc() as i32) }
}

/// `EnterCompiled`: runs a function that was called.
pub(crate) unsafe fn call(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract; the arguments are in the first registers.
    unsafe {
        let f = &*s.fun;
        let Some(id) = f.jit.called.get() else { return begin(s) };
        fill(s);
        let fits = |(r, rep): (usize, &Rep)| match rep {
            Rep::Int => s.get(r as u16).is_int(),
            Rep::Float => s.get(r as u16).is_double(),
            _ => true,
        };
        if !vm.jit.codes[id.0 as usize].params.iter().enumerate().all(fits) {
            for (r, seen) in f.jit.seen.iter().enumerate() {
                seen.set(seen.get() | seen::of(s.get(r as u16)));
            }
            vm.failed(f, id, ARGUMENTS, Reason::NotInt);
            return begin(s);
        }
        match run(vm, s, id) {
            Some(s) => s,
            None => begin(s),
        }
    }
}

/// The instruction that a back edge leads to.
unsafe fn header(s: State) -> u32 {
    // SAFETY: the handler's contract.
    let (i, pc) = unsafe { (s.insn(), s.pc()) };
    let distance = match i.op().generic() {
        Op::LoopSelf => i.a as i16 as i32,
        Op::MoveLoop => i.c as i16 as i32,
        _ => i.bc() as i32,
    };
    (pc as i32 + 1 + distance) as u32
}

/// What the back edge at hand was before it counted.
unsafe fn generic(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract; the operands of all forms are the same.
    unsafe {
        let step = match s.insn().op().generic() {
            Op::LoopSelf => exec::loop_self(s, vm),
            Op::MoveLoop => exec::move_loop(s, vm),
            _ => exec::loop_back(s, vm),
        };
        match step {
            Step::Next(s) => s,
            Step::Slow(part) => part(vm, s),
        }
    }
}

/// The forms of a back edge: counting, leading to compiled code.
fn forms(op: Op) -> (Op, Op) {
    match op.generic() {
        Op::LoopSelf => (Op::LoopSelfCounted, Op::LoopSelfCompiled),
        Op::MoveLoop => (Op::MoveLoopCounted, Op::MoveLoopCompiled),
        _ => (Op::LoopBackCounted, Op::LoopBackCompiled),
    }
}

/// A back edge that counts.
pub(crate) unsafe fn count_turn(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let (f, op) = (&*s.fun, s.insn().op());
        vm.jit.skip_some(&f.jit);
        let start = Start::Loop(header(s));
        let (kept, compiled) = f.jit.unit(start, |u| (u.kept, u.code.is_some()));
        if kept {
            (*s.ip).op = op.generic() as u16;
        } else if compiled || (heat(vm, f, start) && vm.compile(f, start, 0).is_ok()) {
            (*s.ip).op = forms(op).1 as u16;
            return turn(vm, s);
        }
        let then = generic(vm, s);
        if then.ip.is_null() { then } else { sample(vm, then, start) }
    }
}

/// A back edge that leads to compiled code (on-stack replacement).
pub(crate) unsafe fn turn(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let (f, i) = (&*s.fun, s.insn());
        let Some(id) = f.jit.unit(Start::Loop(header(s)), |u| u.code) else {
            (*s.ip).op = forms(i.op()).0 as u16;
            return generic(vm, s);
        };
        // The turn is paid for here, and the instruction done, before the code begins.
        let then = generic(vm, s);
        if then.ip.is_null() || then.ip != f.code_ptr().add(header(s) as usize) {
            return then;
        }
        run(vm, then, id).unwrap_or(then)
    }
}

/// Runs compiled code for the function at hand; `None` if there is too little room.
/// The function has returned after it, or it was left.
unsafe fn run(vm: &mut Vm, s: State, id: CodeId) -> Option<State> {
    if !AVAILABLE {
        return None;
    }
    // SAFETY: the module's invariant.
    unsafe {
        let code = &mut vm.jit.codes[id.0 as usize];
        let (enter, direct) = code.compiled.as_ref().map(|c| (c.enter, c.direct))?;
        let frames = (vm.fp_end as usize).saturating_sub(vm.fp as usize) / size_of::<Frame>();
        let slots = vm.jit.slots.min(frames.saturating_mul(vm.jit.advance));
        let left = (vm.stack_end as usize).saturating_sub(s.regs as usize) / size_of::<Value>();
        let room = slots.min(left.saturating_sub(RESERVE));
        if room <= (*s.fun).registers as usize {
            return None;
        }
        code.entered += 1;
        let context = &mut vm.jit.context;
        context.globals = vm.globals.as_mut_ptr();
        context.limit = s.regs.wrapping_add(room);
        context.code = direct;
        context.entries = vm.jit.addresses.as_ptr();
        context.unwound = vm.jit.unwound.as_mut_ptr();
        vm.jit.current = id.0;
        vm.jit.inside = true;
        let before = vm.budget;
        let budget = enter(vm, s.regs, before);
        vm.jit.inside = false;
        let left = if budget >= 0 { budget } else { vm.budget };
        vm.jit.codes[id.0 as usize].turns += (before - left).max(0) as u64;
        if budget >= 0 {
            vm.budget = budget;
            return Some(give_back(vm, s, vm.jit.context.result));
        }
        Some(rebuild(vm, s, (before - left).max(0) as u64))
    }
}

/// Makes frames of the interpreter of those that compiled code left, and goes on in
/// the innermost. `turns` were made in them.
unsafe fn rebuild(vm: &mut Vm, s: State, turns: u64) -> State {
    // SAFETY: the module's invariant; there is room for the frames.
    unsafe {
        let n = vm.jit.context.unwound.offset_from(vm.jit.unwound.as_ptr()) as usize;
        let last = vm.jit.context.exit;
        let mut regs = s.regs;
        for i in (0..n).rev() {
            let exit = &mut vm.jit.exits[vm.jit.unwound[i] as usize];
            exit.count += 1;
            let fun: *const Func = &**vm.funcs.get_unchecked(exit.func as usize);
            let ip = (*fun).code_ptr().add(exit.pc as usize);
            box_registers(regs, &exit.unboxed);
            *vm.fp = Frame { ip, fun };
            vm.fp = vm.fp.add(1);
            regs = regs.add((*ip).b as usize + 1);
            if exit.reason == Reason::Beginning {
                // The state has the registers of the function in between.
                let fun: *const Func = vm.construct;
                *vm.fp = Frame { ip: (*fun).code_ptr(), fun };
                vm.fp = vm.fp.add(1);
                regs = regs.add(INSET as usize);
            }
        }
        let exit = &mut vm.jit.exits[last as usize];
        exit.count += 1;
        box_registers(regs, &exit.unboxed);
        let (code, pc, made_for, reason) = (exit.code, exit.pc, exit.made_for, exit.reason);
        let fun: *const Func = &**vm.funcs.get_unchecked(exit.func as usize);
        let s = State { ip: (*fun).code_ptr().add(pc as usize), regs, fun };
        let of = &mut vm.jit.codes[code.0 as usize];
        if let Start::Begin | Start::Resume(_) = of.start {
            // Compiled code alone lets it go on, and does not count.
            of.entered += 1;
            of.turns += turns;
        }
        let iterator = (reason == Reason::NotCompiled && s.insn().op() == Op::NextGenerator).then(|| s.get(s.insn().c));
        match iterator.and_then(|v| v.as_a::<Generator>()) {
            Some(g) if vm.compile_generator(g) => {}
            Some(_) => note(vm, &*fun, code, made_for, Reason::Interpreter),
            None => note(vm, &*fun, code, made_for, reason),
        }
        if vm.jit.watch.changed {
            vm.classes_change();
        }
        if let Some(v) = vm.jit.finished.take() {
            if let Some(r) = s.insn().result() {
                s.set(r, v);
            }
            return s.skip();
        }
        if let Some(fault) = vm.jit.pending.take() {
            // Only what runs can fail, and that has its room.
            debug_assert!(s.regs.add((*fun).registers as usize) <= vm.stack_end);
            return vm.raise(s, fault);
        }
        // A function that found no room has its arguments there, and no more.
        let s = match vm.ensure_values(s, (*fun).registers as usize) {
            Ok(s) => s,
            Err(s) => return s,
        };
        if reason == Reason::Room { vm.widen(s, vm.jit.slots) } else { s }
    }
}

/// What may be expected of what compiled code calls and finds not compiled.
enum Prospects {
    /// It is compiled by now, or in another way.
    Compiled,
    /// It is getting hot.
    Soon,
    /// It was left to the interpreter, for a while or for good.
    Late,
}

/// Decides what becomes of code that was left.
fn note(vm: &mut Vm, f: &Func, code: CodeId, pc: u32, reason: Reason) {
    match reason {
        Reason::Budget | Reason::Forced | Reason::Unwound | Reason::Beginning | Reason::Never => {}
        Reason::NotCompiled => {
            let c = &mut vm.jit.codes[code.0 as usize];
            c.left += 1;
            if c.left >= MISSING {
                match vm.prospects(f, pc, code) {
                    Prospects::Compiled => vm.remake(f, code, pc, reason),
                    Prospects::Soon => vm.jit.codes[code.0 as usize].left = 0,
                    Prospects::Late => vm.rest(f, code, pc, reason),
                }
            }
        }
        // Handlers leave for what they do off their fast path: entering a generator, say.
        Reason::Interpreter | Reason::Helper | Reason::Zero | Reason::Room => {
            let c = &mut vm.jit.codes[code.0 as usize];
            c.left += 1;
            if c.left >= TRIAL && u64::from(c.left) * 2 > c.entered && c.turns < c.entered * WORTH {
                vm.rest(f, code, pc, reason);
            }
        }
        _ => vm.failed(f, code, pc, reason),
    }
}

impl Vm {
    /// Whether what is called at an instruction is compiled by now in another way than when code
    /// was made, or will be.
    fn prospects(&self, f: &Func, pc: u32, code: CodeId) -> Prospects {
        let Some(&insn) = f.code_now().get(pc as usize) else { return Prospects::Late };
        let mut found = Prospects::Late;
        for (target, _) in targets(f, insn.op(), insn, &self.globals) {
            // SAFETY: functions live as long as the VM.
            let (id, called) = unsafe { ((*target).id, &(*target).jit) };
            if called.called.get().is_some() {
                let made_for = self.jit.codes[code.0 as usize].callees.iter().find(|c| c.0 == id).map(|c| c.1);
                if made_for != called.entry.get() {
                    return Prospects::Compiled;
                }
            } else if called.unit(Start::Call, |u| !u.kept && u.patience == 1) {
                found = Prospects::Soon;
            }
        }
        found
    }

    /// An assumption of compiled code failed.
    fn failed(&mut self, f: &Func, id: CodeId, pc: u32, reason: Reason) {
        let code = &mut self.jit.codes[id.0 as usize];
        code.failures += 1;
        let failed = &mut *f.jit.failed.borrow_mut();
        if code.failures < FAILURES {
            return;
        }
        // A callee is first taken to stay the same value, then of the same code. Other
        // code of the function may have found out the same since this was made.
        let times = match reason {
            Reason::ValueChanged => 2,
            Reason::ShapeChanged => SHAPES,
            _ => 1,
        };
        let known = failed.iter().filter(|&&f| f == (pc, reason)).count();
        if known < times && !failed[code.learnt..].contains(&(pc, reason)) {
            failed.push((pc, reason));
        }
        self.remake(f, id, pc, reason);
    }

    /// Gives code up, to be made anew soon if that has not been done too often.
    fn remake(&mut self, f: &Func, id: CodeId, pc: u32, reason: Reason) {
        let start = self.jit.codes[id.0 as usize].start;
        self.drop_code(f, id);
        let now = self.rt.host.nanos();
        self.jit.note(now, f, start, What::GaveUp(id.0, pc, reason));
        let threshold = self.jit.config.threshold;
        let kept = f.jit.unit(start, |u| {
            u.heat = threshold / 2;
            u.kept = u.attempts >= ATTEMPTS;
            u.kept
        });
        if kept {
            self.jit.note(now, f, start, What::Kept("its assumptions fail too often".to_string()));
            self.set_entry(f, start, Op::Jump);
        }
    }

    /// Leaves a function or loop to the interpreter for a while, because it is left all
    /// the time for something that is not compiled; for longer each time, in the end
    /// for good.
    fn rest(&mut self, f: &Func, id: CodeId, pc: u32, reason: Reason) {
        let start = self.jit.codes[id.0 as usize].start;
        self.drop_code(f, id);
        let kept = f.jit.unit(start, |u| {
            u.heat = 0;
            u.patience = u.patience.saturating_mul(PATIENCE);
            // The zeros of a first row or column are soon over.
            u.attempts += if reason == Reason::Zero { 0 } else { RESTS };
            u.kept = u.attempts >= ATTEMPTS;
            u.kept
        });
        if kept {
            self.set_entry(f, start, Op::Jump);
        }
        let op = f.code_now().get(pc as usize).map_or("?", |i| i.op().info().name);
        let why = format!("most runs leave at instruction {pc} ({op}): {}", reason.text());
        let now = self.rt.host.nanos();
        self.jit.note(now, f, start, if kept { What::Kept(why) } else { What::Rests(why) });
    }

    /// Frees code. Nothing of it is on the machine's stack.
    pub(super) fn drop_code(&mut self, f: &Func, id: CodeId) {
        let code = &mut self.jit.codes[id.0 as usize];
        let start = code.start;
        code.compiled = None;
        code.roots = vec![];
        self.jit.bytes -= code.bytes;
        self.jit.live -= 1;
        self.rt.heap.discharge(code.bytes);
        f.jit.unit(start, |u| u.code = None);
        self.set_entry(f, start, Op::EnterCounted);
        if let Some(entry) = generator_entry(f, start) {
            self.jit.addresses[entry as usize] = 0;
        }
        if start == Start::Call {
            f.jit.called.set(None);
            if let Some(entry) = f.jit.entry.get() {
                self.jit.addresses[entry as usize] = 0;
            }
        }
    }

    /// Frees all compiled code, because memory is short; what is still hot is compiled
    /// again. There is none on the machine's stack.
    pub(crate) fn shed_code(&mut self) {
        for id in 0..self.jit.codes.len() {
            let code = &self.jit.codes[id];
            if code.compiled.is_none() {
                continue;
            }
            let (f, start): (*const Func, _) = (&raw const *self.funcs[code.func as usize], code.start);
            // SAFETY: functions live as long as the VM.
            let f = unsafe { &*f };
            self.drop_code(f, CodeId(id as u32));
            // What is known of code stays, so it cannot be made any number of times.
            let kept = f.jit.unit(start, |u| {
                u.heat = 0;
                u.kept = u.attempts >= ATTEMPTS;
                u.kept
            });
            if kept {
                let now = self.rt.host.nanos();
                self.jit.note(now, f, start, What::Kept("memory is short too often".to_string()));
                self.set_entry(f, start, Op::Jump);
            }
        }
    }

    /// Makes calls of a function do something else first.
    pub(super) fn set_entry(&mut self, f: &Func, start: Start, op: Op) {
        if start == Start::Call {
            for pad in f.pads() {
                // SAFETY: a pad is an instruction of its own whose operands fit all forms.
                unsafe { (*pad).op = op as u16 };
            }
        }
    }

    /// In compiled code: has it leave, so that what is wanted happens without it.
    #[cold]
    pub(crate) fn leave_compiled(&mut self, fault: Option<crate::runtime::Fault>) -> State {
        self.jit.pending = fault;
        State::LEAVE
    }
}

const _: () = assert!(RESERVE > calls::MOST_PARAMS);
