//! Calls of functions that are compiled themselves.
use super::{Builder, Callee, Origin, insn::wants};
use crate::bytecode::{Insn, Kind, Op};
use crate::interp::Func;
use crate::interp::func::CallSite;
use crate::jit::code::Code;
use crate::jit::mir::{FrameState, Inst, MirOp, Reason, Rep, Start, Term, Val};
use crate::object::{Class, Closure, ObjKind};
use crate::value::Value;

/// What a call site calls, as far as is known.
enum Known<'a> {
    /// A global that holds this closure, which takes the arguments from this register of
    /// the window on.
    Global { global: u32, closure: Value, func: &'a Func, first: u16 },
    /// Some closure of this function, in the window.
    Code(&'a Func),
    /// A method of instances of a layout: this closure.
    Method { layout: u32, closure: Value, func: &'a Func },
    /// A global that holds this class, whose new instances this closure begins.
    Class { global: u32, class: Value, closure: Value, func: &'a Func },
}

/// Where the value of a parameter comes from.
enum Source {
    /// A register of the call's window.
    Window(u16),
    Const(Value),
}

/// How compiled code calls a function.
struct Way {
    /// Its entry; none for the function at hand.
    entry: Option<u32>,
    /// Whether it takes the closure.
    closure: bool,
    /// The representations of the other arguments, and of the result.
    params: Vec<Rep>,
    result: Rep,
}

impl<'a> Known<'a> {
    /// Where the parameters' values come from, but for an instance that is made for the call:
    /// registers of the window, or constants for what is left out.
    fn sources(&self, site: &CallSite) -> Vec<Source> {
        let func = self.func();
        if let Some((way, _)) = site.way()
            && std::ptr::eq(way.func, func)
            && way.argc() == site.argc as usize
        {
            let source = |at| way.argument_of(at).map_or(Source::Const(Value::MISSING), |n| Source::Window(n + 1));
            return (0..func.params).map(source).collect();
        }
        let first = if let Known::Global { first, .. } = self { *first } else { 1 };
        let mut all: Vec<Source> = (first..=site.argc).map(Source::Window).collect();
        let made = matches!(self, Known::Class { .. }) as usize;
        all.extend(func.left_out(made + all.len()).map(|(_, v)| Source::Const(v)));
        all
    }
    /// The layout of the instances whose method it is.
    fn layout(&self) -> Option<u32> {
        match self {
            Known::Method { layout, .. } => Some(*layout),
            _ => None,
        }
    }
    fn func(&self) -> &'a Func {
        match self {
            Known::Global { func, .. } | Known::Code(func) | Known::Method { func, .. } | Known::Class { func, .. } => {
                func
            }
        }
    }
}

/// The functions that a call site always called, and whether they begin new instances; none
/// for an instruction without one.
pub(in crate::jit) fn targets(func: &Func, op: Op, insn: Insn, globals: &[Value]) -> Vec<(*const Func, bool)> {
    if !op.info().operands.iter().any(|o| o.1 == Kind::CallSite) {
        return vec![];
    }
    let known = known(func, op, insn, globals);
    known.iter().map(|k| (std::ptr::from_ref(k.func()), matches!(k, Known::Class { .. }))).collect()
}

/// Whether the interpreter keeps a function for good.
pub(in crate::jit) fn is_kept(f: &Func) -> bool {
    f.jit.called.get().is_none() && f.jit.unit(Start::Call, |u| u.kept)
}

/// The function of a closure that takes so many arguments, each as a parameter.
fn takes<'a>(callee: *const Func, argc: u16) -> Option<&'a Func> {
    // SAFETY: functions live as long as the VM.
    let f = unsafe { callee.as_ref() }?;
    let (least, most) = f.arity();
    (f.has_pads() && f.is_direct() && (least..=most).contains(&argc.into())).then_some(f)
}

/// What a call site calls: more than one thing only if these are methods.
fn known<'a>(func: &'a Func, op: Op, insn: Insn, globals: &[Value]) -> Vec<Known<'a>> {
    let site = &func.call_sites[insn.c as usize];
    if site.many.get() {
        return vec![];
    }
    match op {
        Op::CallNamed => bound(site).into_iter().collect(),
        Op::CallMethod => match site.module() {
            Some((_, global)) => in_module(site, global, globals).into_iter().collect(),
            None => methods(site).or_else(|| Some(vec![bound(site)?])).unwrap_or_default(),
        },
        Op::CallGlobal | Op::TailCallGlobal => global(site, globals).into_iter().collect(),
        Op::Call => only(site).map(Known::Code).or_else(|| bound(site)).into_iter().collect(),
        _ => only(site).map(Known::Code).into_iter().collect(),
    }
}

