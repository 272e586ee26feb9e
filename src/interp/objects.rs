//! Objects off the fast path: attributes and methods through the dialect, calls of
//! what is no function, arguments by name, generators, and functions of the program
//! that an instruction needs for its result.
use super::bind::{bind, by_name, enter_known, enter_method};
use super::calls::{self, Mode, give_back, site};
use super::func::{CallSite, FieldSite, Growth, NO_SHAPE};
use super::methods::builtin_key;
use super::{Frame, Func, State};
use crate::bytecode::{Op, effect};
use crate::core::Prim;
use crate::lang::{Callable, Method, ObjectModel, VmError};
use crate::object::{Class, Closure, Dict, Gc, Generator, Instance, List, Tuple, Vector};
use crate::options::Opt;
use crate::runtime::{Call, Fault, Then};
use crate::syntax::Sym;
use crate::value::Value;
use crate::vm::Vm;

/// Instructions behind a function's code: the detour of a throw, that for a result,
/// each with what it returns to.
pub(crate) const DETOURS: usize = 4;

impl Vm {
    /// What the running function's language says of objects.
    pub(super) fn model(&self, s: State) -> &'static ObjectModel {
        // SAFETY: `s.fun` is the running function.
        unsafe { (*s.fun).dialect.objects }
    }

    /// Does what may want memory: collects and tries again. `make` must read
    /// registers anew.
    pub(super) fn attempt<T>(
        &mut self,
        s: State,
        make: impl Fn(&mut Vm, State) -> Result<T, Fault>,
    ) -> Result<(State, T), State> {
        let mut s = if self.rt.heap.gc_wanted { self.attend(s)? } else { s };
        for attempt in 0..2 {
            let noted = self.rt.heap.noted();
            let done = make(self, s);
            if matches!(done, Err(Fault::HeapFull)) {
                self.rt.heap.take_back(noted);
            }
            self.count_noted();
            match done {
                Ok(v) => return Ok((s, v)),
                Err(Fault::HeapFull) if attempt == 0 => s = self.collect(s)?,
                Err(fault) => return Err(self.raise(s, fault)),
            }
        }
        Err(self.raise(s, Fault::HeapFull))
    }

    /// Calls a function for the result of the instruction at `s`, which `answer` takes
    /// there.
    pub(crate) fn detour(&mut self, s: State, function: Value, args: &[Value], then: Then) -> State {
        // SAFETY: `s.fun` is the running function; its detour is a call whose window
        // begins two registers above the last, where room is made first.
        unsafe {
            let f = &*s.fun;
            // What is called, or the answer, may need a function in its turn: the place
            // stays noted, in a register that the collector must take for one in use.
            let noted = s.pc() >= f.proto.code.len();
            self.spread = if noted { f.registers as usize + 1 } else { 0 };
            self.pending.clear();
            self.pending.push(function);
            self.pending.extend_from_slice(args);
            let made = self.ensure_frame(s).and_then(|s| self.ensure_values(s, f.registers as usize + 3 + args.len()));
            self.spread = 0;
            let s = match made {
                Ok(s) => s,
                Err(s) => {
                    self.pending.clear();
                    return s;
                }
            };
            let first = f.registers as usize;
            if !noted {
                *s.regs.add(first) = Value::small(s.pc() as i64 | (then as i64) << PLACE_BITS);
            }
            for (i, &v) in self.pending.iter().enumerate() {
                *s.regs.add(first + 1 + i) = v;
            }
            self.pending.clear();
            let s = State { ip: f.detour().wrapping_add(2), ..s };
            self.spread = first + 2 + args.len();
            let s = calls::enter(self, s, args.len(), Mode::Push, None);
            self.spread = 0;
            s
        }
    }
}

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

/// Bits for the place that is noted on a detour; above them is what the result is for.
const PLACE_BITS: u32 = 32;

/// The place that is noted on a detour, and what the result is for.
pub(super) fn noted(v: Value) -> (usize, Then) {
    let v = v.as_int().unwrap_or(0);
    let then = Then::ALL.get((v >> PLACE_BITS) as usize).copied().unwrap_or(Then::Result);
    ((v & ((1 << PLACE_BITS) - 1)) as usize, then)
}

