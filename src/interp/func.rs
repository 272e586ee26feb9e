//! Linked functions and their inline caches.
use super::bind::Binding;
use super::detour::DETOURS;
use super::methods::Target;
use crate::bytecode::{CaptureSource, Insn, Proto, Variable};
use crate::jit::FuncJit;
use crate::lang::Dialect;
use crate::object::{Class, Instance};
use crate::syntax::{Span, Sym};
use crate::value::Value;
use std::cell::{Cell, RefCell, UnsafeCell};
use std::rc::Rc;

/// What a throw looks for on the stack, besides the handlers in tables. Functions
/// of the prelude have such roles, by their names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// None.
    Plain,
    /// Register 0 is a function that is called with what is thrown, where it is thrown.
    Intercept,
    /// Runs a handler: what it throws is for what stands below the depth in register 0.
    Mask,
    /// Its own handler only cleans up and throws on; a continuation may come back.
    Cleanup,
    /// The same, but what was thrown does not come back.
    Finally,
    /// Offers what was thrown to a handler that may refuse it.
    Offer,
    /// Refuses such an offer.
    Refuse,
    /// Throws again what was refused: for the function that called it, through others of
    /// this role and one that masks.
    Again,
}

impl Role {
    /// The functions with roles.
    pub const NAMES: [(&'static str, Role); 10] = [
        ("%intercept", Role::Intercept),
        ("%mask", Role::Mask),
        ("%cleanup", Role::Cleanup),
        ("%finally", Role::Finally),
        ("%to-guard", Role::Offer),
        ("%refuse", Role::Refuse),
        ("%offer", Role::Again),
        ("%offer-unanswered", Role::Again),
        ("%again", Role::Again),
        ("%throw", Role::Again),
    ];
    /// The functions of the prelude that the VM calls when it finds one of the role, or
    /// before that one can be called.
    pub fn calls(self) -> &'static [&'static str] {
        match self {
            Role::Intercept => &Own::NAMES[..2],
            Role::Refuse => &Own::NAMES[2..],
            _ => &[],
        }
    }
}

/// A function of the prelude that the VM calls itself. It keeps them: a program can
/// give their names other values.
#[derive(Clone, Copy)]
pub(crate) enum Own {
    /// Calls a handler whose answer counts.
    Mask,
    /// Calls a handler that must not return.
    Unanswered,
    /// Offers what was thrown to a `guard`; if it is refused, the answer of a handler
    /// further out counts.
    Offer,
    /// The same where no answer counts.
    OfferUnanswered,
}

