//! Calls off the fast path: of methods through the dialect, of what is no function, and
//! with arguments by name.
use super::bind::{bind, by_name, enter_known, enter_method};
use super::calls::{self, Mode, site};
use super::func::{CallSite, FieldSite, NO_SHAPE};
use super::methods::builtin_key;
use super::{Frame, Func, State};
use crate::lang::{Callable, Method, ObjectModel, VmError};
use crate::object::{Class, Closure, Compound, Dict, Instance, List, Sort, Tuple};
use crate::options::Opt;
use crate::runtime::Fault;
use crate::syntax::Sym;
use crate::value::Value;
use crate::vm::Vm;

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
        let left = (vm.stack_end as usize - s.regs as usize) / size_of::<Value>();
        let mut s = s;
        if end + values.len() + 1 > left {
            let names = vm.pending.len();
            vm.pending.extend_from_slice(values);
            vm.spread = end;
            let made = vm.ensure_values(s, end + values.len() + 1);
            vm.spread = 0;
            vm.pending.truncate(names);
            s = made?;
        }
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
            if let Some(method) = callee.as_a::<Compound>().filter(|c| c.sort() == Sort::Method) {
                let (function, object) = (method.get(0), method.get(1));
                s = match insert(vm, s, window + 1, window + 1 + argc, &[object]) {
                    Ok(s) => s,
                    Err(s) => return s,
                };
                *s.regs.add(window) = function;
                argc += 1;
                continue;
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
        vm.raise_words(s, VmError::Depth(vm.limit.most))
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
