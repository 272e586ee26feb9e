//! Objects of languages that have them: elements, attributes, methods, iteration.
//! The dialect decides what the fast paths leave.
use super::data::field_site;
use super::{by_dialect, has_elements, set_in_dict, slow, with_constant};
use crate::core::Prim;
use crate::interp::calls::{give_back, site};
use crate::interp::{Frame, Slow};
use crate::interp::{State, Step};
use crate::interp::{attributes, detour, generators, objects};
use crate::object::{Closure, Compound, Gc, Generator, Instance, List, Sort, Tuple, Vector};
use crate::value::{Value, bits};
use crate::vm::Vm;

#[inline(always)]
pub(crate) unsafe fn truth(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let v = s.get(s.insn().b);
        let known = match v {
            Value::TRUE => true,
            Value::FALSE => false,
            _ if v.is_int() => v != Value::small(0),
            _ => return Step::Slow(slow_truth),
        };
        s.set(s.insn().a, Value::bool(known));
        s.next()
    }
}

unsafe fn slow_truth(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let v = s.get(s.insn().b);
        match has_elements(&*s.fun, v) {
            Some(known) => {
                s.set(s.insn().a, Value::bool(known));
                s.skip()
            }
            None => by_dialect(vm, s, Prim::Truth, &[v]),
        }
    }
}

with_constant!(floor_div, slow_floor_div, floor_div_imm, slow_floor_div_imm, FloorDiv, |s, a, b| {
    if bits::both_int(a.bits(), b.bits()) {
        let (x, y) = (bits::int(a.bits()), bits::int(b.bits()));
        // The quotient by -1 may not fit.
        if y > 0 {
            s.set(s.insn().a, Value::small(x.div_euclid(y)));
            return s.next();
        }
    }
});

#[inline(always)]
fn index(v: Value, len: usize) -> Option<usize> {
    let i = bits::int(v.bits()) as u64;
    (v.is_int() && i < len as u64).then_some(i as usize)
}

#[inline(always)]
pub(crate) unsafe fn get_item(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let (object, at) = (s.get(s.insn().b), s.get(s.insn().c));
        let found = if let Some(l) = object.as_a::<List>() {
            index(at, l.count()).and_then(|i| l.get(i))
        } else if let Some(t) = object.as_a::<Tuple>() {
            index(at, t.header.len as usize).map(|i| t.items()[i].get())
        } else {
            None
        };
        let Some(v) = found else { return Step::Slow(slow_get_item) };
        s.set(s.insn().a, v);
        s.next()
    }
}
slow!(slow_get_item, binary GetItem);

#[inline(always)]
pub(crate) unsafe fn unpack(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let (v, count) = (s.get(s.insn().b), s.insn().c);
        match v.as_a::<Tuple>() {
            Some(t) if t.header.len == u32::from(count) => {
                s.set(s.insn().a, v);
                s.next()
            }
            _ => Step::Slow(slow_unpack),
        }
    }
}

unsafe fn slow_unpack(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe { by_dialect(vm, s, Prim::Unpack, &[s.get(s.insn().b), Value::small(s.insn().c.into())]) }
}

#[inline(always)]
pub(crate) unsafe fn set_item(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let i = s.insn();
        let Some(l) = s.get(i.a).as_a::<List>() else { return Step::Slow(slow_set_item) };
        let Some(at) = index(s.get(i.b), l.count()) else { return Step::Slow(slow_set_item) };
        l.put(at, s.get(i.c));
        s.next()
    }
}

unsafe fn slow_set_item(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let i = s.insn();
        let args = [s.get(i.a), s.get(i.b), s.get(i.c)];
        if set_in_dict(vm, &*s.fun, args[0], args[1], args[2]) {
            return s.skip();
        }
        super::data::effect(vm, s, Prim::SetItem, &args)
    }
}

#[inline(always)]
pub(crate) unsafe fn get_attr(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract; a remembered slot exists in its layout.
    unsafe {
        let site = field_site(s);
        let Some(o) = s.get(s.insn().b).as_a::<Instance>() else { return Step::Slow(attributes::get_attr) };
        if o.shape.get() != site.shape.get() {
            return Step::Slow(attributes::get_attr);
        }
        let Some(v) = o.slot(site.slot.get() as usize) else { return Step::Slow(attributes::get_attr) };
        if v == Value::UNSET {
            return Step::Slow(attributes::get_attr);
        }
        site.hits.set(site.hits.get() + 1);
        s.set(s.insn().a, v);
        s.next()
    }
}

#[inline(always)]
pub(crate) unsafe fn set_attr(s: State, _: *mut Vm) -> Step {
    // SAFETY: as for `get_attr`.
    unsafe {
        let site = field_site(s);
        let Some(o) = s.get(s.insn().a).as_a::<Instance>() else { return Step::Slow(attributes::set_attr) };
        let v = s.get(s.insn().b);
        if o.shape.get() == site.shape.get() {
            if !o.set_slot(site.slot.get() as usize, v) {
                return Step::Slow(attributes::set_attr);
            }
        } else if !attributes::grow(site, o, v) {
            return Step::Slow(attributes::set_attr);
        }
        site.hits.set(site.hits.get() + 1);
        s.next()
    }
}