impl Own {
    /// Their names, in order.
    pub const NAMES: [&'static str; 4] = ["%mask", "%unanswered", "%offer", "%offer-unanswered"];
}

/// A function that a VM can run. Made by `link`; lives as long as its VM. What
/// handlers read stands first, in one cache line.
#[repr(C)]
pub struct Func {
    /// Call sites.
    pub(crate) call_sites: Box<[CallSite]>,
    /// Constants, read in place (T7).
    pub(crate) consts: Box<[Value]>,
    /// Field sites.
    pub(crate) field_sites: Box<[FieldSite]>,
    /// Code; rewritten in place when instructions quicken. A few instructions more
    /// than were compiled: see [`Func::detour`] and [`Func::pad`].
    pub(crate) code: Box<[UnsafeCell<Insn>]>,
    /// Number in the VM.
    pub id: u32,
    /// Registers of its window.
    pub registers: u32,
    /// Parameters, the rest parameter included.
    pub params: u16,
    /// How many of them need no argument.
    pub optional: u16,
    /// Whether the last parameter takes the rest.
    pub rest: bool,
    /// What the VM knows it by when it looks for handlers.
    pub(crate) role: Cell<Role>,
    /// Inner functions.
    pub(crate) functions: Box<[*const Func]>,
    /// How often each instruction ran; filled by the traced loop only.
    pub(crate) counts: Box<[Cell<u64>]>,
    /// What the language decides.
    pub(crate) dialect: &'static Dialect,
    /// Where a closure of it takes its captures from.
    pub(crate) sources: Box<[CaptureSource]>,
    /// What the compiler to machine code knows of it.
    pub(crate) jit: FuncJit,
    /// What was compiled: names, spans, handlers, code before fusion.
    pub proto: Proto,
}

impl Func {
    /// The first instruction.
    #[inline(always)]
    pub(crate) fn code_ptr(&self) -> *mut Insn {
        self.code.as_ptr() as *mut Insn
    }
    /// The fewest arguments it takes, and the most that fill no rest parameter.
    pub(crate) fn arity(&self) -> (usize, usize) {
        let most = self.params as usize - self.rest as usize;
        (most - self.optional as usize, most)
    }
    /// Where a call with that many arguments begins, which must not be too few; a
    /// rest parameter that takes some counts as one.
    pub(crate) fn entry(&self, argc: usize) -> *mut Insn {
        let past = argc.saturating_sub(self.arity().0);
        if let Some(pad) = self.pads().nth(past) {
            return pad;
        }
        // Of code that somebody damaged, generators may be functions that take more.
        let start = self.proto.entries.get(past).copied().unwrap_or(0);
        self.code_ptr().wrapping_add(start as usize)
    }
    /// A call that any instruction may make: its window begins one above the
    /// function's registers. In the register between stands where the function was.
    /// Nothing returns to it but to end the task. Behind it stands another, to whose
    /// result an instruction is entitled (see `objects`).
    pub(crate) fn detour(&self) -> *mut Insn {
        // `DETOURS` instructions were added when it was linked.
        self.code_ptr().wrapping_add(self.proto.code.len())
    }
    /// Whether arguments by place go straight into the parameters.
    pub(crate) fn is_direct(&self) -> bool {
        self.proto.signature.as_ref().is_none_or(|s| s.is_plain())
    }
    /// Where calls begin if hot code is compiled: jumps to the entries that may become
    /// something else, the fewest arguments first. Functions that compute what they are not
    /// given have none, and are not compiled.
    pub(crate) fn pads(&self) -> impl Iterator<Item = *mut Insn> {
        // They follow the detour.
        let first = self.proto.code.len() + DETOURS;
        (first..self.code.len()).map(|at| self.code_ptr().wrapping_add(at))
    }
    /// Whether it has them.
    pub(crate) fn has_pads(&self) -> bool {
        self.code.len() > self.proto.code.len() + DETOURS
    }
    /// The parameters that so many arguments leave out, and the constants that they are.
    pub(crate) fn left_out(&self, argc: usize) -> impl Iterator<Item = (u16, Value)> {
        let past = argc.saturating_sub(self.arity().0);
        let first = self.proto.entries.get(past).copied().unwrap_or(0);
        let insns = &self.proto.code[first as usize..self.proto.start() as usize];
        insns.iter().map(|i| (i.a, self.consts[i.bc() as usize]))
    }
    /// Its name for people.
    pub fn name(&self) -> &str {
        self.proto.name.as_deref().unwrap_or("<lambda>")
    }
    /// Where an instruction came from.
    pub fn span(&self, pc: usize) -> Span {
        self.proto.spans().get(pc).copied().unwrap_or(self.proto.span)
    }
    /// The variable that a register holds at an instruction.
    pub(crate) fn variable(&self, pc: usize, reg: u16) -> Option<Rc<str>> {
        let plain = self.proto.plain().starts.get(pc).copied().unwrap_or(pc as u32);
        let holds = |v: &&Variable| v.reg == reg && (v.start..v.end).contains(&plain);
        self.proto.details().variables.iter().rfind(holds).map(|v| v.name.clone())
    }
    /// The names of the attributes that it sets.
    pub(crate) fn attributes_set(&self) -> impl Iterator<Item = Sym> {
        let set = self.proto.code.iter().filter(|i| i.op() == crate::bytecode::Op::SetAttr);
        set.map(|i| self.field_sites[i.c as usize].field)
    }
    /// The code as it stands, quickened ops included.
    pub fn code_now(&self) -> Vec<Insn> {
        // SAFETY: instructions are written only while this VM runs code, not now.
        self.code.iter().take(self.proto.code.len()).map(|i| unsafe { *i.get() }).collect()
    }
}

/// What a call site remembers of a callee (T8, R6). Read by the fast path of
/// calls; written by the slow one after it has checked kind and arity.
#[repr(C)]
pub struct CallSite {
    /// What is called, as it was last remembered.
    pub(crate) first: Target,
    /// The global that `CallGlobal` calls.
    pub(crate) global: u32,
    /// Calls that found the callee remembered.
    pub hits: Cell<u64>,
    /// Calls that did not.
    pub misses: Cell<u64>,
    /// Arguments.
    pub argc: u16,
    /// Methods of further objects; classes keep them alive until they change.
    pub(crate) methods: RefCell<Vec<Target>>,
    /// How arguments come to the callee's parameters if not straight.
    pub(crate) binding: RefCell<Option<Box<Binding>>>,
    /// The layout of the instances that the callee makes, if that is a class.
    pub(crate) made: Cell<u32>,
    /// The function that begins them; the class keeps it alive until it changes.
    pub(crate) init: Cell<Value>,
    /// Whether it has seen more callees than it may remember.
    pub many: Cell<bool>,
    /// Further functions, up to the configured number.
    pub(crate) others: RefCell<Vec<*const Func>>,
}

/// What a field site remembers (F6, T16): slots by shape.
pub struct FieldSite {
    /// The shape; `NO_SHAPE` while empty.
    pub(crate) shape: Cell<u32>,
    /// The slot in records of that shape.
    pub(crate) slot: Cell<u32>,
    /// Accesses that found the shape remembered.
    pub hits: Cell<u64>,
    /// Accesses that did not.
    pub misses: Cell<u64>,
    /// The field.
    pub field: Sym,
    /// The global that holds the record type.
    pub(crate) ty: u32,
    /// The shape of objects that get the field here, the shape they have then, and the
    /// slot, which is in the object itself.
    pub(crate) growth: Cell<Growth>,
    /// The same for further shapes.
    growths: RefCell<Vec<Growth>>,
    /// The shape of objects whose attribute a function gives or sets, and that function.
    accessor: Cell<(u32, Value)>,
    /// What all objects that are alike have in common here.
    common: Cell<Common>,
    /// Whether it has seen more shapes than it may remember.
    pub many: Cell<bool>,
    /// Further shapes with their slots.
    pub(crate) others: RefCell<Vec<(u32, u32)>>,
}

/// What stands in the class of objects of a shape, or in a class, as long as no class is made or
/// changes.
#[derive(Clone, Copy)]
struct Common {
    /// The shape, or the bits of the class.
    of: u64,
    /// How many changes of classes there had been.
    changes: u64,
    value: Value,
}

/// That of no object.
const NOTHING: Common = Common { of: NO_SHAPE as u64, changes: 0, value: Value::UNSET };

/// How an object gets a field that it did not have.
#[derive(Clone, Copy)]
pub(crate) struct Growth {
    pub from: u32,
    pub to: u32,
    pub slot: u32,
}

/// That of no object.
const NO_GROWTH: Growth = Growth { from: NO_SHAPE, to: NO_SHAPE, slot: 0 };

/// The shape of an empty field site; no record has it.
pub const NO_SHAPE: u32 = u32::MAX;

impl CallSite {
    /// An empty site.
    pub(crate) fn new(argc: u16, global: u32) -> CallSite {
        CallSite {
            first: Target::default(),
            hits: Cell::new(0),
            misses: Cell::new(0),
            global,
            argc,
            methods: RefCell::default(),
            binding: RefCell::default(),
            made: Cell::new(NO_SHAPE),
            init: Cell::new(Value::NEVER),
            many: Cell::new(false),
            others: RefCell::new(vec![]),
        }
    }
    /// Makes a callee the one that is found first. Natives have no function.
    pub(super) fn set(&self, callee: Value, func: *const Func) {
        self.first.callee.set(callee);
        self.first.func.set(func);
        // SAFETY: functions live as long as the VM.
        if let Some(f) = unsafe { func.as_ref() } {
            self.first.code.set(f.entry(self.argc as usize));
            self.first.window.set(f.registers * size_of::<Value>() as u32);
        }
    }
    /// `empty`, `one`, `few` or `many`.
    pub fn state(&self) -> &'static str {
        let others = self.others.borrow().len().max(self.methods.borrow().len());
        let empty = self.first.func.get().is_null() && self.first.key.get() == NO_SHAPE;
        state(empty, others, self.many.get())
    }
    /// Every function it remembers.
    pub(crate) fn remembered(&self) -> Vec<*const Func> {
        let first = self.first.func.get();
        std::iter::once(first).chain(self.others.borrow().iter().copied()).filter(|f| !f.is_null()).collect()
    }
    /// Every layout whose method it remembers.
    pub(crate) fn layouts(&self) -> Vec<u32> {
        let others = self.methods.borrow();
        std::iter::once(self.first.key.get())
            .chain(others.iter().map(|m| m.key.get()))
            .filter(|&l| l != NO_SHAPE)
            .collect()
    }
    /// Forgets a callee that `live` rejects; its code stays known.
    pub(crate) fn sweep(&self, live: impl Fn(Value) -> bool) {
        if !live(self.first.callee.get()) {
            self.first.callee.set(Value::NEVER);
        }
        self.sweep_binding(live);
    }
    /// Remembers a callee that was not remembered, the newest first; `limit` at most.
    pub(crate) fn remember(&self, callee: Value, func: *const Func, limit: usize) {
        let mut others = self.others.borrow_mut();
        if !self.first.func.get().is_null() {
            if others.len() + 1 >= limit.max(1) {
                self.many.set(true);
                others.clear();
            } else {
                others.push(self.first.func.get());
            }
        }
        self.set(callee, func);
    }
    /// Looks among the functions for that of another closure and moves a hit to the front.
    pub(crate) fn find_other(&self, callee: Value, func: *const Func) -> bool {
        if self.first.func.get() == func {
            self.set(callee, func);
            return true;
        }
        let mut others = self.others.borrow_mut();
        let Some(at) = others.iter().position(|&f| f == func) else { return false };
        others[at] = self.first.func.get();
        self.set(callee, func);
        true
    }
}

