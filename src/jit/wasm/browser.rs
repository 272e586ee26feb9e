//! Modules in the engine: compiled at once, and entered into the VM's own function
//! table, which grows for them.
//!
//! The invariant this file owns: a slot of the table that was given out holds a
//! function of a compiled module until its [`Slots`] are dropped, then nothing, until
//! it is given out again. So an index that is called is that of live code, as for
//! native code memory.
use super::super::Jit;
use super::super::backend::{Backend, Compiled, Context, Enter, Job, Listing};
use super::{Functions, Input, SLOTS, Target, emit, list};
use crate::interp::Func;
use crate::jit::mir::Graph;
use crate::vm::Vm;
use js_sys::WebAssembly::{Instance, Module, Table};
use js_sys::{Function, Object, Reflect, Uint8Array};
use std::cell::RefCell;
use std::mem::offset_of;
use wasm_bindgen::{JsCast, JsValue};

/// The smallest module: no sections.
const EMPTY: &[u8] = b"\0asm\x01\0\0\0";

/// A module with a tail call: `(func return_call 0)`.
const TAIL_CALL: &[u8] = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a\x06\x01\x04\0\x12\0\x0b";

thread_local! {
    /// Slots that were given back.
    static FREE: RefCell<Vec<u32>> = const { RefCell::new(vec![]) };
}

/// Whether the engine knows tail calls, so that the builder may end graphs in them.
pub fn has_tail_calls() -> bool {
    js_sys::WebAssembly::validate(&Uint8Array::from(TAIL_CALL)).unwrap_or(false)
}

/// The engine of this page, worker or Node.
pub struct WasmBackend {
    /// What every module imports.
    imports: Object,
    table: Table,
}

impl WasmBackend {
    /// The back end; says why not if code may not be compiled here.
    pub fn new() -> Result<WasmBackend, String> {
        // A page's policy is known only by trying.
        Module::new(&Uint8Array::from(EMPTY)).map_err(|e| said("the page does not let code be compiled", &e))?;
        let table: Table = wasm_bindgen::function_table().unchecked_into();
        let (imports, parts) = (Object::new(), Object::new());
        // Setting a field of a fresh plain object cannot fail.
        let _ = Reflect::set(&parts, &"m".into(), &wasm_bindgen::memory());
        let _ = Reflect::set(&parts, &"t".into(), &table);
        let _ = Reflect::set(&imports, &"".into(), &parts);
        Ok(WasmBackend { imports, table })
    }

    /// The function that a module exports, in a slot of its own.
    fn enter(&self, instance: &Instance, name: &str) -> Result<Slot, JsValue> {
        let function: Function = Reflect::get(&instance.exports(), &name.into())?.unchecked_into();
        let free = FREE.with_borrow_mut(Vec::pop);
        let slot = match free {
            Some(slot) => slot,
            None => self.table.grow(1)?,
        };
        self.table.set(slot, &function)?;
        Ok(Slot(slot, self.table.clone()))
    }
}

/// A slot of the table that is in use.
struct Slot(u32, Table);

impl Drop for Slot {
    fn drop(&mut self) {
        // The slot exists, and may hold nothing.
        let _ = self.1.set(self.0, JsValue::NULL.unchecked_ref());
        FREE.with_borrow_mut(|free| free.push(self.0));
    }
}

/// What went wrong, with the engine's words.
fn said(what: &str, e: &JsValue) -> String {
    match e.dyn_ref::<js_sys::Error>() {
        Some(e) => [what, ": ", &String::from(e.message())].concat(),
        None => what.to_string(),
    }
}

/// The functions of a VM.
struct Funcs<'a>(&'a Graph, &'a [Box<Func>]);

impl Functions for Funcs<'_> {
    fn window(&self, pc: u32) -> u32 {
        let f = &self.1[self.0.func as usize];
        // SAFETY: code is written only while the VM runs, not while it compiles.
        unsafe { (*f.code[pc as usize].get()).b as u32 }
    }
    fn address(&self, func: u32) -> u32 {
        &raw const *self.1[func as usize] as usize as u32
    }
}

/// Distances in this VM.
fn target(job: &Job) -> Target {
    let context = offset_of!(Vm, jit) + offset_of!(Jit, context);
    let at = |field: usize| (context + field) as u32;
    Target {
        budget: offset_of!(Vm, budget) as u32,
        globals: at(offset_of!(Context, globals)),
        limit: at(offset_of!(Context, limit)),
        entries: at(offset_of!(Context, entries)),
        stack: at(offset_of!(Context, stack)),
        unwound: at(offset_of!(Context, unwound)),
        result: at(offset_of!(Context, result)),
        exit: at(offset_of!(Context, exit)),
        generic: job.helpers.generic as usize as u32,
        native: job.helpers.native as usize as u32,
        cons: job.helpers.cons as usize as u32,
        instance: job.helpers.instance as usize as u32,
        compare: job.helpers.compare as usize as u32,
        registers: job.helpers.registers as usize as u32,
        same: job.helpers.same as usize as u32,
    }
}

/// What is emitted of a job.
fn input<'a>(job: &'a Job, functions: &'a Funcs) -> Input<'a> {
    Input { graph: job.graph, first_exit: job.first_exit, target: target(job), functions }
}

impl Backend for WasmBackend {
    fn tail_calls(&self) -> bool {
        has_tail_calls()
    }
    fn name(&self) -> &'static str {
        "wasm"
    }

    fn slots(&self) -> usize {
        SLOTS
    }

    fn compile(&mut self, job: &Job) -> Result<Compiled, String> {
        let functions = Funcs(job.graph, job.funcs);
        let input = input(job, &functions);
        let bytes = emit(input)?;
        let refused = |e: JsValue| said("the engine refuses the module", &e);
        let module = Module::new(&Uint8Array::from(&bytes[..])).map_err(refused)?;
        let instance = Instance::new(&module, &self.imports).map_err(refused)?;
        let full = |e: JsValue| said("the function table is full", &e);
        let direct = self.enter(&instance, "direct").map_err(full)?;
        let enter = self.enter(&instance, "enter").map_err(full)?;
        Ok(Compiled {
            // SAFETY: function pointers are indexes into the table; the module invariant
            // keeps the slot, and the emitter gives `enter` this type.
            enter: unsafe { std::mem::transmute::<usize, Enter>(enter.0 as usize) },
            direct: direct.0 as usize,
            bytes: bytes.len(),
            owner: Box::new([direct, enter]),
        })
    }

    fn listings(&mut self, job: &Job) -> Vec<Listing> {
        list(input(job, &Funcs(job.graph, job.funcs))).into_iter().collect()
    }
}
