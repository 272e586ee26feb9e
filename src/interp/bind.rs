//! Arguments by name, and parameters that take none by place: how they come to the
//! parameters of a function, which call sites remember.
use super::calls;
use super::func::{CallSite, NO_SHAPE};
use super::objects::plain;
use super::{Func, State};
use crate::lang::Named;
use crate::options::Opt;
use crate::value::Value;
use crate::vm::Vm;

/// Arguments by name of one call that are brought to their parameters without a list.
const MOST_NAMED: usize = 8;

/// Where the arguments of a call go.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    /// The function whose parameters they are.
    pub func: *const Func,
    /// How many arguments are passed by place, and how many by name.
    placed: usize,
    named: usize,
    /// The parameters of these.
    to: [u16; MOST_NAMED],
}

/// What a site remembers of that.
pub(crate) struct Binding {
    way: Way,
    /// The layout of the objects whose method it is, and that method, held weakly;
    /// `NO_SHAPE` and `NEVER` if what is called stands in the window.
    key: u32,
    method: Value,
}

impl Way {
    /// That of a call of the function with so many arguments by place and these by name; none
    /// if it takes others, too, or not these.
    fn new(f: &Func, placed: usize, names: &[Value]) -> Option<Way> {
        let sig = f.proto.signature.as_deref()?;
        let takes = !sig.rest && !sig.others && f.params as usize == sig.names.len();
        if !takes || placed > sig.placed || names.len() > MOST_NAMED {
            return None;
        }
        let mut to = [0; MOST_NAMED];
        for (n, name) in names.iter().enumerate() {
            let sym = name.as_sym()?;
            let at = sig.names.iter().position(|&n| n == sym)?;
            if at < sig.unnamed || at < placed || to[..n].contains(&(at as u16)) {
                return None;
            }
            to[n] = at as u16;
        }
        let named = names.len();
        let given = |at: usize| at < placed || to[..named].contains(&(at as u16));
        let all = sig.needed.iter().enumerate().all(|(at, &needed)| !needed || given(at));
        all.then_some(Way { func: f, placed, named, to })
    }
    /// How many arguments there are.
    pub(crate) fn argc(&self) -> usize {
        self.placed + self.named
    }
    /// The argument that a parameter gets; none if it is left out.
    pub(crate) fn argument_of(&self, parameter: u16) -> Option<u16> {
        if (parameter as usize) < self.placed {
            return Some(parameter);
        }
        let by_name = self.to[..self.named].iter().position(|&at| at == parameter)?;
        Some((self.placed + by_name) as u16)
    }
}

impl CallSite {
    /// The way of arguments that it remembers: to a function, or to a method of objects of a
    /// layout.
    pub(crate) fn way(&self) -> Option<(Way, Option<(u32, Value)>)> {
        let binding = self.binding.borrow();
        let b = binding.as_deref()?;
        Some((b.way, (b.key != NO_SHAPE).then_some((b.key, b.method))))
    }
    /// Forgets the way of arguments to a method, if `live` rejects that.
    pub(super) fn sweep_binding(&self, live: impl Fn(Value) -> bool) {
        let mut binding = self.binding.borrow_mut();
        if binding.as_ref().is_some_and(|b| b.key != NO_SHAPE && !live(b.method)) {
            *binding = None;
        }
    }
}

/// Remembers the way of the arguments of a call, the names of the last of which are in
/// `Vm::pending`; of a method, for objects of that layout.
pub(super) fn remember(vm: &Vm, site: &CallSite, f: &Func, argc: usize, method: Option<(u32, Value)>) {
    let Some(placed) = argc.checked_sub(vm.pending.len()) else { return };
    if vm.rt.opts.has(Opt::CallCaches)
        && let Some(way) = Way::new(f, placed, &vm.pending)
    {
        let (key, method) = method.unwrap_or((NO_SHAPE, Value::NEVER));
        site.misses.set(site.misses.get() + 1);
        *site.binding.borrow_mut() = Some(Box::new(Binding { way, key, method }));
    }
}

/// Calls the method of an object of a layout, if the way of the arguments is remembered.
pub(super) unsafe fn enter_method(vm: &mut Vm, s: State, site: &CallSite, key: u32) -> Option<State> {
    let known = |b: &Binding| (b.key == key && key != NO_SHAPE).then_some((b.way, b.method));
    let (way, method) = site.binding.borrow().as_deref().and_then(known)?;
    // SAFETY: as for `enter`.
    unsafe {
        let window = s.insn().b as usize;
        *s.regs.add(window) = method;
        Some(enter_by(vm, s, site, &way, window))
    }
}

