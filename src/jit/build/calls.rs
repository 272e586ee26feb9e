//! Calls of functions that are compiled themselves.
use super::{Builder, Callee, insn::wants};
use crate::bytecode::{Insn, Op};
use crate::interp::Func;
use crate::jit::code::Code;
use crate::jit::mir::{FrameState, Inst, MirOp, Reason, Rep, Start, Term, Val};
use crate::object::{Closure, ObjKind};
use crate::value::Value;

/// What a call site calls, as far as is known.
enum Known<'a> {
    /// A global that holds this closure.
    Global { global: u32, closure: Value, func: &'a Func },
    /// Some closure of this function, in the window.
    Code(&'a Func),
}

impl<'a> Known<'a> {
    fn func(&self) -> &'a Func {
        match self {
            Known::Global { func, .. } | Known::Code(func) => func,
        }
    }
}

/// The function that a call site always called, if it was one.
pub(in crate::jit) fn target<'a>(func: &'a Func, op: Op, insn: Insn, globals: &[Value]) -> Option<&'a Func> {
    known(func, op, insn, globals).map(|k| k.func())
}

fn known<'a>(func: &'a Func, op: Op, insn: Insn, globals: &[Value]) -> Option<Known<'a>> {
    let site = &func.call_sites[insn.c as usize];
    let [only] = site.remembered()[..] else { return None };
    if site.many.get() {
        return None;
    }
    // SAFETY: functions live as long as the VM.
    let callee = unsafe { &*only };
    if !callee.is_plain() || callee.params != site.argc {
        return None;
    }
    if !matches!(op, Op::CallGlobal | Op::TailCallGlobal) {
        return Some(Known::Code(callee));
    }
    let closure = *globals.get(site.global as usize)?;
    let holds = closure.as_a::<Closure>().is_some_and(|c| std::ptr::eq(c.func, only));
    holds.then_some(Known::Global { global: site.global, closure, func: callee })
}

