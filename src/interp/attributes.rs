//! Attributes off the fast path: through the dialect, or by a function of the program.
use super::State;
use super::func::{FieldSite, Growth};
use crate::object::{Gc, Instance};
use crate::options::Opt;
use crate::runtime::{Call, Fault, Then};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// Calls the function of a property.
    fn access(&mut self, s: State, function: Value, args: &[Value]) -> State {
        if self.jit.inside {
            let call = Call { function, args: args.to_vec(), then: Then::Result };
            return self.raise(s, Fault::Call(Box::new(call)));
        }
        self.detour(s, function, args, Then::Result)
    }
}

/// Looks for what a site remembers of another layout than the first; true if it is now
/// the first.
fn known(site: &FieldSite, shape: u32) -> bool {
    let found = site.find_other(shape).is_some();
    let count = if found { &site.hits } else { &site.misses };
    count.set(count.get() + 1);
    found
}

fn remember(vm: &Vm, site: &FieldSite, object: Value, slot: Option<u32>) {
    if let (Some(slot), Some(o), true) = (slot, object.as_a::<Instance>(), vm.rt.opts.has(Opt::FieldCaches)) {
        site.remember(o.shape.get(), slot, vm.config.cache_size);
    }
}

/// `GetAttr`.
pub(crate) unsafe fn get_attr(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let site = super::exec::field_site(s);
        let object = s.get(s.insn().b);
        if let Some(o) = object.as_a::<Instance>()
            && o.shape.get() != site.shape.get()
            && known(site, o.shape.get())
            && let Some(v) = o.slot(site.slot.get() as usize)
            && v != Value::UNSET
        {
            s.set(s.insn().a, v);
            return s.skip();
        }
        if let Some(v) = site.common(object, vm.rt.class_changes) {
            site.hits.set(site.hits.get() + 1);
            s.set(s.insn().a, v);
            return s.skip();
        }
        if let Some(v) = vm.module_attribute(object, site.field) {
            s.set(s.insn().a, v);
            return s.skip();
        }
        if let Some(f) = accessor(vm, s, site, object, false) {
            if !f.is_int() {
                return vm.access(s, f, &[object]);
            }
            if let Some(v) = (vm.model(s).field)(&vm.rt, object, f) {
                s.set(s.insn().a, v);
                return s.skip();
            }
        }
        if vm.rt.opts.has(Opt::FieldCaches)
            && let Some(v) = (vm.model(s).common)(&vm.rt, object, site.field)
        {
            site.misses.set(site.misses.get() + 1);
            site.remember_common(object, vm.rt.class_changes, v);
            s.set(s.insn().a, v);
            return s.skip();
        }
        let attribute = vm.model(s).attribute;
        match vm.attempt(s, |vm, s| attribute(&mut vm.rt, s.get(s.insn().b), site.field)) {
            Ok((s, (v, slot))) => {
                remember(vm, site, object, slot);
                s.set(s.insn().a, v);
                s.skip()
            }
            Err(s) => s,
        }
    }
}

/// The function that gives or sets an attribute, if it is a property, or the number of its field; the site remembers it.
fn accessor(vm: &mut Vm, s: State, site: &FieldSite, object: Value, sets: bool) -> Option<Value> {
    let o = object.as_a::<Instance>()?;
    if let Some(f) = site.accessor(o.shape.get()) {
        site.hits.set(site.hits.get() + 1);
        return Some(f);
    }
    let f = (vm.model(s).accessor)(&vm.rt, object, site.field, sets)?;
    if vm.rt.opts.has(Opt::FieldCaches) {
        site.misses.set(site.misses.get() + 1);
        site.remember_accessor(o.shape.get(), f);
    }
    Some(f)
}

/// Gives an object the attribute that it gets at the site, if that is remembered.
#[inline(always)]
pub(crate) fn grow(site: &FieldSite, o: Gc<Instance>, v: Value) -> bool {
    let growth = site.growth.get();
    if o.shape.get() != growth.from {
        return false;
    }
    let Some(slot) = o.slots().get(growth.slot as usize) else { return false };
    slot.set(v);
    o.shape.set(growth.to);
    true
}

/// `SetAttr`.
pub(crate) unsafe fn set_attr(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let site = super::exec::field_site(s);
        let object = s.get(s.insn().a);
        if let Some(o) = object.as_a::<Instance>()
            && site.find_growth(o.shape.get())
            && grow(site, o, s.get(s.insn().b))
        {
            site.hits.set(site.hits.get() + 1);
            return s.skip();
        }
        if let Some(o) = object.as_a::<Instance>()
            && o.shape.get() != site.shape.get()
            && known(site, o.shape.get())
            && o.set_slot(site.slot.get() as usize, s.get(s.insn().b))
        {
            return s.skip();
        }
        if let Some(f) = accessor(vm, s, site, object, true) {
            let value = s.get(s.insn().b);
            return vm.access(s, f, &[object, value]);
        }
        let before = object.as_a::<Instance>().map(|o| o.shape.get());
        if let Some(module) = crate::lang::python::run::module_name(object) {
            if vm.jit.inside {
                return vm.leave_compiled(None);
            }
            let value = s.get(s.insn().b);
            vm.set_module_attribute(module, site.field, value);
            return s.skip();
        }
        let set = vm.model(s).set_attribute;
        let done = vm.attempt(s, |vm, s| set(&mut vm.rt, s.get(s.insn().a), site.field, s.get(s.insn().b)));
        match done {
            Ok((s, slot)) => {
                match (before, object.as_a::<Instance>(), slot) {
                    (Some(from), Some(o), Some(slot)) if o.shape.get() != from => {
                        if vm.rt.opts.has(Opt::FieldCaches) {
                            site.remember_growth(Growth { from, to: o.shape.get(), slot }, vm.config.cache_size);
                        }
                    }
                    _ => remember(vm, site, object, slot),
                }
                vm.forget_methods();
                s.skip()
            }
            Err(s) => s,
        }
    }
}