impl FieldSite {
    /// An empty site.
    pub(crate) fn new(field: Sym, ty: u32) -> FieldSite {
        FieldSite {
            shape: Cell::new(NO_SHAPE),
            slot: Cell::new(0),
            hits: Cell::new(0),
            misses: Cell::new(0),
            field,
            ty,
            growth: Cell::new(NO_GROWTH),
            growths: RefCell::default(),
            accessor: Cell::new((NO_SHAPE, Value::UNSET)),
            common: Cell::new(NOTHING),
            many: Cell::new(false),
            others: RefCell::new(vec![]),
        }
    }
    /// `empty`, `one`, `few` or `many`.
    pub fn state(&self) -> &'static str {
        let known = self.remembered().len() + self.grown().len();
        state(known == 0, known.saturating_sub(1), self.many.get())
    }
    /// Whether it is about objects with a class, not about records of one type.
    pub(crate) fn is_attribute(&self) -> bool {
        self.ty == crate::bytecode::NO_TYPE.0
    }
    /// Forgets all shapes.
    pub(crate) fn forget(&self) {
        self.shape.set(NO_SHAPE);
        self.others.borrow_mut().clear();
        self.growth.set(NO_GROWTH);
        self.growths.borrow_mut().clear();
        self.accessor.set((NO_SHAPE, Value::UNSET));
        self.common.set(NOTHING);
    }
    /// What the site remembers of objects like this one, after so many changes of classes.
    #[inline]
    pub(crate) fn common(&self, object: Value, changes: u64) -> Option<Value> {
        let c = self.common.get();
        (c.changes == changes && kind_of(object) == Some(c.of)).then_some(c.value)
    }
    /// Remembers what objects like this one have.
    pub(crate) fn remember_common(&self, object: Value, changes: u64, value: Value) {
        if let Some(of) = kind_of(object) {
            self.common.set(Common { of, changes, value });
        }
    }
    /// The function that gives the attribute of objects of a shape, if it is remembered.
    pub(crate) fn accessor(&self, shape: u32) -> Option<Value> {
        let (of, f) = self.accessor.get();
        (of == shape).then_some(f)
    }
    /// Remembers that function.
    pub(crate) fn remember_accessor(&self, shape: u32, f: Value) {
        self.accessor.set((shape, f));
    }
    /// Forgets what is dead.
    pub(crate) fn sweep(&self, is_live: impl Fn(Value) -> bool) {
        if self.common.get().of != NOTHING.of && !is_live(self.common.get().value) {
            self.common.set(NOTHING);
        }
        if self.accessor.get().0 != NO_SHAPE && !is_live(self.accessor.get().1) {
            self.accessor.set((NO_SHAPE, Value::UNSET));
        }
    }
    /// Remembers how objects of a shape get the field; `limit` at most.
    pub(crate) fn remember_growth(&self, growth: Growth, limit: usize) {
        let mut growths = self.growths.borrow_mut();
        if growths.len() + 1 >= limit.max(1) {
            growths.clear();
        } else if self.growth.get().from != NO_SHAPE {
            growths.push(self.growth.get());
        }
        self.growth.set(growth);
    }
    /// Looks among the further ones for those of a shape, which is then the first.
    pub(crate) fn find_growth(&self, shape: u32) -> bool {
        let mut growths = self.growths.borrow_mut();
        let Some(at) = growths.iter().position(|g| g.from == shape) else { return false };
        growths[at] = self.growth.replace(growths[at]);
        true
    }
    /// Every way it remembers in which objects get the field.
    pub(crate) fn grown(&self) -> Vec<Growth> {
        let first = self.growth.get();
        std::iter::once(first).chain(self.growths.borrow().iter().copied()).filter(|g| g.from != NO_SHAPE).collect()
    }
    /// Every shape it remembers, with its slot.
    pub(crate) fn remembered(&self) -> Vec<(u32, u32)> {
        let first = (self.shape.get(), self.slot.get());
        std::iter::once(first).chain(self.others.borrow().iter().copied()).filter(|e| e.0 != NO_SHAPE).collect()
    }
    /// Remembers a shape that was not remembered; `limit` at most.
    pub(crate) fn remember(&self, shape: u32, slot: u32, limit: usize) {
        let mut others = self.others.borrow_mut();
        if self.shape.get() != NO_SHAPE {
            if others.len() + 1 >= limit.max(1) {
                self.many.set(true);
                others.clear();
            } else {
                others.push((self.shape.get(), self.slot.get()));
            }
        }
        self.shape.set(shape);
        self.slot.set(slot);
    }
    /// Looks among the further shapes and moves a hit to the front.
    pub(crate) fn find_other(&self, shape: u32) -> Option<u32> {
        let mut others = self.others.borrow_mut();
        let at = others.iter().position(|e| e.0 == shape)?;
        let slot = others[at].1;
        others[at] = (self.shape.get(), self.slot.get());
        self.shape.set(shape);
        self.slot.set(slot);
        Some(slot)
    }
}

/// What tells objects apart that may have other things in common.
#[inline]
fn kind_of(object: Value) -> Option<u64> {
    match object.as_a::<Instance>() {
        Some(o) => Some(o.shape.get().into()),
        None => object.as_a::<Class>().map(|_| object.bits()),
    }
}

fn state(empty: bool, others: usize, many: bool) -> &'static str {
    match (empty, many, others) {
        (true, ..) => "empty",
        (_, true, _) => "many",
        (_, _, 0) => "one",
        _ => "few",
    }
}
