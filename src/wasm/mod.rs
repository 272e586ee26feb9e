//! The border to JavaScript: one class and a few tables. It converts and
//! checks; what the VM does is decided elsewhere. `npm/src/vm.ts` wraps it.
mod config;
#[cfg_attr(feature = "wasm-baseline", path = "engine_baseline.rs")]
#[cfg_attr(not(feature = "wasm-baseline"), path = "engine_vm.rs")]
mod engine;
#[cfg(not(feature = "wasm-baseline"))]
mod given;
mod host;
mod panics;
pub mod platform;
#[cfg(not(feature = "wasm-baseline"))]
mod step;
#[cfg(not(feature = "wasm-baseline"))]
mod value;

use crate::lang::Language;
use crate::options::Dispatch;
use crate::syntax::{Code, Diagnostic};
use config::{HostConfig, number, range_error, text};
use engine::{Engine, Outcome};
use serde::Serialize;
use wasm_bindgen::prelude::*;

// SAFETY: the module is built without shared memory and threads, so nothing
// else can enter the allocator while it works; nobody but it grows the memory.
#[global_allocator]
static ALLOCATOR: talc::TalckWasm = unsafe { talc::TalckWasm::new_global() };

#[wasm_bindgen(start)]
fn start() {
    panics::install();
}

/// Plain data as plain JS: objects rather than `Map`, `null` for what is absent.
fn to_js<T: Serialize + ?Sized>(data: &T) -> Result<JsValue, JsValue> {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
    data.serialize(&serializer).map_err(JsValue::from)
}

/// What stands for a value that does not cross.
fn text_of(text: &str) -> JsValue {
    let object = js_sys::Object::new();
    // Setting a field of a fresh plain object cannot fail.
    let _ = js_sys::Reflect::set(&object, &"display".into(), &text.into());
    object.into()
}

/// A VM with what the last program left.
#[wasm_bindgen]
pub struct RawVm {
    engine: Engine,
    programs: usize,
    diagnostics: Vec<Diagnostic>,
    ended: Option<engine::Ended>,
}

#[wasm_bindgen]
impl RawVm {
    /// A VM with these limits and switches. `glass` keeps what `inspect` shows of
    /// programs that are loaded later.
    #[wasm_bindgen(constructor)]
    pub fn new(config: &JsValue, glass: bool) -> Result<RawVm, JsValue> {
        let engine = Engine::new(HostConfig::read(config)?, glass).map_err(config::type_error)?;
        Ok(RawVm { engine, programs: 0, diagnostics: vec![], ended: None })
    }

    /// Compiles a program. Gives its number, or -1 with `diagnostics()`.
    pub fn load(&mut self, language: &JsValue, name: &JsValue, source: &JsValue) -> Result<i32, JsValue> {
        let language = text(language, "language")?;
        let Some(language) = Language::by_name(&language) else {
            return Err(range_error(format!("there is no language \"{language}\"")));
        };
        let name = text(name, "name")?;
        let source = text(source, "source")?;
        // Loading may collect what the last program ended with.
        self.ended = None;
        match self.engine.load(language, &name, source) {
            Ok(warnings) => {
                self.diagnostics = warnings;
                self.programs += 1;
                Ok(self.programs as i32 - 1)
            }
            Err(diagnostics) => {
                self.diagnostics = diagnostics;
                Ok(-1)
            }
        }
    }

    fn program(&self, number_of: &JsValue) -> Result<usize, JsValue> {
        let n = number(number_of, "program", 0, i32::MAX as u64)? as usize;
        if n < self.programs { Ok(n) } else { Err(range_error(format!("there is no program {n}"))) }
    }

    /// Makes a program ready to run from its beginning.
    pub fn start(&mut self, program: &JsValue) -> Result<(), JsValue> {
        let program = self.program(program)?;
        self.ended = None;
        self.diagnostics = self.engine.start(program);
        Ok(())
    }