/// The only function that a site remembers.
fn only<'a>(site: &CallSite) -> Option<&'a Func> {
    let [only] = site.remembered()[..] else { return None };
    takes(only, site.argc)
}

/// What a site calls whose arguments do not go straight to the parameters.
fn bound<'a>(site: &CallSite) -> Option<Known<'a>> {
    let (way, method) = site.way()?;
    // SAFETY: functions live as long as the VM.
    let func = unsafe { &*way.func };
    // What stood for a function took an argument more.
    if !func.has_pads() || way.argc() != site.argc as usize {
        return None;
    }
    match method {
        None => Some(Known::Code(func)),
        Some((layout, closure)) => Some(Known::Method { layout, closure, func }),
    }
}

fn methods<'a>(site: &CallSite) -> Option<Vec<Known<'a>>> {
    let all = site.methods.borrow();
    let targets = std::iter::once(&site.first).chain(all.iter());
    targets
        .map(|t| {
            let closure = t.callee.get();
            let func = takes(closure.as_a::<Closure>()?.func, site.argc)?;
            Some(Known::Method { layout: t.instances()?, closure, func })
        })
        .collect()
}

fn global<'a>(site: &CallSite, globals: &[Value]) -> Option<Known<'a>> {
    let (global, held) = (site.global, *globals.get(site.global as usize)?);
    if let Some(class) = held.as_a::<Class>() {
        let closure = site.init.get();
        let func = takes(closure.as_a::<Closure>()?.func, site.argc + 1)?;
        return (class.shape.get() == site.made.get()).then_some(Known::Class { global, class: held, closure, func });
    }
    let func = only(site).or_else(|| bound(site).map(|k| k.func()))?;
    let holds = held.as_a::<Closure>().is_some_and(|c| std::ptr::eq(c.func, func));
    holds.then_some(Known::Global { global, closure: held, func, first: 1 })
}

/// A function of a module, which is not given the module.
fn in_module<'a>(site: &CallSite, global: u32, globals: &[Value]) -> Option<Known<'a>> {
    let held = *globals.get(global as usize)?;
    let func = takes(held.as_a::<Closure>()?.func, site.argc - 1)?;
    Some(Known::Global { global, closure: held, func, first: 2 })
}

