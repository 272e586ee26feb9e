//! Generators, and what comes next of whatever is gone through.
use super::calls::give_back;
use super::{Frame, State};
use crate::bytecode::Op;
use crate::lang::VmError;
use crate::object::{Closure, Gc, Generator, Vector};
use crate::value::Value;
use crate::vm::Vm;

/// `Next`.
pub(crate) unsafe fn next(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let iterator = s.get(s.insn().c);
        let generator = iterator.as_a::<Generator>();
        let form = if generator.is_some() { Op::NextGenerator } else { Op::Next };
        if vm.quicken && s.insn().op != form as u16 {
            vm.rewrite(s, form);
        }
        if let Some(g) = generator {
            if vm.jit.inside {
                return vm.leave_compiled(None);
            }
            let s = match vm.safepoint(s) {
                Ok(s) => s,
                Err(s) => return s,
            };
            return enter_generator(vm, s, g, Value::UNIT, false);
        }
        let known = super::exec::next_of_text_or_dict(vm, iterator);
        if let Some(v) = known.or_else(|| super::exec::next_of_many(vm, iterator)) {
            s.set(s.insn().a, v);
            return s.skip();
        }
        let next = vm.model(s).next;
        match vm.attempt(s, |vm, s| next(&mut vm.rt, s.get(s.insn().c))) {
            Ok((s, v)) => {
                s.set(s.insn().a, v);
                s.skip()
            }
            Err(s) => s,
        }
    }
}

/// `Resume`: a generator, a value, and whether that is thrown.
pub(crate) unsafe fn resume(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let s = match vm.safepoint(s) {
            Ok(s) => s,
            Err(s) => return s,
        };
        let window = s.insn().b;
        let [generator, value, throw] = [0, 1, 2].map(|i| s.get(window + i));
        match generator.as_a::<Generator>() {
            Some(g) => enter_generator(vm, s, g, value, throw == Value::TRUE),
            None => vm.raise_words(s, VmError::WrongType { who: "resume", expected: "a generator", got: generator }),
        }
    }
}

/// Lets a generator go on in a window of the instruction at `s`.
unsafe fn enter_generator(vm: &mut Vm, s: State, g: Gc<Generator>, value: Value, throw: bool) -> State {
    // SAFETY: the handler's contract. A generator's code is a closure of this VM and
    // its registers were those of that function; room is made before they are put back.
    unsafe {
        let window = s.insn().b as usize;
        let Some(code) = g.code.get().as_a::<Closure>() else { return s.skip() };
        match g.state.get() {
            Generator::ENDED | Generator::FRESH if throw => {
                g.state.set(Generator::ENDED);
                return vm.throw(s, value);
            }
            Generator::ENDED => {
                s.set(s.insn().a, Value::MISSING);
                return s.skip();
            }
            Generator::RUNS => {
                let fault = (vm.model(s).running)();
                return vm.raise(s, fault);
            }
            _ => {}
        }
        let f = &*code.func;
        vm.pending.clear();
        vm.pending.extend([Value::obj(g), value]);
        let made = vm.ensure_frame(s).and_then(|s| vm.ensure_values(s, window + 2 + f.registers as usize));
        vm.pending.clear();
        let s = match made {
            Ok(s) => s,
            Err(s) => return s,
        };
        let base = s.regs.add(window + 1);
        *base.sub(1) = Value::obj(code);
        let fresh = g.state.get() == Generator::FRESH;
        g.state.set(Generator::RUNS);
        *vm.fp = Frame { ip: s.ip, fun: s.fun };
        vm.fp = vm.fp.add(1);
        if fresh {
            *base = Value::obj(g);
            return State { ip: f.entry(1), regs: base, fun: code.func };
        }
        if let Some(saved) = g.regs.get().as_a::<Vector>() {
            saved.values().enumerate().for_each(|(i, v)| *base.add(i) = v);
        }
        let s = State { ip: f.code_ptr().add(g.pc.get() as usize), regs: base, fun: code.func };
        if throw {
            return vm.throw(s, value);
        }
        s.set(s.insn().a, value);
        s.skip()
    }
}

/// `Suspend` for the first time: the generator, in the first register, gets room for its
/// registers.
pub(crate) unsafe fn suspend(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let count = (*s.fun).registers as usize;
        let made = vm.alloc(s, |vm, _| vm.rt.heap.vector(count, Value::UNIT));
        let (s, saved) = match made {
            Ok(made) => made,
            Err(s) => return s,
        };
        let Some(g) = s.get(0).as_a::<Generator>() else { return s.skip() };
        g.regs.set(Value::obj(saved));
        saved.items().iter().enumerate().for_each(|(i, slot)| slot.set(s.get(i as u16)));
        g.pc.set(s.pc() as u32);
        g.resume.set(s.insn().c.into());
        g.state.set(Generator::LEFT);
        give_back(vm, s, s.get(s.insn().b))
    }
}