/// `Answer`: the instruction that a detour left from gets its result.
pub(crate) unsafe fn answer(vm: &mut Vm, s: State) -> State {
    // SAFETY: only `link` makes this instruction, behind a detour, which noted where it
    // left from; the result is in the register behind that.
    unsafe {
        let f = &*s.fun;
        let first = f.registers as usize;
        let (pc, then) = noted(*s.regs.add(first));
        let mut v = *s.regs.add(first + 1);
        let back = State { ip: f.code_ptr().add(pc), ..s };
        if then != Then::Result {
            match (f.dialect.objects.answer)(&mut vm.rt, then, v) {
                Ok(Some(answer)) => v = answer,
                Ok(None) => return back,
                Err(fault) => {
                    vm.spread = first + 2;
                    let s = vm.raise(s, fault);
                    vm.spread = 0;
                    return s;
                }
            }
        }
        let insn = back.insn();
        let info = insn.op().info();
        let jumps = info.effects & effect::JUMPS != 0;
        if (jumps || decides(back)) && !matches!(v, Value::TRUE | Value::FALSE) {
            // A comparison that decides a branch.
            vm.spread = first + 2;
            let truth = vm.primitive(s, Prim::Truth, &[v]);
            vm.spread = 0;
            v = match truth {
                Ok((_, v)) => v,
                Err(s) => return s,
            };
        }
        if jumps {
            return if v.is_true() { back.skip() } else { back.jump(insn.c as i16 as i32) };
        }
        if matches!(insn.op(), Op::AddReturn) {
            return give_back(vm, back, v);
        }
        if let Some(r) = insn.result() {
            back.set(r, v);
        }
        back.skip()
    }
}