impl Builder<'_> {
    /// Whether it is a call of this function in tail position, which becomes a jump.
    pub(super) fn is_self_tail_call(&self, pc: u32) -> bool {
        let (op, insn) = self.input.code.at(pc);
        let f = self.input.code.func;
        matches!(op, Op::TailCall | Op::TailCallGlobal)
            && self.input.start == Start::Call
            && target(f, op, insn, self.input.globals).is_some_and(|t| t.id == f.id)
            && (!self.g.closure || op == Op::TailCallGlobal)
            && self.values_changed(pc) <= !self.g.closure as usize
    }

    /// Guards that the callee is the known one; gives its value.
    fn callee(&mut self, known: &Known, insn: Insn) -> Val {
        let v = match *known {
            Known::Global { global, closure, .. } => {
                if self.stable(global).is_some() {
                    return self.constant(closure);
                }
                let v = self.emit(MirOp::LoadGlobal, &[], global as i64);
                if !self.failed(Reason::ValueChanged) {
                    self.guard(MirOp::GuardValue, &[v], closure.bits() as i64);
                    return self.constant(closure);
                }
                v
            }
            Known::Code(_) => self.get(insn.b),
        };
        let closure = self.checked(MirOp::GuardKind, &[v], ObjKind::Closure as i64);
        self.guard(MirOp::GuardCode, &[closure], known.func().id as i64);
        v
    }

    /// A value as a callee wants it.
    fn argument(&mut self, v: Val, rep: Rep) -> Val {
        match rep {
            Rep::Int => self.int(v),
            Rep::Float => self.float(v),
            _ => v,
        }
    }

    pub(super) fn call(&mut self, op: Op, insn: Insn) {
        let f = self.input.code.func;
        let known = known(f, op, insn, self.input.globals).filter(|_| !self.changes(op));
        let Some(known) = known else { return self.leave(Reason::Interpreter) };
        let input = self.input;
        let func = known.func();
        let myself = func.id == f.id && input.start == Start::Call;
        let (entry, closure, params, result) = match input.callee(func.id) {
            _ if myself => (None, self.g.closure, input.params, Rep::Tagged),
            Some(Callee { entry, closure, signature }) => {
                (Some(*entry), *closure, &signature.params[*closure as usize..], signature.result)
            }
            None => return self.leave(Reason::NotCompiled),
        };
        if params.iter().any(|&rep| rep != Rep::Tagged && self.failed(wants(rep))) {
            return self.leave(Reason::Interpreter);
        }
        let callee = self.callee(&known, insn);
        let mut args = vec![];
        if let Some(entry) = entry {
            args.push(self.checked(MirOp::CodeOf, &[], entry as i64));
        }
        if closure {
            args.push(callee);
        }
        for (n, &rep) in params.iter().enumerate() {
            let v = self.get(insn.b + 1 + n as u16);
            args.push(self.argument(v, rep));
        }
        self.guard(MirOp::Spend, &[], 0);
        // The frame while the call is open. What lies above the window is the callee's.
        let over = input.code.live_over(self.pc).into_iter().filter(|&r| r < insn.b);
        let mut live: Vec<(u16, Val)> = over.filter_map(|r| Some((r, self.regs[r as usize]?))).collect();
        if Code::of(func, input.code.natives).tail_calls() {
            // By the time this frame is written another function may run in the window,
            // whose closure is there then.
            self.effect(MirOp::SetReg, &[callee], insn.b as i64);
        } else {
            live.push((insn.b, callee));
        }
        let state = self.g.state(FrameState { pc: self.pc, live });
        let dst = self.value(result, super::Origin::Other);
        let (op, imm) = entry.map_or((MirOp::CallSelf, 0), |e| (MirOp::Call, e as i64));
        if let Some(b) = self.block {
            let pc = self.pc;
            self.g.at_mut(b).insts.push(Inst { op, args, imm, dst: Some(dst), state: Some(state), pc });
        }
        self.set(insn.a, dst);
    }

    /// Whether the callee turned out not to be always of the same code. What a global
    /// holds is another value whenever its definition runs again.
    fn changes(&self, op: Op) -> bool {
        let values = matches!(op, Op::CallGlobal | Op::TailCallGlobal) as usize;
        self.values_changed(self.pc) > values || self.failed(Reason::WrongKind)
    }
    /// How often a guard of a callee failed too often there: first of its value, then
    /// of its code.
    fn values_changed(&self, pc: u32) -> usize {
        self.input.failed.iter().filter(|&&f| f == (pc, Reason::ValueChanged)).count()
    }
    /// Guards that a global holds a closure of this function, for a call of itself that
    /// becomes a jump. False if that was not so before.
    pub(super) fn holds_itself(&mut self, global: u32) -> bool {
        let held = self.input.globals[global as usize];
        let func = self.input.code.func;
        let mine = held.as_a::<Closure>().is_some_and(|c| std::ptr::eq(c.func, func));
        let changed = self.values_changed(self.pc);
        if !mine || changed > 1 {
            return false;
        }
        if self.stable(global).is_some() {
            if let Some(closure) = self.closure {
                self.guard(MirOp::GuardValue, &[closure], held.bits() as i64);
            }
            return true;
        }
        let v = self.emit(MirOp::LoadGlobal, &[], global as i64);
        match self.closure {
            _ if changed == 0 => {
                self.guard(MirOp::GuardValue, &[v], held.bits() as i64);
                if let Some(closure) = self.closure {
                    self.guard(MirOp::GuardValue, &[closure], held.bits() as i64);
                }
            }
            Some(closure) => {
                // Another closure has other captures.
                self.guard(MirOp::GuardSame, &[v, closure], 0);
            }
            None => {
                let closure = self.checked(MirOp::GuardKind, &[v], ObjKind::Closure as i64);
                self.guard(MirOp::GuardCode, &[closure], func.id as i64);
            }
        }
        true
    }

    pub(super) fn tail_call(&mut self, op: Op, insn: Insn) {
        let f = self.input.code.func;
        let Some(known) = known(f, op, insn, self.input.globals).filter(|_| !self.changes(op)) else {
            return self.leave(Reason::Interpreter);
        };
        if !self.is_self_tail_call(self.pc) {
            return self.other_tail_call(&known, insn);
        }
        self.callee(&known, insn);
        if let (Some(closure), Known::Global { closure: held, .. }) = (self.closure, &known) {
            let bits = held.bits() as i64;
            self.guard(MirOp::GuardValue, &[closure], bits);
        }
        self.guard(MirOp::Spend, &[], 0);
        let args: Vec<Val> = (0..f.params).map(|n| self.get(insn.b + 1 + n)).collect();
        self.regs.fill(None);
        for (r, v) in args.into_iter().enumerate() {
            self.regs[r] = Some(v);
        }
        self.go(0);
    }

    /// A call of another function in place of this one.
    fn other_tail_call(&mut self, known: &Known, insn: Insn) {
        let input = self.input;
        let Some(callee) = input.callee(known.func().id) else { return self.leave(Reason::NotCompiled) };
        let params = &callee.signature.params[callee.closure as usize..];
        let mismatch = params.iter().any(|&rep| rep != Rep::Tagged && self.failed(wants(rep)));
        // What it gives is given on as it is.
        if !input.tail_calls || callee.signature.result != Rep::Tagged || mismatch {
            return self.leave(Reason::Interpreter);
        }
        let closure = self.callee(known, insn);
        let mut all = vec![self.checked(MirOp::CodeOf, &[], callee.entry as i64)];
        all.extend(callee.closure.then_some(closure));
        for (n, &rep) in params.iter().enumerate() {
            let v = self.get(insn.b + 1 + n as u16);
            all.push(self.argument(v, rep));
        }
        self.guard(MirOp::Spend, &[], 0);
        self.effect(MirOp::SetRunning, &[closure], 0);
        self.end(Term::TailCall(all, callee.entry));
    }
}
