//! What call sites remember of methods: by the layout of instances, and by the kind of
//! builtin objects, whose classes never change; their methods are natives, but for those
//! that the prelude has.
use super::func::{CallSite, Func, NO_SHAPE};
use crate::bytecode::Insn;
use crate::core::{GlobalId, NativeId};
use crate::object::{ObjKind, Sort};
use crate::value::{Value, bits};
use std::cell::Cell;

/// Keys of builtin objects have this bit. There are never that many layouts.
const BUILTIN: u32 = 1 << 31;

/// The key of modules, whose functions are globals.
const MODULE: u32 = BUILTIN | (Sort::Module as u32) << 8 | ObjKind::Compound as u32;

/// What a call site remembers of a callee.
#[derive(Clone)]
pub(crate) struct Target {
    /// The layout of the objects whose method it is, or the key of builtin ones.
    pub key: Cell<u32>,
    /// Bytes of the function's window; of a module, the number of the global.
    pub window: Cell<u32>,
    /// The callee, or the module in which it is; `NEVER`, which no callee equals, while empty
    /// and after it has died: the collector holds it weakly.
    pub callee: Cell<Value>,
    /// Its function, which closures made by the same code share; null while empty, and for
    /// a native.
    pub func: Cell<*const Func>,
    /// The function's code.
    pub code: Cell<*mut Insn>,
}

impl Default for Target {
    fn default() -> Target {
        Target {
            key: Cell::new(NO_SHAPE),
            window: Cell::new(0),
            callee: Cell::new(Value::NEVER),
            func: Cell::new(std::ptr::null()),
            code: Cell::new(std::ptr::null_mut()),
        }
    }
}

/// What stands for the class of a builtin object that has methods; `NO_SHAPE` for others,
/// among them those whose attributes can be their own.
#[inline(always)]
pub(crate) fn builtin_key(v: Value) -> u32 {
    let Some(o) = v.as_obj() else {
        return if v.tag() == bits::TAG_STR { BUILTIN | ObjKind::Str as u32 } else { NO_SHAPE };
    };
    let kind = match o.kind {
        ObjKind::Str | ObjKind::List | ObjKind::Dict | ObjKind::Tuple => 0,
        ObjKind::Set => o.flags.get() as u32 & 1,
        ObjKind::Compound if [Sort::Bytes as u16, Sort::ByteArray as u16].contains(&o.flags.get()) => {
            o.flags.get() as u32
        }
        _ => return NO_SHAPE,
    };
    BUILTIN | kind << 8 | o.kind as u32
}

/// The name of the class that a key stands for, if it is one of builtin objects.
pub(crate) fn builtin_name(key: u32) -> Option<&'static str> {
    const NAMES: [(u32, &str); 9] = [
        (ObjKind::Str as u32, "str"),
        (ObjKind::List as u32, "list"),
        (ObjKind::Dict as u32, "dict"),
        (ObjKind::Tuple as u32, "tuple"),
        (ObjKind::Set as u32, "set"),
        (1 << 8 | ObjKind::Set as u32, "frozenset"),
        ((Sort::Bytes as u32) << 8 | ObjKind::Compound as u32, "bytes"),
        ((Sort::ByteArray as u32) << 8 | ObjKind::Compound as u32, "bytearray"),
        (MODULE & !BUILTIN, "module"),
    ];
    NAMES.iter().find(|n| n.0 | BUILTIN == key).map(|n| n.1)
}

impl Target {
    /// The layout of the instances whose method it is, if it is one of instances.
    pub(crate) fn instances(&self) -> Option<u32> {
        Some(self.key.get()).filter(|&key| key != NO_SHAPE && key & BUILTIN == 0)
    }
}

impl CallSite {
    /// What it remembers of the method of the objects of a key.
    ///
    /// # Safety
    /// Nothing is remembered or forgotten as long as that is used.
    #[inline(always)]
    pub(crate) unsafe fn target(&self, key: u32) -> Option<&Target> {
        if self.first.key.get() == key {
            return Some(&self.first);
        }
        // SAFETY: the caller's promise.
        unsafe { self.methods.try_borrow_unguarded().ok()?.iter().find(|m| m.key.get() == key) }
    }
    /// The method of the objects of a key, if it is remembered.
    pub(crate) fn method(&self, key: u32) -> Option<Value> {
        // SAFETY: the callee is copied.
        let target = unsafe { self.target(key) };
        target.map(|m| m.callee.get()).filter(|&c| c != Value::NEVER)
    }
    /// Remembers that a function is looked for in a module, where it is a global, unless it
    /// remembers something else.
    pub(crate) fn remember_module(&self, module: Value, global: GlobalId) {
        if self.first.key.get() == NO_SHAPE {
            self.first.key.set(MODULE);
            self.first.callee.set(module);
            self.first.func.set(std::ptr::null());
            self.first.window.set(global.0);
        }
    }
    /// The module that it remembers, and the global which is looked for in it.
    pub(crate) fn module(&self) -> Option<(Value, u32)> {
        let module = self.first.callee.get();
        (self.first.key.get() == MODULE && module != Value::NEVER).then(|| (module, self.first.window.get()))
    }
    /// The method that it remembers first, if that is a native.
    pub(crate) fn native(&self) -> Option<NativeId> {
        self.first.callee.get().as_native().filter(|_| self.first.key.get() & BUILTIN != 0)
    }
    /// Remembers the method of the objects of a key; `limit` of them at most.
    pub(crate) fn remember_method(&self, key: u32, callee: Value, func: *const Func, limit: usize) {
        let mut methods = self.methods.borrow_mut();
        if self.first.key.get() != NO_SHAPE && self.first.callee.get() != Value::NEVER {
            if methods.len() + 1 >= limit.max(1) {
                self.many.set(true);
                methods.clear();
            } else {
                methods.push(self.first.clone());
            }
        }
        self.first.key.set(key);
        self.set(callee, func);
    }
    /// Forgets methods, as a class has changed.
    pub(crate) fn forget_methods(&self) {
        self.made.set(NO_SHAPE);
        *self.binding.borrow_mut() = None;
        self.init.set(Value::NEVER);
        if self.first.key.replace(NO_SHAPE) != NO_SHAPE {
            self.methods.borrow_mut().clear();
            self.first.callee.set(Value::NEVER);
        }
    }
}