/// Whether the next instruction branches on the result of the one at `s`, which was not
/// fused with it.
unsafe fn decides(s: State) -> bool {
    // SAFETY: verified code: only what does not fall through stands last.
    unsafe {
        let (insn, next) = (s.insn(), *s.ip.add(1));
        insn.op().info().effects & effect::ENDS == 0
            && matches!(next.op(), Op::JumpIfFalse | Op::JumpIfTrue)
            && next.a == insn.a
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
        if let Some(v) = vm.module_attribute(object, site.field) {
            s.set(s.insn().a, v);
            return s.skip();
        }
        if let Some(f) = accessor(vm, s, site, object, false) {
            return vm.access(s, f, &[object]);
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

/// The function that gives or sets an attribute, if it is a property; the site remembers it.
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

impl Vm {
    /// What a module has under a name, if the object of a call is a module; the site
    /// remembers where that is, if it passes no arguments by name.
    fn function_of_module(&mut self, site: &CallSite, object: Value, name: Sym, plain: bool) -> Option<Value> {
        let value = |vm: &Vm, global: u32| {
            let v = *vm.globals.get(global as usize)?;
            (v != Value::UNSET && v != Value::MISSING).then_some(v)
        };
        if let Some((module, global)) = site.module()
            && module == object
            && let Some(v) = value(self, global)
        {
            site.hits.set(site.hits.get() + 1);
            return Some(v);
        }
        let global = self.module_global(crate::lang::python::run::module_name(object)?, name)?;
        if plain && self.rt.opts.has(Opt::CallCaches) {
            site.misses.set(site.misses.get() + 1);
            site.remember_module(object, global);
        }
        value(self, global.0)
    }

    /// Forgets what sites remember of methods and attributes, if a class was changed
    /// so that it may no longer be true.
    #[cold]
    #[inline(never)]
    pub(crate) fn forget_methods(&mut self) {
        if !std::mem::take(&mut self.rt.classes_changed) {
            return;
        }
        for f in &self.funcs {
            f.call_sites.iter().for_each(CallSite::forget_methods);
            f.field_sites.iter().filter(|s| s.is_attribute()).for_each(FieldSite::forget);
        }
        self.classes_change();
    }
}

/// The names of the last arguments of the call at `s`.
unsafe fn names<'a>(s: State) -> &'a [Sym] {
    // SAFETY: verified code: `c` is a call site of the running function.
    unsafe { &(&(*s.fun).proto.call_sites)[s.insn().c as usize].names }
}

/// `CallMethod`.
pub(crate) unsafe fn call_method(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let s = match vm.safepoint(s) {
            Ok(s) => s,
            Err(s) => return s,
        };
        let call = site(s);
        let info = &(&(*s.fun).proto.call_sites)[s.insn().c as usize];
        let Some(name) = info.name else { return s.skip() };
        let window = s.insn().b as usize;
        let argc = call.argc as usize;
        let object = *s.regs.add(window + 1);
        let key = object.as_a::<Instance>().map_or_else(|| builtin_key(object), |o| o.shape.get());
        if key != NO_SHAPE
            && let Some(callee) = call.method(key)
        {
            call.hits.set(call.hits.get() + 1);
            *s.regs.add(window) = callee;
            return calls::enter(vm, s, argc, Mode::Push, None);
        }
        if let Some(next) = enter_method(vm, s, call, key) {
            return next;
        }
        let method = vm.model(s).method;
        let found = match vm.function_of_module(call, object, name, info.names.is_empty()) {
            Some(f) => Ok((s, Method::Plain(f))),
            None => vm.attempt(s, |vm, s| method(&mut vm.rt, *s.regs.add(window + 1), name)),
        };
        let (s, found) = match found {
            Ok(found) => found,
            Err(s) => return s,
        };
        vm.pending.clear();
        vm.pending.extend(info.names.iter().map(|&n| Value::sym(n)));
        let plain = vm.pending.is_empty();
        match found {
            Method::Function(f) => {
                *s.regs.add(window) = f;
                if plain && key != NO_SHAPE && vm.rt.opts.has(Opt::CallCaches) {
                    let func = match (f.as_a::<Closure>(), f.as_native()) {
                        (Some(c), _) => Some(c.func).filter(|&f| takes(&*f, argc)),
                        (_, Some(id)) => vm.rt.native(id).accepts(argc).then(std::ptr::null),
                        _ => None,
                    };
                    if let Some(func) = func {
                        call.misses.set(call.misses.get() + 1);
                        call.remember_method(key, f, func, vm.config.cache_size);
                    }
                } else if let (false, true, Some(c)) = (plain, key != NO_SHAPE, f.as_a::<Closure>()) {
                    super::bind::remember(vm, call, c.function(), argc, Some((key, f)));
                }
                enter(vm, s, window, argc)
            }
            Method::Bound(f, first) => {
                *s.regs.add(window) = f;
                *s.regs.add(window + 1) = first;
                enter(vm, s, window, argc)
            }
            Method::Plain(f) => {
                // What is called is not given the object.
                *s.regs.add(window) = f;
                std::ptr::copy(s.regs.add(window + 2), s.regs.add(window + 1), argc - 1);
                enter(vm, s, window, argc - 1)
            }
            Method::Through(f, name) => match insert(vm, s, window + 2, window + 1 + argc, &[name]) {
                Ok(s) => {
                    *s.regs.add(window) = f;
                    enter(vm, s, window, argc + 1)
                }
                Err(s) => s,
            },
        }
    }
}

/// Leaves compiled code, for the interpreter to do the instruction.
unsafe fn leave(vm: &mut Vm, _: State) -> State {
    vm.leave_compiled(None)
}

/// `CallMethod` of a builtin object or module: if the method that is remembered is a native,
/// it is called at once. Also for compiled code.
pub(crate) unsafe fn call_builtin(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract; natives neither move nor free registers.
    unsafe {
        let call = site(s);
        let mut regs = s.regs.add(s.insn().b as usize + 1);
        let mut argc = call.argc as usize;
        let native = if let Some((module, global)) = call.module()
            && module == *regs
        {
            // What is called is not given the module.
            (regs, argc) = (regs.add(1), argc - 1);
            vm.globals[global as usize].as_native().filter(|&id| vm.rt.native(id).accepts(argc))
        } else {
            call.method(builtin_key(*regs)).and_then(|callee| callee.as_native())
        };
        let slow = if vm.jit.inside { leave } else { call_method };
        let (Some(id), false) = (native, vm.rt.heap.gc_wanted || vm.budget <= 0) else {
            return slow(vm, s);
        };
        let args = std::slice::from_raw_parts(regs, argc);
        vm.rt.repeats = true;
        let done = vm.rt.native(id).call(&mut vm.rt, args);
        vm.rt.repeats = false;
        vm.count_noted();
        match done {
            Ok(v) => {
                vm.budget -= 1;
                call.hits.set(call.hits.get() + 1);
                if vm.rt.classes_changed {
                    vm.forget_methods();
                }
                s.set(s.insn().a, v);
                s.skip()
            }
            Err(Fault::HeapFull) => slow(vm, s),
            Err(fault) => {
                vm.budget -= 1;
                vm.raise(s, fault)
            }
        }
    }
}

/// Whether a call with that many arguments by place goes straight to its code.
fn takes(f: &Func, argc: usize) -> bool {
    let (least, most) = f.arity();
    f.is_direct() && (least..=most).contains(&argc)
}

/// `CallNamed`.
pub(crate) unsafe fn call_named(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract.
    unsafe {
        let s = match vm.safepoint(s) {
            Ok(s) => s,
            Err(s) => return s,
        };
        let (site, window) = (site(s), s.insn().b as usize);
        let argc = site.argc as usize;
        if let Some(c) = (*s.regs.add(window)).as_a::<Closure>()
            && let Some(next) = enter_known(vm, s, site, window, argc, c.func)
        {
            return next;
        }
        vm.pending.clear();
        vm.pending.extend(names(s).iter().map(|&n| Value::sym(n)));
        enter_at(vm, s, window, argc, Some(site))
    }
}

/// `Spread`: the elements of a list or tuple, then the entries of a dictionary by name.
pub(crate) unsafe fn spread(vm: &mut Vm, s: State) -> State {
    // SAFETY: the handler's contract; `ensure_values` makes room for what is spread.
    unsafe {
        let s = match vm.safepoint(s) {
            Ok(s) => s,
            Err(s) => return s,
        };
        let window = s.insn().b as usize;
        let (list, dict) = (*s.regs.add(window + 1), *s.regs.add(window + 2));
        let placed = list.as_a::<List>().map_or(0, |l| l.count()) + list.as_a::<Tuple>().map_or(0, |t| t.items().len());
        let named = dict.as_a::<Dict>().map_or(0, |d| d.count());
        let s = match vm.ensure_values(s, window + 4 + placed + named) {
            Ok(s) => s,
            Err(s) => return s,
        };
        let args = s.regs.add(window + 1);
        for i in 0..placed {
            let tuple = || list.as_a::<Tuple>().map(|t| t.items()[i].get());
            *args.add(i) = list.as_a::<List>().and_then(|l| l.get(i)).or_else(tuple).unwrap_or(Value::UNIT);
        }
        vm.pending.clear();
        if let Some(d) = dict.as_a::<Dict>() {
            for (i, (key, v)) in d.pairs().enumerate() {
                *args.add(placed + i) = v;
                vm.pending.push(key);
            }
        }
        vm.count_work(placed + named);
        enter(vm, s, window, placed + named)
    }
}

/// Makes room for values at a register of the window that ends at another.
unsafe fn insert(vm: &mut Vm, s: State, at: usize, end: usize, values: &[Value]) -> Result<State, State> {
    // SAFETY: room is made before anything moves; the values are in `pending` meanwhile.
    unsafe {
        let names = vm.pending.len();
        vm.pending.extend_from_slice(values);
        vm.spread = end;
        let made = vm.ensure_values(s, end + values.len() + 1);
        vm.spread = 0;
        vm.pending.truncate(names);
        let s = made?;
        std::ptr::copy(s.regs.add(at), s.regs.add(at + values.len()), end - at);
        values.iter().enumerate().for_each(|(i, &v)| *s.regs.add(at + i) = v);
        Ok(s)
    }
}

/// Calls what stands in a window with `argc` arguments after it, the last of which are
/// passed by the names in `Vm::pending`.
pub(super) unsafe fn enter(vm: &mut Vm, s: State, window: usize, argc: usize) -> State {
    // SAFETY: as for `calls::enter`.
    unsafe { enter_at(vm, s, window, argc, None) }
}

/// The same for the call of a site, which remembers what a class calls.
pub(super) unsafe fn enter_at(vm: &mut Vm, s: State, window: usize, argc: usize, site: Option<&CallSite>) -> State {
    // SAFETY: as for `calls::enter`.
    unsafe {
        let (mut s, mut argc) = (s, argc);
        if let (Some(site), Some(c)) = (site, (*s.regs.add(window)).as_a::<Class>())
            && site.made.get() == c.shape.get()
        {
            let instance = vm.model(s).instance;
            vm.spread = window + 1 + argc;
            let made = vm.attempt(s, |vm, _| instance(&mut vm.rt, c));
            vm.spread = 0;
            site.hits.set(site.hits.get() + 1);
            return match made {
                Ok((s, v)) => construct(vm, s, window, argc, v, site.init.get(), Some(site)),
                Err(s) => s,
            };
        }
        let (mut site, names) = (site, site);
        for _ in 0..MOST_LAYERS {
            // It knows the callee, not what stands for that.
            let site = site.take();
            let callee = *s.regs.add(window);
            if let Some(closure) = callee.as_a::<Closure>() {
                let f = &*closure.func;
                if vm.pending.is_empty() && (f.is_direct() || f.proto.signature.is_none()) {
                    return plain(vm, s, window, argc);
                }
                return bind(vm, s, window, argc, closure.func, names);
            }
            if callee.as_native().is_some() {
                if vm.pending.is_empty() {
                    return plain(vm, s, window, argc);
                }
                return by_name(vm, s, window, argc);
            }
            vm.spread = window + 1 + argc;
            let callable = vm.model(s).callable;
            let args = argc;
            let found = vm.attempt(s, |vm, s| {
                let given = std::slice::from_raw_parts(s.regs.add(window + 1), args);
                callable(&mut vm.rt, *s.regs.add(window), given)
            });
            vm.spread = 0;
            let callable;
            (s, callable) = match found {
                Ok(found) => found,
                Err(s) => {
                    vm.pending.clear();
                    return s;
                }
            };
            match callable {
                Callable::Function(f) => *s.regs.add(window) = f,
                Callable::Bound(f, first) => {
                    s = match insert(vm, s, window + 1, window + 1 + argc, &[first]) {
                        Ok(s) => s,
                        Err(s) => return s,
                    };
                    *s.regs.add(window) = f;
                    argc += 1;
                }
                Callable::Construct { instance, init, always } => {
                    if let (Some(site), Some(c), true) = (site, callee.as_a::<Class>(), always)
                        && vm.rt.opts.has(Opt::CallCaches)
                    {
                        site.made.set(c.shape.get());
                        site.init.set(init);
                    }
                    return construct(vm, s, window, argc, instance, init, names);
                }
                Callable::Done(_) if !vm.pending.is_empty() => {
                    vm.pending.clear();
                    let fault = (vm.model(s).no_names)(&vm.rt, callee);
                    return vm.raise(s, fault);
                }
                Callable::Done(v) => {
                    s.set(s.insn().a, v);
                    return s.skip();
                }
                Callable::Vm => return plain(vm, s, window, argc),
            }
        }
        vm.pending.clear();
        vm.raise_words(s, VmError::Depth(vm.most_depth))
    }
}

/// How often what is called may stand for something else, which is.
const MOST_LAYERS: usize = 64;

/// A call with arguments by place alone.
pub(super) unsafe fn plain(vm: &mut Vm, s: State, window: usize, argc: usize) -> State {
    // SAFETY: as for `enter`.
    unsafe {
        debug_assert_eq!(s.insn().b as usize, window);
        vm.spread = window + 1 + argc;
        let next = calls::enter(vm, s, argc, Mode::Push, None);
        vm.spread = 0;
        next
    }
}

/// Registers between the window of a call that makes an instance and that of what begins
/// the instance: the window of the function in between, and its callee.
pub(crate) const INSET: u32 = 2;

/// Calls an initialiser with a new instance, which is then what the call gives: a
/// function of two instructions is entered in between.
unsafe fn construct(
    vm: &mut Vm,
    s: State,
    window: usize,
    argc: usize,
    instance: Value,
    init: Value,
    site: Option<&CallSite>,
) -> State {
    // SAFETY: as for `enter`; the function's window begins where the caller's ends, and
    // its own call's window holds the initialiser and the moved arguments.
    unsafe {
        let s = match insert(vm, s, window + 1, window + 1 + argc, &[instance, init, instance]) {
            Ok(s) => s,
            Err(s) => return s,
        };
        let stub: *const Func = vm.construct;
        vm.spread = window + 4 + argc;
        let made = vm.ensure_frame(s);
        vm.spread = 0;
        let s = match made {
            Ok(s) => s,
            Err(s) => {
                vm.pending.clear();
                return s;
            }
        };
        *vm.fp = Frame { ip: s.ip, fun: s.fun };
        vm.fp = vm.fp.add(1);
        let s = State { ip: (*stub).code_ptr(), regs: s.regs.add(window + 1), fun: stub };
        enter_at(vm, s, 1, argc + 1, site)
    }
}

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