impl Builder<'_> {
    /// Whether it is a call of this function in tail position, which becomes a jump.
    pub(super) fn is_self_tail_call(&self, pc: u32) -> bool {
        let (op, insn) = self.input.code.at(pc);
        let f = self.input.code.func;
        matches!(op, Op::TailCall | Op::TailCallGlobal)
            && self.input.start == Start::Call
            && self.known(op, insn).is_some_and(|k| !matches!(k, Known::Class { .. }) && k.func().id == f.id)
            && (!self.g.closure || op == Op::TailCallGlobal)
            && self.values_changed(pc) <= !self.g.closure as usize
    }

    /// What a site that is no call of a method calls.
    fn known<'a>(&self, op: Op, insn: Insn) -> Option<Known<'a>>
    where
        Self: 'a,
    {
        known(self.input.code.func, op, insn, self.input.globals).pop()
    }

    /// Guards that a global holds this value, and gives it.
    fn held(&mut self, global: u32, held: Value) -> Val {
        if self.stable(global).is_none() {
            let v = self.emit(MirOp::LoadGlobal, &[], global as i64);
            self.guard(MirOp::GuardValue, &[v], held.bits() as i64);
        }
        self.constant(held)
    }

    /// Guards that the callee is the known one; gives its value.
    fn callee(&mut self, known: &Known, insn: Insn) -> Val {
        let v = match *known {
            // What has a layout was looked at before.
            Known::Method { closure, .. } | Known::Class { closure, .. } => return self.constant(closure),
            Known::Global { global, closure, .. } => {
                if self.stable(global).is_some() || !self.failed(Reason::ValueChanged) {
                    return self.held(global, closure);
                }
                self.emit(MirOp::LoadGlobal, &[], global as i64)
            }
            Known::Code(_) => self.get(insn.b),
        };
        let closure = self.checked(MirOp::GuardKind, &[v], ObjKind::Closure as i64);
        self.guard(MirOp::GuardCode, &[closure], known.func().id as i64);
        v
    }

    /// The values of a call's parameters, but for an instance that is made for it.
    fn arguments(&mut self, known: &Known, insn: Insn) -> Vec<Val> {
        let sources = known.sources(&self.input.code.func.call_sites[insn.c as usize]);
        let value = |source| match source {
            Source::Window(n) => self.get(insn.b + n),
            Source::Const(v) => self.constant(v),
        };
        sources.into_iter().map(value).collect()
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
        let known = if self.changes(op) { vec![] } else { known(f, op, insn, self.input.globals) };
        let site = &f.call_sites[insn.c as usize];
        if known.is_empty() {
            return match op {
                Op::CallMethod if site.module().is_some() => self.native_of_module(site, insn),
                Op::CallMethod if site.native().is_some() => self.builtin_method(site, insn),
                _ => self.leave(Reason::Interpreter),
            };
        }
        let ways: Vec<Option<Way>> = known.iter().map(|k| self.way(k, site)).collect();
        let misfit = |rep: &Rep| *rep != Rep::Tagged && self.failed(wants(*rep));
        if ways.iter().flatten().any(|w| w.params.iter().any(misfit)) {
            return self.leave(Reason::Interpreter);
        }
        if ways.iter().all(Option::is_none) {
            if known.iter().all(|k| is_kept(k.func())) {
                self.left_at.get_or_insert(self.pc);
            }
            return self.leave(Reason::NotCompiled);
        }
        let layouts: Vec<u32> = known.iter().filter_map(Known::layout).collect();
        if let (Op::CallMethod, Some((module, _))) = (op, site.module()) {
            let object = self.get(insn.b + 1);
            self.guard(MirOp::GuardValue, &[object], module.bits() as i64);
        }
        let result = if layouts.is_empty() {
            self.call_one(&known[0], ways[0].as_ref(), insn)
        } else {
            let object = self.get(insn.b + 1);
            let object = self.instance(object);
            self.by_shape(object, &layouts, |b, n| b.call_one(&known[n], ways[n].as_ref(), insn))
        };
        if let Some(v) = result {
            self.set(insn.a, v);
        }
    }

    /// A native of a module. Some are instructions of the machine.
    fn native_of_module(&mut self, site: &CallSite, insn: Insn) {
        let (globals, natives) = (self.input.globals, self.input.code.natives);
        let Some((module, global)) = site.module() else { return self.handled() };
        let held = globals.get(global as usize).copied().unwrap_or(Value::UNSET);
        let name = held.as_native().and_then(|id| natives.get(id.0 as usize)).map(|n| n.name);
        let misfits = [Reason::ValueChanged, Reason::NotFloat, Reason::Zero].into_iter().any(|r| self.failed(r));
        if name != Some("math:sqrt") || site.argc != 2 || misfits {
            return self.handled();
        }
        let object = self.get(insn.b + 1);
        self.guard(MirOp::GuardValue, &[object], module.bits() as i64);
        let function = self.emit(MirOp::LoadGlobal, &[], global.into());
        self.guard(MirOp::GuardValue, &[function], held.bits() as i64);
        let x = self.get(insn.b + 2);
        let x = match self.origin(x) {
            Origin::Int(i) => self.emit(MirOp::IntToFloat, &[i], 0),
            _ => self.float(x),
        };
        let zero = self.float_const(0.0);
        let real = self.emit(MirOp::LeFloat, &[zero, x], 0);
        self.guard(MirOp::GuardTrue, &[real], 0);
        let root = self.emit(MirOp::SqrtFloat, &[x], 0);
        self.set(insn.a, root);
    }

    /// How compiled code calls a function, if it can.
    fn way(&self, known: &Known, site: &CallSite) -> Option<Way> {
        let (f, func) = (self.input.code.func, known.func());
        let class = matches!(known, Known::Class { .. });
        let way = if func.id == f.id && self.input.start == Start::Call && !class {
            let params = self.input.params.to_vec();
            Way { entry: None, closure: self.g.closure, params, result: Rep::Tagged }
        } else {
            let Callee { entry, closure, signature } = self.input.callee(func.id)?;
            let params = signature.params[*closure as usize..].to_vec();
            Way { entry: Some(*entry), closure: *closure, params, result: signature.result }
        };
        // A constant of another type would have to be looked at each time.
        let unlike = |(rep, source): (&Rep, &Source)| match (rep, source) {
            (Rep::Int, Source::Const(v)) => !v.is_int(),
            (Rep::Float, Source::Const(v)) => !v.is_double(),
            _ => false,
        };
        let params = &way.params[class as usize..];
        (!params.iter().zip(&known.sources(site)).any(unlike)).then_some(way)
    }

    /// Calls one thing; gives what the call gives. Leaves if that is not compiled.
    fn call_one(&mut self, known: &Known, way: Option<&Way>, insn: Insn) -> Option<Val> {
        let Some(way) = way else {
            self.leave(Reason::NotCompiled);
            return None;
        };
        let input = self.input;
        let class = match *known {
            Known::Class { global, class, .. } => Some(self.held(global, class)),
            _ => None,
        };
        let callee = self.callee(known, insn);
        let mut args = vec![];
        if let Some(entry) = way.entry {
            args.push(self.checked(MirOp::CodeOf, &[], entry as i64));
        }
        args.extend(way.closure.then_some(callee));
        // An instance is made last, but comes first.
        let first = args.len();
        let given = self.arguments(known, insn);
        for (v, &rep) in given.into_iter().zip(&way.params[class.is_some() as usize..]) {
            args.push(self.argument(v, rep));
        }
        let instance = class.map(|class| self.checked(MirOp::NewInstance, &[class], 0));
        if let Some(instance) = instance {
            self.classes = true;
            args.insert(first, instance);
        }
        self.guard(MirOp::Spend, &[], 0);
        // The frame while the call is open. What lies above the window is the callee's.
        let over = input.code.live_over(self.pc).into_iter().filter(|&r| r < insn.b);
        let mut live: Vec<(u16, Val)> = over.filter_map(|r| Some((r, self.regs[r as usize]?))).collect();
        if let (Some(class), Some(instance)) = (class, instance) {
            // Behind the class begins the window of the function in between.
            live.extend([(insn.b, class), (insn.b + 1, instance), (insn.b + 2, callee)]);
        } else if Code::of(known.func(), input.code.natives).tail_calls() {
            // By the time this frame is written another function may run in the window,
            // whose closure is there then.
            self.effect(MirOp::SetReg, &[callee], insn.b as i64);
        } else {
            live.push((insn.b, callee));
        }
        let state = self.g.state(FrameState { pc: self.pc, live });
        let dst = self.value(way.result, Origin::Other);
        let op = match (way.entry, instance) {
            (None, _) => MirOp::CallSelf,
            (_, Some(_)) => MirOp::CallInit,
            _ => MirOp::Call,
        };
        let imm = way.entry.map_or(0, |e| e as i64);
        if let Some(b) = self.block {
            let pc = self.pc;
            self.g.at_mut(b).insts.push(Inst { op, args, imm, dst: Some(dst), state: Some(state), pc });
        }
        Some(instance.unwrap_or(dst))
    }

    /// Whether the callee turned out not to be always of the same code. What a global
    /// holds is another value whenever its definition runs again.
    fn changes(&self, op: Op) -> bool {
        let values = matches!(op, Op::CallGlobal | Op::TailCallGlobal) as usize;
        self.values_changed(self.pc) > values || self.failed(Reason::WrongKind) || self.too_many_shapes()
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
        let known = self.known(op, insn).filter(|k| !self.changes(op) && !matches!(k, Known::Class { .. }));
        // Whoever let a generator go on wants what that gives.
        let known = known.filter(|_| self.running.is_none());
        let Some(known) = known else { return self.leave(Reason::Interpreter) };
        if !self.is_self_tail_call(self.pc) {
            return self.other_tail_call(&known, insn);
        }
        self.callee(&known, insn);
        if let (Some(closure), Known::Global { closure: held, .. }) = (self.closure, &known) {
            let bits = held.bits() as i64;
            self.guard(MirOp::GuardValue, &[closure], bits);
        }
        self.guard(MirOp::Spend, &[], 0);
        let args = self.arguments(&known, insn);
        self.regs.fill(None);
        for (r, v) in args.into_iter().enumerate() {
            self.regs[r] = Some(v);
        }
        self.go(f.proto.start());
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
        let given = self.arguments(known, insn);
        for (v, &rep) in given.into_iter().zip(params) {
            all.push(self.argument(v, rep));
        }
        self.guard(MirOp::Spend, &[], 0);
        self.effect(MirOp::SetRunning, &[closure], 0);
        self.end(Term::TailCall(all, callee.entry));
    }
}