/// Enters a remembered method: nothing is looked up and nothing copied.
#[inline(always)]
pub(crate) unsafe fn call_method(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract; the site's function is that of the callee.
    unsafe {
        let site = site(s);
        let slow: Slow = objects::call_method;
        let regs = s.regs.add(s.insn().b as usize + 1);
        let Some(o) = (*regs).as_a::<Instance>() else { return Step::Slow(objects::call_builtin) };
        let Some(target) = site.target(o.shape.get()) else { return Step::Slow(slow) };
        let fp = (*vm).fp;
        let room = ((*vm).stack_end as isize).wrapping_sub(regs as isize);
        if room < target.window.get() as isize || fp >= (*vm).fp_end || target.callee.get() == Value::NEVER {
            return Step::Slow(slow);
        }
        (*vm).budget -= 1;
        if (*vm).budget < 0 {
            return Step::Slow(slow);
        }
        *regs.sub(1) = target.callee.get();
        *fp = Frame { ip: s.ip, fun: s.fun };
        (*vm).fp = fp.add(1);
        site.hits.set(site.hits.get() + 1);
        Step::Next(State { ip: target.code.get(), regs, fun: target.func.get() })
    }
}

#[inline(always)]
pub(crate) unsafe fn call_named(_: State, _: *mut Vm) -> Step {
    Step::Slow(objects::call_named)
}

#[inline(always)]
pub(crate) unsafe fn spread(_: State, _: *mut Vm) -> Step {
    Step::Slow(objects::spread)
}

/// Lets a generator that was left go on, its registers put back.
#[inline(always)]
unsafe fn go_on(s: State, vm: *mut Vm, g: Gc<Generator>) -> Step {
    // SAFETY: as for `generators::enter_generator`; compiled code must not be left so.
    unsafe {
        let slow: Slow = generators::next;
        let Some(code) = g.code.get().as_a::<Closure>() else { return Step::Slow(slow) };
        let Some(saved) = g.regs.get().as_a::<Vector>() else { return Step::Slow(slow) };
        let base = s.regs.add(s.insn().b as usize + 1);
        let room = ((*vm).stack_end as usize).wrapping_sub(base as usize) / size_of::<Value>();
        let (fp, count) = ((*vm).fp, saved.header.len as usize);
        if g.state.get() != Generator::LEFT || room <= count || fp >= (*vm).fp_end || (*vm).jit.inside {
            return Step::Slow(slow);
        }
        (*vm).budget -= 1;
        if (*vm).budget < 0 {
            return Step::Slow(slow);
        }
        *base.sub(1) = Value::obj(code);
        g.state.set(Generator::RUNS);
        *fp = Frame { ip: s.ip, fun: s.fun };
        (*vm).fp = fp.add(1);
        copy(saved.tail().cast::<Value>(), base, count);
        let ip = (*code.func).code_ptr().add(g.pc.get() as usize);
        *base.add((*ip).a as usize) = Value::UNIT;
        Step::Next(State { ip: ip.add(1), regs: base, fun: code.func })
    }
}

/// Copies a few values, without a call. By words: a pair of them in one variable got an
/// address on the stack, which undid the tail call of the handler.
#[inline(always)]
unsafe fn copy(from: *const Value, to: *mut Value, count: usize) {
    let mut i = 0;
    while i < count {
        // SAFETY: the caller's: both have room for so many.
        unsafe { *to.add(i) = *from.add(i) };
        i += 1;
    }
}

#[inline(always)]
pub(crate) unsafe fn next(s: State, _: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        let Some(it) = s.get(s.insn().c).as_a::<Compound>() else { return Step::Slow(generators::next) };
        // Nothing here may panic: a call, even one that never happens, costs registers.
        const ITER: u16 = Sort::Iter as u16;
        const COUNTER: u16 = Sort::Counter as u16;
        let v = match (it.header.flags.get(), it.items()) {
            (ITER, [source, place, ..]) => {
                let (source, at) = (source.get(), place.get());
                let found = if let Some(l) = source.as_a::<List>() {
                    index(at, l.count()).and_then(|i| l.get(i))
                } else if let Some(t) = source.as_a::<Tuple>() {
                    index(at, usize::MAX).and_then(|i| t.items().get(i)).map(|v| v.get())
                } else {
                    None
                };
                let Some(v) = found else { return Step::Slow(generators::next) };
                place.set(Value::small(bits::int(at.bits()) + 1));
                v
            }
            // All of them small.
            (COUNTER, [next, step, left, ..]) => {
                let (v, n) = (next.get(), bits::int(left.get().bits()));
                if n <= 0 {
                    return Step::Slow(generators::next);
                }
                next.set(Value::small(bits::int(v.bits()) + bits::int(step.get().bits())));
                left.set(Value::small(n - 1));
                v
            }
            _ => return Step::Slow(generators::next),
        };
        s.set(s.insn().a, v);
        s.next()
    }
}

#[inline(always)]
pub(crate) unsafe fn next_generator(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract.
    unsafe {
        match s.get(s.insn().c).as_a::<Generator>() {
            Some(g) => go_on(s, vm, g),
            None => Step::Slow(generators::next),
        }
    }
}

#[inline(always)]
pub(crate) unsafe fn resume(_: State, _: *mut Vm) -> Step {
    Step::Slow(generators::resume)
}

#[inline(always)]
pub(crate) unsafe fn suspend(s: State, vm: *mut Vm) -> Step {
    // SAFETY: the handler's contract; what is saved has a place for each register.
    unsafe {
        let Some(g) = s.get(0).as_a::<Generator>() else { return Step::Slow(generators::suspend) };
        let Some(saved) = g.regs.get().as_a::<Vector>() else { return Step::Slow(generators::suspend) };
        copy(s.regs, saved.tail().cast::<Value>(), saved.header.len as usize);
        g.pc.set(s.pc() as u32);
        g.resume.set(s.insn().c.into());
        g.state.set(Generator::LEFT);
        Step::Next(give_back(vm, s, s.get(s.insn().b)))
    }
}

#[inline(always)]
pub(crate) unsafe fn answer(_: State, _: *mut Vm) -> Step {
    Step::Slow(detour::answer)
}