    /// Runs about `budget` calls and back edges; hot code is compiled unless `interpret` says
    /// otherwise. 0: more to do, 1: done, 2: failed, 3: a step is done.
    pub fn resume(&mut self, budget: &JsValue, interpret: bool) -> Result<u32, JsValue> {
        let budget = number(budget, "budget", 1, 1 << 50)? as u64;
        Ok(match self.engine.resume(budget, !interpret) {
            #[cfg(not(feature = "wasm-baseline"))]
            Outcome::Running => 0,
            Outcome::Ended(ended) => {
                self.ended = Some(ended);
                1
            }
            Outcome::Failed(diagnostics) => {
                self.diagnostics.extend(diagnostics);
                2
            }
            #[cfg(not(feature = "wasm-baseline"))]
            Outcome::Stepped => 3,
        })
    }

    /// The value the program ended with, as JS data.
    pub fn value(&self) -> JsValue {
        self.ended.as_ref().map_or(JsValue::NULL, |ended| self.engine.value(ended))
    }

    /// The value as its language writes it; "" for none worth writing.
    pub fn display(&self) -> String {
        self.ended.as_ref().map(|ended| self.engine.text(ended)).unwrap_or_default()
    }

    /// The status a program ended with that asked to end.
    pub fn exited(&self) -> Option<i32> {
        self.ended.as_ref().and_then(engine::Ended::status)
    }

    /// What was wrong with the last program, or how it failed.
    pub fn diagnostics(&self) -> Result<JsValue, JsValue> {
        to_js(&self.diagnostics)
    }

    /// What was printed since the last call.
    #[wasm_bindgen(js_name = takeOutput)]
    pub fn take_output(&mut self) -> String {
        self.engine.take_output()
    }

    /// Counters.
    pub fn stats(&self) -> Result<JsValue, JsValue> {
        to_js(&self.engine.stats())
    }

    /// How a program was compiled and what happened in it.
    pub fn inspect(&self, program: &JsValue) -> Result<JsValue, JsValue> {
        to_js(&self.engine.inspect(self.program(program)?))
    }

    /// Where what ran spent its instructions, its time and its memory; `null` unless
    /// the configuration asked for it and the traced loop runs.
    pub fn profile(&self) -> Result<JsValue, JsValue> {
        to_js(&self.engine.profile())
    }

    /// What the compiler to machine code did; listings only if the glass is open.
    pub fn compiled(&self) -> Result<JsValue, JsValue> {
        to_js(&self.engine.compiled())
    }

    /// Makes the running program fail at the next slice.
    pub fn stop(&mut self) {
        self.engine.stop();
    }
}

/// What this build can do, but for the size of the module.
#[wasm_bindgen]
pub fn info() -> Result<JsValue, JsValue> {
    #[derive(Serialize)]
    struct Info {
        version: &'static str,
        optimisations: Vec<crate::inspect::OptView>,
        ops: Vec<crate::inspect::OpView>,
        dispatch: Vec<&'static str>,
        languages: Vec<&'static str>,
        codes: Vec<&'static str>,
    }
    let best = Dispatch::best();
    let dispatch = std::iter::once(best).chain(Dispatch::ALL.iter().copied().filter(|d| *d != best));
    to_js(&Info {
        version: env!("CARGO_PKG_VERSION"),
        optimisations: crate::inspect::optimisations(),
        ops: crate::inspect::ops(),
        dispatch: dispatch.map(Dispatch::name).collect(),
        languages: Language::ALL.iter().map(|l| l.name()).collect(),
        codes: Code::ALL.iter().map(|c| c.text()).collect(),
    })
}

/// Address and length of each piece of data that is asked for with `platform::present`, one
/// behind the other: what the build may leave to the rest of the module.
#[cfg(not(feature = "wasm-baseline"))]
#[wasm_bindgen]
pub fn apart() -> Vec<u32> {
    crate::lang::python::apart().flat_map(|data| [data.as_ptr() as u32, data.len() as u32]).collect()
}