/// Enters a function that stands in a window with so many arguments, if their way is
/// remembered.
pub(super) unsafe fn enter_known(
    vm: &mut Vm,
    s: State,
    site: &CallSite,
    window: usize,
    argc: usize,
    func: *const Func,
) -> Option<State> {
    let same = |b: &Binding| std::ptr::eq(b.way.func, func) && b.way.argc() == argc && b.key == NO_SHAPE;
    let way = site.binding.borrow().as_deref().filter(|b| same(b)).map(|b| b.way)?;
    // SAFETY: as for `enter`.
    unsafe { Some(enter_by(vm, s, site, &way, window)) }
}

/// Brings arguments to the parameters of a function and enters it.
unsafe fn enter_by(vm: &mut Vm, s: State, site: &CallSite, way: &Way, window: usize) -> State {
    // SAFETY: as for `enter`; functions live as long as the VM; there is room for all
    // parameters when they are written.
    unsafe {
        let params = (*way.func).params as usize;
        vm.spread = window + 1 + way.argc();
        let made = vm.ensure_values(s, window + 2 + way.argc().max(params));
        vm.spread = 0;
        vm.pending.clear();
        let s = match made {
            Ok(s) => s,
            Err(s) => return s,
        };
        site.hits.set(site.hits.get() + 1);
        let args = s.regs.add(window + 1);
        let mut named = [Value::MISSING; MOST_NAMED];
        for (n, v) in named.iter_mut().take(way.named).enumerate() {
            *v = *args.add(way.placed + n);
        }
        (way.placed..params).for_each(|at| *args.add(at) = Value::MISSING);
        for (&at, v) in way.to[..way.named].iter().zip(named) {
            *args.add(at as usize) = v;
        }
        calls::enter_bound(vm, s, window, params, way.func)
    }
}

/// Brings arguments by place and by name to the parameters of a function and enters it. The
/// site, if it is given, remembers the way.
pub(super) unsafe fn bind(
    vm: &mut Vm,
    s: State,
    window: usize,
    argc: usize,
    func: *const Func,
    site: Option<&CallSite>,
) -> State {
    // SAFETY: as for `enter`; room is made before anything is written.
    unsafe {
        let f = &*func;
        let Some(signature) = f.proto.signature.as_deref() else {
            let callee = *s.regs.add(window);
            vm.pending.clear();
            let fault = (vm.model(s).no_names)(&vm.rt, callee);
            return vm.raise(s, fault);
        };
        if let Some(site) = site {
            if let Some(next) = enter_known(vm, s, site, window, argc, func) {
                return next;
            }
            remember(vm, site, f, argc, None);
        }
        vm.spread = window + 1 + argc;
        let made = vm.ensure_values(s, window + 2 + argc.max(f.params as usize));
        let bound = made.and_then(|s| {
            let bind = f.dialect.objects.bind;
            vm.attempt(s, |vm, s| {
                let all = std::slice::from_raw_parts(s.regs.add(window + 1), argc);
                let (placed, named) = all.split_at(argc - vm.pending.len().min(argc));
                bind(&mut vm.rt, signature, &Named { placed, names: &vm.pending, named })
            })
        });
        vm.pending.clear();
        vm.spread = 0;
        let (s, bound) = match bound {
            Ok(bound) => bound,
            Err(s) => return s,
        };
        bound.iter().enumerate().for_each(|(i, &v)| *s.regs.add(window + 1 + i) = v);
        calls::enter_bound(vm, s, window, bound.len(), func)
    }
}

/// Calls a native with arguments of which some are passed by name.
pub(super) unsafe fn by_name(vm: &mut Vm, s: State, window: usize, argc: usize) -> State {
    // SAFETY: as for `enter`; room is made before anything is written.
    unsafe {
        vm.spread = window + 1 + argc;
        let bind = vm.model(s).bind_native;
        let bound = vm.attempt(s, |vm, s| {
            let all = std::slice::from_raw_parts(s.regs.add(window + 1), argc);
            let (placed, named) = all.split_at(argc - vm.pending.len().min(argc));
            bind(&mut vm.rt, *s.regs.add(window), &Named { placed, names: &vm.pending, named })
        });
        vm.pending.clear();
        vm.spread = 0;
        let (s, bound) = match bound {
            Ok(bound) => bound,
            Err(s) => return s,
        };
        // Values may be left out between others: there may be more than there were.
        vm.pending.extend_from_slice(&bound);
        let made = vm.ensure_values(s, window + 2 + bound.len());
        vm.pending.clear();
        let s = match made {
            Ok(s) => s,
            Err(s) => return s,
        };
        bound.iter().enumerate().for_each(|(i, &v)| *s.regs.add(window + 1 + i) = v);
        plain(vm, s, window, bound.len())
    }
}
